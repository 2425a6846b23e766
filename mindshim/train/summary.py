"""`mindspore.train.summary`: values of a training, written as event files that TensorBoard shows."""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable
from typing import Any

import numpy as np

from mindshim import _checkparam as check
from mindshim import log
from mindshim.engine.tensor import Tensor
from mindshim.nn.cell import Cell
from mindshim.ops import debug
from mindshim.train._utils import _make_directory

# The kinds of values, each with the fewest and the most dimensions that a value has.
_DIMENSIONS = {"scalar": (0, None), "image": (4, 4), "tensor": (1, None), "histogram": (1, None)}
_NOTES = ("train_lineage", "eval_lineage", "dataset_graph", "custom_lineage_data")


def _writer(folder: str, suffix: str) -> Any:
    try:
        from tensorboardX import SummaryWriter
    except ImportError:
        raise ImportError("Summary files are written by tensorboardX: pip install 'mindshim[summary]'") from None
    return SummaryWriter(folder, filename_suffix=suffix)


class SummaryRecord:
    """Writes values by step into an event file. One record at a time may be open.

    Args:
        log_dir: the directory of the file, which is made if it does not exist.
        file_prefix: accepted; TensorBoard expects its own beginning of the name.
        file_suffix: the end of the file's name.
        num_process, network, raise_exception: accepted; the graph of a network is not written.
        max_file_size: the number of bytes after which no more values are written; None for no bound.
        export_options: ``{"tensor_format": "npy"}`` also saves tensors as files of NumPy in the directory
            ``export``.

    Raises:
        RuntimeError: another record is open.
        TypeError, ValueError: an argument is of a wrong type or value.
        ImportError: tensorboardX is missing, which the extra `summary` installs.

    Examples:
        >>> import tempfile
        >>> from mindspore import Tensor
        >>> from mindspore.train import SummaryRecord
        >>> with SummaryRecord(tempfile.mkdtemp()) as record:
        ...     record.add_value("scalar", "loss", Tensor(0.5))
        ...     record.record(step=1)
        True
    """

    count = 0

    def __init__(
        self,
        log_dir: str,
        file_prefix: str = "events",
        file_suffix: str = "_MS",
        num_process: int = 32,
        network: Cell | None = None,
        max_file_size: int | None = None,
        raise_exception: bool = False,
        export_options: dict[str, str | None] | None = None,
    ):
        if SummaryRecord.count:
            raise RuntimeError("Only one SummaryRecord may be open at a time, and there is one: close it first.")
        folder = _make_directory(log_dir, "log_dir")
        if max_file_size is not None and not isinstance(max_file_size, int):
            raise TypeError(f"For 'SummaryRecord', 'max_file_size' must be an int, but got {max_file_size!r}.")
        for name, text in (("file_prefix", file_prefix), ("file_suffix", file_suffix)):
            if not isinstance(text, str):
                raise TypeError(f"For 'SummaryRecord', '{name}' must be a str, but got {text!r}.")
            check.check_str_by_regular(text)
        check.check_value_type("raise_exception", raise_exception, bool, "SummaryRecord")
        self._export = process_export_options(export_options)
        if max_file_size is not None and max_file_size < 0:
            log.warning(f"For 'SummaryRecord', 'max_file_size' should be positive, but is {max_file_size}: no bound.")
            max_file_size = None
        self._max_file_size = max_file_size
        self._folder = folder
        self._mode = "train"
        self._waiting: dict[tuple[str, str], Any] = {}
        self._closed = False
        present = set(os.listdir(folder))
        self._writer = _writer(folder, file_suffix)
        made = [name for name in os.listdir(folder) if name not in present and "tfevents" in name]
        self._path = os.path.join(folder, made[0]) if made else folder
        SummaryRecord.count = 1
        debug.summaries = {}
        atexit.register(self.close)

    def __enter__(self) -> SummaryRecord:
        if self._closed:
            raise ValueError("The SummaryRecord has been closed.")
        return self

    def __exit__(self, *err: Any) -> None:
        self.close()

    def set_mode(self, mode: str) -> None:
        """Say what is going on: in ``"eval"`` the values of `ops.ScalarSummary` and its like are left out.

        Raises:
            ValueError: `mode` is neither ``"train"`` nor ``"eval"``.
        """
        if mode not in ("train", "eval"):
            raise ValueError(f"For 'SummaryRecord.set_mode', 'mode' must be 'train' or 'eval', but got {mode!r}.")
        self._mode = mode

    def add_value(self, plugin: str, name: str, value: Any) -> None:
        """Note a value, which is written with the next step.

        Args:
            plugin: ``"scalar"``, ``"image"`` (a batch of images, NCHW), ``"tensor"`` or ``"histogram"``; or
                ``"train_lineage"``, ``"eval_lineage"``, ``"custom_lineage_data"`` for dicts that are shown as text.
            name: what it is called. Of several values of a name, the last counts.
            value: a Tensor, or the dict.

        Raises:
            ValueError: `plugin` is something else, `name` is no str or empty, or the value does not fit.
            TypeError: the value is no Tensor.
        """
        if plugin in _NOTES:
            self._waiting["text", name] = "\n\n".join(f"{key}: {v}" for key, v in dict(value).items())
            return
        if plugin not in _DIMENSIONS:
            raise ValueError(
                f"For 'SummaryRecord.add_value', 'plugin' must be one of {[*_DIMENSIONS, *_NOTES]}, but got {plugin!r}."
            )
        if not name or not isinstance(name, str):
            raise ValueError(f"For 'SummaryRecord.add_value', 'name' must be a str and not empty, but got {name!r}.")
        if not isinstance(value, Tensor):
            raise TypeError(
                f"For 'SummaryRecord.add_value', 'value' must be a Tensor, but got {type(value).__name__}."
            )
        self._waiting[plugin, name] = _fitting(plugin, value.asnumpy())

    def record(
        self, step: int, train_network: Cell | None = None, plugin_filter: Callable[[str], bool] | None = None
    ) -> bool:
        """Write the values that were noted since the last call.

        Args:
            step: the step's number.
            train_network: accepted.
            plugin_filter: called with the kind of a value, returns whether it is written.

        Returns:
            Whether they were written; False if the record is closed.

        Raises:
            TypeError: `step` is no int, or `train_network` no Cell.
        """
        check.check_value_type("step", step, int, "SummaryRecord")
        check.check_value_type("train_network", train_network, [Cell, type(None)], "SummaryRecord")
        if self._closed:
            log.error("The SummaryRecord is closed and writes nothing.")
            return False
        waiting, self._waiting = self._waiting, {}
        if debug.summaries:
            noted, debug.summaries = debug.summaries, {}
            if self._mode == "train":
                waiting.update({key: _fitting(key[0], np.asarray(array)) for key, array in noted.items()})
        if self._max_file_size is not None and self._size() >= self._max_file_size:
            log.warning(f"The summary file has {self._max_file_size} bytes, and no more are written.")
            return True
        for (plugin, name), value in waiting.items():
            if plugin_filter is None or plugin_filter(plugin):
                self._write(plugin, name, value, step)
        return True

    def _write(self, plugin: str, name: str, value: Any, step: int) -> None:
        if plugin == "scalar":
            self._writer.add_scalar(name, float(value), step)
        elif plugin == "image":
            self._writer.add_images(name, _displayable(value), step)
        elif plugin == "text":
            self._writer.add_text(name, value, step)
        else:
            # TensorBoard shows a tensor as the distribution of its values.
            self._writer.add_histogram(name, value, step)
        if plugin == "tensor" and self._export.get("tensor_format") == "npy":
            folder = os.path.join(self._folder, "export", "tensor")
            os.makedirs(folder, exist_ok=True)
            np.save(os.path.join(folder, f"{name.replace('/', '_')}_{step}.npy"), value)

    def _size(self) -> int:
        self._writer.flush()
        return os.path.getsize(self.log_dir)

    @property
    def log_dir(self) -> str:
        """The path of the file."""
        return self._path

    def flush(self) -> None:
        """Write what is in memory."""
        if self._closed:
            log.error("The SummaryRecord is closed and flushes nothing.")
        else:
            self._writer.flush()

    def close(self) -> None:
        """Write what is in memory, and close the file."""
        if not self._closed:
            atexit.unregister(self.close)
            self._writer.close()
            self._closed = True
            SummaryRecord.count = 0
            debug.summaries = None


