"""Loss functions."""

from __future__ import annotations

import math
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from mindshim.kernels.axes import axis_of, check_range, floating_point
from mindshim.kernels.declare import Array, operator
from mindshim.kernels.promotion import floating, promote


def reduced(name: str, loss: Array, reduction: str) -> Array:
    """The loss as it is (``none``), its mean or its sum.

    Raises:
        ValueError: `reduction` is something else.
    """
    lowered = reduction.lower() if isinstance(reduction, str) else reduction
    if lowered not in ("none", "mean", "sum"):
        raise ValueError(f"For '{name}', the 'reduction' must be 'mean', 'sum' or 'none', but got {reduction!r}.")
    return {"none": lambda x: x, "mean": jnp.mean, "sum": jnp.sum}[lowered](loss)


def distance(x: Array, y: Array) -> Array:
    """``|x - y|``, with derivative 0 where they are equal, where JAX has 1."""
    difference = x - y
    return difference * lax.stop_gradient(jnp.sign(difference))


# Regression -----------------------------------------------------------------------------------------------------------


@operator("ops.mse_loss(input, target, reduction='mean')",
          "mint.nn.functional.mse_loss(input, target, reduction='mean')",
          "ops.mse_loss_ext(input, target, reduction='mean')")
def mse_loss(input: Array, target: Array, reduction: str = "mean") -> Array:
    """The squared difference.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.mse_loss(Tensor([1.0, 2.0]), Tensor([1.0, 4.0])))
        2.0
    """
    x, y = map(floating, promote(input, target))
    return reduced("mse_loss", jnp.square(x - y), reduction)


@operator("ops.l1_loss(input, target, reduction='mean')", "mint.nn.functional.l1_loss(input, target, reduction='mean')")
def l1_loss(input: Array, target: Array, reduction: str = "mean") -> Array:
    """The absolute difference."""
    x, y = promote(input, target)
    return reduced("l1_loss", distance(x, y), reduction).astype(x.dtype)


@operator("ops.SmoothL1Loss(beta=1.0, reduction='none')(prediction, target)",
          "ops.smooth_l1_loss(input, target, beta=1.0, reduction='none')",
          "mint.nn.functional.smooth_l1_loss(input, target, reduction='mean', beta=1.0)")
def smooth_l1_loss(x: Array, target: Array, beta: float = 1.0, reduction: str = "none") -> Array:
    """``0.5 * d**2 / beta`` where the difference is smaller than `beta`, elsewhere ``|d| - 0.5 * beta``.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.smooth_l1_loss(Tensor([1.0, 3.0]), Tensor([1.5, 0.0])))
        [0.125 2.5  ]
    """
    if x.shape != target.shape:
        raise ValueError(f"For 'SmoothL1Loss', the shapes must be equal, but got {x.shape} and {target.shape}.")
    if beta < 0:
        raise ValueError(f"For 'SmoothL1Loss', the 'beta' must not be negative, but got {beta}.")
    far = distance(floating_point("SmoothL1Loss", x), target)
    if beta == 0:
        return reduced("SmoothL1Loss", far, reduction)
    return reduced("SmoothL1Loss", jnp.where(far < beta, 0.5 * far * far / beta, far - 0.5 * beta), reduction)


@operator("ops.huber_loss(input, target, reduction='mean', delta=1.0)")
def huber_loss(input: Array, target: Array, reduction: str = "mean", delta: float = 1.0) -> Array:
    """``0.5 * d**2`` where the difference is at most `delta`, elsewhere ``delta * (|d| - 0.5 * delta)``."""
    if delta <= 0:
        raise ValueError(f"For 'huber_loss', 'delta' must be positive, but got {delta}.")
    far = distance(*map(floating, promote(input, target)))
    return reduced("huber_loss", jnp.where(far <= delta, 0.5 * far * far, delta * (far - 0.5 * delta)), reduction)


