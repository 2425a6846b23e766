"""Convolutions and transposed convolutions over one, two or three spatial axes, and adding a bias to channels."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
from jax import lax

from mindshim.kernels.axes import positive, sizes_of, windowed
from mindshim.kernels.declare import Array, operator

_SPATIAL = {1: "W", 2: "HW", 3: "DHW"}


def _pairs(name: str, padding: Any, count: int) -> list[tuple[int, int]]:
    """Widths in front and behind for each spatial axis, from one int, one an axis, or two an axis."""
    flat = sizes_of(name, padding, "pad")
    positive(name, flat, "pad", least=0)
    if len(flat) == 1:
        flat *= count
    if len(flat) == count:
        return [(w, w) for w in flat]
    if len(flat) == 2 * count:
        return [(flat[2 * i], flat[2 * i + 1]) for i in range(count)]
    raise ValueError(f"For '{name}', the 'pad' must have 1, {count} or {2 * count} elements, but got {padding}.")


def same_padding(sizes: Any, kernel: Any, stride: Any, dilation: Any) -> list[tuple[int, int]]:
    """The widths that make the result as large as the input divided by the stride; what is odd goes behind."""
    found = []
    for n, k, s, d in zip(sizes, kernel, stride, dilation, strict=True):
        total = max((-(-n // s) - 1) * s + d * (k - 1) + 1 - n, 0)
        found.append((total // 2, total - total // 2))
    return found


def _padding(name: str, mode: str, pad: Any, sizes: Any, kernel: Any, stride: Any,
             dilation: Any) -> list[tuple[int, int]]:
    if not isinstance(mode, str):
        raise TypeError(f"For '{name}', the 'pad_mode' must be a str, but got {mode!r}.")
    count = len(kernel)
    lowered = mode.lower()
    if lowered == "pad":
        return _pairs(name, pad, count)
    if lowered not in ("valid", "same"):
        raise ValueError(f"For '{name}', the 'pad_mode' must be 'pad', 'same' or 'valid', but got {mode!r}.")
    if any(sizes_of(name, pad, "pad")):
        raise ValueError(f"For '{name}', the 'pad' must be 0 when 'pad_mode' is {mode!r}, but got {pad}.")
    return same_padding(sizes, kernel, stride, dilation) if lowered == "same" else [(0, 0)] * count


def _convolved(name: str, x: Array, weight: Array, bias: Array | None, stride: Any, mode: str, pad: Any,
               dilation: Any, groups: int, last: bool = False) -> Array:
    """A convolution of ``(N, C, ...)``, or with `last` of ``(N, ..., C)``, with ``(O, C / groups, ...)``."""
    count = weight.ndim - 2
    unbatched = x.ndim == count + 1
    if unbatched:
        x = x[None]
    if x.ndim != count + 2:
        raise ValueError(f"For '{name}', the input must have {count + 2} axes, but got shape {x.shape}.")
    strides, dilations = windowed(name, stride, count, "stride"), windowed(name, dilation, count, "dilation")
    positive(name, strides, "stride")
    positive(name, dilations, "dilation")
    if not isinstance(groups, int):
        raise TypeError(f"For '{name}', the 'group' must be an int, but got {groups!r}.")
    positive(name, (groups,), "group")
    channels = x.shape[-1 if last else 1]
    inner = weight.shape[-1 if last else 1]
    if channels != inner * groups or weight.shape[0] % groups:
        raise RuntimeError(  # as MindSpore does
            f"For '{name}', the channels of the input, {channels}, must be those of the weight of shape {weight.shape} "
            f"times the {groups} groups.")
    if x.dtype != weight.dtype:
        raise TypeError(f"For '{name}', the input and the weight must have one dtype, but got {x.dtype} and "
                        f"{weight.dtype}.")
    spatial = _SPATIAL[count]
    data, kernel_layout = (f"N{spatial}C", f"O{spatial}I") if last else (f"NC{spatial}", f"OI{spatial}")
    sizes = x.shape[1:-1] if last else x.shape[2:]
    kernel = weight.shape[1:-1] if last else weight.shape[2:]
    widths = _padding(name, mode, pad, sizes, kernel, strides, dilations)
    if any(n + a + b < d * (k - 1) + 1 for n, (a, b), k, d in zip(sizes, widths, kernel, dilations, strict=True)):
        raise ValueError(f"For '{name}', the kernel {kernel} is larger than the padded input of sizes {sizes}.")
    out = lax.conv_general_dilated(x, weight, strides, widths, rhs_dilation=dilations, feature_group_count=groups,
                                   dimension_numbers=(data, kernel_layout, data))
    if bias is not None:
        if bias.shape != (weight.shape[0],):
            raise ValueError(f"For '{name}', the bias must have shape ({weight.shape[0]},), but got {bias.shape}.")
        out = out + (bias if last else jnp.reshape(bias, (1, -1, *[1] * count)))
    return out[0] if unbatched else out


def _declare_primitive(count: int, title: str, data_format: str) -> None:
    @operator(f"ops.{title}(out_channel, kernel_size, mode=1, pad_mode='valid', pad=0, stride=1, dilation=1, group=1, "
              f"data_format='{data_format}')(x, weight)")
    def convolution(x: Array, weight: Array, out_channel: int, kernel_size: Any, mode: int = 1,
                    pad_mode: str = "valid", pad: Any = 0, stride: Any = 1, dilation: Any = 1, group: int = 1,
                    data_format: str = data_format) -> Array:
        if data_format not in ("NCHW", "NHWC", "NCDHW"):
            raise ValueError(f"For '{title}', the 'data_format' must be NCHW or NHWC, but got {data_format!r}.")
        last = data_format == "NHWC"
        kernel = windowed(title, kernel_size, count, "kernel_size")
        if weight.ndim != count + 2 or weight.shape[0] != out_channel or \
                (weight.shape[1:-1] if last else weight.shape[2:]) != kernel:
            raise RuntimeError(f"For '{title}', the weight of shape {weight.shape} is not one of {out_channel} "
                               f"channels and kernel size {kernel}.")
        return _convolved(title, x, weight, None, stride, pad_mode, pad, dilation, group, last)

    def check(out_channel: Any, kernel_size: Any, stride: Any, dilation: Any, group: Any, pad_mode: Any, pad: Any,
              **_: Any) -> None:
        _padding(title, pad_mode, pad, (1,) * count, (1,) * count, (1,) * count, (1,) * count)
        for what, value in (("kernel_size", kernel_size), ("stride", stride), ("dilation", dilation)):
            positive(title, windowed(title, value, count, what), what)
        if not isinstance(out_channel, int):
            raise TypeError(f"For '{title}', the 'out_channel' must be an int, but got {out_channel!r}.")
        positive(title, (out_channel, group), "out_channel and group")

    convolution.check = check  # type: ignore[attr-defined]
    convolution.__doc__ = f"""A convolution over {count} spatial axes.

    Called with an input of shape ``(N, C, ...)`` and a weight of shape ``(out_channel, C / group, *kernel_size)``.
    `pad_mode` is ``valid``, ``same`` (the result has the input's sizes divided by `stride`, rounded up) or ``pad``
    (`pad` has one width, one an axis, or two an axis).
    """


_declare_primitive(2, "Conv2D", "NCHW")
_declare_primitive(3, "Conv3D", "NCDHW")


@operator("ops.DepthwiseConv2dNative(channel_multiplier, kernel_size, mode=3, pad_mode='valid', pad=0, stride=1, "
          "dilation=1, group=1)(x, weight)")
def depthwise(x: Array, weight: Array, channel_multiplier: int, kernel_size: Any, mode: int = 3,
              pad_mode: str = "valid", pad: Any = 0, stride: Any = 1, dilation: Any = 1, group: int = 1) -> Array:
    """A convolution of each channel with kernels of its own; the weight has shape ``(multiplier, C, h, w)``."""
    by_channel = jnp.swapaxes(weight, 0, 1).reshape(-1, 1, *weight.shape[2:])
    return _convolved("DepthwiseConv2dNative", x, by_channel, None, stride, pad_mode, pad, dilation, x.shape[1])


def _declare_function(count: int) -> None:
    name = f"conv{count}d"

    @operator(f"ops.{name}(input, weight, bias=None, stride=1, pad_mode='valid', padding=0, dilation=1, groups=1)")
    def convolution(x: Array, weight: Array, bias: Array | None = None, stride: Any = 1, pad_mode: str = "valid",
                    padding: Any = 0, dilation: Any = 1, groups: int = 1) -> Array:
        _check_weight(name, weight, count)
        return _convolved(name, x, weight, bias, stride, pad_mode, padding, dilation, groups)

    convolution.__doc__ = f"""A convolution over {count} spatial axes.

    Args:
        input: a Tensor of shape ``(N, C, ...)``.
        weight: a Tensor of shape ``(out, C / groups, ...)``.
        bias: a Tensor of shape ``(out,)``.
        stride: the steps of the window along the axes.
        pad_mode: ``valid``, ``same`` (as large as the input over the stride) or ``pad`` (by `padding`).
        padding: one width, one an axis, or two an axis; 0 unless `pad_mode` is ``pad``.
        dilation: the distances of the kernel's elements.
        groups: into how many independent convolutions the channels are divided.

    Raises:
        TypeError: a size is no int, or the dtypes differ.
        ValueError: a size is not positive, or the shapes do not fit.
    """

    @operator(f"mint.nn.functional.{name}(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1)",
              *(("mint.conv2d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1)",) * (count == 2)))
    def torch_like(x: Array, weight: Array, bias: Array | None = None, stride: Any = 1, padding: Any = 0,
                   dilation: Any = 1, groups: int = 1) -> Array:
        _check_weight(name, weight, count)
        if isinstance(padding, str):
            return _convolved(name, x, weight, bias, stride, padding, 0, dilation, groups)
        widths = windowed(name, padding, count, "padding")
        return _convolved(name, x, weight, bias, stride, "pad", widths, dilation, groups)

    torch_like.__doc__ = f"A convolution over {count} spatial axes; `padding` is a width, one an axis, or a name."


def _check_weight(name: str, weight: Array, count: int) -> None:
    if weight.ndim != count + 2:
        raise ValueError(f"For '{name}', the weight must have {count + 2} axes, but got shape {weight.shape}.")


for _count in (1, 2, 3):
    _declare_function(_count)


# Transposed -----------------------------------------------------------------------------------------------------------


def transposed(x: Array, weight: Array, strides: Any, widths: Any, dilations: Any, groups: int, extra: Any) -> Array:
    """The transposed convolution of ``(N, C, ...)`` with ``(C, O / groups, ...)``.

    `widths` is what the forward convolution padded with; `extra` sizes are added behind.
    """
    count = weight.ndim - 2
    kernel = weight.shape[2:]
    inner = weight.shape[1]
    flipped = jnp.flip(weight, tuple(range(2, weight.ndim)))
    # (C, O / g, ...) -> (O, C / g, ...): the groups are the slow part of both channel axes.
    grouped = flipped.reshape(groups, weight.shape[0] // groups, inner, *kernel)
    grouped = jnp.swapaxes(grouped, 1, 2).reshape(groups * inner, weight.shape[0] // groups, *kernel)
    padding = [(d * (k - 1) - a, d * (k - 1) - b + e)
               for k, d, (a, b), e in zip(kernel, dilations, widths, extra, strict=True)]
    spatial = _SPATIAL[count]
    return lax.conv_general_dilated(x, grouped, (1,) * count, padding, lhs_dilation=strides, rhs_dilation=dilations,
                                    feature_group_count=groups,
                                    dimension_numbers=(f"NC{spatial}", f"OI{spatial}", f"NC{spatial}"))


def _to_size(name: str, x: Array, weight: Array, sizes: Any, strides: Any, mode: str, pad: Any, dilations: Any,
             groups: int) -> Array:
    """The transposed convolution whose result has these sizes."""
    kernel = weight.shape[2:]
    widths = _padding(name, mode, pad, sizes, kernel, strides, dilations)
    extra = [n - ((i - 1) * s - a - b + d * (k - 1) + 1) for n, i, s, (a, b), d, k in
             zip(sizes, x.shape[2:], strides, widths, dilations, kernel, strict=True)]
    return transposed(x, weight, strides, widths, dilations, groups, extra)


@operator("ops.Conv2DBackpropInput(out_channel, kernel_size, pad_mode='valid', pad=0, pad_list=None, mode=1, stride=1, "
          "dilation=1, group=1, data_format='NCHW')(out_backprop, filter, input_size)",
          "ops.Conv2DTranspose(out_channel, kernel_size, pad_mode='valid', pad=0, pad_list=None, mode=1, stride=1, "
          "dilation=1, group=1, data_format='NCHW')(out_backprop, filter, input_size)")
def conv2d_transpose(out_backprop: Array, filter: Array, input_size: Any, out_channel: int, kernel_size: Any,
                     pad_mode: str = "valid", pad: Any = 0, pad_list: Any = None, mode: int = 1, stride: Any = 1,
                     dilation: Any = 1, group: int = 1, data_format: str = "NCHW") -> Array:
    """The gradient of a convolution with respect to its input, which had the shape `input_size`."""
    name = "Conv2DTranspose"
    strides, dilations = windowed(name, stride, 2, "stride"), windowed(name, dilation, 2, "dilation")
    given = pad_list if pad_list is not None and pad_mode.lower() == "pad" else pad
    return _to_size(name, out_backprop, filter, tuple(input_size)[2:], strides, pad_mode, given, dilations, group)


@operator("ops.Conv3DTranspose(in_channel, out_channel, kernel_size, mode=1, pad_mode='valid', pad=0, stride=1, "
          "dilation=1, group=1, output_padding=0, data_format='NCDHW')(dout, weight)",
          "ops._conv_transpose3d(dout, weight, pad_mode, pad, stride, dilation, group, output_padding)")
def conv3d_transpose(dout: Array, weight: Array, in_channel: int = 0, out_channel: int = 0, kernel_size: Any = 0,
                     mode: int = 1, pad_mode: str = "valid", pad: Any = 0, stride: Any = 1, dilation: Any = 1,
                     group: int = 1, output_padding: Any = 0, data_format: str = "NCDHW") -> Array:
    """A transposed convolution over three spatial axes."""
    name = "Conv3DTranspose"
    strides, dilations = windowed(name, stride, 3, "stride"), windowed(name, dilation, 3, "dilation")
    if pad_mode.lower() == "same":
        sizes = [n * s for n, s in zip(dout.shape[2:], strides, strict=True)]
        return _to_size(name, dout, weight, sizes, strides, pad_mode, pad, dilations, group)
    widths = _padding(name, pad_mode, pad, dout.shape[2:], weight.shape[2:], strides, dilations)
    extra = windowed(name, output_padding, 3, "output_padding")
    return transposed(dout, weight, strides, widths, dilations, group, extra)


@operator("ops.conv3d_transpose(inputs, weight, pad_mode='valid', padding=0, stride=1, dilation=1, group=1, "
          "output_padding=0)")
def conv3d_transpose_function(inputs: Array, weight: Array, pad_mode: str = "valid", padding: Any = 0,
                              stride: Any = 1, dilation: Any = 1, group: int = 1, output_padding: Any = 0) -> Array:
    """A transposed convolution over three spatial axes."""
    return conv3d_transpose(inputs, weight, pad_mode=pad_mode, pad=padding, stride=stride, dilation=dilation,
                            group=group, output_padding=output_padding)


@operator("ops.conv_transpose2d(input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1)",
          "mint.nn.functional.conv_transpose2d(input, weight, bias=None, stride=1, padding=0, output_padding=0, "
          "groups=1, dilation=1)")
def conv_transpose2d(x: Array, weight: Array, bias: Array | None = None, stride: Any = 1, padding: Any = 0,
                     output_padding: Any = 0, groups: int = 1, dilation: Any = 1) -> Array:
    """A transposed convolution of ``(N, C, H, W)`` with a weight of shape ``(C, out / groups, h, w)``."""
    name = "conv_transpose2d"
    strides, dilations = windowed(name, stride, 2, "stride"), windowed(name, dilation, 2, "dilation")
    widths = [(w, w) for w in windowed(name, padding, 2, "padding")]
    batched = x if x.ndim == 4 else x[None]
    out = transposed(batched, weight, strides, widths, dilations, groups,
                     windowed(name, output_padding, 2, "output_padding"))
    if bias is not None:
        out = out + jnp.reshape(bias, (1, -1, 1, 1))
    return out if x.ndim == 4 else out[0]


@operator("mint.conv_tbc(input, weight, bias, pad=0)")
def conv_tbc(x: Array, weight: Array, bias: Array, pad: int = 0) -> Array:
    """A convolution over time of ``(T, B, C)`` with a weight of shape ``(length, C, out)``."""
    out = lax.conv_general_dilated(x, weight, (1,), [(pad, pad)], dimension_numbers=("WNC", "WIO", "WNC"))
    return out + bias


@operator("ops.BiasAdd(data_format='NCHW')(input_x, bias)", "ops.bias_add(input_x, bias)")
def bias_add(x: Array, bias: Array, data_format: str = "NCHW") -> Array:
    """A vector added along the channels: the second axis, or with ``NHWC`` the last.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.BiasAdd()(Tensor([[1.0, 2.0]]), Tensor([10.0, 20.0])))
        [[11. 22.]]
    """
    if data_format not in ("NCHW", "NHWC", "NCDHW"):
        raise ValueError(f"For 'BiasAdd', the 'data_format' must be NCHW, NHWC or NCDHW, but got {data_format!r}.")
    axis = x.ndim - 1 if data_format == "NHWC" else 1
    if x.ndim < 2 or bias.shape != (x.shape[axis],):
        raise ValueError(f"For 'BiasAdd', a bias of shape {bias.shape} does not fit the channels of {x.shape}.")
    return x + jnp.reshape(bias, (1,) * axis + (-1,) + (1,) * (x.ndim - 1 - axis))


@operator("ops.Dense()(input, weight, bias=None)", "ops.dense(input, weight, bias=None)",
          "mint.nn.functional.linear(input, weight, bias=None)")
def dense(x: Array, weight: Array, bias: Array | None = None) -> Array:
    """``x @ weight.T + bias``, over the last axis.

    Args:
        x: a Tensor of shape ``(..., n)``.
        weight: a Tensor of shape ``(m, n)``, or ``(n,)`` for a result without the last axis.
        bias: a Tensor of shape ``(m,)``.

    Raises:
        ValueError: the shapes do not fit.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.dense(Tensor([[1.0, 2.0]]), Tensor([[3.0, 4.0]]), Tensor([0.5])))
        [[11.5]]
    """
    if x.shape[-1:] != weight.shape[-1:]:
        raise ValueError(f"For 'Dense', the last axes of the input and the weight must agree, but got shapes {x.shape} "
                         f"and {weight.shape}.")
    out = x @ weight.T
    return out if bias is None else out + bias


@operator("ops.bidense(input1, input2, weight, bias=None)")
def bidense(input1: Array, input2: Array, weight: Array, bias: Array | None = None) -> Array:
    """``input1 @ weight[k] @ input2`` for each k, over the last axes."""
    out = jnp.einsum("...i,kij,...j->...k", input1, weight, input2)
    return out if bias is None else out + bias
