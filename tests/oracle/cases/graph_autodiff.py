# ruff: noqa
# Derivatives inside and outside of compiled functions. Recorded in graph mode.

# for every case:
ms.set_context(mode=ms.GRAPH_MODE)

# case: grad of a compiled function
@jit
def f(x, y): return x * x * y
show(grad(f)(Tensor([2.]), Tensor([3.])), grad(f, (0, 1))(Tensor([2.]), Tensor([3.])))

# case: GradOperation of a compiled function
@jit
def f(x, y): return x * x * y
show(ops.GradOperation(get_all=True)(f)(Tensor([2.]), Tensor([3.])))

# case: a compiled function takes gradients
def f(x, y): return x * x * y
@jit
def g(x, y): return grad(f, (0, 1))(x, y)
show(g(Tensor([2.]), Tensor([3.])))

# case: a compiled function takes gradients of a compiled one
@jit
def f(x): return x * x * x
@jit
def g(x): return grad(f)(x) + x
show(g(Tensor([2.])), grad(g)(Tensor([2.])))

# case: a cell that takes gradients
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor([2., 3.]), name="w")
    def construct(self, x): return x * x * self.w
class Grad(nn.Cell):
    def __init__(self, net):
        super().__init__()
        self.net = net
        self.grad = ops.GradOperation()
    def construct(self, x): return self.grad(self.net)(x)
show(Grad(Net())(Tensor([1., 2.])))

# case: a cell that takes gradients of weights
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor([2., 3.]), name="w")
        self.b = Parameter(Tensor([1., 1.]), name="b")
    def construct(self, x): return x * x * self.w + self.b
class Grad(nn.Cell):
    def __init__(self, net):
        super().__init__()
        self.net = net
        self.weights = ParameterTuple(net.trainable_params())
        self.grad = ops.GradOperation(get_by_list=True)
    def construct(self, x): return self.grad(self.net, self.weights)(x)
show(Grad(Net())(Tensor([1., 2.])))

# case: a cell that takes gradients with sens
class Net(nn.Cell):
    def construct(self, x, y): return x * y
class Grad(nn.Cell):
    def __init__(self, net):
        super().__init__()
        self.net = net
        self.grad = ops.GradOperation(get_all=True, sens_param=True)
    def construct(self, x, y, s): return self.grad(self.net)(x, y, s)
show(Grad(Net())(Tensor([1., 2.]), Tensor([3., 4.]), Tensor([10., 100.])))

# case: grad of a cell outside
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor([2., 3.]), name="w")
    def construct(self, x, n): return x ** n * self.w
net = Net()
show(grad(net)(Tensor([1., 2.]), 2), grad(net, None, [net.w])(Tensor([1., 2.]), 3), grad(net, 0, net.w)(Tensor([1., 2.]), 2))

# case: value_and_grad
@jit
def f(x, y): return (x * y).sum(), x
show(value_and_grad(f, (0, 1), None, has_aux=True)(Tensor([1., 2.]), Tensor([3., 4.])))

# case: value_and_grad inside
def f(x, y): return (x * y).sum()
@jit
def g(x, y): return value_and_grad(f, 1)(x, y)
show(g(Tensor([1., 2.]), Tensor([3., 4.])))

# case: second derivative
@jit
def f(x): return x * x * x
show(grad(grad(f))(Tensor(2.)))

# case: second derivative inside
def f(x): return x * x * x
@jit
def g(x): return grad(grad(f))(x)
show(g(Tensor(2.)))

# case: second derivatives through cells
class Net(nn.Cell):
    def construct(self, x): return x * x * x
class Grad(nn.Cell):
    def __init__(self, net):
        super().__init__()
        self.net = net
        self.grad = ops.GradOperation()
    def construct(self, x): return self.grad(self.net)(x)
show(Grad(Grad(Net()))(Tensor([2., 3.])), Grad(Grad(Grad(Net())))(Tensor([2., 3.])))

# case: third derivative of a sine
def f(x): return ops.sin(x)
@jit
def g(x): return grad(grad(grad(f)))(x)
show(g(Tensor([0., 1.])))

# case: gradient penalty
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
def f(x): return (net(x) ** 2).sum()
def penalty(x): return (grad(f)(x) ** 2).sum()
@jit
def g(x): return grad(penalty)(x)
show(g(Tensor([[1., 2.]])))

# case: vmap of a compiled function
@jit
def f(x, y): return (x * y).sum()
show(vmap(f, in_axes=(0, None))(arr(2, 3), arr(3)))

# case: vmap inside a compiled function
def f(x, y): return (x * y).sum()
@jit
def g(x, y): return vmap(f, in_axes=(0, None))(x, y)
show(g(arr(2, 3), arr(3)))

# case: vmap of a gradient
def f(x): return (x * x * x).sum()
@jit
def g(x): return vmap(grad(f))(x)
show(g(arr(2, 3)))

# case: gradient of a vmap
def f(x): return x * x
@jit
def g(x): return vmap(f)(x).sum()
show(grad(g)(arr(2, 2)))

# case: vjp and jvp
@jit
def f(x, y): return x * y, x + y
x, y = Tensor([1., 2.]), Tensor([3., 4.])
show(jvp(f, (x, y), (Tensor([1., 0.]), Tensor([0., 1.]))))

# case: vjp inside
def f(x): return x * x
@jit
def g(x, s):
    out, back = vjp(f, x)
    return out, back(s)
show(g(Tensor([1., 2.]), Tensor([1., 10.])))

# case: jacrev of a compiled function
@jit
def f(x): return x * x
show(jacrev(f)(Tensor([1., 2.])))

