"""Dataset: a node of a pipeline, and the methods that put further nodes after it.

A node knows its columns and its size, and gives the rows of one pass: tuples of values, one a column. What
belongs to
one reading of the pipeline (its seed, how many passes each node has begun) is in a :class:`Run`, so one
Dataset can
be read by several iterators at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

from mindshim.dataset import columns as values
from mindshim.dataset import config, randomness
from mindshim.dataset.checks import (
    BOOL,
    WORKERS,
    Columns,
    CountOrAll,
    Int,
    Is,
    checked,
)
from mindshim.dataset.gathering import Gathered
from mindshim.dataset.iterators import DictIterator, TupleIterator

Row = tuple[Any, ...]


class Run:
    """One reading of a pipeline.

    Args:
        root: the last node.
        probe: only the first row is wanted, so no workers are to be started.
    """

    def __init__(self, root: Dataset, probe: bool = False):
        self.seed = randomness.pipeline_seed()
        self.probe = probe
        self.stop = threading.Event()
        self._numbers: dict[int, int] = {}
        self._passes: dict[int, int] = {}
        self._nodes: list[Dataset] = []
        self._enter(root)

    def _enter(self, node: Dataset) -> None:
        if id(node) not in self._numbers:
            self._numbers[id(node)] = len(self._nodes)
            self._nodes.append(node)
            for child in node.children:
                self._enter(child)

    def begin_pass(self, node: Dataset) -> tuple[int, ...]:
        """Counts a pass of the node; gives the key of its random numbers: (seed, node, pass)."""
        self._enter(node)
        count = self._passes.get(id(node), 0)
        self._passes[id(node)] = count + 1
        return self.seed, self._numbers[id(node)], count

    def key_of(self, node: Dataset) -> tuple[int, ...]:
        """The key of the node's pass that began last."""
        return self.seed, self._numbers[id(node)], max(0, self._passes.get(id(node), 0) - 1)

    def workers(self, wanted: int | None) -> int:
        """How many workers to start; 0 for none."""
        return 0 if self.probe else wanted or config.get_num_parallel_workers()


# Where MindSpore keeps the classes of our modules, as their printed form tells.
_MODULES = {
    "sources_vision": "datasets_vision", "sources_folders": "datasets_vision", "sources_annotated": "datasets_vision",
    "sources_arrays": "datasets_vision", "sources_text": "datasets_text", "sources_audio": "datasets_audio",
    "sources_records": "datasets_standard_format", "sources_python": "datasets_user_defined",
}  # fmt: skip


class _Printed(type):
    """The type of Datasets, which prints them as MindSpore does."""

    def __repr__(cls) -> str:
        package, _, module = cls.__module__.rpartition(".")
        if package != "mindshim.dataset":
            return super().__repr__()
        return f"<class 'mindspore.dataset.engine.{_MODULES.get(module, 'datasets')}.{cls.__qualname__}'>"


