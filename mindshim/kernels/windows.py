"""Windows of images as channels, morphological dilation, and blocks of images as members of a batch."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from mindshim.kernels.declare import Array, operator
from mindshim.kernels.patches import batch_to_space_nd, space_to_batch_nd


def _padded(name: str, mode: Any) -> str:
    if not isinstance(mode, str) or mode.upper() not in ("SAME", "VALID"):
        raise ValueError(f"For '{name}', the padding must be 'same' or 'valid', but got {mode!r}.")
    return mode.upper()


def _spatial(name: str, sizes: Any, axes: int) -> tuple[int, ...]:
    """The sizes of the spatial axes, of sizes for all."""
    if len(sizes) != axes + 2 or sizes[0] != 1 or sizes[1] != 1:
        raise ValueError(f"For '{name}', {axes + 2} sizes are needed, the first two 1, but got {sizes}.")
    return tuple(sizes[2:])


def _windows(x: Array, sizes: tuple[int, ...], strides: tuple[int, ...], rates: tuple[int, ...], mode: str) -> Array:
    """``(N, window elements, C, ...)``, zeros where a window reaches beyond the image."""
    found = jax.lax.conv_general_dilated_patches(x, sizes, strides, mode, rhs_dilation=rates)
    elements = int(np.prod(sizes))
    return jnp.moveaxis(found.reshape(x.shape[0], x.shape[1], elements, *found.shape[2:]), 2, 1)


@operator("ops.ExtractImagePatches(ksizes, strides, rates, padding='VALID')(input_x)")
def extract_image_patches(input_x: Array, ksizes: Any, strides: Any, rates: Any, padding: str = "VALID") -> Array:
    """Each window of ``(N, C, H, W)`` as channels: ``(N, elements * C, h, w)``; sizes are ``(1, 1, rows, columns)``."""
    name = "ExtractImagePatches"
    found = _windows(input_x, _spatial(name, ksizes, 2), _spatial(name, strides, 2), _spatial(name, rates, 2),
                     _padded(name, padding))
    return found.reshape(found.shape[0], -1, *found.shape[3:])


@operator("ops.ExtractVolumePatches(kernel_size, strides, padding)(input_x)")
def extract_volume_patches(input_x: Array, kernel_size: Any, strides: Any, padding: str = "VALID") -> Array:
    """Each window of ``(N, C, D, H, W)`` as channels; sizes are ``(1, 1, depth, rows, columns)``."""
    name = "ExtractVolumePatches"
    found = _windows(input_x, _spatial(name, kernel_size, 3), _spatial(name, strides, 3), (1, 1, 1),
                     _padded(name, padding))
    return found.reshape(found.shape[0], -1, *found.shape[3:])


def _pair(name: str, value: Any) -> tuple[int, int]:
    """An int for both axes, two ints, or four of which the last two count."""
    if isinstance(value, int):
        return value, value
    if len(value) not in (2, 4):
        raise ValueError(f"For '{name}', one, two or four ints are needed, but got {value}.")
    return tuple(value[-2:])  # type: ignore[return-value]


@operator("ops.Dilation2D(stride, dilation, pad_mode='SAME', data_format='NCHW')(x, filter)")
def dilation2d(x: Array, filter: Array, stride: Any = 1, dilation: Any = 1, pad_mode: str = "SAME",
               data_format: str = "NCHW") -> Array:
    """The largest sum of a window of ``(N, C, H, W)`` and a filter ``(C, rows, columns)``, for each channel.

    What is outside the image does not count.
    """
    if data_format != "NCHW":
        raise ValueError(f"For 'Dilation2D', 'data_format' must be 'NCHW', but got {data_format!r}.")
    strides, rates, sizes = _pair("Dilation2D", stride), _pair("Dilation2D", dilation), filter.shape[1:]
    reach = [(k - 1) * r + 1 for k, r in zip(sizes, rates, strict=True)]
    if _padded("Dilation2D", pad_mode) == "SAME":
        wanted = [-(-n // s) for n, s in zip(x.shape[2:], strides, strict=True)]
        total = [max((w - 1) * s + k - n, 0) for w, s, k, n in zip(wanted, strides, reach, x.shape[2:], strict=True)]
        x = jnp.pad(x, [(0, 0), (0, 0), *((t // 2, t - t // 2) for t in total)],
                    constant_values=-jnp.inf if jnp.issubdtype(x.dtype, jnp.floating) else jnp.iinfo(x.dtype).min)
    counts = [(n - k) // s + 1 for n, k, s in zip(x.shape[2:], reach, strides, strict=True)]
    best = None
    for i in range(sizes[0]):
        for j in range(sizes[1]):
            top, left = i * rates[0], j * rates[1]
            part = x[:, :, top: top + (counts[0] - 1) * strides[0] + 1: strides[0],
                     left: left + (counts[1] - 1) * strides[1] + 1: strides[1]] + filter[None, :, i, j, None, None]
            best = part if best is None else jnp.maximum(best, part)
    assert best is not None
    return best


@operator("ops.SpaceToBatch(block_size, paddings)(input_x)")
def space_to_batch(input_x: Array, block_size: int, paddings: Any) -> Array:
    """Blocks of the last two axes of ``(N, C, H, W)``, padded first, as members of the batch."""
    return space_to_batch_nd(input_x, (block_size, block_size), paddings)


@operator("ops.BatchToSpace(block_size, crops)(input_x)")
def batch_to_space(input_x: Array, block_size: int, crops: Any) -> Array:
    """Members of the batch as blocks of the last two axes, which are then cropped; the inverse of `SpaceToBatch`."""
    return batch_to_space_nd(input_x, (block_size, block_size), crops)


@operator("ops.BatchToSpaceNDV2()(input_x, block_shape, crops)")
def batch_to_space_v2(input_x: Array, block_shape: Any, crops: Any) -> Array:
    """As `BatchToSpaceND`."""
    return batch_to_space_nd(input_x, block_shape, crops)
