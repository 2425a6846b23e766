"""`mindspore.amp`: mixed precision, and losses that are scaled so that gradients do not vanish in it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

import jax
import jax.numpy as jnp

from mindshim import _checkparam as check
from mindshim import ops
from mindshim.engine import autodiff, dtypes
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor, wrap
from mindshim.train.amp import (
    auto_mixed_precision,
    build_train_network,
    custom_mixed_precision,
    get_black_list,
    get_white_list,
)
from mindshim.train.loss_scale_manager import DynamicLossScaleManager, FixedLossScaleManager, LossScaleManager


@jax.jit
def _finite(arrays: tuple) -> Any:
    return jnp.stack([jnp.isfinite(a).all() for a in arrays]).all()


def all_finite(inputs: Any) -> Tensor:
    """Whether no element is infinite or not a number.

    Args:
        inputs: a tuple or list of Tensors.

    Returns:
        A bool Tensor of shape ``()``.

    Raises:
        TypeError: `inputs` is no tuple or list of Tensors.
        ValueError: `inputs` is empty.

    Examples:
        >>> from mindspore import Tensor, amp
        >>> print(amp.all_finite((Tensor([1.0]), Tensor([2.0]))))
        True
    """
    if not isinstance(inputs, (tuple, list)) or not all(isinstance(x, Tensor) for x in inputs):
        raise TypeError(f"For 'all_finite', a tuple or list of Tensors is needed, but got {type(inputs).__name__}.")
    if not inputs:
        raise ValueError("For 'all_finite', at least one Tensor is needed.")
    return wrap(_finite(tuple(x._value() for x in inputs)))


class LossScaler(ABC):
    """The base of what scales losses and gradients. A subclass defines all three methods."""

    @abstractmethod
    def scale(self, inputs: Any) -> Any:
        """Tensors, multiplied by the loss scale."""
        raise NotImplementedError

    @abstractmethod
    def unscale(self, inputs: Any) -> Any:
        """Tensors, divided by the loss scale."""
        raise NotImplementedError

    @abstractmethod
    def adjust(self, grads_finite: Any) -> bool:
        """Change the loss scale after a step; returns whether it can change."""
        raise NotImplementedError


class StaticLossScaler(LossScaler):
    """A loss scale that stays.

    Args:
        scale_value: the loss scale.

    Raises:
        TypeError: it is no number.
        ValueError: it is less than 1.

    Examples:
        >>> from mindspore import Tensor, amp
        >>> scaler = amp.StaticLossScaler(scale_value=2**10)
        >>> print(scaler.scale(Tensor([0.5])), scaler.unscale((Tensor([512.0]),))[0])
        [512.] [0.5]
    """

    def __init__(self, scale_value: float):
        owner = type(self).__name__
        check.check_value_type("scale_value", scale_value, [float, int], owner)
        if scale_value < 1.0:
            raise ValueError(f"For '{owner}', 'scale_value' must be >= 1, but got {scale_value}.")
        self.scale_value = Parameter(Tensor(scale_value, dtype=dtypes.float32), name="scale_value")

    def scale(self, inputs: Any) -> Any:
        """Tensors, or tuples and lists of them, multiplied by the loss scale."""
        scale = self.scale_value.value()
        return autodiff.map_leaves(lambda x: x * scale.astype(x.dtype), inputs)

    def unscale(self, inputs: Any) -> Any:
        """Tensors, or tuples and lists of them, divided by the loss scale."""
        inverse = ops.reciprocal(self.scale_value.value())
        return autodiff.map_leaves(lambda x: x * inverse.astype(x.dtype), inputs)

    def adjust(self, grads_finite: Any) -> bool:
        """Nothing: the loss scale stays. Returns False."""
        return False


class DynamicLossScaler(StaticLossScaler):
    """A loss scale that is divided when gradients overflow, and multiplied after many steps that did not.

    Args:
        scale_value: the loss scale to begin with.
        scale_factor: what it is divided and multiplied by; it stays at least 1.
        scale_window: after how many steps without overflow it is multiplied.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `scale_value` is less than 1, or another argument not positive.

    Examples:
        >>> from mindspore import Tensor, amp
        >>> scaler = amp.DynamicLossScaler(scale_value=2**10, scale_factor=2, scale_window=1)
        >>> scaler.adjust(Tensor(False))
        True
        >>> print(scaler.scale_value.value())
        512.0
    """

    def __init__(self, scale_value: float, scale_factor: int, scale_window: int):
        super().__init__(scale_value)
        self.scale_window = check.check_positive_int(scale_window, "scale_window", "DynamicLossScaler")
        self.scale_factor = check.check_positive_int(scale_factor, "scale_factor", "DynamicLossScaler")
        self.counter = Parameter(Tensor(0, dtype=dtypes.int32), name="counter")

    def adjust(self, grads_finite: Any) -> bool:
        """Change the loss scale after a step.

        Args:
            grads_finite: whether all gradients are finite, as :func:`all_finite` says.

        Returns:
            True.
        """
        finite = grads_finite if isinstance(grads_finite, Tensor) else Tensor(bool(grads_finite))
        scale, counter = self.scale_value.value(), self.counter.value()
        raised = scale * self.scale_factor
        grown = ops.logical_and(counter == self.scale_window - 1, ops.isfinite(raised))
        lowered = ops.maximum(ops.ones((), dtypes.float32), scale / self.scale_factor)
        ops.assign(self.scale_value, ops.select(finite, ops.select(grown, raised, scale), lowered))
        ops.assign(self.counter, (counter + 1) % self.scale_window * finite.astype(dtypes.int32))
        return True


__all__ = [
    "DynamicLossScaleManager",
    "DynamicLossScaler",
    "FixedLossScaleManager",
    "LossScaleManager",
    "LossScaler",
    "StaticLossScaler",
    "all_finite",
    "auto_mixed_precision",
    "build_train_network",
    "custom_mixed_precision",
    "get_black_list",
    "get_white_list",
]
