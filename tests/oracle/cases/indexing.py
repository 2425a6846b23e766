# ruff: noqa
# Indexing: reading, writing, views.

# case: get ints
t = arr(2, 3, 4)
show(t[0], t[1, 2], t[1, 2, 3], t[-1], t[-1, -1, -1], t[0][1][2])

# case: get int results
x = arr(3)[1]
print(type(x).__name__, x.shape, x.dtype, x)

# case: get slices
t = arr(6)
show(
    t[1:3], t[:2], t[4:], t[:], t[::2], t[1::2], t[-2:], t[:-2], t[1:-1], t[2:2], t[4:2], t[0:100], t[-100:2],
)

# case: get slices in 2-d
t = arr(3, 4)
show(t[1:], t[:, 1], t[:, 1:3], t[1:, ::2], t[0, 1:], t[:, -1:], t[1:2, 1:2], t[:, :], t[1:1])

# case: get negative step
tried(lambda: arr(4)[::-1])

# case: get negative step with bounds
tried(lambda: arr(6)[4:1:-1], lambda: arr(6)[4:1:-2], lambda: arr(2, 3)[:, ::-1], lambda: arr(6)[1:4:-1])

# case: get step zero
arr(4)[::0]

# case: get slice of floats
arr(4)[1.0:2.0]

# case: get slice of str
arr(4)["a":]

# case: get slice of Tensors
t = arr(6)
tried(lambda: t[Tensor(1):Tensor(3)], lambda: t[Tensor(1):], lambda: t[::Tensor(2)])

# case: get slice with None bounds
show(arr(6)[None:None:None], arr(6)[None:3])

# case: get slice of bools
tried(lambda: arr(6)[True:3])

# case: get ellipsis
t = arr(2, 3, 4)
show(t[...], t[..., 0], t[0, ...], t[0, ..., 1], t[..., 1:2].shape, t[0, 1, 2, ...])

# case: get two ellipses
arr(2, 3)[..., ...]

# case: get None
t = arr(2, 3)
show(
    t[None].shape, t[:, None].shape, t[..., None].shape, t[None, 0].shape, t[0, None].shape,
    t[None, None].shape, t[None, :, None, 1:].shape,
)

# case: get bool scalar
t = arr(2, 3)
tried(lambda: t[True], lambda: t[True, 0], lambda: t[0, True])

# case: get bool scalar Tensor
tried(lambda: arr(2)[Tensor(False)])

# case: get 0-d
t = Tensor(3.0)
tried(lambda: t[...], lambda: t[None], lambda: t[()], lambda: t[True])

# case: get int of 0-d
Tensor(3.0)[0]

# case: get slice of 0-d
Tensor(3.0)[:]

# case: get empty tuple
show(arr(2)[()])

# case: get out of range
arr(3)[3]

# case: get out of range negative
arr(3)[-4]

# case: get out of range second
arr(2, 3)[0, 3]

# case: get too many indices
arr(2, 3)[0, 0, 0]

# case: get too many with slices
arr(2)[:, :]

# case: get float index
arr(3)[1.0]

# case: get str index
arr(3)["a"]

# case: get dict index
arr(3)[{}]

# case: get list
t = arr(3, 2)
show(t[[0, 2]], t[[1]], t[[-1, 0]], t[[0, 0, 0]], t[[0, 1], [1, 0]], t[:, [1, 0]], t[[True, False, True]])

# case: get nested list
tried(lambda: arr(2, 2)[[[0, 1], [1, 0]]])

# case: get tuple of lists
tried(lambda: arr(3, 3)[([0, 1], [1, 2])], lambda: arr(3, 3)[(0, 1), (1, 2)], lambda: arr(3, 3)[(0, 1)])

# case: get list out of range
arr(3)[[0, 3]]

# case: get list of floats
arr(3)[[0.0, 1.0]]

# case: get lists that do not broadcast
arr(3, 3)[[0, 1], [0, 1, 2]]

# case: get Tensor
t = arr(3, 2)
show(
    t[Tensor([0, 2])], t[Tensor(1)], t[Tensor([[0], [1]])], t[Tensor([0, 1]), Tensor([1, 0])],
    t[:, Tensor([1])], t[Tensor([-1])],
)

# case: get Tensor of each integer dtype
for d in (mstype.int16, mstype.int32, mstype.int64):
    tried(lambda: arr(3)[Tensor([0, 2], d)])

