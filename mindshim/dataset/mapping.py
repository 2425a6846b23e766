"""Nodes that call functions of rows: map and filter."""

from __future__ import annotations

import itertools
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from mindshim.dataset import columns as values
from mindshim.dataset import config, debug, gathering, randomness, workers
from mindshim.dataset.callback import DSCallback, PipelineCallbacks
from mindshim.dataset.checks import BOOL, Columns, Is, Rule, as_list, checked
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

    _row_for_row = True

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

    def _is_fresh(self) -> bool:
        # A Python function may give an array that it keeps.
        own = all(getattr(type(operation), "_is_transform", False) for operation in self.operations)
        return own and super()._is_fresh()

    def _plan(self) -> tuple[list[int], list[str], list[int], int]:
        """Where the inputs are, the columns after it, where these come from (see `_after`), the number of outputs."""
        known = self.children[0]._columns()
        inputs = self.input_columns or known[:1]
        outputs = self.output_columns or inputs
        places = column_indices(self.children[0], inputs, "input_columns of map")
        return places, *_after(known, inputs, outputs), len(outputs)

    def _gather(self, run: Run) -> gathering.Gathered | None:
        places, _, layout, outputs = self._plan()
        # Several columns, or a column for another, are left to the way by rows.
        plain = outputs == len(places) == 1 and layout[places[0]] == -1 and not self.callbacks
        if not plain or config.get_error_samples_mode() != ErrorSamplesMode.RETURN or config.get_debug_mode():
            return None
        if any(gathering.stacked_form(operation) is None for operation in self.operations):
            return None
        gathered = self.children[0]._gather(run)
        if gathered is None:
            return None
        work = _RowWork(self._calls, places, layout, outputs, run.begin_pass(self))
        return gathering.mapped(gathered, self.operations, places[0], work)

    def _pass(self, run: Run) -> Iterator[Row]:
        places, _, layout, outputs = self._plan()
        key = run.begin_pass(self)
        calls = self._calls
        if hooks := config.debug_hooks():
            calls = [_pipeline_form(operation) for operation in debug.with_hooks(self.operations, hooks)]
        work = _RowWork(calls, places, layout, outputs, key)
        rows: Iterator[Row] = self.children[0]._pass(run)
        if self.callbacks:
            return PipelineCallbacks(self.callbacks, key[2], run).around(work, rows)
        mode = config.get_error_samples_mode()
        if mode != ErrorSamplesMode.RETURN:
            return _without_failed(work, rows, mode)
        count = run.workers(self.num_parallel_workers)
        return self._with_files(workers.in_order(work, rows, count, self.python_multiprocessing), run)

    def _with_files(self, rows: Iterator[Row], run: Run) -> Iterator[Row]:
        """The rows; an error of one tells the file that it came from."""
        try:
            yield from rows
        except RuntimeError as error:
            number = vars(error).pop("row", None)
            path = None if number is None else self._file_of(run, number)
            if path is None:
                raise
            raise RuntimeError(f"{error} File: {path}.") from error.__cause__


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
    failure = RuntimeError(
        f"{kind}{what}: [{name}] failed at row {index}. Error description:\n"
        f"{type(error).__name__}: {error}\n{''.join(frames) if not own else ''}".rstrip()
    )
    vars(failure)["row"] = index
    return failure


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
