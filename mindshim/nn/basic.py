"""Layers of everyday use: dense, dropout, flattening, padding, upsampling."""

from __future__ import annotations

import math
from typing import Any

from mindshim import ops
from mindshim.common.initializer import HeUniform, Uniform, initializer
from mindshim.engine import dtypes, precision
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor
from mindshim.nn._checks import in_range, one_of, positive_int, tensors, typed
from mindshim.nn._extended import extended as __getattr__  # noqa: F401
from mindshim.nn.activation import get_activation
from mindshim.nn.cell import Cell
from mindshim.ops.primitive import Primitive


def _dense_parameters(
    cell: Cell, inputs: int, outputs: int, weight_init: Any, bias_init: Any, dtype: Any
) -> None:
    """Give the Cell `weight` ``(outputs, inputs)`` and, unless it has none, `bias` ``(outputs,)``."""
    for init, shape, what in ((weight_init, (outputs, inputs), "weight"), (bias_init, (outputs,), "bias")):
        if isinstance(init, Tensor) and init.shape != shape:
            raise ValueError(
                f"For '{cell.cls_name}', '{what}_init' must have the shape {shape}, but got {init.shape}."
            )
    if weight_init is None:
        weight_init = HeUniform(math.sqrt(5))
    cell.weight = Parameter(initializer(weight_init, [outputs, inputs], dtype), name="weight")
    cell.bias = None
    if cell.has_bias:
        if bias_init is None:
            bias_init = Uniform(1 / math.sqrt(inputs))
        cell.bias = Parameter(initializer(bias_init, [outputs], dtype), name="bias")


def _same_dtype(cell: Cell, x: Any) -> None:
    if not isinstance(x, Tensor):
        raise TypeError(f"For '{cell.cls_name}', the input must be a Tensor, but got {type(x).__name__}.")
    dtype = cell.weight._array.dtype
    if x._array.dtype != dtype and precision.state.dtype is None:
        raise TypeError(
            f"For '{cell.cls_name}', the input must have the weight's dtype {cell.weight.dtype}, but got "
            f"{x.dtype}."
        )


class Dense(Cell):
    """``activation(x @ weight.T + bias)``.

    Args:
        in_channels: the size of the input's last axis.
        out_channels: the size of the output's last axis.
        weight_init: Tensor of shape ``(out_channels, in_channels)``, Initializer, name of one, or number. By
            default HeUniform(sqrt(5)), which is uniform in ±1/sqrt(in_channels).
        bias_init: the same for ``(out_channels,)``. By default uniform in ±1/sqrt(in_channels).
        has_bias: whether there is a bias.
        activation: name of an activation, a Cell, or a primitive.
        dtype: the Parameters' dtype.

    Raises:
        TypeError: `in_channels` or `out_channels` is no int, `has_bias` no bool, or `activation` something
        else.
        ValueError: a size is not positive, or a given Tensor has another shape.

    Examples:
        >>> from mindshim import Tensor, nn
        >>> print(nn.Dense(2, 1, weight_init="ones", bias_init="zeros")(Tensor([[1.0, 2.0]])))
        [[3.]]
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        weight_init: Any = None,
        bias_init: Any = None,
        has_bias: bool = True,
        activation: Any = None,
        dtype: Any = dtypes.float32,
    ):
        super().__init__()
        self.in_channels = positive_int(in_channels, "in_channels", self.cls_name)
        self.out_channels = positive_int(out_channels, "out_channels", self.cls_name)
        self.has_bias = typed(has_bias, "has_bias", self.cls_name, bool)
        _dense_parameters(self, in_channels, out_channels, weight_init, bias_init, dtype)
        self.activation: Any = get_activation(activation) if isinstance(activation, str) else activation
        if activation is not None and not isinstance(self.activation, (Cell, Primitive)):
            raise TypeError(
                f"For '{self.cls_name}', 'activation' must be a str, a Cell or a Primitive, but got "
                f"{type(activation).__name__}."
            )
        self.activation_flag = self.activation is not None

    def construct(self, x: Tensor) -> Tensor:
        _same_dtype(self, x)
        x = ops.dense(x, self.weight, self.bias)
        return self.activation(x) if self.activation_flag else x

    def extend_repr(self) -> str:
        text = f"input_channels={self.in_channels}, output_channels={self.out_channels}"
        if self.has_bias:
            text += f", has_bias={self.has_bias}"
        if self.activation_flag:
            text += f", activation={self.activation}"
        return text


class Linear(Cell):
    """:class:`Dense` without activation, with PyTorch's argument names."""

    def __init__(
        self,
        in_features: int,
        out_features: int,
        bias: bool = True,
        weight_init: Any = None,
        bias_init: Any = None,
        dtype: Any = None,
    ):
        super().__init__()
        self.in_features = positive_int(in_features, "in_features", self.cls_name)
        self.out_features = positive_int(out_features, "out_features", self.cls_name)
        self.has_bias = typed(bias, "bias", self.cls_name, bool)
        _dense_parameters(self, in_features, out_features, weight_init, bias_init, dtype or dtypes.float32)

    def construct(self, x: Tensor) -> Tensor:
        _same_dtype(self, x)
        return ops.dense(x, self.weight, self.bias)

    def extend_repr(self) -> str:
        text = f"input_features={self.in_features}, output_features={self.out_features}"
        return text + f", has_bias={self.has_bias}" if self.has_bias else text


