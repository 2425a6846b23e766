"""Callbacks that are of the pipeline and of the training at once.

Apart from `callback`, since it needs `mindshim.train`, which a pipeline does not.
"""

from __future__ import annotations

import threading
import time
from typing import Any

from mindshim.dataset import config
from mindshim.dataset.callback import DSCallback, DSRunContext
from mindshim.train.callback import Callback


class WaitedDSCallback(Callback, DSCallback):
    """A callback of the pipeline that waits for the training: `sync_epoch_begin` after the epoch before has been
    trained, `sync_step_begin` after the step before. It is given to the `map` and to `Model.train`.

    Args:
        step_size: the number of rows between calls for steps; usually the batch size.

    Raises:
        RuntimeError: the training does not get there within `config.get_callback_timeout()` seconds.
    """

    def __init__(self, step_size: int = 1):
        DSCallback.__init__(self, step_size)
        self.step_event, self.epoch_event = threading.Event(), threading.Event()
        self.step_run_context: Any = None
        self.epoch_run_context: Any = None
        self.training_ended = False
        self._stop: threading.Event | None = None

    def __enter__(self) -> WaitedDSCallback:
        return self

    def __exit__(self, *error: Any) -> None:
        self.end(None)

    def sync_epoch_begin(self, train_run_context: Any, ds_run_context: DSRunContext) -> None:
        """Called before an epoch of the pipeline, after the one before has been trained."""

    def sync_step_begin(self, train_run_context: Any, ds_run_context: DSRunContext) -> None:
        """Called before a row of the pipeline, after the step before has been trained."""

    # What the training calls
    # --------------------------------------------------------------------------------------

    def begin(self, run_context: Any) -> None:
        """Called when the training begins."""
        self.training_ended = False

    on_train_begin = begin

    def step_begin(self, run_context: Any) -> None:
        """Called before a training step."""

    on_train_step_begin = step_begin

    def epoch_begin(self, run_context: Any) -> None:
        """Called before a training epoch."""

    on_train_epoch_begin = epoch_begin

    def step_end(self, run_context: Any) -> None:
        """Lets the pipeline go on with the next step."""
        self.step_run_context = run_context
        self.step_event.set()

    on_train_step_end = step_end

    def epoch_end(self, run_context: Any) -> None:
        """Lets the pipeline go on with the next epoch."""
        self.epoch_run_context = run_context
        self.epoch_event.set()

    on_train_epoch_end = epoch_end

    def end(self, run_context: Any) -> None:
        """Lets a pipeline that still waits go."""
        self.training_ended = True
        self.epoch_end(run_context)
        self.step_end(run_context)

    on_train_end = end

    # What the pipeline calls
    # ------------------------------------------------------------------------------------

    def ds_epoch_begin(self, ds_run_context: DSRunContext) -> None:
        if ds_run_context.cur_epoch_num > 1:
            self._wait(self.epoch_event)
        if not self.training_ended and ds_run_context.cur_epoch_num > 1:
            self.sync_epoch_begin(self.epoch_run_context, ds_run_context)

    def ds_step_begin(self, ds_run_context: DSRunContext) -> None:
        if ds_run_context.cur_step_num > self.step_size:
            self._wait(self.step_event)
        if not self.training_ended and ds_run_context.cur_step_num > self.step_size:
            self.sync_step_begin(self.step_run_context, ds_run_context)

    def _wait(self, event: threading.Event) -> None:
        limit = config.get_callback_timeout()
        until = time.monotonic() + limit
        while not event.wait(0.05):
            if self.training_ended or self._stop is not None and self._stop.is_set():
                return
            if time.monotonic() > until:
                raise RuntimeError(
                    f"{type(self).__name__} waited {limit} s for the training's step or "
                    f"epoch to end; "
                    "set a longer time with config.set_callback_timeout if steps take that "
                    "long."
                )
        event.clear()
