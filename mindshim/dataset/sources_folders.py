"""Sources of images whose class is their folder, or stands in a list of files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import Any

import numpy as np

from mindshim.dataset.checks import BOOL, Int, Is, OneOf
from mindshim.dataset.dataset import Row
from mindshim.dataset.images import Image, Images, folders, images_in, lines, matlab
from mindshim.dataset.parameters import DECODED, ONE_WORKER

_TRAIN_TEST = OneOf("train", "test", "all", optional=True)


class Caltech256Dataset(Images):
    """Pictures of 256 kinds of things, a folder each: columns `image` and `label` (int32).

    Args:
        dataset_dir: the folder with `001.ak47` and so on.
        num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id: as in :class:`MappableDataset`.
        decode: give images (height, width, 3) of uint8 instead of the files' bytes.
    """

    def num_classes(self) -> int:
        return len(folders(self.dataset_dir))

    def _rows(self) -> Iterable[Row]:
        for label, name in enumerate(folders(self.dataset_dir)):
            yield from ((image, np.int32(label)) for image in images_in(self.path(name), deep=True))


class LSUNDataset(Images):
    """Scenes of ten kinds: columns `image` and `label` (uint32).

    Args:
        dataset_dir: the folder with `bedroom_train` and so on.
        usage: "train", "valid", "test" or "all" (also by default).
        classes: which kinds; all by default.
        num_samples, num_parallel_workers, shuffle, decode, sampler, num_shards, shard_id: as in
            :class:`Caltech256Dataset`.
    """

    _parameters = "dataset_dir usage=None classes=None " + DECODED
    _rules = {"usage": OneOf("train", "test", "valid", "all", optional=True), "classes": Is(str, list, optional=True)}
    _known = (
        "bedroom", "bridge", "church_outdoor", "classroom", "conference_room", "dining_room", "kitchen", "living_room",
        "restaurant", "tower",
    )  # fmt: skip

    def _check(self) -> None:
        super()._check()
        if isinstance(self.classes, str):
            raise TypeError(f"Argument classes with value {self.classes!r} is not of type [list].")
        for name in self.classes or ():
            if name not in self._known:
                raise ValueError(f"Input classes is not within the valid set of {list(self._known)}, got {name!r}.")

    def _rows(self) -> Iterable[Row]:
        usages = {"train": ["train"], "valid": ["val"], "test": []}.get(self.usage or "all", ["train", "val"])
        for usage in usages:
            for label, name in enumerate(sorted(self.classes or self._known)):
                yield from ((image, np.uint32(label)) for image in images_in(self.path(f"{name}_{usage}")))
        if self.usage in ("test", "all", None):
            yield from ((image, np.uint32(0)) for image in images_in(self.path("test")))


class RenderedSST2Dataset(Images):
    """Sentences of film reviews as pictures: columns `image` and `label` (uint32), 1 for a good review.

    Args:
        dataset_dir: the folder with `train`, `valid` and `test`, each with `negative` and `positive`.
        usage: "train", "val", "test" or "all" (also by default).
        num_samples, num_parallel_workers, shuffle, decode, sampler, num_shards, shard_id: as in
            :class:`Caltech256Dataset`.
    """

    _parameters = "dataset_dir usage=None " + DECODED
    _rules = {"usage": OneOf("train", "val", "test", "all", optional=True)}

    def num_classes(self) -> int:
        return 2

    def _rows(self) -> Iterable[Row]:
        usages = {"train": ["train"], "val": ["valid"], "test": ["test"]}
        for usage in usages.get(self.usage or "all", ["test", "train", "valid"]):
            for label, name in enumerate(("negative", "positive")):
                yield from ((image, np.uint32(label)) for image in images_in(self.path(usage, name)))


class OmniglotDataset(Images):
    """Characters of 50 alphabets, each a class: columns `image` and `label` (int32).

    Args:
        dataset_dir: the folder with `images_background` and `images_evaluation`.
        background: which of the two; the first by default.
        num_samples, num_parallel_workers, shuffle, decode, sampler, num_shards, shard_id: as in
            :class:`Caltech256Dataset`.
    """

    _parameters = "dataset_dir background=None " + DECODED
    _rules = {"background": Is(bool, optional=True)}

    def _characters(self) -> list[str]:
        top = self.path("images_evaluation" if self.background is False else "images_background")
        return [
            os.path.join(top, name, character)
            for name in folders(top)
            for character in folders(os.path.join(top, name))
        ]

    def num_classes(self) -> int:
        return len(self._characters())

    def _rows(self) -> Iterable[Row]:
        for label, folder in enumerate(self._characters()):
            yield from ((image, np.int32(label)) for image in images_in(folder))


class SUN397Dataset(Images):
    """Scenes of 397 kinds, which `ClassName.txt` lists: columns `image` and `label` (uint32); see
    :class:`Caltech256Dataset`.
    """

    def _rows(self) -> Iterable[Row]:
        for label, name in enumerate(lines(self.path("ClassName.txt"))):
            found = images_in(self.path(name.strip("/")))
            yield from ((image, np.uint32(label)) for image in found)


class Food101Dataset(Images):
    """Pictures of 101 dishes: columns `image` and `label` (the dish's name).

    Args:
        dataset_dir: the folder with `images` and `meta`.
        usage: "train", "test" or "all" (also by default).
        num_samples, num_parallel_workers, shuffle, decode, sampler, num_shards, shard_id: as in
            :class:`Caltech256Dataset`.
    """

    _parameters = "dataset_dir usage=None " + DECODED
    _rules = {"usage": _TRAIN_TEST}

    def _rows(self) -> Iterable[Row]:
        for usage in ("train", "test") if self.usage in (None, "all") else (self.usage,):
            for name in lines(self.path("meta", f"{usage}.txt")):
                yield Image(self.path("images", f"{name}.jpg")), name.partition("/")[0]


class Places365Dataset(Images):
    """Scenes of 365 kinds: columns `image` and `label` (uint32).

    Args:
        dataset_dir: the folder with the lists of files.
        usage: "train-standard" (also by default), "train-challenge" or "val".
        small: the pictures of 256 × 256 pixels.
        decode: give images instead of the files' bytes.
        num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id: as in :class:`MappableDataset`.
    """

    _parameters = (
        "dataset_dir usage=None small=True decode=False num_samples=None num_parallel_workers=None shuffle=None "
        "sampler=None num_shards=None shard_id=None cache=None"
    )
    _rules = {"usage": OneOf("train-standard", "train-challenge", "val", optional=True), "small": BOOL}

    def _rows(self) -> Iterable[Row]:
        usage = self.usage or "train-standard"
        if usage == "val":
            folder, listed = f"val_{'256' if self.small else 'large'}", "places365_val.txt"
        else:
            kind = usage.partition("-")[2]
            folder, listed = f"data_{'256' if self.small else 'large'}_{kind}", f"places365_train_{kind}.txt"
        for line in lines(self.path(listed)):
            name, label = line.split()
            yield Image(self.path(folder, name.lstrip("/"))), np.uint32(label)


class LFWDataset(Images):
    """Faces of known people: columns `image` and `label` of task "people", else `image1`, `image2`, `label` (uint32), 1
    for the same person.

    Args:
        dataset_dir: the folder with `people.txt`, `pairs.txt` and the pictures.
        task: "people" (also by default) or "pairs".
        usage: "train", "test", "10fold" or "all" (also by default).
        image_set: "original", "funneled" (also by default) or "deepfunneled".
        num_samples, num_parallel_workers, shuffle, decode, sampler, num_shards, shard_id: as in
            :class:`Caltech256Dataset`.
    """

    _parameters = "dataset_dir task=None usage=None image_set=None " + DECODED
    _rules = {
        "task": OneOf("people", "pairs", optional=True),
        "usage": OneOf("10fold", "train", "test", "all", optional=True),
        "image_set": OneOf("original", "funneled", "deepfunneled", optional=True),
    }  # fmt: skip

    def _columns(self) -> list[str]:
        return ["image1", "image2", "label"] if self.task == "pairs" else ["image", "label"]

    def _picture(self, who: str, number: str) -> Image:
        folder = {"original": "lfw", "deepfunneled": "lfw-deepfunneled"}.get(self.image_set, "lfw_funneled")
        return Image(self.path(folder, who, f"{who}_{int(number):04d}.jpg"))

    def get_class_indexing(self) -> dict[str, int]:
        names = sorted(line.split()[0] for line in lines(self.path("lfw-names.txt")))
        return {name: i for i, name in enumerate(names)}

    def _rows(self) -> Iterable[Row]:
        end = {"train": "DevTrain", "test": "DevTest"}.get(self.usage, "")
        entries = [line.split() for line in lines(self.path(f"{self.task or 'people'}{end}.txt"))]
        if self.task == "pairs":
            for entry in entries:
                if len(entry) == 3:
                    yield self._picture(entry[0], entry[1]), self._picture(entry[0], entry[2]), np.uint32(1)
                elif len(entry) == 4:
                    yield self._picture(entry[0], entry[1]), self._picture(entry[2], entry[3]), np.uint32(0)
            return
        numbers = self.get_class_indexing()
        for who, count in (entry for entry in entries if len(entry) == 2):
            for i in range(int(count)):
                yield self._picture(who, str(i + 1)), np.uint32(numbers[who])


class Flowers102Dataset(Images):
    """Flowers of 102 kinds: columns `image` and `label` (uint32), of task "Segmentation" `segmentation` between them.

    Args:
        dataset_dir: the folder with `imagelabels.mat`, `setid.mat`, `jpg` and `segmim`.
        task: "Classification" or "Segmentation".
        usage: "train", "valid", "test" or "all".
        num_samples, num_parallel_workers, shuffle, decode, sampler, num_shards, shard_id: as in
            :class:`Caltech256Dataset`.
    """

    _parameters = "dataset_dir task='Classification' usage='all' " + ONE_WORKER
    _rules = {"task": OneOf("Classification", "Segmentation"), "usage": OneOf("train", "valid", "test", "all")}

    def _columns(self) -> list[str]:
        return ["image", "segmentation", "label"] if self.task == "Segmentation" else ["image", "label"]

    def get_class_indexing(self) -> dict[str, int]:
        names = os.path.join(os.path.dirname(__file__), "flowers102.txt")
        return {name: i for i, name in enumerate(lines(names))}

    def _rows(self) -> Iterable[Row]:
        labels = matlab(self.path("imagelabels.mat"))["labels"][0]
        sets = matlab(self.path("setid.mat"))
        keys = {"train": ["trnid"], "valid": ["valid"], "test": ["tstid"], "all": ["trnid", "tstid", "valid"]}[
            self.usage
        ]
        for number in (int(number) for key in keys for number in sets[key][0]):
            image = Image(self.path("jpg", f"image_{number:05d}.jpg"))
            label = np.uint32(labels[number - 1] - 1)
            if self.task == "Segmentation":
                yield image, Image(self.path("segmim", f"segmim_{number:05d}.jpg")), label
            else:
                yield image, label


class Caltech101Dataset(Images):
    """Pictures of 101 kinds of things: columns `image`, `category` (int64) and `annotation` (the contour, of float64).

    Args:
        dataset_dir: the folder with `101_ObjectCategories` and `Annotations`.
        target_type: "category" (also by default), "annotation", or "all" for both.
        num_samples, num_parallel_workers, shuffle, decode, sampler, num_shards, shard_id: as in
            :class:`Caltech256Dataset`.
    """

    _parameters = "dataset_dir target_type=None " + ONE_WORKER
    _rules = {"target_type": OneOf("category", "annotation", "all", optional=True)}
    # Where the contours' folder is called otherwise than the pictures'.
    _contours = {
        "Faces": "Faces_2", "Faces_easy": "Faces_3", "Motorbikes": "Motorbikes_16", "airplanes": "Airplanes_Side_2",
    }  # fmt: skip

    def _columns(self) -> list[str]:
        wanted = self.target_type or "category"
        return ["image", *(["category", "annotation"] if wanted == "all" else [wanted])]

    def get_class_indexing(self) -> dict[str, int]:
        names = [name for name in folders(self.path("101_ObjectCategories")) if name != "BACKGROUND_Google"]
        return {name: i for i, name in enumerate(names)}

    def _rows(self) -> Iterable[Row]:
        for name, number in self.get_class_indexing().items():
            for image in images_in(self.path("101_ObjectCategories", name)):
                yield image, np.int64(number), name

    def _read(self, index: int) -> Row:
        image, category = super()._read(index)[:2]
        if self.target_type in (None, "category"):
            return image, category
        path, _, name = self._all()[index]
        found = re.search(r"(\d+)\.\w+$", path)
        assert found is not None
        name = str(name)
        file = self.path("Annotations", self._contours.get(name, name), f"annotation_{found[1]}.mat")
        try:
            contour = np.asarray(matlab(file)["obj_contour"], np.float64)
        except (OSError, KeyError) as error:
            raise RuntimeError(
                f"Invalid file, Caltech101Dataset: {file} has no contour of row {index}: {error}."
            ) from None
        return (image, category, contour) if self.target_type == "all" else (image, contour)


class SBDataset(Images):
    """Boundaries or segments of things in pictures: columns `image` and `task`, an array (20, height, width) or
    (height, width) of uint8.

    Args:
        dataset_dir: the folder with `img`, `cls` and `train.txt`, `val.txt`, `train_noval.txt`.
        task: "Boundaries" or "Segmentation".
        usage: "train", "val", "train_noval" or "all".
        num_samples, num_parallel_workers, shuffle, decode, sampler, num_shards, shard_id: as in
            :class:`Caltech256Dataset`.
    """

    _parameters = "dataset_dir task='Boundaries' usage='all' " + ONE_WORKER.replace("decode=False", "decode=None")
    _rules = {"task": OneOf("Boundaries", "Segmentation"), "usage": OneOf("train", "val", "train_noval", "all")}
    _names = ["image", "task"]

    def _rows(self) -> Iterable[Row]:
        for usage in ("train", "val") if self.usage == "all" else (self.usage,):
            for name in lines(self.path(f"{usage}.txt")):
                yield Image(self.path("img", f"{name}.jpg")), name

    def _read(self, index: int) -> Row:
        image, name = super()._read(index)
        found: Any = matlab(self.path("cls", f"{name}.mat"))["GTcls"][0]
        if self.task == "Segmentation":
            return image, np.asarray(found["Segmentation"][0], np.uint8)
        boundaries = found["Boundaries"][0]
        return image, np.stack([part[0].toarray() for part in boundaries]).astype(np.uint8)


class PhotoTourDataset(Images):
    """Patches of photographs (64, 64, 1) of uint8: column `image` of usage "train", else `image1`, `image2` and
    `matches` (uint32), 1 where both show one point.

    Args:
        dataset_dir: the folder with a folder for each place.
        name: the place, such as "liberty".
        usage: "train" (also by default) or "test".
        num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id: as in :class:`MappableDataset`.
    """

    _parameters = (
        "dataset_dir name usage=None num_samples=None num_parallel_workers=None shuffle=None sampler=None "
        "num_shards=None shard_id=None cache=None"
    )
    _rules = {
        "name": OneOf("notredame", "yosemite", "liberty", "notredame_harris", "yosemite_harris", "liberty_harris"),
        "usage": OneOf("train", "test", optional=True),
    }  # fmt: skip
    _each = 16  # patches in a row and in a column of a file

    def _columns(self) -> list[str]:
        return ["image1", "image2", "matches"] if self.usage == "test" else ["image"]

    def _check(self) -> None:
        super()._check()
        self._sheets: dict[int, np.ndarray] = {}

    def _rows(self) -> Iterable[Row]:
        if self.usage != "test":
            yield from ((number,) for number in range(len(lines(self.path(self.name, "info.txt")))))
            return
        for line in lines(self.path(self.name, "m50_100000_100000_0.txt")):
            first, point, _, second, other, *_ = map(int, line.split())
            yield first, second, np.uint32(point == other)

    def _patch(self, number: int) -> np.ndarray:
        sheet, place = divmod(int(number), self._each**2)
        if sheet not in self._sheets:
            from mindshim.dataset.images import read_image

            path = self.path(self.name, f"patches{sheet:04d}.bmp")
            self._sheets[sheet] = read_image(path, True, number)[..., :1].copy()
        y, x = (64 * part for part in divmod(place, self._each))
        return self._sheets[sheet][y : y + 64, x : x + 64]

    def _read(self, index: int) -> Row:
        row = self._all()[index]
        if self.usage != "test":
            return (self._patch(row[0]),)
        return self._patch(row[0]), self._patch(row[1]), np.array(row[2])


class DIV2KDataset(Images):
    """Photographs in high and low resolution: columns `hr_image` and `lr_image`.

    Args:
        dataset_dir: the folder with `DIV2K_train_HR` and so on.
        usage: "train", "valid" or "all".
        downgrade: how the small ones were made: "bicubic", "unknown", "mild", "difficult" or "wild".
        scale: how much smaller they are: 2, 3, 4 or 8.
        num_samples, num_parallel_workers, shuffle, decode, sampler, num_shards, shard_id: as in
            :class:`Caltech256Dataset`.
    """

    _parameters = "dataset_dir usage='train' downgrade='bicubic' scale=2 " + DECODED.replace(
        "decode=False", "decode=None"
    )
    _rules = {
        "usage": OneOf("train", "valid", "all"),
        "downgrade": OneOf("bicubic", "unknown", "mild", "difficult", "wild"), "scale": Int(0),
    }  # fmt: skip
    _names = ["hr_image", "lr_image"]

    def _check(self) -> None:
        super()._check()
        if self.scale not in (2, 3, 4, 8):
            raise ValueError(f"Input scale is not within the valid set of [2, 3, 4, 8], but got {self.scale}.")
        if (
            self.scale == 8
            and self.downgrade != "bicubic"
            or self.downgrade in ("mild", "difficult", "wild")
            and self.scale != 4
        ):
            raise ValueError(f"DIV2KDataset has no pictures of downgrade {self.downgrade!r} and scale {self.scale}.")

    def _rows(self) -> Iterable[Row]:
        kind = self.downgrade
        for usage in ("train", "valid") if self.usage == "all" else (self.usage,):
            for image in images_in(self.path(f"DIV2K_{usage}_HR")):
                number = os.path.splitext(os.path.basename(image))[0]
                if self.scale == 8:
                    small = self.path(f"DIV2K_{usage}_LR_x8", f"{number}x8.png")
                elif kind in ("bicubic", "unknown"):
                    small = self.path(f"DIV2K_{usage}_LR_{kind}", f"X{self.scale}", f"{number}x{self.scale}.png")
                else:
                    small = self.path(f"DIV2K_{usage}_LR_{kind}", f"{number}x4{kind[0]}.png")
                yield image, Image(small)