# case: get float Tensor
arr(3)[Tensor([0., 1.])]

# case: get empty Tensor
tried(lambda: arr(3)[Tensor(np.zeros((0,), np.int64))], lambda: arr(3, 2)[Tensor(np.zeros((0,), np.int32))])

# case: get Tensors broadcast
show(arr(3, 4)[Tensor([[0], [2]]), Tensor([1, 3])])

# case: get mask
t = arr(2, 3)
show(t[t > 2], t[t > 100], t[Tensor([True, False])], t[:, Tensor([True, False, True])])

# case: get mask and int
tried(lambda: arr(2, 3)[Tensor([True, True]), 1], lambda: arr(2, 3)[Tensor([False, True]), 1:])

# case: get mask of wrong shape
arr(2, 3)[Tensor([True, False, True])]

# case: get mask of too many dimensions
arr(3)[Tensor([[True, False, True]])]

# case: get mixed
t = arr(2, 3, 4)
show(
    t[0, [0, 1]], t[[0, 1], 1], t[:, [0, 2], 1], t[0, :, [1, 2]], t[[0, 1], :, [1, 2]], t[..., [0, 1]].shape,
    t[[0, 1], None].shape, t[None, [0, 1]].shape,
)

# case: get mixed separated by a slice
t = arr(2, 3, 4)
show(
    t[[0, 1], :, 1].shape, t[0, :, [0, 1]].shape, t[:, [0], :, None].shape, t[[0, 1], ..., [0, 1]].shape,
    t[1, :, Tensor([0, 1, 2])].shape,
)

# case: get slice and list
show(arr(3, 4)[1:, [0, 3]], arr(3, 4)[[0, 2], 1:3], arr(3, 4)[::2, Tensor([1, 2])])

# case: get dtypes
for d in (mstype.bool_, mstype.int8, mstype.int32, mstype.float16, mstype.float64, mstype.complex64):
    t = Tensor([0, 1, 1], d)
    tried(lambda: t[1], lambda: t[1:], lambda: t[[0, 1]])

# case: get from a Parameter
p = Parameter(arr(2, 2), name="p")
show(p[0], p[:, 1], p[[0, 1], [1, 0]])
print(isinstance(p[0], Parameter))

# case: get of an empty Tensor
t = Tensor(np.zeros((0, 3), np.float32))
show(t[:, 1], t[1:], t[:])

# case: get first of an empty Tensor
Tensor(np.zeros((0, 3), np.float32))[0]

# case: set int
t = arr(3)
t[0] = 9.0
t[-1] = 7
show(t)

# case: set int in 2-d
t = arr(2, 3)
t[0] = 0.0
t[1, 2] = 50
t[1, -3] = -1.5
show(t)

# case: set slice
t = arr(6)
t[1:3] = 0.0
t[::2] = 9.0
t[4:] = Tensor([70., 80.])
show(t)

# case: set slices in 2-d
t = arr(3, 4)
t[:, 1] = 0.0
t[1:, 2:] = Tensor([[10., 20.], [30., 40.]])
t[0, ::2] = Tensor([5., 6.])
show(t)

# case: set everything
t = arr(2, 2)
t[:] = 3
show(t)
t[...] = Tensor([1., 2.])
show(t)

# case: set broadcasting
t = arr(2, 3)
t[:] = Tensor([1., 2., 3.])
show(t)
t[:, :2] = Tensor([[7.], [8.]])
show(t)

# case: set wrong shape
t = arr(2, 3)
t[0] = Tensor([1., 2.])

# case: set wrong shape of a slice
t = arr(5)
t[1:3] = Tensor([1., 2., 3.])

# case: set too many dimensions
t = arr(3)
def f(): t[0:2] = Tensor([[1., 2.]])
tried(f)
show(t)

# case: set list value
t = arr(3)
t[0:2] = [8., 9.]
show(t)

# case: set tuple value
t = arr(3)
t[0:2] = (8., 9.)
show(t)

# case: set list value of wrong length
t = arr(3)
t[0:2] = [8., 9., 10.]

# case: set nested list value
t = arr(2, 2)
t[:] = [[8., 9.], [10., 11.]]
show(t)

# case: set int into float and float into int
t = Tensor([1, 2, 3])
t[0] = 7.9
show(t)
t = arr(3)
t[0] = 7
show(t)

