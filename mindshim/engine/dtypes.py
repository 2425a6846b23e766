"""MindSpore's dtype objects, their printed forms, and their correspondence to NumPy's.

A dtype is an instance of one of a few classes (`Int`, `Float`, ...), as in MindSpore: ``str`` gives ``Float32``,
``repr`` gives ``mindspore.float32``. Promotion lives with the kernels, in :mod:`mindshim.kernels.promotion`.
"""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
import numpy as np


class Type:
    """A MindSpore type. Equal types are one object, so identity and equality agree, also after pickling."""

    _instances: dict[str, Type] = {}

    __slots__ = ("name", "text", "np_dtype")

    def __init__(self, name: str, text: str | None = None, np_dtype: Any = None):
        self.name = name
        self.text = text if text is not None else name.rstrip("_").capitalize()
        self.np_dtype = None if np_dtype is None else np.dtype(np_dtype)
        Type._instances[name] = self

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"mindspore.{self.name.rstrip('_')}" if self.np_dtype is not None else self.text

    def __reduce__(self):
        return _named, (self.name,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo: dict) -> Type:
        return self


def _named(name: str) -> Type:
    return Type._instances[name]


class Number(Type):
    """A type of numbers; the base of the numeric dtypes. ``Float(32)`` is float32."""

    __slots__ = ()

    def __new__(cls, name: Any = None, *rest: Any) -> Any:
        if isinstance(name, str):
            return object.__new__(cls)
        return _named(cls.__name__.lower() + ("" if name is None else str(name)))

    def __init__(self, name: Any = None, text: str | None = None, np_dtype: Any = None):
        if isinstance(name, str):
            Type.__init__(self, name, text, np_dtype)


class Bool(Number):
    """Truth values."""

    __slots__ = ()


class Int(Number):
    """Signed integers."""

    __slots__ = ()


class UInt(Number):
    """Unsigned integers."""

    __slots__ = ()


class Float(Number):
    """IEEE floating point numbers."""

    __slots__ = ()


class BFloat(Number):
    """Floating point with float32's exponent and an 8-bit significand."""

    __slots__ = ()


class Complex(Number):
    """Complex numbers."""

    __slots__ = ()


class String(Type):
    """Text."""

    __slots__ = ()


class TensorType(Type):
    """A tensor of any dtype, or of one."""

    __slots__ = ("element",)

    def __init__(self, element: Any = None):
        self.element = element
        super().__init__("tensor" if element is None else f"tensor[{element.name}]",
                         "Tensor" if element is None else f"Tensor[{element}]")

    def __eq__(self, other: object) -> Any:
        return isinstance(other, TensorType) and self.element is other.element

    def __hash__(self) -> Any:
        return hash((TensorType, self.element))

    def __reduce__(self):
        return TensorType, (self.element,)


bool_ = Bool("bool_", "Bool", np.bool_)
int4 = Int("int4", "Int4", jnp.int4)
int8 = Int("int8", "Int8", np.int8)
int16 = Int("int16", "Int16", np.int16)
int32 = Int("int32", "Int32", np.int32)
int64 = Int("int64", "Int64", np.int64)
uint8 = UInt("uint8", "UInt8", np.uint8)
uint16 = UInt("uint16", "UInt16", np.uint16)
uint32 = UInt("uint32", "UInt32", np.uint32)
uint64 = UInt("uint64", "UInt64", np.uint64)
float16 = Float("float16", "Float16", np.float16)
float32 = Float("float32", "Float32", np.float32)
float64 = Float("float64", "Float64", np.float64)
bfloat16 = BFloat("bfloat16", "BFloat16", jnp.bfloat16)
float8_e4m3fn = Float("float8_e4m3fn", "Float8E4M3FN", jnp.float8_e4m3fn)
float8_e5m2 = Float("float8_e5m2", "Float8E5M2", jnp.float8_e5m2)
complex64 = Complex("complex64", "Complex64", np.complex64)
complex128 = Complex("complex128", "Complex128", np.complex128)

byte, short, intc, intp = int8, int16, int32, int64
ubyte, ushort, uintc, uintp = uint8, uint16, uint32, uint64
half, single, double = float16, float32, float64
cfloat, cdouble = complex64, complex128
long = int64

int_ = Int("int_", "Int")
uint = UInt("uint", "UInt")
float_ = Float("float_", "Float")
number = Number("number", "Number")
string = String("string", "String")
tensor_type = tensor = TensorType()
type_none = _null = Type("none_type", "None")
none_type = type_none
type_type = Type("type_type", "TypeType")
_list = list_ = Type("list", "List")
tuple_ = Type("tuple", "Tuple")
function = Type("function", "Func")
slice_ = slice = Type("slice", "Slice")
ellipsis_ = Type("ellipsis", "Ellipsis")
symbolic_key = Type("symbolic_key", "SymType")
env_type = Type("env_type", "EnvType")
refkey = Type("refkey", "RefKeyType")
tensor_types = (int8, int16, int32, int64, uint8, uint16, uint32, uint64, float16, float32, float64, bool_)

int_type = (int8, int16, int32, int64)
uint_type = (uint8, uint16, uint32, uint64)
float_type = (float16, float32, float64, bfloat16, float8_e4m3fn, float8_e5m2)
signed_type = (*int_type, *float_type)
complex_type = (complex64, complex128)
all_types = (bool_, *int_type, *uint_type, *float_type[:4], *complex_type, int4, *float_type[4:])
number_type = (*int_type, *uint_type, *float_type[:4], *complex_type, int4, *float_type[4:])

