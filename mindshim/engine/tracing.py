"""What a function does while it is traced: which Tensors it reads and writes, which attributes it looks at.

A traced function must not be told from one that runs: it reads a Parameter through a closure, a global or a list, it
assigns to a buffer, it draws a random number, it prints. So while a trace is under way, and only then, `Tensor._array`
is a descriptor: no read and no write can pass it by, wherever in mindshim or in a program it stands. Likewise the
attributes of Cells are watched, and `print`. When the trace ends, all holds what it held before; what was assigned is
known, and each call of the compiled program assigns it anew.

A `Frame` notes the writes of one piece of the function: of all of it, or of one branch or loop body, whose writes are
outputs of that branch.
"""

from __future__ import annotations

import builtins
import itertools
import threading
import types
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import jax
import numpy as np
from jax.core import Tracer

from mindshim.engine import changes, context, dtypes
from mindshim.engine.arrays import Pending
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor, wrap

_Class = TypeVar("_Class", bound=type)
_tokens = itertools.count(1)
_IMMEDIATE = (int, float, bool, str, bytes, complex, type(None), dtypes.Type)
MISSING = object()


class _State(threading.local):
    trace: Trace | None = None


state = _State()


class Untraceable(Exception):  # noqa: N818 - it says that a function must run eagerly, which is no error of its own
    """The function does what no compiled program can; it has to run eagerly."""


def tracing() -> bool:
    """Whether a function is being traced on this thread."""
    return state.trace is not None


def zeros(shape: tuple[int, ...], dtype: Any) -> Any:
    """Zeros, made once for each piece of a function that is being traced: derivatives want them again and again."""
    if state.trace is None:
        return jax.numpy.zeros(shape, dtype)
    kept = state.trace.frames[-1].zeros
    found = kept.get((shape, dtype))
    if found is None:
        found = kept[shape, dtype] = jax.numpy.zeros(shape, dtype)
    return found


def refuse_in_pieces(what: str) -> None:
    """Give up where a branch or loop, which has JAX's derivative, has something in it that JAX does not know of."""
    if state.trace is not None and len(state.trace.frames) > 1 and state.trace.differentiated:
        raise Untraceable(f"a branch or loop on a Tensor has {what}")


def called(fn: Callable[..., Any], args: tuple, kwargs: dict[str, Any]) -> Any:
    """Call a function of the user's, with its control flow rewritten if the trace under way asks for it."""
    if state.trace is None or not state.trace.rewrites:
        return fn(*args, **kwargs)
    from mindshim.engine import control_flow

    return control_flow.converted_call(fn, args, kwargs)


class Frame:
    """The writes of one traced piece of a function."""

    def __init__(self):
        self.token = next(_tokens)
        # By identity: the Tensor, with its state before.
        self.written: dict[int, tuple[Tensor, dict[str, Any]]] = {}
        self.zeros: dict[tuple, Any] = {}

    def changed(self) -> list[Tensor]:
        """The Tensors from outside that hold another array than before."""
        return [t for t, before in self.written.values() if vars(t)["_array"] is not before["_array"]]

    def undo(self) -> None:
        """Let every Tensor hold again what it held before."""
        for tensor, before in self.written.values():
            restore(tensor, before)


_OF_A_WRITE = ("_array", "_node", "_slot", "_version", "_storage", "_view")


def snapshot(tensor: Tensor) -> dict[str, Any]:
    """What a write to a Tensor may change."""
    held = vars(tensor)
    return {name: held[name] for name in _OF_A_WRITE if name in held}


def restore(tensor: Tensor, before: dict[str, Any]) -> None:
    """Let a Tensor be again what it was at its `snapshot`."""
    held = vars(tensor)
    for name in _OF_A_WRITE:
        if name in before:
            held[name] = before[name]
        else:
            held.pop(name, None)


