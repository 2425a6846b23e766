"""Checks of what layers are made with. Each returns the value, or raises and names the layer and the
argument."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mindshim.engine.tensor import Tensor


def positive_int(value: Any, name: str, owner: str) -> int:
    """An int above zero."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(
            f"For '{owner}', '{name}' must be an int, but got {value!r} of type {type(value).__name__}."
        )
    if value <= 0:
        raise ValueError(f"For '{owner}', '{name}' must be > 0, but got {value}.")
    return value


def typed(value: Any, name: str, owner: str, *kinds: type) -> Any:
    """A value of one of these types; a bool counts as an int only where bool is one of them."""
    if not isinstance(value, kinds) or isinstance(value, bool) and bool not in kinds:
        listed = " or ".join(k.__name__ for k in kinds)
        raise TypeError(
            f"For '{owner}', '{name}' must be {listed}, but got {value!r} of type {type(value).__name__}."
        )
    return value


def one_of(value: Any, name: str, owner: str, allowed: Sequence[Any]) -> Any:
    """A value out of a few."""
    if not isinstance(value, str) or value not in allowed:
        raise ValueError(f"For '{owner}', '{name}' must be one of {', '.join(allowed)}, but got {value!r}.")
    return value


def in_range(
    value: float,
    name: str,
    owner: str,
    low: float,
    high: float,
    open_low: bool = False,
    open_high: bool = False,
) -> float:
    """A number between two bounds, which it may equal unless they are open."""
    if not (low < value if open_low else low <= value) or not (value < high if open_high else value <= high):
        brackets = f"{'(' if open_low else '['}{low}, {high}{')' if open_high else ']'}"
        raise ValueError(f"For '{owner}', '{name}' must be in {brackets}, but got {value}.")
    return value


def sizes(value: Any, name: str, owner: str, count: int, lowest: int = 1) -> tuple[int, ...]:
    """`count` ints, from one int or a sequence of one or `count` ints, none below `lowest`."""
    if isinstance(value, int) and not isinstance(value, bool):
        found = (value,) * count
    elif isinstance(value, (tuple, list)):
        found = tuple(value) * (count if len(value) == 1 else 1)
    else:
        raise TypeError(
            f"For '{owner}', '{name}' must be an int or a tuple of ints, but got {type(value).__name__}."
        )
    if len(found) != count or not all(isinstance(v, int) and v >= lowest for v in found):
        raise ValueError(
            f"For '{owner}', '{name}' must be an int or {count} ints, none below {lowest}, but got {value}."
        )
    return found


def tensors(owner: str, **values: Any) -> None:
    """Check that inputs are Tensors."""
    for name, value in values.items():
        if not isinstance(value, Tensor):
            raise TypeError(f"For '{owner}', '{name}' must be a Tensor, but got {type(value).__name__}.")


def has_dims(x: Any, allowed: Sequence[int], owner: str) -> None:
    """An input with one of these numbers of dimensions."""
    tensors(owner, input=x)
    if x.ndim not in allowed:
        listed = " or ".join(map(str, allowed))
        raise ValueError(
            f"For '{owner}', the input must have {listed} dimensions, but got the shape {x.shape}."
        )
