"""Python's control flow on Tensors, in a function that is being traced.

`diastatic-malt` (AutoGraph) rewrites ``if``, ``while``, ``for``, ``and`` ... into calls of the operators below. On
ordinary values these do what Python does; on a Tensor that has no value yet they become operators of XLA's
(:mod:`mindshim.engine.staging`). A function is rewritten only when it turns out that it must be.
"""

from __future__ import annotations

import builtins
import functools
import inspect
import os
import sysconfig
import types
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np

from mindshim.engine import tracing
from mindshim.engine.staging import choose, loop, scalar, traced_value
from mindshim.engine.tensor import Tensor, wrap
from mindshim.engine.tracing import Untraceable


def if_stmt(cond: Any, body: Callable[[], None], orelse: Callable[[], None], get_state: Callable[[], tuple],
            set_state: Callable[[tuple], None], symbol_names: tuple, nouts: int) -> None:
    """``if``."""
    if not traced_value(cond):
        if cond:
            body()
        else:
            orelse()
        return
    before = get_state()

    def branch(run: Callable[[], None]) -> Callable[[], Any]:
        def values() -> Any:
            set_state(before)
            try:
                run()
                return get_state()[:nouts]
            finally:
                set_state(before)

        return values

    found = choose(cond, [branch(body), branch(orelse)])
    set_state((*found, *before[nouts:]))


def while_stmt(test: Callable[[], Any], body: Callable[[], None], get_state: Callable[[], tuple],
               set_state: Callable[[tuple], None], symbol_names: tuple, opts: dict) -> None:
    """``while``."""
    while True:
        found = test()
        if traced_value(found):
            loop(test, body, get_state, set_state)
            return
        if not found:
            return
        body()


def for_stmt(iter_: Any, extra_test: Callable[[], Any] | None, body: Callable[[Any], None],
             get_state: Callable[[], tuple], set_state: Callable[[tuple], None], symbol_names: tuple,
             opts: dict) -> None:
    """``for``."""
    if isinstance(iter_, _TensorRange):
        position = [iter_.start]

        def test() -> Any:
            more = iter_.more(position[0])
            return more if extra_test is None else and_(lambda: more, extra_test)

        def step() -> None:
            body(position[0])
            position[0] = position[0] + iter_.step

        def state() -> tuple:
            return (position[0], *get_state())

        def put(values: tuple) -> None:
            position[0] = values[0]
            set_state(tuple(values[1:]))

        loop(test, step, state, put)
        return
    for target in iter_:
        going = True if extra_test is None else extra_test()
        if traced_value(going):
            if_stmt(going, functools.partial(body, target), lambda: None, get_state, set_state, symbol_names,
                    len(symbol_names))
        elif going:
            body(target)
        else:
            return


def and_(a: Callable[[], Any], b: Callable[[], Any]) -> Any:
    """``a and b``."""
    first = a()
    if not traced_value(first):
        return first and b()
    second = b()
    return scalar(first) & (scalar(second) if isinstance(second, Tensor) else bool(second))


def or_(a: Callable[[], Any], b: Callable[[], Any]) -> Any:
    """``a or b``."""
    first = a()
    if not traced_value(first):
        return first or b()
    second = b()
    return scalar(first) | (scalar(second) if isinstance(second, Tensor) else bool(second))


def not_(a: Any) -> Any:
    """``not a``."""
    return scalar(a).logical_not() if traced_value(a) else not a


def if_exp(cond: Any, if_true: Callable[[], Any], if_false: Callable[[], Any], expr_repr: str) -> Any:
    """``a if cond else b``."""
    if not traced_value(cond):
        return if_true() if cond else if_false()
    return choose(cond, [if_true, if_false])


class _TensorRange:
    """``range`` over Tensors that have no value yet."""

    def __init__(self, *bounds: Any):
        start, stop, step = (0, bounds[0], 1) if len(bounds) == 1 else (*bounds, 1)[:3]
        if isinstance(step, Tensor) and traced_value(step):
            raise Untraceable("the step of its 'range' is a Tensor")
        self.start = start if isinstance(start, Tensor) else Tensor(int(start))
        self.stop, self.step = stop, int(step)

    def more(self, position: Tensor) -> Tensor:
        """Whether the loop goes on at this position."""
        return position < self.stop if self.step > 0 else position > self.stop


def _range(*bounds: Any) -> Any:
    return _TensorRange(*bounds) if any(traced_value(b) for b in bounds) else range(*bounds)


def _number(kind: type, dtype: Any) -> Callable[..., Any]:
    def convert(*args: Any) -> Any:
        if len(args) == 1 and traced_value(args[0]):
            return wrap(args[0]._value().reshape(()).astype(dtype))
        return kind(*args)

    return convert


_BUILTINS: dict[Any, Callable[..., Any]] = {
    range: _range,
    int: _number(int, np.int64),
    float: _number(float, np.float32),
    bool: _number(bool, np.bool_),
}
_MUTATING = frozenset(("append", "extend", "insert", "pop", "remove", "clear", "update", "setdefault", "sort", "add",
                       "reverse", "popitem"))


