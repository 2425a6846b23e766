"""Names that MindSpore keeps in other modules of `nn`: those of `mint.nn` with ``Ext`` behind them, and `nn`'s own."""

from __future__ import annotations

import importlib
import sys
from typing import Any

EXTENDED = {
    f"{name}Ext": name
    for name in (
        "AvgPool1d AvgPool2d AvgPool3d Dropout Dropout2d Embedding L1Loss LayerNorm LogSoftmax MaxPool2d PReLU"
    ).split()
}


def extended(name: str) -> Any:
    """What `nn` and its modules have for a name that they do not define; looked up late, as `mint.nn` imports `nn`."""
    everything = vars(sys.modules["mindshim.nn"])
    if name in everything and not name.startswith("_"):
        return everything[name]
    if name in EXTENDED:
        return getattr(importlib.import_module("mindshim.mint.nn"), EXTENDED[name])
    raise AttributeError(f"module 'mindspore.nn' has no attribute '{name}'", name=name)
