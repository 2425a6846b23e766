"""Transforms of whole batches of images with their labels, and those that choose among others."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim.dataset import randomness
from mindshim.dataset.checks import Int, Is, Number, checked
from mindshim.dataset.transforms.base import TensorOperation, call, check_operations
from mindshim.dataset.vision.enums import ImageBatchFormat


def _check(name: str, images: np.ndarray, labels: np.ndarray) -> None:
    if images.ndim != 4:
        raise RuntimeError(
            f"{name}: input image must have 4 dimensions <N,H,W,C> or <N,C,H,W>, but got "
            f"rank: "
            f"{images.ndim}. Make sure it is batched."
        )
    if labels.ndim not in (2, 3) or labels.dtype.kind not in "iuf" or len(labels) != len(images):
        raise RuntimeError(
            f"{name}: labels must be one-hot, of shape <N,L> or <N,R,L>, but got shape "
            f"{labels.shape} of "
            f"{labels.dtype}."
        )


class MixUpBatch(TensorOperation):
    """Each image of a batch mixed with another one of it, and their one-hot labels as well, by a weight drawn from
    Beta(alpha, alpha). The images are float32 if they were floats, else of their own dtype; the labels
    float32.
    """

    random = True

    @checked(alpha=Number(above=0, high=2**24))
    def __init__(self, alpha: float = 1.0):
        self.alpha = alpha

    def _in_pipeline(self, *inputs: Any) -> Any:
        if len(inputs) != 2:
            raise RuntimeError(
                f"MixUpBatch: size of input data should be 2 (including images or labels), but got {len(inputs)}."
            )
        images, labels = inputs
        _check("MixUpBatch", images, labels)
        generator = randomness.generator()
        weight = np.float32(generator.beta(self.alpha, self.alpha))
        other = generator.permutation(len(images))
        mixed = images.astype(np.float32) * weight + images[other].astype(np.float32) * (1 - weight)
        labels = labels.astype(np.float32)
        return mixed.astype(images.dtype), labels * weight + labels[other] * (1 - weight)


class MixUp(TensorOperation):
    """Each image of a batch mixed with the next one of it, and their one-hot labels as well, as float64.

    The weights are drawn from Beta(alpha, alpha).

    Args:
        batch_size: images in a batch.
        alpha: the distribution's parameter.
        is_single: mix inside a batch; else with the batch before, mixed as it was, the first with nothing.
    """

    random = True

    @checked(batch_size=Int(1, 2**24), alpha=Number(above=0), is_single=Is(bool))
    def __init__(self, batch_size: int, alpha: float, is_single: bool = True):
        self.batch_size, self.alpha, self.is_single = batch_size, alpha, is_single
        self._before: tuple[np.ndarray, np.ndarray] | None = None

    def __call__(self, image: Any, label: Any) -> Any:
        return super().__call__(image, label)

    def _in_pipeline(self, *inputs: Any) -> Any:
        images, labels = inputs
        weights = randomness.generator().beta(self.alpha, self.alpha, self.batch_size)
        if self.is_single:
            other = tuple(np.roll(part[: self.batch_size], -1, axis=0) for part in (images, labels))
        elif self._before is None:
            weights, other = np.ones(self.batch_size), (np.zeros(1), np.zeros(1))
        else:
            other = self._before
        by_image, by_label = weights.reshape(-1, 1, 1, 1), weights.reshape(-1, 1)
        mixed = by_image * images + (1 - by_image) * other[0], by_label * labels + (1 - by_label) * other[1]
        if not self.is_single:
            self._before = mixed
        return mixed


class CutMixBatch(TensorOperation):
    """In each image of a batch, with a probability, a random part from another one of it; the one-hot labels are mixed
    in the ratio of the areas, as float32.

    Args:
        image_batch_format: the order of the axes.
        alpha: the part's area is 1 - x of the image's, x drawn from Beta(alpha, alpha).
        prob: the probability.
    """

    random = True

    @checked(image_batch_format=Is(ImageBatchFormat), alpha=Number(above=0, high=2**24), prob=Number(0, 1))
    def __init__(self, image_batch_format: ImageBatchFormat, alpha: float = 1.0, prob: float = 1.0):
        self.format, self.alpha, self.prob = image_batch_format, alpha, prob

    def _in_pipeline(self, *inputs: Any) -> Any:
        if len(inputs) != 2:
            raise RuntimeError(
                f"CutMixBatch: size of input data should be 2 (including images or labels), but got {len(inputs)}."
            )
        images, labels = inputs
        _check("CutMixBatch", images, labels)
        first = self.format == ImageBatchFormat.NCHW
        height, width = images.shape[2:] if first else images.shape[1:3]
        generator = randomness.generator()
        other = generator.permutation(len(images))
        out, mixed = images.copy(), labels.astype(np.float32)
        old = mixed.copy()
        for i, j in enumerate(other):
            if generator.random() >= self.prob:
                continue
            side = np.sqrt(1 - generator.beta(self.alpha, self.alpha))
            h, w = int(height * side), int(width * side)
            y, x = int(generator.integers(height)), int(generator.integers(width))
            rows, columns = (
                slice(max(0, m - n // 2), min(size, m + n // 2)) for m, n, size in ((y, h, height), (x, w, width))
            )
            part = (slice(None), rows, columns) if first else (rows, columns)
            out[i][part] = images[j][part]
            kept = 1 - (rows.stop - rows.start) * (columns.stop - columns.start) / (height * width)
            mixed[i] = old[i] * kept + old[j] * (1 - kept)
        return out, mixed


class UniformAugment(TensorOperation):
    """Some of the given transforms, drawn at random, each done with probability one half."""

    random = True

    @checked(num_ops=Int(1))
    def __init__(self, transforms: list, num_ops: int = 2):
        check_operations("transforms", transforms)
        if num_ops > len(transforms):
            raise ValueError(f"num_ops {num_ops} is greater than the number of transforms, {len(transforms)}.")
        self.transforms, self.num_ops = list(transforms), num_ops

    def _input(self, value: Any) -> Any:
        return value

    def _in_pipeline(self, *inputs: Any) -> Any:
        generator = randomness.generator()
        result = inputs
        for place in generator.choice(len(self.transforms), self.num_ops, replace=False):
            if generator.random() < 0.5:
                result = call(self.transforms[place], result)
        return result[0] if len(result) == 1 else result


class RandomSelectSubpolicy(TensorOperation):
    """One list of (transform, probability) drawn from several; each of its transforms is done with its probability.

    Raises:
        TypeError, ValueError: the policy is no list of lists of such pairs.
    """

    random = True

    @checked(policy=Is(list))
    def __init__(self, policy: list):
        if not policy:
            raise ValueError("policy can not be empty.")
        for sub in policy:
            Is(list)("policy", sub)
            if not sub:
                raise ValueError("policy can not hold an empty list.")
            for pair in sub:
                Is(tuple)("policy", pair)
                if len(pair) != 2 or not callable(pair[0]):
                    raise TypeError("policy must hold pairs of a transform and a probability.")
                Number(0, 1)("prob", pair[1])
        self.policy = policy

    def _input(self, value: Any) -> Any:
        return value

    def _in_pipeline(self, *inputs: Any) -> Any:
        generator = randomness.generator()
        result = inputs
        for operation, probability in self.policy[int(generator.integers(len(self.policy)))]:
            if generator.random() < probability:
                result = call(operation, result)
        return result[0] if len(result) == 1 else result
