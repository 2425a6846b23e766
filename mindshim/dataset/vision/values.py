"""Transforms that change the values of pixels."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim.dataset import randomness
from mindshim.dataset.checks import BOOL, Each, Either, Int, Is, Number, checked
from mindshim.dataset.vision import colours, geometry
from mindshim.dataset.vision.base import Chance, ImageOperation, to_pil, uniform
from mindshim.dataset.vision.enums import ConvertMode
from mindshim.dataset.vision.shapes import LIMIT, NATURAL, NUMBER, PROBABILITY

_FACTORS = Each(NATURAL, (2,), ascending=True, optional=True, refusal=ValueError)
_LIMITS = Either(NATURAL, Each(NATURAL, (2,), ascending=True))


class Rescale(ImageOperation):
    """``image * rescale + shift`` as float32."""

    @checked(rescale=NUMBER, shift=NUMBER)
    def __init__(self, rescale: float, shift: float):
        self.rescale, self.shift = np.float32(rescale), np.float32(shift)

    def _apply(self, image: np.ndarray) -> np.ndarray:
        return image.astype(np.float32) * self.rescale + self.shift


class Normalize(ImageOperation):
    """``(image - mean) / std`` of each channel as float32.

    Args:
        mean: of each channel.
        std: of each channel, not 0.
        is_hwc: channels are last; else first.
    """

    @checked(mean=Is(list, tuple), std=Is(list, tuple), is_hwc=BOOL)
    def __init__(self, mean: Any, std: Any, is_hwc: bool = True):
        if len(mean) != len(std):
            raise ValueError("Length of mean and std must be equal.")
        Each(Number())("mean", mean)
        Each(Number(above=0))("std", std)
        shape = (-1,) if is_hwc else (-1, 1, 1)
        self.is_hwc = is_hwc
        self.mean = np.array(mean, np.float32).reshape(shape)
        self.std = np.array(std, np.float32).reshape(shape)

    def _apply(self, image: np.ndarray) -> np.ndarray:
        channels = 1 if image.ndim == 2 else image.shape[-1 if self.is_hwc else 0]
        if self.mean.size not in (1, channels):
            raise RuntimeError(
                f"Normalize: number of channels does not match the size of mean and std "
                f"vectors, got "
                f"channels: {channels}, size of mean: {self.mean.size}."
            )
        if image.ndim == 2:
            return (image.astype(np.float32) - self.mean.ravel()[0]) / self.std.ravel()[0]
        if self.is_hwc and self.mean.size > 1:
            # Along whole rows: NumPy is slow where an inner loop has three steps.
            rows = np.ascontiguousarray(image).reshape(*image.shape[:-2], -1)
            mean, std = (np.tile(part, image.shape[-2]) for part in (self.mean, self.std))
            result = np.subtract(rows, mean, dtype=np.float32)
            return np.divide(result, std, out=result).reshape(image.shape)
        return (image.astype(np.float32) - self.mean) / self.std


class NormalizePad(Normalize):
    """:class:`Normalize` with one channel of zeros more; the result is "float32" or "float16"."""

    @checked(dtype=Is(str))
    def __init__(self, mean: Any, std: Any, dtype: str = "float32", is_hwc: bool = True):
        super().__init__(mean, std, is_hwc)
        if dtype not in ("float32", "float16"):
            raise ValueError("dtype can only be 'float32' or 'float16'.")
        self.dtype = np.dtype(dtype)

    def _apply(self, image: np.ndarray) -> np.ndarray:
        widths = [(0, 0)] * image.ndim
        widths[-1 if self.is_hwc else 0] = (0, 1)
        return np.pad(super()._apply(image), widths).astype(self.dtype)


class _Adjusted(ImageOperation):
    """A colour transform with one factor; a PIL image is changed by PIL's enhancer of that name, if there is one."""

    channels = (3,)
    function: Any = None
    enhancer = ""

    def _factor(self) -> float:
        raise NotImplementedError

    def _apply(self, image: np.ndarray) -> np.ndarray:
        return type(self).function(image, self._factor())

    def _apply_pil(self, image: Any) -> Any:
        if not self.enhancer:
            return super()._apply_pil(image)
        from PIL import ImageEnhance

        return getattr(ImageEnhance, self.enhancer)(image).enhance(self._factor())


