"""What several modules of `mindspore.train` need."""

from __future__ import annotations

import os
from typing import Any


def _make_directory(path: Any, arg_name: str = "path") -> str:
    """The real path of a directory, which is made if it does not exist.

    Raises:
        TypeError: `path` is no str, or empty.
        ValueError: the directory cannot be made.
    """
    if not isinstance(path, str) or not path.strip():
        raise TypeError(f"'{arg_name}' must be a str that is not empty, but got {path!r}.")
    path = os.path.realpath(path)
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise ValueError(f"'{arg_name}' cannot be made a directory: {error}.") from error
    return path
