"""Pooling: the maximum or mean of windows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mindshim import ops
from mindshim.engine.tensor import Tensor
from mindshim.nn._checks import has_dims, one_of, positive_int, sizes, typed
from mindshim.nn._extended import extended as __getattr__  # noqa: F401
from mindshim.nn.cell import Cell


class _Pool(Cell):
    """What poolings with a window have in common: checks, and the printed form."""

    def __init__(self, kernel_size: Any, stride: Any, pad_mode: str, data_format: str = "NCHW"):
        super().__init__()
        typed(pad_mode, "pad_mode", self.cls_name, str)
        self.pad_mode = one_of(pad_mode.upper(), "pad_mode", self.cls_name, ("VALID", "SAME", "PAD"))
        self.format = one_of(data_format, "data_format", self.cls_name, ("NCHW", "NHWC"))
        self.kernel_size = self._size(kernel_size, "kernel_size")
        self.stride = self._size(stride, "stride")

    def _size(self, value: Any, name: str) -> Any:
        typed(value, name, self.cls_name, int, tuple)
        found = (value,) if isinstance(value, int) else value
        if not found or not all(isinstance(v, int) and v > 0 for v in found):
            raise ValueError(f"For '{self.cls_name}', '{name}' must be an int > 0 or a tuple of them, but got {value}.")
        return found[0] if len(found) == 1 else value

    def extend_repr(self) -> str:
        return f"kernel_size={self.kernel_size}, stride={self.stride}, pad_mode={self.pad_mode}"


def _only_padded(owner: str, **options: tuple[Any, Any]) -> None:
    for name, (value, default) in options.items():
        if value != default:
            raise ValueError(f"For '{owner}', '{name}' needs pad_mode 'pad', but got {name}={value}.")


class _MaxPool(_Pool):
    """The maximum of windows."""

    _nd = 2

    def __init__(
        self,
        kernel_size: Any = 1,
        stride: Any = 1,
        pad_mode: str = "valid",
        padding: Any = 0,
        dilation: Any = 1,
        return_indices: bool = False,
        ceil_mode: bool = False,
        data_format: str = "NCHW",
    ):
        super().__init__(kernel_size, stride, pad_mode, data_format)
        owner, nd = self.cls_name, self._nd
        self.return_indices = return_indices
        self.use_pad = self.pad_mode == "PAD"
        # One dimension is pooled as two, of which the first has size one.
        ones, zeros = ((1,), (0,)) if nd == 1 else ((), ())
        kernel = ones + sizes(self.kernel_size, "kernel_size", owner, nd)
        steps = ones + sizes(self.stride, "stride", owner, nd)
        if self.use_pad:
            self._options = (
                kernel,
                steps,
                zeros + sizes(padding, "padding", owner, nd, lowest=0),
                ones + sizes(dilation, "dilation", owner, nd),
            )
            self._ceil_mode = ceil_mode
            return
        _only_padded(
            owner,
            padding=(padding, 0),
            dilation=(dilation, 1),
            return_indices=(return_indices, False),
            ceil_mode=(ceil_mode, False),
        )
        if nd == 3:
            self.max_pool = ops.MaxPool3D(kernel_size=kernel, strides=steps, pad_mode=self.pad_mode)
        else:
            self.max_pool = ops.MaxPool(
                kernel_size=kernel, strides=steps, pad_mode=self.pad_mode, data_format=self.format
            )

    def construct(self, x: Tensor) -> Any:
        nd = self._nd
        has_dims(x, (nd + 1, nd + 2), self.cls_name)
        added = (2,) * (nd == 1) + (0,) * (x.ndim == nd + 1)
        for axis in reversed(added):
            x = ops.expand_dims(x, axis)
        found = self._pooled(x)
        outputs = found if self.return_indices else (found,)
        if added:
            outputs = tuple(ops.squeeze(o, added) for o in outputs)
        return outputs if self.return_indices else outputs[0]

    def _pooled(self, x: Tensor) -> Any:
        if not self.use_pad:
            return self.max_pool(x)
        pool = ops.max_pool3d if self._nd == 3 else ops.max_pool2d
        return pool(x, *self._options, ceil_mode=self._ceil_mode, return_indices=self.return_indices)


class MaxPool1d(_MaxPool):
    """The maximum of windows of ``(N, C, L)`` or ``(C, L)``.

    Args:
        kernel_size, stride: ints.
        pad_mode: ``valid``, ``same``, or ``pad``; only ``pad`` allows the arguments that follow.
        padding: elements of minus infinity at both ends.
        dilation: the step within a window.
        return_indices: return the positions of the maxima too.
        ceil_mode: round the output's size up.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: an argument is out of range, or not allowed with this `pad_mode`.
    """

    _nd = 1

    def __init__(
        self,
        kernel_size: int = 1,
        stride: int = 1,
        pad_mode: str = "valid",
        padding: Any = 0,
        dilation: Any = 1,
        return_indices: bool = False,
        ceil_mode: bool = False,
    ):
        positive_int(kernel_size, "kernel_size", "MaxPool1d")
        positive_int(stride, "stride", "MaxPool1d")
        super().__init__(kernel_size, stride, pad_mode, padding, dilation, return_indices, ceil_mode)
        # As MindSpore prints them.
        ones = (1, 1) if self.use_pad else (1,)
        self.kernel_size = (*ones, kernel_size)
        self.stride = (*ones, stride)


class MaxPool2d(_MaxPool):
    """The maximum of windows of ``(N, C, H, W)`` or ``(C, H, W)``; arguments as :class:`MaxPool1d`, sizes one
    int or two.

    Examples:
        >>> from mindshim import nn, ops
        >>> nn.MaxPool2d(2, 2)(ops.ones((1, 3, 8, 8))).shape
        (1, 3, 4, 4)
    """


class MaxPool3d(_MaxPool):
    """The maximum of windows of ``(N, C, D, H, W)`` or ``(C, D, H, W)``; arguments as :class:`MaxPool1d`,
    sizes one int or three."""

    _nd = 3

    def __init__(
        self,
        kernel_size: Any = 1,
        stride: Any = 1,
        pad_mode: str = "valid",
        padding: Any = 0,
        dilation: Any = 1,
        return_indices: bool = False,
        ceil_mode: bool = False,
    ):
        super().__init__(kernel_size, stride, pad_mode, padding, dilation, return_indices, ceil_mode)


class _AvgPool(_Pool):
    """The mean of windows, by way of a three-dimensional pooling where there is padding or another option."""

    _nd = 2

    def __init__(
        self,
        kernel_size: Any = 1,
        stride: Any = 1,
        pad_mode: str = "valid",
        padding: Any = 0,
        ceil_mode: bool = False,
        count_include_pad: bool = True,
        divisor_override: int | None = None,
        data_format: str = "NCHW",
    ):
        super().__init__(kernel_size, stride, pad_mode, data_format)
        owner, nd = self.cls_name, self._nd
        if divisor_override is not None and divisor_override <= 0:
            raise ValueError(f"For '{owner}', 'divisor_override' must be > 0, but got {divisor_override}.")
        kernel, steps = (sizes(self.kernel_size, "kernel_size", owner, nd), sizes(self.stride, "stride", owner, nd))
        pads = sizes(padding, "padding", owner, nd, lowest=0)
        ones = (1,) * (3 - nd)
        plain = (
            self.pad_mode != "PAD" and not any(pads) and not ceil_mode and count_include_pad and not divisor_override
        )
        self.is_expand = nd == 3 or not plain
        if self.is_expand:
            self.avg_pool = ops.AvgPool3D(
                kernel_size=ones + kernel,
                strides=ones + steps,
                pad_mode=self.pad_mode,
                pad=(0, 0) * (3 - nd) + tuple(p for p in pads for _ in (0, 1)),
                ceil_mode=ceil_mode,
                count_include_pad=count_include_pad,
                divisor_override=divisor_override or 0,
            )
        else:
            self.avg_pool = ops.AvgPool(
                kernel_size=ones[1:] + kernel, strides=ones[1:] + steps, pad_mode=self.pad_mode, data_format=self.format
            )

    def construct(self, x: Tensor) -> Tensor:
        nd = self._nd
        has_dims(x, (nd + 1, nd + 2), self.cls_name)
        batched = x.ndim == nd + 2
        if not batched:
            x = ops.expand_dims(x, 0)
        inserted = (3 if self.is_expand else max(nd, 2)) - nd
        for _ in range(inserted):
            x = ops.expand_dims(x, 2)
        gone = tuple(range(2, 2 + inserted)) + (() if batched else (0,))
        output = self.avg_pool(x)
        return ops.squeeze(output, gone) if gone else output


class AvgPool1d(_AvgPool):
    """The mean of windows of ``(N, C, L)`` or ``(C, L)``.

    Args:
        kernel_size, stride: ints.
        pad_mode: ``valid``, ``same``, or ``pad``.
        padding: zeros at both ends, with ``pad``.
        ceil_mode: round the output's size up.
        count_include_pad: whether the zeros count in the mean.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: an argument is out of range.
    """

    _nd = 1

    def __init__(
        self,
        kernel_size: int = 1,
        stride: int = 1,
        pad_mode: str = "valid",
        padding: Any = 0,
        ceil_mode: bool = False,
        count_include_pad: bool = True,
    ):
        positive_int(kernel_size, "kernel_size", "AvgPool1d")
        positive_int(stride, "stride", "AvgPool1d")
        super().__init__(kernel_size, stride, pad_mode, padding, ceil_mode, count_include_pad)
        if not self.is_expand:  # as MindSpore prints them
            self.kernel_size = (1, kernel_size)
            self.stride = (1, stride)


class AvgPool2d(_AvgPool):
    """The mean of windows of ``(N, C, H, W)`` or ``(C, H, W)``; arguments as :class:`AvgPool1d`, sizes one
    int or two.

    Args:
        divisor_override: divide the sums by this instead of the number of elements.
        data_format: ``NCHW`` or ``NHWC``.
    """


class AvgPool3d(_AvgPool):
    """The mean of windows of ``(N, C, D, H, W)`` or ``(C, D, H, W)``; arguments as :class:`AvgPool2d`, sizes
    one int or three."""

    _nd = 3

    def __init__(
        self,
        kernel_size: Any = 1,
        stride: Any = 1,
        pad_mode: str = "valid",
        padding: Any = 0,
        ceil_mode: bool = False,
        count_include_pad: bool = True,
        divisor_override: int | None = None,
    ):
        super().__init__(kernel_size, stride, pad_mode, padding, ceil_mode, count_include_pad, divisor_override)


class AdaptiveAvgPool1d(Cell):
    """The mean of windows whose size gives an output of `output_size`."""

    def __init__(self, output_size: int):
        super().__init__()
        self.output_size = positive_int(output_size, "output_size", self.cls_name)

    def construct(self, input: Tensor) -> Tensor:
        return ops.adaptive_avg_pool1d(input, self.output_size)


class AdaptiveAvgPool2d(Cell):
    """The mean of windows whose size gives an output of `output_size`: an int, or two (None keeps an
    axis)."""

    def __init__(self, output_size: Any):
        super().__init__()
        self.output_size = output_size

    def construct(self, input: Tensor) -> Tensor:
        return ops.adaptive_avg_pool2d(input, self.output_size)


class AdaptiveAvgPool3d(Cell):
    """The mean of windows whose size gives an output of `output_size`: an int, or three (None keeps an
    axis)."""

    def __init__(self, output_size: Any):
        super().__init__()
        self.output_size = output_size

    def construct(self, input: Tensor) -> Tensor:
        return ops.adaptive_avg_pool3d(input, self.output_size)


class AdaptiveMaxPool1d(Cell):
    """The maximum of windows whose size gives an output of `output_size`."""

    def __init__(self, output_size: int):
        super().__init__()
        self.output_size = positive_int(output_size, "output_size", self.cls_name)

    def construct(self, x: Tensor) -> Tensor:
        return ops.adaptive_max_pool1d(x, self.output_size)


class AdaptiveMaxPool2d(Cell):
    """The maximum of windows whose size gives an output of `output_size`: an int, or two (None keeps an
    axis)."""

    def __init__(self, output_size: Any, return_indices: bool = False):
        super().__init__()
        self.output_size = output_size
        self.return_indices = return_indices

    def construct(self, input: Tensor) -> Any:
        return ops.adaptive_max_pool2d(input, self.output_size, self.return_indices)


class AdaptiveMaxPool3d(Cell):
    """The maximum of windows whose size gives an output of `output_size`: an int, or three."""

    def __init__(self, output_size: Any, return_indices: bool = False):
        super().__init__()
        self.output_size = sizes(output_size, "output_size", self.cls_name, 3)
        self.return_indices = return_indices

    def construct(self, input: Tensor) -> Any:
        return ops.adaptive_max_pool3d(input, self.output_size, self.return_indices)


class _LPPool(Cell):
    """The norm of windows: ``sum(x^p)^(1/p)``, with ``p = norm_type``."""

    def __init__(self, norm_type: float, kernel_size: Any, stride: Any = None, ceil_mode: bool = False):
        super().__init__()
        self.norm_type = norm_type
        self.kernel_size = kernel_size
        self.stride = stride
        self.ceil_mode = ceil_mode


class LPPool1d(_LPPool):
    __doc__ = f"{_LPPool.__doc__} For ``(N, C, L)`` or ``(C, L)``."

    def construct(self, x: Tensor) -> Tensor:
        return ops.lp_pool1d(x, self.norm_type, self.kernel_size, self.stride, self.ceil_mode)


class LPPool2d(_LPPool):
    __doc__ = f"{_LPPool.__doc__} For ``(N, C, H, W)``."

    def construct(self, x: Tensor) -> Tensor:
        return ops.lp_pool2d(x, self.norm_type, self.kernel_size, self.stride, self.ceil_mode)


class _MaxUnpool(Cell):
    """The inverse of a maximum pooling: maxima at the places that it returned, zeros elsewhere.

    Args:
        kernel_size, stride, padding: those of the pooling; the stride is the kernel's size by default.

    Raises:
        ValueError: (when called) `output_size` is no tuple, or empty.
    """

    def __init__(self, kernel_size: Any, stride: Any = None, padding: Any = 0):
        super().__init__()
        self.kernel_size = kernel_size
        self.stride = kernel_size if stride is None else stride
        self.padding = padding

    def construct(self, x: Tensor, indices: Tensor, output_size: Any = None) -> Tensor:
        if output_size is not None and (not isinstance(output_size, tuple) or not output_size):
            raise ValueError(f"For '{self.cls_name}', 'output_size' must be a tuple of sizes, but got {output_size!r}.")
        return self._unpooled(x, indices, self.kernel_size, self.stride, self.padding, output_size or ())

    def _unpooled(self, *args: Any) -> Tensor:
        raise NotImplementedError


class MaxUnpool1d(_MaxUnpool):
    __doc__ = f"{_MaxUnpool.__doc__}"

    def _unpooled(self, *args: Any) -> Tensor:
        return ops.max_unpool1d(*args)


class MaxUnpool2d(_MaxUnpool):
    __doc__ = f"{_MaxUnpool.__doc__}"

    def _unpooled(self, *args: Any) -> Tensor:
        return ops.max_unpool2d(*args)


class MaxUnpool3d(_MaxUnpool):
    __doc__ = f"{_MaxUnpool.__doc__}"

    def _unpooled(self, *args: Any) -> Tensor:
        return ops.max_unpool3d(*args)


class _FractionalMaxPool(Cell):
    """Maxima over windows at random places, so that sizes shrink by a fraction (Graham, 2014).

    Args:
        kernel_size: the size of a window: an int, or one for each spatial axis.
        output_size: the sizes of the output: an int, or one for each spatial axis.
        output_ratio: or how large they are relative to the input's, in ``(0, 1)``.
        return_indices: return the places of the maxima too.
        _random_samples: where windows lie, ``(N, C, axes)``, in ``[0, 1)``; drawn by default.
    """

    _pooled: Callable[..., Any]

    def __init__(self, kernel_size: Any, output_size: Any = None, output_ratio: Any = None,
                 return_indices: bool = False, _random_samples: Tensor | None = None):  # fmt: skip
        super().__init__()
        self.kernel_size, self.output_size, self.output_ratio = kernel_size, output_size, output_ratio
        self.return_indices, self._random_samples = return_indices, _random_samples

    def construct(self, input: Tensor) -> Any:
        return type(self)._pooled(
            input, self.kernel_size, self.output_size, self.output_ratio, self.return_indices, self._random_samples
        )


class FractionalMaxPool2d(_FractionalMaxPool):
    __doc__ = f"{_FractionalMaxPool.__doc__} For ``(N, C, H, W)``."

    _pooled = staticmethod(ops.fractional_max_pool2d)


class FractionalMaxPool3d(_FractionalMaxPool):
    __doc__ = f"{_FractionalMaxPool.__doc__} For ``(N, C, D, H, W)``."

    _pooled = staticmethod(ops.fractional_max_pool3d)
