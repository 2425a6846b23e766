"""Normalisation over batches, layers, groups and instances."""

from __future__ import annotations

import numbers
from typing import Any

from mindshim import ops
from mindshim.common.initializer import Initializer, initializer
from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor
from mindshim.nn._checks import has_dims, in_range, one_of, positive_int, typed
from mindshim.nn._extended import extended as __getattr__  # noqa: F401
from mindshim.nn.cell import Cell


class _Moments(Cell):
    """Batch and instance normalisation: running mean and variance, scale `gamma` and shift `beta`."""

    _dims: tuple[int, ...] = ()

    def _make_parameters(
        self, features: int, affine: bool, gamma: Any, beta: Any, mean: Any, variance: Any, dtype: Any
    ) -> None:
        self.moving_mean = Parameter(initializer(mean, features, dtype), name="mean", requires_grad=False)
        self.moving_variance = Parameter(
            initializer(variance, features, dtype), name="variance", requires_grad=False
        )
        self.gamma = Parameter(initializer(gamma, features, dtype), name="gamma", requires_grad=affine)
        self.beta = Parameter(initializer(beta, features, dtype), name="beta", requires_grad=affine)

    def extend_repr(self) -> str:
        return (
            f"num_features={self.num_features}, eps={self.eps}, momentum={self._printed_momentum}, "
            f"gamma={self.gamma}, beta={self.beta}, moving_mean={self.moving_mean}, "
            f"moving_variance={self.moving_variance}"
        )


class _BatchNorm(_Moments):
    """Normalises each channel over the batch and all positions (Ioffe and Szegedy, 2015).

    Args:
        num_features: the number of channels.
        eps: added to the variance.
        momentum: how much of the running statistics stays at each step.
        affine: whether `gamma` and `beta` are trained.
        gamma_init, beta_init, moving_mean_init, moving_var_init: initial values.
        use_batch_statistics: normalise with the batch's own statistics; None: in training only.
        data_format: ``NCHW`` or ``NHWC``.
        dtype: the Parameters' dtype.

    Raises:
        TypeError: `num_features` is no int.
        ValueError: an argument is out of range; or (when called) the input has another number of dimensions.
    """

    def __init__(
        self,
        num_features: int,
        eps: float = 1e-5,
        momentum: float = 0.9,
        affine: bool = True,
        gamma_init: Any = "ones",
        beta_init: Any = "zeros",
        moving_mean_init: Any = "zeros",
        moving_var_init: Any = "ones",
        use_batch_statistics: bool | None = None,
        data_format: str = "NCHW",
        dtype: Any = dtypes.float32,
    ):
        super().__init__()
        owner = self.cls_name
        self.num_features = positive_int(num_features, "num_features", owner)
        in_range(momentum, "momentum", owner, 0, 1)
        self.format = one_of(data_format, "data_format", owner, ("NCHW", "NHWC"))
        if use_batch_statistics is not None and not isinstance(use_batch_statistics, bool):
            raise ValueError(
                f"For '{owner}', 'use_batch_statistics' must be a bool or None, but got "
                f"{use_batch_statistics}."
            )
        self.use_batch_statistics = use_batch_statistics
        self.eps = eps
        self.momentum = 1.0 - momentum
        self._make_parameters(
            num_features, affine, gamma_init, beta_init, moving_mean_init, moving_var_init, dtype
        )

    @property
    def _printed_momentum(self) -> float:
        return 1.0 - self.momentum

    def construct(self, x: Tensor) -> Tensor:
        has_dims(x, self._dims, self.cls_name)
        training = self.training if self.use_batch_statistics is None else self.use_batch_statistics
        if self.format == "NHWC":
            x = x.movedim(-1, 1)
        output = ops.batch_norm(
            x,
            self.moving_mean,
            self.moving_variance,
            self.gamma,
            self.beta,
            training,
            self.momentum,
            self.eps,
        )
        return output.movedim(1, -1) if self.format == "NHWC" else output


class BatchNorm1d(_BatchNorm):
    __doc__ = "Batch normalisation of ``(N, C)`` or ``(N, C, L)``. " + (_BatchNorm.__doc__ or "")
    _dims = (2, 3)


class BatchNorm2d(_BatchNorm):
    __doc__ = "Batch normalisation of ``(N, C, H, W)``. " + (_BatchNorm.__doc__ or "")
    _dims = (4,)


