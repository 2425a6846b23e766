# ruff: noqa
# Tensor: construction, printed forms, conversions, copies, numpy.

# case: from Python numbers
for v in (1, 1.5, True, 1 + 2j, -3):
    show(Tensor(v))

# case: from nested lists
show(
    Tensor([1, 2, 3]), Tensor([1., 2.]), Tensor([[1, 2], [3, 4]]), Tensor([[1., 2.], [3., 4.]]),
    Tensor([[[1]]]),
)

# case: from tuples
show(Tensor((1, 2, 3)), Tensor(((1., 2.), (3., 4.))), Tensor([(1, 2), (3, 4)]))

# case: from mixed lists
for v in ([1, 2.5], [True, False], [True, 2], [True, 2.5], [1, 2j], [1.5, True, 3]):
    tried(lambda: Tensor(v))

# case: from lists of big ints
tried(
    lambda: Tensor([2 ** 40]),
    lambda: Tensor(2 ** 40),
    lambda: Tensor(2 ** 31),
    lambda: Tensor(2 ** 63),
    lambda: Tensor(-2 ** 63),
)

# case: ragged list
Tensor([[1, 2], [3]])

# case: ragged list deeper
Tensor([[1, 2], 3])

# case: from a string
Tensor("abc")

# case: from a list of strings
Tensor(["a", "b"])

# case: from None
t = Tensor(None)

# case: from nothing
t = Tensor()
print(type(t).__name__)

# case: from a dict
Tensor({"a": 1})

# case: from a set
Tensor({1, 2})

# case: from a function
Tensor(lambda: 1)

# case: from a generator
Tensor(i for i in range(3))

# case: from a range
tried(lambda: Tensor(range(3)), lambda: Tensor(list(range(3))))

# case: from an empty list
tried(lambda: Tensor([]), lambda: Tensor([[]]), lambda: Tensor([], mstype.int32), lambda: Tensor(()))

# case: from a list of Tensors
tried(
    lambda: Tensor([Tensor(1.0), Tensor(2.0)]),
    lambda: Tensor([arr(2), arr(2)]),
    lambda: Tensor((Tensor(1), 2)),
)

# case: from a list of numpy arrays
tried(
    lambda: Tensor([np.ones(2, np.float32), np.zeros(2, np.float32)]),
    lambda: Tensor([np.float64(1.0), np.float64(2.0)]),
)

# case: from numpy of each dtype
for t in (
    "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32",
    "float64", "complex64", "complex128",
):
    show(Tensor(np.array([0, 1]).astype(t)))

# case: from numpy scalars
for v in (
    np.float32(1.5), np.float64(1.5), np.int32(3), np.int64(3), np.bool_(True), np.float16(2), np.uint8(7),
    np.complex64(1j),
):
    tried(lambda: Tensor(v))

# case: from numpy objects
tried(lambda: Tensor(np.array(["2020-01-01"], dtype="datetime64[D]")))

# case: from numpy 0-d and empty
show(Tensor(np.array(3.0)), Tensor(np.zeros((0, 3), np.float32)), Tensor(np.zeros((2, 0))))

# case: from numpy not contiguous
a = np.arange(6, dtype=np.float32).reshape(2, 3)
show(Tensor(a.T), Tensor(a[:, ::2]), Tensor(a[::-1]))

# case: from numpy does not share
a = np.ones(2, np.float32)
t = Tensor(a)
a[0] = 5
show(t)

# case: from a Tensor
a = arr(2)
t = Tensor(a)
t[0] = 100.0
show(a, t)
print(t is a)

# case: from a Tensor with dtype
show(
    Tensor(arr(2), mstype.int32), Tensor(Tensor([1, 2]), mstype.float16),
    Tensor(arr(2), dtype=mstype.float64),
)

# case: from a Parameter
p = Parameter(arr(2), name="p")
t = Tensor(p)
show(t)
print(isinstance(t, Parameter))

# case: dtype argument
show(
    Tensor([1, 2], mstype.float32), Tensor([1.7, 2.2], mstype.int32), Tensor([0, 2], mstype.bool_),
    Tensor(3, mstype.float16), Tensor(True, mstype.int32),
)

# case: dtype argument of arrays
show(
    Tensor(np.array([1.7, -2.2]), mstype.int8), Tensor(np.array([1, 2]), mstype.float32),
    Tensor(np.array([300]), mstype.uint8),
)

