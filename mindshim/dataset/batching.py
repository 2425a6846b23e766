"""Nodes that put rows together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from mindshim.dataset import columns as values
from mindshim.dataset import randomness, workers
from mindshim.dataset.checks import BOOL, INT32_MAX, Columns, Is, Rule, as_list, checked
from mindshim.dataset.dataset import Dataset, Row, Run, column_indices
from mindshim.dataset.mapping import _after, _failure
from mindshim.dataset.waiting import SyncWaitDataset


class BatchInfo:
    """Which batch it is, for `per_batch_map` and for a function as `batch_size`."""

    def __init__(self, epoch: int = 0, batch: int = 0, total: int = 0):
        self._epoch, self._batch, self._total = epoch, batch, total

    def get_epoch_num(self) -> int:
        """The number of the epoch, from 0 on."""
        return self._epoch

    def get_batch_num(self) -> int:
        """The number of the batch in its epoch, from 0 on."""
        return self._batch


class _BatchSize(Rule):
    def check(self, name: str, value: Any) -> None:
        if isinstance(value, bool) or not isinstance(value, int) and not callable(value):
            raise TypeError(f"{name} should either be an int or a callable.")
        if isinstance(value, int) and value != -1 and not 1 <= value <= INT32_MAX:
            raise ValueError(f"Input {name} is not within the required interval of [1, {INT32_MAX}].")


def stack(column: list, name: str) -> Any:
    """One value from those of several rows.

    Raises:
        RuntimeError: their shapes or dtypes differ.
    """
    first = column[0]
    if isinstance(first, dict):
        return {key: _stack_in_dict([value[key] for value in column], name) for key in first}
    dtype, shape = first.dtype, first.shape
    text = dtype.kind in "US"
    for value in column:
        if value.shape != shape:
            raise RuntimeError(
                f"Cannot batch tensors with different shapes in column '{name}'. First element had shape "
                f"{shape} and "
                f"this element had shape {value.shape}."
            )
        if value.dtype != dtype and not (text and value.dtype.kind == dtype.kind):
            raise RuntimeError(
                f"Cannot batch tensors with different types in column '{name}'. First element had type "
                f"{dtype} and "
                f"this element had type {value.dtype}."
            )
    if text or not shape:
        return np.array(column) if text else np.array(column, dtype)
    # What np.stack does, without a call of Python for each value.
    rows = len(column)
    if first.nbytes * rows < values.LARGE:
        return np.concatenate(column).reshape(rows, *shape)
    stacked = values.aligned((rows, *shape), dtype)
    np.concatenate(column, out=stacked.reshape(rows * shape[0], *shape[1:]))
    return stacked


def _stack_in_dict(column: list, name: str) -> Any:
    if isinstance(column[0], list):
        return [_stack_in_dict(list(parts), name) for parts in zip(*column, strict=True)]
    return stack(column, name)


class BatchDataset(Dataset):
    """Batches; see :meth:`Dataset.batch`."""

    _fresh = True

    @checked(
        batch_size=_BatchSize(),
        drop_remainder=BOOL,
        input_columns=Columns(True),
        output_columns=Columns(True),
        python_multiprocessing=BOOL,
    )
    def __init__(
        self,
        input_dataset: Dataset,
        batch_size: Any,
        drop_remainder: bool = False,
        num_parallel_workers: int | None = None,
        per_batch_map: Callable | None = None,
        input_columns: Any = None,
        output_columns: Any = None,
        python_multiprocessing: bool = False,
        max_rowsize: Any = None,
    ):
        super().__init__(input_dataset, num_parallel_workers)
        if per_batch_map is None and input_columns is not None:
            raise ValueError("input_columns can be specified only when per_batch_map is set.")
        if per_batch_map is None and output_columns is not None:
            raise ValueError("output_columns can be specified only when per_batch_map is set.")
        if per_batch_map is not None and not callable(per_batch_map):
            raise TypeError(f"per_batch_map must be a function, but got {per_batch_map!r}.")
        self.batch_size, self.drop_remainder, self.per_batch_map = batch_size, drop_remainder, per_batch_map
        self.input_columns, self.output_columns = as_list(input_columns), as_list(output_columns)
        self.python_multiprocessing = python_multiprocessing
        if isinstance(batch_size, int):
            _count_batches(input_dataset, batch_size)

    def _columns(self) -> list[str]:
        known = self.children[0]._columns()
        if self.per_batch_map is None:
            return known
        inputs = self.input_columns or known
        column_indices(self.children[0], inputs, "input_columns of batch")
        return _after(known, inputs, self.output_columns or inputs)[0]

    def _is_fresh(self) -> bool:
        # A Python function may give an array that it keeps.
        return self.per_batch_map is None

    def get_batch_size(self) -> int:
        return self.batch_size if isinstance(self.batch_size, int) else -1

    def _size(self) -> int:
        rows = self.children[0]._size()
        if callable(self.batch_size):
            return sum(1 for _ in self._groups(iter(range(rows)), 0))
        if self.batch_size == -1:
            return 1
        return rows // self.batch_size if self.drop_remainder else -(-rows // self.batch_size)

    def _groups(self, rows: Iterator, epoch: int) -> Iterator[list]:
        """The rows of each batch."""
        group: list = []
        number = 0
        size = self._size_of(number, epoch)
        for row in rows:
            group.append(row)
            if len(group) == size:
                yield group
                group, number = [], number + 1
                size = self._size_of(number, epoch)
        if group and (not self.drop_remainder or self.batch_size == -1):
            yield group

    def _size_of(self, number: int, epoch: int) -> int:
        if not callable(self.batch_size):
            return self.batch_size
        size = self.batch_size(BatchInfo(epoch, number))
        if not isinstance(size, (int, np.integer)) or size <= 0:
            raise RuntimeError(
                f"Batch size function should return an integer greater than 0, but got {size!r}."
            )
        return int(size)

    def _pass(self, run: Run) -> Iterator[Row]:
        key = run.begin_pass(self)
        if self.per_batch_map is None and not run.probe:
            gathered = self.children[0]._gather(run)
            if gathered is not None:
                return (gathered.at(np.array(group)) for group in self._groups(gathered.indices, key[2]))
        work = _BatchWork(self, key)
        groups = self._groups(self.children[0]._pass(run), key[2])
        if self.per_batch_map is None:
            return map(work.collate, groups)
        count = run.workers(self.num_parallel_workers)
        return workers.in_order(work, groups, count, self.python_multiprocessing)


def _count_batches(dataset: Dataset, batch_size: int) -> None:
    """Lets the nodes that wait for the user, before a batch, count its batches."""
    if isinstance(dataset, SyncWaitDataset):
        dataset.rows_each *= batch_size
    for child in dataset.children:
        _count_batches(child, batch_size)


class _BatchWork:
    """What a batch with `per_batch_map` does with the rows of one; an object, so that a process can be given it."""

    def __init__(self, node: BatchDataset, key: tuple[int, ...]):
        self.names = known = node.children[0]._columns()
        self.function, self.key = node.per_batch_map, key
        inputs = node.input_columns or known
        self.places = column_indices(node.children[0], inputs, "input_columns of batch")
        outputs = node.output_columns or inputs
        self.outputs = outputs
        self.layout = _after(known, inputs, outputs)[1] if node.per_batch_map is not None else []

    def collate(self, rows: list[Row]) -> Row:
        return tuple(
            [
                stack(list(column), name)
                for column, name in zip(zip(*rows, strict=True), self.names, strict=True)
            ]
        )

    def __call__(self, index: int, rows: list[Row]) -> Row:
        randomness.begin_row((*self.key, index))
        try:
            result: Any = self.function(  # pyright: ignore[reportOptionalCall]
                *[[row[i] for row in rows] for i in self.places], BatchInfo(self.key[2], index)
            )
            result = result if isinstance(result, tuple) else tuple(result)
        except Exception as error:
            raise _failure("batch operation", self.function, index, error) from error
        finally:
            randomness.begin_row(None)
        if len(result) != len(self.outputs):
            raise RuntimeError(
                f"Invalid per_batch_map, the number of columns returned in 'per_batch_map' "
                f"function "
                f"should be {len(self.outputs)}, but got: {len(result)}."
            )
        made = [self._column(value, name) for value, name in zip(result, self.outputs, strict=True)]
        return tuple(
            [made[-1 - i] if i < 0 else stack([row[i] for row in rows], self.names[i]) for i in self.layout]
        )

    @staticmethod
    def _column(value: Any, name: str) -> Any:
        if isinstance(value, (list, tuple)):
            return stack([values.as_value(v) for v in value], name)
        return values.as_value(value)


class _PadInfo(Rule):
    def check(self, name: str, value: Any) -> None:
        Is(dict)(name, value)
        for column, entry in value.items():
            Is(str)("column name in pad_info", column)
            if entry is None:
                continue
            Is(tuple)("value in pad_info", entry)
            if len(entry) != 2:
                raise ValueError("value of pad_info should be a tuple of size 2.")
            shape, fill = entry
            if shape is not None:
                Is(list)("shape in pad_info", shape)
                for size in shape:
                    Is(int, optional=True)("size in pad_info", size)
            Is(int, float, str, bytes, optional=True)("pad_value in pad_info", fill)


def pad(column: list, shape: list | None, fill: Any) -> list:
    """Values filled up to one shape; None in it means the largest size. What is longer is cut."""
    first = column[0]
    if not isinstance(first, np.ndarray):
        return column
    wanted: list = [None] * first.ndim if shape is None else shape
    if len(wanted) != first.ndim:
        raise RuntimeError(
            f"Invalid pad_info, the shape {wanted} has another rank than the data, {first.shape}."
        )
    sizes = [max(v.shape[i] for v in column) if size is None else size for i, size in enumerate(wanted)]
    if fill is None:
        fill = "" if first.dtype.kind == "U" else b"" if first.dtype.kind == "S" else 0
    elif (first.dtype.kind in "US") != isinstance(fill, (str, bytes)):
        raise RuntimeError(
            f"Invalid pad_info, the pad value {fill!r} does not fit data of type {first.dtype}."
        )
    padded = []
    for value in column:
        dtype = value.dtype
        if dtype.kind in "US":
            dtype = np.result_type(dtype, np.array(fill))
        new = np.full(sizes, fill, dtype)
        part = tuple(slice(0, min(a, b)) for a, b in zip(sizes, value.shape, strict=True))
        new[part] = value[part]
        padded.append(new)
    return padded


def _pad_rows(rows: list[Row], names: list[str], pad_info: dict, boundary: int | None = None) -> list[Row]:
    columns = [list(column) for column in zip(*rows, strict=True)]
    for i, name in enumerate(names):
        if pad_info and name not in pad_info:
            continue
        shape, fill = pad_info.get(name) or (None, None)
        if boundary is not None and shape is not None:
            shape = [boundary if size is None else size for size in shape]
        columns[i] = pad(columns[i], shape, fill)
    return list(zip(*columns, strict=True))


def _check_pad_info(dataset: Dataset, pad_info: dict | None) -> None:
    for name in pad_info or {}:
        if name not in dataset._columns():
            raise RuntimeError(f"Invalid pad_info, column name: {name} does not exist.")


class PaddedBatchDataset(BatchDataset):
    """Batches of rows filled up to one shape; see :meth:`Dataset.padded_batch`."""

    @checked(pad_info=_PadInfo(True))
    def __init__(
        self,
        input_dataset: Dataset,
        batch_size: Any,
        drop_remainder: bool = False,
        num_parallel_workers: int | None = None,
        pad_info: dict | None = None,
    ):
        super().__init__(input_dataset, batch_size, drop_remainder, num_parallel_workers)
        self.pad_info = pad_info

    def _pass(self, run: Run) -> Iterator[Row]:
        key = run.begin_pass(self)
        _check_pad_info(self.children[0], self.pad_info)
        work = _BatchWork(self, key)
        groups = self._groups(self.children[0]._pass(run), key[2])
        if self.pad_info is not None:
            groups = (_pad_rows(rows, work.names, self.pad_info) for rows in groups)
        return map(work.collate, groups)


class BucketBatchByLengthDataset(Dataset):
    """Batches of rows of similar length; see :meth:`Dataset.bucket_batch_by_length`."""

    _fresh = True

    @checked(
        column_names=Columns(),
        bucket_boundaries=Is(list),
        bucket_batch_sizes=Is(list),
        pad_info=_PadInfo(True),
        pad_to_bucket_boundary=BOOL,
        drop_remainder=BOOL,
    )
    def __init__(
        self,
        input_dataset: Dataset,
        column_names: Any,
        bucket_boundaries: list[int],
        bucket_batch_sizes: list[int],
        element_length_function: Callable | None = None,
        pad_info: dict | None = None,
        pad_to_bucket_boundary: bool = False,
        drop_remainder: bool = False,
    ):
        super().__init__(input_dataset)
        names = as_list(column_names)
        if not names:
            raise ValueError("column_names should not be empty.")
        if element_length_function is None and len(names) != 1:
            raise ValueError(
                "If element_length_function is not specified, exactly one column name should be passed."
            )
        if element_length_function is not None and not callable(element_length_function):
            raise TypeError("element_length_function object is not callable.")
        _check_ints("bucket_boundaries", bucket_boundaries)
        _check_ints("bucket_batch_sizes", bucket_batch_sizes)
        if any(a >= b for a, b in zip(bucket_boundaries, bucket_boundaries[1:], strict=False)):
            raise ValueError("bucket_boundaries should be strictly increasing.")
        if len(bucket_batch_sizes) != len(bucket_boundaries) + 1:
            raise ValueError("bucket_batch_sizes must contain one element more than bucket_boundaries.")
        self.column_names, self.boundaries, self.sizes = names, bucket_boundaries, bucket_batch_sizes
        self.length, self.pad_info = element_length_function, pad_info
        self.to_boundary, self.drop_remainder = pad_to_bucket_boundary, drop_remainder

    def get_batch_size(self) -> int:
        return -1

    def _size(self) -> int:
        return sum(1 for _ in self._pass(Run(self, probe=True)))

    def _pass(self, run: Run) -> Iterator[Row]:
        child = self.children[0]
        names = child._columns()
        places = column_indices(child, self.column_names, "column_names of bucket_batch_by_length")
        _check_pad_info(child, self.pad_info)
        buckets: list[list[Row]] = [[] for _ in self.sizes]
        for index, row in enumerate(child._pass(run)):
            try:
                inputs = [row[i] for i in places]
                length = len(inputs[0]) if self.length is None else int(self.length(*inputs))
            except Exception as error:
                raise _failure("bucket_batch_by_length operation", self.length, index, error) from error
            number = int(np.searchsorted(self.boundaries, length, side="right"))
            buckets[number].append(row)
            if len(buckets[number]) == self.sizes[number]:
                yield self._batch(buckets[number], names, number)
                buckets[number] = []
        for number, rows in enumerate(buckets):
            if rows and not self.drop_remainder:
                yield self._batch(rows, names, number)

    def _batch(self, rows: list[Row], names: list[str], number: int) -> Row:
        if self.pad_info is not None:
            boundary = None
            if self.to_boundary:
                if number == len(self.boundaries):
                    raise RuntimeError(
                        "Invalid data, the length of an element is beyond the last bucket "
                        "boundary, so "
                        "it cannot be padded to one."
                    )
                boundary = self.boundaries[number] - 1
            rows = _pad_rows(rows, names, self.pad_info, boundary)
        return tuple(
            [stack(list(column), name) for column, name in zip(zip(*rows, strict=True), names, strict=True)]
        )


def _check_ints(name: str, numbers: list) -> None:
    if not numbers:
        raise ValueError(f"{name} cannot be empty.")
    if not all(isinstance(n, int) and not isinstance(n, bool) for n in numbers):
        raise TypeError(f"{name} should be a list of int.")
    if any(n <= 0 for n in numbers):
        raise ValueError(f"{name} must only contain positive numbers.")
