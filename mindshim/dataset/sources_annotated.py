"""Sources of images with boxes, attributes or texts."""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as xml
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from mindshim.dataset.checks import BOOL, Call, Is, OneOf, existing
from mindshim.dataset.dataset import Row
from mindshim.dataset.images import Image, Images, folders, images_in, lines
from mindshim.dataset.parameters import DECODED

_EXTRA = " extra_metadata=False decrypt=None"
# Columns with this beginning stay in the pipeline unless they are renamed.
META = "_meta-filename"


class _WithName(Images):
    """A source that can tell the name of each image's file."""

    def _columns(self) -> list[str]:
        return [*self._task_columns(), META] if self.extra_metadata else self._task_columns()

    def _task_columns(self) -> list[str]:
        raise NotImplementedError

    def _read(self, index: int) -> Row:
        row = super()._read(index)
        return (*row, np.array(os.path.basename(self._all()[index][0]))) if self.extra_metadata else row


class CelebADataset(Images):
    """Faces with 40 attributes: columns `image` and `attr` (uint32).

    Args:
        dataset_dir: the folder with the pictures, `list_attr_celeba.txt` and `list_eval_partition.txt`.
        num_parallel_workers, shuffle, sampler, num_samples, num_shards, shard_id: as in :class:`MappableDataset`.
        usage: "all", "train", "valid" or "test".
        decode: give images instead of the files' bytes.
        extensions: which files; all by default.
    """

    _parameters = (
        "dataset_dir num_parallel_workers=None shuffle=None usage='all' sampler=None decode=False extensions=None "
        "num_samples=None num_shards=None shard_id=None cache=None decrypt=None"
    )
    _rules = {
        "usage": OneOf("all", "train", "valid", "test"), "extensions": Is(list, optional=True),
        "decrypt": Call(optional=True),
    }  # fmt: skip
    _names = ["image", "attr"]

    def _rows(self) -> Iterable[Row]:
        wanted = {"train": "0", "valid": "1", "test": "2"}.get(self.usage)
        if wanted is not None:
            parts = dict(line.split() for line in lines(self.path("list_eval_partition.txt")))
        else:
            parts = {}
        _, _, *entries = lines(self.path("list_attr_celeba.txt"))
        for entry in entries:
            name, *values = entry.split()
            if wanted in (None, parts.get(name)) and name.endswith(tuple(self.extensions or ("",))):
                attributes = np.array([value == "1" for value in values], np.uint32)
                yield Image(self._picture(name)), attributes

    def _picture(self, name: str) -> str:
        inner = self.path("Img", "img_align_celeba", name)
        return inner if os.path.exists(inner) else self.path(name)


class ManifestDataset(Images):
    """Images that a file of JSON objects lists: columns `image` and `label` (int32).

    Args:
        dataset_file: a file with an object of `source`, `usage` and `annotation` in each line.
        usage: "train", "eval" or "inference".
        num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id: as in :class:`MappableDataset`.
        class_indexing: the number of each class by name, and which are read; alphabetical by default.
        decode: give images instead of the files' bytes.
    """

    _parameters = (
        "dataset_file usage='train' num_samples=None num_parallel_workers=None shuffle=None sampler=None "
        "class_indexing=None decode=False num_shards=None shard_id=None cache=None"
    )
    _rules = {"class_indexing": Is(dict, optional=True)}

    def _check(self) -> None:
        super()._check()
        self.dataset_file = existing(self.dataset_file, "file", "dataset_file")

    def _entries(self) -> Iterator[tuple[str, list[str]]]:
        for number, line in enumerate(lines(self.dataset_file)):
            try:
                entry = json.loads(line)
                if entry.get("usage", self.usage) == self.usage:
                    yield entry["source"], [note["name"] for note in entry.get("annotation", ())]
            except (ValueError, LookupError, TypeError, AttributeError) as error:
                raise RuntimeError(
                    f"Invalid file, ManifestDataset: entry {number + 1} of {self.dataset_file}: {error!r}."
                ) from None

    def get_class_indexing(self) -> dict[str, int]:
        if self.class_indexing is not None:
            return dict(self.class_indexing)
        return {name: i for i, name in enumerate(sorted({name for _, names in self._entries() for name in names}))}

    def num_classes(self) -> int:
        return len(self.get_class_indexing())

    def _rows(self) -> Iterable[Row]:
        numbers = self.get_class_indexing()
        for source, names in self._entries():
            labels = [numbers[name] for name in names if name in numbers]
            if labels:
                yield Image(source), np.array(labels[0] if len(labels) == 1 else labels, np.int32)
            elif not names:
                yield Image(source), np.int32(0)


