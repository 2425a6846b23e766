"""Checkpoints that a training saves."""

from __future__ import annotations

import os
import re
import stat
import time
from typing import Any

from mindshim import _checkparam as check
from mindshim import log
from mindshim.engine.parameter import Parameter
from mindshim.engine.random import Generator
from mindshim.engine.tensor import Tensor
from mindshim.nn.cell import Cell
from mindshim.train._utils import _make_directory
from mindshim.train.callback._callback import Callback, RunContext

_COUNTS = ("epoch_num", "step_num")
_BREAKPOINT = "_breakpoint.ckpt"


class CheckpointConfig:
    """When checkpoints are saved, how many are kept, and what is in them.

    Args:
        save_checkpoint_steps: save every so many steps; 0 or None leaves it to the time.
        save_checkpoint_seconds: save every so many seconds, where `save_checkpoint_steps` is 0 or None.
        keep_checkpoint_max: how many files are kept; 0 or None leaves it to the time.
        keep_checkpoint_per_n_minutes: keep one file of so many minutes, where `keep_checkpoint_max` is 0 or None.
        integrated_save, remove_redundancy: accepted; they are about Parameters that are split over devices.
        async_save: save while the training goes on: True, False, ``"thread"`` or ``"process"``.
        saved_network: the Cell to save instead of the network that is trained.
        append_info: a list of what is saved too: ``"epoch_num"``, ``"step_num"``, and one dict of numbers, strs,
            Tensors and Parameters by name.
        enc_key: a key of 16, 24 or 32 bytes to encrypt with.
        enc_mode: ``"AES-GCM"``, ``"AES-CBC"`` or ``"SM4-CBC"``.
        exception_save: also save when the training is ended by an exception.
        crc_check: put a check sum into the file.
        format: ``"ckpt"`` or ``"safetensors"``.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: a number is negative, all four that say when are 0 or None, or `append_info` names something
            else.

    Examples:
        >>> from mindspore.train import CheckpointConfig
        >>> CheckpointConfig(save_checkpoint_steps=100).save_checkpoint_steps
        100
    """

    def __init__(
        self,
        save_checkpoint_steps: int | None = 1,
        save_checkpoint_seconds: int | None = 0,
        keep_checkpoint_max: int | None = 5,
        keep_checkpoint_per_n_minutes: int | None = 0,
        integrated_save: bool = True,
        async_save: bool | str = False,
        saved_network: Cell | None = None,
        append_info: list | None = None,
        enc_key: bytes | None = None,
        enc_mode: str = "AES-GCM",
        exception_save: bool = False,
        crc_check: bool = False,
        remove_redundancy: bool = False,
        format: str = "ckpt",
        **kwargs: Any,
    ):
        from mindshim.train.serialization import _check_async_save

        owner = "CheckpointConfig"
        when = {
            "save_checkpoint_steps": save_checkpoint_steps,
            "save_checkpoint_seconds": save_checkpoint_seconds,
            "keep_checkpoint_max": keep_checkpoint_max,
            "keep_checkpoint_per_n_minutes": keep_checkpoint_per_n_minutes,
        }
        for name, value in when.items():
            if value is not None:
                check.check_non_negative_int(value, name, owner)
        if saved_network is not None and not isinstance(saved_network, Cell):
            raise TypeError(f"For '{owner}', 'saved_network' must be a Cell, but got {type(saved_network).__name__}.")
        if not any(when.values()):
            raise ValueError(f"For '{owner}', {', '.join(when)} cannot all be 0 or None.")
        self.exception_save = check.check_bool(exception_save, "exception_save", owner)
        self.save_checkpoint_steps = save_checkpoint_steps
        self.save_checkpoint_seconds = None if save_checkpoint_steps else save_checkpoint_seconds
        self.keep_checkpoint_max = keep_checkpoint_max
        self.keep_checkpoint_per_n_minutes = keep_checkpoint_per_n_minutes
        if keep_checkpoint_max:
            self.keep_checkpoint_per_n_minutes = None
        elif not keep_checkpoint_per_n_minutes:
            self.keep_checkpoint_max = 1
        self.integrated_save = check.check_bool(integrated_save, "integrated_save", owner)
        self.async_save = _check_async_save(async_save)
        self.saved_network = saved_network
        self.append_dict = _appended(append_info)
        self.enc_key = check.check_isinstance("enc_key", enc_key, (type(None), bytes))
        self.enc_mode = check.check_isinstance("enc_mode", enc_mode, str)
        self.crc_check = check.check_isinstance("crc_check", crc_check, bool)
        self.format = check.check_isinstance("format", format, str)
        self.map_param_inc = kwargs.get("incremental", False)
        self.enable_redundance = kwargs.get("enable_redundance", False)
        self.remove_redundancy = check.check_isinstance("remove_redundancy", remove_redundancy, bool)
        if format == "safetensors" and (
            enc_key is not None or enc_mode != "AES-GCM" or crc_check or exception_save or self.map_param_inc
        ):
            raise ValueError(f"For '{owner}', a safetensors file is not encrypted, checked or saved at an exception.")

    def get_checkpoint_policy(self) -> dict[str, Any]:
        """When checkpoints are saved, and how many are kept."""
        return {
            "save_checkpoint_steps": self.save_checkpoint_steps,
            "save_checkpoint_seconds": self.save_checkpoint_seconds,
            "keep_checkpoint_max": self.keep_checkpoint_max,
            "keep_checkpoint_per_n_minutes": self.keep_checkpoint_per_n_minutes,
            "saved_network": self.saved_network,
        }


