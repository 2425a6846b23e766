"""FileReader and MindPage: MindRecord files as Python values."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

from mindshim.mindrecord.exceptions import MRMDefineCategoryError, ParamTypeError, ParamValueError, checked_name
from mindshim.mindrecord.reading import Shards


def _check(file_name: Any, num_consumer: Any) -> None:
    for name in file_name if isinstance(file_name, list) else [file_name]:
        checked_name(name)
    most = os.cpu_count() or 1
    if not isinstance(num_consumer, int):
        raise ParamValueError("Parameter num_consumer is not int.")
    # The default is more than a small machine has.
    if not 1 <= num_consumer <= max(most, 4):
        raise ParamValueError(f"Parameter num_consumer: {num_consumer} should between 1 and {most}.")


class FileReader:
    """Reads MindRecord files row by row.

    Args:
        file_name: a path, which stands for all files written together with it, or a list of paths.
        num_consumer: without effect, but for its check.
        columns: the fields that are wanted; all by default.
        operator: without effect.

    Raises:
        ParamValueError, ParamTypeError: an argument is wrong.
        RuntimeError: a file is missing or damaged, or has no such field.
    """

    def __init__(
        self, file_name: str | list[str], num_consumer: int = 4, columns: list[str] | None = None, operator: Any = None
    ):
        _check(file_name, num_consumer)
        if columns and not isinstance(columns, list):
            raise ParamTypeError("columns", "list")
        self._columns = columns or None
        self._shards = Shards(file_name)
        for name in columns or ():
            if name not in self._shards.header.schema:
                raise RuntimeError(f"Invalid data, column name: {name} can not be found in {file_name}.")

    def get_next(self) -> Iterator[dict[str, Any]]:
        """The rows: numbers and texts, then bytes and NumPy arrays, by field.

        Raises:
            RuntimeError: a row is damaged.
        """
        for shard in self._shards.shards:
            for index in range(len(shard)):
                row = shard.row(index, self._columns)
                yield row if self._columns is None else {k: v for k, v in row.items() if k in self._columns}

    def close(self) -> None:
        """Nothing needs closing: files are let go with the reader."""

    def schema(self) -> dict[str, dict]:
        """The schema, by field."""
        return self._shards.header.schema

    def len(self) -> int:
        """The number of rows."""
        return len(self._shards)


class MindPage:
    """Reads rows by the value of one of their fields, a page at a time.

    Args:
        file_name: a path, which stands for all files written together with it, or a list of paths.
        num_consumer: without effect, but for its check.

    Raises:
        ParamValueError: an argument is wrong.
        RuntimeError: a file is missing or damaged.
    """

    def __init__(self, file_name: str | list[str], num_consumer: int = 4):
        _check(file_name, num_consumer)
        self._shards = Shards(file_name)
        self._category: str | None = None

    @property
    def candidate_fields(self) -> list[str]:
        """The fields that rows can be found by."""
        return list(self._shards.header.index_fields)

    @property
    def category_field(self) -> str | None:
        """The field that rows are found by.

        Raises:
            ParamTypeError: it is set to no str.
            MRMDefineCategoryError: it is none of the candidates.
        """
        return self._category

    @category_field.setter
    def category_field(self, category_field: str) -> None:
        if not category_field or not isinstance(category_field, str):
            raise ParamTypeError("category_fields", "str")
        if category_field not in self.candidate_fields:
            raise MRMDefineCategoryError(f"Field '{category_field}' is not a candidate category field.")
        self._category = category_field

    def _counts(self) -> dict[str, int]:
        """How many rows have each value, by its text."""
        if self._category is None:
            raise RuntimeError("Invalid data, set 'category_field' first.")
        counts: dict[str, int] = {}
        for shard in self._shards.shards:
            column = f"{self._category}_0"
            for value, count in shard.query(f"SELECT {column}, COUNT(*) FROM INDEXES GROUP BY {column}"):
                counts[str(value)] = counts.get(str(value), 0) + count
        return dict(sorted(counts.items()))

    def read_category_info(self) -> str:
        """The values of the field and how many rows have each, as JSON."""
        categories = [{"count": count, "id": i, "name": name} for i, (name, count) in enumerate(self._counts().items())]
        return json.dumps({"categories": categories, "key": f"{self._category}_0"}, separators=(",", ":"))

    def read_at_page_by_id(self, category_id: int, page: int, num_row: int) -> list[dict[str, Any]]:
        """A page of the rows of a category.

        Args:
            category_id: its number in :meth:`read_category_info`.
            page: which page, from 0 on.
            num_row: the rows of a page.

        Raises:
            ParamValueError: an argument is wrong.
            RuntimeError: there is no such category.
        """
        if not isinstance(category_id, int) or category_id < 0:
            raise ParamValueError("Category id should be int and greater than or equal to 0.")
        _check_page(page, num_row)
        names = list(self._counts())
        if category_id >= len(names):
            raise RuntimeError(f"Invalid data, category id must be less than {len(names)}, but got {category_id}.")
        return self._page(names[category_id], page, num_row)

    def read_at_page_by_name(self, category_name: str, page: int, num_row: int) -> list[dict[str, Any]]:
        """A page of the rows with that value of the field, given as text; see :meth:`read_at_page_by_id`."""
        if not isinstance(category_name, str):
            raise ParamValueError("Category name should be str.")
        _check_page(page, num_row)
        if category_name not in self._counts():
            raise RuntimeError(f"Invalid data, category name {category_name} can not be found.")
        return self._page(category_name, page, num_row)

    def _page(self, name: str, page: int, num_row: int) -> list[dict[str, Any]]:
        found = []
        for shard in self._shards.shards:
            rows = shard.query(
                f"SELECT ROW_ID FROM INDEXES WHERE CAST({self._category}_0 AS TEXT) = ? ORDER BY ROW_ID", (name,)
            )
            found += [(shard, row) for (row,) in rows]
        return [shard.row(row) for shard, row in found[page * num_row : (page + 1) * num_row]]


def _check_page(page: Any, num_row: Any) -> None:
    if not isinstance(page, int) or page < 0:
        raise ParamValueError("Page should be int and greater than or equal to 0.")
    if not isinstance(num_row, int) or num_row <= 0:
        raise ParamValueError("num_row should be int and greater than 0.")
