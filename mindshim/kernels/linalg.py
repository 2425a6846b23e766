"""Linear algebra on (batches of) matrices, in the last two axes."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import jax.scipy.linalg as solvers
import numpy as np

from mindshim.kernels.axes import axes_of
from mindshim.kernels.declare import Array, operator
from mindshim.kernels.products import transposed
from mindshim.kernels.promotion import floating, kind
from mindshim.kernels.reduce import widened


def square(name: str, x: Array) -> None:
    """Check that these are square matrices."""
    if x.ndim < 2 or x.shape[-1] != x.shape[-2]:
        raise ValueError(f"For '{name}', square matrices are needed, but got shape {x.shape}.")


@operator("ops.inverse(input)", "mint.inverse(input)", "Tensor.inverse()", "mint.linalg.inv(input)")
def inverse(input: Array) -> Array:
    """The inverse of each square matrix."""
    square("inverse", input)
    return jnp.linalg.inv(floating(input))


@operator("ops.MatrixInverse(adjoint=False)(x)")
def matrix_inverse(x: Array, adjoint: bool = False) -> Array:
    """The inverse of each square matrix, or of its conjugate transpose."""
    square("MatrixInverse", x)
    return jnp.linalg.inv(jnp.conj(transposed(x, True)) if adjoint else x)


@operator("ops.det(input)", "Tensor.det()", "ops.MatrixDeterminant()(input)", "ops.matrix_determinant(input)",
          "Tensor.matrix_determinant()")
def det(input: Array) -> Array:
    """The determinant of each square matrix."""
    square("MatrixDeterminant", input)
    return jnp.linalg.det(input)


@operator("ops.slogdet(input)", "Tensor.slogdet()", "ops.LogMatrixDeterminant()(input)",
          "ops.log_matrix_determinant(input)", "Tensor.log_matrix_determinant()")
def slogdet(input: Array) -> tuple[Array, Array]:
    """The sign of each determinant, and the logarithm of its absolute value."""
    square("LogMatrixDeterminant", input)
    sign, log = jnp.linalg.slogdet(input)
    return sign, log


@operator("ops.logdet(input)", "Tensor.logdet()")
def logdet(input: Array) -> Array:
    """The logarithm of each determinant; nan where it is negative."""
    square("logdet", input)
    return jnp.log(jnp.linalg.det(input))


@operator("ops.Cholesky(upper=False)(input_x)", "ops.cholesky(input_x, upper=False)",
          "Tensor.cholesky(upper=False)")
def cholesky(input_x: Array, upper: bool = False) -> Array:
    """The lower triangular L of which L Lᴴ is the (positive definite) matrix; or with `upper` its Lᴴ."""
    square("Cholesky", input_x)
    return jnp.linalg.cholesky(input_x, upper=upper)


@operator("ops.CholeskyInverse(upper=False)(input_x)", "ops.cholesky_inverse(input_x, upper=False)",
          "Tensor.cholesky_inverse(upper=False)")
def cholesky_inverse(input_x: Array, upper: bool = False) -> Array:
    """The inverse of the matrix whose Cholesky factor is given."""
    square("CholeskyInverse", input_x)
    return jnp.linalg.inv(input_x.T @ input_x if upper else input_x @ input_x.T)


@operator("ops.CholeskySolve(upper=False)(x1, x2)", "ops.cholesky_solve(input, input2, upper=False)",
          "Tensor.cholesky_solve(input2, upper=False)")
def cholesky_solve(input: Array, input2: Array, upper: bool = False) -> Array:
    """The solution X of A X = input, where `input2` is A's Cholesky factor."""
    square("CholeskySolve", input2)
    factor = transposed(input2, True) if upper else input2
    half = jax.lax.linalg.triangular_solve(factor, input, left_side=True, lower=True)
    return jax.lax.linalg.triangular_solve(factor, half, left_side=True, lower=True, transpose_a=True)


