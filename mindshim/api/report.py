"""The table of names as text: for ``mindshim api`` and for ``docs/api.md``."""

from __future__ import annotations

import difflib
import json
from collections import Counter
from collections.abc import Iterable

from mindshim.api import names, signatures, table
from mindshim.api.table import ABSENT, IMPLEMENTED, PARTIAL, Entry
from mindshim.version import MINDSPORE_VERSION

STATES = (IMPLEMENTED, PARTIAL, ABSENT)


def main(name: str | None, missing: bool, as_json: bool) -> int:
    """Print the condition of one name, of the names that are missing, or of all.

    Returns:
        The exit status: 1 if MindSpore has no such name.
    """
    entries = table.table()
    chosen = list(entries.values())
    if name is not None:
        path = name.removeprefix("mindspore.")
        chosen = [e for e in chosen if e.path == path or e.path.startswith(f"{path}.")]
        if not chosen:
            close = difflib.get_close_matches(path, entries, 3)
            hint = f"; is it {' or '.join(close)}?" if close else ""
            print(f"MindSpore {MINDSPORE_VERSION} has no documented name {path}{hint}")
            return 1
    if missing:
        chosen = [e for e in chosen if e.state != IMPLEMENTED]
    if as_json:
        print(json.dumps([vars(e) for e in chosen], indent=1))
    elif name is not None and len(chosen) == 1:
        print("\n".join(_about(chosen[0])))
    elif name is None and not missing:
        print("\n".join(_summary()))
    else:
        print("\n".join(f"{e.path}  {e.state}{f': {e.detail}' if e.detail else ''}" for e in chosen))
    return 0


def _about(entry: Entry) -> list[str]:
    """One name: its condition, and both signatures."""
    recorded = names.recorded()[entry.path]
    lines = [f"mindspore.{entry.path} ({entry.kind}): {entry.state}{f': {entry.detail}' if entry.detail else ''}"]
    lines += [f"  MindSpore: {recorded.path.rpartition('.')[2]}{s}" for s in recorded.signatures]
    if entry.state != ABSENT:
        ours = signatures.of(recorded, table.resolve(entry.path))
        lines += [f"  mindshim:  {recorded.path.rpartition('.')[2]}{s}" for s in ours]
    return lines


def _summary() -> list[str]:
    counts = table.counts()
    width = max(map(len, counts))
    lines = [f"{'':{width}}  " + "  ".join(STATES)]
    for surface, found in [*sorted(counts.items()), ("all", sum(counts.values(), Counter()))]:
        lines.append(f"{surface:{width}}  " + "  ".join(f"{found[s]:{len(s)}}" for s in STATES))
    return lines


def page() -> str:
    """The text of ``docs/api.md``."""
    entries = table.table()
    counts = table.counts()
    total = sum(counts.values(), Counter())
    lines = [
        "# MindSpore's names",
        "",
        f"What became of the {len(entries):,} documented names of MindSpore {MINDSPORE_VERSION}, members of classes "
        "included. `mindshim api --page`",
        "writes this page from the running package; a test fails when the two differ. `mindshim api NAME` tells of one "
        "name,",
        "with the signatures of both.",
        "",
        "A name that is not implemented can be imported, and raises `NotImplementedError` with its reason when it is "
        "used.",
        "",
        "| surface | " + " | ".join(STATES) + " |",
        "|---|---|---|---|",
    ]
    for surface, found in [*sorted(counts.items()), ("**all**", total)]:
        lines.append(f"| {surface} | " + " | ".join(f"{found[s]:,}" for s in STATES) + " |")
    lines += ["", "## Without some argument", ""]
    lines += [f"- `{e.path}`: {e.detail}" for e in entries.values() if e.state == PARTIAL]
    lines += ["", "## Not implemented"]
    reasons: dict[str, list[str]] = {}
    for e in entries.values():
        if e.state == ABSENT:
            reasons.setdefault(e.detail, []).append(e.path)
    for reason, paths in sorted(reasons.items(), key=lambda item: -len(item[1])):
        lines += ["", f"Because {reason} ({len(paths)}):", "", *_wrapped(f"`{p}`" for p in _tops(paths))]
    return "\n".join(lines) + "\n"


def _tops(paths: Iterable[str]) -> list[str]:
    """Without the members of classes that are listed themselves."""
    listed = set(paths)
    return [p for p in sorted(listed) if p.rpartition(".")[0] not in listed]


def _wrapped(words: Iterable[str]) -> list[str]:
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > 116:
            lines.append("")
        lines[-1] += f"{' ' if lines[-1] else ''}{word}"
    return lines
