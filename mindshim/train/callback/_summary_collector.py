"""A callback that writes what a training does into an event file."""

from __future__ import annotations

import json
import os
import re
from typing import Any

import numpy as np

from mindshim import _checkparam as check
from mindshim import log
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor
from mindshim.nn.optim.optimizer import Optimizer
from mindshim.train._utils import _make_directory
from mindshim.train.callback._callback import Callback, RunContext
from mindshim.train.summary import SummaryRecord, process_export_options

_OWNER = "SummaryCollector"
_COUNT_OF_HISTOGRAMS = 5
_COUNT_OF_TENSORS = 20


class SummaryCollector(Callback):
    """Writes the loss, the input images, distributions of Parameters and what `ops.ScalarSummary` and its like note
    into an event file that TensorBoard shows; at the end, what was trained and how, as a text.

    The graphs of the network and of the dataset are not written: XLA's own tools show its programs.

    Args:
        summary_dir: the directory of the file, which is made if it does not exist.
        collect_freq: write every so many steps, and after the first; in sink mode, epochs.
        num_process: accepted.
        collect_specified_data: what is written: a dict with some of ``collect_metric``, ``collect_graph``,
            ``collect_train_lineage``, ``collect_eval_lineage``, ``collect_input_data``, ``collect_dataset_graph`` (each
            True or False), ``histogram_regular`` (a regular expression for Parameters' names; None for the first five)
            and ``collect_landscape`` (must be None).
        keep_default_action: write what `collect_specified_data` does not say.
        custom_lineage_data: numbers and strs by name, which are written with the text.
        collect_tensor_freq: every how many steps the values of `ops.TensorSummary` are written; by default so that
            there are at most 20.
        max_file_size: the number of bytes after which no more values are written.
        export_options: see :class:`SummaryRecord`.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.
        NotImplementedError: `collect_landscape` is asked for.

    Examples:
        >>> import tempfile
        >>> from mindspore.train import SummaryCollector
        >>> collector = SummaryCollector(tempfile.mkdtemp(), collect_freq=1)
    """

    _DEFAULT_SPECIFIED_DATA: dict[str, Any] = {
        "collect_metric": True,
        "collect_graph": True,
        "collect_train_lineage": True,
        "collect_eval_lineage": True,
        "collect_input_data": True,
        "collect_dataset_graph": True,
        "histogram_regular": None,
        "collect_landscape": None,
    }

    def __init__(
        self,
        summary_dir: str,
        collect_freq: int = 10,
        num_process: int = 32,
        collect_specified_data: dict[str, Any] | None = None,
        keep_default_action: bool = True,
        custom_lineage_data: dict[str, Any] | None = None,
        collect_tensor_freq: int | None = None,
        max_file_size: int | None = None,
        export_options: dict[str, str | None] | None = None,
    ):
        super().__init__()
        self._summary_dir = _make_directory(summary_dir, "summary_dir")
        for name, value in (("collect_tensor_freq", collect_tensor_freq), ("max_file_size", max_file_size)):
            if value is not None:
                check.check_positive_int(value, name, _OWNER)
        self._collect_freq = check.check_positive_int(collect_freq, "collect_freq", _OWNER)
        self._collect_tensor_freq = collect_tensor_freq
        self._max_file_size = max_file_size
        self._export_options = process_export_options(export_options)
        check.check_bool(keep_default_action, "keep_default_action", _OWNER)
        self._collect_specified_data = self._specified(collect_specified_data, keep_default_action)
        self._custom_lineage_data = _lineage(custom_lineage_data)
        self._record: SummaryRecord | None = None
        self._first = True
        self._noted_custom = False

    def _specified(self, specified: Any, keep_default_action: bool) -> dict[str, Any]:
        check.check_value_type("collect_specified_data", specified, [dict, type(None)], _OWNER)
        default = dict(self._DEFAULT_SPECIFIED_DATA) if keep_default_action else {}
        for name, value in (specified or {}).items():
            check.check_value_type("the key of collect_specified_data", name, [str], _OWNER)
            if name not in self._DEFAULT_SPECIFIED_DATA:
                raise ValueError(
                    f"For '{_OWNER}', 'collect_specified_data' may have the keys "
                    f"{list(self._DEFAULT_SPECIFIED_DATA)}, but got '{name}'."
                )
            if name == "collect_landscape":
                if value is not None:
                    raise NotImplementedError(
                        "mindshim collects no loss landscapes: MindInsight, which drew them, has been discontinued."
                    )
            elif name == "histogram_regular":
                check.check_value_type(name, value, [str, type(None)], _OWNER)
                try:
                    re.compile(value or "")
                except re.error as error:
                    raise ValueError(f"For '{_OWNER}', 'histogram_regular' is no regular expression: {error}") from None
            else:
                check.check_value_type(name, value, [bool], _OWNER)
        return {**default, **(specified or {})}

    def __enter__(self) -> SummaryCollector:
        self._record = SummaryRecord(
            self._summary_dir, max_file_size=self._max_file_size, export_options=self._export_options
        )
        self._first = True
        return self

    def __exit__(self, *err: Any) -> None:
        assert self._record is not None
        self._record.close()

    @property
    def _open(self) -> SummaryRecord:
        assert self._record is not None, "a callback is entered before it is called"
        return self._record

    def begin(self, run_context: RunContext) -> None:
        params = run_context.original_args()
        if sum(isinstance(c, SummaryCollector) for c in params.list_callback) > 1:
            raise ValueError(f"There may be one {_OWNER} among the callbacks.")
        self._open.set_mode(params.mode)

    def step_end(self, run_context: RunContext) -> None:
        params = run_context.original_args()
        if params.mode != "train":
            return
        if self._custom_lineage_data and not self._noted_custom:
            self._open.add_value("custom_lineage_data", "custom_lineage_data", self._custom_lineage_data)
            self._noted_custom = True
        if not params.dataset_sink_mode:
            self._collect(params)

    def epoch_end(self, run_context: RunContext) -> None:
        params = run_context.original_args()
        if params.mode == "train" and params.dataset_sink_mode:
            self._collect(params)
        self._open.flush()

    def end(self, run_context: RunContext) -> None:
        params = run_context.original_args()
        if params.mode == "train" and self._collect_specified_data.get("collect_train_lineage"):
            self._open.add_value("train_lineage", "train_lineage", self._trained(params))
        elif params.mode == "eval" and self._collect_specified_data.get("collect_eval_lineage"):
            metrics = {name: np.asarray(value).tolist() for name, value in params.metrics.items()}
            self._open.add_value("eval_lineage", "eval_lineage", {"metrics": json.dumps(metrics)})
        self._open.set_mode("eval")
        self._open.record(step=0)

    # What is collected
    # ------------------------------------------------------------------------------------------------------------

    def _collect(self, params: Any) -> None:
        moment = params.cur_epoch_num if params.dataset_sink_mode else params.cur_step_num
        usual = self._first or moment % self._collect_freq == 0
        tensors = self._first or moment in self._tensor_moments(params)
        if not usual and not tensors:
            return
        self._collect_input(params)
        self._collect_loss(params)
        self._collect_histograms(params)
        self._open.record(params.cur_step_num, plugin_filter=lambda kind: tensors if kind == "tensor" else usual)
        if self._first:
            self._open.flush()
            self._first = False

    def _tensor_moments(self, params: Any) -> range:
        total = params.epoch_num * (1 if params.dataset_sink_mode else params.batch_num)
        if self._collect_tensor_freq is not None:
            return range(0, total + 1, self._collect_tensor_freq)
        if total // self._collect_freq < _COUNT_OF_TENSORS:
            return range(0, total + 1, self._collect_freq)
        return range(0, total + 1, max(total // (_COUNT_OF_TENSORS - 1), 1))[:_COUNT_OF_TENSORS]

    def _collect_input(self, params: Any) -> None:
        if not self._collect_specified_data.get("collect_input_data"):
            return
        given = params.train_dataset_element
        first = given[0] if isinstance(given, (tuple, list)) and given else given
        try:
            self._open.add_value("image", "input_data/auto", first)
        except (TypeError, ValueError):
            log.warning(f"The network's first input is no batch of images, so the {_OWNER} does not collect it.")
            self._collect_specified_data["collect_input_data"] = False

    def _collect_loss(self, params: Any) -> None:
        loss = _loss(params) if self._collect_specified_data.get("collect_metric") else None
        if loss is not None:
            self._open.add_value("scalar", "loss/auto", Tensor(loss))

    def _collect_histograms(self, params: Any) -> None:
        optimizer = _optimizer(params) if "histogram_regular" in self._collect_specified_data else None
        if optimizer is None:
            return
        pattern = self._collect_specified_data["histogram_regular"]
        for number, parameter in enumerate(optimizer.parameters):
            if number < _COUNT_OF_HISTOGRAMS if pattern is None else re.match(pattern, parameter.name):
                value = parameter.value()
                value = value if value.ndim else value.reshape(-1)
                self._open.add_value("histogram", f"{parameter.name}/auto", value)

    def _trained(self, params: Any) -> dict[str, Any]:
        optimizer = _optimizer(params)
        rate = None if optimizer is None else optimizer.learning_rate
        checkpoints = [c.latest_ckpt_file_name for c in params.list_callback if hasattr(c, "latest_ckpt_file_name")]
        path = checkpoints[0] if checkpoints else ""
        return {
            "train_network": type(params.network).__name__,
            "loss_function": None if params.loss_fn is None else type(params.loss_fn).__name__,
            "loss": _loss(params),
            "optimizer": None if optimizer is None else type(optimizer).__name__,
            "learning_rate": float(rate.asnumpy()) if isinstance(rate, Parameter) else None,
            "epoch": params.epoch_num,
            "step_num": params.cur_step_num,
            "parallel_mode": params.parallel_mode,
            "device_num": params.device_number,
            "batch_size": params.train_dataset.get_batch_size(),
            "train_dataset_size": params.train_dataset.get_dataset_size() * params.train_dataset.get_batch_size(),
            "model_path": path,
            "model_size": os.path.getsize(path) if path and os.path.exists(path) else 0,
        }


def _lineage(data: Any) -> dict[str, Any]:
    check.check_value_type("custom_lineage_data", data, [dict, type(None)], _OWNER)
    for name, value in (data or {}).items():
        check.check_value_type("the key of custom_lineage_data", name, [str], _OWNER)
        check.check_value_type(f"custom_lineage_data[{name!r}]", value, [int, str, float], _OWNER)
    return dict(data or {})


def _loss(params: Any) -> float | None:
    """The mean of the network's first output."""
    output = params.net_outputs
    first = output[0] if isinstance(output, (tuple, list)) and output else output
    if isinstance(first, Tensor):
        return float(np.mean(first.asnumpy()))
    return float(first) if isinstance(first, (int, float)) else None


def _optimizer(params: Any) -> Optimizer | None:
    if isinstance(params.optimizer, Optimizer):
        return params.optimizer
    cells = (cell for _, cell in params.train_network.cells_and_names())
    return next((cell for cell in cells if isinstance(cell, Optimizer)), None)
