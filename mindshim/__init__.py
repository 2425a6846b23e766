"""mindshim: MindSpore programs, unchanged, on XLA.

``mindshim.install()`` makes ``import mindspore`` mean this package; everything that MindSpore has at its top level is
here under its name. What the engine does is told in ``docs/how-it-works.md``.
"""

from __future__ import annotations

import importlib
from typing import Any

import jax

# MindSpore's integers are int64. Before anything makes an array.
jax.config.update("jax_enable_x64", True)

from mindshim.engine import cache as _cache  # noqa: E402

_cache.turn_on()

from mindshim import common, context, ops  # noqa: E402
from mindshim.common import *  # noqa: E402
from mindshim.common import _Function, _no_grad  # noqa: E402
from mindshim.common.quantization import QuantDtype  # noqa: E402
from mindshim.common.saved_tensors import register_saved_tensors_hooks, saved_tensors_hooks  # noqa: E402
from mindshim.compat import install  # noqa: E402
from mindshim.context import *  # noqa: E402
from mindshim.engine import dtypes as dtype  # noqa: E402
from mindshim.engine import indexing as _indexing  # noqa: E402 - gives Tensor its item access
from mindshim.engine.autodiff import get_grad, grad, value_and_grad, vjp  # noqa: E402
from mindshim.engine.compile import explain  # noqa: E402
from mindshim.engine.construct import from_dlpack, frombuffer, to_dlpack  # noqa: E402
from mindshim.engine.context import get_current_device, set_deterministic, set_device  # noqa: E402
from mindshim.engine.jit import ms_function  # noqa: E402
from mindshim.engine.transforms import jacfwd, jacrev, jvp, vmap  # noqa: E402
from mindshim.ops import constexpr  # noqa: E402
from mindshim.version import MINDSPORE_VERSION, __version__  # noqa: E402

# Imported when first asked for: each is large, and few programs need all of them.
_LATER = ("amp", "communication", "dataset", "device_context", "experimental", "hal", "log", "mindrecord", "mint",
          "multiprocessing", "nn", "numpy", "parallel", "profiler", "runtime", "scipy", "testing", "train")

# Names of theirs that MindSpore has at its top level.
_LATER_NAMES = {
    name: module
    for module, names in {
        "parallel": ("Layout", "get_algo_parameters", "reset_algo_parameters", "set_algo_parameters", "shard"),
        "profiler": ("Profiler",),
        "train": (
            "BackupAndRestore", "Callback", "CheckpointConfig", "DatasetHelper", "DynamicLossScaleManager",
            "EarlyStopping", "FixedLossScaleManager", "History", "LambdaCallback", "LearningRateScheduler",
            "LossMonitor", "LossScaleManager", "Model", "ModelCheckpoint", "OnRequestExit", "ReduceLROnPlateau",
            "RunContext", "SummaryCollector", "SummaryRecord", "TimeMonitor", "build_train_network",
            "connect_network_with_dataset", "data_sink", "Accuracy", "BleuScore", "ConfusionMatrix",
            "ConfusionMatrixMetric", "CosineSimilarity", "Dice", "F1", "Fbeta", "HausdorffDistance", "Loss", "MAE",
            "MSE", "MeanSurfaceDistance", "Metric", "OcclusionSensitivity", "Perplexity", "Precision", "ROC",
            "Recall", "RootMeanSquareDistance", "Top1CategoricalAccuracy", "Top5CategoricalAccuracy",
            "TopKCategoricalAccuracy", "auc", "get_metric_fn", "names", "rearrange_inputs",
        ),
        "train.serialization": (
            "async_ckpt_thread_status", "ckpt_to_safetensors", "get_ckpt_path_with_strategy", "load_checkpoint",
            "load_checkpoint_async", "load_param_into_net", "load_segmented_checkpoints", "merge_sliced_parameter",
            "safetensors_to_ckpt", "save_checkpoint",
        ),
        "engine.export": ("export", "load"),
        "runtime": (
            "Event", "Stream", "StreamCtx", "StreamLimitCtx", "communication_stream", "current_stream",
            "default_stream", "dispatch_threads_num", "empty_cache", "get_device_limit", "get_stream_limit",
            "launch_blocking", "max_memory_allocated", "max_memory_reserved", "memory_allocated", "memory_reserved",
            "memory_stats", "memory_summary", "reset_max_memory_allocated", "reset_max_memory_reserved",
            "reset_peak_memory_stats", "reset_stream_limit", "set_cpu_affinity", "set_cur_stream", "set_device_limit",
            "set_kernel_launch_capture", "set_kernel_launch_group", "set_memory", "set_stream_limit", "synchronize",
        ),
        "sparse": ("COOTensor", "CSRTensor", "RowTensor", "RowTensorInner", "SparseTensor"),
    }.items()
    for name in names
}


def get_level() -> str:
    """The level from which on `mindspore.log` shows messages, ``"0"`` (debug) to ``"4"`` (critical)."""
    return importlib.import_module("mindshim.log").get_level()


def get_log_config() -> dict[str, str]:
    """The settings of `mindspore.log`."""
    return importlib.import_module("mindshim.log").get_log_config()


def run_check() -> None:
    """Say which MindSpore is meant, and that a multiplication works."""
    product = Tensor([1.0, 2.0]) * Tensor([3.0, 4.0])
    print(f"MindSpore version:  {MINDSPORE_VERSION}")
    if product.tolist() != [3.0, 8.0]:
        raise RuntimeError(f"1*3, 2*4 gave {product}.")
    target = context.get_context("device_target")
    print("The result of multiplication calculation is correct, MindSpore has been installed on platform "
          f"[{target}] successfully!")


def __getattr__(name: str) -> Any:
    if name in _LATER:
        try:
            return importlib.import_module(f"mindshim.{name}")
        except ModuleNotFoundError as error:
            if error.name != f"mindshim.{name}":
                raise
    if name in _LATER_NAMES:
        return getattr(importlib.import_module(f"mindshim.{_LATER_NAMES[name]}"), name)
    raise AttributeError(f"module 'mindspore' has no attribute '{name}'")


__all__ = [n for n in dir() if not n.startswith("_") and n not in ("annotations", "importlib", "Any", "jax")]
__all__ += ["_Function", "_no_grad", "__version__"]
