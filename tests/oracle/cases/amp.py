# ruff: noqa
# mindspore.amp: which layer computes in which dtype at which level, lists, loss scalers, refused arguments.

# for every case:
from mindspore import amp
from mindspore.amp import *
from mindspore import train
from mindspore.common.initializer import initializer

SEEN = []


class Spy(nn.Cell):
    """Notes the dtype that goes through."""

    def __init__(self, name):
        super().__init__()
        self.name_ = name

    def construct(self, x):
        SEEN.append((self.name_, str(x.dtype)))
        return x


def spied(layer, x, level, **kwargs):
    """dtypes before and after a layer in a network of that level, and of the network's output."""
    net = nn.SequentialCell(nn.Identity(), layer, nn.Identity())
    seen = []
    layer.register_forward_hook(lambda cell, args, out: seen.append((str(args[0].dtype), str(out.dtype))))
    net = auto_mixed_precision(net, level, **kwargs)
    out = net(x)
    return *seen, str(out.dtype)


LAYERS = {
    "Dense": (lambda: nn.Dense(4, 3, "ones", "zeros"), (2, 4)),
    "Conv1d": (lambda: nn.Conv1d(2, 3, 3, weight_init="ones"), (1, 2, 6)),
    "Conv2d": (lambda: nn.Conv2d(2, 3, 3, weight_init="ones", has_bias=True, bias_init="zeros"), (1, 2, 5, 5)),
    "Conv2dTranspose": (lambda: nn.Conv2dTranspose(2, 3, 3, weight_init="ones"), (1, 2, 5, 5)),
    "BatchNorm2d": (lambda: nn.BatchNorm2d(2), (1, 2, 4, 4)),
    "BatchNorm1d": (lambda: nn.BatchNorm1d(4), (2, 4)),
    "LayerNorm": (lambda: nn.LayerNorm((4,)), (2, 4)),
    "GroupNorm": (lambda: nn.GroupNorm(1, 2), (1, 2, 4, 4)),
    "ReLU": (lambda: nn.ReLU(), (2, 4)),
    "Sigmoid": (lambda: nn.Sigmoid(), (2, 4)),
    "Softmax": (lambda: nn.Softmax(), (2, 4)),
    "MaxPool2d": (lambda: nn.MaxPool2d(2, 2), (1, 2, 4, 4)),
    "AvgPool2d": (lambda: nn.AvgPool2d(2, 2), (1, 2, 4, 4)),
    "Flatten": (lambda: nn.Flatten(), (1, 2, 4, 4)),
    "Dropout": (lambda: nn.Dropout(p=0.5), (2, 4)),
    "GELU": (lambda: nn.GELU(), (2, 4)),
}


class Block(nn.Cell):
    """Operators as attributes, a layer, functions."""

    def __init__(self):
        super().__init__()
        self.matmul = ops.MatMul()
        self.relu = ops.ReLU()
        self.exp = ops.Exp()
        self.w = Parameter(Tensor(np.array([[0.1234567, 1], [1, 0.7654321]], np.float32)), name="w")
        self.dense = nn.Dense(2, 2, Tensor([[1.2345678, 2], [0.333333, 1]]), Tensor([0.1, 0.2]))

    def construct(self, x):
        a = self.matmul(x, self.w)
        b = self.relu(a)
        c = self.exp(b)
        d = self.dense(c)
        return a, b, c, d, ops.tanh(d)


X = Tensor(np.array([[1.001, 0.333333]], np.float32))


def built(level="O0", **kwargs):
    net = nn.Dense(2, 1, Tensor([[1.2345678, 2.0]]), Tensor([0.1]))
    step = build_train_network(net, nn.SGD(net.trainable_params(), 0.1), nn.MSELoss(), level, **kwargs)
    out = step(X, Tensor([[1.0]]))
    show(out, net.weight)


# case: layers by level
for name, (make, shape) in LAYERS.items():
    for level in ("O0", "O2", "O3"):
        try:
            print(name, level, *spied(make(), arr(*shape), level))
        except Exception as error:
            print(name, level, raised(error))

# case: results of layers by level
for name, (make, shape) in LAYERS.items():
    if name == "Dropout":
        continue
    for level in ("O1", "auto"):
        try:
            net = auto_mixed_precision(nn.SequentialCell(make()), level)
            x = Tensor((np.arange(int(np.prod(shape))).reshape(shape) * 0.1234567).astype(np.float32))
            print(name, level, net(x).dtype)
            show(net(x).astype(mstype.float32).sum())
        except Exception as error:
            print(name, level, raised(error))

# case: a block at O1
net = auto_mixed_precision(Block(), "O1")
show(*net(X))

# case: a block at O2
net = auto_mixed_precision(Block(), "O2")
show(*net(X))
print([p.name for p in net.trainable_params()], [str(p.dtype) for p in net.trainable_params()])

# case: a block at O3
net = auto_mixed_precision(Block(), "O3")
show(*net(X))

# case: a block at auto
net = auto_mixed_precision(Block(), "auto")
show(*net(X))

