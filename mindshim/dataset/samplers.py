"""Samplers: which rows of a random-access source are read, in which order."""

from __future__ import annotations

import numbers
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from mindshim.dataset import randomness
from mindshim.dataset.checks import INT64_MAX
from mindshim.dataset.shuffle import Shuffle


def _check(value: Any, kind: type, name: str, said: str) -> None:
    if not isinstance(value, kind) or isinstance(value, bool) and kind is not bool:
        raise TypeError(f"{name} must be {said} but was: {value}.")


class BuiltinSampler:
    """What all samplers have in common: a limit, and a child that chooses first.

    Args:
        num_samples: the most rows to give; all by default.
    """

    def __init__(self, num_samples: int | None = None):
        if num_samples is not None:
            _check(num_samples, int, "num_samples", "an integer")
            if not 0 <= num_samples <= INT64_MAX:
                raise ValueError(f"num_samples exceeds the boundary between 0 and {INT64_MAX}(INT64_MAX)!")
        self.num_samples = num_samples
        self.child_sampler: BuiltinSampler | None = None

    def _choose(self, size: int, key: tuple[int, ...]) -> Iterator[int]:
        """Indices into `size` rows, before the limit; `key` decides on random numbers."""
        raise NotImplementedError

    def _length(self, size: int) -> int:
        """How many indices `_choose` gives."""
        return size

    def indices(self, size: int, key: tuple[int, ...]) -> Iterator[int]:
        """The indices of one pass over a source with `size` rows.

        Raises:
            RuntimeError: the sampler gives an index that the source does not have.
        """
        if self.child_sampler is not None:
            population = list(self.child_sampler.indices(size, (*key, 0)))
            chosen: Iterator[int] = (population[i] for i in self._checked(len(population), key))
        else:
            chosen = self._checked(size, key)
        limit = self.num_samples
        for count, index in enumerate(chosen):
            if limit and count >= limit:
                return
            yield index

    def _checked(self, size: int, key: tuple[int, ...]) -> Iterator[int]:
        for index in self._choose(size, key):
            if not 0 <= index < size:
                raise RuntimeError(f"Sample ID ({index}) is out of bound, expected range [0, {size - 1}]")
            yield int(index)

    def count(self, size: int) -> int:
        """How many rows one pass gives."""
        length = self._length(size if self.child_sampler is None else self.child_sampler.count(size))
        return min(length, self.num_samples) if self.num_samples else length

    def add_child(self, sampler: BuiltinSampler | None) -> None:
        """Let another sampler choose first; this one chooses among what it gave.

        Raises:
            RuntimeError: there is a child already.
        """
        if self.child_sampler is not None and sampler is not None:
            raise RuntimeError("Cannot add child sampler, this sampler already has a child.")
        self.child_sampler = sampler

    def get_child(self) -> BuiltinSampler | None:
        """The sampler that chooses first."""
        return self.child_sampler

    def get_num_samples(self) -> int | None:
        """The limit, together with that of the child; None when there is none."""
        limits = [self.num_samples, self.child_sampler.get_num_samples() if self.child_sampler else None]
        known = [limit for limit in limits if limit is not None]
        return min(known) if known else None

    def is_shuffled(self) -> bool:
        """Whether the order is random."""
        return self.child_sampler is not None and self.child_sampler.is_shuffled()

    def is_sharded(self) -> bool:
        """Whether it gives one of several parts."""
        return self.child_sampler is not None and self.child_sampler.is_sharded()


class SequentialSampler(BuiltinSampler):
    """The rows in order, from `start_index` on."""

    def __init__(self, start_index: int | None = None, num_samples: int | None = None):
        if start_index is not None:
            _check(start_index, int, "start_index", "integer")
        super().__init__(num_samples)
        self.start_index = start_index

    def _choose(self, size: int, key: tuple[int, ...]) -> Iterator[int]:
        start = self.start_index or 0
        if start < 0 or start >= size > 0:
            raise RuntimeError(f"SequentialSampler: start_index must be in [0, {size - 1}], but got {start}.")
        return iter(range(start, size))

    def _length(self, size: int) -> int:
        return max(0, size - (self.start_index or 0))


class RandomSampler(BuiltinSampler):
    """The rows in random order; with `replacement`, one may come several times."""

    def __init__(
        self, replacement: bool = False, num_samples: int | None = None, shuffle: Any = Shuffle.GLOBAL
    ):
        _check(replacement, bool, "replacement", "a boolean value")
        super().__init__(num_samples)
        self.replacement = replacement
        self.shuffle = shuffle

    def _choose(self, size: int, key: tuple[int, ...]) -> Iterator[int]:
        generator = randomness.make(key)
        return iter(generator.integers(0, size, size) if self.replacement else generator.permutation(size))

    def is_shuffled(self) -> bool:
        return True


