"""Records the names that MindSpore has, with their signatures, in `mindshim/api/names`.

Under an environment that holds the real MindSpore: ``python tests/api/record.py``. One file a surface (``ops.txt``,
``nn.txt``, ...), one line a name:

    ops.abs function (input)
    nn.Dense class (in_channels, out_channels, ...)
    nn.Dense.construct method (x)
    Tensor.sum method (dim=None, keepdim=False, *, dtype=None) | (axis=None, dtype=None, ...)

A primitive's class has what it is made with, and after ``->`` what it is called with. Several signatures of one name
are divided by ``|``. ``?`` stands where the real one does not say.

``private.txt`` has the names that no page documents, but that programs import all the same (`census.txt` has counted
them), without signatures.
"""

from __future__ import annotations

import enum
import importlib
import inspect
import os
import re
import sys
import types
from pathlib import Path
from typing import Any

os.environ.update(OMP_NUM_THREADS="1", GLOG_v="3")

import mindspore  # noqa: E402
from mindspore.ops import Primitive  # noqa: E402

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "mindshim" / "api" / "names"

# The documented modules, and the file that each one's names go to.
PUBLIC = {
    "": "top",
    "common.initializer": "common",
    "log": "common",
    "amp": "train", "train": "train",
    "communication": "parallel", "communication.comm_func": "parallel", "parallel": "parallel",
    "parallel.auto_parallel": "parallel", "parallel.function": "parallel", "parallel.nn": "parallel",
    "parallel.strategy": "parallel",
    "boost": "tools", "device_context": "tools", "device_manager": "tools", "graph": "tools", "hal": "tools",
    "multiprocessing": "tools", "onnx": "tools", "profiler": "tools", "rewrite": "tools", "runtime": "tools",
    "safeguard": "tools", "tools": "tools", "utils": "tools",
    "dataset": "dataset", "dataset.audio": "dataset", "dataset.config": "dataset", "dataset.text": "dataset",
    "dataset.transforms": "dataset", "dataset.vision": "dataset", "mindrecord": "dataset",
    "experimental.optim": "nn", "experimental.optim.lr_scheduler": "nn",
    "mint": "mint", "mint.distributed": "mint", "mint.linalg": "mint", "mint.nn": "mint", "mint.nn.functional": "mint",
    "mint.optim": "mint", "mint.special": "mint",
    "nn": "nn", "nn.probability.bijector": "nn", "nn.probability.bnn_layers": "nn",
    "nn.probability.distribution": "nn", "nn.utils": "nn",
    "numpy": "numpy", "scipy.linalg": "numpy", "scipy.optimize": "numpy",
    "ops": "ops", "ops.operations": "ops",
}
# The modules all of whose classes and functions count, though no page documents them.
IMPORTABLE = ("_checkparam", "ops.auto_generate", "parallel._utils")
# Members through which MindSpore's compiler asks a primitive, and which no program calls.
INNER = re.compile("infer_.*|do_infer_dtype|check_(elim|dtype|shape|types_valid|axis_valid)|side_effect_.*|vm_impl|"
                   "implementation|IGNORE_LIST|T_destination|exist_(names|objs)|global_cells|total_instance_count|"
                   "(to|from)_json|to_(c|python)_type|check_(all_)?worker_status|init_append|tfrecord_iterator.*|"
                   "parse(_.*)?|get_shuffle_mode|create_runtime_obj|release_resource|reset_parameters|registered_func|compiled_bin|custom_aot_warning|tbe_path_.*|op_path_in_cache")
# What a docstring that is for users has at least one of; `ops` and Tensor have many names that are not.
FOR_USERS = ("Supported Platforms", "code-block", "refer", ">>>", "Args:", "Examples", "lias", "eprecated")
# Bases whose members are recorded once.
COMMON_BASES = ("Cell", "Primitive", "PrimitiveWithInfer", "PrimitiveWithCheck", "Tensor", "TensorPy", "Dataset",
                "Optimizer", "Metric", "Callback", "LossBase", "LearningRateSchedule", "Distribution", "Bijector")


