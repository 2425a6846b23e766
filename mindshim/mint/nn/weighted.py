"""Layers with weights, under PyTorch's names of them: `weight`, `bias`, `running_mean`, `running_var`."""

from __future__ import annotations

import math
from typing import Any

from mindshim import ops
from mindshim.common.initializer import HeUniform, Normal, One, Uniform, Zero, initializer
from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor
from mindshim.mint.nn import functional as F
from mindshim.nn.cell import Cell


def _parameter(init: Any, shape: Any, name: str, dtype: Any, requires_grad: bool = True) -> Parameter:
    return Parameter(initializer(init, shape, dtype or dtypes.float32), name=name, requires_grad=requires_grad)


def _tuple(value: Any, count: int) -> tuple[int, ...]:
    return (value,) * count if isinstance(value, int) else tuple(value)


class Linear(Cell):
    """``x @ weight.T + bias``.

    Args:
        in_features: the size of the input's last axis.
        out_features: the size of the result's.
        bias: whether there is a bias.
        weight_init: the initial weight; by default uniform in plus and minus the root of 1 over `in_features`.
        bias_init: the initial bias; likewise.
        dtype: the Parameters' dtype.

    Examples:
        >>> from mindshim import mint, ops
        >>> mint.nn.Linear(3, 4)(ops.ones((2, 3))).shape
        (2, 4)
    """

    def __init__(self, in_features: int, out_features: int, bias: bool = True, weight_init: Any = None,
                 bias_init: Any = None, dtype: Any = None):
        super().__init__()
        self.in_features, self.out_features = in_features, out_features
        self.weight = _parameter(weight_init or HeUniform(math.sqrt(5)), (out_features, in_features), "weight", dtype)
        default = Uniform(1 / math.sqrt(in_features))
        self.bias = _parameter(bias_init or default, (out_features,), "bias", dtype) if bias else None

    def construct(self, x: Tensor) -> Tensor:
        return F.linear(x, self.weight, self.bias)

    def extend_repr(self) -> str:
        text = f"input_features={self.in_features}, output_features={self.out_features}"
        return text if self.bias is None else f"{text}, has_bias=True"


