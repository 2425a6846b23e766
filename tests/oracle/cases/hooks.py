# ruff: noqa
# Hooks, bprop, custom functions, and what happens after an exception in them.

# case: bprop
class Net(nn.Cell):
    def construct(self, x, y): return x * y
    def bprop(self, x, y, out, dout): return x + dout, y - dout
show(grad(Net(), (0, 1))(arr(2), arr(2, start=5)))

# case: bprop arguments
class Net(nn.Cell):
    def construct(self, x): return x * x
    def bprop(self, x, out, dout):
        show(x, out, dout)
        return (dout * 10,)
show(grad(Net())(arr(2)))

# case: bprop returns a bare Tensor
class Net(nn.Cell):
    def construct(self, x): return x * x
    def bprop(self, x, out, dout): return dout * 10
show(grad(Net())(arr(2)))

# case: bprop returns a list
class Net(nn.Cell):
    def construct(self, x, y): return x * y
    def bprop(self, x, y, out, dout): return [dout * 10, dout * 20]
show(grad(Net(), (0, 1))(arr(2), arr(2)))

# case: bprop returns too few
class Net(nn.Cell):
    def construct(self, x, y): return x * y
    def bprop(self, x, y, out, dout): return (dout,)
show(grad(Net(), (0, 1))(arr(2), arr(2)))

# case: bprop returns too many
class Net(nn.Cell):
    def construct(self, x): return x * 2
    def bprop(self, x, out, dout): return dout, dout
show(grad(Net())(arr(2)))

# case: bprop returns None
class Net(nn.Cell):
    def construct(self, x, y): return x * y
    def bprop(self, x, y, out, dout): return dout, None
tried(lambda: grad(Net(), 0)(arr(2), arr(2)))

# case: bprop returns a wrong shape
class Net(nn.Cell):
    def construct(self, x): return x * 2
    def bprop(self, x, out, dout): return (Tensor([1., 2., 3.]),)
show(grad(Net())(arr(2)))

# case: bprop returns a number
class Net(nn.Cell):
    def construct(self, x): return x * 2
    def bprop(self, x, out, dout): return (3.0,)
tried(lambda: grad(Net())(arr(2)))

# case: bprop with too few arguments
class Net(nn.Cell):
    def construct(self, x): return x * 2
    def bprop(self, x, out): return (x,)
tried(lambda: grad(Net())(arr(2)))

# case: bprop inside a function
class Double(nn.Cell):
    def construct(self, x): return x * 2
    def bprop(self, x, out, dout): return (dout * 100,)
net = Double()
show(grad(lambda x: net(x) * x)(arr(2)), grad(lambda x: net(net(x)))(arr(2)))

# case: bprop of a child Cell
class Inner(nn.Cell):
    def construct(self, x): return x * 2
    def bprop(self, x, out, dout): return (dout * 100,)
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.inner = Inner()
        self.w = Parameter(arr(2), name="w")
    def construct(self, x): return self.inner(x * self.w)
net = Net()
show(grad(net, 0, net.trainable_params())(arr(2)))

# case: bprop with Parameters
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(arr(2), name="w")
    def construct(self, x): return x * self.w
    def bprop(self, x, out, dout): return (dout * 7,)
net = Net()
tried(lambda: grad(net, 0)(arr(2)))

# case: bprop with Parameters and weights
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(arr(2), name="w")
    def construct(self, x): return x * self.w
    def bprop(self, x, out, dout): return (dout * 7,)
net = Net()
tried(lambda: grad(net, 0, net.trainable_params())(arr(2)))

# case: bprop with Parameter gradients in a dict
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(arr(2), name="w")
    def construct(self, x): return x * self.w
    def bprop(self, x, out, dout): return (dout * 7,), {self.w: dout * 9}
net = Net()
show(grad(net, 0, net.trainable_params())(arr(2)))

# case: bprop two outputs
class Net(nn.Cell):
    def construct(self, x): return x * 2, x * 3
    def bprop(self, x, out, dout):
        show(out, dout)
        return (dout[0] + 10 * dout[1],)
show(grad(lambda x: Net()(x)[0] * 5)(arr(2)))

