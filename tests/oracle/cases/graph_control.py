# ruff: noqa
# Control flow on Tensors inside compiled functions. Recorded in graph mode.

# for every case:
ms.set_context(mode=ms.GRAPH_MODE)

# case: if on a Tensor
@jit
def f(x):
    if x.sum() > 0:
        y = x * 2
    else:
        y = -x
    return y
show(f(Tensor([1., 2.])), f(Tensor([-1., -2.])))

# case: if without else
@jit
def f(x):
    y = x + 1
    if x > 2:
        y = y * 10
    return y
show(f(Tensor(1.)), f(Tensor(3.)))

# case: elif chain
@jit
def f(x):
    if x < 0:
        y = x - 1
    elif x < 10:
        y = x * 2
    elif x < 20:
        y = x * 3
    else:
        y = x * 0
    return y
show(f(Tensor(-5.)), f(Tensor(5.)), f(Tensor(15.)), f(Tensor(25.)))

# case: nested if
@jit
def f(x, y):
    if x > 0:
        if y > 0:
            z = x + y
        else:
            z = x - y
    else:
        z = x * y
    return z
show(f(Tensor(1.), Tensor(2.)), f(Tensor(1.), Tensor(-2.)), f(Tensor(-1.), Tensor(2.)))

# case: early return
@jit
def f(x):
    if x > 0:
        return x * 2
    return x - 1
show(f(Tensor(3.)), f(Tensor(-3.)))

# case: early return from nested branches
@jit
def f(x):
    if x > 0:
        if x > 10:
            return x * 100
        x = x + 1
    else:
        return -x
    return x * 2
show(f(Tensor(20.)), f(Tensor(3.)), f(Tensor(-3.)))

# case: a branch that assigns several names
@jit
def f(x):
    a, b = x, x + 1
    if x > 0:
        a, b = b, a
    return a, b
show(f(Tensor(3.)), f(Tensor(-3.)))

# case: conditional expression
@jit
def f(x):
    return x * 2 if x.mean() > 0 else x - 1
show(f(Tensor([3., 1.])), f(Tensor([-3., 1.])))

# case: and, or, not on Tensors
@jit
def f(x, y):
    if x > 0 and y > 0:
        return x + y
    if x > 0 or y > 0:
        return x - y
    if not x > -5:
        return x * y
    return x
show(*(f(Tensor(a), Tensor(b)) for a, b in ((1., 2.), (1., -2.), (-7., -2.), (-1., -1.))))

# case: and and or short-cut Python values
@jit
def f(x, flag):
    if flag is not None and x > 0:
        return x * 2
    return x
show(f(Tensor(2.), None), f(Tensor(2.), 1))

# case: chained comparison
@jit
def f(x):
    if 0 < x < 10:
        return x + 100
    return x
show(f(Tensor(5.)), f(Tensor(15.)), f(Tensor(-5.)))

# case: in a list of numbers
@jit
def f(x, n):
    if n in [1, 2, 3]:
        return x * n
    if n not in (4, 5):
        return x
    return -x
show(f(Tensor(5.), 2), f(Tensor(5.), 4), f(Tensor(5.), 7))

# case: while on a Tensor
@jit
def f(x, n):
    while n > 0:
        x = x * 2
        n = n - 1
    return x
show(f(Tensor([1., 2.]), Tensor(3)), f(Tensor([1., 2.]), Tensor(0)))

# case: while with two counters
@jit
def f(a, b):
    steps = Tensor(0)
    while a < b:
        a = a + 3
        b = b + 1
        steps = steps + 1
    return a, b, steps
show(f(Tensor(0), Tensor(10)))

# case: while with break
@jit
def f(x):
    i = Tensor(0)
    while i < 10:
        x = x + i
        if x > 12:
            break
        i = i + 1
    return x, i
show(f(Tensor(0)), f(Tensor(-1000)))

# case: while with continue
@jit
def f(n):
    i = Tensor(0)
    total = Tensor(0)
    while i < n:
        i = i + 1
        if i % 2 == 0:
            continue
        total = total + i
    return total
show(f(Tensor(10)))

# case: while True with return
@jit
def f(x):
    while x < 1000:
        x = x * 2
        if x > 50:
            return x + 0.5
    return x
show(f(Tensor(3.)), f(Tensor(5000.)))

# case: while inside if
@jit
def f(x, n):
    if x > 0:
        while n > 0:
            x = x + n
            n = n - 1
    return x
show(f(Tensor(1), Tensor(3)), f(Tensor(-1), Tensor(3)))

