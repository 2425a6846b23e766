"""Cells that compute a function together with its derivative along a vector."""

from __future__ import annotations

from typing import Any

from mindshim.engine.autodiff import vjp
from mindshim.engine.transforms import jvp
from mindshim.nn.cell import Cell


class Jvp(Cell):
    """The output of a network, and its derivative along a tangent, which is the last input.

    Args:
        fn: a Cell or function. With several inputs, the tangent is a tuple of one for each.

    Examples:
        >>> from mindshim import Tensor, nn
        >>> print(nn.Jvp(lambda x: x * x)(Tensor(3.0), Tensor(1.0))[1])
        6.0
    """

    def __init__(self, fn: Any):
        super().__init__()
        self.fn = fn

    def construct(self, *args: Any) -> tuple[Any, Any]:
        *inputs, tangent = args
        return jvp(self.fn, tuple(inputs), tangent if isinstance(tangent, tuple) else (tangent,))


class Vjp(Cell):
    """The output of a network, and the gradient of all inputs for a cotangent of the output, which is the last input.

    Args:
        fn: a Cell or function. With several inputs, the gradient is a tuple of one for each.

    Examples:
        >>> from mindshim import Tensor, nn
        >>> print(nn.Vjp(lambda x: x * x)(Tensor(3.0), Tensor(2.0))[1])
        12.0
    """

    def __init__(self, fn: Any):
        super().__init__()
        self.fn = fn

    def construct(self, *args: Any) -> tuple[Any, Any]:
        *inputs, cotangent = args
        output, pull_back = vjp(self.fn, *inputs)
        gradients = pull_back(*cotangent) if isinstance(cotangent, tuple) else pull_back(cotangent)
        return output, gradients if len(gradients) > 1 else gradients[0]
