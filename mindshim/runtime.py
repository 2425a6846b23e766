"""`mindspore.runtime`: waiting for devices, their memory, their streams, and settings that XLA makes by itself."""

from __future__ import annotations

import re
from typing import Any

import jax

from mindshim import _checkparam as check
from mindshim._streams import (
    Event,
    Stream,
    StreamCtx,
    communication_stream,
    current_stream,
    default_stream,
    set_cur_stream,
    synchronize,
)

# Memory
# ---------------------------------------------------------------------------------------------------------------

# MindSpore's name -> the names that XLA's allocators have for it.
_FIGURES = {
    "total_reserved_memory": ("pool_bytes", "bytes_reserved", "bytes_reservable_limit"),
    "total_allocated_memory": ("bytes_in_use",),
    "max_reserved_memory": ("peak_pool_bytes", "peak_bytes_reserved", "pool_bytes"),
    "max_allocated_memory": ("peak_bytes_in_use",),
}


def memory_stats() -> dict[str, Any]:
    """What the first device says of its memory, in bytes; zeros on a CPU, which keeps no count.

    Returns:
        A dict with the keys `total_reserved_memory`, `total_allocated_memory`, `total_idle_memory`,
        `total_eager_free_memory`, `max_reserved_memory`, `max_allocated_memory`, `common_mem_pool_stats` and
        `persistent_mem_pool_stats`.

    Examples:
        >>> import mindspore
        >>> sorted(mindspore.runtime.memory_stats())[:2]
        ['common_mem_pool_stats', 'max_allocated_memory']
    """
    known = jax.local_devices()[0].memory_stats() or {}
    found: dict[str, Any] = {
        name: next((known[theirs] for theirs in names if theirs in known), 0) for name, names in _FIGURES.items()
    }
    idle = max(found["total_reserved_memory"] - found["total_allocated_memory"], 0)
    pool: dict[str, Any] = {"block_unit_size": 0, "block_counts": 0, "blocks_info": {}}
    return {
        "total_reserved_memory": found["total_reserved_memory"],
        "total_allocated_memory": found["total_allocated_memory"],
        "total_idle_memory": idle,
        "total_eager_free_memory": 0,
        "max_reserved_memory": found["max_reserved_memory"],
        "max_allocated_memory": found["max_allocated_memory"],
        "common_mem_pool_stats": pool,
        "persistent_mem_pool_stats": {"block_counts": 0, "block_unit_size": 0, "blocks_info": {}},
    }


def memory_allocated() -> int:
    """Bytes in use on the device; 0 where it keeps no count."""
    return memory_stats()["total_allocated_memory"]


def max_memory_allocated() -> int:
    """The most bytes that were in use at a time; 0 where the device keeps no count."""
    return memory_stats()["max_allocated_memory"]


def memory_reserved() -> int:
    """Bytes that XLA took from the device; 0 where it keeps no count."""
    return memory_stats()["total_reserved_memory"]


def max_memory_reserved() -> int:
    """The most bytes that XLA took from the device at a time; 0 where it keeps no count."""
    return memory_stats()["max_reserved_memory"]


def reset_max_memory_allocated() -> None:
    """Nothing: XLA's allocators keep their maxima to the end of the process."""


def reset_max_memory_reserved() -> None:
    """Nothing: XLA's allocators keep their maxima to the end of the process."""


def reset_peak_memory_stats() -> None:
    """Nothing: XLA's allocators keep their maxima to the end of the process."""


def memory_summary() -> str:
    """:func:`memory_stats` as a table."""
    stats = memory_stats()
    width = 45
    lines = ["=" * width, f"{'Memory summary':^{width}}", "=" * width, f" {'Metric':<21}| {'Data':<21}", "-" * width]
    for name in list(stats)[:6]:
        title = name.removeprefix("total_").replace("_", " ").capitalize()
        lines += [f" {title:<21}| {_size(stats[name]):<21}", "-" * width]
    lines[-1] = "=" * width
    return "".join(f"|{line}|\n" for line in lines)


def _size(count: int) -> str:
    for unit in ("B", "KB", "MB", "GB"):
        if count < 768 * 1024:
            return f"{count:6d} {unit}"
        count //= 1024
    return f"{count:6d} TB"


def empty_cache() -> None:
    """Nothing: XLA gives memory back by itself."""


def set_memory(
    init_size: str = "2GB",
    increase_size: str = "2GB",
    max_size: str = "1024GB",
    optimize_level: str = "O0",
    huge_page_reserve_size: str = "0GB",
) -> None:
    """Accepted: XLA divides a device's memory by itself; XLA_PYTHON_CLIENT_MEM_FRACTION in the environment bounds it.

    Args:
        init_size, increase_size, max_size, huge_page_reserve_size: such as ``"2GB"`` or ``"0.5GB"``.
        optimize_level: ``"O0"`` or ``"O1"``.

    Raises:
        ValueError: a size or the level is something else.
    """
    sizes = (("init_size", init_size), ("increase_size", increase_size), ("max_size", max_size))
    for name, size in (*sizes, ("huge_page_reserve_size", huge_page_reserve_size)):
        check.check_value_type(name, size, str, "set_memory")
        if not re.fullmatch(r"\d+(\.\d*)?GB", size) or name in dict(sizes) and float(size[:-2]) == 0:
            raise ValueError(f"For 'set_memory', '{name}' must be a size such as '2GB', but got {size!r}.")
    if optimize_level not in ("O0", "O1"):
        raise ValueError(f"For 'set_memory', 'optimize_level' must be 'O0' or 'O1', but got {optimize_level!r}.")


