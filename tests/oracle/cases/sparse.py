# case: COOTensor attributes
from mindspore import COOTensor
x = COOTensor(Tensor([[0, 1], [1, 2]], ms.int32), Tensor([1, 2], ms.float32), (3, 4))
print(text(x.indices), text(x.values), x.shape, x.dtype, x.size, x.itemsize, x.ndim)
print(x)
print(repr(x))
print(type(x.shape), isinstance(x, COOTensor))
print(text(x.to_dense()))
print([text(t) for t in x.to_tuple()[:2]], x.to_tuple()[2])
print(text(x.astype(ms.float64).values), x.astype(ms.float64).dtype)
print(text(x.abs().values))

# case: COOTensor from COOTensor and equality
from mindspore import COOTensor
x = COOTensor(Tensor([[0, 1], [1, 2]], ms.int32), Tensor([1, 2], ms.float32), (3, 4))
y = COOTensor(coo_tensor=x)
print(y.shape, text(y.values))
print(x == y, x == x)

# case: COOTensor refuses
from mindspore import COOTensor
i, v = Tensor([[0, 1], [1, 2]], ms.int32), Tensor([1, 2], ms.float32)
def bad(f):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__)
bad(lambda: COOTensor([[0, 1]], v, (3, 4)))
bad(lambda: COOTensor(i, [1.0, 2.0], (3, 4)))
bad(lambda: COOTensor(i, v, [3, 4]))
bad(lambda: COOTensor(i, v, (3,)))
bad(lambda: COOTensor(i, v, (3, 4, 5)))
bad(lambda: COOTensor(Tensor([[0.0, 1.0], [1.0, 2.0]]), v, (3, 4)))
bad(lambda: COOTensor(i, Tensor([1.0, 2.0, 3.0]), (3, 4)))
bad(lambda: COOTensor(Tensor([0, 1], ms.int32), v, (3, 4)))
bad(lambda: COOTensor(i, v, (3, -4)))
bad(lambda: COOTensor(i, v, (3.0, 4)))
bad(lambda: COOTensor())
bad(lambda: COOTensor(i, v))
bad(lambda: COOTensor(coo_tensor=3))
bad(lambda: COOTensor(Tensor([[0, 1], [1, 9]], ms.int32), v, (3, 4)))

# case: coalesce
from mindspore import COOTensor
x = COOTensor(Tensor([[0, 0, 1], [1, 1, 2]], ms.int64).T, Tensor([1, 5, 4], ms.float32), (3, 3))
y = x.coalesce()
print(text(y.indices), text(y.values), y.shape)

# case: COOTensor arithmetic
from mindspore import COOTensor
a = COOTensor(Tensor([[0, 1], [1, 2]], ms.int64), Tensor([1, 2], ms.float32), (3, 4))
b = COOTensor(Tensor([[0, 0], [1, 2]], ms.int64), Tensor([3, 4], ms.float32), (3, 4))
c = a.add(b, Tensor(0.0, ms.float32))
print(text(c.indices), text(c.values), c.shape)
c = ops.coo_add(a, b, Tensor(5.0, ms.float32))
print(text(c.indices), text(c.values), c.shape)
c = a + b
print(type(c).__name__, text(c.indices), text(c.values), c.shape)
c = a - b
print(type(c).__name__, text(c.indices), text(c.values), c.shape)
c = a * Tensor(np.full((3, 4), 2.0, np.float32))
print(type(c).__name__, text(c.values), c.shape)
c = a / Tensor(np.full((3, 4), 2.0, np.float32))
print(type(c).__name__, text(c.values), c.shape)
c = -a
print(text(c.values))

# case: COOTensor plus a Tensor
from mindspore import COOTensor
a = COOTensor(Tensor([[0, 1], [1, 2]], ms.int64), Tensor([1, 2], ms.float32), (3, 4))
d = Tensor(np.ones((3, 4), np.float32))
print(text(a + d))
print(text(d + a))
print(text(a - d))

