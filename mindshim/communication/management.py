"""Groups of processes: their names, ranks and sizes."""

from __future__ import annotations

from typing import Any

HCCL_WORLD_COMM_GROUP = "hccl_world_group"
NCCL_WORLD_COMM_GROUP = "nccl_world_group"
MCCL_WORLD_COMM_GROUP = "mccl_world_group"
_BACKENDS = ("hccl", "nccl", "mccl")
_WORLDS = (HCCL_WORLD_COMM_GROUP, NCCL_WORLD_COMM_GROUP, MCCL_WORLD_COMM_GROUP)

# The groups that the program made, with their ranks.
_groups: dict[str, tuple[int, ...]] = {}


class Backend(str):
    """The name of a library for communication."""

    UNDEFINED = "undefined"
    HCCL = "hccl"
    NCCL = "nccl"
    MCCL = "mccl"

    def __new__(cls, name: str):
        if not isinstance(name, str):
            raise TypeError(f"For 'Backend', the class variable 'name' must be a string, but got {type(name)}.")
        known = getattr(cls, name.upper(), None)
        if known is None or known == cls.UNDEFINED:
            raise ValueError(f"Invalid backend: '{name}'")
        return str.__new__(cls, known)


class GlobalComm:
    """What is known of the group of all processes."""

    BACKEND: str = "hccl"
    WORLD_COMM_GROUP: str = HCCL_WORLD_COMM_GROUP
    INITED: bool = False
    CHECK_ENVS: bool = True


def init(backend_name: str | None = None) -> None:
    """Begin communication.

    Args:
        backend_name: ``"hccl"``, ``"nccl"`` or ``"mccl"``; which of them changes only the world group's name.

    Raises:
        TypeError: the name is no str.
        RuntimeError: there is no such backend.

    Example:
        >>> from mindshim.communication import init, get_rank, get_group_size
        >>> init()
        >>> get_rank(), get_group_size()
        (0, 1)
    """
    if backend_name is None:
        backend_name = GlobalComm.BACKEND
    if not isinstance(backend_name, str):
        raise TypeError(f"For 'init', the argument 'backend_name' must be a string, but got the type : "
                        f"{type(backend_name)}")
    if backend_name not in _BACKENDS:
        raise RuntimeError(f"For 'init', the argument 'backend_name' must be one of 'hccl', 'nccl' and 'mccl', but got "
                           f"'backend_name' : {backend_name}")
    GlobalComm.BACKEND = backend_name
    GlobalComm.WORLD_COMM_GROUP = f"{backend_name}_world_group"
    GlobalComm.INITED = True


def release() -> None:
    """End communication."""
    _groups.clear()
    GlobalComm.BACKEND = "hccl"
    GlobalComm.WORLD_COMM_GROUP = HCCL_WORLD_COMM_GROUP
    GlobalComm.INITED = False


def _name(group: Any, owner: str) -> str:
    if not isinstance(group, str):
        raise TypeError(f"For '{owner}', the argument 'group' must be type of string, but got 'group' type : "
                        f"{type(group)}.")
    return group


def _ranks(group: Any, owner: str) -> tuple[int, ...]:
    """The processes of a group that exists."""
    if not GlobalComm.INITED:
        raise RuntimeError("Distributed Communication has not been inited. You can't invoke this interface yet. "
                           "Please call `init()` method first.")
    if _name(group, owner) in _WORLDS:
        return (0,)
    if group not in _groups:
        raise RuntimeError(f"For '{owner}', there is no group '{group}'.")
    return _groups[group]


def get_rank(group: str = HCCL_WORLD_COMM_GROUP) -> int:
    """This process's place in a group: 0.

    Raises:
        TypeError: the group's name is no str.
    """
    _name(group, "get_rank")
    return 0


def get_local_rank(group: str = HCCL_WORLD_COMM_GROUP) -> int:
    """This process's place among those of this machine: 0."""
    _name(group, "get_local_rank")
    return 0


def get_group_size(group: str = HCCL_WORLD_COMM_GROUP) -> int:
    """How many processes a group has: 1.

    Raises:
        TypeError: the group's name is no str.
    """
    _name(group, "get_group_size")
    return 1


def get_local_rank_size(group: str = HCCL_WORLD_COMM_GROUP) -> int:
    """How many processes of a group run on this machine: 1."""
    _name(group, "get_local_rank_size")
    return 1


def get_world_rank_from_group_rank(group: str, group_rank_id: int) -> int:
    """The place among all processes of one that has this place in a group.

    Raises:
        TypeError: the rank is no int.
        RuntimeError: communication has not begun, or there is no such group.
        ValueError: the group has no such place.
    """
    if not isinstance(group_rank_id, int):
        raise TypeError(f"For 'get_world_rank_from_group_rank', 'group_rank_id' must be an int, but got "
                        f"{type(group_rank_id)}.")
    ranks = _ranks(group, "get_world_rank_from_group_rank")
    if not 0 <= group_rank_id < len(ranks):
        raise ValueError(f"The group '{group}' has no rank {group_rank_id}.")
    return ranks[group_rank_id]


def get_group_rank_from_world_rank(world_rank_id: int, group: str) -> int:
    """The place in a group of the process that has this place among all; see `get_world_rank_from_group_rank`."""
    if not isinstance(world_rank_id, int):
        raise TypeError(f"For 'get_group_rank_from_world_rank', 'world_rank_id' must be an int, but got "
                        f"{type(world_rank_id)}.")
    ranks = _ranks(group, "get_group_rank_from_world_rank")
    if world_rank_id not in ranks:
        raise ValueError(f"The group '{group}' has no process {world_rank_id}.")
    return ranks.index(world_rank_id)


def create_group(group: str, rank_ids: list[int], options: Any = None) -> None:
    """Make a group.

    Args:
        group: its name.
        rank_ids: its processes, of which there is only 0.
        options: accepted.

    Raises:
        TypeError: the name is no str, or the processes are no list.
        ValueError: a process is not there, or doubled, or there is none.
        RuntimeError: communication has not begun.
    """
    if not isinstance(rank_ids, list):
        raise TypeError(f"For 'create_group', the argument 'rank_ids' must be type of list, but got {type(rank_ids)}.")
    _ranks(HCCL_WORLD_COMM_GROUP, "create_group")
    if not rank_ids or len(set(rank_ids)) != len(rank_ids):
        raise ValueError(f"For 'create_group', 'rank_ids' must hold different ranks, but got {rank_ids}.")
    if rank_ids != [0]:
        raise ValueError(f"For 'create_group', mindshim runs one process, rank 0, but got 'rank_ids' {rank_ids}.")
    _groups[_name(group, "create_group")] = tuple(rank_ids)


def destroy_group(group: str) -> None:
    """Undo a group; its name is free again."""
    _ranks(group, "destroy_group")
    if group in _WORLDS:
        raise ValueError("For 'destroy_group', the group of all processes stays until 'release'.")
    del _groups[group]


def get_process_group_ranks(group: str = HCCL_WORLD_COMM_GROUP) -> list[int]:
    """The processes of a group."""
    return list(_ranks(group, "get_process_group_ranks"))


def get_comm_name(group: str = HCCL_WORLD_COMM_GROUP) -> str:
    """The name under which the backend knows a group: its own."""
    _ranks(group, "get_comm_name")
    return group


def _is_initialized() -> bool:
    return GlobalComm.INITED


def _get_group_ranks(group: str) -> list[int]:
    return get_process_group_ranks(group)
