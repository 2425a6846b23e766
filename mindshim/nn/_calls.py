"""What happens when a Cell is called: `construct`, and around it hooks, `bprop` and mixed precision."""

from __future__ import annotations

import inspect
import itertools
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mindshim.engine import autodiff, changes, compile, context, hooks, precision, tape, tracing
from mindshim.engine.tensor import Tensor

_keys = itertools.count()


class Calls:
    """The part of :class:`~mindshim.nn.Cell` that runs `construct`."""

    if TYPE_CHECKING:  # the other parts of Cell

        def __getattr__(self, name: str) -> Any: ...

    # True once a call is known to need nothing but `construct`; whatever changes that sets it back.
    _direct: bool = False
    # True once the names of all Parameters are known to differ.
    _checked: bool = False
    # True where a compiled derivative computes anew what is inside.
    _recomputed: bool = False
    # True where `jit` has been applied to the Cell itself.
    _compiled: bool = False
    # True where a call may need more than `construct`: with a `bprop`, and since the first hook or `to_float`.
    _special: bool = False
    # Hooks by key, in the order in which they run; None for the many cells that have none.
    _forward_pre_hook: dict[int, _ForwardHook] | None = None
    _forward_hook: dict[int, _ForwardHook] | None = None
    _backward_pre_hook: dict[int, Callable[..., Any]] | None = None
    _backward_hook: dict[int, Callable[..., Any]] | None = None
    mixed_precision_type: Any = None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if context.eager and self._direct:
            return self.construct(*args, **kwargs)
        return self._call(args, kwargs)

    def _call(self, args: tuple, kwargs: dict[str, Any]) -> Any:
        if not self._checked:
            if "_params" not in self.__dict__:
                self._require_init("be called")
            self.check_names_and_refresh_name()
        if not self._special:
            self.__dict__["_direct"] = True
            if context.eager:
                return self.construct(*args, **kwargs)
        if tracing.state.trace is None and (context.mode == context.GRAPH_MODE or self._compiled):
            return compile.run(self._eagerly, args, kwargs, self.cls_name)
        return self._eagerly(*args, **kwargs)

    def _eagerly(self, *args: Any, **kwargs: Any) -> Any:
        if self._direct or self.mixed_precision_type is None:
            return self._run(args, kwargs)
        with precision.lowered(self.mixed_precision_type.np_dtype):
            return self._run(args, kwargs)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls._special = hasattr(cls, "bprop")

    @property
    def has_bprop(self) -> bool:
        """Whether the Cell's class says what its derivative is, in a method `bprop`."""
        return hasattr(type(self), "bprop")

    def run_construct(self, cast_inputs: tuple, kwargs: dict[str, Any]) -> Any:
        """Call `construct` with its hooks, as :meth:`__call__` does."""
        return self._run(tuple(cast_inputs), kwargs)

    def _run(self, args: tuple, kwargs: dict[str, Any]) -> Any:
        if self._recomputed and tracing.state.trace is not None and tape.recording():
            from mindshim.engine import staging

            return staging.recomputed(lambda: self._hooked(args, kwargs))
        return self._hooked(args, kwargs)

    def _hooked(self, args: tuple, kwargs: dict[str, Any]) -> Any:
        if self._direct:
            return tracing.called(self.construct, args, kwargs)
        called: set[int] = set()
        output = None
        try:
            for hook in list((self._forward_pre_hook or {}).values()):
                args, kwargs = hook.before(self, args, kwargs)
            backward = (
                _Backward(self)
                if tape.recording() and (self._backward_hook or self._backward_pre_hook)
                else None
            )
            if backward is not None:
                args = backward.on_inputs(args)
            output = self._differentiable(args, kwargs)
            for key, hook in list((self._forward_hook or {}).items()):
                called.add(key)
                output = hook.after(self, args, kwargs, output)
            return output if backward is None else backward.on_output(output)
        except Exception:
            for key, hook in list((self._forward_hook or {}).items()):
                if hook.always and key not in called:
                    try:
                        output = hook.after(self, args, kwargs, output)
                    except Exception as error:
                        warnings.warn(
                            f"A forward hook of '{self.cls_name}' with always_call=True failed too, which is "
                            f"silenced because 'construct' failed before: {error}",
                            stacklevel=2,
                        )
            raise

    def _differentiable(self, args: tuple, kwargs: dict[str, Any]) -> Any:
        """`construct`, whose derivative is `bprop` if the Cell has one and a derivative is being taken."""
        if not (self.has_bprop and tape.recording()):
            return tracing.called(self.construct, args, kwargs)
        if kwargs or self.construct.__defaults__:
            bound = inspect.signature(self.construct).bind(*args, **kwargs)
            bound.apply_defaults()
            args, kwargs = bound.args, bound.kwargs
        if kwargs:
            raise TypeError(
                f"'{self.cls_name}' has a 'bprop', so its 'construct' cannot have keyword-only arguments."
            )
        # Nothing is recorded inside: the Parameters of a Cell with a `bprop` have no gradients.
        return autodiff.custom_derivative(tape.no_grad()(self.construct), self._pull_bprop, args)

    def _pull_bprop(self, args: tuple, output: Any, cotangent: Any) -> tuple:
        found = self.bprop(*args, output, cotangent)
        gradients = found if isinstance(found, (tuple, list)) else (found,)
        wanted = sum(isinstance(a, Tensor) or bool(autodiff.leaves_of(a)) for a in args)
        if len(gradients) < wanted:
            raise RuntimeError(
                f"The 'bprop' of '{self.cls_name}' must return one gradient for each of the {wanted} "
                f"inputs, but returned {len(gradients)}."
            )
        return tuple(
            self._fitting(gradient, argument)
            if isinstance(argument, Tensor) and gradient is not None
            else gradient
            for argument, gradient in itertools.zip_longest(args, gradients[: len(args)])
        )

    def _fitting(self, gradient: Any, argument: Tensor) -> Tensor:
        """The gradient in its input's shape: where the input was broadcast, the sum."""
        if isinstance(gradient, (tuple, list)) and len(gradient) == 1:
            gradient = gradient[0]
        if isinstance(gradient, Tensor):
            shape, wanted = gradient.shape, (1,) * (gradient.ndim - argument.ndim) + argument.shape
            if len(shape) == len(wanted) and all(w in (1, s) for w, s in zip(wanted, shape, strict=True)):
                axes = tuple(i for i, (w, s) in enumerate(zip(wanted, shape, strict=True)) if w != s)
                return gradient.sum(axes).reshape(argument.shape) if axes else gradient
        got = gradient.shape if isinstance(gradient, Tensor) else type(gradient).__name__
        raise RuntimeError(
            f"The 'bprop' of '{self.cls_name}' must return a gradient of its input's shape "
            f"{argument.shape}, but returned {got}."
        )

    # Hooks
    # -------------------------------------------------------------------------------------------------------

    def register_forward_pre_hook(
        self, hook_fn: Callable[..., Any], *, prepend: bool = False, with_kwargs: bool = False
    ) -> hooks.HookHandle:
        """Call ``hook_fn(cell, args)`` before `construct`.

        Args:
            hook_fn: returns None, or the new arguments: a tuple, or one argument. With `with_kwargs` it is
                called as ``hook_fn(cell, args, kwargs)`` and returns None or ``(args, kwargs)``.
            prepend: run it before the hooks that are there.

        Returns:
            A handle whose ``remove()`` ends the hook.

        Raises:
            TypeError: `hook_fn` is not callable.
        """
        return self._register("_forward_pre_hook", _ForwardHook(_checked(hook_fn), with_kwargs), prepend)

    def register_forward_hook(
        self,
        hook_fn: Callable[..., Any],
        *,
        prepend: bool = False,
        with_kwargs: bool = False,
        always_call: bool = False,
    ) -> hooks.HookHandle:
        """Call ``hook_fn(cell, args, output)`` after `construct`; what it returns, if not None, is the new
        output.

        A Cell with a `bprop` has no forward hooks, as in MindSpore: the handle is then an empty one.

        Args:
            hook_fn: with `with_kwargs` it is called as ``hook_fn(cell, args, kwargs, output)``.
            prepend: run it before the hooks that are there.
            always_call: run it also if `construct` raises.

        Raises:
            TypeError: `hook_fn` is not callable.
        """
        if self.has_bprop:
            return hooks.HookHandle({}, None)
        return self._register(
            "_forward_hook", _ForwardHook(_checked(hook_fn), with_kwargs, always_call), prepend
        )

    def register_backward_pre_hook(self, hook_fn: Callable[..., Any]) -> hooks.HookHandle:
        """Call ``hook_fn(cell, grad_output)`` when the gradients of the Cell's outputs are known.

        Args:
            hook_fn: gets a tuple of Tensors, and returns None or the gradients to take instead.

        Raises:
            TypeError: `hook_fn` is not callable.
        """
        return self._register("_backward_pre_hook", _checked(hook_fn))

    def register_backward_hook(self, hook_fn: Callable[..., Any]) -> hooks.HookHandle:
        """Call ``hook_fn(cell, grad_input, grad_output)`` when the gradients of the Cell's inputs are known.

        Args:
            hook_fn: gets two tuples, of Tensors, or of None for inputs that are not differentiated. It
                returns None or the gradients of the inputs to take instead.

        Raises:
            TypeError: `hook_fn` is not callable.
        """
        return self._register("_backward_hook", _checked(hook_fn))

    def _register(self, kind: str, hook: Any, prepend: bool = False) -> hooks.HookHandle:
        registered = self.__dict__.setdefault(kind, {})
        key = next(_keys)
        if prepend:
            others = dict(registered)
            registered.clear()
            registered.update({key: hook, **others})
        else:
            registered[key] = hook
        changes.count += 1
        self.__dict__.update(_direct=False, _special=True)
        return hooks.HookHandle(registered, key)


