"""Functions of one array, element by element."""

from __future__ import annotations

from collections.abc import Callable

import jax
import jax.numpy as jnp
import jax.scipy.special as special
import numpy as np

from mindshim.kernels.declare import Array, operator
from mindshim.kernels.examples import documented
from mindshim.kernels.promotion import floating, kind, tensor


def unary(faces: str, function: Callable[[Array], Array], doc: str) -> None:
    """Declare `function` under these names; each is called with one array, ``input``."""

    def kernel(input: Array) -> Array:
        return function(tensor(input))

    kernel.__doc__ = documented(doc, faces.split())
    operator(*faces.split())(kernel)


def of_reals(function: Callable[[Array], Array]) -> Callable[[Array], Array]:
    """The function with integers and truth values taken as float32."""
    return lambda x: function(floating(x))


def _narrowed(function: Callable[[Array], Array]) -> Callable[[Array], Array]:
    """For functions that JAX has in float32 and float64 only."""

    def narrowed(x: Array) -> Array:
        x = floating(x)
        if x.dtype.itemsize < 4:
            return function(x.astype(np.float32)).astype(x.dtype)
        return function(x)

    return narrowed


def _only_of(kinds: str, function: Callable[[Array], Array]) -> Callable[[Array], Array]:
    def checked(x: Array) -> Array:
        if kind(x.dtype) not in kinds:
            raise TypeError(f"the dtype {x.dtype} of the input is not supported.")
        return function(x)

    return checked


def _sinc(x: Array) -> Array:
    return jnp.sinc(x)


def _sign(x: Array) -> Array:
    return jnp.where(jnp.isnan(x), jnp.zeros((), x.dtype), jnp.sign(x))  # MindSpore's sign of nan is 0


def _abs(x: Array) -> Array:
    # jnp.abs has gradient 1 at 0, MindSpore 0.
    return (x * jnp.sign(x) if x.dtype.kind == "f" else jnp.abs(x)).astype(x.dtype)


def _frac(x: Array) -> Array:
    return x - _keeping(jnp.trunc)(x)


def _keeping(function: Callable[[Array], Array]) -> Callable[[Array], Array]:
    """A rounding, which leaves integers and truth values as they are."""

    def keeping(x: Array) -> Array:
        return function(x) if kind(x.dtype) in "fc" else x

    return keeping


_TRIGONOMETRIC = [
    ("ops.Sin ops.sin mint.sin Tensor.sin", jnp.sin, "The sine of each element, given in radians."),
    ("ops.Cos ops.cos mint.cos Tensor.cos", jnp.cos, "The cosine of each element, given in radians."),
    ("ops.Tan ops.tan mint.tan Tensor.tan", jnp.tan, "The tangent of each element, given in radians."),
    ("ops.Asin ops.asin mint.asin mint.arcsin(x) ops.arcsin(x) Tensor.asin Tensor.arcsin", jnp.arcsin,
     "The angle in radians, between -π/2 and π/2, whose sine each element is; nan outside [-1, 1]."),
    ("ops.ACos ops.acos ops.arccos mint.acos mint.arccos Tensor.acos Tensor.arccos", jnp.arccos,
     "The angle in radians, between 0 and π, whose cosine each element is; nan outside [-1, 1]."),
    ("ops.Atan ops.atan ops.arctan mint.atan mint.arctan Tensor.atan Tensor.arctan", jnp.arctan,
     "The angle in radians, between -π/2 and π/2, whose tangent each element is."),
    ("ops.Sinh ops.sinh mint.sinh Tensor.sinh", jnp.sinh, "The hyperbolic sine of each element."),
    ("ops.Cosh ops.cosh mint.cosh Tensor.cosh", jnp.cosh, "The hyperbolic cosine of each element."),
    ("ops.Asinh ops.asinh ops.arcsinh mint.asinh mint.arcsinh Tensor.asinh Tensor.arcsinh", jnp.arcsinh,
     "The inverse hyperbolic sine of each element."),
    ("ops.Acosh ops.acosh ops.arccosh mint.acosh mint.arccosh Tensor.acosh Tensor.arccosh", jnp.arccosh,
     "The inverse hyperbolic cosine of each element; nan below 1."),
    ("ops.Atanh ops.atanh ops.arctanh mint.atanh mint.arctanh Tensor.atanh Tensor.arctanh", jnp.arctanh,
     "The inverse hyperbolic tangent of each element; nan outside [-1, 1]."),
    ("ops.Sinc ops.sinc mint.sinc mint.special.sinc Tensor.sinc", _sinc,
     "sin(πx) / (πx) of each element; 1 at 0."),
    ("ops.deg2rad(x) Tensor.deg2rad", jnp.deg2rad, "Degrees as radians."),
    ("ops.rad2deg(x) Tensor.rad2deg", jnp.rad2deg, "Radians as degrees."),
]

