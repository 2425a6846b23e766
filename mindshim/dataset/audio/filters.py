"""Recursive filters: biquads by name, and those whose coefficients are given."""

from __future__ import annotations

import functools
import inspect
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from mindshim.dataset.audio.base import FLOAT, AudioOperation, NotZero
from mindshim.dataset.checks import BOOL, Each, Is, Number, Rule, checked

_RULES: dict[str, Rule] = {
    "sample_rate": NotZero(int), "central_freq": FLOAT, "center_freq": FLOAT, "cutoff_freq": FLOAT, "gain": FLOAT,
    "Q": Number(above=0, high=1), "noise": BOOL, "const_skirt_gain": BOOL, "b0": FLOAT, "b1": FLOAT, "b2": FLOAT,
    "a0": NotZero(), "a1": FLOAT, "a2": FLOAT,
}  # fmt: skip
Coefficients = tuple[Any, Any]


def lfilter(x: np.ndarray, a: Any, b: Any, clamp: bool = True) -> np.ndarray:
    """The difference equation ``a[0] y[n] = b[0] x[n] + ... - a[1] y[n-1] - ...`` along the last axis, in float64.

    Coefficients are rounded to float32, as MindSpore holds them.
    """
    from scipy import signal

    a, b = (np.asarray(c, np.float32).astype(np.float64) for c in (a, b))
    with np.errstate(over="ignore", invalid="ignore"):
        y: Any = signal.lfilter(b, a, x.astype(np.float64), axis=-1)
    return np.clip(y, -1, 1) if clamp else y


class _Biquad(AudioOperation):
    """A filter with two zeros and two poles; the result is limited to [-1, 1]."""

    only_float = True
    _design: Callable[[], Coefficients]

    @functools.cached_property
    def coefficients(self) -> Coefficients:
        """The denominator's and the numerator's."""
        return self._design()

    def _apply(self, value: np.ndarray) -> np.ndarray:
        return lfilter(value, *self.coefficients)


def _biquad(design: Callable[..., Coefficients]) -> type[_Biquad]:
    """The class of a filter, from the function of its arguments that gives (a, b)."""
    signature = inspect.signature(design)

    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        self._design = functools.partial(design, *args, **kwargs)

    init.__signature__ = signature.replace(  # pyright: ignore[reportFunctionMemberAccess]
        parameters=[inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY), *signature.parameters.values()]
    )
    rules = {name: _RULES[name] for name in signature.parameters}
    members = {"__init__": checked(**rules)(init), "__doc__": design.__doc__, "__module__": __name__}
    return type(design.__name__, (_Biquad,), members)


def _angle(rate: float, frequency: float, Q: float = 1) -> tuple[float, float, float]:
    """cos w, sin w and sin(w) / (2 Q) of the frequency's angle w."""
    w = 2 * math.pi * frequency / rate
    return math.cos(w), math.sin(w), math.sin(w) / (2 * Q)


def _shelf(cos: float, alpha: float, gain: float, sign: int) -> Coefficients:
    """A shelf of the audio EQ cookbook: `sign` 1 for high, -1 for low frequencies."""
    A = math.exp(gain / 40 * math.log(10))
    root = 2 * math.sqrt(A) * alpha
    more, less = A + 1, sign * (A - 1) * cos
    b = A * (more + less + root), -2 * sign * A * (A - 1 + sign * more * cos), A * (more + less - root)
    a = more - less + root, 2 * sign * (A - 1 - sign * more * cos), more - less - root
    return a, b


@_biquad
def AllpassBiquad(sample_rate: int, central_freq: float, Q: float = 0.707) -> Coefficients:
    """Changes phases about a central frequency, not amplitudes."""
    cos, _, alpha = _angle(sample_rate, central_freq, Q)
    return (1 + alpha, -2 * cos, 1 - alpha), (1 - alpha, -2 * cos, 1 + alpha)


@_biquad
def BandBiquad(sample_rate: int, central_freq: float, Q: float = 0.707, noise: bool = False) -> Coefficients:
    """Lets a band about a central frequency pass, with a logarithmic slope; `noise` is for sound without pitch."""
    cos, _, _ = _angle(sample_rate, central_freq)
    a2 = math.exp(-2 * math.pi * central_freq / Q / sample_rate)
    a1 = -4 * a2 / (1 + a2) * cos
    b0 = math.sqrt(1 - a1 * a1 / (4 * a2)) * (1 - a2)
    if noise:
        b0 *= math.sqrt(((1 + a2) ** 2 - a1 * a1) * (1 - a2) / (1 + a2)) / b0
    return (1.0, a1, a2), (b0, 0.0, 0.0)


@_biquad
def BandpassBiquad(
    sample_rate: int, central_freq: float, Q: float = 0.707, const_skirt_gain: bool = False
) -> Coefficients:
    """Lets a band pass; its peak gain is Q with `const_skirt_gain`, else 0 dB."""
    cos, sin, alpha = _angle(sample_rate, central_freq, Q)
    peak = sin / 2 if const_skirt_gain else alpha
    return (1 + alpha, -2 * cos, 1 - alpha), (peak, 0.0, -peak)


@_biquad
def BandrejectBiquad(sample_rate: int, central_freq: float, Q: float = 0.707) -> Coefficients:
    """Takes a band out."""
    cos, _, alpha = _angle(sample_rate, central_freq, Q)
    return (1 + alpha, -2 * cos, 1 - alpha), (1.0, -2 * cos, 1.0)


