"""`mindspore.nn.probability.distribution`: distributions."""

from mindshim.nn.probability.distribution.distribution import Distribution
from mindshim.nn.probability.distribution.named import (
    Bernoulli,
    Beta,
    Categorical,
    Cauchy,
    Exponential,
    Gamma,
    Geometric,
    HalfNormal,
    Laplace,
    Logistic,
    Normal,
    Poisson,
    StudentT,
    Uniform,
)
from mindshim.nn.probability.distribution.transformed import Gumbel, LogNormal, TransformedDistribution

__all__ = [
    "Bernoulli", "Beta", "Categorical", "Cauchy", "Distribution", "Exponential", "Gamma", "Geometric", "Gumbel",
    "HalfNormal", "Laplace", "LogNormal", "Logistic", "Normal", "Poisson", "StudentT", "TransformedDistribution",
    "Uniform",
]  # fmt: skip
