"""The functions of `mindspore.numpy` that are more than one operator, or take more than arrays and numbers."""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any

import numpy as np

from mindshim.engine.binding import operator_named
from mindshim.engine.dtypes import FROM_NUMPY, Type, to_numpy
from mindshim.engine.tensor import Tensor
from mindshim.kernels.numpy_dtypes import checked_axis, numpy_promoted
from mindshim.numpy import dtypes
from mindshim.numpy._creation import asarray
from mindshim.numpy.utils import only_tensors, scalar_dtype, to_tensor

# Joining and splitting --------------------------------------------------------------------------------------

# MindSpore takes an axis beyond this as none.
_MOST_AXES = 32


def concatenate(arrays: Any, axis: int | None = 0) -> Tensor:
    """Arrays one behind the other along an axis, in their common dtype.

    Args:
        arrays: Tensors, or one Tensor whose first axis counts them.
        axis: the axis; None flattens them first.

    Raises:
        TypeError: `arrays` are no Tensors.
        ValueError: their shapes do not fit, or there is no such axis.

    Examples:
        >>> import mindshim.numpy as mnp
        >>> print(mnp.concatenate((mnp.zeros(2), mnp.ones(1))))
        [0. 0. 1.]
    """
    axis = None if axis is None or axis >= _MOST_AXES else axis
    if isinstance(arrays, Tensor):
        return operator_named("numpy._merged")(arrays, axis)
    if not isinstance(arrays, (list, tuple)):
        raise TypeError(f"For 'concatenate', Tensors are needed, but got {type(arrays).__name__}.")
    only_tensors(*arrays)
    if len(arrays) == 1 and axis is not None:
        checked_axis("concatenate", axis, arrays[0].ndim)
        return arrays[0]
    return operator_named("numpy._concatenate")(arrays, axis)


def stack(arrays: Any, axis: int = 0) -> Tensor:
    """Arrays of one shape along a new axis, in their common dtype; of one Tensor, its first axis moved there.

    Raises:
        ValueError: `arrays` are neither a Tensor nor Tensors of one shape.
    """
    if isinstance(arrays, Tensor):
        return operator_named("numpy.moveaxis")(arrays, 0, axis % arrays.ndim)
    if not isinstance(arrays, (list, tuple)):
        raise ValueError(f"For 'stack', Tensors are needed, but got {type(arrays).__name__}.")
    only_tensors(*arrays)
    return operator_named("numpy._stack")(arrays, axis)


def _joining(name: str, doc: str) -> Callable[[Any], Tensor]:
    def join(tup: Any) -> Tensor:
        if isinstance(tup, Tensor):
            return tup
        if not isinstance(tup, (list, tuple)):
            raise TypeError(f"For '{name}', Tensors are needed, but got {type(tup).__name__}.")
        if not tup:
            raise ValueError(f"For '{name}', at least one Tensor is needed.")
        return operator_named("numpy._joined")(tup, name)

    join.__name__ = join.__qualname__ = name
    join.__doc__ = doc
    return join


column_stack = _joining("column_stack", "Vectors as the columns of a matrix, beside matrices; one Tensor is itself.")
hstack = _joining("hstack", "Arrays behind each other along the second axis (vectors: the first).")
vstack = _joining("vstack", "Arrays, of which vectors count as rows, behind each other along the first axis.")
dstack = _joining("dstack", "Arrays, with three axes at least, behind each other along the third axis.")


