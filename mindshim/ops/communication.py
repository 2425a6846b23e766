"""`mindspore.ops.communication`: exchanges between processes under PyTorch's names, in a group of one.

A function that fills Tensors writes to them, and gives what to wait for: None, or with ``async_op=True`` a handle.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mindshim.communication import management
from mindshim.communication.comm_func import CommHandle, handle
from mindshim.communication.management import HCCL_WORLD_COMM_GROUP, GlobalComm
from mindshim.communication.store import TCPStore
from mindshim.engine.tensor import Tensor
from mindshim.kernels.collective import check_reduction


class P2POp:
    """An exchange of two processes, for `batch_isend_irecv`, which needs a second one.

    Args:
        op: ``"isend"`` or ``"irecv"``, or the function of that name.
        tensor: what is sent, or what is filled.
        peer: the other process.
        group: the group's name.
        tag: accepted.

    Raises:
        ValueError: `op` is another one.
        TypeError: there is no Tensor, or `peer` is no int.
    """

    def __init__(self, op: Any, tensor: Tensor, peer: int, group: str | None = None, tag: int = 0):
        name = op if isinstance(op, str) else getattr(op, "__name__", op)
        if name not in ("isend", "irecv"):
            raise ValueError(f"For 'P2POp', 'op' must be 'isend' or 'irecv', but got {op!r}.")
        if not isinstance(tensor, Tensor) or not isinstance(peer, int):
            raise TypeError(f"For 'P2POp', a Tensor and an int are needed, but got {type(tensor).__name__} and "
                            f"{type(peer).__name__}.")
        self.op, self.tensor, self.peer, self.group, self.tag = name, tensor, peer, group, tag


def set_comm_ops_inplace(is_enable: bool, func_list: list[Any] | None = None) -> None:
    """Whether the functions of this module write to their outputs: they do.

    Raises:
        TypeError: `is_enable` is no bool, or `func_list` no list.
        NotImplementedError: they shall not.
    """
    if not isinstance(is_enable, bool) or not isinstance(func_list, (list, type(None))):
        raise TypeError("For 'set_comm_ops_inplace', a bool and a list are needed, but got "
                        f"{is_enable!r} and {func_list!r}.")
    if not is_enable:
        raise NotImplementedError("The functions of 'mindspore.ops.communication' write to their outputs.")


def is_available() -> bool:
    """True."""
    return True


def is_initialized() -> bool:
    """Whether `init_process_group` was called."""
    return GlobalComm.INITED


def init_process_group(backend: str | None = "hccl", init_method: str | None = None, timeout: Any = None,
                       world_size: int = -1, rank: int = -1, store: Any = None, group_name: str = "",
                       pg_options: Any = None, device_id: int | None = None) -> None:
    """Begin communication.

    Args:
        backend: ``"hccl"`` or another; it changes nothing.
        init_method: accepted.
        timeout: accepted.
        world_size: how many processes there are; -1, or 1.
        rank: which this is; -1, or 0.
        store: accepted.
        group_name: accepted.
        pg_options: accepted.
        device_id: accepted.

    Raises:
        NotImplementedError: more than one process is asked for.
    """
    if world_size > 1 or rank > 0:
        raise NotImplementedError(f"mindshim runs one process, but 'world_size' is {world_size} and 'rank' {rank}.")
    management.init(backend)


def destroy_process_group(group: str | None = None) -> None:
    """End communication, or undo one group."""
    if group is None or group == GlobalComm.WORLD_COMM_GROUP:
        management.release()
    else:
        management.destroy_group(group)


def _named(group: str | None) -> str:
    return HCCL_WORLD_COMM_GROUP if group is None else group


def get_rank(group: str | None = None) -> int:
    """This process's place in a group: 0."""
    return management.get_rank(_named(group))


def get_world_size(group: str | None = None) -> int:
    """How many processes a group has: 1."""
    return management.get_group_size(_named(group))


def new_group(ranks: Sequence[int] | None = None, timeout: Any = None, backend: str | None = None,
              pg_options: Any = None, use_local_synchronization: bool = False, group_desc: str | None = None) -> str:
    """Make a group of these processes (all), and give its name."""
    chosen = [0] if ranks is None else list(ranks)
    name = f"group_of_{'_'.join(map(str, chosen))}_{len(management._groups)}"
    management.create_group(name, chosen)
    return name


