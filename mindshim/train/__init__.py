"""`mindspore.train`: models that train and evaluate, callbacks, metrics, checkpoints."""

from __future__ import annotations

import importlib
from typing import Any

from mindshim.train import amp as amp
from mindshim.train import callback, metrics
from mindshim.train.amp import build_train_network
from mindshim.train.callback import *  # noqa: F403
from mindshim.train.dataset_helper import DatasetHelper, connect_network_with_dataset, data_sink
from mindshim.train.loss_scale_manager import DynamicLossScaleManager, FixedLossScaleManager, LossScaleManager
from mindshim.train.metrics import *  # noqa: F403
from mindshim.train.model import Model
from mindshim.train.summary import SummaryRecord

# What is in files of Parameters is imported when it is first asked for.
_LATER = ("serialization",)


def __getattr__(name: str) -> Any:
    if not name.startswith("__"):
        for module in _LATER:
            found = importlib.import_module(f"mindshim.train.{module}")
            if name == module:
                return found
            if name in found.__all__:
                return getattr(found, name)
    raise AttributeError(f"module 'mindspore.train' has no attribute '{name}'")


__all__ = [
    "DatasetHelper",
    "DynamicLossScaleManager",
    "FixedLossScaleManager",
    "LossScaleManager",
    "Model",
    "SummaryRecord",
    "build_train_network",
    "connect_network_with_dataset",
    "data_sink",
]
__all__ += callback.__all__
__all__ += metrics.__all__
