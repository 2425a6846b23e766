"""Schedulers, which change the learning rates of an optimiser's groups from epoch to epoch.

What a learning rate becomes is an expression of arrays that looks at no value, so `step` can be compiled too.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import jax.numpy as jnp
import numpy as np

from mindshim import ops
from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor, wrap
from mindshim.experimental.optim.optimizer import Optimizer
from mindshim.nn._checks import typed


def _state(value: Any, name: str, dtype: Any = dtypes.float32) -> Parameter:
    return Parameter(Tensor(value, dtype), name=name)


def _write(parameter: Parameter, value: Any) -> None:
    parameter._assign(wrap(jnp.asarray(value).reshape(parameter.shape).astype(parameter._value().dtype)))


class LRScheduler:
    """The base of schedulers. A subclass gives the next learning rates of all groups, in `get_lr()`.

    Args:
        optimizer: whose learning rates change.
        last_epoch: the number of the last epoch, when training goes on; -1 for a start.

    Attributes:
        last_epoch: the number of this epoch, a Parameter.
        base_lrs: the learning rates that the groups were made with.

    Raises:
        TypeError: `optimizer` is no optimiser of this package, or `last_epoch` no int.
        ValueError: `last_epoch` is below -1.
        KeyError: it is not -1, and a group has no ``initial_lr``.

    Examples:
        >>> from mindshim import Parameter, Tensor
        >>> from mindshim.experimental import optim
        >>> optimizer = optim.SGD([Parameter(Tensor([1.0]), name="w")], lr=0.5)
        >>> scheduler = optim.lr_scheduler.StepLR(optimizer, step_size=1, gamma=0.5)
        >>> _ = scheduler.step()
        >>> print(scheduler.get_last_lr()[0])
        0.25
    """

    def __init__(self, optimizer: Optimizer, last_epoch: int = -1):
        if not isinstance(optimizer, Optimizer):
            raise TypeError(f"{type(optimizer).__name__} is not an Optimizer")
        if typed(last_epoch, "last_epoch", type(self).__name__, int) < -1:
            raise ValueError(f"Invalid last_epoch: {last_epoch}")
        for number, group in enumerate(optimizer.param_groups):
            if last_epoch == -1:
                group.setdefault("initial_lr", wrap(group["lr"]._value()))
            elif "initial_lr" not in group:
                raise KeyError(
                    f"param 'initial_lr' is not specified in param_groups[{number}] when resuming an optimizer"
                )
        self.base_lrs = [group["initial_lr"] for group in optimizer.param_groups]
        self.optimizer = optimizer
        self._last_lr = list(optimizer.lrs)
        self.groups_num = len(optimizer.param_groups)
        self.last_epoch = _state(last_epoch, f"last_epoch_{type(self).__name__}")
        self.step()

    def get_lr(self) -> Sequence[Any]:
        """The learning rates of this epoch, one for each group."""
        raise NotImplementedError

    def get_last_lr(self) -> list[Tensor]:
        """The present learning rates of the groups."""
        return [wrap(lr._value()) for lr in self._last_lr]

    def step(self, epoch: Any = None) -> Any:
        """Begin the next epoch, or the one of this number."""
        if epoch is None:
            _write(self.last_epoch, self.last_epoch._value() + 1)
            values = self.get_lr()
        else:
            _write(self.last_epoch, epoch._value() if isinstance(epoch, Tensor) else epoch)
            values = getattr(self, "_get_closed_form_lr", self.get_lr)()
        for lr, value in zip(self._last_lr, values, strict=True):
            _write(lr, value._value() if isinstance(value, Tensor) else value)
        return True


class _Formula(LRScheduler):
    """A scheduler whose learning rates follow from those of the epoch before, and from the first."""

    def _next(self, rate: Any, base: Any, epoch: Any) -> Any:
        """From the learning rate of the epoch before, and the first one."""
        raise NotImplementedError

    def _at(self, base: Any, epoch: Any) -> Any:
        """From the first one alone."""
        raise NotImplementedError

    def get_lr(self) -> list[Tensor]:
        epoch = self.last_epoch._value()
        return [
            wrap(jnp.asarray(self._next(lr._value(), base._value(), epoch)))
            for lr, base in zip(self._last_lr, self.base_lrs, strict=True)
        ]

    def _get_closed_form_lr(self) -> list[Tensor]:
        epoch = self.last_epoch._value()
        return [wrap(jnp.asarray(self._at(base._value(), epoch))) for base in self.base_lrs]


class StepLR(_Formula):
    """The learning rate, multiplied by `gamma` every `step_size` epochs.

    Args:
        optimizer, last_epoch: see :class:`LRScheduler`.
        step_size: a number of epochs.
        gamma: a factor.

    Raises:
        TypeError: `step_size` is no int, or `gamma` no float.
    """

    def __init__(self, optimizer: Optimizer, step_size: int, gamma: float = 0.1, last_epoch: int = -1):
        self.step_size = typed(step_size, "step_size", "StepLR", int, bool)
        self.gamma = typed(gamma, "gamma", "StepLR", float)
        super().__init__(optimizer, last_epoch)

    def _next(self, rate: Any, base: Any, epoch: Any) -> Any:
        return jnp.where((epoch == 0) | (epoch % self.step_size != 0), rate, rate * self.gamma)

    def _at(self, base: Any, epoch: Any) -> Any:
        return base * self.gamma ** (epoch // self.step_size)


class MultiStepLR(_Formula):
    """The learning rate, multiplied by `gamma` at each of `milestones`, as often as it stands there.

    Args:
        optimizer, last_epoch: see :class:`LRScheduler`.
        milestones: numbers of epochs.
        gamma: a factor.

    Raises:
        TypeError: `milestones` is no list of ints, or `gamma` no number.
    """

    def __init__(self, optimizer: Optimizer, milestones: list[int], gamma: float = 0.1, last_epoch: int = -1):
        for milestone in typed(milestones, "milestones", "MultiStepLR", list):
            typed(milestone, "milestones", "MultiStepLR", int, bool)
        self.milestones = Counter(milestones)
        self.gamma = typed(gamma, "gamma", "MultiStepLR", float, int)
        super().__init__(optimizer, last_epoch)

    def _next(self, rate: Any, base: Any, epoch: Any) -> Any:
        times = sum(jnp.where(epoch == at, count, 0) for at, count in self.milestones.items())
        return rate * self.gamma**times

    def _at(self, base: Any, epoch: Any) -> Any:
        return base * self.gamma ** sum(jnp.where(epoch >= at, n, 0) for at, n in self.milestones.items())


class ConstantLR(_Formula):
    """The learning rate times `factor`, until epoch `total_iters`.

    Args:
        optimizer, last_epoch: see :class:`LRScheduler`.
        factor: in ``[0, 1]``.
        total_iters: a number of epochs.

    Raises:
        TypeError: `total_iters` is no int.
        ValueError: `factor` is out of range.
    """

    def __init__(self, optimizer: Optimizer, factor: float = 1.0 / 3, total_iters: int = 5, last_epoch: int = -1):
        if not 0 <= factor <= 1:
            raise ValueError("Constant multiplicative factor expected to be between 0 and 1.")
        self.factor = factor
        self.total_iters = typed(total_iters, "total_iters", "ConstantLR", int, bool)
        super().__init__(optimizer, last_epoch)

    def _next(self, rate: Any, base: Any, epoch: Any) -> Any:
        later = jnp.where(epoch == self.total_iters, rate / self.factor if self.factor else base, rate)
        return jnp.where(epoch == 0, rate * self.factor, later)

    def _at(self, base: Any, epoch: Any) -> Any:
        return base * jnp.where(epoch >= self.total_iters, 1.0, self.factor)


class LinearLR(_Formula):
    """The learning rate times a factor that goes from `start_factor` to `end_factor` in `total_iters` epochs.

    Args:
        optimizer, last_epoch: see :class:`LRScheduler`.
        start_factor: in ``(0, 1]``.
        end_factor: in ``[0, 1]``.
        total_iters: a number of epochs.

    Raises:
        TypeError: `total_iters` is no int.
        ValueError: a factor is out of range.
    """

    def __init__(self, optimizer: Optimizer, start_factor: float = 1.0 / 3, end_factor: float = 1.0,
                 total_iters: int = 5, last_epoch: int = -1):  # fmt: skip
        if not 0 < start_factor <= 1:
            raise ValueError("Starting multiplicative factor expected to be in (0, 1].")
        if not 0 <= end_factor <= 1:
            raise ValueError("Ending multiplicative factor expected to be between 0 and 1.")
        self.start_factor, self.end_factor = start_factor, end_factor
        self.total_iters = typed(total_iters, "total_iters", "LinearLR", int, bool)
        super().__init__(optimizer, last_epoch)

    def _next(self, rate: Any, base: Any, epoch: Any) -> Any:
        slope = self.end_factor - self.start_factor
        factor = 1.0 + slope / (self.total_iters * self.start_factor + (epoch - 1) * slope)
        return jnp.where(epoch == 0, rate * self.start_factor, jnp.where(epoch > self.total_iters, rate, rate * factor))

    def _at(self, base: Any, epoch: Any) -> Any:
        slope = self.end_factor - self.start_factor
        return base * (self.start_factor + slope * jnp.minimum(self.total_iters, epoch) / self.total_iters)


class ExponentialLR(_Formula):
    """The learning rate, multiplied by `gamma` every epoch.

    Args:
        optimizer, last_epoch: see :class:`LRScheduler`.
        gamma: a factor.

    Raises:
        TypeError: `gamma` is no float.
    """

    def __init__(self, optimizer: Optimizer, gamma: float, last_epoch: int = -1):
        self.gamma = typed(gamma, "gamma", "ExponentialLR", float)
        super().__init__(optimizer, last_epoch)

    def _next(self, rate: Any, base: Any, epoch: Any) -> Any:
        return jnp.where(epoch == 0, rate, rate * self.gamma)

    def _at(self, base: Any, epoch: Any) -> Any:
        return base * self.gamma**epoch


class PolynomialLR(_Formula):
    """The learning rate, which falls to 0 in `total_iters` epochs as a power.

    Args:
        optimizer, last_epoch: see :class:`LRScheduler`.
        total_iters: a number of epochs.
        power: the exponent.

    Raises:
        TypeError: `power` is no float, or `total_iters` no int.
        ValueError: `power` is negative.
    """

    def __init__(self, optimizer: Optimizer, total_iters: int = 5, power: float = 1.0, last_epoch: int = -1):
        if typed(power, "power", "PolynomialLR", float) < 0:
            raise ValueError(f"For 'PolynomialLR', the 'power' must be >= 0, but got {power}.")
        self.total_iters = typed(total_iters, "total_iters", "PolynomialLR", int, bool)
        self.power = power
        super().__init__(optimizer, last_epoch)

    def _next(self, rate: Any, base: Any, epoch: Any) -> Any:
        rest = jnp.maximum(self.total_iters - epoch, 0.0) / (self.total_iters - (epoch - 1))
        return jnp.where((epoch == 0) | (epoch > self.total_iters), rate, rate * rest**self.power)

    def _at(self, base: Any, epoch: Any) -> Any:
        return base * (1.0 - jnp.minimum(self.total_iters, epoch) / self.total_iters) ** self.power


class CosineAnnealingLR(_Formula):
    """The learning rate, which goes down to `eta_min` in `T_max` epochs as half a cosine, and up again (Loshchilov and
    Hutter, 2017).

    Args:
        optimizer, last_epoch: see :class:`LRScheduler`.
        T_max: a number of epochs.
        eta_min: the lowest learning rate.

    Raises:
        TypeError: `eta_min` is no number, or `T_max` no int.
    """

    def __init__(self, optimizer: Optimizer, T_max: int, eta_min: float = 0.0, last_epoch: int = -1):
        self.eta_min = typed(eta_min, "eta_min", "CosineAnnealingLR", float, int, bool)
        self.T_max = typed(T_max, "T_max", "CosineAnnealingLR", int, bool)
        super().__init__(optimizer, last_epoch)

    def _next(self, rate: Any, base: Any, epoch: Any) -> Any:
        now, before = (1 + jnp.cos(math.pi * e / self.T_max) for e in (epoch, epoch - 1))
        rising = rate + (base - self.eta_min) * (1 - math.cos(math.pi / self.T_max)) / 2
        turned = (epoch - 1 - self.T_max) % (2 * self.T_max) == 0  # the epoch before was at the minimum
        later = jnp.where(turned, rising, now / jnp.where(turned, 1.0, before) * (rate - self.eta_min) + self.eta_min)
        return jnp.where(epoch == 0, rate, later)

    def _at(self, base: Any, epoch: Any) -> Any:
        return self.eta_min + (base - self.eta_min) * (1 + jnp.cos(math.pi * epoch / self.T_max)) / 2


class _Lambdas(LRScheduler):
    """A scheduler by functions of the epoch's number: one for all groups, or one for each."""

    def __init__(self, optimizer: Optimizer, lr_lambda: Any, last_epoch: int = -1):
        count = len(optimizer.param_groups)
        self.lr_lambdas: list[Callable[..., Any]] = (
            list(lr_lambda) if isinstance(lr_lambda, (list, tuple)) else [lr_lambda] * count
        )
        if len(self.lr_lambdas) != count:
            raise ValueError(f"Expected {count} lr_lambdas, but got {len(self.lr_lambdas)}")
        super().__init__(optimizer, last_epoch)


