"""Random numbers.

They are JAX's: the same seed gives the same numbers, but not those of MindSpore's own generators.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from mindshim.kernels.axes import sizes_of
from mindshim.kernels.declare import Array, ArrayLike, Key, Seed, operator
from mindshim.kernels.promotion import floating, kind


def shape_of(name: str, size: Any, least: int = 0) -> tuple[int, ...]:
    """A size that is given as an int or ints, checked.

    Raises:
        TypeError: something in it is no int.
        ValueError: one is smaller than `least`.
    """
    sizes = sizes_of(name, size, "shape")
    if any(s < least for s in sizes):
        raise ValueError(f"For '{name}', the sizes must not be smaller than {least}, but got {sizes}.")
    return sizes


def float_dtype(name: str, dtype: Any, default: Any = np.float32) -> Any:
    """The dtype to draw real numbers in."""
    if dtype is None:
        return default
    if not isinstance(dtype, np.dtype):
        raise TypeError(f"For '{name}', the 'dtype' must be a dtype of MindSpore, but got {dtype!r}.")
    if kind(dtype) != "f":
        raise ValueError(f"For '{name}', the 'dtype' must be a float type, but got {dtype}.")
    return dtype


def _common(shape: Sequence[int], *parameters: Any) -> tuple[int, ...]:
    return jnp.broadcast_shapes(tuple(shape), *[jnp.shape(p) for p in parameters])


def _real(x: Any) -> Any:
    return floating(x)


# Uniform and normal -----------------------------------------------------------------------------------------


@operator("ops.rand(*size, dtype=None, seed=None)")
def rand(key: Key, size: tuple[int, ...], dtype: Any = None, seed: Seed = None) -> Array:
    """Numbers drawn evenly from [0, 1), of this shape (ints or one tuple), as float32 or `dtype`."""
    return jax.random.uniform(key, shape_of("rand", size or 1), float_dtype("rand", dtype))


@operator("mint.rand(*size, generator=None, dtype=None, device=None)")
def mint_rand(key: Key, size: tuple[int, ...], seed: Seed = None, dtype: Any = None,
              device: Any = None) -> Array:
    """Numbers drawn evenly from [0, 1), of this shape (ints or one tuple), as float32 or `dtype`."""
    return jax.random.uniform(key, shape_of("rand", size), float_dtype("rand", dtype))


@operator("ops.rand_like(input, seed=None, *, dtype=None)",
          "mint.rand_like(input, *, dtype=None, device=None)")
def rand_like(key: Key, input: Array, seed: Seed = None, dtype: Any = None, device: Any = None) -> Array:
    """Numbers drawn evenly from [0, 1), of the input's shape, as `dtype` or the input's if it is a float
    type.
    """
    return jax.random.uniform(key, jnp.shape(input), float_dtype("rand_like", dtype, _real(input).dtype))


@operator("ops.randn(*size, dtype=None, seed=None)")
def randn(key: Key, size: tuple[int, ...], dtype: Any = None, seed: Seed = None) -> Array:
    """Standard normal numbers of this shape (ints or one tuple), as float32 or `dtype`."""
    return jax.random.normal(key, shape_of("randn", size or 1), float_dtype("randn", dtype))


@operator("mint.randn(*size, generator=None, dtype=None, device=None)")
def mint_randn(key: Key, size: tuple[int, ...], seed: Seed = None, dtype: Any = None,
               device: Any = None) -> Array:
    """Standard normal numbers of this shape (ints or one tuple), as float32 or `dtype`."""
    return jax.random.normal(key, shape_of("randn", size), float_dtype("randn", dtype))


@operator("ops.randn_like(input, seed=None, *, dtype=None)",
          "mint.randn_like(input, *, dtype=None, device=None)")
def randn_like(key: Key, input: Array, seed: Seed = None, dtype: Any = None, device: Any = None) -> Array:
    """Numbers of the standard normal distribution, of the input's shape."""
    return jax.random.normal(key, jnp.shape(input), float_dtype("randn_like", dtype, _real(input).dtype))


