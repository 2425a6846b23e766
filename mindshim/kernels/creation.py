"""New arrays: filled, counted, and triangles of others."""

from __future__ import annotations

import math
from typing import Any

import jax.numpy as jnp
import numpy as np

from mindshim.kernels.declare import Array, Arrays, operator
from mindshim.kernels.promotion import floating, kind, tensor
from mindshim.kernels.random import shape_of


def dtype_of(name: str, dtype: Any, default: Any = np.float32) -> Any:
    """The dtype that was asked for, or the default one.

    Raises:
        TypeError: it is none of MindSpore's dtypes.
    """
    if dtype is None:
        return default
    if not isinstance(dtype, np.dtype):
        raise TypeError(f"For '{name}', the 'dtype' must be a dtype of MindSpore, but got {dtype!r}.")
    return dtype


@operator("ops.zeros(size, dtype=None)", "ops.Zeros()(size, dtype=None)", "mint.zeros(size, *, dtype=None)")
def zeros(size: Any, dtype: Any = None) -> Array:
    """Zeros of this shape (an int, a tuple, or a Tensor of ints), as float32 or `dtype`.

    Examples:
        >>> from mindshim import ops
        >>> print(ops.zeros((2, 2)))
        [[0. 0.]
         [0. 0.]]
    """
    return jnp.zeros(shape_of("zeros", size), dtype_of("zeros", dtype))


@operator("ops.ones(shape, dtype=None)", "ops.Ones()(shape, dtype=None)", "mint.ones(size, *, dtype=None)")
def ones(size: Any, dtype: Any = None) -> Array:
    """Ones of this shape (an int, a tuple, or a Tensor of ints), as float32 or `dtype`.

    Examples:
        >>> import mindshim as ms
        >>> print(ms.ops.ones((2, 3), ms.int32))
        [[1 1 1]
         [1 1 1]]
    """
    return jnp.ones(shape_of("ones", size), dtype_of("ones", dtype))


@operator("mint.empty(*size, dtype=None, device=None, pin_memory=False)")
def empty(size: Any, dtype: Any = None, device: Any = None, pin_memory: bool = False) -> Array:
    """An array of this shape (ints, or one tuple), as float32 or `dtype`. Its elements are zeros."""
    return jnp.zeros(shape_of("empty", size), dtype_of("empty", dtype))


@operator("Tensor.new_zeros(size, dtype=None)")
def new_zeros(input: Array, size: Any, dtype: Any = None) -> Array:
    """Zeros of this shape, in the Tensor's dtype or `dtype`."""
    return jnp.zeros(shape_of("new_zeros", size), dtype_of("new_zeros", dtype, input.dtype))


@operator("Tensor.new_ones(size, dtype=None)")
def new_ones(input: Array, size: Any, dtype: Any = None) -> Array:
    """Ones of this shape, in the Tensor's dtype or `dtype`."""
    return jnp.ones(shape_of("new_ones", size), dtype_of("new_ones", dtype, input.dtype))


@operator("Tensor.new_empty(size, *, dtype=None, device=None)")
def new_empty(input: Array, size: Any, dtype: Any = None, device: Any = None) -> Array:
    """An array of this shape, in the Tensor's dtype or `dtype`. Its elements are zeros."""
    return jnp.zeros(shape_of("new_empty", size), dtype_of("new_empty", dtype, input.dtype))


@operator("Tensor.new_full(size, fill_value, *, dtype=None)")
def new_full(input: Array, size: Any, fill_value: Array, dtype: Any = None) -> Array:
    """An array of this shape with one value everywhere, in the Tensor's dtype or `dtype`."""
    return jnp.full(shape_of("new_full", size), fill_value, dtype_of("new_full", dtype, input.dtype))


@operator("ops.full(size, fill_value, *, dtype=None)")
def full(size: Any, fill_value: Array, dtype: Any = None) -> Array:
    """An array of this shape with one value everywhere, as int64 unless `dtype` says otherwise.

    Raises:
        TypeError: `size` is no tuple or list of ints.
    """
    if not isinstance(size, tuple):
        raise TypeError(f"For 'full', 'size' must be a tuple or list of ints, but got {type(size).__name__}.")
    return jnp.full(shape_of("full", size), jnp.asarray(fill_value).astype(dtype_of("full", dtype, np.int64)))


@operator("mint.full(size, fill_value, *, dtype=None)")
def mint_full(size: Any, fill_value: Array, dtype: Any = None) -> Array:
    """An array of this shape with one value everywhere, in that value's dtype or `dtype`."""
    value = jnp.asarray(fill_value)
    natural = {"b": np.bool_, "i": np.int64, "f": np.float32}.get(kind(value.dtype), value.dtype)
    return jnp.full(shape_of("full", size), value.astype(dtype_of("full", dtype, natural)))


