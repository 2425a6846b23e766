"""Loss scales for :class:`~mindspore.train.Model` and `build_train_network`."""

from __future__ import annotations

from typing import Any

from mindshim import _checkparam as check
from mindshim.nn.cell import Cell
from mindshim.nn.loss_scale import DynamicLossScaleUpdateCell, FixedLossScaleUpdateCell


class LossScaleManager:
    """The base of what says how a loss is scaled. A subclass defines all three methods."""

    def get_loss_scale(self) -> Any:
        """The loss scale."""

    def update_loss_scale(self, overflow: Any) -> None:
        """Hear whether a step overflowed."""

    def get_update_cell(self) -> Cell | None:
        """A Cell that changes the loss scale within the step; None if there is none."""


class FixedLossScaleManager(LossScaleManager):
    """A loss scale that stays.

    Args:
        loss_scale: the loss scale. If `drop_overflow_update` is False, the optimiser's `loss_scale` must be the same.
        drop_overflow_update: leave out steps that overflow.

    Raises:
        ValueError: `loss_scale` is less than 1.

    Examples:
        >>> from mindspore import amp
        >>> amp.FixedLossScaleManager(1024.0, drop_overflow_update=False).get_loss_scale()
        1024.0
    """

    def __init__(self, loss_scale: float = 128.0, drop_overflow_update: bool = True):
        if loss_scale < 1:
            raise ValueError(f"For 'FixedLossScaleManager', 'loss_scale' must be >= 1, but got {loss_scale}.")
        self._loss_scale = loss_scale
        self._drop_overflow_update = drop_overflow_update

    def get_loss_scale(self) -> float:
        """The loss scale."""
        return self._loss_scale

    def get_drop_overflow_update(self) -> bool:
        """Whether steps that overflow are left out."""
        return self._drop_overflow_update

    def update_loss_scale(self, overflow: Any) -> None:
        """Nothing: the loss scale stays."""

    def get_update_cell(self) -> Cell | None:
        """A Cell that leaves the loss scale as it is; None if steps that overflow are not left out."""
        return FixedLossScaleUpdateCell(self._loss_scale) if self._drop_overflow_update else None


class DynamicLossScaleManager(LossScaleManager):
    """A loss scale that is divided when a step overflows, and multiplied after many steps that did not.

    Args:
        init_loss_scale: the loss scale to begin with.
        scale_factor: what it is divided and multiplied by; it stays at least 1.
        scale_window: after how many steps without overflow it is multiplied.

    Raises:
        TypeError: `scale_window` is no int.
        ValueError: `init_loss_scale` is less than 1, or another argument is not positive.

    Examples:
        >>> from mindspore import amp
        >>> manager = amp.DynamicLossScaleManager(init_loss_scale=8, scale_factor=2)
        >>> manager.update_loss_scale(overflow=True)
        >>> manager.get_loss_scale()
        4.0
    """

    # After so many steps in a row that overflow, something else is wrong.
    bad_step_max = 1000

    def __init__(self, init_loss_scale: float = 2**24, scale_factor: int = 2, scale_window: int = 2000):
        owner = "DynamicLossScaleManager"
        if init_loss_scale < 1.0:
            raise ValueError(f"For '{owner}', 'init_loss_scale' must be >= 1, but got {init_loss_scale}.")
        if scale_factor <= 0:
            raise ValueError(f"For '{owner}', 'scale_factor' must be > 0, but got {scale_factor}.")
        self.scale_window = check.check_positive_int(scale_window, "scale_window", owner)
        self.loss_scale = init_loss_scale
        self.scale_factor = self.increase_ratio = scale_factor
        self.decrease_ratio = 1 / scale_factor
        self.cur_iter = 1
        self.last_overflow_iter = 0
        self.bad_step = 0

    def get_loss_scale(self) -> float:
        """The loss scale."""
        return self.loss_scale

    def update_loss_scale(self, overflow: Any) -> None:
        """Change the loss scale after a step.

        Args:
            overflow: whether the step overflowed.

        Raises:
            RuntimeError: more than 1,000 steps in a row overflowed.
        """
        if overflow:
            self.loss_scale = max(self.loss_scale * self.decrease_ratio, 1)
            self.last_overflow_iter = self.cur_iter
            self.bad_step += 1
        else:
            if (self.cur_iter - self.last_overflow_iter) % self.scale_window == 0:
                self.loss_scale *= self.increase_ratio
            self.bad_step = 0
        if self.bad_step > self.bad_step_max:
            raise RuntimeError(f"{self.bad_step} steps in a row overflowed, whatever the loss scale.")
        self.cur_iter += 1

    def get_drop_overflow_update(self) -> bool:
        """True: steps that overflow are left out."""
        return True

    def get_update_cell(self) -> Cell:
        """A Cell that changes the loss scale within the step."""
        return DynamicLossScaleUpdateCell(self.loss_scale, self.scale_factor, self.scale_window)
