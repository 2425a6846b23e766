"""Nodes that put Datasets or columns together: concat, zip, project, rename and flat_map."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from mindshim.dataset.checks import as_list
from mindshim.dataset.dataset import Dataset, Row, Run, column_indices
from mindshim.dataset.gathering import Gathered


class ConcatDataset(Dataset):
    """Datasets one after the other; see :meth:`Dataset.concat`."""

    def __init__(self, datasets: list):
        for dataset in datasets:
            if not isinstance(dataset, Dataset):
                raise TypeError(f"Invalid dataset, expected Dataset object, but got {type(dataset)}!")
        super().__init__(datasets)
        self._sampler: Any = None

    def use_sampler(self, new_sampler: Any) -> None:
        """Read a part of all rows together, or mix them.

        Raises:
            TypeError: it is no DistributedSampler or RandomSampler.
        """
        from mindshim.dataset.samplers import DistributedSampler, RandomSampler

        if not isinstance(new_sampler, (DistributedSampler, RandomSampler)):
            raise TypeError(
                f"The parameter new_sampler for concat must be a DistributedSampler or "
                f"RandomSampler, but "
                f"got {type(new_sampler)}."
            )
        self._sampler = new_sampler

    def is_shuffled(self) -> bool:
        return super().is_shuffled() or self._sampler is not None and self._sampler.is_shuffled()

    def is_sharded(self) -> bool:
        return super().is_sharded() or self._sampler is not None and self._sampler.is_sharded()

    def _total(self) -> int:
        return sum(child._size() for child in self.children)

    def _size(self) -> int:
        return self._total() if self._sampler is None else len(self._wanted((0, 0, 0)))

    def _wanted(self, key: tuple[int, ...]) -> list[int]:
        """The rows that the sampler chooses; unlike those of one source, the shards may differ in size."""
        total = self._total()
        shards = getattr(self._sampler, "num_shards", 1)
        wanted = list(self._sampler.indices(total, key))
        return wanted[: len(range(self._sampler.shard_id, total, shards))] if shards > 1 else wanted

    def _is_fresh(self) -> bool:
        return all(child._is_fresh() for child in self.children)

    def _pass(self, run: Run) -> Iterator[Row]:
        key = run.begin_pass(self)
        if self._sampler is None:
            yield from self._all(run)
            return
        # A part of a row of streams: only the wanted rows are kept.
        wanted = self._wanted(key)
        needed = set(wanted)
        kept = {i: row for i, row in enumerate(self._all(run)) if i in needed}
        yield from (kept[i] for i in wanted)

    def _all(self, run: Run) -> Iterator[Row]:
        names = self._columns()
        first: Row | None = None
        for child in self.children:
            if child._columns() != names:
                raise RuntimeError(
                    "Invalid columns, 'column name' or 'column order' of concat datasets "
                    "should be the "
                    f"same, but got {names} and {child._columns()}."
                )
            start = True
            for row in child._pass(run):
                if start and first is not None:
                    _check_alike(first, row)
                first = row if first is None else first
                start = False
                yield row


def _check_alike(first: Row, row: Row) -> None:
    for a, b in zip(first, row, strict=True):
        if not isinstance(a, np.ndarray) or not isinstance(b, np.ndarray):
            continue
        if a.dtype != b.dtype and not (a.dtype.kind == b.dtype.kind and a.dtype.kind in "US"):
            raise RuntimeError(
                f"Concat: the data types of the two datasets to be concatenated should be "
                f"the same, but "
                f"got: {a.dtype} and {b.dtype}."
            )
        if a.ndim != b.ndim:
            raise RuntimeError(
                f"Concat: the data tensor rank of the two datasets to be concatenated should "
                f"be the "
                f"same, but got: {a.ndim} and {b.ndim}."
            )


class ZipDataset(Dataset):
    """The columns of several Datasets; see :meth:`Dataset.zip`."""

    def __init__(self, datasets: tuple):
        if not isinstance(datasets, tuple):
            raise TypeError(
                f"Argument datasets with value {datasets!r} is not of type [tuple], but got {type(datasets)}."
            )
        if len(datasets) < 2:
            raise ValueError("Can't zip empty or just one dataset!")
        for dataset in datasets:
            if not isinstance(dataset, Dataset):
                raise TypeError(f"Invalid dataset, expected Dataset object, but got {type(dataset)}!")
        super().__init__(datasets)

    def _columns(self) -> list[str]:
        names = [name for child in self.children for name in child._columns()]
        for i, name in enumerate(names):
            if name in names[:i]:
                raise RuntimeError(
                    f"Invalid data, duplicate column {name} already exists when zipping datasets."
                )
        return names

    def _size(self) -> int:
        return min(child._size() for child in self.children)

    def _is_fresh(self) -> bool:
        return all(child._is_fresh() for child in self.children)

    def _pass(self, run: Run) -> Iterator[Row]:
        passes = [child._pass(run) for child in self.children]
        return (tuple(itertools.chain.from_iterable(rows)) for rows in zip(*passes, strict=False))


def zip_datasets(datasets: tuple) -> Dataset:
    """The columns of several Datasets side by side, as many rows as the shortest has.

    Args:
        datasets: a tuple of at least two Datasets.

    Raises:
        TypeError: it is no tuple of Datasets.
        ValueError: it has fewer than two.
    """
    return ZipDataset(datasets)


class ProjectDataset(Dataset):
    """Some columns; see :meth:`Dataset.project`."""

    _row_for_row = True

    def __init__(self, input_dataset: Dataset, columns: Any):
        super().__init__(input_dataset)
        self.columns = as_list(columns)

    def _columns(self) -> list[str]:
        column_indices(self.children[0], self.columns, "column")
        return self.columns

    def _pass(self, run: Run) -> Iterator[Row]:
        places = column_indices(self.children[0], self.columns, "column")
        return (tuple([row[i] for i in places]) for row in self.children[0]._pass(run))

    def _gather(self, run: Run) -> Gathered | None:
        places = column_indices(self.children[0], self.columns, "column")
        gathered = self.children[0]._gather(run)
        if gathered is None:
            return None

        def at(wanted: np.ndarray) -> tuple:
            columns = gathered.at(wanted)
            return tuple([columns[i] for i in places])

        return gathered._replace(at=at)


class RenameDataset(Dataset):
    """Other names; see :meth:`Dataset.rename`."""

    _row_for_row = True

    def __init__(self, input_dataset: Dataset, input_columns: Any, output_columns: Any):
        super().__init__(input_dataset)
        old, new = as_list(input_columns), as_list(output_columns)
        if len(old) != len(new):
            raise ValueError("Number of column in input_columns and output_columns is not equal.")
        self.names = dict(zip(old, new, strict=True))

    def _columns(self) -> list[str]:
        column_indices(self.children[0], list(self.names), "column to be renamed")
        names = [self.names.get(name, name) for name in self.children[0]._columns()]
        if len(set(names)) != len(names):
            raise RuntimeError(
                f"Invalid column, rename operation does not support rename one column name "
                f"into another "
                f"already exist column name: {names}."
            )
        return names

    def _pass(self, run: Run) -> Iterator[Row]:
        self._columns()
        return self.children[0]._pass(run)

    def _gather(self, run: Run) -> Gathered | None:
        self._columns()
        return self.children[0]._gather(run)


def flat_map(dataset: Dataset, function: Callable) -> Dataset:
    """The Datasets that a function gives for each row, one after the other; see :meth:`Dataset.flat_map`."""
    if not callable(function):
        raise TypeError("func must be a function.")
    parts: list[Dataset] = []
    for row in dataset.create_tuple_iterator(num_epochs=1, output_numpy=True):
        part = function(*row)
        if not isinstance(part, Dataset):
            raise TypeError("flat_map must return a Dataset object.")
        parts.append(part)
    if not parts:
        raise ValueError("flat_map: the dataset has no rows.")
    return parts[0] if len(parts) == 1 else ConcatDataset(parts)
