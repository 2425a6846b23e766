"""Settings of the search for a way to spread a program over devices; they are checked and kept."""

from __future__ import annotations

from typing import Any

_DEFAULTS: dict[str, Any] = {
    "fully_use_devices": False,
    "elementwise_op_strategy_follow": False,
    "enable_algo_approxi": False,
    "algo_approxi_epsilon": 0.1,
    "tensor_slice_align_enable": False,
    "tensor_slice_align_size": 16,
}
_settings: dict[str, Any] = {}


def set_algo_parameters(**kwargs: Any) -> None:
    """Set how MindSpore would search; XLA does not ask.

    Raises:
        ValueError: there is no such setting, or its value is out of range.
        TypeError: its value has another type.

    Example:
        >>> import mindshim
        >>> mindshim.set_algo_parameters(fully_use_devices=True)
        >>> mindshim.get_algo_parameters("fully_use_devices")
        True
    """
    for name, value in kwargs.items():
        if name not in _DEFAULTS:
            raise ValueError(f"Set context keyword {name} is not recognized!")
        kind = type(_DEFAULTS[name])
        if not isinstance(value, kind):
            raise TypeError(f"The parameter '{name}' must be {kind}, but got {type(value)}")
        if name == "tensor_slice_align_size" and not 1 <= value <= 1024:
            raise ValueError(f"Align_size must be in [1, 1024], but got {value}")
        if name == "algo_approxi_epsilon" and not 0 < value <= 1:
            raise ValueError(f"The 'epsilon' must be in (0, 1], but got {value}")
    _settings.update(kwargs)


def get_algo_parameters(attr_key: str) -> Any:
    """A setting's value.

    Raises:
        ValueError: there is no such setting.
    """
    if attr_key not in _DEFAULTS:
        raise ValueError(f"Get context keyword {attr_key} is not recognized!")
    return _settings.get(attr_key, _DEFAULTS[attr_key])


def reset_algo_parameters() -> None:
    """Give all settings their defaults again."""
    _settings.clear()
