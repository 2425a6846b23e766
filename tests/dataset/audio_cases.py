# ruff: noqa: E501 - one case a line
"""Deterministic transforms of audio: an operation, and after ``|`` the inputs it is given; `record_audio.py` keeps what the
real MindSpore gives for each, and whether and how it raises."""

CASES = """
AllpassBiquad(44100, 200.0) | wave wave32 int16 row empty text
AllpassBiquad(44100, 2000.0, 0.3) | wave wave32
AmplitudeToDB() | mag mag32 int16 row
AmplitudeToDB(ScaleType.MAGNITUDE, 0.5, 1e-6, 30.0) | mag mag32 deep row
AmplitudeToDB(top_db=5.0) | mag deep
Angle() | cplx cplx32 row
BandBiquad(44100, 200.0) | wave wave32 int16
BandBiquad(44100, 3000.0, 0.5, True) | wave wave32
BandpassBiquad(44100, 200.0) | wave wave32
BandpassBiquad(44100, 4000.0, 0.5, True) | wave wave32 int16
BandrejectBiquad(44100, 200.0) | wave wave32
BandrejectBiquad(16000, 4000.0, 0.9) | wave wave32
BassBiquad(44100, 10.0) | wave wave32
BassBiquad(44100, -20.0, 1000.0, 0.2) | wave wave32
Biquad(0.1, 0.2, 0.3, 1.0, 0.2, 0.1) | wave wave32 int16
Biquad(0.01, 0.02, 0.13, 2, 0.12, 0.3) | wave wave32
ComplexNorm() | cplx cplx32 row
ComplexNorm(2.0) | cplx cplx32
ComplexNorm(0.5) | cplx
ComplexNorm(0) | cplx
ComputeDeltas() | mag mag32 row int16
ComputeDeltas(7, BorderType.REFLECT) | mag mag32
ComputeDeltas(4, BorderType.CONSTANT) | mag
ComputeDeltas(5, BorderType.SYMMETRIC) | mag
Contrast() | wave wave32 row
Contrast(20) | wave
DBToAmplitude(1.0, 0.5) | wave wave32 int16
DBToAmplitude(2.0, 1.5) | wave row
DCShift(0.5) | wave wave32 int16
DCShift(0.8, 0.05) | wave wave32
DCShift(-0.6, 0.02) | wave wave32
DeemphBiquad(44100) | wave wave32 int16
DeemphBiquad(48000) | wave
Dither() | wave wave32 int16
Dither(DensityFunction.TPDF, True) | wave
DetectPitchFrequency(16000, 0.005, 3, 500, 3400) | tone tone32 row int16
DetectPitchFrequency(16000, 0.004, 30, 300, 3000) | tone
DetectPitchFrequency(30, 0.1, 3, 5, 25) | row
EqualizerBiquad(44100, 1500, 5.5, 0.7) | wave wave32 int16
EqualizerBiquad(16000, 500.0, -12.0) | wave
Fade() | wave int16
Fade(30, 20, FadeShape.LINEAR) | wave wave32 int16 row
Fade(30, 40, FadeShape.QUARTER_SINE) | wave wave32
Fade(30, 40, FadeShape.HALF_SINE) | wave wave32
Fade(30, 40, FadeShape.LOGARITHMIC) | wave wave32
Fade(30, 40, FadeShape.EXPONENTIAL) | wave wave32
Fade(1, 1, FadeShape.EXPONENTIAL) | wave
Fade(200, 200, FadeShape.HALF_SINE) | wave
Fade(999) | wave
Fade(0, 999) | wave
Filtfilt([0.5, 0.2, 0.3], [0.1, 0.2, 0.3]) | wave wave32 int16
Filtfilt([1.0, 0.2, 0.1], [0.1, 0.2, 0.3], False) | wave wave32
Flanger(44100) | wave wave32 int16 row
Flanger(16000, 3.0, 4.0, 20.0, 60.0, 2.0, 30.0, Modulation.TRIANGULAR, Interpolation.QUADRATIC) | wave wave32
Flanger(16000, 1.0, 2.0, -30.0, 71.0, 9.0, 50.0, Modulation.SINUSOIDAL, Interpolation.QUADRATIC) | wave
Flanger(16000, 1.0, 2.0, 10.0, 71.0, 9.0, 75.0, Modulation.TRIANGULAR, Interpolation.LINEAR) | wave five
FrequencyMasking(False, 8, 5, 0.5) | mag mag32 row int16
FrequencyMasking(False, 0) | mag
FrequencyMasking(False, 99) | mag
FrequencyMasking(True, 0) | mag
TimeMasking(False, 4, 3, 2) | mag mag32 row
TimeMasking(False, 99) | mag
Gain() | wave wave32 int16 row
Gain(-6.0) | wave
GriffinLim(32, 8, None, None, WindowType.HANN, 2.0, 0.99, None, False) | mag mag32
GriffinLim(32, 4, 24, 10, WindowType.HAMMING, 1.0, 0.5, None, False) | mag
GriffinLim(32, 4, 32, 10, WindowType.HAMMING, 1.0, 0.0, None, False) | mag
GriffinLim(32, 1, 24, 12, WindowType.HAMMING, 1.0, 0.0, None, False) | mag
GriffinLim(32, 2, 32, 16, WindowType.HAMMING, 1.0, 0.5, 180, False) | mag
GriffinLim(32, 3, 32, 16, WindowType.BLACKMAN, 1.0, 0.0, None, False) | mag
GriffinLim(40, 3, rand_init=False) | mag
HighpassBiquad(44100, 1500) | wave wave32 int16
HighpassBiquad(44100, 1500, 0.3) | wave
InverseSpectrogram(None, 32) | cplx cplx32 row
InverseSpectrogram(100, 32, 30, 8) | cplx
InverseSpectrogram(None, 32, None, None, 0, WindowType.HAMMING, True) | cplx
InverseSpectrogram(None, 32, None, None, 4, WindowType.HANN, False, True) | cplx
InverseSpectrogram(None, 32, None, 8, 0, WindowType.HAMMING, False, False) | cplx
InverseSpectrogram(None, 17, None, 5, 0, WindowType.HANN, False, True, BorderType.REFLECT, False) | cplx
InverseSpectrogram(None, 40) | cplx
LFCC(16000, 12, 6, 0.0, None, 2, NormMode.ORTHO, False, SPEC) | wave wave32
LFCC(16000, 12, 6, 100.0, 6000.0, 2, NormMode.NONE, True, SPEC) | wave wave32 row
LFCC(n_lfcc=8) | long
MFCC(16000, 6, 2, NormMode.ORTHO, False, MEL) | wave wave32
MFCC(16000, 6, 2, NormMode.NONE, True, MEL) | wave wave32 row
MFCC(4000, 40, 2) | long
LFilter([0.1, 0.2, 0.3], [0.4, 0.5, 0.6]) | wave
LFilter([1.0, 0.2, 0.3], [0.4, 0.5, 0.6]) | wave wave32 int16
LFilter([1.0, -0.2, 0.3, 0.1], [0.4, 0.5, 0.6, -0.2], False) | wave wave32
LowpassBiquad(44100, 2000) | wave wave32 int16
LowpassBiquad(4000, 1000, 1.0) | wave
Magphase() | cplx cplx32 row
Magphase(2.0) | cplx
MaskAlongAxis(0, 10, 0.5, 1) | mag mag32
MaskAlongAxis(3, 5, 1.0, 2) | mag row int16
MaskAlongAxis(3, 50, 1.0, 2) | mag
MaskAlongAxis(30, 1, 1.0, 2) | mag
MaskAlongAxisIID(0, 0.5, 1) | mag
MelScale(10, 16000, 0.0, None, 17) | mag mag32
MelScale(6, 16000, 100.0, 7000.0, 17, NormType.SLANEY, MelType.SLANEY) | mag mag32
MelScale(6, 16000, 0.0, None, 17, NormType.NONE, MelType.SLANEY) | mag
MelScale(6, 16000, 0.0, None, 17, NormType.SLANEY, MelType.HTK) | mag
MelScale() | mag row
MelSpectrogram(16000, 32, None, None, 0.0, None, 0, 8) | wave wave32 int16 row
MelSpectrogram(16000, 32, 30, 12, 50.0, 7000.0, 3, 5, WindowType.HAMMING, 1.0, True, True, BorderType.EDGE, True, NormType.SLANEY, MelType.SLANEY) | wave wave32
MelSpectrogram(16000, 400, 200, 100) | wave
MuLawDecoding() | codes row
MuLawDecoding(16) | few
MuLawEncoding() | wave wave32 row int16
MuLawEncoding(16) | wave
Overdrive() | wave wave32 int16 row
Overdrive(5.0, 80.0) | wave wave32
PhaseVocoder(2.0, PHASE) | cplx
PhaseVocoder(1.3, PHASE) | cplx
PhaseVocoder(0.7, PHASE32) | cplx32 cplx
PhaseVocoder(0.7, PHASE) | cplx32 row
Phaser(44100) | wave wave32 int16 row
Phaser(16000, 0.6, 0.9, 2.0, 0.6, 1.5, False) | wave wave32
PitchShift(16000, 4, 12, 64) | wave wave32 row
PitchShift(16000, -3, 12, 64, 60, 20, WindowType.HAMMING) | wave
PitchShift(16000, 0, 12, 64) | wave
Resample(16000, 8000) | wave wave32 row
Resample(16000, 44100) | wave wave32
Resample(8000, 6000, ResampleMethod.KAISER_WINDOW, 8, 0.9, 12.0) | wave wave32
Resample(6000, 8000, ResampleMethod.KAISER_WINDOW) | wave row
Resample(16000, 16000) | wave
Resample(48000, 16000.0) | wave
RiaaBiquad(44100) | wave wave32 int16
RiaaBiquad(48000) | wave
RiaaBiquad(88200) | wave
RiaaBiquad(96000) | wave
SlidingWindowCmn(6, 3) | mag mag32
SlidingWindowCmn(5, 2, True, True) | mag mag32 row
SlidingWindowCmn(5, 4, False, True) | mag
SlidingWindowCmn(6, 3, True) | mag
SlidingWindowCmn() | mag int16
SpectralCentroid(44100, 32) | wave wave32 row int16
SpectralCentroid(16000, 32, 30, 7, 4, WindowType.HAMMING) | wave
Spectrogram(32) | wave wave32 int16 row
Spectrogram(32, 30, 9, 5, WindowType.HAMMING, 1.0, True) | wave wave32
Spectrogram(32, None, None, 0, WindowType.BLACKMAN, 0) | wave wave32
Spectrogram(31, None, None, 0, WindowType.BARTLETT, 3.0, False, False) | wave
Spectrogram(32, None, None, 0, WindowType.KAISER, 2.0, False, True, BorderType.EDGE) | wave
Spectrogram(32, None, None, 0, WindowType.HANN, 2.0, False, True, BorderType.SYMMETRIC) | wave
Spectrogram(32, None, None, 0, WindowType.HANN, 2.0, False, True, BorderType.CONSTANT, False) | wave
Spectrogram(400) | row
TimeStretch(8, 17, 1.3) | cplx cplx32 row
TimeStretch(8, 17, 0.8) | cplx
TimeStretch(None, 17, 2) | cplx
TimeStretch(8, 17) | cplx
TrebleBiquad(44100, 12.0, 800.0) | wave wave32 int16
TrebleBiquad(44100, -3.0) | wave
Vad(600) | speech speech32
Vad(1600, trigger_level=5.0) | speech
Vad(1600, pre_trigger_time=0.1, allowed_gap=0.1, search_time=0.3) | speech
Vad(1600, 2.0, 0.1, 0.5, 0.1, 0.0, 0.2, 0.1, 0.01, 1.0, 40.0, 0.05, 0.2, 30.0, 700.0, 100.0, 500.0) | speech
Vad(1600) | row int16 wave
Vol(0.5) | wave wave32 row
Vol(4.0, GainType.POWER) | wave
Vol(6.0, GainType.DB) | wave wave32 int16
Vol(5.0) | wave int16
"""

