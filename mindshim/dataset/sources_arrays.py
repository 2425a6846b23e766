"""Sources of small images that lie together in one file."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable
from typing import Any

import numpy as np

from mindshim.dataset.checks import BOOL, OneOf, existing
from mindshim.dataset.dataset import Row
from mindshim.dataset.images import lines, matlab
from mindshim.dataset.parameters import MAPPED, Described
from mindshim.dataset.sources import MappableDataset


def read_idx(path: str) -> np.ndarray:
    """The array in a file of MNIST's format, idx, of bytes or of 32-bit integers.

    Raises:
        RuntimeError: it is missing, or no such file, or shorter than it says.
    """
    try:
        with open(path, "rb") as stream:
            data = stream.read()
    except OSError as error:
        raise RuntimeError(f"Invalid file, failed to open {path}: {error.strerror}.") from None
    kinds = {8: np.dtype(np.uint8), 12: np.dtype(">i4")}
    if len(data) < 4 or data[:2] != b"\0\0" or data[2] not in kinds:
        raise RuntimeError(f"Invalid file, {path} is no idx file of bytes.")
    kind, rank = kinds[data[2]], data[3]
    if len(data) < 4 + 4 * rank:
        raise RuntimeError(f"Invalid file, {path} is cut off in its header.")
    shape = struct.unpack(f">{rank}I", data[4 : 4 + 4 * rank])
    count = int(np.prod(shape))
    if len(data) < 4 + 4 * rank + count * kind.itemsize:
        raise RuntimeError(
            f"Invalid file, {path} is cut off: {count * kind.itemsize} bytes of data expected, "
            f"{len(data) - 4 - 4 * rank} found."
        )
    return np.frombuffer(data, kind, count, 4 + 4 * rank).reshape(shape)


class _Arrays(Described, MappableDataset):
    """A source whose images and labels `_load` gives."""

    _parameters = "dataset_dir usage=None " + MAPPED
    _names = ["image", "label"]
    _data: tuple[np.ndarray, np.ndarray] | None = None

    def _check(self) -> None:
        self.dataset_dir = existing(self.dataset_dir, "folder", "dataset_dir")

    def _load(self) -> Iterable[tuple[np.ndarray, np.ndarray]]:
        """Images and labels, file by file."""
        raise NotImplementedError

    def _all(self) -> tuple[np.ndarray, np.ndarray]:
        if self._data is None:
            try:
                images, labels = zip(*self._load(), strict=True)
            except (OSError, ValueError, LookupError) as error:
                detail = f"failed to open {error.filename}" if isinstance(error, OSError) else repr(error)
                raise RuntimeError(f"Invalid data, {type(self).__name__} in {self.dataset_dir}: {detail}.") from None
            self._data = np.concatenate(images), np.concatenate(labels)
        return self._data

    def _arrays(self) -> tuple | None:
        return self._all()

    def _length(self) -> int:
        return len(self._all()[0])

    def _labels(self) -> Any:
        return self._all()[1]

    def _read(self, index: int) -> Row:
        images, labels = self._all()
        return images[index], np.asarray(labels[index])


class EMnistDataset(_Arrays):
    """Handwritten letters and digits: columns `image` (28, 28, 1) of uint8 and `label` of uint32.

    Args:
        dataset_dir: the folder with `emnist-mnist-train-images-idx3-ubyte` and so on.
        name: "byclass", "bymerge", "balanced", "letters", "digits" or "mnist".
        usage: "train", "test" or "all" (also by default).
        num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id: as in :class:`MappableDataset`.
    """

    _parameters = "dataset_dir name usage=None " + MAPPED
    _rules = {
        "name": OneOf("byclass", "bymerge", "balanced", "letters", "digits", "mnist"),
        "usage": OneOf("train", "test", "all", optional=True),
    }  # fmt: skip

    def _load(self) -> Iterable[tuple[np.ndarray, np.ndarray]]:
        for usage in ("train", "test") if self.usage in (None, "all") else (self.usage,):
            stem = os.path.join(self.dataset_dir, f"emnist-{self.name}-{usage}")
            images, labels = read_idx(f"{stem}-images-idx3-ubyte"), read_idx(f"{stem}-labels-idx1-ubyte")
            yield _matching(images, labels, stem)[0][..., None], labels.astype(np.uint32)


def _matching(images: np.ndarray, labels: np.ndarray, where: str) -> tuple[np.ndarray, np.ndarray]:
    if len(images) != len(labels):
        raise RuntimeError(f"Invalid data, {where}: there are {len(images)} images, but {len(labels)} labels.")
    return images, labels


class QMnistDataset(_Arrays):
    """MNIST's digits with more about them: columns `image` (28, 28, 1) of uint8 and `label` of uint32, a number or,
    with ``compat=False``, eight of them.

    Args:
        dataset_dir: the folder with `qmnist-train-images-idx3-ubyte` and so on.
        usage: "train", "test", "test10k", "test50k", "nist" or "all" (also by default).
        compat: only the class as label.
        num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id: as in :class:`MappableDataset`.
    """

    _parameters = "dataset_dir usage=None compat=True " + MAPPED
    _rules = {"usage": OneOf("train", "test", "test10k", "test50k", "nist", "all", optional=True), "compat": BOOL}

    def _load(self) -> Iterable[tuple[np.ndarray, np.ndarray]]:
        for usage in ("train", "test", "nist") if self.usage in (None, "all") else (self.usage,):
            stem = "xnist" if usage == "nist" else f"qmnist-{usage[:5].rstrip('1')}"
            stem = os.path.join(self.dataset_dir, stem)
            images, labels = read_idx(f"{stem}-images-idx3-ubyte"), read_idx(f"{stem}-labels-idx2-int")
            images, labels = _matching(images, labels, stem)
            part = {"test10k": slice(10000), "test50k": slice(10000, None)}.get(usage, slice(None))
            labels = labels[part].astype(np.uint32)
            yield images[part][..., None], labels[:, 0] if self.compat else labels


class STL10Dataset(_Arrays):
    """Photographs (96, 96, 3) of uint8 of ten kinds, and many without a class: columns `image` and `label` (int32, -1
    for none).

    Args:
        dataset_dir: the folder with `train_X.bin` and so on.
        usage: "train", "test", "unlabeled", "train+unlabeled" or "all" (also by default).
        num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id: as in :class:`MappableDataset`.
    """

    _rules = {"usage": OneOf("train", "test", "unlabeled", "train+unlabeled", "all", optional=True)}

    def _load(self) -> Iterable[tuple[np.ndarray, np.ndarray]]:
        usages = ("test", "train", "unlabeled") if self.usage in (None, "all") else tuple(self.usage.split("+"))
        for usage in usages:
            path = os.path.join(self.dataset_dir, f"{usage}_X.bin")
            data = np.fromfile(path, np.uint8)
            if len(data) == 0 or len(data) % (3 * 96 * 96):
                raise RuntimeError(f"Invalid file, {path} is damaged: its size is no multiple of {3 * 96 * 96} bytes.")
            images = data.reshape(-1, 3, 96, 96).transpose(0, 3, 2, 1)
            if usage == "unlabeled":
                labels = np.full(len(images), -1, np.int32)
            else:
                labels = np.fromfile(os.path.join(self.dataset_dir, f"{usage}_y.bin"), np.uint8).astype(np.int32) - 1
            yield _matching(images, labels, path)


class SemeionDataset(_Arrays):
    """Handwritten digits in black and white: columns `image` (16, 16) of uint8, 0 or 1, and `label` of uint32.

    Args:
        dataset_dir: the folder with `semeion.data`.
        num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id: as in :class:`MappableDataset`.
    """

    _parameters = "dataset_dir " + MAPPED

    def _load(self) -> Iterable[tuple[np.ndarray, np.ndarray]]:
        rows = np.array([line.split() for line in lines(os.path.join(self.dataset_dir, "semeion.data"))], np.float64)
        yield rows[:, :256].reshape(-1, 16, 16).astype(np.uint8), rows[:, 256:266].argmax(1).astype(np.uint32)


class SVHNDataset(_Arrays):
    """House numbers (32, 32, 3) of uint8: columns `image` and `label` of uint32.

    Args:
        dataset_dir: the folder with `train_32x32.mat` and so on.
        usage: "train", "test", "extra" or "all" (also by default).
        num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id: as in :class:`MappableDataset`.
    """

    _parameters = (
        "dataset_dir usage=None num_samples=None num_parallel_workers=1 shuffle=None sampler=None num_shards=None "
        "shard_id=None"
    )
    _rules = {"usage": OneOf("train", "test", "extra", "all", optional=True)}

    def _load(self) -> Iterable[tuple[np.ndarray, np.ndarray]]:
        for usage in ("train", "test", "extra") if self.usage in (None, "all") else (self.usage,):
            found = matlab(os.path.join(self.dataset_dir, f"{usage}_32x32.mat"))
            # Zero has the class 10 in the file.
            yield found["X"].transpose(3, 0, 1, 2), (found["y"].reshape(-1) % 10).astype(np.uint32)
