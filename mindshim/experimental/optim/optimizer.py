"""The base of optimisers with parameter groups: dictionaries that can be read and changed between steps.

A subclass names an update rule and what it keeps about each Parameter; a step over all groups is one compiled program.
"""

from __future__ import annotations

import functools
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import jax
import numpy as np

from mindshim import ops
from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter, ParameterTuple
from mindshim.engine.tensor import Tensor, wrap
from mindshim.nn._checks import in_range
from mindshim.nn.cell import Cell

_log = logging.getLogger("mindshim")


class _Group(NamedTuple):
    """What a step's program depends on in a group, besides shapes and dtypes."""

    options: tuple[tuple[str, Any], ...]  # keyword arguments of the rule
    maximize: bool
    decayed: bool


@functools.lru_cache(maxsize=256)
def _program(rule: Callable[..., Any], groups: tuple[_Group, ...], in_rule: bool) -> Callable[..., Any]:
    """The compiled step over groups: new parameters and slots, group by group."""

    def step(parameters: tuple, gradients: tuple, rates: tuple, decays: tuple, slots: tuple, count: Any) -> Any:
        changed, kept = [], []
        for i, group in enumerate(groups):
            found = []
            for j, (parameter, gradient) in enumerate(zip(parameters[i], gradients[i], strict=True)):
                gradient = (-gradient if group.maximize else gradient).astype(parameter.dtype)
                decay = decays[i].astype(parameter.dtype) if group.decayed else None
                if decay is not None and not in_rule:
                    gradient, decay = gradient + parameter * decay, None
                own = tuple(slot[j] for slot in slots[i])
                new, after = rule(parameter, gradient, rates[i], decay, own, (count,), **dict(group.options))
                found.append((new.astype(parameter.dtype), after))
            changed.append(tuple(p for p, _ in found))
            kept.append(tuple(zip(*(k for _, k in found), strict=True)))
        return tuple(changed), tuple(kept)

    return jax.jit(step)


