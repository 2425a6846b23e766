"""Transforms of spectrograms along time and frequency: masks, differences, normalisation."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim.dataset import randomness
from mindshim.dataset.audio.base import FLOAT, NATURAL, NATURAL_FLOAT, POSITIVE, AudioOperation
from mindshim.dataset.audio.enums import BorderType
from mindshim.dataset.audio.stft import pad_last
from mindshim.dataset.checks import BOOL, Int, Is, checked


class _Mask(AudioOperation):
    """Part of one axis of a spectrogram (..., freq, time) replaced by a value."""

    axes = "freq, time"

    def _masked(self, value: np.ndarray, start: int, width: int, axis: int, fill: float) -> np.ndarray:
        name, length = type(self).__name__, value.shape[axis]
        if start >= length or start + width > length:
            raise RuntimeError(
                f"{name}: the mask from {start} of width {width} is not inside the axis of length {length}."
            )
        out = value.copy()
        np.swapaxes(out, axis, -1)[..., start : start + width] = fill
        return out

    def _drawn(self, value: np.ndarray, most: int, axis: int, fill: float) -> np.ndarray:
        """A mask of random width up to `most` at a random place, the same for all channels."""
        name, length = type(self).__name__, value.shape[axis]
        if most > length:
            raise RuntimeError(f"{name}: the mask's width {most} is greater than the axis, {length}.")
        generator = randomness.generator()
        width = int(generator.integers(most + 1))
        start = int(generator.integers(length - width + 1))
        return self._masked(value, start, width, axis, fill) if width else value


class _OfAxis(_Mask):
    axis: int

    def _mask(self, iid_masks: bool, param: int, start: int, fill: float) -> None:
        self.random, self.param, self.start, self.fill = iid_masks, param, start, fill

    def _checked(self, *inputs: Any) -> np.ndarray:
        value = super()._checked(*inputs)
        if self.param > value.shape[self.axis]:
            raise RuntimeError(
                f"{type(self).__name__}: the mask's width {self.param} is greater than the axis of the input, "
                f"whose shape is {value.shape}."
            )
        return value

    def _apply(self, value: np.ndarray) -> np.ndarray:
        if self.random:
            return self._drawn(value, self.param, self.axis, self.fill)
        return self._masked(value, self.start, self.param, self.axis, self.fill)


class FrequencyMasking(_OfAxis):
    """Some frequencies of a spectrogram (..., freq, time) replaced by a value.

    Args:
        iid_masks: a random mask.
        freq_mask_param: the width of the mask; with `iid_masks`, its limit.
        mask_start: the first masked frequency.
        mask_value: the value.
    """

    axis = -2

    @checked(iid_masks=BOOL, freq_mask_param=NATURAL, mask_start=NATURAL, mask_value=NATURAL_FLOAT)
    def __init__(self, iid_masks: bool = False, freq_mask_param: int = 0, mask_start: int = 0, mask_value: float = 0.0):
        self._mask(iid_masks, freq_mask_param, mask_start, mask_value)


class TimeMasking(_OfAxis):
    """Some frames of a spectrogram (..., freq, time) replaced by a value; arguments as in :class:`FrequencyMasking`."""

    axis = -1

    @checked(iid_masks=BOOL, time_mask_param=NATURAL, mask_start=NATURAL, mask_value=NATURAL_FLOAT)
    def __init__(self, iid_masks: bool = False, time_mask_param: int = 0, mask_start: int = 0, mask_value: float = 0.0):
        self._mask(iid_masks, time_mask_param, mask_start, mask_value)


class MaskAlongAxis(_Mask):
    """A mask along the frequencies (axis 1) or the frames (axis 2)."""

    @checked(mask_start=NATURAL, mask_width=POSITIVE, mask_value=FLOAT, axis=Int(1, 2))
    def __init__(self, mask_start: int, mask_width: int, mask_value: float, axis: int):
        self.given = mask_start, mask_width, axis - 3, mask_value

    def _apply(self, value: np.ndarray) -> np.ndarray:
        return self._masked(value, *self.given)


class MaskAlongAxisIID(_Mask):
    """:class:`MaskAlongAxis` with a mask of random width, up to `mask_param`, at a random place."""

    random = True

    @checked(mask_param=NATURAL, mask_value=FLOAT, axis=Int(1, 2))
    def __init__(self, mask_param: int, mask_value: float, axis: int):
        self.given = mask_param, axis - 3, mask_value

    def _apply(self, value: np.ndarray) -> np.ndarray:
        return self._drawn(value, *self.given)


class ComputeDeltas(AudioOperation):
    """How each coefficient (..., freq, time) changes over `win_length` frames, by least squares."""

    axes = "freq, time"

    @checked(win_length=Int(3), pad_mode=Is(BorderType))
    def __init__(self, win_length: int = 5, pad_mode: BorderType = BorderType.EDGE):
        self.reach, self.pad_mode = (win_length - 1) // 2, pad_mode

    def _apply(self, value: np.ndarray) -> np.ndarray:
        n = self.reach
        padded = pad_last(value, n, n, self.pad_mode)
        kernel = np.arange(-n, n + 1)
        return np.lib.stride_tricks.sliding_window_view(padded, 2 * n + 1, axis=-1) @ (kernel / (kernel**2).sum())


class SlidingWindowCmn(AudioOperation):
    """Coefficients (..., time, freq) minus their mean over a window of frames.

    Args:
        cmn_window: the window's frames.
        min_cmn_window: the fewest frames, where the window would be shorter at the beginning.
        center: the window is centred, else it ends at the frame.
        norm_vars: divide by the deviation as well.
    """

    axes = "freq, time"

    @checked(cmn_window=NATURAL, min_cmn_window=NATURAL, center=BOOL, norm_vars=BOOL)
    def __init__(self, cmn_window: int = 600, min_cmn_window: int = 100, center: bool = False, norm_vars: bool = False):
        self.window, self.least, self.center, self.norm_vars = cmn_window, min_cmn_window, center, norm_vars

    def _apply(self, value: np.ndarray) -> np.ndarray:
        count = value.shape[-2]
        frame = np.arange(count)
        start = frame - (self.window // 2 if self.center else self.window)
        end = start + self.window if self.center else frame + 1
        end, start = end - np.minimum(start, 0), np.maximum(start, 0)
        if not self.center:
            end = np.where(end > frame, np.maximum(frame + 1, self.least), end)
        over = np.maximum(end - count, 0)
        start, end = np.maximum(start - over, 0), end - over
        x = value.astype(np.float64)

        def mean(values: np.ndarray) -> np.ndarray:
            sums = np.concatenate([np.zeros_like(values[..., :1, :]), np.cumsum(values, -2)], -2)
            return (sums[..., end, :] - sums[..., start, :]) / (end - start)[:, None]

        middle = mean(x)
        if not self.norm_vars:
            return x - middle
        deviation = np.sqrt(mean(x**2) - middle**2)
        single = (end - start == 1)[:, None]
        return np.where(single, 0, (x - middle) / np.where(single, 1, deviation))