@_biquad
def BassBiquad(sample_rate: int, gain: float, central_freq: float = 100.0, Q: float = 0.707) -> Coefficients:
    """Raises (or lowers) low frequencies by a gain in dB."""
    cos, _, alpha = _angle(sample_rate, central_freq, Q)
    return _shelf(cos, alpha, gain, -1)


@_biquad
def TrebleBiquad(sample_rate: int, gain: float, central_freq: float = 3000, Q: float = 0.707) -> Coefficients:
    """Raises (or lowers) high frequencies by a gain in dB."""
    cos, _, alpha = _angle(sample_rate, central_freq, Q)
    return _shelf(cos, alpha, gain, 1)


@_biquad
def Biquad(b0: float, b1: float, b2: float, a0: float, a1: float, a2: float) -> Coefficients:
    """The filter of six coefficients."""
    return (a0, a1, a2), (b0, b1, b2)


@_biquad
def EqualizerBiquad(sample_rate: int, center_freq: float, gain: float, Q: float = 0.707) -> Coefficients:
    """Raises (or lowers) a band by a gain in dB."""
    cos, _, alpha = _angle(sample_rate, center_freq, Q)
    A = math.exp(gain / 40 * math.log(10))
    return (1 + alpha / A, -2 * cos, 1 - alpha / A), (1 + alpha * A, -2 * cos, 1 - alpha * A)


@_biquad
def HighpassBiquad(sample_rate: int, cutoff_freq: float, Q: float = 0.707) -> Coefficients:
    """Takes low frequencies out."""
    cos, _, alpha = _angle(sample_rate, cutoff_freq, Q)
    return (1 + alpha, -2 * cos, 1 - alpha), ((1 + cos) / 2, -1 - cos, (1 + cos) / 2)


@_biquad
def LowpassBiquad(sample_rate: int, cutoff_freq: float, Q: float = 0.707) -> Coefficients:
    """Takes high frequencies out."""
    cos, _, alpha = _angle(sample_rate, cutoff_freq, Q)
    return (1 + alpha, -2 * cos, 1 - alpha), ((1 - cos) / 2, 1 - cos, (1 - cos) / 2)


class _OneOfRates(Is):
    def __init__(self, *rates: int):
        super().__init__(int)
        self.rates = rates

    def check(self, name: str, value: Any) -> None:
        super().check(name, value)
        if value not in self.rates:
            raise ValueError(f"Argument {name} should be one of {list(self.rates)}, but got {value}.")


class DeemphBiquad(_Biquad):
    """The de-emphasis of compact discs (ISO 908), for 44100 or 48000 Hz."""

    @checked(sample_rate=_OneOfRates(44100, 48000))
    def __init__(self, sample_rate: int):
        frequency, slope, gain = (5283, 0.4845, -9.477) if sample_rate == 44100 else (5356, 0.479, -9.62)
        cos, sin, _ = _angle(sample_rate, frequency)
        A = math.exp(gain / 40 * math.log(10))
        self.coefficients = _shelf(cos, sin / 2 * math.sqrt((A + 1 / A) * (1 / slope - 1) + 2), gain, 1)


# The zeros and poles of the playback curve of vinyl records at each rate (SoX, biquads.c).
_RIAA = {
    44100: ((-0.2014898, 0.9233820), (0.7083149, 0.9924091)),
    48000: ((-0.1766069, 0.9321590), (0.7396325, 0.9931330)),
    88200: ((-0.1168735, 0.9648312), (0.8590646, 0.9964002)),
    96000: ((-0.1141486, 0.9676817), (0.8699137, 0.9966946)),
}


class RiaaBiquad(_Biquad):
    """The playback equalisation of vinyl records, 0 dB at 1 kHz."""

    @checked(sample_rate=_OneOfRates(*_RIAA))
    def __init__(self, sample_rate: int):
        b, a = (np.poly(roots) for roots in _RIAA[sample_rate])
        turn = np.exp(-2j * math.pi * 1000 / sample_rate * np.arange(3))
        self.coefficients = a, b / abs((b @ turn) / (a @ turn))


_COEFFICIENTS = Each(FLOAT)


class LFilter(AudioOperation):
    """A recursive filter of given coefficients.

    Args:
        a_coeffs: the denominator's, those of the least delay first.
        b_coeffs: the numerator's, as many.
        clamp: limit the result to [-1, 1].
    """

    only_float = True

    @checked(a_coeffs=_COEFFICIENTS, b_coeffs=_COEFFICIENTS, clamp=BOOL)
    def __init__(self, a_coeffs: Any, b_coeffs: Any, clamp: bool = True):
        if len(a_coeffs) != len(b_coeffs):
            raise ValueError(
                f"a_coeffs and b_coeffs should be of the same size, but got {len(a_coeffs)} and {len(b_coeffs)}."
            )
        self.a, self.b, self.clamp = a_coeffs, b_coeffs, clamp

    def _apply(self, value: np.ndarray) -> np.ndarray:
        return lfilter(value, self.a, self.b, self.clamp)


class Filtfilt(LFilter):
    """:class:`LFilter` forward and then backward, so that phases stay."""

    def _apply(self, value: np.ndarray) -> np.ndarray:
        forward = lfilter(value, self.a, self.b, False)[..., ::-1]
        return lfilter(forward, self.a, self.b, self.clamp)[..., ::-1]
