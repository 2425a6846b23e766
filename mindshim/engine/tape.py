"""The tape: what an eager derivative remembers, and the walk backwards over it.

A node is a function, its input *arrays*, and for each input the node that made it, if any. It holds no residuals:
arrays never change, so a node can always compute its derivative from its inputs, and an in-place write merely moves
its Tensor to a new array and a new node. Nodes stand on the tape in the order in which they were made, so walking
the tape backwards is a topological order.

Recording needs no switch: an operator is recorded when one of its inputs has a node on the current tape. Leaves are
nodes that a derivative puts on the Tensors it was asked for, and takes away again.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import jax
import numpy as np

from mindshim.engine import tracing
from mindshim.engine.tensor import Tensor, wrap

Edge = tuple["Node", int]


class _State(threading.local):
    tape: Tape | None = None
    reads: Reads | None = None


state = _State()


class Tape:
    """The nodes of the outermost derivative being taken on this thread, and of those inside it."""

    __slots__ = ("nodes", "depth")

    def __init__(self):
        self.nodes: list[Node] = []
        self.depth = 0

    def clear(self) -> None:
        """Let go of all arrays, also where a Tensor that outlives the derivative still has its node."""
        for node in self.nodes:
            node.arrays, node.parents, node.hooks = (), [], None
        self.nodes.clear()


class Node:
    """One recorded operator call."""

    __slots__ = ("tape", "index", "function", "arrays", "wanted", "parents", "outputs", "hooks")

    def __init__(self, tape: Tape | None, function: Any, arrays: Sequence[Any], wanted: tuple[bool, ...],
                 parents: list[Edge]):
        assert tape is not None
        self.tape = tape
        self.function = function
        self.arrays = arrays
        # Which inputs have a node, and the nodes of those.
        self.wanted = wanted
        self.parents = parents
        self.outputs = 1
        self.hooks: list[Callable[[Any], Any]] | None = None
        self.index = len(tape.nodes)
        tape.nodes.append(self)

    def pull(self, cotangents: list[Any], wanted: tuple[bool, ...], tracked: bool) -> Iterable[Any]:
        """Cotangents of the wanted inputs: arrays, or Tensors where an outer derivative records this one."""
        if len(cotangents) == 1:
            backward = self.function.backwards.get(wanted) or self.function.backward(wanted)
            given = cotangents
        else:
            backward = self.function.backward(wanted, tuple([c is not None for c in cotangents]))
            given = [c for c in cotangents if c is not None]
        if tracked:
            return backward.apply([*self.tracked_inputs(), *given])
        return backward.compiled(*self.arrays, *given)

    def tracked_inputs(self) -> list[Any]:
        """The inputs as Tensors that have their nodes."""
        parents = iter(self.parents)
        return [at_edge(a, next(parents)) if w else a for a, w in zip(self.arrays, self.wanted, strict=True)]


class Leaf(Node):
    """Where a derivative stops: a Tensor that it was asked for. For an outer derivative it is the identity."""

    __slots__ = ()

    def __init__(self, tape: Tape, outer: Edge | None):
        if outer is None:
            Node.__init__(self, tape, None, (), (), [])
        else:
            Node.__init__(self, tape, None, (), (True,), [outer])

    def pull(self, cotangents: list[Any], wanted: tuple[bool, ...], tracked: bool) -> Iterable[Any]:
        return cotangents


class PythonNode(Node):
    """A node whose derivative is a Python function of Tensors: a Cell's `bprop`, a custom function, a hook.

    `function` takes one cotangent Tensor (or None) per output, and the tracked inputs, and returns one cotangent (or
    None) for every input.
    """

    __slots__ = ()

    def pull(self, cotangents: list[Any], wanted: tuple[bool, ...], tracked: bool) -> Iterable[Any]:
        if tracked:
            found = self.function(cotangents, self.tracked_inputs())
        else:
            inputs = [wrap(a) if _is_array(a) else a for a in self.arrays]
            found = self.function([None if c is None else wrap(c) for c in cotangents], inputs)
            found = [g._value() if isinstance(g, Tensor) else g for g in found]
        return [g for g, w in zip(found, wanted, strict=True) if w]


class TracedNode(Node):
    """A recorded call in a function that is being traced. It has JAX's own derivative, if it can be used."""

    __slots__ = ("jax_pull", "out")

    def __init__(self, tape: Tape | None, function: Any, arrays: Sequence[Any], wanted: tuple[bool, ...],
                 parents: list[Edge], jax_pull: Callable[..., Any] | None, out: Any):
        super().__init__(tape, function, arrays, wanted, parents)
        outputs = out if isinstance(out, (tuple, list)) else (out,)
        usable = jax_pull is not None and all(not jax.numpy.iscomplexobj(o) for o in outputs)
        self.jax_pull = jax_pull if usable else None
        self.out = out

    def pull(self, cotangents: list[Any], wanted: tuple[bool, ...], tracked: bool) -> Iterable[Any]:
        if tracked or wanted != self.wanted or self.jax_pull is None:
            return super().pull(cotangents, wanted, tracked)
        outputs = self.out if isinstance(self.out, (tuple, list)) else (self.out,)
        seeds = [_seed(o, c) for o, c in zip(outputs, cotangents, strict=True)]
        return self.jax_pull(type(self.out)(seeds) if outputs is self.out else seeds[0])