def _appended(append_info: Any) -> dict[str, Any] | None:
    """What is saved besides Parameters, by name."""
    if append_info is None or append_info == []:
        return None
    if not isinstance(append_info, list):
        raise TypeError(f"For 'CheckpointConfig', 'append_info' must be a list, but got {type(append_info).__name__}.")
    found: dict[str, Any] = {name: 0 for name in _COUNTS if name in append_info}
    for number, element in enumerate(append_info):
        if isinstance(element, str):
            if element not in _COUNTS:
                raise ValueError(
                    f"For 'CheckpointConfig', 'append_info' may name {' and '.join(_COUNTS)}, but got '{element}'."
                )
        elif not isinstance(element, dict) or any(isinstance(e, dict) for e in append_info[:number]):
            raise TypeError("For 'CheckpointConfig', 'append_info' may hold strs and one dict.")
        else:
            for key, value in element.items():
                if not isinstance(key, str) or not isinstance(value, (int, float, str, Parameter, Tensor, Generator)):
                    raise TypeError(
                        "For 'CheckpointConfig', the dict in 'append_info' must hold numbers, strs, Tensors and "
                        f"Parameters by str, but got {key!r}: {type(value).__name__}."
                    )
                found[key] = value
    return found


class ModelCheckpoint(Callback):
    """Saves checkpoints during a training, as ``PREFIX-EPOCH_STEP.ckpt``.

    Args:
        prefix: how the files' names begin, without a slash; where files of that prefix are there already, a
            number is put behind it. Or a function from the parameters of callbacks to the whole name.
        directory: where the files go; the working directory by default. Or a function from the parameters of
            callbacks to the directory.
        config: when checkpoints are saved, and what is in them.

    Raises:
        TypeError: `config` is no :class:`CheckpointConfig`, or `directory` no str.
        ValueError: `prefix` is neither a function nor a str without a slash.

    Examples:
        >>> from mindspore.train import CheckpointConfig, ModelCheckpoint
        >>> callback = ModelCheckpoint("net", config=CheckpointConfig(save_checkpoint_steps=100))
    """

    def __init__(self, prefix: Any = "CKP", directory: Any = None, config: CheckpointConfig | None = None):
        super().__init__()
        if not callable(prefix) and (not isinstance(prefix, str) or "/" in prefix):
            raise ValueError(
                f"For 'ModelCheckpoint', 'prefix' must be a function or a str without '/', but got {prefix}."
            )
        if config is not None and not isinstance(config, CheckpointConfig):
            raise TypeError(
                f"For 'ModelCheckpoint', 'config' must be a CheckpointConfig, but got {type(config).__name__}."
            )
        self._prefix_func = prefix if callable(prefix) else None
        self._directory_func = directory if callable(directory) else None
        self._exception_prefix: Any = prefix
        self._prefix: Any = prefix
        if not callable(directory):
            self._directory = os.getcwd() if directory is None else _make_directory(directory)
        self._config = CheckpointConfig() if config is None else config
        self._manager = CheckpointManager(self._config.format)
        if not callable(directory) and not callable(prefix):
            self._prefix = _chg_ckpt_file_name_if_same_exist(self._directory, prefix)
        self._append_dict = self._config.append_dict or {}
        self._append_epoch_num = self._append_dict.get("epoch_num", 0)
        self._append_step_num = self._append_dict.get("step_num", 0)
        self._last_time = self._last_time_for_keep = time.time()
        self._last_triggered_step = 0
        self._latest_ckpt_file_name = ""

    @property
    def latest_ckpt_file_name(self) -> str:
        """The path of the file that was saved last; empty before."""
        return self._latest_ckpt_file_name

    def step_end(self, run_context: RunContext) -> None:
        params = run_context.original_args()
        if self._prefix_func:
            self._prefix = self._prefix_func(params)
            if not isinstance(self._prefix, str) or "/" in self._prefix:
                raise ValueError(
                    "For 'ModelCheckpoint', the function 'prefix' must return a str without '/', but returned "
                    f"{self._prefix}."
                )
        if self._directory_func:
            self._directory = _make_directory(self._directory_func(params), "directory")
        self._save_ckpt(params)

    def end(self, run_context: RunContext) -> None:
        from mindshim.train.serialization import _wait_async_thread_save_ckpt

        self._save_ckpt(run_context.original_args(), force_to_save=True)
        if self._config.async_save:
            _wait_async_thread_save_ckpt()

    def _check_save_ckpt(self, params: Any) -> bool:
        if self._config.save_checkpoint_steps:
            return params.cur_step_num >= self._last_triggered_step + self._config.save_checkpoint_steps
        seconds = self._config.save_checkpoint_seconds
        if seconds and time.time() - self._last_time > seconds:
            self._last_time = time.time()
            return True
        return False

    def _save_ckpt(self, params: Any, force_to_save: bool = False) -> None:
        config = self._config
        timed = config.save_checkpoint_steps or config.save_checkpoint_seconds
        if params.cur_step_num == self._last_triggered_step:
            return
        if not (force_to_save and timed) and not self._check_save_ckpt(params):
            return
        name = self._prefix
        if not self._prefix_func:
            name += f"-{params.cur_epoch_num}_{(params.cur_step_num - 1) % params.batch_num + 1}"
        path = os.path.join(self._directory, f"{name}.{config.format}")
        self._make_room()
        self._last_time_for_keep = time.time()
        self._last_triggered_step = params.cur_step_num
        self._count(params.cur_epoch_num, params.cur_step_num)
        self._write(config.saved_network or params.train_network, path)
        self._latest_ckpt_file_name = path

    def _make_room(self) -> None:
        config, manager = self._config, self._manager
        manager.update_ckpoint_filelist(self._directory, self._prefix)
        if config.keep_checkpoint_max and config.keep_checkpoint_max <= manager.ckpoint_num:
            manager.remove_oldest_ckpoint_file()
        elif config.keep_checkpoint_per_n_minutes:
            now = time.time()
            if now - self._last_time_for_keep < config.keep_checkpoint_per_n_minutes * 60:
                manager.keep_one_ckpoint_per_minutes(config.keep_checkpoint_per_n_minutes, now)

    def _count(self, epoch: int, step: int) -> None:
        if "epoch_num" in self._append_dict:
            self._append_dict["epoch_num"] = self._append_epoch_num + epoch
        if "step_num" in self._append_dict:
            self._append_dict["step_num"] = self._append_step_num + step

    def _write(self, network: Cell, path: str) -> None:
        from mindshim.train.serialization import save_checkpoint

        config = self._config
        save_checkpoint(
            network,
            path,
            config.integrated_save,
            config.async_save,
            self._append_dict,
            config.enc_key,
            config.enc_mode,
            crc_check=config.crc_check,
            format=config.format,
        )

    def _save_breakpoint(self, network: Cell, epoch: int, step: int) -> None:
        """Save what there is after an exception, as ``PREFIX-EPOCH_STEP_breakpoint.ckpt``."""
        prefix = _chg_ckpt_file_name_if_same_exist(self._directory, self._exception_prefix, True)
        self._count(epoch, step)
        self._write(network, os.path.join(self._directory, f"{prefix}-{epoch}_{step}{_BREAKPOINT}"))


