"""`jit` and GRAPH_MODE: a function or Cell as one XLA program.

The function is traced once. `jax.make_jaxpr` gives back, as constants and by identity, the arrays that it captured;
:mod:`mindshim.engine.tracing` knows which Tensor held each of them, so they become arguments, and what was assigned
becomes an output that every call writes back. State that is replaced is donated, unless somebody else holds its array.

A program is found again by meaning: the code of the function and what it closes over, the shapes of the Tensors, the
values of all else. Beyond that it lists what the trace has looked at (attributes, flags, globals, values), and is used
only while these are what they were. Programs live on the Cell that they belong to, and die with it.

What cannot be traced is traced again with its control flow rewritten (:mod:`mindshim.engine.control_flow`), and if
that does not help it runs eagerly, with one warning.
"""

from __future__ import annotations

import dis
import functools
import gc
import logging
import sys
import time
import types
import warnings
import weakref
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax.core import Tracer
from jax.extend.core import ClosedJaxpr, jaxpr_as_fun

from mindshim.engine import changes, dtypes, tape, tracing
from mindshim.engine.autodiff import leaves_of, map_leaves
from mindshim.engine.dispatch import Function, apply
from mindshim.engine.recording import Recording
from mindshim.engine.tensor import Pending, Tensor, wrap
from mindshim.engine.tracing import Untraceable

logger = logging.getLogger("mindshim")

# How many programs one function may have before it is clear that it depends on something that always changes.
MOST_PROGRAMS = 64
_PLAIN = frozenset((int, float, bool, str, bytes, complex, type(None)))
# What says that a value is needed while there is none.
_UNTRACEABLE = (jax.errors.JAXTypeError, jax.errors.JAXIndexError, NotImplementedError, Untraceable)
_NO_DERIVATIVE = ("the derivative of a loop whose length depends on a Tensor was asked for; ops.Scan and ops.ForiLoop "
                  "have one")
# References to an array that only its Tensor, the list of arguments and `getrefcount` itself hold.
_UNSHARED = 3


# Meaning ---------------------------------------------------------------------------------------------------------


@dataclass
class _Key:
    """What a call means, as far as it can be told without running it."""

    parts: list[Hashable] = field(default_factory=list)
    # Each Tensor in the arguments once, in order.
    tensors: list[Tensor] = field(default_factory=list)
    seen: dict[int, int] = field(default_factory=dict)
    # Objects that are told apart by identity, and the first Cell among them.
    objects: list[Any] = field(default_factory=list)
    owner: Any = None

    def value(self, value: Any) -> None:
        """Add an argument, or what a function closes over."""
        kind = type(value)
        add = self.parts.append
        if isinstance(value, Tensor):
            number = self.seen.get(id(value))
            if number is None:
                if type(vars(value)["_array"]) is Pending:
                    value.init_data()
                array = value._value()
                number = self.seen[id(value)] = len(self.tensors)
                self.tensors.append(value)
                add(array.shape)
                add(array.dtype)
            add(number)
        elif kind in _PLAIN:
            add(kind)
            add(repr(value) if kind is float else value)
        elif kind is tuple or kind is list:
            add(kind)
            add(len(value))
            for v in value:
                self.value(v)
        elif isinstance(value, dict):
            add(kind)
            add(tuple(value))
            for v in value.values():
                self.value(v)
        elif isinstance(value, tuple):
            add(kind)
            for v in value:
                self.value(v)
        elif isinstance(value, (dtypes.Type, np.dtype, type)):
            add(value)
        elif isinstance(value, np.ndarray):
            add((value.shape, value.dtype.str, value.tobytes()))
        elif isinstance(value, (types.FunctionType, types.MethodType, functools.partial)):
            self.function(value)
        else:
            self.object(value)

    def object(self, value: Any) -> None:
        """Add something that only its identity tells from others."""
        self.parts.append(id(value))
        self.objects.append(value)
        if self.owner is None and hasattr(type(value), "construct"):
            self.owner = value

    def function(self, value: Any, depth: int = 0) -> None:
        """Add a function: its code, and what it closes over."""
        if isinstance(value, types.MethodType):
            self.object(value.__self__)
            self.function(value.__func__, depth)
        elif isinstance(value, functools.partial):
            self.function(value.func, depth)
            self.value(value.args)
            self.value(value.keywords)
        elif isinstance(value, types.FunctionType):
            self.parts.append(value.__code__)
            for default in value.__defaults__ or ():
                self.captured(default, depth)
            for cell in value.__closure__ or ():
                try:
                    self.captured(cell.cell_contents, depth)
                except ValueError:  # not assigned yet
                    self.parts.append(None)
        else:
            self.object(value)

    def captured(self, value: Any, depth: int) -> None:
        """Add what a function closes over. A Tensor is state there, and no argument."""
        if isinstance(value, (types.FunctionType, types.MethodType, functools.partial)):
            if depth < 4:
                self.function(value, depth + 1)
        elif type(value) in _PLAIN:
            self.parts += (type(value), value)
        elif isinstance(value, (tuple, list)):
            self.parts.append(len(value))
            for v in value:
                self.captured(v, depth)
        elif hasattr(value, "meaning"):  # an object that is made anew again and again, such as a GradOperation
            self.parts.append(type(value))
            self.captured(value.meaning(), depth)
        else:
            self.object(value)


