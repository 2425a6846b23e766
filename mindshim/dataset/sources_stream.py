"""Sources that are read from the start to the end of their files."""

from __future__ import annotations

import glob
import itertools
import os
from collections.abc import Iterator
from typing import Any

from mindshim.dataset.checks import Is
from mindshim.dataset.dataset import Dataset, Row, Run
from mindshim.dataset.ordering import buffered
from mindshim.dataset.shuffle import Shuffle
from mindshim.dataset.sources import check_part

# Rows that a shuffle of files and rows holds at once, at least.
_BUFFER = 10000


def find_files(patterns: Any) -> list[str]:
    """The files that paths and patterns name, in order.

    Raises:
        TypeError: it is no str or list.
        ValueError: it is empty, or one names no file.
    """
    Is(str, list)("dataset_files", patterns)
    if not patterns:
        raise ValueError(f"Input dataset_files can not be empty, but got '{patterns}'.")
    files: list[str] = []
    unmatched = []
    for pattern in [patterns] if isinstance(patterns, str) else patterns:
        Is(str)("dataset_files", pattern)
        found = [pattern] if os.path.isfile(pattern) else [f for f in glob.glob(pattern) if os.path.isfile(f)]
        files += found
        if not found:
            unmatched.append(pattern)
    if unmatched:
        raise ValueError(f"The following patterns did not match any files: {unmatched}.")
    return sorted(files)