# case: set float Tensor into int
t = Tensor([1, 2, 3])
t[0:2] = Tensor([7.9, -1.2])
show(t)

# case: set int Tensor into float
t = arr(3)
t[0:2] = Tensor([7, 8])
show(t)

# case: set float64 Tensor into float32
t = arr(3)
t[0:2] = Tensor([7.5, 8.5], mstype.float64)
show(t)

# case: set bool
t = Tensor([True, False, True])
t[0] = False
t[1] = 1
show(t)
t = arr(3)
t[0] = True
show(t)

# case: set complex into float
t = arr(3)
t[0] = 1j

# case: set float16
t = Tensor([1., 2.], mstype.float16)
t[0] = 3.14159
show(t)

# case: set None
t = arr(3)
t[0] = None

# case: set str
t = arr(3)
t[0] = "a"

# case: set out of range
t = arr(3)
t[3] = 1.0

# case: set out of range second
t = arr(2, 3)
t[0, 3] = 1.0

# case: set too many indices
t = arr(2, 3)
t[0, 0, 0] = 1.0

# case: set float index
t = arr(3)
t[1.0] = 1.0

# case: set str index
t = arr(3)
t["a"] = 1.0

# case: set list index
t = arr(4)
t[[0, 2]] = 9.0
t[[1, 3]] = Tensor([70., 80.])
show(t)

# case: set list index in 2-d
t = arr(3, 2)
t[[0, 2]] = 0.0
show(t)
t[[0, 1], [1, 0]] = Tensor([50., 60.])
show(t)
t[:, [1]] = 7.0
show(t)

# case: set list index repeated
t = arr(3)
t[[0, 0]] = Tensor([5., 6.])
show(t)

# case: set Tensor index
t = arr(4)
t[Tensor([0, 2])] = 9.0
t[Tensor(1)] = 5.0
t[Tensor([-1])] = 4.5
show(t)

# case: set Tensor index in 2-d
t = arr(3, 2)
t[Tensor([0, 2])] = Tensor([[1., 1.], [2., 2.]])
show(t)
t[Tensor([0, 1]), Tensor([1, 1])] = -1.0
show(t)

# case: set Tensor index value broadcast
t = arr(3, 2)
t[Tensor([0, 2])] = Tensor([10., 20.])
show(t)

# case: set mask
t = arr(2, 3)
t[t > 3] = 0.0
show(t)

# case: set mask with Tensor
t = arr(4)
t[t > 2] = Tensor([70., 80.])
show(t)

# case: set mask with 0-d Tensor
t = arr(4)
t[t > 2] = Tensor(7.0)
show(t)

# case: set mask of rows
t = arr(2, 3)
t[Tensor([True, False])] = -1.0
show(t)
t[:, Tensor([False, True, False])] = 5.0
show(t)

# case: set mask with Tensor of wrong size
t = arr(4)
def f(): t[t > 2] = Tensor([7., 8., 9.])
tried(f)

# case: set mask nothing selected
t = arr(3)
t[t > 10] = 1.0
show(t)

# case: set mask of lists
t = arr(3)
t[[True, False, True]] = 0.0
show(t)

# case: set bool scalar
t = arr(3)
t[True] = 0.0
show(t)
t = arr(3)
t[False] = 0.0
show(t)

# case: set None index
t = arr(2, 3)
t[None] = 0.0
show(t)
t[:, None] = Tensor([[1., 2., 3.]])
show(t)

# case: set ellipsis
t = arr(2, 2, 2)
t[..., 0] = 0.0
t[0, ...] = 9.0
show(t)

# case: set mixed
t = arr(2, 3, 2)
t[0, [0, 2]] = 0.0
t[:, 1, [0]] = 9.0
t[1:, [0, 1], 1] = -1.0
show(t)

# case: set 0-d
t = Tensor(3.0)
t[...] = 4.0
show(t)

# case: set 0-d with int
t = Tensor(3.0)
t[0] = 4.0

# case: set empty selection
t = arr(3)
t[1:1] = 5.0
t[[]] = 5.0
show(t)

# case: set returns the same object
t = arr(3)
i = id(t)
t[0] = 5.0
print(id(t) == i)

# case: set on a Parameter
p = Parameter(arr(3), name="p")
q = p
p[0] = 9.0
p[1:] = Tensor([5., 6.])
show(p)
print(p is q, p.name)

