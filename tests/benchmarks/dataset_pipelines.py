"""Rows a second of pipelines, beside the real MindSpore where that is installed.

    python tests/benchmarks/dataset_pipelines.py [--mindspore original/bin/python] [--rounds 3] [--only NAME]

Both sides read the same files and take turns, each in a process of its own, so their ratio holds on a busy machine too.
"""

from __future__ import annotations

import argparse
import json
import os
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[2]
# What the project promises: rows of mindshim for one of MindSpore, where MindSpore's side is C++.
BOUND = 0.8


# The files ------------------------------------------------------------------------------------------------------


def make_files(folder: str) -> None:
    """The files that the pipelines read, made by mindshim and Pillow."""
    from PIL import Image

    from mindshim.mindrecord import FileWriter

    random = np.random.default_rng(0)
    os.makedirs(f"{folder}/mnist")
    pixels = random.integers(0, 256, (60000, 784), np.uint8)
    with open(f"{folder}/mnist/train-images-idx3-ubyte", "wb") as stream:
        stream.write(struct.pack(">4B3I", 0, 0, 8, 3, 60000, 28, 28) + pixels.tobytes())
    with open(f"{folder}/mnist/train-labels-idx1-ubyte", "wb") as stream:
        stream.write(struct.pack(">4BI", 0, 0, 8, 1, 60000) + random.integers(0, 10, 60000, np.uint8).tobytes())
    for i in range(1000):
        os.makedirs(f"{folder}/images/{i % 10}", exist_ok=True)
        coarse = Image.fromarray(random.integers(0, 256, (12, 16, 3), np.uint8))
        coarse.resize((500, 375), Image.Resampling.BICUBIC).save(f"{folder}/images/{i % 10}/{i}.jpg", quality=90)
    features = random.random((20000, 32), np.float32)
    with open(f"{folder}/rows.tfrecord", "wb") as stream:
        for i in range(20000):
            stream.write(_record(_example(image=pixels[i].tobytes(), label=i % 10, features=features[i])))
    writer = FileWriter(f"{folder}/rows.mindrecord")
    writer.add_schema(
        {"image": {"type": "bytes"}, "label": {"type": "int32"}, "features": {"type": "float32", "shape": [32]}}
    )
    writer.write_raw_data(
        [{"image": pixels[i].tobytes(), "label": i % 10, "features": features[i]} for i in range(20000)]
    )
    writer.commit()
    with open(f"{folder}/lines.txt", "w") as stream:
        stream.writelines(f"line number {i} of the text\n" for i in range(50000))
    with open(f"{folder}/rows.csv", "w") as stream:
        stream.writelines(f"{i},{i / 2},name{i}\n" for i in range(50000))


def _field(number: int, data: bytes) -> bytes:
    length, out = len(data), bytes([number << 3 | 2])
    while length > 127:
        out, length = out + bytes([length & 127 | 128]), length >> 7
    return out + bytes([length]) + data


def _example(image: bytes, label: int, features: np.ndarray) -> bytes:
    lists = {"image": _field(1, _field(1, image)), "label": _field(3, _field(1, bytes([label]))),
             "features": _field(2, _field(1, features.tobytes()))}  # fmt: skip
    return _field(1, b"".join(_field(1, _field(1, k.encode()) + _field(2, v)) for k, v in lists.items()))


def _record(data: bytes) -> bytes:
    from mindshim.dataset.tfrecord import checksum

    head = struct.pack("<Q", len(data))
    return head + struct.pack("<I", checksum(head)) + data + struct.pack("<I", checksum(data))


# The pipelines, each of `mindspore.dataset` and the folder; and whether MindSpore's side is all C++ ------------


class Cheap:
    """A source whose rows cost next to nothing."""

    def __init__(self) -> None:
        self.rows = np.zeros((100, 32), np.float32)

    def __getitem__(self, i: int) -> tuple:
        return self.rows[i % 100], i

    def __len__(self) -> int:
        return 20000


def expensive(x: np.ndarray) -> np.ndarray:
    """A Python function of about a millisecond."""
    total = 0
    for i in range(20000):
        total += i & 3
    return x + np.float32(total)


def _mnist(ds: Any, folder: str) -> Any:
    import mindspore
    from mindspore.dataset import transforms, vision

    images = [vision.Rescale(1 / 255, 0), vision.Normalize(mean=(0.1307,), std=(0.3081,)), vision.HWC2CHW()]
    rows = ds.MnistDataset(f"{folder}/mnist", "train").map(images, "image")
    return rows.map(transforms.TypeCast(mindspore.int32), "label").batch(64)


def _images(ds: Any, folder: str) -> Any:
    from mindspore.dataset import vision

    operations = [
        vision.Decode(), vision.RandomCrop(224), vision.RandomHorizontalFlip(),
        vision.Normalize([123.7, 116.3, 103.5], [58.4, 57.1, 57.4]), vision.HWC2CHW(),
    ]  # fmt: skip
    return ds.ImageFolderDataset(f"{folder}/images").map(operations, "image").batch(32)


