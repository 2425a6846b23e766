"""`mindspore._checkparam`: checks of arguments, which many programs use for their own. Each raises, or gives the value.

The functions take the value, what it is called, and whose argument it is; relations are `EQ` … `NOT_IN` for one
bound, `INC_NEITHER` … `INC_BOTH` for two. Programs of the first releases reach them as methods of `Validator`, and
the relations as members of `Rel`.
"""

from __future__ import annotations

import enum
import functools
import inspect
import math
import operator
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from mindshim.engine import dtypes


class Rel(enum.IntEnum):
    """How a value stands to one bound, or to two."""

    EQ = 1
    NE = 2
    LT = 3
    LE = 4
    GT = 5
    GE = 6
    INC_NEITHER = 7
    INC_LEFT = 8
    INC_RIGHT = 9
    INC_BOTH = 10
    IN = 11
    NOT_IN = 12

    @staticmethod
    def get_strs(rel: int) -> str:
        """The relation as it is written, with ``{}`` for each bound."""
        return _WRITTEN.get(rel, "")


EQ, NE, LT, LE, GT, GE, INC_NEITHER, INC_LEFT, INC_RIGHT, INC_BOTH, IN, NOT_IN = (int(r) for r in Rel)

_HOLDS: dict[int, Callable[[Any, Any], bool]] = {
    EQ: operator.eq, NE: operator.ne, LT: operator.lt, LE: operator.le, GT: operator.gt, GE: operator.ge,
    IN: lambda value, among: value in among, NOT_IN: lambda value, among: value not in among,
}
_WITHIN: dict[int, Callable[[Any, Any, Any], bool]] = {
    INC_NEITHER: lambda v, low, high: low < v < high,
    INC_LEFT: lambda v, low, high: low <= v < high,
    INC_RIGHT: lambda v, low, high: low < v <= high,
    INC_BOTH: lambda v, low, high: low <= v <= high,
}
_WRITTEN = {
    EQ: "= {}", NE: "!= {}", LT: "< {}", LE: "<= {}", GT: "> {}", GE: ">= {}", IN: "in {}", NOT_IN: "not in {}",
    INC_NEITHER: "({}, {})", INC_LEFT: "[{}, {})", INC_RIGHT: "({}, {}]", INC_BOTH: "[{}, {}]",
}


def _subject(arg_name: str | None, prim_name: str | None) -> str:
    called = f"'{arg_name}'" if arg_name else "input value"
    return f"For '{prim_name}', the {called}" if prim_name else f"The {called}"


def _legal(value: Any) -> bool:
    return not (math.isinf(value) or math.isnan(value))


def _check_number(arg_value: Any, value: Any, rel: int, arg_type: type = int, arg_name: str | None = None,
                  prim_name: str | None = None) -> Any:
    subject, got = _subject(arg_name, prim_name), type(arg_value).__name__
    if not isinstance(arg_value, arg_type):
        raise TypeError(f"{subject} must be {arg_type.__name__}, but got '{got}'")
    if not _legal(arg_value):
        raise ValueError(f"{subject} must be a legal value, but got '{arg_value}'.")
    error = TypeError if isinstance(arg_value, bool) else None if _HOLDS[rel](arg_value, value) else ValueError
    if error is not None:
        raise error(f"{subject} must be {arg_type.__name__} and must {_WRITTEN[rel].format(value)}, "
                    f"but got '{arg_value}' with type '{got}'.")
    return arg_value


def check_is_number(arg_value: Any, arg_type: type, arg_name: str | None = None, prim_name: str | None = None) -> Any:
    """A finite number of that type, a bool being none."""
    subject = _subject(arg_name, prim_name)
    if not isinstance(arg_value, arg_type) or isinstance(arg_value, bool):
        front, _, called = subject.partition("he ")
        raise TypeError(f"{front}he type of {called} must be '{arg_type.__name__}', "
                        f"but got '{type(arg_value).__name__}'.")
    if not _legal(arg_value):
        raise ValueError(f"{subject} must be a legal float, but got '{arg_value}'.")
    return arg_value