class AdjustBrightness(_Adjusted):
    """Brighter above 1, black at 0."""

    gives_pil = True
    function, enhancer = staticmethod(colours.brightness), "Brightness"

    @checked(brightness_factor=NATURAL)
    def __init__(self, brightness_factor: float):
        self._factor = lambda: brightness_factor


class AdjustContrast(_Adjusted):
    """More contrast above 1, one gray at 0."""

    gives_pil = True
    function, enhancer = staticmethod(colours.contrast), "Contrast"

    @checked(contrast_factor=NATURAL)
    def __init__(self, contrast_factor: float):
        self._factor = lambda: contrast_factor


class AdjustSaturation(_Adjusted):
    """More colourful above 1, gray at 0."""

    gives_pil = True
    function, enhancer = staticmethod(colours.saturation), "Color"

    @checked(saturation_factor=NATURAL)
    def __init__(self, saturation_factor: float):
        self._factor = lambda: saturation_factor


class AdjustSharpness(_Adjusted):
    """Sharper above 1, smoothed at 0."""

    channels, function = None, staticmethod(colours.sharpness)

    @checked(sharpness_factor=NATURAL)
    def __init__(self, sharpness_factor: float):
        self._factor = lambda: sharpness_factor


class AdjustHue(_Adjusted):
    """The colours turned by a fraction (-0.5 to 0.5) of the circle."""

    gives_pil = True
    function = staticmethod(colours.hue)

    @checked(hue_factor=Number(-0.5, 0.5))
    def __init__(self, hue_factor: float):
        self._factor = lambda: hue_factor

    def _apply_pil(self, image: Any) -> Any:
        from PIL import Image

        hue, saturation, value = image.convert("HSV").split()
        turned = np.asarray(hue).astype(np.int32) + int(self._factor() * 255)
        hue = Image.fromarray(turned.astype(np.uint8))
        return Image.merge("HSV", (hue, saturation, value)).convert(image.mode)


class AdjustGamma(ImageOperation):
    """Each value v in [0, 1] becomes ``gain * v ** gamma``."""

    gives_pil = True
    @checked(gamma=NATURAL, gain=Number(-LIMIT, LIMIT, optional=True))
    def __init__(self, gamma: float, gain: float = 1):
        self.gamma, self.gain = gamma, 1 if gain is None else gain

    def _apply(self, image: np.ndarray) -> np.ndarray:
        return colours.gamma(image, self.gamma, self.gain)


class RandomColor(_Adjusted):
    """:class:`AdjustSaturation` with a random factor."""

    gives_pil = True
    random, function, enhancer = True, staticmethod(colours.saturation), "Color"

    @checked(degrees=_FACTORS)
    def __init__(self, degrees: Any = (0.1, 1.9)):
        self._factor = lambda: uniform(*(degrees or (0.1, 1.9)))


class RandomSharpness(_Adjusted):
    """:class:`AdjustSharpness` with a random factor."""

    gives_pil = True
    random, channels, function, enhancer = True, None, staticmethod(colours.sharpness), "Sharpness"

    @checked(degrees=_FACTORS)
    def __init__(self, degrees: Any = (0.1, 1.9)):
        self._factor = lambda: uniform(*(degrees or (0.1, 1.9)))


