"""The training steps as MindSpore programs: mindshim runs them, and the real MindSpore in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mindspore as ms
from graph_data import FEATURES, HEADS, HIDDEN, LAYERS, MOMENTUM, RULES, STAGES, WIDTH, batch, weight
from mindspore import Parameter, Tensor, nn, ops


class LeNet(nn.Cell):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5, pad_mode="valid", has_bias=True)
        self.conv2 = nn.Conv2d(6, 16, 5, pad_mode="valid", has_bias=True)
        self.pool = nn.MaxPool2d(2, 2)
        self.relu = nn.ReLU()
        self.flatten = nn.Flatten()
        self.fc1 = nn.Dense(400, 120)
        self.fc2 = nn.Dense(120, 84)
        self.fc3 = nn.Dense(84, 10)

    def construct(self, x):
        x = self.pool(self.relu(self.conv1(x)))
        x = self.flatten(self.pool(self.relu(self.conv2(x))))
        return self.fc3(self.relu(self.fc2(self.relu(self.fc1(x)))))


class Block(nn.Cell):
    """A residual block, of two convolutions or (a bottleneck) of three."""

    def __init__(self, channels: int, inner: int, stride: int, bottleneck: bool):
        super().__init__()
        outer = inner * 4 if bottleneck else inner
        kernels = (1, 3, 1) if bottleneck else (3, 3)
        strides = (1, stride, 1) if bottleneck else (stride, 1)
        widths = (channels, inner, inner, outer) if bottleneck else (channels, inner, outer)
        self.convs = nn.CellList([
            nn.Conv2d(a, b, k, s, pad_mode="pad", padding=k // 2)
            for a, b, k, s in zip(widths, widths[1:], kernels, strides)  # noqa: B905
        ])
        self.norms = nn.CellList([nn.BatchNorm2d(b) for b in widths[1:]])
        self.relu = nn.ReLU()
        self.changes = stride != 1 or channels != outer
        if self.changes:
            self.down = nn.Conv2d(channels, outer, 1, stride)
            self.down_norm = nn.BatchNorm2d(outer)

    def construct(self, x):
        y = x
        for i in range(len(self.convs)):
            y = self.norms[i](self.convs[i](y))
            if i < len(self.convs) - 1:
                y = self.relu(y)
        if self.changes:
            x = self.down_norm(self.down(x))
        return self.relu(x + y)


class ResNet(nn.Cell):
    def __init__(self, counts: tuple[int, ...], bottleneck: bool):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, pad_mode="pad", padding=3)
        self.norm1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU()
        self.pool = nn.MaxPool2d(3, 2, pad_mode="same")
        channels, blocks = 64, []
        for stage, count in enumerate(counts):
            inner = 64 << stage
            for i in range(count):
                blocks.append(Block(channels, inner, 2 if stage and i == 0 else 1, bottleneck))
                channels = inner * 4 if bottleneck else inner
        self.blocks = nn.SequentialCell(blocks)
        self.fc = nn.Dense(channels, 10)

    def construct(self, x):
        x = self.pool(self.relu(self.norm1(self.conv1(x))))
        return self.fc(self.blocks(x).mean((2, 3)))


class Layer(nn.Cell):
    """A layer of a Transformer encoder that normalises first."""

    def __init__(self):
        super().__init__()
        self.norm1 = nn.LayerNorm((WIDTH,), epsilon=1e-5)
        self.norm2 = nn.LayerNorm((WIDTH,), epsilon=1e-5)
        self.qkv = nn.Dense(WIDTH, 3 * WIDTH)
        self.out = nn.Dense(WIDTH, WIDTH)
        self.up = nn.Dense(WIDTH, 4 * WIDTH)
        self.down = nn.Dense(4 * WIDTH, WIDTH)
        self.relu = nn.ReLU()

    def construct(self, x):
        n, length, width = x.shape
        y = self.qkv(self.norm1(x)).reshape((n, length, 3, HEADS, width // HEADS)).transpose((2, 0, 3, 1, 4))
        q, k, v = y[0], y[1], y[2]
        scores = ops.matmul(q, k.transpose((0, 1, 3, 2))) / (width // HEADS) ** 0.5
        y = ops.matmul(ops.softmax(scores, -1), v).transpose((0, 2, 1, 3)).reshape((n, length, width))
        x = x + self.out(y)
        return x + self.down(self.relu(self.up(self.norm2(x))))


class Encoder(nn.Cell):
    def __init__(self):
        super().__init__()
        self.layers = nn.SequentialCell([Layer() for _ in range(LAYERS)])
        self.norm = nn.LayerNorm((WIDTH,), epsilon=1e-5)
        self.fc = nn.Dense(WIDTH, 10)

    def construct(self, x):
        return self.fc(self.norm(self.layers(x)).mean(1))


class Recurrent(nn.Cell):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(FEATURES, HIDDEN, batch_first=True)
        self.fc = nn.Dense(HIDDEN, 10)

    def construct(self, x):
        out, _ = self.lstm(x)
        return self.fc(out[:, -1])


def mlp() -> nn.Cell:
    return nn.SequentialCell(nn.Dense(784, 512), nn.ReLU(), nn.Dense(512, 512), nn.ReLU(), nn.Dense(512, 10))


NETS: dict[str, Callable[[], nn.Cell]] = {
    "MLP": mlp, "LeNet-5": LeNet, "Transformer": Encoder, "LSTM": Recurrent,
    **{name: lambda stages=stages: ResNet(*stages) for name, stages in STAGES.items()},
}


def network(model: str) -> nn.Cell:
    """The network with its first weights, in training."""
    net = NETS[model]()
    for name, parameter in net.parameters_and_names():
        if parameter.requires_grad:
            parameter.set_data(Tensor(weight(name, tuple(parameter.shape))))
    return net.set_train()


def training_cell(model: str) -> tuple[nn.Cell, tuple[Tensor, Tensor]]:
    """A Cell that makes one step and gives the loss before it, and a batch for it."""
    net = network(model)
    rule, rate = RULES[model]
    weights = net.trainable_params()
    optimizer = {
        "sgd": lambda: nn.SGD(weights, rate),
        "momentum": lambda: nn.Momentum(weights, rate, MOMENTUM),
        "adam": lambda: nn.Adam(weights, rate),
    }[rule]()
    step = nn.TrainOneStepCell(nn.WithLossCell(net, nn.CrossEntropyLoss()), optimizer).set_train()
    x, classes = batch(model)
    return step, (Tensor(x), Tensor(classes))


def training_step(model: str) -> tuple[Callable[[], Any], list[Parameter]]:
    """A function that makes one step and gives the loss before it, and the weights that it changes."""
    step, inputs = training_cell(model)
    return lambda: step(*inputs), step.trainable_params()


def in_mode(graph: bool) -> None:
    """Switch between graph mode and PyNative mode."""
    ms.set_context(mode=ms.GRAPH_MODE if graph else ms.PYNATIVE_MODE)
