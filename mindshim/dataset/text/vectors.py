"""Word vectors from text files, and the transform that looks words up in them."""

from __future__ import annotations

import os
import re
from typing import Any

import numpy as np

from mindshim.dataset.checks import BOOL, Each, Int, Is, Number, checked
from mindshim.dataset.text.base import as_text
from mindshim.dataset.transforms.base import TensorOperation


class Vectors:
    """A vector for each of some words, made by `from_file`."""

    _file_name = ""

    def __init__(self, vectors: dict[str, np.ndarray] | None = None, dim: int = 0):
        self._vectors, self.dim = vectors or {}, dim

    @classmethod
    def from_file(cls, file_path: str, max_vectors: int | None = None) -> Any:
        """The vectors of a file, one a line: the word and its numbers, after a line with their count and length or not.

        Args:
            file_path: the file.
            max_vectors: read at most so many; 0 and None are all.

        Raises:
            RuntimeError: there is no such file, or a line of it is wrong.
        """
        Is(str)("file_path", file_path)
        Int(0, optional=True)("max_vectors", max_vectors)
        name = cls.__name__
        if not os.path.isfile(file_path):
            raise RuntimeError(f"{name}: invalid file, {file_path} does not exist.")
        if not re.fullmatch(cls._file_name or ".*", os.path.basename(file_path)):
            raise RuntimeError(f"{name}: invalid file, can not find file '{cls._file_name}' in {file_path}.")
        vectors: dict[str, np.ndarray] = {}
        dim = 0
        with open(file_path, encoding="utf-8") as stream:
            for i, line in enumerate(stream):
                word, *numbers = line.rstrip("\n").rstrip(" ").split(" ")
                if i == 0 and len(numbers) == 1:
                    continue
                if not numbers or dim and len(numbers) != dim:
                    raise RuntimeError(
                        f"{name}: invalid file, {file_path}, line {i + 1} has {len(numbers)} numbers, not {dim}."
                    )
                dim = len(numbers)
                vectors.setdefault(word, np.array([_number(n) for n in numbers], np.float32))
                if max_vectors and len(vectors) == max_vectors:
                    break
        if not vectors:
            raise RuntimeError(f"{name}: invalid file, {file_path} has no vectors.")
        return cls(vectors, dim)

    def _find(self, word: str) -> np.ndarray | None:
        """The vector of a word, None if it has none."""
        return self._vectors.get(word)

    def _lookup(self, word: str, unknown: np.ndarray, lower_case_backup: bool) -> np.ndarray:
        found = self._find(word)
        if found is None and lower_case_backup:
            found = self._find(word.lower())
        return unknown if found is None else found


def _number(text: str) -> float:
    """What begins a text as a number, 0 if nothing does."""
    try:
        return float(text)
    except ValueError:
        return 0.0


class GloVe(Vectors):
    """The vectors of GloVe, in files "glove.*.txt"."""

    _file_name = r"glove\..*\.txt"


class FastText(Vectors):
    """The vectors of FastText, in files "*.vec"."""

    _file_name = r".*\.vec"


class CharNGram(Vectors):
    """Vectors of runs of 2 to 4 characters; a word's is the mean of its runs'."""

    def _find(self, word: str) -> np.ndarray | None:
        characters = ["#BEGIN#", *word, "#END#"]
        runs = [f"{n}gram-{''.join(characters[i : i + n])}" for n in (2, 3, 4) for i in range(len(characters) - n + 1)]
        found = [self._vectors[run] for run in runs if run in self._vectors]
        return np.stack(found).mean(axis=0).astype(np.float32) if found else None


class ToVectors(TensorOperation):
    """The vectors of words: a string becomes (dim,), n of them (n, dim), of float32.

    Args:
        vectors: where to look.
        unk_init: the vector of unknown words; zeros by default.
        lower_case_backup: look for a word in lower case if it is not there.

    Raises:
        RuntimeError: called, and `unk_init` has another length than the vectors.
    """

    @checked(vectors=Is(Vectors), unk_init=Each(Number(), optional=True), lower_case_backup=BOOL)
    def __init__(self, vectors: Vectors, unk_init: Any = None, lower_case_backup: bool = False):
        self.vectors, self.lower_case_backup = vectors, lower_case_backup
        self.unknown = np.zeros(vectors.dim, np.float32) if unk_init is None else np.array(unk_init, np.float32)

    def _apply(self, value: Any) -> Any:
        if value.dtype.kind not in "US":
            raise RuntimeError(f"ToVectors: the input should be string, but got {value.dtype}.")
        if len(self.unknown) != self.vectors.dim:
            raise RuntimeError(
                f"ToVectors: unk_init must be of length {self.vectors.dim}, but got {len(self.unknown)}."
            )
        words = [as_text(w) for w in value.reshape(-1).tolist()]
        found = [self.vectors._lookup(word, self.unknown, self.lower_case_backup) for word in words]
        return np.stack(found) if value.ndim else found[0].copy()