# case: if inside while
@jit
def f(x, n):
    while n > 0:
        if x > 5:
            x = x - 4
        else:
            x = x * 2
        n = n - 1
    return x
show(f(Tensor(3.), Tensor(4)))

# case: nested while
@jit
def f(n):
    total = Tensor(0)
    i = Tensor(0)
    while i < n:
        j = Tensor(0)
        while j < i:
            total = total + i * j
            j = j + 1
        i = i + 1
    return total
show(f(Tensor(5)))

# case: for over a Python range
@jit
def f(x):
    for i in range(4):
        x = x + i
    return x
show(f(Tensor([1, 2])))

# case: for over a Python range with if on a Tensor
@jit
def f(x):
    for i in range(5):
        if x > i:
            x = x - 1
        else:
            x = x + 3
    return x
show(f(Tensor(3)))

# case: for over the rows of a Tensor
@jit
def f(x):
    total = Tensor([0., 0.])
    for row in x:
        total = total + row * row
    return total
show(f(Tensor([[1., 2.], [3., 4.], [5., 6.]])))

# case: for over a list of Tensors
@jit
def f(xs):
    total = xs[0]
    for x in xs[1:]:
        total = total * 2 + x
    return total
show(f((Tensor(1), Tensor(2), Tensor(3))))

# case: for with break on a Tensor
@jit
def f(x):
    for i in range(10):
        if x > 20:
            break
        x = x * 2
    return x
show(f(Tensor(3)), f(Tensor(50)))

# case: for with continue on a Tensor
@jit
def f(xs):
    total = Tensor(0.)
    for x in xs:
        if x < 0:
            continue
        total = total + x
    return total
show(f(Tensor([1., -2., 3., -4., 5.])))

# case: for with return on a Tensor
@jit
def f(x):
    for i in range(10):
        x = x + i
        if x > 10:
            return x * 100
    return x
show(f(Tensor(0)), f(Tensor(-100)))

# case: enumerate and zip
@jit
def f(xs, ys):
    total = Tensor(0.)
    for i, x in enumerate(xs):
        total = total + i * x
    for x, y in zip(xs, ys):
        total = total + x * y
    return total
show(f((Tensor(1.), Tensor(2.)), (Tensor(3.), Tensor(4.))))

# case: for over items of a dict
@jit
def f(d):
    total = Tensor(0.)
    for key, value in d.items():
        if key == "double":
            total = total + 2 * value
        else:
            total = total + value
    return total
show(f({"double": Tensor(3.), "single": Tensor(4.)}))

# case: conditions of shapes are Python
@jit
def f(x):
    if x.ndim == 2:
        return x.sum(0)
    if x.shape[0] > 2:
        return x * 2
    return x
show(f(arr(2, 2)), f(arr(3)), f(arr(2)))

# case: a condition of dtype
@jit
def f(x):
    if x.dtype == ms.float32:
        return x * 2
    return x + 1
show(f(arr(2)), f(Tensor([1, 2])))

# case: a condition of a Python number
@jit
def f(x, n):
    if n > 3:
        return x * n
    return x
show(f(arr(2), 2), f(arr(2), 4))

# case: a bool Tensor as condition
@jit
def f(flag, x):
    if flag:
        return x + 1
    return x - 1
show(f(Tensor(True), Tensor(1.)), f(Tensor(False), Tensor(1.)), f(Tensor([True]), Tensor(1.)))

# case: an int Tensor as condition
@jit
def f(flag, x):
    if flag:
        return x + 1
    return x - 1
show(f(Tensor(3), Tensor(1.)), f(Tensor(0), Tensor(1.)))

# case: condition on a closure
limit = Tensor(3.)
@jit
def f(x):
    if x > limit:
        return x
    return limit
show(f(Tensor(5.)), f(Tensor(1.)))

# case: comparison result used as a number
@jit
def f(x):
    a = x > 1
    b = x < 3
    return (a & b).astype(ms.float32) + x
show(f(Tensor([0., 2., 4.])))

# case: nested function with if
@jit
def f(x):
    def inner(y):
        if y > 0:
            return y * 2
        return y - 1
    return inner(x) + inner(-x)
show(f(Tensor(3.)))

# case: recursion on a Python number
@jit
def f(x, n):
    def power(x, n):
        if n == 0:
            return Tensor(1.)
        return x * power(x, n - 1)
    return power(x, n)
show(f(Tensor(2.), 5))

# case: method of a cell with if
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.scale = 3
    def bounded(self, x):
        if x > 10:
            return x * 0 + 10
        return x
    def construct(self, x):
        return self.bounded(x) + self.bounded(x * self.scale)