class SBUDataset(Images):
    """Photographs with captions: columns `image` and `caption`.

    Args:
        dataset_dir: the folder with the two lists and `sbu_images`.
        num_samples, num_parallel_workers, shuffle, decode, sampler, num_shards, shard_id: as in
            :class:`Caltech256Dataset`.
    """

    _names = ["image", "caption"]

    def _check(self) -> None:
        super()._check()
        for end in ("urls", "captions"):
            existing(self._list(end), "file", "dataset_dir")

    def _list(self, end: str) -> str:
        return self.path(f"SBU_captioned_photo_dataset_{end}.txt")

    def _rows(self) -> Iterable[Row]:
        for url, caption in zip(lines(self._list("urls")), lines(self._list("captions")), strict=False):
            path = self.path("sbu_images", "m_" + "_".join(url.split("/")[-2:]))
            if os.path.exists(path):
                yield Image(path), caption


class FlickrDataset(Images):
    """Photographs with five captions each: columns `image` and `annotation`.

    Args:
        dataset_dir: the folder with the photographs.
        annotation_file: a text with a photograph's name, "#", a number and a caption in each line.
        num_samples, num_parallel_workers, shuffle, decode, sampler, num_shards, shard_id: as in
            :class:`Caltech256Dataset`.
    """

    _parameters = "dataset_dir annotation_file " + DECODED.replace("decode=False", "decode=None")
    _names = ["image", "annotation"]

    def _check(self) -> None:
        super()._check()
        self.annotation_file = existing(self.annotation_file, "file", "annotation_file")

    def _rows(self) -> Iterable[Row]:
        captions: dict[str, list[str]] = {}
        for line in lines(self.annotation_file):
            name, _, caption = line.partition("\t")
            captions.setdefault(name.partition("#")[0], []).append(caption)
        for name in sorted(captions):
            yield Image(self.path(name)), np.array(captions[name])


class CityscapesDataset(Images):
    """Streets: columns `image` and `task` (an image, or a text of JSON for "polygon").

    Args:
        dataset_dir: the folder with `leftImg8bit` and `gtFine` or `gtCoarse`.
        usage: "train", "test", "val" or "all"; with quality_mode "coarse", "train", "train_extra", "val" or "all".
        quality_mode: "fine" or "coarse".
        task: "instance", "semantic", "polygon" or "color".
        num_samples, num_parallel_workers, shuffle, decode, sampler, num_shards, shard_id: as in
            :class:`Caltech256Dataset`.
    """

    _parameters = "dataset_dir usage='train' quality_mode='fine' task='instance' " + DECODED.replace(
        "decode=False", "decode=None"
    )
    _rules = {
        "task": OneOf("instance", "semantic", "polygon", "color"), "quality_mode": OneOf("fine", "coarse"),
    }  # fmt: skip
    _names = ["image", "task"]

    def _usages(self) -> tuple[str, ...]:
        return ("train", "test", "val") if self.quality_mode == "fine" else ("train", "train_extra", "val")

    def _check(self) -> None:
        super()._check()
        OneOf(*self._usages(), "all")("usage", self.usage)

    def _rows(self) -> Iterable[Row]:
        end = {"instance": "instanceIds.png", "semantic": "labelIds.png", "color": "color.png"}.get(
            self.task, "polygons.json"
        )
        truth = "gtFine" if self.quality_mode == "fine" else "gtCoarse"
        for usage in self._usages() if self.usage == "all" else (self.usage,):
            for city in folders(self.path("leftImg8bit", usage)):
                for image in images_in(self.path("leftImg8bit", usage, city)):
                    stem = os.path.basename(image).partition("_leftImg8bit")[0]
                    path = self.path(truth, usage, city, f"{stem}_{truth}_{end}")
                    yield image, path if self.task == "polygon" else Image(path)

    def _read(self, index: int) -> Row:
        image, task = super()._read(index)
        if self.task != "polygon":
            return image, task
        with open(self._all()[index][1], encoding="utf-8") as stream:
            return image, np.array(json.dumps(json.load(stream), separators=(",", ":"), sort_keys=True))


