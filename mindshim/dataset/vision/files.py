"""Images and raw bytes in files and in memory."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from mindshim.dataset.vision.base import is_pil
from mindshim.dataset.vision.enums import ImageReadMode
from mindshim.dataset.vision.geometry import _cv2
from mindshim.engine.tensor import Tensor


def _kind(name: str, value: Any, kind: type) -> None:
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TypeError(f"Input {name} is not of type {kind}, but got: {type(value)}.")


def _content(operation: str, filename: Any) -> bytes:
    _kind("filename", filename, str)
    if not os.path.exists(filename):
        raise RuntimeError(f"{operation}: Invalid file path, {filename} does not exist.")
    if not os.path.isfile(filename):
        raise RuntimeError(f"{operation}: Invalid file path, {filename} is not a regular file.")
    with open(filename, "rb") as stream:
        return stream.read()


def _keep(operation: str, filename: str, content: bytes) -> None:
    try:
        with open(filename, "wb") as stream:
            stream.write(content)
    except OSError as error:
        raise RuntimeError(f"{operation}: {filename} cannot be written: {error.strerror}.") from None


def read_file(filename: str) -> np.ndarray:
    """The bytes of a file, of uint8.

    Raises:
        TypeError: the name is no string.
        RuntimeError: there is no such file.
    """
    return np.frombuffer(_content("ReadFile", filename), np.uint8).copy()


def write_file(filename: str, data: Any) -> None:
    """Writes a NumPy array or Tensor of uint8 and one axis to a file.

    Raises:
        TypeError: an argument has the wrong type.
        RuntimeError: the data has another dtype or more axes, or the file cannot be written.
    """
    _kind("filename", filename, str)
    array = _array("data", data)
    if array.dtype != np.uint8:
        raise RuntimeError(f"WriteFile: The type of the elements of data should be UINT8, but got {array.dtype}.")
    if array.ndim != 1:
        raise RuntimeError(f"WriteFile: data should have only one dimension, but got {array.ndim} dimensions.")
    _keep("WriteFile", filename, array.tobytes())


def read_image(filename: str, mode: ImageReadMode = ImageReadMode.UNCHANGED) -> np.ndarray:
    """The image in a file, (height, width, channels), RGB or gray.

    Args:
        filename: of JPEG, PNG, BMP or TIFF.
        mode: keep the file's channels (without transparency), or make them gray or RGB.

    Raises:
        TypeError: an argument has the wrong type.
        RuntimeError: there is no such file, or it holds no image.

    Examples:
        >>> import mindshim.dataset.vision as vision
        >>> image = vision.read_image("photo.png", vision.ImageReadMode.GRAYSCALE)  # doctest: +SKIP
    """
    content = _content("ReadImage", filename)
    _kind("mode", mode, ImageReadMode)
    cv2 = _cv2()
    flags = {
        ImageReadMode.UNCHANGED: cv2.IMREAD_UNCHANGED,
        ImageReadMode.GRAYSCALE: cv2.IMREAD_GRAYSCALE,
        ImageReadMode.COLOR: cv2.IMREAD_COLOR,
    }
    image = cv2.imdecode(np.frombuffer(content, np.uint8), flags[mode]) if content else None
    if image is None:
        raise RuntimeError(f"ReadImage: Failed to read file {filename}")
    if image.ndim == 2:
        return image[..., None]
    return np.ascontiguousarray(image[..., 2::-1])


def _array(name: str, value: Any) -> np.ndarray:
    if isinstance(value, Tensor):
        return value.asnumpy()
    if not isinstance(value, np.ndarray):
        raise TypeError(f"Input {name} is not of type {np.ndarray} or {Tensor}, but got: {type(value)}.")
    return value


def _encode(operation: str, image: Any, suffix: str, flag: str, level: tuple[str, Any, int, int]) -> np.ndarray:
    array = _array("image", image)
    name, value, low, high = level
    _kind(name, value, int)
    if array.dtype != np.uint8:
        raise RuntimeError(f"{operation}: The type of the elements of image should be UINT8, but got {array.dtype}.")
    if array.ndim not in (2, 3):
        raise RuntimeError(f"{operation}: The image should have two or three dimensions, but got {array.ndim}.")
    if array.ndim == 3 and array.shape[2] not in (1, 3):
        raise RuntimeError(f"{operation}: The image should have 1 or 3 channels, but got {array.shape[2]} channels.")
    if not low <= value <= high:
        raise RuntimeError(f"{operation}: Invalid {name} {value}, should be in range of [{low}, {high}].")
    if array.size == 0:
        raise RuntimeError(f"{operation}: The image of shape {array.shape} is empty.")
    cv2 = _cv2()
    ordered = array[..., ::-1] if array.ndim == 3 else array
    _, content = cv2.imencode(suffix, np.ascontiguousarray(ordered), [getattr(cv2, flag), value])
    return content.reshape(-1)


def encode_jpeg(image: Any, quality: int = 75) -> np.ndarray:
    """The bytes of a JPEG file, of uint8.

    Args:
        image: a NumPy array or Tensor of uint8, (height, width), (height, width, 1) or RGB (height, width, 3).
        quality: 1 to 100.

    Raises:
        TypeError: an argument has the wrong type.
        RuntimeError: the image has another shape or dtype, or `quality` is out of range.
    """
    return _encode("EncodeJpeg", image, ".jpg", "IMWRITE_JPEG_QUALITY", ("quality", quality, 1, 100))


def encode_png(image: Any, compression_level: int = 6) -> np.ndarray:
    """The bytes of a PNG file, of uint8; as :func:`encode_jpeg`, with a compression from 0 to 9."""
    level = "compression_level", compression_level, 0, 9
    return _encode("EncodePng", image, ".png", "IMWRITE_PNG_COMPRESSION", level)


def write_jpeg(filename: str, image: Any, quality: int = 75) -> None:
    """Writes an image to a JPEG file; as :func:`encode_jpeg`."""
    _kind("filename", filename, str)
    level = "quality", quality, 1, 100
    _keep("WriteJpeg", filename, _encode("WriteJpeg", image, ".jpg", "IMWRITE_JPEG_QUALITY", level).tobytes())


def write_png(filename: str, image: Any, compression_level: int = 6) -> None:
    """Writes an image to a PNG file; as :func:`encode_png`."""
    _kind("filename", filename, str)
    level = "compression_level", compression_level, 0, 9
    _keep("WritePng", filename, _encode("WritePng", image, ".png", "IMWRITE_PNG_COMPRESSION", level).tobytes())


def _image(operation: str, image: Any) -> Any:
    if is_pil(image):
        return image
    if not isinstance(image, np.ndarray):
        from PIL import Image

        raise TypeError(f"Input image is not of type {np.ndarray} or {Image.Image}, but got: {type(image)}.")
    if image.ndim < 2:
        raise RuntimeError(f"{operation}: image should have at least two dimensions, but got: {image.ndim}")
    return image


def get_image_size(image: Any) -> list[int]:
    """[height, width] of an image (..., height, width, channels) or (height, width), or of a PIL image.

    Raises:
        TypeError: it is no image.
        RuntimeError: it has fewer than two axes.
    """
    image = _image("GetImageSize", image)
    if is_pil(image):
        return [image.height, image.width]
    return list(image.shape[-3:-1] if image.ndim > 2 else image.shape)


def get_image_num_channels(image: Any) -> int:
    """The channels of an image, as in :func:`get_image_size`."""
    image = _image("GetImageNumChannels", image)
    if is_pil(image):
        return len(image.getbands())
    return image.shape[-1] if image.ndim > 2 else 1