@operator("ops.fill(type, shape, value)", "ops.Fill()(dtype, dims, x)")
def fill(dtype: Any, dims: Any, x: Array) -> Array:
    """An array of this dtype and shape with one value everywhere."""
    if not isinstance(dtype, np.dtype):
        raise TypeError(f"For 'fill', the dtype must be one of MindSpore's, but got {dtype!r}.")
    return jnp.full(shape_of("fill", dims), jnp.asarray(x).astype(dtype))


@operator("ops.FillV2()(shape, value)")
def fill_v2(shape: Any, value: Array) -> Array:
    """An array of this shape with one value everywhere, in that value's dtype."""
    return jnp.full(shape_of("FillV2", shape), value, value.dtype)


@operator("ops.full_like(input, fill_value, *, dtype=None)",
          "mint.full_like(input, fill_value, *, dtype=None)",
          "ops.fills(x, value)", "ops.Fills()(x, value)", "Tensor.fills(value)", "Tensor.fill(value)",
          "Tensor.fill_(value)")
def full_like(input: Array, fill_value: Array, dtype: Any = None) -> Array:
    """One value everywhere, in the input's shape, and its dtype or `dtype`."""
    return jnp.full(jnp.shape(input),
                    jnp.asarray(fill_value).astype(dtype_of("full_like", dtype, input.dtype)))


@operator("ops.zeros_like(input, *, dtype=None)", "mint.zeros_like(input, *, dtype=None)",
          "ops.ZerosLike()(x)",
          "Tensor.zero_()", "ops.zero_(input)", "mint.empty_like(input, *, dtype=None, device=None, pin_memory=False)")
def zeros_like(input: Array, dtype: Any = None, device: Any = None, pin_memory: bool = False) -> Array:
    """Zeros in the input's shape, and its dtype or `dtype`."""
    input = tensor(input)
    return jnp.zeros(jnp.shape(input), dtype_of("zeros_like", dtype, jnp.result_type(input)))


@operator("ops.ones_like(input, *, dtype=None)", "mint.ones_like(input, *, dtype=None)", "ops.OnesLike()(x)")
def ones_like(input: Array, dtype: Any = None) -> Array:
    """Ones in the input's shape, and its dtype or `dtype`."""
    input = tensor(input)
    return jnp.ones(jnp.shape(input), dtype_of("ones_like", dtype, jnp.result_type(input)))


@operator("ops.eye(n, m=None, dtype=None)", "mint.eye(n, m=None, dtype=None)", "ops.Eye()(n, m, dtype)")
def eye(n: int, m: int | None = None, dtype: Any = None) -> Array:
    """The (n, m) matrix with ones on the diagonal; by default square, and float32."""
    for size in (n, m):
        if size is not None and (not isinstance(size, int) or isinstance(size, bool)):
            raise TypeError(f"For 'eye', the sizes must be ints, but got {size!r}.")
        if size is not None and size < 0:
            raise ValueError(f"For 'eye', the sizes must not be negative, but got {size}.")
    return jnp.eye(n, m, dtype=dtype_of("eye", dtype))


@operator("ops.Eps()(x)", "ops.eps(x)")
def eps(x: Array) -> Array:
    """The smallest number that makes a difference to 1 in the input's dtype, in its shape."""
    return jnp.full(x.shape, jnp.finfo(x.dtype).eps, x.dtype)


# Counting ---------------------------------------------------------------------------------------------------


def counted(name: str, start: Any, end: Any, step: Any, dtype: Any) -> Array:
    """The numbers from start towards, but without, end; of ints int64, of floats float32."""
    for value in (start, end, step):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise TypeError(f"For '{name}', 'start', 'end' and 'step' must be numbers, but got {value!r}.")
    if step == 0 or (end - start) * step < 0:
        raise ValueError(f"For '{name}', step {step} does not lead from {start} to {end}.")
    floats = any(isinstance(v, float) for v in (start, end, step))
    count = math.ceil((end - start) / step)
    values = start + step * jnp.arange(count, dtype=np.float64 if floats else np.int64)
    return values.astype(dtype_of(name, dtype, np.float32 if floats else np.int64))


@operator("ops.arange(start=0, end=None, step=1, *, dtype=None)",
          "mint.arange(start=0, end=None, step=1, *, dtype=None)")
def arange(start: Any = 0, end: Any = None, step: Any = 1, dtype: Any = None) -> Array:
    """The numbers from start (0) in steps (of 1) up to, but without, end; of ints int64, of floats float32.

    Raises:
        TypeError: one is no number.
        ValueError: step is 0, or leads away from end.

    Examples:
        >>> from mindshim import ops
        >>> print(ops.arange(1, 2, 0.5))
        [1.  1.5]
    """
    return counted("arange", *((0, start) if end is None else (start, end)), step, dtype)


