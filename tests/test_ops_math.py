"""Properties of the mathematical operators: derivatives, and the same answer eagerly and under `jax.jit`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import numpy as np
import pytest

import mindshim as ms
from mindshim import Tensor, mint, ops
from mindshim.kernels.examples import EXAMPLES

REALS = [[0.4, -1.2, 2.1], [0.1, 3.2, -0.7]]
SMALL = [[0.5, -0.2, 0.3], [0.1, 0.9, -0.7]]
ABOVE = [[1.5, 2.2, 1.3], [4.1, 1.9, 2.7]]
OTHER = [[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]
ROW = [1.1, -2.3, 0.4]
SQUARE = [[4.0, 1.0, 0.5], [0.3, 3.0, -0.2], [0.1, 0.6, 2.0]]

UNARY = {
    "sin cos tan atan sinh cosh asinh sinc exp exp2 expm1 square tanh sigmoid erf erfc neg abs deg2rad "
    "floor round "
    "sign bessel_i0 bessel_i1e bessel_j0 bessel_j1": REALS,
    "asin acos atanh erfinv": SMALL,
    "acosh log log2 log10 log1p sqrt rsqrt reciprocal lgamma digamma bessel_y0 bessel_y1 bessel_k0 "
    "bessel_k1e": ABOVE,
}
BINARY = {
    "add sub mul div maximum minimum fmax fmin atan2 hypot logaddexp logaddexp2 remainder fmod ldexp "
    "copysign": REALS,
    "pow xlogy xdivy igamma": ABOVE,
}
CALLS: dict[str, tuple[Callable[..., Any], list[Any]]] = {
    **{f"ops.{n}": (getattr(ops, n), [x]) for names, x in UNARY.items() for n in names.split()},
    **{f"ops.{n}": (getattr(ops, n), [x, OTHER if n not in "pow xlogy xdivy igamma" else ABOVE])
       for names, x in BINARY.items() for n in names.split()},
    "ops.add, broadcast": (ops.add, [REALS, ROW]),
    "ops.logit": (ops.logit, [[[0.2, 0.6]]]),
    "ops.mvlgamma": (lambda x: ops.mvlgamma(x, 2), [ABOVE]),
    "ops.clamp": (lambda x: ops.clamp(x, -1.0, 1.0), [REALS]),
    "ops.clip_by_value": (lambda x: ops.clip_by_value(x, -1.0, 1.0), [REALS]),
    "ops.lerp": (ops.lerp, [REALS, OTHER, SMALL]),
    "ops.addcmul": (lambda x, y, z: ops.addcmul(x, y, z, 0.5), [REALS, OTHER, SMALL]),
    "ops.addcdiv": (lambda x, y, z: ops.addcdiv(x, y, z, 0.5), [REALS, OTHER, ABOVE]),
    "ops.addn": (lambda x, y: ops.addn((x, y)), [REALS, OTHER]),
    "ops.sum": (lambda x: ops.sum(x, 1), [REALS]),
    "ops.mean": (lambda x: ops.mean(x, 0, True), [REALS]),
    "ops.prod": (lambda x: ops.prod(x, 1), [[[0.5, 0.0, 2.0], [0.1, 3.0, -0.7]]]),
    "ops.ReduceMax": (ops.ReduceMax(), [REALS]),
    "ops.max": (lambda x: ops.max(x, 1)[0], [REALS]),
    "Tensor.min": (lambda x: x.min(0)[0], [REALS]),
    "ops.std": (lambda x: ops.std(x, 1, 1), [REALS]),
    "ops.var_mean": (lambda x: ops.var_mean(x, 0)[0] + ops.var_mean(x, 0)[1], [REALS]),
    "ops.median": (lambda x: ops.median(x)[0], [REALS]),
    "ops.quantile": (lambda x: ops.quantile(x, 0.3, 1), [REALS]),
    "ops.cov": (ops.cov, [REALS]),
    "ops.renorm": (lambda x: ops.renorm(x, 2.0, 0, 1.0), [REALS]),
    "ops.logsumexp": (lambda x: ops.logsumexp(x, 1), [REALS]),
    "ops.norm": (lambda x: ops.norm(x, dim=1), [REALS]),
    "ops.norm, nuclear": (lambda x: ops.norm(x, "nuc"), [REALS]),
    "ops.LpNorm": (ops.LpNorm(axis=[1], p=3), [REALS]),
    "ops.cumsum": (lambda x: ops.cumsum(x, 1), [REALS]),
    "ops.CumSum": (lambda x: ops.CumSum(True, True)(x, 1), [REALS]),
    "ops.cumprod": (lambda x: ops.cumprod(x, 1), [REALS]),
    "ops.cummax": (lambda x: ops.cummax(x, 1)[0], [REALS]),
    "ops.logcumsumexp": (lambda x: ops.logcumsumexp(x, 1), [REALS]),
    "ops.diff": (ops.diff, [REALS]),
    "ops.trapz": (ops.trapz, [REALS]),
    "ops.MatMul": (ops.MatMul(transpose_b=True), [REALS, OTHER]),
    "ops.matmul": (ops.matmul, [REALS, ROW]),
    "ops.BatchMatMul": (ops.BatchMatMul(transpose_a=True), [[REALS], [OTHER]]),
    "ops.addmm": (lambda a, x, y: ops.addmm(a, x, y, beta=0.5, alpha=2), [SQUARE, SQUARE, SQUARE]),
    "ops.outer": (ops.outer, [ROW, ROW]),
    "ops.cross": (ops.cross, [REALS, OTHER]),
    "ops.einsum": (lambda x, y: ops.einsum("ij,kj->ki", x, y), [REALS, OTHER]),
    "ops.tensor_dot": (lambda x, y: ops.tensor_dot(x, y, ((1,), (1,))), [REALS, OTHER]),
    "ops.cdist": (ops.cdist, [REALS, OTHER]),
    "ops.inverse": (ops.inverse, [SQUARE]),
    "ops.det": (ops.det, [SQUARE]),
    "ops.slogdet": (lambda x: ops.slogdet(x)[1], [SQUARE]),
    "ops.cholesky": (lambda x: ops.cholesky(x @ ops.transpose(x, (1, 0))), [SQUARE]),
    "ops.qr": (lambda x: ops.qr(x)[1], [SQUARE]),
    "ops.svd": (lambda x: ops.svd(x, compute_uv=False), [REALS]),
    "ops.matrix_exp": (ops.matrix_exp, [SQUARE]),
    "ops.matrix_solve": (ops.matrix_solve, [SQUARE, SQUARE]),
    "ops.trace": (ops.trace, [SQUARE]),
    "ops.tril": (ops.tril, [SQUARE]),
    "ops.meshgrid": (lambda x, y: ops.meshgrid(x, y)[0] * ops.meshgrid(x, y)[1], [ROW, ROW]),
    "ops.linspace": (lambda x, y: ops.linspace(x, y, 4), [0.5, 2.0]),
    "ops.full_like": (lambda x, y: ops.full_like(x, y), [REALS, 2.0]),
    "ops.clip_by_global_norm": (lambda x, y: sum(t.sum() for t in ops.clip_by_global_norm((x, y), 1.0)),
                                [REALS, ROW]),
    "ops.irfft of rfft": (lambda x: ops.irfft(ops.rfft(x) * 2), [[0.5, 1.0, -2.0, 0.3]]),
    "ops.cast": (lambda x: ops.cast(x, ms.float64) * 2, [REALS]),
    "mint.max of two": (mint.max, [REALS, OTHER]),
}


def tensors(arguments: list[Any]) -> list[Tensor]:
    return [Tensor(np.array(a, np.float64)) for a in arguments]


def weighted(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function's result as one number that depends on each element differently."""

    def number(*xs: Any) -> Any:
        out = function(*xs)
        return (out * Tensor(1.0 + np.arange(out.size, dtype=np.float64).reshape(out.shape))).sum()

    return number


