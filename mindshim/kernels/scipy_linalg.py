"""The matrix factorisations and solvers of `mindspore.scipy.linalg`, and its cosine transforms.

Integers are taken as float64. A matrix is one: there are no batches.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import jax.scipy.fft as transforms
import jax.scipy.linalg as solvers
import numpy as np

from mindshim.kernels.declare import Array, Arrays, operator
from mindshim.kernels.numpy_dtypes import checked_axes, checked_axis, promote_arrays
from mindshim.kernels.promotion import floating

_ALLOWED = tuple(np.dtype(t) for t in (np.int32, np.int64, np.float32, np.float64))
_COMPLEX = tuple(np.dtype(t) for t in (np.complex64, np.complex128))


def _flags(name: str, **flags: Any) -> None:
    for flag, value in flags.items():
        if not isinstance(value, bool):
            raise TypeError(f"For '{name}', '{flag}' must be a bool, but got {value!r}.")


def _matrix(name: str, a: Array, square: bool = True, allowed: tuple[np.dtype, ...] = _ALLOWED) -> Array:
    """The matrix in floating point, checked."""
    if np.dtype(a.dtype) not in allowed:
        raise TypeError(f"For '{name}', the dtype of a matrix must be one of {[str(d) for d in allowed]}, but got "
                        f"{a.dtype}.")
    if a.ndim != 2 or square and a.shape[0] != a.shape[1]:
        kind = "square matrix" if square else "matrix"
        raise ValueError(f"For '{name}', a {kind} is needed, but got shape {a.shape}.")
    return a.astype(np.float64) if a.dtype.kind == "i" else a


def _fitting(name: str, a: Array, b: Array) -> None:
    if b.ndim not in (1, 2) or a.shape[1] != b.shape[0]:
        raise ValueError(f"For '{name}', the shapes {a.shape} and {b.shape} do not fit.")
    if a.dtype != b.dtype:
        raise TypeError(f"For '{name}', the dtypes must be the same, but got {a.dtype} and {b.dtype}.")


@operator("scipy.linalg.inv(a, overwrite_a=False, check_finite=True)")
def inv(a: Array, overwrite_a: bool = False, check_finite: bool = True) -> Array:
    """The inverse of a square matrix.

    Raises:
        TypeError: a flag is no bool, or the dtype is not supported.
        ValueError: the input is no square matrix.
    """
    _flags("inv", overwrite_a=overwrite_a, check_finite=check_finite)
    return jnp.linalg.inv(_matrix("inv", a))


@operator("scipy.linalg.cholesky(a, lower=False, overwrite_a=False, check_finite=True)")
def cholesky(a: Array, lower: bool = False, overwrite_a: bool = False, check_finite: bool = True) -> Array:
    """The triangular matrix L, or (not `lower`) its transpose, of which a positive definite matrix is L Lᵀ.

    Raises:
        TypeError: a flag is no bool, or the dtype is not supported.
        ValueError: the input is no square matrix.
    """
    _flags("cholesky", overwrite_a=overwrite_a, check_finite=check_finite, lower=lower)
    found = jnp.linalg.cholesky(_matrix("cholesky", a), symmetrize_input=False)
    return found if lower else found.T


@operator("scipy.linalg._cho_solve(c, b, lower, overwrite_b, check_finite)")
def cho_solve(c: Array, b: Array, lower: bool, overwrite_b: bool = False, check_finite: bool = True) -> Array:
    """The x of A x = b, from the triangular factor `c` of A, an upper one unless `lower`."""
    _flags("cho_solve", overwrite_b=overwrite_b, check_finite=check_finite, lower=lower)
    factor = _matrix("cho_solve", c)
    _fitting("cho_solve", c, b)
    b = b.astype(factor.dtype)
    first = solvers.solve_triangular(factor, b, trans=0 if lower else 1, lower=lower)
    return solvers.solve_triangular(factor, first, trans=1 if lower else 0, lower=lower)


@operator("scipy.linalg._eigh(a, lower, eigvals_only)")
def eigh(a: Array, lower: bool, eigvals_only: bool) -> Any:
    """The eigenvalues, in order, and eigenvectors of the symmetric matrix whose lower (or upper) triangle is given."""
    a = _matrix("eigh", a, allowed=_ALLOWED + _COMPLEX)
    # The whole matrix from its triangle, so that the derivative is that by the triangle's elements.
    part = jnp.tril if lower else jnp.triu
    full = part(a) + jnp.conj(part(a, -1 if lower else 1)).T
    values, vectors = jnp.linalg.eigh(full, symmetrize_input=False)
    return values if eigvals_only else (values, vectors)


@operator("scipy.linalg.lu_factor(a, overwrite_a=False, check_finite=True)")
def lu_factor(a: Array, overwrite_a: bool = False, check_finite: bool = True) -> tuple[Array, Array]:
    """The factors L and U of a square matrix in one, and for each row that with which it was exchanged, as int32."""
    _flags("lu_factor", overwrite_a=overwrite_a, check_finite=check_finite)
    return solvers.lu_factor(_matrix("lu_factor", a))


@operator("scipy.ops.LU()(x)")
def lu_compact(x: Array) -> tuple[Array, Array, Array]:
    """L and U in one, for each row that with which it was exchanged, and the permutation, both as int32."""
    packed, pivots, order = jax.lax.linalg.lu(x)
    permutation = jax.nn.one_hot(order, x.shape[-2], dtype=np.int32)
    return packed, pivots, jnp.swapaxes(permutation, -1, -2)


@operator("scipy.linalg._lu(a)")
def lu(a: Array) -> tuple[Array, Array, Array]:
    """The permutation P, as int32, the lower L and the upper U, of which a matrix is P L U."""
    a = _matrix("lu", a, square=False)
    if a.shape[0] > a.shape[1]:
        raise ValueError(f"For 'lu', a matrix must not have more rows than columns, but got shape {a.shape}.")
    permutation, lower, upper = solvers.lu(a)
    return jax.lax.stop_gradient(permutation).astype(np.int32), lower, upper


@operator("scipy.linalg._lu_solve(lu, pivots, b, trans)")
def lu_solve(lu: Array, pivots: Array, b: Array, trans: int) -> Array:
    """The x of A x = b, from the factors of `lu_factor`; with `trans` 1, of Aᵀ x = b."""
    factors = _matrix("lu_solve", lu)
    _fitting("lu_solve", lu, b)
    if pivots.dtype != np.int32:
        raise TypeError(f"For 'lu_solve', the pivots must be int32, but got {pivots.dtype}.")
    if trans not in (0, 1, 2) or pivots.shape != (lu.shape[0],):
        raise ValueError(f"For 'lu_solve', 'trans' must be 0, 1 or 2, and {lu.shape[0]} pivots are needed, but got "
                         f"{trans} and shape {pivots.shape}.")
    return solvers.lu_solve((factors, pivots), b.astype(factors.dtype), trans)


@operator("scipy.linalg.det(a, overwrite_a=False, check_finite=True)")
def det(a: Array, overwrite_a: bool = False, check_finite: bool = True) -> Array:
    """The determinant of a square matrix."""
    _flags("det", overwrite_a=overwrite_a, check_finite=check_finite)
    return jnp.linalg.det(_matrix("det", a))


@operator("scipy.linalg._solve_triangular(a, b, trans, lower, unit_diagonal)")
def solve_triangular(a: Array, b: Array, trans: int, lower: bool, unit_diagonal: bool) -> Array:
    """The x of A x = b, of whose A only the upper (or `lower`) triangle counts; `trans` 1: of Aᵀ, 2: of A's adjoint."""
    if a.ndim < 2 or a.shape[-1] != a.shape[-2] or b.ndim < 1:
        raise ValueError(f"For 'SolveTriangular', square matrices are needed, but got shapes {a.shape} and {b.shape}.")
    if a.shape[-1] != b.shape[-1 if b.ndim < a.ndim else -2]:
        raise ValueError(f"For 'SolveTriangular', the shapes {a.shape} and {b.shape} do not fit.")
    if a.dtype != b.dtype:
        raise TypeError(f"For 'SolveTriangular', the dtypes must be the same, but got {a.dtype} and {b.dtype}.")
    a, b = floating(a), floating(b)
    several = b.ndim == a.ndim
    found = jax.lax.linalg.triangular_solve(
        a, b if several else b[..., None], left_side=True, lower=lower, transpose_a=trans > 0, conjugate_a=trans == 2,
        unit_diagonal=unit_diagonal)
    return found if several else found[..., 0]


