"""The training steps of `graph_models` in PyTorch, eager on the CPU; run by an interpreter that has it, prints JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import torch
from graph_data import FEATURES, HEADS, HIDDEN, LAYERS, MODELS, MOMENTUM, RULES, STAGES, WIDTH, batch, weight
from graph_timing import alone
from torch import nn

# Names of layers' weights here, where MindSpore's are others.
SCALES = (nn.BatchNorm2d, nn.LayerNorm)


class Block(nn.Module):
    def __init__(self, channels: int, inner: int, stride: int, bottleneck: bool):
        super().__init__()
        outer = inner * 4 if bottleneck else inner
        kernels = (1, 3, 1) if bottleneck else (3, 3)
        strides = (1, stride, 1) if bottleneck else (stride, 1)
        widths = (channels, inner, inner, outer) if bottleneck else (channels, inner, outer)
        self.convs = nn.ModuleList(
            nn.Conv2d(a, b, k, s, k // 2, bias=False)
            for a, b, k, s in zip(widths, widths[1:], kernels, strides, strict=False))
        self.norms = nn.ModuleList(nn.BatchNorm2d(b) for b in widths[1:])
        self.changes = stride != 1 or channels != outer
        if self.changes:
            self.down = nn.Conv2d(channels, outer, 1, stride, bias=False)
            self.down_norm = nn.BatchNorm2d(outer)

    def forward(self, x):
        y = x
        for i, (conv, norm) in enumerate(zip(self.convs, self.norms, strict=True)):
            y = norm(conv(y))
            if i < len(self.convs) - 1:
                y = torch.relu(y)
        if self.changes:
            x = self.down_norm(self.down(x))
        return torch.relu(x + y)


class ResNet(nn.Module):
    def __init__(self, counts: tuple[int, ...], bottleneck: bool):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.norm1 = nn.BatchNorm2d(64)
        channels, blocks = 64, []
        for stage, count in enumerate(counts):
            inner = 64 << stage
            for i in range(count):
                blocks.append(Block(channels, inner, 2 if stage and i == 0 else 1, bottleneck))
                channels = inner * 4 if bottleneck else inner
        self.blocks = nn.Sequential(*blocks)
        self.fc = nn.Linear(channels, 10)

    def forward(self, x):
        x = torch.relu(self.norm1(self.conv1(x)))
        # "same" for an even size pads on the right alone
        x = nn.functional.max_pool2d(nn.functional.pad(x, (0, 1, 0, 1), value=-torch.inf), 3, 2)
        return self.fc(self.blocks(x).mean((2, 3)))


class LeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 6, 5), nn.Conv2d(6, 16, 5)
        self.fc1, self.fc2, self.fc3 = nn.Linear(400, 120), nn.Linear(120, 84), nn.Linear(84, 10)

    def forward(self, x):
        for conv in (self.conv1, self.conv2):
            x = nn.functional.max_pool2d(torch.relu(conv(x)), 2)
        x = torch.relu(self.fc1(x.flatten(1)))
        return self.fc3(torch.relu(self.fc2(x)))


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x):
        n, length, width = x.shape
        q, k, v = self.qkv(self.norm1(x)).reshape(n, length, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        y = nn.functional.scaled_dot_product_attention(q, k, v)
        x = x + self.out(y.transpose(1, 2).reshape(n, length, width))
        return x + self.down(torch.relu(self.up(self.norm2(x))))


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(*(Layer() for _ in range(LAYERS)))
        self.norm, self.fc = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, 10)

    def forward(self, x):
        return self.fc(self.norm(self.layers(x)).mean(1))


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm, self.fc = nn.LSTM(FEATURES, HIDDEN, batch_first=True), nn.Linear(HIDDEN, 10)

    def forward(self, x):
        return self.fc(self.lstm(x)[0][:, -1])


def mlp() -> nn.Module:
    return nn.Sequential(nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU(), nn.Linear(512, 10))


NETS: dict[str, Callable[[], nn.Module]] = {
    "MLP": mlp, "LeNet-5": LeNet, "ResNet-18": lambda: ResNet(*STAGES["ResNet-18"]), "Transformer": Encoder,
    "LSTM": Recurrent,
}


def training_step(model: str) -> Callable[[], Any]:
    """A function that makes one step and gives the loss before it."""
    net = NETS[model]()
    with torch.no_grad():
        for path, module in net.named_modules():
            for name, parameter in module.named_parameters(recurse=False):
                if isinstance(module, SCALES):
                    name = "gamma" if name == "weight" else "beta"
                parameter.copy_(torch.from_numpy(weight(f"{path}.{name}", tuple(parameter.shape))))
    rule, rate = RULES[model]
    weights = net.parameters()
    optimizer = torch.optim.Adam(weights, rate) if rule == "adam" else torch.optim.SGD(
        weights, rate, MOMENTUM if rule == "momentum" else 0.0)
    x, classes = map(torch.from_numpy, batch(model))
    classes = classes.long()

    def step():
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(net(x), classes)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


if __name__ == "__main__":
    print(json.dumps({model: alone(lambda model=model: training_step(model)) for model in sys.argv[1:] or MODELS}))
