"""Reading elements at places that a Tensor of indices names, and choosing between Tensors.

An index outside of its axis is an error in eager mode on a CPU. In a compiled program, where the values of indices are
not known, and on other devices it gives NaN (integers: the smallest one).
"""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from mindshim.kernels.axes import axis_of, check_range, check_spelled
from mindshim.kernels.declare import Array, Arrays, operator
from mindshim.kernels.promotion import promote, result_dtype


def integers(name: str, index: Any, what: str = "index") -> Array:
    """An index Tensor, checked to hold integers."""
    index = jnp.asarray(index)
    if not jnp.issubdtype(index.dtype, np.integer):
        raise TypeError(f"For '{name}', the '{what}' must hold integers, but got {index.dtype}.")
    return index


@operator("ops.Gather(batch_dims=0)(input_params, input_indices, axis)",
          "ops.gather(input_params, input_indices, axis, batch_dims=0)",
          "ops.GatherV2()(input_params, input_indices, axis)",
          "ops.SparseGatherV2()(input_params, input_indices, axis)",
          "|Tensor.gather(input_indices, axis, batch_dims=0)",
          values=lambda input_params, input_indices, axis, batch_dims:
          check_range("Gather", input_indices, input_params.shape[axis]))
def gather(input_params: Array, input_indices: Array, axis: int, batch_dims: int = 0) -> Array:
    """Slices along an axis, at the places that a Tensor of indices names.

    Args:
        input_params: the Tensor to read from.
        input_indices: integers of any shape, which takes the place of `axis` in the result.
        axis: the axis.
        batch_dims: how many leading axes of both Tensors go together.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.gather(Tensor([10, 20, 30]), Tensor([2, 0]), 0))
        [30 10]
    """
    index = integers("Gather", input_indices, "input_indices")
    found = axis_of("Gather", axis, input_params.ndim)
    batch = batch_dims + index.ndim if batch_dims < 0 else batch_dims
    if batch > found:
        raise ValueError(f"For 'Gather', 'batch_dims' must be at most the axis {axis}, but got {batch_dims}.")
    read = lambda p, i: jnp.take(p, i, axis=found - batch, mode="fill")  # noqa: E731
    for _ in range(batch):
        read = jax.vmap(read)
    return read(input_params, index)


@operator("ops.index_select(input, axis, index)", "mint.index_select(input, dim, index)",
          "Tensor.index_select(axis, index)", "|Tensor.index_select(dim, index)",
          values=lambda x, axis, index: check_range("index_select", index, x.shape[axis]))
def index_select(x: Array, axis: int, index: Array) -> Array:
    """Slices along an axis, at the places that a vector of indices names."""
    if index.ndim > 1:
        raise ValueError(f"For 'index_select', the 'index' must have one axis, but got shape {index.shape}.")
    return gather(x, jnp.atleast_1d(index), axis)


@operator("ops.GatherD()(x, dim, index)", "ops.gather_d(x, dim, index)", "ops.gather_elements(input, dim, index)",
          "mint.gather(input, dim, index)", "Tensor.gather(dim, index)", "Tensor.gather_elements(dim, index)",
          values=lambda x, dim, index: check_range("GatherD", index, x.shape[dim] if x.ndim else 1))
def gather_elements(x: Array, dim: int, index: Array) -> Array:
    """For each element of `index`, the element of `x` at that place along `dim`, and at its own place elsewhere.

    Raises:
        ValueError: the two Tensors differ in their number of axes, or `index` is larger along another axis.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.gather_elements(Tensor([[1, 2], [3, 4]]), 1, Tensor([[0, 0], [1, 0]])))
        [[1 1]
         [4 3]]
    """
    index = integers("GatherD", index)
    found = axis_of("GatherD", dim, x.ndim, "dim")
    if x.ndim != index.ndim:
        raise ValueError(f"For 'GatherD', 'x' and 'index' must have as many axes, but got {x.shape} and {index.shape}.")
    if any(i > n for a, (i, n) in enumerate(zip(index.shape, x.shape, strict=True)) if a != found):
        raise ValueError(f"For 'GatherD', 'index' of shape {index.shape} is larger than 'x' of shape {x.shape}.")
    if x.ndim == 0:
        return x
    part = x[tuple(slice(None) if a == found else slice(0, n) for a, n in enumerate(index.shape))]
    return jnp.take_along_axis(part, index, found, mode="fill")


