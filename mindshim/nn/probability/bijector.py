"""`mindspore.nn.probability.bijector`: functions with an inverse, and the logarithms of their derivatives.

What each computes stands in `kernels.distributions`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim.engine import dtypes
from mindshim.engine.binding import operator_named
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor
from mindshim.kernels import distributions as _kernels  # noqa: F401 - declares the operators
from mindshim.nn._checks import typed
from mindshim.nn.activation import LogSigmoid
from mindshim.nn.cell import Cell
from mindshim.nn.probability._parameters import all_numbers, check_positive, shape_of

_evaluated = operator_named("ops._bijector")
_FUNCTIONS = ("forward", "inverse", "forward_log_jacobian", "inverse_log_jacobian")


def together(*shapes: tuple[int, ...]) -> tuple[int, ...]:
    """The shape that shapes have when they are broadcast."""
    return np.broadcast_shapes(*shapes)


class Bijector(Cell):
    """The base of bijectors. A subclass of one's own defines `_forward`, `_inverse`, `_forward_log_jacobian` and
    `_inverse_log_jacobian`.

    Called with the name of a function, it calls that; with a distribution, it returns the transformed one.

    Args:
        is_constant_jacobian: whether the derivative is the same everywhere.
        is_injective: whether there is one value for each result.
        name: its name.
        dtype: what values must have; None for any floats.
        param: its arguments; under ``param_dict`` its parameters.

    Raises:
        TypeError: an argument is of a wrong type; or (when called) the value is no Tensor of floats.
    """

    _table = ""

    def __init__(self, is_constant_jacobian: bool = False, is_injective: bool = True, name: Any = None,
                 dtype: Any = None, param: Any = None):  # fmt: skip
        super().__init__()
        owner = type(self).__name__
        self._name = typed(name, "name", owner, str)
        self._is_constant_jacobian = typed(is_constant_jacobian, "is_constant_jacobian", owner, bool)
        self._is_injective = typed(is_injective, "is_injective", owner, bool)
        if dtype is not None and dtype not in dtypes.float_type:
            raise TypeError(f"For '{owner}', 'dtype' must be a dtype of floats, but got {dtype}.")
        self._dtype = dtype
        self._parameters = {k: v for k, v in param.items() if k not in ("self", "param") and not k.startswith("_")}
        self.default_parameters: list[Any] = []
        self.parameter_names: list[str] = []
        self.common_dtype: Any = None
        given = self._parameters.get("param_dict")
        self._batch_shape = None if given is None else shape_of(given)
        self._is_scalar_batch = given is not None and all_numbers(given)

    @property
    def name(self) -> str:
        """Its name."""
        return self._name

    @property
    def dtype(self) -> Any:
        """What values must have."""
        return self._dtype

    @property
    def parameters(self) -> dict[str, Any]:
        """What it was made with."""
        return self._parameters

    @property
    def is_constant_jacobian(self) -> bool:
        """Whether the derivative is the same everywhere."""
        return self._is_constant_jacobian

    @property
    def is_injective(self) -> bool:
        """Whether there is one value for each result."""
        return self._is_injective

    @property
    def batch_shape(self) -> Any:
        """The shape of the parameters."""
        return self._batch_shape

    @property
    def is_scalar_batch(self) -> bool:
        """Whether all parameters are numbers."""
        return self._is_scalar_batch

    def _add_parameter(self, value: Any, name: str) -> Tensor:
        if isinstance(value, bool) or value is None:
            raise TypeError(f"{name} cannot be type {type(value)}")
        held = value if isinstance(value, Parameter) else Tensor(value)
        if held.dtype not in dtypes.float_type:
            raise TypeError(f"For '{type(self).__name__}', {name} must hold floats, but got {held.dtype}.")
        if (self.dtype or self.common_dtype or held.dtype) != held.dtype:
            raise TypeError(f"{name} should have the same dtype as other arguments.")
        self.common_dtype = held.dtype
        self.default_parameters += [value]
        self.parameter_names += [name]
        return held

    def _check_value_dtype(self, value: Any) -> Tensor:
        if not isinstance(value, Tensor):
            raise TypeError(f"The input value of a bijector must be a Tensor, but got {type(value).__name__}.")
        if value.dtype not in dtypes.float_type or self.dtype not in (None, value.dtype):
            raise TypeError(f"The input value of a bijector must be {self.dtype or 'a float'}, but got {value.dtype}.")
        return value

    def cast_param_by_value(self, value: Tensor, para: Tensor) -> Tensor:
        """A parameter in the dtype of a value."""
        return para.astype(value.dtype)

    def shape_mapping(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        """The shape of the results for values of a shape."""
        return together(shape, self.batch_shape)

    def _of_table(self, name: str, value: Any) -> Tensor:
        value = self._check_value_dtype(value)
        held = [self.cast_param_by_value(value, getattr(self, n)) for n in self.parameter_names]
        return _evaluated([value, *held], self._table, name)

    def _forward(self, value: Any) -> Tensor:
        return self._of_table("forward", value)

    def _inverse(self, value: Any) -> Tensor:
        return self._of_table("inverse", value)

    def _forward_log_jacobian(self, value: Any) -> Tensor:
        return self._of_table("forward_log_jacobian", value)

    def _inverse_log_jacobian(self, value: Any) -> Tensor:
        return self._of_table("inverse_log_jacobian", value)

    def forward(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        """The function."""
        return self._forward(value, *args, **kwargs)

    def inverse(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        """Its inverse."""
        return self._inverse(value, *args, **kwargs)

    def forward_log_jacobian(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        """The logarithm of the derivative's size."""
        return self._forward_log_jacobian(value, *args, **kwargs)

    def inverse_log_jacobian(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        """The logarithm of the size of the inverse's derivative."""
        return self._inverse_log_jacobian(value, *args, **kwargs)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from mindshim.nn.probability.distribution import Distribution, TransformedDistribution  # which import this

        if args and isinstance(args[0], Distribution):
            return TransformedDistribution(self, args[0])
        return super().__call__(*args, **kwargs)

    def construct(self, name: str, *args: Any, **kwargs: Any) -> Any:
        if name not in _FUNCTIONS:
            raise RuntimeError(f"A bijector has no function '{name}', but {', '.join(_FUNCTIONS)}.")
        return getattr(self, name)(*args, **kwargs)

    def extend_repr(self) -> str:
        if not self.parameter_names:
            return ""
        if not self.is_scalar_batch:
            return f"batch_shape = {self.batch_shape}"
        return ", ".join(f"{n} = {getattr(self, n)}" for n in self.parameter_names)


class PowerTransform(Bijector):
    """``(1 + power * x) ** (1 / power)``, or the exponential for the power 0.

    Args:
        power: not negative.
        name: its name.

    Raises:
        TypeError: `power` is no float.
        ValueError: `power` is negative.

    Examples:
        >>> from mindshim import Tensor
        >>> from mindshim.nn.probability.bijector import PowerTransform
        >>> print(PowerTransform(0.5).forward(Tensor([2.0])))
        [4.]
    """

    _table = "PowerTransform"

    def __init__(self, power: Any = 0.0, name: str = "PowerTransform"):
        super().__init__(name=name, param={"power": power, "name": name, "param_dict": {"power": power}})
        self._power = self._add_parameter(power, "power")
        check_positive(self._power, "Power", zero=True)

    @property
    def power(self) -> Tensor:
        """The power."""
        return self._power


class Exp(PowerTransform):
    """The exponential."""

    def __init__(self, name: str = "Exp"):
        super().__init__(name=name)

    def extend_repr(self) -> str:
        return "exp"


class GumbelCDF(Bijector):
    """``exp(-exp(-(x - loc) / scale))``, to whose inverse Gumbel's distribution owes its name.

    Args:
        loc, scale: floats, or lists, arrays or Tensors of them.
        name: its name.

    Raises:
        TypeError: a parameter is of a wrong type.
        ValueError: `scale` is not positive.
    """

    _table = "GumbelCDF"

    def __init__(self, loc: Any = 0.0, scale: Any = 1.0, name: str = "GumbelCDF"):
        given = {"loc": loc, "scale": scale}
        super().__init__(name=name, param={**given, "name": name, "param_dict": given})
        self._loc, self._scale = (self._add_parameter(v, n) for n, v in given.items())
        check_positive(self._scale, "scale")

    @property
    def loc(self) -> Tensor:
        """The location."""
        return self._loc

    @property
    def scale(self) -> Tensor:
        """The scale."""
        return self._scale


class ScalarAffine(Bijector):
    """``scale * x + shift``.

    Args:
        scale, shift: floats, or lists, arrays or Tensors of them.
        name: its name.

    Raises:
        TypeError: a parameter is of a wrong type.
    """

    _table = "ScalarAffine"

    def __init__(self, scale: Any = 1.0, shift: Any = 0.0, name: str = "ScalarAffine"):
        given = {"scale": scale, "shift": shift}
        super().__init__(True, True, name, None, {**given, "name": name, "param_dict": given})
        self._scale, self._shift = (self._add_parameter(v, n) for n, v in given.items())

    @property
    def scale(self) -> Tensor:
        """The factor."""
        return self._scale

    @property
    def shift(self) -> Tensor:
        """What is added."""
        return self._shift


class Softplus(Bijector):
    """``log(1 + exp(sharpness * x)) / sharpness``.

    Args:
        sharpness: a float, or a list, array or Tensor of them.
        name: its name.

    Raises:
        TypeError: the parameter is of a wrong type.
    """

    _table = "Softplus"

    def __init__(self, sharpness: Any = 1.0, name: str = "Softplus"):
        given = {"sharpness": sharpness}
        super().__init__(name=name, param={**given, "name": name, "param_dict": given})
        self._sharpness = self._add_parameter(sharpness, "sharpness")
        self.log_sigmoid = LogSigmoid()  # which the printed form shows

    @property
    def sharpness(self) -> Tensor:
        """The sharpness."""
        return self._sharpness


class Invert(Bijector):
    """The inverse of a bijector.

    Args:
        bijector: the bijector.
        name: its name; by default "Invert" in front of the bijector's.

    Raises:
        TypeError: `bijector` is no Bijector.
    """

    def __init__(self, bijector: Any, name: str = ""):
        typed(bijector, "bijector", "Invert", Bijector)
        name = name or f"Invert{bijector.name}"
        super().__init__(bijector.is_constant_jacobian, bijector.is_injective, name, bijector.dtype,
                         {"bijector": bijector, "name": name})  # fmt: skip
        self._bijector = bijector
        self._batch_shape, self._is_scalar_batch = bijector.batch_shape, bijector.is_scalar_batch

    @property
    def bijector(self) -> Any:
        """The bijector."""
        return self._bijector

    def forward(self, x: Any) -> Any:
        return self.bijector.inverse(x)

    def inverse(self, y: Any) -> Any:
        return self.bijector.forward(y)

    def forward_log_jacobian(self, x: Any) -> Any:
        return self.bijector.inverse_log_jacobian(x)

    def inverse_log_jacobian(self, y: Any) -> Any:
        return self.bijector.forward_log_jacobian(y)


__all__ = ["Bijector", "Exp", "GumbelCDF", "Invert", "PowerTransform", "ScalarAffine", "Softplus"]
