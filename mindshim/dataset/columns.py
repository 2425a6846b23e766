"""Values of a row: what users give, as NumPy arrays or dicts of them."""

from __future__ import annotations

import math
from typing import Any

import jax
import numpy as np

from mindshim.engine.arrays import put
from mindshim.engine.tensor import Tensor, wrap

# From here on, in bytes, it pays to think where an array lies.
LARGE = 1 << 16
# XLA takes memory as it is when it begins at a multiple of this.
_ALIGNMENT = 64
_NUMBERS_AND_TEXT = frozenset("biufcUS")


def as_value(value: Any) -> Any:
    """A value for a column: an array of numbers or text, or a dict of such values.

    Raises:
        TypeError: it can be none.
    """
    if type(value) is np.ndarray:
        if value.dtype.kind in _NUMBERS_AND_TEXT or value.dtype.kind == "V" and value.dtype.names is None:
            return value
        raise TypeError(
            f"a NumPy array of dtype {value.dtype} can be no column: it must hold numbers or text."
        )
    if isinstance(value, dict):
        return {key: _in_dict(part) for key, part in value.items()}
    if isinstance(value, Tensor):
        return value.asnumpy()
    if isinstance(value, (bool, int, float, complex, str, bytes, np.generic)):
        return np.array(value)
    if isinstance(value, (list, tuple)):
        try:
            array = np.array([v.asnumpy() if isinstance(v, Tensor) else v for v in value])
        except ValueError as error:
            raise TypeError(f"a ragged sequence can be no column: {error}") from None
        return as_value(array)
    if hasattr(value, "__array__") and value is not None:
        return as_value(np.asarray(value))
    raise TypeError(
        f"a value of a column must be a number, text, a NumPy array, a list of these or a dict, "
        f"but got "
        f"{type(value).__name__}."
    )


def _in_dict(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_in_dict(v) for v in value]
    return as_value(value)


def as_tensor(value: Any, fresh: bool) -> Any:
    """A column's value for the user: a Tensor, a dict of Tensors, or text as it is.

    Args:
        fresh: nobody else holds the array, so the Tensor may keep it.
    """
    if type(value) is np.ndarray and value.dtype.kind in "biufcV":
        own_value = value if fresh else np.array(value)
        # A large array that is aligned becomes the device's without a copy.
        return wrap(jax.device_put(own_value) if own_value.nbytes >= LARGE else put(own_value))
    if isinstance(value, dict):
        return {key: as_tensor(part, fresh) for key, part in value.items()}
    if isinstance(value, list):
        return [as_tensor(part, fresh) for part in value]
    return value


def own(value: Any) -> Any:
    """A copy, so that the user may write to it."""
    return np.array(value) if isinstance(value, np.ndarray) else value


def aligned(shape: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
    """An array for numbers, of any content, which a CPU device can take without a copy."""
    size = math.prod(shape) * dtype.itemsize
    room = np.empty(size + _ALIGNMENT, np.uint8)
    start = -room.ctypes.data % _ALIGNMENT
    return room[start : start + size].view(dtype).reshape(shape)


def for_user(value: Any) -> Any:
    """An array for the user of NumPy. Its int64 is C's `long long`, as MindSpore's are, which prints otherwise."""
    return value.view(np.longlong) if type(value) is np.ndarray and value.dtype == np.int64 else value


def shape(value: Any) -> list[int]:
    """The shape as MindSpore reports it; of a dict, none."""
    return list(value.shape) if isinstance(value, np.ndarray) else []


def dtype(value: Any) -> Any:
    """The dtype as MindSpore reports it; of text without its length."""
    if not isinstance(value, np.ndarray):
        return type(value)
    return np.dtype(value.dtype.kind) if value.dtype.kind in "US" else value.dtype
