"""The functions of `mindspore.numpy` that go element by element."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax.numpy as jnp
import numpy as np

from mindshim.kernels import arithmetic
from mindshim.kernels.declare import Array, operator
from mindshim.kernels.numpy_dtypes import ArrayLike, cast, cast_named, common_dtype, only_of, promote_arrays, single
from mindshim.kernels.promotion import floating, promote

Unary = Callable[[Any], Array]
Binary = Callable[[Any, Any], Array]


def _one(names: str, function: Unary, doc: str, parameter: str = "x", kinds: str = "biufc",
         strict: bool = False) -> None:
    """Declare functions of one array and a result dtype; of Tensors only, or of what can be made one."""
    listed = names.split()

    def like(x: ArrayLike, dtype: Any = None) -> Array:
        only_of(listed[0], kinds, x)
        return cast(listed[0], function(x), dtype)

    def only(x: Array, dtype: Any = None) -> Array:
        return like(x, dtype)

    kernel = only if strict else like
    kernel.__doc__ = f"{doc} The result has the dtype `dtype`, if one is given."
    operator(*[f"numpy.{n}({parameter}, dtype=None)" for n in listed])(kernel)


def _two(names: str, function: Binary, doc: str, kinds: str = "biufc", strict: bool = False) -> None:
    """Declare functions of two arrays and a result dtype."""
    listed = names.split()

    def like(x1: ArrayLike, x2: ArrayLike, dtype: Any = None) -> Array:
        only_of(listed[0], kinds, x1, x2)
        return cast(listed[0], function(x1, x2), dtype)

    def only(x1: Array, x2: Array, dtype: Any = None) -> Array:
        return like(x1, x2, dtype)

    kernel = only if strict else like
    kernel.__doc__ = f"{doc} The result has the dtype `dtype`, if one is given."
    operator(*[f"numpy.{n}(x1, x2, dtype=None)" for n in listed])(kernel)


# Of one array -----------------------------------------------------------------------------------------------


def _absolute(x: Array) -> Array:
    # jnp.abs has gradient 1 at 0, MindSpore 0.
    return x * jnp.sign(x) if x.dtype.kind == "f" else x if x.dtype == bool else jnp.abs(x)


def _reciprocal(x: Array) -> Array:
    if x.dtype.kind == "f":
        return 1 / x
    x = x.astype(np.int64) if x.dtype == bool else x
    return jnp.where(x == 0, np.iinfo(x.dtype).max, 1 // jnp.where(x == 0, 1, x)).astype(x.dtype)


def _cbrt(x: Array) -> Array:
    x = x if x.dtype == np.float64 else x.astype(np.float32)
    return jnp.cbrt(x)


def _fix(x: Array) -> Array:
    return jnp.trunc(single(x))


def _trigonometric(x: Array) -> Array:
    """Small integers and truth values as float16, larger integers as float32."""
    if x.dtype.kind == "f":
        return x
    return x.astype(np.float16 if x.dtype.itemsize == 1 else np.float32)


def _in_radians(function: Unary) -> Unary:
    return lambda x: function(_trigonometric(x))


_one("absolute abs fabs", _absolute, "The absolute value of each element, in the input's dtype.", strict=True)
_one("square", lambda x: jnp.square(x), "The square of each element.", kinds="iufc")
_one("sqrt", lambda x: jnp.sqrt(floating(x)), "The square root of each element; nan below 0.")
_one("reciprocal", _reciprocal, "1 / x of each element; of integers without the fraction.")
_one("exp", jnp.exp, "e to the power of each element.", kinds="fc")
_one("exp2", lambda x: arithmetic.power(*promote(2, x)), "2 to the power of each element.")
_one("expm1", jnp.expm1, "exp(x) - 1 of each element, exact near 0.", kinds="fc")
_one("log", lambda x: jnp.log(floating(x)), "The natural logarithm of each element.")
_one("log1p", lambda x: jnp.log1p(floating(x)), "log(1 + x) of each element, exact near 0.")
_one("log2", lambda x: jnp.log2(floating(x)), "The logarithm to base 2 of each element.")
_one("log10", lambda x: jnp.log10(floating(x)), "The logarithm to base 10 of each element.")
_one("cbrt", _cbrt, "The cube root of each element, in at least float32.")
_one("floor", lambda x: jnp.floor(floating(x)), "The largest integer that is not above each element.")
_one("ceil", lambda x: jnp.ceil(x.astype(np.float32)),
     "The smallest integer that is not below each element, as float32.")
_one("trunc", _fix, "Each element without its fraction, as float16 or float32.")
_one("deg2rad radians", lambda x: floating(x) * np.asarray(np.pi / 180, floating(x).dtype), "Degrees as radians.",
     strict=True)
_one("rad2deg", lambda x: floating(x) * np.asarray(180 / np.pi, floating(x).dtype), "Radians as degrees.", strict=True)
_one("negative", lambda x: -x, "Each element with its sign turned.", parameter="a", kinds="iufc")
_one("positive", lambda x: x, "Each element as it is.", parameter="a", kinds="iufc", strict=True)
_one("sign", lambda x: jnp.sign(floating(x)), "-1, 0 or 1, as each element is negative, zero or positive.", kinds="iuf")
_one("rint", jnp.rint, "The integer nearest to each element, the even one of two that are equally near.", kinds="f")
_one("invert bitwise_not", jnp.bitwise_not, "All bits of each integer turned.", kinds="iub")

for _name, _function, _doc in [
    ("sin", jnp.sin, "The sine of each element, given in radians."),
    ("cos", jnp.cos, "The cosine of each element, given in radians."),
    ("tan", jnp.tan, "The tangent of each element, given in radians."),
    ("arcsin", jnp.arcsin, "The angle in radians whose sine each element is."),
    ("arctan", jnp.arctan, "The angle in radians whose tangent each element is."),
    ("sinh", jnp.sinh, "The hyperbolic sine of each element."),
    ("cosh", jnp.cosh, "The hyperbolic cosine of each element."),
    ("tanh", jnp.tanh, "The hyperbolic tangent of each element."),
    ("arcsinh", jnp.arcsinh, "The inverse hyperbolic sine of each element."),
    ("arccosh", jnp.arccosh, "The inverse hyperbolic cosine of each element; nan below 1."),
    ("arctanh", jnp.arctanh, "The inverse hyperbolic tangent of each element; nan outside [-1, 1]."),
]:
    _one(_name, _in_radians(_function), _doc, strict=True)
_one("arccos", _in_radians(jnp.arccos), "The angle in radians whose cosine each element is.", parameter="input",
     strict=True)


@operator("numpy.fix(x)")
def fix(x: Array) -> Array:
    """Each element without its fraction, as float16 or float32."""
    return _fix(x)


@operator("numpy._around(a, decimals)")
def around(a: Array, decimals: int) -> Array:
    """Each element rounded to this many decimals, halves to the even neighbour."""
    if not decimals:
        return a if a.dtype.kind in "iu" else jnp.round(a)
    return floating(jnp.round(floating(a) * 10**decimals)) / 10**decimals


# Tests of one array -----------------------------------------------------------------------------------------

_one("isfinite", jnp.isfinite, "Whether each element is neither infinite nor nan.")
_one("isnan", jnp.isnan, "Whether each element is nan.")
_one("isinf", jnp.isinf, "Whether each element is infinite.")
_one("logical_not", jnp.logical_not, "Whether each element is False or 0.", parameter="a")


@operator("numpy.isposinf(x)")
def isposinf(x: Array) -> Array:
    """Whether each element is inf."""
    return x == np.inf


@operator("numpy.isneginf(x)")
def isneginf(x: Array) -> Array:
    """Whether each element is -inf."""
    return x == -np.inf


@operator("numpy.signbit(x, dtype=None)")
def signbit(x: ArrayLike, dtype: Any = None) -> Array:
    """Whether each element is less than 0.

    Raises:
        TypeError: `dtype` is given, and is not bool.
    """
    if dtype is not None and dtype != np.bool_:
        raise TypeError(f"For 'signbit', the 'dtype' can only be bool, but got {dtype!r}.")
    return x < 0


# Of two arrays ----------------------------------------------------------------------------------------------


def _promoting(function: Binary) -> Binary:
    return lambda x, y: function(*promote(x, y))


def _divide(x: Array, y: Array) -> Array:
    if not {np.dtype(x.dtype), np.dtype(y.dtype)} & {np.dtype(np.float16), np.dtype(np.float32)}:
        x, y = x.astype(np.float32), y.astype(np.float32)
    x, y = promote(x, y)
    return x / y


def _remainder(x: Array, y: Array) -> Array:
    x, y = promote_arrays(x, y)
    if x.dtype.kind == "f":
        return x - y * jnp.floor(x / y)
    if x.dtype == bool:
        return jnp.zeros_like(x & y)
    return jnp.where(y == 0, 0, jnp.remainder(x, jnp.where(y == 0, 1, y))).astype(x.dtype)


def _fmod(x: Array, y: Array) -> Array:
    x, y = promote_arrays(x, y)
    if x.dtype.kind == "f":
        return x - y * jnp.trunc(x / y)
    if x.dtype == bool:
        return jnp.zeros_like(x & y)
    return jnp.where(y == 0, 0, jnp.fmod(x, jnp.where(y == 0, 1, y))).astype(x.dtype)


def _limit(function: Binary) -> Binary:
    """The larger or smaller; a number does not change the other array's dtype."""

    def limited(x: Array, y: Array) -> Array:
        found = function(*promote_arrays(x, y))
        if (x.ndim == 0) != (y.ndim == 0):
            return cast("maximum", found, np.dtype(x.dtype if y.ndim == 0 else y.dtype))
        return found

    return limited


