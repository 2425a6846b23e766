"""Signatures as text, in the form in which MindSpore's were recorded."""

from __future__ import annotations

import enum
import inspect
import re
from typing import Any

from mindshim.api.names import Name

# What a Cell is made with that has no `__init__` of its own.
_OF_CELL = "(auto_prefix=True, flags=None)"


def default(value: Any) -> str:
    """A default value as the table writes it."""
    if isinstance(value, enum.Enum):
        return str(value)
    if value is None or isinstance(value, (bool, int, float, complex, str)):
        return repr(value)
    if isinstance(value, (tuple, list)):
        inner = ", ".join(map(default, value))
        return f"({inner}{',' * (len(value) == 1)})" if isinstance(value, tuple) else f"[{inner}]"
    if hasattr(value, "asnumpy"):
        return f"Tensor({value.asnumpy().tolist()})"
    if callable(value):
        return f"<{getattr(value, '__name__', type(value).__name__)}>"
    text = str(value)
    return f"<{text if re.fullmatch('[A-Za-z0-9_]+', text) else type(value).__name__}>"


def written(signature: inspect.Signature, skip: int = 0) -> str:
    """``(x, axis=0, *, out=None)``, without the first `skip` parameters."""
    words: list[str] = []
    star = False
    for p in list(signature.parameters.values())[skip:]:
        if p.kind is p.KEYWORD_ONLY and not star:
            words.append("*")
        star = star or p.kind in (p.KEYWORD_ONLY, p.VAR_POSITIONAL)
        word = {p.VAR_POSITIONAL: "*", p.VAR_KEYWORD: "**"}.get(p.kind, "") + p.name
        words.append(word if p.default is p.empty else f"{word}={default(p.default)}")
    return f"({', '.join(words)})"


def of(name: Name, found: Any) -> tuple[str, ...]:
    """The signatures of what mindshim has under a name: none where Python cannot tell."""
    from mindshim.engine import binding
    from mindshim.kernels.declare import FACES, OVERLOADS

    if name.kind == "class":
        return _of_class(found) if isinstance(found, type) else ()
    if name.kind not in ("function", "method") or not callable(found):
        return ()
    skip = 1 if name.kind == "method" and not isinstance(_static(found, name), (staticmethod, classmethod)) else 0
    if name.path in FACES:
        several = [FACES[name.path], *OVERLOADS.get(name.path, [])]
        return tuple(written(binding._of_face(d, face).__signature__, skip) for d, face in several)  # type: ignore[attr-defined]
    try:
        return (written(inspect.signature(found), skip),)
    except (TypeError, ValueError):
        return ()


def _static(found: Any, name: Name) -> Any:
    from mindshim.api import table

    return inspect.getattr_static(table.resolve(name.path.rpartition(".")[0]), name.path.rpartition(".")[2], found)


def _of_class(cls: type) -> tuple[str, ...]:
    called = getattr(cls, "called_with", None)
    if called is not None:
        made = written(cls.made_with.signature())  # type: ignore[attr-defined]
        return (f"{made} -> {written(called.signature())}",)
    own = "__init__" in {k for c in cls.__mro__[:-1] for k in vars(c)}
    said = getattr(cls, "__signature__", None)
    try:
        made = written(said) if said else written(inspect.signature(cls.__init__), 1) if own else "()"
    except (TypeError, ValueError):
        return ()
    from mindshim.ops.primitive import Primitive

    if issubclass(cls, Primitive):
        if cls.__call__ is Primitive.__call__:
            return (f"{made} -> ?",)
        return (f"{made} -> {written(inspect.signature(cls.__call__), 1)}",)
    return (made,)


def parts(signature: str) -> list[list[str]]:
    """The parameters, as text, of each bracket of a signature (two for a primitive)."""
    return [_split(bracket) for bracket in signature.split(" -> ") if bracket != "?"]


def _split(bracket: str) -> list[str]:
    """The words between a bracket's commas; a lone ``*`` after ``*size``, which docstrings have, is dropped."""
    words, depth, begin = [], 0, 1
    for i, c in enumerate(bracket):
        depth += (c in "([{") - (c in ")]}")
        if c == "," and depth == 1 or depth == 0:
            words.append(bracket[begin:i].strip())
            begin = i + 1
    starred = any(w.startswith("*") and w.strip("*") for w in words[:-1])
    return [w for w in words if w and not (w == "*" and starred) and w != "/"]


def _names(words: list[str]) -> list[str]:
    return [word.partition("=")[0] for word in words]


def comparable(signature: str) -> tuple[tuple[str, ...], ...]:
    """A signature in a form in which two that mean the same are equal.

    Where MindSpore's default is a dtype, ``None`` may stand for it; and a class that MindSpore makes without arguments
    may have a base's.
    """
    return tuple(tuple([re.sub(r"=<(U?Int\d+|B?Float\d+|Bool)>$", "=None", word) for word in part])
                 for part in parts(signature))


def different(name: Name, found: Any) -> tuple[str, ...]:
    """The signatures that MindSpore has under a name and mindshim has not, as far as both are known."""
    ours = of(name, found)
    if not ours:
        return ()
    known = {comparable(s) for s in ours}
    if any(s.startswith(_OF_CELL) for s in ours):
        known.add(((),))
    return tuple(s for s in name.signatures
                 if s not in ("(*args, **kwargs)", "(*args)") and comparable(s) not in known
                 and not (s.endswith("-> ?") and comparable(s)[0] in {k[0] for k in known}))


def missing(name: Name, found: Any) -> list[str]:
    """The parameters that MindSpore has under a name and mindshim has not."""
    ours = [set(_names([w for part in parts(s) for w in part])) for s in of(name, found)]
    if not name.signatures or not ours:
        return []
    known = set().union(*ours)
    takes_any_keyword = any(n.startswith("**") for n in known)
    takes_any = any(n.startswith("*") and n != "*" and not n.startswith("**") for n in known)
    lacking: list[str] = []
    for signature in name.signatures:
        for n in _names([w for part in parts(signature) for w in part]):
            if n in known or n.startswith("*") or takes_any_keyword and takes_any:
                continue
            lacking.append(n)
    return list(dict.fromkeys(lacking))
