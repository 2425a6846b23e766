"""Decorators of MindSpore's own code that programs took over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def cell_attr_register(fn: Callable[..., Any] | None = None, attrs: Any = None) -> Any:
    """Mark a Cell's ``__init__``, whose arguments told MindSpore's compiler Cells apart. It stays as it is."""
    return fn if fn is not None else lambda f: f
