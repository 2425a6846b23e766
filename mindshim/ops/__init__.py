"""MindSpore's operators: functions, and primitive classes.

What a kernel declares is built when it is first used; the files beside this one hold what is more than a
declaration.
"""

from __future__ import annotations

from typing import Any

from mindshim import kernels as _kernels  # noqa: F401 - declares the operators
from mindshim.engine import binding as _binding
from mindshim.engine.autodiff import GradOperation, get_grad, grad, stop_gradient, value_and_grad, vjp
from mindshim.engine.transforms import jacfwd, jacrev, jvp, vmap
from mindshim.kernels.declare import FACES as _FACES
from mindshim.ops._primitive_cache import _get_cache_prim
from mindshim.ops.arrays import (
    Depend,
    IdentityN,
    InvertPermutation,
    atleast_1d,
    atleast_2d,
    atleast_3d,
    depend,
    embedding,
    nonzero,
    sequence_mask,
)
from mindshim.ops.collective import Barrier, ReduceOp, _VirtualDataset
from mindshim.ops.communication import (
    P2POp,
    TCPStore,
    all_gather,
    all_gather_into_tensor,
    all_gather_into_tensor_uneven,
    all_gather_object,
    all_reduce,
    all_to_all,
    all_to_all_single,
    barrier,
    broadcast,
    broadcast_object_list,
    destroy_process_group,
    gather_into_tensor,
    gather_object,
    get_backend,
    get_global_rank,
    get_group_rank,
    get_process_group_ranks,
    get_rank,
    get_world_size,
    init_process_group,
    is_available,
    is_initialized,
    new_group,
    reduce,
    reduce_scatter,
    reduce_scatter_tensor,
    reduce_scatter_tensor_uneven,
    scatter_object_list,
    scatter_tensor,
    set_comm_ops_inplace,
)
from mindshim.ops.composite import HyperMap, Map, MultitypeFuncGraph, add_flags, core, partial
from mindshim.ops.control import ForiLoop, Scan, WhileLoop, switch, switch_layer
from mindshim.ops.custom import Custom, Morph
from mindshim.ops.debug import (
    Assert,
    HistogramSummary,
    ImageSummary,
    Partial,
    Print,
    PyFunc,
    ScalarSummary,
    TensorDump,
    TensorSummary,
    print_,
    tensordump,
)
from mindshim.ops.extended import extension as _extension
from mindshim.ops.gradient_hooks import HookBackward, InsertGradientOf, StopGradient
from mindshim.ops.hybrid import kernel
from mindshim.ops.hybrid import kernel as ms_kernel
from mindshim.ops.inplace import inplace_sigmoid, put_, reshape_, stop_gradient_
from mindshim.ops.mathematics import (
    cartesian_prod,
    clip_by_global_norm,
    clip_by_norm,
    clip_by_value,
    combinations,
    einsum,
    stft,
)
from mindshim.ops.memory import MoveTo, move_to
from mindshim.ops.neural import (
    BatchNorm,
    batch_norm,
    ctc_loss,
    dropout,
    dropout1d,
    dropout2d,
    dropout3d,
    interpolate,
    upsample,
)
from mindshim.ops.old import ControlDepend, control_depend
from mindshim.ops.primitive import (
    Primitive,
    PrimitiveWithCheck,
    PrimitiveWithInfer,
    _primexpr,
    constexpr,
    prim_attr_register,
    primitive_class,
)
from mindshim.ops.queries import (
    CheckNumerics,
    DType,
    FloatStatus,
    NPUAllocFloatStatus,
    NPUClearFloatStatus,
    NPUGetFloatStatus,
    Rank,
    ScalarCast,
    ScalarToArray,
    ScalarToTensor,
    Shape,
    Size,
    TensorShape,
    TupleToArray,
    allclose,
    dtype,
    dyn_shape,
    is_complex,
    is_floating_point,
    is_nonzero,
    is_tensor,
    isconstant,
    make_range,
    mixed_precision_cast,
    numel,
    rank,
    scalar_cast,
    scalar_to_array,
    scalar_to_tensor,
    shape,
    shape_,
    shape_mul,
    size,
    tuple_to_array,
    typeof,
)
from mindshim.ops.registration import (
    AiCPURegOp,
    AkgAscendRegOp,
    AkgGpuRegOp,
    CpuRegOp,
    CustomRegOp,
    DataType,
    TBERegOp,
    custom_info_register,
    get_vm_impl_fn,
    op_info_register,
    vm_impl_registry,
)
from mindshim.ops.scalars import (
    augassign_add,
    augassign_div,
    augassign_floordiv,
    augassign_mod,
    augassign_mul,
    augassign_sub,
    bool_and,
    bool_eq,
    bool_not,
    bool_or,
    dict_getitem,
    dict_setitem,
    in_dict,
    is_,
    is_not,
    list_equal,
    list_getitem,
    list_len,
    list_setitem,
    make_dict,
    make_list,
    make_slice,
    make_tuple,
    not_in_dict,
    scalar_add,
    scalar_div,
    scalar_eq,
    scalar_floordiv,
    scalar_ge,
    scalar_gt,
    scalar_le,
    scalar_log,
    scalar_lt,
    scalar_max,
    scalar_min,
    scalar_mod,
    scalar_mul,
    scalar_ne,
    scalar_pow,
    scalar_sub,
    scalar_uadd,
    scalar_usub,
    string_concat,
    string_eq,
    tuple_div,
    tuple_equal,
    tuple_getitem,
    tuple_len,
    tuple_reversed,
    tuple_setitem,
)
from mindshim.ops.sparse import *  # noqa: F403
from mindshim.ops.taylor import derivative, jet

_binding.bind_methods()


def __getattr__(name: str) -> Any:
    public = f"ops.{name}"
    if public not in _FACES:
        if (found := _extension(name)) is not None:
            return found
        raise AttributeError(f"module 'mindspore.ops' has no attribute '{name}'")
    built = primitive_class(public) if name[0].isupper() else _binding.function(public)
    globals()[name] = built
    return built


def __dir__() -> list[str]:
    declared = {f[4:] for f in _FACES if f.startswith("ops.") and f[4] != "_"}
    return sorted({n for n in globals() if not n.startswith("_") and n not in ("Any", "annotations")} | declared)


__all__ = __dir__()
