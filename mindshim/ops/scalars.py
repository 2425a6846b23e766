"""Operators of Python numbers, which are Python's own."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any


def _of_numbers(name: str, function: Callable[..., Any], doc: str) -> Callable[..., Any]:
    def applied(*numbers: Any) -> Any:
        for number in numbers:
            if not isinstance(number, (int, float)):
                raise TypeError(f"For '{name}', numbers are needed, but got {type(number).__name__}.")
        return function(*numbers)

    applied.__name__ = applied.__qualname__ = name
    applied.__doc__ = doc
    return applied


scalar_add = _of_numbers("scalar_add", operator.add, "x + y of Python numbers.")
scalar_sub = _of_numbers("scalar_sub", operator.sub, "x - y of Python numbers.")
scalar_mul = _of_numbers("scalar_mul", operator.mul, "x · y of Python numbers.")
scalar_div = _of_numbers("scalar_div", operator.truediv, "x / y of Python numbers.")
scalar_floordiv = _of_numbers("scalar_floordiv", operator.floordiv, "x // y of Python numbers.")
scalar_mod = _of_numbers("scalar_mod", operator.mod, "x % y of Python numbers.")
scalar_pow = _of_numbers("scalar_pow", operator.pow, "x ** y of Python numbers.")
scalar_max = _of_numbers("scalar_max", max, "The larger of two Python numbers.")
scalar_min = _of_numbers("scalar_min", min, "The smaller of two Python numbers.")
scalar_eq = _of_numbers("scalar_eq", operator.eq, "Whether two Python numbers are equal.")
scalar_ne = _of_numbers("scalar_ne", operator.ne, "Whether two Python numbers differ.")
scalar_gt = _of_numbers("scalar_gt", operator.gt, "x > y of Python numbers.")
scalar_ge = _of_numbers("scalar_ge", operator.ge, "x >= y of Python numbers.")
scalar_lt = _of_numbers("scalar_lt", operator.lt, "x < y of Python numbers.")
scalar_le = _of_numbers("scalar_le", operator.le, "x <= y of Python numbers.")
scalar_log = _of_numbers("scalar_log", math.log, "The natural logarithm of a Python number.")
scalar_uadd = _of_numbers("scalar_uadd", operator.pos, "The Python number itself.")
scalar_usub = _of_numbers("scalar_usub", operator.neg, "A Python number with its sign turned.")


def _same(name: str, function: Callable[..., Any], doc: str) -> Callable[..., Any]:
    def applied(*values: Any) -> Any:
        return function(*values)

    applied.__name__ = applied.__qualname__ = name
    applied.__doc__ = doc
    return applied


bool_not = _same("bool_not", operator.not_, "Whether a Python value is false.")
bool_and = _same("bool_and", lambda x, y: bool(x) and bool(y), "Whether both Python values are true.")
bool_or = _same("bool_or", lambda x, y: bool(x) or bool(y), "Whether one of two Python values is true.")
bool_eq = _same("bool_eq", operator.eq, "Whether two Python values are equal.")
string_eq = _same("string_eq", operator.eq, "Whether two strings are equal.")
string_concat = _same("string_concat", operator.add, "Two strings as one.")
is_ = _same("is_", operator.is_, "Whether two names mean one object.")
is_not = _same("is_not", operator.is_not, "Whether two names mean two objects.")
in_dict = _same("in_dict", lambda x, y: x in y, "Whether a dict has a key.")
not_in_dict = _same("not_in_dict", lambda x, y: x not in y, "Whether a dict lacks a key.")
make_tuple = _same("make_tuple", lambda *values: values, "The values as a tuple.")
make_list = _same("make_list", lambda *values: list(values), "The values as a list.")
make_dict = _same("make_dict", lambda keys, values: dict(zip(keys, values, strict=True)),
                  "Keys and values as a dict.")
make_slice = _same("make_slice", slice, "The slice of these bounds.")
tuple_getitem = _same("tuple_getitem", operator.getitem, "An element of a tuple.")
list_getitem = _same("list_getitem", operator.getitem, "An element of a list.")
dict_getitem = _same("dict_getitem", operator.getitem, "The value of a dict's key.")
tuple_len = _same("tuple_len", len, "The length of a tuple.")
list_len = _same("list_len", len, "The length of a list.")
tuple_equal = _same("tuple_equal", operator.eq, "Whether two tuples are equal.")
list_equal = _same("list_equal", operator.eq, "Whether two lists are equal.")
tuple_reversed = _same("tuple_reversed", lambda x: x[::-1], "A tuple from its end.")


def list_setitem(data: list, index: int, value: Any) -> list:
    """The list, with another element at a place of it."""
    data[index] = value
    return data


def tuple_setitem(data: tuple, index: int, value: Any) -> tuple:
    """A tuple with another element at a place."""
    return tuple(list_setitem(list(data), index, value))


def dict_setitem(data: dict, key: Any, value: Any) -> dict:
    """The dict, with a value under a key."""
    data[key] = value
    return data


def tuple_div(x: tuple, y: tuple) -> tuple:
    """The whole quotients of two tuples of ints.

    Raises:
        ValueError: an element does not divide the one at its place.
    """
    if len(x) != len(y) or any(b == 0 or a % b for a, b in zip(x, y, strict=False)):
        raise ValueError(f"For 'tuple_div', the elements of {x} must be multiples of those of {y}.")
    return tuple(a // b for a, b in zip(x, y, strict=True))


def _augmented(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def applied(x: Any, y: Any) -> Any:
        return function(x, y)

    applied.__name__ = applied.__qualname__ = name
    applied.__doc__ = "What an augmented assignment gives."
    return applied


augassign_add = _augmented("augassign_add", operator.add)
augassign_sub = _augmented("augassign_sub", operator.sub)
augassign_mul = _augmented("augassign_mul", operator.mul)
augassign_div = _augmented("augassign_div", operator.truediv)
augassign_floordiv = _augmented("augassign_floordiv", operator.floordiv)
augassign_mod = _augmented("augassign_mod", operator.mod)
