"""`mindspore.nn.probability.bnn_layers`: layers whose weights are random, with a distribution that is learnt.

From Blundell et al. (2015); the local form is that of Kingma et al. (2015).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from mindshim import ops
from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor
from mindshim.nn._checks import positive_int, typed
from mindshim.nn.activation import get_activation
from mindshim.nn.cell import Cell
from mindshim.nn.conv import Conv2d
from mindshim.nn.probability.distribution import Normal


class NormalPrior(Cell):
    """The distribution that weights are expected to have: normal, with this mean and standard deviation.

    Called with the name of a function of :class:`~mindspore.nn.probability.distribution.Normal`, it calls that.
    """

    def __init__(self, dtype: Any = dtypes.float32, mean: float = 0, std: float = 0.1):
        super().__init__()
        self.normal = Normal(mean, std, dtype=dtype)

    def construct(self, *inputs: Any) -> Any:
        return self.normal(*inputs)


class NormalPosterior(Cell):
    """The distribution that weights have: normal, with a mean and a deviation (by a softplus) that are learnt.

    Args:
        name: in front of the names of its Parameters.
        shape: of the weights.
        dtype: of the weights.
        loc_mean, loc_std: mean and deviation of the initial means.
        untransformed_scale_mean, untransformed_scale_std: those of the initial deviations, before the softplus.

    Raises:
        TypeError: an argument is of a wrong type, or a deviation negative.
    """

    def __init__(self, name: str, shape: Any, dtype: Any = dtypes.float32, loc_mean: float = 0, loc_std: float = 0.1,
                 untransformed_scale_mean: float = -5, untransformed_scale_std: float = 0.1):  # fmt: skip
        super().__init__()
        owner = self.cls_name
        typed(name, "name", owner, str)
        typed(shape, "shape", owner, tuple, list)
        for label, value in (("loc_mean", loc_mean), ("untransformed_scale_mean", untransformed_scale_mean)):
            typed(value, label, owner, int, float)
        for label, value in (("loc_std", loc_std), ("untransformed_scale_std", untransformed_scale_std)):
            if typed(value, label, owner, int, float) < 0:
                raise TypeError(f"For '{owner}', '{label}' must not be negative, but got {value}.")
        self.mean = Parameter(Tensor(np.random.normal(loc_mean, loc_std, shape), dtype), name=f"{name}_mean")
        scales = np.random.normal(untransformed_scale_mean, untransformed_scale_std, shape)
        self.untransformed_std = Parameter(Tensor(scales, dtype), name=f"{name}_untransformed_std")
        self.normal = Normal()

    def construct(self, *inputs: Any) -> Any:
        deviation = 1e-6 + ops.log(ops.exp(self.untransformed_std) + 1)
        return self.normal(*inputs, mean=self.mean, sd=deviation)


def normal_post_fn(name: str, shape: Any) -> NormalPosterior:
    """The posterior that layers have by default."""
    return NormalPosterior(name=name, shape=shape)


def _prior(made_by: Any, name: str) -> Cell:
    prior = made_by if isinstance(made_by, Cell) else made_by()
    if set(prior.name_cells()) - {"normal"}:
        raise TypeError(f"The type of distribution of `{name}` must be `normal`")
    if not all(isinstance(value, Tensor) for value in prior.normal.default_parameters):
        raise TypeError(f"The input form of `{name}` is incorrect")
    return prior


def _posterior(made_by: Callable[..., Cell], shape: list[int], parameter: str, name: str) -> Cell:
    try:
        posterior = made_by(shape=shape, name=parameter)
    except TypeError as error:
        raise TypeError(f"The type of `{name}` must be `NormalPosterior`") from error
    if set(posterior.name_cells()) - {"normal"}:
        raise TypeError(f"The type of distribution of `{name}` must be `normal`")
    return posterior


class _Variational:
    """What layers with random weights have in common: their distributions, and how far those are from the expected."""

    weight_prior: Cell
    weight_posterior: Any
    bias_prior: Cell
    bias_posterior: Any
    has_bias: bool

    def _distribute(self, shape: list[int], weight: tuple[Any, Any], bias: tuple[Any, Any]) -> None:
        self.weight_prior = _prior(weight[0], "weight_prior_fn")
        self.weight_posterior = _posterior(weight[1], shape, "bnn_weight", "weight_posterior_fn")
        if self.has_bias:
            self.bias_prior = _prior(bias[0], "bias_prior_fn")
            self.bias_posterior = _posterior(bias[1], shape[:1], "bnn_bias", "bias_posterior_fn")

    def compute_kl_loss(self) -> Tensor:
        """The Kullback-Leibler divergence of the weights' distribution from the expected one."""
        pairs = [(self.weight_prior, self.weight_posterior)]
        if self.has_bias:
            pairs.append((self.bias_prior, self.bias_posterior))
        total: Any = 0.0
        for prior, posterior in pairs:
            total = total + prior("kl_loss", posterior("get_dist_type"), *posterior("get_dist_args")).sum()
        return total

    def apply_variational_bias(self, inputs: Tensor) -> Tensor:
        """The inputs with a bias that is drawn added to their channels."""
        return ops.bias_add(inputs, self.bias_posterior("sample"))

    def _described(self, size: str) -> str:
        text = f"{size}, weight_mean={self.weight_posterior.mean}, weight_std={self.weight_posterior.untransformed_std}"
        text += f", has_bias={self.has_bias}"
        if self.has_bias:
            text += f", bias_mean={self.bias_posterior.mean}, bias_std={self.bias_posterior.untransformed_std}"
        return text


