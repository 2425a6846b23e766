"""`mindspore.numpy` and `mindspore.scipy`: what recorded answers (``oracle/cases/numpy_*``, ``scipy``) do not show."""

from __future__ import annotations

import importlib
import inspect
import subprocess
import sys

import numpy as np
import pytest

import mindshim
import mindshim.numpy as mnp
from mindshim import Tensor
from mindshim.api import names
from mindshim.engine.dtypes import Type
from mindshim.scipy import linalg

RECORDED = {n: r for n, r in names.recorded().items() if r.surface == "numpy"}


def written(value: object) -> str:
    """A default as the table of names writes it."""
    if isinstance(value, Tensor):
        return f"Tensor({value.tolist()})"
    return f"<{value}>" if isinstance(value, Type) else repr(value)


def signature(function: object) -> str:
    parts, before = [], None
    for p in inspect.signature(function).parameters.values():  # type: ignore[arg-type]
        if p.kind is p.KEYWORD_ONLY and before not in (p.KEYWORD_ONLY, p.VAR_POSITIONAL):
            parts.append("*")
        star = {p.VAR_POSITIONAL: "*", p.VAR_KEYWORD: "**"}.get(p.kind, "")
        parts.append(star + p.name + ("" if p.default is p.empty else f"={written(p.default)}"))
        before = p.kind
    return f"({', '.join(parts)})"


@pytest.mark.parametrize("path", RECORDED)
def test_every_name_is_there_with_its_signature(path: str) -> None:
    module, _, name = path.rpartition(".")
    found = getattr(importlib.import_module(f"mindshim.{module}"), name)
    assert getattr(found, "__not_implemented__", None) is None
    if RECORDED[path].signatures:
        assert signature(found) in RECORDED[path].signatures


def test_star_import_gives_the_functions_and_dtypes() -> None:
    namespace: dict[str, object] = {}
    exec("from mindshim.numpy import *", namespace)
    assert namespace["add"] is mnp.add and namespace["float32"] is mnp.float32
    assert "pi" not in namespace and "fft" not in namespace


def test_names_that_share_a_function() -> None:
    assert mnp.abs is mnp.absolute and mnp.mod is mnp.remainder and mnp.round is mnp.around
    assert mnp.max is mnp.amax and mnp.bitwise_not is mnp.invert


def test_import_of_mindshim_leaves_numpy_and_scipy_alone() -> None:
    code = "import sys, mindshim; print([m for m in sys.modules if m.startswith(('mindshim.numpy', 'mindshim.scipy'))])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


X = Tensor(np.array([[0.5, -1.5, 2.0], [1.25, 0.75, -0.5]], np.float32))
Y = Tensor(np.array([[1.5, 0.5, -1.0], [0.25, 2.0, 1.5]], np.float32))


def smooth(x: Tensor, y: Tensor) -> Tensor:
    joined = mnp.concatenate((mnp.tanh(x), mnp.hypot(x, y)), axis=1)
    rolled = mnp.roll(mnp.where(joined > 0.25, joined, joined * 0.5), 1, 1)
    return mnp.sum(mnp.dot(mnp.transpose(rolled), mnp.stack([y, x], 0)[0]) * mnp.mean(mnp.square(x)))


def test_gradients_of_compositions_agree_with_differences() -> None:
    exact = mindshim.grad(smooth, (0, 1))(X, Y)
    for position, gradient in enumerate(exact):
        point = [X.asnumpy().astype(np.float64), Y.asnumpy().astype(np.float64)]
        for index in np.ndindex(2, 3):
            values = []
            for sign in (1, -1):
                moved = [p.copy() for p in point]
                moved[position][index] += sign * 1e-5
                values.append(float(smooth(*map(Tensor, moved)).asnumpy()))
            assert np.isclose(gradient.asnumpy()[index], (values[0] - values[1]) / 2e-5, rtol=1e-3, atol=1e-3)


def test_compiled_functions_give_the_same() -> None:
    compiled = mindshim.jit(smooth)
    assert np.allclose(compiled(X, Y).asnumpy(), smooth(X, Y).asnumpy(), rtol=1e-6)


def test_vmap_of_functions() -> None:
    def last(v: Tensor) -> Tensor:
        return mnp.cumsum(v)[-1] * mnp.norm(v)

    rows = np.stack([last(Tensor(r)).asnumpy() for r in X.asnumpy()])
    assert np.allclose(mindshim.vmap(last)(X).asnumpy(), rows, rtol=1e-6)


@pytest.mark.parametrize("driver", ["gels", "gelsy", "gelss", "gelsd"])
def test_least_squares_are_least(driver: str) -> None:
    a, b = np.random.default_rng(0).normal(size=(2, 5, 3)).astype(np.float32)
    found = linalg.lstsq(Tensor(a), Tensor(b), driver=driver)[0]
    assert np.allclose(found.asnumpy(), np.linalg.lstsq(a, b, rcond=None)[0], atol=1e-4)


def test_lu_permuted_is_the_matrix() -> None:
    a = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.5], [7.0, 8.0, 11.0]], np.float32)
    lower, upper = linalg.lu(Tensor(a), permute_l=True)
    assert np.allclose((lower @ upper).asnumpy(), a, atol=1e-5)


@pytest.mark.parametrize("trans", [0, 1])
def test_lu_solve_of_a_vector(trans: int) -> None:
    a = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.5], [7.0, 8.0, 11.0]], np.float32)
    b = np.array([1.0, 2.0, 3.0], np.float32)
    found = linalg.lu_solve(linalg.lu_factor(Tensor(a)), Tensor(b), trans).asnumpy()
    assert np.allclose((a.T if trans else a) @ found, b, atol=1e-4)
