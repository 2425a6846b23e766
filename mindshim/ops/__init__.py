"""MindSpore's operators: functions, and primitive classes.

What a kernel declares is built when it is first used; the files beside this one hold what is more than a
declaration.
"""

from __future__ import annotations

from typing import Any

from mindshim import kernels as _kernels  # noqa: F401 - declares the operators
from mindshim.engine import binding as _binding
from mindshim.engine.autodiff import GradOperation, get_grad, grad, stop_gradient, value_and_grad, vjp
from mindshim.engine.transforms import jacfwd, jacrev, jvp, vmap
from mindshim.kernels.declare import FACES as _FACES
from mindshim.ops.composite import HyperMap, Map, MultitypeFuncGraph, add_flags, core, partial
from mindshim.ops.derivative import HookBackward, InsertGradientOf, StopGradient
from mindshim.ops.primitive import (
    Primitive,
    PrimitiveWithCheck,
    PrimitiveWithInfer,
    _primexpr,
    constexpr,
    prim_attr_register,
    primitive_class,
)

_binding.bind_methods()


def __getattr__(name: str) -> Any:
    public = f"ops.{name}"
    if public not in _FACES:
        raise AttributeError(f"module 'mindspore.ops' has no attribute '{name}'")
    built = primitive_class(public) if name[0].isupper() else _binding.function(public)
    globals()[name] = built
    return built


def __dir__() -> list[str]:
    return sorted({n for n in globals() if not n.startswith("_")} | {f[4:] for f in _FACES if f.startswith("ops.")})
