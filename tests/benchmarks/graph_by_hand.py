"""The training steps of `graph_models` written in JAX: one compiled function each, whose state is donated."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from graph_data import FEATURES, HEADS, HIDDEN, LAYERS, MOMENTUM, RULES, STAGES, WIDTH, batch, weight

Arrays = dict[str, jax.Array]


class Made:
    """Weights by name, made as they are asked for; statistics apart."""

    def __init__(self):
        self.weights: dict[str, np.ndarray] = {}
        self.statistics: dict[str, np.ndarray] = {}

    def dense(self, name: str, inputs: int, outputs: int) -> None:
        self.add(f"{name}.weight", outputs, inputs)
        self.add(f"{name}.bias", outputs)

    def norm(self, name: str, width: int) -> None:
        self.add(f"{name}.gamma", width)
        self.add(f"{name}.beta", width)

    def batch_norm(self, name: str, width: int) -> None:
        self.norm(name, width)
        self.statistics[f"{name}.moving_mean"] = np.zeros(width, np.float32)
        self.statistics[f"{name}.moving_variance"] = np.ones(width, np.float32)

    def add(self, name: str, *shape: int) -> None:
        self.weights[name] = weight(name, shape)


def dense(w: Arrays, name: str, x: jax.Array) -> jax.Array:
    rows = x.reshape(-1, x.shape[-1])  # on a CPU a product of matrices is quicker than one over more axes
    return (rows @ w[f"{name}.weight"].T).reshape(*x.shape[:-1], -1) + w[f"{name}.bias"]


def conv(w: jax.Array, x: jax.Array, stride: int = 1, padding: Any = "VALID") -> jax.Array:
    return jax.lax.conv_general_dilated(x, w, (stride, stride), padding, dimension_numbers=("NCHW", "OIHW", "NCHW"))


def max_pool(x: jax.Array, size: int, padding: str = "VALID") -> jax.Array:
    return jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 1, size, size), (1, 1, 2, 2), padding)


def cross_entropy(logits: jax.Array, classes: jax.Array) -> jax.Array:
    return -jnp.mean(jnp.take_along_axis(jax.nn.log_softmax(logits), classes[:, None], 1))


# Each model: its weights, and its logits and new statistics from weights, statistics and inputs.


def mlp_weights(made: Made) -> None:
    for i, (a, b) in enumerate(((784, 512), (512, 512), (512, 10))):
        made.dense(str(2 * i), a, b)


def mlp(w: Arrays, statistics: Arrays, x: jax.Array) -> tuple[jax.Array, Arrays]:
    x = jax.nn.relu(dense(w, "0", x))
    x = jax.nn.relu(dense(w, "2", x))
    return dense(w, "4", x), statistics


def lenet_weights(made: Made) -> None:
    for name, a, b in (("conv1", 1, 6), ("conv2", 6, 16)):
        made.add(f"{name}.weight", b, a, 5, 5)
        made.add(f"{name}.bias", b)
    for name, a, b in (("fc1", 400, 120), ("fc2", 120, 84), ("fc3", 84, 10)):
        made.dense(name, a, b)


def lenet(w: Arrays, statistics: Arrays, x: jax.Array) -> tuple[jax.Array, Arrays]:
    for name in ("conv1", "conv2"):
        x = max_pool(jax.nn.relu(conv(w[f"{name}.weight"], x) + w[f"{name}.bias"][:, None, None]), 2)
    x = x.reshape(len(x), -1)
    x = jax.nn.relu(dense(w, "fc1", x))
    x = jax.nn.relu(dense(w, "fc2", x))
    return dense(w, "fc3", x), statistics


def blocks(counts: tuple[int, ...], bottleneck: bool) -> list[tuple[list[tuple[int, int, int, int]], int]]:
    """Of each block its convolutions (inputs, outputs, size, stride), and its stride."""
    channels, found = 64, []
    for stage, count in enumerate(counts):
        inner = 64 << stage
        outer = inner * 4 if bottleneck else inner
        for i in range(count):
            stride = 2 if stage and i == 0 else 1
            if bottleneck:
                convs = [(channels, inner, 1, 1), (inner, inner, 3, stride), (inner, outer, 1, 1)]
            else:
                convs = [(channels, inner, 3, stride), (inner, outer, 3, 1)]
            found.append((convs, stride))
            channels = outer
    return found


def resnet_weights(made: Made, counts: tuple[int, ...], bottleneck: bool) -> None:
    made.add("conv1.weight", 64, 3, 7, 7)
    made.batch_norm("norm1", 64)
    for i, (convs, stride) in enumerate(blocks(counts, bottleneck)):
        for j, (a, b, k, _) in enumerate(convs):
            made.add(f"blocks.{i}.convs.{j}.weight", b, a, k, k)
            made.batch_norm(f"blocks.{i}.norms.{j}", b)
        if stride != 1 or convs[0][0] != convs[-1][1]:
            made.add(f"blocks.{i}.down.weight", convs[-1][1], convs[0][0], 1, 1)
            made.batch_norm(f"blocks.{i}.down_norm", convs[-1][1])
    made.dense("fc", convs[-1][1], 10)


def resnet(w: Arrays, statistics: Arrays, x: jax.Array, counts: tuple[int, ...],
           bottleneck: bool) -> tuple[jax.Array, Arrays]:
    new = dict(statistics)

    def norm(name: str, x: jax.Array) -> jax.Array:
        mean, variance = x.mean((0, 2, 3)), x.var((0, 2, 3))
        count = x.size // x.shape[1]
        for kind, value in (("mean", mean), ("variance", variance * count / (count - 1))):
            key = f"{name}.moving_{kind}"
            new[key] = 0.9 * statistics[key] + 0.1 * value
        scale = w[f"{name}.gamma"] * jax.lax.rsqrt(variance + 1e-5)
        shift = w[f"{name}.beta"] - mean * scale
        return x * scale[:, None, None] + shift[:, None, None]

    def around(size: int) -> list[tuple[int, int]]:
        return [(size // 2, size // 2)] * 2

    x = jax.nn.relu(norm("norm1", conv(w["conv1.weight"], x, 2, around(7))))
    x = max_pool(x, 3, "SAME")
    for i, (convs, stride) in enumerate(blocks(counts, bottleneck)):
        y = x
        for j, (_, _, k, s) in enumerate(convs):
            y = norm(f"blocks.{i}.norms.{j}", conv(w[f"blocks.{i}.convs.{j}.weight"], y, s, around(k)))
            if j < len(convs) - 1:
                y = jax.nn.relu(y)
        if f"blocks.{i}.down.weight" in w:
            x = norm(f"blocks.{i}.down_norm", conv(w[f"blocks.{i}.down.weight"], x, stride, "SAME"))
        x = jax.nn.relu(x + y)
    return dense(w, "fc", x.mean((2, 3))), new


def encoder_weights(made: Made) -> None:
    for i in range(LAYERS):
        made.norm(f"layers.{i}.norm1", WIDTH)
        made.norm(f"layers.{i}.norm2", WIDTH)
        for name, a, b in (("qkv", 1, 3), ("out", 1, 1), ("up", 1, 4), ("down", 4, 1)):
            made.dense(f"layers.{i}.{name}", a * WIDTH, b * WIDTH)
    made.norm("norm", WIDTH)
    made.dense("fc", WIDTH, 10)


def encoder(w: Arrays, statistics: Arrays, x: jax.Array) -> tuple[jax.Array, Arrays]:
    def norm(name: str, x: jax.Array) -> jax.Array:
        centred = x - x.mean(-1, keepdims=True)
        variance = (centred * centred).mean(-1, keepdims=True)
        return centred * jax.lax.rsqrt(variance + 1e-5) * w[f"{name}.gamma"] + w[f"{name}.beta"]

    n, length, width = x.shape
    for i in range(LAYERS):
        y = dense(w, f"layers.{i}.qkv", norm(f"layers.{i}.norm1", x))
        q, k, v = y.reshape(n, length, 3, HEADS, width // HEADS).transpose(2, 0, 3, 1, 4)
        scores = q @ k.swapaxes(-1, -2) / (width // HEADS) ** 0.5
        y = (jax.nn.softmax(scores) @ v).transpose(0, 2, 1, 3).reshape(n, length, width)
        x = x + dense(w, f"layers.{i}.out", y)
        y = jax.nn.relu(dense(w, f"layers.{i}.up", norm(f"layers.{i}.norm2", x)))
        x = x + dense(w, f"layers.{i}.down", y)
    return dense(w, "fc", norm("norm", x).mean(1)), statistics


def recurrent_weights(made: Made) -> None:
    made.add("lstm.weight_ih_l0", 4 * HIDDEN, FEATURES)
    made.add("lstm.weight_hh_l0", 4 * HIDDEN, HIDDEN)
    made.add("lstm.bias_ih_l0", 4 * HIDDEN)
    made.add("lstm.bias_hh_l0", 4 * HIDDEN)
    made.dense("fc", HIDDEN, 10)


def recurrent(w: Arrays, statistics: Arrays, x: jax.Array) -> tuple[jax.Array, Arrays]:
    given = x.swapaxes(0, 1) @ w["lstm.weight_ih_l0"].T + w["lstm.bias_ih_l0"] + w["lstm.bias_hh_l0"]

    def cell(carry: tuple[jax.Array, jax.Array], x: jax.Array) -> tuple[Any, jax.Array]:
        h, c = carry
        i, f, g, o = jnp.split(x + h @ w["lstm.weight_hh_l0"].T, 4, -1)
        c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
        h = jax.nn.sigmoid(o) * jnp.tanh(c)
        return (h, c), h

    zeros = jnp.zeros((x.shape[0], HIDDEN), x.dtype)
    (h, _), _ = jax.lax.scan(cell, (zeros, zeros), given)
    return dense(w, "fc", h), statistics


BY_HAND: dict[str, tuple[Callable[[Made], None], Callable[..., tuple[jax.Array, Arrays]]]] = {
    "MLP": (mlp_weights, mlp), "LeNet-5": (lenet_weights, lenet), "Transformer": (encoder_weights, encoder),
    "LSTM": (recurrent_weights, recurrent),
    **{name: (functools.partial(resnet_weights, counts=counts, bottleneck=bottleneck),
              functools.partial(resnet, counts=counts, bottleneck=bottleneck))
       for name, (counts, bottleneck) in STAGES.items()},
}


def compiled_step(model: str) -> tuple[Callable[..., Any], Any, tuple[jax.Array, jax.Array]]:
    """The compiled step, its first state, and a batch. The step gives the new state and the loss."""
    make, logits_of = BY_HAND[model]
    made = Made()
    make(made)
    rule, rate = RULES[model]
    slots = {"sgd": 0, "momentum": 1, "adam": 2}[rule]
    w = jax.tree.map(jnp.asarray, made.weights)
    state = (w, jax.tree.map(jnp.asarray, made.statistics), *(jax.tree.map(jnp.zeros_like, w) for _ in range(slots)),
             *(() if rule != "adam" else (jnp.ones((), jnp.float32), jnp.ones((), jnp.float32))))

    def loss_of(w: Arrays, statistics: Arrays, x: jax.Array, classes: jax.Array) -> tuple[jax.Array, Arrays]:
        logits, statistics = logits_of(w, statistics, x)
        return cross_entropy(logits, classes), statistics

    def step(state: Any, x: jax.Array, classes: jax.Array) -> tuple[Any, jax.Array]:
        w, statistics, *rest = state
        (loss, statistics), gradients = jax.value_and_grad(loss_of, has_aux=True)(w, statistics, x, classes)
        if rule == "sgd":
            new = jax.tree.map(lambda w, g: w - rate * g, w, gradients)
            return (new, statistics), loss
        if rule == "momentum":
            (m,) = rest
            m = jax.tree.map(lambda m, g: MOMENTUM * m + g, m, gradients)
            return (jax.tree.map(lambda w, m: w - rate * m, w, m), statistics, m), loss
        m, v, power1, power2 = rest
        power1, power2 = power1 * 0.9, power2 * 0.999
        scaled = rate * jnp.sqrt(1 - power2) / (1 - power1)
        m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, gradients)
        v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, gradients)
        new = jax.tree.map(lambda w, m, v: w - scaled * m / (jnp.sqrt(v) + 1e-8), w, m, v)
        return (new, statistics, m, v, power1, power2), loss

    x, classes = batch(model)
    return jax.jit(step, donate_argnums=0), state, (jnp.asarray(x), jnp.asarray(classes))


def training_step(model: str) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """A function that makes one step and gives the loss before it, and one that waits for all of its state."""
    step, state, inputs = compiled_step(model)

    def run() -> jax.Array:
        nonlocal state
        state, loss = step(state, *inputs)
        return loss

    return run, lambda: jax.block_until_ready(state)
