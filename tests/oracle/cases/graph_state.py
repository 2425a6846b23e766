# ruff: noqa
# State that compiled functions read and write. Recorded in graph mode.

# for every case:
ms.set_context(mode=ms.GRAPH_MODE)

# case: a Parameter assigned by attribute
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor([1., 2.]), name="w")
    def construct(self, x):
        self.w = self.w * 2
        return self.w + x
net = Net()
show(net(Tensor([0., 0.])), net(Tensor([1., 1.])), net.w)

# case: ops.assign
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor([1., 2.]), name="w")
    def construct(self, x):
        ops.assign(self.w, x * 3)
        return self.w + 1
net = Net()
show(net(Tensor([5., 6.])), net.w, net(Tensor([7., 8.])), net.w)

# case: assign_add and assign_sub
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.step = Parameter(Tensor(0, ms.int32), name="step", requires_grad=False)
    def construct(self, x):
        ops.assign_add(self.step, Tensor(1, ms.int32))
        y = x * self.step
        ops.assign_sub(self.step, Tensor(3, ms.int32))
        return y
net = Net()
show(*(net(Tensor(10)) for _ in range(3)), net.step)

# case: read after write within one call
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor(1.), name="w")
    def construct(self, x):
        before = self.w + 0
        self.w = before + x
        middle = self.w + 0
        self.w = middle * 2
        return before, middle, self.w + 0
net = Net()
show(net(Tensor(3.)), net.w)

# case: set_data between calls is seen
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
x = Tensor([[1., 2.]])
show(net(x))
net.weight.set_data(Tensor([[10., 20.]]))
show(net(x))
net.weight[0] = 1
show(net(x))

# case: Parameters in a tuple
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.ws = ParameterTuple([Parameter(Tensor([float(i)]), name=f"w{i}") for i in range(3)])
    def construct(self, x):
        for w in self.ws:
            ops.assign(w, w + x)
        return self.ws[0] + self.ws[1] + self.ws[2]
net = Net()
show(net(Tensor([1.])), net(Tensor([1.])), *net.ws)

# case: state of a nested cell
class Counter(nn.Cell):
    def __init__(self):
        super().__init__()
        self.count = Parameter(Tensor(0, ms.int32), name="count", requires_grad=False)
    def construct(self, x):
        self.count = self.count + 1
        return x + self.count
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.a, self.b = Counter(), Counter()
    def construct(self, x): return self.b(self.a(self.a(x)))
net = Net()
show(net(Tensor(0, ms.int32)), net(Tensor(0, ms.int32)), net.a.count, net.b.count)

# case: a Tensor attribute is read
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.t = Tensor([1., 2.])
    def construct(self, x): return x + self.t
show(Net()(Tensor([1., 1.])))

# case: a global Tensor is read
t = Tensor([1., 2.])
@jit
def f(x): return x + t
show(f(Tensor([1., 1.])))

# case: BatchNorm statistics in training
net = nn.BatchNorm1d(2, momentum=0.9)
net.set_train()
x = Tensor([[1., 2.], [3., 6.], [5., 10.]])
show(net(x))
net(x)
show(net.moving_mean, net.moving_variance)

# case: BatchNorm after training
net = nn.BatchNorm1d(2, momentum=0.5)
net.set_train()
x = Tensor([[1., 2.], [3., 6.]])
net(x)
net.set_train(False)
show(net(x), net.moving_mean)
net.set_train()
show(net(x), net.moving_mean)

# case: BatchNorm2d inside a net
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 2, 1, weight_init="ones")
        self.bn = nn.BatchNorm2d(2)
    def construct(self, x): return self.bn(self.conv(x)).mean((2, 3))
net = Net().set_train()
for i in range(3):
    net(arr(2, 1, 2, 2, start=i))
show(net.bn.moving_mean, net.bn.moving_variance)

# case: dropout masks change
net = nn.Dropout(p=0.5).set_train()
x = ops.ones((100,), ms.float32)
a, b = net(x).asnumpy(), net(x).asnumpy()
print((a == b).all(), sorted(set(a.tolist())), 20 < (a > 0).sum() < 80)
net.set_train(False)
show(net(x).sum())

# case: random numbers change
@jit
def f(): return ops.rand(4)
a, b = f().asnumpy(), f().asnumpy()
print((a == b).any(), a.shape, a.dtype)

# case: an optimiser's slots
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
optimizer = nn.Momentum(net.trainable_params(), 0.1, 0.9)
gradients = (Tensor([[1., 2.]]), Tensor([3.]))
class Step(nn.Cell):
    def __init__(self):
        super().__init__()
        self.optimizer = optimizer
    def construct(self, gradients): return self.optimizer(gradients)
step = Step()
for _ in range(3):
    step(gradients)
show(net.weight, net.bias, *optimizer.moments)

# case: Adam's steps
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
optimizer = nn.Adam(net.trainable_params(), 0.1)
gradients = (Tensor([[1., 2.]]), Tensor([3.]))
for _ in range(3):
    optimizer(gradients)
