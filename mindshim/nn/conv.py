"""Convolutions and their transposes, in one, two and three dimensions."""

from __future__ import annotations

import math
from typing import Any

from mindshim import ops
from mindshim.common.initializer import HeUniform, Uniform, _calculate_fan_in_and_fan_out, initializer
from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor
from mindshim.nn._checks import has_dims, one_of, positive_int, sizes, typed
from mindshim.nn.cell import Cell

_PAD_MODES = ("same", "valid", "pad")


class _Conv(Cell):
    """What all convolutions have in common: checks, `weight` and `bias`, and the printed form.

    `weight` is ``(out_channels, in_channels // group, *kernel_size)``, and for a transposed convolution
    ``(in_channels, out_channels // group, *kernel_size)``.
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: tuple[int, ...],
        stride: tuple[int, ...],
        pad_mode: str,
        padding: Any,
        dilation: tuple[int, ...],
        group: int,
        has_bias: bool,
        weight_init: Any,
        bias_init: Any,
        data_format: str,
        dtype: Any,
        transposed: bool = False,
    ):
        super().__init__()
        owner = self.cls_name
        self.in_channels = positive_int(in_channels, "in_channels", owner)
        self.out_channels = positive_int(out_channels, "out_channels", owner)
        self.group = positive_int(group, "group", owner)
        if in_channels % group or out_channels % group:
            raise ValueError(
                f"For '{owner}', 'in_channels' {in_channels} and 'out_channels' {out_channels} must be "
                f"divisible by 'group' {group}."
            )
        self.kernel_size = kernel_size
        self.stride = stride
        self.dilation = dilation
        self.pad_mode = one_of(pad_mode, "pad_mode", owner, _PAD_MODES)
        self.padding = padding
        self.data_format = data_format
        self.has_bias = typed(has_bias, "has_bias", owner, bool)
        if transposed:
            shape = (in_channels, out_channels // group, *kernel_size)
        elif data_format == "NHWC":
            shape = (out_channels, *kernel_size, in_channels // group)
        else:
            shape = (out_channels, in_channels // group, *kernel_size)
        self.weight_init = HeUniform(math.sqrt(5)) if weight_init is None else weight_init
        self.weight = Parameter(initializer(self.weight_init, shape, dtype), name="weight")
        self.bias_init = bias_init
        self.bias = None
        if has_bias:
            if bias_init is None:
                self.bias_init = Uniform(1 / math.sqrt(_calculate_fan_in_and_fan_out(shape)[0]))
            self.bias = Parameter(initializer(self.bias_init, [out_channels], dtype), name="bias")

    def _biased(self, output: Tensor) -> Tensor:
        if self.bias is None:
            return output
        if self.data_format == "NHWC":
            return output + self.bias
        return ops.bias_add(output, self.bias)

    def extend_repr(self) -> str:
        return (
            f"input_channels={self.in_channels}, output_channels={self.out_channels}, "
            f"kernel_size={self.kernel_size}, stride={self.stride}, pad_mode={self.pad_mode}, "
            f"padding={self.padding}, dilation={self.dilation}, group={self.group}, "
            f"has_bias={self.has_bias}, "
            f"weight_init={self.weight_init}, bias_init={self.bias_init}, format={self.data_format}"
        )


def _padding(padding: Any, owner: str, count: int) -> Any:
    """One int, or `count` ints (begin and end of each axis), none negative."""
    if isinstance(padding, tuple):
        return sizes(padding, "padding", owner, count, lowest=0)
    if not isinstance(padding, int) or isinstance(padding, bool):
        raise TypeError(
            f"For '{owner}', 'padding' must be an int or a tuple of ints, but got {type(padding).__name__}."
        )
    if padding < 0:
        raise ValueError(f"For '{owner}', 'padding' must not be negative, but got {padding}.")
    return padding


class Conv2d(_Conv):
    """A two-dimensional convolution (cross-correlation) of images.

    Args:
        in_channels, out_channels: the sizes of the input's and the output's channel axis.
        kernel_size, stride, dilation: an int, or two for height and width.
        pad_mode: ``same`` (the output has the input's size divided by the stride, rounded up), ``valid`` (no
            padding), or ``pad`` (as `padding` says).
        padding: an int, or four: top, bottom, left, right.
        group: number of groups that channels are divided into.
        has_bias: whether there is a bias.
        weight_init, bias_init: Tensor, Initializer, name of one, or number. By default uniform in
            ±1/sqrt(fan_in).
        data_format: ``NCHW`` or ``NHWC``.
        dtype: the Parameters' dtype.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: an argument is out of range, or the channels cannot be divided into the groups.

    Examples:
        >>> from mindshim import nn, ops
        >>> nn.Conv2d(3, 8, 3)(ops.ones((1, 3, 16, 16))).shape
        (1, 8, 16, 16)
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Any,
        stride: Any = 1,
        pad_mode: str = "same",
        padding: Any = 0,
        dilation: Any = 1,
        group: int = 1,
        has_bias: bool = False,
        weight_init: Any = None,
        bias_init: Any = None,
        data_format: str = "NCHW",
        dtype: Any = dtypes.float32,
    ):
        owner = type(self).__name__
        one_of(data_format, "data_format", owner, ("NCHW", "NHWC"))
        super().__init__(
            in_channels,
            out_channels,
            sizes(kernel_size, "kernel_size", owner, 2),
            sizes(stride, "stride", owner, 2),
            pad_mode,
            _padding(padding, owner, 4),
            sizes(dilation, "dilation", owner, 2),
            group,
            has_bias,
            weight_init,
            bias_init,
            data_format,
            dtype,
        )
        self.conv2d = ops.Conv2D(
            out_channel=out_channels,
            kernel_size=self.kernel_size,
            pad_mode=pad_mode,
            pad=self.padding,
            stride=self.stride,
            dilation=self.dilation,
            group=group,
            data_format=data_format,
        )

    def construct(self, x: Tensor) -> Tensor:
        return self._biased(self.conv2d(x, self.weight))