@operator("ops.gaussian_nll_loss(x, target, var, full=False, eps=1e-06, reduction='mean')")
def gaussian_nll_loss(x: Array, target: Array, var: Array, full: bool = False, eps: float = 1e-6,
                      reduction: str = "mean") -> Array:
    """The negative logarithm of the normal density with mean `x` and variance `var`."""
    variance = jnp.maximum(var, eps)
    loss = 0.5 * (jnp.log(variance) + jnp.square(x - target) / variance)
    if full:
        loss = loss + 0.5 * math.log(2 * math.pi)
    return reduced("gaussian_nll_loss", loss, reduction)


# Two classes ----------------------------------------------------------------------------------------------------------


@operator("ops.BinaryCrossEntropy(reduction='mean')(input, target, weight=None)",
          "ops.binary_cross_entropy(logits, labels, weight=None, reduction='mean')",
          "mint.nn.functional.binary_cross_entropy(input, target, weight=None, reduction='mean')")
def binary_cross_entropy(input: Array, target: Array, weight: Array | None = None, reduction: str = "mean") -> Array:
    """The negative logarithm of the probability that the input gives to the target.

    Args:
        input: probabilities.
        target: 0, 1 or a probability, of the same shape.
        weight: what each element's loss is multiplied by.
        reduction: ``none``, ``mean`` or ``sum``.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.binary_cross_entropy(Tensor([0.5]), Tensor([1.0])))
        0.6931472
    """
    if input.shape != target.shape:
        raise ValueError(f"For 'BinaryCrossEntropy', the shapes {input.shape} and {target.shape} must be equal.")
    tiny = jnp.asarray(1e-12, np.float32 if input.dtype.itemsize < 4 else input.dtype)
    x, y = input.astype(tiny.dtype), target.astype(tiny.dtype)
    # Not `1 - x + tiny`, which XLA computes as `(1 + tiny) - x`.
    loss = -(y * jnp.log(jnp.maximum(x, tiny)) + (1 - y) * jnp.log(jnp.maximum(1 - x, tiny)))
    if weight is not None:
        loss = loss * lax.stop_gradient(weight)  # in MindSpore, weights get no gradient
    return reduced("BinaryCrossEntropy", loss.astype(input.dtype), reduction)


@operator("ops.BCEWithLogitsLoss(reduction='mean')(input, target, weight=None, posWeight=None)",
          "ops.binary_cross_entropy_with_logits(input, target, weight=None, pos_weight=None, reduction='mean')",
          "mint.nn.functional.binary_cross_entropy_with_logits(input, target, weight=None, reduction='mean', "
          "pos_weight=None)")
def binary_cross_entropy_with_logits(input: Array, target: Array, weight: Array | None = None,
                                     pos_weight: Array | None = None, reduction: str = "mean") -> Array:
    """`binary_cross_entropy` of the sigmoid of the input, computed stably."""
    floating_point("BCEWithLogitsLoss", input)
    # log(1 + exp(-x)), written so that its derivative at 0 is right too.
    negative = jax.nn.softplus(-input)
    weight, pos_weight = (None if w is None else lax.stop_gradient(w) for w in (weight, pos_weight))
    if pos_weight is None:
        loss = (1 - target) * input + negative
    else:
        loss = (1 - target) * input + ((pos_weight - 1) * target + 1) * negative
    if weight is not None:
        loss = loss * weight
    return reduced("BCEWithLogitsLoss", loss.astype(input.dtype), reduction)


@operator("ops.SigmoidCrossEntropyWithLogits()(logits, label)")
def sigmoid_cross_entropy(logits: Array, label: Array) -> Array:
    """`binary_cross_entropy_with_logits`, without a reduction."""
    if logits.shape != label.shape:
        raise ValueError(f"For 'SigmoidCrossEntropyWithLogits', the shapes must be equal, but got {logits.shape} and "
                         f"{label.shape}.")
    return binary_cross_entropy_with_logits(logits, lax.stop_gradient(label), reduction="none")


@operator("ops.SoftMarginLoss(reduction='mean')(input, target)",
          "ops.soft_margin_loss(input, target, reduction='mean')",
          "mint.nn.functional.soft_margin_loss(input, target, reduction='mean')")