# Settings that XLA makes by itself
# ---------------------------------------------------------------------------------------------------------------


def launch_blocking() -> None:
    """Nothing: errors of an operator are raised where it is called."""


def dispatch_threads_num(threads_num: int) -> None:
    """Accepted: XLA dispatches by itself.

    Raises:
        TypeError: `threads_num` is no int.
        ValueError: it is not positive.
    """
    check.check_positive_int(threads_num, "threads_num", "dispatch_threads_num")


def set_cpu_affinity(
    enable_affinity: bool,
    affinity_cpu_list: list[str] | None = None,
    module_to_cpu_dict: dict[str, list[int]] | None = None,
    bind_file: str | None = None,
) -> None:
    """Accepted: the operating system places XLA's threads; `taskset` bounds them.

    Raises:
        TypeError: an argument is of a wrong type.
    """
    owner = "set_cpu_affinity"
    check.check_value_type("enable_affinity", enable_affinity, bool, owner)
    for name, value, kind in (
        ("affinity_cpu_list", affinity_cpu_list, list),
        ("module_to_cpu_dict", module_to_cpu_dict, dict),
        ("bind_file", bind_file, str),
    ):
        check.check_value_type(name, value, [kind, type(None)], owner)


def set_kernel_launch_group(thread_num: int = 2, kernel_group_num: int = 8) -> None:
    """Accepted: XLA launches kernels by itself.

    Raises:
        TypeError: an argument is no int.
        ValueError: an argument is not positive.
    """
    check.check_positive_int(thread_num, "thread_num", "set_kernel_launch_group")
    check.check_positive_int(kernel_group_num, "kernel_group_num", "set_kernel_launch_group")


def set_kernel_launch_capture(enable_capture_graph: bool, op_capture_skip: list[str] | None = None) -> None:
    """Accepted: XLA captures CUDA graphs by itself.

    Raises:
        TypeError: an argument is of a wrong type.
    """
    check.check_value_type("enable_capture_graph", enable_capture_graph, bool, "set_kernel_launch_capture")
    check.check_value_type("op_capture_skip", op_capture_skip, [list, type(None)], "set_kernel_launch_capture")


class StreamLimitCtx(StreamCtx):
    """As :class:`StreamCtx`: the numbers of an Ascend processor's cores that a stream may use are accepted.

    Raises:
        TypeError: an argument is of a wrong type.
    """

    def __init__(self, stream: Stream, cube_num: int = -1, vector_num: int = -1):
        super().__init__(check.check_value_type("stream", stream, Stream, "StreamLimitCtx"))
        set_stream_limit(stream, cube_num, vector_num)


def set_stream_limit(stream: Stream, cube_num: int = -1, vector_num: int = -1) -> None:
    """Accepted: how many cores of an Ascend processor a stream may use.

    Raises:
        TypeError: an argument is of a wrong type.
    """
    check.check_value_type("stream", stream, Stream, "set_stream_limit")
    check.check_is_int(cube_num, "cube_num", "set_stream_limit")
    check.check_is_int(vector_num, "vector_num", "set_stream_limit")


def reset_stream_limit(stream: Stream) -> None:
    """Nothing; see :func:`set_stream_limit`.

    Raises:
        TypeError: `stream` is no :class:`Stream`.
    """
    check.check_value_type("stream", stream, Stream, "reset_stream_limit")


def get_stream_limit(stream: Stream) -> dict[str, int]:
    """How many cores of an Ascend processor a stream may use: no limit, -1.

    Raises:
        TypeError: `stream` is no :class:`Stream`.
    """
    check.check_value_type("stream", stream, Stream, "get_stream_limit")
    return {"cube_core_num": -1, "vector_core_num": -1}


def set_device_limit(device: int, cube_num: int = -1, vector_num: int = -1) -> None:
    """Accepted: how many cores of an Ascend processor may be used.

    Raises:
        TypeError: an argument is no int.
    """
    for name, value in (("device", device), ("cube_num", cube_num), ("vector_num", vector_num)):
        check.check_is_int(value, name, "set_device_limit")


def get_device_limit(device: int) -> dict[str, int]:
    """How many cores of an Ascend processor may be used: no limit, -1.

    Raises:
        TypeError: `device` is no int.
    """
    check.check_is_int(device, "device", "get_device_limit")
    return {"cube_core_num": -1, "vector_core_num": -1}


__all__ = [
    "Event",
    "Stream",
    "StreamCtx",
    "StreamLimitCtx",
    "communication_stream",
    "current_stream",
    "default_stream",
    "dispatch_threads_num",
    "empty_cache",
    "get_device_limit",
    "get_stream_limit",
    "launch_blocking",
    "max_memory_allocated",
    "max_memory_reserved",
    "memory_allocated",
    "memory_reserved",
    "memory_stats",
    "memory_summary",
    "reset_max_memory_allocated",
    "reset_max_memory_reserved",
    "reset_peak_memory_stats",
    "reset_stream_limit",
    "set_cpu_affinity",
    "set_cur_stream",
    "set_device_limit",
    "set_kernel_launch_capture",
    "set_kernel_launch_group",
    "set_memory",
    "set_stream_limit",
    "synchronize",
]
