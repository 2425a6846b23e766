"""The one door: every operator call goes through `apply`, which unwraps, runs, records and wraps.

An `Operator` is a declaration made callable. For each combination of static attributes it has one `Function`: a pure
function of arrays, compiled once by `jax.jit`, which knows the `Function` of its own derivative. So a derivative is
one more operator call, and derivatives of any order need nothing new.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax.core import Tracer

from mindshim.engine import changes, dtypes, errors, precision, random, tape, tracing, views
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor, wrap
from mindshim.kernels.declare import REQUIRED, Declaration

_FLOAT0 = jax.dtypes.float0
_PLAIN = frozenset((int, float, bool, str, complex, type(None)))
_SCALARS = frozenset((int, float, bool, complex, type(None)))


class Function:
    """A pure function of arrays, compiled, with its derivative. Its outputs are one array or a flat tuple of them."""

    __slots__ = ("name", "pure", "compiled", "vjp", "values", "backwards", "kept")

    def __init__(self, name: str, pure: Callable[..., Any], vjp: Callable[..., Any] | None = None,
                 dynamic: bool = False, kept: bool = False):
        self.name = name
        self.pure = pure
        self.vjp = vjp
        # Whether it lives as long as its operator, and its shapes are known without its values; see `replay`.
        self.kept = kept and not dynamic
        self.values: Callable[..., None] | None = None
        self.compiled = pure if dynamic else jax.jit(pure)
        # By the wanted inputs where the one cotangent is given, else by both.
        self.backwards: dict[tuple, Function] = {}

    def backward(self, wanted: tuple[bool, ...], given: tuple[bool, ...] = (True,)) -> Function:
        """The function of (inputs, given cotangents of outputs) to cotangents of the wanted inputs."""
        key: tuple = wanted if given == (True,) else (wanted, given)
        found = self.backwards.get(key)
        if found is None:
            found = self.backwards[key] = Function(
                f"{self.name}_grad", _transposed(self, wanted, given), None, self.compiled is self.pure, self.kept)
        return found

    def apply(self, inputs: Sequence[Any]) -> Any:
        """See :func:`apply`."""
        return apply(self, inputs)


def _transposed(function: Function, wanted: tuple[bool, ...], given: tuple[bool, ...]) -> Callable[..., tuple]:
    pure, count = function.pure, len(wanted)
    positions = [i for i, w in enumerate(wanted) if w]

    def backward(*arguments: Any) -> tuple:
        inputs, rest = arguments[:count], iter(arguments[count:])
        cotangents = [next(rest) if g else None for g in given]

        def primal(*chosen: Any) -> Any:
            full = list(inputs)
            for i, x in zip(positions, chosen, strict=True):
                full[i] = x
            return pure(*full)

        chosen = [inputs[i] for i in positions]
        if function.vjp is not None:
            output = pure(*inputs)
            several = isinstance(output, (tuple, list))
            found = function.vjp(tuple(cotangents) if several else cotangents[0], output, *inputs)
            found = [found[i] for i in positions]
            return tuple(jnp.zeros_like(x) if g is None else g.astype(jnp.result_type(x))
                         for g, x in zip(found, chosen, strict=True))
        # MindSpore differentiates integers as if they were real numbers, and rounds the result back.
        floats = [x if dtypes.is_float(jnp.result_type(x)) else jnp.asarray(x, np.float64) for x in chosen]
        if any(f is not x for f, x in zip(floats, chosen, strict=True)):
            try:
                jax.eval_shape(primal, *floats)
            except TypeError:  # an operator of integers only
                floats = chosen
        output, pull = jax.vjp(primal, *floats)
        several = isinstance(output, (tuple, list))
        outputs = output if several else (output,)
        seeds = []
        for out, cotangent in zip(outputs, cotangents, strict=True):
            if not dtypes.is_float(out.dtype):
                seeds.append(np.zeros(out.shape, _FLOAT0))
            elif cotangent is None:
                seeds.append(jnp.zeros_like(out))
            else:
                seeds.append(_conjugated(jnp.asarray(cotangent, out.dtype)))
        found = pull(type(output)(seeds) if several else seeds[0])
        return tuple(
            jnp.zeros_like(x) if g.dtype == _FLOAT0 else _conjugated(g).astype(jnp.result_type(x))
            for g, x in zip(found, chosen, strict=True)
        )

    return backward


def _conjugated(cotangent: Any) -> Any:
    """JAX's cotangents of complex numbers are the conjugates of MindSpore's."""
    return jnp.conj(cotangent) if cotangent.dtype.kind == "c" else cotangent


def apply(function: Function, inputs: Sequence[Any]) -> Any:
    """Run `function` on Tensors, arrays, numbers or None; record it if an input is being differentiated."""
    arrays = []
    tracked = False
    for x in inputs:
        if type(x) is Parameter or isinstance(x, Tensor):  # the first is the quicker question
            if x._view is not None:
                x._refresh()
            if x._node is not None:
                tracked = True
            arrays.append(x._array)
        elif type(x) in _SCALARS:
            arrays.append(x)
        else:
            arrays.append(operand(function.name, x))
    if tracked and changes.tracing and tracing.state.trace is not None:
        return _apply_traced(function, arrays, inputs)
    try:
        out = function.compiled(*arrays)
    except Exception as error:
        raise errors.translated(error, function.name, arrays) from None
    if function.values is not None and _on_cpu() and not any(isinstance(a, Tracer) for a in arrays):
        function.values(*arrays)
    if tracked:
        wanted, parents = tape.edges_of(inputs)
        if parents:
            node = tape.Node(tape.state.tape, function, arrays, wanted, parents)
            if type(out) is tuple or type(out) is list:
                return tape.wrap_outputs(node, out)
            result = wrap(out)
            result._node = node
            return result
    if type(out) is tuple or type(out) is list:
        return tuple([wrap(o) for o in out])
    return wrap(out)


def _apply_traced(function: Function, arrays: list[Any], inputs: Sequence[Any]) -> Any:
    """As :func:`apply`, in a function that is being traced: XLA decides what the derivative keeps, so JAX's own."""
    wanted, parents = tape.edges_of(inputs)
    positions = [i for i, w in enumerate(wanted) if w]
    pull = None

    def primal(*chosen: Any) -> Any:
        full = list(arrays)
        for i, x in zip(positions, chosen, strict=True):
            full[i] = x
        return function.compiled(*full)

    chosen = [arrays[i] for i in positions]
    try:
        if parents and function.vjp is None and all(dtypes.is_real(jnp.result_type(x)) for x in chosen):
            out, pull = jax.vjp(primal, *chosen)
        else:
            out = function.compiled(*arrays)
    except Exception as error:
        raise errors.translated(error, function.name, arrays) from None
    several = type(out) is tuple or type(out) is list
    if not parents:
        return tuple([wrap(o) for o in out]) if several else wrap(out)
    node = tape.TracedNode(tape.state.tape, function, arrays, wanted, parents, pull, out)
    return tape.wrap_outputs(node, out) if several else tape.at_edge(out, (node, 0))


