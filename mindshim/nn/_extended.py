"""The classes that `mint.nn` has under PyTorch's names, and `nn` with ``Ext`` behind them."""

from __future__ import annotations

import importlib
from typing import Any

EXTENDED = {
    f"{name}Ext": name
    for name in (
        "AvgPool1d AvgPool2d AvgPool3d Dropout Dropout2d Embedding L1Loss LayerNorm LogSoftmax MaxPool2d PReLU"
    ).split()
}


def extended(name: str) -> Any:
    """What `nn` and its modules have for a name that they do not define: imported late, as `mint.nn` imports them."""
    if name in EXTENDED:
        return getattr(importlib.import_module("mindshim.mint.nn"), EXTENDED[name])
    raise AttributeError(f"module 'mindspore.nn' has no attribute '{name}'", name=name)