def get_backend(group: str | None = None) -> str:
    """The name of the backend."""
    management.get_process_group_ranks(_named(group))
    return GlobalComm.BACKEND


def get_global_rank(group: str | None, group_rank: int) -> int:
    """The place among all processes of one that has this place in a group."""
    return management.get_world_rank_from_group_rank(_named(group), group_rank)


def get_group_rank(group: str | None, global_rank: int) -> int:
    """The place in a group of the process that has this place among all."""
    return management.get_group_rank_from_world_rank(global_rank, _named(group))


def get_process_group_ranks(group: str | None = None) -> list[int]:
    """The processes of a group."""
    return management.get_process_group_ranks(_named(group))


def _written(target: Tensor, value: Tensor, owner: str) -> None:
    for given in (target, value):
        if not isinstance(given, Tensor):
            raise TypeError(f"For '{owner}', a Tensor is needed, but got {type(given).__name__}.")
    if target.size != value.size:
        raise ValueError(f"For '{owner}', a Tensor of shape {value.shape} does not fit into one of {target.shape}.")
    target.copy_(value.reshape(target.shape))


def _only(values: Sequence[Any], owner: str) -> Any:
    """The one element of a list that has an element for each process."""
    if not isinstance(values, (list, tuple)):
        raise TypeError(f"For '{owner}', a list is needed, but got {type(values).__name__}.")
    if len(values) != 1:
        raise ValueError(f"For '{owner}', a list must have one element for each process, 1, but got {len(values)}.")
    return values[0]


def all_reduce(tensor: Tensor, op: str = "sum", group: str | None = None, async_op: bool = False) -> CommHandle | None:
    """The sum (``"max"``, ``"min"``, ``"prod"``) over all processes of a group, in place.

    Example:
        >>> from mindshim import Tensor, mint
        >>> x = Tensor([1.0, 2.0])
        >>> mint.distributed.all_reduce(x)
        >>> print(x)
        [1. 2.]
    """
    check_reduction(op, "all_reduce")
    return handle(async_op)


def reduce(tensor: Tensor, dst: int, op: str = "sum", group: str | None = None,
           async_op: bool = False) -> CommHandle | None:
    """As `all_reduce`, for the process `dst`."""
    check_reduction(op, "reduce")
    return handle(async_op)


def broadcast(tensor: Tensor, src: int, group: str | None = None, async_op: bool = False) -> CommHandle | None:
    """Give all processes what `src` has, in place."""
    return handle(async_op)


def barrier(group: str | None = None, async_op: bool = False, device_ids: Any = None) -> CommHandle | None:
    """Wait for all processes of a group, of which this is the only one."""
    return handle(async_op)


def all_gather(tensor_list: list[Tensor], tensor: Tensor, group: str | None = None,
               async_op: bool = False) -> CommHandle | None:
    """Fill a list with the Tensors of all processes."""
    _written(_only(tensor_list, "all_gather"), tensor, "all_gather")
    return handle(async_op)


def all_gather_into_tensor(output_tensor: Tensor, input_tensor: Tensor, group: str | None = None,
                           async_op: bool = False) -> CommHandle | None:
    """Fill a Tensor with the Tensors of all processes."""
    _written(output_tensor, input_tensor, "all_gather_into_tensor")
    return handle(async_op)


def all_gather_into_tensor_uneven(output: Tensor, input: Tensor, output_split_sizes: list[int] | None = None,
                                  group: str | None = None, async_op: bool = False) -> CommHandle | None:
    """As `all_gather_into_tensor`, of parts of these sizes."""
    _written(output, input, "all_gather_into_tensor_uneven")
    return handle(async_op)


def reduce_scatter(output: Tensor, input_list: list[Tensor], op: str = "sum", group: str | None = None,
                   async_op: bool = False) -> CommHandle | None:
    """Fill `output` with this process's part of the sum over all processes."""
    check_reduction(op, "reduce_scatter")
    _written(output, _only(input_list, "reduce_scatter"), "reduce_scatter")
    return handle(async_op)


def reduce_scatter_tensor(output: Tensor, input: Tensor, op: str = "sum", group: str | None = None,
                          async_op: bool = False) -> CommHandle | None:
    """As `reduce_scatter`, with the parts in one Tensor."""
    check_reduction(op, "reduce_scatter_tensor")
    _written(output, input, "reduce_scatter_tensor")
    return handle(async_op)


