"""Transforms that move, cut, pad or turn images, and those that change what an image is."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim.dataset import randomness
from mindshim.dataset.checks import BOOL, Each, Either, Int, Is, Number, Rule, checked
from mindshim.dataset.transforms.base import TensorOperation
from mindshim.dataset.transforms.transforms import TypeCast, numpy_dtype
from mindshim.dataset.vision import geometry
from mindshim.dataset.vision.base import Chance, ImageOperation, is_pil, to_pil
from mindshim.dataset.vision.enums import Border, Inter, SliceMode

# The greatest number up to which float32 holds all integers; MindSpore takes no greater ones.
LIMIT = 2**24
NUMBER, POSITIVE, NATURAL = Number(-LIMIT, LIMIT), Number(above=0, high=LIMIT), Number(0, LIMIT)
SIZE = Either(Int(1, LIMIT), Each(Int(1, LIMIT), (2,)))
INTER, BORDER = Is(Inter), Is(Border)
FILL = Either(Int(0, 255), Each(Int(0, 255), (3,), kinds=(tuple,)))
PADDING = Either(Int(0, LIMIT), Each(Int(0, LIMIT), (2, 4), refusal=ValueError))
PROBABILITY = Number(0, 1)
_SCALE = Each(NATURAL, (2,), ascending=True, optional=True)
RANDOM_PART: dict[str, Rule] = {
    "size": SIZE, "scale": _SCALE, "ratio": _SCALE, "interpolation": Is(Inter, optional=True),
    "max_attempts": Int(1, optional=True),
}  # fmt: skip


def _pair(size: Any) -> tuple[int, int]:
    return (size, size) if isinstance(size, int) else (size[0], size[-1])


class Decode(ImageOperation):
    """The image in the bytes of a file, (height, width, 3) of uint8; a PIL image with `to_pil`.

    Raises:
        RuntimeError: the bytes are no image.
    """

    ranks = (1,)

    @checked(to_pil=BOOL)
    def __init__(self, to_pil: bool = False):
        self.to_pil = to_pil

    def _input(self, value: Any) -> Any:
        return np.frombuffer(value, np.uint8) if isinstance(value, bytes) else super()._input(value)

    def _one(self, image: Any) -> Any:
        if (
            not isinstance(image, np.ndarray)
            or image.ndim != 1
            or image.dtype.kind in "US"
            and image.size != 1
        ):
            raise RuntimeError(
                "Decode: unsupported input, the input should be the 1-D bytes of an image file."
            )
        if self.to_pil:
            import io

            from PIL import Image

            try:
                return Image.open(io.BytesIO(image.tobytes())).convert("RGB")
            except OSError as error:
                raise RuntimeError(f"Decode: image decode failed: {error}") from None
        return decode(image)


def decode(data: Any) -> np.ndarray:
    """The image in the bytes of a file.

    Raises:
        RuntimeError: there is none.
    """
    cv2 = geometry._cv2()
    array = np.frombuffer(data, np.uint8) if isinstance(data, bytes) else data.view(np.uint8)
    image = cv2.imdecode(array, cv2.IMREAD_COLOR_RGB) if array.size else None
    if image is None:
        raise RuntimeError("Decode: image decode failed, the data is no image or it is damaged.")
    return image


class Resize(ImageOperation):
    """The image at another size: (height, width), or the shorter edge's."""

    gives_pil = True

    @checked(size=SIZE, interpolation=INTER)
    def __init__(self, size: Any, interpolation: Inter = Inter.BILINEAR):
        self.size, self.interpolation = size, interpolation

    def _apply(self, image: np.ndarray) -> np.ndarray:
        return geometry.resize(image, self.size, self.interpolation)

    def _apply_pil(self, image: Any) -> Any:
        height, width = geometry.target_size(self.size, image.height, image.width)
        return image.resize((width, height), pil_inter(self.interpolation))


