"""Transforms between signals and spectrograms."""

from __future__ import annotations

import math

import numpy as np

from mindshim.dataset import randomness
from mindshim.dataset.audio import stft as short_time
from mindshim.dataset.audio.base import (
    ANY_INT,
    NATURAL,
    NATURAL_FLOAT,
    POSITIVE,
    POSITIVE_FLOAT,
    AudioOperation,
    NotZero,
)
from mindshim.dataset.audio.enums import (
    BorderType,
    ResampleMethod,
    WindowType,
)
from mindshim.dataset.checks import BOOL, Int, Is, Number, checked

_WINDOW, _BORDER = Is(WindowType), Is(BorderType)
_SIZES = {"n_fft": POSITIVE, "win_length": Int(1, optional=True), "hop_length": Int(1, optional=True)}
FRAMES = {**_SIZES, "pad": NATURAL, "window": _WINDOW, "normalized": BOOL, "center": BOOL, "pad_mode": _BORDER,
           "onesided": BOOL}  # fmt: skip


def _lengths(n_fft: int, win_length: int | None, hop_length: int | None) -> tuple[int, int]:
    """The lengths of a window and of a step, with their defaults."""
    if win_length is not None and win_length > n_fft:
        raise ValueError(
            f"Input win_length should be no more than n_fft, but got win_length: {win_length} and n_fft: {n_fft}."
        )
    length = n_fft if win_length is None else win_length
    return length, length // 2 if hop_length is None else hop_length


def upper(name: str, f_min: float, f_max: float | None, sample_rate: int, strict: bool = True) -> float:
    """The upper limit of frequencies, half the sample rate by default.

    Raises:
        ValueError: it is not above `f_min`.
    """
    high = sample_rate // 2 if f_max is None else f_max
    if f_min > high or f_min == high and (strict or f_max is None):
        raise ValueError(f"{name}: f_max (or sample_rate // 2) should be greater than f_min, but got {f_min}, {high}.")
    return high


class Spectrogram(AudioOperation):
    """The powers (..., freq, frames) of a signal's frequencies over time.

    Args:
        n_fft: samples that are transformed at a time.
        win_length: of the window; `n_fft` by default.
        hop_length: between windows; half of `win_length` by default.
        pad: zeros at both ends of the signal.
        window: the window's form.
        power: of the magnitudes; with 0 the result is complex, (..., freq, frames, 2).
        normalized: divide by the window's norm.
        center: frame t is centred at t * hop_length.
        pad_mode: how the ends are padded for that.
        onesided: only the frequencies up to half the sample rate.
    """

    @checked(**FRAMES, power=NATURAL_FLOAT)
    def __init__(
        self,
        n_fft: int = 400,
        win_length: int | None = None,
        hop_length: int | None = None,
        pad: int = 0,
        window: WindowType = WindowType.HANN,
        power: float = 2.0,
        normalized: bool = False,
        center: bool = True,
        pad_mode: BorderType = BorderType.REFLECT,
        onesided: bool = True,
    ):
        self.n_fft, self.pad, self.window, self.power = n_fft, pad, window, power
        self.normalized, self.center, self.pad_mode, self.onesided = normalized, center, pad_mode, onesided
        self.win_length, self.hop_length = _lengths(n_fft, win_length, hop_length)

    def _apply(self, value: np.ndarray) -> np.ndarray:
        padded = short_time.pad_last(value, self.pad, self.pad)
        self._fits(padded.shape[-1])
        weights = short_time.centred_window(self.window, self.win_length, self.n_fft)
        spectra = short_time.stft(padded, weights, self.hop_length, self.center, self.pad_mode, self.onesided)
        if self.normalized:
            spectra = spectra / np.sqrt((weights**2).sum())
        if self.power == 0:
            return np.stack([np.real(spectra), np.imag(spectra)], -1)
        return np.abs(spectra) ** self.power

    def _fits(self, length: int) -> None:
        name = type(self).__name__
        if not self.center and self.n_fft > length:
            raise RuntimeError(f"{name}: n_fft {self.n_fft} must not exceed the {length} samples of the signal.")