# case: dtype argument complex and bfloat16
show(
    Tensor([1, 2], mstype.complex64), Tensor([1.5, 2.5], mstype.bfloat16),
    Tensor(np.array([1.5]), mstype.bfloat16),
)

# case: dtype argument wrong
for d in ("float32", float, np.float32, np.dtype("float32"), 3, int, bool):
    tried(lambda: Tensor([1, 2], d))

# case: shape and init
for init in (One(), Zero(), "ones", "zeros", 3, 2.5, "normal", Normal(0.0)):
    tried(lambda: Tensor(shape=(2, 2), dtype=mstype.float32, init=init).shape)

# case: shape and init are lazy
t = Tensor(shape=(2, 2), dtype=mstype.float32, init=One())
print(t.has_init, t.shape, t.dtype)
t.init_data()
print(t.has_init)
show(t)

# case: init_data returns self
t = Tensor(shape=(2,), dtype=mstype.float32, init=One())
show(t.init_data())

# case: shape with int
tried(lambda: Tensor(shape=3, dtype=mstype.float32, init=One()).init_data())

# case: shape with list
tried(lambda: Tensor(shape=[2, 2], dtype=mstype.float32, init=One()).init_data())

# case: shape without init
tried(lambda: Tensor(shape=(2, 2), dtype=mstype.float32).shape)

# case: shape without dtype
Tensor(shape=(2, 2), init=One())

# case: init without shape
Tensor(dtype=mstype.float32, init=One())

# case: shape and data
Tensor([1., 2.], shape=(2,))

# case: init and data
Tensor([1., 2.], init=One())

# case: shape with None and dtype
t = Tensor(shape=(None, 3), dtype=mstype.float32)
print(t.shape, t.dtype)

# case: shape negative
Tensor(shape=(-2, 3), dtype=mstype.float32, init=One())

# case: unknown argument
Tensor([1.], device="CPU2")

# case: const_arg
show(Tensor([1.], const_arg=True))

# case: mindspore.tensor
show(
    mindspore.tensor([1, 2]), mindspore.tensor(3.5), mindspore.tensor([1., 2.], mstype.float16),
    mindspore.tensor(np.ones(2)), mindspore.tensor(True),
)

# case: mindspore.tensor of Tensor
a = arr(2)
t = mindspore.tensor(a)
t[0] = 9.0
show(a, t)

# case: mindspore.tensor errors
tried(
    lambda: mindspore.tensor(),
    lambda: mindspore.tensor("a"),
    lambda: mindspore.tensor(None),
    lambda: mindspore.tensor([[1], [1, 2]]),
)

# case: mindspore.Tensor names
from mindspore.common.tensor import Tensor as T
print(mindspore.Tensor is Tensor, T is Tensor, mindspore.common.Tensor is Tensor, Tensor.__name__)
print(callable(mindspore.tensor), callable(mindspore.common.tensor))

# case: from_numpy
a = np.ones(2, np.float32)
t = mindspore.from_numpy(a) if hasattr(mindspore, "from_numpy") else Tensor.from_numpy(a)
show(t)

# case: Tensor.from_numpy dtypes
for d in ("bool", "int8", "uint8", "int32", "int64", "float16", "float32", "float64", "complex64"):
    tried(lambda: Tensor.from_numpy(np.array([0, 1]).astype(d)))

# case: Tensor.from_numpy of a view
a = np.arange(6, dtype=np.float32).reshape(2, 3)
tried(lambda: Tensor.from_numpy(a.T), lambda: Tensor.from_numpy(a[:, 1]))

# case: Tensor.from_numpy of a list
Tensor.from_numpy([1, 2])

# case: Tensor.from_numpy of a number
Tensor.from_numpy(3.0)

# case: asnumpy of each dtype
for d in (
    mstype.bool_, mstype.int8, mstype.int16, mstype.int32, mstype.int64, mstype.uint8, mstype.uint16,
    mstype.uint32, mstype.uint64, mstype.float16, mstype.float32, mstype.float64, mstype.complex64,
    mstype.complex128, mstype.bfloat16,
):
    a = Tensor([0, 1], d).asnumpy()
    print(d, a.dtype, a.shape)

# case: numpy method
a = arr(2).numpy()
print(type(a).__name__, a)

# case: np.array of a Tensor
a = np.array(arr(2, 2))
print(a, a.dtype, a.shape)