# case: the network itself afterwards
for level in ("O0", "O1", "O2", "O3", "auto"):
    net = Block()
    new = auto_mixed_precision(net, level)
    print(level, new is net, net(X)[0].dtype, net(X)[3].dtype, isinstance(new, nn.Cell), getattr(new, "_amp_level", None) or "-")

# case: a function at auto
def f(x, y):
    z = ops.matmul(x, y)
    return z, ops.exp(z), z + x, ops.relu(z)


show(*auto_mixed_precision(f, "auto")(arr(2, 2), arr(2, 2)))

# case: operators at auto
OPERATORS = {
    "matmul": lambda x: ops.matmul(x, x), "bmm": lambda x: ops.bmm(x.reshape(1, 2, 2), x.reshape(1, 2, 2)), "exp": ops.exp,
    "log": ops.log, "pow": lambda x: ops.pow(x, 2.0), "add": lambda x: x + x, "mul": lambda x: x * x, "relu": ops.relu,
    "tanh": ops.tanh, "softmax": lambda x: ops.softmax(x, 1), "sum": lambda x: x.sum(), "mean": lambda x: x.mean(),
    "prod": lambda x: x.prod(), "cumsum": lambda x: ops.cumsum(x, 0), "rsqrt": ops.rsqrt, "reshape": lambda x: x.reshape(4),
    "log_softmax": lambda x: ops.log_softmax(x, 1), "sqrt": ops.sqrt, "mint.matmul": lambda x: mint.matmul(x, x),
    "mint.sum": lambda x: mint.sum(x), "mint.softmax": lambda x: mint.nn.functional.softmax(x, 1), "gelu": ops.gelu,
    "concat": lambda x: ops.cat((x, x)), "dense": lambda x: ops.dense(x, x),
    "mint.linear": lambda x: mint.nn.functional.linear(x, x), "mse": lambda x: ops.mse_loss(x, x + 1.0),
    "mixed add": lambda x: x + x.astype(mstype.float32), "mixed mul": lambda x: x.astype(mstype.float16) * x.astype(mstype.float32),
    "mixed cat": lambda x: ops.cat((x.astype(mstype.float16), x.astype(mstype.float32))), "cast": lambda x: ops.cast(x, mstype.float32),
    "einsum": lambda x: ops.einsum("ij,jk->ik", x, x), "norm": lambda x: ops.norm(x), "mv": lambda x: ops.mv(x, x[0]),
}
for name, f in OPERATORS.items():
    for dtype in (mstype.float32, mstype.float16):
        try:
            print(name, dtype, auto_mixed_precision(lambda x: f(x), "auto")(arr(2, 2).astype(dtype)).dtype)
        except Exception as error:
            print(name, dtype, raised(error))

# case: gradients at auto
net = auto_mixed_precision(Block(), "auto")
g = grad(lambda x: net(x)[3], 0, net.trainable_params())
show(g(X)[0], *g(X)[1])

# case: gradients at O2
net = auto_mixed_precision(Block(), "O2")
g = grad(lambda x: net(x)[3], 0, net.trainable_params())
show(g(X)[0], *g(X)[1])

# case: twice
net = auto_mixed_precision(auto_mixed_precision(nn.Dense(2, 2, "ones", "ones"), "O2"), "O3")
show(net(X))

# case: refused
tried(lambda: auto_mixed_precision(1, "O2"), lambda: auto_mixed_precision(lambda x: x, "O2"), lambda: auto_mixed_precision(3, "auto"))
tried(lambda: auto_mixed_precision(nn.ReLU(), "O2", mstype.float32), lambda: auto_mixed_precision(nn.ReLU(), "O4"), lambda: auto_mixed_precision(nn.ReLU(), 2))
tried(lambda: custom_mixed_precision(1, white_list=[]), lambda: custom_mixed_precision(nn.ReLU()), lambda: custom_mixed_precision(nn.ReLU(), white_list=[], black_list=[]))
tried(lambda: custom_mixed_precision(nn.ReLU(), white_list=(nn.Dense,)), lambda: custom_mixed_precision(nn.ReLU(), white_list=[3]))
tried(lambda: custom_mixed_precision(nn.ReLU(), white_list=[int]), lambda: custom_mixed_precision(nn.ReLU(), black_list=[ops.MatMul]))
tried(lambda: custom_mixed_precision(nn.ReLU(), black_list=[nn.ReLU], dtype=mstype.float32))

# case: lists
print([c.__name__ for c in get_white_list()])
print([c.__name__ for c in get_black_list()])
get_black_list().append(nn.Dense)
print(len(get_black_list()))

# case: custom lists
net = custom_mixed_precision(Block(), white_list=[nn.Dense])
show(*net(X))
net = custom_mixed_precision(Block(), white_list=[ops.MatMul, ops.Exp])
show(*net(X))
net = custom_mixed_precision(Block(), black_list=[nn.Dense])
show(*net(X))

# case: a subclass in the black list
class Mine(nn.BatchNorm2d):
    pass