class Dataset(metaclass=_Printed):
    """A pipeline of data: a source, or an operation on other Datasets.

    Iterating over it gives lists of Tensors, one Tensor a column.

    Args:
        children: the Datasets that this one reads.
        num_parallel_workers: how many threads or processes work on its rows; the setting of `config` by
        default.

    Examples:
        >>> import mindshim.dataset as ds
        >>> data = ds.NumpySlicesDataset([1, 2, 3, 4], "x", shuffle=False).map(lambda x: x * 10).batch(2)
        >>> [row["x"].tolist() for row in data.create_dict_iterator(num_epochs=1, output_numpy=True)]
        [[10, 20], [30, 40]]
    """

    # The arrays of its rows belong to nobody else.
    _fresh = False
    # It may stop until the user, or the training, does something.
    _waits = False

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        node = super().__new__(cls)
        # For `serialize`, which tells what each node was made with.
        vars(node)["_made_with"] = args, kwargs
        return node

    def __init__(self, children: Any = None, num_parallel_workers: int | None = None, cache: Any = None):
        WORKERS("num_parallel_workers", num_parallel_workers)
        _refuse_cache(cache)
        self.children: list[Dataset] = [children] if isinstance(children, Dataset) else list(children or [])
        self.num_parallel_workers = num_parallel_workers

    # What each kind of node says
    # ----------------------------------------------------------------------------------

    def _columns(self) -> list[str]:
        return self.children[0]._columns()

    def _size(self) -> int:
        return self.children[0]._size()

    def _pass(self, run: Run) -> Iterator[Row]:
        """The rows of one pass."""
        raise NotImplementedError

    def _gather(self, run: Run) -> Gathered | None:
        """One pass as whole columns, if that goes; see `gathering`. It counts as a pass only if it does."""
        return None

    # Its rows are those of the child, one for one.
    _row_for_row = False

    def _file_of(self, run: Run, row: int) -> str | None:
        """The file that a row of the present pass came from, if that is known."""
        return self.children[0]._file_of(run, row) if self._row_for_row else None

    def _is_fresh(self) -> bool:
        return self._fresh or any(child._is_fresh() for child in self.children)

    def _first(self) -> Row | None:
        rows = self._pass(Run(self, probe=True))
        try:
            return next(iter(rows), None)
        finally:
            _close(rows)

    # Operations
    # -------------------------------------------------------------------------------------------------

    def map(
        self,
        operations: Any,
        input_columns: Any = None,
        output_columns: Any = None,
        num_parallel_workers: int | None = None,
        **kwargs: Any,
    ) -> Dataset:
        """Apply functions or transforms to columns.

        Args:
            operations: a callable or a list of them, each fed with what the one before returned. A tuple
            means several
                columns.
            input_columns: the columns that go into the first; by default the first column.
            output_columns: the names of what the last returns; by default those of `input_columns`.
            num_parallel_workers: threads, or processes with ``python_multiprocessing=True``.
            **kwargs: `python_multiprocessing`, `max_rowsize`, `cache`, `callbacks`, `offload`.

        Raises:
            TypeError, ValueError: an argument is wrong.
            RuntimeError: when read: a column is missing, an operation raised, or returned another number of
            columns.
        """
        return mapping.MapDataset(
            self, operations, input_columns, output_columns, num_parallel_workers, **kwargs
        )

    def batch(
        self,
        batch_size: Any,
        drop_remainder: bool = False,
        num_parallel_workers: int | None = None,
        **kwargs: Any,
    ) -> Dataset:
        """Put rows together: a column of shape (...) becomes (batch_size, ...).

        Args:
            batch_size: a positive int, or a function of a BatchInfo that returns one.
            drop_remainder: leave out a last batch that is too small.
            num_parallel_workers: workers for `per_batch_map`.
            **kwargs: `per_batch_map` (a function of the lists of the input columns' values and a BatchInfo,
            which
                returns a tuple of columns), `input_columns`, `output_columns`, `python_multiprocessing`,
                `max_rowsize`.

        Raises:
            TypeError, ValueError: an argument is wrong.
            RuntimeError: when read: shapes or dtypes of a column differ.
        """
        return batching.BatchDataset(self, batch_size, drop_remainder, num_parallel_workers, **kwargs)

    def padded_batch(
        self,
        batch_size: Any,
        drop_remainder: bool = False,
        num_parallel_workers: int | None = None,
        pad_info: dict | None = None,
    ) -> Dataset:
        """Put rows together and fill up each column to one shape.

        Args:
            batch_size, drop_remainder, num_parallel_workers: as in :meth:`batch`.
            pad_info: by column, (shape, value), where None in the shape means the longest of the batch; a
            column's
                None, and an empty dict, mean the longest and 0. Without it nothing is filled up.
        """
        return batching.PaddedBatchDataset(self, batch_size, drop_remainder, num_parallel_workers, pad_info)

    def bucket_batch_by_length(
        self,
        column_names: Any,
        bucket_boundaries: list[int],
        bucket_batch_sizes: list[int],
        element_length_function: Callable | None = None,
        pad_info: dict | None = None,
        pad_to_bucket_boundary: bool = False,
        drop_remainder: bool = False,
    ) -> Dataset:
        """Put rows of similar length together.

        Args:
            column_names: the columns that `element_length_function` gets; without a function, the one column
            whose
                first size is the length.
            bucket_boundaries: ascending upper limits of the lengths, each excluded.
            bucket_batch_sizes: the batch size of each bucket, and of what is longer.
            pad_info: as in :meth:`padded_batch`.
            pad_to_bucket_boundary: fill up to the bucket's limit minus one instead of the longest.
            drop_remainder: leave out what is left in a bucket at the end.
        """
        return batching.BucketBatchByLengthDataset(
            self,
            column_names,
            bucket_boundaries,
            bucket_batch_sizes,
            element_length_function,
            pad_info,
            pad_to_bucket_boundary,
            drop_remainder,
        )

    @checked(buffer_size=Int(2))
    def shuffle(self, buffer_size: int) -> Dataset:
        """Draw each row at random from the next `buffer_size` rows; `get_dataset_size()` shuffles all."""
        return ordering.ShuffleDataset(self, buffer_size)

    @checked(count=CountOrAll(optional=True))
    def repeat(self, count: int | None = None) -> Dataset:
        """Read it `count` times; without a count, or with -1, without end."""
        return self if count == 1 else ordering.RepeatDataset(self, -1 if count is None else count)

    @checked(count=CountOrAll())
    def take(self, count: int = -1) -> Dataset:
        """The first `count` rows; with -1 all."""
        return self if count == -1 else ordering.TakeDataset(self, count)

    @checked(count=Int(0))
    def skip(self, count: int) -> Dataset:
        """All rows but the first `count`."""
        return ordering.SkipDataset(self, count)

    @checked(sizes=Is(list), randomize=BOOL)
    def split(self, sizes: list, randomize: bool = True) -> tuple[Dataset, ...]:
        """Cut it into several Datasets.

        Args:
            sizes: how many rows each gets, or the fraction of the rows.
            randomize: shuffle the rows before.

        Raises:
            ValueError: `sizes` mixes or misses numbers, or the fractions do not add up to 1.
            RuntimeError: the sizes do not add up to that of the Dataset.
        """
        return ordering.split(self, sizes, randomize)

    def concat(self, datasets: Any) -> Dataset:
        """These rows, and then those of one or several other Datasets; also written `+`."""
        if not isinstance(datasets, (list, Dataset)):
            raise TypeError(f"Argument datasets with value {datasets!r} is not of type [list, Dataset].")
        return joining.ConcatDataset([self, *([datasets] if isinstance(datasets, Dataset) else datasets)])

    __add__ = concat

    def zip(self, datasets: Any) -> Dataset:
        """The columns of this and of other Datasets side by side, as many rows as the shortest has."""
        if not isinstance(datasets, (tuple, Dataset)):
            raise TypeError(f"Argument datasets with value {datasets!r} is not of type [tuple, Dataset].")
        return joining.ZipDataset((self, *([datasets] if isinstance(datasets, Dataset) else datasets)))

    def filter(
        self, predicate: Callable, input_columns: Any = None, num_parallel_workers: int | None = None
    ) -> Dataset:
        """The rows for which the predicate of the input columns (all by default) is true."""
        return mapping.FilterDataset(self, predicate, input_columns, num_parallel_workers)

    def flat_map(self, func: Callable) -> Dataset:
        """The rows of the Datasets that the function returns for each row.

        Raises:
            TypeError: `func` is no function, or returns something else than a Dataset.
        """
        return joining.flat_map(self, func)

    @checked(columns=Columns())
    def project(self, columns: Any) -> Dataset:
        """Only these columns, in this order."""
        return joining.ProjectDataset(self, columns)

    @checked(input_columns=Columns(), output_columns=Columns())
    def rename(self, input_columns: Any, output_columns: Any) -> Dataset:
        """Other names for columns."""
        return joining.RenameDataset(self, input_columns, output_columns)

    def apply(self, apply_func: Callable[[Dataset], Dataset]) -> Dataset:
        """What a function of this Dataset returns.

        Raises:
            TypeError: it is no function, or returns no Dataset.
        """
        if not callable(apply_func):
            raise TypeError("apply_func must be a function.")
        result = apply_func(self)
        if not isinstance(result, Dataset):
            raise TypeError("apply_func must return a dataset.")
        return result

    def sync_wait(self, condition_name: str, num_batch: int = 1, callback: Callable | None = None) -> Dataset:
        """Give `num_batch` rows and then wait for a :meth:`sync_update` of that name."""
        return waiting.SyncWaitDataset(self, condition_name, num_batch, callback)

    def sync_update(self, condition_name: str, num_batch: int | None = None, data: Any = None) -> None:
        """Let a :meth:`sync_wait` go on, after its callback was called with `data`.

        Raises:
            RuntimeError: there is no :meth:`sync_wait` of that name.
        """
        waiting.sync_update(self, condition_name, num_batch, data)

    def device_que(
        self, send_epoch_end: bool = True, create_data_info_queue: bool = False, queue_name: str = ""
    ) -> Dataset:
        """The Dataset itself, as what a device reads: there are no queues between the two here."""
        return waiting.TransferDataset(self, send_epoch_end, create_data_info_queue, queue_name)

    def save(self, file_name: str, num_files: int = 1, file_type: str = "mindrecord") -> None:
        """Write the rows of one epoch to MindRecord files.

        Args:
            file_name: the path of the file; with several files, a number is added to it.
            num_files: into how many files the rows are divided.
            file_type: "mindrecord".

        Raises:
            TypeError, ValueError: an argument is wrong.
            RuntimeError: a file exists, or a column holds what MindRecord cannot.
        """
        saving.save(self, file_name, num_files, file_type)

    def to_json(self, filename: str = "") -> dict[str, Any]:
        """The pipeline as a dict, which is also written to `filename`; see :func:`serialize`."""
        return serializing.to_json(self, filename)

    # Reading
    # --------------------------------------------------------------------------------------------------

    @checked(columns=Columns(optional=True), num_epochs=Int(-1), output_numpy=BOOL, do_copy=BOOL)
    def create_tuple_iterator(
        self, columns: Any = None, num_epochs: int = -1, output_numpy: bool = False, do_copy: bool = False
    ) -> TupleIterator:
        """An iterator over rows as lists.

        Args:
            columns: the columns that are wanted; all by default.
            num_epochs: after how many epochs reading on is an error; -1 means never.
            output_numpy: NumPy arrays instead of Tensors.
            do_copy: without effect; the values never share memory with the pipeline.
        """
        dataset = self if columns is None else joining.ProjectDataset(self, columns)
        return TupleIterator(dataset, None, num_epochs, output_numpy, do_copy)

    @checked(num_epochs=Int(-1), output_numpy=BOOL, do_copy=BOOL)
    def create_dict_iterator(
        self, num_epochs: int = -1, output_numpy: bool = False, do_copy: bool = False
    ) -> DictIterator:
        """An iterator over rows as dicts by column name; the arguments of :meth:`create_tuple_iterator`."""
        return DictIterator(self, num_epochs, output_numpy, do_copy)

    def __iter__(self) -> TupleIterator:
        return self.create_tuple_iterator(num_epochs=1)

    def __len__(self) -> int:
        return self.get_dataset_size()

    def reset(self) -> None:
        """Nothing: each iterator starts a pipeline of its own."""

    # What it is
    # -------------------------------------------------------------------------------------------------

    def get_dataset_size(self) -> int:
        """The number of rows of an epoch."""
        return self._size()

    def get_col_names(self) -> list[str]:
        """The names of the columns."""
        return self._columns()

    def output_shapes(self, estimate: bool = False) -> list:
        """The shape of each column in the first row; with `estimate`, None for each size that differs between rows."""
        BOOL("estimate", estimate)
        if not estimate:
            first = self._first()
            return [values.shape(value) for value in first or ()]
        shapes: list[list] = []
        for row in self._pass(Run(self, probe=True)):
            found = [values.shape(value) for value in row]
            shapes = shapes or found
            for known, new in zip(shapes, found, strict=True):
                if len(known) != len(new):
                    raise RuntimeError(
                        f"Inconsistent shapes, expect same rank for each row, but got {known} and {new}."
                    )
                known[:] = [a if a == b else None for a, b in zip(known, new, strict=True)]
        return shapes

    def output_types(self) -> list:
        """The NumPy dtype of each column in the first row."""
        return [values.dtype(value) for value in self._first() or ()]

    def get_batch_size(self) -> int:
        """The number of rows in a batch; 1 when there is no batch."""
        return self.children[0].get_batch_size() if self.children else 1

    def get_repeat_count(self) -> int:
        """How often the last `repeat` of the pipeline reads what is before it; 1 without one."""
        return self.children[0].get_repeat_count() if self.children else 1

    def num_classes(self) -> int | None:
        """The number of classes that the source knows of."""
        return self.children[0].num_classes() if self.children else None

    def get_class_indexing(self) -> dict:
        """The classes' numbers by name, where the source has such."""
        return self.children[0].get_class_indexing() if self.children else {}

    @property
    def input_indexs(self) -> tuple:
        """Which columns of a sink are inputs; () when nobody said."""
        return self.__dict__.get("_input_indexs", ())

    @input_indexs.setter
    def input_indexs(self, value: tuple) -> None:
        self._input_indexs = value

    def is_shuffled(self) -> bool:
        """Whether a node of the pipeline shuffles."""
        return any(child.is_shuffled() for child in self.children)

    def is_sharded(self) -> bool:
        """Whether a source gives only a part of its rows."""
        return any(child.is_sharded() for child in self.children)

    def use_sampler(self, new_sampler: Any) -> None:
        """Read the rows that this sampler chooses, instead of the one before.

        Raises:
            TypeError: it is no sampler, or the source cannot be read by index.
        """
        raise TypeError(f"{type(self).__name__} has no sampler.")


def _refuse_cache(cache: Any) -> None:
    if cache is not None:
        raise NotImplementedError(
            "a dataset cache needs MindSpore's cache server, which mindshim does not have."
        )


def _close(rows: Any) -> None:
    close = getattr(rows, "close", None)
    if close is not None:
        close()


def column_indices(node: Dataset, names: list[str], what: str) -> list[int]:
    """Where these columns are among the columns of a node.

    Raises:
        RuntimeError: one is missing.
    """
    known = node._columns()
    for name in names:
        if name not in known:
            raise RuntimeError(
                f"Invalid {what}, column name: {name} does not exist in the dataset columns {known}."
            )
    return [known.index(name) for name in names]


# Their classes derive from Dataset.
from mindshim.dataset import batching, joining, mapping, ordering, saving, serializing, waiting  # noqa: E402