def _seed(output: Any, cotangent: Any) -> Any:
    if not jax.numpy.issubdtype(output.dtype, jax.numpy.inexact):
        return np.zeros(output.shape, jax.dtypes.float0)
    if cotangent is None:
        return tracing.zeros(output.shape, output.dtype)
    return jax.numpy.asarray(cotangent, output.dtype)


def _is_array(value: Any) -> bool:
    return hasattr(value, "shape") and not isinstance(value, Tensor)


class Reads:
    """Notes, while it is entered, which Tensors on `tape` are read by a function that runs without that tape."""

    __slots__ = ("tape", "found", "former")

    def __init__(self, tape: Tape):
        self.tape = tape
        self.found: dict[int, Tensor] = {}

    def __enter__(self) -> Reads:
        self.former, state.reads = state.reads, self
        return self

    def __exit__(self, *_: Any) -> None:
        state.reads = self.former


def at_edge(array: Any, edge: Edge) -> Tensor:
    """A Tensor of this array, made by this output of a node."""
    tensor = wrap(array)
    tensor._node, tensor._slot = edge
    return tensor


def current(tensor: Tensor) -> Tensor:
    """A Tensor of its own with the same array and history, which no later write to the other one changes."""
    made = wrap(tensor._value())
    made._node, made._slot = tensor._node, tensor._slot
    return made


def edge_of(value: Any) -> Edge | None:
    """The node and output number that made this Tensor, if that is on the current tape."""
    if not isinstance(value, Tensor):
        return None
    node = value._node
    if node is None:
        return None
    if node.tape is not state.tape:
        if node.tape.depth == 0:  # left over from a derivative that has ended
            value._node = None
        elif state.reads is not None and node.tape is state.reads.tape:
            state.reads.found.setdefault(id(value), value)
        return None
    return node, value._slot


def edges_of(inputs: Sequence[Any]) -> tuple[tuple[bool, ...], list[Edge]]:
    """Which of the inputs were made by a node on the current tape, and the nodes of those."""
    tape = state.tape
    parents: list[Edge] = []
    wanted: list[bool] = []
    for x in inputs:
        node = getattr(x, "_node", None)  # quicker than to ask for the type first
        if node is not None:
            if node.tape is tape:
                parents.append((node, x._slot))
                wanted.append(True)
                continue
            edge_of(x)  # notes what it is
        wanted.append(False)
    return tuple(wanted), parents