# case: bprop of unused Cell
class Net(nn.Cell):
    def construct(self, x): return x * 2
    def bprop(self, x, out, dout):
        print("called")
        return (dout,)
net = Net()
def f(x):
    net(x)
    return x * 3
show(grad(f)(arr(2)))

# case: bprop not called without gradient
class Net(nn.Cell):
    def construct(self, x): return x * 2
    def bprop(self, x, out, dout):
        print("called")
        return (dout,)
show(Net()(arr(2)))

# case: bprop second derivative
class Net(nn.Cell):
    def construct(self, x): return x * x * x
    def bprop(self, x, out, dout): return (x * x * 3 * dout,)
show(grad(grad(Net()))(arr(2)))

# case: bprop second derivative of something else
class Net(nn.Cell):
    def construct(self, x): return x
    def bprop(self, x, out, dout): return (x * x * dout,)
show(grad(Net())(arr(2)), grad(grad(Net()))(arr(2)))

# case: bprop raises then the next call works
class Net(nn.Cell):
    fail = True
    def construct(self, x): return x * 2
    def bprop(self, x, out, dout):
        if self.fail:
            raise ValueError("inside")
        return (dout * 10,)
net = Net()
tried(lambda: grad(net)(arr(2)))
net.fail = False
tried(lambda: grad(net)(arr(2)), lambda: grad(lambda x: x * x)(arr(2)))

# case: bprop prints
class Net(nn.Cell):
    def construct(self, x):
        print("forward")
        return x * 2
    def bprop(self, x, out, dout):
        print("backward")
        return (dout,)
grad(Net())(arr(2))

# case: bprop with a number input
class Net(nn.Cell):
    def construct(self, x, k): return x * k
    def bprop(self, x, k, out, dout): return dout * k, k
tried(lambda: grad(Net())(arr(2), 3.0))

# case: bprop straight through
class Round(nn.Cell):
    def construct(self, x): return ops.round(x)
    def bprop(self, x, out, dout): return (dout,)
r = Round()
show(grad(lambda x: (r(x) * x).sum())(Tensor([1.2, 2.7])))

# case: forward hook
net = nn.ReLU()
def hook(cell, inputs, output):
    print(type(cell).__name__, type(inputs).__name__, len(inputs), type(output).__name__)
h = net.register_forward_hook(hook)
show(net(Tensor([-1., 2.])))

# case: forward hook replaces the output
net = nn.ReLU()
net.register_forward_hook(lambda cell, inputs, output: output * 10)
show(net(Tensor([-1., 2.])), grad(net)(Tensor([-1., 2.])))

# case: forward hook removed
net = nn.ReLU()
h = net.register_forward_hook(lambda cell, inputs, output: print("hook"))
net(arr(2))
h.remove()
net(arr(2))
h.remove()

# case: forward hooks in order
net = nn.ReLU()
net.register_forward_hook(lambda c, i, o: print("first") or o + 1)
net.register_forward_hook(lambda c, i, o: print("second") or o * 10)
show(net(arr(2)))

# case: forward hook with kwargs
class Net(nn.Cell):
    def construct(self, x, k=2.0): return x * k
net = Net()
net.register_forward_hook(lambda c, args, kwargs, out: print(len(args), sorted(kwargs)), with_kwargs=True)
show(net(arr(2), k=3.0))

# case: forward hook sees only positional inputs
class Net(nn.Cell):
    def construct(self, x, k=2.0): return x * k
net = Net()
net.register_forward_hook(lambda c, args, out: print(len(args)))
show(net(arr(2), k=3.0), net(arr(2), 4.0))

# case: forward hook of several inputs and outputs
class Net(nn.Cell):
    def construct(self, x, y): return x + y, x * y
net = Net()
net.register_forward_hook(lambda c, args, out: print(len(args), type(out).__name__, len(out)))
show(net(arr(2), arr(2)))

# case: forward hook of wrong type
nn.ReLU().register_forward_hook(3)

# case: forward hook with wrong arguments
net = nn.ReLU()
net.register_forward_hook(lambda x: x)
net(arr(2))

