"""Programs whose answers the real MindSpore gave (see ``oracle/README.md``) give the same under mindshim."""

from __future__ import annotations

import builtins
import json
import math
import re
import shutil
import tempfile
from collections.abc import Iterator
from typing import Any

import pytest
from oracle.differences import DIFFERENT
from oracle.record import HERE, digest, load_cases, run_case, topics

import mindshim

TOKEN = re.compile(r"[A-Za-z_]\w*|[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?|\S")
CASES = {topic: load_cases(topic) for topic in topics()}
RECORDS: dict[str, dict[str, dict[str, Any]]] = {
    topic: json.loads(path.read_text()) if path.exists() else {}
    for topic, path in ((topic, HERE / "recorded" / f"{topic}.json") for topic in CASES)
}


@pytest.fixture(scope="module")
def folder() -> Iterator[str]:
    mindshim.install()
    path = tempfile.mkdtemp()
    yield path
    shutil.rmtree(path, ignore_errors=True)


def same_token(expected: str, actual: str) -> bool:
    if expected in (actual, "*"):  # `*`: the real one refuses where an answer makes sense
        return True
    try:
        wanted, got = float(expected), float(actual)
    except ValueError:
        return False
    if any(c in ".eE" for c in expected) != any(c in ".eE" for c in actual):
        return False
    # MindSpore's float32 exp and tanh are themselves off by some 1e-6.
    return math.isclose(wanted, got, rel_tol=1e-4, abs_tol=1e-5)


def difference(expected: str, actual: str) -> str:
    """The first place where two outputs differ, or nothing."""
    lines = expected.splitlines()
    if "*" in lines:  # a line that was refused may become any line
        answers = actual.splitlines()
        if len(lines) != len(answers):
            return f"{len(lines)} lines became {len(answers)}"
        return next(filter(None, map(difference, lines, answers)), "") if lines != ["*"] else ""
    wanted, got = TOKEN.findall(expected), TOKEN.findall(actual)
    for place, (a, b) in enumerate(zip(wanted, got, strict=False)):
        if not same_token(a, b):
            around = slice(max(0, place - 6), place + 6)
            return f"{' '.join(wanted[around])!r} became {' '.join(got[around])!r}"
    return "" if len(wanted) == len(got) else f"{len(wanted)} tokens became {len(got)}"


@pytest.mark.parametrize(
    ("expected", "actual", "same"),
    [
        ("[1. 2.]\n", "[ 1.00001  2. ]", True),
        ("[1. 2.]", "[1. 2.1]", False),
        ("1", "1.0", False),
        ("Float32 (2,)", "Float64 (2,)", False),
        ("nan -inf", "nan -inf", True),
        ("*\n3", "anything at all\n3", True),
        ("*\n3", "anything at all\n4", False),
        ("i32 * f32", "i32 f64 f32", True),
    ],
)
def test_comparison(expected: str, actual: str, same: bool) -> None:
    assert (difference(expected, actual) == "") == same


@pytest.mark.parametrize("topic", CASES)
def test_every_case_has_a_fresh_record(topic: str) -> None:
    assert {name: digest(source) for name, source in CASES[topic].items()} == {
        name: record["hash"] for name, record in RECORDS[topic].items()
    }


def marks(case: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason=DIFFERENT[case])] if case in DIFFERENT else []


def check(record: dict[str, Any], answer: dict[str, Any]) -> None:
    """Fail if a program's answer is not the recorded one."""
    problem = difference(record["stdout"], answer["stdout"])
    expected, actual = record.get("builtin", ""), answer.get("builtin", "")
    raised = f"{answer['error']} at line {answer['line']}: {answer['message']}" if actual else "nothing"
    same = expected == actual
    if expected and actual:
        same = issubclass(getattr(builtins, actual), getattr(builtins, expected))
    assert same, f"expected {expected or 'no exception'}, raised {raised}\n{answer['stdout']}"
    assert not problem, f"{problem}\nexpected:\n{record['stdout']}\ngot:\n{answer['stdout']}"


@pytest.mark.parametrize(
    ("topic", "name"),
    [
        pytest.param(t, n, id=f"{t}/{n}", marks=marks(f"{t}/{n}"))
        for t in CASES if not t.startswith("graph_")  # those run in both modes: graph/test_three_ways.py
        for n in CASES[t]
    ],
)
def test_same_as_recorded(topic: str, name: str, folder: str) -> None:
    import mindspore

    mindspore.set_context(mode=mindspore.PYNATIVE_MODE)
    mindspore.set_seed(1)
    check(RECORDS[topic][name], run_case(CASES[topic][name], folder))