TABLES = """
create_dct(5, 8)
create_dct(5, 8, NormMode.ORTHO)
create_dct(9, 4)
linear_fbanks(17, 0, 8000, 6, 16000)
linear_fbanks(17, 200.0, 6000.0, 4, 16000)
linear_fbanks(0, 0, 8000, 6, 16000)
melscale_fbanks(17, 0, 8000, 6, 16000)
melscale_fbanks(17, 50.0, 7000.0, 6, 16000, NormType.SLANEY, MelType.SLANEY)
melscale_fbanks(33, 0.0, 8000.0, 8, 16000, NormType.NONE, MelType.SLANEY)
melscale_fbanks(33, 0.0, 8000.0, 8, 16000, NormType.SLANEY, MelType.HTK)
create_dct(0, 5)
create_dct(2.0, 5)
create_dct(2, 5, 'ortho')
linear_fbanks(-1, 0, 8000, 6, 16000)
linear_fbanks(4, 9000, 8000, 6, 16000)
linear_fbanks(4, 0, 8000, 0, 16000)
linear_fbanks('4', 0, 8000, 2, 16000)
melscale_fbanks(4, 0, 8000, 2, 16000, 1)
melscale_fbanks(4, 0, 8000, 2, 0)
"""


def namespace(audio):
    """What the lines can name, from the module `mindspore.dataset.audio`, and the inputs."""
    import numpy as np

    given = {name: getattr(audio, name) for name in dir(audio) if name[0].isupper() or name[0] in "clm"}
    given["PHASE"] = np.linspace(0, np.pi * 8, 17)[:, None]
    given["PHASE32"] = given["PHASE"].astype(np.float32)
    given["SPEC"] = {"n_fft": 32, "win_length": 30, "hop_length": 12, "pad": 0, "window": audio.WindowType.HANN,
                     "power": 2.0, "normalized": False, "center": True, "pad_mode": audio.BorderType.REFLECT,
                     "onesided": True}  # fmt: skip
    given["MEL"] = {**given["SPEC"], "f_min": 20.0, "f_max": 7000.0, "n_mels": 9, "norm": audio.NormType.NONE,
                    "mel_scale": audio.MelType.HTK}  # fmt: skip
    return given


