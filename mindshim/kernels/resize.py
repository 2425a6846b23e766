"""Resizing and resampling of the spatial axes of ``(N, C, ...)``."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from mindshim.kernels.axes import positive, sizes_of
from mindshim.kernels.declare import Array, operator


def _centres(size: int, wanted: int, align_corners: bool, half_pixel: bool, factor: float | None) -> np.ndarray:
    """Where the elements of the result lie on the axis of the input."""
    at = np.arange(wanted, dtype=np.float32)
    if align_corners:
        return at * np.float32((size - 1) / (wanted - 1) if wanted > 1 else 0)
    scale = np.float32(1 / factor if factor else size / wanted)
    return (at + np.float32(0.5)) * scale - np.float32(0.5) if half_pixel else at * scale


def _mixed(x: Array, axis: int, places: np.ndarray, weights: np.ndarray) -> Array:
    """Along an axis, sums of weighted elements: row i takes ``places[i]`` with ``weights[i]``."""
    matrix = np.zeros((places.shape[0], x.shape[axis]), np.float64)
    np.add.at(matrix, (np.arange(places.shape[0])[:, None], places), weights)
    dtype = np.float32 if x.dtype.itemsize < 4 else x.dtype
    out = jnp.tensordot(x.astype(dtype), jnp.asarray(matrix, dtype), (axis, 1), precision="highest")
    return jnp.moveaxis(out, -1, axis)


def _linear(x: Array, axis: int, centres: np.ndarray) -> Array:
    size = x.shape[axis]
    centres = np.clip(centres, 0, size - 1)
    low = np.floor(centres).astype(int)
    rest = centres - low
    places = np.clip(np.stack([low, low + 1], 1), 0, size - 1)
    return _mixed(x, axis, places, np.stack([1 - rest, rest], 1))


def _cubic(x: Array, axis: int, centres: np.ndarray, half_pixel: bool) -> Array:
    a = -0.5 if half_pixel else -0.75
    low = np.floor(centres).astype(int)
    rest = np.round((centres - low)[:, None] * 1024) / 1024  # MindSpore looks the weights up in a table
    distance = np.abs(np.arange(-1, 3) - rest)
    near = ((a + 2) * distance - (a + 3)) * distance**2 + 1
    far = ((a * distance - 5 * a) * distance + 8 * a) * distance - 4 * a
    weights = np.where(distance <= 1, near, far)
    places = low[:, None] + np.arange(-1, 3)
    if half_pixel:  # what is outside does not count
        weights = np.where((places >= 0) & (places < x.shape[axis]), weights, 0)
        weights = weights / weights.sum(1, keepdims=True)
    return _mixed(x, axis, np.clip(places, 0, x.shape[axis] - 1), weights)


def resized(x: Array, sizes: Any, mode: str, align_corners: bool = False, half_pixel: bool = True,
            factors: Any = None) -> Array:
    """The axes from the third on resized, one after the other."""
    positive("interpolate", sizes, "size")
    for i, wanted in enumerate(sizes):
        axis, size = i + 2, x.shape[i + 2]
        factor = factors[i] if factors else None
        if mode.startswith("nearest"):
            if align_corners:
                places = np.floor(_centres(size, wanted, True, False, None) + 0.5)
            elif mode == "nearest-exact":
                places = np.floor(_centres(size, wanted, False, True, factor) + 0.5)
            elif half_pixel:
                places = np.floor(_centres(size, wanted, False, True, None) + 0.5)
            else:
                places = np.floor(_centres(size, wanted, False, False, factor))
            x = jnp.take(x, np.clip(places, 0, size - 1).astype(int), axis=axis)
            continue
        centres = _centres(size, wanted, align_corners, half_pixel, factor)
        dtype = x.dtype
        cubic = mode == "bicubic"
        x = _cubic(x, axis, centres, half_pixel and not align_corners) if cubic else _linear(x, axis, centres)
        x = x.astype(dtype)
    return x


@operator("ops._resize(x, sizes, mode, align_corners, factors)")
def resize(x: Array, sizes: Any, mode: str, align_corners: bool, factors: Any) -> Array:
    """The axes from the third on resized; see `interpolate`."""
    return resized(x, sizes, mode, align_corners, not mode.startswith("nearest"), factors)


def _declare(title: str, mode: str, count: int, sized: bool) -> None:
    call = "(input_x)" if sized else "(image, size)"
    made = ("size, " if sized else "") + "align_corners=False, half_pixel_centers=False"

    @operator(f"ops.{title}({made}){call}")
    def primitive(image: Array, size: Any, align_corners: bool = False, half_pixel_centers: bool = False) -> Array:
        sizes = sizes_of(title, size, "size")
        if len(sizes) != count or image.ndim != count + 2:
            raise ValueError(f"For '{title}', the input must have {count + 2} axes and the 'size' {count} elements, "
                             f"but got {image.shape} and {sizes}.")
        if align_corners and half_pixel_centers:
            raise ValueError(f"For '{title}', 'align_corners' and 'half_pixel_centers' cannot both hold.")
        return resized(image, sizes, mode, align_corners, half_pixel_centers)

    primitive.__doc__ = f"The spatial axes resized ({mode})."


_declare("ResizeNearestNeighbor", "nearest", 2, True)
_declare("ResizeNearestNeighborV2", "nearest", 2, False)
_declare("ResizeBilinear", "bilinear", 2, True)
_declare("ResizeBilinearV2", "bilinear", 2, False)
_declare("ResizeBicubic", "bicubic", 2, False)


@operator("ops.ResizeLinear1D(coordinate_transformation_mode='align_corners')(x, size)")
def resize_linear1d(x: Array, size: Any, coordinate_transformation_mode: str = "align_corners") -> Array:
    """The last axis resized linearly."""
    modes = ("align_corners", "half_pixel")
    if coordinate_transformation_mode not in modes:
        raise ValueError(f"For 'ResizeLinear1D', the mode must be one of {modes}, but got "
                         f"{coordinate_transformation_mode!r}.")
    aligned = coordinate_transformation_mode == "align_corners"
    return resized(x, sizes_of("ResizeLinear1D", size, "size"), "linear", aligned, not aligned)


# Sampling -------------------------------------------------------------------------------------------------------------


def _unnormalised(at: Array, size: int, align_corners: bool) -> Array:
    return (at + 1) / 2 * (size - 1) if align_corners else ((at + 1) * size - 1) / 2


def _reflected(at: Array, low: float, high: float) -> Array:
    span = high - low
    if span <= 0:
        return jnp.zeros_like(at)
    distance = jnp.abs(at - low)
    rest = distance % span
    return jnp.where(jnp.floor(distance / span) % 2 == 0, rest + low, span - rest + low)


def _placed(at: Array, size: int, padding_mode: str, align_corners: bool) -> Array:
    """A place along an axis, moved inside if the padding mode says so."""
    if padding_mode == "border":
        return jnp.clip(at, 0, size - 1)
    if padding_mode == "reflection":
        at = _reflected(at, 0, size - 1) if align_corners else _reflected(at, -0.5, size - 0.5)
        return jnp.clip(at, 0, size - 1)
    return at


def sampled(x: Array, grid: Array, mode: str, padding_mode: str, align_corners: bool) -> Array:
    """The elements of ``(N, C, ...)`` at the places of ``(N, ..., n)``, whose last axis names the last axis first."""
    count = x.ndim - 2
    if grid.ndim != count + 2 or grid.shape[-1] != count or grid.shape[0] != x.shape[0]:
        raise ValueError(f"For 'grid_sample', a grid of shape {grid.shape} does not fit an input of shape {x.shape}.")
    sizes = x.shape[2:]
    at = [_unnormalised(grid[..., count - 1 - i], n, align_corners) for i, n in enumerate(sizes)]
    batch = jnp.arange(x.shape[0]).reshape(-1, *[1] * count)

    def read(places: list[Array]) -> Array:
        inside = jnp.ones(places[0].shape, bool)
        index = []
        for place, n in zip(places, sizes, strict=True):
            if padding_mode == "reflection" or padding_mode == "border":
                place = _placed(place, n, padding_mode, align_corners)
            inside &= (place >= 0) & (place <= n - 1)
            index.append(jnp.clip(place, 0, n - 1).astype(np.int32))
        found = x[(batch, slice(None), *index)]  # the places in front, the channels last
        return jnp.where(inside[..., None], found, 0)

    if mode == "nearest":
        moved = [_placed(a, n, padding_mode, align_corners) for a, n in zip(at, sizes, strict=True)]
        return jnp.moveaxis(read([jnp.round(a) for a in moved]), -1, 1)
    if mode == "bicubic":
        weights, lows = [], []
        for a in at:
            low = jnp.floor(a)
            distance = jnp.abs(jnp.arange(-1, 3) - (a - low)[..., None])
            near = (1.25 * distance - 2.25) * distance**2 + 1
            far = ((-0.75 * distance + 3.75) * distance - 6) * distance + 3
            weights.append(jnp.where(distance <= 1, near, far))
            lows.append(low)
        out = jnp.zeros((), x.dtype)
        for i in range(4):
            for j in range(4):
                weight = weights[0][..., i] * weights[1][..., j]
                out = out + weight[..., None] * read([lows[0] + i - 1, lows[1] + j - 1])
        return jnp.moveaxis(out, -1, 1).astype(x.dtype)
    at = [_placed(a, n, padding_mode, align_corners) for a, n in zip(at, sizes, strict=True)]
    lows = [jnp.floor(a) for a in at]
    out = jnp.zeros((), x.dtype)
    for corner in np.ndindex(*(2,) * count):
        weight = jnp.ones((), x.dtype)
        for a, low, c in zip(at, lows, corner, strict=True):
            weight = weight * (a - low if c else 1 - (a - low))
        out = out + weight[..., None] * read([low + c for low, c in zip(lows, corner, strict=True)])
    return jnp.moveaxis(out, -1, 1).astype(x.dtype)


@operator("ops.grid_sample(input, grid, mode='bilinear', padding_mode='zeros', align_corners=None)",
          "mint.nn.functional.grid_sample(input, grid, mode='bilinear', padding_mode='zeros', align_corners=None)",
          "ops.GridSampler2D(interpolation_mode='bilinear', padding_mode='zeros', align_corners=False)(input_x, grid)",
          "ops.GridSampler3D(interpolation_mode='bilinear', padding_mode='zeros', align_corners=False)(input_x, grid)")
def grid_sample(input_x: Array, grid: Array, interpolation_mode: str = "bilinear", padding_mode: str = "zeros",
                align_corners: bool | None = None) -> Array:
    """The input read at the places of a grid, whose coordinates go from -1 to 1 along each axis.

    Args:
        input: a Tensor of shape ``(N, C, H, W)`` or ``(N, C, D, H, W)``.
        grid: for each element of the result its place: ``(N, h, w, 2)`` (x, y) or ``(N, d, h, w, 3)`` (x, y, z).
        mode: ``bilinear``, ``nearest`` or ``bicubic``.
        padding_mode: what is outside: ``zeros``, ``border`` or ``reflection``.
        align_corners: whether -1 and 1 are the centres of the corner elements, or their outer edges.
    """
    if interpolation_mode not in ("bilinear", "nearest", "bicubic"):
        raise ValueError(f"For 'grid_sample', there is no mode {interpolation_mode!r}.")
    if padding_mode not in ("zeros", "border", "reflection"):
        raise ValueError(f"For 'grid_sample', there is no padding mode {padding_mode!r}.")
    return sampled(input_x, grid, interpolation_mode, padding_mode, bool(align_corners))


@operator("ops.affine_grid(theta, size, align_corners=False)",
          "ops.AffineGrid(align_corners=False)(theta, output_size)")
def affine_grid(theta: Array, output_size: Any, align_corners: bool = False) -> Array:
    """The grid, for `grid_sample`, of affine maps: ``(N, 2, 3)`` for two spatial axes, ``(N, 3, 4)`` for three."""
    sizes = output_size[2:]
    axes = []
    for n in sizes:
        at = np.linspace(-1, 1, n) if align_corners else (np.arange(n) * 2 + 1) / n - 1
        axes.append(np.zeros(1) if align_corners and n == 1 else at)
    grid = np.meshgrid(*axes, indexing="ij")
    points = jnp.asarray(np.stack([*grid[::-1], np.ones(sizes)], -1), theta.dtype)
    return jnp.einsum("...k,nik->n...i", points, theta, precision="highest")


def _declare_volume(title: str, mode: str, made: str) -> None:
    @operator(f"ops.{title}({made})(x, output_size=None, scales=None)")
    def upsample(x: Array, output_size: Any = None, scales: Any = None, align_corners: bool = False) -> Array:
        if (output_size is None) == (scales is None):
            raise ValueError(f"For '{title}', one of 'output_size' and 'scales' must be given, and only one.")
        sizes = output_size or tuple(int(n * s) for n, s in zip(x.shape[2:], scales, strict=True))
        return resized(x, sizes, mode, align_corners, mode != "nearest", scales)

    upsample.__doc__ = f"The last three axes resized ({mode}) to a size, or by factors."


_declare_volume("UpsampleNearest3D", "nearest", "")
_declare_volume("UpsampleTrilinear3D", "linear", "align_corners=False")


# MindSpore's kernels, as `jax.image` calls them.
_SCALING = {"lanczos3": "lanczos3", "lanczos5": "lanczos5", "triangle": "linear", "keyscubic": "cubic"}


@operator("ops.ScaleAndTranslate(kernel_type='lanczos3', antialias=True)(images, size, scale, translation)")
def scale_and_translate(images: Array, size: Any, scale: Array, translation: Array, kernel_type: str = "lanczos3",
                        antialias: bool = True) -> Array:
    """Images ``(N, H, W, C)`` scaled and moved, on a canvas of this size (H', W').

    `scale` and `translation` have one number for each of the two axes; what is outside the image is 0.
    """
    if kernel_type not in _SCALING:
        raise NotImplementedError(f"For 'ScaleAndTranslate', 'kernel_type' is one of {list(_SCALING)} here, but got "
                                  f"{kernel_type!r}.")
    shape = (images.shape[0], *size, images.shape[3])
    return jax.image.scale_and_translate(images.astype(np.float32), shape, (1, 2), scale, translation,
                                         _SCALING[kernel_type], antialias)
