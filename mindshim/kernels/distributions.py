"""What distributions and bijectors compute: a table of pure functions of arrays, and the operators that evaluate it.

Functions of a distribution take its parameters, of one shape and dtype; those of a value take it first, and `kl_loss`
takes the parameters of the other distribution first. `sample` takes a key and a shape. Functions of a bijector take
a value, and its parameters.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from jax.scipy.special import betaln, digamma, erf, gammainc, gammaln

from mindshim.kernels.declare import Array, Arrays, Key, Seed, operator

_HALF_LOG_2PI = 0.5 * math.log(2 * math.pi)
_FUNCTIONS = dict[str, Callable[..., Any]]


def _uniform(key: Array, shape: tuple[int, ...]) -> Array:
    """Numbers in (0, 1)."""
    return jax.random.uniform(key, shape, minval=np.finfo(np.float32).tiny)


def _normal_kl(mean_b: Array, sd_b: Array, mean: Array, sd: Array) -> Array:
    ratio = jnp.log(sd) - jnp.log(sd_b)
    return 0.5 * ((mean - mean_b) / sd_b) ** 2 + 0.5 * jnp.expm1(2 * ratio) - ratio


NORMAL: _FUNCTIONS = {
    "mean": lambda mean, sd: mean,
    "mode": lambda mean, sd: mean,
    "sd": lambda mean, sd: sd,
    "entropy": lambda mean, sd: 0.5 + _HALF_LOG_2PI + jnp.log(sd),
    "log_prob": lambda x, mean, sd: -0.5 * ((x - mean) / sd) ** 2 - _HALF_LOG_2PI - jnp.log(sd),
    "cdf": lambda x, mean, sd: 0.5 * (1 + erf((x - mean) / (sd * math.sqrt(2)))),
    "kl_loss": _normal_kl,
    "sample": lambda key, shape, mean, sd: mean + sd * jax.random.normal(key, shape, sd.dtype),
}

LOG_NORMAL: _FUNCTIONS = {
    "mean": lambda loc, scale: jnp.exp(loc + 0.5 * scale**2),
    "mode": lambda loc, scale: jnp.exp(loc - scale**2),
    "var": lambda loc, scale: jnp.expm1(scale**2) * jnp.exp(2 * loc + scale**2),
    "entropy": lambda loc, scale: loc + 0.5 + jnp.log(scale) + _HALF_LOG_2PI,
    "log_prob": lambda x, loc, scale: NORMAL["log_prob"](jnp.log(x), loc, scale) - jnp.log(x),
    "cdf": lambda x, loc, scale: jnp.where(x > 0, NORMAL["cdf"](jnp.log(jnp.where(x > 0, x, 1)), loc, scale), 0),
    "kl_loss": _normal_kl,
    "sample": lambda key, shape, loc, scale: jnp.exp(NORMAL["sample"](key, shape, loc, scale)),
}


def _half_normal(x: Array, mean: Array, sd: Array) -> Array:
    density = math.sqrt(2 / math.pi) / sd * jnp.exp(-0.5 * ((x - mean) / sd) ** 2)
    return density * (x >= 0).astype(density.dtype)


def _student(x: Array, df: Array, mean: Array, sd: Array) -> Array:
    scaled = (x - mean) / sd
    normalisation = jnp.log(jnp.abs(sd)) + 0.5 * jnp.log(df) + 0.5 * math.log(math.pi)
    normalisation = normalisation + gammaln(0.5 * df) - gammaln(0.5 * (df + 1))
    return -0.5 * (df + 1) * jnp.log1p(scaled**2 / df) - normalisation


# Of 0 and 1, and counts ---------------------------------------------------------------------------------------------


def _bernoulli_log_prob(x: Array, probs: Array) -> Array:
    smallest = jnp.finfo(probs.dtype).eps
    probs = jnp.clip(probs, smallest, 1 - smallest)
    return jnp.log(probs) * x + jnp.log(1 - probs) * (1 - x)


def _bernoulli_cdf(x: Array, probs: Array) -> Array:
    x = jnp.floor(x)
    return jnp.where(x < 0, 0, jnp.where(x < 1, 1 - probs, 1)).astype(probs.dtype)


BERNOULLI: _FUNCTIONS = {
    "mean": lambda probs: probs,
    "mode": lambda probs: (probs > 0.5).astype(probs.dtype),
    "var": lambda probs: probs * (1 - probs),
    "entropy": lambda probs: -(1 - probs) * jnp.log(1 - probs) - probs * jnp.log(probs),
    "log_prob": _bernoulli_log_prob,
    "cdf": _bernoulli_cdf,
    "kl_loss": lambda other, probs: probs * jnp.log(probs / other) + (1 - probs) * jnp.log((1 - probs) / (1 - other)),
    "sample": lambda key, shape, probs: jax.random.uniform(key, shape) < probs,
}


def _geometric_prob(x: Array, probs: Array) -> Array:
    x = jnp.floor(x)
    return jnp.where(x < 0, 0, jnp.exp(jnp.log(1 - probs) * x + jnp.log(probs)))


def _geometric_cdf(x: Array, probs: Array) -> Array:
    x = jnp.floor(x)
    return jnp.where(x < 0, 0, 1 - (1 - probs) ** (x + 1))


GEOMETRIC: _FUNCTIONS = {
    "mean": lambda probs: (1 - probs) / probs,
    "mode": jnp.zeros_like,
    "var": lambda probs: (1 - probs) / probs**2,
    "entropy": lambda probs: (-(1 - probs) * jnp.log(1 - probs) - probs * jnp.log(probs)) / probs,
    "prob": _geometric_prob,
    "cdf": _geometric_cdf,
    "kl_loss": lambda other, probs: jnp.log(probs / other) + (1 - probs) / probs * jnp.log((1 - probs) / (1 - other)),
    "sample": lambda key, shape, probs: jnp.floor(jnp.log(_uniform(key, shape)) / jnp.log(1 - probs)),
}


def _poisson_log_prob(x: Array, rate: Array) -> Array:
    safe = jnp.maximum(x, 0)
    return jnp.where(x == safe, jnp.log(rate) * safe - gammaln(safe + 1), -jnp.inf) - rate


def _poisson_cdf(x: Array, rate: Array) -> Array:
    return jnp.where(x < 0, 0, 1 - gammainc(1 + jnp.maximum(x, 0), rate))


POISSON: _FUNCTIONS = {
    "mean": lambda rate: rate,
    "mode": jnp.floor,
    "var": lambda rate: rate,
    "log_prob": _poisson_log_prob,
    "cdf": _poisson_cdf,
    "sample": lambda key, shape, rate: jax.random.poisson(key, rate, shape),
}


# Of classes ---------------------------------------------------------------------------------------------------------


def _class_number(x: Array) -> Array:
    """Values between -1 and 0 count as 0."""
    return jnp.where((x < 0) & (x > -1), 0, jnp.floor(x))


def _of_class(table: Array, x: Array, below: float, above: float | None) -> Array:
    """An entry of the last axis by a class's number, and other values where there is no such class."""
    number = _class_number(x)
    count = table.shape[-1]
    shape = jnp.broadcast_shapes(table.shape[:-1], x.shape)
    if x.ndim == 0 and table.ndim == 1:
        shape = ()
    index = jnp.broadcast_to(jnp.clip(number, 0, count - 1).astype(np.int32), shape)
    entries = jnp.take_along_axis(jnp.broadcast_to(table, (*shape, count)), index[..., None], -1)[..., 0]
    entries = jnp.where(number < 0, below, entries)
    return entries if above is None else jnp.where(number > count - 1, above, entries)


