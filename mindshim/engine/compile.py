"""`jit` and GRAPH_MODE: a function or Cell as one XLA program (:mod:`mindshim.engine.program`).

A program is found again by meaning, and used only while all that its trace has looked at is what it was. Programs live
on the Cell that they belong to, and die with it.

What cannot be traced is traced again with its control flow rewritten (:mod:`mindshim.engine.control_flow`), and if
that does not help it runs eagerly, with one warning.
"""

from __future__ import annotations

import functools
import logging
import time
import warnings
import weakref
from collections.abc import Callable
from typing import Any

import jax
from jax.core import Tracer

from mindshim.engine import precision, tape, tracing
from mindshim.engine.autodiff import leaves_of
from mindshim.engine.meaning import Key
from mindshim.engine.places import containers, plain_value
from mindshim.engine.program import Program
from mindshim.engine.tensor import Tensor
from mindshim.engine.tracing import Untraceable

logger = logging.getLogger("mindshim")

# How many programs one function may have before it is clear that it depends on something that always changes.
MOST_PROGRAMS = 64
# What says that a value is needed while there is none.
_UNTRACEABLE = (jax.errors.JAXTypeError, jax.errors.JAXIndexError, NotImplementedError, Untraceable)
_NO_DERIVATIVE = ("the derivative of a loop whose length depends on a Tensor was asked for; ops.Scan and ops.ForiLoop "
                  "have one")

# Programs of functions that no Cell owns, by their code.
_of_code: weakref.WeakKeyDictionary[Any, dict[tuple, list[Program]]] = weakref.WeakKeyDictionary()
# All programs, for `explain`.
_programs: weakref.WeakSet[Program] = weakref.WeakSet()


def run(fn: Callable[..., Any], args: tuple, kwargs: dict[str, Any], name: str) -> Any:
    """Call a function as a compiled program."""
    if tracing.state.trace is not None or _has_tracer(args) or _has_tracer(kwargs.values()):
        return tracing.called(fn, args, kwargs)  # within another trace it is a part of that
    key = Key()
    key.function(fn)
    key.parts.append(precision.state.dtype)
    for a in args:
        key.value(a)
    if len(kwargs) > 1:
        kwargs = dict(sorted(kwargs.items()))
    for k, a in kwargs.items():
        key.parts.append(k)
        key.value(a)
    programs = _home(fn, key)
    meaning = tuple(key.parts)
    known = programs.get(meaning)
    why = "it has not been called like this before"
    if known:
        for program in known:
            misfit = program.misfit()
            if misfit is None:
                if program.eager is not None:
                    program.calls += 1
                    return plain_value(fn(*args, **kwargs))
                return _call(program, fn, args, kwargs, key.tensors)
            why = misfit
    return _first_call(fn, args, kwargs, name, key, programs, meaning, why)


def _call(program: Program, fn: Callable[..., Any], args: tuple, kwargs: dict[str, Any],
          tensors: list[Tensor]) -> Any:
    program.calls += 1
    if tape.state.tape is not None and program.loops and program.is_tracked(tensors):
        if not program.warned:
            program.warned = True
            _warn(program, fn, None, _NO_DERIVATIVE)
        return plain_value(fn(*args, **kwargs))
    if program.rebound or program.same is not None:
        program.current = containers((args, kwargs))
    return program(tensors)


def _first_call(fn: Callable[..., Any], args: tuple, kwargs: dict[str, Any], name: str, key: Key,
                programs: dict[tuple, list[Program]], meaning: tuple, why: str) -> Any:
    begin = time.perf_counter()
    program = Program(name)
    program.shapes = ", ".join(f"{t.dtype}{list(t.shape)}" for t in key.tensors)
    program.objects = [_reference(o) for o in key.objects]
    known = programs.setdefault(meaning, [])
    if len(known) >= MOST_PROGRAMS:
        _give_up(program, f"it has been compiled {MOST_PROGRAMS} times, each time because of {why}", None, fn)
        program.guards, program.always, program.values, program.globals = [], [], [], []
        known[:] = []
    else:
        _traced_or_eager(program, fn, args, kwargs, key.tensors)
    program.numbers = [tracing.Numbers(o) for o in key.objects if tracing.is_ordinary(o)]
    known.append(program)
    _programs.add(program)
    if program.eager is not None:
        program.calls += 1
        return plain_value(fn(*args, **kwargs))
    result = _call(program, fn, args, kwargs, key.tensors)
    program.seconds = time.perf_counter() - begin
    logger.info("compiled %s for (%s) in %.2f s: %s", name, program.shapes, program.seconds, why)
    return result


