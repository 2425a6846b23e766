"""Why names are not implemented. A name that is implemented needs no entry here, and may not have one of its own."""

from __future__ import annotations

import functools
import re

ASCEND = "it drives kernels that only Ascend processors have"
CLUSTER = "it runs on a cluster of several processes, and mindshim runs one"
ENGINE = "it belongs to MindSpore's own compiler and runtime, in whose place stands XLA"
GENERATED = "it is an inner name of MindSpore's generated code, which public operators stand for"
NOT_YET = "it has not been written yet"

# Patterns of paths, and the reason for what matches; the first match counts.
_REASONS: tuple[tuple[str, str], ...] = (
    (r"_c_expression\..*", ENGINE),
    (r"ops\.auto_generate\..*", GENERATED),
    (r".*", NOT_YET),
)

# Names of earlier releases that 2.10 lacks, with their kinds.
OLD_NAMES: dict[str, str] = {}


@functools.cache
def _compiled() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), reason) for pattern, reason in _REASONS]


def reason(path: str) -> str:
    """Why the name at that path is not implemented, if it is not."""
    return next(reason for pattern, reason in _compiled() if pattern.fullmatch(path))
