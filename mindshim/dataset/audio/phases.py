"""Transforms of complex numbers, and of complex spectrograms."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from mindshim.dataset.audio import stft as short_time
from mindshim.dataset.audio.base import (
    LIMIT,
    NATURAL_FLOAT,
    POSITIVE,
    POSITIVE_FLOAT,
    AudioOperation,
)
from mindshim.dataset.checks import Int, Is, Number, checked


class _Complex(AudioOperation):
    axes = "complex=2"

    @staticmethod
    def _joined(value: np.ndarray) -> np.ndarray:
        return value[..., 0] + 1j * value[..., 1]


class Angle(_Complex):
    """The phases of complex numbers (..., 2)."""

    def _apply(self, value: np.ndarray) -> np.ndarray:
        return np.arctan2(value[..., 1], value[..., 0])


class ComplexNorm(_Complex):
    """The magnitudes of complex numbers (..., 2), to a power."""

    @checked(power=NATURAL_FLOAT)
    def __init__(self, power: float = 1.0):
        self.power = power

    def _apply(self, value: np.ndarray) -> np.ndarray:
        return np.abs(self._joined(value)) ** self.power


class Magphase(ComplexNorm):
    """The magnitudes of complex numbers (..., 2), to a power, and their phases."""

    def _apply(self, value: np.ndarray) -> Any:
        return super()._apply(value), np.arctan2(value[..., 1], value[..., 0])


class PhaseVocoder(_Complex):
    """A complex spectrogram (..., freq, time, 2) faster by `rate`, at the same pitch.

    Args:
        rate: how much faster.
        phase_advance: the phase (freq, 1) that each frequency advances in a frame, of the input's dtype.
    """

    axes = "freq, time, complex=2"

    @checked(rate=POSITIVE_FLOAT, phase_advance=Is(np.ndarray))
    def __init__(self, rate: float, phase_advance: np.ndarray):
        self.rate, self.advance = rate, phase_advance

    def _apply(self, value: np.ndarray) -> np.ndarray:
        if self.advance.dtype != value.dtype:
            raise RuntimeError(
                f"PhaseVocoder: phase_advance has dtype {self.advance.dtype}, but the input {value.dtype}."
            )
        return _split(short_time.phase_vocoder(self._joined(value), self.rate, self.advance))


def _split(spectra: np.ndarray) -> np.ndarray:
    return np.stack([np.real(spectra), np.imag(spectra)], -1)


class TimeStretch(_Complex):
    """A complex spectrogram (..., freq, time, 2) faster by a rate, at the same pitch.

    Args:
        hop_length: of the spectrogram; n_freq - 1 by default.
        n_freq: its frequencies.
        fixed_rate: how much faster; 1 by default.
    """

    axes = "freq, time, complex=2"

    @checked(hop_length=Int(1, optional=True), n_freq=POSITIVE, fixed_rate=Number(above=0, high=LIMIT, optional=True))
    def __init__(self, hop_length: int | None = None, n_freq: int = 201, fixed_rate: float | None = None):
        hop = n_freq - 1 if hop_length is None else hop_length
        self.advance, self.rate = np.linspace(0, math.pi * hop, n_freq)[:, None], fixed_rate

    def _apply(self, value: np.ndarray) -> np.ndarray:
        if self.rate is None or self.rate == 1:
            return value
        return _split(short_time.phase_vocoder(self._joined(value), self.rate, self.advance))