def _chg_ckpt_file_name_if_same_exist(directory: str, prefix: Any, exception: bool = False) -> Any:
    """The prefix, with a number behind it that no file of that prefix in the directory has yet."""
    if callable(prefix) or callable(directory):
        return prefix
    number = 0
    for name in os.listdir(directory):
        if name.endswith(_BREAKPOINT) is not exception or not name.endswith((".ckpt", ".safetensors")):
            continue
        if found := re.match(re.escape(prefix) + r"(?:_(\d+))?-", name):
            number = max(number, int(found[1]) + 1 if found[1] else 1)
    return f"{prefix}_{number}" if number else prefix


class CheckpointManager:
    """The checkpoints of a prefix in a directory.

    Args:
        format: how the files' names end.
    """

    def __init__(self, format: str = "ckpt"):
        self._ckpoint_filelist: list[str] = []
        self._format = format

    @property
    def ckpoint_filelist(self) -> list[str]:
        """Their paths, as :meth:`update_ckpoint_filelist` found them."""
        return self._ckpoint_filelist

    @property
    def ckpoint_num(self) -> int:
        """How many there are."""
        return len(self._ckpoint_filelist)

    def update_ckpoint_filelist(self, directory: str, prefix: str) -> None:
        """Look what there is."""
        pattern = re.compile(re.escape(prefix) + r"-[^a-zA-Z]*\." + re.escape(self._format))
        self._ckpoint_filelist = [os.path.join(directory, f) for f in os.listdir(directory) if pattern.fullmatch(f)]

    def remove_ckpoint_file(self, file_name: str) -> None:
        """Remove a file; where that fails, the log says so."""
        try:
            os.chmod(file_name, stat.S_IWRITE)
            os.remove(file_name)
            self._ckpoint_filelist.remove(file_name)
        except (OSError, ValueError) as error:
            log.warning(f"The old checkpoint {file_name} cannot be removed: {error}")

    def remove_oldest_ckpoint_file(self) -> None:
        """Remove the oldest file."""
        self.remove_ckpoint_file(min(self._ckpoint_filelist, key=os.path.getmtime))

    def keep_one_ckpoint_per_minutes(self, minutes: int, cur_time: float) -> None:
        """Of the files of the last minutes, keep the oldest."""
        recent = [f for f in self._ckpoint_filelist if cur_time - os.path.getmtime(f) < 60 * minutes]
        for path in sorted(recent, key=os.path.getmtime)[1:]:
            self.remove_ckpoint_file(path)
