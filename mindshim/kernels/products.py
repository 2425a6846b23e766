"""Products of matrices and vectors."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from mindshim.kernels.axes import axis_of
from mindshim.kernels.declare import Array, ArrayLike, Arrays, operator
from mindshim.kernels.promotion import is_weak, named, promote


def same_dtype(name: str, x: Array, y: Array) -> None:
    """Check that the operands of a product have one dtype: products promote nothing."""
    for side, operand in (("x1", x), ("x2", y)):
        if operand is None or is_weak(operand):
            raise TypeError(f"For '{name}', '{side}' must be a Tensor.")
    if x.dtype != y.dtype:
        raise TypeError(
            f"For '{name}', the type of 'x2' should be same as 'x1', but got 'x1' with type "
            f"Tensor[{named(x.dtype)}] "
            f"and 'x2' with type Tensor[{named(y.dtype)}].")


def transposed(x: Array, wanted: bool) -> Array:
    return jnp.swapaxes(x, -1, -2) if wanted else x


@operator("ops.MatMul(transpose_a=False, transpose_b=False)(input, mat2)", "ops.mm(input, mat2)",
          "mint.mm(input, mat2)",
          "Tensor.mm(mat2)")
def mm(input: Array, mat2: Array, transpose_a: bool = False, transpose_b: bool = False) -> Array:
    """The product of two matrices, of shapes (n, k) and (k, m); either may be given transposed.

    Raises:
        TypeError: their dtypes differ.
        ValueError: one is no matrix, or the sizes do not fit.

    Examples:
        >>> from mindshim import Tensor, ops
        >>> print(ops.MatMul(transpose_b=True)(Tensor([[1.0, 2.0]]), Tensor([[3.0, 4.0]])))
        [[11.]]
    """
    same_dtype("MatMul", input, mat2)
    if input.ndim != 2 or mat2.ndim != 2:
        raise ValueError("For 'MatMul', the inputs should have the same dimension size and equal to 2, but "
                         f"got shapes {input.shape} and {mat2.shape}.")
    x, y = transposed(input, transpose_a), transposed(mat2, transpose_b)
    if x.shape[1] != y.shape[0]:
        raise ValueError("For 'MatMul', the input dimensions must be equal, but got "
                         f"'x1_col': {x.shape[1]} and 'x2_row': {y.shape[0]}.")
    return x @ y


@operator("ops.BatchMatMul(transpose_a=False, transpose_b=False)(x, y)", "ops.bmm(input_x, mat2)",
          "mint.bmm(input, mat2)",
          "Tensor.bmm(mat2)")
def bmm(x: Array, y: Array, transpose_a: bool = False, transpose_b: bool = False) -> Array:
    """The products of the matrices in two batches, (…, n, k) and (…, k, m); the batch axes are broadcast.

    Raises:
        TypeError: their dtypes differ.
        ValueError: the sizes do not fit.
    """
    same_dtype("BatchMatMul", x, y)
    if x.ndim < 2 or y.ndim < 2:
        raise ValueError("For 'BatchMatMul', the inputs must have at least 2 axes, but got shapes "
                         f"{x.shape} and {y.shape}.")
    a, b = transposed(x, transpose_a), transposed(y, transpose_b)
    if a.shape[-1] != b.shape[-2]:
        raise ValueError("For 'BatchMatMul', the row of the input 'y' should be same as the col of the "
                         "input 'x', "
                         f"with x shape {x.shape} and y shape {y.shape}.")
    return a @ b


@operator("ops.matmul(input, other)", "mint.matmul(input, other)", "Tensor.matmul(other)",
          "|Tensor.matmul(tensor2)",
          "Tensor.__matmul__(other)", "Tensor.__rmatmul__(other)")
def matmul(input: Array, other: Array) -> Array:
    """The matrix product of the last two axes, broadcast over the others; of vectors, the inner product.

    Raises:
        TypeError: the dtypes differ.
        ValueError: one has no axis.
        RuntimeError: the sizes do not fit.

    Examples:
        >>> from mindshim import Tensor, ops
        >>> print(ops.matmul(Tensor([[1.0, 2.0], [3.0, 4.0]]), Tensor([1.0, 1.0])))
        [3. 7.]
    """
    same_dtype("matmul", input, other)
    if input.ndim == 0 or other.ndim == 0:
        raise ValueError("For 'matmul', the inputs must have at least 1 axis, but got shapes "
                         f"{input.shape} and {other.shape}.")
    k = other.shape[-2 if other.ndim > 1 else 0]
    if input.shape[-1] != k:
        raise RuntimeError("For 'matmul', shape1[-1] must be equal to shape2[-2], but got "
                           f"{input.shape[-1]} and {k}.")
    try:
        jnp.broadcast_shapes(input.shape[:-2], other.shape[:-2])
    except ValueError:
        raise RuntimeError(f"For 'matmul', the batch axes of the shapes {input.shape} and {other.shape} do "
                           f"not broadcast.") from None
    return jnp.matmul(input, other)


@operator("ops.dot(input, other)", "Tensor.dot(other)", "mint.dot(input, other)")
def dot(input: Array, other: Array) -> Array:
    """The sum of products over the last axis of `input` and the second last (or only) one of `other`."""
    same_dtype("dot", input, other)
    if input.ndim and other.ndim and input.shape[-1] != other.shape[-2 if other.ndim > 1 else 0]:
        raise ValueError(f"For 'dot', the shapes {input.shape} and {other.shape} do not fit.")
    return jnp.dot(input, other)


@operator("mint.vdot(input, other)")
def vdot(input: Array, other: Array) -> Array:
    """The inner product of two vectors, the first of them conjugated."""
    same_dtype("vdot", input, other)
    return jnp.vdot(input, other)


@operator("ops.vecdot(x, y, *, axis=-1)")
def vecdot(x: Array, y: Array, axis: int = -1) -> Array:
    """The inner products of vectors along an axis, the first of them conjugated."""
    x, y = promote(x, y)
    return jnp.sum(jnp.conj(x) * y, axis_of("vecdot", axis, max(x.ndim, y.ndim)) - max(x.ndim, y.ndim))


@operator("ops.mv(mat, vec)", "mint.mv(input, vec)")
def mv(mat: Array, vec: Array) -> Array:
    """The product of a matrix (n, m) and a vector (m)."""
    same_dtype("mv", mat, vec)
    if mat.ndim != 2 or vec.ndim != 1:
        raise ValueError(f"For 'mv', a matrix and a vector are needed, but got shapes {mat.shape} and "
                         f"{vec.shape}.")
    return mat @ vec


@operator("ops.inner(input, other)", "Tensor.inner(other)")
def inner(input: Array, other: Array) -> Array:
    """The sum of products over the last axes of both; with a number, its multiple."""
    return jnp.inner(*promote(input, other))


@operator("ops.outer(input, vec2)", "mint.outer(input, vec2)", "Tensor.outer(vec2)", "ops.Ger()(x1, x2)",
          "ops.ger(input, vec2)", "Tensor.ger(vec2)")
def outer(input: Array, vec2: Array) -> Array:
    """The products of all elements of one vector with all of another: (n) and (m) give (n, m)."""
    x, y = promote(input, vec2)
    if x.ndim != 1 or y.ndim != 1:
        raise ValueError(f"For 'outer', the inputs must be vectors, but got shapes {x.shape} and {y.shape}.")
    return x[:, None] * y


@operator("ops.kron(input, other)")
def kron(input: Array, other: Array) -> Array:
    """The Kronecker product."""
    return jnp.kron(*promote(input, other))


@operator("ops.Cross(dim=-65530)(input, other)", "ops.cross(input, other, dim=None)",
          "mint.cross(input, other, dim=None)",
          "Tensor.cross(other, dim=None)")
def cross(input: Array, other: Array, dim: int | None = None) -> Array:
    """The vector products along an axis of size 3, by default the first of that size."""
    x, y = jnp.broadcast_arrays(*promote(input, other))
    if dim is None or dim == -65530:
        dim = next((i for i, size in enumerate(x.shape) if size == 3), None)
    if dim is None or x.shape[dim] != 3:
        raise ValueError(f"For 'cross', an axis of size 3 is needed, but got shapes {x.shape} and {y.shape}.")
    return jnp.cross(x, y, axis=dim)


@operator("ops.addmm(input, mat1, mat2, *, beta=1, alpha=1)",
          "mint.addmm(input, mat1, mat2, *, beta=1, alpha=1)",
          "Tensor.addmm(mat1, mat2, *, beta=1, alpha=1)", "Tensor.addmm_(mat1, mat2, *, beta=1, alpha=1)",
          "ops.addmv(input, mat, vec, *, beta=1, alpha=1)", "mint.addmv(input, mat, vec, *, beta=1, alpha=1)",
          "Tensor.addmv(mat, vec, *, beta=1, alpha=1)", "ops.baddbmm(input, batch1, batch2, beta=1, alpha=1)",
          "mint.baddbmm(input, batch1, batch2, *, beta=1, alpha=1)",
          "Tensor.baddbmm(batch1, batch2, *, beta=1, alpha=1)")
def addmm(input: Array, mat1: Array, mat2: Array, beta: ArrayLike = 1, alpha: ArrayLike = 1) -> Array:
    """beta · input + alpha · (mat1 @ mat2)."""
    same_dtype("addmm", mat1, mat2)
    x, product, beta, alpha = promote(input, jnp.matmul(mat1, mat2), beta, alpha)
    return beta * x + alpha * product


@operator("ops.addbmm(input, batch1, batch2, *, beta=1, alpha=1)",
          "mint.addbmm(input, batch1, batch2, *, beta=1, alpha=1)",
          "Tensor.addbmm(batch1, batch2, *, beta=1, alpha=1)")
def addbmm(input: Array, batch1: Array, batch2: Array, beta: ArrayLike = 1, alpha: ArrayLike = 1) -> Array:
    """beta · input + alpha · the sum over the batch of batch1 @ batch2."""
    same_dtype("addbmm", batch1, batch2)
    x, product, beta, alpha = promote(input, jnp.einsum("bij,bjk->ik", batch1, batch2), beta, alpha)
    return beta * x + alpha * product


@operator("ops.addr(x, vec1, vec2, *, beta=1, alpha=1)", "Tensor.addr(vec1, vec2, beta=1, alpha=1)")
def addr(x: Array, vec1: Array, vec2: Array, beta: ArrayLike = 1, alpha: ArrayLike = 1) -> Array:
    """beta · x + alpha · the outer product of two vectors."""
    x, product, beta, alpha = promote(x, vec1[:, None] * vec2, beta, alpha)
    return beta * x + alpha * product


@operator("ops.tensor_dot(x1, x2, axes)")
def tensor_dot(x1: Array, x2: Array, axes: int | tuple) -> Array:
    """The sum of products over the last `axes` axes of `x1` and first of `x2`, or over pairs of axes."""
    if not isinstance(axes, int):
        axes = tuple(a if isinstance(a, tuple) else (a,) for a in axes)
    pairs = (range(x1.ndim - axes, x1.ndim), range(axes)) if isinstance(axes, int) else axes
    if [x1.shape[a] for a in pairs[0]] != [x2.shape[a] for a in pairs[1]]:
        raise ValueError(f"For 'tensor_dot', the shapes {x1.shape} and {x2.shape} do not fit over the axes "
                         f"{axes}.")
    return jnp.tensordot(x1, x2, axes)


@operator("ops.batch_dot(x1, x2, axes=None)")
def batch_dot(x1: Array, x2: Array, axes: Any = None) -> Array:
    """For each element of a batch, in axis 0, the sum of products over one axis of each input."""
    if axes is None:
        axes = (x1.ndim - 1, max(x2.ndim - 2, 1))
    a, b = (axes, axes) if isinstance(axes, int) else axes
    a, b = axis_of("batch_dot", a, x1.ndim), axis_of("batch_dot", b, x2.ndim)
    if 0 in (a, b) or x1.shape[0] != x2.shape[0] or x1.shape[a] != x2.shape[b]:
        raise ValueError(f"For 'batch_dot', shapes {x1.shape} and {x2.shape} do not fit over the axes {a} "
                         f"and {b}.")
    found = jax.lax.dot_general(x1, x2, (((a,), (b,)), ((0,), (0,))))
    return found[:, None] if found.ndim == 1 else found


@operator("ops.Einsum(equation)(inputs)")
def einsum(operands: Arrays, equation: str) -> Array:
    """The sum of products that an equation such as ``"ij,jk->ik"`` describes, in Einstein's notation."""
    if not isinstance(equation, str):
        raise TypeError(f"For 'einsum', the equation must be a str, but got {type(equation).__name__}.")
    return jnp.einsum(equation.replace(" ", ""), *promote(*operands))


