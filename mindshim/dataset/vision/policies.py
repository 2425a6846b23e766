"""Policies of augmentation: AutoAugment, RandAugment, TrivialAugmentWide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from mindshim.dataset import randomness
from mindshim.dataset.checks import Int, Is, checked
from mindshim.dataset.vision import colours, geometry
from mindshim.dataset.vision.base import ImageOperation
from mindshim.dataset.vision.enums import AutoAugmentPolicy, Inter
from mindshim.dataset.vision.shapes import FILL, INTER

_NO_MOVE = (0.0, 0.0)


def _affine(image: np.ndarray, interpolation: Inter, fill: Any, move: Any = _NO_MOVE, shear: Any = _NO_MOVE) -> Any:
    return geometry.affine(image, 0.0, move, 1.0, shear, interpolation, fill)


# Each takes (image, magnitude, interpolation, fill).
_OPERATIONS: dict[str, Callable[[np.ndarray, float, Inter, Any], np.ndarray]] = {
    "Identity": lambda image, m, how, fill: image,
    "ShearX": lambda image, m, how, fill: _affine(image, how, fill, shear=(np.degrees(np.arctan(m)), 0.0)),
    "ShearY": lambda image, m, how, fill: _affine(image, how, fill, shear=(0.0, np.degrees(np.arctan(m)))),
    "TranslateX": lambda image, m, how, fill: _affine(image, how, fill, (int(m), 0)),
    "TranslateY": lambda image, m, how, fill: _affine(image, how, fill, (0, int(m))),
    "Rotate": lambda image, m, how, fill: geometry.rotate(image, m, how, fill=fill),
    "Brightness": lambda image, m, how, fill: colours.brightness(image, 1 + m),
    "Color": lambda image, m, how, fill: colours.saturation(image, 1 + m),
    "Contrast": lambda image, m, how, fill: colours.contrast(image, 1 + m),
    "Sharpness": lambda image, m, how, fill: colours.sharpness(image, 1 + m),
    "Posterize": lambda image, m, how, fill: colours.posterize(image, int(m)),
    "Solarize": lambda image, m, how, fill: colours.solarize(image, m, 255) if m <= 255 else image,
    "AutoContrast": lambda image, m, how, fill: colours.auto_contrast(image, 0.0, []),
    "Equalize": lambda image, m, how, fill: colours.equalize(image),
    "Invert": lambda image, m, how, fill: 255 - image,
}
_SIGNED = {
    "ShearX", "ShearY", "TranslateX", "TranslateY", "Rotate", "Brightness", "Color", "Contrast", "Sharpness",
}  # fmt: skip
_ALL = [name for name in _OPERATIONS if name != "Invert"]


def _magnitude(name: str, bins: int, i: int, greatest: dict[str, float], bits: int) -> float:
    """The i-th of `bins` magnitudes of an operation, from none to the greatest."""
    part = i / (bins - 1)
    if name == "Posterize":
        return 8 - round(part * bits)
    if name == "Solarize":
        return 256 * (1 - part)
    return greatest.get(name, 0.9) * part


def _greatest(height: int, width: int) -> dict[str, float]:
    """The greatest magnitudes of AutoAugment and RandAugment."""
    return {"ShearX": 0.3, "ShearY": 0.3, "TranslateX": 150 / 331 * width, "TranslateY": 150 / 331 * height,
            "Rotate": 30.0}  # fmt: skip


_WIDE = {"ShearX": 0.99, "ShearY": 0.99, "TranslateX": 32.0, "TranslateY": 32.0, "Rotate": 135.0,
         "Brightness": 0.99, "Color": 0.99, "Contrast": 0.99, "Sharpness": 0.99}  # fmt: skip


class _Policy(ImageOperation):
    """A random choice of operations on an image (height, width, 3) of uint8; a PIL image comes back as an array."""

    random, ranks, channels, only_uint8 = True, (3,), (3,), True
    interpolation: Inter
    fill_value: Any

    def _one(self, image: Any) -> Any:
        array = np.asarray(image) if not isinstance(image, np.ndarray) else image
        if array.ndim != 3:
            raise RuntimeError(f"{type(self).__name__}: the image should have three axes, but got {array.ndim}.")
        return super()._one(array)

    def _do(self, image: np.ndarray, name: str, magnitude: float, signed: bool) -> np.ndarray:
        if signed and name in _SIGNED and randomness.generator().random() < 0.5:
            magnitude = -magnitude
        return _OPERATIONS[name](image, magnitude, self.interpolation, self.fill_value)


class RandAugment(_Policy):
    """Some operations of random kinds, all with one magnitude.

    "RandAugment: Practical automated data augmentation with a reduced search space", Cubuk et al., 2020.

    Args:
        num_ops: how many.
        magnitude: from 0 to num_magnitude_bins - 1.
        num_magnitude_bins: the number of magnitudes.
        interpolation: how pixels are computed.
        fill_value: what lies beyond the edge.
    """

    @checked(num_ops=Int(0), num_magnitude_bins=Int(2), interpolation=INTER, fill_value=FILL)
    def __init__(
        self,
        num_ops: int = 2,
        magnitude: int = 9,
        num_magnitude_bins: int = 31,
        interpolation: Inter = Inter.NEAREST,
        fill_value: Any = 0,
    ):
        Int(0, num_magnitude_bins - 1)("magnitude", magnitude)
        self.num_ops, self.magnitude, self.bins = num_ops, magnitude, num_magnitude_bins
        self.interpolation, self.fill_value = interpolation, fill_value

    def _apply(self, image: np.ndarray) -> np.ndarray:
        for place in randomness.generator().integers(len(_ALL), size=self.num_ops):
            name = _ALL[place]
            magnitude = _magnitude(name, self.bins, self.magnitude, _greatest(*image.shape[:2]), 4)
            image = self._do(image, name, magnitude, True)
        return image


class TrivialAugmentWide(_Policy):
    """One operation of a random kind and magnitude.

    "TrivialAugment: Tuning-free yet state-of-the-art data augmentation", Müller and Hutter, 2021.

    Args:
        num_magnitude_bins: the number of magnitudes.
        interpolation: how pixels are computed.
        fill_value: what lies beyond the edge.
    """

    @checked(num_magnitude_bins=Int(2), interpolation=INTER, fill_value=FILL)
    def __init__(self, num_magnitude_bins: int = 31, interpolation: Inter = Inter.NEAREST, fill_value: Any = 0):
        self.bins, self.interpolation, self.fill_value = num_magnitude_bins, interpolation, fill_value

    def _apply(self, image: np.ndarray) -> np.ndarray:
        generator = randomness.generator()
        name = _ALL[int(generator.integers(len(_ALL)))]
        return self._do(image, name, _magnitude(name, self.bins, int(generator.integers(self.bins)), _WIDE, 6), True)


# Each line holds two operations with their probabilities in tenths and their magnitudes, from the paper's tables.
_LEARNT = {
    AutoAugmentPolicy.IMAGENET: """
