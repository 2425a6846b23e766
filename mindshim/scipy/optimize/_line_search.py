"""Line search for the strong Wolfe conditions: algorithms 3.5 and 3.6 of Nocedal and Wright, Numerical Optimization."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from mindshim.engine.autodiff import GradOperation
from mindshim.engine.tensor import Tensor

# How close to an end of the bracket a cubic or quadratic minimum may lie, and how often the bracket is narrowed.
_CUBIC_MARGIN, _QUADRATIC_MARGIN, _ZOOMS = 0.2, 0.1, 10
# The smallest step that float32 resolves.
_SMALLEST = 1e-8


class _LineSearchResults(NamedTuple):
    """What `line_search` found."""

    failed: bool
    nit: int
    nfev: int
    ngev: int
    k: int
    a_k: float
    f_k: float
    g_k: Tensor
    status: int


class Point(NamedTuple):
    """A step, and the function's value, its slope along the direction, and its gradient there."""

    step: Any
    value: Any
    slope: Any
    gradient: Tensor


class Found(NamedTuple):
    """A step that a search ended with, how it ended, and how often it evaluated the function."""

    point: Point
    done: bool
    failed: bool
    evaluations: int
    rounds: int


def gradient_of(f: Callable[[Tensor], Tensor]) -> Callable[[Tensor], Tensor]:
    """The gradient of a function of one Tensor."""
    return GradOperation()(f)


def _cubic(low: Point, high: Point, third_step: Any, third_value: Any) -> Any:
    """The minimum of the cubic through three points with the slope of the first."""
    b, c = high.step - low.step, third_step - low.step
    scale = (b * c) ** 2 * (b - c)
    d, e = high.value - low.value - low.slope * b, third_value - low.value - low.slope * c
    third, second = (c**2 * d - b**2 * e) / scale, (b**3 * e - c**3 * d) / scale
    return low.step + (-second + np.sqrt(second * second - 3 * third * low.slope)) / (3 * third)


def _quadratic(low: Point, high: Point) -> Any:
    """The minimum of the parabola through two points with the slope of the first."""
    b = high.step - low.step
    second = (high.value - low.value - low.slope * b) / b**2
    return low.step - low.slope / (2 * second)


def _inside(step: Any, low: Point, high: Point, margin: float) -> bool:
    """Whether a step lies in the bracket, and not too near to its ends."""
    width = high.step - low.step
    left, right = min(low.step, high.step), max(low.step, high.step)
    return bool(np.isfinite(step)) and left + margin * width < step < right - margin * width


def _zoom(evaluate: Callable[[Any], Point], first: Point, last: Point, start: Point, c1: Any, c2: Any) -> Found:
    """A step between two that fulfils the conditions, by narrowing the bracket."""
    low, high = first, last
    third_step, third_value = (low.step + high.step) / 2, (low.value + high.value) / 2
    found = Point(type(low.step)(1), first.value, first.slope, start.gradient)
    for i in range(_ZOOMS):
        step = _cubic(low, high, third_step, third_value)
        if i == 0 or not _inside(step, low, high, _CUBIC_MARGIN):
            step = _quadratic(low, high)
            if not _inside(step, low, high, _QUADRATIC_MARGIN):
                step = (low.step + high.step) / 2
        point = evaluate(step)
        if point.value > start.value + c1 * step * start.slope or point.value >= low.value:
            third_step, third_value, high = high.step, high.value, point
            continue
        if abs(point.slope) <= -c2 * start.slope:
            return Found(point, True, i + 1 == _ZOOMS, i + 1, i + 1)
        third_step, third_value = low.step, low.value
        if point.slope * (high.step - low.step) >= 0:
            high = first
        low = point
    return Found(found, False, True, _ZOOMS, _ZOOMS)


