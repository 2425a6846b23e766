"""Writing elements at places that a Tensor of indices names. Several at one place are combined in turn."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from mindshim.kernels.axes import axis_of, check_range, check_spelled
from mindshim.kernels.declare import FIRST, Array, Arrays, operator
from mindshim.kernels.gather import integers


@jax.custom_jvp
def _multiplied(x: Array, index: tuple[Array, ...], updates: Array) -> Array:
    return x.at[index].multiply(updates, mode="drop")


@_multiplied.defjvp
def _multiplied_jvp(primals: tuple, tangents: tuple) -> tuple[Array, Array]:
    # JAX has no derivative of this scatter. As in MindSpore, this one holds where no place is named twice.
    (x, index, updates), (x_dot, _, updates_dot) = primals, tangents
    by_x = x_dot * _multiplied(jnp.ones_like(x), index, updates)
    return _multiplied(x, index, updates), by_x.at[index].add(x.at[index].get(mode="fill") * updates_dot, mode="drop")


# How an update is combined with what is there.
_REDUCTIONS = {
    "update": lambda x, i, v: x.at[i].set(v, mode="drop"),
    "add": lambda x, i, v: x.at[i].add(v, mode="drop"),
    "sub": lambda x, i, v: x.at[i].add(-v, mode="drop"),
    "mul": lambda x, i, v: _multiplied(x, i, v),
    "div": lambda x, i, v: x.at[i].divide(v, mode="drop") if x.dtype.kind in "iu" else _multiplied(x, i, 1 / v),
    "max": lambda x, i, v: x.at[i].max(v, mode="drop"),
    "min": lambda x, i, v: x.at[i].min(v, mode="drop"),
}


def _spelled(name: str, indices: Any) -> tuple[Array, ...]:
    """Indices of the leading axes, from the last axis of `indices`."""
    indices = integers(name, indices, "indices")
    if indices.ndim == 0:
        raise ValueError(f"For '{name}', the 'indices' need at least one axis.")
    return tuple(jnp.moveaxis(indices, -1, 0))


def _combine(name: str, x: Array, index: tuple, updates: Array, how: str) -> Array:
    updates = jnp.asarray(updates)
    return _REDUCTIONS[how](x, index, updates.astype(x.dtype))


def _check_nd(name: str, x: Array, indices: Any, updates: Any) -> None:
    if indices.shape[-1] > x.ndim or np.shape(updates) != (*indices.shape[:-1], *x.shape[indices.shape[-1] :]):
        raise ValueError(f"For '{name}', 'updates' of shape {np.shape(updates)} do not fit 'indices' of shape "
                         f"{indices.shape} and an input of shape {x.shape}.")


@operator("ops.ScatterNonAliasingAdd()(input_x, indices, updates)", in_place=FIRST,
          values=lambda input_x, indices, updates: check_spelled("ScatterNonAliasingAdd", indices, input_x.shape))
def scatter_add_nd(input_x: Array, indices: Array, updates: Array) -> Array:
    """The updates added to `input_x` at the places that the indices name."""
    _check_nd("ScatterNonAliasingAdd", input_x, indices, updates)
    return input_x.at[_spelled("ScatterNonAliasingAdd", indices)].add(updates, mode="drop")


@operator("ops.ScatterNd()(indices, updates, shape)", "ops.scatter_nd(indices, updates, shape)",
          values=lambda indices, updates, shape: check_spelled("ScatterNd", indices, shape))
def scatter_nd(indices: Array, updates: Array, shape: tuple[int, ...]) -> Array:
    """Zeros of a given shape, to which the updates are added at the places that the indices name.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.scatter_nd(Tensor([[0], [2]]), Tensor([1.0, 2.0]), (4,)))
        [1. 0. 2. 0.]
    """
    x = jnp.zeros(shape, updates.dtype)
    index = _spelled("ScatterNd", indices)
    _check_nd("ScatterNd", x, indices, updates)
    return x.at[index].add(updates, mode="drop")


def _declare_nd(how: str) -> None:
    """The four operators that combine in one way: to a new Tensor or in place, by row or by spelled-out indices."""
    title = how.capitalize()
    locking = how == "update"
    method = () if how in ("update", "add") else (f"Tensor.scatter_{how}(indices, updates)",)
    if how == "add":
        method = ("|Tensor.scatter_add(indices, updates)",)

    @operator(f"ops.TensorScatter{title}()(input_x, indices, updates)",
              f"ops.tensor_scatter_{how}(input_x, indices, updates)", *method,
              values=lambda x, indices, updates: check_spelled(f"TensorScatter{title}", indices, x.shape))
    def to_new(x: Array, indices: Array, updates: Array) -> Array:
        _check_nd(f"TensorScatter{title}", x, indices, updates)
        return _combine(f"TensorScatter{title}", x, _spelled(f"TensorScatter{title}", indices), updates, how)

    @operator(f"ops.ScatterNd{title}(use_locking={locking})(input_x, indices, updates)",
              f"ops.scatter_nd_{how}(input_x, indices, updates, use_locking={locking})", in_place=FIRST,
              values=lambda x, indices, updates, use_locking: check_spelled(f"ScatterNd{title}", indices, x.shape))
    def by_index(x: Array, indices: Array, updates: Array, use_locking: bool = False) -> Array:
        _check_nd(f"ScatterNd{title}", x, indices, updates)
        return _combine(f"ScatterNd{title}", x, _spelled(f"ScatterNd{title}", indices), updates, how)

    @operator(f"ops.Scatter{title}(use_locking={locking})(input_x, indices, updates)",
              f"ops.scatter_{how}(input_x, indices, updates)", in_place=FIRST,
              values=lambda x, indices, updates, use_locking:
              check_range(f"Scatter{title}", indices, x.shape[0], 0))
    def by_row(x: Array, indices: Array, updates: Array, use_locking: bool = False) -> Array:
        index = integers(f"Scatter{title}", indices, "indices")
        if np.shape(updates) not in ((), (*index.shape, *x.shape[1:])):
            raise ValueError(f"For 'Scatter{title}', 'updates' of shape {np.shape(updates)} do not fit 'indices' of "
                             f"shape {index.shape} and an input of shape {x.shape}.")
        return _combine(f"Scatter{title}", x, (index,), updates, how)

    verb = {"update": "replaced by", "add": "plus", "sub": "minus", "mul": "times", "div": "divided by",
            "max": "or, if larger,", "min": "or, if smaller,"}[how]
    to_new.__doc__ = f"The Tensor with the elements at the indices {verb} the updates."
    by_index.__doc__ = f"Write to the Parameter: the elements at the indices {verb} the updates."
    by_row.__doc__ = f"Write to the Parameter: the rows at the indices {verb} the updates."


for _how in _REDUCTIONS:
    _declare_nd(_how)


def _place(name: str, x: Array, axis: int, index: Any) -> tuple[Array, ...]:
    """For each element of `index`, its own place with the one along `axis` replaced by the element."""
    index = integers(name, index)
    if index.ndim != x.ndim:
        raise ValueError(f"For '{name}', the input and the index must have as many axes, but got shapes {x.shape} "
                         f"and {index.shape}.")
    found = axis_of(name, axis, x.ndim)
    places = list(jnp.indices(index.shape, sparse=True))
    # A negative index counts from the back; one that is still outside is dropped.
    places[found] = jnp.where(index < 0, index + x.shape[found], index)
    return tuple(places)


def _fit(src: Any, index: Array) -> Array:
    src = jnp.asarray(src)
    return src if src.ndim == 0 else src[tuple(slice(0, n) for n in index.shape)]


_ELEMENTWISE = {"none": "update", "add": "add", "multiply": "mul"}


@operator("ops.TensorScatterElements(axis=0, reduction='none')(data, indices, updates)",
          "ops.tensor_scatter_elements(input_x, indices, updates, axis=0, reduction='none')")
def tensor_scatter_elements(x: Array, indices: Array, updates: Array, axis: int = 0, reduction: str = "none") -> Array:
    """The Tensor with elements replaced, or with the updates added: each at its own place but for `axis`."""
    if reduction not in ("none", "add"):
        raise ValueError(f"For 'TensorScatterElements', 'reduction' must be 'none' or 'add', but got {reduction!r}.")
    place = _place("TensorScatterElements", x, axis, indices)
    return _combine("TensorScatterElements", x, place, _fit(updates, indices), _ELEMENTWISE[reduction])


@operator("ops.scatter(input, axis, index, src)", "mint.scatter(input, dim, index, src)",
          "|mint.scatter(input, dim, index, value)", "Tensor.scatter(dim, index, src)",
          "|Tensor.scatter(axis, index, src)",
          "|Tensor.scatter(dim, index, value)")
def scatter(x: Array, axis: int, index: Array, src: Array) -> Array:
    """The Tensor with the elements of `src` written at the places along `axis` that `index` names.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.scatter(Tensor([1.0, 2.0, 3.0]), 0, Tensor([2]), Tensor([9.0])))
        [1. 2. 9.]
    """
    return _combine("scatter", x, _place("scatter", x, axis, index), _fit(src, index), "update")


@operator("Tensor.scatter_(dim, index, src, *, reduce='none')", "|Tensor.scatter_(dim, index, value, *, reduce='none')")
def scatter_in_place(x: Array, dim: int, index: Array, src: Array, reduce: str = "none") -> Array:
    """Write to the Tensor at the places along an axis that `index` names; or add or multiply there."""
    if reduce not in _ELEMENTWISE:
        raise ValueError(f"For 'scatter_', 'reduce' must be one of {sorted(_ELEMENTWISE)}, but got {reduce!r}.")
    return _combine("scatter_", x, _place("scatter_", x, dim, index), _fit(src, index), _ELEMENTWISE[reduce])


@operator("mint.scatter_add(input, dim, index, src)", "Tensor.scatter_add(dim, index, src)",
          "Tensor.scatter_add_(dim, index, src)")
def scatter_add_elements(x: Array, dim: int, index: Array, src: Array) -> Array:
    """The Tensor with the elements of `src` added at the places along `dim` that `index` names."""
    return _combine("scatter_add", x, _place("scatter_add", x, dim, index), _fit(src, index), "add")


# Whole slices along an axis -------------------------------------------------------------------------------------------


def _along(x: Array, axis: int, index: Any, name: str) -> tuple:
    found = axis_of(name, axis, x.ndim)
    return (slice(None),) * found + (jnp.atleast_1d(integers(name, index)),)


@operator("ops.IndexAdd(axis, use_lock=True, check_index_bound=True)(x, indices, y)",
          "ops.index_add(x, indices, y, axis, use_lock=True, check_index_bound=True)", in_place=FIRST,
          values=lambda x, indices, y, axis, **_: check_range("IndexAdd", indices, x.shape[axis], 0))
def index_add_parameter(x: Array, indices: Array, y: Array, axis: int, use_lock: bool = True,
                        check_index_bound: bool = True) -> Array:
    """Write to the Parameter: the slices of `y` added to the slices along `axis` that the indices name."""
    return _combine("IndexAdd", x, _along(x, axis, indices, "IndexAdd"), y, "add")


@operator("Tensor.index_add(indices, y, axis, use_lock=True, check_index_bound=True)")
def index_add_method(x: Array, indices: Array, y: Array, axis: int, use_lock: bool = True,
                     check_index_bound: bool = True) -> Array:
    """The Tensor with the slices of `y` added to the slices along `axis` that the indices name."""
    return _combine("IndexAdd", x, _along(x, axis, indices, "IndexAdd"), y, "add")


@operator("|Tensor.index_add(dim, index, source, *, alpha=1)", "mint.index_add(input, dim, index, source, *, alpha=1)",
          "Tensor.index_add_(dim, index, source, *, alpha=1)")
def index_add(x: Array, dim: int, index: Array, source: Array, alpha: Array = 1) -> Array:  # type: ignore[assignment]
    """The Tensor with ``alpha * source`` added to the slices along `dim` that the index names."""
    source = source * jnp.asarray(alpha).astype(source.dtype)
    return _combine("index_add", x, _along(x, dim, index, "index_add"), source, "add")


@operator("ops.IndexFill()(x, dim, index, value)", "ops.index_fill(x, axis, index, value)",
          "Tensor.index_fill(axis, index, value)", "Tensor.index_fill_(dim, index, value)",
          values=lambda x, dim, index, value: check_range("IndexFill", index, x.shape[dim]))
def index_fill(x: Array, dim: int, index: Array, value: Array) -> Array:
    """The Tensor with a number in the slices along `dim` that the index names."""
    return _combine("IndexFill", x, _along(x, dim, index, "IndexFill"), value, "update")


@operator("Tensor.index_copy_(dim, index, tensor)")
def index_copy(x: Array, dim: int, index: Array, tensor: Array) -> Array:
    """Write the slices of another Tensor to the slices along `dim` that the index names."""
    return _combine("index_copy_", x, _along(x, dim, index, "index_copy_"), tensor, "update")


@operator("ops.IndexPut(accumulate=0)(x1, x2, indices)")
def index_put_primitive(x1: Array, x2: Array, indices: Arrays, accumulate: int = 0) -> Array:
    """The Tensor with `x2` written, or added, at the places that one index Tensor for each axis names."""
    return _combine("IndexPut", x1, tuple(indices), x2, "add" if accumulate else "update")


@operator("Tensor.index_put(indices, values, accumulate=False)", "Tensor.index_put_(indices, values, accumulate=False)")
def index_put(x: Array, indices: Arrays, values: Array, accumulate: bool = False) -> Array:
    """The Tensor with values written, or added, at the places that one index Tensor for each axis names."""
    return _combine("index_put", x, tuple(indices), values, "add" if accumulate else "update")


@operator("Tensor.put_(index, source, accumulate=False)")
def put(x: Array, index: Array, source: Array, accumulate: bool = False) -> Array:
    """Write to the flat Tensor at these places, or add to it."""
    flat = _combine("put_", jnp.ravel(x), (integers("put_", index),), source, "add" if accumulate else "update")
    return jnp.reshape(flat, x.shape)


def _rows(indices: Any) -> Array:
    return jnp.atleast_1d(jnp.asarray(indices))


@operator("ops.InplaceUpdate(indices)(x, v)", "ops.inplace_update(x, v, indices)", "Tensor.inplace_update(v, indices)",
          "ops.InplaceUpdateV2()(x, indices, v)")
def inplace_update(x: Array, v: Array, indices: Any) -> Array:
    """The Tensor with some rows replaced."""
    return x.at[_rows(indices)].set(v.astype(x.dtype))


@operator("ops.InplaceAdd(indices)(x, input_v)", "ops.inplace_add(x, v, indices)")
def inplace_add(x: Array, v: Array, indices: Any) -> Array:
    """The Tensor with something added to some rows."""
    return x.at[_rows(indices)].add(v.astype(x.dtype))


@operator("ops.InplaceSub(indices)(x, input_v)", "ops.inplace_sub(x, v, indices)")
def inplace_sub(x: Array, v: Array, indices: Any) -> Array:
    """The Tensor with something subtracted from some rows."""
    return x.at[_rows(indices)].add(-v.astype(x.dtype))


@operator("ops.InplaceIndexAdd(axis)(var, indices, updates)", "ops.inplace_index_add(var, indices, updates, axis)",
          in_place=FIRST)
def inplace_index_add(var: Array, indices: Array, updates: Array, axis: int) -> Array:
    """Write to the Parameter: the updates added to the slices along `axis` that the indices name."""
    return _combine("InplaceIndexAdd", var, _along(var, axis, indices, "InplaceIndexAdd"), updates, "add")


# Segments -------------------------------------------------------------------------------------------------------------


def _extreme(dtype: np.dtype, largest: bool) -> Any:
    info = jnp.finfo(dtype) if jnp.issubdtype(dtype, np.floating) else jnp.iinfo(dtype)
    return info.max if largest else info.min


def _segments(name: str, x: Array, segment_ids: Array, count: int, how: str) -> Array:
    if count < 1:
        raise ValueError(f"For '{name}', there must be at least one segment, but got {count}.")
    ids = integers(name, segment_ids, "segment_ids")
    if ids.shape != x.shape[: ids.ndim]:
        raise ValueError(f"For '{name}', the shape {ids.shape} of 'segment_ids' must begin the input's, {x.shape}.")
    begin = {"add": 0, "mul": 1}.get(how)
    if begin is None:
        begin = _extreme(x.dtype, how == "min")
    out = jnp.full((count, *x.shape[ids.ndim :]), begin, x.dtype)
    # XLA counts negative indices from the back; here they name no segment.
    return _REDUCTIONS[how](out, (jnp.where(ids < 0, count, ids),), x)


for _title, _how in (("Sum", "add"), ("Max", "max"), ("Min", "min"), ("Prod", "mul")):

    def _declare_segments(title: str, how: str) -> None:
        methods = () if title == "Sum" else (f"Tensor.unsorted_segment_{title.lower()}(segment_ids, num_segments)",)
        first = "input_x" if title == "Sum" else "x"

        @operator(f"ops.UnsortedSegment{title}()({first}, segment_ids, num_segments)",
                  f"ops.unsorted_segment_{title.lower()}({first}, segment_ids, num_segments)", *methods)
        def unsorted_segment(x: Array, segment_ids: Array, num_segments: int) -> Array:
            return _segments(f"UnsortedSegment{title}", x, segment_ids, num_segments, how)

        unsorted_segment.__doc__ = f"The {title.lower()} of the slices of each segment; a negative id is left out."

        @operator(f"ops.Segment{title}()(input_x, segment_ids)", dynamic=True)
        def segment(x: Array, segment_ids: Array) -> Array:
            count = int(segment_ids[-1]) + 1
            out = _segments(f"Segment{title}", x, segment_ids, count, how)
            if how in ("max", "min"):
                held = jnp.zeros(count, bool).at[segment_ids].set(True)
                out = jnp.where(held.reshape((-1, *[1] * (out.ndim - 1))), out, 0)
            return out

        segment.__doc__ = f"The {title.lower()} of the slices of each segment; the ids are sorted."

    _declare_segments(_title, _how)


# A whole Parameter ----------------------------------------------------------------------------------------------------


def _whole(name: str, variable: Array, value: Any) -> Array:
    value = jnp.asarray(value)
    if value.shape != variable.shape and value.size != 1:
        raise ValueError(f"For '{name}', the value must have the shape {variable.shape} of the variable, but got "
                         f"{value.shape}.")
    return jnp.broadcast_to(jnp.reshape(value, () if value.size == 1 else value.shape), variable.shape)


@operator("ops.Assign()(variable, value)", "ops.assign(variable, value)", in_place=FIRST)
def assign(variable: Array, value: Array) -> Array:
    """Write a value to a Parameter, in its dtype; returns the Parameter.

    Raises:
        ValueError: the value has another shape.

    Examples:
        >>> from mindshim import ops, Parameter, Tensor
        >>> p = Parameter(Tensor([1.0, 2.0]))
        >>> print(ops.assign(p, Tensor([3.0, 4.0])).asnumpy())
        [3. 4.]
    """
    return _whole("Assign", variable, value).astype(variable.dtype)


@operator("ops.AssignAdd()(variable, value)", "ops.assign_add(variable, value)", in_place=FIRST)
def assign_add(variable: Array, value: Array) -> Array:
    """Add a value to a Parameter; returns the Parameter.

    Examples:
        >>> from mindshim import ops, Parameter, Tensor
        >>> p = Parameter(Tensor([1.0, 2.0]))
        >>> print(ops.assign_add(p, Tensor([3.0, 4.0])))
        [4. 6.]
    """
    return variable + _whole("AssignAdd", variable, value).astype(variable.dtype)


@operator("ops.AssignSub()(variable, value)", "ops.assign_sub(variable, value)", in_place=FIRST)
def assign_sub(variable: Array, value: Array) -> Array:
    """Subtract a value from a Parameter; returns the Parameter."""
    return variable - _whole("AssignSub", variable, value).astype(variable.dtype)


@operator("Tensor.copy_(src, non_blocking=False)")
def copy_in_place(x: Array, src: Array, non_blocking: bool = False) -> Array:
    """Write another Tensor, broadcast, to this one."""
    return jnp.broadcast_to(src, x.shape)


# Less used ------------------------------------------------------------------------------------------------------------


@operator("ops.ScatterAddWithAxis(axis=0)(input_x, indices, updates)")
def scatter_add_with_axis(input_x: Array, indices: Array, updates: Array, axis: int = 0) -> Array:
    """The Tensor with the updates added at the places along `axis` that the indices name."""
    return scatter_add_elements(input_x, axis, indices, updates)


@operator("ops.SparseToDense()(indices, values, sparse_shape)")
def sparse_to_dense(indices: Array, values: Array, sparse_shape: Any) -> Array:
    """Zeros with the values at the indices."""
    return jnp.zeros(sparse_shape, values.dtype).at[_spelled("SparseToDense", indices)].set(values)


@operator("ops.SegmentMean()(input_x, segment_ids)", dynamic=True)
def segment_mean(input_x: Array, segment_ids: Array) -> Array:
    """The mean of the slices of each segment; the ids are sorted."""
    count = int(segment_ids[-1]) + 1
    total = _segments("SegmentMean", input_x, segment_ids, count, "add")
    number = jnp.zeros(count, input_x.dtype).at[segment_ids].add(1)
    return total / jnp.maximum(number, 1).reshape((-1, *[1] * (total.ndim - 1)))


@operator("ops.sparse_segment_mean(x, indices, segment_ids)", "ops.SparseSegmentMean()(x, indices, segment_ids)",
          dynamic=True)
def sparse_segment_mean(x: Array, indices: Array, segment_ids: Array) -> Array:
    """The mean of the named slices of each segment."""
    return segment_mean(x[indices], segment_ids)
