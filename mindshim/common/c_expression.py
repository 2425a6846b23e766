"""Names of MindSpore's C++ library that programs import and that have a meaning here."""

from __future__ import annotations

from typing import Any

from mindshim.engine.jit import ms_memory_recycle as _ms_memory_recycle
from mindshim.engine.tensor import Tensor

TensorPy = Tensor
# The value of an argument that was not given.
_empty_instance = object()


def _framework_profiler_step_start() -> None:
    """Accepted: JAX's profiler needs no marks."""


def _framework_profiler_step_end() -> None:
    """Accepted: JAX's profiler needs no marks."""


def disable_multi_thread() -> None:
    """Accepted: XLA keeps its own threads."""


class MSContext:
    """The settings, as MindSpore's C++ code holds them."""

    _the_one: MSContext | None = None

    @classmethod
    def get_instance(cls) -> MSContext:
        """The one object there is."""
        if cls._the_one is None:
            cls._the_one = cls()
        return cls._the_one

    def get_ascend_soc_version(self) -> str:
        """No Ascend processor: an empty text."""
        return ""

    def get_param(self, key: Any) -> Any:
        """None: the settings are `mindspore.get_context`'s."""
        return None

    def set_param(self, key: Any, value: Any) -> None:
        """Accepted."""


__all__ = ["MSContext", "TensorPy", "_empty_instance", "_framework_profiler_step_end",
           "_framework_profiler_step_start", "_ms_memory_recycle", "disable_multi_thread"]
