"""Fourier transforms under NumPy's names: the operators of `mindspore.ops`."""

from __future__ import annotations

from mindshim.engine.binding import surface
from mindshim.kernels import numpy_fft as _declarations

__getattr__, __dir__ = surface(__name__)

__all__ = list(_declarations._SIGNATURES)
