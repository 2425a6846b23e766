"""Layers and initializers begin with the distributions that the real MindSpore's begin with."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from oracle.initial_values import INITIALIZERS, LAYERS, QUANTILES, RECORD, arrays

import mindshim
from mindshim import Parameter, nn, set_seed
from mindshim.common.initializer import HeUniform, Initializer, Normal, Orthogonal, Sparse, initializer

RECORDED: dict[str, dict[str, Any]] = json.loads(RECORD.read_text())


@pytest.fixture(scope="module")
def ours() -> dict[str, tuple[Any, np.ndarray]]:
    set_seed(7)
    return {name: (holder, array()) for name, holder, array in arrays(mindshim)}


def test_every_array_is_recorded(ours: dict[str, tuple[Any, np.ndarray]]) -> None:
    assert list(ours) == list(RECORDED)
    assert len(RECORDED) > len(LAYERS.split("\n")) + len(INITIALIZERS.split("\n")) - 4


@pytest.mark.parametrize("name", RECORDED)
def test_has_the_recorded_distribution(name: str, ours: dict[str, tuple[Any, np.ndarray]]) -> None:
    holder, values = ours[name]
    expected = RECORDED[name]
    assert list(holder.shape) == expected["shape"] and str(holder.dtype) == expected["dtype"]
    quantiles = expected["values"]
    if not isinstance(quantiles, list):
        np.testing.assert_array_equal(values, np.full(values.shape, quantiles, values.dtype))
        return
    # Two samples of one distribution: the chance that their cumulative distributions are that far apart is below 1e-5.
    allowed = 2.5 * np.sqrt(2 / values.size)
    ordered = np.sort(values.ravel())
    at_most = np.searchsorted(ordered, quantiles, "right") / values.size
    below = np.searchsorted(ordered, quantiles, "left") / values.size
    assert (at_most > QUANTILES - allowed).all() and (below < QUANTILES + allowed).all()
    if values.size > 1000 and quantiles[-2] > 0.9 * quantiles[-1]:  # a bounded distribution: the bounds too
        assert values.max() == pytest.approx(quantiles[-1], rel=0.01)


def test_the_seed_decides() -> None:
    def drawn(seed: int) -> list[np.ndarray]:
        set_seed(seed)
        net = nn.SequentialCell(nn.Dense(4, 5), nn.Conv2d(2, 3, 3))
        return [p.asnumpy() for p in net.get_parameters()]

    first, again, other = drawn(3), drawn(3), drawn(4)
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    assert not any(np.array_equal(a, b) for a, b in zip(first, other, strict=True))
    assert not np.array_equal(nn.Dense(4, 5).weight.asnumpy(), nn.Dense(4, 5).weight.asnumpy())


def test_the_seed_decides_in_another_process() -> None:
    program = "import mindshim as ms; ms.set_seed(11); print(ms.nn.Dense(3, 2).weight.asnumpy().tolist())"
    found = [subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
             for _ in range(2)]
    assert found[0] == found[1] != ""


def test_orthogonal_rows_and_sparse_columns() -> None:
    for shape in ((20, 30), (30, 20), (10, 4, 5)):
        matrix = initializer(Orthogonal(2.0), shape).init_data().asnumpy().reshape(shape[0], -1).astype(np.float64)
        product = matrix @ matrix.T if matrix.shape[0] <= matrix.shape[1] else matrix.T @ matrix
        np.testing.assert_allclose(product, 4 * np.eye(len(product)), atol=1e-5)
    sparse = initializer(Sparse(0.25), (20, 30)).init_data().asnumpy()
    assert ((sparse == 0).sum(0) == 5).all()


def test_an_initializer_draws_once_for_a_tensor_and_anew_for_another() -> None:
    lazy = initializer(Normal(), (3, 4))
    first = lazy.init_data().asnumpy()
    np.testing.assert_array_equal(Parameter(lazy, name="p").asnumpy().shape, first.shape)
    assert not np.array_equal(first, initializer(Normal(), (3, 4)).init_data().asnumpy())


def test_ones_own_initializer() -> None:
    class Counting(Initializer):
        def _initialize(self, arr: np.ndarray) -> None:
            arr[...] = np.arange(arr.size).reshape(arr.shape)

    dense = nn.Dense(3, 2, weight_init=Counting())
    np.testing.assert_array_equal(dense.weight.asnumpy(), [[0, 1, 2], [3, 4, 5]])


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (lambda: initializer("nothing", (2,)), ValueError),
        (lambda: initializer(None, (2,)), TypeError),
        (lambda: initializer("ones", (0,)), ValueError),
        (lambda: initializer(HeUniform(), (2,)).init_data(), ValueError),
        (lambda: initializer(HeUniform(mode="a"), (2, 2)).init_data(), ValueError),
        (lambda: initializer(HeUniform(nonlinearity="a"), (2, 2)).init_data(), ValueError),
        (lambda: initializer(Sparse(0.5), (2, 2, 2)).init_data(), ValueError),
        (lambda: initializer(Normal(-1.0), (2, 2)).init_data(), ValueError),
    ],
)
def test_refuses(wrong: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        wrong()