class RandomColorAdjust(ImageOperation):
    """Random brightness, contrast, saturation and hue, in random order.

    Args:
        brightness, contrast, saturation: the limits of the factor; one number x means from max(0, 1 - x) to 1
        + x.
        hue: the limits of the turn, in [-0.5, 0.5]; one number x means from -x to x.
    """

    gives_pil = True
    random, channels = True, (3,)

    @checked(
        brightness=_LIMITS,
        contrast=_LIMITS,
        saturation=_LIMITS,
        hue=Either(Number(0, 0.5), Each(Number(-0.5, 0.5), (2,), ascending=True)),
    )
    def __init__(
        self, brightness: Any = (1, 1), contrast: Any = (1, 1), saturation: Any = (1, 1), hue: Any = (0, 0)
    ):
        given = (AdjustBrightness, brightness), (AdjustContrast, contrast), (AdjustSaturation, saturation)
        self._steps: list = []
        for step, limits in given:
            low, high = (max(0, 1 - limits), 1 + limits) if isinstance(limits, (int, float)) else limits
            if (low, high) != (1, 1):
                self._steps.append((step, low, high))
        low, high = (-hue, hue) if isinstance(hue, (int, float)) else hue
        if (low, high) != (0, 0):
            self._steps.append((AdjustHue, low, high))

    def _one(self, image: Any) -> Any:
        for place in randomness.generator().permutation(len(self._steps)):
            step, low, high = self._steps[place]
            image = step(uniform(low, high))._one(image)
        return image


class AutoContrast(ImageOperation):
    """Each channel stretched to the whole range, without `cutoff` per cent at both ends and the values `ignore`."""

    gives_pil = True
    only_uint8 = True

    @checked(cutoff=Number(0, 50), ignore=Either(Int(0, 255), Each(Int(0, 255)), optional=True))
    def __init__(self, cutoff: float = 0.0, ignore: Any = None):
        self.cutoff = cutoff
        self.ignore = [] if ignore is None else [ignore] if isinstance(ignore, int) else list(ignore)

    def _apply(self, image: np.ndarray) -> np.ndarray:
        return colours.auto_contrast(image, self.cutoff, self.ignore)

    def _apply_pil(self, image: Any) -> Any:
        if not self.gives_pil:
            return super()._apply_pil(image)
        from PIL import ImageOps

        return ImageOps.autocontrast(image, self.cutoff, self.ignore or None)


class RandomAutoContrast(Chance, AutoContrast):
    """:class:`AutoContrast` with a probability."""

    gives_pil = False

    @checked(prob=PROBABILITY)
    def __init__(self, cutoff: float = 0.0, ignore: Any = None, prob: float = 0.5):
        super().__init__(cutoff, ignore)
        self.prob = prob


class Equalize(ImageOperation):
    """The brightnesses of each channel spread evenly."""

    gives_pil = True
    only_uint8 = True

    def _apply(self, image: np.ndarray) -> np.ndarray:
        return colours.equalize(image)

    def _apply_pil(self, image: Any) -> Any:
        if not self.gives_pil:
            return super()._apply_pil(image)
        from PIL import ImageOps

        return ImageOps.equalize(image)


class RandomEqualize(Chance, Equalize):
    """:class:`Equalize` with a probability."""

    gives_pil = False

    @checked(prob=PROBABILITY)
    def __init__(self, prob: float = 0.5):
        self.prob = prob


class Invert(ImageOperation):
    """255 minus each value."""

    gives_pil = True
    channels = (3,)

    def _apply(self, image: np.ndarray) -> np.ndarray:
        return (255 - image).astype(image.dtype)


class RandomInvert(Chance, Invert):
    """:class:`Invert` with a probability."""

    gives_pil = False

    @checked(prob=PROBABILITY)
    def __init__(self, prob: float = 0.5):
        self.prob = prob


class RandomAdjustSharpness(Chance, AdjustSharpness):
    """:class:`AdjustSharpness` with a probability."""

    @checked(degree=NATURAL, prob=PROBABILITY)
    def __init__(self, degree: float, prob: float = 0.5):
        super().__init__(degree)
        self.prob = prob