def _index_mean(probs: Array, power: int = 1) -> Array:
    numbers = jnp.arange(probs.shape[-1], dtype=probs.dtype)
    return (numbers**power * probs).sum(-1, keepdims=True)


def _categorical_kl(other: Array, probs: Array) -> Array:
    logs, others = (jax.nn.log_softmax(jnp.log(p)) for p in (probs, other))
    return jnp.squeeze((jnp.exp(logs) * (logs - others)).sum(-1))


CATEGORICAL: _FUNCTIONS = {
    "mean": _index_mean,
    "mode": lambda probs: probs.argmax(-1),
    "var": lambda probs: _index_mean(probs, 2) - _index_mean(probs) ** 2,
    "entropy": lambda probs: jnp.squeeze(-(probs * jnp.log(probs)).sum(-1)),
    "log_prob": lambda x, probs: _of_class(jnp.log(probs), x, jnp.nan, jnp.nan),
    "cdf": lambda x, probs: _of_class(jnp.cumsum(probs, -1), x, 0.0, None),
    "kl_loss": _categorical_kl,
    "sample": lambda key, shape, probs: jax.random.categorical(key, jnp.log(probs), -1, shape[:-1]),
}  # fmt: skip


# Of positive numbers, and of an interval -----------------------------------------------------------------------------


