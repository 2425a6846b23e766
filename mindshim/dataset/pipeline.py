"""The nodes of a pipeline that are no sources and make no batches."""

from __future__ import annotations

import itertools
import threading
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from mindshim.dataset import columns as values
from mindshim.dataset import config, randomness, workers
from mindshim.dataset.callback import DSCallback, PipelineCallbacks
from mindshim.dataset.checks import BOOL, INT32_MAX, Columns, Int, Is, Rule, as_list, checked
from mindshim.dataset.config import ErrorSamplesMode
from mindshim.dataset.dataset import Dataset, Row, Run, column_indices


class _Operations(Rule):
    def check(self, name: str, value: Any) -> None:
        for operation in value if isinstance(value, (list, tuple)) else [value]:
            if not callable(operation):
                raise ValueError(
                    f"Parameter {name} of map should be a Python function or another callable, "
                    f"or a list "
                    f"of these, but got: {operation!r}."
                )


class _Callbacks(Rule):
    def check(self, name: str, value: Any) -> None:
        for callback in value if isinstance(value, (list, tuple)) else [value]:
            Is(DSCallback)(name, callback)


class MapDataset(Dataset):
    """Functions or transforms of columns; see :meth:`Dataset.map`."""

    @checked(
        operations=_Operations(),
        input_columns=Columns(True),
        output_columns=Columns(True),
        python_multiprocessing=BOOL,
        callbacks=_Callbacks(True),
        offload=Is(bool, optional=True),
        max_rowsize=Is(int, list, optional=True),
    )
    def __init__(
        self,
        input_dataset: Dataset,
        operations: Any,
        input_columns: Any = None,
        output_columns: Any = None,
        num_parallel_workers: int | None = None,
        python_multiprocessing: bool = False,
        cache: Any = None,
        callbacks: Any = None,
        max_rowsize: Any = None,
        offload: bool | None = None,
    ):
        super().__init__(input_dataset, num_parallel_workers, cache)
        self.operations = list(operations) if isinstance(operations, (list, tuple)) else [operations]
        self.input_columns, self.output_columns = as_list(input_columns), as_list(output_columns)
        self.python_multiprocessing = python_multiprocessing
        self.callbacks = (
            list(callbacks) if isinstance(callbacks, (list, tuple)) else [callbacks] if callbacks else []
        )
        self._waits = bool(self.callbacks)
        self._calls = [_pipeline_form(operation) for operation in self.operations]

    def _columns(self) -> list[str]:
        return self._plan()[1]

    def _plan(self) -> tuple[list[int], list[str], list[int], int]:
        """Where the inputs are, the columns after it, where these come from (see `_after`), the number of outputs."""
        known = self.children[0]._columns()
        inputs = self.input_columns or known[:1]
        outputs = self.output_columns or inputs
        places = column_indices(self.children[0], inputs, "input_columns of map")
        return places, *_after(known, inputs, outputs), len(outputs)

    def _pass(self, run: Run) -> Iterator[Row]:
        places, _, layout, outputs = self._plan()
        key = run.begin_pass(self)
        work = _RowWork(self._calls, places, layout, outputs, key)
        rows: Iterator[Row] = self.children[0]._pass(run)
        if self.callbacks:
            return PipelineCallbacks(self.callbacks, key[2], run).around(work, rows)
        mode = config.get_error_samples_mode()
        if mode != ErrorSamplesMode.RETURN:
            return _without_failed(work, rows, mode)
        count = run.workers(self.num_parallel_workers)
        return workers.in_order(work, rows, count, self.python_multiprocessing)


def _after(known: list[str], inputs: list[str], outputs: list[str]) -> tuple[list[str], list[int]]:
    """The columns when `outputs` take the place of `inputs`, and for each where it comes from.

    A source of -1 - i is the output i. As many outputs as inputs stay in their places; else they come first.
    """
    if len(inputs) == len(outputs):
        new = dict(zip(inputs, range(len(outputs)), strict=True))
        names = [outputs[new[name]] if name in new else name for name in known]
        layout = [-1 - new[name] if name in new else i for i, name in enumerate(known)]
    else:
        kept = [(name, i) for i, name in enumerate(known) if name not in inputs]
        names = [*outputs, *(name for name, _ in kept)]
        layout = [*(-1 - i for i in range(len(outputs))), *(i for _, i in kept)]
    if len(set(names)) != len(names):
        raise RuntimeError(f"Invalid output_columns, a column exists already: {names}.")
    return names, layout


