"""Files of records: those of the real MindSpore, those of another writer, and damaged ones."""

import importlib.util
import json
import os
import shutil
import struct
import subprocess
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import mindshim.dataset as ds
from mindshim.dataset import tfrecord

pytest.importorskip("msgpack")
HERE = Path(__file__).parent
_spec = importlib.util.spec_from_file_location("record_mindrecord", HERE / "record_mindrecord.py")
assert _spec is not None and _spec.loader is not None
made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made)


@pytest.fixture
def real(tmp_path):
    with zipfile.ZipFile(HERE / "data" / "mindrecord.zip") as archive:
        archive.extractall(tmp_path)
    return tmp_path


def read(dataset):
    return list(dataset.create_dict_iterator(num_epochs=1, output_numpy=True))


def assert_rows(found, expected):
    assert len(found) == len(expected)
    for row, wanted in zip(found, expected, strict=True):
        assert set(row) == set(wanted)
        for name, value in wanted.items():
            got = row[name].tobytes() if isinstance(value, bytes) and not isinstance(row[name], bytes) else row[name]
            np.testing.assert_array_equal(got, np.float32(value) if name == "score" else value, strict=False)


def test_a_file_of_the_real_one_is_read(real):
    assert_rows(read(ds.MindDataset(str(real / "one"), shuffle=False)), made.rows(10))
    from mindshim.mindrecord import FileReader

    assert_rows(list(FileReader(str(real / "one")).get_next()), made.rows(10))


def test_several_files_of_the_real_one_are_one_data_set(real):
    expected = made.rows(6)
    for row in expected:
        row["data"] *= 1000
    for files in (str(real / "two1"), [str(real / "two0"), str(real / "two1")]):
        found = sorted(read(ds.MindDataset(files)), key=lambda row: int(row["label"]))
        assert_rows(found, expected)


def test_a_file_of_the_real_one_is_added_to(real):
    from mindshim.mindrecord import FileWriter

    path = str(real / "one")
    writer = FileWriter.open_for_append(path)
    writer.write_raw_data(made.rows(12)[10:])
    writer.commit()
    assert_rows(read(ds.MindDataset(path, shuffle=False)), made.rows(12))


@pytest.mark.skipif("MINDSHIM_MINDSPORE" not in os.environ, reason="MINDSHIM_MINDSPORE names no Python with MindSpore")
def test_the_real_one_reads_our_file(tmp_path):
    from mindshim.mindrecord import FileWriter

    path = str(tmp_path / "ours")
    writer = FileWriter(path)
    writer.add_schema(made.SCHEMA)
    writer.write_raw_data(made.rows(10))
    writer.commit()
    command = [os.environ["MINDSHIM_MINDSPORE"], str(HERE / "record_mindrecord.py"), "check", path]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, "GLOG_v": "3"})
    assert json.loads(answer.stdout.splitlines()[-1]) == [made.plain(row) for row in made.rows(10)]


def test_a_damaged_mindrecord_file_names_file_and_row(real):
    path = str(real / "one")
    with open(path, "rb") as stream:
        whole = stream.read()
    for damaged in (whole[:-30], whole[:20000], whole[:100], b"no header at all" * 10):
        with open(path, "wb") as stream:
            stream.write(damaged)
        with pytest.raises(RuntimeError, match="one"):
            read(ds.MindDataset(path, shuffle=False))
    with open(path, "wb") as stream:
        stream.write(whole)
    os.remove(path + ".db")
    with pytest.raises(RuntimeError, match=r"one\.db"):
        read(ds.MindDataset(path))
    shutil.copy(path, path + ".db")
    with pytest.raises(RuntimeError, match=r"one\.db"):
        read(ds.MindDataset(path))


# TFRecord --------------------------------------------------------------------------------------------------------


def example_class():
    """`tf.train.Example` as the protobuf library makes it from its description."""
    pytest.importorskip("google.protobuf")
    from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

    file = descriptor_pb2.FileDescriptorProto(name="example.proto", package="tf", syntax="proto3")
    kinds = {"BytesList": 12, "FloatList": 2, "Int64List": 3}
    for name, kind in kinds.items():
        file.message_type.add(name=name).field.add(name="value", number=1, type=kind, label=3)
    feature = file.message_type.add(name="Feature")
    feature.oneof_decl.add(name="kind")
    for number, name in enumerate(kinds, 1):
        feature.field.add(name=name, number=number, type=11, label=1, type_name=f".tf.{name}", oneof_index=0)
    features = file.message_type.add(name="Features")
    entry = features.nested_type.add(name="FeatureEntry")
    entry.options.map_entry = True
    entry.field.add(name="key", number=1, type=9, label=1)
    entry.field.add(name="value", number=2, type=11, label=1, type_name=".tf.Feature")
    features.field.add(name="feature", number=1, type=11, label=3, type_name=".tf.Features.FeatureEntry")
    file.message_type.add(name="Example").field.add(
        name="features", number=1, type=11, label=1, type_name=".tf.Features"
    )
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("tf.Example"))


