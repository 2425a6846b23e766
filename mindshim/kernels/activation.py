"""Activation functions."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from mindshim.kernels.axes import axes_of, axis_of, check_axes, floating_point
from mindshim.kernels.declare import FIRST, Array, Key, operator
from mindshim.kernels.promotion import floating


@operator("ops.ReLU()(input)", "ops.relu(input, inplace=False)", "mint.nn.functional.relu(input, inplace=False)")
def relu(x: Array, inplace: bool = False) -> Array:
    """``max(x, 0)``; the derivative at 0 is 0.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.relu(Tensor([-1.0, 2.0])))
        [0. 2.]
    """
    return jax.nn.relu(floating_point("ReLU", x, ints=True)) if x.dtype != np.bool_ else x


@operator("ops.ReLU6()(x)", "ops.relu6(x)", "mint.nn.functional.relu6(input, inplace=False)")
def relu6(x: Array, inplace: bool = False) -> Array:
    """``min(max(x, 0), 6)``."""
    # The derivative is 0 at 0 and 1 at 6, where JAX has 0.
    return jnp.where(x <= 6, jax.nn.relu(floating_point("ReLU6", x, ints=True)), jnp.asarray(6, x.dtype))


def _gelu_tanh(x: Array) -> Array:
    return jax.nn.gelu(x, approximate=True)


@operator("ops.GeLU()(input)", "ops.Gelu()(input)")
def gelu_approximate(x: Array) -> Array:
    """The Gaussian error linear unit, with the normal distribution's function approximated by a tanh."""
    return _gelu_tanh(floating_point("GeLU", x))


@operator("ops.gelu(input, approximate='none')", "mint.nn.functional.gelu(input, *, approximate='none')",
          "mint.npu_gelu(input, approximate='none')")
def gelu(x: Array, approximate: str = "none") -> Array:
    """The Gaussian error linear unit ``x * Φ(x)``; with ``tanh``, Φ is approximated.

    Raises:
        ValueError: `approximate` is neither ``none`` nor ``tanh``.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.gelu(Tensor([1.0])))
        [0.8413447]
    """
    if approximate not in ("none", "tanh"):
        raise ValueError(f"For 'gelu', 'approximate' must be 'none' or 'tanh', but got {approximate!r}.")
    return jax.nn.gelu(floating_point("gelu", x), approximate=approximate == "tanh")


@operator("ops.FastGeLU()(x)", "ops.FastGelu()(x)", "ops.fast_gelu(x)")
def fast_gelu(x: Array) -> Array:
    """``x * sigmoid(1.702 x)``."""
    return x * jax.nn.sigmoid(1.702 * floating_point("FastGeLU", x))


@operator("ops.silu(input)", "ops.SiLU()(input)", "mint.nn.functional.silu(input, inplace=False)")
def silu(x: Array, inplace: bool = False) -> Array:
    """``x * sigmoid(x)``."""
    x = floating_point("SiLU", x)
    return x / (1 + jnp.exp(-x)) if x.dtype.kind == "c" else jax.nn.silu(x)


def _alpha(name: str, alpha: float) -> None:
    if not isinstance(alpha, (int, float)):
        raise TypeError(f"For '{name}', the 'alpha' must be a number, but got {alpha!r}.")


@operator("ops.Elu(alpha=1.0)(input_x)", "ops.elu(input_x, alpha=1.0)",
          "mint.nn.functional.elu(input, alpha=1.0, inplace=False)")
def elu(x: Array, alpha: float = 1.0, inplace: bool = False) -> Array:
    """``x`` where positive, elsewhere ``alpha * (exp(x) - 1)``."""
    _alpha("Elu", alpha)
    return jax.nn.elu(floating_point("Elu", x), alpha)


@operator("ops.CeLU(alpha=1.0)(x)", "ops.celu(x, alpha=1.0)")
def celu(x: Array, alpha: float = 1.0) -> Array:
    """``x`` where positive, elsewhere ``alpha * (exp(x / alpha) - 1)``."""
    _alpha("CeLU", alpha)
    if alpha == 0:
        raise ValueError("For 'CeLU', the 'alpha' must not be 0.")
    return jax.nn.celu(floating_point("CeLU", x), alpha)


