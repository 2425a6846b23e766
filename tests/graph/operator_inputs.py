"""Example inputs of the declared operators, in a file: attributes, and the shapes and dtypes of arrays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jax
import numpy as np

from mindshim.kernels.declare import Declaration

PATH = Path(__file__).parent / "operator_inputs.json"
_SAME = (bool, int, float, str, type(None))


class Unwritable(Exception):  # noqa: N818 - it says that a value is no plain data, which is no error
    """A value is no plain data."""


def face_of(declaration: Declaration) -> str:
    """What a declaration is called in the file: its first face, or its kernel."""
    return declaration.faces[0] if declaration.faces else f"{declaration.kernel.__module__}.{declaration.name}"


def read() -> dict[str, dict[str, Any]]:
    """The entries by face."""
    return json.loads(PATH.read_text()) if PATH.exists() else {}


def written(value: Any) -> Any:
    """A static attribute as JSON."""
    if type(value) in _SAME:
        return value
    if isinstance(value, tuple):
        return [written(v) for v in value]
    if isinstance(value, complex):
        return {"complex": [value.real, value.imag]}
    if isinstance(value, np.dtype):
        return {"type": str(value)}
    raise Unwritable


def read_value(value: Any) -> Any:
    """A static attribute, or an array's shape and dtype, from JSON."""
    if isinstance(value, list):
        return tuple(read_value(v) for v in value)
    if not isinstance(value, dict):
        return value
    if "complex" in value:
        return complex(*value["complex"])
    if "type" in value:
        return jax.numpy.dtype(value["type"])
    if value["dtype"].startswith("key"):
        return jax.eval_shape(lambda: jax.random.key(0))
    return jax.ShapeDtypeStruct(tuple(value["shape"]), jax.numpy.dtype(value["dtype"]))