def integers(name: str, key: Any, shape: Any, low: Any, high: Any, dtype: Any) -> Array:
    """Integers from low up to, but without, high.

    Raises:
        ValueError: the range is empty, or `dtype` is no integer type.
    """
    dtype = np.dtype(np.int64) if dtype is None else dtype
    if not isinstance(dtype, np.dtype):
        raise TypeError(f"For '{name}', the 'dtype' must be a dtype of MindSpore, but got {dtype!r}.")
    if isinstance(low, int) and isinstance(high, int) and low >= high:
        raise ValueError(f"For '{name}', 'low' must be less than 'high', but got {low} and {high}.")
    return jax.random.randint(key, shape, low, high, np.int64).astype(dtype)


@operator("ops.randint(low, high, size, seed=None, *, dtype=None)")
def randint(key: Key, low: int, high: int, size: Any, seed: Seed = None, dtype: Any = None) -> Array:
    """Integers drawn evenly from low up to, but without, high, of this shape, as int64 or `dtype`."""
    if isinstance(dtype, np.dtype) and kind(dtype) not in "iu":
        raise ValueError(f"For 'randint', the 'dtype' must be an int type, but got {dtype}.")
    return integers("randint", key, shape_of("randint", size), low, high, dtype)


@operator("mint.randint(low, high, size, *, generator=None, dtype=None, device=None)",
          "|mint.randint(high, size, *, generator=None, dtype=None, device=None)")
def mint_randint(key: Key, high: int, size: Any, seed: Seed = None, dtype: Any = None, device: Any = None,
                 low: int = 0) -> Array:
    """Integers drawn evenly from low (0) up to, but without, high, of this shape, as int64 or `dtype`."""
    return integers("randint", key, shape_of("randint", size), low, high, dtype)


@operator("ops.randint_like(input, low, high, seed=None, *, dtype=None)",
          "mint.randint_like(input, low, high, *, dtype=None, device=None)",
          "|mint.randint_like(input, high, *, dtype=None, device=None)")
def randint_like(key: Key, input: Array, high: int, seed: Seed = None, dtype: Any = None, device: Any = None,
                 low: int = 0) -> Array:
    """Integers drawn evenly from low up to, but without, high, of the input's shape and dtype, or `dtype`."""
    if dtype is None and kind(np.dtype(input.dtype)) not in "iu":
        raise ValueError(f"For 'randint_like', the 'dtype' must be an int type, but got {input.dtype}.")
    return integers("randint_like", key, jnp.shape(input), low, high, dtype or np.dtype(input.dtype))


@operator("ops.randperm(n, seed=0, offset=0, dtype=None)", "mint.randperm(n, *, generator=None, dtype=None)",
          "ops.RandpermV2(seed=0, offset=0, dtype=None)(n)")
def randperm(key: Key, n: int, seed: Seed = None, offset: int = 0, dtype: np.dtype | None = None) -> Array:
    """The integers below n in random order, as int64 or `dtype`."""
    if n < 0:
        raise ValueError(f"For 'randperm', 'n' must not be negative, but got {n}.")
    return jax.random.permutation(key, n).astype(dtype or np.int64)


@operator("ops.normal(shape, mean, stddev, seed=None)")
def normal(key: Key, shape: Any, mean: Array, stddev: Array, seed: Seed = None) -> Array:
    """Numbers of normal distributions, as float32; `shape`, `mean` and `stddev` are broadcast."""
    sizes = _common(shape_of("normal", shape), mean, stddev)
    drawn = jax.random.normal(key, sizes, np.float32)
    return (jnp.asarray(mean, np.float32) + drawn * stddev).astype(np.float32)


@operator("mint.normal(mean=0.0, std=1.0, size=None, generator=None)")
def mint_normal(key: Key, mean: ArrayLike = 0.0, std: ArrayLike = 1.0, size: Any = None,
                seed: Seed = None) -> Array:
    """Numbers of normal distributions, as float32, of the shape `size`, or that of `mean` and `std`."""
    sizes = _common(() if size is None else shape_of("normal", size), mean, std)
    drawn = jax.random.normal(key, sizes, np.float32)
    return (jnp.asarray(mean, np.float32) + drawn * std).astype(np.float32)


