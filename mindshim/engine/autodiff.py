"""Derivatives as MindSpore spells them, over the tape.

`GradOperation`, `grad`, `value_and_grad` and `vjp` run the function once, eagerly, with leaves on the Tensors that
were asked for, and walk the tape back. `jvp` pulls back twice, `jacrev` and `jacfwd` pull back a whole basis. None of
them compiles anything of its own: every step is an operator that its shapes have compiled before.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import lax

from mindshim.engine import changes, tape, tracing
from mindshim.engine.arrays import put
from mindshim.engine.parameter import Parameter
from mindshim.engine.recording import Recording
from mindshim.engine.tensor import Tensor, wrap

_ones: dict[tuple, Any] = {}
_KEPT_ELEMENTS = 4096


def ones_like(tensor: Tensor) -> Tensor:
    """Ones of a Tensor's shape and dtype; small ones are kept, for every derivative starts from them."""
    array = tensor._array
    if changes.tracing and tracing.state.trace is not None:
        return wrap(jnp.ones(array.shape, array.dtype))
    key = (array.shape, array.dtype)
    kept = _ones.get(key)
    if kept is None:
        kept = put(np.ones(array.shape, array.dtype))
        if array.size <= _KEPT_ELEMENTS and len(_ones) < 256:
            _ones[key] = kept
    return wrap(kept)


def zeros_like(tensor: Tensor) -> Tensor:
    """Zeros of a Tensor's shape and dtype."""
    return wrap(jnp.zeros(tensor.shape, tensor._array.dtype))


def leaves_of(value: Any) -> list[Tensor]:
    """The Tensors in a nest of tuples, lists and dicts."""
    if isinstance(value, Tensor):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (tuple, list)):
        return [leaf for v in value for leaf in leaves_of(v)]
    return []


def map_leaves(function: Callable[[Tensor], Any], value: Any) -> Any:
    """The same nest, with every Tensor replaced by the function's result."""
    if isinstance(value, Tensor):
        return function(value)
    if isinstance(value, dict):
        return type(value)({k: map_leaves(function, v) for k, v in value.items()})
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[map_leaves(function, v) for v in value])
    if isinstance(value, (tuple, list)):
        return type(value)([map_leaves(function, v) for v in value])
    return value


def stop_gradient(value: Any) -> Any:
    """The same values, through which no derivative flows.

    Args:
        value: a Tensor, or a nest of tuples, lists and dicts with Tensors in it; anything else comes back as it is.

    Returns:
        A nest of the same form. The Tensors in it are new and share their values with the old ones.

    Examples:
        >>> import mindshim as ms
        >>> x = ms.Tensor([1.0, 2.0])
        >>> print(ms.grad(lambda x: x * ms.ops.stop_gradient(x))(x))
        [1. 2.]
    """
    if tracing.tracing():  # in a loop's body, which has JAX's derivative, that must know too
        return map_leaves(lambda t: wrap(lax.stop_gradient(t._value())), value)
    return map_leaves(lambda t: wrap(t._value()), value)


# Taking a derivative ---------------------------------------------------------------------------------------------


def _variables(tensors: Sequence[Tensor]) -> list[Tensor]:
    """Each Tensor once, without the Parameters that are not to be trained."""
    if len(tensors) == 1 and type(tensors[0]) is Tensor:
        return list(tensors)
    found = {id(t): t for t in tensors if not isinstance(t, Parameter) or t.requires_grad}
    return list(found.values())


def _differentiate(
    fn: Callable[..., Any],
    args: tuple,
    kwargs: dict[str, Any],
    wanted: Sequence[Tensor],
    seeds_for: Callable[[Any], list[tuple[Tensor, Tensor]]],
) -> tuple[Any, list[Tensor]]:
    """The output of ``fn(*args, **kwargs)``, and the gradient of each wanted Tensor (zeros where there is none)."""
    # Most often it is one Tensor.
    single = len(wanted) == 1 and type(wanted[0]) is Tensor
    variables: Any = wanted if single else _variables(wanted)
    with Recording(variables) as recording:
        output = fn(*args, **kwargs) if not changes.tracing else tracing.called(fn, args, kwargs)
        found: Any = recording.pull_back(seeds_for(output))
    if recording.outer is None:
        _ended(output)
    if single and found[0] is not None:
        return output, found
    return output, _in_order(wanted, variables, found)


