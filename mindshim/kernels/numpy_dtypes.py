"""The dtypes of `mindspore.numpy`, whose promotion is another one than that of the operators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax.numpy as jnp
import numpy as np

from mindshim.kernels.cast import converted, named_dtype
from mindshim.kernels.declare import Array, Arrays
from mindshim.kernels.promotion import kind

# How a kernel says what a program may pass: `ArrayLike` a Tensor, a number or a sequence of numbers (where `Array` is a
# Tensor only), `ArraysLike` a sequence of such. The kernel gets an array of them (see `mindshim.numpy._binding`).
ArrayLike = Array
ArraysLike = Arrays

_FLOATS = (np.dtype(np.float16), np.dtype(np.float32))


def numpy_promoted(a: np.dtype, b: np.dtype) -> np.dtype:
    """The common dtype of two arrays in `mindspore.numpy`.

    As NumPy's, but a float type is never widened by an integer type; and uint16 with float64 is float32.
    """
    if a.kind == b.kind or "f" not in (a.kind, b.kind):
        return np.promote_types(a, b)
    real, other = (a, b) if a.kind == "f" else (b, a)
    return np.dtype(np.float32) if (real, other) == (np.float64, np.uint16) else real


def common_dtype(*xs: Any) -> np.dtype:
    """The common dtype of arrays."""
    found = np.dtype(xs[0].dtype)
    for x in xs[1:]:
        found = numpy_promoted(found, np.dtype(x.dtype))
    return found


def promote_arrays(*xs: Any) -> list[Any]:
    """Arrays in their common dtype."""
    dtype = common_dtype(*xs)
    return [converted(x, dtype) for x in xs]


def single(x: Any) -> Any:
    """float16 and float32 as they are, everything else, float64 too, as float32: as MindSpore's functions do."""
    return x if np.dtype(x.dtype) in _FLOATS else x.astype(np.float32)


def cast(name: str, x: Any, dtype: Any) -> Any:
    """The result in the dtype of MindSpore's that was asked for, if one was.

    Raises:
        TypeError: `dtype` is something else.
    """
    if dtype is None:
        return x
    if not isinstance(dtype, np.dtype):
        raise TypeError(f"For '{name}', the 'dtype' must be a dtype of MindSpore, but got {dtype!r}.")
    return converted(x, dtype)


def cast_named(name: str, x: Any, dtype: Any) -> Any:
    """`cast`, for functions whose `dtype` may be given by name too."""
    return x if dtype is None else converted(x, named_dtype(name, dtype))


def only_of(name: str, kinds: str, *xs: Any) -> None:
    """Refuse arrays of other kinds (``b`` ``i`` ``u`` ``f`` ``c``).

    Raises:
        TypeError: an array has another kind.
    """
    for x in xs:
        if kind(np.dtype(x.dtype)) not in kinds:
            raise TypeError(f"For '{name}', the dtype {x.dtype} is not supported.")


def checked_axis(name: str, axis: Any, ndim: int) -> int:
    """An axis, counted from the front.

    Raises:
        TypeError: it is no int.
        ValueError: there is no such axis.
    """
    if not isinstance(axis, int):
        raise TypeError(f"For '{name}', an axis must be an int, but got {type(axis).__name__}.")
    if not -ndim <= axis < ndim:
        raise ValueError(f"For '{name}', axis {axis} is out of bounds for an array with {ndim} axes.")
    return axis % ndim


def checked_axes(name: str, axis: Any, ndim: int) -> tuple[int, ...]:
    """One axis, several, or (None) all, counted from the front.

    Raises:
        TypeError: an axis is no int.
        ValueError: there is no such axis, or one is given twice.
    """
    if axis is None:
        return tuple(range(ndim))
    axes = tuple(checked_axis(name, a, ndim) for a in (axis if isinstance(axis, Sequence) else (axis,)))
    if len(set(axes)) != len(axes):
        raise ValueError(f"For '{name}', an axis is given twice in {axis}.")
    return axes


def one_dimensional(name: str, *xs: Any) -> None:
    """Refuse what is no vector.

    Raises:
        ValueError: an array has another number of axes than 1.
    """
    for x in xs:
        if jnp.ndim(x) != 1:
            raise ValueError(f"For '{name}', a vector is needed, but got shape {jnp.shape(x)}.")