class Posterize(ImageOperation):
    """Only the first bits of each value."""

    only_uint8 = True

    @checked(bits=Int(0, 8))
    def __init__(self, bits: int):
        self.bits = bits

    def _apply(self, image: np.ndarray) -> np.ndarray:
        return colours.posterize(image, self.bits)


class RandomPosterize(ImageOperation):
    """:class:`Posterize` with a random number of bits between two limits."""

    random, only_uint8 = True, True

    @checked(bits=Either(Int(1, 8), Each(Int(1, 8), (2,), ascending=True), optional=True))
    def __init__(self, bits: Any = (8, 8)):
        bits = bits or (8, 8)
        self.bits = (bits, bits) if isinstance(bits, int) else bits

    def _apply(self, image: np.ndarray) -> np.ndarray:
        return colours.posterize(image, int(randomness.generator().integers(self.bits[0], self.bits[1] + 1)))


class Solarize(ImageOperation):
    """The values between two limits inverted; from one on, if there is one or both are equal."""

    only_uint8 = True

    @checked(threshold=Either(Number(0, 255), Each(Number(0, 255), (2,), ascending=True)))
    def __init__(self, threshold: Any):
        low, high = (threshold, threshold) if isinstance(threshold, (int, float)) else threshold
        self.threshold = low, high

    def _apply(self, image: np.ndarray) -> np.ndarray:
        return colours.solarize(image, *self.threshold)


class RandomSolarize(Solarize):
    """:class:`Solarize` between two random limits inside the given ones."""

    random = True

    @checked(threshold=Each(Int(0, 255), (2,), ascending=True, refusal=ValueError))
    def __init__(self, threshold: Any = (0, 255)):
        super().__init__(threshold)

    def _apply(self, image: np.ndarray) -> np.ndarray:
        low, high = self.threshold
        return colours.solarize(
            image, *sorted(randomness.generator().integers(int(low), int(high) + 1, 2).tolist())
        )


class GaussianBlur(ImageOperation):
    """Blurred by a Gaussian of a size (width, height) and of standard deviations in pixels."""

    @checked(
        kernel_size=Either(Int(1), Each(Int(1), (2,))),
        sigma=Either(NATURAL, Each(NATURAL, (2,)), optional=True),
    )
    def __init__(self, kernel_size: Any, sigma: Any = None):
        sizes = (kernel_size, kernel_size) if isinstance(kernel_size, int) else tuple(kernel_size)
        if any(size % 2 == 0 for size in sizes):
            raise ValueError(f"kernel_size should be odd, but got {kernel_size}.")
        sigmas = tuple(size * 0.15 + 0.35 for size in sizes) if sigma is None else sigma
        self.sizes, self.sigmas = (
            sizes,
            (sigmas, sigmas) if isinstance(sigmas, (int, float)) else tuple(sigmas),
        )

    def _apply(self, image: np.ndarray) -> np.ndarray:
        blurred = geometry._cv2().GaussianBlur(
            np.ascontiguousarray(image), self.sizes, self.sigmas[0], sigmaY=self.sigmas[1]
        )
        return blurred if blurred.ndim == image.ndim else blurred[..., None]


class ConvertColor(ImageOperation):
    """Other channels, such as RGB to BGR or to gray."""

    @checked(convert_mode=Is(ConvertMode))
    def __init__(self, convert_mode: ConvertMode):
        self.convert_mode = convert_mode

    def _apply(self, image: np.ndarray) -> np.ndarray:
        cv2 = geometry._cv2()
        try:
            return cv2.cvtColor(np.ascontiguousarray(image), int(self.convert_mode))
        except cv2.error as error:
            raise RuntimeError(
                f"ConvertColor: {self.convert_mode!r} does not fit an image of shape {image.shape}: {error}"
            ) from None


