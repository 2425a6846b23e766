"""Other shapes for the same elements: reshaping, transposing, joining, splitting, repeating."""

from __future__ import annotations

import math
from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import lax

from mindshim.kernels.axes import axes_of, axis_of, check_axes, sizes_of, tensor
from mindshim.kernels.declare import Array, Arrays, operator


@operator("ops.Identity()(input_x)", "ops.identity(x)", view=True)
def same(x: Array) -> Array:
    """The Tensor itself, as another that shares with it."""
    return jnp.asarray(x)


@operator("ops.deepcopy(input_x)", "mint.clone(input)",
          "Tensor.clone()", "Tensor.copy()")
def identity(x: Array) -> Array:
    """The Tensor's values in a new Tensor."""
    return jnp.asarray(x)


@operator("ops.Reshape()(input, shape)", "ops.reshape(input, shape)", "mint.reshape(input, shape)",
          "Tensor.reshape(*shape)", "|Tensor.view(*shape)", view=True)
def reshape(x: Array, shape: Any) -> Array:
    """The elements in row-major order in another shape; one size may be -1, which stands for what is left.

    Raises:
        ValueError: the shape does not hold as many elements, or has more than one -1.

    Examples:
        >>> from mindshim import Tensor
        >>> Tensor([[1, 2], [3, 4]]).reshape(-1).shape
        (4,)
    """
    if isinstance(shape, int):
        raise TypeError(f"For 'Reshape', the 'shape' must be a tuple of ints, but got {shape}.")
    sizes = sizes_of("Reshape", shape, "shape")
    tensor("Reshape", x)
    size = math.prod(x.shape)
    if sizes.count(-1) > 1 or any(s < -1 for s in sizes):
        raise ValueError(f"For 'Reshape', only one dimension can be inferred, but got shape {sizes}.")
    known = math.prod(s for s in sizes if s != -1)
    if (size % known if known else size) if -1 in sizes else known != size:
        raise ValueError(f"For 'Reshape', the shape {sizes} does not fit the {size} elements of shape {x.shape}.")
    return jnp.reshape(x, sizes)


@operator("Tensor.resize(*new_shape)")
def resize(x: Array, new_shape: Any) -> Array:
    """The elements in row-major order in a shape of any size: what is too much is left out, what is missing is 0."""
    sizes = sizes_of("resize", new_shape, "new_shape")
    wanted = math.prod(sizes)
    flat = jnp.ravel(x)[:wanted]
    return jnp.reshape(jnp.pad(flat, (0, wanted - flat.size)), sizes)


@operator("Tensor.view(dtype)")
def view_as_dtype(x: Array, dtype: Any) -> Array:
    """The same bits read as another dtype of the same width."""
    return lax.bitcast_convert_type(x, dtype)


@operator("ops.view_as(input, other)", "ops.reshape_as(input, other)", "Tensor.view_as(other)",
          "Tensor.reshape_as(other)", view=True)
def reshape_as(x: Array, other: Array) -> Array:
    """The elements in the shape of another Tensor."""
    return reshape(x, other.shape)


@operator("ops.Transpose()(input, dims)", "ops.transpose(input, dims)", "ops.permute(input, axis)",
          "ops.TransposeView()(input, input_perm)", "mint.permute(input, dims)", "Tensor.permute(*dims)",
          "|Tensor.permute(*axis)", view=True)
def transpose(x: Array, dims: Any) -> Array:
    """The axes in another order.

    Args:
        x: a Tensor with n axes.
        dims: a permutation of the n axes; negative ones count from the back.

    Raises:
        ValueError: `dims` is no permutation of the axes.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> ops.transpose(Tensor([[[1, 2, 3]]]), (2, 0, 1)).shape
        (3, 1, 1)
    """
    sizes = sizes_of("Transpose", dims, "dims")
    if len(sizes) != x.ndim:
        raise ValueError(f"For 'Transpose', 'dims' must name each of the {x.ndim} axes, but got {sizes}.")
    return jnp.transpose(x, axes_of("Transpose", sizes, x.ndim, "dims"))