class _ForwardHook:
    """A forward hook with its options."""

    def __init__(self, function: Callable[..., Any], with_kwargs: bool, always: bool = False):
        self.function = function
        self.with_kwargs = with_kwargs
        self.always = always

    def before(self, cell: Any, args: tuple, kwargs: dict) -> tuple[tuple, dict]:
        if not self.with_kwargs:
            found = self.function(cell, args)
            if found is None:
                return args, kwargs
            return (found if isinstance(found, tuple) else (found,)), kwargs
        found = self.function(cell, args, kwargs)
        if found is None:
            return args, kwargs
        if not isinstance(found, tuple) or len(found) != 2:
            raise RuntimeError(
                f"A forward pre hook with kwargs must return None or (args, kwargs), but got {found}."
            )
        return found

    def after(self, cell: Any, args: tuple, kwargs: dict, output: Any) -> Any:
        found = (
            self.function(cell, args, kwargs, output)
            if self.with_kwargs
            else self.function(cell, args, output)
        )
        return output if found is None else found


class _Backward:
    """The backward hooks of one call: what comes back at the outputs is kept until the inputs have theirs."""

    def __init__(self, cell: Any):
        self.cell = cell
        self.inputs: tuple = ()
        self.outputs: tuple = ()
        self.tracked = False
        self.grad_output: tuple = ()

    def on_inputs(self, args: tuple) -> tuple:
        if not self.cell._backward_hook:
            return args
        tensors = tuple(a for a in args if isinstance(a, Tensor))
        self.inputs = tuple(t.shape for t in tensors)
        self.tracked = any(tape.edge_of(t) for t in tensors)
        if not self.tracked:
            return args
        marked = iter(hooks.backward_identity(tensors, self.pull_inputs))
        return tuple(next(marked) if isinstance(a, Tensor) else a for a in args)

    def on_output(self, output: Any) -> Any:
        tensors = tuple(autodiff.leaves_of(output))
        self.outputs = tuple(t.shape for t in tensors)
        marked = iter(hooks.backward_identity(tensors, self.pull_outputs))
        return autodiff.map_leaves(lambda _: next(marked), output)

    def pull_outputs(self, grad_output: tuple) -> tuple:
        for hook in list((self.cell._backward_pre_hook or {}).values()):
            grad_output = _replaced("pre hook", grad_output, hook(self.cell, grad_output), self.outputs)
        self.grad_output = grad_output
        if not self.tracked:
            for hook in list((self.cell._backward_hook or {}).values()):
                hook(self.cell, (None,) * len(self.inputs), grad_output)
        return grad_output

    def pull_inputs(self, grad_input: tuple) -> tuple:
        for hook in list((self.cell._backward_hook or {}).values()):
            grad_input = _replaced(
                "hook", grad_input, hook(self.cell, grad_input, self.grad_output), self.inputs
            )
        return grad_input


def _replaced(kind: str, given: tuple, found: Any, shapes: tuple) -> tuple:
    if found is None:
        return given
    found = found if isinstance(found, tuple) else (found,)
    if len(found) != len(given):
        raise TypeError(f"The backward {kind} must return {len(given)} gradients, but returned {len(found)}.")
    for gradient, shape, old in zip(found, shapes, given, strict=True):
        if gradient is None and old is None:
            continue
        if not isinstance(gradient, Tensor):
            raise TypeError(
                f"The backward {kind} must return Tensors, but returned {type(gradient).__name__}."
            )
        if gradient.shape != shape:
            raise ValueError(
                f"The backward {kind} must return a gradient of shape {shape}, but returned {gradient.shape}."
            )
    return found


def _checked(hook: Any) -> Callable[..., Any]:
    if not callable(hook):
        raise TypeError(f"Expected a callable hook function, but got {type(hook).__name__}.")
    return hook
