"""Gradient descent with momentum."""

from __future__ import annotations

from typing import Any

from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor
from mindshim.kernels import update_rules
from mindshim.nn._checks import in_range, typed
from mindshim.nn.optim.optimizer import Optimizer


class Momentum(Optimizer):
    """``v = momentum * v + gradient``, ``p = p - learning_rate * v`` (Sutskever et al., 2013).

    Args:
        params, learning_rate, weight_decay, loss_scale: see :class:`Optimizer`.
        momentum: how much of the last step is kept.
        use_nesterov: step by ``gradient + momentum * v`` instead of ``v``.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: a number is negative.
    """

    def __init__(
        self,
        params: Any,
        learning_rate: Any,
        momentum: float,
        weight_decay: Any = 0.0,
        loss_scale: float = 1.0,
        use_nesterov: bool = False,
    ):
        super().__init__(learning_rate, params, weight_decay, loss_scale)
        in_range(typed(momentum, "momentum", "Momentum", float), "momentum", "Momentum", 0.0, float("inf"))
        self.momentum = Parameter(Tensor(momentum, dtypes.float32), name="momentum")
        self.params = self.parameters
        self.use_nesterov = typed(use_nesterov, "use_nesterov", "Momentum", bool)
        self.moments = self.parameters.clone(prefix="moments", init="zeros")

    def construct(self, gradients: Any) -> tuple:
        return self._step(
            update_rules.momentum, gradients, (self.moments,), (self.momentum,), nesterov=self.use_nesterov
        )