PIPELINES: dict[str, tuple[Any, bool]] = {
    "MNIST of the quick start, batch 64": (_mnist, True),
    "1,000 JPEGs: decode, crop, flip, normalise, batch 32": (_images, True),
    "TFRecord, row by row": (lambda ds, f: ds.TFRecordDataset(f"{f}/rows.tfrecord"), True),
    "TFRecord, batch 32": (lambda ds, f: ds.TFRecordDataset(f"{f}/rows.tfrecord").batch(32), True),
    "MindRecord, row by row": (lambda ds, f: ds.MindDataset(f"{f}/rows.mindrecord"), True),
    "MindRecord, batch 32": (lambda ds, f: ds.MindDataset(f"{f}/rows.mindrecord").batch(32), True),
    "TextFile, batch 32": (lambda ds, f: ds.TextFileDataset(f"{f}/lines.txt").batch(32), True),
    "CSV, batch 32": (
        lambda ds, f: ds.CSVDataset(
            f"{f}/rows.csv", column_names=["a", "b", "c"], column_defaults=[0, 0.0, ""]
        ).batch(32),
        True,
    ),
    "Generator, cheap, batch 32": (lambda ds, f: ds.GeneratorDataset(Cheap(), ["a", "b"]).batch(32), False),
    "Generator, map of a lambda, batch 32": (
        lambda ds, f: ds.GeneratorDataset(Cheap(), ["a", "b"]).map(lambda a: a * 2 + 1, "a").batch(32), False,
    ),
    "Generator, 1 ms of Python, 2 threads": (
        lambda ds, f: ds.GeneratorDataset(Cheap(), ["a", "b"], num_samples=1000).map(
            expensive, "a", num_parallel_workers=2
        ).batch(32),
        False,
    ),
    "Generator, 1 ms of Python, 2 processes": (
        lambda ds, f: ds.GeneratorDataset(Cheap(), ["a", "b"], num_samples=1000).map(
            expensive, "a", num_parallel_workers=2, python_multiprocessing=True
        ).batch(32),
        False,
    ),
}  # fmt: skip


def rate(name: str, folder: str) -> float:
    """Rows a second of one epoch, as Tensors."""
    import mindspore.dataset as ds

    pipeline = PIPELINES[name][0](ds, folder)
    rows = 0
    began = time.perf_counter()
    for row in pipeline.create_tuple_iterator(num_epochs=1):
        rows += row[0].shape[0] if "batch" in name or "Generator" in name else 1
    return rows / (time.perf_counter() - began)


def serve(folder: str) -> None:
    """Times the pipelines whose names come on standard input."""
    # MindSpore writes to standard output as well.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin:
        answers.write(json.dumps(rate(json.loads(line), folder)) + "\n")
        answers.flush()


class Side:
    """A process that times pipelines.

    Args:
        command: its interpreter, and what else comes before the script's own arguments.
    """

    def __init__(self, command: list[str], folder: str):
        environment = {**os.environ, "GLOG_v": "3", "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            [*command, __file__, "--serve", folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, env=environment,
        )  # fmt: skip

    def rate(self, name: str) -> float:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps(name) + "\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline() or "nan")


def main() -> None:
    parser = argparse.ArgumentParser("dataset_pipelines", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--mindspore",
        default=os.environ.get("MINDSHIM_BENCHMARK_MINDSPORE"),
        metavar="PYTHON",
        help="an interpreter that has the real MindSpore",
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="part of the names of pipelines")
    parser.add_argument("--serve", metavar="FOLDER", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        if "mindshim" in sys.modules or not _is_mindspore():
            import mindshim

            mindshim.install()
        serve(options.serve)
        return
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        make_files(folder)
        sides = {"mindshim": Side([sys.executable], folder)}
        if options.mindspore:
            sides["MindSpore"] = Side([options.mindspore], folder)
        print("| rows a second | " + " | ".join(sides) + " | ratio |\n| --- |" + " ---: |" * (len(sides) + 1))
        for name, (_, native) in PIPELINES.items():
            if options.only not in name:
                continue
            best = dict.fromkeys(sides, 0.0)
            for _ in range(options.rounds):
                for side, process in sides.items():
                    best[side] = max(best[side], process.rate(name))
            ratio = best["mindshim"] / best["MindSpore"] if "MindSpore" in best else float("nan")
            mark = " (below)" if native and ratio < BOUND else ""
            print(
                f"| {name} | " + " | ".join(f"{r:,.0f}" for r in best.values()) + f" | {ratio:.1f}{mark} |", flush=True
            )
        for process in sides.values():
            process.process.kill()
            process.process.wait()


def _is_mindspore() -> bool:
    import importlib.util

    return importlib.util.find_spec("mindspore") is not None


if __name__ == "__main__":
    main()
