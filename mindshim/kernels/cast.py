"""Conversion between dtypes."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
import numpy as np

from mindshim.kernels.declare import Array, operator
from mindshim.kernels.promotion import kind

_PYTHON = {bool: np.bool_, int: np.int64, float: np.float64}


def converted(x: Array, dtype: np.dtype) -> Array:
    """The values in another dtype: floats lose their fraction, and wrap around in a small integer."""
    x = jnp.asarray(x)
    if kind(x.dtype) == "c" and kind(dtype) != "c":
        x = jnp.real(x)
    # XLA clamps floats to a small integer's range; MindSpore, like C, goes through a wider one and wraps
    # around.
    if kind(x.dtype) == "f" and kind(dtype) in "iu" and dtype.itemsize < 4:
        x = x.astype(np.int32)
    return x.astype(dtype)


def cast_back(cotangent: Array, output: Array, input: Array, *others: Any, **attributes: Any) -> tuple:
    """The cotangent in the input's dtype: MindSpore hands a gradient on through integers too."""
    return (converted(cotangent, input.dtype), *[None] * len(others))


@operator("ops.Cast()(input_x, dtype)", "ops.cast(input, dtype)", vjp=cast_back)
def cast(input: Array, dtype: Any) -> Array:
    """The input's values in another dtype of MindSpore's.

    Raises:
        TypeError: `dtype` is something else.

    Examples:
        >>> import mindshim as ms
        >>> print(ms.ops.cast(ms.Tensor([1.7, -2.7]), ms.int32))
        [ 1 -2]
    """
    if not isinstance(dtype, np.dtype):
        raise TypeError(f"For 'Cast', the input 'dtype' should be a dtype of MindSpore, but got {dtype}.")
    return converted(input, dtype)


def named_dtype(name: str, dtype: Any) -> np.dtype:
    """A dtype that may also be given by its name, or as a type of Python or NumPy.

    Raises:
        TypeError: there is no such dtype.
    """
    if isinstance(dtype, np.dtype):
        return dtype
    if dtype in _PYTHON:
        return np.dtype(_PYTHON[dtype])
    if isinstance(dtype, str) or isinstance(dtype, type) and issubclass(dtype, np.generic):
        try:
            return np.dtype(jnp.dtype(dtype.lower().rstrip("_") if isinstance(dtype, str) else dtype))
        except TypeError:
            pass
    raise TypeError(f"For '{name}', there is no dtype {dtype!r}.")


@operator("Tensor.astype(dtype, copy=True)", vjp=cast_back)
def astype(input: Array, dtype: Any, copy: bool = True) -> Array:
    """The values in another dtype, given as MindSpore's, by name, or as a type of Python or NumPy."""
    return converted(input, named_dtype("astype", dtype))


@operator("ops.type_as(input, other)", "Tensor.type_as(other)",
          vjp=lambda cotangent, output, input, other: cast_back(cotangent, output, input, other))
def type_as(input: Array, other: Array) -> Array:
    """The input's values in the dtype of `other`."""
    return converted(input, np.dtype(other.dtype))


def _method(name: str, dtype: Any) -> None:
    def kernel(input: Array) -> Array:
        return converted(input, np.dtype(dtype))

    kernel.__doc__ = f"The values as {np.dtype(dtype).name}."
    operator(f"Tensor.{name}()", vjp=cast_back)(kernel)


for _name, _dtype in (("float", np.float32), ("double", np.float64), ("half", np.float16),
                      ("bfloat16", jnp.bfloat16),
                      ("int", np.int32), ("long", np.int64), ("short", np.int16), ("byte", np.uint8),
                      ("bool", np.bool_)):
    _method(_name, _dtype)


@operator("ops.view_as_real(input)")
def view_as_real(input: Array) -> Array:
    """Complex numbers as pairs of their real and imaginary parts, in a new last axis."""
    if kind(input.dtype) != "c":
        raise TypeError(f"For 'view_as_real', complex numbers are needed, but got {input.dtype}.")
    return jnp.stack([jnp.real(input), jnp.imag(input)], -1)