@operator("ops.GatherNd()(input_x, indices)", "ops.gather_nd(input_x, indices)", "Tensor.gather_nd(indices)",
          values=lambda x, indices: check_spelled("GatherNd", indices, x.shape))
def gather_nd(x: Array, indices: Array) -> Array:
    """The slices at the indices that the last axis of `indices` spells out for the leading axes of `x`.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.gather_nd(Tensor([[1, 2], [3, 4]]), Tensor([[0, 1], [1, 0]])))
        [2 3]
    """
    indices = integers("GatherNd", indices, "indices")
    if indices.ndim == 0 or indices.shape[-1] > x.ndim:
        raise ValueError(f"For 'GatherNd', 'indices' of shape {indices.shape} do not index shape {x.shape}.")
    return x.at[tuple(jnp.moveaxis(indices, -1, 0))].get(mode="fill")


@operator("ops.take(input, index)", "mint.take(input, index)")
def take_flat(x: Array, index: Array) -> Array:
    """The elements of the flat Tensor at these places."""
    return jnp.take(jnp.ravel(x), integers("take", index), mode="fill")


@operator("Tensor.take(indices, axis=None, mode='clip')", "|Tensor.take(index)")
def take(x: Array, indices: Array, axis: int | None = None, mode: str = "clip") -> Array:
    """Slices along an axis, or elements of the flat Tensor; what is outside is clipped to the ends, or wrapped."""
    if mode not in ("clip", "wrap", "raise"):
        raise ValueError(f"For 'take', the 'mode' must be 'clip', 'wrap' or 'raise', but got {mode!r}.")
    if axis is None:
        x, axis = jnp.ravel(x), 0
    found = axis_of("take", axis, x.ndim)
    index = integers("take", indices, "indices")
    if mode != "wrap":
        size = x.shape[found]
        index = jnp.clip(jnp.where(index < 0, index + size, index), 0, size - 1)
    return jnp.take(x, index, axis=found, mode="wrap")


@operator("Tensor.choose(choices, mode='clip')")
def choose(x: Array, choices: Arrays, mode: str = "clip") -> Array:
    """At each place, the element of the choice that the Tensor's integer there names."""
    if mode not in ("clip", "wrap", "raise"):
        raise ValueError(f"For 'choose', the 'mode' must be 'clip', 'wrap' or 'raise', but got {mode!r}.")
    return jnp.choose(x, promote(*choices), mode="wrap" if mode == "wrap" else "clip")


@operator("ops.EmbeddingLookup()(input_params, input_indices, offset)")
def embedding_lookup(input_params: Array, input_indices: Array, offset: int = 0) -> Array:
    """The rows at ``input_indices - offset``; zeros where there is no such row."""
    index = integers("EmbeddingLookup", input_indices, "input_indices") - offset
    index = jnp.where(index < 0, input_params.shape[0], index)
    return jnp.take(input_params, index, axis=0, mode="fill", fill_value=0)


@operator("ops._embedding(input, weight, padding_idx, scale_grad_by_freq)",
          values=lambda input, weight, padding_idx, scale_grad_by_freq:
          check_range("embedding", input, weight.shape[0], 0))
def embedding_rows(input: Array, weight: Array, padding_idx: int | None, scale_grad_by_freq: bool) -> Array:
    """The rows of `weight` at these indices; the row `padding_idx` gets no gradient."""
    index = integers("embedding", input, "input")
    rows = jnp.take(weight, index, axis=0, mode="fill")
    fixed = jax.lax.stop_gradient(rows)
    if scale_grad_by_freq:
        counts = jnp.zeros(weight.shape[0], rows.dtype).at[index].add(1)
        share = 1 / counts[index][..., None]
        rows = rows * share + fixed * (1 - share)
    if padding_idx is not None:
        rows = jnp.where((index == padding_idx % weight.shape[0])[..., None], fixed, rows)
    return rows


# Choosing -------------------------------------------------------------------------------------------------------------


def _chosen(condition: Array, x: Array, y: Array) -> Array:
    condition = jnp.asarray(condition)
    if condition.dtype != np.bool_:
        raise TypeError(f"For 'Select', the 'condition' must be of dtype bool, but got {condition.dtype}.")
    x, y = promote(x, y)
    return jnp.where(condition, x, y)


@operator("ops.Select()(condition, input, other)", "ops.select(condition, input, other)",
          "ops.where(condition, input, other)", "mint.where(condition, input, other)")
