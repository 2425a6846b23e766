"""Lists of learning rates, one for each step."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from mindshim.nn._checks import in_range, positive_int, typed


def _rate(value: Any, name: str, owner: str, zero: bool = False) -> float:
    return in_range(typed(value, name, owner, float), name, owner, 0, math.inf, open_low=not zero)


def _by_epoch(
    owner: str, total_step: int, step_per_epoch: int, decay_epoch: int, rate: Callable[[int], float]
) -> list[float]:
    """The learning rate of each step, given that of each epoch."""
    for name, value in (
        ("total_step", total_step),
        ("step_per_epoch", step_per_epoch),
        ("decay_epoch", decay_epoch),
    ):
        positive_int(value, name, owner)
    return [rate(step // step_per_epoch) for step in range(total_step)]


def piecewise_constant_lr(milestone: Any, learning_rates: Any) -> list[float]:
    """``learning_rates[i]`` until step ``milestone[i]``.

    Raises:
        TypeError: an argument is no tuple or list, or holds something of a wrong type.
        ValueError: the two have different lengths, or the milestones do not grow.

    Examples:
        >>> from mindshim import nn
        >>> nn.piecewise_constant_lr([2, 3], [0.1, 0.05])
        [0.1, 0.1, 0.05]
    """
    owner = "piecewise_constant_lr"
    typed(milestone, "milestone", owner, tuple, list)
    typed(learning_rates, "learning_rates", owner, tuple, list)
    if len(milestone) != len(learning_rates):
        raise ValueError(
            f"For '{owner}', there must be one learning rate for each milestone, but got "
            f"{len(learning_rates)} and {len(milestone)}."
        )
    found: list[float] = []
    for number, (end, rate) in enumerate(zip(milestone, learning_rates, strict=True)):
        positive_int(end, f"milestone[{number}]", owner)
        typed(rate, f"learning_rates[{number}]", owner, float)
        if end < len(found):
            raise ValueError(f"For '{owner}', the milestones must grow, but got {milestone}.")
        found += [rate] * (end - len(found))
    return found


def _decay_checks(owner: str, learning_rate: float, decay_rate: float, is_stair: bool) -> None:
    _rate(learning_rate, "learning_rate", owner)
    _rate(decay_rate, "decay_rate", owner)
    typed(is_stair, "is_stair", owner, bool)


def exponential_decay_lr(
    learning_rate: float,
    decay_rate: float,
    total_step: int,
    step_per_epoch: int,
    decay_epoch: int,
    is_stair: bool = False,
) -> list[float]:
    """``learning_rate * decay_rate ** (epoch / decay_epoch)``, the quotient rounded down if `is_stair`."""
    _decay_checks("exponential_decay_lr", learning_rate, decay_rate, is_stair)
    return _by_epoch(
        "exponential_decay_lr",
        total_step,
        step_per_epoch,
        decay_epoch,
        lambda epoch: (
            learning_rate * decay_rate ** (epoch // decay_epoch if is_stair else epoch / decay_epoch)
        ),
    )


def natural_exp_decay_lr(
    learning_rate: float,
    decay_rate: float,
    total_step: int,
    step_per_epoch: int,
    decay_epoch: int,
    is_stair: bool = False,
) -> list[float]:
    """``learning_rate * exp(-decay_rate * epoch)``; if `is_stair`, of the last epoch that `decay_epoch`
    divides."""
    _decay_checks("natural_exp_decay_lr", learning_rate, decay_rate, is_stair)
    return _by_epoch(
        "natural_exp_decay_lr",
        total_step,
        step_per_epoch,
        decay_epoch,
        lambda epoch: (
            learning_rate
            * math.e ** (-decay_rate * (epoch // decay_epoch * decay_epoch if is_stair else epoch))
        ),
    )


def inverse_decay_lr(
    learning_rate: float,
    decay_rate: float,
    total_step: int,
    step_per_epoch: int,
    decay_epoch: int,
    is_stair: bool = False,
) -> list[float]:
    """``learning_rate / (1 + decay_rate * epoch / decay_epoch)``, the quotient rounded down if `is_stair`."""
    _decay_checks("inverse_decay_lr", learning_rate, decay_rate, is_stair)
    return _by_epoch(
        "inverse_decay_lr",
        total_step,
        step_per_epoch,
        decay_epoch,
        lambda epoch: (
            learning_rate / (1 + decay_rate * (epoch // decay_epoch if is_stair else epoch / decay_epoch))
        ),
    )


def cosine_decay_lr(
    min_lr: float, max_lr: float, total_step: int, step_per_epoch: int, decay_epoch: int
) -> list[float]:
    """From `max_lr` to `min_lr` in `decay_epoch` epochs along half a cosine."""
    owner = "cosine_decay_lr"
    _rate(min_lr, "min_lr", owner, zero=True)
    _rate(max_lr, "max_lr", owner)
    if min_lr >= max_lr:
        raise ValueError(f"For '{owner}', 'min_lr' must be below 'max_lr', but got {min_lr} and {max_lr}.")
    return _by_epoch(
        owner,
        total_step,
        step_per_epoch,
        decay_epoch,
        lambda epoch: (
            min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * min(epoch, decay_epoch) / decay_epoch))
        ),
    )


def polynomial_decay_lr(
    learning_rate: float,
    end_learning_rate: float,
    total_step: int,
    step_per_epoch: int,
    decay_epoch: int,
    power: float,
    update_decay_epoch: bool = False,
) -> list[float]:
    """From `learning_rate` to `end_learning_rate` in `decay_epoch` epochs, by a power of the part that is
    left.

    If `update_decay_epoch`, it starts over with more epochs instead of staying at the end.
    """
    owner = "polynomial_decay_lr"
    _rate(learning_rate, "learning_rate", owner)
    _rate(end_learning_rate, "end_learning_rate", owner, zero=True)
    _rate(power, "power", owner)
    typed(update_decay_epoch, "update_decay_epoch", owner, bool)

    def rate(epoch: int) -> float:
        last = decay_epoch * max(math.ceil(epoch / decay_epoch), 1) if update_decay_epoch else decay_epoch
        left = 1 - min(epoch, last) / last
        return (learning_rate - end_learning_rate) * left**power + end_learning_rate

    return _by_epoch(owner, total_step, step_per_epoch, decay_epoch, rate)


def warmup_lr(learning_rate: float, total_step: int, step_per_epoch: int, warmup_epoch: int) -> list[float]:
    """From zero to `learning_rate` in `warmup_epoch` epochs, linearly."""
    owner = "warmup_lr"
    _rate(learning_rate, "learning_rate", owner, zero=True)
    positive_int(warmup_epoch, "warmup_epoch", owner)
    return _by_epoch(
        owner,
        total_step,
        step_per_epoch,
        warmup_epoch,
        lambda epoch: learning_rate * min(epoch, warmup_epoch) / warmup_epoch,
    )


__all__ = [
    "cosine_decay_lr",
    "exponential_decay_lr",
    "inverse_decay_lr",
    "natural_exp_decay_lr",
    "piecewise_constant_lr",
    "polynomial_decay_lr",
    "warmup_lr",
]