def record(data):
    head = struct.pack("<Q", len(data))
    return head + struct.pack("<I", tfrecord.checksum(head)) + data + struct.pack("<I", tfrecord.checksum(data))


def test_examples_of_the_protobuf_library_are_parsed():
    example = example_class()
    random = np.random.default_rng(0)
    parse = tfrecord.Parser()
    for i in range(300):
        message = example()
        wanted = {}
        for k in range(i % 7):
            feature = message.features.feature[f"feature {k} {'é' * (k * 40)}"]
            size = int(random.integers(0, 4)) if i % 2 else 3
            if k % 3 == 0:
                values = [random.bytes(int(random.integers(0, 300)) if i % 4 else 9) for _ in range(size)]
                feature.BytesList.value.extend(values)
            elif k % 3 == 1:
                values = random.random(size, np.float32).tolist()
                feature.FloatList.value.extend(values)
            else:
                values = random.integers(-(2**63), 2**63 - 1, size).tolist() if i % 3 else [k, 127, 128]
                feature.Int64List.value.extend(values)
            wanted[f"feature {k} {'é' * (k * 40)}"] = values
        data = message.SerializeToString()
        for found in (tfrecord.parse_example(data), parse(data)):
            assert set(found) == set(wanted)
            for name, values in wanted.items():
                got = found[name] if found[name] is not None else []
                assert [v if isinstance(v, bytes) else v.item() for v in got] == values


def test_numbers_one_by_one_are_parsed():
    def field(number, data):
        return bytes([number << 3 | 2, len(data)]) + data

    one_by_one = {
        "f": field(2, b"\r" + struct.pack("<f", 0.5) + b"\r" + struct.pack("<f", 2.0)),
        "i": field(3, b"\x08\x05\x08\x7f"),
    }
    data = field(1, b"".join(field(1, field(1, k.encode()) + field(2, v)) for k, v in one_by_one.items()))
    found = tfrecord.parse_example(data)
    assert found["f"].tolist() == [0.5, 2.0] and found["i"].tolist() == [5, 127]


def test_every_flipped_byte_of_a_tfrecord_file_is_noticed(tmp_path):
    path = str(tmp_path / "rows")
    data = b"".join(record(b"\n\x0c\n\n\n\x01i\x12\x05\x1a\x03\n\x01" + bytes([k])) for k in range(3))
    for place in range(len(data)):
        with open(path, "wb") as stream:
            stream.write(data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :])
        with pytest.raises(RuntimeError, match="rows"):
            read(ds.TFRecordDataset(path, columns_list=["i"], shuffle=False))
    for length in range(1, len(data)):
        with open(path, "wb") as stream:
            stream.write(data[:length])
        if length % (len(data) // 3):
            with pytest.raises(RuntimeError, match="cut off"):
                read(ds.TFRecordDataset(path, columns_list=["i"], shuffle=False))


def test_the_checksum_without_its_library():
    for data in (b"", b"123456789", bytes(range(256)) * 3):
        assert tfrecord._plain_crc32c(data) == tfrecord._crc32c()(data)
    assert tfrecord._plain_crc32c(b"123456789") == 0xE3069283


@pytest.mark.parametrize("shards", [2, 3, 5])
def test_shards_of_lines_have_every_row(tmp_path, shards):
    for name, count in (("a", 7), ("b", 1), ("c", 4)):
        (tmp_path / name).write_text("".join(f"{name}{i}\n" for i in range(count)))
    seen = []
    for shard in range(shards):
        data = ds.TextFileDataset([str(tmp_path / n) for n in "abc"], num_shards=shards, shard_id=shard)
        found = [str(row["text"]) for row in read(data)]
        assert len(found) == data.get_dataset_size() == -(-12 // shards)
        seen += found
    assert set(seen) == {f"{n}{i}" for n, c in (("a", 7), ("b", 1), ("c", 4)) for i in range(c)}


def test_what_is_missing_is_told_at_once(tmp_path):
    begin = time.monotonic()
    for make in (
        lambda: ds.ImageFolderDataset(str(tmp_path / "none")),
        lambda: ds.TextFileDataset(str(tmp_path / "none")),
        lambda: ds.MindDataset(str(tmp_path / "none")),
        lambda: ds.CocoDataset(str(tmp_path), str(tmp_path / "none")),
    ):
        with pytest.raises(ValueError, match="none"):
            make()
    (tmp_path / "cat").mkdir()
    (tmp_path / "cat" / "1.jpg").write_bytes(b"no image")
    with pytest.raises(RuntimeError, match=r"1\.jpg, row 0"):
        read(ds.ImageFolderDataset(str(tmp_path), decode=True))
    from mindshim.dataset import vision

    Image.new("RGB", (4, 4)).save(tmp_path / "cat" / "2.jpg")
    data = ds.ImageFolderDataset(str(tmp_path), num_parallel_workers=2).project(["image"])
    for processes in (False, True):
        with pytest.raises(RuntimeError, match=r"(?s)map operation: \[Decode\] failed at row [01].*File: \S*1\.jpg\.$"):
            read(data.map(vision.Decode(), num_parallel_workers=2, python_multiprocessing=processes).batch(2))
    assert time.monotonic() - begin < 5