def reduce_scatter_tensor_uneven(output: Tensor, input: Tensor, input_split_sizes: list[int] | None = None,
                                 op: str = "sum", group: str | None = None,
                                 async_op: bool = False) -> CommHandle | None:
    """As `reduce_scatter_tensor`, with parts of these sizes."""
    return reduce_scatter_tensor(output, input, op, group, async_op)


def scatter(tensor: Tensor, scatter_list: list[Tensor], src: int = 0, group: str | None = None,
            async_op: bool = False) -> CommHandle | None:
    """Fill `tensor` with this process's part of what `src` has."""
    _written(tensor, _only(scatter_list, "scatter"), "scatter")
    return handle(async_op)


def scatter_tensor(output_tensor: Tensor, input_tensor: Tensor, src: int = 0, group: str | None = None,
                   async_op: bool = False) -> CommHandle | None:
    """As `scatter`, with the parts in one Tensor."""
    _written(output_tensor, input_tensor, "scatter_tensor")
    return handle(async_op)


def gather_into_tensor(output_tensor: Tensor, input_tensor: Tensor, dst: int = 0, group: str | None = None,
                       async_op: bool = False) -> CommHandle | None:
    """As `gather`, into one Tensor."""
    _written(output_tensor, input_tensor, "gather_into_tensor")
    return handle(async_op)


def gather(tensor: Tensor, gather_list: list[Tensor], dst: int = 0, group: str | None = None,
           async_op: bool = False) -> CommHandle | None:
    """Fill the list of the process `dst` with the Tensors of all."""
    _written(_only(gather_list, "gather"), tensor, "gather")
    return handle(async_op)


def all_to_all(output_tensor_list: list[Tensor], input_tensor_list: list[Tensor], group: str | None = None,
               async_op: bool = False) -> CommHandle | None:
    """Fill a list with the Tensors that all processes have for this one."""
    _written(_only(output_tensor_list, "all_to_all"), _only(input_tensor_list, "all_to_all"), "all_to_all")
    return handle(async_op)


def all_to_all_single(output: Tensor, input: Tensor, output_split_sizes: list[int] | None = None,
                      input_split_sizes: list[int] | None = None, group: str | None = None,
                      async_op: bool = False) -> CommHandle | None:
    """As `all_to_all`, with the parts in one Tensor."""
    _written(output, input, "all_to_all_single")
    return handle(async_op)


def all_gather_object(object_list: list[Any], obj: Any, group: str | None = None) -> None:
    """Fill a list with the objects of all processes."""
    _only(object_list, "all_gather_object")
    object_list[0] = obj


def broadcast_object_list(object_list: list[Any], src: int = 0, group: str | None = None, device: Any = None) -> None:
    """Give all processes the objects that `src` has."""


def gather_object(obj: Any, object_gather_list: list[Any] | None = None, dst: int = 0,
                  group: str | None = None) -> None:
    """Fill the list of the process `dst` with the objects of all."""
    if object_gather_list is None:
        raise TypeError("For 'gather_object', the process 'dst' needs 'object_gather_list'.")
    _only(object_gather_list, "gather_object")
    object_gather_list[0] = obj


def scatter_object_list(scatter_object_output_list: list[Any], scatter_object_input_list: list[Any], src: int = 0,
                        group: str | None = None) -> None:
    """Put this process's part of what `src` has into the first place of a list."""
    scatter_object_output_list[0] = _only(scatter_object_input_list, "scatter_object_list")


__all__ = [
    "P2POp", "TCPStore", "set_comm_ops_inplace",
    "is_available", "is_initialized", "init_process_group", "destroy_process_group", "get_rank", "get_world_size",
    "new_group", "get_backend", "get_global_rank", "get_group_rank", "get_process_group_ranks", "all_reduce",
    "reduce", "broadcast", "barrier", "all_gather", "all_gather_into_tensor", "all_gather_into_tensor_uneven",
    "reduce_scatter", "reduce_scatter_tensor", "reduce_scatter_tensor_uneven", "scatter", "scatter_tensor",
    "gather_into_tensor", "gather", "all_to_all", "all_to_all_single", "all_gather_object", "broadcast_object_list",
    "gather_object", "scatter_object_list",
]
