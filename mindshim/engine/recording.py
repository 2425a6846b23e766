"""Recording: one derivative being taken.

It puts leaves on the Tensors it was asked for, lets the function run, and walks the tape back from the outputs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mindshim.engine import changes, replay, tape, tracing
from mindshim.engine.tape import Edge, Leaf, Node, Tape
from mindshim.engine.tensor import Tensor, wrap


class Recording:
    """One derivative being taken: leaves on the Tensors asked for, then the function, then `pull_back`.

    Use as a context manager. It leaves no trace: the Tensors get their former nodes back, and when the outermost one
    ends, the tape lets go of everything, unless it is to `keep` it for more calls of `pull_back`.
    """

    __slots__ = ("asked", "watched", "leaves", "tape", "outer", "start", "keep")

    def __init__(self, tensors: Sequence[Tensor] = (), keep: bool = False):
        self.asked = tensors
        self.keep = keep

    def __enter__(self) -> Recording:
        outer = self.outer = tape.state.tape
        current = self.tape = Tape() if outer is None else outer
        tape.state.tape = current
        current.depth += 1
        self.start = len(current.nodes)
        # The Tensors with what made them before.
        self.watched: list[tuple[Tensor, Edge | None]] = []
        self.leaves: list[Leaf] = []
        if self.asked:
            self.watch(self.asked)
        return self

    def watch(self, tensors: Sequence[Tensor]) -> None:
        """Ask for these Tensors as well, from here on."""
        for tensor in tensors:
            edge = None if tensor._node is None else tape.edge_of(tensor)
            leaf = Leaf(self.tape, edge)
            leaf.hooks = tensor.__dict__.get("_hooks")
            tensor._node, tensor._slot = leaf, 0
            self.watched.append((tensor, edge))
            self.leaves.append(leaf)

    def __exit__(self, *_: Any) -> None:
        for (tensor, edge), leaf in zip(self.watched, self.leaves, strict=True):
            if tensor._node is leaf:
                tensor._node, tensor._slot = (None, 0) if edge is None else edge
        self.tape.depth -= 1
        tape.state.tape = self.outer
        if self.outer is None and not self.keep:
            self.tape.clear()

    def pull_back(self, seeds: Sequence[tuple[Tensor, Tensor]], prune: bool = False) -> list[Tensor | None]:
        """The cotangent of each Tensor asked for (None where the seeds do not depend on it).

        `seeds` are output Tensors of the function, with the cotangent of each. With `prune`, nodes that depend on
        none of the Tensors asked for are passed over; under an outer derivative there are such nodes.
        """
        # Under an outer derivative each step is recorded, so cotangents are Tensors; otherwise arrays will do.
        tracked = self.outer is not None
        nodes, leaves = self.tape.nodes, self.leaves
        edges: list[Edge] = []
        given: list[Any] = []
        for tensor, seed in seeds:
            node = tensor._node
            if node is not None and node.tape is self.tape:
                edges.append((node, tensor._slot))
                given.append(seed if tracked else seed._value())
        if not edges:
            return [None] * len(leaves)
        if tracked or prune or self.keep or changes.tracing and tracing.state.trace is not None:
            needed = self._dependent(set(leaves)) if tracked or prune else None
            found = tape.walk(nodes[self.start:], edges, given, leaves, needed, tracked)
            return found if tracked else [None if g is None else wrap(g) for g in found]
        found = replay.walked(nodes, leaves, edges, given) or tape.walk(nodes, edges, given, leaves, free=True)
        if len(found) == 1 and found[0] is not None:
            return [wrap(found[0])]
        return [None if g is None else wrap(g) for g in found]

    def _dependent(self, leaves: set[Any]) -> set[Node]:
        dependent = set(leaves)
        for node in self.tape.nodes[self.start:]:
            if node not in dependent and any(p[0] in dependent for p in node.parents):
                dependent.add(node)
        return dependent