@operator("ops.range(start, end, step, maxlen=1000000)", "ops.Range(maxlen=1000000)(start, end, step)",
          "ops.tensor_range(start, end, step)")
def range_(start: Any, end: Any, step: Any, maxlen: int = 1000000) -> Array:
    """The numbers from start in steps up to, but without, end; of ints int64, of floats float32."""
    return counted("range", start, end, step, None)


def _steps(name: str, steps: Any) -> int:
    if isinstance(steps, bool) or not isinstance(steps, int):
        raise TypeError(f"For '{name}', the number of steps must be an int, but got {steps!r}.")
    if steps <= 0:
        raise ValueError(f"For '{name}', the number of steps must be greater than 0, but got {steps}.")
    return steps


@operator("ops.linspace(start, end, steps)", "ops.LinSpace()(start, stop, num)",
          "mint.linspace(start, end, steps, *, dtype=None)")
def linspace(start: Array, stop: Array, num: int, dtype: Any = None) -> Array:
    """`num` numbers at equal distances from start to stop, both included, in float32 or the inputs' dtype."""
    first, last = floating(start), floating(stop)
    natural = np.result_type(first.dtype, last.dtype)
    return jnp.linspace(first, last, _steps("linspace", num), dtype=natural).astype(
        dtype_of("linspace", dtype, natural))


@operator("ops.logspace(start, end, steps, base=10, *, dtype=None)",
          "ops.LogSpace(steps=10, base=10, dtype=None)(start, end)")
def logspace(start: Array, end: Array, steps: int = 10, base: int = 10, dtype: Any = None) -> Array:
    """`steps` powers of the base, whose exponents lie at equal distances from start to end, as float32 or
    `dtype`.
    """
    exponents = jnp.linspace(floating(start), floating(end), _steps("logspace", steps))
    return jnp.power(float(base), exponents).astype(dtype_of("logspace", dtype))


@operator("ops.meshgrid(*inputs, indexing='xy')", "ops.Meshgrid(indexing='xy')(inputs)",
          "mint.meshgrid(*tensors, indexing=None)")
def meshgrid(inputs: Arrays, indexing: str | None = "xy") -> tuple[Array, ...]:
    """The coordinates of a grid: for each vector, its elements along its axis of the grid.

    With "xy" the first two axes are swapped; None means "ij".

    Raises:
        ValueError: `indexing` is neither "xy" nor "ij".
    """
    return tuple(jnp.meshgrid(*inputs, indexing=indexing or "ij"))


# Triangles and bands ----------------------------------------------------------------------------------------


def _matrices(name: str, x: Array) -> Array:
    x = tensor(x)
    if jnp.ndim(x) < 2:
        raise ValueError(f"For '{name}', the input must have at least 2 axes, but got shape {jnp.shape(x)}.")
    return jnp.asarray(x)


@operator("ops.tril(input, diagonal=0)", "mint.tril(input, diagonal=0)", "Tensor.tril(diagonal=0)",
          "ops.Tril(diagonal=0)(x)")
def tril(input: Array, diagonal: int = 0) -> Array:
    """The lower triangles of matrices, up to this diagonal, and 0 above.

    Examples:
        >>> from mindshim import ops
        >>> print(ops.tril(ops.ones((2, 2))))
        [[1. 0.]
         [1. 1.]]
    """
    return jnp.tril(_matrices("Tril", input), diagonal)


@operator("ops.triu(input, diagonal=0)", "mint.triu(input, diagonal=0)", "Tensor.triu(diagonal=0)",
          "ops.Triu(diagonal=0)(input)")
def triu(input: Array, diagonal: int = 0) -> Array:
    """The upper triangles of matrices, from this diagonal, and 0 below."""
    return jnp.triu(_matrices("Triu", input), diagonal)


def _triangle(kind_: str, row: int, col: int, offset: int, dtype: Any) -> Array:
    indices = np.tril_indices(row, offset, col) if kind_ == "tril" else np.triu_indices(row, offset, col)
    return jnp.asarray(np.stack(indices)).astype(dtype)


@operator("ops.tril_indices(row, col, offset=0, *, dtype=None)")
def tril_indices(row: int, col: int, offset: int = 0, dtype: Any = None) -> Array:
    """The (2, n) rows and columns of the lower triangle's elements, as int64 or `dtype`."""
    return _triangle("tril", row, col, offset, dtype_of("tril_indices", dtype, np.int64))


