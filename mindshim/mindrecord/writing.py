"""One MindRecord file while it is written."""

from __future__ import annotations

import os
import sqlite3
import weakref
from contextlib import closing
from typing import Any

from mindshim.mindrecord.layout import BLOB, LENGTH, RAW, Header

_SQL_TYPES = {"string": "TEXT", "int32": "INTEGER", "int64": "INTEGER", "float32": "REAL", "float64": "REAL"}
_COLUMNS = (
    "ROW_ID INT NOT NULL", "PAGE_ID_RAW INT NOT NULL", "PAGE_OFFSET_RAW INT NOT NULL",
    "PAGE_OFFSET_RAW_END INT NOT NULL", "ROW_GROUP_ID INT NOT NULL", "PAGE_ID_BLOB INT NOT NULL",
    "PAGE_OFFSET_BLOB INT NOT NULL", "PAGE_OFFSET_BLOB_END INT NOT NULL",
)  # fmt: skip


class ShardFile:
    """Pages that grow row by row, and the index of the rows.

    Args:
        path: where it is written.
        header: a header of its own; its pages grow. With pages in it, the file exists and is added to.
    """

    def __init__(self, path: str, header: Header):
        self.path, self.header = path, header
        self._appending = bool(header.pages)
        flags = os.O_RDWR if self._appending else os.O_RDWR | os.O_CREAT | os.O_TRUNC
        self._file = os.fdopen(os.open(path, flags, 0o600), "r+b")
        # A writer may be left without a commit.
        weakref.finalize(self, self._file.close)
        blobs = [page for page in header.pages if page["page_type"] == BLOB]
        self._rows = blobs[-1]["end_row_id"] if blobs else 0
        self._index: list[tuple] = []
        # Pages in a file that is added to are left as they are.
        self._blob: dict | None = None
        self._raw: dict | None = None

    def write(self, raw: bytes, blob: bytes, fields: list[Any]) -> None:
        """Add a row.

        Args:
            raw: its numbers and texts, packed.
            blob: its bytes and arrays.
            fields: the values of the index fields.

        Raises:
            RuntimeError: it is larger than a page.
        """
        room = self.header.page_size
        if max(len(raw), len(blob)) + LENGTH.size > room:
            raise RuntimeError(
                f"Invalid data, a row of {max(len(raw), len(blob)) + LENGTH.size} bytes is larger than a page of "
                f"{room} bytes; set a larger one with 'set_page_size'."
            )
        if self._blob is None or self._blob["page_size"] + len(blob) + LENGTH.size > room:
            group = sum(page["page_type"] == BLOB for page in self.header.pages)
            self._blob = self._new_page(BLOB, group, [{"id": 0, "offset": 0}])
            self._blob["start_row_id"] = self._blob["end_row_id"] = self._rows
            if self._raw is not None:
                self._raw["row_group_ids"].append({"id": group, "offset": self._raw["page_size"]})
        if self._raw is None or self._raw["page_size"] + len(raw) + LENGTH.size > room:
            number = sum(page["page_type"] == RAW for page in self.header.pages)
            self._raw = self._new_page(RAW, number, [{"id": self._blob["page_type_id"], "offset": 0}])
        place = (
            self._rows, self._raw["page_id"], *self._put(self._raw, raw), self._blob["page_type_id"],
            self._blob["page_id"], *self._put(self._blob, blob),
        )  # fmt: skip
        self._index.append(place + tuple(part for value in fields for part in (0, value)))
        self._rows += 1
        self._blob["end_row_id"] = self._rows

    def _new_page(self, kind: str, number: int, groups: list) -> dict:
        page = {
            "end_row_id": 0, "page_id": len(self.header.pages), "page_size": 0, "page_type": kind,
            "page_type_id": number, "row_group_ids": groups, "shard_id": self.header.shard_id, "start_row_id": 0,
        }  # fmt: skip
        self.header.pages.append(page)
        return page

    def _put(self, page: dict, data: bytes) -> tuple[int, int]:
        start = page["page_size"]
        self._file.seek(self.header.header_size + page["page_id"] * self.header.page_size + start)
        self._file.write(LENGTH.pack(len(data)))
        self._file.write(data)
        page["page_size"] = start + LENGTH.size + len(data)
        return start, page["page_size"]

    def commit(self) -> None:
        """Write the header and the index."""
        if not self.header.pages:
            # MindSpore reads no file without pages.
            self._new_page(BLOB, 0, [{"id": 0, "offset": 0}])
            self._new_page(RAW, 0, [{"id": 0, "offset": 0}])
        pages_end = self.header.header_size + (len(self.header.pages) - 1) * self.header.page_size
        self._file.seek(0, os.SEEK_END)
        if self._file.tell() < pages_end + self.header.pages[-1]["page_size"]:
            self._file.truncate(pages_end + self.header.pages[-1]["page_size"])
        self._file.seek(0)
        self._file.write(self.header.to_bytes())
        self._file.flush()
        self._write_index()

    def _write_index(self) -> None:
        path = self.path + ".db"
        if not self._appending and os.path.exists(path):
            os.remove(path)
        names = self.header.index_fields
        with closing(sqlite3.connect(path)) as connection, connection:
            if not self._appending:
                own = [
                    f"INC_{i} INT, {name}_0 {_SQL_TYPES[self.header.schema[name]['type']]}"
                    for i, name in enumerate(names)
                ]
                primary = ["ROW_ID", *(f"INC_{i}" for i in range(len(names)))]
                connection.execute(
                    f"CREATE TABLE INDEXES({', '.join([*_COLUMNS, *own])}, PRIMARY KEY({','.join(primary)}))"
                )
                connection.execute("CREATE TABLE SHARD_NAME(NAME TEXT NOT NULL)")
                connection.execute("INSERT INTO SHARD_NAME VALUES(?)", (os.path.basename(self.path),))
            marks = ",".join("?" * (len(_COLUMNS) + 2 * len(names)))
            connection.executemany(f"INSERT INTO INDEXES VALUES({marks})", self._index)
        os.chmod(path, 0o600)
        self._index.clear()
        self._appending = True

    def close(self) -> None:
        """Close the file."""
        self._file.close()
