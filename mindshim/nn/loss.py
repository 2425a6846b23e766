"""Losses as Cells."""

from __future__ import annotations

import math
from typing import Any

from mindshim import ops
from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor
from mindshim.nn._checks import in_range, one_of, tensors, typed
from mindshim.nn._extended import extended as __getattr__  # noqa: F401
from mindshim.nn.activation import LogSoftmax, get_activation
from mindshim.nn.cell import Cell

_REDUCTIONS = ("mean", "sum", "none")
_UNSIGNED = (dtypes.uint8, dtypes.uint16, dtypes.uint32, dtypes.uint64)


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
        tensors(self.cls_name, logits=logits, labels=labels)
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
        tensors("MSELoss", logits=logits, labels=labels)
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
            raise TypeError(
                f"For 'RMSELoss', inputs must not be unsigned, but got {logits.dtype} and {label.dtype}."
            )
        return ops.sqrt(self.MSELoss(logits, label))


class MAELoss(LossBase):
    """``|logits - label|``."""

    def construct(self, logits: Tensor, label: Tensor) -> Tensor:
        tensors("MAELoss", logits=logits, label=label)
        return self.get_loss(ops.abs(logits - label))


class SmoothL1Loss(LossBase):
    """Quadratic within `beta` of zero, linear beyond (Girshick, 2015)."""

    def __init__(self, beta: float = 1.0, reduction: str = "none"):
        super().__init__(reduction)
        self.beta = beta

    def construct(self, logits: Tensor, labels: Tensor) -> Tensor:
        if self.beta <= 0:
            raise RuntimeError(f"For 'SmoothL1Loss', 'beta' must be > 0, but got {self.beta}.")
        return ops.smooth_l1_loss(logits, labels, self.beta, self.reduction)


class HuberLoss(LossBase):
    """Quadratic within `delta` of zero, linear beyond (Huber, 1964)."""

    def __init__(self, reduction: str = "mean", delta: float = 1.0):
        super().__init__(reduction)
        self.delta = delta

    def construct(self, logits: Tensor, labels: Tensor) -> Tensor:
        return ops.huber_loss(logits, labels, self.reduction, self.delta)


