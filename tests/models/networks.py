"""Networks of public model zoos, with weights and inputs that are the same under either MindSpore.

    python networks.py record FOLDER [name ...]   the real one: logits, gradients, and a .ckpt of the weights
    python networks.py check FOLDER [name ...]    mindshim: loads that .ckpt, compares, and saves a .ckpt of its own
    python networks.py graph FOLDER [name ...]    the same in graph mode
    python networks.py back FOLDER [name ...]     the real one: loads mindshim's .ckpt, and compares with its own

The checkpoints stay in FOLDER; `record` writes to ``recorded/`` beside this file. Vision networks come out of `mindcv`
(``pip install --no-deps mindcv``), language ones out of a checkout of github.com/mindspore-ai/models, to which the
environment variable MINDSPORE_MODELS points.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import time
import zlib
from pathlib import Path

import mindspore as ms
import numpy as np
from mindspore import Tensor, nn, ops

HERE = Path(__file__).resolve().parent
VISION = ("mobilenet_v2_100", "vit_b_32_224", "convnext_tiny", "swin_tiny")
LANGUAGE = {"lstm": "official/nlp/LSTM/src/lstm.py", "bert": "official/nlp/Bert/src/bert_model.py"}
BATCH = 2
WORDS = 1000


def build(name: str) -> nn.Cell:
    """The network in inference mode, its weights drawn by their names."""
    network = {"lstm": lstm, "bert": bert}[name]() if name in LANGUAGE else vision(name)
    network.set_train(False)
    for parameter in network.get_parameters():
        parameter.set_data(Tensor(weight(parameter.name, parameter.shape)).astype(parameter.dtype))
    return network


def vision(name: str) -> nn.Cell:
    from mindcv.models import create_model

    return create_model(name, num_classes=1000)


def lstm() -> nn.Cell:
    """Sentiment of texts of 500 words: two bidirectional layers."""
    table = Tensor(np.zeros((WORDS, 64), np.float32))
    return module("lstm").SentimentNet(WORDS, 64, 32, 2, True, 2, table, BATCH)


def bert() -> nn.Cell:
    """BERT of 4 layers."""
    source = module("bert")
    config = source.BertConfig(seq_length=64, vocab_size=WORDS, hidden_size=256, num_hidden_layers=4,
                               num_attention_heads=4, intermediate_size=1024, type_vocab_size=2)
    return source.BertModel(config, is_training=False)


def module(name: str):
    """A file of the checkout as a module; graph mode reads its source, so it must be a file."""
    spec = importlib.util.spec_from_file_location(f"zoo_{name}", Path(os.environ["MINDSPORE_MODELS"], LANGUAGE[name]))
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = made
    spec.loader.exec_module(made)
    return made


def is_available(name: str) -> bool:
    if name in LANGUAGE:
        return Path(os.environ.get("MINDSPORE_MODELS", "none"), LANGUAGE[name]).exists()
    return importlib.util.find_spec("mindcv") is not None


def weight(name: str, shape: tuple[int, ...]) -> np.ndarray:
    """Numbers of a size with which signals neither die out nor grow, whatever the Parameter is for."""
    rng = np.random.RandomState(zlib.crc32(name.encode()))
    values = rng.standard_normal(shape).astype(np.float32)
    if len(shape) < 2:  # scales, biases, means and variances
        center = 0.0 if name.endswith(("bias", "beta", "moving_mean")) else 1.0
        return center + 0.1 * np.tanh(values)
    return values / np.float32(np.sqrt(np.prod(shape[1:])))


def inputs(name: str) -> tuple[Tensor, ...]:
    rng = np.random.RandomState(zlib.crc32(name.encode()))
    if name == "lstm":
        return (Tensor(rng.randint(0, WORDS, (BATCH, 500)).astype(np.int32)),)
    if name == "bert":
        length = np.arange(64) < np.array([[64], [40]])
        return (Tensor(rng.randint(0, WORDS, (BATCH, 64)).astype(np.int32)),
                Tensor(rng.randint(0, 2, (BATCH, 64)).astype(np.int32)), Tensor(length.astype(np.int32)))
    return (Tensor(rng.standard_normal((BATCH, 3, 224, 224)).astype(np.float32)),)


def logits_of(network: nn.Cell, name: str) -> np.ndarray:
    """What the network gives; of BERT, the pooled output and the first four words'."""
    return chosen(network(*inputs(name)), name).asnumpy()


def chosen(given, name: str) -> Tensor:
    if name != "bert":
        return given
    words, pooled, _ = given
    return ops.concat((pooled.expand_dims(1), words[:, :4]), 1)


def gradients_of(network: nn.Cell, name: str) -> np.ndarray:
    """For each trainable Parameter, two numbers about its gradient: its norm, and its product with random numbers.

    The function that is differentiated is the mean of the squares of what the network gives.
    """
    parameters = network.trainable_params()
    gradients = ms.grad(lambda *given: chosen(network(*given), name).square().mean(), None, parameters)(*inputs(name))
    found = []
    for parameter, gradient in zip(parameters, gradients, strict=True):
        values = gradient.asnumpy().astype(np.float64)
        random = np.random.RandomState(zlib.crc32(parameter.name.encode())).standard_normal(values.shape)
        found.append((np.sqrt((values**2).sum()), (values * random).sum()))
    return np.array(found)


def difference(name: str, what: str, found: np.ndarray) -> float:
    """The largest difference from what was recorded, as a part of the largest of it (of that row, for gradients)."""
    recorded = np.load(HERE / "recorded" / f"{name}_{what}.npy")
    if found.shape != recorded.shape or found.dtype != recorded.dtype:
        raise AssertionError(f"{name}: {found.shape} {found.dtype}, recorded {recorded.shape} {recorded.dtype}")
    if what == "logits":
        return float(np.abs(found - recorded).max() / np.abs(recorded).max())
    # A gradient that is zero but for rounding, as a bias's before a normalization, is measured by the others.
    return float((np.abs(found - recorded).max(1) / np.maximum(recorded[:, 0], 1e-3 * recorded[:, 0].max())).max())


def main(what: str, folder: str, *names: str) -> None:
    if what == "graph":
        ms.set_context(mode=ms.GRAPH_MODE)
    for name in names or (*VISION, *LANGUAGE):
        network = build(name)
        if what == "record":
            ms.save_checkpoint(network, f"{folder}/{name}.ckpt")
        else:
            for parameter in network.get_parameters():
                parameter.set_data(Tensor(np.zeros(parameter.shape, np.float32)).astype(parameter.dtype))
            origin = "shim_" if what == "back" else ""
            missing, unused = ms.load_param_into_net(network, ms.load_checkpoint(f"{folder}/{origin}{name}.ckpt"),
                                                     strict_load=True)
            if missing or unused:
                raise AssertionError(f"{name}: not loaded {missing}, not used {unused}")
            if what == "check":
                ms.save_checkpoint(network, f"{folder}/shim_{name}.ckpt")
        report: dict = {"network": name}
        for part, function in (("logits", logits_of), ("gradients", gradients_of)):
            started = time.perf_counter()
            found = function(network, name)
            report[f"{part} s"] = round(time.perf_counter() - started, 1)
            if what == "record":
                (HERE / "recorded").mkdir(exist_ok=True)
                np.save(HERE / "recorded" / f"{name}_{part}.npy", found)
                report[part] = float(np.abs(found).max())
            else:
                report[part] = difference(name, part, found)
            print(json.dumps(report), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
