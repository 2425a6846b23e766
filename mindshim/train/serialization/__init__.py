"""`mindspore.train.serialization`: checkpoints in MindSpore's own formats, saved, loaded and converted."""

from typing import Any

import mindshim
from mindshim import _checkparam as Validator
from mindshim.engine.export import export, load
from mindshim.train.serialization.conversion import ckpt_to_safetensors, safetensors_to_ckpt
from mindshim.train.serialization.devices import get_ckpt_path_with_strategy, merge_sliced_parameter
from mindshim.train.serialization.files import is_busy as _is_busy
from mindshim.train.serialization.files import wait as _wait_async_thread_save_ckpt
from mindshim.train.serialization.loading import (
    ParamDictFuture,
    load_checkpoint,
    load_checkpoint_async,
    load_segmented_checkpoints,
    tensor_to_ms_type,
    tensor_to_np_type,
)
from mindshim.train.serialization.network import _load_dismatch_prefix_params, _update_param, load_param_into_net
from mindshim.train.serialization.saving import (
    _check_append_dict,
    _check_async_save,
    _convert_save_obj_to_param_list,
    _exec_save,
    save_checkpoint,
)

# Asynchronous saving by a process is by a thread here.
_wait_async_process_save_ckpt = _wait_async_thread_save_ckpt


def async_ckpt_thread_status() -> bool:
    """Whether an asynchronous `save_checkpoint` is still at work."""
    return _is_busy()


def __getattr__(name: str) -> Any:
    """What MindSpore's file imports for itself, and programs import from it: `Tensor`, `context`."""
    if name.startswith("__"):
        raise AttributeError(name)
    if hasattr(mindshim, name):
        return getattr(mindshim, name)
    from mindshim.api import absent

    return absent.find(f"train.{name}")


__all__ = [
    "async_ckpt_thread_status",
    "ckpt_to_safetensors",
    "export",
    "get_ckpt_path_with_strategy",
    "load",
    "load_checkpoint",
    "load_checkpoint_async",
    "load_param_into_net",
    "load_segmented_checkpoints",
    "merge_sliced_parameter",
    "safetensors_to_ckpt",
    "save_checkpoint",
]
