"""The confusion matrix, and the many metrics that follow from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from mindshim import _checkparam as check
from mindshim.train.metrics.metric import Metric, rearrange_inputs

_NORMALIZATIONS: dict[str, Callable[[np.ndarray], Any]] = {
    "no_norm": lambda matrix: 1.0,
    "target": lambda matrix: matrix.sum(axis=1, keepdims=True),
    "prediction": lambda matrix: matrix.sum(axis=0, keepdims=True),
    "all": lambda matrix: matrix.sum(),
}


class ConfusionMatrix(Metric):
    """How many samples of each class (rows) were taken for each class (columns).

    Args:
        num_classes: the number of classes.
        normalize: divide by the sum of the row (``"target"``), of the column (``"prediction"``), of all (``"all"``) or
            not (``"no_norm"``).
        threshold: where there are two classes, the score from which on a sample is taken for the second.

    `update` gets scores of shape ``(N, C, ...)``, or scores of the second class or classes of shape ``(N, ...)``,
    and true classes of shape ``(N, ...)``.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `normalize` is something else.

    Examples:
        >>> import numpy as np
        >>> from mindspore.train import ConfusionMatrix
        >>> print(ConfusionMatrix(2)(np.array([1, 0, 1, 1]), np.array([1, 0, 0, 1])))
        [[1. 1.]
         [0. 2.]]
    """

    def __init__(self, num_classes: int, normalize: str = "no_norm", threshold: float = 0.5):
        super().__init__()
        self.num_classes = check.check_value_type("num_classes", num_classes, [int], "ConfusionMatrix")
        if normalize not in _NORMALIZATIONS:
            raise ValueError(
                f"For 'ConfusionMatrix', 'normalize' must be one of {list(_NORMALIZATIONS)}, but got {normalize!r}."
            )
        self.normalize = normalize
        self.threshold = check.check_value_type("threshold", threshold, [float], "ConfusionMatrix")
        self.clear()

    def clear(self) -> None:
        self.confusion_matrix = np.zeros((self.num_classes, self.num_classes))
        self._is_update = False

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        y_pred, y = self._converted(inputs)
        if y_pred.ndim not in (y.ndim, y.ndim + 1):
            raise ValueError(
                f"For 'ConfusionMatrix.update', predictions must have as many dimensions as true values or one more, "
                f"but the shapes are {y_pred.shape} and {y.shape}."
            )
        if y_pred.ndim == y.ndim + 1:
            y_pred = y_pred.argmax(axis=1)
        elif y_pred.dtype.kind == "f":
            y_pred = y_pred >= self.threshold
        places = (y.reshape(-1) * self.num_classes + y_pred.reshape(-1)).astype(int)
        counts = np.bincount(places, minlength=self.num_classes**2)
        self.confusion_matrix += counts.reshape(self.num_classes, self.num_classes)
        self._is_update = True

    def eval(self) -> np.ndarray:
        self._require(self._is_update)
        with np.errstate(invalid="ignore", divide="ignore"):
            matrix = self.confusion_matrix / _NORMALIZATIONS[self.normalize](self.confusion_matrix)
        return np.where(np.isnan(matrix), 0.0, matrix)


def _rates(tp: Any, fp: Any, tn: Any, fn: Any) -> tuple[Any, Any]:
    """The true positive and the true negative rate."""
    return tp / (tp + fn), tn / (tn + fp)


def _prevalence_threshold(tp: Any, fp: Any, tn: Any, fn: Any) -> Any:
    tpr, tnr = _rates(tp, fp, tn, fn)
    return (np.sqrt(tpr * (1.0 - tnr)) + tnr - 1.0) / (tpr + tnr - 1.0)


def _matthews(tp: Any, fp: Any, tn: Any, fn: Any) -> Any:
    return (tp * tn - fp * fn) / np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))


# Each with its other names. tp, fp, tn, fn: true and false positives, true and false negatives.
_METRICS: dict[str, Callable[..., Any]] = {
    "tpr sensitivity recall hit_rate true_positive_rate": lambda tp, fp, tn, fn: tp / (tp + fn),
    "tnr specificity selectivity true_negative_rate": lambda tp, fp, tn, fn: tn / (tn + fp),
    "ppv precision positive_predictive_value": lambda tp, fp, tn, fn: tp / (tp + fp),
    "npv negative_predictive_value": lambda tp, fp, tn, fn: tn / (tn + fn),
    "fnr miss_rate false_negative_rate": lambda tp, fp, tn, fn: fn / (tp + fn),
    "fpr fall_out false_positive_rate": lambda tp, fp, tn, fn: fp / (tn + fp),
    "fdr false_discovery_rate": lambda tp, fp, tn, fn: fp / (tp + fp),
    "for false_omission_rate": lambda tp, fp, tn, fn: fn / (tn + fn),
    "pt prevalence_threshold": _prevalence_threshold,
    "ts threat_score critical_success_index csi": lambda tp, fp, tn, fn: tp / (tp + fn + fp),
    "acc accuracy": lambda tp, fp, tn, fn: (tp + tn) / (tp + tn + fp + fn),
    "ba balanced_accuracy": lambda tp, fp, tn, fn: sum(_rates(tp, fp, tn, fn)) / 2.0,
    "f1 f1_score": lambda tp, fp, tn, fn: 2.0 * tp / (2.0 * tp + fn + fp),
    "mcc matthews_correlation_coefficient": _matthews,
    "fm fowlkes_mallows_index": lambda tp, fp, tn, fn: np.sqrt(tp / (tp + fp) * (tp / (tp + fn))),
    "bm informedness bookmaker_informedness": lambda tp, fp, tn, fn: sum(_rates(tp, fp, tn, fn)) - 1.0,
    "mk markedness deltap": lambda tp, fp, tn, fn: tp / (tp + fp) + tn / (tn + fn) - 1.0,
}
_BY_NAME = {name: metric for names, metric in _METRICS.items() for name in names.split()}


def _computed(metric_name: str, counts: np.ndarray) -> np.ndarray:
    """A metric of counts ``(..., 4)``: true and false positives, true and false negatives."""
    metric = _BY_NAME.get(metric_name.replace(" ", "_").lower())
    if metric is None:
        raise NotImplementedError(f"For 'ConfusionMatrixMetric', there is no metric '{metric_name}'.")
    with np.errstate(all="ignore"):
        result = np.asarray(metric(*np.moveaxis(counts, -1, 0)))
    return np.where(np.isinf(result), np.nan, result)


_DECREASE = ("none", "mean", "sum", "mean_batch", "sum_batch", "mean_channel", "sum_channel")


def _decreased(values: np.ndarray, decrease: str) -> tuple[np.ndarray, np.ndarray]:
    """Values ``(batch, channels)`` summed or averaged without those that are not a number, and how many counted."""
    counted = (~np.isnan(values)).astype(float)
    values = np.where(np.isnan(values), 0.0, values)
    kind, _, over = decrease.partition("_")
    axes = {"batch": (0,), "channel": (1,)}.get(over, (1, 0))
    if kind == "sum":
        axis = axes if over else (0, 1)
        return values.sum(axis=axis), counted.sum(axis=axis)
    for axis in axes if kind == "mean" else ():
        count = counted.sum(axis=axis)
        values = np.where(count > 0, values.sum(axis=axis) / np.maximum(count, 1), 0.0)
        counted = (count > 0).astype(float) if over == "" and axis == axes[0] else count
    return values, counted


class ConfusionMatrixMetric(Metric):
    """A metric that follows from the confusion matrix, by its name.

    Args:
        skip_channel: whether the first channel counts too (as in MindSpore, it does when this is True).
        metric_name: such as ``"sensitivity"``, ``"precision"``, ``"f1 score"``, ``"accuracy"``, or one of their short
            names ``tpr``, ``ppv``, ``f1``, ``acc``.
        calculation_method: True: the metric of each sample and channel, then reduced; False: the metric of all counts.
        decrease: with `calculation_method`, how it is reduced: ``"none"``, ``"mean"``, ``"sum"``, ``"mean_batch"``,
            ``"sum_batch"``, ``"mean_channel"`` or ``"sum_channel"``.

    `update` gets zeros and ones of shape ``(N, C, ...)``, predicted and true.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `decrease` is something else.

    Examples:
        >>> import numpy as np
        >>> from mindspore.train import ConfusionMatrixMetric
        >>> metric = ConfusionMatrixMetric(metric_name="precision")
        >>> print(metric(np.array([[[0], [1]], [[1], [0]]]), np.array([[[0], [1]], [[0], [1]]])))
        [0.5]
    """

    def __init__(
        self,
        skip_channel: bool = True,
        metric_name: str = "sensitivity",
        calculation_method: bool = False,
        decrease: str = "mean",
    ):
        super().__init__()
        owner = "ConfusionMatrixMetric"
        self.skip_channel = check.check_value_type("skip_channel", skip_channel, [bool], owner)
        self.calculation_method = check.check_value_type("calculation_method", calculation_method, [bool], owner)
        self.metric_name = check.check_value_type("metric_name", metric_name, [str], owner)
        check.check_value_type("decrease", decrease, [str], owner)
        self.decrease = check.check_string(decrease, list(_DECREASE), "decrease", owner)
        self.clear()

    def clear(self) -> None:
        self._total_num = 0.0
        self._class_num = 0
        self._counts = np.zeros(4)

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        y_pred, y = self._converted(inputs)
        if not np.all(y.astype(np.uint8) == y):
            raise ValueError("For 'ConfusionMatrixMetric.update', the true values must be zeros and ones.")
        if y_pred.ndim < 2:
            raise ValueError(
                f"For 'ConfusionMatrixMetric.update', predictions need 2 dimensions, but have {y_pred.ndim}."
            )
        counts = self._counted(y_pred, y)
        if not self.calculation_method:
            self._counts += counts.sum(axis=(0, 1))
            return
        score, counted = _decreased(_computed(self.metric_name, counts), self.decrease)
        self._total_num += score.item() * int(counted.item())
        self._class_num += int(counted.item())

    def _counted(self, y_pred: np.ndarray, y: np.ndarray) -> np.ndarray:
        """True and false positives, true and false negatives of each sample and channel: ``(N, C, 4)``."""
        if not self.skip_channel:
            y, y_pred = (v[:, 1:] if v.shape[1] > 1 else v for v in (y, y_pred))
        if y.shape != y_pred.shape:
            raise ValueError(
                f"For 'ConfusionMatrixMetric.update', the shapes {y_pred.shape} and {y.shape} must be equal."
            )
        y, y_pred = (v.reshape(*v.shape[:2], -1).astype(float) for v in (y, y_pred))
        tp, tn = ((y_pred + y == both).sum(axis=2).astype(float) for both in (2, 0))
        positives = y.sum(axis=2)
        return np.stack([tp, y.shape[-1] - positives - tn, tn, positives - tp], axis=-1)

    def eval(self) -> Any:
        if self.calculation_method:
            self._require(self._class_num)
            return self._total_num / self._class_num
        return _computed(self.metric_name, self._counts[None])