class InverseSpectrogram(AudioOperation):
    """The signal of a complex spectrogram (..., freq, frames, 2); arguments as in :class:`Spectrogram`."""

    axes = "freq, time, complex=2"

    @checked(**FRAMES, length=Int(0, optional=True))
    def __init__(
        self,
        length: int | None = None,
        n_fft: int = 400,
        win_length: int | None = None,
        hop_length: int | None = None,
        pad: int = 0,
        window: WindowType = WindowType.HANN,
        normalized: bool = False,
        center: bool = True,
        pad_mode: BorderType = BorderType.REFLECT,
        onesided: bool = True,
    ):
        self.length, self.n_fft, self.pad, self.window = length, n_fft, pad, window
        self.normalized, self.center, self.pad_mode, self.onesided = normalized, center, pad_mode, onesided
        self.win_length, self.hop_length = _lengths(n_fft, win_length, hop_length)

    def _apply(self, value: np.ndarray) -> np.ndarray:
        spectra = value[..., 0] + 1j * value[..., 1]
        _check_bins("InverseSpectrogram", spectra, self.n_fft, self.onesided)
        weights = short_time.centred_window(self.window, self.win_length, self.n_fft)
        if self.normalized:
            spectra = spectra * np.sqrt((weights**2).sum())
        length = None if not self.length else self.length + 2 * self.pad
        signal = short_time.istft(spectra, weights, self.hop_length, length, self.center, self.onesided)
        return signal[..., self.pad : signal.shape[-1] - self.pad] if self.pad else signal


def _check_bins(name: str, spectra: np.ndarray, n_fft: int, onesided: bool = True) -> None:
    wanted = n_fft // 2 + 1 if onesided else n_fft
    if spectra.shape[-2] != wanted:
        raise RuntimeError(f"{name}: the frequency axis of the input should have {wanted} bins for n_fft {n_fft}, "
                           f"but got shape {spectra.shape}.")  # fmt: skip


class GriffinLim(AudioOperation):
    """A signal whose spectrogram is like the given one (..., freq, frames).

    Args:
        n_fft, win_length, hop_length, window_type: as in :class:`Spectrogram`.
        n_iter: steps.
        power: that the spectrogram was made with.
        momentum: speeds the steps up; 0 is the plain algorithm.
        length: of the signal.
        rand_init: begin with random phases.
    """

    axes = "freq, time"

    @checked(
        n_fft=POSITIVE,
        n_iter=POSITIVE,
        win_length=Int(0, optional=True),
        hop_length=Int(0, optional=True),
        window_type=_WINDOW,
        power=POSITIVE_FLOAT,
        momentum=NATURAL_FLOAT,
        length=Int(0, optional=True),
        rand_init=BOOL,
    )
    def __init__(
        self,
        n_fft: int = 400,
        n_iter: int = 32,
        win_length: int | None = None,
        hop_length: int | None = None,
        window_type: WindowType = WindowType.HANN,
        power: float = 2.0,
        momentum: float = 0.99,
        length: int | None = None,
        rand_init: bool = True,
    ):
        self.n_fft, self.n_iter, self.window, self.power = n_fft, n_iter, window_type, power
        self.momentum, self.length, self.random = momentum, length or None, rand_init
        self.win_length, self.hop_length = _lengths(n_fft, win_length or None, hop_length or None)

    def _apply(self, value: np.ndarray) -> np.ndarray:
        _check_bins("GriffinLim", value, self.n_fft)
        phases = np.ones(value.shape, complex)
        if self.random:
            parts = randomness.generator().random((2, *value.shape))
            phases = parts[0] + 1j * parts[1]
        weights = short_time.centred_window(self.window, self.win_length, self.n_fft)
        return short_time.griffin_lim(
            value.astype(np.float64) ** (1 / self.power),
            weights,
            self.hop_length,
            self.n_iter,
            self.momentum,
            self.length,
            phases,
        )