def _fitting(plugin: str, value: np.ndarray) -> np.ndarray:
    fewest, most = _DIMENSIONS[plugin]
    if plugin == "scalar" and value.size != 1:
        raise ValueError(f"For 'SummaryRecord', a scalar has one element, but got the shape {value.shape}.")
    if value.ndim < fewest or most is not None and value.ndim > most:
        wanted = "4 dimensions (NCHW)" if plugin == "image" else "at least one dimension"
        raise ValueError(f"For 'SummaryRecord', the value of '{plugin}' has {wanted}, but got the shape {value.shape}.")
    return value.reshape(()) if plugin == "scalar" else value.copy()


def _displayable(images: np.ndarray) -> np.ndarray:
    """Images as bytes: their darkest point is black, their brightest white. Of other channels the first is shown."""
    if images.shape[1] not in (1, 3, 4):
        images = images[:, :1]
    low, high = float(images.min()), float(images.max())
    return ((images - low) * (255.0 / max(high - low, 1e-12))).astype(np.uint8)


def process_export_options(export_options: Any) -> dict[str, str | None]:
    """Check the argument `export_options` of :class:`SummaryRecord`.

    Raises:
        TypeError: it is no dict, or its values are no strs.
        ValueError: it has other keys or values than ``{"tensor_format": "npy"}``.
    """
    if export_options is None:
        return {}
    check.check_value_type("export_options", export_options, [dict], "SummaryRecord")
    for name, form in export_options.items():
        check.check_value_type("export_option", name, [str], "SummaryRecord")
        check.check_value_type("export_format", form, [str, type(None)], "SummaryRecord")
        if name != "tensor_format" or form not in ("npy", None):
            raise ValueError(
                f"For 'SummaryRecord', 'export_options' may be {{'tensor_format': 'npy'}}, but got {name}: {form}."
            )
    return export_options


def _get_summary_tensor_data() -> dict[str, Any]:
    """The values that `ops.ScalarSummary` and its like noted since the last call, by ``NAME[:Kind]``."""
    noted = debug.summaries or {}
    if debug.summaries is not None:
        debug.summaries = {}
    return {f"{name}[:{kind.title()}]": array for (kind, name), array in noted.items()}