@operator("ops.cdist(x1, x2, p=2.0)", "ops.Cdist(p=2.0)(x1, x2)",
          "mint.cdist(x1, x2, p=2.0, compute_mode='use_mm_for_euclid_dist_if_necessary')")
def cdist(x1: Array, x2: Array, p: float = 2.0, compute_mode: str = "") -> Array:
    """The distances by the p-norm between the rows of two (batches of) matrices: (…, n, k), (…, m, k) give
    (…, n, m).
    """
    if p < 0:
        raise ValueError(f"For 'cdist', 'p' must not be negative, but got {p}.")
    return distance(x1[..., :, None, :] - x2[..., None, :, :], p)


@operator("ops.pdist(input, p=2.0)", "ops.Pdist(p=2.0)(x)")
def pdist(input: Array, p: float = 2.0) -> Array:
    """The distances by the p-norm between all pairs of rows of a matrix."""
    first, second = np.triu_indices(input.shape[-2], 1)
    return distance(input[..., first, :] - input[..., second, :], p)


def distance(difference: Array, p: float) -> Array:
    """The p-norm along the last axis, whose derivative at 0 is 0."""
    size = jnp.abs(difference)
    if p == 0:
        return jnp.sum(difference != 0, -1).astype(difference.dtype)
    if p == 1:
        return size.sum(-1)
    if p == np.inf:
        return size.max(-1)
    total = jnp.sum(size**p, -1)
    zero = total == 0
    return jnp.where(zero, 0, jnp.where(zero, 1, total) ** (1 / p)).astype(difference.dtype)


@operator("ops.dist(input, other, p=2)")
def dist(input: Array, other: Array, p: float = 2) -> Array:
    """The p-norm of the difference."""
    x, y = promote(input, other)
    return jnp.linalg.norm(jnp.ravel(x - y), p)