class Optimizer(Cell):
    """The base of the optimisers of this package, which are called with the gradients of their Parameters.

    Args:
        params: Parameters, or groups: dicts with ``params`` and options.
        defaults: the options of groups that do not state them; ``lr`` is one.

    Attributes:
        param_groups: the groups. ``lr`` of each is a Parameter, or what else was put there.
        parameters: the Parameters of all groups.

    Raises:
        ValueError: there are no Parameters, one is in two groups, or a number is negative.
        TypeError: an argument is of a wrong type.

    Examples:
        >>> from mindshim import Parameter, Tensor
        >>> from mindshim.experimental import optim
        >>> w = Parameter(Tensor([1.0]), name="w")
        >>> optimizer = optim.SGD([w], lr=0.5)
        >>> _ = optimizer((Tensor([1.0]),))
        >>> optimizer.param_groups[0]["lr"] = 0.25
        >>> _ = optimizer((Tensor([1.0]),))
        >>> print(w.asnumpy())
        [0.25]
    """

    def __init__(self, params: Any, defaults: dict[str, Any]):
        super().__init__(auto_prefix=False)
        if params is None:
            raise ValueError("For 'Optimizer', the argument params cannot be None.")
        if not isinstance(params, Iterable):
            raise TypeError(f"For 'Optimizer', the argument params must be iterable, but got {type(params)}.")
        groups: list[Any] = list(params)
        if not groups:
            raise ValueError("For 'Optimizer', the argument params must not be empty.")
        self.defaults = defaults
        self.state: Any = defaultdict(dict)
        self.param_groups: list[dict[str, Any]] = []
        self.lrs: list[Any] = []
        self.group_start_id = [0]
        self._kept: dict[str, Any] = {}  # names of what is kept about each Parameter, and what it begins with
        self._count_name, self._count_from = "", 0
        self.map_ = ops.Map()
        self.hyper_map = ops.HyperMap()
        self.parameters: Any = ()
        for group in groups if isinstance(groups[0], dict) else [{"params": groups}]:
            self.add_param_group(group)
        self.parameters = ParameterTuple(self.parameters)

    def __repr__(self) -> str:
        lines = [f"{type(self).__name__} ("]
        for number, group in enumerate(self.param_groups):
            lines.append(f"Parameter Group {number}")
            for key in sorted(group):
                if key != "params":
                    value = group[key].value() if key == "lr" and isinstance(group[key], Parameter) else group[key]
                    lines.append(f"    {key}: {value}")
        return "\n".join(lines) + "\n)"

    def add_param_group(self, param_group: dict[str, Any]) -> None:
        """One more group.

        Args:
            param_group: a dict with ``params`` (a Parameter, or several), and the options that differ from the
                defaults.

        Raises:
            TypeError: it is no dict, or holds something else than Parameters.
            ValueError: a Parameter is in another group already.
        """
        if not isinstance(param_group, dict):
            raise TypeError("Param group must be a dict.")
        group = param_group
        group["params"] = _listed(group["params"])
        present = {id(p) for other in self.param_groups for p in other["params"]}
        if present & {id(p) for p in group["params"]}:
            raise ValueError("some parameters appear in more than one parameter group.")
        for name, default in self.defaults.items():
            group.setdefault(name, default)
        number = len(self.param_groups)
        group["lr"] = _rate(group.get("lr"), f"learning_rate_group_{number}", self.cls_name)
        group["weight_decay"] = _decay(group.get("weight_decay", 0.0), self.cls_name)
        self.lrs.append(group["lr"])
        self.param_groups.append(group)
        self.parameters = (*self.parameters, *group["params"])
        self.group_start_id.append(len(self.parameters))
        for name, first in self._kept.items():
            setattr(self, name, (*getattr(self, name), *_clones(group["params"], name, first)))

    def _keep(self, **first: Any) -> None:
        """Keep Parameters by these names about each Parameter, which begin with ``zeros``, another initializer or a
        number; a 0-d Tensor stands for a number whatever the Parameter's shape."""
        for name, begin in first.items():
            self._kept[name] = begin
            setattr(self, name, _clones(self.parameters, name, begin))

    def _count(self, name: str, first: Tensor) -> None:
        """Count the steps in a Parameter of this name."""
        self._count_name = name
        self._count_from = first.asnumpy().item()
        setattr(self, name, Parameter(first, name=name))

    def _slots(self, number: int, names: Sequence[str]) -> tuple[Sequence[Parameter], ...]:
        """What is kept about the Parameters of a group."""
        start, end = self.group_start_id[number : number + 2]
        return tuple(getattr(self, name)[start:end] for name in names)

    def _step(
        self, rule: Callable[..., Any], gradients: Any, options: Callable[[dict[str, Any]], dict[str, Any]],
        slots: Sequence[str] | None = None, decay_in_rule: bool = False,
    ) -> bool:  # fmt: skip
        """Change all Parameters, what is kept about them and the count of steps, in one compiled program.

        `options` gives a rule's options from a group; `slots` names what is kept, all by default.
        """
        given = tuple(gradients)
        if len(given) != len(self.parameters):
            raise ValueError(
                f"For '{self.cls_name}', there must be one gradient for each of the {len(self.parameters)} "
                f"Parameters, but got {len(given)}."
            )
        names = tuple(self._kept) if slots is None else slots
        plans, decays = [], []
        for group in self.param_groups:
            decay = float(group.get("weight_decay", 0.0))
            decays.append(np.float32(decay))
            chosen = tuple(sorted(options(group).items()))
            plans.append(_Group(chosen, bool(group.get("maximize", False)), decay != 0.0))
        bounds = list(zip(self.group_start_id, self.group_start_id[1:], strict=False))
        held = tuple(tuple(self.parameters[a:b]) for a, b in bounds)
        kept = tuple(self._slots(i, names) for i in range(len(bounds)))
        counter = getattr(self, self._count_name) if self._count_name else None
        count = np.int32(0) if counter is None else counter._value() - self._count_from
        new, after = _program(rule, tuple(plans), decay_in_rule)(
            tuple(map(_arrays, held)),
            tuple(_arrays(given[a:b]) for a, b in bounds),
            tuple(_rate_value(group["lr"]) for group in self.param_groups),
            tuple(decays),
            tuple(tuple(map(_arrays, group)) for group in kept),
            count,
        )
        for holders, values in zip((*held, *(s for g in kept for s in g)), (*new, *(s for g in after for s in g)),
                                   strict=True):  # fmt: skip
            for holder, value in zip(holders, values, strict=True):
                holder._assign(wrap(value))
        if counter is not None:
            counter._assign(wrap(counter._value() + 1))
        return True

    def _decay_weight(self, weight_decay: float, params: Any, gradients: Any) -> Any:
        """The gradients with a part of the Parameters added."""
        if weight_decay == 0.0:
            return gradients
        return tuple(g + p * weight_decay for p, g in zip(params, gradients, strict=True))

    def construct(self, *hyper_params: Any) -> Any:
        raise NotImplementedError(f"'{self.cls_name}' must define 'construct'.")


