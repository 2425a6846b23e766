"""`mindspore.common`: Tensor, Parameter, dtypes, seeds."""

from mindshim.engine import dtypes as dtype
from mindshim.engine.construct import from_numpy, is_tensor, swap_tensors, tensor
from mindshim.engine.custom_function import Function as _Function
from mindshim.engine.dtypes import (
    Int,
    TensorType,
    Type,
    bfloat16,
    bool_,
    byte,
    cdouble,
    cfloat,
    complex64,
    complex128,
    double,
    dtype_to_nptype,
    dtype_to_pytype,
    float8_e4m3fn,
    float8_e5m2,
    float16,
    float32,
    float64,
    float_,
    get_py_obj_dtype,
    half,
    int8,
    int16,
    int32,
    int64,
    int_,
    intc,
    intp,
    list_,
    long,
    number,
    pytype_to_dtype,
    short,
    single,
    string,
    tensor_type,
    tuple_,
    type_none,
    ubyte,
    uint,
    uint8,
    uint16,
    uint32,
    uint64,
    uintc,
    uintp,
    ushort,
)
from mindshim.engine.dtypes import bool_ as bool
from mindshim.engine.dtypes import float32 as float
from mindshim.engine.dtypes import int4 as qint4x2
from mindshim.engine.dtypes import int32 as int
from mindshim.engine.jit import (
    JitConfig,
    Symbol,
    jit,
    jit_class,
    lazy_inline,
    ms_memory_recycle,
    mutable,
    no_inline,
    recompute,
    set_recursion_limit,
)
from mindshim.engine.parameter import Parameter, ParameterTuple
from mindshim.engine.random import (
    Generator,
    default_generator,
    get_rng_state,
    get_seed,
    initial_seed,
    manual_seed,
    seed,
    set_rng_state,
    set_seed,
)
from mindshim.engine.tape import no_grad as _no_grad
from mindshim.engine.tensor import Tensor

__all__ = [
    "Generator", "Int", "JitConfig", "Parameter", "ParameterTuple", "Symbol", "Tensor", "TensorType", "Type",
    "_Function", "_no_grad", "bfloat16", "bool", "bool_", "byte", "cdouble", "cfloat", "complex128", "complex64",
    "default_generator", "double", "dtype", "dtype_to_nptype", "dtype_to_pytype", "float", "float16", "float32",
    "float64", "float8_e4m3fn", "float8_e5m2", "float_", "from_numpy", "get_py_obj_dtype", "get_rng_state",
    "get_seed", "half", "initial_seed", "int", "int16", "int32", "int64", "int8", "int_", "intc", "intp",
    "is_tensor", "jit", "jit_class", "lazy_inline", "list_", "long", "manual_seed", "ms_memory_recycle", "mutable",
    "no_inline", "number", "pytype_to_dtype", "qint4x2", "recompute", "seed", "set_recursion_limit", "set_rng_state",
    "set_seed", "short", "single", "string", "swap_tensors", "tensor", "tensor_type", "tuple_", "type_none", "ubyte",
    "uint", "uint16", "uint32", "uint64", "uint8", "uintc", "uintp", "ushort",
]
