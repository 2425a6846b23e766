"""Arguments that name axes, sizes and windows, checked and in one form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax.numpy as jnp
import numpy as np

from mindshim.kernels.promotion import is_weak


def axis_of(name: str, axis: Any, ndim: int, what: str = "axis") -> int:
    """An axis counted from the front.

    Raises:
        TypeError: `axis` is no int.
        ValueError: there is no such axis.
    """
    if isinstance(axis, (tuple, list)) and len(axis) == 1:
        axis = axis[0]
    if isinstance(axis, bool) or not isinstance(axis, int):
        raise TypeError(f"For '{name}', the '{what}' must be an int, but got {axis!r}.")
    size = max(ndim, 1)
    if not -size <= axis < size:
        raise ValueError(f"For '{name}', the '{what}' must be in [{-size}, {size}), but got {axis}.")
    return axis % size


def axes_of(name: str, axes: Any, ndim: int, what: str = "axis") -> tuple[int, ...]:
    """One or several axes, counted from the front, in their order; no axis twice."""
    listed = axes if isinstance(axes, (tuple, list)) else (axes,)
    found = tuple(axis_of(name, a, ndim, what) for a in listed)
    if len(set(found)) != len(found):
        raise ValueError(f"For '{name}', the '{what}' must name each axis once, but got {axes}.")
    return found


def check_axes(name: str, axes: Any, what: str = "axis") -> None:
    """Check that axes, which a primitive is made with, are an int or a sequence of ints.

    Raises:
        TypeError: they are something else.
    """
    listed = axes if isinstance(axes, (tuple, list)) else (axes,)
    if any(isinstance(a, bool) or not isinstance(a, int) for a in listed):
        raise TypeError(f"For '{name}', the '{what}' must be an int or a tuple of ints, but got {axes!r}.")


def tensor(name: str, x: Any) -> Any:
    """An array, checked to come from a Tensor and not from a Python number.

    Raises:
        TypeError: it is a number.
    """
    if is_weak(x):
        raise TypeError(f"For '{name}', a Tensor is needed, but got a number.")
    return x


def sizes_of(name: str, value: Any, what: str) -> tuple[int, ...]:
    """A shape that was given as ints, as one tuple of them, or as one int.

    Raises:
        TypeError: something in it is no int.
    """
    if isinstance(value, (tuple, list)) and len(value) == 1 and isinstance(value[0], (tuple, list)):
        value = value[0]
    listed = tuple(value) if isinstance(value, (tuple, list)) else (value,)
    for size in listed:
        if isinstance(size, bool) or not isinstance(size, int):
            raise TypeError(f"For '{name}', the '{what}' must be made of ints, but got {size!r}.")
    return listed


def windowed(name: str, value: Any, count: int, what: str) -> tuple[int, ...]:
    """A size for each of `count` spatial axes: one int for all, a tuple of that many, or one with batch and channel.

    Raises:
        TypeError: `value` is neither an int nor a tuple of ints.
        ValueError: the tuple has another length.
    """
    listed = sizes_of(name, value, what)
    if len(listed) == 1:
        return listed * count
    if len(listed) == count + 2:
        listed = listed[2:]
    if len(listed) != count:
        raise ValueError(f"For '{name}', the '{what}' must be an int or a tuple of {count} ints, but got {value}.")
    return listed


def check_range(name: str, index: Any, size: int, least: int | None = None) -> None:
    """Check that indices, whose values are known, are in ``[least, size)``; `least` is by default ``-size``.

    Raises:
        RuntimeError: one is not, as in MindSpore on a CPU.
    """
    found = np.asarray(index)
    least = -size if least is None else least
    if found.size and (found.min() < least or found.max() >= size):
        bad = found.max() if found.max() >= size else found.min()
        raise RuntimeError(f"For '{name}', the indices must be in [{least}, {size}), but got {bad}.")


def check_spelled(name: str, indices: Any, shape: tuple[int, ...]) -> None:
    """Check that indices, which the last axis spells out for the leading axes of a shape, are inside of it."""
    found = np.asarray(indices)
    for i in range(found.shape[-1]):
        check_range(name, found[..., i], shape[i], 0)


def floating_point(name: str, x: Any, ints: bool = False) -> Any:
    """An array, checked to be of a real floating point dtype (or of integers or truth values, too).

    Raises:
        TypeError: it is of another dtype.
    """
    if not jnp.issubdtype(x.dtype, np.floating) and not (ints and x.dtype.kind in "iub"):
        raise TypeError(f"For '{name}', the input must be of a floating point dtype, but got {x.dtype}.")
    return x


def positive(name: str, values: Sequence[int], what: str, least: int = 1) -> None:
    """Check that sizes are at least `least`."""
    if any(v < least for v in values):
        kind = "positive" if least == 1 else f"at least {least}"
        raise ValueError(f"For '{name}', the '{what}' must be {kind}, but got {tuple(values)}.")