def pil_inter(interpolation: Inter) -> Any:
    """PIL's name of an interpolation."""
    from PIL import Image

    names = {
        Inter.NEAREST: "NEAREST",
        Inter.ANTIALIAS: "LANCZOS",
        Inter.BILINEAR: "BILINEAR",
        Inter.BICUBIC: "BICUBIC",
    }
    if interpolation not in names:
        raise RuntimeError(f"{interpolation!r} is not possible for a PIL image.")
    return Image.Resampling[names[interpolation]]


class RandomResize(ImageOperation):
    """Resize with a random interpolation."""

    random = True

    @checked(size=SIZE)
    def __init__(self, size: Any):
        self.size = size

    def _apply(self, image: np.ndarray) -> np.ndarray:
        ways = Inter.NEAREST, Inter.BILINEAR, Inter.BICUBIC, Inter.AREA
        return geometry.resize(image, self.size, ways[int(randomness.generator().integers(4))])


class Crop(ImageOperation):
    """The part of a size (height, width) from a point (top, left) on."""

    @checked(coordinates=Each(Int(0), (2,)), size=SIZE)
    def __init__(self, coordinates: Any, size: Any):
        self.coordinates, self.size = coordinates, _pair(size)

    def _apply(self, image: np.ndarray) -> np.ndarray:
        return geometry.crop(image, self.coordinates[0], self.coordinates[1], *self.size)


class CenterCrop(ImageOperation):
    """The middle part; zeros beyond the edge."""

    gives_pil = True

    @checked(size=SIZE)
    def __init__(self, size: Any):
        self.size = _pair(size)

    def _apply(self, image: np.ndarray) -> np.ndarray:
        return geometry.center_crop(image, self.size)


class ResizedCrop(ImageOperation):
    """A part, at another size."""

    @checked(top=Int(0), left=Int(0), height=Int(1), width=Int(1), size=SIZE, interpolation=INTER)
    def __init__(
        self, top: int, left: int, height: int, width: int, size: Any, interpolation: Inter = Inter.BILINEAR
    ):
        self.part, self.size, self.interpolation = (top, left, height, width), _pair(size), interpolation

    def _apply(self, image: np.ndarray) -> np.ndarray:
        return geometry.resize(geometry.crop(image, *self.part), self.size, self.interpolation)


