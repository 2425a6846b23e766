"""Cosine transforms."""

from mindshim.kernels import scipy_linalg as _declarations  # noqa: F401
from mindshim.numpy._binding import bound

dct = bound("scipy.fft.dct")
idct = bound("scipy.fft.idct")
dctn = bound("scipy.fft.dctn")
idctn = bound("scipy.fft.idctn")

__all__ = ["dct", "idct", "dctn", "idctn"]