@operator("ops.StandardNormal(seed=0, seed2=0)(shape)", "ops.standard_normal(shape, seed=None)")
def standard_normal(key: Key, shape: Any, seed: Seed = None, seed2: Seed = None) -> Array:
    """Numbers of the standard normal distribution, as float32."""
    return jax.random.normal(key, shape_of("StandardNormal", shape), np.float32)


@operator("ops.UniformReal(seed=0, seed2=0)(shape)")
def uniform_real(key: Key, shape: Any, seed: Seed = None, seed2: Seed = None) -> Array:
    """Numbers drawn evenly from [0, 1), as float32."""
    return jax.random.uniform(key, shape_of("UniformReal", shape), np.float32)


@operator("ops.UniformInt(seed=0, seed2=0)(shape, minval, maxval)")
def uniform_int(key: Key, shape: Any, minval: Array, maxval: Array, seed: Seed = None,
                seed2: Seed = None) -> Array:
    """Integers drawn evenly from minval up to, but without, maxval, as int32."""
    return jax.random.randint(key, shape_of("UniformInt", shape), minval, maxval, np.int64).astype(np.int32)


@operator("ops.uniform(shape, minval, maxval, seed=None, dtype=None)")
def uniform(key: Key, shape: Any, minval: Array, maxval: Array, seed: Seed = None,
            dtype: np.dtype | None = None) -> Array:
    """Numbers drawn evenly from [minval, maxval), as float32, or integers if `dtype` is int32; all is
    broadcast.
    """
    sizes = _common(shape_of("uniform", shape), minval, maxval)
    if dtype is not None and kind(dtype) in "iu":
        return jax.random.randint(key, sizes, minval, maxval, np.int64).astype(dtype)
    low, high = jnp.asarray(minval, np.float32), jnp.asarray(maxval, np.float32)
    return (low + jax.random.uniform(key, sizes, np.float32) * (high - low)).astype(dtype or np.float32)


@operator("ops.TruncatedNormal(dtype=None, seed=0, seed2=0)(shape)")
def truncated_normal(key: Key, shape: Any, dtype: np.dtype | None = None, seed: Seed = None,
                     seed2: Seed = None) -> Array:
    """Numbers of the standard normal distribution between -2 and 2."""
    return jax.random.truncated_normal(key, -2.0, 2.0, shape_of("TruncatedNormal", shape),
                                       dtype or np.float32)


@operator("ops.ParameterizedTruncatedNormal(seed=0, seed2=0)(shape, mean, stdevs, min, max)")
def parameterized_truncated_normal(key: Key, shape: Any, mean: Array, stdevs: Array, min: Array, max: Array,
                                   seed: Seed = None, seed2: Seed = None) -> Array:
    """Numbers of normal distributions between min and max, one distribution for each element of axis 0 or for
    all.
    """
    sizes = shape_of("ParameterizedTruncatedNormal", shape)

    def along(p: Array) -> Array:
        return jnp.reshape(p, (-1,) + (1,) * (len(sizes) - 1)) if jnp.ndim(p) else p

    mean, stdevs, low, high = (along(p) for p in (mean, stdevs, min, max))
    drawn = jax.random.truncated_normal(key, (low - mean) / stdevs, (high - mean) / stdevs, sizes, mean.dtype)
    return mean + drawn * stdevs


# Other distributions ----------------------------------------------------------------------------------------


@operator("ops.StandardLaplace(seed=0, seed2=0)(shape)", "ops.standard_laplace(shape, seed=None)")
def standard_laplace(key: Key, shape: Any, seed: Seed = None, seed2: Seed = None) -> Array:
    """Numbers of the Laplace distribution of mean 0 and scale 1, as float32."""
    return jax.random.laplace(key, shape_of("StandardLaplace", shape), np.float32)


