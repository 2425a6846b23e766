"""What :meth:`Dataset.save` does: a pipeline's rows as MindRecord files."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from mindshim.dataset.checks import Is
from mindshim.dataset.dataset import Dataset, Run

# The narrowest type of MindRecord that holds each dtype.
_TYPES = {
    "bool": "int32", "int8": "int32", "uint8": "int32", "int16": "int32", "uint16": "int32", "int32": "int32",
    "uint32": "int64", "int64": "int64", "uint64": "int64", "float16": "float32", "float32": "float32",
    "float64": "float64",
}  # fmt: skip
_ROWS = 256


def save(dataset: Dataset, file_name: str, num_files: int, file_type: str) -> None:
    """See :meth:`Dataset.save`."""
    from mindshim.mindrecord import FileWriter
    from mindshim.mindrecord.exceptions import MRMInvalidSchemaError

    for name, value, kind in (
        ("file_name", file_name, str),
        ("num_files", num_files, int),
        ("file_type", file_type, str),
    ):
        Is(kind)(name, value)
    if not 0 < num_files <= 1000:
        raise ValueError("num_files should between 0 and 1000.")
    if file_type != "mindrecord":
        raise ValueError(f"{file_type} dataset format is not supported.")
    ends = [""] if num_files == 1 else [str(i).rjust(len(str(num_files - 1)), "0") for i in range(num_files)]
    for path in (file_name + end for end in ends):
        if os.path.exists(path):
            raise RuntimeError(f"Invalid file, mindrecord files already exist. Please check file path: {path}.")
    names = dataset._columns()
    writer: Any = None
    schema: dict[str, dict] = {}
    rows: list[dict] = []
    run = Run(dataset)
    passed = dataset._pass(run)
    try:
        for values in passed:
            if writer is None:
                schema = {name: _kind(name, value) for name, value in zip(names, values, strict=True)}
                writer = FileWriter(file_name, num_files)
                try:
                    writer.add_schema(schema)
                except MRMInvalidSchemaError as error:
                    raise RuntimeError(f"Invalid data, save: {error.error_msg}") from None
            rows.append({name: _value(value, schema[name]) for name, value in zip(names, values, strict=True)})
            if len(rows) >= _ROWS:
                writer.write_raw_data(rows)
                rows = []
    finally:
        run.stop.set()
        close = getattr(passed, "close", None)
        if close is not None:
            close()
    if writer is None:
        raise RuntimeError("Invalid data, save: the dataset has no rows.")
    if rows:
        writer.write_raw_data(rows)
    writer.commit()


def _kind(name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, np.ndarray):
        raise RuntimeError(f"Invalid data, save: column {name} holds {type(value).__name__}, which MindRecord cannot.")
    if value.dtype.kind in "US":
        if value.size != 1 or value.dtype.kind == "U" and value.ndim:
            raise RuntimeError("Invalid data, mindrecord can not support multi-dimensional string tensor.")
        return {"type": "string" if value.dtype.kind == "U" else "bytes"}
    if value.dtype.name not in _TYPES:
        raise RuntimeError(f"Invalid data, save: column {name} has dtype {value.dtype}, which MindRecord cannot hold.")
    kind = {"type": _TYPES[value.dtype.name]}
    return {**kind, "shape": [-1, *value.shape[1:]]} if value.ndim else kind


def _value(value: np.ndarray, kind: dict[str, Any]) -> Any:
    if kind["type"] == "string":
        return str(value)
    if kind["type"] == "bytes":
        return value.tobytes()
    value = value.astype(kind["type"], copy=False)
    return value if "shape" in kind else value.item()
