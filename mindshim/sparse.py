"""Sparse tensors: `COOTensor` (places and values), `CSRTensor` (compressed rows), `RowTensor` (some rows).

Each holds Tensors, so derivatives flow through the values. Where the number of values depends on values (a sum, a
Tensor made sparse), the places are found in Python, and the values by operators.
"""

from __future__ import annotations

import numbers
from typing import Any

import numpy as np

from mindshim.engine import dtypes, printing
from mindshim.engine.binding import also, operator_named
from mindshim.engine.tensor import Tensor

_INDEX_TYPES = (dtypes.int16, dtypes.int32, dtypes.int64)


def _shown(x: Tensor) -> str:
    array = x.asnumpy()
    digits = printing._DIGITS.get(array.dtype.name)
    formatter: Any = {"float_kind": lambda v: f"{v: .{digits}e}"} if digits else None
    text = np.array2string(array, formatter=formatter)
    return f"Tensor(shape={list(x.shape)}, dtype={x.dtype}, value={chr(10) if x.ndim > 1 else ''}{text})"


def _checked(owner: str, shape: Any, **tensors: Any) -> None:
    for name, value in tensors.items():
        if not isinstance(value, Tensor):
            raise TypeError(f"For '{owner}', '{name}' must be a Tensor, but got {type(value).__name__}.")
        if name in ("indices", "indptr") and value.dtype not in _INDEX_TYPES:
            raise TypeError(f"For '{owner}', '{name}' must hold integers, but got {value.dtype}.")
    kinds = (tuple, list) if owner == "RowTensor" else tuple
    if not isinstance(shape, kinds) or any(not isinstance(n, numbers.Integral) for n in shape):
        raise TypeError(f"For '{owner}', 'shape' must be a tuple of ints, but got {shape!r}.")
    if any(n <= 0 for n in shape):
        raise ValueError(f"For '{owner}', the sizes in 'shape' must be above 0, but got {shape}.")


class _Sparse:
    """What the sparse tensors have in common: `values`, `shape`, and a copy of the same places with other values."""

    values: Tensor
    shape: tuple[int, ...]

    def _with(self, values: Tensor) -> Any:
        raise NotImplementedError

    @property
    def dtype(self) -> dtypes.Type:
        """The values' dtype."""
        return self.values.dtype

    @property
    def size(self) -> int:
        """How many values there are."""
        return self.values.size

    @property
    def itemsize(self) -> int:
        """A value's size in bytes."""
        return self.values.itemsize

    @property
    def ndim(self) -> int:
        """How many dimensions the dense Tensor has."""
        return len(self.shape)

    def astype(self, dtype: Any) -> Any:
        """The same with values of another dtype."""
        return self._with(self.values.astype(dtype))

    def abs(self) -> Any:
        """The same with the values' magnitudes."""
        return self._with(self.values.abs())

    def __neg__(self) -> Any:
        return self._with(-self.values)