def _one_dimensional(owner: str, **values: Any) -> None:
    for name, value in values.items():
        typed(value, name, owner, int)
        if value < (name != "padding"):
            raise ValueError(f"For '{owner}', '{name}' is out of range: {value}.")


def _with_height(weight_init: Any, owner: str) -> Any:
    """A given weight ``(out, in, width)`` with the axis of height one that the two-dimensional kernel has."""
    if isinstance(weight_init, Tensor):
        has_dims(weight_init, (3,), f"{owner}: weight_init")
        return Tensor(weight_init.asnumpy()[:, :, None], weight_init.dtype)
    return weight_init


class Conv1d(_Conv):
    """A one-dimensional convolution of sequences ``(N, C, L)``.

    Its arguments are those of :class:`Conv2d`, each size one int. `weight` has an axis of size one for the
    height, as MindSpore's has.

    Examples:
        >>> from mindshim import nn, ops
        >>> nn.Conv1d(4, 8, 3, has_bias=True)(ops.ones((2, 4, 10))).shape
        (2, 8, 10)
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int,
        stride: int = 1,
        pad_mode: str = "same",
        padding: int = 0,
        dilation: int = 1,
        group: int = 1,
        has_bias: bool = False,
        weight_init: Any = None,
        bias_init: Any = None,
        dtype: Any = dtypes.float32,
    ):
        owner = type(self).__name__
        _one_dimensional(owner, kernel_size=kernel_size, stride=stride, padding=padding, dilation=dilation)
        super().__init__(
            in_channels,
            out_channels,
            (1, kernel_size),
            (1, stride),
            pad_mode,
            (0, 0, padding, padding),
            (1, dilation),
            group,
            has_bias,
            _with_height(weight_init, owner),
            bias_init,
            "NCHW",
            dtype,
        )
        self.conv2d = ops.Conv2D(
            out_channel=out_channels,
            kernel_size=self.kernel_size,
            pad_mode=pad_mode,
            pad=self.padding,
            stride=self.stride,
            dilation=self.dilation,
            group=group,
        )

    def construct(self, x: Tensor) -> Tensor:
        has_dims(x, (3,), self.cls_name)
        return ops.squeeze(self._biased(self.conv2d(ops.expand_dims(x, 2), self.weight)), 2)


class Conv3d(_Conv):
    """A three-dimensional convolution of volumes ``(N, C, D, H, W)``.

    Its arguments are those of :class:`Conv2d`, sizes being one int or three, and `padding` one int or six.
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Any,
        stride: Any = 1,
        pad_mode: str = "same",
        padding: Any = 0,
        dilation: Any = 1,
        group: int = 1,
        has_bias: bool = False,
        weight_init: Any = None,
        bias_init: Any = None,
        data_format: str = "NCDHW",
        dtype: Any = dtypes.float32,
    ):
        owner = type(self).__name__
        one_of(data_format, "data_format", owner, ("NCDHW",))
        super().__init__(
            in_channels,
            out_channels,
            sizes(kernel_size, "kernel_size", owner, 3),
            sizes(stride, "stride", owner, 3),
            pad_mode,
            _padding(padding, owner, 6),
            sizes(dilation, "dilation", owner, 3),
            group,
            has_bias,
            weight_init,
            bias_init,
            data_format,
            dtype,
        )
        self.conv3d = ops.Conv3D(
            out_channel=out_channels,
            kernel_size=self.kernel_size,
            pad_mode=pad_mode,
            pad=self.padding,
            stride=self.stride,
            dilation=self.dilation,
            group=group,
        )

    def construct(self, x: Tensor) -> Tensor:
        return self._biased(self.conv3d(x, self.weight))


