"""Branches and loops on Tensors that have no value yet: `lax.cond` and `lax.while_loop` over pieces of a function.

A `Piece` is a branch or a body, traced by itself. Its values and the Tensors that it has written to are outputs of the
`cond`, or carried by the loop; what it captures are operands, so that a derivative can be taken of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax.core import Tracer
from jax.extend.core import ClosedJaxpr, jaxpr_as_fun

from mindshim.engine import tape, tracing
from mindshim.engine.autodiff import leaves_of, map_leaves
from mindshim.engine.dispatch import Function, apply
from mindshim.engine.tensor import Tensor, wrap
from mindshim.engine.tracing import Untraceable

_NUMBERS = (bool, int, float)


def traced_value(value: Any) -> bool:
    """Whether a value is a Tensor that has no value yet."""
    return isinstance(value, Tensor) and isinstance(value._value(), Tracer)


# Branches and bodies ---------------------------------------------------------------------------------------------


class Piece:
    """A piece of a function, traced: its values, in which each Tensor is a `Slot`, and the Tensors it has written."""

    def __init__(self, run: Callable[..., Any], given: Sequence[Any] = ()):
        trace = tracing.state.trace
        assert trace is not None
        outer = tape.state.tape
        self.reads: dict[int, Tensor] = {}
        self.values: Any = None
        written: list[Tensor] = []

        def flat(*arrays: Any) -> list[Any]:
            with trace.frame() as frame:
                try:
                    values = run(*arrays)
                except (jax.errors.JAXTypeError, jax.errors.JAXIndexError, Untraceable, NotImplementedError):
                    raise
                except Exception as error:
                    raise Untraceable(f"a branch or loop raises {type(error).__name__} ({error})") from error
                outputs: list[Any] = []

                def slot(tensor: Tensor) -> Any:
                    outputs.append(tensor._value())
                    return Slot(len(outputs) - 1, outputs[-1].shape, outputs[-1].dtype)

                self.values = map_leaves(slot, values)
                written[:] = frame.changed()
                return outputs + [vars(t)["_array"] for t in written]

        reads = tape.Reads(outer) if outer is not None else None
        if outer is not None:
            trace.differentiated = True
        with tape.no_grad():
            if reads is None:
                self.closed = jax.make_jaxpr(flat)(*given)
            else:
                with reads:
                    self.closed = jax.make_jaxpr(flat)(*given)
                self.reads = {id(t._array): t for t in reads.found.values()}
        self.written = written
        jaxpr = self.closed.jaxpr
        opened = jaxpr.replace(
            invars=[*jaxpr.constvars, *jaxpr.invars], constvars=[],
            debug_info=None if jaxpr.debug_info is None else jaxpr.debug_info._replace(
                arg_names=("",) * (len(jaxpr.constvars) + len(jaxpr.invars))))
        self.consts = list(self.closed.consts)
        self.call = jaxpr_as_fun(ClosedJaxpr(opened, []))


class Slot:
    """The place of a Tensor among the outputs of a piece."""

    def __init__(self, index: int, shape: tuple[int, ...], dtype: Any):
        self.index, self.shape, self.dtype = index, shape, dtype


class _Inputs:
    """The arrays that some pieces capture, each once; Tensors where a derivative is being taken of them."""

    def __init__(self, pieces: Sequence[Piece]):
        self.arrays: list[Any] = []
        self.places: dict[int, int] = {}
        self.tensors: dict[int, Tensor] = {}
        for piece in pieces:
            self.tensors.update(piece.reads)
            for const in piece.consts:
                if id(const) not in self.places:
                    self.places[id(const)] = len(self.arrays)
                    self.arrays.append(const)

    def of(self, piece: Piece, given: Sequence[Any]) -> list[Any]:
        """What `piece` captures, among the arrays given."""
        return [given[self.places[id(c)]] for c in piece.consts]

    def operands(self) -> list[Any]:
        """The arrays, as Tensors where they have a history."""
        return [self.tensors.get(id(a), a) for a in self.arrays]


def _written_by(pieces: Sequence[Piece]) -> list[Tensor]:
    found: dict[int, Tensor] = {}
    for piece in pieces:
        for tensor in piece.written:
            found.setdefault(id(tensor), tensor)
    return list(found.values())


def _outputs_of(piece: Piece, union: Sequence[Tensor], outputs: Sequence[Any], olds: Sequence[Any]) -> list[Any]:
    """The arrays of all written Tensors after a piece: those that it did not write stay."""
    count = len(outputs) - len(piece.written)
    own = {id(t): o for t, o in zip(piece.written, outputs[count:], strict=True)}
    return [jnp.asarray(own.get(id(t), old), old.dtype) for t, old in zip(union, olds, strict=True)]


def scalar(pred: Any) -> Any:
    array = pred._value()
    if array.size != 1:
        raise ValueError(f"The truth value of a Tensor with {array.size} elements is ambiguous.")
    return wrap(array.reshape(()).astype(bool))


def choose(pred: Tensor, branches: Sequence[Callable[[], Any]]) -> Any:
    """The values of the first function if `pred` is true, else of the second; what they write is written."""
    pieces = [Piece(b) for b in branches]
    merged: list[tuple[Any, Any]] = []
    values = _merged(pieces[0].values, pieces[1].values, merged)
    union = _written_by(pieces)
    inputs = _Inputs(pieces)

    def pure(pred: Any, *given: Any) -> tuple:
        rest, before = given[: len(inputs.arrays)], given[len(inputs.arrays):]

        def branch(number: int) -> Callable[[], list[Any]]:
            def run() -> list[Any]:
                piece = pieces[number]
                found = piece.call(*inputs.of(piece, rest))
                outputs = [_filled(pair[number], pair[1 - number], found) for pair in merged]
                return outputs + _outputs_of(piece, union, found, before)

            return run

        return tuple(jax.lax.cond(pred, branch(0), branch(1)))

    found = apply(Function("cond", pure), [scalar(pred), *inputs.operands(), *[tape.current(t) for t in union]])
    count = len(found) - len(union)
    for tensor, value in zip(union, found[count:], strict=True):
        tensor._assign(value)
    return map_leaves(lambda t: found[t._slot_number], values)


def recomputed(run: Callable[[], Any]) -> Any:
    """The values of `run`; a derivative keeps nothing of what it computes in between, but computes it again."""
    piece = Piece(run)
    inputs = _Inputs([piece])

    def pure(*given: Any) -> tuple:
        return tuple(piece.call(*inputs.of(piece, given)))

    found = apply(Function("recompute", jax.checkpoint(pure)), inputs.operands())
    count = len(found) - len(piece.written)
    for tensor, value in zip(piece.written, found[count:], strict=True):
        tensor._assign(value)
    return _with_slots(piece.values, found)


def _with_slots(values: Any, found: Sequence[Any]) -> Any:
    """The nest with its slots filled."""
    if isinstance(values, Slot):
        return found[values.index]
    if isinstance(values, dict):
        return {k: _with_slots(v, found) for k, v in values.items()}
    if isinstance(values, (tuple, list)):
        parts = [_with_slots(v, found) for v in values]
        return type(values)(*parts) if hasattr(values, "_fields") else type(values)(parts)
    return values


def _filled(own: Any, other: Any, outputs: Sequence[Any]) -> Any:
    """The array that a branch gives for a merged value."""
    if isinstance(own, Slot):
        return outputs[own.index]
    if own is _NOTHING:
        return jnp.zeros(other.shape, other.dtype) if isinstance(other, Slot) else jnp.zeros((), _dtype_of(other))
    dtype = other.dtype if isinstance(other, Slot) else jnp.promote_types(
        _dtype_of(own), _dtype_of(own if other is _NOTHING else other))
    return jnp.asarray(own, dtype)


def _dtype_of(number: Any) -> Any:
    return np.dtype({bool: np.bool_, int: np.int64, float: np.float32}[type(number)])


_NOTHING = object()


class _Out(Tensor):
    """A Tensor that stands for an output of a choice."""

    _slot_number = -1


def _out(merged: list[tuple[Any, Any]], a: Any, b: Any) -> Any:
    tensor = object.__new__(_Out)
    tensor._slot_number = len(merged)
    tensor._array = None
    merged.append((a, b))
    return tensor


def _merged(a: Any, b: Any, merged: list[tuple[Any, Any]]) -> Any:
    """The values of two branches as one nest, whose Tensors stand for outputs of both."""
    if isinstance(a, Slot) and isinstance(b, Slot):
        if a.shape != b.shape or a.dtype != b.dtype:
            raise Untraceable(f"its branches give Tensors of {a.dtype}{list(a.shape)} and {b.dtype}{list(b.shape)}")
        return _out(merged, a, b)
    if _is_undefined(a) or _is_undefined(b):
        if _is_undefined(a) and _is_undefined(b):
            return a
        return _merged_with_nothing(b if _is_undefined(a) else a, _is_undefined(a), merged)
    if isinstance(a, Slot) and type(b) in _NUMBERS or isinstance(b, Slot) and type(a) in _NUMBERS:
        slot = a if isinstance(a, Slot) else b
        if slot.shape:
            raise Untraceable("its branches give a Tensor and a number")
        return _out(merged, a, b)
    if type(a) in _NUMBERS and type(b) in _NUMBERS:
        return a if type(a) is type(b) and a == b else _out(merged, a, b)
    if isinstance(a, (tuple, list)) and isinstance(b, (tuple, list)) and type(a) is type(b) and len(a) == len(b):
        parts = [_merged(x, y, merged) for x, y in zip(a, b, strict=True)]
        return type(a)(*parts) if hasattr(a, "_fields") else type(a)(parts)
    if isinstance(a, dict) and isinstance(b, dict) and type(a) is type(b) and list(a) == list(b):
        return {k: _merged(a[k], b[k], merged) for k in a}
    if a is b or type(a) is type(b) and isinstance(a, (str, bytes, slice, range)) and a == b:
        return a
    raise Untraceable(f"its branches give values of different kinds: {_kind(a)} and {_kind(b)}")


def _merged_with_nothing(value: Any, first: bool, merged: list[tuple[Any, Any]]) -> Any:
    if isinstance(value, Slot) or type(value) in _NUMBERS:
        return _out(merged, _NOTHING, value) if first else _out(merged, value, _NOTHING)
    if isinstance(value, (tuple, list)) and not hasattr(value, "_fields"):
        return type(value)([_merged_with_nothing(v, first, merged) for v in value])
    return value


def _kind(value: Any) -> str:
    return "a Tensor" if isinstance(value, Slot) else type(value).__name__


def _is_undefined(value: Any) -> bool:
    return type(value).__name__ in ("Undefined", "UndefinedReturnValue")


# Loops -----------------------------------------------------------------------------------------------------------


def loop(test: Callable[[], Any], body: Callable[[], None], get_state: Callable[[], tuple],
          set_state: Callable[[tuple], None], trips: int | None = None) -> None:
    """A `while` loop over the variables of `get_state`, and what `body` writes.

    With a number of `trips` that is known, it is a loop that has a derivative, and `test` is not asked.
    """
    assert tracing.state.trace is not None
    if trips is None:
        tracing.state.trace.loops = True
    values = get_state()
    lifted: set[int] = set()
    for _ in range(6):
        start = [_lift(v) if i in lifted else v for i, v in enumerate(values)]
        leaves = leaves_of(start)

        def at(arrays: Sequence[Any], start: Any = start) -> tuple:
            rest = iter(arrays)
            return tuple(map_leaves(lambda _: wrap(next(rest)), start))

        def step(*arrays: Any, at: Any = at) -> Any:
            set_state(at(arrays))
            body()
            return get_state()

        try:
            piece = Piece(step, [jax.ShapeDtypeStruct(t.shape, t._value().dtype) for t in leaves])
        finally:
            set_state(values)
        again = _settled(values, start, piece.values, lifted)
        if again is None:
            break
        values = again
    else:
        raise Untraceable("its loop changes the kind of a variable again and again")
    union = piece.written

    def check(*arrays: Any) -> Any:
        set_state(at(arrays))
        found = test()
        return found if isinstance(found, Tensor) else Tensor(bool(found))

    try:
        tested = Piece(check, [jax.ShapeDtypeStruct(t.shape, t._value().dtype) for t in leaves])
    finally:
        set_state(values)
    if tested.written:
        raise Untraceable("the test of its loop writes to a Tensor")
    inputs = _Inputs([piece, tested])
    count = len(leaves)
    slots = _slots(piece.values)
    written_at = {id(t._value()): i for i, t in enumerate(union)}

    def with_carry(owner: Piece, rest: Sequence[Any], written: Sequence[Any]) -> list[Any]:
        # A Tensor that the body writes is read there as it was left by the iteration before.
        return [written[written_at[id(c)]] if id(c) in written_at else v
                for c, v in zip(owner.consts, inputs.of(owner, rest), strict=True)]

    def pure(*given: Any) -> tuple:
        carried, rest = list(given[: count + len(union)]), given[count + len(union):]

        def go(carry: list[Any]) -> Any:
            found = tested.call(*with_carry(tested, rest, carry[count:]), *carry[:count])
            return found[0].reshape(()).astype(bool)

        def next_(carry: list[Any]) -> list[Any]:
            found = piece.call(*with_carry(piece, rest, carry[count:]), *carry[:count])
            new = [found[s.index] for s in slots]
            return new + _outputs_of(piece, union, found, carry[count:])

        if trips is not None:
            return tuple(jax.lax.fori_loop(0, trips, lambda _, carry: next_(carry), carried))
        return tuple(jax.lax.while_loop(go, next_, carried))

    try:
        found = apply(Function("while_loop", pure), [*leaves, *[tape.current(t) for t in union], *inputs.operands()])
    except TypeError as error:  # what stands in a list or dict may change its dtype too
        raise Untraceable("its loop changes the dtype or shape of a variable") from error
    for tensor, value in zip(union, found[count:], strict=True):
        tensor._assign(value)
    rest = iter(found[:count])
    set_state(tuple(map_leaves(lambda _: next(rest), start)))


def fori(lower: Any, upper: Any, function: Callable[[Any, Any], Any], init: Any) -> Any:
    """``function(i, value)`` for i from `lower` to `upper`, in a function that is being traced."""
    state = [lower if isinstance(lower, Tensor) else Tensor(lower), init]

    def body() -> None:
        state[:] = [state[0] + 1, tracing.called(function, (state[0], state[1]), {})]

    def put(values: tuple) -> None:
        state[:] = values

    trips = max(upper - lower, 0) if isinstance(lower, int) and isinstance(upper, int) else None
    loop(lambda: state[0] < upper, body, lambda: tuple(state), put, trips)
    return state[1]


def _slots(values: Any) -> list[Slot]:
    if isinstance(values, Slot):
        return [values]
    if isinstance(values, dict):
        values = list(values.values())
    if isinstance(values, (tuple, list)):
        return [s for v in values for s in _slots(v)]
    return []


def _lift(value: Any) -> Any:
    """A number as a Tensor, so that a loop may change it."""
    return wrap(jnp.asarray(value, _dtype_of(value))) if type(value) in _NUMBERS else value


def _settled(values: tuple, start: Sequence[Any], after: Sequence[Any], lifted: set[int]) -> tuple | None:
    """None if a loop's variables are of the same kind after its body; else other values to begin with."""
    changed = False
    new = list(values)
    for i, (before, found) in enumerate(zip(start, after, strict=True)):
        if isinstance(before, Tensor) and isinstance(found, Slot):
            if before.shape != found.shape:
                raise Untraceable(f"its loop changes the shape of a Tensor from {before.shape} to {found.shape}")
            if before._value().dtype != found.dtype:
                new[i] = wrap(before._value().astype(found.dtype))
                changed = True
        elif _is_undefined(before) and not _is_undefined(found):
            new[i] = _empty(found)
            changed = True
        elif type(before) in _NUMBERS and (isinstance(found, Slot) or type(found) in _NUMBERS and found != before):
            lifted.add(i)
            changed = True
        elif isinstance(before, Tensor) and type(found) in _NUMBERS:
            raise Untraceable("its loop changes a Tensor into a number")
        elif isinstance(before, (tuple, list)) and isinstance(found, (tuple, list)):
            if len(leaves_of(before)) != len(_slots(found)):
                raise Untraceable("its loop changes the length of a list")
    return tuple(new) if changed else None


def _empty(value: Any) -> Any:
    if isinstance(value, Slot):
        return wrap(jnp.zeros(value.shape, value.dtype))
    if type(value) in _NUMBERS:
        return _lift(type(value)())
    raise Untraceable("its loop defines a variable that is no Tensor")
