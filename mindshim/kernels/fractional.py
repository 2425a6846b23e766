"""Fractional maximum pooling (Graham 2014): windows of one size that begin at random places."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from mindshim.kernels.axes import windowed
from mindshim.kernels.declare import Array, Key, operator


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