class Trace:
    """All that one traced function has read and written."""

    def __init__(self):
        self.frames = [Frame()]
        self.tokens = {self.frames[0].token}
        # Who held an array that was read, by the array's identity; the arrays stay alive meanwhile.
        self.reads: dict[int, Tensor] = {}
        self.arrays: list[Any] = []
        # Tensors whose values Python has looked at, with the array looked at.
        self.values: dict[int, tuple[Tensor, Any]] = {}
        # Attributes of watched objects: what they were when they were first read, and before they were first written.
        self.attributes: dict[tuple[int, str], tuple[Any, str, Any]] = {}
        self.assigned: dict[tuple[int, str], tuple[Any, str, Any]] = {}
        self.born: list[weakref.ref[Tensor]] = []
        self.prints = False
        self.suspended = False
        # Whether control flow is rewritten, and whether a loop on Tensors was met, which has no derivative.
        self.rewrites = False
        self.loops = False
        # Whether a derivative is being taken around the branch or loop that is traced.
        self.differentiated = False

    # Tensors

    def read(self, tensor: Tensor, array: Any) -> Any:
        """The array of a Tensor from outside, noted; a second holder of the same array gets one of its own."""
        if vars(tensor).get("_born") in self.tokens:
            return array
        holder = self.reads.get(id(array))
        if holder is None:
            self.reads[id(array)] = tensor
            self.arrays.append(array)
        elif holder is not tensor:
            with jax.ensure_compile_time_eval():
                array = jax.numpy.array(array, copy=True)
            vars(tensor)["_array"] = array
            self.reads[id(array)] = tensor
            self.arrays.append(array)
        return array

    def write(self, tensor: Tensor) -> None:
        """Note what a Tensor holds before it is written to; or that it has just been made."""
        held = vars(tensor)
        if "_array" not in held:
            held["_born"] = self.frames[-1].token
            self.born.append(weakref.ref(tensor))
            return
        for frame in reversed(self.frames):
            if held.get("_born") == frame.token or id(tensor) in frame.written:
                return
            frame.written[id(tensor)] = (tensor, snapshot(tensor))

    def looked_at(self, tensor: Tensor) -> None:
        """Note that Python reads the values of a Tensor: they become part of the program."""
        array = vars(tensor)["_array"]
        if not isinstance(array, (Tracer, Pending)) and vars(tensor).get("_born") not in self.tokens:
            self.values.setdefault(id(tensor), (tensor, array))

    @contextmanager
    def frame(self) -> Iterator[Frame]:
        """A frame for a branch or a loop's body; at its end, all that was written in it is undone."""
        inner = Frame()
        self.frames.append(inner)
        self.tokens.add(inner.token)
        try:
            yield inner
        finally:
            self.frames.pop()
            inner.undo()

    # Attributes

    def attribute(self, owner: Any, name: str, value: Any) -> None:
        """Note that the function depends on an attribute."""
        key = (id(owner), name)
        if key not in self.attributes and key not in self.assigned:
            # Of an ordinary object it is the end that counts: what the function itself counts there is no condition.
            self.attributes[key] = (owner, name, value if is_ordinary(value) else remembered(value))

    def assigns(self, owner: Any, name: str) -> None:
        """Note what an attribute is before it is assigned."""
        key = (id(owner), name)
        if key not in self.assigned:
            self.assigned[key] = (owner, name, vars(owner).get(name, MISSING))


class Numbers:
    """An ordinary object of the user's, and the numbers, strings and the like among its attributes."""

    def __init__(self, value: Any):
        self.reference = weakref.ref(value)
        self.held = _numbers(value)

    def again(self) -> None:
        """Take what it has now for what it had."""
        value = self.reference()
        self.held = {} if value is None else _numbers(value)

    def unchanged(self, value: Any) -> bool:
        """Whether it is still the same object, with the same attributes."""
        return value is self.reference() and unchanged(_numbers(value), self.held)


def _numbers(value: Any) -> dict[str, Any]:
    return {k: v for k, v in vars(value).items() if isinstance(v, _IMMEDIATE)}


def is_ordinary(value: Any) -> bool:
    """Whether a value is an object of a class of the user's, of which no trace knows what is read."""
    kind = type(value)
    return kind not in _classes and not isinstance(value, (type, types.ModuleType, types.FunctionType, Tensor)) and (
        not kind.__module__.startswith("mindshim")) and type(getattr(value, "__dict__", None)) is dict and (
        not hasattr(kind, "construct")) and kind.__weakrefoffset__ != 0


def remembered(value: Any, depth: int = 4) -> Any:
    """A value in a form that still tells later whether it has changed: of a list or dict, a copy."""
    if depth and type(value) is list:
        return [remembered(v, depth - 1) for v in value]
    if depth and type(value) is dict:
        return {k: remembered(v, depth - 1) for k, v in value.items()}
    if is_ordinary(value):
        return Numbers(value)
    return value


def unchanged(value: Any, before: Any) -> bool:
    """Whether a value is what was remembered: the same object, or an equal number, string, list ..."""
    if type(before) is Numbers:
        return before.unchanged(value)
    if value is before:
        return type(value) not in (list, dict)
    if type(value) is not type(before):
        return False
    if type(value) in (list, tuple):
        return len(value) == len(before) and all(map(unchanged, value, before))
    if type(value) is dict:
        return list(value) == list(before) and all(map(unchanged, value.values(), before.values()))
    return isinstance(value, _IMMEDIATE) and (value == before or value != value)


# Watching --------------------------------------------------------------------------------------------------------

_classes: list[type] = []


def watch(cls: _Class) -> _Class:
    """Let traces know which attributes of this class's objects a function reads and assigns."""
    if cls not in _classes:
        _classes.append(cls)
    return cls


class _Array:
    """`Tensor._array` while a trace is under way."""

    def __get__(self, tensor: Any, owner: type | None = None) -> Any:
        if tensor is None:
            return self
        try:
            array = tensor.__dict__["_array"]
        except KeyError:
            raise AttributeError(f"'{type(tensor).__name__}' object has no attribute '_array'") from None
        trace = state.trace
        if trace is None or trace.suspended or isinstance(array, (Tracer, Pending)):
            return array
        return trace.read(tensor, array)

    def __set__(self, tensor: Any, array: Any) -> None:
        trace = state.trace
        if trace is not None and not trace.suspended:
            trace.write(tensor)
        tensor.__dict__["_array"] = array


