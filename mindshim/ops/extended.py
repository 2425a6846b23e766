"""MindSpore's inner names of what `mint` offers: ``softmax_ext``, ``split_view``, ``linalg_norm``."""

from __future__ import annotations

from typing import Any

_ENDINGS = ("_ext_view", "_view", "_ext")


def __getattr__(name: str) -> Any:
    if name.startswith(("_", "gen_ops")) or name.endswith("_func"):  # files of MindSpore's, and no operators
        raise AttributeError(name)
    from mindshim import mint
    from mindshim.mint.nn import functional

    short = next((name.removesuffix(e) for e in _ENDINGS if name.endswith(e)), name)
    places = [(mint.linalg, short.removeprefix("linalg_"))] if short.startswith("linalg_") else []
    for module, member in [*places, (functional, short), (mint, short)]:
        found = getattr(module, member, None)
        if callable(found):
            return found
    raise AttributeError(f"module 'mindspore.ops' has no attribute '{name}'")


def extension(name: str) -> Any:
    """What an inner name with an ending means; None for other names."""
    if not name.endswith(_ENDINGS):
        return None
    try:
        return __getattr__(name)
    except AttributeError:
        return None
