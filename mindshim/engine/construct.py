"""Functions that make Tensors, or say what one is."""

from __future__ import annotations

from typing import Any

import jax
import numpy as np

from mindshim.engine import dtypes
from mindshim.engine.tensor import Tensor, wrap


def tensor(input_data: Any = None, dtype: Any = None, shape: Any = None, init: Any = None, const_arg: bool = False,
           device: str | None = None) -> Tensor:
    """A new :class:`Tensor`; arguments and errors are its own."""
    return Tensor(input_data, dtype, shape, init, const_arg, device)


def from_numpy(array: np.ndarray) -> Tensor:
    """A Tensor of a NumPy array's values; see :meth:`Tensor.from_numpy`."""
    return Tensor.from_numpy(array)


def frombuffer(buffer: Any, dtype: Any = dtypes.float32, count: int = -1, offset: int = 0) -> Tensor:
    """A vector of the numbers that a buffer (such as bytes) holds, copied.

    Args:
        buffer: bytes, or another object with Python's buffer interface.
        dtype: what the bytes mean.
        count: how many numbers to read; -1 for all.
        offset: bytes to pass over first.

    Raises:
        ValueError: the buffer is too short, or no whole number of elements.
    """
    return Tensor(np.frombuffer(buffer, dtypes.to_numpy(dtype), count, offset))


def is_tensor(obj: Any) -> bool:
    """Whether `obj` is a Tensor."""
    return isinstance(obj, Tensor)


def swap_tensors(t1: Tensor, t2: Tensor) -> None:
    """Let two Tensors exchange what they hold.

    Raises:
        TypeError: one of them is no Tensor.
    """
    for t in (t1, t2):
        if not isinstance(t, Tensor):
            raise TypeError(f"For 'swap_tensors', two Tensors are needed, but got {type(t).__name__}.")
    first = wrap(t1._value())
    t1._assign(wrap(t2._value()))
    t2._assign(first)


class _Capsule:
    """A DLPack capsule as the object that JAX asks for one. It comes from this process's CPU."""

    def __init__(self, capsule: Any):
        self.capsule = capsule

    def __dlpack__(self, **_: Any) -> Any:
        return self.capsule

    def __dlpack_device__(self) -> tuple[int, int]:
        return (1, 0)


def from_dlpack(dlpack: Any) -> Tensor:
    """A Tensor of what :func:`to_dlpack` gave, or of any object that speaks DLPack."""
    return wrap(jax.numpy.from_dlpack(dlpack if hasattr(dlpack, "__dlpack__") else _Capsule(dlpack)))


def to_dlpack(tensor: Tensor) -> Any:
    """A DLPack capsule that shares the Tensor's memory.

    Raises:
        TypeError: `tensor` is no Tensor.
    """
    if not isinstance(tensor, Tensor):
        raise TypeError(f"For 'to_dlpack', a Tensor is needed, but got {type(tensor).__name__}.")
    return tensor.__dlpack__()
