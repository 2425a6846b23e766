"""Reductions: one or several axes, or all, become one element (and with `keepdims` stay, with size 1)."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from mindshim.kernels.axes import axes_of, axis_of
from mindshim.kernels.cast import converted
from mindshim.kernels.declare import Array, operator
from mindshim.kernels.promotion import floating, kind, promote, tensor

Axis = int | tuple[int, ...] | None


def chosen_axes(name: str, axis: Any, ndim: int) -> tuple[int, ...] | None:
    """Axes to reduce, counted from the front; None, which also ``()`` means, are all."""
    if axis is None or axis == ():
        return None
    return axes_of(name, axis, ndim) if ndim else None


def widened(x: Array) -> Array:
    """Truth values and integers that are added up in int64 as that."""
    return x.astype(np.int64) if x.dtype.kind in "bi" or x.dtype == np.uint8 else x


@operator("ops.sum(input, dim=None, keepdim=False, *, dtype=None)",
          "mint.sum(input, dim=None, keepdim=False, *, dtype=None)",
          "Tensor.sum(dim=None, keepdim=False, *, dtype=None)",
          "|Tensor.sum(axis=None, dtype=None, keepdims=False, initial=None)")
def sum(input: Array, axis: Axis = None, keepdims: bool = False, dtype: np.dtype | None = None,
        initial: Array | None = None) -> Array:
    """The sum over axes; of truth values and integers an int64, unless `dtype` says otherwise.

    Examples:
        >>> from mindshim import Tensor, ops
        >>> print(ops.sum(Tensor([[1.0, 2.0], [3.0, 4.0]]), dim=1))
        [3. 7.]
    """
    x = tensor(input)
    x = widened(x) if dtype is None else converted(x, dtype)
    total = jnp.sum(x, chosen_axes("sum", axis, x.ndim), keepdims=keepdims, dtype=x.dtype)
    return total if initial is None else total + jnp.asarray(initial, total.dtype)


@operator("ops.ReduceSum(keep_dims=False, skip_mode=False)(x, axis=())", "ops.reduce_sum(x, axis=())")
def reduce_sum(x: Array, axis: Axis = (), keep_dims: bool = False, skip_mode: bool = False) -> Array:
    """The sum over axes, in the input's dtype. With `skip_mode` and ``axis=()`` nothing is summed."""
    if skip_mode and axis == ():
        return x
    x = tensor(x)
    axes = chosen_axes("ReduceSum", axis, x.ndim)
    if x.dtype == bool:
        return jnp.any(x, axes, keepdims=keep_dims)
    return jnp.sum(x, axes, keepdims=keep_dims, dtype=x.dtype)


@operator("ops.mean(x, axis=None, keep_dims=False)", "ops.ReduceMean(keep_dims=False)(x, axis=())",
          "ops.reduce_mean(x, axis=())", "mint.mean(input, dim=None, keepdim=False, *, dtype=None)",
          "Tensor.mean(axis=None, keep_dims=False)", "|Tensor.mean(dim=None, keepdim=False, *, dtype=None)")
def mean(input: Array, axis: Axis = None, keepdims: bool = False, dtype: np.dtype | None = None) -> Array:
    """The mean over axes, in the input's dtype: of integers it is rounded towards 0.

    Examples:
        >>> from mindshim import Tensor, ops
        >>> print(ops.mean(Tensor([[1.0, 2.0], [3.0, 5.0]]), axis=0))
        [2.  3.5]
    """
    x = tensor(input)
    if dtype is not None:
        x = converted(x, dtype)
    if x.dtype == bool:
        raise RuntimeError("For 'ReduceMean', truth values have no mean: give a dtype.")
    axes = chosen_axes("mean", axis, x.ndim)
    if kind(x.dtype) in "fc":
        return jnp.mean(x, axes, keepdims=keepdims)
    total = jnp.sum(x, axes, keepdims=keepdims)
    count = x.size // max(total.size, 1)
    return jax.lax.div(total, jnp.full_like(total, max(count, 1))).astype(x.dtype)


