"""What a Tensor is: its shape, dtype, size; and questions with a Python answer."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim.engine import dtypes
from mindshim.engine.binding import also, operator_named
from mindshim.engine.dispatch import bind_arguments
from mindshim.engine.tensor import Tensor
from mindshim.kernels.declare import Parameters
from mindshim.ops.primitive import Primitive


def _tensor(name: str, value: Any) -> Tensor:
    if not isinstance(value, Tensor):
        raise TypeError(f"For '{name}', the input must be a Tensor, but got {type(value).__name__}.")
    return value


def shape(input_x: Tensor) -> tuple[int, ...]:
    """The sizes of a Tensor's axes.

    Raises:
        TypeError: `input_x` is no Tensor.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> ops.shape(Tensor([[1, 2, 3]]))
        (1, 3)
    """
    return _tensor("Shape", input_x).shape


shape_ = shape


def dyn_shape(input_x: Tensor) -> Tensor:
    """The sizes of a Tensor's axes, as an int64 Tensor."""
    return Tensor(list(_tensor("TensorShape", input_x).shape), dtypes.int64)


def rank(input_x: Tensor) -> int:
    """The number of a Tensor's axes."""
    return _tensor("Rank", input_x).ndim


def size(input_x: Tensor) -> int:
    """The number of a Tensor's elements."""
    return _tensor("Size", input_x).size


@also("Tensor.numel", "Tensor.nelement")
def numel(input: Tensor) -> int:
    """The number of a Tensor's elements."""
    return _tensor("numel", input).size


@also("Tensor.dim", "Tensor.ndimension")
def _dim(input: Tensor) -> int:
    """The number of the Tensor's axes."""
    return input.ndim


def dtype(x: Tensor) -> dtypes.Type:
    """A Tensor's dtype."""
    return _tensor("DType", x).dtype


class TensorDescription(dtypes.Type):
    """What `typeof` says of a Tensor."""

    __slots__ = ()

    def __repr__(self) -> str:
        return self.name


def typeof(x: Any) -> Any:
    """The MindSpore type of a value: of a Tensor ``mindspore.tensor[float32]``, of a Python number its dtype.
    """
    if isinstance(x, Tensor):
        return TensorDescription(f"mindspore.tensor[{repr(x.dtype).rpartition('.')[2]}]",
                                 f"Tensor[{x.dtype}]")
    return dtypes.get_py_obj_dtype(x)


def _query(name: str, answer: Any, called_with: str = "x") -> type[Primitive]:
    """The primitive of a function; it may call the arguments by other names."""
    parameters = Parameters.parse(called_with)

    def construct(self: Primitive) -> None:
        Primitive.__init__(self, name)

    def call(self: Primitive, *args: Any, **kwargs: Any) -> Any:
        if not kwargs and len(args) == parameters.positional:
            return answer(*args)
        return answer(*bind_arguments(name, parameters.names, parameters.defaults, parameters.positional, args, kwargs))

    call.__signature__ = parameters.signature("self")  # type: ignore[attr-defined]
    body = {"__init__": construct, "__call__": call, "__doc__": answer.__doc__, "__module__": "mindshim.ops"}
    return type(name, (Primitive,), body)


Shape = _query("Shape", shape)
TensorShape = _query("TensorShape", dyn_shape, "input_x")
Rank = _query("Rank", rank)
Size = _query("Size", size)
DType = _query("DType", dtype)


def is_tensor(obj: Any) -> bool:
    """Whether this is a Tensor."""
    return isinstance(obj, Tensor)


@also("Tensor.is_complex")
def is_complex(input: Tensor) -> bool:
    """Whether a Tensor holds complex numbers."""
    return isinstance(_tensor("is_complex", input).dtype, dtypes.Complex)


@also("Tensor.is_floating_point")
def is_floating_point(input: Tensor) -> bool:
    """Whether a Tensor holds floating point numbers, not complex."""
    return isinstance(_tensor("is_floating_point", input).dtype, (dtypes.Float, dtypes.BFloat))


@also("Tensor.is_signed")
def _is_signed(input: Tensor) -> bool:
    """Whether the Tensor's numbers have a sign."""
    return isinstance(input.dtype, (dtypes.Int, dtypes.Float, dtypes.BFloat, dtypes.Complex))