class _Conv(Cell):
    """A convolution of ``(N, C, ...)``; `padding` is a width, one an axis, or ``valid`` or ``same``."""

    axes = 0

    def __init__(self, in_channels: int, out_channels: int, kernel_size: Any, stride: Any = 1, padding: Any = 0,
                 dilation: Any = 1, groups: int = 1, bias: bool = True, padding_mode: str = "zeros", dtype: Any = None):
        super().__init__()
        if padding_mode not in ("zeros", "reflect", "replicate", "circular"):
            raise ValueError(f"For '{self.cls_name}', there is no padding mode {padding_mode!r}.")
        if in_channels % groups or out_channels % groups:
            raise ValueError(f"For '{self.cls_name}', the channels must be divisible by the {groups} groups.")
        self.in_channels, self.out_channels = in_channels, out_channels
        self.kernel_size, self.stride = _tuple(kernel_size, self.axes), _tuple(stride, self.axes)
        self.padding, self.padding_mode = padding, padding_mode
        self.dilation, self.groups = _tuple(dilation, self.axes), groups
        shape = self._weight_shape()
        bound = 1 / math.sqrt(max(math.prod(shape[1:]), 1))
        self.weight = _parameter(HeUniform(math.sqrt(5)), shape, "weight", dtype)
        self.bias = _parameter(Uniform(bound), (out_channels,), "bias", dtype) if bias else None

    def _weight_shape(self) -> tuple[int, ...]:
        return (self.out_channels, self.in_channels // self.groups, *self.kernel_size)

    def construct(self, input: Tensor) -> Tensor:
        padding = self.padding
        if self.padding_mode != "zeros":
            if isinstance(padding, str):
                totals = [d * (k - 1) for d, k in zip(self.dilation, self.kernel_size, strict=True)]
                widths = [(t // 2, t - t // 2) if padding == "same" else (0, 0) for t in totals]
            else:
                widths = [(w, w) for w in _tuple(padding, self.axes)]
            input = F.pad(input, [w for pair in reversed(widths) for w in pair], self.padding_mode)
            padding = 0
        function = (F.conv1d, F.conv2d, F.conv3d)[self.axes - 1]
        return function(input, self.weight, self.bias, self.stride, padding, self.dilation, self.groups)

    def extend_repr(self) -> str:
        padding = self.padding if isinstance(self.padding, str) else _tuple(self.padding, self.axes)
        return (f"input_channels={self.in_channels}, output_channels={self.out_channels}, "
                f"kernel_size={self.kernel_size}, stride={self.stride}, padding={padding}, dilation={self.dilation}, "
                f"groups={self.groups}, bias={self.bias is not None}")


class Conv1d(_Conv):
    """A convolution over one spatial axis."""

    axes = 1


class Conv2d(_Conv):
    """A convolution over two spatial axes.

    Args:
        in_channels: the channels of the input ``(N, C, H, W)``.
        out_channels: those of the result.
        kernel_size: the sizes of the window, one for both axes or one each.
        stride: its steps.
        padding: a width, one an axis, or ``valid`` or ``same``.
        dilation: the distances of the kernel's elements.
        groups: into how many independent convolutions the channels are divided.
        bias: whether there is a bias.
        padding_mode: ``zeros``, ``reflect``, ``replicate`` or ``circular``.
        dtype: the Parameters' dtype.

    Examples:
        >>> from mindshim import mint, ops
        >>> mint.nn.Conv2d(3, 4, 3, padding=1)(ops.ones((1, 3, 8, 8))).shape
        (1, 4, 8, 8)
    """

    axes = 2


class Conv3d(_Conv):
    """A convolution over three spatial axes."""

    axes = 3


class ConvTranspose2d(_Conv):
    """A transposed convolution over two spatial axes; `output_padding` sizes are added behind."""

    axes = 2

    def __init__(self, in_channels: int, out_channels: int, kernel_size: Any, stride: Any = 1, padding: Any = 0,
                 output_padding: Any = 0, groups: int = 1, bias: bool = True, dilation: Any = 1,
                 padding_mode: str = "zeros", dtype: Any = None):
        if padding_mode != "zeros":
            raise ValueError(f"For 'ConvTranspose2d', the only padding mode is 'zeros', but got {padding_mode!r}.")
        super().__init__(in_channels, out_channels, kernel_size, stride, padding, dilation, groups, bias, padding_mode,
                         dtype)
        self.output_padding = output_padding

    def _weight_shape(self) -> tuple[int, ...]:
        return (self.in_channels, self.out_channels // self.groups, *self.kernel_size)

    def construct(self, input: Tensor, output_size: Any = None) -> Tensor:
        """The result has the last two sizes of `output_size`, if that is given."""
        extra = _tuple(self.output_padding, 2)
        if output_size is not None:
            least = [(n - 1) * s - 2 * p + d * (k - 1) + 1 for n, s, p, d, k in
                     zip(input.shape[-2:], self.stride, _tuple(self.padding, 2), self.dilation, self.kernel_size,
                         strict=True)]
            extra = tuple(w - n for w, n in zip(output_size[-2:], least, strict=True))
            if any(not 0 <= e < s for e, s in zip(extra, self.stride, strict=True)):
                raise ValueError(f"For 'ConvTranspose2d', 'output_size' must be at least {least} and less than a "
                                 f"stride larger, but got {output_size}.")
        return F.conv_transpose2d(input, self.weight, self.bias, self.stride, self.padding, extra, self.groups,
                                  self.dilation)


class _BatchNorm(Cell):
    """Each channel made to have mean 0 and variance 1, with the batch's statistics in training."""

    ranks: tuple[int, ...] = ()

    def __init__(self, num_features: int, eps: float = 1e-5, momentum: float | None = 0.1, affine: bool = True,
                 track_running_stats: bool = True, dtype: Any = None):
        super().__init__()
        self.num_features, self.eps, self.momentum = num_features, eps, momentum
        self.affine, self.track_running_stats = affine, track_running_stats
        size = (num_features,)
        self.weight = _parameter(One(), size, "weight", dtype) if affine else None
        self.bias = _parameter(Zero(), size, "bias", dtype) if affine else None
        self.running_mean = self.running_var = self.num_batches_tracked = None
        if track_running_stats:
            self.running_mean = _parameter(Zero(), size, "running_mean", dtype, False)
            self.running_var = _parameter(One(), size, "running_var", dtype, False)
            self.num_batches_tracked = Parameter(Tensor(0), name="num_batches_tracked", requires_grad=False)

    def construct(self, input: Tensor) -> Tensor:
        if self.ranks and input.ndim not in self.ranks:
            raise ValueError(f"For '{self.cls_name}', the input must have {' or '.join(map(str, self.ranks))} axes, "
                             f"but got shape {input.shape}.")
        momentum = 0.0 if self.momentum is None else self.momentum
        if self.training and self.num_batches_tracked is not None:
            ops.assign_add(self.num_batches_tracked, 1)
            if self.momentum is None:  # the plain average of all batches
                momentum = 1.0 / int(self.num_batches_tracked)
        training = self.training or self.running_mean is None
        return F.batch_norm(input, self.running_mean, self.running_var, self.weight, self.bias, training, momentum,
                            self.eps)

    def reset_running_stats(self) -> None:
        """Forget the statistics of former batches."""
        if self.num_batches_tracked is not None:
            for statistic, first in ((self.running_mean, 0.0), (self.running_var, 1.0), (self.num_batches_tracked, 0)):
                if statistic is not None:
                    statistic.set_data(ops.full_like(statistic, first))

    def extend_repr(self) -> str:
        return (f"num_features={self.num_features}, eps={self.eps}, momentum={self.momentum}, affine={self.affine}, "
                f"track_running_stats={self.track_running_stats}")


class BatchNorm1d(_BatchNorm):
    """Batch normalisation of ``(N, C)`` or ``(N, C, L)``."""

    ranks = (2, 3)


class BatchNorm2d(_BatchNorm):
    """Batch normalisation of ``(N, C, H, W)``."""

    ranks = (4,)


class BatchNorm3d(_BatchNorm):
    """Batch normalisation of ``(N, C, D, H, W)``."""

    ranks = (5,)


class SyncBatchNorm(_BatchNorm):
    """Batch normalisation with the statistics of the whole batch, which on XLA is one array on all devices."""

    def __init__(self, num_features: int, eps: float = 1e-5, momentum: float = 0.1, affine: bool = True,
                 track_running_stats: bool = True, process_group: str | None = None, dtype: Any = None):
        super().__init__(num_features, eps, momentum, affine, track_running_stats, dtype)
        self.process_group = process_group


class GroupNorm(Cell):
    """Groups of channels, with all further axes, made to have mean 0 and variance 1."""

    def __init__(self, num_groups: int, num_channels: int, eps: float = 1e-5, affine: bool = True, dtype: Any = None):
        super().__init__()
        if num_channels % num_groups:
            raise ValueError(f"For 'GroupNorm', {num_channels} channels cannot be divided into {num_groups} groups.")
        self.num_groups, self.num_channels, self.eps = num_groups, num_channels, eps
        self.weight = _parameter(One(), (num_channels,), "weight", dtype, affine)
        self.bias = _parameter(Zero(), (num_channels,), "bias", dtype, affine)

    def construct(self, input: Tensor) -> Tensor:
        return F.group_norm(input, self.num_groups, self.weight, self.bias, self.eps)

    def extend_repr(self) -> str:
        return (f"num_groups={self.num_groups}, num_channels={self.num_channels}, eps={self.eps}, "
                f"affine={self.weight.requires_grad}")


class LayerNorm(Cell):
    """The last axes made to have mean 0 and variance 1.

    Args:
        normalized_shape: their shape, or the size of the last one.
        eps: what is added to the variance.
        elementwise_affine: whether the result is scaled and moved.
        bias: whether it is moved.
        dtype: the Parameters' dtype.

    Examples:
        >>> from mindshim import mint, Tensor
        >>> print(mint.nn.LayerNorm(2)(Tensor([[1.0, 3.0]])))
        [[-0.999995  0.999995]]
    """

    def __init__(self, normalized_shape: Any, eps: float = 1e-5, elementwise_affine: bool = True, bias: bool = True,
                 dtype: Any = None):
        super().__init__()
        self.normalized_shape = _tuple(normalized_shape, 1)
        self.eps, self.elementwise_affine = eps, elementwise_affine
        self.weight = _parameter(One(), self.normalized_shape, "weight", dtype) if elementwise_affine else None
        self.bias = _parameter(Zero(), self.normalized_shape, "bias", dtype) if elementwise_affine and bias else None

    def construct(self, input: Tensor) -> Tensor:
        return F.layer_norm(input, self.normalized_shape, self.weight, self.bias, self.eps)

    def extend_repr(self) -> str:
        return f"normalized_shape={self.normalized_shape}, eps={self.eps}, elementwise_affine={self.elementwise_affine}"


class Embedding(Cell):
    """The rows of a matrix at the places that the input names; see `mint.nn.functional.embedding`."""

    def __init__(self, num_embeddings: int, embedding_dim: int, padding_idx: int | None = None,
                 max_norm: float | None = None, norm_type: float = 2.0, scale_grad_by_freq: bool = False,
                 sparse: bool = False, _weight: Any = None, _freeze: bool = False, dtype: Any = None):
        super().__init__()
        if sparse:
            raise NotImplementedError("For 'Embedding', sparse gradients are not supported.")
        shape = (num_embeddings, embedding_dim)
        if padding_idx is not None and not -num_embeddings <= padding_idx < num_embeddings:
            raise ValueError(f"For 'Embedding', 'padding_idx' must be one of the {num_embeddings} rows, but got "
                             f"{padding_idx}.")
        if _weight is None:
            values = initializer(Normal(1.0, 0.0), shape, dtype or dtypes.float32).init_data()
            if padding_idx is not None:
                array = values.asnumpy()
                array[padding_idx] = 0
                values = Tensor(array)
        elif tuple(_weight.shape) != shape:
            raise ValueError(f"For 'Embedding', '_weight' must have shape {shape}, but got {_weight.shape}.")
        else:
            values = _weight
        self.weight = Parameter(values, name="weight", requires_grad=not _freeze)
        self.num_embeddings, self.embedding_dim, self.padding_idx = num_embeddings, embedding_dim, padding_idx
        self.max_norm, self.norm_type, self.scale_grad_by_freq = max_norm, norm_type, scale_grad_by_freq

    def construct(self, input: Tensor) -> Tensor:
        return F.embedding(input, self.weight, self.padding_idx, self.max_norm, self.norm_type,
                           self.scale_grad_by_freq)

    def extend_repr(self) -> str:
        return (f"num_embeddings={self.num_embeddings}, embedding_dim={self.embedding_dim}, "
                f"padding_idx={self.padding_idx}, max_norm={self.max_norm}, norm_type={self.norm_type}, "
                f"scale_grad_by_freq={self.scale_grad_by_freq}, dtype={self.weight.dtype}")


class PReLU(Cell):
    """``x`` where positive, elsewhere `weight` times `x`; one weight for all, or one for each channel."""

    def __init__(self, num_parameters: int = 1, init: float = 0.25, dtype: Any = None):
        super().__init__()
        self.weight = _parameter(init, (num_parameters,), "weight", dtype)

    def construct(self, input: Tensor) -> Tensor:
        return F.prelu(input, self.weight)


# As MindSpore calls these classes, which printed networks show.
for _class in (Embedding, LayerNorm, PReLU):
    _class.__name__ += "Ext"