class COOTensor(_Sparse):
    """A sparse matrix as places and values.

    Args:
        indices: integers, one row and column for each value: (N, 2).
        values: the N values.
        shape: the matrix's shape.
        coo_tensor: another one to copy, instead of the three.

    Raises:
        TypeError: `indices` or `values` is no Tensor, `indices` holds no integers, or `shape` is no tuple of ints.
        ValueError: the shapes do not fit.

    Example:
        >>> from mindshim import COOTensor, Tensor
        >>> x = COOTensor(Tensor([[0, 1], [1, 2]]), Tensor([1.0, 2.0]), (2, 3))
        >>> print(x.to_dense())
        [[0. 1. 0.]
         [0. 0. 2.]]
    """

    def __init__(self, indices: Tensor | None = None, values: Tensor | None = None,
                 shape: tuple[int, ...] | None = None, coo_tensor: COOTensor | None = None):
        if coo_tensor is not None:
            if not isinstance(coo_tensor, COOTensor):
                raise TypeError(f"For 'COOTensor', 'coo_tensor' must be a COOTensor, but got {coo_tensor!r}.")
            indices, values, shape = coo_tensor.to_tuple()
        _checked("COOTensor", shape, indices=indices, values=values)
        assert indices is not None and values is not None and shape is not None
        if len(shape) != 2:
            raise ValueError(f"For COOTensor, the length of 'shape' must be 2, but got {shape}.")
        if indices.ndim != 2 or indices.shape[1] != 2 or values.shape != indices.shape[:1]:
            raise ValueError(f"For 'COOTensor', 'indices' of shape (N, 2) and 'values' of shape (N,) are needed, but "
                             f"got {indices.shape} and {values.shape}.")
        self.indices = indices
        self.values = values
        self.shape = tuple(int(n) for n in shape)

    def _with(self, values: Tensor) -> COOTensor:
        return COOTensor(self.indices, values, self.shape)

    def to_tuple(self) -> tuple[Tensor, Tensor, tuple[int, ...]]:
        """The places, values and shape."""
        return self.indices, self.values, self.shape

    def to_dense(self) -> Tensor:
        """The matrix as a Tensor; values at the same place are added."""
        return operator_named("ops.scatter_nd")(self.indices, self.values, self.shape)

    def to_csr(self) -> CSRTensor:
        """The same as compressed rows; the places must be sorted."""
        rows, columns = self.indices[:, 0], self.indices[:, 1]
        return CSRTensor(operator_named("ops.COO2CSR")(rows, self.shape[0]), columns, self.values, self.shape)

    def coalesce(self) -> COOTensor:
        """The same with sorted places, and the values at one place added."""
        return _merged([self])

    def add(self, other: COOTensor, thresh: Tensor) -> COOTensor:
        """The sum, without sums of two values that are nearer to 0 than `thresh`.

        Raises:
            TypeError: `other` is no COOTensor, or `thresh` no Tensor.
            ValueError: the shapes differ.
        """
        if not isinstance(other, COOTensor) or not isinstance(thresh, Tensor):
            raise TypeError(f"For 'coo_add', a COOTensor and a Tensor are needed, but got {type(other).__name__} and "
                            f"{type(thresh).__name__}.")
        return _merged([self, other], float(thresh.asnumpy()))

    def __add__(self, other: Any) -> Any:
        if isinstance(other, COOTensor):
            return _merged([self, other])
        return self.to_dense() + other if isinstance(other, Tensor) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, COOTensor):
            return _merged([self, -other])
        return self.to_dense() - other if isinstance(other, Tensor) else NotImplemented

    def _at_places(self, other: Any) -> Any:
        if isinstance(other, Tensor) and other.ndim > 0:
            return other.broadcast_to(self.shape).gather_nd(self.indices)
        return other

    def __mul__(self, other: Any) -> COOTensor:
        return self._with(self.values * self._at_places(other))

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> COOTensor:
        return self._with(self.values / self._at_places(other))

    def __repr__(self) -> str:
        return (f"COOTensor(shape={list(self.shape)}, dtype={self.dtype}, indices={_shown(self.indices)}, "
                f"values={_shown(self.values)})")


def _merged(tensors: list[COOTensor], threshold: float = 0.0) -> COOTensor:
    """The sum of matrices, with sorted places."""
    first = tensors[0]
    if any(t.shape != first.shape for t in tensors):
        raise ValueError(f"For 'coo_add', the shapes must be equal, but got {[t.shape for t in tensors]}.")
    keys: list[Any] = [np.ravel_multi_index(t.indices.asnumpy().T, first.shape) for t in tensors]
    places, inverse = np.unique(np.concatenate(keys), return_inverse=True)
    joined = operator_named("ops.Concat")([t.values for t in tensors], 0) if len(tensors) > 1 else first.values
    sums = operator_named("ops._sum_by_place")(joined, Tensor(inverse.ravel()), len(places))
    if threshold > 0 and len(tensors) > 1:
        small = np.isin(places, np.intersect1d(*keys)) & (np.abs(sums.asnumpy()) < threshold)
        places, sums = places[~small], sums[Tensor(np.flatnonzero(~small))]
    indices = np.stack(np.unravel_index(places, first.shape), axis=1)
    return COOTensor(Tensor(indices, first.indices.dtype), sums, first.shape)


