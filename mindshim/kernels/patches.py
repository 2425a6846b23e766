"""Blocks of the spatial axes moved to channels, to the batch or to a new axis, and back."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from mindshim.kernels.axes import positive, sizes_of, windowed
from mindshim.kernels.declare import Array, operator
from mindshim.kernels.pooling import windows


@operator("ops.pixel_shuffle(input, upscale_factor)", "mint.nn.functional.pixel_shuffle(input, upscale_factor)")
def pixel_shuffle(x: Array, upscale_factor: int) -> Array:
    """``(..., C * r * r, H, W)`` to ``(..., C, H * r, W * r)``."""
    r = upscale_factor
    positive("pixel_shuffle", (r,), "upscale_factor")
    if x.ndim < 3 or x.shape[-3] % (r * r):
        raise ValueError(f"For 'pixel_shuffle', the channels of shape {x.shape} must be divisible by {r * r}.")
    *lead, channels, height, width = x.shape
    x = x.reshape(*lead, channels // (r * r), r, r, height, width)
    n = len(lead)
    x = jnp.transpose(x, (*range(n + 1), n + 3, n + 1, n + 4, n + 2))
    return x.reshape(*lead, channels // (r * r), height * r, width * r)


@operator("ops.pixel_unshuffle(input, downscale_factor)")
def pixel_unshuffle(x: Array, downscale_factor: int) -> Array:
    """``(..., C, H * r, W * r)`` to ``(..., C * r * r, H, W)``."""
    r = downscale_factor
    positive("pixel_unshuffle", (r,), "downscale_factor")
    if x.ndim < 3 or x.shape[-1] % r or x.shape[-2] % r:
        raise ValueError(f"For 'pixel_unshuffle', the last two axes of shape {x.shape} must be divisible by {r}.")
    *lead, channels, height, width = x.shape
    n = len(lead)
    x = x.reshape(*lead, channels, height // r, r, width // r, r)
    x = jnp.transpose(x, (*range(n + 1), n + 2, n + 4, n + 1, n + 3))
    return x.reshape(*lead, channels * r * r, height // r, width // r)


@operator("ops.SpaceToDepth(block_size)(x)")
def space_to_depth(x: Array, block_size: int) -> Array:
    """Blocks of ``(N, C, H, W)`` as channels, the block's place before the channel."""
    n, c, h, w = x.shape
    b = block_size
    if b < 2 or h % b or w % b:
        raise ValueError(f"For 'SpaceToDepth', the sizes of shape {x.shape} must be divisible by {b}, which must be "
                         "at least 2.")
    x = x.reshape(n, c, h // b, b, w // b, b)
    return jnp.transpose(x, (0, 3, 5, 1, 2, 4)).reshape(n, c * b * b, h // b, w // b)


@operator("ops.DepthToSpace(block_size)(x)")
def depth_to_space(x: Array, block_size: int) -> Array:
    """Channels of ``(N, C, H, W)`` as blocks; the inverse of `SpaceToDepth`."""
    n, c, h, w = x.shape
    b = block_size
    if b < 2 or c % (b * b):
        raise ValueError(f"For 'DepthToSpace', the channels of shape {x.shape} must be divisible by {b * b}, and the "
                         "block's size at least 2.")
    x = x.reshape(n, b, b, c // (b * b), h, w)
    return jnp.transpose(x, (0, 3, 4, 1, 5, 2)).reshape(n, c // (b * b), h * b, w * b)


@operator("ops.SpaceToBatchND(block_shape, paddings)(input_x)",
          "ops.space_to_batch_nd(input_x, block_size, paddings)")
def space_to_batch_nd(input_x: Array, block_shape: Any, paddings: Any) -> Array:
    """Blocks of the padded last axes as further members of the batch."""
    count = len(paddings)
    blocks = windowed("SpaceToBatchND", block_shape, count, "block_shape")
    lead = input_x.ndim - count
    x = lax.pad(input_x, jnp.zeros((), input_x.dtype), [(0, 0, 0)] * lead + [(a, b, 0) for a, b in paddings])
    if any(n % b for n, b in zip(x.shape[lead:], blocks, strict=True)):
        raise ValueError(f"For 'SpaceToBatchND', the padded sizes {x.shape[lead:]} must be divisible by {blocks}.")
    split = [s for n, b in zip(x.shape[lead:], blocks, strict=True) for s in (n // b, b)]
    x = x.reshape(*x.shape[:lead], *split)
    inner = [lead + 2 * i for i in range(count)]
    x = jnp.transpose(x, (*[i + 1 for i in inner], *range(lead), *inner))
    return x.reshape(int(np.prod(blocks)) * input_x.shape[0], *x.shape[count + 1 :])


@operator("ops.BatchToSpaceND(block_shape, crops)(input_x)", "ops.batch_to_space_nd(input_x, block_shape, crops)")
def batch_to_space_nd(input_x: Array, block_shape: Any, crops: Any) -> Array:
    """Members of the batch as blocks of the last axes, which are then cropped; the inverse of `SpaceToBatchND`."""
    count = len(crops)
    blocks = windowed("BatchToSpaceND", block_shape, count, "block_shape")
    lead = input_x.ndim - count
    total = int(np.prod(blocks))
    if input_x.shape[0] % total:
        raise ValueError(f"For 'BatchToSpaceND', the batch of {input_x.shape[0]} must be divisible by {total}.")
    x = input_x.reshape(*blocks, input_x.shape[0] // total, *input_x.shape[1:])
    order = [count + i for i in range(lead)]
    for i in range(count):
        order += [count + lead + i, i]
    x = jnp.transpose(x, order)
    x = x.reshape(*x.shape[:lead], *[n * b for n, b in zip(input_x.shape[lead:], blocks, strict=True)])
    ends = [n - b for n, (_, b) in zip(x.shape[lead:], crops, strict=True)]
    return x[(..., *[slice(a, e) for (a, _), e in zip(crops, ends, strict=True)])]


@operator("ops.ChannelShuffle(group)(x)", "ops.channel_shuffle(x, groups)")
def channel_shuffle(x: Array, group: int) -> Array:
    """The channels of `group` groups taken in turn."""
    if x.ndim < 3 or group < 1 or x.shape[1] % group:
        raise ValueError(f"For 'ChannelShuffle', the channels of shape {x.shape} must be divisible by {group}.")
    grouped = x.reshape(x.shape[0], group, x.shape[1] // group, *x.shape[2:])
    return jnp.swapaxes(grouped, 1, 2).reshape(x.shape)


def _window(name: str, kernel_size: Any, dilation: Any, padding: Any, stride: Any) -> tuple:
    return tuple(windowed(name, v, 2, w) for v, w in
                 ((kernel_size, "kernel_size"), (dilation, "dilation"), (padding, "padding"), (stride, "stride")))


def _unfolded(x: Array, kernel: Any, dilation: Any, padding: Any, stride: Any) -> Array:
    batched = x if x.ndim == 4 else x[None]
    n, c = batched.shape[:2]
    found = windows(batched, kernel, stride, [(p, p) for p in padding], dilation, 0)
    out = jnp.moveaxis(found, -1, 2).reshape(n, c * kernel[0] * kernel[1], -1)
    return out if x.ndim == 4 else out[0]


@operator("ops.unfold(input, kernel_size, dilation=1, padding=0, stride=1)",
          "mint.nn.functional.unfold(input, kernel_size, dilation=1, padding=0, stride=1)",
          "Tensor.unfold(kernel_size, dilation=1, padding=0, stride=1)")
def unfold(x: Array, kernel_size: Any, dilation: Any = 1, padding: Any = 0, stride: Any = 1) -> Array:
    """The windows of ``(N, C, H, W)`` as columns: ``(N, C * kernel elements, windows)``."""
    if x.ndim not in (3, 4):
        raise ValueError(f"For 'unfold', the input must have 4 axes, but got shape {x.shape}.")
    return _unfolded(x, *_window("unfold", kernel_size, dilation, padding, stride))


@operator("ops.Im2Col(ksizes, strides=1, dilations=1, pads=0)(x)")
def im2col(x: Array, ksizes: Any, strides: Any = 1, dilations: Any = 1, pads: Any = 0) -> Array:
    """The windows of ``(N, C, H, W)``: ``(N, C, kernel elements, windows)``."""
    out = _unfolded(x, *_window("Im2Col", ksizes, dilations, pads, strides))
    return out.reshape(x.shape[0], x.shape[1], -1, out.shape[-1])


def _folded(x: Array, output_size: Any, kernel: Any, dilation: Any, padding: Any, stride: Any) -> Array:
    """The transpose of unfolding: each element of the result is the sum of what stands for it in the columns."""
    batched = x if x.ndim == 3 else x[None]
    n = batched.shape[0]
    elements = kernel[0] * kernel[1]
    if batched.shape[1] % elements:
        raise ValueError(f"For 'fold', the second last axis of shape {x.shape} must be divisible by {elements}.")
    channels = batched.shape[1] // elements
    shape = jax.ShapeDtypeStruct((n, channels, *output_size), x.dtype)
    transpose = jax.linear_transpose(lambda image: _unfolded(image, kernel, dilation, padding, stride), shape)
    out = transpose(batched)[0]
    return out if x.ndim == 3 else out[0]


@operator("ops.fold(input, output_size, kernel_size, dilation=1, padding=0, stride=1)",
          "mint.nn.functional.fold(input, output_size, kernel_size, dilation=1, padding=0, stride=1)",
          "Tensor.fold(output_size, kernel_size, dilation=1, padding=0, stride=1)")
def fold(x: Array, output_size: Any, kernel_size: Any, dilation: Any = 1, padding: Any = 0, stride: Any = 1) -> Array:
    """Columns ``(N, C * kernel elements, windows)`` added up to ``(N, C, H, W)``; see `unfold`."""
    return _folded(x, windowed("fold", output_size, 2, "output_size"),
                   *_window("fold", kernel_size, dilation, padding, stride))


@operator("ops.Col2Im(kernel_size, dilation=1, padding=0, stride=1)(x, output_size)",
          "ops.col2im(input_x, output_size, kernel_size, dilation, padding_value, stride)",
          "Tensor.col2im(output_size, kernel_size, dilation, padding_value, stride)")
def col2im(x: Array, output_size: Any, kernel_size: Any, dilation: Any = 1, padding: Any = 0, stride: Any = 1) -> Array:
    """Windows ``(N, C, kernel elements, windows)`` added up to ``(N, C, H, W)``."""
    flat = x.reshape(*x.shape[:-3], -1, x.shape[-1])
    return _folded(flat, sizes_of("Col2Im", output_size, "output_size"),
                   *_window("Col2Im", kernel_size, dilation, padding, stride))
