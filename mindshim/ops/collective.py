"""What goes with the exchanges between processes: the names of reductions, and the primitives without inputs."""

from __future__ import annotations

from typing import Any

from mindshim.kernels.collective import WORLD
from mindshim.ops.primitive import Primitive


class ReduceOp:
    """The names of reductions over processes."""

    SUM = "sum"
    MAX = "max"
    MIN = "min"
    PROD = "prod"
    AVG = "avg"


class Barrier(Primitive):
    """Wait for all processes of a group, of which this is the only one.

    Args:
        group: the group's name.
    """

    def __init__(self, group: str = WORLD):
        super().__init__("Barrier")
        self.add_prim_attr("group", group)

    def __call__(self) -> None:
        return None


class _VirtualDataset(Primitive):
    """The inputs: with one process, a batch is not split."""

    def __init__(self):
        super().__init__("_VirtualDataset")

    def __call__(self, *args: Any) -> Any:
        return args[0] if len(args) == 1 else args