# case: np.asarray with dtype
print(np.asarray(arr(2), dtype=np.int32), np.array(arr(2), dtype="float64").dtype)

# case: np.array of a list of Tensors
a = np.array([Tensor(1.0), Tensor(2.0)])
print(a.dtype, a.shape)

# case: np functions of a Tensor
out = np.sum(arr(2, 2).asnumpy())
print(out)
tried(
    lambda: np.exp(Tensor([0., 0.])),
    lambda: np.mean(arr(2)),
    lambda: np.concatenate([arr(2), arr(2)]),
    lambda: np.allclose(arr(2), arr(2)),
    lambda: np.shape(arr(2, 3)),
)

# case: np.sum of a Tensor
show(np.sum(arr(2, 2)))

# case: np.ones plus Tensor
a = np.ones(2, np.float32)
tried(lambda: a + arr(2), lambda: a * arr(2))

# case: numpy float64 plus Tensor
a = np.ones(2)
tried(lambda: a + arr(2))

# case: numpy scalar plus Tensor
tried(
    lambda: np.float32(2) * arr(2),
    lambda: arr(2) * np.float32(2),
    lambda: arr(2) * np.float64(2),
    lambda: arr(2) * np.int64(2),
)

# case: list plus Tensor
tried(
    lambda: [1., 2.] + arr(2),
    lambda: arr(2) + [1., 2.],
    lambda: arr(2) + (1., 2.),
    lambda: (1., 2.) + arr(2),
)

# case: list equals Tensor
tried(lambda: arr(2) == [1., 2.], lambda: arr(2) == (1., 5.))

# case: str plus Tensor
arr(2) + "a"

# case: None plus Tensor
arr(2) + None

# case: Tensor plus dict
arr(2) + {}

# case: Tensor minus str reversed
"a" - arr(2)

# case: print numbers
for v in (1, 1.5, True, 1 + 2j, -0.0, 1e-10, 1e20, float("nan"), float("inf")):
    print(Tensor(v))

# case: str and repr of a vector
t = arr(3)
print(str(t))
print(repr(t))
print(f"{t}", "%s" % t)

# case: str and repr of a matrix
t = arr(2, 3)
print(t)
print(repr(t))

# case: str and repr of 0-d
for d in (mstype.float32, mstype.int32, mstype.bool_, mstype.float16, mstype.complex64):
    t = Tensor(1, d)
    print(str(t), repr(t))

# case: str and repr of 3-d
t = arr(2, 2, 2)
print(t)
print(repr(t))

# case: str and repr of each dtype
for d in (
    mstype.bool_, mstype.int8, mstype.int64, mstype.uint8, mstype.uint64, mstype.float16, mstype.float32,
    mstype.float64, mstype.complex64, mstype.complex128, mstype.bfloat16,
):
    t = Tensor([0, 1], d)
    print(t)
    print(repr(t))

# case: str and repr of empty
for s in ((0,), (0, 3), (2, 0)):
    t = Tensor(np.zeros(s, np.float32))
    print(t, repr(t))

# case: str and repr of nan and inf
t = Tensor([1.0, float("nan"), float("inf"), float("-inf")])
print(t)
print(repr(t))

# case: str and repr of large and small
t = Tensor([1e-8, 1.0, 1e8])
print(t)
print(repr(t))
t = Tensor([1e-3, 1.23456789, 12345.678])
print(t)
print(repr(t))

# case: str and repr of float64 precision
t = Tensor([1 / 3, 2 / 3], mstype.float64)
print(t)
print(repr(t))

# case: str and repr of float16 precision
t = Tensor([1 / 3, 2 / 3], mstype.float16)
print(t)
print(repr(t))

# case: str and repr of negative
t = Tensor([-1.5, 2.25, -100.125])
print(t)
print(repr(t))

# case: str and repr of bools
t = Tensor([[True, False], [False, True]])
print(t)
print(repr(t))

# case: str and repr of integers
t = Tensor([[1, -20], [300, 4]])
print(t)
print(repr(t))

# case: str and repr of a long vector
t = Tensor(np.arange(1001, dtype=np.int32))
print(t)
print(repr(t))

# case: str and repr of 1000 elements ends
t = Tensor(np.arange(1000, dtype=np.int32))
print(len(str(t)), str(t)[:20])

# case: str and repr of a large matrix
t = Tensor(np.arange(40 * 50, dtype=np.float32).reshape(40, 50))
print(t)
print(repr(t))

