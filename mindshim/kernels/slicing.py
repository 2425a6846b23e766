"""Parts of a Tensor that static attributes name, padding, and elements in another order along an axis."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import lax

from mindshim.kernels.axes import axes_of, axis_of, sizes_of
from mindshim.kernels.declare import Array, operator


@operator("ops.Slice()(input, begin, size)", "ops.slice(input_x, begin, size)",
          "ops.tensor_slice(input, begin, size)", view=True)
def slice_(x: Array, begin: Any, size: Any) -> Array:
    """The block of a given size that begins at an index; a size of -1 reaches to the end of its axis.

    Raises:
        ValueError: the block reaches outside of the Tensor.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.slice(Tensor([1, 2, 3, 4]), (1,), (2,)))
        [2 3]
    """
    begins, sizes = sizes_of("Slice", begin, "begin"), sizes_of("Slice", size, "size")
    if not len(begins) == len(sizes) == x.ndim:
        raise ValueError(f"For 'Slice', 'begin' and 'size' must have {x.ndim} elements, but got {begins} and {sizes}.")
    ends = [n if s == -1 else b + s for b, s, n in zip(begins, sizes, x.shape, strict=True)]
    if any(not 0 <= b <= e <= n for b, e, n in zip(begins, ends, x.shape, strict=True)):
        raise ValueError(f"For 'Slice', the block from {begins} of size {sizes} is not inside of shape {x.shape}.")
    return lax.slice(x, begins, ends)


@operator("ops.StridedSlice(begin_mask=0, end_mask=0, ellipsis_mask=0, new_axis_mask=0, shrink_axis_mask=0)"
          "(input_x, begin, end, strides)",
          "ops.strided_slice(input_x, begin, end, strides, begin_mask=0, end_mask=0, ellipsis_mask=0, "
          "new_axis_mask=0, shrink_axis_mask=0)", view=True)
def strided_slice(x: Array, begin: Any, end: Any, strides: Any, begin_mask: int = 0, end_mask: int = 0,
                  ellipsis_mask: int = 0, new_axis_mask: int = 0, shrink_axis_mask: int = 0) -> Array:
    """``x[begin:end:strides]`` along the leading axes.

    The i-th bit of a mask changes what the i-th entry means: its begin or its end is left out, it stands for ``...``,
    for a new axis, or for the one index `begin`.

    Raises:
        ValueError: a stride is 0.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.strided_slice(Tensor([1, 2, 3, 4]), (0,), (4,), (2,)))
        [1 3]
    """
    begins, ends, steps = (sizes_of("StridedSlice", v, w) for v, w in
                           ((begin, "begin"), (end, "end"), (strides, "strides")))
    if not len(begins) == len(ends) == len(steps):
        raise ValueError("For 'StridedSlice', 'begin', 'end' and 'strides' must have as many elements, "
                         f"but got {begins}, {ends} and {steps}.")
    if 0 in steps:
        raise ValueError("For 'StridedSlice', the 'strides' must not contain 0.")
    index: list[Any] = []
    for i, (b, e, s) in enumerate(zip(begins, ends, steps, strict=True)):
        bit = 1 << i
        if ellipsis_mask & bit:
            index.append(Ellipsis)
        elif new_axis_mask & bit:
            index.append(None)
        elif shrink_axis_mask & bit:
            index.append(b)
        else:
            index.append(slice(None if begin_mask & bit else b, None if end_mask & bit else e, s))
    return x[tuple(index)]


@operator("ops.narrow(input, axis, start, length)", "mint.narrow(input, dim, start, length)",
          "Tensor.narrow(dim, start, length)", view=True)
def narrow(x: Array, axis: int, start: int, length: int) -> Array:
    """`length` elements along an axis, from `start` on.

    Raises:
        ValueError: they are not inside of the axis.
    """
    found = axis_of("narrow", axis, x.ndim)
    size = x.shape[found]
    begin = start + size if start < 0 else start
    if not 0 <= begin <= size or not 0 <= length <= size - begin:
        raise ValueError(f"For 'narrow', {length} elements from {start} are not inside of the {size} of axis {axis}.")
    return lax.slice_in_dim(x, begin, begin + length, axis=found)


@operator("mint.select(input, dim, index)", "Tensor.select(dim, index)", "ops.SelectView()(input, index, dim)",
          "|ops.select(input, dim, index)", view=True)
def select_index(x: Array, dim: int, index: int) -> Array:
    """What stands at an index along an axis, without the axis."""
    found = axis_of("select", dim, x.ndim, "dim")
    size = x.shape[found]
    if not -size <= index < size:
        raise ValueError(f"For 'select', the 'index' must be in [{-size}, {size}), but got {index}.")
    return lax.index_in_dim(x, index, found, keepdims=False)


@operator("ops.ReverseV2(axis)(input)", "ops.flip(input, dims)", "ops.reverse(x, axis)", "mint.flip(input, dims)",
          "Tensor.flip(dims)", "Tensor.reverse(axis)")
def flip(x: Array, axis: Any) -> Array:
    """The elements in reversed order along the axes that a tuple names.

    Raises:
        TypeError: `axis` is no tuple or list.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.flip(Tensor([1, 2, 3]), (0,)))
        [3 2 1]
    """
    if not isinstance(axis, tuple):
        raise TypeError(f"For 'ReverseV2', the axes must be a tuple or list of ints, but got {axis!r}.")
    return jnp.flip(x, axes_of("ReverseV2", axis, x.ndim))


@operator("ops.fliplr(input)", "Tensor.fliplr()")
def fliplr(x: Array) -> Array:
    """The elements in reversed order along the second axis."""
    return jnp.flip(x, axis_of("fliplr", 1, x.ndim))


@operator("ops.flipud(input)", "Tensor.flipud()")
def flipud(x: Array) -> Array:
    """The elements in reversed order along the first axis."""
    return jnp.flip(x, axis_of("flipud", 0, x.ndim))


@operator("ops.Roll(shifts, dims=None)(input)", "ops.roll(input, shifts, dims=None)",
          "mint.roll(input, shifts, dims=None)", "Tensor.roll(shifts, dims=None)")
def roll(x: Array, shifts: Any, dims: Any = None) -> Array:
    """The elements moved along axes; what leaves at the end enters at the front. Without axes, of the flat Tensor."""
    if dims is None or dims == ():
        amount = sizes_of("Roll", shifts, "shifts")
        return jnp.reshape(jnp.roll(jnp.ravel(x), sum(amount)), x.shape)
    listed = sizes_of("Roll", dims, "dims")
    amounts = sizes_of("Roll", shifts, "shifts")
    if len(listed) != len(amounts):
        raise ValueError(f"For 'Roll', there must be one shift for each axis, but got {shifts} and {dims}.")
    return jnp.roll(x, amounts, tuple(axis_of("Roll", d, x.ndim, "dims") for d in listed))


@operator("ops.rot90(input, k, dims)", "Tensor.rot90(k, dims)")
def rot90(x: Array, k: int, dims: Any) -> Array:
    """The plane of two axes turned `k` times by 90 degrees, from the first axis towards the second."""
    if len(dims) != 2:
        raise ValueError(f"For 'rot90', 'dims' must name two axes, but got {dims}.")
    first, second = axes_of("rot90", dims, x.ndim, "dims")
    return jnp.rot90(x, k, (first, second))


@operator("ops.ReverseSequence(seq_dim, batch_dim=0)(x, seq_lengths)",
          "ops.reverse_sequence(x, seq_lengths, seq_dim, batch_dim=0)",
          "Tensor.reverse_sequence(seq_lengths, seq_dim=0, batch_dim=0)")
def reverse_sequence(x: Array, seq_lengths: Array, seq_dim: int = 0, batch_dim: int = 0) -> Array:
    """For each member of the batch, the first ``seq_lengths`` elements along `seq_dim` in reversed order."""
    sequence, batch = axis_of("ReverseSequence", seq_dim, x.ndim), axis_of("ReverseSequence", batch_dim, x.ndim)
    if sequence == batch:
        raise ValueError("For 'ReverseSequence', 'seq_dim' and 'batch_dim' must be different axes.")
    positions = jnp.expand_dims(jnp.arange(x.shape[sequence]), [i for i in range(x.ndim) if i != sequence])
    lengths = jnp.expand_dims(seq_lengths, [i for i in range(x.ndim) if i != batch])
    index = jnp.where(positions < lengths, lengths - 1 - positions, positions)
    return jnp.take_along_axis(x, index, sequence)


# Padding --------------------------------------------------------------------------------------------------------------

_MODES = {"reflect": "reflect", "replicate": "edge", "circular": "wrap", "symmetric": "symmetric", "edge": "edge"}


def _padded(name: str, x: Array, widths: list[tuple[int, int]], mode: str, value: Any) -> Array:
    if mode == "constant":
        fill = jnp.asarray(0 if value is None else value).astype(x.dtype)
        return lax.pad(x, fill, [(a, b, 0) for a, b in widths])
    if mode not in _MODES:
        raise ValueError(f"For '{name}', the 'mode' must be constant or one of {sorted(_MODES)}, but got {mode!r}.")
    return jnp.pad(x, widths, mode=_MODES[mode])


def _from_back(name: str, x: Array, padding: Any) -> list[tuple[int, int]]:
    """Widths for each axis from pairs that begin with the last axis."""
    flat = sizes_of(name, padding, "padding")
    if len(flat) % 2 or len(flat) > 2 * x.ndim:
        raise ValueError(f"For '{name}', the 'padding' must hold pairs for at most {x.ndim} axes, but got {flat}.")
    pairs = [(flat[i], flat[i + 1]) for i in range(0, len(flat), 2)]
    return [(0, 0)] * (x.ndim - len(pairs)) + pairs[::-1]


@operator("ops.pad(input_x, padding, mode='constant', value=None)",
          "mint.nn.functional.pad(input, pad, mode='constant', value=None)")
def pad(x: Array, padding: Any, mode: str = "constant", value: float | None = None) -> Array:
    """Elements put around the Tensor, or, with a negative width, taken away.

    Args:
        x: a Tensor.
        padding: widths in front and behind, for the last axis first: ``(left, right, top, bottom, ...)``.
        mode: ``constant``; ``reflect`` without and ``replicate`` with the edge's element; ``circular``.
        value: what is put around in mode ``constant``; 0 by default.

    Raises:
        ValueError: there is an odd number of widths, or more than the Tensor has axes.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.pad(Tensor([1, 2]), (1, 2)))
        [0 1 2 0 0]
    """
    if mode != "constant" and value not in (None, 0):
        raise ValueError(f"For 'pad', the mode {mode!r} takes no 'value', but got {value}.")
    return _padded("pad", x, _from_back("pad", x, padding), mode, value)


@operator("ops.PadV3(mode='constant', paddings_contiguous=True)(input_x, paddings, constant_value=None)")
def pad_v3(x: Array, paddings: Any, constant_value: Array | None = None, mode: str = "constant",
           paddings_contiguous: bool = True) -> Array:
    """`pad`; with ``paddings_contiguous=False``, all widths in front come first."""
    flat = sizes_of("PadV3", paddings, "paddings")
    if not paddings_contiguous:
        half = len(flat) // 2
        flat = tuple(w for pair in zip(flat[:half], flat[half:], strict=True) for w in pair)
    return _padded("PadV3", x, _from_back("PadV3", x, flat), mode, constant_value)


@operator("ops.Pad(paddings)(input_x)")
def pad_constant(x: Array, paddings: Any) -> Array:
    """Zeros put around the Tensor: ``paddings`` has one pair (in front, behind) for each axis.

    Raises:
        ValueError: there is another number of pairs, or a negative width.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.Pad(((1, 2),))(Tensor([1, 2])))
        [0 1 2 0 0]
    """
    if len(paddings) != x.ndim:
        raise ValueError(f"For 'Pad', the 'paddings' must have a pair for each of {x.ndim} axes, but got {paddings}.")
    if any(w < 0 for pair in paddings for w in pair):
        raise ValueError(f"For 'Pad', the 'paddings' must not be negative, but got {paddings}.")
    return _padded("Pad", x, list(paddings), "constant", None)


@operator("ops.MirrorPad(mode='REFLECT')(input_x, paddings)", "ops.mirror_pad(input_x, paddings, mode)")
def mirror_pad(x: Array, paddings: Any, mode: str = "REFLECT") -> Array:
    """The Tensor's reflection around it: without its edge (``REFLECT``) or with it (``SYMMETRIC``)."""
    if mode not in ("REFLECT", "SYMMETRIC"):
        raise ValueError(f"For 'MirrorPad', the 'mode' must be 'REFLECT' or 'SYMMETRIC', but got {mode!r}.")
    return jnp.pad(x, paddings, mode=mode.lower())