@operator("scipy.linalg._block_diag(arrays)")
def block_diag(arrays: Arrays) -> Array:
    """The matrix with these matrices along its diagonal, and 0 elsewhere."""
    if any(a.ndim > 2 for a in arrays):
        raise ValueError(f"For 'block_diag', matrices are needed, but got shapes {[a.shape for a in arrays]}.")
    return solvers.block_diag(*promote_arrays(*arrays))


@operator("scipy.linalg._lstsq(A, B, driver)")
def lstsq(A: Array, B: Array, driver: str) -> tuple[Array, Array, Array, Array]:
    """The x with the least |A x - B|, the squares of that, the rank of A and its singular values.

    Which of the last three are not empty depends on the driver, one of LAPACK's.
    """
    if driver not in ("gels", "gelsy", "gelss", "gelsd"):
        raise ValueError(f"For 'lstsq', 'driver' must be 'gels', 'gelsy', 'gelss' or 'gelsd', but got {driver!r}.")
    found, residuals, rank, singular = jnp.linalg.lstsq(A, B)
    nothing = jnp.zeros((0,), A.dtype)
    if driver == "gelsy" or A.shape[0] <= A.shape[1]:
        residuals = nothing
    return (found, residuals, jnp.zeros((0,), np.int64) if driver == "gels" else rank.astype(np.int64),
            singular if driver in ("gelss", "gelsd") else nothing)


