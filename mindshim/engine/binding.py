"""From a declaration's face to what a program calls: a function, a Tensor method, a primitive class."""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from mindshim.engine import precision
from mindshim.engine.dispatch import Operator, apply, bind_arguments
from mindshim.engine.dtypes import Type
from mindshim.engine.tensor import Tensor
from mindshim.kernels.declare import (
    FACES,
    OVERLOADS,
    REQUIRED,
    Declaration,
    Parameters,
    kernel_parameters,
    split_face,
)

# What a module of functions holds beside them.
_NOT_NAMES = ("annotations", "surface")
REFLECTED = frozenset(
    f"__r{n}__" for n in ("add sub mul truediv floordiv mod pow matmul and or xor lshift rshift".split())
)

_operators: dict[Declaration, Operator] = {}

# Public names of plain functions of Tensors, for which a declaration says too little.
COMPOSITES: dict[str, Callable[..., Any]] = {}


def also(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give the decorated function these public names too, such as ``mint.allclose`` or ``Tensor.allclose``."""

    def named(plain: Callable[..., Any]) -> Callable[..., Any]:
        for public in names:
            surface_name, _, name = public.rpartition(".")
            if surface_name == "Tensor":
                setattr(Tensor, name, plain)
            COMPOSITES[public] = plain
        return plain

    return named


def operator_of(declaration: Declaration) -> Operator:
    """The one Operator of a declaration."""
    found = _operators.get(declaration)
    if found is None:
        found = _operators[declaration] = Operator(declaration)
    return found


def callable_of(declaration: Declaration) -> Callable[..., Any]:
    """What the faces of a declaration call with the kernel's arguments: its Operator, which may write its results."""
    operator, writes = operator_of(declaration), declaration.in_place
    if writes is None:
        return operator

    def writing(*arguments: Any) -> Any:
        results = operator(*arguments)
        found = list(results) if isinstance(results, tuple) else [results]
        for i, position in enumerate(writes.arguments):
            found[i] = written(arguments[position], found[i], declaration.name)
        if writes.returned is not None:
            found = [found[i] for i in writes.returned]
        return found[0] if len(found) == 1 else tuple(found)

    return writing


def operator_named(public: str) -> Operator:
    """The Operator of a public name, such as ``ops.matmul``."""
    return operator_of(FACES[public][0])


def _mapping(declaration: Declaration, names: list[str], attributes: int = 0) -> list[int | None]:
    """For each kernel parameter, the position among `names` of the face parameter that gives it.

    The first `attributes` names are what a primitive is made with; what it is called with goes before them.
    """
    kernel = [p.name for p in declaration.parameters]
    rest = [i for i in (*range(attributes, len(names)), *range(attributes)) if names[i] not in kernel]
    found: list[int | None] = []
    for name in kernel:
        if name in names:
            found.append(names.index(name))
        else:
            found.append(rest.pop(0) if rest else None)
    if rest:
        raise TypeError(f"{declaration.name}: no kernel parameter for {[names[i] for i in rest]} of {names}")
    return found


def _arranger(declaration: Declaration, names: list[str], attributes: int = 0) -> Callable[[tuple], tuple] | None:
    """A function from face arguments to kernel arguments; None where they are the same."""
    mapping = _mapping(declaration, names, attributes)
    if mapping == list(range(len(names))):
        return None
    defaults = [p.default for p in declaration.parameters]
    for position, default in zip(mapping, defaults, strict=True):
        if position is None and default is REQUIRED:
            raise TypeError(f"{declaration.name}: a face gives no value for {names}")
    return lambda full: tuple(
        [default if position is None else full[position]
         for position, default in zip(mapping, defaults, strict=True)]
    )


def _kernel_order(declaration: Declaration, method: str, names: tuple[str, ...]) -> list[str]:
    """A method's parameters with its Tensor under the name of the kernel parameter that it is given to.

    That is the first, and for ``__radd__`` and its like the second.
    """
    first, *more = [p.name for p in declaration.parameters]
    if method in REFLECTED:
        return [more[0], first]
    return [first, *names[1:]]


# What an argument must be for a signature with a parameter of this name to be the one that is meant.
_KINDS: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("keepdims", "keepdim", "keep_dims", "descending", "stable"), lambda v: isinstance(v, bool)),
    **dict.fromkeys(("dim", "axis"), lambda v: not isinstance(v, (Tensor, bool, str, float))),
    **dict.fromkeys(("other", "condition"), lambda v: v is not None and not isinstance(v, (tuple, list, str))),
    "dtype": lambda v: v is None or isinstance(v, (Type, str, type)),
    "order": lambda v: isinstance(v, str),
    **dict.fromkeys(("indices", "input_indices"), lambda v: isinstance(v, Tensor)),
    **dict.fromkeys(("src", "updates", "source"), lambda v: isinstance(v, Tensor)),
    "value": lambda v: isinstance(v, (int, float, Tensor)),
    "rounding_mode": lambda v: v is None or isinstance(v, str),
}


