"""`set_context` and its like: one table of settings, with MindSpore's defaults, types and limits.

XLA has no use for most of them; they are checked, kept and given back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jax

from mindshim.engine import arrays

GRAPH_MODE = 0
PYNATIVE_MODE = 1
STRICT, COMPATIBLE, LAX = 0, 1, 2

_TARGETS = ("CPU", "GPU", "Ascend", "Davinci")
# What `jax` calls the devices that a target may mean; Ascend programs want "the accelerator".
_PLATFORMS = {"CPU": ("cpu",), "GPU": ("gpu", "cuda", "rocm"), "Ascend": ("tpu", "gpu", "cuda", "rocm")}


@dataclass
class _Setting:
    """A setting: its default, the types it takes, and a check that returns what is kept."""

    default: Any
    kinds: tuple[type, ...]
    check: Callable[[Any], Any] | None = None


def _one_of(name: str, *allowed: Any) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if value not in allowed:
            raise ValueError(f"For 'context.set_context', the argument '{name}' must be one of {list(allowed)}, "
                             f"but got {value}.")
        return value

    return check


def _above(name: str, low: int) -> Callable[[Any], Any]:
    def check(value: int) -> int:
        if value <= low:
            raise ValueError(f"For 'context.set_context', the argument '{name}' must be greater than {low}, "
                             f"but got {value}.")
        return value

    return check


def _mode(value: int) -> int:
    if value not in (GRAPH_MODE, PYNATIVE_MODE):
        raise ValueError("For 'context.set_context', the argument 'mode' should be context.GRAPH_MODE (0) or "
                         f"context.PYNATIVE_MODE (1), but got {value}.")
    return value


def _device_id(value: int) -> int:
    if not 0 <= value <= 4095:
        raise ValueError("For 'context.set_context', the argument 'device_id' must be in range [0, 4095], "
                         f"but got {value}.")
    return value


def _gigabytes(name: str) -> Callable[[Any], Any]:
    def check(value: str) -> float:
        found = re.fullmatch(r"\s*(\d+\.?\d*)\s*GB\s*", value)
        if found is None or float(found[1]) == 0:
            raise ValueError(f"For 'context.set_context', the argument '{name}' must be a number of GB, such as "
                             f"'3.5GB', but got {value}.")
        return float(found[1])

    return check


def default_target() -> str:
    """MindSpore's name for what JAX computes on by default."""
    return {"cpu": "CPU", "tpu": "Ascend"}.get(jax.default_backend(), "GPU")


def _platform_of(target: str) -> str | None:
    for platform in _PLATFORMS["Ascend" if target == "Davinci" else target]:
        try:
            if jax.devices(platform):
                return platform
        except RuntimeError:
            continue
    return None


def _target(value: str) -> str:
    if value not in _TARGETS:
        raise ValueError("For 'context.set_context', the argument 'device_target' must be one of "
                         f"{list(_TARGETS)}, but got {value}.")
    platform = _platform_of(value)
    if platform is None:
        raise RuntimeError(f"Unsupported device target {value}. This process only supports one of "
                           f"{[t for t in _TARGETS[:3] if _platform_of(t)]}: JAX sees {jax.devices()}.")
    jax.config.update("jax_default_device", jax.devices(platform)[0])
    arrays.forget_small()
    return "Ascend" if value == "Davinci" else value


def _compile_cache(value: bool) -> bool:
    # What MindSpore calls its compile cache is JAX's here; see `cache`.
    jax.config.update("jax_enable_compilation_cache", value)
    return value


def _levels(value: Any) -> Any:
    if isinstance(value, bool):
        return 2 if value else 0
    return _one_of("save_graphs", 0, 1, 2, 3)(value)


