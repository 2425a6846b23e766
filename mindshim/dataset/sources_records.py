"""Sources of records: CSV, TFRecord and MindRecord files."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from mindshim.dataset import randomness, samplers, tfrecord, workers
from mindshim.dataset.checks import Columns, Int, Is, OneOf, Rule, existing
from mindshim.dataset.dataset import Row, Run
from mindshim.dataset.parameters import STREAM, Described
from mindshim.dataset.schema import Schema
from mindshim.dataset.shuffle import Shuffle
from mindshim.dataset.sources import MappableDataset
from mindshim.dataset.sources_stream import StreamDataset, find_files


class _Delimiter(Rule):
    def check(self, name: str, value: Any) -> None:
        Is(str)(name, value)
        if len(value) != 1 or value in '"\r\n':
            raise ValueError("field_delim is invalid.")


class _Defaults(Rule):
    def check(self, name: str, value: Any) -> None:
        if not isinstance(value, list):
            raise TypeError("column_defaults should be type of list.")
        if not all(isinstance(item, (str, int, float)) for item in value):
            raise TypeError("column type in column_defaults is invalid.")


class CSVDataset(Described, StreamDataset):
    """Rows of comma-separated files.

    Args:
        dataset_files: a path or pattern, or a list of these.
        field_delim: what separates the fields.
        column_defaults: a value for each column, whose type is the column's: int32, float32 or string; all strings by
            default.
        column_names: the names; by default the first line of each file has them.
        num_samples, num_parallel_workers, shuffle, num_shards, shard_id: as in :class:`StreamDataset`.

    Raises:
        TypeError, ValueError: an argument is wrong, or a pattern names no file.
        RuntimeError: when read: a row has another number of fields, a field is no number, or files have other names.
    """

    _parameters = "dataset_files field_delim=',' column_defaults=None column_names=None " + STREAM
    _rules = {"field_delim": _Delimiter(optional=True), "column_defaults": _Defaults(optional=True),
              "column_names": Is(list, str, optional=True)}  # fmt: skip

    def _check(self) -> None:
        self.dataset_files = find_files(self.dataset_files)
        self.field_delim = self.field_delim or ","
        names = self.column_names
        self._given: list[str] = [names] if isinstance(names, str) else list(names or ())
        self._heads: dict[str, list[str]] = {}

    def _find(self) -> list[str]:
        return self.dataset_files

    def _head(self, path: str) -> list[str]:
        if path not in self._heads:
            with open(path, encoding="utf-8", newline="") as stream:
                self._heads[path] = next(csv.reader(stream, delimiter=self.field_delim), [])
        return self._heads[path]

    def _columns(self) -> list[str]:
        names = self._given or self._head(self.dataset_files[0])
        if len(set(names)) != len(names):
            raise RuntimeError(f"Invalid column names, CSVDataset: a name stands twice in {names}.")
        return names

    def _count(self, path: str) -> int:
        return sum(1 for _ in self._lines(path))

    def _lines(self, path: str) -> Iterator[tuple[int, list[str]]]:
        try:
            with open(path, encoding="utf-8", newline="") as stream:
                reader = csv.reader(stream, delimiter=self.field_delim)
                if not self._given:
                    next(reader, None)
                for line in reader:
                    if line:
                        yield reader.line_num, line
        except (UnicodeDecodeError, csv.Error) as error:
            raise RuntimeError(f"Invalid file, {path} is no CSV file: {error}.") from None

    def _read(self, path: str) -> Iterator[Row]:
        names = self._columns()
        if not self._given and self._head(path) != names:
            raise RuntimeError(
                f"Invalid file, CSVDataset: the columns of {path} are {self._head(path)}, but those of "
                f"{self.dataset_files[0]} are {names}."
            )
        forms = [_form(value) for value in self.column_defaults or ()] or [np.array] * len(names)
        for number, line in self._lines(path):
            if len(line) != len(names) or len(forms) != len(names):
                raise RuntimeError(
                    f"Invalid file, CSVDataset: line {number} of {path} has {len(line)} columns, but {len(names)} "
                    f"names and {len(forms)} types are given."
                )
            try:
                yield tuple([form(text) for form, text in zip(forms, line, strict=True)])
            except ValueError as error:
                raise RuntimeError(
                    f"Invalid file, CSVDataset: line {number} of {path} does not have the types of column_defaults: "
                    f"{error}."
                ) from None


def _form(default: Any) -> Callable[[str], np.ndarray]:
    if isinstance(default, str):
        return np.array
    if isinstance(default, int):
        return lambda text: np.array(int(float(text)), np.int32)
    return lambda text: np.array(float(text), np.float32)


class TFRecordDataset(Described, StreamDataset):
    """`tf.train.Example` messages of TFRecord files, whose checksums are verified.

    Args:
        dataset_files: a path or pattern, or a list of these.
        schema: a Schema (or its JSON file) with the columns, their dtypes and shapes; by default the features of the
            first row in alphabetical order, strings as uint8.
        columns_list: the columns that are wanted; all by default.
        num_samples, num_parallel_workers, shuffle: as in :class:`StreamDataset`.
        num_shards, shard_id: which of the files are read; with `shard_equal_rows`, which of the rows.
        shard_equal_rows: divide rows rather than files.
        compression_type: "", "GZIP" or "ZLIB".

    Raises:
        TypeError, ValueError: an argument is wrong, or a pattern names no file.
        RuntimeError: when read: a file is damaged, a column is missing or has another type or shape.
    """

    _parameters = (
        "dataset_files schema=None columns_list=None num_samples=None num_parallel_workers=None shuffle=GLOBAL "
        "num_shards=None shard_id=None shard_equal_rows=False cache=None compression_type=None"
    )
    _rules = {
        "schema": Is(Schema, str, optional=True), "columns_list": Is(list, optional=True),
        "shard_equal_rows": Is(bool, optional=True), "compression_type": OneOf("", "ZLIB", "GZIP", optional=True),
    }  # fmt: skip

    def _check(self) -> None:
        self.dataset_files = find_files(self.dataset_files)
        self.compression_type = self.compression_type or ""
        if self.columns_list:
            Columns()("columns_list", self.columns_list)
        if isinstance(self.schema, str):
            self.schema = Schema(existing(self.schema, "file", "schema"))
        self._plan: list[tuple[str, Callable[[Any], np.ndarray]]] | None = None

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.schema is not None and not self._num_samples:
            self._num_samples = self.schema.num_rows or None

    def _find(self) -> list[str]:
        if self._num_shards and not self.shard_equal_rows and len(self.dataset_files) < self._num_shards:
            raise RuntimeError(
                f"Invalid file, TFRecordDataset: {len(self.dataset_files)} files cannot be divided into "
                f"{self._num_shards} shards; set shard_equal_rows=True to divide the rows."
            )
        return self.dataset_files

    def _parts(self, files: list[str]) -> list[tuple[str, int, int]]:
        if self._num_shards and not self.shard_equal_rows:
            return [(path, 0, self._counted(path)) for path in files[self._shard_id :: self._num_shards]]
        return super()._parts(files)

    def _count(self, path: str) -> int:
        return tfrecord.count(path, self.compression_type)

    def _columns(self) -> list[str]:
        return [name for name, _ in self._known()]

    def _known(self) -> list[tuple[str, Callable[[Any], np.ndarray]]]:
        if self._plan is None:
            if self.schema is not None:
                columns = [(c["name"], _feature_form(c)) for c in self.schema.columns]
            else:
                path = self._found()[0]
                first = next(tfrecord.records(path, self.compression_type), None)
                if first is None:
                    raise RuntimeError(f"Invalid file, TFRecordDataset: there are no rows in {path}.")
                columns = [(name, _as_it_is) for name in sorted(tfrecord.parse_example(first))]
            if self.columns_list:
                known = dict(columns)
                for name in self.columns_list:
                    if name not in known:
                        raise RuntimeError(
                            f"Invalid columns_list, TFRecordDataset: there is no column {name} in {list(known)}."
                        )
                columns = [(name, known[name]) for name in self.columns_list]
            self._plan = columns
        return self._plan

    def _read(self, path: str) -> Iterator[Row]:
        plan = self._known()
        name = ""
        parse = tfrecord.Parser()
        for number, data in enumerate(tfrecord.records(path, self.compression_type)):
            try:
                found = parse(data)
                row = []
                for name, form in plan:  # noqa: B007 - told by the error
                    row.append(form(found[name]))
                yield tuple(row)
            except (ValueError, KeyError, TypeError) as error:
                why = f"column {name} is missing" if isinstance(error, KeyError) else str(error)
                raise RuntimeError(f"Invalid file, TFRecordDataset: row {number} of {path}: {why}.") from None


def _as_it_is(values: Any) -> np.ndarray:
    if type(values) is list:
        if len(values) == 1:
            return np.frombuffer(values[0], np.uint8)
        longest = max(map(len, values), default=0)
        return np.frombuffer(b"".join(value.ljust(longest) for value in values), np.uint8)
    if values is None:
        raise ValueError("a feature has no value")
    return values


def _feature_form(column: dict) -> Callable[[Any], np.ndarray]:
    """The function that makes a column's array of a feature's values."""
    kind, shape = column["type"], column.get("shape")

    def text(values: Any) -> np.ndarray:
        if type(values) is not list:
            raise ValueError(f"column {column['name']} is a string in the schema, but no bytes in the file")
        array = np.array([value.decode() for value in values])
        return array if shape is None else array.reshape(shape)

    def data(values: Any) -> np.ndarray:
        array = _as_it_is(values)
        if type(values) is list and kind not in ("uint8", "int8"):
            raise ValueError(f"column {column['name']} is {kind} in the schema, but bytes in the file")
        if type(values) is not list and (array.dtype.kind == "f") != kind.startswith("float"):
            raise ValueError(f"column {column['name']} is {kind} in the schema, but {array.dtype} in the file")
        array = array.astype(kind, copy=False)
        return array if shape is None else array.reshape(shape)

    return text if kind == "string" else data


class _ShuffleOrNone(Rule):
    def check(self, name: str, value: Any) -> None:
        if not isinstance(value, (bool, Shuffle)):
            raise TypeError(
                "shuffle must be of boolean or enum of 'Shuffle' values like 'Shuffle.ADAPTIVE' or 'Shuffle.GLOBAL' or "
                "'Shuffle.PARTIAL' or 'Shuffle.FILES' or 'Shuffle.INFILE'."
            )


_MIND_SAMPLERS = (
    samplers.SubsetRandomSampler, samplers.SubsetSampler, samplers.PKSampler, samplers.DistributedSampler,
    samplers.RandomSampler, samplers.SequentialSampler,
)  # fmt: skip


class MindDataset(Described, MappableDataset):
    """Rows of MindRecord files, as :class:`mindspore.mindrecord.FileWriter` writes them.

    Args:
        dataset_files: a path, which stands for all files that were written together with it, or a list of paths.
        columns_list: the columns that are wanted; all by default, in alphabetical order.
        num_parallel_workers: how many threads read.
        shuffle: True and Shuffle.GLOBAL (also by default) mix all rows, Shuffle.FILES the files, Shuffle.INFILE the
            rows of each file; False keeps the order.
        num_shards, shard_id: into how many parts the rows are divided, and which one is read.
        sampler: which rows to read instead.
        padded_sample: a row by column, which is added at the end.
        num_padded: how often it is added.
        num_samples: the most rows to read.

    Raises:
        TypeError, ValueError: an argument is wrong, or a file is missing.
        RuntimeError: arguments exclude each other; when read, a file is damaged, or has no such column.

    Examples:
        >>> import os, tempfile
        >>> import mindshim.dataset as ds
        >>> from mindshim.mindrecord import FileWriter
        >>> path = os.path.join(tempfile.mkdtemp(), "numbers.mindrecord")
        >>> writer = FileWriter(path)
        >>> writer.add_schema({"number": {"type": "int32"}})
        >>> writer.write_raw_data([{"number": i} for i in range(3)])
        >>> writer.commit()
        >>> [int(row[0]) for row in ds.MindDataset(path, shuffle=False).create_tuple_iterator(output_numpy=True)]
        [0, 1, 2]
    """

    _parameters = (
        "dataset_files columns_list=None num_parallel_workers=None shuffle=None num_shards=None shard_id=None "
        "sampler=None padded_sample=None num_padded=None num_samples=None cache=None"
    )
    _rules = {"columns_list": Is(list, optional=True), "shuffle": _ShuffleOrNone(optional=True),
              "padded_sample": Is(dict, optional=True), "num_padded": Int(0, optional=True)}  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._opened: Any = None

    def _check(self) -> None:
        files = self.dataset_files
        for path in files if isinstance(files, list) else [files]:
            if not isinstance(path, str):
                raise TypeError(f"path: {path} is not string")
            existing(path, "file", "dataset_files")
        if self.num_padded and self.padded_sample is None:
            raise RuntimeError("num_padded is specified but padded_sample is not.")
        if self.padded_sample is not None:
            if self.num_padded is None:
                raise RuntimeError("padded_sample is specified and requires num_padded as well.")
            if self.columns_list is None:
                raise RuntimeError("padded_sample is specified and requires columns_list as well.")
            if not set(self.columns_list) <= set(self.padded_sample):
                raise ValueError("padded_sample cannot match columns_list.")
        given = self._arguments
        sampler, shuffle = given["sampler"], given["shuffle"]
        if (
            sampler is not None
            and isinstance(sampler, samplers.BuiltinSampler)
            and not isinstance(sampler, _MIND_SAMPLERS)
        ):
            raise ValueError("The sampler is not supported yet.")
        self._mix: Shuffle | None = None
        if isinstance(shuffle, Shuffle):
            if shuffle in (Shuffle.FILES, Shuffle.INFILE):
                if given["num_samples"]:
                    raise ValueError(
                        "'Shuffle.FILES' or 'Shuffle.INFILE' and 'num_samples' cannot be specified at the same time."
                    )
                self._mix = shuffle
                shuffle = False
            given["shuffle"] = None if sampler is not None else shuffle is not Shuffle.FALSE and shuffle is not False

    def _shards(self) -> Any:
        if self._opened is None:
            from mindshim.mindrecord.reading import Shards

            self._opened = Shards(self.dataset_files)
            schema = self._opened.header.schema
            for name in self.columns_list or ():
                if name not in schema:
                    raise RuntimeError(
                        f"Invalid data, column name: {name} can not be found in {self.dataset_files}, whose "
                        f"columns are {list(schema)}."
                    )
            self._row_names = self.columns_list or sorted(schema)
            blobs = set(self._opened.header.blob_fields)
            self._blob_names = [name for name in self._row_names if name in blobs]
            self._forms = [(name, name in blobs, _mind_dtype(schema[name])) for name in self._row_names]
            self._only_blobs = len(self._blob_names) == len(self._row_names)
        return self._opened

    def _columns(self) -> list[str]:
        self._shards()
        return self._row_names

    def _length(self) -> int:
        return len(self._shards()) + (self.num_padded or 0)

    def _labels(self) -> Any:
        sampler: Any = self.sampler
        while sampler is not None and not isinstance(sampler, samplers.PKSampler):
            sampler = sampler.child_sampler
        assert sampler is not None  # only a PKSampler asks
        shards, column = self._shards(), sampler.class_column
        if column not in shards.header.schema or column in shards.header.blob_fields:
            raise RuntimeError(f"Invalid data, PKSampler: there is no column {column} of numbers or texts.")
        found = [shard.raw(i)[column] for shard in shards.shards for i in range(len(shard))]
        return np.array(found + [None] * (self.num_padded or 0))

    def _pass(self, run: Run) -> Iterator[Row]:
        if self._mix is None:
            return super()._pass(run)
        key = run.begin_pass(self)
        order = self._chosen().indices(self._length(), key)
        order = iter(self._mixed(np.fromiter(order, np.int64), key))
        return workers.in_order(self._row, order, run.workers(self.num_parallel_workers), False)

    def _mixed(self, order: np.ndarray, key: tuple[int, ...]) -> list[int]:
        generator = randomness.make(key)
        ends = np.cumsum([len(shard) for shard in self._shards().shards])
        groups = [
            order[(order >= end - size) & (order < end)]
            for end, size in zip(ends, np.diff(ends, prepend=0), strict=True)
        ]
        groups.append(order[order >= ends[-1]])
        if self._mix is Shuffle.FILES:
            groups = [groups[i] for i in generator.permutation(len(groups))]
        else:
            groups = [generator.permutation(group) for group in groups]
        return np.concatenate(groups).tolist()

    def is_shuffled(self) -> bool:
        return self._mix is not None or super().is_shuffled()

    def __getitem__(self, index: int) -> list[np.ndarray]:
        """The row at that index of the file.

        Raises:
            TypeError: the index is no int.
            ValueError: it is negative.
        """
        Is(int)("index", index)
        if index < 0:
            raise ValueError(f"index cannot be negative, but got {index}.")
        if index >= self._length():
            raise RuntimeError(f"Invalid data, index {index} is not less than the number of rows, {self._length()}.")
        return list(self._read(index))

    def _read(self, index: int) -> Row:
        shards = self._shards()
        if index >= len(shards):
            return self._padding()
        shard, index = shards.find(index)
        raw = {} if self._only_blobs else shard.raw(index)
        blobs = shard.blobs(index, self._blob_names) if self._blob_names else {}
        row = []
        for name, is_blob, dtype in self._forms:
            if not is_blob:
                value = raw.get(name)
                row.append(np.array(value, dtype) if dtype is not None else np.array(str(value)))
            elif dtype is not None:
                row.append(shard.array(index, name, blobs[name]))
            else:
                row.append(as_bytes(blobs[name]))
        return tuple(row)

    def _padding(self) -> Row:
        row = []
        for name, is_blob, dtype in self._forms:
            value = self.padded_sample[name]
            if is_blob and dtype is None:
                row.append(as_bytes(value if isinstance(value, bytes) else np.asarray(value).tobytes()))
            else:
                row.append(np.array(value, dtype) if dtype is not None else np.array(str(value)))
        return tuple(row)


def _mind_dtype(kind: dict) -> np.dtype | None:
    return None if kind["type"] in ("string", "bytes") else np.dtype(kind["type"])


def as_bytes(data: Any) -> np.ndarray:
    """Bytes as MindSpore gives them: one element of a byte string, in an array (1,)."""
    return np.frombuffer(data, f"S{len(data)}", 1) if len(data) else np.array([b""])