@pytest.mark.parametrize("name", CALLS)
def test_gradient_is_the_limit_of_differences(name: str) -> None:
    function, arguments = CALLS[name]
    number = weighted(function)
    inputs = tensors(arguments)
    found = ms.grad(number, tuple(range(len(inputs))))(*inputs)
    found = found if isinstance(found, tuple) else (found,)
    step = 1e-6
    for i, gradient in enumerate(found):
        values = inputs[i].asnumpy()
        expected = np.zeros_like(values)
        for place in np.ndindex(values.shape):
            ends = []
            for sign in (1, -1):
                moved = values.copy()
                moved[place] += sign * step
                ends.append(float(number(*inputs[:i], Tensor(moved), *inputs[i + 1:])))
            expected[place] = (ends[0] - ends[1]) / (2 * step)
        assert str(gradient.dtype) == "Float64"
        np.testing.assert_allclose(gradient.asnumpy(), expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("name", CALLS)
def test_the_same_under_jit(name: str) -> None:
    function, arguments = CALLS[name]
    inputs = tensors(arguments)
    eager = function(*inputs)
    traced = jax.jit(lambda *xs: function(*[Tensor(x) for x in xs]))(*[t.asnumpy() for t in inputs])
    assert traced.dtype is eager.dtype
    np.testing.assert_allclose(traced.asnumpy(), eager.asnumpy(), rtol=1e-12, atol=1e-12)


def test_a_seed_fixes_the_numbers_and_the_calls_go_on() -> None:
    ms.set_seed(7)
    first = [ops.rand(4, seed=5), ops.rand(4, seed=5), ops.randn(4), ops.StandardNormal(seed=2)((4,))]
    ms.set_seed(7)
    again = [ops.rand(4, seed=5), ops.rand(4, seed=5), ops.randn(4), ops.StandardNormal(seed=2)((4,))]
    for a, b in zip(first, again, strict=True):
        np.testing.assert_array_equal(a.asnumpy(), b.asnumpy())
    assert not np.array_equal(first[0].asnumpy(), first[1].asnumpy())


def test_random_choices_are_valid() -> None:
    drawn = ops.multinomial(Tensor([0.0, 0.3, 0.7]), 2, replacement=False).asnumpy()
    assert sorted(drawn) == [1, 2]
    index, real = ops.choice_with_mask(Tensor([[True, False], [True, True]]), 5)
    assert real.asnumpy().tolist() == [True] * 3 + [False] * 2
    assert {tuple(i) for i in index.asnumpy()[:3]} == {(0, 0), (1, 0), (1, 1)}
    assert sorted(ops.randperm(5).asnumpy()) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("call", "fragment"),
    [
        (lambda: Tensor([1.0]).sum("a"), "fit none of its signatures: sum(self, dim=None"),
        (lambda: mint.max(Tensor([1.0]), 0, keepdim=1), "fit none of its signatures"),
        (lambda: Tensor([1.0]) + "a", "For 'Add', a Tensor or a number is needed, but got str"),
        (lambda: ops.exp(1.0), "For 'Exp', a Tensor is needed, but got a number"),
    ],
)
def test_wrong_arguments_say_what_is_needed(call: Callable[[], Any], fragment: str) -> None:
    with pytest.raises(TypeError) as raised:
        call()
    assert fragment in str(raised.value)


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_print_what_they_say(name: str) -> None:
    arguments, printed = EXAMPLES[name]
    assert str(eval(f"ops.{name}({arguments})")) == printed
    assert f">>> print(ops.{name}({arguments}))" in getattr(ops, name).__doc__
