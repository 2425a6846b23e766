"""Sources of data that is in memory or that Python code makes."""

from __future__ import annotations

import itertools
import traceback
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from mindshim.dataset import batching, randomness, workers
from mindshim.dataset import columns as values
from mindshim.dataset.checks import BOOL, WORKERS, Columns, Each, Int, Is, as_list, checked
from mindshim.dataset.dataset import Dataset, Row, Run
from mindshim.dataset.schema import Schema
from mindshim.dataset.sources import MappableDataset, check_choice
from mindshim.engine import dtypes


class GeneratorDataset(MappableDataset):
    """Rows that Python code gives.

    Args:
        source: a function that returns an iterator, an iterable, or an object with `__getitem__` and
        `__len__`. A row is
            a tuple of values, one a column, or the one column's value.
        column_names: the names of the columns.
        column_types: the MindSpore dtype of each column; a row with another one is an error.
        schema: a Schema (or its JSON file) instead of names and types.
        num_samples: the most rows to read.
        num_parallel_workers: how many workers call `__getitem__`.
        shuffle: read in random order; True by default for a source with `__getitem__`, which it needs.
        sampler: which rows to read instead, for a source with `__getitem__`.
        num_shards: into how many parts the rows are divided.
        shard_id: which part to read.
        python_multiprocessing: several workers are processes; else threads.
        max_rowsize: without effect; rows of any size go from process to process.
        batch_sampler: gives lists of indices; each becomes a batch.
        collate_fn: makes the columns of a batch of `batch_sampler` from the list of each column's values.

    Raises:
        TypeError, ValueError: an argument is wrong.
        RuntimeError: when read: the source raised, gave another number of columns, or what can be no column.

    Examples:
        >>> import mindshim.dataset as ds
        >>> def squares():
        ...     for i in range(3):
        ...         yield i * i
        >>> for row in ds.GeneratorDataset(squares, "square").create_dict_iterator(num_epochs=1, output_numpy=True):
        ...     print(row["square"])
        0
        1
        4
    """

    _of_files = False

    @checked(
        column_names=Columns(True),
        num_parallel_workers=WORKERS,
        shuffle=Is(bool, optional=True),
        python_multiprocessing=BOOL,
        schema=Is(Schema, str, optional=True),
    )
    def __init__(
        self,
        source: Any,
        column_names: Any = None,
        column_types: Any = None,
        schema: Any = None,
        num_samples: int | None = None,
        num_parallel_workers: int = 1,
        shuffle: bool | None = None,
        sampler: Any = None,
        num_shards: int | None = None,
        shard_id: int | None = None,
        python_multiprocessing: bool = True,
        max_rowsize: Any = None,
        batch_sampler: Any = None,
        collate_fn: Callable | None = None,
    ):
        by_index = hasattr(source, "__getitem__")
        if (
            not by_index
            and not callable(source)
            and not hasattr(source, "__iter__")
            and not hasattr(source, "__next__")
        ):
            raise TypeError(
                "Input `source` function of GeneratorDataset should be callable, iterable or "
                "random "
                "accessible, commonly it should implement one of the method like yield, "
                "__getitem__ or "
                "__next__(__iter__)."
            )
        check_choice(num_samples, num_shards, shard_id)
        if column_names is None and schema is None:
            raise ValueError("Neither columns_names nor schema are provided.")
        if not by_index:
            for name, value in (
                ("sampler", sampler),
                ("num_shards", num_shards),
                ("batch_sampler", batch_sampler),
            ):
                if value is not None:
                    raise ValueError(
                        f"{name} is not supported if source does not have attribute '__getitem__'."
                    )
        _check_batch_sampler(batch_sampler, collate_fn, (num_samples, shuffle, num_shards, shard_id, sampler))
        super().__init__(num_parallel_workers, sampler, num_samples, shuffle, num_shards, shard_id)
        self._source: Any = source
        self._by_index = by_index
        self._replay: Iterator | None = source if isinstance(source, types.GeneratorType) else None
        self._num_samples = num_samples
        self._batches, self._collate = batch_sampler, collate_fn
        self._processes = python_multiprocessing and num_parallel_workers > 1
        schema = Schema(schema) if isinstance(schema, str) else schema
        self._names = as_list(column_names) if schema is None else schema.names()
        self._types = _column_types(column_types, schema)

    def __getitem__(self, index: int) -> Any:
        """What the source has at that index."""
        return self._source[index]

    def _length(self) -> int:
        if not hasattr(self._source, "__len__"):
            raise RuntimeError("Attempt to construct a random access dataset, '__len__' method is required!")
        length = len(self._source)
        if length == 0:
            raise RuntimeError("GeneratorDataset: data row of input source must not be 0, got: 0")
        return length

    def _size(self) -> int:
        if self._batches is not None:
            return len(self._batches) if hasattr(self._batches, "__len__") else sum(1 for _ in self._batches)
        if self._by_index:
            return super()._size()
        if hasattr(self._source, "__len__"):
            length = len(self._source)
            return min(length, self._num_samples) if self._num_samples else length
        return sum(1 for _ in self._stream())

    def get_batch_size(self) -> int:
        return 1 if self._batches is None else -1

    def use_sampler(self, new_sampler: Any) -> None:
        if not self._by_index:
            raise ValueError("sampler is not supported if source does not have attribute '__getitem__'.")
        super().use_sampler(new_sampler)

    def is_shuffled(self) -> bool:
        return self._by_index and self._batches is None and super().is_shuffled()

    def _pass(self, run: Run) -> Iterator[Row]:
        if self._batches is not None:
            run.begin_pass(self)
            workers_ = run.workers(self.num_parallel_workers)
            return workers.in_order(self._batch, iter(self._batches), workers_, self._processes)
        if self._by_index:
            return super()._pass(run)
        run.begin_pass(self)
        return self._stream()

    def _stream(self) -> Iterator[Row]:
        rows = self._rows()
        if self._num_samples:
            rows = itertools.islice(rows, self._num_samples)
        iterator = iter(rows)
        index = 0
        while True:
            try:
                value = next(iterator)
            except StopIteration:
                return
            except Exception as error:
                raise self._failure(index, error) from error
            yield self._as_row(value, index)
            index += 1

    def _rows(self) -> Any:
        if self._replay is not None:
            # A generator runs once; what it gave is kept for the next pass.
            self._replay, rows = itertools.tee(self._replay)
            return rows
        try:
            return iter(self._source)
        except TypeError:
            pass
        try:
            made = self._source()
            return iter(made)
        except Exception as error:
            raise self._failure(0, error) from error

    def _read(self, index: int) -> Row:
        try:
            value = self._source[index]
        except Exception as error:
            raise self._failure(index, error) from error
        return self._as_row(value, index)

    def _batch(self, order: int, indices: Any) -> Row:
        columns = [list(column) for column in zip(*[self._read(int(i)) for i in indices], strict=True)]
        if self._collate is None:
            return tuple(
                batching.stack(column, name) for column, name in zip(columns, self._names, strict=True)
            )
        try:
            collated = self._collate(*columns)
        except Exception as error:
            raise self._failure(order, error) from error
        parts = collated if isinstance(collated, tuple) else (collated,)
        made = [
            batching.stack([values.as_value(v) for v in part], "of a batch")
            if isinstance(part, (list, tuple))
            else part
            for part in parts
        ]
        return self._as_row(tuple(made), order)

    def _as_row(self, value: Any, index: int) -> Row:
        given = value if isinstance(value, tuple) else (value,)
        if len(given) != len(self._names):
            raise RuntimeError(
                "Invalid Python function, the 'source' of 'GeneratorDataset' should return same number of "
                "NumPy arrays "
                f"as specified in column_names, the size of column_names is: {len(self._names)} and number "
                f"of returned "
                f"NumPy arrays is: {len(given)} (row {index})."
            )
        try:
            row = tuple(
                [
                    v if type(v) is np.ndarray and v.dtype.kind in "biufc" else values.as_value(v)
                    for v in given
                ]
            )
        except Exception as error:
            raise self._failure(index, error) from error
        for i, wanted in enumerate(self._types):
            if isinstance(row[i], np.ndarray) and row[i].dtype != wanted and wanted is not None:
                raise RuntimeError(
                    "Invalid Python function, type of returned data in 'GeneratorDataset' should be same "
                    "with specified "
                    f"column_types, but the type of returned data: {row[i].dtype}, specified column type: "
                    f"{wanted} "
                    f"(column '{self._names[i]}', row {index})."
                )
        return row

    @staticmethod
    def _failure(index: int, error: Exception) -> RuntimeError:
        frames = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)[1:]))
        return RuntimeError(
            f"Exception thrown from user defined Python function in dataset. The source of "
            f"GeneratorDataset failed at row {index}. Error "
            f"description:\n{type(error).__name__}: "
            f"{error}\n{frames}".rstrip()
        )