EXPONENTIAL: _FUNCTIONS = {
    "mean": lambda rate: 1 / rate,
    "mode": jnp.zeros_like,
    "sd": lambda rate: 1 / rate,
    "entropy": lambda rate: 1 - jnp.log(rate),
    "log_prob": lambda x, rate: jnp.where(x < 0, -jnp.inf, jnp.log(rate) - rate * x),
    "cdf": lambda x, rate: jnp.where(x < 0, 0, 1 - jnp.exp(-rate * x)),
    "log_survival": lambda x, rate: jnp.where(x < 0, 0, -rate * x),
    "kl_loss": lambda other, rate: jnp.log(rate) - jnp.log(other) + other / rate - 1,
    "sample": lambda key, shape, rate: -jnp.log(_uniform(key, shape)) / rate,
}


def _gamma_kl(concentration_b: Array, rate_b: Array, concentration: Array, rate: Array) -> Array:
    difference = (concentration - concentration_b) * digamma(concentration) + gammaln(concentration_b)
    logs = concentration_b * (jnp.log(rate) - jnp.log(rate_b))
    return difference - gammaln(concentration) + logs + concentration * (rate_b / rate - 1)


GAMMA: _FUNCTIONS = {
    "mean": lambda c, rate: c / rate,
    "mode": lambda c, rate: jnp.where(c > 1, (c - 1) / rate, jnp.nan),
    "var": lambda c, rate: c / rate**2,
    "sd": lambda c, rate: jnp.sqrt(c) / rate,
    "entropy": lambda c, rate: c - jnp.log(rate) + gammaln(c) + (1 - c) * digamma(c),
    "log_prob": lambda x, c, rate: (c - 1) * jnp.log(x) - rate * x - gammaln(c) + c * jnp.log(rate),
    "cdf": lambda x, c, rate: gammainc(c, rate * x),
    "kl_loss": _gamma_kl,
    "sample": lambda key, shape, c, rate: jax.random.gamma(key, c, shape, c.dtype) / rate,
}


def _beta_kl(c1_b: Array, c0_b: Array, c1: Array, c0: Array) -> Array:
    result = betaln(c1_b, c0_b) - betaln(c1, c0) - digamma(c1) * (c1_b - c1) - digamma(c0) * (c0_b - c0)
    return result + digamma(c1 + c0) * (c1_b + c0_b - c1 - c0)


def _beta_entropy(c1: Array, c0: Array) -> Array:
    return betaln(c1, c0) - (c1 - 1) * digamma(c1) - (c0 - 1) * digamma(c0) + (c1 + c0 - 2) * digamma(c1 + c0)


BETA: _FUNCTIONS = {
    "mean": lambda c1, c0: c1 / (c1 + c0),
    "mode": lambda c1, c0: jnp.where((c1 > 1) & (c0 > 1), (c1 - 1) / (c1 + c0 - 2), jnp.nan),
    "var": lambda c1, c0: c1 * c0 / ((c1 + c0) ** 2 * (c1 + c0 + 1)),
    "entropy": _beta_entropy,
    "log_prob": lambda x, c1, c0: (c1 - 1) * jnp.log(x) + (c0 - 1) * jnp.log1p(-x) - betaln(c1, c0),
    "kl_loss": _beta_kl,
    "sample": lambda key, shape, c1, c0: jax.random.beta(key, c1, c0, shape, c1.dtype),
}


def _uniform_kl(low_b: Array, high_b: Array, low: Array, high: Array) -> Array:
    return jnp.where((low_b <= low) & (high <= high_b), jnp.log(high_b - low_b) - jnp.log(high - low), jnp.inf)