net = nn.SequentialCell(nn.Conv2d(2, 2, 1, weight_init="ones"), Mine(2), nn.ReLU())
net = auto_mixed_precision(net, "O2")
print([type(c).__name__ for c in net.cells()], [type(c).__name__ for c in net._backbone.cells()] if hasattr(net, "_backbone") else None)
print([p.name for p in net.get_parameters()])
show(net(arr(1, 2, 2, 2)))

# case: all_finite
inf = Tensor([1.0, np.inf])
nan = Tensor([np.nan])
ok = Tensor([1.0])
show(all_finite([ok]), all_finite((ok, ok)), all_finite([ok, inf]), all_finite((nan,)), all_finite((ok, ok.astype(mstype.float16))))
tried(lambda: all_finite([]), lambda: all_finite(ok))

# case: static loss scaler
s = StaticLossScaler(scale_value=2**10)
show(s.scale(Tensor([1.0])), s.scale(Tensor([1.0], mstype.float16)), s.unscale((Tensor([2.0]), Tensor([4.0]))), s.unscale([Tensor([2.0])]))
print(s.adjust(Tensor(True)), s.adjust(Tensor(False)), s.scale_value.name, s.scale_value.dtype)
tried(lambda: StaticLossScaler(0.5), lambda: StaticLossScaler("1"), lambda: StaticLossScaler(True), lambda: LossScaler())

# case: dynamic loss scaler
s = DynamicLossScaler(scale_value=2**10, scale_factor=2, scale_window=2)
for finite in (True, True, True, False, True, True, False, False):
    print(s.adjust(Tensor(finite)))
    show(s.scale_value, s.counter)
show(s.scale(Tensor([1.0])), s.unscale((Tensor([2.0]), Tensor([4.0]))))
s = DynamicLossScaler(1.0, 2, 1)
s.adjust(Tensor(False))
show(s.scale_value)
tried(lambda: DynamicLossScaler(0.5, 2, 1), lambda: DynamicLossScaler(1, 2.5, 1), lambda: DynamicLossScaler(1, 2, 0), lambda: DynamicLossScaler(1, 0, 1))

# case: loss scale managers
m = FixedLossScaleManager()
print(m.get_loss_scale(), m.get_drop_overflow_update(), type(m.get_update_cell()).__name__, m.update_loss_scale(True))
m = FixedLossScaleManager(1024, False)
print(m.get_loss_scale(), m.get_drop_overflow_update(), m.get_update_cell())
m = DynamicLossScaleManager()
print(m.get_loss_scale(), m.get_drop_overflow_update(), type(m.get_update_cell()).__name__)
m = DynamicLossScaleManager(2**5, 2, 3)
for overflow in (False, False, False, True, False, False, False, True, True):
    m.update_loss_scale(overflow)
    print(m.get_loss_scale())
tried(lambda: FixedLossScaleManager(0.5), lambda: DynamicLossScaleManager(0.5), lambda: DynamicLossScaleManager(scale_factor=0))
tried(lambda: DynamicLossScaleManager(scale_window=0), lambda: DynamicLossScaleManager(scale_window=1.5))
print(LossScaleManager().get_loss_scale(), issubclass(FixedLossScaleManager, LossScaleManager))

# case: build_train_network
for level in ("O0", "O1", "auto", "O3"):
    net = nn.Dense(2, 1, Tensor([[1.2345678, 2.0]]), Tensor([0.1]))
    opt = nn.SGD(net.trainable_params(), 0.1)
    step = build_train_network(net, opt, nn.MSELoss(), level)
    print(level, type(step).__name__, type(step.network).__name__, step.training)
    show(step(X, Tensor([[1.0]])), net.weight, net.bias)

# case: build_train_network without loss
net = nn.WithLossCell(nn.Dense(2, 1, "ones", "ones"), nn.MSELoss())
step = build_train_network(net, nn.SGD(net.trainable_params(), 0.1))
show(step(X, Tensor([[1.0]])))

# case: build_train_network with options
built(loss_scale_manager=FixedLossScaleManager(8.0, False))
built("O2", loss_scale_manager=None)
built("O2", loss_scale_manager=None, keep_batchnorm_fp32=False)
built("O0", cast_model_type=mstype.float16)
built("O3", cast_model_type=mstype.float32)

# case: build_train_network refused
tried(lambda: built("O4"), lambda: built(2), lambda: built(boost_level="O5"), lambda: built(nothing=1), lambda: built(keep_batchnorm_fp32=1))
tried(lambda: built(cast_model_type=mstype.int32), lambda: built(loss_scale_manager=1), lambda: build_train_network(nn.ReLU(), 1), lambda: built(cast_model_type="float16"))
tried(lambda: build_train_network(nn.ReLU(), nn.SGD([Parameter(Tensor([1.0]), "w")], 0.1), lambda x, y: x))

# case: statistics in low precision
for level in ("O2", "O3"):
    layer = nn.BatchNorm2d(2)
    net = auto_mixed_precision(nn.SequentialCell(nn.Identity(), layer), level).set_train()
    out = net(arr(1, 2, 4, 4) * 0.1234567)
    show(out, layer.moving_mean, layer.moving_variance, layer.gamma)
