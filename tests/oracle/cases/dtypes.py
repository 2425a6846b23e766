# ruff: noqa
# dtype objects and their helpers.

# case: names
for n in (
    "bool_", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32",
    "float64", "bfloat16", "complex64", "complex128", "string", "int_", "uint", "float_", "number",
    "tensor_type", "list_", "tuple_", "type_none", "half", "single", "double", "byte", "short", "intc",
    "intp", "ubyte", "ushort", "uintc", "uintp", "long", "float", "int", "bool",
):
    print(n, hasattr(mstype, n), hasattr(mindspore, n), str(getattr(mstype, n)) if hasattr(mstype, n) else "")

# case: str and repr
for d in (
    mstype.bool_, mstype.int8, mstype.uint64, mstype.float16, mstype.float32, mstype.bfloat16,
    mstype.complex64,
):
    print(d, repr(d), f"{d}", [d])

# case: type classes
for d in (
    mstype.bool_, mstype.int8, mstype.uint16, mstype.float16, mstype.float32, mstype.bfloat16,
    mstype.complex64, mstype.string, mstype.number,
):
    print(type(d).__name__)

# case: equality
print(
    mstype.float32 == mstype.float32, mstype.float32 != mstype.float16, mstype.float32 == mindspore.float32,
    mstype.float32 is mindspore.float32,
)
print(
    mstype.int32 == mstype.uint32, mstype.float16 == mstype.bfloat16, mstype.half == mstype.float16,
    mstype.single == mstype.float32, mstype.double == mstype.float64,
)

# case: equality with the dtype of a Tensor
print(
    arr(2).dtype == mstype.float32, arr(2).dtype is mstype.float32, Tensor(1).dtype == mstype.int64,
    arr(2).dtype != mstype.float32,
)

# case: equality with other things
tried(
    lambda: mstype.float32 == "float32",
    lambda: mstype.float32 == np.float32,
    lambda: mstype.float32 == None,
    lambda: mstype.float32 != None,
    lambda: mstype.float32 == 3,
    lambda: mstype.float32 == float,
)

# case: hash
d = {mstype.float32: "a", mstype.int32: "b"}
print(d[mindspore.float32], d[arr(2).dtype], mstype.int8 in d, len({mstype.float32, arr(1).dtype}))

# case: in lists and tuples
print(
    mstype.float32 in (mstype.float16, mstype.float32), arr(2).dtype in [mstype.float32],
    [mstype.int8, mstype.int32].index(mstype.int32),
)

# case: order
mstype.float32 < mstype.float64

# case: bool
print(bool(mstype.float32), bool(mstype.bool_))

# case: call
tried(lambda: mstype.float32(3), lambda: mstype.int32())

# case: pickle and copy
for d in (mstype.float32, mstype.bool_, mstype.bfloat16, mstype.complex64, mstype.int8):
    e = pickle.loads(pickle.dumps(d))
    print(e, e == d, copy.copy(d) == d, copy.deepcopy(d) == d)

# case: dtype_to_nptype
for d in (
    mstype.bool_, mstype.int8, mstype.int16, mstype.int32, mstype.int64, mstype.uint8, mstype.uint16,
    mstype.uint32, mstype.uint64, mstype.float16, mstype.float32, mstype.float64, mstype.complex64,
    mstype.complex128,
):
    print(d, np.dtype(mindspore.dtype_to_nptype(d)).name)

# case: dtype_to_nptype of wrong things
tried(
    lambda: mindspore.dtype_to_nptype("float32"),
    lambda: mindspore.dtype_to_nptype(np.float32),
    lambda: mindspore.dtype_to_nptype(None),
    lambda: mindspore.dtype_to_nptype(mstype.number),
)

# case: dtype_to_pytype
for d in (
    mstype.bool_, mstype.int8, mstype.int64, mstype.uint8, mstype.float16, mstype.float32, mstype.float64,
    mstype.complex64, mstype.bfloat16, mstype.string, mstype.list_, mstype.tuple_,
):
    try:
        print(d, mindspore.dtype_to_pytype(d).__name__)
    except Exception as e:
        print(d, raised(e))

