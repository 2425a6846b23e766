# ruff: noqa
# Result dtypes for every pair of input dtypes, with Python scalars on either side, and of reductions.

# case: operator add
pairs(lambda x, y: x + y)

# case: operator sub
pairs(lambda x, y: x - y)

# case: operator mul
pairs(lambda x, y: x * y)

# case: operator div
pairs(lambda x, y: x / y)

# case: operator floordiv
pairs(lambda x, y: x // y, DTYPES[:-2])

# case: operator mod
pairs(lambda x, y: x % y)

# case: operator pow
pairs(lambda x, y: x ** y)

# case: operator eq
pairs(lambda x, y: x == y, scalars=(True, 1, 1.5))

# case: operator ne
pairs(lambda x, y: x != y, scalars=(True, 1, 1.5))

# case: operator lt
pairs(lambda x, y: x < y)

# case: operator ge
pairs(lambda x, y: x >= y)

# case: operator and
pairs(lambda x, y: x & y)

# case: operator or
pairs(lambda x, y: x | y)

# case: operator xor
pairs(lambda x, y: x ^ y)

# case: ops.add
pairs(ops.add)

# case: ops.sub
pairs(ops.sub)

# case: ops.mul
pairs(ops.mul)

# case: ops.div
pairs(ops.div)

# case: ops.true_divide
pairs(ops.true_divide)

# case: ops.floor_div
pairs(ops.floor_div, DTYPES[:-2])

# case: ops.floor_mod
pairs(ops.floor_mod)

# case: ops.pow
pairs(ops.pow)

# case: ops.maximum
pairs(ops.maximum)

# case: ops.minimum
pairs(ops.minimum)

# case: ops.atan2
pairs(ops.atan2)

# case: ops.equal
pairs(ops.equal)

# case: ops.greater
pairs(ops.greater)

# case: ops.logical_and
pairs(ops.logical_and)

# case: ops.bitwise_and
pairs(ops.bitwise_and)

# case: ops.fmod
pairs(ops.fmod, DTYPES[1:])

# case: ops.xlogy
pairs(ops.xlogy, scalars=())

# case: mint.add
pairs(mint.add)

# case: mint.sub
pairs(mint.sub)

# case: mint.mul
pairs(mint.mul)

# case: mint.div
pairs(mint.div)

# case: mint.pow
pairs(mint.pow)

# case: mint.maximum
pairs(mint.maximum)

# case: mint.fmod
pairs(mint.fmod, DTYPES[1:])

# case: mint.remainder
pairs(mint.remainder, DTYPES[1:-2])

# case: mint.eq
pairs(mint.eq)

# case: mint.logical_or
pairs(mint.logical_or)

# case: ops.Add primitive
pairs(ops.Add())

# case: ops.Sub primitive
pairs(ops.Sub())

# case: ops.Mul primitive
pairs(ops.Mul())

# case: ops.RealDiv primitive
pairs(ops.RealDiv())

# case: ops.Div primitive
pairs(ops.Div())

# case: ops.FloorDiv primitive
pairs(ops.FloorDiv(), DTYPES[:-2])

# case: ops.Mod primitive
pairs(ops.Mod())

# case: ops.Pow primitive
pairs(ops.Pow())

# case: ops.Maximum primitive
pairs(ops.Maximum())

# case: ops.Equal primitive
pairs(ops.Equal())

# case: ops.Less primitive
pairs(ops.Less())

# case: augmented operators
def iadd(x, y):
    x += y
    return x
pairs(iadd)

# case: where
pairs(lambda x, y: ops.where(Tensor([True]), x, y))

# case: select
pairs(lambda x, y: ops.select(Tensor([True]), x, y))

# case: matmul
def f(x, y): return ops.matmul(x.reshape(1, 1), y.reshape(1, 1))
for a in DTYPES:
    print(a, *(kind(lambda: f(sample(a), sample(b))) for b in DTYPES))

# case: clip
for a in DTYPES:
    x = sample(a)
    print(
        a, kind(lambda: ops.clamp(x, 0, 2)), kind(lambda: ops.clamp(x, 0.5, 1.5)), kind(lambda: x.clip(0, 2)),
        kind(lambda: ops.clip_by_value(x, Tensor(0), Tensor(2))), kind(lambda: ops.clip_by_value(x, 0, 2)),
    )

# case: setitem keeps the dtype
for a in DTYPES:
    def f(x, y):
        x[0] = y
        return x
    print(a, *(kind(lambda: f(sample(a), sample(b))) for b in DTYPES))

# case: Tensor methods
for name in (
    'sum', 'mean', 'prod', 'max', 'min', 'std', 'var', 'argmax', 'argmin', 'all', 'abs', 'sqrt', 'exp', 'log',
    'sin', 'square', 'floor', 'round', 'neg', 'isnan', 'sigmoid', 'tanh', 'ceil', 'median', 'norm',
    'reciprocal', 'rsqrt', 'sign', 'trunc', 'erf', 'bool', 'float', 'item', 'cumsum', 'nonzero',
    'logical_not',
):
    if hasattr(Tensor, name):
        print(name)
        singles(lambda x: getattr(x, name)())

# case: Tensor methods with axis
for name, f in {
    "sum": lambda x: x.sum(0), "mean": lambda x: x.mean(0), "prod": lambda x: x.prod(0),
    "max": lambda x: x.max(0), "amax": lambda x: x.amax(0), "cumsum": lambda x: x.cumsum(0),
    "cumprod": lambda x: x.cumprod(0), "argmax": lambda x: x.argmax(0), "std": lambda x: x.std(0),
    "sort": lambda x: x.sort()[0], "argsort": lambda x: x.argsort(), "topk": lambda x: x.topk(1)[0],
}.items():
    print(name)
    singles(f)

# case: Tensor methods with dtype
for name, f in {
    "sum": lambda x: x.sum(dtype=mstype.float64), "mean": lambda x: x.mean(dtype=mstype.float32),
    "prod": lambda x: x.prod(dtype=mstype.float32), "cumsum": lambda x: x.cumsum(0, dtype=mstype.float32),
}.items():
    print(name)
    singles(f)

# case: ops functions
for name in (
    "sum", "mean", "prod", "max", "min", "amax", "amin", "std", "var", "logsumexp", "abs", "sqrt", "rsqrt",
    "exp", "expm1", "log", "log1p", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh",
    "sigmoid", "relu", "gelu", "softplus", "silu", "square", "floor", "ceil", "round", "neg", "sign",
    "reciprocal", "isnan", "isinf", "isfinite", "erf", "logical_not", "ones_like", "zeros_like", "softmax",
    "log_softmax", "argmax", "argmin", "cumsum", "norm", "trunc", "log2", "log10", "exp2", "count_nonzero",
    "nonzero", "sort", "unique", "relu6", "elu", "leaky_relu", "mish", "hardswish", "all",
):
    if hasattr(ops, name):
        print(name)
        singles(getattr(ops, name))

# case: mint functions
for name in (
    "sum", "mean", "prod", "max", "min", "argmax", "abs", "sqrt", "exp", "log", "sin", "cos", "tanh",
    "sigmoid", "square", "floor", "ceil", "round", "neg", "reciprocal", "isfinite", "erf", "ones_like",
    "zeros_like", "all", "std", "var", "norm",
):
    if hasattr(mint, name):
        print(name)
        singles(getattr(mint, name))

# case: primitives
for name in (
    "ReduceSum", "ReduceMean", "ReduceProd", "ReduceMax", "ReduceMin", "ReduceAll", "CumSum", "Argmax", "Neg",
    "Abs", "Sqrt", "Exp", "Log", "Sigmoid", "Tanh", "Square", "ReLU", "Floor", "OnesLike", "ZerosLike", "Sin",
    "Cos", "Erf", "Rsqrt", "Reciprocal", "LogicalNot", "Softmax",
):
    print(name)
    if name == "CumSum":
        singles(lambda x: ops.CumSum()(x, 0))
    else:
        singles(getattr(ops, name)())

# case: creation functions
tried(
    lambda: ops.zeros(2),
    lambda: ops.ones((1, 2)),
    lambda: ops.zeros(2, mstype.int32),
    lambda: ops.full((2,), 3),
    lambda: ops.full((2,), 3.0),
    lambda: ops.full((2,), True),
    lambda: ops.arange(3),
    lambda: ops.arange(0, 1, 0.5),
    lambda: ops.arange(3.0),
    lambda: ops.linspace(0, 1, 3),
    lambda: ops.eye(2),
    lambda: ops.eye(2, dtype=mstype.int32),
    lambda: ops.fill(mstype.float16, (2,), 1),
    lambda: ops.range(0, 3, 1),
    lambda: ops.ones_like(Tensor([1])),
    lambda: ops.zeros_like(arr(2), dtype=mstype.int32),
    lambda: ops.full_like(arr(2), 3),
    lambda: mint.zeros(2),
    lambda: mint.ones((2,), dtype=mstype.int64),
    lambda: mint.eye(2),
)

# case: concat and stack
for f in (ops.concat, ops.stack):
    for a in DTYPES:
        print(
            a,
            *(kind(lambda: f((sample(a), sample(b)))) for b in ("bool_", "int32", "int64", "float16", "float32", "float64")),
        )