@operator("Tensor.transpose(*axes)", view=True)
def transpose_method(x: Array, axes: Any = ()) -> Array:
    """The axes in another order: reversed without arguments, two axes swapped with two of them.

    Examples:
        >>> from mindshim import Tensor
        >>> Tensor([[1, 2, 3]]).transpose(1, 0).shape
        (3, 1)
    """
    if axes in ((), (None,), None):
        return jnp.transpose(x)
    sizes = sizes_of("transpose", axes, "axes")
    if len(sizes) == 2 and x.ndim >= 2:
        first, second = (axis_of("transpose", a, x.ndim) for a in sizes)
        return jnp.swapaxes(x, first, second)
    return transpose(x, sizes)


@operator("|Tensor.transpose(dim0, dim1)", "mint.transpose(input, dim0, dim1)", "mint.swapaxes(input, axis0, axis1)",
          "ops.swapaxes(input, axis0, axis1)", "ops.swapdims(input, dim0, dim1)", "Tensor.swapaxes(axis0, axis1)",
          "Tensor.swapdims(dim0, dim1)", "ops.TransposeExtView()(input, dim0, dim1)", view=True)
def swapaxes(x: Array, axis0: int, axis1: int) -> Array:
    """Two axes in each other's place.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> ops.swapaxes(Tensor([[1, 2]]), 0, 1).shape
        (2, 1)
    """
    for axis in (axis0, axis1):
        if not isinstance(axis, int):
            raise TypeError(f"For 'swapaxes', an axis must be an int, but got {axis!r}.")
    found = axis_of("swapaxes", axis0, x.ndim), axis_of("swapaxes", axis1, x.ndim)
    return jnp.swapaxes(x, *found) if x.ndim else x


@operator("ops.t(input)", "mint.t(input)", "Tensor.t()", view=True)
def t(x: Array) -> Array:
    """A matrix transposed; fewer axes stay as they are."""
    if x.ndim > 2:
        raise ValueError(f"For 't', the input must have at most 2 axes, but got shape {x.shape}.")
    return x.T


@operator("ops.moveaxis(x, source, destination)", "ops.movedim(x, source, destination)",
          "Tensor.moveaxis(source, destination)", "Tensor.movedim(source, destination)", view=True)
def moveaxis(x: Array, source: Any, destination: Any) -> Array:
    """Axes moved to other places; the others keep their order."""
    return jnp.moveaxis(x, axes_of("moveaxis", source, x.ndim), axes_of("moveaxis", destination, x.ndim))


@operator("ops.ExpandDims()(input_x, axis)", "ops.expand_dims(input_x, axis)", "ops.unsqueeze(input, dim)",
          "mint.unsqueeze(input, dim)", "Tensor.expand_dims(axis)", "Tensor.unsqueeze(dim)", view=True)
def expand_dims(x: Array, axis: int) -> Array:
    """A new axis of size 1 in front of `axis`.

    Raises:
        ValueError: `axis` is not in [-n - 1, n].

    Examples:
        >>> from mindshim import ops, Tensor
        >>> ops.expand_dims(Tensor([1, 2]), 0).shape
        (1, 2)
    """
    return jnp.expand_dims(x, axes_of("ExpandDims", axis, x.ndim + 1))


@operator("ops.Squeeze(axis=())(input)", "ops.squeeze(input, axis=None)", "mint.squeeze(input, dim=None)",
          "|mint.squeeze(input, axis=None)", view=True)
def squeeze(x: Array, axis: Any = ()) -> Array:
    """Without the axes of size 1: all of them, or those that `axis` names. An axis of another size is kept.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> ops.squeeze(Tensor([[1, 2]])).shape
        (2,)
    """
    if axis is None or axis == ():
        return jnp.squeeze(x)
    return jnp.squeeze(x, tuple(a for a in axes_of("Squeeze", axis, x.ndim) if x.shape[a : a + 1] == (1,)))


