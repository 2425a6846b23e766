"""Nodes that give other rows, or the rows in another order: shuffle, repeat, skip, take and split."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from mindshim.dataset import randomness
from mindshim.dataset.dataset import Dataset, Row, Run
from mindshim.dataset.gathering import Gathered


class ShuffleDataset(Dataset):
    """Rows drawn from a buffer; see :meth:`Dataset.shuffle`."""

    def __init__(self, input_dataset: Dataset, buffer_size: int):
        super().__init__(input_dataset)
        self.buffer_size = buffer_size

    def is_shuffled(self) -> bool:
        return True

    def _pass(self, run: Run) -> Iterator[Row]:
        return buffered(self.children[0]._pass(run), self.buffer_size, run.begin_pass(self))

    def _gather(self, run: Run) -> Gathered | None:
        gathered = self.children[0]._gather(run)
        if gathered is None:
            return None
        return gathered._replace(indices=buffered(gathered.indices, self.buffer_size, run.begin_pass(self)))


def buffered(rows: Iterator[Any], size: int, key: tuple[int, ...]) -> Iterator[Any]:
    """Each time one of the next `size` rows, drawn at random."""
    generator = randomness.make(key)
    rows = iter(rows)
    buffer = list(itertools.islice(rows, size))
    draws = iter(())
    for row in rows:
        place = next(draws, None)
        if place is None:
            draws = iter(generator.integers(0, size, 1024).tolist())
            place = next(draws)
        drawn, buffer[place] = buffer[place], row
        yield drawn
    for place in generator.permutation(len(buffer)):
        yield buffer[place]


class RepeatDataset(Dataset):
    """Several passes; see :meth:`Dataset.repeat`."""

    def __init__(self, input_dataset: Dataset, count: int):
        super().__init__(input_dataset)
        self.count = count

    def _size(self) -> int:
        return self.children[0]._size() * (self.count if self.count > 0 else 1)

    def get_repeat_count(self) -> int:
        return self.count

    def _pass(self, run: Run) -> Iterator[Row]:
        passes = 0
        while self.count < 0 or passes < self.count:
            empty = True
            for row in self.children[0]._pass(run):
                empty = False
                yield row
            if empty:
                return
            passes += 1


class TakeDataset(Dataset):
    """The first rows; see :meth:`Dataset.take`."""

    def __init__(self, input_dataset: Dataset, count: int):
        super().__init__(input_dataset)
        self.count = count

    def _size(self) -> int:
        return min(self.count, self.children[0]._size())

    def _pass(self, run: Run) -> Iterator[Row]:
        return itertools.islice(self.children[0]._pass(run), self.count)

    def _gather(self, run: Run) -> Gathered | None:
        gathered = self.children[0]._gather(run)
        return gathered and gathered._replace(indices=itertools.islice(gathered.indices, self.count))


class SkipDataset(Dataset):
    """All but the first rows; see :meth:`Dataset.skip`."""

    def __init__(self, input_dataset: Dataset, count: int):
        super().__init__(input_dataset)
        self.count = count

    def _size(self) -> int:
        return max(0, self.children[0]._size() - self.count)

    def _pass(self, run: Run) -> Iterator[Row]:
        return itertools.islice(self.children[0]._pass(run), self.count, None)

    def _gather(self, run: Run) -> Gathered | None:
        gathered = self.children[0]._gather(run)
        return gathered and gathered._replace(indices=itertools.islice(gathered.indices, self.count, None))


class _SliceDataset(Dataset):
    """A part of the rows, of all parts' common order; what :meth:`Dataset.split` makes."""

    def __init__(self, input_dataset: Dataset, start: int, size: int, seed: int | None):
        super().__init__(input_dataset)
        self.start, self.size, self.seed = start, size, seed

    def _size(self) -> int:
        return self.size

    def is_shuffled(self) -> bool:
        return self.seed is not None or super().is_shuffled()

    def use_sampler(self, new_sampler: Any) -> None:
        self.children[0].use_sampler(new_sampler)

    def _pass(self, run: Run) -> Iterator[Row]:
        rows: Iterator[Row] = self.children[0]._pass(run)
        if self.seed is not None:
            rows = buffered(rows, max(2, self.children[0]._size()), (self.seed,))
        return itertools.islice(rows, self.start, self.start + self.size)


def split(dataset: Dataset, sizes: list, randomize: bool) -> tuple[Dataset, ...]:
    """Parts of a Dataset; see :meth:`Dataset.split`."""
    if not sizes:
        raise ValueError("sizes cannot be empty.")
    total = dataset.get_dataset_size()
    counts = _split_sizes(sizes, total)
    ends = list(itertools.accumulate(counts))
    # The parts are cut from one order, so it must be the same at every reading.
    seed = randomness.pipeline_seed() if randomize else None
    source = dataset._in_order() if isinstance(dataset, Sampled) else dataset
    return tuple(
        _SliceDataset(source, end - count, count, seed) for end, count in zip(ends, counts, strict=True)
    )


def _split_sizes(sizes: list, total: int) -> list[int]:
    if all(isinstance(size, int) and not isinstance(size, bool) for size in sizes):
        if any(size <= 0 for size in sizes):
            raise ValueError("sizes is a list of int, but there should be no negative or zero numbers.")
        counts = list(sizes)
    elif all(isinstance(size, float) for size in sizes):
        if not all(0 < size <= 1 for size in sizes):
            raise ValueError(
                "sizes is a list of float, but there should be no numbers outside the range (0, 1]."
            )
        if abs(sum(sizes) - 1) > 1e-6:
            raise ValueError("sizes is a list of float, but the percentages do not sum up to 1.")
        counts = [round(size * total) for size in sizes]
        counts = _settle(counts, total)
    else:
        raise ValueError("sizes should be list of int or list of float.")
    if sum(counts) != total:
        raise RuntimeError(f"Sum of split sizes {sum(counts)} is not equal to dataset size {total}.")
    if any(count <= 0 for count in counts):
        raise RuntimeError(f"Split percentages are too small for a dataset of {total} rows.")
    return counts


def _settle(counts: list[int], total: int) -> list[int]:
    """What rounding gave too much or too little, taken from or given to the first parts that can bear it."""
    missing = total - sum(counts)
    step = 1 if missing > 0 else -1
    for i in range(len(counts)):
        if missing == 0:
            break
        if counts[i] + step > 0:
            counts[i] += step
            missing -= step
    return counts


class Sampled(Dataset):
    """A source that is read by index, in the order of a sampler."""

    def _in_order(self) -> Dataset:
        """The same rows, unshuffled."""
        raise NotImplementedError
