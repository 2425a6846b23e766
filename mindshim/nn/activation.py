"""Activation functions as Cells."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim import ops
from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor
from mindshim.nn._checks import has_dims, positive_int, tensors, typed
from mindshim.nn._extended import extended as __getattr__  # noqa: F401
from mindshim.nn.cell import Cell


class ReLU(Cell):
    """``max(x, 0)``, element by element.

    Examples:
        >>> from mindshim import Tensor, nn
        >>> print(nn.ReLU()(Tensor([-1.0, 2.0])))
        [0. 2.]
    """

    def construct(self, input: Tensor) -> Tensor:
        tensors("ReLU", input=input)
        return ops.relu(input)


class ReLU6(Cell):
    """``min(max(x, 0), 6)``, element by element."""

    def construct(self, x: Tensor) -> Tensor:
        return ops.relu6(x)


class LeakyReLU(Cell):
    """``x`` where it is positive, ``alpha * x`` elsewhere."""

    def __init__(self, alpha: float = 0.2):
        super().__init__()
        self.alpha = alpha

    def construct(self, x: Tensor) -> Tensor:
        return ops.leaky_relu(x, self.alpha)


class RReLU(Cell):
    """``x`` where it is positive, elsewhere ``a * x`` with ``a`` drawn uniformly from ``[lower, upper]`` for
    each element.

    Raises:
        TypeError: a bound is no number.
        ValueError: `lower` is above `upper`.
    """

    def __init__(self, lower: float = 1 / 8, upper: float = 1 / 3):
        super().__init__()
        self.lower = typed(lower, "lower", self.cls_name, float, int)
        self.upper = typed(upper, "upper", self.cls_name, float, int)
        if lower > upper:
            raise ValueError(f"For 'RReLU', 'lower' must not be above 'upper', but got {lower} and {upper}.")

    def construct(self, x: Tensor) -> Tensor:
        return ops.rrelu(x, self.lower, self.upper)


class PReLU(Cell):
    """``x`` where it is positive, ``w * x`` elsewhere, with `w` a Parameter, one for all channels or one for
    each.

    Args:
        channel: the number of weights: 1, or the size of the input's second axis.
        w: their first values: a float, a list of floats, or a Tensor of shape ``(channel,)``.

    Raises:
        TypeError: `w` is something else, or `channel` no int.
        ValueError: `channel` is not positive, or `w` does not fit it.
    """

    def __init__(self, channel: int = 1, w: Any = 0.25):
        super().__init__()
        positive_int(channel, "channel", self.cls_name)
        if not isinstance(w, (float, np.floating, list, Tensor)):
            raise TypeError(
                f"For 'PReLU', 'w' must be a float, a list or a Tensor, but got {type(w).__name__}."
            )
        if isinstance(w, (float, np.floating)):
            w = [float(w)] * channel
        if isinstance(w, list):
            if len(w) != channel or not all(isinstance(v, (float, np.floating)) for v in w):
                raise ValueError(
                    f"For 'PReLU', 'w' must be {channel} floats, one for each channel, but got {w}."
                )
            w = Tensor([float(v) for v in w], dtypes.float32)
        if w.dtype not in (dtypes.float16, dtypes.float32) or w.shape != (channel,):
            raise ValueError(
                f"For 'PReLU', 'w' must be of shape ({channel},) and float16 or float32, but got shape "
                f"{w.shape} and {w.dtype}."
            )
        self.w = Parameter(w, name="a")

    def construct(self, x: Tensor) -> Tensor:
        return ops.prelu(x, self.w.astype(x.dtype))


class ELU(Cell):
    """``x`` where it is positive, ``alpha * (exp(x) - 1)`` elsewhere (Clevert et al., 2015)."""

    def __init__(self, alpha: float = 1.0):
        super().__init__()
        self.alpha = alpha

    def construct(self, x: Tensor) -> Tensor:
        return ops.elu(x, self.alpha)


class CELU(Cell):
    """``x`` where it is positive, ``alpha * (exp(x / alpha) - 1)`` elsewhere (Barron, 2017)."""

    def __init__(self, alpha: float = 1.0):
        super().__init__()
        self.alpha = alpha

    def construct(self, x: Tensor) -> Tensor:
        return ops.celu(x, self.alpha)


class SeLU(Cell):
    """ELU with the constants that keep mean and variance through layers (Klambauer et al., 2017)."""

    def construct(self, input_x: Tensor) -> Tensor:
        return ops.selu(input_x)


class SiLU(Cell):
    """``x * sigmoid(x)``."""

    def construct(self, x: Tensor) -> Tensor:
        return ops.silu(x)


class GELU(Cell):
    """``x`` times the normal distribution function of ``x`` (Hendrycks and Gimpel, 2016).

    Args:
        approximate: use the approximation by tanh.

    Raises:
        TypeError: `approximate` is no bool.
    """

    def __init__(self, approximate: bool = True):
        super().__init__()
        typed(approximate, "approximate", self.cls_name, bool)
        self.approximate = "tanh" if approximate else "none"

    def construct(self, x: Tensor) -> Tensor:
        return ops.gelu(x, approximate=self.approximate)


class FastGelu(Cell):
    """An approximation of GELU by exponentials."""

    def construct(self, x: Tensor) -> Tensor:
        return ops.fast_gelu(x)


class Mish(Cell):
    """``x * tanh(log(1 + exp(x)))`` (Misra, 2019)."""

    def construct(self, input_x: Tensor) -> Tensor:
        return ops.mish(input_x)


class Sigmoid(Cell):
    """``1 / (1 + exp(-x))``."""

    def construct(self, x: Tensor) -> Tensor:
        return ops.sigmoid(x)


class LogSigmoid(Cell):
    """The logarithm of the sigmoid."""

    def construct(self, input_x: Tensor) -> Tensor:
        return ops.logsigmoid(input_x)


class HSigmoid(Cell):
    """``min(max(x + 3, 0), 6) / 6``."""

    def construct(self, input: Tensor) -> Tensor:
        return ops.hardsigmoid(input)


class HSwish(Cell):
    """``x`` times its hard sigmoid (Howard et al., 2019)."""

    def construct(self, input: Tensor) -> Tensor:
        return ops.hardswish(input)


class Tanh(Cell):
    """The hyperbolic tangent."""

    def construct(self, x: Tensor) -> Tensor:
        return ops.tanh(x)


class Tanhshrink(Cell):
    """``x - tanh(x)``."""

    def construct(self, x: Tensor) -> Tensor:
        return ops.tanhshrink(x)


class Hardtanh(Cell):
    """``x``, kept between two bounds.

    Raises:
        ValueError: `min_val` is not below `max_val`.
    """

    def __init__(self, min_val: float = -1.0, max_val: float = 1.0):
        super().__init__()
        if min_val >= max_val:
            raise ValueError(
                f"For 'Hardtanh', 'min_val' must be below 'max_val', but got {min_val} and {max_val}."
            )
        self.min_val = min_val
        self.max_val = max_val

    def construct(self, x: Tensor) -> Tensor:
        return ops.hardtanh(x, self.min_val, self.max_val)


class Softsign(Cell):
    """``x / (1 + |x|)``."""

    def construct(self, x: Tensor) -> Tensor:
        return ops.softsign(x)


class SoftShrink(Cell):
    """``x`` moved towards zero by `lambd`, and zero between."""

    def __init__(self, lambd: float = 0.5):
        super().__init__()
        self.lambd = lambd

    def construct(self, input: Tensor) -> Tensor:
        return ops.softshrink(input, self.lambd)


class HShrink(Cell):
    """``x``, and zero where it is within ``[-lambd, lambd]``."""

    def __init__(self, lambd: float = 0.5):
        super().__init__()
        self.lambd = lambd

    def construct(self, input: Tensor) -> Tensor:
        return ops.hardshrink(input, self.lambd)


class Threshold(Cell):
    """``x`` where it is above `threshold`, `value` elsewhere."""

    def __init__(self, threshold: float, value: float):
        super().__init__()
        self.threshold = threshold
        self.value = value

    def construct(self, input_x: Tensor) -> Tensor:
        return ops.threshold(input_x, self.threshold, self.value)


class Softmax(Cell):
    """Exponentials along an axis, divided by their sum.

    Examples:
        >>> from mindshim import Tensor, nn
        >>> print(nn.Softmax()(Tensor([0.0, 0.0])))
        [0.5 0.5]
    """

    def __init__(self, axis: int | tuple[int, ...] = -1):
        super().__init__()
        self.axis = axis

    def construct(self, input: Tensor) -> Tensor:
        return ops.softmax(input, self.axis)


class Softmin(Cell):
    """Softmax of ``-x``."""

    def __init__(self, axis: int = -1):
        super().__init__()
        self.axis = axis

    def construct(self, x: Tensor) -> Tensor:
        return ops.softmax(-x, self.axis)


class Softmax2d(Cell):
    """Softmax over the channels of images ``(N, C, H, W)`` or ``(C, H, W)``."""

    def construct(self, x: Tensor) -> Tensor:
        has_dims(x, (3, 4), self.cls_name)
        return ops.softmax(x, -3)


class LogSoftmax(Cell):
    """The logarithm of the softmax."""

    def __init__(self, axis: int = -1):
        super().__init__()
        self.axis = axis

    def construct(self, x: Tensor) -> Tensor:
        return ops.log_softmax(x, self.axis)


class GLU(Cell):
    """The first half of the input along an axis, times the sigmoid of the second (Dauphin et al., 2016)."""

    def __init__(self, axis: int = -1):
        super().__init__()
        self.dim = axis

    def construct(self, x: Tensor) -> Tensor:
        return ops.glu(x, self.dim)


class LRN(Cell):
    """Local response normalisation over neighbouring channels (Krizhevsky et al., 2012)."""

    def __init__(
        self,
        depth_radius: int = 5,
        bias: float = 1.0,
        alpha: float = 1.0,
        beta: float = 0.5,
        norm_region: str = "ACROSS_CHANNELS",
    ):
        super().__init__()
        self.depth_radius = depth_radius
        self.bias = bias
        self.alpha = alpha
        self.beta = beta
        self.norm_region = norm_region

    def construct(self, input_x: Tensor) -> Tensor:
        return ops.lrn(input_x, self.depth_radius, self.bias, self.alpha, self.beta, self.norm_region)


_activation: dict[str, type[Cell]] = {
    "softmin": Softmin,
    "softmax": Softmax,
    "softmax2d": Softmax2d,
    "logsoftmax": LogSoftmax,
    "relu": ReLU,
    "relu6": ReLU6,
    "rrelu": RReLU,
    "silu": SiLU,
    "tanh": Tanh,
    "tanhshrink": Tanhshrink,
    "hardtanh": Hardtanh,
    "gelu": GELU,
    "fast_gelu": FastGelu,
    "elu": ELU,
    "sigmoid": Sigmoid,
    "softsign": Softsign,
    "prelu": PReLU,
    "leakyrelu": LeakyReLU,
    "hswish": HSwish,
    "hsigmoid": HSigmoid,
    "logsigmoid": LogSigmoid,
    "softshrink": SoftShrink,
    "hshrink": HShrink,
    "threshold": Threshold,
    "mish": Mish,
}


def get_activation(name: str | None, prim_name: str | None = None) -> Cell | None:
    """The activation of a name, such as ``"relu"``; None for None.

    Raises:
        KeyError: there is none of this name.
    """
    if name is None:
        return None
    if name not in _activation:
        raise KeyError(f"The activation must be one of {', '.join(_activation)}, but got {name}.")
    return _activation[name]()
