"""Optimizer: what all optimisers have in common.

An optimiser says how one Parameter changes, as a function of arrays; a step over all Parameters, with weight
decay, loss scale and the step's number, is one compiled program.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax.core import Tracer

from mindshim import ops
from mindshim.common.initializer import initializer
from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter, ParameterTuple
from mindshim.engine.tensor import Tensor, wrap
from mindshim.nn._checks import in_range, typed
from mindshim.nn.cell import Cell
from mindshim.nn.container import CellList
from mindshim.nn.learning_rate_schedule import LearningRateSchedule

_GROUP_KEYS = ("params", "lr", "weight_decay", "order_params", "grad_centralization")

# (parameter, gradient, learning rate, weight decay, its slots, shared scalars) -> (parameter, slots)
Rule = Callable[..., tuple[Any, tuple]]


class _Plan(NamedTuple):
    """What a step's program depends on besides shapes and dtypes."""

    rule: Rule
    decayed: tuple[bool, ...]  # which Parameters have weight decay
    in_rule: bool  # whether the rule decays them, not the gradient
    centralised: tuple[bool, ...]
    scale: float  # what gradients are multiplied by
    options: tuple[tuple[str, Any], ...]  # keyword arguments of the rule
    advance: Callable[..., tuple] | None  # shared scalars from one step to the next


@functools.lru_cache(maxsize=256)
def _program(plan: _Plan) -> Callable[..., Any]:
    """The compiled step: new parameters, slots, scalars and step number."""
    rule = functools.partial(plan.rule, **dict(plan.options))

    def step(
        parameters: tuple,
        gradients: tuple,
        rates: tuple,
        decays: tuple,
        slots: tuple,
        scalars: tuple,
        count: Any,
    ):
        if plan.advance is not None:
            scalars = plan.advance(scalars)
        found = []
        for i, (parameter, gradient) in enumerate(zip(parameters, gradients, strict=True)):
            gradient = gradient.astype(parameter.dtype)
            rate, decay = (given[i if len(given) > 1 else 0] for given in (rates, decays))
            decay = decay.astype(parameter.dtype) if plan.decayed[i] else None
            if decay is not None and not plan.in_rule:
                gradient = gradient + parameter * decay
            # MindSpore centralises only where the second axis is a multiple of 16.
            if plan.centralised[i] and gradient.ndim > 1 and gradient.shape[1] % 16 == 0:
                gradient = gradient - gradient.mean(tuple(range(1, gradient.ndim)), keepdims=True)
            if plan.scale != 1.0:
                gradient = gradient * jnp.asarray(plan.scale, gradient.dtype)
            new, kept = rule(parameter, gradient, rate, decay, tuple(s[i] for s in slots), scalars)
            found.append((new.astype(parameter.dtype), kept))
        changed = scalars if plan.advance is not None else ()
        return tuple(p for p, _ in found), tuple(zip(*[k for _, k in found], strict=True)), changed, count + 1

    return jax.jit(step)