def _in_order(wanted: Sequence[Tensor], variables: list[Tensor], found: list[Tensor | None]) -> list[Tensor]:
    """A gradient for every wanted Tensor, zeros where none was found."""
    if len(wanted) == 1 and len(found) == 1 and found[0] is not None:
        return [found[0]]
    by_id = {id(t): g for t, g in zip(variables, found, strict=True) if g is not None}
    return [by_id[id(t)] if id(t) in by_id else zeros_like(t) for t in wanted]


def _ended(output: Any) -> Any:
    """The output, freed from a tape that has ended."""
    if isinstance(output, Tensor):
        output._node = None
        return output
    for leaf in leaves_of(output):
        leaf._node = None
    return output


def _ones_for(output: Any) -> list[tuple[Tensor, Tensor]]:
    if isinstance(output, Tensor):
        return [(output, ones_like(output))]
    return [(t, ones_like(t)) for t in leaves_of(output)]


def seeded(output: Any, sens: Any) -> list[tuple[Tensor, Tensor]]:
    """Each output Tensor with the cotangent that `sens` holds for it.

    Raises:
        ValueError: a cotangent has another shape than its output.
        TypeError: a cotangent has another dtype than its output.
        RuntimeError: `sens` has another number of Tensors than the output, or is a number.
    """
    outputs = leaves_of(output)
    if isinstance(sens, Tensor):
        given: list[Any] = [sens]
    elif isinstance(sens, (int, float)) and len(outputs) == 1:
        given = [Tensor(sens, dtype=outputs[0].dtype)]
    else:
        given = leaves_of(sens)
    if len(given) != len(outputs):
        raise RuntimeError(
            f"The sens for a gradient must have one Tensor for each output: {len(outputs)}, but got {len(given)}."
        )
    for out, ct in zip(outputs, given, strict=True):
        if ct.shape != out.shape:
            error = ValueError if ct.ndim else RuntimeError
            raise error(f"The sens for a gradient must have the output's shape {out.shape}, but got {ct.shape}.")
        if ct.dtype is not out.dtype:
            raise TypeError(f"The sens for a gradient must have the output's dtype {out.dtype}, but got {ct.dtype}.")
    return list(zip(outputs, given, strict=True))


def _checked_callable(fn: Any) -> None:
    if not callable(fn):
        raise TypeError(f"The fn should be callable, but got {type(fn).__name__}")


def _checked_flag(owner: str, name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"For '{owner}', the '{name}' should be bool, but got {type(value).__name__}")
    return value


def _checked_weights(weights: Any) -> list[Tensor]:
    if isinstance(weights, Tensor):
        return [weights]
    if isinstance(weights, (tuple, list)):
        return list(weights)
    raise TypeError(f"The weights must be a Parameter, or a list or tuple of them, but got {weights!r}.")


