"""The ROC curve, and the area under a curve."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim import _checkparam as check
from mindshim.train.metrics.metric import Metric, rearrange_inputs


class ROC(Metric):
    """The false and the true positive rate at each threshold.

    Args:
        class_num: the number of classes, where predictions are scores of each.
        pos_label: where there are two classes, the one that is positive; 1 by default.

    `update` gets scores of shape ``(N,)`` or ``(N, C)`` and true classes of shape ``(N,)``; only the last batch counts,
    as in MindSpore. `eval` returns the false positive rates, the true positive rates and the thresholds, each an array,
    or with `class_num` a list of one for each class.

    Raises:
        TypeError: an argument is no int.

    Examples:
        >>> import numpy as np
        >>> from mindspore.train import ROC
        >>> fpr, tpr, thresholds = ROC()(np.array([0.1, 0.4, 0.35, 0.8]), np.array([0, 0, 1, 1]))
        >>> print(fpr, tpr)
        [0.  0.  0.5 0.5 1. ] [0.  0.5 0.5 1.  1. ]
    """

    def __init__(self, class_num: int | None = None, pos_label: int | None = None):
        super().__init__()
        for name, value in (("class_num", class_num), ("pos_label", pos_label)):
            if value is not None:
                check.check_value_type(name, value, [int], "ROC")
        self.class_num = class_num
        self.pos_label = pos_label
        self.clear()

    def clear(self) -> None:
        self.y_pred: Any = None
        self.y: Any = None

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        y_pred, y = self._converted(inputs)
        if y_pred.ndim == y.ndim:
            if self.class_num not in (None, 1):
                raise ValueError(f"For 'ROC', scores of one class need 'class_num' 1, but got {self.class_num}.")
            self.class_num = 1
            self.pos_label = 1 if self.pos_label is None else self.pos_label
            y_pred = y_pred.reshape(-1)
        elif y_pred.ndim == y.ndim + 1:
            if self.pos_label is not None:
                raise ValueError(f"For 'ROC', 'pos_label' must be None with several classes, but got {self.pos_label}.")
            if self.class_num != y_pred.shape[1]:
                raise ValueError(
                    f"For 'ROC', 'class_num' must be the number of classes {y_pred.shape[1]}, but got {self.class_num}."
                )
            y_pred = np.moveaxis(y_pred, 1, -1).reshape(-1, y_pred.shape[1])
        else:
            raise ValueError(f"For 'ROC', the shapes {y_pred.shape} and {y.shape} do not fit together.")
        self.y_pred, self.y = y_pred, y.reshape(-1)

    def eval(self) -> tuple[Any, Any, Any]:
        self._require(self.y is not None)
        if self.class_num == 1:
            return _curve(self.y_pred, self.y == self.pos_label)
        curves = [_curve(self.y_pred[:, c], self.y == c) for c in range(self.class_num or 0)]
        fpr, tpr, thresholds = ([curve[i] for curve in curves] for i in range(3))
        return fpr, tpr, thresholds


def _curve(scores: np.ndarray, positive: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    order = np.argsort(-scores)
    scores, positive = scores[order], positive[order].astype(np.int64)
    last = np.append(np.where(np.diff(scores))[0], scores.size - 1)  # of each run of equal scores
    tps = np.append(0, np.cumsum(positive)[last])
    fps = np.append(0, 1 + last) - tps
    thresholds = np.append(scores[last[0]] + 1, scores[last])
    if fps[-1] <= 0:
        raise ValueError("For 'ROC.eval', no sample is negative, so there is no false positive rate.")
    if tps[-1] <= 0:
        raise ValueError("For 'ROC.eval', no sample is positive, so there is no true positive rate.")
    return fps / fps[-1], tps / tps[-1], thresholds.astype(scores.dtype)


def auc(x: np.ndarray, y: np.ndarray, reorder: bool = False) -> float:
    """The area under a curve, by the trapezoidal rule.

    Args:
        x: the points' places, of shape ``(N,)`` or ``(N, 1)``, which rise or fall.
        y: the values there.
        reorder: sort the points first.

    Raises:
        TypeError: an argument is no array of NumPy.
        ValueError: the shapes do not fit, there are fewer than two points, or `x` neither rises nor falls.

    Examples:
        >>> import numpy as np
        >>> from mindspore.train import auc
        >>> auc(np.array([0.0, 0.5, 1.0]), np.array([0.0, 0.8, 1.0]))
        0.65
    """
    if not isinstance(x, np.ndarray) or not isinstance(y, np.ndarray):
        kinds = f"{type(x).__name__} and {type(y).__name__}"
        raise TypeError(f"For 'auc', 'x' and 'y' must be arrays of NumPy, but got {kinds}.")
    if x.ndim == 0 or y.ndim == 0:
        raise TypeError("For 'auc', 'x' and 'y' must have a dimension.")
    for array in (x, y):
        if array.ndim > 2 or array.ndim == 2 and array.shape[1] != 1:
            raise ValueError(f"For 'auc', 'x' and 'y' must be of shape (N,) or (N, 1), but got {array.shape}.")
    if len(x) != len(y):
        raise ValueError(f"For 'auc', 'x' and 'y' must be of one length, but got {len(x)} and {len(y)}.")
    x, y = x.reshape(-1), y.reshape(-1)
    if x.size < 2:
        raise ValueError(f"For 'auc', at least two points are needed, but got {x.size}.")
    sign = 1.0
    if reorder:
        order = np.lexsort((y, x))
        x, y = x[order], y[order]
    elif np.any(np.diff(x) < 0):
        if not np.all(np.diff(x) <= 0):
            raise ValueError(f"For 'auc', 'x' must rise or fall unless 'reorder' is True, but got {x}.")
        sign = -1.0
    return float(sign * np.sum(np.diff(x) * (y[1:] + y[:-1]) / 2.0))
