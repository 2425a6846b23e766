"""Factorisations of matrices and solvers. Integers are taken as float64; a matrix is one, there are no batches."""

from __future__ import annotations

from typing import Any

from mindshim.engine.binding import operator_named
from mindshim.engine.tensor import Tensor
from mindshim.kernels import scipy_linalg as _declarations  # noqa: F401
from mindshim.numpy import _creation
from mindshim.numpy._binding import bound
from mindshim.numpy.utils import only_tensors

inv = bound("scipy.linalg.inv")
cholesky = bound("scipy.linalg.cholesky")
lu_factor = bound("scipy.linalg.lu_factor")
det = bound("scipy.linalg.det")

_TRANSPOSED = {"N": 0, "T": 1, "C": 2}


def _flags(name: str, **flags: Any) -> None:
    for flag, value in flags.items():
        if not isinstance(value, bool):
            raise TypeError(f"For '{name}', '{flag}' must be a bool, but got {value!r}.")


def cho_factor(a: Tensor, lower: bool = False, overwrite_a: bool = False, check_finite: bool = True) -> tuple:
    """What `cho_solve` needs: the triangular factor of a positive definite matrix (see `cholesky`), and `lower`.

    Raises:
        TypeError: a flag is no bool, or the dtype is not supported.
        ValueError: the input is no square matrix.

    Examples:
        >>> from mindshim import Tensor
        >>> from mindshim.scipy import linalg
        >>> factor = linalg.cho_factor(Tensor([[4.0, 2.0], [2.0, 3.0]]))
        >>> print(linalg.cho_solve(factor, Tensor([2.0, 5.0])))
        [-0.5  2. ]
    """
    return cholesky(a, lower, overwrite_a, check_finite), lower


def cho_solve(c_and_lower: tuple, b: Tensor, overwrite_b: bool = False, check_finite: bool = True) -> Tensor:
    """The x of A x = b, from what `cho_factor` returned for A.

    Args:
        c_and_lower: the factor, (n, n), and whether it is a lower one.
        b: (n) or (n, m), of the factor's dtype.
        overwrite_b: without effect.
        check_finite: without effect.

    Raises:
        TypeError: a flag is no bool, or a dtype is another or not supported.
        ValueError: the shapes do not fit.
    """
    c, lower = c_and_lower
    only_tensors(c, b)
    return operator_named("scipy.linalg._cho_solve")(c, b, lower, overwrite_b, check_finite)


def eigh(a: Tensor, b: None = None, lower: bool = True, eigvals_only: bool = False, overwrite_a: bool = False,
         overwrite_b: bool = False, turbo: bool = True, eigvals: None = None, type: int = 1,
         check_finite: bool = True) -> Any:
    """The eigenvalues of a symmetric (or Hermitian) matrix, in rising order, and its eigenvectors as columns.

    Args:
        a: the matrix, (n, n), of which one triangle counts.
        b: None; a second matrix is not supported.
        lower: whether the lower triangle counts, or the upper one.
        eigvals_only: return the eigenvalues only.
        overwrite_a: without effect, as the other flags.
        overwrite_b: see there.
        turbo: see there.
        eigvals: None; a choice of eigenvalues is not supported.
        type: an int, without effect.
        check_finite: see there.

    Raises:
        TypeError: a flag is no bool, or the dtype is not supported.
        ValueError: the input is no square matrix, or `b` or `eigvals` are given.
    """
    _flags("eigh", lower=lower, eigvals_only=eigvals_only, overwrite_a=overwrite_a, overwrite_b=overwrite_b,
           turbo=turbo, check_finite=check_finite)
    if not isinstance(type, int):
        raise TypeError(f"For 'eigh', 'type' must be an int, but got {type!r}.")
    only_tensors(a)
    if b is not None or eigvals is not None:
        raise ValueError("For 'eigh', 'b' and 'eigvals' can only be None.")
    return operator_named("scipy.linalg._eigh")(a, lower, eigvals_only)


