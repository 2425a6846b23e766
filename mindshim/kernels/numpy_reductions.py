"""The functions of `mindspore.numpy` that make one element of many: sums, limits, statistics, norms, running sums."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
import numpy as np

from mindshim.kernels import cumulative, reduce, statistics
from mindshim.kernels.arithmetic import power
from mindshim.kernels.declare import Array, Arrays, operator
from mindshim.kernels.numpy_dtypes import (
    ArrayLike,
    cast_named,
    checked_axes,
    checked_axis,
    one_dimensional,
    only_of,
)
from mindshim.kernels.promotion import floating, promote

Axis = Any


@operator("numpy.sum(a, axis=None, dtype=None, keepdims=False, initial=None)")
def sum_(a: ArrayLike, axis: Axis = None, dtype: Any = None, keepdims: bool = False,
         initial: ArrayLike | None = None) -> Array:
    """The sum over axes; of truth values and integers an int64, unless `dtype` says otherwise."""
    if dtype is not None and not isinstance(dtype, np.dtype):
        raise TypeError(f"For 'sum', the 'dtype' must be a dtype of MindSpore, but got {dtype!r}.")
    return reduce.sum(a, checked_axes("sum", axis, a.ndim) or None, keepdims, dtype, initial)


@operator("numpy.mean(a, axis=None, keepdims=False, dtype=None)")
def mean(a: ArrayLike, axis: Axis = None, keepdims: bool = False, dtype: Any = None) -> Array:
    """The mean over axes, in the input's dtype or `dtype`: of integers it is rounded towards 0."""
    found = reduce.mean(a, checked_axes("mean", axis, a.ndim) or None, keepdims)
    return cast_named("mean", found, dtype)


def _limit(name: str, a: Array, axis: Axis, keepdims: bool, initial: Array | None,
           where: Array | None) -> Array:
    axes = checked_axes(name, axis, a.ndim)
    if initial is not None and jnp.ndim(initial):
        raise TypeError(f"For '{name}', 'initial' must be a scalar, but got shape {jnp.shape(initial)}.")
    if where is not None and initial is None:
        raise ValueError(f"For '{name}', 'initial' is needed with 'where'.")
    sizes = [a.shape[i] for i in axes]
    if initial is None and 0 in sizes:
        raise ValueError(f"For '{name}', 'initial' is needed for an array without elements.")
    return (reduce.amax if name == "amax" else reduce.amin)(a, axes or None, keepdims, initial, where)


@operator("numpy.amax(a, axis=None, keepdims=False, initial=None, where=True)",
          "numpy.max(a, axis=None, keepdims=False, initial=None, where=True)")
def amax(a: Array, axis: Axis = None, keepdims: bool = False, initial: ArrayLike | None = None,
         where: ArrayLike | None = None) -> Array:
    """The largest element over axes, of those at which `where` holds and of `initial`."""
    return _limit("amax", a, axis, keepdims, initial, where)


@operator("numpy.amin(a, axis=None, keepdims=False, initial=None, where=True)",
          "numpy.min(a, axis=None, keepdims=False, initial=None, where=True)")
def amin(a: Array, axis: Axis = None, keepdims: bool = False, initial: ArrayLike | None = None,
         where: ArrayLike | None = None) -> Array:
    """The smallest element over axes, of those at which `where` holds and of `initial`."""
    return _limit("amin", a, axis, keepdims, initial, where)


@operator("numpy.std(x, axis=None, ddof=0, keepdims=False)")
def std(x: ArrayLike, axis: Axis = None, ddof: int = 0, keepdims: bool = False) -> Array:
    """The standard deviation over axes, with n - ddof in the denominator."""
    return statistics.std(x, checked_axes("std", axis, x.ndim) or None, ddof, keepdims)


