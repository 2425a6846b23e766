"""`mindspore.device_context.cpu`."""

from __future__ import annotations

import types

from mindshim import _checkparam as check
from mindshim import hal


def is_available() -> bool:
    """Whether there is a CPU: True.

    Examples:
        >>> import mindspore
        >>> mindspore.device_context.cpu.is_available()
        True
    """
    return hal.is_available("CPU")


def device_count() -> int:
    """The number of CPUs that JAX sees as devices."""
    return hal.device_count("CPU")


def threads_num(num: int) -> None:
    """Accepted: XLA uses the cores that the process may use; `taskset` bounds them.

    Raises:
        TypeError: `num` is no int.
        ValueError: it is not positive.
    """
    check.check_positive_int(num, "num", "threads_num")


device = types.SimpleNamespace(is_available=is_available, device_count=device_count)
op_tuning = types.SimpleNamespace(threads_num=threads_num)
