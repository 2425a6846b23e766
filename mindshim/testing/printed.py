"""Whether a block printed what its document says: the same text, numbers as close as the document tells."""

import math
import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      (?P<address> 0x[0-9a-fA-F]+ )
    | (?P<number> [+-]? (?: (?:\d+\.?\d*|\.\d+) (?:[eE][+-]?\d+)? j? | (?:nan|inf)\b ) )
    | (?P<word> [^\W\d]\w* )
    | (?P<mark> \S )
    """,
    re.VERBOSE,
)
_INTEGER = re.compile(r"[+-]?\d+")
_DECIMAL = re.compile(r"[+-]?\d*\.?(?P<decimals>\d*)(?:[eE](?P<exponent>[+-]?\d+))?")
_RELATIVE_TOLERANCE = 1e-3


@dataclass(frozen=True)
class Difference:
    """Where two texts part: the document's token and the printed one ('' where that text has ended)."""

    document: str
    printed: str
    number: int | None = None  # which of the document's numbers it is, from 1
    numbers: int = 0  # how many it has

    def __str__(self) -> str:
        if not self.printed:
            return f"the document goes on with '{self.document}' where the output ends"
        if not self.document:
            return f"the output goes on with '{self.printed}' where the document ends"
        which = f" (number {self.number} of {self.numbers})" if self.number else ""
        return f"the document says {self.document}, the code printed {self.printed}{which}"


def difference(document: str, printed: str) -> Difference | None:
    """The first difference between what a document records and what was printed, None if they agree.

    White space does not count, nor do the commas between numbers and brackets: `[1., 2.]` and `[1. 2.]` are
    one array. Numbers agree as `numbers_agree` says, addresses (0x7f…) always, all else has to be the same.

    Example:
        >>> difference("[[4.5, 2.7]]", "[[4.5099998 2.7]]") is None
        True
        >>> str(difference("[1. 2.]", "[1. 3.]"))
        'the document says 2., the code printed 3. (number 2 of 2)'
    """
    expected, actual = _tokens(document), _tokens(printed)
    numbers = sum(kind == "number" for kind, _ in expected)
    number = 0
    for i in range(max(len(expected), len(actual))):
        kind, text = expected[i] if i < len(expected) else ("", "")
        other_kind, other = actual[i] if i < len(actual) else ("", "")
        number += kind == "number"
        if kind != other_kind:
            agree = False
        elif kind == "number":
            agree = numbers_agree(text, other)
        else:
            agree = kind == "address" or text == other
        if not agree:
            return Difference(text, other, number if kind == other_kind == "number" else None, numbers)
    return None


def numbers_agree(document: str, printed: str) -> bool:
    """Whether a printed number is the document's, to the digits that it gives, or to a relative 1e-3.

    `4.5` stands for all from 4.45 to 4.55. `3.` and `1e-5` give no digits after the point, so only the
    relative bound holds; `0.` stands for what is below 1e-6. An integer agrees only with the same integer.

    Example:
        >>> numbers_agree("4.5", "4.5099998"), numbers_agree("4.5099998", "4.51"), numbers_agree("4", "4.0")
        (True, True, False)
    """
    if document.endswith("j") or printed.endswith("j"):
        return document[-1] == printed[-1] and numbers_agree(document[:-1], printed[:-1])
    integers = [_INTEGER.fullmatch(text) is not None for text in (document, printed)]
    if any(integers):
        return all(integers) and int(document) == int(printed)
    expected, actual = float(document), float(printed)
    if not (math.isfinite(expected) and math.isfinite(actual)):
        return expected == actual or (math.isnan(expected) and math.isnan(actual))
    digits = _DECIMAL.fullmatch(document)
    tolerance = _RELATIVE_TOLERANCE * abs(expected) if expected else 1e-6
    if digits and digits["decimals"]:
        half_a_digit = 0.5 * 10.0 ** (int(digits["exponent"] or 0) - len(digits["decimals"]))
        tolerance = max(tolerance, half_a_digit * (1 + 1e-9))  # 0.15 is a little less than 0.15
    return abs(expected - actual) <= tolerance


def count_numbers(text: str) -> int:
    """How many numbers a text tells."""
    return sum(kind == "number" for kind, _ in _tokens(text))


def _tokens(text: str) -> list[tuple[str, str]]:
    found = [(match.lastgroup or "", match.group()) for match in _TOKEN.finditer(text)]
    return [token for i, token in enumerate(found) if not _is_separator(found, i)]


def _is_separator(tokens: list[tuple[str, str]], i: int) -> bool:
    """Whether the token is a comma between two elements, which numpy leaves out; the one in `(x,)` is not."""
    if tokens[i][1] != "," or i == 0 or i + 1 == len(tokens):
        return False
    kind, before = tokens[i - 1]
    return (kind == "number" or before in (*"])}'\"", "True", "False", "None")) and tokens[i + 1][1] != ")"