class SpectralCentroid(AudioOperation):
    """The mean frequency of each frame, (..., 1, frames); arguments as in :class:`Spectrogram`."""

    @checked(**_SIZES, sample_rate=NATURAL, pad=NATURAL, window=_WINDOW)
    def __init__(
        self,
        sample_rate: int,
        n_fft: int = 400,
        win_length: int | None = None,
        hop_length: int | None = None,
        pad: int = 0,
        window: WindowType = WindowType.HANN,
    ):
        self.spectrum = Spectrogram(n_fft, win_length, hop_length, pad, window, 1.0)
        self.frequencies = np.linspace(0, sample_rate // 2, n_fft // 2 + 1)

    def _apply(self, value: np.ndarray) -> np.ndarray:
        magnitudes = self.spectrum._apply(value)
        mean = np.einsum("f,...ft->...t", self.frequencies, magnitudes) / magnitudes.sum(-2)
        return mean[..., None, :]


class PitchShift(AudioOperation):
    """The signal higher by `n_steps` of which `bins_per_octave` are an octave, as long as before."""

    @checked(**_SIZES, sample_rate=NATURAL, n_steps=ANY_INT, bins_per_octave=NotZero(int), window=_WINDOW)
    def __init__(
        self,
        sample_rate: int,
        n_steps: int,
        bins_per_octave: int = 12,
        n_fft: int = 512,
        win_length: int | None = None,
        hop_length: int | None = None,
        window: WindowType = WindowType.HANN,
    ):
        self.sample_rate, self.n_fft, self.window = sample_rate, n_fft, window
        self.rate = 2.0 ** (-n_steps / bins_per_octave)
        self.win_length, _ = _lengths(n_fft, win_length, None)
        self.hop_length = self.win_length // 4 if hop_length is None else hop_length

    def _apply(self, value: np.ndarray) -> np.ndarray:
        length = value.shape[-1]
        weights = short_time.centred_window(self.window, self.win_length, self.n_fft)
        spectra = short_time.stft(value, weights, self.hop_length)
        advance = np.linspace(0, math.pi * self.hop_length, spectra.shape[-2])[:, None]
        stretched = short_time.phase_vocoder(spectra, self.rate, advance)
        signal = short_time.istft(stretched, weights, self.hop_length, round(length / self.rate))
        signal = short_time.resample(signal, int(self.sample_rate / self.rate), self.sample_rate)[..., :length]
        return short_time.pad_last(signal, 0, length - signal.shape[-1])


class Resample(AudioOperation):
    """A signal at another rate.

    Args:
        orig_freq: the rate it has.
        new_freq: the rate it gets.
        resample_method: the filter's window.
        lowpass_filter_width: the filter's zeros on each side; more are sharper.
        rolloff: the cut-off as a fraction of the Nyquist frequency.
        beta: the Kaiser window's.
    """

    @checked(
        orig_freq=POSITIVE_FLOAT,
        new_freq=POSITIVE_FLOAT,
        resample_method=Is(ResampleMethod),
        lowpass_filter_width=POSITIVE,
        rolloff=Number(above=0, high=1, types=(float,)),
    )
    def __init__(
        self,
        orig_freq: float = 16000,
        new_freq: float = 16000,
        resample_method: ResampleMethod = ResampleMethod.SINC_INTERPOLATION,
        lowpass_filter_width: int = 6,
        rolloff: float = 0.99,
        beta: float | None = None,
    ):
        self.given = int(orig_freq), int(new_freq), resample_method, lowpass_filter_width, rolloff, beta

    def _apply(self, value: np.ndarray) -> np.ndarray:
        return value if self.given[0] == self.given[1] else short_time.resample(value, *self.given)