_EXPONENTIAL = [
    ("ops.Exp ops.exp ops.tensor_exp mint.exp Tensor.exp Tensor.exp_", jnp.exp,
     "e to the power of each element."),
    ("ops.exp2 mint.exp2 mint.special.exp2", jnp.exp2, "2 to the power of each element."),
    ("ops.Expm1 ops.expm1 ops.tensor_expm1 mint.expm1 mint.special.expm1 Tensor.expm1", jnp.expm1,
     "exp(x) - 1 of each element, exact near 0."),
    ("ops.Log ops.log mint.log Tensor.log Tensor.log_", jnp.log, "The natural logarithm of each element."),
    ("ops.log2 mint.log2 Tensor.log2", jnp.log2, "The logarithm to base 2 of each element."),
    ("ops.log10 mint.log10 Tensor.log10", jnp.log10, "The logarithm to base 10 of each element."),
    ("ops.Log1p ops.log1p mint.log1p mint.special.log1p Tensor.log1p", jnp.log1p,
     "log(1 + x) of each element, exact near 0."),
    ("ops.Sqrt(x) ops.sqrt(x) mint.sqrt Tensor.sqrt", jnp.sqrt,
     "The square root of each element; nan below 0."),
    ("ops.Rsqrt ops.rsqrt mint.rsqrt Tensor.rsqrt", jax.lax.rsqrt, "1 / sqrt(x) of each element."),
    ("ops.Reciprocal ops.reciprocal mint.reciprocal Tensor.reciprocal", jnp.reciprocal,
     "1 / x of each element."),
    ("ops.Tanh ops.tanh mint.tanh Tensor.tanh Tensor.tanh_ ops.tanh_ mint.nn.functional.tanh", jnp.tanh,
     "The hyperbolic tangent of each element."),
    ("ops.Sigmoid ops.sigmoid mint.sigmoid mint.nn.functional.sigmoid Tensor.sigmoid Tensor.sigmoid_",
     jax.nn.sigmoid,
     "1 / (1 + exp(-x)) of each element."),
]

_SPECIAL = [
    ("ops.Erf ops.erf mint.erf Tensor.erf", jax.lax.erf, "The Gauss error function of each element."),
    ("ops.Erfc ops.erfc mint.erfc mint.special.erfc Tensor.erfc", jax.lax.erfc,
     "1 - erf(x) of each element, exact where erf is near 1."),
    ("ops.Erfinv ops.erfinv mint.erfinv Tensor.erfinv Tensor.erfinv_ ops.erfinv_", _narrowed(jax.lax.erf_inv),
     "The inverse error function of each element; infinite at -1 and 1."),
    ("ops.Lgamma ops.lgamma Tensor.lgamma", _narrowed(special.gammaln),
     "The logarithm of the absolute value of the gamma function of each element."),
    ("ops.Digamma ops.digamma Tensor.digamma", _narrowed(special.digamma),
     "The derivative of the logarithm of the gamma function at each element."),
    ("ops.BesselI0(x) ops.bessel_i0(x) ops.i0 Tensor.i0", _narrowed(special.i0),
     "The modified Bessel function of the first kind of order 0 of each element."),
    ("ops.BesselI0e(x) ops.bessel_i0e(x)", _narrowed(special.i0e), "exp(-|x|) · I0(x) of each element."),
    ("ops.BesselI1(x) ops.bessel_i1(x)", _narrowed(special.i1),
     "The modified Bessel function of the first kind of order 1 of each element."),
    ("ops.BesselI1e(x) ops.bessel_i1e(x)", _narrowed(special.i1e), "exp(-|x|) · I1(x) of each element."),
]

for _faces, _function, _doc in (*_TRIGONOMETRIC, *_EXPONENTIAL, *_SPECIAL):
    unary(_faces, of_reals(_function), _doc)

_ROUNDING = [
    ("ops.Floor ops.floor mint.floor Tensor.floor Tensor.floor_", jnp.floor,
     "The largest integer that is not above each element, in the input's dtype."),
    ("ops.Ceil ops.ceil mint.ceil Tensor.ceil", jnp.ceil,
     "The smallest integer that is not below each element, in the input's dtype."),
    ("ops.Trunc ops.trunc mint.trunc mint.fix Tensor.trunc", jnp.trunc, "Each element without its fraction."),
    ("ops.Rint(input_x)", jnp.rint,
     "The integer nearest to each element, the even one of two that are equally near."),
]

for _faces, _function, _doc in _ROUNDING:
    unary(_faces, _keeping(_function), _doc)