def _transposed_size(size: int, kernel: int, stride: int, dilation: int, pad_mode: str, padding: int) -> int:
    """The size of an axis of a transposed convolution's output."""
    extent = kernel + (kernel - 1) * (dilation - 1)
    if pad_mode == "same":
        return size * stride
    if pad_mode == "valid":
        return size * stride + max(extent - stride, 0)
    return size * stride - padding + extent - stride


class _ConvTranspose2d(_Conv):
    def shard(self, strategy: Any) -> Any:  # type: ignore[override]
        """Accepted: on one device there is nothing to split."""
        return self

    def _transposed(self, x: Tensor) -> Tensor:
        pads = (self.padding,) * 4 if isinstance(self.padding, int) else self.padding
        area = [
            _transposed_size(
                x.shape[2 + i],
                self.kernel_size[i],
                self.stride[i],
                self.dilation[i],
                self.pad_mode,
                pads[2 * i] + pads[2 * i + 1],
            )
            for i in (0, 1)
        ]
        return self._biased(self.conv2d_transpose(x, self.weight, (x.shape[0], self.out_channels, *area)))

    def _make_operator(self) -> None:
        self.conv2d_transpose = ops.Conv2DTranspose(
            out_channel=self.in_channels,
            kernel_size=self.kernel_size,
            pad_mode=self.pad_mode,
            pad=self.padding,
            stride=self.stride,
            dilation=self.dilation,
            group=self.group,
        )