# case: str of a wide matrix
print(Tensor(np.arange(60, dtype=np.float32).reshape(2, 30)))

# case: repr of a wide vector
print(repr(Tensor(np.arange(30, dtype=np.float32))))
print(repr(Tensor(np.arange(40, dtype=np.int64))))

# case: str and repr of complex
t = Tensor([1 + 2j, 3.5 - 1j])
print(t)
print(repr(t))

# case: print inside tuple list dict
t = arr(2)
print((t, t))
print([t])
print({"a": t})

# case: print of an intermediate
x = arr(2)
print(x * 2, x.sum(), x > 1)
print([x * 2])

# case: format
t = Tensor(3.14159)
print("%.2f" % t, f"{t!r} {t} {t!s}")

# case: set_printoptions of numpy
with np.printoptions(precision=2):
    print(Tensor([1.23456, 2.34567]))

# case: item
for t in (Tensor(2.5), Tensor([7]), Tensor([[True]]), Tensor(1 + 2j)):
    v = t.item()
    print(type(v).__name__, v)

# case: item of several
arr(2).item()

# case: item of empty
Tensor(np.zeros((0,), np.float32)).item()

# case: item of float16 and bfloat16
print(type(Tensor(1.5, mstype.float16).item()).__name__, Tensor(1.5, mstype.bfloat16).item())

# case: itemset
t = arr(3)
tried(lambda: t.itemset(0, 9.0), lambda: t)

# case: tolist
for t in (arr(2, 2), Tensor(3), Tensor([True]), Tensor([1.5], mstype.float16), Tensor(np.zeros((0, 2)))):
    print(t.tolist(), type(t.tolist()).__name__)

# case: bool
tried(
    lambda: bool(Tensor(True)),
    lambda: bool(Tensor(0)),
    lambda: bool(Tensor([2.0])),
    lambda: bool(Tensor([[0]])),
)

# case: bool of several
bool(arr(2))

# case: bool of empty
bool(Tensor(np.zeros((0,), np.float32)))

# case: if on a comparison
if Tensor(3) > 2:
    print("yes")
if not Tensor(0.0):
    print("no")
print(Tensor(1) and "x", Tensor(0) or "y")

# case: int and float
tried(
    lambda: int(Tensor(2.7)),
    lambda: int(Tensor([3])),
    lambda: float(Tensor(2)),
    lambda: float(Tensor([[2.5]])),
    lambda: float(Tensor(True)),
    lambda: complex(Tensor(2.0)),
)

# case: int of several
int(arr(2))

# case: float of several
float(arr(2, 2))

# case: float of complex
float(Tensor(1 + 2j))

# case: index
data = [10, 20, 30]
tried(
    lambda: data[Tensor(1)],
    lambda: list(range(Tensor(3))),
    lambda: data[Tensor([1])],
    lambda: data[:Tensor(2)],
)

# case: index of float
[1, 2][Tensor(1.0)]

# case: index of bool
show([1, 2][Tensor(True)])

# case: round and math
import math
tried(
    lambda: round(Tensor(2.6)),
    lambda: math.sqrt(Tensor(4.0)),
    lambda: math.floor(Tensor(2.7)),
    lambda: math.exp(Tensor([0.0])),
    lambda: abs(Tensor(-2.0)),
    lambda: pow(Tensor(2.), 3),
)

# case: sum min max of Python
tried(
    lambda: sum(arr(3)),
    lambda: max(arr(3)),
    lambda: min(arr(3)),
    lambda: sorted(Tensor([3., 1., 2.])),
    lambda: sum([arr(2), arr(2)]),
    lambda: list(reversed(arr(2))),
    lambda: any(arr(2)),
    lambda: all(Tensor([True, False])),
)

# case: len
tried(lambda: len(arr(3)), lambda: len(arr(2, 5)), lambda: len(Tensor(np.zeros((0, 3)))))

# case: len of 0-d
len(Tensor(3.0))

# case: iterate
show(*[row for row in arr(2, 2)])
show(*list(arr(2)))
a, b = arr(2)
show(a, b)

# case: iterate 0-d
list(Tensor(3.0))

# case: unpack too many
a, b, c = arr(2)

# case: enumerate and zip
for i, (a, b) in enumerate(zip(arr(2), arr(2, 2))):
    show(i, a, b)

# case: iterated rows write through
t = arr(2, 2)
for row in t:
    row[0] = 0.0
show(t)

