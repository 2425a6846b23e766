"""Primitive classes: ``ops.MatMul(transpose_b=True)`` is an object that is called with Tensors.

The classes of declared operators are built from their faces; users derive their own from `Primitive` (see
:func:`prim_attr_register`).
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

from mindshim.engine import precision, random
from mindshim.engine.binding import _arranger, callable_of
from mindshim.engine.dispatch import Operator, apply, bind_arguments
from mindshim.kernels.declare import FACES, REQUIRED, Parameters, kernel_parameters, split_face


class Primitive:
    """The base of all primitive operators.

    Args:
        name: the primitive's name, as error messages give it.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> add = ops.Add()
        >>> print(add.name, add(Tensor([1.0]), 2))
        Add [3.]
    """

    def __init__(self, name: str):
        self.name = name
        self.attrs: dict[str, Any] = {}
        self.instance_name = ""

    def add_prim_attr(self, name: str, value: Any) -> Primitive:
        """Note an attribute on the primitive, which changes nothing in what XLA computes."""
        self.attrs[name] = value
        self.__dict__[name] = value
        return self

    def get_attr_dict(self) -> dict[str, Any]:
        """The attributes that were added, by name."""
        return self.attrs

    def del_prim_attr(self, name: str) -> Primitive:
        """Remove an attribute that was added."""
        self.attrs.pop(name, None)
        self.__dict__.pop(name, None)
        return self

    def init_prim_io_names(self, inputs: list[str], outputs: list[str]) -> None:
        """Note the names of inputs and outputs."""
        self.add_prim_attr("input_names", list(inputs))
        self.add_prim_attr("output_names", list(outputs))

    def set_prim_instance_name(self, instance_name: str) -> Primitive:
        """Give this instance a name."""
        self.instance_name = instance_name
        return self

    def set_device(self, device_target: str) -> Primitive:
        """Accepted: XLA decides where an operator runs."""
        return self.add_prim_attr("primitive_target", device_target)

    def set_stage(self, stage: int) -> Primitive:
        """Accepted: pipeline stages are set on cells."""
        return self.add_prim_attr("stage", stage)

    def shard(self, in_strategy: Any = None, out_strategy: Any = None) -> Primitive:
        """Accepted: on one device there is nothing to split."""
        self.add_prim_attr("in_strategy", in_strategy)
        return self.add_prim_attr("out_strategy", out_strategy)

    def recompute(self, mode: bool = True) -> Primitive:
        """Accepted: what an operator's derivative needs is always computed anew from its inputs."""
        if not isinstance(mode, bool):
            raise TypeError(f"For 'recompute', 'mode' must be a bool, but got {mode}.")
        return self.add_prim_attr("recompute", mode)

    def place(self, role: str, rank_id: int) -> None:
        """Accepted: XLA decides where an operator runs."""

    def infer_value(self, *args: Any) -> Any:
        """None: values are computed when the operator runs."""
        return None

    @property
    def update_parameter(self) -> bool:
        """Whether the primitive writes to a Parameter."""
        return False

    def __call__(self, *args: Any) -> Any:
        raise NotImplementedError(f"For '{self.name}', nothing says what it computes.")

    def __repr__(self) -> str:
        attributes = ", ".join(f"{k}={v}" for k, v in self.attrs.items() if k not in ("input_names", "output_names"))
        return f"Prim[{self.name}]<{attributes}>" if attributes else f"Prim[{self.name}]"

    def __deepcopy__(self, memo: dict) -> Primitive:
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        made.attrs = dict(self.attrs)
        return made


_SEEDS = frozenset(("seed", "seed0", "Seed0"))