def is_nonzero(input: Tensor) -> bool:
    """Whether the one element of a Tensor is not 0.

    Raises:
        ValueError: it has not one element.
    """
    if _tensor("is_nonzero", input).size != 1:
        raise ValueError(f"For 'is_nonzero', the input must have one element, but it has {input.size}.")
    return bool(input.item())


def isconstant(x: Any) -> bool:
    """True: in eager execution all values are known."""
    return True


@also("Tensor.allclose", "mint.allclose")
def allclose(input: Tensor, other: Tensor, rtol: float = 1e-05, atol: float = 1e-08,
             equal_nan: bool = False) -> Any:
    """Whether |input - other| ≤ atol + rtol · |other| for all elements.

    Args:
        input: a Tensor.
        other: a Tensor of its dtype.
        rtol: the relative tolerance.
        atol: the absolute tolerance.
        equal_nan: whether nan is close to nan.

    Returns:
        A bool.
    """
    found = operator_named("ops.isclose")(input, other, rtol, atol, equal_nan)
    return bool(operator_named("ops.all")(found, None, False))


@also("mint.equal")
def _equal_tensors(input: Tensor, other: Tensor) -> bool:
    """Whether two Tensors have the same shape and equal elements."""
    if _tensor("equal", input).shape != _tensor("equal", other).shape:
        return False
    return bool(operator_named("ops.all")(operator_named("ops.equal")(input, other), None, False))


@also("mint.item")
def _item(input: Tensor) -> Any:
    """The one element of a Tensor, as a Python number."""
    return input.item()


@also("Tensor.type")
def _type(input: Tensor, dtype: Any = None) -> Any:
    """The name of the Tensor's dtype; with `dtype`, the values in that one."""
    return str(input.dtype) if dtype is None else operator_named("ops.cast")(input, dtype)


@also("Tensor.to")
def _to(input: Tensor, *args: Any, **kwargs: Any) -> Tensor:
    """The values in another dtype: ``to(dtype)``, ``to(other)`` (that Tensor's dtype) or ``to(device,
    dtype)``.

    XLA decides where Tensors are, so a device changes nothing. `non_blocking` and `copy` are accepted.
    """
    dtype = kwargs.pop("dtype", None)
    device = kwargs.pop("device", None)
    other = kwargs.pop("other", None)
    unknown = set(kwargs) - {"non_blocking", "copy"}
    if unknown:
        raise TypeError(f"to() got an unexpected keyword argument '{unknown.pop()}'")
    for given in args:
        if isinstance(given, Tensor):
            other = given
        elif isinstance(given, dtypes.Type):
            dtype = given
        elif isinstance(given, str):
            device = given
        elif given is not None and not isinstance(given, bool):
            raise TypeError(f"For 'to', a dtype, a Tensor or a device is needed, but got {given!r}.")
    if dtype is None and other is not None:
        dtype = other.dtype
    if dtype is None and device is None:
        raise TypeError("For 'to', a dtype, a Tensor or a device is needed.")
    return input if dtype is None or dtype is input.dtype else operator_named("ops.cast")(input, dtype)


@also("Tensor.itemset")
def _itemset(input: Tensor, *args: Any) -> Tensor:
    """A new Tensor with one element replaced: ``itemset(index, value)``, or ``itemset(value)`` of a single
    element.

    An int index counts in row-major order.
    """
    if len(args) not in (1, 2):
        raise ValueError(f"For 'itemset', an index and a value are needed, but got {len(args)} arguments.")
    value = args[-1]
    if not isinstance(value, (int, float)):
        raise TypeError(f"For 'itemset', the value must be a number, but got {type(value).__name__}.")
    if len(args) == 1 and input.size != 1:
        raise IndexError(f"For 'itemset', a Tensor with {input.size} elements needs an index.")
    index = args[0] if len(args) == 2 else 0
    if isinstance(index, int):
        index = np.unravel_index(index, input.shape)
    made = input.copy()  # type: ignore[attr-defined]
    made[tuple(int(i) for i in index)] = value
    return made


# Python numbers ---------------------------------------------------------------------------------------------


