"""Loops and choices as operators: `WhileLoop`, `ForiLoop`, `Scan`, and `switch`, which calls one of its functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import jax

from mindshim.engine import control_flow, staging, tracing
from mindshim.engine.tensor import Tensor
from mindshim.ops.primitive import Primitive

# What a trace raises where a value is needed: it has to reach who traces.
_OF_TRACING = (jax.errors.JAXTypeError, jax.errors.JAXIndexError, NotImplementedError, tracing.Untraceable)


def _function(operator: str, name: str, value: Any) -> Callable[..., Any]:
    if not callable(value):
        raise TypeError(f"For '{operator}', '{name}' must be a function, but got {type(value).__name__}.")
    return value


def _bound(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, Tensor)):
        raise TypeError(f"For 'ForiLoop', '{name}' must be an int or a Tensor, but got {type(value).__name__}.")
    return int(value)


def _called(operator: str, function: Callable[..., Any], *args: Any) -> Any:
    try:
        return tracing.called(function, args, {})
    except _OF_TRACING:
        raise
    except Exception as error:
        if type(error).__module__.startswith("mindshim"):
            raise
        raise ValueError(f"For '{operator}', the loop's function failed: {error}") from error


class WhileLoop(Primitive):
    """Call a function on its own result while a condition of that result holds.

    Inputs:
        - **cond_func** (Callable): takes the value, gives a bool or a Tensor of one element.
        - **loop_func** (Callable): takes the value, gives the next one.
        - **init_val** (Any): the first value: a Tensor, a number, or a nest of them.

    Outputs:
        The first value for which `cond_func` does not hold.

    Raises:
        TypeError: one of the functions is no function.
        ValueError: one of them fails.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.WhileLoop()(lambda v: v < 100, lambda v: v * 3, Tensor(2)))
        162
    """

    def __init__(self):
        super().__init__("WhileLoop")

    def __call__(self, cond_func: Callable[[Any], Any], loop_func: Callable[[Any], Any], init_val: Any) -> Any:
        _function("WhileLoop", "cond_func", cond_func)
        _function("WhileLoop", "loop_func", loop_func)
        state = [init_val]

        def body() -> None:
            state[0] = _called("WhileLoop", loop_func, state[0])

        def put(values: tuple) -> None:
            state[:] = values

        control_flow.while_stmt(
            lambda: _called("WhileLoop", cond_func, state[0]), body, lambda: tuple(state), put, ("init_val",), {})
        return state[0]


class ForiLoop(Primitive):
    """Call a function on a counter and its own result.

    Inputs:
        - **lower** (Union[int, Tensor]): the counter's first value.
        - **upper** (Union[int, Tensor]): where it ends; excluded.
        - **loop_func** (Callable): takes the counter and the value, gives the next value.
        - **init_val** (Any): the first value: a Tensor, a number, or a nest of them.
        - **unroll** (bool): accepted.

    Outputs:
        The last value.

    Raises:
        TypeError: a bound is no int and no Tensor, or the function is no function.
        ValueError: the function fails.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.ForiLoop()(0, 4, lambda i, v: v + i, Tensor(3)))
        9
    """

    def __init__(self):
        super().__init__("ForiLoop")

    def __call__(self, lower: Any, upper: Any, loop_func: Callable[[Any, Any], Any], init_val: Any,
                 unroll: bool = True) -> Any:
        _function("ForiLoop", "loop_func", loop_func)
        if tracing.tracing():
            return staging.fori(lower, upper, loop_func, init_val)
        value = init_val
        for i in range(_bound("lower", lower), _bound("upper", upper)):
            value = _called("ForiLoop", loop_func, i, value)
        return value


class Scan(Primitive):
    """Call a function along a list, handing a value on from element to element.

    Inputs:
        - **loop_func** (Callable): takes the value and an element, gives the next value and an output.
        - **init** (Any): the first value: a Tensor, a number, or a nest of them.
        - **xs** (Union[tuple, list, None]): the elements; None stands for `length` times None.
        - **length** (Union[int, None]): how many, where `xs` is None.
        - **unroll** (bool): accepted.

    Outputs:
        The last value, and the list of the outputs.

    Raises:
        TypeError: `loop_func` is no function, `xs` no tuple, list or None, or `length` no int where it is needed.
        ValueError: the function fails, or does not give two values.

    Examples:
        >>> from mindshim import ops
        >>> print(ops.Scan()(lambda total, x: (total + x, total), 0, [1, 2, 3]))
        (6, [0, 1, 3])
    """

    def __init__(self):
        super().__init__("Scan")

    def __call__(self, loop_func: Callable[[Any, Any], Any], init: Any, xs: Sequence[Any] | None,
                 length: int | None = None, unroll: bool = True) -> tuple[Any, list[Any]]:
        _function("Scan", "loop_func", loop_func)
        if xs is None:
            if isinstance(length, bool) or not isinstance(length, int):
                raise TypeError(f"For 'Scan', 'length' must be an int, but got {type(length).__name__}.")
            xs = [None] * length
        elif not isinstance(xs, (tuple, list)):
            raise TypeError(f"For 'Scan', 'xs' must be a tuple, a list or None, but got {type(xs).__name__}.")
        carry, outputs = init, []
        for x in xs:
            pair = _called("Scan", loop_func, carry, x)
            if not isinstance(pair, (tuple, list)) or len(pair) != 2:
                raise ValueError("For 'Scan', 'loop_func' must give two values: the next one and an output.")
            carry, output = pair
            outputs.append(output)
        return carry, outputs


class _Switch(Primitive):
    """``switch(cond, x, y)`` is `x` where `cond` holds and else `y`, be they values or functions.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.switch(Tensor(False), Tensor(1), Tensor(2)))
        2
    """

    def __init__(self):
        super().__init__("Switch")

    def __call__(self, cond: Any, x: Any, y: Any) -> Any:
        if staging.traced_value(cond):
            if callable(x) and callable(y):
                return lambda *args: staging.choose(cond, [lambda: x(*args), lambda: y(*args)])
            return staging.choose(cond, [lambda: x, lambda: y])
        if callable(x) and callable(y):
            return lambda *args: x(*args) if cond else y(*args)
        return x if cond else y


class _SwitchLayer(Primitive):
    """``switch_layer(index, functions)`` is the function with that number.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.switch_layer(Tensor(1), (ops.abs, ops.neg))(Tensor(3)))
        -3
    """

    def __init__(self):
        super().__init__("switch_layer")

    def __call__(self, index: Any, functions: Sequence[Callable[..., Any]]) -> Callable[..., Any]:
        if staging.traced_value(index):
            return lambda *args: _chosen(index, functions, args, 0)
        return lambda *args: functions[int(index)](*args)


def _chosen(index: Tensor, functions: Sequence[Callable[..., Any]], args: tuple, first: int) -> Any:
    """What the function with that number, none of them before the first, gives in a function that is traced."""
    if first == len(functions) - 1:
        return functions[first](*args)
    found: Any = index == first
    return staging.choose(
        found, [lambda: functions[first](*args), lambda: _chosen(index, functions, args, first + 1)])


switch = _Switch()
switch_layer = _SwitchLayer()

__all__ = ["ForiLoop", "Scan", "WhileLoop", "switch", "switch_layer"]
