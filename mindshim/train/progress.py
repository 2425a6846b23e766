"""A progress bar for :class:`~mindspore.train.Model`, for those who ask for one."""

from __future__ import annotations

import os
import sys
from typing import Any

from mindshim.train.callback._callback import Callback, RunContext, _handle_loss


class ProgressBar(Callback):
    """Shows on standard error how far a training or an evaluation has come.

    Give it to :meth:`Model.train`, :meth:`Model.fit` or :meth:`Model.eval` among the callbacks, or set
    MINDSHIM_PROGRESS=1 in the environment, which shows it in every program.

    Raises:
        ImportError: tqdm is missing, which the extra `progress` installs.

    Examples:
        >>> from mindshim.train.progress import ProgressBar
        >>> bar = ProgressBar()
    """

    def __init__(self) -> None:
        super().__init__()
        try:
            from tqdm.auto import tqdm
        except ImportError:
            raise ImportError("The progress bar is tqdm's: pip install 'mindshim[progress]'") from None
        self._make = tqdm
        self._bars: dict[str, Any] = {}

    @classmethod
    def asked_for(cls) -> list[ProgressBar]:
        """A bar, if the environment asks for one."""
        return [cls()] if os.environ.get("MINDSHIM_PROGRESS", "0") not in ("", "0") else []

    def __exit__(self, *err: Any) -> None:
        for name in list(self._bars):
            self._close(name)

    def _open(self, name: str, total: int) -> None:
        self._bars[name] = self._make(total=total, desc=name, unit="step", leave=name == "train", file=sys.stderr)

    def _close(self, name: str) -> None:
        if (bar := self._bars.pop(name, None)) is not None:
            bar.close()

    def on_train_begin(self, run_context: RunContext) -> None:
        params = run_context.original_args()
        self._open("train", params.epoch_num * params.batch_num)

    def on_train_step_end(self, run_context: RunContext) -> None:
        params = run_context.original_args()
        bar = self._bars["train"]
        bar.set_postfix(epoch=params.cur_epoch_num, loss=_handle_loss(params.net_outputs), refresh=False)
        bar.update()

    def on_train_end(self, run_context: RunContext) -> None:
        self._close("train")

    def on_eval_begin(self, run_context: RunContext) -> None:
        self._open("eval", run_context.original_args().batch_num)

    def on_eval_step_end(self, run_context: RunContext) -> None:
        self._bars["eval"].update()

    def on_eval_end(self, run_context: RunContext) -> None:
        self._close("eval")
