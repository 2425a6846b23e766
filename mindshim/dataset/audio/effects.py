"""Transforms of the samples: loudness, distortion, echoes, quantisation."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from mindshim.dataset import randomness
from mindshim.dataset.audio.base import (
    ANY_INT,
    FLOAT,
    NATURAL,
    NATURAL_FLOAT,
    POSITIVE,
    POSITIVE_FLOAT,
    AudioOperation,
    NotZero,
)
from mindshim.dataset.audio.enums import DensityFunction, FadeShape, GainType, Interpolation, Modulation
from mindshim.dataset.checks import BOOL, Is, Number, checked

_PERCENT = Number(0, 100)


class Contrast(AudioOperation):
    """Louder to the ear at the same peaks; `enhancement_amount` from 0 to 100."""

    @checked(enhancement_amount=_PERCENT)
    def __init__(self, enhancement_amount: float = 75.0):
        self.amount = enhancement_amount / 750

    def _apply(self, value: np.ndarray) -> np.ndarray:
        angle = value * (math.pi / 2)
        return np.sin(angle + self.amount * np.sin(angle * 4))


class DBToAmplitude(AudioOperation):
    """``ref * (10 ** (x / 10)) ** power``."""

    @checked(ref=FLOAT, power=FLOAT)
    def __init__(self, ref: float, power: float):
        self.ref, self.power = ref, power

    def _apply(self, value: np.ndarray) -> np.ndarray:
        return self.ref * (10 ** (0.1 * value)) ** self.power


class DCShift(AudioOperation):
    """The samples shifted; with a `limiter_gain`, peaks that would be cut are pressed instead."""

    @checked(shift=Number(-2.0, 2.0), limiter_gain=Is(int, float, optional=True))
    def __init__(self, shift: float, limiter_gain: float | None = None):
        self.shift, self.limiter_gain = shift, limiter_gain

    def _apply(self, value: np.ndarray) -> np.ndarray:
        shifted = np.clip(value + self.shift, -1, 1)
        if self.limiter_gain is None or self.shift == 0:
            return shifted
        sign = 1 if self.shift > 0 else -1
        edge = 1 - (abs(self.shift) - self.limiter_gain)
        above = value * sign - edge
        pressed = above * self.limiter_gain / (1 - edge) + edge + abs(self.shift)
        if sign < 0:
            # MindSpore keeps the sign of the edge here, so pressed values are above it.
            return np.where(
                above > 0, np.maximum(edge + self.shift - above * self.limiter_gain / (1 - edge), -edge), shifted
            )
        return np.where(above > 0, np.minimum(pressed, edge), shifted)


class Gain(AudioOperation):
    """Louder by decibels."""

    @checked(gain_db=FLOAT)
    def __init__(self, gain_db: float = 1.0):
        self.factor = 10 ** (gain_db / 20)

    def _apply(self, value: np.ndarray) -> np.ndarray:
        return value * self.factor


class Vol(AudioOperation):
    """Louder by a factor of the amplitude or the power, or by decibels; limited to [-1, 1]."""

    @checked(gain=Is(int, float), gain_type=Is(GainType))
    def __init__(self, gain: float, gain_type: GainType = GainType.AMPLITUDE):
        low = {GainType.AMPLITUDE: NATURAL_FLOAT, GainType.POWER: POSITIVE_FLOAT, GainType.DB: FLOAT}
        low[gain_type]("gain", gain)
        self.factor = {
            GainType.AMPLITUDE: lambda: gain,
            GainType.POWER: lambda: math.sqrt(gain),
            GainType.DB: lambda: 10 ** (gain / 20),
        }[gain_type]()

    def _apply(self, value: np.ndarray) -> np.ndarray:
        return np.clip(value * self.factor, -1, 1)


_CURVES = {
    FadeShape.LINEAR: lambda x: x,
    FadeShape.EXPONENTIAL: lambda x: 2.0 ** (x - 1) * x,
    FadeShape.LOGARITHMIC: lambda x: np.log10(0.1 + x) + 1,
    FadeShape.QUARTER_SINE: lambda x: np.sin(x * math.pi / 2),
    FadeShape.HALF_SINE: lambda x: np.sin(x * math.pi - math.pi / 2) / 2 + 0.5,
}


class Fade(AudioOperation):
    """Louder from silence at the beginning and quieter to silence at the end.

    Args:
        fade_in_len: samples.
        fade_out_len: samples.
        fade_shape: the curve.
    """

    keeps_integers = True

    @checked(fade_in_len=NATURAL, fade_out_len=NATURAL, fade_shape=Is(FadeShape))
    def __init__(self, fade_in_len: int = 0, fade_out_len: int = 0, fade_shape: FadeShape = FadeShape.LINEAR):
        self.lengths, self.curve = (fade_in_len, fade_out_len), _CURVES[fade_shape]

    def _apply(self, value: np.ndarray) -> np.ndarray:
        length = value.shape[-1]
        for name, n in zip(("fade_in_len", "fade_out_len"), self.lengths, strict=True):
            if n > length:
                raise RuntimeError(f"Fade: {name} should be less than the {length} samples, but got {n}.")
        if not any(self.lengths):
            return value
        into, out = (np.linspace(0, 1, n) for n in self.lengths)
        weights = np.ones(length)
        weights[: len(into)] *= self.curve(into)
        weights[length - len(out) :] *= self.curve(1 - out)
        dtype = value.dtype if value.dtype.kind == "f" else np.float32
        return (value * weights).astype(dtype)


class Overdrive(AudioOperation):
    """Distorted by an amplifier that saturates; gain and colour from 0 to 100."""

    @checked(gain=_PERCENT, color=_PERCENT)
    def __init__(self, gain: float = 20.0, color: float = 20.0):
        self.gain, self.colour = 10 ** (gain / 20), color / 200

    def _apply(self, value: np.ndarray) -> np.ndarray:
        from scipy import signal

        driven = np.clip(value.astype(np.float64) * self.gain + self.colour, -1, 1)
        driven = driven - driven**3 / 3
        smooth: Any = signal.lfilter([1, -1], [1, -0.995], driven, axis=-1)
        return np.clip(value * 0.5 + smooth * 0.75, -1, 1)


def _wave(modulation: Modulation, length: int, low: float, high: float, phase: float) -> np.ndarray:
    """One period of a wave between two values."""
    place = (np.arange(length) + int(phase / (2 * math.pi) * length + 0.5)) % length / length
    if modulation == Modulation.SINUSOIDAL:
        unit = (np.sin(place * 2 * math.pi) + 1) / 2
    else:
        unit = place * 2
        quarter = (place * 4).astype(int)
        unit = np.where(quarter == 0, unit + 0.5, np.where(quarter == 3, unit - 1.5, 1.5 - unit))
    return unit * (high - low) + low


class Phaser(AudioOperation):
    """Mixed with a copy of itself whose delay swings.

    Args:
        sample_rate: in Hz.
        gain_in, gain_out: before and after.
        delay_ms: the longest delay.
        decay: of the copy at each turn.
        mod_speed: swings a second.
        sinusoidal: the swing is a sine, else a triangle.
    """

    @checked(
        sample_rate=ANY_INT,
        gain_in=Number(0, 1),
        gain_out=Number(0, 1e9),
        delay_ms=Number(0, 5.0),
        decay=Number(0, 0.99),
        mod_speed=Number(0.1, 2),
        sinusoidal=BOOL,
    )
    def __init__(
        self,
        sample_rate: int,
        gain_in: float = 0.4,
        gain_out: float = 0.74,
        delay_ms: float = 3.0,
        decay: float = 0.4,
        mod_speed: float = 0.5,
        sinusoidal: bool = True,
    ):
        self.gains, self.decay = (gain_in, gain_out), decay
        self.delay = int(delay_ms * 0.001 * sample_rate + 0.5)
        period = int(sample_rate / mod_speed + 0.5)
        shape = Modulation.SINUSOIDAL if sinusoidal else Modulation.TRIANGULAR
        self.swing = np.trunc(_wave(shape, period, 1.0, self.delay, math.pi / 2) + 0.5).astype(int)

    def _apply(self, value: np.ndarray) -> np.ndarray:
        flat = value.reshape(-1, value.shape[-1]).astype(np.float64) * self.gains[0]
        length = flat.shape[1]
        swing = np.resize(self.swing, length).tolist()
        # One sample depends on the one before, so this is a loop; over Python numbers it is the fastest.
        made = np.empty_like(flat)
        for channel, samples in enumerate(flat.tolist()):
            memory, at, out = [0.0] * self.delay, 0, []
            for sample, back in zip(samples, swing, strict=True):
                now = sample + memory[(at + back) % self.delay]
                at = (at + 1) % self.delay
                memory[at] = now * self.decay
                out.append(now)
            made[channel] = out
        return np.clip(made * self.gains[1], -1, 1).reshape(value.shape)


class Flanger(AudioOperation):
    """Mixed with a delayed copy whose delay swings: of shape (..., channels, time), at most 4 channels.

    Args:
        sample_rate: in Hz.
        delay: the least delay in ms.
        depth: how far it swings, in ms.
        regen: what is fed back, in per cent.
        width: how loud the copy is, in per cent.
        speed: swings a second.
        phase: the shift between channels, in per cent of a swing.
        modulation: the swing's form.
        interpolation: between samples.
    """

    axes, keeps_integers = "channel, time", True

    @checked(
        sample_rate=NotZero(int),
        delay=Number(0, 30),
        depth=Number(0, 10),
        regen=Number(-95, 95),
        width=_PERCENT,
        speed=Number(0.1, 10),
        phase=_PERCENT,
        modulation=Is(Modulation),
        interpolation=Is(Interpolation),
    )
    def __init__(
        self,
        sample_rate: int,
        delay: float = 0.0,
        depth: float = 2.0,
        regen: float = 0.0,
        width: float = 71.0,
        speed: float = 0.5,
        phase: float = 25.0,
        modulation: Modulation = Modulation.SINUSOIDAL,
        interpolation: Interpolation = Interpolation.LINEAR,
    ):
        delay, depth, self.phase = delay / 1000, depth / 1000, phase / 100
        self.feedback = regen / 100
        self.quadratic = interpolation == Interpolation.QUADRATIC
        gain = width / 100
        self.gain_in = 1 / (1 + gain)
        self.gain_copy = gain / (1 + gain) * (1 - abs(self.feedback))
        self.memory = int((delay + depth) * sample_rate + 0.5) + 2
        self.period = int(sample_rate / speed)
        self.swing = _wave(
            modulation,
            self.period,
            math.floor(delay * sample_rate + 0.5),
            self.memory - 2.0,
            3 * math.pi / 2,
        ).astype(np.float32)

    def _apply(self, value: np.ndarray) -> np.ndarray:
        channels, length = value.shape[-2:]
        if channels > 4:
            raise RuntimeError(f"Flanger: the channels of the input should be at most 4, but got {channels}.")
        flat = value.reshape(-1, length)
        made = np.empty(flat.shape)
        for row, samples in enumerate(flat.astype(np.float64).tolist()):
            shift = int((row % channels) * self.period * self.phase + 0.5)
            delays = self.swing[(np.arange(length) + shift) % self.period].astype(np.float64)
            made[row] = self._one(samples, delays.astype(int).tolist(), (delays % 1).tolist())
        return np.clip(made, -1, 1).reshape(value.shape).astype(value.dtype)

    def _one(self, samples: list, whole: list, part: list) -> list:
        """One channel; what is fed back makes each sample depend on the ones before."""
        size, at, last, out = self.memory, 0, 0.0, []
        memory = [0.0] * size
        for x, n, f in zip(samples, whole, part, strict=True):
            at = (at + size - 1) % size
            memory[at] = x + last * self.feedback
            a, b = memory[(at + n) % size], memory[(at + n + 1) % size]
            if self.quadratic:
                c, d = memory[(at + n + 2) % size] - a, b - a
                u, v = c * 0.5 - d, d * 2 - c * 0.5
                last = a + (u * f + v) * f
            else:
                last = a + (b - a) * f
            out.append(x * self.gain_in + last * self.gain_copy)
        return out


class MuLawEncoding(AudioOperation):
    """Samples in [-1, 1] as codes from 0 to quantization_channels - 1, of int32."""

    @checked(quantization_channels=POSITIVE)
    def __init__(self, quantization_channels: int = 256):
        self.mu = quantization_channels - 1.0

    def _apply(self, value: np.ndarray) -> np.ndarray:
        pressed = np.sign(value) * np.log1p(self.mu * np.abs(value)) / math.log1p(self.mu)
        return ((pressed + 1) / 2 * self.mu + 0.5).astype(np.int32)


class MuLawDecoding(AudioOperation):
    """The samples in [-1, 1] of :class:`MuLawEncoding`'s codes."""

    @checked(quantization_channels=POSITIVE)
    def __init__(self, quantization_channels: int = 256):
        self.mu = quantization_channels - 1.0

    def _apply(self, value: np.ndarray) -> np.ndarray:
        pressed = value / self.mu * 2 - 1
        return np.sign(pressed) * np.expm1(np.abs(pressed) * math.log1p(self.mu)) / self.mu


class Dither(AudioOperation):
    """Noise added before the samples are rounded to 16 bits, against the distortion of rounding.

    Args:
        density_function: of the noise.
        noise_shaping: add the error of a sample to the next one.
    """

    random = True

    @checked(density_function=Is(DensityFunction), noise_shaping=BOOL)
    def __init__(self, density_function: DensityFunction = DensityFunction.TPDF, noise_shaping: bool = False):
        self.density, self.shaping = density_function, noise_shaping

    def _apply(self, value: np.ndarray) -> np.ndarray:
        flat = value.reshape(-1, value.shape[-1]).astype(np.float64)
        noisy = np.round(flat * 32766 + self._noise(flat)) / 32768
        if self.shaping:
            noisy[:, 1:] += (noisy - flat)[:, :-1]
        return noisy.reshape(value.shape)

    def _noise(self, flat: np.ndarray) -> Any:
        if self.density == DensityFunction.TPDF:
            return np.bartlett(flat.shape[1] + 1)[:-1]
        generator = randomness.generator()
        channel = int(generator.integers(flat.shape[0]))
        picked = flat[channel, generator.integers(flat.shape[1], size=7)]
        return picked[0] - 0.5 if self.density == DensityFunction.RPDF else picked.sum()