# case: forward hook raises then the next call works
net = nn.ReLU()
def hook(c, i, o): raise ValueError("inside")
h = net.register_forward_hook(hook)
tried(lambda: net(arr(2)), lambda: grad(net)(arr(2)))
h.remove()
tried(lambda: net(arr(2)), lambda: grad(net)(arr(2)))

# case: forward hook with gradient
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
net.register_forward_hook(lambda c, i, o: o * i[0].sum())
show(grad(net, 0, net.trainable_params())(arr(1, 2)))

# case: forward hooks of nested cells
seen = []
net = nn.SequentialCell(nn.ReLU(), nn.Tanh())
for name, cell in net.cells_and_names():
    cell.register_forward_hook(lambda c, i, o, name=name: seen.append(name))
net(arr(2))
print(seen)

# case: forward pre hook
net = nn.ReLU()
def hook(cell, inputs):
    print(type(cell).__name__, type(inputs).__name__, len(inputs))
net.register_forward_pre_hook(hook)
show(net(Tensor([-1., 2.])))

# case: forward pre hook replaces the input
net = nn.ReLU()
net.register_forward_pre_hook(lambda c, i: (i[0] * 10,))
show(net(Tensor([-1., 2.])), grad(net)(Tensor([-1., 2.])))

# case: forward pre hook replaces with a bare Tensor
net = nn.ReLU()
net.register_forward_pre_hook(lambda c, i: i[0] * 10)
show(net(Tensor([-1., 2.])))

# case: forward pre hook removed and order
net = nn.ReLU()
a = net.register_forward_pre_hook(lambda c, i: print("a"))
b = net.register_forward_pre_hook(lambda c, i: print("b"))
net.register_forward_hook(lambda c, i, o: print("after"))
net(arr(2))
a.remove()
net(arr(2))

# case: forward pre hook with kwargs
class Net(nn.Cell):
    def construct(self, x, k=2.0): return x * k
net = Net()
net.register_forward_pre_hook(lambda c, args, kwargs: (args, {"k": 100.0}), with_kwargs=True)
show(net(arr(2), k=3.0))

# case: forward pre hook of wrong type
nn.ReLU().register_forward_pre_hook("a")

# case: forward pre hook raises then the next call works
net = nn.ReLU()
def hook(c, i): raise ValueError("inside")
h = net.register_forward_pre_hook(hook)
tried(lambda: net(arr(2)), lambda: grad(net)(arr(2)))
h.remove()
tried(lambda: net(arr(2)), lambda: grad(net)(arr(2)))

# case: backward hook
net = nn.ReLU()
def hook(cell, grad_input, grad_output):
    print(type(cell).__name__, text(grad_input), text(grad_output))
net.register_backward_hook(hook)
show(grad(lambda x: net(x) * 3)(Tensor([-1., 2.])))

# case: backward hook replaces the gradient
net = nn.ReLU()
net.register_backward_hook(lambda c, gi, go: (gi[0] * 100,))
show(grad(net)(Tensor([-1., 2.])))

# case: backward hook replaces with a bare Tensor
net = nn.ReLU()
net.register_backward_hook(lambda c, gi, go: gi[0] * 100)
show(grad(net)(Tensor([-1., 2.])))

# case: backward hook of two inputs
class Net(nn.Cell):
    def construct(self, x, y): return x * y
net = Net()
def hook(cell, grad_input, grad_output):
    print(text(grad_input), text(grad_output))
    return grad_input[0] * 10, grad_input[1] * 100
net.register_backward_hook(hook)
show(grad(net, (0, 1))(arr(2), arr(2, start=5)))

# case: backward hook of two outputs
class Net(nn.Cell):
    def construct(self, x): return x * 2, x * 3
net = Net()
net.register_backward_hook(lambda c, gi, go: print(text(gi), text(go)))
show(grad(lambda x: net(x)[0] + net(x)[1])(arr(2)))

# case: backward hook removed
net = nn.ReLU()
h = net.register_backward_hook(lambda c, gi, go: print("hook"))
grad(net)(arr(2))
h.remove()
grad(net)(arr(2))