# case: dtype_to_pytype of wrong things
tried(lambda: mindspore.dtype_to_pytype("float32"), lambda: mindspore.dtype_to_pytype(float))

# case: pytype_to_dtype
for t in (
    bool, int, float, complex, str, list, tuple, dict, np.bool_, np.int8, np.int16, np.int32, np.int64,
    np.uint8, np.uint64, np.float16, np.float32, np.float64, np.complex64, type(None), Tensor,
):
    try:
        print(t.__name__, mindspore.pytype_to_dtype(t))
    except Exception as e:
        print(t.__name__, raised(e))

# case: pytype_to_dtype of wrong things
tried(
    lambda: mindspore.pytype_to_dtype(3),
    lambda: mindspore.pytype_to_dtype("int"),
    lambda: str(mindspore.pytype_to_dtype(mstype.float32)),
    lambda: str(mindspore.pytype_to_dtype(np.dtype("float32"))),
)

# case: groups
print(
    [str(d) for d in mstype.float_type if "8E" not in str(d) and str(d) != "HiFloat8"],
    [str(d) for d in mstype.int_type], [str(d) for d in mstype.uint_type],
)
print([str(d) for d in mstype.number_type if "8E" not in str(d) and str(d) not in ("Int4", "HiFloat8")])
print(type(mstype.number_type).__name__)

# case: complex group
print([str(d) for d in mstype.complex_type] if hasattr(mstype, "complex_type") else None)

# case: common.dtype is the same module
import mindspore.common.dtype as d2
print(
    d2 is mstype, d2.float32 is mindspore.float32, mindspore.dtype is mstype,
    mindspore.common.dtype is mstype,
)

# case: isinstance of type classes
print(
    isinstance(mstype.float32, mstype.Float), isinstance(mstype.int32, mstype.Int),
    isinstance(mstype.bool_, mstype.Bool), isinstance(mstype.float32, mstype.Type),
    isinstance(mstype.float32, mstype.Int),
)

# case: type classes build types
tried(
    lambda: str(mstype.Float(32)),
    lambda: str(mstype.Int(8)),
    lambda: mstype.Float(32) == mstype.float32,
    lambda: str(mstype.tensor_type),
    lambda: str(mstype.TensorType(mstype.float32)),
)

# case: str of groups
print(
    mstype.int_, mstype.uint, mstype.float_, mstype.number, mstype.string, mstype.list_, mstype.tuple_,
    mstype.type_none, mstype.tensor_type,
)

# case: dtype functions of ops
tried(
    lambda: str(ops.dtype(arr(2))),
    lambda: str(ops.DType()(arr(2))),
    lambda: ops.dtype(3),
    lambda: ops.is_floating_point(arr(2)),
    lambda: ops.is_floating_point(Tensor(1)),
    lambda: ops.is_complex(Tensor(1j)),
)

# case: get_py_obj_dtype
from mindspore.common.dtype import get_py_obj_dtype
for v in (1, 1.5, True, "a", (1,), [1], None, arr(2), np.float32(1), 1j):
    try:
        print(type(v).__name__, get_py_obj_dtype(v))
    except Exception as e:
        print(type(v).__name__, raised(e))

# case: default dtypes
tried(lambda: str(mindspore.get_default_dtype()) if hasattr(mindspore, "get_default_dtype") else None)
show(
    ops.zeros(1), ops.ones(1), Tensor(1.0), Tensor([1.0]), Tensor(np.ones(1)),
    nn.Dense(1, 1).weight.dtype == mstype.float32,
)

# case: numpy bfloat16
a = Tensor([1.5], mstype.bfloat16).asnumpy()
print(a.dtype, a.itemsize, a.astype(np.float32))

# case: arithmetic with dtype objects fails
mstype.float32 + 1
