"""Deformable convolution (Zhu et al. 2018): each element of a window is read at a place of its own."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp

from mindshim.kernels.axes import windowed
from mindshim.kernels.declare import Array, operator


def _read(image: Array, y: Array, x: Array) -> Array:
    """An image ``(C, H, W)`` read between its places; what is outside is 0."""
    height, width = image.shape[1:]
    low_y, low_x = jnp.floor(y), jnp.floor(x)
    out = jnp.zeros((), image.dtype)
    for down in (0, 1):
        for right in (0, 1):
            row, column = low_y + down, low_x + right
            inside = (row >= 0) & (row < height) & (column >= 0) & (column < width)
            weight = (y - low_y if down else 1 - (y - low_y)) * (x - low_x if right else 1 - (x - low_x))
            at = (jnp.clip(row, 0, height - 1).astype(int), jnp.clip(column, 0, width - 1).astype(int))
            out = out + jnp.where(inside, weight, 0) * image[:, at[0], at[1]]
    return out


def _sampled(x: Array, offsets: Array, kernel: Any, stride: Any, padding: Any, dilation: Any, groups: int,
             modulated: bool) -> Array:
    """What the windows read: ``(N, C, kernel height, kernel width, H, W)``."""
    n, channels, height, width = x.shape
    top, bottom, left, right = padding
    rows = (height + top + bottom - dilation[0] * (kernel[0] - 1) - 1) // stride[0] + 1
    columns = (width + left + right - dilation[1] * (kernel[1] - 1) - 1) // stride[1] + 1
    parts = offsets.reshape(n, 3 if modulated else 2, groups, kernel[0], kernel[1], rows, columns)
    y = (jnp.arange(rows) * stride[0] - top)[:, None] + (jnp.arange(kernel[0]) * dilation[0])[:, None, None, None]
    x_at = jnp.arange(columns) * stride[1] - left + (jnp.arange(kernel[1]) * dilation[1])[:, None, None]
    read = jax.vmap(jax.vmap(_read))
    found = read(x.reshape(n, groups, channels // groups, height, width), y + parts[:, 1], x_at + parts[:, 0])
    if modulated:
        found = found * parts[:, 2][:, :, None]
    return found.reshape(n, channels, *kernel, rows, columns)


@operator("ops.deformable_conv2d(x, weight, offsets, kernel_size, strides, padding, bias=None, dilations=(1, 1, 1, 1), "
          "groups=1, deformable_groups=1, modulated=True)")
def deformable_conv2d(x: Array, weight: Array, offsets: Array, kernel_size: Any, strides: Any, padding: Any,
                      bias: Array | None = None, dilations: Any = (1, 1, 1, 1), groups: int = 1,
                      deformable_groups: int = 1, modulated: bool = True) -> Array:
    """A convolution of ``(N, C, H, W)`` whose windows read at moved places.

    `offsets` has, for each element of the window and each place of the result, how far to move along x, along y, and
    a factor: ``(N, 3 * deformable_groups * kernel elements, H, W)``.
    """
    name = "deformable_conv2d"
    found = _sampled(x, offsets, windowed(name, kernel_size, 2, "kernel_size"), windowed(name, strides, 2, "strides"),
                     padding, windowed(name, dilations, 2, "dilations"), deformable_groups, modulated)
    n, channels, *kernel, rows, columns = found.shape
    grouped = found.reshape(n, groups, channels // groups, *kernel, rows, columns)
    weights = weight.reshape(groups, weight.shape[0] // groups, *weight.shape[1:])
    out = jnp.einsum("ngcijhw,gocij->ngohw", grouped, weights, precision="highest").reshape(n, -1, rows, columns)
    return out if bias is None else out + bias[:, None, None]


@operator("ops.DeformableOffsets(strides, pads, ksize, dilations=(1, 1, 1, 1), data_format='NCHW', "
          "deformable_groups=1, modulated=True)(x, offsets)")
def deformable_offsets(x: Array, offsets: Array, strides: Any, pads: Any, ksize: Any, dilations: Any = (1, 1, 1, 1),
                       data_format: str = "NCHW", deformable_groups: int = 1, modulated: bool = True) -> Array:
    """What a deformable convolution reads, window beside window: ``(N, C, H * kernel height, W * kernel width)``."""
    name = "DeformableOffsets"
    found = _sampled(x, offsets, windowed(name, ksize, 2, "ksize"), windowed(name, strides, 2, "strides"), pads,
                     windowed(name, dilations, 2, "dilations"), deformable_groups, modulated)
    n, channels, height, width, rows, columns = found.shape
    return jnp.transpose(found, (0, 1, 4, 2, 5, 3)).reshape(n, channels, rows * height, columns * width)
