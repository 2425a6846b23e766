"""Transforms that look for a voice: its pitch, and where it begins."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from mindshim.dataset.audio.base import FLOAT, NATURAL_FLOAT, POSITIVE, POSITIVE_FLOAT, AudioOperation, NotZero
from mindshim.dataset.audio.enums import WindowType
from mindshim.dataset.audio.stft import pad_last, window
from mindshim.dataset.checks import Is, checked


class DetectPitchFrequency(AudioOperation):
    """The pitch of each frame in Hz, (..., frames) of float32, by normalised cross-correlation and a median filter.

    Args:
        sample_rate: in Hz.
        frame_time: a frame's seconds.
        win_length: frames of the median.
        freq_low, freq_high: the limits of the pitch in Hz.
    """

    only_float = True

    @checked(
        sample_rate=NotZero(int),
        frame_time=POSITIVE_FLOAT,
        win_length=POSITIVE,
        freq_low=POSITIVE_FLOAT,
        freq_high=POSITIVE_FLOAT,
    )
    def __init__(
        self,
        sample_rate: int,
        frame_time: float = 0.01,
        win_length: int = 30,
        freq_low: float = 85,
        freq_high: float = 3400,
    ):
        self.sample_rate, self.win_length = sample_rate, win_length
        self.frame = math.ceil(sample_rate * frame_time)
        self.lags = math.ceil(sample_rate / freq_low)
        self.least = math.ceil(sample_rate / freq_high)

    def _apply(self, value: np.ndarray) -> np.ndarray:
        best = self._best(self._correlations(value.astype(np.float64)))
        smooth = self._median(best)
        return (self.sample_rate / (1e-9 + smooth)).astype(np.float32)

    def _cast(self, made: Any, dtype: np.dtype) -> Any:
        return made

    def _correlations(self, x: np.ndarray) -> np.ndarray:
        """How like each frame is to the samples some lag later, (..., frames, lags)."""
        length, lags, n = x.shape[-1], self.lags, self.frame
        frames = math.ceil(length / n)
        x = pad_last(x, 0, lags + frames * n - length)
        first = x[..., : frames * n].reshape(*x.shape[:-1], frames, n)
        found = []
        for lag in range(1, lags + 1):
            later = x[..., lag : lag + frames * n].reshape(first.shape)
            norms = (1e-9 + np.linalg.norm(first, axis=-1)) * (1e-9 + np.linalg.norm(later, axis=-1))
            found.append((first * later).sum(-1) / norms**2)
        return np.stack(found, -1)

    def _best(self, correlations: np.ndarray) -> np.ndarray:
        """The best lag; one of the shorter half if that is nearly as good, since twice a period is a period too."""
        least = self.least
        half = correlations.shape[-1] // 2

        def peak(part: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            return part.max(-1), part.argmax(-1)

        best, place = peak(correlations[..., least:])
        half_best, half_place = peak(correlations[..., least:half])
        return np.where(half_best > 0.99 * best, half_place, place) + least + 1

    def _median(self, places: np.ndarray) -> np.ndarray:
        """The lower median of windows, with the first value repeated at the beginning."""
        before = (self.win_length - 1) // 2
        padded = np.concatenate([np.repeat(places[..., :1], before, -1), places], -1)
        if padded.shape[-1] == self.win_length - 1:
            return padded[..., :0]
        if padded.shape[-1] < self.win_length:
            raise RuntimeError(f"DetectPitchFrequency: the input has fewer than win_length {self.win_length} frames.")
        runs = np.sort(np.lib.stride_tricks.sliding_window_view(padded, self.win_length, axis=-1), -1)
        return runs[..., (self.win_length - 1) // 2]


class Vad(AudioOperation):
    """The signal from where a voice begins, (..., time), by the cepstral power that SoX's effect "vad" measures.

    Args:
        sample_rate: in Hz.
        trigger_level: what a measure must reach.
        trigger_time: seconds over which measures are averaged.
        search_time: seconds before the trigger to search for quieter voice.
        allowed_gap: seconds of silence inside that.
        pre_trigger_time: seconds to keep before it.
        boot_time: seconds to learn the noise.
        noise_up_time, noise_down_time: seconds in which the noise's estimate rises and falls.
        noise_reduction_amount: how much of the noise is taken away.
        measure_freq: measures a second.
        measure_duration: seconds of a measure; twice a period by default.
        measure_smooth_time: seconds over which spectra are averaged.
        hp_filter_freq, lp_filter_freq: the limits of the spectrum in Hz.
        hp_lifter_freq, lp_lifter_freq: the limits of the cepstrum in Hz.
    """

    @checked(
        sample_rate=POSITIVE,
        trigger_level=FLOAT,
        trigger_time=NATURAL_FLOAT,
        search_time=NATURAL_FLOAT,
        allowed_gap=NATURAL_FLOAT,
        pre_trigger_time=NATURAL_FLOAT,
        boot_time=NATURAL_FLOAT,
        noise_up_time=NATURAL_FLOAT,
        noise_down_time=NATURAL_FLOAT,
        noise_reduction_amount=NATURAL_FLOAT,
        measure_freq=POSITIVE_FLOAT,
        measure_duration=Is(int, float, optional=True),
        measure_smooth_time=NATURAL_FLOAT,
        hp_filter_freq=POSITIVE_FLOAT,
        lp_filter_freq=POSITIVE_FLOAT,
        hp_lifter_freq=POSITIVE_FLOAT,
        lp_lifter_freq=POSITIVE_FLOAT,
    )
    def __init__(
        self,
        sample_rate: int,
        trigger_level: float = 7.0,
        trigger_time: float = 0.25,
        search_time: float = 1.0,
        allowed_gap: float = 0.25,
        pre_trigger_time: float = 0.0,
        boot_time: float = 0.35,
        noise_up_time: float = 0.1,
        noise_down_time: float = 0.01,
        noise_reduction_amount: float = 1.35,
        measure_freq: float = 20.0,
        measure_duration: float | None = None,
        measure_smooth_time: float = 0.4,
        hp_filter_freq: float = 50.0,
        lp_filter_freq: float = 6000.0,
        hp_lifter_freq: float = 150.0,
        lp_lifter_freq: float = 2000.0,
    ):
        if noise_up_time < noise_down_time:
            raise ValueError(
                "Input noise_up_time should be greater than noise_down_time, but got noise_up_time: "
                f"{noise_up_time} and noise_down_time: {noise_down_time}."
            )
        if measure_duration:
            NATURAL_FLOAT("measure_duration", measure_duration)
        rate = sample_rate
        self.level, self.reduction = trigger_level, noise_reduction_amount
        self.length = int(rate * (measure_duration or 2 / measure_freq) + 0.5)
        self.bins = 16
        while self.bins < self.length:
            self.bins *= 2
        self.period = int(rate / measure_freq + 0.5)
        self.count = math.ceil(search_time * measure_freq)
        self.gap = int(allowed_gap * measure_freq + 0.5)
        self.memory = int(pre_trigger_time * rate + 0.5) + self.count * self.period + self.length
        self.weights = 2 / math.sqrt(self.length) * window(WindowType.HANN, self.length)
        start = max(int(hp_filter_freq / rate * self.bins + 0.5), 1)
        end = min(int(lp_filter_freq / rate * self.bins + 0.5), self.bins // 2)
        self.spectrum = slice(start, end)
        self.lifter = 2 / math.sqrt(max(end - start, 1)) * window(WindowType.HANN, max(end - start, 1))[: end - start]
        self.cepstrum = slice(
            math.ceil(rate * 0.5 / lp_lifter_freq),
            min(math.floor(rate * 0.5 / hp_lifter_freq), self.bins // 4),
        )

        def decay(seconds: float) -> float:
            return math.exp(-1 / (seconds * measure_freq)) if seconds else 0.0

        self.noise_up, self.noise_down = decay(noise_up_time), decay(noise_down_time)
        self.smooth, self.trigger = decay(measure_smooth_time), decay(trigger_time)
        self.boot = int(boot_time * measure_freq - 0.5)

    def _apply(self, value: np.ndarray) -> np.ndarray:
        flat = value.reshape(-1, value.shape[-1])
        start = self._start(flat.astype(np.float64))
        return flat[:, start:].reshape(*value.shape[:-1], -1)

    def _start(self, x: np.ndarray) -> int:
        """The first sample to keep."""
        channels, length = x.shape
        spectra, noise = np.zeros((2, channels, self.bins))
        measures, mean = np.zeros((channels, self.count)), np.zeros(channels)
        boot = turn = 0
        # Silence before the beginning, as the effect's memory holds at first.
        padded = pad_last(x, self.memory, 0)
        for end in range(self.length, length + 1, self.period):
            flush, triggered = 0, False
            for i in range(channels):
                part = padded[i, self.memory + end - self.length : self.memory + end]
                measures[i, turn] = found = self._measure(part, spectra[i], noise[i], boot)
                mean[i] = mean[i] * self.trigger + found * (1 - self.trigger)
                if mean[i] >= self.level:
                    triggered = True
                if triggered:
                    flush = min(max(flush, self._quiet(measures[i], turn)), self.count)
            if triggered:
                return max(0, end - self.memory + (self.count - flush) * self.period)
            turn = (turn + 1) % self.count
            if boot >= 0:
                boot = -1 if boot == self.boot else boot + 1
        return max(0, length - self.memory)

    def _quiet(self, measures: np.ndarray, turn: int) -> int:
        """How many measures back the voice begins, when the last one has triggered."""
        n = self.count
        trigger = zero = n
        for j in range(n):
            found = measures[(turn - j) % n]
            if found >= self.level and j <= trigger + self.gap:
                zero = trigger = j
            elif found == 0 and trigger >= zero:
                zero = j
        return min(n - 1, zero)

    def _measure(self, samples: np.ndarray, spectrum: np.ndarray, noise: np.ndarray, boot: int) -> float:
        """The cepstral power of some samples; updates the smoothed spectrum and the noise's."""
        band = self.spectrum
        now = np.abs(np.fft.rfft(samples * self.weights, self.bins))[band]
        keep = boot / (1 + boot) if boot >= 0 else self.smooth
        spectrum[band] = spectrum[band] * keep + now * (1 - keep)
        power = spectrum[band] ** 2
        hold = 0.0 if boot >= 0 else np.where(power > noise[band], self.noise_up, self.noise_down)
        noise[band] = noise[band] * hold + power * (1 - hold)
        clean = np.sqrt(np.maximum(0, power - self.reduction * noise[band]))
        buffer = np.zeros(self.bins // 2)
        buffer[band] = clean * self.lifter
        total = float((np.abs(np.fft.rfft(buffer))[self.cepstrum] ** 2).sum())
        width = self.cepstrum.stop - self.cepstrum.start
        return max(0.0, 21 + math.log(total / width)) if total > 0 else 0.0
