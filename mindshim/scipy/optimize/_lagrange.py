"""Minimisation under inequality constraints: the augmented Lagrangian method, with Adam for the inner problem."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from mindshim import log
from mindshim.engine.autodiff import value_and_grad
from mindshim.engine.parameter import Parameter, ParameterTuple
from mindshim.engine.tensor import Tensor

# How the bound on the violation falls with the penalty (in a round that failed, and one that kept it), and how the
# penalty grows.
_ALPHA, _BETA, _RHO = 0.1, 0.9, 1.1


class _LagrangeResults(NamedTuple):
    """What `minimize` found with LAGRANGE."""

    succeeded: bool
    best_value: np.ndarray
    object_value: np.ndarray
    loss_value: Any


def _bounded(lower: Any, upper: Any) -> Callable[[Tensor], Tensor]:
    """A function from any vector to one within bounds."""
    from mindshim import ops

    low = None if lower is None else Tensor(lower)
    high = None if upper is None else Tensor(upper)
    if low is None and high is None:
        return lambda x: x
    if low is None:
        return lambda x: high - x * x
    if high is None:
        return lambda x: x * x + low
    return lambda x: (high - low) * ops.sigmoid(x) + low


def minimize_lagrange(func: Callable[..., Tensor], x0: Tensor, constraints: Sequence[Callable[..., Tensor]],
                      save_tol: Any = None, obj_weight: float = 1.0, lower: Any = None, upper: Any = None,
                      learning_rate: float = 0.1, coincide_fun: Callable[..., Any] | None = None, rounds: int = 10,
                      steps: int = 1000, log_sw: bool = False) -> _LagrangeResults:
    """The minimum of a function where no constraint is positive; see `minimize`.

    Args:
        func: the function, of a vector, and of what `coincide_fun` returns if that is given.
        x0: where the search begins.
        constraints: functions of the same.
        save_tol: for each constraint what it may be at most (1).
        obj_weight: the function's weight against the constraints.
        lower: the least that the elements may be.
        upper: the most.
        learning_rate: Adam's.
        coincide_fun: what function and constraints have in common, of a vector.
        rounds: how often the multipliers are changed.
        steps: Adam's steps in a round.
        log_sw: log each step.

    Raises:
        TypeError: one of the functions is none.
        ValueError: there are not as many tolerances as constraints.
    """
    from mindshim import nn, ops

    for function in (func, *constraints):
        if not callable(function):
            raise TypeError(f"For 'minimize', a function is needed, but got {type(function).__name__}.")
    if save_tol is not None and len(save_tol) != len(constraints):
        raise ValueError(f"For 'minimize', {len(constraints)} tolerances are needed, but got {len(save_tol)}.")
    count = len(constraints)
    tolerance = np.ones(count, np.float32) if save_tol is None else np.asarray(save_tol, np.float32)
    place = Parameter(x0, name="param")
    within = _bounded(lower, upper)
    optimizer = nn.Adam([place], learning_rate=learning_rate)
    weights = ParameterTuple([place])
    multipliers, penalty, slack = np.zeros(count) + 1.0, 1.0, 1.0

    def lagrangian(multipliers: Tensor, penalty: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        x = within(place)
        common = () if coincide_fun is None else (coincide_fun(x),)
        losses = ops.stack([c(x, *common).reshape(()) for c in constraints])
        value = func(x, *common)
        shares = multipliers / penalty
        excess = ops.relu(shares + losses) ** 2 - shares**2
        return obj_weight * value + penalty / 2 * excess.sum(), losses, value, x

    derivative = value_and_grad(lagrangian, None, weights, has_aux=True)
    found, first = None, None
    for turn in range(rounds):
        numbers = Tensor(multipliers.astype(np.float32)), Tensor(np.float32(penalty))
        losses = np.zeros(count)
        for step in range(steps):
            (total, losses, value, x), gradients = derivative(*numbers)
            optimizer(gradients)
            losses, value = losses.asnumpy(), value.asnumpy()
            if log_sw:
                log.info("round %d, step %d: value %s, constraints %s, Lagrangian %s", turn, step, value, losses, total)
            first = value if first is None else first
            if (losses - tolerance).max() < 0 and value < first:
                found, first = (x.asnumpy(), losses), value
        violation = np.sqrt(np.sum(np.maximum(losses, -multipliers / penalty) ** 2))
        if violation <= slack:
            multipliers = np.maximum(multipliers + penalty * losses, 0)
            slack = slack / penalty**_BETA
        else:
            penalty = _RHO * penalty
            slack = 1 / penalty**_ALPHA
    best, losses = (x0.asnumpy(), Tensor(np.ones(count, np.float32))) if found is None else found
    return _LagrangeResults(found is not None, best, np.asarray(0 if first is None else first), losses)
