"""Questions about how a program is spread over devices, which MindSpore's own code and many programs ask."""

from __future__ import annotations

from typing import Any

from mindshim.engine.context import ParallelMode, get_auto_parallel_context


def _get_parallel_mode() -> str:
    return get_auto_parallel_context("parallel_mode")


def _get_device_num() -> int:
    return get_auto_parallel_context("device_num")


def _get_stage_device_num() -> int:
    return _get_device_num() // _get_pipeline_stages()


def _get_global_rank() -> int:
    return get_auto_parallel_context("global_rank")


def _get_gradients_mean() -> bool:
    return get_auto_parallel_context("gradients_mean")


def _get_full_batch() -> bool:
    return get_auto_parallel_context("full_batch")


def _get_pipeline_stages() -> int:
    return get_auto_parallel_context("pipeline_stages")


def _get_parameter_broadcast() -> bool:
    return get_auto_parallel_context("parameter_broadcast")


def _get_enable_parallel_optimizer() -> bool:
    return get_auto_parallel_context("enable_parallel_optimizer")


def _get_grad_accumulation_shard() -> bool:
    return False


def _is_sharding_propagation() -> bool:
    return get_auto_parallel_context("search_mode") == "sharding_propagation"


def _is_in_auto_parallel_mode() -> bool:
    return _get_parallel_mode() in (ParallelMode.SEMI_AUTO_PARALLEL, ParallelMode.AUTO_PARALLEL)


def _is_in_data_parallel_mode() -> bool:
    return _get_parallel_mode() == ParallelMode.DATA_PARALLEL


def _is_in_hybrid_parallel_mode() -> bool:
    return _get_parallel_mode() == ParallelMode.HYBRID_PARALLEL


def _is_parallel_mode() -> bool:
    return _get_parallel_mode() != ParallelMode.STAND_ALONE


def _need_to_full() -> bool:
    return _is_in_auto_parallel_mode() and not _get_full_batch()


def _check_full_batch() -> None:
    if _get_full_batch() and not _is_in_auto_parallel_mode():
        raise RuntimeError(f"'full_batch' only supports semi_auto_parallel and auto_parallel, but the parallel mode is "
                           f"{_get_parallel_mode()}.")


def _parallel_predict_check() -> None:
    if _is_in_data_parallel_mode() or _is_in_hybrid_parallel_mode():
        raise RuntimeError(f"Prediction does not support the parallel mode {_get_parallel_mode()}.")


def _device_number_check(parallel_mode: str, device_number: int) -> None:
    if parallel_mode == ParallelMode.STAND_ALONE and device_number != 1:
        raise ValueError(f"If parallel_mode is {parallel_mode}, device_number must be 1, but got {device_number}.")


def _parameter_broadcast_check(parallel_mode: str, parameter_broadcast: bool) -> None:
    if parameter_broadcast and parallel_mode == ParallelMode.STAND_ALONE:
        raise ValueError("parameter_broadcast must be False when parallel_mode is stand_alone.")


def _to_full_tensor(elem: Any, global_device_num: int, global_rank: int, scaling_sens: Any = None) -> Any:
    """The elements themselves: one process has the full Tensors."""
    rows = elem if isinstance(elem, (tuple, list)) else (elem,)
    return tuple(rows) if scaling_sens is None else (*rows, scaling_sens)


def _reset_op_id() -> None:
    """Nothing: XLA numbers its operators itself."""
