"""Fourier transforms. Integers are taken as float32."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax.numpy as jnp
import numpy as np

from mindshim.kernels.axes import axes_of
from mindshim.kernels.declare import Array, operator
from mindshim.kernels.promotion import floating, tensor

_BACKWARDS = {None: "forward", "backward": "forward", "ortho": "ortho", "forward": "backward"}


def _one(name: str, function: Callable[..., Array], doc: str) -> None:
    def kernel(input: Array, n: int | None = None, dim: int = -1, norm: str | None = None) -> Array:
        return function(floating(tensor(input)), n, dim, norm)

    kernel.__doc__ = doc
    operator(f"ops.{name}(input, n=None, dim=-1, norm=None)")(kernel)


def _several(name: str, function: Callable[..., Array], default: Any, doc: str) -> None:
    def kernel(input: Array, s: Any = None, dim: Any = default, norm: str | None = None) -> Array:
        x = floating(tensor(input))
        sizes = (s,) if isinstance(s, int) else s
        if dim is None:
            dim = tuple(range(x.ndim)) if sizes is None else tuple(range(x.ndim - len(sizes), x.ndim))
        return function(x, sizes, axes_of(name, dim, x.ndim), norm)

    kernel.__doc__ = doc
    operator(f"ops.{name}(input, s=None, dim={default!r}, norm=None)")(kernel)


def _hermitian(x: Array, s: Any, axes: tuple[int, ...], norm: str | None) -> Array:
    """Of a signal with Hermitian symmetry: real.

    That of the last axis is the inverse one of the conjugate.
    """
    return jnp.fft.irfftn(jnp.conj(x), s, axes, _BACKWARDS[norm])


def _inverse_hermitian(x: Array, s: Any, axes: tuple[int, ...], norm: str | None) -> Array:
    return jnp.conj(jnp.fft.rfftn(x, s, axes, _BACKWARDS[norm]))


_one("fft", jnp.fft.fft, "The Fourier transform along an axis, cut or padded with 0 to the size n.")
_one("ifft", jnp.fft.ifft, "The inverse Fourier transform along an axis.")
_one("rfft", jnp.fft.rfft, "The half of the Fourier transform that tells all about a real signal.")
_one("irfft", jnp.fft.irfft, "The real signal of which a half of the Fourier transform is given.")
_one("hfft", jnp.fft.hfft,
     "The Fourier transform, real, of a signal with Hermitian symmetry of which a half is given.")
_one("ihfft", jnp.fft.ihfft, "The half of the inverse Fourier transform of a real signal.")

for _dims, _default in (("2", (-2, -1)), ("n", None)):
    _several("fft" + _dims, jnp.fft.fftn, _default,
             "The Fourier transform over several axes, cut or padded to sizes s.")
    _several("ifft" + _dims, jnp.fft.ifftn, _default, "The inverse Fourier transform over several axes.")
    _several("rfft" + _dims, jnp.fft.rfftn, _default,
             "The half, along the last axis, of the Fourier transform of a real signal over several axes.")
    _several("irfft" + _dims, jnp.fft.irfftn, _default,
             "The real signal of which a half of the Fourier transform over several axes is given.")
    _several("hfft" + _dims, _hermitian, _default,
             "The real Fourier transform of a signal with Hermitian symmetry.")
    _several("ihfft" + _dims, _inverse_hermitian, _default,
             "The half of the inverse Fourier transform of a real signal over several axes.")


@operator("ops.fftfreq(n, d=1.0, dtype=None)")
def fftfreq(n: int, d: float = 1.0, dtype: np.dtype | None = None) -> Array:
    """The frequencies of a Fourier transform of n samples at distances d, as float32 or `dtype`."""
    return jnp.asarray(np.fft.fftfreq(n, d)).astype(dtype or np.float32)


@operator("ops.rfftfreq(n, d=1.0, dtype=None)")
def rfftfreq(n: int, d: float = 1.0, dtype: np.dtype | None = None) -> Array:
    """The frequencies of the half transform of n real samples at distances d, as float32 or `dtype`."""
    return jnp.asarray(np.fft.rfftfreq(n, d)).astype(dtype or np.float32)


@operator("ops.fftshift(input, dim=None)")
def fftshift(input: Array, dim: Any = None) -> Array:
    """The input with the frequency 0 moved to the middle of the axes (all by default)."""
    return jnp.fft.fftshift(tensor(input), dim)


@operator("ops.ifftshift(input, dim=None)")
def ifftshift(input: Array, dim: Any = None) -> Array:
    """What `fftshift` does, undone."""
    return jnp.fft.ifftshift(tensor(input), dim)


@operator("ops.FFTWithSize(signal_ndim, inverse, real, norm='backward', onesided=True, signal_sizes=())(x)")
def fft_with_size(x: Array, signal_ndim: int, inverse: bool, real: bool, norm: str = "backward",
                  onesided: bool = True, signal_sizes: tuple[int, ...] = ()) -> Array:
    """The Fourier transform, or its inverse, over the last axes, of complex or `real` signals."""
    axes = tuple(range(x.ndim - signal_ndim, x.ndim))
    if not real:
        return (jnp.fft.ifftn if inverse else jnp.fft.fftn)(x, None, axes, norm)
    if not inverse:
        return (jnp.fft.rfftn if onesided else jnp.fft.fftn)(floating(x), None, axes, norm)
    sizes = signal_sizes or None
    return jnp.fft.irfftn(x, sizes, axes, norm) if onesided else jnp.real(jnp.fft.ifftn(x, sizes, axes, norm))


@operator("ops.STFT(n_fft, hop_length, win_length, normalized, onesided, return_complex)(signal, window)")
def stft(signal: Array, window: Array, n_fft: int, hop_length: int, win_length: int, normalized: bool,
         onesided: bool, return_complex: bool) -> Array:
    """The Fourier transforms of pieces of a signal (or a batch of them), one every `hop_length` samples.

    The result is (…, frequencies, pieces), of complex numbers, or with their parts in a last axis.
    """
    x = floating(signal)
    left = (n_fft - win_length) // 2
    window = jnp.pad(window, (left, n_fft - win_length - left))
    starts = np.arange(0, x.shape[-1] - n_fft + 1, hop_length)
    pieces = x[..., starts[:, None] + np.arange(n_fft)] * window
    found = (jnp.fft.rfft if onesided else jnp.fft.fft)(pieces, axis=-1, norm="ortho" if normalized else None)
    found = jnp.swapaxes(found, -1, -2)
    return found if return_complex else jnp.stack([found.real, found.imag], -1)