class Grayscale(ImageOperation):
    """A gray PIL image of one or three channels."""

    @checked(num_output_channels=Int(1, 3))
    def __init__(self, num_output_channels: int = 1):
        if num_output_channels == 2:
            raise ValueError("num_output_channels should be either 1 or 3.")
        self.num_output_channels = num_output_channels

    def _one(self, image: Any) -> Any:
        gray = to_pil(image).convert("L")
        return gray if self.num_output_channels == 1 else gray.convert("RGB")


class RandomGrayscale(Chance, Grayscale):
    """:class:`Grayscale`, with the channels kept, with a probability."""

    @checked(prob=PROBABILITY)
    def __init__(self, prob: float = 0.1):
        super().__init__(3)
        self.prob = prob


class RgbToHsv(ImageOperation):
    """Hue, saturation and value in [0, 1] of RGB in [0, 1]; channels first unless `is_hwc`."""

    function = staticmethod(colours.rgb_to_hsv)

    @checked(is_hwc=BOOL)
    def __init__(self, is_hwc: bool = False):
        self.is_hwc = is_hwc

    def _apply(self, image: np.ndarray) -> np.ndarray:
        if image.ndim < 3 or image.shape[-1 if self.is_hwc else 0] != 3:
            raise TypeError(f"The image must have 3 channels, but the shape is {image.shape}.")
        last = image if self.is_hwc else image.transpose(1, 2, 0)
        made = self.function(last)
        return made if self.is_hwc else np.ascontiguousarray(made.transpose(2, 0, 1))


class HsvToRgb(RgbToHsv):
    """RGB in [0, 1] of hue, saturation and value; channels first unless `is_hwc`."""

    function = staticmethod(colours.hsv_to_rgb)


class LinearTransformation(ImageOperation):
    """A (channels, height, width) image, flattened, minus a mean and times a matrix."""

    @checked(transformation_matrix=Is(np.ndarray), mean_vector=Is(np.ndarray))
    def __init__(self, transformation_matrix: np.ndarray, mean_vector: np.ndarray):
        if transformation_matrix.ndim != 2 or len(set((*transformation_matrix.shape, mean_vector.size))) != 1:
            raise ValueError(
                f"transformation_matrix must be square and of the mean_vector's size, but got "
                f"shapes "
                f"{transformation_matrix.shape} and {mean_vector.shape}."
            )
        self.matrix, self.mean = transformation_matrix, mean_vector

    def _apply(self, image: np.ndarray) -> np.ndarray:
        if image.size != self.mean.size:
            raise ValueError(
                f"An image of shape {image.shape} does not fit a matrix of shape {self.matrix.shape}."
            )
        return ((image.reshape(-1) - self.mean) @ self.matrix).reshape(image.shape)


class Erase(ImageOperation):
    """A part filled with a value."""

    @checked(
        top=Int(0),
        left=Int(0),
        height=Int(1),
        width=Int(1),
        value=Either(Number(0, 255), Each(Number(0, 255), (3,), kinds=(tuple,))),
        inplace=BOOL,
    )
    def __init__(self, top: int, left: int, height: int, width: int, value: Any = 0.0, inplace: bool = False):
        self.part, self.value, self.inplace = (top, left, height, width), value, inplace

    def _apply(self, image: np.ndarray) -> np.ndarray:
        top, left, height, width = self.part
        out = image if self.inplace else image.copy()
        out[top : top + height, left : left + width] = geometry.fill_for(image, self.value)
        return out


