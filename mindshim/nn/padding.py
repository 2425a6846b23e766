"""Padding of the last axes: with a constant, by reflection, or by repeating the edge."""

from __future__ import annotations

from typing import Any

from mindshim import ops
from mindshim.engine.tensor import Tensor
from mindshim.nn._checks import tensors, typed
from mindshim.nn.cell import Cell


class _Pad(Cell):
    """Pads the last axes.

    Args:
        padding: an int, or two for each axis, from the last axis on: before, behind, before, behind …

    Raises:
        TypeError: `padding` is neither an int nor a tuple.
        ValueError: it has a wrong length; or (when called) it does not fit the input.
    """

    _nd = 1
    _mode = "constant"
    _partial = False  # whether padding may be given for fewer axes

    def __init__(self, padding: Any):
        super().__init__()
        owner, count = self.cls_name, 2 * self._nd
        typed(padding, "padding", owner, int, tuple)
        self.padding = (padding,) * count if isinstance(padding, int) else padding
        length = len(self.padding)
        if length % 2 or length > count or length < count and not self._partial:
            raise ValueError(f"For '{owner}', 'padding' must be an int or {count} ints, but got {padding}.")

    def construct(self, x: Tensor) -> Tensor:
        return ops.pad(x, self.padding, self._mode)


class _ConstantPad(_Pad):
    _partial = True

    def __init__(self, padding: Any, value: Any):
        super().__init__(padding)
        self.value = typed(value, "value", self.cls_name, int, float)

    def construct(self, x: Tensor) -> Tensor:
        return ops.pad(x, self.padding, "constant", self.value)


class ConstantPad1d(_ConstantPad):
    __doc__ = "Pads the last axis with `value`. " + (_Pad.__doc__ or "").partition("axes.")[2]


class ConstantPad2d(_ConstantPad):
    __doc__ = "Pads the last two axes with `value`. " + (_Pad.__doc__ or "").partition("axes.")[2]
    _nd = 2


class ConstantPad3d(_ConstantPad):
    __doc__ = "Pads the last three axes with `value`. " + (_Pad.__doc__ or "").partition("axes.")[2]
    _nd = 3


class ZeroPad2d(_ConstantPad):
    __doc__ = "Pads the last two axes with zeros. " + (_Pad.__doc__ or "").partition("axes.")[2]
    _nd = 2

    def __init__(self, padding: Any):
        super().__init__(padding, 0)


class _ReflectionPad(_Pad):
    _mode = "reflect"
    _partial = True

    def construct(self, x: Tensor) -> Tensor:
        tensors(self.cls_name, x=x)
        sizes = x.shape[::-1]
        for axis in range(len(self.padding) // 2):
            if max(self.padding[2 * axis : 2 * axis + 2]) >= sizes[axis]:
                raise ValueError(
                    f"For '{self.cls_name}', 'padding' {self.padding} must be less than the size of the axis "
                    f"that it pads, but the input has the shape {x.shape}."
                )
        return super().construct(x)


class ReflectionPad1d(_ReflectionPad):
    __doc__ = "Pads the last axis by reflection. " + (_Pad.__doc__ or "").partition("axes.")[2]


class ReflectionPad2d(_ReflectionPad):
    __doc__ = "Pads the last two axes by reflection. " + (_Pad.__doc__ or "").partition("axes.")[2]
    _nd = 2


class ReflectionPad3d(_ReflectionPad):
    __doc__ = "Pads the last three axes by reflection. " + (_Pad.__doc__ or "").partition("axes.")[2]
    _nd = 3


class ReplicationPad1d(_Pad):
    __doc__ = "Pads the last axis by repeating its ends. " + (_Pad.__doc__ or "").partition("axes.")[2]
    _mode = "replicate"


class ReplicationPad2d(_Pad):
    __doc__ = "Pads the last two axes by repeating their ends. " + (_Pad.__doc__ or "").partition("axes.")[2]
    _nd = 2
    _mode = "replicate"


class ReplicationPad3d(_Pad):
    __doc__ = (
        "Pads the last three axes by repeating their ends. " + (_Pad.__doc__ or "").partition("axes.")[2]
    )
    _nd = 3
    _mode = "replicate"
