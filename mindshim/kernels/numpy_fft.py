"""NumPy's names of the Fourier transforms, whose kernels are those of `mindspore.ops`."""

from __future__ import annotations

from mindshim.kernels import fft as _fft  # noqa: F401 - declares them
from mindshim.kernels.declare import FACES

_ONE = "(a, n=None, axis=-1, norm=None)"
_TWO = "(a, s=None, axes=(-2, -1), norm=None)"
_SEVERAL = "(a, s=None, axes=None, norm=None)"
_SIGNATURES = {
    **{name: _ONE for name in ("fft", "ifft", "rfft", "irfft", "hfft", "ihfft")},
    **{name + dims: shape for name in ("fft", "ifft", "rfft", "irfft", "hfft", "ihfft")
       for dims, shape in (("2", _TWO), ("n", _SEVERAL))},
    "fftshift": "(x, axes=None)",
    "ifftshift": "(x, axes=None)",
    "fftfreq": "(n, d=1.0, dtype=None)",
    "rfftfreq": "(n, d=1.0, dtype=None)",
}

for _name, _signature in _SIGNATURES.items():
    _public = f"numpy.fft.{_name}"
    FACES[_public] = FACES[f"ops.{_name}"][0], _public + _signature
