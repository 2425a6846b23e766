"""The matrices of spectral transforms: filter banks and the cosine transform."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim.dataset.audio.base import NATURAL, NATURAL_FLOAT, POSITIVE, POSITIVE_FLOAT
from mindshim.dataset.audio.enums import MelType, NormMode, NormType
from mindshim.dataset.checks import Is, checked


@checked(n_mfcc=POSITIVE, n_mels=POSITIVE, norm=Is(NormMode))
def create_dct(n_mfcc: int, n_mels: int, norm: NormMode = NormMode.NONE) -> np.ndarray:
    """The matrix of the cosine transform of type 2, (n_mels, n_mfcc) of float32.

    Examples:
        >>> from mindshim.dataset.audio import create_dct
        >>> create_dct(2, 3).shape
        (3, 2)
    """
    matrix = np.cos(np.pi / n_mels * (np.arange(n_mels)[:, None] + 0.5) * np.arange(n_mfcc))
    if norm == NormMode.ORTHO:
        matrix[:, 0] /= np.sqrt(2)
        matrix *= np.sqrt(2 / n_mels)
    else:
        matrix *= 2
    return matrix.astype(np.float32)


def _triangles(frequencies: np.ndarray, corners: np.ndarray) -> np.ndarray:
    """Filters (frequencies, corners - 2), each rising from a corner to 1 at the next and falling to the third."""
    slopes = corners - frequencies[:, None]
    widths = np.diff(corners)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.maximum(0, np.minimum(-slopes[:, :-2] / widths[:-1], slopes[:, 2:] / widths[1:]))


def _in_order(f_min: float, f_max: float) -> None:
    if f_min > f_max:
        raise ValueError(f"Input f_min should be no more than f_max, but got f_min: {f_min} and f_max: {f_max}.")


@checked(n_freqs=NATURAL, f_min=NATURAL_FLOAT, f_max=POSITIVE_FLOAT, n_filter=POSITIVE, sample_rate=POSITIVE)
def linear_fbanks(n_freqs: int, f_min: float, f_max: float, n_filter: int, sample_rate: int) -> np.ndarray:
    """Triangular filters with evenly spaced corners, (n_freqs, n_filter) of float32."""
    _in_order(f_min, f_max)
    frequencies = np.linspace(0, sample_rate // 2, n_freqs)
    return _triangles(frequencies, np.linspace(f_min, f_max, n_filter + 2)).astype(np.float32)


# Slaney's scale is linear up to 1 kHz, with 15 mels there, and logarithmic above, with 27 mels up to 6.4 kHz.
_LINEAR, _EDGE, _STEP = 3 / 200, 1000.0, np.log(6.4) / 27


def _to_mel(frequency: Any, mel_type: MelType) -> Any:
    if mel_type == MelType.HTK:
        return 2595 * np.log10(1 + frequency / 700)
    return np.where(
        frequency < _EDGE,
        frequency * _LINEAR,
        _EDGE * _LINEAR + np.log(np.maximum(frequency, 1e-300) / _EDGE) / _STEP,
    )


def _from_mel(mel: np.ndarray, mel_type: MelType) -> np.ndarray:
    if mel_type == MelType.HTK:
        return 700 * (10 ** (mel / 2595) - 1)
    edge = _EDGE * _LINEAR
    return np.where(mel < edge, mel / _LINEAR, _EDGE * np.exp(_STEP * (mel - edge)))


@checked(
    n_freqs=NATURAL,
    f_min=NATURAL_FLOAT,
    f_max=POSITIVE_FLOAT,
    n_mels=POSITIVE,
    sample_rate=POSITIVE,
    norm=Is(NormType),
    mel_type=Is(MelType),
)
def melscale_fbanks(
    n_freqs: int,
    f_min: float,
    f_max: float,
    n_mels: int,
    sample_rate: int,
    norm: NormType = NormType.NONE,
    mel_type: MelType = MelType.HTK,
) -> np.ndarray:
    """Triangular filters with corners evenly spaced in mels, (n_freqs, n_mels) of float32.

    Args:
        n_freqs: frequencies from 0 to half the sample rate.
        f_min, f_max: the first and the last corner in Hz.
        n_mels: filters.
        sample_rate: in Hz.
        norm: SLANEY divides each filter by half its width.
        mel_type: which mel scale.

    Examples:
        >>> from mindshim.dataset.audio import melscale_fbanks
        >>> melscale_fbanks(201, 0.0, 8000.0, 40, 16000).shape
        (201, 40)
    """
    _in_order(f_min, f_max)
    return mel_filters(n_freqs, f_min, f_max, n_mels, sample_rate, norm, mel_type).astype(np.float32)


def mel_filters(
    n_freqs: int, f_min: float, f_max: float, n_mels: int, sample_rate: int, norm: NormType, mel_type: MelType
) -> np.ndarray:
    """:func:`melscale_fbanks` in float64, of unchecked arguments."""
    mels = np.linspace(float(_to_mel(f_min, mel_type)), float(_to_mel(f_max, mel_type)), n_mels + 2)
    corners = _from_mel(mels, mel_type)
    filters = _triangles(np.linspace(0, sample_rate // 2, n_freqs), corners)
    if norm == NormType.SLANEY:
        filters = filters * (2 / (corners[2:] - corners[:-2]))
    return filters
