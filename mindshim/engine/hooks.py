"""Hooks on gradients: functions that see a gradient on its way back, and may replace it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mindshim.engine import tape
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
    """A handle of a hook that several lists may hold."""

    def remove(self) -> None:
        for hooks in self._hooks or ():
            if self._key in hooks:
                hooks.remove(self._key)
        self._hooks = None


class _TensorHook:
    """A hook on one output of a node."""

    __slots__ = ("function", "slot")

    def __init__(self, function: Callable[[Tensor], Any], slot: int):
        self.function = function
        self.slot = slot

    def __call__(self, gradient: Tensor) -> Any:
        return self.function(gradient)


def register_on_tensor(tensor: Tensor, function: Callable[[Tensor], Any]) -> HookHandle:
    """See :meth:`Tensor.register_hook`."""
    if not callable(function):
        raise TypeError(f"For 'register_hook', the hook must be callable, but got {type(function).__name__}.")
    edge = tape.edge_of(tensor)
    hook = _TensorHook(function, tensor._slot if edge else 0)
    # A leaf's hooks belong to the Tensor, and every derivative that asks for it finds them there.
    is_leaf = edge is None or isinstance(edge[0], tape.Leaf)
    lists = []
    if is_leaf:
        lists.append(tensor.__dict__.setdefault("_hooks", []))
    if edge is not None and edge[0].hooks is not (lists[0] if lists else None):
        node = edge[0]
        if node.hooks is None:
            node.hooks = lists[0] if lists else []
        if node.hooks not in lists:
            lists.append(node.hooks)
    for hooks in lists:
        if hook not in hooks:
            hooks.append(hook)
    return _TensorHookHandle(lists, hook)


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
        return tensors
    node.outputs = len(tensors)
    return tuple(tape.at_edge(t._value(), (node, i)) for i, t in enumerate(tensors))
