"""Videos are read as the real MindSpore reads them; `record_video.py` keeps what it gives."""

from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
# Two clips of our own making, of 9 frames of 32 by 24 pixels in MPEG-4, one with sound in AAC.
RANGES = [
    ("clip.mp4", {}),
    ("silent.mp4", {}),
    ("clip.mp4", {"start_pts": 0.25, "end_pts": 0.6, "pts_unit": "sec"}),
    ("clip.mp4", {"start_pts": 5000}),
    ("clip.mp4", {"start_pts": 2, "end_pts": 5}),
    ("silent.mp4", {"start_pts": 0.5, "pts_unit": "sec"}),
]


def test_read_video() -> None:
    import pytest

    pytest.importorskip("av")
    from mindshim.dataset import vision

    answers = np.load(HERE / "recorded" / "vision_video.npz")
    for name, options in RANGES:
        frames, sound, metadata = vision.read_video(str(HERE / "data" / name), **options)
        key = f"{name} {options}"
        wanted = answers[f"{key} frames"]
        assert frames.shape == wanted.shape and frames.dtype == np.uint8
        # FFmpeg's conversion to RGB rounds otherwise in other versions.
        assert not frames.size or np.abs(frames.astype(int) - wanted.astype(int)).max() <= 2
        wanted = answers[f"{key} sound"]
        assert sound.shape == wanted.shape and sound.dtype == np.float32
        np.testing.assert_allclose(sound, wanted, atol=1e-3)
        assert repr(dict(sorted(metadata.items()))) == str(answers[f"{key} metadata"])
        for unit in ("pts", "sec"):
            times = vision.read_video_timestamps(str(HERE / "data" / name), unit)
            assert repr(times) == str(answers[f"{name} {unit}"])


def test_decode_video() -> None:
    import pytest

    pytest.importorskip("av")
    from mindshim.dataset import vision

    path = HERE / "data" / "clip.mp4"
    frames, sound = vision.DecodeVideo()(np.fromfile(path, np.uint8))
    wanted = vision.read_video(str(path))
    assert np.array_equal(frames, wanted[0]) and np.array_equal(sound, wanted[1])
