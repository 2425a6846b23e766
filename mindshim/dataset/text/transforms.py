"""Transforms of text: tokenizers, look-up, normalisation."""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import numpy as np

from mindshim.dataset.checks import BOOL, Each, Int, Is, checked
from mindshim.dataset.text.vocab import Vocab
from mindshim.dataset.transforms.base import TensorOperation
from mindshim.dataset.transforms.transforms import numpy_dtype
from mindshim.engine import dtypes


class NormalizeForm(enum.IntEnum):
    """The forms of Unicode."""

    NONE = 0
    NFC = 1
    NFKC = 2
    NFD = 3
    NFKD = 4


class TextOperation(TensorOperation):
    """A transform of text: each string by itself, unless `_apply` says otherwise."""

    def _apply(self, value: Any) -> Any:
        if value.dtype.kind not in "US":
            raise RuntimeError(
                f"{type(self).__name__}: the type of the input should be string, but got {value.dtype}."
            )
        words = value.reshape(-1).tolist()
        changed = [self._text(w.decode() if isinstance(w, bytes) else w) for w in words]
        return np.array(changed, np.str_).reshape(value.shape)

    def _text(self, text: str) -> str:
        raise NotImplementedError


class _Tokenizer(TensorOperation):
    """One string becomes an array of tokens; with offsets, also where each begins and ends in bytes (uint32)."""

    with_offsets = False

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Where the tokens are."""
        raise NotImplementedError

    def _in_pipeline(self, *inputs: Any) -> Any:
        value = inputs[0]
        if len(inputs) != 1 or value.ndim != 0 or value.dtype.kind not in "US":
            raise RuntimeError(
                f"{type(self).__name__}: the input shape should be a scalar string, but got "
                f"shape "
                f"{value.shape} of {value.dtype}."
            )
        text = value.item()
        text = text.decode() if isinstance(text, bytes) else text
        spans = self._spans(text) or [(0, 0)]
        tokens = np.array([text[a:b] for a, b in spans], np.str_)
        if not self.with_offsets:
            return tokens
        starts = [len(text[:a].encode()) for a, _ in spans]
        ends = [len(text[:b].encode()) for _, b in spans]
        return tokens, np.array(starts, np.uint32), np.array(ends, np.uint32)


class WhitespaceTokenizer(_Tokenizer):
    """The words between white space."""

    @checked(with_offsets=BOOL)
    def __init__(self, with_offsets: bool = False):
        self.with_offsets = with_offsets

    def _spans(self, text: str) -> list[tuple[int, int]]:
        return [m.span() for m in re.finditer(r"\S+", text)]


class UnicodeCharTokenizer(_Tokenizer):
    """The characters."""

    @checked(with_offsets=BOOL)
    def __init__(self, with_offsets: bool = False):
        self.with_offsets = with_offsets

    def _spans(self, text: str) -> list[tuple[int, int]]:
        return [(i, i + 1) for i in range(len(text))]


class PythonTokenizer(TensorOperation):
    """What a Python function makes of a string: a list of tokens."""

    @checked(tokenizer=Is(object))
    def __init__(self, tokenizer: Callable):
        if not callable(tokenizer):
            raise TypeError("Argument tokenizer is not a callable object.")
        self.tokenizer = tokenizer

    def _apply(self, value: Any) -> Any:
        if value.dtype.kind not in "US":
            raise TypeError(f"input should be a NumPy array of text, but got {value.dtype}.")
        text = value.item() if value.ndim == 0 else value
        return np.array(self.tokenizer(text.decode() if isinstance(text, bytes) else text), np.str_)


class Lookup(TensorOperation):
    """The numbers of words.

    Args:
        vocab: a Vocab.
        unknown_token: the word whose number unknown words get; without it they are an error.
        data_type: of the numbers; int32 by default.

    Raises:
        RuntimeError: a word is not in the vocab, or `unknown_token` is not.
    """

    @checked(vocab=Is(Vocab), unknown_token=Is(str, optional=True))
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
                    f'Lookup: invalid data, token: "{word}" doesn\'t exist in vocab and no '
                    f"unknown token "
                    "is specified."
                )
            numbers.append(number)
        return np.array(numbers, self.data_type).reshape(value.shape)


class CaseFold(TextOperation):
    """Lower case, for comparing."""

    def _text(self, text: str) -> str:
        return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


class NormalizeUTF8(TextOperation):
    """One form of Unicode."""

    @checked(normalize_form=Is(NormalizeForm))
    def __init__(self, normalize_form: NormalizeForm = NormalizeForm.NFKC):
        self.form: Any = normalize_form.name

    def _text(self, text: str) -> str:
        return text if self.form == "NONE" else unicodedata.normalize(self.form, text)


class RegexReplace(TextOperation):
    """What matches a pattern replaced; the first match only, unless `replace_all`."""

    @checked(pattern=Is(str), replace=Is(str), replace_all=BOOL)
    def __init__(self, pattern: str, replace: str, replace_all: bool = True):
        self.pattern, self.replace, self.count = re.compile(pattern), replace, 0 if replace_all else 1

    def _text(self, text: str) -> str:
        return self.pattern.sub(self.replace, text, self.count)


class ToNumber(TensorOperation):
    """Text as numbers of a dtype.

    Raises:
        RuntimeError: a text is no number, or too large.
    """

    def __init__(self, data_type: Any):
        self.data_type = numpy_dtype(data_type)
        if self.data_type.kind not in "iuf":
            raise TypeError("data_type must be a numeric data type.")

    def _apply(self, value: Any) -> Any:
        if value.dtype.kind not in "US":
            raise RuntimeError(f"ToNumber: the input should be string, but got {value.dtype}.")
        convert = float if self.data_type.kind == "f" else int
        try:
            return np.array([convert(w) for w in value.reshape(-1).tolist()], self.data_type).reshape(
                value.shape
            )
        except (ValueError, OverflowError) as error:
            raise RuntimeError(
                f"ToNumber: invalid data, a string cannot be made a {self.data_type}: {error}"
            ) from None


class Truncate(TensorOperation):
    """At most so many tokens."""

    @checked(max_seq_len=Int(0))
    def __init__(self, max_seq_len: int):
        self.max_seq_len = max_seq_len

    def _apply(self, value: Any) -> Any:
        if value.ndim not in (1, 2):
            raise RuntimeError(f"Truncate: the input must have one or two axes, but got {value.ndim}.")
        return value[..., : self.max_seq_len]


class TruncateSequencePair(TensorOperation):
    """Two sequences shortened, one element at a time from the longer one, to at most `max_length` together."""

    @checked(max_length=Int(0))
    def __init__(self, max_length: int):
        self.max_length = max_length

    def _in_pipeline(self, *inputs: Any) -> Any:
        if len(inputs) != 2:
            raise RuntimeError("TruncateSequencePair: the number of columns is not 2.")
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
                "AddToken: the input must be text of one or two axes, but got "
                f"{value.dtype} of shape {value.shape}."
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

    @checked(left_pad=Each(Is(str, int), (2,)), right_pad=Each(Is(str, int), (2,)), separator=Is(str))
    def __init__(self, n: Any, left_pad: Any = ("", 0), right_pad: Any = ("", 0), separator: str = " "):
        if not isinstance(n, (int, list)):
            raise ValueError("n needs to be a positive integer or a list of them.")
        self.lengths = [n] if isinstance(n, int) else n
        Each(Int(1))("n", self.lengths)
        self.left_pad, self.right_pad, self.separator = left_pad, right_pad, separator

    def _apply(self, value: Any) -> Any:
        if value.ndim != 1:
            raise RuntimeError(
                f"Ngram: input is not a 1D data with string datatype, but of rank {value.ndim}."
            )
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