# Cosine transforms ------------------------------------------------------------------------------------------


def _transformed(name: str, function: Callable[..., Array], x: Array, type: int, norm: Any, **sizes: Any) -> Array:
    if type != 2:
        raise ValueError(f"For '{name}', only the type 2 is supported, but got {type!r}.")
    if norm not in (None, "ortho"):
        raise ValueError(f"For '{name}', only the norm 'ortho' is supported, but got {norm!r}.")
    if x.dtype.kind == "c":
        parts = [function(p, type, norm="ortho", **sizes) for p in (jnp.real(x), jnp.imag(x))]
        return jax.lax.complex(*parts)
    return function(x if x.dtype == np.float64 else x.astype(np.float32), type, norm="ortho", **sizes)


def _along(name: str, function: Callable[..., Array], x: Array, type: int, n: Any, axis: int, norm: Any) -> Array:
    if n is not None and n < 1:
        raise ValueError(f"For '{name}', the size must be greater than 0, but got {n}.")
    return _transformed(name, function, x, type, norm, n=n, axis=checked_axis(name, axis, x.ndim))


def _over(name: str, function: Callable[..., Array], x: Array, type: int, s: Any, axes: Any, norm: Any) -> Array:
    if axes is None and s is not None:
        axes = tuple(range(x.ndim - len(s), x.ndim))
    return _transformed(name, function, x, type, norm, s=s, axes=checked_axes(name, axes, x.ndim))


@operator("scipy.fft.dct(x, type=2, n=None, axis=-1, norm=None)")
def dct(x: Array, type: int = 2, n: int | None = None, axis: int = -1, norm: str | None = None) -> Array:
    """The orthogonal cosine transform of type 2 along an axis, cut or padded with 0 to the size n.

    Raises:
        ValueError: the type or norm is another, n is not positive, or there is no such axis.
    """
    return _along("dct", transforms.dct, x, type, n, axis, norm)


@operator("scipy.fft.idct(x, type=2, n=None, axis=-1, norm=None)")
def idct(x: Array, type: int = 2, n: int | None = None, axis: int = -1, norm: str | None = None) -> Array:
    """The inverse of `dct`."""
    return _along("idct", transforms.idct, x, type, n, axis, norm)


@operator("scipy.fft.dctn(x, type=2, s=None, axes=None, norm=None)")
def dctn(x: Array, type: int = 2, s: Any = None, axes: Any = None, norm: str | None = None) -> Array:
    """The orthogonal cosine transform of type 2 over axes, by default all, cut or padded to sizes s."""
    return _over("dctn", transforms.dctn, x, type, s, axes, norm)


@operator("scipy.fft.idctn(x, type=2, s=None, axes=None, norm=None)")
def idctn(x: Array, type: int = 2, s: Any = None, axes: Any = None, norm: str | None = None) -> Array:
    """The inverse of `dctn`."""
    return _over("idctn", transforms.idctn, x, type, s, axes, norm)