UNIFORM: _FUNCTIONS = {
    "mean": lambda low, high: (low + high) / 2,
    "var": lambda low, high: (high - low) ** 2 / 12,
    "entropy": lambda low, high: jnp.log(high - low),
    "prob": lambda x, low, high: jnp.where((x < low) | (x > high), 0, 1 / (high - low)),
    "cdf": lambda x, low, high: jnp.where(x < low, 0, jnp.where(x < high, (x - low) / (high - low), 1)),
    "kl_loss": _uniform_kl,
    "sample": lambda key, shape, low, high: low + (high - low) * jax.random.uniform(key, shape, low.dtype),
}


# With a location and a scale ----------------------------------------------------------------------------------------


CAUCHY: _FUNCTIONS = {
    "mode": lambda loc, scale: loc,
    "entropy": lambda loc, scale: jnp.log(scale) + math.log(4 * math.pi),
    "log_prob": lambda x, loc, scale: -jnp.log1p(((x - loc) / scale) ** 2) - jnp.log(math.pi * scale),
    "cdf": lambda x, loc, scale: jnp.arctan((x - loc) / scale) / math.pi + 0.5,
    "log_cdf": lambda x, loc, scale: jnp.log1p(2 * jnp.arctan((x - loc) / scale) / math.pi) - math.log(2),
    "kl_loss": lambda loc_b, scale_b, loc, scale: (
        jnp.log((scale + scale_b) ** 2 + (loc - loc_b) ** 2) - math.log(4) - jnp.log(scale) - jnp.log(scale_b)),
    "sample": lambda key, shape, loc, scale: loc + scale * jnp.tan(math.pi * (_uniform(key, shape) - 0.5)),
}  # fmt: skip

LOGISTIC: _FUNCTIONS = {
    "mean": lambda loc, scale: loc,
    "mode": lambda loc, scale: loc,
    "sd": lambda loc, scale: scale * (math.pi / math.sqrt(3)),
    "entropy": lambda loc, scale: jnp.log(scale) + 2,
    "log_prob": lambda x, loc, scale: (
        -(x - loc) / scale - 2 * jax.nn.softplus(-(x - loc) / scale) - jnp.log(scale)),
    "cdf": lambda x, loc, scale: jax.nn.sigmoid((x - loc) / scale),
    "log_cdf": lambda x, loc, scale: -jax.nn.softplus(-(x - loc) / scale),
    "survival_function": lambda x, loc, scale: jax.nn.sigmoid(-(x - loc) / scale),
    "log_survival": lambda x, loc, scale: -jax.nn.softplus((x - loc) / scale),
    "sample": lambda key, shape, loc, scale: loc + scale * jax.random.logistic(key, shape, scale.dtype),
}  # fmt: skip


def _gumbel_kl(loc_b: Array, scale_b: Array, loc: Array, scale: Array) -> Array:
    ratio = scale / scale_b
    shifted = jnp.expm1((loc_b - loc) / scale_b + gammaln(ratio + 1))
    return jnp.log(scale_b / scale) + np.euler_gamma * (ratio - 1) + (loc - loc_b) / scale_b + shifted


GUMBEL: _FUNCTIONS = {
    "mean": lambda loc, scale: loc + scale * np.euler_gamma,
    "mode": lambda loc, scale: loc,
    "sd": lambda loc, scale: scale * (math.pi / math.sqrt(6)),
    "entropy": lambda loc, scale: 1 + jnp.log(scale) + np.euler_gamma,
    "log_prob": lambda x, loc, scale: -((x - loc) / scale + jnp.exp(-(x - loc) / scale)) - jnp.log(scale),
    "cdf": lambda x, loc, scale: jnp.exp(-jnp.exp(-(x - loc) / scale)),
    "kl_loss": _gumbel_kl,
    "sample": lambda key, shape, loc, scale: loc + scale * jax.random.gumbel(key, shape, scale.dtype),
}

DISTRIBUTIONS: dict[str, _FUNCTIONS] = {
    "Bernoulli": BERNOULLI, "Beta": BETA, "Categorical": CATEGORICAL, "Cauchy": CAUCHY, "Exponential": EXPONENTIAL,
    "Gamma": GAMMA, "Geometric": GEOMETRIC, "Gumbel": GUMBEL, "HalfNormal": {"prob": _half_normal},
    "Laplace": {"log_prob": lambda x, mean, sd: -jnp.abs((x - mean) / sd) - jnp.log(2 * sd)},
    "LogNormal": LOG_NORMAL, "Logistic": LOGISTIC, "Normal": NORMAL, "Poisson": POISSON,
    "StudentT": {"log_prob": _student}, "Uniform": UNIFORM,
}  # fmt: skip