Posterize 4 8 Rotate 6 9
Solarize 6 5 AutoContrast 6 0
Equalize 8 0 Equalize 6 0
Posterize 6 7 Posterize 6 6
Equalize 4 0 Solarize 2 4
Equalize 4 0 Rotate 8 8
Solarize 6 3 Equalize 6 0
Posterize 8 5 Equalize 10 0
Rotate 2 3 Solarize 6 8
Equalize 6 0 Posterize 4 6
Rotate 8 8 Color 4 0
Rotate 4 9 Equalize 6 0
Equalize 0 0 Equalize 8 0
Invert 6 0 Equalize 10 0
Color 6 4 Contrast 10 8
Rotate 8 8 Color 10 2
Color 8 8 Solarize 8 7
Sharpness 4 7 Invert 6 0
ShearX 6 5 Equalize 10 0
Color 4 0 Equalize 6 0
Equalize 4 0 Solarize 2 4
Solarize 6 5 AutoContrast 6 0
Invert 6 0 Equalize 10 0
Color 6 4 Contrast 10 8
Equalize 8 0 Equalize 6 0
""",
    AutoAugmentPolicy.CIFAR10: """
Invert 1 0 Contrast 2 6
Rotate 7 2 TranslateX 3 9
Sharpness 8 1 Sharpness 9 3
ShearY 5 8 TranslateY 7 9
AutoContrast 5 0 Equalize 9 0
ShearY 2 7 Posterize 3 7
Color 4 3 Brightness 6 7
Sharpness 3 9 Brightness 7 9
Equalize 6 0 Equalize 5 0
Contrast 6 7 Sharpness 6 5
Color 7 7 TranslateX 5 8
Equalize 3 0 AutoContrast 4 0
TranslateY 4 3 Sharpness 2 6
Brightness 9 6 Color 2 8
Solarize 5 2 Invert 0 0
Equalize 2 0 AutoContrast 6 0
Equalize 2 0 Equalize 6 0
Color 9 9 Equalize 6 0
AutoContrast 8 0 Solarize 2 8
Brightness 1 3 Color 7 0
Solarize 4 5 AutoContrast 9 0
TranslateY 9 9 TranslateY 7 9
AutoContrast 9 0 Solarize 8 3
Equalize 8 0 Invert 1 0
TranslateY 7 9 AutoContrast 9 0
""",
    AutoAugmentPolicy.SVHN: """