def _heaviside(x: Array, y: Array) -> Array:
    x, y = promote_arrays(x, y)
    zero, one = jnp.zeros((), x.dtype), jnp.ones((), x.dtype)
    return jnp.where(x < 0, zero, jnp.where(x > 0, one, y))


def _copysign(x: Array, y: Array) -> Array:
    size = _absolute(x)
    return jnp.where(y < 0, -size, size)


def _of_integers(function: Binary) -> Binary:
    def of_integers(x: Array, y: Array) -> Array:
        dtype = common_dtype(x, y)
        if dtype == np.bool_:
            x, y = x.astype(np.int32), y.astype(np.int32)
        return function(*promote(x, y)).astype(dtype)

    return of_integers


def _hypot(x: Array, y: Array) -> Array:
    x, y = promote(x, y)
    return jnp.sqrt(floating(x * x + y * y))


_two("add", _promoting(lambda x, y: x + y), "x1 + x2, element by element.")
_two("subtract", _promoting(arithmetic.subtract), "x1 - x2, element by element.")
_two("multiply", _promoting(lambda x, y: x * y), "x1 · x2, element by element.", strict=True)
_two("divide true_divide", _divide, "x1 / x2, element by element, in floating point.")
_two("power", _promoting(arithmetic.power), "x1 to the power of x2, element by element.")
_two("float_power", lambda x, y: jnp.power(x.astype(np.float32), y.astype(np.float32)),
     "x1 to the power of x2, element by element, as float32.", strict=True)