# Bijectors ----------------------------------------------------------------------------------------------------------


def _by_power(of_zero: Callable[[Array], Array], of_others: Callable[[Array, Array], Array]) -> Callable[..., Array]:
    """A function of a value and a power, which is another one where the power is 0."""

    def chosen(x: Array, power: Array) -> Array:
        x, power = jnp.broadcast_arrays(x, power)
        return jnp.where(power == 0, of_zero(x), of_others(x, jnp.where(power == 0, 1, power)))

    return chosen


def _inverse_softplus(x: Array) -> Array:
    # Where exp(x) or 1 is lost beside the other.
    bound = -math.log(np.finfo(np.float32).eps) - 1
    small, large = x < math.exp(-bound), x > bound
    safe = jnp.where(small | large, 1, x)
    return jnp.where(small, jnp.log(x), jnp.where(large, x, safe + jnp.log(jnp.abs(jnp.expm1(-safe)))))


BIJECTORS: dict[str, _FUNCTIONS] = {
    "PowerTransform": {
        "forward": _by_power(jnp.exp, lambda x, power: jnp.exp(jnp.log1p(x * power) / power)),
        "inverse": _by_power(jnp.log, lambda y, power: jnp.expm1(jnp.log(y) * power) / power),
        "forward_log_jacobian": _by_power(lambda x: x, lambda x, power: (1 / power - 1) * jnp.log1p(x * power)),
        "inverse_log_jacobian": lambda y, power: (power - 1) * jnp.log(y),
    },
    "GumbelCDF": {
        "forward": lambda x, loc, scale: jnp.exp(-jnp.exp(-(x - loc) / scale)),
        "inverse": lambda y, loc, scale: loc - scale * jnp.log(-jnp.log(y)),
        "forward_log_jacobian": lambda x, loc, scale: (
            -(x - loc) / scale - jnp.exp(-(x - loc) / scale) - jnp.log(scale)),
        "inverse_log_jacobian": lambda y, loc, scale: jnp.log(scale / (-y * jnp.log(y))),
    },
    "ScalarAffine": {
        "forward": lambda x, scale, shift: scale * x + shift,
        "inverse": lambda y, scale, shift: (y - shift) / scale,
        "forward_log_jacobian": lambda x, scale, shift: jnp.log(jnp.abs(scale)),
        "inverse_log_jacobian": lambda y, scale, shift: -jnp.log(jnp.abs(scale)),
    },
    "Softplus": {
        "forward": lambda x, sharpness: jax.nn.softplus(sharpness * x) / sharpness,
        "inverse": lambda y, sharpness: _inverse_softplus(sharpness * y) / sharpness,
        "forward_log_jacobian": lambda x, sharpness: jax.nn.log_sigmoid(sharpness * x),
        "inverse_log_jacobian": lambda y, sharpness: sharpness * y - _inverse_softplus(sharpness * y),
    },
}  # fmt: skip


@operator("ops._distribution(of, name)(arrays)")
def distribution(arrays: Arrays, of: str, name: str) -> Array:
    """A function of a distribution, of a value and parameters."""
    return DISTRIBUTIONS[of][name](*arrays)


@operator("ops._bijector(of, name)(arrays)")
def bijector(arrays: Arrays, of: str, name: str) -> Array:
    """A function of a bijector, of a value and parameters."""
    return BIJECTORS[of][name](*arrays)


@operator("ops._sampled(of, shape, dtype, seed)(arrays)")
def sampled(key: Key, arrays: Arrays, of: str, shape: Any, dtype: Any, seed: Seed = None) -> Array:
    """Numbers drawn from a distribution with these parameters, which a shape is put in front of; no derivative passes
    through those of classes, 0 and 1, and counts."""
    whole = (*shape, *jnp.broadcast_shapes(*(a.shape for a in arrays)))
    found = DISTRIBUTIONS[of]["sample"](key, whole, *(jnp.asarray(a) for a in arrays))
    return found.astype(dtype) if jnp.issubdtype(dtype, jnp.inexact) else lax.stop_gradient(found.astype(dtype))
