"""Normalisation: elements made to have mean 0 and variance 1, or norm 1, over some axes."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import lax

from mindshim.kernels.axes import axes_of, axis_of, floating_point, sizes_of
from mindshim.kernels.declare import Array, operator


def wide(x: Array) -> Array:
    """A floating point Tensor as at least float32: sums over many half precision numbers lose too much."""
    return x.astype(np.float32) if x.dtype.itemsize < 4 else x


def _moments(x: Array, axes: tuple[int, ...]) -> tuple[Array, Array]:
    mean = jnp.mean(x, axes, keepdims=True)
    return mean, jnp.mean(jnp.square(x - mean), axes, keepdims=True)


def _per_channel(x: Array, ndim: int, axis: int = 1) -> Array:
    return jnp.reshape(x, (1,) * axis + (-1,) + (1,) * (ndim - axis - 1))


def batch_normalized(name: str, x: Array, weight: Array | None, bias: Array | None, mean: Array | None,
                     variance: Array | None, training: bool, momentum: float, epsilon: float,
                     axis: int = 1) -> tuple[Array, Array, Array, Array, Array]:
    """The normalised input; the new running mean and variance; the mean and variance that were used."""
    if x.ndim < 2:
        raise ValueError(f"For '{name}', the input needs at least 2 axes, but got shape {x.shape}.")
    channels = x.shape[axis]
    for what, value in (("weight", weight), ("bias", bias), ("mean", mean), ("variance", variance)):
        if value is not None and value.shape != (channels,):
            raise ValueError(f"For '{name}', the {what} must have shape ({channels},), but got {value.shape}.")
    full = wide(x)
    if training or mean is None or variance is None:
        axes = tuple(i for i in range(x.ndim) if i != axis)
        batch_mean, batch_variance = _moments(full, axes)
        used_mean, used_variance = jnp.ravel(batch_mean), jnp.ravel(batch_variance)
        count = x.size // max(channels, 1)
        unbiased = used_variance * (count / max(count - 1, 1))
        if mean is not None and variance is not None:
            mean = (1 - momentum) * mean + momentum * lax.stop_gradient(used_mean).astype(mean.dtype)
            variance = (1 - momentum) * variance + momentum * lax.stop_gradient(unbiased).astype(variance.dtype)
    else:
        used_mean, used_variance = mean, variance
    root = lax.rsqrt(used_variance + epsilon)
    out = (full - _per_channel(used_mean, x.ndim, axis)) * _per_channel(root, x.ndim, axis)
    if weight is not None:
        out = out * _per_channel(weight, x.ndim, axis)
    if bias is not None:
        out = out + _per_channel(bias, x.ndim, axis)
    return out.astype(x.dtype), mean, variance, used_mean, used_variance  # type: ignore[return-value]


@operator("ops._batch_norm(x, weight, bias, mean, variance, training, momentum, epsilon, axis)")
def batch_norm(x: Array, weight: Array | None, bias: Array | None, mean: Array | None, variance: Array | None,
               training: bool, momentum: float, epsilon: float, axis: int) -> tuple[Array, ...]:
    """The normalised input, the new running mean and variance, and the mean and variance that were used."""
    if mean is None or variance is None:
        mean = variance = None
    found = batch_normalized("BatchNorm", x, weight, bias, mean, variance, training, momentum, epsilon, axis)
    return tuple(jnp.zeros(x.shape[axis], np.float32) if f is None else f for f in found)


@operator("mint.batch_norm_stats(input, eps)")
def batch_norm_stats(x: Array, eps: float) -> tuple[Array, Array]:
    """Each channel's mean and the root of its inverse variance."""
    mean, variance = _moments(wide(x), tuple(i for i in range(x.ndim) if i != 1))
    return jnp.ravel(mean), jnp.ravel(lax.rsqrt(variance + eps))


@operator("mint.batch_norm_elemt(input, weight=None, bias=None, mean=None, invstd=None, eps=1e-05)")
def batch_norm_elemt(x: Array, weight: Array | None = None, bias: Array | None = None, mean: Array | None = None,
                     invstd: Array | None = None, eps: float = 1e-5) -> Array:
    """The input normalised with a given mean and root of the inverse variance."""
    out = wide(x)
    for value, combine in ((mean, jnp.subtract), (invstd, jnp.multiply), (weight, jnp.multiply), (bias, jnp.add)):
        if value is not None:
            out = combine(out, _per_channel(value, x.ndim))
    return out.astype(x.dtype)


