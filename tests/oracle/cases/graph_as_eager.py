# ruff: noqa
# Compiled functions that the real graph mode refuses, or answers unlike its own PyNative mode: each says how.
# Recorded in PyNative mode, which is what mindshim does in both.

# for every case:
ms.set_context(mode=ms.PYNATIVE_MODE)

def jit(function=None, **options):
    return function if function else lambda fn: fn

# case: for with else
# graph mode refuses for ... else
@jit
def f(n):
    total = 0
    for i in range(n):
        total = total + i
    else:
        total = total + 100
    return total
show(f(4))

# case: derivative of ForiLoop
# graph mode fails on a loop body that reads the differentiated input
@jit
def f(x):
    def body(i, v): return v * x
    return ops.ForiLoop()(0, 3, body, x)
show(grad(f)(Tensor(2.)))

# case: range of a Tensor
# graph mode refuses range() of a Tensor
@jit
def f(x, n):
    for i in range(n):
        x = x + i
    return x
show(f(Tensor(1), Tensor(4)))

# case: try and except
# graph mode refuses try
@jit
def f(x):
    try:
        y = x * 2
    except ValueError:
        y = x
    return y
show(f(Tensor(2.)))

# case: with statement of a user class
# graph mode wants jit_class objects in with
class Context:
    def __enter__(self): return self
    def __exit__(self, *a): return None
@jit
def f(x):
    with Context():
        y = x + 1
    return y
show(f(Tensor(2.)))

# case: dtype differs between branches
# graph mode refuses branches of different dtypes
@jit
def f(x):
    if x > 0:
        y = x * 2
    else:
        y = x * 2.5
    return y
show(f(Tensor(2)), f(Tensor(-2)))

# case: f-string of Python values
# graph mode formats (2,) as (2) and loses the precision of floats
@jit
def f(x, n):
    name = f"n is {n}, shape {x.shape}, {1.5:.2f}"
    return x, name
show(f(arr(2), 3))

# case: a list argument changed in place is seen by the caller
# graph mode leaves the caller's list alone
class Net(nn.Cell):
    def construct(self, values, x):
        values.append(x)
        values[0] = 10
        return x
values = [1, 2]
Net()(values, Tensor(3))
show(values)

# case: a global list changed in place
# graph mode leaves the global list alone
store = [1, 2, 3]
@jit
def f(x):
    store[0] = 5
    return x + store[0]
show(f(Tensor(1)), store)

# case: a global list grows
# graph mode leaves the global list alone
store = []
@jit
def f(x):
    store.append(4)
    return x + 1
show(f(Tensor(1)), store)

# case: a list attribute of a cell
# graph mode keeps the list of the first call
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.sizes = [2, 3]
    def construct(self, x):
        for s in self.sizes:
            x = x * s
        return x
net = Net()
show(net(Tensor(1.)))
net.sizes = [5]
show(net(Tensor(1.)))

# case: print of Tensors at each call
# graph mode prints another form, past Python's stdout
@jit
def f(x):
    print("x is", x)
    return x * 2
f(Tensor([1., 2.]))
f(Tensor([3., 4.]))
ms.runtime.synchronize()

# case: print in construct
# graph mode prints another form, past Python's stdout
class Net(nn.Cell):
    def construct(self, x):
        print("sum", x.sum())
        print("shape", x.shape)
        return x + 1
net = Net()
show(net(arr(2)))
show(net(arr(2, start=5)))

# case: print inside a branch
# graph mode prints another form, past Python's stdout
@jit
def f(x):
    if x > 0:
        print("positive", x)
    else:
        print("negative", x)
    return x
f(Tensor(1))
f(Tensor(-1))
f(Tensor(2))

# case: print inside a loop
# graph mode prints another form, past Python's stdout
@jit
def f(n):
    i = Tensor(0)
    while i < n:
        print("i", i)
        i = i + 1
    return i
