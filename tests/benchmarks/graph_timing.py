"""Timing of training steps: sides in turns, or one side alone in its process."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

SHOWN = 5  # steps whose losses are compared


@dataclass(frozen=True)
class Side:
    """One side of a comparison.

    Attributes:
        step: makes a step and gives its loss.
        wait: waits for all that the step does; an eager step goes on after its loss is known, and would take the time
            of whose turn is next.
        enter: sets the side up, before its turn.
    """

    step: Callable[[], Any]
    wait: Callable[[], Any]
    enter: Callable[[], Any] = lambda: None


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


def in_turns(sides: Mapping[str, Side], seconds: float = 6.0, least: int = 15) -> dict[str, list[float]]:
    """Seconds of a step of each side, round by round.

    Args:
        sides: by name.
        seconds: about how long all rounds last together.
        least: how many rounds there are at least.
    """
    counts = {}
    for name, side in sides.items():
        side.enter()
        for _ in range(3):
            value(side.step())
        side.wait()
        start = time.perf_counter()
        value(side.step())
        side.wait()
        counts[name] = max(1, int(0.02 / (time.perf_counter() - start)))
    found: dict[str, list[float]] = {name: [] for name in sides}
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds or len(next(iter(found.values()))) < least:
        for name, side in sides.items():
            side.enter()
            start = time.perf_counter()
            for _ in range(counts[name]):
                loss = side.step()
            value(loss)
            side.wait()
            found[name].append((time.perf_counter() - start) / counts[name])
    return found


def ratio(ours: list[float], theirs: list[float]) -> float:
    """The median over the rounds of what one side took over what the other took."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
