"""How an operator is declared: a kernel, and the names and signatures that it has in MindSpore.

    @operator("ops.MatMul(transpose_a=False, transpose_b=False)(x, y)", "ops.matmul(input, other)", ...)
    def matmul(x: Array, y: Array, transpose_a: bool = False, transpose_b: bool = False) -> Array: ...

A *face* is one public name with its signature. ``ops.Name(attributes)(inputs)`` is a primitive class: what it is
made with, and what it is called with. ``ops.name(...)``, ``mint.name(...)`` are functions, ``Tensor.name(...)`` is a
method, whose first kernel argument is the Tensor itself. A face without brackets has the kernel's own signature. Its
parameters map to the kernel's: by name where the kernel has one of that name, the rest in order, inputs before
attributes. Kernel parameters that no face parameter maps to keep the kernel's default.

A method whose name ends in ``_`` writes its result to the Tensor; ``__radd__`` and its like take the Tensor second.

A face that starts with ``|`` is one more signature of a name that has a face already, of this kernel or another:
``"Tensor.all(axis=None, keep_dims=False)", "|Tensor.all(dim=None, keepdim=False)"``. A call takes the first signature
that its arguments fit: their number, their names, and their kinds where a parameter's name tells a kind (see
`engine.binding`).

A kernel's parameter annotated `Array` (or ``Array | None``, or `ArrayLike`, where the default is a number) is an
array, `Arrays` a sequence of them; every other
parameter is a static attribute, part of what is compiled. A first parameter annotated `Key` is the random key, which
the engine supplies; one annotated `Seed` (None, 0, another seed, or a Generator) says from where, and no kernel sees
it. (The annotations are read as text: a kernel file has ``from __future__ import annotations``.)
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import jax

Array = jax.Array
ArrayLike = jax.Array | complex
Arrays = Sequence[jax.Array]
Key = jax.Array
Seed = Any

REQUIRED = inspect.Parameter.empty


@dataclass(frozen=True)
class Writes:
    """Which of a kernel's arguments its first results are written to, and which of the results are returned (all)."""

    arguments: tuple[int, ...] = (0,)
    returned: tuple[int, ...] | None = None


# Most often, the result is written to the first argument.
FIRST = Writes()


@dataclass(frozen=True, eq=False)
class Declaration:
    """A kernel and its faces. `name` is what error messages call it; `parameters` leave out the random key."""

    name: str
    kernel: Callable[..., Any]
    faces: tuple[str, ...]
    vjp: Callable[..., Any] | None = None
    note: str = ""
    dynamic: bool = False
    in_place: Writes | None = None
    view: bool = False
    values: Callable[..., None] | None = None

    parameters: tuple[inspect.Parameter, ...] = field(init=False)
    keyed: bool = field(init=False)
    key_name: str = field(init=False)

    def __post_init__(self):
        found = tuple(inspect.signature(self.kernel).parameters.values())
        keyed = bool(found) and found[0].annotation == "Key"
        object.__setattr__(self, "keyed", keyed)
        object.__setattr__(self, "key_name", found[0].name if keyed else "")
        object.__setattr__(self, "parameters", found[keyed:])


# Every public name that a declaration gives, e.g. "ops.matmul", with its declaration and face.
FACES: dict[str, tuple[Declaration, str]] = {}
# The further signatures of the names that have several.
OVERLOADS: dict[str, list[tuple[Declaration, str]]] = {}
DECLARATIONS: list[Declaration] = []