# case: set value from another part
t = arr(2, 3)
t[0] = t[1]
show(t)

# case: swap rows
t = arr(2, 2)
t[0], t[1] = t[1].copy(), t[0].copy()
show(t)

# case: set on a result of an operation
x = arr(3)
y = x + 0
y[0] = 100.0
show(x, y)

# case: augmented item
t = arr(3)
t[0] += 10
t[1:] *= 2
show(t)

# case: augmented item in 2-d
t = arr(2, 3)
t[0] += 10
t[:, 1] -= Tensor([1., 2.])
t[1, 1] /= 2
show(t)

# case: augmented mask
t = arr(4)
t[t > 2] += 10
show(t)

# case: augmented list index
t = arr(4)
t[[0, 2]] += 10
show(t)

# case: augmented list index repeated
t = arr(3)
t[[0, 0]] += 1
show(t)

# case: augmented on integers
t = Tensor([5, 6])
t[0] += 1
t[1] //= 4
show(t)

# case: augmented float on integers
t = Tensor([5, 6])
t[0] += 1.5
show(t)

# case: view of an int
x = arr(2, 3)
y = x[0]
y[1] = 50.0
show(x)

# case: view of a slice
x = arr(5)
y = x[1:4]
y[0] = 50.0
y[:] = y * 2
show(x, y)

# case: view sees writes of its base
x = arr(2, 3)
y = x[0]
x[0, 1] = 50.0
show(y)

# case: view of a view
x = arr(2, 3, 2)
y = x[1][1:]
y[0, 0] = 99.0
show(x)

# case: view with step
x = arr(6)
y = x[::2]
y[1] = 99.0
show(x)

# case: view with None
x = arr(3)
y = x[None]
y[0, 1] = 99.0
show(x)

# case: view with ellipsis
x = arr(2, 2)
y = x[...]
y[0, 0] = 99.0
show(x)
print(y is x)

# case: view of a full slice
x = arr(3)
y = x[:]
y[0] = 99.0
show(x)
print(y is x)

# case: view of a column
x = arr(2, 3)
y = x[:, 1]
y[0] = 99.0
show(x)

# case: list index result writes back
x = arr(3)
y = x[[0, 1]]
y[0] = 99.0
show(x)

# case: Tensor index result writes back
x = arr(3)
y = x[Tensor([0, 1])]
y[0] = 99.0
show(x)

# case: mask result writes back
x = arr(3)
y = x[x > 1]
y[0] = 99.0
show(x)

# case: bool index result writes back
x = arr(3)
y = x[True]
y[0, 0] = 99.0
show(x)

# case: mixed index result writes back
x = arr(2, 3)
y = x[:, [0, 1]]
y[0] = 99.0
show(x)

# case: list index result does not see its base
x = arr(3)
y = x[[0, 1]]
x[0] = 99.0
show(y)

# case: list index result twice removed writes back
x = arr(3, 2)
y = x[[0, 2]][1]
y[0] = 99.0
show(x)

# case: mask result of a slice writes back
x = arr(6)
y = x[2:][Tensor([True, False, False, True])]
y[:] = 0.0
show(x)

# case: reshape of a list index result
x = arr(3)
y = x[[0, 1]].reshape(2, 1)
y[0] = 99.0
show(x)

# case: view augmented
x = arr(2, 3)
y = x[0]
y += 10
show(x, y)

# case: view chained write
x = arr(2, 2, 2)
x[0][1][0] = 99.0
x[1][0] += 1
show(x)