_two("floor_divide", _promoting(arithmetic.floor_divide),
     "The largest integer not above x1 / x2, element by element.")
_two("remainder mod", _remainder, "The remainder of floor division; it has the divisor's sign, and is 0 where an "
     "integer divisor is.")
_two("fmod", _fmod, "The remainder of truncated division; it has the dividend's sign, and is 0 where an integer "
     "divisor is.")
_two("maximum", _limit(jnp.maximum), "The larger of two elements; nan if one of them is.")
_two("minimum", _limit(jnp.minimum), "The smaller of two elements; nan if one of them is.")
_two("heaviside", _heaviside, "0 where x1 is negative, 1 where it is positive, x2 where it is 0.")
_two("copysign", _copysign, "The magnitude of x1 with the sign of x2, in the dtype of x1.", kinds="iuf")
_two("hypot", _hypot, "sqrt(x1² + x2²), element by element.")
_two("logaddexp", _promoting(jnp.logaddexp), "log(exp(x1) + exp(x2)), without overflow.", kinds="f")
_two("logaddexp2", lambda x, y: jnp.logaddexp2(*(floating(v) for v in promote(x, y))),
     "log2(2^x1 + 2^x2), without overflow.", strict=True)
_two("arctan2", lambda x, y: jnp.arctan2(*promote(_trigonometric(x), _trigonometric(y))),
     "The angle in radians of the point (x2, x1), between -π and π.", strict=True)
