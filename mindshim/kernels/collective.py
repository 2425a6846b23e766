"""Exchanges between processes. In the one process that mindshim runs, each gives what a group of one would."""

from __future__ import annotations

from typing import Any

from mindshim.kernels.declare import Array, Arrays, operator

WORLD = "hccl_world_group"
REDUCTIONS = ("sum", "max", "min", "prod", "avg")


def _check_group(group: Any, owner: str) -> None:
    if not isinstance(group, str):
        raise TypeError(f"For '{owner}', 'group' must be a str, but got {type(group).__name__}.")


def check_reduction(op: Any, owner: str) -> None:
    """Raises unless `op` names a reduction."""
    if not isinstance(op, str):
        raise TypeError(f"For '{owner}', 'op' must be a str, but got {type(op).__name__}.")
    if op not in REDUCTIONS:
        raise ValueError(f"For '{owner}', 'op' must be one of {REDUCTIONS}, but got {op!r}.")


@operator(f"ops.AllReduce(op='sum', group='{WORLD}')(input_x)")
def all_reduce(input_x: Array, op: str = "sum", group: str = WORLD) -> Array:
    """The sum (maximum, ...) over all processes of a group."""
    check_reduction(op, "AllReduce")
    _check_group(group, "AllReduce")
    return input_x


@operator(f"ops.Reduce(dest_rank, op='sum', group='{WORLD}')(input_x)")
def reduce(input_x: Array, dest_rank: int = 0, op: str = "sum", group: str = WORLD) -> Array:
    """As `all_reduce`, for one process of the group."""
    check_reduction(op, "Reduce")
    _check_group(group, "Reduce")
    return input_x


@operator(f"ops.ReduceScatter(op='sum', group='{WORLD}')(input_x)")
def reduce_scatter(input_x: Array, op: str = "sum", group: str = WORLD) -> Array:
    """This process's part of the sum over all processes of a group."""
    check_reduction(op, "ReduceScatter")
    _check_group(group, "ReduceScatter")
    return input_x


@operator(f"ops.ReduceScatterV(op='sum', group='{WORLD}')(input_x, input_split_sizes)")
def reduce_scatter_v(input_x: Array, input_split_sizes: Any, op: str = "sum", group: str = WORLD) -> Array:
    """As `reduce_scatter`, with parts of these sizes."""
    check_reduction(op, "ReduceScatterV")
    return input_x


@operator(f"ops.AllGather(group='{WORLD}')(input_x)")
def all_gather(input_x: Array, group: str = WORLD) -> Array:
    """The inputs of all processes of a group, joined on the first axis."""
    _check_group(group, "AllGather")
    return input_x


@operator(f"ops.AllGatherV(group='{WORLD}')(input_x, output_split_sizes)")
def all_gather_v(input_x: Array, output_split_sizes: Any, group: str = WORLD) -> Array:
    """As `all_gather`, of parts of these sizes."""
    return input_x


@operator(f"ops.CollectiveGather(dest_rank, group='{WORLD}')(input_x)")
def collective_gather(input_x: Array, dest_rank: int = 0, group: str = WORLD) -> Array:
    """As `all_gather`, for one process of the group."""
    return input_x


@operator(f"ops.CollectiveScatter(src_rank=0, group='{WORLD}')(input_x)")
def collective_scatter(input_x: Array, src_rank: int = 0, group: str = WORLD) -> Array:
    """This process's part of what one process of the group has."""
    return input_x


@operator(f"ops.Broadcast(root_rank, group='{WORLD}')(input_x)")
def broadcast(input_x: Arrays, root_rank: int = 0, group: str = WORLD) -> tuple[Array, ...]:
    """What one process of the group has."""
    _check_group(group, "Broadcast")
    return tuple(input_x)


@operator(f"ops.AlltoAll(split_count, split_dim, concat_dim, group='{WORLD}')(input_x)")
def all_to_all(input_x: Array, split_count: int = 1, split_dim: int = 0, concat_dim: int = 0,
               group: str = WORLD) -> Array:
    """This process's part of the input of each process of the group, joined."""
    if split_count != 1:
        raise ValueError(f"For 'AlltoAll', 'split_count' must be the size of the group, 1, but got {split_count}.")
    return input_x


@operator(f"ops.AlltoAllV(group='{WORLD}', block_size=1)(input_x, send_numel_list, recv_numel_list)")
def all_to_all_v(input_x: Array, send_numel_list: Any, recv_numel_list: Any, group: str = WORLD,
                 block_size: int = 1) -> Array:
    """As `all_to_all`, with parts of these sizes."""
    return input_x
