"""Callbacks of a `map`, and their wait for callbacks of the training."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from mindshim.dataset.checks import Int, checked


class DSRunContext:
    """Where a pipeline is: `cur_epoch_num`, `cur_step_num` of all and `cur_step_num_in_epoch`, each from 1 on."""

    def __init__(self, cur_epoch_num: int = 0, cur_step_num: int = 0, cur_step_num_in_epoch: int = 0):
        self.cur_epoch_num = cur_epoch_num
        self.cur_step_num = cur_step_num
        self.cur_step_num_in_epoch = cur_step_num_in_epoch


class DSCallback:
    """The base class of callbacks of a `map`: override what is wanted of `ds_begin`, `ds_epoch_begin`,
    `ds_epoch_end`, `ds_step_begin` and `ds_step_end`, each of which gets a :class:`DSRunContext`.

    Args:
        step_size: the number of rows between calls for steps.
    """

    @checked(step_size=Int(1))
    def __init__(self, step_size: int = 1):
        self.step_size = step_size

    def ds_begin(self, ds_run_context: DSRunContext) -> None:
        """Called once, before the first row."""

    def ds_epoch_begin(self, ds_run_context: DSRunContext) -> None:
        """Called before the first row of an epoch."""

    def ds_epoch_end(self, ds_run_context: DSRunContext) -> None:
        """Called after the last row of an epoch."""

    def ds_step_begin(self, ds_run_context: DSRunContext) -> None:
        """Called before a row."""

    def ds_step_end(self, ds_run_context: DSRunContext) -> None:
        """Called after a row."""


class PipelineCallbacks:
    """Calls the callbacks of a `map` around the rows of one pass.

    Args:
        callbacks: what to call.
        epoch: the number of passes before this one.
        run: the reading; when it stops, a callback that waits is let go.
    """

    def __init__(self, callbacks: list[DSCallback], epoch: int, run: Any):
        self.callbacks, self.epoch, self.run = callbacks, epoch, run

    def around(self, work: Callable, rows: Iterator) -> Iterator:
        """The rows, worked on one by one."""
        if self.run.probe:
            yield from (work(i, row) for i, row in enumerate(rows))
            return
        for callback in self.callbacks:
            # One that waits for the training is let go with it.
            if hasattr(callback, "_stop"):
                vars(callback)["_stop"] = self.run.stop
        if self.epoch == 0:
            self._call("ds_begin", 0)
        self._call("ds_epoch_begin", 0)
        step = 0
        for step, row in enumerate(rows, 1):
            self._call("ds_step_begin", step)
            done = work(step - 1, row)
            self._call("ds_step_end", step)
            yield done
        self._call("ds_epoch_end", step)
        self.run.steps_of_callbacks = getattr(self.run, "steps_of_callbacks", 0) + step

    def _call(self, name: str, step: int) -> None:
        before = getattr(self.run, "steps_of_callbacks", 0)
        context = DSRunContext(self.epoch + 1, before + step, step)
        for callback in self.callbacks:
            if "step" not in name or (context.cur_step_num - 1) % callback.step_size == 0:
                getattr(callback, name)(context)
