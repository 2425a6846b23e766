"""From a declaration's ``numpy.`` or ``scipy.`` face to the function of that module."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mindshim.engine import binding
from mindshim.engine.dispatch import bind_arguments
from mindshim.kernels.declare import FACES
from mindshim.numpy.utils import only_tensors, to_tensor


def _like(value: Any) -> Any:
    return None if value is None else to_tensor(value)


def _mask(value: Any) -> Any:
    return None if value is True else to_tensor(value)


def _several(value: Any) -> Any:
    return [to_tensor(v) for v in value]


def _tensor(value: Any) -> Any:
    if value is not None:
        only_tensors(value)
    return value


def _required(value: Any) -> Any:
    only_tensors(value)
    return value


def _conversion(annotation: str, default: Any) -> Callable[[Any], Any] | None:
    """What is done with an argument that has this default, and whose kernel parameter has this annotation.

    `kernels.numpy_dtypes` says what the annotations mean.
    """
    if annotation.startswith("ArraysLike"):
        return _several
    if annotation.startswith("ArrayLike"):
        return _mask if default is True else _like if annotation.endswith("None") else to_tensor
    if annotation.startswith("Array") and not annotation.startswith("Arrays"):
        return _tensor if annotation.endswith("None") else _required
    return None


def bound(public: str) -> Callable[..., Any]:
    """The function of a face such as ``numpy.add(x1, x2, dtype=None)``."""
    declaration, _ = FACES[public]
    plain = binding.function(public)
    signature = plain.__signature__  # type: ignore[attr-defined]
    names = list(signature.parameters)
    defaults = [signature.parameters[n].default for n in names]
    parameters = {p.name: p for p in declaration.parameters}
    others = (p for p in declaration.parameters if p.name not in names)
    taken = [parameters.get(n) or next(others) for n in names]
    found = [_conversion(str(p.annotation), d) for p, d in zip(taken, defaults, strict=True)]
    conversions = [(i, c) for i, c in enumerate(found) if c is not None]
    name, count = plain.__name__, len(names)

    def called(*args: Any, **kwargs: Any) -> Any:
        if kwargs or len(args) != count:
            args = bind_arguments(name, names, defaults, count, args, kwargs)
        values = list(args)
        for i, convert in conversions:
            values[i] = convert(values[i])
        return plain(*values)

    called.__name__ = called.__qualname__ = name
    called.__doc__, called.__module__ = plain.__doc__, f"mindshim.{public.rpartition('.')[0]}"
    called.__signature__ = signature  # type: ignore[attr-defined]
    return called