@operator("ops.laplace(shape, mean, lambda_param, seed=None)")
def laplace(key: Key, shape: Any, mean: Array, lambda_param: Array, seed: Seed = None) -> Array:
    """Numbers of Laplace distributions, as float32; `shape`, `mean` and `lambda_param` are broadcast."""
    sizes = _common(shape_of("laplace", shape), mean, lambda_param)
    return mean + lambda_param * jax.random.laplace(key, sizes, np.float32)


@operator("ops.gamma(shape, alpha, beta, seed=None)", "ops.Gamma(seed=0, seed2=0)(shape, alpha, beta)")
def gamma(key: Key, shape: Any, alpha: Array, beta: Array, seed: Seed = None, seed2: Seed = None) -> Array:
    """Numbers of gamma distributions, as float32; `shape`, `alpha` and `beta` are broadcast."""
    sizes = _common(shape_of("gamma", shape), alpha, beta)
    return jax.random.gamma(key, jnp.asarray(alpha, np.float32), sizes, np.float32) / beta


@operator("ops.random_gamma(shape, alpha, seed=None)", "ops.RandomGamma(seed=0, seed2=0)(shape, alpha)")
def random_gamma(key: Key, shape: Any, alpha: Array, seed: Seed = None, seed2: Seed = None) -> Array:
    """Numbers of gamma distributions of rate 1: for each alpha, `shape` of them, in its dtype."""
    alpha = _real(alpha)
    return jax.random.gamma(key, alpha, (*shape_of("random_gamma", shape), *alpha.shape), alpha.dtype)


@operator("ops.Poisson(seed=0, seed2=0)(shape, mean)", "ops.poisson(shape, mean, seed=None)")
def poisson(key: Key, shape: Any, mean: Array, seed: Seed = None, seed2: Seed = None) -> Array:
    """Numbers of Poisson distributions, as int32; `shape` and `mean` are broadcast."""
    return jax.random.poisson(key, mean, _common(shape_of("poisson", shape), mean)).astype(np.int32)


@operator("ops.random_poisson(shape, rate, seed=None, dtype=None)")
def random_poisson(key: Key, shape: Any, rate: Array, seed: Seed = None,
                   dtype: np.dtype | None = None) -> Array:
    """Numbers of Poisson distributions: for each rate, `shape` of them, as float32 or `dtype`."""
    sizes = (*shape_of("random_poisson", shape), *jnp.shape(rate))
    return jax.random.poisson(key, rate, sizes).astype(dtype or np.float32)


@operator("ops.RandomPoisson(seed=0, seed2=0, dtype=None)(shape, rate)")
def random_poisson_primitive(key: Key, shape: Any, rate: Array, seed: Seed = None, seed2: Seed = None,
                             dtype: np.dtype | None = None) -> Array:
    """Numbers of Poisson distributions: for each rate, `shape` of them, as int64 or `dtype`."""
    sizes = (*shape_of("RandomPoisson", shape), *jnp.shape(rate))
    return jax.random.poisson(key, rate, sizes).astype(dtype or np.int64)


@operator("ops.bernoulli(input, p=0.5, seed=None)", "ops.Bernoulli(seed=-1, offset=0)(x, p)",
          "Tensor.bernoulli_(p=0.5, *, generator=None)", "ops.bernoulli_(input, p=0.5, *, generator=None)")
def bernoulli(key: Key, input: Array, p: ArrayLike = 0.5, seed: Seed = None, offset: int = 0) -> Array:
    """1 with the probability p, else 0, in the input's shape and dtype.

    `p` is a number or an array of probabilities.
    """
    return jax.random.bernoulli(key, jnp.asarray(p, np.float32), jnp.shape(input)).astype(input.dtype)


@operator("mint.bernoulli(input, *, generator=None)", "ops.bernoulli_ext(input, *, generator=None)",
          "Tensor.bernoulli(*, generator=None)")
def bernoulli_of(key: Key, input: Array, seed: Seed = None) -> Array:
    """1 with the probability that each element is, else 0, in the input's dtype."""
    return jax.random.bernoulli(key, input).astype(input.dtype)


