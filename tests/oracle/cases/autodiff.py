# ruff: noqa
# Derivatives: GradOperation, grad, value_and_grad, vjp, jvp, jacfwd, jacrev, vmap, stop_gradient, HyperMap.

# case: GradOperation default
def f(x, y): return x * y + x
show(ops.GradOperation()(f)(Tensor([1., 2.]), Tensor([3., 4.])))

# case: GradOperation get_all one input
show(ops.GradOperation(get_all=True)(lambda x: x * x)(Tensor([1., 2.])))

# case: GradOperation get_all two inputs
show(ops.GradOperation(get_all=True)(lambda x, y: x * y)(Tensor([1., 2.]), Tensor([3., 4.])))

# case: GradOperation one input is no tuple
out = ops.GradOperation()(lambda x: x ** 3)(Tensor(2.0))
print(type(out).__name__, out.shape, out)

# case: GradOperation sens_param
f = lambda x, y: x * y
show(ops.GradOperation(sens_param=True)(f)(Tensor([1., 2.]), Tensor([3., 4.]), Tensor([10., 100.])))

# case: GradOperation sens_param get_all
f = lambda x, y: x * y
show(ops.GradOperation(get_all=True, sens_param=True)(f)(Tensor([1., 2.]), Tensor([3., 4.]), Tensor([10., 100.])))

# case: GradOperation sens_param two outputs
f = lambda x, y: (x * y, x + y)
sens = (Tensor([10., 100.]), Tensor([1., 2.]))
show(ops.GradOperation(get_all=True, sens_param=True)(f)(Tensor([1., 2.]), Tensor([3., 4.]), sens))

# case: GradOperation get_by_list ParameterTuple
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor([2., 3.]), name="w")
        self.b = Parameter(Tensor([1.]), name="b")
    def construct(self, x, y):
        return x * self.w * y + self.b
net = Net()
show(ops.GradOperation(get_by_list=True)(net, ParameterTuple(net.trainable_params()))(arr(2), arr(2)))

# case: GradOperation get_by_list list
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor([2., 3.]), name="w")
        self.b = Parameter(Tensor([1.]), name="b")
    def construct(self, x, y):
        return x * self.w * y + self.b
net = Net()
show(ops.GradOperation(get_by_list=True)(net, net.trainable_params())(arr(2), arr(2)))

# case: GradOperation get_by_list single Parameter
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor([2., 3.]), name="w")
        self.b = Parameter(Tensor([1.]), name="b")
    def construct(self, x, y):
        return x * self.w * y + self.b
net = Net()
show(ops.GradOperation(get_by_list=True)(net, net.w)(arr(2), arr(2)))

# case: GradOperation get_by_list without weights
net = nn.Dense(2, 1, weight_init="ones")
show(ops.GradOperation(get_by_list=True)(net)(arr(1, 2)))

# case: GradOperation get_by_list empty tuple
net = nn.Dense(2, 1, weight_init="ones")
show(ops.GradOperation(get_by_list=True)(net, ParameterTuple([]))(arr(1, 2)))

# case: GradOperation get_by_list empty list
net = nn.Dense(2, 1, weight_init="ones")
show(ops.GradOperation(get_by_list=True)(net, [])(arr(1, 2)))

# case: GradOperation get_all get_by_list
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor([2., 3.]), name="w")
    def construct(self, x, y):
        return x * self.w * y
net = Net()
show(ops.GradOperation(get_all=True, get_by_list=True)(net, ParameterTuple(net.trainable_params()))(arr(2), arr(2)))

# case: GradOperation get_all get_by_list sens one input
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor([2., 3.]), name="w")
    def construct(self, x):
        return x * self.w
net = Net()
op = ops.GradOperation(get_all=True, get_by_list=True, sens_param=True)
show(op(net, ParameterTuple(net.trainable_params()))(arr(2), Tensor([10., 100.])))

# case: GradOperation get_by_list sens
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor([2., 3.]), name="w")
    def construct(self, x, y):
        return x * self.w * y
net = Net()
op = ops.GradOperation(get_by_list=True, sens_param=True)
show(op(net, ParameterTuple(net.trainable_params()))(arr(2), arr(2), Tensor([10., 100.])))

# case: GradOperation get_by_list of a function
w = Parameter(Tensor([2., 3.]), name="w")
def f(x): return x * w
show(ops.GradOperation(get_by_list=True)(f, ParameterTuple([w]))(arr(2)))

# case: GradOperation weights without get_by_list
w = Parameter(Tensor([2., 3.]), name="w")
show(ops.GradOperation()(lambda x: x * w, ParameterTuple([w]))(arr(2)))

# case: GradOperation sens missing
show(ops.GradOperation(sens_param=True)(lambda x: x * x)(arr(2)))

# case: GradOperation sens of the wrong shape
show(ops.GradOperation(sens_param=True)(lambda x: x * x)(arr(2), Tensor([1., 2., 3.])))

# case: GradOperation sens of the wrong dtype
show(ops.GradOperation(sens_param=True)(lambda x: x * x)(arr(2), Tensor([1, 2], mstype.int32)))

# case: GradOperation sens as number
show(ops.GradOperation(sens_param=True)(lambda x: x * x)(arr(2), 2.0))

# case: GradOperation sens scalar tensor for vector output
show(ops.GradOperation(sens_param=True)(lambda x: x * x)(arr(2), Tensor(2.0)))

# case: GradOperation sens as keyword
show(ops.GradOperation(sens_param=True)(lambda x: x * x)(arr(2), sens=Tensor([10., 1.])))

# case: GradOperation too few sens
sens = (Tensor([10., 100.]),)
show(ops.GradOperation(sens_param=True)(lambda x: (x * x, x))(Tensor([1., 2.]), sens))

# case: GradOperation wrong flag type
ops.GradOperation(get_all=1)

# case: GradOperation wrong flag type by list
ops.GradOperation(get_by_list="yes")

# case: GradOperation of no function
show(ops.GradOperation()(3)(arr(2)))

# case: GradOperation weights of wrong type
show(ops.GradOperation(get_by_list=True)(nn.Dense(2, 1), "w")(arr(1, 2)))

# case: GradOperation no inputs
show(ops.GradOperation()(lambda: Tensor([1.0]) * 2)())

# case: GradOperation get_all no inputs
show(ops.GradOperation(get_all=True)(lambda: Tensor([1.0]) * 2)())

# case: GradOperation get_by_list no inputs
w = Parameter(Tensor([2., 3.]), name="w")
show(ops.GradOperation(get_by_list=True)(lambda: w * w, ParameterTuple([w]))())

# case: GradOperation reuse
op = ops.GradOperation()
f = op(lambda x: x * x)
g = op(lambda x: x * x * x)
show(f(arr(2)), g(arr(2)), f(Tensor([5.])), f(Tensor(7.0)))

# case: GradOperation str
op = ops.GradOperation(True, False, True)
print(op.get_all, op.get_by_list, op.sens_param)

# case: GradOperation in construct
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.z = Parameter(Tensor(np.array([1.0], np.float32)), name="z")
        self.matmul = ops.MatMul()
    def construct(self, x, y):
        return self.matmul(x * self.z, y)
