"""Videos, decoded by PyAV."""

from __future__ import annotations

import io
import os
from fractions import Fraction
from typing import Any

import numpy as np

from mindshim.dataset.transforms.base import TensorOperation


def _av() -> Any:
    try:
        import av
    except ImportError as error:
        raise ImportError("videos need PyAV: pip install 'mindshim[video]'") from error
    return av


class _Clip:
    """What a video file holds: frames with their timestamps, and sound."""

    def __init__(self, source: Any, name: str, with_content: bool = True):
        av = _av()
        try:
            with av.open(source) as container:
                self._read(av, container, with_content)
        except (av.FFmpegError, IndexError) as error:
            raise RuntimeError(f"Failed to open the file {name}: {error}") from None

    def _read(self, av: Any, container: Any, with_content: bool) -> None:
        video = container.streams.video[0]
        sound = container.streams.audio[0] if container.streams.audio else None
        self.unit, self.fps = video.time_base, float(video.average_rate)
        self.audio_fps = sound.rate if sound else None
        resampler = av.AudioResampler(format="fltp") if sound else None
        self.times: list[int] = []
        frames, pieces = [], []
        streams = [video, sound] if sound and with_content else [video]
        for frame in container.decode(*streams):
            if isinstance(frame, av.VideoFrame):
                self.times.append(frame.pts)
                if with_content:
                    frames.append(frame.to_ndarray(format="rgb24"))
            else:
                assert resampler is not None
                pieces += [part.to_ndarray() for part in resampler.resample(frame)]
        self.frames = np.stack(frames) if frames else np.zeros((0, video.height, video.width, 3), np.uint8)
        channels = sound.channels if sound else 1
        self.sound = np.concatenate(pieces, 1) if pieces else np.zeros((channels, 0), np.float32)

    def metadata(self) -> dict[str, Any]:
        rates = {} if self.audio_fps is None else {"audio_fps": self.audio_fps}
        return {**rates, "video_fps": self.fps}


def _check(filename: Any, pts_unit: Any) -> None:
    for name, value in (("filename", filename), ("pts_unit", pts_unit)):
        if not isinstance(value, str):
            raise TypeError(f"Input {name} is not of type {str}, but got: {type(value)}.")


def read_video(
    filename: str, start_pts: float | Fraction = 0, end_pts: float | Fraction | None = None, pts_unit: str = "pts"
) -> tuple[np.ndarray, np.ndarray, dict[str, Any]]:
    """The frames and the sound of a video file between two times.

    Args:
        filename: of any format that FFmpeg knows.
        start_pts: the first time.
        end_pts: the last time, itself included; the end by default.
        pts_unit: what times count: the stream's time base ("pts") or seconds ("sec").

    Returns:
        Frames (frames, height, width, 3) of uint8, the same part of the sound (channels, samples) of float32, and a
        dict with "video_fps" and, if there is sound, "audio_fps".

    Raises:
        TypeError: an argument has the wrong type.
        ValueError: there is no such file, or the times are out of order.
        RuntimeError: the file is no video.

    Examples:
        >>> import mindshim.dataset.vision as vision
        >>> frames, sound, metadata = vision.read_video("clip.mp4", 0.5, 2.0, "sec")  # doctest: +SKIP
    """
    _check(filename, pts_unit)
    for name, value in (("start_pts", start_pts), ("end_pts", 0 if end_pts is None else end_pts)):
        if not isinstance(value, (float, Fraction, int)):
            raise TypeError(f"Input {name} is not of type [{float}, {Fraction}, {int}], but got: {type(value)}")
    if start_pts < 0:
        raise ValueError(f"Not supported start_pts for {start_pts}. The start_pts should be >= 0.")
    if end_pts is not None and end_pts < start_pts:
        raise ValueError(
            f"Not supported end_pts for {end_pts}. start_pts = {start_pts}. The end_pts should be >= start_pts."
        )
    if pts_unit not in ("pts", "sec"):
        raise ValueError(f"Not supported pts_unit for {pts_unit}")
    if not os.path.isfile(filename):
        kind = "is not a regular file" if os.path.exists(filename) else "does not exist"
        raise ValueError(f"Invalid file path, {filename} {kind}.")
    clip = _Clip(filename, filename)
    times = np.array([float(t * clip.unit) for t in clip.times] if pts_unit == "sec" else clip.times)
    wanted = np.flatnonzero((times >= start_pts) & (times <= (np.inf if end_pts is None else end_pts)))
    sound = clip.sound
    if len(wanted) < len(times):
        first, count = (wanted[0], len(wanted)) if len(wanted) else (0, 0)
        start = round(sound.shape[1] * first / len(times))
        sound = sound[:, start : start + round(sound.shape[1] * count / len(times))]
    return clip.frames[wanted], sound, clip.metadata()


def read_video_timestamps(filename: str, pts_unit: str = "pts") -> tuple[list, float]:
    """The times of a video file's frames, as in :func:`read_video`, and its frames a second.

    Raises:
        TypeError: an argument has the wrong type.
        RuntimeError: there is no such file, it is no video, or the unit is unknown.
    """
    _check(filename, pts_unit)
    if not os.path.isfile(filename):
        raise RuntimeError(f"Invalid file path, {filename} does not exist.")
    if pts_unit not in ("pts", "sec"):
        raise RuntimeError(f"ReadVideoTimestamps: Not supported pts_unit for {pts_unit}")
    clip = _Clip(filename, filename, with_content=False)
    # MindSpore's unit is rounded to float32.
    unit = float(np.float32(clip.unit))
    return [t * unit for t in clip.times] if pts_unit == "sec" else clip.times, clip.fps


class DecodeVideo(TensorOperation):
    """The frames (frames, height, width, 3) of uint8 and the sound (channels, samples) of float32 in a video's bytes.

    Raises:
        TypeError: called with something that is no array.
        RuntimeError: the array is not of uint8 and one axis, or the bytes are no video.
    """

    def _input(self, value: Any) -> Any:
        if not isinstance(value, np.ndarray):
            raise TypeError(f"Input should be ndarray, got {type(value)}.")
        return value

    def _apply(self, value: Any) -> Any:
        if value.ndim != 1:
            raise RuntimeError(f"DecodeVideo: invalid input shape, only support 1D input, got rank: {value.ndim}")
        if value.dtype != np.uint8:
            raise RuntimeError(f"The type of the elements of input data should be UINT8, but got {value.dtype}.")
        clip = _Clip(io.BytesIO(value.tobytes()), "of these bytes")
        return clip.frames, clip.sound