def _drawn(key: Any, logits: Array, count: int, replacement: bool) -> Array:
    """Indices along the last axis, drawn with the probabilities that the logits stand for."""
    batch = logits.shape[:-1]
    if replacement:
        found = jax.random.categorical(key, logits[..., None, :], -1, shape=(*batch, count))
        return found
    # The largest of the logits with Gumbel noise are a draw without replacement.
    noisy = logits + jax.random.gumbel(key, logits.shape, logits.dtype)
    return jax.lax.top_k(noisy, count)[1]


def multinomial_indices(name: str, key: Any, probabilities: Array, count: int, replacement: bool) -> Array:
    x = _real(probabilities)
    if x.ndim not in (1, 2):
        raise ValueError(f"For '{name}', the input must have 1 or 2 axes, but got shape {x.shape}.")
    if isinstance(count, bool) or not isinstance(count, int) or count <= 0:
        raise ValueError(f"For '{name}', 'num_samples' must be a positive int, but got {count}.")
    if not replacement and count > x.shape[-1]:
        raise ValueError(f"For '{name}', 'num_samples' must be less than the last dimension of the input "
                         f"without 'replacement', but got {count} and {x.shape[-1]}.")
    return _drawn(key, jnp.log(x.astype(np.float32)), count, replacement)


@operator("ops.multinomial(input, num_samples, replacement=True, seed=None)",
          "Tensor.multinomial(num_samples, replacement=True, seed=None)")
def multinomial(key: Key, input: Array, num_samples: int, replacement: bool = True,
                seed: Seed = None) -> Array:
    """Indices of the last axis as int32, drawn with probabilities proportional to the input, of shape (n) or
    (b, n).
    """
    return multinomial_indices("multinomial", key, input, num_samples, replacement).astype(np.int32)


@operator("ops.Multinomial(seed=0, seed2=0, dtype=None)(x, num_samples)")
def multinomial_primitive(key: Key, x: Array, num_samples: int, seed: Seed = None, seed2: Seed = None,
                          dtype: np.dtype | None = None) -> Array:
    """Indices of the last axis, drawn with probabilities proportional to the input, as int32 or `dtype`."""
    return multinomial_indices("Multinomial", key, x, num_samples, True).astype(dtype or np.int32)


@operator("ops.MultinomialWithReplacement(numsamples, replacement=False)(x, seed, offset)",
          "ops.multinomial_with_replacement(x, seed, offset, numsamples, replacement=False)")
def multinomial_with_replacement(key: Key, x: Array, seed: Seed = None, offset: Any = 0, numsamples: int = 1,
                                 replacement: bool = False) -> Array:
    """Indices of the last axis as int64, drawn with replacement, with probabilities proportional to the
    input.
    """
    return multinomial_indices("MultinomialWithReplacement", key, x, numsamples, True).astype(np.int64)


@operator("mint.multinomial(input, num_samples, replacement=False, *, generator=None)")
def mint_multinomial(key: Key, input: Array, num_samples: int, replacement: bool = False,
                     seed: Seed = None) -> Array:
    """Indices of the last axis as int64, drawn with probabilities proportional to the input."""
    return multinomial_indices("multinomial", key, input, num_samples, replacement).astype(np.int64)


@operator("ops.random_categorical(logits, num_sample, seed=0, dtype=None)",
          "Tensor.random_categorical(num_sample, seed=0, dtype=None)",
          "ops.RandomCategorical(dtype=None)(logits, num_sample, seed)")
def random_categorical(key: Key, logits: Array, num_sample: int, seed: Seed = None,
                       dtype: np.dtype | None = None) -> Array:
    """Classes drawn from (b, c) logits: (b, num_sample) indices as int64 or `dtype`."""
    return _drawn(key, logits, num_sample, True).astype(dtype or np.int64)


@operator("ops.shuffle(x, seed=None)", "ops.RandomShuffle(seed=0, seed2=0)(x)")
def shuffle(key: Key, x: Array, seed: Seed = None, seed2: Seed = None) -> Array:
    """The input with the elements of axis 0 in random order."""
    return jax.random.permutation(key, x) if jnp.ndim(x) else x


