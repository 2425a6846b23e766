"""Initial values: what Parameters hold before training.

They are drawn with NumPy, seeded from the random state, because compiling a program for every shape of a
network would take longer than drawing the numbers. Some distributions, as HeUniform, come from He et al.
(2015) and Glorot and Bengio (2010).
"""

from __future__ import annotations

import math
import numbers
from typing import Any

import numpy as np

from mindshim.engine import dtypes, random
from mindshim.engine.arrays import put
from mindshim.engine.tensor import Tensor

_ALIASES: dict[str, type[Initializer]] = {}


class Initializer:
    """The base of initial values. A subclass fills an array in place, in `_initialize(array)`.

    Args:
        kwargs: what a subclass wants to be described by.

    Examples:
        >>> import mindshim as ms
        >>> from mindshim.common.initializer import Initializer, initializer
        >>> class Halves(Initializer):
        ...     def _initialize(self, arr):
        ...         arr[...] = 0.5
        >>> print(initializer(Halves(), [2], ms.float32).init_data())
        [0.5 0.5]
    """

    def __init__(self, **kwargs: Any):
        self._kwargs = kwargs
        self._seed: int | None = None

    @property
    def seed(self) -> Any:
        """A seed that subclasses may read and set."""
        return self._seed

    @seed.setter
    def seed(self, value: int) -> None:
        self._seed = value

    def __init_subclass__(cls, **kwargs: Any):
        super().__init_subclass__(**kwargs)
        if cls.__module__ == __name__:
            _ALIASES[cls.__name__.lower()] = cls

    def _initialize(self, arr: np.ndarray) -> None:
        raise NotImplementedError(f"'{type(self).__name__}' must define '_initialize'.")

    def __repr__(self) -> str:
        # As printed layers show it.
        module = type(self).__module__.replace("mindshim", "mindspore", 1)
        return f"<{module}.{type(self).__qualname__} object at {id(self):#x}>"

    def __call__(self, arr: np.ndarray) -> None:
        return self._initialize(arr)

    def array(self, shape: tuple[int, ...], dtype: np.dtype) -> Any:
        """The initial values as an array of the device.

        Args:
            shape: the sizes of the axes.
            dtype: the NumPy dtype of the elements. Random numbers are drawn in float32.
        """
        values = np.zeros(shape, dtype)
        self._initialize(values)
        return put(values)


def _generator() -> np.random.Generator:
    """NumPy's generator, from a key that was never given before."""
    return np.random.Generator(np.random.SFC64(np.asarray(random.next_key()).tolist()))


def _normal(mean: float, sigma: float, shape: tuple[int, ...]) -> np.ndarray:
    if sigma < 0:
        raise ValueError(f"The standard deviation of an initializer must not be negative, but got {sigma}.")
    return _generator().standard_normal(shape, np.float32) * np.float32(sigma) + np.float32(mean)


def _uniform(bound: float, shape: tuple[int, ...]) -> np.ndarray:
    return (_generator().random(shape, np.float32) * 2 - 1) * np.float32(bound)


def _truncated_normal(
    low: float, high: float, mean: float, sigma: float, shape: tuple[int, ...]
) -> np.ndarray:
    if sigma < 0:
        raise ValueError(f"The standard deviation of an initializer must not be negative, but got {sigma}.")
    generator = _generator()
    values = generator.standard_normal(shape, np.float32) * np.float32(sigma) + np.float32(mean)
    for _ in range(100):
        outside = (values < low) | (values > high)
        if not outside.any():
            return values
        again = generator.standard_normal(int(outside.sum()), np.float32)
        values[outside] = again * np.float32(sigma) + np.float32(mean)
    # So little of the distribution lies within the bounds that drawing again would take for ever.
    return np.clip(values, low, high)


def _calculate_fan_in_and_fan_out(shape: tuple[int, ...]) -> tuple[int, int]:
    """The number of inputs of one output, and of outputs of one input, of a weight ``(out, in, *kernel)``."""
    if len(shape) < 2:
        raise ValueError(
            f"'fan_in' and 'fan_out' need a shape with two dimensions or more, but got {len(shape)} "
            "dimensions."
        )
    field = math.prod(shape[2:])
    return shape[1] * field, shape[0] * field