_two("gcd", _of_integers(jnp.gcd), "The greatest common divisor of two integers, element by element.", kinds="biu")
_two("lcm", _of_integers(jnp.lcm), "The least common multiple of two integers, element by element.", kinds="biu")
_two("bitwise_and", _promoting(jnp.bitwise_and), "The bits that both integers have.", kinds="biu")
_two("bitwise_or", _promoting(jnp.bitwise_or), "The bits that one of two integers has.", kinds="biu")
_two("bitwise_xor", _promoting(jnp.bitwise_xor), "The bits that only one of two integers has.", kinds="biu")

_two("equal", _promoting(jnp.equal), "Whether two elements are equal.")
_two("not_equal", _promoting(jnp.not_equal), "Whether two elements differ.", strict=True)
_two("less", _promoting(jnp.less), "Whether x1 is less than x2, element by element.")
_two("less_equal", _promoting(jnp.less_equal), "Whether x1 is less than x2 or equal to it.", strict=True)
_two("greater", _promoting(jnp.greater), "Whether x1 is greater than x2, element by element.")
_two("greater_equal", _promoting(jnp.greater_equal), "Whether x1 is greater than x2 or equal to it.")
_two("logical_and", jnp.logical_and, "Whether both elements are True (or not 0).")
_two("logical_or", jnp.logical_or, "Whether one of two elements is True (or not 0).")
_two("logical_xor", jnp.logical_xor, "Whether exactly one of two elements is True (or not 0).", strict=True)


@operator("numpy.divmod(x1, x2, dtype=None)")
def divmod_(x1: ArrayLike, x2: ArrayLike, dtype: Any = None) -> tuple[Array, Array]:
    """The quotient of floor division, and its remainder, element by element."""
    quotient = arithmetic.floor_divide(*promote(x1, x2))
    return (cast_named("divmod", quotient, dtype), cast_named("divmod", _remainder(x1, x2), dtype))


@operator("numpy.clip(x, xmin, xmax, dtype=None)")
def clip(x: ArrayLike, xmin: ArrayLike | None, xmax: ArrayLike | None, dtype: Any = None) -> Array:
    """Each element, or the limit that it exceeds; a limit that is None is none.

    Raises:
        ValueError: both limits are None.
    """
    if xmin is None and xmax is None:
        raise ValueError("For 'clip', one of the limits must be given.")
    found: Any = x
    for limit, function in ((xmin, jnp.maximum), (xmax, jnp.minimum)):
        if limit is not None:
            alone = (found.ndim == 0) == (limit.ndim == 0)
            found = _limit(function)(found, limit)
            found = cast("clip", found, dtype) if alone else found
    return found


@operator("numpy.isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)")
def isclose(a: ArrayLike, b: ArrayLike, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False) -> Array:
    """Whether |a - b| ≤ atol + rtol · |b|, by element; `equal_nan`: so are nan and nan."""
    return jnp.isclose(*promote(a, b), rtol=rtol, atol=atol, equal_nan=equal_nan)


@operator("numpy.where(condition, x=None, y=None)")
def where(condition: ArrayLike, x: ArrayLike | None = None, y: ArrayLike | None = None) -> Array:
    """The elements of `x` where the condition holds, else those of `y`, in their common dtype.

    Raises:
        TypeError: `x` or `y` is missing.
    """
    if x is None or y is None:
        raise TypeError("For 'where', 'x' and 'y' must be given.")
    first, second = promote_arrays(x, y)
    return jnp.where(condition.astype(bool), first, second)