def scalar_to_tensor(input_x: Any, dtype: dtypes.Type | None = dtypes.float32) -> Tensor:
    """A Python number as a Tensor without axes, of this dtype.

    Raises:
        TypeError: `input_x` is no number.
    """
    if not isinstance(input_x, (int, float, complex)):
        raise TypeError(f"For 'ScalarToTensor', a number is needed, but got {type(input_x).__name__}.")
    return Tensor(input_x, dtypes.float32 if dtype is None else dtype)


def scalar_to_array(input_x: Any) -> Tensor:
    """A Python number as a Tensor without axes."""
    if not isinstance(input_x, (int, float)):
        raise TypeError(f"For 'ScalarToArray', a number is needed, but got {type(input_x).__name__}.")
    return Tensor(input_x)


def tuple_to_array(input_x: tuple) -> Tensor:
    """A tuple of numbers of one kind as a Tensor with one axis: ints as int32, floats as float32."""
    if not isinstance(input_x, (tuple, list)):
        raise TypeError(f"For 'TupleToArray', a tuple is needed, but got {type(input_x).__name__}.")
    return Tensor(list(input_x), dtypes.int32 if isinstance(input_x[0], int) else dtypes.float32)


def scalar_cast(input_x: Any, input_y: dtypes.Type) -> Any:
    """A Python number as an int, float or bool.

    Args:
        input_x: the number.
        input_y: int64, float64 or bool.

    Raises:
        ValueError: `input_y` is something else.
    """
    if input_y not in (dtypes.int64, dtypes.float64, dtypes.bool_):
        raise ValueError(f"For 'ScalarCast', the dtype must be int64, float64 or bool, but got {input_y}.")
    return dtypes.dtype_to_pytype(input_y)(input_x)


ScalarToTensor = _query("ScalarToTensor", scalar_to_tensor, "x, dtype=None")
ScalarToArray = _query("ScalarToArray", scalar_to_array)
TupleToArray = _query("TupleToArray", tuple_to_array)
ScalarCast = _query("ScalarCast", scalar_cast, "input_x, input_y")


def make_range(*bounds: int) -> tuple[int, ...]:
    """The numbers of Python's `range`, as a tuple."""
    return tuple(range(*bounds))


def shape_mul(input_data: tuple[int, ...]) -> int:
    """The product of sizes."""
    found = 1
    for n in input_data:
        found *= n
    return found


def mixed_precision_cast(dst_dtype: dtypes.Type, x: Any) -> Any:
    """The floating point Tensors of a (nested) value in another dtype, the rest as it is."""
    if isinstance(x, Tensor):
        return operator_named("ops.cast")(x, dst_dtype) if is_floating_point(x) else x
    if isinstance(x, (tuple, list)):
        return type(x)(mixed_precision_cast(dst_dtype, v) for v in x)
    if isinstance(x, dict):
        return {k: mixed_precision_cast(dst_dtype, v) for k, v in x.items()}
    return x


class CheckNumerics(Primitive):
    """The input itself, if all its elements are finite.

    Raises:
        RuntimeError: one is inf or nan.
    """

    def __init__(self):
        super().__init__("CheckNumerics")

    def __call__(self, x: Tensor) -> Tensor:
        if not bool(operator_named("ops.all")(operator_named("ops.isfinite")(x), None, False)):
            raise RuntimeError("For 'CheckNumerics', the input holds inf or nan.")
        return x


class FloatStatus(Primitive):
    """Whether a Tensor holds an inf or nan: ``[1.]``, else ``[0.]``, as float32."""

    def __init__(self):
        super().__init__("FloatStatus")

    def __call__(self, x: Tensor) -> Tensor:
        finite = operator_named("ops.all")(operator_named("ops.isfinite")(x), None, False)
        found = operator_named("ops.cast")(operator_named("ops.logical_not")(finite), dtypes.float32)
        return operator_named("ops.reshape")(found, (1,))


class _Status(Primitive):
    """The flags of overflow that only an NPU has: eight zeros."""

    def __init__(self):
        super().__init__(type(self).__name__)

    def __call__(self, *_: Any) -> Tensor:
        return operator_named("ops.zeros")((8,), dtypes.float32)


class NPUAllocFloatStatus(_Status):
    """Flags of overflow, which only an NPU has: eight zeros."""


class NPUGetFloatStatus(_Status):
    """Flags of overflow, which only an NPU has: eight zeros."""


class NPUClearFloatStatus(_Status):
    """Flags of overflow, which only an NPU has: eight zeros."""