def check_number_range(arg_value: Any, lower_limit: Any, upper_limit: Any, rel: int, value_type: type,
                       arg_name: str | None = None, prim_name: str | None = None) -> Any:
    """A number of that type (or one of NumPy's) between two bounds."""
    subject = _subject(arg_name, prim_name)
    if not isinstance(arg_value, (np.ndarray, np.generic, value_type)) or isinstance(arg_value, bool):
        raise TypeError(f"{subject} must be '{value_type.__name__}',  but got '{type(arg_value).__name__}'.")
    if not _WITHIN[rel](arg_value, lower_limit, upper_limit):
        raise ValueError(f"{subject} must be in range of {_WRITTEN[rel].format(lower_limit, upper_limit)}, "
                         f"but got {arg_value} with type '{type(arg_value).__name__}'.")
    return arg_value


def check_int_range(arg_value: Any, lower_limit: int, upper_limit: int, rel: int, arg_name: str | None = None,
                    prim_name: str | None = None) -> int:
    """An int between two bounds."""
    return check_number_range(arg_value, lower_limit, upper_limit, rel, int, arg_name, prim_name)


def check_float_range(arg_value: Any, lower_limit: float, upper_limit: float, rel: int, arg_name: str | None = None,
                      prim_name: str | None = None) -> float:
    """A float between two bounds."""
    return check_number_range(arg_value, lower_limit, upper_limit, rel, float, arg_name, prim_name)


def check(arg_name: str, arg_value: Any, value_name: str, value: Any, rel: int = EQ, prim_name: str | None = None,
          excp_cls: type[Exception] = ValueError) -> Any:
    """A value that stands in that relation to another one, which the message calls `value_name`."""
    if not _HOLDS[rel](arg_value, value):
        called = arg_name if " " in arg_name else f"'{arg_name}'"
        owner = f"For '{prim_name}', the" if prim_name else "The"
        raise excp_cls(f"{owner} {called} should be {_WRITTEN[rel].format(f'{value_name}: {value}')}, "
                       f"but got {arg_value}.")
    return arg_value


def check_number(arg_name: str, arg_value: Any, value: Any, rel: int, prim_name: str) -> Any:
    """A number that stands in that relation to another."""
    if not _HOLDS[rel](arg_value, value):
        raise ValueError(f"For '{prim_name}', the argument '{arg_name}' must {_WRITTEN[rel].format(value)}, "
                         f"but got {arg_value}.")
    return arg_value


def check_int(arg_value: Any, value: int, rel: int, arg_name: str | None = None, prim_name: str | None = None) -> int:
    """An int that stands in that relation to another."""
    return _check_number(arg_value, value, rel, int, arg_name, prim_name)


def check_float(arg_value: Any, value: float, rel: int, arg_name: str | None = None,
                prim_name: str | None = None) -> float:
    """A float that stands in that relation to another."""
    return _check_number(arg_value, value, rel, float, arg_name, prim_name)


def check_equal_int(arg_value: Any, value: int, arg_name: str | None = None, prim_name: str | None = None) -> int:
    """This int."""
    return _check_number(arg_value, value, EQ, int, arg_name, prim_name)


def check_is_int(arg_value: Any, arg_name: str | None = None, prim_name: str | None = None) -> int:
    """An int, a bool being none."""
    return check_is_number(arg_value, int, arg_name, prim_name)


def check_is_float(arg_value: Any, arg_name: str | None = None, prim_name: str | None = None) -> float:
    """A finite float."""
    return check_is_number(arg_value, float, arg_name, prim_name)


def _compared_with_zero(kind: type, rel: int, name: str) -> Callable[..., Any]:
    def checked(arg_value: Any, arg_name: str | None = None, prim_name: str | None = None) -> Any:
        return _check_number(arg_value, 0, rel, kind, arg_name, prim_name)

    checked.__name__ = checked.__qualname__ = name
    checked.__doc__ = f"A number of type {kind.__name__} that is {_WRITTEN[rel].format(0)}."
    return checked


check_positive_int = _compared_with_zero(int, GT, "check_positive_int")
check_negative_int = _compared_with_zero(int, LT, "check_negative_int")
check_non_positive_int = _compared_with_zero(int, LE, "check_non_positive_int")
check_non_negative_int = _compared_with_zero(int, GE, "check_non_negative_int")
check_positive_float = _compared_with_zero(float, GT, "check_positive_float")
check_negative_float = _compared_with_zero(float, LT, "check_negative_float")
check_non_positive_float = _compared_with_zero(float, LE, "check_non_positive_float")
check_non_negative_float = _compared_with_zero(float, GE, "check_non_negative_float")


