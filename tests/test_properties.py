"""Whatever the operator, the shapes and the dtypes: eager, in a compiled program, and under `vmap` the result is one.

Hypothesis draws the operator with its attributes, the shapes and the dtype.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mindshim as ms
from mindshim import Tensor, ops

UNARY = ("abs", "neg", "square", "exp", "sin", "cos", "tanh", "sigmoid", "relu", "gelu", "silu", "erf", "sign", "floor",
         "ceil", "round", "log1p", "softplus", "hardswish", "elu", "mish", "sqrt", "rsqrt", "reciprocal", "isnan")
BINARY = ("add", "sub", "mul", "div", "maximum", "minimum", "pow", "floor_divide", "less", "equal", "greater_equal",
          "atan2", "hypot", "fmod", "logaddexp")
REDUCING = ("sum", "mean", "amax", "amin", "prod", "var", "std", "logsumexp", "any", "all")
ALONG = ("softmax", "log_softmax", "cumsum", "argmax", "argmin", "flip", "sort")
FLOATS = ("float16", "float32", "float64", "bfloat16")
INTEGERS = ("int8", "uint8", "int32", "int64", "bool_")
# They are for floats (or for bools); MindSpore refuses the others.
FLOAT_ONLY = frozenset(UNARY) - {"abs", "neg", "square", "sign", "relu"} | {
    "softmax", "log_softmax", "mean", "var", "std", "logsumexp", "atan2", "hypot", "logaddexp", "div", "pow", "fmod"}
NOT_FOR_BOOLS = {"neg", "sign", "relu", "square", "sub", "cumsum", "argmax", "argmin", "sort", "prod", "floor_divide",
                 "abs", "amax", "amin", "maximum", "minimum", "flip", "mul"}

shapes = st.lists(st.integers(1, 4), min_size=1, max_size=3).map(tuple)


@st.composite
def programs(draw: Any) -> tuple[str, Callable[..., Any], list[np.ndarray], Any]:
    """A name, a function of Tensors, its inputs as float64 arrays, and their dtype."""
    family = draw(st.sampled_from(("unary", "binary", "reducing", "along", "matrix", "layout")))
    shape = draw(shapes)
    seed = draw(st.integers(0, 2**16))
    numbers = np.random.default_rng(seed)

    def array(*sizes: int) -> np.ndarray:
        return numbers.uniform(0.25, 3, sizes).round(2)

    axis = draw(st.integers(-len(shape), len(shape) - 1))
    if family == "unary":
        name = draw(st.sampled_from(UNARY))
        function, inputs = getattr(ops, name), [array(*shape)]
    elif family == "binary":
        name = draw(st.sampled_from(BINARY))
        other = tuple(draw(st.sampled_from((1, s))) for s in shape)
        function, inputs = getattr(ops, name), [array(*shape), array(*other)]
    elif family == "reducing":
        name, keep = draw(st.sampled_from(REDUCING)), draw(st.booleans())
        function, inputs = _reducing(name, axis, keep), [array(*shape)]
    elif family == "along":
        name = draw(st.sampled_from(ALONG))
        function, inputs = _along(name, axis), [array(*shape)]
    elif family == "matrix":
        name, inner = "matmul", draw(st.integers(1, 4))
        function, inputs = ops.matmul, [array(*shape, inner), array(inner, draw(st.integers(1, 4)))]
    else:
        name = draw(st.sampled_from(("transpose", "reshape", "concat", "stack", "expand_dims", "index", "where")))
        function, inputs = _layout(name, axis), [array(*shape)]
    kinds = FLOATS if family in ("matrix",) or name in FLOAT_ONLY else FLOATS + INTEGERS
    if name in NOT_FOR_BOOLS:
        kinds = tuple(k for k in kinds if k != "bool_")
    if name in ("any", "all"):
        kinds = ("bool_",)
    return name, function, inputs, getattr(ms, draw(st.sampled_from(kinds)))


def _reducing(name: str, axis: int, keep: bool) -> Callable[..., Any]:
    keyword = "keepdim" if name in ("sum",) else "keepdims" if name in ("amax", "amin", "var", "std") else "keep_dims"
    return lambda x: getattr(ops, name)(x, axis, **{keyword: keep})


def _along(name: str, axis: int) -> Callable[..., Any]:
    if name == "flip":
        return lambda x: ops.flip(x, (axis,))
    if name == "sort":
        return lambda x: ops.sort(x, axis)[0]
    return lambda x: getattr(ops, name)(x, axis)


def _layout(name: str, axis: int) -> Callable[..., Any]:
    return {
        "transpose": lambda x: ops.swapaxes(x, axis, 0),
        "reshape": lambda x: ops.reshape(x, (-1,)),
        "concat": lambda x: ops.cat((x, x), axis),
        "stack": lambda x: ops.stack((x, x), axis),
        "expand_dims": lambda x: ops.expand_dims(x, axis),
        "index": lambda x: x[..., 0],
        "where": lambda x: ops.where(x > x, x, x),
    }[name]


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(programs())
def test_eager_compiled_and_mapped_agree(program: tuple[str, Callable[..., Any], list[np.ndarray], Any]) -> None:
    name, function, inputs, dtype = program
    tensors = [Tensor(x).astype(dtype) for x in inputs]
    eager = function(*tensors)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # nothing here may run eagerly
        compiled = ms.jit(lambda *given: function(*given))(*tensors)
    _same(name, compiled, eager)
    several = [ops.stack([t, t, t]) for t in tensors]
    mapped = ms.vmap(lambda *given: function(*given))(*several)
    assert mapped.shape == (3, *eager.shape)
    for i in range(3):
        _same(name, mapped[i], eager)


def _same(name: str, found: Tensor, expected: Tensor) -> None:
    assert found.dtype == expected.dtype and found.shape == expected.shape
    tolerance = {"Float16": 4e-3, "BFloat16": 3e-2, "Float32": 2e-6}.get(str(expected.dtype), 1e-12)
    np.testing.assert_allclose(found.astype(ms.float64).asnumpy() if found.dtype != ms.bool_ else found.asnumpy(),
                               expected.astype(ms.float64).asnumpy() if found.dtype != ms.bool_ else expected.asnumpy(),
                               rtol=tolerance, atol=tolerance, err_msg=name)
