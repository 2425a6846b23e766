"""The functions of `mindspore.numpy` that rearrange, join, pick and pad arrays."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from mindshim.kernels import linalg, manipulation
from mindshim.kernels.declare import Array, Arrays, operator
from mindshim.kernels.numpy_dtypes import (
    ArrayLike,
    ArraysLike,
    cast_named,
    checked_axes,
    checked_axis,
    only_of,
    promote_arrays,
)

# Axes and shapes --------------------------------------------------------------------------------------------


@operator("numpy.expand_dims(a, axis)", view=True)
def expand_dims(a: Array, axis: Any) -> Array:
    """The array with axes of size 1 at these places of the result."""
    several = isinstance(axis, tuple)
    if not several and not isinstance(axis, int):
        raise TypeError(f"For 'expand_dims', 'axis' must be an int or several, but got {type(axis).__name__}.")
    return jnp.expand_dims(a, checked_axes("expand_dims", axis, a.ndim + (len(axis) if several else 1)))


@operator("numpy.squeeze(a, axis=None)", view=True)
def squeeze(a: Array, axis: Any = None) -> Array:
    """The array without axes of size 1, all or these; an axis of another size stays."""
    return jnp.squeeze(a, [i for i in checked_axes("squeeze", axis, a.ndim) if a.shape[i] == 1])


@operator("numpy.transpose(a, axes=None)", view=True)
def transpose(a: Array, axes: Any = None) -> Array:
    """The array with its axes in this order, by default the reverse one."""
    order = None if axes is None else checked_axes("transpose", axes, a.ndim)
    if order is not None and len(order) != a.ndim:
        raise ValueError(f"For 'transpose', {a.ndim} axes are needed, but got {axes}.")
    return jnp.transpose(a, order)


@operator("numpy.rollaxis(x, axis, start=0)", view=True)
def rollaxis(x: Array, axis: int, start: int = 0) -> Array:
    """The array with one axis moved in front of another."""
    for place in (axis, start):
        if not isinstance(place, int):
            raise TypeError(f"For 'rollaxis', an axis must be an int, but got {type(place).__name__}.")
    return jnp.rollaxis(x, axis, start)


@operator("numpy.swapaxes(x, axis1, axis2)", view=True)
def swapaxes(x: Array, axis1: int, axis2: int) -> Array:
    """The array with two axes exchanged."""
    return jnp.swapaxes(x, *(checked_axis("swapaxes", a, x.ndim) for a in (axis1, axis2)))


@operator("numpy.moveaxis(a, source, destination)", view=True)
def moveaxis(a: Array, source: Any, destination: Any) -> Array:
    """The array with axes moved to other places.

    Raises:
        ValueError: there are not as many places as axes, or an axis is not there, or given twice.
    """
    places = checked_axes("moveaxis", source, a.ndim), checked_axes("moveaxis", destination, a.ndim)
    return jnp.moveaxis(a, *places)


@operator("numpy.reshape(x, new_shape)", view=True)
def reshape(x: Array, new_shape: Any) -> Array:
    """The same elements in another shape, in which one size may be -1."""
    sizes = new_shape if isinstance(new_shape, tuple) else (new_shape,)
    if not all(isinstance(s, int) for s in sizes):
        raise TypeError(f"For 'reshape', the shape must be ints, but got {new_shape!r}.")
    known = int(np.prod([s for s in sizes if s != -1]))
    if known != x.size if -1 not in sizes else not known or x.size % known:
        raise ValueError(f"For 'reshape', an array of {x.size} elements does not fit the shape {new_shape}.")
    return jnp.reshape(x, new_shape)


@operator("numpy.ravel(x)", view=True)
def ravel(x: Array) -> Array:
    """All elements as a vector."""
    return jnp.ravel(x)


@operator("numpy._broadcast_to(array, shape)", "numpy.broadcast_to(array, shape)")
def broadcast_to(array: Array, shape: Any) -> Array:
    """The array repeated along axes of size 1, and new ones in front, to this shape."""
    return jnp.broadcast_to(array, shape)


@operator("numpy.flip(m, axis=None)")
def flip(m: Array, axis: Any = None) -> Array:
    """The elements in reverse order along axes, by default all."""
    return jnp.flip(m, checked_axes("flip", axis, m.ndim))


@operator("numpy.flipud(m)")
def flipud(m: Array) -> Array:
    """The elements in reverse order along the first axis."""
    return flip(m, 0)


@operator("numpy.fliplr(m)")
def fliplr(m: Array) -> Array:
    """The elements in reverse order along the second axis."""
    return flip(m, 1)


@operator("numpy.rot90(a, k=1, axes=(0, 1))")
def rot90(a: Array, k: int = 1, axes: Any = (0, 1)) -> Array:
    """The array turned by k quarters of a turn in the plane of two axes.

    Raises:
        TypeError: `k` is no int.
        ValueError: `axes` are not two different ones.
    """
    if not isinstance(k, int) or not isinstance(axes, tuple):
        raise TypeError(f"For 'rot90', k must be an int and 'axes' two, but got {k!r} and {axes!r}.")
    found = checked_axes("rot90", axes, a.ndim)
    if len(found) != 2:
        raise ValueError(f"For 'rot90', two axes are needed, but got {axes}.")
    return jnp.rot90(a, k, (found[0], found[1]))


@operator("numpy.roll(a, shift, axis=None)")
def roll(a: Array, shift: Any, axis: Any = None) -> Array:
    """The elements moved along axes, or in the flattened input, those at the end to the front."""
    for value in (shift, axis):
        if not all(isinstance(v, int) for v in (value if isinstance(value, tuple) else (value or 0,))):
            raise TypeError(f"For 'roll', 'shift' and 'axis' must be ints, but got {shift!r} and {axis!r}.")
    return jnp.roll(a, shift, axis)


@operator("numpy.tile(a, reps)")
def tile(a: Array, reps: Any) -> Array:
    """The array repeated along its axes this often."""
    return jnp.tile(a, reps)


@operator("numpy.repeat(a, repeats, axis=None)")
def repeat(a: ArrayLike, repeats: Any, axis: int | None = None) -> Array:
    """Each element repeated this often along an axis, or in the flattened input."""
    return manipulation.repeat_interleave(a, repeats, axis)


# Joining and splitting --------------------------------------------------------------------------------------


@operator("numpy._concatenate(arrays, axis)")
def concatenate(arrays: Arrays, axis: int | None) -> Array:
    """Arrays one behind the other along an axis (None: flattened), in their common dtype."""
    parts = promote_arrays(*arrays)
    if axis is None:
        return jnp.concatenate([p.ravel() for p in parts])
    axis = checked_axis("concatenate", axis, parts[0].ndim)
    if len({(p.ndim, *p.shape[:axis], *p.shape[axis + 1:]) for p in parts}) > 1:
        raise ValueError(f"For 'concatenate', the shapes {[p.shape for p in parts]} do not fit along axis {axis}.")
    return jnp.concatenate(parts, axis)


@operator("numpy._merged(arrays, axis)")
def merged(arrays: Array, axis: int | None) -> Array:
    """`concatenate`, of what the first axis of one array counts."""
    return concatenate(list(arrays), axis)


@operator("numpy.append(arr, values, axis=None)")
def append(arr: Array, values: Array, axis: int | None = None) -> Array:
    """`values` behind `arr` along an axis, or both flattened."""
    if axis is not None and arr.ndim != values.ndim:
        raise ValueError(f"For 'append', the arrays must have the same number of axes, but got shapes {arr.shape} and "
                         f"{values.shape}.")
    return concatenate([arr, values], axis)


@operator("numpy._stack(arrays, axis)")
def stack(arrays: Arrays, axis: int) -> Array:
    """Arrays of one shape along a new axis, in their common dtype."""
    return jnp.stack(promote_arrays(*arrays), axis % (arrays[0].ndim + 1))


@operator("numpy._joined(arrays, name)")
def joined(arrays: Arrays, name: str) -> Array:
    """`hstack`, `vstack`, `dstack` or `column_stack`; the arrays must have the same dtype."""
    if len({a.dtype for a in arrays}) > 1:
        raise RuntimeError(f"For '{name}', the arrays must have the same dtype, but got {[a.dtype for a in arrays]}.")
    if name == "column_stack":  # which makes a column of a number too
        return jnp.concatenate([a if a.ndim > 1 else a.reshape(-1, 1) for a in arrays], 1)
    return {"hstack": jnp.hstack, "vstack": jnp.vstack, "dstack": jnp.dstack}[name](arrays)


@operator("numpy._split(x, ends, axis)")
def split(x: Array, ends: tuple[int, ...], axis: int) -> tuple[Array, ...]:
    """The parts of an array before each of these places along an axis, and the rest."""
    return tuple(jnp.split(x, ends, axis))


# Picking ----------------------------------------------------------------------------------------------------


@operator("numpy.take(a, indices, axis=None, mode='clip')")
def take(a: Array, indices: Array, axis: int | None = None, mode: str = "clip") -> Array:
    """The elements at these places along an axis, or of the flattened input.

    With the mode "clip" a place out of range means the first or last, with "wrap" places begin anew at the end.

    Raises:
        ValueError: there is no such axis or mode.
        NotImplementedError: the mode is "raise".
    """
    _check_mode("take", mode)
    axis = None if axis is None else checked_axis("take", axis, a.ndim)
    return jnp.take(a, indices, axis, mode=mode)


def _check_mode(name: str, mode: str) -> None:
    if mode == "raise":
        raise NotImplementedError(f"For '{name}', the mode 'raise' is not implemented.")
    if mode not in ("clip", "wrap"):
        raise ValueError(f"For '{name}', 'mode' must be 'clip' or 'wrap', but got {mode!r}.")


@operator("numpy.take_along_axis(arr, indices, axis)")
def take_along_axis(arr: Array, indices: Array, axis: int | None) -> Array:
    """For each vector along an axis the elements at the places that the same vector of `indices` names."""
    if axis is None:
        arr, axis = arr.ravel(), 0
    if arr.ndim != indices.ndim:
        raise ValueError(f"For 'take_along_axis', the shapes {arr.shape} and {indices.shape} do not fit.")
    return jnp.take_along_axis(arr, indices, checked_axis("take_along_axis", axis, arr.ndim))


@operator("numpy._select(conditions, choices, default)")
def select(conditions: Array, choices: Array, default: ArrayLike) -> Array:
    """For each element the choice whose condition is the first that holds, or the default, in the choices' dtype."""
    if conditions.ndim == 0 or choices.ndim == 0:
        raise ValueError("For 'select', the conditions and the choices must be lists of arrays.")
    if len(conditions) != len(choices):
        raise ValueError(f"For 'select', there are {len(conditions)} conditions and {len(choices)} choices.")
    shape = jnp.broadcast_shapes(conditions.shape[1:], choices.shape[1:])
    found = jnp.broadcast_to(default.astype(choices.dtype), shape)
    for condition, choice in reversed(list(zip(conditions, choices, strict=True))):
        found = jnp.where(condition.astype(bool), choice, found)
    return found


