"""Running sums, products and extremes along an axis."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from mindshim.kernels.axes import axis_of
from mindshim.kernels.cast import converted
from mindshim.kernels.declare import Array, operator
from mindshim.kernels.promotion import floating
from mindshim.kernels.reduce import widened


def _shifted(x: Array, axis: int, first: Any) -> Array:
    """The elements one further along the axis, after `first`."""
    head = jnp.full_like(jax.lax.slice_in_dim(x, 0, min(1, x.shape[axis]), axis=axis), first)
    return jnp.concatenate([head, jax.lax.slice_in_dim(x, 0, max(x.shape[axis] - 1, 0), axis=axis)], axis)


def running(name: str, x: Array, axis: Any, exclusive: bool, reverse: bool) -> Array:
    """The running sum, product or logsumexp; `exclusive` leaves out the element itself."""
    function, neutral = {"sum": (jax.lax.cumsum, 0), "prod": (jax.lax.cumprod, 1),
                         "logsumexp": (jax.lax.cumlogsumexp, None)}[name]
    if neutral is None:  # MindSpore's logarithm of nothing
        neutral = jnp.finfo(x.dtype).min
    if x.ndim == 0:
        return x
    axis = axis_of(f"cum{name}", axis, x.ndim)
    if reverse:
        x = jnp.flip(x, axis)
    if exclusive:
        x = _shifted(x, axis, neutral)
    found = function(x, axis)
    return jnp.flip(found, axis) if reverse else found


@operator("ops.CumSum(exclusive=False, reverse=False)(input, axis)", "ops.cumsum(x, axis, dtype=None)")
def cumsum(x: Array, axis: int, exclusive: bool = False, reverse: bool = False,
           dtype: np.dtype | None = None) -> Array:
    """The running sum along an axis, in the input's dtype or `dtype`.

    Examples:
        >>> from mindshim import Tensor, ops
        >>> print(ops.cumsum(Tensor([1.0, 2.0, 3.0]), 0))
        [1. 3. 6.]
    """
    x = jnp.asarray(x)
    if x.dtype == bool:
        x = x.astype(np.int32)
    return running("sum", x if dtype is None else converted(x, dtype), axis, exclusive, reverse)


@operator("Tensor.cumsum(axis=None, dtype=None)", "|Tensor.cumsum(dim, *, dtype=None)")
def tensor_cumsum(x: Array, axis: int | None = None, dtype: np.dtype | None = None) -> Array:
    """The running sum along an axis, or of the flattened input; of small integers and bools an int32."""
    x = jnp.asarray(x)
    if dtype is not None:
        x = converted(x, dtype)
    elif x.dtype.kind in "biu" and x.dtype.itemsize < 4 and x.dtype != np.uint16:
        x = x.astype(np.int32)
    return running("sum", x.ravel() if axis is None else x, 0 if axis is None else axis, False, False)


@operator("mint.cumsum(input, dim, dtype=None)")
def wide_cumsum(x: Array, axis: int, dtype: np.dtype | None = None) -> Array:
    """The running sum along an axis; truth values and integers give int64."""
    x = jnp.asarray(x)
    return running("sum", widened(x) if dtype is None else converted(x, dtype), axis, False, False)


@operator("ops.CumProd(exclusive=False, reverse=False)(x, axis)")
def cumprod(x: Array, axis: int, exclusive: bool = False, reverse: bool = False) -> Array:
    """The running product along an axis, in the input's dtype."""
    return running("prod", jnp.asarray(x), axis, exclusive, reverse)


@operator("ops.cumprod(input, dim, dtype=None)", "mint.cumprod(input, dim, dtype=None)",
          "Tensor.cumprod(dim, dtype=None)")
def wide_cumprod(x: Array, axis: int, dtype: np.dtype | None = None) -> Array:
    """The running product along an axis; truth values and integers give int64."""
    x = jnp.asarray(x)
    if dtype is None and x.dtype.kind in "biu":
        dtype = np.dtype(np.int64)
    return running("prod", x if dtype is None else converted(x, dtype), axis, False, False)


@operator("ops.logcumsumexp(input, axis)", "Tensor.logcumsumexp(axis)",
          "ops.CumulativeLogsumexp(exclusive=False, reverse=False)(x, axis)")
def logcumsumexp(x: Array, axis: int, exclusive: bool = False, reverse: bool = False) -> Array:
    """The logarithm of the running sum of exponentials along an axis."""
    return running("logsumexp", floating(x), axis, exclusive, reverse)


def _extreme(name: str, x: Array, axis: int, index_dtype: Any) -> tuple[Array, Array]:
    x = jnp.asarray(x)
    if x.ndim == 0:
        return x, jnp.zeros((), index_dtype)
    axis = axis_of(name, axis, x.ndim)
    index = jax.lax.broadcasted_iota(np.int64, x.shape, axis)

    def later(a: Any, b: Any) -> Any:
        # Of equal elements the later counts, and nan beats everything.
        beats = (b[0] >= a[0] if name == "Cummax" else b[0] <= a[0]) | jnp.isnan(b[0])
        beats = beats & ~(jnp.isnan(a[0]) & ~jnp.isnan(b[0]))
        return jnp.where(beats, b[0], a[0]), jnp.where(beats, b[1], a[1])

    _, found = jax.lax.associative_scan(later, (jax.lax.stop_gradient(x), index), axis=axis)
    return jnp.take_along_axis(x, found, axis), found.astype(index_dtype)


@operator("ops.Cummax(axis)(input)", "ops.cummax(input, axis)", "mint.cummax(input, dim)",
          "Tensor.cummax(axis)")
def cummax(input: Array, axis: int) -> tuple[Array, Array]:
    """The running largest element along an axis, and its index as int64, the latest of equal ones."""
    return _extreme("Cummax", input, axis, np.int64)


@operator("ops.Cummin(axis)(input)", "ops.cummin(input, axis)", "Tensor.cummin(axis)")
def cummin(input: Array, axis: int) -> tuple[Array, Array]:
    """The running smallest element along an axis, and its index as int32, the latest of equal ones."""
    return _extreme("Cummin", input, axis, np.int32)


@operator("mint.cummin(input, dim)")
def wide_cummin(input: Array, axis: int) -> tuple[Array, Array]:
    """The running smallest element along an axis, and its index as int64, the latest of equal ones."""
    return _extreme("Cummin", input, axis, np.int64)


@operator("ops.diff(x, n=1, axis=-1, prepend=None, append=None)",
          "mint.diff(input, n=1, dim=-1, prepend=None, append=None)",
          "Tensor.diff(n=1, axis=-1, prepend=None, append=None)")
def diff(x: Array, n: int = 1, axis: int = -1, prepend: Array | None = None,
         append: Array | None = None) -> Array:
    """The n-th differences of neighbours along an axis.

    Raises:
        TypeError: the input has no axis.
        RuntimeError: n is negative.
    """
    x = jnp.asarray(x)
    if x.ndim == 0:
        raise TypeError("For 'diff', the input must have at least one axis, but it has none.")
    if n < 0:
        raise RuntimeError(f"For 'diff', n must not be negative, but got {n}.")
    return jnp.diff(x, n, axis_of("diff", axis, x.ndim), prepend, append)


@operator("ops.trapz(y, x=None, *, dx=1.0, dim=-1)")
def trapz(y: Array, x: Array | None = None, dx: float = 1.0, dim: int = -1) -> Array:
    """The integral of samples along an axis by the trapezoidal rule."""
    return jnp.trapezoid(floating(y), x, dx, dim)