def layer_normalized(x: Array, axes: tuple[int, ...], weight: Array | None, bias: Array | None,
                     epsilon: float) -> tuple[Array, Array, Array]:
    """The input normalised over axes at the end; the means, and the variances."""
    full = wide(x)
    mean, variance = _moments(full, axes)
    out = (full - mean) * lax.rsqrt(variance + epsilon)
    if weight is not None:
        out = out * weight
    if bias is not None:
        out = out + bias
    return out.astype(x.dtype), mean, variance


@operator("ops.LayerNorm(begin_norm_axis=1, begin_params_axis=1, epsilon=1e-07)(input_x, gamma, beta)")
def layer_norm_primitive(input_x: Array, gamma: Array, beta: Array, begin_norm_axis: int = 1,
                         begin_params_axis: int = 1, epsilon: float = 1e-7) -> tuple[Array, Array, Array]:
    """The input normalised over the axes from `begin_norm_axis` on, times gamma, plus beta; the means; the variances.

    Raises:
        ValueError: gamma or beta do not have the shape of the axes from `begin_params_axis` on.
    """
    floating_point("LayerNorm", input_x)
    begin = axis_of("LayerNorm", begin_norm_axis, input_x.ndim, "begin_norm_axis")
    params = axis_of("LayerNorm", begin_params_axis, input_x.ndim, "begin_params_axis")
    for value in (gamma, beta):
        if value.shape != input_x.shape[params:]:
            raise ValueError(f"For 'LayerNorm', gamma and beta must have shape {input_x.shape[params:]}, but got "
                             f"{value.shape}.")
    return layer_normalized(input_x, tuple(range(begin, input_x.ndim)), gamma, beta, epsilon)


@operator("ops.layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-05)",
          "mint.nn.functional.layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-05)")
def layer_norm(x: Array, normalized_shape: Any, weight: Array | None = None, bias: Array | None = None,
               eps: float = 1e-5) -> Array:
    """The input normalised over its last axes.

    Args:
        x: a Tensor.
        normalized_shape: the shape of these axes.
        weight: what the result is multiplied by, of that shape.
        bias: what is added to it, of that shape.
        eps: what is added to the variance.

    Raises:
        ValueError: the input does not end in `normalized_shape`.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.layer_norm(Tensor([[1.0, 3.0]]), (2,)))
        [[-0.999995  0.999995]]
    """
    sizes = sizes_of("layer_norm", normalized_shape, "normalized_shape")
    if x.shape[x.ndim - len(sizes) :] != sizes or len(sizes) > x.ndim:
        raise ValueError(f"For 'layer_norm', the input of shape {x.shape} must end in the shape {sizes}.")
    return layer_normalized(x, tuple(range(x.ndim - len(sizes), x.ndim)), weight, bias, eps)[0]


@operator("ops.group_norm(input, num_groups, weight=None, bias=None, eps=1e-05)",
          "mint.nn.functional.group_norm(input, num_groups, weight=None, bias=None, eps=1e-05)")
