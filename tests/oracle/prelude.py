"""What every program of the oracle finds in its namespace."""

# ruff: noqa: B023, F401

import copy
import pickle
from functools import partial

import mindspore
import mindspore as ms
import numpy as np
from mindspore import (
    JitConfig,
    Parameter,
    ParameterTuple,
    Tensor,
    get_grad,
    grad,
    jacfwd,
    jacrev,
    jit,
    jvp,
    mint,
    nn,
    ops,
    value_and_grad,
    vjp,
    vmap,
)
from mindspore import dtype as mstype
from mindspore.common.initializer import Initializer, Normal, One, Zero, initializer
from mindspore.ops import composite as C
from mindspore.ops import functional as F
from mindspore.ops import operations as P


def number(value):
    if isinstance(value, bool) or isinstance(value, int):
        return str(value)
    if isinstance(value, complex):
        return f"({number(value.real)} {number(value.imag)}j)"
    text = f"{value:.6g}"
    return text if set(text) & set(".en") else text + "."


def numbers(values):
    return "[" + ", ".join(map(numbers, values)) + "]" if isinstance(values, list) else number(values)


def text(x):
    """One line with the structure, dtype, shape and values, however arrays are laid out in print."""
    if isinstance(x, Parameter):
        return f"Parameter({x.name}, {body(x)})"
    if isinstance(x, Tensor):
        return f"Tensor({body(x)})"
    if isinstance(x, np.ndarray):
        return f"ndarray({x.dtype}, {x.shape}, {numbers(x.tolist())})"
    if isinstance(x, (list, tuple)):
        ends = "[]" if isinstance(x, list) else "()"
        return ends[0] + ", ".join(map(text, x)) + ends[1]
    if isinstance(x, dict):
        return "{" + ", ".join(f"{k!r}: {text(v)}" for k, v in x.items()) + "}"
    if x is None or x is ... or isinstance(x, (bool, int, float, complex, str)):
        return repr(x)
    return type(x).__name__


def body(x):
    a = x.astype(mstype.float32).asnumpy() if x.dtype == mstype.bfloat16 else x.asnumpy()
    return f"{x.dtype}, {tuple(x.shape)}, {numbers(a.tolist())}"


def show(*xs):
    for x in xs:
        print(text(x))


def arr(*shape, start=1, dtype=np.float32):
    """A Tensor of counting numbers."""
    count = int(np.prod(shape))
    return Tensor((np.arange(count) + start).reshape(shape).astype(dtype))


DTYPES = (
    "bool_ uint8 uint16 uint32 uint64 int8 int16 int32 int64 "
    "float16 bfloat16 float32 float64 complex64 complex128"
).split()


def sample(name):
    return Tensor(np.array([1]), getattr(mstype, name))


SHORT = {"Bool": "b", "Float": "f", "BFloat": "bf", "Int": "i", "UInt": "u", "Complex": "c"}


def kind(f):
    """The dtype of a result as `f32`; `*` where the real MindSpore refuses (the test accepts everything)."""
    try:
        result = f()
        mindspore.runtime.synchronize()
    except Exception:
        return "*"
    if not isinstance(result, Tensor):
        return type(result).__name__
    name = str(result.dtype)
    return SHORT[name.rstrip("0123456789")] + name.lstrip("BCFIUabcdefghijklmnopqrstuvwxyz")


def pairs(f, dtypes=DTYPES, scalars=(True, 1, 1.5, 1j)):
    """A table of the dtypes of f(x, y) for x, y of every dtype, and for a Python scalar on either side."""
    for a in dtypes:
        x = sample(a)
        print(a, *(kind(lambda: f(x, sample(b))) for b in dtypes))
        print(a, "scalars", *(kind(lambda: f(x, v)) for v in scalars))
        print("scalars", a, *(kind(lambda: f(v, x)) for v in scalars))


def singles(f):
    """The dtypes of f(x) for x of every dtype."""
    print(*(kind(lambda: f(sample(a))) for a in DTYPES))


MISSING = (
    "unregistered", "Unsupported data type", "Create kernelmod", "Kernel select failed", "on this device",
    "bprop not defined", "no attr:__infer__", "not support for complex",
)


def raised(error):
    """What to print for an exception: `*` where just the CPU kernel is missing (the test accepts all)."""
    if any(words in str(error) for words in MISSING):
        return "*"
    builtin = next(c for c in type(error).__mro__ if c.__module__ == "builtins")
    return "raises " + builtin.__name__


def tried(*functions):
    for f in functions:
        try:
            result = f()
            mindspore.runtime.synchronize()
        except Exception as error:
            print(raised(error))
        else:
            show(result)


def both(f, *inputs):
    """The value of f and the gradients of its weighted sum by every float Tensor among its inputs."""

    def floats(out):
        outs = out if isinstance(out, (tuple, list)) else (out,)
        return [y for y in outs if isinstance(y, Tensor) and y.is_floating_point()]

    def weighted(*inputs):
        return tuple(y * arr(*y.shape).astype(y.dtype) for y in floats(f(*inputs)))

    where = tuple(i for i, x in enumerate(inputs) if isinstance(x, Tensor) and x.is_floating_point())
    tried(lambda: f(*inputs))
    tried(lambda: grad(weighted, where)(*inputs) if where and floats(f(*inputs)) else None)