# case: coo_concat
from mindspore import COOTensor
a = COOTensor(Tensor([[0, 1], [1, 2]], ms.int64), Tensor([1, 2], ms.int32), (3, 4))
b = COOTensor(Tensor([[0, 0], [1, 1]], ms.int64), Tensor([3, 4], ms.int32), (3, 4))
c = ops.coo_concat((a, b))
print(text(c.indices), text(c.values), c.shape)
c = ops.coo_concat((a, b), 1)
print(text(c.indices), text(c.values), c.shape)

# case: coo elementwise functions
from mindspore import COOTensor
x = COOTensor(Tensor([[0, 1], [1, 2]], ms.int64), Tensor([-0.5, 0.25], ms.float32), (3, 4))
for name in "abs acos acosh asin asinh atan atanh ceil cos cosh exp expm1 floor inv isfinite isinf isnan log1p neg relu relu6 round sigmoid sin sinh softsign square tan tanh".split():
    y = getattr(ops, "coo_" + name)(x)
    print(name, type(y).__name__, text(y.values), y.shape)

# case: CSRTensor attributes
from mindspore import CSRTensor
x = CSRTensor(Tensor([0, 1, 2], ms.int32), Tensor([0, 1], ms.int32), Tensor([1, 2], ms.float32), (2, 4))
print(text(x.indptr), text(x.indices), text(x.values), x.shape, x.dtype, x.size, x.itemsize, x.ndim)
print(x)
print(repr(x))
print(text(x.to_dense()))
print([text(t) for t in x.to_tuple()[:3]], x.to_tuple()[3])
print(x.astype(ms.float64).dtype, text(x.abs().values))

# case: CSRTensor refuses
from mindspore import CSRTensor
p, i, v = Tensor([0, 1, 2], ms.int32), Tensor([0, 1], ms.int32), Tensor([1, 2], ms.float32)
def bad(f):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__)
bad(lambda: CSRTensor([0, 1, 2], i, v, (2, 4)))
bad(lambda: CSRTensor(p, i, v, (2,)))
bad(lambda: CSRTensor(p, i, v, (3, 4)))
bad(lambda: CSRTensor(p, i, v, [2, 4]))
bad(lambda: CSRTensor(p, Tensor([0.0, 1.0]), v, (2, 4)))
bad(lambda: CSRTensor(p, Tensor([0, 1, 2], ms.int32), v, (2, 4)))
bad(lambda: CSRTensor())
bad(lambda: CSRTensor(csr_tensor=3))

# case: CSRTensor add
from mindspore import CSRTensor
x = CSRTensor(Tensor([0, 1, 3], ms.int32), Tensor([0, 1, 3], ms.int32), Tensor([1, 2, 3], ms.float32), (2, 4))
y = ops.csr_add(x, x, Tensor(1.0, ms.float32), Tensor(2.0, ms.float32))
print(text(y.indptr), text(y.indices), text(y.values), y.shape)
y = x.add(x, Tensor(1.0, ms.float32), Tensor(2.0, ms.float32))
print(text(y.values))

# case: CSRTensor negation and plus
from mindspore import CSRTensor
x = CSRTensor(Tensor([0, 1, 3], ms.int32), Tensor([0, 1, 3], ms.int32), Tensor([1, 2, 3], ms.float32), (2, 4))
print(text((-x).values))
y = x + x
print(type(y).__name__, text(y.values))
y = x - x
print(type(y).__name__, text(y.values))

# case: csr elementwise functions
from mindspore import CSRTensor
x = CSRTensor(Tensor([0, 1, 2], ms.int32), Tensor([0, 1], ms.int32), Tensor([-0.5, 0.25], ms.float32), (2, 4))
for name in "abs acos acosh asin asinh atan atanh ceil cos cosh exp expm1 floor inv isfinite isinf isnan log1p neg relu relu6 round sigmoid sin sinh softsign square tan tanh".split():
    y = getattr(ops, "csr_" + name)(x)
    print(name, type(y).__name__, text(y.values), y.shape)

# case: csr_softmax
from mindspore import CSRTensor
x = CSRTensor(Tensor([0, 1, 3], ms.int32), Tensor([0, 1, 3], ms.int32), Tensor([1, 2, 3], ms.float32), (2, 4))
y = ops.csr_softmax(x, ms.float32)
print(text(y.values), text(y.indices), y.shape)

