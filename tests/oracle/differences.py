"""Recorded answers that mindshim does not give, each with the reason.

A test fails when one of them is given after all.
"""

# Of the tables of wrong and odd inputs (``cases/table_*``).
MORE = "mindshim takes inputs that the real one refuses"
LESS = "mindshim refuses an odd input that the real one takes"
OTHER_TYPE = "refused by both, with another type of error"
QUIRK = "for nan or an empty input the real CPU kernel answers otherwise than its documentation or its other kernels"

DIFFERENT = {
    "tensor/complex order": "comparing complex numbers compares real parts, where the real one has no CPU kernel",
    "tensor/reshape nothing": "a missing shape reads as the empty one: ValueError instead of TypeError",
    "tensor/reduction axis repeated": "a doubled axis is a ValueError, as elsewhere, instead of RuntimeError",
    "tensor/astype with strings and Python types": "a NumPy dtype object is accepted too",
    "tensor/to": "`to('CPU')` and `to()` name no dtype and are refused",
    "tensor/assignment operator changing dtype": "there is no __iadd__: `+=` makes a new Tensor anyway",
    "promotion/ops functions": "exp2 of bfloat16 stays bfloat16 instead of becoming float32",
    "context/random errors": "fractional bounds are truncated, and some refusals are of another type",
    "dtypes/pytype_to_dtype": "prints NumPy's own name of its bool, which changed with NumPy 2",
    "parameter/isinstance": "Parameter is a subclass of Tensor, which the real one's metaclass denies",
    "indexing/copy_ wrong shape": "ValueError, as for any other shapes that do not fit, instead of RuntimeError",
    "table_mint/amax": LESS,
    "table_mint/amin": LESS,
    "table_mint/bmm": MORE,
    "table_mint/chunk": QUIRK,
    "table_mint/cross": MORE,
    "table_mint/cummax": MORE,
    "table_mint/cumprod": MORE,
    "table_mint/diff": OTHER_TYPE,
    "table_mint/empty": MORE,
    "table_mint/imag": MORE,
    "table_mint/isnan": LESS,
    "table_mint/maximum": QUIRK,
    "table_mint/minimum": QUIRK,
    "table_mint/polar": MORE,
    "table_mint/real": MORE,
    "table_mint/scatter": OTHER_TYPE,
    "table_mint/searchsorted": QUIRK,
    "table_mint/softmax": LESS,
    "table_mint/split": MORE,
    "table_mint/tanh": "the real tanh is off by 1e-4",
    "table_mint/unbind": MORE,
    "table_mint/unique_consecutive": QUIRK,
    "table_mint/nn.functional.adaptive_max_pool2d": OTHER_TYPE,
    "table_mint/nn.functional.binary_cross_entropy": MORE,
    "table_mint/nn.functional.binary_cross_entropy_with_logits": MORE,
    "table_mint/nn.functional.glu": OTHER_TYPE,
    "table_mint/nn.functional.group_norm": OTHER_TYPE,
    "table_mint/nn.functional.nll_loss": MORE,
    "table_mint/nn.functional.prelu": MORE,
    "table_mint/nn.functional.relu": QUIRK,
    "table_mint/nn.functional.softmax": LESS,
    "table_mint/nn.functional.tanh": "the real tanh is off by 1e-4",
}