def _gain(nonlinearity: str, slope: Any) -> float:
    if nonlinearity in ("linear", "sigmoid") or nonlinearity.startswith("conv"):
        return 1.0
    if nonlinearity == "tanh":
        return 5 / 3
    if nonlinearity == "relu":
        return math.sqrt(2)
    if nonlinearity == "leaky_relu":
        if slope is None:
            slope = 0.01
        if isinstance(slope, bool) or not isinstance(slope, (int, float)):
            raise ValueError(f"'negative_slope' must be a number, but got {slope!r}.")
        return math.sqrt(2 / (1 + slope**2))
    raise ValueError(
        f"'nonlinearity' must be 'sigmoid', 'tanh', 'relu' or 'leaky_relu', but got '{nonlinearity}'."
    )


class Zero(Initializer):
    """Zeros."""

    def _initialize(self, arr: np.ndarray) -> None:
        arr.fill(0)


class One(Initializer):
    """Ones."""

    def _initialize(self, arr: np.ndarray) -> None:
        arr.fill(1)


class Constant(Initializer):
    """One value everywhere."""

    def __init__(self, value: Any):
        super().__init__(value=value)
        self.value = value

    def _initialize(self, arr: np.ndarray) -> None:
        arr.fill(self.value)


class Uniform(Initializer):
    """Uniform in ``[-scale, scale]``."""

    def __init__(self, scale: float = 0.07):
        super().__init__(scale=scale)
        self.scale = scale

    def _initialize(self, arr: np.ndarray) -> None:
        arr[...] = _uniform(self.scale, arr.shape)


class Normal(Initializer):
    """Normal, with this standard deviation and mean."""

    def __init__(self, sigma: float = 0.01, mean: float = 0.0):
        super().__init__(sigma=sigma, mean=mean)
        self.sigma = sigma
        self.mean = mean

    def _initialize(self, arr: np.ndarray) -> None:
        arr[...] = _normal(self.mean, self.sigma, arr.shape)


class TruncatedNormal(Initializer):
    """Normal, of which only values in ``[a, b]`` are kept."""

    def __init__(self, sigma: float = 0.01, mean: float = 0.0, a: float = -2.0, b: float = 2.0):
        super().__init__(sigma=sigma, mean=mean, a=a, b=b)
        self.sigma = sigma
        self.mean = mean
        self.a = a
        self.b = b

    def _initialize(self, arr: np.ndarray) -> None:
        arr[...] = _truncated_normal(self.a, self.b, self.mean, self.sigma, arr.shape)


class XavierUniform(Initializer):
    """Uniform in ±``gain * sqrt(6 / (fan_in + fan_out))``."""

    def __init__(self, gain: float = 1):
        super().__init__(gain=gain)
        self.gain = gain

    def _initialize(self, arr: np.ndarray) -> None:
        arr[...] = _uniform(
            self.gain * math.sqrt(6 / sum(_calculate_fan_in_and_fan_out(arr.shape))), arr.shape
        )


class XavierNormal(Initializer):
    """Normal, with standard deviation ``gain * sqrt(2 / (fan_in + fan_out))``."""

    def __init__(self, gain: float = 1):
        super().__init__(gain=gain)
        self.gain = gain

    def _initialize(self, arr: np.ndarray) -> None:
        sigma = self.gain * math.sqrt(2 / sum(_calculate_fan_in_and_fan_out(arr.shape)))
        arr[...] = _normal(0, sigma, arr.shape)


class _He(Initializer):
    def __init__(self, negative_slope: float = 0, mode: str = "fan_in", nonlinearity: str = "leaky_relu"):
        super().__init__(negative_slope=negative_slope, mode=mode, nonlinearity=nonlinearity)
        self.negative_slope = negative_slope
        self.mode = mode
        self.nonlinearity = nonlinearity

    def _sigma(self, shape: tuple[int, ...]) -> float:
        if self.mode.lower() not in ("fan_in", "fan_out"):
            raise ValueError(f"'mode' must be 'fan_in' or 'fan_out', but got '{self.mode}'.")
        fan_in, fan_out = _calculate_fan_in_and_fan_out(shape)
        fan = fan_in if self.mode.lower() == "fan_in" else fan_out
        return _gain(self.nonlinearity, self.negative_slope) / math.sqrt(fan)