class DeclaredPrimitive(Primitive):
    """A primitive whose kernel is declared; `made_with` and `called_with` come from its face."""

    made_with: Parameters
    called_with: Parameters
    operator: Any
    kernel: Any
    arrange: Any
    direct: Any
    # What the first one that was made without arguments was made of.
    as_default: tuple[dict[str, Any], dict[str, Any]] | None = None

    def __init__(self, *args: Any, **kwargs: Any):
        kind = type(self)
        if not args and not kwargs and kind.as_default is not None:
            state, attrs = kind.as_default
            self.__dict__.update(state)
            self.attrs = attrs.copy()
            return
        made = kind.made_with
        if args or kwargs or REQUIRED in made.defaults:
            name = f"{kind.__name__}.__init__"
            values = bind_arguments(name, made.names, made.defaults, made.positional, args, kwargs)
        else:
            values = made.defaults
        Primitive.__init__(self, kind.__name__)
        # A primitive made with a seed has numbers of its own, which start anew with the next such primitive.
        self._values = tuple([
            random.seeded(v) if n in _SEEDS and type(v) is int and v > 0 else v
            for n, v in zip(made.names, values, strict=True)
        ])
        for name, value in zip(made.names, values, strict=True):
            self.attrs[name] = value
            self.__dict__[name] = value
        check = kind.kernel.__dict__.get("check")
        if check is not None:
            check(**dict(zip(made.names, values, strict=True)))
        self._direct = None if kind.direct is None else kind.direct_function(self._values)
        if not args and not kwargs:
            kind.as_default = (self.__dict__.copy(), self.attrs.copy())

    @classmethod
    def direct_function(cls, values: tuple) -> Any:
        """The kernel with these attributes, for calls that need no more than to apply it; None if they do."""
        # 1, 1.0 and True are equal and mean different programs, so the key holds their types too.
        key = (values, tuple([type(v) for v in values]))
        try:
            return cls.direct[key]
        except KeyError:
            inputs = [object() for _ in cls.called_with.names]
            full = (*values, *inputs)
            found = cls.direct[key] = cls.operator.fixed(full if cls.arrange is None else cls.arrange(full), inputs)
            return found
        except TypeError:  # an attribute has no hash
            return None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        kind = type(self)
        if self._direct is not None and not kwargs and len(args) == len(kind.called_with.names) \
                and precision.state.dtype is None:
            return apply(self._direct, args)
        called = kind.called_with
        if called.variadic:
            args = (args,)
        elif kwargs or len(args) != len(called.names):
            args = bind_arguments(kind.__name__, called.names, called.defaults, called.positional, args, kwargs)
        full = (*self._values, *args)
        return kind.operator(*(full if kind.arrange is None else kind.arrange(full)))


def primitive_class(public: str) -> type[DeclaredPrimitive]:
    """The class of a face such as ``ops.MatMul(transpose_a=False, transpose_b=False)(x, y)``."""
    declaration, face = FACES[public]
    name, texts = split_face(face)
    if texts is None:
        made, called = Parameters((), (), 0, False), kernel_parameters(declaration)
    else:
        made, called = (Parameters.parse(t) for t in (texts if len(texts) == 2 else ["", *texts]))
    short = name.rpartition(".")[2]
    arrange = _arranger(declaration, [*made.names, *called.names], len(made.names))
    operator = callable_of(declaration)
    body = {
        "__doc__": declaration.kernel.__doc__,
        "__module__": "mindshim.ops",
        "__signature__": made.signature(),
        "made_with": made,
        "called_with": called,
        "operator": staticmethod(operator),
        "direct": {} if isinstance(operator, Operator) and operator.plain and not called.variadic else None,
        "kernel": staticmethod(declaration.kernel),
        "arrange": None if arrange is None else staticmethod(arrange),
    }
    return type(short, (DeclaredPrimitive,), body)


class PrimitiveWithInfer(Primitive):
    """The base of users' primitives that say what they compute in Python (`infer_*` methods are never needed)."""


class PrimitiveWithCheck(Primitive):
    """The base of users' primitives that check their inputs in Python (`check_*` methods are never needed)."""


def prim_attr_register(fn: Callable[..., None]) -> Callable[..., None]:
    """Decorate a primitive's ``__init__``: the primitive gets its class's name, and the arguments as attributes."""

    @functools.wraps(fn)
    def init(self: Primitive, *args: Any, **kwargs: Any) -> None:
        Primitive.__init__(self, type(self).__name__)
        bound = inspect.signature(fn).bind(self, *args, **kwargs)
        bound.apply_defaults()
        for name, value in list(bound.arguments.items())[1:]:
            self.attrs[name] = value
            self.__dict__[name] = value
        fn(self, *args, **kwargs)

    return init


def constexpr(fn: Callable | None = None, get_instance: bool = True, name: str | None = None,
              reuse_result: bool = True, check: bool = True) -> Any:
    """Mark a function of Python values, to be evaluated while a graph is compiled. It is called as it is."""
    return fn if fn is not None else lambda f: f


_primexpr = constexpr


def _run_op(obj: Primitive, op_name: str, args: tuple) -> Any:
    """Call a primitive, as MindSpore's own code does."""
    return obj(*args)
