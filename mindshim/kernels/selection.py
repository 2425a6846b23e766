"""Operators whose result has a shape that depends on values. They run without compilation."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
import numpy as np

from mindshim.kernels.axes import axis_of
from mindshim.kernels.declare import Array, operator


def _zeros_vjp(cotangent: Any, output: Any, *inputs: Any, **arguments: Any) -> tuple:
    return (None,) * (len(inputs) + sum(hasattr(a, "dtype") and hasattr(a, "shape") for a in arguments.values()))


def _masked_select_vjp(cotangent: Array, output: Array, input: Array, mask: Array) -> tuple[Array, None]:
    shape = jnp.broadcast_shapes(input.shape, mask.shape)
    places = jnp.nonzero(jnp.broadcast_to(mask, shape))
    found = jnp.zeros(shape, cotangent.dtype).at[places].set(cotangent)
    extra = found.ndim - input.ndim
    stretched = tuple(i + extra for i, n in enumerate(input.shape) if n != shape[i + extra])
    return jnp.sum(found, (*range(extra), *stretched)).reshape(input.shape), None


@operator("ops.MaskedSelect()(input, mask)", "ops.masked_select(input, mask)", "mint.masked_select(input, mask)",
          "Tensor.masked_select(mask)", vjp=_masked_select_vjp, dynamic=True)
def masked_select(input: Array, mask: Array) -> Array:
    """A vector of the elements for which `mask` holds.

    Raises:
        TypeError: `mask` is not of dtype bool.
        ValueError: the shapes cannot be broadcast together.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.masked_select(Tensor([1, 2, 3]), Tensor([True, False, True])))
        [1 3]
    """
    mask = jnp.asarray(mask)
    shape = jnp.broadcast_shapes(input.shape, mask.shape)
    if mask.dtype != np.bool_:
        raise TypeError(f"For 'MaskedSelect', the 'mask' must be of dtype bool, but got {mask.dtype}.")
    # Which elements they are has to be known in Python anyway, and NumPy finds them several times as fast.
    places = np.flatnonzero(np.broadcast_to(np.asarray(mask), shape))
    return jnp.broadcast_to(input, shape).reshape(-1)[places]


@operator("ops.NonZero()(input)", "ops.argwhere(input)", "Tensor.argwhere()", "ops._nonzero(input)",
          vjp=_zeros_vjp, dynamic=True)
def nonzero(input: Array) -> Array:
    """The indices of the elements that are not zero, one a row, as int64.

    Raises:
        RuntimeError: the input has no axis.
    """
    if not input.ndim:
        raise RuntimeError("For 'NonZero', the input must have at least one axis, but is a scalar.")
    return jnp.asarray(np.argwhere(np.asarray(input)).astype(np.int64))


@operator("ops._nonzero_tuple(input)", vjp=_zeros_vjp, dynamic=True)
def nonzero_tuple(input: Array) -> tuple[Array, ...]:
    """The indices of the elements that are not zero, one vector an axis, as int64."""
    return tuple(jnp.asarray(i.astype(np.int64)) for i in np.nonzero(np.asarray(input)))


@operator("ops.Unique()(x)", "ops.unique(input)", vjp=_zeros_vjp, dynamic=True)
def unique(input: Array) -> tuple[Array, Array]:
    """The different elements in the order of their first appearance, and for each element which of them it is.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> values, places = ops.unique(Tensor([3, 1, 3]))
        >>> print(values, places)
        [3 1] [0 1 0]
    """
    values, first, inverse = np.unique(np.ravel(np.asarray(input)), return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.argsort(order)
    dtype = np.int64 if input.dtype == np.int64 else np.int32
    return jnp.asarray(values[order]), jnp.asarray(rank[inverse].reshape(input.shape).astype(dtype))


@operator("ops._unique_sorted(input, return_inverse, return_counts, dim)", vjp=_zeros_vjp, dynamic=True)
def unique_sorted(input: Array, return_inverse: bool, return_counts: bool, dim: int | None) -> Any:
    """The different elements (or slices along `dim`) in order, what each element is, and how often each comes."""
    found = None if dim is None else axis_of("unique", dim, input.ndim, "dim")
    values, inverse, counts = np.unique(np.asarray(input), return_inverse=True, return_counts=True, axis=found)
    inverse = np.reshape(inverse, input.shape) if found is None else np.ravel(inverse)
    rest = [inverse.astype(np.int64)] * return_inverse + [counts.astype(np.int64)] * return_counts
    return tuple(jnp.asarray(a) for a in (values, *rest)) if rest else jnp.asarray(values)


@operator("ops.UniqueConsecutive(return_inverse=False, return_counts=False, dim=None)(input)",
          "ops.unique_consecutive(input, return_inverse=False, return_counts=False, dim=None)",
          "mint.unique_consecutive(input, return_inverse=False, return_counts=False, dim=None)",
          "Tensor.unique_consecutive(return_inverse=False, return_counts=False, dim=None)",
          vjp=_zeros_vjp, dynamic=True)
def unique_consecutive(input: Array, return_inverse: bool = False, return_counts: bool = False,
                       dim: int | None = None) -> Any:
    """The elements (or slices along `dim`) without those that equal the one before.

    Returns:
        A Tensor; or a tuple, with the place in it of each element, and the lengths of the runs, as int64.
    """
    found = 0 if dim is None else axis_of("unique_consecutive", dim, input.ndim, "dim")
    x = jnp.ravel(input) if dim is None else input
    before = jnp.moveaxis(x, found, 0)
    differs = jnp.any(before[1:] != before[:-1], axis=tuple(range(1, before.ndim)))
    begins = jnp.concatenate([jnp.ones(min(1, x.shape[found]), bool), differs])
    starts = jnp.flatnonzero(begins)
    values = jnp.take(x, starts, axis=found)
    inverse = (jnp.cumsum(begins) - 1).astype(np.int64)
    counts = jnp.diff(jnp.append(starts, x.shape[found])).astype(np.int64)
    rest = ([inverse.reshape(input.shape) if dim is None else inverse] if return_inverse else []) \
        + ([counts] if return_counts else [])
    return (values, *rest) if rest else values


@operator("ops.UniqueWithPad()(x, pad_num)", "ops.unique_with_pad(x, pad_num)", "Tensor.unique_with_pad(pad_num)")
def unique_with_pad(x: Array, pad_num: Array) -> tuple[Array, Array]:
    """`unique`, with the vector of different elements filled up to the size of the input."""
    size = x.shape[0]
    equal = x[:, None] == x[None, :]
    first = jnp.argmax(equal, axis=1)
    is_first = first == jnp.arange(size)
    rank = jnp.cumsum(is_first) - 1
    values = jnp.full((size,), jnp.asarray(pad_num).astype(x.dtype)).at[
        jnp.where(is_first, rank, size)].set(x, mode="drop")
    return values, rank[first].astype(x.dtype)


@operator("ops.bincount(input, weights=None, minlength=0)", "Tensor.bincount(weights=None, minlength=0)", dynamic=True)
def bincount(input: Array, weights: Array | None = None, minlength: int = 0) -> Array:
    """How often each integer from 0 to the largest comes, or the sum of the weights there, as float32.

    Raises:
        TypeError: the elements are no integers.
        ValueError: an element is negative, or the weights have another shape.
    """
    return _counted(input, weights, minlength, np.float32)


@operator("mint.bincount(input, weights=None, minlength=0)", dynamic=True)
def bincount_mint(input: Array, weights: Array | None = None, minlength: int = 0) -> Array:
    """How often each integer from 0 to the largest comes, as int64; or the sum of the weights there, as float32."""
    return _counted(input, weights, minlength, np.int64 if weights is None else np.float32)


def _counted(input: Array, weights: Array | None, minlength: int, dtype: Any) -> Array:
    if not jnp.issubdtype(input.dtype, np.integer):
        raise TypeError(f"For 'bincount', the elements must be integers, but got {input.dtype}.")
    if input.ndim > 1 or (weights is not None and weights.shape != input.shape):
        raise ValueError(f"For 'bincount', the input must be a vector, and the weights too, but got {input.shape}.")
    if input.size and int(jnp.min(input)) < 0:
        raise ValueError("For 'bincount', the elements must not be negative.")
    length = max(minlength, int(jnp.max(input)) + 1 if input.size else 0)
    ones = jnp.ones(input.shape, dtype) if weights is None else weights.astype(dtype)
    return jnp.zeros(length, dtype).at[input].add(ones)


@operator("ops.Bincount()(array, size, weights)")
def bincount_primitive(array: Array, size: int, weights: Array) -> Array:
    """How often each integer below `size` comes, or the sum of the weights there."""
    ones = weights if weights.size else jnp.ones(array.shape, weights.dtype)
    return jnp.zeros(size, weights.dtype).at[array].add(ones, mode="drop")


@operator("ops.ListDiff(out_idx=None)(x, y)", vjp=_zeros_vjp, dynamic=True)
def list_diff(x: Array, y: Array, out_idx: Any = None) -> tuple[Array, Array]:
    """The elements of a vector that another one does not have, in their order, and their places."""
    places = jnp.flatnonzero(~jnp.isin(x, y))
    return x[places], places.astype(out_idx or np.int32)


@operator("ops.NonMaxSuppressionWithOverlaps()(overlaps, scores, max_output_size, overlap_threshold, score_threshold)",
          vjp=_zeros_vjp, dynamic=True)
def non_max_suppression_with_overlaps(overlaps: Array, scores: Array, max_output_size: int, overlap_threshold: float,
                                      score_threshold: float) -> Array:
    """The boxes of the largest scores, as int32, without those that overlap too much with one of a larger score."""
    near = np.asarray(overlaps) > overlap_threshold
    values = np.asarray(scores)
    kept: list[int] = []
    for i in np.argsort(-values, kind="stable"):
        if len(kept) < max_output_size and values[i] > score_threshold and not near[i, kept].any():
            kept.append(int(i))
    return jnp.asarray(kept, np.int32)


@operator("ops.SubAndFilter()(input_x, max_num, offset)", vjp=_zeros_vjp, dynamic=True)
def sub_and_filter(input_x: Array, max_num: int, offset: int) -> tuple[Array, Array]:
    """The elements minus `offset` that are in ``[0, max_num)``, and their places."""
    moved = input_x - offset
    places = jnp.flatnonzero((moved >= 0) & (moved < max_num))
    return moved[places].astype(input_x.dtype), places.astype(np.int32)


@operator("ops.CheckNumerics()(x)", vjp=lambda cotangent, output, x: (cotangent,), dynamic=True)
def check_numerics(x: Array) -> Array:
    """The Tensor.

    Raises:
        RuntimeError: it holds a NaN or an infinity.
    """
    if not bool(jnp.all(jnp.isfinite(x))):
        raise RuntimeError("For 'CheckNumerics', the input holds a NaN or an infinity.")
    return x