class _Guard:
    """An attribute that the trace has looked at, and what it was."""

    __slots__ = ("owner", "name", "before", "always")

    def __init__(self, owner: Any, name: str, before: Any):
        self.owner = weakref.ref(owner)
        self.name = name
        if name in _COUNTED:
            self.before: Any = {k: _weak(v) for k, v in before.items()}
        else:
            self.before = _weak(tracing.remembered(before) if tracing.is_ordinary(before) else before)
        # What can change without a word: what is in a list or an object, and attributes of the user's classes.
        self.always = name not in _COUNTED and (
            isinstance(self.before, (list, dict, tracing.Numbers))
            or name not in vars(owner) and not _of_a_cell(owner, name) and _is_users_class(type(owner), name))

    def holds(self) -> bool:
        """Whether it is still the same."""
        owner = self.owner()
        if owner is None:
            return False
        if self.name in _COUNTED:
            held = vars(owner)[self.name]
            return list(held) == list(self.before) and all(
                v is _strong(b) for v, b in zip(held.values(), self.before.values(), strict=True))
        before = _strong(self.before)
        return tracing.unchanged(_look(owner, self.name), before)

    def __str__(self) -> str:
        return f"attribute '{self.name}' of {type(self.owner()).__name__}"


# Attributes of Cells whose changes are counted though they are dicts.
_COUNTED = frozenset(("_params", "_cells", "_buffers"))


def _of_a_cell(owner: Any, name: str) -> bool:
    return any(name in vars(owner).get(kind, ()) for kind in _COUNTED)


def _look(owner: Any, name: str) -> Any:
    held = vars(owner)
    if name in held:
        return held[name]
    try:
        return getattr(owner, name)
    except AttributeError:
        return tracing.MISSING


def _is_users_class(cls: type, name: str) -> bool:
    home = next((c for c in cls.__mro__ if name in vars(c)), cls)
    return not home.__module__.startswith("mindshim")


def _strong(value: Any) -> Any:
    return value() if type(value) is weakref.ref else value


def _weak(value: Any) -> Any:
    """A reference that keeps no Cell and no Parameter alive."""
    return weakref.ref(value) if isinstance(value, Tensor) or hasattr(type(value), "construct") else value


# Programs --------------------------------------------------------------------------------------------------------