class LambdaLR(_Lambdas):
    """The first learning rate times a function of the epoch's number.

    Args:
        optimizer, last_epoch: see :class:`LRScheduler`.
        lr_lambda: the function, or one for each group.

    Raises:
        ValueError: there are not as many functions as groups.
    """

    def get_lr(self) -> list[Any]:
        return [base * f(self.last_epoch) for f, base in zip(self.lr_lambdas, self.base_lrs, strict=True)]


class MultiplicativeLR(_Lambdas):
    """The learning rate, multiplied every epoch by a function of its number.

    Args:
        optimizer, last_epoch: see :class:`LRScheduler`.
        lr_lambda: the function, or one for each group.

    Raises:
        ValueError: there are not as many functions as groups.
    """

    def get_lr(self) -> list[Any]:
        start = self.last_epoch == 0
        return [
            ops.where(start, lr * 1.0, lr * f(self.last_epoch))
            for f, lr in zip(self.lr_lambdas, self._last_lr, strict=True)
        ]


class CyclicLR(LRScheduler):
    """The learning rate, which goes up and down between two (Smith, 2017).

    Args:
        optimizer, last_epoch: see :class:`LRScheduler`.
        base_lr, max_lr: the bounds, or one for each group.
        step_size_up, step_size_down: how many epochs it goes up and down; equally many by default.
        mode: ``triangular``, ``triangular2`` (half as high at each cycle), or ``exp_range`` (``gamma ** epoch``).
        gamma: see above.
        scale_fn: what cycles are scaled by, instead of a mode; a function of the cycle's number, or with `scale_mode`
            ``iterations`` of the epoch's.
        scale_mode: see above.

    Raises:
        ValueError: there are not as many bounds as groups, or `mode` is unknown.
    """

    def __init__(
        self, optimizer: Optimizer, base_lr: Any, max_lr: Any, step_size_up: int = 2000,
        step_size_down: int | None = None, mode: str = "triangular", gamma: float = 1.0,
        scale_fn: Callable[..., Any] | None = None, scale_mode: str = "cycle", last_epoch: int = -1,
    ):  # fmt: skip
        base_lrs, max_lrs = (_for_groups(v, optimizer, n) for v, n in ((base_lr, "base_lr"), (max_lr, "max_lr")))
        if last_epoch == -1:
            for lr, group in zip(base_lrs, optimizer.param_groups, strict=True):
                _write(group["lr"], lr)
        self.max_lrs = [Tensor(lr, dtypes.float32) for lr in max_lrs]
        up = float(step_size_up)
        self.total_step_size = up + (up if step_size_down is None else float(step_size_down))
        self.step_up_ratio = up / self.total_step_size
        if mode not in ("triangular", "triangular2", "exp_range") and scale_fn is None:
            raise ValueError("mode is invalid and scale_fn is None")
        self.mode, self.gamma = mode, gamma
        self._custom = scale_fn
        self.scale_mode = scale_mode if scale_fn is not None else "iterations" if mode == "exp_range" else "cycle"
        super().__init__(optimizer, last_epoch)
        self.base_lrs = [Tensor(lr, dtypes.float32) for lr in base_lrs]

    def scale_fn(self, x: Any) -> Any:
        """What a cycle is scaled by."""
        if self._custom is not None:
            return self._custom(x)
        if self.mode == "triangular2":
            return 1 / 2.0 ** (x - 1)
        return self.gamma**x if self.mode == "exp_range" else 1.0

    def get_lr(self) -> list[Any]:
        epoch = self.last_epoch._value()
        cycle = jnp.floor(1 + epoch / self.total_step_size)
        x = 1.0 + epoch / self.total_step_size - cycle
        rising = x <= self.step_up_ratio
        height = jnp.where(rising, x / self.step_up_ratio, (x - 1) / min(self.step_up_ratio - 1, -1e-30))
        scale = self.scale_fn(wrap(cycle) if self.scale_mode == "cycle" else self.last_epoch)
        return [
            base + (high - base) * wrap(height) * scale
            for base, high in zip(self.base_lrs, self.max_lrs, strict=True)
        ]


