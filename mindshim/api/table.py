"""The condition of each of MindSpore's names, found by looking at the running package."""

from __future__ import annotations

import dis
import functools
import importlib
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from mindshim.api import absent, names, signatures

IMPLEMENTED, PARTIAL, ABSENT = "implemented", "partial", "not implemented"


@dataclass(frozen=True)
class Entry:
    """A name's condition. `detail` says which arguments a partial one lacks, or why an absent one is absent."""

    path: str
    kind: str
    state: str
    detail: str = ""


def resolve(path: str) -> Any:
    """What stands at a path below `mindspore`.

    Raises:
        AttributeError: nothing does.

    Example:
        >>> from mindshim.api import table
        >>> table.resolve("ops.GradOperation").__name__
        'GradOperation'
    """
    parts = path.split(".")
    for count in range(len(parts), -1, -1):
        try:
            found: Any = importlib.import_module(".".join(["mindspore", *parts[:count]]))
            break
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in ("mindspore", "mindshim"):
                raise
    for part in parts[count:]:
        found = getattr(found, part)
    return found


def entry(name: names.Name) -> Entry:
    """The condition of one name."""
    try:
        found = resolve(name.path)
    except AttributeError:
        if name.kind == "property" and _is_set_by_instances(name.path):
            return Entry(name.path, name.kind, IMPLEMENTED)
        return Entry(name.path, name.kind, ABSENT, absent.reasons.reason(name.path))
    reason = absent.reason_of(found)
    if reason is not None:
        return Entry(name.path, name.kind, ABSENT, reason)
    missing = signatures.missing(name, found)
    if missing:
        return Entry(name.path, name.kind, PARTIAL, f"without {', '.join(missing)}")
    return Entry(name.path, name.kind, IMPLEMENTED)


def _is_set_by_instances(path: str) -> bool:
    """Whether a class has a method that sets an attribute of that name."""
    above, _, short = path.rpartition(".")
    try:
        cls = resolve(above)
    except AttributeError:
        return False
    bodies = [getattr(f, "__code__", None) for c in getattr(cls, "__mro__", ()) for f in vars(c).values()]
    return any(i.opname == "STORE_ATTR" and i.argval == short for code in bodies if code is not None
               for i in dis.get_instructions(code))


@functools.cache
def table() -> dict[str, Entry]:
    """The condition of every public name, by path."""
    import mindshim

    mindshim.install()
    return {path: entry(name) for path, name in names.recorded().items() if name.public}


def counts() -> dict[str, Counter[str]]:
    """How many names of each surface are in each condition."""
    found: dict[str, Counter[str]] = {}
    recorded = names.recorded()
    for path, e in table().items():
        found.setdefault(recorded[path].surface, Counter())[e.state] += 1
    return found


def as_json() -> list[dict[str, str]]:
    """The table as plain data."""
    return [asdict(e) for e in table().values()]
