"""Stochastic gradient descent, with and without momentum."""

from __future__ import annotations

from typing import Any

from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor
from mindshim.kernels import update_rules
from mindshim.nn._checks import in_range, typed
from mindshim.nn.optim.optimizer import Optimizer


class SGD(Optimizer):
    """``v = momentum * v + (1 - dampening) * gradient``, ``p = p - learning_rate * v`` (Sutskever et al.,
    2013).

    Args:
        params, learning_rate, weight_decay, loss_scale: see :class:`Optimizer`.
        momentum: how much of the last step is kept.
        dampening: how much the gradient is reduced in the sum above.
        nesterov: step by ``gradient + momentum * v`` instead of ``v``.

    Raises:
        TypeError: an argument is of a wrong type, or `weight_decay` a Cell.
        ValueError: a number is negative, or `nesterov` without momentum or with dampening.

    Examples:
        >>> from mindshim import Parameter, Tensor, nn
        >>> w = Parameter(Tensor([1.0]), name="w")
        >>> _ = nn.SGD([w], learning_rate=0.5)((Tensor([1.0]),))
        >>> print(w.asnumpy())
        [0.5]
    """

    def __init__(
        self,
        params: Any,
        learning_rate: Any = 0.1,
        momentum: float = 0.0,
        dampening: float = 0.0,
        weight_decay: Any = 0.0,
        nesterov: bool = False,
        loss_scale: float = 1.0,
    ):
        super().__init__(learning_rate, params, weight_decay, loss_scale)
        momentum, dampening = (
            in_range(float(typed(value, name, "SGD", float, int)), name, "SGD", 0.0, float("inf"))
            for name, value in (("momentum", momentum), ("dampening", dampening))
        )
        self.dampening = dampening
        self.nesterov = typed(nesterov, "nesterov", "SGD", bool)
        if nesterov and (momentum <= 0.0 or dampening != 0.0):
            raise ValueError(
                "For 'SGD', 'nesterov' needs a 'momentum' > 0 and a 'dampening' of 0, but got "
                f"{momentum} and {dampening}."
            )
        if self.dynamic_weight_decay:
            raise TypeError("For 'SGD', 'weight_decay' cannot be a Cell.")
        self.momentum = Parameter(Tensor(momentum, dtypes.float32), name="momentum")
        self._moving = momentum > 0.0
        self.accum = self.parameters.clone(prefix="accum", init="zeros")
        self.stat = self.parameters.clone(prefix="stat", init="ones")

    def construct(self, gradients: Any) -> tuple:
        slots = (self.accum, self.stat) if self._moving else ()
        return self._step(
            update_rules.sgd, gradients, slots, (self.momentum,), dampening=self.dampening, nesterov=self.nesterov
        )