class Conv2dTranspose(_ConvTranspose2d):
    """The transpose of a two-dimensional convolution, which enlarges images by the stride.

    Args:
        output_padding: rows and columns of zeros to add at the bottom and the right, with `pad_mode` ``pad``
            only.

    The other arguments are those of :class:`Conv2d`.

    Raises:
        ValueError: `output_padding` is out of range, when called.
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Any,
        stride: Any = 1,
        pad_mode: str = "same",
        padding: Any = 0,
        output_padding: Any = 0,
        dilation: Any = 1,
        group: int = 1,
        has_bias: bool = False,
        weight_init: Any = None,
        bias_init: Any = None,
        dtype: Any = dtypes.float32,
    ):
        owner = type(self).__name__
        super().__init__(
            in_channels,
            out_channels,
            sizes(kernel_size, "kernel_size", owner, 2),
            sizes(stride, "stride", owner, 2),
            pad_mode,
            _padding(padding, owner, 4),
            sizes(dilation, "dilation", owner, 2),
            group,
            has_bias,
            weight_init,
            bias_init,
            "NCHW",
            dtype,
            transposed=True,
        )
        self.output_padding = typed(output_padding, "output_padding", owner, int, tuple)
        self._make_operator()

    def construct(self, x: Tensor) -> Tensor:
        has_dims(x, (4,), self.cls_name)
        output = self._transposed(x)
        more = self.output_padding if isinstance(self.output_padding, tuple) else (self.output_padding,) * 2
        if not any(more):
            return output
        limits = [max(s, d) for s, d in zip(self.stride, self.dilation, strict=True)]
        if self.pad_mode != "pad" or any(not 0 <= m < limit for m, limit in zip(more, limits, strict=True)):
            raise ValueError(
                f"For '{self.cls_name}', 'output_padding' {more} needs pad_mode 'pad' and must be less than "
                f"stride or dilation {tuple(limits)}."
            )
        return ops.Pad(((0, 0), (0, 0), (0, more[0]), (0, more[1])))(output)


class Conv1dTranspose(_ConvTranspose2d):
    """The transpose of a one-dimensional convolution; arguments as :class:`Conv1d`."""

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int,
        stride: int = 1,
        pad_mode: str = "same",
        padding: int = 0,
        dilation: int = 1,
        group: int = 1,
        has_bias: bool = False,
        weight_init: Any = None,
        bias_init: Any = None,
        dtype: Any = dtypes.float32,
    ):
        owner = type(self).__name__
        _one_dimensional(owner, kernel_size=kernel_size, stride=stride, padding=padding, dilation=dilation)
        super().__init__(
            in_channels,
            out_channels,
            (1, kernel_size),
            (1, stride),
            pad_mode,
            (0, 0, padding, padding),
            (1, dilation),
            group,
            has_bias,
            _with_height(weight_init, owner),
            bias_init,
            "NCHW",
            dtype,
            transposed=True,
        )
        self._make_operator()

    def construct(self, x: Tensor) -> Tensor:
        has_dims(x, (3,), self.cls_name)
        return ops.squeeze(self._transposed(ops.expand_dims(x, 2)), 2)


class Conv3dTranspose(_Conv):
    """The transpose of a three-dimensional convolution; arguments as :class:`Conv3d` and `output_padding`."""

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Any,
        stride: Any = 1,
        pad_mode: str = "same",
        padding: Any = 0,
        dilation: Any = 1,
        group: int = 1,
        output_padding: Any = 0,
        has_bias: bool = False,
        weight_init: Any = None,
        bias_init: Any = None,
        data_format: str = "NCDHW",
        dtype: Any = dtypes.float32,
    ):
        owner = type(self).__name__
        one_of(data_format, "data_format", owner, ("NCDHW",))
        super().__init__(
            in_channels,
            out_channels,
            sizes(kernel_size, "kernel_size", owner, 3),
            sizes(stride, "stride", owner, 3),
            pad_mode,
            _padding(padding, owner, 6),
            sizes(dilation, "dilation", owner, 3),
            group,
            has_bias,
            weight_init,
            bias_init,
            data_format,
            dtype,
            transposed=True,
        )
        self.output_padding = sizes(output_padding, "output_padding", owner, 3, lowest=0)
        self.conv3d_transpose = ops.Conv3DTranspose(
            in_channel=in_channels,
            out_channel=out_channels,
            kernel_size=self.kernel_size,
            pad_mode=pad_mode,
            pad=self.padding,
            stride=self.stride,
            dilation=self.dilation,
            group=group,
            output_padding=self.output_padding,
        )

    def construct(self, x: Tensor) -> Tensor:
        return self._biased(self.conv3d_transpose(x, self.weight))
