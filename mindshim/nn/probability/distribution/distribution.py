"""Distribution: what all distributions have in common."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from mindshim import ops
from mindshim.engine import dtypes
from mindshim.engine.binding import operator_named
from mindshim.engine.tensor import Tensor
from mindshim.kernels import distributions as _kernels
from mindshim.nn._checks import typed
from mindshim.nn.cell import Cell
from mindshim.nn.probability._parameters import all_numbers, as_tensor, common_dtype, require_tensor, shape_of

_evaluated = operator_named("ops._distribution")
_sampled = operator_named("ops._sampled")

_OF_PARAMETERS = ("mean", "mode", "sd", "var", "entropy")
_OF_VALUES = ("prob", "log_prob", "cdf", "log_cdf", "survival_function", "log_survival")
# What follows from what, the first that is known: e.g. `prob` is the exponential of `log_prob`.
_FALLBACKS: dict[str, tuple[tuple[str, Callable[[Any], Any]], ...]] = {
    "prob": (("log_prob", ops.exp),),
    "log_prob": (("prob", ops.log),),
    "sd": (("var", ops.sqrt),),
    "var": (("sd", ops.square),),
    "cdf": (
        ("log_cdf", ops.exp), ("survival_function", lambda s: 1.0 - s), ("log_survival", lambda s: 1.0 - ops.exp(s))),
    "log_cdf": (("cdf", ops.log),),
    "survival_function": (("log_survival", ops.exp), ("cdf", lambda c: 1.0 - c)),
    "log_survival": (("survival_function", ops.log),),
}  # fmt: skip
_FUNCTIONS = (*_OF_PARAMETERS, *_OF_VALUES, "kl_loss", "cross_entropy", "sample", "get_dist_args", "get_dist_type")


class Distribution(Cell):
    """The base of distributions. A subclass of one's own defines some of `_mean`, `_sd`, `_log_prob`, `_sample` …

    Each public function can be called as a method, or by its name: ``distribution("prob", value)``. Parameters that a
    distribution was made without, or other ones, are given to the functions, as Tensors.

    Args:
        seed: of the numbers that are drawn; None or 0 for the global one.
        dtype: of values.
        name: its name.
        param: its arguments; under ``param_dict`` its parameters.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `seed` is negative.
        NotImplementedError: (in a function) the distribution does not define it.
    """

    # Of the distributions of the table: what parameters are called in functions, and behind which suffix those of this
    # distribution follow in `kl_loss`, where the other's come first, with ``_b``.
    _arguments: tuple[str, ...] = ()
    _own_suffix = ""
    _mode_of_values = False  # whether the mode has the dtype of values
    _labels: tuple[str, ...] = ()  # what parameters are called in the printed form
    _fixed = False  # whether functions take no other parameters than its own

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.__module__.startswith("mindshim.") and cls.__name__ in _kernels.DISTRIBUTIONS:
            _define(cls, cls.__name__)

    def __init__(self, seed: int | None, dtype: Any, name: str, param: dict[str, Any]):
        super().__init__()
        self._name = typed(name, "name", type(self).__name__, str)
        self._seed = typed(seed or 0, "seed", name, int)
        if self._seed < 0:
            raise ValueError(f"For '{name}', 'seed' must not be negative, but got {seed}.")
        self._dtype = dtype
        self._parameters = {k: v for k, v in param.items() if k != "self" and not k.startswith("_")}
        self.default_parameters: list[Any] = []
        self.parameter_names: list[str] = []
        if "distribution" not in self._parameters:
            given = self._parameters.get("param_dict", {})
            self.parameter_type = common_dtype(given, dtype)
            self._batch_shape = shape_of(given) if given else ()
            self._is_scalar_batch = all_numbers(given)
            self._broadcast_shape = self._batch_shape

    @property
    def name(self) -> str:
        """Its name."""
        return self._name

    @property
    def dtype(self) -> Any:
        """The dtype of values."""
        return self._dtype

    @property
    def seed(self) -> int:
        """The seed of the numbers that are drawn."""
        return self._seed

    @property
    def parameters(self) -> dict[str, Any]:
        """What it was made with."""
        return self._parameters

    @property
    def is_scalar_batch(self) -> bool:
        """Whether all parameters are numbers."""
        return self._is_scalar_batch

    @property
    def batch_shape(self) -> Any:
        """The shape of the parameters."""
        return self._batch_shape

    @property
    def broadcast_shape(self) -> Any:
        """The shape of the parameters, together with those of a bijector."""
        return self._broadcast_shape

    # Parameters -----------------------------------------------------------------------------------------------------

    def _add_parameter(self, value: Any, name: str) -> Any:
        """A parameter, as functions use it unless they are given another one."""
        held = None if value is None else as_tensor(value, self.parameter_type)
        self.default_parameters.append(held)
        self.parameter_names.append(name)
        return held

    def _reset_parameters(self) -> None:
        self.default_parameters, self.parameter_names = [], []

    def _check_param_type(self, *args: Any) -> Any:
        """Parameters, given or from the start, of one shape and dtype; one alone is no tuple."""
        found = []
        for given, name, default in zip(args, self.parameter_names, self.default_parameters, strict=True):
            value = default if require_tensor(given, name) is None else given
            if value is None:
                raise TypeError(f"The parameter {name} of '{self.name}' was not given, neither at first nor now.")
            found.append(value.astype(self.parameter_type))
        if len(found) == 1:
            return found[0]
        shape = np.broadcast_shapes(*(x.shape for x in found))
        return tuple(x if x.shape == shape else ops.broadcast_to(x, shape) for x in found)

    def _check_value(self, value: Any, name: str) -> Any:
        return require_tensor(value, name)

    def extend_repr(self) -> str:
        if not self._labels:
            return ""
        if not self.is_scalar_batch:
            return f"batch_shape = {self._broadcast_shape}"
        return ", ".join(f"{n} = {v}" for n, v in zip(self._labels, self.default_parameters, strict=True))

    # Functions ------------------------------------------------------------------------------------------------------

    def _function(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """A function by its name: as the distribution defines it, or as it follows from another one."""
        own = getattr(self, f"_{name}", None)
        if own is not None:
            return own(*args, **kwargs)
        for source, derived in _FALLBACKS.get(name, ()):
            if hasattr(self, f"_{source}"):
                return derived(getattr(self, f"_{source}")(*args, **kwargs))
        if name in ("log_cdf", "log_survival"):
            ((source, derived),) = _FALLBACKS[name]
            return derived(self._function(source, *args, **kwargs))
        raise NotImplementedError(f"{name} is not implemented for {self.name} distribution.")

    def _formula(self, of: str, name: str, first: list[Any], given: list[Any]) -> Any:
        """A function of the table, by its arguments: those in front of the parameters, and parameters."""
        if name == "sample":
            shape, *given = given
            shape = () if shape is None else shape
            if not isinstance(shape, tuple):
                raise TypeError(f"For shape, input type must be a tuple, but got {type(shape).__name__}.")
            return _sampled(self._own(given), of, shape, self.dtype, self.seed)
        if name == "kl_loss":
            kind, *first = first
            if kind != of:
                raise ValueError(f"Expected dist input is {of}, but got {kind}.")
            first = [_present(x, f"{n}_b").astype(self.parameter_type) for x, n in
                     zip(first, self._arguments, strict=True)]  # fmt: skip
        elif first:
            real = self.dtype if self.dtype in dtypes.float_type else self.parameter_type
            first = [_present(first[0], "value").astype(real)]
        result = _evaluated([*first, *self._own(given)], of, name)
        return result.astype(self.dtype) if name == "mode" and self._mode_of_values else result

    def _own(self, given: list[Any]) -> tuple[Tensor, ...]:
        found = self._check_param_type(*(given or [None] * len(self.parameter_names)))
        return found if isinstance(found, tuple) else (found,)

    def _get_dist_args(self, *args: Any, **kwargs: Any) -> tuple:
        if not self._labels:
            raise NotImplementedError(f"get_dist_args is not implemented for {self.name} distribution.")
        given = _signature((), self._arguments).bind(*args, **kwargs).arguments
        return tuple(
            default if require_tensor(given.get(name), name) is None else given[name]
            for name, default in zip(self._arguments, self.default_parameters, strict=True)
        )

    def _get_dist_type(self) -> str:
        if not self._labels:
            raise NotImplementedError(f"get_dist_type is not implemented for {self.name} distribution.")
        return type(self).__name__

    def construct(self, name: str, *args: Any, **kwargs: Any) -> Any:
        if name not in _FUNCTIONS:
            raise NotImplementedError(f"{name} is not implemented for {self.name} distribution.")
        if name == "get_dist_type":  # which nothing else has to do with
            return self._get_dist_type()
        return self._function(name, *args, **kwargs)


def _present(value: Any, name: str) -> Any:
    if require_tensor(value, name) is None:
        raise TypeError(f"For {name}, input type must be a Tensor, but got None.")
    return value


_WHAT = {
    "mean": "The mean.",
    "mode": "The value that is likeliest.",
    "sd": "The standard deviation.",
    "var": "The variance.",
    "entropy": "The entropy, in nats.",
    "prob": "The density at a value, or its probability.",
    "log_prob": "The logarithm of :meth:`prob`.",
    "cdf": "The probability of values up to this one.",
    "log_cdf": "The logarithm of :meth:`cdf`.",
    "survival_function": "The probability of values above this one.",
    "log_survival": "The logarithm of :meth:`survival_function`.",
    "kl_loss": "The Kullback-Leibler divergence from one of the same kind, whose parameters follow its name.",
    "cross_entropy": "The cross entropy with one of the same kind, whose parameters follow its name.",
    "sample": "Numbers drawn, of a shape that the parameters' is added to.",
    "get_dist_args": "The parameters, as a tuple.",
    "get_dist_type": "The kind of the distribution.",
}


def _public(name: str, doc: str) -> Callable[..., Any]:
    def method(self: Distribution, *args: Any, **kwargs: Any) -> Any:
        return self._function(name, *args, **kwargs)

    method.__name__, method.__doc__ = name, doc
    method.__qualname__ = f"Distribution.{name}"
    return method


for _name, _doc in _WHAT.items():
    setattr(Distribution, _name, _public(_name, _doc))


# The distributions of the table --------------------------------------------------------------------------------------


def _define(cls: type[Distribution], of: str) -> None:
    """Give a class the functions that the table has of its distribution."""
    own = () if cls._fixed else cls._arguments
    other = tuple(f"{n}_b" for n in cls._arguments)
    mine = tuple(n + cls._own_suffix for n in own)

    def formula(name: str, first: tuple[str, ...], rest: tuple[str, ...]) -> None:
        signature = _signature(first, rest)

        def method(self: Distribution, *args: Any, **kwargs: Any) -> Any:
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            values = list(bound.arguments.values())
            return self._formula(of, name, values[: len(first)], values[len(first) :])

        method.__signature__ = signature  # type: ignore[attr-defined]
        setattr(cls, f"_{name}", method)

    for name in _kernels.DISTRIBUTIONS[of]:
        if name == "kl_loss":
            formula(name, ("dist", *other), mine)
            cls._cross_entropy = _cross_entropy  # type: ignore[attr-defined]
        elif name == "sample":
            formula(name, (), ("shape", *own))
        else:
            formula(name, ("value",) if name in _OF_VALUES else (), own)


def _signature(required: tuple[str, ...], optional: tuple[str, ...]) -> inspect.Signature:
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    return inspect.Signature(
        [inspect.Parameter(n, kind) for n in required] + [inspect.Parameter(n, kind, default=None) for n in optional]
    )


def _cross_entropy(self: Any, dist: Any, *args: Any, **kwargs: Any) -> Any:
    count = len(self._arguments)
    names = {f"{n}_b" for n in self._arguments}
    own = {k.removesuffix(self._own_suffix): v for k, v in kwargs.items() if k not in names}
    return self._entropy(*args[count:], **own) + self._kl_loss(dist, *args, **kwargs)