squeeze.check = lambda axis: check_axes("Squeeze", axis)  # type: ignore[attr-defined]


@operator("Tensor.squeeze(*axis)", view=True)
def squeeze_method(x: Array, axis: Any = ()) -> Array:
    """Without the axes of size 1: all of them, or those that are named.

    Examples:
        >>> from mindshim import Tensor
        >>> Tensor([[1, 2]]).squeeze(0).shape
        (2,)
    """
    return squeeze(x, () if axis == (None,) else axis)


@operator("|Tensor.squeeze(dim)", view=True)
def squeeze_dim(x: Array, dim: Any) -> Array:
    """Without the axes of size 1 that `dim` names."""
    return squeeze(x, dim)


@operator("ops.Flatten()(input_x)")
def flatten_batch(x: Array) -> Array:
    """All axes but the first as one.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> ops.Flatten()(Tensor([[[1, 2], [3, 4]]])).shape
        (1, 4)
    """
    if x.ndim == 0:
        raise ValueError("For 'Flatten', the input must have at least one axis, but it is a scalar.")
    return jnp.reshape(x, (x.shape[0], math.prod(x.shape[1:])))


def _flattened(x: Array, order: str, start: int, end: int) -> Array:
    if order not in ("C", "F"):
        raise ValueError(f"For 'flatten', the 'order' must be 'C' or 'F', but got {order!r}.")
    if order == "F":
        x = jnp.transpose(x)
    if x.ndim == 0:
        return jnp.reshape(x, (1,))
    first, last = axis_of("flatten", start, x.ndim, "start_dim"), axis_of("flatten", end, x.ndim, "end_dim")
    if first > last:
        if x.ndim == 1:
            return x
        raise ValueError(f"For 'flatten', 'start_dim' must come before 'end_dim', but got {start} and {end}.")
    return jnp.reshape(x, (*x.shape[:first], -1 if x.size else math.prod(x.shape[first : last + 1]),
                           *x.shape[last + 1 :]))


@operator("ops.flatten(input, order='C', *, start_dim=1, end_dim=-1)")
def flatten(x: Array, order: str = "C", start_dim: int = 1, end_dim: int = -1) -> Array:
    """The axes from `start_dim` to `end_dim` as one; with order ``F``, of the Tensor transposed."""
    return _flattened(x, order, start_dim if x.ndim > 1 or start_dim != 1 else 0, end_dim)


@operator("mint.flatten(input, start_dim=0, end_dim=-1)", "mint.nn.functional.flatten(input, start_dim=0, end_dim=-1)",
          "|Tensor.flatten(start_dim=0, end_dim=-1)", "ops.ravel(input)", "mint.ravel(input)",
          "Tensor.ravel()", view=True)
def flatten_all(x: Array, start_dim: int = 0, end_dim: int = -1) -> Array:
    """The axes from `start_dim` to `end_dim` as one."""
    return _flattened(x, "C", start_dim, end_dim)


@operator("Tensor.flatten(order='C', *, start_dim=0, end_dim=-1)", view=True)
def flatten_method(x: Array, order: str = "C", start_dim: int = 0, end_dim: int = -1) -> Array:
    """The axes from `start_dim` to `end_dim` as one; with order ``F``, of the Tensor transposed.

    Examples:
        >>> from mindshim import Tensor
        >>> print(Tensor([[1, 2], [3, 4]]).flatten())
        [1 2 3 4]
    """
    return _flattened(x, order, start_dim, end_dim)


def _same(name: str, tensors: Arrays | None) -> None:
    if tensors is None:
        raise TypeError(f"For '{name}', a sequence of Tensors is needed, but got None.")
    if not tensors:
        raise ValueError(f"For '{name}', at least one Tensor is needed, but got none.")
    for x in tensors:
        tensor(name, x)


@operator("ops.Concat(axis=0)(tensors)", "ops.concat(tensors, axis=0)", "ops.cat(tensors, axis=0)",
          "mint.cat(tensors, dim=0)", "mint.concat(tensors, dim=0)")
