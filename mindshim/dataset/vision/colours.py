"""What colours pixels have: pure functions of images of uint8 with 3 channels, unless said otherwise."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim.dataset.vision.geometry import _cv2


def _mix(image: np.ndarray, other: Any, factor: float) -> np.ndarray:
    """`other` at factor 0, the image at 1."""
    mixed = image.astype(np.float32) * np.float32(factor) + np.asarray(other, np.float32) * np.float32(
        1 - factor
    )
    return np.clip(np.rint(mixed), 0, 255).astype(image.dtype) if image.dtype.kind == "u" else mixed


def gray(image: np.ndarray) -> np.ndarray:
    """The brightness of each pixel, (height, width)."""
    return _cv2().cvtColor(np.ascontiguousarray(image), _cv2().COLOR_RGB2GRAY)


def brightness(image: np.ndarray, factor: float) -> np.ndarray:
    """Brighter above 1, darker below."""
    return _mix(image, 0, factor)


def contrast(image: np.ndarray, factor: float) -> np.ndarray:
    """Further from the mean brightness above 1."""
    return _mix(image, int(gray(image).mean() + 0.5), factor)


def saturation(image: np.ndarray, factor: float) -> np.ndarray:
    """More colourful above 1, gray at 0."""
    return _mix(image, gray(image)[..., None], factor)


def hue(image: np.ndarray, factor: float) -> np.ndarray:
    """The colours turned by `factor` (-0.5 to 0.5) of the circle."""
    cv2 = _cv2()
    hsv = cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_RGB2HSV_FULL)
    turned = hsv[..., 0].astype(np.int32) + int(factor * 255)
    hsv[..., 0] = turned.astype(np.uint8)  # modulo 256 is modulo the circle
    return cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB_FULL)


def sharpness(image: np.ndarray, factor: float) -> np.ndarray:
    """Sharper above 1, smoothed at 0; the outermost pixels stay."""
    kernel = np.array([[1, 1, 1], [1, 5, 1], [1, 1, 1]], np.float32) / 13
    smooth = _cv2().filter2D(np.ascontiguousarray(image), -1, kernel)
    smooth = smooth if smooth.ndim == image.ndim else smooth[..., None]
    smooth[[0, -1]] = image[[0, -1]]
    smooth[:, [0, -1]] = image[:, [0, -1]]
    return _mix(image, smooth, factor)


def gamma(image: np.ndarray, exponent: float, gain: float) -> np.ndarray:
    """Each value v in [0, 1] becomes ``gain * v ** exponent``; of uint8 or of floats."""
    if image.dtype.kind == "f":
        return np.clip(image**exponent * gain, 0, 1).astype(image.dtype)
    table = np.clip((np.arange(256) / 255.0) ** exponent * gain * 255, 0, 255)
    return table.astype(np.uint8)[image]


def _by_channel(image: np.ndarray, table: Any) -> np.ndarray:
    channels = image.reshape(*image.shape[:2], -1)
    out = np.empty_like(channels)
    for i in range(channels.shape[2]):
        channel = channels[..., i]
        out[..., i] = table(np.bincount(channel.ravel(), minlength=256))[channel]
    return out.reshape(image.shape)


def equalize(image: np.ndarray) -> np.ndarray:
    """Each channel with its brightnesses spread evenly."""
    cv2 = _cv2()
    channels = image.reshape(*image.shape[:2], -1)
    even = [cv2.equalizeHist(np.ascontiguousarray(channels[..., i])) for i in range(channels.shape[2])]
    return np.stack(even, -1).reshape(image.shape)


def auto_contrast(image: np.ndarray, cutoff: float, ignore: list[int]) -> np.ndarray:
    """Each channel stretched to 0..255, after leaving out `cutoff` per cent at both ends and some values."""

    def table(histogram: np.ndarray) -> np.ndarray:
        histogram = histogram.copy()
        histogram[ignore] = 0
        for order in (slice(None), slice(None, None, -1)):
            cut = int(cutoff * histogram.sum() / 100) if order == slice(None) else cut  # noqa: F821
            left = cut
            for i in np.arange(256)[order]:
                taken = min(left, histogram[i])
                histogram[i] -= taken
                left -= taken
                if left <= 0:
                    break
        used = np.flatnonzero(histogram)
        if len(used) == 0 or used[-1] <= used[0]:
            return np.arange(256, dtype=np.uint8)
        scale = 255.0 / (used[-1] - used[0])
        return np.clip((np.arange(256) * scale - used[0] * scale).astype(np.int64), 0, 255).astype(np.uint8)

    return _by_channel(image, table)


def posterize(image: np.ndarray, bits: int) -> np.ndarray:
    """Only the first `bits` bits of each value."""
    return image & np.uint8(256 - (1 << (8 - bits)) if bits else 0)


def solarize(image: np.ndarray, low: float, high: float) -> np.ndarray:
    """The values from `low` to `high` inverted; from `low` on, if both are equal."""
    high = 255 if low == high else high
    inside = (image >= low) & (image <= high)
    return np.where(inside, 255 - image, image).astype(image.dtype)


def rgb_to_hsv(image: np.ndarray) -> np.ndarray:
    """Hue, saturation and value, each in [0, 1], of RGB in [0, 1]; channels last."""
    image = image.astype(np.float64)
    high, low = image.max(-1), image.min(-1)
    span = high - low
    safe = np.where(span == 0, 1, span)
    r, g, b = (high[..., None] - image).transpose(2, 0, 1) / safe
    hue_ = np.where(image[..., 0] == high, b - g, np.where(image[..., 1] == high, 2 + r - b, 4 + g - r))
    hue_ = np.where(span == 0, 0, hue_ / 6 % 1)
    return np.stack([hue_, np.where(high == 0, 0, span / np.where(high == 0, 1, high)), high], -1)


def hsv_to_rgb(image: np.ndarray) -> np.ndarray:
    """RGB in [0, 1] of hue, saturation and value; channels last."""
    h, s, v = np.moveaxis(image.astype(np.float64), -1, 0)
    sector = np.floor(h * 6)
    f = h * 6 - sector
    p, q, t = v * (1 - s), v * (1 - s * f), v * (1 - s * (1 - f))
    sector = sector.astype(int) % 6
    return np.stack(
        [np.choose(sector, parts) for parts in ((v, q, p, p, t, v), (t, v, v, q, p, p), (p, p, t, v, v, q))],
        -1,
    )
