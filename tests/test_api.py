"""MindSpore's names: what programs import is found, signatures are equal, and the page tells the truth."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from api.differences import DIFFERENT, MISSING, NEVER, UNUSED

import mindshim
from mindshim.__main__ import main
from mindshim.api import absent, names, reasons, report, signatures, table

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
# The share of all uses whose names must be found.
SHARE = 0.995


def census() -> dict[str, int]:
    """How often programs use each name below `mindspore`."""
    lines = (HERE / "api" / "census.txt").read_text().splitlines()[1:]
    return {name: int(uses.removesuffix("-")) for uses, name in map(str.split, lines)}


def is_found(path: str) -> bool:
    try:
        table.resolve(path)
    except AttributeError:
        return False
    return True


@pytest.fixture(scope="module", autouse=True)
def installed() -> None:
    mindshim.install()


def test_what_programs_import_is_found() -> None:
    uses = census()
    lost = {name: count for name, count in uses.items() if not is_found(name)}
    share = 1 - sum(lost.values()) / sum(uses.values())
    print(f"{share:.2%} of {sum(uses.values()):,} uses; {len(uses) - len(lost)} of {len(uses)} names")
    assert share >= SHARE, sorted(lost, key=lost.__getitem__)[-20:]
    assert sorted(lost) == sorted([*NEVER, *UNUSED])


def test_what_programs_use_most_is_implemented() -> None:
    recorded = names.recorded()
    most = [name for name in census() if name in recorded and recorded[name].public][:1500]
    missing = [name for name in most if table.table()[name].state == table.ABSENT]
    assert sorted(missing) == sorted(MISSING)


SIGNED = [n for n in names.recorded().values() if n.public and n.signatures]


@pytest.mark.parametrize("surface", sorted({n.surface for n in SIGNED}))
def test_signatures_are_equal(surface: str) -> None:
    differing: dict[str, str] = {}
    for name in (n for n in SIGNED if n.surface == surface and table.table()[n.path].state != table.ABSENT):
        found = table.resolve(name.path)
        other = signatures.different(name, found)
        if other:
            differing[name.path] = f"{' | '.join(other)} became {' | '.join(signatures.of(name, found))}"
    listed = {path for path in DIFFERENT if path in names.recorded() and names.recorded()[path].surface == surface}
    assert {path: text for path, text in differing.items() if path not in DIFFERENT} == {}
    assert listed - set(differing) == set(), "listed as different, but equal"


def test_every_reason_has_names() -> None:
    said = {e.detail for e in table.table().values() if e.state == table.ABSENT}
    private = {reasons.reason(path) for path, name in names.recorded().items() if not name.public}
    old = {reasons.reason(path) for path in reasons.OLD_NAMES}
    assert {reason for _, reason in reasons._REASONS} - said - private - old == set()


def test_the_page_is_the_table() -> None:
    assert (ROOT / "docs" / "api.md").read_text() == report.page(), "run: python tests/api/update.py"


def test_a_marker_imports_and_raises_when_it_is_used() -> None:
    from mindspore.ops import CustomOpBuilder, ring_attention_update  # type: ignore[import-not-found]

    for marker in (CustomOpBuilder, ring_attention_update):
        assert absent.reason_of(marker)
        with pytest.raises(NotImplementedError, match=f"mindspore.ops.{marker.__name__} is not implemented"):
            marker("x", "y")
    assert not isinstance(3, CustomOpBuilder)

    class Mine(CustomOpBuilder):  # a program may derive from it where it is never used
        pass

    with pytest.raises(NotImplementedError):
        Mine("x", "y")


def test_a_name_that_neither_has_is_an_attribute_error() -> None:
    import mindspore

    for module in (mindspore, mindspore.ops, mindspore.nn, mindspore.train):
        with pytest.raises(AttributeError):
            module.no_such_name  # noqa: B018
    with pytest.raises(ImportError):
        from mindspore.ops import no_such_name  # noqa: F401


def test_the_table_of_names_is_not_read_without_need() -> None:
    code = ("import mindshim, sys; mindshim.install(); import mindspore as ms; from mindspore import nn, ops; ops.add; "
            "print('mindshim.api' in sys.modules)")
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout == "False\n"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["ops.MatMul"], 0, "mindspore.ops.MatMul (class): implemented"),
        (["mindspore.ops.MatMul"], 0, "MindSpore: MatMul(transpose_a=False, transpose_b=False) -> (input, mat2)"),
        (["ops.CustomOpBuilder", "--missing"], 0, "not implemented"),
        (["ops.MatMull"], 1, "is it ops.MatMul"),
        ([], 0, "implemented"),
        (["Tensor.sum", "--json"], 0, '"state": "implemented"'),
    ],
    ids=str,
)
def test_command(arguments: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["api", *arguments]) == status
    assert said in capsys.readouterr().out
