"""`mindspore.train.metrics`: how good a network is.

They compute with NumPy, in float64 where sums are kept, and give Python's floats: so `LossMonitor` prints the same
digits under every version of NumPy.
"""

from __future__ import annotations

from typing import Any

from mindshim.train.metrics.classification import (
    F1,
    Accuracy,
    Fbeta,
    Perplexity,
    Precision,
    Recall,
    Top1CategoricalAccuracy,
    Top5CategoricalAccuracy,
    TopKCategoricalAccuracy,
)
from mindshim.train.metrics.confusion_matrix import ConfusionMatrix, ConfusionMatrixMetric
from mindshim.train.metrics.curves import ROC, auc
from mindshim.train.metrics.distances import (
    HausdorffDistance,
    MeanSurfaceDistance,
    OcclusionSensitivity,
    RootMeanSquareDistance,
)
from mindshim.train.metrics.errors import MAE, MSE, BleuScore, CosineSimilarity, Dice, Loss
from mindshim.train.metrics.metric import EvaluationBase as EvaluationBase
from mindshim.train.metrics.metric import Metric, rearrange_inputs

_BY_NAME: dict[str, Any] = {
    "accuracy": Accuracy,
    "acc": Accuracy,
    "precision": Precision,
    "recall": Recall,
    "F1": F1,
    "dice": Dice,
    "roc": ROC,
    "auc": auc,
    "bleu_score": BleuScore,
    "cosine_similarity": CosineSimilarity,
    "occlusion_sensitivity": OcclusionSensitivity,
    "topk": TopKCategoricalAccuracy,
    "hausdorff_distance": HausdorffDistance,
    "top_1_accuracy": Top1CategoricalAccuracy,
    "top_5_accuracy": Top5CategoricalAccuracy,
    "mae": MAE,
    "mse": MSE,
    "loss": Loss,
    "mean_surface_distance": MeanSurfaceDistance,
    "root_mean_square_distance": RootMeanSquareDistance,
    "perplexity": Perplexity,
    "confusion_matrix": ConfusionMatrix,
    "confusion_matrix_metric": ConfusionMatrixMetric,
}


def names() -> list[str]:
    """The names that :func:`get_metric_fn` knows.

    Examples:
        >>> from mindspore.train import names
        >>> names()[:3]
        ['F1', 'acc', 'accuracy']
    """
    return sorted(_BY_NAME)


def get_metric_fn(name: str, *args: Any, **kwargs: Any) -> Any:
    """A metric by its name.

    Args:
        name: one of :func:`names`.
        args, kwargs: what it is made with.

    Raises:
        KeyError: there is no such name.

    Examples:
        >>> from mindspore.train import get_metric_fn
        >>> type(get_metric_fn("accuracy")).__name__
        'Accuracy'
    """
    if name not in _BY_NAME:
        raise KeyError(f"For 'get_metric_fn', there is no metric {name!r}, but {', '.join(names())}.")
    return _BY_NAME[name](*args, **kwargs)


def get_metrics(metrics: Any) -> dict[str, Metric] | None:
    """Metrics by name, of a dict of them or a set of names; None of None.

    Raises:
        TypeError: `metrics` is something else.
        KeyError: there is no metric of such a name.
    """
    if metrics is None:
        return None
    if isinstance(metrics, set):
        return {name: get_metric_fn(name) for name in metrics}
    if not isinstance(metrics, dict):
        raise TypeError(f"The metrics must be a dict, a set of names or None, but got {metrics!r}.")
    for name, metric in metrics.items():
        if not isinstance(name, str) or not isinstance(metric, Metric):
            raise TypeError(
                f"A dict of metrics must hold Metrics by str, but got {type(name).__name__}: {type(metric).__name__}."
            )
    return metrics


__all__ = [
    "F1",
    "MAE",
    "MSE",
    "ROC",
    "Accuracy",
    "BleuScore",
    "ConfusionMatrix",
    "ConfusionMatrixMetric",
    "CosineSimilarity",
    "Dice",
    "Fbeta",
    "HausdorffDistance",
    "Loss",
    "MeanSurfaceDistance",
    "Metric",
    "OcclusionSensitivity",
    "Perplexity",
    "Precision",
    "Recall",
    "RootMeanSquareDistance",
    "Top1CategoricalAccuracy",
    "Top5CategoricalAccuracy",
    "TopKCategoricalAccuracy",
    "auc",
    "get_metric_fn",
    "names",
    "rearrange_inputs",
]
