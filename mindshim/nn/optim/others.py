"""Optimisers by signs, by averages, with a proximal step, and one that wraps another."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import jax

from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter, ParameterTuple
from mindshim.engine.tensor import Tensor, wrap
from mindshim.kernels import update_rules
from mindshim.nn._checks import in_range, typed
from mindshim.nn.optim.optimizer import Optimizer, _arrays


class Rprop(Optimizer):
    """Steps whose size follows from the signs of gradients alone (Riedmiller and Braun, 1993).

    Args:
        params, learning_rate, weight_decay: see :class:`Optimizer`; the learning rate is the first step's
            size.
        etas: what a step is multiplied by where the sign changes, and where it stays.
        step_sizes: the bounds of a step.

    Raises:
        TypeError: `etas` or `step_sizes` is no tuple.
        ValueError: they do not hold two numbers each, in order.
    """

    def __init__(
        self,
        params: Any,
        learning_rate: Any = 0.1,
        etas: tuple[float, float] = (0.5, 1.2),
        step_sizes: tuple[float, float] = (1e-6, 50.0),
        weight_decay: Any = 0.0,
    ):
        super().__init__(learning_rate, params, weight_decay)
        for name, value in (("etas", etas), ("step_sizes", step_sizes)):
            if len(typed(value, name, "Rprop", tuple)) != 2:
                raise ValueError(f"For 'Rprop', '{name}' must hold two numbers, but got {value}.")
        if step_sizes[0] > step_sizes[1] or etas[1] <= 1.0:
            raise ValueError(f"For 'Rprop', 'step_sizes' {step_sizes} must be in order and 'etas' {etas} end above 1.")
        self._etas, self._sizes = etas, step_sizes
        self.prev = self.parameters.clone(prefix="prev", init="zeros")
        self.step_size = self.parameters.clone(prefix="step_size", init="zeros")

    def construct(self, gradients: Any) -> tuple:
        slots = (self.prev, self.step_size)
        return self._step(update_rules.rprop, gradients, slots, (self.global_step,), etas=self._etas, sizes=self._sizes)


class ASGD(Optimizer):
    """Gradient descent that also averages the Parameters, as `ax` (Polyak and Juditsky, 1992).

    Args:
        params, learning_rate, weight_decay: see :class:`Optimizer`.
        lambd: the decay.
        alpha: the exponent by which the learning rate falls.
        t0: the step at which averaging starts.

    Raises:
        TypeError: a number is no float.
    """

    def __init__(
        self,
        params: Any,
        learning_rate: Any = 0.1,
        lambd: float = 1e-4,
        alpha: float = 0.75,
        t0: float = 1e6,
        weight_decay: Any = 0.0,
    ):
        super().__init__(learning_rate, params, weight_decay)
        for name, value in (("lambd", lambd), ("alpha", alpha), ("t0", t0)):
            self.__dict__[name] = typed(value, name, "ASGD", float)
        self.mu, self.eta = (
            ParameterTuple([Parameter(Tensor(first, dtypes.float32), name=f"{name}{p.name}") for p in self.parameters])
            for name, first in (("mu_", 1.0), ("eta_", 0.0))
        )
        self.ax = self.parameters.clone(prefix="ax_", init="zeros")

    def construct(self, gradients: Any) -> tuple:
        slots = (self.ax, self.mu, self.eta)
        return self._step(
            update_rules.asgd, gradients, slots, (self.global_step,), lambd=self.lambd, alpha=self.alpha, t0=self.t0
        )


class ProximalAdagrad(Optimizer):
    """Adagrad with a proximal step for the regularisation (Duchi and Singer, 2009).

    Args:
        params, learning_rate, weight_decay, loss_scale: see :class:`Optimizer`.
        accum: what the sums of squares begin with.
        l1, l2: the strengths of regularisation.
        use_locking: accepted.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: a number is negative.
    """

    def __init__(
        self,
        params: Any,
        accum: float = 0.1,
        learning_rate: Any = 0.001,
        l1: float = 0.0,
        l2: float = 0.0,
        use_locking: bool = False,
        loss_scale: float = 1.0,
        weight_decay: Any = 0.0,
    ):
        super().__init__(learning_rate, params, weight_decay, loss_scale)
        for name, value in (("accum", accum), ("l1", l1), ("l2", l2)):
            in_range(typed(value, name, self.cls_name, float), name, self.cls_name, 0, math.inf)
        typed(use_locking, "use_locking", self.cls_name, bool)
        self._strengths = {"l1": l1, "l2": l2}
        self.accum = self.parameters.clone(prefix="accum", init=accum)

    def construct(self, grads: Any) -> tuple:
        strengths: dict[str, Any] = self._strengths
        return self._step(update_rules.proximal_adagrad, grads, (self.accum,), **strengths)


@functools.partial(jax.jit, static_argnames=("scaled", "decayed", "scale", "coefficient", "epsilon"))
def _adapted(
    parameters: tuple,
    gradients: tuple,
    decays: tuple,
    rates: tuple | None,
    *,
    scaled: tuple,
    decayed: tuple,
    scale: float,
    coefficient: float,
    epsilon: float,
) -> tuple:
    """The gradients, of which `scaled` ones are decayed and scaled."""
    found = list(gradients)
    for i, (parameter, gradient) in enumerate(zip(parameters, gradients, strict=True)):
        if scaled[i]:
            rate = None if rates is None else rates[i]
            decay = decays[i] / scale if decayed[i] else 0.0
            found[i] = update_rules.lars(parameter, gradient / scale, decay, rate, coefficient, epsilon) * scale
    return tuple(found)


class LARS(Optimizer):
    """Scales the gradients of each layer before another optimiser uses them (You et al., 2017).

    Args:
        optimizer: the other optimiser, whose weight decay is applied here instead.
        epsilon: added to the denominator.
        coefficient: the length of a step relative to the Parameter.
        use_clip: do not enlarge gradients.
        lars_filter: which Parameters are scaled; by default all but layer normalisations and biases.
    """

    def __init__(
        self,
        optimizer: Optimizer,
        epsilon: float = 1e-5,
        coefficient: float = 0.001,
        use_clip: bool = False,
        lars_filter: Callable[[Parameter], bool] = lambda x: "LayerNorm" not in x.name and "bias" not in x.name,
    ):
        super().__init__(0.0, [Parameter(Tensor(0.0), name="fake_param")])
        self.opt = optimizer
        # One Parameter for both: two of one name would have all renamed.
        self.global_step = optimizer.global_step
        self.learning_rate = Parameter(Tensor(0.0, dtypes.float32), name="fake_lr")
        self.parameters = self._parameters = optimizer.parameters
        self.param_length = optimizer.param_length
        self.epsilon = epsilon
        self.coefficient = coefficient
        self.use_clip = use_clip
        self.lars_flag = tuple(bool(lars_filter(p)) for p in self.parameters)
        self.decay_flags = optimizer.decay_flags if optimizer.exec_weight_decay else (False,) * self.param_length
        optimizer.exec_weight_decay = False

    def construct(self, gradients: Any) -> Any:
        decays, rates = (
            given if isinstance(given, tuple) else (given,) * self.param_length
            for given in (self.opt.get_weight_decay(), self.opt.get_lr())
        )
        adapted = _adapted(
            _arrays(self.parameters), _arrays(gradients), _arrays(decays), _arrays(rates) if self.use_clip else None,
            scaled=self.lars_flag, decayed=self.decay_flags, scale=self.opt.loss_scale,
            coefficient=self.coefficient, epsilon=self.epsilon,
        )  # fmt: skip
        return self.opt(tuple(wrap(array) for array in adapted))
