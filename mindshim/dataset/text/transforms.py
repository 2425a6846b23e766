"""Transforms of words and numbers: look-up, sequences, n-grams."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim.dataset.checks import BOOL, Each, Int, Is, checked
from mindshim.dataset.text.vocab import Vocab
from mindshim.dataset.transforms.base import TensorOperation
from mindshim.dataset.transforms.transforms import numpy_dtype
from mindshim.engine import dtypes


class Lookup(TensorOperation):
    """The numbers of words.

    Args:
        vocab: a Vocab.
        unknown_token: the word whose number unknown words get; without it they are an error.
        data_type: of the numbers; int32 by default.

    Raises:
        RuntimeError: a word is not in the vocab, or `unknown_token` is not.
    """

    @checked(vocab=Is(Vocab), unknown_token=Is(str, optional=True), data_type=Is(dtypes.Type))
    def __init__(self, vocab: Vocab, unknown_token: str | None = None, data_type: Any = dtypes.int32):
        self.words, self.data_type = vocab.vocab(), numpy_dtype(data_type)
        self.unknown_token = unknown_token
        self.unknown = None if unknown_token is None else self.words.get(unknown_token)

    def _apply(self, value: Any) -> Any:
        if self.unknown_token is not None and self.unknown is None:
            raise RuntimeError(f"Lookup: unknown_token: [{self.unknown_token}], does not exist in vocab.")
        if value.dtype.kind not in "US":
            raise RuntimeError(f"Lookup: input is not string datatype, but {value.dtype}.")
        numbers = []
        for word in value.reshape(-1).tolist():
            word = word.decode() if isinstance(word, bytes) else word
            number = self.words.get(word, self.unknown)
            if number is None:
                raise RuntimeError(
                    f'Lookup: invalid data, token: "{word}" doesn\'t exist in vocab and no unknown token is specified.'
                )
            numbers.append(number)
        return np.array(numbers, self.data_type).reshape(value.shape)


class ToNumber(TensorOperation):
    """Text as numbers of a dtype.

    Raises:
        RuntimeError: a text is no number, or too large.
    """

    @checked(data_type=Is(dtypes.Type))
    def __init__(self, data_type: Any):
        self.data_type = numpy_dtype(data_type)
        if self.data_type.kind not in "iuf":
            raise TypeError("data_type must be a numeric data type.")

    def _apply(self, value: Any) -> Any:
        if value.dtype.kind not in "US":
            raise RuntimeError(f"ToNumber: the input should be string, but got {value.dtype}.")
        convert = float if self.data_type.kind == "f" else int
        try:
            return np.array([convert(w) for w in value.reshape(-1).tolist()], self.data_type).reshape(value.shape)
        except (ValueError, OverflowError) as error:
            raise RuntimeError(f"ToNumber: invalid data, a string cannot be made a {self.data_type}: {error}") from None


class Truncate(TensorOperation):
    """At most so many tokens."""

    @checked(max_seq_len=Int(1))
    def __init__(self, max_seq_len: int):
        self.max_seq_len = max_seq_len

    def _apply(self, value: Any) -> Any:
        if value.ndim not in (1, 2):
            raise RuntimeError(f"Truncate: the input must have one or two axes, but got {value.ndim}.")
        return value[..., : self.max_seq_len]


class TruncateSequencePair(TensorOperation):
    """Two sequences shortened, one element at a time from the longer one, to at most `max_length` together."""

    def __init__(self, max_length: int):
        self.max_length = max_length

    def _in_pipeline(self, *inputs: Any) -> Any:
        if len(inputs) != 2:
            raise RuntimeError("TruncateSequencePair: the number of columns is not 2.")
        Int(0)("max_length", self.max_length)
        if any(value.ndim != 1 for value in inputs):
            raise RuntimeError("TruncateSequencePair: both inputs must have one axis.")
        first, second = inputs
        a, b = len(first), len(second)
        while a + b > self.max_length:
            a, b = (a - 1, b) if a > b else (a, b - 1)
        return first[:a], second[:b]


class AddToken(TensorOperation):
    """A token before, or after, the others."""

    @checked(token=Is(str), begin=BOOL)
    def __init__(self, token: str, begin: bool = True):
        self.token, self.begin = token, begin

    def _apply(self, value: Any) -> Any:
        if value.ndim not in (1, 2) or value.dtype.kind not in "US":
            raise RuntimeError(
                f"AddToken: the input must be text of one or two axes, but got {value.dtype} of shape {value.shape}."
            )
        token = np.full((*value.shape[:-1], 1), self.token)
        return np.concatenate([token, value] if self.begin else [value, token], axis=-1)


class SlidingWindow(TensorOperation):
    """All runs of `width` neighbours of a sequence: shape (n,) becomes (n - width + 1, width)."""

    @checked(width=Int(1), axis=Int(None))
    def __init__(self, width: int, axis: int = 0):
        self.width, self.axis = width, axis

    def _apply(self, value: Any) -> Any:
        if value.ndim != 1 or self.axis not in (0, -1):
            raise RuntimeError(
                f"SlidingWindow: axis supports 0 or -1 only for now, and the data one axis, "
                f"but got axis "
                f"{self.axis} and shape {value.shape}."
            )
        count = len(value) - self.width + 1
        if count <= 0:
            return np.empty(0, value.dtype)
        return np.stack([value[i : i + self.width] for i in range(count)])


class Ngram(TensorOperation):
    """Runs of n tokens, joined by a separator.

    Args:
        n: the length of the runs, or several lengths.
        left_pad: (token, how many) before the first.
        right_pad: (token, how many) after the last.
        separator: between the tokens of a run.
    """

    @checked(separator=Is(str))
    def __init__(self, n: Any, left_pad: Any = ("", 0), right_pad: Any = ("", 0), separator: str = " "):
        self.lengths = [n] if isinstance(n, int) else n
        if not isinstance(self.lengths, list) or not self.lengths:
            raise ValueError("n needs to be a non-empty list of positive integers.")
        Each(Int(1))("n", self.lengths)
        for name, pad in (("left_pad", left_pad), ("right_pad", right_pad)):
            if not isinstance(pad, tuple) or list(map(type, pad)) != [str, int] or pad[1] < 0:
                raise ValueError(f"{name} needs to be a tuple of a token and how often it comes, but got {pad!r}.")
        self.left_pad, self.right_pad, self.separator = left_pad, right_pad, separator

    def _apply(self, value: Any) -> Any:
        if value.ndim != 1:
            raise RuntimeError(f"Ngram: input is not a 1D data with string datatype, but of rank {value.ndim}.")
        runs: list[str] = []
        for n in self.lengths:
            left, right = (min(pad[1], n - 1) for pad in (self.left_pad, self.right_pad))
            words = [self.left_pad[0]] * left + value.tolist() + [self.right_pad[0]] * right
            found = [self.separator.join(words[i : i + n]) for i in range(len(words) - n + 1)]
            runs += found or [""]
        return np.array(runs, np.str_)


def to_str(array: np.ndarray, encoding: str = "utf8") -> np.ndarray:
    """An array of bytes as one of strings.

    Raises:
        TypeError: it is no NumPy array of bytes.
    """
    if not isinstance(array, np.ndarray):
        raise TypeError("input should be a NumPy array.")
    return np.char.decode(array, encoding) if array.dtype.kind == "S" else array


def to_bytes(array: np.ndarray, encoding: str = "utf8") -> np.ndarray:
    """An array of strings as one of bytes.

    Raises:
        TypeError: it is no NumPy array.
    """
    if not isinstance(array, np.ndarray):
        raise TypeError("input should be a NumPy array.")
    return np.char.encode(array, encoding)
