"""Derivatives of higher order along a path: `jet` and `derivative`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mindshim.engine import dtypes
from mindshim.engine.binding import function, operator_named
from mindshim.engine.tensor import Tensor
from mindshim.engine.transforms import jvp


def _several(value: Any) -> tuple[Tensor, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else (value,)


def jet(fn: Callable[..., Any], primals: Any, series: Any) -> tuple[Any, Any]:
    """The output of a function, and its derivatives of order 1 to n, on a path through the inputs.

    Args:
        fn: a function of Tensors to one Tensor.
        primals: the inputs.
        series: for each input, the path's derivatives of order 1 to n, along a first axis.

    Returns:
        The output, and its derivatives along a first axis.

    Raises:
        ValueError: `series` has another structure than `primals`.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.jet(lambda x: x ** 3, Tensor([2.0]), Tensor([[1.0], [0.0]]))[1])
        [[12.]
         [12.]]
    """
    points, paths = _several(primals), _several(series)
    if len(points) != len(paths) or any(p.shape != s.shape[1:] for p, s in zip(points, paths, strict=True)):
        raise ValueError("For 'jet', 'series' must have a Tensor for each of the primals, with one more axis in front.")
    order = paths[0].shape[0]

    def along(t: Tensor) -> Any:
        at = []
        for point, path in zip(points, paths, strict=True):
            rest = path[order - 1]
            for k in range(order - 1, 0, -1):  # without powers of t, whose derivatives at 0 are no numbers
                rest = path[k - 1] + rest * (t / (k + 1))
            at.append(point + rest * t)
        return fn(*at)

    start, step = Tensor(0.0, dtypes.float32), Tensor(1.0, dtypes.float32)
    found: list[Any] = []
    stage = along
    for _ in range(order):
        def differentiated(t: Tensor, inner: Callable[[Tensor], Any] = stage) -> Any:
            return jvp(inner, t, step)[1]

        stage = differentiated
        found.append(stage(start))
    return fn(*points), operator_named("ops.Stack")(found, 0)


def derivative(fn: Callable[..., Any], primals: Any, order: int) -> tuple[Any, Any]:
    """The output of a function, and its derivative of one order, for inputs that all grow with speed 1.

    Args:
        fn: a function of Tensors to one Tensor.
        primals: the inputs.
        order: the order, at least 1.

    Raises:
        TypeError: `order` is no int.
        ValueError: `order` is below 1.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.derivative(lambda x: x ** 3, Tensor([2.0]), 2)[1])
        [12.]
    """
    if not isinstance(order, int) or isinstance(order, bool):
        raise TypeError(f"For 'derivative', 'order' must be an int, but got {type(order).__name__}.")
    if order < 1:
        raise ValueError(f"For 'derivative', 'order' must be at least 1, but got {order}.")
    zeros, ones = function("ops.zeros_like"), function("ops.ones_like")
    paths = []
    for p in _several(primals):
        speed = ones(p)
        paths.append(operator_named("ops.Stack")([speed, *[zeros(p)] * (order - 1)], 0))
    output, series = jet(fn, primals, tuple(paths) if isinstance(primals, (tuple, list)) else paths[0])
    return output, series[order - 1]