def _for_groups(value: Any, optimizer: Optimizer, name: str) -> list[Any]:
    count = len(optimizer.param_groups)
    values = list(value) if isinstance(value, (list, tuple)) else [value] * count
    if len(values) != count:
        raise ValueError(f"Expected {count} values for {name}, got {len(values)}")
    return values


class CosineAnnealingWarmRestarts(LRScheduler):
    """The learning rate, which goes down to `eta_min` as half a cosine and starts again (Loshchilov and Hutter, 2017).

    Args:
        optimizer, last_epoch: see :class:`LRScheduler`.
        T_0: how many epochs until the first restart.
        T_mult: what that number is multiplied by at each restart.
        eta_min: the lowest learning rate.

    Raises:
        ValueError: `T_0` or `T_mult` is no positive int, or (in `step`) the epoch's number is negative.
        TypeError: `eta_min` is no number.
    """

    def __init__(self, optimizer: Optimizer, T_0: int, T_mult: int = 1, eta_min: float = 0, last_epoch: int = -1):
        if T_0 <= 0 or not isinstance(T_0, int):
            raise ValueError(f"T_0 should be an integer and equal or greater than 0, but got {T_0}")
        if T_mult < 1 or not isinstance(T_mult, int):
            raise ValueError(f"T_mult should be an integer and equal or greater than 1, but got {T_mult}")
        self.T_0, self.T_i = _state(T_0, "T_0"), _state(T_0, "T_i")
        self.T_mult = T_mult
        self.eta_min = typed(eta_min, "eta_min", "CosineAnnealingWarmRestarts", float, int)
        self.T_cur = _state(last_epoch, "T_cur")
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> list[Tensor]:
        part = (1 + jnp.cos(math.pi * self.T_cur._value() / self.T_i._value())) / 2
        return [wrap(self.eta_min + (base._value() - self.eta_min) * part) for base in self.base_lrs]

    def step(self, epoch: Any = None) -> Any:
        """Begin the next epoch, or the one of this number, which may be a fraction."""
        first, length = self.T_0._value(), self.T_i._value()
        if epoch is None:
            following = self.last_epoch._value() + 1
            position = self.T_cur._value() + 1
            restart = (position >= length) & (following > 0)
            position = jnp.where(following > 0, jnp.where(restart, position - length, position), 0.0)
            length = jnp.where(restart, length * self.T_mult, jnp.where(following > 0, length, first))
        else:
            following = jnp.asarray(epoch._value() if isinstance(epoch, Tensor) else epoch, np.float32)
            if not isinstance(epoch, Tensor) and epoch < 0:
                raise ValueError(f"epoch should be a non-negative integer, but got {epoch}")
            if self.T_mult == 1:
                position, length = following % first, first
            else:
                # How many restarts there were: the smallest error would count one too few at the restart itself.
                times = jnp.floor(jnp.log(following / first * (self.T_mult - 1) + 1) / math.log(self.T_mult) + 1e-5)
                position = following - first * (self.T_mult**times - 1) / (self.T_mult - 1)
                length = first * self.T_mult**times
        _write(self.T_cur, position)
        _write(self.T_i, length)
        _write(self.last_epoch, jnp.floor(following))
        for group, value in zip(self.optimizer.param_groups, self.get_lr(), strict=True):
            _write(group["lr"], value._value())