# case: backward hooks in order
net = nn.ReLU()
net.register_backward_hook(lambda c, gi, go: print("first") or (gi[0] + 1,))
net.register_backward_hook(lambda c, gi, go: print("second") or (gi[0] * 10,))
show(grad(net)(arr(2)))

# case: backward hook without gradient
net = nn.ReLU()
net.register_backward_hook(lambda c, gi, go: print("hook"))
show(net(arr(2)))

# case: backward hook with Parameters
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
def hook(cell, grad_input, grad_output):
    print(text(grad_input), text(grad_output))
    return (grad_input[0] * 10,)
net.register_backward_hook(hook)
show(grad(net, 0, net.trainable_params())(arr(1, 2)))

# case: backward hook when only weights are asked for
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
net.register_backward_hook(lambda c, gi, go: print(text(gi), text(go)))
show(grad(net, None, net.trainable_params())(arr(1, 2)))

# case: backward hooks of nested cells
net = nn.SequentialCell(nn.ReLU(), nn.Tanh(), nn.Sigmoid())
for name, cell in net.cells_and_names():
    cell.register_backward_hook(lambda c, gi, go, name=name: print(repr(name)))
grad(net)(arr(2))

# case: backward hook of a child changes what follows
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.a, self.b = nn.ReLU(), nn.ReLU()
    def construct(self, x): return self.b(self.a(x * 2) * 3)
net = Net()
net.b.register_backward_hook(lambda c, gi, go: (gi[0] * 10,))
net.a.register_backward_hook(lambda c, gi, go: print(text(go)))
show(grad(net)(arr(2)))

# case: backward hook of wrong type
nn.ReLU().register_backward_hook(None)

# case: backward hook raises then the next call works
net = nn.ReLU()
def hook(c, gi, go): raise ValueError("inside")
h = net.register_backward_hook(hook)
tried(lambda: grad(net)(arr(2)))
h.remove()
tried(lambda: grad(net)(arr(2)), lambda: grad(lambda x: x * x)(arr(2)))

# case: backward hook returns too many
net = nn.ReLU()
net.register_backward_hook(lambda c, gi, go: (gi[0], gi[0]))
tried(lambda: grad(net)(arr(2)))

# case: backward hook returns a wrong shape
net = nn.ReLU()
net.register_backward_hook(lambda c, gi, go: (Tensor([1., 2., 3.]),))
tried(lambda: grad(net)(arr(2)))

# case: backward pre hook
net = nn.ReLU()
net.register_backward_pre_hook(lambda c, go: print(type(c).__name__, text(go)))
show(grad(lambda x: net(x) * 3)(Tensor([-1., 2.])))

# case: backward pre hook replaces the gradient
net = nn.ReLU()
net.register_backward_pre_hook(lambda c, go: (go[0] * 100,))
show(grad(net)(Tensor([-1., 2.])))

# case: backward pre hook replaces with a bare Tensor
net = nn.ReLU()
net.register_backward_pre_hook(lambda c, go: go[0] * 100)
show(grad(net)(Tensor([-1., 2.])))

# case: backward pre hook before backward hook
net = nn.ReLU()
net.register_backward_hook(lambda c, gi, go: print("hook", text(gi), text(go)))
net.register_backward_pre_hook(lambda c, go: print("pre", text(go)) or (go[0] * 2,))
show(grad(net)(arr(2)))

# case: backward pre hook removed
net = nn.ReLU()
h = net.register_backward_pre_hook(lambda c, go: print("pre"))
grad(net)(arr(2))
h.remove()
grad(net)(arr(2))

# case: Tensor hook on an intermediate
def f(x):
    y = x * 2
    y.register_hook(lambda g: print(text(g)))
    return y * 3
show(grad(f)(arr(2)))

# case: Tensor hook replaces
def f(x):
    y = x * 2
    y.register_hook(lambda g: g * 100)
    return y * 3
show(grad(f)(arr(2)))

# case: Tensor hook on the input
x = arr(2)
x.register_hook(lambda g: print(text(g)) or g * 10)
show(grad(lambda x: x * 3)(x))

# case: Tensor hook on the input inside
def f(x):
    x.register_hook(lambda g: g * 10)
    return x * 3
