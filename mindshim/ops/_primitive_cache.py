"""Primitives that are made once and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_kept: dict[Any, Any] = {}


def _get_cache_prim(cls: type) -> Callable[..., Any]:
    """A function of a primitive's constructor arguments that gives the same primitive each time.

    Example:
        >>> from mindshim import ops
        >>> from mindshim.ops._primitive_cache import _get_cache_prim
        >>> _get_cache_prim(ops.ReduceSum)(True) is _get_cache_prim(ops.ReduceSum)(True)
        True
    """

    def kept(*args: Any, **kwargs: Any) -> Any:
        # 1, 1.0 and True are equal and make different primitives, so the key holds their types too.
        values = (*args, *kwargs.values())
        key = (cls, args, tuple(kwargs.items()), tuple([type(v) for v in values]))
        try:
            found = _kept.get(key)
        except TypeError:  # an argument has no hash
            return cls(*args, **kwargs)
        if found is None:
            found = _kept[key] = cls(*args, **kwargs)
        return found

    return kept
