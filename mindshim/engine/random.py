"""The random state: one key, held in a Tensor, that every random operator splits.

The same seed gives the same numbers. They are JAX's, not MindSpore's own.
"""

from __future__ import annotations

import functools
from typing import Any

import jax
import numpy as np

from mindshim.engine import tracing
from mindshim.engine.arrays import put
from mindshim.engine.tensor import Tensor, wrap

_split = jax.jit(lambda key: jax.random.split(key, 2))


class Generator:
    """A source of random numbers with a state of its own.

    Examples:
        >>> from mindshim import Generator
        >>> g = Generator().manual_seed(3)
        >>> g.initial_seed()
        3
    """

    def __init__(self):
        self.manual_seed(0)

    def __repr__(self) -> str:
        return f"<mindspore.common.generator.Generator object at {id(self):#x}>"

    def manual_seed(self, seed: int) -> Generator:
        """Start again from a seed; returns the generator.

        Raises:
            TypeError: `seed` is no int.
        """
        if isinstance(seed, Tensor):
            seed = int(seed)
        if not isinstance(seed, int) or isinstance(seed, bool):
            raise TypeError(f"For 'manual_seed', the seed must be an int, but got {type(seed).__name__}.")
        self._seed = seed
        self._key = wrap(put(_key(seed)))
        return self

    def seed(self) -> int:
        """Start again from a seed that the operating system chooses; returns it."""
        self.manual_seed(int(np.random.SeedSequence().generate_state(1, np.uint64)[0] >> np.uint64(1)))
        return self._seed

    def initial_seed(self) -> int:
        """The seed that the numbers started from."""
        return self._seed

    def get_state(self) -> Tensor:
        """The state, as a Tensor to give to :meth:`set_state`."""
        words = np.array([self._seed & 0xFFFFFFFF, self._seed >> 32 & 0xFFFFFFFF], np.uint32)
        return Tensor(np.concatenate([np.asarray(self._key._array), words]).view(np.uint8))

    def set_state(self, state: Tensor) -> None:
        """Go on from a state.

        Raises:
            RuntimeError: `state` is no Tensor that :meth:`get_state` could have given.
        """
        if not isinstance(state, Tensor) or state.shape != (16,) or str(state.dtype) != "UInt8":
            raise RuntimeError("For 'set_state', the state must be a Tensor that 'get_state' gave.")
        words = state.asnumpy().view(np.uint32)
        self._seed = int(words[2]) | int(words[3]) << 32
        self._key._assign(wrap(put(words[:2].copy())))

    def next_key(self) -> Any:
        """A key that was never given before."""
        both = _split(self._key._array)
        self._key._array = both[0]
        return both[1]


def _key(seed: int) -> np.ndarray:
    words = np.random.SeedSequence(seed & 0xFFFFFFFFFFFFFFFF).generate_state(2, np.uint32)
    return words.astype(np.uint32)


@functools.cache
def default_generator() -> Generator:
    """The generator that operators use when they are given none."""
    with tracing.outside():
        return Generator()


_global_seed: int | None = None
# How often it was set, for those who must know that it was set again, though to the same number.
settings_of_seed = 0


def next_key() -> Any:
    """A fresh key of the default generator."""
    return default_generator().next_key()


def seeded(seed: int) -> Generator:
    """A source of numbers that a seed of an operator's, and the global one, determine."""
    return Generator().manual_seed(seed + ((_global_seed or 0) << 32))


# The sources of operators that were given a seed of their own, by operator and seed.
_streams: dict[tuple[str, int], Generator] = {}


def key_from(source: Any, name: str) -> Any:
    """A fresh key for an operator: of a Generator, or of the stream of numbers that a seed stands for.

    None, 0 and negative seeds mean the default generator.

    Raises:
        TypeError: `source` is none of these.
    """
    if source is None:
        return next_key()
    if isinstance(source, Generator):
        return source.next_key()
    if isinstance(source, Tensor):
        source = source.item()
    if not isinstance(source, int) or isinstance(source, bool):
        raise TypeError(f"For '{name}', the seed must be an int, but got {type(source).__name__}.")
    if source <= 0:
        return next_key()
    stream = _streams.get((name, source))
    if stream is None:
        with tracing.outside():
            stream = _streams[name, source] = seeded(source)
    return stream.next_key()


def set_seed(seed: int) -> None:
    """Set the seed of all random numbers: of operators, initial values, and NumPy's.

    Args:
        seed: an int, not negative.

    Raises:
        TypeError: `seed` is no int.
        ValueError: `seed` is negative.

    Examples:
        >>> import mindshim as ms
        >>> ms.set_seed(1); a = ms.ops.rand(2)
        >>> ms.set_seed(1); bool((a == ms.ops.rand(2)).all())
        True
    """
    global _global_seed, settings_of_seed
    if not isinstance(seed, int) or isinstance(seed, bool):
        raise TypeError(f"The argument 'seed' must be type of int, but got {type(seed).__name__}.")
    if seed < 0:
        raise ValueError(f"The argument 'seed' must be greater than or equal to 0, but got {seed}.")
    np.random.seed(seed % 2**32)
    _global_seed = seed
    settings_of_seed += 1
    _streams.clear()
    default_generator().manual_seed(seed)


def get_seed() -> int | None:
    """The seed that :func:`set_seed` set; None before."""
    return _global_seed


def manual_seed(seed: int) -> Generator:
    """Start the default generator again from a seed; returns it."""
    return default_generator().manual_seed(seed)


def seed() -> int:
    """Start the default generator again from a seed that the operating system chooses; returns it."""
    return default_generator().seed()


def initial_seed() -> int:
    """The seed that the default generator started from."""
    return default_generator().initial_seed()


def get_rng_state() -> Tensor:
    """The default generator's state."""
    return default_generator().get_state()


def set_rng_state(state: Tensor) -> None:
    """Set the default generator's state to one that :func:`get_rng_state` gave."""
    default_generator().set_state(state)
