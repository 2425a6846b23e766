"""What is measured, as MindSpore programs: mindshim runs them here, the real MindSpore in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mindspore as ms
import numpy as np
from mindspore import Parameter, Tensor, nn, ops

Side = Callable[[], Any]
X = [[0.8, 0.6, 0.2], [1.8, 1.3, 1.1]]
Y = [[0.11, 3.3, 1.1], [1.1, 0.2, 1.4], [1.1, 2.2, 0.3]]


class Net(nn.Cell):
    """A scaled product, the network of MindSpore's tutorial on automatic differentiation."""

    def __init__(self):
        super().__init__()
        self.matmul = ops.MatMul()
        self.z = Parameter(Tensor(np.array([1.0], np.float32)), name="z")

    def construct(self, x, y):
        return self.matmul(x * self.z, y)


class GradNetWrtX(nn.Cell):
    """Its derivative with respect to the first input."""

    def __init__(self, net):
        super().__init__()
        self.net = net
        self.grad_op = ops.GradOperation()

    def construct(self, x, y):
        return self.grad_op(self.net)(x, y)


def add() -> Side:
    a, b = Tensor([1.0, 2.0]), Tensor([3.0, 4.0])
    return lambda: a + b


def derivative_made_once() -> Side:
    x, y = Tensor(X, ms.float32), Tensor(Y, ms.float32)
    derivative = GradNetWrtX(Net())
    return lambda: derivative(x, y)


def derivative_made_anew() -> Side:
    x, y = Tensor(X, ms.float32), Tensor(Y, ms.float32)
    return lambda: GradNetWrtX(Net())(x, y)


def batch() -> tuple[np.ndarray, np.ndarray]:
    """64 images of 784 numbers, and their classes."""
    random = np.random.default_rng(0)
    return random.standard_normal((64, 784)).astype(np.float32), random.integers(0, 10, 64).astype(np.int32)


def train_step() -> Side:
    net = nn.SequentialCell(nn.Dense(784, 512), nn.ReLU(), nn.Dense(512, 512), nn.ReLU(), nn.Dense(512, 10))
    criterion = nn.CrossEntropyLoss()
    optimizer = nn.SGD(net.trainable_params(), 0.01)
    images, classes = (Tensor(array) for array in batch())
    gradient = ms.value_and_grad(lambda x, c: criterion(net(x), c), None, optimizer.parameters)

    def step():
        loss, gradients = gradient(images, classes)
        optimizer(gradients)
        return loss, optimizer.parameters[0]

    return step


PROGRAMS: dict[str, Callable[[], Side]] = {
    "add two small Tensors": add,
    "GradNetWrtX(Net()) made once": derivative_made_once,
    "GradNetWrtX(Net())(x, y) anew": derivative_made_anew,
    "training step 784-512-512-10": train_step,
}
