"""`mindspore.hal`: devices, their memory and their streams."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import jax

from mindshim import runtime
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
from mindshim.context import get_context

_TARGETS = ("CPU", "GPU", "Ascend")
# Under which names JAX knows the devices of a target. "Ascend" is whatever accelerator there is, as in set_context.
_PLATFORMS = {"CPU": ("cpu",), "GPU": ("cuda", "rocm", "gpu"), "Ascend": ()}


def _devices(target: str) -> list[Any]:
    for platform in _PLATFORMS[target]:
        try:
            return jax.devices(platform)
        except RuntimeError:
            continue
    return []


def _chosen(device_target: str | None) -> list[Any]:
    """The devices of a target, or of the present one.

    Raises:
        ValueError: there is no such target, or none of its devices.
    """
    target = get_context("device_target") if device_target is None else device_target
    if target not in _TARGETS:
        raise ValueError(f"The argument 'device_target' must be one of {list(_TARGETS)}, but got {target}.")
    found = _devices(target)
    if not found and device_target is None:  # a program that says "Ascend" runs on what there is
        return jax.devices()
    if not found:
        raise ValueError(f"There is no {target} here; hal.is_available tells which devices there are.")
    return found


def _device(device_id: Any, device_target: str | None) -> Any:
    found = _chosen(device_target)
    if not isinstance(device_id, int) or isinstance(device_id, bool):
        raise TypeError(f"The argument 'device_id' must be int, but got {device_id!r}.")
    if not 0 <= device_id < len(found):
        raise ValueError(f"The argument 'device_id' must be less than device count: {len(found)}, but got {device_id}.")
    return found[device_id]


def is_available(device_target: str) -> bool:
    """Whether there are devices of that target.

    Args:
        device_target: ``"CPU"``, ``"GPU"`` or ``"Ascend"``.

    Raises:
        ValueError: it is something else.

    Examples:
        >>> import mindspore
        >>> mindspore.hal.is_available("CPU")
        True
    """
    if device_target not in _TARGETS:
        raise ValueError(
            f"For 'hal.is_available', the argument 'device_target' must be one of {list(_TARGETS)}, but got "
            f"{device_target}."
        )
    return bool(_devices(device_target))


def is_initialized(device_target: str) -> bool:
    """As :func:`is_available`: JAX finds all devices at once."""
    return is_available(device_target)


def device_count(device_target: str | None = None) -> int:
    """The number of devices of a target, or of the present one.

    Raises:
        ValueError: there is no such target, or none of its devices.
    """
    return len(_chosen(device_target))


def get_device_name(device_id: int, device_target: str | None = None) -> str:
    """The name of a device.

    Raises:
        TypeError: `device_id` is no int.
        ValueError: there is no such target or device.

    Examples:
        >>> import mindspore
        >>> mindspore.hal.get_device_name(0, "CPU")
        'CPU'
    """
    device = _device(device_id, device_target)
    return "CPU" if device.platform == "cpu" else device.device_kind


def get_device_capability(device_id: int, device_target: str | None = None) -> tuple[int, int] | None:
    """The compute capability of a CUDA device, ``(major, minor)``; None for others.

    Raises:
        TypeError: `device_id` is no int.
        ValueError: there is no such target or device.
    """
    found = getattr(_device(device_id, device_target), "compute_capability", None)
    if not isinstance(found, str) or "." not in found:
        return None
    major, minor = found.split(".")
    return int(major), int(minor)


class _Properties:
    """What is known of a device."""

    def __init__(self, device: Any):
        self.name: str = device.device_kind
        self.total_memory: int = (device.memory_stats() or {}).get("bytes_limit", 0)
        self.multi_processor_count: int | None = getattr(device, "core_count", None)

    def __repr__(self) -> str:
        return f"DeviceProperties(name='{self.name}', total_memory={self.total_memory})"


def get_device_properties(device_id: int, device_target: str | None = None) -> _Properties | None:
    """The name, the memory and the number of cores of a device; None for a CPU.

    Raises:
        TypeError: `device_id` is no int.
        ValueError: there is no such target or device.
    """
    device = _device(device_id, device_target)
    return None if device.platform == "cpu" else _Properties(device)


def get_arch_list(device_target: str | None = None) -> list[str] | None:
    """The architectures that kernels are compiled for: None, as XLA compiles for the device that there is.

    Raises:
        ValueError: there is no such target, or none of its devices.
    """
    _chosen(device_target)


def _of_target(function: Callable[[], Any]) -> Callable[..., Any]:
    """A function of `mindspore.runtime` with the argument that it has here."""

    @functools.wraps(function)
    def call(device_target: str | None = None) -> Any:
        _chosen(device_target)
        return function()

    del call.__wrapped__  # whose signature is another one
    return call


memory_stats = _of_target(runtime.memory_stats)
memory_allocated = _of_target(runtime.memory_allocated)
memory_reserved = _of_target(runtime.memory_reserved)
max_memory_allocated = _of_target(runtime.max_memory_allocated)
max_memory_reserved = _of_target(runtime.max_memory_reserved)
memory_summary = _of_target(runtime.memory_summary)
reset_max_memory_allocated = _of_target(runtime.reset_max_memory_allocated)
reset_max_memory_reserved = _of_target(runtime.reset_max_memory_reserved)
reset_peak_memory_stats = _of_target(runtime.reset_peak_memory_stats)
empty_cache = runtime.empty_cache

__all__ = [
    "Event",
    "Stream",
    "StreamCtx",
    "communication_stream",
    "current_stream",
    "default_stream",
    "device_count",
    "empty_cache",
    "get_arch_list",
    "get_device_capability",
    "get_device_name",
    "get_device_properties",
    "is_available",
    "is_initialized",
    "max_memory_allocated",
    "max_memory_reserved",
    "memory_allocated",
    "memory_reserved",
    "memory_stats",
    "memory_summary",
    "reset_max_memory_allocated",
    "reset_max_memory_reserved",
    "reset_peak_memory_stats",
    "set_cur_stream",
    "synchronize",
]
