"""MindRecord files from CIFAR, MNIST, ImageNet, CSV and TFRecord files."""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import os
import pickle
import string
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from mindshim.mindrecord.exceptions import PathNotExistsError, checked_name
from mindshim.mindrecord.filewriter import FileWriter
from mindshim.mindrecord.status import MSRStatus

# How many rows are written at once.
_ROWS = 256
_SCALAR_TYPES = ("int32", "int64", "float32", "float64")


def _write(writer: FileWriter, schema: dict, desc: str, index: list | None, rows: Iterable[dict]) -> None:
    writer.add_schema(schema, desc)
    if index:
        writer.add_index(index)
    rows = iter(rows)
    while group := list(itertools.islice(rows, _ROWS)):
        writer.write_raw_data(group)
    writer.commit()


def _partitions(partition_number: Any) -> int:
    if not isinstance(partition_number, int):
        raise ValueError("The parameter partition_number must be int")
    return partition_number


def _jpeg(image: np.ndarray) -> bytes:
    try:
        import cv2
    except ModuleNotFoundError:
        raise ModuleNotFoundError("Writing images needs the package 'cv2': pip install 'mindshim[data]'.") from None
    return cv2.imencode(".jpeg", image)[1].tobytes()


class _Unpickler(pickle.Unpickler):
    # A pickle may call anything; these files hold arrays only.
    def find_class(self, module_name: str, global_name: str) -> Any:
        if module_name in ("numpy", "numpy.core.multiarray", "numpy._core.multiarray") and global_name in (
            "ndarray", "dtype", "_reconstruct",
        ):  # fmt: skip
            return super().find_class(module_name.replace("numpy.core", "numpy._core"), global_name)
        raise pickle.UnpicklingError(f"global '{module_name}.{global_name}' is forbidden")


def _unpickled(path: str, kind: str) -> dict:
    with open(path, "rb") as stream:
        data = stream.read()
    try:
        return _Unpickler(io.BytesIO(data), encoding="bytes").load()
    except Exception as error:
        raise RuntimeError(f"Not a valid {kind} Dataset: {path}: {error}") from None


class _Converter:
    """What all have in common."""

    def transform(self) -> None:
        """Write the files."""
        raise NotImplementedError

    def run(self) -> MSRStatus:
        """Write the files, as :meth:`transform` does; tells that it went well."""
        self.transform()
        return MSRStatus.SUCCESS


class _CifarToMR:
    _name = ""
    _labels: dict[str, bytes] = {}

    def __init__(self, source: str, destination: str):
        self.source = checked_name(source)
        names = os.listdir(source)
        for wanted in self._files:
            if not any(self._matches(name, wanted) for name in names):
                raise PathNotExistsError(wanted + ("*" if wanted.endswith("_") else ""))
        self.destination = checked_name(destination)

    _files: tuple[str, str] = ("", "")

    @staticmethod
    def _matches(name: str, wanted: str) -> bool:
        return name == wanted

    def transform(self, fields: list | None = None) -> None:
        """Write the training rows to `destination` and the test rows to `destination` with "_test".

        Args:
            fields: the fields to make indexes of; all numbers by default.

        Raises:
            ValueError: `fields` is no list.
            RuntimeError: a file is damaged, or a destination exists.
        """
        if fields and not isinstance(fields, list):
            raise ValueError("The parameter fields should be None or list")
        schema = {
            "id": {"type": "int64"},
            **{name: {"type": "int64"} for name in self._labels},
            "data": {"type": "bytes"},
        }
        for wanted, end, desc in zip(self._files, ("", "_test"), ("img_train", "img_test"), strict=True):
            writer = FileWriter(self.destination + end, 1)
            _write(writer, schema, desc, fields, self._rows(wanted))

    def run(self, fields: list | None = None) -> MSRStatus:
        """Write the files, as :meth:`transform` does; tells that it went well."""
        self.transform(fields)
        return MSRStatus.SUCCESS

    def _rows(self, wanted: str) -> Iterator[dict]:
        number = itertools.count()
        for name in sorted(os.listdir(self.source)):
            if not self._matches(name, wanted):
                continue
            found = _unpickled(os.path.join(self.source, name), self._name)
            images = np.asarray(found[b"data"], np.uint8).reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)
            labels = [found[key] for key in self._labels.values()]
            for image, *row in zip(images, *labels, strict=True):
                values = {name: int(label) for name, label in zip(self._labels, row, strict=True)}
                yield {"id": next(number), "data": _jpeg(np.ascontiguousarray(image[..., ::-1])), **values}


