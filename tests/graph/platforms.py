"""The platforms that operators lower for, and the exceptions, each with a reason."""

PLATFORMS = ("cpu", "cuda", "tpu")

_EIG = "XLA has no decomposition of a general matrix into eigenvectors for TPUs"

# Operators that do not lower for a platform.
NOT_ON = {
    "ops.Eig": (("tpu",), _EIG),
    "ops.eig": (("tpu",), _EIG),
    "ops.eigvals": (("tpu",), _EIG),
    "ops.MatrixLogarithm": (("tpu",), _EIG),
    "scipy.optimize._linear_sum_assignment": (
        ("cuda", "tpu"), "SciPy computes it on the host, and JAX lowers such a call only where there is that device"),
}

# Operators that lower, but into what `jax.export` does not put into a file.
NOT_STORED = {
    **dict.fromkeys(NOT_ON, "jaxlib promises nothing about the calls of LAPACK and cuSOLVER that it makes"),
    "scipy.optimize._linear_sum_assignment": "it calls Python",
}
