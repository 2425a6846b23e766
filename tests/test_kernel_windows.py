"""Convolution and pooling give what plain loops over the windows give."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import mindshim  # noqa: F401 - switches 64-bit numbers on
from mindshim.kernels import conv, pooling


def windows(x: np.ndarray, kernel: tuple, stride: tuple, pad: Any, dilation: tuple, fill: float) -> Iterator[tuple]:
    """The places of the result, and for each the window of the padded (N, C, H, W)."""
    x = np.pad(x, [(0, 0), (0, 0), *pad], constant_values=fill)
    counts = [(n - d * (k - 1) - 1) // s + 1
              for n, k, s, d in zip(x.shape[2:], kernel, stride, dilation, strict=True)]
    for i, j in itertools.product(*map(range, counts)):
        rows = slice(i * stride[0], i * stride[0] + dilation[0] * (kernel[0] - 1) + 1, dilation[0])
        columns = slice(j * stride[1], j * stride[1] + dilation[1] * (kernel[1] - 1) + 1, dilation[1])
        yield (i, j), x[:, :, rows, columns]


def gathered(parts: dict[tuple, np.ndarray]) -> np.ndarray:
    height, width = (max(p[a] for p in parts) + 1 for a in (0, 1))
    found = np.stack([parts[p] for p in itertools.product(range(height), range(width))], -1)
    return found.reshape(*found.shape[:-1], height, width)


GEOMETRIES = list(itertools.product([(1, 1), (2, 1), (3, 2)], [[(0, 0), (0, 0)], [(2, 1), (1, 0)]], [(1, 1), (2, 1)]))


@pytest.mark.parametrize(("stride", "pad", "dilation"), GEOMETRIES)
@pytest.mark.parametrize("groups", [1, 2, 4])
def test_convolution(stride: tuple, pad: list, dilation: tuple, groups: int) -> None:
    numbers = np.random.default_rng(0)
    x, w = numbers.normal(size=(2, 4, 7, 8)), numbers.normal(size=(8, 4 // groups, 3, 2))
    inner, outer = 4 // groups, 8 // groups
    parts = {place: np.concatenate([
        np.einsum("nchw,ochw->no", window[:, g * inner : (g + 1) * inner], w[g * outer : (g + 1) * outer])
        for g in range(groups)], 1) for place, window in windows(x, (3, 2), stride, pad, dilation, 0)}

    def convolved(x: jax.Array) -> jax.Array:
        flat = [width for pair in pad for width in pair]
        return conv._convolved("Conv2D", x, jnp.asarray(w), None, stride, "pad", flat, dilation, groups)

    out = convolved(jnp.asarray(x))
    np.testing.assert_allclose(out, gathered(parts), atol=1e-10)

    # The transposed convolution is the transpose of the convolution.
    cotangent = jnp.asarray(numbers.normal(size=out.shape))
    extra = [(n + a + b - d * (k - 1) - 1) % s for n, (a, b), k, s, d in
             zip((7, 8), pad, (3, 2), stride, dilation, strict=True)]
    back = conv.transposed(cotangent, jnp.asarray(w), stride, pad, dilation, groups, extra)
    np.testing.assert_allclose(back, jax.vjp(convolved, jnp.asarray(x))[1](cotangent)[0], atol=1e-10)


@pytest.mark.parametrize(("stride", "pad", "dilation"), GEOMETRIES)
def test_largest_in_windows(stride: tuple, pad: list, dilation: tuple) -> None:
    x = np.random.default_rng(1).normal(size=(2, 3, 7, 8))
    parts = {p: w.max((2, 3)) for p, w in windows(x, (3, 2), stride, pad, dilation, -np.inf)}
    np.testing.assert_allclose(pooling._maximum(jnp.asarray(x), (3, 2), stride, pad, dilation), gathered(parts))
    values, places = pooling._maximum_with_places(jnp.asarray(x), (3, 2), stride, pad, dilation)
    np.testing.assert_allclose(values, gathered(parts))
    np.testing.assert_allclose(np.take_along_axis(x.reshape(2, 3, -1), np.asarray(places).reshape(2, 3, -1), 2),
                               np.asarray(values).reshape(2, 3, -1))


@pytest.mark.parametrize("stride", [(1, 1), (2, 1), (3, 2)])
@pytest.mark.parametrize("counts_padding", [True, False])
def test_mean_of_windows(stride: tuple, counts_padding: bool) -> None:
    x, pad = np.random.default_rng(2).normal(size=(2, 3, 7, 8)), [(1, 1), (1, 0)]
    parts = {p: (w.mean if counts_padding else lambda axis, w=w: np.nanmean(w, axis))((2, 3))
             for p, w in windows(x, (3, 2), stride, pad, (1, 1), 0 if counts_padding else np.nan)}
    found = pooling._mean(jnp.asarray(x), (3, 2), stride, pad, pad if counts_padding else None, None)
    np.testing.assert_allclose(found, gathered(parts), atol=1e-6)
