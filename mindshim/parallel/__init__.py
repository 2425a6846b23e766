"""`mindspore.parallel`: how a program is spread over devices. mindshim runs one process, which does it all."""

import importlib
from typing import Any

from mindshim.parallel.algorithm import get_algo_parameters, reset_algo_parameters, set_algo_parameters
from mindshim.parallel.shard import Layout, shard

__all__ = ["Layout", "get_algo_parameters", "reset_algo_parameters", "set_algo_parameters", "shard"]


def __getattr__(name: str) -> Any:
    """What is about the checkpoints of several devices, and has a meaning on one; imported when asked for."""
    if name in ("load_segmented_checkpoints", "merge_sliced_parameter"):
        return getattr(importlib.import_module("mindshim.train.serialization"), name)
    raise AttributeError(f"module 'mindspore.parallel' has no attribute '{name}'")