@operator("ops.qr(input, mode='reduced')", "mint.linalg.qr(A, mode='reduced')")
def qr(input: Array, mode: str = "reduced") -> tuple[Array, Array]:
    """The factors Q, with orthonormal columns, and R, upper triangular, of each matrix.

    Raises:
        ValueError: `mode` is not "reduced", "complete" or "r".
    """
    if mode not in ("reduced", "complete", "r"):
        raise ValueError(f"For 'qr', 'mode' must be 'reduced' or 'complete', but got {mode!r}.")
    if mode == "r":
        return jnp.zeros((0,), input.dtype), jnp.linalg.qr(input, "r")
    q, r = jnp.linalg.qr(input, mode)
    return q, r


@operator("ops.Qr(full_matrices=False)(x)")
def qr_primitive(x: Array, full_matrices: bool = False) -> tuple[Array, Array]:
    """The factors Q and R of each matrix; with `full_matrices`, Q is square."""
    q, r = jnp.linalg.qr(x, "complete" if full_matrices else "reduced")
    return q, r


@operator("Tensor.qr(some=True)")
def tensor_qr(x: Array, some: bool = True) -> tuple[Array, Array]:
    """The factors Q and R of each matrix; without `some`, Q is square."""
    q, r = jnp.linalg.qr(x, "reduced" if some else "complete")
    return q, r


@operator("ops.Svd(full_matrices=False, compute_uv=True)(input)",
          "ops.svd(input, full_matrices=False, compute_uv=True)",
          "Tensor.svd(full_matrices=False, compute_uv=True)")
def svd(input: Array, full_matrices: bool = False, compute_uv: bool = True) -> Any:
    """The singular values s, and U and V with A = U diag(s) Vᴴ, in this order; or s alone."""
    if not compute_uv:
        return jnp.linalg.svd(input, compute_uv=False)
    u, s, vh = jnp.linalg.svd(input, full_matrices=full_matrices)
    return s, u, jnp.conj(transposed(vh, True))


@operator("ops.eig(A)")
def eig(A: Array) -> tuple[Array, Array]:
    """The eigenvalues, complex, and the eigenvectors as columns, of each square matrix."""
    square("eig", A)
    values, vectors = jnp.linalg.eig(A)
    return values, vectors


@operator("ops.eigvals(A)", "Tensor.eigvals()")
def eigvals(A: Array) -> Array:
    """The eigenvalues, complex, of each square matrix."""
    square("eigvals", A)
    return jnp.linalg.eigvals(A)


@operator("ops.pinv(x, *, atol=None, rtol=None, hermitian=False)")
def pinv(x: Array, atol: float | None = None, rtol: float | None = None, hermitian: bool = False) -> Array:
    """The pseudo-inverse; singular values not above max(atol, rtol · the largest) are taken as 0."""
    if atol is None and rtol is None:
        return jnp.linalg.pinv(x, hermitian=hermitian)
    u, s, vh = jnp.linalg.svd(x, full_matrices=False)
    limit = jnp.maximum(atol or 0.0, (rtol or 0.0) * s[..., :1])
    scale = jnp.where(s > limit, 1 / jnp.where(s > limit, s, 1), 0)
    return jnp.conj(transposed(vh, True)) @ (scale[..., None] * jnp.conj(transposed(u, True)))


@operator("ops.MatrixPower(n)(x)", "ops.matrix_power(input, n)", "Tensor.matrix_power(n)")
def matrix_power(input: Array, n: int) -> Array:
    """The n-th power of each square matrix; a negative n is that of the inverse."""
    square("MatrixPower", input)
    return jnp.linalg.matrix_power(input, n)


@operator("ops.MatrixExp()(input)", "ops.matrix_exp(input)")
def matrix_exp(input: Array) -> Array:
    """The exponential of each square matrix."""
    square("MatrixExp", input)
    return solvers.expm(input)


@operator("ops.MatrixLogarithm()(x)")
def matrix_logarithm(x: Array) -> Array:
    """The logarithm of each complex square matrix."""
    square("MatrixLogarithm", x)
    values, vectors = jnp.linalg.eig(x)
    return (vectors * jnp.log(values)[..., None, :] @ jnp.linalg.inv(vectors)).astype(x.dtype)


@operator("ops.lstsq(input, A)", "Tensor.lstsq(A)", "ops.Lstsq(fast=True, l2_regularizer=0.0)(x, a)")
def lstsq(input: Array, A: Array, fast: bool = True, l2_regularizer: float = 0.0) -> Array:
    """The X with the least squared error of input · X = A."""
    found = jnp.linalg.lstsq(input, A if A.ndim > 1 else A[:, None])[0]
    return found


