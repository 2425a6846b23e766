"""Programs with compiled functions: mindshim eager, mindshim compiled, and the recorded MindSpore give the same.

The programs are ``oracle/cases/graph_*.py``. Those of ``graph_as_eager`` are recorded in PyNative mode, the others in
graph mode (see ``oracle/README.md``).
"""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from graph.differences import DIFFERENT, FALLS_BACK
from oracle.record import run_case
from test_oracle import CASES, RECORDS, check

import mindshim

TOPICS = [topic for topic in CASES if topic.startswith("graph_")]
HEADS = {
    "graph": "ms.set_context(mode=ms.GRAPH_MODE)",
    "eager": "ms.set_context(mode=ms.PYNATIVE_MODE)",
}
# What replaces `jit` in a program that runs eagerly throughout.
WITHOUT_JIT = """
def jit(function=None, **options):
    return function if function else lambda fn: fn
"""


def in_mode(mode: str, source: str) -> str:
    """The program with its first line, which sets the mode, for this one."""
    for head in HEADS.values():
        source = source.replace(head, HEADS[mode], 1)
    source = source.replace(WITHOUT_JIT.strip("\n"), "", 1)
    return source if mode == "graph" else source.replace(HEADS[mode], HEADS[mode] + WITHOUT_JIT, 1)


@pytest.fixture(scope="module")
def folder() -> Iterator[str]:
    mindshim.install()
    path = tempfile.mkdtemp()
    yield path
    mindshim.set_context(mode=mindshim.PYNATIVE_MODE)
    shutil.rmtree(path, ignore_errors=True)


def cases(mode: str) -> list[Any]:
    found = []
    for topic in TOPICS:
        for name in CASES[topic]:
            case = f"{topic}/{name}"
            reason = DIFFERENT.get((mode, case))
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
            found.append(pytest.param(topic, name, id=case, marks=marks))
    return found


def test_the_table_has_every_form() -> None:
    assert sum(len(CASES[topic]) for topic in TOPICS) > 200


@pytest.mark.parametrize(("topic", "name"), cases("eager"))
def test_eager(topic: str, name: str, folder: str) -> None:
    mindshim.set_seed(1)
    check(RECORDS[topic][name], run_case(in_mode("eager", CASES[topic][name]), folder))


@pytest.mark.parametrize(("topic", "name"), cases("graph"))
def test_graph(topic: str, name: str, folder: str) -> None:
    mindshim.set_seed(1)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        answer = run_case(in_mode("graph", CASES[topic][name]), folder)
    check(RECORDS[topic][name], answer)
    eager = [str(w.message) for w in caught if "runs eagerly" in str(w.message)]
    assert bool(eager) == (f"{topic}/{name}" in FALLS_BACK), eager or "it compiles after all"
