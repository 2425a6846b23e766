"""Tensors that are views of others.

Indexing and the operators that only rearrange (`reshape`, `transpose`, `split`, ...) return Tensors that share with
their base, as MindSpore's do: item assignment to the view is written through to the base, and what is written to the
base is seen in the view. Arrays never change, so a view knows how it was read from its root, and which write it has
seen; it looks for a newer one when it is used.

A view holds its root weakly: what nobody else holds, nobody sees change.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
from jax.core import Tracer

from mindshim.engine.arrays import put
from mindshim.engine.tensor import Tensor, wrap

Step = tuple[Callable[..., Any], tuple[Any, ...]]


class View:
    """How a Tensor was read from its root, and up to which write it has seen the root."""

    __slots__ = ("root", "steps", "seen", "follows", "storage")

    def __init__(self, root: Tensor, steps: tuple[Step, ...], follows: bool, holds: bool):
        self.root: Callable[[], Tensor | None] = (lambda: root) if holds else weakref.ref(root)
        self.steps = steps
        self.seen = root._version
        self.follows = follows
        self.storage = root._storage

    def current_root(self) -> Tensor | None:
        """The root, unless it is gone, or was given another value as a whole (`set_data`)."""
        root = self.root()
        return None if root is None or root._storage != self.storage else root

    def refresh(self, tensor: Tensor) -> None:
        """Take over what was written to the root since it was last looked at."""
        root = self.current_root()
        if root is not None and root._view is not None:
            root._refresh()
        if root is None:
            tensor._view = None
        elif root._version != self.seen:
            self.seen = root._version
            if self.follows:
                fresh = self.read(root)
                tensor._array, tensor._node, tensor._slot = fresh._array, fresh._node, fresh._slot
                tensor._version += 1

    def read(self, root: Tensor) -> Tensor:
        """What the view is of this root."""
        for function, arguments in self.steps:
            root = function(root, *arguments)
        return root

    def write(self, tensor: Tensor) -> None:
        """Put the view's elements in their places in the root."""
        from mindshim.engine import indexing

        root = self.current_root()
        if root is None:
            tensor._view = None
            return
        function, arguments = self.steps[0]
        if len(self.steps) == 1 and function is indexing.read:
            indexing.setitem(root, arguments[0], tensor)
        else:
            # Reading an array of the elements' own numbers tells where each element of the view lives.
            places = self.read(wrap(np.arange(root.size).reshape(root.shape)))
            root._assign(indexing.put_flat(root, tensor, places))
        self.seen = root._version


class Shared:
    """A Tensor that shares its values with a NumPy array, as far as that is possible.

    What is written to the array is found by comparing when the Tensor is used; what is written to the Tensor is copied
    to the array.
    """

    __slots__ = ("array",)

    follows = False
    # Above this size in bytes, comparing at each use would cost more than the sharing is worth.
    LIMIT = 1 << 20

    def __init__(self, array: np.ndarray):
        self.array = array

    def refresh(self, tensor: Tensor) -> None:
        """Take over what was written to the array."""
        if isinstance(tensor._array, Tracer):  # the Tensor stands for an input while a function is traced
            return
        if np.asarray(tensor._array).tobytes() != self.array.tobytes():
            tensor._array = put(self.array.copy())
            tensor._node = None
            tensor._version += 1

    def write(self, tensor: Tensor) -> None:
        """Copy the Tensor's values to the array, or part from it if they do not fit."""
        if tensor._array.shape != self.array.shape or not self.array.flags.writeable:
            tensor._view = None
        else:
            self.array[...] = np.asarray(tensor._array)


def attach(result: Tensor, base: Tensor, function: Callable[..., Any], *arguments: Any, follows: bool = True,
           index: bool = False) -> Tensor:
    """Make `result`, which is ``function(base, *arguments)``, a view of `base`, or of what that is a view of.

    A view that does not follow is written to its base, but does not see what is written there. What an `index` is read
    from keeps such a base alive, for it must still be written back to where it was read itself.
    """
    above = base._view
    root = above.current_root() if above is not None and above.follows else None
    if root is None or above is None:
        result._view = View(base, ((function, arguments),), follows, holds=index and above is not None)
    else:
        result._view = View(root, (*above.steps, (function, arguments)), follows, holds=False)
    return result


def nth(base: Tensor, position: int, function: Callable[..., Any], *arguments: Any) -> Tensor:
    """One of the several Tensors that ``function(base, *arguments)`` returns."""
    return function(base, *arguments)[position]