@operator("ops.MatrixSolve(adjoint=False)(matrix, rhs)", "ops.matrix_solve(matrix, rhs, adjoint=False)")
def matrix_solve(matrix: Array, rhs: Array, adjoint: bool = False) -> Array:
    """The X of matrix · X = rhs, or of its conjugate transpose."""
    square("MatrixSolve", matrix)
    return jnp.linalg.solve(jnp.conj(transposed(matrix, True)) if adjoint else matrix, rhs)


@operator("ops.MatrixTriangularSolve(lower=True, adjoint=False)(matrix, rhs)")
def matrix_triangular_solve(matrix: Array, rhs: Array, lower: bool = True, adjoint: bool = False) -> Array:
    """The X of matrix · X = rhs, of whose matrix only the lower (or upper) triangle counts."""
    square("MatrixTriangularSolve", matrix)
    return jax.lax.linalg.triangular_solve(
        matrix, rhs, left_side=True, lower=lower, transpose_a=adjoint, conjugate_a=adjoint)


@operator("mint.triangular_solve(b, A, upper=True, transpose=False, unitriangular=False)",
          "Tensor.triangular_solve(A, upper=True, transpose=False, unitriangular=False)")
def triangular_solve(b: Array, A: Array, upper: bool = True, transpose: bool = False,
                     unitriangular: bool = False) -> tuple[Array, Array]:
    """The X of A · X = b, of whose A only the upper (or lower) triangle counts; and A."""
    found = jax.lax.linalg.triangular_solve(
        A, b, left_side=True, lower=not upper, transpose_a=transpose, unit_diagonal=unitriangular)
    return found, A


@operator("ops.LuSolve()(x, lu_data, lu_pivots)", "ops.lu_solve(b, LU_data, LU_pivots)",
          "Tensor.lu_solve(LU_data, LU_pivots)")
def lu_solve(b: Array, LU_data: Array, LU_pivots: Array) -> Array:
    """The X of A · X = b, from A's LU factors and its pivots, which count from 1."""
    return jnp.vectorize(lambda lu, p, y: solvers.lu_solve((lu, p), y), signature="(n,n),(n),(n,k)->(n,k)")(
        LU_data, LU_pivots.astype(np.int32) - 1, b)


@operator("ops.LuUnpack(unpack_data=True, unpack_pivots=True)(LU_data, LU_pivots)",
          "ops.lu_unpack(LU_data, LU_pivots, unpack_data=True, unpack_pivots=True)")
def lu_unpack(LU_data: Array, LU_pivots: Array, unpack_data: bool = True,
              unpack_pivots: bool = True) -> tuple[Array, Array, Array]:
    """The permutation P, and L and U, of P L U, from the compact form and its pivots, which count from 1."""
    rows, columns = LU_data.shape[-2:]
    small = min(rows, columns)
    lower = jnp.tril(LU_data[..., :small], -1) + jnp.eye(rows, small, dtype=LU_data.dtype)
    upper = jnp.triu(LU_data[..., :small, :])
    order = jax.lax.linalg.lu_pivots_to_permutation(LU_pivots.astype(np.int32) - 1, rows)
    permutation = jnp.swapaxes(jax.nn.one_hot(order, rows, dtype=LU_data.dtype), -1, -2)
    return permutation, lower, upper


@operator("ops.Geqrf()(input)", "ops.geqrf(input)", "Tensor.geqrf()")
def geqrf(input: Array) -> tuple[Array, Array]:
    """The QR factors in compact form: R over the Householder vectors, and their scales."""
    packed, scales = jnp.linalg.qr(input, "raw")
    return transposed(packed, True), scales


@operator("ops.Orgqr()(x, tau)", "ops.orgqr(input, input2)", "Tensor.orgqr(input2)")
def orgqr(input: Array, input2: Array) -> Array:
    """The first columns of Q, from Householder vectors and their scales."""
    return jax.lax.linalg.householder_product(input, input2)


