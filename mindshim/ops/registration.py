"""Descriptions of users' kernels for Ascend and AiCPU: what a kernel takes and gives, as a dict.

XLA compiles no such kernels. The descriptions are put together all the same, because programs that bring kernels for
several targets state them where they are imported.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from mindshim.engine.dispatch import bind_arguments
from mindshim.kernels.declare import Parameters

_TYPES = {
    "BF16": "bfloat16", "BOOL": "bool", "C64": "complex64", "C128": "complex128", "F16": "float16", "F32": "float32",
    "F64": "float64", "I8": "int8", "I16": "int16", "I32": "int32", "I64": "int64", "U8": "uint8", "U16": "uint16",
    "U32": "uint32", "U64": "uint64", "None": "",
}
_FORMATS = {
    "5HD": "NC1HWC0", "NC1HWC0": "NC1HWC0", "C1HWNCoC0": "C1HWNCoC0", "ChannelLast": "ChannelLast", "DHWCN": "DHWCN",
    "Default": "DefaultFormat", "FRACTAL_Z_3D": "FRACTAL_Z_3D", "FracNZ": "FRACTAL_NZ", "FracZ": "FRACTAL_Z",
    "FracZNLSTM": "FRACTAL_ZN_LSTM", "FracZNRNN": "FRACTAL_ZN_RNN", "HWCN": "HWCN", "NCDHW": "NCDHW", "NCHW": "NCHW",
    "NDC1HWC0": "NDC1HWC0", "NDHWC": "NDHWC", "ND_RNNBIAS": "ND_RNN_BIAS", "NHWC": "NHWC", "None": "",
}


class DataType:
    """Pairs of a dtype and a memory format, such as ``DataType.F32_Default``: ``("float32", "DefaultFormat")``."""


for _short, _dtype in _TYPES.items():
    for _name, _format in _FORMATS.items():
        setattr(DataType, f"{_short}_{_name}", (_dtype, _format))
    setattr(DataType, f"{_short}_Default_Tuple", (_dtype, "DefaultFormat", "tuple"))
    setattr(DataType, f"{_short}_Default_List", (_dtype, "DefaultFormat", "list"))


class RegOp:
    """A kernel's description, put together by calls that each return it.

    Args:
        op_name: the kernel's name.

    Raises:
        TypeError: the name is no str.

    Example:
        >>> from mindshim.ops import CustomRegOp, DataType
        >>> described = CustomRegOp("double").input(0, "x").output(0, "y")
        >>> described.dtype_format(DataType.F32_Default, DataType.F32_Default).get_op_info()["op_name"]
        'double'
    """

    # What the kind of kernel adds to each description.
    _fixed: dict[str, Any] = {}

    def __init__(self, op_name: str = ""):
        if not isinstance(op_name, str):
            raise TypeError(f"For '{type(self).__name__}', 'op_name' must be a str, but got {op_name!r}.")
        self.op_name = op_name
        self.inputs: list[dict[str, Any]] = []
        self.outputs: list[dict[str, Any]] = []
        self.attr_: list[dict[str, Any]] = []
        self.dtype_format_: list[tuple] = []
        self._said: dict[str, Any] = {"fusion_type": ""}

    def fusion_type(self, fusion_type: str) -> RegOp:
        """Say how the kernel may be fused."""
        self._said["fusion_type"] = fusion_type
        return self

    def dtype_format(self, *args: tuple) -> RegOp:
        """Add one combination of `DataType`: of each input, then of each output.

        Raises:
            ValueError: their number is another one.
        """
        wanted = len(self.inputs) + len(self.outputs)
        if len(args) != wanted:
            raise ValueError(f"The number of data types must be the number of inputs and outputs, {wanted}, but got "
                             f"{len(args)}.")
        self.dtype_format_.append(tuple(args))
        return self

    def input(self, index: int | None = None, name: str | None = None, *more: Any, **kwargs: Any) -> RegOp:
        """Describe an input."""
        self.inputs.append(self._part(index, name, more, kwargs, "needCompile"))
        return self

    def output(self, index: int | None = None, name: str | None = None, *more: Any, **kwargs: Any) -> RegOp:
        """Describe an output."""
        self.outputs.append(self._part(index, name, more, kwargs, "need_compile"))
        return self

    def attr(self, name: str | None = None, param_type: str | None = None, value_type: str | None = None,
             value: Any = None, default_value: Any = None, **kwargs: Any) -> RegOp:
        """Describe an attribute."""
        said = {"name": name, "paramType": param_type, "type": value_type, "value": value,
                "defaultValue": default_value, **kwargs}
        self.attr_.append({key: v for key, v in said.items() if v is not None})
        return self

    def _part(self, index: Any, name: Any, more: tuple, kwargs: dict[str, Any], compiled: str) -> dict[str, Any]:
        given = dict(zip(self._positions(), more, strict=False)) | kwargs
        said = {"index": index, "name": name, compiled: given.pop("need_compile", None),
                "paramType": given.pop("param_type", self._default_kind()), **given}
        return {key: v for key, v in said.items() if v is not None}

    def _positions(self) -> tuple[str, ...]:
        """What the arguments of `input` and `output` after the name are."""
        return ("param_type",)

    def _default_kind(self) -> str | None:
        return None

    def get_op_info(self) -> dict[str, Any]:
        """The description."""
        for name in ("inputs", "outputs"):
            if not getattr(self, name) and not self._fixed:
                raise ValueError(f"For '{type(self).__name__}', {name} must be described first.")
        return {"op_name": self.op_name, "inputs": self.inputs, "outputs": self.outputs, "attr": self.attr_,
                "dtype_format": self.dtype_format_, **self._said, **self._fixed}


class CpuRegOp(RegOp):
    """A kernel for the CPU."""

    _fixed = {"imply_type": "CPU"}


class AiCPURegOp(CpuRegOp):
    """A kernel for Ascend's AiCPU."""

    _fixed = {"imply_type": "AiCPU"}


