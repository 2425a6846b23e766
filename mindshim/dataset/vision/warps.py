"""Transforms that turn, move, scale and shear images."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from mindshim.dataset.checks import BOOL, Each, Either, Number, Rule, checked
from mindshim.dataset.vision import geometry
from mindshim.dataset.vision.base import ImageOperation, uniform
from mindshim.dataset.vision.enums import Inter
from mindshim.dataset.vision.shapes import FILL, INTER, NATURAL, NUMBER, pil_inter

_DEGREES = Either(NATURAL, Each(NUMBER, (2,), ascending=True))
_ANGLE = Number(-180, 180)


class Center(Rule):
    """A point (x, y), or None."""

    def check(self, name: str, value: Any) -> None:
        if not isinstance(value, (list, tuple)) or len(value) != 2:
            raise ValueError(f"{name} must be a point of two numbers, but got {value!r}.")
        for i, coordinate in enumerate(value):
            NUMBER(f"{name}[{i}]", coordinate)


CENTER = Center(optional=True)


class Rotate(ImageOperation):
    """The image turned counterclockwise by degrees."""

    @checked(
        degrees=NUMBER,
        resample=INTER,
        expand=BOOL,
        center=CENTER,
        fill_value=FILL,
    )
    def __init__(
        self,
        degrees: float,
        resample: Inter = Inter.NEAREST,
        expand: bool = False,
        center: Any = None,
        fill_value: Any = 0,
    ):
        self.degrees, self.resample, self.expand = degrees, resample, expand
        self.center, self.fill_value = center, fill_value

    def _angle(self) -> float:
        return self.degrees

    def _apply(self, image: np.ndarray) -> np.ndarray:
        return geometry.rotate(image, self._angle(), self.resample, self.expand, self.center, self.fill_value)


class RandomRotation(Rotate):
    """The image turned by an angle between two limits; one number d means from -d to d."""

    random, gives_pil = True, True

    @checked(
        degrees=_DEGREES,
        resample=INTER,
        expand=BOOL,
        center=CENTER,
        fill_value=FILL,
    )
    def __init__(
        self,
        degrees: Any,
        resample: Inter = Inter.NEAREST,
        expand: bool = False,
        center: Any = None,
        fill_value: Any = 0,
    ):
        super().__init__(0, resample, expand, center, fill_value)
        self.limits = (-degrees, degrees) if isinstance(degrees, (int, float)) else tuple(degrees)

    def _angle(self) -> float:
        return uniform(*self.limits)

    def _apply_pil(self, image: Any) -> Any:
        return image.rotate(
            self._angle(), pil_inter(self.resample), self.expand, self.center, fillcolor=self.fill_value
        )


class Affine(ImageOperation):
    """The image turned (degrees), moved (fractions of its size), scaled and sheared (degrees)."""

    @checked(
        degrees=_ANGLE,
        translate=Each(Number(-1, 1), (2,)),
        scale=Number(above=0),
        shear=Either(_ANGLE, Each(_ANGLE, (2,))),
        resample=INTER,
        fill_value=FILL,
    )
    def __init__(
        self,
        degrees: float,
        translate: Any,
        scale: float,
        shear: Any,
        resample: Inter = Inter.NEAREST,
        fill_value: Any = 0,
    ):
        self.degrees, self.translate, self.scale = degrees, translate, scale
        self.shear = (shear, 0.0) if isinstance(shear, (int, float)) else tuple(shear)
        self.resample, self.fill_value = resample, fill_value

    def _apply(self, image: np.ndarray) -> np.ndarray:
        moved = self.translate[0] * image.shape[1], self.translate[1] * image.shape[0]
        return geometry.affine(image, self.degrees, moved, self.scale, self.shear, self.resample, self.fill_value)


class RandomAffine(ImageOperation):
    """The image turned, moved, scaled and sheared at random.

    Args:
        degrees: the limits of the angle; one number d means from -d to d.
        translate: the limits of the move as fractions of the size: (x low, x high) or (x low, x high, y low,
        y high).
        scale: the limits of the scale.
        shear: the limits of the shear in degrees: one number s (from -s to s), (low, high) along x, or four.
        resample: how pixels are computed.
        fill_value: what lies beyond the edge.
    """

    random, gives_pil = True, True

    @checked(
        degrees=_DEGREES,
        translate=Each(Number(-1, 1), (2, 4), optional=True),
        scale=Each(NATURAL, (2,), ascending=True, optional=True),
        shear=Either(Number(above=0), Each(Number(), (2, 4)), optional=True),
        resample=INTER,
        fill_value=Either(*FILL.rules, optional=True),
    )
    def __init__(
        self,
        degrees: Any,
        translate: Any = None,
        scale: Any = None,
        shear: Any = None,
        resample: Inter = Inter.NEAREST,
        fill_value: Any = 0,
    ):
        if isinstance(shear, (list, tuple)) and any(a > b for a, b in zip(shear[::2], shear[1::2], strict=True)):
            raise ValueError(f"shear must be in (min, max) order, but got {shear}.")
        self.degrees = (-degrees, degrees) if isinstance(degrees, (int, float)) else tuple(degrees)
        self.translate = (*(translate or (0, 0)), 0, 0)[:4]
        self.scale = tuple(scale or (1, 1))
        given = (-shear, shear) if isinstance(shear, (int, float)) else tuple(shear or (0, 0))
        self.shear = (*given, 0, 0)[:4]
        self.resample, self.fill_value = resample, fill_value or 0

    def _drawn(self, height: int, width: int) -> tuple[float, tuple[float, float], float, tuple[float, float]]:
        """The angle, the move in pixels, the scale and the shear."""
        moved = uniform(*self.translate[:2]) * width, uniform(*self.translate[2:]) * height
        shear = uniform(*self.shear[:2]), uniform(*self.shear[2:])
        return uniform(*self.degrees), moved, uniform(*self.scale), shear

    def _apply(self, image: np.ndarray) -> np.ndarray:
        return geometry.affine(image, *self._drawn(*image.shape[:2]), self.resample, self.fill_value)

    def _apply_pil(self, image: Any) -> Any:
        from PIL import Image

        degrees, moved, scale, shear = self._drawn(image.height, image.width)
        # PIL wants where each pixel comes from, about the middle of the pixel in the middle.
        first, second = (math.radians(degrees + s) for s in shear)
        linear = np.array([[math.cos(first), math.sin(first)], [-math.sin(second), math.cos(second)]])
        linear /= scale * np.linalg.det(linear)
        center = np.array([image.width / 2 + 0.5, image.height / 2 + 0.5])
        offset = center - linear @ (center + moved)
        matrix = np.concatenate([linear, offset[:, None]], axis=1).reshape(-1).tolist()
        return image.transform(
            image.size, Image.Transform.AFFINE, matrix, pil_inter(self.resample), fillcolor=self.fill_value
        )