# case: contains
t = arr(3)
tried(
    lambda: 2.0 in t,
    lambda: 5 in t,
    lambda: Tensor(3.0) in t,
    lambda: 1 in arr(2, 2),
    lambda: "a" in t,
    lambda: None in t,
)

# case: hash and sets
a, b = arr(2), arr(2)
print(hash(a) == hash(a), hash(a) == hash(b), len({a, b, a}))
d = {a: 1}
print(d[a], b in d)

# case: hash survives writing
a = arr(2)
h = hash(a)
a[0] = 3.0
a += 1
print(hash(a) == h)

# case: equality
tried(
    lambda: arr(2) == arr(2),
    lambda: arr(2) == 1,
    lambda: arr(2) == Tensor([1, 5]),
    lambda: arr(2) != 1,
    lambda: arr(2) == True,
)

# case: equality with other things
tried(
    lambda: arr(2) == None,
    lambda: arr(2) != None,
    lambda: None == arr(2),
    lambda: arr(2) == "a",
    lambda: arr(2) != "a",
    lambda: arr(2) == {},
    lambda: arr(2) == object(),
)

# case: equality of different shapes
tried(lambda: arr(2) == arr(3), lambda: arr(2) == arr(2, 1), lambda: arr(2) != arr(3))

# case: list operations on Tensors
ts = [arr(2), arr(3)]
tried(lambda: ts.index(ts[0]), lambda: ts.count(ts[0]), lambda: ts[0] in ts)

# case: order with other things
tried(
    lambda: arr(2) < None,
    lambda: arr(2) < "a",
    lambda: None > arr(2),
    lambda: 1 < arr(2),
    lambda: 2 >= arr(2),
)

# case: copy
a = arr(2)
b = a.copy()
b[0] = 9.0
show(a, b)

# case: copy.copy
a = arr(2)
b = copy.copy(a)
b[0] = 9.0
show(a, b)
print(type(b).__name__)

# case: copy.deepcopy
a = arr(2)
b = copy.deepcopy(a)
show(a, b)
c = copy.deepcopy([a, {"k": a}])
print(c[0] is c[1]["k"])

# case: pickle
a = pickle.loads(pickle.dumps(arr(2, 2)))
show(a)
show(*[pickle.loads(pickle.dumps(Tensor([0, 1], d))) for d in (mstype.bool_, mstype.float16, mstype.int64, mstype.complex64)])

# case: pickle of bfloat16
show(pickle.loads(pickle.dumps(Tensor([1.5], mstype.bfloat16))))

# case: properties
t = arr(2, 3)
print(t.shape, type(t.shape).__name__, t.dtype, t.ndim, t.size, t.itemsize, t.nbytes, t.strides)
print(Tensor(1).shape, Tensor(1).ndim, Tensor(1).size, Tensor(1).strides)

# case: dims and sizes
t = arr(2, 3)
tried(
    lambda: t.dim(),
    lambda: t.numel(),
    lambda: t.stride(),
    lambda: t.storage_offset(),
    lambda: t.ndimension(),
    lambda: t.size,
)

# case: size called
arr(2, 3).size()

# case: nbytes of each dtype
for d in (mstype.bool_, mstype.int8, mstype.float16, mstype.bfloat16, mstype.float64, mstype.complex128):
    t = Tensor([0, 1], d)
    print(d, t.itemsize, t.nbytes)

# case: transposes
t = arr(2, 3)
show(t.T, t.mT, arr(2, 2, 2).mT, t.H, arr(3).T, Tensor(3.0).T)

# case: T of 3-d
show(arr(1, 2, 3).T.shape)

# case: mT of a vector
show(arr(3).mT)

# case: H of 3-d
show(arr(2, 2, 2).H)

# case: real and imag
t = Tensor([1 + 2j, 3 - 1j])
show(t.real(), t.imag())
tried(lambda: arr(2).real(), lambda: arr(2).imag())

# case: flags
t = arr(2, 3)
tried(
    lambda: t.has_init,
    lambda: t.is_contiguous(),
    lambda: t.contiguous().is_contiguous(),
    lambda: t.device,
    lambda: t.is_complex(),
    lambda: t.is_floating_point(),
    lambda: t.is_signed(),
    lambda: t.const_arg,
)

