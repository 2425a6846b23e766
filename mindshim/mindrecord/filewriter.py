"""FileWriter: MindRecord files from rows that are dicts."""

from __future__ import annotations

import os
import re
import stat
from typing import Any

import numpy as np

from mindshim import log
from mindshim.mindrecord import encryption
from mindshim.mindrecord.exceptions import (
    MRMAddSchemaError,
    MRMDefineIndexError,
    MRMGetMetaError,
    MRMInvalidSchemaError,
    ParamTypeError,
    ParamValueError,
    checked_name,
)
from mindshim.mindrecord.layout import (
    FIELD_LENGTH,
    MAX_HEADER_SIZE,
    MAX_PAGE_SIZE,
    MIN_HEADER_SIZE,
    MIN_PAGE_SIZE,
    NO_BLOB,
    Header,
    narrow,
)
from mindshim.mindrecord.writing import ShardFile

_NUMBERS = ("int32", "int64", "float32", "float64")
_TYPES = (*_NUMBERS, "string", "bytes")
# By the name of a value's type, the schema types that it may stand for.
_VALUES = {
    "int": ("int32", "int64"), "float": ("float32", "float64"), "str": ("string",), "bytes": ("bytes",),
    "int32": ("int32",), "int64": ("int64",), "float32": ("float32",), "float64": ("float64",), "ndarray": _NUMBERS,
}  # fmt: skip