@operator("numpy._choose(a, choices, mode)")
def choose(a: ArrayLike, choices: ArraysLike, mode: str) -> Array:
    """For each element the choice of that number."""
    if a.dtype.kind not in "iu":
        raise ValueError(f"For 'choose', the first input must be integers, but got {a.dtype}.")
    _check_mode("choose", mode)
    return jnp.choose(a, promote_arrays(*choices), mode=mode)


@operator("numpy.unravel_index(indices, shape, order='C')")
def unravel_index(indices: ArrayLike, shape: Any, order: str = "C") -> Any:
    """Places in a flattened array as one vector of places for each axis of this shape.

    Raises:
        ValueError: `order` is neither "C" nor "F".
    """
    if order not in ("C", "F"):
        raise ValueError(f"For 'unravel_index', 'order' must be 'C' or 'F', but got {order!r}.")
    sizes = shape if isinstance(shape, tuple) else (shape,)
    total = int(np.prod(sizes))
    rest = jnp.clip(indices, -total, total - 1) % total
    places = []
    for size in sizes if order == "F" else reversed(sizes):
        places.append((rest % size).astype(indices.dtype))
        rest = rest // size
    if len(sizes) == 1 and not indices.ndim:
        return places[0].ravel()
    return tuple(places if order == "F" else reversed(places))