show(net.weight, net.bias, optimizer.beta1_power, optimizer.global_step)

# case: a learning rate that decays
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
rate = nn.exponential_decay_lr(0.1, 0.5, 4, 1, 1)
optimizer = nn.SGD(net.trainable_params(), rate)
for _ in range(3):
    optimizer((Tensor([[1., 1.]]), Tensor([1.])))
    show(net.weight)

# case: a learning rate schedule
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
optimizer = nn.SGD(net.trainable_params(), nn.ExponentialDecayLR(0.1, 0.5, 2))
for _ in range(3):
    optimizer((Tensor([[1., 1.]]), Tensor([1.])))
    show(net.weight)

# case: TrainOneStepCell
net = nn.SequentialCell(nn.Dense(2, 3, weight_init="ones", bias_init="zeros"), nn.ReLU(), nn.Dense(3, 1, weight_init="ones", bias_init="zeros"))
loss = nn.WithLossCell(net, nn.MSELoss())
step = nn.TrainOneStepCell(loss, nn.Momentum(net.trainable_params(), 0.01, 0.9))
step.set_train()
x, y = Tensor([[1., 2.], [0.5, -1.]]), Tensor([[1.], [0.]])
for _ in range(4):
    show(step(x, y))
show(*net.trainable_params())

# case: TrainOneStepCell with BatchNorm
net = nn.SequentialCell(nn.Dense(2, 2, weight_init="ones", bias_init="zeros"), nn.BatchNorm1d(2), nn.Dense(2, 1, weight_init="ones", bias_init="zeros"))
step = nn.TrainOneStepCell(nn.WithLossCell(net, nn.MSELoss()), nn.SGD(net.trainable_params(), 0.1))
step.set_train()
x, y = Tensor([[1., 2.], [0.5, -1.], [3., 0.]]), Tensor([[1.], [0.], [2.]])
for _ in range(3):
    show(step(x, y))
show(net[1].moving_mean, net[1].moving_variance, net[1].gamma)

# case: TrainOneStepCell with a sens
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
step = nn.TrainOneStepCell(nn.WithLossCell(net, nn.MSELoss()), nn.SGD(net.trainable_params(), 0.1), sens=2.0)
show(step(Tensor([[1., 2.]]), Tensor([[1.]])), net.weight)

# case: a training function
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
criterion = nn.MSELoss()
optimizer = nn.SGD(net.trainable_params(), 0.1)
def loss_of(x, y): return criterion(net(x), y)
gradient = value_and_grad(loss_of, None, optimizer.parameters)
@jit
def step(x, y):
    loss, gradients = gradient(x, y)
    optimizer(gradients)
    return loss
for _ in range(3):
    show(step(Tensor([[1., 2.]]), Tensor([[1.]])))
show(net.weight)

# case: a training function with an inner forward
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
criterion = nn.MSELoss()
optimizer = nn.Adam(net.trainable_params(), 0.1)
def forward(x, y):
    logits = net(x)
    return criterion(logits, y), logits
gradient = value_and_grad(forward, None, optimizer.parameters, has_aux=True)
@jit
def step(x, y):
    (loss, logits), gradients = gradient(x, y)
    return ops.depend(loss, optimizer(gradients)), logits
for _ in range(3):
    show(step(Tensor([[1., 2.]]), Tensor([[1.]])))
show(net.weight)

# case: gradients clipped in the step
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
optimizer = nn.SGD(net.trainable_params(), 0.1)
def loss_of(x): return net(x).sum() * 100
gradient = value_and_grad(loss_of, None, optimizer.parameters)
@jit
def step(x):
    loss, gradients = gradient(x)
    gradients = ops.clip_by_global_norm(gradients, 1.0)
    optimizer(gradients)
    return loss
show(step(Tensor([[1., 2.]])), step(Tensor([[1., 2.]])), net.weight)

# case: gradients accumulated over steps
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
optimizer = nn.SGD(net.trainable_params(), 0.1)
sums = optimizer.parameters.clone("sums", init="zeros")
count = Parameter(Tensor(0, ms.int32), name="count")
def loss_of(x): return net(x).sum()
gradient = grad(loss_of, None, optimizer.parameters)
hyper = ops.HyperMap()
@jit
def step(x):
    hyper(ops.partial(ops.assign_add), sums, gradient(x))
    ops.assign_add(count, Tensor(1, ms.int32))
    if count % 2 == 0:
        optimizer(sums)
        hyper(ops.partial(ops.assign), sums, tuple(ops.zeros_like(s) for s in sums))
    return count + 0
for i in range(4):
    show(step(Tensor([[1., float(i)]])), net.weight)
show(*sums)

# case: two compiled functions over the same Parameter
w = Parameter(Tensor([1.]), name="w")
@jit
def grow(x):
    ops.assign(w, w + x)
    return w + 0
@jit
def read(x): return w * x
show(grow(Tensor([1.])), read(Tensor([10.])), grow(Tensor([1.])), read(Tensor([10.])), w)