class FileWriter:
    """Writes MindRecord files, which MindSpore and :class:`mindspore.dataset.MindDataset` read.

    Args:
        file_name: the path of the file.
        shard_num: into how many files the rows are divided, 1 to 1000; with more than one, a number is added to
            `file_name`.
        overwrite: replace files that exist.

    Raises:
        ParamValueError: an argument is wrong.

    Examples:
        >>> import os, tempfile
        >>> from mindshim.mindrecord import FileReader, FileWriter
        >>> path = os.path.join(tempfile.mkdtemp(), "numbers.mindrecord")
        >>> writer = FileWriter(path)
        >>> writer.add_schema({"name": {"type": "string"}, "number": {"type": "int32"}})
        >>> writer.write_raw_data([{"name": "one", "number": 1}, {"name": "two", "number": 2}])
        >>> writer.commit()
        >>> [row["name"] for row in FileReader(path).get_next()]
        ['one', 'two']
    """

    def __init__(self, file_name: str, shard_num: int = 1, overwrite: bool = False):
        checked_name(file_name)
        wrong = None
        if not isinstance(shard_num, int):
            wrong = "Parameter shard_num's type is not int."
        elif not 1 <= shard_num <= 1000:
            wrong = f"Parameter shard_num's value: {shard_num} should between 1 and 1000."
        elif not isinstance(overwrite, bool):
            wrong = "Parameter overwrite's type is not bool."
        if wrong is not None:
            raise ParamValueError(wrong)
        digits = len(str(shard_num - 1))
        self._paths = [file_name] if shard_num == 1 else [f"{file_name}{i:0{digits}}" for i in range(shard_num)]
        if shard_num > 1 and encryption.key() is not None:
            raise RuntimeError("When encode mode is enabled, the automatic sharding function is unavailable.")
        self._overwrite = overwrite
        self._header = Header()
        self._files: list[ShardFile] = []
        self._next = 0
        self._parallel: bool | None = None
        self._finished = False

    @classmethod
    def open_for_append(cls, file_name: str) -> FileWriter:
        """A writer that adds rows to a file.

        Raises:
            RuntimeError: the file is missing or no MindRecord file.
        """
        checked_name(file_name)
        plain = encryption.Plain(file_name)
        if plain.path != file_name:
            for end in ("", ".db"):
                os.replace(plain.path + end, file_name + end)
        writer = cls(file_name)
        writer._header = Header.read(file_name)
        writer._files = [ShardFile(file_name, writer._header)]
        return writer

    def set_header_size(self, header_size: int) -> None:
        """Set the size of the header, in bytes.

        Raises:
            TypeError: it is no int.
            RuntimeError: it is not between 16 KiB and 128 MiB, or no multiple of 4.
        """
        self._header.header_size = _checked_size(header_size, "header", MIN_HEADER_SIZE, MAX_HEADER_SIZE)

    def set_page_size(self, page_size: int) -> None:
        """Set the size of a page, in bytes: the most that one row may have.

        Raises:
            TypeError: it is no int.
            RuntimeError: it is not between 32 KiB and 256 MiB, or no multiple of 4.
        """
        self._header.page_size = _checked_size(page_size, "page", MIN_PAGE_SIZE, MAX_PAGE_SIZE)

    def add_schema(self, content: dict, desc: str | None = None) -> None:
        """Say which fields a row has.

        Args:
            content: by field, {"type": "int32", "int64", "float32", "float64", "string" or "bytes"}; of numbers also
                {"type": …, "shape": […]} for arrays.
            desc: what it is about.

        Raises:
            MRMInvalidSchemaError: it is no such dict.
            MRMAddSchemaError: there is one already.
        """
        wrong = _wrong_schema(content)
        if wrong is not None:
            raise MRMInvalidSchemaError(wrong)
        if self._header.schema:
            raise MRMAddSchemaError()
        self._header.schema = {name: dict(sorted(kind.items())) for name, kind in sorted(content.items())}
        self._header.desc = desc or ""
        self._header.blob_fields = [
            name for name, kind in self._header.schema.items() if kind["type"] == "bytes" or "shape" in kind
        ]

    def add_index(self, index_fields: list[str]) -> None:
        """Say by which fields rows can be found; all numbers and texts by default.

        Raises:
            ParamTypeError: it is no list of str.
            MRMDefineIndexError: a field holds bytes or arrays.
            MRMGetMetaError: there is no schema yet.
            RuntimeError: there is no such field.
        """
        if not index_fields or not isinstance(index_fields, list):
            raise ParamTypeError("index_fields", "list")
        if not self._header.schema:
            raise MRMGetMetaError()
        for name in index_fields:
            if name in self._header.blob_fields:
                raise MRMDefineIndexError(f"Failed to set field {name} since it's not primitive type.")
            if not isinstance(name, str):
                raise ParamTypeError("index field", "str")
            if name not in self._header.schema:
                raise RuntimeError(f"Invalid data, there is no field '{name}' in the schema to make an index of.")
            if name in self._header.index_fields:
                raise RuntimeError(f"Invalid data, field '{name}' is an index field already.")
            self._header.index_fields.append(name)

    def write_raw_data(self, raw_data: list[dict], parallel_writer: bool = False) -> None:
        """Add rows. One that does not fit the schema is left out, with a warning.

        Args:
            raw_data: a dict by field for each row.
            parallel_writer: without effect but that it must not change from call to call.

        Raises:
            ParamTypeError: it is no list of dicts.
            TypeError: `parallel_writer` is no bool.
            RuntimeError: no row fits the schema, the file exists already, or was committed.
        """
        if not isinstance(parallel_writer, bool):
            raise TypeError("The parameter `parallel_writer` must be bool.")
        if self._parallel is not None and self._parallel != parallel_writer:
            raise RuntimeError("The parameter `parallel_writer` must be consistent during use.")
        self._parallel = parallel_writer
        self._open()
        if not isinstance(raw_data, list):
            raise ParamTypeError("raw_data", "list")
        if self._finished:
            raise RuntimeError(
                "Not allowed to call `write_raw_data` on flushed MindRecord files. When creating new MindRecord files, "
                "please remove `commit` before `write_raw_data`. In other cases, when appending to existing MindRecord "
                "files, please call `open_for_append` first and then `write_raw_data`."
            )
        if not all(isinstance(row, dict) for row in raw_data):
            raise ParamTypeError("raw_data item", "dict")
        good = []
        for i, row in enumerate(raw_data):
            wrong = self._wrong_row(row)
            if wrong is None:
                good.append(row)
            else:
                log.warning(f"for schema, {i} th data is wrong, {wrong}")
        if not good:
            raise RuntimeError(
                "There is no valid data which can be written by 'write_raw_data' to mindrecord file. Please check the "
                "abnormal input data indicated in the warning log above."
            )
        for row in good:
            self._write(row)

    def _open(self) -> None:
        if self._files:
            return
        if not self._header.schema:
            raise RuntimeError("Invalid data, there is no schema; call 'add_schema' first.")
        if not self._header.index_fields:
            self._header.index_fields = [n for n in self._header.schema if n not in self._header.blob_fields]
        self._header.addresses = [os.path.basename(path) for path in self._paths]
        for path in self._paths:
            for name in (path, path + ".db"):
                if os.path.exists(name) and not self._overwrite:
                    raise RuntimeError(
                        f"Invalid file, the MindRecord file {name} exists already; remove it, or use "
                        "FileWriter(..., overwrite=True)."
                    )
            if not os.path.isdir(os.path.dirname(path) or "."):
                raise RuntimeError(f"Invalid file, there is no folder for the MindRecord file {path}.")
        for shard_id, path in enumerate(self._paths):
            own = Header(**{**vars(self._header), "pages": [], "shard_id": shard_id})
            self._files.append(ShardFile(path, own))

    def _wrong_row(self, row: dict) -> str | None:
        for name, kind in self._header.schema.items():
            if name not in row:
                return f"there is not field: '{name}' in the raw data."
            value = row[name]
            if kind["type"] not in _VALUES.get(type(value).__name__, ()):
                return f"data type: '{type(value).__name__}' for field: '{name}' is not matched."
            if isinstance(value, np.ndarray):
                if "shape" not in kind:
                    return f"data shape for field: '{name}' is not specified."
                if kind["type"] != str(value.dtype):
                    return f"data type: '{value.dtype}' for field: '{name}' is not matched."
                try:
                    value.reshape(kind["shape"])
                except ValueError:
                    return f"data shape: '{value.shape}' for field: '{name}' is not matched."
            elif "shape" in kind:
                return f"data for field: '{name}' must be a NumPy array."
        return None

    def _write(self, row: dict) -> None:
        shard = self._files[self._next]
        self._next = (self._next + 1) % len(self._files)
        header = shard.header
        raw = {}
        for name in header.schema:
            if name not in header.blob_fields:
                value = row[name]
                raw[name] = value.item() if isinstance(value, np.generic) else value
        parts: list[bytes] = []
        for name in header.blob_fields:
            value = row[name]
            if isinstance(value, np.ndarray):
                wide = np.ascontiguousarray(value)
                value = wide.tobytes()
                if wide.dtype.kind == "i" and header.compression_size is not None:
                    value = narrow(wide)
                    header.compression_size = max(0, header.compression_size + wide.nbytes - len(value))
            parts += [value] if len(header.blob_fields) == 1 else [FIELD_LENGTH.pack(len(value)), value]
        shard.write(_pack(raw), b"".join(parts) if parts else NO_BLOB, [raw[name] for name in header.index_fields])

    def commit(self) -> None:
        """Finish the files and write their indexes. Without it nothing can be read.

        Raises:
            RuntimeError: there is no schema, or the header is too small.
        """
        self._open()
        self._finished = True
        for file in self._files:
            file.commit()
            file.close()
            os.chmod(file.path, stat.S_IRUSR | stat.S_IWUSR)
            encryption.encrypt_file(file.path)
            encryption.encrypt_file(file.path + ".db")