def record_python(backward: Callable[..., Any], inputs: Sequence[Any]) -> PythonNode | None:
    """A node whose derivative is `backward(cotangents, inputs)`, unless no input is on the current tape."""
    wanted, parents = edges_of(inputs)
    if not parents:
        return None
    arrays = [x._value() if isinstance(x, Tensor) else x for x in inputs]
    return PythonNode(state.tape, backward, arrays, wanted, parents)  # type: ignore[arg-type]


def wrap_outputs(node: Node, out: Any) -> Any:
    """Tensors for a node's output arrays, of which there are several."""
    node.outputs = len(out)
    return tuple([at_edge(o, (node, i)) for i, o in enumerate(out)])


class no_grad:  # noqa: N801 - a context manager and decorator, named as one
    """Within the block nothing is recorded: what it computes has no derivative."""

    def __enter__(self) -> None:
        self.former, state.tape = state.tape, None

    def __exit__(self, *_: Any) -> None:
        state.tape = self.former

    def __call__(self, fn: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(fn)
        def quiet(*args: Any, **kwargs: Any) -> Any:
            with no_grad():
                return fn(*args, **kwargs)

        return quiet


def recording() -> bool:
    """Whether a derivative is being taken on this thread."""
    return state.tape is not None


def walk(nodes: Sequence[Node], edges: Sequence[Edge], given: Sequence[Any], leaves: Sequence[Leaf],
         needed: set[Node] | None = None, tracked: bool = False, free: bool = False) -> list[Any]:
    """Walk backwards over `nodes`: the cotangent of each leaf, or None, from those `given` of some outputs.

    Args:
        nodes: in the order in which they were made.
        edges, given: outputs, and the cotangent of each.
        leaves: where to stop.
        needed: the nodes to walk over, if not all.
        tracked: cotangents are Tensors, which an outer derivative records, and not arrays.
        free: let go of each node's arrays when it has been walked over.
    """
    add = _add_tensors if tracked else _add_arrays
    cotangents: dict[Node, list[Any]] = {}
    for edge, cotangent in zip(edges, given, strict=True):
        _accumulate(cotangents, edge, cotangent, add)
    ends: Any = leaves if len(leaves) < 8 else set(leaves)
    found: dict[Node, Any] = {}
    for node in reversed(nodes):
        arrived = cotangents.pop(node, None)
        if arrived is None:
            continue
        if node.hooks:
            arrived = [_hooked(node.hooks, i, g, tracked) for i, g in enumerate(arrived)]
        if node.function is None and node in ends:
            found[node] = arrived[0]
            continue
        wanted, parents = node.wanted, node.parents
        if needed is not None:
            rest = iter(parents)
            wanted = tuple([w and next(rest)[0] in needed for w in wanted])
            parents = [p for p in parents if p[0] in needed]
        if parents:
            for parent, gradient in zip(parents, node.pull(arrived, wanted, tracked), strict=True):
                if gradient is not None:
                    _accumulate(cotangents, parent, gradient, add)
        if free:
            node.arrays = ()
    return [found.get(leaf) for leaf in leaves]


def _add_tensors(a: Any, b: Any) -> Any:
    return a + b


_add_arrays = jax.jit(lambda a, b: a + b)


def _accumulate(
    cotangents: dict[Node, list[Any]], edge: Edge, gradient: Any, add: Callable[[Any, Any], Any]
) -> None:
    node, slot = edge
    given = cotangents.get(node)
    if given is None:
        if node.outputs == 1:
            cotangents[node] = [gradient]
            return
        given = cotangents[node] = [None] * node.outputs
    given[slot] = gradient if given[slot] is None else add(given[slot], gradient)


def _hooked(hooks: list[Callable[[Any], Any]], slot: int, cotangent: Any, tracked: bool) -> Any:
    if cotangent is None:
        return None
    for hook in list(hooks):
        if getattr(hook, "slot", 0) == slot:
            changed = hook(cotangent if tracked else wrap(cotangent))
            if changed is not None:
                cotangent = changed if tracked else changed._value()
    return cotangent
