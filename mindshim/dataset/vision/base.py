"""What image transforms have in common: they take NumPy and PIL images, and some give PIL images back."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim.dataset import randomness
from mindshim.dataset.transforms.base import TensorOperation
from mindshim.engine.tensor import Tensor


def is_pil(image: Any) -> bool:
    """Whether it is a PIL image; PIL is not imported for the question."""
    return type(image).__module__.startswith("PIL.")


def to_pil(image: Any) -> Any:
    """An image as a PIL one.

    Raises:
        TypeError: it is no image.
    """
    from PIL import Image

    if is_pil(image):
        return image
    if not isinstance(image, np.ndarray):
        raise TypeError(f"The input should be a NumPy array or PIL image, but got {type(image)}.")
    return Image.fromarray(image[..., 0] if image.ndim == 3 and image.shape[2] == 1 else image)


class ImageOperation(TensorOperation):
    """A transform of images of shape (..., height, width, channels) or (height, width), or of PIL images.

    Raises:
        TypeError: called with something that is no image.
        RuntimeError: the image has the wrong shape or dtype.
    """

    # The ranks that are one image; with more axes there are several.
    ranks = (2, 3)
    channels: tuple[int, ...] | None = None
    only_uint8 = False
    # Whether a PIL image gives a PIL image; else it gives an array.
    gives_pil = False

    def device(self, device_target: str = "CPU") -> Any:
        """Accepted: pipelines compute on the CPU.

        Raises:
            TypeError: the target is no str.
            ValueError: it is neither ``"CPU"`` nor ``"Ascend"``.
        """
        if not isinstance(device_target, str):
            raise TypeError(
                f"Argument device_target with value {device_target} is not of type [<class 'str'>], "
                f"but got {type(device_target)}."
            )
        if device_target not in ("CPU", "Ascend"):
            raise ValueError("Input device_target is not within the valid set of ['CPU', 'Ascend'].")
        return self

    def _input(self, value: Any) -> Any:
        if isinstance(value, Tensor):
            return value.asnumpy()
        if not isinstance(value, np.ndarray) and not is_pil(value):
            raise TypeError(f"Input should be NumPy or PIL image, got {type(value)}.")
        return value

    def _in_pipeline(self, *inputs: Any) -> Any:
        results = [self._one(value) for value in inputs]
        return results[0] if len(results) == 1 else tuple(results)

    def _one(self, image: Any) -> Any:
        if is_pil(image):
            return self._apply_pil(image)
        return self._array(image)

    def _array(self, image: Any) -> Any:
        if not isinstance(image, np.ndarray):
            raise TypeError(f"Input should be NumPy or PIL image, got {type(image)}.")
        name = type(self).__name__
        if image.ndim < self.ranks[0]:
            raise RuntimeError(
                f"{name}: input tensor is not in shape of <H,W> or <H,W,C>, but got rank: {image.ndim}"
            )
        if self.channels is not None and (image.ndim < 3 or image.shape[-1] not in self.channels):
            raise RuntimeError(
                f"{name}: the number of channels must be one of {self.channels}, but the "
                f"shape is "
                f"{image.shape}."
            )
        if self.only_uint8 and image.dtype != np.uint8:
            raise RuntimeError(f"{name}: the image must be of uint8, but got {image.dtype}.")
        if image.ndim > self.ranks[-1]:
            flat = image.reshape(-1, *image.shape[-3:])
            parts = np.stack([self._apply(part) for part in flat])
            return parts.reshape(*image.shape[:-3], *parts.shape[1:])
        return self._apply(image)

    def _apply_pil(self, image: Any) -> Any:
        made = self._array(np.asarray(image))
        return to_pil(made) if self.gives_pil else made


class Chance:
    """Mixed into a transform: it is done with probability `prob`, else the image stays."""

    random = True
    prob: float
    gives_pil: bool

    def _one(self, image: Any) -> Any:
        if randomness.generator().random() < self.prob:
            return super()._one(image)  # pyright: ignore[reportAttributeAccessIssue]
        return np.asarray(image) if is_pil(image) and not self.gives_pil else image


def uniform(low: float, high: float) -> float:
    """A random number of the row."""
    return low if low == high else float(randomness.generator().uniform(low, high))