def function(public: str) -> Callable[..., Any]:
    """The function of a name's faces, such as ``ops.matmul(input, other)``; of a method, with the Tensor first."""
    declaration, face = FACES[public]
    first = _of_face(declaration, face)
    if public not in OVERLOADS:
        return first
    return _overloaded([first, *(_of_face(d, f) for d, f in OVERLOADS[public])])


def _overloaded(candidates: list[Callable[..., Any]]) -> Callable[..., Any]:
    """A function that calls the first of these whose signature the arguments fit."""
    fitting = [(_fits(c.__signature__), c) for c in candidates]  # type: ignore[attr-defined]

    @functools.wraps(candidates[0])
    def bound(*args: Any, **kwargs: Any) -> Any:
        for fits, candidate in fitting:
            if fits(args, kwargs):
                return candidate(*args, **kwargs)
        listed = ", ".join(f"{bound.__name__}{c.__signature__}" for c in candidates)  # type: ignore[attr-defined]
        given = ", ".join([type(a).__name__ for a in args] + [f"{k}={type(v).__name__}" for k, v in kwargs.items()])
        raise TypeError(f"For '{bound.__name__}', the arguments ({given}) fit none of its signatures: {listed}.")

    bound.__signature__ = max(  # type: ignore[attr-defined]
        (c.__signature__ for c in candidates), key=lambda s: len(s.parameters))  # type: ignore[attr-defined]
    return bound