def _check_batch_sampler(batch_sampler: Any, collate_fn: Any, others: tuple) -> None:
    if batch_sampler is not None:
        if not hasattr(batch_sampler, "__iter__"):
            raise TypeError("batch_sampler should have __getitem__ or __iter__ method.")
        if any(other is not None for other in others):
            raise ValueError(
                "batch_sampler is mutually exclusive with num_samples, shuffle, num_shards, "
                "shard_id and "
                "sampler."
            )
    if collate_fn is not None:
        if batch_sampler is None:
            raise ValueError("collate_fn can be specified only when batch_sampler is set.")
        if not callable(collate_fn):
            raise TypeError("collate_fn should be callable.")


def _column_types(column_types: Any, schema: Schema | None) -> list:
    if schema is not None:
        return [None if c["type"] == "string" else np.dtype(c["type"]) for c in schema.columns]
    found = []
    for entry in as_list(column_types):
        if not isinstance(entry, (dtypes.Type, str)):
            raise NotImplementedError(f"column_types must be MindSpore dtypes, but got {entry!r}.")
        found.append(None if entry in (dtypes.string, "string") else dtypes.to_numpy(entry))
    return found


class NumpySlicesDataset(GeneratorDataset):
    """The rows of data in memory.

    Args:
        data: a list or array of rows, a tuple of such (one a column), or a dict of such by column name.
        column_names: names of the columns; `column_0`, … or the dict's keys by default.
        num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id: as in
        :class:`GeneratorDataset`.

    Raises:
        TypeError: `data` is none of these.
        ValueError: it is empty, its columns have different lengths, or `column_names` are too few or too
        many.

    Examples:
        >>> import mindshim.dataset as ds
        >>> data = ds.NumpySlicesDataset({"x": [1, 2], "y": [3, 4]}, shuffle=False)
        >>> [(int(x), int(y)) for x, y in data.create_tuple_iterator(num_epochs=1, output_numpy=True)]
        [(1, 3), (2, 4)]
    """

    @checked(data=Is(list, tuple, dict, np.ndarray))
    def __init__(
        self,
        data: Any,
        column_names: Any = None,
        num_samples: int | None = None,
        num_parallel_workers: int = 1,
        shuffle: bool | None = None,
        sampler: Any = None,
        num_shards: int | None = None,
        shard_id: int | None = None,
    ):
        if len(data) == 0:
            raise ValueError("Argument data cannot be empty")
        slices = _Slices(data)
        names = as_list(column_names)
        if not names:
            names = (
                list(data) if isinstance(data, dict) else [f"column_{i}" for i in range(len(slices.columns))]
            )
        elif len(names) != len(slices.columns):
            raise ValueError(
                f"Num of input column names is {len(names)}, but required is "
                f"{len(slices.columns)} as data "
                f"is {type(data).__name__}."
            )
        super().__init__(
            slices,
            names,
            None,
            None,
            num_samples,
            num_parallel_workers,
            shuffle,
            sampler,
            num_shards,
            shard_id,
        )
        self._processes = False

    def _arrays(self) -> tuple | None:
        return tuple(self._source.columns)


