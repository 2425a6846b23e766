"""`mindspore.communication.comm_func`: exchanges between processes as functions, in a group of one."""

from __future__ import annotations

from typing import Any

from mindshim.communication.management import HCCL_WORLD_COMM_GROUP
from mindshim.engine.binding import operator_named
from mindshim.engine.tensor import Tensor

_WORLD = HCCL_WORLD_COMM_GROUP


class CommHandle:
    """An exchange that was begun; here it has ended already."""

    def wait(self) -> None:
        """Return at once."""


class P2POp:
    """An exchange of two processes, for `batch_isend_irecv`, which needs a second one.

    Args:
        op: ``"isend"`` or ``"irecv"``, or the function of that name.
        tensor: what is sent; or the shape of what is received.
        peer: the other process.
        group: the group's name.
        tag: accepted.
        recv_dtype: the dtype of what is received.

    Raises:
        ValueError: `op` is another one.
        TypeError: there is neither a Tensor nor a shape, or `peer` is no int.
    """

    def __init__(self, op: Any, tensor: Any, peer: int, group: str | None = None, tag: int = 0, *,
                 recv_dtype: Any = None):
        name = op if isinstance(op, str) else getattr(op, "__name__", op)
        if name not in ("isend", "irecv"):
            raise ValueError(f"For 'P2POp', 'op' must be 'isend' or 'irecv', but got {op!r}.")
        if not isinstance(tensor, (Tensor, tuple)) or not isinstance(peer, int):
            raise TypeError(f"For 'P2POp', a Tensor or shape and an int are needed, but got {tensor!r} and {peer!r}.")
        self.op, self.tensor, self.peer, self.group, self.tag = name, tensor, peer, group, tag
        self.recv_dtype = recv_dtype


def _checked(tensor: Any, owner: str) -> Tensor:
    if not isinstance(tensor, Tensor):
        raise TypeError(f"For '{owner}', a Tensor is needed, but got {type(tensor).__name__}.")
    return tensor


def handle(async_op: Any) -> CommHandle | None:
    """What an exchange gives to wait for: something only if it was to run aside."""
    if not isinstance(async_op, bool):
        raise TypeError(f"'async_op' must be a bool, but got {async_op!r}.")
    return CommHandle() if async_op else None


def all_reduce(tensor: Tensor, op: str = "sum", group: str = _WORLD,
               async_op: bool = False) -> tuple[Tensor, CommHandle | None]:
    """The sum (``"max"``, ``"min"``, ``"prod"``) over all processes of a group, and what to wait for.

    Raises:
        TypeError: no Tensor, or `op` is no str.
        ValueError: there is no such reduction.

    Example:
        >>> from mindshim import Tensor
        >>> from mindshim.communication import comm_func
        >>> total, _ = comm_func.all_reduce(Tensor([1.0, 2.0]))
        >>> print(total)
        [1. 2.]
    """
    return operator_named("ops.AllReduce")(_checked(tensor, "all_reduce"), op, group), handle(async_op)


def all_gather_into_tensor(tensor: Tensor, group: str = _WORLD,
                           async_op: bool = False) -> tuple[Tensor, CommHandle | None]:
    """The Tensors of all processes of a group, joined on the first axis."""
    return operator_named("ops.AllGather")(_checked(tensor, "all_gather_into_tensor"), group), handle(async_op)


def reduce_scatter_tensor(tensor: Tensor, op: str = "sum", group: str = _WORLD,
                          async_op: bool = False) -> tuple[Tensor, CommHandle | None]:
    """This process's part of the sum over all processes of a group."""
    return operator_named("ops.ReduceScatter")(_checked(tensor, "reduce_scatter_tensor"), op, group), handle(async_op)


def reduce(tensor: Tensor, dst: int, op: str = "sum", group: str = _WORLD) -> Tensor:
    """As `all_reduce`, for the process `dst`."""
    return operator_named("ops.Reduce")(_checked(tensor, "reduce"), dst, op, group)


def broadcast(tensor: Tensor, src: int = 0, group: str = _WORLD) -> Tensor:
    """What the process `src` has."""
    return operator_named("ops.Broadcast")((_checked(tensor, "broadcast"),), src, group)[0]


def scatter_tensor(tensor: Tensor, src: int = 0, group: str = _WORLD) -> Tensor:
    """This process's part of what `src` has."""
    return operator_named("ops.CollectiveScatter")(_checked(tensor, "scatter_tensor"), src, group)


def gather_into_tensor(tensor: Tensor, dst: int = 0, group: str = _WORLD) -> Tensor:
    """As `all_gather_into_tensor`, for the process `dst`."""
    return operator_named("ops.CollectiveGather")(_checked(tensor, "gather_into_tensor"), dst, group)


def barrier(group: str = _WORLD) -> None:
    """Wait for all processes of a group, of which this is the only one."""


def get_cache_group_size(group: str = _WORLD) -> int:
    """1."""
    return 1


def get_cache_group_rank(group: str = _WORLD) -> int:
    """0."""
    return 0