def _pipeline_form(operation: Any) -> Callable:
    """The function that a pipeline calls for an operation: a transform has one without the checks of eager use."""
    return getattr(operation, "_in_pipeline", operation)


class _RowWork:
    """What a map does with one row; an object, so that a worker process can be given it."""

    def __init__(
        self, calls: list[Callable], places: list[int], layout: list[int], outputs: int, key: tuple[int, ...]
    ):
        self.calls, self.places, self.layout, self.outputs, self.key = calls, places, layout, outputs, key

    def __call__(self, index: int, row: Row) -> Row:
        randomness.begin_row((*self.key, index))
        result: Any = [row[i] for i in self.places]
        called: Any = None
        try:
            for called in self.calls:
                result = called(*result)
                if type(result) is not tuple:
                    result = (result,)
            out = [value if type(value) is np.ndarray else values.as_value(value) for value in result]
        except Exception as error:
            raise _failure("map operation", called, index, error) from error
        finally:
            randomness.begin_row(None)
        if len(out) != self.outputs:
            raise RuntimeError(
                f"Invalid columns, the number of columns returned in 'map' operations should match the "
                f"number of "
                f"'output_columns', but got the number of columns returned in 'map' operations: {len(out)}, "
                f"the "
                f"number of 'output_columns': {self.outputs}."
            )
        return tuple([row[i] if i >= 0 else out[-1 - i] for i in self.layout])


def _failure(what: str, called: Any, index: int, error: Exception) -> RuntimeError:
    """The error of a row, with the traceback below the pipeline's own frames."""
    owner = getattr(called, "__self__", None)
    own = getattr(called, "__name__", "") == "_in_pipeline" or getattr(type(owner), "_is_transform", False)
    name = type(owner).__name__ if own and owner is not None else "PyFunc"
    frames = traceback.format_list(traceback.extract_tb(error.__traceback__)[1:])
    kind = "" if own else "Exception thrown from user defined Python function in dataset. "
    return RuntimeError(
        f"{kind}{what}: [{name}] failed at row {index}. Error description:\n"
        f"{type(error).__name__}: {error}\n{''.join(frames) if not own else ''}".rstrip()
    )


def _without_failed(work: _RowWork, rows: Iterator[Row], mode: ErrorSamplesMode) -> Iterator[Row]:
    """The rows that could be processed; in mode REPLACE good ones from the start again for the others."""
    good: list[Row] = []
    failed = 0
    for index, row in enumerate(rows):
        try:
            done = work(index, row)
        except RuntimeError:
            failed += 1
            continue
        good.append(done)
        yield done
    if mode == ErrorSamplesMode.REPLACE and good:
        yield from itertools.islice(itertools.cycle(good), failed)


class FilterDataset(Dataset):
    """The rows that a predicate accepts; see :meth:`Dataset.filter`."""

    @checked(input_columns=Columns(True))
    def __init__(
        self,
        input_dataset: Dataset,
        predicate: Callable,
        input_columns: Any = None,
        num_parallel_workers: int | None = None,
    ):
        if not callable(predicate):
            raise TypeError("Predicate should be a Python function or a callable Python object.")
        super().__init__(input_dataset, num_parallel_workers)
        self.predicate, self.input_columns = predicate, as_list(input_columns)

    def _size(self) -> int:
        return sum(1 for _ in self._pass(Run(self, probe=True)))

    def _pass(self, run: Run) -> Iterator[Row]:
        child = self.children[0]
        names = self.input_columns or child._columns()
        places = column_indices(child, names, "input_columns of filter")
        key = run.begin_pass(self)
        for index, row in enumerate(child._pass(run)):
            randomness.begin_row((*key, index))
            try:
                keep = bool(self.predicate(*[row[i] for i in places]))
            except Exception as error:
                raise _failure("filter operation", self.predicate, index, error) from error
            finally:
                randomness.begin_row(None)
            if keep:
                yield row


class ShuffleDataset(Dataset):
    """Rows drawn from a buffer; see :meth:`Dataset.shuffle`."""

    def __init__(self, input_dataset: Dataset, buffer_size: int):
        super().__init__(input_dataset)
        self.buffer_size = buffer_size

    def is_shuffled(self) -> bool:
        return True

    def _pass(self, run: Run) -> Iterator[Row]:
        return buffered(self.children[0]._pass(run), self.buffer_size, run.begin_pass(self))


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