def default(value: Any) -> str:
    """A default as the table writes it."""
    if value is None or isinstance(value, (bool, int, float, complex, str, enum.Enum)):
        return str(value) if isinstance(value, enum.Enum) else repr(value)
    if isinstance(value, (tuple, list)):
        inner = ", ".join(map(default, value))
        return f"({inner}{',' * (len(value) == 1)})" if isinstance(value, tuple) else f"[{inner}]"
    if isinstance(value, mindspore.Tensor):
        return f"Tensor({value.asnumpy().tolist()})"
    if callable(value):
        return f"<{getattr(value, '__name__', type(value).__name__)}>"
    text = str(value)
    return f"<{text if re.fullmatch('[A-Za-z0-9_]+', text) else type(value).__name__}>"


def parameters(function: Any, skip: int = 0) -> str | None:
    """``(x, axis=0, *, out=None)``, without the first `skip`; None where Python cannot tell."""
    try:
        found = list(inspect.signature(function).parameters.values())[skip:]
    except (TypeError, ValueError):
        return None
    words, star = [], False
    for p in found:
        if p.kind is p.KEYWORD_ONLY and not star:
            words.append("*")
            star = True
        star = star or p.kind is p.VAR_POSITIONAL
        word = {p.VAR_POSITIONAL: "*", p.VAR_KEYWORD: "**"}.get(p.kind, "") + p.name
        words.append(word if p.default is p.empty else f"{word}={default(p.default)}")
    return f"({', '.join(words)})"


def from_documentation(name: str, function: Any) -> str:
    """The signatures that a docstring begins its sections with."""
    found = re.findall(rf"^\s*(?:\.\. \w+::\s*)?(?:[\w.]*\.)?{re.escape(name)}(\(.*\))\s*(?:->.*)?$",
                       function.__doc__ or "", re.M)
    found = [untyped(f.partition(" ->")[0].replace('"', "'")) for f in found]
    return " | ".join(dict.fromkeys(found)) or "?"


def untyped(text: str) -> str:
    """A signature without the types that one of a function in C++ has."""
    return re.sub(r": [\w.]+(\[\w+\])?( = )?", lambda m: "=" if m[2] else "", text)


def signature(name: str, function: Any, skip: int = 0) -> str:
    told = parameters(function, skip)
    return told if told not in (None, "(*args, **kwargs)") else from_documentation(name, function)


def kind(value: Any) -> str:
    if isinstance(value, types.ModuleType):
        return "module"
    if isinstance(value, type):
        return "class"
    return "function" if callable(value) and not isinstance(value, Primitive) else "object"


def described(path: str, value: Any) -> str:
    name = path.rpartition(".")[2]
    what = kind(value)
    if what == "function":
        return f"{path} function {signature(name, value)}"
    if what != "class":
        return f"{path} {what}"
    if issubclass(value, enum.Enum):
        return f"{path} class"
    has_init = any("__init__" in vars(c) for c in value.__mro__[:-1])
    made = parameters(value.__init__, 1) if has_init else "()"
    if issubclass(value, Primitive):
        called = None if value.__call__ is Primitive.__call__ else parameters(value.__call__, 1)
        return f"{path} class {made or '?'} -> {called or '?'}"
    return f"{path} class {made or '?'}"


def members(path: str, cls: type) -> list[str]:
    """A class's own public methods and properties, and those of bases that have no page of their own."""
    lines = []
    if issubclass(cls, mindspore.dataset.Dataset) and cls is not mindspore.dataset.Dataset:
        return []
    counted = [c for c in reversed(cls.__mro__) if c is cls or c.__name__ == "TensorPy" and cls is mindspore.Tensor
               or c.__name__ not in COMMON_BASES and c.__module__.startswith("mindspore.")
               and not c.__module__.startswith("mindspore._c")]
    own = {k: v for c in counted for k, v in vars(c).items()}
    for name, value in sorted(own.items()):
        if name.startswith("_") or isinstance(value, type) or INNER.fullmatch(name):
            continue
        if path == "Tensor" and not is_for_users(f"Tensor.{name}", getattr(cls, name)):
            continue
        if isinstance(value, (staticmethod, classmethod)):
            lines.append(f"{path}.{name} method {signature(name, getattr(cls, name))}")
        elif callable(value):
            lines.append(f"{path}.{name} method {signature(name, value, 1)}")
        else:
            lines.append(f"{path}.{name} property")
    return lines