def _traced_or_eager(program: Program, fn: Any, args: tuple, kwargs: dict[str, Any], tensors: list[Tensor]) -> None:
    first: Exception | None = None
    from mindshim.engine import control_flow

    for attempt in (fn, None):
        try:
            program.trace(control_flow.converted(fn) if attempt is None else fn, args, kwargs, tensors)
            return
        except _UNTRACEABLE as error:
            first = first or error
            last = error
        except (ValueError, TypeError) as error:
            if "Reverse-mode differentiation" not in str(error):
                raise
            first = first or error
            last = error
    _give_up(program, _reason(last), first, fn)


def _reason(error: Exception) -> str:
    if isinstance(error, (Untraceable, NotImplementedError)):
        return str(error).split("\n")[0]
    if "Reverse-mode" in str(error):
        return _NO_DERIVATIVE
    return "it needs the value of a Tensor in Python"


def _give_up(program: Program, reason: str, error: Exception | None, fn: Any) -> None:
    program.eager = reason
    _warn(program, fn, error, reason)


def _warn(program: Program, fn: Any, error: Exception | None, reason: str) -> None:
    file, line, where = ("", 0, "") if error is None else tracing.user_line(error)
    if not file:
        code = getattr(getattr(fn, "__func__", fn), "__code__", None)
        file, line = (code.co_filename, code.co_firstlineno) if code is not None else ("<unknown>", 0)
    warnings.warn_explicit(
        f"'{program.name}' runs eagerly, operator by operator: {reason} (line {line}).", UserWarning, file, line or 1)
    logger.warning("%s runs eagerly: %s (%s:%d)", program.name, reason, file, line)


def _reference(value: Any) -> Any:
    try:
        return weakref.ref(value)
    except TypeError:
        return lambda: value


def _has_tracer(values: Any) -> bool:
    return any(isinstance(vars(t)["_array"], Tracer) for v in values for t in leaves_of(v))


def _home(fn: Any, key: Key) -> dict[tuple, list[Program]]:
    if key.owner is not None:
        return vars(key.owner).setdefault("_programs", {})
    while isinstance(fn, functools.partial):
        fn = fn.func
    code = getattr(getattr(fn, "__func__", fn), "__code__", None)
    if code is None:
        code = type(fn)
    found = _of_code.get(code)
    if found is None:
        found = _of_code[code] = {}
    return found


def traced_program(fn: Callable[..., Any], args: tuple) -> tuple[Program, list[Tensor]]:
    """A program of a function or Cell and these arguments, for other uses than to be called, and the Tensors in them.

    Raises:
        NotImplementedError: the function has to run eagerly, or leaves more than Tensors behind.
    """
    fn = getattr(fn, "_eagerly", fn)
    key = Key()
    for a in args:
        key.value(a)
    program = Program(getattr(getattr(fn, "__self__", None), "cls_name", getattr(fn, "__name__", "program")))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _traced_or_eager(program, fn, args, {}, key.tensors)
    if program.eager is not None:
        raise NotImplementedError(f"'{program.name}' cannot be one program: {program.eager}.")
    if program.rebound or program.effects or any(isinstance(t, int) for t in program.targets):
        raise NotImplementedError(f"'{program.name}' prints, or leaves behind something that is no Tensor.")
    return program, key.tensors


def explain() -> None:
    """Print the table of compiled programs: shapes, calls, the time to trace and compile, and what runs eagerly."""
    rows = [("program", "shapes", "calls", "seconds", "how")]
    for program in sorted(_programs, key=lambda p: p.name):
        how = "compiled" if program.eager is None else f"eager: {program.eager}"
        rows.append((program.name, program.shapes, str(program.calls), f"{program.seconds:.2f}", how))
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, [*widths, 0], strict=True)).rstrip())