class KITTIDataset(Images):
    """Streets with boxes: columns `image`, `label` (uint32) and what KITTI says of each thing; of usage "test" only
    `image`.

    Args:
        dataset_dir: the folder with `data_object_image_2` and `data_object_label_2`.
        usage: "train" (also by default) or "test".
        num_samples, num_parallel_workers, shuffle, decode, sampler, num_shards, shard_id: as in
            :class:`Caltech256Dataset`.
    """

    _parameters = "dataset_dir usage=None " + DECODED
    _rules = {"usage": OneOf("train", "test", optional=True)}
    _names = ["image", "label", "truncated", "occluded", "alpha", "bbox", "dimensions", "location", "rotation_y"]
    # The columns of a line after the class, and their dtypes.
    _parts = (
        (1, 2, np.float32), (2, 3, np.uint32), (3, 4, np.float32), (4, 8, np.float32), (8, 11, np.float32),
        (11, 14, np.float32), (14, 15, np.float32),
    )  # fmt: skip

    def _columns(self) -> list[str]:
        return self._names[:1] if self.usage == "test" else self._names

    def _rows(self) -> Iterable[Row]:
        part = "testing" if self.usage == "test" else "training"
        found = list(images_in(self.path("data_object_image_2", part, "image_2")))
        if self.usage == "test":
            yield from ((image,) for image in found)
            return
        notes = []
        for image in found:
            stem = os.path.splitext(os.path.basename(image))[0]
            notes.append(
                [line.split() for line in lines(self.path("data_object_label_2", part, "label_2", f"{stem}.txt"))]
            )
        numbers: dict[str, int] = {}
        for name in (thing[0] for things in notes for thing in things):
            numbers.setdefault(name, len(numbers))
        for image, things in zip(found, notes, strict=True):
            labels = np.array([[numbers[thing[0]]] for thing in things], np.uint32)
            parts = [np.array([thing[a:b] for thing in things], np.float64).astype(kind) for a, b, kind in self._parts]
            yield image, labels, *parts


class WIDERFaceDataset(Images):
    """Faces with boxes: columns `image`, `bbox` and what is said of each face, all int32; of usage "test" only `image`.

    Args:
        dataset_dir: the folder with `WIDER_train` and so on and `wider_face_split`.
        usage: "train", "valid", "test" or "all" (also by default), which is the first two.
        num_samples, num_parallel_workers, shuffle, decode, sampler, num_shards, shard_id: as in
            :class:`Caltech256Dataset`.
    """

    _parameters = "dataset_dir usage=None " + DECODED
    _rules = {"usage": OneOf("train", "test", "valid", "all", optional=True)}
    _names = ["image", "bbox", "blur", "expression", "illumination", "occlusion", "pose", "invalid"]

    def _columns(self) -> list[str]:
        return self._names[:1] if self.usage == "test" else self._names

    def _rows(self) -> Iterable[Row]:
        if self.usage == "test":
            for name in lines(self.path("wider_face_split", "wider_face_test_filelist.txt")):
                yield (Image(self.path("WIDER_test", "images", name)),)
            return
        for usage in {"train": ["train"], "valid": ["val"]}.get(self.usage, ["train", "val"]):
            entries = iter(lines(self.path("wider_face_split", f"wider_face_{usage}_bbx_gt.txt")))
            for name in entries:
                # A picture without faces has one line of zeros.
                faces = np.array([next(entries).split() for _ in range(max(1, int(next(entries))))], np.int32)
                # As in MindSpore, though the set's own text has `invalid` before `occlusion` and `pose`.
                yield Image(self.path(f"WIDER_{usage}", "images", name)), faces[:, :4], *faces.T[4:10]