class Cifar10ToMR(_CifarToMR):
    """The Python version of CIFAR-10 as MindRecord: fields `id`, `label` and `data` (a JPEG file).

    Args:
        source: the folder with `data_batch_*` and `test_batch`.
        destination: the file to write.

    Raises:
        ParamValueError: a path is wrong.
        PathNotExistsError: a file is missing.
    """

    _name = "Cifar10"
    _files = ("data_batch_", "test_batch")
    _labels = {"label": b"labels"}

    @staticmethod
    def _matches(name: str, wanted: str) -> bool:
        return name.startswith(wanted)


class Cifar100ToMR(_CifarToMR):
    """The Python version of CIFAR-100 as MindRecord: fields `id`, `fine_label`, `coarse_label`, `data`; see
    :class:`Cifar10ToMR`.
    """

    _name = "Cifar100"
    _files = ("train", "test")
    _labels = {"fine_label": b"fine_labels", "coarse_label": b"coarse_labels"}


class MnistToMR(_Converter):
    """MNIST's four packed files as MindRecord: fields `label` and `data` (a JPEG file).

    Args:
        source: the folder with `train-images-idx3-ubyte.gz` and so on.
        destination: "_train.mindrecord" and "_test.mindrecord" are added to it.
        partition_number: how many files each becomes.

    Raises:
        ParamValueError: a path is wrong.
        ValueError: `partition_number` is no int.
    """

    def __init__(self, source: str, destination: str, partition_number: int = 1):
        self.source = checked_name(source)
        checked_name(destination)
        count = _partitions(partition_number)
        self._writers = {
            "train": FileWriter(f"{destination}_train.mindrecord", count),
            "t10k": FileWriter(f"{destination}_test.mindrecord", count),
        }

    def transform(self) -> None:
        """Write the files.

        Raises:
            FileNotFoundError: one of the packed files is missing.
            RuntimeError: a destination exists.
        """
        schema = {"label": {"type": "int64"}, "data": {"type": "bytes"}}
        for usage, writer in self._writers.items():
            _write(writer, schema, "mnist_schema", ["label"], self._rows(usage))

    def _rows(self, usage: str) -> Iterator[dict]:
        def unpacked(name: str, header: int) -> np.ndarray:
            with gzip.open(os.path.join(self.source, f"{usage}-{name}-ubyte.gz")) as stream:
                return np.frombuffer(stream.read(), np.uint8, offset=header)

        images = unpacked("images-idx3", 16).reshape(-1, 28, 28, 1)
        for image, label in zip(images, unpacked("labels-idx1", 8), strict=True):
            yield {"label": int(label), "data": _jpeg(image)}


