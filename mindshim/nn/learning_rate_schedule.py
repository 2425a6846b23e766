"""Learning rates that depend on the number of the step."""

from __future__ import annotations

import math
from typing import Any

from mindshim import ops
from mindshim.engine import dtypes
from mindshim.engine.tensor import Tensor
from mindshim.nn._checks import in_range, positive_int, typed
from mindshim.nn.cell import Cell


def _rate(value: Any, name: str, owner: str, zero: bool = False) -> float:
    return in_range(typed(value, name, owner, float), name, owner, 0, math.inf, open_low=not zero)


class LearningRateSchedule(Cell):
    """The base of learning rates that depend on the step: `construct` gets its number and returns the
    learning rate.

    Examples:
        >>> from mindshim import Tensor, nn
        >>> class Halving(nn.learning_rate_schedule.LearningRateSchedule):
        ...     def construct(self, global_step):
        ...         return 0.5 ** global_step
        >>> print(Halving()(Tensor(2.0)))
        0.25
    """

    def construct(self, global_step: Tensor) -> Any:
        raise NotImplementedError(f"'{self.cls_name}' must define 'construct'.")


class _Decay(LearningRateSchedule):
    def __init__(self, learning_rate: float, decay_rate: float, decay_steps: int, is_stair: bool = False):
        super().__init__()
        owner = self.cls_name
        self.decay_steps = positive_int(decay_steps, "decay_steps", owner)
        self.learning_rate = _rate(learning_rate, "learning_rate", owner)
        self.decay_rate = _rate(decay_rate, "decay_rate", owner)
        self.is_stair = typed(is_stair, "is_stair", owner, bool)

    def _progress(self, global_step: Tensor) -> Tensor:
        progress = global_step.astype(dtypes.float32) / self.decay_steps
        return ops.floor(progress) if self.is_stair else progress


class ExponentialDecayLR(_Decay):
    """``learning_rate * decay_rate ** (step / decay_steps)``, the quotient rounded down if `is_stair`."""

    def construct(self, global_step: Tensor) -> Tensor:
        return self.learning_rate * ops.pow(self.decay_rate, self._progress(global_step))


class NaturalExpDecayLR(_Decay):
    """``learning_rate * exp(-decay_rate * step)``; if `is_stair`, of the last step that `decay_steps`
    divides."""

    def construct(self, global_step: Tensor) -> Tensor:
        steps = (
            self._progress(global_step) * self.decay_steps
            if self.is_stair
            else global_step.astype(dtypes.float32)
        )
        return self.learning_rate * ops.exp(-self.decay_rate * steps)


class InverseDecayLR(_Decay):
    """``learning_rate / (1 + decay_rate * step / decay_steps)``, the quotient rounded down if `is_stair`."""

    def construct(self, global_step: Tensor) -> Tensor:
        return self.learning_rate / (1 + self.decay_rate * self._progress(global_step))


class CosineDecayLR(LearningRateSchedule):
    """From `max_lr` to `min_lr` in `decay_steps` along half a cosine, and `min_lr` from then on."""

    def __init__(self, min_lr: float, max_lr: float, decay_steps: int):
        super().__init__()
        owner = self.cls_name
        self.min_lr = _rate(min_lr, "min_lr", owner, zero=True)
        self.max_lr = _rate(max_lr, "max_lr", owner)
        self.decay_steps = positive_int(decay_steps, "decay_steps", owner)
        if min_lr >= max_lr:
            raise ValueError(
                f"For '{owner}', 'min_lr' must be below 'max_lr', but got {min_lr} and {max_lr}."
            )

    def construct(self, global_step: Tensor) -> Tensor:
        progress = ops.minimum(global_step, self.decay_steps).astype(dtypes.float32) / self.decay_steps
        return self.min_lr + 0.5 * (self.max_lr - self.min_lr) * (1.0 + ops.cos(math.pi * progress))


class PolynomialDecayLR(LearningRateSchedule):
    """From `learning_rate` to `end_learning_rate` in `decay_steps`, by the power `power` of the part that is
    left.

    If `update_decay_steps`, it starts over with more steps instead of staying at the end.
    """

    def __init__(
        self,
        learning_rate: float,
        end_learning_rate: float,
        decay_steps: int,
        power: float,
        update_decay_steps: bool = False,
    ):
        super().__init__()
        owner = self.cls_name
        self.start_learning_rate = _rate(learning_rate, "learning_rate", owner)
        self.end_learning_rate = _rate(end_learning_rate, "end_learning_rate", owner, zero=True)
        self.decay_steps = positive_int(decay_steps, "decay_steps", owner)
        self.power = _rate(power, "power", owner)
        self.update_decay_steps = typed(update_decay_steps, "update_decay_steps", owner, bool)

    def construct(self, global_step: Tensor) -> Tensor:
        step: Any = global_step.astype(dtypes.float32)
        steps: Any = self.decay_steps
        if self.update_decay_steps:
            steps = steps * ops.maximum(ops.ceil(step / steps), 1)
        else:
            step = ops.minimum(step, steps)
        difference = self.start_learning_rate - self.end_learning_rate
        return difference * ops.pow(1.0 - step / steps, self.power) + self.end_learning_rate


class WarmUpLR(LearningRateSchedule):
    """From zero to `learning_rate` in `warmup_steps`, linearly."""

    def __init__(self, learning_rate: float, warmup_steps: int):
        super().__init__()
        self.learning_rate = _rate(learning_rate, "learning_rate", self.cls_name, zero=True)
        self.warmup_steps = positive_int(warmup_steps, "warmup_steps", self.cls_name)

    def construct(self, global_step: Tensor) -> Tensor:
        return self.learning_rate * (
            ops.minimum(global_step, self.warmup_steps).astype(dtypes.float32) / self.warmup_steps
        )


__all__ = [
    "CosineDecayLR",
    "ExponentialDecayLR",
    "InverseDecayLR",
    "NaturalExpDecayLR",
    "PolynomialDecayLR",
    "WarmUpLR",
]
