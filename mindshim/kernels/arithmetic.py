"""Arithmetic on two or more operands, which are broadcast and promoted to a common dtype."""

from __future__ import annotations

from collections.abc import Callable

import jax
import jax.numpy as jnp
import jax.scipy.special as special
import numpy as np

from mindshim.kernels.declare import Array, ArrayLike, Arrays, operator
from mindshim.kernels.examples import documented
from mindshim.kernels.promotion import floating, kind, promote, result_dtype, tensor


def binary(faces: str, function: Callable[[Array, Array], Array], doc: str, kinds: str = "biufc") -> None:
    """Declare `function`, of operands in their common dtype, which must be of one of these kinds."""

    def kernel(input: Array, other: Array) -> Array:
        x, y = promote(input, other)
        if kind(x.dtype) not in kinds:
            raise TypeError(f"the dtype {x.dtype} of the inputs is not supported.")
        if function is power and getattr(other, "weak_type", False) and kind(x.dtype) == "f":
            # A number has no derivative, and is 2 more often than not: a hundred times as fast.
            return jax.lax.cond(y == 2, lambda: x * x, lambda: jnp.power(x, y))
        return function(x, y)

    kernel.__doc__ = documented(doc, faces.split())
    operator(*faces.split())(kernel)


def binary_of_reals(faces: str, function: Callable[[Array, Array], Array], doc: str) -> None:
    """`binary`, with integers and truth values taken as float32."""
    binary(faces, lambda x, y: function(floating(x), floating(y)), doc)


def subtract(x: Array, y: Array) -> Array:
    return jnp.logical_xor(x, y) if x.dtype == bool else x - y


def divide(x: Array, y: Array) -> Array:
    """x / y in floating point."""
    return floating(x) / floating(y)


def floor_divide(x: Array, y: Array) -> Array:
    # Not jnp.floor_divide: that of floats takes a remainder first, and 1 // 0 would be nan.
    if kind(x.dtype) == "c":
        quotient = x / y
        return jax.lax.complex(jnp.floor(jnp.real(quotient)), jnp.floor(jnp.imag(quotient)))
    return jnp.floor(x / y) if kind(x.dtype) == "f" else jnp.floor_divide(x, y) if x.dtype != bool else x


def floor_remainder(x: Array, y: Array) -> Array:
    """What floor division leaves; it has the divisor's sign."""
    if kind(x.dtype) == "c":
        return x - floor_divide(x, y) * y
    return jnp.remainder(x, y) if x.dtype != bool else jnp.zeros_like(x & y)


def truncated_remainder(x: Array, y: Array) -> Array:
    """What truncated division leaves; it has the dividend's sign."""
    return jnp.fmod(x, y) if x.dtype != bool else jnp.zeros_like(x & y)


def truncated_divide(x: Array, y: Array) -> Array:
    """x / y without its fraction, in the operands' dtype."""
    return jnp.trunc(x / y) if kind(x.dtype) in "fc" else jax.lax.div(*jnp.broadcast_arrays(x, y))


def same_dtype_divide(x: Array, y: Array) -> Array:
    return x / y if kind(x.dtype) in "fc" else truncated_divide(x, y)


def power(x: Array, y: Array) -> Array:
    """x to the power of y. Of integers it is an integer: with a negative exponent 0, unless x is 1 or -1."""
    if kind(x.dtype) in "fc":
        return jnp.power(x, y)
    inverse = jnp.where(x == 1, 1, jnp.where(x == -1, jnp.where(y % 2 == 0, 1, -1), 0)).astype(x.dtype)
    return jnp.where(y < 0, inverse, jnp.power(x, jnp.maximum(y, 0)))


def _where_nonzero(x: Array, divisor: Array, function: Callable[[Array], Array]) -> Array:
    """`function(divisor)` where the divisor is not 0, else 0; its derivative is never nan."""
    zero = divisor == 0
    return jnp.where(zero, jnp.zeros_like(x), function(jnp.where(zero, jnp.ones_like(divisor), divisor)))


def _gcd(x: Array, y: Array) -> Array:
    return jnp.gcd(x, y)


def _lcm(x: Array, y: Array) -> Array:
    return jnp.lcm(x, y)


