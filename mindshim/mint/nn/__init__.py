"""`mindspore.mint.nn`: layers under PyTorch's names."""

from __future__ import annotations

from mindshim.mint.nn import functional, layers, weighted
from mindshim.nn.cell import Cell

__all__ = ["Cell", "functional"]

for _source in (layers, weighted):
    for _name, _found in vars(_source).items():
        if isinstance(_found, type) and issubclass(_found, Cell) and _name[0] != "_" and _found is not Cell:
            globals()[_name] = _found
            __all__.append(_name)
