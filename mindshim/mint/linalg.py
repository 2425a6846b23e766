"""`mindspore.mint.linalg`."""

from __future__ import annotations

from mindshim import ops as _ops  # noqa: F401 - declares the operators
from mindshim.engine.binding import surface

__getattr__, __dir__ = surface(__name__)
