"""Adam and AdamW."""

from __future__ import annotations

from typing import Any

from mindshim.common.initializer import initializer
from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor
from mindshim.kernels import update_rules
from mindshim.nn._checks import in_range, typed
from mindshim.nn.optim.optimizer import Optimizer


def _checked(owner: str, beta1: Any, beta2: Any, eps: Any) -> None:
    for name, value in (("beta1", beta1), ("beta2", beta2)):
        in_range(typed(value, name, owner, float), name, owner, 0.0, 1.0, open_low=True, open_high=True)
    in_range(typed(eps, "eps", owner, float), "eps", owner, 0.0, float("inf"), open_low=True)


class Adam(Optimizer):
    """Adaptive moment estimation (Kingma and Ba, 2015).

    Args:
        params, learning_rate, weight_decay, loss_scale: see :class:`Optimizer`.
        beta1, beta2: how much of the first and second moments is kept at each step, in ``(0, 1)``.
        eps: added to the root of the second moment.
        use_locking: accepted.
        use_nesterov: step with the next first moment instead of the present one.
        use_amsgrad: divide by the root of the highest second moment so far (Reddi et al., 2018).
        kwargs: `use_lazy` and `use_offload` are accepted.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: a number is out of range, or two options exclude each other.
        KeyError: an unknown keyword.
    """

    def __init__(
        self,
        params: Any,
        learning_rate: Any = 1e-3,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        use_locking: bool = False,
        use_nesterov: bool = False,
        weight_decay: Any = 0.0,
        loss_scale: float = 1.0,
        use_amsgrad: bool = False,
        **kwargs: Any,
    ):
        super().__init__(learning_rate, params, weight_decay, loss_scale)
        owner = self.cls_name
        unknown = set(kwargs) - {"use_lazy", "use_offload"}
        if unknown:
            raise KeyError(
                f"For '{owner}', the only further keywords are 'use_lazy' and 'use_offload', but got "
                f"{', '.join(sorted(unknown))}."
            )
        _checked(owner, beta1, beta2, eps)
        flags = {
            "use_locking": use_locking,
            "use_nesterov": use_nesterov,
            "use_amsgrad": use_amsgrad,
            "use_lazy": kwargs.get("use_lazy", False),
            "use_offload": kwargs.get("use_offload", False),
        }
        for name, value in flags.items():
            self.__dict__[name] = typed(value, name, owner, bool)
        if flags["use_lazy"] + flags["use_offload"] + use_amsgrad > 1:
            raise ValueError(f"For '{owner}', only one of 'use_lazy', 'use_offload' and 'use_amsgrad' can be True.")
        self.beta1 = Tensor(beta1, dtypes.float32)
        self.beta2 = Tensor(beta2, dtypes.float32)
        self.eps = Tensor(eps, dtypes.float32)
        self._eps = eps
        self.beta1_power = Parameter(initializer(1, (), dtypes.float32), name="beta1_power")
        self.beta2_power = Parameter(initializer(1, (), dtypes.float32), name="beta2_power")
        self.moment1 = self.parameters.clone(prefix="moment1", init="zeros")
        self.moment2 = self.parameters.clone(prefix="moment2", init="zeros")
        self.vhat: Any = self.parameters.clone(prefix="vhat", init="zeros") if use_amsgrad else None

    def construct(self, gradients: Any) -> tuple:
        slots = (self.moment1, self.moment2, self.vhat) if self.use_amsgrad else (self.moment1, self.moment2)
        scalars = (self.beta1_power, self.beta2_power, self.beta1, self.beta2)
        return self._step(
            update_rules.adam,
            gradients,
            slots,
            scalars,
            update_rules.next_powers,
            eps=self._eps,
            nesterov=self.use_nesterov,
        )


class LazyAdam(Adam):
    """:class:`Adam`, of which MindSpore updates only the rows that a sparse gradient has; gradients here are
    dense."""

    def __init__(
        self,
        params: Any,
        learning_rate: Any = 1e-3,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        use_locking: bool = False,
        use_nesterov: bool = False,
        weight_decay: Any = 0.0,
        loss_scale: float = 1.0,
    ):
        super().__init__(params, learning_rate, beta1, beta2, eps, use_locking, use_nesterov, weight_decay, loss_scale)
        # With the shape that checkpoints of these two have.
        self.beta1_power = Parameter(initializer(1, [1], dtypes.float32), name="beta1_power")
        self.beta2_power = Parameter(initializer(1, [1], dtypes.float32), name="beta2_power")


class AdamOffload(LazyAdam):
    """:class:`Adam`, which MindSpore computes on the host; XLA decides where it is computed here."""


class AdamWeightDecay(Optimizer):
    """Adam without bias correction, whose weight decay acts on the Parameters (Loshchilov and Hutter, 2019).

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
        learning_rate: Any = 1e-3,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-6,
        weight_decay: Any = 0.0,
    ):
        super().__init__(learning_rate, params, weight_decay)
        _checked(self.cls_name, beta1, beta2, eps)
        self.beta1 = Tensor([beta1], dtypes.float32)
        self.beta2 = Tensor([beta2], dtypes.float32)
        self.eps = Tensor([eps], dtypes.float32)
        self._numbers: dict[str, Any] = {"beta1": beta1, "beta2": beta2, "eps": eps}
        self.moments1 = self.parameters.clone(prefix="adam_m", init="zeros")
        self.moments2 = self.parameters.clone(prefix="adam_v", init="zeros")

    def construct(self, gradients: Any) -> tuple:
        return self._step(
            update_rules.adam_weight_decay,
            gradients,
            (self.moments1, self.moments2),
            decay_gradients=False,
            **self._numbers,
        )
