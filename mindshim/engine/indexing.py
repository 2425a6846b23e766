"""``tensor[index]`` and ``tensor[index] = value``.

What basic indices (ints, slices, ``...``, ``None``) return is a view, see :mod:`mindshim.engine.views`. With index
arrays, item assignment to the result is written through too, but what is written to the base is not seen in it.
"""

from __future__ import annotations

from typing import Any

import jax
import numpy as np
from jax.core import Tracer

from mindshim.engine import views
from mindshim.engine.dispatch import Operator
from mindshim.engine.tensor import Tensor, as_array, wrap
from mindshim.kernels import indexing as kernels
from mindshim.kernels.declare import Declaration

_READ_BASIC = Operator(Declaration("getitem", kernels.read_basic, ()))
_WRITE_BASIC = Operator(Declaration("setitem", kernels.write_basic, ()))
_READ_ADVANCED = Operator(Declaration("getitem", kernels.read_advanced, ()))
_WRITE_ADVANCED = Operator(Declaration("setitem", kernels.write_advanced, ()))
_WRITE_MASK = Operator(Declaration("setitem", kernels.write_mask, ()))
put_flat = Operator(Declaration("setitem", kernels.write_flat, ()))


def getitem(tensor: Tensor, index: Any) -> Tensor:
    """``tensor[index]``.

    Args:
        tensor: of any shape.
        index: int, slice, ``...``, ``None``, bool, list, Tensor of ints or bools, or a tuple of these.

    Raises:
        IndexError: an int is out of range, or there are more indices than axes.
        RuntimeError: an int in a Tensor is out of range.
    """
    if index is Ellipsis:
        return tensor
    result = read(tensor, index)
    return views.attach(result, tensor, read, index, follows=_is_basic(index), index=True)


def setitem(tensor: Tensor, index: Any, value: Any) -> None:
    """``tensor[index] = value``; the value is broadcast, and cast to the Tensor's dtype.

    Raises:
        IndexError: an int is out of range, or there are more indices than axes.
        TypeError: the index or the value is of a wrong type.
        ValueError: the value cannot be broadcast to the part that is written.
    """
    if isinstance(value, (str, complex)) and not isinstance(value, float):
        raise IndexError(f"For 'setitem', the value must be real, a Tensor, a list or a tuple, but got {value!r}.")
    if not isinstance(value, (Tensor, int, float, list, tuple, np.ndarray, np.generic, jax.Array)):
        raise TypeError(f"For 'setitem', the value must be a number, a Tensor, a list or a tuple, "
                        f"but got {type(value).__name__}.")
    if isinstance(value, (list, tuple, np.ndarray)):
        value = Tensor(list(value) if isinstance(value, tuple) else value)
    if isinstance(index, Tensor) and index._array.dtype == np.bool_ and np.size(as_array(value)) == 1 \
            and index.shape == tensor.shape[: index.ndim]:
        written = _WRITE_MASK(tensor, value, index)
    else:
        plan, arrays, is_basic = planned(index, tensor.shape)
        write = _WRITE_BASIC if is_basic else _WRITE_ADVANCED
        written = write(tensor, value, arrays, plan)
    tensor._assign(written)


def read(tensor: Tensor, index: Any) -> Tensor:
    """``tensor[index]``, as a Tensor of its own."""
    plan, arrays, is_basic = planned(index, tensor.shape)
    return (_READ_BASIC if is_basic else _READ_ADVANCED)(tensor, arrays, plan)


def _is_basic(index: Any) -> bool:
    if isinstance(index, tuple):
        return all(_is_basic(i) for i in index)
    if isinstance(index, bool):
        return False
    return index is None or index is Ellipsis or isinstance(index, (int, slice)) or (
        isinstance(index, Tensor) and index.ndim == 0 and index._array.dtype != np.bool_)


def planned(index: Any, shape: tuple[int, ...]) -> tuple[kernels.Plan, list[Any], bool]:
    """The plan of an index into this shape, the arrays that go with it, and whether it is basic."""
    if isinstance(index, list) and any(isinstance(i, (list, tuple, slice)) for i in index):
        index = tuple(index)  # as NumPy once did
    items = list(index) if isinstance(index, tuple) else [index]
    if not shape and any(isinstance(i, slice) for i in items):
        raise ValueError("a 0-d Tensor cannot be sliced.")
    items = _with_masks([_plain(i) for i in items], shape)
    used = sum(_takes_axis(i) for i in items)
    if used > len(shape):
        if not shape:
            raise TypeError("a 0-d Tensor has no elements to index.")
        raise IndexError(f"too many indices: the Tensor has {len(shape)} axes, but {used} were indexed.")
    if sum(i is Ellipsis for i in items) > 1:
        raise IndexError("an index can only have a single ellipsis ('...').")
    if Ellipsis in [i for i in items if not _is_array(i)]:
        at = next(k for k, i in enumerate(items) if i is Ellipsis)
        items[at:at + 1] = [slice(None)] * (len(shape) - used)
    else:
        items += [slice(None)] * (len(shape) - used)
    return _advanced(items, shape) if any(map(_is_advanced, items)) else _basic(items, shape)


def _takes_axis(item: Any) -> bool:
    return item is not None and item is not Ellipsis and not isinstance(item, bool)


def _is_advanced(item: Any) -> bool:
    return _is_array(item) or isinstance(item, bool)