@operator("numpy.ravel_multi_index(multi_index, dims, mode='clip', order='C')")
def ravel_multi_index(multi_index: ArrayLike, dims: Any, mode: str = "clip", order: str = "C") -> Array:
    """Places, given by one vector for each axis of the shape `dims`, in the flattened array; as float32.

    Raises:
        TypeError: the places or the shape are no ints.
        ValueError: there are not as many vectors as axes, or there is no such mode or order.
    """
    sizes = dims if isinstance(dims, tuple) else (dims,)
    only_of("ravel_multi_index", "iub", multi_index)
    if not all(isinstance(s, int) for s in sizes):
        raise TypeError(f"For 'ravel_multi_index', the shape must be ints, but got {dims!r}.")
    if len(multi_index) != len(sizes):
        raise ValueError(f"For 'ravel_multi_index', {len(sizes)} vectors are needed, but got {len(multi_index)}.")
    _check_mode("ravel_multi_index", mode)
    if order not in ("C", "F"):
        raise ValueError(f"For 'ravel_multi_index', 'order' must be 'C' or 'F', but got {order!r}.")
    return jnp.ravel_multi_index(tuple(multi_index), sizes, mode, order).astype(np.float32)


def _no_derivative(cotangent: Array, output: Any, ar1: Array, ar2: Array, assume_unique: bool) -> tuple[Array, Array]:
    return jnp.zeros_like(ar1), jnp.zeros_like(ar2)


