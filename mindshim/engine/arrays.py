"""Arrays of Python's values: from numbers, nested sequences and NumPy's arrays to arrays of the device."""

from __future__ import annotations

from typing import Any

import jax
import numpy as np
from jax.core import Tracer

from mindshim.engine import changes, dtypes

# Three times as fast as jnp.asarray for a small array.
_put = jax.jit(lambda x: x)
# Arrays never change, so Tensors that start from the same few numbers can hold the same one.
_LARGE_BYTES = 1 << 13
_small: dict[tuple, jax.Array] = {}
SMALL_BYTES = 64


def put(array: np.ndarray) -> jax.Array:
    """A NumPy array, which nobody else will write to, as an array of the device."""
    if array.nbytes > SMALL_BYTES:
        return _placed(array)
    key = (array.dtype, array.shape, array.tobytes())
    kept = _small.get(key)
    if kept is None or changes.tracing:  # a constant in a program must not be taken for a Parameter's array
        kept = _placed(array)
        if changes.tracing:
            return kept
        if len(_small) >= 1024:
            _small.clear()
        _small[key] = kept
    return kept


def _placed(array: np.ndarray) -> jax.Array:
    # A compiled identity is the quicker for small arrays; for large ones it is slower, and compiles for each shape.
    placed = _put(array) if array.nbytes <= _LARGE_BYTES else jax.device_put(array)
    if isinstance(placed, Tracer):  # a function is being traced, in which this is a constant
        with jax.ensure_compile_time_eval():
            placed = _put(array)
    return placed


def forget_small() -> None:
    """Let go of the arrays that are kept; for when another device is chosen."""
    _small.clear()


def from_python(value: Any, dtype: np.dtype | None = None) -> np.ndarray:
    """Numbers, nested sequences of numbers, arrays or Tensors as a new NumPy array.

    Without `dtype`, Python floats become float32, ints int64 and complex numbers complex128; what has a dtype keeps it.

    Raises:
        TypeError: the value is something else, or holds something else.
        TypeError: the sequences are ragged.
    """
    if isinstance(value, (list, tuple)):
        value, typed = _without_tensors(value)
    else:
        typed = isinstance(value, (np.ndarray, np.generic, jax.Array))
    try:
        array = np.array(value)
    except ValueError as error:
        raise TypeError(f"For Tensor, the sequence is ragged: {error}") from None
    if array.dtype.kind in "OUSVMm" and array.dtype not in dtypes.FROM_NUMPY:
        raise TypeError(
            f"For Tensor, the types in the sequence must be numbers, but got {_kind_of(value, array)}."
        )
    if dtype is not None:
        return array.astype(dtype, copy=False)
    if not typed and array.size == 0 and not isinstance(value, np.ndarray):
        return array.astype(np.float32)
    if not typed and array.dtype == np.float64:
        return array.astype(np.float32)
    return array


def _without_tensors(value: Any) -> tuple[Any, bool]:
    """The sequence with its Tensors as NumPy arrays, and whether anything in it has a dtype of its own."""
    if isinstance(value, (list, tuple)):
        pairs = [_without_tensors(v) for v in value]
        return [p[0] for p in pairs], any(p[1] for p in pairs)
    if hasattr(value, "asnumpy"):  # a Tensor
        return value.asnumpy(), True
    return value, isinstance(value, (np.ndarray, jax.Array))


def _kind_of(value: Any, array: np.ndarray) -> str:
    while isinstance(value, (list, tuple)) and value:
        value = next((v for v in value if not isinstance(v, (int, float, complex))), value[0])
    return type(value).__name__


class Pending:
    """What a Tensor holds that is to be filled by an initializer, until `init_data` does so."""

    def __init__(self, init: Any, shape: tuple[int, ...], dtype: np.dtype):
        self.init = init
        self.shape = shape
        self.dtype = dtype
        self.ndim = len(shape)
        self.size = int(np.prod(shape))

    def drawn(self) -> jax.Array:
        """The initial values."""
        if self.init is None:
            raise RuntimeError(f"a Tensor of shape {self.shape} has no values: one of its sizes is not known.")
        return self.init.array(self.shape, self.dtype)