def _each_compared_with_zero(kind: type, rel: int, name: str) -> Callable[..., Any]:
    def checked(sequence: Sequence[Any], arg_name: str | None = None, prim_name: str | None = None) -> Any:
        for i, element in enumerate(sequence):
            _check_number(element, 0, rel, kind, f"{arg_name or 'arg_name'}[{i}]", prim_name)
        return sequence

    checked.__name__ = checked.__qualname__ = name
    checked.__doc__ = f"Numbers of type {kind.__name__} that are {_WRITTEN[rel].format(0)}."
    return checked


check_positive_int_sequence = _each_compared_with_zero(int, GT, "check_positive_int_sequence")
check_non_negative_int_sequence = _each_compared_with_zero(int, GE, "check_non_negative_int_sequence")
check_positive_float_sequence = _each_compared_with_zero(float, GT, "check_positive_float_sequence")


def check_bool(arg_value: Any, arg_name: str | None = None, prim_name: str | None = None) -> bool:
    """A bool."""
    if not isinstance(arg_value, bool):
        raise TypeError(f"{_subject(arg_name, prim_name)} must be a bool, but got {type(arg_value).__name__}.")
    return arg_value


def check_string(arg_value: Any, valid_values: Sequence[str], arg_name: str | None = None,
                 prim_name: str | None = None) -> str:
    """One of these texts."""
    if not isinstance(arg_value, str) or arg_value not in valid_values:
        raise ValueError(f"{_subject(arg_name or 'parameter', prim_name)} must be str and must be in "
                         f"'{valid_values}', but got '{arg_value}'.")
    return arg_value


def check_isinstance(arg_name: str, arg_value: Any, classes: Any) -> Any:
    """An instance of one of these classes (a ValueError otherwise, as MindSpore has it)."""
    if not isinstance(arg_value, classes):
        raise ValueError(f"The parameter '{arg_name}' must be isinstance of {classes}, but got {arg_value}.")
    return arg_value


def check_value_type(arg_name: str, arg_value: Any, valid_types: Any, prim_name: str | None = None) -> Any:
    """A value of one of these types; a bool only where bool is one of them."""
    kinds = tuple(valid_types) if isinstance(valid_types, Iterable) else (valid_types,)
    if isinstance(arg_value, bool) and bool not in kinds or not isinstance(arg_value, kinds):
        names = [k.__name__ for k in kinds]
        wanted = f"'{names[0]}'" if len(names) == 1 else f"one of '{names}'"
        owner = f"For '{prim_name}', the" if prim_name else "The"
        raise TypeError(f"{owner} type of '{arg_name}' should be {wanted}, "
                        f"but got type '{type(arg_value).__name__}'.")
    return arg_value


def _is_kind(found: Any, wanted: Any) -> bool:
    """Whether a dtype or class is another one, or falls under it."""
    if isinstance(found, type) and isinstance(wanted, type):
        return issubclass(found, wanted)
    return dtypes.issubclass_(found, wanted)


def check_type_name(arg_name: str, arg_type: Any, valid_types: Any, prim_name: str | None) -> Any:
    """One of these dtypes or Python types."""
    wanted: tuple[Any, ...] = tuple(valid_types) if isinstance(valid_types, Iterable) else (valid_types,)
    if isinstance(arg_type, dtypes.TensorType):
        arg_type = arg_type.element
    if not any(arg_type == kind for kind in wanted):
        listed = f"one of {list(wanted)}" if len(wanted) != 1 else str(next(iter(wanted)))
        owner = f"For '{prim_name}', the" if prim_name else "The"
        raise TypeError(f"{owner} '{arg_name}' should be {listed}, but got '{arg_type!r}'.")
    return arg_type


def check_subclass(arg_name: str, type_: Any, template_types: Any, prim_name: str,
                   addition_error_info: str | None = None) -> None:
    """A dtype or class under one of these."""
    several = isinstance(template_types, Iterable)
    wanted: tuple[Any, ...] = tuple(template_types) if several else (template_types,)
    if not any(_is_kind(type_, kind) for kind in wanted):
        listed = f"one of {list(wanted)}" if len(wanted) != 1 else str(next(iter(wanted)))
        raise TypeError(f"For '{prim_name}', the element of '{arg_name}' must be {listed}, but got {type_}."
                        f"{addition_error_info or ''}")


def check_valid_input(arg_name: str, arg_value: Any, prim_name: str) -> Any:
    """Anything but None."""
    if arg_value is None:
        raise ValueError(f"For '{prim_name}', the argument '{arg_name}' can not be None, but got {arg_value}.")
    return arg_value