def concat(tensors: Arrays, axis: int = 0) -> Array:
    """Tensors one after the other along an axis that they have.

    Args:
        tensors: Tensors of one dtype, whose shapes differ at most in `axis`.
        axis: the axis.

    Raises:
        ValueError: the shapes do not fit, `axis` is out of range, or there are no Tensors.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.concat((Tensor([1, 2]), Tensor([3]))))
        [1 2 3]
    """
    _same("Concat", tensors)
    first = tensor("Concat", tensors[0])
    found = axis_of("Concat", axis, first.ndim)
    for x in tensors[1:]:
        if x.ndim != first.ndim or any(a != b for i, (a, b) in enumerate(zip(x.shape, first.shape, strict=True))
                                       if i != found):
            raise ValueError(f"For 'Concat', the shapes must be equal but for axis {axis}, but got "
                             f"{[tuple(t.shape) for t in tensors]}.")
    if any(x.dtype != first.dtype for x in tensors):  # MindSpore has no kernel for that, and raises this
        raise RuntimeError(f"For 'Concat', the dtypes must be equal, but got {[str(t.dtype) for t in tensors]}.")
    return jnp.concatenate(tensors, found)


@operator("ops.ParallelConcat()(values)")
def parallel_concat(values: Arrays) -> Array:
    """Tensors one after the other along the first axis."""
    return concat(values, 0)


@operator("ops.Stack(axis=0)(tensors)", "ops.stack(tensors, axis=0)", "mint.stack(tensors, dim=0)",
          "ops.Pack(axis=0)(tensors)")
def stack(tensors: Arrays, axis: int = 0) -> Array:
    """Tensors of one shape and dtype side by side along a new axis.

    Raises:
        TypeError: the dtypes differ.
        ValueError: the shapes differ.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> ops.stack((Tensor([1, 2]), Tensor([3, 4])), axis=1).shape
        (2, 2)
    """
    _same("Stack", tensors)
    first = tensors[0]
    if any(x.shape != first.shape for x in tensors):
        raise ValueError(f"For 'Stack', the shapes must be equal, but got {[tuple(t.shape) for t in tensors]}.")
    if any(x.dtype != first.dtype for x in tensors):
        raise TypeError(f"For 'Stack', the dtypes must be equal, but got {[str(t.dtype) for t in tensors]}.")
    return jnp.stack(tensors, axis_of("Stack", axis, first.ndim + 1))


def _pieces(x: Array, axis: int, ends: list[int]) -> tuple[Array, ...]:
    begins = [0, *ends[:-1]]
    return tuple(lax.slice_in_dim(x, b, max(e, b), axis=axis) for b, e in zip(begins, ends, strict=True))


@operator("ops.split(tensor, split_size_or_sections, axis=0)", "mint.split(tensor, split_size_or_sections, dim=0)",
          "Tensor.split(split_size_or_sections, axis=0)", "|Tensor.split(split_size, dim=0)", view=True)
def split(x: Array, split_size_or_sections: Any, axis: int = 0) -> tuple[Array, ...]:
    """Pieces along an axis: of one size (the last may be smaller), or of the sizes that are listed.

    Raises:
        ValueError: a size is not positive, or the sizes do not add up to the axis's.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> [p.shape for p in ops.split(Tensor([1, 2, 3]), 2)]
        [(2,), (1,)]
    """
    found = axis_of("split", axis, x.ndim)
    size = x.shape[found]
    if isinstance(split_size_or_sections, int) and not isinstance(split_size_or_sections, bool):
        step = split_size_or_sections
        if step <= 0:
            raise ValueError(f"For 'split', the size of a piece must be positive, but got {step}.")
        return _pieces(x, found, [min(e + step, size) for e in range(0, max(size, 1), step)])
    sections = sizes_of("split", split_size_or_sections, "split_size_or_sections")
    if any(s < 0 for s in sections) or sum(sections) != size:
        raise ValueError(f"For 'split', the sizes {sections} do not add up to the {size} of axis {axis}.")
    return _pieces(x, found, list(np.cumsum(sections)))