def soft_margin_loss(input: Array, target: Array, reduction: str = "mean") -> Array:
    """``log(1 + exp(-target * input))``, for targets 1 and -1."""
    return reduced("SoftMarginLoss", jax.nn.softplus(-target * input), reduction)


@operator("ops.hinge_embedding_loss(inputs, targets, margin=1.0, reduction='mean')")
def hinge_embedding_loss(inputs: Array, targets: Array, margin: float = 1.0, reduction: str = "mean") -> Array:
    """The input where the target is 1, and how far it is below `margin` where it is -1."""
    loss = jnp.where(targets == 1, inputs, 0) + jnp.where(targets == -1, jax.nn.relu(margin - inputs), 0)
    return reduced("hinge_embedding_loss", loss.astype(inputs.dtype), reduction)


@operator("ops.multilabel_soft_margin_loss(input, target, weight=None, reduction='mean')")
def multilabel_soft_margin_loss(input: Array, target: Array, weight: Array | None = None,
                                reduction: str = "mean") -> Array:
    """The mean over the classes of the binary cross entropy with logits."""
    loss = -(target * jax.nn.log_sigmoid(input) + (1 - target) * jax.nn.log_sigmoid(-input))
    if weight is not None:
        loss = loss * weight
    return reduced("multilabel_soft_margin_loss", jnp.mean(loss, -1), reduction)


# Distances ------------------------------------------------------------------------------------------------------------


@operator("ops.cosine_similarity(x1, x2, dim=1, eps=1e-08)")
def cosine_similarity(x1: Array, x2: Array, dim: int = 1, eps: float = 1e-8) -> Array:
    """The cosine of the angle between vectors along an axis."""
    floating_point("cosine_similarity", x1)
    axis = axis_of("cosine_similarity", dim, max(x1.ndim, x2.ndim), "dim")
    x1, x2 = jnp.broadcast_arrays(x1, x2)
    norm = jnp.sqrt(jnp.sum(x1 * x1, axis)) * jnp.sqrt(jnp.sum(x2 * x2, axis))
    return jnp.sum(x1 * x2, axis) / jnp.maximum(norm, jnp.asarray(eps, norm.dtype))


@operator("ops.cosine_embedding_loss(input1, input2, target, margin=0.0, reduction='mean')",
          "mint.nn.functional.cosine_embedding_loss(input1, input2, target, margin=0.0, reduction='mean')")
def cosine_embedding_loss(input1: Array, input2: Array, target: Array, margin: float = 0.0,
                          reduction: str = "mean") -> Array:
    """``1 - cos`` where the target is 1, and how far the cosine is above `margin` where it is -1."""
    if not -1 <= margin <= 1:
        raise ValueError(f"For 'cosine_embedding_loss', the 'margin' must be in [-1, 1], but got {margin}.")
    product = jnp.sum(input1 * input2, -1)
    squares = (jnp.sum(input1 * input1, -1) + 1e-12) * (jnp.sum(input2 * input2, -1) + 1e-12)
    cosine = product / jnp.sqrt(squares)
    loss = jnp.where(target == 1, 1 - cosine, 0) + jnp.where(target == -1, jax.nn.relu(cosine - margin), 0)
    return reduced("cosine_embedding_loss", loss.astype(input1.dtype), reduction)


@operator("ops.margin_ranking_loss(input1, input2, target, margin=0.0, reduction='mean')")
def margin_ranking_loss(input1: Array, input2: Array, target: Array, margin: float = 0.0,
                        reduction: str = "mean") -> Array:
    """``max(0, -target * (input1 - input2) + margin)``."""
    loss = -target * (input1 - input2) + margin
    return reduced("margin_ranking_loss", jnp.where(loss >= 0, loss, 0), reduction)


@operator("ops.triplet_margin_loss(anchor, positive, negative, margin=1.0, p=2, eps=1e-06, swap=False, "
          "reduction='mean')")
