"""Callbacks that watch a training: its loss, its time, its course."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from mindshim import _checkparam as check
from mindshim import log, ops
from mindshim.engine import dtypes
from mindshim.engine.tensor import Tensor
from mindshim.train.callback._callback import Callback, RunContext, _handle_loss


class LossMonitor(Callback):
    """Prints the loss, and with :meth:`Model.fit` the metrics after each epoch.

    Args:
        per_print_times: how many steps lie between two lines; 0 for no line.

    Raises:
        TypeError: it is no int.
        ValueError: it is negative, or (in a training) the loss is infinite or not a number.

    Examples:
        >>> from mindspore.train import LossMonitor
        >>> monitor = LossMonitor(100)
    """

    def __init__(self, per_print_times: int = 1):
        super().__init__()
        self._per_print_times = check.check_non_negative_int(per_print_times, "per_print_times", "LossMonitor")
        self._last_print_time = 0

    def step_end(self, run_context: RunContext) -> None:
        params = run_context.original_args()
        epoch = params.get("cur_epoch_num", 1)
        loss = _handle_loss(params.net_outputs)
        step, per = params.cur_step_num, self._per_print_times
        step_of_epoch = (step - 1) % params.batch_num + 1
        if isinstance(loss, float) and not math.isfinite(loss):
            raise ValueError(
                f"In epoch: {epoch} step: {step_of_epoch}, loss is NAN or INF, training process cannot continue, "
                "terminating training."
            )
        if per == 0:
            return
        while step <= self._last_print_time:  # since another training
            self._last_print_time -= max(per, params.batch_num if params.dataset_sink_mode else 1)
        if step - self._last_print_time >= per:
            self._last_print_time = step
            print(f"epoch: {epoch} step: {step_of_epoch}, loss is {loss}", flush=True)

    def on_train_epoch_end(self, run_context: RunContext) -> None:
        """Print the metrics, if :meth:`Model.fit` has just evaluated."""
        params = run_context.original_args()
        if metrics := params.get("metrics"):
            print(f"Eval result: epoch {params.cur_epoch_num}, metrics: {metrics}")


class TimeMonitor(Callback):
    """Prints how many milliseconds an epoch took, and a step of it.

    Args:
        data_size: how many steps an epoch has; by default what the dataset says.
        data_time: also print how long steps waited for their data.

    Raises:
        TypeError: `data_time` is no bool.

    Examples:
        >>> from mindspore.train import TimeMonitor
        >>> monitor = TimeMonitor()
    """

    def __init__(self, data_size: int | None = None, data_time: bool = False):
        super().__init__()
        self.data_size = data_size
        self.data_time = check.check_bool(data_time, "data_time")
        self.epoch_time = time.time()
        self.data_time_sum = 0.0
        self.data_time_start = 0.0

    def on_train_step_begin(self, run_context: RunContext) -> None:
        self.data_time_sum += time.time() - self.data_time_start

    def on_train_step_end(self, run_context: RunContext) -> None:
        self.data_time_start = time.time()

    def epoch_begin(self, run_context: RunContext) -> None:
        self.epoch_time = self.data_time_start = time.time()
        self.data_time_sum = 0.0

    def epoch_end(self, run_context: RunContext) -> None:
        elapsed = (time.time() - self.epoch_time) * 1000
        params = run_context.original_args()
        steps = params.get("batch_num") or self.data_size
        steps = check.check_positive_int(steps, "data_size", "TimeMonitor")
        mode = params.get("mode", "").title()
        line = f"{mode} epoch time: {elapsed:5.3f} ms, per step time: {elapsed / steps:5.3f} ms"
        if self.data_time:
            line += f" (data time: {self.data_time_sum * 1000 / steps:5.3f} ms)"
        print(line, flush=True)


class History(Callback):
    """Keeps the network's output and the metrics of each epoch.

    Attributes:
        history: lists by name, with an entry for each epoch: ``net_output``, and the metrics of :meth:`Model.fit`.
        epoch: the numbers of the epochs, under the key ``epoch``.

    Examples:
        >>> from mindspore.train import History
        >>> history = History()
        >>> history.history
        {}
    """

    def __init__(self) -> None:
        super().__init__()
        self.history: dict[str, list] = {}
        self.epoch: dict[str, list[int]] | None = None

    def begin(self, run_context: RunContext) -> None:
        self.epoch = {"epoch": []}

    def epoch_end(self, run_context: RunContext) -> None:
        params = run_context.original_args()
        assert self.epoch is not None
        self.epoch["epoch"].append(params.get("cur_epoch_num", 1))
        output = params.net_outputs
        if isinstance(output, (tuple, list)) and isinstance(output[0], Tensor):
            output = output[0]
        if isinstance(output, Tensor):
            output = np.mean(output.asnumpy())
        for name, value in {"net_output": output, **(params.get("metrics") or {})}.items():
            self.history.setdefault(name, []).append(value)


class LambdaCallback(Callback):
    """A callback made of functions, each of which gets the :class:`RunContext`.

    Args:
        on_train_epoch_begin, on_train_epoch_end, on_train_step_begin, on_train_step_end, on_train_begin,
            on_train_end, on_eval_epoch_begin, on_eval_epoch_end, on_eval_step_begin, on_eval_step_end,
            on_eval_begin, on_eval_end: what is called at that moment.

    Examples:
        >>> from mindspore.train import LambdaCallback
        >>> callback = LambdaCallback(on_train_end=lambda run_context: print("done"))
    """

    def __init__(
        self,
        on_train_epoch_begin: Callable[[RunContext], Any] | None = None,
        on_train_epoch_end: Callable[[RunContext], Any] | None = None,
        on_train_step_begin: Callable[[RunContext], Any] | None = None,
        on_train_step_end: Callable[[RunContext], Any] | None = None,
        on_train_begin: Callable[[RunContext], Any] | None = None,
        on_train_end: Callable[[RunContext], Any] | None = None,
        on_eval_epoch_begin: Callable[[RunContext], Any] | None = None,
        on_eval_epoch_end: Callable[[RunContext], Any] | None = None,
        on_eval_step_begin: Callable[[RunContext], Any] | None = None,
        on_eval_step_end: Callable[[RunContext], Any] | None = None,
        on_eval_begin: Callable[[RunContext], Any] | None = None,
        on_eval_end: Callable[[RunContext], Any] | None = None,
    ):
        super().__init__()
        for name, function in list(locals().items()):
            if name.startswith("on_"):
                setattr(self, name, function or _nothing)


def _nothing(run_context: RunContext) -> None:
    pass


class LearningRateScheduler(Callback):
    """Changes the learning rate after each step.

    Args:
        learning_rate_function: called with the learning rate and the step's number, returns the next learning
            rate.

    Examples:
        >>> from mindspore.train import LearningRateScheduler
        >>> halved = LearningRateScheduler(lambda rate, step: rate * 0.5 if step % 100 == 0 else rate)
    """

    def __init__(self, learning_rate_function: Callable[[float, int], float]):
        super().__init__()
        self.learning_rate_function = learning_rate_function

    def step_end(self, run_context: RunContext) -> None:
        params = run_context.original_args()
        parameter = params.optimizer.learning_rate
        # Through its shortest decimal form: float32's 0.1 is to be 0.1 for the function.
        rate = float(np.array2string(parameter.asnumpy()))
        new = self.learning_rate_function(rate, params.cur_step_num)
        if not math.isclose(rate, new, rel_tol=1e-10):
            ops.assign(parameter, Tensor(new, dtypes.float32))
            log.info(f"At step {params.cur_step_num}, learning_rate change to {new}")