show(f(Tensor(3)))

# case: Print operator
# graph mode prints another form, past Python's stdout
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.print = ops.Print()
    def construct(self, x):
        self.print("value", x)
        return x + 1
show(Net()(Tensor([1, 2])))

# case: setitem of an argument
# graph mode leaves the caller's Tensor alone
@jit
def f(x):
    x[0] = 1
    return x * 2
x = arr(3, start=5)
show(f(x), x)

# case: a number attribute changed between calls
# graph mode keeps the number of the first call
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.n = 2
    def construct(self, x): return x * self.n
net = Net()
show(net(Tensor(1.)))
net.n = 7
show(net(Tensor(1.)))

# case: lazy_inline
# graph mode fails on this one
class Block(nn.Cell):
    @ms.lazy_inline
    def __init__(self):
        super().__init__()
        self.dense = nn.Dense(2, 2, weight_init="ones", bias_init="zeros")
    def construct(self, x): return self.dense(x)
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.blocks = nn.CellList([Block() for _ in range(2)])
    def construct(self, x):
        for b in self.blocks:
            x = b(x)
        return x
show(Net()(Tensor([[1., 2.]])))

# case: division by a Python zero
# graph mode raises ValueError
@jit
def f(x): return x + 1 // 0
f(arr(2))

# case: unpacking the wrong number
# graph mode raises nothing
@jit
def f(x):
    a, b = (1, 2, 3)
    return x
f(arr(2))

# case: key not in a dict
# graph mode raises ValueError
@jit
def f(d): return d["no"]
f({"x": Tensor(1.)})

# case: local variable not assigned
# graph mode refuses both calls
@jit
def f(x, n):
    if n > 0:
        y = x
    return y
show(f(Tensor(1.), 1))
f(Tensor(1.), 0)

# case: a Parameter through a closure
# graph mode keeps the value of the first call
w = Parameter(Tensor([1.]), name="w")
@jit
def f(x): return x * w
show(f(Tensor([3.])))
w.set_data(Tensor([5.]))
show(f(Tensor([3.])))

# case: set_train changes the answer
# graph mode keeps the flag of the first call
class Net(nn.Cell):
    def construct(self, x):
        if self.training:
            return x * 2
        return x
net = Net()
show(net(Tensor(1.)))
net.set_train()
show(net(Tensor(1.)))
net.set_train(False)
show(net(Tensor(1.)))

# case: HookBackward
# graph mode does not call the hook
def hook(g): return (g[0] * 7,)
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.hook = ops.HookBackward(hook)
    def construct(self, x): return self.hook(x * x) * 2
show(grad(Net())(Tensor([3.])))

# case: gradients of weights reached through a closure
# graph mode keeps the weight of the first call
w = Parameter(Tensor([2.]), name="w")
weights = ParameterTuple([w])
def f(x): return x * w * w
@jit
def g(x): return grad(f, None, weights)(x)
show(g(Tensor([3.])))
w.set_data(Tensor([5.]))
show(g(Tensor([3.])))

# case: custom bprop that reads a Parameter
# graph mode refuses it
class Scale(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor([2.]), name="w")
    def construct(self, x): return x * self.w
    def bprop(self, x, out, dout): return (dout * self.w * 10,)
net = Scale()
show(grad(net)(Tensor([1.])))
net.w.set_data(Tensor([3.]))
show(grad(net)(Tensor([1.])))

# case: a training function with a lambda
# graph mode refuses a lambda inside of a call
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
criterion = nn.MSELoss()
optimizer = nn.SGD(net.trainable_params(), 0.1)
gradient = value_and_grad(lambda x, y: criterion(net(x), y), None, optimizer.parameters)
@jit
def step(x, y):
    loss, gradients = gradient(x, y)
    optimizer(gradients)
    return loss
for _ in range(3):
    show(step(Tensor([[1., 2.]]), Tensor([[1.]])))
show(net.weight)