def triplet_margin_loss(anchor: Array, positive: Array, negative: Array, margin: Array = 1.0, p: int = 2,  # type: ignore[assignment]
                        eps: float = 1e-6, swap: bool = False, reduction: str = "mean") -> Array:
    """How much nearer than `margin` the negative is to the anchor than the positive."""
    def norm(a: Array, b: Array) -> Array:
        return jnp.sum(jnp.abs(a - b + eps) ** p, -1) ** (1 / p)

    far = norm(anchor, negative)
    if swap:
        far = jnp.minimum(far, norm(positive, negative))
    return reduced("triplet_margin_loss", jnp.maximum(norm(anchor, positive) - far + margin, 0), reduction)


@operator("ops.multi_margin_loss(input, target, p=1, margin=1, weight=None, reduction='mean')")
def multi_margin_loss(input: Array, target: Array, p: int = 1, margin: float = 1, weight: Array | None = None,
                      reduction: str = "mean") -> Array:
    """The mean over the classes of how much nearer than `margin` each comes to the target's score."""
    chosen = jnp.take_along_axis(input, target[:, None], 1)
    loss = jnp.maximum(margin - chosen + input, 0) ** p
    if weight is not None:
        loss = loss * weight[target][:, None]
    others = jnp.arange(input.shape[1]) != target[:, None]
    return reduced("multi_margin_loss", jnp.sum(jnp.where(others, loss, 0), 1) / input.shape[1], reduction)


@operator("ops.multilabel_margin_loss(input, target, reduction='mean')")
def multilabel_margin_loss(input: Array, target: Array, reduction: str = "mean") -> Array:
    """The mean over the classes of how much nearer than 1 the others come to the targets, which end before a -1."""
    x, y = jnp.atleast_2d(input), jnp.atleast_2d(target)
    valid = jnp.cumprod(y >= 0, 1).astype(bool)
    classes = jnp.arange(x.shape[1])
    is_target = jnp.any((y[:, :, None] == classes) & valid[:, :, None], 1)
    scores = jnp.take_along_axis(x, jnp.maximum(y, 0), 1)
    loss = jnp.maximum(1 - scores[:, :, None] + x[:, None, :], 0)
    total = jnp.sum(jnp.where(valid[:, :, None] & ~is_target[:, None, :], loss, 0), (1, 2)) / x.shape[1]
    return reduced("multilabel_margin_loss", total if input.ndim == 2 else total[0], reduction)


# Classes --------------------------------------------------------------------------------------------------------------


@operator("ops.kl_div(logits, labels, reduction='mean')", "ops.KLDivLoss(reduction='mean')(logits, labels)")
def kl_div(logits: Array, labels: Array, reduction: str = "mean") -> Array:
    """``labels * (log(labels) - logits)``, where the logits are logarithms of probabilities.

    The reduction ``batchmean`` is the sum over the size of the first axis.
    """
    return kl_div_log(logits, labels, reduction, False)


@operator("mint.nn.functional.kl_div(input, target, reduction='mean', log_target=False)")
def kl_div_log(input: Array, target: Array, reduction: str = "mean", log_target: bool = False) -> Array:
    """``target * (log(target) - input)``; with `log_target`, the target is a logarithm too."""
    if input.shape != target.shape:
        raise ValueError(f"For 'kl_div', the shapes must be equal, but got {input.shape} and {target.shape}.")
    target = lax.stop_gradient(floating_point("kl_div", target))
    if log_target:
        loss = jnp.exp(target) * (target - input)
    else:
        safe = jnp.where(target > 0, target, 1)
        loss = jnp.where(target > 0, target * (jnp.log(safe) - input), 0).astype(input.dtype)
    if reduction == "batchmean":
        return jnp.sum(loss) / (input.shape[0] if input.ndim else 1)
    return reduced("kl_div", loss, reduction)