_PLAIN = [
    ("ops.Add ops.TensorAdd ops.add ops.tensor_add Tensor.__add__ Tensor.__radd__ Tensor.add mint.add "
     "Tensor.add_", lambda x, y: x + y,
     "input + other, element by element; of truth values, their disjunction."),
    ("ops.Sub ops.sub ops.tensor_sub Tensor.__sub__ Tensor.__rsub__ Tensor.sub mint.sub Tensor.sub_",
     subtract, "input - other, element by element."),
    ("ops.Mul ops.mul ops.multiply ops.tensor_mul ops.tensor_muls Tensor.__mul__ Tensor.__rmul__ Tensor.mul "
     "mint.mul Tensor.multiply(value) Tensor.mul_", lambda x, y: x * y,
     "input · other, element by element; of truth values, their conjunction."),
    ("ops.Div Tensor.__truediv__ Tensor.__rtruediv__ ops.div ops.divide ops.tensor_div(x,y) "
     "ops.true_divide(dividend,divisor) mint.div mint.divide Tensor.div Tensor.divide Tensor.div_ "
     "Tensor.true_divide",
     divide, "input / other, element by element, in floating point: of integers the result is float32."),
    ("ops.RealDiv(x,y)", same_dtype_divide, "x / y, element by element, in the operands' common dtype."),
    ("ops.FloorDiv ops.floor_divide ops.floor_div(x,y) ops.floordiv ops.tensor_floordiv mint.floor_divide "
     "Tensor.floor_divide Tensor.floor_divide_ Tensor.__floordiv__ Tensor.__rfloordiv__", floor_divide,
     "The largest integer not above input / other, element by element, in the operands' common dtype."),
    ("ops.FloorMod(x,y) ops.floor_mod(x,y) ops.floormod(x,y) ops.tensor_mod(x,y) ops.remainder "
     "mint.remainder Tensor.remainder |Tensor.remainder(divisor) Tensor.remainder_ Tensor.__mod__ "
     "Tensor.__rmod__",
     floor_remainder,
     "The remainder of floor division, element by element: it has the divisor's sign."),
    ("ops.Mod(x,y) ops.fmod mint.fmod Tensor.fmod ops.TruncateMod(x,y) ops.truncate_mod(x,y)",
     truncated_remainder,
     "The remainder of truncated division, element by element: it has the dividend's sign."),
    ("ops.TruncateDiv(x,y) ops.truncate_div(x,y)", truncated_divide,
     "x / y without its fraction, element by element, in the operands' common dtype."),
    ("ops.Pow(input,exponent) ops.pow(input,exponent) ops.pows(input,exponent) "
     "ops.tensor_pow(input,exponent) "
     "mint.pow(input,exponent) Tensor.pow(exponent) Tensor.__pow__ Tensor.__rpow__", power,
     "input to the power of exponent, element by element, in the operands' common dtype."),
    ("ops.Maximum ops.maximum mint.maximum Tensor.maximum", jnp.maximum,
     "The larger of two elements; nan if one of them is."),
    ("ops.Minimum ops.minimum mint.minimum Tensor.minimum", jnp.minimum,
     "The smaller of two elements; nan if one of them is."),
    ("ops.Fmax(x1,x2) ops.fmax Tensor.fmax", jnp.fmax,
     "The larger of two elements; where one is nan, the other."),
    ("ops.Fmin(x1,x2) ops.fmin Tensor.fmin", jnp.fmin,
     "The smaller of two elements; where one is nan, the other."),
    ("ops.SquaredDifference(x,y)", lambda x, y: jnp.square(subtract(x, y)), "(x - y)², element by element."),
    ("ops.DivNoNan(x1,x2)", lambda x, y: _where_nonzero(x, y, lambda d: same_dtype_divide(x, d)),
     "x1 / x2, element by element, and 0 where x2 is 0."),
    ("ops.MulNoNan(x,y)", lambda x, y: jnp.where(y == 0, jnp.zeros_like(x), x * y),
     "x · y, element by element, and 0 where y is 0, whatever x is."),
]

for _faces, _function, _doc in _PLAIN:
    binary(_faces, _function, _doc)

