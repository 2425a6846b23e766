"""Losses with a margin: of rankings, of embeddings, and of several classes."""

from __future__ import annotations

from collections.abc import Callable

from mindshim import ops
from mindshim.engine.tensor import Tensor
from mindshim.nn._checks import in_range, tensors, typed
from mindshim.nn.loss import LossBase


class SoftMarginLoss(LossBase):
    """``log(1 + exp(-labels * logits))``, for labels of -1 and 1."""

    def construct(self, logits: Tensor, labels: Tensor) -> Tensor:
        return ops.soft_margin_loss(logits, labels, self.reduction)


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
        self.margin = in_range(
            typed(margin, "margin", self.cls_name, float), "margin", self.cls_name, -1.0, 1.0
        )

    def construct(self, logits_x1: Tensor, logits_x2: Tensor, labels: Tensor) -> Tensor:
        tensors(self.cls_name, logits_x1=logits_x1, logits_x2=logits_x2, labels=labels)
        if logits_x1.shape != logits_x2.shape:
            raise ValueError(
                f"For '{self.cls_name}', the inputs must have one shape, but got {logits_x1.shape} and "
                f"{logits_x2.shape}."
            )
        lengths = ops.sqrt((logits_x1 * logits_x1).sum(1)) * ops.sqrt((logits_x2 * logits_x2).sum(1))
        cosine = (logits_x1 * logits_x2).sum(1) / lengths
        zeros = ops.zeros_like(cosine)
        loss = ops.select(labels == 1, 1.0 - cosine, zeros) + ops.select(
            labels == -1, ops.maximum(cosine - self.margin, 0.0), zeros
        )
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

    def __init__(
        self, p: int = 2, swap: bool = False, eps: float = 1e-6, reduction: str = "mean", margin: float = 1.0
    ):
        super().__init__(reduction)
        self.p = p
        self.swap = swap
        self.eps = eps
        self.margin = margin

    def construct(self, x: Tensor, positive: Tensor, negative: Tensor, margin: float = 1.0) -> Tensor:
        margin = margin if self.margin == 1.0 else self.margin
        return ops.triplet_margin_loss(
            x,
            positive,
            negative,
            margin=margin,
            p=self.p,
            eps=self.eps,
            swap=self.swap,
            reduction=self.reduction,
        )


class TripletMarginWithDistanceLoss(LossBase):
    """:class:`TripletMarginLoss` with a distance function of two Tensors; the Euclidean distance by
    default."""

    def __init__(
        self,
        distance_function: Callable[[Tensor, Tensor], Tensor] | None = None,
        swap: bool = False,
        reduction: str = "mean",
        margin: float = 1.0,
    ):
        super().__init__(reduction)
        self.distance_function = distance_function or _euclidean
        self.swap = typed(swap, "swap", self.cls_name, bool)
        self.margin = typed(margin, "margin", self.cls_name, float)

    def construct(self, x: Tensor, positive: Tensor, negative: Tensor) -> Tensor:
        tensors(self.cls_name, x=x, positive=positive, negative=negative)
        to_negative = self.distance_function(x, negative)
        if self.swap:
            to_negative = ops.minimum(to_negative, self.distance_function(positive, negative))
        return self.get_loss(ops.maximum(self.distance_function(x, positive) - to_negative + self.margin, 0))


def _euclidean(x: Tensor, y: Tensor) -> Tensor:
    difference = x - y
    return ops.sqrt((difference * difference).sum(1))


class MultiMarginLoss(LossBase):
    """``sum(max(0, margin - x[target] + x[i])^p) / C`` over the classes i that are not the target.

    Args:
        p: the exponent, 1 or 2.
        margin: see above.
        reduction: ``mean``, ``sum`` or ``none``.
        weight: Tensor ``(C,)``: how much each class counts.
    """

    def __init__(
        self, p: int = 1, margin: float = 1.0, reduction: str = "mean", weight: Tensor | None = None
    ):
        super().__init__(reduction)
        if p not in (1, 2):
            raise ValueError(f"For '{self.cls_name}', 'p' must be 1 or 2, but got {p}.")
        self.p = p
        self.margin = margin
        self.weight = weight

    def construct(self, x: Tensor, target: Tensor, weight: Tensor | None = None) -> Tensor:
        tensors(self.cls_name, x=x, target=target)
        weight = weight if self.weight is None else self.weight
        return ops.multi_margin_loss(x, target, self.p, self.margin, weight, self.reduction)


class MultilabelMarginLoss(LossBase):
    """The margin loss of several classes for each example; targets are their numbers, ended by -1."""

    def construct(self, x: Tensor, target: Tensor) -> Tensor:
        return ops.multilabel_margin_loss(x, target, self.reduction)
