"""The distributions. What each computes stands in `kernels.distributions`."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor
from mindshim.nn.math import DiGamma, LBeta
from mindshim.nn.probability._parameters import check_positive, check_probabilities
from mindshim.nn.probability.distribution.distribution import Distribution

_NUMBERS = (*dtypes.int_type, *dtypes.uint_type, *dtypes.float_type)


def _checked_dtype(dtype: Any, owner: str, allowed: Any = dtypes.float_type) -> Any:
    if dtype not in allowed:
        raise TypeError(f"For '{owner}', 'dtype' must be one of {', '.join(map(str, allowed))}, but got {dtype}.")
    return dtype


def _no_number(owner: str, kinds: tuple[type, ...] = (int, float), **values: Any) -> None:
    for name, value in values.items():
        if isinstance(value, kinds):
            raise TypeError(f"For '{owner}', {name} can't be a scalar.")


class _Located(Distribution):
    """A distribution with two parameters, of which the second must be positive."""

    _spread = "scale"

    def __init__(self, first: Any, second: Any, seed: Any, dtype: Any, name: str):
        one, two = self._arguments
        _checked_dtype(dtype, type(self).__name__)
        given = {one: first, two: second}
        super().__init__(seed, dtype, name, {**given, "seed": seed, "dtype": dtype, "name": name, "param_dict": given})
        held = [self._add_parameter(value, n) for n, value in given.items()]
        check_positive(held[1], self._spread)


class _WithDeviation(_Located):
    """A distribution with a mean and a standard deviation."""

    _arguments = ("mean", "sd")
    _spread = "Standard deviation"

    def __init__(self, mean: Any = None, sd: Any = None, seed: int | None = None, dtype: Any = dtypes.float32,
                 name: str = ""):  # fmt: skip
        super().__init__(mean, sd, seed, dtype, name or type(self).__name__)
        self._mean_value, self._sd_value = self.default_parameters


class Normal(_WithDeviation):
    """The normal distribution.

    Args:
        mean, sd: the mean and the standard deviation; numbers, lists, arrays or Tensors.
        seed, dtype, name: see :class:`Distribution`.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `sd` is not positive.

    Examples:
        >>> from mindshim import Tensor
        >>> from mindshim.nn.probability.distribution import Normal
        >>> print(Normal(0.0, 1.0).cdf(Tensor([0.0])))
        [0.5]
    """

    _labels = ("mean", "standard deviation")


class HalfNormal(_WithDeviation):
    """The upper half of a normal distribution, as a density; arguments as in :class:`Normal`."""


class Laplace(_WithDeviation):
    """The Laplace distribution, by its density; arguments as in :class:`Normal`, where `sd` is the scale."""


class _LocationScale(_Located):
    _arguments = ("loc", "scale")
    _labels = ("location", "scale")

    def __init__(self, loc: Any = None, scale: Any = None, seed: int | None = None, dtype: Any = dtypes.float32,
                 name: str = ""):  # fmt: skip
        super().__init__(loc, scale, seed, dtype, name or type(self).__name__)

    @property
    def loc(self) -> Any:
        """The location."""
        return self.default_parameters[0]

    @property
    def scale(self) -> Any:
        """The scale."""
        return self.default_parameters[1]


class Cauchy(_LocationScale):
    """The Cauchy distribution, which has no mean and no deviation.

    Args:
        loc, scale: numbers, lists, arrays or Tensors.
        seed, dtype, name: see :class:`Distribution`.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `scale` is not positive; or mean, deviation or variance is asked for.
    """

    _own_suffix = "_a"

    def _undefined(self, *args: Any, **kwargs: Any) -> Any:
        raise ValueError("Mean and deviation are undefined for Cauchy distribution.")

    _mean = _sd = _var = _undefined


class Logistic(_LocationScale):
    """The logistic distribution.

    Args:
        loc, scale: numbers, lists, arrays or Tensors.
        seed, dtype, name: see :class:`Distribution`.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `scale` is not positive.
    """


class StudentT(Distribution):
    """Student's distribution, by its density.

    Args:
        df: the degrees of freedom.
        mean, sd: location and scale.
        seed, dtype, name: see :class:`Distribution`.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `df` or `sd` is not positive.
    """

    _arguments = ("df", "mean", "sd")

    def __init__(self, df: Any = None, mean: Any = None, sd: Any = None, seed: int | None = None,
                 dtype: Any = dtypes.float32, name: str = "StudentT"):  # fmt: skip
        _checked_dtype(dtype, "StudentT")
        given = {"df": df, "mean": mean, "sd": sd}
        super().__init__(seed, dtype, name, {**given, "seed": seed, "dtype": dtype, "name": name, "param_dict": given})
        held = [self._add_parameter(value, n) for n, value in given.items()]
        check_positive(held[2], "Standard deviation")
        check_positive(held[0], "Degrees of freedom")


class _ByProbability(Distribution):
    """A distribution of ints with one parameter, a probability."""

    _arguments = ("probs1",)
    _labels = ("probs",)
    _mode_of_values = True

    def __init__(self, probs: Any = None, seed: int | None = None, dtype: Any = dtypes.int32, name: str = ""):
        _checked_dtype(dtype, type(self).__name__, _NUMBERS)
        name = name or type(self).__name__
        super().__init__(seed, dtype, name, {"probs": probs, "seed": seed, "dtype": dtype, "name": name,
                                             "param_dict": {"probs": probs}})  # fmt: skip
        check_probabilities(self._add_parameter(probs, "probs"))

    @property
    def probs(self) -> Any:
        """The probability."""
        return self.default_parameters[0]


class Bernoulli(_ByProbability):
    """1 with a probability, otherwise 0.

    Args:
        probs: the probability.
        seed, dtype, name: see :class:`Distribution`.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `probs` is not in ``(0, 1)``.
    """


class Geometric(_ByProbability):
    """The number of failures before the first success.

    Args:
        probs: the probability of a success.
        seed, dtype, name: see :class:`Distribution`.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `probs` is not in ``(0, 1)``.
    """


class Categorical(_ByProbability):
    """Numbers of classes.

    Args:
        probs: the probabilities of the classes, along the last axis.
        seed, dtype, name: see :class:`Distribution`.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `probs` are not in ``(0, 1)``, have no axis, or do not add up to one.
    """

    _arguments = ("probs",)

    def __init__(self, probs: Any = None, seed: int | None = None, dtype: Any = dtypes.int32,
                 name: str = "Categorical"):  # fmt: skip
        super().__init__(probs, seed, dtype, name)
        held = self.probs
        if held is None:
            return
        if not held.ndim:
            raise ValueError("probs for Categorical distribution must have rank >= 1.")
        if not isinstance(held, Parameter):
            total = (probs.asnumpy() if isinstance(probs, Tensor) else np.asarray(probs)).sum(-1)
            smallest = np.finfo(total.dtype).eps if total.dtype.kind == "f" else 0.0
            if not np.allclose(total, 1.0, rtol=smallest * 10, atol=smallest):
                raise ValueError("Probabilities for each category should sum to one for Categorical distribution.")
        if held.ndim == 1:
            self._is_scalar_batch = True
        self._broadcast_shape = held.shape[:-1]


class _ByRate(Distribution):
    """A distribution whose last parameter is a rate."""

    def __init__(self, given: dict[str, Any], seed: Any, dtype: Any, name: str):
        super().__init__(seed, dtype, name, {**given, "seed": seed, "dtype": dtype, "name": name, "param_dict": given})
        for parameter, value in given.items():
            check_positive(self._add_parameter(value, parameter), parameter)

    @property
    def rate(self) -> Any:
        """The rate."""
        return self.default_parameters[-1]


class Exponential(_ByRate):
    """The exponential distribution.

    Args:
        rate: the inverse of the mean.
        seed, dtype, name: see :class:`Distribution`.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `rate` is not positive.
    """

    _arguments = _labels = ("rate",)
    _mode_of_values = True

    def __init__(self, rate: Any = None, seed: int | None = None, dtype: Any = dtypes.float32,
                 name: str = "Exponential"):  # fmt: skip
        super().__init__({"rate": rate}, seed, _checked_dtype(dtype, "Exponential"), name)


class Poisson(_ByRate):
    """The number of events that come at a rate.

    Args:
        rate: the mean; a list, array or Tensor.
        seed, dtype, name: see :class:`Distribution`.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `rate` is not positive.
    """

    _arguments = _labels = ("rate",)

    def __init__(self, rate: Any = None, seed: int | None = None, dtype: Any = dtypes.float32,
                 name: str = "Poisson"):  # fmt: skip
        _no_number("Poisson", rate=rate)
        super().__init__({"rate": rate}, seed, _checked_dtype(dtype, "Poisson", _NUMBERS), name)


class Gamma(_ByRate):
    """The gamma distribution.

    Args:
        concentration, rate: lists, arrays or Tensors.
        seed, dtype, name: see :class:`Distribution`.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: a parameter is not positive.
    """

    _arguments = _labels = ("concentration", "rate")
    _own_suffix = "_a"

    def __init__(self, concentration: Any = None, rate: Any = None, seed: int | None = None,
                 dtype: Any = dtypes.float32, name: str = "Gamma"):  # fmt: skip
        _no_number("Gamma", concentration=concentration, rate=rate)
        super().__init__({"concentration": concentration, "rate": rate}, seed, _checked_dtype(dtype, "Gamma"), name)
        self.digamma = DiGamma()  # which the printed form shows

    @property
    def concentration(self) -> Any:
        """The concentration."""
        return self.default_parameters[0]


class Beta(Distribution):
    """The beta distribution.

    Args:
        concentration1, concentration0: lists, arrays or Tensors.
        seed, dtype, name: see :class:`Distribution`.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: a parameter is not positive.
    """

    _arguments = _labels = ("concentration1", "concentration0")
    _own_suffix = "_a"

    def __init__(self, concentration1: Any = None, concentration0: Any = None, seed: int | None = None,
                 dtype: Any = dtypes.float32, name: str = "Beta"):  # fmt: skip
        _checked_dtype(dtype, "Beta")
        given = {"concentration1": concentration1, "concentration0": concentration0}
        _no_number("Beta", (float,), **given)
        super().__init__(seed, dtype, name, {**given, "seed": seed, "dtype": dtype, "name": name, "param_dict": given})
        for parameter, value in given.items():
            check_positive(self._add_parameter(value, parameter), parameter)
        self.digamma, self.lbeta = DiGamma(), LBeta()  # which the printed form shows

    @property
    def concentration1(self) -> Any:
        """The first concentration."""
        return self.default_parameters[0]

    @property
    def concentration0(self) -> Any:
        """The second concentration."""
        return self.default_parameters[1]


class Uniform(Distribution):
    """The uniform distribution between two bounds.

    Args:
        low, high: the bounds; numbers, lists, arrays or Tensors.
        seed, dtype, name: see :class:`Distribution`.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `low` is not below `high`.
    """

    _arguments = _labels = ("low", "high")

    def __init__(self, low: Any = None, high: Any = None, seed: int | None = None, dtype: Any = dtypes.float32,
                 name: str = "Uniform"):  # fmt: skip
        _checked_dtype(dtype, "Uniform")
        given = {"low": low, "high": high}
        super().__init__(seed, dtype, name, {**given, "seed": seed, "dtype": dtype, "name": name, "param_dict": given})
        bounds = [self._add_parameter(value, n) for n, value in given.items()]
        if all(b is not None and not isinstance(b, Parameter) for b in bounds):
            if not (bounds[0].asnumpy() < bounds[1].asnumpy()).all():
                raise ValueError("low must be less than high")

    @property
    def low(self) -> Any:
        """The lower bound."""
        return self.default_parameters[0]

    @property
    def high(self) -> Any:
        """The upper bound."""
        return self.default_parameters[1]