@operator("numpy._intersect1d(ar1, ar2, assume_unique)", vjp=_no_derivative, dynamic=True)
def intersect1d(ar1: Array, ar2: Array, assume_unique: bool) -> tuple[Array, Array, Array]:
    """The elements that both have, in order, and their places in both, as int32."""
    x, y = promote_arrays(ar1, ar2)
    values, first, second = jnp.intersect1d(x, y, assume_unique, True)
    return values, first.astype(np.int32), second.astype(np.int32)


@operator("numpy._setdiff1d(ar1, ar2, assume_unique)", vjp=_no_derivative, dynamic=True)
def setdiff1d(ar1: Array, ar2: Array, assume_unique: bool) -> Array:
    """The elements of `ar1` that `ar2` has not; in order and once each, or (assumed to be once each) as they come."""
    return jnp.setdiff1d(ar1, ar2, assume_unique)


@operator("numpy.in1d(ar1, ar2, invert=False)")
def in1d(ar1: ArrayLike, ar2: ArrayLike, invert: bool = False) -> Array:
    """Whether each element of the flattened `ar1` is among `ar2`, or with `invert` is not."""
    return isin(ar1, ar2, invert).ravel()


@operator("numpy.isin(element, test_elements, invert=False)")
def isin(element: ArrayLike, test_elements: ArrayLike, invert: bool = False) -> Array:
    """Whether each element is among `test_elements`, or with `invert` is not."""
    return jnp.isin(element, test_elements, invert=invert)


# Diagonals and triangles ------------------------------------------------------------------------------------


def _triangle(name: str, m: Array, k: int) -> Array:
    if m.ndim < 1:
        raise ValueError(f"For '{name}', the input must have an axis.")
    if m.ndim == 1:
        m = jnp.broadcast_to(m, (m.size, m.size))
    return (jnp.tril if name == "tril" else jnp.triu)(m, k)


@operator("numpy.tril(m, k=0)")
def tril(m: ArrayLike, k: int = 0) -> Array:
    """The lower triangles of matrices, up to the k-th diagonal, and 0 above; a vector is each row of its matrix."""
    return _triangle("tril", m, k)


@operator("numpy.triu(m, k=0)")
def triu(m: ArrayLike, k: int = 0) -> Array:
    """The upper triangles of matrices, from the k-th diagonal, and 0 below; a vector is each row of its matrix."""
    return _triangle("triu", m, k)


@operator("numpy.diag(v, k=0)")
def diag(v: Array, k: int = 0) -> Array:
    """The matrix with this vector as its k-th diagonal, or the k-th diagonal of this matrix.

    Raises:
        ValueError: the input is neither.
    """
    if v.ndim not in (1, 2):
        raise ValueError(f"For 'diag', a vector or matrix is needed, but got shape {v.shape}.")
    return jnp.diag(v, k)


@operator("numpy.diagflat(v, k=0)")
def diagflat(v: Array, k: int = 0) -> Array:
    """The matrix with the flattened input as its k-th diagonal."""
    return jnp.diagflat(v, k)