class GradNet(nn.Cell):
    def __init__(self, net):
        super().__init__()
        self.net = net
        self.op = ops.GradOperation(get_all=True)
    def construct(self, x, y):
        return self.op(self.net)(x, y)
print(GradNet(Net())(arr(2, 3), arr(3, 3)))

# case: GradOperation sens is unused by the net when given as kwargs
class Net(nn.Cell):
    def construct(self, x, scale=2.0):
        return x * scale
show(ops.GradOperation()(Net())(arr(2)), ops.GradOperation()(Net())(arr(2), scale=3.0))

# case: GradOperation integer input first
show(ops.GradOperation()(lambda x, y: x * y)(Tensor([1, 2]), Tensor([1., 2.])))

# case: GradOperation get_all integer input
show(ops.GradOperation(get_all=True)(lambda x, y: x * y)(Tensor([1, 2]), Tensor([1., 2.])))

# case: GradOperation get_all Python scalar input
show(ops.GradOperation(get_all=True)(lambda x, y: x * y)(Tensor([1., 2.]), 3.0))

# case: GradOperation get_all Python scalar first
show(ops.GradOperation(get_all=True)(lambda x, y: x * y)(3.0, Tensor([1., 2.])))

# case: GradOperation Python scalar only
show(ops.GradOperation()(lambda x: x * x)(3.0))

# case: GradOperation scalar first default
show(ops.GradOperation()(lambda x, y: x * y)(3.0, Tensor([1., 2.])))

# case: GradOperation get_all with None and str inputs
show(ops.GradOperation(get_all=True)(lambda x, y, z: x * 2)(Tensor([1., 2.]), None, "a"))

# case: GradOperation get_all tuple input
show(ops.GradOperation(get_all=True)(lambda x, t: x * t[0] + t[1])(arr(2), (arr(2), arr(2))))

# case: GradOperation get_all list input
show(ops.GradOperation(get_all=True)(lambda x, t: x * t[0] + t[1])(arr(2), [arr(2), arr(2)]))

# case: GradOperation get_all dict input
show(ops.GradOperation(get_all=True)(lambda x, t: x * t["a"] + t["b"])(arr(2), {"a": arr(2), "b": arr(2)}))

# case: grad default
show(grad(lambda x, y: x * y)(arr(2), arr(2, start=3)))

# case: grad of a number result
show(grad(lambda x: 3.0)(arr(2)))

# case: grad result None
show(grad(lambda x: None)(arr(2)))

# case: grad position int
show(grad(lambda x, y: x * y, 1)(arr(2), arr(2, start=3)))

# case: grad position tuple
show(grad(lambda x, y: x * x * y, (0, 1))(arr(2), arr(2, start=3)))

# case: grad position tuple of one
show(grad(lambda x, y: x * y, (1,))(arr(2), arr(2, start=3)))

# case: grad position order
show(grad(lambda x, y: x * y, (1, 0))(arr(2), arr(2, start=3)))

# case: grad position repeated
show(grad(lambda x, y: x * y, (0, 0))(arr(2), arr(2, start=3)))

# case: grad position out of range
show(grad(lambda x, y: x * y, 2)(arr(2), arr(2)))

# case: grad position tuple out of range
show(grad(lambda x, y: x * y, (0, 5))(arr(2), arr(2)))

# case: grad position negative
show(grad(lambda x, y: x * y, -1)(arr(2), arr(2)))

# case: grad position wrong type
show(grad(lambda x, y: x * y, "x")(arr(2), arr(2)))

# case: grad position float
show(grad(lambda x, y: x * y, 1.0)(arr(2), arr(2)))

# case: grad position list
show(grad(lambda x, y: x * y, [0, 1])(arr(2), arr(2)))

# case: grad position bool
show(grad(lambda x, y: x * y, True)(arr(2), arr(2)))

# case: grad position tuple of wrong type
show(grad(lambda x, y: x * y, (0, "1"))(arr(2), arr(2)))

# case: grad position empty tuple
show(grad(lambda x, y: x * y, ())(arr(2), arr(2)))

# case: grad position None without weights
show(grad(lambda x: x * x, None)(arr(2)))

# case: grad of no function
show(grad(3)(arr(2)))

# case: grad without function
grad()

# case: grad weights tuple
w, b = Parameter(Tensor([2., 3.]), name="w"), Parameter(Tensor(1.0), name="b")
show(grad(lambda x: x * w + b, None, ParameterTuple([w, b]))(arr(2)))

# case: grad weights list
w, b = Parameter(Tensor([2., 3.]), name="w"), Parameter(Tensor(1.0), name="b")
show(grad(lambda x: x * w + b, None, [w, b])(arr(2)))

# case: grad weights single
w = Parameter(Tensor([2., 3.]), name="w")
show(grad(lambda x: x * w, None, w)(arr(2)))

# case: grad weights tuple of one
w = Parameter(Tensor([2., 3.]), name="w")
show(grad(lambda x: x * w, None, [w])(arr(2)))

# case: grad inputs and weights
w = Parameter(Tensor([2., 3.]), name="w")
show(grad(lambda x: x * w, 0, [w])(arr(2)))
show(grad(lambda x: x * w, (0,), [w])(arr(2)))
show(grad(lambda x: x * w, 0, w)(arr(2)))

# case: grad weights empty
w = Parameter(Tensor([2., 3.]), name="w")
show(grad(lambda x: x * w, None, [])(arr(2)))

# case: grad weights empty with position
w = Parameter(Tensor([2., 3.]), name="w")
show(grad(lambda x: x * w, 0, [])(arr(2)))

# case: grad weights not Parameters
show(grad(lambda x: x * x, None, [arr(2)])(arr(2)))

# case: grad weights of a string
show(grad(lambda x: x * x, None, "w")(arr(2)))

# case: grad weight unused
w, v = Parameter(Tensor([2., 3.]), name="w"), Parameter(Tensor([[1.]]), name="v")
show(grad(lambda x: x * w, None, [v, w])(arr(2)))

# case: grad weight without requires_grad
w = Parameter(Tensor([2., 3.]), name="w", requires_grad=False)
show(grad(lambda x: x * w, None, [w])(arr(2)))

# case: grad weight frozen among others
w = Parameter(Tensor([2., 3.]), name="w", requires_grad=False)
b = Parameter(Tensor([1., 1.]), name="b")
show(grad(lambda x: x * w + b, 0, [w, b])(arr(2)))

# case: grad weight twice in the list
w = Parameter(Tensor([2., 3.]), name="w")
show(grad(lambda x: x * w, None, [w, w])(arr(2)))

# case: grad weight used twice
w = Parameter(Tensor([2., 3.]), name="w")
show(grad(lambda x: x * w + w * w, None, [w])(arr(2)))

# case: grad weights of the same name
w, v = Parameter(Tensor([2., 3.]), name="w"), Parameter(Tensor([4., 5.]), name="w")
show(grad(lambda x: x * w * v, None, [w, v])(arr(2)))

# case: grad requires_grad switched later
w = Parameter(Tensor([2., 3.]), name="w")
f = grad(lambda x: x * w, None, [w])
show(f(arr(2)))
w.requires_grad = False
show(f(arr(2)))
w.requires_grad = True
show(f(arr(2)))

# case: grad of an input Parameter
w = Parameter(Tensor([2., 3.]), name="w")
show(grad(lambda p: p * p)(w))

