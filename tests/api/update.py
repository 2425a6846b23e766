"""Brings ``differences.py`` and ``docs/api.md`` up to date with the package: ``python tests/api/update.py``.

Signatures that differ anew get the reason ``"?"``, for which a human has to find a better one.
"""

from __future__ import annotations

import json
import sys
import textwrap
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE.parent)]

from api import differences  # noqa: E402

import mindshim  # noqa: E402
from mindshim.api import names, report, signatures, table  # noqa: E402


def is_found(path: str) -> bool:
    try:
        table.resolve(path)
    except AttributeError:
        return False
    return True


def listed(paths: list[str]) -> str:
    return '"""\n' + "\n".join(textwrap.wrap(" ".join(sorted(paths)), 116)) + '\n""".split()\n'


def main() -> None:
    mindshim.install()
    recorded, entries = names.recorded(), table.table()
    differing = [path for path, e in entries.items() if e.state != table.ABSENT and recorded[path].signatures
                 and signatures.different(recorded[path], table.resolve(path))]
    census = [line.split() for line in (HERE / "census.txt").read_text().splitlines()[1:]]
    lost = {name: uses.endswith("-") for uses, name in census if not is_found(name)}
    most = [name for _, name in census if name in recorded and recorded[name].public][:1500]

    text = (HERE / "differences.py").read_text()
    head, _, rest = text.partition("DIFFERENT: dict[str, str] = {\n")
    comments = [part.rpartition("\n\n#")[2].partition("\n")[0] for part in rest.split(' = """')[:3]]
    constants = {v: k for k, v in vars(differences).items() if k.isupper() and isinstance(v, str)}
    lines = [head + "DIFFERENT: dict[str, str] = {"]
    for path in sorted(differing):
        reason = differences.DIFFERENT.get(path, "?")
        lines.append(f'    "{path}": {constants.get(reason) or json.dumps(reason)},')
    lines.append("}")
    groups = {
        "MISSING": [name for name in most if entries[name].state == table.ABSENT],
        "UNUSED": [name for name, never in lost.items() if not never],
        "NEVER": [name for name, never in lost.items() if never],
    }
    for comment, (group, paths) in zip(comments, groups.items(), strict=True):
        lines += ["", f"#{comment}", f"{group} = {listed(paths)}".rstrip("\n")]
    (HERE / "differences.py").write_text("\n".join(lines) + "\n")
    (ROOT / "docs" / "api.md").write_text(report.page())
    new = [path for path in differing if path not in differences.DIFFERENT]
    print(f"differing anew: {new or 'nothing'}")


if __name__ == "__main__":
    main()
