"""Vocab: words and their numbers."""

from __future__ import annotations

import collections
import os
from typing import Any

import numpy as np

from mindshim.dataset.checks import BOOL, Int, Is, as_list, checked


class Vocab:
    """Words with a number each, made by one of the `from_` functions.

    Examples:
        >>> import mindshim.dataset.text as text
        >>> vocab = text.Vocab.from_list(["w1", "w2"], special_tokens=["<unk>"])
        >>> vocab.tokens_to_ids(["w2", "<unk>"])
        [2, 0]
    """

    def __init__(self) -> None:
        self._ids: dict[str, int] | None = None
        self._words: dict[int, str] = {}

    @classmethod
    def _of(cls, words: dict[str, int]) -> Vocab:
        vocab = cls()
        vocab._ids = dict(words)
        vocab._words = {number: word for word, number in words.items()}
        return vocab

    def _built(self) -> dict[str, int]:
        if self._ids is None:
            raise RuntimeError("The Vocab has not been built yet; use one of its from_ functions.")
        return self._ids

    @classmethod
    def from_list(
        cls, word_list: list[str], special_tokens: list[str] | None = None, special_first: bool = True
    ) -> Vocab:
        """Numbers in the order of a list, with special words before it or after it.

        Raises:
            TypeError: an argument is no list of strings.
            ValueError: a word comes twice.
        """
        BOOL("special_first", special_first)
        Is(list)("word_list", word_list)
        Is(list, optional=True)("special_tokens", special_tokens)
        for word in [*word_list, *(special_tokens or [])]:
            Is(str)("word", word)
        _refuse_doubles(word_list, "word_list")
        special = special_tokens or []
        _refuse_doubles(special, "special_tokens")
        if set(word_list) & set(special):
            raise ValueError(f"special_tokens and word_list contain duplicate word: {set(word_list) & set(special)}.")
        words = [*special, *word_list] if special_first else [*word_list, *special]
        return cls._of({word: i for i, word in enumerate(words)})

    @classmethod
    def from_dict(cls, word_dict: dict[str, int]) -> Vocab:
        """The numbers that a dict gives.

        Raises:
            TypeError: it is no dict of ints by string.
            ValueError: a number is negative.
        """
        Is(dict)("word_dict", word_dict)
        for word, number in word_dict.items():
            Is(str)("word", word)
            Int(0)("word_id", number)
        return cls._of(word_dict)

    @classmethod
    @checked(file_path=Is(str), delimiter=Is(str), vocab_size=Int(1, optional=True), special_first=BOOL)
    def from_file(
        cls,
        file_path: str,
        delimiter: str = "",
        vocab_size: int | None = None,
        special_tokens: list[str] | None = None,
        special_first: bool = True,
    ) -> Vocab:
        """The words of a file, one a line; with a delimiter, what stands before it in a line.

        Raises:
            RuntimeError: there is no such file.
            ValueError: a word comes twice.
        """
        words = []
        for word in special_tokens or []:
            Is(str)("special_tokens", word)
        _refuse_doubles(special_tokens or [], "special_tokens")
        if not os.path.isfile(file_path):
            raise RuntimeError(f"from_file: vocab file: {file_path} does not exist.")
        with open(file_path, encoding="utf-8") as stream:
            for line in stream:
                word = line.rstrip("\r\n")
                words.append(word.split(delimiter)[0] if delimiter else word)
                if vocab_size is not None and len(words) == vocab_size:
                    break
        return cls.from_list(words, special_tokens, special_first)

    @classmethod
    @checked(special_first=BOOL, top_k=Int(1, optional=True))
    def from_dataset(
        cls,
        dataset: Any,
        columns: Any = None,
        freq_range: tuple | None = None,
        top_k: int | None = None,
        special_tokens: list[str] | None = None,
        special_first: bool = True,
    ) -> Vocab:
        """The words in columns of a Dataset, the most frequent first, equally frequent ones in the order of the
        alphabet.

        Args:
            dataset: where the words are.
            columns: in which columns; all by default.
            freq_range: (least, most) times that a word must come.
            top_k: how many of the most frequent.
            special_tokens: more words.
            special_first: these come before the others.
        """
        if freq_range is not None:
            Is(tuple)("freq_range", freq_range)
            numbers = [n for n in freq_range if n is not None]
            if len(freq_range) != 2 or not all(isinstance(n, int) for n in numbers):
                raise ValueError("freq_range needs to be a tuple of two integers, or None for one of them.")
            if len(numbers) == 2 and not 0 <= numbers[0] <= numbers[1]:
                raise ValueError("frequency range [a,b] should be 0 <= a <= b (a,b are inclusive).")
        for word in special_tokens or []:
            Is(str)("special_tokens", word)
        _refuse_doubles(special_tokens or [], "special_tokens")
        counts: collections.Counter = collections.Counter()
        names = as_list(columns) or dataset.get_col_names()
        missing = [name for name in names if name not in dataset.get_col_names()]
        if missing:
            raise RuntimeError(f"Vocab.from_dataset: the dataset has no column {missing[0]!r}.")
        for row in dataset.create_dict_iterator(num_epochs=1, output_numpy=True):
            for name in names:
                counts.update(np.asarray(row[name]).reshape(-1).tolist())
        low, high = freq_range or (None, None)
        kept = [(word, n) for word, n in counts.items() if (low is None or n >= low) and (high is None or n <= high)]
        ordered = [word for word, _ in sorted(kept, key=lambda pair: (-pair[1], pair[0]))]
        double = set(ordered) & set(special_tokens or [])
        if double:
            raise RuntimeError(f"Vocab.from_dataset: special_tokens and the dataset have the word {double.pop()!r}.")
        return cls.from_list(ordered[:top_k], special_tokens, special_first)

    def vocab(self) -> dict[str, int]:
        """All numbers by word."""
        return dict(self._built())

    def tokens_to_ids(self, tokens: Any) -> Any:
        """The number of a word, or of each of a list or array; -1 for an unknown one.

        Raises:
            TypeError: it is no string and no list of strings.
        """
        Is(str, list, np.ndarray)("tokens", tokens)
        ids = self._built()
        if isinstance(tokens, str):
            return ids.get(tokens, -1)
        for i, token in enumerate(tokens if isinstance(tokens, list) else ()):
            Is(str)(f"tokens[{i}]", token)
        return [ids.get(str(token), -1) for token in tokens]

    def ids_to_tokens(self, ids: Any) -> Any:
        """The word of a number, or of each of a list or array; "" for an unknown one.

        Raises:
            TypeError: it is no int and no list of ints.
            ValueError: a number is negative.
        """
        Is(int, list, np.ndarray)("ids", ids)
        self._built()
        for i, number in enumerate(ids if isinstance(ids, list) else ()):
            Int(0)(f"ids[{i}]", int(number) if isinstance(number, np.integer) else number)
        if isinstance(ids, int):
            Int(0)("ids", ids)
            return self._words.get(ids, "")
        return [self._words.get(int(number), "") for number in ids]


def _refuse_doubles(words: list[str], name: str) -> None:
    if len(set(words)) != len(words):
        double = next(word for word, n in collections.Counter(words).items() if n > 1)
        raise ValueError(f"{name} contains duplicate word: {double}.")
