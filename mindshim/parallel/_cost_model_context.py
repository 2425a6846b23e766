"""Settings of MindSpore's search for a way to spread a program, which XLA does not ask. They are accepted."""

from __future__ import annotations

from typing import Any

_settings: dict[str, Any] = {}


def set_cost_model_context(**kwargs: Any) -> None:
    """Keep these settings."""
    _settings.update(kwargs)


def get_cost_model_context(attr_key: str) -> Any:
    """A setting that was kept.

    Raises:
        ValueError: it was not set.
    """
    if attr_key not in _settings:
        raise ValueError(f"Get context keyword {attr_key} is not recognized!")
    return _settings[attr_key]


def reset_cost_model_context() -> None:
    """Forget all settings."""
    _settings.clear()


def _set_multi_subgraphs(multi_subgraph: bool = True) -> None:
    _settings["multi_subgraphs"] = multi_subgraph


def _get_multi_subgraphs() -> bool:
    return _settings.get("multi_subgraphs", False)


def _set_rp_matmul_mem_coef(coefficient: float) -> None:
    _settings["rp_matmul_mem_coef"] = coefficient