_SETTINGS: dict[str, _Setting] = {
    "mode": _Setting(PYNATIVE_MODE, (int,), _mode),
    "device_target": _Setting(None, (str,), _target),
    "device_id": _Setting(0, (int,), _device_id),
    "max_call_depth": _Setting(1000, (int,), _above("max_call_depth", 0)),
    "save_graphs": _Setting(0, (bool, int), _levels),
    "save_graphs_path": _Setting(".", (str,)),
    "deterministic": _Setting("OFF", (str,), _one_of("deterministic", "ON", "OFF")),
    "memory_optimize_level": _Setting(
        0, (str,), lambda v: int(_one_of("memory_optimize_level", "O0", "O1")(v)[1])),
    "max_device_memory": _Setting(1024.0, (str,), _gigabytes("max_device_memory")),
    "mempool_block_size": _Setting(1.0, (str,), _gigabytes("mempool_block_size")),
    "runtime_num_threads": _Setting(0, (int,), _above("runtime_num_threads", -1)),
    "inter_op_parallel_num": _Setting(0, (int,), _above("inter_op_parallel_num", -1)),
    "jit_syntax_level": _Setting(LAX, (int,), _one_of("jit_syntax_level", STRICT, COMPATIBLE, LAX)),
    "jit_level": _Setting("", (str,), _one_of("jit_level", "O0", "O1", "O2", "O3")),
    "op_timeout": _Setting(900, (int,)),
    "enable_compile_cache": _Setting(None, (bool,), _compile_cache),
    "aoe_tune_mode": _Setting("", (str,), _one_of("aoe_tune_mode", "online", "offline")),
    "exec_order": _Setting("bfs", (str,), _one_of("exec_order", "bfs", "dfs", "gpto")),
    "debug_level": _Setting(0, (int,), _one_of("debug_level", 0, 1)),
    **{name: _Setting(False, (bool,)) for name in (
        "check_bprop", "disable_format_transform", "enable_graph_kernel", "pynative_synchronize", "support_binary",
        "enable_auto_mixed_precision", "jit_enable_inplace_ops", "save_compile_cache", "load_compile_cache")},
    **{name: _Setting(True, (bool,)) for name in (
        "enable_reduce_precision", "hccl_watchdog", "reserve_class_name_in_scope")},
    **{name: _Setting("", (str,)) for name in (
        "atomic_clean_policy", "compile_cache_path", "env_config_path", "ge_options", "graph_kernel_flags",
        "host_scheduling_max_threshold", "jit_compile", "op_debug_option", "op_precision_mode", "precision_mode",
        "print_file_path")},
    "variable_memory_max_size": _Setting("0", (str,)),
    **{name: _Setting("normal", (str,)) for name in ("conv_dgrad_algo", "conv_fprop_algo", "conv_wgrad_algo")},
    **{name: _Setting({}, (dict,)) for name in ("aoe_config", "ascend_config", "gpu_config", "jit_config")},
}
_values: dict[str, Any] = {}

mode = PYNATIVE_MODE
# Whether a call of a Cell may need nothing but Python: not in GRAPH_MODE, and not while a function is traced.
eager = True


def set_context(**kwargs: Any) -> None:
    """Set how programs run.

    Args:
        mode: ``GRAPH_MODE`` (0) or ``PYNATIVE_MODE`` (1, the default).
        device_target: ``"CPU"``, ``"GPU"`` or ``"Ascend"``; by default what JAX finds. ``"Ascend"`` means whatever
            accelerator there is.
        device_id: the number of the device.
        **kwargs: all other settings of MindSpore's are checked and kept, and change nothing here.

    Raises:
        ValueError: a setting or its value is unknown.
        TypeError: a value is of a wrong type.
        RuntimeError: there is no such device.

    Examples:
        >>> import mindshim as ms
        >>> ms.set_context(mode=ms.PYNATIVE_MODE)
        >>> ms.get_context("mode")
        1
    """
    global mode, eager
    checked = {}
    for name, value in kwargs.items():
        setting = _SETTINGS.get(name)
        if setting is None:
            raise ValueError(f"For 'context.set_context', the keyword argument {name} is not recognized!")
        if not isinstance(value, setting.kinds) or (isinstance(value, bool) and bool not in setting.kinds):
            wanted = setting.kinds[0] if len(setting.kinds) == 1 else setting.kinds
            raise TypeError(f"The parameter '{name}' must be {wanted}, but got {type(value)}")
        checked[name] = setting.check(value) if setting.check else value
    _values.update(checked)
    mode = _values.get("mode", mode)
    eager = mode == PYNATIVE_MODE


def get_context(attr_key: str) -> Any:
    """The value of a setting; see :func:`set_context`.

    Raises:
        ValueError: there is no such setting.
    """
    if not isinstance(attr_key, str):
        raise TypeError(f"For 'context.get_context', the key must be a str, but got {type(attr_key).__name__}.")
    setting = _SETTINGS.get(attr_key)
    if setting is None:
        raise ValueError(f"For 'context.get_context', the argument {attr_key} is not recognized!")
    if attr_key in _values:
        return _values[attr_key]
    return default_target() if attr_key == "device_target" else setting.default


