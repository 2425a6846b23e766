"""The assignment problem."""

from __future__ import annotations

import sys

from mindshim.engine.binding import operator_named
from mindshim.engine.tensor import Tensor
from mindshim.kernels import scipy_assignment as _declarations  # noqa: F401
from mindshim.numpy.utils import only_tensors


def linear_sum_assignment(cost_matrix: Tensor, maximize: bool,
                          dimension_limit: Tensor = Tensor(sys.maxsize)) -> tuple[Tensor, Tensor]:  # noqa: B008
    """The assignment of rows to columns, one each, with the least (or greatest) sum of costs.

    Args:
        cost_matrix: the costs, (m, n).
        maximize: look for the greatest sum.
        dimension_limit: how many rows count, as a Tensor.

    Returns:
        The rows and their columns, two vectors of min(m, n) int64, filled up with -1.

    Raises:
        TypeError: an input is no Tensor, or `maximize` no bool.
        ValueError: the costs are no matrix.

    Examples:
        >>> from mindshim import Tensor
        >>> from mindshim.scipy.optimize import linear_sum_assignment
        >>> rows, columns = linear_sum_assignment(Tensor([[4.0, 1.0], [2.0, 0.0]]), False)
        >>> print(columns)
        [1 0]
    """
    only_tensors(cost_matrix, dimension_limit)
    if not isinstance(maximize, bool):
        raise TypeError(f"For 'linear_sum_assignment', 'maximize' must be a bool, but got {type(maximize).__name__}.")
    return operator_named("scipy.optimize._linear_sum_assignment")(cost_matrix, maximize, dimension_limit)
