"""The dtype that floating operands are cast to inside a Cell with `to_float`, or a function under mixed precision."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from mindshim.engine import dtypes
from mindshim.engine.tensor import Tensor


class _State(threading.local):
    dtype: np.dtype | None = None


state = _State()


@contextmanager
def lowered(dtype: np.dtype | None) -> Iterator[None]:
    """Within the block, operators compute in this dtype; None ends an outer block's."""
    outer = state.dtype
    state.dtype = dtype
    try:
        yield
    finally:
        state.dtype = outer


# Operators that keep the dtype that they are given, beside those that only rearrange or write in place.
KEPT = frozenset(("Cast", "astype", "double", "float", "type_as", "getitem", "setitem", "ZerosLike", "OnesLike"))


def lower(arguments: Any) -> Any:
    """An operator's arguments with the floating Tensors among them in the dtype that is set."""
    target = state.dtype
    if isinstance(arguments, Tensor):
        array = arguments._array
        if array.dtype == target or not dtypes.is_float(array.dtype) or array.dtype.kind == "c":
            return arguments
        from mindshim.engine.binding import operator_named

        return operator_named("ops.cast")(arguments, target)
    if type(arguments) in (tuple, list):
        return type(arguments)([lower(a) for a in arguments])
    return arguments