def set_device(device_target: str, device_id: int | None = None) -> None:
    """Choose the device to compute on.

    Raises:
        ValueError: `device_target` is none of ``"CPU"``, ``"GPU"``, ``"Ascend"``.
        RuntimeError: there is no such device.
    """
    if not isinstance(device_target, str):
        raise TypeError(f"The argument 'device_target' must be a str, but got {type(device_target).__name__}.")
    if device_target not in _TARGETS[:3]:
        raise ValueError(f"The argument 'device_target' must be one of {list(_TARGETS[:3])}, but got {device_target}.")
    set_context(device_target=device_target)
    if device_id is not None:
        set_context(device_id=device_id)
        platform = _platform_of(device_target)
        devices = jax.devices(platform)
        if device_target != "CPU":
            if device_id >= len(devices):
                raise RuntimeError(f"There is no device {device_id} among {devices}.")
            jax.config.update("jax_default_device", devices[device_id])
            arrays.forget_small()


def get_current_device() -> tuple[str, int]:
    """The device target and the number of the device."""
    return get_context("device_target"), get_context("device_id")


def set_deterministic(deterministic: bool) -> None:
    """Ask for the same bits in every run.

    Raises:
        TypeError: `deterministic` is no bool.
    """
    if not isinstance(deterministic, bool):
        raise TypeError(f"For 'set_deterministic', 'deterministic' must be a bool, but got {deterministic!r}.")
    set_context(deterministic="ON" if deterministic else "OFF")


# Parallel settings -----------------------------------------------------------------------------------------------


class ParallelMode:
    """The names of MindSpore's parallel modes."""

    STAND_ALONE = "stand_alone"
    DATA_PARALLEL = "data_parallel"
    HYBRID_PARALLEL = "hybrid_parallel"
    SEMI_AUTO_PARALLEL = "semi_auto_parallel"
    AUTO_PARALLEL = "auto_parallel"
    MODE_LIST = [STAND_ALONE, DATA_PARALLEL, HYBRID_PARALLEL, SEMI_AUTO_PARALLEL, AUTO_PARALLEL]


_PARALLEL: dict[str, Any] = {
    "device_num": 1, "global_rank": 0, "gradients_mean": False, "gradient_fp32_sync": True,
    "parallel_mode": ParallelMode.STAND_ALONE, "auto_parallel_search_mode": "recursive_programming",
    "search_mode": "recursive_programming", "parameter_broadcast": False, "strategy_ckpt_load_file": "",
    "strategy_ckpt_save_file": "", "full_batch": False, "dataset_strategy": "data_parallel",
    "enable_parallel_optimizer": False, "enable_alltoall": False, "all_reduce_fusion_config": [],
    "pipeline_stages": 1, "pipeline_segments": 1, "pipeline_result_broadcast": False,
    "parallel_optimizer_config": {}, "pipeline_config": {}, "comm_fusion": {}, "strategy_ckpt_config": {},
    "force_fp32_communication": False, "communi_parallel_mode": "all_group_parallel", "sharding_propagation": False,
    "optimizer_weight_shard_size": -1, "grad_accumulation_step": 1, "dump_local_norm": False,
    "group_ckpt_save_file": "", "loss_repeated_mean": True, "dump_local_norm_path": "", "dump_device_local_norm": False,
}
_parallel: dict[str, Any] = {}


def set_auto_parallel_context(**kwargs: Any) -> None:
    """Set how a program is spread over devices. The settings are checked and kept.

    Raises:
        ValueError: a setting or its value is unknown.
    """
    for name, value in kwargs.items():
        if name not in _PARALLEL:
            raise ValueError(f"Set context keyword {name} is not recognized!")
        if name == "parallel_mode" and value not in ParallelMode.MODE_LIST:
            raise ValueError(f"The parallel_mode must be one of {ParallelMode.MODE_LIST}, but got {value}.")
        if name in ("device_num", "pipeline_stages") and (not isinstance(value, int) or value < 1):
            raise ValueError(f"The context configuration parameter '{name}' must be a positive int, but got {value}.")
    _parallel.update(kwargs)


def get_auto_parallel_context(attr_key: str) -> Any:
    """The value of a parallel setting.

    Raises:
        ValueError: there is no such setting.
    """
    if attr_key not in _PARALLEL:
        raise ValueError(f"Get context keyword {attr_key} is not recognized!")
    return _parallel.get(attr_key, _PARALLEL[attr_key])


def reset_auto_parallel_context() -> None:
    """Give all parallel settings their defaults again."""
    _parallel.clear()


def set_ps_context(**kwargs: Any) -> None:
    """The parameter server is not part of mindshim.

    Raises:
        NotImplementedError: it is asked for.
    """
    if kwargs.get("enable_ps"):
        raise NotImplementedError("The parameter server is not part of mindshim.")


def get_ps_context(attr_key: str) -> Any:
    """False for ``enable_ps``; there is no parameter server."""
    if attr_key != "enable_ps":
        raise ValueError(f"Get PS context keyword {attr_key} is not recognized!")
    return False


def reset_ps_context() -> None:
    """Nothing: there is no parameter server."""