# case: view kept by methods
for name, f in {
    "view": lambda x: x.view(4), "reshape": lambda x: x.reshape(4), "T": lambda x: x.T, "transpose": lambda x: x.transpose(1, 0),
    "permute": lambda x: x.permute(1, 0), "swapaxes": lambda x: x.swapaxes(0, 1), "t": lambda x: x.t(),
    "flatten": lambda x: x.flatten(), "ravel": lambda x: x.ravel(), "expand_dims": lambda x: x.expand_dims(0),
    "unsqueeze": lambda x: x.unsqueeze(0), "squeeze": lambda x: x.squeeze(), "broadcast_to": lambda x: x.broadcast_to((2, 2)),
    "expand_as": lambda x: x.expand_as(x), "view_as": lambda x: x.view_as(x), "contiguous": lambda x: x.contiguous(),
    "copy": lambda x: x.copy(), "data": lambda x: x.data, "value": lambda x: x.value(),
    "Tensor": lambda x: Tensor(x), "narrow": lambda x: x.narrow(0, 0, 1),
    "select": lambda x: x.select(0, 0), "diagonal": lambda x: x.diagonal(), "mT": lambda x: x.mT,
    "unbind": lambda x: x.unbind()[0], "split": lambda x: x.split(1)[0], "chunk": lambda x: x.chunk(2)[0],
    "expand": lambda x: x.expand((2, 2)), "index_select": lambda x: x.index_select(0, Tensor([0, 1])),
    "tile": lambda x: x.tile((1, 1)), "add": lambda x: x + 0, "abs": lambda x: abs(x), "iter": lambda x: next(iter(x)),
}.items():
    x = arr(2, 2)
    try:
        y = f(x)
        y[0] = 99.0
        print(name, "writes" if (x.asnumpy() == 99).any() else "copies")
    except Exception as error:
        print(name, raised(error))

# case: view kept by functions
for name, f in {
    "ops.reshape": lambda x: ops.reshape(x, (4,)), "ops.transpose": lambda x: ops.transpose(x, (1, 0)), "ops.squeeze": lambda x: ops.squeeze(x),
    "ops.expand_dims": lambda x: ops.expand_dims(x, 0), "ops.unsqueeze": lambda x: ops.unsqueeze(x, 0), "ops.flatten": lambda x: ops.flatten(x),
    "ops.split": lambda x: ops.split(x, 1)[0], "ops.chunk": lambda x: ops.chunk(x, 2)[0], "ops.unbind": lambda x: ops.unbind(x)[0],
    "ops.identity": lambda x: ops.identity(x) if hasattr(ops, "identity") else x,
    "ops.broadcast_to": lambda x: ops.broadcast_to(x, (2, 2)), "ops.swapaxes": lambda x: ops.swapaxes(x, 0, 1), "ops.narrow": lambda x: ops.narrow(x, 0, 0, 1),
    "ops.Reshape": lambda x: ops.Reshape()(x, (4,)), "ops.Transpose": lambda x: ops.Transpose()(x, (1, 0)), "ops.ExpandDims": lambda x: ops.ExpandDims()(x, 0),
    "ops.Squeeze": lambda x: ops.Squeeze()(x), "ops.depend": lambda x: ops.depend(x, x),
    "mint.reshape": lambda x: mint.reshape(x, (4,)), "mint.flatten": lambda x: mint.flatten(x), "mint.transpose": lambda x: mint.transpose(x, 0, 1),
    "mint.narrow": lambda x: mint.narrow(x, 0, 0, 1), "mint.unsqueeze": lambda x: mint.unsqueeze(x, 0),
    "mint.permute": lambda x: mint.permute(x, (1, 0)), "mint.select": lambda x: mint.select(x, 0, 0), "mint.split": lambda x: mint.split(x, 1)[0],
    "mint.broadcast_to": lambda x: mint.broadcast_to(x, (2, 2)), "ops.gather": lambda x: ops.gather(x, Tensor([0, 1]), 0),
    "ops.stack": lambda x: ops.stack([x])[0], "ops.StridedSlice": lambda x: ops.strided_slice(x, (0, 0), (1, 2), (1, 1)),
    "ops.slice": lambda x: ops.slice(x, (0, 0), (1, 2)), "ops.diagonal": lambda x: ops.diagonal(x),
}.items():
    x = arr(2, 2)
    try:
        y = f(x)
        y[0] = 99.0
        print(name, "writes" if (x.asnumpy() == 99).any() else "copies")
    except Exception as error:
        print(name, raised(error))

# case: view of a transpose
x = arr(2, 3)
y = x.T
y[0, 1] = 99.0
show(x, y)

# case: view of a reshape
x = arr(2, 3)
y = x.reshape(3, 2)
y[0] = Tensor([80., 90.])
show(x, y)

# case: view of a slice then reshape
x = arr(4, 2)
y = x[1:3].reshape(4)
y[0] = 99.0
show(x)

# case: view of a Parameter
p = Parameter(arr(2, 2), name="p")
p[0][1] = 99.0
q = p.reshape(4)
q[0] = 50.0
show(p)

# case: view is unaffected by rebinding
x = arr(2, 2)
y = x[0]
x = x + 1
x[0, 0] = 99.0
show(y)

