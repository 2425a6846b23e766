"""Losses as Cells."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from mindshim import ops
from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor
from mindshim.nn._checks import in_range, one_of, typed
from mindshim.nn.cell import Cell

_REDUCTIONS = ("mean", "sum", "none")
_UNSIGNED = (dtypes.uint8, dtypes.uint16, dtypes.uint32, dtypes.uint64)


def _tensors(owner: str, **values: Any) -> None:
    for name, value in values.items():
        if not isinstance(value, Tensor):
            raise TypeError(f"For '{owner}', '{name}' must be a Tensor, but got {type(value).__name__}.")


def _optional_weight(weight: Any, owner: str) -> Any:
    if weight is not None:
        typed(weight, "weight", owner, Tensor)
        if weight.dtype not in (dtypes.float16, dtypes.float32):
            raise TypeError(f"For '{owner}', 'weight' must be float16 or float32, but got {weight.dtype}.")
    return weight


class LossBase(Cell):
    """The base of losses: a subclass computes a loss for every element, and :meth:`get_loss` reduces it.

    Args:
        reduction: ``mean``, ``sum`` or ``none``.

    Raises:
        ValueError: `reduction` is something else.

    Examples:
        >>> from mindshim import Tensor, nn, ops
        >>> class Absolute(nn.LossBase):
        ...     def construct(self, logits, labels):
        ...         return self.get_loss(ops.abs(logits - labels))
        >>> print(Absolute("sum")(Tensor([1.0, 2.0]), Tensor([0.0, 0.0])))
        3.0
    """

    def __init__(self, reduction: str = "mean"):
        super().__init__()
        self.reduction = one_of(reduction, "reduction", self.cls_name, _REDUCTIONS)
        self.reduce = reduction != "none"
        self.average = reduction != "sum"

    def get_axis(self, x: Tensor) -> tuple[int, ...]:
        """All axes of `x`."""
        return tuple(range(x.ndim))

    def get_loss(self, x: Tensor, weights: Any = 1.0) -> Tensor:
        """`x` times `weights`, reduced. It is computed in float32, and returned in the dtype of `x`."""
        dtype = x.dtype
        if dtype is not dtypes.float32:
            x = x.astype(dtypes.float32)
        if not (isinstance(weights, float) and weights == 1.0):
            x = x * (weights.astype(dtypes.float32) if isinstance(weights, Tensor) else weights)
        if self.reduce:
            x = x.mean() if self.average else x.sum()
        return x if dtype is dtypes.float32 else x.astype(dtype)

    def construct(self, logits: Any, labels: Any) -> Any:
        raise NotImplementedError(f"'{self.cls_name}' must define 'construct'.")


_Loss = LossBase


class L1Loss(LossBase):
    """``|logits - labels|``."""

    def construct(self, logits: Tensor, labels: Tensor) -> Tensor:
        return ops.l1_loss(logits, labels, self.reduction)


class MSELoss(LossBase):
    """``(logits - labels)²``.

    Raises:
        TypeError: an input is no Tensor.

    Examples:
        >>> from mindshim import Tensor, nn
        >>> print(nn.MSELoss()(Tensor([1.0, 2.0]), Tensor([1.0, 4.0])))
        2.0
    """

    def construct(self, logits: Tensor, labels: Tensor) -> Tensor:
        _tensors("MSELoss", logits=logits, labels=labels)
        return self.get_loss(ops.square(logits - labels))


class RMSELoss(LossBase):
    """The root of the mean of ``(logits - label)²``.

    Raises:
        TypeError: an input is of an unsigned dtype.
    """

    def __init__(self):
        super().__init__()
        self.MSELoss = MSELoss()

    def construct(self, logits: Tensor, label: Tensor) -> Tensor:
        if logits.dtype in _UNSIGNED or label.dtype in _UNSIGNED:
            raise TypeError(f"For 'RMSELoss', inputs must not be unsigned, but got {logits.dtype} and {label.dtype}.")
        return ops.sqrt(self.MSELoss(logits, label))


class MAELoss(LossBase):
    """``|logits - label|``."""

    def construct(self, logits: Tensor, label: Tensor) -> Tensor:
        _tensors("MAELoss", logits=logits, label=label)
        return self.get_loss(ops.abs(logits - label))


class SmoothL1Loss(LossBase):
    """Quadratic within `beta` of zero, linear beyond (Girshick, 2015)."""

    def __init__(self, beta: float = 1.0, reduction: str = "none"):
        super().__init__(reduction)
        self.beta = beta

    def construct(self, logits: Tensor, labels: Tensor) -> Tensor:
        return ops.smooth_l1_loss(logits, labels, self.beta, self.reduction)


class HuberLoss(LossBase):
    """Quadratic within `delta` of zero, linear beyond (Huber, 1964)."""

    def __init__(self, reduction: str = "mean", delta: float = 1.0):
        super().__init__(reduction)
        self.delta = delta

    def construct(self, logits: Tensor, labels: Tensor) -> Tensor:
        return ops.huber_loss(logits, labels, self.reduction, self.delta)


class SoftMarginLoss(LossBase):
    """``log(1 + exp(-labels * logits))``, for labels of -1 and 1."""

    def construct(self, logits: Tensor, labels: Tensor) -> Tensor:
        return ops.soft_margin_loss(logits, labels, self.reduction)


class SoftmaxCrossEntropyWithLogits(LossBase):
    """The cross entropy of softmax(logits) and labels.

    Args:
        sparse: whether labels are class numbers ``(N,)``, int32 or int64; otherwise they are probabilities ``(N, C)``.
        reduction: ``mean``, ``sum``, or ``none`` for one loss for each of the N examples.

    Raises:
        TypeError: `sparse` is no bool; or (when called) an input is no Tensor, or labels are of a wrong dtype.
        ValueError: (when called) an input is of a wrong shape.

    Examples:
        >>> from mindshim import Tensor, nn
        >>> loss = nn.SoftmaxCrossEntropyWithLogits(sparse=True, reduction="mean")
        >>> print(loss(Tensor([[0.0, 0.0]]), Tensor([1])))
        0.6931472
    """

    def __init__(self, sparse: bool = False, reduction: str = "none"):
        super().__init__(reduction)
        self.sparse = typed(sparse, "sparse", self.cls_name, bool)

    def construct(self, logits: Tensor, labels: Tensor) -> Tensor:
        owner = self.cls_name
        _tensors(owner, logits=logits, labels=labels)
        expected = logits.shape[:1] if self.sparse else logits.shape
        if logits.ndim != 2 or labels.shape != expected:
            raise ValueError(f"For '{owner}', 'logits' must be (N, C) and 'labels' {'(N,)' if self.sparse else '(N, C)'}, "
                             f"but got {logits.shape} and {labels.shape}.")
        if self.sparse:
            if labels.dtype not in (dtypes.int32, dtypes.int64):
                raise TypeError(f"For '{owner}', sparse 'labels' must be int32 or int64, but got {labels.dtype}.")
        elif labels.dtype is not logits.dtype:
            raise TypeError(f"For '{owner}', 'labels' must have the dtype of 'logits', {logits.dtype}, but got "
                            f"{labels.dtype}.")
        return ops.cross_entropy(logits, labels, reduction=self.reduction)


class CrossEntropyLoss(LossBase):
    """The cross entropy of softmax(logits) and labels.

    Args:
        weight: Tensor ``(C,)``: how much each class counts.
        ignore_index: a class number whose examples count nothing.
        reduction: ``mean``, ``sum`` or ``none``.
        label_smoothing: how much of the labels is spread evenly over all classes, in ``[0, 1]``.

    Called with logits ``(C,)``, ``(N, C)`` or ``(N, C, d1, …)`` and labels that are class numbers (int32, without the
    axis C) or probabilities (of the logits' shape).

    Raises:
        TypeError: an argument or input is of a wrong type.
        ValueError: `label_smoothing` is out of range, or an input is of a wrong shape.

    Examples:
        >>> import mindshim as ms
        >>> print(ms.nn.CrossEntropyLoss()(ms.Tensor([[0.0, 0.0]]), ms.Tensor([1], ms.int32)))
        0.6931472
    """

    def __init__(self, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean",
                 label_smoothing: float = 0.0):
        super().__init__(reduction)
        owner = self.cls_name
        self.ignore_index = typed(ignore_index, "ignore_index", owner, int)
        typed(label_smoothing, "label_smoothing", owner, float)
        self.label_smoothing = in_range(label_smoothing, "label_smoothing", owner, 0.0, 1.0)
        self.weight = _optional_weight(weight, owner)

    def construct(self, logits: Tensor, labels: Tensor) -> Tensor:
        owner = self.cls_name
        _tensors(owner, logits=logits, labels=labels)
        floats = (dtypes.float16, dtypes.float32, dtypes.bfloat16)
        if logits.dtype not in floats:
            raise TypeError(f"For '{owner}', 'logits' must be float16, float32 or bfloat16, but got {logits.dtype}.")
        if labels.ndim == logits.ndim:
            allowed, expected = floats, logits.shape
        elif labels.ndim == logits.ndim - 1:
            allowed = (dtypes.int32,)
            expected = logits.shape[:1] + logits.shape[2:] if logits.ndim > 1 else ()
        else:
            raise ValueError(f"For '{owner}', 'labels' must have as many dimensions as 'logits' (probabilities) or one "
                             f"less (class numbers), but got the shapes {logits.shape} and {labels.shape}.")
        if labels.dtype not in allowed:
            listed = ", ".join(map(str, allowed))
            raise TypeError(f"For '{owner}', 'labels' of shape {labels.shape} must be {listed}, but got {labels.dtype}.")
        if labels.shape != expected:
            raise ValueError(f"For '{owner}', 'labels' must be of shape {expected}, but got {labels.shape}.")
        return ops.cross_entropy(logits, labels, self.weight, self.ignore_index, self.reduction, self.label_smoothing)


class NLLLoss(LossBase):
    """Minus the log-probability of the right class; for the arguments see :class:`CrossEntropyLoss`."""

    def __init__(self, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"):
        super().__init__(reduction)
        self.ignore_index = typed(ignore_index, "ignore_index", self.cls_name, int)
        self.weight = _optional_weight(weight, self.cls_name)

    def construct(self, logits: Tensor, labels: Tensor) -> Tensor:
        return ops.nll_loss(logits, labels, self.weight, self.ignore_index, self.reduction)


class BCELoss(LossBase):
    """The binary cross entropy of probabilities and labels, times `weight` if it is given."""

    def __init__(self, weight: Tensor | None = None, reduction: str = "mean"):
        super().__init__(reduction)
        self.weight = weight

    def construct(self, logits: Tensor, labels: Tensor) -> Tensor:
        return ops.binary_cross_entropy(logits, labels, self.weight, self.reduction)


class BCEWithLogitsLoss(LossBase):
    """The binary cross entropy of sigmoid(input) and target.

    Args:
        reduction: ``mean``, ``sum`` or ``none``.
        weight: Tensor, how much each element counts.
        pos_weight: Tensor, how much the positive labels count.

    Raises:
        TypeError: a weight is a Parameter, or (when called) an input no Tensor.
    """

    def __init__(self, reduction: str = "mean", weight: Tensor | None = None, pos_weight: Tensor | None = None):
        super().__init__(reduction)
        for name, value in (("weight", weight), ("pos_weight", pos_weight)):
            if isinstance(value, Parameter):
                raise TypeError(f"For '{self.cls_name}', '{name}' cannot be a Parameter.")
        self.weight = weight
        self.pos_weight = pos_weight

    def construct(self, input: Tensor, target: Tensor) -> Tensor:
        _tensors(self.cls_name, input=input, target=target)
        return ops.binary_cross_entropy_with_logits(input, target, self.weight, self.pos_weight, self.reduction)


class KLDivLoss(LossBase):
    """The Kullback-Leibler divergence ``labels * (log(labels) - logits)``, where logits are log-probabilities.

    Args:
        reduction: ``mean``, ``sum``, ``none``, or ``batchmean``.
    """

    def __init__(self, reduction: str = "mean"):
        super().__init__()
        self.reduction = reduction

    def construct(self, logits: Tensor, labels: Tensor) -> Tensor:
        _tensors(self.cls_name, logits=logits, labels=labels)
        return ops.kl_div(logits, labels, self.reduction)


class MarginRankingLoss(LossBase):
    """``max(0, -target * (input1 - input2) + margin)``."""

    def __init__(self, margin: float = 0.0, reduction: str = "mean"):
        super().__init__(reduction)
        self.margin = margin

    def construct(self, input1: Tensor, input2: Tensor, target: Tensor) -> Tensor:
        return ops.margin_ranking_loss(input1, input2, target, self.margin, self.reduction)


class CosineEmbeddingLoss(LossBase):
    """``1 - cos`` for labels of 1, ``max(0, cos - margin)`` for labels of -1.

    Raises:
        TypeError: `margin` is no float.
        ValueError: it is not in ``[-1, 1]``.
    """

    def __init__(self, margin: float = 0.0, reduction: str = "mean"):
        super().__init__(reduction)
        self.margin = in_range(typed(margin, "margin", self.cls_name, float), "margin", self.cls_name, -1.0, 1.0)

    def construct(self, logits_x1: Tensor, logits_x2: Tensor, labels: Tensor) -> Tensor:
        _tensors(self.cls_name, logits_x1=logits_x1, logits_x2=logits_x2, labels=labels)
        if logits_x1.shape != logits_x2.shape:
            raise ValueError(f"For '{self.cls_name}', the inputs must have one shape, but got {logits_x1.shape} and "
                             f"{logits_x2.shape}.")
        lengths = ops.sqrt((logits_x1 * logits_x1).sum(1)) * ops.sqrt((logits_x2 * logits_x2).sum(1))
        cosine = (logits_x1 * logits_x2).sum(1) / lengths
        zeros = ops.zeros_like(cosine)
        loss = (ops.select(labels == 1, 1.0 - cosine, zeros)
                + ops.select(labels == -1, ops.maximum(cosine - self.margin, 0.0), zeros))
        return self.get_loss(loss)


class HingeEmbeddingLoss(LossBase):
    """``logits`` for labels of 1, ``max(0, margin - logits)`` for labels of -1."""

    def __init__(self, margin: float = 1.0, reduction: str = "mean"):
        super().__init__(reduction)
        self.margin = typed(margin, "margin", self.cls_name, float, int)

    def construct(self, logits: Tensor, labels: Tensor) -> Tensor:
        return ops.hinge_embedding_loss(logits, labels, self.margin, self.reduction)


class MultiLabelSoftMarginLoss(LossBase):
    """The binary cross entropy of sigmoid(x) and target, averaged over the classes."""

    def __init__(self, weight: Tensor | None = None, reduction: str = "mean"):
        super().__init__(reduction)
        self.weight = weight

    def construct(self, x: Tensor, target: Tensor) -> Tensor:
        return ops.multilabel_soft_margin_loss(x, target, self.weight, self.reduction)


class TripletMarginLoss(LossBase):
    """``max(0, |x - positive| - |x - negative| + margin)``.

    Args:
        p: the norm's exponent.
        swap: use the distance between positive and negative where it is smaller.
        eps: added to the differences.
        reduction: ``mean``, ``sum`` or ``none``.
        margin: see above.
    """

    def __init__(self, p: int = 2, swap: bool = False, eps: float = 1e-6, reduction: str = "mean",
                 margin: float = 1.0):
        super().__init__(reduction)
        self.p = p
        self.swap = swap
        self.eps = eps
        self.margin = margin

    def construct(self, x: Tensor, positive: Tensor, negative: Tensor, margin: float = 1.0) -> Tensor:
        margin = margin if self.margin == 1.0 else self.margin
        return ops.triplet_margin_loss(x, positive, negative, margin=margin, p=self.p, eps=self.eps, swap=self.swap,
                                       reduction=self.reduction)


class TripletMarginWithDistanceLoss(LossBase):
    """:class:`TripletMarginLoss` with a distance function of two Tensors; the Euclidean distance by default."""

    def __init__(self, distance_function: Callable[[Tensor, Tensor], Tensor] | None = None, swap: bool = False,
                 reduction: str = "mean", margin: float = 1.0):
        super().__init__(reduction)
        self.distance_function = distance_function or _euclidean
        self.swap = typed(swap, "swap", self.cls_name, bool)
        self.margin = typed(margin, "margin", self.cls_name, float)

    def construct(self, x: Tensor, positive: Tensor, negative: Tensor) -> Tensor:
        _tensors(self.cls_name, x=x, positive=positive, negative=negative)
        to_negative = self.distance_function(x, negative)
        if self.swap:
            to_negative = ops.minimum(to_negative, self.distance_function(positive, negative))
        return self.get_loss(ops.maximum(self.distance_function(x, positive) - to_negative + self.margin, 0))


def _euclidean(x: Tensor, y: Tensor) -> Tensor:
    difference = x - y
    return ops.sqrt((difference * difference).sum(1))


class PoissonNLLLoss(LossBase):
    """Minus the log-likelihood of `target` under a Poisson distribution.

    Args:
        log_input: the input is the logarithm of the distribution's mean.
        full: add Stirling's approximation of ``log(target!)``.
        eps: added to the mean where it is not given as a logarithm.
        reduction: ``mean``, ``sum`` or ``none``.
    """

    def __init__(self, log_input: bool = True, full: bool = False, eps: float = 1e-8, reduction: str = "mean"):
        super().__init__(reduction)
        self.log_input = log_input
        self.full = full
        self.eps = eps

    def construct(self, input: Tensor, target: Tensor) -> Tensor:
        _tensors(self.cls_name, input=input, target=target)
        target = target.astype(input.dtype)
        loss = ops.exp(input) - target * input if self.log_input else input - target * ops.log(input + self.eps)
        if self.full:
            target = ops.maximum(target, self.eps)
            stirling = (target + 0.5) * ops.log(target) - target + 0.5 * math.log(2 * math.pi)
            loss = loss + ops.select(target > 1, stirling, ops.zeros_like(stirling))
        return self.get_loss(loss)


class GaussianNLLLoss(LossBase):
    """Minus the log-likelihood of `labels` under a normal distribution of mean `logits` and variance `var`."""

    def __init__(self, *, full: bool = False, eps: float = 1e-6, reduction: str = "mean"):
        super().__init__(reduction)
        self.full = typed(full, "full", self.cls_name, bool)
        self.eps = in_range(eps, "eps", self.cls_name, 0, math.inf, open_low=True, open_high=True)

    def construct(self, logits: Tensor, labels: Tensor, var: Tensor) -> Tensor:
        _tensors(self.cls_name, logits=logits, labels=labels, var=var)
        return ops.gaussian_nll_loss(logits, labels, var, self.full, self.eps, self.reduction)


class DiceLoss(LossBase):
    """One minus the Dice coefficient, ``2 * sum(logits * label) / (sum(logits²) + sum(label²) + smooth)``."""

    def __init__(self, smooth: float = 1e-5):
        super().__init__()
        self.smooth = in_range(typed(smooth, "smooth", self.cls_name, float), "smooth", self.cls_name, 0, math.inf,
                               open_low=True)

    def construct(self, logits: Tensor, label: Tensor) -> Tensor:
        _tensors(self.cls_name, logits=logits, label=label)
        if logits.shape != label.shape:
            raise ValueError(f"For '{self.cls_name}', the inputs must have one shape, but got {logits.shape} and "
                             f"{label.shape}.")
        if dtypes.uint8 in (logits.dtype, label.dtype):
            raise TypeError(f"For '{self.cls_name}', the inputs cannot be uint8.")
        union = (logits * logits).sum() + (label * label).sum()
        return 1 - 2 * (logits * label).sum() / (union + self.smooth)