class SequentialLR:
    """Schedulers one after the other.

    Args:
        optimizer: whose learning rates change.
        schedulers: its schedulers.
        milestones: the epochs at which the next one takes over.
        last_epoch: see :class:`LRScheduler`.

    Raises:
        ValueError: a scheduler is another optimiser's, or there is not one milestone less than there are schedulers.
    """

    def __init__(self, optimizer: Optimizer, schedulers: Sequence[Any], milestones: list[int], last_epoch: int = -1):
        for number, scheduler in enumerate(schedulers):
            if scheduler.optimizer is not optimizer:
                raise ValueError(f"SequentialLR needs its optimizer's schedulers, but number {number} is another's.")
        if len(milestones) != len(schedulers) - 1:
            raise ValueError(
                f"SequentialLR needs {len(schedulers) - 1} milestones for its schedulers, but got {len(milestones)}."
            )
        self._schedulers = schedulers
        self.milestones = milestones
        self.last_epoch = _state(last_epoch + 1, "last_epoch_SequentialLR")
        self.optimizer = optimizer
        for group in optimizer.param_groups:
            _write(group["lr"], group["initial_lr"]._value())
        for scheduler in schedulers:
            _write(scheduler.last_epoch, scheduler.last_epoch._value() - 1)
        schedulers[0].step()
        self._last_lr = schedulers[0]._last_lr

    def step(self) -> None:
        """Begin the next epoch."""
        _write(self.last_epoch, self.last_epoch._value() + 1)
        epoch = int(self.last_epoch)
        index = bisect_right(self.milestones, epoch)
        if index and self.milestones[index - 1] == epoch:
            self._schedulers[index].step(0)
        else:
            self._schedulers[index].step()

    def get_last_lr(self) -> list[Tensor]:
        """The present learning rates of the groups."""
        return [wrap(lr._value()) for lr in self._last_lr]


