"""Hooks on gradients: functions that see a gradient on its way back, and may replace it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mindshim.engine import tape, tracing
from mindshim.engine.tensor import Tensor


class HookHandle:
    """What registering a hook returns: :meth:`remove` ends the hook."""

    def __init__(self, hooks: Any, key: Any):
        self._hooks = hooks
        self._key = key

    def remove(self) -> None:
        """Take the hook away. A second time does nothing."""
        if self._hooks is not None:
            self._hooks.pop(self._key, None)
        self._hooks = None


class _TensorHookHandle(HookHandle):
    """The handle of a hook on a Tensor."""

    def remove(self) -> None:
        if self._hooks is not None and self._key in self._hooks:
            self._hooks.remove(self._key)
        self._hooks = None


class _TensorHook:
    """A hook on one output of a node."""

    __slots__ = ("function", "slot")

    def __init__(self, function: Callable[[Tensor], Any], slot: int):
        self.function = function
        self.slot = slot

    def __call__(self, gradient: Tensor) -> Tensor | None:
        changed = self.function(gradient)
        if changed is None:
            return None
        if not isinstance(changed, Tensor):
            raise RuntimeError(f"A Tensor's hook must return None or a Tensor, but returned {type(changed).__name__}.")
        if changed.shape != gradient.shape:
            raise ValueError(f"A Tensor's hook must return a gradient of shape {gradient.shape}, but returned one of "
                             f"{changed.shape}.")
        return changed


def register_on_tensor(tensor: Tensor, function: Callable[[Tensor], Any]) -> HookHandle:
    """See :meth:`Tensor.register_hook`."""
    if not callable(function):
        raise TypeError(f"For 'register_hook', the hook must be callable, but got {type(function).__name__}.")
    edge = tape.edge_of(tensor)
    hook = _TensorHook(function, tensor._slot if edge else 0)
    # A leaf's hooks belong to the Tensor, and every derivative that asks for it finds them there.
    if edge is None or isinstance(edge[0], tape.Leaf):
        hooks = vars(tensor).setdefault("_hooks", [])
        if edge is not None:
            edge[0].hooks = hooks
    else:
        node = edge[0]
        hooks = node.hooks = node.hooks or []
    hooks.append(hook)
    return _TensorHookHandle(hooks, hook)


def backward_identity(tensors: tuple[Tensor, ...], hook: Callable[[tuple], Any]) -> tuple[Tensor, ...]:
    """The same values; on the way back ``hook(cotangents)`` is called once, and a tuple it returns replaces them.

    A cotangent is None where the result does not depend on that Tensor.
    """

    def pull(cotangents: list[Any], inputs: list[Any]) -> list[Any]:
        changed = hook(tuple(cotangents))
        if changed is None:
            return cotangents
        if not isinstance(changed, (tuple, list)):
            changed = (changed,)
        return list(changed)

    node = tape.record_python(pull, tensors)
    if node is None:
        tracing.refuse_in_pieces("a hook")
        return tensors
    node.outputs = len(tensors)
    return tuple(tape.at_edge(t._value(), (node, i)) for i, t in enumerate(tensors))