class VOCDataset(_WithName):
    """Photographs with boxes or segments: columns `image`, `bbox` (float32), `label`, `difficult`, `truncate` (uint32)
    of task "Detection", `image` and `target` of "Segmentation".

    Args:
        dataset_dir: the folder with `JPEGImages`, `Annotations`, `ImageSets` and `SegmentationClass`.
        task: "Segmentation" or "Detection".
        usage: the name of a list in `ImageSets`.
        class_indexing: the number of each class by name, and which are read; alphabetical by default.
        num_samples, num_parallel_workers, shuffle, decode, sampler, num_shards, shard_id: as in
            :class:`Caltech256Dataset`.
        extra_metadata: a further column, `_meta-filename`, which is given when it is renamed.
    """

    _parameters = "dataset_dir task='Segmentation' usage='train' class_indexing=None " + DECODED + _EXTRA
    _rules = {
        "task": OneOf("Segmentation", "Detection"), "usage": Is(str), "class_indexing": Is(dict, optional=True),
        "extra_metadata": BOOL, "decrypt": Call(optional=True),
    }  # fmt: skip

    def _check(self) -> None:
        super()._check()
        self._list = existing(
            self.path("ImageSets", "Main" if self.task == "Detection" else "Segmentation", f"{self.usage}.txt"),
            "file", "usage",
        )  # fmt: skip
        if self.task == "Segmentation" and self.class_indexing is not None:
            raise ValueError("class_indexing is not supported in Segmentation task.")

    def _task_columns(self) -> list[str]:
        return ["image", "bbox", "label", "difficult", "truncate"] if self.task == "Detection" else ["image", "target"]

    def _objects(self, name: str) -> list[tuple[str, list[float], int, int]]:
        path = self.path("Annotations", f"{name}.xml")
        try:
            tree = xml.parse(path)
            found = []
            for thing in tree.iter("object"):
                box = thing.find("bndbox")
                assert box is not None
                x0, y0, x1, y1 = (float(box.findtext(key) or "") for key in ("xmin", "ymin", "xmax", "ymax"))
                flags = [int(thing.findtext(key) or 0) for key in ("difficult", "truncated")]
                found.append((thing.findtext("name") or "", [x0, y0, x1 - x0, y1 - y0], *flags))
            return found
        except (xml.ParseError, ValueError, AssertionError) as error:
            raise RuntimeError(f"Invalid file, VOCDataset: {path} is no annotation: {error!r}.") from None

    def get_class_indexing(self) -> dict[str, int]:
        """The classes' numbers by name.

        Raises:
            NotImplementedError: the task is "Segmentation".
        """
        if self.task != "Detection":
            raise NotImplementedError("Only 'Detection' support get_class_indexing.")
        if self.class_indexing is not None:
            return dict(self.class_indexing)
        names = {thing[0] for name in self._pictures() for thing in self._objects(name)}
        return {name: i for i, name in enumerate(sorted(names))}

    def _pictures(self) -> list[str]:
        return [line.split()[0] for line in lines(self._list)]

    def _rows(self) -> Iterable[Row]:
        numbers = self.get_class_indexing() if self.task == "Detection" else {}
        for name in self._pictures():
            image = Image(self.path("JPEGImages", f"{name}.jpg"))
            if self.task == "Segmentation":
                yield image, Image(self.path("SegmentationClass", f"{name}.png"))
                continue
            things = [thing for thing in self._objects(name) if thing[0] in numbers]
            if things:
                yield (
                    image, np.array([thing[1] for thing in things], np.float32),
                    np.array([[numbers[thing[0]]] for thing in things], np.uint32),
                    np.array([[thing[2]] for thing in things], np.uint32),
                    np.array([[thing[3]] for thing in things], np.uint32),
                )  # fmt: skip


_COCO_COLUMNS = {
    "Detection": ["image", "bbox", "category_id", "iscrowd"],
    "Stuff": ["image", "segmentation", "iscrowd"],
    "Keypoint": ["image", "keypoints", "num_keypoints"],
    "Panoptic": ["image", "bbox", "category_id", "iscrowd", "area"],
    "Captioning": ["image", "captions"],
}