@functools.cache
def _on_cpu() -> bool:
    return jax.default_backend() == "cpu"


def operand(name: str, value: Any) -> Any:
    """An operator's argument that is no Tensor, Python number or None.

    Raises:
        TypeError: MindSpore's operators take no such thing.
    """
    if isinstance(value, jax.Array):
        return value
    if isinstance(value, np.generic):  # weak, as a Python number is
        return value.item()
    if isinstance(value, (int, float, complex)):
        return value
    raise TypeError(f"For '{name}', a Tensor or a number is needed, but got {type(value).__name__}.")


class Operator:
    """A declared operator, called with all of its kernel's arguments in order."""

    __slots__ = (
        "declaration", "name", "arrays", "statics", "sequences", "seed", "names", "lowered", "_functions", "only")

    def __init__(self, declaration: Declaration):
        self.declaration = declaration
        self.name = declaration.name
        kinds = [str(p.annotation) for p in declaration.parameters]
        self.names = [p.name for p in declaration.parameters]
        is_array = [k.startswith("Array") for k in kinds]
        self.arrays = [i for i, a in enumerate(is_array) if a]
        self.statics = [i for i, a in enumerate(is_array) if not a and kinds[i] != "Seed"]
        self.seed = kinds.index("Seed") if "Seed" in kinds else None
        self.sequences = [i for i, k in enumerate(kinds) if k.startswith("Arrays")]
        self.lowered = not (declaration.view or declaration.in_place or self.name in precision.KEPT)
        self._functions: dict[Any, Function] = {}
        # The commonest kind has arrays only, and so one function.
        plain = not (self.statics or self.sequences or declaration.keyed)
        self.only = self._specialised((), ()) if plain else None

    @property
    def plain(self) -> bool:
        """Whether a call is no more than to apply one function to the arrays."""
        return not (self.sequences or self.declaration.keyed or self.declaration.view)

    def fixed(self, arguments: Sequence[Any], inputs: Sequence[Any]) -> Function | None:
        """The function to :func:`apply` to `inputs`, in calls of which all other arguments are always these.

        None where the inputs stand in another order. For `plain` operators only.
        """
        arrays = [arguments[i] for i in self.arrays]
        if len(arrays) != len(inputs) or any(a is not x for a, x in zip(arrays, inputs, strict=True)):
            return None
        return self._function(tuple([static(arguments[i]) for i in self.statics]), ())

    def _function(self, attributes: tuple, layout: tuple[int, ...]) -> Function:
        # 1, 1.0 and True are equal and mean different programs, so the key holds their types too.
        key = (attributes, tuple([type(a) for a in attributes]), layout)
        function = self._functions.get(key)
        if function is None:
            function = self._functions[key] = self._specialised(attributes, layout)
        return function

    def __call__(self, *arguments: Any) -> Any:
        if precision.state.dtype is not None and self.lowered:
            arguments = precision.lower(arguments, self.name)
        if self.only is not None:
            result = apply(self.only, arguments)
            return self._viewing(result, arguments) if self.declaration.view else result
        attributes = tuple([static(arguments[i]) for i in self.statics])
        if not self.sequences:
            inputs = [arguments[i] for i in self.arrays]
            layout = ()
        else:
            inputs, counts = [], []
            for i in self.arrays:
                x = arguments[i]
                if i in self.sequences and x is not None:
                    if not isinstance(x, (tuple, list)):
                        raise TypeError(f"For '{self.name}', a tuple or list of Tensors is needed, "
                                        f"but got {type(x).__name__}.")
                    counts.append(len(x))
                    inputs.extend(x)
                else:
                    counts.append(-1)
                    inputs.append(x)
            layout = tuple(counts)
        function = self._function(attributes, layout)
        if self.declaration.keyed:
            source = None if self.seed is None else arguments[self.seed]
            inputs = [random.key_from(source, self.name), *inputs]
        result = apply(function, inputs)
        return self._viewing(result, arguments) if self.declaration.view else result

    def _viewing(self, result: Any, arguments: tuple) -> Any:
        """The result, made a view of the first argument (unless that has another dtype)."""
        base, *rest = arguments
        if not isinstance(base, Tensor):
            return result
        if isinstance(result, tuple):
            for i, part in enumerate(result):
                views.attach(part, base, views.nth, i, self, *rest)
            return result
        if result._array.dtype != base._array.dtype:
            return result
        return views.attach(result, base, self, *rest)

    def _specialised(self, attributes: tuple, layout: tuple[int, ...]) -> Function:
        kernel = self.declaration.kernel
        fixed = {self.names[i]: a for i, a in zip(self.statics, attributes, strict=True)}
        names = [self.names[i] for i in self.arrays]
        if self.declaration.keyed:
            names.insert(0, self.declaration.key_name)
            layout = layout and (-1, *layout)

        def pack(inputs: Sequence[Any]) -> dict[str, Any]:
            if not layout:
                return dict(zip(names, inputs, strict=True))
            rest = iter(inputs)
            return {
                n: next(rest) if count < 0 else [next(rest) for _ in range(count)]
                for n, count in zip(names, layout, strict=True)
            }

        def pure(*inputs: Any) -> Any:
            return kernel(**pack(inputs), **fixed)

        pure.__name__ = pure.__qualname__ = self.name
        vjp, values = self.declaration.vjp, self.declaration.values
        backward = None if vjp is None else lambda ct, out, *inputs: vjp(ct, out, **pack(inputs), **fixed)
        found = Function(self.name, pure, backward, self.declaration.dynamic, kept=True)
        if values is not None:
            found.values = lambda *inputs: values(**pack(inputs), **fixed)
        return found


