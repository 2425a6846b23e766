"""Optimisers: each is a rule of `kernels.update_rules`, with what it keeps and the options of its groups."""

from __future__ import annotations

from typing import Any

from mindshim.engine import dtypes
from mindshim.engine.tensor import Tensor
from mindshim.experimental.optim.optimizer import Optimizer, check, check_betas
from mindshim.kernels import update_rules
from mindshim.nn._checks import in_range, typed


def _zero() -> Tensor:
    return Tensor(0, dtypes.int32)


class SGD(Optimizer):
    """Stochastic gradient descent (Sutskever et al., 2013): ``v = momentum * v + (1 - dampening) * gradient``.

    Args:
        params: Parameters, or groups; see :class:`Optimizer`.
        lr: the learning rate.
        momentum: how much of the last step is kept.
        dampening: how much the gradient is reduced in the sum above.
        weight_decay: how much of a Parameter is added to its gradient.
        nesterov: step by ``gradient + momentum * v`` instead of ``v``.
        maximize: go up instead of down.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: a number is negative, or `nesterov` without momentum or with dampening.
    """

    def __init__(self, params: Any, lr: Any, momentum: float = 0, dampening: float = 0, weight_decay: float = 0.0,
                 nesterov: bool = False, *, maximize: bool = False):  # fmt: skip
        check("SGD", typed(lr, "lr", "SGD", float, int, Tensor), "lr")
        check("SGD", typed(momentum, "momentum", "SGD", int, float), "momentum")
        typed(nesterov, "nesterov", "SGD", bool)
        typed(maximize, "maximize", "SGD", bool)
        super().__init__(params, {
            "lr": lr, "momentum": float(momentum), "dampening": dampening, "weight_decay": weight_decay,
            "nesterov": nesterov, "maximize": maximize, "grad_centralization": False,
        })  # fmt: skip
        for group in self.param_groups:
            group["dampening"] = float(typed(group["dampening"], "dampening", "SGD", int, float))
        if nesterov and (momentum <= 0.0 or dampening != 0.0):
            raise ValueError(
                "For 'SGD', 'nesterov' needs a 'momentum' > 0 and a 'dampening' of 0, but got "
                f"{momentum} and {dampening}."
            )
        self._keep(accum="zeros", stat="ones")

    def construct(self, gradients: Any) -> bool:
        names = ("dampening", "nesterov", "momentum")
        return self._step(update_rules.sgd_if_moving, gradients, lambda group: {n: group[n] for n in names})


class ASGD(Optimizer):
    """Averaged gradient descent (Polyak and Juditsky, 1992); the averages are `ax`.

    Args:
        params, lr, weight_decay, maximize: see :class:`SGD`.
        lambd: the decay.
        alpha: the exponent by which the learning rate falls.
        t0: the step at which averaging starts.

    Raises:
        TypeError: `lambd` or `t0` is no float.
        ValueError: `lr` is not positive, or `weight_decay` negative.
    """

    def __init__(self, params: Any, lr: Any = 0.01, lambd: float = 0.0001, alpha: float = 0.75,
                 t0: float = 1000000.0, weight_decay: float = 0.0, maximize: bool = False):  # fmt: skip
        check("ASGD", lr, "lr", equal=False)
        check("ASGD", weight_decay, "weight_decay")
        typed(lambd, "lambd", "ASGD", float)
        typed(t0, "t0", "ASGD", float)
        super().__init__(params, {"lr": lr, "lambd": lambd, "alpha": alpha, "t0": t0, "weight_decay": weight_decay,
                                  "maximize": maximize})  # fmt: skip
        self._keep(ax="zeros", mu=Tensor(1.0, dtypes.float32), eta=Tensor(0.0, dtypes.float32))
        self._count("step_t", _zero())

    def construct(self, gradients: Any) -> bool:
        return self._step(
            update_rules.asgd, gradients, lambda group: {n: group[n] for n in ("lambd", "alpha", "t0")}
        )


class Rprop(Optimizer):
    """Steps whose size follows from the signs of gradients alone (Riedmiller and Braun, 1993).

    Args:
        params, lr, maximize: see :class:`SGD`; the learning rate is the first step's size.
        etas: what a step is multiplied by where the sign changes, and where it stays.
        step_sizes: the bounds of a step.

    Raises:
        ValueError: `lr` is not positive, or `etas` are not below and above 1.
    """

    def __init__(self, params: Any, lr: Any = 0.01, etas: tuple[float, float] = (0.5, 1.2),
                 step_sizes: tuple[float, float] = (1e-06, 50), *, maximize: bool = False):  # fmt: skip
        check("Rprop", lr, "lr", equal=False)
        check("Rprop", etas[1], "etas[1]", 1.0, equal=False)
        in_range(etas[0], "etas[0]", "Rprop", 0.0, 1.0, open_low=True, open_high=True)
        super().__init__(params, {"lr": lr, "etas": etas, "step_sizes": step_sizes, "maximize": maximize})
        self._keep(prev="zeros", step_size="zeros")
        self._count("step_t", _zero())

    def construct(self, gradients: Any) -> bool:
        return self._step(
            update_rules.rprop, gradients,
            lambda group: {"etas": tuple(group["etas"]), "sizes": tuple(group["step_sizes"])},
        )  # fmt: skip