def search(f: Callable[[Tensor], Tensor], jac: Callable[[Tensor], Tensor], xk: Tensor, pk: Tensor,
           start: tuple[Any, Tensor] | None, old_old_fval: Any, c1: float, c2: float, maxiter: int) -> Found:
    """A step along `pk` that fulfils the strong Wolfe conditions; `start`: the value and gradient at `xk`, if known."""
    number = np.dtype(xk._array.dtype).type
    direction = pk.asnumpy()

    def at(step: Any, value: Any, gradient: Tensor) -> Point:
        return Point(step, number(np.asarray(value)), number(np.dot(gradient.asnumpy(), direction)), gradient)

    def evaluate(step: Any) -> Point:
        x = xk + float(step) * pk
        return at(step, f(x).asnumpy(), jac(x))

    with np.errstate(all="ignore"):
        origin = evaluate(number(0)) if start is None else at(number(0), start[0], start[1])
        count = int(start is None)
        guess = number(1)
        if old_old_fval is not None:
            likely = number(1.01) * 2 * (origin.value - number(old_old_fval)) / origin.slope
            guess = min(likely, guess) if np.isfinite(likely) else guess
        found = Found(origin, False, False, count, 1)
        before, i, step = origin, 1, guess
        while not found.done and i <= maxiter:
            point = evaluate(step)
            count += 1
            too_high = point.value > origin.value + c1 * step * origin.slope
            if too_high or point.value >= before.value and i > 1:
                zoomed = _zoom(evaluate, before, point, origin, c1, c2)
            elif abs(point.slope) <= -c2 * origin.slope:
                zoomed = Found(point, True, False, 0, 0)
            elif point.slope >= 0:
                zoomed = _zoom(evaluate, point, before, origin, c1, c2)
            else:
                zoomed = Found(found.point, False, False, 0, 0)
            count += zoomed.evaluations
            ended = zoomed.done or zoomed.failed
            i, before, step = i + 1, point, step * 2
            found = Found(zoomed.point, ended, zoomed.failed, count, i)
    small = found.point.step
    if number is not np.float64 and abs(small) < _SMALLEST:
        found = found._replace(point=found.point._replace(step=number(np.sign(small) * _SMALLEST)))
    return found._replace(evaluations=count)


def status(found: Found, maxiter: int) -> int:
    """0 for success, 1 where the bracket did not close, 3 where the steps ran out."""
    return 1 if found.failed else 3 if found.rounds > maxiter else 0


def line_search(f: Callable[[Tensor], Tensor], xk: Tensor, pk: Tensor,
                jac: Callable[[Tensor], Tensor] | None = None, gfk: Tensor | None = None, old_fval: Any = None,
                old_old_fval: Any = None, c1: float = 1e-4, c2: float = 0.9, maxiter: int = 20) -> _LineSearchResults:
    """A step along a direction that fulfils the strong Wolfe conditions.

    Args:
        f: the function, of a vector.
        xk: where the search begins.
        pk: the direction.
        jac: the function's gradient; by default it is derived.
        gfk: the gradient at `xk`, if known.
        old_fval: the value at `xk`, if known.
        old_old_fval: the value at the point before, if known; it tells a first step.
        c1: how much the value must fall, of what the slope promises.
        c2: how much of the slope may remain.
        maxiter: how many steps to try.

    Returns:
        A named tuple: ``failed``, the rounds ``nit`` and ``k``, the evaluations ``nfev`` and ``ngev``, the step
        ``a_k``, the value ``f_k`` and gradient ``g_k`` there, and ``status``: 0, 1 if no step was found between two,
        3 if there was none in `maxiter` rounds.
    """
    jac = gradient_of(f) if jac is None else jac
    start = None if old_fval is None or gfk is None else (_number(old_fval), gfk)
    found = search(f, jac, xk, pk, start, None if old_old_fval is None else _number(old_old_fval), c1, c2, maxiter)
    return _LineSearchResults(
        failed=found.failed or not found.done, nit=found.rounds - 1, nfev=found.evaluations, ngev=found.evaluations,
        k=found.rounds, a_k=float(found.point.step), f_k=float(found.point.value), g_k=found.point.gradient,
        status=status(found, maxiter))


def _number(value: Any) -> Any:
    return value.asnumpy() if isinstance(value, Tensor) else value
