"""Metrics of predicted classes."""

from __future__ import annotations

import math
import sys
from typing import Any

import numpy as np

from mindshim import _checkparam as check
from mindshim.train.metrics.metric import EvaluationBase, Metric, _check_onehot_data, _one_hot, rearrange_inputs

_TINY = sys.float_info.min


class Accuracy(EvaluationBase):
    """The share of right predictions.

    Args:
        eval_type: ``"classification"`` or ``"multilabel"``.

    `update` gets predictions and true values: scores of shape ``(N, C, ...)`` and classes ``(N, ...)`` or one-hot
    vectors; with ``"multilabel"`` zeros and ones of one shape.

    Examples:
        >>> import numpy as np
        >>> from mindspore import Tensor
        >>> from mindspore.train import Accuracy
        >>> Accuracy()(Tensor(np.array([[0.2, 0.5], [0.3, 0.1]])), Tensor(np.array([1, 1])))
        0.5
    """

    def __init__(self, eval_type: str = "classification"):
        super().__init__(eval_type)
        self.clear()

    def clear(self) -> None:
        self._correct_num = self._total_num = self._class_num = 0

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        y_pred, y = self._pair(inputs)
        if self._type == "classification":
            right: np.ndarray = np.ravel(np.argmax(y_pred, axis=1) == y)
        else:
            last = y_pred.ndim - 1
            shape = (-1, self._class_num)
            same = y_pred.swapaxes(1, last).reshape(shape) == y.swapaxes(1, last).reshape(shape)
            right = np.ravel(same.all(axis=1))
        self._correct_num += int(right.sum())
        self._total_num += right.shape[0]

    def eval(self) -> float:
        self._require(self._total_num)
        return self._correct_num / self._total_num


class _ShareOfPositives(EvaluationBase):
    """True positives, divided by what a subclass counts, of each class."""

    def __init__(self, eval_type: str = "classification"):
        super().__init__(eval_type)
        self.clear()

    def clear(self) -> None:
        self._class_num = 0
        self._true_positives: Any = np.empty(0) if self._type == "multilabel" else 0
        self._counted: Any = np.empty(0) if self._type == "multilabel" else 0

    @staticmethod
    def _count(y_pred: np.ndarray, y: np.ndarray) -> np.ndarray:
        raise NotImplementedError

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        y_pred, y = self._indicators(*self._pair(inputs))
        counted, true_positives = self._count(y_pred, y), (y * y_pred).sum(axis=0)
        if self._type == "multilabel":  # each column is a sample, which is kept
            self._true_positives = np.concatenate((self._true_positives, true_positives))
            self._counted = np.concatenate((self._counted, counted))
        else:
            self._true_positives = self._true_positives + true_positives
            self._counted = self._counted + counted

    def eval(self, average: bool = False) -> Any:
        """The share of each class (with ``"multilabel"``, of each sample), float64.

        Args:
            average: give their mean instead.

        Raises:
            RuntimeError: no samples were seen.
            TypeError: `average` is no bool.
        """
        self._require(self._class_num)
        check.check_value_type("average", average, [bool], type(self).__name__)
        shares = self._true_positives / (self._counted + _TINY)
        return float(shares.mean()) if average else shares


class Precision(_ShareOfPositives):
    """The share of a class's predictions that are right.

    Args:
        eval_type: ``"classification"`` or ``"multilabel"``; see :class:`Accuracy`.

    Examples:
        >>> import numpy as np
        >>> from mindspore import Tensor
        >>> from mindspore.train import Precision
        >>> print(Precision()(Tensor(np.array([[0.2, 0.5], [0.3, 0.1], [0.9, 0.6]])), Tensor(np.array([1, 0, 1]))))
        [0.5 1. ]
    """

    @staticmethod
    def _count(y_pred: np.ndarray, y: np.ndarray) -> np.ndarray:
        return y_pred.sum(axis=0)


class Recall(_ShareOfPositives):
    """The share of a class's samples that are predicted.

    Args:
        eval_type: ``"classification"`` or ``"multilabel"``; see :class:`Accuracy`.

    Examples:
        >>> import numpy as np
        >>> from mindspore import Tensor
        >>> from mindspore.train import Recall
        >>> print(Recall()(Tensor(np.array([[0.2, 0.5], [0.3, 0.1], [0.9, 0.6]])), Tensor(np.array([1, 0, 1]))))
        [1.  0.5]
    """

    @staticmethod
    def _count(y_pred: np.ndarray, y: np.ndarray) -> np.ndarray:
        return y.sum(axis=0)


