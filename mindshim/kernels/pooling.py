"""Pooling: the largest element or the mean in windows, or in equal parts, of the spatial axes."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from mindshim.kernels.axes import floating_point, positive, sizes_of, windowed
from mindshim.kernels.conv import same_padding
from mindshim.kernels.declare import Array, operator

Widths = list[tuple[int, int]]


def _lowest(dtype: np.dtype) -> Any:
    return -np.inf if jnp.issubdtype(dtype, np.inexact) else jnp.iinfo(dtype).min


def _ceiled(sizes: Any, kernel: Any, stride: Any, widths: Widths, dilation: Any) -> Widths:
    """Widths that let a last window begin inside of the input or its padding in front, though it ends outside."""
    found = []
    for n, k, s, (a, b), d in zip(sizes, kernel, stride, widths, dilation, strict=True):
        reach = d * (k - 1) + 1
        count = -(-(n + a + b - reach) // s) + 1
        if (count - 1) * s >= n + a:
            count -= 1
        found.append((a, max((count - 1) * s + reach - n - a, b)))
    return found


def _maximum(x: Array, kernel: Any, stride: Any, widths: Widths, dilation: Any) -> Array:
    """The largest elements in windows of the last axes."""
    if any(d != 1 for d in dilation):  # XLA cannot differentiate `reduce_window` then
        return _maximum_with_places(x, kernel, stride, widths, dilation)[0]
    lead = x.ndim - len(kernel)
    one = (1,) * lead
    return lax.reduce_window(x, np.asarray(_lowest(x.dtype), x.dtype), lax.max, one + tuple(kernel),
                             one + tuple(stride), [(0, 0)] * lead + widths)


def windows(x: Array, kernel: Any, stride: Any, widths: Widths, dilation: Any, fill: Any) -> Array:
    """All windows of the last axes: the result has the axes (lead..., out..., elements)."""
    count = len(kernel)
    lead = x.ndim - count
    padded = lax.pad(x, jnp.asarray(fill, x.dtype), [(0, 0, 0)] * lead + [(a, b, 0) for a, b in widths])
    out = [(n - d * (k - 1) - 1) // s + 1
           for n, k, s, d in zip(padded.shape[lead:], kernel, stride, dilation, strict=True)]
    pieces = []
    for offset in np.ndindex(*kernel):
        index = tuple(slice(o * d, o * d + (m - 1) * s + 1, s)
                      for o, m, s, d in zip(offset, out, stride, dilation, strict=True))
        pieces.append(padded[(..., *index)])
    return jnp.stack(pieces, -1)


def _maximum_with_places(x: Array, kernel: Any, stride: Any, widths: Widths, dilation: Any) -> tuple[Array, Array]:
    """The largest elements in windows of the last axes, and their places in these axes, flattened."""
    count = len(kernel)
    sizes = x.shape[x.ndim - count :]
    places = jnp.arange(int(np.prod(sizes)), dtype=np.int64).reshape(sizes)
    found = windows(x, kernel, stride, widths, dilation, _lowest(x.dtype))
    places = windows(places, kernel, stride, widths, dilation, -1)
    # A place of -1 is padding, which must not win against an element of -inf.
    chosen = jnp.argmax(jnp.where(places >= 0, lax.stop_gradient(found), _lowest(x.dtype)), -1)
    inside = jnp.argmax(places >= 0, -1)
    chosen = jnp.where(jnp.take_along_axis(jnp.broadcast_to(places, found.shape), chosen[..., None], -1)[..., 0] < 0,
                       inside, chosen)
    pick = chosen[..., None]
    return (jnp.take_along_axis(found, pick, -1)[..., 0],
            jnp.take_along_axis(jnp.broadcast_to(places, found.shape), pick, -1)[..., 0])


def _mean(x: Array, kernel: Any, stride: Any, widths: Widths, include: Widths | None, divisor: int | None) -> Array:
    """The means in windows of the last axes; `include` are the widths whose zeros count."""
    lead = floating_point("AvgPool", x).ndim - len(kernel)
    one = (1,) * lead
    padding = [(0, 0)] * lead + widths
    zero = np.zeros((), x.dtype)
    total = lax.reduce_window(x, zero, lax.add, one + tuple(kernel), one + tuple(stride), padding)
    if divisor:
        return total / jnp.asarray(divisor, x.dtype)
    if not any(a or b for a, b in widths):
        return total / jnp.asarray(int(np.prod(kernel)), x.dtype)
    counted = np.ones(x.shape[lead:], np.float32)
    if include is not None:
        counted = np.pad(counted, include, constant_values=1)
        rest = [(a - c, b - d) for (a, b), (c, d) in zip(widths, include, strict=True)]
    else:
        rest = widths
    number = lax.reduce_window(jnp.asarray(counted, x.dtype), zero, lax.add, tuple(kernel), tuple(stride), rest)
    return total / number


def _fitting(name: str, x: Array, count: int, kernel: Any, widths: Widths, dilation: Any) -> None:
    positive(name, kernel, "kernel_size")
    if x.ndim not in (count + 1, count + 2):
        raise ValueError(f"For '{name}', the input must have {count + 2} axes, but got shape {x.shape}.")
    sizes = x.shape[x.ndim - count :]
    if any(n + a + b < d * (k - 1) + 1 for n, k, (a, b), d in zip(sizes, kernel, widths, dilation, strict=True)):
        raise ValueError(f"For '{name}', the window {kernel} is larger than the padded input of sizes {sizes}.")


def _by_mode(name: str, mode: Any, sizes: Any, kernel: Any, stride: Any, pad: Any = 0) -> Widths:
    if isinstance(mode, int):  # the enumeration that MindSpore's own code passes: 0 pad, 1 same, 2 valid
        mode = {0: "pad", 1: "same", 2: "valid"}.get(mode, mode)
    if not isinstance(mode, str):
        raise TypeError(f"For '{name}', the 'pad_mode' must be a str, but got {mode!r}.")
    count = len(kernel)
    lowered = mode.lower()
    if lowered == "same":
        return same_padding(sizes, kernel, stride, (1,) * count)
    if lowered == "valid":
        return [(0, 0)] * count
    if lowered != "pad":
        raise ValueError(f"For '{name}', the 'pad_mode' must be 'same', 'valid' or 'pad', but got {mode!r}.")
    flat = sizes_of(name, pad, "pad")
    if len(flat) in (1, count):
        return [(w, w) for w in (flat * count if len(flat) == 1 else flat)]
    return [(flat[2 * i], flat[2 * i + 1]) for i in range(count)]


def _first(data_format: str, name: str) -> bool:
    if data_format not in ("NCHW", "NHWC", "NCDHW"):
        raise ValueError(f"For '{name}', the 'data_format' must be NCHW or NHWC, but got {data_format!r}.")
    return data_format != "NHWC"


# Primitives -----------------------------------------------------------------------------------------------------------


@operator("ops.MaxPool(kernel_size=1, strides=1, pad_mode='valid', data_format='NCHW')(x)")
def max_pool(x: Array, kernel_size: Any = 1, strides: Any = 1, pad_mode: str = "valid",
             data_format: str = "NCHW") -> Array:
    """The largest element in each window of ``(N, C, H, W)``; with `same`, as large as the input over the stride.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.MaxPool(2, 2)(Tensor([[[[1.0, 2.0], [3.0, 4.0]]]])))
        [[[[4.]]]]
    """
    kernel, stride = windowed("MaxPool", kernel_size, 2, "kernel_size"), windowed("MaxPool", strides, 2, "strides")
    if not _first(data_format, "MaxPool"):
        return jnp.moveaxis(max_pool(jnp.moveaxis(x, -1, 1), kernel, stride, pad_mode), 1, -1)
    widths = _by_mode("MaxPool", pad_mode, x.shape[2:], kernel, stride)
    _fitting("MaxPool", x, 2, kernel, widths, (1, 1))
    return _maximum(x, kernel, stride, widths, (1, 1))


def _checked(title: str, kernel: Any) -> None:
    def check(kernel_size: Any, strides: Any, pad_mode: Any, data_format: str) -> None:
        for what, value in (("kernel_size", kernel_size), ("strides", strides)):
            positive(title, windowed(title, value, 2, what), what)
        if not isinstance(pad_mode, str):
            raise TypeError(f"For '{title}', the 'pad_mode' must be a str, but got {pad_mode!r}.")
        if pad_mode.lower() not in ("same", "valid"):
            raise ValueError(f"For '{title}', the 'pad_mode' must be 'same' or 'valid', but got {pad_mode!r}.")
        _first(data_format, title)

    kernel.check = check


_checked("MaxPool", max_pool)


@operator("ops.AvgPool(kernel_size=1, strides=1, pad_mode='VALID', data_format='NCHW')(x)")
def avg_pool(x: Array, kernel_size: Any = 1, strides: Any = 1, pad_mode: str = "VALID",
             data_format: str = "NCHW") -> Array:
    """The mean of each window of ``(N, C, H, W)``; padding does not count."""
    kernel, stride = windowed("AvgPool", kernel_size, 2, "kernel_size"), windowed("AvgPool", strides, 2, "strides")
    if not _first(data_format, "AvgPool"):
        return jnp.moveaxis(avg_pool(jnp.moveaxis(x, -1, 1), kernel, stride, pad_mode), 1, -1)
    widths = _by_mode("AvgPool", pad_mode, x.shape[2:], kernel, stride)
    _fitting("AvgPool", x, 2, kernel, widths, (1, 1))
    return _mean(x, kernel, stride, widths, None, None)


_checked("AvgPool", avg_pool)


@operator("ops.MaxPool3D(kernel_size=1, strides=1, pad_mode='VALID', pad_list=0, ceil_mode=None, "
          "data_format='NCDHW')(x)")
def max_pool3d_primitive(x: Array, kernel_size: Any = 1, strides: Any = 1, pad_mode: str = "VALID", pad_list: Any = 0,
                         ceil_mode: bool | None = None, data_format: str = "NCDHW") -> Array:
    """The largest element in each window of ``(N, C, D, H, W)``."""
    kernel, stride = windowed("MaxPool3D", kernel_size, 3, "kernel_size"), windowed("MaxPool3D", strides, 3, "strides")
    widths = _by_mode("MaxPool3D", pad_mode, x.shape[2:], kernel, stride, pad_list)
    if ceil_mode:
        widths = _ceiled(x.shape[2:], kernel, stride, widths, (1, 1, 1))
    _fitting("MaxPool3D", x, 3, kernel, widths, (1, 1, 1))
    return _maximum(x, kernel, stride, widths, (1, 1, 1))


@operator("ops.AvgPool3D(kernel_size=1, strides=1, pad_mode='valid', pad=0, ceil_mode=False, count_include_pad=True, "
          "divisor_override=0, data_format='NCDHW')(input_x)")
def avg_pool3d_primitive(x: Array, kernel_size: Any = 1, strides: Any = 1, pad_mode: str = "valid", pad: Any = 0,
                         ceil_mode: bool = False, count_include_pad: bool = True, divisor_override: int = 0,
                         data_format: str = "NCDHW") -> Array:
    """The mean of each window of ``(N, C, D, H, W)``."""
    kernel, stride = windowed("AvgPool3D", kernel_size, 3, "kernel_size"), windowed("AvgPool3D", strides, 3, "strides")
    widths = _by_mode("AvgPool3D", pad_mode, x.shape[2:], kernel, stride, pad)
    grown = _ceiled(x.shape[2:], kernel, stride, widths, (1, 1, 1)) if ceil_mode else widths
    _fitting("AvgPool3D", x, 3, kernel, grown, (1, 1, 1))
    return _mean(x, kernel, stride, grown, widths if count_include_pad else None, divisor_override)


@operator("ops.MaxPoolWithArgmax(kernel_size=1, strides=1, pad_mode='valid', data_format='NCHW')(x)")
def max_pool_with_argmax(x: Array, kernel_size: Any = 1, strides: Any = 1, pad_mode: str = "valid",
                         data_format: str = "NCHW") -> tuple[Array, Array]:
    """The largest element in each window of ``(N, C, H, W)``, and its place in ``C * H * W``, as int32."""
    name = "MaxPoolWithArgmax"
    kernel, stride = windowed(name, kernel_size, 2, "kernel_size"), windowed(name, strides, 2, "strides")
    widths = _by_mode(name, pad_mode, x.shape[2:], kernel, stride)
    _fitting(name, x, 2, kernel, widths, (1, 1))
    values, places = _maximum_with_places(x, kernel, stride, widths, (1, 1))
    channel = jnp.arange(x.shape[1])[:, None, None] * (x.shape[2] * x.shape[3])
    return values, (places + channel).astype(np.int32)


@operator("ops.MaxPoolWithArgmaxV2(kernel_size, strides=None, pads=0, dilation=(1, 1), ceil_mode=False, "
          "argmax_type=None)(x)")
def max_pool_with_argmax_v2(x: Array, kernel_size: Any, strides: Any = None, pads: Any = 0, dilation: Any = (1, 1),
                            ceil_mode: bool = False, argmax_type: Any = None) -> tuple[Array, Array]:
    """The largest element in each window of ``(N, C, H, W)``, and its place in ``H * W``."""
    values, places = _pooled("MaxPoolWithArgmaxV2", x, 2, kernel_size, strides, pads, dilation, ceil_mode, True)
    return values, places.astype(argmax_type or np.int64)


# Functions ------------------------------------------------------------------------------------------------------------


def _pooled(name: str, x: Array, count: int, kernel_size: Any, stride: Any, padding: Any, dilation: Any,
            ceil_mode: bool, with_places: bool) -> Any:
    kernel = windowed(name, kernel_size, count, "kernel_size")
    strides = kernel if stride is None else windowed(name, stride, count, "stride")
    dilations = windowed(name, dilation, count, "dilation")
    widths = [(w, w) for w in windowed(name, padding, count, "padding")]
    positive(name, strides, "stride")
    if any(w > k // 2 for (w, _), k in zip(widths, kernel, strict=True)):
        raise ValueError(f"For '{name}', the 'padding' must be at most half of the 'kernel_size', but got {padding}.")
    if ceil_mode:
        widths = _ceiled(x.shape[x.ndim - count :], kernel, strides, widths, dilations)
    _fitting(name, x, count, kernel, widths, dilations)
    if with_places:
        return _maximum_with_places(x, kernel, strides, widths, dilations)
    return _maximum(x, kernel, strides, widths, dilations)


_MAX_TEXT = "The largest element in each window; with `return_indices`, also its place in the spatial axes, as int64."


@operator("ops.max_pool2d(x, kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False)",
          "mint.nn.functional.max_pool2d(input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, "
          "return_indices=False)")
def max_pool2d(x: Array, kernel_size: Any, stride: Any = None, padding: Any = 0, dilation: Any = 1,
               return_indices: bool = False, ceil_mode: bool = False) -> Any:
    return _pooled("max_pool2d", x, 2, kernel_size, stride, padding, dilation, ceil_mode, return_indices)


@operator("ops.max_pool3d(x, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False)")
def max_pool3d(x: Array, kernel_size: Any, stride: Any = None, padding: Any = 0, dilation: Any = 1,
               ceil_mode: bool = False, return_indices: bool = False) -> Any:
    return _pooled("max_pool3d", x, 3, kernel_size, stride, padding, dilation, ceil_mode, return_indices)


max_pool2d.__doc__ = max_pool3d.__doc__ = _MAX_TEXT


def _averaged(name: str, x: Array, count: int, kernel_size: Any, stride: Any, padding: Any, ceil_mode: bool,
              count_include_pad: bool, divisor: int | None) -> Array:
    kernel = windowed(name, kernel_size, count, "kernel_size")
    strides = kernel if stride is None else windowed(name, stride, count, "stride")
    flat = sizes_of(name, padding, "padding")
    if len(flat) == 2 * count:
        widths = [(flat[2 * i], flat[2 * i + 1]) for i in range(count)]
    else:
        widths = [(w, w) for w in windowed(name, padding, count, "padding")]
    positive(name, strides, "stride")
    grown = _ceiled(x.shape[x.ndim - count :], kernel, strides, widths, (1,) * count) if ceil_mode else widths
    _fitting(name, x, count, kernel, grown, (1,) * count)
    return _mean(x, kernel, strides, grown, widths if count_include_pad else None, divisor)


def _declare_average(count: int) -> None:
    divisor = ", divisor_override=0" if count > 1 else ""
    name = f"avg_pool{count}d"

    @operator(f"ops.{name}(input_x, kernel_size=1, stride=1, padding=0, ceil_mode=False, "
              f"count_include_pad=True{divisor})",
              f"mint.nn.functional.{name}(input, kernel_size, stride=None, padding=0, ceil_mode=False, "
              f"count_include_pad=True{divisor.replace('0', 'None')})")
    def average(x: Array, kernel_size: Any, stride: Any = None, padding: Any = 0, ceil_mode: bool = False,
                count_include_pad: bool = True, divisor_override: int | None = None) -> Array:
        return _averaged(name, x, count, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override)

    average.__doc__ = f"""The mean of each window of the last {count} axes.

    With `count_include_pad`, padding counts as zeros; with `ceil_mode`, a last window may end outside.
    """


for _count in (1, 2, 3):
    _declare_average(_count)


# Equal parts ----------------------------------------------------------------------------------------------------------


def _parts(size: int, count: int) -> list[tuple[int, int]]:
    """Where the parts of an axis begin and end; neighbours share an element where the size is not divisible."""
    return [(i * size // count, -(-(i + 1) * size // count)) for i in range(count)]


def _places(size: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """For each part the places of its elements, filled up with its first one, and how many there are."""
    parts = _parts(size, count)
    lengths = np.array([b - a for a, b in parts])
    steps = np.arange(lengths.max(initial=0))
    begins = np.array([a for a, _ in parts])[:, None]
    return np.where(steps < lengths[:, None], begins + steps, begins), lengths


def _wanted(name: str, x: Array, count: int, output_size: Any) -> list[int]:
    listed = output_size if isinstance(output_size, tuple) else (output_size,) * count
    if len(listed) != count:
        raise ValueError(f"For '{name}', the 'output_size' must have {count} elements, but got {output_size}.")
    if x.ndim not in (count + 1, count + 2):
        raise ValueError(f"For '{name}', the input must have {count + 1} or {count + 2} axes, but got shape {x.shape}.")
    sizes = [n if w is None or w == -1 else w for w, n in zip(listed, x.shape[x.ndim - count :], strict=True)]
    for size in sizes:
        if isinstance(size, bool) or not isinstance(size, int):
            raise TypeError(f"For '{name}', the 'output_size' must be made of ints, but got {size!r}.")
    positive(name, sizes, "output_size")
    return sizes


def adaptive_mean(name: str, x: Array, count: int, output_size: Any) -> Array:
    """Means of equal parts of the last `count` axes, one axis after the other: the mean over a box is separable."""
    for i, wanted in enumerate(_wanted(name, floating_point(name, x), count, output_size)):
        axis = x.ndim - count + i
        size = x.shape[axis]
        if size % wanted == 0:
            x = jnp.mean(x.reshape(*x.shape[:axis], wanted, size // wanted, *x.shape[axis + 1 :]), axis + 1)
            continue
        # Not a product with a matrix of weights: nan and infinity would reach every part.
        places, lengths = _places(size, wanted)
        inside = np.arange(places.shape[1]) < lengths[:, None]
        trailing = (1,) * (x.ndim - axis - 1)
        picked = jnp.where(inside.reshape(*inside.shape, *trailing), jnp.take(x, places, axis), 0)
        x = jnp.sum(picked, axis + 1, dtype=x.dtype) / lengths.astype(x.dtype).reshape(-1, *trailing)
    return x


def _declare_adaptive_mean(count: int) -> None:
    name = f"adaptive_avg_pool{count}d"
    primitive = (f"ops.AdaptiveAvgPool{count}D(output_size)(input)",) if count > 1 else ()

    @operator(*primitive, f"ops.{name}(input, output_size)", f"mint.nn.functional.{name}(input, output_size)")
    def adaptive(input: Array, output_size: Any) -> Array:
        return adaptive_mean(name, input, count, output_size)

    adaptive.__doc__ = f"""Means of equal parts of the last {count} axes, for a result of given sizes.

    A size of None keeps the input's.
    """


for _count in (1, 2, 3):
    _declare_adaptive_mean(_count)


def adaptive_largest(name: str, x: Array, count: int, output_size: Any) -> tuple[Array, Array]:
    """The largest elements of equal parts of the last `count` axes, and their places in these axes, flattened."""
    sizes = x.shape[x.ndim - count :]
    wanted = _wanted(name, x, count, output_size)
    outside = x.shape[: x.ndim - count]
    # The places of each box in the flattened axes; one that fills a box up comes after the same one.
    boxes = np.zeros((1, 1), np.int64)
    for size, part in zip(sizes, wanted, strict=True):
        along = _places(size, part)[0]
        boxes = (boxes[:, None, :, None] * size + along[None, :, None, :]).reshape(len(boxes) * part, -1)
    parts = x.reshape(*outside, int(np.prod(sizes)))[..., boxes]
    chosen = jnp.argmax(jax.lax.stop_gradient(parts), -1)
    values = jnp.take_along_axis(parts, chosen[..., None], -1)[..., 0]
    places = jnp.take_along_axis(jnp.broadcast_to(boxes, parts.shape), chosen[..., None], -1)[..., 0]
    return values.reshape(*outside, *wanted), places.reshape(*outside, *wanted)


def _declare_adaptive_largest(count: int) -> None:
    name = f"adaptive_max_pool{count}d"
    second = ", return_indices=False" if count > 1 else ""

    @operator(f"ops.{name}(input, output_size{second})",
              *((f"mint.nn.functional.{name}(input, output_size, return_indices=False)",) * (count < 3)))
    def adaptive(x: Array, output_size: Any, return_indices: bool = False) -> Any:
        values, places = adaptive_largest(name, x, count, output_size)
        return (values, places) if return_indices else values

    adaptive.__doc__ = f"The largest elements of equal parts of the last {count} axes, and, if asked, their places."
    if count > 1:

        @operator(f"ops.AdaptiveMaxPool{count}D" + ("()(x, output_size)" if count == 3 else "(output_size)(input)"))
        def primitive(input: Array, output_size: Any) -> tuple[Array, Array]:
            return adaptive_largest(f"AdaptiveMaxPool{count}D", input, count, output_size)

        primitive.__doc__ = f"The largest elements of equal parts of the last {count} axes, and their places."


for _count in (1, 2, 3):
    _declare_adaptive_largest(_count)


def _declare_power(count: int) -> None:
    name = f"lp_pool{count}d"

    @operator(f"ops.{name}(x, norm_type, kernel_size, stride=None, ceil_mode=False)")
    def power(x: Array, norm_type: float, kernel_size: Any, stride: Any = None, ceil_mode: bool = False) -> Array:
        kernel = windowed(name, kernel_size, count, "kernel_size")
        means = _averaged(name, x**norm_type, count, kernel, stride, 0, ceil_mode, True, 1)
        return jnp.sign(means) * jax.nn.relu(jnp.abs(means)) ** (1 / norm_type)

    power.__doc__ = "The root of the sum of powers in each window."


@operator("ops.MaxPool3DWithArgmax(ksize, strides, pads, dilation=(1, 1, 1), ceil_mode=False, data_format='NCDHW', "
          "argmax_type=None)(x)")
def max_pool3d_with_argmax(x: Array, ksize: Any, strides: Any, pads: Any, dilation: Any = (1, 1, 1),
                           ceil_mode: bool = False, data_format: str = "NCDHW",
                           argmax_type: Any = None) -> tuple[Array, Array]:
    """The largest element in each window of ``(N, C, D, H, W)``, and its place in ``D * H * W``."""
    values, places = _pooled("MaxPool3DWithArgmax", x, 3, ksize, strides, pads, dilation, ceil_mode, True)
    return values, places.astype(argmax_type or np.int64)


_declare_power(1)
_declare_power(2)


def unpooled(name: str, x: Array, places: Array, count: int, kernel_size: Any, stride: Any, padding: Any,
             output_size: Any) -> Array:
    """Zeros with the elements of `x` at places in the last `count` axes, flattened."""
    kernel = windowed(name, kernel_size, count, "kernel_size")
    strides = kernel if stride is None else windowed(name, stride, count, "stride")
    widths = windowed(name, padding, count, "padding")
    lead = x.shape[: x.ndim - count]
    sizes = [(n - 1) * s - 2 * p + k
             for n, s, p, k in zip(x.shape[x.ndim - count :], strides, widths, kernel, strict=True)]
    if output_size:
        sizes = list(output_size[-count:])
    rows = int(np.prod(lead))
    flat = jnp.zeros((rows, int(np.prod(sizes))), x.dtype)
    flat = flat.at[jnp.arange(rows)[:, None], places.reshape(rows, -1)].set(x.reshape(rows, -1))
    return flat.reshape(*lead, *sizes)


def _declare_unpool(count: int) -> None:
    name = f"max_unpool{count}d"
    faces = [f"ops.{name}(x, indices, kernel_size, stride=None, padding=0, output_size=None)"]
    if count == 2:
        faces.append("mint.nn.functional.max_unpool2d(input, indices, kernel_size, stride=None, padding=0, "
                     "output_size=None)")

    @operator(*faces)
    def unpool(x: Array, indices: Array, kernel_size: Any, stride: Any = None, padding: Any = 0,
               output_size: Any = None) -> Array:
        return unpooled(name, x, indices, count, kernel_size, stride, padding, output_size)

    unpool.__doc__ = "Zeros with the elements at the places that a pooling's indices name."


for _count in (1, 2, 3):
    _declare_unpool(_count)


def _declare_unpool_primitive(count: int, data_format: str) -> None:
    title = f"MaxUnpool{count}D"

    @operator(f"ops.{title}(ksize, strides=0, pads=0, output_shape=(), data_format='{data_format}')(x, argmax)")
    def unpool(x: Array, argmax: Array, ksize: Any, strides: Any = 0, pads: Any = 0, output_shape: Any = (),
               data_format: str = data_format) -> Array:
        given = output_shape[2:] if len(output_shape) == count + 2 else output_shape
        return unpooled(title, x, argmax, count, ksize, strides or ksize, pads, given)

    unpool.__doc__ = "Zeros with the elements at the places that a pooling's indices name."


_declare_unpool_primitive(2, "NCHW")
_declare_unpool_primitive(3, "NCDHW")