# case: view after set_data of the Parameter
p = Parameter(arr(2, 2), name="p")
y = p[0]
p.set_data(Tensor([[9., 9.], [9., 9.]]))
show(y, p)

# case: view outlives its base
def f():
    x = arr(3)
    return x[1:]
y = f()
y[0] = 9.0
show(y)

# case: copy_
x = arr(2, 2)
x.copy_(Tensor([7., 8.]))
show(x)

# case: copy_ other dtype
x = arr(2)
x.copy_(Tensor([7, 8]))
show(x)

# case: copy_ wrong shape
x = arr(2)
x.copy_(Tensor([7., 8., 9.]))

# case: index_put and friends
t = arr(4)
tried(
    lambda: t.index_fill(0, Tensor([0, 2], mstype.int32), 9.0),
    lambda: t.masked_fill(t > 2, 0.0),
    lambda: arr(4).index_add(0, Tensor([0, 1], mstype.int32), Tensor([10., 20.])),
    lambda: t.scatter(0, Tensor([0, 1]), Tensor([7., 8.])),
    lambda: t.gather(Tensor([0, 1]), 0),
    lambda: t.take(Tensor([0, 3])),
    lambda: t.index_select(0, Tensor([3, 0])),
)

# case: gradient through get
f = lambda x: x[0] * x[1, 1] + x[:, 0].sum()
show(grad(f)(arr(2, 2)))
show(
    grad(lambda x: x[1:, ::2])(arr(3, 4)), grad(lambda x: x[None, 0])(arr(2, 2)),
    grad(lambda x: x[..., 1])(arr(2, 2)),
)

# case: gradient through list and Tensor index
show(
    grad(lambda x: x[[0, 0, 2]])(arr(3)), grad(lambda x: x[Tensor([1, 1])] * Tensor([1., 5.]))(arr(3)),
    grad(lambda x: x[[0, 1], [1, 1]])(arr(2, 2)),
)

# case: gradient through mask
show(grad(lambda x: x[x > 2] * 3)(arr(4)))

# case: gradient through set number
def f(x):
    y = x * 2
    y[0] = 5.0
    return y * x
show(grad(f)(arr(3)))

# case: gradient through set Tensor
def f(x, v):
    y = x * 2
    y[1:] = v
    return y * y
show(grad(f, (0, 1))(arr(3), arr(2)))

# case: gradient through set mask
def f(x):
    y = x * 2
    y[y > 3] = 0.0
    return y
show(grad(f)(arr(3)))

# case: gradient through set list index
def f(x, v):
    y = x * 2
    y[[0, 2]] = v
    return y
show(grad(f, (0, 1))(arr(3), arr(2)))

# case: gradient through augmented item
def f(x):
    y = x * 2
    y[0] *= x[1]
    return y
show(grad(f)(arr(3)))

# case: gradient through a written view
def f(x):
    y = x * 2
    z = y[0]
    z[1] = 7.0
    return y.sum() + z.sum()
show(grad(f)(arr(2, 2)))

# case: gradient through a view augmented by item
def f(x):
    y = x * 1.0
    row = y[0]
    row[:] = row * 3
    return y
show(grad(f)(arr(2, 2)))

# case: gradient through buffers filled in a loop
def f(x):
    out = ops.zeros((3,), mstype.float32)
    for i in range(3):
        out[i] = x[i] * (i + 1)
    return out
show(grad(f)(arr(3)))

# case: gradient through set broadcast
def f(x, v):
    y = x * 2
    y[:] = v
    return y
show(grad(f, (0, 1))(arr(2, 3), arr(3)))

# case: iteration with gradient
show(grad(lambda x: sum(r * r for r in x))(arr(2, 2)))

# case: ops.getitem style functions
t = arr(3, 4)
tried(
    lambda: ops.strided_slice(t, (0, 1), (2, 3), (1, 1)),
    lambda: ops.slice(t, (1, 1), (2, 2)),
    lambda: ops.gather_nd(t, Tensor([[0, 1], [2, 3]])),
    lambda: ops.gather(t, Tensor([0, 2]), 1),
    lambda: ops.gather_elements(t, 1, Tensor([[0], [1], [2]])),
    lambda: ops.tensor_scatter_update(t, Tensor([[0, 0]]), Tensor([99.])) if hasattr(ops, "tensor_scatter_update") else None,
)
