"""Sorting, and what is found by sorting: the largest elements, places in a sorted sequence, unique elements."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from mindshim.kernels.axes import axis_of
from mindshim.kernels.declare import Array, operator


def _sorted(name: str, x: Array, axis: int, descending: bool, index_dtype: Any) -> tuple[Array, Array]:
    found = axis_of(name, axis, x.ndim)
    if x.ndim == 0:
        raise ValueError(f"For '{name}', the input must have at least one axis.")
    index = jnp.argsort(jax.lax.stop_gradient(x), axis=found, descending=descending, stable=True)
    return jnp.take_along_axis(x, index, found), index.astype(index_dtype)


@operator("ops.Sort(axis=-1, descending=False)(x)", "ops.sort(input_x, axis=-1, descending=False)",
          "Tensor.sort(axis=-1, descending=False)")
def sort(x: Array, axis: int = -1, descending: bool = False) -> tuple[Array, Array]:
    """The elements in order along an axis, and their places before, as int32.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> values, places = ops.sort(Tensor([3, 1, 2]))
        >>> print(values, places)
        [1 2 3] [1 2 0]
    """
    return _sorted("Sort", x, axis, descending, np.int32)


@operator("mint.sort(input, *, dim=-1, descending=False, stable=False)")
def sort_mint(x: Array, dim: int = -1, descending: bool = False, stable: bool = False) -> tuple[Array, Array]:
    """The elements in order along an axis, and their places before, as int64."""
    return _sorted("sort", x, dim, descending, np.int64)


@operator("|Tensor.sort(dim=-1, descending=False, stable=False)")
def sort_method(x: Array, dim: int = -1, descending: bool = False, stable: bool = False) -> tuple[Array, Array]:
    """The elements in order along an axis, and their places before, as int32."""
    return _sorted("sort", x, dim, descending, np.int32)


@operator("ops.argsort(input, axis=-1, descending=False)", "Tensor.argsort(axis=-1, descending=False)",
          "|Tensor.argsort(dim=-1, descending=False, stable=False)")
def argsort(x: Array, axis: int = -1, descending: bool = False, stable: bool = False) -> Array:
    """The places of the elements in order along an axis, as int32."""
    return _sorted("argsort", x, axis, descending, np.int32)[1]


@operator("mint.argsort(input, dim=-1, descending=False, stable=False)")
def argsort_mint(x: Array, dim: int = -1, descending: bool = False, stable: bool = False) -> Array:
    """The places of the elements in order along an axis, as int64."""
    return _sorted("argsort", x, dim, descending, np.int64)[1]


@operator("ops.msort(input)", "Tensor.msort()")
def msort(x: Array) -> Array:
    """The elements in order along the first axis."""
    return _sorted("msort", x, 0, False, np.int32)[0]


def _top(name: str, x: Array, k: int, axis: int, largest: bool, index_dtype: Any) -> tuple[Array, Array]:
    found = axis_of(name, axis, x.ndim)
    size = x.shape[found] if x.ndim else 1
    if isinstance(k, bool) or not isinstance(k, int):
        raise TypeError(f"For '{name}', the 'k' must be an int, but got {k!r}.")
    if not 0 < k <= size:
        raise ValueError(f"For '{name}', the 'k' must be in (0, {size}], but got {k}.")
    if x.ndim == 0:
        return x, jnp.zeros((), index_dtype)
    moved = jnp.moveaxis(jax.lax.stop_gradient(x), found, -1)
    if largest:
        index = jax.lax.top_k(moved, k)[1]
    else:
        index = jnp.argsort(moved, axis=-1, stable=True)[..., :k]
    index = jnp.moveaxis(index, -1, found)
    return jnp.take_along_axis(x, index, found), index.astype(index_dtype)


@operator("ops.TopK(sorted=True)(input_x, k)", "ops.top_k(input_x, k, sorted=True)", "Tensor.top_k(k, sorted=True)")
def top_k(x: Array, k: int, sorted: bool = True) -> tuple[Array, Array]:
    """The `k` largest elements along the last axis, in descending order, and their places, as int32.

    Raises:
        ValueError: there are fewer than `k`, or `k` is not positive.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> values, places = ops.top_k(Tensor([3, 1, 2]), 2)
        >>> print(values, places)
        [3 2] [0 2]
    """
    return _top("TopK", x, k, -1, True, np.int32)


@operator("ops.topk(input, k, dim=None, largest=True, sorted=True)",
          "Tensor.topk(k, dim=-1, largest=True, sorted=True)",
          "|Tensor.topk(k, dim=None, largest=True, sorted=True)")
def topk(x: Array, k: int, dim: int | None = None, largest: bool = True,
         sorted: bool = True) -> tuple[Array, Array]:
    """The `k` largest or smallest elements along an axis, in order, and their places, as int32."""
    return _top("TopK", x, k, -1 if dim is None else dim, largest, np.int32)


@operator("mint.topk(input, k, dim=-1, largest=True, sorted=True)")
def topk_mint(x: Array, k: int, dim: int = -1, largest: bool = True, sorted: bool = True) -> tuple[Array, Array]:
    """The `k` largest or smallest elements along an axis, in order, and their places, as int64."""
    return _top("topk", x, k, dim, largest, np.int64)


@operator("mint.kthvalue(input, k, dim=-1, keepdim=False)", "Tensor.kthvalue(k, dim=-1, keepdim=False)")
def kthvalue(x: Array, k: int, dim: int = -1, keepdim: bool = False) -> tuple[Array, Array]:
    """The `k`-th smallest element along an axis, and its place, as int64."""
    found = axis_of("kthvalue", dim, x.ndim)
    if not 0 < k <= (x.shape[found] if x.ndim else 1):
        raise ValueError(f"For 'kthvalue', there is no {k}-th value along axis {dim} of shape {x.shape}.")
    if x.ndim == 0:
        return x, jnp.zeros((), np.int64)
    values, places = _sorted("kthvalue", x, dim, False, np.int64)
    keep = slice(k - 1, k)
    index = (slice(None),) * found + (keep if keepdim else k - 1,)
    return values[index], places[index]


@operator("ops.NthElement(reverse=False)(input, n)")
def nth_element(x: Array, n: int, reverse: bool = False) -> Array:
    """The `n`-th smallest element of the last axis, counted from 0; with `reverse`, the `n`-th largest."""
    return jnp.sort(x, axis=-1, descending=reverse)[..., n]


# Places in a sorted sequence ------------------------------------------------------------------------------------------


def _places(sequence: Array, values: Array, right: bool, dtype: Any) -> Array:
    side = "right" if right else "left"
    values = jnp.asarray(values)
    if sequence.ndim == 1:
        return jnp.searchsorted(sequence, values, side=side).astype(dtype)
    if sequence.shape[:-1] != values.shape[:-1]:
        raise ValueError(f"For 'SearchSorted', the leading axes of {sequence.shape} and {values.shape} must agree.")
    flat = jax.vmap(lambda s, v: jnp.searchsorted(s, v, side=side))(
        sequence.reshape(-1, sequence.shape[-1]), values.reshape(-1, values.shape[-1]))
    return flat.reshape(values.shape).astype(dtype)


@operator("ops.SearchSorted(dtype=None, right=False)(sorted_sequence, values, sorter=None)")
def search_sorted(sorted_sequence: Array, values: Array, sorter: Array | None = None, dtype: Any = None,
                  right: bool = False) -> Array:
    """The places where the values would have to be put for the sequence to stay sorted."""
    if sorter is not None:
        sorted_sequence = jnp.take_along_axis(sorted_sequence, sorter, -1)
    return _places(sorted_sequence, values, right, dtype or np.int64)


@operator("ops.searchsorted(sorted_sequence, values, *, out_int32=False, right=False, side=None, sorter=None)",
          "mint.searchsorted(sorted_sequence, values, *, out_int32=False, right=False, side=None, sorter=None)")
def searchsorted(sorted_sequence: Array, values: Array, out_int32: bool = False, right: bool = False,
                 side: str | None = None, sorter: Array | None = None) -> Array:
    """The places where the values would have to be put for the sequence to stay sorted.

    Raises:
        ValueError: `side` is neither ``left`` nor ``right``, or contradicts `right`.
    """
    if side not in (None, "left", "right"):
        raise ValueError(f"For 'searchsorted', the 'side' must be 'left' or 'right', but got {side!r}.")
    if right and side == "left":
        raise ValueError("For 'searchsorted', 'side' is 'left', but 'right' is True.")
    if sorter is not None:
        sorted_sequence = jnp.take_along_axis(sorted_sequence, sorter, -1)
    return _places(sorted_sequence, values, right or side == "right", np.int32 if out_int32 else np.int64)


@operator("Tensor.searchsorted(v, side='left', sorter=None)")
def searchsorted_method(sorted_sequence: Array, values: Array, side: str = "left",
                        sorter: Array | None = None) -> Array:
    """The places, as int32, where the values would have to be put for the Tensor to stay sorted."""
    return searchsorted(sorted_sequence, values, True, False, side, sorter)


@operator("ops.Bucketize(boundaries)(input)")
def bucketize_primitive(x: Array, boundaries: Any) -> Array:
    """The number of boundaries that each element is not below, as int32."""
    return _places(jnp.asarray(boundaries, np.float32), x, True, np.int32)


@operator("ops.bucketize(input, boundaries, *, right=False)")
def bucketize(x: Array, boundaries: Any, right: bool = False) -> Array:
    """The number of boundaries below each element, as int32; with `right`, those that are equal count too."""
    return _places(jnp.asarray(boundaries, np.float32), x, right, np.int32)


def _declare_bound(title: str, right: bool) -> None:
    @operator(f"ops.{title}(out_type=None)(sorted_x, values)")
    def bound(sorted_x: Array, values: Array, out_type: Any = None) -> Array:
        return _places(sorted_x, values, right, out_type or np.int32)

    bound.__doc__ = f"The places {'behind' if right else 'in front of'} what equals the values, in sorted rows."


_declare_bound("LowerBound", False)
_declare_bound("UpperBound", True)