class AkgGpuRegOp(RegOp):
    """A kernel that AKG makes for a GPU."""

    _fixed = {"imply_type": "AKG", "processor": "CUDA"}


class AkgAscendRegOp(RegOp):
    """A kernel that AKG makes for Ascend."""

    _fixed = {"imply_type": "AKG", "processor": "AiCore"}


class TBERegOp(RegOp):
    """A kernel in TBE, for Ascend. Its settings (``async_flag(False)``, ``compute_cost(10)``, …) are kept by name."""

    _fixed = {"imply_type": "TBE"}
    _settings = (
        "async_flag=False", "binfile_name", "compute_cost=10", "dynamic_compile_static=False", "dynamic_rank_support",
        "dynamic_shape=False", "input_to_attr_index", "is_dynamic_format=False", "kernel_name",
        "need_check_supported=False", "partial_flag=True", "real_input_index", "reshape_type", "unknown_shape_formats",
    )

    def op_pattern(self, pattern: str | None = None) -> TBERegOp:
        """Keep the setting."""
        self._said["op_pattern"] = pattern
        return self

    def _positions(self) -> tuple[str, ...]:
        return ("need_compile", "param_type", "shape")


def _setting(text: str) -> Callable[..., TBERegOp]:
    """A method that keeps its one argument, which has the method's name."""
    parameter = Parameters.parse(text)
    name = parameter.names[0]

    def setting(self: TBERegOp, *args: Any, **kwargs: Any) -> TBERegOp:
        (value,) = bind_arguments(name, parameter.names, parameter.defaults, 1, args, kwargs)
        self._said[name.removesuffix("_name")] = value
        return self

    setting.__name__ = setting.__qualname__ = name
    setting.__doc__ = "Keep the setting."
    setting.__signature__ = parameter.signature("self")  # type: ignore[attr-defined]
    return setting


for _text in TBERegOp._settings:
    setattr(TBERegOp, _text.partition("=")[0], _setting(_text))


class CustomRegOp(RegOp):
    """A kernel of an `ops.Custom`."""

    def __init__(self, op_name: str = "Custom"):
        super().__init__(op_name)

    def _default_kind(self) -> str:
        return "required"

    def target(self, target: str | None = None) -> CustomRegOp:
        """Say what the kernel runs on."""
        self._said["target"] = target
        return self


class _VmImplementations:
    """Functions that stand for primitives, by the primitives' names."""

    def __init__(self):
        self._functions: dict[str, Callable[..., Any]] = {}

    def register(self, prim: Any) -> Callable[[Callable], Callable]:
        """Decorate the function that makes the implementation of a primitive, given by name, class or object."""

        def decorate(fn: Callable) -> Callable:
            self._functions[_primitive_name(prim)] = fn
            return fn

        return decorate

    def get(self, prim: Any, default: Any = None) -> Any:
        """The function of a primitive; `default` if it has none."""
        return self._functions.get(_primitive_name(prim), default)


def _primitive_name(prim: Any) -> str:
    if isinstance(prim, str):
        return prim
    return prim.__name__ if isinstance(prim, type) else prim.name


vm_impl_registry = _VmImplementations()


def get_vm_impl_fn(prim: Any) -> Callable[..., Any] | None:
    """The implementation of a primitive, a function; None if none was registered.

    Example:
        >>> from mindshim.ops import get_vm_impl_fn, vm_impl_registry
        >>> @vm_impl_registry.register("Double")
        ... def double(self):
        ...     return lambda x: 2 * x
        >>> get_vm_impl_fn("Double")(4)
        8
    """
    made = vm_impl_registry.get(prim)
    return None if made is None else made(prim)


def op_info_register(op_info: dict[str, Any] | str | RegOp) -> Callable[[Callable], Callable]:
    """Decorate the function that a description belongs to. It stays as it is: XLA compiles no such kernels.

    Raises:
        TypeError: the description is no dict, str or `RegOp`.
    """
    if isinstance(op_info, str):
        json.loads(op_info)
    elif not isinstance(op_info, (dict, RegOp)):
        raise TypeError(f"For 'op_info_register', a dict or str is needed, but got {type(op_info).__name__}.")
    return lambda fn: fn


def custom_info_register(*reg_info: Any) -> Callable[[Callable], Callable]:
    """Decorate a function for `ops.Custom` with descriptions of its kernels, which it keeps."""

    def decorate(fn: Callable) -> Callable:
        fn.reg_info = reg_info  # type: ignore[attr-defined]
        return fn

    return decorate