def _sparse(log_probability: Array, target: Array, weight: Array | None, ignore_index: int | None,
            smoothing: float) -> tuple[Array, Array]:
    """The loss and the weight of each target; classes are the second axis."""
    classes = log_probability.shape[1]
    keep = jnp.ones(target.shape, bool) if ignore_index is None else target != ignore_index
    safe = jnp.where(keep, target, 0)
    picked = -jnp.take_along_axis(log_probability, safe[:, None], 1)[:, 0]
    weights = jnp.ones(target.shape, log_probability.dtype) if weight is None else weight[safe]
    weights = jnp.where(keep, weights, 0).astype(log_probability.dtype)
    loss = picked * weights
    if smoothing:
        by_class = -log_probability
        if weight is not None:
            by_class = by_class * weight.reshape(1, -1, *[1] * (log_probability.ndim - 2))
        smooth = jnp.where(keep, jnp.sum(by_class, 1), 0)
        loss = (1 - smoothing) * loss + smoothing / classes * smooth
    return loss, weights


def _with_batch(name: str, x: Array, target: Array) -> tuple[Array, Array, bool]:
    if x.ndim == 1:
        return x[None], target[None], True
    if x.ndim < 1 or target.shape != (x.shape[0], *x.shape[2:]):
        raise ValueError(f"For '{name}', a target of shape {target.shape} does not fit an input of shape {x.shape}.")
    return x, target, False


def _negative_likelihood(name: str, log_probability: Array, target: Array, weight: Array | None,
                         ignore_index: int | None, reduction: str, smoothing: float) -> Array:
    if not jnp.issubdtype(target.dtype, np.integer):
        raise TypeError(f"For '{name}', the target must hold integers, but got {target.dtype}.")
    x, y, single = _with_batch(name, floating(log_probability), target)
    loss, weights = _sparse(x, y, weight, ignore_index, smoothing)
    if reduction == "mean":
        return jnp.sum(loss) / jnp.sum(weights)
    loss = reduced(name, loss, reduction)
    return loss[0] if single and reduction == "none" else loss


def _check_classes(input: Array, target: Array, ignore_index: int = -100, **_: Any) -> None:
    """Check that the values of classes are those of the scores, or the one that does not count."""
    classes = np.asarray(target)
    if classes.dtype.kind in "iu":
        check_range("cross_entropy", classes[classes != ignore_index], input.shape[min(input.ndim - 1, 1)])


@operator("ops.cross_entropy(input, target, weight=None, ignore_index=-100, reduction='mean', label_smoothing=0.0)",
          "mint.nn.functional.cross_entropy(input, target, weight=None, ignore_index=-100, reduction='mean', "
          "label_smoothing=0.0)", values=_check_classes)
def cross_entropy(input: Array, target: Array, weight: Array | None = None, ignore_index: int = -100,
                  reduction: str = "mean", label_smoothing: float = 0.0) -> Array:
    """The negative logarithm of the softmax at the target's class.

    Args:
        input: scores of shape ``(C,)``, ``(N, C)`` or ``(N, C, ...)``.
        target: classes (integers) of the shape without ``C``, or probabilities of the input's shape.
        weight: a weight for each class.
        ignore_index: a target that does not count.
        reduction: ``none``, ``mean`` (over the weights of the targets) or ``sum``.
        label_smoothing: how much of the target's probability all classes share.

    Raises:
        ValueError: the shapes do not fit.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.cross_entropy(Tensor([[0.0, 0.0]]), Tensor([1])))
        0.6931472
    """
    axis = 0 if floating_point("cross_entropy", input).ndim == 1 else 1
    log_probability = jax.nn.log_softmax(input, axis)
    if target.shape == input.shape and jnp.issubdtype(target.dtype, np.floating):
        classes = input.shape[axis]
        smooth = target * (1 - label_smoothing) + label_smoothing / classes
        loss = -smooth * log_probability
        if weight is not None:
            loss = loss * weight.reshape((1,) * axis + (-1,) + (1,) * (input.ndim - axis - 1))
        loss = jnp.sum(loss, axis)
        if reduction == "mean":
            return jnp.sum(loss) / (input.size / classes)
        return reduced("cross_entropy", loss, reduction)
    return _negative_likelihood("cross_entropy", log_probability, target, weight, ignore_index, reduction,
                                label_smoothing)


