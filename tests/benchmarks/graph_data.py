"""Data and first weights of the training steps, the same on every side: each weight comes from its name and shape."""

from __future__ import annotations

import zlib

import numpy as np

MODELS = ("MLP", "LeNet-5", "ResNet-18", "Transformer", "LSTM")
# How a step changes the weights: the rule, and its rate.
RULES = {
    "MLP": ("sgd", 0.01), "LeNet-5": ("momentum", 0.01),
    "ResNet-18": ("momentum", 0.01), "ResNet-50": ("momentum", 0.01),
    "Transformer": ("adam", 0.001), "LSTM": ("adam", 0.001),
}
MOMENTUM = 0.9
WIDTH, HEADS, LAYERS, LENGTH = 256, 8, 4, 128
FEATURES, HIDDEN, STEPS = 64, 128, 50
_INPUTS = {
    "MLP": (64, 784), "LeNet-5": (32, 1, 32, 32), "ResNet-18": (8, 3, 64, 64), "ResNet-50": (2, 3, 64, 64),
    "Transformer": (8, LENGTH, WIDTH), "LSTM": (16, STEPS, FEATURES),
}


def batch(model: str) -> tuple[np.ndarray, np.ndarray]:
    """float32 inputs, and int32 classes below 10."""
    random = np.random.default_rng(0)
    shape = _INPUTS[model]
    return random.standard_normal(shape).astype(np.float32), random.integers(0, 10, shape[0]).astype(np.int32)


def weight(name: str, shape: tuple[int, ...]) -> np.ndarray:
    """The first value of a weight: ones for scales (``gamma``), zeros for ``bias`` and ``beta``, else random."""
    if "gamma" in name:
        return np.ones(shape, np.float32)
    if "bias" in name or "beta" in name:
        return np.zeros(shape, np.float32)
    random = np.random.default_rng(zlib.crc32(name.encode()))
    fan_in = int(np.prod(shape[1:])) or 1
    return (random.standard_normal(shape) / np.sqrt(fan_in)).astype(np.float32)


# Of ResNet-18 and ResNet-50: blocks in each stage, whether they are bottlenecks.
STAGES = {"ResNet-18": ((2, 2, 2, 2), False), "ResNet-50": ((3, 4, 6, 3), True)}