_OF_REALS = [
    ("ops.Atan2 ops.atan2 ops.arctan2 mint.atan2 mint.arctan2 Tensor.atan2 Tensor.arctan2", jnp.arctan2,
     "The angle in radians of the point (other, input), between -π and π."),
    ("ops.Hypot(x1,x2) ops.hypot Tensor.hypot", lambda x, y: jnp.sqrt(x * x + y * y),
     "sqrt(input² + other²), element by element."),
    ("ops.copysign(x,other) Tensor.copysign", jnp.copysign, "The magnitude of x with the sign of other."),
    ("ops.logaddexp mint.logaddexp Tensor.logaddexp", jnp.logaddexp,
     "log(exp(input) + exp(other)), without overflow."),
    ("ops.logaddexp2 mint.logaddexp2 Tensor.logaddexp2", jnp.logaddexp2,
     "log2(2^input + 2^other), without overflow."),
    ("ops.ldexp(x,other) Tensor.ldexp", lambda x, y: x * jnp.exp2(y), "x · 2^other, element by element."),
    ("ops.Xlogy ops.xlogy mint.xlogy Tensor.xlogy", special.xlogy,
     "input · log(other), and 0 where input is 0."),
    ("ops.Xdivy(x,y) ops.xdivy(x,y) Tensor.xdivy(y)",
     lambda x, y: jnp.where(x == 0, jnp.zeros_like(x), x / jnp.where(x == 0, jnp.ones_like(y), y)),
     "x / y, and 0 where x is 0."),
    ("ops.NextAfter ops.nextafter Tensor.nextafter", jnp.nextafter,
     "The floating point number next to input in the direction of other."),
    ("ops.Heaviside(x,values) ops.heaviside(input,values) Tensor.heaviside(values)",
     lambda x, values: jnp.where(x == 0, values, (x > 0).astype(x.dtype)),
     "0 where input is negative, 1 where it is positive, values where it is 0."),
    ("ops.Igamma(a,x) ops.igamma Tensor.igamma", special.gammainc,
     "The regularised lower incomplete gamma function P(input, other)."),
    ("ops.Igammac(a,x) ops.igammac Tensor.igammac", special.gammaincc,
     "The regularised upper incomplete gamma function Q(input, other)."),
    ("ops.Zeta(x,q) ops.zeta", special.zeta, "The Hurwitz zeta function of input, with the offset other."),
]

for _faces, _function, _doc in _OF_REALS:
    binary_of_reals(_faces, _function, _doc)

_OF_INTEGERS = [
    ("ops.BitwiseAnd(x,y) ops.bitwise_and mint.bitwise_and Tensor.bitwise_and Tensor.__and__",
     jnp.bitwise_and,
     "The bits that both integers have; of truth values, their conjunction."),
    ("ops.BitwiseOr(x,y) ops.bitwise_or mint.bitwise_or Tensor.bitwise_or Tensor.__or__", jnp.bitwise_or,
     "The bits that one of two integers has; of truth values, their disjunction."),
    ("ops.BitwiseXor(x,y) ops.bitwise_xor mint.bitwise_xor Tensor.bitwise_xor Tensor.__xor__",
     jnp.bitwise_xor,
     "The bits that only one of two integers has."),
    ("ops.LeftShift(x1,x2) ops.bitwise_left_shift Tensor.bitwise_left_shift", jnp.left_shift,
     "input · 2^other of integers, by shifting bits."),
    ("ops.RightShift(input_x,input_y) ops.bitwise_right_shift Tensor.bitwise_right_shift", jnp.right_shift,
     "input / 2^other of integers, rounded down, by shifting bits."),
    ("ops.Gcd ops.gcd mint.gcd Tensor.gcd", _gcd,
     "The greatest common divisor of two integers, element by element."),
    ("ops.Lcm(x1,x2) ops.lcm Tensor.lcm", _lcm,
     "The least common multiple of two integers, element by element."),
]

for _faces, _function, _doc in _OF_INTEGERS:
    binary(_faces, _function, _doc, kinds="biu")


@operator("|Tensor.add(other, *, alpha=1)", "|mint.add(input, other, *, alpha=1)",
          "|Tensor.add_(other, *, alpha=1)")
def scaled_add(input: Array, other: Array, alpha: ArrayLike = 1) -> Array:
    """input + alpha · other, element by element."""
    x, y, alpha = promote(input, other, alpha)
    return x + alpha * y


