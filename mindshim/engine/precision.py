"""The dtype that floating operands are cast to inside a Cell with `to_float`, or a function under mixed precision."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from mindshim.engine import dtypes
from mindshim.engine.tensor import Tensor

# An operator's name and arguments -> the arguments, cast to what it is to compute in.
Policy = Callable[[str, Any], Any]


class _State(threading.local):
    dtype: np.dtype | Policy | None = None


state = _State()


@contextmanager
def lowered(dtype: np.dtype | Policy | None) -> Iterator[None]:
    """Within the block, operators compute in this dtype, or as a policy says; None ends an outer block's."""
    outer = state.dtype
    state.dtype = dtype
    try:
        yield
    finally:
        state.dtype = outer


# Operators that keep the dtype that they are given, beside those that only rearrange or write in place.
KEPT = frozenset(("Cast", "astype", "double", "float", "type_as", "getitem", "setitem", "ZerosLike", "OnesLike"))


def lower(arguments: Any, name: str = "") -> Any:
    """An operator's arguments with the floating Tensors among them in the dtype that is set."""
    target = state.dtype
    if target is None or isinstance(target, np.dtype):
        return arguments if target is None else cast(arguments, target)
    return target(name, arguments)


def cast(arguments: Any, target: np.dtype) -> Any:
    """Arguments with the floating Tensors among them in a dtype."""
    if isinstance(arguments, Tensor):
        array = arguments._array
        if array.dtype == target or not dtypes.is_float(array.dtype) or array.dtype.kind == "c":
            return arguments
        from mindshim.engine.binding import operator_named

        return operator_named("ops.cast")(arguments, target)
    if type(arguments) in (tuple, list):
        return type(arguments)([cast(a, target) for a in arguments])
    return arguments
