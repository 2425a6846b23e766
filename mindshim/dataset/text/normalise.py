"""Transforms that change strings: case, normal forms, replacements."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Any

from mindshim.dataset.checks import BOOL, Is, checked
from mindshim.dataset.text.base import TextOperation, patterns
from mindshim.dataset.text.enums import NormalizeForm

# The characters that folding drops: Default_Ignorable_Code_Point of Unicode's DerivedCoreProperties.
_IGNORED = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def fold(text: str) -> str:
    """Unicode's NFKC_Casefold."""
    text = unicodedata.normalize("NFKC", _IGNORED.sub("", text)).casefold()
    return unicodedata.normalize("NFKC", text)


def normalise(text: str, form: NormalizeForm) -> str:
    name: Any = form.name
    return text if form == NormalizeForm.NONE else unicodedata.normalize(name, text)


class CaseFold(TextOperation):
    """Lower case, for comparing."""

    def _text(self, text: str) -> str:
        return fold(text)


class NormalizeUTF8(TextOperation):
    """One form of Unicode."""

    @checked(normalize_form=Is(NormalizeForm))
    def __init__(self, normalize_form: NormalizeForm = NormalizeForm.NFKC):
        self.form = normalize_form

    def _text(self, text: str) -> str:
        return normalise(text, self.form)


class Pattern:
    """A regular expression in ICU's notation, compiled when it is first used.

    Raises:
        RuntimeError: used, and it is none.
    """

    def __init__(self, owner: str, source: str):
        self.owner, self.source = owner, source

    @functools.cached_property
    def compiled(self) -> Any:
        # Most patterns need no more than the standard library.
        known: Any = patterns() if "\\p" in self.source.lower() or "[[" in self.source else re
        try:
            return known.compile(self.source)
        except known.error as error:
            raise RuntimeError(f"{self.owner}: create icu regex failed, {self.source!r}: {error}") from None


class RegexReplace(TextOperation):
    """What matches a pattern replaced; the first match only, unless `replace_all`.

    Args:
        pattern: a regular expression.
        replace: what comes instead; $1 is the first group.
        replace_all: all matches.
    """

    @checked(pattern=Is(str), replace=Is(str), replace_all=BOOL)
    def __init__(self, pattern: str, replace: str, replace_all: bool = True):
        self.pattern, self.count = Pattern("RegexReplace", pattern), 0 if replace_all else 1
        self.replace = re.sub(r"\$(\d)", r"\\g<\1>", re.sub(r"\\(\W)", r"\1", replace))

    def _text(self, text: str) -> str:
        return self.pattern.compiled.sub(self.replace, text, count=self.count)


_DIGITS = "zero one two three four five six seven eight nine".split()


class FilterWikipediaXML(TextOperation):
    """The words of a line of Wikipedia's XML in lower case, with digits spelled out; nothing for a redirection."""

    def _text(self, text: str) -> str:
        text = text.lower()
        if "#redirect" in text:
            return ""
        text = re.sub(r"&[^;]*;", " ", re.sub(r"<.*>", "", text))
        text = re.sub(r"\d", lambda m: f" {_DIGITS[int(m[0])]} ", text, flags=re.ASCII)
        return re.sub(r"[^a-z]+", " ", text).strip()