show(grad(f)(arr(2)))

# case: Tensor hook on a Parameter
w = Parameter(Tensor([2., 3.]), name="w")
h = w.register_hook(lambda g: print(text(g)) or g * 10)
show(grad(lambda x: x * w, None, [w])(arr(2)))
show(grad(lambda x: x * w, 0, [w])(arr(2)))
h.remove()
show(grad(lambda x: x * w, None, [w])(arr(2)))

# case: Tensor hook on a Parameter used twice
w = Parameter(Tensor([2., 3.]), name="w")
w.register_hook(lambda g: print(text(g)) or g * 10)
show(grad(lambda x: x * w + w * w, None, [w])(arr(2)))

# case: Tensor hook on the output
def f(x):
    y = x * 2
    y.register_hook(lambda g: print(text(g)) or g * 5)
    return y
show(grad(f)(arr(2)))

# case: Tensor hooks in order
def f(x):
    y = x * 2
    y.register_hook(lambda g: print("first") or g + 1)
    y.register_hook(lambda g: print("second") or g * 10)
    return y
show(grad(f)(arr(2)))

# case: Tensor hook removed
def f(x):
    y = x * 2
    h = y.register_hook(lambda g: g * 10)
    h.remove()
    return y
show(grad(f)(arr(2)))

# case: Tensor hook called once for several uses
def f(x):
    y = x * 2
    y.register_hook(lambda g: print(text(g)))
    return y * 3 + y * y
show(grad(f)(arr(2)))

# case: Tensor hook of unused Tensor
def f(x):
    y = x * 2
    y.register_hook(lambda g: print("called"))
    return x * 3
show(grad(f)(arr(2)))

# case: Tensor hook outside of a gradient
x = arr(2) * 2
h = x.register_hook(lambda g: g)
h.remove()
show(x)

# case: Tensor hook wrong
tried(lambda: arr(2).register_hook(3), lambda: arr(2).register_hook(None))

# case: Tensor hook with wrong arguments
def f(x):
    y = x * 2
    y.register_hook(lambda: None)
    return y
tried(lambda: grad(f)(arr(2)))

# case: Tensor hook returns a wrong type
def f(x):
    y = x * 2
    y.register_hook(lambda g: "a")
    return y
tried(lambda: grad(f)(arr(2)))

# case: Tensor hook raises then the next call works
def f(x):
    y = x * 2
    def hook(g): raise ValueError("inside")
    y.register_hook(hook)
    return y
tried(lambda: grad(f)(arr(2)), lambda: grad(lambda x: x * x)(arr(2)))

# case: HookBackward
def f(x):
    y = ops.HookBackward(lambda g: print(text(g)))(x * 2)
    return y * 3
show(grad(f)(arr(2)))

# case: HookBackward replaces
hook = ops.HookBackward(lambda g: (g[0] * 10,) if isinstance(g, tuple) else g * 10)
show(grad(lambda x: hook(x * 2) * 3)(arr(2)))

# case: HookBackward of two inputs
def hook_fn(g):
    print(type(g).__name__, len(g))
hook = ops.HookBackward(hook_fn)
def f(x, y):
    a, b = hook(x, y)
    return a * b
show(grad(f, (0, 1))(arr(2), arr(2, start=5)))

# case: HookBackward keeps the value
x = arr(2)
out = ops.HookBackward(lambda g: g)(x)
show(out)

# case: HookBackward wrong
tried(lambda: ops.HookBackward(3), lambda: ops.HookBackward())

# case: HookBackward raises then the next call works
def hook(g): raise ValueError("inside")
op = ops.HookBackward(hook)
tried(lambda: grad(lambda x: op(x * 2))(arr(2)), lambda: grad(lambda x: x * x)(arr(2)))

# case: InsertGradientOf
def clip_fn(dx): return ops.clip_by_value(dx, Tensor(-1.0), Tensor(1.0))
clip = ops.InsertGradientOf(clip_fn)
show(grad(lambda x: clip(x * 2) * 3)(arr(2)))

# case: InsertGradientOf prints
def f(dx):
    print(text(dx))
    return dx * 10