def inputs():
    """The arrays by name."""
    import numpy as np

    draw = np.random.RandomState(3)
    time = np.arange(320) / 16000
    tone = np.stack([np.sin(2 * np.pi * 900 * time), np.sin(2 * np.pi * 2000 * time) + 0.5 * np.sin(2 * np.pi * 700 * time)])
    made = {
        "wave": draw.uniform(-1, 1, (2, 240)),
        "row": draw.uniform(-1, 1, 16),
        "mag": draw.uniform(0.1, 3, (2, 17, 12)),
        "deep": draw.uniform(0.1, 3, (2, 2, 5, 6)),
        "cplx": draw.standard_normal((2, 17, 12, 2)),
        "tone": tone,
        "five": draw.uniform(-1, 1, (5, 60)),
        "long": draw.uniform(-1, 1, (1, 900)),
        "empty": np.zeros((2, 0)),
        "text": np.array(["a", "b"]),
        "int16": draw.randint(-300, 300, (2, 240)).astype(np.int16),
        "codes": draw.randint(0, 256, (2, 60)),
        "few": np.arange(16).reshape(2, 8),
    }
    noise = draw.standard_normal((2, 3000)) * 0.01
    noise[:, 1600:] += np.sin(np.arange(1400) * 0.9) * 0.9
    made["speech"] = noise
    for name in "wave mag cplx tone speech".split():
        made[name + "32"] = made[name].astype(np.float32)
    return made


def cases():
    """(operation's source, name of its input) of every case; the tables have none."""
    for line in CASES.strip().splitlines():
        operation, _, names = line.partition(" | ")
        for name in names.split():
            yield operation, name
    for line in TABLES.strip().splitlines():
        yield line, ""


def outcome(operation, name, audio):
    """The arrays that a case gives, or the name of the built-in type of what it raises."""
    import numpy as np

    try:
        given = namespace(audio)
        made = eval(operation, given)
        if name:
            made = made(inputs()[name].copy())
    except Exception as error:
        return next(c for c in type(error).__mro__ if c.__module__ == "builtins").__name__, str(error)
    return [np.asarray(part) for part in (made if isinstance(made, (tuple, list)) else [made])], ""