class Dropout(Cell):
    """In training, sets elements to zero with probability `p` and divides the others by ``1 - p``; else the
    identity.

    Args:
        keep_prob: MindSpore's former argument, ``1 - p``; used where `p` is None.
        p: the probability, in ``[0, 1)``.
        dtype: accepted.

    Raises:
        TypeError: a probability is no number.
        ValueError: it is out of range.
    """

    def __init__(self, keep_prob: float = 0.5, p: float | None = None, dtype: Any = dtypes.float32):
        super().__init__()
        if p is None:
            typed(keep_prob, "keep_prob", self.cls_name, float)
            in_range(keep_prob, "keep_prob", self.cls_name, 0, 1, open_low=True)
        else:
            typed(p, "p", self.cls_name, float, int)
            in_range(p, "p", self.cls_name, 0, 1, open_high=True)
        self.p = p
        self.keep_prob = keep_prob

    def construct(self, x: Tensor) -> Tensor:
        p = 1 - self.keep_prob if self.p is None else self.p
        return ops.dropout(x, p, True) if self.training and p else x

    def extend_repr(self) -> str:
        return f"keep_prob={self.keep_prob}" if self.p is None else f"p={self.p}"


class _ChannelDropout(Cell):
    def __init__(self, p: float = 0.5):
        super().__init__()
        typed(p, "p", self.cls_name, float)
        self.p = in_range(p, "p", self.cls_name, 0, 1)


class Dropout1d(_ChannelDropout):
    """In training, sets whole channels of ``(N, C, L)`` or ``(C, L)`` to zero with probability `p`."""

    def construct(self, x: Tensor) -> Tensor:
        return ops.dropout1d(x, self.p, True) if self.training and self.p else x


class Dropout2d(_ChannelDropout):
    """In training, sets whole channels of ``(N, C, H, W)`` to zero with probability `p`."""

    def construct(self, x: Tensor) -> Tensor:
        return ops.dropout2d(x, self.p, True) if self.training and self.p else x

    def extend_repr(self) -> str:
        return f"p={1.0 - self.p}"  # what MindSpore prints


class Dropout3d(_ChannelDropout):
    """In training, sets whole channels of ``(N, C, D, H, W)`` to zero with probability `p`."""

    def construct(self, x: Tensor) -> Tensor:
        return ops.dropout3d(x, self.p, True) if self.training and self.p else x

    def extend_repr(self) -> str:
        return f"p={1.0 - self.p}"  # what MindSpore prints