# case: csr_to_coo and csr_to_dense
from mindspore import CSRTensor
x = CSRTensor(Tensor([0, 1, 3], ms.int32), Tensor([0, 1, 3], ms.int32), Tensor([1, 2, 3], ms.float32), (2, 4))
print(text(ops.csr_to_dense(x)))
y = ops.csr_to_coo(x)
print(text(y.indices), text(y.values))

# case: dense to sparse
x = Tensor([[1, 0], [-5, 2]], ms.float32)
c = x.to_coo()
print(text(c.indices), text(c.values), c.shape)
c = ops.dense_to_sparse_coo(x)
print(text(c.indices), text(c.values), c.shape)

# case: dense to csr
x = Tensor([[1, 0], [-5, 2]], ms.float32)
c = x.to_csr()
print(text(c.indptr), text(c.indices), text(c.values), c.shape)
c = ops.dense_to_sparse_csr(x)
print(text(c.indptr), text(c.indices), text(c.values), c.shape)

# case: RowTensor
from mindspore import RowTensor
x = RowTensor(Tensor([0], ms.int64), Tensor([[1, 2]], ms.float32), (3, 2))
print(text(x.indices), text(x.values), x.dense_shape)
print(x)
try:
    RowTensor([0], Tensor([[1, 2]], ms.float32), (3, 2))
except Exception as e:
    print(type(e).__name__)
try:
    RowTensor(Tensor([0], ms.int64), Tensor([[1, 2]], ms.float32), [3, 2])
except Exception as e:
    print(type(e).__name__)

# case: gradient through COOTensor values
from mindspore import COOTensor
i = Tensor([[0, 1], [1, 2]], ms.int64)
def f(v):
    return COOTensor(i, v * 2, (3, 4)).values * 3
print(text(grad(f)(Tensor([1.0, 2.0]))))

# case: gradient through to_dense
from mindspore import COOTensor
i = Tensor([[0, 1], [1, 2]], ms.int64)
def f(v):
    return COOTensor(i, v * v, (3, 4)).to_dense().sum()
print(text(grad(f)(Tensor([1.0, 2.0]))))

# case: SparseTensorDenseMatmul
x = ops.SparseTensorDenseMatmul()
i, v = Tensor([[0, 1], [1, 2]], ms.int32), Tensor([1, 2], ms.float32)
d = Tensor(np.arange(1, 13).reshape(4, 3).astype(np.float32))
print(text(x(i, v, (3, 4), d)))
x = ops.SparseTensorDenseMatmul(adjoint_st=True)
print(text(x(i, v, (3, 4), Tensor(np.arange(6).reshape(3, 2).astype(np.float32)))))
x = ops.SparseTensorDenseMatmul(adjoint_dt=True)
print(text(x(i, v, (3, 4), Tensor(np.arange(8).reshape(2, 4).astype(np.float32)))))

# case: SparseTensorDenseAdd
x = ops.SparseTensorDenseAdd()
print(text(x(Tensor([[0], [1]], ms.int64), Tensor([1, 1], ms.float32), Tensor([3], ms.int64), Tensor([1, 1, 1], ms.float32))))

# case: SparseSlice
x = ops.SparseSlice()
r = x(Tensor([[0, 1], [1, 2], [1, 3], [2, 2]], ms.int64), Tensor([1, 2, 3, 4], ms.int64), Tensor([3, 7], ms.int64), Tensor([0, 1], ms.int64), Tensor([2, 3], ms.int64))
print([text(t) for t in r])

# case: nn.SparseToDense and SparseTensorDenseMatmul
from mindspore import COOTensor
x = COOTensor(Tensor([[0, 1], [1, 2]], ms.int32), Tensor([1, 2], ms.int32), (3, 4))
print(text(nn.SparseToDense()(x)))
y = COOTensor(Tensor([[0, 1], [1, 2]], ms.int32), Tensor([1, 2], ms.float32), (3, 4))
print(text(nn.SparseTensorDenseMatmul()(y.indices, y.values, (3, 4), Tensor(np.ones((4, 2), np.float32)))))
