"""`mindspore.mint.optim`: optimisers under PyTorch's names, with parameter groups as `experimental.optim` has them."""

from __future__ import annotations

from typing import Any

from mindshim.engine import dtypes
from mindshim.engine.parameter import ParameterTuple
from mindshim.engine.tensor import Tensor
from mindshim.experimental.optim.optimizer import Optimizer, check, check_betas
from mindshim.kernels import update_rules
from mindshim.nn._checks import typed


class SGD(Optimizer):
    """Stochastic gradient descent (Sutskever et al., 2013): ``v = momentum * v + (1 - dampening) * gradient``.

    Args:
        params: Parameters, or groups; see :class:`mindspore.experimental.optim.Optimizer`.
        lr: the learning rate.
        momentum: how much of the last step is kept.
        dampening: how much the gradient is reduced in the sum above.
        weight_decay: how much of a Parameter is added to its gradient.
        nesterov: step by ``gradient + momentum * v`` instead of ``v``.
        maximize: go up instead of down.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: a number is negative, or `nesterov` without momentum or with dampening.

    Examples:
        >>> from mindshim import Parameter, Tensor, mint
        >>> w = Parameter(Tensor([1.0]), name="w")
        >>> _ = mint.optim.SGD([w], lr=0.5)((Tensor([1.0]),))
        >>> print(w.asnumpy())
        [0.5]
    """

    def __init__(self, params: Any, lr: Any, momentum: float = 0, dampening: float = 0, weight_decay: float = 0,
                 nesterov: bool = False, *, maximize: bool = False):  # fmt: skip
        numbers = {"momentum": momentum, "weight_decay": weight_decay, "dampening": dampening}
        typed(lr, "lr", "SGD", float, int, bool, Tensor)
        for name, value in numbers.items():
            typed(value, name, "SGD", float, int, bool)
        typed(nesterov, "nesterov", "SGD", bool)
        typed(maximize, "maximize", "SGD", bool)
        for name, value in (("lr", lr), ("momentum", momentum), ("weight_decay", weight_decay)):
            check("SGD", value, name)
        super().__init__(params, {"lr": lr, **numbers, "nesterov": nesterov, "maximize": maximize})
        if nesterov and (momentum <= 0.0 or dampening != 0.0):
            raise ValueError(
                "For 'SGD', 'nesterov' needs a 'momentum' > 0 and a 'dampening' of 0, but got "
                f"{momentum} and {dampening}."
            )
        self._keep(momentum_buf="zeros")
        self._count("step_t", Tensor(0, dtypes.int32))

    def construct(self, gradients: Any) -> bool:
        names = ("momentum", "dampening", "nesterov")
        return self._step(update_rules.sgd_counted, gradients, lambda group: {n: group[n] for n in names})


class _Adam(Optimizer):
    """What Adam and AdamW share; AMSGrad's moment is kept in the groups that ask for it, as ``max_exp_avg_sq``."""

    first_step = 0
    decoupled = False

    def __init__(self, params: Any, lr: float, betas: tuple[float, float], eps: float, weight_decay: float,
                 amsgrad: bool, maximize: bool):  # fmt: skip
        owner = type(self).__name__
        if len(typed(betas, "betas", owner, tuple, *((list,) if owner == "FusedAdamW" else ()))) != 2:
            raise ValueError(f"For '{owner}', 'betas' must hold two numbers, but got {betas}.")
        for name, value in (("betas", betas[0]), ("betas", betas[1]), ("eps", eps), ("weight_decay", weight_decay),
                            ("lr", lr)):  # fmt: skip
            check(owner, typed(value, name, owner, float), name)
        typed(amsgrad, "amsgrad", owner, bool)
        typed(maximize, "maximize", owner, bool)
        check_betas(owner, betas)
        super().__init__(params, {"lr": lr, "betas": tuple(betas), "eps": eps, "weight_decay": weight_decay,
                                  "amsgrad": amsgrad, "maximize": maximize})  # fmt: skip
        self._keep(exp_avg="zeros", exp_avg_sq="zeros")
        self._count("state_step", Tensor([self.first_step], dtypes.float32))

    def add_param_group(self, param_group: dict[str, Any]) -> None:
        super().add_param_group(param_group)
        if param_group["amsgrad"]:
            held = ParameterTuple(param_group["params"])
            param_group["max_exp_avg_sq"] = held.clone(prefix="max_exp_avg_sq", init="zeros")

    def _slots(self, number: int, names: Any) -> tuple:
        group = self.param_groups[number]
        return (*super()._slots(number, names), *([group["max_exp_avg_sq"]] if group["amsgrad"] else []))

    def construct(self, gradients: Any) -> bool:
        return self._step(
            update_rules.adamw, gradients,
            lambda group: {"betas": tuple(group["betas"]), "eps": group["eps"], "amsgrad": group["amsgrad"]},
            decay_in_rule=self.decoupled,
        )  # fmt: skip


class Adam(_Adam):
    """Adaptive moment estimation (Kingma and Ba, 2015).

    Args:
        params, lr, weight_decay, maximize: see :class:`SGD`.
        betas: how much of the first and second moments is kept at each step, in ``[0, 1)``.
        eps: added to the root of the second moment.
        amsgrad: divide by the root of the highest second moment so far (Reddi et al., 2018).

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: a number is out of range.
    """

    def __init__(self, params: Any, lr: float = 1e-3, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8,
                 weight_decay: float = 0.0, amsgrad: bool = False, *, maximize: bool = False):  # fmt: skip
        super().__init__(params, lr, betas, eps, weight_decay, amsgrad, maximize)


class AdamW(_Adam):
    """:class:`Adam` with decoupled weight decay (Loshchilov and Hutter, 2019)."""

    first_step = -1
    decoupled = True

    def __init__(self, params: Any, lr: float = 1e-3, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8,
                 weight_decay: float = 1e-2, amsgrad: bool = False, *, maximize: bool = False):  # fmt: skip
        super().__init__(params, lr, betas, eps, weight_decay, amsgrad, maximize)


class FusedAdamW(AdamW):
    """:class:`AdamW`, of which MindSpore joins the Parameters of a group; here every step is one program anyway.

    Raises:
        ValueError: groups differ in `amsgrad`.
    """

    def add_param_group(self, param_group: dict[str, Any]) -> None:
        super().add_param_group(param_group)
        if len({bool(group["amsgrad"]) for group in self.param_groups}) > 1:
            raise ValueError("FusedAdamW does not support mixed amsgrad across param_groups.")


__all__ = ["Adam", "AdamW", "FusedAdamW", "SGD"]