class Program:
    """One compiled form of a function."""

    def __init__(self, name: str):
        self.name = name
        self.calls = 0
        self.seconds = 0.0
        self.shapes = ""
        self.eager: str | None = None
        self.warned = False
        # Attributes: those whose changes are counted, and those to be looked at in every call.
        self.guards: list[_Guard] = []
        self.always: list[_Guard] = []
        self.globals: list[tuple[dict[str, Any], str, Any]] = []
        self.values: list[tuple[Tensor, Any]] = []
        self.objects: list[Callable[[], Any]] = []
        self.numbers: list[tracing.Numbers] = []
        self.states: list[Tensor] = []
        self.count = changes.count

    # Whether it fits

    def misfit(self) -> str | None:
        """Why the program can no longer be used; None if it can."""
        for reference in self.objects:
            if reference() is None:
                return "an object that is gone"
        for numbers in self.numbers:
            if not numbers.unchanged(numbers.reference()):
                return f"an attribute of {type(numbers.reference()).__name__}"
        for tensor, array in self.values:
            if vars(tensor)["_array"] is not array:
                return "a Tensor whose value Python reads"
        for names, name, before in self.globals:
            if not tracing.unchanged(names.get(name, tracing.MISSING), before):
                return f"the global '{name}'"
        for guard in self.always:
            if not guard.holds():
                return str(guard)
        if self.count != changes.count:
            for guard in self.guards:
                if not guard.holds():
                    return str(guard)
            self.count = changes.count
        return None

    def counted(self) -> None:
        """The function has run once more, in Python: what it has counted in its objects is no reason for a misfit."""
        for numbers in (*self.numbers, *(g.before for g in self.always if type(g.before) is tracing.Numbers)):
            numbers.again()

    # Making it

    def trace(self, fn: Callable[..., Any], args: tuple, kwargs: dict[str, Any], tensors: list[Tensor]) -> None:
        """Trace the function, and compile nothing yet."""
        self.fn, self.arguments = fn, (args, kwargs)
        before = [tracing._snapshot(t) for t in tensors]
        arrays = [t._value() for t in tensors]
        functions = _functions_of(fn)
        places = _Places(args, kwargs, functions)
        plan: dict[str, Any] = {}
        try:
            with tracing.traced() as trace, tape.no_grad():
                places.watch(trace)
                closed = jax.make_jaxpr(lambda *given: self._run(given, tensors, trace, places, plan))(*arrays)
        finally:
            for tensor, held in zip(tensors, before, strict=True):
                tracing._restore(tensor, held)
            places.restore()
        self.globals = _globals_of(functions)
        self._adopt(trace, closed, plan, tensors)

    def _run(self, given: Sequence[Any], tensors: list[Tensor], trace: tracing.Trace, places: _Places,
             plan: dict[str, Any]) -> list[Any]:
        for tensor, tracer in zip(tensors, given, strict=True):
            held = vars(tensor)
            for name in ("_node", "_slot", "_view"):
                held.pop(name, None)
            held["_array"] = tracer
        args, kwargs = self.arguments
        result = plain_value(self.fn(*args, **kwargs))
        outputs: list[Any] = []

        def template(value: Any) -> Any:
            """The value with a place in the program's outputs for every Tensor."""
            outputs.extend(t._value() for t in leaves_of(value))
            return map_leaves(_placeholder, value)

        plan["same"] = places.container(result)
        plan["result"] = None if plan["same"] is not None else template(result)
        plan["count"] = len(outputs)
        plan["rebound"] = [(place, template(value)) for place, value in places.changed()]
        for owner, name, former in trace.assigned.values():
            value = vars(owner).get(name, tracing.MISSING)
            if value is not tracing.MISSING and not tracing.unchanged(value, former):
                plan["rebound"].append((_Attribute(owner, name), template(value)))
        plan["written"] = trace.frames[0].changed()
        outputs += [vars(t)["_array"] for t in plan["written"]]
        return outputs

    def _adopt(self, trace: tracing.Trace, closed: ClosedJaxpr, plan: dict[str, Any], tensors: list[Tensor]) -> None:
        if _leaked(trace) and gc.collect() and _leaked(trace):
            raise Untraceable("it keeps a Tensor where it is no state (in a list or a global)")
        states, constants = [], []
        for constant in closed.consts:
            holder = trace.reads.get(id(constant))
            (constants if holder is None else states).append(holder if holder is not None else constant)
        holders = [trace.reads.get(id(c)) is not None for c in closed.consts]
        self.states = states
        numbers = {id(t): i for i, t in enumerate(tensors)}
        # Where the outputs that are state belong: an argument's number, or the Tensor itself.
        self.targets: list[int | Tensor] = [numbers.get(id(t), t) for t in plan["written"]]
        self.result, self.same = plan["result"], plan["same"]
        self.rebound = [(place, template) for place, template in plan["rebound"] if place.alive()]
        self.single = type(self.result) is Tensor and not self.rebound
        self.effects, self.loops = trace.prints, trace.loops
        count = len(tensors)
        places = {id(t): count + i for i, t in enumerate(states)}
        self.donated = [] if self.effects else [places[id(t)] for t in plan["written"] if id(t) in places]
        jaxpr = closed.jaxpr
        # State first becomes an argument, behind those of the call; what nobody holds stays a constant.
        moved = [v for v, held in zip(jaxpr.constvars, holders, strict=True) if held]
        kept = [v for v, held in zip(jaxpr.constvars, holders, strict=True) if not held]
        names = None if jaxpr.debug_info is None else jaxpr.debug_info._replace(
            arg_names=("",) * (count + len(moved)))
        jaxpr = jaxpr.replace(invars=[*jaxpr.invars, *moved], constvars=kept, debug_info=names)
        run = jaxpr_as_fun(ClosedJaxpr(jaxpr, constants))

        def pure(*arrays: Any) -> Any:
            return tuple(run(*arrays))

        pure.__name__ = pure.__qualname__ = self.name
        self.pure = pure
        self.compiled = jax.jit(pure, donate_argnums=tuple(self.donated))
        self.function = _Differentiable(self)
        guards = [_Guard(owner, name, value) for owner, name, value in trace.attributes.values()]
        self.guards = [g for g in guards if not g.always]
        self.always = [g for g in guards if g.always]
        self.values = [v for v in trace.values.values() if id(v[0]) not in numbers]
        if len(self.values) != len(trace.values):
            raise Untraceable("it reads the value of an argument")
        self.viewed = [t for t in states if t._view is not None]
        self.count = changes.count

    # Calling it

    def __call__(self, tensors: list[Tensor]) -> Any:
        """The outputs, for these Tensors in the arguments."""
        states = self.states
        arrays = [t._value() for t in tensors]
        for tensor in self.viewed:
            tensor._refresh()
        arrays += [t._array for t in states]
        if tape.state.tape is not None and self.is_tracked(tensors):
            outputs = apply(self.function, [*tensors, *states])
            return self._deliver(tensors, outputs)
        for i in self.donated:
            if sys.getrefcount(arrays[i]) > _UNSHARED:
                arrays[i] = jnp.array(arrays[i], copy=True)
        outputs = self.compiled(*arrays)
        if self.effects:
            jax.effects_barrier()
        targets = self.targets
        if targets:
            first = len(outputs) - len(targets)
            for i, target in enumerate(targets, first):
                if target.__class__ is int:
                    target = tensors[target]  # type: ignore[index]
                if target._view is None:  # type: ignore[union-attr]
                    target._array = outputs[i]  # type: ignore[union-attr]
                    target._version += 1  # type: ignore[union-attr]
                    target._node = None  # type: ignore[union-attr]
                else:
                    target._assign(wrap(outputs[i]))  # type: ignore[union-attr]
        if self.single:
            return wrap(outputs[0])
        return self._results([wrap(o) for o in outputs[: len(outputs) - len(targets)]])

    def is_tracked(self, tensors: Sequence[Tensor]) -> bool:
        """Whether a derivative is being taken that depends on what the program reads."""
        return any(tape.edge_of(t) is not None for t in (*tensors, *self.states))

    def _deliver(self, tensors: list[Tensor], outputs: Sequence[Tensor]) -> Any:
        first = len(outputs) - len(self.targets)
        for target, value in zip(self.targets, outputs[first:], strict=True):
            (tensors[target] if isinstance(target, int) else target)._assign(value)
        return self._results(outputs[:first])

    def _results(self, outputs: Sequence[Tensor]) -> Any:
        rest = iter(outputs)
        result = map_leaves(lambda _: next(rest), self.result)
        for place, template in self.rebound:
            place.put(self.current, map_leaves(lambda _: next(rest), template))
        return result if self.same is None else self.same.get(self.current)

    def body(self, *given: Tensor) -> list[Tensor]:
        """What the program computes, from Tensors for its arguments and state, on the tape of who asks."""
        count = len(given) - len(self.states)
        rest = iter(given[:count])
        seen: dict[int, Tensor] = {}

        def fresh(tensor: Tensor) -> Tensor:
            if id(tensor) not in seen:
                seen[id(tensor)] = next(rest)
            return seen[id(tensor)]

        args, kwargs = map_leaves(fresh, self.arguments)
        with tracing.traced() as trace:
            for state, tensor in zip(self.states, given[count:], strict=True):
                state._array = vars(tensor)["_array"]
                state._node, state._slot = tensor._node, tensor._slot
            # What stands in for an argument may be written to as well; then it is an output.
            inputs = [(t, t._array, t._node, t._slot) for t in given[:count]]
            result = self.fn(*args, **kwargs)
            outputs = [_held(t) for t in leaves_of(result)]
            written: dict[int | Tensor, Tensor] = {}
            for i, (tensor, *_rest) in enumerate(inputs):
                written[i] = _held(tensor)
            for target in self.targets:
                outputs.append(written[target] if isinstance(target, int) else _held(target))
        return outputs