@operator("ops.SeLU()(input_x)", "ops.selu(input_x)", "mint.nn.functional.selu(input)")
def selu(x: Array) -> Array:
    """The scaled exponential linear unit."""
    return jax.nn.selu(floating(x)).astype(x.dtype)


@operator("ops.leaky_relu(input, alpha=0.2)", "mint.nn.functional.leaky_relu(input, negative_slope=0.01)")
def leaky_relu(x: Array, alpha: float = 0.2) -> Array:
    """``x`` where positive, elsewhere ``alpha * x``."""
    _alpha("leaky_relu", alpha)
    floating_point("leaky_relu", x, ints=True)
    # MindSpore takes a maximum (alpha at most 1) or minimum of two terms, whose derivatives at 0 are averaged.
    pick = jnp.maximum if alpha <= 1 else jnp.minimum
    return pick(x, jnp.asarray(alpha, x.dtype) * x)


@operator("ops.PReLU()(input, weight)", "ops.prelu(input, weight)", "mint.nn.functional.prelu(input, weight)")
def prelu(x: Array, weight: Array) -> Array:
    """``x`` where positive, elsewhere ``weight * x``; `weight` has one element, or one a channel (the second axis).

    Raises:
        ValueError: `weight` has another number of elements.
    """
    channels = x.shape[1] if x.ndim > 1 else 1
    if weight.ndim > 1 or weight.size not in (1, channels):
        raise ValueError(f"For 'PReLU', the 'weight' must have 1 or {channels} elements, but got shape {weight.shape}.")
    if weight.size > 1:
        weight = jnp.reshape(weight, (1, channels, *[1] * (x.ndim - 2)))
    return jnp.where(x > 0, x, weight * x)


@operator("ops.Mish()(x)", "ops.mish(x)", "mint.nn.functional.mish(input)")
def mish(x: Array) -> Array:
    """``x * tanh(softplus(x))``."""
    return jax.nn.mish(floating_point("Mish", x))


@operator("ops.HSwish()(input)", "ops.hardswish(input)", "mint.nn.functional.hardswish(input)")
def hardswish(x: Array) -> Array:
    """``x * relu6(x + 3) / 6``."""
    # At -3 and 3 the derivative is that of the middle part.
    middle = x * (x + 3) * (1 / 6)
    return jnp.where(x < -3, jnp.zeros_like(x), jnp.where(x <= 3, middle.astype(x.dtype), x))


@operator("ops.HSigmoid()(input)", "ops.hardsigmoid(input)", "mint.nn.functional.hardsigmoid(input)")
def hardsigmoid(x: Array) -> Array:
    """``relu6(x + 3) / 6``."""
    return jax.nn.hard_sigmoid(floating(x)).astype(x.dtype)


@operator("ops.hardtanh(input, min_val=-1.0, max_val=1.0)",
          "mint.nn.functional.hardtanh(input, min_val=-1.0, max_val=1.0, inplace=False)")
def hardtanh(x: Array, min_val: float = -1.0, max_val: float = 1.0, inplace: bool = False) -> Array:
    """The input clipped to ``[min_val, max_val]``."""
    if x.dtype.kind in "iu":
        least, most = jnp.iinfo(x.dtype).min, jnp.iinfo(x.dtype).max
        min_val, max_val = min(max(min_val, least), most), min(max(max_val, least), most)
    low, high = jnp.asarray(min_val).astype(x.dtype), jnp.asarray(max_val).astype(x.dtype)
    return jnp.minimum(jnp.maximum(x, low), high)


@operator("ops.HShrink(lambd=0.5)(input)", "ops.hardshrink(input, lambd=0.5)",
          "mint.nn.functional.hardshrink(input, lambd=0.5)", "Tensor.hardshrink(lambd=0.5)")
def hardshrink(x: Array, lambd: float = 0.5) -> Array:
    """The input where it is farther than `lambd` from 0, elsewhere 0."""
    return jnp.where((x >= -lambd) & (x <= lambd), jnp.zeros_like(x), x)


@operator("ops.SoftShrink(lambd=0.5)(input)", "ops.softshrink(input, lambd=0.5)", "ops.soft_shrink(input, lambd=0.5)",
          "mint.nn.functional.softshrink(input, lambd=0.5)", "Tensor.soft_shrink(lambd=0.5)")
