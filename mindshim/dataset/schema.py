"""Schema: names, dtypes and shapes of columns."""

from __future__ import annotations

import json
from typing import Any

from mindshim.dataset.checks import Is, existing
from mindshim.engine import dtypes

_NAMES = frozenset(
    "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 string".split()
)


class Schema:
    """The columns of a file or of random data.

    Args:
        schema_file: a JSON file as :meth:`to_json` writes it.

    Raises:
        TypeError: the path is no str.
        ValueError: there is no such file.

    Examples:
        >>> import mindshim.dataset as ds
        >>> from mindshim import dtype as mstype
        >>> schema = ds.Schema()
        >>> schema.add_column("image", mstype.uint8, [28, 28])
        >>> schema.columns
        [{'name': 'image', 'type': 'uint8', 'rank': 2, 'shape': [28, 28]}]
    """

    def __init__(self, schema_file: str | None = None):
        self.columns: list[dict[str, Any]] = []
        self.dataset_type = ""
        self.num_rows = 0
        if schema_file is not None:
            with open(existing(schema_file, "file", "schema_file"), encoding="utf-8") as stream:
                self.from_json(json.load(stream))

    def add_column(self, name: str, de_type: Any, shape: list[int] | None = None) -> None:
        """Add a column.

        Args:
            name: its name.
            de_type: a MindSpore dtype or the name of one.
            shape: the sizes, -1 for one that differs between rows; by default unknown.

        Raises:
            TypeError: an argument has the wrong type.
        """
        Is(str)("name", name)
        Is(list, tuple, optional=True)("shape", shape)
        column: dict[str, Any] = {"name": name, "type": _type_name(de_type)}
        if shape is None:
            column["rank"] = 1
        else:
            column["rank"] = len(shape)
            column["shape"] = list(shape)
        self.columns.append(column)

    def parse_columns(self, columns: Any) -> None:
        """Take columns from a list of dicts (name, type, shape) or a dict of dicts by name.

        Raises:
            RuntimeError: it is neither, or a name or a type is missing.
        """
        if isinstance(columns, dict):
            columns = [{"name": name, **entry} for name, entry in columns.items()]
        if not isinstance(columns, list):
            raise RuntimeError("columns must be dict or list, columns contain name, type, shape(optional).")
        found = []
        for column in columns:
            if not isinstance(column, dict) or "name" not in column:
                raise RuntimeError("Column's name is missing")
            if "type" not in column:
                raise RuntimeError("Column's type is missing")
            found.append(column)
        self.columns = []
        for column in found:
            self.add_column(column["name"], column["type"], column.get("shape"))

    def from_json(self, json_obj: dict) -> None:
        """Take all from a dict as :meth:`to_json` makes it.

        Raises:
            RuntimeError: it names no columns.
        """
        if not isinstance(json_obj, dict):
            raise TypeError("from_json needs a dict.")
        if "columns" not in json_obj:
            raise RuntimeError('"columns" node is required in the schema json JSON.')
        self.parse_columns(json_obj["columns"])
        self.dataset_type = json_obj.get("datasetType", "")
        self.num_rows = json_obj.get("numRows", 0)

    def to_json(self) -> str:
        """All as JSON."""
        found: dict[str, Any] = {"columns": [dict(sorted(column.items())) for column in self.columns]}
        if self.dataset_type:
            found["datasetType"] = self.dataset_type
        if self.num_rows:
            found["numRows"] = self.num_rows
        return json.dumps(found, indent=2)

    __str__ = to_json

    @staticmethod
    def get_num_rows(schema: str | Schema) -> int:
        """The number of rows that a Schema, or its JSON file, tells; 0 for none."""
        return (Schema(schema) if isinstance(schema, str) else schema).num_rows

    def names(self) -> list[str]:
        """The names of the columns."""
        return [column["name"] for column in self.columns]


def _type_name(de_type: Any) -> str:
    name = str(de_type).lower() if isinstance(de_type, dtypes.Type) else de_type
    if name == "bool_":
        name = "bool"
    if not isinstance(name, str) or name not in _NAMES:
        raise TypeError(f"Unknown column type: {de_type!r}.")
    return name
