"""Rows of MindRecord files, by index."""

from __future__ import annotations

import mmap
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from typing import Any

import numpy as np

from mindshim.mindrecord.encryption import Plain
from mindshim.mindrecord.layout import BLOB, FIELD_LENGTH, LENGTH, Header, shard_paths, widened

# Columns of the index: pages and the first byte and the one after the last in them.
_PLACES = "PAGE_ID_RAW, PAGE_OFFSET_RAW, PAGE_OFFSET_RAW_END, ROW_GROUP_ID, PAGE_OFFSET_BLOB, PAGE_OFFSET_BLOB_END"


def unpack(data: bytes) -> dict[str, Any]:
    """The fields of a row in a raw page."""
    return _unpacker()(data)


def _unpacker() -> Any:
    try:
        import msgpack
    except ModuleNotFoundError:
        raise ModuleNotFoundError(
            "MindRecord files need the package 'msgpack': pip install 'mindshim[data]'."
        ) from None
    return msgpack.unpackb


class Shard:
    """One file.

    Args:
        path: of a plain file, beside which lies its index.

    Raises:
        RuntimeError: the file or its index is missing or damaged.
    """

    def __init__(self, path: str):
        self._plain = Plain(path)
        self.path, self.shown = self._plain.path, path
        self.header = Header.read(self.path)
        self._places = self._read_index()
        with open(self.path, "rb") as stream:
            self._data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        groups = {page["page_type_id"]: page["page_id"] for page in self.header.pages if page["page_type"] == BLOB}
        start, size = self.header.header_size, self.header.page_size
        places = self._places
        try:
            blobs = np.array([groups[group] for group in places[:, 3].tolist()], np.int64)
        except KeyError as error:
            raise RuntimeError(f"Invalid file, {path} has no blob page of row group {error}.") from None
        # Where rows begin and end in the file, without their lengths.
        self._raw = places[:, 1:3] + (start + places[:, :1] * size)
        self._blob = places[:, 4:6] + (start + blobs[:, None] * size)
        self._raw[:, 0] += LENGTH.size
        self._blob[:, 0] += LENGTH.size
        self._unpack = _unpacker()

    def __len__(self) -> int:
        return len(self._places)

    def _read_index(self) -> np.ndarray:
        rows = self.query(f"SELECT {_PLACES} FROM INDEXES ORDER BY ROW_ID")
        return np.array(rows, np.int64).reshape(-1, 6)

    def query(self, statement: str, values: Iterable[Any] = ()) -> list[tuple]:
        """Rows of the index.

        Raises:
            RuntimeError: the index is missing or damaged.
        """
        path = self.path + ".db"
        try:
            # Without this a missing file would be made.
            if not os.path.exists(path):
                raise sqlite3.OperationalError("there is no such file")
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
                found = connection.execute(statement, tuple(values)).fetchall()
        except sqlite3.Error as error:
            raise RuntimeError(
                f"Invalid file, the index {self.shown}.db of a MindRecord file cannot be read: {error}."
            ) from None
        return found

    def raw(self, index: int) -> dict[str, Any]:
        """The numbers and texts of a row by field.

        Raises:
            RuntimeError: the file is cut off or damaged.
        """
        start, end = self._raw[index].tolist()
        try:
            data = self._data[start:end]
            if len(data) < end - start:
                raise ValueError("it is cut off")
            return self._unpack(data)
        except Exception as error:
            raise self._failure(index, error) from None

    def blobs(self, index: int, wanted: list[str]) -> dict[str, memoryview]:
        """The bytes of a row's blob fields, of those that are wanted.

        Raises:
            RuntimeError: the file is cut off or damaged.
        """
        start, end = self._blob[index].tolist()
        fields = self.header.blob_fields
        view = memoryview(self._data)[start:end]
        if len(view) < end - start:
            raise self._failure(index, ValueError("it is cut off"))
        if len(fields) == 1:
            return {fields[0]: view} if fields[0] in wanted else {}
        found: dict[str, memoryview] = {}
        at = 0
        try:
            for name in fields:
                (length,) = FIELD_LENGTH.unpack_from(view, at)
                at += FIELD_LENGTH.size
                if name in wanted:
                    found[name] = view[at : at + length]
                at += length
            if at > len(view):
                raise ValueError("it is cut off")
        except Exception as error:
            raise self._failure(index, error) from None
        return found

    def array(self, index: int, name: str, data: memoryview) -> np.ndarray:
        """The array of a blob field that has a shape.

        Raises:
            RuntimeError: the data does not fit the shape, or is damaged.
        """
        kind = self.header.schema[name]
        dtype = np.dtype(kind["type"])
        try:
            if dtype.kind == "i" and self.header.compression_size is not None:
                flat = widened(data, dtype)
            else:
                flat = np.frombuffer(data, dtype)
            return flat.reshape(kind["shape"])
        except Exception as error:
            raise self._failure(index, error) from None

    def row(self, index: int, columns: list[str] | None = None) -> dict[str, Any]:
        """A row as Python values: numbers and texts first, then bytes and arrays."""
        schema = self.header.schema
        raw = {name: _plain_number(value) for name, value in self.raw(index).items() if name in schema}
        wanted = self.header.blob_fields if columns is None else [c for c in columns if c in self.header.blob_fields]
        for name, data in self.blobs(index, wanted).items():
            raw[name] = self.array(index, name, data) if "shape" in schema[name] else bytes(data)
        return raw

    def _failure(self, index: int, error: Exception) -> RuntimeError:
        return RuntimeError(f"Invalid file, row {index} of the MindRecord file {self.shown} is damaged: {error}.")


def _plain_number(value: Any) -> Any:
    # A float without a fraction comes as an int, as from MindSpore.
    return int(value) if isinstance(value, float) and value.is_integer() else value


class Shards:
    """Several files one after the other, with the same schema.

    Args:
        files: their paths; or one path, which stands for all files that were written together with it.

    Raises:
        RuntimeError: a file or an index is missing or damaged, or the schemas differ.
    """

    def __init__(self, files: str | list[str]):
        self.shards = [Shard(path) for path in ([files] if isinstance(files, str) else files)]
        if isinstance(files, str):
            first = self.shards[0]
            others = [p for p in shard_paths(first.path) if os.path.basename(p) != os.path.basename(files)]
            folder = os.path.dirname(files)
            found = {os.path.basename(files): first}
            found |= {os.path.basename(p): Shard(os.path.join(folder, os.path.basename(p))) for p in others}
            self.shards = [found[os.path.basename(name)] for name in first.header.addresses] if others else [first]
        schema = self.shards[0].header.schema
        for shard in self.shards:
            if shard.header.schema != schema:
                raise RuntimeError(f"Invalid file, the schemas of {self.shards[0].shown} and {shard.shown} differ.")
        self.header = self.shards[0].header
        self._ends = np.cumsum([len(shard) for shard in self.shards])

    def __len__(self) -> int:
        return int(self._ends[-1])

    def find(self, index: int) -> tuple[Shard, int]:
        """The file with that row of all, and the row's number in it."""
        if len(self.shards) == 1:
            return self.shards[0], index
        place = int(np.searchsorted(self._ends, index, side="right"))
        return self.shards[place], index - int(self._ends[place] - len(self.shards[place]))
