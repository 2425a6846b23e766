"""Timing several sides against each other, fairly: they take turns, so a busy machine slows them all alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Timing:
    """Seconds per call: the least and the median over the rounds."""

    least: float
    median: float


def compare(sides: Mapping[str, Callable[[], Any]], rounds: int = 40, seconds: float = 0.01) -> dict[str, Timing]:
    """Time every side, a call being ``side()``.

    Args:
        sides: functions without arguments, by name. What a side returns is waited for at the end of its turn.
        rounds: how often each side has its turn.
        seconds: about how long one turn lasts.
    """
    counts = {name: _calls_in(side, seconds) for name, side in sides.items()}
    found: dict[str, list[float]] = {name: [] for name in sides}
    gc.collect()
    enabled = gc.isenabled()
    gc.disable()
    try:
        for _ in range(rounds):
            for name, side in sides.items():
                found[name].append(_turn(side, counts[name]))
            gc.collect(0)
    finally:
        if enabled:
            gc.enable()
    return {name: Timing(min(times), statistics.median(times)) for name, times in found.items()}


def _calls_in(side: Callable[[], Any], seconds: float) -> int:
    for _ in range(3):  # compiles
        wait_for(side())
    return max(1, int(seconds / max(_turn(side, 5), 1e-9)))


def _turn(side: Callable[[], Any], count: int) -> float:
    begin = time.perf_counter()
    for _ in range(count):
        result = side()
    wait_for(result)
    return (time.perf_counter() - begin) / count


def wait_for(result: Any) -> None:
    """Wait until a nest of arrays or Tensors is computed."""
    if isinstance(result, (tuple, list)):
        for part in result:
            wait_for(part)
        return
    array = getattr(result, "_array", result)
    if hasattr(array, "block_until_ready"):
        array.block_until_ready()
    elif hasattr(array, "asnumpy"):
        array.asnumpy()
