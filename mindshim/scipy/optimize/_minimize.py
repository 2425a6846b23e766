"""Minimisation of a function of several variables."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from mindshim.engine.tensor import Tensor
from mindshim.scipy.optimize._lagrange import minimize_lagrange
from mindshim.scipy.optimize._line_search import Found, gradient_of, search, status

_C1, _C2 = 1e-4, 0.9
# A pair of differences with a smaller product tells nothing about the curvature.
_FLAT = 1e-10

Function = Callable[[Tensor], Tensor]


class OptimizeResults(NamedTuple):
    """What `minimize` found with BFGS and LBFGS."""

    x: Tensor
    success: bool
    status: int
    fun: float
    jac: Tensor
    hess_inv: Tensor | None
    nfev: int
    njev: int
    nit: int


class _InverseHessian:
    """BFGS: an approximation of the inverse Hessian, made better by each step."""

    def __init__(self, size: int, dtype: Any):
        self.matrix = np.eye(size, dtype=dtype)

    def direction(self, gradient: np.ndarray) -> np.ndarray:
        return -self.matrix @ gradient

    def learn(self, step: np.ndarray, change: np.ndarray) -> None:
        rho = 1 / np.dot(change, step)
        identity = np.eye(step.size, dtype=step.dtype)
        left = identity - rho * np.outer(step, change)
        self.matrix = left @ self.matrix @ left.T + rho * np.outer(step, step)


class _History:
    """L-BFGS: the last steps, of which the two-loop recursion makes a direction."""

    def __init__(self, size: int):
        self.pairs: deque[tuple[np.ndarray, np.ndarray]] = deque(maxlen=size)
        self.plain = True

    def direction(self, gradient: np.ndarray) -> np.ndarray:
        if self.plain or not self.pairs:
            return -gradient
        rest, weights = gradient, []
        for step, change in reversed(self.pairs):
            weights.append(np.dot(step, rest) / np.dot(change, step))
            rest = rest - weights[-1] * change
        step, change = self.pairs[-1]
        rest = rest * (np.dot(change, step) / np.dot(change, change))
        for (step, change), weight in zip(self.pairs, reversed(weights), strict=True):
            rest = rest + (weight - np.dot(change, rest) / np.dot(change, step)) * step
        return -rest

    def learn(self, step: np.ndarray, change: np.ndarray) -> None:
        self.plain = bool(np.dot(change, step) <= _FLAT)
        if not self.plain:
            self.pairs.append((step, change))


def _norm(gradient: np.ndarray, order: float) -> Any:
    return np.max(np.abs(gradient)) if order == np.inf else np.sqrt(np.sum(gradient**2))


def _descend(func: Function, x0: Tensor, jac: Function | None, model: _InverseHessian | _History,
             maxiter: int | None = None, norm: float = np.inf, gtol: float = 1e-5,
             line_search_maxiter: int = 10) -> OptimizeResults:
    """Steps in the directions that `model` gives, until the gradient's norm is below `gtol`."""
    jac = gradient_of(func) if jac is None else jac
    maxiter = x0.size * 200 if maxiter is None else maxiter
    x, value, gradient = x0, func(x0).asnumpy(), jac(x0)
    old_value = value + _norm(gradient.asnumpy(), 2) / 2
    converged, rounds, evaluations = bool(_norm(gradient.asnumpy(), np.inf) < gtol), 0, 1
    found: Found | None = None
    while rounds < maxiter:
        direction = Tensor(model.direction(gradient.asnumpy()))
        found = search(func, jac, x, direction, (value, gradient), old_value, _C1, _C2, line_search_maxiter)
        evaluations += found.evaluations
        if found.failed or not found.done:
            break
        step = found.point.step * direction.asnumpy()
        change = found.point.gradient.asnumpy() - gradient.asnumpy()
        x, old_value = x + Tensor(step), value
        value, gradient = found.point.value, found.point.gradient
        converged = bool(_norm(gradient.asnumpy(), norm) < gtol)
        if converged:
            break
        model.learn(step, change)
        rounds += 1
    failed = found is not None and (found.failed or not found.done)
    ended = 0 if converged else 1 if rounds == maxiter else -1
    if failed and ended == -1 and found is not None:
        ended = 2 + status(found, line_search_maxiter)
    return OptimizeResults(
        x, converged and not failed, ended, float(value), gradient,
        Tensor(model.matrix) if isinstance(model, _InverseHessian) else None, evaluations, evaluations, rounds)


def minimize(func: Callable[..., Tensor], x0: Tensor, args: tuple = (), method: str | None = None,
             jac: Function | None = None, hess: Any = None, hessp: Any = None, bounds: Any = None,
             constraints: Sequence[Callable[..., Tensor]] = (), tol: Any = None, callback: Any = None,
             options: dict[str, Any] | None = None) -> Any:
    """The minimum of a function of a vector.

    Args:
        func: the function, of a vector and `args`; it returns one number.
        x0: where the search begins.
        args: further arguments of the function.
        method: "BFGS", "LBFGS", or "LAGRANGE" for a minimum under constraints.
        jac: the function's gradient; by default it is derived.
        hess: without effect, as `hessp`, `bounds` and `callback`.
        hessp: see there.
        bounds: see there.
        constraints: for "LAGRANGE", functions that must not be positive.
        tol: for "LAGRANGE", for each constraint what it may be at most.
        callback: see there.
        options: "maxiter", "norm", "gtol", "line_search_maxiter", for "LBFGS" "history_size"; for "LAGRANGE"
            "obj_weight", "lower", "upper", "learning_rate", "coincide_fun", "rounds", "steps" and "log_sw".

    Returns:
        A named tuple with ``x``, ``success``, ``status``, ``fun``, ``jac``, ``hess_inv``, ``nfev``, ``njev`` and
        ``nit``; of "LAGRANGE" with ``succeeded``, ``best_value``, ``object_value`` and ``loss_value``.

    Raises:
        TypeError: `args` is no tuple, or a function is none.
        ValueError: there is no such method.

    Examples:
        >>> from mindshim import Tensor
        >>> from mindshim.scipy.optimize import minimize
        >>> result = minimize(lambda x: ((x - 3.0) ** 2).sum(), Tensor([0.0, 1.0]), method="BFGS")
        >>> print(result.x)
        [3. 3.]
    """
    if method is None:
        raise ValueError("For 'minimize', the method must be given.")
    if not isinstance(args, tuple):
        raise TypeError(f"For 'minimize', 'args' must be a tuple, but got {args!r}.")
    options = dict(options or {})

    def of_vector(x: Tensor) -> Tensor:
        return func(x, *args)

    kind = method.lower()
    if kind == "bfgs":
        return _descend(of_vector, x0, jac, _InverseHessian(x0.shape[0], x0.asnumpy().dtype), **options)
    if kind == "lbfgs":
        return _descend(of_vector, x0, jac, _History(options.pop("history_size", 20)), **options)
    if kind == "lagrange":
        return minimize_lagrange(func, x0, constraints, tol, **options)
    raise ValueError(f"For 'minimize', there is no method {method!r}.")
