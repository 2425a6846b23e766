"""What a derivative holds while it is taken, and that nothing is held after it."""

from __future__ import annotations

import gc

import jax
import numpy as np
import pytest

import mindshim as ms
from mindshim import Parameter, Tensor, nn, ops

SHAPE = (257, 1021)  # of no other array in these tests' process
OPERATORS = 50


def live() -> int:
    """How many arrays of `SHAPE` there are."""
    gc.collect()
    return sum(array.shape == SHAPE for array in jax.live_arrays())


@pytest.fixture
def x() -> Tensor:
    assert live() == 0
    return Tensor(np.full(SHAPE, 0.5, np.float32))


def test_a_chain_holds_what_a_tape_written_by_hand_holds(x):
    counts = {}

    def note(when):
        counts[when] = live()

    def chain(y):
        for k in range(OPERATORS):
            y = ops.sin(y)
            y.register_hook(lambda _, k=k: note(k))
        note("forward")
        return y

    ms.grad(chain)(x)
    # Each operator's input, and the output.
    assert counts["forward"] == OPERATORS + 1
    # On the way back: the inputs that are still needed, the output that the function returned, the cotangent that
    # comes and the one that goes.
    assert {k: counts[k] for k in range(OPERATORS) if counts[k] > k + 1 + 3} == {}


def test_what_a_derivative_does_not_need_is_not_held(x):
    counts = []

    def chain(y):
        for _ in range(OPERATORS):
            y = ops.sin(y)
        counts.append(live())
        return y.sum()

    chain(x)
    assert counts == [2]  # nobody differentiates
    ms.grad(chain)(Tensor([0.5]))
    assert counts == [2, 1]


def test_nothing_is_left_after_a_derivative(x):
    gradient = ms.grad(lambda y: (ops.sin(y) * y).sum())(x)
    assert live() == 2
    del gradient
    assert live() == 1


def test_a_tensor_that_leaks_does_not_keep_the_tape(x):
    leaked = []

    def chain(y):
        for _ in range(OPERATORS):
            y = ops.sin(y)
        leaked.append(y)
        return y.sum()

    ms.grad(chain)(x)
    assert live() == 2 and leaked


@pytest.mark.parametrize("where", ["function", "hook"])
def test_an_exception_does_not_keep_the_tape(x, where):
    leaked = []

    def fail(_):
        raise KeyError("on purpose")

    def chain(y):
        for _ in range(OPERATORS):
            y = ops.sin(y)
        leaked.append(y)
        y.register_hook(fail)
        return fail(y) if where == "function" else y.sum()

    with pytest.raises(KeyError, match="on purpose"):
        ms.grad(chain)(x)
    assert live() == 2 and leaked


def test_a_function_of_vjp_holds_the_tape_as_long_as_it_lives(x):
    output, pull = ms.vjp(lambda y: ops.sin(ops.sin(y)).sum(), x)
    assert live() == 3  # x, and what the second `sin` and `sum` took
    pull(output)
    pull(output)
    assert live() == 3
    del pull, output
    assert live() == 1


def test_a_second_derivative_leaves_nothing(x):
    ms.grad(ms.grad(lambda y: (y * y * y).sum()))(x)
    assert live() == 1


class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor(np.ones((3, 4), np.float32)), name="w")

    def construct(self, x):
        y = ops.matmul(x, self.w)
        y[0] = 0
        return (ops.relu(y) ** 2).mean()


def test_a_thousand_steps_leak_nothing():
    x = Tensor(np.ones((2, 3), np.float32))

    def step():
        net = Net()
        optimizer = nn.SGD(net.trainable_params(), 0.1)
        _, gradients = ms.value_and_grad(net, None, optimizer.parameters)(x)
        optimizer(gradients)
        ops.GradOperation()(net)(x)

    def things() -> tuple[int, int]:
        gc.collect()
        return len(jax.live_arrays()), len(gc.get_objects())

    for _ in range(40):  # by then, what is compiled for a loop has been
        step()
    arrays, objects = things()
    for _ in range(1000):
        step()
    more_arrays, more_objects = things()
    assert more_arrays - arrays <= 4
    assert more_objects - objects < 1000
