"""What programs may pass where `mindspore.numpy` takes an array, and the errors that it raises."""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np

from mindshim.engine.arrays import from_python, put
from mindshim.engine.binding import operator_named
from mindshim.engine.dtypes import Type
from mindshim.engine.tensor import Tensor, wrap

_NARROW = {np.dtype(np.float64): np.float32, np.dtype(np.int64): np.int32}


def to_tensor(value: Any, narrow: bool = True) -> Tensor:
    """The Tensor itself; or one of a number or a sequence of numbers or Tensors, in at most 32 bits (with `narrow`).

    Raises:
        TypeError: `value` is something else.
    """
    if isinstance(value, Tensor):
        return value
    if isinstance(value, (list, tuple)) and value and all(isinstance(v, Tensor) for v in value):
        found = operator_named("ops.stack")(value, 0)
        return found.astype(_NARROW[np.dtype(found._array.dtype)]) if _is_wide(found, narrow) else found
    if not isinstance(value, (bool, int, float, list, tuple)):
        raise TypeError(f"an array is needed here: a Tensor, a number or a sequence, but got {type(value).__name__}.")
    array = from_python(value)
    return wrap(put(array.astype(_NARROW.get(array.dtype, array.dtype)) if narrow else array))


def _is_wide(tensor: Tensor, narrow: bool) -> bool:
    return narrow and np.dtype(tensor._array.dtype) in _NARROW


def only_tensors(*values: Any) -> None:
    """Refuse what is no Tensor.

    Raises:
        TypeError: one of `values` is no Tensor.
    """
    for value in values:
        if not isinstance(value, Tensor):
            raise TypeError(f"a Tensor is needed here, but got {type(value).__name__}.")


def scalar_dtype(*numbers: Any) -> Type:
    """The dtype of Python numbers: bool, int32 or float32."""
    from mindshim.numpy.dtypes import bool_, float32, int32

    given = [n for n in numbers if n is not None]
    if all(isinstance(n, bool) for n in given):
        return bool_
    return int32 if all(isinstance(n, int) for n in given) else float32


# MindSpore's names of some of these, which programs import.


def _to_tensor(*values: Any) -> Any:
    found = tuple(to_tensor(v) for v in values)
    return found[0] if len(found) == 1 else found


def _to_tensor_origin_dtype(*values: Any) -> Any:
    found = [to_tensor(v, narrow=False) for v in values]
    return found[0] if len(found) == 1 else found


def _check_input_tensor(*tensors: Any) -> bool:
    only_tensors(*tensors)
    return True


def _raise_type_error(info: str, param: Any = None) -> NoReturn:
    raise TypeError(info if param is None else f"{info}{type(param)}")


def _raise_value_error(info: str, param: Any = None) -> NoReturn:
    raise ValueError(info if param is None else f"{info}{param}")


def _raise_runtime_error(info: str, param: Any = None) -> NoReturn:
    raise RuntimeError(info if param is None else f"{info}{param}")


def _raise_unimplemented_error(info: str, param: Any = None) -> NoReturn:
    raise NotImplementedError(info if param is None else f"{info}{param}")
