"""How a MindRecord file is laid out.

It begins with the header: eight bytes that give the length of a JSON text, and the text, in a room of `header_size`
bytes. Pages of `page_size` bytes follow. A page holds either the scalars and texts of its rows (RAW_DATA: a length,
then the row as MessagePack) or their bytes and arrays (BLOB_DATA: a length, then the fields). Beside the file lies
an SQLite database, `FILE.db`, which says where each row is.

Integers in arrays are kept as narrow as they allow: their count, two bits for the width of each, then the values.
"""

from __future__ import annotations

import json
import os
import struct
from dataclasses import dataclass, field
from typing import Any

import numpy as np

MIN_HEADER_SIZE, MAX_HEADER_SIZE = 1 << 14, 1 << 27
MIN_PAGE_SIZE, MAX_PAGE_SIZE = 1 << 15, 1 << 28
MIN_FILE_SIZE = 8
RAW, BLOB = "RAW_DATA", "BLOB_DATA"
LENGTH = struct.Struct("<Q")
FIELD_LENGTH = struct.Struct(">Q")
# A row without bytes and arrays has this in its blob page.
NO_BLOB = bytes(4)


@dataclass
class Header:
    """What the header says.

    `schema` is by field: {"type": …, "shape": …}; `blob_fields` lists those in blob pages in their order there.
    """

    schema: dict[str, dict] = field(default_factory=dict)
    desc: str = ""
    index_fields: list[str] = field(default_factory=list)
    blob_fields: list[str] = field(default_factory=list)
    pages: list[dict] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    shard_id: int = 0
    header_size: int = 1 << 24
    page_size: int = 1 << 25
    # How many bytes the narrow integers saved; None in files of earlier releases, which keep them wide.
    compression_size: int | None = 0

    def to_bytes(self) -> bytes:
        """The header as it stands in the file.

        Raises:
            RuntimeError: it needs more than `header_size` bytes.
        """
        text = json.dumps(
            {
                "header_size": self.header_size,
                "index_fields": [{"index_field": name, "schema_id": 0} for name in self.index_fields],
                "page": self.pages,
                "page_size": self.page_size,
                "compression_size": self.compression_size,
                "schema": [{"blob_fields": self.blob_fields, "desc": self.desc, "schema": self.schema}],
                "shard_addresses": self.addresses,
                "shard_id": self.shard_id,
                "statistics": None,
                "version": "3.0",
            },
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()
        if len(text) + LENGTH.size > self.header_size:
            raise RuntimeError(
                f"Invalid data, the header of the MindRecord file needs {len(text) + LENGTH.size} bytes, but its size "
                f"is {self.header_size}; set a larger one with 'set_header_size'."
            )
        return LENGTH.pack(len(text)) + text

    @classmethod
    def read(cls, path: str) -> Header:
        """The header of a file.

        Raises:
            RuntimeError: the file is missing, too short, or no MindRecord file.
        """
        check_size(path)
        with open(path, "rb") as stream:
            (length,) = LENGTH.unpack(stream.read(LENGTH.size))
            text = stream.read(min(length, MAX_HEADER_SIZE))
        try:
            found = json.loads(text)
            kind = found["schema"][0]
            return cls(
                schema=kind["schema"], desc=kind["desc"], blob_fields=kind["blob_fields"],
                index_fields=[entry["index_field"] for entry in found["index_fields"] or ()],
                pages=found["page"] or [], addresses=found["shard_addresses"], shard_id=found["shard_id"],
                header_size=found["header_size"], page_size=found["page_size"],
                compression_size=found.get("compression_size"),
            )  # fmt: skip
        except (ValueError, LookupError, TypeError):
            raise RuntimeError(
                f"Invalid file, the header of {path} cannot be read: it is no MindRecord file, or it is damaged."
            ) from None


def check_size(path: str) -> None:
    """Sees to it that there is a file that may be a MindRecord file.

    Raises:
        RuntimeError: there is none, or it is too short.
    """
    if not os.path.exists(path):
        raise RuntimeError(f"The input: {path} is not exists.")
    if not os.path.isfile(path):
        raise RuntimeError(f"The input: {path} should be a regular file.")
    size = os.path.getsize(path)
    if size < MIN_FILE_SIZE:
        raise RuntimeError(
            f"Invalid file, the size of mindrecord file: {size} is smaller than the lower limit: {MIN_FILE_SIZE}. "
            f"Please check file path: {path} and use 'FileWriter' to generate valid mindrecord files."
        )


def shard_paths(path: str) -> list[str]:
    """All files that were written together with that one, which lie in the same folder.

    Raises:
        RuntimeError: one is missing, or no MindRecord file.
    """
    folder = os.path.dirname(path)
    return [os.path.join(folder, os.path.basename(name)) for name in Header.read(path).addresses] or [path]


def narrow(values: np.ndarray) -> bytes:
    """Integers as the file keeps them."""
    flat = np.ascontiguousarray(values, "<i8").reshape(-1)
    codes = np.zeros(len(flat), np.uint8)
    for bits in (8, 16, 32):
        codes += (flat < -(1 << bits - 1)) | (flat >= 1 << bits - 1)
    packed = np.zeros(-(-len(flat) // 4) * 4, np.uint8)
    packed[: len(flat)] = codes
    packed = packed.reshape(-1, 4)
    widths = packed[:, 0] << 6 | packed[:, 1] << 4 | packed[:, 2] << 2 | packed[:, 3]
    kept = np.arange(8) < (1 << codes)[:, None]
    body = flat.view(np.uint8).reshape(-1, 8)[kept]
    return struct.pack(">I", len(flat)) + widths.astype(np.uint8).tobytes() + body.tobytes()


def widened(data: Any, dtype: np.dtype) -> np.ndarray:
    """The integers that :func:`narrow` kept.

    Raises:
        ValueError: the data is cut off.
    """
    (count,) = struct.unpack_from(">I", data)
    room = -(-count // 4)
    packed = np.frombuffer(data, np.uint8, room, 4)
    codes = (packed[:, None] >> np.array([6, 4, 2, 0], np.uint8) & 3).reshape(-1)[:count]
    start = 4 + room
    if count and (codes == codes[0]).all():
        return np.frombuffer(data, f"<i{1 << codes[0]}", count, start).astype(dtype)
    sizes = 1 << codes.astype(np.int64)
    body = np.frombuffer(data, np.uint8, int(sizes.sum()), start)
    wide = np.zeros((count, 8), np.uint8)
    kept = np.arange(8) < sizes[:, None]
    wide[kept] = body
    # The sign goes on above the kept bytes.
    negative = wide[np.arange(count), sizes - 1] > 127
    wide[negative[:, None] & ~kept] = 255
    return wide.view("<i8").reshape(-1).astype(dtype)
