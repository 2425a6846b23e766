"""The functions of `mindspore.numpy` on vectors, matrices and polynomials."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
import numpy as np

from mindshim.kernels import products
from mindshim.kernels.declare import Array, operator
from mindshim.kernels.numpy_dtypes import (
    ArrayLike,
    ArraysLike,
    cast_named,
    checked_axis,
    common_dtype,
    only_of,
    promote_arrays,
    single,
)
from mindshim.kernels.promotion import promote


def _same_dtype(name: str, a: Array, b: Array) -> None:
    if a.dtype != b.dtype:
        raise TypeError(f"For '{name}', the dtypes must be the same, but got {a.dtype} and {b.dtype}.")


def _product(x: Array, y: Array) -> Array:
    x, y = promote(x, y)
    return x * y


@operator("numpy.dot(a, b)")
def dot(a: Array, b: Array) -> Array:
    """The sums of products along the last axis of `a` and the last but one (or only) axis of `b`.

    Raises:
        TypeError: the dtypes differ.
        ValueError: the axes have different sizes.
    """
    if not a.ndim or not b.ndim:
        return _product(a, b)
    _same_dtype("dot", a, b)
    if a.shape[-1] != b.shape[max(b.ndim - 2, 0)]:
        raise ValueError(f"For 'dot', the shapes {a.shape} and {b.shape} do not fit.")
    return jnp.dot(a, b)


@operator("numpy.inner(a, b)")
def inner(a: Array, b: Array) -> Array:
    """The sums of products along the last axes."""
    if not a.ndim or not b.ndim:
        return _product(a, b)
    _same_dtype("inner", a, b)
    if a.shape[-1] != b.shape[-1]:
        raise ValueError(f"For 'inner', the shapes {a.shape} and {b.shape} do not fit.")
    return jnp.inner(a, b)


@operator("numpy.outer(a, b)")
def outer(a: Array, b: Array) -> Array:
    """The matrix of the products of each element of `a` with each of `b`."""
    _same_dtype("outer", a, b)
    return jnp.outer(a, b)


@operator("numpy.tensordot(a, b, axes=2)")
def tensordot(a: Array, b: Array, axes: Any = 2) -> Array:
    """The sums of products over axes of both; an int means the last of `a` and the first of `b`.

    Raises:
        ValueError: the axes have different sizes.
    """
    if not axes and not (a.ndim and b.ndim):
        return _product(a, b)
    _same_dtype("tensordot", a, b)
    return products.tensor_dot(a, b, axes)


@operator("numpy.matmul(x1, x2, dtype=None)")
def matmul(x1: Array, x2: Array, dtype: Any = None) -> Array:
    """The matrix product over the last two axes."""
    return cast_named("matmul", products.matmul(x1, x2), dtype)


@operator("numpy.multi_dot(arrays)")
def multi_dot(arrays: ArraysLike) -> Array:
    """The product of several matrices, of which the first and the last may be vectors, in the cheapest order.

    Raises:
        ValueError: there are fewer than two, or their sizes do not fit.
    """
    if len(arrays) < 2:
        raise ValueError("For 'multi_dot', at least two arrays are needed.")
    first, *_, last = arrays
    inner = [(1, *a.shape)[-2:] if a is first else (*a.shape, 1)[:2] if a is last else a.shape for a in arrays]
    if any(len(s) != 2 for s in inner) or any(a[1] != b[0] for a, b in zip(inner, inner[1:], strict=False)):
        raise ValueError(f"For 'multi_dot', the shapes {[a.shape for a in arrays]} do not fit.")
    return jnp.linalg.multi_dot(arrays)


@operator("numpy.kron(a, b)")
def kron(a: ArrayLike, b: ArrayLike) -> Array:
    """The Kronecker product: blocks of `b`, multiplied by each element of `a`."""
    return jnp.kron(*promote(a, b))


@operator("numpy.cross(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None)")
def cross(a: ArrayLike, b: ArrayLike, axisa: int = -1, axisb: int = -1, axisc: int = -1,
          axis: int | None = None) -> Array:
    """The cross products of vectors of 2 or 3 elements; of two vectors of 2, the last element only.

    Raises:
        ValueError: the vectors have another size.
    """
    if axis is not None:
        axisa = axisb = axisc = axis
    x = jnp.moveaxis(a, checked_axis("cross", axisa, a.ndim), -1)
    y = jnp.moveaxis(b, checked_axis("cross", axisb, b.ndim), -1)
    sizes = x.shape[-1], y.shape[-1]
    if not set(sizes) <= {2, 3}:
        raise ValueError(f"For 'cross', the vectors must have 2 or 3 elements, but got {sizes}.")
    x, y = promote_arrays(x, y)
    x, y = jnp.broadcast_arrays(*(jnp.pad(v, [(0, 0)] * (v.ndim - 1) + [(0, 3 - v.shape[-1])]) for v in (x, y)))
    last = x[..., 0] * y[..., 1] - x[..., 1] * y[..., 0]
    if sizes == (2, 2):
        checked_axis("cross", axisc, last.ndim)
        return last
    parts = (x[..., 1] * y[..., 2] - x[..., 2] * y[..., 1], x[..., 2] * y[..., 0] - x[..., 0] * y[..., 2], last)
    return jnp.stack(parts, checked_axis("cross", axisc, x.ndim))


def _modes(name: str, mode: Any) -> None:
    if mode not in ("full", "same", "valid"):
        raise ValueError(f"For '{name}', 'mode' must be 'full', 'same' or 'valid', but got {mode!r}.")


@operator("numpy.convolve(a, v, mode='full')")
def convolve(a: ArrayLike, v: ArrayLike, mode: str = "full") -> Array:
    """The discrete convolution of two vectors.

    Raises:
        ValueError: an input is empty or has more than one axis, or there is no such mode.
    """
    _modes("convolve", mode)
    if a.ndim > 1 or v.ndim > 1 or not a.size or not v.size:
        raise ValueError(f"For 'convolve', vectors are needed, but got shapes {a.shape} and {v.shape}.")
    found = jnp.convolve(a.ravel().astype(np.float32), v.ravel().astype(np.float32), mode)
    return found.astype(common_dtype(a, v))


@operator("numpy.correlate(a, v, mode='valid')")
def correlate(a: ArrayLike, v: ArrayLike, mode: str = "valid") -> Array:
    """The cross-correlation of two vectors; of int64 as float64, of other integers as float32.

    Raises:
        TypeError: the dtypes differ.
        ValueError: there is no such mode.
    """
    _modes("correlate", mode)
    _same_dtype("correlate", a, v)
    if a.ndim != 1 or v.ndim != 1:
        raise ValueError(f"For 'correlate', vectors are needed, but got shapes {a.shape} and {v.shape}.")
    if a.dtype.kind in "biu":
        wide = np.float64 if a.dtype == np.int64 else np.float32
        a, v = a.astype(wide), v.astype(wide)
    return jnp.correlate(a, v, mode)


@operator("numpy.matrix_power(a, n)")
def matrix_power(a: ArrayLike, n: int) -> Array:
    """The product of n of the same square matrices.

    Raises:
        TypeError: n is no int.
        ValueError: n is negative, or the matrices are not square.
    """
    if not isinstance(n, int):
        raise TypeError(f"For 'matrix_power', n must be an int, but got {type(n).__name__}.")
    if a.ndim < 2 or a.shape[-1] != a.shape[-2] or n < 0:
        raise ValueError(f"For 'matrix_power', square matrices and n ≥ 0 are needed, but got {a.shape} and {n}.")
    return jnp.linalg.matrix_power(a, n)


# Differences, integrals -------------------------------------------------------------------------------------


@operator("numpy.diff(a, n=1, axis=-1, prepend=None, append=None)")
def diff(a: Array, n: int = 1, axis: int = -1, prepend: ArrayLike | None = None,
         append: ArrayLike | None = None) -> Array:
    """The n-th differences of neighbours along an axis, before and after which elements can be put.

    Raises:
        TypeError: n is no int.
        ValueError: n is negative, or as large as the axis.
    """
    axis = checked_axis("diff", axis, a.ndim)
    if not isinstance(n, int):
        raise TypeError(f"For 'diff', n must be an int, but got {type(n).__name__}.")
    if n == 0:
        return a
    slab = (*a.shape[:axis], 1, *a.shape[axis + 1:])
    ends = [None if e is None else jnp.broadcast_to(e, slab) for e in (prepend, append)]
    joined = jnp.concatenate(promote_arrays(*[e for e in (ends[0], a, ends[1]) if e is not None]), axis)
    if n < 0 or n >= joined.shape[axis]:
        raise ValueError(f"For 'diff', n must lie between 0 and {joined.shape[axis] - 1}, but got {n}.")
    return jnp.diff(joined, n, axis)


@operator("numpy.ediff1d(ary, to_end=None, to_begin=None)")
def ediff1d(ary: Array, to_end: ArrayLike | None = None, to_begin: ArrayLike | None = None) -> Array:
    """The differences of neighbours in the flattened input, between `to_begin` and `to_end`."""
    parts = [e if e is None else e.ravel().astype(ary.dtype) for e in (to_begin, to_end)]
    between = diff(ary.ravel())
    return jnp.concatenate([p for p in (parts[0], between, parts[1]) if p is not None])


@operator("numpy.trapz(y, x=None, dx=1.0, axis=-1)")
def trapz(y: ArrayLike, x: ArrayLike | None = None, dx: ArrayLike = 1.0, axis: int = -1) -> Array:  # type: ignore[assignment]
    """The integral of samples along an axis by the trapezoidal rule, as float16 or float32."""
    axis = checked_axis("trapz", axis, y.ndim)
    y = single(y)
    return jnp.trapezoid(y, None if x is None else x.astype(y.dtype), jnp.asarray(dx, y.dtype), axis)


@operator("numpy._gradient(f, h, axis)")
def gradient(f: Array, h: ArrayLike, axis: int) -> Array:
    """The derivative along an axis by central differences of distance `h`, and one-sided ones at the ends."""
    def part(start: int, stop: int) -> Array:
        return jnp.take(f, np.arange(start, stop), axis)

    size = f.shape[axis]
    lower, upper = part(1, 2) - part(0, 1), part(size - 1, size) - part(size - 2, size - 1)
    middle = (part(2, size) - part(0, size - 2)) * 0.5
    return jnp.concatenate([lower, middle, upper], axis) / h


# Polynomials ------------------------------------------------------------------------------------------------


def _coefficients(name: str, *xs: Array) -> list[Array]:
    """As vectors, the highest power first."""
    for x in xs:
        if x.ndim > 1:
            raise ValueError(f"For '{name}', the coefficients must be a vector, but got shape {x.shape}.")
    return [jnp.atleast_1d(x) for x in xs]


@operator("numpy.polyadd(a1, a2)")
def polyadd(a1: ArrayLike, a2: ArrayLike) -> Array:
    """The coefficients of the sum of two polynomials, which are given by theirs, the highest power first."""
    x, y = promote_arrays(*_coefficients("polyadd", a1, a2))
    size = max(x.size, y.size)
    return jnp.pad(x, (size - x.size, 0)) + jnp.pad(y, (size - y.size, 0))


@operator("numpy.polysub(a1, a2)")
def polysub(a1: ArrayLike, a2: ArrayLike) -> Array:
    """The coefficients of the difference of two polynomials."""
    only_of("polysub", "iufc", a2)
    return polyadd(a1, -a2)


@operator("numpy.polymul(a1, a2)")
def polymul(a1: ArrayLike, a2: ArrayLike) -> Array:
    """The coefficients of the product of two polynomials."""
    return convolve(*_coefficients("polymul", a1, a2))


@operator("numpy.polyval(p, x)")
def polyval(p: ArrayLike, x: ArrayLike) -> Array:
    """The values of a polynomial at `x`, in at least float32."""
    (p,) = _coefficients("polyval", p)
    powers = x[..., None].astype(np.promote_types(np.float32, x.dtype) if x.dtype.kind == "f" else np.float32)
    return jnp.sum(p * powers ** np.arange(p.size - 1, -1, -1), -1)


@operator("numpy.polyder(p, m=1)")
def polyder(p: ArrayLike, m: int = 1) -> Array:
    """The coefficients of the m-th derivative of a polynomial.

    Raises:
        ValueError: m is negative.
    """
    (p,) = _coefficients("polyder", p)
    if m < 0:
        raise ValueError(f"For 'polyder', m must not be negative, but got {m}.")
    if m >= p.size:
        return jnp.zeros((0,), np.float32)
    for _ in range(m):
        p = p[:-1] * np.arange(p.size - 1, 0, -1).astype(np.int32).astype(p.dtype)
    return p


@operator("numpy.polyint(p, m=1, k=None)")
def polyint(p: ArrayLike, m: int = 1, k: ArrayLike | None = None) -> Array:
    """The coefficients of the m-th antiderivative of a polynomial, with the constants `k` (0).

    Raises:
        ValueError: m is negative.
    """
    (p,) = _coefficients("polyint", p)
    if m < 0:
        raise ValueError(f"For 'polyint', m must not be negative, but got {m}.")
    if m == 0:
        return p
    constants = jnp.zeros(m, np.float32) if k is None else jnp.broadcast_to(k, (m,))
    for i in range(m):
        p = single(p) / np.arange(p.size, 0, -1).astype(np.float32)
        p = jnp.concatenate([p, constants[i:i + 1].astype(p.dtype)])
    return p


@operator("numpy.unwrap(p, discont=3.141592653589793, axis=-1)")
def unwrap(p: ArrayLike, discont: float = 3.141592653589793, axis: int = -1) -> Array:
    """Angles along an axis, with whole turns added where they jump by more than `discont`.

    Raises:
        TypeError: `discont` is no number.
    """
    if not isinstance(discont, (int, float)):
        raise TypeError(f"For 'unwrap', 'discont' must be a number, but got {type(discont).__name__}.")
    axis = checked_axis("unwrap", axis, p.ndim)
    x = single(p)
    steps = jnp.diff(x, axis=axis)
    pi = np.asarray(np.pi, x.dtype)
    shortest = jnp.mod(steps + pi, 2 * pi) - pi
    shortest = jnp.where((shortest == -pi) & (steps > 0), pi, shortest)
    turns = jnp.where(jnp.abs(steps) < discont, 0, shortest - steps)
    first = jnp.take(x, np.arange(1), axis)
    rest = jnp.take(x, np.arange(1, x.shape[axis]), axis) + jnp.cumsum(turns, axis)
    return jnp.concatenate([first, rest], axis)


@operator("numpy.vander(x, N=None, increasing=False)")
def vander(x: ArrayLike, N: int | None = None, increasing: bool = False) -> Array:
    """The matrix of powers of each element, N of them, the highest first unless `increasing`.

    Raises:
        TypeError: `N` is no int, or `increasing` no bool.
        ValueError: the input is no vector, or `N` not positive.
    """
    if not x.ndim:
        raise TypeError("For 'vander', a vector is needed, but got a number.")
    if x.ndim != 1:
        raise ValueError(f"For 'vander', a vector is needed, but got shape {x.shape}.")
    count = N or x.size
    if not isinstance(count, int) or not isinstance(increasing, bool):
        raise TypeError(f"For 'vander', N must be an int and 'increasing' a bool, but got {N!r} and {increasing!r}.")
    if count <= 0:
        raise ValueError(f"For 'vander', N must be greater than 0, but got {count}.")
    powers = np.arange(count) if increasing else np.arange(count - 1, -1, -1)
    return jnp.power(x[:, None], powers.astype(x.dtype))