def _arrays(tensors: Iterable[Tensor]) -> tuple:
    return tuple([t._value() for t in tensors])


def _listed(params: Any) -> list[Parameter]:
    if isinstance(params, Parameter):
        return [params]
    if isinstance(params, set):
        raise TypeError("The Parameters of a group must be in an order: use a list instead of a set.")
    found = list(params)
    for parameter in found:
        if not isinstance(parameter, Parameter):
            raise TypeError(f"An optimizer can only optimize Parameters, but got {type(parameter).__name__}.")
    if len({id(p) for p in found}) != len(found):
        _log.warning("An optimizer's parameter group has a Parameter twice.")
    return found


def _rate(rate: Any, name: str, owner: str) -> Parameter:
    """A learning rate as a Parameter, which schedulers write to."""
    if isinstance(rate, (float, int)):
        rate = Tensor(in_range(float(rate), "learning rate", owner, 0, float("inf")), dtypes.float32)
    elif not isinstance(rate, Tensor):
        raise TypeError(f"For 'Optimizer', 'lr' must be a number or a Tensor, but got {type(rate).__name__}.")
    elif rate.ndim:
        raise ValueError(f"For 'Optimizer', a Tensor 'lr' must have no dimensions, but got {rate.ndim}.")
    return Parameter(rate.astype(dtypes.float32), name=name)


def _rate_value(rate: Any) -> Any:
    return rate._value() if isinstance(rate, Tensor) else np.float32(rate)


def _decay(decay: Any, owner: str) -> float:
    if not isinstance(decay, (float, int)):
        raise TypeError(f"For 'Optimizer', 'weight_decay' must be a number, but got {type(decay).__name__}.")
    return in_range(float(decay), "weight_decay", owner, 0, float("inf"))


def _clones(parameters: Sequence[Parameter], name: str, first: Any) -> Any:
    if isinstance(first, Tensor):
        # In a list, as the real one has them: they are not among the optimiser's own Parameters.
        return [Parameter(Tensor(first.asnumpy()), name=f"{name}_{p.name}") for p in parameters]
    return ParameterTuple(parameters).clone(prefix=name, init=first)


def check(owner: str, value: Any, name: str, low: float = 0.0, equal: bool = True) -> None:
    """A number not below a bound, or (not `equal`) above it.

    Raises:
        ValueError: it is not.
    """
    if value < low or not equal and value == low:
        raise ValueError(f"For {owner}, the {name} must be {'>=' if equal else '>'} {low}, but got {value}.")


def check_betas(owner: str, betas: Any) -> None:
    """Two numbers in ``[0, 1)``.

    Raises:
        ValueError: they are not.
    """
    for place in (0, 1):
        if not 0.0 <= betas[place] < 1.0:
            raise ValueError(f"For {owner}, betas[{place}] must be in [0, 1), but got {betas[place]}.")
