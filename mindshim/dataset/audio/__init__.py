"""`mindspore.dataset.audio`: transforms of audio."""

from mindshim.dataset.audio.effects import (
    Contrast,
    DBToAmplitude,
    DCShift,
    Dither,
    Fade,
    Flanger,
    Gain,
    MuLawDecoding,
    MuLawEncoding,
    Overdrive,
    Phaser,
    Vol,
)
from mindshim.dataset.audio.enums import (
    BorderType,
    DensityFunction,
    FadeShape,
    GainType,
    Interpolation,
    MelType,
    Modulation,
    NormMode,
    NormType,
    ResampleMethod,
    ScaleType,
    WindowType,
)
from mindshim.dataset.audio.features import (
    ComputeDeltas,
    FrequencyMasking,
    MaskAlongAxis,
    MaskAlongAxisIID,
    SlidingWindowCmn,
    TimeMasking,
)
from mindshim.dataset.audio.filters import (
    AllpassBiquad,
    BandBiquad,
    BandpassBiquad,
    BandrejectBiquad,
    BassBiquad,
    Biquad,
    DeemphBiquad,
    EqualizerBiquad,
    Filtfilt,
    HighpassBiquad,
    LFilter,
    LowpassBiquad,
    RiaaBiquad,
    TrebleBiquad,
)
from mindshim.dataset.audio.mel import LFCC, MFCC, AmplitudeToDB, InverseMelScale, MelScale, MelSpectrogram
from mindshim.dataset.audio.phases import Angle, ComplexNorm, Magphase, PhaseVocoder, TimeStretch
from mindshim.dataset.audio.spectral import (
    GriffinLim,
    InverseSpectrogram,
    PitchShift,
    Resample,
    SpectralCentroid,
    Spectrogram,
)
from mindshim.dataset.audio.tables import create_dct, linear_fbanks, melscale_fbanks
from mindshim.dataset.audio.voice import DetectPitchFrequency, Vad

__all__ = [
    "AllpassBiquad", "AmplitudeToDB", "Angle", "BandBiquad", "BandpassBiquad", "BandrejectBiquad", "BassBiquad",
    "Biquad", "BorderType", "ComplexNorm", "ComputeDeltas", "Contrast", "DBToAmplitude", "DCShift", "DeemphBiquad",
    "DensityFunction", "DetectPitchFrequency", "Dither", "EqualizerBiquad", "Fade", "FadeShape", "Filtfilt",
    "Flanger", "FrequencyMasking", "Gain", "GainType", "GriffinLim", "HighpassBiquad", "Interpolation",
    "InverseMelScale", "InverseSpectrogram", "LFCC", "LFilter", "LowpassBiquad", "MFCC", "Magphase",
    "MaskAlongAxis", "MaskAlongAxisIID", "MelScale", "MelSpectrogram", "MelType", "Modulation", "MuLawDecoding",
    "MuLawEncoding", "NormMode", "NormType", "Overdrive", "PhaseVocoder", "Phaser", "PitchShift", "Resample",
    "ResampleMethod", "RiaaBiquad", "ScaleType", "SlidingWindowCmn", "SpectralCentroid", "Spectrogram",
    "TimeMasking", "TimeStretch", "TrebleBiquad", "Vad", "Vol", "WindowType", "create_dct", "linear_fbanks",
    "melscale_fbanks",
]  # fmt: skip