class _Slices:
    def __init__(self, data: Any):
        if isinstance(data, dict):
            given = list(data.values())
        elif isinstance(data, tuple):
            given = list(data)
        else:
            given = [data]
        self.columns = given
        if len({len(column) for column in self.columns}) > 1:
            raise ValueError("Data length in each column is not equal.")

    def __getitem__(self, index: int) -> tuple:
        return tuple([values.as_value(column[index]) for column in self.columns])

    def __len__(self) -> int:
        return len(self.columns[0])


class PaddedDataset(GeneratorDataset):
    """Rows that fill up another Dataset with `+`, so that shards come out equal.

    Args:
        padded_samples: a list of dicts of values by column name.

    Raises:
        TypeError: it is no list of dicts.
        ValueError: it is empty.
    """

    def __init__(self, padded_samples: Any):
        Each(Is(dict))("padded_samples", padded_samples)
        if not padded_samples:
            raise ValueError("padded_samples cannot be empty.")
        names = list(padded_samples[0])
        super().__init__(
            [tuple(sample[name] for name in names) for sample in padded_samples], names, shuffle=False
        )
        self.padded_samples = padded_samples


_LIMITS = {"u": 255, "i": 127, "b": 1}


class RandomDataset(Dataset):
    """Random rows of some columns.

    Args:
        total_rows: how many; the schema's number, or 1000, by default.
        schema: a Schema or its JSON file.
        columns_list: names of uint8 columns, without a schema.
        num_samples: without effect on a source that is random anyway, as in MindSpore.

    Raises:
        TypeError, ValueError: an argument is wrong.
    """

    @checked(
        total_rows=Int(1, optional=True), schema=Is(Schema, str, optional=True), columns_list=Columns(True)
    )
    def __init__(
        self,
        total_rows: int | None = None,
        schema: Any = None,
        columns_list: Any = None,
        num_samples: int | None = None,
        num_parallel_workers: int | None = None,
        cache: Any = None,
        shuffle: bool | None = None,
        num_shards: int | None = None,
        shard_id: int | None = None,
    ):
        super().__init__(None, num_parallel_workers, cache)
        check_choice(num_samples, num_shards, shard_id)
        schema = Schema(schema) if isinstance(schema, str) else schema
        if schema is None:
            schema = Schema()
            for name in as_list(columns_list) or ["column_0"]:
                schema.add_column(name, "uint8", [1])
        self._schema = schema
        rows = total_rows or schema.num_rows or 1000
        self._rows = -(-rows // num_shards) if num_shards else rows

    def _columns(self) -> list[str]:
        return self._schema.names()

    def _size(self) -> int:
        return self._rows

    def _pass(self, run: Run) -> Iterator[Row]:
        generator = randomness.make(run.begin_pass(self))
        for _ in range(self._rows):
            yield tuple(self._value(column, generator) for column in self._schema.columns)

    @staticmethod
    def _value(column: dict, generator: np.random.Generator) -> np.ndarray:
        shape = [size if size >= 0 else 1 for size in column.get("shape", [1])]
        if column["type"] == "string":
            return np.full(shape, "".join(chr(97 + c) for c in generator.integers(0, 26, 5)))
        dtype = np.dtype(column["type"])
        if dtype.kind == "f":
            return generator.random(shape).astype(dtype)
        return generator.integers(0, _LIMITS[dtype.kind], shape, endpoint=True).astype(dtype)


class FakeImageDataset(MappableDataset):
    """Random images, each with a label; the same ones for the same `base_seed`.

    Args:
        num_images: how many.
        image_size: (height, width, channels).
        num_classes: the labels are 0 to num_classes - 1.
        base_seed: where the numbers start.

    The columns are `image` (uint8) and `label` (uint32).
    """

    _names = ["image", "label"]

    @checked(num_images=Int(1), num_classes=Int(1), base_seed=Int(0), image_size=Each(Int(1), (3,)))
    def __init__(
        self,
        num_images: int = 1000,
        image_size: tuple = (224, 224, 3),
        num_classes: int = 10,
        base_seed: int = 0,
        num_samples: int | None = None,
        num_parallel_workers: int | None = None,
        shuffle: bool | None = None,
        sampler: Any = None,
        num_shards: int | None = None,
        shard_id: int | None = None,
        cache: Any = None,
    ):
        super().__init__(num_parallel_workers, sampler, num_samples, shuffle, num_shards, shard_id, cache)
        self.num_images, self.image_size, self.base_seed = num_images, tuple(image_size), base_seed
        self._classes = num_classes

    def num_classes(self) -> int:
        return self._classes

    def _length(self) -> int:
        return self.num_images

    def _read(self, index: int) -> Row:
        generator = randomness.make((self.base_seed, index))
        image = generator.integers(0, 256, self.image_size).astype(np.uint8)
        return image, np.array(generator.integers(0, self._classes), np.uint32)