@operator("ops.nll_loss(inputs, target, weight=None, ignore_index=-100, reduction='mean', label_smoothing=0.0)",
          "mint.nn.functional.nll_loss(input, target, weight=None, ignore_index=-100, reduction='mean')",
          values=_check_classes)
def nll_loss(input: Array, target: Array, weight: Array | None = None, ignore_index: int = -100,
             reduction: str = "mean", label_smoothing: float = 0.0) -> Array:
    """The negative of the input, logarithms of probabilities, at the target's class; see `cross_entropy`."""
    return _negative_likelihood("nll_loss", input, target, weight, ignore_index, reduction, label_smoothing)


@operator("ops.NLLLoss(reduction='mean', ignore_index=-100)(logits, labels, weight)")
def nll_loss_primitive(logits: Array, labels: Array, weight: Array, reduction: str = "mean",
                       ignore_index: int = -100) -> tuple[Array, Array]:
    """The negative of the logits, logarithms of probabilities, at the labels; and the sum of the labels' weights."""
    loss, weights = _sparse(logits, labels, weight, ignore_index, 0.0)
    total = jnp.sum(weights)
    return jnp.sum(loss) / total if reduction == "mean" else reduced("NLLLoss", loss, reduction), total


@operator("ops.SoftmaxCrossEntropyWithLogits()(logits, labels)")
def softmax_cross_entropy(logits: Array, labels: Array) -> tuple[Array, Array]:
    """The cross entropy of the softmax with the labels' probabilities, and the derivative by the logits."""
    if logits.shape != labels.shape or logits.ndim != 2:
        raise ValueError(f"For 'SoftmaxCrossEntropyWithLogits', the shapes must be equal with 2 axes, but got "
                         f"{logits.shape} and {labels.shape}.")
    log_probability = jax.nn.log_softmax(floating_point("SoftmaxCrossEntropyWithLogits", logits), -1)
    loss = -jnp.sum(labels * log_probability, -1)
    # The derivative is softmax - labels, also where the labels do not add up to 1, and none by the labels.
    pseudo = jax.nn.logsumexp(logits, -1) - jnp.sum(lax.stop_gradient(labels) * logits, -1)
    return pseudo + lax.stop_gradient(loss - pseudo), lax.stop_gradient(jnp.exp(log_probability) - labels)


@operator("ops.SparseSoftmaxCrossEntropyWithLogits(is_grad=False)(logits, labels)",
          values=lambda logits, labels, is_grad: _check_classes(logits, labels))
def sparse_softmax_cross_entropy(logits: Array, labels: Array, is_grad: bool = False) -> Array:
    """The mean cross entropy of the softmax with the labels' classes; with `is_grad`, its derivative by the logits."""
    if logits.ndim != 2 or labels.shape != logits.shape[:1]:
        raise ValueError(f"For 'SparseSoftmaxCrossEntropyWithLogits', labels of shape {labels.shape} do not fit logits "
                         f"of shape {logits.shape}.")
    log_probability = jax.nn.log_softmax(floating_point("SparseSoftmaxCrossEntropyWithLogits", logits), -1)
    if is_grad:
        chosen = jax.nn.one_hot(labels, logits.shape[1], dtype=logits.dtype)
        return (jnp.exp(log_probability) - chosen) / logits.shape[0]
    return -jnp.mean(jnp.take_along_axis(log_probability, labels[:, None], 1))


