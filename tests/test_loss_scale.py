"""Training steps with a loss scale: they train as without one, see what overflows, and move the scale.

MindSpore's CPU lacks a kernel of these cells, so nothing is recorded of them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from mindshim import Parameter, Tensor, nn, ops

X = Tensor(np.linspace(-1, 1, 12, dtype=np.float32).reshape(4, 3))
Y = Tensor(np.linspace(0, 1, 4, dtype=np.float32).reshape(4, 1))


def network() -> tuple[nn.Cell, list[Parameter]]:
    dense = nn.Dense(3, 1, weight_init="ones", bias_init="zeros")
    return nn.WithLossCell(dense, nn.MSELoss()), dense.trainable_params()


class Exponential(nn.Cell):
    """A loss whose derivative overflows where its input is large."""

    def __init__(self) -> None:
        super().__init__()
        self.w = Parameter(Tensor([1.0]), name="w")

    def construct(self, x: Tensor) -> Tensor:
        return (ops.exp(x * self.w) * 1.0).sum()


@pytest.mark.parametrize(
    "scale", [lambda: Tensor(1024.0), lambda: nn.FixedLossScaleUpdateCell(1024.0),
              lambda: nn.DynamicLossScaleUpdateCell(1024.0, 2, 100)]
)  # fmt: skip
def test_trains_as_without_a_scale(scale: Any) -> None:
    plain, weights = network()
    scaled, others = network()
    step = nn.TrainOneStepCell(plain, nn.Momentum(weights, 0.1, 0.9))
    with_scale = nn.TrainOneStepWithLossScaleCell(scaled, nn.Momentum(others, 0.1, 0.9), scale())
    for _ in range(10):
        loss = step(X, Y)
        found, overflow, present = with_scale(X, Y)
        np.testing.assert_allclose(found.asnumpy(), loss.asnumpy(), rtol=1e-6)
        assert not overflow.asnumpy() and present.asnumpy() == 1024.0
    for a, b in zip(weights, others, strict=True):
        np.testing.assert_allclose(a.asnumpy(), b.asnumpy(), rtol=1e-6)


def test_an_overflow_changes_the_scale_and_no_parameter() -> None:
    net = Exponential()
    step = nn.TrainOneStepWithLossScaleCell(
        net, nn.SGD(net.trainable_params(), 1e-3), nn.DynamicLossScaleUpdateCell(2.0**20, 2, 1000)
    )
    before = net.w.asnumpy().copy()
    scales = []
    for _ in range(3):
        _, overflow, scale = step(Tensor([80.0]))
        assert overflow.asnumpy()
        scales.append(scale.asnumpy().item())
    np.testing.assert_array_equal(net.w.asnumpy(), before)
    assert scales == [2.0**20, 2.0**19, 2.0**18] or scales == [2.0**19, 2.0**18, 2.0**17]
    _, overflow, _ = step(Tensor([0.5]))
    assert not overflow.asnumpy()
    assert net.w.asnumpy() != before


def test_the_scale_grows_after_enough_steps_and_not_below_one() -> None:
    update = nn.DynamicLossScaleUpdateCell(4.0, 2, 3)
    scale = Parameter(Tensor(4.0), name="scale")
    found = []
    for overflow in (False, False, False, False, True, True, True, True, False):
        update(scale, Tensor(overflow))
        found.append(scale.asnumpy().item())
    assert found == [4.0, 4.0, 8.0, 8.0, 4.0, 2.0, 1.0, 1.0, 1.0]


def test_set_sense_scale() -> None:
    scaled, weights = network()
    step = nn.TrainOneStepWithLossScaleCell(scaled, nn.SGD(weights, 0.1), Tensor(4.0))
    step.set_sense_scale(Tensor(16.0))
    assert step(X, Y)[2].asnumpy() == 16.0
    with pytest.raises(TypeError):
        step.set_sense_scale(1)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        nn.TrainOneStepWithLossScaleCell(scaled, nn.SGD(weights, 0.1), 1)