class Flatten(Cell):
    """Joins the axes from `start_dim` to `end_dim` into one.

    Raises:
        ValueError: (when called) an axis is out of range.

    Examples:
        >>> from mindshim import ops, nn
        >>> nn.Flatten()(ops.ones((2, 3, 4))).shape
        (2, 12)
    """

    def __init__(self, start_dim: int = 1, end_dim: int = -1):
        super().__init__()
        self.start_dim = start_dim
        self.end_dim = end_dim

    def construct(self, x: Tensor) -> Tensor:
        tensors("Flatten", x=x)
        ndim = x.ndim or 1
        if not (-ndim <= self.start_dim < ndim and -ndim <= self.end_dim < ndim):
            raise ValueError(
                f"For 'Flatten', 'start_dim' {self.start_dim} or 'end_dim' {self.end_dim} is out of range "
                f"for the shape {x.shape}."
            )
        return ops.flatten(x, start_dim=self.start_dim, end_dim=self.end_dim)


class Unflatten(Cell):
    """Splits one axis into several, of the sizes `unflattened_size`."""

    def __init__(self, axis: int, unflattened_size: Any):
        super().__init__()
        self.axis = typed(axis, "axis", self.cls_name, int)
        self.unflattened_size = tuple(typed(unflattened_size, "unflattened_size", self.cls_name, list, tuple))

    def construct(self, input_x: Tensor) -> Tensor:
        axis = self.axis % input_x.ndim
        return ops.reshape(input_x, input_x.shape[:axis] + self.unflattened_size + input_x.shape[axis + 1 :])