# case: more properties
t = arr(2, 3)
for name in (
    "has_init", "is_contiguous", "device", "const_arg", "data", "init", "grad", "requires_grad", "is_leaf",
    "layout", "name", "cpu", "cuda", "type", "to", "set_dtype", "set_const_arg", "assign_value", "value",
    "register_hook", "detach", "backward",
):
    print(name, hasattr(t, name))

# case: data and value
t = arr(2)
d = t.data
d[0] = 9.0
show(t)
tried(lambda: t.value())

# case: dtype is read only
arr(2).dtype = mstype.int32

# case: attributes can be set
t = arr(2)
t.foo = 3
print(t.foo)

# case: unknown attribute
arr(2).foo

# case: subclass
class Mine(Tensor):
    pass
m = Mine([1., 2.])
print(type(m).__name__, type(m + 1).__name__, isinstance(m, Tensor))

# case: isinstance and type
print(
    isinstance(arr(2), Tensor), isinstance(arr(2), mindspore.common.Tensor), isinstance(3, Tensor),
    type(arr(2)).__name__, type(arr(2) + 1).__name__,
)

# case: is_tensor
tried(lambda: ops.is_tensor(arr(2)), lambda: ops.is_tensor(3), lambda: mindspore.is_tensor(arr(2)))

# case: astype
t = Tensor([1.7, -2.2, 0.0])
for d in (mstype.int32, mstype.bool_, mstype.float16, mstype.float64, mstype.int8, mstype.bfloat16):
    show(t.astype(d))

# case: astype with strings and Python types
t = Tensor([1.7, -2.2])
for d in ("int32", "float64", "bool", int, float, bool, np.int32, np.dtype("float16"), "foo", None, 3):
    tried(lambda: t.astype(d))

# case: astype copy argument
t = arr(2)
show(t.astype(mstype.float32, copy=False), t.astype(mstype.float32, copy=True))

# case: astype nan and overflow
show(
    Tensor([300.0, -1.0]).astype(mstype.int32), Tensor([70000.0]).astype(mstype.float16),
    Tensor([300]).astype(mstype.int8), Tensor([-1]).astype(mstype.uint8),
)

# case: to
t = Tensor([1.7, -2.2])
tried(lambda: t.to(mstype.int32), lambda: t.to("CPU"), lambda: t.to(), lambda: t.to(dtype=mstype.float16))

# case: cast shortcuts
t = Tensor([1.7, 2.2])
for m in ("float", "half", "double", "int", "long", "short", "bool", "char", "byte", "bfloat16", "cfloat"):
    if hasattr(t, m):
        print(m)
        tried(lambda: getattr(t, m)())

# case: type_as and view_as
t = Tensor([1.7, -2.2])
tried(
    lambda: t.type_as(Tensor([1])),
    lambda: arr(4).view_as(arr(2, 2)),
    lambda: arr(4).reshape_as(arr(2, 2)),
    lambda: arr(2).expand_as(arr(3, 2)),
    lambda: arr(2, 2).type_as(Tensor(True)),
)

# case: new_zeros and friends
t = Tensor([1, 2], mstype.int32)
tried(
    lambda: t.new_zeros((2,)),
    lambda: t.new_ones((2, 1)),
    lambda: t.new_empty((2,)).shape,
    lambda: t.new_zeros(2),
    lambda: t.new_ones((1,), dtype=mstype.float16),
    lambda: t.new_zeros(2, 3),
)

# case: assign_value
t = arr(2)
r = t.assign_value(Tensor([7., 8.]))
show(t)
print(r is t)

# case: assign_value other shape
t = arr(2)
tried(lambda: t.assign_value(Tensor([7., 8., 9.])))
show(t)

# case: assign_value other dtype
t = arr(2)
tried(lambda: t.assign_value(Tensor([7, 8])))
show(t)

# case: DLPack to numpy and back
from mindspore.utils.dlpack import to_dlpack, from_dlpack
cap = to_dlpack(arr(2))
print(type(cap).__name__)
show(from_dlpack(cap))

# case: numpy protocol
t = arr(2)
print(hasattr(t, "__array__"), hasattr(t, "__array_ufunc__"))