class CocoDataset(_WithName):
    """Photographs with boxes, segments, points or captions.

    Args:
        dataset_dir: the folder with the photographs.
        annotation_file: the JSON file.
        task: "Detection" (columns `image`, `bbox`, `category_id`, `iscrowd`), "Stuff" (`image`, `segmentation`,
            `iscrowd`), "Keypoint" (`image`, `keypoints`, `num_keypoints`), "Panoptic" (`image`, `bbox`, `category_id`,
            `iscrowd`, `area`) or "Captioning" (`image`, `captions`).
        num_samples, num_parallel_workers, shuffle, decode, sampler, num_shards, shard_id: as in
            :class:`Caltech256Dataset`.
        extra_metadata: a further column, `_meta-filename`, which is given when it is renamed.
    """

    _parameters = "dataset_dir annotation_file task='Detection' " + DECODED + _EXTRA
    _rules = {"task": OneOf(*_COCO_COLUMNS), "extra_metadata": BOOL, "decrypt": Call(optional=True)}
    _loaded: dict | None = None

    def _check(self) -> None:
        super()._check()
        self.annotation_file = existing(self.annotation_file, "file", "annotation_file")

    def _task_columns(self) -> list[str]:
        return _COCO_COLUMNS[self.task]

    def _notes(self) -> dict:
        if self._loaded is None:
            try:
                with open(self.annotation_file, encoding="utf-8") as stream:
                    self._loaded = json.load(stream)
            except ValueError as error:
                raise RuntimeError(f"Invalid file, CocoDataset: {self.annotation_file} is no JSON: {error}.") from None
        assert self._loaded is not None
        return self._loaded

    def get_class_indexing(self) -> dict[str, list[int]]:
        """By class, its number, and of task "Panoptic" whether it is a thing.

        Raises:
            NotImplementedError: the task is another one.
        """
        if self.task not in ("Detection", "Panoptic"):
            raise NotImplementedError("Only 'Detection' and 'Panoptic' support get_class_indexing.")
        found = {}
        for kind in self._notes().get("categories", ()):
            found[kind["name"]] = [kind["id"], kind["isthing"]] if self.task == "Panoptic" else [kind["id"]]
        return found

    def _rows(self) -> Iterable[Row]:
        notes = self._notes()
        by_image: dict[Any, list[dict]] = {}
        for note in notes["annotations"]:
            parts = note["segments_info"] if self.task == "Panoptic" else [note]
            by_image.setdefault(note["image_id"], []).extend(parts)
        make = getattr(self, f"_{self.task.lower()}")
        for image in sorted(notes["images"], key=lambda image: image["file_name"]):
            found = by_image.get(image["id"])
            if found:
                yield Image(self.path(image["file_name"])), *make(found)

    @staticmethod
    def _each(notes: list[dict], key: str, kind: Any = np.uint32) -> np.ndarray:
        return np.array([[note[key]] for note in notes], kind)

    def _detection(self, notes: list[dict]) -> tuple:
        boxes = np.array([note["bbox"] for note in notes], np.float32)
        return boxes, self._each(notes, "category_id"), self._each(notes, "iscrowd")

    def _panoptic(self, notes: list[dict]) -> tuple:
        return *self._detection(notes), self._each(notes, "area")

    def _stuff(self, notes: list[dict]) -> tuple:
        polygons = [polygon for note in notes for polygon in note["segmentation"]]
        table = np.full((len(polygons), max(map(len, polygons))), -1, np.float32)
        for i, polygon in enumerate(polygons):
            table[i, : len(polygon)] = polygon
        return table, self._each(notes, "iscrowd")

    def _keypoint(self, notes: list[dict]) -> tuple:
        points = np.array([note["keypoints"] for note in notes], np.float32)
        return points, self._each(notes, "num_keypoints")

    def _captioning(self, notes: list[dict]) -> tuple:
        return (np.array([[note["caption"]] for note in notes]),)
