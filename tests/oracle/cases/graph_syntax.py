# ruff: noqa
# What a compiled function may take, return and say. Recorded in graph mode.

# for every case:
ms.set_context(mode=ms.GRAPH_MODE)

# case: numbers and strings in and out
@jit
def f(x, n, name):
    return x * n, n + 1, name + "!", None, True
show(f(Tensor([1., 2.]), 3, "ab"))

# case: a float argument
@jit
def f(x, s): return x * s
show(f(Tensor([1., 2.]), 0.5), f(Tensor([1., 2.]), 0.25), f(Tensor([1, 2]), 2))

# case: only numbers
@jit
def f(a, b): return a * b + 1, a / b, a // b
show(f(7, 2))

# case: no arguments
@jit
def f(): return Tensor([1., 2.]) * 2
show(f())

# case: returns its argument
@jit
def f(x): return x
show(f(Tensor([1., 2.])))

# case: returns nothing
@jit
def f(x):
    y = x * 2
show(f(Tensor([1.])))

# case: a tuple and a list in and out
@jit
def f(pair, values):
    a, b = pair
    return (b, a), [values[1], values[0] + a]
show(f((Tensor(1.), Tensor(2.)), [Tensor(3.), 4]))

# case: nested containers out
@jit
def f(x):
    return {"a": x, "b": (x + 1, [x * 2, 3]), "c": None, "d": "text"}
show(f(Tensor([1.])))

# case: a dict in
@jit
def f(d):
    return d["x"] * d["scale"]
show(f({"x": Tensor([1., 2.]), "scale": 3}))

# case: dict methods
@jit
def f(d):
    d["new"] = d["x"] + 1
    return list(d.keys()), list(d.values()), "new" in d, d.get("none", 5), len(d)
show(f({"x": Tensor([1.])}))

# case: namedtuple made outside
from collections import namedtuple
Point = namedtuple("Point", ["x", "y"])
@jit
def f(p): return p.x + p.y * 2
show(f(Point(Tensor(1.), Tensor(2.))))

# case: namedtuple out
from collections import namedtuple
Point = namedtuple("Point", ["x", "y"])
@jit
def f(x): return Point(x, x + 1)
p = f(Tensor(1.))
show(p.x, p.y)

# case: args and kwargs
@jit
def f(x, *args, scale=2, **kwargs):
    for a in args:
        x = x + a
    return x * scale + kwargs["shift"]
show(f(Tensor(1.), Tensor(2.), 3, scale=10, shift=Tensor(100.)))

# case: defaults
@jit
def f(x, y=None, n=2):
    if y is None:
        return x * n
    return x * y
show(f(Tensor(2.)), f(Tensor(2.), Tensor(5.)), f(Tensor(2.), n=7))

# case: keyword arguments of Tensors
@jit
def f(x, y): return x - y
show(f(y=Tensor(1.), x=Tensor(5.)))

# case: unpacking a call
def g(a, b, c): return a + b * c
@jit
def f(values): return g(*values), g(**{"a": 1, "b": 2, "c": values[0]})
show(f((Tensor(1.), Tensor(2.), Tensor(3.))))

# case: construct with args and kwargs
class Net(nn.Cell):
    def construct(self, x, *others, scale=1., **named):
        for o in others:
            x = x + o
        return x * scale + named["bias"]
show(Net()(Tensor(1.), Tensor(2.), scale=2., bias=Tensor(0.5)))

# case: list comprehension
@jit
def f(xs): return [x * 2 for x in xs], [i for i in range(5) if i % 2 == 1]
show(f((Tensor(1.), Tensor(2.))))

# case: dict comprehension
@jit
def f(x): return {str(i): x * i for i in range(3)}
show(f(Tensor(2.)))

# case: nested list comprehension
@jit
def f(x): return [[x + i * j for i in range(2)] for j in range(2)]
show(f(Tensor(1)))

# case: generator in sum
@jit
def f(xs): return sum([x * x for x in xs])
show(f((Tensor(1.), Tensor(2.))))

# case: lambda
@jit
def f(x):
    g = lambda a, b=2: a * b
    return g(x) + g(x, 3)
show(f(Tensor(1.)))

# case: map and filter
@jit
def f(xs): return list(map(lambda x: x + 1, xs)), list(filter(lambda n: n > 1, [1, 2, 3]))
show(f((Tensor(1.), Tensor(2.))))

# case: string methods
@jit
def f(x, mode):
    if mode.upper() == "ADD" and mode.startswith("a"):
        return x + 1
    return x
show(f(Tensor(1.), "add"), f(Tensor(1.), "sub"))

# case: string formatting
@jit
def f(n): return "%d and %s" % (n, "x"), "{} {}".format(n, 2), "-".join(["a", "b"])
show(f(3))

# case: list methods
@jit
def f(x):
    a = [x, 2]
    a.append(3)
    a.insert(0, 0)
    a.extend([4, 5])
    last = a.pop()
    a.reverse()
    return a, last, len(a)
show(f(Tensor(1.)))

