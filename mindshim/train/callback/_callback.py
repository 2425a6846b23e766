"""What a callback is, and how several are called as one."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

import numpy as np

from mindshim import log
from mindshim.engine.tensor import Tensor

_MOMENTS = ("begin", "epoch_begin", "epoch_end", "step_begin", "step_end", "end")

# What `set_cur_net` was given.
CUR_NET: Any = None


def set_cur_net(net: Any) -> None:
    """Note the network that is being trained."""
    global CUR_NET
    CUR_NET = net


class Callback:
    """Does something at moments of a training or an evaluation. A subclass defines the methods that it needs.

    Each method gets a :class:`RunContext`. A callback is entered before the first and left after the last one,
    as with `with`; that is where it can open and close what it needs.

    The methods without `on_train` or `on_eval` in their names are called in both.

    Examples:
        >>> from mindspore.train import Callback
        >>> class Steps(Callback):
        ...     def on_train_step_end(self, run_context):
        ...         print(run_context.original_args().cur_step_num)
    """

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *err: Any) -> Any:
        pass

    def begin(self, run_context: RunContext) -> None:
        """Called once, before all else."""

    def epoch_begin(self, run_context: RunContext) -> None:
        """Called before each epoch."""

    def epoch_end(self, run_context: RunContext) -> None:
        """Called after each epoch."""

    def step_begin(self, run_context: RunContext) -> None:
        """Called before each step."""

    def step_end(self, run_context: RunContext) -> None:
        """Called after each step."""

    def end(self, run_context: RunContext) -> None:
        """Called once, after all else."""

    def on_train_begin(self, run_context: RunContext) -> None:
        """Called before a training."""
        self.begin(run_context)

    def on_train_epoch_begin(self, run_context: RunContext) -> None:
        """Called before each epoch of a training."""
        self.epoch_begin(run_context)

    def on_train_epoch_end(self, run_context: RunContext) -> None:
        """Called after each epoch of a training."""
        self.epoch_end(run_context)

    def on_train_step_begin(self, run_context: RunContext) -> None:
        """Called before each step of a training."""
        self.step_begin(run_context)

    def on_train_step_end(self, run_context: RunContext) -> None:
        """Called after each step of a training."""
        self.step_end(run_context)

    def on_train_end(self, run_context: RunContext) -> None:
        """Called after a training."""
        self.end(run_context)

    def on_eval_begin(self, run_context: RunContext) -> None:
        """Called before an evaluation."""
        self.begin(run_context)

    def on_eval_epoch_begin(self, run_context: RunContext) -> None:
        """Called before the epoch of an evaluation."""
        self.epoch_begin(run_context)

    def on_eval_epoch_end(self, run_context: RunContext) -> None:
        """Called after the epoch of an evaluation."""
        self.epoch_end(run_context)

    def on_eval_step_begin(self, run_context: RunContext) -> None:
        """Called before each step of an evaluation."""
        self.step_begin(run_context)

    def on_eval_step_end(self, run_context: RunContext) -> None:
        """Called after each step of an evaluation."""
        self.step_end(run_context)

    def on_eval_end(self, run_context: RunContext) -> None:
        """Called after an evaluation."""
        self.end(run_context)


class CallbackManager(Callback):
    """Several callbacks as one: each method calls theirs in turn.

    Args:
        callbacks: a callback, a list of them, or None.

    Raises:
        TypeError: `callbacks` is something else.
    """

    def __init__(self, callbacks: Any):
        if isinstance(callbacks, Callback):
            callbacks = [callbacks]
        elif callbacks is None:
            callbacks = []
        elif not isinstance(callbacks, list):
            raise TypeError(
                f"The 'callbacks' must be a Callback or a list of them, but got {type(callbacks).__name__}."
            )
        for callback in callbacks:
            if not isinstance(callback, Callback):
                raise TypeError(f"The list 'callbacks' must hold Callbacks, but has a {type(callback).__name__}.")
        self._callbacks: list[Callback] = list(callbacks)
        self._stack: ExitStack | None = None

    def __enter__(self) -> CallbackManager:
        if self._stack is None:
            self._stack = ExitStack().__enter__()
            entered = []
            for callback in self._callbacks:
                target = self._stack.enter_context(callback)  # type: ignore[arg-type]
                if not isinstance(target, Callback):
                    log.warning("A callback's __enter__ should return a callback, such as itself.")
                    target = callback
                entered.append(target)
            self._callbacks = entered
        return self

    def __exit__(self, *err: Any) -> Any:
        assert self._stack is not None
        return self._stack.__exit__(*err)


def _for_all(name: str) -> Any:
    def call(self: CallbackManager, run_context: RunContext) -> None:
        for callback in self._callbacks:
            getattr(callback, name)(run_context)

    call.__name__ = name
    call.__doc__ = f"Call each callback's `{name}`."
    return call


for _name in (*_MOMENTS, *(f"on_{phase}_{moment}" for phase in ("train", "eval") for moment in _MOMENTS)):
    setattr(CallbackManager, _name, _for_all(_name))


class InternalCallbackParam(dict):
    """What a callback is told, by key or by attribute; a missing one is a KeyError."""

    def __getattr__(self, key: str) -> Any:
        return self[key]

    def __setattr__(self, key: str, value: Any) -> None:
        self[key] = value


class RunContext:
    """What a callback is called with: what it may know, and a way to ask for the end.

    Args:
        original_args: what the callbacks are told.

    Raises:
        TypeError: `original_args` is no dict.

    Examples:
        >>> from mindspore.train import RunContext
        >>> context = RunContext({"cur_step_num": 3})
        >>> context.original_args()["cur_step_num"]
        3
        >>> context.request_stop()
        >>> context.get_stop_requested()
        True
    """

    def __init__(self, original_args: dict[str, Any]):
        if not isinstance(original_args, dict):
            raise TypeError(
                f"For 'RunContext', 'original_args' must be a dict, but got {type(original_args).__name__}."
            )
        self._original_args = original_args
        self._stop_requested = False

    def original_args(self) -> Any:
        """What the callbacks are told: the network, its outputs, the step's number and so on."""
        return self._original_args

    def request_stop(self) -> None:
        """Ask for the end: the step is completed, the methods for the epoch's end and for the end are called."""
        self._stop_requested = True

    def get_stop_requested(self) -> bool:
        """Whether some callback has asked for the end."""
        return self._stop_requested


def _handle_loss(loss: Any) -> Any:
    """The loss as a number; of several outputs the first, as it is."""
    if isinstance(loss, (tuple, list)):
        return loss[0] if isinstance(loss[0], Tensor) else loss
    return float(np.mean(loss.asnumpy())) if isinstance(loss, Tensor) else loss