def operator(*faces: str, vjp: Callable[..., Any] | None = None, note: str = "", dynamic: bool = False,
             in_place: Writes | None = None, view: bool = False,
             values: Callable[..., None] | None = None) -> Callable[[Callable], Callable]:
    """Declare the decorated kernel as an operator with these faces.

    `vjp(cotangent, output, *arguments)` replaces the kernel's derivative, where MindSpore's is another one than JAX's;
    it returns one cotangent (or None) for each array argument. A `dynamic` kernel's shapes depend on values: it is not
    compiled, and needs a `vjp` of its own. The faces of an `in_place` kernel write what it returns to arguments.
    `values` gets the kernel's arguments and raises for values that a compiled program cannot refuse, such as an index
    out of range; it is called in eager mode on a CPU only, where MindSpore refuses them too.
    What a `view` kernel returns shares with its first argument, which it only rearranges.
    """

    def declare(kernel: Callable) -> Callable:
        names = [face.lstrip("|").partition("(")[0] for face in faces]
        primitives = [n.rpartition(".")[2] for n in names if n.rpartition(".")[2][:1].isupper()]
        name = primitives[0] if primitives else names[0].rpartition(".")[2] if names else kernel.__name__
        declaration = Declaration(name, kernel, faces, vjp, note, dynamic, in_place, view, values)
        DECLARATIONS.append(declaration)
        for public, face in zip(names, faces, strict=True):
            if face.startswith("|"):
                OVERLOADS.setdefault(public, []).append((declaration, face[1:]))
                continue
            if public in FACES:
                raise ValueError(f"{public} is declared twice: by {FACES[public][0].name} and {name}")
            FACES[public] = (declaration, face)
        return kernel

    return declare


def elementwise(kernel: Callable, *faces: str, **options: Any) -> None:
    """`operator`, for a kernel that is defined in one expression."""
    operator(*faces, **options)(kernel)


@dataclass(frozen=True)
class Parameters:
    """A face's parameters: names, defaults (`REQUIRED` for none), how many may be positional, a ``*name`` last."""

    names: tuple[str, ...]
    defaults: tuple[Any, ...]
    positional: int
    variadic: bool

    @staticmethod
    def parse(text: str) -> Parameters:
        """From the text between a signature's brackets."""
        arguments = ast.parse(f"lambda {text}: 0", mode="eval").body.args  # type: ignore[attr-defined]
        plain = [a.arg for a in (*arguments.posonlyargs, *arguments.args)]
        defaults = [REQUIRED] * (len(plain) - len(arguments.defaults)) + list(map(_default, arguments.defaults))
        positional = len(plain)
        if arguments.vararg:
            plain.append(arguments.vararg.arg)
            defaults.append(REQUIRED)
        plain += [a.arg for a in arguments.kwonlyargs]
        defaults += [REQUIRED if d is None else _default(d) for d in arguments.kw_defaults]
        return Parameters(tuple(plain), tuple(defaults), positional, arguments.vararg is not None)

    def signature(self, first: str | None = None) -> inspect.Signature:
        """As :mod:`inspect` shows it, with a parameter `first` put in front."""
        kinds = inspect.Parameter
        found = [kinds(first, kinds.POSITIONAL_OR_KEYWORD)] if first else []
        for i, (name, default) in enumerate(zip(self.names, self.defaults, strict=True)):
            if self.variadic and i == self.positional:
                found.append(kinds(name, kinds.VAR_POSITIONAL))
                continue
            kind = kinds.POSITIONAL_OR_KEYWORD if i < self.positional else kinds.KEYWORD_ONLY
            found.append(kinds(name, kind, default=default))
        return inspect.Signature(found)


def _default(node: ast.expr) -> Any:
    return ast.literal_eval(node)


def split_face(face: str) -> tuple[str, list[str] | None]:
    """``"ops.ReduceSum(keep_dims=False)(x, axis=())"`` → its name, and the texts between its brackets."""
    name, bracket, rest = face.partition("(")
    if not bracket:
        return name, None
    texts, depth, begin = [], 1, 0
    for i, c in enumerate(rest):
        if c == "(":
            depth += 1
            if depth == 1:
                begin = i + 1
        elif c == ")":
            depth -= 1
            if depth == 0:
                texts.append(rest[begin:i])
    return name, texts


def kernel_parameters(declaration: Declaration, skip: int = 0) -> Parameters:
    """A kernel's own parameters as a face's, without the first `skip`."""
    chosen = declaration.parameters[skip:]
    count = sum(p.kind is not inspect.Parameter.KEYWORD_ONLY for p in chosen)
    return Parameters(tuple(p.name for p in chosen), tuple(p.default for p in chosen), count, False)
