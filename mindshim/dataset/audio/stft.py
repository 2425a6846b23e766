"""Short-time Fourier transforms: pure functions of arrays (..., time) and complex arrays (..., freq, frames)."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim.dataset.audio.enums import BorderType, ResampleMethod, WindowType

_PAD_MODES: dict[BorderType, Any] = {
    BorderType.CONSTANT: "constant",
    BorderType.EDGE: "edge",
    BorderType.REFLECT: "reflect",
    BorderType.SYMMETRIC: "symmetric",
}


def pad_last(x: np.ndarray, before: int, after: int, mode: BorderType = BorderType.CONSTANT) -> np.ndarray:
    """More values at both ends of the last axis."""
    return np.pad(x, [(0, 0)] * (x.ndim - 1) + [(before, after)], mode=_PAD_MODES[mode])


def window(kind: WindowType, length: int) -> np.ndarray:
    """A periodic window: one period of a symmetric one of a length more."""
    if length == 1:
        return np.ones(1)
    n = length + 1
    if kind == WindowType.KAISER:
        return np.kaiser(n, 12)[:-1]
    make = {
        WindowType.BARTLETT: np.bartlett,
        WindowType.BLACKMAN: np.blackman,
        WindowType.HAMMING: np.hamming,
        WindowType.HANN: np.hanning,
    }[kind]
    return make(n)[:-1]


def centred_window(kind: WindowType, length: int, n_fft: int) -> np.ndarray:
    """A window in the middle of `n_fft` samples."""
    before = (n_fft - length) // 2
    return np.pad(window(kind, length), (before, n_fft - length - before))


def stft(
    x: np.ndarray,
    weights: np.ndarray,
    hop: int,
    center: bool = True,
    mode: BorderType = BorderType.REFLECT,
    onesided: bool = True,
) -> np.ndarray:
    """The spectra (..., freq, frames) of the windows that start every `hop` samples."""
    n_fft = len(weights)
    if center:
        x = pad_last(x, n_fft // 2, n_fft // 2, mode)
    frames = np.lib.stride_tricks.sliding_window_view(x, n_fft, axis=-1)[..., ::hop, :]
    transform = np.fft.rfft if onesided else np.fft.fft
    return np.moveaxis(transform(frames * weights, axis=-1), -1, -2)


def istft(
    spectra: np.ndarray,
    weights: np.ndarray,
    hop: int,
    length: int | None = None,
    center: bool = True,
    onesided: bool = True,
) -> np.ndarray:
    """The signal of spectra, by overlapping and adding, shorter by a window: by half of it at both ends if frames are
    centred, else at the end. Where no window is, it is 0.
    """
    n_fft = len(weights)
    inverse = np.fft.irfft if onesided else np.fft.ifft
    frames = np.real(inverse(np.moveaxis(spectra, -1, -2), n_fft, axis=-1)) * weights
    count = frames.shape[-2]
    total = n_fft + hop * (count - 1)
    signal, envelope = np.zeros((*frames.shape[:-2], total)), np.zeros(total)
    for i in range(count):
        signal[..., i * hop : i * hop + n_fft] += frames[..., i, :]
        envelope[i * hop : i * hop + n_fft] += weights**2
    start = n_fft // 2 if center else 0
    end = start + length if length is not None else start + total - n_fft // 2 * 2
    signal, envelope = signal[..., start:end], envelope[start:end]
    signal = signal / np.where(envelope == 0, 1, envelope)
    missing = 0 if length is None else length - signal.shape[-1]
    return pad_last(signal, 0, missing) if missing > 0 else signal


def phase_vocoder(spectra: np.ndarray, rate: float, advance: np.ndarray) -> np.ndarray:
    """Spectra (..., freq, frames) sped up by `rate`, at the same pitch; `advance` (freq, 1) is a frame's phase."""
    steps = np.arange(0, spectra.shape[-1], rate)
    part = steps % 1
    first = np.angle(spectra[..., :1])
    padded = pad_last(spectra, 0, 2)
    here, there = padded[..., steps.astype(int)], padded[..., steps.astype(int) + 1]
    turn = np.angle(there) - np.angle(here) - advance
    turn = turn - 2 * np.pi * np.round(turn / (2 * np.pi)) + advance
    phase = np.cumsum(np.concatenate([first, turn[..., :-1]], -1), -1)
    return (part * np.abs(there) + (1 - part) * np.abs(here)) * np.exp(1j * phase)


def griffin_lim(
    magnitudes: np.ndarray,
    weights: np.ndarray,
    hop: int,
    iterations: int,
    momentum: float,
    length: int | None,
    phases: np.ndarray,
) -> np.ndarray:
    """A signal whose spectra have these magnitudes (..., freq, frames), from first guesses of the phases (complex).

    "A fast Griffin-Lim algorithm", Perraudin et al., 2013.
    """
    # MindSpore divides twice.
    for _ in range(2):
        momentum /= 1 + momentum
    # A length with another number of frames could not be compared with the spectra.
    inner = length if length is not None and 1 + length // hop == magnitudes.shape[-1] else None
    before: Any = 0.0
    for _ in range(iterations):
        rebuilt = stft(istft(magnitudes * phases, weights, hop, inner), weights, hop)
        phases = rebuilt - before * momentum
        phases = phases / (np.abs(phases) + 1e-16)
        before = rebuilt
    return istft(magnitudes * phases, weights, hop, length)


def resample(
    x: np.ndarray,
    old: int,
    new: int,
    method: ResampleMethod = ResampleMethod.SINC_INTERPOLATION,
    width: int = 6,
    rolloff: float = 0.99,
    beta: float | None = None,
) -> np.ndarray:
    """A signal (..., time) at another rate, through a low-pass filter of a window times a sinc with `width` zeros."""
    common = np.gcd(old, new)
    old, new = old // common, new // common
    cut = min(old, new) * rolloff
    reach = int(np.ceil(width * old / cut))
    count = int(np.ceil(new * x.shape[-1] / old))
    # Sample m of the result lies at m * old / new, so the weights of its neighbours come again after `new` samples.
    phase = np.arange(min(count, new))
    taps = np.arange(-reach, reach + 2)
    time = (taps + phase[:, None] * old // new) / old - phase[:, None] / new
    time = np.clip(time * cut, -width, width)
    if method == ResampleMethod.SINC_INTERPOLATION:
        shape = np.cos(time * np.pi / width / 2) ** 2
    else:
        beta = 14.769656459379492 if beta is None else beta
        shape = np.i0(beta * np.sqrt(1 - (time / width) ** 2)) / np.i0(beta)
    weights = np.sinc(time) * shape * (cut / old)
    padded = pad_last(x, reach, reach + 2)
    place = np.arange(count)
    first, place = place * old // new, place % new
    made = np.zeros((*x.shape[:-1], count))
    for i in range(len(taps)):
        made += padded[..., first + i] * weights[place, i]
    return made
