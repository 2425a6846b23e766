"""What a call of a function means: by this a compiled program is found again, and known to be still good.

A `Key` holds what can be told without running the function: its code and what it closes over, the shapes of the
Tensors, the values of all else. A `Guard` holds an attribute that the function was seen to look at while it was traced.
"""

from __future__ import annotations

import functools
import types
import weakref
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from mindshim.engine import dtypes, tracing
from mindshim.engine.arrays import Pending
from mindshim.engine.tensor import Tensor

PLAIN = frozenset((int, float, bool, str, bytes, complex, type(None)))


@dataclass
class Key:
    """What a call means, as far as it can be told without running it."""

    parts: list[Hashable] = field(default_factory=list)
    # Each Tensor in the arguments once, in order.
    tensors: list[Tensor] = field(default_factory=list)
    seen: dict[int, int] = field(default_factory=dict)
    # Objects that are told apart by identity, and the first Cell among them.
    objects: list[Any] = field(default_factory=list)
    owner: Any = None

    def value(self, value: Any) -> None:
        """Add an argument, or what a function closes over."""
        kind = type(value)
        add = self.parts.append
        if isinstance(value, Tensor):
            number = self.seen.get(id(value))
            if number is None:
                if type(vars(value)["_array"]) is Pending:
                    value.init_data()
                array = value._value()
                number = self.seen[id(value)] = len(self.tensors)
                self.tensors.append(value)
                add(array.shape)
                add(array.dtype)
            add(number)
        elif kind in PLAIN:
            add(kind)
            add(repr(value) if kind is float else value)
        elif kind is tuple or kind is list:
            add(kind)
            add(len(value))
            for v in value:
                self.value(v)
        elif isinstance(value, dict):
            add(kind)
            add(tuple(value))
            for v in value.values():
                self.value(v)
        elif isinstance(value, tuple):
            add(kind)
            for v in value:
                self.value(v)
        elif isinstance(value, (dtypes.Type, np.dtype, type)):
            add(value)
        elif isinstance(value, np.ndarray):
            add((value.shape, value.dtype.str, value.tobytes()))
        elif isinstance(value, (types.FunctionType, types.MethodType, functools.partial)):
            self.function(value)
        else:
            self.object(value)

    def object(self, value: Any) -> None:
        """Add something that only its identity tells from others."""
        self.parts.append(id(value))
        self.objects.append(value)
        if self.owner is None and hasattr(type(value), "construct"):
            self.owner = value

    def function(self, value: Any, depth: int = 0) -> None:
        """Add a function: its code, and what it closes over."""
        if isinstance(value, types.MethodType):
            self.object(value.__self__)
            self.function(value.__func__, depth)
        elif isinstance(value, functools.partial):
            self.function(value.func, depth)
            self.value(value.args)
            self.value(value.keywords)
        elif isinstance(value, types.FunctionType):
            self.parts.append(value.__code__)
            for default in value.__defaults__ or ():
                self.captured(default, depth)
            for cell in value.__closure__ or ():
                try:
                    self.captured(cell.cell_contents, depth)
                except ValueError:  # not assigned yet
                    self.parts.append(None)
        else:
            self.object(value)

    def captured(self, value: Any, depth: int) -> None:
        """Add what a function closes over. A Tensor is state there, and no argument."""
        if isinstance(value, (types.FunctionType, types.MethodType, functools.partial)):
            if depth < 4:
                self.function(value, depth + 1)
        elif type(value) in PLAIN:
            self.parts += (type(value), value)
        elif isinstance(value, (tuple, list)):
            self.parts.append(len(value))
            for v in value:
                self.captured(v, depth)
        elif hasattr(value, "meaning"):  # an object that is made anew again and again, such as a GradOperation
            self.parts.append(type(value))
            self.captured(value.meaning(), depth)
        else:
            self.object(value)


class Guard:
    """An attribute that the trace has looked at, and what it was."""

    __slots__ = ("owner", "name", "before", "always")

    def __init__(self, owner: Any, name: str, before: Any):
        self.owner = weakref.ref(owner)
        self.name = name
        if name in _COUNTED:
            self.before: Any = {k: _weak(v) for k, v in before.items()}
        else:
            self.before = _weak(tracing.remembered(before) if tracing.is_ordinary(before) else before)
        # What can change without a word: what is in a list or an object, and attributes of the user's classes.
        self.always = name not in _COUNTED and (
            isinstance(self.before, (list, dict, tracing.Numbers))
            or name not in vars(owner) and not _of_a_cell(owner, name) and _is_users_class(type(owner), name))

    def holds(self) -> bool:
        """Whether it is still the same."""
        owner = self.owner()
        if owner is None:
            return False
        if self.name in _COUNTED:
            held = vars(owner)[self.name]
            return list(held) == list(self.before) and all(
                v is _strong(b) for v, b in zip(held.values(), self.before.values(), strict=True))
        before = _strong(self.before)
        return tracing.unchanged(_look(owner, self.name), before)

    def __str__(self) -> str:
        return f"attribute '{self.name}' of {type(self.owner()).__name__}"


# Attributes of Cells whose changes are counted though they are dicts.
_COUNTED = frozenset(("_params", "_cells", "_buffers"))


def _of_a_cell(owner: Any, name: str) -> bool:
    return any(name in vars(owner).get(kind, ()) for kind in _COUNTED)


def _look(owner: Any, name: str) -> Any:
    held = vars(owner)
    if name in held:
        return held[name]
    try:
        return getattr(owner, name)
    except AttributeError:
        return tracing.MISSING


def _is_users_class(cls: type, name: str) -> bool:
    home = next((c for c in cls.__mro__ if name in vars(c)), cls)
    return not home.__module__.startswith("mindshim")


def _strong(value: Any) -> Any:
    return value() if type(value) is weakref.ref else value


def _weak(value: Any) -> Any:
    """A reference that keeps no Cell and no Parameter alive."""
    return weakref.ref(value) if isinstance(value, Tensor) or hasattr(type(value), "construct") else value
