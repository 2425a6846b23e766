"""Files of the real MindSpore load to the bit, and mindshim's are the same bytes (see ``README.md``)."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zlib
from pathlib import Path

import make
import numpy as np
import pytest
import safetensors
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from hypothesis import given, settings
from hypothesis import strategies as st

import mindshim as ms
from mindshim import Parameter, Tensor, nn
from mindshim.train.serialization import ckpt
from mindshim.train.serialization.saving import safetensors_crc

RANDOM_BYTES = [name for name, *_ in make.ENCRYPTED]


def test_the_real_files_load_to_the_bit() -> None:
    make.check(str(make.REAL))


def test_what_is_written_loads_to_the_bit(tmp_path: Path) -> None:
    make.write(str(tmp_path))
    make.check(str(tmp_path))


def test_same_bytes_as_the_real_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ckpt, "SLICE_BYTES", 1024)
    make.write(str(tmp_path))
    compared = []
    for path in tmp_path.iterdir():
        if path.name in RANDOM_BYTES:
            continue
        if path.suffix == ".ckpt":
            assert path.read_bytes() == (make.REAL / path.name).read_bytes(), path.name
        else:  # the order of the metadata is random
            assert about(path) == about(make.REAL / path.name), path.name
        compared.append(path.name)
    assert len(compared) == 9


def about(path: Path) -> tuple:
    with safetensors.safe_open(path, "numpy") as file:
        return file.metadata(), {name: file.get_tensor(name).tobytes() for name in file.keys()}


def test_sliced_and_encrypted_in_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ckpt, "SLICE_BYTES", 1024)
    monkeypatch.setattr("mindshim.train.serialization.encryption.BLOCK_BYTES", 1024)
    ours = str(tmp_path / "blocks.ckpt")
    ms.save_checkpoint(make.large(), ours, enc_key=make.KEY)
    assert os.path.getsize(ours) == os.path.getsize(make.REAL / "blocks.ckpt")
    for path in (ours, str(make.REAL / "blocks.ckpt")):
        found = ms.load_checkpoint(path, dec_key=make.KEY)
        for entry in make.large():
            make.same(found[entry["name"]], entry["data"], path)


def test_what_model_checkpoint_of_the_real_one_saves() -> None:
    found = ms.load_checkpoint(str(make.REAL / "trained-3_2.ckpt"))
    assert found.pop("by") == "real"
    assert (int(found.pop("epoch_num")), int(found.pop("step_num"))) == (3, 6)
    net = make.net()
    optimizer = nn.Adam(net.trainable_params(), 0.1)
    training = nn.TrainOneStepCell(nn.WithLossCell(net, nn.MSELoss()), optimizer)
    missing, unused = ms.load_param_into_net(training, found, strict_load=True)
    assert (missing, unused) == ([], [])
    assert int(optimizer.global_step) == 6
    assert np.abs(optimizer.moment1[0].asnumpy()).max() > 0


@pytest.mark.skipif("MINDSPORE_PYTHON" not in os.environ, reason="MINDSPORE_PYTHON names no Python with MindSpore")
def test_the_real_one_loads_ours(tmp_path: Path) -> None:
    make.write(str(tmp_path))
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "GLOG_v": "4"}
    command = [os.environ["MINDSPORE_PYTHON"], make.__file__, "check", str(tmp_path)]
    assert "ok" in subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def message() -> type:
    """The protobuf class of a checkpoint, as its library makes it of the schema."""
    file = descriptor_pb2.FileDescriptorProto(name="checkpoint_of_the_tests.proto", syntax="proto2")
    kinds = descriptor_pb2.FieldDescriptorProto
    tensor = file.message_type.add(name="Tensor")
    tensor.field.add(name="dims", number=1, label=kinds.LABEL_REPEATED, type=kinds.TYPE_INT64)
    tensor.field.add(name="kind", number=2, label=kinds.LABEL_REQUIRED, type=kinds.TYPE_STRING)
    tensor.field.add(name="content", number=3, label=kinds.LABEL_REQUIRED, type=kinds.TYPE_BYTES)
    value = file.message_type.add(name="Value")
    value.field.add(name="tag", number=1, label=kinds.LABEL_REQUIRED, type=kinds.TYPE_STRING)
    value.field.add(name="tensor", number=2, label=kinds.LABEL_OPTIONAL, type=kinds.TYPE_MESSAGE, type_name="Tensor")
    whole = file.message_type.add(name="Whole")
    whole.field.add(name="value", number=1, label=kinds.LABEL_REPEATED, type=kinds.TYPE_MESSAGE, type_name="Value")
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("Whole"))


Whole = message()
DIMS = st.lists(st.integers(0, 2**63 - 1), max_size=4)
RECORDS = st.lists(st.tuples(st.text(), DIMS, st.text(), st.binary(max_size=300)))


@settings(deadline=None)
@given(RECORDS)
def test_the_wire_format_is_protobufs(records: list[tuple]) -> None:
    theirs = Whole()
    for name, dims, kind, content in records:
        value = theirs.value.add(tag=name)
        value.tensor.dims.extend(dims)
        value.tensor.kind, value.tensor.content = kind, content
    ours = io.BytesIO()
    for name, dims, kind, content in records:
        ckpt.write_record(ours.write, name, dims, kind, memoryview(content))
    assert ours.getvalue() == theirs.SerializeToString()
    read = [(name, list(dims), kind, bytes(content))
            for name, dims, kind, content in ckpt.read_records(memoryview(ours.getvalue()))]
    assert read == records


def test_a_parameter_saved_while_training_goes_on(tmp_path: Path) -> None:
    net = nn.Dense(64, 64)
    optimizer = nn.SGD(net.trainable_params(), 0.5)
    before = net.weight.asnumpy().copy()
    path = str(tmp_path / "a.ckpt")
    ms.save_checkpoint(net, path, async_save=True)
    for _ in range(3):
        optimizer((Tensor(np.ones((64, 64), np.float32)), Tensor(np.ones(64, np.float32))))
    ms.train.serialization._wait_async_thread_save_ckpt()
    assert np.array_equal(ms.load_checkpoint(path)["weight"].asnumpy(), before)
    assert not np.array_equal(net.weight.asnumpy(), before)


def test_the_interpreter_waits_for_what_is_saved_asynchronously(tmp_path: Path) -> None:
    path = str(tmp_path / "a.ckpt")
    program = (
        "import sys, numpy as np, mindshim as ms\n"
        "ms.save_checkpoint({'a': np.zeros(3_000_000, np.float32)}, sys.argv[1], async_save='process')\n"
    )
    subprocess.run([sys.executable, "-c", program, path], check=True)
    assert ms.load_checkpoint(path)["a"].shape == (3_000_000,)


def test_the_example_resumes_to_the_bit() -> None:
    example = Path(__file__).parents[2] / "examples" / "resume.py"
    command = [sys.executable, "-m", "mindshim", "run", str(example)]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert out.splitlines()[-1] == "The weights are the same, to the bit"


def test_many_shapes_load_without_compiling_for_each(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = str(tmp_path / "a.ckpt")
    ms.save_checkpoint({str(n): np.zeros((n, 3), np.float32) for n in range(20, 40)}, path)
    import jax

    with jax.log_compiles():
        ms.load_checkpoint(path)
    assert "Compiling" not in caplog.text


@pytest.mark.parametrize(("module", "options"), [
    ("safetensors", {"format": "safetensors"}), ("cryptography", {"enc_key": b"1" * 16}),
])
def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str,
                                    options: dict) -> None:
    for name in list(sys.modules):
        if name.partition(".")[0] == module:
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ModuleNotFoundError, match=r"mindshim\[checkpoint\]"):
        ms.save_checkpoint({"a": Parameter(Tensor([1.0]))}, str(tmp_path / "a"), **options)
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_memory_has_its_checksum_too() -> None:
    data = (make.REAL / "checksum.safetensors").read_bytes()
    assert list(ms.load_checkpoint(io.BytesIO(data), format="safetensors", crc_check=True)) == sorted(
        entry["name"] for entry in make.of_some_shapes())
    with pytest.raises(ValueError, match="checksum"):
        ms.load_checkpoint(io.BytesIO(data[:-1] + b"?"), format="safetensors", crc_check=True)


@pytest.mark.parametrize("number", [0, 3, 3_000_000])
def test_the_checksum_of_an_integer_is_the_real_ones(number: int) -> None:
    assert safetensors_crc([("n", np.array(number))]) == zlib.crc32(b"n" + bytes(number))
    with pytest.raises(ValueError, match="no checksum"):
        safetensors_crc([("n", np.array(-1 - number))])


def test_strings_in_safetensors_are_refused(tmp_path: Path) -> None:
    with pytest.raises(safetensors.SafetensorError, match="'note' is one"):
        ms.save_checkpoint({"note": "text"}, str(tmp_path / "a"), format="safetensors")
    assert list(tmp_path.iterdir()) == []


def test_names_of_the_module() -> None:
    from mindspore.train import serialization

    assert serialization.Tensor is Tensor
    assert serialization.tensor_to_np_type("BFloat16") == ms.bfloat16.np_dtype
    assert serialization.tensor_to_ms_type["Float16"] is ms.float16
    assert serialization.Validator.check_isinstance("x", 3, int) == 3
    with pytest.raises(NotImplementedError):
        serialization.build_searched_strategy("file")
    assert ms.get_ckpt_path_with_strategy(str(make.REAL / "shapes.ckpt"), "") == str(make.REAL / "shapes.ckpt")
    assert ms.get_ckpt_path_with_strategy("rank_3/none.ckpt", "") is None