# case: grad of an input Parameter without requires_grad
w = Parameter(Tensor([2., 3.]), name="w", requires_grad=False)
show(grad(lambda p: p * p)(w))

# case: grad of an input Parameter and as weight
w = Parameter(Tensor([2., 3.]), name="w")
show(grad(lambda p: p * p * w, 0, [w])(w))

# case: grad has_aux
f = lambda x, y: (x * y, x + y, y)
show(grad(f, 0, None, True)(arr(2), arr(2)))

# case: grad has_aux one output
show(grad(lambda x: x * x, 0, has_aux=True)(arr(2)))

# case: grad has_aux tuple of one
show(grad(lambda x: (x * x,), 0, has_aux=True)(arr(2)))

# case: grad has_aux with weights
w = Parameter(Tensor([2., 3.]), name="w")
show(grad(lambda x: (x * w, x + w), 0, [w], has_aux=True)(arr(2)))

# case: grad has_aux nested aux
show(grad(lambda x: (x * x, (x + 1, [x]), {"a": x}), has_aux=True)(arr(2)))

# case: grad has_aux wrong type
grad(lambda x: x * x, 0, None, 1)

# case: grad return_ids input
out = grad(lambda x, y: x * y, (0, 1), return_ids=True)(arr(2), arr(2, start=3))
show(out)
show(get_grad(out, 1), get_grad(out, 0))

# case: grad return_ids single input
out = grad(lambda x, y: x * y, 0, return_ids=True)(arr(2), arr(2, start=3))
show(out)
show(get_grad(out, 0))

# case: grad return_ids weights
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor([2., 3.]), name="w")
        self.b = Parameter(Tensor([1., 1.]), name="b")
    def construct(self, x):
        return x * self.w + self.b
net = Net()
out = grad(net, 0, net.trainable_params(), return_ids=True)(arr(2))
show(out)
show(get_grad(out, 0), get_grad(out, net.w), get_grad(out, net.b))

# case: grad return_ids only weights
w, b = Parameter(Tensor([2., 3.]), name="w"), Parameter(Tensor([1., 1.]), name="b")
out = grad(lambda x: x * w + b, None, [w, b], return_ids=True)(arr(2))
show(out)
show(get_grad(out, w), get_grad(out, b))

# case: grad return_ids single weight
w = Parameter(Tensor([2., 3.]), name="w")
out = grad(lambda x: x * w, None, w, return_ids=True)(arr(2))
show(out)
show(get_grad(out, w))

# case: get_grad of an absent parameter
w, b = Parameter(Tensor([2., 3.]), name="w"), Parameter(Tensor([1., 1.]), name="b")
out = grad(lambda x: x * w + b, None, [w], return_ids=True)(arr(2))
show(get_grad(out, b))

# case: get_grad of an absent position
out = grad(lambda x, y: x * y, 0, return_ids=True)(arr(2), arr(2))
show(get_grad(out, 1))

# case: get_grad of a Tensor
x = arr(2)
out = grad(lambda x, y: x * y, 0, return_ids=True)(x, arr(2))
show(get_grad(out, x))

# case: get_grad of a name
w = Parameter(Tensor([2., 3.]), name="w")
out = grad(lambda x: x * w, None, [w], return_ids=True)(arr(2))
show(get_grad(out, "w"))

# case: get_grad without ids
show(get_grad(grad(lambda x: x * x)(arr(2)), 0))

# case: return_ids wrong type
grad(lambda x: x * x, 0, return_ids=1)

# case: value_and_grad default
show(value_and_grad(lambda x: x * x)(arr(2)))

# case: value_and_grad positions
show(value_and_grad(lambda x, y: x * y, (0, 1))(arr(2), arr(2, start=3)))

# case: value_and_grad weights
w = Parameter(Tensor([2., 3.]), name="w")
show(value_and_grad(lambda x: (x * w).sum(), None, [w])(arr(2)))
show(value_and_grad(lambda x: (x * w).sum(), None, w)(arr(2)))
show(value_and_grad(lambda x: (x * w).sum(), 0, [w])(arr(2)))

# case: value_and_grad has_aux
show(value_and_grad(lambda x: (x * x, x + 1), 0, has_aux=True)(arr(2)))

# case: value_and_grad has_aux and weights
w = Parameter(Tensor([2., 3.]), name="w")
show(value_and_grad(lambda x: (x * w, x + 1, x + 2), 0, [w], has_aux=True)(arr(2)))

# case: value_and_grad several outputs
show(value_and_grad(lambda x: (x * x, x * 3))(arr(2)))

# case: value_and_grad return_ids
w = Parameter(Tensor([2., 3.]), name="w")
value, out = value_and_grad(lambda x: x * w, 0, [w], return_ids=True)(arr(2))
show(value, out, get_grad(out, w), get_grad(out, 0))

# case: value_and_grad position None without weights
show(value_and_grad(lambda x: x * x, None)(arr(2)))

# case: value_and_grad of a list output
show(value_and_grad(lambda x: [x * x, x * 3])(arr(2)))

# case: value_and_grad of a dict output
show(value_and_grad(lambda x: {"a": x * x, "b": x * 3})(arr(2)))

# case: value_and_grad of a number output
show(value_and_grad(lambda x: (x * x, 3))(arr(2)))

# case: value_and_grad of an integer output
show(value_and_grad(lambda x: x.astype(mstype.int32))(arr(2)))

# case: several outputs are summed
show(grad(lambda x: (x * x, x * 3, (x, [x])))(arr(2)))

# case: list output
show(grad(lambda x: [x * x, x * 3])(arr(2)))

# case: dict output
show(grad(lambda x: {"a": x * x, "b": x * 3})(arr(2)))

# case: output is the input
show(grad(lambda x: x)(arr(2)))

# case: output is the input twice
show(grad(lambda x: (x, x))(arr(2)))

# case: output does not depend on the input
show(grad(lambda x: Tensor([1., 2., 3.]))(arr(2)))

# case: integer output summed with float
show(grad(lambda x: (x * x, x.astype(mstype.int32)))(arr(2)))

# case: bool output
show(grad(lambda x: x > 1)(arr(2)))

# case: integer input
show(grad(lambda x: x * x)(Tensor([1, 2])))

# case: integer input int32
show(grad(lambda x: x * x)(Tensor([1, 2], mstype.int32)))

# case: integer input to float
show(grad(lambda x: x.astype(mstype.float32) * 2)(Tensor([1, 2])))

# case: bool input
show(grad(lambda x: x.astype(mstype.float32) * 2)(Tensor([True, False])))

# case: bool input itself
show(grad(lambda x: x)(Tensor([True, False])))

# case: integer input position tuple
show(grad(lambda x, y: x * y, (0, 1))(Tensor([1, 2]), arr(2)))

# case: numpy input
show(grad(lambda x: Tensor(x) * 2)(np.ones(2, np.float32)))

# case: scalar input
show(grad(lambda x, y: x * y, (0, 1))(arr(2), 3.0))

# case: float input alone
show(grad(lambda x: x * x)(3.0))

# case: int input alone
show(grad(lambda x: x * x)(3))

# case: None input
show(grad(lambda x, y: x * 2)(arr(2), None))

