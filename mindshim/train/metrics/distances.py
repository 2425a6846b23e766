"""Metrics of regions: distances between their edges, and what a network looks at."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim import _checkparam as check
from mindshim.engine.tensor import Tensor
from mindshim.nn.cell import Cell
from mindshim.train.metrics.metric import Metric, rearrange_inputs

_METRICS = ("euclidean", "chessboard", "taxicab")


class _EdgeDistance(Metric):
    """A metric of the distances from the edges of one region to those of another one."""

    _crop = False

    def __init__(self, distance_metric: Any):
        super().__init__()
        owner = type(self).__name__
        check.check_value_type("distance_metric", distance_metric, [str], owner)
        self.distance_metric = check.check_string(distance_metric, list(_METRICS), "distance_metric", owner)
        self.clear()

    def clear(self) -> None:
        self._edges: tuple[np.ndarray, np.ndarray] | None = None

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        from scipy import ndimage

        owner = type(self).__name__
        if len(inputs) != 3:
            raise ValueError(f"For '{owner}.update', 3 inputs are needed, but got {len(inputs)}.")
        y_pred, y = self._converted(inputs[:2])
        label = inputs[2]
        if not isinstance(label, (int, float)):
            kind = type(label).__name__
            raise self._label_error(f"For '{owner}.update', the label must be a number, but got {kind}.")
        if label not in y_pred and label not in y:
            raise ValueError(f"For '{owner}.update', the label {label} is neither predicted nor true anywhere.")
        if y_pred.size == 0 or y_pred.shape != y.shape:
            raise ValueError(
                f"For '{owner}.update', the shapes must be equal and not empty, but are {y_pred.shape} and {y.shape}."
            )
        regions = [v if v.dtype == bool else v == label for v in (y_pred, y)]
        if self._crop:
            regions = _cropped(*regions)
        first, second = (ndimage.binary_erosion(region) ^ region for region in regions)
        self._edges = first, second

    _label_error: type[Exception] = ValueError

    def _distances(self, start: np.ndarray, end: np.ndarray) -> np.ndarray:
        """The distance from each point of an edge to the nearest of another one."""
        from scipy import ndimage

        if not start.any():
            return np.array([])
        if not end.any():
            return np.full(int(start.sum()), np.inf)
        if self.distance_metric == "euclidean":
            return np.asarray(ndimage.distance_transform_edt(~end))[start]
        return np.asarray(ndimage.distance_transform_cdt(~end, metric=self.distance_metric))[start]

    def _both(self) -> tuple[np.ndarray, np.ndarray]:
        self._require(self._edges)
        assert self._edges is not None
        y_pred, y = self._edges
        return self._distances(y_pred, y), self._distances(y, y_pred)


def _cropped(first: np.ndarray, second: np.ndarray) -> list[np.ndarray]:
    """Two regions without the margins where there is none of them."""
    places = np.nonzero(first | second)
    box = tuple(slice(int(p.min()), int(p.max()) + 1) for p in places)
    return [np.squeeze(first[box]), np.squeeze(second[box])]


class HausdorffDistance(_EdgeDistance):
    """The largest distance from the edge of one region to that of the other.

    Args:
        distance_metric: ``"euclidean"``, ``"chessboard"`` or ``"taxicab"``.
        percentile: take this percentile of the distances instead of the largest.
        directed: only from the predicted region to the true one.
        crop: leave margins away first.

    `update` gets the predicted and the true labels of points, of one shape, and the label of the region.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `distance_metric` is something else.

    Examples:
        >>> import numpy as np
        >>> from mindspore.train import HausdorffDistance
        >>> float(HausdorffDistance()(np.array([[1, 0, 0]]), np.array([[0, 0, 1]]), 1))
        2.0
    """

    def __init__(
        self,
        distance_metric: str = "euclidean",
        percentile: float | None = None,
        directed: bool = False,
        crop: bool = True,
    ):
        super().__init__(distance_metric)
        if percentile is not None:
            check.check_value_type("percentile", percentile, [float], "HausdorffDistance")
        self.percentile = percentile
        for name, value in (("directed", directed), ("crop", crop)):
            if value is not None:
                check.check_value_type(name, value, [bool], "HausdorffDistance")
        self.directed = directed
        self._crop = self.crop = crop

    def _largest(self, distances: np.ndarray) -> Any:
        if distances.size == 0:
            return np.inf
        if not self.percentile:
            return distances.max()
        if not 0 <= self.percentile <= 100:
            raise ValueError(f"For 'HausdorffDistance', 'percentile' must be in [0, 100], but got {self.percentile}.")
        return np.percentile(distances, self.percentile)

    def eval(self) -> Any:
        there, back = self._both()
        return self._largest(there) if self.directed else max(self._largest(there), self._largest(back))


class MeanSurfaceDistance(_EdgeDistance):
    """The mean distance from the edge of the predicted region to that of the true one.

    Args:
        symmetric: the mean of both directions.
        distance_metric: ``"euclidean"``, ``"chessboard"`` or ``"taxicab"``.

    `update` gets the predicted and the true labels of points, of one shape, and the label of the region.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `distance_metric` is something else.

    Examples:
        >>> import numpy as np
        >>> from mindspore.train import MeanSurfaceDistance
        >>> float(MeanSurfaceDistance()(np.array([[1, 0, 0]]), np.array([[0, 0, 1]]), 1))
        2.0
    """

    def __init__(self, symmetric: bool = False, distance_metric: str = "euclidean"):
        super().__init__(distance_metric)
        self.symmetric = check.check_value_type("symmetric", symmetric, [bool], type(self).__name__)

    def eval(self) -> float:
        there, back = self._both()
        if there.size == 0 or self.symmetric and back.size == 0:
            return np.inf
        return float(np.mean((there.mean(), back.mean()))) if self.symmetric else float(there.mean())


class RootMeanSquareDistance(MeanSurfaceDistance):
    """The mean of the squared distance from the edge of the predicted region to that of the true one; with
    `symmetric`, the root of the mean of both directions, as in MindSpore.

    The arguments, inputs and errors are those of :class:`MeanSurfaceDistance`.
    """

    _label_error = TypeError

    def eval(self) -> float:
        there, back = self._both()
        if there.size == 0 or self.symmetric and back.size == 0:
            return np.inf
        squares = [float((d.astype(float) ** 2).mean()) for d in (there, back) if d.size]
        return float(np.sqrt(np.mean(squares))) if self.symmetric else squares[0]


class OcclusionSensitivity(Metric):
    """How much the score of a class falls when a part of the image is covered, for each place.

    Args:
        pad_val: what the part is covered with.
        margin: how far the covered part reaches around the place.
        n_batch: how many covered images are given to the network at a time.
        b_box: the places, ``[min1, max1, min2, max2, ...]`` for each axis but the first; all by default.

    `update` gets the network, one image of shape ``(1, ...)`` and the class.

    Raises:
        TypeError: an argument is of a wrong type.

    Examples:
        >>> import numpy as np
        >>> from mindspore import Tensor, nn
        >>> from mindspore.train import OcclusionSensitivity
        >>> net = nn.Dense(2, 2, Tensor([[1.0, 0.0], [0.0, 1.0]]), "zeros")
        >>> print(OcclusionSensitivity(margin=1)(net, np.array([[3.0, 4.0]], np.float32), np.array(1)))
        [0. 4.]
    """

    def __init__(
        self, pad_val: float = 0.0, margin: int | list = 2, n_batch: int = 128, b_box: list[int] | None = None
    ):
        super().__init__()
        owner = "OcclusionSensitivity"
        self.pad_val = check.check_value_type("pad_val", pad_val, [float], owner)
        self.margin = check.check_value_type("margin", margin, [int, list], owner)
        self.n_batch = check.check_value_type("n_batch", n_batch, [int], owner)
        self.b_box = b_box if b_box is None else check.check_value_type("b_box", b_box, [list], owner)
        self.clear()

    def clear(self) -> None:
        self._sensitivity: np.ndarray | None = None

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        owner = "OcclusionSensitivity"
        if len(inputs) != 3:
            raise ValueError(f"For '{owner}.update', 3 inputs are needed, but got {len(inputs)}.")
        model = inputs[0]
        image, label = self._converted(inputs[1:])
        check.check_value_type("model", model, [Cell], owner)
        if image.shape[0] > 1:
            raise RuntimeError(f"For '{owner}.update', one image is needed, but got {image.shape[0]}.")
        if label.size != image.shape[0]:
            raise RuntimeError(f"For '{owner}.update', one class is needed, but got {label.size}.")
        number = int(label.item())
        size = np.array(image.shape[1:])
        low, high = _box(self.b_box, size)
        shape = tuple(high - low + 1)
        margins = self.margin if isinstance(self.margin, list) else [self.margin] * len(size)
        covered = []
        for place in np.ndindex(*shape):
            middle = np.array(place) + low
            part = tuple(slice(max(0, i - m), i + m) for i, m in zip(middle, margins, strict=True))
            copy = image.copy()
            copy[(slice(None), *part)] = self.pad_val
            covered.append(copy)
        scores = [
            model(Tensor(np.concatenate(covered[i : i + self.n_batch]))).asnumpy()[:, number]
            for i in range(0, len(covered), self.n_batch)
        ]
        baseline = model(Tensor(image)).asnumpy()[0, number]
        self._sensitivity = np.squeeze(baseline - np.concatenate(scores).reshape(shape))

    def eval(self) -> np.ndarray:
        self._require(self._sensitivity is not None)
        assert self._sensitivity is not None
        return self._sensitivity


def _box(b_box: list[int] | None, size: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last place along each axis."""
    owner = "OcclusionSensitivity"
    if b_box is None:
        return np.zeros_like(size), size - 1
    if len(b_box) != 2 * len(size):
        raise ValueError(f"For '{owner}', 'b_box' needs {2 * len(size)} numbers, but has {len(b_box)}.")
    low, high = np.maximum(b_box[::2], 0), np.array(b_box[1::2])
    high = np.where(high < 0, size - 1, high)
    if np.any(high >= size):
        raise ValueError(f"For '{owner}', 'b_box' reaches out of the image.")
    if np.any(low > high):
        raise ValueError(f"For '{owner}', the first place in 'b_box' must not lie behind the last one.")
    return low, high