@operator("ops.Split(axis=0, output_num=1)(input_x)")
def split_evenly(x: Array, axis: int = 0, output_num: int = 1) -> tuple[Array, ...]:
    """`output_num` equal pieces along an axis.

    Raises:
        ValueError: the axis is not divisible by `output_num`.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> [p.shape for p in ops.Split(1, 2)(Tensor([[1, 2, 3, 4]]))]
        [(1, 2), (1, 2)]
    """
    found = axis_of("Split", axis, x.ndim)
    if output_num < 1 or x.shape[found] % output_num:
        raise ValueError(f"For 'Split', axis {axis} of shape {x.shape} cannot be split in {output_num} equal pieces.")
    step = x.shape[found] // output_num
    return _pieces(x, found, [step * (i + 1) for i in range(output_num)])


@operator("ops.SplitV(size_splits, split_dim, num_split)(input_x)")
def split_v(x: Array, size_splits: Any, split_dim: int, num_split: int) -> tuple[Array, ...]:
    """Pieces along an axis of the sizes that are listed; one of them may be -1, which stands for what is left."""
    sizes = list(sizes_of("SplitV", size_splits, "size_splits"))
    if len(sizes) != num_split:
        raise ValueError(f"For 'SplitV', there must be {num_split} sizes, but got {sizes}.")
    if -1 in sizes:
        sizes[sizes.index(-1)] = x.shape[axis_of("SplitV", split_dim, x.ndim)] - sum(sizes) - 1
    return split(x, tuple(sizes), split_dim)


@operator("ops.chunk(input, chunks, axis=0)", "mint.chunk(input, chunks, dim=0)", "Tensor.chunk(chunks, axis=0)",
          "|Tensor.chunk(chunks, dim=0)", view=True)