# Number dtypes by their NumPy dtype: the way from an array to what MindSpore calls it.
FROM_NUMPY: dict[np.dtype, Type] = {
    t.np_dtype: t for t in all_types if t.np_dtype is not None
}

# What a Python type is as a MindSpore type, and what numbers of it are as a Tensor.
_PYTHON = {True.__class__: bool_, (1).__class__: int64, (1.0).__class__: float64, (1j).__class__: complex128,
           "".__class__: string, list: list_, tuple: tuple_, None.__class__: type_none}
_AS_TENSOR = {**_PYTHON, (1.0).__class__: float32}
_CLASSES = {"Bool": Bool, "Int": Int, "UInt": UInt, "Float": Float, "Number": Number, "Complex": Complex}


def to_numpy(dtype: Any) -> np.dtype:
    """The NumPy dtype of a MindSpore dtype, NumPy dtype, Python number type, or the name of one.

    Raises:
        TypeError: it is none of these.
    """
    if isinstance(dtype, Type):
        if dtype.np_dtype is None:
            raise TypeError(f"{dtype} is not a dtype that a Tensor can have.")
        return dtype.np_dtype
    if isinstance(dtype, type) and dtype in _AS_TENSOR:
        return to_numpy(_AS_TENSOR[dtype])
    if isinstance(dtype, str):
        named = Type._instances.get(dtype, Type._instances.get(dtype.lower()))
        if named is None and dtype == "bool":
            named = bool_
        if named is not None:
            return to_numpy(named)
    try:
        found = np.dtype(dtype)
    except TypeError:
        raise TypeError(f"{dtype!r} is not a dtype.") from None
    if found not in FROM_NUMPY:
        raise TypeError(f"dtype {found} has no MindSpore counterpart.")
    return found


def dtype_to_nptype(type_: Type) -> Any:
    """The NumPy scalar type of a MindSpore dtype: ``dtype_to_nptype(mindspore.int8) is numpy.int8``.

    Raises:
        KeyError: `type_` is something else.
    """
    if not isinstance(type_, Type) or type_.np_dtype is None:
        raise KeyError(type_)
    return type_.np_dtype.type


def dtype_to_pytype(type_: Type) -> type:
    """The Python type that a MindSpore dtype's values have.

    Raises:
        KeyError: `type_` is no type of MindSpore's.
    """
    if not isinstance(type_, Type):
        raise KeyError(type_)
    for kind, python in ((Bool, True), (Int, 1), (UInt, 1), (Float, 1.0), (BFloat, 1.0), (Complex, 1j)):
        if isinstance(type_, kind):
            return python.__class__
    others = {string: "".__class__, list_: [].__class__, tuple_: ().__class__, tensor_type: None.__class__}
    return others.get(type_, None.__class__)


def pytype_to_dtype(obj: Any) -> Type:
    """The MindSpore dtype of a Python or NumPy type.

    Raises:
        TypeError: `obj` is no type.
        NotImplementedError: MindSpore has no dtype for it.
    """
    if isinstance(obj, Type):
        return obj
    if isinstance(obj, np.dtype):
        obj = obj.type
    if not isinstance(obj, type):
        raise TypeError(f"For 'pytype_to_dtype', a type is needed, but got {obj!r}.")
    if obj in _PYTHON:
        return _PYTHON[obj]
    if issubclass(obj, np.generic) and not issubclass(obj, np.complexfloating):
        found = FROM_NUMPY.get(np.dtype(obj))
        if found is not None:
            return found
    raise NotImplementedError(f"Unsupported convert python type {obj} to MindSpore type.")


def get_py_obj_dtype(obj: Any) -> Type:
    """The MindSpore type of a Python object: a Tensor's dtype, a number's default dtype."""
    if hasattr(obj, "dtype") and isinstance(obj.dtype, Type):
        return TensorType(obj.dtype)
    if isinstance(obj, type):
        return pytype_to_dtype(obj)
    if obj is None:
        return type_none
    for kind, found in ((tuple, tuple_), (list, list_)):
        if isinstance(obj, kind):
            return found
    return pytype_to_dtype(type(obj))


def issubclass_(type_: Any, dtype: Any) -> Any:
    """Whether `type_` is a dtype of the class that `dtype` is or belongs to."""
    if not isinstance(type_, Type):
        return False
    if isinstance(dtype, (tuple, list)):
        return any(issubclass_(type_, d) for d in dtype)
    if isinstance(dtype, Type):
        return type_ is dtype or (dtype is number and isinstance(type_, Number))
    return isinstance(type_, dtype)


def __getattr__(name: str) -> Any:
    # Python's own names, which this file needs for itself.
    named = {"float": float32, "int": int32, "bool": bool_}
    if name not in named:
        raise AttributeError(f"module 'mindspore.common.dtype' has no attribute '{name}'")
    return named[name]


def type_size_in_bytes(dtype: Type) -> Any:
    """Bytes per element of a dtype."""
    return to_numpy(dtype).itemsize


def is_real(dtype: np.dtype) -> Any:
    """Whether a NumPy dtype holds real floating point numbers, bfloat16 and float8 included."""
    return jnp.issubdtype(dtype, np.floating)


def is_float(dtype: np.dtype) -> Any:
    """Whether a NumPy dtype holds real or complex floating point numbers, bfloat16 and float8 included."""
    return jnp.issubdtype(dtype, np.inexact)