show(Net()(Tensor(4.)))

# case: cells called in branches
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.a = nn.Dense(2, 2, weight_init="ones", bias_init="zeros")
        self.b = nn.ReLU()
    def construct(self, x):
        if x.sum() > 0:
            return self.a(x)
        return self.b(x)
net = Net()
show(net(Tensor([[1., 2.]])), net(Tensor([[1., -2.]])))

# case: a branch that assigns a Parameter
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.count = Parameter(Tensor(0, ms.int32), name="count", requires_grad=False)
    def construct(self, x):
        if x > 0:
            self.count = self.count + 1
        return x
net = Net()
for v in (1., -1., 2.):
    net(Tensor(v))
show(net.count)

# case: a loop that assigns a Parameter
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.total = Parameter(Tensor(0., ms.float32), name="total", requires_grad=False)
    def construct(self, x, n):
        while n > 0:
            ops.assign_add(self.total, x)
            n = n - 1
        return x
net = Net()
net(Tensor(2.), Tensor(3))
net(Tensor(1.), Tensor(2))
show(net.total)

# case: derivative through if
@jit
def f(x):
    if x > 0:
        return x * x
    return x * 3
show(grad(f)(Tensor(4.)), grad(f)(Tensor(-4.)))

# case: derivative through a conditional expression
@jit
def f(x):
    return (x * x if x.sum() > 3 else x).sum()
show(grad(f)(Tensor([1., 1.])), grad(f)(Tensor([2., 2.])))

# case: derivative through a for loop with break
@jit
def f(x):
    y = x
    for i in range(5):
        if y > 30:
            break
        y = y * x
    return y
show(grad(f)(Tensor(2.)), grad(f)(Tensor(4.)))

# case: derivative through a while loop of Python numbers
@jit
def f(x):
    i = 0
    y = x
    while i < 3:
        y = y * x
        i = i + 1
    return y
show(f(Tensor(2.)), grad(f)(Tensor(2.)))

# case: derivative through a for loop over rows
@jit
def f(x):
    y = Tensor(1.)
    for row in x:
        y = y * row.sum()
    return y
show(grad(f)(Tensor([[1., 2.], [3., 4.]])))

# case: derivative through a while loop on a Tensor
@jit
def f(x, n):
    y = x
    while n > 0:
        y = y * x
        n = n - 1
    return y
show(f(Tensor(2.), Tensor(3)), grad(f)(Tensor(2.), Tensor(3)))

# case: weights' derivatives through branches
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor([2.]), name="w")
        self.v = Parameter(Tensor([5.]), name="v")
    def construct(self, x):
        if x.sum() > 0:
            return x * self.w
        return x * self.v * self.v
net = Net()
weights = ParameterTuple(net.trainable_params())
for v in (3., -3.):
    show(grad(net, None, weights)(Tensor([v])))

# case: WhileLoop
@jit
def f(x):
    def cond(v): return v[0] < 10
    def body(v): return [v[0] + 1, v[1] * 2]
    return ops.WhileLoop()(cond, body, [x, Tensor(1)])
show(f(Tensor(3)))

# case: WhileLoop of one value
def cond(v): return v < 100
def body(v): return v * 3
@jit
def f(x):
    return ops.WhileLoop()(cond, body, x)
show(f(Tensor(2)))

# case: ForiLoop
@jit
def f(x):
    def body(i, v): return v + i
    return ops.ForiLoop()(0, 4, body, x)
show(f(Tensor(3)))

# case: ForiLoop not unrolled
@jit
def f(x):
    def body(i, v): return v * 2 + i
    return ops.ForiLoop()(1, 4, body, x, False)
show(f(Tensor(3)))

# case: Scan
@jit
def f(start, xs):
    def step(carry, x):
        carry = carry + x
        return carry, carry * 10
    return ops.Scan()(step, start, xs)
show(f(Tensor(0), [1, 2, 3, 4]))

# case: Scan of Tensors
@jit
def f(start, xs):
    def step(carry, x):
        carry = carry * x
        return carry, carry + 1
    return ops.Scan()(step, start, xs, len(xs), True)
show(f(Tensor(1), [Tensor(2), Tensor(3)]))

# case: Scan not unrolled
@jit
def f(start, xs):
    def step(carry, x):
        carry = carry + x
        return carry, carry * 10
    return ops.Scan()(step, start, xs, None, False)
show(f(Tensor(0), [Tensor(1), Tensor(2), Tensor(3)]))

# case: Scan without xs
@jit
def f(start):
    def step(carry, x):
        return carry * 2, carry
    return ops.Scan()(step, start, None, 3)