@operator("ops.Padding(pad_dim_size=8)(x)", "ops.padding(x, pad_dim_size=8)")
def padding_(x: Array, pad_dim_size: int = 8) -> Array:
    """The last axis, of size 1, filled up with zeros to `pad_dim_size`."""
    if x.ndim < 2 or x.shape[-1] != 1:
        raise ValueError(f"For 'Padding', the last axis must have size 1, but got shape {x.shape}.")
    return _padded("Padding", x, [(0, 0)] * (x.ndim - 1) + [(0, pad_dim_size - 1)], "constant", None)


# Diagonals ------------------------------------------------------------------------------------------------------------


@operator("ops.Diag()(input)", "ops.diag(input)", "Tensor.diag()")
def diag(x: Array) -> Array:
    """A Tensor of twice as many axes with the input on its diagonal, and zeros elsewhere.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.diag(Tensor([1, 2])))
        [[1 0]
         [0 2]]
    """
    if x.ndim == 0:
        raise ValueError("For 'Diag', the input must have at least one axis.")
    return jnp.reshape(jnp.diag(jnp.ravel(x)), x.shape * 2)


@operator("ops.DiagPart()(input)")
def diag_part(x: Array) -> Array:
    """The diagonal of a Tensor whose second half of axes is as large as the first."""
    half = x.ndim // 2
    if x.ndim % 2 or x.shape[:half] != x.shape[half:]:
        raise ValueError(f"For 'DiagPart', the two halves of the shape must be equal, but got {x.shape}.")
    size = int(np.prod(x.shape[:half]))
    return jnp.reshape(jnp.diagonal(jnp.reshape(x, (size, size))), x.shape[:half])


