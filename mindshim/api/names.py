"""The names of MindSpore 2.10, as they were recorded from it (by ``tests/api/record.py``)."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources

from mindshim.api import reasons

# The file of names that no page documents.
UNDOCUMENTED = "private"


@dataclass(frozen=True)
class Name:
    """One name: its path below `mindspore`, its kind, and its signatures as text (none where it has none).

    The kind is ``class``, ``function``, ``method``, ``property``, ``object`` or ``module``. A primitive's signature
    has two parts: what it is made with, and after ``->`` what it is called with.
    """

    path: str
    kind: str
    signatures: tuple[str, ...]
    surface: str

    @property
    def public(self) -> bool:
        """Whether a page of MindSpore's documents it."""
        return self.surface != UNDOCUMENTED


@functools.cache
def recorded() -> dict[str, Name]:
    """All names by path."""
    found: dict[str, Name] = {}
    folder = resources.files("mindshim.api") / "names"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        surface = file.name.removesuffix(".txt")
        for line in file.read_text(encoding="utf-8").splitlines():
            path, kind, *rest = line.split(" ", 2)
            signatures = tuple(s for s in rest[0].split(" | ") if s != "?") if rest else ()
            found[path] = Name(path, kind, signatures, surface)
    for path in list(found):  # a class of which only a member is known
        above = path.rpartition(".")[0]
        if above.rpartition(".")[2][:1].isupper():
            found.setdefault(above, Name(above, "class", (), UNDOCUMENTED))
    return found


@functools.cache
def modules() -> frozenset[str]:
    """The paths below which there are names, classes apart."""
    names = recorded()
    above = {path.rpartition(".")[0] for path in names}
    above |= {path.rpartition(".")[0] for path in reasons.OLD_NAMES}
    above |= {".".join(path.split(".")[:i]) for path in list(above) for i in range(1, path.count(".") + 1)}
    return frozenset(a for a in above if a and (a not in names or names[a].kind == "module"))