@operator("numpy.var(x, axis=None, ddof=0, keepdims=False)")
def var(x: ArrayLike, axis: Axis = None, ddof: int = 0, keepdims: bool = False) -> Array:
    """The variance over axes, with n - ddof in the denominator."""
    return statistics.var(x, checked_axes("var", axis, x.ndim) or None, ddof, keepdims)


@operator("numpy.ptp(x, axis=None, keepdims=False)")
def ptp(x: Array, axis: Axis = None, keepdims: bool = False) -> Array:
    """The largest element over axes less the smallest."""
    axes = checked_axes("ptp", axis, x.ndim)
    return jnp.max(x, axes, keepdims=keepdims) - jnp.min(x, axes, keepdims=keepdims)


@operator("numpy.average(x, axis=None, weights=None, returned=False)")
def average(x: Array, axis: Axis = None, weights: Array | None = None, returned: bool = False) -> Any:
    """The mean over axes, weighted with `weights` if they are given.

    Returns:
        An array in the input's dtype; with `returned` a tuple of it and the sum of the weights.

    Raises:
        TypeError: the weights have neither the input's shape nor are they a vector along an axis.
    """
    axes = checked_axes("average", axis, x.ndim)
    if weights is None:
        found = reduce.mean(x, axes or None)
        total = jnp.full(found.shape, x.size // max(found.size, 1), x.dtype)
    else:
        if weights.shape != x.shape:
            if weights.ndim != 1 or not isinstance(axis, int):
                raise TypeError("For 'average', the weights must have the shape of 'x', or be a vector along 'axis'.")
            weights = jnp.expand_dims(weights, [i for i in range(x.ndim) if i != axes[0]])
        products = x * weights
        total = jnp.sum(weights, axes)
        found = jnp.sum(products, axes) / total
    return (found, jnp.broadcast_to(total, found.shape)) if returned else found


@operator("numpy.count_nonzero(x, axis=None, keepdims=False)")
def count_nonzero(x: Array, axis: Axis = None, keepdims: bool = False) -> Array:
    """How many elements over axes are not 0, as int32."""
    only_of("count_nonzero", "iuf", x)
    return jnp.sum(x != 0, checked_axes("count_nonzero", axis, x.ndim), keepdims=keepdims, dtype=np.int32)


@operator("numpy.sometrue(a, axis=None, keepdims=False)")
def sometrue(a: ArrayLike, axis: Axis = None, keepdims: bool = False) -> Array:
    """Whether an element over axes is not 0."""
    if not isinstance(keepdims, int):
        raise TypeError(f"For 'sometrue', 'keepdims' must be a bool, but got {keepdims!r}.")
    return jnp.any(a != 0, checked_axes("sometrue", axis, a.ndim), keepdims=bool(keepdims))


# nan left out -----------------------------------------------------------------------------------------------


def _nan_limit(name: str, a: Array, axis: Axis, dtype: Any, keepdims: bool) -> Array:
    if not isinstance(keepdims, int):
        raise TypeError(f"For '{name}', 'keepdims' must be a bool, but got {keepdims!r}.")
    largest = name == "nanmax"
    if a.dtype.kind == "f":
        a = jnp.where(jnp.isnan(a), np.asarray(-(2.0**63) if largest else 2.0**63, a.dtype), a)
    reduced = (reduce.amax if largest else reduce.amin)(a, checked_axes(name, axis, a.ndim) or None, bool(keepdims))
    return cast_named(name, reduced, dtype)


@operator("numpy.nanmax(a, axis=None, dtype=None, keepdims=False)")
def nanmax(a: ArrayLike, axis: Axis = None, dtype: Any = None, keepdims: bool = False) -> Array:
    """The largest element over axes, nan left out."""
    return _nan_limit("nanmax", a, axis, dtype, keepdims)


@operator("numpy.nanmin(a, axis=None, dtype=None, keepdims=False)")
def nanmin(a: ArrayLike, axis: Axis = None, dtype: Any = None, keepdims: bool = False) -> Array:
    """The smallest element over axes, nan left out."""
    return _nan_limit("nanmin", a, axis, dtype, keepdims)


def _without_nan(a: Array) -> Array:
    return jnp.where(jnp.isnan(a), jnp.zeros((), a.dtype), a)


@operator("numpy.nansum(a, axis=None, dtype=None, keepdims=False)")
def nansum(a: ArrayLike, axis: Axis = None, dtype: Any = None, keepdims: bool = False) -> Array:
    """The sum over axes, nan left out, in the input's dtype or `dtype`."""
    axes = checked_axes("nansum", axis, a.ndim)
    return cast_named("nansum", jnp.sum(_without_nan(a), axes, keepdims=keepdims, dtype=a.dtype), dtype)


@operator("numpy.nanmean(a, axis=None, dtype=None, keepdims=False)")
def nanmean(a: ArrayLike, axis: Axis = None, dtype: Any = None, keepdims: bool = False) -> Array:
    """The mean over axes, nan left out, as float32 or `dtype`."""
    total = nansum(a, axis, dtype or np.dtype(np.float32), keepdims)
    count = jnp.sum(~jnp.isnan(a), checked_axes("nanmean", axis, a.ndim), keepdims=keepdims)
    total, count = promote(total, count.astype(np.int32 if a.dtype == bool else a.dtype))
    return total / count


@operator("numpy.nanvar(a, axis=None, dtype=None, ddof=0, keepdims=False)")
def nanvar(a: ArrayLike, axis: Axis = None, dtype: Any = None, ddof: int = 0, keepdims: bool = False) -> Array:
    """The variance over axes, nan left out, as float32 or `dtype`."""
    axes = checked_axes("nanvar", axis, a.ndim)
    squares = jnp.square(floating(a) - nanmean(a, axes, None, True))
    count = jnp.sum(~jnp.isnan(a), axes, keepdims=keepdims)
    found = jnp.sum(_without_nan(squares), axes, keepdims=keepdims) / (count - ddof).astype(squares.dtype)
    return cast_named("nanvar", found, dtype or np.dtype(np.float32))


@operator("numpy.nanstd(a, axis=None, dtype=None, ddof=0, keepdims=False)")
def nanstd(a: ArrayLike, axis: Axis = None, dtype: Any = None, ddof: int = 0, keepdims: bool = False) -> Array:
    """The standard deviation over axes, nan left out, as float32 or `dtype`."""
    return jnp.sqrt(nanvar(a, axis, dtype, ddof, keepdims))


# Running sums, places of limits -----------------------------------------------------------------------------


@operator("numpy.cumsum(a, axis=None, dtype=None)")
def cumsum(a: Array, axis: int | None = None, dtype: Any = None) -> Array:
    """The running sum along an axis, or of the flattened input; of small integers an int32."""
    if dtype is not None and not isinstance(dtype, np.dtype):
        raise TypeError(f"For 'cumsum', the 'dtype' must be a dtype of MindSpore, but got {dtype!r}.")
    return cumulative.tensor_cumsum(a, axis, dtype)


@operator("numpy.nancumsum(a, axis=None, dtype=None)")
def nancumsum(a: Array, axis: int | None = None, dtype: Any = None) -> Array:
    """`cumsum`, with nan counted as 0."""
    return cumsum(_without_nan(a), axis, dtype)


@operator("numpy._cumprod(a, axis, dtype)")
def cumprod(a: Array, axis: int | None, dtype: Any) -> Array:
    """The running product along an axis, or of the flattened input; of small integers an int32 or uint32."""
    axis = None if axis is None else checked_axis("cumprod", axis, a.ndim)
    if dtype is None:
        small = a.dtype.itemsize < 4 and a.dtype.kind in "biu"
        dtype = np.dtype(np.uint32 if a.dtype.kind == "u" else np.int32) if small else a.dtype
    x = a if a.dtype == np.float64 else a.astype(np.float32)
    found = cumulative.running("prod", x.ravel() if axis is None else x, axis or 0, False, False)
    return cast_named("cumprod", found, dtype)


def _place(name: str, a: Array, axis: int | None, dtype: Any) -> Array:
    if a.ndim == 0:
        return jnp.zeros((), np.int64)
    axis = None if axis is None else checked_axis(name, axis, a.ndim)
    return (jnp.argmax if name == "argmax" else jnp.argmin)(a, axis).astype(dtype)


@operator("numpy.argmax(a, axis=None)")
def argmax(a: ArrayLike, axis: int | None = None) -> Array:
    """The index of the largest element along an axis, or in the flattened input, as int64."""
    return _place("argmax", a, axis, np.int64)


@operator("numpy.argmin(a, axis=None)")
def argmin(a: ArrayLike, axis: int | None = None) -> Array:
    """The index of the smallest element along an axis, or in the flattened input, as int32."""
    return _place("argmin", a, axis, np.int32)


# Norms ------------------------------------------------------------------------------------------------------


def _vector_norm(x: Array, ord: Any, axes: tuple[int, ...], keepdims: bool) -> Array:
    if ord in ("fro", "nuc"):
        raise ValueError(f"For 'norm', the order {ord!r} is one of matrices, but got a vector.")
    size = jnp.abs(x)
    if ord in (np.inf, -np.inf):
        return (jnp.max if ord > 0 else jnp.min)(size, axes, keepdims=keepdims)
    if ord == 0:
        return jnp.sum(x != 0, axes, keepdims=keepdims, dtype=np.float32)
    ord = 2 if ord is None else ord
    powers = power(*promote(size, ord))
    total = jnp.sum(powers, axes, keepdims=keepdims, dtype=powers.dtype)
    if total.dtype != np.float64:
        total = total.astype(np.float32)
    return total ** (1.0 / ord)


def _matrix_norm(x: Array, ord: Any, axes: tuple[int, ...], keepdims: bool) -> Array:
    if ord == "nuc" or ord in (2, -2):
        raise NotImplementedError(f"For 'norm', the order {ord!r} of matrices is not implemented.")
    if ord in (None, "fro"):
        return jnp.sqrt(floating(jnp.sum(jnp.square(x), axes, keepdims=keepdims)))
    if ord not in (1, -1, np.inf, -np.inf):
        raise ValueError(f"For 'norm', there is no order {ord!r} for matrices.")
    added, chosen = axes if ord in (1, -1) else axes[::-1]
    sums = jnp.sum(jnp.abs(x), added, keepdims=True, dtype=x.dtype)
    found = (jnp.max if ord > 0 else jnp.min)(sums, chosen, keepdims=True)
    return found if keepdims else jnp.squeeze(found, axes)


@operator("numpy.norm(x, ord=None, axis=None, keepdims=False)")
def norm(x: ArrayLike, ord: Any = None, axis: Axis = None, keepdims: bool = False) -> Array:
    """The norm of the vectors or matrices that one or two axes make up; by default the 2-norm of all elements.

    Raises:
        ValueError: there is no such norm.
        NotImplementedError: MindSpore has no 2-norm and no nuclear norm of matrices.
    """
    if not isinstance(ord, (int, float)) and ord not in (None, "fro", "nuc"):
        raise ValueError(f"For 'norm', there is no order {ord!r}.")
    ndim = x.ndim
    if axis is None:
        if ord is None:
            x = x.ravel()
        if x.ndim not in (1, 2):
            raise ValueError(f"For 'norm', 'axis' is needed for an array of shape {x.shape}.")
    axes = checked_axes("norm", axis, x.ndim)
    if len(axes) > 2:
        raise ValueError(f"For 'norm', one or two axes are needed, but got {axes}.")
    found = (_vector_norm if len(axes) == 1 else _matrix_norm)(x, ord, axes, keepdims)
    return found.reshape((1,) * (ndim - found.ndim) + found.shape) if keepdims else found


# Statistics -------------------------------------------------------------------------------------------------


def _weights(weights: Array, count: int) -> Array:
    only_of("cov", "iu", weights)
    if weights.ndim > 1:
        raise RuntimeError(f"For 'cov', the weights must be a vector, but got shape {weights.shape}.")
    if weights.shape[0] != count:
        raise RuntimeError(f"For 'cov', {count} weights are needed, but got {weights.shape[0]}.")
    return jnp.abs(weights.astype(np.float32))


def _observations(x: Array, rowvar: bool) -> Array:
    if x.ndim > 2:
        raise ValueError(f"For 'cov', a vector or matrix is needed, but got shape {x.shape}.")
    if not isinstance(rowvar, bool):
        raise TypeError(f"For 'cov', 'rowvar' must be a bool, but got {rowvar!r}.")
    if x.size == 0:
        raise ValueError("For 'cov', the input must not be empty.")
    x = jnp.atleast_2d(x.astype(np.float32))
    return x if rowvar or x.shape[0] == 1 else x.T


@operator("numpy.cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, dtype=None)")
def cov(m: ArrayLike, y: ArrayLike | None = None, rowvar: bool = True, bias: bool = False, ddof: int | None = None,
        fweights: ArrayLike | None = None, aweights: ArrayLike | None = None, dtype: Any = None) -> Array:
    """The covariance matrix of variables, which are the rows of `m` (and `y`), or with ``rowvar=False`` the columns.

    Raises:
        TypeError: weights are no integers.
        ValueError: an input has more than two axes.
        RuntimeError: the weights are not one number for each observation.
    """
    x = _observations(m, rowvar)
    if y is not None:
        x = jnp.concatenate([x, _observations(y, rowvar)])
    ddof = (0 if bias else 1) if ddof is None else ddof
    weights = None if fweights is None else _weights(fweights, x.shape[1])
    if aweights is not None:
        aweights = _weights(aweights, x.shape[1])
        weights = aweights if weights is None else weights * aweights
    if weights is None:
        weights, count = jnp.ones(x.shape[1], x.dtype), jnp.asarray(x.shape[1] - ddof, x.dtype)
    else:
        total = jnp.sum(weights)
        spread = ddof if aweights is None else ddof * jnp.sum(weights * aweights) / total
        count = total - spread
    centred = x - (x @ weights / jnp.sum(weights))[:, None]
    return cast_named("cov", jnp.squeeze(centred @ (centred * weights).T / count), dtype)


@operator("numpy.corrcoef(x, y=None, rowvar=True, dtype=None)")
def corrcoef(x: ArrayLike, y: ArrayLike | None = None, rowvar: bool = True, dtype: Any = None) -> Array:
    """The correlation coefficients of variables, which are the rows of `x` (and `y`)."""
    found = cov(x, y, rowvar)
    if found.ndim == 0:
        return found / found
    deviation = jnp.sqrt(jnp.diagonal(found))
    return cast_named("corrcoef", jnp.clip(found / deviation[:, None] / deviation, -1, 1), dtype)


@operator("numpy.searchsorted(a, v, side='left', sorter=None)")
def searchsorted(a: ArrayLike, v: ArrayLike, side: str = "left", sorter: ArrayLike | None = None) -> Array:
    """Where each of `v` would have to be put into the sorted vector `a`, as int32.

    Raises:
        ValueError: `a` is no vector, `side` neither "left" nor "right", or `sorter` of another size.
    """
    if side not in ("left", "right"):
        raise ValueError(f"For 'searchsorted', 'side' must be 'left' or 'right', but got {side!r}.")
    one_dimensional("searchsorted", a)
    a = a.astype(np.float32)
    if sorter is not None:
        if sorter.shape != a.shape:
            raise ValueError(f"For 'searchsorted', 'sorter' must have shape {a.shape}, but got {sorter.shape}.")
        a = a[sorter]
    return jnp.searchsorted(a, v, side).astype(np.int32)


@operator("numpy.digitize(x, bins, right=False)")
def digitize(x: ArrayLike, bins: ArrayLike, right: bool = False) -> Array:
    """The number of the bin that each element lies in; `bins` rises or falls. As int32."""
    one_dimensional("digitize", bins)
    if x.size == 0:
        return x
    if bins.size == 0:
        return jnp.zeros(x.shape, np.int32)
    side = "left" if right else "right"
    falling = bins.size - searchsorted(bins[::-1], x, side)
    return jnp.where(bins[0] <= bins[-1], searchsorted(bins, x, side), falling).astype(np.int32)


@operator("numpy.interp(x, xp, fp, left=None, right=None)")
def interp(x: ArrayLike, xp: ArrayLike, fp: ArrayLike, left: ArrayLike | None = None,
           right: ArrayLike | None = None) -> Array:
    """The values at `x` of the piecewise linear function through the points (xp, fp), as float32.

    Raises:
        ValueError: `xp` and `fp` are no vectors of one size.
    """
    one_dimensional("interp", xp, fp)
    if xp.size != fp.size:
        raise ValueError(f"For 'interp', 'xp' and 'fp' must have the same size, but got {xp.size} and {fp.size}.")
    xp, fp = xp.astype(np.float32), fp.astype(np.float32)
    x = x if x.dtype == np.float64 else x.astype(np.float32)
    return jnp.interp(x, xp, fp, left, right)


@operator("numpy._bincount(x, weights, length)")
def bincount(x: Array, weights: Array | None, length: int) -> Array:
    """How often each of the integers below `length` comes, or the sum of its weights, as float32."""
    matches = jnp.clip(x, 0) == jnp.arange(length)[:, None]
    return jnp.sum((matches if weights is None else weights * matches).astype(np.float32), 1)


@operator("numpy._bin_edges(a, bins, start, stop)")
def bin_edges(a: Array, bins: int, start: ArrayLike | None, stop: ArrayLike | None) -> Array:
    """The limits of `bins` equal bins from start (or the smallest element) to stop (or the largest), as float32."""
    a = a.ravel().astype(np.float32)
    first = jnp.min(a) if start is None else start.astype(np.float32)
    last = jnp.max(a) if stop is None else stop.astype(np.float32)
    alone = first == last
    return jnp.linspace(jnp.where(alone, first - 0.5, first), jnp.where(alone, last + 0.5, last), bins + 1)


def places_in(edges: Array, a: Array) -> Array:
    """The number of the bin of each element, from 1, of which the last holds its upper limit; outside 0 or more."""
    found = searchsorted(edges, a, "right")
    return jnp.where(a == edges[-1], edges.size - 1, found)


@operator("numpy._histogram(a, edges, weights, density)")
def histogram(a: Array, edges: Array, weights: Array | None, density: bool) -> Array:
    """How many elements lie in each bin, or the sum of their weights; a density has the integral 1."""
    weights = None if weights is None else weights.ravel()
    count = bincount(places_in(edges, a.ravel()), weights, edges.size)[1:]
    return count / jnp.diff(edges).astype(count.dtype) / jnp.sum(count) if density and count.size else count


@operator("numpy._histogramdd(sample, edges, weights, density)")
def histogramdd(sample: Array, edges: Arrays, weights: Array | None, density: bool) -> Array:
    """How many rows of `sample` lie in each of the boxes that the bins of their columns make up."""
    sizes = [e.size + 1 for e in edges]
    places = jnp.ravel_multi_index([places_in(e, sample[:, i]) for i, e in enumerate(edges)], sizes, mode="clip")
    count = bincount(places, weights, int(np.prod(sizes))).reshape(sizes)[(slice(1, -1),) * len(edges)]
    if density:
        total = jnp.sum(count)
        for i, e in enumerate(edges):
            width = jnp.diff(e).astype(count.dtype)
            count = count / width.reshape([-1 if i == j else 1 for j in range(len(edges))])
        count = count / total
    return count
