"""`mindspore.runtime`: waiting for devices, and their memory."""

from __future__ import annotations

from typing import Any

import jax


def synchronize() -> None:
    """Wait until every device has done what it was given."""
    for device in jax.local_devices():
        jax.device_put(0, device).block_until_ready()
    jax.effects_barrier()


def memory_stats() -> dict[str, Any]:
    """What the first device says of its memory, in bytes, under XLA's names; empty on a CPU."""
    return dict(jax.local_devices()[0].memory_stats() or {})


def memory_allocated() -> int:
    """Bytes in use on the device; 0 where it keeps no count."""
    return memory_stats().get("bytes_in_use", 0)


def max_memory_allocated() -> int:
    """The most bytes that were in use at a time; 0 where the device keeps no count."""
    return memory_stats().get("peak_bytes_in_use", 0)


def memory_reserved() -> int:
    """Bytes that XLA took from the device; 0 where it keeps no count."""
    return memory_stats().get("bytes_reserved", 0)


def empty_cache() -> None:
    """Nothing: XLA gives memory back by itself."""


def launch_blocking() -> None:
    """Nothing: errors of an operator are raised where it is called."""