show(f(Tensor(1)))

# case: derivative of Scan
@jit
def f(x):
    def step(carry, v):
        return carry * v, carry
    last, _ = ops.Scan()(step, x, [Tensor(2.), Tensor(3.)])
    return last * x
show(grad(f)(Tensor(2.)))

# case: ops.partial
def add(x, y, z): return x + 2 * y + 3 * z
@jit
def f(x, y, z):
    g = ops.partial(add, x, y)
    return g(z)
show(f(Tensor(1.), Tensor(2.), Tensor(3.)))

# case: ops.depend
@jit
def f(x, y):
    s = x + 1
    y = ops.depend(y, s)
    return y * 2
show(f(Tensor(1.), Tensor(2.)))

# case: a list of functions called by a number
def double(x): return x * 2
def negate(x): return -x
table = [double, negate]
class Net(nn.Cell):
    def construct(self, x, i):
        return table[i](x)
net = Net()
show(net(Tensor(3.), 0), net(Tensor(3.), 1))

# case: cells chosen by a Tensor
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.layers = nn.CellList([nn.ReLU(), nn.Softsign()])
    def construct(self, i, x):
        return self.layers[i](x)
net = Net()
show(net(Tensor(0, ms.int32), Tensor([-1., 1.])), net(Tensor(1, ms.int32), Tensor([-1., 1.])))

# case: raise on a Tensor condition
@jit
def f(x):
    if x < 0:
        raise ValueError("negative input")
    return x * 2
show(f(Tensor(3.)))
f(Tensor(-3.))

# case: raise with the value
@jit
def f(x):
    if x < 0:
        raise ValueError(f"bad input {x}")
    return x * 2
show(f(Tensor(3)))
f(Tensor(-3))

# case: raise of a Python condition
@jit
def f(x, n):
    if n < 0:
        raise IndexError("n is negative")
    return x * n
show(f(Tensor(3), 2))
f(Tensor(3), -2)

# case: assert on a Tensor condition
@jit
def f(x):
    assert x > 0
    return x * 2
show(f(Tensor(3.)))
f(Tensor(-3.))

# case: assert with a message
@jit
def f(x, n):
    assert n > 0, "n must be positive"
    return x * n
show(f(Tensor(3.), 1))
f(Tensor(3.), -1)

# case: any and all
@jit
def f(xs):
    if any([x > 2 for x in xs]):
        return 1
    return 0
show(f((1, 2, 3)), f((1, 2)))

# case: while with a list that grows
@jit
def f(x):
    values = []
    i = 0
    while i < 3:
        values.append(x + i)
        i += 1
    return values
show(f(Tensor(2)))

# case: shape differs between branches
@jit
def f(x, n):
    if n > 0:
        return x
    return x[0]
show(f(arr(2), Tensor(1)), f(arr(2), Tensor(-1)))

# case: ops.switch of functions
def double(x): return x * 2
def less(x): return x - 1
@jit
def f(c, x): return ops.switch(c, double, less)(x)
show(f(Tensor(True), Tensor(3)), f(Tensor(False), Tensor(3)))

# case: ops.switch of values
@jit
def f(c, x): return ops.switch(c, x, x + 1)
show(f(Tensor(True), Tensor(3)), f(Tensor(False), Tensor(3)), f(True, Tensor(3)))

# case: ops.switch_layer
def double(x): return x * 2
def less(x): return x - 1
@jit
def f(i, x): return ops.switch_layer(i, (double, less))(x)
show(f(Tensor(0, ms.int32), Tensor(3)), f(Tensor(1, ms.int32), Tensor(3)))

# case: WhileLoop with a failing body
def f(x): return ops.WhileLoop()(lambda v: v < 3, lambda: 1, x)
tried(lambda: f(Tensor(0)))

# case: WhileLoop with a number as body
tried(lambda: ops.WhileLoop()(lambda v: v < 3, 5, 1), lambda: ops.WhileLoop()(5, lambda v: v, 1))

# case: ForiLoop with wrong bounds
tried(lambda: ops.ForiLoop()(0.5, 3, lambda i, v: v, 1), lambda: ops.ForiLoop()(True, 3, lambda i, v: v, 1))

# case: ForiLoop with Tensor bounds
tried(lambda: ops.ForiLoop()(Tensor(0), Tensor(3), lambda i, v: v + i, 1))

# case: Scan of wrong inputs
tried(lambda: ops.Scan()(lambda c, x: (c, x), 1, 5), lambda: ops.Scan()(lambda c: c, 1, [1]), lambda: ops.Scan()(lambda c, x: c, 1, []))
