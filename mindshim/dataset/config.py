"""`mindspore.dataset.config`: the settings of all pipelines of this process."""

from __future__ import annotations

import enum
import inspect
import json
import os
from collections.abc import Callable
from typing import Any

import numpy as np

from mindshim.dataset.checks import INT32_MAX, UINT32_MAX
from mindshim.engine import random as engine_random

__all__ = [
    "ErrorSamplesMode", "get_auto_num_workers", "get_auto_offload", "get_autotune_interval", "get_callback_timeout",
    "get_debug_mode", "get_enable_autotune", "get_enable_shared_mem", "get_enable_watchdog",
    "get_error_samples_mode", "get_fast_recovery", "get_iterator_mode", "get_monitor_sampling_interval",
    "get_multiprocessing_start_method", "get_multiprocessing_timeout_interval", "get_num_parallel_workers",
    "get_numa_enable", "get_prefetch_size", "get_seed", "load", "set_auto_num_workers", "set_auto_offload",
    "set_autotune_interval", "set_callback_timeout", "set_debug_mode", "set_enable_autotune",
    "set_enable_shared_mem", "set_enable_watchdog", "set_error_samples_mode", "set_fast_recovery",
    "set_iterator_mode", "set_monitor_sampling_interval", "set_multiprocessing_start_method",
    "set_multiprocessing_timeout_interval", "set_num_parallel_workers", "set_numa_enable", "set_prefetch_size",
    "set_seed", "set_sending_batches",
]  # fmt: skip


class ErrorSamplesMode(enum.IntEnum):
    """What happens to a row that cannot be processed: raise, put a good row in its place, or leave it out."""

    RETURN = 0
    REPLACE = 1
    SKIP = 2


# The seed that means "none was set".
DEFAULT_SEED = 5489

_values: dict[str, Any] = {
    "auto_num_workers": False, "auto_offload": False, "autotune_interval": 0, "callback_timeout": 60,
    "debug_hooks": [], "debug_mode": False,
    "enable_autotune": False, "enable_shared_mem": True, "enable_watchdog": True,
    "error_samples_mode": ErrorSamplesMode.RETURN, "fast_recovery": True,
    "iterator_mode": {"do_copy": False, "parallel_convert": False}, "monitor_sampling_interval": 1000,
    "multiprocessing_start_method": "fork", "multiprocessing_timeout_interval": 300,
    "num_parallel_workers": min(8, os.cpu_count() or 1), "numa_enable": False, "prefetch_size": 16,
    "seed": DEFAULT_SEED, "sending_batches": 0,
}  # fmt: skip
# The global seed when `seed` was set, to see whether `mindspore.set_seed` came later; and how often a seed
# was set.
_global_settings_seen = 0
_settings_of_seed = 0


