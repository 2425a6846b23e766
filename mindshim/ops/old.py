"""Primitives of MindSpore's first releases."""

from __future__ import annotations

from typing import Any

from mindshim.ops.primitive import Primitive


class ControlDepend(Primitive):
    """``ControlDepend()(first, second)`` orders two operators; in eager mode they run in the order of the program.

    Args:
        depend_mode: accepted.
    """

    def __init__(self, depend_mode: int = 0):
        super().__init__("ControlDepend")
        self.add_prim_attr("depend_mode", depend_mode)

    def __call__(self, src: Any, dst: Any) -> bool:
        return True


control_depend = ControlDepend()
