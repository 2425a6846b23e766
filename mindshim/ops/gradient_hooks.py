"""Primitives that act on derivatives only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mindshim.engine import hooks
from mindshim.engine.autodiff import stop_gradient
from mindshim.engine.tensor import Tensor
from mindshim.ops.primitive import Primitive


class StopGradient(Primitive):
    """The input's values, through which no derivative flows; see :func:`mindshim.ops.stop_gradient`."""

    def __init__(self):
        super().__init__("StopGradient")

    def __call__(self, value: Any) -> Any:
        return stop_gradient(value)


class InsertGradientOf(Primitive):
    """The identity, whose derivative is ``f(gradient)``.

    Args:
        f: a function of the gradient, a Tensor, to the gradient to go on with.

    Raises:
        TypeError: `f` is not callable.
    """

    def __init__(self, f: Callable[[Tensor], Any]):
        super().__init__("InsertGradientOf")
        if not callable(f):
            raise TypeError(f"For 'InsertGradientOf', 'f' must be a function, but got {type(f).__name__}.")
        self.f = f

    def __call__(self, x: Tensor) -> Tensor:
        def replaced(cotangents: tuple) -> tuple | None:
            changed = self.f(cotangents[0])
            return None if changed is None else (changed,)

        return hooks.backward_identity((x,), replaced)[0]


class HookBackward(Primitive):
    """The identity on one or several Tensors, whose gradients ``hook_fn`` sees, and may replace.

    Args:
        hook_fn: a function of a tuple of one gradient per input; it returns None, or the gradients to go on with.
        cell_id: accepted.

    Raises:
        TypeError: `hook_fn` is no function.
    """

    def __init__(self, hook_fn: Callable[[tuple], Any], cell_id: str = ""):
        super().__init__("HookBackward")
        if not callable(hook_fn):
            raise TypeError(f"For 'HookBackward', 'hook_fn' must be a function, but got {type(hook_fn).__name__}.")
        self.hook_fn = hook_fn
        self.cell_id = cell_id

    def __call__(self, *inputs: Tensor) -> Any:
        found = hooks.backward_identity(inputs, self.hook_fn)
        return found[0] if len(found) == 1 else found
