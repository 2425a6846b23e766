"""Parameters of distributions and bijectors: made Tensors of one dtype, and checked."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor


def as_tensor(value: Any, dtype: Any = dtypes.float32) -> Tensor:
    """A parameter as a Tensor of this dtype; a Parameter as it is.

    Raises:
        TypeError: it is no Tensor, array, list or number.
    """
    if isinstance(value, Parameter):
        return value
    if isinstance(value, bool) or not isinstance(value, (Tensor, np.ndarray, list, int, float)):
        raise TypeError(f"A parameter must be a Tensor, array, list or number, but got {type(value).__name__}.")
    return Tensor(value, dtype=dtype)


def common_dtype(parameters: dict[str, Any], hint: Any) -> Any:
    """The dtype of parameters: that of the Tensors and arrays among them, or else `hint`; float32 for ints.

    Raises:
        TypeError: they have several.
    """
    found = None
    for name, value in parameters.items():
        if hasattr(value, "dtype"):
            own = Tensor(value).dtype if isinstance(value, np.ndarray) else value.dtype
            if found not in (None, own):
                raise TypeError(f"{name} should have the same dtype as other arguments.")
            found = own
    if found is None:
        return hint if hint in dtypes.float_type else dtypes.float32
    return found if found in dtypes.float_type and found is not dtypes.float64 else dtypes.float32


def shape_of(parameters: dict[str, Any]) -> tuple[int, ...] | None:
    """The shape that parameters have together; None if one is missing."""
    if any(value is None for value in parameters.values()):
        return None
    return np.broadcast_shapes(*(np.shape(v) if not isinstance(v, Tensor) else v.shape for v in parameters.values()))


def all_numbers(parameters: dict[str, Any]) -> bool:
    """Whether no parameter is a Tensor, array or list."""
    return all(value is None or isinstance(value, (int, float)) for value in parameters.values())


def check_positive(value: Tensor | None, name: str, zero: bool = False) -> None:
    """Numbers above 0, or not below it; a Parameter is not looked at.

    Raises:
        ValueError: one is not.
    """
    if value is None or isinstance(value, Parameter):
        return
    numbers = value.asnumpy()
    if not (numbers >= 0 if zero else numbers > 0).all():
        raise ValueError(f"{name} must be greater than {'or equal to ' * zero}zero.")


def check_probabilities(value: Tensor | None) -> None:
    """Numbers between 0 and 1; a Parameter is not looked at.

    Raises:
        ValueError: one is not.
    """
    if value is None or isinstance(value, Parameter):
        return
    numbers = value.asnumpy()
    if not ((numbers > 0) & (numbers < 1)).all():
        raise ValueError("Probabilities must be greater than zero and less than one.")


def require_tensor(value: Any, name: str) -> Any:
    """A Tensor, or None.

    Raises:
        TypeError: it is something else.
    """
    if value is not None and not isinstance(value, Tensor):
        raise TypeError(f"For {name}, input type must be a Tensor or Parameter, but got {type(value).__name__}.")
    return value