class Optimizer(Cell):
    """The base of optimisers, which are called with the gradients of their Parameters.

    Args:
        learning_rate: number, 0-d Tensor, one for each step (list or 1-d Tensor), or LearningRateSchedule.
        parameters: Parameters, or groups: dicts with ``params`` and possibly ``lr``, ``weight_decay``,
            ``grad_centralization``; one dict with ``order_params`` alone gives the order.
        weight_decay: how much of a Parameter is added to its gradient: number, or Cell of the step's number.
            Without groups, Parameters with ``beta`` or ``gamma`` in their names are left out.
        loss_scale: what the loss was multiplied by; gradients are divided by it.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: there are no Parameters, or a number is out of range.
        KeyError: a group has an unknown key.
        RuntimeError: a Parameter is in two groups.
    """

    def __init__(self, learning_rate: Any, parameters: Any, weight_decay: Any = 0.0, loss_scale: float = 1.0):
        super().__init__(auto_prefix=False)
        owner = self.cls_name
        listed = _listed(parameters)
        if isinstance(loss_scale, int):
            loss_scale = float(loss_scale)
        typed(loss_scale, "loss_scale", owner, float)
        self.loss_scale = in_range(loss_scale, "loss_scale", owner, 0, math.inf, open_low=True)
        self.dynamic_lr = self.dynamic_weight_decay = False
        self.is_group = isinstance(listed[0], dict)
        self.is_group_lr = self.is_group_params_ordered = False
        self.global_step = Parameter(initializer(0, [1], dtypes.int32), name="global_step")
        rate = self._checked_rate(learning_rate)
        if self.is_group:
            self._make_groups(listed, rate, weight_decay)
        else:
            self.learning_rate: Any = self._rate_of(rate, "learning_rate")
            self._set_parameters(listed, self._checked_decay(weight_decay))
        self.reciprocal_scale = Tensor(1.0 / self.loss_scale, dtypes.float32)
        self.need_scale = self.loss_scale != 1.0
        self.global_step_increase_tensor = Tensor([1], dtypes.int32)
        self.param_length = len(self.parameters)
        self.optim_filter = (True,) * self.param_length
        self.unique = True
        self.use_parallel = False
        self.map_ = ops.Map()
        self.map_reverse = ops.Map(None, True)
        self.hyper_map = ops.HyperMap()
        self.hyper_map_reverse = ops.HyperMap(None, True)

    # Parameters and their groups
    # ---------------------------------------------------------------------------------

    def _set_parameters(self, parameters: list[Parameter], decay: Any) -> None:
        names = set()
        for parameter in parameters:
            if parameter.name in names:
                raise ValueError(f"For '{self.cls_name}', two Parameters have the name '{parameter.name}'.")
            names.add(parameter.name)
        self.parameters = ParameterTuple(parameters)
        self._parameters = self.parameters
        self.decay_flags = tuple("beta" not in p.name and "gamma" not in p.name for p in parameters)
        self.grad_centralization_flags = (False,) * len(parameters)
        self.dynamic_decay_flags: Any = isinstance(decay, Cell)
        self.exec_weight_decay = self.dynamic_decay_flags or decay > 0
        self.weight_decay: Any = decay if self.dynamic_decay_flags else Tensor(decay, dtypes.float32)

    def _make_groups(self, groups: list[dict], rate: Any, decay: Any) -> None:
        self.is_group_lr = any("lr" in group for group in groups)
        if self.is_group_lr and not self.dynamic_lr:
            self.dynamic_lr = any(not _is_constant(group.get("lr", 0.0)) for group in groups)
        default = self._rate_of(rate, "learning_rate")
        found: dict[int, tuple[Parameter, Any, Any, bool]] = {}
        names = set()
        order = None
        for number, group in enumerate(groups):
            for key in group:
                if key not in _GROUP_KEYS:
                    raise KeyError(
                        f"For 'Optimizer', a group's keys must be of {', '.join(_GROUP_KEYS)}, but got {key}."
                    )
            if "order_params" in group:
                if len(group) > 1:
                    raise ValueError("For 'Optimizer', a group with 'order_params' must have no other key.")
                order = list(group["order_params"])
                continue
            group_rate = default
            if "lr" in group:
                group_rate = self._rate_of(self._checked_rate(group["lr"]), f"learning_rate_group_{number}")
            group_decay = self._checked_decay(group.get("weight_decay", decay))
            centralised = typed(
                group.get("grad_centralization", False), "grad_centralization", "Optimizer", bool
            )
            for parameter in _listed(group.get("params")):
                if not isinstance(parameter, Parameter):
                    raise TypeError(
                        "For 'Optimizer', the 'params' of a group must be Parameters, but got "
                        f"{type(parameter).__name__}."
                    )
                if parameter.name in names:
                    raise RuntimeError(
                        f"For 'Optimizer', the Parameter '{parameter.name}' is in the groups twice."
                    )
                names.add(parameter.name)
                found[id(parameter)] = (parameter, group_rate, group_decay, centralised)
        if order is not None:
            if {id(p) for p in order} != set(found):
                raise ValueError(
                    "For 'Optimizer', 'order_params' must hold the Parameters of the groups, each once."
                )
            found = {id(p): found[id(p)] for p in order}
            self.is_group_params_ordered = True
        entries = list(found.values())
        rates, decays = [e[1] for e in entries], [e[2] for e in entries]
        if not self.is_group_lr:
            self.learning_rate = default
        elif self.dynamic_lr:
            self.learning_rate = CellList(rates, auto_prefix=False)
        else:
            self.learning_rate = ParameterTuple(rates)
        self.parameters = ParameterTuple([e[0] for e in entries])
        self._parameters = self.parameters
        self.decay_flags = tuple(isinstance(d, Cell) or d > 0 for d in decays)
        self.dynamic_decay_flags = tuple(isinstance(d, Cell) for d in decays)
        self.weight_decay = tuple(d if isinstance(d, Cell) else Tensor(d, dtypes.float32) for d in decays)
        self.exec_weight_decay = any(self.decay_flags)
        self.grad_centralization_flags = tuple(e[3] for e in entries)

    # Learning rate and weight decay
    # ------------------------------------------------------------------------------

    def _checked_rate(self, rate: Any) -> Any:
        """A float, a float32 Tensor of no or one dimension, or a schedule."""
        if isinstance(rate, (float, int)):
            return in_range(float(rate), "learning_rate", self.cls_name, 0, math.inf)
        if isinstance(rate, Tensor) and rate.ndim == 0:
            return Tensor(rate.asnumpy(), dtypes.float32)
        self.dynamic_lr = True
        if isinstance(rate, LearningRateSchedule):
            return rate
        if isinstance(rate, Tensor):
            if rate.ndim > 1:
                raise ValueError(
                    f"For '{self.cls_name}', a Tensor 'learning_rate' must have 0 or 1 dimensions, but got "
                    f"{rate.ndim}."
                )
            return Tensor(rate.asnumpy(), dtypes.float32)
        if isinstance(rate, Iterable):
            return Tensor(np.array(list(rate)).astype(np.float32))
        raise TypeError(
            f"For '{self.cls_name}', 'learning_rate' must be a number, a Tensor, an iterable or a "
            f"LearningRateSchedule, but got {type(rate).__name__}."
        )

    def _rate_of(self, rate: Any, name: str) -> Any:
        """What a checked learning rate is kept as: a Parameter that can be written to, or a schedule."""
        if isinstance(rate, LearningRateSchedule):
            return rate
        if isinstance(rate, Tensor) and rate.ndim == 1:
            return _IteratorLearningRate(rate, name)
        parameter = Parameter(Tensor(rate, dtypes.float32), name=name)
        return _ConvertToCell(parameter) if self.is_group_lr and self.dynamic_lr else parameter

    def _checked_decay(self, decay: Any) -> Any:
        """A float, multiplied by the loss scale as the gradients are; or a Cell."""
        if isinstance(decay, (float, int)):
            return in_range(float(decay), "weight_decay", self.cls_name, 0, math.inf) * self.loss_scale
        if isinstance(decay, Cell):
            self.dynamic_weight_decay = True
            return _WrappedWeightDecay(decay, self.loss_scale)
        raise TypeError(
            f"For '{self.cls_name}', 'weight_decay' must be a number or a Cell, but got "
            f"{type(decay).__name__}."
        )

    def get_lr(self) -> Any:
        """The present learning rate, a Tensor; with group learning rates, a tuple of them."""
        if not self.dynamic_lr:
            return self.learning_rate
        if self.is_group_lr:
            return tuple(schedule(self.global_step).reshape(()) for schedule in self.learning_rate)
        return self.learning_rate(self.global_step).reshape(())

    def get_weight_decay(self) -> Any:
        """The present weight decay, a Tensor; with groups, a tuple of them."""
        if not self.dynamic_weight_decay:
            return self.weight_decay
        if self.is_group:
            return tuple(d(self.global_step) if isinstance(d, Cell) else d for d in self.weight_decay)
        return self.weight_decay(self.global_step)

    def get_lr_parameter(self, param: Parameter | list[Parameter]) -> Any:
        """The Parameter (or schedule) that holds the learning rate of a Parameter, or of each in a list.

        Raises:
            TypeError: `param` is neither a Parameter nor a list of them.
            ValueError: a Parameter is not the optimiser's.
        """
        typed(param, "param", "get_lr_parameter", Parameter, list)
        found = []
        places = [id(p) for p in self.parameters]
        for parameter in param if isinstance(param, list) else [param]:
            typed(parameter, "param", "get_lr_parameter", Parameter)
            if id(parameter) not in places:
                raise ValueError(
                    f"For 'get_lr_parameter', the Parameter '{parameter.name}' is not in the optimizer."
                )
            rate: Any = (
                self.learning_rate[places.index(id(parameter))] if self.is_group_lr else self.learning_rate
            )
            found.append(
                rate.learning_rate if isinstance(rate, (_ConvertToCell, _IteratorLearningRate)) else rate
            )
        return found if isinstance(param, list) else found[0]

    @property
    def target(self) -> str:
        """Accepted: XLA decides where a step runs."""
        return self.__dict__.get("_target", "CPU")

    @target.setter
    def target(self, value: str) -> None:
        if typed(value, "target", self.cls_name, str) not in ("CPU", "Ascend", "GPU"):
            raise ValueError(f"For '{self.cls_name}', 'target' must be CPU, Ascend or GPU, but got {value}.")
        self.__dict__["_target"] = value

    # The step
    # ----------------------------------------------------------------------------------------------------

    def _step(
        self,
        rule: Rule,
        gradients: Any,
        slots: Sequence[ParameterTuple] = (),
        scalars: Sequence[Tensor] = (),
        advance: Callable[..., tuple] | None = None,
        decay_gradients: bool = True,
        **options: Any,
    ) -> tuple:
        """Change all Parameters, their slots, the shared scalars and the step's number, in one compiled
        program.

        `decay_gradients` says that gradients are decayed and scaled here; otherwise the rule decays by
        itself.
        """
        given = self._checked_gradients(gradients)
        decays, rates = self.get_weight_decay(), self.get_lr()
        decays = decays if isinstance(decays, tuple) else (decays,)
        rates = rates if isinstance(rates, tuple) else (rates,)
        nothing = (False,) * self.param_length
        plan = _Plan(
            rule,
            self.decay_flags if self.exec_weight_decay else nothing,
            not decay_gradients,
            self.grad_centralization_flags if decay_gradients else nothing,
            1.0 / self.loss_scale if decay_gradients else 1.0,
            tuple(sorted(options.items())),
            advance,
        )
        new, kept, shared, count = _program(plan)(
            _arrays(self.parameters),
            _arrays(given),
            _arrays(rates),
            _arrays(decays),
            tuple(_arrays(s) for s in slots),
            _arrays(scalars),
            self.global_step._value(),
        )
        for holders, values in zip(
            (self.parameters, *slots, scalars if shared else ()), (new, *kept, shared), strict=True
        ):
            for holder, value in zip(holders, values, strict=True):
                holder._assign(wrap(value))
        self.global_step._assign(wrap(count))
        return (True,) * self.param_length

    def _checked_gradients(self, gradients: Any) -> Sequence[Tensor]:
        given = (gradients,) if isinstance(gradients, Tensor) else gradients
        if not isinstance(given, tuple):
            raise RuntimeError(
                f"For '{self.cls_name}', the gradients must be a tuple, but got {type(given).__name__}."
            )
        if len(given) != self.param_length:
            raise RuntimeError(
                f"For '{self.cls_name}', there must be one gradient for each of the {self.param_length} "
                f"Parameters, but got {len(given)}."
            )
        for parameter, gradient in zip(self.parameters, given, strict=True):
            if gradient.shape != parameter.shape:
                raise RuntimeError(
                    f"For '{self.cls_name}', the gradient of '{parameter.name}' must be of its shape "
                    f"{parameter.shape}, but got {gradient.shape}."
                )
        return given

    def construct(self, *hyper_params: Any) -> Any:
        raise NotImplementedError(f"'{self.cls_name}' must define 'construct'.")

    # For optimisers that users write
    # -----------------------------------------------------------------------------

    def flatten_gradients(self, gradients: Any) -> Any:
        """The gradients as they are."""
        return gradients

    def decay_weight(self, gradients: Any) -> Any:
        """The gradients with weight decay added."""
        if not self.exec_weight_decay:
            return gradients
        decays = self.get_weight_decay()
        decays = decays if isinstance(decays, tuple) else (decays,) * self.param_length
        return tuple(
            gradient + parameter * decay.astype(parameter.dtype) if flag else gradient
            for gradient, parameter, decay, flag in zip(
                gradients, self.parameters, decays, self.decay_flags, strict=True
            )
        )

    def gradients_centralization(self, gradients: Any) -> Any:
        """The gradients, of which those of centralised groups lose their mean over all axes but the first."""
        if not any(self.grad_centralization_flags):
            return gradients
        return tuple(
            g - g.mean(tuple(range(1, g.ndim)), True) if flag and g.ndim > 1 and g.shape[1] % 16 == 0 else g
            for g, flag in zip(gradients, self.grad_centralization_flags, strict=True)
        )

    def scale_grad(self, gradients: Any) -> Any:
        """The gradients divided by the loss scale."""
        if not self.need_scale:
            return gradients
        return tuple(g * self.reciprocal_scale.astype(g.dtype) for g in gradients)

    def broadcast_params(self, optim_result: Any) -> Any:
        """The result of a step as it is: under XLA every device has the Parameters that it needs."""
        return optim_result

    def _grad_sparse_indices_deduplicate(self, gradients: Any) -> Any:
        return gradients

    @staticmethod
    def assignadd(variable: Parameter, value: Any) -> Tensor:
        """Add to a Parameter in place."""
        return variable._assign(variable + value)