# case: None input position
show(grad(lambda x, y: x * 2, (0, 1))(arr(2), None))

# case: unused input
show(grad(lambda x, y: y * 2, (0, 1))(arr(2, 3), arr(2)))

# case: tuple input position zero
show(grad(lambda t: t[0] * t[1])((arr(2), arr(2, start=3))))

# case: tuple input partially used
show(grad(lambda t: t[0] * 2)((arr(2), arr(2, start=3))))

# case: list input
show(grad(lambda t: t[0] * t[1])([arr(2), arr(2, start=3)]))

# case: dict input
show(grad(lambda d: d["a"] * d["b"])({"a": arr(2), "b": arr(2, start=3)}))

# case: nested tuple input
show(grad(lambda t: t[0] * t[1][0] * t[1][1])((arr(2), (arr(2), arr(2)))))

# case: tuple input and tensor
show(grad(lambda x, t: x * t[0] + t[1], (0, 1))(arr(2), (arr(2), arr(2))))

# case: tuple input with integers
show(grad(lambda t: t[0] * t[1])((arr(2), 3)))

# case: same Tensor twice
x = arr(2)
show(grad(lambda a, b: a * b * b, (0, 1))(x, x))

# case: same Tensor twice first position
x = arr(2)
show(grad(lambda a, b: a * b * b)(x, x))

# case: closure over the differentiated Tensor
x = arr(2)
show(grad(lambda a: a * x)(x))

# case: closure over the differentiated Parameter as input
w = Parameter(arr(2), name="w")
show(grad(lambda a: a * w)(w))

# case: closure over another Tensor
y = arr(2, start=5)
show(grad(lambda a: a * y)(arr(2)))

# case: function with kwargs
def f(x, y=None, scale=1.0): return x * y * scale
show(grad(f)(arr(2), y=arr(2), scale=4.0))

# case: function with kwargs in grad_position
def f(x, y): return x * y
show(grad(f, (0, 1))(arr(2), y=arr(2)))

# case: function with defaults
def f(x, y=Tensor([5., 6.])): return x * y
show(grad(f)(arr(2)))

# case: function with varargs
def f(*xs): return xs[0] * xs[1] + xs[2]
show(grad(f, (0, 1, 2))(arr(2), arr(2), arr(2)))

# case: function with var kwargs
def f(x, **kw): return x * kw["a"]
show(grad(f)(arr(2), a=arr(2)))

# case: bound method
class A:
    k = 3.0
    def f(self, x): return x * x * self.k
show(grad(A().f)(arr(2)))

# case: Cell
class Net(nn.Cell):
    def construct(self, x, y): return x * y
show(grad(Net(), (0, 1))(arr(2), arr(2)))

# case: Cell with keyword
class Net(nn.Cell):
    def construct(self, x, y=2.0): return x * y
show(grad(Net())(arr(2), y=5.0))

# case: builtin op function
show(grad(ops.exp)(Tensor([0., 1.])))

# case: method of a Cell
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(arr(2), name="w")
    def loss(self, x): return (self.w * x).sum()
    def construct(self, x): return x
net = Net()
show(value_and_grad(net.loss, None, net.trainable_params())(arr(2)))

# case: second derivative
f = lambda x: x ** 3
show(grad(grad(f))(Tensor(2.0)), grad(grad(f))(arr(3)))

# case: third derivative
f = lambda x: x ** 4
show(grad(grad(grad(f)))(Tensor(2.0)))

# case: fourth derivative of sin
show(grad(grad(grad(grad(ops.sin))))(Tensor(0.5)))

# case: second derivative GradOperation
op = ops.GradOperation()
show(op(op(lambda x: x ** 3))(arr(2)))

# case: second derivative GradOperation get_all
op = ops.GradOperation(get_all=True)
show(op(op(lambda x, y: x * x * y))(arr(2), arr(2)))

# case: mixed derivative
f = lambda x, y: x ** 2 * y ** 3
show(grad(grad(f, 0), 1)(Tensor(2.0), Tensor(3.0)))
show(grad(grad(f, 1), 0)(Tensor(2.0), Tensor(3.0)))
show(grad(grad(f, (0, 1)), (0, 1))(Tensor(2.0), Tensor(3.0)))

# case: grad of grad of weights
w = Parameter(Tensor([2., 3.]), name="w")
f = lambda x: x * w * w
show(grad(grad(f), None, [w])(arr(2)))
show(grad(grad(f, None, w))(arr(2)))
show(grad(grad(f, None, w), None, w)(arr(2)))

# case: gradient penalty
w = Parameter(Tensor([2., 3.]), name="w")
def critic(x): return (x * x * w).sum()
def loss(x):
    g = grad(critic)(x)
    return ((g * g).sum() - 1) ** 2
show(value_and_grad(loss, 0, [w])(arr(2)))

# case: derivative inside a function of the outer variable
def f(x):
    g = grad(lambda y: x * y * y)(x)
    return g * x
show(grad(f)(arr(2)))

# case: perturbation confusion
def f(x):
    inner = grad(lambda y: x + y)(Tensor(1.0))
    return x * inner
show(grad(f)(Tensor(1.0)))

# case: second derivative with sens
op = ops.GradOperation(sens_param=True)
g = op(lambda x: x ** 3)
show(ops.GradOperation(get_all=True)(g)(arr(2), Tensor([10., 1.])))

# case: value_and_grad inside grad
def f(x):
    v, g = value_and_grad(lambda y: y ** 3)(x)
    return v + g
show(grad(f)(arr(2)))

# case: stop_gradient
show(grad(lambda x: x * ops.stop_gradient(x))(arr(2)))

# case: stop_gradient of everything
show(grad(lambda x: ops.stop_gradient(x * x))(arr(2)))

# case: stop_gradient of a tuple
def f(x):
    a, b = ops.stop_gradient((x * 2, x * 3))
    return a * x + b
show(grad(f)(arr(2)))

# case: stop_gradient of a list
out = ops.stop_gradient([arr(2), arr(3)])
show(out)

# case: stop_gradient of a dict
out = ops.stop_gradient({"a": arr(2)})
show(out)

# case: stop_gradient of a number
show(ops.stop_gradient(3.0))

# case: stop_gradient of None
show(ops.stop_gradient(None))

# case: stop_gradient in mindspore
print(
    hasattr(mindspore, "stop_gradient"), hasattr(Tensor, "detach"), hasattr(ops, "StopGradient"),
    hasattr(mint, "stop_gradient"),
)

# case: stop_gradient keeps the value
x = arr(2)
y = ops.stop_gradient(x)
show(y)
print(y is x)

# case: stop_gradient of a Parameter
w = Parameter(arr(2), name="w")
show(ops.stop_gradient(w))
show(grad(lambda x: x * ops.stop_gradient(w), 0, [w])(arr(2)))

# case: stop_gradient one branch
def f(x):
    a = x * x
    b = ops.stop_gradient(a)
    return a + b, a * b
show(grad(f)(arr(2)))

# case: in-place add on an intermediate
def f(x):
    y = x * 2
    y += x * x
    return y
show(grad(f)(arr(2)))

# case: in-place setitem on an intermediate
def f(x):
    y = x * 2
    y[0] = x[1] * 10
    return y
show(grad(f)(arr(3)))

