"""`mindspore.device_context.ascend`: there is none, and its settings are accepted, so that programs run elsewhere."""

from __future__ import annotations

import types
from typing import Any

from mindshim import _checkparam as check


def is_available() -> bool:
    """Whether there is an Ascend processor: False.

    Examples:
        >>> import mindspore
        >>> mindspore.device_context.ascend.is_available()
        False
    """
    return False


def device_count() -> int:
    """Refused.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("Device Ascend not exist.")


def _setting(name: str, kind: type, allowed: tuple = ()) -> Any:
    def accept(value: Any, *args: Any, **kwargs: Any) -> None:
        check.check_value_type(name, value, kind, name)
        if allowed:
            check.check_string(value, list(allowed), name, name)

    accept.__name__ = accept.__qualname__ = name
    accept.__doc__ = f"Accepted: a setting of Ascend's kernels, of type {kind.__name__}."
    return accept


precision_mode = _setting(
    "precision_mode", str,
    ("force_fp16", "allow_fp32_to_fp16", "allow_mix_precision", "must_keep_origin_dtype", "force_fp32",
     "allow_fp32_to_bf16", "allow_mix_precision_fp16", "allow_mix_precision_bf16"),
)  # fmt: skip
op_precision_mode = _setting("op_precision_mode", str)
matmul_allow_hf32 = _setting("matmul_allow_hf32", bool)
conv_allow_hf32 = _setting("conv_allow_hf32", bool)
op_compile = _setting("op_compile", bool)
aoe_tune_mode = _setting("aoe_tune_mode", str, ("online", "offline"))
aoe_job_type = _setting("aoe_job_type", str, ("1", "2"))
aclnn_cache = _setting("aclnn_cache", bool)
execute_timeout = _setting("execute_timeout", int)
debug_option = _setting("debug_option", str)
aclinit_config = _setting("aclinit_config", dict)

device = types.SimpleNamespace(is_available=is_available, device_count=device_count)
op_precision = types.SimpleNamespace(
    precision_mode=precision_mode, op_precision_mode=op_precision_mode, matmul_allow_hf32=matmul_allow_hf32,
    conv_allow_hf32=conv_allow_hf32,
)  # fmt: skip
op_tuning = types.SimpleNamespace(
    op_compile=op_compile, aoe_tune_mode=aoe_tune_mode, aoe_job_type=aoe_job_type, aclnn_cache=aclnn_cache
)
op_debug = types.SimpleNamespace(
    execute_timeout=execute_timeout, debug_option=debug_option, aclinit_config=aclinit_config
)
