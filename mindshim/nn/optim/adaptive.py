"""Optimisers with a step of its own for each element: RMSProp, Adagrad, Adadelta, AdaMax, FTRL, and Lamb."""

from __future__ import annotations

import math
from typing import Any

from mindshim.common.initializer import initializer
from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor
from mindshim.kernels import update_rules
from mindshim.nn._checks import in_range, typed
from mindshim.nn.optim.adam import _checked
from mindshim.nn.optim.optimizer import Optimizer


def _number(value: Any, name: str, owner: str, zero: bool = True, high: float = math.inf) -> float:
    return in_range(typed(value, name, owner, float), name, owner, 0, high, open_low=not zero)


class RMSProp(Optimizer):
    """Divides gradients by the root of their running mean square (Tieleman and Hinton, 2012).

    Args:
        params, learning_rate, weight_decay, loss_scale: see :class:`Optimizer`.
        decay: how much of the mean square is kept at each step.
        momentum: how much of the last step is kept.
        epsilon: added under the root.
        use_locking: accepted.
        centered: subtract the square of the gradients' running mean under the root.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: a number is out of range.
    """

    def __init__(
        self,
        params: Any,
        learning_rate: Any = 0.1,
        decay: float = 0.9,
        momentum: float = 0.0,
        epsilon: float = 1e-10,
        use_locking: bool = False,
        centered: bool = False,
        loss_scale: float = 1.0,
        weight_decay: Any = 0.0,
    ):
        super().__init__(learning_rate, params, weight_decay, loss_scale)
        owner = self.cls_name
        self.decay = _number(decay, "decay", owner)
        self.momentum = _number(momentum, "momentum", owner)
        self.epsilon = _number(epsilon, "epsilon", owner, zero=False)
        typed(use_locking, "use_locking", owner, bool)
        self.centered = typed(centered, "centered", owner, bool)
        self.mg: Any = self.parameters.clone(prefix="mean_grad", init="zeros") if centered else None
        self.ms = self.parameters.clone(prefix="mean_square", init="ones")
        self.moment = self.parameters.clone(prefix="moment", init="zeros")

    def construct(self, gradients: Any) -> tuple:
        slots = (self.ms, self.moment, self.mg) if self.centered else (self.ms, self.moment)
        return self._step(
            update_rules.rmsprop, gradients, slots, keep=self.decay, momentum=self.momentum, epsilon=self.epsilon
        )


class Adagrad(Optimizer):
    """Divides gradients by the root of the sum of their squares (Duchi et al., 2011).

    Args:
        params, learning_rate, weight_decay, loss_scale: see :class:`Optimizer`.
        accum: what the sums begin with.
        update_slots: whether they grow.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `accum` is negative.
    """

    def __init__(
        self,
        params: Any,
        accum: float = 0.1,
        learning_rate: Any = 0.001,
        update_slots: bool = True,
        loss_scale: float = 1.0,
        weight_decay: Any = 0.0,
    ):
        super().__init__(learning_rate, params, weight_decay, loss_scale)
        _number(accum, "accum", self.cls_name)
        self.update_slots = typed(update_slots, "update_slots", self.cls_name, bool)
        self.accum = self.parameters.clone(prefix="accum", init=accum)

    def construct(self, grads: Any) -> tuple:
        return self._step(update_rules.adagrad, grads, (self.accum,), update=self.update_slots)


class Adadelta(Optimizer):
    """Steps by the ratio of the running mean squares of steps and gradients (Zeiler, 2012).

    Args:
        params, learning_rate, weight_decay, loss_scale: see :class:`Optimizer`.
        rho: how much of the mean squares is kept at each step, in ``[0, 1]``.
        epsilon: added to the mean squares.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: a number is out of range.
    """

    def __init__(
        self,
        params: Any,
        learning_rate: Any = 1.0,
        rho: float = 0.9,
        epsilon: float = 1e-6,
        loss_scale: float = 1.0,
        weight_decay: Any = 0.0,
    ):
        super().__init__(learning_rate, params, weight_decay, loss_scale)
        self.rho = _number(rho, "rho", self.cls_name, high=1.0)
        self.epsilon = _number(epsilon, "epsilon", self.cls_name)
        self.accum = self.parameters.clone(prefix="accum", init=0)
        self.accum_update = self.parameters.clone(prefix="accum_update", init=0)

    def construct(self, grads: Any) -> tuple:
        return self._step(
            update_rules.adadelta, grads, (self.accum, self.accum_update), rho=self.rho, epsilon=self.epsilon
        )