def softshrink(x: Array, lambd: float = 0.5) -> Array:
    """The input moved by `lambd` towards 0, where it is farther from it, elsewhere 0."""
    shift = jnp.asarray(lambd, x.dtype)
    return jnp.where(x > shift, x - shift, jnp.where(x < -shift, x + shift, jnp.zeros_like(x)))


@operator("ops.Softplus()(x)")
def softplus_primitive(x: Array) -> Array:
    """``log(1 + exp(x))``."""
    return jax.nn.softplus(floating_point("Softplus", x))


@operator("ops.softplus(input, beta=1, threshold=20)", "mint.nn.functional.softplus(input, beta=1, threshold=20)")
def softplus(x: Array, beta: float = 1, threshold: float = 20) -> Array:
    """``log(1 + exp(beta * x)) / beta``, and ``x`` itself where ``beta * x`` is above the threshold."""
    scaled = floating_point("softplus", x) * beta
    return jnp.where(scaled > threshold, x, jax.nn.softplus(jnp.minimum(scaled, threshold)) / beta).astype(x.dtype)


@operator("ops.Softsign()(x)", "ops.softsign(x)")
def softsign(x: Array) -> Array:
    """``x / (1 + |x|)``."""
    return jax.nn.soft_sign(floating_point("Softsign", x))


@operator("ops.logsigmoid(x)", "ops.LogSigmoid()(x)", "mint.nn.functional.logsigmoid(input)")
def logsigmoid(x: Array) -> Array:
    """``log(sigmoid(x))``."""
    return jax.nn.log_sigmoid(floating_point("logsigmoid", x))


@operator("ops.tanhshrink(input)")
def tanhshrink(x: Array) -> Array:
    """``x - tanh(x)``."""
    x = floating(x)
    return x - jnp.tanh(x)


@operator("ops.threshold(input, thr, value)", "mint.nn.functional.threshold(input, threshold, value, inplace=False)")
def threshold(x: Array, thr: float, value: float, inplace: bool = False) -> Array:
    """The input where it is above a threshold, elsewhere `value`."""
    return jnp.where(x > thr, x, jnp.asarray(value).astype(x.dtype))


@operator("ops.GLU(axis=-1)(x)", "ops.glu(x, axis=-1)", "mint.nn.functional.glu(input, dim=-1)")
def glu(x: Array, axis: int = -1) -> Array:
    """The first half along an axis times the sigmoid of the second."""
    found = axis_of("GLU", axis, x.ndim)
    if x.ndim and x.shape[found] % 2:
        raise RuntimeError(f"For 'GLU', the size of axis {axis} must be even, but got shape {x.shape}.")
    first, second = jnp.split(x, 2, found)
    return first * jax.nn.sigmoid(second)


@operator("ops.swiglu(input, dim=-1)")
def swiglu(x: Array, dim: int = -1) -> Array:
    """``silu`` of the first half along an axis, times the second."""
    first, second = jnp.split(x, 2, axis_of("swiglu", dim, x.ndim))
    return jax.nn.silu(first) * second


for _name, _kernel in {
    "relu_(input)": relu,
    "elu_(input, alpha=1.0)": elu,
    "hardtanh_(input, min_val=-1, max_val=1)": hardtanh,
    "threshold_(input, threshold, value)": threshold,
}.items():
    operator(f"mint.nn.functional.{_name}", in_place=FIRST)(_kernel)


# Over an axis ---------------------------------------------------------------------------------------------------------


@operator("ops.Softmax(axis=-1)(input)")
def softmax_primitive(x: Array, axis: Any = -1) -> Array:
    """``exp(x)`` over its sum along an axis.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.Softmax()(Tensor([0.0, 0.0])))
        [0.5 0.5]
    """
    return jax.nn.softmax(floating_point("Softmax", x), axes_of("Softmax", axis, x.ndim))


softmax_primitive.check = lambda axis: check_axes("Softmax", axis)  # type: ignore[attr-defined]


@operator("ops.softmax(input, axis=-1, *, dtype=None)", "Tensor.softmax(axis, dtype=None)",
          "mint.softmax(input, dim, *, dtype=None)")