@operator("numpy.diagonal(a, offset=0, axis1=0, axis2=1)")
def diagonal(a: Array, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Array:
    """The diagonals of the matrices that two axes make up, in a last axis."""
    return jnp.diagonal(a, offset, axis1, axis2)


@operator("numpy.trace(a, offset=0, axis1=0, axis2=1, dtype=None)")
def trace(a: Array, offset: int = 0, axis1: int = 0, axis2: int = 1, dtype: Any = None) -> Array:
    """The sums of the diagonals of the matrices that two axes make up; of integers an int64.

    Raises:
        RuntimeError: the input has less than two axes.
    """
    if a.ndim < 2:
        raise RuntimeError(f"For 'trace', the input must have at least two axes, but got shape {a.shape}.")
    if a.dtype == bool and dtype is None:
        return jnp.any(jnp.diagonal(a, offset, axis1, axis2), -1)
    return cast_named("trace", linalg.tensor_trace(a, offset, axis1, axis2), dtype)


@operator("numpy._meshgrid(xi, sparse, indexing)")
def meshgrid(xi: Arrays, sparse: bool, indexing: str) -> tuple[Array, ...]:
    """The coordinates of a grid, one array an axis; with `sparse`, each of size 1 along the other axes."""
    return tuple(jnp.meshgrid(*[x.ravel() for x in xi], sparse=sparse, indexing=indexing))


# Padding ----------------------------------------------------------------------------------------------------


@operator("numpy._pad(arr, pad_width, mode, options)")
def pad(arr: Array, pad_width: Any, mode: str, options: Any) -> Array:
    """The array with elements put before and after each axis; the options are those that the mode has."""
    widths, kinds = [list(p) for p in pad_width], dict(options)
    if mode == "empty":
        mode, kinds = "constant", {"constant_values": 0}
    if mode == "constant":
        # Not jnp.pad, which would take the values for one dtype: those of a float may be given for integers.
        values = np.asarray(kinds["constant_values"]).astype(arr.dtype)
        values = np.broadcast_to(values, (arr.ndim, 2))
        for axis, ((before, after), (first, last)) in enumerate(zip(widths, values, strict=True)):
            ends = [(before, first), (after, last)]
            slabs = [jnp.full((*arr.shape[:axis], n, *arr.shape[axis + 1:]), v, arr.dtype) for n, v in ends]
            arr = jnp.concatenate([slabs[0], arr, slabs[1]], axis)
        return arr
    if mode == "mean" and arr.dtype.kind in "iu":
        return jax.lax.convert_element_type(jnp.pad(arr.astype(np.float32), widths, mode, **kinds), arr.dtype)
    return jnp.pad(arr, widths, mode, **kinds)


# Counting ---------------------------------------------------------------------------------------------------


def _counts(start: Array, stop: Array, num: int, endpoint: bool, axis: int) -> tuple[Array, Array, int, Array]:
    """The limits, broadcast; the axis; and how far along it each number lies, as an array that broadcasts."""
    first, last = jnp.broadcast_arrays(start, stop)
    axis = checked_axis("linspace", axis, first.ndim + 1)
    steps = jnp.arange(num, dtype=np.float32).reshape([-1 if i == axis else 1 for i in range(first.ndim + 1)])
    return first, last, axis, steps


@operator("numpy._linspace(start, stop, num, endpoint, axis, dtype)")
def linspace(start: Array, stop: Array, num: int, endpoint: bool, axis: int, dtype: Any) -> tuple[Array, Array]:
    """`num` numbers at equal distances from start to stop along a new axis, and the distance."""
    first, last, axis, steps = _counts(start, stop, num, endpoint, axis)
    step = (last - first) / np.float32(max(num - endpoint, 1))
    if num == 1:
        return jnp.expand_dims(first, axis).astype(dtype), step
    found = jnp.expand_dims(first, axis) + steps * jnp.expand_dims(step, axis)
    if endpoint:
        found = jnp.where(steps == num - 1, jnp.expand_dims(last, axis).astype(found.dtype), found)
    return found.astype(dtype), step


@operator("numpy._geomspace(start, stop, num, endpoint, axis, dtype)")
def geomspace(start: Array, stop: Array, num: int, endpoint: bool, axis: int, dtype: Any) -> Array:
    """`num` numbers from start to stop along a new axis, each the same multiple of the one before."""
    first, last, axis, steps = _counts(start, stop, num, endpoint, axis)
    ratio = (last / first) ** np.float32(1 / max(num - endpoint, 1))
    found = jnp.expand_dims(ratio, axis) ** steps * jnp.expand_dims(first, axis)
    return (jnp.round(found) if dtype.kind in "iu" else found).astype(dtype)