class ImageNetToMR(_Converter):
    """ImageNet's images as MindRecord: fields `label`, `image` (the file's bytes) and `file_name`.

    Args:
        map_file: a text with a folder and its label in each line, separated by a space.
        image_dir: the folder with the folders.
        destination: the file to write.
        partition_number: how many files it becomes.

    Raises:
        ParamValueError: a path is wrong.
        ValueError: `partition_number` is no int.
    """

    def __init__(self, map_file: str, image_dir: str, destination: str, partition_number: int = 1):
        self.map_file, self.image_dir = checked_name(map_file), checked_name(image_dir)
        self._writer = FileWriter(checked_name(destination), _partitions(partition_number))

    def transform(self) -> None:
        """Write the file.

        Raises:
            OSError: there is no map file.
            PathNotExistsError: there is none of the folders.
        """
        schema = {"label": {"type": "int32"}, "image": {"type": "bytes"}, "file_name": {"type": "string"}}
        _write(self._writer, schema, "imagenet_schema", ["label", "file_name"], self._rows())

    def _rows(self) -> Iterator[dict]:
        if not os.path.exists(self.map_file):
            raise OSError(f"map file {self.map_file} not exists")
        with open(self.map_file) as stream:
            pairs = [line.split() for line in stream if line.strip()]
        folders = [(os.path.join(self.image_dir, name), int(label)) for name, label, *_ in pairs]
        folders = [(folder, label) for folder, label in folders if os.path.isdir(folder)]
        if not folders:
            raise PathNotExistsError(f"not valid image dir in {self.image_dir}")
        for folder, label in folders:
            for name in sorted(os.listdir(folder)):
                path = os.path.join(folder, name)
                if name.endswith(("JPEG", "jpg")) and os.path.getsize(path):
                    with open(path, "rb") as stream:
                        yield {"file_name": path, "label": label, "image": stream.read()}


class CsvToMR(_Converter):
    """A CSV file as MindRecord: columns of whole numbers as int64, of numbers as float64, of True and False as int32,
    others as string.

    Args:
        source: the CSV file, with the names in its first line.
        destination: the file to write.
        columns_list: the columns that are wanted; all by default.
        partition_number: how many files it becomes.

    Raises:
        ValueError: an argument is wrong.
    """

    def __init__(self, source: str, destination: str, columns_list: list | None = None, partition_number: int = 1):
        if not isinstance(source, str):
            raise ValueError("The parameter source must be str.")
        self.source = checked_name(source)
        if columns_list and not (isinstance(columns_list, list) and all(isinstance(c, str) for c in columns_list)):
            raise ValueError("The parameter columns_list must be list of str.")
        self.columns_list = columns_list
        if not isinstance(destination, str):
            raise ValueError("The parameter destination must be str.")
        self._writer = FileWriter(checked_name(destination), _partitions(partition_number))

    def transform(self) -> None:
        """Write the file.

        Raises:
            OSError: there is no CSV file.
            RuntimeError: there is no such column.
            ValueError: a column's name is a number.
        """
        if not os.path.exists(self.source):
            raise OSError(f"Csv file {self.source} do not exist.")
        with open(self.source, newline="", encoding="utf-8") as stream:
            names, *lines = [line for line in csv.reader(stream) if line] or [[]]
        for name in self.columns_list or names:
            if name not in names:
                raise RuntimeError(f"The parameter columns_list is illegal, column {name} does not exist.")
            if name.isdigit():
                raise ValueError(
                    f"The first line content: {name} of the CSV file is used as a column name and does not allow "
                    "starting with a number."
                )
        wanted = self.columns_list or names
        columns, schema = [], {}
        for name in wanted:
            place = names.index(name)
            kind, values = _typed([line[place] if place < len(line) else "" for line in lines])
            schema[name] = {"type": kind}
            columns.append(values)
        if not schema:
            raise RuntimeError("Failed to generate schema from csv file.")
        rows = (dict(zip(wanted, values, strict=True)) for values in zip(*columns, strict=True))
        _write(self._writer, schema, "csv_schema", list(wanted), rows)


def _typed(texts: list[str]) -> tuple[str, list]:
    """The narrowest type of a column, and its values in it. An empty field is a number that is none."""
    if texts and all(text in ("True", "False", "true", "false", "TRUE", "FALSE") for text in texts):
        return "int32", [int(text.lower() == "true") for text in texts]
    try:
        return "int64", [int(text) for text in texts]
    except ValueError:
        pass
    try:
        return "float64", [float(text or "nan") for text in texts]
    except ValueError:
        return "string", texts