@operator("ops.RandomChoiceWithMask(count=256, seed=0, seed2=0)(input_x)",
          "ops.choice_with_mask(input_x, count=256, seed=None)")
def choice_with_mask(key: Key, input_x: Array, count: int = 256, seed: Seed = None,
                     seed2: Seed = None) -> tuple[Array, Array]:
    """Positions of True elements, drawn without replacement: (count, axes) indices as int32, padded with 0.

    The second result says which of them are real.
    """
    flat = jnp.ravel(input_x)
    order = jnp.argsort(jax.random.uniform(key, flat.shape) + ~flat)[:count]  # the True ones come first
    found = jnp.pad(flat[order], (0, max(count - flat.size, 0)))
    order = jnp.pad(order, (0, max(count - flat.size, 0)))
    index = jnp.stack(jnp.unravel_index(order, input_x.shape), -1)
    return jnp.where(found[:, None], index, 0).astype(np.int32), found


@operator("ops.LogNormalReverse(mean=1.0, std=2.0)(input)", "Tensor.log_normal(mean=1.0, std=2.0)")
def log_normal(key: Key, input: Array, mean: float = 1.0, std: float = 2.0) -> Array:
    """Numbers whose logarithms are normally distributed, of the input's shape and dtype."""
    return jnp.exp(mean + std * jax.random.normal(key, input.shape, input.dtype)).astype(input.dtype)


@operator("Tensor.cauchy(median=0.0, sigma=1.0)")
def cauchy(key: Key, input: Array, median: float = 0.0, sigma: float = 1.0) -> Array:
    """Numbers of a Cauchy distribution, of the input's shape."""
    return (median + sigma * jax.random.cauchy(key, input.shape, np.float32)).astype(np.float32)


@operator("ops.Cauchy(size, median=0.0, sigma=1.0)()")
def cauchy_primitive(key: Key, size: Any, median: float = 0.0, sigma: float = 1.0) -> Array:
    """Numbers of a Cauchy distribution, of this shape, as float32."""
    return median + sigma * jax.random.cauchy(key, shape_of("Cauchy", size), np.float32)


@operator("ops.NonDeterministicInts(dtype=None)(shape)")
def non_deterministic_ints(key: Key, shape: Any, dtype: np.dtype | None = None) -> Array:
    """Integers drawn from all that the dtype, int64 or `dtype`, holds."""
    dtype = dtype or np.dtype(np.int64)
    return jax.random.bits(key, shape_of("NonDeterministicInts", shape),
                           f"uint{dtype.itemsize * 8}").view(dtype)


@operator("ops.Randperm(max_length=1, pad=-1, dtype=None)(n)")
def padded_permutation(key: Key, n: Array, max_length: int = 1, pad: int = -1,
                       dtype: np.dtype | None = None) -> Array:
    """The integers below n in random order, followed by `pad` up to the length `max_length`, as int32 or
    `dtype`.
    """
    places = jnp.arange(max_length)
    order = jnp.argsort(jax.random.uniform(key, (max_length,)) + (places >= n))  # those below n come first
    return jnp.where(places < n, order, pad).astype(dtype or np.int32)


def _sampled(key: Any, true_classes: Any, logits: Any, count: int, unique: bool) -> tuple[Array, Array,
                                                                                          Array]:
    """Classes drawn with these log-probabilities; how often the true ones, and these, are to be expected."""
    drawn = _drawn(key, logits, count, not unique)
    chances = jnp.exp(logits)
    expected = -jnp.expm1(count * jnp.log1p(-chances)) if unique else count * chances
    return drawn.astype(true_classes.dtype), expected[true_classes], expected[drawn]


@operator("ops.UniformCandidateSampler(num_true, num_sampled, unique, range_max, seed=0, "
          "remove_accidental_hits=False)(true_classes)",
          "ops.uniform_candidate_sampler(true_classes, num_true, num_sampled, unique, range_max, seed=0, "
          "remove_accidental_hits=False)")
