"""Transforms of perspective."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim.dataset import randomness
from mindshim.dataset.checks import Each, Int, Number, checked
from mindshim.dataset.transforms.base import TensorOperation
from mindshim.dataset.vision import geometry
from mindshim.dataset.vision.base import ImageOperation, is_pil
from mindshim.dataset.vision.enums import Inter
from mindshim.dataset.vision.shapes import INTER, pil_inter

_FRACTION = Number(0, 1, types=(float,))
_POINTS = Each(Each(Int(None), (2,)), (4,))


def _pil(image: Any, start: Any, end: Any, interpolation: Inter) -> Any:
    """A PIL image with four points moved to four others, by PIL."""
    from PIL import Image

    rows, wanted = [], []
    for (x, y), (u, v) in zip(end, start, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    coefficients = np.linalg.lstsq(np.array(rows, float), np.array(wanted, float), rcond=None)[0]
    return image.transform(image.size, Image.Transform.PERSPECTIVE, coefficients.tolist(), pil_inter(interpolation))


class Perspective(ImageOperation):
    """The image with four points (x, y) moved to four others."""

    gives_pil = True

    @checked(start_points=_POINTS, end_points=_POINTS, interpolation=INTER)
    def __init__(self, start_points: Any, end_points: Any, interpolation: Inter = Inter.BILINEAR):
        self.start_points, self.end_points, self.interpolation = start_points, end_points, interpolation

    def _apply(self, image: np.ndarray) -> np.ndarray:
        return geometry.perspective(image, self.start_points, self.end_points, self.interpolation)

    def _apply_pil(self, image: Any) -> Any:
        return _pil(image, self.start_points, self.end_points, self.interpolation)


class RandomPerspective(TensorOperation):
    """The corners of a PIL image moved inwards at random, with a probability.

    Args:
        distortion_scale: how far, as a fraction of half the size.
        prob: the probability.
        interpolation: how pixels are computed.

    Raises:
        ValueError: called with something else than a PIL image.
    """

    random = True

    @checked(distortion_scale=_FRACTION, prob=_FRACTION, interpolation=INTER)
    def __init__(self, distortion_scale: float = 0.5, prob: float = 0.5, interpolation: Inter = Inter.BICUBIC):
        self.scale, self.prob, self.interpolation = distortion_scale, prob, interpolation

    def _input(self, value: Any) -> Any:
        return value

    def _apply(self, value: Any) -> Any:
        if not is_pil(value):
            raise ValueError("Input image should be a Pillow image.")
        generator = randomness.generator()
        if generator.random() >= self.prob:
            return value
        width, height = value.size
        start = [(0, 0), (width - 1, 0), (width - 1, height - 1), (0, height - 1)]
        end = []
        for x, y in start:
            inward = [int(generator.integers(int(n / 2 * self.scale) + 1)) for n in (width, height)]
            end.append((x - inward[0] if x else inward[0], y - inward[1] if y else inward[1]))
        return _pil(value, start, end, self.interpolation)