@operator("ops.prod(input, axis=None, keep_dims=False, dtype=None)",
          "mint.prod(input, dim=None, keepdim=False, *, dtype=None)",
          "Tensor.prod(axis=None, keep_dims=False, dtype=None)",
          "|Tensor.prod(dim=None, keepdim=False, dtype=None)")
def prod(input: Array, axis: Axis = None, keepdims: bool = False, dtype: np.dtype | None = None) -> Array:
    """The product over an axis or all; of truth values and integers an int64, unless `dtype` is given."""
    x = tensor(input)
    x = widened(x) if dtype is None else converted(x, dtype)
    return jnp.prod(x, chosen_axes("prod", axis, x.ndim), keepdims=keepdims, dtype=x.dtype)


@operator("ops.ReduceProd(keep_dims=False)(x, axis=())", "ops.reduce_prod(x, axis=())")
def reduce_prod(x: Array, axis: Axis = (), keep_dims: bool = False) -> Array:
    """The product over axes, in the input's dtype."""
    x = tensor(x)
    axes = chosen_axes("ReduceProd", axis, x.ndim)
    return jnp.all(x, axes, keepdims=keep_dims) if x.dtype == bool else \
        jnp.prod(x, axes, keepdims=keep_dims, dtype=x.dtype)


@operator("ops.ReduceAll(keep_dims=False)(input, axis=None)", "ops.all(input, axis=None, keep_dims=False)",
          "mint.all(input, dim=None, keepdim=False)", "Tensor.all(axis=None, keep_dims=False)",
          "|Tensor.all(dim=None, keepdim=False)")
def all(input: Array, axis: Axis = None, keepdims: bool = False) -> Array:
    """Whether all elements over axes are True (or not 0)."""
    return jnp.all(input, chosen_axes("ReduceAll", axis, jnp.ndim(input)), keepdims=keepdims)


@operator("ops.ReduceAny(keep_dims=False)(x, axis=())", "ops.any(input, axis=None, keep_dims=False)",
          "mint.any(input)", "|mint.any(input, dim, keepdim=False)", "Tensor.any(axis=None, keep_dims=False)",
          "|Tensor.any(dim=None, keepdim=False)")
def any(input: Array, axis: Axis = None, keepdims: bool = False) -> Array:
    """Whether an element over axes is True (or not 0); of uint8 the answer is uint8 too."""
    x = tensor(input)
    found = jnp.any(x, chosen_axes("ReduceAny", axis, x.ndim), keepdims=keepdims)
    return found.astype(np.uint8) if x.dtype == np.uint8 else found


# Largest and smallest ---------------------------------------------------------------------------------------


def _limited(name: str, x: Array, axis: Axis, keepdims: bool, initial: Array | None,
             where: Array | None) -> Array:
    reduce, pick = (jnp.max, jnp.maximum) if name == "max" else (jnp.min, jnp.minimum)
    x = tensor(x)
    if kind(x.dtype) == "c":
        raise TypeError(f"For '{name}', complex numbers have no order.")
    if where is not None:
        if initial is None and jnp.ndim(where):  # one True for all elements, as by default, needs none
            raise ValueError(f"For '{name}', 'initial' is needed with 'where'.")
        x = x if initial is None else jnp.where(where, x, jnp.asarray(initial, x.dtype))
    found = reduce(x, chosen_axes(name, axis, x.ndim), keepdims=keepdims)
    return found if initial is None else pick(found, jnp.asarray(initial, found.dtype))


@operator("ops.ReduceMax(keep_dims=False)(x, axis=())", "ops.reduce_max(x, axis=())",
          "ops.amax(input, axis=None, keepdims=False, *, initial=None, where=None)",
          "mint.amax(input, dim=(), keepdim=False)",
          "Tensor.amax(axis=None, keepdims=False, *, initial=None, where=None)", "mint.max(input)",
          "Tensor.max()")
def amax(input: Array, axis: Axis = None, keepdims: bool = False, initial: Array | None = None,
         where: Array | None = None) -> Array:
    """The largest element over axes; the derivative is shared evenly among equal ones."""
    return _limited("max", input, axis, keepdims, initial, where)


