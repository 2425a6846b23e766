"""JiebaTokenizer: Chinese words by a dictionary and a hidden Markov model, both in cppjieba's files."""

from __future__ import annotations

import math
import os
import re

from mindshim.dataset.checks import BOOL, UINT32_MAX, Int, Is, checked
from mindshim.dataset.text.enums import JiebaMode
from mindshim.dataset.text.tokenizers import Spans, Tokenizer, given

_SEPARATORS = " \t\n\uff0c\u3002"
_NEVER = -3.14e100
# Letters with digits, or numbers, are one word for the Markov model.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*|[0-9][0-9.]*|[\x00-\x7f]")


class JiebaTokenizer(Tokenizer):
    """The words of a Chinese text.

    The segmentation is cppjieba's: the most probable path through a dictionary, and, for what the dictionary leaves as
    single characters, the most probable states of a hidden Markov model. The Python package jieba cannot read the
    model's file, so it is done here.

    Args:
        hmm_path: the file of the model ("hmm_model.utf8").
        mp_path: the file of the dictionary ("jieba.dict.utf8"): lines of a word, its frequency and its kind.
        mode: which of the two.
        with_offsets: give the offsets too.

    Raises:
        ValueError: a file is missing.
    """

    @checked(with_offsets=BOOL)
    def __init__(self, hmm_path: str, mp_path: str, mode: JiebaMode = JiebaMode.MIX, with_offsets: bool = False):
        given(hmm_path=hmm_path, mp_path=mp_path)
        for name, path in (("hmm_path", hmm_path), ("mp_path", mp_path)):
            Is(str)(name, path)
            if not os.path.exists(path):
                raise ValueError(f" jieba mode file {path} is not exist.")
        Is(JiebaMode)("mode", mode)
        self.mode, self.with_offsets = mode, with_offsets
        self._read_dictionary(mp_path)
        self._read_model(hmm_path)

    def _read_dictionary(self, path: str) -> None:
        with open(path, encoding="utf-8") as stream:
            counts = {parts[0]: float(parts[1]) for line in stream if len(parts := line.split()) >= 2}
        self.total = sum(counts.values())
        self.weights = {word: math.log(n / self.total) if n else _NEVER for word, n in counts.items()}
        ordered = sorted(self.weights.values())
        self.least = ordered[0] if ordered else 0.0
        # What a word without a frequency gets.
        self.middle = ordered[len(ordered) // 2] if ordered else 0.0
        self.longest = max(map(len, counts), default=1)
        self.own: set[str] = set()

    def _read_model(self, path: str) -> None:
        """The states are B, E, M, S: the beginning, end and middle of a word, a single character."""
        with open(path, encoding="utf-8") as stream:
            lines = [line.strip() for line in stream if line.strip() and not line.startswith("#")]
        rows = [list(map(float, line.split())) for line in lines[:5]]
        self.first, self.steps = rows[0], rows[1:]
        pairs = [[entry.rsplit(":", 1) for entry in line.split(",") if entry] for line in lines[5:9]]
        self.emissions = [{char: float(weight) for char, weight in row} for row in pairs]

    def add_word(self, word: str, freq: int | None = None) -> None:
        """Adds a word to the dictionary; without a frequency it gets the median weight."""
        given(word=word)
        Int(0, UINT32_MAX, optional=True)("freq", freq)
        self.weights[word] = math.log(freq / self.total) if freq else self.middle
        self.longest = max(self.longest, len(word))
        self.own.add(word)

    def add_dict(self, user_dict: str | dict[str, int]) -> None:
        """Adds the words of a dict, with their frequencies, or of a file: lines of a word and perhaps its frequency.

        Raises:
            TypeError: it is neither.
            ValueError: there is no such file, or a line of it is wrong.
        """
        if isinstance(user_dict, dict):
            for word, freq in user_dict.items():
                self.add_word(word, freq)
            return
        if not isinstance(user_dict, str):
            raise TypeError("The type of user_dict must str or dict.")
        if not os.path.exists(user_dict):
            raise ValueError(f"user dict file {user_dict} is not exist.")
        with open(user_dict, encoding="utf-8") as stream:
            for line in stream:
                parts = line.split()
                if len(parts) > 2 or len(parts) == 2 and not parts[1].isdecimal():
                    raise ValueError(f"user dict file {user_dict}: the line {line!r} is no word with a frequency.")
                if parts:
                    self.add_word(parts[0], int(parts[1]) if len(parts) == 2 else None)

    def _spans(self, text: str) -> Spans:
        spans: Spans = []
        for match in re.finditer(f"[{_SEPARATORS}]|[^{_SEPARATORS}]+", text):
            start, end = match.span()
            if match[0] in _SEPARATORS:
                spans.append((start, end))
            elif self.mode == JiebaMode.HMM:
                spans += self._by_model(text, start, end)
            else:
                spans += self._by_dictionary(text, start, end)
        return spans

    def _by_dictionary(self, text: str, start: int, end: int) -> Spans:
        best: dict[int, tuple[float, int]] = {end: (0.0, end)}
        for i in range(end - 1, start - 1, -1):
            best[i] = _NEVER * 2, i + 1
            for j in range(i + 1, min(end, i + self.longest) + 1):
                weight = self.weights.get(text[i:j], self.least if j == i + 1 else None)
                if weight is not None and weight + best[j][0] > best[i][0]:
                    best[i] = weight + best[j][0], j
        spans, i = [], start
        while i < end:
            spans.append((i, best[i][1]))
            i = best[i][1]
        return spans if self.mode == JiebaMode.MP else self._mixed(text, spans)

    def _mixed(self, text: str, spans: Spans) -> Spans:
        """The runs of single characters cut by the model."""
        out: Spans = []
        run: Spans = []
        for a, b in [*spans, (-1, 1)]:
            single = b - a == 1 and text[a:b] not in self.own
            if single:
                run.append((a, b))
                continue
            if run:
                out += self._by_model(text, run[0][0], run[-1][1])
                run = []
            if a >= 0:
                out.append((a, b))
        return out

    def _by_model(self, text: str, start: int, end: int) -> Spans:
        spans: Spans = []
        while start < end:
            plain = _PLAIN.match(text, start, end)
            if plain:
                spans.append(plain.span())
                start = plain.end()
                continue
            stop = start
            while stop < end and ord(text[stop]) >= 0x80:
                stop += 1
            spans += self._viterbi(text, start, stop)
            start = stop
        return spans

    def _viterbi(self, text: str, start: int, end: int) -> Spans:
        def emission(state: int, char: str) -> float:
            return self.emissions[state].get(char, _NEVER)

        weights = [self.first[s] + emission(s, text[start]) for s in range(4)]
        back: list[list[int]] = []
        for char in text[start + 1 : end]:
            now, source = [], []
            for state in range(4):
                best, chosen = _NEVER, 1
                for before in range(4):
                    weight = weights[before] + self.steps[before][state] + emission(state, char)
                    if weight > best:
                        best, chosen = weight, before
                now.append(best)
                source.append(chosen)
            weights = now
            back.append(source)
        states = [1 if weights[1] >= weights[3] else 3]
        for source in reversed(back):
            states.append(source[states[-1]])
        spans, left = [], start
        for i, state in enumerate(reversed(states)):
            if state in (1, 3):
                spans.append((left, start + i + 1))
                left = start + i + 1
        return spans
