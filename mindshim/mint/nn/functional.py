"""`mindspore.mint.nn.functional`: operators of neural networks under PyTorch's names and signatures."""

from __future__ import annotations

from mindshim import ops as _ops  # noqa: F401 - declares the operators
from mindshim.engine.binding import surface
from mindshim.ops.arrays import embedding
from mindshim.ops.arrays import one_hot_classes as one_hot
from mindshim.ops.neural import _mint_batch_norm as batch_norm
from mindshim.ops.neural import _mint_dropout as dropout
from mindshim.ops.neural import _mint_dropout2d as dropout2d
from mindshim.ops.neural import interpolate, upsample

__getattr__, __dir__ = surface(__name__)

__all__ = ["batch_norm", "dropout", "dropout2d", "embedding", "interpolate", "one_hot", "upsample"]
