"""The two printed forms of a Tensor: ``str``, NumPy's, and ``repr``, in scientific notation."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim.engine import dtypes

_DIGITS = {np.dtype(np.float16): 4, np.dtype(np.float32): 8, np.dtype(np.float64): 8}


def printed(array: Any) -> str:
    """As ``print(tensor)`` shows it."""
    found = np.asarray(array)
    if found.dtype.name == "bfloat16":
        return np.array2string(found.astype(np.float32), formatter={"float": lambda x: f"{x:f}"})
    return str(found)


def represented(array: Any) -> str:
    """As ``repr(tensor)`` shows it."""
    found = np.asarray(array)
    dtype = dtypes.FROM_NUMPY[found.dtype]
    return f"Tensor(shape={list(found.shape)}, dtype={dtype}, value={values(found)})"


def values(array: np.ndarray) -> str:
    """The part of ``repr(tensor)`` behind ``value=``."""
    digits = _DIGITS.get(array.dtype)
    if array.ndim == 0:
        return f" {_number(array.item(), digits)}"
    if array.size == 0:
        return " []"
    formatter: Any = None
    if digits is not None:
        formatter = {"float": lambda x: f"{x: .{digits}e}"}
    elif array.dtype.name == "bfloat16":
        array = array.astype(np.float32)
        formatter = {"float": lambda x: f"{x:g}"}
    elif array.dtype.kind == "c":
        formatter = {"complexfloat": lambda x: f"{x.real:g}{x.imag:+g}j"}
    text = np.array2string(array, separator=", ", formatter=formatter)
    return f"\n{text}" if array.ndim > 1 else f" {text}"


def _number(value: Any, digits: int | None) -> str:
    return f"{value:g}" if isinstance(value, float) and digits is not None else str(value)