class AdaMax(Optimizer):
    """Adam with the maximum norm in place of the second moment (Kingma and Ba, 2015).

    Args:
        params, learning_rate, weight_decay, loss_scale: see :class:`Optimizer`.
        beta1, beta2: how much of moment and norm is kept at each step, in ``(0, 1)``.
        eps: added to the norm.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: a number is out of range.
    """

    def __init__(
        self,
        params: Any,
        learning_rate: Any = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        weight_decay: Any = 0.0,
        loss_scale: float = 1.0,
    ):
        super().__init__(learning_rate, params, weight_decay, loss_scale)
        _checked(self.cls_name, beta1, beta2, eps)
        self.beta1 = Tensor(beta1, dtypes.float32)
        self.beta2 = Tensor(beta2, dtypes.float32)
        self.eps = Tensor(eps, dtypes.float32)
        self._eps = eps
        self.beta1_power = Parameter(initializer(1, [1], dtypes.float32), name="beta1_power")
        self.moment1 = self.parameters.clone(prefix="moment1", init="zeros")
        self.moment2 = self.parameters.clone(prefix="moment2", init="zeros")

    def construct(self, gradients: Any) -> tuple:
        return self._step(
            update_rules.adamax,
            gradients,
            (self.moment1, self.moment2),
            (self.beta1_power, self.beta1, self.beta2),
            update_rules.next_power,
            eps=self._eps,
        )


class FTRL(Optimizer):
    """Follows the regularised leader (McMahan et al., 2013).

    Args:
        params, learning_rate, weight_decay, loss_scale: see :class:`Optimizer`.
        initial_accum: what the sums of squares begin with.
        lr_power: the exponent that they are taken to, not positive.
        l1, l2: the strengths of regularisation.
        use_locking: accepted.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: a number is out of range, or the learning rate depends on step or group.
    """

    def __init__(
        self,
        params: Any,
        initial_accum: float = 0.1,
        learning_rate: Any = 0.001,
        lr_power: float = -0.5,
        l1: float = 0.0,
        l2: float = 0.0,
        use_locking: bool = False,
        loss_scale: float = 1.0,
        weight_decay: Any = 0.0,
    ):
        super().__init__(learning_rate, params, weight_decay, loss_scale)
        owner = self.cls_name
        if self.dynamic_lr or self.is_group_lr:
            raise ValueError(f"For '{owner}', the learning rate must be one constant.")
        _number(initial_accum, "initial_accum", owner)
        self.l1 = _number(l1, "l1", owner)
        self.l2 = _number(l2, "l2", owner)
        self.lr_power = in_range(typed(lr_power, "lr_power", owner, float), "lr_power", owner, -math.inf, 0)
        typed(use_locking, "use_locking", owner, bool)
        self.moments = self.parameters.clone(prefix="moments", init=initial_accum)
        self.linear = self.parameters.clone(prefix="linear", init="zeros")
        if not self.is_group:
            self.decay_flags = (True,) * len(self.parameters)

    def construct(self, grads: Any) -> tuple:
        return self._step(
            update_rules.ftrl, grads, (self.moments, self.linear), l1=self.l1, l2=self.l2, power=self.lr_power
        )


class Lamb(Optimizer):
    """Adam whose step for each Parameter is as long as the Parameter (You et al., 2020).

    Args:
        params, learning_rate, weight_decay: see :class:`Optimizer`.
        beta1, beta2: how much of the first and second moments is kept at each step, in ``(0, 1)``.
        eps: added to the root of the second moment.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: a number is out of range.
    """

    def __init__(
        self,
        params: Any,
        learning_rate: Any,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-6,
        weight_decay: Any = 0.0,
    ):
        super().__init__(learning_rate, params, weight_decay)
        _checked(self.cls_name, beta1, beta2, eps)
        self._numbers: dict[str, Any] = {"beta1": beta1, "beta2": beta2, "eps": eps}
        self.params = self.parameters
        self.moments1 = self.parameters.clone(prefix="lamb_m", init="zeros")
        self.moments2 = self.parameters.clone(prefix="lamb_v", init="zeros")

    def construct(self, gradients: Any) -> tuple:
        return self._step(
            update_rules.lamb,
            gradients,
            (self.moments1, self.moments2),
            (self.global_step,),
            decay_gradients=False,
            **self._numbers,
        )