class CSRTensor(_Sparse):
    """A sparse matrix as compressed rows.

    Args:
        indptr: integers: where each row's values begin, and the end.
        indices: integers: the column of each value.
        values: the values.
        shape: the matrix's shape.
        csr_tensor: another one to copy, instead of the four.

    Raises:
        TypeError: one of them is no Tensor, holds no integers where it should, or `shape` is no tuple of ints.
        ValueError: the shapes do not fit.

    Example:
        >>> from mindshim import CSRTensor, Tensor
        >>> x = CSRTensor(Tensor([0, 1, 2]), Tensor([1, 2]), Tensor([1.0, 2.0]), (2, 3))
        >>> print(x.to_dense())
        [[0. 1. 0.]
         [0. 0. 2.]]
    """

    def __init__(self, indptr: Tensor | None = None, indices: Tensor | None = None, values: Tensor | None = None,
                 shape: tuple[int, ...] | None = None, csr_tensor: CSRTensor | None = None):
        if csr_tensor is not None:
            if not isinstance(csr_tensor, CSRTensor):
                raise TypeError(f"For 'CSRTensor', 'csr_tensor' must be a CSRTensor, but got {csr_tensor!r}.")
            indptr, indices, values, shape = csr_tensor.to_tuple()
        _checked("CSRTensor", shape, indptr=indptr, indices=indices, values=values)
        assert indptr is not None and indices is not None and values is not None and shape is not None
        if len(shape) < 2 or indptr.shape != (shape[0] + 1,) or indices.ndim != 1 \
                or values.shape[:1] != indices.shape or values.ndim != len(shape) - 1:
            raise ValueError(f"For 'CSRTensor' of shape {shape}, a bound for each row and the end, and as many "
                             f"'indices' as 'values' are needed, but got {indptr.shape}, {indices.shape} and "
                             f"{values.shape}.")
        self.indptr = indptr
        self.indices = indices
        self.values = values
        self.shape = tuple(int(n) for n in shape)

    def _with(self, values: Tensor) -> CSRTensor:
        return CSRTensor(self.indptr, self.indices, values, self.shape)

    def to_tuple(self) -> tuple[Tensor, Tensor, Tensor, tuple[int, ...]]:
        """The row bounds, columns, values and shape."""
        return self.indptr, self.indices, self.values, self.shape

    def to_coo(self) -> COOTensor:
        """The same as places and values."""
        if self.ndim != 2:
            raise ValueError(f"Only a CSRTensor of two dimensions becomes a COOTensor, but got the shape {self.shape}.")
        rows = operator_named("ops.CSR2COO")(self.indptr, self.indices.shape[0])
        indices = operator_named("ops.Stack")([rows, self.indices.astype(rows.dtype)], 1)
        return COOTensor(indices, self.values, self.shape)

    def to_dense(self) -> Tensor:
        """The matrix as a Tensor."""
        return self.to_coo().to_dense()

    def mv(self, dense_vector: Tensor) -> Tensor:
        """The product with a matrix of one column."""
        return operator_named("ops.CSRMV")(*self._promoted(dense_vector))

    def mm(self, matrix: Tensor | CSRTensor) -> Any:
        """The product with a matrix; with a sparse one, the result is sparse."""
        if isinstance(matrix, CSRTensor):
            return _sparse_product(self, matrix)
        return operator_named("ops.CSRMM")(*self._promoted(matrix))

    def _promoted(self, dense: Any) -> tuple:
        if not isinstance(dense, Tensor):
            raise TypeError(f"For 'CSRTensor', a Tensor is needed, but got {type(dense).__name__}.")
        return self.indptr, self.indices, self.values, self.shape, dense

    def sum(self, axis: int) -> Tensor:
        """The sums along an axis, which stays as one of size 1."""
        return operator_named("ops.CSRReduceSum")(self.indptr, self.indices, self.values, self.shape, axis)

    def add(self, b: CSRTensor, alpha: Tensor, beta: Tensor) -> CSRTensor:
        """``alpha * self + beta * b``.

        Raises:
            TypeError: `b` is no CSRTensor, or a factor no Tensor.
            ValueError: the shapes differ.
        """
        if not isinstance(b, CSRTensor) or not isinstance(alpha, Tensor) or not isinstance(beta, Tensor):
            raise TypeError("For 'csr_add', a CSRTensor and two Tensors are needed, but got "
                            f"{', '.join(type(v).__name__ for v in (b, alpha, beta))}.")
        return _merged([(self * alpha).to_coo(), (b * beta).to_coo()]).to_csr()

    def __add__(self, other: Any) -> Any:
        if isinstance(other, CSRTensor):
            return _merged([self.to_coo(), other.to_coo()]).to_csr()
        return NotImplemented

    def __sub__(self, other: Any) -> Any:
        return self + -other if isinstance(other, CSRTensor) else NotImplemented

    def __mul__(self, other: Any) -> CSRTensor:
        if isinstance(other, Tensor) and other.ndim > 0:
            return self._with(operator_named("ops.CSRMul")(*self._promoted(other)))
        return self._with(self.values * other)

    def __truediv__(self, other: Any) -> CSRTensor:
        if isinstance(other, Tensor) and other.ndim > 0:
            return self._with(operator_named("ops.CSRDiv")(*self._promoted(other)))
        return self._with(self.values / other)

    def __repr__(self) -> str:
        return (f"CSRTensor(shape={list(self.shape)}, dtype={self.dtype}, indptr={_shown(self.indptr)}, "
                f"indices={_shown(self.indices)}, values={_shown(self.values)})")


