"""Writes `recorded/vision_video.npz`: run it in an environment with the real MindSpore."""

from pathlib import Path

import mindspore.dataset.vision as vision
import numpy as np
import test_vision_video as cases

HERE = Path(__file__).parent
found = {}
for name, options in cases.RANGES:
    frames, sound, metadata = vision.read_video(str(HERE / "data" / name), **options)
    key = f"{name} {options}"
    found[f"{key} frames"], found[f"{key} sound"] = frames, sound.astype(np.float16)
    found[f"{key} metadata"] = np.array(repr(dict(sorted(metadata.items()))))
    for unit in ("pts", "sec"):
        found[f"{name} {unit}"] = np.array(repr(vision.read_video_timestamps(str(HERE / "data" / name), unit)))
np.savez_compressed(HERE / "recorded" / "vision_video.npz", **found)