class Identity(Cell):
    """Returns its input. Takes any arguments, so that it can replace any layer."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__()

    def construct(self, input: Any) -> Any:
        return input


class Norm(Cell):
    """The Euclidean norm along axes; `axis=()` means all."""

    def __init__(self, axis: Any = (), keep_dims: bool = False):
        super().__init__()
        self.axis = axis
        self.keep_dims = typed(keep_dims, "keep_dims", self.cls_name, bool)

    def construct(self, x: Tensor) -> Tensor:
        return ops.sqrt((x * x).sum(None if self.axis == () else self.axis, keepdims=self.keep_dims))

    def extend_repr(self) -> str:
        return f"axis={self.axis}, keep_dims={self.keep_dims}"


class ClipByNorm(Cell):
    """Scales the input down to a norm of at most `clip_norm`, taken along `axis` (None: over all)."""

    def __init__(self, axis: Any = None):
        super().__init__()
        self.axis = axis

    def construct(self, x: Tensor, clip_norm: Any) -> Tensor:
        norm = ops.sqrt((x * x).sum(self.axis, keepdims=True))
        return x * clip_norm / ops.maximum(norm, clip_norm)


class OneHot(Cell):
    """A new axis of size `depth`, with `on_value` at the indices and `off_value` elsewhere."""

    def __init__(
        self,
        axis: int = -1,
        depth: int = 1,
        on_value: float = 1.0,
        off_value: float = 0.0,
        dtype: Any = dtypes.float32,
    ):
        super().__init__()
        self.axis = axis
        self.depth = depth
        self.dtype = dtype
        self.on_value = on_value
        self.off_value = off_value

    def construct(self, indices: Tensor) -> Tensor:
        on, off = Tensor(self.on_value, self.dtype), Tensor(self.off_value, self.dtype)
        return ops.one_hot(indices, self.depth, on, off, self.axis)


class Pad(Cell):
    """Pads every axis of the input.

    Args:
        paddings: for each axis, how many elements before and behind.
        mode: ``CONSTANT`` (zeros), ``REFLECT``, or ``SYMMETRIC`` (as REFLECT, with the edge itself).

    Raises:
        TypeError: `paddings` is no tuple.
        ValueError: it has an element that is no pair, more than 4 axes, or the mode is unknown.
    """

    def __init__(self, paddings: tuple[tuple[int, int], ...], mode: str = "CONSTANT"):
        super().__init__()
        self.mode = one_of(mode, "mode", self.cls_name, ("CONSTANT", "REFLECT", "SYMMETRIC"))
        self.paddings = typed(paddings, "paddings", self.cls_name, tuple)
        if len(paddings) > 4 or any(len(pair) != 2 for pair in paddings):
            raise ValueError(f"For 'Pad', 'paddings' must be pairs for at most 4 axes, but got {paddings}.")

    def construct(self, x: Tensor) -> Tensor:
        if self.mode == "CONSTANT":
            return ops.Pad(self.paddings)(x)
        return ops.MirrorPad(self.mode)(x, Tensor(self.paddings, dtypes.int64))


class Upsample(Cell):
    """Resizes the axes behind the channels of ``(N, C, …)``; see :func:`mindspore.ops.interpolate`."""

    def __init__(
        self,
        size: Any = None,
        scale_factor: Any = None,
        mode: str = "nearest",
        align_corners: bool | None = None,
        recompute_scale_factor: bool | None = None,
    ):
        super().__init__()
        self.size = size
        self.scale_factor = scale_factor
        self.mode = mode
        self.align_corners = align_corners
        self.recompute_scale_factor = recompute_scale_factor

    def construct(self, x: Tensor) -> Tensor:
        return ops.interpolate(
            x, self.size, self.scale_factor, self.mode, self.align_corners, self.recompute_scale_factor
        )


class Roll(Cell):
    """Moves elements along axes; what leaves at the end comes back at the front.

    Raises:
        ValueError: there are not as many shifts as axes.
    """

    def __init__(self, shift: Any, axis: Any):
        super().__init__()
        self.shift = (
            list(shift)
            if isinstance(typed(shift, "shift", self.cls_name, int, tuple, list), (tuple, list))
            else [shift]
        )
        self.axis = (
            list(axis)
            if isinstance(typed(axis, "axis", self.cls_name, int, tuple, list), (tuple, list))
            else [axis]
        )
        if len(self.shift) != len(self.axis):
            raise ValueError(
                f"For 'Roll', there must be one shift for each axis, but got {shift} and {axis}."
            )

    def construct(self, input_x: Tensor) -> Tensor:
        return ops.roll(input_x, tuple(self.shift), tuple(self.axis))


class Tril(Cell):
    """The lower triangle of the last two axes; zeros above diagonal `k`."""

    def construct(self, x: Tensor, k: int = 0) -> Tensor:
        return ops.tril(x, k)


class Triu(Cell):
    """The upper triangle of the last two axes; zeros below diagonal `k`."""

    def construct(self, x: Tensor, k: int = 0) -> Tensor:
        return ops.triu(x, k)


class L1Regularizer(Cell):
    """`scale` times the sum of the weights' absolute values.

    Raises:
        TypeError: `scale` is no number.
        ValueError: it is not positive, or not finite.
    """

    def __init__(self, scale: float):
        super().__init__()
        typed(scale, "scale", self.cls_name, int, float)
        in_range(scale, "scale", self.cls_name, 0, math.inf, open_low=True, open_high=True)
        self.scale = Tensor(scale, dtypes.float32)

    def construct(self, weights: Tensor) -> Tensor:
        return self.scale * ops.abs(weights).sum()


class BiDense(Cell):
    """``input1 @ weight @ input2 + bias``, of two inputs.

    Args:
        in1_channels, in2_channels, out_channels: the sizes of the last axes of inputs and output.
        weight_init: for ``(out_channels, in1_channels, in2_channels)``; by default uniform in
            ±1/sqrt(in1_channels).
        bias_init: for ``(out_channels,)``; by default the same.
        has_bias: whether there is a bias.
        dtype: the Parameters' dtype.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: a size is not positive, or a shape does not fit.
    """

    def __init__(
        self,
        in1_channels: int,
        in2_channels: int,
        out_channels: int,
        weight_init: Any = None,
        bias_init: Any = None,
        has_bias: bool = True,
        dtype: Any = dtypes.float32,
    ):
        super().__init__()
        owner = self.cls_name
        self.in1_channels = positive_int(in1_channels, "in1_channels", owner)
        self.in2_channels = positive_int(in2_channels, "in2_channels", owner)
        self.out_channels = positive_int(out_channels, "out_channels", owner)
        self.has_bias = typed(has_bias, "has_bias", owner, bool)
        bound = Uniform(1 / math.sqrt(in1_channels))
        shape = (out_channels, in1_channels, in2_channels)
        self.weight = Parameter(
            initializer(bound if weight_init is None else weight_init, shape, dtype), name="weight"
        )
        self.bias = None
        if has_bias:
            bias_init = bound if bias_init is None else bias_init
            self.bias = Parameter(initializer(bias_init, [out_channels], dtype), name="bias")

    def construct(self, input1: Tensor, input2: Tensor) -> Tensor:
        tensors(self.cls_name, input1=input1, input2=input2)
        expected = (self.in1_channels, self.in2_channels)
        if (input1.shape[-1], input2.shape[-1]) != expected or input1.shape[:-1] != input2.shape[:-1]:
            raise ValueError(
                f"For '{self.cls_name}', the last axes must be {expected} and the others agree, but got "
                f"{input1.shape} and "
                f"{input2.shape}."
            )
        # (…, o, j) from the first input, then the sum over j with the second.
        between = ops.matmul(input1, self.weight.transpose(1, 0, 2).reshape(self.in1_channels, -1))
        between = between.reshape(*input1.shape[:-1], self.out_channels, self.in2_channels)
        output = (between * input2.expand_dims(-2)).sum(-1)
        return output if self.bias is None else output + self.bias

    def extend_repr(self) -> str:
        sizes = f"in1_channels={self.in1_channels}, in2_channels={self.in2_channels}"
        text = f"{sizes}, output_channels={self.out_channels}"
        return f"{text}, has_bias={self.has_bias}" if self.has_bias else text


class TimeDistributed(Cell):
    """A layer for every step of an axis.

    Args:
        layer: a Cell or primitive.
        time_axis: the axis of the steps.
        reshape_with_axis: an axis to join with the time axis, so that the layer is called once for all steps.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: (when called) the input has less than three dimensions.
    """

    def __init__(self, layer: Any, time_axis: int, reshape_with_axis: int | None = None):
        super().__init__()
        self.layer = typed(layer, "layer", self.cls_name, Cell, Primitive)
        self.time_axis = typed(time_axis, "time_axis", self.cls_name, int)
        if reshape_with_axis is not None:
            typed(reshape_with_axis, "reshape_with_axis", self.cls_name, int)
        self.reshape_with_axis = reshape_with_axis

    def construct(self, inputs: Tensor) -> Tensor:
        tensors(self.cls_name, inputs=inputs)
        if inputs.ndim < 3:
            raise ValueError(
                f"For '{self.cls_name}', the input must have 3 dimensions or more, but got {inputs.shape}."
            )
        time = self.time_axis % inputs.ndim
        if self.reshape_with_axis is None:
            return ops.stack([self.layer(step) for step in ops.unstack(inputs, time)], time)
        other = self.reshape_with_axis % inputs.ndim
        beside = inputs.ndim - 2 if other == inputs.ndim - 1 else other + 1 if time > other else other - 1
        moved = inputs.movedim(time, beside)
        first = min(beside, other)
        joined = moved.reshape(*moved.shape[:first], -1, *moved.shape[first + 2 :])
        outputs = self.layer(joined)
        shape = outputs.shape[:first] + moved.shape[first : first + 2] + outputs.shape[first + 1 :]
        return outputs.reshape(-1, *shape[1:])
