"""Users' own operators: `Custom` around a function of NumPy arrays, `Morph` around one of Tensors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import numpy as np
from jax.core import Tracer

from mindshim.engine import autodiff, tape
from mindshim.engine.dtypes import Type, to_numpy
from mindshim.engine.tensor import Tensor, wrap
from mindshim.ops.primitive import Primitive

_KINDS = ("hybrid", "akg", "tbe", "aicpu", "aot", "pyfunc")


class Custom(Primitive):
    """A Python function of NumPy arrays as an operator.

    Args:
        func: the function; it returns one array, or a tuple of several.
        out_shape: the results' shape, or a function from the inputs' shapes to it.
        out_dtype: the results' dtype, or a function from the inputs' dtypes to it.
        func_type: ``"pyfunc"``, or ``"hybrid"`` for a function that `ops.kernel` decorates.
        bprop: a function ``(*inputs, out, dout)`` of Tensors that returns the gradient of each input.
        reg_info: accepted.

    Raises:
        ValueError: there is no such `func_type`.
        TypeError: `func`, `out_shape` or `out_dtype` is of another type.
        NotImplementedError: `func_type` is another one.
        RuntimeError: a derivative is asked for without `bprop`.

    Examples:
        >>> import numpy as np
        >>> from mindshim import ops, Tensor
        >>> sine = ops.Custom(np.sin, lambda shape: shape, lambda dtype: dtype, "pyfunc")
        >>> print(sine(Tensor([0.0, 1.0])))
        [0.        0.8414709]
    """

    def __init__(self, func: Callable[..., Any], out_shape: Any = None, out_dtype: Any = None,
                 func_type: str = "pyfunc", bprop: Callable[..., Any] | None = None, reg_info: Any = None):
        super().__init__("Custom")
        if not callable(func) and not isinstance(func, str):
            raise TypeError(f"For 'Custom', 'func' must be of type function or str, but got {type(func)}")
        about = f"For 'Custom', 'func_type': {func_type}, 'func': {func},"
        if func_type not in _KINDS:
            raise ValueError(f"{about} 'func_type' must be one of {list(_KINDS)}, but got {func_type}")
        hybrid = getattr(func, "is_hybrid_kernel", False)
        if func_type == "hybrid" and not isinstance(func, str) and not hybrid:
            raise TypeError(f"{about} 'func' must be a function decorated by kernel")
        if func_type not in ("pyfunc", "hybrid") or isinstance(func, str):
            raise NotImplementedError(f"{about} only Python functions are operators here: give 'func_type' \"pyfunc\".")
        self.func = func
        self.out_shape = out_shape
        self.out_dtype = out_dtype
        self.func_type = func_type
        self.bprop = bprop
        for name, value in (("func_name", getattr(func, "__name__", "")), ("func_type", func_type)):
            self.attrs[name] = value

    def get_bprop(self) -> Callable[..., Any] | None:
        """The function that gives the gradients."""
        return self.bprop

    def __call__(self, *args: Any) -> Any:
        return autodiff.custom_derivative(tape.no_grad()(self._run), self._pull, args)

    def _pull(self, args: tuple, output: Any, cotangent: Any) -> Any:
        if self.bprop is None:
            raise RuntimeError(f"For 'Custom', the derivative of {self.attrs['func_name']} is needed, but there is no "
                               "'bprop'.")
        found = self.bprop(*args, output, cotangent)
        return found if isinstance(found, (tuple, list)) else (found,)

    def _run(self, *args: Any) -> Any:
        values = [a._value() if isinstance(a, Tensor) else a for a in args]
        results = self._announced(args)
        several = isinstance(results, tuple)

        def call(*arrays: Any) -> Any:
            given = [np.asarray(a) if isinstance(v, jax.Array) else v for a, v in zip(arrays, values, strict=True)]
            found = self.func(*given)
            found = tuple(found) if isinstance(found, (tuple, list)) else (found,)
            announced = results if several else (results,)
            if len(found) != len(announced) or any(f is None for f in found):
                raise RuntimeError(f"For 'Custom', {len(announced)} results were announced, but {self.func} returned "
                                   f"{[type(f).__name__ for f in found]}.")
            made = tuple(np.asarray(f, r.dtype) for f, r in zip(found, announced, strict=True))
            return made if several else made[0]

        if any(isinstance(v, Tracer) for v in values):
            found = jax.pure_callback(call, results, *values)
        else:
            found = jax.tree.map(jax.numpy.asarray, call(*values))
        return tuple(wrap(f) for f in found) if several else wrap(found)

    def _announced(self, args: tuple) -> Any:
        """The results' shapes and dtypes; those of a hybrid kernel are found by running it on zeros."""
        if self.out_shape is None and self.func_type == "hybrid":
            found = self.func(*[np.zeros(a.shape, to_numpy(a.dtype)) if isinstance(a, Tensor) else a for a in args])
            shapes = [jax.ShapeDtypeStruct(f.shape, f.dtype) for f in (found if isinstance(found, tuple) else (found,))]
            return tuple(shapes) if isinstance(found, tuple) else shapes[0]
        if not isinstance(self.out_shape, (tuple, list)) and not callable(self.out_shape):
            raise TypeError(f"For 'Custom', 'out_shape' must be a tuple, list or function, but got {self.out_shape!r}")
        if not isinstance(self.out_dtype, (Type, tuple, list)) and not callable(self.out_dtype):
            raise TypeError(f"For 'Custom', 'out_dtype' must be a dtype, tuple, list or function, but got "
                            f"{self.out_dtype!r}")
        tensors = [a if isinstance(a, Tensor) else Tensor(a) for a in args]
        shapes: Any = self.out_shape(*[a.shape for a in tensors]) if callable(self.out_shape) else self.out_shape
        types: Any = self.out_dtype(*[a.dtype for a in tensors]) if callable(self.out_dtype) else self.out_dtype
        if isinstance(types, (tuple, list)):
            return tuple(jax.ShapeDtypeStruct(tuple(s), to_numpy(t)) for s, t in zip(shapes, types, strict=True))
        return jax.ShapeDtypeStruct(tuple(shapes), to_numpy(types))


class Morph(Primitive):
    """A function of Tensors as an operator.

    Args:
        fn: the function.
        infer_shape: accepted: shapes are found by running the function.
        infer_dtype: accepted, as `infer_shape`.
        bprop_fn: a function ``(*inputs, out, dout)`` that returns the gradients; without it they are those of `fn`.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> double = ops.Morph(lambda x: 2 * x, lambda shape: shape, lambda dtype: dtype)
        >>> print(double(Tensor([1.0, 2.0])))
        [2. 4.]
    """

    def __init__(self, fn: Callable[..., Any], infer_shape: Callable[..., Any], infer_dtype: Callable[..., Any],
                 bprop_fn: Callable[..., Any] | None = None):
        super().__init__("Morph")
        if not callable(fn):
            raise TypeError(f"For 'Morph', 'fn' must be a function, but got {type(fn).__name__}.")
        self.fn = fn
        self.bprop_fn = bprop_fn

    def __call__(self, *args: Any) -> Any:
        if self.bprop_fn is None or not tape.recording():
            return self.fn(*args)
        bprop = self.bprop_fn
        return autodiff.custom_derivative(
            tape.no_grad()(self.fn), lambda inputs, output, cotangent: bprop(*inputs, output, cotangent), args)
