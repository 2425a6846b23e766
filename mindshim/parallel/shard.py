"""How Tensors lie on devices: `Layout`, and `shard`, which states it for a function."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from typing import Any

# Under this name, an axis splits what one device has into parts that are worked on in turn.
_INTERLEAVED = "interleaved_parallel"


class Layout:
    """Named axes of a grid of devices; called with names, it says which axis splits each dimension of a Tensor.

    Args:
        device_matrix: the grid's shape.
        alias_name: a name for each of its axes.
        rank_list: the devices, in order; 0, 1, ... without.

    Raises:
        TypeError: these are no tuples (of ints and names) or no list of ints.
        ValueError: their lengths differ, or a name is empty, doubled or ``"None"``.

    Example:
        >>> from mindshim import Layout
        >>> layout = Layout((2, 4), ("dp", "mp"))
        >>> layout("dp", "None").to_dict()["tensor_map"]
        (1, -1)
    """

    def __init__(self, device_matrix: tuple[int, ...], alias_name: tuple[str, ...], rank_list: list[int] | None = None):
        for name, value in (("device_matrix", device_matrix), ("alias_name", alias_name)):
            if not isinstance(value, tuple):
                raise TypeError(f"{name} must be tuple type, but got:{type(value)}")
        if len(device_matrix) != len(alias_name):
            raise ValueError("device_matrix length should be equal to alias_name length")
        for kind, name, values in ((int, "device_matrix", device_matrix), (str, "alias_name", alias_name)):
            for value in values:
                if not isinstance(value, kind):
                    raise TypeError(f"The element of {name} must be {kind.__name__} type, but got:{type(value)}")
        if "" in alias_name or "None" in alias_name:
            raise ValueError("An element of alias_name can be neither empty nor 'None', which means no sharding.")
        if len(set(alias_name)) != len(alias_name):
            raise ValueError(f"Each element of alias_name {alias_name} should be different")
        if _INTERLEAVED in alias_name[:-1]:
            raise ValueError(f"In alias_name {alias_name}, '{_INTERLEAVED}' must be the last.")
        count = math.prod(device_matrix)
        if rank_list is not None:
            if not isinstance(rank_list, list):
                raise TypeError(f"The rank_list should be a list, but got {type(rank_list).__name__}.")
            if any(not isinstance(rank, int) for rank in rank_list):
                raise TypeError(f"The elements of rank_list should be int, but got {rank_list}.")
            if len(rank_list) != count:
                raise ValueError(f"The length of rank_list should be equal to the product of device_matrix, but got "
                                 f"{len(rank_list)} and {count}.")
        self._device_shape = device_matrix
        self._alias_name = alias_name
        self._rank_list = list(range(count)) if rank_list is None else rank_list
        self._tensor_map: tuple[Any, ...] | None = None

    def __call__(self, *tensor_map: str | tuple[str, ...]) -> Layout:
        """This layout for Tensors whose dimensions are split on these axes (``"None"``: not split).

        Raises:
            ValueError: there is no such axis, or it is named twice.
        """
        used: set[str] = set()

        def place(name: str) -> int:
            if name == "None":
                return -1
            if name not in self._alias_name:
                raise ValueError(f"The axis {name} is not found in {self._alias_name}")
            if name in used:
                raise ValueError(f"The axis {name} has been set more than one in {self._alias_name}")
            used.add(name)
            return len(self._alias_name) - 1 - self._alias_name.index(name)

        made = copy.deepcopy(self)
        made._tensor_map = tuple(tuple(map(place, e)) if isinstance(e, tuple) else place(e) for e in tensor_map)
        return made

    def to_dict(self) -> dict[str, Any]:
        """The layout as a dict.

        Raises:
            ValueError: the layout has not been called.
        """
        if self._device_shape is None or self._tensor_map is None:
            raise ValueError("The tensor_map of layout is None: call the layout with the names of axes first.")
        return {
            "device_matrix": self._device_shape,
            "tensor_map": self._tensor_map,
            "interleaved_parallel": _INTERLEAVED in self._alias_name,
            "alias_name": self._alias_name,
            "rank_list": self._rank_list,
        }


class _DistributedTensorInfo:
    """A layout, and how many parts it splits each dimension of a Tensor into."""

    def __init__(self, distributed_info: Layout):
        if not isinstance(distributed_info, Layout):
            raise TypeError(f"DistributedTensorInfo only supports Layout or DeviceMesh as input, but got "
                            f"{type(distributed_info)}")
        self.layout = self.distributed_info = distributed_info

    @property
    def sharding_strategy(self) -> list[int]:
        """The number of parts of each dimension."""
        found = self.layout.to_dict()
        sizes = found["device_matrix"][::-1]
        parts = [place if isinstance(place, tuple) else (place,) for place in found["tensor_map"]]
        return [math.prod(sizes[p] for p in place if p >= 0) for place in parts]


def shard(fn: Callable[..., Any], in_strategy: tuple, out_strategy: tuple | None = None,
          parameter_plan: dict[str, Any] | None = None) -> Callable[..., Any]:
    """State how a function's inputs are spread over devices; with one process the function is called as it is.

    Raises:
        TypeError: `fn` cannot be called, the strategies are no tuples, or the plan is no dict.
    """
    if not callable(fn):
        raise TypeError(f"For 'Shard', the 'fn' must be a function or a Cell, but got {type(fn).__name__}.")
    for name, value in (("in_strategy", in_strategy), ("out_strategy", out_strategy)):
        if not isinstance(value, (tuple, type(None))):
            raise TypeError(f"For 'Shard', the '{name}' must be a tuple, but got {type(value).__name__}.")
    if not isinstance(parameter_plan, (dict, type(None))):
        raise TypeError(f"For 'Shard', the 'parameter_plan' must be a dict, but got {type(parameter_plan).__name__}.")
    return fn