# case: evaluation and training over the same weights
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
step = nn.TrainOneStepCell(nn.WithLossCell(net, nn.MSELoss()), nn.SGD(net.trainable_params(), 0.1))
x, y = Tensor([[1., 2.]]), Tensor([[1.]])
for _ in range(3):
    show(net(x), step(x, y))

# case: requires_grad changed between calls
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
gradient = grad(net, None, net.trainable_params())
show(gradient(Tensor([[1., 2.]])))
net.weight.requires_grad = False
show(grad(net, None, net.trainable_params())(Tensor([[1., 2.]])))

# case: a running mean kept by a cell
class Mean(nn.Cell):
    def __init__(self):
        super().__init__()
        self.n = Parameter(Tensor(0., ms.float32), name="n", requires_grad=False)
        self.mean = Parameter(Tensor([0., 0.]), name="mean", requires_grad=False)
    def construct(self, x):
        self.n = self.n + 1
        self.mean = self.mean + (x - self.mean) / self.n
        return self.mean + 0
net = Mean()
show(*(net(Tensor([float(i), float(i * i)])) for i in range(4)))

# case: setitem of a Parameter
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.cache = Parameter(ops.zeros((3, 2), ms.float32), name="cache", requires_grad=False)
    def construct(self, i, x):
        self.cache[i] = x
        return self.cache.sum()
net = Net()
show(net(0, Tensor([1., 2.])), net(2, Tensor([3., 4.])), net.cache)

# case: ops.scatter_update of a Parameter
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.table = Parameter(ops.zeros((3, 2), ms.float32), name="table")
    def construct(self, i, x):
        return ops.scatter_update(self.table, i, x).sum()
net = Net()
show(net(Tensor([0, 2], ms.int32), arr(2, 2)), net(Tensor([1, 2], ms.int32), arr(2, 2)), net.table)

# case: a Parameter shared by two cells
a, b = nn.Dense(2, 2, weight_init="ones", has_bias=False), nn.Dense(2, 2, weight_init="zeros", has_bias=False)
b.weight = a.weight
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.a, self.b = a, b
    def construct(self, x): return self.b(self.a(x))
net = Net()
optimizer = nn.SGD(net.trainable_params(), 0.1)
step = nn.TrainOneStepCell(net, optimizer)
show(step(Tensor([[1., 2.]])), len(optimizer.parameters), a.weight)

# case: an RNN's state
net = nn.LSTM(2, 3, batch_first=True)
for p in net.get_parameters():
    p.set_data(ops.full(p.shape, 0.1, dtype=ms.float32))
x = arr(1, 4, 2)
out, (h, c) = net(x, (ops.zeros((1, 1, 3), ms.float32), ops.zeros((1, 1, 3), ms.float32)))
show(out, h, c)

# case: moving average of weights in a step
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
average = net.weight.clone()
average.name = "average"
def loss_of(x): return net(x).sum()
gradient = grad(loss_of, None, [net.weight])
@jit
def step(x):
    (g,) = gradient(x)
    ops.assign_sub(net.weight, 0.1 * g)
    ops.assign(average, average * 0.5 + net.weight * 0.5)
    return average + 0
show(step(Tensor([[1., 2.]])), step(Tensor([[1., 2.]])), net.weight, average)

# case: after an exception the state is as before
w = Parameter(Tensor([1.]), name="w")
@jit
def f(x):
    ops.assign(w, w + 1)
    return x + Tensor([1., 2., 3.])
try:
    f(Tensor([1., 2.]))
except ValueError:
    print("ValueError")
show(w)
@jit
def g(x):
    ops.assign(w, w + 1)
    return w * x
show(g(Tensor([2.])), w)

# case: recompute
class Block(nn.Cell):
    def __init__(self):
        super().__init__()
        self.dense = nn.Dense(2, 2, weight_init="ones", bias_init="zeros")
    def construct(self, x): return ops.tanh(self.dense(x))
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.blocks = nn.CellList([Block() for _ in range(3)])
        for b in self.blocks:
            b.recompute()
    def construct(self, x):
        for b in self.blocks:
            x = b(x)
        return x.sum()
net = Net()
show(net(Tensor([[0.1, 0.2]])), grad(net, None, ParameterTuple(net.trainable_params()))(Tensor([[0.1, 0.2]])))

# case: amp O2 in a step
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros").to_float(ms.float16)
step = nn.TrainOneStepCell(nn.WithLossCell(net, nn.MSELoss()), nn.SGD(net.trainable_params(), 0.1))
show(step(Tensor([[1., 2.]]), Tensor([[1.]])), net.weight)

# case: freezing a layer between steps
net = nn.SequentialCell(nn.Dense(2, 2, weight_init="ones", bias_init="zeros"), nn.Dense(2, 1, weight_init="ones", bias_init="zeros"))
def make():
    return nn.TrainOneStepCell(nn.WithLossCell(net, nn.MSELoss()), nn.SGD(net.trainable_params(), 0.01))
x, y = Tensor([[1., 2.]]), Tensor([[1.]])
show(make()(x, y))
net[0].weight.requires_grad = False
show(make()(x, y), net[0].weight, net[1].weight)
