"""Where pixels go: pure functions of images, which are arrays of shape (height, width) or (height, width, channels)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from mindshim.dataset.vision.enums import Border, Inter


def _cv2() -> Any:
    try:
        import cv2
    except ImportError as error:
        raise ImportError("image transforms need OpenCV: pip install 'mindshim[data]'") from error
    return cv2


def _flag(interpolation: Inter) -> int:
    cv2 = _cv2()
    return {Inter.NEAREST: cv2.INTER_NEAREST, Inter.BILINEAR: cv2.INTER_LINEAR, Inter.BICUBIC: cv2.INTER_CUBIC,
            Inter.AREA: cv2.INTER_AREA}[interpolation]  # fmt: skip


def _with_channels(image: np.ndarray, like: np.ndarray) -> np.ndarray:
    """OpenCV drops an axis of one channel; put it back."""
    return image[..., None] if image.ndim < like.ndim else image


def target_size(size: Any, height: int, width: int) -> tuple[int, int]:
    """(height, width) for a size: both, or the shorter edge, which keeps the ratio."""
    if not isinstance(size, int):
        return (size[0], size[0]) if len(size) == 1 else (size[0], size[1])
    if height < width:
        return size, int(width / height * size)
    return int(height / width * size), size


def resize(image: np.ndarray, size: Any, interpolation: Inter = Inter.BILINEAR) -> np.ndarray:
    """The image at another size."""
    height, width = target_size(size, *image.shape[:2])
    if (height, width) == image.shape[:2]:
        return image
    if interpolation == Inter.PILCUBIC:
        from PIL import Image

        if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3:
            raise RuntimeError("Resize: PILCUBIC needs an image of uint8 with 3 channels.")
        # Along the rows first, whatever PIL's order is: it rounds between both.
        wide = Image.fromarray(image).resize((width, image.shape[0]), Image.Resampling.BICUBIC)
        return np.asarray(wide.resize((width, height), Image.Resampling.BICUBIC))
    if interpolation == Inter.ANTIALIAS:
        raise TypeError("Resize: Inter.ANTIALIAS needs a PIL image; use ToPIL() before.")
    resized = _cv2().resize(np.ascontiguousarray(image), (width, height), interpolation=_flag(interpolation))
    return _with_channels(resized, image)


def crop(image: np.ndarray, top: int, left: int, height: int, width: int) -> np.ndarray:
    """A part of the image.

    Raises:
        RuntimeError: it reaches beyond the edge.
    """
    if top < 0 or left < 0 or top + height > image.shape[0] or left + width > image.shape[1]:
        raise RuntimeError(
            f"Crop: Crop coordinates are out of bound: the part from ({top}, {left}) of size "
            f"({height}, "
            f"{width}) is not inside an image of size {image.shape[:2]}."
        )
    return image[top : top + height, left : left + width]


def center_crop(image: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """The middle part; a size beyond the image is filled up with zeros."""
    height, width = size
    more = max(0, height - image.shape[0]), max(0, width - image.shape[1])
    if any(more):
        image = pad(
            image, (more[1] // 2 + more[1] % 2, more[0] // 2 + more[0] % 2, more[1] // 2, more[0] // 2)
        )
    top, left = (image.shape[0] - height) // 2, (image.shape[1] - width) // 2
    return crop(image, top, left, height, width)


def pad(
    image: np.ndarray, sides: tuple[int, int, int, int], fill: Any = 0, mode: Border = Border.CONSTANT
) -> np.ndarray:
    """More pixels on the (left, top, right, bottom)."""
    left, top, right, bottom = sides
    widths = [(top, bottom), (left, right)] + [(0, 0)] * (image.ndim - 2)
    if mode != Border.CONSTANT:
        how = {Border.EDGE: "edge", Border.REFLECT: "reflect", Border.SYMMETRIC: "symmetric"}[mode]
        return np.pad(image, widths, mode=how)  # pyright: ignore[reportCallIssue, reportArgumentType]
    shape = [n + sum(w) for n, w in zip(image.shape, widths, strict=True)]
    padded = np.empty(shape, image.dtype)
    padded[...] = fill_for(image, fill)
    padded[top : top + image.shape[0], left : left + image.shape[1]] = image
    return padded


def fill_for(image: np.ndarray, fill: Any) -> Any:
    """A fill value for each channel."""
    if not isinstance(fill, (tuple, list)):
        return fill
    return fill[0] if image.ndim == 2 or image.shape[2] == 1 else np.asarray(fill)[: image.shape[2]]


def four(value: Any, name: str = "padding") -> tuple[int, int, int, int]:
    """(left, top, right, bottom) from one number for all, two (left and right, top and bottom), or four."""
    if isinstance(value, int):
        return value, value, value, value
    if len(value) == 2:
        return value[0], value[1], value[0], value[1]
    if len(value) == 4:
        return tuple(value)
    raise ValueError(f"{name} must be one number, or two or four of them, but got {value}.")


def _warp(
    image: np.ndarray, matrix: np.ndarray, size: tuple[int, int], interpolation: Inter, fill: Any
) -> np.ndarray:
    value = fill if isinstance(fill, (tuple, list)) else [fill] * 4
    warped = _cv2().warpAffine(
        np.ascontiguousarray(image),
        matrix,
        size,
        flags=_flag(interpolation),
        borderValue=tuple(float(v) for v in value),
    )
    return _with_channels(warped, image)


def rotate(
    image: np.ndarray,
    degrees: float,
    interpolation: Inter = Inter.NEAREST,
    expand: bool = False,
    center: Any = None,
    fill: Any = 0,
) -> np.ndarray:
    """The image turned counterclockwise about a centre (x, y); `expand` makes room for its corners."""
    height, width = image.shape[:2]
    about = ((width - 1) / 2, (height - 1) / 2) if center is None else tuple(center)
    matrix = _cv2().getRotationMatrix2D(about, degrees, 1.0)
    size = width, height
    if expand:
        cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
        exact = height * sin + width * cos, height * cos + width * sin
        size = round(exact[0]), round(exact[1])
        matrix[0, 2] += (exact[0] - width) / 2
        matrix[1, 2] += (exact[1] - height) / 2
    return _warp(image, matrix, size, interpolation, fill)


def affine(
    image: np.ndarray,
    degrees: float,
    translate: tuple[float, float],
    scale: float,
    shear: tuple[float, float],
    interpolation: Inter = Inter.NEAREST,
    fill: Any = 0,
) -> np.ndarray:
    """The image turned clockwise, moved by pixels (x, y), scaled and sheared by degrees (x, y), about its middle."""
    height, width = image.shape[:2]
    angle, shear_x, shear_y = (math.radians(v) for v in (degrees, *shear))
    center_x, center_y = (width - 1) / 2, (height - 1) / 2
    a = math.cos(angle - shear_y) / math.cos(shear_y)
    b = -math.cos(angle - shear_y) * math.tan(shear_x) / math.cos(shear_y) - math.sin(angle)
    c = math.sin(angle - shear_y) / math.cos(shear_y)
    d = -math.sin(angle - shear_y) * math.tan(shear_x) / math.cos(shear_y) + math.cos(angle)
    linear = np.array([[a, b], [c, d]]) * scale
    offset = np.array([center_x + translate[0], center_y + translate[1]]) - linear @ np.array(
        [center_x, center_y]
    )
    matrix = np.concatenate([linear, offset[:, None]], axis=1)
    return _warp(image, matrix, (width, height), interpolation, fill)


def perspective(image: np.ndarray, start: Any, end: Any, interpolation: Inter = Inter.BILINEAR) -> np.ndarray:
    """The image with four points (x, y) moved to four others."""
    cv2 = _cv2()
    matrix = cv2.getPerspectiveTransform(np.asarray(start, np.float32), np.asarray(end, np.float32))
    warped = cv2.warpPerspective(
        np.ascontiguousarray(image), matrix, (image.shape[1], image.shape[0]), flags=_flag(interpolation)
    )
    return _with_channels(warped, image)


def random_part(
    generator: np.random.Generator, height: int, width: int, scale: Any, ratio: Any, attempts: int
) -> tuple[int, int, int, int]:
    """(top, left, height, width) of a part with random area and ratio; the largest middle one if none fits."""
    for _ in range(attempts):
        area = height * width * generator.uniform(*scale)
        aspect = math.exp(generator.uniform(math.log(ratio[0]), math.log(ratio[1])))
        w, h = round(math.sqrt(area * aspect)), round(math.sqrt(area / aspect))
        if 0 < w <= width and 0 < h <= height:
            return int(generator.integers(0, height - h + 1)), int(generator.integers(0, width - w + 1)), h, w
    w, h = width, height
    if width / height < ratio[0]:
        h = round(width / ratio[0])
    elif width / height > ratio[1]:
        w = round(height * ratio[1])
    return (height - h) // 2, (width - w) // 2, h, w
