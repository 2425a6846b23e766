"""In-place functions that Tensor has no method for, or that `mint` has and `ops` too."""

from __future__ import annotations

from typing import Any

from mindshim.engine.autodiff import stop_gradient
from mindshim.engine.binding import also, function, written
from mindshim.engine.tensor import Tensor


@also("mint.addr_")
def addr_(input: Tensor, vec1: Tensor, vec2: Tensor, beta: Any = 1, alpha: Any = 1) -> Tensor:
    """``beta * input + alpha * outer(vec1, vec2)``, written to `input`."""
    return written(input, function("ops.addr")(input, vec1, vec2, beta=beta, alpha=alpha), "addr_")


@also("mint.nn.functional.sigmoid_")
def inplace_sigmoid(input: Tensor) -> Tensor:
    """The logistic function of each element, written to `input`."""
    return written(input, function("ops.sigmoid")(input), "sigmoid_")


def put_(input: Tensor, index: Tensor, source: Tensor, accumulate: bool = False) -> Tensor:
    """Elements written to the places of the flattened `input`; see `Tensor.put_`."""
    return function("Tensor.put_")(input, index, source, accumulate)


def reshape_(input: Tensor, shape: tuple[int, ...]) -> Tensor:
    """`input`, which has another shape from now on."""
    input._assign(function("ops.reshape")(input, shape))
    return input


def stop_gradient_(input: Tensor) -> None:
    """Let no derivative flow through `input` from now on."""
    input._assign(stop_gradient(input))