class GradOperation:
    """The gradient of a function or Cell, of any order.

    Args:
        get_all: give the gradients of all inputs (a tuple), not only of the first.
        get_by_list: give the gradients of the weights that the second argument of the call lists.
        sens_param: the gradient function takes one more argument, the cotangent of the output: a Tensor of the
            output's shape and dtype (for several outputs, a tuple of them). Otherwise it is all ones, so several
            outputs are summed.

    Inputs that are no Tensors are passed on and have no gradient. With both `get_all` (or a first input) and
    `get_by_list` the result is ``(input gradients, weight gradients)``.

    Raises:
        TypeError: a flag is no bool.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> gradient = ops.GradOperation(get_all=True)(lambda x, y: x * y)
        >>> print(gradient(Tensor([1.0, 2.0]), Tensor([3.0, 4.0])))
        (Tensor(shape=[2], dtype=Float32, value= [ 3.00000000e+00,  4.00000000e+00]), \
Tensor(shape=[2], dtype=Float32, value= [ 1.00000000e+00,  2.00000000e+00]))
    """

    def __init__(self, get_all: bool = False, get_by_list: bool = False, sens_param: bool = False):
        if get_all is not False or get_by_list is not False or sens_param is not False:
            for name, flag in (("get_all", get_all), ("get_by_list", get_by_list), ("sens_param", sens_param)):
                _checked_flag("GradOperation", name, flag)
        self.get_all, self.get_by_list, self.sens_param = get_all, get_by_list, sens_param

    def meaning(self) -> tuple:
        """What tells it from others, for programs that are found again by meaning."""
        return self.get_all, self.get_by_list, self.sens_param

    def __call__(self, fn: Callable[..., Any], weights: Any = None) -> Callable[..., Any]:
        """The gradient function of `fn`.

        Args:
            fn: a Cell or function of Tensors.
            weights: with `get_by_list`, a Parameter or a list or tuple of them; by default a Cell's trainable ones.

        Raises:
            TypeError: `weights` is something else; when the gradient is taken, also if `fn` is not callable.
        """
        listed: list[Tensor] = []
        single = False
        if self.get_by_list:
            single = isinstance(weights, Parameter)
            if weights is None:
                weights = fn.trainable_params() if hasattr(fn, "trainable_params") else ()
            listed = _checked_weights(weights)

        def gradient(*args: Any, **kwargs: Any) -> Any:
            if not callable(fn):
                _checked_callable(fn)
            if self.sens_param:
                args, kwargs, sens = _split_sens(args, kwargs)
                return self._gradients(fn, args, kwargs, listed, single, lambda out: seeded(out, sens))
            return self._gradients(fn, args, kwargs, listed, single, _ones_for)

        return gradient

    def _gradients(self, fn: Any, args: tuple, kwargs: dict, weights: list, single: bool, seeds: Any) -> Any:
        asked = args if self.get_all else () if self.get_by_list else args[:1]
        inputs = list(asked) if len(asked) == 1 and type(asked[0]) is Tensor else [
            a for a in asked if isinstance(a, Tensor)]
        _, found = _differentiate(fn, args, kwargs, inputs + weights if weights else inputs, seeds)
        if not self.get_by_list:
            return tuple(found) if self.get_all or not found else found[0]
        of_inputs, of_weights = tuple(found[: len(inputs)]), tuple(found[len(inputs):])
        by_list = of_weights[0] if single else of_weights
        return (of_inputs, by_list) if self.get_all else by_list


def _split_sens(args: tuple, kwargs: dict[str, Any]) -> tuple[tuple, dict[str, Any], Any]:
    for name in ("sens", "sens_param"):
        if name in kwargs:
            return args, {k: v for k, v in kwargs.items() if k != name}, kwargs[name]
    return args[:-1], kwargs, args[-1] if args else None


