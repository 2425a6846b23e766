"""Writes checkpoints of every kind, and checks such files, by MindSpore's public names: of either MindSpore.

``make.py record`` under the real one makes ``real/``. ``make.py write FOLDER`` under one of them and ``make.py check
FOLDER`` under the other show that each loads what the other wrote.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import mindspore as ms
import numpy as np
from mindspore import Parameter, Tensor, nn
from mindspore.train import serialization

REAL = Path(__file__).resolve().parent / "real"
KEY = b"0123456789abcdef0123456789abcdef"
DTYPES = (
    "bool_ int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 bfloat16"
).split()
# (file, length of the key, mode)
ENCRYPTED = (("gcm.ckpt", 16, "AES-GCM"), ("gcm_long_key.ckpt", 32, "AES-GCM"), ("cbc.ckpt", 24, "AES-CBC"),
             ("sm4.ckpt", 16, "SM4-CBC"))
APPENDED = {"epoch_num": 3, "lr": 0.5, "done": True, "note": "grüße, 世界", "nothing": "", "big": 2**40}


def numbers(dtype: str) -> np.ndarray:
    """Six numbers that the dtype can hold, as a NumPy array of it; bfloat16 ones as float32."""
    if dtype == "bool_":
        return np.array([[True, False, True], [False, False, True]])
    if "float" in dtype:
        values = [[0.0, -0.0, 1.5], [-np.inf, np.nan, 2.0**-14]]
        return np.array(values, np.float32 if dtype == "bfloat16" else dtype)
    info = np.iinfo(dtype)
    return np.array([[info.min, info.max, 0], [1, 2, 3]], dtype)


def of_every_dtype() -> list[dict]:
    return [{"name": f"of.{dtype}", "data": Tensor(numbers(dtype), getattr(ms, dtype))} for dtype in DTYPES]


def of_some_shapes() -> list[dict]:
    shapes = {"scalar": (), "empty": (0, 3), "one": (1,), "deep": (2, 1, 3, 2)}
    return [{"name": name, "data": Tensor(np.arange(np.prod(shape), dtype=np.float32).reshape(shape))}
            for name, shape in shapes.items()]


def large() -> list[dict]:
    """3 kB and 4 bytes."""
    return [{"name": "large", "data": Tensor(np.arange(250 * 3, dtype=np.float32).reshape(250, 3))},
            {"name": "small", "data": Tensor([7.0])}]


def net() -> nn.Cell:
    """A Cell with weights that are always the same."""
    made = nn.SequentialCell(nn.Dense(4, 3), nn.BatchNorm1d(3), nn.Dense(3, 2))
    for number, parameter in enumerate(made.get_parameters()):
        size = int(np.prod(parameter.shape))
        values = np.sin(np.arange(size) + number).astype(np.float32).reshape(parameter.shape)
        parameter.set_data(Tensor(np.abs(values) if "variance" in parameter.name else values))
    return made


def wanted() -> dict[str, tuple[list[dict], dict]]:
    """What is in each file, and how it is saved and loaded."""
    files: dict[str, tuple[list[dict], dict]] = {}
    for ending in ("ckpt", "safetensors"):
        files[f"dtypes.{ending}"] = (of_every_dtype(), {})
        files[f"shapes.{ending}"] = (of_some_shapes(), {})
        files[f"checksum.{ending}"] = (of_some_shapes(), {"crc_check": True})
    for name, length, mode in ENCRYPTED:
        files[name] = (of_some_shapes(), {"key": KEY[:length], "mode": mode})
    files["sliced.ckpt"] = (large(), {})
    return files


def write(folder: str) -> None:
    os.makedirs(folder, exist_ok=True)
    for name, (parameters, options) in wanted().items():
        format_ = name.rpartition(".")[2]
        # MindSpore leaves out empty parameters, unless it saves in the background.
        keeps_empty = name in ("shapes.ckpt", "checksum.ckpt") or "key" in options
        ms.save_checkpoint(parameters, os.path.join(folder, name), format=format_, async_save=keeps_empty,
                           enc_key=options.get("key"), enc_mode=options.get("mode", "AES-GCM"),
                           crc_check=options.get("crc_check", False))
        serialization._wait_async_thread_save_ckpt()
    ms.save_checkpoint(net(), os.path.join(folder, "appended.ckpt"), append_dict=APPENDED)
    ms.save_checkpoint({"a": Parameter(Tensor([1.0, 2.0])), "b": Parameter(Tensor(3))},
                       os.path.join(folder, "deduplicated.safetensors"), format="safetensors", remove_redundancy=True)


def check(folder: str) -> None:
    """Raises AssertionError unless every file holds what it should."""
    for name, (parameters, options) in wanted().items():
        found = ms.load_checkpoint(os.path.join(folder, name), format=name.rpartition(".")[2],
                                   dec_key=options.get("key"), dec_mode=options.get("mode", "AES-GCM"),
                                   crc_check=options.get("crc_check", False))
        names = [p["name"] for p in parameters]
        assert list(found) == (sorted(names) if name.endswith("safetensors") else names), (name, list(found))
        for parameter in parameters:
            same(found[parameter["name"]], parameter["data"], f"{name}: {parameter['name']}")
    target = net()
    for parameter in target.get_parameters():
        parameter.set_data(Tensor(np.zeros(parameter.shape, np.float32)))
    found = ms.load_checkpoint(os.path.join(folder, "appended.ckpt"), target)
    for got, expected in zip(target.get_parameters(), net().get_parameters(), strict=True):
        same(got, expected, got.name)
    for name, value in APPENDED.items():
        if isinstance(value, str):
            assert found[name] == value, (name, found[name])
        else:
            same(found[name], Tensor(value), name)


def same(got: Tensor, expected: Tensor, what: str) -> None:
    """The same dtype, shape and bits; bfloat16 by way of float32, which holds it exactly."""
    assert (got.shape, str(got.dtype)) == (expected.shape, str(expected.dtype)), (what, got.shape, got.dtype)
    arrays = [x.astype(ms.float32) if x.dtype == ms.bfloat16 else x for x in (got, expected)]
    assert arrays[0].asnumpy().tobytes() == arrays[1].asnumpy().tobytes(), what


def train(folder: str) -> None:
    """Train for three epochs of two steps, with what ModelCheckpoint saves."""
    from mindspore.dataset import NumpySlicesDataset
    from mindspore.train import CheckpointConfig, Model, ModelCheckpoint

    rng = np.random.RandomState(1)
    x, y = rng.randn(8, 4).astype(np.float32), rng.randn(8, 2).astype(np.float32)
    dataset = NumpySlicesDataset((x, y), shuffle=False).batch(4)
    network = net()
    model = Model(network, nn.MSELoss(), nn.Adam(network.trainable_params(), 0.1))
    config = CheckpointConfig(save_checkpoint_steps=6, append_info=["epoch_num", "step_num", {"by": "real"}])
    model.train(3, dataset, ModelCheckpoint("trained", folder, config), dataset_sink_mode=False)


def record() -> None:
    for old in REAL.glob("*"):
        old.unlink()
    serialization.SLICE_SIZE = 1  # KiB
    write(str(REAL))
    serialization.ENCRYPT_BLOCK_SIZE = 1
    ms.save_checkpoint(large(), str(REAL / "blocks.ckpt"), enc_key=KEY)
    train(str(REAL))
    for extra in [*REAL.glob("*.meta"), *REAL.glob("*graph*")]:
        extra.unlink()


if __name__ == "__main__":
    if sys.argv[1] == "record":
        record()
    else:
        {"write": write, "check": check}[sys.argv[1]](sys.argv[2])
        print("ok")
