"""`mindspore.mint`: operators under PyTorch's names and signatures."""

from __future__ import annotations

from mindshim import ops as _ops  # noqa: F401 - declares the operators
from mindshim.engine.binding import surface
from mindshim.mint import distributed, linalg, nn, optim, special
from mindshim.ops.arrays import nonzero, where
from mindshim.ops.arrays import unique_sorted as unique

__getattr__, __dir__ = surface(__name__)

__all__ = __dir__()
