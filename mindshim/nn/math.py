"""Mathematical functions as Cells."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim import ops
from mindshim.engine import dtypes
from mindshim.engine.tensor import Tensor
from mindshim.nn._checks import typed
from mindshim.nn.cell import Cell


class ReduceLogSumExp(Cell):
    """The logarithm of the sum of exponentials along axes."""

    def __init__(self, axis: Any, keep_dims: bool = False):
        super().__init__()
        self.axis = typed(axis, "axis", self.cls_name, int, list, tuple)
        self.keep_dims = typed(keep_dims, "keep_dims", self.cls_name, bool)

    def construct(self, x: Tensor) -> Tensor:
        axis = tuple(self.axis) if isinstance(self.axis, list) else self.axis
        return ops.logsumexp(x, tuple(range(x.ndim)) if axis == () else axis, self.keep_dims)


class Range(Cell):
    """The numbers from `start` to `limit` in steps of `delta`: int32, or float32 where one of them is no int.

    Raises:
        ValueError: `delta` is zero.
    """

    def __init__(self, start: Any, limit: Any = None, delta: Any = 1):
        super().__init__()
        if delta == 0:
            raise ValueError("For 'Range', 'delta' cannot be zero.")
        values = np.arange(start, limit, delta)
        self.result_tensor = Tensor(values, dtypes.float32 if values.dtype == np.float64 else dtypes.int32)

    def construct(self) -> Tensor:
        return self.result_tensor


class LGamma(Cell):
    """The logarithm of the absolute value of the gamma function."""

    def construct(self, x: Tensor) -> Tensor:
        return ops.lgamma(x)


class DiGamma(Cell):
    """The derivative of the logarithm of the gamma function."""

    def construct(self, x: Tensor) -> Tensor:
        return ops.digamma(x)


class IGamma(Cell):
    """The regularised lower incomplete gamma function of `a` and `x`."""

    def __init__(self):
        super().__init__()
        self.lgamma = LGamma()

    def construct(self, a: Tensor, x: Tensor) -> Tensor:
        return ops.igamma(a, x)


class LBeta(Cell):
    """The logarithm of the beta function of `x` and `y`."""

    def __init__(self):
        super().__init__()
        self.lgamma = LGamma()

    def construct(self, x: Tensor, y: Tensor) -> Tensor:
        return self.lgamma(x) + self.lgamma(y) - self.lgamma(x + y)


class MatMul(Cell):
    """The product of matrices, either of which may be transposed before."""

    def __init__(self, transpose_x1: bool = False, transpose_x2: bool = False):
        super().__init__()
        self.transpose_x1 = typed(transpose_x1, "transpose_x1", self.cls_name, bool)
        self.transpose_x2 = typed(transpose_x2, "transpose_x2", self.cls_name, bool)

    def construct(self, x1: Tensor, x2: Tensor) -> Tensor:
        x1 = x1.swapaxes(-1, -2) if self.transpose_x1 and x1.ndim > 1 else x1
        x2 = x2.swapaxes(-1, -2) if self.transpose_x2 and x2.ndim > 1 else x2
        return ops.matmul(x1, x2)


class Moments(Cell):
    """Mean and variance along axes; `axis` None or () means all.

    Raises:
        TypeError: an argument is of a wrong type, or (when called) the input neither float16 nor float32.
    """

    def __init__(self, axis: Any = None, keep_dims: bool | None = None):
        super().__init__()
        self.axis = typed(() if axis is None else axis, "axis", self.cls_name, int, tuple)
        self.keep_dims = typed(
            bool(keep_dims) if keep_dims is None else keep_dims, "keep_dims", self.cls_name, bool
        )

    def construct(self, x: Tensor) -> tuple[Tensor, Tensor]:
        if x.dtype not in (dtypes.float16, dtypes.float32):
            raise TypeError(
                f"For '{self.cls_name}', the input must be float16 or float32, but got {x.dtype}."
            )
        axes = tuple(range(x.ndim)) if self.axis == () else self.axis
        values = x.astype(dtypes.float32)
        mean = values.mean(axes, True)
        variance = ops.square(values - ops.stop_gradient(mean)).mean(axes, self.keep_dims)
        mean = mean if self.keep_dims else mean.squeeze(axes)
        return mean.astype(x.dtype), variance.astype(x.dtype)


class MatInverse(Cell):
    """The inverse of positive definite matrices."""

    def construct(self, a: Tensor) -> Tensor:
        return ops.inverse(a)


class MatDet(Cell):
    """The determinant of positive definite matrices."""

    def construct(self, a: Tensor) -> Tensor:
        return ops.det(a)


class MatrixDiag(Cell):
    """Matrices with the input's last axis on their diagonals, and zeros elsewhere."""

    def construct(self, input_x: Tensor) -> Tensor:
        return ops.matrix_diag(input_x, 0, -1, -1, Tensor(0, input_x.dtype))


class MatrixDiagPart(Cell):
    """The diagonals of matrices."""

    def construct(self, input_x: Tensor) -> Tensor:
        return ops.matrix_diag_part(input_x, 0, Tensor(0, input_x.dtype))


class MatrixSetDiag(Cell):
    """Matrices with other diagonals."""

    def construct(self, input_x: Tensor, diagonal: Tensor) -> Tensor:
        return ops.matrix_set_diag(input_x, diagonal, 0)
