"""Small tapes that are walked back again and again: their walk, compiled into one program.

A loop records the same operators, joined in the same way, at each step. Once that has been seen often, the kernels
of the walk backwards are traced together, and what were many calls of compiled kernels is one. XLA is kept from fusing
one kernel with the next, so the numbers stay the same to the last bit. Large arrays gain nothing from this, and would
be held longer.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from mindshim.engine import tape
from mindshim.engine.arrays import put
from mindshim.engine.tape import Edge, Leaf, Node, Tape

# How often a structure must have been seen, and what is small.
OFTEN = 24
MOST_NODES = 256
MOST_ELEMENTS = 1 << 18
_MOST_STRUCTURES = 512

# By structure: how often it has been seen, or its program; None where it is to stay as it is.
_known: dict[tuple, int | Callable[..., Any] | None] = {}


def walked(nodes: Sequence[Node], leaves: Sequence[Leaf], edges: Sequence[Edge],
           cotangents: Sequence[Any]) -> Sequence[Any] | None:
    """The cotangent of each leaf (None where there is none), given those of some outputs, by one program.

    None where there is no such program (yet).
    """
    if len(nodes) > MOST_NODES:
        return None
    parts: list[Any] = []
    arrays: list[Any] = []
    for node in nodes:
        function = node.function
        kind = node.__class__
        if node.hooks or kind is not Leaf and (kind is not Node or not function.kept):
            return None
        parts.append(function)
        parts.append(node.wanted)
        for parent, slot in node.parents:
            parts.append(parent.index)
            parts.append(slot)
        arrays += node.arrays
    for leaf in leaves:
        parts.append(leaf.index)
    for node, slot in edges:
        parts.append(node.index)
        parts.append(slot)
    key = tuple(parts)
    program = _known.get(key, 0)
    if program.__class__ is int:
        if program < OFTEN:  # type: ignore[operator]
            if len(_known) >= _MOST_STRUCTURES:
                _known.clear()
            _known[key] = program + 1  # type: ignore[operator]
            return None
        program = _known[key] = _compiled(nodes, leaves, edges, arrays)
    if program is None:
        return None
    return program(*arrays, *cotangents)  # type: ignore[operator]


def _compiled(nodes: Sequence[Node], leaves: Sequence[Leaf], edges: Sequence[Edge],
              arrays: Sequence[Any]) -> Callable[..., Any] | None:
    if sum(getattr(a, "size", 1) for a in arrays) > MOST_ELEMENTS:
        return None
    plan = [(n.function, n.wanted, n.outputs, [(p.index, s) for p, s in n.parents]) for n in nodes]
    own, ends = [leaf.index for leaf in leaves], [(n.index, s) for n, s in edges]
    uses = Counter(index for *_, parents in plan for index, _ in parents)

    def fenced(parents: list[tuple[int, int]]) -> bool:
        return any(plan[i][0] is not None or uses[i] > 1 for i, _ in parents)

    def walk(true: Any, *given: Any) -> list[Any]:  # all one by one: a list would cost more than the arrays in it
        rest, traced, again = iter(given), Tape(), []
        for function, wanted, outputs, parents in plan:
            kind = _Passing if function is None else Node
            if fenced(parents):
                kind = functools.partial(_Fenced, true)
            arrays = [next(rest) for _ in wanted] if function is not None else ()
            node = kind(traced, function, arrays, wanted, [(again[i], slot) for i, slot in parents])
            node.outputs = outputs
            again.append(node)
        return tape.walk(again, [(again[i], slot) for i, slot in ends], list(rest), [again[i] for i in own])

    if not any(fenced(parents) for *_, parents in plan):
        return jax.jit(functools.partial(walk, None))
    return functools.partial(jax.jit(walk), put(np.array(True)))


class _Passing(Node):
    """A leaf of a derivative inside the one that is taken."""

    __slots__ = ()

    def pull(self, cotangents: list[Any], wanted: tuple[bool, ...], tracked: bool) -> Any:
        return cotangents


class _Fenced(Node):
    """A node whose cotangents XLA cannot fuse with what is made of them.

    A choice is a fence, which an optimization barrier is not: on the CPU that is gone before operators are fused.
    """

    __slots__ = ("true",)

    def __init__(self, true: Any, *of_the_node: Any):
        super().__init__(*of_the_node)
        self.true = true

    def pull(self, cotangents: list[Any], wanted: tuple[bool, ...], tracked: bool) -> Any:
        found = cotangents if self.function is None else super().pull(cotangents, wanted, tracked)
        return jax.lax.cond(self.true, lambda f: f, lambda f: jax.tree.map(jnp.zeros_like, f), found)
