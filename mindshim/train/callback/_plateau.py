"""Callbacks that act when a metric no longer improves."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim import _checkparam as check
from mindshim import log, ops
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor
from mindshim.train.callback._callback import Callback, RunContext, _handle_loss

_SMALLER_IS_BETTER = (
    "hausdorff_distance", "mae", "mse", "loss", "perplexity", "mean_surface_distance", "root_mean_square_distance",
    "eval_loss",
)  # fmt: skip


class _Watching(Callback):
    """Compares a number after each epoch with the best so far."""

    def __init__(self, monitor: Any, min_delta: Any, patience: Any, verbose: Any, mode: Any):
        super().__init__()
        owner = type(self).__name__
        self.monitor = check.check_value_type("monitor", monitor, str, owner)
        self.min_delta = abs(check.check_value_type("min_delta", min_delta, [float, int], owner))
        self.patience = check.check_non_negative_int(patience, "patience", owner)
        self.verbose = check.check_bool(verbose, "verbose", owner)
        self.mode = check.check_value_type("mode", mode, str, owner)
        if mode not in ("auto", "min", "max"):
            raise ValueError(f"For '{owner}', 'mode' must be 'auto', 'min' or 'max', but got '{mode}'.")
        self._smaller = mode == "min" or mode == "auto" and monitor in _SMALLER_IS_BETTER
        self._forget()

    def _forget(self) -> None:
        self.wait = 0
        self.best: Any = np.inf if self._smaller else -np.inf

    def is_improvement(self, value: Any, best: Any) -> bool:
        """Whether a value is better than another one by more than `min_delta`."""
        return bool(value < best - self.min_delta if self._smaller else value > best + self.min_delta)

    def _value(self, params: Any) -> Any:
        """The number of this epoch; None if there is none."""
        results = {} if self.monitor == "loss" else params.get("eval_results", {})
        value = _handle_loss(params.get("net_outputs")) if self.monitor == "loss" else results.get(self.monitor)
        if value is None:
            log.warning(
                f"{type(self).__name__} waits for '{self.monitor}', which there is not; there are "
                f"{sorted({'loss', *results})}."
            )
        if isinstance(value, np.ndarray) and value.shape:
            raise ValueError(f"{type(self).__name__} needs a number, but '{self.monitor}' is an array.")
        # MindSpore passes over zero as well.
        return np.array(value) if value else None


class EarlyStopping(_Watching):
    """Ends the training when a number has not become better for some epochs.

    Args:
        monitor: the name of a metric, ``"loss"`` (of the training) or ``"eval_loss"``.
        min_delta: what counts as better.
        patience: how many epochs are waited.
        verbose: print a line when the training is ended.
        mode: ``"min"`` if smaller is better, ``"max"`` if larger is, ``"auto"`` to tell by the name.
        baseline: what must be reached.
        restore_best_weights: give the Parameters the values that they had after the best epoch.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `mode` is something else, `patience` is negative, or (in a training) the number is an array.

    Examples:
        >>> from mindspore.train import EarlyStopping
        >>> callback = EarlyStopping(monitor="accuracy", patience=3)
    """

    def __init__(
        self,
        monitor: str = "eval_loss",
        min_delta: float = 0,
        patience: int = 0,
        verbose: bool = False,
        mode: str = "auto",
        baseline: float | None = None,
        restore_best_weights: bool = False,
    ):
        super().__init__(monitor, min_delta, patience, verbose, mode)
        owner = "EarlyStopping"
        self.baseline = check.check_value_type("baseline", baseline, [float, int], owner) if baseline else None
        self.restore_best_weights = check.check_bool(restore_best_weights, "restore_best_weights", owner)
        self.stopped_epoch = 0
        self.best_weights_param_dict: dict[str, np.ndarray] | None = None

    def on_train_begin(self, run_context: RunContext) -> None:
        self._forget()
        self.stopped_epoch = 0
        self.best_weights_param_dict = None

    def on_train_epoch_end(self, run_context: RunContext) -> None:
        params = run_context.original_args()
        value = self._value(params)
        if value is None:
            return
        if self.restore_best_weights and self.best_weights_param_dict is None:
            self._keep(params.train_network)
        self.wait += 1
        if self.is_improvement(value, self.best):
            self.best = value
            if self.restore_best_weights:
                self._keep(params.train_network)
            if self.baseline is None or self.is_improvement(value, self.baseline):
                self.wait = 0
        if self.wait >= self.patience:
            self.stopped_epoch = params.get("cur_epoch_num")
            run_context.request_stop()
            if self.best_weights_param_dict is not None:
                if self.verbose:
                    print("Restoring model weights from the end of the best epoch.")
                for name, parameter in params.train_network.parameters_dict().items():
                    parameter.set_data(Tensor(self.best_weights_param_dict[name], parameter.dtype))

    def _keep(self, network: Any) -> None:
        self.best_weights_param_dict = {n: p.asnumpy().copy() for n, p in network.parameters_dict().items()}

    def on_train_end(self, run_context: RunContext) -> None:
        if self.stopped_epoch > 0 and self.verbose:
            print(f"Epoch {self.stopped_epoch:05d}: early stopping")


class ReduceLROnPlateau(_Watching):
    """Lowers the learning rate when a number has not become better for some epochs.

    Args:
        monitor: the name of a metric, ``"loss"`` (of the training) or ``"eval_loss"``.
        factor: what the learning rate is multiplied by; between 0 and 1.
        patience: how many epochs are waited.
        verbose: print a line when the learning rate is lowered.
        mode: ``"min"`` if smaller is better, ``"max"`` if larger is, ``"auto"`` to tell by the name.
        min_delta: what counts as better.
        cooldown: for how many epochs nothing is done after the learning rate was lowered.
        min_lr: the learning rate does not go below it.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `mode` is something else, `factor` is not between 0 and 1, `patience` or `cooldown` is
            negative, or (in a training) the optimiser has a dynamic learning rate.

    Examples:
        >>> from mindspore.train import ReduceLROnPlateau
        >>> callback = ReduceLROnPlateau(monitor="eval_loss", patience=3, factor=0.5)
    """

    def __init__(
        self,
        monitor: str = "eval_loss",
        factor: float = 0.1,
        patience: int = 10,
        verbose: bool = False,
        mode: str = "auto",
        min_delta: float = 0.0001,
        cooldown: int = 0,
        min_lr: float = 0,
    ):
        owner = "ReduceLROnPlateau"
        super().__init__(monitor, min_delta, patience, verbose, mode)
        self.factor = check.check_float_range(factor, 0.0, 1.0, check.INC_NEITHER, "factor", owner)
        self.cooldown = check.check_non_negative_int(cooldown, "cooldown", owner)
        self.min_lr = check.check_value_type("min_lr", min_lr, [float, int], owner)
        self.cooldown_counter = 0

    def on_train_begin(self, run_context: RunContext) -> None:
        self._forget()
        self.cooldown_counter = 0

    def on_train_epoch_end(self, run_context: RunContext) -> None:
        params = run_context.original_args()
        rate = params.optimizer.learning_rate
        if not isinstance(rate, Parameter):
            raise ValueError("ReduceLROnPlateau needs one constant learning rate, no dynamic one or one by groups.")
        value = self._value(params)
        if value is None:
            return
        if self.cooldown_counter > 0:
            self.cooldown_counter -= 1
            self.wait = 0
        if self.is_improvement(value, self.best):
            self.best = value
            self.wait = 0
        elif self.cooldown_counter <= 0:
            self.wait += 1
            if self.wait >= self.patience:
                self._lower(rate, params.cur_epoch_num)
                self.cooldown_counter = self.cooldown
                self.wait = 0

    def _lower(self, rate: Parameter, epoch: int) -> None:
        if rate <= self.min_lr:
            return
        new = rate * self.factor
        if new < self.min_lr:
            new = Tensor(self.min_lr, rate.dtype)
        ops.assign(rate, new)
        if self.verbose:
            print(f"Epoch {epoch:05d}: ReduceLROnPlateau reducing learning rate to {new}.")
