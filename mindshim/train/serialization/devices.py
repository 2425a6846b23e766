"""What MindSpore offers for the checkpoints of several devices, as far as it has a meaning on one."""

from __future__ import annotations

import os
import re
from typing import Any

import jax.numpy as jnp

from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import wrap


def get_ckpt_path_with_strategy(cur_ckpt_path: str, cur_strategy_path: str) -> str | None:
    """The path of a checkpoint that this device, whose rank is 0, can load in place of another.

    Args:
        cur_ckpt_path: a path with ``rank_0`` in it, as several devices save them.
        cur_strategy_path: accepted: one device has no other that holds the same.

    Returns:
        The path, or the same one for rank 0; None if there is no such file.
    """
    path = re.sub(r"rank_\d+", "rank_0", cur_ckpt_path)
    return path if os.path.isfile(path) else None


def merge_sliced_parameter(sliced_parameters: list[Parameter], strategy: dict[str, Any] | None = None) -> Parameter:
    """One Parameter out of slices along its first axis.

    Args:
        sliced_parameters: Parameters of one name and dtype, in order, whose shapes differ in the first axis only.
        strategy: how a parallel compiler had sliced them: not supported, as mindshim makes none.

    Raises:
        TypeError: it is no list of Parameters.
        ValueError: the list is empty, or names or shapes do not fit.
        NotImplementedError: there is a strategy.

    Examples:
        >>> from mindshim import Parameter, Tensor, merge_sliced_parameter
        >>> merge_sliced_parameter([Parameter(Tensor([1.0, 2.0]), "w"), Parameter(Tensor([3.0]), "w")])
        Parameter (name=w, shape=(3,), dtype=Float32, requires_grad=True)
    """
    if not isinstance(sliced_parameters, list):
        raise TypeError(f"For 'merge_sliced_parameter', a list is needed, but got {type(sliced_parameters)}.")
    if not sliced_parameters:
        raise ValueError("For 'merge_sliced_parameter', the list must not be empty.")
    if strategy:
        if not isinstance(strategy, dict):
            raise TypeError(f"For 'merge_sliced_parameter', 'strategy' must be a dict, but got {type(strategy)}.")
        raise NotImplementedError("For 'merge_sliced_parameter', a 'strategy' is not supported: mindshim makes none.")
    first = sliced_parameters[0]
    for index, parameter in enumerate(sliced_parameters):
        if not isinstance(parameter, Parameter):
            raise TypeError("For 'merge_sliced_parameter', the list must be one of Parameters, but got "
                            f"{type(parameter)} at index {index}.")
        if parameter.name != first.name or parameter.ndim != first.ndim or parameter.shape[1:] != first.shape[1:]:
            raise ValueError("For 'merge_sliced_parameter', the slices must have one name, and one shape but for the "
                             f"first axis: {first.name}, {first.shape}, but got {parameter.name}, {parameter.shape} at "
                             f"index {index}.")
    merged = jnp.concatenate([parameter._value() for parameter in sliced_parameters])
    return Parameter(wrap(merged), first.name, first.requires_grad, first.layerwise_parallel)
