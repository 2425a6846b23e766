"""Tensor methods about the memory that MindSpore keeps a Tensor in, as far as they mean something for a JAX array."""

from __future__ import annotations

from typing import Any

from mindshim.engine.binding import also
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor
from mindshim.ops.primitive import Primitive


@also("Tensor.data_ptr")
def data_ptr(self: Tensor) -> int:
    """The address of the array on its device. An in-place write moves a Tensor to a new array."""
    return self._value().unsafe_buffer_pointer()


@also("Tensor.data_sync")
def data_sync(self: Tensor, no_wait: bool = False) -> None:
    """Wait until the values are there, unless `no_wait`."""
    if not no_wait:
        self._value().block_until_ready()


@also("Tensor.get_bytes")
def get_bytes(self: Tensor) -> bytes:
    """The values as they lie in memory.

    Examples:
        >>> from mindshim import Tensor, int16
        >>> Tensor([1, 2], int16).get_bytes()
        b'\\x01\\x00\\x02\\x00'
    """
    return self.asnumpy().tobytes()


@also("Tensor.offload")
def offload(self: Tensor, file_path: str, release: bool = True) -> bool:
    """Write the values to a file as they lie in memory, whose name `offload_file_path` gives. They stay here too.

    Raises:
        ValueError: the name is no str or empty, or the values were written before.
    """
    if not isinstance(file_path, str) or not file_path:
        raise ValueError(f"For 'offload', 'file_path' must be the name of a file, but got {file_path!r}.")
    if getattr(self, "_offloaded", ""):
        raise ValueError(f"For 'offload', the Tensor was written to {self._offloaded} before.")  # type: ignore[attr-defined]
    with open(file_path, "wb") as file:
        file.write(get_bytes(self))
    self._offloaded = file_path  # type: ignore[attr-defined]
    return True


@also("Tensor.offload_file_path")
def offload_file_path(self: Tensor) -> str:
    """The name of the file that `offload` wrote; empty if it has not."""
    return getattr(self, "_offloaded", "")


class _ParamInfo:
    """A Parameter's settings, under the names that MindSpore's C++ code has for them."""

    def __init__(self, parameter: Parameter):
        self.__dict__["_parameter"] = parameter

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__dict__["_parameter"], name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self.__dict__["_parameter"], name, value)


def _param_info(self: Tensor) -> _ParamInfo | None:
    """A Parameter's settings; None for any other Tensor."""
    return _ParamInfo(self) if isinstance(self, Parameter) else None


def _not_initialised(self: Tensor) -> bool:
    """False, as for a Tensor whose memory MindSpore has not been asked for."""
    return False


def _nothing(self: Tensor) -> None:
    """None: no Tensor is a part of another's memory."""


also("Tensor.param_info")(property(_param_info))  # type: ignore[arg-type]
also("Tensor.init_flag")(property(_not_initialised))  # type: ignore[arg-type]
also("Tensor.parent_tensor_", "Tensor.index_of_parent_")(property(_nothing))  # type: ignore[arg-type]


def move_to(input: Any, to: str = "CPU", blocking: bool = True) -> Tensor:
    """The Tensor (or a list of ints as one); XLA decides where its values are kept.

    Raises:
        ValueError: `to` is neither ``"CPU"`` nor ``"Ascend"``.
    """
    tensor = input if isinstance(input, Tensor) else Tensor(input)
    return tensor.move_to(to, blocking)


class MoveTo(Primitive):
    """``MoveTo()(input, to, blocking)``; see `move_to`."""

    def __init__(self):
        super().__init__("MoveTo")

    def __call__(self, input: Any, to: str = "CPU", blocking: bool = True) -> Tensor:
        return move_to(input, to, blocking)