op = ops.InsertGradientOf(f)
show(op(arr(2)), grad(lambda x: op(x) * 3)(arr(2)))

# case: InsertGradientOf returns nothing
def see(dx): print("seen")
op = ops.InsertGradientOf(see)
tried(lambda: grad(lambda x: op(x) * 3)(arr(2)))

# case: InsertGradientOf wrong
tried(lambda: ops.InsertGradientOf())

# case: existing names
print(
    hasattr(ops, "CellBackwardHook"), hasattr(ops, "HookBackward"), hasattr(ops, "InsertGradientOf"),
    hasattr(ops, "GetGrad"), hasattr(mindspore, "_Function"), hasattr(mindspore.common, "_Function"),
    hasattr(ops, "Custom"), hasattr(P, "InsertGradientOf"), hasattr(nn, "_Function"),
)

# case: custom function
class Square(mindspore.common._Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x
    @staticmethod
    def backward(ctx, dout):
        x, = ctx.saved_tensors
        show(x, dout)
        return dout * 100 * x
show(Square.apply(arr(2)))
show(grad(lambda x: Square.apply(x) * 3)(arr(2)))

# case: custom function names
from mindspore.common import _Function
print(mindspore._Function is _Function if hasattr(mindspore, "_Function") else None)

# case: custom function two inputs
class Mul(mindspore.common._Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.save_for_backward(x, y)
        return x * y
    @staticmethod
    def backward(ctx, dout):
        x, y = ctx.saved_tensors
        return dout * y * 10, dout * x * 100
show(grad(Mul.apply, (0, 1))(arr(2), arr(2, start=5)) if hasattr(Mul.apply, "__name__") else None)
show(grad(lambda x, y: Mul.apply(x, y), (0, 1))(arr(2), arr(2, start=5)))

# case: custom function with numbers
class Scale(mindspore.common._Function):
    @staticmethod
    def forward(ctx, x, k):
        ctx.k = k
        return x * k
    @staticmethod
    def backward(ctx, dout):
        return dout * ctx.k * 10, None
show(grad(lambda x: Scale.apply(x, 3.0))(arr(2)))

# case: custom function needs_input_grad
class Mul(mindspore.common._Function):
    @staticmethod
    def forward(ctx, x, y):
        print(ctx.needs_input_grad)
        return x * y
    @staticmethod
    def backward(ctx, dout):
        print(ctx.needs_input_grad)
        return dout, dout
show(grad(lambda x, y: Mul.apply(x, y), (0, 1))(arr(2), arr(2)))
show(Mul.apply(arr(2), arr(2)))

# case: custom function two outputs
class Two(mindspore.common._Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2, x * 3
    @staticmethod
    def backward(ctx, a, b):
        show(a, b)
        return a + b * 10
show(grad(lambda x: Two.apply(x)[0] * 5)(arr(2)))

# case: custom function materialize_grads
class Two(mindspore.common._Function):
    @staticmethod
    def forward(ctx, x):
        ctx.set_materialize_grads(False)
        return x * 2, x * 3
    @staticmethod
    def backward(ctx, a, b):
        show(a, b)
        return a
show(grad(lambda x: Two.apply(x)[0] * 5)(arr(2)))

# case: custom function mark_non_differentiable
class Two(mindspore.common._Function):
    @staticmethod
    def forward(ctx, x):
        y = x * 3
        ctx.mark_non_differentiable(y)
        return x * 2, y
    @staticmethod
    def backward(ctx, a, b):
        show(a, b)
        return a
show(grad(lambda x: Two.apply(x)[0] + Two.apply(x)[1])(arr(2)))

# case: custom function mark_dirty
class Inplace(mindspore.common._Function):
    @staticmethod
    def forward(ctx, x):
        x.copy_(x * 2)
        ctx.mark_dirty(x)
        return x
    @staticmethod
    def backward(ctx, dout): return dout * 10
show(grad(lambda x: Inplace.apply(x * 1.0))(arr(2)))

# case: custom function returns too few
class Mul(mindspore.common._Function):
    @staticmethod
    def forward(ctx, x, y): return x * y
    @staticmethod
    def backward(ctx, dout): return (dout,)
tried(lambda: grad(lambda x, y: Mul.apply(x, y), (0, 1))(arr(2), arr(2)))

# case: custom function returns None
class Mul(mindspore.common._Function):
    @staticmethod
    def forward(ctx, x, y): return x * y
    @staticmethod
    def backward(ctx, dout): return dout, None
tried(lambda: grad(lambda x, y: Mul.apply(x, y), (0, 1))(arr(2), arr(2)))

# case: custom function with Parameters
w = Parameter(arr(2), name="w")
class Mul(mindspore.common._Function):
    @staticmethod
    def forward(ctx, x, y):
        print(type(y).__name__)
        return x * y
    @staticmethod
    def backward(ctx, dout): return dout * 10, dout * 100
show(grad(lambda x: Mul.apply(x, w), 0, [w])(arr(2)))

# case: custom function saves other values
class F1(mindspore.common._Function):
    @staticmethod
    def forward(ctx, x):
        ctx.shape, ctx.name = x.shape, "hello"
        return x.sum()
    @staticmethod
    def backward(ctx, dout):
        print(ctx.name, ctx.shape)
        return ops.ones(ctx.shape, mstype.float32) * dout * 7
show(grad(lambda x: F1.apply(x))(arr(2, 2)))

# case: custom function forward is not differentiated
class F1(mindspore.common._Function):
    @staticmethod
    def forward(ctx, x): return x * x * x
    @staticmethod
    def backward(ctx, dout): return dout
show(grad(lambda x: F1.apply(x) * x)(arr(2)))

# case: custom function second derivative
class Cube(mindspore.common._Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x * x
    @staticmethod
    def backward(ctx, dout):
        x, = ctx.saved_tensors
        return dout * x * x * 3
show(grad(grad(lambda x: Cube.apply(x)))(arr(2)))

# case: custom function without backward
class F1(mindspore.common._Function):
    @staticmethod
    def forward(ctx, x): return x * 2
show(F1.apply(arr(2)))
tried(lambda: grad(lambda x: F1.apply(x))(arr(2)))

# case: custom function raises in forward then the next call works
class F1(mindspore.common._Function):
    @staticmethod
    def forward(ctx, x): raise KeyError("inside")
    @staticmethod
    def backward(ctx, dout): return dout
tried(lambda: grad(lambda x: F1.apply(x))(arr(2)), lambda: grad(lambda x: x * x)(arr(2)))

# case: custom function raises in backward then the next call works
class F1(mindspore.common._Function):
    @staticmethod
    def forward(ctx, x): return x * 2
    @staticmethod
    def backward(ctx, dout): raise KeyError("inside")
tried(lambda: grad(lambda x: F1.apply(x))(arr(2)), lambda: grad(lambda x: x * x)(arr(2)))

# case: custom function in a Cell
class F1(mindspore.common._Function):
    @staticmethod
    def forward(ctx, x): return x * 2
    @staticmethod
    def backward(ctx, dout): return dout * 10
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(arr(2), name="w")
    def construct(self, x): return F1.apply(x * self.w)
net = Net()
show(grad(net, 0, net.trainable_params())(arr(2)))

# case: exception in a Cell inside a gradient
class Net(nn.Cell):
    fail = True
    def construct(self, x):
        y = x * x
        if self.fail:
            raise ValueError("inside")
        return y
net = Net()
tried(lambda: grad(net)(arr(2)))
net.fail = False
tried(lambda: grad(net)(arr(2)), lambda: ops.GradOperation()(net)(arr(2)))

# case: operator error inside a gradient
f = lambda x: ops.matmul(x, x)
tried(lambda: grad(f)(arr(2, 3)), lambda: grad(lambda x: x * x)(arr(2)))

# case: wrong sens then the next call works
f = lambda x: x * x
op = ops.GradOperation(sens_param=True)
tried(lambda: op(f)(arr(2), arr(3)), lambda: op(f)(arr(2), arr(2)))

# case: hooks and training flag
net = nn.SequentialCell(nn.Dense(1, 1))
net.set_train()
try:
    net(arr(1, 5))
except ValueError:
    print("ValueError")
print(net.training)
