"""`mindspore.device_context.gpu`."""

from __future__ import annotations

import types

import jax

from mindshim import _checkparam as check
from mindshim import hal


def is_available() -> bool:
    """Whether there is a GPU."""
    return hal.is_available("GPU")


def device_count() -> int:
    """The number of GPUs.

    Raises:
        RuntimeError: there is none.
    """
    if not is_available():
        raise RuntimeError("Device_target GPU not exist.")
    return hal.device_count("GPU")


def matmul_allow_tf32(value: bool) -> None:
    """Let float32 products compute in TF32, or not. Convolutions follow, as XLA has one setting for both.

    Raises:
        TypeError: `value` is no bool.
    """
    check.check_value_type("value", value, bool, "matmul_allow_tf32")
    jax.config.update("jax_default_matmul_precision", "tensorfloat32" if value else "float32")


def conv_allow_tf32(value: bool) -> None:
    """As :func:`matmul_allow_tf32`."""
    matmul_allow_tf32(value)


_ALGORITHMS = (
    "normal", "performance", "implicit_gemm", "implicit_precomp_gemm", "precomp_gemm", "gemm", "direct", "fft",
    "fft_tiling", "winograd", "winograd_nonfused", "algo_0", "algo_1", "algo_3",
)  # fmt: skip


def conv_fprop_algo(mode: str) -> None:
    """Accepted: XLA tries the algorithms of convolutions and takes the fastest.

    Raises:
        TypeError: `mode` is no str.
        ValueError: it is no algorithm.
    """
    check.check_value_type("mode", mode, str, "conv_algo")
    check.check_string(mode, list(_ALGORITHMS), "mode", "conv_algo")


conv_dgrad_algo = conv_wgrad_algo = conv_fprop_algo

device = types.SimpleNamespace(is_available=is_available, device_count=device_count)
op_precision = types.SimpleNamespace(conv_allow_tf32=conv_allow_tf32, matmul_allow_tf32=matmul_allow_tf32)
op_tuning = types.SimpleNamespace(
    conv_dgrad_algo=conv_dgrad_algo, conv_fprop_algo=conv_fprop_algo, conv_wgrad_algo=conv_wgrad_algo
)
