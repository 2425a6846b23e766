"""Transforms that cut strings into tokens."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import numpy as np

from mindshim.dataset.checks import BOOL, UINT32_MAX, Int, Is, checked
from mindshim.dataset.text.base import as_text, patterns
from mindshim.dataset.text.enums import NormalizeForm
from mindshim.dataset.text.normalise import Pattern, fold, normalise
from mindshim.dataset.text.vocab import Vocab
from mindshim.dataset.transforms.base import TensorOperation

Spans = list[tuple[int, int]]


class Tokenizer(TensorOperation):
    """One string becomes an array of tokens; with offsets, also where each begins and ends in bytes (uint32)."""

    with_offsets = False

    def _tokens(self, text: str) -> tuple[str, list[str], Spans]:
        """The text that is cut, its tokens, and where they are."""
        spans = self._spans(text)
        return text, [text[a:b] for a, b in spans], spans

    def _spans(self, text: str) -> Spans:
        """Where the tokens are."""
        raise NotImplementedError

    def _in_pipeline(self, *inputs: Any) -> Any:
        value = inputs[0]
        if len(inputs) != 1 or value.ndim != 0 or value.dtype.kind not in "US":
            raise RuntimeError(
                f"{type(self).__name__}: the input shape should be a scalar string, but got shape {value.shape} of "
                f"{value.dtype}."
            )
        return self._arrays([self._tokens(as_text(value.item()))])

    def _arrays(self, parts: list[tuple[str, list[str], Spans]]) -> Any:
        found: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for text, tokens, spans in parts:
            found += tokens or [""]
            # Byte positions of all characters; one encoding of each character suffices.
            place = np.concatenate([[0], np.cumsum([len(c.encode()) for c in text])]).astype(int)
            for a, b in spans or [(0, 0)]:
                starts.append(place[a])
                ends.append(place[b])
        tokens_array = np.array(found, np.str_)
        if not self.with_offsets:
            return tokens_array
        return tokens_array, np.array(starts, np.uint32), np.array(ends, np.uint32)


# Unicode's property White_Space; Python's \\s takes the separators \\x1c to \\x1f as well.
_SPACE = "\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"


class WhitespaceTokenizer(Tokenizer):
    """The words between white space."""

    _words = re.compile(f"[^{_SPACE}]+")

    @checked(with_offsets=BOOL)
    def __init__(self, with_offsets: bool = False):
        self.with_offsets = with_offsets

    def _spans(self, text: str) -> Spans:
        return [m.span() for m in self._words.finditer(text)]


class UnicodeCharTokenizer(Tokenizer):
    """The characters."""

    @checked(with_offsets=BOOL)
    def __init__(self, with_offsets: bool = False):
        self.with_offsets = with_offsets

    def _spans(self, text: str) -> Spans:
        return [(i, i + 1) for i in range(len(text))]


_SCRIPTS = (
    "Latin Han Hiragana Katakana Hangul Cyrillic Greek Arabic Hebrew Thai Devanagari Inherited Common Adlam Ahom "
    "Anatolian_Hieroglyphs Armenian Avestan Balinese Bamum Bassa_Vah Batak Bengali Bhaiksuki Bopomofo Brahmi Braille "
    "Buginese Buhid Canadian_Aboriginal Carian Caucasian_Albanian Chakma Cham Cherokee Chorasmian Coptic Cuneiform "
    "Cypriot Cypro_Minoan Deseret Dives_Akuru Dogra Duployan Egyptian_Hieroglyphs Elbasan Elymaic Ethiopic Georgian "
    "Glagolitic Gothic Grantha Gujarati Gunjala_Gondi Gurmukhi Hanifi_Rohingya Hanunoo Hatran Imperial_Aramaic "
    "Inscriptional_Pahlavi Inscriptional_Parthian Javanese Kaithi Kannada Kayah_Li Kharoshthi Khitan_Small_Script "
    "Khmer Khojki Khudawadi Lao Lepcha Limbu Linear_A Linear_B Lisu Lycian Lydian Mahajani Makasar Malayalam Mandaic "
    "Manichaean Marchen Masaram_Gondi Medefaidrin Meetei_Mayek Mende_Kikakui Meroitic_Cursive Meroitic_Hieroglyphs "
    "Miao Modi Mongolian Mro Multani Myanmar Nabataean Nandinagari New_Tai_Lue Newa Nko Nushu Nyiakeng_Puachue_Hmong "
    "Ogham Ol_Chiki Old_Hungarian Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_Sogdian Old_South_Arabian "
    "Old_Turkic Old_Uyghur Oriya Osage Osmanya Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi "
    "Rejang Runic Samaritan Saurashtra Sharada Shavian Siddham SignWriting Sinhala Sogdian Sora_Sompeng Soyombo "
    "Sundanese Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri Tamil Tangsa Tangut Telugu Thaana "
    "Tibetan Tifinagh Tirhuta Toto Ugaritic Vai Vithkuqi Wancho Warang_Citi Yezidi Yi Zanabazar_Square"
).split()


@functools.cache
def _script_runs() -> Any:
    """Runs of white space, or of other characters of one script."""
    runs = "|".join(rf"(?:(?![{_SPACE}])\p{{Script={name}}})+" for name in _SCRIPTS)
    return patterns().compile(rf"[{_SPACE}]+|{runs}|.", flags=patterns().DOTALL)


class UnicodeScriptTokenizer(Tokenizer):
    """The runs of characters of one script.

    Args:
        keep_whitespace: white space is a token.
        with_offsets: give the offsets too.
    """

    @checked(keep_whitespace=BOOL, with_offsets=BOOL)
    def __init__(self, keep_whitespace: bool = False, with_offsets: bool = False):
        self.keep_whitespace, self.with_offsets = keep_whitespace, with_offsets

    def _spans(self, text: str) -> Spans:
        runs = _script_runs().finditer(text)
        return [m.span() for m in runs if self.keep_whitespace or re.match(f"[^{_SPACE}]", m[0])]


def _cut(text: str, delimiter: Any, kept: Callable[[str], bool]) -> Spans:
    """What stands between delimiters, and those of them that are kept."""
    spans, last = [], 0
    for match in delimiter.finditer(text):
        start, end = match.span()
        if start == end:
            continue
        if start > last:
            spans.append((last, start))
        if kept(match[0]):
            spans.append((start, end))
        last = end
    if last < len(text):
        spans.append((last, len(text)))
    return spans


class RegexTokenizer(Tokenizer):
    """What stands between the matches of a regular expression.

    Args:
        delim_pattern: what separates tokens.
        keep_delim_pattern: what delimiters are tokens, those that it matches as a whole.
        with_offsets: give the offsets too.
    """

    @checked(keep_delim_pattern=Is(str), with_offsets=BOOL)
    def __init__(self, delim_pattern: str, keep_delim_pattern: str = "", with_offsets: bool = False):
        given(delim_pattern=delim_pattern)
        Is(str)("delim_pattern", delim_pattern)
        self.delimiter = Pattern("RegexTokenizer", delim_pattern)
        self.kept = Pattern("RegexTokenizer", keep_delim_pattern) if keep_delim_pattern else None
        self.with_offsets = with_offsets

    def _spans(self, text: str) -> Spans:
        kept = self.kept
        matches = (lambda found: False) if kept is None else (lambda found: bool(kept.compiled.fullmatch(found)))
        return _cut(text, self.delimiter.compiled, matches)


def given(**arguments: Any) -> None:
    """Refuses None.

    Raises:
        ValueError: an argument is None.
    """
    for name, value in arguments.items():
        if value is None:
            raise ValueError(f"{name} is not provided.")


_SPECIAL = r"\[(?:CLS|SEP|UNK|PAD|MASK|unused\d+)\]"
# ASCII's signs and Chinese characters each are a token, as in BERT; the other signs are found by category.
_SIGNS = (
    r"[!-/:-@\[-`{-~]|[\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002b73f"
    r"\U0002b740-\U0002b81f\U0002b820-\U0002ceaf\U0002f800-\U0002fa1f]"
)


@functools.cache
def _punctuation() -> str:
    """All characters of the categories P, as a class of a regular expression."""
    import sys

    signs = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c)[0] == "P"]
    return "[" + "".join(map(re.escape, signs)) + "]"


@functools.cache
def _basic_delimiter(special: bool) -> re.Pattern:
    return re.compile(rf"[{_SPACE}]+|" + (_SPECIAL + "|" if special else "") + f"{_SIGNS}|{_punctuation()}")


class BasicTokenizer(Tokenizer):
    """Words, signs and Chinese characters, as BERT cuts them first.

    Args:
        lower_case: fold the case, and take accents away.
        keep_whitespace: white space is a token.
        normalization_form: of Unicode, without `lower_case`.
        preserve_unused_token: leave [CLS], [SEP], [UNK], [PAD], [MASK] and [unused1] and so on as they are.
        with_offsets: give the offsets in the changed text too.
    """

    @checked(
        lower_case=BOOL,
        keep_whitespace=BOOL,
        normalization_form=Is(NormalizeForm),
        preserve_unused_token=BOOL,
        with_offsets=BOOL,
    )
    def __init__(
        self,
        lower_case: bool = False,
        keep_whitespace: bool = False,
        normalization_form: NormalizeForm = NormalizeForm.NONE,
        preserve_unused_token: bool = True,
        with_offsets: bool = False,
    ):
        self.lower_case, self.keep_whitespace, self.form = lower_case, keep_whitespace, normalization_form
        self.special, self.with_offsets = preserve_unused_token, with_offsets

    def _changed(self, text: str) -> str:
        if self.lower_case:
            parts = re.split(f"({_SPECIAL})", text) if self.special else [text]
            text = "".join(part if i % 2 else fold(part) for i, part in enumerate(parts))
            text = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
        else:
            text = normalise(text, self.form)
        return "".join(" " if unicodedata.category(c) in ("Cc", "Cf") else c for c in text)

    def _tokens(self, text: str) -> tuple[str, list[str], Spans]:
        return super()._tokens(self._changed(text))

    def _spans(self, text: str) -> Spans:
        space = re.compile(f"[{_SPACE}]+")
        return _cut(
            text, _basic_delimiter(self.special), lambda found: self.keep_whitespace or not space.fullmatch(found)
        )


class WordpieceTokenizer(Tokenizer):
    """A word, or each word of an array, as the longest pieces that a vocabulary has.

    Args:
        vocab: the pieces.
        suffix_indicator: what pieces begin with that are no beginning of a word.
        max_bytes_per_token: longer words are unknown.
        unknown_token: what unknown words become; with "" they stay.
        with_offsets: give the offsets in their word too.
    """

    @checked(
        suffix_indicator=Is(str),
        max_bytes_per_token=Int(0, UINT32_MAX),
        unknown_token=Is(str),
        with_offsets=BOOL,
    )
    def __init__(
        self,
        vocab: Vocab,
        suffix_indicator: str = "##",
        max_bytes_per_token: int = 100,
        unknown_token: str = "[UNK]",
        with_offsets: bool = False,
    ):
        given(vocab=vocab)
        Is(Vocab)("vocab", vocab)
        self.words, self.suffix, self.longest = vocab.vocab(), suffix_indicator, max_bytes_per_token
        self.unknown_token, self.with_offsets = unknown_token, with_offsets

    def _in_pipeline(self, *inputs: Any) -> Any:
        value = inputs[0]
        if len(inputs) != 1 or value.ndim > 1 or value.dtype.kind not in "US":
            raise RuntimeError(
                "WordpieceTokenizer: the input shape should be 1D scalar or vector of strings, but got shape "
                f"{value.shape} of {value.dtype}."
            )
        return self._arrays([self._tokens(as_text(word)) for word in value.reshape(-1).tolist()])

    def pieces(self, word: str) -> tuple[list[str], Spans]:
        """The pieces of a word, and where they are in it."""
        whole = [self.unknown_token or word], [(0, len(word))]
        if len(word.encode()) > self.longest:
            return whole
        found: list[str] = []
        spans: Spans = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = (self.suffix if start else "") + word[start:end]
                if piece in self.words:
                    found.append(piece)
                    spans.append((start, end))
                    break
            else:
                return whole
            start = end
        return found, spans

    def _tokens(self, text: str) -> tuple[str, list[str], Spans]:
        return text, *self.pieces(text)


class BertTokenizer(BasicTokenizer):
    """:class:`BasicTokenizer` and then :class:`WordpieceTokenizer`; arguments as in both."""

    @checked(
        suffix_indicator=Is(str),
        max_bytes_per_token=Int(0, UINT32_MAX),
        unknown_token=Is(str),
    )
    def __init__(
        self,
        vocab: Vocab,
        suffix_indicator: str = "##",
        max_bytes_per_token: int = 100,
        unknown_token: str = "[UNK]",
        lower_case: bool = False,
        keep_whitespace: bool = False,
        normalization_form: NormalizeForm = NormalizeForm.NONE,
        preserve_unused_token: bool = True,
        with_offsets: bool = False,
    ):
        super().__init__(lower_case, keep_whitespace, normalization_form, preserve_unused_token, with_offsets)
        self.wordpiece = WordpieceTokenizer(vocab, suffix_indicator, max_bytes_per_token, unknown_token)

    def _tokens(self, text: str) -> tuple[str, list[str], Spans]:
        text, words, places = super()._tokens(text)
        tokens: list[str] = []
        spans: Spans = []
        for word, (start, _) in zip(words, places, strict=True):
            pieces, inside = self.wordpiece.pieces(word)
            tokens += pieces
            spans += [(start + a, start + b) for a, b in inside]
        return text, tokens, spans


class PythonTokenizer(TensorOperation):
    """What a Python function makes of a string: a list of tokens."""

    def __init__(self, tokenizer: Callable):
        if not callable(tokenizer):
            raise TypeError("Argument tokenizer is not a callable object.")
        self.tokenizer = tokenizer

    def _apply(self, value: Any) -> Any:
        if value.dtype.kind not in "US":
            raise TypeError(f"input should be a NumPy array of text, but got {value.dtype}.")
        text = as_text(value.item()) if value.ndim == 0 else value
        return np.array(self.tokenizer(text), np.str_)
