"""The names that audio transforms take for ways of padding, fading, windowing and scaling."""

import enum


class BorderType(str, enum.Enum):  # noqa: UP042 - its str() is the member
    """What lies beyond the ends of a signal."""

    CONSTANT = "constant"
    EDGE = "edge"
    REFLECT = "reflect"
    SYMMETRIC = "symmetric"


class DensityFunction(str, enum.Enum):  # noqa: UP042
    """The probability density of dithering: triangular, rectangular, Gaussian."""

    TPDF = "TPDF"
    RPDF = "RPDF"
    GPDF = "GPDF"


class FadeShape(str, enum.Enum):  # noqa: UP042
    """The curve of a fade."""

    QUARTER_SINE = "quarter_sine"
    HALF_SINE = "half_sine"
    LINEAR = "linear"
    LOGARITHMIC = "logarithmic"
    EXPONENTIAL = "exponential"


class GainType(str, enum.Enum):  # noqa: UP042
    """What a gain multiplies: amplitudes, powers, or it is in decibels."""

    AMPLITUDE = "amplitude"
    POWER = "power"
    DB = "db"


class Interpolation(str, enum.Enum):  # noqa: UP042
    """How samples between samples are computed."""

    LINEAR = "linear"
    QUADRATIC = "quadratic"


class MelType(str, enum.Enum):  # noqa: UP042
    """Which mel scale."""

    HTK = "htk"
    SLANEY = "slaney"


class Modulation(str, enum.Enum):  # noqa: UP042
    """The wave that modulates."""

    SINUSOIDAL = "sinusoidal"
    TRIANGULAR = "triangular"


class NormMode(str, enum.Enum):  # noqa: UP042
    """How a cosine transform is normalised."""

    ORTHO = "ortho"
    NONE = "none"


class NormType(str, enum.Enum):  # noqa: UP042
    """How the filters of a filter bank are normalised: by their area, or not."""

    SLANEY = "slaney"
    NONE = "none"


class ResampleMethod(str, enum.Enum):  # noqa: UP042
    """The window of the filter that resamples."""

    SINC_INTERPOLATION = "sinc_interpolation"
    KAISER_WINDOW = "kaiser_window"


class ScaleType(str, enum.Enum):  # noqa: UP042
    """Whether a spectrogram holds powers or magnitudes."""

    POWER = "power"
    MAGNITUDE = "magnitude"


class WindowType(str, enum.Enum):  # noqa: UP042
    """The window of a short-time Fourier transform."""

    BARTLETT = "bartlett"
    BLACKMAN = "blackman"
    HAMMING = "hamming"
    HANN = "hann"
    KAISER = "kaiser"