@operator("ops.Ormqr(left=True, transpose=False)(x, tau, other)",
          "ops.ormqr(input, tau, other, left=True, transpose=False)",
          "Tensor.ormqr(input2, input3, left=True, transpose=False)")
def ormqr(input: Array, tau: Array, other: Array, left: bool = True, transpose: bool = False) -> Array:
    """The product of the square Q, given by Householder vectors and scales, with another matrix."""
    rows = input.shape[-2]
    padding = [(0, 0)] * (input.ndim - 1) + [(0, rows - input.shape[-1])]
    full = jax.lax.linalg.householder_product(
        jnp.pad(input, padding), jnp.pad(tau, [(0, 0)] * (tau.ndim - 1) + [(0, rows - tau.shape[-1])]))
    full = jnp.conj(transposed(full, True)) if transpose else full
    return full @ other if left else other @ full


@operator("ops.trace(input)")
def trace(input: Array) -> Array:
    """The sum of a matrix's diagonal, in its dtype.

    Raises:
        RuntimeError: the input is no matrix.
    """
    if input.ndim != 2:
        raise RuntimeError(f"For 'trace', a matrix is needed, but got shape {input.shape}.")
    return jnp.trace(input, dtype=input.dtype)


@operator("mint.trace(input)", "Tensor.trace(offset=0, axis1=0, axis2=1, dtype=None)", "ops.Trace()(input)")
def tensor_trace(input: Array, offset: int = 0, axis1: int = 0, axis2: int = 1,
                 dtype: np.dtype | None = None) -> Array:
    """The sum of the diagonal of two axes; of truth values and integers an int64, unless `dtype` says
    otherwise.
    """
    x = widened(input) if dtype is None else input.astype(dtype)
    return jnp.trace(x, offset, axis1, axis2, dtype=x.dtype)


@operator("ops.adjoint(x)", "Tensor.adjoint()")
def adjoint(x: Array) -> Array:
    """The conjugate transpose of each matrix."""
    return jnp.conj(transposed(x, True))


@operator("ops.ConjugateTranspose()(x, perm)")
def conjugate_transpose(x: Array, perm: tuple[int, ...]) -> Array:
    """The conjugate of the input with its axes permuted."""
    return jnp.conj(jnp.transpose(x, perm))


@operator("ops.vander(x, N=None)")
def vander(x: Array, N: int | None = None) -> Array:
    """The matrix of the powers N-1, …, 0 of each element."""
    return jnp.vander(x, N)


# Norms ------------------------------------------------------------------------------------------------------


@operator("ops.norm(A, ord=None, dim=None, keepdim=False, *, dtype=None)",
          "mint.linalg.norm(A, ord=None, dim=None, keepdim=False, *, dtype=None)",
          "Tensor.norm(ord=None, dim=None, keepdim=False, *, dtype=None)")
def norm(A: Array, ord: Any = None, dim: Any = None, keepdim: bool = False,
         dtype: np.dtype | None = None) -> Array:
    """The norm of a vector or a matrix, over one or two axes; by default the 2-norm of all elements.

    `ord` is a number, "fro" or "nuc".

    Raises:
        ValueError: there is no such norm.

    Examples:
        >>> from mindshim import Tensor, ops
        >>> print(ops.norm(Tensor([[3.0, 4.0], [6.0, 8.0]]), dim=1))
        [ 5. 10.]
    """
    x = _ready(A, dtype)
    if dim is not None:
        dim = axes_of("norm", dim, x.ndim)
        dim = dim[0] if len(dim) == 1 else dim
    return jnp.linalg.norm(x, ord, dim, keepdims=keepdim).astype(x.dtype)


@operator("ops.vector_norm(x, ord=2, axis=None, keepdims=False, *, dtype=None)",
          "mint.linalg.vector_norm(x, ord=2, dim=None, keepdim=False, *, dtype=None)")
def vector_norm(x: Array, ord: float = 2, axis: Any = None, keepdims: bool = False,
                dtype: np.dtype | None = None) -> Array:
    """The norm of the vectors that these axes, or all, make up."""
    x = _ready(x, dtype)
    axes = tuple(range(x.ndim)) if axis is None else axes_of("vector_norm", axis, x.ndim)
    rest = [a for a in range(x.ndim) if a not in axes]
    flat = jnp.transpose(x, (*rest, *axes)).reshape(*[x.shape[a] for a in rest], -1)
    found = jnp.linalg.norm(flat, ord, -1).astype(x.dtype)
    return jnp.expand_dims(found, axes) if keepdims else found


