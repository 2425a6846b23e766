"""`mindspore.dataset.debug`: what looks at the data between the operations of a `map` in debug mode."""

from __future__ import annotations

import abc
import collections.abc
import copy
from typing import Any

import numpy as np

__all__ = ["DebugHook", "PrintDataHook", "PrintMetaDataHook"]


class DebugHook(abc.ABC):
    """The base class of hooks: `compute` gets a tuple of the columns' values.

    Args:
        prev_op_name: the operation beside which it stands; set in debug mode.
    """

    def __init__(self, prev_op_name: str | None = None):
        self.prev_op_name = prev_op_name
        self.is_first_op: bool | None = None

    def __call__(self, *args: Any) -> tuple:
        if self.prev_op_name:
            side = "INPUT" if self.is_first_op else "OUTPUT"
            print(f"[Dataset debugger] Print the [{side}] of the operation [{self.prev_op_name}].", flush=True)
        self.compute(args)
        return args

    @abc.abstractmethod
    def compute(self, *args: Any) -> Any:
        """Look at the columns' values."""

    def set_previous_op_name(self, prev_op_name: str) -> None:
        """Say beside which operation it stands."""
        self.prev_op_name = prev_op_name

    def set_is_first(self, is_first_op: bool) -> None:
        """Say whether it stands before that operation."""
        self.is_first_op = is_first_op


class PrintMetaDataHook(DebugHook):
    """Prints dtype and shape of each column."""

    def compute(self, *args: Any) -> Any:
        for i, value in enumerate(args[0]):
            if isinstance(value, np.ndarray):
                about = f"The dtype is [{value.dtype}]. The shape is [{value.shape}]."
            elif type(value).__module__.startswith("PIL."):
                about = f"The type is [{type(value)}]. The shape is [{value.size}]."
            elif isinstance(value, collections.abc.Sized):
                about = f"The type is [{type(value)}]. The size is [{len(value)}]."
            else:
                about = ""
            print(f"Column {i}. {about}", flush=True)
        return args


class PrintDataHook(DebugHook):
    """Prints the values of each column."""

    def compute(self, *args: Any) -> Any:
        for i, value in enumerate(args[0]):
            shown = np.asarray(value) if type(value).__module__.startswith("PIL.") else value
            print(f"Column {i}. The data is [{shown}].", flush=True)
        return args


def with_hooks(operations: list, hooks: list[DebugHook]) -> list:
    """The operations with the hooks before the first and after each."""
    if not hooks or not operations:
        return operations
    found = _placed(hooks, operations[0], True)
    for operation in operations:
        found += [operation, *_placed(hooks, operation, False)]
    return found


def _placed(hooks: list[DebugHook], operation: Any, first: bool) -> list:
    placed = []
    for hook in hooks:
        own = copy.deepcopy(hook)
        own.set_previous_op_name(getattr(operation, "__name__", type(operation).__name__))
        own.set_is_first(first)
        placed.append(own)
    return placed
