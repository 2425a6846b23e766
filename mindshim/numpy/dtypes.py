"""The dtypes and constants of `mindspore.numpy`."""

from __future__ import annotations

from typing import Any

from mindshim.engine.dtypes import (
    Type,
    bool_,
    float16,
    float32,
    float64,
    int8,
    int16,
    int32,
    int64,
    pytype_to_dtype,
    uint8,
    uint16,
    uint32,
    uint64,
)

inf = PINF = float("inf")
NINF = float("-inf")
nan = float("nan")
pi = 3.141592653589793

int_ = int32
uint = uint32
float_ = float32

numeric_types = ["int_", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float_", "float16",
                 "float32", "float64", "bool_"]
dtype_tuple = (int8, int16, int32, int64, uint8, uint16, uint32, uint64, float16, float32, float64, bool_)
dtype_map = {
    "int": int32, "uint": uint32, "float": float32, "bool": bool_,
    **{name: dtype for name, dtype in zip(
        ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32", "float64"),
        dtype_tuple, strict=False)},
}


def checked(dtype: Any) -> Type:
    """A dtype that may be given by its name or as a type of Python's or NumPy's; ``int`` is int32, ``float`` float32.

    Raises:
        TypeError: `mindspore.numpy` has no such dtype.
    """
    found = dtype
    if isinstance(dtype, str):
        found = dtype_map.get(dtype.lower())
    elif dtype is int:
        found = int32
    elif dtype is float:
        found = float32
    elif isinstance(dtype, type):
        found = pytype_to_dtype(dtype)
    if not isinstance(found, Type) or found not in dtype_tuple:
        raise TypeError(f"a dtype is needed here, one of {', '.join(numeric_types)}, but got {dtype!r}.")
    return found