def chunk(x: Array, chunks: int, axis: int = 0) -> tuple[Array, ...]:
    """At most `chunks` pieces along an axis, all but the last of one size."""
    if chunks <= 0:
        raise ValueError(f"For 'chunk', 'chunks' must be positive, but got {chunks}.")
    size = x.shape[axis_of("chunk", axis, x.ndim)]
    return split(x, max(-(-size // chunks), 1), axis)


@operator("ops.tensor_split(input, indices_or_sections, axis=0)",
          "Tensor.tensor_split(indices_or_sections, axis=0)", view=True)
def tensor_split(x: Array, indices_or_sections: Any, axis: int = 0) -> tuple[Array, ...]:
    """That many pieces along an axis, as equal as can be; or pieces that end at the indices that are listed."""
    found = axis_of("tensor_split", axis, x.ndim)
    size = x.shape[found]
    if isinstance(indices_or_sections, int):
        count = indices_or_sections
        if count <= 0:
            raise ValueError(f"For 'tensor_split', the number of pieces must be positive, but got {count}.")
        small, larger = divmod(size, count)
        return _pieces(x, found, [small * (i + 1) + min(i + 1, larger) for i in range(count)])
    ends = [slice(0, e).indices(size)[1] for e in sizes_of("tensor_split", indices_or_sections, "indices")]
    return _pieces(x, found, [*ends, size])


def _split_along(axis: int, name: str, least: int) -> None:
    @operator(f"ops.{name}(input, indices_or_sections)", f"Tensor.{name}(indices_or_sections)")
    def split_along(x: Array, indices_or_sections: Any) -> tuple[Array, ...]:
        if x.ndim < least:
            raise ValueError(f"For '{name}', the input needs at least {least} axes, but got shape {x.shape}.")
        return tensor_split(x, indices_or_sections, 0 if x.ndim == 1 else axis)

    split_along.__doc__ = f"`tensor_split` along axis {axis}."


_split_along(0, "vsplit", 1)
_split_along(1, "hsplit", 1)
_split_along(2, "dsplit", 3)


@operator("ops.Unstack(axis=0, num=None)(input_x)", "ops.unstack(input_x, axis=0)", "ops.unbind(input, dim=0)",
          "mint.unbind(input, dim=0)", "Tensor.unbind(dim=0)", "ops.Unpack(axis=0)(input_x)", view=True)
def unstack(x: Array, axis: int = 0, num: int | None = None) -> tuple[Array, ...]:
    """The Tensors that lie side by side along an axis.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> [int(x) for x in ops.unstack(Tensor([1, 2]))]
        [1, 2]
    """
    if x.ndim == 0:
        raise ValueError("For 'Unstack', the input must have at least one axis.")
    found = axis_of("Unstack", axis, x.ndim)
    if num is not None and num != x.shape[found]:
        raise ValueError(f"For 'Unstack', 'num' must be the size {x.shape[found]} of axis {axis}, but got {num}.")
    return tuple(lax.index_in_dim(x, i, found, keepdims=False) for i in range(x.shape[found]))


@operator("ops.Tile()(input, dims)", "ops.tile(input, dims)", "mint.tile(input, dims)", "Tensor.tile(dims)",
          "|Tensor.tile(reps)")
def tile(x: Array, dims: Any) -> Array:
    """The Tensor repeated along its axes; missing axes are put in front.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.tile(Tensor([1, 2]), (2,)))
        [1 2 1 2]
    """
    counts = sizes_of("Tile", dims, "dims")
    if any(c < 0 for c in counts):
        raise ValueError(f"For 'Tile', the 'dims' must not be negative, but got {counts}.")
    return jnp.tile(x, counts)


@operator("Tensor.repeat(*repeats)", "|Tensor.repeat(repeats)")
def repeat(x: Array, repeats: Any) -> Array:
    """The Tensor repeated along each of its axes; further axes are put in front.

    Raises:
        TypeError: there are no counts.
        ValueError: there are fewer counts than axes.
    """
    counts = sizes_of("repeat", repeats, "repeats")
    if not counts:
        raise TypeError("repeat() missing 1 required positional argument: 'repeats'")
    if len(counts) < x.ndim:
        raise ValueError(f"For 'repeat', there must be at least {x.ndim} counts, but got {counts}.")
    return tile(x, counts)


@operator("ops.repeat_elements(x, rep, axis=0)", "ops.repeat_interleave(input, repeats, axis=None)",
          "Tensor.repeat_interleave(repeats, dim=None, *, output_size=None)",
          "|Tensor.repeat_interleave(repeats, axis=None)",
          "mint.repeat_interleave(input, repeats, dim=None, *, output_size=None)")
def repeat_interleave(x: Array, repeats: Any, axis: int | None = None, output_size: int | None = None) -> Array:
    """Each element along an axis repeated: all as often, or each as often as `repeats` lists. Without axis, flattened.

    Raises:
        ValueError: a count is negative, or there are neither one nor as many as elements.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.repeat_interleave(Tensor([1, 2]), 2))
        [1 1 2 2]
    """
    if axis is None:
        x, axis = jnp.ravel(x), 0
    counts = sizes_of("repeat_interleave", repeats, "repeats")
    found = axis_of("repeat_interleave", axis, x.ndim)
    if any(c < 0 for c in counts):
        raise ValueError(f"For 'repeat_interleave', the 'repeats' must not be negative, but got {repeats}.")
    if len(counts) not in (1, x.shape[found]):
        raise ValueError(f"For 'repeat_interleave', {len(counts)} 'repeats' do not fit {x.shape[found]} elements.")
    return jnp.repeat(x, counts[0] if len(counts) == 1 else np.array(counts), found)


def _broadcast(x: Array, shape: Any) -> Array:
    sizes = sizes_of("BroadcastTo", shape, "shape")
    extra = len(sizes) - x.ndim
    if extra < 0:
        raise ValueError(f"For 'BroadcastTo', shape {x.shape} has more axes than {sizes}.")
    full = tuple(x.shape[i - extra] if s == -1 and i >= extra else s for i, s in enumerate(sizes))
    fits = all(a == b or a == 1 for a, b in zip(x.shape, full[extra:], strict=True))
    if not fits or any(s < 0 for s in full):
        raise ValueError(f"For 'BroadcastTo', shape {x.shape} cannot be broadcast to {sizes}.")
    return jnp.broadcast_to(x, full)


@operator("ops.BroadcastTo(shape)(input)", "ops.broadcast_to(input, shape)", "mint.broadcast_to(input, shape)",
          "mint.nn.functional.broadcast_to(input, shape)", "Tensor.broadcast_to(*shape)", "Tensor.expand(*size)",
          "ops.expand(input_x, size)", "ops.Expand()(input_x, size)", view=True)
def broadcast_to(x: Array, shape: Any) -> Array:
    """Axes of size 1 stretched, and new ones put in front; -1 keeps an axis.

    Raises:
        ValueError: an axis has neither size 1 nor the size that is wanted.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.broadcast_to(Tensor([1, 2]), (2, 2)))
        [[1 2]
         [1 2]]
    """
    return _broadcast(x, shape)


@operator("ops.expand_as(input, other)", "Tensor.expand_as(other)", "|Tensor.expand_as(x)", view=True)
def expand_as(input: Array, other: Array) -> Array:
    """The Tensor broadcast to the shape of another.

    Examples:
        >>> from mindshim import Tensor
        >>> print(Tensor([1, 2]).expand_as(Tensor([[0, 0], [0, 0]])))
        [[1 2]
         [1 2]]
    """
    return _broadcast(input, other.shape)


@operator("Tensor.sum_to_size(*size)")
def sum_to_size(x: Array, size: Any) -> Array:
    """The sum over the axes along which `size`, broadcast, would have to be stretched to the Tensor's shape."""
    sizes = sizes_of("sum_to_size", size, "size")
    extra = x.ndim - len(sizes)
    if extra < 0 or any(s not in (1, x.shape[extra + i]) for i, s in enumerate(sizes)):
        raise ValueError(f"For 'sum_to_size', shape {x.shape} cannot be summed to {sizes}.")
    x = jnp.sum(x, tuple(range(extra)))
    return jnp.sum(x, tuple(i for i, s in enumerate(sizes) if s == 1 != x.shape[i]), keepdims=True)


@operator("ops.hstack(tensors)", "mint.hstack(tensors)")
def hstack(tensors: Arrays) -> Array:
    """Tensors one after the other along the second axis; vectors along the first."""
    _same("hstack", tensors)
    return jnp.hstack(tensors)


@operator("ops.vstack(inputs)", "ops.row_stack(tensors)")
def vstack(inputs: Arrays) -> Array:
    """Tensors one below the other; vectors are rows."""
    _same("vstack", inputs)
    return jnp.vstack(inputs)


@operator("ops.dstack(tensors)", "mint.dstack(tensors)")
def dstack(tensors: Arrays) -> Array:
    """Tensors one behind the other along the third axis."""
    _same("dstack", tensors)
    return jnp.dstack(tensors)


@operator("ops.column_stack(tensors)")
def column_stack(tensors: Arrays) -> Array:
    """Tensors side by side; vectors are columns."""
    _same("column_stack", tensors)
    return jnp.column_stack(tensors)


@operator("ops.block_diag(*inputs)")
def block_diag(inputs: Arrays) -> Array:
    """A matrix with the inputs, at most matrices, along its diagonal."""
    blocks = [jnp.atleast_2d(x) for x in inputs]
    rows, columns = sum(b.shape[0] for b in blocks), sum(b.shape[1] for b in blocks)
    out = jnp.zeros((rows, columns), jnp.result_type(*blocks))
    row = column = 0
    for block in blocks:
        out = lax.dynamic_update_slice(out, block.astype(out.dtype), (row, column))
        row, column = row + block.shape[0], column + block.shape[1]
    return out