# case: in-place setitem constant on an intermediate
def f(x):
    y = x * 2
    y[1] = 0.0
    return (y * y).sum()
show(grad(f)(arr(3)))

# case: set_data inside
w = Parameter(Tensor([2., 3.]), name="w")
def f(x):
    w.set_data(w * 2)
    return x * w
show(grad(f, 0)(arr(2)))
show(w)

# case: indexing
def f(x): return x[1] * x[0, 2] + x[:, 1].sum()
show(grad(f)(arr(2, 3)))

# case: fancy indexing repeated
def f(x): return x[Tensor([0, 0, 1])] * 2
show(grad(f)(arr(3)))

# case: mask indexing
def f(x): return (x[x > 2] ** 2).sum()
show(grad(f)(arr(4)))

# case: iteration and unpacking
def f(x):
    a, b = x
    return a * b
show(grad(f)(arr(2, 2)))

# case: item inside
def f(x): return x * x.sum().item()
show(grad(f)(arr(2)))

# case: asnumpy inside
def f(x): return x * Tensor(x.asnumpy())
show(grad(f)(arr(2)))

# case: Tensor constructor inside
def f(x): return Tensor(x) * x
show(grad(f)(arr(2)))

# case: mindspore.tensor inside
def f(x): return mindspore.tensor(x) * 3
show(grad(f)(arr(2)))

# case: control flow
def f(x):
    y = x
    for _ in range(3):
        if y.sum() > 10:
            y = y * 0.5
        else:
            y = y * 3
    return y
show(grad(f)(arr(2)), grad(f)(arr(2, start=5)))

# case: side effects run once
calls = []
def f(x):
    calls.append(1)
    print("forward")
    return x * x
g = grad(f)
g(arr(2)), g(arr(2))
print(len(calls))

# case: values can be printed inside
def f(x):
    print(x)
    y = x * x
    print(y.asnumpy(), y.shape, float(y[0]))
    return y
print(grad(f)(arr(2)))

# case: exception inside then the next call works
state = {"fail": True}
def f(x):
    y = x * x
    if state["fail"]:
        raise KeyError("inside")
    return y
try:
    grad(f)(arr(2))
except KeyError as e:
    print("KeyError", e)
state["fail"] = False
show(grad(f)(arr(2)), grad(lambda x: x * 2)(arr(2)))

# case: float16
show(grad(lambda x: x * x)(Tensor([1., 2.], mstype.float16)))

# case: bfloat16
show(grad(lambda x: x * x)(Tensor([1., 2.], mstype.bfloat16)))

# case: float64
show(grad(lambda x: x * x)(Tensor([1., 2.], mstype.float64)))

# case: mixed dtypes
show(grad(lambda x, y: x * y, (0, 1))(Tensor([1., 2.], mstype.float16), arr(2)))
show(grad(lambda x, y: x * y, (0, 1))(Tensor([1., 2.], mstype.float64), arr(2)))

# case: cast inside
show(grad(lambda x: x.astype(mstype.float16) * 2)(arr(2)))

# case: cast to int inside
show(grad(lambda x: x.astype(mstype.int32) * 2)(arr(2)))

# case: complex input
tried(lambda: grad(lambda x: x * x)(Tensor([1 + 2j, 3 - 1j], mstype.complex64)))
tried(lambda: grad(lambda x: ops.real(x))(Tensor([1 + 2j, 3 - 1j], mstype.complex64)))
tried(lambda: grad(lambda x: ops.imag(x))(Tensor([1 + 2j, 3 - 1j], mstype.complex64)))
tried(lambda: grad(lambda x: ops.abs(x))(Tensor([3 + 4j], mstype.complex64)))
tried(lambda: grad(lambda x: ops.exp(x))(Tensor([0 + 1j], mstype.complex64)))

# case: kinks relu abs sign
show(
    grad(ops.relu)(Tensor([-1., 0., 1.])), grad(ops.abs)(Tensor([-1., 0., 1.])),
    grad(ops.sign)(Tensor([-1., 0., 1.])),
)

# case: kinks sqrt log reciprocal
show(
    grad(ops.sqrt)(Tensor([0., 1.])), grad(ops.log)(Tensor([0., 1.])), grad(ops.reciprocal)(Tensor([0., 2.])),
)
show(grad(ops.rsqrt)(Tensor([0., 1.])))

# case: kinks pow
show(
    grad(lambda x: x ** 2)(Tensor([0., 1.])), grad(lambda x: x ** 0.5)(Tensor([0., 4.])),
    grad(lambda x: x ** 0)(Tensor([0., 4.])),
)
show(grad(lambda x: ops.pow(x, 3))(Tensor([0., -2.])))
show(grad(lambda x, y: x ** y, (0, 1))(Tensor([0., 2.]), Tensor([2., 3.])))
show(grad(lambda x, y: x ** y, (0, 1))(Tensor([0., -2.]), Tensor([0., 2.])))

# case: kinks maximum minimum
show(grad(ops.maximum, (0, 1))(Tensor([1., 2., 3.]), Tensor([2., 2., 2.])))
show(grad(ops.minimum, (0, 1))(Tensor([1., 2., 3.]), Tensor([2., 2., 2.])))

# case: kinks max with ties
show(grad(lambda x: x.max())(Tensor([3., 1., 3.])))
show(grad(lambda x: x.max(axis=0))(Tensor([3., 1., 3.])))
show(grad(lambda x: ops.amax(x))(Tensor([3., 1., 3.])))
show(grad(lambda x: x.min())(Tensor([1., 1., 3.])))

# case: kinks norm
show(grad(lambda x: ops.norm(x))(Tensor([0., 0.])))
show(grad(lambda x: ops.norm(x))(Tensor([3., 4.])))

# case: kinks clamp
show(grad(lambda x: ops.clamp(x, 0., 1.))(Tensor([-1., 0., 0.5, 1., 2.])))
show(grad(lambda x: ops.clip_by_value(x, Tensor(0.), Tensor(1.)))(Tensor([-1., 0., 0.5, 1., 2.])))

# case: kinks relu6 leaky elu hardtanh
show(grad(ops.relu6)(Tensor([-1., 0., 3., 6., 7.])))
show(grad(ops.leaky_relu)(Tensor([-1., 0., 1.])))
show(grad(ops.elu)(Tensor([-1., 0., 1.])))
show(grad(ops.hardtanh)(Tensor([-2., -1., 0., 1., 2.])))

# case: kinks floor round ceil
show(grad(ops.floor)(Tensor([1.5])), grad(ops.round)(Tensor([1.5])), grad(ops.ceil)(Tensor([1.5])))

# case: kinks prod with zeros
show(grad(lambda x: x.prod())(Tensor([2., 0., 3.])))
show(grad(lambda x: x.prod())(Tensor([0., 0., 3.])))

# case: kinks std var
tried(lambda: grad(lambda x: x.std())(Tensor([1., 1.])), lambda: grad(lambda x: x.var())(Tensor([1., 2.])))

# case: kinks where with nan
show(grad(lambda x: ops.where(x > 0, ops.sqrt(x), x))(Tensor([-1., 4.])))

