"""Where a random transform gets its numbers.

In a pipeline every row has a generator of its own, made from (seed, node, epoch, row) when a transform first
asks for
it. So the same seed gives the same data whatever the number of workers and their speed. Outside a pipeline
there is
one generator, started again when a seed is set.
"""

from __future__ import annotations

import threading

import numpy as np

from mindshim.dataset import config


class _Row(threading.local):
    key: tuple[int, ...] | None = None
    made: np.random.Generator | None = None


_row = _Row()
_eager: tuple[int, np.random.Generator] | None = None


def begin_row(key: tuple[int, ...] | None) -> None:
    """From here on this thread's random numbers belong to that row; None ends it."""
    _row.key, _row.made = key, None


def generator() -> np.random.Generator:
    """The generator of the row that this thread works on; the process's own one outside a pipeline."""
    global _eager
    if _row.key is not None:
        if _row.made is None:
            _row.made = make(_row.key)
        return _row.made
    seed, version = config.seed_and_version()
    if _eager is None or _eager[0] != version:
        _eager = version, np.random.default_rng(seed)
    return _eager[1]


def make(key: tuple[int, ...]) -> np.random.Generator:
    """The generator of a key."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(key)))


def pipeline_seed() -> int:
    """The seed that a pipeline starts with: the one that was set, or one that the operating system chooses."""
    seed, _ = config.seed_and_version()
    return int(np.random.SeedSequence().generate_state(1)[0]) if seed is None else seed