@operator("|Tensor.sub(other, *, alpha=1)", "|mint.sub(input, other, *, alpha=1)",
          "|Tensor.sub_(other, *, alpha=1)",
          "ops.subtract(input, other, *, alpha=1)", "Tensor.subtract(other, *, alpha=1)", "|Tensor.sub(y)")
def scaled_subtract(input: Array, other: Array, alpha: ArrayLike = 1) -> Array:
    """input - alpha · other, element by element."""
    x, y, alpha = promote(input, other, alpha)
    return subtract(x, alpha * y)


@operator("|ops.div(input, other, *, rounding_mode=None)", "|ops.divide(input, other, *, rounding_mode=None)",
          "|mint.div(input, other, *, rounding_mode=None)",
          "|mint.divide(input, other, *, rounding_mode=None)",
          "|Tensor.div(other, *, rounding_mode=None)", "|Tensor.divide(other, *, rounding_mode=None)",
          "|Tensor.div_(other, *, rounding_mode=None)")
def rounded_divide(input: Array, other: Array, rounding_mode: str | None = None) -> Array:
    """input / other, element by element.

    With `rounding_mode` "floor" or "trunc" the quotient is rounded down or towards 0, and of integers an
    integer.

    Raises:
        ValueError: `rounding_mode` is something else.
    """
    x, y = promote(input, other)
    if rounding_mode is None:
        return divide(x, y)
    if rounding_mode not in ("floor", "trunc"):
        raise ValueError("For 'div', rounding_mode must be None, 'floor' or 'trunc', but got "
                         f"{rounding_mode!r}.")
    return floor_divide(x, y) if rounding_mode == "floor" else truncated_divide(x, y)


@operator("ops.float_power(input, exponent)", "mint.float_power(input, exponent)",
          "Tensor.float_power(other)")
def float_power(input: Array, exponent: Array) -> Array:
    """input to the power of exponent, element by element, in float64 (or complex128)."""
    complexes = any(kind(np.dtype(jnp.result_type(a))) == "c" for a in (input, exponent))
    dtype = np.complex128 if complexes else np.float64
    return jnp.power(jnp.asarray(input, dtype), jnp.asarray(exponent, dtype))


@operator("ops.Addcmul()(input, tensor1, tensor2, value)", "ops.addcmul(input, tensor1, tensor2, value=1)",
          "mint.addcmul(input, tensor1, tensor2, *, value=1)", "Tensor.addcmul(tensor1, tensor2, value=1)")
def addcmul(input: Array, tensor1: Array, tensor2: Array, value: ArrayLike = 1) -> Array:
    """input + value · tensor1 · tensor2, element by element."""
    x, a, b, value = promote(input, tensor1, tensor2, value)
    return x + value * a * b


@operator("ops.Addcdiv()(input, tensor1, tensor2, value)", "ops.addcdiv(input, tensor1, tensor2, value=1)",
          "mint.addcdiv(input, tensor1, tensor2, *, value=1)", "Tensor.addcdiv(tensor1, tensor2, *, value=1)")
def addcdiv(input: Array, tensor1: Array, tensor2: Array, value: ArrayLike = 1) -> Array:
    """input + value · tensor1 / tensor2, element by element."""
    x, a, b, value = promote(input, tensor1, tensor2, value)
    return x + value * a / b


@operator("ops.Lerp()(input, end, weight)", "ops.lerp(input, end, weight)", "mint.lerp(input, end, weight)",
          "ops.LerpScalar()(input, end, weight)", "Tensor.lerp(end, weight)")
def lerp(input: Array, end: Array, weight: Array) -> Array:
    """input + weight · (end - input), element by element."""
    x, y, w = promote(input, end, weight)
    return x + w * (y - x)


@operator("ops.AddN()(x)", "ops.addn(x)", "ops.AccumulateNV2()(x)", "ops.accumulate_n(x)")
def add_n(x: Arrays) -> Array:
    """The sum of several arrays of the same shape, element by element.

    Raises:
        ValueError: their shapes differ, or there is none.
    """
    if not x:
        raise ValueError("For 'AddN', the inputs must not be empty.")
    for a in x:
        tensor(a)
    if len({jnp.shape(a) for a in x}) > 1:
        raise ValueError("For 'AddN', the shapes of the inputs must be the same, but got "
                         f"{[jnp.shape(a) for a in x]}.")
    total, *more = promote(*x)
    for a in more:
        total = total + a
    return total