def _leaked(trace: tracing.Trace) -> bool:
    """Whether a Tensor that was made in the trace outlives it without a value."""
    return any(isinstance(vars(t)["_array"], Tracer) for t in (r() for r in trace.born) if t is not None)


def _held(tensor: Tensor) -> Tensor:
    """A Tensor of its own with the same array and history."""
    made = wrap(tensor._value())
    made._node, made._slot = tensor._node, tensor._slot
    return made


def _placeholder(_: Tensor) -> Tensor:
    return wrap(None)


class _Differentiable(Function):
    """A program as an operator. Its derivative is the tape's, traced: so every `bprop`, hook and `stop_gradient` counts.

    `body` takes and returns Tensors, and is run on a tape of its own.
    """

    __slots__ = ("program", "body")

    def __init__(self, program: Program, name: str = "", pure: Any = None, body: Any = None):
        super().__init__(name or program.name, pure or program.pure)
        self.program = program
        self.body = body or program.body

    def backward(self, wanted: tuple[bool, ...], given: tuple[bool, ...] = (True,)) -> Function:
        key = (wanted, given)
        found = self.backwards.get(key)
        if found is None:
            body = functools.partial(_pulled, self.body, wanted, given)
            reads_more = False

            def pure(*arrays: Any) -> tuple:
                nonlocal reads_more
                fits = self.program.misfit() is None
                with tracing.traced() as trace, tape.no_grad():
                    results = tuple(t._value() for t in body(*[wrap(a) for a in arrays]))
                # A `bprop` may read state that the function itself does not: then it has to be run each time.
                reads_more = bool(trace.reads)
                if fits:
                    self.program.counted()
                return results

            found = self.backwards[key] = _Differentiable(self.program, f"{self.name}_grad", pure, body)
            compiled = found.compiled

            def run(*arrays: Any) -> Any:
                results = compiled(*arrays)
                return pure(*arrays) if reads_more else results

            found.compiled = run
        return found


