"""New arrays: filled, counted, drawn, grids and windows."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from mindshim.engine.arrays import from_python
from mindshim.engine.binding import operator_named
from mindshim.engine.dtypes import Type
from mindshim.engine.tensor import Tensor
from mindshim.numpy import dtypes
from mindshim.numpy.dtypes import checked, float32, int32
from mindshim.numpy.utils import only_tensors, scalar_dtype, to_tensor

_NUMBERS = (int, float, bool)
_ARRAYS = (*_NUMBERS, list, tuple, Tensor)


def _shape(shape: Any) -> tuple[int, ...]:
    if isinstance(shape, Tensor):
        shape = shape.tolist()
    if not isinstance(shape, (int, tuple, list)):
        raise TypeError(f"a shape must be an int or several, but got {type(shape).__name__}.")
    sizes = (shape,) if isinstance(shape, int) else tuple(shape)
    for size in sizes:
        if not isinstance(size, int):
            raise TypeError(f"a shape must be ints, but got {size!r}.")
        if size < 0:
            raise ValueError(f"a shape must not have negative sizes, but got {sizes}.")
    return sizes


def _array(value: Any) -> Tensor:
    """A number or nested sequences as a Tensor, whose numbers are narrowed to 32 bits."""
    if not isinstance(value, _ARRAYS):
        raise TypeError(f"an array is needed: a Tensor, a number or a sequence, but got {type(value).__name__}.")
    try:
        return to_tensor(value)
    except TypeError as error:
        if "ragged" in str(error):
            raise ValueError(str(error)) from None
        raise


def asarray(a: Any, dtype: Any = None) -> Tensor:
    """A Tensor of a number, a nested sequence or a Tensor; a Tensor of that dtype itself.

    Python's ints become int32, its floats float32.

    Raises:
        TypeError: `a` is something else, or there is no such dtype.
        ValueError: the sequences are ragged.
    """
    wanted = None if dtype is None else checked(dtype)
    if isinstance(a, Tensor) or wanted is None:
        found = _array(a)
        return found if wanted is None or wanted is found.dtype else found.astype(wanted)
    narrow = _array(a)
    return Tensor(from_python(a), wanted) if narrow.size else narrow.astype(wanted)


def array(obj: Any, dtype: Any = None, copy: bool = True, ndmin: int = 0) -> Tensor:
    """A new Tensor of a number, a nested sequence or a Tensor, with at least `ndmin` axes.

    Args:
        obj: what it is made of. Python's ints become int32, its floats float32.
        dtype: the dtype, as MindSpore's, by name, or as a type.
        copy: with False, a Tensor that fits is returned itself.
        ndmin: axes of size 1 are put in front.

    Raises:
        TypeError: `obj` is no array, or there is no such dtype.
        ValueError: the sequences are ragged, or an empty array needs more axes.

    Examples:
        >>> import mindshim.numpy as mnp
        >>> print(mnp.array([1, 2], dtype="float32", ndmin=2))
        [[1. 2.]]
    """
    found = asarray(obj, dtype)
    if ndmin > found.ndim:
        if not found.size:
            raise ValueError("For 'array', an empty array cannot get more axes.")
        found = found.reshape((1,) * (ndmin - found.ndim) + tuple(found.shape))
    return found.copy() if copy and isinstance(obj, Tensor) else found


def asfarray(a: Any, dtype: Any = float32) -> Tensor:
    """`asarray`, in a float type; another `dtype` than float16, float32 or float64 means float32."""
    if dtype is None:
        return asarray(a)
    dtype = checked(dtype)
    return asarray(a, dtype if dtype in (dtypes.float16, dtypes.float32, dtypes.float64) else float32)


def copy(a: Any) -> Tensor:
    """A new Tensor with the same elements."""
    return asarray(a).copy()


# Filled -----------------------------------------------------------------------------------------------------


def zeros(shape: Any, dtype: Any = float32) -> Tensor:
    """Zeros of this shape.

    Raises:
        TypeError: the shape is no ints, or there is no such dtype.
        ValueError: a size is negative.

    Examples:
        >>> import mindshim.numpy as mnp
        >>> print(mnp.zeros((2, 2)))
        [[0. 0.]
         [0. 0.]]
    """
    return operator_named("ops.zeros")(_shape(shape), checked(dtype))


def ones(shape: Any, dtype: Any = float32) -> Tensor:
    """Ones of this shape; see `zeros`."""
    return operator_named("ops.ones")(_shape(shape), checked(dtype))


def empty(shape: Any, dtype: Any = float32) -> Tensor:
    """An array of this shape, whose elements are zeros; see `zeros`."""
    return zeros(shape, dtype)


def full(shape: Any, fill_value: Any, dtype: Any = None) -> Tensor:
    """An array of this shape with one value everywhere, or with an array broadcast to it.

    The dtype is `dtype`, or that of the value; an array always keeps its own.

    Raises:
        TypeError: the value is no array, or there is no such dtype.
        ValueError: the array does not broadcast to this shape, or a size is negative.
    """
    shape = _shape(shape)
    if not isinstance(fill_value, _ARRAYS):
        raise TypeError(f"For 'full', the value must be a number or an array, but got {type(fill_value).__name__}.")
    wanted = None if dtype is None else checked(dtype)
    if isinstance(fill_value, _NUMBERS):
        return operator_named("ops.full")(shape, fill_value, wanted or scalar_dtype(fill_value))
    found = to_tensor(fill_value)
    if 0 in shape:
        return zeros(shape, wanted or found.dtype)
    return operator_named("numpy._broadcast_to")(found, shape)


def _like(prototype: Any, dtype: Any, shape: Any, make: Callable[[Any, Any], Tensor]) -> Tensor:
    if not isinstance(prototype, _ARRAYS):
        raise TypeError(f"a number or an array is needed, but got {type(prototype).__name__}.")
    found = to_tensor(prototype)
    given = shape is not None and not (isinstance(shape, (list, tuple)) and not shape)
    return make(shape if given else tuple(found.shape), found.dtype if dtype is None else dtype)


def empty_like(prototype: Any, dtype: Any = None, shape: Any = None) -> Tensor:
    """An array in the shape and dtype of another, or these; its elements are zeros."""
    return _like(prototype, dtype, shape, zeros)


def zeros_like(a: Any, dtype: Any = None, shape: Any = None) -> Tensor:
    """Zeros in the shape and dtype of another array, or these."""
    return _like(a, dtype, shape, zeros)


def ones_like(a: Any, dtype: Any = None, shape: Any = None) -> Tensor:
    """Ones in the shape and dtype of another array, or these."""
    return _like(a, dtype, shape, ones)


def full_like(a: Any, fill_value: Any, dtype: Any = None, shape: Any = None) -> Tensor:
    """One value in the shape and dtype of another array, or these."""
    return _like(a, dtype, shape, lambda size, kind: full(size, fill_value, kind))


def eye(N: int, M: int | None = None, k: int = 0, dtype: Any = float32) -> Tensor:
    """The (N, M) matrix with ones on its k-th diagonal, by default square.

    Raises:
        TypeError: a size is no int, or there is no such dtype.
    """
    wanted = checked(dtype)
    M = N if M is None else M
    if not all(isinstance(v, int) for v in (N, M, k)):
        raise TypeError(f"For 'eye', the sizes must be ints, but got {(N, M, k)}.")
    return _of_numpy(np.eye(N, M, k), wanted)


def identity(n: int, dtype: Any = float32) -> Tensor:
    """The (n, n) matrix with ones on its diagonal."""
    return eye(n, dtype=dtype)


def tri(N: int, M: int | None = None, k: int = 0, dtype: Any = float32) -> Tensor:
    """The (N, M) matrix with ones up to its k-th diagonal, and 0 above."""
    return _of_numpy(np.tri(N, M, k), checked(dtype))


def _of_numpy(values: np.ndarray, dtype: Type = float32) -> Tensor:
    return Tensor(values.astype(dtype.np_dtype))


# Counted ----------------------------------------------------------------------------------------------------


def arange(start: Any, stop: Any = None, step: Any = None, dtype: Any = None) -> Tensor:
    """The numbers from start (0) in steps up to, but without, stop; of ints int32, of floats float32.

    Raises:
        TypeError: one of them is no number.
        ValueError: there is none.
        ZeroDivisionError: step is 0.

    Examples:
        >>> import mindshim.numpy as mnp
        >>> print(mnp.arange(1, 2, 0.25))
        [1.   1.25 1.5  1.75]
    """
    bounds = [v.item() if isinstance(v, Tensor) else v for v in (start, stop, step)]
    if bounds[1] is None:
        bounds[:2] = 0, bounds[0]
    first, last, width = bounds[0], bounds[1], 1 if bounds[2] is None else bounds[2]
    for value in (first, last, width):
        if not isinstance(value, _NUMBERS):
            raise TypeError(f"For 'arange', the limits must be numbers, but got {value!r}.")
    count = math.ceil((last - first) / width)
    if count <= 0:
        raise ValueError(f"For 'arange', there are no numbers from {first} to {last} in steps of {width}.")
    wanted = scalar_dtype(start, stop, step) if dtype is None else checked(dtype)
    return _of_numpy(first + width * np.arange(count), wanted)


def _limits(name: str, start: Any, stop: Any, num: Any, endpoint: Any, dtype: Any) -> tuple[Tensor, Tensor, Type]:
    for value in (start, stop):
        if not isinstance(value, _ARRAYS):
            raise TypeError(f"For '{name}', the limits must be numbers or arrays, but got {type(value).__name__}.")
    if not isinstance(num, int) or not isinstance(endpoint, bool):
        raise TypeError(f"For '{name}', 'num' must be an int and 'endpoint' a bool, but got {num!r} and {endpoint!r}.")
    if num <= 0:
        raise ValueError(f"For '{name}', 'num' must be greater than 0, but got {num}.")
    limits = [v if isinstance(v, Tensor) else to_tensor(v).astype(float32) for v in (start, stop)]
    return limits[0], limits[1], float32 if dtype is None else checked(dtype)


def linspace(start: Any, stop: Any, num: int = 50, endpoint: bool = True, retstep: bool = False, dtype: Any = None,
             axis: int = 0) -> Any:
    """`num` numbers at equal distances from start to stop, as float32 or `dtype`.

    Args:
        start: the first, a number or an array.
        stop: the last (with ``endpoint=False``, the one after the last).
        num: how many.
        endpoint: whether `stop` is one of them.
        retstep: return the distance too.
        dtype: the dtype of the result.
        axis: where the numbers lie, if the limits are arrays.

    Raises:
        TypeError: an argument has another type.
        ValueError: `num` is not positive, or there is no such axis.
    """
    first, last, wanted = _limits("linspace", start, stop, num, endpoint, dtype)
    if not isinstance(retstep, bool):
        raise TypeError(f"For 'linspace', 'retstep' must be a bool, but got {retstep!r}.")
    found, step = operator_named("numpy._linspace")(first, last, num, endpoint, axis, wanted)
    if not retstep:
        return found
    return found, dtypes.nan if num == 1 and endpoint else step


def logspace(start: Any, stop: Any, num: int = 50, endpoint: bool = True, base: float = 10.0, dtype: Any = None,
             axis: int = 0) -> Tensor:
    """Powers of `base` whose exponents lie at equal distances from start to stop; see `linspace`."""
    first, last, wanted = _limits("logspace", start, stop, num, endpoint, dtype)
    if not isinstance(base, _NUMBERS):
        raise TypeError(f"For 'logspace', the base must be a number, but got {base!r}.")
    exponents, _ = operator_named("numpy._linspace")(first, last, num, endpoint, axis, float32)
    return operator_named("ops.pow")(float(base), exponents).astype(wanted)


def geomspace(start: Any, stop: Any, num: int = 50, endpoint: bool = True, dtype: Any = None, axis: int = 0) -> Tensor:
    """`num` numbers from start to stop, each the same multiple of the one before; see `linspace`."""
    first, last, wanted = _limits("geomspace", start, stop, num, endpoint, dtype)
    return operator_named("numpy._geomspace")(first, last, num, endpoint, axis, wanted)


# Drawn ------------------------------------------------------------------------------------------------------


def _drawn_dtype(name: str, dtype: Any, allowed: tuple[str, ...]) -> Type:
    if not isinstance(dtype, (str, Type)) or str(dtype).lower() not in allowed:
        raise ValueError(f"For '{name}', the 'dtype' must be one of {', '.join(allowed)}, but got {dtype}.")
    return checked(dtype)


def _drawn_shape(name: str, shape: tuple) -> tuple[int, ...]:
    sizes = shape or (1,)
    if len(sizes) == 1 and isinstance(sizes[0], (list, tuple)):
        sizes = tuple(sizes[0])
    if not all(isinstance(s, int) for s in sizes):
        raise TypeError(f"For '{name}', the shape must be ints, but got {shape}.")
    return sizes


_FLOATS = ("float", "float16", "float32", "float64")
_INTEGERS = ("int", "int8", "int16", "int32", "int64")


def rand(*shape: Any, dtype: Any = float32) -> Tensor:
    """Numbers drawn evenly from [0, 1), of this shape (ints, or one tuple; by default one number)."""
    wanted = _drawn_dtype("rand", dtype, _FLOATS)
    return operator_named("ops.rand")(_drawn_shape("rand", shape), wanted, None)


def randn(*shape: Any, dtype: Any = float32) -> Tensor:
    """Standard normal numbers of this shape (ints, or one tuple; by default one number)."""
    wanted = _drawn_dtype("randn", dtype, _FLOATS)
    return operator_named("ops.randn")(_drawn_shape("randn", shape), wanted, None)


def randint(minval: int, maxval: int | None = None, shape: Any = None, dtype: Any = int32) -> Tensor:
    """Integers drawn evenly from minval up to, but without, maxval; with one limit, from 0 up to it.

    Raises:
        TypeError: a limit is no int.
        ValueError: there are no such integers, or `dtype` is no integer type.
    """
    for limit in (minval, maxval):
        if limit is not None and not isinstance(limit, int):
            raise TypeError(f"For 'randint', the limits must be ints, but got {limit!r}.")
    low, high = (0, minval) if maxval is None else (minval, maxval)
    if low >= high:
        raise ValueError(f"For 'randint', there are no integers from {low} up to, but without, {high}.")
    wanted = _drawn_dtype("randint", dtype, _INTEGERS)
    return operator_named("ops.randint")(low, high, (1,) if shape is None else _shape(shape), None, wanted)


# Grids ------------------------------------------------------------------------------------------------------


def meshgrid(*xi: Tensor, sparse: bool = False, indexing: str = "xy") -> list[Tensor]:
    """The coordinates of a grid: for each vector an array with its elements along its axis.

    Args:
        xi: the vectors.
        sparse: leave the other axes at size 1.
        indexing: "xy", where the first two axes are exchanged, or "ij".

    Raises:
        TypeError: `sparse` is no bool, `indexing` something else, or an input no Tensor.
    """
    only_tensors(*xi)
    if not isinstance(sparse, bool) or indexing not in ("xy", "ij"):
        raise TypeError("For 'meshgrid', 'sparse' must be a bool and 'indexing' 'xy' or 'ij', but got "
                        f"{sparse!r} and {indexing!r}.")
    return list(operator_named("numpy._meshgrid")(xi, sparse, indexing))


class _Grid:
    """What `mgrid` and `ogrid` are: a grid is asked for by slices."""

    def __init__(self, sparse: bool):
        self.sparse = sparse

    def __getitem__(self, keys: slice | tuple[slice, ...]) -> Any:
        lines = []
        for key in (keys,) if isinstance(keys, slice) else keys:
            if not isinstance(key.start, int) or not isinstance(key.stop, int):
                raise TypeError(f"a grid's limits must be ints, but got {key}.")
            count = key.step or 1
            lines.append(linspace(key.start, key.stop, int(abs(count))) if isinstance(count, complex)
                         else arange(key.start, key.stop, count))
        grids = meshgrid(*lines, sparse=self.sparse, indexing="ij")
        if len(grids) == 1:
            return grids[0]
        return grids if self.sparse else operator_named("numpy._stack")(grids, 0)


mgrid = _Grid(sparse=False)
ogrid = _Grid(sparse=True)


def indices(dimensions: Any, dtype: Any = int32, sparse: bool = False) -> list[Tensor]:
    """For each axis of an array of this shape, the place along it of each element."""
    if not isinstance(dimensions, (tuple, list)):
        raise TypeError(f"For 'indices', a shape is needed, but got {type(dimensions).__name__}.")
    return meshgrid(*[arange(d, dtype=dtype) for d in dimensions], sparse=sparse, indexing="ij")


def ix_(*args: Tensor) -> tuple[Tensor, ...]:
    """Vectors as arrays that index the grid which they span.

    Raises:
        TypeError: an input is no Tensor.
        ValueError: an input is no vector.
    """
    only_tensors(*args)
    if any(a.ndim != 1 for a in args):
        raise ValueError(f"For 'ix_', vectors are needed, but got shapes {[tuple(a.shape) for a in args]}.")
    return tuple(a.reshape([-1 if i == j else 1 for j in range(len(args))]) for i, a in enumerate(args))


def diag_indices(n: int, ndim: int = 2) -> tuple[Tensor, ...]:
    """The indices of the main diagonal of an array of `ndim` axes of size n, one vector an axis."""
    if not isinstance(n, int) or not isinstance(ndim, int):
        raise TypeError(f"For 'diag_indices', ints are needed, but got {n!r} and {ndim!r}.")
    return (arange(n),) * ndim


def _triangle(name: str, n: Any, k: Any, m: Any) -> tuple[Tensor, Tensor]:
    for value in (n, k, n if m is None else m):
        if not isinstance(value, _NUMBERS):
            raise TypeError(f"For '{name}', numbers are needed, but got {value!r}.")
    rows, columns = math.ceil(n), math.ceil(n if m is None else m)
    distance = np.arange(columns) - np.arange(rows)[:, None]
    found = np.nonzero(distance >= k if name.startswith("triu") else distance <= k)
    return _of_numpy(found[0], int32), _of_numpy(found[1], int32)


def triu_indices(n: int, k: int = 0, m: int | None = None) -> tuple[Tensor, Tensor]:
    """The rows and columns of the elements of an (n, m) matrix from its k-th diagonal upwards, as int32."""
    return _triangle("triu_indices", n, k, m)


def tril_indices(n: int, k: int = 0, m: int | None = None) -> tuple[Tensor, Tensor]:
    """The rows and columns of the elements of an (n, m) matrix up to its k-th diagonal, as int32."""
    return _triangle("tril_indices", n, k, m)


def _matrix(name: str, arr: Any) -> tuple[int, int]:
    shape = tuple(asarray(arr).shape)
    if len(shape) != 2:
        raise ValueError(f"For '{name}', a matrix is needed, but got shape {shape}.")
    return shape  # type: ignore[return-value]


def triu_indices_from(arr: Any, k: int = 0) -> tuple[Tensor, Tensor]:
    """`triu_indices` of this matrix's shape."""
    rows, columns = _matrix("triu_indices_from", arr)
    return triu_indices(rows, k, columns)


def tril_indices_from(arr: Any, k: int = 0) -> tuple[Tensor, Tensor]:
    """`tril_indices` of this matrix's shape."""
    rows, columns = _matrix("tril_indices_from", arr)
    return tril_indices(rows, k, columns)


# Windows ----------------------------------------------------------------------------------------------------


def _window(name: str, function: Callable[[int], np.ndarray]) -> Callable[[int], Tensor]:
    def window(M: int) -> Tensor:
        if not isinstance(M, int):
            raise TypeError(f"For '{name}', the number of points must be an int, but got {M!r}.")
        return ones(max(M, 0)) if M <= 1 else _of_numpy(function(M))

    window.__name__ = window.__qualname__ = name
    window.__doc__ = f"The {name} window of M points, as float32; see NumPy's function of this name."
    return window


bartlett = _window("bartlett", np.bartlett)
blackman = _window("blackman", np.blackman)
hamming = _window("hamming", np.hamming)
hanning = _window("hanning", np.hanning)
