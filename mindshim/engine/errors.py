"""What JAX says about a bad argument, said as MindSpore says it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax
import numpy as np

from mindshim.engine.arrays import Pending


def translated(error: Exception, name: str, arrays: Sequence[Any]) -> Exception:
    """The exception to raise for `error`, which an operator's kernel raised on these arrays."""
    if isinstance(error, (NotImplementedError, KeyError, OverflowError, ZeroDivisionError)):
        return error
    if any(type(a) is Pending for a in arrays):
        return RuntimeError(f"For '{name}', a Tensor is uninitialized: call Tensor.init_data() before it is used.")
    text = str(error)
    if isinstance(error, jax.errors.JAXTypeError):  # a value is not there while a function is being traced
        return error
    if text.startswith("For '"):
        return type(error)(text)  # without the notes and frames that JAX adds
    if isinstance(error, (TypeError, ValueError)):
        shapes = [np.shape(a) for a in arrays if hasattr(a, "shape")]
        listed = " and ".join(str(tuple(s)) for s in shapes)
        if "incompatible shapes" in text or "broadcast" in text:
            return ValueError(f"For '{name}', the shapes of the inputs cannot be broadcast together: "
                              f"{listed}.")
        if "contracting dimensions" in text or "types for matmul" in text:
            return ValueError(f"For '{name}', the sizes of the matrices do not fit: shapes {listed}.")
        kinds = ", ".join(f"{_dtype(a)}{list(np.shape(a))}" for a in arrays)
        reason = text.split("\n")[0]
        if "is not a valid value for jnp.array" in text:  # None, which JAX calls a bad value
            return TypeError(f"For '{name}', Tensors are needed, but got {kinds}.")
        # JAX's complaints of shapes are TypeErrors, MindSpore's ValueErrors.
        of_type = isinstance(error, TypeError) and ("shape" not in reason or "dtype" in reason)
        return (TypeError if of_type else ValueError)(f"For '{name}', {reason} (inputs: {kinds})")
    if isinstance(error, IndexError) and (text == "tuple index out of range" or "is 0-dimensional" in text):
        return ValueError(f"For '{name}', a Tensor with more axes is needed, but got the shapes "
                          f"{[np.shape(a) for a in arrays if hasattr(a, 'shape')]}.")
    if isinstance(error, AttributeError):  # of a number or None where the kernel counts on an array
        return TypeError(f"For '{name}', Tensors are needed, but got {', '.join(map(_dtype, arrays))}.")
    return error


def _dtype(value: Any) -> str:
    return str(value.dtype) if hasattr(value, "dtype") else type(value).__name__