class Fbeta(Metric):
    """The weighted harmonic mean of precision and recall, of each class.

    Args:
        beta: how many times as much recall counts.

    Raises:
        ValueError: `beta` is not positive.

    Examples:
        >>> import numpy as np
        >>> from mindspore import Tensor
        >>> from mindspore.train import Fbeta
        >>> print(Fbeta(1)(Tensor(np.array([[0.2, 0.5], [0.3, 0.1], [0.9, 0.6]])), Tensor(np.array([1, 0, 1]))))
        [0.66666667 0.66666667]
    """

    def __init__(self, beta: float):
        super().__init__()
        if not beta > 0:
            raise ValueError(f"For 'Fbeta', 'beta' must be > 0, but got {beta}.")
        self.beta = beta
        self.clear()

    def clear(self) -> None:
        self._true_positives: Any = 0
        self._actual_positives: Any = 0
        self._positives: Any = 0
        self._class_num = 0

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        y_pred, y = self._converted(inputs)
        if y_pred.ndim == y.ndim and _check_onehot_data(y):
            y = y.argmax(axis=1)
        EvaluationBase._same_classes(self, y_pred)  # type: ignore[arg-type]
        y_pred, y = _one_hot(y_pred, y, self._class_num, type(self).__name__)
        self._true_positives = self._true_positives + (y * y_pred).sum(axis=0)
        self._positives = self._positives + y_pred.sum(axis=0)
        self._actual_positives = self._actual_positives + y.sum(axis=0)

    def eval(self, average: bool = False) -> Any:
        """The score of each class, float64; with `average`, their mean.

        Raises:
            RuntimeError: no samples were seen.
            TypeError: `average` is no bool.
        """
        check.check_value_type("average", average, [bool], type(self).__name__)
        self._require(self._class_num)
        square = self.beta**2
        scores = (1.0 + square) * self._true_positives
        scores = scores / (square * self._actual_positives + self._positives + _TINY)
        return float(scores.mean()) if average else scores


class F1(Fbeta):
    """:class:`Fbeta` with ``beta=1``."""

    def __init__(self) -> None:
        super().__init__(1.0)


class TopKCategoricalAccuracy(Metric):
    """The share of samples whose class is among the k with the highest scores.

    Args:
        k: how many classes count.

    Raises:
        TypeError: `k` is no int.
        ValueError: `k` is not positive, or (in `update`) more than there are classes.

    Examples:
        >>> import numpy as np
        >>> from mindspore import Tensor
        >>> from mindspore.train import TopKCategoricalAccuracy
        >>> TopKCategoricalAccuracy(2)(Tensor(np.array([[0.2, 0.5, 0.3], [0.1, 0.3, 0.6]])), Tensor(np.array([2, 0])))
        0.5
    """

    def __init__(self, k: int):
        super().__init__()
        if not isinstance(k, int):
            raise TypeError(f"For 'TopKCategoricalAccuracy', 'k' must be an int, but got {type(k).__name__}.")
        if k < 1:
            raise ValueError(f"For 'TopKCategoricalAccuracy', 'k' must be at least 1, but got {k}.")
        self.k = k
        self.clear()

    def clear(self) -> None:
        self._correct_num = self._samples_num = 0

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        y_pred, y = self._converted(inputs)
        if y_pred.ndim == y.ndim and _check_onehot_data(y):
            y = y.argmax(axis=1)
        if y_pred.ndim < 2 or y_pred.shape[1] < self.k:
            raise ValueError(
                f"For '{type(self).__name__}.update', scores of {self.k} classes are needed, but got {y_pred.shape}."
            )
        chosen = np.argsort(-y_pred, axis=1)[:, : self.k]
        self._correct_num += int(np.equal(chosen, y.reshape(-1, 1)).sum())
        self._samples_num += y.size

    def eval(self) -> float:
        self._require(self._samples_num)
        return self._correct_num / self._samples_num


class Top1CategoricalAccuracy(TopKCategoricalAccuracy):
    """:class:`TopKCategoricalAccuracy` with ``k=1``."""

    def __init__(self) -> None:
        super().__init__(1)


class Top5CategoricalAccuracy(TopKCategoricalAccuracy):
    """:class:`TopKCategoricalAccuracy` with ``k=5``."""

    def __init__(self) -> None:
        super().__init__(5)


class Perplexity(Metric):
    """The exponential of the mean negative logarithm of the true classes' probabilities.

    Args:
        ignore_label: a class whose samples are left out.

    `update` gets probabilities of shape ``(N, C)`` and classes of shape ``(N,)``.

    Raises:
        TypeError: `ignore_label` is no int.

    Examples:
        >>> import numpy as np
        >>> from mindspore import Tensor
        >>> from mindspore.train import Perplexity
        >>> round(Perplexity()(Tensor(np.array([[0.2, 0.5], [0.3, 0.1]])), Tensor(np.array([1, 0]))), 6)
        2.581989
    """

    def __init__(self, ignore_label: int | None = None):
        super().__init__()
        if ignore_label is not None:
            check.check_value_type("ignore_label", ignore_label, [int], "Perplexity")
        self.ignore_label = ignore_label
        self.clear()

    def clear(self) -> None:
        self._sum_metric = 0.0
        self._num_inst = 0

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        y_pred, y = self._converted(inputs)
        if y.size * y_pred.shape[-1] != y_pred.size:
            raise RuntimeError(
                f"For 'Perplexity.update', {y.size} true classes do not fit to predictions of the shape {y_pred.shape}."
            )
        y = y.reshape(-1)
        chosen = y_pred[np.arange(y.size), y.astype(int)]
        if self.ignore_label is not None:
            chosen = chosen[y != self.ignore_label]
        self._sum_metric -= float(np.sum(np.log(np.maximum(1e-10, chosen))))
        self._num_inst += chosen.size

    def eval(self) -> float:
        self._require(self._num_inst)
        return math.exp(self._sum_metric / self._num_inst)