def _fits(signature: inspect.Signature) -> Callable[[tuple, dict], bool]:
    parameters = list(signature.parameters.values())
    positional = [p for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    variadic = any(p.kind is p.VAR_POSITIONAL for p in parameters)
    names = {p.name: p for p in parameters}
    required = [
        (i, p.name) for i, p in enumerate(parameters) if p.default is REQUIRED and p.kind is not p.VAR_POSITIONAL
    ]
    kinds = [_kind_of(p) for p in positional]

    def fits(args: tuple, kwargs: dict) -> bool:
        count = len(args)
        if count > len(positional) and not variadic:
            return False
        for i, name in required:
            if i >= count and name not in kwargs:
                return False
        for kind, value in zip(kinds, args, strict=False):
            if kind is not None and not kind(value):
                return False
        for name, value in kwargs.items():
            if name not in names:
                return False
            kind = _kind_of(names[name])
            if kind is not None and not kind(value):
                return False
        return True

    return fits


def _kind_of(parameter: inspect.Parameter) -> Callable[[Any], bool] | None:
    if parameter.name in ("dim", "axis") and parameter.default is REQUIRED:
        return lambda v: isinstance(v, int) and not isinstance(v, bool)
    return _KINDS.get(parameter.name)


def _of_face(declaration: Declaration, face: str) -> Callable[..., Any]:
    name, texts = split_face(face)
    is_method = name.startswith("Tensor.")
    parameters = kernel_parameters(declaration, is_method) if texts is None else Parameters.parse(texts[0])
    if is_method:
        parameters = Parameters(
            ("self", *parameters.names), (REQUIRED, *parameters.defaults), parameters.positional + 1,
            parameters.variadic)
    operator = callable_of(declaration)
    names, defaults, positional = parameters.names, parameters.defaults, parameters.positional
    short = name.rpartition(".")[2]
    arrange = _arranger(declaration, _kernel_order(declaration, short, names) if is_method else list(names))
    count = len(names)

    if parameters.variadic:

        def bound(*args: Any, **kwargs: Any) -> Any:
            several = args[positional:]
            if len(several) == 1 and isinstance(several[0], (tuple, list)):
                several = tuple(several[0])
            keyword = names[positional]
            if keyword in kwargs:
                several = kwargs.pop(keyword)
            rest = [kwargs.pop(n, d) for n, d in
                    zip(names[positional + 1:], defaults[positional + 1:], strict=True)]
            if kwargs:
                raise TypeError(f"{short}() got an unexpected keyword argument '{next(iter(kwargs))}'")
            full = (*args[:positional], several, *rest)
            return operator(*(full if arrange is None else arrange(full)))

    elif short.startswith("__") and count == 2 and arrange is None and getattr(operator, "only", None) is not None:
        bound = _infix(operator)

    elif arrange is None:

        def bound(*args: Any, **kwargs: Any) -> Any:
            if kwargs or len(args) != count:
                args = bind_arguments(short, names, defaults, positional, args, kwargs)
            return operator(*args)

    else:

        def bound(*args: Any, **kwargs: Any) -> Any:
            if kwargs or len(args) != count:
                args = bind_arguments(short, names, defaults, positional, args, kwargs)
            return operator(*arrange(args))

    if short in ("__eq__", "__ne__"):
        bound = _comparing(bound, short == "__ne__")
    elif short in ("__add__", "__radd__"):
        bound = _with_sequences(bound)
    elif short.endswith("_") and not short.endswith("__") and f"Tensor.{short}" in FACES:
        bound = in_place(bound)
    if "inplace" in names:
        bound = _in_place_if_asked(bound, names.index("inplace"))
    bound.__name__ = bound.__qualname__ = short
    bound.__doc__ = declaration.kernel.__doc__
    bound.__module__ = "mindshim." + name.rpartition(".")[0].replace("Tensor", "engine.tensor")
    bound.__signature__ = parameters.signature()  # type: ignore[attr-defined]
    return bound


def _infix(operator: Any) -> Callable[..., Any]:
    """What ``a * b`` calls: no way to the one door is shorter."""
    only = operator.only

    def bound(self: Tensor, other: Any) -> Any:
        if precision.state.dtype is not None:
            return operator(self, other)
        return apply(only, (self, other))

    return bound


def in_place(functional: Callable[..., Tensor]) -> Callable[..., Tensor]:
    """A function that writes what `functional` returns to its first argument."""

    def bound(self: Tensor, *args: Any, **kwargs: Any) -> Tensor:
        return written(self, functional(self, *args, **kwargs), bound.__name__)

    return bound


def _in_place_if_asked(functional: Callable[..., Tensor], position: int) -> Callable[..., Tensor]:
    """A function that writes its result to its first argument when it is given a true `inplace`."""

    def bound(*args: Any, **kwargs: Any) -> Tensor:
        result = functional(*args, **kwargs)
        if kwargs.get("inplace") or len(args) > position and args[position]:
            return written(args[0] if args else kwargs["input"], result, bound.__name__)
        return result

    return bound


def written(target: Tensor, result: Tensor, name: str) -> Tensor:
    """`target`, which holds `result` from now on, in its own dtype; of a Parameter, a Tensor of its new value.

    Raises:
        TypeError: `target` is no Tensor.
        ValueError: `result` has another shape.
    """
    if not isinstance(target, Tensor):
        raise TypeError(f"For '{name}', only a Tensor can be written to, but got {type(target).__name__}.")
    if result.shape != target.shape:
        raise ValueError(f"For '{name}', the result has shape {result.shape}, which the Tensor of shape "
                         f"{target.shape} cannot hold.")
    if result.dtype is not target.dtype:
        result = operator_named("ops.cast")(result, target.dtype)
    target._assign(result)
    return target if type(target) is Tensor else result


def _comparing(functional: Callable[..., Any], otherwise: bool) -> Callable[..., Any]:
    """``==`` or ``!=``, which answers for any other object, as Python's do."""

    def bound(self: Tensor, other: Any) -> Any:
        if isinstance(other, (Tensor, int, float, np.generic)):
            return functional(self, other)
        return otherwise

    return bound


def _with_sequences(functional: Callable[..., Any]) -> Callable[..., Any]:
    """``+``, which alone of MindSpore's operators takes a list or tuple of numbers too."""

    def bound(self: Tensor, other: Any) -> Any:
        if isinstance(other, (list, tuple)):
            other = Tensor(other)
        elif hasattr(other, "to_dense"):  # a sparse tensor, which knows how to add itself
            return NotImplemented
        return functional(self, other)

    return bound


class _LazyMethod:
    """A Tensor method that is built when it is first looked up."""

    def __init__(self, public: str):
        self.public = public

    def __get__(self, instance: Any, owner: type) -> Any:
        built = function(self.public)
        setattr(Tensor, self.public.rpartition(".")[2], built)
        return built if instance is None else built.__get__(instance, owner)


def surface(module: str) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """``__getattr__`` and ``__dir__`` of a module of functions that are built when they are first used."""
    prefix = module.removeprefix("mindshim.") + "."
    names = vars(sys.modules[module])

    def get(name: str) -> Any:
        public = prefix + name
        if public in COMPOSITES:
            built = COMPOSITES[public]
        elif public in FACES:
            built = function(public)
        else:
            raise AttributeError(f"module '{module.replace('mindshim', 'mindspore', 1)}' has no attribute '{name}'")
        names[name] = built
        return built

    def listed() -> list[str]:
        behind = {f[len(prefix):] for f in (*FACES, *COMPOSITES) if f.startswith(prefix)}
        declared = {name for name in behind if "." not in name}
        return sorted({n for n in names if not n.startswith("_") and n not in _NOT_NAMES} | declared)

    return get, listed


def bind_methods() -> None:
    """Give Tensor the methods that are declared for it."""
    for public in FACES:
        if public.startswith("Tensor."):
            name = public.rpartition(".")[2]
            if name not in Tensor.__dict__ or name in ("__eq__", "__ne__"):
                setattr(Tensor, name, _LazyMethod(public))
