"""Histograms and other counts of values, and small conversions of indices."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
import numpy as np

from mindshim.kernels.declare import Array, operator
from mindshim.kernels.promotion import floating, tensor


def _histogram(x: Array, bins: int, low: Any, high: Any) -> Array:
    """How many elements fall in each of `bins` equal parts of [low, high], or of all, if both are equal."""
    x = jnp.ravel(x).astype(np.float64)
    if low == high:
        low, high = x.min(), x.max()
        low, high = jnp.where(low == high, low - 1, low), jnp.where(low == high, high + 1, high)
    place = jnp.floor((x - low) * (bins / (high - low))).astype(np.int64)
    place = jnp.where(x == high, bins - 1, place)
    inside = (x >= low) & (x <= high)
    return jnp.zeros(bins, np.int64).at[jnp.where(inside, place, bins)].add(1, mode="drop")


@operator("ops.histc(input, bins=100, min=0.0, max=0.0)", "mint.histc(input, bins=100, min=0, max=0)",
          "Tensor.histc(bins=100, min=0, max=0)")
def histc(input: Array, bins: int = 100, min: float = 0.0, max: float = 0.0) -> Array:
    """How many elements fall in each of `bins` equal parts of [min, max]; 0, 0: of its own range."""
    x = tensor(input)
    if bins <= 0 or min > max:
        raise ValueError(f"For 'histc', bins > 0 and min <= max are needed, but got {bins}, {min} and {max}.")
    return _histogram(x, bins, min, max).astype(x.dtype)


@operator("ops.Histogram(bins=100, min=0.0, max=0.0)(x)")
def histogram(x: Array, bins: int = 100, min: float = 0.0, max: float = 0.0) -> Array:
    """As `histc`, for the primitive."""
    return _histogram(x, bins, min, max).astype(x.dtype)


@operator("ops.HistogramFixedWidth(nbins, dtype='int32')(x, range)")
def histogram_fixed_width(x: Array, range: Array, nbins: int, dtype: str = "int32") -> Array:
    """How many elements fall in each of `nbins` equal parts of a range; those outside count at its ends."""
    low, high = range[0], range[1]
    place = jnp.clip(jnp.floor((jnp.ravel(x) - low) * (nbins / (high - low))), 0, nbins - 1).astype(np.int32)
    return jnp.zeros(nbins, np.int32).at[place].add(1)


@operator("ops.EqualCount()(x, y)")
def equal_count(x: Array, y: Array) -> Array:
    """The number of equal elements of two arrays of one shape, as one element of their dtype."""
    if x.shape != y.shape or x.dtype != y.dtype:
        raise ValueError(f"For 'EqualCount', equal shapes and dtypes are needed, but got {x.shape} and "
                         f"{y.shape}.")
    return jnp.sum(x == y).astype(x.dtype).reshape(1)


@operator("ops.UnravelIndex()(indices, dims)")
def unravel_index(indices: Array, dims: Array) -> Array:
    """The coordinates, one a row, in an array of sizes `dims` of positions in its flattened form."""
    steps = jnp.concatenate([jnp.cumprod(dims[::-1])[::-1][1:], jnp.ones(1, dims.dtype)])
    axes = (1,) * jnp.ndim(indices)
    return jnp.expand_dims(indices, 0) // steps.reshape(-1, *axes) % dims.reshape(-1, *axes)


@operator("ops.TridiagonalMatMul()(superdiag, maindiag, subdiag, rhs)")
def tridiagonal_matmul(superdiag: Array, maindiag: Array, subdiag: Array, rhs: Array) -> Array:
    """The product of tridiagonal matrices, given by their diagonals as (…, 1, n), and matrices (…, n, k)."""
    above = jnp.concatenate([rhs[..., 1:, :], jnp.zeros_like(rhs[..., :1, :])], -2)
    below = jnp.concatenate([jnp.zeros_like(rhs[..., :1, :]), rhs[..., :-1, :]], -2)
    up, middle, down = (jnp.swapaxes(d, -1, -2) for d in (superdiag, maindiag, subdiag))
    return up * above + middle * rhs + down * below


@operator("ops.CompareAndBitpack()(x, threshold)")
def compare_and_bitpack(x: Array, threshold: Array) -> Array:
    """Whether elements are above a threshold, eight of them along the last axis in the bits of one uint8."""
    if x.shape[-1] % 8:
        raise ValueError("For 'CompareAndBitpack', the last axis must be divisible by 8, but got shape "
                         f"{x.shape}.")
    bits = (x > threshold).reshape(*x.shape[:-1], -1, 8)
    return jnp.packbits(bits, -1)[..., 0]


@operator("ops.Quantile(dim=None, keep_dims=False, ignore_nan=False)(input, q)")
def quantile(input: Array, q: Array, dim: int | None = None, keep_dims: bool = False,
             ignore_nan: bool = False) -> Array:
    """The quantiles `q` along an axis or of all elements, interpolated linearly."""
    x = floating(input)
    return (jnp.nanquantile if ignore_nan else jnp.quantile)(x, jnp.asarray(q, x.dtype), dim,
                                                             keepdims=keep_dims)


@operator("ops.Eig(compute_v=False)(x)")
def eig(x: Array, compute_v: bool = False) -> tuple[Array, Array]:
    """The complex eigenvalues of square matrices, and with `compute_v` the eigenvectors."""
    values, vectors = jnp.linalg.eig(x)
    return values, vectors if compute_v else jnp.zeros((0,), values.dtype)


@operator("ops.MapUniform()(input, per_group_size, group_num)")
def map_uniform(input: Array, per_group_size: int, group_num: int) -> Array:
    """Numbers dealt out to groups in turn: each one's place, when every group has `per_group_size` places."""
    return input % group_num * per_group_size + input // group_num


@operator("ops.ConfusionMatrix(num_classes, dtype='int32')(labels, predictions, weights=None)")
def confusion_matrix(labels: Array, predictions: Array, weights: Array | None = None, num_classes: int = 2,
                     dtype: str = "int32") -> Array:
    """How often (or with which weight) each label stands with each prediction: ``(num_classes, num_classes)``."""
    counted = jnp.ones(labels.shape) if weights is None else weights
    return jnp.zeros((num_classes, num_classes), dtype).at[labels, predictions].add(counted.astype(dtype))


@operator("ops.ComputeAccidentalHits(num_true=1)(true_classes, sampled_candidates)", dynamic=True)
def accidental_hits(true_classes: Array, sampled_candidates: Array, num_true: int = 1) -> tuple[Array, Array, Array]:
    """Which samples are true classes: the rows of the true classes, the places of the samples, and -max as weights."""
    if true_classes.ndim != 2 or true_classes.shape[1] != num_true:
        raise ValueError(f"For 'ComputeAccidentalHits', true classes of shape (N, {num_true}) are needed, but got "
                         f"{true_classes.shape}.")
    equal = (np.asarray(true_classes)[:, :, None] == np.asarray(sampled_candidates)).any(1)
    rows, places = np.nonzero(equal)
    weights = jnp.full(len(rows), -np.finfo(np.float32).max, np.float32)
    return jnp.asarray(rows, np.int32), jnp.asarray(places, true_classes.dtype), weights
