"""Variance, median, quantiles and their like."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
import numpy as np

from mindshim.kernels.axes import axes_of, axis_of
from mindshim.kernels.declare import Array, operator
from mindshim.kernels.promotion import floating
from mindshim.kernels.reduce import Axis, chosen_axes


def variance(name: str, x: Array, axis: Any, ddof: Any, keepdims: bool) -> tuple[Array, Array]:
    """The variance over axes with n - ddof in the denominator, and the mean."""
    x = floating(x)
    axes = chosen_axes(name, axis, x.ndim)
    mean = jnp.mean(x, axes, keepdims=True)
    count = x.size // max(mean.size, 1)
    squares = jnp.sum(jnp.square(jnp.abs(x - mean)), axes, keepdims=keepdims)
    # Not jnp.var: it has no answer, and warns, where n - ddof is 0; here that is nan or inf.
    var = squares / np.asarray(count - int(ddof), squares.dtype)
    return var, mean if keepdims else jnp.squeeze(mean, tuple(range(x.ndim)) if axes is None else axes)


@operator("ops.var(input, axis=None, ddof=0, keepdims=False)",
          "Tensor.var(axis=None, ddof=0, keepdims=False)",
          "|Tensor.var(dim=None, *, correction=1, keepdim=False)")
def var(input: Array, axis: Axis = None, ddof: int | bool = 0, keepdims: bool = False) -> Array:
    """The variance over axes, the sum of squared deviations divided by n - ddof. Integers give float32."""
    return variance("var", input, axis, ddof, keepdims)[0]


@operator("mint.var(input, dim=None, *, correction=1, keepdim=False)")
def sample_var(input: Array, axis: Axis = None, ddof: int = 1, keepdims: bool = False) -> Array:
    """The variance over axes, the sum of squared deviations divided by n - correction."""
    return variance("var", input, axis, ddof, keepdims)[0]


@operator("ops.std(input, axis=None, ddof=0, keepdims=False)",
          "Tensor.std(axis=None, ddof=0, keepdims=False)",
          "|Tensor.std(dim=None, *, correction=0, keepdim=False)")
def std(input: Array, axis: Axis = None, ddof: int | bool = 0, keepdims: bool = False) -> Array:
    """The standard deviation over axes, the square root of `var`. Integers give float32.

    Examples:
        >>> from mindshim import Tensor, ops
        >>> print(ops.std(Tensor([[1.0, 3.0], [2.0, 6.0]]), axis=1))
        [1. 2.]
    """
    return jnp.sqrt(variance("std", input, axis, ddof, keepdims)[0])


@operator("mint.std(input, dim=None, *, correction=1, keepdim=False)")
def sample_std(input: Array, axis: Axis = None, ddof: int = 1, keepdims: bool = False) -> Array:
    """The standard deviation over axes with n - correction in the denominator."""
    return jnp.sqrt(variance("std", input, axis, ddof, keepdims)[0])


@operator("ops.var_mean(input, axis=None, ddof=0, keepdims=False)",
          "mint.var_mean(input, dim=None, *, correction=1, keepdim=False)")
def var_mean(input: Array, axis: Axis = None, ddof: int | bool = 0, keepdims: bool = False) -> tuple[Array,
                                                                                                     Array]:
    """The variance and the mean over axes."""
    return variance("var_mean", input, axis, ddof, keepdims)


@operator("ops.std_mean(input, axis=None, ddof=0, keepdims=False)",
          "mint.std_mean(input, dim=None, *, correction=1, keepdim=False)",
          "ops.ReduceStd(axis=[], unbiased=True, keep_dims=False)(x)")
def std_mean(input: Array, axis: Axis = None, ddof: int | bool = 0, keepdims: bool = False) -> tuple[Array,
                                                                                                     Array]:
    """The standard deviation and the mean over axes."""
    found, mean = variance("std_mean", input, axis, ddof, keepdims)
    return jnp.sqrt(found), mean


def _median(name: str, x: Array, axis: int, keepdims: bool, skip_nan: bool) -> tuple[Array, Array]:
    x = jnp.asarray(x)
    if x.ndim == 0:
        return x, jnp.zeros((), np.int64)
    axis = axis_of(name, axis, x.ndim)
    order = jnp.argsort(x, axis, stable=True)  # nan comes last
    size = x.shape[axis]
    nans = jnp.sum(jnp.isnan(x), axis, keepdims=True)
    if skip_nan:
        middle = jnp.maximum(size - nans - 1, 0) // 2
    else:  # the first nan, if there is one
        middle = jnp.where(nans > 0, size - nans, (size - 1) // 2)
    index = jnp.take_along_axis(order, middle, axis)
    value = jnp.take_along_axis(x, index, axis)
    if not keepdims:
        value, index = jnp.squeeze(value, axis), jnp.squeeze(index, axis)
    return value, index.astype(np.int64)


@operator("ops.median(input, axis=-1, keepdims=False)", "Tensor.median(axis=-1, keepdims=False)",
          "|Tensor.median(dim, keepdim=False)", "|mint.median(input, dim, keepdim=False)",
          "ops.Median(global_median=False, axis=0, keep_dims=False, ignore_nan=False)(x)")
def median(input: Array, axis: int = -1, keepdims: bool = False, ignore_nan: bool = False,
           global_median: bool = False) -> tuple[Array, Array]:
    """The median along an axis, the smaller of two in the middle, and its index as int64."""
    if global_median:
        return _median("median", jnp.ravel(input), 0, False, ignore_nan)
    return _median("median", input, axis, keepdims, ignore_nan)


@operator("mint.median(input)")
def median_of_all(input: Array) -> Array:
    """The median of all elements, the smaller of two in the middle."""
    return _median("median", jnp.ravel(input), 0, False, False)[0]


@operator("ops.nanmedian(input, axis=-1, keepdims=False)", "Tensor.nanmedian(axis=-1, keepdims=False)")
def nanmedian(input: Array, axis: int = -1, keepdims: bool = False) -> tuple[Array, Array]:
    """The median along an axis of what is not nan, and its index as int64."""
    return _median("nanmedian", input, axis, keepdims, True)


def _quantile(name: str, x: Array, q: Array, axis: int | None, keepdims: bool, function: Any) -> Array:
    x = floating(x)
    if axis is not None:
        axis = axis_of(name, axis, x.ndim)
    return function(x, jnp.asarray(q, x.dtype), axis, keepdims=keepdims)


@operator("ops.quantile(input, q, axis=None, keepdims=False)",
          "Tensor.quantile(q, axis=None, keepdims=False)")
def quantile(input: Array, q: Array, axis: int | None = None, keepdims: bool = False) -> Array:
    """The quantiles `q` (between 0 and 1) along an axis or of all, interpolated; q's axis first."""
    return _quantile("quantile", input, q, axis, keepdims, jnp.quantile)


