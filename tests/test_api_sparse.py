"""Sparse tensors against dense ones, where the real MindSpore's CPU has no kernel to ask (`oracle/cases/sparse.py`
has the rest)."""

from __future__ import annotations

import numpy as np
import pytest

import mindshim as ms
from mindshim import COOTensor, CSRTensor, Tensor, ops

DENSE = np.array([[1, 0, 0, 0], [0, 2, 0, 3], [0, 0, 0, 0]], np.float32)


@pytest.fixture
def csr() -> CSRTensor:
    return CSRTensor(Tensor([0, 1, 3, 3], ms.int32), Tensor([0, 1, 3], ms.int32), Tensor([1.0, 2.0, 3.0]), (3, 4))


def same(x: Tensor, expected: np.ndarray) -> bool:
    return x.shape == expected.shape and bool(np.allclose(x.asnumpy(), expected))


def test_there_and_back(csr: CSRTensor) -> None:
    coo = csr.to_coo()
    assert same(coo.to_dense(), DENSE) and same(csr.to_dense(), DENSE)
    back = coo.to_csr()
    assert back.indptr.tolist() == [0, 1, 3, 3] and back.indptr.dtype is ms.int32
    assert same(Tensor(DENSE).to_csr().to_dense(), DENSE)


def test_products(csr: CSRTensor) -> None:
    column, matrix = np.arange(1, 5, dtype=np.float32)[:, None], np.arange(8, dtype=np.float32).reshape(4, 2)
    assert same(csr.mv(Tensor(column)), DENSE @ column)
    assert same(ops.csr_mv(csr, Tensor(column)), DENSE @ column)
    assert same(csr.mm(Tensor(matrix)), DENSE @ matrix)


@pytest.mark.parametrize(("a", "b"), [(False, True), (True, False)])
def test_product_of_two(csr: CSRTensor, a: bool, b: bool) -> None:
    product = ops.csr_mm(csr, csr, trans_a=a, trans_b=b)
    assert isinstance(product, CSRTensor)
    left, right = DENSE.T if a else DENSE, DENSE.T if b else DENSE
    assert same(product.to_dense(), left @ right)


def test_products_of_the_documentation() -> None:
    a = CSRTensor(Tensor([0, 1, 1, 3, 4]), Tensor([0, 3, 4, 0]), Tensor([1.0, 5.0, -1.0, -2.0]), (4, 5))
    b = CSRTensor(Tensor([0, 1, 1, 3, 3, 3]), Tensor([0, 0, 1]), Tensor([2.0, 7.0, 8.0]), (5, 3))
    c = ops.csr_mm(a, b)
    assert c.shape == (4, 3)
    assert c.values.tolist() == [2.0, -4.0] and c.indptr.tolist() == [0, 1, 1, 1, 2] and c.indices.tolist() == [0, 0]


def test_sums(csr: CSRTensor) -> None:
    assert same(csr.sum(1), DENSE.sum(1, keepdims=True))
    assert same(ops.csr_reduce_sum(csr, 0), DENSE.sum(0, keepdims=True))


@pytest.mark.parametrize("shape", [(3, 4), (3, 1), (4,), (1, 1)])
def test_elementwise_with_a_tensor(csr: CSRTensor, shape: tuple[int, ...]) -> None:
    other = np.arange(1, np.prod(shape) + 1, dtype=np.float32).reshape(shape)
    assert same((csr * Tensor(other)).to_dense(), DENSE * other)
    assert same((csr / Tensor(other)).to_dense(), DENSE / other)
    assert same((csr.to_coo() * Tensor(other)).to_dense(), DENSE * other)
    assert same(ops.csr_mul(csr, Tensor(other)).to_dense(), DENSE * other)


def test_gradients_flow_through_the_values() -> None:
    indptr, indices = Tensor([0, 1, 3], ms.int32), Tensor([0, 1, 3], ms.int32)

    def product(values: Tensor, dense: Tensor) -> Tensor:
        return CSRTensor(indptr, indices, values, (2, 4)).mv(dense).sum()

    by_values, by_dense = ms.grad(product, (0, 1))(Tensor([1.0, 2.0, 3.0]), Tensor([[1.0], [2.0], [3.0], [4.0]]))
    assert by_values.tolist() == [1.0, 2.0, 4.0]
    assert by_dense.tolist() == [[1.0], [2.0], [0.0], [3.0]]

    def merged(values: Tensor) -> Tensor:
        x = COOTensor(Tensor([[0, 1], [1, 2]]), values, (3, 4))
        return ((x + x * 3.0).values ** 2).sum()

    assert ms.grad(merged)(Tensor([1.0, 2.0])).tolist() == [32.0, 64.0]


def test_softmax_of_rows(csr: CSRTensor) -> None:
    found = ops.csr_softmax(csr, ms.float32).to_dense().asnumpy().sum(1)
    assert np.allclose(found, [1, 1, 0])