class DistributedSampler(BuiltinSampler):
    """One of `num_shards` parts of the rows; all parts have the same size, so rows come twice if need be.

    Args:
        num_shards: the number of parts.
        shard_id: which part.
        shuffle: shuffle before dividing, alike in all shards and differently in each epoch.
        num_samples: the most rows to give.
        offset: which shard gets the first row; -1 means shard 0.
    """

    def __init__(
        self,
        num_shards: int,
        shard_id: int,
        shuffle: Any = True,
        num_samples: int | None = None,
        offset: int = -1,
    ):
        _check(num_shards, int, "num_shards", "integer")
        _check(shard_id, int, "shard_id", "integer")
        if not isinstance(shuffle, (bool, Shuffle)):
            raise TypeError(f"shuffle must be a boolean value or valid shuffle mode but was: {shuffle}.")
        _check(offset, int, "offset", "integer")
        super().__init__(num_samples)
        self.num_shards, self.shard_id, self.shuffle, self.offset = num_shards, shard_id, shuffle, offset

    def set_offset(self, offset: int) -> DistributedSampler:
        """Say which shard gets the first row; gives the sampler itself."""
        self.offset = offset
        return self

    def _choose(self, size: int, key: tuple[int, ...]) -> Iterator[int]:
        if self.num_shards < 1 or not 0 <= self.shard_id < self.num_shards:
            raise RuntimeError(
                f"DistributedSampler: shard_id must be in [0, {self.num_shards}), but got {self.shard_id}."
            )
        if self.offset >= self.num_shards:
            raise RuntimeError(
                f"DistributedSampler: offset must be less than num_shards "
                f"({self.num_shards}), but got "
                f"{self.offset}."
            )
        # Not the seed: every shard, each in a process of its own, has to shuffle alike.
        order = (
            randomness.make((0, key[2] if len(key) > 2 else 0)).permutation(size) if self.shuffle else None
        )
        for place in self._places(size):
            yield place % size if order is None else order[place % size]

    def _places(self, size: int) -> range:
        """Where in the order the rows of this shard are; beyond the end means from the start again."""
        offset = max(self.offset, 0)
        each = -(-(size + offset) // self.num_shards)
        first = self.shard_id - offset
        start = first if first >= 0 else first + self.num_shards
        return range(start, first + each * self.num_shards, self.num_shards)

    def _length(self, size: int) -> int:
        return len(self._places(size))

    def is_shuffled(self) -> bool:
        return bool(self.shuffle)

    def is_sharded(self) -> bool:
        return self.num_shards > 1


class PKSampler(BuiltinSampler):
    """`num_val` rows of each class of a source with labels.

    Args:
        num_val: rows of each class.
        num_class: must be None, as in MindSpore.
        shuffle: mix the classes' rows.
        class_column: the column with the class.
        num_samples: the most rows to give.
    """

    def __init__(
        self,
        num_val: int,
        num_class: int | None = None,
        shuffle: bool = False,
        class_column: str = "label",
        num_samples: int | None = None,
    ):
        _check(num_val, int, "num_val", "integer")
        if num_class is not None:
            raise NotImplementedError("Not supported to specify num_class for PKSampler.")
        _check(shuffle, bool, "shuffle", "a boolean value")
        _check(class_column, str, "class_column", "a str value")
        super().__init__(num_samples)
        self.num_val, self.shuffle, self.class_column = num_val, shuffle, class_column
        self.labels: np.ndarray | None = None

    def _places(self) -> list[np.ndarray]:
        if self.labels is None:
            raise RuntimeError("PKSampler: this dataset does not support class labels.")
        return [np.flatnonzero(self.labels == label) for label in np.unique(self.labels)]

    def _choose(self, size: int, key: tuple[int, ...]) -> Iterator[int]:
        generator = randomness.make(key)
        chosen = [
            generator.choice(places, min(self.num_val, len(places)), replace=False)
            for places in self._places()
        ]
        order = np.concatenate(chosen)
        return iter(generator.permutation(order) if self.shuffle else order)

    def _length(self, size: int) -> int:
        return sum(min(self.num_val, len(places)) for places in self._places())

    def is_shuffled(self) -> bool:
        return self.shuffle


class SubsetSampler(BuiltinSampler):
    """The rows of a list of indices, in its order."""

    def __init__(self, indices: Any, num_samples: int | None = None):
        if isinstance(indices, str):
            raise TypeError(f"Unsupported sampler object of type ({type(indices)})")
        given = list(indices) if isinstance(indices, Iterable) else [indices]
        for i, index in enumerate(given):
            if not isinstance(index, numbers.Integral):
                raise TypeError(
                    f"SubsetSampler: Type of indices element must be int, but got list[{i}]: "
                    f"{index}, "
                    f"type: {type(index)}."
                )
        super().__init__(num_samples)
        self._indices = [int(i) for i in given]

    def get_num_samples(self) -> int | None:
        limit = super().get_num_samples()
        return len(self._indices) if limit is None else min(limit, len(self._indices))

    def _choose(self, size: int, key: tuple[int, ...]) -> Iterator[int]:
        return iter(self._indices)

    def _length(self, size: int) -> int:
        return len(self._indices)


class SubsetRandomSampler(SubsetSampler):
    """The rows of a list of indices, in random order."""

    def _choose(self, size: int, key: tuple[int, ...]) -> Iterator[int]:
        return iter(randomness.make(key).permutation(self._indices))

    def is_shuffled(self) -> bool:
        return True


class WeightedRandomSampler(BuiltinSampler):
    """Rows drawn with the probabilities that their weights give."""

    def __init__(self, weights: Any, num_samples: int | None = None, replacement: bool = True):
        given = list(weights) if isinstance(weights, Iterable) else [weights]
        for i, weight in enumerate(given):
            if not isinstance(weight, numbers.Number):
                raise TypeError(
                    f"type of weights element must be number, but got w[{i}]: {weight}, type: {type(weight)}."
                )
        _check(replacement, bool, "replacement", "a boolean value")
        super().__init__(num_samples)
        self.weights, self.replacement = [float(w) for w in given], replacement  # pyright: ignore[reportArgumentType]

    def _choose(self, size: int, key: tuple[int, ...]) -> Iterator[int]:
        weights = np.asarray(self.weights, np.float64)
        if (
            weights.size == 0
            or (weights < 0).any()
            or not weights.sum() > 0
            or not np.isfinite(weights).all()
        ):
            raise RuntimeError(
                "WeightedRandomSampler: weights must be non-negative numbers that are not "
                "all zero, but "
                f"got {self.weights}."
            )
        count = self.count(size)
        if not self.replacement and count > np.count_nonzero(weights):
            raise RuntimeError(
                f"WeightedRandomSampler: {count} samples without replacement need as many weights above zero."
            )
        return iter(
            randomness.make(key).choice(len(weights), count, self.replacement, weights / weights.sum())
        )

    def _length(self, size: int) -> int:
        return size

    def is_shuffled(self) -> bool:
        return True


class Sampler(BuiltinSampler):
    """The base class of a sampler of one's own: `__iter__` yields indices; `dataset_size` is known by then.

    Examples:
        >>> import mindshim.dataset as ds
        >>> class Backwards(ds.Sampler):
        ...     def __iter__(self):
        ...         yield from range(self.dataset_size - 1, -1, -1)
        >>> data = ds.NumpySlicesDataset([1, 2, 3], "x", sampler=Backwards())
        >>> [int(row[0]) for row in data.create_tuple_iterator(num_epochs=1, output_numpy=True)]
        [3, 2, 1]
    """

    def __init__(self, num_samples: int | None = None):
        super().__init__(num_samples)
        self.dataset_size = 0
        self.batch_sizes: list = []

    def __iter__(self) -> Iterator[int]:
        raise NotImplementedError

    def reset(self) -> None:
        """Called before each pass."""

    def _choose(self, size: int, key: tuple[int, ...]) -> Iterator[int]:
        self.dataset_size = size
        self.reset()
        return iter(self)

    def _length(self, size: int) -> int:
        self.dataset_size = size
        return sum(1 for _ in iter(self))


class IterSampler(Sampler):
    """A sampler from an iterable of indices."""

    def __init__(self, sampler: Any, num_samples: int | None = None):
        super().__init__(num_samples)
        self.sampler = sampler

    def __iter__(self) -> Iterator[int]:
        return iter(self.sampler)


def select(
    num_samples: int | None,
    sampler: Any,
    shuffle: Any,
    num_shards: int | None,
    shard_id: int | None,
    default_shuffle: bool = True,
) -> BuiltinSampler:
    """The sampler that a source's arguments mean.

    Raises:
        TypeError: `sampler` is none.
        ValueError: `sampler` is given together with what it decides.
    """
    if sampler is not None:
        builtin = isinstance(sampler, BuiltinSampler) and not isinstance(sampler, Sampler)
        if any(x is not None for x in (num_shards, shard_id, shuffle)) or builtin and num_samples is not None:
            raise ValueError(
                f"Conflicting arguments during sampler assignments. num_samples: {num_samples}, num_shards: "
                f"{num_shards}, shard_id: {shard_id}, shuffle: {shuffle}."
            )
        return as_sampler(sampler, num_samples)
    if num_shards is not None and shard_id is not None:
        return DistributedSampler(
            num_shards, shard_id, default_shuffle if shuffle is None else shuffle, num_samples
        )
    if shuffle is None and default_shuffle or shuffle:
        return RandomSampler(num_samples=num_samples)
    return SequentialSampler(num_samples=num_samples)


def as_sampler(sampler: Any, num_samples: int | None = None) -> BuiltinSampler:
    """A sampler from a sampler, a sequence of indices, or an iterable of them."""
    if isinstance(sampler, BuiltinSampler):
        if isinstance(sampler, Sampler) and num_samples is not None:
            sampler.num_samples = num_samples
        return sampler
    if isinstance(sampler, (list, tuple)):
        return SubsetSampler(sampler, num_samples)
    by_index = hasattr(sampler, "__getitem__")  # iter() reads such an object from 0 on
    if (isinstance(sampler, Iterable) or by_index) and not isinstance(sampler, str):
        return IterSampler(sampler, num_samples)
    raise TypeError("sampler should be either iterable or from mindspore.dataset.samplers.")