@operator("ops.nanquantile(input, q, axis=None, keepdims=False)",
          "Tensor.nanquantile(q, axis=None, keepdims=False)")
def nanquantile(input: Array, q: Array, axis: int | None = None, keepdims: bool = False) -> Array:
    """As `quantile`, of the elements that are not nan."""
    return _quantile("nanquantile", input, q, axis, keepdims, jnp.nanquantile)


@operator("ops.cov(input, *, correction=1, fweights=None, aweights=None)",
          "Tensor.cov(*, correction=1, fweights=None, aweights=None)")
def cov(input: Array, correction: int = 1, fweights: Array | None = None,
        aweights: Array | None = None) -> Array:
    """The covariance matrix of variables in rows, observed in columns."""
    x = floating(input)
    x = x if x.ndim == 2 else x.reshape(1, -1)
    weights = jnp.ones(x.shape[1], x.dtype)
    for given in (fweights, aweights):
        if given is not None:
            weights = weights * given
    total = weights.sum()
    centred = x - (x * weights).sum(1, keepdims=True) / total
    lost = correction if aweights is None else correction * (weights * aweights).sum() / total
    return jnp.squeeze((centred * weights) @ jnp.conj(centred.T) / (total - lost))


@operator("ops.L2Loss()(input_x)")
def l2_loss(input_x: Array) -> Array:
    """Half of the sum of squares."""
    return jnp.sum(jnp.square(input_x)) / 2


@operator("ops.SquareSumAll()(x, y)")
def square_sum_all(x: Array, y: Array) -> tuple[Array, Array]:
    """The sum of squares of each of two arrays."""
    return jnp.sum(jnp.square(x)), jnp.sum(jnp.square(y))


@operator("ops.renorm(input, p, axis, maxnorm)", "Tensor.renorm(p, axis, maxnorm)",
          "ops.Renorm(p, dim, maxnorm)(input_x)")
def renorm(input: Array, p: float, axis: int, maxnorm: float) -> Array:
    """The slices along an axis, each scaled down to the p-norm `maxnorm` if its own is larger."""
    (kept,) = axes_of("renorm", axis, input.ndim)
    others = tuple(a for a in range(input.ndim) if a != kept)
    norms = jnp.sum(jnp.abs(input) ** p, others, keepdims=True) ** (1 / p)
    return input * jnp.where(norms > maxnorm, maxnorm / (norms + 1e-7), 1).astype(input.dtype)