@operator("mint.norm(input, p='fro', dim=None, keepdim=False, *, dtype=None)")
def mint_norm(input: Array, p: Any = "fro", dim: Any = None, keepdim: bool = False,
              dtype: np.dtype | None = None) -> Array:
    """The p-norm of all elements, or of the vectors along axes; "fro" is the 2-norm."""
    if p == "nuc":
        return norm(input, "nuc", dim, keepdim, dtype)
    return vector_norm(input, 2 if p in ("fro", None) else p, dim, keepdim, dtype)


@operator("ops.matrix_norm(A, ord='fro', axis=(-2, -1), keepdims=False, *, dtype=None)",
          "mint.linalg.matrix_norm(A, ord='fro', dim=(-2, -1), keepdim=False, *, dtype=None)")
def matrix_norm(A: Array, ord: Any = "fro", axis: tuple[int, int] = (-2, -1), keepdims: bool = False,
                dtype: np.dtype | None = None) -> Array:
    """The norm of the matrices that two axes make up."""
    return jnp.linalg.norm(_ready(A, dtype), ord, axis, keepdims=keepdims)


@operator("ops.LpNorm(axis, p=2, keep_dims=False, epsilon=1e-12)(input)")
def lp_norm(input: Array, axis: Any, p: int = 2, keep_dims: bool = False, epsilon: float = 1e-12) -> Array:
    """The p-norm over axes, at least `epsilon`."""
    total = jnp.sum(jnp.abs(input) ** p, axes_of("LpNorm", axis, input.ndim), keepdims=keep_dims)
    return jnp.maximum(total ** (1 / p), np.asarray(epsilon, input.dtype)) if p else total


@operator("ops.NuclearNorm(dim=None, keepdim=False)(x)")
def nuclear_norm(x: Array, dim: Any = None, keepdim: bool = False) -> Array:
    """The sum of the singular values of the matrices that two axes make up."""
    return jnp.linalg.norm(x, "nuc", tuple(dim) if dim is not None else (-2, -1), keepdims=keepdim)


@operator("ops.cond(A, p=None)")
def cond(A: Array, p: Any = None) -> Array:
    """The condition number of each matrix."""
    return jnp.linalg.cond(floating(A), p)


@operator("ops.logsumexp(input, dim, keepdim=False)", "mint.logsumexp(input, dim, keepdim=False)",
          "Tensor.logsumexp(dim, keepdim=False)")
def logsumexp(input: Array, dim: Any, keepdim: bool = False) -> Array:
    """The logarithm of the sum of exponentials over axes, without overflow."""
    x = floating(input)
    axes = axes_of("logsumexp", dim, x.ndim) if dim != () else None
    return jax.nn.logsumexp(x, axes if x.ndim else None, keepdims=keepdim)


def _ready(x: Array, dtype: np.dtype | None) -> Array:
    x = jnp.asarray(x)
    return x.astype(dtype) if dtype is not None else floating(x) if kind(x.dtype) != "c" else x


@operator("ops.MatrixSolveLs(fast=True)(matrix, rhs, l2_regularizer)")
def matrix_solve_ls(matrix: Array, rhs: Array, l2_regularizer: Array, fast: bool = True) -> Array:
    """The least squares solutions of linear systems; `fast` by the normal equations, with `l2_regularizer` added."""
    if not fast:
        return jnp.linalg.pinv(matrix) @ rhs
    adjoint = jnp.conj(jnp.swapaxes(matrix, -1, -2))
    size = min(matrix.shape[-2:])
    weight = jnp.asarray(l2_regularizer, matrix.dtype) * jnp.eye(size, dtype=matrix.dtype)
    if matrix.shape[-2] >= matrix.shape[-1]:
        return jnp.linalg.solve(adjoint @ matrix + weight, adjoint @ rhs)
    return adjoint @ jnp.linalg.solve(matrix @ adjoint + weight, rhs)
