"""Random numbers."""
from __future__ import annotations

import jax
import numpy as np

from mindshim.kernels.declare import Array, Key, operator


@operator("ops.rand2(*size, dtype=None)")
def rand(key: Key, size: tuple[int, ...], dtype: np.dtype | None = None) -> Array:
    return jax.random.uniform(key, size, dtype or np.float32)