class _Dense(_Variational, Cell):
    def __init__(
        self, in_channels: int, out_channels: int, activation: Any = None, has_bias: bool = True,
        weight_prior_fn: Any = NormalPrior, weight_posterior_fn: Any = normal_post_fn,
        bias_prior_fn: Any = NormalPrior, bias_posterior_fn: Any = normal_post_fn,
    ):  # fmt: skip
        super().__init__()
        self.in_channels = positive_int(in_channels, "in_channels", self.cls_name)
        self.out_channels = positive_int(out_channels, "out_channels", self.cls_name)
        self.has_bias = typed(has_bias, "has_bias", self.cls_name, bool)
        self._distribute([out_channels, in_channels], (weight_prior_fn, weight_posterior_fn),
                         (bias_prior_fn, bias_posterior_fn))  # fmt: skip
        if activation and not isinstance(activation, (str, Cell)):
            raise ValueError("The type of `activation` is wrong.")
        self.activation = get_activation(activation) if isinstance(activation, str) else activation
        self.activation_flag = bool(activation)

    def _weighted(self, x: Tensor) -> Tensor:
        return ops.matmul(x, self.weight_posterior("sample").T)

    def construct(self, x: Tensor) -> Tensor:
        outputs = self._weighted(x)
        if self.has_bias:
            outputs = self.apply_variational_bias(outputs)
        return self.activation(outputs) if self.activation_flag and self.activation is not None else outputs

    def extend_repr(self) -> str:
        text = self._described(f"in_channels={self.in_channels}, out_channels={self.out_channels}")
        return f"{text}, activation={self.activation}" if self.activation_flag else text


class DenseReparam(_Dense):
    """A dense layer whose weights and bias are drawn at every call.

    Args:
        in_channels, out_channels: the sizes of the input's and the output's last axis.
        activation: the name of an activation, or a Cell.
        has_bias: whether there is a bias.
        weight_prior_fn, bias_prior_fn: give the expected distribution: a Cell, or a function of nothing.
        weight_posterior_fn, bias_posterior_fn: give the distribution: a function of `name` and `shape`.

    Raises:
        TypeError: an argument is of a wrong type, or a distribution is not normal.
        ValueError: a size is not positive, or the activation something else.
    """


