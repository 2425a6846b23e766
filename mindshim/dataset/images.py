"""What sources of image files have in common: rows that name files, read and decoded when they are wanted."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from mindshim.dataset.checks import BOOL, existing
from mindshim.dataset.dataset import Row
from mindshim.dataset.parameters import DECODED, Described
from mindshim.dataset.sources import MappableDataset

EXTENSIONS = (".jpg", ".jpeg", ".png", ".bmp", ".JPG", ".JPEG", ".PNG", ".BMP")


class Image(str):
    """The path of an image in a row."""


def read_image(path: str, decode: bool | None, row: int) -> np.ndarray:
    """The bytes of an image file, or the image (height, width, 3) of uint8.

    Raises:
        RuntimeError: it is missing, or cannot be decoded.
    """
    try:
        data = np.fromfile(path, np.uint8)
    except OSError as error:
        raise RuntimeError(f"Invalid file, failed to read image {path} of row {row}: {error.strerror}.") from None
    if not decode:
        return data
    from mindshim.dataset.vision.shapes import decode as decoded

    try:
        return decoded(data)
    except RuntimeError as error:
        raise RuntimeError(f"{error} File: {path}, row {row}.") from None


class Images(Described, MappableDataset):
    """A source whose rows `_rows` lists, with an :class:`Image` wherever a file is to be read."""

    _parameters = "dataset_dir " + DECODED
    _names = ["image", "label"]
    _listed: list[Row] | None = None
    decode: bool | None

    def _check(self) -> None:
        if self._arguments.get("decode") is not None:
            BOOL("decode", self._arguments["decode"])
        if "dataset_dir" in self._arguments:
            self.dataset_dir = existing(self.dataset_dir, "folder", "dataset_dir")

    def _rows(self) -> Iterable[Row]:
        """The rows, in order."""
        raise NotImplementedError

    def _all(self) -> list[Row]:
        if self._listed is None:
            try:
                self._listed = list(self._rows())
            except (OSError, ValueError, LookupError, TypeError) as error:
                if isinstance(error, OSError) and error.filename is not None:
                    detail = f"failed to open {error.filename}: {error.strerror}"
                else:
                    detail = f"its files are not as expected: {error!r}"
                raise RuntimeError(f"Invalid data, {type(self).__name__}: {detail}.") from None
            if not self._listed:
                where = self._arguments.get("dataset_dir") or self._arguments.get("dataset_file")
                raise RuntimeError(f"Invalid data, {type(self).__name__}: no rows were found in {where}.")
        return self._listed

    def _length(self) -> int:
        return len(self._all())

    def _labels(self) -> Any:
        if "label" not in self._columns():
            return None
        place = self._columns().index("label")
        return np.array([row[place] for row in self._all()])

    def _path(self, index: int) -> str | None:
        return next((str(value) for value in self._all()[index] if type(value) is Image), None)

    def _read(self, index: int) -> Row:
        decode = self._arguments.get("decode")
        row = self._all()[index]
        return tuple([read_image(v, decode, index) if type(v) is Image else np.array(v) for v in row])

    def path(self, *parts: str) -> str:
        """A path below the data set's folder."""
        return os.path.join(self.dataset_dir, *parts)


def lines(path: str) -> list[str]:
    """The lines of a text file that are not empty, without white space around them.

    Raises:
        OSError: there is none.
    """
    with open(path, encoding="utf-8") as stream:
        return [line.strip() for line in stream if line.strip()]


def folders(path: str) -> list[str]:
    """The names of the folders in a folder, in alphabetical order."""
    return sorted(entry.name for entry in os.scandir(path) if entry.is_dir())


def images_in(path: str, deep: bool = False) -> Iterator[Image]:
    """The images in a folder, in alphabetical order; with `deep`, those below it too."""
    for parent, below, files in os.walk(path):
        below[:] = sorted(below) if deep else []
        yield from (Image(os.path.join(parent, name)) for name in sorted(files) if name.endswith(EXTENSIONS))


def matlab(path: str) -> dict[str, Any]:
    """The arrays of a MATLAB file.

    Raises:
        OSError: there is none.
        RuntimeError: it is damaged.
    """
    try:
        import scipy.io
    except ModuleNotFoundError:
        raise ModuleNotFoundError("Files of MATLAB need the package 'scipy': pip install 'mindshim[data]'.") from None
    try:
        return scipy.io.loadmat(path)
    except OSError:
        raise
    except Exception as error:
        raise RuntimeError(f"Invalid file, {path} is no file of MATLAB: {error}.") from None
