"""MindSpore's implicit dtype conversion, in one place.

Checked against the real MindSpore for every pair of dtypes (``tests/oracle``). Kernels call it while they
are traced,
so it costs nothing when they run. A Python number arrives as a weakly typed scalar.
"""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
import numpy as np

BF16 = np.dtype(jnp.bfloat16)
_WIDE_UNSIGNED = frozenset(np.dtype(t) for t in (np.uint16, np.uint32, np.uint64))
_KIND_ORDER = {"b": 0, "u": 1, "i": 1, "f": 2, "c": 3}
_NAMES = {"bool": "Bool", "bfloat16": "BFloat16"}


def kind(dtype: np.dtype) -> str:
    """``b``, ``i``, ``u``, ``f`` or ``c``; bfloat16 and float8 are ``f``."""
    return "f" if dtype.kind == "V" else dtype.kind


def promoted(a: np.dtype, b: np.dtype) -> np.dtype:
    """The dtype of a binary operator's result on two Tensors of these dtypes.

    Raises:
        TypeError: uint16, uint32 and uint64 mix with no other number, as in MindSpore.
    """
    if a == b:
        return a
    ka, kb = _KIND_ORDER[kind(a)], _KIND_ORDER[kind(b)]
    if ka == 0 or kb == 0:
        return b if ka == 0 else a
    if a in _WIDE_UNSIGNED or b in _WIDE_UNSIGNED:
        raise TypeError(f"Type implicit conversion between Tensor[{named(a)}] and Tensor[{named(b)}] is not "
                        "supported.")
    if ka != kb:
        wide, narrow = (a, b) if ka > kb else (b, a)
        if kind(wide) == "c" and narrow == np.float64:
            return np.dtype(np.complex128)
        return wide
    if ka == 2 and {a, b} == {np.dtype(np.float16), BF16}:
        return np.dtype(np.float32)
    return np.dtype(jnp.promote_types(a, b))


def named(dtype: np.dtype) -> str:
    """A dtype as MindSpore writes it: ``Float32``, ``UInt8``."""
    name = dtype.name
    if name in _NAMES:
        return _NAMES[name]
    return "UInt" + name[4:] if name.startswith("uint") else name.capitalize()


def is_weak(x: Any) -> bool:
    """Whether this is a Python number (or was one, before tracing)."""
    return isinstance(x,
                      (bool, int, float, complex)) or bool(getattr(getattr(x, "aval", x), "weak_type", False))


def with_scalar(dtype: np.dtype, scalar: str) -> np.dtype:
    """The dtype of a Tensor's operation with a Python number of this kind (``b``, ``i``, ``f``, ``c``)."""
    order = _KIND_ORDER[kind(dtype)]
    if scalar == "b" or _KIND_ORDER[scalar] <= order and not (scalar == "i" and order == 0):
        return dtype
    if scalar == "i":
        return np.dtype(np.int64) if order == 0 else dtype
    if scalar == "f":
        return np.dtype(np.float32)
    return np.dtype(np.complex128) if dtype == np.float64 else np.dtype(np.complex64)


def result_dtype(*xs: Any) -> np.dtype:
    """The common dtype of Tensors and Python numbers."""
    if any(x is None for x in xs):
        raise TypeError("a Tensor or a number is needed, but got None.")
    strong = [x for x in xs if not _is_scalar(x)]
    if not strong:
        return np.dtype(jnp.result_type(*[_default(x) for x in xs]))
    found = np.dtype(strong[0].dtype)
    for x in strong[1:]:
        found = promoted(found, np.dtype(x.dtype))
    for x in xs:
        if _is_scalar(x):
            found = with_scalar(found, kind(np.dtype(jnp.result_type(x))))
    return found


def promote(*xs: Any) -> tuple[Any, ...]:
    """The operands in their common dtype."""
    dtype = result_dtype(*xs)
    return tuple(jnp.asarray(x, dtype) for x in xs)


def tensor(x: Any) -> Any:
    """The operand of an operator that takes Tensors only.

    Raises:
        TypeError: it is a Python number, or None.
    """
    if x is None or is_weak(x):
        raise TypeError(f"a Tensor is needed, but got {'None' if x is None else 'a number'}.")
    return jnp.asarray(x)


def floating(x: Any) -> Any:
    """A real operand as floating point: integers and truth values become float32."""
    x = jnp.asarray(x)
    if is_weak(x):
        x = x.astype(_default(x))
    return x if jnp.issubdtype(x.dtype, np.inexact) else x.astype(np.float32)


def _is_scalar(x: Any) -> bool:
    # A Python bool is traced as a strongly typed 0-d array, so only its own type tells it apart.
    return is_weak(x)


def _default(x: Any) -> np.dtype:
    found = np.dtype(jnp.result_type(x))
    return {"f": np.dtype(np.float32), "c": np.dtype(np.complex64), "i": np.dtype(np.int64)}.get(kind(found),
                                                                                                 found)
