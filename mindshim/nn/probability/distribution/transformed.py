"""Distributions of what a bijector makes of another one's values."""

from __future__ import annotations

from typing import Any

from mindshim import ops
from mindshim.engine import dtypes
from mindshim.nn._checks import typed
from mindshim.nn.probability import bijector as bijectors
from mindshim.nn.probability.distribution.distribution import Distribution
from mindshim.nn.probability.distribution.named import Normal, Uniform, _checked_dtype


class TransformedDistribution(Distribution):
    """The distribution of a bijector's values, where another distribution gives what it is applied to.

    Args:
        bijector: a Bijector.
        distribution: the other distribution, of floats.
        seed, name: see :class:`Distribution`.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: the mean is asked for, and the bijector is not linear.
    """

    def __init__(self, bijector: Any, distribution: Any, seed: int | None = None,
                 name: str = "transformed_distribution"):  # fmt: skip
        owner = type(self).__name__
        typed(bijector, "bijector", owner, bijectors.Bijector)
        typed(distribution, "distribution", owner, Distribution)
        _checked_dtype(distribution.dtype, owner)
        super().__init__(seed, distribution.dtype, name,
                         {"bijector": bijector, "distribution": distribution, "seed": seed, "name": name})  # fmt: skip
        self._bijector, self._distribution = bijector, distribution
        self._is_linear_transformation = bijector.is_constant_jacobian
        self._is_scalar_batch = distribution.is_scalar_batch and bijector.is_scalar_batch
        self._batch_shape = distribution.batch_shape
        self.default_parameters = distribution.default_parameters
        self.parameter_names = distribution.parameter_names
        self.parameter_type = distribution.parameter_type
        shapes = (distribution.batch_shape, bijector.batch_shape)
        self._broadcast_shape = None if None in shapes else bijectors.together(*shapes)

    @property
    def bijector(self) -> Any:
        """The bijector."""
        return self._bijector

    @property
    def distribution(self) -> Any:
        """The other distribution."""
        return self._distribution

    @property
    def is_linear_transformation(self) -> bool:
        """Whether the bijector's derivative is the same everywhere."""
        return self._is_linear_transformation

    def _cdf(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        return self.distribution.cdf(self.bijector.inverse(value), *args, **kwargs)

    def _log_prob(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        density = self.distribution.log_prob(self.bijector.inverse(value), *args, **kwargs)
        # Where the density is 0, the derivative may be infinite.
        return ops.where(density == float("-inf"), density, density + self.bijector.inverse_log_jacobian(value))

    def _sample(self, *args: Any, **kwargs: Any) -> Any:
        return self.bijector.forward(self.distribution.sample(*args, **kwargs))

    def _mean(self, *args: Any, **kwargs: Any) -> Any:
        if not self.is_linear_transformation:
            raise ValueError("mean function must be implemented for non-linear transformation")
        return self.bijector.forward(self.distribution.mean(*args, **kwargs))


class _WithLocation(TransformedDistribution):
    _arguments = _labels = ("loc", "scale")

    def _add_both(self, loc: Any, scale: Any) -> None:
        self._reset_parameters()
        self._add_parameter(loc, "loc")
        self._add_parameter(scale, "scale")

    @property
    def loc(self) -> Any:
        """The location."""
        return self.default_parameters[0]

    @property
    def scale(self) -> Any:
        """The scale."""
        return self.default_parameters[1]


class LogNormal(_WithLocation):
    """The distribution of numbers whose logarithm is normal.

    Args:
        loc, scale: mean and standard deviation of the logarithm.
        seed, dtype, name: see :class:`Distribution`.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `scale` is not positive.
    """

    _own_suffix = "_a"

    def __init__(self, loc: Any = None, scale: Any = None, seed: int = 0, dtype: Any = dtypes.float32,
                 name: str = "LogNormal"):  # fmt: skip
        super().__init__(bijectors.Exp(), Normal(loc, scale, dtype=dtype), seed, name)
        self._add_both(loc, scale)


class Gumbel(_WithLocation):
    """Gumbel's distribution of largest values; its functions take no other parameters than its own.

    Args:
        loc, scale: numbers, lists, arrays or Tensors.
        seed, dtype, name: see :class:`Distribution`.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `scale` is not positive.
    """

    _fixed = True

    def __init__(self, loc: Any, scale: Any, seed: int = 0, dtype: Any = dtypes.float32, name: str = "Gumbel"):
        _checked_dtype(dtype, "Gumbel")
        found = bijectors.GumbelCDF(loc, scale)
        super().__init__(bijectors.Invert(found), Uniform(0.0, 1.0, dtype=dtype), seed, name)
        self._add_both(loc, scale)
        self._gumbel_bijector = found