def _split(name: str, x: Any, parts: Any, axis: Any, uneven: bool) -> Any:
    only_tensors(x)
    axis = checked_axis(name, axis, x.ndim)
    size = x.shape[axis]
    if isinstance(parts, int):
        if parts > size or not uneven and size % parts:
            raise ValueError(f"For '{name}', {size} elements cannot be split into {parts} parts.")
        longer = size % parts
        ends = np.cumsum([size // parts + (i < longer) for i in range(parts - 1)]).tolist()
        return operator_named("numpy._split")(x, ends, axis)
    if not isinstance(parts, (list, tuple)) or not all(isinstance(p, int) for p in parts):
        raise TypeError(f"For '{name}', the parts must be an int or ints, but got {parts!r}.")
    ends = [p + size if p < 0 else p for p in parts]
    if any(b <= a for a, b in zip([0, *ends], [*ends, size], strict=True)):
        raise ValueError(f"For '{name}', a part between the places {parts} would be empty.")
    return list(operator_named("numpy._split")(x, ends, axis))


def split(x: Tensor, indices_or_sections: Any, axis: int = 0) -> Any:
    """Parts of an array along an axis: so many equal ones as a tuple, or those between places as a list.

    Raises:
        TypeError: the parts are neither an int nor ints.
        ValueError: the parts are not equal, or one is empty.
    """
    return _split("split", x, indices_or_sections, axis, uneven=False)


def array_split(x: Tensor, indices_or_sections: Any, axis: int = 0) -> Any:
    """`split`, where the first parts may have one element more."""
    return _split("array_split", x, indices_or_sections, axis, uneven=True)


def vsplit(x: Tensor, indices_or_sections: Any) -> Any:
    """`split` along the first axis."""
    return split(x, indices_or_sections, 0)


def hsplit(x: Tensor, indices_or_sections: Any) -> Any:
    """`split` along the second axis."""
    return split(x, indices_or_sections, 1)


def dsplit(x: Tensor, indices_or_sections: Any) -> Any:
    """`split` along the third axis."""
    return split(x, indices_or_sections, 2)


def broadcast_arrays(*args: Tensor) -> list[Tensor]:
    """Arrays repeated to their common shape."""
    only_tensors(*args)
    try:
        shape = np.broadcast_shapes(*[tuple(a.shape) for a in args])
    except ValueError:
        raise ValueError(f"For 'broadcast_arrays', the shapes {[tuple(a.shape) for a in args]} do not fit.") from None
    return [operator_named("numpy.broadcast_to")(a, shape) for a in args]


def _at_least(axes: int) -> Callable[..., Any]:
    def grown(x: Tensor) -> Tensor:
        if x.ndim >= axes:
            return x
        missing = axes - x.ndim
        shape = tuple(x.shape)
        # NumPy puts the third axis behind.
        sizes = (1,) * (missing - 1) + shape + (1,) if axes == 3 and shape else (1,) * missing + shape
        return operator_named("numpy.reshape")(x, sizes)

    def at_least(*arys: Tensor) -> Any:
        only_tensors(*arys)
        found = [grown(a) for a in arys]
        return found[0] if len(found) == 1 else found

    at_least.__name__ = at_least.__qualname__ = f"atleast_{axes}d"
    at_least.__doc__ = f"The Tensor with at least {axes} axes, or each of several, in a list."
    return at_least


atleast_1d, atleast_2d, atleast_3d = _at_least(1), _at_least(2), _at_least(3)


# Sets -------------------------------------------------------------------------------------------------------


def unique(x: Tensor, return_inverse: bool = False) -> Any:
    """The different elements in the order in which they come; with `return_inverse`, the place of each element too."""
    only_tensors(x)
    values, places = operator_named("ops.unique")(x.ravel() if x.ndim > 1 else x)
    return (values, places) if return_inverse else values


def _flags(name: str, *flags: Any) -> None:
    if not all(isinstance(f, bool) for f in flags):
        raise TypeError(f"For '{name}', the flags must be bools, but got {flags}.")


def intersect1d(ar1: Any, ar2: Any, assume_unique: bool = False, return_indices: bool = False) -> Any:
    """The elements that two arrays have in common, in order; with `return_indices`, their places in both too."""
    _flags("intersect1d", assume_unique, return_indices)
    found = operator_named("numpy._intersect1d")(to_tensor(ar1), to_tensor(ar2), assume_unique)
    return found if return_indices else found[0]


def setdiff1d(ar1: Any, ar2: Any, assume_unique: bool = False) -> Tensor:
    """The elements of one array that another has not, in order and once each, unless they are taken to be so."""
    _flags("setdiff1d", assume_unique)
    return operator_named("numpy._setdiff1d")(to_tensor(ar1), to_tensor(ar2), assume_unique)


def argwhere(a: Any) -> Tensor:
    """The indices of the elements that are not 0, one a row, as int64."""
    return operator_named("ops.argwhere")(to_tensor(a))


def array_equal(a1: Any, a2: Any, equal_nan: bool = False) -> Tensor:
    """Whether two arrays have the same shape and elements; with `equal_nan`, nan is equal to nan."""
    _flags("array_equal", equal_nan)
    x, y = asarray(a1), asarray(a2)
    if x.shape != y.shape:
        return Tensor(False)
    same = x.equal(y)
    return (same.logical_or(x.isnan().logical_and(y.isnan())) if equal_nan else same).all()


def array_equiv(a1: Any, a2: Any) -> Tensor:
    """Whether two arrays, broadcast to one shape, have the same elements."""
    x, y = asarray(a1), asarray(a2)
    try:
        np.broadcast_shapes(tuple(x.shape), tuple(y.shape))
    except ValueError:
        return Tensor(False)
    return x.equal(y).all()


# Choosing ---------------------------------------------------------------------------------------------------


def select(condlist: Any, choicelist: Any, default: Any = 0) -> Tensor:
    """For each element the choice whose condition is the first that holds, or the default, in the choices' dtype.

    Raises:
        ValueError: there are not as many choices as conditions.
    """
    return operator_named("numpy._select")(to_tensor(condlist), to_tensor(choicelist), to_tensor(default))


def choose(a: Any, choices: Any, mode: str = "clip") -> Tensor:
    """For each element of `a`, the choice of that number.

    Raises:
        ValueError: `a` holds no integers, or there is no such mode.
        NotImplementedError: the mode is "raise".
    """
    listed = [to_tensor(c) for c in choices] if isinstance(choices, (list, tuple)) else list(to_tensor(choices))
    return operator_named("numpy._choose")(to_tensor(a), listed, mode)


def _stacked(values: Any) -> Tensor:
    if isinstance(values, (list, tuple)):
        return stack([to_tensor(v) for v in values])
    return atleast_1d(to_tensor(values))


def piecewise(x: Any, condlist: Any, funclist: Any, *args: Any, **kw: Any) -> Tensor:
    """For each element the value, or the function's value, whose condition is the first that holds.

    One more function than conditions is for where none holds.

    Raises:
        ValueError: there are fewer functions than conditions, or more than one too many.
    """
    x = to_tensor(x)
    choices = funclist
    if isinstance(funclist, (tuple, list)) and isinstance(funclist[0], types.FunctionType):
        choices = [f(x, *args, **kw) for f in funclist]
    conditions, found = _stacked(condlist), _stacked(choices)
    default: Any = 0
    if len(conditions) + 1 == len(funclist):
        default, found = found[-1], found[:-1]
    elif len(conditions) != len(funclist):
        raise ValueError(f"For 'piecewise', {len(conditions)} conditions need as many functions, or one more, but got "
                         f"{len(funclist)}.")
    return select(conditions, found, default)


def apply_along_axis(func1d: Callable[..., Any], axis: int, arr: Tensor, *args: Any, **kwargs: Any) -> Tensor:
    """What a function gives for each of the vectors along an axis; its results lie where the vectors lay."""
    axis = checked_axis("apply_along_axis", axis, arr.ndim)
    moved = operator_named("numpy.moveaxis")(arr, axis, -1)
    rest = tuple(moved.shape[:-1])
    rows = moved.reshape((-1, moved.shape[-1]))
    found = stack([to_tensor(func1d(rows[i], *args, **kwargs)) for i in range(rows.shape[0])])
    inner = tuple(found.shape[1:])
    found = found.reshape(rest + inner)
    count, first = len(inner), len(rest)
    return operator_named("numpy.moveaxis")(
        found, tuple(range(first, first + count)), tuple(range(axis, axis + count))) if count else found


def apply_over_axes(func: Callable[..., Any], a: Any, axes: Any) -> Tensor:
    """What a function of an array and ``axis=`` gives, applied for one axis after the other; the axes stay.

    Raises:
        ValueError: the function returns an array of another number of axes.
    """
    start = found = to_tensor(a)
    for axis in (axes,) if isinstance(axes, int) else axes:
        found = func(found, axis=axis)
        if found.ndim != start.ndim:
            found = operator_named("numpy.expand_dims")(found, axis)
        if found.ndim != start.ndim:
            raise ValueError("For 'apply_over_axes', the function returned an array of another number of axes.")
    return found


def size(a: Any, axis: int | None = None) -> int:
    """How many elements an array has, or how many along an axis."""
    a = to_tensor(a)
    if axis is None:
        return a.size
    return a.shape[checked_axis("size", axis, a.ndim)]


def array_str(a: Tensor) -> str:
    """An array's elements as text."""
    only_tensors(a)
    return str(a)


def isscalar(element: Any) -> bool:
    """Whether this is a Python number, truth value or text."""
    return isinstance(element, (bool, int, float, str))


# Numbers ----------------------------------------------------------------------------------------------------


def around(a: Any, decimals: int = 0) -> Tensor:
    """Each element rounded to this many decimals, halves to the even neighbour.

    Raises:
        TypeError: `decimals` is no int.
        ValueError: it is negative.
    """
    if not isinstance(decimals, int):
        raise TypeError(f"For 'around', 'decimals' must be an int, but got {decimals!r}.")
    if decimals < 0:
        raise ValueError(f"For 'around', 'decimals' must not be negative, but got {decimals}.")
    return operator_named("numpy._around")(to_tensor(a, narrow=False), decimals)


def cumprod(a: Any, axis: int | None = None, dtype: Any = None) -> Tensor:
    """The running product along an axis, or of the flattened input; of small integers an int32 or uint32."""
    return operator_named("numpy._cumprod")(to_tensor(a, narrow=False), axis, dtype)


def gradient(f: Any, *varargs: Any, axis: Any = None, edge_order: int = 1) -> Any:
    """The derivative along axes, by central differences, at the ends by one-sided ones.

    Args:
        f: the samples.
        varargs: their distance, one for all axes or one for each; by default 1.
        axis: the axes, by default all.
        edge_order: 1.

    Returns:
        An array; or a list, with one for each axis.

    Raises:
        TypeError: there are not as many distances as axes.
        ValueError: an axis has fewer than two samples.
        NotImplementedError: `edge_order` is another, or a distance is no number.
    """
    if edge_order != 1:
        raise NotImplementedError(f"For 'gradient', 'edge_order' {edge_order} is not implemented.")
    x = asarray(f)
    if x.dtype is not dtypes.float64:
        x = x.astype(dtypes.float32)
    axes = range(x.ndim) if axis is None else (axis,) if isinstance(axis, int) else sorted(axis)
    axes = [checked_axis("gradient", a, x.ndim) for a in axes]
    distances = varargs * len(axes) if len(varargs) == 1 else varargs or (1,) * len(axes)
    if len(distances) != len(axes):
        raise TypeError(f"For 'gradient', {len(axes)} distances are needed, but got {len(distances)}.")
    found = []
    for distance, along in zip(distances, axes, strict=True):
        if x.shape[along] < 2:
            raise ValueError(f"For 'gradient', axis {along} of shape {tuple(x.shape)} has fewer than two elements.")
        if isinstance(distance, Tensor) and distance.ndim or not isinstance(distance, (int, float, Tensor)):
            raise NotImplementedError("For 'gradient', distances other than one number are not implemented.")
        found.append(operator_named("numpy._gradient")(x, to_tensor(distance), along))
    return found[0] if len(found) == 1 else found


# Counting ---------------------------------------------------------------------------------------------------


def bincount(x: Any, weights: Any = None, minlength: int = 0, length: int | None = None) -> Tensor:
    """How often each number from 0 comes among integers, or the sum of its weights, as float32.

    Args:
        x: the integers, a vector; negative ones count as 0.
        weights: one weight for each.
        minlength: how many numbers to count at least.
        length: how many numbers to count.

    Raises:
        TypeError: `x` holds no integers.
        ValueError: `x` is no vector, or `weights` have another shape.
    """
    x = to_tensor(x)
    if x.ndim != 1:
        raise ValueError(f"For 'bincount', a vector is needed, but got shape {tuple(x.shape)}.")
    if np.dtype(x._array.dtype).kind != "i":
        raise TypeError(f"For 'bincount', integers are needed, but got {x.dtype}.")
    weights = None if weights is None else to_tensor(weights)
    if weights is not None and weights.shape != x.shape:
        raise ValueError(f"For 'bincount', the weights must have shape {tuple(x.shape)}.")
    if length is None:
        length = max(int(x.asnumpy().max(initial=0)) + 1, minlength)
    return operator_named("numpy._bincount")(x, weights, length)


def histogram_bin_edges(a: Any, bins: Any = 10, range: Any = None, weights: Any = None) -> Tensor:
    """The limits of the bins of a histogram: those given, or those of so many equal bins.

    Args:
        a: the data.
        bins: how many bins, or their limits.
        range: the first and the last limit, by default the smallest and the largest element.
        weights: of the shape of `a`; they change nothing.

    Raises:
        ValueError: the limits are no vector or pair, or `weights` have another shape.
        NotImplementedError: `bins` names a rule.
    """
    a = to_tensor(a)
    if weights is not None and to_tensor(weights).shape != a.shape:
        raise ValueError("For 'histogram', the weights must have the shape of the data.")
    if isinstance(bins, (tuple, list, Tensor)):
        edges = to_tensor(bins)
        if edges.ndim != 1:
            raise ValueError(f"For 'histogram', the bins must be a vector, but got shape {tuple(edges.shape)}.")
        return edges
    if isinstance(bins, str):
        raise NotImplementedError(f"For 'histogram', the rule {bins!r} is not implemented.")
    start = stop = None
    if range is not None:
        if not isinstance(range, (list, tuple)) or len(range) != 2 or range[0] > range[1]:
            raise ValueError(f"For 'histogram', the range must be two rising numbers, but got {range}.")
        start, stop = map(to_tensor, range)
    return operator_named("numpy._bin_edges")(a, bins, start, stop)


def histogram(a: Any, bins: Any = 10, range: Any = None, weights: Any = None, density: bool = False) -> Any:
    """How many elements lie in each bin, as float32, and the bins' limits; see `histogram_bin_edges`.

    With `weights`, their sums are taken; with `density`, the counts are scaled to the integral 1.
    """
    a = to_tensor(a)
    weights = None if weights is None else to_tensor(weights)
    edges = histogram_bin_edges(a, bins, range, weights)
    return operator_named("numpy._histogram")(a, edges, weights, bool(density)), edges


def histogramdd(sample: Any, bins: Any = 10, range: Any = None, weights: Any = None, density: bool = False) -> Any:
    """How many points lie in each box, as float32, and a list of the limits along each axis.

    Args:
        sample: an array with one point a row, or a list of the coordinates along each axis.
        bins: how many bins along all axes, or for each axis how many, or their limits.
        range: for each axis the first and last limit.
        weights: one weight a point.
        density: scale the counts to the integral 1.

    Raises:
        TypeError: the sample or the bins are something else.
        ValueError: they do not fit each other.
    """
    if isinstance(sample, (tuple, list)):
        sample = stack([to_tensor(s) for s in sample], -1)
    if not isinstance(sample, Tensor) or not isinstance(bins, (int, tuple, list, Tensor)):
        raise TypeError("For 'histogramdd', the sample must be an array and the bins ints or limits.")
    if sample.ndim != 2:
        raise ValueError(f"For 'histogramdd', a matrix is needed, but got shape {tuple(sample.shape)}.")
    axes = sample.shape[1]
    bins = [bins] * axes if isinstance(bins, int) else list(bins)
    ranges = [None] * axes if range is None else list(range)
    if len(bins) != axes or len(ranges) != axes:
        raise ValueError(f"For 'histogramdd', {axes} bins and ranges are needed, but got {len(bins)}, {len(ranges)}.")
    weights = None if weights is None else to_tensor(weights)
    edges = [histogram_bin_edges(sample[:, i], b, ranges[i], weights) for i, b in enumerate(bins)]
    return operator_named("numpy._histogramdd")(sample, edges, weights, bool(density)), edges


def histogram2d(x: Any, y: Any, bins: Any = 10, range: Any = None, weights: Any = None, density: bool = False) -> Any:
    """`histogramdd` of the points (x, y): the counts, and the limits along both axes."""
    count, (first, second) = histogramdd((x, y), bins, range, weights, density)
    return count, first, second


# Padding ----------------------------------------------------------------------------------------------------

_STATISTICS = ("mean", "maximum", "minimum")
_MODES = ("constant", *_STATISTICS, "edge", "wrap", "linear_ramp", "symmetric", "reflect", "empty")


def _pairs(values: Any, ndim: int) -> tuple[tuple[Any, Any], ...]:
    """For each axis what is meant for before and after it."""
    if isinstance(values, Tensor):
        values = values.tolist()
    if not isinstance(values, (int, float, list, tuple)):
        raise TypeError(f"For 'pad', the widths and values must be numbers, but got {type(values).__name__}.")
    try:
        found = np.broadcast_to(np.asarray(values), (ndim, 2)).tolist()
    except ValueError:
        raise ValueError(f"For 'pad', {values} does not fit {ndim} axes.") from None
    return tuple(tuple(pair) for pair in found)


def pad(arr: Any, pad_width: Any, mode: Any = "constant", stat_length: Any = None, constant_values: Any = 0,
        end_values: Any = 0, reflect_type: str = "even", **kwargs: Any) -> Tensor:
    """The array with elements put before and after each axis; see NumPy's function of this name.

    Args:
        arr: the array.
        pad_width: how many, one number, a pair, or a pair for each axis.
        mode: "constant", "edge", "wrap", "reflect", "symmetric", "linear_ramp", "mean", "maximum", "minimum" or
            "empty"; or a function that is called for each padded vector.
        stat_length: of how many elements at an end the mean, maximum or minimum is taken.
        constant_values: the constants.
        end_values: where the ramp ends.
        reflect_type: "even" or "odd".
        kwargs: arguments of the function.

    Raises:
        TypeError: the widths are no numbers.
        ValueError: they do not fit the axes, or there is no such mode.
        NotImplementedError: the mode is "median".
    """
    arr = to_tensor(arr)
    if not arr.ndim:
        return arr
    widths = _pairs(pad_width, arr.ndim)
    if mode == "median":
        raise NotImplementedError("For 'pad', the mode 'median' is not implemented.")
    if isinstance(mode, types.FunctionType):
        found = operator_named("numpy._pad")(arr, widths, "empty", ())
        for axis in range(arr.ndim):
            found = apply_along_axis(mode, axis, found, widths[axis], axis, kwargs)
        return found
    if mode not in _MODES:
        raise ValueError(f"For 'pad', there is no mode {mode!r}.")
    options: dict[str, Any] = {}
    if mode == "constant":
        options["constant_values"] = _pairs(constant_values, arr.ndim)
    elif mode == "linear_ramp":
        options["end_values"] = _pairs(end_values, arr.ndim)
    elif mode in ("reflect", "symmetric"):
        options["reflect_type"] = reflect_type
    elif mode in _STATISTICS and stat_length is not None:
        options["stat_length"] = _pairs(stat_length, arr.ndim)
    return operator_named("numpy._pad")(arr, widths, mode, tuple(options.items()))


# dtypes -----------------------------------------------------------------------------------------------------


def promote_types(type1: Any, type2: Any) -> Type:
    """The common dtype of two, which may be given by name or as types; ``int`` is int32, ``float`` float32.

    Examples:
        >>> import mindshim.numpy as mnp
        >>> print(mnp.promote_types("int32", mnp.float16))
        Float16
    """
    return FROM_NUMPY[numpy_promoted(*(to_numpy(dtypes.checked(t)) for t in (type1, type2)))]


def result_type(*arrays_and_dtypes: Any) -> Type:
    """The common dtype of arrays, numbers and dtypes."""
    def dtype_of(value: Any) -> Type:
        if isinstance(value, Tensor):
            return value.dtype
        if isinstance(value, (bool, int, float)):
            return scalar_dtype(value)
        if isinstance(value, str) and value not in dtypes.dtype_map:
            return FROM_NUMPY[np.dtype(value)]
        return dtypes.checked(value)

    found, *rest = map(dtype_of, arrays_and_dtypes)
    for other in rest:
        found = promote_types(found, other)
    return found
