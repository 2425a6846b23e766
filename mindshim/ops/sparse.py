"""Functions of sparse tensors: `coo_*`, `csr_*`, and the ways from and to dense Tensors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mindshim.engine.binding import function, operator_named
from mindshim.engine.tensor import Tensor
from mindshim.sparse import COOTensor, CSRTensor, RowTensor, RowTensorInner, dense_to_sparse_coo, dense_to_sparse_csr

# What is done to each value; zeros that are not stored stay so.
ELEMENTWISE = (
    "abs acos acosh asin asinh atan atanh ceil cos cosh exp expm1 floor inv isfinite isinf isnan log log1p neg relu "
    "relu6 round sigmoid sin sinh softsign sqrt square tan tanh"
).split()


def _elementwise(name: str, kind: type, prefix: str) -> Callable[[Any], Any]:
    def applied(x: Any) -> Any:
        if not isinstance(x, kind):
            raise TypeError(f"For '{applied.__name__}', a {kind.__name__} is needed, but got {type(x).__name__}.")
        return x._with(function(f"ops.{name}")(x.values))

    applied.__name__ = applied.__qualname__ = f"{prefix}_{name}"
    applied.__doc__ = f"`ops.{name}` of the values of a {kind.__name__}."
    return applied


for _name in ELEMENTWISE:
    for _kind, _prefix in ((COOTensor, "coo"), (CSRTensor, "csr")):
        globals()[f"{_prefix}_{_name}"] = _elementwise(_name, _kind, _prefix)


def _typed(owner: str, kind: type, *values: Any) -> None:
    for value in values:
        if not isinstance(value, kind):
            raise TypeError(f"For '{owner}', a {kind.__name__} is needed, but got {type(value).__name__}.")


def coo_add(x1: COOTensor, x2: COOTensor, thresh: Tensor) -> COOTensor:
    """The sum of two sparse matrices, without sums of two values that are nearer to 0 than `thresh`."""
    _typed("coo_add", COOTensor, x1)
    return x1.add(x2, thresh)


def coo_concat(sp_input: Any, concat_dim: int = 0) -> COOTensor:
    """Sparse matrices below each other, or with `concat_dim` 1 side by side; the places are sorted.

    Raises:
        ValueError: there is none, the other size differs, or there is no such axis.
        TypeError: one is no COOTensor.
    """
    _typed("coo_concat", COOTensor, *sp_input)
    if not sp_input or concat_dim not in (-2, -1, 0, 1):
        raise ValueError(f"For 'coo_concat', matrices and an axis in [-2, 1] are needed, but got {concat_dim}.")
    axis = concat_dim % 2
    sizes = [x.shape[axis] for x in sp_input]
    if len({x.shape[1 - axis] for x in sp_input}) > 1:
        raise ValueError(f"For 'coo_concat', the matrices do not fit: {[x.shape for x in sp_input]}.")
    shape = (sum(sizes), sp_input[0].shape[1]) if axis == 0 else (sp_input[0].shape[0], sum(sizes))
    moved = []
    for i, x in enumerate(sp_input):
        offset = [0, 0]
        offset[axis] = sum(sizes[:i])
        moved.append(x.indices + Tensor(offset, x.indices.dtype))
    concat = operator_named("ops.Concat")
    joined = COOTensor(concat(moved, 0), concat([x.values for x in sp_input], 0), shape)
    return joined.coalesce()


def csr_add(a: CSRTensor, b: CSRTensor, alpha: Tensor, beta: Tensor) -> CSRTensor:
    """``alpha * a + beta * b``."""
    _typed("csr_add", CSRTensor, a)
    return a.add(b, alpha, beta)


def csr_mul(x: CSRTensor, y: Any) -> Any:
    """``x * y`` for a Tensor; for a number, the products alone."""
    _typed("csr_mul", CSRTensor, x)
    return x * y if isinstance(y, Tensor) and y.ndim else x.values * y


def csr_div(x: CSRTensor, y: Any) -> Any:
    """``x / y`` for a Tensor; for a number, the quotients alone."""
    _typed("csr_div", CSRTensor, x)
    return x / y if isinstance(y, Tensor) and y.ndim else x.values / y


def csr_mv(csr_tensor: CSRTensor, dense: Tensor) -> Tensor:
    """A sparse matrix times a matrix of one column."""
    _typed("csr_mv", CSRTensor, csr_tensor)
    return csr_tensor.mv(dense)


def csr_mm(a: CSRTensor, b: CSRTensor, trans_a: bool = False, trans_b: bool = False, adjoint_a: bool = False,
           adjoint_b: bool = False) -> CSRTensor:
    """The product of two sparse matrices, each transposed first if asked for (`adjoint`: and conjugated)."""
    _typed("csr_mm", CSRTensor, a, b)
    return _turned(a, trans_a, adjoint_a).mm(_turned(b, trans_b, adjoint_b))


def _turned(x: CSRTensor, transpose: bool, adjoint: bool) -> CSRTensor:
    if not (transpose or adjoint):
        return x
    coo = x.to_coo()
    values = coo.values.conj() if adjoint and coo.values.is_complex() else coo.values
    return COOTensor(coo.indices[:, ::-1], values, x.shape[::-1]).coalesce().to_csr()


def csr_reduce_sum(csr_tensor: CSRTensor, axis: int) -> Tensor:
    """The sums of a sparse matrix along an axis, which stays as one of size 1."""
    _typed("csr_reduce_sum", CSRTensor, csr_tensor)
    return csr_tensor.sum(axis)


def csr_softmax(logits: CSRTensor, dtype: Any) -> CSRTensor:
    """The softmax of the values of each row, of that dtype."""
    _typed("csr_softmax", CSRTensor, logits)
    values = operator_named("ops._row_softmax")(logits.indptr, logits.values, logits.shape[0])
    return logits._with(values.astype(dtype))


def csr_to_coo(tensor: CSRTensor) -> COOTensor:
    """A sparse matrix as places and values."""
    _typed("csr_to_coo", CSRTensor, tensor)
    return tensor.to_coo()


def csr_to_dense(csr_tensor: CSRTensor) -> Tensor:
    """A sparse matrix as a Tensor."""
    _typed("csr_to_dense", CSRTensor, csr_tensor)
    return csr_tensor.to_dense()


def csr_gather(indptr: Tensor, indices: Tensor, dense: Tensor, dense_shape: Any) -> Tensor:
    """The elements of a Tensor at the places of a sparse matrix."""
    return operator_named("ops.CSRGather")(indptr, indices, dense, dense_shape)


def csr2coo(indptr: Tensor, nnz: int) -> Tensor:
    """The row of each of the values of a sparse matrix."""
    return operator_named("ops.CSR2COO")(indptr, nnz)


def coo2csr(row_indices: Tensor, height: int) -> Tensor:
    """Where each row begins among sorted row numbers, and the end."""
    return operator_named("ops.COO2CSR")(row_indices, height)


def _part(name: str, attribute: str) -> Callable[[Any], Any]:
    def part(x: Any) -> Any:
        return getattr(x, attribute)

    part.__name__ = part.__qualname__ = name
    part.__doc__ = f"The `{attribute}` of a sparse tensor."
    return part


for _kind in ("coo", "csr", "row"):
    for _name, _attribute in (("indices", "indices"), ("values", "values"), ("indptr", "indptr"),
                              ("dense_shape", "dense_shape" if _kind == "row" else "shape")):
        if _name != "indptr" or _kind == "csr":
            _public = f"{_kind}_tensor_get_{_name}"
            globals()[_public] = _part(_public, _attribute)

def row_tensor_add(x: RowTensorInner, y: RowTensorInner) -> RowTensorInner:
    """The sum of two row tensors: the rows of both."""
    _typed("row_tensor_add", RowTensorInner, x, y)
    concat = operator_named("ops.Concat")
    return type(x)(concat([x.indices, y.indices], 0), concat([x.values, y.values], 0), x.dense_shape)


make_coo_tensor = make_sparse_tensor = COOTensor
make_csr_tensor = CSRTensor
make_row_tensor = RowTensor
make_row_tensor_inner = RowTensorInner
__all__ = [n for n in globals() if n.startswith(("coo", "csr", "dense_to", "make_", "row_"))]
__all__ += ["dense_to_sparse_coo", "dense_to_sparse_csr"]
