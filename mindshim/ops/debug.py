"""Primitives that do something in Python: printing, calling functions, and notes for summaries."""

from __future__ import annotations

import functools
import itertools
import os
from collections.abc import Callable
from typing import Any

import jax
import numpy as np
from jax.core import Tracer

from mindshim.engine.tensor import Tensor, wrap
from mindshim.ops.primitive import Primitive


def _text(value: Any, arrays: Any) -> str:
    """A value as it is printed; the next of `arrays` stands for each Tensor in it."""
    if isinstance(value, Tensor):
        return repr(wrap(next(arrays)))
    if isinstance(value, (tuple, list)):
        parts = ", ".join(_text(v, arrays) for v in value)
        return f"({parts})" if isinstance(value, tuple) else f"[{parts}]"
    return str(value)


def print_(*input_x: Any) -> None:
    """Print values one below the other; in a compiled function, each time that it runs.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> ops.print_("x is", Tensor(1))
        x is
        Tensor(shape=[], dtype=Int64, value= 1)
    """
    arrays = [t._value() for t in _tensors(input_x)]

    def show(*arrays: Any) -> None:
        rest = iter(arrays)
        for value in input_x:
            print(_text(value, rest))

    if any(isinstance(a, Tracer) for a in arrays):
        jax.debug.callback(show, *arrays)
    else:
        show(*arrays)


def _tensors(value: Any) -> list[Tensor]:
    if isinstance(value, Tensor):
        return [value]
    return [t for v in value for t in _tensors(v)] if isinstance(value, (tuple, list)) else []


class Print(Primitive):
    """Print values; see `print_`."""

    def __init__(self):
        super().__init__("Print")

    def __call__(self, *input_x: Any) -> None:
        print_(*input_x)


class Partial(Primitive):
    """``Partial()(function, *arguments)`` is the function with its first arguments given."""

    def __init__(self):
        super().__init__("Partial")

    def __call__(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Callable[..., Any]:
        if not callable(function):
            raise TypeError(f"For 'Partial', the first argument must be a function, but got {function!r}.")
        return functools.partial(function, *args, **kwargs)


class PyFunc(Primitive):
    """A function of NumPy arrays as an operator; called with a tuple of Tensors, it returns a tuple of them.

    Args:
        fn: the function.
        in_types: the dtypes of its arguments.
        in_shapes: their shapes.
        out_types: the dtypes of its results.
        out_shapes: their shapes.
        stateful: accepted.
    """

    def __init__(self, fn: Callable[..., Any], in_types: Any, in_shapes: Any, out_types: Any, out_shapes: Any,
                 stateful: bool = True):
        super().__init__("PyFunc")
        self.fn, self.in_types, self.in_shapes = fn, in_types, in_shapes
        self.out_types, self.out_shapes = out_types, out_shapes

    def __call__(self, input_x: Any) -> tuple[Tensor, ...]:
        results = self.fn(*[x.asnumpy() for x in input_x])
        found = results if isinstance(results, tuple) else (results,)
        if len(found) != len(self.out_types):
            raise TypeError(f"For 'PyFunc', {len(self.out_types)} results were announced, but there are {len(found)}.")
        return tuple(Tensor(x, dtype) for x, dtype in zip(found, self.out_types, strict=True))


# Where a `SummaryRecord` that is open waits for values: (kind, name) -> array.
summaries: dict[tuple[str, str], Any] | None = None


class _Summary(Primitive):
    """Give a value and its name to the `SummaryRecord` that is open, which writes it with the next step."""

    def __init__(self):
        super().__init__(type(self).__name__)

    def __call__(self, name: str, value: Tensor) -> None:
        if not isinstance(name, str) or not name:
            raise ValueError(f"For '{self.name}', the name must be a str that is not empty, but got {name!r}.")
        if not isinstance(value, Tensor):
            raise TypeError(f"For '{self.name}', the value must be a Tensor, but got {type(value).__name__}.")
        key = (self.name.removesuffix("Summary").lower(), name)

        def note(array: Any) -> None:
            if summaries is not None:
                summaries[key] = array

        array = value._value()
        if isinstance(array, Tracer):
            jax.debug.callback(note, array)
        else:
            note(array)


class ScalarSummary(_Summary):
    __doc__ = _Summary.__doc__


class TensorSummary(_Summary):
    __doc__ = _Summary.__doc__


class ImageSummary(_Summary):
    __doc__ = _Summary.__doc__


class HistogramSummary(_Summary):
    __doc__ = _Summary.__doc__


class Assert(Primitive):
    """``Assert()(condition, input_data)`` raises, and prints some elements of the data, unless the condition holds.

    Args:
        summarize: how many elements of each Tensor are printed.

    Raises:
        RuntimeError: the condition does not hold.
    """

    def __init__(self, summarize: int = 3):
        super().__init__("Assert")
        self.summarize = summarize

    def __call__(self, condition: Any, input_data: Any) -> None:
        if not condition:
            print("For 'Assert' condition is false.")
            for x in input_data:
                print("input data:", x.asnumpy().ravel()[: self.summarize] if isinstance(x, Tensor) else x)
            raise RuntimeError("assert failed")


_dumped = itertools.count()


def tensordump(file_name: str, tensor: Tensor, mode: str = "out") -> None:
    """Write a Tensor to a file ``NAME_DTYPE_NUMBER.npy``, where the number counts the files of this process.

    Args:
        file_name: the file's name, without its ending.
        tensor: the Tensor.
        mode: ``"out"``, ``"in"`` or ``"all"``: accepted.

    Raises:
        TypeError: the name is no str, or there is no Tensor.
        ValueError: the name is empty, or the mode unknown.
    """
    if not isinstance(file_name, str) or not isinstance(tensor, Tensor):
        raise TypeError("For 'TensorDump', a str and a Tensor are needed, but got "
                        f"{type(file_name).__name__} and {type(tensor).__name__}.")
    if not file_name or mode not in ("out", "in", "all"):
        raise ValueError(f"For 'TensorDump', the name {file_name!r} is empty, or the mode {mode!r} unknown.")

    def write(array: Any) -> None:
        found = np.asarray(array)
        name = f"{file_name.removesuffix('.npy')}_{found.dtype.name}_{next(_dumped)}.npy"
        os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
        np.save(name, found)

    array = tensor._value()
    if isinstance(array, Tracer):
        jax.debug.callback(write, array)
    else:
        write(array)


class TensorDump(Primitive):
    """``TensorDump()(file, input_x)`` writes a Tensor to a file; see `tensordump`."""

    def __init__(self, input_output: str = "out"):
        super().__init__("TensorDump")
        self.input_output = input_output

    def __call__(self, file: str, input_x: Tensor) -> None:
        tensordump(file, input_x, self.input_output)
