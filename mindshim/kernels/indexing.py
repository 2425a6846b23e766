"""Reading and writing parts of an array.

Where a slice begins, and which row an int picks, are inputs, not attributes: a loop over ``x[i]`` or
``x[i * n : (i + 1) * n]`` compiles once. Only sizes and steps are static. A *plan* describes one index:
for each axis of the array ``("int",)``, ``("slice", size, step)``, or ``("array",)``, and ``("new",)`` for ``None``.
Where index arrays are involved, slices are ``("slice", start, stop, step)``, and ``("bool", flag)`` is a lone bool.
"""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import lax

from mindshim.kernels.cast import converted
from mindshim.kernels.declare import Array, Arrays

Plan = tuple[tuple[Any, ...], ...]


def read_basic(x: Array, starts: Arrays, plan: Plan) -> Array:
    """The part that ints, slices and ``None`` pick."""
    part, axes = _window(x, starts, plan)
    return part.reshape(_shape(axes, plan))


def write_basic(x: Array, value: Array, starts: Arrays, plan: Plan) -> Array:
    """`x`, with the part that ints, slices and ``None`` pick replaced by `value`, broadcast and cast to fit."""
    axes = [p for p in plan if p[0] != "new"]
    sizes = tuple(1 if p[0] == "int" else p[1] for p in axes)
    picked = _shape(axes, plan)
    value = jnp.asarray(value)
    if value.size == 1:
        value = value.reshape(())
    value = jnp.broadcast_to(converted(value, x.dtype), picked).reshape(sizes)
    if all(p[0] == "int" or p[2] == 1 for p in axes):
        return lax.dynamic_update_slice(x, value, [jnp.asarray(s, np.int64) for s in starts])
    grids = [
        s + np.arange(size) * (1 if p[0] == "int" else p[2])
        for s, size, p in zip(starts, sizes, axes, strict=True)
    ]
    return x.at[jnp.ix_(*[jnp.asarray(g) for g in grids])].set(value)


def _window(x: Array, starts: Arrays, plan: Plan) -> tuple[Array, list[tuple[Any, ...]]]:
    axes = [p for p in plan if p[0] != "new"]
    spans = [1 if p[0] == "int" else _span(p[1], p[2]) for p in axes]
    # A slice with a negative step begins at its last element in memory.
    low = [
        jnp.asarray(s if p[0] == "int" or p[2] > 0 else s - (span - 1), np.int64)
        for s, p, span in zip(starts, axes, spans, strict=True)
    ]
    part = lax.dynamic_slice(x, low, spans)
    steps = [1 if p[0] == "int" else p[2] for p in axes]
    for axis, step in enumerate(steps):
        if step < 0:
            part = lax.rev(part, [axis])
    if any(abs(s) != 1 for s in steps):
        part = lax.slice(part, [0] * part.ndim, part.shape, [abs(s) for s in steps])
    return part, axes


def _span(size: int, step: int) -> int:
    return 0 if size == 0 else (size - 1) * abs(step) + 1


def _shape(axes: list[tuple[Any, ...]], plan: Plan) -> tuple[int, ...]:
    return tuple(1 if p[0] == "new" else p[1] for p in plan if p[0] != "int")


def read_advanced(x: Array, arrays: Arrays, plan: Plan) -> Array:
    """The part that index arrays, together with static slices, pick; as NumPy arranges its axes."""
    return x[_index(arrays, plan)]


def write_advanced(x: Array, value: Array, arrays: Arrays, plan: Plan) -> Array:
    """`x`, with the part that index arrays pick replaced by `value`, broadcast and cast to fit."""
    return x.at[_index(arrays, plan)].set(converted(value, x.dtype))


def _index(arrays: Arrays, plan: Plan) -> tuple[Any, ...]:
    rest = iter(arrays)
    kinds = {"array": lambda: jnp.asarray(next(rest)), "new": lambda: None, "bool": lambda flag: flag, "slice": slice}
    return tuple(kinds[p[0]](*p[1:]) for p in plan)


def write_mask(x: Array, value: Array, mask: Array) -> Array:
    """`x`, with `value` (one element) where the mask, of the leading axes, is True."""
    mask = mask.reshape(mask.shape + (1,) * (x.ndim - mask.ndim))
    return jnp.where(mask, converted(value, x.dtype).reshape(()), x)


def write_flat(x: Array, value: Array, places: Array) -> Array:
    """`x`, with the elements of these numbers, counted in row-major order, replaced by `value`."""
    return x.reshape(-1).at[places.reshape(-1)].set(value.reshape(-1)).reshape(x.shape)