class HeUniform(_He):
    """Uniform in ±``gain * sqrt(3 / fan)``; the gain follows from the activation and its negative slope."""

    def _initialize(self, arr: np.ndarray) -> None:
        arr[...] = _uniform(math.sqrt(3) * self._sigma(arr.shape), arr.shape)


class HeNormal(_He):
    """Normal, with standard deviation ``gain / sqrt(fan)``; the gain follows from the activation."""

    def _initialize(self, arr: np.ndarray) -> None:
        arr[...] = _normal(0, self._sigma(arr.shape), arr.shape)


class Identity(Initializer):
    """The identity matrix."""

    def _initialize(self, arr: np.ndarray) -> None:
        if arr.ndim != 2:
            raise ValueError(f"For 'Identity', the Tensor must have 2 dimensions, but got {arr.ndim}.")
        arr[...] = np.eye(*arr.shape)


class Sparse(Initializer):
    """Normal, with the share `sparsity` of every column set to zero."""

    def __init__(self, sparsity: float, sigma: float = 0.01):
        super().__init__()
        self.sparsity = sparsity
        self.sigma = sigma

    def _initialize(self, arr: np.ndarray) -> None:
        if arr.ndim != 2:
            raise ValueError(f"For 'Sparse', the Tensor must have 2 dimensions, but got {arr.ndim}.")
        rows, columns = arr.shape
        values = _normal(0, self.sigma, arr.shape)
        order = _generator().random((rows, columns)).argsort(axis=0)
        np.put_along_axis(values, order[: math.ceil(self.sparsity * rows)], 0, axis=0)
        arr[...] = values


