"""What is more than one operator in neural networks: dropout, batch normalisation, resizing."""

from __future__ import annotations

from typing import Any

from mindshim.engine import precision
from mindshim.engine.binding import function, operator_named
from mindshim.engine.tensor import Tensor
from mindshim.ops.primitive import Primitive


def dropout(input: Tensor, p: float = 0.5, training: bool = True, seed: int | None = None) -> Tensor:
    """The input with elements replaced by 0, each with probability `p`, and the others divided by ``1 - p``.

    Args:
        input: a Tensor of floating point numbers.
        p: the probability.
        training: whether to do so; otherwise the input is returned.
        seed: numbers of their own, the same at every call.

    Raises:
        TypeError: `p` is no number, or the input is not of a floating point dtype.
        RuntimeError: `p` is not in ``[0, 1]``.
    """
    if isinstance(p, (int, float)) and not 0 <= p <= 1:  # what MindSpore raises here
        raise RuntimeError(f"For 'dropout', the 'p' must be in [0, 1], but got {p}.")
    if not training:
        return input
    return operator_named("ops._dropout")(input, p, seed)


def _channel_dropout(axes: int) -> Any:
    def dropout_nd(input: Tensor, p: float = 0.5, training: bool = True) -> Tensor:
        if input.ndim not in (axes + 1, axes + 2):
            raise ValueError(f"For 'dropout{axes}d', the input must have {axes + 1} or {axes + 2} axes, but got shape "
                             f"{input.shape}.")
        return operator_named("ops._dropout_channels")(input, p, axes) if training else input

    dropout_nd.__name__ = dropout_nd.__qualname__ = f"dropout{axes}d"
    dropout_nd.__doc__ = f"The input with whole channels, their last {axes} axes, replaced by 0 with probability `p`."
    return dropout_nd


dropout1d, dropout2d, dropout3d = (_channel_dropout(n) for n in (1, 2, 3))


def batch_norm(input_x: Tensor, running_mean: Tensor | None, running_var: Tensor | None, weight: Tensor | None,
               bias: Tensor | None, training: bool = False, momentum: float = 0.1, eps: float = 1e-5) -> Tensor:
    """Each channel (the second axis) made to have mean 0 and variance 1, then scaled and moved.

    Args:
        input_x: a Tensor of shape ``(N, C, ...)``.
        running_mean: the channels' means; in training, moved towards the batch's, in place.
        running_var: the channels' variances; likewise.
        weight: the scale of each channel.
        bias: what is added to each channel.
        training: use the batch's mean and variance instead of the running ones.
        momentum: how far the running ones are moved.
        eps: what is added to the variance.

    Raises:
        ValueError: a vector does not have one element for each channel.
    """
    if precision.state.dtype is not None:  # the input is cast, but neither the vectors nor the running statistics
        (input_x,) = precision.lower((input_x,), "_batch_norm")
        with precision.lowered(None):
            return batch_norm(input_x, running_mean, running_var, weight, bias, training, momentum, eps)
    out, mean, variance, _, _ = operator_named("ops._batch_norm")(
        input_x, weight, bias, running_mean, running_var, bool(training), momentum, eps, 1)
    if training and running_mean is not None and running_var is not None:
        running_mean._assign(mean)
        running_var._assign(variance)
    return out


class BatchNorm(Primitive):
    """Batch normalisation.

    Called with input, scale, bias, mean and variance. Returns the result, two Tensors that are not used, and in
    training the batch's mean and variance; in training, mean and variance are written to.

    Args:
        is_training: use the batch's mean and variance.
        epsilon: what is added to the variance.
        momentum: how far the running mean and variance are moved towards the batch's.
        data_format: where the channels are, ``NCHW`` or ``NHWC``.
    """

    def __init__(self, is_training: bool = False, epsilon: float = 1e-5, momentum: float = 0.1,
                 data_format: str = "NCHW"):
        super().__init__("BatchNorm")
        if not isinstance(is_training, bool):
            raise TypeError(f"For 'BatchNorm', 'is_training' must be a bool, but got {is_training!r}.")
        if data_format not in ("NCHW", "NHWC"):
            raise ValueError(f"For 'BatchNorm', 'data_format' must be NCHW or NHWC, but got {data_format!r}.")
        self.is_training, self.epsilon, self.momentum, self.data_format = is_training, epsilon, momentum, data_format

    def __call__(self, input_x: Tensor, scale: Tensor, bias: Tensor, mean: Tensor, variance: Tensor) -> tuple:
        axis = 1 if self.data_format == "NCHW" else input_x.ndim - 1
        out, new_mean, new_variance, batch_mean, batch_variance = operator_named("ops._batch_norm")(
            input_x, scale, bias, mean, variance, self.is_training, self.momentum, self.epsilon, axis)
        zeros = function("ops.zeros_like")(scale)
        if not self.is_training:
            return out, zeros, zeros, zeros, zeros
        mean._assign(new_mean)
        variance._assign(new_variance)
        return out, zeros, zeros, batch_mean, batch_variance


def ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: Any, target_lengths: Any, blank: int = 0,
             reduction: str = "mean", zero_infinity: bool = False) -> tuple[Tensor, Tensor]:
    """The connectionist temporal classification loss.

    Args:
        log_probs: logarithms of probabilities of shape ``(T, N, C)``.
        targets: classes of shape ``(N, S)``.
        input_lengths: how many of the T steps count, of shape ``(N,)``.
        target_lengths: how many of the S classes count, of shape ``(N,)``.
        blank: the class of blanks.
        reduction: ``none``, ``mean`` (each loss over its target's length first) or ``sum``.
        zero_infinity: 0 in the place of the loss of a target that is too long.

    Returns:
        The loss, and the logarithms of the forward variables, of shape ``(N, T, 2 S + 1)``.
    """
    lengths, counts = (n if isinstance(n, Tensor) else Tensor(n) for n in (input_lengths, target_lengths))
    return operator_named("ops._ctc_loss")(log_probs, targets, lengths, counts, blank, reduction,
                                           bool(zero_infinity))


def _sizes(name: str, input: Tensor, size: Any, scale_factor: Any) -> tuple[int, ...]:
    count = input.ndim - 2
    if (size is None) == (scale_factor is None):
        raise ValueError(f"For '{name}', one of 'size' and 'scale_factor' must be given, and only one.")
    if size is not None:
        listed = size if isinstance(size, (tuple, list)) else (size,) * count
        return tuple(int(s) for s in listed)
    factors = scale_factor if isinstance(scale_factor, (tuple, list)) else (scale_factor,) * count
    return tuple(int(n * f) for n, f in zip(input.shape[2:], factors, strict=True))


_MODES = {"nearest": (1, 2, 3), "nearest-exact": (1, 2), "linear": (1,), "bilinear": (2,), "bicubic": (2,),
          "trilinear": (3,), "area": (1, 2, 3)}


def interpolate(input: Tensor, size: Any = None, scale_factor: Any = None, mode: str = "nearest",
                align_corners: bool | None = None, recompute_scale_factor: bool | None = None) -> Tensor:
    """The spatial axes resized.

    Args:
        input: a Tensor of shape ``(N, C, ...)`` with one to three spatial axes.
        size: the sizes of the spatial axes of the result, one for all or one each.
        scale_factor: how many times as large the result is, in the place of `size`.
        mode: ``nearest``, ``nearest-exact``, ``linear``, ``bilinear``, ``bicubic``, ``trilinear`` or ``area``.
        align_corners: whether the centres of the corner elements stay in the corners.
        recompute_scale_factor: use the quotient of the sizes as the factor, in the place of `scale_factor` itself.

    Raises:
        TypeError: the input is no Tensor.
        ValueError: the mode does not exist for that many axes, or `size` and `scale_factor` are both given.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.interpolate(Tensor([[[1.0, 2.0]]]), size=4))
        [[[1. 1. 2. 2.]]]
    """
    if not isinstance(input, Tensor):
        raise TypeError(f"For 'interpolate', the input must be a Tensor, but got {type(input).__name__}.")
    if mode not in _MODES:
        raise ValueError(f"For 'interpolate', 'mode' must be one of {sorted(_MODES)}, but got {mode!r}.")
    if input.ndim - 2 not in _MODES[mode]:
        raise ValueError(f"For 'interpolate', the mode {mode!r} does not take an input of shape {input.shape}.")
    if align_corners is not None and mode in ("nearest", "nearest-exact", "area"):
        raise ValueError(f"For 'interpolate', 'align_corners' cannot be given with the mode {mode!r}.")
    sizes = _sizes("interpolate", input, size, scale_factor)
    if mode == "area":
        return operator_named(f"ops.adaptive_avg_pool{len(sizes)}d")(input, sizes)
    factors = None
    if scale_factor is not None and not recompute_scale_factor:
        factors = scale_factor if isinstance(scale_factor, (tuple, list)) else (scale_factor,) * len(sizes)
        factors = tuple(float(f) for f in factors)
    return operator_named("ops._resize")(input, sizes, mode, bool(align_corners), factors)


def upsample(input: Tensor, size: Any = None, scale_factor: Any = None, mode: str = "nearest",
             align_corners: bool | None = None, recompute_scale_factor: bool | None = None) -> Tensor:
    """The spatial axes resized: `interpolate`."""
    return interpolate(input, size, scale_factor, mode, align_corners, recompute_scale_factor)


def _mint_dropout(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> Tensor:
    """`dropout`; with `inplace`, written to the input."""
    out = dropout(input, p, training)
    return input._assign(out) if inplace and out is not input else out


def _mint_dropout2d(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> Tensor:
    """`dropout2d`; with `inplace`, written to the input."""
    out = dropout2d(input, p, training)
    return input._assign(out) if inplace and out is not input else out


def _mint_batch_norm(input: Tensor, running_mean: Tensor | None, running_var: Tensor | None,
                     weight: Tensor | None = None, bias: Tensor | None = None, training: bool = False,
                     momentum: float = 0.1, eps: float = 1e-5) -> Tensor:
    return batch_norm(input, running_mean, running_var, weight, bias, training, momentum, eps)


_mint_batch_norm.__doc__ = batch_norm.__doc__
