"""The compilation cache: where it is, who may read it, how it is turned off, and what keeps it small."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from mindshim.engine import cache

ROOT = Path(__file__).parents[1]
COMPUTE = (
    "import mindshim, jax; (mindshim.Tensor([1.0, 2.0]) * 3).asnumpy(); print(jax.config.jax_compilation_cache_dir)"
)


def python(home: Path, code: str = COMPUTE, **settings: str) -> str:
    """What a new Python prints whose user has this home, and these environment variables."""
    unset = ("MINDSHIM_", "JAX_", "XDG_")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(unset)}
    environment |= {"HOME": str(home), "PYTHONPATH": str(ROOT), **settings}
    command = [sys.executable, "-c", textwrap.dedent(code)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep caches elsewhere")
def test_it_is_on_in_the_users_cache_folder_for_him_alone(tmp_path):
    folder = tmp_path / ".cache" / "mindshim" / "xla"
    assert python(tmp_path) == str(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert any(path.name.endswith("-cache") for path in files(folder))


def test_a_second_run_compiles_nothing(tmp_path):
    count = """
        import logging, jax, mindshim
        hits = []
        jax.monitoring.register_event_listener(lambda event, **_: hits.append(event.rpartition("/")[2]))
        (mindshim.Tensor([1.0, 2.0]) * 3).asnumpy()
        print(hits.count("cache_hits"), hits.count("cache_misses"))
    """
    hits, misses = map(int, python(tmp_path, count, MINDSHIM_CACHE=str(tmp_path / "c")).split())
    assert hits == 0 and misses > 0
    assert python(tmp_path, count, MINDSHIM_CACHE=str(tmp_path / "c")) == f"{misses} 0"


@pytest.mark.parametrize("off", ["off", "OFF", "0"])
def test_one_setting_turns_it_off(tmp_path, off):
    assert python(tmp_path, MINDSHIM_CACHE=off) == "None"
    assert files(tmp_path) == []


def test_one_setting_moves_it(tmp_path):
    assert python(tmp_path, MINDSHIM_CACHE="~/elsewhere") == str(tmp_path / "elsewhere")
    assert files(tmp_path / "elsewhere")


@pytest.mark.parametrize(
    "code",
    [COMPUTE, COMPUTE.replace("import mindshim, jax;", "import jax; jax.config.update('jax_compilation_cache_dir', "
                              "'{folder}'); import mindshim;")],
    ids=["environment", "config"],
)
def test_jaxs_own_folder_wins(tmp_path, code):
    folder = tmp_path / "jax"
    settings = {"JAX_COMPILATION_CACHE_DIR": str(folder)} if code is COMPUTE else {}
    assert python(tmp_path, code.format(folder=folder), **settings) == str(folder)
    assert not (tmp_path / ".cache").exists()


def test_jaxs_own_switch_wins(tmp_path):
    assert python(tmp_path, JAX_ENABLE_COMPILATION_CACHE="false") == "None"
    assert files(tmp_path) == []


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path):
    (tmp_path / "file").write_text("")
    assert python(tmp_path, MINDSHIM_CACHE=str(tmp_path / "file" / "below")) == "None"


def test_pruning_deletes_what_was_used_longest_ago(tmp_path):
    for age in range(5):
        path = tmp_path / f"{age}-cache"
        path.write_bytes(bytes(100))
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    assert cache.prune(tmp_path, limit=250) == 200
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0-cache", "1-cache"]
    assert cache.prune(tmp_path, limit=250) == 200


def test_a_run_prunes_once_a_day(tmp_path):
    prune = "from mindshim.engine import cache; cache.LIMIT_BYTES = 0; " + COMPUTE
    folder = tmp_path / "c"
    python(tmp_path, prune, MINDSHIM_CACHE=str(folder))
    assert [path.name for path in files(folder) if path.name != ".pruned"] == []
    (folder / ".pruned").touch()
    python(tmp_path, prune, MINDSHIM_CACHE=str(folder))
    assert any(path.name.endswith("-cache") for path in files(folder))
