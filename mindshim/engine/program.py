"""A program: one compiled form of a function, for one set of shapes, flags and constants.

The function is traced once. `jax.make_jaxpr` gives back, as constants and by identity, the arrays that it captured;
:mod:`mindshim.engine.tracing` knows which Tensor held each of them, so they become arguments, and what was assigned
becomes an output that every call writes back. State that is replaced is donated, unless somebody else holds its array.
"""

from __future__ import annotations

import functools
import gc
import sys
from collections.abc import Callable, Sequence
from typing import Any

import jax
import jax.numpy as jnp
from jax.core import Tracer
from jax.extend.core import ClosedJaxpr, jaxpr_as_fun

from mindshim.engine import changes, tape, tracing
from mindshim.engine.autodiff import leaves_of, map_leaves
from mindshim.engine.dispatch import Function, apply
from mindshim.engine.meaning import Guard
from mindshim.engine.places import Attribute, Places, functions_of, globals_of, plain_value
from mindshim.engine.recording import Recording
from mindshim.engine.tensor import Tensor, wrap
from mindshim.engine.tracing import Untraceable


def _references_of_the_unshared() -> int:
    """How many references an array has that only its Tensor and the list of arguments hold."""
    holder = {"array": object()}
    arrays = [holder["array"]]
    return sys.getrefcount(arrays[0])


_UNSHARED = _references_of_the_unshared()


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
        self.guards: list[Guard] = []
        self.always: list[Guard] = []
        self.globals: list[tuple[dict[str, Any], str, Any]] = []
        self.values: list[tuple[Tensor, Any]] = []
        self.objects: list[Callable[[], Any]] = []
        self.numbers: list[tracing.Numbers] = []
        self.states: list[Tensor] = []
        # The lists and dicts in the arguments of the present call.
        self.current: Sequence[Any] = ()
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
        before = [tracing.snapshot(t) for t in tensors]
        arrays = [t._value() for t in tensors]
        functions = functions_of(fn)
        places = Places(args, kwargs, functions)
        plan: dict[str, Any] = {}
        try:
            with tracing.traced() as trace, tape.no_grad():
                places.watch(trace)
                closed = jax.make_jaxpr(lambda *given: self._run(given, tensors, trace, places, plan))(*arrays)
        finally:
            for tensor, held in zip(tensors, before, strict=True):
                tracing.restore(tensor, held)
            places.restore()
        self.globals = globals_of(functions)
        stand_ins = {id(t): wrap(None) for t in tensors}
        self.arguments = map_leaves(lambda t: stand_ins[id(t)], (args, kwargs))
        self._adopt(trace, closed, plan, tensors)

    def _run(self, given: Sequence[Any], tensors: list[Tensor], trace: tracing.Trace, places: Places,
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
        plan["rebound"] = [(place, template(value)) for place, value in places.changed()]
        for owner, name, former in trace.assigned.values():
            value = vars(owner).get(name, tracing.MISSING)
            if value is not tracing.MISSING and not tracing.unchanged(value, former):
                plan["rebound"].append((Attribute(owner, name), template(value)))
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
        numbers: dict[int, Any] = {id(t): i for i, t in enumerate(tensors)}
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
        self.function = Differentiable(self)
        guards = [Guard(owner, name, value) for owner, name, value in trace.attributes.values()]
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
        with tracing.traced():
            for state, tensor in zip(self.states, given[count:], strict=True):
                state._array = vars(tensor)["_array"]
                state._node, state._slot = tensor._node, tensor._slot
            result = self.fn(*args, **kwargs)
            outputs = [tape.current(t) for t in leaves_of(result)]
            # What stands in for an argument may have been written to as well; then it is an output.
            outputs += [tape.current(given[t] if isinstance(t, int) else t) for t in self.targets]
        return outputs


def _leaked(trace: tracing.Trace) -> bool:
    """Whether a Tensor that was made in the trace outlives it without a value."""
    return any(isinstance(vars(t)["_array"], Tracer) for t in (r() for r in trace.born) if t is not None)


def _placeholder(_: Tensor) -> Tensor:
    return wrap(None)


class Differentiable(Function):
    """A program as an operator. Its derivative is the tape's, traced, so every `bprop` and hook counts.

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

            found = self.backwards[key] = Differentiable(self.program, f"{self.name}_grad", pure, body)
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
