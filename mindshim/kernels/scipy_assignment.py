"""The assignment problem."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np

from mindshim.kernels.declare import Array, operator


def _solved(cost: np.ndarray, limit: np.ndarray, maximize: bool) -> tuple[np.ndarray, np.ndarray]:
    from scipy.optimize import linear_sum_assignment as solve  # JAX needs SciPy too; it is slow to import

    size = min(cost.shape)
    found = [np.full(size, -1, np.int64) for _ in range(2)]
    for places, chosen in zip(found, solve(np.asarray(cost)[: int(limit)], maximize), strict=True):
        places[: chosen.size] = chosen
    return found[0], found[1]


@operator("scipy.optimize._linear_sum_assignment(cost_matrix, maximize, dimension_limit)",
          "scipy.ops.LinearSumAssignment()(cost_matrix, dimension_limit, maximize)")
def linear_sum_assignment(cost_matrix: Array, maximize: bool, dimension_limit: Array) -> tuple[Array, Array]:
    """The rows and the columns of the cheapest (or dearest) assignment, as int64, filled up with -1."""
    if cost_matrix.ndim != 2:
        raise ValueError(f"For 'linear_sum_assignment', a matrix is needed, but got shape {cost_matrix.shape}.")
    kind = jax.ShapeDtypeStruct((min(cost_matrix.shape),), np.int64)
    cost = jax.lax.stop_gradient(cost_matrix)
    return jax.pure_callback(lambda c, n: _solved(c, n, maximize), (kind, kind), cost, jnp.asarray(dimension_limit),
                             vmap_method="sequential")