# case: operators
x, y = Tensor([7., -7.]), Tensor([2., 2.])
show(x + y, x - y, x * y, x / y, x // y, x % y, x ** y, -x, +x, abs(x))

# case: operators on integers
x, y = Tensor([7, -7]), Tensor([2, 2])
show(x + y, x - y, x * y, x / y, x // y, x % y, x ** y, -x, abs(x))

# case: operators reversed
x = Tensor([2., 4.])
show(1 + x, 1 - x, 2 * x, 1 / x, 9 // x, 9 % x, 2 ** x)
x = Tensor([2, 4])
show(1 + x, 1 - x, 2 * x, 1 / x, 9 // x, 9 % x, 2 ** x)

# case: operators logical
a, b = Tensor([True, False]), Tensor([True, True])
tried(
    lambda: a & b,
    lambda: a | b,
    lambda: a ^ b,
    lambda: ~a,
    lambda: a + b,
    lambda: a * b,
    lambda: -a,
    lambda: a - b,
)

# case: operators bitwise
a, b = Tensor([6, 3]), Tensor([3, 1])
tried(
    lambda: a & b,
    lambda: a | b,
    lambda: a ^ b,
    lambda: ~a,
    lambda: a << b,
    lambda: a >> b,
    lambda: a & 1,
    lambda: 1 | a,
)

# case: operators bitwise on floats
tried(lambda: arr(2) & arr(2), lambda: ~arr(2), lambda: arr(2) << 1)

# case: operators comparison
x, y = arr(3), Tensor([3., 2., 1.])
show(x < y, x <= y, x > y, x >= y, x == y, x != y)

# case: matmul operator
tried(
    lambda: arr(2, 3) @ arr(3, 2),
    lambda: arr(3) @ arr(3),
    lambda: arr(2, 2) @ arr(3, 3),
    lambda: arr(2, 2) @ 2.0,
    lambda: np.ones((2, 2), np.float32) @ arr(2, 2),
)

# case: shapes that do not broadcast
arr(2) + arr(3)

# case: division by zero
show(Tensor([1., 0., -1.]) / 0, Tensor([1., 0.]) // Tensor([0., 0.]), Tensor([1., 0.]) % Tensor([0., 0.]))

# case: integer division by zero
show(Tensor([1, 0]) / 0)

# case: negative modulo and floor division
show(
    Tensor([-7, 7]) // 2, Tensor([-7, 7]) % 3, Tensor([-7., 7.]) // 2, Tensor([-7., 7.]) % 3,
    Tensor([7, -7]) % -3,
)

# case: powers
tried(
    lambda: Tensor([2, 3]) ** 2,
    lambda: Tensor([2, 3]) ** -1,
    lambda: Tensor([2., 3.]) ** -1,
    lambda: Tensor([2, 3]) ** 0.5,
    lambda: Tensor([-8.]) ** (1 / 3),
    lambda: 2 ** Tensor([2, 3]),
    lambda: 2.0 ** Tensor([2, 3]),
)

# case: Python scalars keep the dtype
for d in (mstype.int32, mstype.float16, mstype.float32, mstype.uint8, mstype.bool_):
    t = Tensor([1, 2], d)
    print(d, (t + 1).dtype, (t + 1.5).dtype, (t + True).dtype, (t * 2).dtype, (t / 2).dtype)

# case: complex arithmetic
t = Tensor([1 + 2j, 3 - 1j])
tried(
    lambda: t + 1,
    lambda: t * t,
    lambda: abs(t),
    lambda: t / t,
    lambda: t.conj(),
    lambda: t == t,
    lambda: -t,
)

# case: complex order
Tensor([1 + 2j]) < Tensor([1 + 1j])

# case: chained methods
show(arr(2, 3).sum(axis=1).reshape(1, 2).astype(mstype.int32))

# case: reshape forms
t = arr(2, 3)
tried(
    lambda: t.reshape(3, 2),
    lambda: t.reshape((3, 2)),
    lambda: t.reshape([6]),
    lambda: t.reshape(-1),
    lambda: t.reshape(-1, 2),
    lambda: t.view(6),
    lambda: t.view((3, 2)),
    lambda: t.reshape(Tensor([3, 2])),
)

# case: reshape wrong size
arr(2, 3).reshape(4, 2)

# case: reshape two unknown
arr(2, 3).reshape(-1, -1)

# case: reshape float
arr(2, 3).reshape(2.0, 3)

# case: reshape nothing
arr(2, 3).reshape()

# case: transpose forms
t = arr(2, 3)
tried(
    lambda: t.transpose(),
    lambda: t.transpose(1, 0),
    lambda: t.transpose((1, 0)),
    lambda: t.transpose(0, 1),
    lambda: t.permute(1, 0),
    lambda: t.permute((1, 0)),
    lambda: t.swapaxes(0, 1),
    lambda: t.t(),
    lambda: arr(1, 2, 3).transpose(0, 2, 1).shape,
    lambda: arr(1, 2, 3).transpose(0, 2).shape,
)

# case: transpose wrong
tried(
    lambda: arr(2, 3).transpose(0, 0),
    lambda: arr(2, 3).transpose(0, 5),
    lambda: arr(2, 3).transpose((0,)),
    lambda: arr(2, 3).transpose("a"),
    lambda: arr(2, 3).permute(0),
)

# case: reductions
t = arr(2, 3)
tried(
    lambda: t.sum(),
    lambda: t.sum(0),
    lambda: t.sum(axis=1, keepdims=True),
    lambda: t.mean(),
    lambda: t.mean(1),
    lambda: t.max(),
    lambda: t.max(axis=0),
    lambda: t.min(axis=1),
    lambda: t.prod(),
    lambda: t.std(),
    lambda: t.var(),
    lambda: t.argmax(),
    lambda: t.argmax(axis=1),
    lambda: t.argmin(axis=0),
    lambda: t.all(),
    lambda: t.any(),
)

# case: reductions with keepdim
t = arr(2, 3)
tried(
    lambda: t.sum(1, keepdim=True),
    lambda: t.mean(dim=1, keepdim=True),
    lambda: t.sum(dim=0),
    lambda: t.sum((0, 1)),
    lambda: t.sum([0]),
    lambda: t.sum(axis=()),
    lambda: t.sum(-1),
    lambda: t.sum(dtype=mstype.float64),
    lambda: t.max(axis=1, return_indices=True),
    lambda: t.max(dim=1),
    lambda: t.min(1),
    lambda: t.max(1, keepdims=True),
)

# case: reduction axis out of range
arr(2, 3).sum(axis=2)

# case: reduction axis of wrong type
arr(2, 3).sum(axis=1.0)

# case: reduction axis repeated
arr(2, 3).sum(axis=(0, 0))

# case: cumulative
t = arr(2, 3)
tried(
    lambda: t.cumsum(axis=1),
    lambda: t.cumsum(0),
    lambda: t.cumprod(1),
    lambda: t.cumsum(),
    lambda: t.diff(),
    lambda: t.cummax(0),
    lambda: t.logcumsumexp(1),
)

# case: gc and weak references
import weakref, gc
t = arr(2)
r = weakref.ref(t)
del t
gc.collect()
print(r() is None)

# case: a Tensor in a dataclass and namedtuple
from collections import namedtuple
N = namedtuple("N", "a b")
n = N(arr(2), arr(1))
show(n.a + 1, n)

# case: assignment operators keep or change the object
x = arr(2)
y = x
x += 1
print(x is y)
show(x, y)
x = x + 1
show(x, y)

# case: assignment operators of every kind
x = Tensor([8., 6.])
for op in ("+=", "-=", "*=", "/=", "//=", "%=", "**="):
    ns = {"x": Tensor([8., 6.])}
    y = ns["x"]
    try:
        exec(f"x {op} 3", ns)
        print(op, text(ns["x"]), ns["x"] is y, text(y))
    except Exception as e:
        print(op, raised(e))

# case: assignment operators on integers
for op in ("+=", "-=", "*=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^="):
    ns = {"x": Tensor([8, 6])}
    y = ns["x"]
    try:
        exec(f"x {op} 3", ns)
        print(op, text(ns["x"]), ns["x"] is y, text(y))
    except Exception as e:
        print(op, raised(e))

# case: assignment operator changing dtype
x = Tensor([1, 2], mstype.int32)
tried(lambda: x.__iadd__(1.5))
show(x)
x = Tensor([1, 2], mstype.int32)
y = x
try:
    x += Tensor([0.5, 0.5])
except Exception as e:
    print(raised(e))
show(x, y)

# case: assignment operator changing shape
x = arr(2)
y = x
try:
    x += arr(3, 2)
except Exception as e:
    print(raised(e))
show(x, y)

# case: assignment operator through a list
xs = [arr(2)]
y = xs[0]
xs[0] += 1
show(xs, y)

# case: COOTensor and CSRTensor exist
print(
    hasattr(mindspore, "COOTensor"), hasattr(mindspore, "CSRTensor"), hasattr(mindspore, "RowTensor"),
    hasattr(mindspore, "SparseTensor"), hasattr(mindspore, "MapParameter"),
)