class DenseLocalReparam(_Dense):
    """As :class:`DenseReparam`, where the outputs are drawn instead of the weights, for each example."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.normal = Normal()

    def _weighted(self, x: Tensor) -> Tensor:
        mean = ops.matmul(x, self.weight_posterior("mean").T)
        deviation = ops.sqrt(ops.matmul(ops.square(x), ops.square(self.weight_posterior("sd")).T))
        return self.normal("sample", mean=mean, sd=deviation)


class ConvReparam(_Variational, Conv2d):
    """A convolution of images whose kernel and bias are drawn at every call.

    Args:
        in_channels, out_channels, kernel_size, stride, pad_mode, padding, dilation, group, has_bias: see
            :class:`mindspore.nn.Conv2d`.
        weight_prior_fn, weight_posterior_fn, bias_prior_fn, bias_posterior_fn: see :class:`DenseReparam`.

    Raises:
        TypeError: an argument is of a wrong type, or a distribution is not normal.
        ValueError: an argument is out of range.
    """

    def __init__(
        self, in_channels: int, out_channels: int, kernel_size: Any, stride: Any = 1, pad_mode: str = "same",
        padding: Any = 0, dilation: Any = 1, group: int = 1, has_bias: bool = False,
        weight_prior_fn: Any = NormalPrior, weight_posterior_fn: Any = normal_post_fn,
        bias_prior_fn: Any = NormalPrior, bias_posterior_fn: Any = normal_post_fn,
    ):  # fmt: skip
        Conv2d.__init__(self, in_channels, out_channels, kernel_size, stride, pad_mode, padding, dilation, group,
                        has_bias, "normal", "zeros")  # fmt: skip
        self.weight.requires_grad = False
        if self.bias is not None:
            self.bias.requires_grad = False
        self._distribute(list(self.weight.shape), (weight_prior_fn, weight_posterior_fn),
                         (bias_prior_fn, bias_posterior_fn))  # fmt: skip

    def construct(self, inputs: Tensor) -> Tensor:
        outputs = self.conv2d(inputs, self.weight_posterior("sample"))
        return self.apply_variational_bias(outputs) if self.has_bias else outputs

    def extend_repr(self) -> str:
        return self._described(
            f"in_channels={self.in_channels}, out_channels={self.out_channels}, kernel_size={self.kernel_size}, "
            f"stride={self.stride}, pad_mode={self.pad_mode}, padding={self.padding}, dilation={self.dilation}, "
            f"group={self.group}"
        )


class WithBNNLossCell(Cell):
    """A network with random weights and its loss, to which the divergence of the weights' distributions is added.

    Args:
        backbone: the network.
        loss_fn: the loss.
        dnn_factor, bnn_factor: what loss and divergence are multiplied by.

    Raises:
        TypeError: a factor is no number.
        ValueError: a factor is negative.
    """

    def __init__(self, backbone: Cell, loss_fn: Any, dnn_factor: float = 1, bnn_factor: float = 1):
        super().__init__(auto_prefix=False)
        for name, value in (("dnn_factor", dnn_factor), ("bnn_factor", bnn_factor)):
            if typed(value, name, self.cls_name, int, float) < 0:
                raise ValueError(f"The value of `{name}` must be >= 0, but got {value}.")
        self._backbone, self._loss_fn = backbone, loss_fn
        self.dnn_factor, self.bnn_factor = dnn_factor, bnn_factor
        self.kl_loss = [c.compute_kl_loss for _, c in backbone.cells_and_names() if isinstance(c, _Variational)]

    def construct(self, x: Any, label: Any) -> Tensor:
        loss = self._loss_fn(self._backbone(x), label) * self.dnn_factor
        return loss + sum((divergence() for divergence in self.kl_loss), Tensor(0.0)) * self.bnn_factor

    @property
    def backbone_network(self) -> Cell:
        """The network."""
        return self._backbone


__all__ = [
    "ConvReparam", "DenseLocalReparam", "DenseReparam", "NormalPosterior", "NormalPrior", "WithBNNLossCell",
]  # fmt: skip
