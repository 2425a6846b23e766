"""The object behind `set_auto_parallel_context`, which some programs ask themselves."""

from __future__ import annotations

from typing import Any

from mindshim.engine import context


class _AutoParallelContext:
    """``get_NAME()`` and ``set_NAME(value)`` for every parallel setting."""

    def __getattr__(self, name: str) -> Any:
        verb, _, setting = name.partition("_")
        if setting in context._PARALLEL and verb == "get":
            return lambda: context.get_auto_parallel_context(setting)
        if setting in context._PARALLEL and verb == "set":
            return lambda value: context.set_auto_parallel_context(**{setting: value})
        base = setting.removesuffix("_is_set")
        if base != setting and base in context._PARALLEL and verb == "get":
            return lambda: base in context._parallel
        raise AttributeError(f"the parallel settings have no '{name}'")

    def reset(self) -> None:
        """Give all settings their defaults again."""
        context.reset_auto_parallel_context()

    def set_all_reduce_fusion_split_indices(self, indices: list[int], group: str = "") -> None:
        """Accepted: XLA joins its own messages."""

    def set_all_reduce_fusion_split_sizes(self, sizes: list[int], group: str = "") -> None:
        """Accepted: XLA joins its own messages."""


_the_context = _AutoParallelContext()


def auto_parallel_context() -> _AutoParallelContext:
    """The one object that holds the parallel settings."""
    return _the_context


_set_auto_parallel_context = context.set_auto_parallel_context
_get_auto_parallel_context = context.get_auto_parallel_context
_reset_auto_parallel_context = context.reset_auto_parallel_context
