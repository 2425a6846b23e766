"""Timing of training steps: sides in turns, or one side alone in its process."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from typing import Any

SHOWN = 5  # steps whose losses are compared


def value(loss: Any) -> float:
    """A loss as a number, which waits for it."""
    return float(loss.asnumpy() if hasattr(loss, "asnumpy") else loss)


def alone(make: Callable[[], Callable[[], Any]], seconds: float = 3.0) -> dict[str, Any]:
    """The first losses of a step, the seconds of its first call, and the median of those after."""
    step = make()
    begin = time.perf_counter()
    losses = [value(step())]
    first = time.perf_counter() - begin
    losses += [value(step()) for _ in range(SHOWN - 1)]
    times, begin = [], time.perf_counter()
    while time.perf_counter() - begin < seconds or len(times) < 5:
        start = time.perf_counter()
        value(step())
        times.append(time.perf_counter() - start)
    return {"losses": losses, "first": first, "median": statistics.median(times)}


def in_turns(sides: Mapping[str, tuple[Callable[[], None], Callable[[], Any]]], seconds: float = 6.0,
             least: int = 15) -> dict[str, list[float]]:
    """Seconds of a step of each side, round by round.

    Args:
        sides: by name, what sets a side up (not timed) and the step.
        seconds: about how long all rounds last together.
        least: how many rounds there are at least.
    """
    counts = {}
    for name, (enter, step) in sides.items():
        enter()
        for _ in range(3):
            value(step())
        start = time.perf_counter()
        value(step())
        counts[name] = max(1, int(0.02 / (time.perf_counter() - start)))
    found: dict[str, list[float]] = {name: [] for name in sides}
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds or len(next(iter(found.values()))) < least:
        for name, (enter, step) in sides.items():
            enter()
            start = time.perf_counter()
            for _ in range(counts[name]):
                loss = step()
            value(loss)
            found[name].append((time.perf_counter() - start) / counts[name])
    return found


def ratio(ours: list[float], theirs: list[float]) -> float:
    """The median over the rounds of what one side took over what the other took."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