def check_types_same_and_valid(args: dict[str, Any], valid_values: Iterable[Any], prim_name: str) -> None:
    """Types by argument name, all the same and each one of those allowed."""
    allowed = tuple(valid_values)
    first: tuple[str, Any] | None = None
    for name, found in args.items():
        check_subclass(name, found, allowed, prim_name)
        first = first or (name, found)
        if found != first[1]:
            raise TypeError(f"For '{prim_name}', the type of '{name}' should be same as '{first[0]}', but got "
                            f"'{first[0]}' with type {first[1]} and '{name}' with type {found}.")


def check_element_type_of_iterable(arg_name: str, arg_value: Iterable[Any], valid_types: Iterable[type],
                                   prim_name: str | None = None) -> None:
    """A container whose elements have one of these types."""
    owner = f"For '{prim_name}', the" if prim_name else "The"
    kinds = tuple(valid_types)
    for element in arg_value:
        if not isinstance(element, kinds):
            names = " or ".join(k.__name__ for k in kinds)
            raise TypeError(f"{owner} type of '{arg_name}' should be {names}, but got '{element}' with type "
                            f"'{type(element).__name__}'.")


def check_str_by_regular(target: str, reg: str | None = None, flag: int = re.ASCII,
                         prim_name: str | None = None) -> bool:
    """A text that matches an expression (by default: a word, with dots)."""
    reg = reg or r"^\w+[0-9a-zA-Z\_\.]*$"
    if re.match(reg, target, flag) is None:
        owner = f"For '{prim_name}', the" if prim_name else "The"
        raise ValueError(f"{owner} '{target}' is illegal, it must be match regular'{reg}' by flags'{flag}.'")
    return True


def check_file_name_by_regular(target: str, reg: str | None = None, prim_name: str | None = None) -> bool:
    """A text that can be a file's name."""
    if not isinstance(target, str):
        raise ValueError(f"Args 'file_name' should be str, but got {type(target).__name__}.")
    reg = reg or r"^[0-9a-zA-Z@\_\-\.\:\/\\]+$"
    if re.match(reg, target) is None:
        owner = f"For '{prim_name}', the" if prim_name else "The"
        raise ValueError(f"{owner} '{target}' is illegal, it must be match regular '{reg}'.")
    return True


def _expanded(count: int) -> Callable[[Any], tuple]:
    def expand(m: Any) -> tuple:
        if not isinstance(m, tuple):
            if isinstance(m, int) and not isinstance(m, bool):
                return (m,) * count
            raise TypeError(f"When expanding an int number to tuple, input type must be integer or tuple[int], "
                            f"but got {type(m)}")
        if len(m) != count or any(not isinstance(i, int) or isinstance(i, bool) for i in m):
            raise TypeError(f"When expanding an int number to tuple, input tuple dimension must be {count}, "
                            f"but got {m}")
        return m

    return expand


once, twice, triple = _expanded(1), _expanded(2), _expanded(3)


def args_type_check(*type_args: Any, **type_kwargs: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorate a function whose arguments must have these types; None is always allowed.

    Example:
        >>> from mindshim._checkparam import args_type_check
        >>> @args_type_check(size=int)
        ... def double(size):
        ...     return 2 * size
        >>> double(4)
        8
    """

    def decorate(fn: Callable[..., Any]) -> Callable[..., Any]:
        signature = inspect.signature(fn)
        wanted = signature.bind_partial(*type_args, **type_kwargs).arguments

        @functools.wraps(fn)
        def checked(*args: Any, **kwargs: Any) -> Any:
            for name, value in signature.bind(*args, **kwargs).arguments.items():
                if value is not None and name in wanted and not isinstance(value, wanted[name]):
                    raise TypeError(f"The parameter '{name}' must be {wanted[name]}, but got {type(value)}")
            return fn(*args, **kwargs)

        return checked

    return decorate


def check_hook_fn(hook_fn: Any) -> None:
    """Something that can be called."""
    if not callable(hook_fn):
        raise TypeError(f"Expected a callable hook function, but got {type(hook_fn).__name__}.")


class Validator:
    """The checks as methods, as programs of the first releases call them."""


for _name, _check in [(n, c) for n, c in globals().items() if n.startswith("check") or n == "once"]:
    setattr(Validator, _name, staticmethod(_check))
# Their names in the very first releases.
check_int_positive = check_positive_int
Validator.check_int_positive = Validator.check_integer = staticmethod(check_int)  # type: ignore[attr-defined]