# case: mod and floor_div
tried(lambda: grad(lambda x, y: x % y, (0, 1))(Tensor([5., 7.]), Tensor([3., 2.])))
tried(lambda: grad(lambda x, y: x // y, (0, 1))(Tensor([5., 7.]), Tensor([3., 2.])))

# case: sort and topk
tried(lambda: grad(lambda x: ops.sort(x)[0] * Tensor([1., 2., 3.]))(Tensor([3., 1., 2.])))
tried(lambda: grad(lambda x: ops.topk(x, 2)[0] * Tensor([1., 2.]))(Tensor([3., 1., 2.])))
tried(lambda: grad(lambda x: ops.sort(x))(Tensor([3., 1., 2.])))

# case: broadcasting sums the gradient
show(grad(lambda x, y: x + y, (0, 1))(arr(2, 3), arr(3)))
show(grad(lambda x, y: x * y, (0, 1))(arr(2, 1), arr(3)))
show(grad(lambda x, y: x * y, (0, 1))(Tensor(2.0), arr(3)))

# case: empty input
show(grad(lambda x: x * 2)(Tensor(np.ones((0, 3), np.float32))))

# case: vjp one input
out, f = vjp(lambda x: x ** 3, arr(2))
show(out, f(Tensor([1., 10.])))

# case: vjp two inputs
out, f = vjp(lambda x, y: x * y, arr(2), arr(2, start=3))
show(out, f(Tensor([1., 10.])))

# case: vjp two outputs
out, f = vjp(lambda x: (x * x, x * 3), arr(2))
show(out, f((Tensor([1., 10.]), Tensor([1., 1.]))))

# case: vjp two outputs as two arguments
out, f = vjp(lambda x: (x * x, x * 3), arr(2))
show(f(Tensor([1., 10.]), Tensor([1., 1.])))

# case: vjp has_aux
out, f, aux = vjp(lambda x: (x * x, x + 1), arr(2), has_aux=True)
show(out, aux, f(Tensor([1., 10.])))

# case: vjp has_aux two aux
res = vjp(lambda x: (x * x, x + 1, x + 2), arr(2), has_aux=True)
print(len(res))
show(res[0], res[2])

# case: vjp weights
w = Parameter(Tensor([2., 3.]), name="w")
out, f = vjp(lambda x: x * w, arr(2), weights=[w])
show(out, f(Tensor([1., 10.])))

# case: vjp weights single
w = Parameter(Tensor([2., 3.]), name="w")
out, f = vjp(lambda x: x * w, arr(2), weights=w)
show(out, f(Tensor([1., 10.])))

# case: vjp cotangent of wrong shape
out, f = vjp(lambda x: x * x, arr(2))
show(f(Tensor([1., 10., 3.])))

# case: vjp old form with v
show(vjp(lambda x: x * x, arr(2), Tensor([1., 1.])))

# case: vjp twice
out, f = vjp(lambda x: x ** 2, arr(2))
show(f(Tensor([1., 0.])), f(Tensor([0., 1.])))

# case: vjp no inputs
vjp(lambda x: x ** 2)

# case: vjp of no function
vjp(3, arr(2))

# case: jvp one input
def f(x): return x ** 3
show(jvp(f, arr(2), Tensor([1., 10.])))

# case: jvp two inputs
def f(x, y): return x ** 3 * y
show(jvp(f, (arr(2), arr(2)), (Tensor([1., 10.]), Tensor([0., 1.]))))

# case: jvp lists
def f(x, y): return x ** 3 * y
show(jvp(f, [arr(2), arr(2)], [Tensor([1., 10.]), Tensor([0., 1.])]))

# case: jvp two outputs
def f(x): return (x * x, x * 3)
show(jvp(f, arr(2), Tensor([1., 10.])))

# case: jvp has_aux
def f(x): return (x * x, x + 1)
show(jvp(f, arr(2), Tensor([1., 10.]), has_aux=True))

# case: jvp tangent of wrong shape
def f(x): return x * x
show(jvp(f, arr(2), Tensor([1., 10., 3.])))

# case: jvp tangent missing
def f(x, y): return x * y
show(jvp(f, (arr(2), arr(2)), (arr(2),)))

# case: jvp Cell
class Net(nn.Cell):
    def construct(self, x, y): return x ** 3 + y
show(jvp(Net(), (arr(2), arr(2)), (Tensor([1., 0.]), Tensor([0., 1.]))))

# case: jvp of exp sin
def f(x): return ops.exp(x) * ops.sin(x)
show(jvp(f, Tensor([0.3, 0.5]), Tensor([1., 2.])))

# case: jvp number input
def f(x): return x * x
show(jvp(f, 3.0, 1.0))

# case: jacrev one input
def f(x): return x ** 2
show(jacrev(f)(arr(2)))

# case: jacrev matrix
def f(x): return ops.matmul(x, Tensor([[1., 2.], [3., 4.]]))
show(jacrev(f)(arr(1, 2)))

# case: jacrev two inputs
def f(x, y): return x * y
show(jacrev(f, (0, 1))(arr(2), arr(2, start=3)))

# case: jacrev position one
def f(x, y): return x * y
show(jacrev(f, 1)(arr(2), arr(2, start=3)))

# case: jacrev tuple of one position
def f(x, y): return x * y
show(jacrev(f, (1,))(arr(2), arr(2, start=3)))

# case: jacrev has_aux
def f(x): return (x ** 2, x + 1)
show(jacrev(f, has_aux=True)(arr(2)))

# case: jacrev scalar output
def f(x): return (x ** 2).sum()
show(jacrev(f)(arr(2)))

# case: jacrev two outputs
def f(x): return (x ** 2, x * 3)
show(jacrev(f)(arr(2)))

# case: jacrev two outputs two inputs
def f(x, y): return (x * y, x + y)
show(jacrev(f, (0, 1))(arr(2), arr(2)))

# case: jacrev position out of range
def f(x): return x * x
show(jacrev(f, 3)(arr(2)))

# case: jacfwd one input
def f(x): return x ** 2
show(jacfwd(f)(arr(2)))

# case: jacfwd matrix
def f(x): return ops.matmul(x, Tensor([[1., 2.], [3., 4.]]))
show(jacfwd(f)(arr(1, 2)))

# case: jacfwd two inputs
def f(x, y): return x * y
show(jacfwd(f, (0, 1))(arr(2), arr(2, start=3)))

# case: jacfwd has_aux
def f(x): return (x ** 2, x + 1)
show(jacfwd(f, has_aux=True)(arr(2)))

# case: jacfwd scalar output
def f(x): return (x ** 2).sum()
show(jacfwd(f)(arr(2)))

# case: jacfwd two outputs
def f(x): return (x ** 2, x * 3)
show(jacfwd(f)(arr(2)))

# case: jacfwd of jacrev
def f(x): return (x ** 3).sum()
show(jacfwd(jacrev(f))(arr(2)))

# case: jacrev of jacrev
def f(x): return (x ** 3).sum()
show(jacrev(jacrev(f))(arr(2)))

# case: jacrev of grad
def f(x): return (x ** 3).sum()
show(jacrev(grad(f))(arr(2)))

# case: jacfwd wrong position type
def f(x): return x
show(jacfwd(f, "a")(arr(2)))

# case: vmap one input
def f(x): return x.sum()
show(vmap(f)(arr(2, 3)))

# case: vmap in_axes out_axes
def f(x, y): return x * y
show(vmap(f, in_axes=(0, None))(arr(2, 3), arr(3)))
def g(x): return x * 2
show(vmap(g, in_axes=1, out_axes=1)(arr(2, 3)))
def h(x): return x * 2
show(vmap(h, in_axes=1, out_axes=0)(arr(2, 3)))

# case: vmap negative axes
def f(x): return x.sum()
show(vmap(f, in_axes=-1)(arr(2, 3)))
def g(x): return x * 2
show(vmap(g, in_axes=0, out_axes=-1)(arr(2, 3)))

# case: vmap nested
def f(x): return x * 10
show(vmap(vmap(f))(arr(2, 3)))
def g(x, y): return x * y
show(vmap(vmap(g, (None, 0)), (0, None))(arr(2), arr(3)))

# case: vmap two outputs
def f(x): return (x.sum(), x * 2)
show(vmap(f, in_axes=0, out_axes=(0, 1))(arr(2, 3)))

# case: vmap two outputs one out_axes
def f(x): return (x.sum(), x * 2)
show(vmap(f)(arr(2, 3)))

# case: vmap tuple input
def f(t, y): return t[0] * y + t[1]
show(vmap(f, in_axes=((0, None), None))((arr(2, 3), arr(3)), arr(3)))

# case: vmap out_axes None
def f(x): return Tensor([1., 2.])
show(vmap(f, out_axes=None)(arr(2, 3)))

# case: vmap output does not depend
def g(x, y): return (x * 2, y)
show(vmap(g, (0, None), (0, None))(arr(2, 3), arr(3)))

# case: vmap all None
def f(x): return x * 2
vmap(f, in_axes=None)(arr(2, 3))

# case: vmap wrong in_axes type
def f(x): return x * 2
vmap(f, in_axes="0")(arr(2, 3))

# case: vmap float in_axes
def f(x): return x * 2
vmap(f, in_axes=1.0)(arr(2, 3))

# case: vmap axis out of range
def f(x): return x * 2
vmap(f, in_axes=5)(arr(2, 3))

# case: vmap too many in_axes
def f(x): return x * 2
vmap(f, in_axes=(0, 0))(arr(2, 3))

# case: vmap too few in_axes
def f(x, y): return x * y
vmap(f, in_axes=(0,))(arr(2, 3), arr(2, 3))

# case: vmap sizes differ
def f(x, y): return x + y
vmap(f)(arr(2, 3), arr(4, 3))

# case: vmap of a Cell
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor([2., 3.]), name="w")
    def construct(self, x): return (x * self.w).sum()
show(vmap(Net())(arr(3, 2)))

# case: vmap of grad
def f(x): return x ** 3
show(vmap(grad(f))(arr(3)))

# case: grad of vmap
def f(x): return (x ** 3).sum()
show(grad(vmap(f))(arr(2, 3)))

# case: vmap of matmul
show(vmap(ops.matmul, (0, None))(arr(2, 2, 2), arr(2, 2)))
show(vmap(ops.dot, (0, None))(arr(2, 2, 2), arr(2, 2)))

# case: per sample gradients
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
def loss(x, y): return ((net(x) - y) ** 2).sum()
show(vmap(grad(loss, 0), (0, 0))(arr(3, 2), arr(3)))

# case: vmap of non callable
show(vmap(3)(arr(2)))

# case: set_grad returns the Cell
net = nn.Dense(2, 1)
print(net.set_grad() is net, net.requires_grad)
net.set_grad(False)
print(net.requires_grad)

# case: set_grad false and gradients
net = nn.Dense(2, 1, weight_init="ones")
net.set_grad(False)
show(grad(net)(arr(1, 2)))

# case: set_grad then forward then gradients
net = nn.Dense(2, 1, weight_init="ones")
net.set_grad()
net(arr(1, 2))
show(grad(net, 0, net.trainable_params())(arr(1, 2)))

# case: a Cell called twice with other inputs
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
show(grad(lambda x, y: net(x) * net(y), (0, 1))(arr(1, 2), arr(1, 2, start=5)))

# case: trainable_params with frozen
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.a = Parameter(Tensor([2.]), name="a", requires_grad=False)
        self.b = Parameter(Tensor([3.]), name="b")
    def construct(self, x): return x * self.a * self.b
net = Net()
show(ops.GradOperation(get_by_list=True)(net, ParameterTuple(net.trainable_params()))(Tensor([5.])))
show(ops.GradOperation(get_by_list=True)(net, ParameterTuple(net.get_parameters()))(Tensor([5.])))

# case: HyperMap with primitive
show(C.HyperMap()(ops.add, (arr(2), arr(3)), (arr(2), arr(3))))

# case: HyperMap with a function
show(ops.HyperMap()(lambda x: x * 2, (arr(2), (arr(3), arr(1)))))

# case: HyperMap on lists
show(ops.HyperMap()(lambda x: x * 2, [arr(2), [arr(3), arr(1)]]))

# case: HyperMap with partial
scale = lambda s, x: s * x
show(ops.HyperMap()(ops.partial(scale, 3.0), (arr(2), arr(3))))
show(ops.HyperMap()(partial(scale, 3.0), (arr(2), arr(3))))

# case: HyperMap with MultitypeFuncGraph
add = ops.MultitypeFuncGraph("add")
@add.register("Tensor", "Tensor")
def _tensors(x, y): return x + y
@add.register("Number", "Number")
def _numbers(x, y): return x * y
show(ops.HyperMap(add)((arr(2), 3, 2.5), (arr(2), 5, 4)))
show(ops.HyperMap()(add, (arr(2), 3), (arr(2), 5)))

# case: HyperMap nested MultitypeFuncGraph
add = ops.MultitypeFuncGraph("add")
@add.register("Tensor", "Tensor")
def _tensors(x, y): return x + y
show(ops.HyperMap(add)((arr(2), (arr(1), arr(1))), (arr(2), (arr(1), arr(1)))))

# case: HyperMap lengths differ
show(ops.HyperMap()(ops.add, (arr(2), arr(3)), (arr(2),)))

# case: HyperMap of a tensor
show(ops.HyperMap()(lambda x: x * 2, arr(2)))

# case: HyperMap empty
show(ops.HyperMap()(lambda x: x * 2, ()))

# case: HyperMap with None
add = ops.MultitypeFuncGraph("add")
@add.register("Tensor", "None")
def _none(x, y): return x * 100
@add.register("Tensor", "Tensor")
def _tensors(x, y): return x + y
show(ops.HyperMap(add)((arr(2), arr(1)), (None, arr(1))))

# case: Map
show(ops.Map()(lambda x, y: x * y, (arr(2), arr(1)), (arr(2), arr(1))))

# case: Map does not go deeper
tried(lambda: ops.Map()(lambda x: x[0] * 2 if isinstance(x, tuple) else x, (arr(2), (arr(1), arr(1)))))

# case: Map of MultitypeFuncGraph
add = ops.MultitypeFuncGraph("add")
@add.register("Tensor", "Tensor")
def _tensors(x, y): return x + y
show(ops.Map(add)((arr(2), arr(1)), (arr(2), arr(1))))

# case: MultitypeFuncGraph called directly
f = ops.MultitypeFuncGraph("f")
@f.register("Tensor")
def _t(x): return "tensor"
@f.register("Int")
def _i(x): return "int"
@f.register("Float")
def _f(x): return "float"
@f.register("Bool")
def _b(x): return "bool"
@f.register("String")
def _s(x): return "string"
@f.register("Tuple")
def _tu(x): return "tuple"
@f.register("List")
def _l(x): return "list"
@f.register("None")
def _n(x): return "none"
tried(*[partial(f, v) for v in (arr(2), 1, 1.5, True, "a", (1,), [1], None)])

# case: MultitypeFuncGraph number
f = ops.MultitypeFuncGraph("f")
@f.register("Number")
def _n(x): return "number"
@f.register("Tensor")
def _t(x): return "tensor"
tried(*[partial(f, v) for v in (1, 1.5, True, arr(1))])

# case: MultitypeFuncGraph dispatch error
f = ops.MultitypeFuncGraph("f")
@f.register("Tensor")
def _t(x): return x
show(f("a"))

# case: MultitypeFuncGraph with no registration
ops.MultitypeFuncGraph("f")(arr(2))

# case: MultitypeFuncGraph register returns the function
f = ops.MultitypeFuncGraph("f")
@f.register("Tensor")
def g(x): return x * 2
show(g(arr(2)))

# case: MultitypeFuncGraph wrong name
ops.MultitypeFuncGraph(3)

# case: MultitypeFuncGraph unknown type
f = ops.MultitypeFuncGraph("f")
@f.register("Elephant")
def g(x): return x

# case: MultitypeFuncGraph registered with mstype
f = ops.MultitypeFuncGraph("f")
@f.register(mstype.tensor_type)
def g(x): return "tensor"
@f.register(mstype.number)
def h(x): return "number"
tried(lambda: f(arr(2)), lambda: f(2))

# case: MultitypeFuncGraph read_value
f = ops.MultitypeFuncGraph("f", read_value=True)
@f.register("Tensor", "Tensor")
def g(x, y): return x + y
show(f(arr(2), arr(2)))

# case: MultitypeFuncGraph parameters
f = ops.MultitypeFuncGraph("f")
@f.register("Tensor")
def g(x): return type(x).__name__
tried(lambda: f(Parameter(arr(2), name="w")))

# case: HyperMap over ParameterTuple
params = ParameterTuple([Parameter(arr(2), name="a"), Parameter(arr(1), name="b")])
show(ops.HyperMap()(lambda p: p * 2, params))
f = ops.MultitypeFuncGraph("f")
@f.register("Tensor", "Tensor")
def g(p, g): return ops.assign(p, g)
ops.HyperMap()(f, params, (arr(2, start=5), arr(1, start=7)))
show(params[0], params[1])

# case: HyperMap over gradients
clip = ops.MultitypeFuncGraph("clip")
@clip.register("Number", "Number", "Tensor")
def _clip(kind, value, g): return ops.clip_by_value(g, Tensor(-value), Tensor(value))
w, b = Parameter(Tensor([2., 3.]), name="w"), Parameter(Tensor(1.0), name="b")
g = grad(lambda x: x * w + b, None, [w, b])(arr(2))
show(ops.HyperMap()(ops.partial(clip, 0, 1.5), g))

# case: training step by hand
w, b = Parameter(Tensor([[0.1], [0.2]]), name="w"), Parameter(Tensor([0.]), name="b")
x, y = Tensor([[1., 2.], [3., 4.], [5., 6.]]), Tensor([[1.], [2.], [3.]])
def loss(x, y): return ((ops.matmul(x, w) + b - y) ** 2).mean()
step = value_and_grad(loss, None, [w, b])
for _ in range(3):
    value, (dw, db) = step(x, y)
    w.set_data(w - 0.01 * dw)
    b.set_data(b - 0.01 * db)
    show(value)
show(w, b)

# case: gradient results are writable
g = grad(lambda x: x * x)(arr(2))
g[0] = 100.0
g += 1
show(g)

# case: gradient of reductions and shapes
show(grad(lambda x: x.mean())(arr(2, 2)), grad(lambda x: x.sum(axis=0))(arr(2, 2)))
show(grad(lambda x: x.reshape(4)[1:3] * 2)(arr(2, 2)), grad(lambda x: x.T[0])(arr(2, 2)))
show(grad(lambda x: ops.concat((x, x * 2)))(arr(2)), grad(lambda x: ops.stack((x, x * 2)))(arr(2)))
show(grad(lambda x: ops.tile(x, (2, 2)))(arr(2)), grad(lambda x: ops.broadcast_to(x, (3, 2)))(arr(2)))

# case: gradient of matmul forms
show(grad(ops.matmul, (0, 1))(arr(2, 3), arr(3, 2)), grad(ops.matmul, (0, 1))(arr(3), arr(3)))
show(grad(ops.matmul, (0, 1))(arr(2, 2, 3), arr(3, 2)), grad(lambda a, b: a @ b, (0, 1))(arr(2, 2), arr(2)))

# case: print of gradients
print(grad(lambda x: x * x)(arr(2)))
print(ops.GradOperation(get_all=True)(lambda x, y: x * y)(arr(2), arr(2)))
w = Parameter(Tensor([2., 3.]), name="w")
print(grad(lambda x: x * w, 0, [w])(arr(2)))
print(value_and_grad(lambda x: (x * w).sum(), 0, [w])(arr(2)))

# case: F.grad and ops.grad are the same
print(ops.grad is mindspore.grad, F.grad is ops.grad, ops.value_and_grad is mindspore.value_and_grad)
print(
    hasattr(ops, "jvp"), hasattr(ops, "vmap"), hasattr(ops, "jacfwd"), hasattr(ops, "vjp"),
    hasattr(ops, "get_grad"),
)

# case: C.GradOperation is ops.GradOperation
print(C.GradOperation is ops.GradOperation, hasattr(C, "MultitypeFuncGraph"))

# case: no_grad exists
print(
    hasattr(mindspore, "no_grad"), hasattr(mindspore, "_no_grad"), hasattr(mindspore, "enable_grad"),
    hasattr(Tensor, "backward"), hasattr(Tensor, "grad"), hasattr(Tensor, "is_leaf"),
    hasattr(Tensor, "grad_fn"), hasattr(Tensor, "requires_grad_"),
)

# case: ForwardValueAndGrad
from mindspore.nn import ForwardValueAndGrad
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
show(ForwardValueAndGrad(net, net.trainable_params(), get_by_list=True, get_all=True)(arr(1, 2)))
show(ForwardValueAndGrad(net, net.trainable_params(), get_by_list=True)(arr(1, 2)))
show(ForwardValueAndGrad(net)(arr(1, 2)))

# case: wrong number of inputs to the gradient function
class Net(nn.Cell):
    def construct(self, x, y): return x * y
grad(Net())(arr(2))

# case: wrong number of inputs to a function
grad(lambda x, y: x * y)(arr(2))

# case: gradient of a graph jit function
@jit
def f(x): return x * x * 3
show(f(arr(2)), grad(f)(arr(2)), grad(grad(f))(arr(2)))

# case: large chain
def f(x):
    for _ in range(200):
        x = x * 1.01
    return x
show(grad(f)(Tensor(1.0)))
