"""A convolution or dense layer with what usually follows it."""

from __future__ import annotations

from typing import Any

from mindshim.engine.tensor import Tensor
from mindshim.nn._checks import typed
from mindshim.nn.activation import LeakyReLU, get_activation
from mindshim.nn.basic import Dense
from mindshim.nn.cell import Cell
from mindshim.nn.conv import Conv2d
from mindshim.nn.normalization import BatchNorm1d, BatchNorm2d
from mindshim.ops.primitive import Primitive


class _Combined(Cell):
    """What follows: batch normalisation, if `has_bn`, and an activation, by name, as a Cell or as a
    primitive."""

    def _follow(self, has_bn: bool, after_fake: bool, norm: Any, activation: Any, alpha: float) -> None:
        self.has_bn = typed(has_bn, "has_bn", self.cls_name, bool)
        self.after_fake = typed(after_fake, "after_fake", self.cls_name, bool)
        self.has_act = activation is not None
        if has_bn:
            self.batchnorm = norm
        if activation == "leakyrelu":
            self.activation: Any = LeakyReLU(alpha)
        else:
            self.activation = get_activation(activation) if isinstance(activation, str) else activation
            if activation is not None and not isinstance(self.activation, (Cell, Primitive)):
                raise TypeError(
                    f"For '{self.cls_name}', 'activation' must be a str, a Cell or a Primitive, but got "
                    f"{type(activation).__name__}."
                )

    def _followed(self, x: Tensor) -> Tensor:
        x = self.batchnorm(x) if self.has_bn else x
        return self.activation(x) if self.has_act else x


class Conv2dBnAct(_Combined):
    """A :class:`Conv2d`, then batch normalisation if `has_bn`, then an activation.

    Args:
        momentum, eps: those of the batch normalisation.
        activation: name, Cell or primitive; ``leakyrelu`` takes the slope `alpha`.
        after_fake: accepted.

    The other arguments are those of :class:`Conv2d`.

    Raises:
        TypeError: a flag is no bool, or `activation` something else.
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Any,
        stride: Any = 1,
        pad_mode: str = "same",
        padding: Any = 0,
        dilation: Any = 1,
        group: int = 1,
        has_bias: bool = False,
        weight_init: Any = "normal",
        bias_init: Any = "zeros",
        has_bn: bool = False,
        momentum: float = 0.997,
        eps: float = 1e-5,
        activation: Any = None,
        alpha: float = 0.2,
        after_fake: bool = True,
    ):
        super().__init__()
        self.conv = Conv2d(
            in_channels, out_channels, kernel_size, stride, pad_mode, padding, dilation, group, has_bias,
            weight_init, bias_init,
        )  # fmt: skip
        norm = BatchNorm2d(out_channels, eps, momentum) if has_bn is True else None
        self._follow(has_bn, after_fake, norm, activation, alpha)

    def construct(self, x: Tensor) -> Tensor:
        return self._followed(self.conv(x))


class DenseBnAct(_Combined):
    """A :class:`Dense` layer, then batch normalisation if `has_bn`, then an activation; see
    :class:`Conv2dBnAct`."""

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        weight_init: Any = "normal",
        bias_init: Any = "zeros",
        has_bias: bool = True,
        has_bn: bool = False,
        momentum: float = 0.9,
        eps: float = 1e-5,
        activation: Any = None,
        alpha: float = 0.2,
        after_fake: bool = True,
    ):
        super().__init__()
        self.dense = Dense(in_channels, out_channels, weight_init, bias_init, has_bias)
        norm = BatchNorm1d(out_channels, eps, momentum) if has_bn is True else None
        self._follow(has_bn, after_fake, norm, activation, alpha)

    def construct(self, x: Tensor) -> Tensor:
        return self._followed(self.dense(x))