def softmax(x: Array, axis: int = -1, dtype: Any = None) -> Array:
    """``exp(x)`` over its sum along an axis.

    Args:
        x: a Tensor of floating point numbers.
        axis: the axis.
        dtype: what the input is converted to first.

    Raises:
        TypeError: the input is not of a floating point dtype, or the axis is no int.
        ValueError: the axis is out of range.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.softmax(Tensor([0.0, 0.0])))
        [0.5 0.5]
    """
    x = floating_point("Softmax", x if dtype is None else x.astype(dtype))
    if not isinstance(axis, int):
        raise TypeError(f"For 'softmax', the 'axis' must be an int, but got {axis!r}.")
    return jax.nn.softmax(x, axis_of("Softmax", axis, x.ndim))


def _implicit_axis(x: Array, dim: int | None) -> int:
    """The axis of PyTorch's functions without one: the first of 0, 1 and 3 axes, otherwise the second."""
    return (0 if x.ndim in (0, 1, 3) else 1) if dim is None else dim


@operator("mint.nn.functional.softmax(input, dim=None, dtype=None)")
def softmax_mint(x: Array, dim: int | None = None, dtype: Any = None) -> Array:
    """``exp(x)`` over its sum along an axis."""
    return softmax(x, _implicit_axis(x, dim), dtype)


@operator("ops.LogSoftmax(axis=-1)(logits)", "ops.log_softmax(logits, axis=-1)")
def log_softmax(x: Array, axis: int = -1) -> Array:
    """The logarithm of `softmax`, computed stably.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.log_softmax(Tensor([0.0, 0.0])))
        [-0.6931472 -0.6931472]
    """
    return jax.nn.log_softmax(floating_point("LogSoftmax", x), axis_of("LogSoftmax", axis, x.ndim))


@operator("mint.nn.functional.log_softmax(input, dim=None, *, dtype=None)",
          "ops.LogSoftmaxExt()(input, dim=None, dtype=None)",
          "mint.special.log_softmax(input, dim=None, *, dtype=None)")
def log_softmax_mint(x: Array, dim: int | None = None, dtype: Any = None) -> Array:
    """The logarithm of `softmax`, computed stably."""
    return log_softmax(x if dtype is None else x.astype(dtype), _implicit_axis(x, dim))


@operator("ops.softmin(x, axis=-1, *, dtype=None)")
def softmin(x: Array, axis: int = -1, dtype: Any = None) -> Array:
    """`softmax` of the negative input."""
    return softmax(-x, axis, dtype)


# Random ---------------------------------------------------------------------------------------------------------------


@operator("ops.gumbel_softmax(logits, tau=1.0, hard=False, dim=-1)")
def gumbel_softmax(key: Key, logits: Array, tau: float = 1.0, hard: bool = False, dim: int = -1) -> Array:
    """A sample of the Gumbel-softmax distribution; with `hard`, one-hot, with the gradient of the soft sample."""
    if tau <= 0:
        raise ValueError(f"For 'gumbel_softmax', 'tau' must be positive, but got {tau}.")
    found = axis_of("gumbel_softmax", dim, logits.ndim, "dim")
    soft = jax.nn.softmax((logits + jax.random.gumbel(key, logits.shape, logits.dtype)) / tau, found)
    if not hard:
        return soft
    chosen = jax.nn.one_hot(jnp.argmax(soft, found), logits.shape[found], axis=found, dtype=logits.dtype)
    return jax.lax.stop_gradient(chosen - soft) + soft


@operator("ops.rrelu(input, lower=0.125, upper=0.3333333333333333)")
def rrelu(key: Key, x: Array, lower: float = 1 / 8, upper: float = 1 / 3) -> Array:
    """``x`` where positive, elsewhere times a random slope between two bounds."""
    if not 0 <= lower <= upper <= 1:
        raise ValueError(f"For 'rrelu', the bounds must be ordered and in [0, 1], but got {lower} and {upper}.")
    slope = jax.random.uniform(key, x.shape, np.float32, lower, upper).astype(x.dtype)
    return jnp.where(x >= 0, x, slope * x)


def _keep(name: str, probability: float, what: str) -> float:
    if not isinstance(probability, (int, float)):
        raise TypeError(f"For '{name}', the '{what}' must be a number, but got {probability!r}.")
    if not 0 <= probability <= 1:
        raise ValueError(f"For '{name}', the '{what}' must be in [0, 1], but got {probability}.")
    return probability


