"""A Cell's flags: training, precision, and what MindSpore's graph and parallel modes are told through
Cells."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self

from mindshim.engine import changes, dtypes
from mindshim.engine.tensor import Tensor, wrap

_PRECISIONS = {"fp16": dtypes.float16, "fp32": dtypes.float32, "bf16": dtypes.bfloat16}
_RECOMPUTE_OPTIONS = ("mp_comm_recompute", "parallel_optimizer_comm_recompute", "recompute_slice_activation")


class Options:
    """The part of :class:`~mindshim.nn.Cell` that holds flags.

    What MindSpore tells its graph compiler or its parallel modes, and XLA decides by itself, is accepted and
    kept.
    """

    if TYPE_CHECKING:  # the other parts of Cell

        def __getattr__(self, name: str) -> Any: ...

    _phase: str = "train"
    _compile_phase: str | None = None
    _scope: str | None = None
    _bprop_debug: bool = False
    _pipeline_stage: int | None = None
    _inputs: Any = None
    _jit_config: dict[str, Any] | None = None
    cell_type: str | None = None
    compiled: bool = False

    def add_flags(self, **flags: Any) -> Self:
        """Set attributes of the Cell that :meth:`get_flags` lists; returns the Cell."""
        changes.count += 1
        self.__dict__.setdefault("_func_graph_flags", {}).update(flags)
        self.__dict__.update(flags)
        for name, dtype in _PRECISIONS.items():
            if flags.get(name):
                self.__dict__.update(mixed_precision_type=dtype, _direct=False, _special=True)
        return self

    def add_flags_recursive(self, **flags: Any) -> Self:
        """:meth:`add_flags` for the Cell and all below."""
        self.add_flags(**flags)
        for cell in self.cells():
            cell.add_flags_recursive(**flags)
        return self

    def get_flags(self) -> dict[str, Any]:
        """The flags that were added."""
        return self.__dict__.setdefault("_func_graph_flags", {})

    def set_train(self, mode: bool = True) -> Self:
        """Set `training` on the Cell and all below; layers such as Dropout depend on it. It is False at
        first."""
        self.__dict__["_phase"] = "train" if mode else "predict"
        return self.add_flags_recursive(training=mode)

    def set_grad(self, requires_grad: bool = True) -> Self:
        """Set `requires_grad`, which changes nothing in what a derivative returns; returns the Cell."""
        self.requires_grad = requires_grad
        return self

    def to_float(self, dst_type: dtypes.Type) -> Self:
        """Let the operators in the Cell and all below compute in this dtype; Parameters keep theirs.

        Raises:
            ValueError: `dst_type` is not float16, float32 or bfloat16.
        """
        if dst_type not in _PRECISIONS.values():
            raise ValueError(
                f"For 'to_float', 'dst_type' must be float16, float32 or bfloat16, but got {dst_type}."
            )
        return self.add_flags_recursive(**{name: dtype is dst_type for name, dtype in _PRECISIONS.items()})

    def to(self, *args: Any, **kwargs: Any) -> Self:
        """Convert floating Parameters and buffers to a dtype, in place; returns the Cell.

        Args:
            args, kwargs: a dtype (also as `dtype=`); a device is accepted where it is the present one.

        Raises:
            TypeError: the dtype is neither floating nor complex.
        """
        given = [a for a in (*args, kwargs.get("dtype")) if isinstance(a, dtypes.Type)]
        if not given:
            return self
        if given[0] not in (*dtypes.float_type, *dtypes.complex_type):
            raise TypeError(f"Cell.to only accepts floating point or complex dtypes, but got {given[0]}.")
        target = given[0].np_dtype
        for cell in list(dict(self.cells_and_names()).values()):
            for tensor in (*cell._params.values(), *cell._buffers.values()):
                if tensor is not None and tensor.dtype in (*dtypes.float_type, *dtypes.complex_type):
                    tensor._assign(wrap(tensor._value().astype(target)))
        return self

    @property
    def phase(self) -> str:
        """``train`` or ``predict``, as :meth:`set_train` sets it, or what the user did."""
        return self._phase

    @phase.setter
    def phase(self, value: str) -> None:
        self.__dict__["_phase"] = _typed("phase", value, str)

    @property
    def compile_phase(self) -> str | None:
        """A name that MindSpore's graphs are kept under."""
        return self._compile_phase

    @compile_phase.setter
    def compile_phase(self, value: str) -> None:
        for _, cell in self.cells_and_names():
            cell.__dict__["_compile_phase"] = _typed("compile_phase", value, str)

    @property
    def compile_cache(self) -> set[str]:
        """The phases that MindSpore has graphs of; empty, for programs are found by what they mean."""
        return set()

    @property
    def phase_cache(self) -> dict[str, Any]:
        """MindSpore's graphs by phase; empty, for programs are found by what they mean."""
        return {}

    @property
    def enable_backward_hook(self) -> bool:
        """Whether the Cell has backward hooks."""
        return bool(self._backward_hook or self._backward_pre_hook)

    @property
    def bprop_debug(self) -> bool:
        """Accepted: `bprop` is always run as Python."""
        return self._bprop_debug

    @bprop_debug.setter
    def bprop_debug(self, value: bool) -> None:
        self.__dict__["_bprop_debug"] = _typed("bprop_debug", value, bool)

    @property
    def create_time(self) -> int:
        """When the Cell was made, in nanoseconds."""
        return self._create_time

    @property
    def cell_init_args(self) -> str:
        """How MindSpore's graph cache describes the Cell: its class."""
        return self.__dict__.get("_cell_init_args", f"{type(self).__name__}[]")

    @cell_init_args.setter
    def cell_init_args(self, value: str) -> None:
        self.__dict__["_cell_init_args"] = _typed("cell_init_args", value, str)

    def update_cell_type(self, cell_type: str) -> None:
        """Set `cell_type`, a mark that programs use for their own ends."""
        self.cell_type = cell_type

    def set_inputs(self, *inputs: Any, **kwargs: Any) -> None:
        """Accepted: MindSpore is told here which sizes vary; XLA compiles once for each shape.

        Raises:
            ValueError: inputs are given by position and by keyword.
        """
        if inputs and kwargs:
            raise ValueError("For 'set_inputs', give all inputs by position or all by keyword.")
        self.__dict__["_inputs"] = inputs or tuple(kwargs.values())

    def get_inputs(self) -> Any:
        """What :meth:`set_inputs` was given."""
        return self._inputs

    def set_jit_config(self, jit_config: Any) -> None:
        """Accepted: MindSpore's options of compilation. Only the first setting counts."""
        if not self._jit_config:
            self.__dict__["_jit_config"] = dict(jit_config.jit_config_dict)

    @property
    def jit_config_dict(self) -> dict[str, Any]:
        """What :meth:`set_jit_config` was given."""
        return self.__dict__.get("_jit_config") or {}

    def compile(self, *args: Any, **kwargs: Any) -> None:
        """Run the Cell once, so that XLA has compiled it for these shapes."""
        self.__call__(*args, **kwargs)

    def compile_and_run(self, *args: Any, **kwargs: Any) -> Any:
        """Call the Cell."""
        return self.__call__(*args, **kwargs)

    def get_scope(self) -> str | None:
        """The name that :meth:`generate_scope` gave, such as ``Default/block/conv``."""
        return self._scope

    def generate_scope(self) -> None:
        """Give every cell below a name in the graph."""
        for name, cell in self.cells_and_names():
            if cell is not self and cell._scope is None:
                cell.__dict__["_scope"] = "Default/" + name.replace(".", "/")

    # Accepted for MindSpore's parallel modes
    # ---------------------------------------------------------------------

    @property
    def pipeline_stage(self) -> int:
        """The pipeline stage that was set; there is no such attribute before."""
        if self._pipeline_stage is None:
            raise AttributeError(f"The '{type(self).__name__}' object has no pipeline stage yet.")
        return self._pipeline_stage

    @pipeline_stage.setter
    def pipeline_stage(self, value: int) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            raise TypeError(f"For 'Cell', 'pipeline_stage' must be an int, but got {type(value).__name__}.")
        if value < 0:
            raise ValueError(f"For 'Cell', 'pipeline_stage' must not be negative, but got {value}.")
        self.__dict__["_pipeline_stage"] = value

    @property
    def pipeline_segment(self) -> int | None:
        """The pipeline segment that was set."""
        return self.__dict__.get("_pipeline_segment")

    @pipeline_segment.setter
    def pipeline_segment(self, value: int) -> None:
        self.__dict__["_pipeline_segment"] = _typed("pipeline_segment", value, int)

    @property
    def parallel_parameter_merge_net_dict(self) -> dict[str, Any]:
        """Parameters that MindSpore's parallel modes merge; empty."""
        return self.__dict__.setdefault("_parallel_parameter_merge_net_dict", {})

    @parallel_parameter_merge_net_dict.setter
    def parallel_parameter_merge_net_dict(self, value: dict[str, Any]) -> None:
        self.__dict__["_parallel_parameter_merge_net_dict"] = _typed(
            "parallel_parameter_merge_net_dict", value, dict
        )

    @property
    def parameter_layout_dict(self) -> dict[str, Any]:
        """Layouts that MindSpore's parallel modes find; empty."""
        return self.__dict__.setdefault("_parameter_layout_dict", {})

    @parameter_layout_dict.setter
    def parameter_layout_dict(self, value: dict[str, Any]) -> None:
        self.__dict__["_parameter_layout_dict"] = _typed("parameter_layout_dict", value, dict)

    @property
    def parallel_parameter_name_list(self) -> Any:
        """Parameters that MindSpore's parallel modes split; empty."""
        return self.__dict__.get("_parallel_parameter_name_list", ())

    @parallel_parameter_name_list.setter
    def parallel_parameter_name_list(self, value: list[str]) -> None:
        self.__dict__["_parallel_parameter_name_list"] = _typed("parallel_parameter_name_list", value, list)

    def set_comm_fusion(self, fusion_type: int, recurse: bool = True) -> Self:
        """Set `comm_fusion` of the trainable Parameters; returns the Cell.

        Raises:
            ValueError: `fusion_type` is no int, or negative.
        """
        if not isinstance(fusion_type, int) or isinstance(fusion_type, bool) or fusion_type < 0:
            raise ValueError(
                f"For 'set_comm_fusion', 'fusion_type' must be an int >= 0, but got {fusion_type!r}."
            )
        for parameter in self.trainable_params(recurse):
            parameter.comm_fusion = fusion_type
        return self

    def set_boost(self, boost_type: str) -> Self:
        """Accepted: MindSpore's ``less_bn``; returns the Cell.

        Raises:
            ValueError: `boost_type` is something else.
        """
        if boost_type != "less_bn":
            raise ValueError(
                f"For 'set_boost', the argument 'boost_type' must be 'less_bn', but got {boost_type}."
            )
        return self.add_flags_recursive(less_bn=True)

    def set_broadcast_flag(self, mode: bool = True) -> Self:
        """Accepted; returns the Cell."""
        return self.add_flags_recursive(broadcast_flag=mode)

    def set_data_parallel(self) -> None:
        """Accepted."""

    def shard(self, in_strategy: Any, out_strategy: Any = None, parameter_plan: Any = None) -> None:
        """Accepted: on one device there is nothing to split."""

    def offload(self, backward_prefetch: Any = "Auto") -> None:
        """Accepted: XLA decides where arrays are kept."""
        if isinstance(backward_prefetch, str) and backward_prefetch != "Auto":
            raise ValueError(
                f"For 'offload', 'backward_prefetch' must be 'Auto' or an int, but got {backward_prefetch}."
            )

    def recompute(
        self,
        *,
        use_reentrant: bool = True,
        output_recompute: bool = False,
        early_stop: bool = True,
        context_fn: Callable[..., Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """In a compiled program, keep nothing of what is computed inside for the derivative, but compute it again.

        Operator by operator, derivatives are always computed anew from the inputs.

        Raises:
            ValueError: an unknown keyword.
        """
        for name in kwargs:
            if name not in _RECOMPUTE_OPTIONS:
                raise ValueError(
                    f"For 'recompute', the keyword '{name}' is not one of {', '.join(_RECOMPUTE_OPTIONS)}."
                )
        self.add_flags(output_recompute=output_recompute)
        self.__dict__.update(_recomputed=True, _direct=False, _special=True)

    def to_empty(self, *, device: Any = None, recurse: bool = True) -> Self:
        """Replace Parameters and buffers by Tensors of the same shape and dtype without their values
        (zeros)."""
        for _, cell in self.cells_and_names() if recurse else [("", self)]:
            for tensor in (*cell._params.values(), *cell._buffers.values()):
                if tensor is not None:
                    tensor._assign(Tensor(shape=tensor.shape, dtype=tensor.dtype))
        return self

    def get_func_graph_proto(self) -> str:
        raise NotImplementedError("A Cell has no MindIR graph on XLA.")

    def register_saved_tensors_hooks(
        self, pack_hook: Callable[..., Any], unpack_hook: Callable[..., Any]
    ) -> None:
        raise NotImplementedError("A derivative keeps the inputs of operators, which hooks cannot replace.")

    def cast_inputs(self, inputs: Any, dst_type: Any) -> None:
        """Nothing: deprecated in MindSpore."""

    def remove_redundant_parameters(self) -> None:
        """Nothing: deprecated in MindSpore."""


def _typed(name: str, value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise TypeError(
            f"For 'Cell', the property '{name}' must be a {kind.__name__}, but got {type(value).__name__}."
        )
    return value
