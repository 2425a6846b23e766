"""What every transform is: an object that can be called on data, alone or by a pipeline."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim.engine.tensor import Tensor


class TensorOperation:
    """A transform of arrays.

    A subclass defines `_apply`. `random` says whether two calls may differ.
    """

    _is_transform = True
    random = False

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        operation = super().__new__(cls)
        # For `serialize`, which tells what each transform was made with.
        operation.__dict__["_made_with"] = args, kwargs
        return operation

    def __call__(self, *inputs: Any) -> Any:
        return self._in_pipeline(*[self._input(value) for value in inputs])

    def _input(self, value: Any) -> Any:
        """An argument of eager use as an array."""
        if isinstance(value, Tensor):
            return value.asnumpy()
        if isinstance(value, (np.ndarray, dict)):
            return value
        return np.array(value)

    def _in_pipeline(self, *inputs: Any) -> Any:
        """The transform of the columns' values, which are arrays."""
        if len(inputs) != 1:
            raise RuntimeError(
                f"{type(self).__name__}: only one column can be transformed, but got {len(inputs)}."
            )
        return self._apply(inputs[0])

    def _apply(self, value: Any) -> Any:
        raise NotImplementedError


def call(operation: Any, inputs: tuple) -> tuple:
    """What an operation, a transform or a Python function, makes of some values; always a tuple."""
    result = getattr(operation, "_in_pipeline", operation)(*inputs)
    return result if isinstance(result, tuple) else (result,)


def check_operations(name: str, operations: Any) -> None:
    """A list of things that can be called.

    Raises:
        TypeError: it is none.
        ValueError: it is empty.
    """
    if not isinstance(operations, (list, tuple)):
        raise TypeError(
            f"Argument {name} with value {operations!r} is not of type [list], but got {type(operations)}."
        )
    if not operations:
        raise ValueError(f"{name} list is empty.")
    for i, operation in enumerate(operations):
        if not callable(operation):
            raise TypeError(f"{name}[{i}] is neither a transform nor a callable, but {operation!r}.")