def sequence_loss(log_probability: Array, targets: Array, input_lengths: Array, target_lengths: Array,
                  blank: int) -> tuple[Array, Array]:
    """The connectionist temporal classification loss of each member of the batch, for inputs of shape (T, N, C).

    Graves et al. 2006: the forward recursion over the target with blanks between its labels. The logarithms of its
    variables come with the loss, in the shape (N, T, 2 S + 1).
    """
    steps, batch, _ = log_probability.shape
    length = targets.shape[1]
    labels = jnp.full((batch, 2 * length + 1), blank, targets.dtype).at[:, 1::2].set(targets)
    places = jnp.arange(2 * length + 1)
    # From two places before only onto a label that differs from the last one.
    skips = (places % 2 == 1) & (places > 1) & (labels != jnp.roll(labels, 2, 1))
    lowest = jnp.asarray(-1e30, log_probability.dtype)
    emitted = jnp.take_along_axis(log_probability, jnp.broadcast_to(labels, (steps, *labels.shape)), 2)
    alpha = jnp.where(places < 2, emitted[0], lowest)
    alpha = jnp.where((places == 1) & (target_lengths[:, None] == 0), lowest, alpha)

    def step(alpha: Array, at: tuple[Array, Array]) -> tuple[Array, Array]:
        now, emission = at
        one = jnp.concatenate([jnp.full((batch, 1), lowest), alpha[:, :-1]], 1)
        two = jnp.concatenate([jnp.full((batch, 2), lowest), alpha[:, :-2]], 1)
        total = jnp.logaddexp(jnp.logaddexp(alpha, one), jnp.where(skips, two, lowest))
        alpha = jnp.where((now < input_lengths)[:, None], total + emission, alpha)
        return alpha, alpha

    first = alpha
    alpha, rest = lax.scan(step, first, (jnp.arange(1, steps), emitted[1:]))
    last = 2 * target_lengths[:, None]
    end = jnp.take_along_axis(alpha, last, 1)[:, 0]
    before = jnp.where(target_lengths > 0, jnp.take_along_axis(alpha, jnp.maximum(last - 1, 0), 1)[:, 0], lowest)
    loss = -jnp.logaddexp(end, before)
    table = jnp.moveaxis(lax.stop_gradient(jnp.concatenate([first[None], rest])), 0, 1)
    reached = (table > -1e29) & (places <= 2 * target_lengths[:, None, None])
    reached &= jnp.arange(steps)[:, None] < input_lengths[:, None, None]
    return jnp.where(loss > 1e29, jnp.inf, loss), jnp.where(reached, table, -jnp.inf)


@operator("ops._ctc_loss(log_probs, targets, input_lengths, target_lengths, blank, reduction, zero_infinity)")
def ctc_loss(log_probs: Array, targets: Array, input_lengths: Array, target_lengths: Array, blank: int, reduction: str,
             zero_infinity: bool) -> tuple[Array, Array]:
    """The loss, reduced; and the logarithms of the forward variables."""
    lengths, counts = jnp.asarray(input_lengths), jnp.asarray(target_lengths)
    loss, table = sequence_loss(log_probs, targets, lengths, counts, blank)
    # MindSpore's derivative is that of scores behind a softmax, although the inputs are their logarithms already.
    total = jax.nn.logsumexp(log_probs, -1)
    inside = jnp.arange(log_probs.shape[0])[:, None] < lengths
    loss = loss + jnp.where(inside, total - lax.stop_gradient(total), 0).sum(0)
    if zero_infinity:
        loss = jnp.where(jnp.isinf(loss), 0, loss)
    if reduction == "mean":
        loss = loss / jnp.maximum(counts, 1)
    return reduced("ctc_loss", loss, reduction).astype(log_probs.dtype), table


@operator("ops.CTCLossV2(blank=0, reduction='none', zero_infinity=False)"
          "(log_probs, targets, input_lengths, target_lengths)")
def ctc_loss_v2(log_probs: Array, targets: Array, input_lengths: Array, target_lengths: Array, blank: int = 0,
                reduction: str = "none", zero_infinity: bool = False) -> tuple[Array, Array]:
    """The connectionist temporal classification loss of each member of the batch; and the logarithms of the forward
    variables."""
    return ctc_loss(log_probs, targets, input_lengths, target_lengths, blank, reduction, zero_infinity)


@operator("ops.CTCLoss(preprocess_collapse_repeated=False, ctc_merge_repeated=True, "
          "ignore_longer_outputs_than_inputs=False)(x, labels_indices, labels_values, sequence_length)")