@operator("mint.diag(input, diagonal=0)", "|Tensor.diag(diagonal)")
def diag_matrix(x: Array, diagonal: int = 0) -> Array:
    """A matrix with a vector on a diagonal; or the diagonal of a matrix."""
    if x.ndim not in (1, 2):
        raise ValueError(f"For 'diag', the input must have 1 or 2 axes, but got shape {x.shape}.")
    return jnp.diag(x, diagonal)


@operator("ops.diagonal(input, offset=0, dim1=0, dim2=1)", "Tensor.diagonal(offset=0, axis1=0, axis2=1)", view=True)
def diagonal(x: Array, offset: int = 0, dim1: int = 0, dim2: int = 1) -> Array:
    """The diagonals of the planes of two axes, as a last axis."""
    if x.ndim < 2:
        raise ValueError(f"For 'diagonal', the input needs at least 2 axes, but got shape {x.shape}.")
    first, second = axes_of("diagonal", (dim1, dim2), x.ndim)
    return jnp.diagonal(x, offset, first, second)


def _on_diagonal(x: Array, offset: int) -> Array:
    size = x.shape[-1] + abs(offset)
    index = jnp.arange(x.shape[-1])
    return jnp.zeros((*x.shape[:-1], size, size), x.dtype).at[
        ..., index + max(-offset, 0), index + max(offset, 0)].set(x)