class TFRecordToMR(_Converter):
    """A TFRecord file as MindRecord.

    Args:
        source: the TFRecord file.
        destination: the file to write.
        feature_dict: by feature, a `tf.io.FixedLenFeature`, or anything with its `shape` and `dtype`: a shape of []
            for one value, of [n] for n numbers; a dtype by its name or with a `name`.
        bytes_fields: the features of strings that are bytes rather than text.

    Raises:
        ValueError: an argument is wrong.
    """

    def __init__(self, source: str, destination: str, feature_dict: dict, bytes_fields: list | None = None):
        for name, value in (("source", source), ("destination", destination)):
            if not isinstance(value, str):
                raise ValueError(f"Parameter {name} must be string.")
            checked_name(value)
        if not isinstance(feature_dict, dict):
            raise ValueError("Parameter feature_dict is None or not dict.")
        if bytes_fields is not None and not isinstance(bytes_fields, list):
            raise ValueError(f"Parameter bytes_fields: {bytes_fields} must be list(str).")
        for name in bytes_fields or ():
            if not isinstance(name, str):
                raise ValueError(f"Parameter bytes_fields's item: {name} is not str.")
            if name not in feature_dict or _kind(feature_dict[name]) != "string":
                raise ValueError(f"Parameter bytes_fields's item: {name} is no string of feature_dict.")
        self.source, self.destination = source, destination
        self._features = feature_dict
        self._bytes = bytes_fields or []
        self._schema: dict[str, dict] = {}
        for key, feature in feature_dict.items():
            shape = list(getattr(feature, "shape", ()))
            kind = _kind(feature)
            if len(shape) > 1 or shape and (not isinstance(shape[0], int) or shape[0] < 1 or kind == "string"):
                raise ValueError(
                    f"Parameter feature_dict[{key}].shape must be [] or, of numbers, [n], but got {shape}."
                )
            entry: dict[str, Any] = {"type": "bytes" if key in self._bytes else kind}
            self._schema[_cast_name(key)] = {**entry, "shape": shape} if shape else entry

    def transform(self) -> None:
        """Write the file.

        Raises:
            RuntimeError: the TFRecord file is missing or damaged.
            ValueError: a row does not have the features.
        """
        _write(FileWriter(self.destination), self._schema, "TFRecord to MindRecord", None, self._rows())

    def _rows(self) -> Iterator[dict]:
        from mindshim.dataset import tfrecord

        for data in tfrecord.records(self.source):
            example = tfrecord.parse_example(data)
            row = {}
            for key in self._features:
                kind = self._schema[_cast_name(key)]
                values = example.get(key)
                wanted = kind.get("shape", [1])[0]
                if values is None or len(values) != wanted:
                    raise ValueError(f"TFRecord feature_dict parameter error: feature {key} has no {wanted} values.")
                if "shape" in kind:
                    row[_cast_name(key)] = np.asarray(values, kind["type"])
                elif kind["type"] in _SCALAR_TYPES:
                    row[_cast_name(key)] = values[0].item()  # pyright: ignore[reportAttributeAccessIssue]
                else:
                    row[_cast_name(key)] = values[0] if kind["type"] == "bytes" else values[0].decode()
            yield row


def _kind(feature: Any) -> str:
    given = getattr(feature, "dtype", None)
    name = given if isinstance(given, str) else getattr(given, "name", str(given))
    kinds = {
        "string": "string", "bool": "int32", "int8": "int32", "int16": "int32", "int32": "int32", "int64": "int64",
        "uint8": "int32", "uint16": "int32", "uint32": "int64", "uint64": "int64", "float16": "float32",
        "float32": "float32", "float64": "float64", "double": "float64",
    }  # fmt: skip
    if name not in kinds:
        raise ValueError(f"Type {name} is not supported in MindRecord.")
    return kinds[name]


def _cast_name(key: str) -> str:
    return "".join("_" if c in string.punctuation + " " else c for c in key)