class SyncBatchNorm(_BatchNorm):
    """Batch normalisation of ``(N, C)`` or ``(N, C, H, W)`` whose statistics are those of the whole batch,
    also where
    it is split over devices: under XLA, an array that is split is one array.

    Args:
        process_groups: accepted; None or 0 are its only values on one device.
    """

    _dims = (2, 4)

    def __init__(
        self,
        num_features: int,
        eps: float = 1e-5,
        momentum: float = 0.9,
        affine: bool = True,
        gamma_init: Any = "ones",
        beta_init: Any = "zeros",
        moving_mean_init: Any = "zeros",
        moving_var_init: Any = "ones",
        use_batch_statistics: bool | None = None,
        process_groups: Any = None,
        dtype: Any = dtypes.float32,
    ):
        super().__init__(
            num_features,
            eps,
            momentum,
            affine,
            gamma_init,
            beta_init,
            moving_mean_init,
            moving_var_init,
            use_batch_statistics,
            dtype=dtype,
        )
        self.process_groups = process_groups


class BatchNorm3d(Cell):
    """Batch normalisation of ``(N, C, D, H, W)``; arguments as :class:`BatchNorm2d`, which does the work in
    `bn2d`."""

    def __init__(
        self,
        num_features: int,
        eps: float = 1e-5,
        momentum: float = 0.9,
        affine: bool = True,
        gamma_init: Any = "ones",
        beta_init: Any = "zeros",
        moving_mean_init: Any = "zeros",
        moving_var_init: Any = "ones",
        use_batch_statistics: bool | None = None,
        dtype: Any = dtypes.float32,
    ):
        super().__init__()
        self.bn2d = BatchNorm2d(
            num_features,
            eps,
            momentum,
            affine,
            gamma_init,
            beta_init,
            moving_mean_init,
            moving_var_init,
            use_batch_statistics,
            dtype=dtype,
        )

    def construct(self, x: Tensor) -> Tensor:
        has_dims(x, (5,), self.cls_name)
        n, c, d, h, w = x.shape
        return ops.reshape(self.bn2d(ops.reshape(x, (n, c, d * h, w))), (n, c, d, h, w))


class LayerNorm(Cell):
    """Normalises each example over its last axes (Ba et al., 2016).

    Args:
        normalized_shape: the sizes of the axes that `gamma` and `beta` have.
        begin_norm_axis: the first axis that mean and variance are taken over.
        begin_params_axis: the first axis that `gamma` and `beta` span.
        gamma_init, beta_init: initial values.
        epsilon: added to the variance.
        dtype: the Parameters' dtype.

    Raises:
        TypeError: `normalized_shape` is no tuple or list.
        ValueError: it is empty.

    Examples:
        >>> from mindshim import Tensor, nn
        >>> print(nn.LayerNorm([2])(Tensor([[1.0, 3.0]])))
        [[-0.99999994  0.99999994]]
    """

    def __init__(
        self,
        normalized_shape: Any,
        begin_norm_axis: int = -1,
        begin_params_axis: int = -1,
        gamma_init: Any = "ones",
        beta_init: Any = "zeros",
        epsilon: float = 1e-7,
        dtype: Any = dtypes.float32,
    ):
        super().__init__()
        if not typed(normalized_shape, "normalized_shape", self.cls_name, tuple, list):
            raise ValueError(f"For '{self.cls_name}', 'normalized_shape' must not be empty.")
        self.normalized_shape = normalized_shape
        self.begin_norm_axis = begin_norm_axis
        self.begin_params_axis = begin_params_axis
        self.epsilon = epsilon
        self.gamma = Parameter(initializer(gamma_init, normalized_shape, dtype), name="gamma")
        self.beta = Parameter(initializer(beta_init, normalized_shape, dtype), name="beta")
        self.layer_norm = ops.LayerNorm(begin_norm_axis, begin_params_axis, epsilon)

    def construct(self, input_x: Tensor) -> Tensor:
        gamma, beta = self.gamma, self.beta
        if gamma.dtype is not input_x.dtype:
            gamma, beta = gamma.astype(input_x.dtype), beta.astype(input_x.dtype)
        return self.layer_norm(input_x, gamma, beta)[0]

    def extend_repr(self) -> str:
        # There is no "=" after gamma in what MindSpore prints.
        return (
            f"normalized_shape={self.normalized_shape}, begin_norm_axis={self.begin_norm_axis}, "
            f"begin_params_axis={self.begin_params_axis}, gamma{self.gamma}, beta={self.beta}"
        )


