"""Callbacks for trainings that are interrupted."""

from __future__ import annotations

import json
import os
import signal
import stat
from typing import Any

import numpy as np

from mindshim import _checkparam as check
from mindshim import log
from mindshim.context import get_context
from mindshim.train._utils import _make_directory
from mindshim.train.callback._callback import Callback, RunContext


class BackupAndRestore(Callback):
    """Saves ``backup.ckpt`` after epochs, and begins with what is in that file if it is there.

    Args:
        backup_dir: the directory of the file.
        save_freq: ``"epoch"``, or every how many epochs it is saved.
        delete_checkpoint: remove the file when the training is complete.

    Raises:
        TypeError: `save_freq` or `delete_checkpoint` is of a wrong type.
        ValueError: `save_freq` is not positive.

    Examples:
        >>> import tempfile
        >>> from mindspore.train import BackupAndRestore
        >>> callback = BackupAndRestore(tempfile.mkdtemp())
    """

    def __init__(self, backup_dir: str, save_freq: int | str = "epoch", delete_checkpoint: bool = True):
        super().__init__()
        self.backup_file = os.path.join(_make_directory(backup_dir, "backup_dir"), "backup.ckpt")
        owner = "BackupAndRestore"
        self.save_freq = 1 if save_freq == "epoch" else check.check_positive_int(save_freq, "save_freq", owner)
        self.delete_checkpoint = check.check_bool(delete_checkpoint, "delete_checkpoint", owner)

    def on_train_begin(self, run_context: RunContext) -> None:
        from mindshim.train.serialization import load_checkpoint

        if os.path.exists(self.backup_file):
            load_checkpoint(self.backup_file, net=run_context.original_args().train_network)

    def on_train_epoch_end(self, run_context: RunContext) -> None:
        from mindshim.train.serialization import save_checkpoint

        params = run_context.original_args()
        if params.cur_epoch_num % self.save_freq == 0:
            save_checkpoint(params.train_network, self.backup_file)

    def on_train_end(self, run_context: RunContext) -> None:
        if self.delete_checkpoint and os.path.exists(self.backup_file):
            os.chmod(self.backup_file, stat.S_IWRITE)
            os.remove(self.backup_file)


class OnRequestExit(Callback):
    """Saves a checkpoint when the process is asked by a signal to end, and begins with that if it is there.

    As in MindSpore, the training goes on to its end and is saved then; with ``MS_ENABLE_GRACEFUL_EXIT=1`` in the
    environment it ends at the next step. The files are ``rank_0/NAME_train.ckpt`` and ``rank_0/NAME_eval.ckpt``.

    Args:
        save_ckpt: save a checkpoint.
        save_mindir: save the network as a MindIR file; mindshim writes none, and the log says so.
        file_name: how the files' names begin.
        directory: where the directory ``rank_0`` is made.
        config_file: a JSON file in which ``{"GracefulExit": 1}`` asks for the end too.
        sig: the signal.

    Raises:
        ValueError: `sig` is SIGKILL, or an argument is of a wrong type.

    Examples:
        >>> import tempfile
        >>> from mindspore.train import OnRequestExit
        >>> callback = OnRequestExit(directory=tempfile.mkdtemp())
    """

    def __init__(
        self,
        save_ckpt: bool = True,
        save_mindir: bool = True,
        file_name: str = "Net",
        directory: str = "./",
        config_file: str | None = None,
        sig: int = signal.SIGTERM,
    ):
        super().__init__()
        self.save_ckpt = check.check_isinstance("save_ckpt", save_ckpt, bool)
        self.save_mindir = check.check_isinstance("save_mindir", save_mindir, bool)
        self.sig = check.check_isinstance("sig", sig, int)
        if sig == getattr(signal, "SIGKILL", None):
            raise ValueError("For 'OnRequestExit', no process can act on SIGKILL.")
        self.exit = False
        self.remote_config_file = config_file
        self.use_graceful = os.environ.get("MS_ENABLE_GRACEFUL_EXIT") == "1"
        if save_ckpt or save_mindir:
            folder = _make_directory(os.path.join(directory or os.getcwd(), f"rank_{get_context('device_id')}"))
            self.train_name = os.path.join(folder, f"{file_name}_train")
            self.eval_name = os.path.join(folder, f"{file_name}_eval")

    def on_train_begin(self, run_context: RunContext) -> None:
        signal.signal(self.sig, self._handle_signal)
        if self.save_ckpt:
            _load_first(run_context.original_args().train_network, self.train_name)

    def on_train_step_end(self, run_context: RunContext) -> None:
        if not self.use_graceful or run_context.get_stop_requested():
            return
        if self.exit or self._asked_by_file():
            log.warning("The training was asked to end, and ends.")
            self.exit = True
            run_context.request_stop()

    def on_train_end(self, run_context: RunContext) -> None:
        params = run_context.original_args()
        appended = None
        if self.use_graceful:
            appended = {
                "epoch_num": params.cur_epoch_num,
                "step_num": params.cur_step_num,
                "batch_num": params.batch_num,
            }
            if params.optimizer is not None:
                appended["global_step"] = int(np.asarray(params.optimizer.global_step.asnumpy()).ravel()[0])
            if params.loss_scale_mananger is not None:
                appended["loss_scale"] = params.loss_scale_mananger.get_loss_scale()
        self._save(params.train_network, "train", appended)

    def on_eval_begin(self, run_context: RunContext) -> None:
        signal.signal(self.sig, self._handle_signal)
        if self.save_ckpt:
            _load_first(run_context.original_args().eval_network, self.eval_name, self.train_name)

    def on_eval_step_end(self, run_context: RunContext) -> None:
        if self.exit:
            run_context.request_stop()

    def on_eval_end(self, run_context: RunContext) -> None:
        self._save(run_context.original_args().eval_network, "eval")

    def _save(self, network: Any, phase: str, appended: dict[str, Any] | None = None) -> None:
        from mindshim.train.serialization import save_checkpoint

        if not self.exit:
            return
        if self.save_ckpt:
            save_checkpoint(network, self.train_name if phase == "train" else self.eval_name, append_dict=appended)
        if self.save_mindir:
            log.warning("OnRequestExit saves no MindIR file: mindshim does not write that format.")

    def _handle_signal(self, signum: int, frame: Any) -> None:
        self.exit = True

    def _asked_by_file(self) -> bool:
        if self.remote_config_file is None or not os.path.exists(self.remote_config_file):
            return False
        with open(self.remote_config_file, encoding="utf-8") as file:
            try:
                return json.load(file).get("GracefulExit") == 1
            except json.JSONDecodeError as error:
                log.warning(f"{self.remote_config_file} is no JSON file: {error}")
                return False


def _load_first(network: Any, *names: str) -> None:
    """Load the first checkpoint that is there."""
    from mindshim.train.serialization import load_checkpoint

    for name in names:
        if os.path.isfile(f"{name}.ckpt"):
            load_checkpoint(f"{name}.ckpt", net=network)
            return