class RandomCrop(ImageOperation):
    """A part of a size at a random place, of an image that may be padded before.

    Args:
        size: (height, width), or one int for both.
        padding: pixels to add on every side, or on (left and right, top and bottom), or on (left, top, right,
        bottom).
        pad_if_needed: pad an image that is too small.
        fill_value: what to pad with.
        padding_mode: how to pad.

    Raises:
        RuntimeError: the image is smaller than the part.
    """

    gives_pil = True
    random = True

    @checked(
        size=SIZE,
        padding=Either(Int(0, LIMIT), Each(Int(0, LIMIT), (2, 4), refusal=ValueError), optional=True),
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
        self.size, self.padding = _pair(size), None if padding is None else geometry.four(padding)
        self.pad_if_needed, self.fill_value = pad_if_needed, fill_value or 0
        self.padding_mode = padding_mode or Border.CONSTANT

    def _apply(self, image: np.ndarray) -> np.ndarray:
        if self.padding is not None:
            image = geometry.pad(image, self.padding, self.fill_value, self.padding_mode)
        height, width = self.size
        if self.pad_if_needed:
            y, x = max(0, height - image.shape[0]), max(0, width - image.shape[1])
            if y or x:
                image = geometry.pad(image, (x, y, x, y), self.fill_value, self.padding_mode)
        rows, columns = image.shape[0] - height, image.shape[1] - width
        if rows < 0 or columns < 0:
            raise RuntimeError(
                f"RandomCrop: invalid crop size, crop size is bigger than the image "
                f"dimensions, got crop "
                f"height: {height}, crop width: {width}, image shape: {image.shape[:2]}."
            )
        generator = randomness.generator()
        top, left = int(generator.integers(rows + 1)), int(generator.integers(columns + 1))
        return image[top : top + height, left : left + width]


class RandomResizedCrop(ImageOperation):
    """A part with random area, ratio and place, at one size.

    Args:
        size: (height, width), or one int for both.
        scale: the limits of the part's area, as fractions.
        ratio: the limits of width / height.
        interpolation: how to resize.
        max_attempts: tries before the middle is taken.
    """

    gives_pil = True
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

    def _apply(self, image: np.ndarray) -> np.ndarray:
        height, width = image.shape[:2]
        generator = randomness.generator()
        part = geometry.random_part(generator, height, width, self.scale, self.ratio, self.max_attempts)
        return geometry.resize(geometry.crop(image, *part), self.size, self.interpolation)


class RandomCropDecodeResize(RandomResizedCrop):
    """:class:`Decode` and :class:`RandomResizedCrop` in one."""

    ranks = (1,)

    def _apply(self, image: np.ndarray) -> np.ndarray:
        return super()._apply(decode(image))


class Pad(ImageOperation):
    """More pixels around the image; `padding` as in :class:`RandomCrop`."""

    gives_pil = True

    @checked(padding=PADDING, fill_value=FILL, padding_mode=BORDER)
    def __init__(self, padding: Any, fill_value: Any = 0, padding_mode: Border = Border.CONSTANT):
        self.padding, self.fill_value, self.padding_mode = geometry.four(padding), fill_value, padding_mode

    def _apply(self, image: np.ndarray) -> np.ndarray:
        return geometry.pad(image, self.padding, self.fill_value, self.padding_mode)


class PadToSize(ImageOperation):
    """Pixels around the image up to a size; `offset` (top, left) is its place, the middle by default."""

    @checked(
        size=Either(Int(1, LIMIT), Each(Int(1, LIMIT), (2,), refusal=ValueError)),
        offset=Either(Int(0, LIMIT), Each(Int(0, LIMIT), (0, 2), refusal=ValueError), optional=True),
        fill_value=FILL,
        padding_mode=BORDER,
    )
    def __init__(
        self, size: Any, offset: Any = None, fill_value: Any = 0, padding_mode: Border = Border.CONSTANT
    ):
        self.size, self.offset = _pair(size), _pair(offset) if offset or offset == 0 else None
        self.fill_value, self.padding_mode = fill_value, padding_mode

    def _apply(self, image: np.ndarray) -> np.ndarray:
        rows, columns = self.size[0] - image.shape[0], self.size[1] - image.shape[1]
        top, left = self.offset or (rows // 2, columns // 2)
        if rows < top or columns < left or rows < 0 or columns < 0:
            raise RuntimeError(
                f"PadToSize: the image of size {image.shape[:2]} does not fit into "
                f"{self.size} at "
                f"({top}, {left})."
            )
        return geometry.pad(
            image, (left, top, columns - left, rows - top), self.fill_value, self.padding_mode
        )


class HorizontalFlip(ImageOperation):
    """Left and right exchanged."""

    def _apply(self, image: np.ndarray) -> np.ndarray:
        if image.ndim == 3 and image.shape[2] == 3 and image.dtype == np.uint8:
            return geometry._cv2().flip(image, 1)  # ten times as fast for pixels of three bytes
        return np.ascontiguousarray(image[:, ::-1])


class VerticalFlip(ImageOperation):
    """Top and bottom exchanged."""

    def _apply(self, image: np.ndarray) -> np.ndarray:
        return np.ascontiguousarray(image[::-1])


class RandomHorizontalFlip(Chance, HorizontalFlip):
    """:class:`HorizontalFlip` with a probability."""

    gives_pil = True

    @checked(prob=PROBABILITY)
    def __init__(self, prob: float = 0.5):
        self.prob = prob


class RandomVerticalFlip(Chance, VerticalFlip):
    """:class:`VerticalFlip` with a probability."""

    gives_pil = True

    @checked(prob=PROBABILITY)
    def __init__(self, prob: float = 0.5):
        self.prob = prob


class SlicePatches(ImageOperation):
    """The image as num_height * num_width patches, one column each."""

    @checked(
        num_height=Int(1, optional=True),
        num_width=Int(1, optional=True),
        slice_mode=Is(SliceMode, optional=True),
        fill_value=Int(0, 255, optional=True),
    )
    def __init__(
        self,
        num_height: int = 1,
        num_width: int = 1,
        slice_mode: SliceMode = SliceMode.PAD,
        fill_value: int = 0,
    ):
        self.grid, self.fill_value = (num_height or 1, num_width or 1), fill_value or 0
        self.slice_mode = SliceMode.PAD if slice_mode is None else slice_mode

    def _apply(self, image: np.ndarray) -> Any:
        rows, columns = self.grid
        if self.slice_mode == SliceMode.PAD:
            more = -image.shape[0] % rows, -image.shape[1] % columns
            image = geometry.pad(image, (0, 0, more[1], more[0]), self.fill_value)
        h, w = image.shape[0] // rows, image.shape[1] // columns
        return tuple(
            image[y * h : (y + 1) * h, x * w : (x + 1) * w] for y in range(rows) for x in range(columns)
        )


class HWC2CHW(ImageOperation):
    """(height, width, channels) as (channels, height, width)."""

    def _apply(self, image: np.ndarray) -> np.ndarray:
        return image if image.ndim == 2 else np.ascontiguousarray(image.transpose(2, 0, 1))


class ToTensor(ImageOperation):
    """An image (height, width, channels) as (channels, height, width) in [0, 1]; integers are divided by 255."""

    def __init__(self, output_type: Any = np.float32):
        self.output_type = numpy_dtype(output_type)

    def _apply(self, image: np.ndarray) -> np.ndarray:
        image = image[..., None] if image.ndim == 2 else image
        moved = np.ascontiguousarray(image.transpose(2, 0, 1))
        scaled = moved.astype(np.float32) / np.float32(255) if moved.dtype.kind in "iu" else moved
        return scaled.astype(self.output_type, copy=False)


class ToType(TypeCast):
    """The image in another dtype."""

    def _input(self, value: Any) -> Any:
        return value

    def _apply(self, value: Any) -> Any:
        return super()._apply(np.asarray(value))


class ToNumpy(TensorOperation):
    """A PIL image as an array."""

    def _input(self, value: Any) -> Any:
        return value

    def _apply(self, value: Any) -> Any:
        return np.array(value)


class ToPIL(TensorOperation):
    """An array as a PIL image."""

    def _input(self, value: Any) -> Any:
        return value

    def _apply(self, value: Any) -> Any:
        return to_pil(value)


class FiveCrop(TensorOperation):
    """The four corners and the middle of a PIL image, five PIL images of one size."""

    @checked(size=SIZE)
    def __init__(self, size: Any):
        self.size = _pair(size)

    def _input(self, value: Any) -> Any:
        return value

    def _apply(self, value: Any) -> Any:
        if not is_pil(value):
            raise TypeError(f"img should be PIL image, but got {type(value)}.")
        (height, width), (w, h) = self.size, value.size
        if height > h or width > w:
            raise ValueError(f"Crop size {self.size} is larger than input image size {(h, w)}.")
        x, y = round((w - width) / 2), round((h - height) / 2)
        places = ((0, 0), (w - width, 0), (0, h - height), (w - width, h - height), (x, y))
        return tuple(value.crop((a, b, a + width, b + height)) for a, b in places)


class TenCrop(FiveCrop):
    """The :class:`FiveCrop` of a PIL image and of its mirror image."""

    @checked(size=SIZE, use_vertical_flip=Is(bool, optional=True))
    def __init__(self, size: Any, use_vertical_flip: bool = False):
        super().__init__(size)
        self.use_vertical_flip = use_vertical_flip

    def _apply(self, value: Any) -> Any:
        first = super()._apply(value)
        from PIL import ImageOps

        return *first, *super()._apply(
            ImageOps.flip(value) if self.use_vertical_flip else ImageOps.mirror(value)
        )
