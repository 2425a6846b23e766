"""Numbers drawn from distributions have the distribution's mean and deviation; densities add up to one.

Values of all functions are compared with recorded ones in ``test_oracle.py``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import mindshim as ms
from mindshim import Tensor, grad, jit, set_seed
from mindshim.nn.probability import distribution as msd

DISTRIBUTIONS: dict[str, Any] = {
    "Normal": lambda: msd.Normal([3.0, -4.0], 2.0),
    "LogNormal": lambda: msd.LogNormal([0.0, 0.5], 0.25),
    "Uniform": lambda: msd.Uniform([2.0, -1.0], 3.0),
    "Exponential": lambda: msd.Exponential([0.5, 2.0]),
    "Gamma": lambda: msd.Gamma([0.5, 3.0], [2.0]),
    "Beta": lambda: msd.Beta([0.5, 3.0], [2.0]),
    "Logistic": lambda: msd.Logistic([3.0, -4.0], 2.0),
    "Gumbel": lambda: msd.Gumbel([3.0, -4.0], 2.0),
    "Bernoulli": lambda: msd.Bernoulli([0.25, 0.75]),
    "Geometric": lambda: msd.Geometric([0.25, 0.75]),
    "Poisson": lambda: msd.Poisson([0.5, 4.0]),
}


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_samples_have_the_mean_and_the_deviation(name: str) -> None:
    set_seed(1)
    distribution = DISTRIBUTIONS[name]()
    drawn = distribution.sample((40000,))
    assert drawn.shape == (40000, 2) and drawn.dtype == distribution.dtype
    values = drawn.asnumpy().astype(np.float64)
    mean, deviation = distribution.mean().asnumpy(), distribution.sd().asnumpy()
    # Six standard errors of the mean; of the deviation, which has heavier tails, 5 %.
    assert (np.abs(values.mean(0) - mean) < 6 * deviation / 200).all()
    np.testing.assert_allclose(values.std(0), deviation, rtol=0.05)


@pytest.mark.parametrize("name", [*DISTRIBUTIONS, "Cauchy"])
def test_samples_follow_the_cumulative_distribution(name: str) -> None:
    if name == "Beta":
        pytest.skip("MindSpore's Beta has no cumulative distribution function")
    set_seed(2)
    distribution = msd.Cauchy([3.0, -4.0], 2.0) if name == "Cauchy" else DISTRIBUTIONS[name]()
    drawn = distribution.sample((20000,)).asnumpy().astype(np.float32)
    for at in (np.array([0.6, 0.5]), np.array([3.0, 1.0]), np.array([4.0, 2.0])):
        if name == "Poisson":  # whose function MindSpore continues between the counts
            at = np.floor(at)
        share = (drawn <= at).mean(0)
        expected = distribution.cdf(Tensor(at.astype(np.float32))).asnumpy()
        np.testing.assert_allclose(share, expected, atol=0.02)


def test_classes_are_drawn_as_often_as_they_should() -> None:
    set_seed(3)
    probs = np.array([[0.2, 0.3, 0.5], [0.6, 0.2, 0.2]], np.float32)
    drawn = msd.Categorical(Tensor(probs)).sample((20000,)).asnumpy()
    shares = np.stack([(drawn == k).mean(0) for k in range(3)], 1)
    np.testing.assert_allclose(shares, probs, atol=0.02)
    assert msd.Categorical([0.5, 0.5]).sample().shape == ()


@pytest.mark.parametrize("make", [
    lambda: msd.Normal(1.0, 2.0), lambda: msd.Laplace(1.0, 2.0), lambda: msd.StudentT(3.0, 1.0, 2.0),
    lambda: msd.Logistic(1.0, 2.0), lambda: msd.Gumbel(1.0, 2.0), lambda: msd.HalfNormal(1.0, 2.0),
])  # fmt: skip
def test_densities_add_up_to_one(make: Any) -> None:
    distribution = make()
    # HalfNormal starts at 0, wherever its mean is, as MindSpore defines it.
    start = 1.0 if isinstance(distribution, msd.HalfNormal) else -2000.0
    at = np.linspace(start, 2000.0, 2_000_001 if start < 0 else 1_000_001)
    total = np.trapezoid(distribution.prob(Tensor(at.astype(np.float32))).asnumpy().astype(np.float64), at)
    assert abs(total - 1.0) < 2e-3


def test_the_seed_repeats_what_is_drawn() -> None:
    found = []
    for _ in range(2):
        set_seed(5)
        distribution = msd.Normal(0.0, 1.0)
        found.append((distribution.sample((3,)).asnumpy(), distribution.sample((3,)).asnumpy()))
    np.testing.assert_array_equal(found[0], found[1])
    assert not np.array_equal(found[0][0], found[0][1])


def test_derivatives_pass_through_samples() -> None:
    def drawn(mean: Tensor, sd: Tensor) -> Tensor:
        set_seed(7)
        return msd.Normal().sample((1000,), mean, sd).mean()

    by_mean, by_sd = grad(drawn, (0, 1))(Tensor(1.0), Tensor(2.0))
    assert by_mean.asnumpy() == pytest.approx(1.0, abs=1e-5)
    assert by_sd.asnumpy() == pytest.approx((drawn(Tensor(0.0), Tensor(1.0))).asnumpy(), abs=1e-5)


def test_the_same_when_compiled() -> None:
    normal = msd.Normal()

    @jit
    def divergence(x: Tensor, mean: Tensor, sd: Tensor) -> Tensor:
        return normal.log_prob(x, mean, sd) - normal("kl_loss", "Normal", mean, sd, x, sd)

    given = Tensor([0.5, 1.5]), Tensor([1.0, 2.0]), Tensor([1.0, 3.0])
    eager = normal.log_prob(*given) - normal.kl_loss("Normal", *given[1:], given[0], given[2])
    np.testing.assert_allclose(divergence(*given).asnumpy(), eager.asnumpy(), rtol=1e-6)


def test_random_layers_learn_their_weights() -> None:
    from mindshim import nn
    from mindshim.nn.probability import bnn_layers as bnn

    ms.set_seed(1)
    np.random.seed(1)
    layer = bnn.DenseReparam(1, 1)
    network = bnn.WithBNNLossCell(nn.SequentialCell(layer), nn.MSELoss(), 1.0, 1e-4)
    step = nn.TrainOneStepCell(network, nn.Adam(network.trainable_params(), 0.05))
    x = Tensor(np.linspace(-1, 1, 64, dtype=np.float32)[:, None])
    for _ in range(200):
        step(x, x * 2.0 + 0.5)
    assert layer.weight_posterior.mean.asnumpy().item() == pytest.approx(2.0, abs=0.2)
    assert layer.bias_posterior.mean.asnumpy().item() == pytest.approx(0.5, abs=0.2)