def is_for_users(path: str, value: Any) -> bool:
    """Whether MindSpore's pages document a name."""
    if not path.startswith(("ops.", "Tensor.")):
        return True
    # A Primitive made by name has the docstring of its class.
    constant = not callable(value) and not path.startswith("Tensor.")
    inner = constant or isinstance(value, types.ModuleType) or type(value) is Primitive
    return not inner and any(word in (value.__doc__ or "") for word in FOR_USERS)


def opened(path: str) -> Any:
    """The module, or what stands at that path in its parent (`dataset.config` is an attribute)."""
    full = f"mindspore.{path}".rstrip(".")
    try:
        return importlib.import_module(full)
    except ModuleNotFoundError:
        above, _, name = full.rpartition(".")
        return getattr(importlib.import_module(above), name)


def resolved(path: str) -> Any:
    """What stands at that path."""
    parts = path.split(".")
    for i in range(len(parts), -1, -1):
        try:
            found = importlib.import_module(".".join(["mindspore", *parts[:i]]))
        except ModuleNotFoundError:
            continue
        for name in parts[i:]:
            found = getattr(found, name)
        return found


def public_names(path: str, module: Any) -> list[str]:
    listed = getattr(module, "__all__", None) or [
        n for n, v in vars(module).items()
        if not isinstance(v, types.ModuleType)
        and (getattr(v, "__module__", None) or "").startswith(f"mindspore.{path}".rstrip("."))
    ]
    if module is mindspore:
        listed = [*listed, "ops", "nn", "mint"]
    return sorted({n for n in listed if not n.startswith("_") and hasattr(module, n)})


def main() -> None:
    files: dict[str, list[str]] = {}
    undocumented: list[str] = []
    seen: set[type] = set()  # a class that two modules offer has its members recorded once
    for path, file in PUBLIC.items():
        try:
            module = opened(path)
        except (ModuleNotFoundError, AttributeError):
            print(f"no {path}")
            continue
        lines = files.setdefault(file, [])
        for name in public_names(path, module):
            value = getattr(module, name)
            full = f"{path}.{name}".lstrip(".")
            if path == "ops.operations" and getattr(mindspore.ops, name, None) is value:
                continue
            if not is_for_users(full, value):
                undocumented.append(full)
                continue
            lines.append(described(full, value))
            if isinstance(value, type) and not issubclass(value, Exception) and value not in seen:
                seen.add(value)
                lines += members(full, value)
    recorded = {line.split(" ", 1)[0] for lines in files.values() for line in lines}
    private = undocumented
    for path in IMPORTABLE:
        for name, value in vars(importlib.import_module(f"mindspore.{path}")).items():
            own = isinstance(value, type) or (getattr(value, "__module__", None) or "").startswith("mindspore.")
            if own and not name.startswith("_" if path == "ops.auto_generate" else "__"):
                private.append(f"{path}.{name}")
    for line in (HERE / "census.txt").read_text().splitlines()[1:]:
        uses, name = line.split()
        if not uses.endswith("-") and name not in recorded:
            private.append(name)
    private = sorted(set(private) - recorded)
    private = [f"{path} {kind(resolved(path))}" for path in private]
    files["private"] = private
    for file, lines in files.items():
        (TARGET / f"{file}.txt").write_text("\n".join(lines) + "\n")
        print(file, len(lines))


if __name__ == "__main__":
    sys.exit(main())
