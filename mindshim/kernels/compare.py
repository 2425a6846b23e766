"""Comparison and logic: the results are truth values."""

from __future__ import annotations

from collections.abc import Callable

import jax.numpy as jnp

from mindshim.kernels.arithmetic import binary
from mindshim.kernels.declare import Array, ArrayLike, operator
from mindshim.kernels.examples import documented
from mindshim.kernels.promotion import floating, promote

_COMPARISONS = [
    ("ops.Equal ops.equal ops.eq mint.eq Tensor.eq Tensor.equal Tensor.__eq__", jnp.equal,
     "Whether two elements are equal."),
    ("ops.NotEqual ops.not_equal ops.ne mint.ne mint.not_equal Tensor.ne Tensor.not_equal Tensor.__ne__",
     jnp.not_equal, "Whether two elements differ."),
    ("ops.Greater ops.greater ops.gt ops.tensor_gt mint.gt mint.greater Tensor.gt Tensor.greater "
     "Tensor.__gt__",
     jnp.greater, "Whether input is greater than other, element by element."),
    ("ops.GreaterEqual ops.greater_equal ops.ge ops.tensor_ge mint.ge mint.greater_equal Tensor.ge "
     "Tensor.greater_equal Tensor.__ge__", jnp.greater_equal,
     "Whether input is greater than other or equal to it, element by element."),
    ("ops.Less ops.less ops.lt ops.tensor_lt mint.lt mint.less Tensor.lt Tensor.less Tensor.__lt__", jnp.less,
     "Whether input is less than other, element by element."),
    ("ops.LessEqual ops.less_equal ops.le ops.tensor_le mint.le mint.less_equal Tensor.le Tensor.less_equal "
     "Tensor.__le__", jnp.less_equal, "Whether input is less than other or equal to it, element by element."),
]

for _faces, _function, _doc in _COMPARISONS:
    binary(_faces, _function, _doc)


def logical(faces: tuple[str, ...], function: Callable[[Array, Array], Array], doc: str) -> None:
    """Declare a function of two truth values, for which numbers are taken as whether they are not 0."""

    def kernel(input: Array, other: Array) -> Array:
        return function(input, other)

    kernel.__doc__ = documented(doc, faces)
    operator(*faces)(kernel)


logical(("ops.LogicalAnd(x, y)", "ops.logical_and", "mint.logical_and", "Tensor.logical_and",
         "|Tensor.logical_and(y)"),
        jnp.logical_and, "Whether both elements are True (or not 0).")
logical(("ops.LogicalOr(x, y)", "ops.logical_or", "mint.logical_or", "Tensor.logical_or",
         "|Tensor.logical_or(y)"),
        jnp.logical_or, "Whether one of two elements is True (or not 0).")
logical(("ops.LogicalXor", "ops.logical_xor", "mint.logical_xor", "Tensor.logical_xor"),
        jnp.logical_xor, "Whether exactly one of two elements is True (or not 0).")


@operator("ops.IsClose(rtol=1e-05, atol=1e-08, equal_nan=False)(input, other)",
          "ops.isclose(input, other, rtol=1e-05, atol=1e-08, equal_nan=False)",
          "mint.isclose(input, other, rtol=1e-05, atol=1e-08, equal_nan=False)",
          "Tensor.isclose(other, rtol=1e-05, atol=1e-08, equal_nan=False)",
          "|Tensor.isclose(x2, rtol=1e-05, atol=1e-08, equal_nan=False)")
def isclose(input: Array, other: Array, rtol: ArrayLike = 1e-05, atol: ArrayLike = 1e-08,
            equal_nan: bool = False) -> Array:
    """Whether |input - other| ≤ atol + rtol · |other|, by element; `equal_nan`: so are nan and nan."""
    return jnp.isclose(*promote(input, other), rtol=rtol, atol=atol, equal_nan=equal_nan)


@operator("ops.ApproximateEqual(tolerance=1e-05)(x, y)", "ops.approximate_equal(x, y, tolerance=1e-05)",
          "Tensor.approximate_equal(other, tolerance=1e-05)")
def approximate_equal(x: Array, y: Array, tolerance: float = 1e-05) -> Array:
    """Whether |x - y| < tolerance, element by element."""
    x, y = promote(x, y)
    return jnp.abs(floating(x) - floating(y)) < tolerance