_OTHER = [
    ("ops.Abs ops.abs ops.absolute mint.abs Tensor.abs Tensor.absolute Tensor.__abs__", _abs,
     "The absolute value of each element; of a complex number its modulus, as a complex number."),
    ("ops.Neg ops.neg ops.negative mint.neg mint.negative Tensor.neg Tensor.negative Tensor.__neg__",
     _only_of("iufc", lambda x: -x), "Each element with its sign turned."),
    ("ops.positive Tensor.positive Tensor.__pos__", lambda x: x, "The input itself."),
    ("ops.Square ops.square mint.square Tensor.square", lambda x: jnp.square(x),
     "The square of each element."),
    ("ops.Sign ops.sign mint.sign Tensor.sign Tensor.sign_", _sign,
     "-1, 0 or 1, as each element is negative, zero or positive."),
    ("ops.sgn Tensor.sgn", _sign, "The sign of each element; of a complex number the direction, x / |x|."),
    ("ops.signbit Tensor.signbit", lambda x: jnp.signbit(floating(x)),
     "Whether each element has its sign bit set."),
    ("ops.frac(x) mint.frac Tensor.frac", _frac, "The fraction of each element: x - trunc(x)."),
    ("ops.Inv(x) ops.inv(x) Tensor.inv",
     lambda x: jnp.where(x == 0, 0, 1 // x) if kind(x.dtype) in "iu" else 1 / x,
     "1 / x of each element, in the input's dtype."),
    ("ops.Invert(x) ops.invert(x) Tensor.invert mint.bitwise_not Tensor.bitwise_not",
     _only_of("iub", jnp.bitwise_not), "All bits of each integer turned; of a truth value its negation."),
    ("ops.PopulationCount(input_x) ops.population_count(input_x)",
     _only_of("iu", lambda x: jax.lax.population_count(x).astype(np.uint8)),
     "The number of one bits of each integer."),
    ("ops.LogicalNot ops.logical_not mint.logical_not Tensor.logical_not Tensor.__invert__",
     lambda x: jnp.logical_not(x), "Whether each element is zero (or False)."),
    ("ops.IsNan(x) ops.isnan mint.isnan(tensor) Tensor.isnan", lambda x: jnp.isnan(x),
     "Whether each element is nan."),
    ("ops.IsInf ops.isinf mint.isinf Tensor.isinf", lambda x: jnp.isinf(x),
     "Whether each element is infinite."),
    ("ops.IsFinite ops.isfinite mint.isfinite Tensor.isfinite", lambda x: jnp.isfinite(x),
     "Whether each element is neither infinite nor nan."),
    ("ops.isneginf mint.isneginf Tensor.isneginf", lambda x: jnp.isneginf(x),
     "Whether each element is -inf."),
    ("ops.isposinf Tensor.isposinf", lambda x: jnp.isposinf(x), "Whether each element is inf."),
    ("ops.isreal Tensor.isreal", lambda x: jnp.isreal(x), "Whether each element has no imaginary part."),
    ("ops.Conj ops.conj Tensor.conj", lambda x: jnp.conj(x), "The complex conjugate of each element."),
    ("ops.Real ops.real mint.real Tensor.real", lambda x: jnp.real(x), "The real part of each element."),
    ("ops.Imag(x) ops.imag mint.imag Tensor.imag", lambda x: jnp.imag(x),
     "The imaginary part of each element."),
    ("ops.Angle ops.angle Tensor.angle", lambda x: jnp.angle(floating(x)),
     "The angle of each complex number in radians, between -π and π."),
    ("ops.ComplexAbs(x)", lambda x: jnp.abs(x), "The modulus of each complex number."),
]

for _faces, _function, _doc in _OTHER:
    unary(_faces, _function, _doc)


@operator("ops.Round()(input, decimals=0)", "ops.round(input, *, decimals=0)",
          "mint.round(input, *, decimals=0)",
          "mint.special.round(input)", "Tensor.round(decimals=0)")
def round_(input: Array, decimals: int = 0) -> Array:
    """Each element rounded to this many decimals, halves to the even neighbour."""
    return jnp.round(input, decimals) if kind(jnp.asarray(input).dtype) in "fc" or decimals < 0 else input


@operator("ops.Logit(eps=-1.0)(input)", "ops.logit(input, eps=None)", "Tensor.logit(eps=None)")
def logit(input: Array, eps: float | None = None) -> Array:
    """log(x / (1 - x)) of each element, clipped to [eps, 1 - eps] first unless `eps` is None or negative."""
    x = floating(input)
    if eps is not None and eps >= 0:
        x = jnp.clip(x, eps, 1 - eps)
    return jnp.log(x / (1 - x))


@operator("ops.Mvlgamma(p)(x)", "ops.mvlgamma(input, p)", "Tensor.mvlgamma(p)")
def mvlgamma(input: Array, p: int = 1) -> Array:
    """The logarithm of the multivariate gamma function of dimension `p`, of each element."""
    x = floating(input)
    steps = jnp.arange(p, dtype=x.dtype) / 2
    return special.gammaln(x[..., None] - steps).sum(-1) + np.asarray(p * (p - 1) / 4 * np.log(np.pi),
                                                                      x.dtype)


@operator("ops.NanToNum(nan=None, posinf=None, neginf=None)(input)",
          "ops.nan_to_num(input, nan=None, posinf=None, neginf=None)",
          "mint.nan_to_num(input, nan=None, posinf=None, neginf=None)",
          "Tensor.nan_to_num(nan=None, posinf=None, neginf=None)")
def nan_to_num(input: Array, nan: float | None = None, posinf: float | None = None,
               neginf: float | None = None) -> Array:
    """The input with nan, inf and -inf replaced; by default with 0 and the dtype's limits."""
    return jnp.nan_to_num(input, nan=0.0 if nan is None else nan, posinf=posinf, neginf=neginf)


def _bessel_j(order: int, x: Array) -> Array:
    # Hankel's integral over half a period by the trapezoid rule, which converges exponentially for periodic
    # functions.
    nodes = jnp.linspace(0, np.pi, 257, dtype=x.dtype)
    values = jnp.cos(order * nodes - x[..., None] * jnp.sin(nodes))
    return (values.sum(-1) - (values[..., 0] + values[..., -1]) / 2) / 256


def _bessel_k(order: int, x: Array, scaled: bool) -> Array:
    # K_n(x) = ∫ exp(-x cosh t) cosh(nt) dt over t > 0: the integrand falls doubly exponentially.
    t = jnp.linspace(0, 24, 1537, dtype=x.dtype)
    shift = jnp.cosh(t) - 1 if scaled else jnp.cosh(t)
    values = jnp.exp(-x[..., None] * shift + order * t) * (1 + jnp.exp(-2 * order * t)) / 2
    return (values.sum(-1) - values[..., 0] / 2) * (24 / 1536)


def _bessel_y(order: int, x: Array) -> Array:
    nodes = jnp.linspace(0, np.pi, 1025, dtype=x.dtype)
    values = jnp.sin(x[..., None] * jnp.sin(nodes) - order * nodes)
    weights = np.ones(1025)
    weights[1:-1:2], weights[2:-1:2] = 4, 2
    periodic = (values * weights).sum(-1) / (3 * 1024)
    t = jnp.linspace(0, 24, 6145, dtype=x.dtype)
    falling = (jnp.exp(order * t) + (-1) ** order * jnp.exp(-order * t)) * jnp.exp(-x[...,
                                                                                      None] * jnp.sinh(t))
    weights = np.ones(6145)
    weights[1:-1:2], weights[2:-1:2] = 4, 2
    return periodic - (falling * weights).sum(-1) * (24 / 6144) / (3 * np.pi)


def _in_double(function: Callable[[Array], Array]) -> Callable[[Array], Array]:
    def precise(x: Array) -> Array:
        x = floating(x)
        return function(x.astype(np.float64)).astype(x.dtype)

    return precise


_BESSEL = [
    ("ops.BesselJ0(x) ops.bessel_j0(x)", lambda x: _bessel_j(0, x),
     "The Bessel function of the first kind of order 0."),
    ("ops.BesselJ1(x) ops.bessel_j1(x)", lambda x: _bessel_j(1, x),
     "The Bessel function of the first kind of order 1."),
    ("ops.BesselY0(x) ops.bessel_y0(x)", lambda x: _bessel_y(0, x),
     "The Bessel function of the second kind of order 0."),
    ("ops.BesselY1(x) ops.bessel_y1(x)", lambda x: _bessel_y(1, x),
     "The Bessel function of the second kind of order 1."),
    ("ops.BesselK0(x) ops.bessel_k0(x)", lambda x: _bessel_k(0, x, False),
     "The modified Bessel function of the second kind of order 0."),
    ("ops.BesselK1(x) ops.bessel_k1(x)", lambda x: _bessel_k(1, x, False),
     "The modified Bessel function of the second kind of order 1."),
    ("ops.BesselK0e(x) ops.bessel_k0e(x)", lambda x: _bessel_k(0, x, True),
     "exp(x) · K0(x) of each element."),
    ("ops.BesselK1e(x) ops.bessel_k1e(x)", lambda x: _bessel_k(1, x, True),
     "exp(x) · K1(x) of each element."),
]

for _faces, _function, _doc in _BESSEL:
    unary(_faces, _in_double(_function), _doc)