def static(value: Any) -> Any:
    """A static attribute in the form that kernels take: plain, hashable, with no Tensor in it."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple or kind is list:
        return tuple([static(v) for v in value])
    if isinstance(value, dtypes.Type):
        return value.np_dtype if value.np_dtype is not None else value
    if isinstance(value, Tensor):
        return static(value.tolist())
    if isinstance(value, np.ndarray):
        return static(value.tolist())
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, (tuple, list)):
        return tuple(static(v) for v in value)
    if isinstance(value, slice):
        return (static(value.start), static(value.stop), static(value.step))
    return value


def bind_arguments(
    name: str, names: Sequence[str], defaults: Sequence[Any], positional: int, args: tuple, kwargs: dict
) -> tuple:
    """All arguments of a call in order, with Python's own errors for a missing, unknown or doubled one."""
    if len(args) > positional:
        raise TypeError(f"{name}() takes {positional} positional arguments but {len(args)} were given")
    if not kwargs:
        full = args + tuple(defaults[len(args):])
    else:
        for keyword in kwargs:
            if keyword not in names:
                raise TypeError(f"{name}() got an unexpected keyword argument '{keyword}'")
            if names.index(keyword) < len(args):
                raise TypeError(f"{name}() got multiple values for argument '{keyword}'")
        full = args + tuple(
            [kwargs.get(n, d) for n, d in zip(names[len(args):], defaults[len(args):], strict=True)]
        )
    if REQUIRED in full[len(args):]:
        missing = [n for n, v in zip(names, full, strict=True) if v is REQUIRED]
        listed = ", ".join(f"'{n}'" for n in missing)
        plural = "s" if len(missing) > 1 else ""
        raise TypeError(f"{name}() missing {len(missing)} required positional argument{plural}: {listed}")
    return full
