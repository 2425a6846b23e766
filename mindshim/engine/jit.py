"""`jit` and its relatives, as MindSpore spells them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from mindshim.engine import compile, tracing

_CAPTURE_MODES = ("ast", "bytecode", "trace")
_JIT_LEVELS = ("", "O0", "O1", "O2")


def jit(
    function: Callable[..., Any] | None = None,
    *,
    capture_mode: str = "ast",
    jit_level: str = "O0",
    dynamic: int = 0,
    fullgraph: bool = False,
    backend: str = "",
    **options: Any,
) -> Any:
    """Mark a function or method to be compiled as a whole.

    Args:
        function: the function; without it, a decorator is returned.
        capture_mode: ``"ast"``, ``"bytecode"`` or ``"trace"``; all mean the same here.
        jit_level: ``"O0"``, ``"O1"`` or ``"O2"``; XLA always optimises.
        dynamic: 0 or 1: whether shapes may change; every shape works.
        fullgraph: whether the whole must be one program.
        backend: accepted.
        **options: accepted.

    Raises:
        ValueError: `capture_mode`, `jit_level` or `dynamic` is unknown.
        TypeError: `fullgraph` is no bool.
    """
    if capture_mode not in _CAPTURE_MODES:
        raise ValueError(f"For 'jit', 'capture_mode' must be one of {_CAPTURE_MODES}, but got {capture_mode!r}.")
    if jit_level not in _JIT_LEVELS:
        raise ValueError(f"For 'jit', 'jit_level' must be one of {_JIT_LEVELS}, but got {jit_level!r}.")
    if dynamic not in (0, 1):
        raise ValueError(f"For 'jit', 'dynamic' must be 0 or 1, but got {dynamic!r}.")
    if not isinstance(fullgraph, bool):
        raise TypeError(f"For 'jit', 'fullgraph' must be a bool, but got {fullgraph!r}.")

    def decorate(fn: Callable[..., Any]) -> Callable[..., Any]:
        if not callable(fn):
            raise TypeError(f"For 'jit', a function is needed, but got {type(fn).__name__}.")
        if hasattr(fn, "construct"):
            fn.__dict__.update(_compiled=True, _special=True, _direct=False)
            return fn

        plain: Any = fn
        while isinstance(plain, functools.partial):
            plain = plain.func
        name = getattr(plain, "__name__", type(plain).__name__)

        @functools.wraps(plain)
        def called(*args: Any, **kwargs: Any) -> Any:
            return compile.run(fn, args, kwargs, name)

        called._compiled = True  # type: ignore[attr-defined]
        return called

    return decorate if function is None else decorate(function)


def ms_function(fn: Callable[..., Any] | None = None, input_signature: Any = None, **_: Any) -> Any:
    """The old name of :func:`jit`."""
    return jit(fn) if fn is not None else jit


def jit_class(cls: type) -> type:
    """Mark a class whose objects compiled functions use.

    Raises:
        TypeError: `cls` is no class.
    """
    if not isinstance(cls, type):
        raise TypeError(f"Decorator jit_class can only be used for class type, but got {cls}.")
    return tracing.watch(cls)


class JitConfig:
    """Settings of compilation, kept as they are given."""

    def __init__(self, jit_level: str = "", exc_mode: str = "auto", jit_syntax_level: str = "",
                 debug_level: str = "RELEASE", infer_boost: str = "off", **kwargs: Any):
        if jit_level not in _JIT_LEVELS:
            raise ValueError(f"For 'jit_level', the value must be one of {_JIT_LEVELS}, but got {jit_level!r}.")
        self.jit_config_dict = {
            "jit_level": jit_level, "exc_mode": exc_mode, "jit_syntax_level": jit_syntax_level,
            "debug_level": debug_level, "infer_boost": infer_boost, **kwargs,
        }


class Symbol:
    """A dimension's size that is not known in advance; every size works."""

    def __init__(self, max: int = 0, min: int = 1, divisor: int = 1, remainder: int = 0, unique: bool = False,
                 **kwargs: Any):
        self.max, self.min, self.divisor, self.remainder, self.unique = max, min, divisor, remainder, unique


def mutable(input_data: Any, dynamic_len: bool = False) -> Any:
    """The value itself: every input of a compiled function may change."""
    if not isinstance(dynamic_len, bool):
        raise TypeError(f"For 'mutable', 'dynamic_len' must be a bool, but got {type(dynamic_len).__name__}.")
    return input_data


def lazy_inline(fn: Callable[..., Any] | None = None, attrs: Any = None, policy: Any = None) -> Any:
    """Accepted: XLA decides what it inlines."""
    return fn if fn is not None else lambda f: f


def no_inline(fn: Callable[..., Any] | None = None) -> Any:
    """Accepted: XLA decides what it inlines."""
    return fn if fn is not None else lambda f: f


def recompute(block: Callable[..., Any], *args: Any, use_reentrant: bool = True, output_recompute: bool = False,
              early_stop: bool = True, context_fn: Any = None, **kwargs: Any) -> Any:
    """Call a Cell; what its derivative needs is always computed anew from the inputs of each operator.

    Raises:
        TypeError: `block` is no Cell.
    """
    if not hasattr(block, "construct"):
        raise TypeError(f"For 'recompute', a Cell is needed, but got {type(block).__name__}.")
    return block(*args, **kwargs)


def set_recursion_limit(recursion_limit: int = 1000) -> None:
    """Accepted: Python's own limit holds.

    Raises:
        TypeError: the limit is no int.
    """
    if not isinstance(recursion_limit, int) or isinstance(recursion_limit, bool):
        raise TypeError(f"For 'set_recursion_limit', an int is needed, but got {recursion_limit!r}.")


def ms_memory_recycle() -> None:
    """Nothing: memory is given back when its last holder dies."""
