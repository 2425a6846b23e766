"""Spectrograms on other scales: mels, cepstra, decibels."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from mindshim.dataset import randomness
from mindshim.dataset.audio.base import (
    FLOAT,
    LIMIT,
    NATURAL,
    NATURAL_FLOAT,
    POSITIVE,
    POSITIVE_FLOAT,
    AudioOperation,
)
from mindshim.dataset.audio.enums import (
    BorderType,
    MelType,
    NormMode,
    NormType,
    ScaleType,
    WindowType,
)
from mindshim.dataset.audio.spectral import FRAMES, Spectrogram, upper
from mindshim.dataset.audio.tables import create_dct, linear_fbanks, mel_filters
from mindshim.dataset.checks import BOOL, Is, Number, checked

_MEL = {"norm": Is(NormType), "mel_type": Is(MelType), "n_mels": POSITIVE, "f_min": FLOAT,
        "f_max": Number(above=0, high=LIMIT, optional=True)}  # fmt: skip


class MelScale(AudioOperation):
    """A spectrogram (..., n_stft, frames) on a mel scale, (..., n_mels, frames).

    Args:
        n_mels, f_min, f_max, sample_rate, norm, mel_type: the filters, as in :func:`melscale_fbanks`.
        n_stft: the frequencies of the input.
    """

    axes = "freq, time"

    @checked(**_MEL, sample_rate=POSITIVE, n_stft=POSITIVE)
    def __init__(
        self,
        n_mels: int = 128,
        sample_rate: int = 16000,
        f_min: float = 0.0,
        f_max: float | None = None,
        n_stft: int = 201,
        norm: NormType = NormType.NONE,
        mel_type: MelType = MelType.HTK,
    ):
        high = upper("MelScale", f_min, f_max, sample_rate)
        self.filters = mel_filters(n_stft, f_min, high, n_mels, sample_rate, norm, mel_type)

    def _apply(self, value: np.ndarray) -> np.ndarray:
        if value.shape[-2] != len(self.filters):
            raise RuntimeError(
                f"MelScale: n_stft {len(self.filters)} should be the frequencies of the input, but got {value.shape}."
            )
        return self.filters.T @ value


class InverseMelScale(AudioOperation):
    """A spectrogram (..., n_stft, frames) that has the given mel spectrogram (..., n_mels, frames), by gradient descent
    from random values.

    Args:
        n_stft, n_mels, sample_rate, f_min, f_max, norm, mel_type: as in :class:`MelScale`.
        max_iter: the most steps.
        tolerance_loss: stop at this loss.
        tolerance_change: stop when the loss changes less.
        sgdargs: {"sgd_lr": step size, "sgd_momentum": momentum}; 0.1 and 0.9 by default.
    """

    axes, random = "freq, time", True

    @checked(
        **_MEL,
        n_stft=POSITIVE,
        sample_rate=POSITIVE,
        max_iter=POSITIVE,
        tolerance_loss=POSITIVE_FLOAT,
        tolerance_change=POSITIVE_FLOAT,
    )
    def __init__(
        self,
        n_stft: int,
        n_mels: int = 128,
        sample_rate: int = 16000,
        f_min: float = 0.0,
        f_max: float | None = None,
        max_iter: int = 100000,
        tolerance_loss: float = 1e-5,
        tolerance_change: float = 1e-8,
        sgdargs: dict | None = None,
        norm: NormType = NormType.NONE,
        mel_type: MelType = MelType.HTK,
    ):
        given = {"sgd_lr": 0.1, "sgd_momentum": 0.9} if sgdargs is None else sgdargs
        self.step, self.momentum = given["sgd_lr"], given["sgd_momentum"]
        NATURAL_FLOAT("sgd_lr", self.step)
        NATURAL_FLOAT("sgd_momentum", self.momentum)
        high = upper("InverseMelScale", f_min, f_max, sample_rate)
        self.filters = mel_filters(n_stft, f_min, high, n_mels, sample_rate, norm, mel_type)
        self.max_iter, self.tolerance_loss, self.tolerance_change = max_iter, tolerance_loss, tolerance_change

    def _apply(self, value: np.ndarray) -> np.ndarray:
        n_stft, n_mels = self.filters.shape
        if value.shape[-2] != n_mels:
            raise RuntimeError(f"InverseMelScale: n_mels {n_mels} does not fit an input of shape {value.shape}.")
        target = np.swapaxes(value.astype(np.float64), -1, -2).reshape(-1, value.shape[-1], n_mels)
        guess = randomness.generator().random((*target.shape[:-1], n_stft))
        velocity, loss = np.zeros_like(guess), math.inf
        # The loss is a sum over mels, a mean over the rest.
        scale = 2 / (target.size / n_mels)
        for _ in range(self.max_iter):
            off = guess @ self.filters - target
            new_loss = float((off**2).sum(-1).mean())
            velocity = self.momentum * velocity + scale * (off @ self.filters.T)
            guess = np.maximum(guess - self.step * velocity, 0)
            if new_loss < self.tolerance_loss or abs(loss - new_loss) < self.tolerance_change:
                break
            loss = new_loss
        # A result always has a leading axis.
        leading = value.shape[:-2] or (1,)
        return np.swapaxes(guess, -1, -2).reshape(*leading, n_stft, value.shape[-1])


class MelSpectrogram(AudioOperation):
    """:class:`Spectrogram` and :class:`MelScale` in one."""

    @checked(
        **FRAMES,
        sample_rate=NATURAL,
        n_mels=NATURAL,
        f_min=Is(float),
        f_max=Number(0, LIMIT, optional=True),
        power=POSITIVE_FLOAT,
        norm=Is(NormType),
        mel_scale=Is(MelType),
    )
    def __init__(
        self,
        sample_rate: int = 16000,
        n_fft: int = 400,
        win_length: int | None = None,
        hop_length: int | None = None,
        f_min: float = 0.0,
        f_max: float | None = None,
        pad: int = 0,
        n_mels: int = 128,
        window: WindowType = WindowType.HANN,
        power: float = 2.0,
        normalized: bool = False,
        center: bool = True,
        pad_mode: BorderType = BorderType.REFLECT,
        onesided: bool = True,
        norm: NormType = NormType.NONE,
        mel_scale: MelType = MelType.HTK,
    ):
        high = upper("MelSpectrogram", f_min, f_max, sample_rate, strict=False)
        self.spectrogram = Spectrogram(
            n_fft, win_length, hop_length, pad, window, power, normalized, center, pad_mode, onesided
        )
        bins = n_fft // 2 + 1 if onesided else n_fft
        self.filters = mel_filters(bins, f_min, high, n_mels, sample_rate, norm, mel_scale)

    def _apply(self, value: np.ndarray) -> np.ndarray:
        half, length = self.spectrogram.n_fft // 2, value.shape[-1]
        if self.spectrogram.center and self.spectrogram.pad_mode == BorderType.REFLECT and half >= length:
            raise RuntimeError(
                f"MelSpectrogram: the padding n_fft // 2 = {half} must be less than the {length} samples of the signal."
            )
        return self.filters.T @ self.spectrogram._apply(value)


class _Cepstrum(AudioOperation):
    """The cosine transform of the logarithm of a filtered spectrogram, always of float32."""

    spectrum: Any
    dct: np.ndarray
    log: bool

    def _filtered(self, value: np.ndarray) -> np.ndarray:
        return self.spectrum._apply(value)

    def _apply(self, value: np.ndarray) -> np.ndarray:
        filtered = self._filtered(value.astype(np.float64))
        if self.log:
            filtered = np.log(filtered + 1e-6)
        else:
            filtered = decibels(filtered, 10.0, 1e-10, 0.0, 80.0)
        return self.dct.T @ filtered

    def _cast(self, made: Any, dtype: np.dtype) -> Any:
        return made.astype(np.float32)


def _type_two(dct_type: Any) -> None:
    if dct_type != 2:
        raise ValueError(f"Input dct_type must be 2, but got : {dct_type}.")


class MFCC(_Cepstrum):
    """Mel-frequency cepstral coefficients, (..., n_mfcc, frames) of float32.

    Args:
        sample_rate: in Hz.
        n_mfcc: how many.
        dct_type: 2.
        norm: of the cosine transform.
        log_mels: natural logarithms instead of decibels.
        melkwargs: the arguments of :class:`MelSpectrogram`, all but the sample rate.
    """

    @checked(sample_rate=NATURAL, n_mfcc=NATURAL, norm=Is(NormMode), log_mels=BOOL, melkwargs=Is(dict, optional=True))
    def __init__(
        self,
        sample_rate: int = 16000,
        n_mfcc: int = 40,
        dct_type: int = 2,
        norm: NormMode = NormMode.ORTHO,
        log_mels: bool = False,
        melkwargs: dict | None = None,
    ):
        _type_two(dct_type)
        given = {"win_length": 400, "hop_length": 200} if melkwargs is None else melkwargs
        self.spectrum = MelSpectrogram(sample_rate, **given)
        mels = self.spectrum.filters.shape[1]
        if mels < n_mfcc:
            raise ValueError(
                f"Input n_mels should be greater than or equal to n_mfcc, but got n_mfcc: {n_mfcc} and n_mels: {mels}."
            )
        self.dct, self.log = create_dct(n_mfcc, mels, norm), log_mels


class LFCC(_Cepstrum):
    """Linear-frequency cepstral coefficients, (..., n_lfcc, frames) of float32.

    Args:
        sample_rate: in Hz.
        n_filter: the filters of :func:`linear_fbanks` from `f_min` to `f_max`.
        n_lfcc: how many coefficients.
        dct_type: 2.
        norm: of the cosine transform.
        log_lf: natural logarithms instead of decibels.
        speckwargs: the arguments of :class:`Spectrogram`.
    """

    @checked(
        sample_rate=NATURAL,
        n_filter=POSITIVE,
        n_lfcc=POSITIVE,
        f_min=NATURAL_FLOAT,
        f_max=Number(0, optional=True),
        norm=Is(NormMode),
        log_lf=BOOL,
        speckwargs=Is(dict, optional=True),
    )
    def __init__(
        self,
        sample_rate: int = 16000,
        n_filter: int = 128,
        n_lfcc: int = 40,
        f_min: float = 0.0,
        f_max: float | None = None,
        dct_type: int = 2,
        norm: NormMode = NormMode.ORTHO,
        log_lf: bool = False,
        speckwargs: dict | None = None,
    ):
        _type_two(dct_type)
        high = upper("LFCC", f_min, f_max, sample_rate, strict=False)
        self.spectrum = Spectrogram(**(speckwargs or {}))
        n_fft = self.spectrum.n_fft
        if speckwargs is not None and n_fft < n_lfcc:
            raise ValueError(
                f"n_fft should be greater than or equal to n_lfcc, but got n_fft: {n_fft} and n_lfcc: {n_lfcc}."
            )
        self.filters = linear_fbanks(n_fft // 2 + 1, f_min, high, n_filter, sample_rate)
        self.dct, self.log = create_dct(n_lfcc, n_filter, norm), log_lf

    def _filtered(self, value: np.ndarray) -> np.ndarray:
        return self.filters.T @ self.spectrum._apply(value)


def decibels(x: np.ndarray, factor: float, floor: float, offset: float, top: float) -> np.ndarray:
    """``factor * log10(x) - offset``, at most `top` below the greatest of each sample's last three axes."""
    db = factor * np.log10(np.maximum(x, floor)) - offset
    axes = tuple(range(max(0, db.ndim - 3), db.ndim))
    return np.maximum(db, db.max(axis=axes, keepdims=True) - top)


class AmplitudeToDB(AudioOperation):
    """A spectrogram (..., freq, time) in decibels.

    Args:
        stype: what it holds.
        ref_value: what 0 dB is.
        amin: the least value.
        top_db: how far below the greatest value the least result is.
    """

    axes = "freq, time"

    @checked(stype=Is(ScaleType), ref_value=POSITIVE_FLOAT, amin=POSITIVE_FLOAT, top_db=POSITIVE_FLOAT)
    def __init__(
        self,
        stype: ScaleType = ScaleType.POWER,
        ref_value: float = 1.0,
        amin: float = 1e-10,
        top_db: float = 80.0,
    ):
        self.factor = 10.0 if stype == ScaleType.POWER else 20.0
        self.amin, self.offset, self.top_db = amin, self.factor * math.log10(max(amin, ref_value)), top_db

    def _apply(self, value: np.ndarray) -> np.ndarray:
        return decibels(value, self.factor, self.amin, self.offset, self.top_db)
