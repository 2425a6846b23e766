"""What all sources have in common: the arguments that choose rows, and reading by index."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator
from typing import Any

from mindshim.dataset import gathering, samplers, workers
from mindshim.dataset.checks import INT64_MAX, Int, Is
from mindshim.dataset.dataset import Dataset, Row, Run
from mindshim.dataset.ordering import Sampled


def check_choice(num_samples: Any, num_shards: Any, shard_id: Any) -> None:
    """The arguments that every source has.

    Raises:
        TypeError, ValueError: one is wrong, or a shard is half said.
    """
    Is(int, optional=True)("num_samples", num_samples)
    if num_samples is not None and not 0 <= num_samples <= INT64_MAX:
        raise ValueError(f"num_samples exceeds the boundary between 0 and {INT64_MAX}(INT64_MAX)!")
    if (num_shards is None) != (shard_id is None):
        raise ValueError("num_shards and shard_id need to be passed in together.")
    if num_shards is not None:
        Int(1)("num_shards", num_shards)
        Int(0)("shard_id", shard_id)
        if shard_id >= num_shards:
            raise ValueError("shard_id should be less than num_shards.")


def check_part(num_samples: Any, sampler: Any, shuffle: Any, num_shards: Any, shard_id: Any) -> None:
    """The same arguments of a source of files, which MindSpore checks in its own way.

    Raises:
        TypeError, ValueError: one is wrong.
        RuntimeError: a shard is half said, or `sampler` and what it decides are both given.
    """
    if sampler is not None:
        if not isinstance(sampler, samplers.BuiltinSampler):
            raise TypeError("sampler is not a valid Sampler type.")
        for name, value in (("shuffle", shuffle), ("num_shards", num_shards)):
            if value is not None:
                raise RuntimeError(f"sampler and {name} cannot be specified at the same time.")
        own = isinstance(sampler, samplers.Sampler)
        if num_samples is not None and not own:
            raise RuntimeError("sampler and num_samples cannot be specified at the same time.")
    if num_shards is not None and shard_id is None:
        raise RuntimeError("num_shards is specified and currently requires shard_id as well.")
    if shard_id is not None and num_shards is None:
        raise RuntimeError("shard_id is specified but num_shards is not.")
    check_choice(num_samples, num_shards, shard_id)


class MappableDataset(Sampled):
    """A source whose rows are read by index; `_names`, `_length` and `_read` say which.

    Args:
        num_samples: the most rows to read.
        num_parallel_workers: how many threads read.
        shuffle: read in random order; True by default.
        sampler: which rows to read instead.
        num_shards: into how many parts the rows are divided.
        shard_id: which part to read.

    Raises:
        TypeError, ValueError: an argument is wrong, or `sampler` and what it decides are both given.
    """

    _names: list[str] = []
    _processes = False
    # Python sources have their own rules for arguments that exclude each other.
    _of_files = True

    def __init__(
        self,
        num_parallel_workers: int | None = None,
        sampler: Any = None,
        num_samples: int | None = None,
        shuffle: bool | None = None,
        num_shards: int | None = None,
        shard_id: int | None = None,
        cache: Any = None,
    ):
        super().__init__(None, num_parallel_workers, cache)
        Is(bool, optional=True)("shuffle", shuffle)
        if self._of_files:
            check_part(num_samples, sampler, shuffle, num_shards, shard_id)
        else:
            check_choice(num_samples, num_shards, shard_id)
        self.sampler: samplers.BuiltinSampler | None = samplers.select(
            num_samples, sampler, shuffle, num_shards, shard_id
        )

    def _length(self) -> int:
        """The number of rows, whatever the sampler chooses."""
        raise NotImplementedError

    def _read(self, index: int) -> Row:
        raise NotImplementedError

    def _labels(self) -> Any:
        """The class of each row, for PKSampler."""
        return None

    def _columns(self) -> list[str]:
        return self._names

    def _chosen(self) -> samplers.BuiltinSampler:
        sampler = self.sampler
        assert sampler is not None
        link: samplers.BuiltinSampler | None = sampler
        while link is not None:
            if isinstance(link, samplers.PKSampler):
                link.labels = self._labels()
            link = link.child_sampler
        return sampler

    def _size(self) -> int:
        return self._chosen().count(self._length())

    def _pass(self, run: Run) -> Iterator[Row]:
        key = run.begin_pass(self)
        indices = self._chosen().indices(self._length(), key)
        return workers.in_order(self._row, indices, run.workers(self.num_parallel_workers), self._processes)

    def _arrays(self) -> tuple | None:
        """The columns, if they are whole in memory."""
        return None

    def _gather(self, run: Run) -> gathering.Gathered | None:
        columns = self._arrays()
        if columns is None or gathering.of_arrays(columns, iter(())) is None:
            return None
        return gathering.of_arrays(columns, self._chosen().indices(self._length(), run.begin_pass(self)))

    def _path(self, index: int) -> str | None:
        """The file of the row at that index, if it has one of its own."""
        return None

    def _file_of(self, run: Run, row: int) -> str | None:
        indices = self._chosen().indices(self._length(), run.key_of(self))
        index = next(itertools.islice(indices, row, None), None)
        return None if index is None else self._path(index)

    def _row(self, order: int, index: int) -> Row:
        return self._read(index)

    def _in_order(self) -> Dataset:
        if isinstance(self.sampler, samplers.RandomSampler) and self.sampler.child_sampler is None:
            plain = copy.copy(self)
            plain.sampler = samplers.SequentialSampler(num_samples=self.sampler.num_samples)
            return plain
        return self

    def is_shuffled(self) -> bool:
        return self.sampler is not None and self.sampler.is_shuffled()

    def is_sharded(self) -> bool:
        return self.sampler is not None and self.sampler.is_sharded()

    def use_sampler(self, new_sampler: Any) -> None:
        if not isinstance(new_sampler, samplers.BuiltinSampler):
            raise TypeError("use_sampler needs a sampler of mindspore.dataset.")
        self.sampler = new_sampler

    def add_sampler(self, new_sampler: Any) -> None:
        """Let a sampler choose among the rows that the present one gives."""
        if not isinstance(new_sampler, samplers.BuiltinSampler):
            raise TypeError("add_sampler needs a sampler of mindspore.dataset.")
        if self.sampler is not None:
            new_sampler.add_child(self.sampler)
        self.sampler = new_sampler
