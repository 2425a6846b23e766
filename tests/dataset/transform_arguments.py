# ruff: noqa: E501 - one case a line
"""What the constructors of transforms accept: each argument in turn gets values of many kinds."""

# The classes that need arguments, with good ones.
GOOD = """
vision.AdjustBrightness(brightness_factor=1.0)
vision.AdjustContrast(contrast_factor=1.0)
vision.AdjustGamma(gamma=1.0)
vision.AdjustHue(hue_factor=0.1)
vision.AdjustSaturation(saturation_factor=1.0)
vision.AdjustSharpness(sharpness_factor=1.0)
vision.Affine(degrees=15, translate=[0.1, 0.1], scale=1.0, shear=[5, 5])
vision.BoundingBoxAugment(transform=vision.RandomHorizontalFlip(1.0))
vision.CenterCrop(size=5)
vision.ConvertColor(convert_mode=vision.ConvertMode.COLOR_RGB2BGR)
vision.Crop(coordinates=(0, 0), size=5)
vision.CutMixBatch(image_batch_format=vision.ImageBatchFormat.NHWC)
vision.CutOut(length=5)
vision.Erase(top=1, left=1, height=2, width=2)
vision.FiveCrop(size=5)
vision.GaussianBlur(kernel_size=3)
vision.LinearTransformation(transformation_matrix=np.eye(4), mean_vector=np.ones(4))
vision.MixUp(batch_size=2, alpha=0.5)
vision.Normalize(mean=[1.0], std=[1.0])
vision.NormalizePad(mean=[1.0], std=[1.0])
vision.Pad(padding=3)
vision.PadToSize(size=5)
vision.Perspective(start_points=[[0, 0], [1, 0], [1, 1], [0, 1]], end_points=[[0, 0], [1, 0], [1, 1], [0, 1]])
vision.Posterize(bits=3)
vision.RandomAdjustSharpness(degree=2.0)
vision.RandomAffine(degrees=15)
vision.RandomCrop(size=5)
vision.RandomCropDecodeResize(size=5)
vision.RandomCropWithBBox(size=5)
vision.RandomResize(size=5)
vision.RandomResizeWithBBox(size=5)
vision.RandomResizedCrop(size=5)
vision.RandomResizedCropWithBBox(size=5)
vision.RandomRotation(degrees=15)
vision.RandomSelectSubpolicy(policy=[[(vision.RandomHorizontalFlip(0.5), 0.5)]])
vision.Rescale(rescale=1.0, shift=0.0)
vision.Resize(size=5)
vision.ResizeWithBBox(size=5)
vision.ResizedCrop(top=0, left=0, height=2, width=2, size=5)
vision.Rotate(degrees=15)
vision.Solarize(threshold=5)
vision.TenCrop(size=5)
vision.ToType(data_type=np.float32)
vision.UniformAugment(transforms=[vision.RandomHorizontalFlip(0.5)], num_ops=1)
transforms.Compose(transforms=[transforms.Duplicate()])
transforms.Fill(fill_value=3)
transforms.Mask(operator=transforms.Relational.EQ, constant=3)
transforms.OneHot(num_classes=3)
transforms.PadEnd(pad_shape=[3])
transforms.RandomApply(transforms=[transforms.Duplicate()])
transforms.RandomChoice(transforms=[transforms.Duplicate()])
transforms.RandomOrder(transforms=[transforms.Duplicate()])
transforms.TypeCast(data_type=np.float32)
audio.AllpassBiquad(sample_rate=44100, central_freq=200.0)
audio.BandBiquad(sample_rate=44100, central_freq=200.0)
audio.BandpassBiquad(sample_rate=44100, central_freq=200.0)
audio.BandrejectBiquad(sample_rate=44100, central_freq=200.0)
audio.BassBiquad(sample_rate=44100, gain=1.0)
audio.Biquad(b0=1.0, b1=1.0, b2=1.0, a0=1.0, a1=1.0, a2=1.0)
audio.DBToAmplitude(ref=1.0, power=1.0)
audio.DCShift(shift=0.5)
audio.DeemphBiquad(sample_rate=44100)
audio.DetectPitchFrequency(sample_rate=16000)
audio.EqualizerBiquad(sample_rate=44100, center_freq=1500, gain=5.0)
audio.Filtfilt(a_coeffs=[0.1, 0.2], b_coeffs=[0.1, 0.2])
audio.Flanger(sample_rate=44100)
audio.HighpassBiquad(sample_rate=44100, cutoff_freq=1500)
audio.InverseMelScale(n_stft=20)
audio.LFilter(a_coeffs=[0.1, 0.2], b_coeffs=[0.1, 0.2])
audio.LowpassBiquad(sample_rate=44100, cutoff_freq=1500)
audio.MaskAlongAxis(mask_start=0, mask_width=1, mask_value=0.5, axis=1)
audio.MaskAlongAxisIID(mask_param=1, mask_value=0.5, axis=1)
audio.PhaseVocoder(rate=1.0, phase_advance=np.ones((3, 1)))
audio.Phaser(sample_rate=44100)
audio.PitchShift(sample_rate=16000, n_steps=4)
audio.RiaaBiquad(sample_rate=44100)
audio.SpectralCentroid(sample_rate=16000)
audio.TrebleBiquad(sample_rate=44100, gain=1.0)
audio.Vad(sample_rate=16000)
audio.Vol(gain=1.0)
"""
# And those that need none.
PLAIN = """
vision: AutoAugment AutoContrast Decode Equalize Grayscale HWC2CHW HorizontalFlip HsvToRgb Invert MixUpBatch RandAugment RandomAutoContrast RandomColor RandomColorAdjust RandomEqualize RandomErasing RandomGrayscale RandomHorizontalFlip RandomHorizontalFlipWithBBox RandomInvert RandomLighting RandomPerspective RandomPosterize RandomSharpness RandomSolarize RandomVerticalFlip RandomVerticalFlipWithBBox RgbToHsv SlicePatches ToNumpy ToPIL ToTensor TrivialAugmentWide VerticalFlip
audio: AmplitudeToDB ComplexNorm ComputeDeltas Contrast Dither Fade FrequencyMasking Gain GriffinLim InverseSpectrogram LFCC MFCC Magphase MelScale MelSpectrogram MuLawDecoding MuLawEncoding Overdrive Resample SlidingWindowCmn Spectrogram TimeMasking TimeStretch
transforms: Concatenate Duplicate Unique
"""
PROBES = """
None
'x'
-1
0
1
2
300
0.5
-0.5
2**40
1e40
True
[]
(1,)
(1, 2)
(3, 1)
(0.5, 0.7)
(-1, 1)
[1, 2, 3]
(1, 2, 3, 4)
('a', 'b')
(2**40, 2**40)
np.ones(2)
[None]
{}
"""


def constructions():
    """(class, good arguments)."""
    for line in GOOD.strip().splitlines():
        name, _, arguments = line.partition("(")
        yield name, "(" + arguments
    for line in PLAIN.strip().splitlines():
        module, _, names = line.partition(": ")
        for name in names.split():
            yield f"{module}.{name}", "()"


def outcomes(modules):
    """By class and argument, what becomes of each probe: "-" if it is taken, else the kind of error."""
    import inspect

    import numpy as np

    space = {"np": np, **modules}
    probes = [(probe, eval(probe, space)) for probe in PROBES.strip().splitlines()]
    found = {}
    for name, good in constructions():
        made = eval(name, space)
        arguments = eval("dict" + good, space)
        for parameter in inspect.signature(made).parameters:
            for probe, value in probes:
                try:
                    made(**{**arguments, parameter: value})
                    became = "-"
                except Exception as error:
                    became = next(c for c in type(error).__mro__ if c.__module__ == "builtins").__name__
                found.setdefault(f"{name} {parameter}", {}).setdefault(became, []).append(probe)
    return found