# case: jacfwd of a compiled function
@jit
def f(x): return x * x
show(jacfwd(f)(Tensor([1., 2.])))

# case: stop_gradient
@jit
def f(x): return x * ops.stop_gradient(x * 2)
show(f(Tensor(3.)), grad(f)(Tensor(3.)))

# case: bprop of a cell
class Double(nn.Cell):
    def construct(self, x): return x * 2
    def bprop(self, x, out, dout): return (dout * 100,)
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.double = Double()
    def construct(self, x): return self.double(x) * 3
show(grad(Net())(Tensor([1.])))

# case: bprop of a cell with two inputs
class Mul(nn.Cell):
    def construct(self, x, y): return x * y
    def bprop(self, x, y, out, dout): return x + dout, y + out
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.mul = Mul()
    def construct(self, x, y): return self.mul(x, y)
show(grad(Net(), (0, 1))(Tensor([2.]), Tensor([3.])))

# case: bprop inside a compiled function
class Double(nn.Cell):
    def construct(self, x): return x * 2
    def bprop(self, x, out, dout): return (dout * x * 100,)
double = Double()
def f(x): return double(x) + x
@jit
def g(x): return grad(f)(x)
show(g(Tensor([2.])))

# case: a backward hook of a cell
def hook(cell, grad_input, grad_output):
    return (grad_input[0] * 10,)
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.relu = nn.ReLU()
        self.relu.register_backward_hook(hook)
    def construct(self, x): return self.relu(x) * 2
show(grad(Net())(Tensor([1., -1.])))

# case: InsertGradientOf
def clipped(dx): return ops.clip_by_value(dx, Tensor(0., ms.float32), Tensor(2., ms.float32))
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.clip = ops.InsertGradientOf(clipped)
    def construct(self, x): return self.clip(x) * 5
show(grad(Net())(Tensor([1.])))

# case: a tensor hook
def double(g): return g * 2
@jit
def f(x):
    y = x * x
    y.register_hook(double)
    return y * 3
show(grad(f)(Tensor([1.])))

# case: get_grad
@jit
def f(x, y): return x * y
out = grad(f, (0, 1), return_ids=True)(Tensor([2.]), Tensor([3.]))
show(get_grad(out, 1))

# case: integer inputs are not differentiated
@jit
def f(x, n, name): return x * n
show(grad(f)(Tensor([2.]), 3, "a"))

# case: grad by a GradOperation made at each call
class Net(nn.Cell):
    def construct(self, x): return x * x
class Grad(nn.Cell):
    def __init__(self, net):
        super().__init__()
        self.net = net
    def construct(self, x):
        g = ops.GradOperation()(self.net)
        return g(x)
net = Grad(Net())
show(net(Tensor(2.)), net(Tensor(3.)))

# case: weights written before the gradient
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor([2.]), name="w")
    def construct(self, x): return x * self.w * self.w
net = Net()
weights = ParameterTuple([net.w])
@jit
def g(x):
    ops.assign(net.w, net.w + 1)
    return grad(net, None, weights)(x)
show(g(Tensor([1.])), g(Tensor([1.])), net.w)

# case: gradient with BatchNorm statistics inside
net = nn.SequentialCell(nn.Dense(2, 2, weight_init="ones", bias_init="zeros"), nn.BatchNorm1d(2)).set_train()
def f(x): return (net(x) * arr(3, 2)).sum()
weights = ParameterTuple(net.trainable_params())
@jit
def g(x): return value_and_grad(f, None, weights)(x)
x = Tensor([[1., 2.], [0.5, -1.], [3., 0.]])
loss, gradients = g(x)
show(loss, gradients[2], gradients[3], net[1].moving_mean)

# case: a gradient with a branch inside the compiled function
def f(x):
    if x.sum() > 0:
        return (x * x).sum()
    return x.sum()
@jit
def g(x): return grad(f)(x)
show(g(Tensor([1., 2.])), g(Tensor([-1., -2.])))

# case: a gradient with a for loop inside the compiled function
def f(x, n):
    y = x
    for i in range(n):
        y = y * x
    return y
@jit
def g(x, n): return grad(f)(x, n)
show(g(Tensor(2.), 3), g(Tensor(2.), 1))

# case: unused inputs have zero gradients
@jit
def f(x, y): return x * 2
show(grad(f, (0, 1))(Tensor([1., 2.]), Tensor([3.])))

# case: dict and tuple inputs
@jit
def f(d, t): return d["a"] * t[0] * t[1]
show(f({"a": Tensor(2.)}, (Tensor(3.), 4)))

# case: a derivative of several outputs
@jit
def f(x): return x * 2, x * x
show(grad(f)(Tensor([3.])))

# case: a loss of Dense layers
net = nn.SequentialCell(nn.Dense(3, 4, weight_init="ones", bias_init="zeros"), nn.Sigmoid(), nn.Dense(4, 2, weight_init="ones", bias_init="zeros"))
criterion = nn.CrossEntropyLoss()
@jit
def f(x, y): return criterion(net(x), y)
show(value_and_grad(f, None, net.trainable_params())(arr(2, 3) * 0.1, Tensor([0, 1], ms.int32)))

# case: a convolutional net
net = nn.SequentialCell(
    nn.Conv2d(1, 2, 3, pad_mode="valid", weight_init="ones"), nn.ReLU(), nn.MaxPool2d(2, 2), nn.Flatten(),
    nn.Dense(2, 2, weight_init="ones", bias_init="zeros"))
weights = ParameterTuple(net.trainable_params())
class Grad(nn.Cell):
    def construct(self, x): return grad(net, 0, weights)(x)
x = arr(1, 1, 4, 4) * 0.1
show(net(x), Grad()(x))