class _Gradient:
    """What `grad`, `value_and_grad` have in common: which gradients to take, and how to arrange them."""

    def __init__(self, fn: Any, position: Any, weights: Any, has_aux: Any, owner: str = "_Grad"):
        _checked_callable(fn)
        self.has_aux = _checked_flag(owner, "has_aux", has_aux)
        if position is None and weights is None:
            raise ValueError("`grad_position` and `weight` can not be None at the same time.")
        self.fn = fn
        self.positions = None if position is None else checked_positions(position)
        self.one_position = not isinstance(position, tuple)
        self.weights = None if weights is None else _checked_weights(weights)
        self.one_weight = isinstance(weights, Tensor)

    def meaning(self) -> tuple:
        """What tells it from others, for programs that are found again by meaning."""
        return self.fn, self.has_aux, self.positions, self.one_position, self.weights, self.one_weight

    def take(self, args: tuple, kwargs: dict[str, Any], sens: Any = None) -> tuple[Any, Any, tuple[list, list]]:
        """The output, the gradients of inputs (with their positions) and weights, and the inputs and weights."""
        positions = self.positions or ()
        if kwargs and len(args) <= max(positions, default=-1):
            args, kwargs = _positional(self.fn, args, kwargs)
        for p in positions:
            if p >= len(args):
                raise RuntimeError(f"Position index {p} is exceed input size.")
        inputs = [(p, args[p]) for p in positions if isinstance(args[p], Tensor)]
        weights = self.weights or []
        output, found = _differentiate(
            self.fn, args, kwargs, [t for _, t in inputs] + weights, lambda out: self._seeds(out, sens))
        of_inputs = list(zip([p for p, _ in inputs], found[: len(inputs)], strict=True))
        of_weights = found[len(inputs):]
        return output, (of_inputs, of_weights), (inputs, weights)

    def _seeds(self, output: Any, sens: Any) -> list[tuple[Tensor, Tensor]]:
        if self.has_aux:
            if not isinstance(output, (tuple, list)) or len(output) < 2:
                raise ValueError("When has_aux is True, origin fn requires more than one outputs.")
            output = output[0]
        return _ones_for(output) if sens is None else seeded(output, sens)

    def arrange(self, of_inputs: list, of_weights: list) -> Any:
        """One gradient stands alone, several are a tuple; inputs before weights."""
        if self.positions is None:
            return of_weights[0] if self.one_weight else tuple(of_weights)
        inputs: Any = tuple(of_inputs)
        if len(inputs) == 1:
            inputs = inputs[0]
        if self.weights is None:
            return inputs
        return inputs, (of_weights[0] if self.one_weight else tuple(of_weights))


def _positional(fn: Callable[..., Any], args: tuple, kwargs: dict[str, Any]) -> tuple[tuple, dict[str, Any]]:
    """The arguments of a call with as many of them by position as the function's signature allows."""
    bound = inspect.signature(getattr(fn, "construct", fn)).bind(*args, **kwargs)
    return bound.args, bound.kwargs


def checked_positions(position: Any, owner: str = "F.grad") -> tuple[int, ...]:
    """`grad_position` as a tuple.

    Raises:
        TypeError: it is no int or tuple of ints.
        ValueError: it is negative, or holds a position twice.
        RuntimeError: it is an empty tuple.
    """
    if isinstance(position, int):
        position = (position,)
    elif not isinstance(position, tuple):
        raise TypeError(f"For '{owner}', the 'grad_position' must be int or tuple.")
    if not position:
        raise RuntimeError("grad_position should not be empty when grad by position!")
    for p in position:
        if not isinstance(p, int):
            raise TypeError(f"For '{owner}', the element in 'grad_position' must be int.")
        if p < 0:
            raise ValueError("grad_position must be >= 0.")
    if len(set(position)) != len(position):
        raise ValueError("There are duplicate positions in `grad_position`, please check it")
    return tuple(int(p) for p in position)