def _basic(items: list[Any], shape: tuple[int, ...]) -> tuple[kernels.Plan, list[Any], bool]:
    plan: list[tuple[Any, ...]] = []
    starts: list[Any] = []
    axis = 0
    for item in items:
        if item is None:
            plan.append(("new",))
            continue
        size = shape[axis]
        if isinstance(item, slice):
            begin, end, step = _slice_of(item, size)
            plan.append(("slice", len(range(begin, end, step)), step))
            starts.append(begin)
        else:
            starts.append(_in_range(item, size, axis))
            plan.append(("int",))
        axis += 1
    return tuple(plan), starts, True


def _advanced(items: list[Any], shape: tuple[int, ...]) -> tuple[kernels.Plan, list[Any], bool]:
    plan: list[tuple[Any, ...]] = []
    arrays: list[Any] = []
    axis = 0
    for item in items:
        if item is None:
            plan.append(("new",))
            continue
        if isinstance(item, bool):
            plan.append(("bool", item))
            continue
        size = shape[axis]
        if isinstance(item, slice):
            plan.append(("slice", _bound(item.start), _bound(item.stop), _bound(item.step)))
        elif isinstance(item, int):
            arrays.append(_in_range(item, size, axis))
            plan.append(("array",))
        else:
            _check_range(item, size, axis, RuntimeError if isinstance(item, jax.Array) else IndexError)
            arrays.append(wrap(item))
            plan.append(("array",))
        axis += 1
    return tuple(plan), arrays, False


def _slice_of(item: slice, size: int) -> tuple[int, int, int]:
    parts = [_bound(p) for p in (item.start, item.stop, item.step)]
    if parts[2] is not None and parts[2] == 0:
        raise ValueError("slice step cannot be zero.")
    return slice(*parts).indices(size)


def _bound(value: Any) -> Any:
    if value is None or type(value) is int:
        return value
    if isinstance(value, (Tensor, np.generic, np.ndarray)):
        return int(value)
    if hasattr(value, "__index__"):
        return value.__index__()
    raise RuntimeError(f"a slice's bounds must be ints or None, but got {type(value).__name__}.")


def _plain(item: Any) -> Any:
    """One item of an index: an int, slice, None, ..., or an array of ints or bools."""
    kind = type(item)
    if kind is int or kind is slice or item is None or item is Ellipsis:
        return item
    if isinstance(item, (bool, np.bool_)):
        return bool(item)
    if isinstance(item, np.integer):
        return int(item)
    if isinstance(item, (list, tuple, range)):
        found = np.asarray([as_array(v) if isinstance(v, Tensor) else v for v in item])
        if found.dtype.kind not in "iub" and found.size:
            raise TypeError(f"a list in an index must hold ints or bools, but holds {found.dtype}.")
        return found.astype(np.int64) if found.size == 0 else found
    if isinstance(item, Tensor):
        array = item._value()
        if not isinstance(array, Tracer):
            if array.ndim == 0 and array.dtype.kind in "iub":
                return item.item()
            if array.dtype == np.bool_:
                return item._host()
        return _checked(array)
    if isinstance(item, (np.ndarray, jax.Array)):
        return _checked(item)
    raise IndexError(
        "a Tensor can only be indexed by int, slice, ..., None, bool, list, tuple and Tensor, "
        f"but got {type(item).__name__}."
    )


def _checked(array: Any) -> Any:
    if array.dtype.kind not in "iub":
        raise IndexError(f"Tensors used as indices must have an int or bool dtype, but got {array.dtype}.")
    return array


def _is_array(item: Any) -> bool:
    return item is not None and hasattr(item, "dtype")


def _with_masks(items: list[Any], shape: tuple[int, ...]) -> list[Any]:
    """The items with each mask as the int arrays that pick the same elements."""
    found: list[Any] = []
    masked = sum(item.ndim for item in items if _is_mask(item))
    for item in items:
        if not _is_mask(item):
            found.append(item)
            continue
        if masked > len(shape):
            raise IndexError(f"a mask of {item.ndim} axes does not fit a Tensor of {len(shape)}.")
        # Where the mask stands is known unless an ellipsis comes first; then the writing itself will tell.
        axis = sum(map(_takes_axis, found))
        if Ellipsis not in [f for f in found if not _is_array(f)] and item.shape != shape[axis: axis + item.ndim]:
            raise ValueError(f"a mask of shape {item.shape} does not fit a Tensor of shape {shape} at axis {axis}.")
        found += list(np.nonzero(np.asarray(item)))
    return found


def _is_mask(item: Any) -> bool:
    return _is_array(item) and item.dtype == np.bool_


def _in_range(index: int, size: int, axis: int) -> int:
    if not -size <= index < size:
        raise IndexError(f"index {index} is out of bounds for axis {axis} with size {size}.")
    return index + size if index < 0 else index


def _check_range(indices: Any, size: int, axis: int, error: type[Exception]) -> None:
    if isinstance(indices, Tracer) or indices.size == 0:
        return
    found = np.asarray(indices)
    low, high = int(found.min()), int(found.max())
    if low < -size or high >= size:
        bad = high if high >= size else low
        raise error(f"index {bad} is out of bounds for axis {axis} with size {size}.")


Tensor.__getitem__ = getitem  # type: ignore[attr-defined]
Tensor.__setitem__ = setitem  # type: ignore[attr-defined]
