"""Walks backwards that have become one program give what the walk step by step gives, to the last bit."""

import numpy as np
import pytest

import mindshim as ms
from mindshim import Parameter, Tensor, nn, ops
from mindshim.engine import replay


def tensor(*shape, seed=0):
    return Tensor(np.random.default_rng(seed).standard_normal(shape).astype(np.float32))


class Small(nn.Cell):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 3, 3)
        self.norm = nn.BatchNorm2d(3).set_train()
        self.dense = nn.Dense(3 * 36, 4)
        self.twice = Parameter(Tensor(np.float32(0.5)), name="twice")

    def construct(self, x):
        x = ops.gelu(self.norm(self.conv(x))) * self.twice
        return self.dense(x.reshape(x.shape[0], -1)) * self.twice


def shared(x):
    y = ops.exp(x)
    return ops.sin(y) * y + y


def split(x):
    a, b = ops.split(x, 2, 1)
    return a * b, a


PROGRAMS = {
    "a network": (Small(), (tensor(2, 1, 6, 6),), "weights"),
    "one value used three times": (shared, (tensor(3, 4),), None),
    "several outputs": (split, (tensor(3, 4),), None),
    "the same input twice": (lambda x, y: ops.tanh(x) * y, (tensor(3),) * 2, None),
    "an input that is not used": (lambda x, y: x * x, (tensor(3), tensor(2)), None),
    "numbers beside Tensors": (lambda x: 2.0 * x ** 3 + 1, (tensor(5),), None),
    "soft maximum": (lambda x: ops.log_softmax(x)[:, 0].mean(), (tensor(4, 7),), None),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_same_bits(name, monkeypatch):
    fn, inputs, weights = PROGRAMS[name]
    positions = tuple(range(len(inputs)))
    gradient = ms.value_and_grad(fn, positions, fn.trainable_params() if weights else None)
    monkeypatch.setattr(replay, "_known", {})
    monkeypatch.setattr(replay, "OFTEN", 3)
    results = [_leaves(gradient(*inputs)) for _ in range(3)]
    assert not any(callable(known) for known in replay._known.values())
    results += [_leaves(gradient(*inputs)) for _ in range(2)]
    assert any(callable(known) for known in replay._known.values())
    for again in results[1:]:
        for first, other in zip(results[0], again, strict=True):
            np.testing.assert_array_equal(first, other)


def _leaves(value):
    if isinstance(value, Tensor):
        return [value.asnumpy()]
    return [leaf for v in value for leaf in _leaves(v)]


def test_other_shapes_and_constants_are_not_mixed_up(monkeypatch):
    monkeypatch.setattr(replay, "_known", {})
    monkeypatch.setattr(replay, "OFTEN", 2)
    for step in range(8):
        x = tensor(2 + step % 3)
        factor = Tensor(np.float32(step))
        expected = factor.asnumpy() * np.cos(x.asnumpy())
        found = ms.grad(lambda x, factor=factor: ops.sin(x) * factor)(x)
        np.testing.assert_allclose(found.asnumpy(), expected, rtol=1e-6)


def test_hooks_are_called_each_time(monkeypatch):
    monkeypatch.setattr(replay, "_known", {})
    monkeypatch.setattr(replay, "OFTEN", 2)
    seen = []

    def hooked(x):
        y = x * x
        y.register_hook(lambda g: seen.append(1) or g * 2)
        return y.sum()

    for _ in range(5):
        np.testing.assert_allclose(ms.grad(hooked)(tensor(3)).asnumpy(), 4 * tensor(3).asnumpy(), rtol=1e-6)
    assert len(seen) == 5


def test_large_arrays_are_walked_step_by_step(monkeypatch):
    monkeypatch.setattr(replay, "_known", {})
    monkeypatch.setattr(replay, "OFTEN", 1)
    x = tensor(600, 600)
    for _ in range(3):
        ms.grad(lambda x: ops.sin(x) * x)(x)
    assert list(replay._known.values()) == [None]