# case: slices and steps of lists and strings
@jit
def f(xs, s): return xs[1:], xs[::-1], xs[-1], s[0], s[1:3]
show(f((1, 2, 3), "hello"))

# case: tuple operations
@jit
def f(x):
    t = (x, 1) + (2,)
    return t * 2, len(t), 1 in (1, 2), (1, 2) == (1, 2), (1, 2) < (1, 3)
show(f(Tensor(3.)))

# case: star assignment
@jit
def f(t):
    a, *b = t
    return a, b
show(f((1, 2, 3)))

# case: augmented assignment
@jit
def f(x):
    x += 1
    x *= 3
    x -= 2
    x /= 2
    return x
show(f(Tensor(3.)))

# case: global variable read
scale = 3
@jit
def f(x): return x * scale
show(f(Tensor(2.)))

# case: closure of numbers and Tensors
def make(n, t):
    @jit
    def f(x): return x * n + t
    return f
show(make(2, Tensor(1.))(Tensor(3.)), make(5, Tensor(100.))(Tensor(3.)))

# case: isinstance
@jit
def f(x):
    if isinstance(x, Tensor):
        return 1
    if isinstance(x, (tuple, list)):
        return 2
    if isinstance(x, str):
        return 3
    return 4
show(f(Tensor(1.)), f((1, 2)), f("a"), f(2))

# case: isinstance of int and float
@jit
def f(x):
    if isinstance(x, bool):
        return "bool"
    if isinstance(x, int):
        return "int"
    if isinstance(x, float):
        return "float"
    return "other"
show(f(1), f(1.5), f(True), f(None))

# case: hasattr and getattr
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.scale = 2
    def construct(self, x):
        if hasattr(self, "scale"):
            x = x * getattr(self, "scale")
        return x + getattr(self, "missing", 10)
show(Net()(Tensor(3.)))

# case: type conversions
@jit
def f(x): return int(2.7), float(3), bool(0), str(5), tuple([1, 2]), list((3, 4)), abs(-2), max(1, 5), min(2, 3), round(2.6)
show(f(Tensor(1.)))

# case: len, shape, size, ndim of a Tensor
@jit
def f(x): return len(x), x.shape, x.size, x.ndim, x.itemsize
show(f(arr(2, 3)))

# case: dtype out
@jit
def f(x): return x.dtype
print(f(arr(2)))

# case: attributes of dtype objects
@jit
def f(x): return ops.cast(x, ms.int32), x.astype("float16"), ops.zeros((2,), ms.int64)
show(f(Tensor([1.5, 2.5])))

# case: making Tensors inside
@jit
def f(n): return Tensor([1, 2, 3]) * n, Tensor(2.5), Tensor(np.ones(2, np.float32)), ops.ones((2,), ms.float32)
show(f(2))

# case: numpy inside construct
class Net(nn.Cell):
    def construct(self, x):
        a = np.array([1, 2, 3])
        b = np.sum(a * 2)
        return x + Tensor(a), b
y, b = Net()(Tensor([1, 1, 1]))
show(y)
print(b)

# case: asnumpy inside a compiled function
@jit
def f(x):
    a = x.asnumpy()
    return Tensor(np.sort(a))
show(f(Tensor([3., 1., 2.])))

# case: item inside a compiled function
@jit
def f(x):
    n = x.item()
    return n
show(f(Tensor(3)))

# case: constexpr
from mindspore.ops import constexpr
@constexpr
def size(shape, n):
    total = 1
    for s in shape:
        total *= s
    return total * n
@jit
def f(x): return x * size(x.shape, 2)
show(f(arr(2, 2)))

# case: mutable constexpr result
from mindspore.ops.primitive import _primexpr
@_primexpr
def size(shape): return shape[0] * 2
@jit
def f(x): return x * size(x.shape)
show(f(arr(2)))

# case: jit_class
@ms.jit_class
class Scale:
    def __init__(self, n): self.n = n
    def apply(self, x): return x * self.n
    def __call__(self, x): return x + self.n
scale = Scale(3)
@jit
def f(x): return scale.apply(x), scale(x), scale.n
show(f(Tensor(2.)))

# case: jit_class made inside
@ms.jit_class
class Scale:
    def __init__(self, n): self.n = n
    def apply(self, x): return x * self.n
@jit
def f(x): return Scale(4).apply(x)
show(f(Tensor(2.)))

# case: an ordinary object's attribute
class Config:
    def __init__(self):
        self.n = 3
config = Config()
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.config = config
    def construct(self, x): return x * self.config.n
show(Net()(Tensor(2.)))

# case: a static method and a class attribute
class Net(nn.Cell):
    factor = 4
    @staticmethod
    def double(x): return x * 2
    def construct(self, x): return self.double(x) * self.factor
show(Net()(Tensor(1.)))

# case: a property
class Net(nn.Cell):
    @property
    def factor(self): return 4
    def construct(self, x): return x * self.factor
show(Net()(Tensor(1.)))

# case: super in construct
class Base(nn.Cell):
    def construct(self, x): return x + 1
class Net(Base):
    def construct(self, x): return super().construct(x) * 2
show(Net()(Tensor(1.)))

