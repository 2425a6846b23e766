# ruff: noqa
# nn.Cell and its containers, a few layers, losses and SGD.

# case: parameter names
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Dense(3, 4)
        self.fc2 = nn.Dense(4, 2, has_bias=False)
        self.w = Parameter(arr(2), name="weird")
        self.v = Parameter(arr(2))
net = Net()
print([p.name for p in net.trainable_params()])
print([n for n, p in net.parameters_and_names()])

# case: nested parameter names
class Inner(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(arr(2), name="w")
class Outer(nn.Cell):
    def __init__(self):
        super().__init__()
        self.a = Inner()
        self.seq = nn.SequentialCell(Inner(), nn.Dense(1, 1))
        self.list = nn.CellList([Inner(), Inner()])
        self.own = Parameter(arr(1), name="own")
net = Outer()
for n, p in net.parameters_and_names():
    print(n, p.name)

# case: order of parameters
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.fc = nn.Dense(1, 1)
        self.b = Parameter(arr(1), name="b")
        self.fc2 = nn.Dense(1, 1)
        self.a = Parameter(arr(1), name="a")
net = Net()
print([p.name for p in net.get_parameters()])

# case: get_parameters expand
net = nn.SequentialCell(nn.Dense(1, 1), nn.SequentialCell(nn.Dense(1, 1)))
print([p.name for p in net.get_parameters()], [p.name for p in net.get_parameters(expand=False)])

# case: parameters_and_names prefix
net = nn.SequentialCell(nn.Dense(1, 1), nn.ReLU())
print(
    [n for n, _ in net.parameters_and_names(name_prefix="pre")],
    [n for n, _ in net.parameters_and_names(expand=False)],
)

# case: parameters_dict
net = nn.Dense(1, 1)
d = net.parameters_dict()
print(type(d).__name__, list(d), [type(v).__name__ for v in d.values()])

# case: parameters_dict recurse
net = nn.SequentialCell(nn.Dense(1, 1))
print(list(net.parameters_dict()), list(net.parameters_dict(recurse=False)))

# case: trainable and untrainable
net = nn.Dense(1, 1)
net.bias.requires_grad = False
print([p.name for p in net.trainable_params()], [p.name for p in net.untrainable_params()])
print(type(net.trainable_params()).__name__)

# case: trainable_params recurse
net = nn.SequentialCell(nn.Dense(1, 1))
print(len(net.trainable_params()), len(net.trainable_params(recurse=False)))

# case: batch norm parameters
net = nn.BatchNorm2d(3)
print([(p.name, p.requires_grad, p.shape) for p in net.get_parameters()])

# case: a shared Parameter
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.a = nn.Dense(2, 2)
        self.b = nn.Dense(2, 2)
        self.b.weight = self.a.weight
net = Net()
print([p.name for p in net.trainable_params()])
print(net.a.weight is net.b.weight)

# case: a shared Cell
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.a = nn.Dense(2, 2)
        self.b = self.a
net = Net()
print([p.name for p in net.trainable_params()], [n for n, _ in net.cells_and_names()])

# case: cells
net = nn.SequentialCell(nn.Dense(1, 1), nn.ReLU(), nn.SequentialCell(nn.ReLU()))
print([type(c).__name__ for c in net.cells()])

# case: cells_and_names
net = nn.SequentialCell(nn.Dense(1, 1), nn.ReLU(), nn.SequentialCell(nn.ReLU()))
print([(n, type(c).__name__) for n, c in net.cells_and_names()])

# case: name_cells
net = nn.SequentialCell(nn.Dense(1, 1), nn.ReLU())
d = net.name_cells()
print(type(d).__name__, [(k, type(v).__name__) for k, v in d.items()])

# case: insert_child_to_cell
class Net(nn.Cell):
    pass
net = Net()
net.insert_child_to_cell("fc", nn.Dense(1, 1))
print(net.fc.weight.name, list(net.name_cells()))

# case: insert_child_to_cell errors
net = nn.Dense(1, 1)
tried(
    lambda: net.insert_child_to_cell(3, nn.ReLU()),
    lambda: net.insert_child_to_cell("x", 3),
    lambda: net.insert_child_to_cell("weight", nn.ReLU()),
    lambda: net.insert_child_to_cell("", nn.ReLU()),
    lambda: net.insert_child_to_cell("a.b", nn.ReLU()),
)

# case: insert_child_to_cell twice
net = nn.Cell()
net.insert_child_to_cell("fc", nn.ReLU())
tried(lambda: net.insert_child_to_cell("fc", nn.Tanh()))
print(type(net.fc).__name__)

# case: insert_param_to_cell
net = nn.Cell()
net.insert_param_to_cell("w", Parameter(arr(2), name="w"))
net.insert_param_to_cell("v", Parameter(arr(2)))
print([(n, p.name) for n, p in net.parameters_and_names()], net.w.shape)

# case: insert_param_to_cell errors
net = nn.Cell()
net.insert_param_to_cell("w", Parameter(arr(2), name="w"))
tried(
    lambda: net.insert_param_to_cell("w", Parameter(arr(2), name="q")),
    lambda: net.insert_param_to_cell("", Parameter(arr(2))),
    lambda: net.insert_param_to_cell("a.b", Parameter(arr(2))),
    lambda: net.insert_param_to_cell(3, Parameter(arr(2))),
    lambda: net.insert_param_to_cell("z", arr(2)),
    lambda: net.insert_param_to_cell("construct", Parameter(arr(2))),
)

# case: one name twice in a Cell
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.a = Parameter(arr(2), name="w")
        self.b = Parameter(arr(2), name="w")
net = Net()
print([p.name for p in net.trainable_params()])

# case: one name twice in children
class Inner(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(arr(2), name="w")
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.a = Inner()
        self.w = Parameter(arr(2), name="a.w")
net = Net()
print([p.name for p in net.trainable_params()])

# case: one name twice in the optimizer
a, b = Parameter(arr(2), name="w"), Parameter(arr(2), name="w")
nn.SGD([a, b], 0.1)

# case: a Parameter name set by an attribute
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.first = Parameter(arr(2))
net = Net()
print(net.first.name)
net.second = Parameter(arr(2))
print(net.second.name, [p.name for p in net.trainable_params()])

# case: a list of Parameters as attribute
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.ps = [Parameter(arr(2), name="a"), Parameter(arr(2), name="b")]
net = Net()
print([p.name for p in net.trainable_params()])

# case: a ParameterTuple as attribute
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.ps = ParameterTuple([Parameter(arr(2), name="a"), Parameter(arr(2), name="b")])
net = Net()
print([p.name for p in net.trainable_params()], type(net.ps).__name__)

# case: a tuple of Parameters as attribute
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.ps = (Parameter(arr(2), name="a"), Parameter(arr(2), name="b"))
net = Net()
print([p.name for p in net.trainable_params()], type(net.ps).__name__)

# case: a list of Cells as attribute
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.ls = [nn.Dense(1, 1), nn.ReLU()]
net = Net()
print(len(net.trainable_params()), type(net.ls).__name__)

# case: a dict of Cells as attribute
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.d = {"a": nn.Dense(1, 1)}
net = Net()
print(len(net.trainable_params()), type(net.d).__name__)

# case: set_train and training
net = nn.SequentialCell(nn.Dense(1, 1), nn.Dropout(p=0.5))
print(net.training, net[1].training)
print(net.set_train() is net, net.training, net[1].training)
net.set_train(False)
print(net.training, net[1].training)

# case: set_train wrong type
net = nn.Dense(1, 1)
tried(
    lambda: net.set_train(1).training,
    lambda: net.set_train("a").training,
    lambda: net.set_train(None).training,
)

# case: training attribute
net = nn.Dense(1, 1)
net.training = True
print(net.training)
tried(lambda: setattr(net, "training", 3))

# case: train and eval methods
net = nn.Dense(1, 1)
print(
    hasattr(net, "train"), hasattr(net, "eval"), hasattr(net, "forward"), hasattr(net, "modules"),
    hasattr(net, "children"), hasattr(net, "parameters"), hasattr(net, "named_parameters"),
    hasattr(net, "zero_grad"),
)

# case: set_grad
net = nn.SequentialCell(nn.Dense(1, 1))
print(net.requires_grad, net[0].requires_grad)
net.set_grad()
print(net.requires_grad, net[0].requires_grad)
net.set_grad(False)
print(net.requires_grad, net[0].requires_grad)

# case: dropout in training only
net = nn.Dropout(p=0.5)
x = ops.ones((4,), mstype.float32)
show(net(x))
net.set_train()
out = net(x)
print(sorted(set(out.asnumpy().tolist())) in ([0.0, 2.0], [2.0], [0.0]), out.shape)

# case: to_float float16
net = nn.Dense(2, 2, weight_init="ones", bias_init="zeros").to_float(mstype.float16)
out = net(arr(1, 2))
show(out)
print(net.weight.dtype)

# case: to_float children
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.fc = nn.Dense(2, 2, weight_init="ones")
    def construct(self, x):
        print("in", x.dtype)
        y = self.fc(x)
        print("fc", y.dtype)
        z = ops.matmul(y, y.T)
        print("matmul", z.dtype)
        return z
net = Net().to_float(mstype.float16)
print(net(arr(1, 2)).dtype)

# case: to_float inner only
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.fc = nn.Dense(2, 2).to_float(mstype.float16)
    def construct(self, x):
        y = self.fc(x)
        return y, y + x
show([t.dtype == mstype.float16 for t in Net()(arr(1, 2))])
print([str(t.dtype) for t in Net()(arr(1, 2))])

# case: to_float with integers and several inputs
class Net(nn.Cell):
    def construct(self, x, i, t):
        print(x.dtype, i.dtype, t[0].dtype)
        return x
print(Net().to_float(mstype.float16)(arr(2), Tensor([1]), (arr(2),)).dtype)

# case: to_float float32 back
net = nn.Dense(2, 2).to_float(mstype.float16).to_float(mstype.float32)
print(net(arr(1, 2)).dtype)

# case: to_float wrong
tried(
    lambda: nn.Dense(1, 1).to_float(mstype.int32),
    lambda: nn.Dense(1, 1).to_float("float16"),
    lambda: nn.Dense(1, 1).to_float(mstype.float64),
    lambda: nn.Dense(1, 1).to_float(None),
)

# case: to_float bfloat16
net = nn.ReLU().to_float(mstype.bfloat16)
tried(lambda: net(arr(2)).dtype == mstype.bfloat16)

# case: to_float and gradients
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros").to_float(mstype.float16)
show(grad(net, 0, net.trainable_params())(arr(1, 2)))

# case: apply
net = nn.SequentialCell(nn.Dense(1, 1), nn.SequentialCell(nn.ReLU()))
seen = []
print(net.apply(lambda c: seen.append(type(c).__name__)) is net)
print(seen)

# case: apply sets weights
net = nn.SequentialCell(nn.Dense(2, 2))
def init(c):
    if isinstance(c, nn.Dense):
        c.weight.set_data(initializer("ones", c.weight.shape, c.weight.dtype))
net.apply(init)
show(net[0].weight)

# case: register_buffer
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.register_buffer("mean", arr(2))
    def construct(self, x): return x - self.mean
net = Net()
show(net(arr(2)))
print([n for n, _ in net.named_buffers()], len(list(net.buffers())), [p.name for p in net.get_parameters()])
print(type(net.mean).__name__)

# case: register_buffer errors
net = nn.Cell()
net.register_buffer("a", arr(2))
tried(
    lambda: net.register_buffer("a", arr(2)),
    lambda: net.register_buffer(3, arr(2)),
    lambda: net.register_buffer("b.c", arr(2)),
    lambda: net.register_buffer("", arr(2)),
    lambda: net.register_buffer("d", 3),
    lambda: net.register_buffer("e", None),
)

# case: buffers nested and state_dict
class Inner(nn.Cell):
    def __init__(self):
        super().__init__()
        self.register_buffer("b", arr(2))
        self.register_buffer("hidden", arr(1), persistent=False)
        self.w = Parameter(arr(2), name="w")
net = nn.SequentialCell(Inner())
print([n for n, _ in net.named_buffers()])
print(list(net.state_dict()))

# case: state_dict
net = nn.SequentialCell(nn.Dense(2, 1, weight_init="ones", bias_init="zeros"))
d = net.state_dict()
print(type(d).__name__, list(d))
show(d["0.weight"])

# case: load_state_dict
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
r = net.load_state_dict({"weight": Tensor([[5., 6.]]), "bias": Tensor([7.])})
show(net.weight, net.bias)
print(r)

# case: load_state_dict missing
net = nn.Dense(2, 1)
net.load_state_dict({"weight": Tensor([[5., 6.]])})

# case: load_state_dict not strict
net = nn.Dense(2, 1)
r = net.load_state_dict({"weight": Tensor([[5., 6.]]), "other": Tensor([1.])}, strict=False)
show(net.weight)
print(r.missing_keys, r.unexpected_keys)

# case: load_state_dict unexpected
net = nn.Dense(2, 1)
net.load_state_dict({"weight": Tensor([[5., 6.]]), "bias": Tensor([7.]), "other": Tensor([1.])})

# case: load_state_dict wrong shape
net = nn.Dense(2, 1)
net.load_state_dict({"weight": Tensor([5., 6.]), "bias": Tensor([7.])})

# case: load_state_dict round trip
a, b = nn.Dense(2, 1), nn.Dense(2, 1)
b.load_state_dict(a.state_dict())
print((a.weight.asnumpy() == b.weight.asnumpy()).all())

# case: repr of layers
print(nn.Dense(2, 3))
print(nn.ReLU())
print(nn.Flatten())
print(nn.Dropout(p=0.5))
print(nn.SequentialCell(nn.Dense(2, 3), nn.ReLU()))

# case: repr of a nested net
class Inner(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(arr(2), name="w")
        self.fc = nn.Dense(1, 1)
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.a = Inner()
        self.seq = nn.SequentialCell([nn.Dense(2, 3, has_bias=False), nn.SequentialCell(nn.ReLU(), nn.Tanh())])
        self.ls = nn.CellList([nn.ReLU(), nn.Sigmoid()])
print(Net())

# case: repr of an empty Cell
class Net(nn.Cell):
    pass
print(Net())
print(nn.Cell())

# case: repr of Cell with parameters
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(arr(2), name="w")
print(Net())

# case: repr with extend_repr
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.act = nn.ReLU()
    def extend_repr(self):
        return "size=3"
print(Net())

# case: repr of common layers
for c in (
    nn.BatchNorm2d(3), nn.MaxPool2d(2, 2), nn.LayerNorm((3,)), nn.Embedding(3, 2), nn.Sigmoid(), nn.Softmax(),
    nn.LeakyReLU(), nn.GELU(), nn.Identity(), nn.MSELoss(), nn.AvgPool2d(2),
):
    print(c)

# case: attribute deletion of a Parameter
net = nn.Dense(1, 1)
del net.bias
print([p.name for p in net.trainable_params()], hasattr(net, "bias"))

# case: attribute deletion of a Cell
net = nn.Cell()
net.a = nn.ReLU()
del net.a
print(list(net.name_cells()), hasattr(net, "a"))

# case: attribute deletion of nothing
net = nn.Cell()
del net.nothing

# case: unknown attribute
nn.Dense(1, 1).nothing

# case: Parameter replaced by Parameter
net = nn.Dense(1, 1)
net.weight = Parameter(Tensor([[5.]]), name="new")
show(net.weight, net(Tensor([[2.]])) - net.bias)
print([p.name for p in net.trainable_params()])

# case: Parameter replaced by Tensor
net = nn.Dense(1, 1)
tried(lambda: setattr(net, "weight", Tensor([[5.]])))
show(net.weight)
print(type(net.weight).__name__)

# case: Parameter replaced by None
net = nn.Dense(1, 1)
tried(lambda: setattr(net, "bias", None))
print(net.bias, [p.name for p in net.trainable_params()])

# case: Parameter replaced by number
net = nn.Dense(1, 1)
tried(lambda: setattr(net, "bias", 3))

# case: Parameter replaced by Cell
net = nn.Dense(1, 1)
tried(lambda: setattr(net, "bias", nn.ReLU()))

# case: Cell replaced
net = nn.Cell()
net.a = nn.ReLU()
net.a = nn.Tanh()
print(type(net.a).__name__, list(net.name_cells()))
tried(lambda: setattr(net, "a", None))
print(net.a)
tried(lambda: setattr(net, "a", 3))

# case: Tensor attribute
net = nn.Cell()
net.t = arr(2)
show(net.t)
net.t = arr(3)
show(net.t)
print(len(net.trainable_params()))

# case: plain attribute becomes Parameter
net = nn.Cell()
net.a = 3
tried(lambda: setattr(net, "a", Parameter(arr(2), name="a")))
print(type(net.a).__name__, [p.name for p in net.trainable_params()])

# case: None becomes Parameter
net = nn.Cell()
net.a = None
net.a = Parameter(arr(2), name="a")
print(type(net.a).__name__, [p.name for p in net.trainable_params()])

# case: Cell attribute before super
class Net(nn.Cell):
    def __init__(self):
        self.fc = nn.Dense(1, 1)
        super().__init__()
Net()

# case: Parameter attribute before super
class Net(nn.Cell):
    def __init__(self):
        self.w = Parameter(arr(2))
        super().__init__()
Net()

# case: plain attribute before super
class Net(nn.Cell):
    def __init__(self):
        self.n = 3
        super().__init__()
print(Net().n)

# case: missing super
class Net(nn.Cell):
    def __init__(self):
        pass
Net()(arr(2))

# case: no construct
class Net(nn.Cell):
    pass
Net()(arr(2))

# case: construct returns nothing
class Net(nn.Cell):
    def construct(self, x):
        pass
print(Net()(arr(2)))

# case: construct with keywords and defaults
class Net(nn.Cell):
    def construct(self, x, y=2.0, *, z=1.0):
        return x * y + z
net = Net()
show(net(arr(2)), net(arr(2), 3.0), net(arr(2), y=4.0), net(x=arr(2), z=10.0))

# case: construct with varargs
class Net(nn.Cell):
    def construct(self, *xs, **kw):
        return len(xs), sorted(kw)
show(Net()(1, 2, a=3), Net()())

# case: construct too few inputs
class Net(nn.Cell):
    def construct(self, x, y):
        return x + y
Net()(arr(2))

# case: construct too many inputs
class Net(nn.Cell):
    def construct(self, x, y):
        return x + y
Net()(arr(2), arr(2), arr(2))

# case: construct unknown keyword
class Net(nn.Cell):
    def construct(self, x, y):
        return x + y
Net()(arr(2), z=arr(2))

# case: construct keyword twice
class Net(nn.Cell):
    def construct(self, x, y):
        return x + y
Net()(arr(2), x=arr(2))

# case: construct any inputs
class Net(nn.Cell):
    def construct(self, x):
        return type(x).__name__
net = Net()
show(net(3), net("a"), net(None), net([1]), net({"a": 1}), net(np.ones(2)), net(arr(2)))

# case: construct raises
class Net(nn.Cell):
    def construct(self, x):
        if x.sum() > 5:
            raise ValueError("too big")
        return x
net = Net()
tried(lambda: net(arr(3)), lambda: net(arr(2)))

# case: construct called directly
class Net(nn.Cell):
    def construct(self, x): return x * 2
show(Net().construct(arr(2)))

# case: other methods
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.k = 3
    def helper(self, x): return x * self.k
    def construct(self, x): return self.helper(x)
net = Net()
show(net(arr(2)), net.helper(arr(2)))

# case: __call__ overridden
class Net(nn.Cell):
    def __call__(self, x): return x * 5
show(Net()(arr(2)))

# case: attributes change between calls
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.k = 1
        self.calls = []
    def construct(self, x):
        self.k += 1
        self.calls.append(self.k)
        return x * self.k
net = Net()
show(net(arr(2)), net(arr(2)))
print(net.calls)

# case: cls_name and names
net = nn.SequentialCell(nn.Dense(1, 1))
print(net.cls_name, net[0].cls_name, net.param_prefix, repr(net[0].param_prefix))

# case: update_parameters_name
net = nn.SequentialCell(nn.Dense(1, 1))
net.update_parameters_name("backbone.")
print([p.name for p in net.get_parameters()])
net.update_parameters_name("x.", recurse=False)
print([p.name for p in net.get_parameters()])
tried(lambda: net.update_parameters_name(3))

# case: auto_prefix False
class Net(nn.Cell):
    def __init__(self):
        super().__init__(auto_prefix=False)
        self.fc = nn.Dense(1, 1)
print([p.name for p in Net().get_parameters()])

# case: constructor arguments
tried(
    lambda: nn.Cell(auto_prefix=True, flags=None).cls_name,
    lambda: nn.Cell(flags={"a": 1}).cls_name,
    lambda: nn.Cell(3, 4, 5),
)

# case: init_parameters_data
net = nn.Dense(2, 2)
d = net.init_parameters_data()
print(type(d).__name__, len(d))

# case: add_flags
net = nn.Dense(1, 1)
print(net.add_flags(a=1) is net, net.get_flags())
net.add_flags_recursive(b=2)
print(net.get_flags())

# case: flags as attributes
net = nn.SequentialCell(nn.Dense(1, 1))
net.add_flags_recursive(fp16=True)
print(net.fp16, net[0].fp16, net.get_flags())

# case: recompute and others return
net = nn.Dense(1, 1)
tried(
    lambda: net.recompute(),
    lambda: net.set_comm_fusion(2) is net,
    lambda: net.set_boost("less"),
    lambda: net.set_jit_config(JitConfig()),
    lambda: net.pipeline_stage,
    lambda: net.flatten_weights(),
    lambda: net.place("MS_WORKER", 0),
)

# case: get_scope and type names
net = nn.SequentialCell(nn.Dense(1, 1))
tried(
    lambda: net.get_inputs(),
    lambda: net.set_inputs(Tensor(shape=(None, 1), dtype=mstype.float32)),
    lambda: net.cell_type if hasattr(net, "cell_type") else None,
)

# case: get_sub_cell and get_parameter
net = nn.SequentialCell(nn.Dense(1, 1))
tried(
    lambda: net.get_sub_cell("0").cls_name,
    lambda: net.get_parameter("0.weight").name,
    lambda: net.get_sub_cell("x"),
    lambda: net.get_parameter("x"),
    lambda: net.get_buffer("x"),
)

# case: set_param_ps set_broadcast_flag
net = nn.Dense(1, 1)
tried(
    lambda: net.set_broadcast_flag(False) is net,
    lambda: net.set_data_parallel() if hasattr(net, "set_data_parallel") else None,
    lambda: net.check_names(),
    lambda: net.remove_redundant_parameters() if hasattr(net, "remove_redundant_parameters") else None,
)

# case: check_names twice
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.a = nn.Dense(1, 1)
net = Net()
net.a.weight.name = "x"
net.a.bias.name = "x"
net.check_names()

# case: hash equality and containment
a, b = nn.ReLU(), nn.ReLU()
print(a == b, a == a, len({a, b}), a in [b, a])

# case: copy and deepcopy
net = nn.Dense(2, 2)
other = copy.deepcopy(net)
other.weight.set_data(ops.zeros((2, 2), mstype.float32))
print((net.weight.asnumpy() == 0).all(), other.weight.name, [p.name for p in other.trainable_params()])

# case: SequentialCell construction
from collections import OrderedDict
print([p.name for p in nn.SequentialCell(nn.Dense(1, 1), nn.ReLU(), nn.Dense(1, 1)).get_parameters()])
print([p.name for p in nn.SequentialCell([nn.Dense(1, 1), nn.Dense(1, 1)]).get_parameters()])
print([p.name for p in nn.SequentialCell(OrderedDict([("a", nn.Dense(1, 1)), ("b", nn.ReLU())])).get_parameters()])

# case: SequentialCell errors
tried(
    lambda: len(nn.SequentialCell()),
    lambda: nn.SequentialCell(3),
    lambda: nn.SequentialCell([3]),
    lambda: nn.SequentialCell("a"),
    lambda: nn.SequentialCell(nn.ReLU(), 3),
    lambda: nn.SequentialCell({"a": nn.ReLU()}),
    lambda: nn.SequentialCell((nn.ReLU(),)).cls_name,
)

# case: SequentialCell call
net = nn.SequentialCell(nn.Dense(2, 2, weight_init="ones", bias_init="zeros"), nn.ReLU())
show(net(arr(1, 2)))

# case: empty SequentialCell call
show(nn.SequentialCell([])(arr(2)))

# case: SequentialCell append
net = nn.SequentialCell([nn.Dense(1, 1)])
r = net.append(nn.Dense(1, 1))
print(len(net), [p.name for p in net.get_parameters()], r)

# case: SequentialCell index
net = nn.SequentialCell([nn.Dense(1, 1), nn.ReLU(), nn.Tanh()])
print(net[0].cls_name, net[-1].cls_name, len(net[1:]), net[1:].cls_name, [c.cls_name for c in net[::2]])

# case: SequentialCell index errors
net = nn.SequentialCell([nn.ReLU()])
tried(lambda: net[1], lambda: net[-2], lambda: net["a"], lambda: net[1.0], lambda: net[None])

# case: SequentialCell set and delete
net = nn.SequentialCell([nn.Dense(1, 1), nn.ReLU(), nn.Tanh()])
net[1] = nn.Sigmoid()
print([c.cls_name for c in net])
del net[0]
print([c.cls_name for c in net], [n for n, _ in net.cells_and_names()])
del net[0:1]
print([c.cls_name for c in net])

# case: SequentialCell set wrong
net = nn.SequentialCell([nn.ReLU()])
net[0] = 3

# case: SequentialCell slice shares
net = nn.SequentialCell([nn.Dense(1, 1), nn.Dense(1, 1)])
part = net[:1]
print(part[0] is net[0], [p.name for p in part.get_parameters()])

# case: SequentialCell contains and iter
a = nn.ReLU()
net = nn.SequentialCell([a, nn.Tanh()])
print(a in list(net), [c.cls_name for c in net], len(net), bool(net))

# case: SequentialCell subclass
class Block(nn.SequentialCell):
    def __init__(self, n):
        super().__init__(nn.Dense(n, n), nn.ReLU())
b = Block(2)
print([p.name for p in b.get_parameters()], b(arr(1, 2)).shape)
print(b)

# case: SequentialCell error inside a layer
net = nn.SequentialCell(nn.Dense(2, 3), nn.Dense(4, 1))
net(arr(1, 2))

# case: CellList construction
ls = nn.CellList([nn.Dense(1, 1), nn.ReLU(), nn.Dense(1, 1)])
print(len(ls), [p.name for p in ls.get_parameters()], [c.cls_name for c in ls])

# case: CellList without auto_prefix
ls = nn.CellList([nn.Dense(1, 1), nn.Dense(1, 1)], auto_prefix=False)
print([p.name for p in ls.get_parameters()])

# case: CellList empty then append
ls = nn.CellList()
ls.append(nn.Dense(1, 1))
ls.append(nn.Dense(1, 1))
print(len(ls), [p.name for p in ls.get_parameters()])

# case: CellList extend
ls = nn.CellList([nn.Dense(1, 1)])
r = ls.extend([nn.Dense(1, 1), nn.ReLU()])
print(len(ls), [p.name for p in ls.get_parameters()], type(r).__name__)

# case: CellList insert
ls = nn.CellList([nn.Dense(1, 1)])
ls.insert(0, nn.Dense(1, 1))
print([p.name for p in ls.get_parameters()])

# case: CellList in a net
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.layers = nn.CellList([nn.Dense(2, 2, weight_init="ones", bias_init="zeros") for _ in range(2)])
    def construct(self, x):
        for layer in self.layers:
            x = layer(x)
        return x
net = Net()
print([p.name for p in net.trainable_params()])
show(net(arr(1, 2)))

# case: CellList appended in a net
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.layers = nn.CellList()
        for _ in range(2):
            self.layers.append(nn.Dense(1, 1))
print([p.name for p in Net().trainable_params()])

# case: CellList index set delete
ls = nn.CellList([nn.ReLU(), nn.Tanh(), nn.Sigmoid()])
print(ls[1].cls_name, ls[-1].cls_name, [c.cls_name for c in ls[:2]], type(ls[:2]).__name__)
ls[0] = nn.GELU()
del ls[1]
print([c.cls_name for c in ls])

# case: CellList called
nn.CellList([nn.ReLU()])(arr(2))

# case: CellList errors
ls = nn.CellList([nn.ReLU()])
tried(
    lambda: nn.CellList([3]),
    lambda: nn.CellList(3),
    lambda: ls[1],
    lambda: ls.append(3),
    lambda: ls["a"],
    lambda: ls.extend(3),
    lambda: ls.insert(5, nn.ReLU()),
    lambda: ls.insert("a", nn.ReLU()),
)

# case: CellList repr
print(nn.CellList([nn.ReLU(), nn.Dense(1, 2)]))

# case: CellDict
d = nn.CellDict({"a": nn.Dense(1, 1), "b": nn.ReLU()})
print(
    len(d), list(d.keys()), [c.cls_name for c in d.values()], [p.name for p in d.get_parameters()], "a" in d,
)
d["c"] = nn.Tanh()
del d["b"]
print(list(d), d.pop("c").cls_name, len(d))

# case: CellDict update and clear
d = nn.CellDict([["a", nn.ReLU()]])
d.update({"b": nn.Tanh()})
print(list(d.items())[1][0], len(d))
d.clear()
print(len(d))

# case: CellDict errors
tried(
    lambda: nn.CellDict({"a": 3}),
    lambda: nn.CellDict({"a": nn.ReLU()})["b"],
    lambda: nn.CellDict({1: nn.ReLU()}),
    lambda: nn.CellDict(3),
    lambda: nn.CellDict({"": nn.ReLU()}),
    lambda: nn.CellDict({"a.b": nn.ReLU()}),
)

# case: CellDict repr
print(nn.CellDict({"a": nn.ReLU(), "b": nn.Dense(1, 1)}))

# case: Dense
net = nn.Dense(3, 2, weight_init=Tensor([[1., 2., 3.], [4., 5., 6.]]), bias_init=Tensor([1., -100.]), activation="relu")
show(net(arr(1, 3)))
print(net.in_channels, net.out_channels, net.has_bias)

# case: Dense shapes
net = nn.Dense(3, 2)
print(
    net.weight.shape, net.bias.shape, net(arr(4, 3)).shape, net(arr(2, 4, 3)).shape, net(arr(3)).shape,
    net.weight.dtype,
)

# case: Dense initial range
net = nn.Dense(100, 50)
w, b = net.weight.asnumpy(), net.bias.asnumpy()
print(abs(w).max() <= 0.1, abs(w).max() > 0.09, abs(b).max() <= 0.1, abs(b).max() > 0.05)

# case: Dense without bias
net = nn.Dense(3, 2, has_bias=False)
tried(lambda: net.bias, lambda: [p.name for p in net.get_parameters()])

# case: Dense dtype
net = nn.Dense(3, 2, dtype=mstype.float16)
print(net.weight.dtype, net(arr(1, 3, dtype=np.float16)).dtype)

# case: Dense activation forms
x = Tensor([[1., -1.]])
for act in ("relu", "sigmoid", "tanh", nn.ReLU(), None, "leakyrelu", "gelu"):
    tried(lambda: nn.Dense(2, 2, weight_init=Tensor([[1., 0.], [0., 1.]]), bias_init="zeros", activation=act)(x))

# case: Dense wrong input size
nn.Dense(3, 2)(arr(1, 4))

# case: Dense wrong input dtype
nn.Dense(3, 2)(arr(1, 3, dtype=np.float16))

# case: Dense integer input
nn.Dense(3, 2)(Tensor([[1, 2, 3]]))

# case: Dense input no Tensor
nn.Dense(3, 2)([[1., 2., 3.]])

# case: Dense wrong arguments
tried(
    lambda: nn.Dense(0, 1),
    lambda: nn.Dense(-1, 1),
    lambda: nn.Dense(1.5, 1),
    lambda: nn.Dense("a", 1),
    lambda: nn.Dense(1),
    lambda: nn.Dense(1, 1, has_bias=1),
    lambda: nn.Dense(1, 1, activation="nothing"),
    lambda: nn.Dense(1, 1, weight_init="nothing"),
    lambda: nn.Dense(2, 1, weight_init=arr(3, 3)),
    lambda: nn.Dense(2, 1, bias_init=arr(3)),
    lambda: nn.Dense(1, 1, foo=3),
    lambda: nn.Dense(1, 1, activation=3),
)

# case: ReLU
show(nn.ReLU()(Tensor([-1., 0., 2.])), nn.ReLU()(Tensor([-1, 2], mstype.int32)))

# case: ReLU wrong input
tried(lambda: nn.ReLU()(3.0), lambda: nn.ReLU()("a"), lambda: nn.ReLU()(), lambda: nn.ReLU()(arr(2), arr(2)))

# case: Flatten
tried(
    lambda: nn.Flatten()(arr(2, 2, 2)),
    lambda: nn.Flatten(start_dim=0)(arr(2, 2)),
    lambda: nn.Flatten(1, 2)(arr(1, 2, 2, 1)),
    lambda: nn.Flatten()(arr(2)),
    lambda: nn.Flatten(end_dim=5)(arr(2, 2)),
    lambda: nn.Flatten("a"),
    lambda: nn.Flatten()(3),
)

# case: activations
x = Tensor([-2., -0.5, 0., 0.5, 2.])
for c in (
    nn.Sigmoid(), nn.Tanh(), nn.LeakyReLU(), nn.ELU(), nn.GELU(), nn.GELU(False), nn.ReLU6(), nn.SiLU(),
    nn.Mish(), nn.HSwish(), nn.HSigmoid(), nn.Softsign(), nn.LogSigmoid(), nn.SeLU(), nn.HShrink(),
    nn.SoftShrink(), nn.Tanhshrink(), nn.Softmax(), nn.LogSoftmax(), nn.CELU(), nn.Hardtanh(),
    nn.Threshold(0.1, 20), nn.Identity(),
):
    print(c.cls_name)
    tried(lambda: c(x))

# case: get_activation
tried(
    lambda: nn.get_activation("relu").cls_name,
    lambda: nn.get_activation(None),
    lambda: nn.get_activation("nothing"),
)

# case: MSELoss
x, y = Tensor([[1., 2.], [3., 4.]]), Tensor([[0., 2.], [5., 1.]])
show(nn.MSELoss()(x, y), nn.MSELoss(reduction="sum")(x, y), nn.MSELoss(reduction="none")(x, y))
show(nn.MSELoss()(x, Tensor([1., 2.])))
show(grad(nn.MSELoss(), (0, 1))(x, y))

# case: losses of wrong reduction
tried(
    lambda: nn.MSELoss("nothing"),
    lambda: nn.L1Loss(reduction=3),
    lambda: nn.CrossEntropyLoss(reduction="mea"),
    lambda: nn.BCELoss(reduction="x"),
    lambda: nn.MSELoss(None),
)

# case: losses of wrong shapes
tried(
    lambda: nn.MSELoss()(arr(2), arr(3)),
    lambda: nn.L1Loss()(arr(2), arr(3)),
    lambda: nn.SmoothL1Loss()(arr(2), arr(3)),
    lambda: nn.BCELoss()(arr(2), arr(3)),
    lambda: nn.CrossEntropyLoss()(arr(2, 3), Tensor([0], mstype.int32)),
    lambda: nn.MSELoss()(arr(2)),
    lambda: nn.MSELoss()(arr(2), [1., 2.]),
)

# case: L1Loss
x, y = Tensor([1., -2., 3.]), Tensor([0., 2., 3.])
show(nn.L1Loss()(x, y), nn.L1Loss("sum")(x, y), nn.L1Loss("none")(x, y), grad(nn.L1Loss("sum"))(x, y))

# case: SmoothL1Loss
x, y = Tensor([1., -2., 3.]), Tensor([0.5, 2., 3.])
show(
    nn.SmoothL1Loss()(x, y), nn.SmoothL1Loss(beta=2.0)(x, y), nn.SmoothL1Loss(reduction="mean")(x, y),
    nn.SmoothL1Loss(reduction="sum")(x, y), grad(nn.SmoothL1Loss())(x, y),
)
tried(lambda: nn.SmoothL1Loss(beta=0.0)(x, y), lambda: nn.SmoothL1Loss(beta=-1.0))

# case: CrossEntropyLoss indices
x, y = Tensor([[1., 2., 3.], [1., 0., 0.]]), Tensor([2, 0], mstype.int32)
for r in ("mean", "sum", "none"):
    show(nn.CrossEntropyLoss(reduction=r)(x, y))
show(grad(nn.CrossEntropyLoss())(x, y))

# case: CrossEntropyLoss probabilities
x, y = Tensor([[1., 2., 3.], [1., 0., 0.]]), Tensor([[0., 0.5, 0.5], [1., 0., 0.]])
for r in ("mean", "sum", "none"):
    show(nn.CrossEntropyLoss(reduction=r)(x, y))

# case: CrossEntropyLoss options
x, y = Tensor([[1., 2., 3.], [1., 0., 0.]]), Tensor([2, 0], mstype.int32)
w = Tensor([1., 2., 3.])
show(
    nn.CrossEntropyLoss(weight=w)(x, y), nn.CrossEntropyLoss(ignore_index=2)(x, y),
    nn.CrossEntropyLoss(label_smoothing=0.1)(x, y), nn.CrossEntropyLoss(weight=w, reduction="none")(x, y),
    nn.CrossEntropyLoss(weight=w, label_smoothing=0.1)(x, y),
)

# case: CrossEntropyLoss int64 labels and dimensions
x = arr(1, 2, 2)
tried(
    lambda: nn.CrossEntropyLoss()(Tensor([[1., 2.]]), Tensor([1])),
    lambda: nn.CrossEntropyLoss()(x, Tensor([[0, 1]], mstype.int32)),
    lambda: nn.CrossEntropyLoss()(Tensor([1., 2.]), Tensor(1, mstype.int32)),
)

# case: SoftmaxCrossEntropyWithLogits
x = Tensor([[1., 2., 3.], [1., 0., 0.]])
y, onehot = Tensor([2, 0], mstype.int32), Tensor([[0., 0., 1.], [1., 0., 0.]])
show(
    nn.SoftmaxCrossEntropyWithLogits()(x, onehot), nn.SoftmaxCrossEntropyWithLogits(sparse=True)(x, y),
    nn.SoftmaxCrossEntropyWithLogits(sparse=True, reduction="mean")(x, y),
    nn.SoftmaxCrossEntropyWithLogits(sparse=True, reduction="sum")(x, y),
    nn.SoftmaxCrossEntropyWithLogits(reduction="mean")(x, onehot),
)
show(
    grad(nn.SoftmaxCrossEntropyWithLogits(sparse=True, reduction="mean"))(x, y),
    grad(nn.SoftmaxCrossEntropyWithLogits())(x, onehot),
)

# case: SoftmaxCrossEntropyWithLogits errors
x = Tensor([[1., 2., 3.]])
tried(
    lambda: nn.SoftmaxCrossEntropyWithLogits(sparse=True)(x, Tensor([[0., 0., 1.]])),
    lambda: nn.SoftmaxCrossEntropyWithLogits()(x, Tensor([2], mstype.int32)),
    lambda: nn.SoftmaxCrossEntropyWithLogits(sparse=1),
    lambda: nn.SoftmaxCrossEntropyWithLogits(reduction="x"),
)

# case: BCELoss
x, y = Tensor([0.1, 0.7, 0.5]), Tensor([0., 1., 1.])
for r in ("mean", "sum", "none"):
    show(nn.BCELoss(reduction=r)(x, y))
show(nn.BCELoss(weight=Tensor([1., 2., 3.]))(x, y), grad(nn.BCELoss())(x, y))
show(nn.BCELoss(reduction="none")(Tensor([0., 1.]), Tensor([1., 1.])))

# case: BCEWithLogitsLoss
x, y = Tensor([-1., 0.7, 2.]), Tensor([0., 1., 1.])
for r in ("mean", "sum", "none"):
    show(nn.BCEWithLogitsLoss(reduction=r)(x, y))
show(
    nn.BCEWithLogitsLoss(weight=Tensor([1., 2., 3.]), pos_weight=Tensor([2., 1., 1.]))(x, y),
    grad(nn.BCEWithLogitsLoss())(x, y),
)

# case: NLLLoss
x, y = Tensor([[-1., -2., -3.], [-0.5, -1., -2.]]), Tensor([2, 0], mstype.int32)
for r in ("mean", "sum", "none"):
    show(nn.NLLLoss(reduction=r)(x, y))
show(
    nn.NLLLoss(weight=Tensor([1., 2., 3.]))(x, y), nn.NLLLoss(ignore_index=0)(x, y), grad(nn.NLLLoss())(x, y),
)

# case: other losses
x, y = Tensor([[1., 2.], [3., 4.]]), Tensor([[1., -1.], [-1., 1.]])
tried(
    lambda: nn.HuberLoss()(x, y),
    lambda: nn.SoftMarginLoss()(x, y),
    lambda: nn.KLDivLoss()(x, y),
    lambda: nn.RMSELoss()(x, y),
    lambda: nn.MAELoss()(x, y),
    lambda: nn.CosineEmbeddingLoss()(x, y, Tensor([1, -1], mstype.int32)),
    lambda: nn.HingeEmbeddingLoss()(x, y),
    lambda: nn.PoissonNLLLoss()(x, y),
    lambda: nn.GaussianNLLLoss()(x, y, Tensor([[1., 2.], [1., 1.]])),
    lambda: nn.TripletMarginLoss()(x, y, x + 1, Tensor(1.0)),
    lambda: nn.DiceLoss()(x, y),
)

# case: LossBase subclass
class Mine(nn.LossBase):
    def construct(self, x, y):
        return self.get_loss((x - y) ** 2)
show(Mine()(arr(2), Tensor([0., 0.])), Mine("sum")(arr(2), Tensor([0., 0.])))

# case: WithLossCell
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
show(nn.WithLossCell(net, nn.MSELoss())(arr(1, 2), Tensor([[1.]])))

# case: TrainOneStepCell
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
step = nn.TrainOneStepCell(nn.WithLossCell(net, nn.MSELoss()), nn.SGD(net.trainable_params(), 0.1))
for _ in range(3):
    show(step(arr(1, 2), Tensor([[1.]])))
show(net.weight, net.bias)

# case: SGD plain
w = Parameter(Tensor([1., 2.]), name="w")
opt = nn.SGD([w], learning_rate=0.1)
for _ in range(3):
    opt((Tensor([1., -1.]),))
    show(w)

# case: SGD momentum
w = Parameter(Tensor([1., 2.]), name="w")
opt = nn.SGD([w], learning_rate=0.1, momentum=0.9)
for _ in range(3):
    opt((Tensor([1., -1.]),))
    show(w)

# case: SGD momentum dampening
w = Parameter(Tensor([1., 2.]), name="w")
opt = nn.SGD([w], learning_rate=0.1, momentum=0.9, dampening=0.5)
for _ in range(3):
    opt((Tensor([1., -1.]),))
    show(w)

# case: SGD nesterov
w = Parameter(Tensor([1., 2.]), name="w")
opt = nn.SGD([w], learning_rate=0.1, momentum=0.9, nesterov=True)
for _ in range(3):
    opt((Tensor([1., -1.]),))
    show(w)

# case: SGD weight decay
w = Parameter(Tensor([1., 2.]), name="w")
opt = nn.SGD([w], learning_rate=0.1, weight_decay=0.5)
for _ in range(3):
    opt((Tensor([1., -1.]),))
    show(w)

# case: SGD everything
w = Parameter(Tensor([1., 2.]), name="w")
opt = nn.SGD([w], learning_rate=0.1, weight_decay=0.5, momentum=0.9, nesterov=True, loss_scale=2.0)
for _ in range(3):
    opt((Tensor([1., -1.]),))
    show(w)

# case: Momentum
w = Parameter(Tensor([1., 2.]), name="w")
opt = nn.Momentum([w], learning_rate=0.1, momentum=0.9)
for _ in range(3):
    opt((Tensor([1., -1.]),))
    show(w)

# case: Momentum options
w = Parameter(Tensor([1., 2.]), name="w")
opt = nn.Momentum([w], learning_rate=0.1, momentum=0.9, weight_decay=0.5, loss_scale=2.0)
for _ in range(3):
    opt((Tensor([1., -1.]),))
    show(w)

# case: Adam
w = Parameter(Tensor([1., 2.]), name="w")
opt = nn.Adam([w], learning_rate=0.1)
for _ in range(3):
    opt((Tensor([1., -1.]),))
    show(w)

# case: AdamWeightDecay
w = Parameter(Tensor([1., 2.]), name="w")
opt = nn.AdamWeightDecay([w], learning_rate=0.1, weight_decay=0.1)
for _ in range(3):
    opt((Tensor([1., -1.]),))
    show(w)

# case: SGD parameter groups
a, b = Parameter(Tensor([1., 2.]), name="a"), Parameter(Tensor([1., 2.]), name="b")
opt = nn.SGD([{"params": [a], "lr": 0.5}, {"params": [b], "weight_decay": 0.1}], learning_rate=0.1)
opt((Tensor([1., -1.]), Tensor([1., -1.])))
show(a, b)

# case: SGD learning rate forms
for lr in (0.1, 1, Tensor(0.1), [0.1, 0.2, 0.3], Tensor([0.1, 0.2, 0.3]), nn.ExponentialDecayLR(0.1, 0.9, 1)):
    w = Parameter(Tensor([1., 2.]), name="w")
    def f():
        opt = nn.SGD([w], learning_rate=lr)
        for _ in range(2):
            opt((Tensor([1., -1.]),))
        return w
    tried(f)

# case: SGD errors
net = nn.Dense(1, 1)
ps = net.trainable_params()
tried(
    lambda: nn.SGD(ps, -0.1),
    lambda: nn.SGD(ps, "a"),
    lambda: nn.SGD(ps, 0.1, momentum=-1.0),
    lambda: nn.SGD(ps, 0.1, dampening=-1.0),
    lambda: nn.SGD(ps, 0.1, nesterov=1),
    lambda: nn.SGD(ps, 0.1, nesterov=True),
    lambda: nn.SGD(ps, 0.1, momentum=0.9, dampening=0.1, nesterov=True),
    lambda: nn.SGD(ps, 0.1, weight_decay=-1.0),
    lambda: nn.SGD([], 0.1),
    lambda: nn.SGD(net, 0.1),
    lambda: nn.SGD([arr(2)], 0.1),
    lambda: nn.SGD("a", 0.1),
    lambda: nn.SGD(ps, 0.1, loss_scale=0.0),
    lambda: nn.SGD(ps, None),
    lambda: nn.SGD(ps, learning_rate=[]),
)

# case: SGD wrong gradients
w = Parameter(Tensor([1., 2.]), name="w")
opt = nn.SGD([w], learning_rate=0.1)
tried(lambda: opt((Tensor([1., 2., 3.]),)))
show(w)

# case: SGD result and attributes
w = Parameter(Tensor([1., 2.]), name="w")
opt = nn.SGD([w], learning_rate=0.1)
out = opt((Tensor([1., 1.]),))
print(
    type(out).__name__, [p.name for p in opt.parameters], type(opt.parameters).__name__,
    [p.name for p in opt.get_parameters()],
)
show(opt.get_lr(), opt.learning_rate, opt.global_step)

# case: SGD names in the optimizer
net = nn.Dense(1, 1)
opt = nn.SGD(net.trainable_params(), 0.1, momentum=0.9)
print([p.name for p in opt.get_parameters()])

# case: Momentum names in the optimizer
net = nn.Dense(1, 1)
opt = nn.Momentum(net.trainable_params(), 0.1, 0.9)
print([p.name for p in opt.get_parameters()])
print(opt.unique, opt.is_group, opt.loss_scale if hasattr(opt, "loss_scale") else None)

# case: optimizer keeps parameter names
net = nn.Dense(1, 1)
nn.Adam(net.trainable_params(), 0.1)
print([p.name for p in net.trainable_params()])

# case: training a network
np.random.seed(0)
X = np.random.randn(16, 3).astype(np.float32)
Y = (X @ np.array([[1.], [-2.], [0.5]], np.float32))
net = nn.Dense(3, 1, weight_init="zeros", bias_init="zeros")
loss_fn, opt = nn.MSELoss(), nn.SGD(net.trainable_params(), 0.1)
def forward(x, y):
    out = net(x)
    return loss_fn(out, y), out
step = value_and_grad(forward, None, opt.parameters, has_aux=True)
for _ in range(5):
    (loss, _), grads = step(Tensor(X), Tensor(Y))
    opt(grads)
    show(loss)
show(net.weight, net.bias)

# case: SGD list of gradients
w = Parameter(Tensor([1., 2.]), name="w")
nn.SGD([w], learning_rate=0.1)([Tensor([1., 1.])])
show(w)

# case: SGD too few gradients
w, v = Parameter(Tensor([1., 2.]), name="w"), Parameter(Tensor([1., 2.]), name="v")
nn.SGD([w, v], learning_rate=0.1)((Tensor([1., 1.]),))
show(w, v)

# case: to_float of operators in construct
class Net(nn.Cell):
    def construct(self, x, y):
        print(
            (x * 2).dtype, (x + y).dtype, ops.exp(x).dtype, x.sum().dtype, (x > y).dtype, x[0].dtype,
            x.reshape(2, 1).dtype,
        )
        return x + y
print(Net().to_float(mstype.float16)(arr(2), arr(2)).dtype)
