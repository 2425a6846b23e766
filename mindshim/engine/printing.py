"""The two printed forms of a Tensor: ``str``, NumPy's, and ``repr``, in MindSpore's own layout."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from mindshim.engine import dtypes

# A vector is shown whole up to this length; an axis of a higher array up to _EDGE elements at each end.
_VECTOR = 1000
_EDGE = 3
_DIGITS = {"float16": 4, "float32": 8, "float64": 8}


def printed(array: Any) -> str:
    """As ``print(tensor)`` shows it."""
    found = np.asarray(array)
    if found.dtype.name == "bfloat16":
        found = found.astype(np.float32)
        return f"{found:f}" if found.ndim == 0 else np.array2string(found, formatter={"float": lambda x: f"{x:f}"})
    return str(found)


def represented(array: Any) -> str:
    """As ``repr(tensor)`` shows it."""
    return f"Tensor(shape={list(array.shape)}, dtype={dtypes.FROM_NUMPY[array.dtype]}, value={_values(array)})"


def _values(array: Any) -> str:
    if not hasattr(array, "__array__"):  # there are no values yet
        return "\n" if min(array.shape, default=0) < 0 else "\n<uninitialized>"
    found = np.asarray(array)
    name = found.dtype.name
    if name == "bfloat16":
        found = found.astype(np.float32)
    if found.size == 0:
        return "\n" if found.ndim > 1 else " "
    if found.ndim == 0:
        value = found.item()
        if isinstance(value, float):
            return f" {value:g}"
        return f" {_complex(value) if isinstance(value, complex) else value}"
    if found.ndim == 1:
        shown = found if found.size <= _VECTOR else np.concatenate([found[:_EDGE], found[-_EDGE:]])
        items = _items(shown, name)
        per_line = 12 if name in _DIGITS or name == "bool" else 24
        return " [" + (_line(items) if len(items) < found.size else _wrapped(items, per_line)) + "]"
    cut = [np.r_[:_EDGE, n - _EDGE: n] if n > 2 * _EDGE else np.arange(n) for n in found.shape]
    shown = found[np.ix_(*cut)]
    items = np.array(_items(shown.ravel(), name), object).reshape(shown.shape)
    return "\n" + _block(items, [n > 2 * _EDGE for n in found.shape], 0)


def _items(values: np.ndarray, name: str) -> list[str]:
    """Each value as text, all of one width (complex numbers excepted)."""
    if name.startswith("complex"):
        return [_complex(v) for v in values]
    show: Callable[[Any], str] = str
    if name in _DIGITS:
        digits = _DIGITS[name]
        show = lambda v: f"{v: .{digits}e}" if np.isfinite(v) else str(v)  # noqa: E731
    elif name == "bfloat16":
        show = lambda v: f"{v:g}"  # noqa: E731
    texts = [show(v) for v in values]
    width = max(map(len, texts))
    if name == "bool":
        width = 5
    return [t.rjust(width) for t in texts]


def _complex(value: complex) -> str:
    return f"{value.real:g}{value.imag:+g}j"


def _line(items: list[str]) -> str:
    return ", ".join(items[:_EDGE]) + " ... " + ", ".join(items[_EDGE:])


def _wrapped(items: list[str], per_line: int) -> str:
    lines = [", ".join(items[i: i + per_line]) for i in range(0, len(items), per_line)]
    if len(items) % per_line == 0:
        lines[-1] += "\n "
    return ", \n ".join(lines)


def _block(items: np.ndarray, is_cut: list[bool], depth: int) -> str:
    if items.ndim == 1:
        return "[" + (_line(list(items)) if is_cut[0] else ", ".join(items)) + "]"
    parts = [_block(part, is_cut[1:], depth + 1) for part in items]
    lines = [p + "," for p in parts[:-1]] + parts[-1:]
    if is_cut[0]:
        lines.insert(_EDGE, "...")
    return "[" + ("\n" + " " * (depth + 1)).join(lines) + "]"
