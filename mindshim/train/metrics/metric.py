"""What a metric is."""

from __future__ import annotations

import functools
from abc import ABCMeta, abstractmethod
from collections.abc import Callable
from typing import Any, Self

import numpy as np

from mindshim.engine.tensor import Tensor

_TYPES = ("classification", "multilabel")


def rearrange_inputs(func: Callable[..., Any]) -> Callable[..., Any]:
    """A decorator of `update`, which then gets the inputs that :meth:`Metric.set_indexes` names.

    Examples:
        >>> from mindspore.train import Metric, rearrange_inputs
        >>> class Last(Metric):
        ...     def clear(self):
        ...         self.value = 0
        ...     @rearrange_inputs
        ...     def update(self, *inputs):
        ...         self.value = inputs[0]
        ...     def eval(self):
        ...         return self.value
        >>> Last().set_indexes([2])(1, 2, 3)
        3
    """

    @functools.wraps(func)
    def wrapper(self: Metric, *inputs: Any) -> Any:
        return func(self, *([inputs[i] for i in self.indexes] if self.indexes else inputs))

    return wrapper


class Metric(metaclass=ABCMeta):
    """A number, or several, that tells how good a network is. A subclass defines `clear`, `update` and `eval`.

    Calling a metric clears it, updates it with the arguments and evaluates it.
    """

    def __init__(self) -> None:
        self._indexes: list[int] | None = None

    def _convert_data(self, data: Any) -> np.ndarray:
        """An array of a Tensor, an array or a list.

        Raises:
            TypeError: it is something else.
        """
        if isinstance(data, Tensor):
            return data.asnumpy()
        if isinstance(data, (list, np.ndarray)):
            return np.asarray(data)
        raise TypeError(
            f"A metric's inputs must be Tensors, lists or arrays of NumPy, but got {type(data).__name__}."
        )

    def _converted(self, inputs: tuple, count: int = 2) -> list[np.ndarray]:
        """The inputs of `update` as arrays, of which there must be that many."""
        if len(inputs) != count:
            raise ValueError(f"For '{type(self).__name__}.update', {count} inputs are needed, but got {len(inputs)}.")
        return [self._convert_data(data) for data in inputs]

    def _require(self, updated: Any) -> None:
        if not updated:
            raise RuntimeError(f"'{type(self).__name__}' has seen no samples: call 'update' before 'eval'.")

    @property
    def indexes(self) -> list[int] | None:
        """What :meth:`set_indexes` was given."""
        return getattr(self, "_indexes", None)

    def set_indexes(self, indexes: list[int]) -> Self:
        """Say which inputs `update` uses, and in which order; returns the metric.

        Raises:
            ValueError: `indexes` is no list of ints.
        """
        if not isinstance(indexes, list) or not all(isinstance(i, int) for i in indexes):
            raise ValueError(f"For 'set_indexes', 'indexes' must be a list of ints, but got {indexes!r}.")
        self._indexes = indexes
        return self

    def __call__(self, *inputs: Any) -> Any:
        self.clear()
        self.update(*inputs)
        return self.eval()

    @abstractmethod
    def clear(self) -> None:
        """Forget what was seen."""
        raise NotImplementedError

    @abstractmethod
    def update(self, *inputs: Any) -> None:
        """See a batch."""
        raise NotImplementedError

    @abstractmethod
    def eval(self) -> Any:
        """The metric of all that was seen since :meth:`clear`."""
        raise NotImplementedError


class EvaluationBase(Metric):
    """A metric of predicted classes.

    Args:
        eval_type: ``"classification"`` where a sample has one class; ``"multilabel"`` where it has some of several.

    Raises:
        TypeError: `eval_type` is something else.
    """

    def __init__(self, eval_type: str):
        super().__init__()
        if eval_type not in _TYPES:
            raise TypeError(f"The argument 'eval_type' must be one of {', '.join(_TYPES)}, but got {eval_type!r}.")
        self._type = eval_type
        self._class_num = 0

    def _pair(self, inputs: tuple) -> tuple[np.ndarray, np.ndarray]:
        """Prediction and truth, which fit together; classes instead of one-hot vectors where a sample has one."""
        y_pred, y = self._converted(inputs)
        if self._type == "classification" and y_pred.ndim == y.ndim and _check_onehot_data(y):
            y = y.argmax(axis=1)
        self._check_shape(y_pred, y)
        self._check_value(y_pred, y)
        self._same_classes(y_pred)
        return y_pred, y

    def _same_classes(self, y_pred: np.ndarray) -> None:
        if self._class_num == 0:
            self._class_num = y_pred.shape[1]
        elif y_pred.shape[1] != self._class_num:
            raise ValueError(
                f"For '{type(self).__name__}.update', the predictions had {self._class_num} classes before, but have "
                f"{y_pred.shape[1]} now."
            )

    def _indicators(self, y_pred: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Prediction and truth as zeros and ones."""
        if self._type == "multilabel":
            shape = (self._class_num, -1)
            return y_pred.swapaxes(1, 0).reshape(shape), y.swapaxes(1, 0).reshape(shape)
        return _one_hot(y_pred, y, self._class_num, type(self).__name__)

    def _check_shape(self, y_pred: np.ndarray, y: np.ndarray) -> None:
        wanted = (y_pred.shape[0], *y_pred.shape[2:]) if self._type == "classification" else y_pred.shape
        if y.shape != wanted or y_pred.ndim == 0:
            raise ValueError(
                f"For '{type(self).__name__}.update' ({self._type}), predictions of the shape {y_pred.shape} need true "
                f"values of the shape {wanted}, but got {y.shape}."
            )

    def _check_value(self, y_pred: np.ndarray, y: np.ndarray) -> None:
        if self._type != "classification" and not all(np.equal(v**2, v).all() for v in (y_pred, y)):
            raise ValueError(f"For '{type(self).__name__}.update' ({self._type}), all values must be 0 or 1.")

    def clear(self) -> None:
        raise NotImplementedError

    def update(self, *inputs: Any) -> None:
        raise NotImplementedError

    def eval(self) -> Any:
        raise NotImplementedError


def _one_hot(y_pred: np.ndarray, y: np.ndarray, classes: int, owner: str) -> tuple[np.ndarray, np.ndarray]:
    if y.max() + 1 > classes:
        raise ValueError(f"For '{owner}.update', a true class is {y.max()}, but there are {classes} classes.")
    eye = np.eye(classes)
    return eye[y_pred.argmax(axis=1).reshape(-1)], eye[y.reshape(-1)]


def _check_onehot_data(data: np.ndarray) -> bool:
    """Whether the vectors along the second axis have a single one among zeros."""
    return bool(data.ndim > 1 and np.equal(data**2, data).all() and np.equal(1, data.sum(axis=1)).all())