@operator("ops.Polar()(abs, angle)", "ops.polar(abs, angle)", "mint.polar(abs, angle)")
def polar(abs: Array, angle: Array) -> Array:
    """The complex numbers of these moduli and angles, given in radians."""
    return jax.lax.complex(abs * jnp.cos(angle), abs * jnp.sin(angle))


@operator("ops.Complex()(real, imag)")
def complex_(real: Array, imag: Array) -> Array:
    """The complex numbers of these real and imaginary parts."""
    return jax.lax.complex(*jnp.broadcast_arrays(*promote(real, imag)))


@operator("ops.Polygamma()(a, x)", "ops.polygamma(n, input)")
def polygamma(n: Array, input: Array) -> Array:
    """The n-th derivative of the digamma function at each element."""
    return special.polygamma(n, floating(input))


@operator("ops.Betainc()(a, b, x)")
def betainc(a: Array, b: Array, x: Array) -> Array:
    """The regularised incomplete beta function I_x(a, b), element by element."""
    return special.betainc(*promote(a, b, x))


@operator("ops.clamp(input, min=None, max=None)", "mint.clamp(input, min=None, max=None)",
          "ops.clip(input, min=None, max=None)", "mint.clip(input, min=None, max=None)",
          "Tensor.clamp(min=None, max=None)", "Tensor.clip(min=None, max=None)",
          "Tensor.clamp_(min=None, max=None)", "ops.clamp_(input, min=None, max=None)")
def clamp(input: Array, min: Array | None = None, max: Array | None = None) -> Array:
    """The elements, no smaller than `min` and no larger than `max` (numbers or arrays; None is no limit).

    The derivative is 1 where an element is on a limit.

    Raises:
        ValueError: both limits are None.

    Examples:
        >>> from mindshim import Tensor, ops
        >>> print(ops.clamp(Tensor([-1.0, 0.5, 7.0]), 0.0, 1.0))
        [0.  0.5 1. ]
    """
    if min is None and max is None:
        raise ValueError("For 'clamp', 'min' and 'max' must not both be None.")
    given = [a for a in (input, min, max) if a is not None]
    dtype = result_dtype(*given)
    x = jnp.asarray(input, dtype)
    # Selections rather than jnp.clip: its derivative on a limit is 1/2.
    if min is not None:
        x = jnp.where(x < jnp.asarray(min, dtype), jnp.asarray(min, dtype), x)
    if max is not None:
        x = jnp.where(x > jnp.asarray(max, dtype), jnp.asarray(max, dtype), x)
    return x


@operator("ops._clip_by_value(x, clip_value_min=None, clip_value_max=None)")
def clip_by_value(x: Array, clip_value_min: Array | None = None,
                  clip_value_max: Array | None = None) -> Array:
    """The elements, no smaller than `clip_value_min` and no larger than `clip_value_max`; None is no limit.

    The derivative is 1/2 where an element is on a limit, unlike that of `clamp`.
    """
    if clip_value_min is None and clip_value_max is None:
        raise ValueError("For 'clip_by_value', at least one of 'clip_value_min' and 'clip_value_max' is "
                         "needed.")
    for limit, pick in ((clip_value_min, jnp.maximum), (clip_value_max, jnp.minimum)):
        if limit is not None:
            # A limit of another integer dtype does not widen the input's.
            integers = kind(x.dtype) in "iu" and kind(np.dtype(jnp.result_type(limit))) in "iu"
            x = pick(x, jnp.asarray(limit, x.dtype)) if integers else pick(*promote(x, limit))
    return x


@operator("ops._clip_by_global_norm(x, clip_norm)")
def clip_by_global_norm(x: Arrays, clip_norm: Array) -> tuple[Array, ...]:
    """The arrays scaled together so that their norm, as of one vector, is no larger than `clip_norm`."""
    total = sum(jnp.sum(jnp.square(a.astype(jnp.promote_types(a.dtype, np.float32)))) for a in x)
    norm = jnp.sqrt(total)
    scale = clip_norm / jnp.maximum(norm, clip_norm)
    return tuple((a * scale.astype(a.dtype)) for a in x)
