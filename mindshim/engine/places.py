"""Where a function may leave something that is no Tensor's value: lists, dicts, attributes, variables outside.

A compiled program leaves there, in each call, what the function left there when it was traced.
"""

from __future__ import annotations

import dis
import functools
import types
import weakref
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from mindshim.engine import tracing
from mindshim.engine.meaning import PLAIN


def containers(value: Any) -> list[Any]:
    """The lists and dicts in a nest, which its owner may see change."""
    if isinstance(value, (list, tuple)):
        found = [value] if isinstance(value, list) else []
        return found + [c for v in value for c in containers(v)]
    if isinstance(value, dict):
        return [value] + [c for v in value.values() for c in containers(v)]
    return []


def refill(container: Any, content: Any) -> None:
    if isinstance(container, list):
        container[:] = content
    elif container != content or list(container) != list(content):
        container.clear()
        container.update(content)


class Container:
    """A list or dict whose owner may see it change: of the arguments (a number), or any other."""

    def __init__(self, container: Any, number: int | None):
        self.container = container if number is None else None
        self.number = number

    def get(self, current: Sequence[Any]) -> Any:
        """The list or dict, in the present call."""
        return self.container if self.number is None else current[self.number]

    def put(self, current: Sequence[Any], value: Any) -> None:
        """Fill it anew."""
        refill(self.get(current), value)

    def alive(self) -> bool:
        """Whether it can still be seen."""
        return True


class Attribute:
    """An attribute that the function assigns."""

    def __init__(self, owner: Any, name: str):
        self.owner, self.name = weakref.ref(owner), name

    def put(self, current: Sequence[Any], value: Any) -> None:
        """Assign it."""
        owner = self.owner()
        if owner is not None:
            setattr(owner, self.name, value)

    def alive(self) -> bool:
        """Whether its owner outlived the trace."""
        return self.owner() is not None


class Variable:
    """A global variable, or one of an enclosing function, that the function assigns."""

    def __init__(self, get: Callable[[], Any], assign: Callable[[Any], None]):
        self.get, self.assign = get, assign
        self.before = get()

    def put(self, current: Sequence[Any], value: Any) -> None:
        """Assign it."""
        self.assign(value)

    def alive(self) -> bool:
        """Whether it can still be seen."""
        return True


class Places:
    """Where a function may leave something that is no Tensor's value: lists and dicts, and variables outside."""

    def __init__(self, args: tuple, kwargs: dict[str, Any], functions: Sequence[types.FunctionType]):
        self.arguments = containers((args, kwargs))
        self.others: list[Any] = []
        self.variables: list[Variable] = []
        for function in functions:
            code = function.__code__
            names = function.__globals__
            self.others += [c for n in code.co_names for c in containers(names.get(n)) if n in names]
            stored = {i.argval for i in dis.get_instructions(code) if i.opname in ("STORE_GLOBAL", "STORE_DEREF")}
            for name in stored & set(code.co_names):
                self.variables.append(Variable(
                    functools.partial(names.get, name, tracing.MISSING), functools.partial(names.__setitem__, name)))
            for name, cell in zip(code.co_freevars, function.__closure__ or (), strict=True):
                if name in stored:
                    self.variables.append(Variable(
                        functools.partial(_contents, cell), functools.partial(setattr, cell, "cell_contents")))
                self.others += containers(_contents(cell))
        self.contents = [tracing.remembered(c) for c in (*self.arguments, *self.others)]

    def watch(self, trace: tracing.Trace) -> None:
        """Count the lists and dicts among the attributes that the trace reads too."""
        self.trace = trace

    def _all(self) -> list[tuple[Any, Any, int | None]]:
        known = [(c, content, i if i < len(self.arguments) else None) for i, (c, content) in enumerate(
            zip((*self.arguments, *self.others), self.contents, strict=True))]
        seen = {id(c) for c, *_ in known}
        for owner, name, before in self.trace.attributes.values():
            value = vars(owner).get(name)
            if type(value) in (list, dict) and type(before) is type(value) and id(value) not in seen:
                known.append((value, before, None))
        return known

    def changed(self) -> list[tuple[Any, Any]]:
        """What the function has left there, with the place."""
        found: list[tuple[Any, Any]] = [
            (Container(c, number), c) for c, content, number in self._all() if not tracing.unchanged(c, content)]
        return found + [(v, v.get()) for v in self.variables if not tracing.unchanged(v.get(), v.before)]

    def container(self, result: Any) -> Container | None:
        """The place of a list or dict that the function returns itself."""
        if type(result) not in (list, dict):
            return None
        return next((Container(c, number) for c, _, number in self._all() if c is result), None)

    def restore(self) -> None:
        """Let all be what it was before."""
        for container, content, _ in self._all():
            refill(container, content)
        for variable in self.variables:
            if variable.before is not tracing.MISSING:
                variable.assign(variable.before)


def _contents(cell: Any) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # not assigned yet
        return tracing.MISSING


def plain_value(value: Any) -> Any:
    """What a compiled function returns, as MindSpore gives it: iterators are tuples, NumPy's numbers Python's."""
    if isinstance(value, map) and all(type(i) is type(iter([])) for i in value.__reduce__()[1][1:]):
        return [plain_value(v) for v in value]
    if isinstance(value, (map, zip, enumerate, range, reversed, type({}.keys()), type({}.values()))):
        return tuple(plain_value(v) for v in value)
    if isinstance(value, (filter, types.GeneratorType, type({}.items()))):
        return [plain_value(v) for v in value]
    if isinstance(value, np.generic):
        return value.item()
    if type(value) is tuple:
        return tuple([plain_value(v) for v in value])
    if type(value) is list and any(isinstance(v, np.generic) for v in value):
        return [plain_value(v) for v in value]
    return value


def functions_of(fn: Any) -> list[types.FunctionType]:
    """The user's functions that a function or Cell is known to run: itself, constructs, and globals that it names."""
    waiting: list[Any] = [fn]
    found: list[types.FunctionType] = []
    seen: set[int] = set()
    while waiting:
        function = waiting.pop()
        owner: Any = getattr(function, "__self__", None)
        if hasattr(owner, "cells_and_names"):
            waiting += [type(cell).construct for _, cell in owner.cells_and_names()]
        while not hasattr(function, "__code__") and hasattr(function, "func"):
            function = function.func
        function = getattr(function, "__func__", function)
        function = getattr(function, "__wrapped__", function)
        code = getattr(function, "__code__", None)
        if code is None or id(code) in seen or str(function.__module__).startswith("mindshim"):
            continue
        seen.add(id(code))
        found.append(function)
        for name in code.co_names:
            value = function.__globals__.get(name)
            if isinstance(value, types.FunctionType):
                waiting.append(value)
        waiting += [c for c in map(_contents, function.__closure__ or ()) if isinstance(c, types.FunctionType)]
    return found


def globals_of(functions: Sequence[types.FunctionType]) -> list[tuple[dict[str, Any], str, Any]]:
    """The numbers, strings, lists and the like among the globals that functions name."""
    found: dict[tuple[int, str], tuple[dict[str, Any], str, Any]] = {}
    for function in functions:
        names = function.__globals__
        for name in function.__code__.co_names:
            value = names.get(name, tracing.MISSING)
            if type(value) in PLAIN or type(value) in (list, dict, tuple):
                found[id(names), name] = (names, name, tracing.remembered(value))
    return list(found.values())