def _arrays(tensors: Iterable[Tensor]) -> tuple:
    return tuple([t._value() for t in tensors])


def _is_constant(rate: Any) -> bool:
    return isinstance(rate, (float, int)) or isinstance(rate, Tensor) and rate.ndim == 0


def _listed(parameters: Any) -> list:
    if parameters is None:
        raise ValueError("For 'Optimizer', the argument 'parameters' cannot be None.")
    if not isinstance(parameters, Iterable):
        raise TypeError(
            f"For 'Optimizer', 'parameters' must be iterable, but got {type(parameters).__name__}."
        )
    found = list(parameters)
    if not found:
        raise ValueError("For 'Optimizer', the argument 'parameters' must not be empty.")
    if not all(isinstance(p, Parameter) for p in found) and not all(isinstance(p, dict) for p in found):
        raise TypeError("For 'Optimizer', 'parameters' must hold Parameters only, or dicts (groups) only.")
    return found


class _ConvertToCell(LearningRateSchedule):
    """A constant learning rate, where others are schedules."""

    def __init__(self, learning_rate: Parameter):
        super().__init__()
        self.learning_rate = learning_rate

    def construct(self, global_step: Tensor) -> Tensor:
        return self.learning_rate + 0.0


class _IteratorLearningRate(LearningRateSchedule):
    """One learning rate for each step."""

    def __init__(self, learning_rate: Tensor, name: str):
        super().__init__()
        self.learning_rate = Parameter(learning_rate, name=name)

    def construct(self, global_step: Tensor) -> Tensor:
        step = global_step._value()
        if not isinstance(step, Tracer) and step.item() >= self.learning_rate.size:
            raise RuntimeError(
                f"For 'Optimizer', there are learning rates for {self.learning_rate.size} steps, but step "
                f"{step.item()} has begun."
            )
        return ops.gather(self.learning_rate, global_step, 0)


class _WrappedWeightDecay(Cell):
    """A weight decay that depends on the step, multiplied by the loss scale."""

    def __init__(self, weight_decay: Cell, loss_scale: float):
        super().__init__()
        self.weight_decay = weight_decay
        self.loss_scale = loss_scale

    def construct(self, global_step: Tensor) -> Tensor:
        return (self.weight_decay(global_step) * self.loss_scale).reshape(())


def opt_init_args_register(fn: Callable[..., None]) -> Callable[..., None]:
    """Decorates an optimiser's ``__init__``, as MindSpore's own optimisers do; it changes nothing."""
    return fn
