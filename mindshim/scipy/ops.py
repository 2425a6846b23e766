"""The primitives behind `mindspore.scipy`, which a few programs use themselves."""

from __future__ import annotations

from mindshim.engine.tensor import Tensor
from mindshim.kernels import scipy_assignment as _assignment  # noqa: F401 - declare them
from mindshim.kernels import scipy_linalg as _linalg  # noqa: F401
from mindshim.ops.primitive import primitive_class
from mindshim.scipy.linalg import solve_triangular

LinearSumAssignment = primitive_class("scipy.ops.LinearSumAssignment")
LU = primitive_class("scipy.ops.LU")


class SolveTriangular:
    """``SolveTriangular(lower, unit_diagonal, trans)(a, b)`` is `solve_triangular` with these settings.

    Examples:
        >>> from mindshim import Tensor
        >>> from mindshim.scipy.ops import SolveTriangular
        >>> print(SolveTriangular(lower=True)(Tensor([[2.0, 0.0], [1.0, 1.0]]), Tensor([2.0, 3.0])))
        [1. 2.]
    """

    def __init__(self, lower: bool = False, unit_diagonal: bool = False, trans: str = "N"):
        self.lower = lower
        self.unit_diagonal = unit_diagonal
        self.trans = trans

    def __call__(self, a: Tensor, b: Tensor) -> Tensor:
        return solve_triangular(a, b, self.trans, self.lower, self.unit_diagonal)


__all__ = ["LU", "LinearSumAssignment", "SolveTriangular"]
