# ruff: noqa
# Parameter and ParameterTuple.

# case: construction
for v in (arr(2), 1.5, 3, True, [1., 2.], [1, 2], np.ones(2, np.float32), np.ones(2), (1., 2.), 2j):
    tried(lambda: Parameter(v, name="p"))

# case: default name
p, q = Parameter(arr(2)), Parameter(arr(2))
print(p.name.split("#")[0], int(q.name.split("#")[1]) - int(p.name.split("#")[1]))

# case: printed forms
p = Parameter(arr(2, 2), name="w")
print(p)
print(repr(p))
print(str(p), f"{p}", [p], (p,), {"p": p})
p.requires_grad = False
print(p)

# case: printed forms of 0-d and empty
print(Parameter(Tensor(1.0), name="s"), Parameter(Tensor(np.zeros((0,), np.int32)), name="e"))

# case: printed values
p = Parameter(arr(2), name="w")
print(p.asnumpy(), p.value(), p.data)

# case: name types
tried(
    lambda: Parameter(arr(2), name=3),
    lambda: Parameter(arr(2), name=None).name.split("#")[0],
    lambda: Parameter(arr(2), name="").name.split("#")[0],
    lambda: Parameter(arr(2), name="a.b").name,
    lambda: Parameter(arr(2), "pos").name,
    lambda: Parameter(arr(2), name=["a"]),
)

# case: name setter
p = Parameter(arr(2), name="a")
p.name = "b"
print(p.name)
tried(lambda: setattr(p, "name", 3))
print(p.name)
tried(lambda: setattr(p, "name", ""), lambda: setattr(p, "name", None))
print(p.name.split("#")[0])

# case: no data
Parameter()

# case: None data
Parameter(None, name="p")

# case: str data
Parameter("abc", name="p")

# case: requires_grad forms
p = Parameter(arr(2), name="p", requires_grad=False)
print(p.requires_grad)
p.requires_grad = True
print(p.requires_grad)
tried(lambda: setattr(p, "requires_grad", 1), lambda: Parameter(arr(2), name="p", requires_grad="yes"))

# case: requires_grad of integers
p = Parameter(Tensor([1, 2]), name="p")
print(p.requires_grad, p.dtype)
show(p + 1)

# case: from an initializer
p = Parameter(initializer("ones", (2, 2), mstype.float32), name="p")
print(p)
show(p)
print(p.has_init)

# case: from initializers
for init in ("zeros", "ones", One(), Zero(), 5):
    show(Parameter(initializer(init, (2,), mstype.float16), name="p"))

# case: initializer shapes of random ones
for init in ("normal", "uniform", "xavier_uniform", "he_normal", "truncatedNormal", Normal(0.1)):
    t = initializer(init, (3, 4), mstype.float32)
    print(type(t).__name__, t.shape, t.dtype)

# case: initializer errors
tried(
    lambda: initializer("nothing", (2,)),
    lambda: initializer("ones", "a"),
    lambda: initializer("ones", (-1,)),
    lambda: initializer("ones", (2,), "float32"),
    lambda: initializer(None, (2,)),
    lambda: initializer("ones", 3).shape,
    lambda: initializer(arr(2), (3,)),
    lambda: initializer("ones", (2, 1.5)),
)

# case: initializer of a Tensor
show(initializer(arr(2), (2,)))

# case: from a Parameter
a = Parameter(arr(2), name="a", requires_grad=False)
b = Parameter(a, name="b")
print(b.name, b.requires_grad)
b.set_data(Tensor([7., 8.]))
show(a, b)

# case: from a Parameter without name
a = Parameter(arr(2), name="a")
print(Parameter(a).name.split("#")[0])

# case: from a Tensor shares
t = arr(2)
p = Parameter(t, name="p")
t[0] = 9.0
show(p)
p[1] = 8.0
show(t)

# case: from a Tensor and set_data
t = arr(2)
p = Parameter(t, name="p")
p.set_data(Tensor([7., 8.]))
show(t, p)

# case: set_data
p = Parameter(arr(2), name="p")
r = p.set_data(Tensor([7., 8.]))
show(p)
print(r is p)

# case: set_data keeps the object and views
p = Parameter(arr(2), name="p")
q = p
p.set_data(Tensor([7., 8.]))
show(q)

# case: set_data wrong shape
p = Parameter(arr(2), name="p")
p.set_data(Tensor([7., 8., 9.]))
show(p)

# case: set_data broadcastable shape
p = Parameter(arr(2), name="p")
tried(lambda: p.set_data(Tensor(7.0)), lambda: p.set_data(Tensor([7.0])), lambda: p.set_data(arr(1, 2)))
show(p)

# case: set_data slice_shape
p = Parameter(arr(2), name="p")
tried(lambda: p.set_data(Tensor([7., 8., 9.]), slice_shape=True))
show(p)

# case: set_data other dtype
p = Parameter(arr(2), name="p")
tried(lambda: p.set_data(Tensor([7, 8])))
show(p)

