"""`load_param_into_net`: Parameters by name into a Cell, all of them or none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mindshim import _checkparam as checks
from mindshim import log
from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor, wrap
from mindshim.nn.cell import Cell

# Dtypes that are converted into each other, unless `strict_load` forbids it.
_FAMILIES = (
    (dtypes.float16, dtypes.float32, dtypes.float64, dtypes.bfloat16),
    (dtypes.int8, dtypes.int16, dtypes.int32, dtypes.int64),
)


def load_param_into_net(net: Cell, parameter_dict: dict[str, Any], strict_load: bool = False,
                        remove_redundancy: bool = False) -> tuple[list[str], list[str]]:
    """Give a Cell's Parameters the values that a dict has under their names.

    The Parameters stay the objects that they are. If one value does not fit, none is given.

    Args:
        net: the Cell.
        parameter_dict: Parameters by name, as :func:`load_checkpoint` gives it; strings in it are passed over.
        strict_load: if False, a floating dtype is converted to another, and a signed integer to another; and
            Parameters whose names are in the dict with something before them (``backbone.conv.weight`` for
            ``conv.weight``) are given those.
        remove_redundancy: for checkpoints of several devices, of which each holds a part: refused on one device.

    Returns:
        The names of the Parameters that were given nothing, and the names in the dict that no Parameter has.

    Raises:
        TypeError: `net` is no Cell, `parameter_dict` no dict of Parameters by name, `strict_load` no bool; or
            `remove_redundancy` is True.
        RuntimeError: a shape, or a dtype, is not the Parameter's.

    Examples:
        >>> from mindshim import Parameter, Tensor, load_param_into_net, nn
        >>> net = nn.Dense(2, 1)
        >>> load_param_into_net(net, {"bias": Parameter(Tensor([3.0])), "epoch": "7"})
        (['weight'], ['epoch'])
        >>> print(net.bias.asnumpy())
        [3.]
    """
    _check_parameter_dict(net, parameter_dict)
    checks.check_bool(strict_load)
    checks.check_isinstance("remove_redundancy", remove_redundancy, bool)
    _check_remove_redundancy(remove_redundancy)
    values: list[tuple[Parameter, Any]] = []
    missing: list[str] = []
    unused = list(parameter_dict)
    for _, parameter in net.parameters_and_names():
        new = parameter_dict.get(parameter.name)
        if isinstance(new, Parameter):
            values.append((parameter, _fitting(parameter, new, strict_load)))
            unused.remove(parameter.name)
        elif new is None and not parameter.name.startswith("accu_grads"):
            missing.append(parameter.name)
    if not strict_load:
        values += [(parameter, _fitting(parameter, new, strict_load))
                   for parameter, new in _behind_a_prefix(net, parameter_dict, missing)]
    for parameter, value in values:
        parameter.set_data(value)
    if missing:
        log.warning("For 'load_param_into_net', %d parameters in the 'net' are not loaded, because they are not in the "
                    "'parameter_dict': is it the network of the checkpoint?", len(missing))
        log.warning("%s are not loaded.", missing)
    return missing, unused


def _check_parameter_dict(net: Any, parameter_dict: Any) -> None:
    """Raises TypeError unless it is a Cell and a dict of Parameters or strings by name."""
    if not isinstance(net, Cell):
        raise TypeError(f"For 'load_param_into_net', 'net' must be a Cell, but got {type(net)}.")
    if not isinstance(parameter_dict, dict):
        raise TypeError(f"For 'load_param_into_net', 'parameter_dict' must be a dict, but got {type(parameter_dict)}.")
    for key, value in parameter_dict.items():
        if not isinstance(key, str) or not isinstance(value, (Parameter, str, list)):
            raise TypeError("For 'load_param_into_net', 'parameter_dict' must have names as keys and Parameters as "
                            f"values, but got {type(key)} and {type(value)}.")


def _check_remove_redundancy(remove_redundancy: bool) -> None:
    """Raises TypeError, if it is asked for: mindshim runs on one device, which alone has not all of the Parameters."""
    if remove_redundancy:
        raise TypeError("For 'load_param_into_net', 'remove_redundancy' is for several devices, but got stand_alone.")


def _update_param(param: Parameter, new_param: Any, strict_load: bool) -> None:
    """Give a Parameter the value of another one, if it fits; see `load_param_into_net`."""
    param.set_data(_fitting(param, new_param, strict_load))


def _load_dismatch_prefix_params(net: Cell, parameter_dict: dict[str, Any], param_not_load: list[str],
                                 strict_load: bool) -> None:
    """Load what the dict has under names with a prefix, and take it from the list of what is not loaded."""
    for parameter, new in _behind_a_prefix(net, parameter_dict, param_not_load):
        _update_param(parameter, new, strict_load)


def _behind_a_prefix(net: Cell, parameter_dict: dict[str, Any], missing: list[str]) -> Iterator[tuple[Parameter, Any]]:
    """The missing Parameters that the dict has behind a prefix, with what it has; they are missing no more."""
    while True:
        prefix = next((key[:-len(name)] for name in missing for key, value in parameter_dict.items()
                       if key.endswith(name) and isinstance(value, Parameter)), None)
        if prefix is None:
            return
        log.warning("For 'load_param_into_net', remove parameter prefix name: %s, continue to load.", prefix)
        for _, parameter in net.parameters_and_names():
            new = parameter_dict.get(prefix + parameter.name)
            if parameter.name in missing and isinstance(new, Parameter):
                missing.remove(parameter.name)
                yield parameter, new


def _fitting(parameter: Parameter, new: Any, strict_load: bool) -> Any:
    """The new value in the Parameter's shape and dtype.

    Raises:
        RuntimeError: it does not fit.
    """
    name, shape = parameter.name, parameter.shape
    data = new.data
    if not isinstance(data, Tensor):  # a number
        if shape not in ((), (1,)):
            raise RuntimeError(f"For 'load_param_into_net', {name} is a number in 'parameter_dict', but has the shape "
                               f"{shape} in 'net'.")
        return Tensor(data, parameter.dtype).reshape(shape)
    value = data._value()
    if data.shape != shape:
        # MindSpore writes (12, 2048, 1, 1) for (12, 2048) where Ascend wants four dimensions.
        if data.shape[:len(shape)] != shape or any(dim != 1 for dim in data.shape[len(shape):]):
            raise RuntimeError(f"For 'load_param_into_net', {name} has the shape {shape} in 'net', but the shape "
                               f"{data.shape} in 'parameter_dict': is it the network of the checkpoint?")
        value = value.reshape(shape)
    if data.dtype != parameter.dtype:
        if strict_load or not any({data.dtype, parameter.dtype} <= set(family) for family in _FAMILIES):
            raise RuntimeError(f"For 'load_param_into_net', {name} has the dtype {parameter.dtype} in 'net', but the "
                               f"dtype {data.dtype} in 'parameter_dict'.")
        log.warning("The type of %s:%s in 'parameter_dict' is different from the type of it in 'net':%s, and is "
                    "converted.", new.name, data.dtype, parameter.dtype)
        value = value.astype(parameter.dtype.np_dtype)
    return wrap(value)