def _int_setting(name: str, low: int, high: int = INT32_MAX) -> tuple[Callable, Callable]:
    def check(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise TypeError(f"{name} must be an int, but got {type(value).__name__}.")
        if not low <= value <= high:
            raise ValueError(f"{name} is not within the required range [{low}, {high}], but got {value}.")
        return value

    return _setting(name, check, "int")


def _bool_setting(name: str) -> tuple[Callable, Callable]:
    def check(value: Any) -> bool:
        if not isinstance(value, bool):
            raise TypeError(f"{name} must be a bool, but got {type(value).__name__}.")
        return value

    return _setting(name, check, "bool")


# What MindSpore calls the argument that a setting is set with; the others are called "enable".
_PARAMETERS = {
    "auto_offload": "offload", "autotune_interval": "interval", "callback_timeout": "timeout",
    "error_samples_mode": "error_samples_mode", "fast_recovery": "fast_recovery",
    "monitor_sampling_interval": "interval", "multiprocessing_timeout_interval": "interval",
    "num_parallel_workers": "num", "numa_enable": "numa_enable", "prefetch_size": "size",
    "sending_batches": "batch_num",
}


def _setting(name: str, check: Callable[[Any], Any], kind: str) -> tuple[Callable, Callable]:
    def get() -> Any:
        return _values[name]

    parameter = _PARAMETERS.get(name, "enable")
    signature = inspect.Signature([inspect.Parameter(parameter, inspect.Parameter.POSITIONAL_OR_KEYWORD)])

    def set_(*args: Any, **kwargs: Any) -> None:
        _values[name] = check(signature.bind(*args, **kwargs).arguments[parameter])

    set_.__signature__ = signature  # type: ignore[attr-defined]
    get.__name__, set_.__name__ = f"get_{name}", f"set_{name}"
    get.__doc__ = f"The setting `{name}` ({kind}); see :func:`set_{name}`."
    set_.__doc__ = f"Set `{name}` ({kind}).\n\n    Raises:\n        TypeError, ValueError: it is not allowed."
    return get, set_


# What steers MindSpore's threads and device queues has no counterpart here; it is kept and given back.
get_prefetch_size, set_prefetch_size = _int_setting("prefetch_size", 1)
get_num_parallel_workers, set_num_parallel_workers = _int_setting("num_parallel_workers", 1)
get_monitor_sampling_interval, set_monitor_sampling_interval = _int_setting("monitor_sampling_interval", 1)
get_callback_timeout, set_callback_timeout = _int_setting("callback_timeout", 1)
get_autotune_interval, set_autotune_interval = _int_setting("autotune_interval", 0)
get_multiprocessing_timeout_interval, set_multiprocessing_timeout_interval = _int_setting(
    "multiprocessing_timeout_interval", 1
)
_, set_sending_batches = _int_setting("sending_batches", -INT32_MAX)
get_auto_num_workers, set_auto_num_workers = _bool_setting("auto_num_workers")
get_auto_offload, set_auto_offload = _bool_setting("auto_offload")
get_debug_mode, _set_debug_mode = _bool_setting("debug_mode")
get_enable_autotune, _set_enable_autotune = _bool_setting("enable_autotune")
get_enable_shared_mem, set_enable_shared_mem = _bool_setting("enable_shared_mem")
get_enable_watchdog, set_enable_watchdog = _bool_setting("enable_watchdog")
get_fast_recovery, set_fast_recovery = _bool_setting("fast_recovery")
get_numa_enable, set_numa_enable = _bool_setting("numa_enable")


def set_debug_mode(debug_mode_flag: bool, debug_hook_list: list | None = None) -> None:
    """Run pipelines without workers and without reading ahead, so that a debugger can follow them.

    Args:
        debug_mode_flag: whether to.
        debug_hook_list: hooks of `mindspore.dataset.debug` that look at the data before and after each operation of a
            `map`; by default one that prints dtypes and shapes.

    Raises:
        TypeError: an argument has the wrong type.
    """
    from mindshim.dataset.debug import DebugHook, PrintMetaDataHook

    _set_debug_mode(debug_mode_flag)
    hooks = [PrintMetaDataHook()] if debug_hook_list is None else debug_hook_list
    if not isinstance(hooks, list):
        raise TypeError("debug_hook_list is not a list.")
    if not all(isinstance(hook, DebugHook) for hook in hooks):
        raise TypeError("All items in debug_hook_list must be of type DebugHook.")
    if hooks:  # as in MindSpore, an empty list leaves the hooks there are
        _values["debug_hooks"] = hooks


def debug_hooks() -> list:
    """The hooks that :func:`set_debug_mode` set, in debug mode."""
    return _values["debug_hooks"] if _values["debug_mode"] else []


def set_enable_autotune(
    enable: bool, filepath_prefix: str | None = None, json_filepath: str | None = None
) -> None:
    """Keep whether MindSpore would tune its pipelines; here nothing needs it."""
    _set_enable_autotune(enable)


def _check_mode(value: Any) -> ErrorSamplesMode:
    if not isinstance(value, ErrorSamplesMode):
        raise TypeError(f"error_samples_mode must be an ErrorSamplesMode, but got {type(value).__name__}.")
    return value


def _check_start_method(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"start_method must be a str, but got {type(value).__name__}.")
    if value not in ("fork", "spawn"):
        raise ValueError(
            f"Input start_method is not within the valid set of ['fork', 'spawn'], but got {value!r}."
        )
    return value


get_error_samples_mode, set_error_samples_mode = _setting(
    "error_samples_mode", _check_mode, "ErrorSamplesMode"
)
get_multiprocessing_start_method, _set_start_method = _setting(
    "multiprocessing_start_method", _check_start_method, "str"
)


def set_multiprocessing_start_method(start_method: str = "fork") -> None:
    """How worker processes start: "fork" or "spawn".

    Raises:
        ValueError: it is another one.
    """
    _set_start_method(start_method)


def set_iterator_mode(do_copy: bool = False, parallel_convert: bool = False) -> None:
    """Keep how MindSpore's iterators make Tensors; here a Tensor has its own array in any case."""
    for name, value in (("do_copy", do_copy), ("parallel_convert", parallel_convert)):
        if not isinstance(value, bool):
            raise TypeError(
                f"Argument {name} with value {value!r} is not of type [bool], but got {type(value)}."
            )
    _values["iterator_mode"] = {"do_copy": do_copy, "parallel_convert": parallel_convert}


def get_iterator_mode() -> dict[str, bool]:
    """What :func:`set_iterator_mode` set."""
    return dict(_values["iterator_mode"])


def set_seed(seed: int) -> None:
    """Set the seed of shuffling, sampling and random transforms; NumPy's and Python's own are set as well.

    Raises:
        TypeError: `seed` is no int.
        ValueError: it is negative or needs more than 32 bits.

    Examples:
        >>> import mindshim.dataset as ds
        >>> ds.config.set_seed(7)
        >>> ds.config.get_seed()
        7
    """
    import random

    global _global_settings_seen, _settings_of_seed
    if not isinstance(seed, int) or isinstance(seed, bool):
        raise TypeError("seed isn't of type int.")
    if not 0 <= seed <= UINT32_MAX:
        raise ValueError(f"seed given is not within the required range [0, UINT32_MAX({UINT32_MAX})].")
    _values["seed"] = seed
    _global_settings_seen = engine_random.settings_of_seed
    _settings_of_seed += 1
    random.seed(seed)
    np.random.seed(seed)


def get_seed() -> int:
    """The seed of :func:`set_seed` or of `mindspore.set_seed`, whichever was called last; 5489 before."""
    _follow_global_seed()
    return _values["seed"]


def _follow_global_seed() -> None:
    global _global_settings_seen, _settings_of_seed
    current = engine_random.get_seed()
    if current is not None and engine_random.settings_of_seed != _global_settings_seen:
        _values["seed"] = current % 2**32
        _global_settings_seen = engine_random.settings_of_seed
        _settings_of_seed += 1


def seed_and_version() -> tuple[int | None, int]:
    """The seed, None when none was set, and a number that changes when one is set."""
    seed = get_seed()
    return (None if seed == DEFAULT_SEED else seed), _settings_of_seed


def load(file: str) -> None:
    """Take settings from a JSON file of names and values.

    Raises:
        RuntimeError: the file cannot be read.
    """
    try:
        with open(file, encoding="utf-8") as stream:
            found = json.load(stream)
    except (OSError, ValueError) as error:
        raise RuntimeError(
            f"Invalid file, settings file: {file} cannot be read, check the input path of "
            f"config "
            f"'load' API: {error}"
        ) from None
    names = {
        "numParallelWorkers": set_num_parallel_workers,
        "opConnectorSize": set_prefetch_size,
        "seed": set_seed,
        "monitorSamplingInterval": set_monitor_sampling_interval,
        "callback_timeout": set_callback_timeout,
    }
    for name, value in found.items():
        if name in names:
            names[name](value)