class Dirac(Initializer):
    """A kernel ``(out, in, *kernel)`` that passes its input on: ones at its centre, for 3 to 5 dimensions."""

    def __init__(self, groups: int = 1):
        super().__init__()
        self.groups = groups

    def _initialize(self, arr: np.ndarray) -> None:
        if arr.ndim not in (3, 4, 5):
            raise ValueError(f"For 'Dirac', the Tensor must have 3, 4 or 5 dimensions, but got {arr.ndim}.")
        if arr.shape[0] % self.groups:
            raise ValueError(
                f"For 'Dirac', the first dimension {arr.shape[0]} must be divisible by groups {self.groups}."
            )
        arr.fill(0)
        outputs = arr.shape[0] // self.groups
        centre = tuple(size // 2 for size in arr.shape[2:])
        for group in range(self.groups):
            for channel in range(min(outputs, arr.shape[1])):
                arr[(group * outputs + channel, channel, *centre)] = 1


class Orthogonal(Initializer):
    """A matrix with orthogonal rows (or columns), times `gain`; more dimensions are flattened behind the
    first."""

    def __init__(self, gain: float = 1.0):
        super().__init__(gain=gain)
        self.gain = gain

    def _initialize(self, arr: np.ndarray) -> None:
        if arr.ndim < 2:
            raise ValueError(
                f"For 'Orthogonal', the Tensor must have 2 dimensions or more, but got {arr.ndim}."
            )
        rows, columns = arr.shape[0], math.prod(arr.shape[1:])
        q, r = np.linalg.qr(_normal(0, 1, (max(rows, columns), min(rows, columns))))
        q = q * np.sign(np.diag(r))
        arr[...] = (self.gain * (q.T if rows < columns else q)).reshape(arr.shape)


class VarianceScaling(Initializer):
    """Random, with variance ``scale / fan``.

    Args:
        scale: see above.
        mode: ``fan_in``, ``fan_out`` or ``fan_avg``.
        distribution: ``uniform``, ``untruncated_normal``, or ``truncated_normal``.

    Raises:
        ValueError: an argument is something else.
    """

    def __init__(self, scale: float = 1.0, mode: str = "fan_in", distribution: str = "truncated_normal"):
        super().__init__(scale=scale, mode=mode, distribution=distribution)
        if scale <= 0:
            raise ValueError(f"For 'VarianceScaling', 'scale' must be greater than 0, but got {scale}.")
        if mode not in ("fan_in", "fan_out", "fan_avg"):
            raise ValueError(
                f"For 'VarianceScaling', 'mode' must be fan_in, fan_out or fan_avg, but got {mode}."
            )
        if distribution not in ("uniform", "truncated_normal", "untruncated_normal"):
            raise ValueError(
                "For 'VarianceScaling', 'distribution' must be uniform, truncated_normal or "
                f"untruncated_normal, but got {distribution}."
            )
        self.scale = scale
        self.mode = mode
        self.distribution = distribution

    def _initialize(self, arr: np.ndarray) -> None:
        fan_in, fan_out = _calculate_fan_in_and_fan_out(arr.shape)
        fan = {"fan_in": fan_in, "fan_out": fan_out, "fan_avg": (fan_in + fan_out) / 2}[self.mode]
        variance = self.scale / max(1.0, fan)
        if self.distribution == "untruncated_normal":
            arr[...] = _normal(0, math.sqrt(variance), arr.shape)
        else:  # MindSpore draws uniformly also where it is asked for a truncated normal distribution
            arr[...] = _uniform(math.sqrt(3 * variance), arr.shape)


del _ALIASES["constant"], _ALIASES["_he"]
_ALIASES |= {
    "zeros": Zero,
    "ones": One,
    "xavier_uniform": XavierUniform,
    "xavier_normal": XavierNormal,
    "he_uniform": HeUniform,
    "he_normal": HeNormal,
}
_INITIALIZER_ALIAS = _ALIASES


def initializer(init: Any, shape: Any = None, dtype: dtypes.Type = dtypes.float32) -> Tensor:
    """A Tensor of initial values, which it draws when it is made a Parameter, or its `init_data()` is called.

    Args:
        init: an Initializer, the name of one (``"normal"``, ``"zeros"``, ``"he_uniform"`` …), a number, or a
            Tensor, which is returned as it is.
        shape: sizes, or one size.
        dtype: a MindSpore dtype.

    Raises:
        TypeError: `init` is something else.
        ValueError: there is no such name, a size is no positive int, or a given Tensor has another shape.

    Examples:
        >>> import mindshim as ms
        >>> print(ms.common.initializer.initializer("ones", [2, 2], ms.float32).init_data())
        [[1. 1.]
         [1. 1.]]
    """
    if not isinstance(init, (Tensor, numbers.Number, str, Initializer)):
        raise TypeError(
            "For 'initializer', 'init' must be a Tensor, a number, a str or an Initializer, but got "
            f"{type(init).__name__}."
        )
    sizes = tuple(shape) if isinstance(shape, (list, tuple)) else (shape,)
    if isinstance(init, Tensor):
        if init.shape != sizes:
            raise ValueError(
                f"For 'initializer', the Tensor 'init' must have the shape {sizes}, but has {init.shape}."
            )
        return init
    for size in sizes:
        if not isinstance(size, (int, np.integer)) or size <= 0:
            raise ValueError(
                f"For 'initializer', every size in 'shape' must be a positive int, but got {shape}."
            )
    if isinstance(init, str):
        if init.lower() not in _ALIASES:
            raise ValueError(f"For 'initializer', there is no initializer '{init}'.")
        init = _ALIASES[init.lower()]()  # type: ignore[call-arg]
    elif isinstance(init, numbers.Number):
        init = Constant(init)
    return Tensor(shape=tuple(int(s) for s in sizes), dtype=dtype, init=init)


__all__ = [
    "Constant",
    "Dirac",
    "HeNormal",
    "HeUniform",
    "Identity",
    "Initializer",
    "Normal",
    "One",
    "Orthogonal",
    "Sparse",
    "TruncatedNormal",
    "Uniform",
    "VarianceScaling",
    "XavierNormal",
    "XavierUniform",
    "Zero",
    "initializer",
]
