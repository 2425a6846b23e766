"""Layers for images: shuffles of pixels and channels, crops, gradients, and measures of quality."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from mindshim import ops
from mindshim.engine import dtypes
from mindshim.engine.tensor import Tensor
from mindshim.nn._checks import has_dims, in_range, one_of, positive_int, typed
from mindshim.nn.cell import Cell


class PixelShuffle(Cell):
    """Moves channels into space: ``(…, C * r², H, W)`` becomes ``(…, C, H * r, W * r)`` (Shi et al.,
    2016)."""

    def __init__(self, upscale_factor: int):
        super().__init__()
        self.upscale_factor = upscale_factor

    def construct(self, input: Tensor) -> Tensor:
        return ops.pixel_shuffle(input, self.upscale_factor)


class PixelUnshuffle(Cell):
    """The inverse of :class:`PixelShuffle`."""

    def __init__(self, downscale_factor: int):
        super().__init__()
        self.downscale_factor = downscale_factor

    def construct(self, input: Tensor) -> Tensor:
        return ops.pixel_unshuffle(input, self.downscale_factor)


class ChannelShuffle(Cell):
    """Mixes the channels of `groups` groups (Zhang et al., 2018).

    Raises:
        TypeError: `groups` is no int.
        ValueError: it is not positive.
    """

    def __init__(self, groups: int):
        super().__init__()
        self.groups = positive_int(groups, "groups", self.cls_name)

    def construct(self, x: Tensor) -> Tensor:
        n, c = x.shape[:2]
        grouped = ops.reshape(x, (n, self.groups, c // self.groups, -1))
        return ops.reshape(ops.swapaxes(grouped, 1, 2), x.shape)


class CentralCrop(Cell):
    """The middle of images ``(C, H, W)`` or ``(N, C, H, W)``: the share `central_fraction` of height and
    width.

    Raises:
        TypeError: `central_fraction` is no float.
        ValueError: it is not in ``(0, 1]``.
    """

    def __init__(self, central_fraction: float):
        super().__init__()
        typed(central_fraction, "central_fraction", self.cls_name, float)
        self.central_fraction = in_range(
            central_fraction, "central_fraction", self.cls_name, 0.0, 1.0, open_low=True
        )

    def construct(self, image: Tensor) -> Tensor:
        has_dims(image, (3, 4), self.cls_name)
        if self.central_fraction == 1.0:
            return image
        top, left = (int((size - size * self.central_fraction) / 2) for size in image.shape[-2:])
        return image[..., top : image.shape[-2] - top, left : image.shape[-1] - left]


class ImageGradients(Cell):
    """The differences of neighbouring pixels of ``(N, C, H, W)``, down and to the right; zero at the edge."""

    def construct(self, images: Tensor) -> tuple[Tensor, Tensor]:
        has_dims(images, (4,), self.cls_name)
        down = ops.pad(images[:, :, 1:] - images[:, :, :-1], (0, 0, 0, 1))
        right = ops.pad(images[..., 1:] - images[..., :-1], (0, 1))
        return down, right


def _same(owner: str, img1: Tensor, img2: Tensor) -> None:
    has_dims(img1, (4,), owner)
    has_dims(img2, (4,), owner)
    if img1.dtype is not img2.dtype:
        raise TypeError(
            f"For '{owner}', the images must have one dtype, but got {img1.dtype} and {img2.dtype}."
        )
    if img1.shape != img2.shape:
        raise ValueError(
            f"For '{owner}', the images must have one shape, but got {img1.shape} and {img2.shape}."
        )


def _unit(image: Tensor) -> Tensor:
    """The image in float32, of which integers fill the range up to 1."""
    scaled = image.astype(dtypes.float32)
    if np.issubdtype(image.dtype.np_dtype, np.integer):
        return scaled * (1.0 / float(np.iinfo(image.dtype.np_dtype).max))
    return scaled


def _unit_value(value: float, image: Tensor) -> float:
    if np.issubdtype(image.dtype.np_dtype, np.integer):
        return value / float(np.iinfo(image.dtype.np_dtype).max)
    return value


class PSNR(Cell):
    """The peak signal-to-noise ratio of images ``(N, C, H, W)``, in decibels; one for each image.

    Raises:
        TypeError: `max_val`, the range of pixels, is no number.
        ValueError: it is not positive; or (when called) the images differ in shape.
    """

    def __init__(self, max_val: float = 1.0):
        super().__init__()
        typed(max_val, "max_val", self.cls_name, int, float)
        self.max_val = in_range(max_val, "max_val", self.cls_name, 0, math.inf, open_low=True)

    def construct(self, img1: Tensor, img2: Tensor) -> Tensor:
        _same(self.cls_name, img1, img2)
        peak = _unit_value(self.max_val, img1)
        error = ops.square(_unit(img1) - _unit(img2)).mean((-3, -2, -1))
        return 10 * ops.log(peak**2 / error) / math.log(10.0)


def _window(size: int, sigma: float) -> np.ndarray:
    """A Gaussian window ``(1, 1, size, size)``."""
    places = np.arange(-size // 2 + 1, size // 2 + 1, dtype=np.float32) ** 2
    values = np.exp(-(places[:, None] + places[None, :]) / (2 * sigma**2))
    return (values / values.sum()).astype(np.float32)[None, None]


class _Similarity(Cell):
    """What SSIM and its form at several scales have in common.

    Args:
        max_val: the range of pixels.
        filter_size, filter_sigma: the Gaussian window's size and standard deviation.
        k1, k2: what keeps quotients from being unstable.
    """

    def __init__(self, max_val: float, filter_size: int, filter_sigma: float, k1: float, k2: float):
        super().__init__()
        owner = self.cls_name
        typed(max_val, "max_val", owner, int, float)
        self.max_val = in_range(max_val, "max_val", owner, 0, math.inf, open_low=True)
        self.filter_size = positive_int(filter_size, "filter_size", owner)
        typed(filter_sigma, "filter_sigma", owner, float)
        self.filter_sigma = in_range(filter_sigma, "filter_sigma", owner, 0, math.inf, open_low=True)
        self.k1 = typed(k1, "k1", owner, float)
        self.k2 = typed(k2, "k2", owner, float)
        self._kernel = Tensor(_window(filter_size, filter_sigma))

    def _compared(self, img1: Tensor, img2: Tensor, peak: float) -> tuple[Tensor, Tensor]:
        """The similarity ``(N, C)``, and its part without luminance."""
        n, c, h, w = img1.shape
        if min(h, w) < self.filter_size:
            raise ValueError(
                f"For '{self.cls_name}', images must be as large as the window of {self.filter_size}, but "
                f"got {img1.shape}."
            )
        stacked = ops.cat([img1, img2, img1 * img1, img2 * img2, img1 * img2]).reshape(-1, 1, h, w)
        means = ops.conv2d(stacked, self._kernel).reshape(5, n, c, h - self.filter_size + 1, -1)
        mean1, mean2, square1, square2, product = (means[i] for i in range(5))
        c1, c2 = (self.k1 * peak) ** 2, (self.k2 * peak) ** 2
        contrast = (2 * (product - mean1 * mean2) + c2) / (
            square1 - mean1 * mean1 + square2 - mean2 * mean2 + c2
        )
        luminance = (2 * mean1 * mean2 + c1) / (mean1 * mean1 + mean2 * mean2 + c1)
        return (luminance * contrast).mean((2, 3)), contrast.mean((2, 3))


class SSIM(_Similarity):
    __doc__ = (
        "The structural similarity of images ``(N, C, H, W)``; one for each image (Wang et al., 2004). "
        + (_Similarity.__doc__ or "").partition("common.")[2]
    )

    def __init__(
        self,
        max_val: float = 1.0,
        filter_size: int = 11,
        filter_sigma: float = 1.5,
        k1: float = 0.01,
        k2: float = 0.03,
    ):
        super().__init__(max_val, filter_size, filter_sigma, k1, k2)

    def construct(self, img1: Tensor, img2: Tensor) -> Tensor:
        _same(self.cls_name, img1, img2)
        return self._compared(_unit(img1), _unit(img2), _unit_value(self.max_val, img1))[0].mean(-1)


class MSSSIM(_Similarity):
    __doc__ = (
        "The structural similarity at several scales, each to a power of `power_factors` (Wang et al., "
        "2003). " + (_Similarity.__doc__ or "").partition("common.")[2]
    )

    def __init__(
        self,
        max_val: float = 1.0,
        power_factors: Any = (0.0448, 0.2856, 0.3001, 0.2363, 0.1333),
        filter_size: int = 11,
        filter_sigma: float = 1.5,
        k1: float = 0.01,
        k2: float = 0.03,
    ):
        super().__init__(max_val, filter_size, filter_sigma, k1, k2)
        self.power_factors = tuple(typed(power_factors, "power_factors", self.cls_name, tuple, list))

    def construct(self, img1: Tensor, img2: Tensor) -> Tensor:
        _same(self.cls_name, img1, img2)
        peak = _unit_value(self.max_val, img1)
        img1, img2 = _unit(img1), _unit(img2)
        halved = ops.AvgPool(2, 2)
        parts = []
        for number in range(len(self.power_factors)):
            if number:
                img1, img2 = halved(img1), halved(img2)
            similarity, contrast = self._compared(img1, img2, peak)
            parts.append(contrast)
        parts[-1] = similarity
        powers = ops.pow(ops.relu(ops.stack(parts, -1)), Tensor(self.power_factors, dtypes.float32))
        return powers.prod(-1).mean(-1)


class Unfold(Cell):
    """Windows of an image as channels: ``(N, C, H, W)`` to ``(N, rows * columns * C, H', W')``, a window's elements
    row by row, and the channels of one element beside each other.

    Args:
        ksizes, strides, rates: the windows' sizes, their distances, and the distances of their elements, each
            ``[1, row, column, 1]``.
        padding: ``valid``, or ``same`` for windows that reach over the edge.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: an argument is something else.

    Examples:
        >>> from mindshim import nn, ops
        >>> net = nn.Unfold([1, 2, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1])
        >>> net(ops.ones((2, 3, 4, 4))).shape
        (2, 12, 2, 2)
    """

    def __init__(self, ksizes: Any, strides: Any, rates: Any, padding: str = "valid"):
        super().__init__()
        for name, value in (("ksizes", ksizes), ("strides", strides), ("rates", rates)):
            value = typed(value, name, self.cls_name, tuple, list)
            positive = all(isinstance(v, int) and v > 0 for v in value)
            if len(value) != 4 or value[0] != 1 or value[3] != 1 or not positive:
                raise ValueError(f"For '{self.cls_name}', '{name}' must be [1, row, column, 1], but got {value}.")
        self.ksizes, self.strides, self.rates = (tuple(v[1:3]) for v in (ksizes, strides, rates))
        self.padding = one_of(padding.lower(), "padding", self.cls_name, ("valid", "same"))

    def construct(self, input_x: Tensor) -> Tensor:
        has_dims(input_x, (4,), self.cls_name)
        batch, channels, *spatial = input_x.shape
        reach = [(k - 1) * r + 1 for k, r in zip(self.ksizes, self.rates, strict=True)]
        if self.padding == "same":
            missing = [
                max((-(-size // s) - 1) * s + field - size, 0)
                for size, s, field in zip(spatial, self.strides, reach, strict=True)
            ]
            around = [(m // 2, m - m // 2) for m in missing]
            input_x = ops.pad(input_x, [*around[1], *around[0]])
            spatial = [size + m for size, m in zip(spatial, missing, strict=True)]
        sizes = [(size - field) // s + 1 for size, field, s in zip(spatial, reach, self.strides, strict=True)]
        windows = ops.unfold(input_x, self.ksizes, self.rates, 0, self.strides)
        return windows.reshape(batch, channels, -1, *sizes).swapaxes(1, 2).reshape(batch, -1, *sizes)
