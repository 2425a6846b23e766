"""`TCPStore`: values by name that processes share, of which there is one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

# By host and port.
_stores: dict[tuple[str, int], dict[str, bytes]] = {}


class TCPStore:
    """Values by name. All stores of one host and port in this process are the same one.

    Args:
        host_name: the server's address.
        port: the server's port.
        world_size: how many processes use the store; None, or 1.
        is_master: whether this is the server; accepted.
        timeout: accepted: a value that is not there does not come.
        wait_for_workers: accepted.
        multi_tenant: accepted.
        master_listen_fd: accepted.
        use_libuv: accepted.

    Raises:
        TypeError: the address is no str, the port no int, or `is_master` or `wait_for_workers` no bool.
        ValueError: the port is not in [0, 65535].
        NotImplementedError: more than one process is expected.

    Example:
        >>> from mindshim.communication.store import TCPStore
        >>> store = TCPStore("127.0.0.1", 1234, is_master=True)
        >>> store.set("answer", "42")
        >>> store.get("answer")
        b'42'
    """

    def __init__(self, host_name: str, port: int, world_size: int | None = None, is_master: bool = False,
                 timeout: timedelta = timedelta(seconds=300), wait_for_workers: bool = True,  # noqa: B008
                 multi_tenant: bool = False, master_listen_fd: int | None = None, use_libuv: bool = True):
        for name, value, kind in (("host_name", host_name, str), ("port", port, int), ("is_master", is_master, bool),
                                  ("wait_for_workers", wait_for_workers, bool), ("timeout", timeout, timedelta)):
            if not isinstance(value, kind):
                raise TypeError(f"For 'TCPStore', '{name}' must be {kind.__name__}, but got {type(value).__name__}.")
        if not 0 <= port <= 65535:
            raise ValueError(f"For 'TCPStore', the port must be in [0, 65535], but got {port}.")
        if world_size is not None and world_size > 1:
            raise NotImplementedError(f"mindshim runs one process, but 'world_size' is {world_size}.")
        self._values = _stores.setdefault((host_name, port), {})

    def set(self, key: str, value: bytes | str) -> None:
        """Keep a value under a name.

        Raises:
            TypeError: the name is no str, or the value neither bytes nor str.
        """
        _check_key("set", key)
        if not isinstance(value, (bytes, str)):
            raise TypeError(f"For 'TCPStore.set', the value must be bytes or str, but got {type(value).__name__}.")
        self._values[key] = value.encode() if isinstance(value, str) else value

    def get(self, key: str) -> bytes:
        """The value under a name.

        Raises:
            TypeError: the name is no str.
            RuntimeError: there is none.
        """
        _check_key("get", key)
        if key not in self._values:
            raise RuntimeError(f"For 'TCPStore.get', there is no '{key}', and no other process to wait for.")
        return self._values[key]

    def add(self, key: str, amount: int) -> int:
        """Add to the number under a name (0 at first), and return it.

        Raises:
            TypeError: the name is no str, or the amount no int.
            RuntimeError: what is there is no number.
        """
        _check_key("add", key)
        if not isinstance(amount, int) or isinstance(amount, bool):
            raise TypeError(f"For 'TCPStore.add', the amount must be an int, but got {type(amount).__name__}.")
        try:
            total = int(self._values.get(key, b"0")) + amount
        except ValueError:
            raise RuntimeError(f"For 'TCPStore.add', the value of '{key}' is no number.") from None
        self._values[key] = str(total).encode()
        return total

    def delete_key(self, key: str) -> bool:
        """Remove what is under a name, and say whether there was something."""
        _check_key("delete_key", key)
        return self._values.pop(key, None) is not None


def _check_key(method: str, key: Any) -> None:
    if not isinstance(key, str):
        raise TypeError(f"For 'TCPStore.{method}', the key must be a str, but got {type(key).__name__}.")
