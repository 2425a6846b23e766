"""Transforms of an image together with its bounding boxes: rows (x, y, width, height, ...) of float32."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim.dataset import randomness
from mindshim.dataset.checks import BOOL, Either, Is, Number, checked
from mindshim.dataset.transforms.base import TensorOperation
from mindshim.dataset.vision import geometry
from mindshim.dataset.vision.base import ImageOperation, is_pil
from mindshim.dataset.vision.enums import Border, Inter
from mindshim.dataset.vision.shapes import FILL, INTER, PADDING, PROBABILITY, RANDOM_PART, SIZE, _pair


class _Boxed(ImageOperation):
    """A transform of an image and its boxes.

    Raises:
        RuntimeError: the boxes have another shape or dtype, or reach beyond the image.
    """

    def _in_pipeline(self, *inputs: Any) -> Any:
        if len(inputs) != 2:
            raise RuntimeError(
                "BoundingBox: invalid input, size of input data should be 2 (including image and bounding box), but "
                f"got: {len(inputs)}"
            )
        image, boxes = (np.asarray(value) for value in inputs)
        if boxes.size == 0 or image.size == 0:
            raise RuntimeError("Input Tensor has no data.")
        if boxes.dtype != np.float32:
            raise RuntimeError(f"BoundingBox: the boxes should be of float32, but got {boxes.dtype}.")
        if boxes.ndim < 2 or boxes.shape[1] < 4:
            raise RuntimeError(
                f"BoundingBox: the boxes should be a matrix of at least 4 columns, but got shape {boxes.shape}."
            )
        if (boxes[:, :2] < 0).any():
            raise RuntimeError("BoundingBox: the coordinates of the bounding boxes has negative value.")
        height, width = image.shape[:2]
        if (boxes[:, 0] + boxes[:, 2] > width).any() or (boxes[:, 1] + boxes[:, 3] > height).any():
            raise RuntimeError(
                f"BoundingBox: bounding boxes is out of bounds of the image, whose size is {(height, width)}."
            )
        return self._both(image, boxes.copy())

    def _both(self, image: np.ndarray, boxes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        raise NotImplementedError


class _Flip(_Boxed):
    random = True
    axis: int

    @checked(prob=PROBABILITY)
    def __init__(self, prob: float = 0.5):
        self.prob = prob

    def _both(self, image: np.ndarray, boxes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        if randomness.generator().random() >= self.prob:
            return image, boxes
        place = 1 - self.axis
        boxes[:, place] = image.shape[self.axis] - boxes[:, place] - boxes[:, place + 2]
        return np.ascontiguousarray(np.flip(image, self.axis)), boxes


class RandomHorizontalFlipWithBBox(_Flip):
    """Left and right exchanged, with a probability."""

    axis = 1


class RandomVerticalFlipWithBBox(_Flip):
    """Top and bottom exchanged, with a probability."""

    axis = 0


def _resized(image: np.ndarray, boxes: np.ndarray, size: Any, how: Inter) -> tuple[np.ndarray, np.ndarray]:
    made = geometry.resize(image, size, how)
    rows, columns = made.shape[0] / image.shape[0], made.shape[1] / image.shape[1]
    boxes[:, :4] *= np.array([columns, rows, columns, rows], np.float32)
    return made, boxes


class ResizeWithBBox(_Boxed):
    """At another size: (height, width), or the shorter edge's."""

    @checked(size=SIZE, interpolation=INTER)
    def __init__(self, size: Any, interpolation: Inter = Inter.LINEAR):
        self.size, self.interpolation = size, interpolation

    def _both(self, image: np.ndarray, boxes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return _resized(image, boxes, self.size, self.interpolation)


class RandomResizeWithBBox(_Boxed):
    """At another size, with a random interpolation."""

    random = True

    @checked(size=SIZE)
    def __init__(self, size: Any):
        self.size = size

    def _both(self, image: np.ndarray, boxes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        ways = Inter.NEAREST, Inter.BILINEAR, Inter.BICUBIC, Inter.AREA
        return _resized(image, boxes, self.size, ways[int(randomness.generator().integers(4))])


def _cropped(image: np.ndarray, boxes: np.ndarray, part: tuple) -> tuple[np.ndarray, np.ndarray]:
    """The part (top, left, height, width) of an image, and what is inside of the boxes that touch it, else zeros."""
    top, left, height, width = part
    low, high = np.array([left, top], np.float32), np.array([left + width, top + height], np.float32)
    start, end = boxes[:, :2], boxes[:, :2] + boxes[:, 2:4]
    touching = ((start <= high) & (end >= low)).all(1)
    start, end = np.maximum(start, low), np.minimum(end, high)
    moved = np.concatenate([start - low, end - start, boxes[:, 4:]], axis=1)[touching]
    if not len(moved):
        moved = np.zeros((1, boxes.shape[1]), np.float32)
    return geometry.crop(image, *part), moved


class RandomCropWithBBox(_Boxed):
    """A part of a size at a random place; arguments as in :class:`RandomCrop`."""

    random = True

    @checked(
        size=SIZE,
        padding=Either(*PADDING.rules, optional=True),
        pad_if_needed=BOOL,
        fill_value=Either(*FILL.rules, optional=True),
        padding_mode=Is(Border, optional=True),
    )
    def __init__(
        self,
        size: Any,
        padding: Any = None,
        pad_if_needed: bool = False,
        fill_value: Any = 0,
        padding_mode: Border = Border.CONSTANT,
    ):
        self.size, self.padding = _pair(size), (0, 0, 0, 0) if padding is None else geometry.four(padding)
        self.pad_if_needed, self.fill_value = pad_if_needed, fill_value or 0
        self.padding_mode = padding_mode or Border.CONSTANT

    def _both(self, image: np.ndarray, boxes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        height, width = self.size
        sides = [self.padding]
        if self.pad_if_needed:
            y = max(0, height - image.shape[0] - self.padding[1] - self.padding[3])
            x = max(0, width - image.shape[1] - self.padding[0] - self.padding[2])
            sides.append((x, y, x, y))
        for side in sides:
            if any(side):
                image = geometry.pad(image, side, self.fill_value, self.padding_mode)
                boxes[:, :2] += np.array(side[:2], np.float32)
        rows, columns = image.shape[0] - height, image.shape[1] - width
        if rows < 0 or columns < 0:
            raise RuntimeError(
                f"RandomCrop: invalid crop size, crop size is bigger than the image dimensions, got crop height: "
                f"{height}, crop width: {width}, image shape: {image.shape[:2]}."
            )
        generator = randomness.generator()
        part = int(generator.integers(rows + 1)), int(generator.integers(columns + 1)), height, width
        return _cropped(image, boxes, part)


class RandomResizedCropWithBBox(_Boxed):
    """A part with random area, ratio and place, at one size; arguments as in :class:`RandomResizedCrop`."""

    random = True

    @checked(**RANDOM_PART)
    def __init__(
        self,
        size: Any,
        scale: Any = (0.08, 1.0),
        ratio: Any = (3 / 4, 4 / 3),
        interpolation: Inter = Inter.BILINEAR,
        max_attempts: int = 10,
    ):
        self.size, self.scale, self.ratio = _pair(size), scale or (0.08, 1.0), ratio or (3 / 4, 4 / 3)
        self.interpolation = Inter.BILINEAR if interpolation is None else interpolation
        self.max_attempts = max_attempts or 10

    def _both(self, image: np.ndarray, boxes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        height, width = image.shape[:2]
        part = geometry.random_part(randomness.generator(), height, width, self.scale, self.ratio, self.max_attempts)
        return _resized(*_cropped(image, boxes, part), self.size, self.interpolation)


class BoundingBoxAugment(_Boxed):
    """A transform applied to what is inside some of the boxes.

    Args:
        transform: of an image.
        ratio: the part of the boxes, drawn at random.
    """

    random = True

    @checked(ratio=Number(0, 1))
    def __init__(self, transform: TensorOperation, ratio: float = 0.3):
        if not callable(transform):
            raise TypeError(f"Argument transform with value {transform!r} is not a transform.")
        self.transform, self.ratio = transform, ratio

    def _both(self, image: np.ndarray, boxes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        out = image.copy()
        for i in randomness.generator().choice(len(boxes), int(len(boxes) * self.ratio), replace=False):
            x, y, width, height = (int(v) for v in boxes[i, :4])
            inside = out[y : y + height, x : x + width]
            changed: Any = self.transform(inside.copy())
            changed = np.asarray(changed) if is_pil(changed) else changed
            out[y : y + height, x : x + width] = geometry.resize(changed, (height, width))
        return out, boxes
