"""Kernels in MindSpore's hybrid language: Python loops over arrays, with a few functions of its own.

They are run by Python on NumPy arrays, as MindSpore itself does where AKG is missing: right, and slow.
"""

from __future__ import annotations

import contextlib
import functools
import math
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from mindshim.engine.tensor import Tensor


def _allocate(shape: Any, dtype: Any, scope: str = "global") -> np.ndarray:
    return np.zeros(shape, dtype)


@contextlib.contextmanager
def _block_realize(tensor: Any) -> Iterator[Any]:
    yield tensor


# What such a kernel finds besides its own module's names.
_LANGUAGE: dict[str, Any] = {
    "allocate": _allocate, "output_tensor": _allocate, "block_realize": _block_realize, "grid": np.ndindex,
    **dict.fromkeys(("serial", "parallel", "vectorize", "reduce"), range),
    **{name: getattr(np, name) for name in (
        "abs exp log sqrt sin cos tan tanh sinh cosh arcsin arccos arctan arcsinh arccosh arctanh isnan isinf isfinite "
        "power trunc float16 float32 float64 int8 int16 int32 int64 uint8 uint16 uint32 uint64"
    ).split()},
    "asin": np.arcsin, "acos": np.arccos, "atan": np.arctan, "rsqrt": lambda x: 1 / np.sqrt(x),
    "round": np.round, "floor_div": np.floor_divide, "ceil_div": lambda a, b: -(-a // b),
    "erf": np.vectorize(math.erf),
}


def kernel(fn: Callable[..., Any] | None = None, reg_info: Any = None, compile_attrs: Any = None) -> Any:
    """Decorate a kernel in the hybrid language, to be called with arrays, or given to `ops.Custom`.

    Args:
        fn: the kernel.
        reg_info: accepted: a description of it.
        compile_attrs: accepted: settings of MindSpore's compiler for it.

    Example:
        >>> import numpy as np
        >>> from mindshim.ops import kernel
        >>> @kernel
        ... def double(a):
        ...     b = output_tensor(a.shape, a.dtype)
        ...     for i in range(a.shape[0]):
        ...         b[i] = a[i] + a[i]
        ...     return b
        >>> double(np.array([1.0, 2.0]))
        array([2., 4.])
    """

    def decorate(fn: Callable[..., Any]) -> Callable[..., Any]:
        inner = types.FunctionType(fn.__code__, {**_LANGUAGE, **fn.__globals__}, fn.__name__, fn.__defaults__,
                                   fn.__closure__)

        @functools.wraps(fn)
        def run(*args: Any) -> Any:
            return inner(*[a.asnumpy() if isinstance(a, Tensor) else a for a in args])

        run.is_hybrid_kernel = True  # type: ignore[attr-defined]
        return run

    return decorate if fn is None else decorate(fn)
