"""The programs under ``cases/`` print and raise what the real MindSpore printed and raised."""

import importlib.util
import json
import re
from pathlib import Path

import pytest

import mindshim

pytest.importorskip("PIL")
pytest.importorskip("cv2")

HERE = Path(__file__).parent
_spec = importlib.util.spec_from_file_location("dataset_record", HERE / "record.py")
assert _spec is not None and _spec.loader is not None
record = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(record)

# What is left different on purpose.
DIFFERENT: dict[tuple[str, str], str] = {}

CASES = [
    (topic, name, source) for topic in record.topics() for name, source in record.load_cases(topic).items()
]


@pytest.mark.parametrize(("topic", "name", "source"), CASES, ids=[f"{t}: {n}" for t, n, _ in CASES])
def test_as_the_real_one(topic: str, name: str, source: str, tmp_path: Path) -> None:
    if (topic, name) in DIFFERENT:
        pytest.skip(DIFFERENT[topic, name])
    mindshim.install()
    answer = json.loads((HERE / "recorded" / f"{topic}.json").read_text())[name]
    assert answer["source"] == source, "record again: the case has changed"
    import mindspore
    import mindspore.dataset as ds

    state = dict(ds.config._values)
    try:
        got = record.run_case(source, tmp_path)
    finally:
        ds.config._values.update(state)
    del mindspore
    assert without_messages(got["stdout"]) == without_messages(answer["stdout"]), got.get("message")
    assert got.get("error") == answer.get("error"), got.get("message")


def without_messages(text: str) -> list[str]:
    return [line for line in re.sub(r" at 0x[0-9a-f]+", "", text).splitlines() if not line.startswith("    ")]
