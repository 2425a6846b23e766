"""`mindspore.numpy`: arrays and their functions under NumPy's names and signatures, with MindSpore's dtypes.

Most functions are declared, with the face ``numpy.name``, beside their kernels (``kernels/numpy_*.py``); the files here
hold what is more than a declaration.
"""

from __future__ import annotations

from typing import Any

from mindshim import ops as _ops  # gives Tensor its methods
from mindshim.kernels import numpy_arrays as _arrays  # these four declare the functions
from mindshim.kernels import numpy_elementwise as _elementwise
from mindshim.kernels import numpy_products as _products
from mindshim.kernels import numpy_reductions as _reductions
from mindshim.kernels.declare import FACES as _FACES
from mindshim.numpy import _binding, fft
from mindshim.numpy._creation import (
    arange,
    array,
    asarray,
    asfarray,
    bartlett,
    blackman,
    copy,
    diag_indices,
    empty,
    empty_like,
    eye,
    full,
    full_like,
    geomspace,
    hamming,
    hanning,
    identity,
    indices,
    ix_,
    linspace,
    logspace,
    meshgrid,
    mgrid,
    ogrid,
    ones,
    ones_like,
    rand,
    randint,
    randn,
    tri,
    tril_indices,
    tril_indices_from,
    triu_indices,
    triu_indices_from,
    zeros,
    zeros_like,
)
from mindshim.numpy._functions import (
    apply_along_axis,
    apply_over_axes,
    argwhere,
    around,
    array_equal,
    array_equiv,
    array_split,
    array_str,
    atleast_1d,
    atleast_2d,
    atleast_3d,
    bincount,
    broadcast_arrays,
    choose,
    column_stack,
    concatenate,
    cumprod,
    dsplit,
    dstack,
    gradient,
    histogram,
    histogram2d,
    histogram_bin_edges,
    histogramdd,
    hsplit,
    hstack,
    intersect1d,
    isscalar,
    pad,
    piecewise,
    promote_types,
    result_type,
    select,
    setdiff1d,
    size,
    split,
    stack,
    unique,
    vsplit,
    vstack,
)
from mindshim.numpy._functions import around as round
from mindshim.numpy.dtypes import (
    NINF,
    PINF,
    bool_,
    float16,
    float32,
    float64,
    float_,
    inf,
    int8,
    int16,
    int32,
    int64,
    int_,
    nan,
    numeric_types,
    pi,
    uint,
    uint8,
    uint16,
    uint32,
    uint64,
)

# What `from mindspore.numpy import *` does not give.
_CONSTANTS = ("NINF", "PINF", "inf", "nan", "pi", "uint", "numeric_types", "fft", "dtypes", "utils")
# Names that share one function.
_SAME = {"abs": "absolute", "fabs": "absolute", "mod": "remainder", "max": "amax", "min": "amin",
         "bitwise_not": "invert"}


def __getattr__(name: str) -> Any:
    public = f"numpy.{name}"
    if name in _SAME:
        built = globals().get(_SAME[name]) or __getattr__(_SAME[name])
    elif public in _FACES and not name.startswith("_"):
        built = _binding.bound(public)
    else:
        raise AttributeError(f"module 'mindspore.numpy' has no attribute '{name}'")
    globals()[name] = built
    return built


def __dir__() -> list[str]:
    declared = {f[6:] for f in _FACES if f.startswith("numpy.") and f[6] != "_" and "." not in f[6:]}
    return sorted({n for n in globals() if not n.startswith("_") and n not in ("Any", "annotations")} | declared)


__all__ = [n for n in __dir__() if n not in _CONSTANTS]