# case: set_data other float dtype
p = Parameter(arr(2), name="p")
tried(lambda: p.set_data(Tensor([7., 8.], mstype.float16)))
show(p)
p = Parameter(Tensor([1., 2.], mstype.float16), name="p")
tried(lambda: p.set_data(Tensor([7., 8.], mstype.float32)))
show(p)
p = Parameter(arr(2), name="p")
tried(lambda: p.set_data(Tensor([7., 8.], mstype.float64)))
show(p)

# case: set_data into integers
p = Parameter(Tensor([1, 2]), name="p")
tried(lambda: p.set_data(Tensor([7.5, 8.5])))
show(p)
p = Parameter(Tensor([1, 2], mstype.int32), name="p")
tried(lambda: p.set_data(Tensor([7, 8])))
show(p)

# case: set_data of other types
p = Parameter(arr(2), name="p")
tried(
    lambda: p.set_data([7., 8.]),
    lambda: p.set_data(np.ones(2, np.float32)),
    lambda: p.set_data(3.0),
    lambda: p.set_data(None),
)
show(p)

# case: set_data of an initializer
p = Parameter(arr(2), name="p")
p.set_data(initializer("zeros", (2,), mstype.float32))
show(p)

# case: init_data
p = Parameter(initializer("ones", (2,), mstype.float32), name="p")
r = p.init_data()
show(r)
print(r is p, r.name)

# case: init_data of data
p = Parameter(arr(2), name="p")
print(p.init_data() is p)

# case: clone
p = Parameter(arr(2), name="p", requires_grad=False)
c = p.clone()
print(c.name, c.requires_grad, type(c).__name__, c is p)
c.set_data(Tensor([7., 8.]))
show(p, c)

# case: clone is a copy
p = Parameter(arr(2), name="p")
c = p.clone()
c[0] = 100.0
show(p)

# case: clone with init
p = Parameter(arr(2), name="p")
show(p.clone(init="zeros"), p.clone("ones"), p.clone(init="same"), p.clone(init=5))

# case: clone with a wrong init
Parameter(arr(2), name="p").clone(init="nothing")

# case: assign_value
p = Parameter(arr(2), name="p")
r = p.assign_value(Tensor([7., 8.]))
show(p)

# case: ops.assign
p = Parameter(arr(2), name="p")
r = ops.assign(p, Tensor([7., 8.]))
show(p, r)

# case: ops.assign wrong
p = Parameter(arr(2), name="p")
tried(lambda: ops.assign(p, Tensor([1., 2., 3.])), lambda: ops.assign(p, "a"))
show(p)

# case: ops.assign dtype
p = Parameter(arr(2), name="p")
tried(lambda: ops.assign(p, Tensor([7, 8])))
show(p)

# case: ops.assign_add and assign_sub
p = Parameter(arr(2), name="p")
ops.assign_add(p, Tensor([10., 10.]))
show(p)
ops.assign_sub(p, Tensor([1., 2.]))
show(p)

# case: Assign primitives
p = Parameter(arr(2), name="p")
ops.Assign()(p, Tensor([7., 8.]))
ops.AssignAdd()(p, Tensor([1., 1.]))
show(p)

# case: data and value
p = Parameter(arr(2), name="p")
print(type(p.data).__name__, type(p.value()).__name__, p.data is p)
d = p.data
d[0] = 100.0
show(p)

# case: data setter
p = Parameter(arr(2), name="p")
tried(lambda: setattr(p, "data", Tensor([7., 8.])))
show(p)

# case: copy
p = Parameter(arr(2), name="p")
c = p.copy()
print(type(c).__name__)
show(c)

# case: copy.copy and deepcopy
p = Parameter(arr(2), name="p", requires_grad=False)
a, b = copy.copy(p), copy.deepcopy(p)
print(type(a).__name__, type(b).__name__, getattr(a, "name", None), b.name, b.requires_grad)
b.set_data(Tensor([7., 8.]))
show(p)

# case: pickle
p = pickle.loads(pickle.dumps(Parameter(arr(2), name="p", requires_grad=False)))
print(type(p).__name__)
show(p.asnumpy())

# case: comparison and hash
a, b = Parameter(arr(2), name="a"), Parameter(arr(2), name="a")
show(a == b)
print(hash(a) == hash(b), len({a, b, a}), a in [a], {a: 1}[a])

# case: isinstance
p = Parameter(arr(2), name="p")
print(
    isinstance(p, Tensor), isinstance(p, Parameter), isinstance(p + 1, Parameter), type(p + 1).__name__,
    isinstance(p, mindspore.common.Parameter), issubclass(Parameter, Tensor),
)

# case: properties
p = Parameter(arr(2, 3), name="p")
print(p.shape, p.dtype, p.ndim, p.size, p.itemsize, p.nbytes, len(p))

# case: flags
p = Parameter(arr(2), name="p", layerwise_parallel=True, parallel_optimizer=False)
print(
    p.layerwise_parallel, p.parallel_optimizer, p.comm_fusion,
    p.cache_enable if hasattr(p, "cache_enable") else False, p.sliced, p.has_init,
)
tried(
    lambda: setattr(p, "layerwise_parallel", 1),
    lambda: setattr(p, "parallel_optimizer", 3),
    lambda: setattr(p, "comm_fusion", "a"),
    lambda: Parameter(arr(2), layerwise_parallel="a"),
)