@operator("ops.diag_embed(input, offset=0, dim1=-2, dim2=-1)")
def diag_embed(x: Array, offset: int = 0, dim1: int = -2, dim2: int = -1) -> Array:
    """The last axis put on the diagonals of matrices, whose axes the result has at `dim1` and `dim2`."""
    axes = axes_of("diag_embed", (dim1, dim2), x.ndim + 1)
    return jnp.moveaxis(_on_diagonal(x, offset), (-2, -1), axes)


@operator("ops.diagflat(input, offset=0)", "Tensor.diagflat(offset=0)")
def diagflat(x: Array, offset: int = 0) -> Array:
    """A matrix with all elements on a diagonal."""
    return _on_diagonal(jnp.ravel(x), offset)


@operator("ops.diagonal_scatter(input, src, offset=0, dim1=0, dim2=1)",
          "Tensor.diagonal_scatter(src, offset=0, dim1=0, dim2=1)")
def diagonal_scatter(x: Array, src: Array, offset: int = 0, dim1: int = 0, dim2: int = 1) -> Array:
    """The Tensor with its diagonals replaced by `src`."""
    first, second = axes_of("diagonal_scatter", (dim1, dim2), x.ndim)
    moved = jnp.moveaxis(x, (first, second), (-2, -1))
    index = jnp.arange(src.shape[-1])
    moved = moved.at[..., index + max(-offset, 0), index + max(offset, 0)].set(src.astype(x.dtype))
    return jnp.moveaxis(moved, (-2, -1), (first, second))


