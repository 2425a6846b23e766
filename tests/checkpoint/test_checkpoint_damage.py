"""A process killed while it saves, files that are damaged, and Parameters that do not fit, do no harm."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import make
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mindshim as ms
from mindshim import Parameter, Tensor, nn
from mindshim.train.serialization import files

SIZE = 300_000
# Saves file after file: `a` is full of one number, which is the same in `b`.
SAVING = f"""
import os, signal, sys
import numpy as np
import mindshim as ms
from mindshim.train.serialization import ckpt

path, format, killed_in, asynchronous = sys.argv[1:]
if killed_in == "writing":
    write = ckpt.write_record
    def write_half(*record):
        write(*record)
        os.kill(os.getpid(), signal.SIGKILL)
    ckpt.write_record = write_half
elif killed_in:
    setattr(os, killed_in, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
number = 2.0
print("ready", flush=True)
while True:
    values = np.full({SIZE}, number, np.float32)
    ms.save_checkpoint({{"a": values, "b": values}}, path, format=format, async_save=bool(asynchronous))
    number += 1
"""


def save_until_killed(path: Path, killed_in: str = "", asynchronous: str = "", after: float = 0.0) -> None:
    command = [sys.executable, "-c", SAVING, str(path), path.suffix[1:], killed_in, asynchronous]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        if after:
            time.sleep(after)
            process.send_signal(signal.SIGKILL)
        process.wait(60)
    assert process.returncode == -signal.SIGKILL


def whole_number(path: Path) -> float:
    found = ms.load_checkpoint(str(path), format=path.suffix[1:])
    a, b = found["a"].asnumpy(), found["b"].asnumpy()
    assert a.shape == b.shape == (SIZE,) and np.array_equal(a, b) and a.min() == a.max()
    return float(a[0])


@pytest.mark.parametrize("killed_in", ["writing", "fsync", "replace"])
@pytest.mark.parametrize("asynchronous", ["", "yes"])
def test_a_kill_in_the_middle_leaves_the_old_file_whole(tmp_path: Path, killed_in: str, asynchronous: str) -> None:
    path = tmp_path / "a.ckpt"
    ones = np.ones(SIZE, np.float32)
    ms.save_checkpoint({"a": ones, "b": ones}, str(path))
    save_until_killed(path, killed_in, asynchronous)
    assert whole_number(path) == 1.0


@pytest.mark.parametrize("format_", ["ckpt", "safetensors"])
def test_a_kill_at_any_time_leaves_a_whole_file(tmp_path: Path, format_: str) -> None:
    path = tmp_path / f"a.{format_}"
    ones = np.ones(SIZE, np.float32)
    ms.save_checkpoint({"a": ones, "b": ones}, str(path), format=format_)
    rng = random.Random(3)
    for _ in range(3):
        save_until_killed(path, after=rng.uniform(0.05, 0.4))
        assert whole_number(path) >= 1.0


def test_what_a_killed_process_left_is_removed_later(tmp_path: Path) -> None:
    path = tmp_path / "a.ckpt"
    save_until_killed(path, "fsync")
    left = [p for p in tmp_path.iterdir() if p.name.startswith(".a.ckpt.")]
    assert len(left) == 1
    ms.save_checkpoint({"a": Parameter(Tensor([1.0]))}, str(path))
    assert left[0].exists()  # another process may be writing it
    os.utime(left[0], (0, time.time() - files._ABANDONED_SECONDS - 1))
    ms.save_checkpoint({"a": Parameter(Tensor([1.0]))}, str(path))
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.ckpt"
    ms.save_checkpoint({"a": Parameter(Tensor([1.0]))}, str(path))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mindshim.train.serialization.ckpt.write_record", full)
    with pytest.raises(OSError, match="No space left"):
        ms.save_checkpoint({"a": Parameter(Tensor([2.0]))}, str(path))
    assert list(tmp_path.iterdir()) == [path]
    assert float(ms.load_checkpoint(str(path))["a"]) == 1.0


def rewritten(path: Path, data: bytes) -> str:
    path.unlink(missing_ok=True)
    path.write_bytes(data)
    return str(path)


def records_end_at(data: bytes) -> set[int]:
    ends, at = {0}, 0
    while at < len(data):
        at += 2 + data[at + 1]
        ends.add(at)
    return ends


def test_every_truncation_of_a_ckpt_is_noticed(tmp_path: Path) -> None:
    data = (make.REAL / "shapes.ckpt").read_bytes()
    for end in range(len(data)):
        path = rewritten(tmp_path / "a.ckpt", data[:end])
        if end and end in records_end_at(data):  # MindSpore's format does not show that more should follow
            assert ms.load_checkpoint(path)
        else:
            with pytest.raises(ValueError, match="corrupted|nothing was loaded"):
                ms.load_checkpoint(path)


@pytest.mark.parametrize(("name", "options"), [
    ("shapes.safetensors", {}), ("gcm.ckpt", {"key": 16}), ("cbc.ckpt", {"key": 24}),
])
def test_every_truncation_of_the_others_is_noticed(tmp_path: Path, name: str, options: dict) -> None:
    data = (make.REAL / name).read_bytes()
    mode = {"gcm.ckpt": "AES-GCM", "cbc.ckpt": "AES-CBC"}.get(name, "AES-GCM")
    key = make.KEY[: options["key"]] if options else None
    for end in range(len(data)):
        path = rewritten(tmp_path / name, data[:end])
        with pytest.raises(ValueError):
            ms.load_checkpoint(path, format=name.rpartition(".")[2], dec_key=key, dec_mode=mode)


@settings(deadline=None, max_examples=300)
@given(st.integers(0, 653), st.integers(1, 255))
def test_a_changed_byte_gives_a_value_error_or_other_values(tmp_path_factory, place: int, change: int) -> None:
    data = bytearray((make.REAL / "dtypes.ckpt").read_bytes())
    data[place] ^= change
    path = tmp_path_factory.getbasetemp() / "changed.ckpt"
    try:
        ms.load_checkpoint(rewritten(path, bytes(data)))
    except ValueError as error:
        assert str(path) in str(error)


@settings(deadline=None, max_examples=300)
@given(st.integers(0, 203), st.integers(1, 255))
def test_a_changed_byte_of_an_authenticated_file_is_noticed(tmp_path_factory, place: int, change: int) -> None:
    data = bytearray((make.REAL / "gcm.ckpt").read_bytes())
    data[place] ^= change
    path = rewritten(tmp_path_factory.getbasetemp() / "changed.ckpt", bytes(data))
    # Neither the length of what follows nor the end of the vector, which the mode makes no use of, is authenticated.
    if not (20 <= place < 24 or 40 <= place < 44):
        with pytest.raises(ValueError, match="encrypted"):
            ms.load_checkpoint(path, dec_key=make.KEY[:16])


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_arbitrary_bytes_give_a_value_error(tmp_path_factory, data: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    for ending in ("ckpt", "safetensors"):
        path = rewritten(folder / f"arbitrary.{ending}", data)
        try:
            ms.load_checkpoint(path, format=ending)
        except ValueError:
            pass


def test_a_pickle_is_not_executed(tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    data = b"cos\nsystem\n(S'touch %s'\ntR." % str(trap).encode()
    for ending in ("ckpt", "safetensors"):
        with pytest.raises(ValueError):
            ms.load_checkpoint(rewritten(tmp_path / f"a.{ending}", data), format=ending)
    assert not trap.exists()


@pytest.mark.parametrize("last", [
    Parameter(Tensor([1.0])),
    Parameter(Tensor([[1.0, 2.0]])),
    Parameter(Tensor([1, 2])),
])
def test_a_load_that_fails_leaves_the_network_as_it_was(last: Parameter) -> None:
    net = nn.Dense(2, 2)
    before = {p.name: p.asnumpy() for p in net.get_parameters()}
    held = list(net.get_parameters())
    with pytest.raises(RuntimeError, match="bias has the"):
        ms.load_param_into_net(net, {"weight": Parameter(Tensor([[1.0, 2.0], [3.0, 4.0]])), "bias": last})
    with pytest.raises(RuntimeError, match="bias has the"):  # behind a prefix
        ms.load_param_into_net(net, {"weight": Parameter(Tensor([[1.0, 2.0], [3.0, 4.0]])), "a.bias": last})
    with pytest.raises(TypeError, match="remove_redundancy"):
        ms.load_param_into_net(net, {"bias": Parameter(Tensor([1.0, 2.0]))}, remove_redundancy=True)
    assert all(np.array_equal(p.asnumpy(), before[p.name]) for p in net.get_parameters())
    ms.load_param_into_net(net, {"bias": Parameter(Tensor([7.0, 8.0]))})
    assert [p is q for p, q in zip(held, net.get_parameters(), strict=True)] == [True, True]
    assert net.bias.asnumpy().tolist() == [7.0, 8.0]


@pytest.mark.parametrize(("record", "why"), [
    (b"\n\x1a\n\x01a\x12\x15\x08\x03\x12\x07Float32\x1a\x08" + bytes(8), r"'a' has the shape \(3,\)"),
    (b"\n\x1a\n\x01a\x12\x15\x08\x02\x12\x07Float99\x1a\x08" + bytes(8), "Float99"),
    (b"\n\x1d\n\x01a\x12\x18\x08\x00\x08" + b"\xff" * 9 + b"\x01\x12\x07Float32\x1a\x00", "has the shape"),
    (b"\n\x05\n\x01a\x1a\x00", "MapParameter"),
    (b"\n\x03\n\x01a", "no tensor"),
    (b"a text that is no checkpoint", "begins no field|middle of a field"),
])
def test_what_is_wrong_is_said(tmp_path: Path, record: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        ms.load_checkpoint(rewritten(tmp_path / "a.ckpt", record))


def test_an_encrypted_file_without_a_key_says_so() -> None:
    with pytest.raises(ValueError, match="it is encrypted"):
        ms.load_checkpoint(str(make.REAL / "gcm.ckpt"))
