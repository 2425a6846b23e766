"""Networks: Cell, layers, losses, optimisers and what trains with them."""

from mindshim.nn.cell import Cell
from mindshim.nn.container import CellDict, CellList, SequentialCell

__all__ = ["Cell", "CellDict", "CellList", "SequentialCell"]