class RMSprop(Optimizer):
    """Divides gradients by the root of their running mean square (Tieleman and Hinton, 2012).

    Args:
        params, lr, weight_decay, momentum, maximize: see :class:`SGD`.
        alpha: how much of the mean square is kept at each step.
        eps: added to the root.
        centered: subtract the square of the gradients' running mean under the root.

    Raises:
        ValueError: a number is out of range.
    """

    def __init__(self, params: Any, lr: Any = 0.01, alpha: float = 0.99, eps: float = 1e-8, weight_decay: float = 0.0,
                 momentum: float = 0.0, centered: bool = False, maximize: bool = False):  # fmt: skip
        for name, value, equal in (("lr", lr, False), ("alpha", alpha, True), ("eps", eps, False),
                                   ("momentum", momentum, True), ("weight_decay", weight_decay, True)):  # fmt: skip
            check("RMSprop", value, name, equal=equal)
        super().__init__(params, {"lr": lr, "momentum": momentum, "alpha": alpha, "eps": eps, "centered": centered,
                                  "weight_decay": weight_decay, "maximize": maximize})  # fmt: skip
        self._keep(mean_grad="zeros", mean_square="zeros", moment="zeros")

    def construct(self, gradients: Any) -> bool:
        names = ("alpha", "eps", "momentum", "centered")
        return self._step(update_rules.rmsprop_outer, gradients, lambda group: {n: group[n] for n in names})


class Adagrad(Optimizer):
    """Divides gradients by the root of the sum of their squares (Duchi et al., 2011).

    Args:
        params, lr, weight_decay, maximize: see :class:`SGD`.
        lr_decay: how much the learning rate falls with each step.
        initial_accumulator_value: what the sums begin with.
        eps: added to the root.

    Raises:
        ValueError: a number is out of range.
    """

    def __init__(self, params: Any, lr: Any = 0.01, lr_decay: float = 0.0, weight_decay: float = 0.0,
                 initial_accumulator_value: float = 0.0, eps: float = 1e-10, *, maximize: bool = False):  # fmt: skip
        start = initial_accumulator_value
        for name, value, equal in (("lr", lr, False), ("lr_decay", lr_decay, True), ("eps", eps, False),
                                   ("weight_decay", weight_decay, True),
                                   ("initial_accumulator_value", start, True)):  # fmt: skip
            check("Adagrad", value, name, equal=equal)
        super().__init__(params, {"lr": lr, "lr_decay": lr_decay, "eps": eps, "weight_decay": weight_decay,
                                  "initial_accumulator_value": start, "maximize": maximize})  # fmt: skip
        self._keep(accum=start)
        self._count("step_t", _zero())

    def construct(self, gradients: Any) -> bool:
        return self._step(
            update_rules.adagrad, gradients, lambda group: {"eps": group["eps"], "fall": group["lr_decay"]}
        )


class Adadelta(Optimizer):
    """Steps by the ratio of the running mean squares of steps and gradients (Zeiler, 2012).

    Args:
        params, lr, weight_decay, maximize: see :class:`SGD`.
        rho: how much of the mean squares is kept at each step, in ``[0, 1]``.
        eps: added to the mean squares.

    Raises:
        ValueError: a number is out of range.
    """

    def __init__(self, params: Any, lr: Any = 1.0, rho: float = 0.9, eps: float = 1e-6, weight_decay: float = 0.0,
                 *, maximize: bool = False):  # fmt: skip
        check("Adadelta", lr, "lr", equal=False)
        check("Adadelta", eps, "eps", equal=False)
        check("Adadelta", weight_decay, "weight_decay")
        in_range(rho, "rho", "Adadelta", 0.0, 1.0)
        super().__init__(params, {"lr": lr, "rho": rho, "eps": eps, "weight_decay": weight_decay,
                                  "maximize": maximize})  # fmt: skip
        self._keep(accum="zeros", accum_update="zeros")

    def construct(self, gradients: Any) -> bool:
        return self._step(
            update_rules.adadelta, gradients, lambda group: {"rho": group["rho"], "epsilon": group["eps"]}
        )