def select(condition: Array, input: Array, other: Array) -> Array:
    """`input` where `condition` holds, elsewhere `other`.

    Raises:
        TypeError: `condition` is not of dtype bool.
        ValueError: the shapes cannot be broadcast together.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.where(Tensor([True, False]), Tensor([1, 2]), 0))
        [1 0]
    """
    return _chosen(condition, input, other)


@operator("Tensor.where(condition, y)", "|Tensor.select(condition, y)")
def where_method(x: Array, condition: Array, y: Array) -> Array:
    """The Tensor where `condition` holds, elsewhere `y`."""
    return _chosen(condition, x, y)


@operator("ops.MaskedFill()(input_x, mask, value)", "ops.masked_fill(input_x, mask, value)",
          "Tensor.masked_fill(mask, value)", "Tensor.masked_fill_(mask, value)")
def masked_fill(x: Array, mask: Array, value: Array) -> Array:
    """The Tensor with a number where `mask` holds.

    Raises:
        TypeError: `mask` is not of dtype bool.
        ValueError: `value` is no number and no 0-d Tensor.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.masked_fill(Tensor([1.0, 2.0]), Tensor([True, False]), 0.5))
        [0.5 2. ]
    """
    mask, value = jnp.asarray(mask), jnp.asarray(value)
    if mask.dtype != np.bool_:
        raise TypeError(f"For 'MaskedFill', the 'mask' must be of dtype bool, but got {mask.dtype}.")
    if value.ndim:
        raise ValueError(f"For 'MaskedFill', the 'value' must be a number or a 0-d Tensor, but got {value.shape}.")
    return jnp.where(mask, value.astype(x.dtype), x)


@operator("ops.MaskedScatter()(input, mask, source)", "Tensor.masked_scatter(mask, source)",
          "Tensor.masked_scatter_(mask, source)")
def masked_scatter(x: Array, mask: Array, source: Array) -> Array:
    """The Tensor with the elements of `source`, in their order, where `mask` holds."""
    mask = jnp.broadcast_to(mask, x.shape)
    order = jnp.reshape(jnp.cumsum(jnp.ravel(mask)) - 1, x.shape)
    return jnp.where(mask, jnp.take(jnp.ravel(source), order, mode="clip").astype(x.dtype), x)


# Indices as vectors ---------------------------------------------------------------------------------------------------


@operator("ops.OneHot(axis=-1)(indices, depth, on_value, off_value)",
          "ops.one_hot(indices, depth, on_value=1, off_value=0, axis=-1)")
def one_hot(indices: Array, depth: int, on_value: Array = 1, off_value: Array = 0, axis: int = -1) -> Array:  # type: ignore[assignment]
    """For each index a vector of `depth` elements along a new axis: `on_value` at the index, elsewhere `off_value`.

    An index outside of ``[0, depth)`` gives `off_value` everywhere. The dtype is that of the values.

    Raises:
        TypeError: the indices are no integers.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.one_hot(Tensor([0, 2]), 3))
        [[1 0 0]
         [0 0 1]]
    """
    indices = integers("OneHot", indices, "indices")
    if isinstance(depth, bool) or not isinstance(depth, int):
        raise TypeError(f"For 'OneHot', the 'depth' must be an int, but got {depth!r}.")
    found = axis_of("OneHot", axis, indices.ndim + 1)
    places = jnp.expand_dims(jnp.arange(depth), [i for i in range(indices.ndim + 1) if i != found])
    dtype = result_dtype(on_value, off_value)
    return jnp.where(jnp.expand_dims(indices, found) == places, jnp.asarray(on_value, dtype),
                     jnp.asarray(off_value, dtype))


@operator("ops._sequence_mask(lengths, maxlen)")
def sequence_mask(lengths: Array, maxlen: int) -> Array:
    """For each length a vector that holds in its first elements."""
    return jnp.arange(maxlen) < lengths[..., None]


@operator("ops.InTopK(k)(x1, x2)", "ops.intopk(x1, x2, k)")
def in_top_k(x1: Array, x2: Array, k: int) -> Array:
    """Whether each row's class `x2` is among the `k` largest of its predictions `x1`."""
    chosen = jnp.take_along_axis(x1, x2[:, None], 1)
    return (jnp.sum(x1 > chosen, 1) < k) & jnp.isfinite(chosen[:, 0])