@operator("ops.ReduceMin(keep_dims=False)(x, axis=())", "ops.reduce_min(x, axis=())",
          "ops.amin(input, axis=None, keepdims=False, *, initial=None, where=None)",
          "mint.amin(input, dim=(), keepdim=False)",
          "Tensor.amin(axis=None, keepdims=False, *, initial=None, where=None)", "mint.min(input)",
          "Tensor.min()")
def amin(input: Array, axis: Axis = None, keepdims: bool = False, initial: Array | None = None,
         where: Array | None = None) -> Array:
    """The smallest element over axes; the derivative is shared evenly among equal ones."""
    return _limited("min", input, axis, keepdims, initial, where)


def with_index(name: str, x: Array, axis: int, keepdims: bool) -> tuple[Array, Array]:
    """The largest (or smallest) element along an axis, which has all of the derivative, and its index."""
    x = tensor(x)
    if kind(x.dtype) == "c":
        raise TypeError(f"For '{name}', complex numbers have no order.")
    axis = axis_of(name, axis, x.ndim)
    if x.ndim == 0:
        return x, jnp.zeros((), np.int64)
    index = (jnp.argmax if name == "max" else jnp.argmin)(x, axis, keepdims=True)
    value = jnp.take_along_axis(x, index, axis)
    if not keepdims:
        value, index = jnp.squeeze(value, axis), jnp.squeeze(index, axis)
    return value, index.astype(np.int64)


def _valued(name: str, x: Array, axis: Axis, keepdims: bool, initial: Array | None,
            where: Array | None) -> Array:
    if isinstance(axis, int) and initial is None and (where is None or jnp.ndim(where) == 0):  # all of them count
        return with_index(name, x, axis, keepdims)[0]
    return _limited(name, x, axis, keepdims, initial, where)


@operator("|Tensor.max(dim, keepdim=False)", "|mint.max(input, dim, keepdim=False)")
def max_with_index(input: Array, axis: int, keepdims: bool = False) -> tuple[Array, Array]:
    """The largest element along an axis, and its index as int64."""
    return with_index("max", input, axis, keepdims)


@operator("|Tensor.min(dim, keepdim=False)", "|mint.min(input, dim, keepdim=False)")
def min_with_index(input: Array, axis: int, keepdims: bool = False) -> tuple[Array, Array]:
    """The smallest element along an axis, and its index as int64."""
    return with_index("min", input, axis, keepdims)


@operator("|mint.max(input, other)")
def larger(input: Array, other: Array) -> Array:
    """The larger of two elements."""
    return jnp.maximum(*promote(input, other))


@operator("|mint.min(input, other)")
def smaller(input: Array, other: Array) -> Array:
    """The smaller of two elements."""
    return jnp.minimum(*promote(input, other))


@operator("|Tensor.max(axis=None, keepdims=False, *, initial=None, where=True, return_indices=False)")
def tensor_max(input: Array, axis: Axis = None, keepdims: bool = False, initial: Array | None = None,
               where: Array | None = None, return_indices: bool = False) -> Any:
    """The largest element over axes; with `return_indices`, along one axis, its index too."""
    if return_indices:
        return with_index("max", input, 0 if axis is None else axis, keepdims)  # type: ignore[arg-type]
    return _valued("max", input, axis, keepdims, initial, where)


@operator("|Tensor.min(axis=None, keepdims=False, *, initial=None, where=True, return_indices=False)")
def tensor_min(input: Array, axis: Axis = None, keepdims: bool = False, initial: Array | None = None,
               where: Array | None = None, return_indices: bool = False) -> Any:
    """The smallest element over axes; with `return_indices`, along one axis, its index too."""
    if return_indices:
        return with_index("min", input, 0 if axis is None else axis, keepdims)  # type: ignore[arg-type]
    return _valued("min", input, axis, keepdims, initial, where)


def _indexed(name: str, x: Array, axis: int | None, keepdims: bool, initial: Array | None,
             where: Array | None) -> tuple[Array, Array]:
    if axis is None:
        return _limited(name, x, None, False, initial, where), jnp.zeros((), np.int64)
    if where is not None and initial is not None:
        x = jnp.where(where, x, jnp.asarray(initial, x.dtype))
    value, index = with_index(name, x, axis, keepdims)
    return value if initial is None else _limited(name, x, axis, keepdims, initial, None), index


