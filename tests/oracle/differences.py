"""Recorded answers that mindshim does not give, each with the reason.

A test fails when one of them is given after all.
"""

DIFFERENT = {
    "tensor/complex order": "comparing complex numbers compares real parts, where the real one has no CPU kernel",
    "tensor/reshape nothing": "a missing shape reads as the empty one: ValueError instead of TypeError",
    "tensor/reduction axis repeated": "a doubled axis is a ValueError, as elsewhere, instead of RuntimeError",
    "tensor/astype with strings and Python types": "a NumPy dtype object is accepted too",
    "tensor/to": "`to('CPU')` and `to()` name no dtype and are refused",
    "tensor/assignment operator changing dtype": "there is no __iadd__: `+=` makes a new Tensor anyway",
    "promotion/ops functions": "exp2 of bfloat16 stays bfloat16 instead of becoming float32",
    "hooks/existing names": "ops.Custom comes with users' own operators",
    "context/random errors": "fractional bounds are truncated, and some refusals are of another type",
    "dtypes/pytype_to_dtype": "prints NumPy's own name of its bool, which changed with NumPy 2",
    "parameter/isinstance": "Parameter is a subclass of Tensor, which the real one's metaclass denies",
    "indexing/copy_ wrong shape": "ValueError, as for any other shapes that do not fit, instead of RuntimeError",
}
