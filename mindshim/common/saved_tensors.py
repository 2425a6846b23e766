"""Hooks on what is kept for derivatives: `saved_tensors_hooks`."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from mindshim.engine import tape
from mindshim.engine.tensor import Tensor, wrap


class saved_tensors_hooks:  # noqa: N801 - a context manager, named as one
    """What operators within the block keep for a derivative is kept in another form.

    An operator keeps its inputs; each Tensor among them is packed at the end of the block, and unpacked when the
    derivative needs it. In compiled programs XLA decides what is kept, and the hooks are not called.

    Args:
        pack_hook: a function of a Tensor to anything.
        unpack_hook: a function of what `pack_hook` returned to a Tensor.

    Raises:
        TypeError: one of the two cannot be called.

    Example:
        >>> import mindshim as ms
        >>> def f(x):
        ...     with ms.saved_tensors_hooks(lambda t: t.asnumpy(), ms.Tensor):
        ...         return x * x
        >>> print(ms.grad(f)(ms.Tensor([3.0])))
        [6.]
    """

    def __init__(self, pack_hook: Callable[[Tensor], Any], unpack_hook: Callable[[Any], Tensor]):
        for name, hook in (("pack_hook", pack_hook), ("unpack_hook", unpack_hook)):
            if not callable(hook):
                raise TypeError(f"For 'saved_tensors_hooks', '{name}' must be a function, but got {hook!r}.")
        self.pack_hook = pack_hook
        self.unpack_hook = unpack_hook

    def __enter__(self) -> None:
        self._tape = tape.state.tape
        self._before = 0 if self._tape is None else len(self._tape.nodes)

    def __exit__(self, kind: Any, *_: Any) -> None:
        if self._tape is None or kind is not None:
            return
        for node in self._tape.nodes[self._before:]:
            if type(node) is tape.Node and node.function is not None:
                self._pack(node)

    def _pack(self, node: tape.Node) -> None:
        """Make a node keep what `pack_hook` returns, and compute its derivative from what `unpack_hook` makes of it."""
        function, wanted, edges = node.function, node.wanted, list(node.parents)
        is_tensor = [tape._is_array(a) for a in node.arrays]
        with tape.no_grad():
            kept = [self.pack_hook(wrap(a)) if t else a for a, t in zip(node.arrays, is_tensor, strict=True)]

        def pull(cotangents: list[Any], inputs: list[Any]) -> list[Any]:
            parents = iter(edges)
            values = []
            for value, unpack, tracked in zip(kept, is_tensor, wanted, strict=True):
                edge = next(parents) if tracked else None
                if unpack:
                    with tape.no_grad():
                        value = self.unpack_hook(value)
                    if edge is not None and tape.recording():
                        value = tape.at_edge(value._value(), edge)
                values.append(value)
            given = tuple([c is not None for c in cotangents])
            found = iter(function.backward(wanted, given).apply([*values, *[c for c in cotangents if c is not None]]))
            return [next(found) if w else None for w in wanted]

        node.__class__ = tape.PythonNode
        node.function = pull
        node.arrays = [None] * len(kept)


def register_saved_tensors_hooks(pack_hook: Callable[[Tensor], Any],
                                 unpack_hook: Callable[[Any], Tensor]) -> Callable[[Callable], Callable]:
    """Decorate a function that runs within `saved_tensors_hooks`.

    Raises:
        TypeError: a hook, or what is decorated, cannot be called.
    """

    def decorate(fn: Callable[..., Any]) -> Callable[..., Any]:
        if not callable(fn):
            raise TypeError(f"For 'register_saved_tensors_hooks', a function is needed, but got {fn!r}.")

        @functools.wraps(fn)
        def hooked(*args: Any, **kwargs: Any) -> Any:
            with saved_tensors_hooks(pack_hook, unpack_hook):
                return fn(*args, **kwargs)

        return hooked

    saved_tensors_hooks(pack_hook, unpack_hook)  # which checks them
    return decorate
