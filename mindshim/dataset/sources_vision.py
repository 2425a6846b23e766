"""Sources of images in the layouts of known data sets."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from mindshim.dataset.checks import BOOL, Is, OneOf, checked, existing
from mindshim.dataset.dataset import Row
from mindshim.dataset.images import read_image
from mindshim.dataset.sources import MappableDataset
from mindshim.dataset.sources_arrays import read_idx

_MNIST_FILES = {"train": ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
                "test": ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")}  # fmt: skip


class _Loaded(MappableDataset):
    """A source whose images and labels are in memory: `_load` gives them."""

    _names = ["image", "label"]

    def __init__(
        self,
        dataset_dir: Any,
        num_samples: int | None,
        num_parallel_workers: int | None,
        shuffle: bool | None,
        sampler: Any,
        num_shards: int | None,
        shard_id: int | None,
        cache: Any,
    ):
        self.dataset_dir = existing(dataset_dir, "folder", "dataset_dir")
        # The images are in memory: a worker would have nothing to do.
        super().__init__(num_parallel_workers, sampler, num_samples, shuffle, num_shards, shard_id, cache)
        self._data: tuple[np.ndarray, ...] | None = None

    def _load(self) -> tuple[np.ndarray, ...]:
        raise NotImplementedError

    def _all(self) -> tuple[np.ndarray, ...]:
        if self._data is None:
            self._data = self._load()
        return self._data

    def _arrays(self) -> tuple | None:
        return self._all()

    def _length(self) -> int:
        return len(self._all()[0])

    def _labels(self) -> Any:
        return self._all()[-1]

    def _read(self, index: int) -> Row:
        return tuple([np.asarray(column[index]) for column in self._all()])


class MnistDataset(_Loaded):
    """Handwritten digits: columns `image` (28, 28, 1) of uint8 and `label` of uint32.

    Args:
        dataset_dir: the folder with the four files, unpacked.
        usage: "train", "test" or "all" (also by default).
        num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id: as in
        :class:`MappableDataset`.

    Raises:
        ValueError: there is no such folder.
        RuntimeError: a file is missing or damaged, when the size or a row is asked for.
    """

    @checked(usage=OneOf("train", "test", "all", optional=True))
    def __init__(
        self,
        dataset_dir: Any,
        usage: str | None = None,
        num_samples: int | None = None,
        num_parallel_workers: int | None = None,
        shuffle: bool | None = None,
        sampler: Any = None,
        num_shards: int | None = None,
        shard_id: int | None = None,
        cache: Any = None,
    ):
        super().__init__(
            dataset_dir, num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id, cache
        )
        self.usage = usage or "all"

    def _load(self) -> tuple[np.ndarray, ...]:
        images, labels = [], []
        for usage in ("test", "train") if self.usage == "all" else (self.usage,):
            paths = [os.path.join(self.dataset_dir, name) for name in _MNIST_FILES[usage]]
            if self.usage == "all" and not any(map(os.path.exists, paths)):
                continue
            pair = [read_idx(path) for path in paths]
            if len(pair[0]) != len(pair[1]):
                raise RuntimeError(
                    f"Invalid data, the number of images in {paths[0]} ({len(pair[0])}) and "
                    f"of labels in "
                    f"{paths[1]} ({len(pair[1])}) differ."
                )
            images.append(pair[0][..., None])
            labels.append(pair[1].astype(np.uint32))
        if not images:
            raise RuntimeError(f"Invalid data, no MNIST files found in {self.dataset_dir}.")
        return np.concatenate(images), np.concatenate(labels)


class FashionMnistDataset(MnistDataset):
    """Pictures of clothes in the form of :class:`MnistDataset`."""


class KMnistDataset(MnistDataset):
    """Handwritten Japanese characters in the form of :class:`MnistDataset`."""


class Cifar10Dataset(_Loaded):
    """Small photographs: columns `image` (32, 32, 3) of uint8 and `label` of uint32.

    Args:
        dataset_dir: the folder with the binary files ``data_batch_1.bin`` …, ``test_batch.bin``.
        usage: "train", "test" or "all" (also by default).
        num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id: as in
        :class:`MappableDataset`.

    Raises:
        ValueError: there is no such folder.
        RuntimeError: there are no files, or one is damaged, when the size or a row is asked for.
    """

    _files = {"train": tuple(f"data_batch_{i}.bin" for i in range(1, 6)), "test": ("test_batch.bin",)}
    _label_bytes = 1

    @checked(usage=OneOf("train", "test", "all", optional=True))
    def __init__(
        self,
        dataset_dir: Any,
        usage: str | None = None,
        num_samples: int | None = None,
        num_parallel_workers: int | None = None,
        shuffle: bool | None = None,
        sampler: Any = None,
        num_shards: int | None = None,
        shard_id: int | None = None,
        cache: Any = None,
    ):
        super().__init__(
            dataset_dir, num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id, cache
        )
        self.usage = usage or "all"

    def _load(self) -> tuple[np.ndarray, ...]:
        records = []
        size = self._label_bytes + 3072
        for usage in ("train", "test") if self.usage == "all" else (self.usage,):
            for name in self._files[usage]:
                path = os.path.join(self.dataset_dir, name)
                if not os.path.exists(path):
                    continue
                data = np.fromfile(path, np.uint8)
                if len(data) == 0 or len(data) % size:
                    raise RuntimeError(
                        f"Invalid file, {path} is damaged: its size is no multiple of {size} bytes."
                    )
                records.append(data.reshape(-1, size))
        if not records:
            raise RuntimeError(
                f"Invalid data, no files of {type(self).__name__} found in {self.dataset_dir}."
            )
        together = np.concatenate(records)
        images = together[:, self._label_bytes :].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)
        labels = [together[:, i].astype(np.uint32) for i in range(self._label_bytes)]
        return np.ascontiguousarray(images), *reversed(labels)


class Cifar100Dataset(Cifar10Dataset):
    """Small photographs of 100 classes: columns `image`, `fine_label` and `coarse_label`; see
    :class:`Cifar10Dataset`.
    """

    _names = ["image", "coarse_label", "fine_label"]
    _files = {"train": ("train.bin",), "test": ("test.bin",)}
    _label_bytes = 2

    def _load(self) -> tuple[np.ndarray, ...]:
        images, fine, coarse = super()._load()
        return images, coarse, fine


class ImageFolderDataset(MappableDataset):
    """Images in one folder a class: columns `image` (the file's bytes, or the image with `decode`) and `label` (int32).

    Args:
        dataset_dir: the folder with a folder for each class.
        num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id: as in
        :class:`MappableDataset`.
        extensions: which files; by default the usual images'.
        class_indexing: the number of each class by folder name, and which are read; alphabetical by default.
        decode: give images (height, width, 3) of uint8.

    Raises:
        ValueError: there is no such folder.
        RuntimeError: there are no images, or one cannot be decoded, when read.
    """

    _names = ["image", "label"]

    @checked(decode=BOOL, extensions=Is(list, optional=True), class_indexing=Is(dict, optional=True))
    def __init__(
        self,
        dataset_dir: Any,
        num_samples: int | None = None,
        num_parallel_workers: int | None = None,
        shuffle: bool | None = None,
        sampler: Any = None,
        extensions: list | None = None,
        class_indexing: dict | None = None,
        decode: bool = False,
        num_shards: int | None = None,
        shard_id: int | None = None,
        cache: Any = None,
        decrypt: Any = None,
    ):
        if decrypt is not None and not callable(decrypt):
            raise TypeError("Argument decrypt is not a callable object.")
        self.dataset_dir = existing(dataset_dir, "folder", "dataset_dir")
        super().__init__(num_parallel_workers, sampler, num_samples, shuffle, num_shards, shard_id, cache)
        self.extensions = tuple(extensions or (".jpg", ".JPG", ".jpeg", ".JPEG", ".png", ".PNG"))
        self.class_indexing, self.decode = class_indexing, decode
        self.decrypt: Any = decrypt
        self._found: list[tuple[str, int]] | None = None

    def get_class_indexing(self) -> dict[str, int]:
        if self.class_indexing is not None:
            return dict(self.class_indexing)
        folders = sorted(entry.name for entry in os.scandir(self.dataset_dir) if entry.is_dir())
        return {name: i for i, name in enumerate(folders)}

    def num_classes(self) -> int:
        return len(self.get_class_indexing())

    def _files(self) -> list[tuple[str, int]]:
        if self._found is None:
            found = []
            for name, label in sorted(self.get_class_indexing().items()):
                folder = os.path.join(self.dataset_dir, name)
                if not os.path.isdir(folder):
                    raise RuntimeError(
                        f"Invalid data, there is no folder for class {name} in {self.dataset_dir}."
                    )
                for parent, folders, files in os.walk(folder):
                    folders.sort()
                    found += [
                        (os.path.join(parent, f), label) for f in sorted(files) if f.endswith(self.extensions)
                    ]
            if not found:
                raise RuntimeError(
                    f"Invalid data, ImageFolderDataset: no images with the extensions "
                    f"{self.extensions} "
                    f"in {self.dataset_dir}."
                )
            self._found = found
        return self._found

    def _length(self) -> int:
        return len(self._files())

    def _labels(self) -> Any:
        return np.array([label for _, label in self._files()])

    def _path(self, index: int) -> str | None:
        return self._files()[index][0]

    def _read(self, index: int) -> Row:
        path, label = self._files()[index]
        if self.decrypt is not None:
            image: Any = np.frombuffer(self.decrypt(path), np.uint8)
            if self.decode:
                from mindshim.dataset.vision.shapes import decode

                image = decode(image)
        else:
            image = read_image(path, self.decode, index)
        return image, np.array(label, np.int32)