def grad(fn: Callable[..., Any], grad_position: Any = 0, weights: Any = None, has_aux: bool = False,
         return_ids: bool = False) -> Callable[..., Any]:
    """The gradient function of `fn`.

    Args:
        fn: a Cell or function of Tensors; its outputs are summed.
        grad_position: which positional inputs to differentiate: an int, a tuple of ints, or None for none.
        weights: a Parameter, or a list or tuple of them, to differentiate too.
        has_aux: only the first of `fn`'s outputs is differentiated; the others are returned as well.
        return_ids: pair each gradient with its position or the Parameter's name, for :func:`get_grad`.

    Returns:
        A function with `fn`'s arguments. It returns the gradient of the input (a tuple for several), of the weights
        (a tuple, or one gradient for one Parameter), or ``(inputs' gradients, weights' gradients)``; with `has_aux`,
        ``(gradients, auxiliary outputs)``.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: neither position nor weights are given, or a position is negative or doubled.
        RuntimeError: a position is out of the range of the inputs.

    Examples:
        >>> import mindshim as ms
        >>> print(ms.grad(lambda x, y: x * x * y)(ms.Tensor([1.0, 2.0]), ms.Tensor([3.0, 4.0])))
        [ 6. 16.]
    """
    gradient = _Gradient(fn, grad_position, weights, has_aux)
    _checked_flag("_Grad", "return_ids", return_ids)

    def gradient_of(*args: Any, **kwargs: Any) -> Any:
        output, found, sources = gradient.take(args, kwargs)
        result = _identified(gradient, found, sources) if return_ids else gradient.arrange(
            [g for _, g in found[0]], found[1])
        return (result, tuple(output[1:])) if has_aux else result

    return gradient_of


def value_and_grad(fn: Callable[..., Any], grad_position: Any = 0, weights: Any = None, has_aux: bool = False,
                   return_ids: bool = False, sens_param: bool = False) -> Callable[..., Any]:
    """A function that returns ``(outputs of fn, gradients)``; arguments and errors are those of :func:`grad`.

    With `sens_param` it takes one more argument, the cotangent of the outputs (see :class:`GradOperation`).

    Examples:
        >>> import mindshim as ms
        >>> value, gradient = ms.value_and_grad(lambda x: (x * x).sum())(ms.Tensor([1.0, 2.0]))
        >>> print(value, gradient)
        5.0 [2. 4.]
    """
    gradient = _Gradient(fn, grad_position, weights, has_aux)
    _checked_flag("_Grad", "return_ids", return_ids)

    _checked_flag("_Grad", "sens_param", sens_param)

    def value_and_gradient_of(*args: Any, **kwargs: Any) -> Any:
        sens = None
        if sens_param:
            args, kwargs, sens = _split_sens(args, kwargs)
        output, found, sources = gradient.take(args, kwargs, sens)
        if return_ids:
            return output, _identified(gradient, found, sources)
        return output, gradient.arrange([g for _, g in found[0]], found[1])

    return value_and_gradient_of


def _identified(gradient: _Gradient, found: tuple[list, list], sources: tuple[list, list]) -> Any:
    inputs = [(p, g) for p, g in found[0]]
    weights = [(getattr(w, "name", None), g) for w, g in zip(sources[1], found[1], strict=True)]
    return gradient.arrange(inputs, weights)


def get_grad(gradients: Any, identifier: Any) -> Tensor:
    """The gradient of a position or Parameter, from what ``grad(..., return_ids=True)`` returned.

    Raises:
        TypeError: `identifier` is no int and no Parameter.
        RuntimeError: there is no such gradient.
    """
    if isinstance(identifier, Parameter):
        wanted: Any = identifier.name
    elif isinstance(identifier, int):
        wanted = identifier
    else:
        raise TypeError(f"For `get_grad`, the `x` should be an integer or a Parameter, but got {identifier}")
    found = _find_gradient(gradients, wanted)
    if found is None:
        raise RuntimeError(f"Can not find the gradient for position or Parameter {identifier}")
    return found


def _find_gradient(gradients: Any, wanted: Any) -> Tensor | None:
    if not isinstance(gradients, tuple):
        return None
    if len(gradients) == 2 and not isinstance(gradients[0], (tuple, Tensor)):
        return gradients[1] if gradients[0] == wanted and type(gradients[0]) is type(wanted) else None
    for item in gradients:
        found = _find_gradient(item, wanted)
        if found is not None:
            return found
    return None