def lu(a: Tensor, permute_l: bool = False, overwrite_a: bool = False, check_finite: bool = True) -> tuple:
    """The permutation P (int32), the lower triangular L and the upper triangular U, of which a matrix is P L U.

    With `permute_l`, P L and U.

    Raises:
        TypeError: a flag is no bool, or the dtype is not supported.
        ValueError: the input is no matrix, or has more rows than columns.
    """
    _flags("lu", permute_l=permute_l, overwrite_a=overwrite_a, check_finite=check_finite)
    only_tensors(a)
    permutation, lower, upper = operator_named("scipy.linalg._lu")(a)
    return (permutation.astype(lower.dtype) @ lower, upper) if permute_l else (permutation, lower, upper)


def lu_solve(lu_and_piv: tuple, b: Tensor, trans: int = 0, overwrite_b: bool = False,
             check_finite: bool = True) -> Tensor:
    """The x of A x = b, from what `lu_factor` returned for A; with `trans` 1 or 2, of Aᵀ x = b.

    Raises:
        TypeError: a flag is no bool, or a dtype is another or not supported.
        ValueError: the shapes do not fit, or there is no such `trans`.
    """
    factors, pivots = lu_and_piv
    _flags("lu_solve", overwrite_b=overwrite_b, check_finite=check_finite)
    only_tensors(factors, pivots, b)
    return operator_named("scipy.linalg._lu_solve")(factors, pivots, b, trans)


def solve_triangular(a: Tensor, b: Tensor, trans: int | str = 0, lower: bool = False, unit_diagonal: bool = False,
                     overwrite_b: bool = False, debug: Any = None, check_finite: bool = True) -> Tensor:
    """The x of A x = b, of whose square A only one triangle counts.

    Args:
        a: the matrix A.
        b: the right side, a vector or matrix of the same dtype.
        trans: 0 or "N": A, 1 or "T": its transpose, 2 or "C": its adjoint.
        lower: whether the lower triangle counts, or the upper one.
        unit_diagonal: take the diagonal as ones.
        overwrite_b: without effect.
        debug: without effect.
        check_finite: without effect.

    Raises:
        TypeError: an input is no Tensor, or the dtypes differ.
        ValueError: the shapes do not fit, or `trans` is another letter.
        RuntimeError: `trans` is another number.
    """
    only_tensors(a, b)
    if isinstance(trans, str):
        if trans not in _TRANSPOSED:
            raise ValueError(f"For 'SolveTriangular', 'trans' must be 'N', 'T' or 'C', but got {trans!r}.")
        trans = _TRANSPOSED[trans]
    if trans not in (0, 1, 2):
        raise RuntimeError(f"For 'SolveTriangular', 'trans' must be 0, 1 or 2, but got {trans}.")
    return operator_named("scipy.linalg._solve_triangular")(a, b, trans, bool(lower), bool(unit_diagonal))


def block_diag(*arrs: Tensor) -> Tensor:
    """The matrix with these matrices (or vectors, as rows) along its diagonal, and 0 elsewhere.

    Raises:
        ValueError: an input has more than two axes.
    """
    if not arrs:
        return _creation.zeros((1, 0))
    only_tensors(*arrs)
    return operator_named("scipy.linalg._block_diag")(arrs)


def lstsq(A: Tensor, B: Tensor, rcond: Any = None, driver: str | None = None) -> tuple:
    """The x with the least |A x - B|, the squares of these differences, the rank of A and its singular values.

    Args:
        A: (m, n).
        B: (m) or (m, k).
        rcond: without effect.
        driver: "gelsy" (None), which gives x and the rank; "gels": x and the squares; "gelsd" or "gelss": all. What is
            not given is empty, as are the squares where A has no more rows than columns.

    Raises:
        ValueError: there is no such driver.
    """
    only_tensors(A, B)
    return operator_named("scipy.linalg._lstsq")(A, B, "gelsy" if driver is None else driver)


__all__ = ["block_diag", "inv", "cho_factor", "cholesky", "cho_solve", "eigh", "lu_factor", "lu", "solve_triangular",
           "lstsq"]