def _pulled(body: Callable[..., list[Tensor]], wanted: tuple[bool, ...], given: tuple[bool, ...],
            *arguments: Tensor) -> list[Tensor]:
    inputs, rest = arguments[: len(wanted)], iter(arguments[len(wanted):])
    asked = [t for t, w in zip(inputs, wanted, strict=True) if w]
    with Recording(asked) as recording:
        outputs = body(*inputs)
        found = recording.pull_back([(o, next(rest)) for o, g in zip(outputs, given, strict=True) if g])
    return [wrap(jnp.zeros_like(t._value())) if g is None else g for t, g in zip(asked, found, strict=True)]


def _containers(value: Any) -> list[Any]:
    """The lists and dicts in a nest, which its owner may see change."""
    if isinstance(value, (list, tuple)):
        found = [value] if isinstance(value, list) else []
        return found + [c for v in value for c in _containers(v)]
    if isinstance(value, dict):
        return [value] + [c for v in value.values() for c in _containers(v)]
    return []


def _refill(container: Any, content: Any) -> None:
    if isinstance(container, list):
        container[:] = content
    elif container != content or list(container) != list(content):
        container.clear()
        container.update(content)


class _Container:
    """A list or dict whose owner may see it change: of the arguments (a number), or any other."""

    def __init__(self, container: Any, number: int | None):
        self.container = container if number is None else None
        self.number = number

    def get(self, current: Sequence[Any]) -> Any:
        """The list or dict, in the present call."""
        return self.container if self.number is None else current[self.number]

    def put(self, current: Sequence[Any], value: Any) -> None:
        """Fill it anew."""
        _refill(self.get(current), value)

    def alive(self) -> bool:
        """Whether it can still be seen."""
        return True


