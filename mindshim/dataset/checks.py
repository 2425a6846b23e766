"""Checks of arguments, said once beside the function that needs them.

``@checked(count=Int(1))`` looks at what was given for `count` before the function runs, defaults included. A
rule
raises TypeError for the wrong type and ValueError for a value out of range, as MindSpore's validators do.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from typing import Any

INT32_MAX = 2**31 - 1
UINT32_MAX = 2**32 - 1
INT64_MAX = 2**63 - 1


def checked(**rules: Rule) -> Callable[[Callable], Callable]:
    """A decorator that holds the named arguments of a function against their rules."""

    def decorate(function: Callable) -> Callable:
        signature = inspect.signature(function)

        @functools.wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            for name, rule in rules.items():
                rule(name, bound.arguments[name])
            return function(*args, **kwargs)

        return call

    return decorate


class Rule:
    """What an argument must be. With `optional`, None is right as well."""

    def __init__(self, optional: bool = False):
        self.optional = optional

    def __call__(self, name: str, value: Any) -> None:
        if not (self.optional and value is None):
            self.check(name, value)

    def check(self, name: str, value: Any) -> None:
        raise NotImplementedError


class Is(Rule):
    """An instance of one of some types; a bool is no int and no float."""

    def __init__(self, *types: type, optional: bool = False):
        super().__init__(optional)
        self.types = types

    def check(self, name: str, value: Any) -> None:
        if not isinstance(value, self.types) or isinstance(value, bool) and bool not in self.types:
            names = ", ".join(t.__name__ for t in self.types)
            raise TypeError(
                f"Argument {name} with value {value!r} is not of type [{names}], but got {type(value)}."
            )


class Number(Is):
    """An int or a float between two limits, both included unless `above` is said."""

    def __init__(
        self,
        low: float | None = None,
        high: float | None = None,
        *,
        above: float | None = None,
        optional: bool = False,
        types: tuple[type, ...] = (int, float),
    ):
        super().__init__(*types, optional=optional)
        self.low, self.high, self.above = low, high, above

    def check(self, name: str, value: Any) -> None:
        super().check(name, value)
        low = self.low is not None and value < self.low or self.above is not None and value <= self.above
        if low or self.high is not None and value > self.high or value != value:
            first = f"[{self.low}" if self.above is None else f"({self.above}"
            raise ValueError(f"Input {name} is not within the required interval of {first}, {self.high}].")


class Int(Number):
    """An int from `low` to `high`."""

    def __init__(self, low: int | None = 0, high: int = INT32_MAX, *, optional: bool = False):
        super().__init__(low, high, optional=optional, types=(int,))


class CountOrAll(Is):
    """A positive int, or -1 for all."""

    def __init__(self, optional: bool = False):
        super().__init__(int, optional=optional)

    def check(self, name: str, value: Any) -> None:
        super().check(name, value)
        if value != -1 and not 0 < value <= INT32_MAX:
            raise ValueError(
                f"{name} should be either -1 or a positive integer up to {INT32_MAX}, got {value}."
            )


class Columns(Rule):
    """A column's name, or a list of different ones."""

    def check(self, name: str, value: Any) -> None:
        if not isinstance(value, (str, list, tuple)):
            raise TypeError(
                f"Argument {name} with value {value!r} is not of type [list, str], but got {type(value)}."
            )
        for i, column in enumerate(as_list(value)):
            if not isinstance(column, str):
                raise TypeError(f"Argument {name}[{i}] with value {column!r} is not of type [str].")
            if not column:
                raise ValueError(f"{name}[{i}] should not be empty.")
        if len(set(as_list(value))) != len(as_list(value)):
            raise ValueError("Every column name should not be same with others in column_names.")


class Call(Rule):
    """Something that can be called."""

    def check(self, name: str, value: Any) -> None:
        if not callable(value):
            raise TypeError(f"{name} must be a Python function or a callable object, but got {value!r}.")


class OneOf(Rule):
    """One of some values."""

    def __init__(self, *values: Any, optional: bool = False):
        super().__init__(optional)
        self.values = values

    def check(self, name: str, value: Any) -> None:
        if not isinstance(value, type(self.values[0])):
            raise TypeError(
                f"Argument {name} with value {value!r} is not of type "
                f"[{type(self.values[0])}], but got {type(value)}."
            )
        if value not in self.values:
            raise ValueError(f"Input {name} is not within the valid set of {list(self.values)}.")


class Each(Rule):
    """A list or tuple whose elements follow a rule, of one of some lengths."""

    def __init__(
        self,
        rule: Rule,
        lengths: Sequence[int] | None = None,
        *,
        optional: bool = False,
        ascending: bool = False,
        kinds: tuple[type, ...] = (list, tuple),
        refusal: type[Exception] = TypeError,
    ):
        super().__init__(optional)
        self.rule, self.lengths, self.ascending = rule, lengths, ascending
        # What it must be an instance of, and what a wrong length raises.
        self.kinds, self.refusal = kinds, refusal

    def check(self, name: str, value: Any) -> None:
        if not isinstance(value, self.kinds):
            names = ", ".join(kind.__name__ for kind in self.kinds)
            raise TypeError(f"Argument {name} with value {value!r} is not of type [{names}], but got {type(value)}.")
        if self.lengths is not None and len(value) not in self.lengths:
            allowed = " or ".join(map(str, self.lengths))
            raise self.refusal(f"{name} must be a sequence of length {allowed}, but got {len(value)} elements.")
        for i, element in enumerate(value):
            self.rule(f"{name}[{i}]", element)
        if self.ascending and any(a > b for a, b in zip(value, value[1:], strict=False)):
            raise ValueError(f"{name} should be in (min, max) order, but got {value}.")


class Either(Rule):
    """A value that follows one of several rules; each rule's types decide which one."""

    def __init__(self, *rules: Rule, optional: bool = False):
        super().__init__(optional)
        self.rules = rules

    def check(self, name: str, value: Any) -> None:
        for rule in self.rules[:-1]:
            try:
                return rule(name, value)
            except TypeError:
                pass
        self.rules[-1](name, value)


BOOL = Is(bool)
WORKERS = Int(1, optional=True)


def as_list(value: Any) -> list:
    """A name or a sequence of names as a list; nothing as an empty one."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


def existing(path: Any, kind: str, argument: str) -> str:
    """The path, when there is a file or folder (`kind`) that can be read.

    Raises:
        TypeError: the path is no string.
        ValueError: there is none.
    """
    import os

    if not isinstance(path, (str, os.PathLike)):
        raise TypeError(
            f"Argument {argument} with value {path!r} is not of type [str], but got {type(path)}."
        )
    found = os.path.isdir(path) if kind == "folder" else os.path.isfile(path)
    if not found or not os.access(path, os.R_OK):
        raise ValueError(
            f"The {kind} {os.fspath(path)} does not exist or is not a {kind} or permission denied!"
        )
    return os.fspath(path)