ShearX 9 4 Invert 2 0
ShearY 9 8 Invert 7 0
Equalize 6 0 Solarize 6 6
Invert 9 0 Equalize 6 0
Equalize 6 0 Rotate 9 3
ShearX 9 4 AutoContrast 8 0
ShearY 9 8 Invert 4 0
ShearY 9 5 Solarize 2 6
Invert 9 0 AutoContrast 8 0
Equalize 6 0 Rotate 9 3
ShearX 9 4 Solarize 3 3
ShearY 8 8 Invert 7 0
Equalize 9 0 TranslateY 6 6
Invert 9 0 Equalize 6 0
Contrast 3 3 Rotate 8 4
Invert 8 0 TranslateY 0 2
ShearY 7 6 Solarize 4 8
Invert 6 0 Rotate 8 4
ShearY 3 7 TranslateX 9 3
ShearX 1 6 Invert 6 0
Solarize 7 2 TranslateY 6 7
ShearY 8 4 Invert 8 0
ShearX 7 9 TranslateY 8 3
ShearY 8 5 AutoContrast 7 0
ShearX 7 2 Invert 1 0
""",
}


class AutoAugment(_Policy):
    """Two operations that were learnt to help on a data set; floats are taken too.

    "AutoAugment: Learning augmentation strategies from data", Cubuk et al., 2019.

    Args:
        policy: the data set.
        interpolation: how pixels are computed.
        fill_value: what lies beyond the edge.
    """

    only_uint8 = False

    @checked(policy=Is(AutoAugmentPolicy), interpolation=INTER, fill_value=FILL)
    def __init__(
        self,
        policy: AutoAugmentPolicy = AutoAugmentPolicy.IMAGENET,
        interpolation: Inter = Inter.NEAREST,
        fill_value: Any = 0,
    ):
        self.lines = _LEARNT[policy].strip().splitlines()
        self.interpolation, self.fill_value = interpolation, fill_value

    def _apply(self, image: np.ndarray) -> np.ndarray:
        generator = randomness.generator()
        words = self.lines[int(generator.integers(len(self.lines)))].split()
        dtype, image = image.dtype, image.astype(np.uint8, copy=False)
        for name, tenths, place in (words[:3], words[3:]):
            if generator.random() < int(tenths) / 10:
                magnitude = _magnitude(name, 10, int(place), _greatest(*image.shape[:2]), 4)
                image = self._do(image, name, magnitude, True)
        return image.astype(dtype, copy=False)