def _pack(raw: dict) -> bytes:
    try:
        import msgpack
    except ModuleNotFoundError:
        raise ModuleNotFoundError(
            "MindRecord files need the package 'msgpack': pip install 'mindshim[data]'."
        ) from None
    packed = msgpack.packb(raw)
    assert packed is not None
    return packed


def _checked_size(size: Any, what: str, low: int, high: int) -> int:
    if not isinstance(size, int):
        raise TypeError(f"The {what} size must be an int, but got {type(size).__name__}.")
    if not low <= size <= high or size % 4:
        raise RuntimeError(
            f"Invalid data, the {what} size must be between {low} and {high} bytes and divisible by 4, but got {size}."
        )
    return size


def _wrong_schema(content: Any) -> str | None:
    if not content:
        return "Schema content is empty."
    if not isinstance(content, dict):
        return "Schema content should be dict."
    for name, kind in content.items():
        if not isinstance(name, str) or not re.fullmatch("[0-9a-zA-Z_]+", name):
            return f"Field '{name}' should be composed of '0-9' or 'a-z' or 'A-Z' or '_'."
        if not kind or not isinstance(kind, dict):
            return f"Field '{name}' should be dict."
        if set(kind) == {"type"}:
            if kind["type"] not in _TYPES:
                return f"Field '{name}' contain illegal attribute '{kind['type']}'."
        elif set(kind) == {"type", "shape"}:
            if kind["type"] not in _NUMBERS:
                return f"Field '{name}' contain illegal attribute '{kind['type']}'."
            if not isinstance(kind["shape"], list):
                return f"Field '{name}' contain illegal attribute '{kind['shape']}'."
        else:
            return f"Field '{kind}' contains illegal attributes."
    return None