def ctc_loss_primitive(x: Array, labels_indices: Array, labels_values: Array, sequence_length: Array,
                       preprocess_collapse_repeated: bool = False, ctc_merge_repeated: bool = True,
                       ignore_longer_outputs_than_inputs: bool = False) -> tuple[Array, Array]:
    """The connectionist temporal classification loss of scores, whose last class is the blank; and its derivative."""
    steps, batch, classes = x.shape

    def total(scores: Array) -> tuple[Array, Array]:
        row, column = labels_indices[:, 0], labels_indices[:, 1]
        width = min(labels_values.shape[0], steps)
        targets = jnp.zeros((batch, width), labels_values.dtype).at[row, column].set(labels_values, mode="drop")
        counts = jnp.zeros(batch, np.int64).at[row].add(1)
        loss = sequence_loss(jax.nn.log_softmax(scores, -1), targets, sequence_length, counts, classes - 1)[0]
        return jnp.sum(loss), loss

    gradient, loss = jax.grad(total, has_aux=True)(x)
    return loss, lax.stop_gradient(gradient)


@operator("ops.CTCGreedyDecoder(merge_repeated=True)(inputs, sequence_length)",
          "ops.ctc_greedy_decoder(inputs, sequence_length, merge_repeated=True)", dynamic=True)
def ctc_greedy(inputs: Array, sequence_length: Array, merge_repeated: bool = True) -> tuple[Array, ...]:
    """The most probable class of each step without blanks, as a sparse matrix; and the negative sum of their scores."""
    best = np.asarray(jnp.argmax(inputs, -1))
    scores = np.asarray(jnp.max(inputs, -1))
    blank = inputs.shape[-1] - 1
    indices, values, total = [], [], []
    for row, length in enumerate(np.asarray(sequence_length)):
        kept, last = 0, -1
        for step in range(length):
            found = best[step, row]
            if found != blank and not (merge_repeated and found == last):
                indices.append((row, kept))
                values.append(found)
                kept += 1
            last = found
        total.append(-scores[:length, row].sum())
    places = np.array(indices, np.int64).reshape(-1, 2)
    shape = np.array([inputs.shape[1], places[:, 1].max() + 1 if len(places) else 0], np.int64)
    return (jnp.asarray(places), jnp.asarray(np.array(values, np.int64)), jnp.asarray(shape),
            jnp.asarray(np.array(total)[:, None].astype(inputs.dtype)))


@operator("ops.MultiMarginLoss(p=1, margin=1.0, reduction='mean')(x, target, weight=None)")
def multi_margin_loss_primitive(x: Array, target: Array, weight: Array | None = None, p: int = 1, margin: float = 1.0,
                                reduction: str = "mean") -> Array:
    """See `ops.multi_margin_loss`."""
    return multi_margin_loss(x, target, p, margin, weight, reduction)


@operator("ops.MultilabelMarginLoss(reduction='mean')(x, target)")
def multilabel_margin_loss_primitive(x: Array, target: Array, reduction: str = "mean") -> tuple[Array, Array]:
    """See `ops.multilabel_margin_loss`; and which classes are targets."""
    y = jnp.atleast_2d(target)
    valid = jnp.cumprod(y >= 0, 1).astype(bool)
    chosen = jnp.any((y[:, :, None] == jnp.arange(x.shape[-1])) & valid[:, :, None], 1)
    return multilabel_margin_loss(x, target, reduction), chosen.reshape(x.shape).astype(np.int32)


@operator("ops.TripletMarginLoss(p=2, swap=False, eps=1e-06, reduction='mean')(x, positive, negative, margin)")
def triplet_margin_loss_primitive(x: Array, positive: Array, negative: Array, margin: Array, p: int = 2,
                                  swap: bool = False, eps: float = 1e-6, reduction: str = "mean") -> Array:
    """See `ops.triplet_margin_loss`."""
    return triplet_margin_loss(x, positive, negative, margin, p, eps, swap, reduction)
