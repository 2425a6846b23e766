"""What audio transforms have in common: they take arrays whose last axes are said by the class."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim.dataset.checks import INT32_MAX, Int, Number
from mindshim.dataset.transforms.base import TensorOperation

# The greatest number up to which float32 holds all integers; MindSpore takes no greater ones.
LIMIT = 2**24
FLOAT = Number(-LIMIT, LIMIT)
POSITIVE_FLOAT = Number(above=0, high=LIMIT)
NATURAL_FLOAT = Number(0, LIMIT)
POSITIVE, NATURAL, ANY_INT = Int(1), Int(0), Int(-INT32_MAX - 1)


class NotZero(Number):
    """A number other than 0."""

    def __init__(self, *types: type):
        super().__init__(-LIMIT, LIMIT, types=types or (int, float))

    def check(self, name: str, value: Any) -> None:
        super().check(name, value)
        if value == 0:
            raise ValueError(f"Input {name} can not be 0.")


class AudioOperation(TensorOperation):
    """A transform of arrays of shape (..., time), unless the class says otherwise.

    Integers become float32, and the result has the dtype of the input then.

    Raises:
        TypeError: called with something that is no NumPy array.
        RuntimeError: the array has the wrong shape or dtype.
    """

    axes = "time"
    only_float = False
    keeps_integers = False

    def _input(self, value: Any) -> Any:
        if not isinstance(value, np.ndarray):
            raise TypeError(f"Input should be NumPy audio, got {type(value)}.")
        if value.size == 0:
            raise RuntimeError("Input Tensor has no data.")
        return value

    def _in_pipeline(self, *inputs: Any) -> Any:
        value = self._checked(*inputs)
        return self._cast(self._apply(value), value.dtype)

    def _checked(self, *inputs: Any) -> np.ndarray:
        """The one input, as an array of floats."""
        name = type(self).__name__
        if len(inputs) != 1:
            raise RuntimeError(f"{name}: only one column can be transformed, but got {len(inputs)}.")
        value = np.asarray(inputs[0])
        wanted = self.axes.split(", ")
        fits = value.ndim >= len(wanted) and (wanted[-1] != "complex=2" or value.shape[-1] == 2)
        if not fits:
            raise RuntimeError(f"{name}: the shape of the input should be <..., {self.axes}>, but got {value.shape}.")
        kinds = "f" if self.only_float else "fiub"
        if value.dtype.kind not in kinds:
            raise RuntimeError(f"{name}: the dtype of the input must be a number, but got {value.dtype}.")
        if self.only_float or self.keeps_integers or value.dtype in (np.float32, np.float64):
            return value
        return value.astype(np.float32)

    def _cast(self, made: Any, dtype: np.dtype) -> Any:
        if isinstance(made, tuple):
            return tuple(self._cast(part, dtype) for part in made)
        return made.astype(dtype, copy=False) if made.dtype.kind == dtype.kind == "f" else made
