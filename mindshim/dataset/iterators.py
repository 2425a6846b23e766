"""Iterators over a pipeline: rows are made ahead in a thread, and arrive as Tensors or NumPy arrays."""

from __future__ import annotations

import collections
import queue
import threading
import time
import weakref
from collections.abc import Generator
from typing import TYPE_CHECKING, Any

from mindshim.dataset import columns as values
from mindshim.dataset import config

if TYPE_CHECKING:
    from mindshim.dataset.dataset import Dataset, Run

# Rows are handed over in groups: a row that takes microseconds would else cost mostly the change of threads.
_GROUP_SECONDS = 2e-3
_EPOCH_ENDS = object()
# Columns about the data, which only their renaming makes data.
_META = "_meta-"


class Iterator:
    """What both iterators have in common.

    An epoch ends with StopIteration; going on after it starts the next one.

    Raises:
        RuntimeError: reading after the last of `num_epochs` epochs; and what a node of the pipeline raised.
    """

    def __init__(
        self, dataset: Dataset, num_epochs: int = -1, output_numpy: bool = False, do_copy: bool = False
    ):
        from mindshim.dataset.dataset import Run

        if num_epochs == 0:
            raise RuntimeError("num_epochs should be either -1 or a positive integer, num_epochs: 0")
        self._names = dataset._columns()  # an unknown column shows here
        if any(name.startswith(_META) for name in self._names):
            from mindshim.dataset.joining import ProjectDataset

            self._names = [name for name in self._names if not name.startswith(_META)]
            dataset = ProjectDataset(dataset, self._names)
        self.dataset = dataset
        run = Run(dataset)
        self._run = run
        self._groups: queue.Queue = queue.Queue(maxsize=2)
        self._ready: collections.deque = collections.deque()
        self._over: BaseException | None = None
        convert = _converter(dataset, output_numpy)
        thread = threading.Thread(
            target=_read_ahead,
            args=(dataset, run, num_epochs, convert, self._groups),
            name="mindshim-dataset-reader",
            daemon=True,
        )
        thread.start()
        self._finish = weakref.finalize(self, _stop, run, self._groups, thread)

    def __iter__(self) -> Iterator:
        return self

    def __next__(self) -> Any:
        row = self._next_row()
        if row is _EPOCH_ENDS:
            raise StopIteration
        return self._form(row)

    def _form(self, row: tuple) -> Any:
        raise NotImplementedError

    def _next_row(self) -> Any:
        while not self._ready:
            if self._over is not None:
                raise self._over
            group, error = self._groups.get()
            self._ready.extend(group)
            self._over = error
        return self._ready.popleft()

    def release(self) -> None:
        """Stop reading; nothing of the pipeline stays behind."""
        self._over = RuntimeError("The iterator was released.")
        self._ready.clear()
        self._finish()

    stop = release


class TupleIterator(Iterator):
    """Gives each row as a list, one element a column."""

    def __init__(
        self,
        dataset: Dataset,
        columns: Any = None,
        num_epochs: int = -1,
        output_numpy: bool = False,
        do_copy: bool = False,
    ):
        super().__init__(dataset, num_epochs, output_numpy, do_copy)

    def _form(self, row: tuple) -> list:
        return list(row)


class DictIterator(Iterator):
    """Gives each row as a dict by column name."""

    def _form(self, row: tuple) -> dict[str, Any]:
        return dict(zip(self._names, row, strict=True))


def _converter(dataset: Dataset, output_numpy: bool) -> Any:
    fresh = dataset._is_fresh()
    if not output_numpy:
        return lambda row: tuple([values.as_tensor(value, fresh) for value in row])
    if fresh:
        return lambda row: tuple([values.for_user(value) for value in row])
    return lambda row: tuple([values.for_user(values.own(value)) for value in row])


def _epochs(dataset: Dataset, run: Run, num_epochs: int) -> Generator[Any, None, None]:
    epoch = 0
    while num_epochs < 0 or epoch < num_epochs:
        yield from dataset._pass(run)
        yield _EPOCH_ENDS
        epoch += 1


def _read_ahead(dataset: Dataset, run: Run, num_epochs: int, convert: Any, groups: queue.Queue) -> None:
    """The thread of an iterator. It must not hold the iterator, or that would never be collected."""
    # A node that waits for the user must not find his last rows here.
    limit = 1 if _waits(dataset) else max(1, config.get_prefetch_size() // 2)
    rows = _epochs(dataset, run, num_epochs)
    group: list = []
    error: BaseException = RuntimeError(
        "EOF buffer encountered. User tries to fetch data beyond the specified number of epochs."
    )
    began = time.perf_counter()
    try:
        for row in rows:
            group.append(row if convert is None or row is _EPOCH_ENDS else convert(row))
            now = time.perf_counter()
            if len(group) >= limit or now - began > _GROUP_SECONDS:
                if not _put(groups, (group, None), run):
                    return
                group, began = [], time.perf_counter()
    except BaseException as raised:
        error = raised
    finally:
        rows.close()
    _put(groups, (group, error), run)


def _waits(dataset: Dataset) -> bool:
    return dataset._waits or any(_waits(child) for child in dataset.children)


def _put(groups: queue.Queue, item: Any, run: Run) -> bool:
    while not run.stop.is_set():
        try:
            groups.put(item, timeout=0.1)
        except queue.Full:
            continue
        return True
    return False


def _stop(run: Run, groups: queue.Queue, thread: threading.Thread) -> None:
    run.stop.set()
    while not groups.empty():
        try:
            groups.get_nowait()
        except queue.Empty:
            break
    if thread is not threading.current_thread():
        thread.join(5)