class _Attribute:
    """An attribute that the function assigns."""

    def __init__(self, owner: Any, name: str):
        self.owner, self.name = weakref.ref(owner), name

    def put(self, current: Sequence[Any], value: Any) -> None:
        """Assign it."""
        owner = self.owner()
        if owner is not None:
            setattr(owner, self.name, value)

    def alive(self) -> bool:
        """Whether its owner outlived the trace."""
        return self.owner() is not None


class _Variable:
    """A global variable, or one of an enclosing function, that the function assigns."""

    def __init__(self, get: Callable[[], Any], assign: Callable[[Any], None]):
        self.get, self.assign = get, assign
        self.before = get()

    def put(self, current: Sequence[Any], value: Any) -> None:
        """Assign it."""
        self.assign(value)

    def alive(self) -> bool:
        """Whether it can still be seen."""
        return True


class _Places:
    """Where a function may leave something that is no Tensor's value: lists and dicts, and variables outside."""

    def __init__(self, args: tuple, kwargs: dict[str, Any], functions: Sequence[types.FunctionType]):
        self.arguments = _containers((args, kwargs))
        self.others: list[Any] = []
        self.variables: list[_Variable] = []
        for function in functions:
            code = function.__code__
            names = function.__globals__
            self.others += [c for n in code.co_names for c in _containers(names.get(n)) if n in names]
            stored = {i.argval for i in dis.get_instructions(code) if i.opname in ("STORE_GLOBAL", "STORE_DEREF")}
            for name in stored & set(code.co_names):
                self.variables.append(_Variable(
                    functools.partial(names.get, name, tracing.MISSING), functools.partial(names.__setitem__, name)))
            for name, cell in zip(code.co_freevars, function.__closure__ or (), strict=True):
                if name in stored:
                    self.variables.append(_Variable(
                        functools.partial(_contents, cell), functools.partial(setattr, cell, "cell_contents")))
                self.others += _containers(_contents(cell))
        self.contents = [tracing.remembered(c) for c in (*self.arguments, *self.others)]

    def watch(self, trace: tracing.Trace) -> None:
        """Count the lists and dicts among the attributes that the trace reads too."""
        self.trace = trace

    def _all(self) -> list[tuple[Any, Any, int | None]]:
        known = [(c, content, i if i < len(self.arguments) else None) for i, (c, content) in enumerate(
            zip((*self.arguments, *self.others), self.contents, strict=True))]
        seen = {id(c) for c, *_ in known}
        for owner, name, before in self.trace.attributes.values():
            value = vars(owner).get(name)
            if type(value) in (list, dict) and type(before) is type(value) and id(value) not in seen:
                known.append((value, before, None))
        return known

    def changed(self) -> list[tuple[Any, Any]]:
        """What the function has left there, with the place."""
        found: list[tuple[Any, Any]] = [
            (_Container(c, number), c) for c, content, number in self._all() if not tracing.unchanged(c, content)]
        return found + [(v, v.get()) for v in self.variables if not tracing.unchanged(v.get(), v.before)]

    def container(self, result: Any) -> _Container | None:
        """The place of a list or dict that the function returns itself."""
        if type(result) not in (list, dict):
            return None
        return next((_Container(c, number) for c, _, number in self._all() if c is result), None)

    def restore(self) -> None:
        """Let all be what it was before."""
        for container, content, _ in self._all():
            _refill(container, content)
        for variable in self.variables:
            if variable.before is not tracing.MISSING:
                variable.assign(variable.before)