@operator("ops.max(input, axis=None, keepdims=False, *, initial=None, where=None)")
def ops_max(input: Array, axis: int | None = None, keepdims: bool = False, initial: Array | None = None,
            where: Array | None = None) -> tuple[Array, Array]:
    """The largest element along an axis, and its index as int64; without an axis that of all, and 0."""
    return _indexed("max", input, axis, keepdims, initial, where)


@operator("ops.min(input, axis=None, keepdims=False, *, initial=None, where=None)")
def ops_min(input: Array, axis: int | None = None, keepdims: bool = False, initial: Array | None = None,
            where: Array | None = None) -> tuple[Array, Array]:
    """The smallest element along an axis, and its index as int64; without an axis that of all, and 0."""
    return _indexed("min", input, axis, keepdims, initial, where)


@operator("ops.ArgMaxWithValue(axis=0, keep_dims=False)(input)")
def argmax_with_value(input: Array, axis: int = 0, keep_dims: bool = False) -> tuple[Array, Array]:
    """The index as int64 of the largest element along an axis, and that element."""
    value, index = with_index("max", input, axis, keep_dims)
    return index, value


@operator("ops.ArgMinWithValue(axis=0, keep_dims=False)(input)")
def argmin_with_value(input: Array, axis: int = 0, keep_dims: bool = False) -> tuple[Array, Array]:
    """The index as int64 of the smallest element along an axis, and that element."""
    value, index = with_index("min", input, axis, keep_dims)
    return index, value


@operator("Tensor.argmax_with_value(axis=0, keep_dims=False)")
def tensor_argmax_with_value(input: Array, axis: int | None = 0, keep_dims: bool = False) -> tuple[Array,
                                                                                                   Array]:
    """The largest element along an axis, and its index as int64; without an axis that of all, and 0."""
    return _indexed("max", input, axis, keep_dims, None, None)


@operator("Tensor.argmin_with_value(axis=0, keep_dims=False)")
def tensor_argmin_with_value(input: Array, axis: int | None = 0, keep_dims: bool = False) -> tuple[Array,
                                                                                                   Array]:
    """The smallest element along an axis, and its index as int64; without an axis that of all, and 0."""
    return _indexed("min", input, axis, keep_dims, None, None)


@operator("ops.aminmax(input, *, axis=0, keepdims=False)", "Tensor.aminmax(*, axis=0, keepdims=False)")
def aminmax(input: Array, axis: int | None = 0, keepdims: bool = False) -> tuple[Array, Array]:
    """The smallest and the largest element along an axis, nan left out; with ``axis=None`` of all."""
    axes = chosen_axes("aminmax", axis, jnp.ndim(input))
    return jnp.nanmin(input, axes, keepdims=keepdims), jnp.nanmax(input, axes, keepdims=keepdims)


def arg_index(name: str, x: Array, axis: int | None, keepdims: bool, dtype: Any = np.int64) -> Array:
    """The index of the largest or smallest element along an axis; without one, in the flattened input."""
    x = tensor(x)
    if kind(x.dtype) == "c":
        raise TypeError(f"For '{name}', complex numbers have no order.")
    find = jnp.argmin if name == "Argmin" else jnp.argmax
    axis = None if axis is None else axis_of(name, axis, x.ndim)
    if x.ndim == 0:
        return jnp.zeros((), dtype)
    return find(x, axis, keepdims=keepdims and axis is not None).astype(dtype)


@operator("ops.argmax(input, dim=None, keepdim=False)", "mint.argmax(input, dim=None, keepdim=False)",
          "Tensor.argmax(axis=None, keepdims=False)", "|Tensor.argmax(dim=None, keepdim=False)")
def argmax(input: Array, dim: int | None = None, keepdim: bool = False) -> Array:
    """The index as int64 of the largest element along an axis; without one, in the flattened input.

    Examples:
        >>> from mindshim import Tensor, ops
        >>> print(ops.argmax(Tensor([[1.0, 5.0], [7.0, 3.0]]), dim=1))
        [1 0]
    """
    return arg_index("Argmax", input, dim, keepdim)