def uniform_candidate_sampler(key: Key, true_classes: Array, num_true: int, num_sampled: int, unique: bool,
                              range_max: int, seed: Seed = None,
                              remove_accidental_hits: bool = False) -> tuple[Array, Array, Array]:
    """`num_sampled` classes below `range_max`, drawn evenly; how often the true classes, and these, are
    expected.
    """
    if unique and num_sampled > range_max:
        raise ValueError(f"For 'UniformCandidateSampler', {num_sampled} different classes cannot be drawn of "
                         f"{range_max}.")
    logits = jnp.full((range_max,), -np.log(range_max), np.float32)
    return _sampled(key, true_classes, logits, num_sampled, unique)


@operator("ops.LogUniformCandidateSampler(num_true=1, num_sampled=5, unique=True, range_max=5, "
          "seed=0)(true_classes)",
          "ops.log_uniform_candidate_sampler(true_classes, num_true=1, num_sampled=5, unique=True, "
          "range_max=5, "
          "seed=0)")
def log_uniform_candidate_sampler(key: Key, true_classes: Array, num_true: int = 1, num_sampled: int = 5,
                                  unique: bool = True, range_max: int = 5,
                                  seed: Seed = None) -> tuple[Array, Array, Array]:
    """As `uniform_candidate_sampler`, where class c has the probability log((c + 2) / (c + 1)) /
    log(range_max + 1).
    """
    if unique and num_sampled > range_max:
        raise ValueError(f"For 'LogUniformCandidateSampler', {num_sampled} different classes cannot be "
                         "drawn of "
                         f"{range_max}.")
    classes = np.arange(range_max)
    logits = np.log(np.log1p(1 / (classes + 1)) / np.log(range_max + 1)).astype(np.float32)
    return _sampled(key, true_classes, jnp.asarray(logits), num_sampled, unique)


# In place ---------------------------------------------------------------------------------------------------


@operator("Tensor.uniform_(from_=0, to=1, *, generator=None)",
          "ops.uniform_(input, from_=0, to=1, *, generator=None)",
          "Tensor.uniform(from_=0.0, to=1.0, generator=None)")
def uniform_like(key: Key, input: Array, from_: ArrayLike = 0, to: ArrayLike = 1, seed: Seed = None) -> Array:
    """Numbers drawn evenly from [from_, to), of the input's shape."""
    x = _real(input)
    return (from_ + jax.random.uniform(key, x.shape, x.dtype) * (to - from_)).astype(x.dtype)


@operator("Tensor.normal_(mean=0, std=1, *, generator=None)",
          "ops.normal_(input, mean=0, std=1, *, generator=None)")
def normal_like(key: Key, input: Array, mean: ArrayLike = 0, std: ArrayLike = 1, seed: Seed = None) -> Array:
    """Numbers of a normal distribution, of the input's shape."""
    x = _real(input)
    return (mean + jax.random.normal(key, x.shape, x.dtype) * std).astype(x.dtype)


@operator("Tensor.exponential_(lambd=1, *, generator=None)",
          "ops.exponential_(input, lambd=1, *, generator=None)")
def exponential_like(key: Key, input: Array, lambd: ArrayLike = 1, seed: Seed = None) -> Array:
    """Numbers of an exponential distribution of rate `lambd`, of the input's shape."""
    x = _real(input)
    return (jax.random.exponential(key, x.shape, x.dtype) / lambd).astype(x.dtype)


@operator("Tensor.random_(from_=0, to=None, *, generator=None)",
          "ops.random_(input, from_=0, to=None, *, generator=None)")
def random_like(key: Key, input: Array, from_: int = 0, to: int | None = None, seed: Seed = None) -> Array:
    """Integers drawn evenly from from_ up to, but without, to, of the input's shape and dtype.

    By default up to the largest that the dtype holds exactly.
    """
    dtype = np.dtype(input.dtype)
    if to is not None:
        high = to
    elif dtype.kind in "iu":
        high = min(int(np.iinfo(dtype).max), np.iinfo(np.int64).max)
    else:
        high = 2 if dtype.kind == "b" else 2 ** (jnp.finfo(dtype).nmant + 1)
    return jax.random.randint(key, input.shape, from_, high, np.int64).astype(dtype)
