"""Functions over nests of values: `HyperMap`, `Map`, and `MultitypeFuncGraph`, which chooses by type."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from mindshim.engine import dtypes, tracing
from mindshim.engine.autodiff import GradOperation
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor

_CHECKS: dict[str, Callable[[Any], bool]] = {
    "Tensor": lambda v: isinstance(v, Tensor),
    "Number": lambda v: isinstance(v, (bool, int, float, np.number)),
    "Bool": lambda v: isinstance(v, bool),
    "Int": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "Int64": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "Int32": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "Float": lambda v: isinstance(v, float),
    "Float32": lambda v: isinstance(v, float),
    "Float64": lambda v: isinstance(v, float),
    "String": lambda v: isinstance(v, str),
    "Tuple": lambda v: isinstance(v, tuple),
    "List": lambda v: isinstance(v, list),
    "Dictionary": lambda v: isinstance(v, dict),
    "Dict": lambda v: isinstance(v, dict),
    "None": lambda v: v is None,
    "Slice": lambda v: isinstance(v, slice),
    "Ellipsis": lambda v: v is Ellipsis,
    "Function": callable,
    "Func": callable,
    "RowTensor": lambda v: type(v).__name__ == "RowTensor",
    "COOTensor": lambda v: type(v).__name__ == "COOTensor",
    "CSRTensor": lambda v: type(v).__name__ == "CSRTensor",
    "MapTensor": lambda v: type(v).__name__ == "MapTensor",
    "TypeType": lambda v: isinstance(v, dtypes.Type),
    "Type": lambda v: isinstance(v, dtypes.Type),
}


def _type_name(kind: Any) -> str:
    if isinstance(kind, dtypes.Type):
        kind = str(kind)
    if not isinstance(kind, str) or kind not in _CHECKS:
        raise RuntimeError(f"Unsupported type name: {kind}!")
    return kind


class MultitypeFuncGraph:
    """A function with one body for each combination of argument types.

    Args:
        name: its name.
        read_value: pass a Parameter's value, as a Tensor, in the Parameter's place.

    Raises:
        TypeError: the name is no str.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> double = ops.MultitypeFuncGraph("double")
        >>> @double.register("Tensor")
        ... def _tensor(x):
        ...     return x * 2
        >>> print(double(Tensor([1.0])))
        [2.]
    """

    def __init__(self, name: str, read_value: bool = False, doc_url: str = ""):
        if not isinstance(name, str):
            raise TypeError(f"For 'MultitypeFuncGraph', 'name' must be a str, but got {type(name).__name__}.")
        self.name = name
        self.read_value = read_value
        self.entries: list[tuple[tuple[str, ...], Callable[..., Any]]] = []
        self.__name__ = name

    def register(self, *type_names: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Decorate the body for arguments of these types: names such as ``"Tensor"`` or ``"Number"``, or dtypes.

        Raises:
            RuntimeError: there is no such type.
        """
        names = tuple(_type_name(n) for n in type_names)

        def declare(fn: Callable[..., Any]) -> Callable[..., Any]:
            self.entries.append((names, fn))
            return fn

        return declare

    def set_doc_url(self, doc_url: str) -> None:
        """Accepted, as MindSpore has it."""

    def set_need_raise(self) -> None:
        """Accepted, as MindSpore has it."""

    def __call__(self, *args: Any) -> Any:
        if self.read_value:
            args = tuple(a.value() if isinstance(a, Parameter) else a for a in args)
        if len(self.entries) == 1:
            return tracing.called(self.entries[0][1], args, {})
        for names, fn in self.entries:
            if len(names) == len(args) and all(_CHECKS[n](a) for n, a in zip(names, args, strict=True)):
                return tracing.called(fn, args, {})
        given = ", ".join(type(a).__name__ for a in args)
        known = "; ".join(", ".join(names) for names, _ in self.entries)
        raise ValueError(
            f"For 'MultitypeFuncGraph', '{self.name}' has no body for ({given}); it has: {known or 'none'}.")


class Map:
    """Apply a function to the elements of tuples or lists that stand at the same place; the result is a tuple.

    Args:
        ops: the function, if not given at the call.
        reverse: apply it to the last element first.

    Raises:
        TypeError: `reverse` is no bool.

    Examples:
        >>> from mindshim import ops
        >>> ops.Map()(lambda x, y: x * y, (1, 2), (3, 4))
        (3, 8)
    """

    _deep = False

    def __init__(self, ops: Callable[..., Any] | None = None, reverse: bool = False):
        if not isinstance(reverse, bool):
            raise TypeError(f"For '{type(self).__name__}', 'reverse' must be a bool, but got {reverse}.")
        self.ops = ops
        self.reverse = reverse

    def __call__(self, *args: Any) -> Any:
        fn, rest = (args[0], args[1:]) if self.ops is None else (self.ops, args)
        return self._apply(fn, rest, top=True)

    def _apply(self, fn: Callable[..., Any], args: tuple, top: bool = False) -> Any:
        if (top or self._deep) and isinstance(args[0], dict):
            return {k: self._apply(fn, tuple(a[k] for a in args)) for k in args[0]}
        if not (top or self._deep) or not isinstance(args[0], (tuple, list)):
            return tracing.called(fn, args, {})
        rows = list(zip(*args, strict=False))
        if self.reverse:
            return tuple([self._apply(fn, row) for row in reversed(rows)][::-1])
        return tuple([self._apply(fn, row) for row in rows])


class HyperMap(Map):
    """As :class:`Map`, but into nested tuples and lists too."""

    _deep = True


def partial(func: Callable[..., Any], *args: Any, **kwargs: Any) -> Callable[..., Any]:
    """`func` with its first arguments given, or others by name."""
    return functools.partial(func, *args, **kwargs)


def add_flags(fn: Any = None, **flags: Any) -> Any:
    """Set flags on a Cell or function; a decorator without `fn`."""

    def decorate(target: Any) -> Any:
        if hasattr(target, "add_flags"):
            target.add_flags(**flags)
        else:
            target._func_graph_flags = {**getattr(target, "_func_graph_flags", {}), **flags}
        return target

    return decorate if fn is None else decorate(fn)


core = add_flags

__all__ = ["GradOperation", "HyperMap", "Map", "MultitypeFuncGraph", "add_flags", "core", "partial"]
