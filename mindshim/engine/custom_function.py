"""Functions with a derivative written by hand: `_Function`, in the manner of PyTorch's ``autograd.Function``."""

from __future__ import annotations

from typing import Any

from mindshim.engine import tape, tracing
from mindshim.engine.autodiff import zeros_like
from mindshim.engine.tensor import Tensor


class FunctionCtx:
    """What `forward` leaves for `backward`."""

    def __init__(self, needs_input_grad: tuple[bool, ...]):
        self.needs_input_grad = needs_input_grad
        self.saved_tensors: tuple[Any, ...] = ()
        self.materialize_grads = True
        self.non_differentiable: tuple[Tensor, ...] = ()
        self.dirty_tensors: tuple[Tensor, ...] = ()

    def save_for_backward(self, *tensors: Any) -> None:
        """Keep Tensors for `backward`, which finds them in ``ctx.saved_tensors``."""
        self.saved_tensors = tensors

    def mark_non_differentiable(self, *outputs: Tensor) -> None:
        """Say that no derivative flows through these outputs."""
        self.non_differentiable = outputs

    def mark_dirty(self, *inputs: Tensor) -> None:
        """Say that `forward` wrote to these inputs."""
        self.dirty_tensors = inputs

    def set_materialize_grads(self, value: bool) -> None:
        """Whether a cotangent that is not there is zeros (the default) or None."""
        self.materialize_grads = value


class Function:
    """The base of functions with a `forward` and a `backward` of their own; call them with `apply`.

    Examples:
        >>> import mindshim as ms
        >>> from mindshim.common import _Function
        >>> class Square(_Function):
        ...     @staticmethod
        ...     def forward(ctx, x):
        ...         ctx.save_for_backward(x)
        ...         return x * x
        ...     @staticmethod
        ...     def backward(ctx, cotangent):
        ...         (x,) = ctx.saved_tensors
        ...         return 10 * x * cotangent
        >>> print(ms.grad(Square.apply)(ms.Tensor([1.0, 2.0])))
        [10. 20.]
    """

    @staticmethod
    def forward(ctx: FunctionCtx, *args: Any, **kwargs: Any) -> Any:
        """Compute the outputs."""
        raise NotImplementedError("A custom function must define 'forward'.")

    @staticmethod
    def backward(ctx: FunctionCtx, *cotangents: Any) -> Any:
        """Compute one cotangent (or None) for each argument of `forward`."""
        raise NotImplementedError("A custom function must define 'backward'.")

    @classmethod
    def apply(cls, *args: Any, **kwargs: Any) -> Any:
        """Call the function."""
        edges = [tape.edge_of(a) for a in args]
        ctx = FunctionCtx(tuple(edge is not None for edge in edges))
        if not any(edges):
            tracing.refuse_in_pieces("a custom function")
            return cls.forward(ctx, *args, **kwargs)
        for a, edge in zip(args, edges, strict=True):
            if edge is not None:
                a._node = None
        try:
            output = cls.forward(ctx, *args, **kwargs)
        finally:
            for a, edge in zip(args, edges, strict=True):
                if edge is not None and a._node is None:
                    a._node, a._slot = edge
        outputs = output if isinstance(output, (tuple, list)) else (output,)

        def pull(cotangents: list[Any], inputs: list[Any]) -> list[Any]:
            given = [
                zeros_like(o) if c is None and ctx.materialize_grads else c
                for o, c in zip(outputs, cotangents, strict=True)
            ]
            found = cls.backward(ctx, *given)
            found = found if isinstance(found, (tuple, list)) else (found,)
            if len(found) != len(args):
                raise RuntimeError(f"For '{cls.__name__}', 'backward' must return {len(args)} gradients, "
                                   f"but returned {len(found)}.")
            return list(found)

        node = tape.record_python(pull, args)
        assert node is not None
        node.outputs = len(outputs)
        skipped = {id(o) for o in ctx.non_differentiable}
        dirty = {id(o) for o in ctx.dirty_tensors}
        wrapped = []
        for i, o in enumerate(outputs):
            if not isinstance(o, Tensor) or id(o) in skipped:
                wrapped.append(o)
            elif id(o) in dirty:
                o._node, o._slot = node, i
                wrapped.append(o)
            else:
                wrapped.append(tape.at_edge(o._value(), (node, i)))
        return type(output)(wrapped) if isinstance(output, (tuple, list)) else wrapped[0]


