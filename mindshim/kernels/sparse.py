"""Sparse matrices: compressed rows (CSR: row bounds, columns, values) and coordinates (COO: places, values)."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from mindshim.kernels.declare import Array, operator


def _rows(indptr: Array, count: int) -> Array:
    """The row of each of the values of a CSR matrix."""
    return jnp.searchsorted(indptr, jnp.arange(count, dtype=indptr.dtype), side="right").astype(indptr.dtype) - 1


@operator("ops.CSR2COO()(indptr, nnz)")
def csr_rows(indptr: Array, nnz: int) -> Array:
    """The row of each of the `nnz` values of a CSR matrix."""
    return _rows(indptr, nnz)


@operator("ops.COO2CSR()(row_indices, height)")
def row_bounds(row_indices: Array, height: int) -> Array:
    """Where each of `height` rows begins among sorted row numbers, and the end."""
    return jnp.searchsorted(row_indices, jnp.arange(height + 1, dtype=row_indices.dtype)).astype(row_indices.dtype)


@operator("ops.CSRReduceSum()(indptr, indices, values, dense_shape, axis)")
def csr_reduce_sum(indptr: Array, indices: Array, values: Array, dense_shape: Any, axis: int) -> Array:
    """The sums of a CSR matrix along an axis, which stays as one of size 1."""
    if axis not in (-2, -1, 0, 1):
        raise ValueError(f"For 'CSRReduceSum', 'axis' must be in [-2, 1], but got {axis}.")
    if axis in (0, -2):
        return jax.ops.segment_sum(values, indices, dense_shape[1])[None]
    return jax.ops.segment_sum(values, _rows(indptr, values.shape[0]), dense_shape[0])[:, None]


@operator("ops.CSRMV()(indptr, indices, values, dense_shape, dense_tensor)",
          "ops.CSRMM()(indptr, indices, values, dense_shape, dense)")
def csr_product(indptr: Array, indices: Array, values: Array, dense_shape: Any, dense: Array) -> Array:
    """A CSR matrix times a matrix."""
    if dense.ndim != 2 or dense.shape[0] != dense_shape[1]:
        raise ValueError(f"For 'CSRMM', a sparse matrix of shape {dense_shape} needs a matrix with {dense_shape[1]} "
                         f"rows, but got the shape {dense.shape}.")
    products = values[:, None] * dense[indices]
    return jax.ops.segment_sum(products, _rows(indptr, values.shape[0]), dense_shape[0])


def _at_places(indptr: Array, indices: Array, count: int, dense: Array, shape: Any) -> Array:
    return jnp.broadcast_to(dense, shape)[_rows(indptr, count), indices]


@operator("ops.CSRGather()(indptr, indices, dense, dense_shape)")
def csr_gather(indptr: Array, indices: Array, dense: Array, dense_shape: Any) -> Array:
    """The elements of a Tensor at the places of a CSR matrix."""
    return _at_places(indptr, indices, indices.shape[0], dense, dense_shape)


@operator("ops.CSRMul()(indptr, indices, values, dense_shape, dense_tensor)")
def csr_mul(indptr: Array, indices: Array, values: Array, dense_shape: Any, dense_tensor: Array) -> Array:
    """The values of a CSR matrix times the elements at their places."""
    return values * _at_places(indptr, indices, values.shape[0], dense_tensor, dense_shape)


@operator("ops.CSRDiv()(indptr, indices, values, dense_shape, dense_tensor)")
def csr_div(indptr: Array, indices: Array, values: Array, dense_shape: Any, dense_tensor: Array) -> Array:
    """The values of a CSR matrix divided by the elements at their places."""
    return values / _at_places(indptr, indices, values.shape[0], dense_tensor, dense_shape)


@operator("ops._row_softmax(indptr, values, height)")
def row_softmax(indptr: Array, values: Array, height: int) -> Array:
    """The softmax of the values of each row."""
    rows = _rows(indptr, values.shape[0])
    shifted = jnp.exp(values - jax.ops.segment_max(values, rows, height)[rows])
    return shifted / jax.ops.segment_sum(shifted, rows, height)[rows]


@operator("ops._sum_by_place(values, places, count)")
def sum_by_place(values: Array, places: Array, count: int) -> Array:
    """The sum of the values that have the same place, for each of `count` places."""
    return jax.ops.segment_sum(values, places, count)


@operator("ops.SparseTensorDenseMatmul(adjoint_st=False, adjoint_dt=False)(indices, values, sparse_shape, dense)")
def sparse_dense_matmul(indices: Array, values: Array, sparse_shape: Any, dense: Array, adjoint_st: bool = False,
                        adjoint_dt: bool = False) -> Array:
    """A COO matrix times a matrix, either of them transposed first."""
    rows, columns = (indices[:, 1], indices[:, 0]) if adjoint_st else (indices[:, 0], indices[:, 1])
    height, width = sparse_shape[::-1] if adjoint_st else sparse_shape
    dense = dense.T if adjoint_dt else dense
    if dense.shape[0] != width:
        raise ValueError(f"For 'SparseTensorDenseMatmul', a sparse matrix of shape {(height, width)} needs a matrix "
                         f"with {width} rows, but got the shape {dense.shape}.")
    return jax.ops.segment_sum(values[:, None] * dense[columns], rows, height)


@operator("ops.SparseTensorDenseAdd()(x1_indices, x1_values, x1_shape, x2)")
def sparse_dense_add(x1_indices: Array, x1_values: Array, x1_shape: Any, x2: Array) -> Array:
    """A sparse COO array plus one of the same shape."""
    if tuple(x1_shape) != x2.shape:
        raise ValueError(f"For 'SparseTensorDenseAdd', the shapes must be equal, but got {x1_shape} and {x2.shape}.")
    return x2.at[tuple(x1_indices[:, i] for i in range(x1_indices.shape[1]))].add(x1_values)


@operator("ops.SparseSlice()(indices, values, shape, start, size)", dynamic=True)
def sparse_slice(indices: Array, values: Array, shape: Any, start: Any, size: Any) -> tuple[Array, Array, Array]:
    """The part of a sparse COO array that begins at `start` and has the shape `size`, cut where the array ends."""
    first = np.asarray(start)
    past = np.minimum(first + np.asarray(size), np.asarray(shape))
    inside = np.flatnonzero(((np.asarray(indices) >= first) & (np.asarray(indices) < past)).all(1))
    return indices[inside] - first, values[inside], jnp.asarray(np.maximum(past - first, 0), np.int64)


@operator("ops.Coalesce()(x_indices, x_values, x_shape)", "ops.coalesce(x_indices, x_values, x_shape)", dynamic=True)
def coalesce(x_indices: Array, x_values: Array, x_shape: Any) -> tuple[Array, Array, Array]:
    """A sparse array (places ``(D, N)``, values) with sorted places, and the values at one place added."""
    shape = tuple(x_shape)
    places, inverse = np.unique(np.ravel_multi_index(np.asarray(x_indices), shape), return_inverse=True)
    indices = np.stack(np.unravel_index(places, shape))
    values = jax.ops.segment_sum(x_values, inverse.ravel(), len(places))
    return jnp.asarray(indices, x_indices.dtype), values, jnp.asarray(shape, np.int64)