def _contents(cell: Any) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # not assigned yet
        return tracing.MISSING


def plain_value(value: Any) -> Any:
    """What a compiled function returns, as MindSpore gives it: iterators are tuples, NumPy's numbers Python's."""
    if isinstance(value, (map, zip, filter, enumerate, range, reversed, type({}.keys()), type({}.values()))):
        return tuple(plain_value(v) for v in value)
    if isinstance(value, (types.GeneratorType, type({}.items()))):
        return [plain_value(v) for v in value]
    if isinstance(value, np.generic):
        return value.item()
    if type(value) is tuple:
        return tuple([plain_value(v) for v in value])
    if type(value) is list and any(isinstance(v, np.generic) for v in value):
        return [plain_value(v) for v in value]
    return value


def _functions_of(fn: Any) -> list[types.FunctionType]:
    """The user's functions that a function or Cell is known to run: itself, constructs, and globals that it names."""
    waiting: list[Any] = [fn]
    found: list[types.FunctionType] = []
    seen: set[int] = set()
    while waiting:
        function = waiting.pop()
        owner = getattr(function, "__self__", None)
        if hasattr(owner, "cells_and_names"):
            waiting += [type(cell).construct for _, cell in owner.cells_and_names()]
        while not hasattr(function, "__code__") and hasattr(function, "func"):
            function = function.func
        function = getattr(function, "__func__", function)
        function = getattr(function, "__wrapped__", function)
        code = getattr(function, "__code__", None)
        if code is None or id(code) in seen or str(function.__module__).startswith("mindshim"):
            continue
        seen.add(id(code))
        found.append(function)
        for name in code.co_names:
            value = function.__globals__.get(name)
            if isinstance(value, types.FunctionType):
                waiting.append(value)
        waiting += [c for c in map(_contents, function.__closure__ or ()) if isinstance(c, types.FunctionType)]
    return found


def _globals_of(functions: Sequence[types.FunctionType]) -> list[tuple[dict[str, Any], str, Any]]:
    """The numbers, strings, lists and the like among the globals that functions name."""
    found: dict[tuple[int, str], tuple[dict[str, Any], str, Any]] = {}
    for function in functions:
        names = function.__globals__
        for name in function.__code__.co_names:
            value = names.get(name, tracing.MISSING)
            if type(value) in _PLAIN or type(value) in (list, dict, tuple):
                found[id(names), name] = (names, name, tracing.remembered(value))
    return list(found.values())


# Finding a program -----------------------------------------------------------------------------------------------

# Programs of functions that no Cell owns, by their code.
_of_code: weakref.WeakKeyDictionary[Any, dict[tuple, list[Program]]] = weakref.WeakKeyDictionary()
# All programs, for `explain`.
_programs: weakref.WeakSet[Program] = weakref.WeakSet()


def run(fn: Callable[..., Any], args: tuple, kwargs: dict[str, Any], name: str) -> Any:
    """Call a function as a compiled program."""
    if tracing.state.trace is not None or _has_tracer(args) or _has_tracer(kwargs.values()):
        return _inline(fn, args, kwargs)
    key = _Key()
    key.function(fn)
    key.parts.append("(")
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
        program.current = _containers((args, kwargs))
    return program(tensors)


def _first_call(fn: Callable[..., Any], args: tuple, kwargs: dict[str, Any], name: str, key: _Key,
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


def _inline(fn: Callable[..., Any], args: tuple, kwargs: dict[str, Any]) -> Any:
    """Within another trace a compiled function is a part of it."""
    return tracing.called(fn, args, kwargs)


def _home(fn: Any, key: _Key) -> dict[tuple, list[Program]]:
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
    key = _Key()
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