class RandomErasing(ImageOperation):
    """A random part of a (channels, height, width) image erased, with a probability.

    Args:
        prob: the probability.
        scale: the limits of the part's area, as fractions.
        ratio: the limits of height / width.
        value: what to fill with: a number, one a channel, or "random".
        inplace: write into the image.
        max_attempts: tries before nothing is erased.
    """

    random = True

    @checked(
        prob=PROBABILITY,
        scale=Each(NATURAL, (2,), ascending=True),
        ratio=Each(NATURAL, (2,), ascending=True),
        value=Either(Int(0, 255), Is(str), Each(Int(0, 255), (3,), refusal=ValueError)),
        inplace=BOOL,
        max_attempts=Int(1),
    )
    def __init__(
        self,
        prob: float = 0.5,
        scale: Any = (0.02, 0.33),
        ratio: Any = (0.3, 3.3),
        value: Any = 0,
        inplace: bool = False,
        max_attempts: int = 10,
    ):
        if isinstance(value, str) and value != "random":
            raise ValueError("The value for str can only be 'random'.")
        self.prob, self.scale, self.ratio, self.value = prob, scale, ratio, value
        self.inplace, self.max_attempts = inplace, max_attempts

    def _apply(self, image: np.ndarray) -> np.ndarray:
        generator = randomness.generator()
        if generator.random() >= self.prob:
            return image
        channels, height, width = image.shape
        for _ in range(self.max_attempts):
            area = height * width * generator.uniform(*self.scale)
            ratio = np.exp(generator.uniform(*np.log(self.ratio)))
            h, w = round(np.sqrt(area * ratio)), round(np.sqrt(area / ratio))
            if h < height and w < width:
                top, left = generator.integers(height - h + 1), generator.integers(width - w + 1)
                out = image if self.inplace else image.copy()
                fill = (
                    generator.standard_normal((channels, h, w))
                    if self.value == "random"
                    else (np.reshape(self.value, (-1, 1, 1)))
                )
                out[:, top : top + h, left : left + w] = fill
                return out
        return image


class CutOut(ImageOperation):
    """Random squares of the image set to 0."""

    random = True

    @checked(length=Int(1), num_patches=Int(1), is_hwc=BOOL)
    def __init__(self, length: int, num_patches: int = 1, is_hwc: bool = True):
        self.length, self.num_patches, self.is_hwc = length, num_patches, is_hwc

    def _apply(self, image: np.ndarray) -> np.ndarray:
        out = image.copy()
        view = out if self.is_hwc else out.transpose(1, 2, 0)
        if self.length > min(view.shape[:2]):
            raise RuntimeError(
                f"CutOut: box size is too large for image erase, got: {self.length}, image "
                f"shape: "
                f"{view.shape}."
            )
        generator = randomness.generator()
        for _ in range(self.num_patches):
            y, x = (int(generator.integers(n - self.length + 1)) for n in view.shape[:2])
            view[y : y + self.length, x : x + self.length] = 0
        return out


# The principal components of the colours of ImageNet, as columns, each times its deviation.
_COMPONENTS = np.array([[-0.5675, 0.7192, 0.4009], [-0.5808, -0.0045, -0.8140], [-0.5836, -0.6948, 0.4203]]) * [
    55.46, 4.794, 1.148,
]  # fmt: skip


class RandomLighting(ImageOperation):
    """Noise along the principal components of the colours of ImageNet, of a deviation `alpha`, the same for all pixels.

    "ImageNet classification with deep convolutional neural networks", Krizhevsky et al., 2012.
    """

    gives_pil = True
    random, ranks, channels = True, (3,), (3,)

    @checked(alpha=NATURAL)
    def __init__(self, alpha: float = 0.05):
        self.alpha = alpha

    def _one(self, image: Any) -> Any:
        if isinstance(image, np.ndarray) and image.ndim != 3:
            raise RuntimeError(f"RandomLighting: the image should have three axes, but got {image.ndim}.")
        return super()._one(image)

    def _apply(self, image: np.ndarray) -> np.ndarray:
        noise = _COMPONENTS @ randomness.generator().normal(0, self.alpha, 3)
        lit = image.astype(np.float64) + noise
        return (np.clip(lit, 0, 255) if image.dtype.kind in "iu" else lit).astype(image.dtype)

    def _apply_pil(self, image: Any) -> Any:
        return super()._apply_pil(image.convert("RGB"))