class StreamDataset(Dataset):
    """A source of files of rows; `_find`, `_names`, `_count` and `_read` say which.

    Several workers read several files side by side: the rows come from one after the other in turn.

    Args:
        num_samples: the most rows to read.
        num_parallel_workers: how many files are read side by side.
        shuffle: Shuffle.GLOBAL (also True and by default) mixes files and rows, Shuffle.FILES the files,
            Shuffle.INFILE the rows of each file; False keeps the order.
        num_shards: into how many parts the rows are divided, all of the same size, so rows come twice if need be.
        shard_id: which part to read.

    Raises:
        TypeError, ValueError, RuntimeError: an argument is wrong.
    """

    _names: list[str] = []

    def __init__(
        self,
        num_samples: int | None = None,
        num_parallel_workers: int | None = None,
        shuffle: Any = Shuffle.GLOBAL,
        num_shards: int | None = None,
        shard_id: int | None = None,
        cache: Any = None,
    ):
        super().__init__(None, num_parallel_workers, cache)
        self.shuffle_option = _shuffle_mode(shuffle)
        check_part(num_samples, None, None, num_shards, shard_id)
        self._num_samples, self._num_shards, self._shard_id = num_samples, num_shards, shard_id or 0
        self._files: list[str] | None = None
        self._counts: dict[str, int] = {}

    def _find(self) -> list[str]:
        """The files, in order."""
        raise NotImplementedError

    def _count(self, path: str) -> int:
        """The number of rows in a file."""
        return sum(1 for _ in self._read(path))

    def _read(self, path: str) -> Iterator[Row]:
        """The rows of a file."""
        raise NotImplementedError

    def _found(self) -> list[str]:
        if self._files is None:
            self._files = self._find()
            for path in self._files:
                if not os.access(path, os.R_OK) or os.path.isdir(path):
                    raise RuntimeError(
                        f"Invalid file, {type(self).__name__}: failed to open {path}, the file does not exist or "
                        "permission denied."
                    )
        return self._files

    def _counted(self, path: str) -> int:
        if path not in self._counts:
            self._counts[path] = self._count(path)
        return self._counts[path]

    def _total(self) -> int:
        return sum(map(self._counted, self._found()))

    def _columns(self) -> list[str]:
        return self._names

    def _size(self) -> int:
        size = sum(stop - start for _, start, stop in self._parts(self._found()))
        return min(size, self._num_samples) if self._num_samples else size

    def is_shuffled(self) -> bool:
        return self.shuffle_option is not Shuffle.FALSE

    def is_sharded(self) -> bool:
        return (self._num_shards or 1) > 1

    def _parts(self, files: list[str]) -> list[tuple[str, int, int]]:
        """Which rows of which files this shard reads."""
        if self._num_shards is None:
            return [(path, 0, self._counted(path)) for path in files]
        total = sum(map(self._counted, files))
        each = -(-total // self._num_shards)
        parts = []
        start, stop = self._shard_id * each, (self._shard_id + 1) * each
        # What lies beyond the end is at the start again.
        for path, before in itertools.islice(_with_offsets(files, self._counted), (len(files) + 1) * 2):
            first, last = max(start, before), min(stop, before + self._counted(path))
            if first < last:
                parts.append((path, first - before, last - before))
        return parts

    def _pass(self, run: Run) -> Iterator[Row]:
        key = run.begin_pass(self)
        files = list(self._found())
        mode = self.shuffle_option
        if mode in (Shuffle.GLOBAL, Shuffle.FILES) and len(files) > 1:
            # All shards must see the files in the same order, though their seeds may differ.
            seed = (0, key[2]) if self._num_shards else key
            files = list(buffered(iter(files), len(files), (*seed, 1)))
        if self._num_shards is None:
            streams = [self._file(path, None, None, key, i) for i, path in enumerate(files)]
        else:
            streams = [self._file(*part, key, i) for i, part in enumerate(self._parts(files))]
        rows = _in_turn(streams, run.workers(self.num_parallel_workers))
        if self._num_samples:
            rows = itertools.islice(rows, self._num_samples)
        if mode is Shuffle.GLOBAL and not run.probe:
            rows = buffered(rows, _BUFFER, key)
        return iter(rows)

    def _file(self, path: str, start: int | None, stop: int | None, key: tuple[int, ...], number: int) -> Iterator[Row]:
        rows: Iterator[Row] = self._read(path)
        if stop is not None:
            rows = itertools.islice(rows, start, stop)
        if self.shuffle_option is Shuffle.INFILE:
            rows = buffered(rows, _BUFFER, (*key, 2, number))
        return rows


def _with_offsets(files: list[str], count: Any) -> Iterator[tuple[str, int]]:
    before = 0
    for path in itertools.cycle(files):
        yield path, before
        before += count(path)


def _in_turn(streams: list[Iterator[Row]], workers: int) -> Iterator[Row]:
    """Rows of the streams as MindSpore's workers give them: each worker has every n-th stream."""
    lanes = min(max(workers, 1), len(streams))
    if lanes <= 1:
        return itertools.chain.from_iterable(streams)
    return _alternating([itertools.chain.from_iterable(streams[i::lanes]) for i in range(lanes)])


def _alternating(lanes: list[Iterator[Row]]) -> Iterator[Row]:
    while lanes:
        for lane in list(lanes):
            row = next(lane, None)
            if row is None:
                lanes.remove(lane)
            else:
                yield row


def _shuffle_mode(shuffle: Any) -> Shuffle:
    if shuffle is not None and not isinstance(shuffle, (bool, Shuffle)):
        raise TypeError(
            "shuffle must be of boolean or enum of 'Shuffle' values like 'Shuffle.GLOBAL' or 'Shuffle.FILES' or "
            "'Shuffle.INFILE'."
        )
    if shuffle is None or shuffle is True or shuffle in (Shuffle.ADAPTIVE, Shuffle.PARTIAL):
        return Shuffle.GLOBAL
    return Shuffle.FALSE if shuffle is False else Shuffle(shuffle)


def text_lines(path: str) -> Iterator[str]:
    """The lines of a text file, without their ends.

    Raises:
        RuntimeError: it is no text in UTF-8.
    """
    number = 0
    try:
        with open(path, encoding="utf-8", newline="\n") as stream:
            for number, line in enumerate(stream):  # noqa: B007 - told by the error
                yield line[:-1] if line.endswith("\n") else line
    except UnicodeDecodeError as error:
        raise RuntimeError(f"Invalid file, {path} is no text in UTF-8, after line {number + 1}: {error}.") from None
