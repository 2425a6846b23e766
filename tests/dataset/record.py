"""Runs small dataset programs and records what they print or raise.

In an environment with the real MindSpore, ``python tests/dataset/record.py [topic ...]`` writes
``recorded/TOPIC.json`` from ``cases/TOPIC.py``, where each program stands under a line ``# case: name``.
``test_recorded.py`` runs the same programs under mindshim with the functions of this file.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CASE_MARK = "# case:"
PRELUDE = (HERE / "prelude.py").read_text() + (HERE / "folders.py").read_text()


def load_cases(topic: str) -> dict[str, str]:
    """The programs of ``cases/TOPIC.py`` by name."""
    parts = ("\n" + (HERE / "cases" / f"{topic}.py").read_text()).split("\n" + CASE_MARK)[1:]
    named = (part.partition("\n") for part in parts)
    return {name.strip(): source.strip("\n") + "\n" for name, _, source in named}


def topics() -> list[str]:
    return sorted(path.stem for path in (HERE / "cases").glob("*.py"))


def run_case(source: str, folder: str | Path) -> dict[str, Any]:
    """What a program prints, and the built-in type of what it raises.

    It is imported as a module of ``folder`` and runs there, so that worker processes find its functions.
    """
    path = Path(folder) / "dataset_case.py"
    path.write_text(PRELUDE + "\n" + source)
    spec = importlib.util.spec_from_file_location("dataset_case", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["dataset_case"] = module
    before = os.getcwd()
    os.chdir(folder)
    record: dict[str, Any] = {}
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            spec.loader.exec_module(module)
    except Exception as error:
        record["error"] = next(c for c in type(error).__mro__ if c.__module__ == "builtins").__name__
        record["message"] = str(error)[:200]
    finally:
        os.chdir(before)
        sys.modules.pop("dataset_case", None)
    record["stdout"] = out.getvalue()
    return record


def main() -> None:
    for topic in sys.argv[1:] or topics():
        answers = {}
        for name, source in load_cases(topic).items():
            print(topic, name, flush=True)  # a program that kills the process is the last one named
            with tempfile.TemporaryDirectory() as folder:
                answers[name] = {"source": source, **run_case(source, folder)}
        (HERE / "recorded" / f"{topic}.json").write_text(
            json.dumps(answers, indent=1, ensure_ascii=False) + "\n"
        )


if __name__ == "__main__":
    main()