@operator("ops.argmin(input, axis=None, keepdims=False)", "Tensor.argmin(axis=None, keepdims=False)")
def argmin(input: Array, axis: int | None = None, keepdims: bool = False) -> Array:
    """The index as int32 of the smallest element along an axis; without one, in the flattened input."""
    return arg_index("Argmin", input, axis, keepdims, np.int32)


@operator("mint.argmin(input, dim=None, keepdim=False)", "|Tensor.argmin(dim=None, keepdim=False)")
def argmin_int64(input: Array, dim: int | None = None, keepdim: bool = False) -> Array:
    """The index as int64 of the smallest element along an axis; without one, in the flattened input."""
    return arg_index("Argmin", input, dim, keepdim)


@operator("ops.Argmax(axis=-1, output_type=None)(input_x)")
def argmax_primitive(input_x: Array, axis: int = -1, output_type: np.dtype | None = None) -> Array:
    """The index of the largest element along an axis, as int32 unless `output_type` says otherwise."""
    return arg_index("Argmax", input_x, axis, False, output_type or np.int32)


@operator("ops.Argmin(axis=-1, output_type=None)(x)")
def argmin_primitive(x: Array, axis: int = -1, output_type: np.dtype | None = None) -> Array:
    """The index of the smallest element along an axis, as int32 unless `output_type` says otherwise."""
    return arg_index("Argmin", x, axis, False, output_type or np.int32)


@operator("Tensor.ptp(axis=None, keepdims=False)")
def ptp(input: Array, axis: Axis = None, keepdims: bool = False) -> Array:
    """The largest element over axes less the smallest."""
    return _valued("max", input, axis, keepdims, None, None) - _valued("min", input, axis, keepdims, None,
                                                                       None)


# Counting and nan -------------------------------------------------------------------------------------------


@operator("ops.count_nonzero(x, axis=(), keep_dims=False, dtype=None)", "mint.count_nonzero(input, dim=None)",
          "Tensor.count_nonzero(axis=(), keep_dims=False, dtype=None)", "|Tensor.count_nonzero(dim=None)",
          "ops.CountNonZero(dims=None)(x)")
def count_nonzero(x: Array, axis: Axis = (), keep_dims: bool = False, dtype: np.dtype | None = None) -> Array:
    """How many elements over axes are not 0, as int32 unless `dtype` says otherwise."""
    found = jnp.count_nonzero(x, chosen_axes("count_nonzero", axis, jnp.ndim(x)), keepdims=keep_dims)
    return found.astype(dtype or np.int32)


@operator("ops.nansum(input, axis=None, keepdims=False, *, dtype=None)",
          "mint.nansum(input, dim=None, keepdim=False, *, dtype=None)",
          "Tensor.nansum(axis=None, keepdims=False, *, dtype=None)",
          "|Tensor.nansum(dim=None, keepdim=False, *, dtype=None)")
def nansum(input: Array, axis: Axis = None, keepdims: bool = False, dtype: np.dtype | None = None) -> Array:
    """The sum over axes of the elements that are not nan."""
    x = tensor(input)
    if x.dtype == bool:
        x = x.astype(np.int64)
    found = jnp.nansum(x, chosen_axes("nansum", axis, x.ndim), keepdims=keepdims, dtype=x.dtype)
    return found if dtype is None else found.astype(dtype)


@operator("ops.nanmean(input, axis=None, keepdims=False, *, dtype=None)",
          "Tensor.nanmean(axis=None, keepdims=False, *, dtype=None)")
def nanmean(input: Array, axis: Axis = None, keepdims: bool = False, dtype: np.dtype | None = None) -> Array:
    """The mean over axes of the elements that are not nan."""
    x = floating(input)
    found = jnp.nanmean(x, chosen_axes("nanmean", axis, x.ndim), keepdims=keepdims)
    return found if dtype is None else found.astype(dtype)


@operator("ops.EuclideanNorm(keep_dims=False)(x, axes)")
def euclidean_norm(x: Array, axes: Axis, keep_dims: bool = False) -> Array:
    """The square root of the sum of squares over axes."""
    chosen = chosen_axes("EuclideanNorm", axes, jnp.ndim(x))
    return jnp.sqrt(jnp.sum(jnp.square(floating(x)), chosen, keepdims=keep_dims)).astype(x.dtype)