class GroupNorm(Cell):
    """Normalises groups of channels of each example (Wu and He, 2018).

    Args:
        num_groups: the number of groups, which divides `num_channels`.
        num_channels: the size of the second axis.
        eps: added to the variance.
        affine: whether `gamma` and `beta` are trained.
        gamma_init, beta_init: initial values.
        dtype: the Parameters' dtype.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: a number is not positive, or the channels cannot be divided into the groups.
    """

    def __init__(
        self,
        num_groups: int,
        num_channels: int,
        eps: float = 1e-5,
        affine: bool = True,
        gamma_init: Any = "ones",
        beta_init: Any = "zeros",
        dtype: Any = dtypes.float32,
    ):
        super().__init__()
        owner = self.cls_name
        self.num_groups = positive_int(num_groups, "num_groups", owner)
        self.num_channels = positive_int(num_channels, "num_channels", owner)
        if num_channels % num_groups:
            raise ValueError(
                f"For '{owner}', 'num_channels' {num_channels} must be divisible by 'num_groups' "
                f"{num_groups}."
            )
        self.eps = typed(eps, "eps", owner, float)
        self.affine = typed(affine, "affine", owner, bool)
        self.gamma = Parameter(
            initializer(gamma_init, num_channels, dtype), name="gamma", requires_grad=affine
        )
        self.beta = Parameter(initializer(beta_init, num_channels, dtype), name="beta", requires_grad=affine)

    def construct(self, x: Tensor) -> Tensor:
        gamma, beta = self.gamma, self.beta
        if gamma.dtype is not x.dtype:
            gamma, beta = gamma.astype(x.dtype), beta.astype(x.dtype)
        return ops.group_norm(x, self.num_groups, gamma, beta, self.eps)

    def extend_repr(self) -> str:
        return f"num_groups={self.num_groups}, num_channels={self.num_channels}"


class _InstanceNorm(_Moments):
    """Normalises each channel of each example over its positions (Ulyanov et al., 2016).

    Args:
        num_features: the number of channels.
        eps: added to the variance.
        momentum: accepted; the running statistics are kept as they are.
        affine: whether `gamma` and `beta` are trained.
        gamma_init, beta_init: initial values.
        dtype: the Parameters' dtype.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: an argument is out of range; or (when called) the input has another number of dimensions.
    """

    def __init__(
        self,
        num_features: int,
        eps: float = 1e-5,
        momentum: float = 0.1,
        affine: bool = True,
        gamma_init: Any = "ones",
        beta_init: Any = "zeros",
        dtype: Any = dtypes.float32,
    ):
        super().__init__()
        owner = self.cls_name
        typed(num_features, "num_features", owner, int)
        self.num_features = positive_int(num_features, "num_features", owner)
        self.eps = typed(eps, "eps", owner, float)
        self.momentum = in_range(typed(momentum, "momentum", owner, float), "momentum", owner, 0, 1)
        typed(affine, "affine", owner, bool)
        for name, init in (("gamma_init", gamma_init), ("beta_init", beta_init)):
            typed(init, name, owner, Tensor, numbers.Number, str, Initializer)
        self._make_parameters(num_features, affine, gamma_init, beta_init, "zeros", "ones", dtype)

    @property
    def _printed_momentum(self) -> float:
        return self.momentum

    def construct(self, x: Tensor) -> Tensor:
        has_dims(x, self._dims, self.cls_name)
        axes = tuple(range(2, x.ndim))
        centred = x - x.mean(axes, True)
        shape = (1, self.num_features, *[1] * len(axes))
        scale = ops.reshape(self.gamma, shape) * ops.rsqrt((centred * centred).mean(axes, True) + self.eps)
        return centred * scale + ops.reshape(self.beta, shape)


class InstanceNorm1d(_InstanceNorm):
    __doc__ = "Instance normalisation of ``(N, C, L)``. " + (_InstanceNorm.__doc__ or "")
    _dims = (3,)


class InstanceNorm2d(_InstanceNorm):
    __doc__ = "Instance normalisation of ``(N, C, H, W)``. " + (_InstanceNorm.__doc__ or "")
    _dims = (4,)


class InstanceNorm3d(_InstanceNorm):
    __doc__ = "Instance normalisation of ``(N, C, D, H, W)``. " + (_InstanceNorm.__doc__ or "")
    _dims = (5,)