def group_norm(x: Array, num_groups: int, weight: Array | None = None, bias: Array | None = None,
               eps: float = 1e-5) -> Array:
    """The input normalised over groups of channels (the second axis) together with all further axes."""
    if x.ndim < 2 or num_groups < 1 or x.shape[1] % num_groups:
        raise ValueError(f"For 'group_norm', the channels of shape {x.shape} must be divisible by 'num_groups', "
                         f"{num_groups}.")
    grouped = wide(x).reshape(x.shape[0], num_groups, int(np.prod(x.shape[1:])) // num_groups)
    mean, variance = _moments(grouped, (2,))
    out = ((grouped - mean) * lax.rsqrt(variance + eps)).reshape(x.shape)
    if weight is not None:
        out = out * _per_channel(weight, x.ndim)
    if bias is not None:
        out = out + _per_channel(bias, x.ndim)
    return out.astype(x.dtype)


@operator("ops._instance_norm(x, weight, bias, epsilon)")
def instance_norm(x: Array, weight: Array | None, bias: Array | None, epsilon: float) -> Array:
    """Each channel of each member of the batch normalised over all further axes."""
    return group_norm(x, x.shape[1], weight, bias, epsilon)


@operator("ops.RmsNorm(epsilon=1e-06)(x, gamma)", "ops.rms_norm(x, gamma, epsilon=1e-06)")
def rms_norm(x: Array, gamma: Array, epsilon: float = 1e-6) -> tuple[Array, Array]:
    """The input over the root of its mean square along gamma's axes, times gamma; and the inverse of the root."""
    if x.shape[x.ndim - gamma.ndim :] != gamma.shape:
        raise ValueError(f"For 'RmsNorm', the input of shape {x.shape} must end in the shape of gamma, {gamma.shape}.")
    full = wide(x)
    axes = tuple(range(x.ndim - gamma.ndim, x.ndim))
    root = lax.rsqrt(jnp.mean(jnp.square(full), axes, keepdims=True) + epsilon)
    return (full * root * gamma).astype(x.dtype), root


@operator("ops.add_rms_norm(x1, x2, gamma, epsilon=1e-06)")
def add_rms_norm(x1: Array, x2: Array, gamma: Array, epsilon: float = 1e-6) -> tuple[Array, Array, Array]:
    """`rms_norm` of a sum; the inverse root; the sum."""
    total = x1 + x2
    return (*rms_norm(total, gamma, epsilon), total)


@operator("ops.add_layer_norm(x1, x2, gamma, beta, epsilon=1e-05, additional_output=False)")
def add_layer_norm(x1: Array, x2: Array, gamma: Array, beta: Array, epsilon: float = 1e-5,
                   additional_output: bool = False) -> tuple[Array, ...]:
    """The sum of two Tensors normalised over its last axis; the means; the inverse roots of the variances; the sum."""
    total = x1 + x2
    out, mean, variance = layer_normalized(total, (total.ndim - 1,), gamma, beta, epsilon)
    return out, mean, lax.rsqrt(variance + epsilon), total if additional_output else jnp.zeros_like(total)


@operator("ops.L2Normalize(axis=0, epsilon=0.0001)(input_x)")
def l2_normalize(input_x: Array, axis: Any = 0, epsilon: float = 1e-4) -> Array:
    """The input over its Euclidean norm along an axis.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.L2Normalize()(Tensor([3.0, 4.0])))
        [0.6 0.8]
    """
    axes = axes_of("L2Normalize", axis, input_x.ndim)
    if len(axes) != 1:
        raise TypeError(f"For 'L2Normalize', there must be one 'axis', but got {axis}.")
    squares = jnp.sum(jnp.square(floating_point("L2Normalize", input_x)), axes, keepdims=True)
    return input_x / jnp.sqrt(jnp.maximum(squares, jnp.asarray(epsilon, input_x.dtype)))


@operator("mint.nn.functional.normalize(input, p=2.0, dim=1, eps=1e-12)")
def normalize(x: Array, p: float = 2.0, dim: int = 1, eps: float = 1e-12) -> Array:
    """The input over its p-norm along an axis."""
    norm = jnp.linalg.norm(x, ord=p, axis=axis_of("normalize", dim, x.ndim, "dim"), keepdims=True)
    return x / jnp.maximum(norm, jnp.asarray(eps, x.dtype))


@operator("ops.LRN(depth_radius=5, bias=1.0, alpha=1.0, beta=0.5, norm_region='ACROSS_CHANNELS')(x)",
          "ops.lrn(x, depth_radius=5, bias=1.0, alpha=1.0, beta=0.5, norm_region='ACROSS_CHANNELS')")
def local_response_norm(x: Array, depth_radius: int = 5, bias: float = 1.0, alpha: float = 1.0, beta: float = 0.5,
                        norm_region: str = "ACROSS_CHANNELS") -> Array:
    """The input over a power of the sum of squares of the neighbouring channels."""
    if x.ndim != 4:
        raise ValueError(f"For 'LRN', the input must have 4 axes, but got shape {x.shape}.")
    if norm_region != "ACROSS_CHANNELS":
        raise ValueError(f"For 'LRN', the 'norm_region' must be 'ACROSS_CHANNELS', but got {norm_region!r}.")
    squares = lax.reduce_window(jnp.square(x), np.zeros((), x.dtype), lax.add, (1, 2 * depth_radius + 1, 1, 1),
                                (1, 1, 1, 1), [(0, 0), (depth_radius, depth_radius), (0, 0), (0, 0)])
    return x / jnp.asarray(bias + alpha * squares, x.dtype) ** beta


@operator("ops._renormalised_rows(weight, index, max_norm, norm_type)")
def renormalised_rows(weight: Array, index: Array, max_norm: float, norm_type: float) -> Array:
    """The matrix with those of the named rows scaled whose norm is larger than `max_norm`."""
    norms = jnp.linalg.norm(weight, ord=norm_type, axis=1, keepdims=True)
    named = jnp.zeros(weight.shape[0], bool).at[jnp.ravel(index)].set(True)[:, None]
    return jnp.where(named & (norms > max_norm), weight * (max_norm / (norms + 1e-7)), weight).astype(weight.dtype)
