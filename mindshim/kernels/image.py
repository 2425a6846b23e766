"""Images: colour spaces, and resizing of ``(N, H, W, C)`` by areas."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
import numpy as np

from mindshim.kernels.declare import Array, operator


def _hsv(rgb: Array) -> tuple[Array, Array, Array]:
    r, g, b = rgb[..., 0], rgb[..., 1], rgb[..., 2]
    value, low = jnp.max(rgb, -1), jnp.min(rgb, -1)
    span = value - low
    safe = jnp.where(span > 0, span, 1)
    hue = jnp.where(value == r, (g - b) / safe, jnp.where(value == g, (b - r) / safe + 2, (r - g) / safe + 4)) / 6
    hue = jnp.where(span > 0, hue % 1, 0)
    return hue, jnp.where(value > 0, span / jnp.where(value > 0, value, 1), 0), value


def _rgb(hue: Array, saturation: Array, value: Array) -> Array:
    shares = jnp.stack([jnp.abs(hue * 6 - 3) - 1, 2 - jnp.abs(hue * 6 - 2), 2 - jnp.abs(hue * 6 - 4)], -1)
    return (1 - saturation[..., None] * (1 - jnp.clip(shares, 0, 1))) * value[..., None]


def _colours(name: str, x: Array) -> Array:
    if x.ndim < 1 or x.shape[-1] != 3:
        raise ValueError(f"For '{name}', the last axis must hold 3 colours, but got shape {x.shape}.")
    return x.astype(np.float32) if x.dtype.itemsize < 4 else x


@operator("ops.RGBToHSV()(images)")
def rgb_to_hsv(images: Array) -> Array:
    """Hue, saturation and value of red, green and blue, the last axis."""
    return jnp.stack(_hsv(_colours("RGBToHSV", images)), -1).astype(images.dtype)


@operator("ops.HSVToRGB()(x)")
def hsv_to_rgb(x: Array) -> Array:
    """Red, green and blue of hue, saturation and value, the last axis."""
    full = _colours("HSVToRGB", x)
    return _rgb(full[..., 0], full[..., 1], full[..., 2]).astype(x.dtype)


@operator("ops.AdjustHue()(image, delta)")
def adjust_hue(image: Array, delta: Array) -> Array:
    """The image with its hue turned; 1 is a whole turn."""
    hue, saturation, value = _hsv(_colours("AdjustHue", image))
    return _rgb((hue + delta) % 1, saturation, value).astype(image.dtype)


@operator("ops.AdjustSaturation()(image, scale)")
def adjust_saturation(image: Array, scale: Array) -> Array:
    """The image with its saturation multiplied."""
    hue, saturation, value = _hsv(_colours("AdjustSaturation", image))
    return _rgb(hue, jnp.clip(saturation * scale, 0, 1), value).astype(image.dtype)


@operator("ops.ResizeArea(align_corners=False)(images, size)")
def resize_area(images: Array, size: Any, align_corners: bool = False) -> Array:
    """The spatial axes of ``(N, H, W, C)`` resized: each element is the mean of the area that it covers."""
    x = images.astype(np.float32)
    for axis, wanted in zip((1, 2), size, strict=True):
        count = x.shape[axis]
        scale = (count - 1) / (wanted - 1) if align_corners and wanted > 1 else count / wanted
        edges = np.arange(wanted + 1) * scale
        places = np.arange(count)
        shared = np.minimum(edges[1:, None], places + 1) - np.maximum(edges[:-1, None], places)
        weights = np.maximum(shared, 0)
        weights[:, -1] += np.maximum(edges[1:] - np.maximum(edges[:-1], count), 0)  # the edge goes on outside
        out = jnp.tensordot(x, jnp.asarray(weights / scale, np.float32), (axis, 1), precision="highest")
        x = jnp.moveaxis(out, -1, axis)
    return x