# case: indexing
@jit
def f(x, i): return x[0], x[:, 1], x[..., -1], x[i], x[None, 0], x[x > 2].shape[1:]
show(f(arr(2, 3), Tensor([1, 0])))

# case: setitem of a local
@jit
def f(x):
    y = x * 1
    y[0] = 10
    y[1:] += 5
    return y
x = arr(3)
show(f(x), x)

# case: functools.partial
def add(x, y, z=1): return x + y * z
@jit
def f(x):
    g = partial(add, y=3, z=2)
    return g(x)
show(f(Tensor(1.)))

# case: a Primitive made inside
@jit
def f(x): return ops.ReduceSum(keep_dims=True)(x, 0), ops.Softmax(-1)(x)
show(f(arr(2)))

# case: HyperMap inside
double = ops.MultitypeFuncGraph("double")
@double.register("Tensor")
def _double_tensor(x): return x * 2
@double.register("Number")
def _double_number(x): return x * 3
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.map = ops.HyperMap()
    def construct(self, x): return self.map(double, (x, 5))
show(Net()(Tensor(2.)))

# case: cells in a list called in a loop
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.layers = nn.CellList([nn.Dense(2, 2, weight_init="ones", bias_init="zeros") for _ in range(3)])
    def construct(self, x):
        for layer in self.layers:
            x = layer(x)
        return x
show(Net()(Tensor([[1., 2.]])))

# case: a cell with a str attribute that chooses
class Net(nn.Cell):
    def __init__(self, mode):
        super().__init__()
        self.mode = mode
    def construct(self, x):
        if self.mode == "sum":
            return x.sum()
        elif self.mode == "mean":
            return x.mean()
        return x
show(*(Net(m)(arr(3)) for m in ("sum", "mean", "")))

# case: operators
@jit
def f(x, y): return x + y, x - y, x * y, x / y, x // y, x % y, x ** y, -x, +x, x @ y, x == y, x != y, x <= y
show(f(Tensor([4., 5.]), Tensor([2., 3.])))

# case: bool and bit operators
@jit
def f(a, b): return a & b, a | b, a ^ b, ~a
show(f(Tensor([True, False]), Tensor([True, True])))

# case: is and is not
@jit
def f(x, flag):
    if flag is True:
        return x
    if flag is None:
        return x * 2
    return x * 3
show(f(Tensor(1.), True), f(Tensor(1.), None), f(Tensor(1.), False))

# case: slice objects and ellipsis
@jit
def f(x): return x[slice(0, 2)], x[slice(None), 0], x[..., 1]
show(f(arr(3, 2)))

# case: mutable
@jit
def f(x): return x[0] + x[1]
show(f(ms.mutable((1, 2))), f(ms.mutable([Tensor(1.), Tensor(2.)])))

# case: mutable with a length that changes
@jit
def f(x):
    return len(x)
show(f(ms.mutable((1, 2, 3))))

# case: Symbol
from mindspore import Symbol
class Net(nn.Cell):
    def construct(self, x): return x * 2
net = Net()
s = Symbol(max=10, min=1)
net.set_inputs(Tensor(shape=[s, None], dtype=ms.float32))
show(net(arr(2, 2)), net(arr(3, 1)))

# case: set_inputs
class Net(nn.Cell):
    def construct(self, x): return x.sum(0)
net = Net()
net.set_inputs(Tensor(shape=[None, 2], dtype=ms.float32))
show(net(arr(2, 2)), net(arr(3, 2)))

# case: input_signature
@jit
def f(x): return x + 1
show(f(arr(2)), f(arr(2, 2)), f(Tensor([1, 2])))

# case: jit with options
@jit(capture_mode="ast", jit_level="O0", backend="ms_backend")
def f(x): return x + 1
show(f(arr(2)))

# case: jit of an existing function
def f(x): return x + 1
show(jit(f)(arr(2)), jit(function=f)(arr(2)))

# case: jit of a method
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor([2.]), name="w")
    @jit
    def double(self, x): return x * self.w
    def construct(self, x): return self.double(x) + 1
show(Net()(Tensor([3.])), Net().double(Tensor([3.])))

# case: jit of a construct
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor([2.]), name="w")
    @jit
    def construct(self, x): return x * self.w
show(Net()(Tensor([3.])))

# case: jit of a Cell object
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
show(jit(net)(Tensor([[1., 2.]])))

# case: JitConfig
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
net.set_jit_config(JitConfig(jit_level="O0"))
show(net(Tensor([[1., 2.]])))

# case: compiled functions call each other
@jit
def g(x): return x * 2
@jit
def f(x): return g(x) + g(x + 1)
show(f(Tensor(1.)))

# case: an error of shapes
@jit
def f(x, y): return x + y
f(arr(2), arr(3))

# case: a missing argument
@jit
def f(x, y): return x + y
f(arr(2))

# case: an undefined name
@jit
def f(x): return x + undefined_name
f(arr(2))

# case: an attribute that does not exist
@jit
def f(x): return x.no_such_method()
f(arr(2))

# case: index out of range
@jit
def f(x):
    t = (1, 2)
    return x + t[5]
f(arr(2))