class ReduceLROnPlateau:
    """The learning rate, multiplied by `factor` when a figure has not improved for `patience` epochs.

    Args:
        optimizer: whose learning rates change.
        mode: whether a figure improves by falling (``min``) or rising (``max``).
        factor: below 1.
        patience: a number of epochs.
        threshold: by how much a figure must improve to count.
        threshold_mode: whether that is a share of the best figure (``rel``) or a difference (``abs``).
        cooldown: how many epochs are not looked at after a change.
        min_lr: the lowest learning rate, or one for each group.
        eps: the smallest change that is made.

    Raises:
        TypeError: `optimizer` is no optimiser of this package.
        ValueError: `factor` is not below 1, a mode is unknown, or there are not as many bounds as groups.
    """

    def __init__(
        self, optimizer: Optimizer, mode: str = "min", factor: float = 0.1, patience: int = 10,
        threshold: float = 1e-4, threshold_mode: str = "rel", cooldown: int = 0, min_lr: Any = 0, eps: float = 1e-8,
    ):  # fmt: skip
        if factor >= 1.0:
            raise ValueError("The lr factor should be less than 1.0.")
        if not isinstance(optimizer, Optimizer):
            raise TypeError(f"Expected an `Optimizer`, but got type {type(optimizer).__name__}")
        if mode not in ("min", "max"):
            raise ValueError(f"`mode` should be 'min' or 'max', but got {mode}.")
        if threshold_mode not in ("rel", "abs"):
            raise ValueError(f"`threshold mode` should be 'rel' or 'abs', but got {threshold_mode}.")
        self.optimizer = optimizer
        self.min_lrs = [Tensor(lr, dtypes.float32) for lr in _for_groups(min_lr, optimizer, "min_lr")]
        self.mode, self.factor, self.patience, self.cooldown, self.eps = mode, factor, patience, cooldown, eps
        self.threshold, self.threshold_mode = threshold, threshold_mode
        self.mode_worse = math.inf if mode == "min" else -math.inf
        self.last_epoch = _state(0, "last_epoch_ReduceLROnPlateau", dtypes.int32)
        self.best = _state(self.mode_worse, "best")
        self.cooldown_counter = _state(0, "cooldown_counter")
        self.wait = _state(0, "wait")
        self._last_lr = [group["lr"] for group in optimizer.param_groups]

    def step(self, metrics: Any) -> bool:
        """Look at a figure, a number or a 0-d Tensor, and begin the next epoch."""
        current = jnp.asarray(metrics._value() if isinstance(metrics, Tensor) else metrics, np.float32).reshape(())
        best, cooling = self.best._value(), self.cooldown_counter._value()
        sign = 1 if self.mode == "min" else -1
        bound = best * (1 - sign * self.threshold) if self.threshold_mode == "rel" else best - sign * self.threshold
        better = sign * current < sign * bound
        wait = jnp.where(better | (cooling > 0), 0.0, self.wait._value() + 1)
        reduce = wait > self.patience
        _write(self.last_epoch, self.last_epoch._value() + 1)
        _write(self.best, jnp.where(better, current, best))
        _write(self.cooldown_counter, jnp.where(reduce, self.cooldown, jnp.maximum(cooling - 1, 0)))
        _write(self.wait, jnp.where(reduce, 0.0, wait))
        for lr, lowest in zip(self._last_lr, self.min_lrs, strict=True):
            old = lr._value()
            new = jnp.maximum(old * self.factor, lowest._value())
            _write(lr, jnp.where(reduce & (old > new + self.eps), new, old))
        return True

    def in_cooldown(self) -> Tensor:
        """Whether figures are not looked at now."""
        return self.cooldown_counter > 0

    def get_last_lr(self) -> list[Tensor]:
        """The present learning rates of the groups."""
        return [wrap(lr._value()) for lr in self._last_lr]


__all__ = [
    "ConstantLR", "CosineAnnealingLR", "CosineAnnealingWarmRestarts", "CyclicLR", "ExponentialLR", "LRScheduler",
    "LambdaLR", "LinearLR", "MultiStepLR", "MultiplicativeLR", "PolynomialLR", "ReduceLROnPlateau", "SequentialLR",
    "StepLR",
]  # fmt: skip