class _WithMoments(Optimizer):
    """An optimiser of Adam's family: two betas and an epsilon."""

    positive = True  # whether learning rate and epsilon must be above 0

    def _checked(self, lr: Any, betas: Any, eps: Any, weight_decay: Any) -> None:
        owner = type(self).__name__
        check(owner, lr, "lr", equal=not self.positive)
        check(owner, eps, "eps", equal=not self.positive)
        check(owner, weight_decay, "weight_decay")
        check_betas(owner, betas)

    @staticmethod
    def _options(group: dict[str, Any], *names: str) -> dict[str, Any]:
        return {"betas": tuple(group["betas"]), "eps": group["eps"], **{n: group[n] for n in names}}


class Adam(_WithMoments):
    """Adaptive moment estimation (Kingma and Ba, 2015).

    Args:
        params, lr, weight_decay, maximize: see :class:`SGD`.
        betas: how much of the first and second moments is kept at each step, in ``[0, 1)``.
        eps: added to the root of the second moment.
        amsgrad: divide by the root of the highest second moment so far (Reddi et al., 2018).

    Raises:
        ValueError: a number is out of range.
    """

    positive = False

    def __init__(self, params: Any, lr: Any = 0.001, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8,
                 weight_decay: float = 0.0, amsgrad: bool = False, *, maximize: bool = False):  # fmt: skip
        self._checked(lr, betas, eps, weight_decay)
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay,
                                  "amsgrad": amsgrad, "maximize": maximize})  # fmt: skip
        self._keep(exp_avg="zeros", exp_avg_sq="zeros", max_exp_avg_sq="zeros")
        self._count("state_step", _zero())

    def construct(self, gradients: Any) -> bool:
        return self._step(update_rules.adam_counted, gradients, lambda group: self._options(group, "amsgrad"))


class AdamW(Adam):
    """:class:`Adam` with decoupled weight decay (Loshchilov and Hutter, 2019)."""

    def __init__(self, params: Any, lr: Any = 0.001, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8,
                 weight_decay: float = 0.01, amsgrad: bool = False, *, maximize: bool = False):  # fmt: skip
        super().__init__(params, lr, betas, eps, weight_decay, amsgrad, maximize=maximize)

    def construct(self, gradients: Any) -> bool:
        return self._step(
            update_rules.adamw, gradients, lambda group: self._options(group, "amsgrad"), decay_in_rule=True
        )


class Adamax(_WithMoments):
    """Adam with the maximum norm in place of the second moment (Kingma and Ba, 2015); arguments as in :class:`Adam`."""

    def __init__(self, params: Any, lr: Any = 0.002, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8,
                 weight_decay: float = 0.0, *, maximize: bool = False):  # fmt: skip
        self._checked(lr, betas, eps, weight_decay)
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay,
                                  "maximize": maximize})  # fmt: skip
        self._count("step_t", _zero())
        self._keep(exp_avg="zeros", exp_inf="zeros")

    def construct(self, gradients: Any) -> bool:
        return self._step(update_rules.adamax_counted, gradients, self._options)


class NAdam(_WithMoments):
    """:class:`Adam` with Nesterov's momentum (Dozat, 2016).

    Args:
        params, lr, betas, eps, weight_decay: see :class:`Adam`.
        momentum_decay: how fast the momentum grows to the first beta.

    Raises:
        ValueError: a number is out of range.
    """

    def __init__(self, params: Any, lr: Any = 0.002, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8,
                 weight_decay: float = 0.0, momentum_decay: float = 0.004):  # fmt: skip
        self._checked(lr, betas, eps, weight_decay)
        check("NAdam", momentum_decay, "momentum_decay")
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay,
                                  "momentum_decay": momentum_decay})  # fmt: skip
        self._count("step_t", _zero())
        self._keep(exp_avg="zeros", exp_avg_sq="zeros", mu_product=Tensor(1.0, dtypes.float32))

    def construct(self, gradients: Any) -> bool:
        return self._step(update_rules.nadam, gradients, lambda group: self._options(group, "momentum_decay"))


class RAdam(_WithMoments):
    """Rectified :class:`Adam` (Liu et al., 2020): like gradient descent until the second moment can be trusted."""

    def __init__(self, params: Any, lr: Any = 0.001, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8,
                 weight_decay: float = 0.0):  # fmt: skip
        self._checked(lr, betas, eps, weight_decay)
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay})
        self._count("step_t", _zero())
        self._keep(exp_avg="zeros", exp_avg_sq="zeros")

    def construct(self, gradients: Any) -> bool:
        return self._step(update_rules.radam, gradients, self._options)