@operator("ops.FillDiagonal(fill_value, wrap=False)(input_x)", "Tensor.fill_diagonal(fill_value, wrap=False)",
          "Tensor.fill_diagonal_(fill_value, wrap=False)")
def fill_diagonal(x: Array, fill_value: float, wrap: bool = False) -> Array:
    """The Tensor with a number on its main diagonal; with `wrap`, of a tall matrix, the diagonal begins anew below."""
    if x.ndim < 2:
        raise ValueError(f"For 'FillDiagonal', the input needs at least 2 axes, but got shape {x.shape}.")
    if x.ndim == 2:
        rows, columns = x.shape
        step = columns + 1
        last = rows * columns if wrap else min(rows, columns) * columns
        flat = jnp.ravel(x).at[jnp.arange(0, last, step)].set(jnp.asarray(fill_value).astype(x.dtype))
        return jnp.reshape(flat, x.shape)
    if len(set(x.shape)) > 1:
        raise ValueError(f"For 'FillDiagonal', all axes must have one size, but got shape {x.shape}.")
    index = jnp.arange(x.shape[0])
    return x.at[(index,) * x.ndim].set(jnp.asarray(fill_value).astype(x.dtype))


@operator("ops.MatrixBandPart()(x, lower, upper)", "ops.matrix_band_part(x, lower, upper)")
def matrix_band_part(x: Array, lower: Array, upper: Array) -> Array:
    """Matrices without what is more than `lower` below or `upper` above the diagonal; negative bounds keep all."""
    lower, upper = jnp.asarray(lower)[..., None, None], jnp.asarray(upper)[..., None, None]
    distance = jnp.arange(x.shape[-1]) - jnp.arange(x.shape[-2])[:, None]
    kept = ((lower < 0) | (-distance <= lower)) & ((upper < 0) | (distance <= upper))
    return jnp.where(kept, x, jnp.zeros_like(x))


# Writing to parts -----------------------------------------------------------------------------------------------------


@operator("ops.select_scatter(input, src, axis, index)", "Tensor.select_scatter(src, axis, index)")
def select_scatter(x: Array, src: Array, axis: int, index: int) -> Array:
    """The Tensor with what stands at an index along an axis replaced."""
    found = axis_of("select_scatter", axis, x.ndim)
    place = (slice(None),) * found + (index,)
    return x.at[place].set(src.astype(x.dtype))


@operator("ops.slice_scatter(input, src, axis=0, start=None, end=None, step=1)",
          "Tensor.slice_scatter(src, axis=0, start=None, end=None, step=1)")
def slice_scatter(x: Array, src: Array, axis: int = 0, start: int | None = None, end: int | None = None,
                  step: int = 1) -> Array:
    """The Tensor with a slice along an axis replaced."""
    found = axis_of("slice_scatter", axis, x.ndim)
    place = (slice(None),) * found + (slice(start, end, step),)
    return x.at[place].set(src.astype(x.dtype))