# case: unknown argument
Parameter(arr(2), name="p", foo=1)

# case: unique ids
p = Parameter(arr(2), name="p")
print(p.unique, p.parallel_optimizer_comm_recompute, p.key)

# case: attributes can be set
p = Parameter(arr(2), name="p")
p.foo = 3
print(p.foo)
p.bar

# case: in-place operators
p = Parameter(arr(2), name="p")
q = p
p += 1
print(type(p).__name__, p is q)
show(q)

# case: in-place operators through an attribute
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(arr(2), name="w")
net = Net()
tried(lambda: net.__setattr__("w", net.w + 1))
print(type(net.w).__name__)
show(net.w)
net.w -= 1
print(type(net.w).__name__)
show(net.w)

# case: setitem
p = Parameter(arr(3), name="p")
p[0] = 9.0
p[1:] *= 2
show(p)
print(type(p).__name__, p.name)

# case: arithmetic
p = Parameter(arr(2), name="p")
show(
    p + 1, 1 - p, p * p, p / 2, p @ p, -p, p > 1, p.sum(), p.reshape(2, 1), p.astype(mstype.int32), abs(p),
    p ** 2,
)

# case: in Python structures
p = Parameter(Tensor(3.0), name="p")
tried(lambda: float(p), lambda: int(p), lambda: bool(p), lambda: p.item(), lambda: p.tolist())

# case: iteration
p = Parameter(arr(2, 2), name="p")
show(*[r for r in p])
print([type(r).__name__ for r in p])

# case: ParameterTuple
ps = ParameterTuple([Parameter(arr(2), name="a"), Parameter(arr(1), name="b")])
print(type(ps).__name__, isinstance(ps, tuple), len(ps), ps[0].name)
print(ps)
print([p.name for p in ps])

# case: ParameterTuple from a generator and tuple
ps = ParameterTuple(Parameter(arr(1), name=n) for n in "ab")
print([p.name for p in ps], [p.name for p in ParameterTuple((ps[0],))], len(ParameterTuple([])))

# case: ParameterTuple duplicates
a = Parameter(arr(2), name="a")
tried(lambda: len(ParameterTuple([a, a])), lambda: ParameterTuple([a, Parameter(arr(2), name="a")]))

# case: ParameterTuple of default names
ps = ParameterTuple([Parameter(arr(2)), Parameter(arr(2))])
print([p.name.split("#")[0] for p in ps])

# case: ParameterTuple of wrong things
tried(
    lambda: ParameterTuple([arr(2)]),
    lambda: ParameterTuple(3),
    lambda: ParameterTuple([3]),
    lambda: ParameterTuple(None),
    lambda: ParameterTuple("ab"),
)

# case: ParameterTuple clone
ps = ParameterTuple([Parameter(arr(2), name="a"), Parameter(arr(1), name="b")])
c = ps.clone("m")
print(type(c).__name__, [p.name for p in c], [p.name for p in ps])
show(*c)
show(*ps.clone(prefix="v", init="zeros"))

# case: ParameterTuple clone keeps its source
ps = ParameterTuple([Parameter(arr(2), name="a")])
c = ps.clone("m")
c[0].set_data(Tensor([7., 8.]))
show(ps[0])

# case: ParameterTuple clone errors
ps = ParameterTuple([Parameter(arr(2), name="a")])
tried(lambda: ps.clone(), lambda: ps.clone(3), lambda: ps.clone("m", init="nothing"))

# case: ParameterTuple slices and sums
ps = ParameterTuple([Parameter(arr(2), name="a"), Parameter(arr(1), name="b")])
print(type(ps[:1]).__name__, type(ps + ps).__name__, ps[0] in list(ps))

# case: Parameter as ops argument
p = Parameter(arr(2, 2), name="p")
show(ops.matmul(p, p), ops.relu(p), ops.concat((p, p)).shape, mint.sum(p))

# case: Parameter of bool and complex
show(
    Parameter(Tensor([True]), name="b"), Parameter(Tensor([1j]), name="c"),
    Parameter(Tensor([1.], mstype.bfloat16), name="h"),
)

# case: Parameter to other dtype
p = Parameter(arr(2), name="p")
p.set_dtype(mstype.float16)
print(p.dtype, type(p).__name__)
tried(lambda: type(p.to(mstype.float32)).__name__, lambda: type(p.float()).__name__)

# case: Parameter from numpy does not share
a = np.ones(2, np.float32)
p = Parameter(a, name="p")
a[0] = 5.0
show(p)
p = Parameter(Tensor.from_numpy(a), name="p")
a[1] = 6.0
show(p)

# case: cloned Cell parameters
net = nn.Dense(1, 1)
ps = ParameterTuple(net.trainable_params()).clone("copy")
print([p.name for p in ps])