def _sparse_product(a: CSRTensor, b: CSRTensor) -> CSRTensor:
    """The product of two sparse matrices, with a value wherever two values meet."""
    if a.shape[1] != b.shape[0]:
        raise ValueError(f"For 'csr_mm', the matrices do not fit: {a.shape} and {b.shape}.")
    rows = a.to_coo().indices.asnumpy()
    begins = b.indptr.asnumpy()
    counts = (begins[1:] - begins[:-1])[rows[:, 1]]
    left = np.repeat(np.arange(len(rows)), counts)
    # For each value of `a`, the values of the row of `b` that it meets.
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    right = np.repeat(begins[rows[:, 1]], counts) + within
    shape = (a.shape[0], b.shape[1])
    keys = rows[left, 0].astype(np.int64) * shape[1] + b.indices.asnumpy()[right]
    places, inverse = np.unique(keys, return_inverse=True)
    products = a.values[Tensor(left)] * b.values[Tensor(right)]
    sums = operator_named("ops._sum_by_place")(products, Tensor(inverse.ravel()), len(places))
    indices = np.stack(np.unravel_index(places, shape), axis=1)
    return COOTensor(Tensor(indices, a.indices.dtype), sums, shape).to_csr()


class RowTensorInner:
    """Some rows of a Tensor, the others being zeros.

    Args:
        indices: integers: which rows they are.
        values: the rows.
        shape: the Tensor's shape.
        row_tensor: another one to copy, instead of the three.

    Raises:
        TypeError: `indices` or `values` is no Tensor, or `shape` is no tuple of ints.
    """

    def __init__(self, indices: Tensor | None = None, values: Tensor | None = None,
                 shape: tuple[int, ...] | None = None, row_tensor: RowTensorInner | None = None):
        if row_tensor is not None:
            if not isinstance(row_tensor, RowTensorInner):
                raise TypeError(f"For 'RowTensor', 'row_tensor' must be a RowTensor, but got {row_tensor!r}.")
            indices, values, shape = row_tensor.indices, row_tensor.values, row_tensor.dense_shape
        _checked("RowTensor", shape, indices=indices, values=values)
        assert indices is not None and values is not None and shape is not None
        self.indices = indices
        self.values = values
        self.dense_shape = tuple(shape)

    def __repr__(self) -> str:
        return (f"RowTensor(shape={list(self.dense_shape)}, dtype={self.values.dtype}, indices={_shown(self.indices)}, "
                f"values={_shown(self.values)})")


class RowTensor(RowTensorInner):
    __doc__ = RowTensorInner.__doc__


class SparseTensor(COOTensor):
    """The first name of `COOTensor`."""

    def __init__(self, indices: Tensor, values: Tensor, shape: tuple[int, ...]):
        super().__init__(indices, values, shape)


@also("Tensor.to_coo", "ops.dense_to_sparse_coo")
def dense_to_sparse_coo(tensor: Tensor) -> COOTensor:
    """The values of a matrix that are not 0, with their places.

    Raises:
        TypeError: it is no Tensor.
        ValueError: it has not two dimensions.

    Example:
        >>> from mindshim import Tensor
        >>> print(Tensor([[1.0, 0.0], [0.0, 2.0]]).to_coo().values)
        [1. 2.]
    """
    if not isinstance(tensor, Tensor):
        raise TypeError(f"For 'dense_to_sparse_coo', a Tensor is needed, but got {type(tensor).__name__}.")
    if tensor.ndim != 2:
        raise ValueError(f"For COOTensor, the length of 'shape' must be 2, but got {tensor.shape}.")
    indices = Tensor(np.argwhere(tensor.asnumpy()), dtypes.int32)
    return COOTensor(indices, tensor.gather_nd(indices), tensor.shape)


@also("Tensor.to_csr", "ops.dense_to_sparse_csr")
def dense_to_sparse_csr(tensor: Tensor) -> CSRTensor:
    """As `dense_to_sparse_coo`, with compressed rows."""
    return dense_to_sparse_coo(tensor).to_csr()