class SkipDataset(Dataset):
    """All but the first rows; see :meth:`Dataset.skip`."""

    def __init__(self, input_dataset: Dataset, count: int):
        super().__init__(input_dataset)
        self.count = count

    def _size(self) -> int:
        return max(0, self.children[0]._size() - self.count)

    def _pass(self, run: Run) -> Iterator[Row]:
        return itertools.islice(self.children[0]._pass(run), self.count, None)


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

    def __init__(self, input_dataset: Dataset, columns: Any):
        super().__init__(input_dataset)
        self.columns = as_list(columns)

    def _columns(self) -> list[str]:
        column_indices(self.children[0], self.columns, "column")
        return self.columns

    def _pass(self, run: Run) -> Iterator[Row]:
        places = column_indices(self.children[0], self.columns, "column")
        return (tuple([row[i] for i in places]) for row in self.children[0]._pass(run))


class RenameDataset(Dataset):
    """Other names; see :meth:`Dataset.rename`."""

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


class SyncWaitDataset(Dataset):
    """Waits for the user between rows; see :meth:`Dataset.sync_wait`."""

    @checked(condition_name=Is(str), num_batch=Int(1, INT32_MAX))
    def __init__(
        self,
        input_dataset: Dataset,
        condition_name: str,
        num_batch: int = 1,
        callback: Callable | None = None,
    ):
        super().__init__(input_dataset)
        if callback is not None and not callable(callback):
            raise TypeError("Callback is not callable.")
        self.condition_name, self.num_batch, self.callback = condition_name, num_batch, callback
        self._waits = True
        # A batch node after it makes it count batches.
        self.rows_each = 1
        self._allowed = threading.Condition()
        self._room = num_batch

    def get_sync_notifiers(self) -> dict[str, Callable]:
        """The function that :meth:`Dataset.sync_update` calls, by condition name."""
        return {self.condition_name: self._update}

    def _update(self, num_batch: int | None = None, data: Any = None) -> None:
        if self.callback is not None:
            self.callback(data)
        with self._allowed:
            self._room += (num_batch or self.num_batch) * self.rows_each
            self._allowed.notify_all()

    def _pass(self, run: Run) -> Iterator[Row]:
        if run.probe:
            yield from self.children[0]._pass(run)
            return
        with self._allowed:
            self._room = self.num_batch * self.rows_each
        for row in self.children[0]._pass(run):
            with self._allowed:
                while self._room <= 0:
                    self._allowed.wait(0.05)
                    if run.stop.is_set():
                        return
                self._room -= 1
            yield row


def sync_update(dataset: Dataset, condition_name: str, num_batch: int | None, data: Any) -> None:
    """Let the node that waits for that condition go on; see :meth:`Dataset.sync_update`."""
    Is(str)("condition_name", condition_name)
    if num_batch is not None and (
        isinstance(num_batch, bool) or not isinstance(num_batch, int) or num_batch <= 0
    ):
        raise ValueError(f"num_batch must be a positive int, but got {num_batch}.")
    waiting: dict[str, Callable] = {}
    nodes = [dataset]
    for node in nodes:
        nodes.extend(node.children)
        if isinstance(node, SyncWaitDataset):
            waiting.update(node.get_sync_notifiers())
    if condition_name not in waiting:
        raise RuntimeError(f"Condition name not found: {condition_name}.")
    waiting[condition_name](num_batch, data)


class TransferDataset(Dataset):
    """A pipeline as a device reads it; see :meth:`Dataset.device_que`."""

    def __init__(
        self,
        input_dataset: Dataset,
        send_epoch_end: bool = True,
        create_data_info_queue: bool = False,
        queue_name: str = "",
    ):
        super().__init__(input_dataset)
        self.queue_name = queue_name

    def create_tuple_iterator(self, *args: Any, **kwargs: Any) -> Any:
        raise RuntimeError("TransferDataset is not iterable.")

    create_dict_iterator = create_tuple_iterator

    def __iter__(self) -> Any:
        raise RuntimeError("TransferDataset is not iterable.")

    def send(self, num_epochs: int = -1) -> None:
        """Nothing is sent: a training loop takes the batches where they are."""

    def stop_send(self) -> None:
        """Nothing."""

    def continue_send(self) -> None:
        """Nothing."""

    def _pass(self, run: Run) -> Iterator[Row]:
        return self.children[0]._pass(run)