def vjp(fn: Callable[..., Any], *inputs: Tensor, weights: Any = None, has_aux: bool = False) -> tuple:
    """The output of `fn`, and the function from cotangents of the output to cotangents of inputs and weights.

    Args:
        fn: a Cell or function of Tensors.
        inputs: its inputs.
        weights: a Parameter, or a list or tuple of them, whose cotangents are returned too.
        has_aux: `fn` returns more than one output, and only the first takes part.

    Returns:
        ``(output, vjp_fn)``, with `has_aux` ``(output, vjp_fn, auxiliary outputs)``. ``vjp_fn(cotangent)`` gives a
        tuple with one cotangent per input, with `weights` ``(inputs', weights')``. It may be called many times.

    Raises:
        TypeError: `fn` is not callable.
        ValueError: a cotangent has another shape than the output.
    """
    _checked_callable(fn)
    listed = [] if weights is None else _checked_weights(weights)
    tensors = [t for t in inputs if isinstance(t, Tensor)]
    wanted = tensors + listed
    variables = _variables(wanted)
    recording = Recording(variables, keep=True)
    with recording:
        output = tracing.called(fn, inputs, {})
        primal: Any = output
        aux: Any = ()
        if has_aux:
            if not isinstance(output, (tuple, list)) or len(output) < 2:
                raise ValueError("When has_aux is True, origin fn requires more than one outputs.")
            primal, aux = output[0], tuple(output[1:])
        outputs = map_leaves(lambda t: t.__copy__() if type(t) is Tensor else wrap(t._value()), primal)
        for made, original in zip(leaves_of(outputs), leaves_of(primal), strict=True):
            made._node, made._slot = original._node, original._slot
    if not tape.recording():
        _ended(output)

    def pull_back(*cotangents: Any) -> Any:
        sens = cotangents[0] if len(cotangents) == 1 else cotangents
        found = recording.pull_back(seeded(outputs, sens))
        full = _in_order(wanted, variables, found)
        of_inputs, of_weights = tuple(full[: len(tensors)]), tuple(full[len(tensors):])
        if weights is None:
            return of_inputs
        return of_inputs, (of_weights[0] if isinstance(weights, Tensor) else of_weights)

    if not has_aux:
        return primal, pull_back
    return primal, pull_back, aux if len(aux) > 1 else aux[0]


# Functions with a derivative of their own ------------------------------------------------------------------------


def custom_derivative(forward: Callable[..., Any], backward: Callable[..., Any], args: tuple) -> Any:
    """Run ``forward(*args)`` unrecorded, and record that its derivative is `backward`.

    ``backward(args, output, cotangent)`` gets the cotangent in the output's structure, and returns a tuple (or list)
    of one cotangent per argument, in the argument's structure, or None.
    """
    inputs = leaves_of(args)
    if not any(tape.edge_of(t) for t in inputs):
        tracing.refuse_in_pieces("a derivative of its own")
        return forward(*args)
    detached = map_leaves(lambda t: t if isinstance(t, Parameter) else wrap(t._value()), args)
    output = forward(*detached)
    outputs = leaves_of(output)

    def pull(cotangents: list[Any], tensors: list[Any]) -> list[Any]:
        rest = iter(tensors)
        given = iter([zeros_like(o) if c is None else c for o, c in zip(outputs, cotangents, strict=True)])
        found = backward(
            map_leaves(lambda _: next(rest), args),
            map_leaves(lambda t: wrap(t._value()), output),
            map_leaves(lambda _: next(given), output),
        )
        if not isinstance(found, (tuple, list)):
            found = (found,)
        flat: list[Any] = []
        for argument, gradient in zip(args, found, strict=True):
            leaves = leaves_of(argument)
            if len(leaves) == 1 and isinstance(argument, Tensor):
                flat.append(gradient if isinstance(gradient, Tensor) else None)
            elif leaves:
                given_leaves = leaves_of(gradient)
                flat += given_leaves if len(given_leaves) == len(leaves) else [None] * len(leaves)
        return flat

    node = tape.record_python(pull, inputs)
    assert node is not None
    node.outputs = len(outputs)
    numbers = iter(range(len(outputs)))
    return map_leaves(lambda t: tape.at_edge(t._value(), (node, next(numbers))), output)