class SoftmaxCrossEntropyWithLogits(LossBase):
    """The cross entropy of softmax(logits) and labels.

    Args:
        sparse: whether labels are class numbers ``(N,)``, int32 or int64; otherwise they are probabilities
            ``(N, C)``.
        reduction: ``mean``, ``sum``, or ``none`` for one loss for each of the N examples.

    Raises:
        TypeError: `sparse` is no bool; or (when called) an input is no Tensor, or labels are of a wrong
        dtype.
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
        self.softmax_cross_entropy = ops.SoftmaxCrossEntropyWithLogits()

    def construct(self, logits: Tensor, labels: Tensor) -> Tensor:
        owner = self.cls_name
        tensors(owner, logits=logits, labels=labels)
        if self.sparse and labels.dtype not in (dtypes.int32, dtypes.int64):
            raise TypeError(f"For '{owner}', sparse 'labels' must be int32 or int64, but got {labels.dtype}.")
        if not self.sparse and labels.dtype is not logits.dtype:
            raise TypeError(
                f"For '{owner}', 'labels' must have the dtype of 'logits', {logits.dtype}, but got "
                f"{labels.dtype}."
            )
        expected = logits.shape[:1] if self.sparse else logits.shape
        if logits.ndim != 2 or labels.shape != expected:
            raise ValueError(
                f"For '{owner}', 'logits' must be (N, C) and 'labels' {'(N,)' if self.sparse else '(N, C)'}, "
                f"but got {logits.shape} and {labels.shape}."
            )
        if self.sparse:
            return ops.cross_entropy(logits, labels, reduction=self.reduction)
        # Its derivative is softmax - labels, also where the labels do not add up to one.
        return self.get_loss(self.softmax_cross_entropy(logits, labels)[0])


class CrossEntropyLoss(LossBase):
    """The cross entropy of softmax(logits) and labels.

    Args:
        weight: Tensor ``(C,)``: how much each class counts.
        ignore_index: a class number whose examples count nothing.
        reduction: ``mean``, ``sum`` or ``none``.
        label_smoothing: how much of the labels is spread evenly over all classes, in ``[0, 1]``.

    Called with logits ``(C,)``, ``(N, C)`` or ``(N, C, d1, …)`` and labels that are class numbers (int32,
    without the axis C) or probabilities (of the logits' shape).

    Raises:
        TypeError: an argument or input is of a wrong type.
        ValueError: `label_smoothing` is out of range, or an input is of a wrong shape.

    Examples:
        >>> import mindshim as ms
        >>> print(ms.nn.CrossEntropyLoss()(ms.Tensor([[0.0, 0.0]]), ms.Tensor([1], ms.int32)))
        0.6931472
    """

    def __init__(
        self,
        weight: Tensor | None = None,
        ignore_index: int = -100,
        reduction: str = "mean",
        label_smoothing: float = 0.0,
    ):
        super().__init__(reduction)
        owner = self.cls_name
        self.ignore_index = typed(ignore_index, "ignore_index", owner, int)
        typed(label_smoothing, "label_smoothing", owner, float)
        self.label_smoothing = in_range(label_smoothing, "label_smoothing", owner, 0.0, 1.0)
        self.weight = _optional_weight(weight, owner)

    def construct(self, logits: Tensor, labels: Tensor) -> Tensor:
        owner = self.cls_name
        tensors(owner, logits=logits, labels=labels)
        floats = (dtypes.float16, dtypes.float32, dtypes.bfloat16)
        if logits.dtype not in floats:
            raise TypeError(
                f"For '{owner}', 'logits' must be float16, float32 or bfloat16, but got {logits.dtype}."
            )
        if labels.ndim == logits.ndim:
            allowed, expected = floats, logits.shape
        elif labels.ndim == logits.ndim - 1:
            allowed = (dtypes.int32,)
            expected = logits.shape[:1] + logits.shape[2:] if logits.ndim > 1 else ()
        else:
            raise ValueError(
                f"For '{owner}', 'labels' must have as many dimensions as 'logits' (probabilities) or one "
                f"less (class numbers), but got the shapes {logits.shape} and {labels.shape}."
            )
        if labels.dtype not in allowed:
            listed = ", ".join(map(str, allowed))
            raise TypeError(
                f"For '{owner}', 'labels' of shape {labels.shape} must be {listed}, but got {labels.dtype}."
            )
        if labels.shape != expected:
            raise ValueError(f"For '{owner}', 'labels' must be of shape {expected}, but got {labels.shape}.")
        return ops.cross_entropy(
            logits, labels, self.weight, self.ignore_index, self.reduction, self.label_smoothing
        )


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

    def __init__(
        self, reduction: str = "mean", weight: Tensor | None = None, pos_weight: Tensor | None = None
    ):
        super().__init__(reduction)
        for name, value in (("weight", weight), ("pos_weight", pos_weight)):
            if isinstance(value, Parameter):
                raise TypeError(f"For '{self.cls_name}', '{name}' cannot be a Parameter.")
        self.weight = weight
        self.pos_weight = pos_weight

    def construct(self, input: Tensor, target: Tensor) -> Tensor:
        tensors(self.cls_name, input=input, target=target)
        return ops.binary_cross_entropy_with_logits(
            input, target, self.weight, self.pos_weight, self.reduction
        )


class KLDivLoss(LossBase):
    """The Kullback-Leibler divergence ``labels * (log(labels) - logits)``, where logits are
    log-probabilities.

    Args:
        reduction: ``mean``, ``sum``, ``none``, or ``batchmean``.
    """

    def __init__(self, reduction: str = "mean"):
        super().__init__()
        self.reduction = reduction

    def construct(self, logits: Tensor, labels: Tensor) -> Tensor:
        tensors(self.cls_name, logits=logits, labels=labels)
        return ops.kl_div(logits, labels, self.reduction)


class PoissonNLLLoss(LossBase):
    """Minus the log-likelihood of `target` under a Poisson distribution.

    Args:
        log_input: the input is the logarithm of the distribution's mean.
        full: add Stirling's approximation of ``log(target!)``.
        eps: added to the mean where it is not given as a logarithm.
        reduction: ``mean``, ``sum`` or ``none``.
    """

    def __init__(
        self, log_input: bool = True, full: bool = False, eps: float = 1e-8, reduction: str = "mean"
    ):
        super().__init__(reduction)
        self.log_input = log_input
        self.full = full
        self.eps = eps

    def construct(self, input: Tensor, target: Tensor) -> Tensor:
        tensors(self.cls_name, input=input, target=target)
        target = target.astype(input.dtype)
        loss = (
            ops.exp(input) - target * input if self.log_input else input - target * ops.log(input + self.eps)
        )
        if self.full:
            target = ops.maximum(target, self.eps)
            stirling = (target + 0.5) * ops.log(target) - target + 0.5 * math.log(2 * math.pi)
            loss = loss + ops.select(target > 1, stirling, ops.zeros_like(stirling))
        return self.get_loss(loss)


class GaussianNLLLoss(LossBase):
    """Minus the log-likelihood of `labels` under a normal distribution of mean `logits` and variance
    `var`."""

    def __init__(self, *, full: bool = False, eps: float = 1e-6, reduction: str = "mean"):
        super().__init__(reduction)
        self.full = typed(full, "full", self.cls_name, bool)
        self.eps = in_range(eps, "eps", self.cls_name, 0, math.inf, open_low=True, open_high=True)

    def construct(self, logits: Tensor, labels: Tensor, var: Tensor) -> Tensor:
        tensors(self.cls_name, logits=logits, labels=labels, var=var)
        return ops.gaussian_nll_loss(logits, labels, var, self.full, self.eps, self.reduction)


class DiceLoss(LossBase):
    """One minus the Dice coefficient, ``2 * sum(logits * label) / (sum(logits²) + sum(label²) + smooth)``."""

    def __init__(self, smooth: float = 1e-5):
        super().__init__()
        self.smooth = in_range(
            typed(smooth, "smooth", self.cls_name, float), "smooth", self.cls_name, 0, math.inf, open_low=True
        )

    def construct(self, logits: Tensor, label: Tensor) -> Tensor:
        tensors(self.cls_name, logits=logits, label=label)
        if logits.shape != label.shape:
            raise ValueError(
                f"For '{self.cls_name}', the inputs must have one shape, but got {logits.shape} and "
                f"{label.shape}."
            )
        if dtypes.uint8 in (logits.dtype, label.dtype):
            raise TypeError(f"For '{self.cls_name}', the inputs cannot be uint8.")
        union = (logits * logits).sum() + (label * label).sum()
        return 1 - 2 * (logits * label).sum() / (union + self.smooth)


class FocalLoss(LossBase):
    """The cross entropy, with less weight on examples that are predicted well (Lin et al., 2017).

    Args:
        weight: Tensor ``(C,)``: how much each class counts.
        gamma: how strongly the weight falls.
        reduction: ``mean``, ``sum`` or ``none``.

    Called with logits ``(N, C)``, ``(N, C, L)`` or ``(N, C, H, W)`` and labels of the same number of
    dimensions, with C probabilities or one class number.

    Raises:
        TypeError: an argument or input is of a wrong type.
        ValueError: a shape does not fit.
    """

    def __init__(self, weight: Tensor | None = None, gamma: float = 2.0, reduction: str = "mean"):
        super().__init__(reduction)
        self.gamma = typed(gamma, "gamma", self.cls_name, float)
        if weight is not None and typed(weight, "weight", self.cls_name, Tensor).ndim != 1:
            raise ValueError(
                f"For '{self.cls_name}', 'weight' must have one dimension, but got {weight.shape}."
            )
        self.weight = weight
        self.logsoftmax = LogSoftmax(1)

    def construct(self, logits: Tensor, labels: Tensor) -> Tensor:
        owner = self.cls_name
        tensors(owner, logits=logits, labels=labels)
        if logits.ndim not in (2, 3, 4) or labels.ndim != logits.ndim:
            raise ValueError(
                f"For '{owner}', the inputs must both have 2 to 4 dimensions, but got {logits.shape} and "
                f"{labels.shape}."
            )
        classes = logits.shape[1]
        if classes == 1 or labels.shape[1] not in (1, classes):
            raise ValueError(
                f"For '{owner}', 'logits' must have several classes, and 'labels' as many or one, but got "
                f"{logits.shape} and {labels.shape}."
            )
        allowed = (dtypes.int32, dtypes.int64, dtypes.float16, dtypes.float32)
        if labels.dtype not in allowed:
            raise TypeError(
                f"For '{owner}', 'labels' must be ints, float16 or float32, but got {labels.dtype}."
            )
        logits, labels = (t.reshape(t.shape[0], t.shape[1], -1) for t in (logits, labels))
        log_probability = self.logsoftmax(logits)
        numbered = labels.shape[1] == 1
        places = labels.astype(dtypes.int32)
        if numbered:
            log_probability = ops.gather_elements(log_probability, 1, places)
        focus = ops.pow(1.0 - ops.exp(log_probability), self.gamma)
        if self.weight is not None:
            weight = ops.tile(self.weight.reshape(1, -1, 1), (logits.shape[0], 1, logits.shape[2]))
            log_probability = log_probability * (
                ops.gather_elements(weight, 1, places) if numbered else weight
            )
        if numbered:
            return self.get_loss((-focus * log_probability).squeeze(1).mean(1))
        return self.get_loss((-focus * labels * log_probability).mean(-1))


class MultiClassDiceLoss(LossBase):
    """The mean of the classes' :class:`DiceLoss`.

    Args:
        weights: Tensor ``(classes, …)``: how much each class counts.
        ignore_indiex: a class to leave out.
        activation: of the logits: a name or a Cell.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `weights` has not two dimensions, or (when called) a shape does not fit.
    """

    def __init__(
        self, weights: Tensor | None = None, ignore_indiex: int | None = None, activation: Any = "softmax"
    ):
        super().__init__()
        owner = self.cls_name
        if weights is not None and typed(weights, "weights", owner, Tensor).ndim != 2:
            raise ValueError(f"For '{owner}', 'weights' must have two dimensions, but got {weights.shape}.")
        self.binarydiceloss = DiceLoss(smooth=1e-5)
        self.weights = weights
        self.ignore_indiex = (
            None if ignore_indiex is None else typed(ignore_indiex, "ignore_indiex", owner, int)
        )
        if isinstance(activation, str):
            one_of(
                activation, "activation", owner, ("softmax", "logsoftmax", "relu", "relu6", "tanh", "sigmoid")
            )
            activation = get_activation(activation)
        self.activation = activation
        if activation is not None and not isinstance(activation, Cell):
            raise TypeError(
                f"For '{owner}', 'activation' must be a str or a Cell, but got {type(activation).__name__}."
            )

    def construct(self, logits: Tensor, label: Tensor) -> Tensor:
        tensors(self.cls_name, logits=logits, label=label)
        if logits.shape != label.shape or logits.ndim < 2:
            raise ValueError(
                f"For '{self.cls_name}', the inputs must have one shape of two dimensions or more, but got "
                f"{logits.shape} and {label.shape}."
            )
        classes = label.shape[1]
        if self.weights is not None and self.weights.shape[0] != classes:
            raise ValueError(
                f"For '{self.cls_name}', 'weights' must be for {classes} classes: {self.weights.shape}."
            )
        logits = logits if self.activation is None else self.activation(logits)
        total: Any = 0
        for number in range(classes):
            if number != self.ignore_indiex:
                loss = self.binarydiceloss(logits[:, number], label[:, number])
                total = total + (loss if self.weights is None else loss * self.weights[number])
        return total / classes


class CTCLoss(LossBase):
    """The connectionist temporal classification loss (Graves et al., 2006).

    Args:
        blank: the number of the blank label.
        reduction: ``mean``, ``sum`` or ``none``.
        zero_infinity: return zero where the loss is infinite.

    Called with log-probabilities ``(T, N, C)``, targets ``(N, S)``, and the lengths of both ``(N,)``.
    """

    def __init__(self, blank: int = 0, reduction: str = "mean", zero_infinity: bool = False):
        super().__init__(reduction)
        self.blank = blank
        self.zero_infinity = zero_infinity

    def construct(
        self, log_probs: Tensor, targets: Tensor, input_lengths: Any, target_lengths: Any
    ) -> Tensor:
        tensors(self.cls_name, log_probs=log_probs, targets=targets)
        single = log_probs.ndim == 2
        if single:
            if targets.ndim > 2 or targets.ndim == 2 and targets.shape[0] != 1:
                raise ValueError(
                    f"For '{self.cls_name}', the targets of one sequence cannot be {targets.shape}."
                )
            targets = targets.expand_dims(0) if targets.ndim == 1 else targets
            log_probs = log_probs.expand_dims(-2)
        loss = ops.ctc_loss(
            log_probs, targets, input_lengths, target_lengths, self.blank, self.reduction, self.zero_infinity
        )[0]
        return loss.squeeze(0) if single and loss.ndim else loss
