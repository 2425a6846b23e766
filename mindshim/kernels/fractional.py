"""Fractional maximum pooling (Graham 2014): windows of one size that begin at random places."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from mindshim.kernels.axes import windowed
from mindshim.kernels.declare import Array, Key, Seed, operator


def _begins(sample: Array, size: int, wanted: int, kernel: int) -> Array:
    """Where the windows begin along an axis."""
    if wanted == 1:
        return jnp.array([size - kernel])
    step = (size - kernel) / (wanted - 1)
    places = jnp.floor((jnp.arange(wanted) + sample) * step).astype(int) - jnp.floor(sample * step).astype(int)
    return places.at[-1].set(size - kernel)


def _pooled(name: str, x: Array, samples: Array, kernel: tuple[int, ...],
            sizes: tuple[int, ...]) -> tuple[Array, Array]:
    count = len(kernel)
    spatial = x.shape[2:]
    if any(k + w - 1 > n for k, w, n in zip(kernel, sizes, spatial, strict=True)):
        raise ValueError(f"For '{name}', {sizes} windows of size {kernel} do not fit an input of sizes {spatial}.")
    samples = jnp.broadcast_to(samples, (*x.shape[:2], count))

    def one(plane: Array, sample: Array) -> tuple[Array, Array]:
        # The last axis takes the first number.
        axes = [_begins(sample[count - 1 - i], n, w, k)[:, None] + jnp.arange(k)
                for i, (n, w, k) in enumerate(zip(spatial, sizes, kernel, strict=True))]
        places = jnp.zeros((), int)
        for i, at in enumerate(axes):
            shape = [1] * (2 * count)
            shape[i], shape[count + i] = at.shape
            places = places * spatial[i] + at.reshape(shape)
        places = places.reshape(*sizes, -1)
        found = plane.reshape(-1)[places]
        chosen = jnp.argmax(jax.lax.stop_gradient(found), -1)[..., None]
        return (jnp.take_along_axis(found, chosen, -1)[..., 0], jnp.take_along_axis(places, chosen, -1)[..., 0])

    values, places = jax.vmap(jax.vmap(one))(x, samples)
    return values, places.astype(np.int64)


@operator("ops.FractionalMaxPoolWithFixedKsize(ksize, output_shape, data_format='NCHW')(input_x, random_samples)")
def fractional_max_pool_primitive(input_x: Array, random_samples: Array, ksize: Any, output_shape: Any,
                                  data_format: str = "NCHW") -> tuple[Array, Array]:
    """The largest element in each window of ``(N, C, H, W)``, and its place in ``H * W``."""
    name = "FractionalMaxPoolWithFixedKsize"
    return _pooled(name, input_x, random_samples, windowed(name, ksize, 2, "ksize"),
                   windowed(name, output_shape, 2, "output_shape"))


@operator("ops.FractionalMaxPool3DWithFixedKsize(ksize, output_shape, data_format='NCDHW')(x, random_samples)")
def fractional_max_pool3d_primitive(x: Array, random_samples: Array, ksize: Any, output_shape: Any,
                                    data_format: str = "NCDHW") -> tuple[Array, Array]:
    """The largest element in each window of ``(N, C, D, H, W)``, and its place in ``D * H * W``."""
    name = "FractionalMaxPool3DWithFixedKsize"
    return _pooled(name, x, random_samples, windowed(name, ksize, 3, "ksize"),
                   windowed(name, output_shape, 3, "output_shape"))


def _declare(count: int) -> None:
    name = f"fractional_max_pool{count}d"

    @operator(f"ops.{name}(input, kernel_size, output_size=None, output_ratio=None, return_indices=False, "
              "_random_samples=None)")
    def fractional(key: Key, input: Array, kernel_size: Any, output_size: Any = None, output_ratio: Any = None,
                   return_indices: bool = False, _random_samples: Array | None = None) -> Any:
        if output_size is None and output_ratio is None:
            raise ValueError(f"For '{name}', one of 'output_size' and 'output_ratio' must be given.")
        x = input if input.ndim == count + 2 else input[None]
        if output_size is None:
            ratios = output_ratio if isinstance(output_ratio, tuple) else (output_ratio,) * count
            output_size = tuple(int(n * r) for n, r in zip(x.shape[2:], ratios, strict=True))
        samples = jax.random.uniform(key, (*x.shape[:2], count)) if _random_samples is None else _random_samples
        values, places = _pooled(name, x, samples, windowed(name, kernel_size, count, "kernel_size"),
                                 windowed(name, output_size, count, "output_size"))
        if input.ndim == count + 1:
            values, places = values[0], places[0]
        return (values, places) if return_indices else values

    fractional.__doc__ = f"""The largest element in windows that begin at random places of the last {count} axes.

    One of `output_size` and `output_ratio` says how many there are; `_random_samples` are the random numbers.
    """


_declare(2)
_declare(3)


def _divided(key: Key, size: int, ratio: float, pseudo_random: bool) -> Array:
    """Where an axis of this size is divided into ``size // ratio`` parts of nearly one length: their bounds."""
    count = int(np.floor(size / ratio))
    if not pseudo_random:
        lengths = np.full(count, size // count)
        lengths[: size % count] += 1
        return jnp.concatenate([jnp.zeros(1, int), jnp.cumsum(jax.random.permutation(key, jnp.asarray(lengths)))])
    step = size / count
    whole = int(step)
    highest = min((whole + 2) / step - 1, (size + 1 - whole) / step - (count - 1))
    offset = jax.random.uniform(key, (), np.float64) * max(highest, 0.0)
    inner = jnp.floor(step * (jnp.arange(1, count) + offset)).astype(int)
    return jnp.concatenate([jnp.zeros(1, int), inner, jnp.full(1, size)])


def _by_parts(x: Array, axis: int, bounds: Array, longest: int, overlapping: bool, largest: bool) -> Array:
    """The largest element, or the sum, of each part of an axis (with the first element of the next, if asked for)."""
    size = x.shape[axis]
    begins, ends = bounds[:-1], bounds[1:] + (1 if overlapping else 0)
    places = begins[:, None] + jnp.arange(longest + 1)
    inside = (places < ends[:, None]) & (places < size)
    shape = [1] * (x.ndim + 1)
    shape[axis], shape[axis + 1] = places.shape
    found = jnp.take(x, jnp.minimum(places, size - 1), axis)
    low = -jnp.inf if jnp.issubdtype(x.dtype, jnp.floating) else jnp.iinfo(x.dtype).min
    masked = jnp.where(inside.reshape(shape), found, jnp.asarray(low if largest else 0, x.dtype))
    return masked.max(axis + 1) if largest else masked.sum(axis + 1)


def _parts(name: str, x: Array, key: Key, ratio: Any, pseudo_random: bool, overlapping: bool,
           largest: bool) -> tuple[Array, Array, Array]:
    if x.ndim != 4 or len(ratio) != 4 or ratio[0] != 1 or ratio[3] != 1 or min(ratio) < 1:
        raise ValueError(f"For '{name}', an input (N, H, W, C) and a 'pooling_ratio' (1, h, w, 1) with h, w >= 1 are "
                         f"needed, but got {x.shape} and {ratio}.")
    keys = jax.random.split(key)
    bounds = [_divided(k, x.shape[a], ratio[a], pseudo_random) for k, a in zip(keys, (1, 2), strict=True)]
    out = x
    for axis, b in zip((1, 2), bounds, strict=True):
        out = _by_parts(out, axis, b, int(np.ceil(x.shape[axis] / (b.shape[0] - 1))) + 1, overlapping, largest)
    if not largest:
        more = 1 if overlapping else 0
        lengths = [jnp.minimum(b[1:] + more, x.shape[a]) - b[:-1] for b, a in zip(bounds, (1, 2), strict=True)]
        counts = lengths[0][:, None, None] * lengths[1][:, None]
        out = out // counts if jnp.issubdtype(x.dtype, jnp.integer) else (out / counts).astype(x.dtype)
    rows, columns = bounds
    return out, rows.astype(np.int64), columns.astype(np.int64)


_PART_OPTIONS = "pooling_ratio, pseudo_random=False, overlapping=False, deterministic=False, seed=0, seed2=0"


@operator(f"ops.FractionalMaxPool({_PART_OPTIONS})(x)")
def fractional_max_parts(key: Key, x: Array, pooling_ratio: Any, pseudo_random: bool = False, overlapping: bool = False,
                         deterministic: bool = False, seed: Seed = 0, seed2: int = 0) -> tuple[Array, Array, Array]:
    """The largest element of each part of ``(N, H, W, C)``, and the bounds of the parts along H and W."""
    return _parts("FractionalMaxPool", x, key, pooling_ratio, pseudo_random, overlapping, True)


@operator(f"ops.FractionalAvgPool({_PART_OPTIONS})(x)")
def fractional_mean_parts(key: Key, x: Array, pooling_ratio: Any, pseudo_random: bool = False,
                          overlapping: bool = False, deterministic: bool = False, seed: Seed = 0,
                          seed2: int = 0) -> tuple[Array, Array, Array]:
    """The mean of each part of ``(N, H, W, C)``, and the bounds of the parts along H and W."""
    return _parts("FractionalAvgPool", x, key, pooling_ratio, pseudo_random, overlapping, False)