def converted_call(f: Any, args: tuple, kwargs: dict | None, scope: Any = None, options: Any = None) -> Any:
    """A call in rewritten code: a function of the user's is rewritten in its turn."""
    kwargs = kwargs or {}
    if isinstance(f, functools.partial):
        return converted_call(f.func, (*f.args, *args), {**f.keywords, **kwargs}, scope)
    if f is super or f is builtins.locals or f is builtins.globals or f is builtins.eval:
        return _in_original_context(f, args, scope)
    try:
        replaced = _BUILTINS.get(f)
    except TypeError:  # not hashable
        replaced = None
    if replaced is not None:
        return replaced(*args, **kwargs)
    owner = getattr(f, "__self__", None)
    if isinstance(owner, (list, dict, set)) and getattr(f, "__name__", "") in _MUTATING:
        trace = tracing.state.trace
        if trace is not None and len(trace.frames) > 1:
            raise Untraceable("a branch or loop on a Tensor changes a list or dict")
        return f(*args, **kwargs)
    target = f if isinstance(f, (types.FunctionType, types.MethodType)) else None
    if target is None and not isinstance(f, type) and not hasattr(type(f), "construct"):
        method = vars(type(f)).get("__call__")
        if isinstance(method, types.FunctionType) and _is_users(method):
            target = types.MethodType(method, f)
    if target is None or not _is_users(target):
        return f(*args, **kwargs)
    return _rewritten(target)(*args, **kwargs)


def _in_original_context(f: Any, args: tuple, scope: Any) -> Any:
    from malt.operators import py_builtins

    if f is super:
        return py_builtins.super_in_original_context(f, args, scope)
    if f is builtins.eval:
        return py_builtins.eval_in_original_context(f, args, scope)
    return (py_builtins.locals_in_original_context if f is builtins.locals
            else py_builtins.globals_in_original_context)(scope)


_ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep
_STANDARD = sysconfig.get_paths()["stdlib"] + os.sep
_LIBRARIES = tuple(f"{os.sep}site-packages{os.sep}{name}{os.sep}" for name in ("jax", "jaxlib", "numpy", "malt"))


def _is_users(function: Any) -> bool:
    """Whether a function is a program's, and not of mindshim, JAX, NumPy or Python's own library."""
    code = getattr(getattr(function, "__func__", function), "__code__", None)
    if code is None or hasattr(function, "autograph_info__"):
        return False
    file = code.co_filename
    if file.startswith(_ROOT) or any(library in file for library in _LIBRARIES):
        return False
    return not file.startswith(_STANDARD) or "site-packages" in file


_rewritten_code: weakref.WeakKeyDictionary[Any, Any] = weakref.WeakKeyDictionary()


def _rewritten(function: Any) -> Callable[..., Any]:
    """The function with its control flow rewritten; the function itself where that cannot be done."""
    plain = getattr(function, "__func__", function)
    if inspect.isgeneratorfunction(plain) or inspect.iscoroutinefunction(plain):
        return function
    found = _rewritten_code.get(plain)
    if found is None:
        try:
            found = _rewriter().rewritten(plain)
        except Exception:  # no source, or a statement that AutoGraph does not know
            found = plain
        _rewritten_code[plain] = found
    return types.MethodType(found, function.__self__) if isinstance(function, types.MethodType) else found


@functools.cache
def _rewriter() -> Any:
    import malt.operators
    from malt.core import config, converter  # noqa: F401 - `config` registers itself
    from malt.impl.api import PyToPy, autograph_artifact
    from malt.lang import special_functions

    class Rewriter(PyToPy):
        """AutoGraph with the operators of this module."""

        def get_extra_locals(self) -> dict[str, Any]:
            if self._extra_locals is None:
                module = types.ModuleType("ag__")
                module.__dict__.update(special_functions.__dict__)
                module.__dict__.update(malt.operators.__dict__)
                module.__dict__.update(
                    ConversionOptions=converter.ConversionOptions, STD=converter.STANDARD_OPTIONS,
                    Feature=converter.Feature, autograph_artifact=autograph_artifact)
                module.__dict__.update({f.__name__: f for f in (
                    if_stmt, while_stmt, for_stmt, and_, or_, not_, if_exp, converted_call)})
                self._extra_locals = {"ag__": module}
            return self._extra_locals

        def rewritten(self, function: Any) -> Any:
            nothing_more: Any = None
            options = converter.ConversionOptions(recursive=True, user_requested=True, optional_features=nothing_more)
            made: Any = self.transform(function, converter.ProgramContext(options=options))[0]
            made.__defaults__, made.__kwdefaults__ = function.__defaults__, function.__kwdefaults__
            return made

    return Rewriter()


def converted(fn: Callable[..., Any]) -> Callable[..., Any]:
    """The function, so that while it is traced its control flow is rewritten, and that of all it calls."""

    def run(*args: Any, **kwargs: Any) -> Any:
        trace = tracing.state.trace
        assert trace is not None
        trace.rewrites = True
        return converted_call(fn, args, kwargs)

    return run