@operator("ops.triu_indices(row, col, offset=0, *, dtype=None)")
def triu_indices(row: int, col: int, offset: int = 0, dtype: Any = None) -> Array:
    """The (2, n) rows and columns of the upper triangle's elements, as int64 or `dtype`."""
    return _triangle("triu", row, col, offset, dtype_of("triu_indices", dtype, np.int64))


@operator("ops.TrilIndices(row, col, offset=0, dtype=None)()")
def tril_indices_primitive(row: int, col: int, offset: int = 0, dtype: Any = None) -> Array:
    """The (2, n) rows and columns of the lower triangle's elements, as int32 or `dtype`."""
    return _triangle("tril", row, col, offset, dtype_of("TrilIndices", dtype, np.int32))


@operator("ops.TriuIndices(row, col, offset=0, dtype=None)()")
def triu_indices_primitive(row: int, col: int, offset: int = 0, dtype: Any = None) -> Array:
    """The (2, n) rows and columns of the upper triangle's elements, as int32 or `dtype`."""
    return _triangle("triu", row, col, offset, dtype_of("TriuIndices", dtype, np.int32))


# Windows ----------------------------------------------------------------------------------------------------


def _window(name: str, function: Any, length: int, periodic: bool, dtype: Any) -> Array:
    if isinstance(length, tuple) and len(length) == 1:
        length = length[0]
    if isinstance(length, bool) or not isinstance(length, int):
        raise TypeError(f"For '{name}', 'window_length' must be an int, but got {length!r}.")
    if length < 0:
        raise ValueError(f"For '{name}', 'window_length' must not be negative, but got {length}.")
    if length < 2:
        return jnp.ones((length,), dtype)
    return jnp.asarray(function(length + periodic)[:length]).astype(dtype)


@operator("ops.bartlett_window(window_length, periodic=True, *, dtype=None)",
          "ops.BartlettWindow(periodic=True, dtype=None)(window_length)")
def bartlett_window(window_length: int, periodic: bool = True, dtype: Any = None) -> Array:
    """Bartlett's window, a triangle, as float32 or `dtype`."""
    return _window("bartlett_window", np.bartlett, window_length, periodic,
                   dtype_of("bartlett_window", dtype))


@operator("ops.blackman_window(window_length, periodic=True, *, dtype=None)",
          "ops.BlackmanWindow(periodic=True, dtype=None)(window_length)")
def blackman_window(window_length: int, periodic: bool = True, dtype: Any = None) -> Array:
    """Blackman's window, as float32 or `dtype`."""
    return _window("blackman_window", np.blackman, window_length, periodic,
                   dtype_of("blackman_window", dtype))


@operator("ops.hamming_window(window_length, periodic=True, alpha=0.54, beta=0.46, *, dtype=None)",
          "ops.HammingWindow(periodic=True, alpha=0.54, beta=0.46, dtype=None)(length)")
def hamming_window(window_length: int, periodic: bool = True, alpha: float = 0.54, beta: float = 0.46,
                   dtype: Any = None) -> Array:
    """alpha - beta · cos(2πn / (N - 1)), as float32 or `dtype`."""
    return _window("hamming_window", lambda n: alpha - beta * np.cos(2 * np.pi * np.arange(n) / (n - 1)),
                   window_length, periodic, dtype_of("hamming_window", dtype))


@operator("ops.hann_window(window_length, periodic=True, *, dtype=None)")
def hann_window(window_length: int, periodic: bool = True, dtype: Any = None) -> Array:
    """Von Hann's window, as float64 or `dtype`."""
    return _window("hann_window", np.hanning, window_length, periodic,
                   dtype_of("hann_window", dtype, np.float64))


@operator("ops.kaiser_window(window_length, periodic=True, beta=12.0, *, dtype=None)")
def kaiser_window(window_length: int, periodic: bool = True, beta: float = 12.0, dtype: Any = None) -> Array:
    """Kaiser's window of the shape parameter beta, as float64 or `dtype`."""
    return _window("kaiser_window", lambda n: np.kaiser(n, beta), window_length, periodic,
                   dtype_of("kaiser_window", dtype, np.float64))


@operator("ops.RaggedRange(Tsplits)(starts, limits, deltas)", dynamic=True)
def ragged_range(starts: Array, limits: Array, deltas: Array, Tsplits: Any = np.int64) -> tuple[Array, Array]:
    """The bounds of several ranges, as `Tsplits`, and the ranges one after the other."""
    ranges = [np.arange(*row) for row in zip(*np.broadcast_arrays(starts, limits, deltas), strict=True)]
    bounds = np.cumsum([0, *map(len, ranges)])
    return jnp.asarray(bounds, Tsplits), jnp.asarray(np.concatenate(ranges), starts.dtype)