_plain_host = Tensor._host


def _watched_host(self: Tensor) -> np.ndarray:
    if state.trace is not None:
        state.trace.looked_at(self)
    return _plain_host(self)


_plain_requires_grad: Any = Parameter.requires_grad


def _watched_requires_grad(self: Parameter) -> bool:
    value = _plain_requires_grad.fget(self)
    if state.trace is not None:
        state.trace.attribute(self, "_requires_grad", value)
    return value


# What belongs to a class, and is not the object's own.
_BOUND = (types.MethodType, types.FunctionType, types.BuiltinMethodType, type)
# What Cells keep for themselves, and functions do not depend on.
_OWN = frozenset((
    "_compiled", "_checked", "_programs", "_create_time", "_phase", "_scope",
    "_special", "_auto_prefix", "_param_prefix", "_recomputed", "cls_name"))


def _getter(cls: type) -> Callable[[Any, str], Any]:
    found: Any = cls.__getattribute__
    missing = getattr(cls, "__getattr__", None)

    def watched(self: Any, name: str) -> Any:
        trace = state.trace
        if trace is None or name[:2] == "__" or name in _OWN:
            return found(self, name)
        try:
            value = found(self, name)
        except AttributeError:
            if missing is None:
                raise
            value = missing(self, name)
            trace.attribute(self, name, value)
            return value
        if name in found(self, "__dict__") or not isinstance(value, _BOUND):
            trace.attribute(self, name, value)
        return value

    return watched


def _setter(cls: type) -> Callable[[Any, str, Any], None]:
    assign: Any = cls.__setattr__

    def watched(self: Any, name: str, value: Any) -> None:
        if state.trace is not None and name not in _OWN:
            state.trace.assigns(self, name)
        assign(self, name, value)

    return watched


def _printer(plain: Callable[..., None]) -> Callable[..., None]:
    def watched(*values: Any, **options: Any) -> None:
        trace = state.trace
        if trace is None or options.get("file") is not None:
            plain(*values, **options)
            return
        from mindshim.engine.autodiff import leaves_of, map_leaves

        trace.prints = True
        arrays = [t._value() for t in leaves_of(values)]
        # The callback outlives the trace, and must hold none of its Tensors.
        template = map_leaves(lambda _: wrap(None), values)

        def show(*arrays: Any) -> None:
            rest = iter(arrays)
            plain(*map_leaves(lambda _: Tensor(np.asarray(next(rest))), template), **options)

        jax.debug.callback(show, *arrays, ordered=True)

    return watched


_lock = threading.RLock()


@contextmanager
def traced() -> Iterator[Trace]:
    """Trace what runs in the block. Afterwards all Tensors and watched attributes are what they were before."""
    with _lock:
        trace = Trace()
        outer, state.trace = state.trace, trace
        undo = _install() if outer is None else (lambda: None)
        eager, context.eager = context.eager, False
        former, changes.tracing = changes.tracing, True
        try:
            yield trace
        finally:
            context.eager, changes.tracing = eager, former
            state.trace = None
            trace.frames[0].undo()
            for owner, name, before in trace.assigned.values():
                if before is MISSING:
                    vars(owner).pop(name, None)
                else:
                    vars(owner)[name] = before
            undo()
            state.trace = outer


def _install() -> Callable[[], None]:
    former: list[tuple[Any, str, Any]] = []

    def put(owner: Any, name: str, value: Any) -> None:
        former.append((owner, name, vars(owner).get(name, MISSING)))
        setattr(owner, name, value)

    put(Tensor, "_array", _Array())
    put(Tensor, "_host", _watched_host)
    put(Parameter, "requires_grad", property(_watched_requires_grad, _plain_requires_grad.fset))
    for cls in _classes:
        getter, setter = _getter(cls), _setter(cls)
        put(cls, "__getattribute__", getter)
        put(cls, "__setattr__", setter)
    put(builtins, "print", _printer(builtins.print))

    def undo() -> None:
        for owner, name, value in reversed(former):
            if value is MISSING:
                delattr(owner, name)
            else:
                setattr(owner, name, value)

    return undo


@contextmanager
def outside() -> Iterator[None]:
    """In the block, what is made belongs to no trace: it was there before, as far as the traced function can tell."""
    trace = state.trace
    if trace is None:
        yield
        return
    trace.suspended = True
    try:
        with jax.ensure_compile_time_eval():
            yield
    finally:
        trace.suspended = False


def user_line(error: BaseException) -> tuple[str, int, str]:
    """The file, the line and the function in which a program (not mindshim or JAX) raised an error."""
    found = ("", 0, "")
    step: types.TracebackType | None = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        if not any(part in code.co_filename for part in _NOT_USERS):
            found = (code.co_filename, step.tb_lineno, code.co_name)
        step = step.tb_next
    return found


_NOT_USERS = ("/mindshim/", "/jax/", "/jaxlib/", "/malt/", "<frozen", "/contextlib.py", "__autograph_generated")
