"""Files of the real MindSpore for `test_records.py`, and the way back.

In an environment with the real MindSpore, ``python tests/dataset/record_mindrecord.py`` writes ``data/mindrecord.zip``;
``python tests/dataset/record_mindrecord.py check FILE`` prints what it reads in a file that mindshim wrote.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
SCHEMA = {
    "name": {"type": "string"}, "label": {"type": "int32"}, "score": {"type": "float32"}, "wide": {"type": "float64"},
    "long": {"type": "int64"}, "data": {"type": "bytes"}, "ids": {"type": "int64", "shape": [-1]},
    "matrix": {"type": "float32", "shape": [2, 2]}, "small": {"type": "int32", "shape": [-1, 2]},
}  # fmt: skip


def rows(count: int) -> list[dict]:
    """Rows of every type, with integers of every width."""
    return [
        {
            "name": f"näme {i}", "label": i - 3, "score": 0.5 * i, "wide": 0.1 * i, "long": 10**12 + i,
            "data": bytes([65 + i]) * (3 * i + 1) + b"\0",
            "ids": np.array([(-1) ** k * 7**k for k in range(2 * i + 1)], np.int64),
            "matrix": np.eye(2, dtype=np.float32) * i,
            "small": np.arange(2 * i + 2, dtype=np.int32).reshape(-1, 2) - 130,
        }
        for i in range(count)
    ]  # fmt: skip


def write(folder: str) -> list[str]:
    """One file of 10 rows, and one of 6 in two parts of several pages each."""
    from mindspore.mindrecord import FileWriter

    for name, shards, count in (("one", 1, 10), ("two", 2, 6)):
        writer = FileWriter(os.path.join(folder, name), shards)
        writer.set_header_size(1 << 14)
        writer.set_page_size(1 << 15)
        writer.add_schema(SCHEMA, "every type")
        for row in rows(count):
            if name == "two":
                row["data"] *= 1000
            writer.write_raw_data([row])
        writer.commit()
    return sorted(os.listdir(folder))


def plain(row: dict) -> dict:
    """A row's values as JSON has them."""
    return {k: v.tolist() if hasattr(v, "tolist") else v.hex() if isinstance(v, bytes) else v for k, v in row.items()}


def main() -> None:
    if sys.argv[1:2] == ["check"]:
        from mindspore.mindrecord import FileReader

        print(json.dumps([plain(row) for row in FileReader(sys.argv[2]).get_next()], sort_keys=True))
        return
    with tempfile.TemporaryDirectory() as folder:
        names = write(folder)
        with zipfile.ZipFile(HERE / "data" / "mindrecord.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for name in names:
                archive.write(os.path.join(folder, name), name)


if __name__ == "__main__":
    main()