def dropped(key: Array, x: Array, keep: float, mask_shape: tuple[int, ...]) -> tuple[Array, Array]:
    """The input with elements replaced by 0 and the others scaled, so that the mean is kept; and what was kept."""
    if keep == 0:
        return jnp.zeros_like(x), jnp.zeros(mask_shape, bool)
    kept = jax.random.bernoulli(key, keep, mask_shape)
    return jnp.where(kept, x / jnp.asarray(keep, x.dtype), jnp.zeros_like(x)), kept


@operator("ops.Dropout(keep_prob=0.5, Seed0=0, Seed1=0)(x)")
def dropout_primitive(key: Key, x: Array, keep_prob: float = 0.5, Seed0: int = 0,
                      Seed1: int = 0) -> tuple[Array, Array]:
    """The input with elements replaced by 0, each with probability ``1 - keep_prob``, the rest scaled; and the mask.

    Seeds other than 0 give the same numbers at every call.
    """
    keep = _keep("Dropout", keep_prob, "keep_prob")
    if keep == 0:
        raise ValueError("For 'Dropout', the 'keep_prob' must be in (0, 1], but got 0.")
    if Seed0 or Seed1:
        key = jax.random.fold_in(jax.random.PRNGKey(Seed0), Seed1)
    out, kept = dropped(key, floating_point("Dropout", x), keep, x.shape)
    return out, kept.astype(x.dtype)


@operator("ops._dropout(input, p, seed)")
def dropout(key: Key, x: Array, p: float, seed: int | None = None) -> Array:
    """The input with elements replaced by 0, each with probability `p`, and the rest scaled."""
    if seed is not None:
        key = jax.random.PRNGKey(seed)
    return dropped(key, floating_point("Dropout", x), 1 - _keep("Dropout", p, "p"), x.shape)[0]


@operator("ops._dropout_channels(input, p, axes)")
def dropout_channels(key: Key, x: Array, p: float, axes: int) -> Array:
    """The input with whole channels replaced by 0, each with probability `p`; the last `axes` axes are a channel."""
    shape = x.shape[: x.ndim - axes] + (1,) * axes
    return dropped(key, floating_point("Dropout", x), 1 - _keep("Dropout", p, "p"), shape)[0]


def _declare_dropout_nd(axes: int) -> None:
    @operator(f"ops.Dropout{axes}D(keep_prob=0.5)(x)")
    def dropout_nd(key: Key, x: Array, keep_prob: float = 0.5) -> tuple[Array, Array]:
        keep = _keep(f"Dropout{axes}D", keep_prob, "keep_prob")
        out, kept = dropped(key, x, keep, x.shape[:2] + (1,) * (x.ndim - 2))
        return out, jnp.broadcast_to(kept, x.shape)

    dropout_nd.__doc__ = "The input with whole channels replaced by 0 and the others scaled; and what was kept."


_declare_dropout_nd(2)
_declare_dropout_nd(3)


@operator("ops.DropoutGenMask(Seed0=0, Seed1=0)(shape, keep_prob)")
def dropout_mask(key: Key, shape: tuple[int, ...], keep_prob: Array, Seed0: int = 0, Seed1: int = 0) -> Array:
    """A mask for `DropoutDoMask`: one bit an element, each set with probability `keep_prob`, in whole 128 bits."""
    if Seed0 or Seed1:
        key = jax.random.fold_in(jax.random.PRNGKey(Seed0), Seed1)
    count = -(-int(np.prod(shape)) // 128) * 128
    return jnp.packbits(jax.random.bernoulli(key, jnp.asarray(keep_prob, np.float32), (count,)))


@operator("ops.DropoutDoMask()(input_x, mask, keep_prob)")
def dropout_masked(input_x: Array, mask: Array, keep_prob: Array) -> Array:
    """The input with the elements replaced by 0 whose bit is not set, and the others over `keep_prob`."""
    kept = jnp.unpackbits(mask)[: input_x.size].reshape(input_x.shape)
    return jnp.where(kept, input_x / jnp.asarray(keep_prob, input_x.dtype), jnp.zeros_like(input_x))
