# ruff: noqa
# Values, dtypes and gradients of the most used operators on small inputs.

# case: ops.abs
both(ops.abs, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.neg
both(ops.neg, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.exp
both(ops.exp, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.log
both(ops.log, Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: ops.sqrt
both(ops.sqrt, Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: ops.rsqrt
both(ops.rsqrt, Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: ops.square
both(ops.square, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.sin
both(ops.sin, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.cos
both(ops.cos, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.tan
both(ops.tan, Tensor([[0.5, -0.2, 0.9], [0.1, -0.6, 0.3]]))

# case: ops.asin
both(ops.asin, Tensor([[0.5, -0.2, 0.9], [0.1, -0.6, 0.3]]))

# case: ops.acos
both(ops.acos, Tensor([[0.5, -0.2, 0.9], [0.1, -0.6, 0.3]]))

# case: ops.atan
both(ops.atan, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.sinh
both(ops.sinh, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.cosh
both(ops.cosh, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.tanh
both(ops.tanh, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.asinh
both(ops.asinh, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.atanh
both(ops.atanh, Tensor([[0.5, -0.2, 0.9], [0.1, -0.6, 0.3]]))

# case: ops.acosh
both(ops.acosh, Tensor([[1.5, 2.0]]))

# case: ops.sigmoid
both(ops.sigmoid, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.relu
both(ops.relu, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.relu6
both(ops.relu6, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.gelu
both(ops.gelu, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.silu
both(ops.silu, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.mish
both(ops.mish, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.elu
both(ops.elu, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.celu
both(ops.celu, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.hardswish
both(ops.hardswish, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.hardsigmoid
both(ops.hardsigmoid, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.hardtanh
both(ops.hardtanh, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.leaky_relu
both(ops.leaky_relu, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.softplus
both(ops.softplus, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.softsign
both(ops.softsign, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.logsigmoid
both(ops.logsigmoid, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.tanhshrink
both(ops.tanhshrink, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.softshrink
both(ops.softshrink, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.hardshrink
both(ops.hardshrink, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.floor
both(ops.floor, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.ceil
both(ops.ceil, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.round
both(ops.round, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.trunc
both(ops.trunc, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.frac
both(ops.frac, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.sign
both(ops.sign, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.reciprocal
both(ops.reciprocal, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.erf
both(ops.erf, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.erfc
both(ops.erfc, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.erfinv
both(ops.erfinv, Tensor([[0.5, -0.2, 0.9], [0.1, -0.6, 0.3]]))

# case: ops.expm1
both(ops.expm1, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.log1p
both(ops.log1p, Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: ops.log2
both(ops.log2, Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: ops.log10
both(ops.log10, Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: ops.exp2
both(ops.exp2, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.lgamma
both(ops.lgamma, Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: ops.digamma
both(ops.digamma, Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: ops.sinc
both(ops.sinc, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.isnan
both(ops.isnan, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.isinf
both(ops.isinf, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.isfinite
both(ops.isfinite, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.positive
both(ops.positive, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.deg2rad
both(ops.deg2rad, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.rad2deg
both(ops.rad2deg, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.i0
both(ops.i0, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.zeros_like
both(ops.zeros_like, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.ones_like
both(ops.ones_like, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.logical_not
both(ops.logical_not, Tensor([True, False]))

# case: ops.identity
both(ops.identity, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Abs primitive
both(ops.Abs(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Neg primitive
both(ops.Neg(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Exp primitive
both(ops.Exp(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Log primitive
both(ops.Log(), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: ops.Sqrt primitive
both(ops.Sqrt(), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: ops.Rsqrt primitive
both(ops.Rsqrt(), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: ops.Square primitive
both(ops.Square(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Sin primitive
both(ops.Sin(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Cos primitive
both(ops.Cos(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Tanh primitive
both(ops.Tanh(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Sigmoid primitive
both(ops.Sigmoid(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.ReLU primitive
both(ops.ReLU(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.ReLU6 primitive
both(ops.ReLU6(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.GeLU primitive
both(ops.GeLU(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Elu primitive
both(ops.Elu(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.HSwish primitive
both(ops.HSwish(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.HSigmoid primitive
both(ops.HSigmoid(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Softplus primitive
both(ops.Softplus(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Floor primitive
both(ops.Floor(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Round primitive
both(ops.Round(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Ceil primitive
both(ops.Ceil(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Sign primitive
both(ops.Sign(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Reciprocal primitive
both(ops.Reciprocal(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Erf primitive
both(ops.Erf(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Expm1 primitive
both(ops.Expm1(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Log1p primitive
both(ops.Log1p(), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: ops.LogicalNot primitive
both(ops.LogicalNot(), Tensor([True, False]))

# case: ops.OnesLike primitive
both(ops.OnesLike(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.ZerosLike primitive
both(ops.ZerosLike(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Identity primitive
both(ops.Identity(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Mish primitive
both(ops.Mish(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Softsign primitive
both(ops.Softsign(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.ACos primitive
both(ops.ACos(), Tensor([[0.5, -0.2, 0.9], [0.1, -0.6, 0.3]]))

# case: ops.Asin primitive
both(ops.Asin(), Tensor([[0.5, -0.2, 0.9], [0.1, -0.6, 0.3]]))

# case: ops.Atan primitive
both(ops.Atan(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Inv primitive
both(ops.Inv(), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: ops.IsNan primitive
both(ops.IsNan(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.IsFinite primitive
both(ops.IsFinite(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Flatten primitive
both(ops.Flatten(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Size primitive
tried(lambda: ops.Size()(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]])))

# case: ops.Shape primitive
tried(lambda: ops.Shape()(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]])))

# case: ops.Rank primitive
tried(lambda: ops.Rank()(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]])))

# case: ops.DType primitive
print(ops.DType()(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]])))

# case: ops.add
both(ops.add, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(ops.add, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0]))

# case: ops.sub
both(ops.sub, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(ops.sub, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0]))

# case: ops.mul
both(ops.mul, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(ops.mul, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0]))

# case: ops.div
both(ops.div, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(ops.div, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0]))

# case: ops.true_divide
both(
    ops.true_divide,
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]),
)
both(ops.true_divide, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0]))

# case: ops.floor_div
both(ops.floor_div, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(ops.floor_div, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0]))

# case: ops.floor_mod
both(ops.floor_mod, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(ops.floor_mod, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0]))

# case: ops.maximum
both(ops.maximum, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(ops.maximum, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0]))

# case: ops.minimum
both(ops.minimum, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(ops.minimum, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0]))

# case: ops.atan2
both(ops.atan2, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(ops.atan2, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0]))

# case: ops.fmod
both(ops.fmod, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(ops.fmod, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0]))

# case: ops.hypot
both(ops.hypot, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(ops.hypot, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0]))

# case: ops.xdivy
both(ops.xdivy, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(ops.xdivy, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0]))

# case: ops.heaviside
both(ops.heaviside, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(ops.heaviside, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0]))

# case: ops.copysign
both(ops.copysign, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(ops.copysign, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0]))

# case: ops.fmax
both(ops.fmax, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(ops.fmax, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0]))

# case: ops.fmin
both(ops.fmin, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(ops.fmin, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0]))

# case: ops.ldexp
both(ops.ldexp, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(ops.ldexp, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0]))

# case: ops.logaddexp
both(ops.logaddexp, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(ops.logaddexp, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0]))

# case: ops.remainder
both(ops.remainder, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(ops.remainder, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0]))

# case: ops.pow
both(ops.pow, Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(lambda x: ops.pow(x, 2), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.pow(2.0, x), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.pow(x, 0.5), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: ops.xlogy
both(ops.xlogy, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: ops.Add primitive
both(ops.Add(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))

# case: ops.Sub primitive
both(ops.Sub(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))

# case: ops.Mul primitive
both(ops.Mul(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))

# case: ops.Div primitive
both(ops.Div(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))

# case: ops.RealDiv primitive
both(ops.RealDiv(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))

# case: ops.FloorDiv primitive
both(
    ops.FloorDiv(),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]),
)

# case: ops.FloorMod primitive
both(
    ops.FloorMod(),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]),
)

# case: ops.Maximum primitive
both(ops.Maximum(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))

# case: ops.Minimum primitive
both(ops.Minimum(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))

# case: ops.Atan2 primitive
both(ops.Atan2(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))

# case: ops.SquaredDifference primitive
both(
    ops.SquaredDifference(),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]),
)

# case: ops.DivNoNan primitive
both(
    ops.DivNoNan(),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]),
)

# case: ops.TruncateDiv primitive
both(
    ops.TruncateDiv(),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]),
)

# case: ops.TruncateMod primitive
both(
    ops.TruncateMod(),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]),
)

# case: ops.Pow primitive
both(ops.Pow(), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))

# case: ops.selu values
show(
    ops.selu(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]])),
    ops.SeLU()(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]])),
)

# case: ops.equal
tried(
    lambda: ops.equal(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0])),
    lambda: ops.equal(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), 0.5),
)

# case: ops.not_equal
tried(
    lambda: ops.not_equal(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0])),
    lambda: ops.not_equal(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), 0.5),
)

# case: ops.greater
tried(
    lambda: ops.greater(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0])),
    lambda: ops.greater(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), 0.5),
)

# case: ops.greater_equal
tried(
    lambda: ops.greater_equal(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0])),
    lambda: ops.greater_equal(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), 0.5),
)

# case: ops.less
tried(
    lambda: ops.less(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0])),
    lambda: ops.less(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), 0.5),
)

# case: ops.less_equal
tried(
    lambda: ops.less_equal(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0])),
    lambda: ops.less_equal(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), 0.5),
)

# case: ops.eq
tried(
    lambda: ops.eq(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0])),
    lambda: ops.eq(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), 0.5),
)

# case: ops.ne
tried(
    lambda: ops.ne(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0])),
    lambda: ops.ne(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), 0.5),
)

# case: ops.gt
tried(
    lambda: ops.gt(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0])),
    lambda: ops.gt(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), 0.5),
)

# case: ops.ge
tried(
    lambda: ops.ge(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0])),
    lambda: ops.ge(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), 0.5),
)

# case: ops.lt
tried(
    lambda: ops.lt(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0])),
    lambda: ops.lt(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), 0.5),
)

# case: ops.le
tried(
    lambda: ops.le(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0])),
    lambda: ops.le(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), 0.5),
)

# case: ops.Equal primitive
tried(lambda: ops.Equal()(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0])))

# case: ops.NotEqual primitive
tried(lambda: ops.NotEqual()(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0])))

# case: ops.Greater primitive
tried(lambda: ops.Greater()(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0])))

# case: ops.GreaterEqual primitive
tried(lambda: ops.GreaterEqual()(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0])))

# case: ops.Less primitive
tried(lambda: ops.Less()(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0])))

# case: ops.LessEqual primitive
tried(lambda: ops.LessEqual()(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([1.0, -2.0, 3.0])))

# case: ops.logical_and
a, b = Tensor([True, False, True]), Tensor([True, True, False])
tried(lambda: ops.logical_and(a, b), lambda: ops.logical_and(a, Tensor([0, 1, 2])))

# case: ops.logical_or
a, b = Tensor([True, False, True]), Tensor([True, True, False])
tried(lambda: ops.logical_or(a, b), lambda: ops.logical_or(a, Tensor([0, 1, 2])))

# case: ops.logical_xor
a, b = Tensor([True, False, True]), Tensor([True, True, False])
tried(lambda: ops.logical_xor(a, b), lambda: ops.logical_xor(a, Tensor([0, 1, 2])))

# case: ops.LogicalAnd
a, b = Tensor([True, False, True]), Tensor([True, True, False])
tried(lambda: ops.LogicalAnd()(a, b), lambda: ops.LogicalAnd()(a, Tensor([0, 1, 2])))

# case: ops.LogicalOr
a, b = Tensor([True, False, True]), Tensor([True, True, False])
tried(lambda: ops.LogicalOr()(a, b), lambda: ops.LogicalOr()(a, Tensor([0, 1, 2])))

# case: ops.bitwise_and
tried(lambda: ops.bitwise_and(Tensor([6, 3]), Tensor([3, 1])))

# case: ops.bitwise_or
tried(lambda: ops.bitwise_or(Tensor([6, 3]), Tensor([3, 1])))

# case: ops.bitwise_xor
tried(lambda: ops.bitwise_xor(Tensor([6, 3]), Tensor([3, 1])))

# case: ops.sum
both(ops.sum, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.sum(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.sum(x, 0, keepdim=True), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.mean
both(ops.mean, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.mean(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.mean(x, 0, keep_dims=True), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.prod
both(ops.prod, Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))
both(lambda x: ops.prod(x, 1), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))
both(lambda x: ops.prod(x, 0, keep_dims=True), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: ops.amax
both(ops.amax, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.amax(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.amax(x, 0, keepdims=True), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.amin
both(ops.amin, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.amin(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.amin(x, 0, keepdims=True), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.std
both(ops.std, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.std(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.std(x, 0, keepdims=True), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.var
both(ops.var, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.var(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.var(x, 0, keepdims=True), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.logsumexp
both(lambda x: ops.logsumexp(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.logsumexp(x, 0, keepdim=True), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.nansum
both(ops.nansum, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.nansum(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.nansum(x, 0, keepdims=True), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.all
both(ops.all, Tensor([[True, False], [True, True]]))
both(lambda x: ops.all(x, 1), Tensor([[True, False], [True, True]]))
both(lambda x: ops.all(x, 0, keep_dims=True), Tensor([[True, False], [True, True]]))

# case: ops.any
both(ops.any, Tensor([[True, False], [False, False]]))
both(lambda x: ops.any(x, 1), Tensor([[True, False], [False, False]]))
both(lambda x: ops.any(x, 0, keep_dims=True), Tensor([[True, False], [False, False]]))

# case: ops.norm
both(ops.norm, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.norm(x, dim=1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.norm(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.norm(x, float("inf")), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.norm(x, dim=1, keepdim=True), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.median
both(ops.median, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.median(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.count_nonzero
both(ops.count_nonzero, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.count_nonzero(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.count_nonzero(x, 0, keep_dims=True), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.argmax
both(ops.argmax, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
tried(
    lambda: ops.argmax(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), 1),
    lambda: ops.argmax(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), 0, True),
    lambda: ops.argmax(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), -1),
)

# case: ops.argmin
both(ops.argmin, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
tried(
    lambda: ops.argmin(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), 1),
    lambda: ops.argmin(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), 0, True),
    lambda: ops.argmin(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), -1),
)

# case: ops.max
both(ops.max, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.max(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.max(x, 0, keepdims=True), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.min
both(ops.min, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.min(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.min(x, 0, keepdims=True), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.aminmax
both(ops.aminmax, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.aminmax(x, axis=1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.ReduceSum primitive
both(ops.ReduceSum(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.ReduceSum()(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.ReduceSum(keep_dims=True)(x, (0,)), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.ReduceSum()(x, (0, 1)), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.ReduceMean primitive
both(ops.ReduceMean(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.ReduceMean()(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.ReduceMean(keep_dims=True)(x, (0,)), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.ReduceMean()(x, (0, 1)), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.ReduceProd primitive
show(ops.ReduceProd()(Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]])))
both(lambda x: ops.ReduceProd()(x, 1), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))
both(lambda x: ops.ReduceProd(keep_dims=True)(x, (0,)), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))
both(lambda x: ops.ReduceProd()(x, (0, 1)), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: ops.ReduceMax primitive
both(ops.ReduceMax(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.ReduceMax()(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.ReduceMax(keep_dims=True)(x, (0,)), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.ReduceMax()(x, (0, 1)), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.ReduceMin primitive
both(ops.ReduceMin(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.ReduceMin()(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.ReduceMin(keep_dims=True)(x, (0,)), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.ReduceMin()(x, (0, 1)), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.ReduceAll primitive
both(ops.ReduceAll(), Tensor([[True, False], [True, True]]))
both(lambda x: ops.ReduceAll()(x, 1), Tensor([[True, False], [True, True]]))
both(lambda x: ops.ReduceAll(keep_dims=True)(x, (0,)), Tensor([[True, False], [True, True]]))
both(lambda x: ops.ReduceAll()(x, (0, 1)), Tensor([[True, False], [True, True]]))

# case: ops.ReduceAny primitive
both(ops.ReduceAny(), Tensor([[True, False], [False, False]]))
both(lambda x: ops.ReduceAny()(x, 1), Tensor([[True, False], [False, False]]))
both(lambda x: ops.ReduceAny(keep_dims=True)(x, (0,)), Tensor([[True, False], [False, False]]))
both(lambda x: ops.ReduceAny()(x, (0, 1)), Tensor([[True, False], [False, False]]))

# case: ops.reduce functions
tried(
    lambda: ops.reduce_sum(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), 1),
    lambda: ops.reduce_mean(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]])) if hasattr(ops, "reduce_mean") else None,
    lambda: ops.reduce_max(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), 0) if hasattr(ops, "reduce_max") else None,
)

# case: ops.ArgMaxWithValue primitive
tried(
    lambda: ops.ArgMaxWithValue()(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]])),
    lambda: ops.ArgMaxWithValue(axis=1, keep_dims=True)(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]])),
    lambda: ops.ArgMinWithValue(axis=1)(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]])),
)
both(lambda x: ops.ArgMaxWithValue(axis=1)(x)[1], Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.Argmax primitive
tried(
    lambda: ops.Argmax()(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]])),
    lambda: ops.Argmax(axis=0)(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]])),
    lambda: ops.Argmax(output_type=mstype.int64)(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]])),
    lambda: ops.Argmin(axis=0)(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]])),
)

# case: ops.cumsum
both(lambda x: ops.cumsum(x, 1), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))
both(lambda x: ops.cumsum(x, 0), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: ops.cumprod
both(lambda x: ops.cumprod(x, 1), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))
both(lambda x: ops.cumprod(x, 0), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: ops.cummax and cummin
both(lambda x: ops.cummax(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.cummin(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.CumSum primitive
both(lambda x: ops.CumSum()(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.CumSum(exclusive=True, reverse=True)(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
tried(lambda: ops.CumProd()(Tensor([1., 2., 3.]), 0))

# case: ops.matmul
both(ops.matmul, Tensor([[1., 2.], [3., 4.]]), Tensor([[0.5, -1.], [2., 1.]]))
both(ops.matmul, arr(2, 2, 3), arr(2, 3, 2))
both(ops.matmul, arr(3), arr(3))
both(ops.matmul, arr(2, 2, 3), arr(3, 2))
both(ops.matmul, Tensor([[1., 2.], [3., 4.]]), arr(2))

# case: ops.MatMul primitive
both(ops.MatMul(), Tensor([[1., 2.], [3., 4.]]), Tensor([[0.5, -1.], [2., 1.]]))
both(ops.MatMul(transpose_a=True), Tensor([[1., 2.], [3., 4.]]), Tensor([[0.5, -1.], [2., 1.]]))
both(ops.MatMul(transpose_b=True), Tensor([[1., 2.], [3., 4.]]), Tensor([[0.5, -1.], [2., 1.]]))

# case: ops.BatchMatMul primitive
both(ops.BatchMatMul(), arr(2, 2, 3), arr(2, 3, 2))
both(ops.BatchMatMul(transpose_b=True), arr(2, 2, 3), arr(2, 2, 3))

# case: ops.bmm and mm
both(ops.bmm, arr(2, 2, 3), arr(2, 3, 2))
both(ops.mm, Tensor([[1., 2.], [3., 4.]]), Tensor([[0.5, -1.], [2., 1.]]))
both(ops.mv, Tensor([[1., 2.], [3., 4.]]), arr(2))

# case: ops.addmm and friends
both(ops.addmm, Tensor([[1., 2.], [3., 4.]]), Tensor([[1., 2.], [3., 4.]]), Tensor([[0.5, -1.], [2., 1.]]))
both(
    lambda a, b, c: ops.addmm(a, b, c, beta=2.0, alpha=3.0),
    Tensor([[1., 2.], [3., 4.]]),
    Tensor([[1., 2.], [3., 4.]]),
    Tensor([[0.5, -1.], [2., 1.]]),
)
both(ops.addmv, arr(2), Tensor([[1., 2.], [3., 4.]]), arr(2))
both(ops.baddbmm, arr(2, 2, 2), arr(2, 2, 3), arr(2, 3, 2))
both(ops.addbmm, Tensor([[1., 2.], [3., 4.]]), arr(2, 2, 3), arr(2, 3, 2))

# case: ops.dot and tensor_dot
both(ops.dot, Tensor([[1., 2.], [3., 4.]]), Tensor([[0.5, -1.], [2., 1.]]))
both(lambda a, b: ops.tensor_dot(a, b, 1), Tensor([[1., 2.], [3., 4.]]), Tensor([[0.5, -1.], [2., 1.]]))
both(
    lambda a, b: ops.tensor_dot(a, b, ((0,), (1,))),
    Tensor([[1., 2.], [3., 4.]]),
    Tensor([[0.5, -1.], [2., 1.]]),
)
both(ops.inner, arr(3), arr(3))
both(ops.outer, arr(2), arr(3))
both(ops.ger, arr(2), arr(3))

# case: ops.einsum
both(lambda a, b: ops.einsum("ij,jk->ik", a, b), Tensor([[1., 2.], [3., 4.]]), Tensor([[0.5, -1.], [2., 1.]]))
both(lambda a: ops.einsum("ii", a), Tensor([[1., 2.], [3., 4.]]))
both(lambda a: ops.einsum("ij->ji", a), Tensor([[1., 2.], [3., 4.]]))
both(lambda a, b: ops.einsum("bij,bjk->bik", a, b), arr(2, 2, 3), arr(2, 3, 2))

# case: ops.inverse and det
both(ops.inverse, Tensor([[1., 2.], [3., 4.]]))
both(ops.det, Tensor([[1., 2.], [3., 4.]]))
both(ops.slogdet, Tensor([[1., 2.], [3., 4.]]))
both(ops.cholesky, Tensor([[4., 2.], [2., 3.]]))

# case: ops.trace triu tril diag
both(ops.trace, Tensor([[1., 2.], [3., 4.]]))
both(ops.triu, Tensor([[1., 2.], [3., 4.]]))
both(ops.tril, Tensor([[1., 2.], [3., 4.]]))
both(lambda x: ops.tril(x, 1), arr(3, 3))
both(ops.diag, arr(2))
both(ops.diagonal, arr(2, 3))
both(ops.cross, Tensor([1., 2., 3.]), Tensor([3., 1., 2.]))
both(ops.kron, Tensor([[1., 2.], [3., 4.]]), Tensor([[0.5, -1.], [2., 1.]]))

# case: ops.reshape
both(lambda x: ops.reshape(x, (3, 2)), arr(2, 3))
both(lambda x: ops.reshape(x, (-1,)), arr(2, 3))
both(lambda x: ops.Reshape()(x, (3, 2)), arr(2, 3))
both(lambda x: ops.reshape(x, (-1, 2)), Tensor([[1, 2]]))

# case: ops.transpose
both(lambda x: ops.transpose(x, (1, 0)), arr(2, 3))
both(lambda x: ops.Transpose()(x, (1, 0)), arr(2, 3))
both(lambda x: ops.permute(x, (1, 0)), arr(2, 3))
both(lambda x: ops.swapaxes(x, 0, 1), arr(2, 3))
both(lambda x: ops.movedim(x, 0, 1), arr(2, 3))
both(lambda x: ops.transpose(x, (2, 0, 1)), arr(1, 2, 3))
both(ops.t, arr(2, 3))

# case: ops.expand_dims and squeeze
both(lambda x: ops.expand_dims(x, 1), arr(2))
both(lambda x: ops.ExpandDims()(x, -1), arr(2))
both(lambda x: ops.unsqueeze(x, 0), arr(2))
both(ops.squeeze, arr(1, 2, 1))
both(lambda x: ops.squeeze(x, 0), arr(1, 2, 1))
both(ops.Squeeze(2), arr(1, 2, 1))
both(ops.Squeeze(), arr(1, 2, 1))

# case: ops.concat
both(lambda a, b: ops.concat((a, b)), arr(1, 2), arr(2, 2))
both(lambda a, b: ops.concat((a, b), 1), arr(2, 1), arr(2, 2))
both(lambda a, b: ops.cat([a, b], axis=-1), arr(2), arr(1))
both(lambda a, b: ops.Concat(1)((a, b)), arr(2, 1), arr(2, 2))
both(lambda a: ops.concat((a,)), arr(2))

# case: ops.stack
both(lambda a, b: ops.stack((a, b)), arr(2), arr(2))
both(lambda a, b: ops.stack([a, b], axis=1), arr(2), arr(2))
both(lambda a, b: ops.Stack(1)((a, b)), arr(2), arr(2))
both(ops.Unstack(), arr(2, 2))
both(lambda x: ops.unbind(x, 1), arr(2, 2))
both(lambda a, b: ops.hstack((a, b)), arr(2), arr(2))
both(lambda a, b: ops.vstack((a, b)), arr(2), arr(2))

# case: ops.split
both(lambda x: ops.split(x, 2), arr(4))
both(lambda x: ops.split(x, [1, 2], 1), arr(2, 3))
both(lambda x: ops.split(x, 3), arr(4))
both(ops.Split(1, 3), arr(2, 3))
both(lambda x: ops.chunk(x, 2), arr(5))
both(lambda x: ops.tensor_split(x, 3), arr(5))

# case: ops.tile and repeat
both(lambda x: ops.tile(x, (2,)), arr(2))
both(lambda x: ops.tile(x, (2, 2)), arr(2))
both(lambda x: ops.Tile()(x, (1, 2)), arr(2, 3))
both(lambda x: ops.repeat_interleave(x, 2, 0), arr(2, 2))
both(lambda x: ops.repeat_elements(x, 2, 1), arr(2, 2))
both(lambda x: x.tile((2,)), arr(2))

# case: ops.broadcast_to
both(lambda x: ops.broadcast_to(x, (2, 3)), arr(3))
both(ops.BroadcastTo((2, 3)), arr(3))
both(lambda x: ops.broadcast_to(x, (2, -1)), arr(3))
both(lambda x: x.expand_as(arr(2, 3)), arr(3))

# case: ops.flatten flip roll
both(ops.flatten, arr(2, 2, 2))
both(lambda x: ops.flatten(x, start_dim=0), arr(2, 3))
both(lambda x: ops.flip(x, (1,)), arr(2, 3))
both(lambda x: ops.roll(x, 1, 0), arr(4))
both(ops.ReverseV2([1]), arr(2, 3))
both(lambda x: ops.rot90(x, 1, (0, 1)), arr(2, 3))
both(lambda x: ops.fliplr(x), arr(2, 3))

# case: ops.pad
both(lambda x: ops.pad(x, (1, 2)), arr(2))
both(lambda x: ops.pad(x, [1, 0], value=5.0), arr(2, 2))
both(ops.Pad(((1, 0), (0, 2))), arr(2, 2))
both(lambda x: ops.pad(x, (1, 1), mode="reflect"), arr(1, 3))
both(lambda x: ops.pad(x, (1, 1), mode="replicate"), arr(1, 3))
both(lambda x: ops.pad(x, (1, 1), mode="circular"), arr(1, 1, 3))
both(lambda x: ops.pad(x, (1, 0, 0, 1)), arr(2, 2))

# case: ops.slice
both(lambda x: ops.slice(x, (0, 1), (2, 2)), arr(2, 3))
both(lambda x: ops.strided_slice(x, (0, 0), (2, 3), (1, 2)), arr(2, 3))
both(lambda x: ops.StridedSlice()(x, (0, 1), (2, 3), (1, 1)), arr(2, 3))
both(lambda x: ops.Slice()(x, (0, 1), (2, 2)), arr(2, 3))
both(lambda x: ops.narrow(x, 1, 1, 2), arr(2, 3))

# case: ops.gather
both(lambda x: ops.gather(x, Tensor([1, 0, 1]), 0), arr(2, 3))
both(lambda x: ops.gather(x, Tensor([[0, 2]], mstype.int32), 1), arr(2, 3))
both(lambda x: ops.Gather()(x, Tensor([1], mstype.int32), 0), arr(2, 3))
both(lambda x: ops.gather(x, Tensor([[0], [1]], mstype.int32), 1, 1), arr(2, 3))

# case: ops.gather_elements
both(lambda x: ops.gather_elements(x, 1, Tensor([[0, 2], [1, 1]])), arr(2, 3))
both(lambda x: ops.gather_d(x, 0, Tensor([[0, 1, 0]])), arr(2, 3))
both(lambda x: ops.GatherD()(x, 1, Tensor([[0], [1]])), arr(2, 3))

# case: ops.gather_nd
both(lambda x: ops.gather_nd(x, Tensor([[0, 1], [1, 2]], mstype.int32)), arr(2, 3))
both(lambda x: ops.GatherNd()(x, Tensor([[1]], mstype.int32)), arr(2, 3))

# case: ops.index_select
both(lambda x: ops.index_select(x, 1, Tensor([0, 2], mstype.int32)), arr(2, 3))
both(lambda x: x.index_select(0, Tensor([1])), arr(2, 3))
both(lambda x: ops.masked_select(x, Tensor([[True, False, True], [False, True, False]])), arr(2, 3))
both(lambda x: x.take(Tensor([0, 5])), arr(2, 3))

# case: ops.scatter
both(lambda x, s: ops.scatter(x, 0, Tensor([[0, 1, 0]]), s), arr(2, 3), arr(1, 3, start=50))
both(lambda x, s: ops.tensor_scatter_elements(x, Tensor([[0, 1, 0]]), s, 0), arr(2, 3), arr(1, 3, start=50))
both(lambda s: ops.scatter_nd(Tensor([[0], [2]]), s, (4,)), arr(2))
both(lambda x, s: ops.tensor_scatter_add(x, Tensor([[0, 0], [0, 0]]), s), arr(2, 3), arr(2))
both(lambda x, s: ops.tensor_scatter_update(x, Tensor([[0, 0], [1, 1]]), s), arr(2, 3), arr(2))

# case: ops.index_add index_fill masked_fill
both(
    lambda x, y: ops.index_add(x, Tensor([0, 1], mstype.int32), y, 0),
    Parameter(arr(2, 3), name="x"),
    arr(2, 3),
)
both(lambda x: ops.index_fill(x, 0, Tensor([0], mstype.int32), 9.0), arr(2, 3))
both(lambda x: ops.masked_fill(x, Tensor([[True, False, True], [False, True, False]]), 9.0), arr(2, 3))
both(lambda x: ops.masked_fill(x, Tensor([True, False, False]), Tensor(7.0)), arr(2, 3))

# case: ops.where and select
both(lambda x, y: ops.where(Tensor([True, False, True]), x, y), arr(3), arr(3, start=10))
both(lambda x: ops.where(x > 1, x, 0.0), arr(3))
both(lambda x, y: ops.select(Tensor([True, False, True]), x, y), arr(3), arr(3, start=10))
both(lambda x, y: ops.Select()(Tensor([True, False, True]), x, y), arr(3), arr(3, start=10))
both(lambda x: ops.where(Tensor([[True], [False]]), x, 1.0), arr(3))

# case: ops.one_hot
tried(
    lambda: ops.one_hot(Tensor([0, 2]), 3),
    lambda: ops.one_hot(Tensor([0, 2], mstype.int32), 3, 5.0, -1.0),
    lambda: ops.one_hot(Tensor([0, 2], mstype.int32), 3, Tensor(1.0), Tensor(0.0), 0),
    lambda: ops.OneHot()(Tensor([0, 2], mstype.int32), 3, Tensor(1.0, mstype.float32), Tensor(0.0, mstype.float32)),
    lambda: ops.one_hot(Tensor([-1, 5], mstype.int32), 3),
)

# case: ops.sort and topk
both(ops.sort, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.sort(x, axis=0, descending=True), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.topk(x, 2), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.topk(x, 2, largest=False), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.top_k(x, 2), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.TopK(sorted=True)(x, 2), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(ops.Sort(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
tried(
    lambda: ops.argsort(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]])),
    lambda: ops.argsort(Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), 0, True),
)
tried(lambda: ops.topk(Tensor([1., 3., 3., 2.]), 2), lambda: ops.sort(Tensor([2, 1, 2, 1])))

# case: ops.unique nonzero bincount
tried(
    lambda: ops.unique(Tensor([3, 1, 3, 2])),
    lambda: ops.unique_consecutive(Tensor([1, 1, 2, 1])),
    lambda: ops.nonzero(Tensor([[0, 1], [2, 0]])),
    lambda: ops.bincount(Tensor([0, 1, 1, 3])),
    lambda: ops.searchsorted(Tensor([1., 3., 5.]), Tensor([2., 3.])),
    lambda: ops.searchsorted(Tensor([1., 3., 5.]), Tensor([2., 3.]), right=True),
    lambda: ops.isin(Tensor([1, 2]), Tensor([2])) if hasattr(ops, "isin") else None,
    lambda: ops.histc(Tensor([1., 2., 1.]), 4, 0.0, 3.0),
    lambda: ops.count_nonzero(Tensor([[0, 1], [2, 0]])),
)

# case: ops.meshgrid
both(lambda a, b: ops.meshgrid(a, b), arr(2), arr(3))
both(lambda a, b: ops.meshgrid(a, b, indexing="ij"), arr(2), arr(3))
both(lambda a, b: ops.Meshgrid()((a, b)), arr(2), arr(3))

# case: ops.creation
tried(
    lambda: ops.zeros((2, 1)),
    lambda: ops.zeros(3, mstype.int32),
    lambda: ops.ones((2,), mstype.float16),
    lambda: ops.full((2,), 1.5),
    lambda: ops.fill(mstype.int32, (2, 2), 7),
    lambda: ops.eye(2, 3),
    lambda: ops.eye(2, 2, mstype.int32),
    lambda: ops.arange(5),
    lambda: ops.arange(1, 5, 2),
    lambda: ops.arange(5, 1, -2),
    lambda: ops.arange(0, 1, 0.25),
    lambda: ops.arange(3, dtype=mstype.float32),
    lambda: ops.linspace(0.0, 1.0, 5),
    lambda: ops.linspace(Tensor(1.0), Tensor(2.0), 3),
    lambda: ops.logspace(0.0, 2.0, 3),
    lambda: ops.range(Tensor(0), Tensor(4), Tensor(2)),
    lambda: ops.full_like(arr(2), 7),
    lambda: ops.Zeros()((2,), mstype.float32),
    lambda: ops.Ones()((2,), mstype.int32),
    lambda: ops.Fill()(mstype.float32, (2,), 3),
    lambda: ops.Eye()(2, 2, mstype.float32),
    lambda: ops.LinSpace()(Tensor(0.0), Tensor(1.0), 3),
    lambda: ops.tril_indices(2, 2),
    lambda: ops.fills(arr(2), 3) if hasattr(ops, "fills") else None,
)

# case: ops.cast
for d in (mstype.int32, mstype.bool_, mstype.float16, mstype.float64):
    show(ops.cast(Tensor([1.7, -2.5, 0.0]), d), ops.Cast()(Tensor([1.7, -2.5, 0.0]), d))
both(lambda x: ops.cast(x, mstype.float16), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
tried(
    lambda: ops.cast(3, mstype.float32),
    lambda: ops.cast(2.7, mstype.int32),
    lambda: ops.cast(Tensor([1]), "float32"),
)

# case: ops.shape functions
tried(
    lambda: ops.shape(arr(2, 3)),
    lambda: ops.size(arr(2, 3)),
    lambda: ops.rank(arr(2, 3)),
    lambda: ops.numel(arr(2, 3)),
    lambda: ops.shape(Tensor(1)),
    lambda: ops.dyn_shape(arr(2, 3)) if hasattr(ops, "dyn_shape") else None,
    lambda: ops.TensorShape()(arr(2, 3)),
)

# case: ops.scalar functions
tried(
    lambda: ops.scalar_to_tensor(3),
    lambda: ops.scalar_to_tensor(3.0),
    lambda: ops.scalar_to_tensor(3, mstype.int32),
    lambda: ops.tuple_to_array((1, 2)),
    lambda: ops.scalar_to_array(3),
    lambda: ops.TupleToArray()((1.0, 2.0)),
    lambda: ops.ScalarToTensor()(3.0, mstype.float32),
    lambda: ops.scalar_cast(3, mstype.float32),
    lambda: ops.make_range(3) if hasattr(ops, "make_range") else None,
)

# case: ops.clip
both(lambda x: ops.clip_by_value(x, 0.0, 1.0), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.clip_by_value(x, Tensor(0.0), Tensor(1.0)), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.clamp(x, 0.0, 1.0), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.clamp(x, min=0.0), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.clip(x, max=0.5), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: x.clip(0, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(
    lambda x, lo: ops.clamp(x, lo, None),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([1.0, -2.0, 3.0]),
)
show(ops.clip_by_value([arr(2), arr(2)], 0.0, 1.5))

# case: ops.clip_by_norm
tried(
    lambda: ops.clip_by_norm([Tensor([3., 4.])], 1.0),
    lambda: ops.clip_by_global_norm((Tensor([3.]), Tensor([4.])), 1.0),
    lambda: ops.clip_by_global_norm((Tensor([0.3]), Tensor([0.4])), 1.0),
    lambda: nn.ClipByNorm()(Tensor([3., 4.]), Tensor(1.0)),
)
both(lambda x: ops.L2Normalize(axis=1)(x), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.softmax
both(ops.softmax, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.softmax(x, 0), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(ops.Softmax(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(ops.Softmax(axis=0), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(ops.log_softmax, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.log_softmax(x, 0), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(ops.LogSoftmax(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(ops.softmin, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.softmax(x, axis=-1, dtype=mstype.float64), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(ops.glu, arr(2, 4))
both(lambda x: ops.prelu(x, Tensor([0.25])), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.threshold(x, 0.2, 9.0), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops losses
both(ops.cross_entropy, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([2, 0], mstype.int32))
both(lambda x: ops.nll_loss(x, Tensor([2, 0], mstype.int32)), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(ops.binary_cross_entropy, Tensor([0.2, 0.7]), Tensor([0., 1.]))
both(
    lambda x, y: ops.binary_cross_entropy_with_logits(x, y, Tensor([1., 1.]), Tensor([1., 1.])),
    Tensor([0.2, 0.7]),
    Tensor([0., 1.]),
)
both(ops.mse_loss, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(ops.l1_loss, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))
both(
    ops.smooth_l1_loss,
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]),
)
both(
    ops.huber_loss,
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]),
)
both(
    lambda x, y: ops.kl_div(x, y),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]),
)
both(
    ops.SigmoidCrossEntropyWithLogits(),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([[1., 0., 1.], [0., 0., 1.]]),
)
both(
    ops.SoftmaxCrossEntropyWithLogits(),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([[1., 0., 0.], [0., 0., 1.]]),
)
both(
    lambda x: ops.SparseSoftmaxCrossEntropyWithLogits()(x, Tensor([0, 2], mstype.int32)),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
)
both(
    ops.SmoothL1Loss(),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]),
)
both(
    ops.cosine_similarity,
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]),
)
both(
    ops.BCEWithLogitsLoss(),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]),
    Tensor([1., 1., 1.]),
    Tensor([1., 1., 1.]),
)

# case: ops.BiasAdd and dense
both(ops.BiasAdd(), arr(2, 3), Tensor([1.0, -2.0, 3.0]))
both(ops.dense, arr(2, 3), arr(2, 3), arr(2))
both(ops.bias_add, arr(2, 3), Tensor([1.0, -2.0, 3.0]))

# case: ops.conv2d
both(ops.conv2d, arr(1, 1, 3, 3), arr(1, 1, 2, 2))
both(lambda x, w: ops.conv2d(x, w, pad_mode="same"), arr(1, 1, 3, 3), arr(1, 1, 2, 2))
both(lambda x, w: ops.conv2d(x, w, stride=2, pad_mode="pad", padding=1), arr(1, 1, 3, 3), arr(2, 1, 2, 2))
both(ops.Conv2D(1, 2), arr(1, 1, 3, 3), arr(1, 1, 2, 2))
both(ops.conv1d, arr(1, 1, 4), arr(1, 1, 2))

# case: ops.pooling
both(lambda x: ops.max_pool2d(x, 2), arr(1, 1, 4, 4))
both(ops.MaxPool(2, 2), arr(1, 1, 4, 4))
both(ops.AvgPool(2, 2), arr(1, 1, 4, 4))
both(lambda x: ops.avg_pool2d(x, 2, 2), arr(1, 1, 4, 4))
both(lambda x: ops.adaptive_avg_pool2d(x, (1, 1)), arr(1, 1, 4, 4))
both(ops.MaxPool(2, 1, "same"), arr(1, 1, 3, 3))
both(lambda x: ops.avg_pool1d(x, 2, 2), arr(1, 1, 4))
both(lambda x: ops.max_pool2d(x, 2, return_indices=True), arr(1, 1, 4, 4))

# case: ops.layer_norm and batch_norm
both(
    lambda x, g, c: ops.layer_norm(x, (3,), g, c),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    arr(3),
    arr(3),
)
both(
    lambda x, g, c: ops.LayerNorm()(x, g, c)[0],
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    arr(3),
    arr(3),
)
both(
    lambda x: ops.batch_norm(x, Tensor([0., 0., 0.]), Tensor([1., 1., 1.]), Tensor([1., 1., 1.]), Tensor([0., 0., 0.])),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
)
both(lambda x: ops.group_norm(x, 1), arr(1, 2, 2, 1))
both(lambda x: ops.rms_norm(x, Tensor([1., 1., 1.]))[0], Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: ops.interpolate
both(lambda x: ops.interpolate(x, size=(4, 4), mode="nearest"), arr(1, 1, 2, 2))
both(lambda x: ops.interpolate(x, size=(3, 3), mode="bilinear", align_corners=True), arr(1, 1, 2, 2))
both(lambda x: ops.interpolate(x, size=(3, 3), mode="bilinear"), arr(1, 1, 2, 2))
both(ops.ResizeNearestNeighbor((4, 4)), arr(1, 1, 2, 2))
both(lambda x: ops.pixel_shuffle(x, 2), arr(1, 4, 1, 1))

# case: ops.depend and friends
both(lambda x: ops.depend(x, x * 2), arr(2))
both(lambda x: ops.stop_gradient(x) * x, arr(2))
both(lambda x: ops.identity(x), arr(2))
tried(
    lambda: ops.Depend()(arr(2), 3),
    lambda: ops.add_n((arr(2), arr(2))) if hasattr(ops, "add_n") else None,
    lambda: ops.AddN()([arr(2), arr(2)]),
    lambda: ops.addn([arr(2), arr(2), arr(2)]),
)
both(lambda x, y: ops.AddN()([x, y]), arr(2), arr(2))
both(ops.addcmul, arr(2), arr(2), arr(2))
both(ops.addcdiv, arr(2), arr(2), arr(2))
both(lambda x, y: ops.lerp(x, y, 0.3), arr(2), arr(2, start=5))

# case: ops.nan functions
x = Tensor([1.0, float("nan"), float("inf")])
tried(
    lambda: ops.nan_to_num(x, 0.0, 9.0, -9.0),
    lambda: ops.isnan(x),
    lambda: ops.isinf(x),
    lambda: ops.isfinite(x),
    lambda: ops.nansum(x),
    lambda: ops.isclose(x, x),
    lambda: ops.isclose(x, x, equal_nan=True),
    lambda: ops.nanmean(x) if hasattr(ops, "nanmean") else None,
    lambda: ops.is_tensor(x),
    lambda: ops.FloatStatus()(x),
)

# case: ops.complex
x = Tensor([1 + 2j, 3 - 1j], mstype.complex64)
tried(
    lambda: ops.real(x),
    lambda: ops.imag(x),
    lambda: ops.conj(x),
    lambda: ops.abs(x),
    lambda: ops.angle(x),
    lambda: ops.polar(arr(2), arr(2)),
    lambda: ops.is_complex(x),
    lambda: ops.view_as_real(x),
    lambda: ops.Complex()(arr(2), arr(2)),
    lambda: ops.exp(x),
    lambda: ops.matmul(x.reshape(1, 2), x.reshape(2, 1)),
)

# case: ops.diff cdist
both(lambda x: ops.diff(x), Tensor([1., 4., 9.]))
both(ops.cdist, arr(2, 2), arr(2, 2, start=3))
both(lambda x: ops.cov(x), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.renorm(x, 2, 0, 1.0), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.vander(x, 3), arr(2))
both(lambda x: ops.logcumsumexp(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: ops.trapz(x), arr(3))
both(lambda x: ops.unfold(x, 2), arr(1, 1, 2, 2))

# case: Tensor.abs
both(lambda x: x.abs(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.add
both(
    lambda x: x.add(Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]])),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
)

# case: Tensor.sub
both(
    lambda x: x.sub(Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]])),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
)

# case: Tensor.mul
both(
    lambda x: x.mul(Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]])),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
)

# case: Tensor.div
both(
    lambda x: x.div(Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]])),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
)

# case: Tensor.pow
both(lambda x: x.pow(2), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: Tensor.exp
both(lambda x: x.exp(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.log
both(lambda x: x.log(), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: Tensor.sqrt
both(lambda x: x.sqrt(), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: Tensor.sigmoid
both(lambda x: x.sigmoid(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.tanh
both(lambda x: x.tanh(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.sin
both(lambda x: x.sin(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.cos
both(lambda x: x.cos(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.square
both(lambda x: x.square(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.softmax
both(lambda x: x.softmax(axis=-1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.sum
both(lambda x: x.sum(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.mean
both(lambda x: x.mean(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.max
both(lambda x: x.max(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.min
both(lambda x: x.min(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.std
both(lambda x: x.std(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.var
both(lambda x: x.var(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.norm
both(lambda x: x.norm(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.matmul
both(lambda x: x.matmul(arr(3, 2)), arr(2, 3))

# case: Tensor.mm
both(lambda x: x.mm(arr(3, 2)), arr(2, 3))

# case: Tensor.flip
both(lambda x: x.flip((0,)), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.cumsum
both(lambda x: x.cumsum(axis=1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: x.cumsum(0), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.prod
both(lambda x: x.prod(), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: Tensor.clamp
both(lambda x: x.clamp(0.0, 1.0), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.round
both(lambda x: x.round(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.floor
both(lambda x: x.floor(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.isnan
both(lambda x: x.isnan(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.argmax
both(lambda x: x.argmax(axis=1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.argmin
both(lambda x: x.argmin(axis=1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.topk
both(lambda x: x.topk(2), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.sort
both(lambda x: x.sort(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.split
both(lambda x: x.split(2), arr(4))

# case: Tensor.chunk
both(lambda x: x.chunk(2), arr(4))

# case: Tensor.gather
both(lambda x: x.gather(Tensor([1, 0]), 0), arr(2, 3))

# case: Tensor.masked_fill
both(lambda x: x.masked_fill(Tensor([True, False, True]), 0.0), arr(3))

# case: Tensor.where
both(lambda x: x.where(Tensor([True, False, True]), arr(3, start=9)), arr(3))

# case: Tensor.unsqueeze
both(lambda x: x.unsqueeze(1), arr(2))

# case: Tensor.narrow
both(lambda x: x.narrow(1, 0, 2), arr(2, 3))

# case: Tensor.repeat_interleave
both(lambda x: x.repeat_interleave(2), arr(2))

# case: Tensor.repeat
both(lambda x: x.repeat(2), arr(2))

# case: Tensor.addcdiv
both(lambda x: x.addcdiv(arr(2), arr(2)), arr(2))

# case: Tensor.bmm
both(lambda x: x.bmm(arr(1, 2, 2)), arr(1, 2, 2))

# case: Tensor.dot
both(lambda x: x.dot(arr(2, 2)), arr(2, 2))

# case: Tensor.inverse
both(lambda x: x.inverse(), Tensor([[1., 2.], [3., 4.]]))

# case: Tensor.det
both(lambda x: x.det(), Tensor([[1., 2.], [3., 4.]]))

# case: Tensor.triu
both(lambda x: x.triu(), arr(2, 2))

# case: Tensor.trace
both(lambda x: x.trace(), arr(2, 2))

# case: Tensor.median
both(lambda x: x.median(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.quantile
both(lambda x: x.quantile(0.3), arr(5))

# case: Tensor.movedim
both(lambda x: x.movedim(0, 1), arr(2, 3))

# case: Tensor.unbind
both(lambda x: x.unbind(), arr(2, 2))

# case: Tensor.diff
both(lambda x: x.diff(), arr(3))

# case: Tensor.count_nonzero
both(lambda x: x.count_nonzero(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.nonzero
both(lambda x: x.nonzero(), Tensor([0., 2.]))

# case: Tensor.masked_select
both(lambda x: x.masked_select(Tensor([True, False, True])), arr(3))

# case: Tensor.unique
both(lambda x: x.unique(), Tensor([2., 1., 2.]))

# case: Tensor.logical_not
both(lambda x: x.logical_not(), Tensor([True]))

# case: Tensor.eq
both(
    lambda x: x.eq(Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]])),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
)

# case: Tensor.gt
both(
    lambda x: x.gt(Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]])),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
)

# case: Tensor.bincount
both(lambda x: x.bincount(), Tensor([0, 1, 1]))

# case: Tensor.squeeze
both(lambda x: x.squeeze(), arr(1, 2))

# case: Tensor.swapaxes
both(lambda x: x.swapaxes(0, 1), arr(2, 3))

# case: Tensor.fill
both(lambda x: x.fill(7.0), arr(2))

# case: Tensor.scatter
both(lambda x: x.scatter(0, Tensor([0, 1]), arr(2, start=8)), arr(3))

# case: Tensor.remainder
both(lambda x: x.remainder(2.0), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.fmod
both(lambda x: x.fmod(2.0), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.neg
both(lambda x: x.neg(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.reciprocal
both(lambda x: x.reciprocal(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.rsqrt
both(lambda x: x.rsqrt(), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: Tensor.sign
both(lambda x: x.sign(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.log2
both(lambda x: x.log2(), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: Tensor.log10
both(lambda x: x.log10(), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: Tensor.expand_as
both(lambda x: x.expand_as(arr(2, 3)), arr(3))

# case: Tensor.expand
both(lambda x: x.expand((2, 3)), arr(3))

# case: Tensor.amax
both(lambda x: x.amax(axis=0), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.amin
both(lambda x: x.amin(axis=0), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.all
both(lambda x: x.all(), Tensor([True, False]))

# case: Tensor.any
both(lambda x: x.any(), Tensor([True, False]))

# case: Tensor.resize
both(lambda x: x.resize(2, 2), arr(4))

# case: Tensor.searchsorted
both(lambda x: x.searchsorted(Tensor([1.5])), arr(3))

# case: Tensor.itemset
both(lambda x: x.itemset(0, 5.0), arr(2))

# case: Tensor.tril
both(lambda x: x.tril(), arr(2, 2))

# case: Tensor.svd
both(lambda x: x.svd(compute_uv=False), arr(2, 2))

# case: Tensor.ravel
both(lambda x: x.ravel(), arr(2, 2))

# case: Tensor.multiply
both(
    lambda x: x.multiply(Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]])),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
)

# case: Tensor.subtract
both(
    lambda x: x.subtract(Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]])),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
)

# case: Tensor.divide
both(
    lambda x: x.divide(Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]])),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
)

# case: Tensor.logical_or
both(lambda x: x.logical_or(Tensor([False])), Tensor([True]))

# case: Tensor.absolute
both(lambda x: x.absolute(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.ne
both(
    lambda x: x.ne(Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]])),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
)

# case: Tensor.lt
both(
    lambda x: x.lt(Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]])),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
)

# case: Tensor.le
both(
    lambda x: x.le(Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]])),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
)

# case: Tensor.ge
both(
    lambda x: x.ge(Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]])),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
)

# case: Tensor.isinf
both(lambda x: x.isinf(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.unfold
both(lambda x: x.unfold(2), arr(1, 1, 2, 2))

# case: Tensor.tensor_split
both(lambda x: x.tensor_split(2), arr(4))

# case: Tensor.nanmean
both(lambda x: x.nanmean(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.reshape_as
both(lambda x: x.reshape_as(arr(2, 2)), arr(4))

# case: Tensor.argsort
both(lambda x: x.argsort(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.diagonal
both(lambda x: x.diagonal(), arr(2, 2))

# case: Tensor.hardshrink
both(lambda x: x.hardshrink(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.heaviside
both(
    lambda x: x.heaviside(Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]])),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
)

# case: Tensor.logsumexp
both(lambda x: x.logsumexp(1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: Tensor.xlogy
both(
    lambda x: x.xlogy(Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]])),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
)

# case: Tensor.outer
both(lambda x: x.outer(arr(2)), arr(2))

# case: Tensor.index_add
both(lambda x: x.index_add(0, Tensor([0, 1], mstype.int32), arr(2)), arr(3))

# case: mint.abs
both(mint.abs, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.exp
both(mint.exp, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.log
both(mint.log, Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: mint.sqrt
both(mint.sqrt, Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: mint.sin
both(mint.sin, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.cos
both(mint.cos, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.tanh
both(mint.tanh, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.sigmoid
both(mint.sigmoid, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.square
both(mint.square, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.neg
both(mint.neg, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.floor
both(mint.floor, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.round
both(mint.round, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.erf
both(mint.erf, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.reciprocal
both(mint.reciprocal, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.rsqrt
both(mint.rsqrt, Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: mint.sum
both(mint.sum, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.mean
both(mint.mean, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.max
both(mint.max, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.min
both(mint.min, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.prod
both(mint.prod, Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: mint.isfinite
both(mint.isfinite, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.sign
both(mint.sign, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.flatten
both(mint.flatten, arr(2, 2))

# case: mint.t
both(mint.t, arr(2, 3))

# case: mint.triu
both(mint.triu, arr(2, 2))

# case: mint.ceil
both(mint.ceil, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.log1p
both(mint.log1p, Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: mint.expm1
both(mint.expm1, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.logical_not
both(mint.logical_not, Tensor([True]))

# case: mint.zeros_like
both(mint.zeros_like, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.ones_like
both(mint.ones_like, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.atan
both(mint.atan, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.sinh
both(mint.sinh, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.log2
both(mint.log2, Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))

# case: mint.add
both(mint.add, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))

# case: mint.sub
both(mint.sub, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))

# case: mint.mul
both(mint.mul, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))

# case: mint.div
both(mint.div, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))

# case: mint.maximum
both(mint.maximum, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))

# case: mint.minimum
both(mint.minimum, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))

# case: mint.eq
both(mint.eq, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))

# case: mint.greater
both(mint.greater, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))

# case: mint.less
both(mint.less, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]), Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]))

# case: mint.matmul bmm
both(mint.matmul, Tensor([[1., 2.], [3., 4.]]), Tensor([[0.5, -1.], [2., 1.]]))
both(mint.bmm, arr(2, 2, 3), arr(2, 3, 2))
both(mint.mm, Tensor([[1., 2.], [3., 4.]]), Tensor([[0.5, -1.], [2., 1.]]))
both(mint.dot, arr(2), arr(2))

# case: mint.add alpha
both(
    lambda x, y: mint.add(x, y, alpha=3.0),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]),
)
both(
    lambda x, y: mint.sub(x, y, alpha=3.0),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]),
)
both(
    lambda x, y: mint.div(x, y, rounding_mode="floor"),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]),
)

# case: mint.reductions
both(lambda x: mint.sum(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: mint.sum(x, dim=(0, 1), keepdim=True), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: mint.mean(x, 0), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: mint.max(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: mint.min(x, 0, True), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: mint.prod(x, 1), Tensor([[0.5, 1.2, 2.0], [0.1, 3.0, 0.7]]))
both(lambda x: mint.cumsum(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: mint.var(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: mint.std(x), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: mint.logsumexp(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: mint.argmax(x, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: mint.norm(x), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: mint.any(x > 0, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: mint.count_nonzero(x), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.shapes
both(lambda x: mint.reshape(x, (3, 2)), arr(2, 3))
both(lambda x: mint.transpose(x, 0, 1), arr(2, 3))
both(lambda x: mint.permute(x, (1, 0)), arr(2, 3))
both(lambda x: mint.unsqueeze(x, 1), arr(2))
both(lambda x: mint.squeeze(x, 0), arr(1, 2))
both(lambda a, b: mint.cat((a, b), 0), arr(2), arr(1))
both(lambda a, b: mint.concat([a, b]), arr(2), arr(1))
both(lambda a, b: mint.stack((a, b), 1), arr(2), arr(2))
both(lambda x: mint.split(x, 2), arr(4))
both(lambda x: mint.split(x, [1, 3]), arr(4))
both(lambda x: mint.chunk(x, 2), arr(4))
both(lambda x: mint.tile(x, (2,)), arr(2))
both(lambda x: mint.broadcast_to(x, (2, 2)), arr(2))
both(lambda x: mint.flip(x, (0,)), arr(3))
both(lambda x: mint.narrow(x, 0, 1, 2), arr(3))
both(lambda x: mint.repeat_interleave(x, 2), arr(2))
both(lambda x: mint.roll(x, 1), arr(3))

# case: mint.indexing
both(lambda x: mint.gather(x, 1, Tensor([[0, 2], [1, 1]])), arr(2, 3))
both(lambda x: mint.index_select(x, 0, Tensor([1, 0])), arr(2, 3))
both(lambda x: mint.where(x > 2, x, Tensor(0.0)), arr(2, 3))
both(lambda x: mint.masked_select(x, x > 2), arr(2, 3))
both(lambda x: mint.scatter(x, 0, Tensor([[0, 1, 0]]), arr(1, 3, start=9)), arr(2, 3))
both(lambda x: mint.topk(x, 2), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: mint.sort(x), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: mint.clamp(x, 0, 1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: mint.softmax(x, -1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: mint.scatter_add(x, 0, Tensor([[0, 1, 0]]), arr(1, 3, start=9)), arr(2, 3))
both(lambda x: mint.nonzero(x), Tensor([0., 2.]))
tried(lambda: mint.unique(Tensor([3, 1, 3])))

# case: mint.creation
tried(
    lambda: mint.zeros((2,)),
    lambda: mint.ones(2),
    lambda: mint.eye(2),
    lambda: mint.full((2,), 3.0),
    lambda: mint.arange(0, 3, dtype=mstype.float32),
    lambda: mint.linspace(0, 1, 3),
    lambda: mint.empty((2,)).shape,
    lambda: mint.full_like(arr(2), 3),
    lambda: mint.zeros_like(arr(2)),
    lambda: mint.ones_like(arr(2), dtype=mstype.int32),
)

# case: mint.nn.functional.relu
both(mint.nn.functional.relu, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.nn.functional.gelu
both(mint.nn.functional.gelu, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.nn.functional.silu
both(mint.nn.functional.silu, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.nn.functional.sigmoid
both(mint.nn.functional.sigmoid, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.nn.functional.tanh
both(mint.nn.functional.tanh, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.nn.functional.leaky_relu
both(mint.nn.functional.leaky_relu, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.nn.functional.elu
both(mint.nn.functional.elu, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.nn.functional.softplus
both(mint.nn.functional.softplus, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.nn.functional.mish
both(mint.nn.functional.mish, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.nn.functional.hardtanh
both(mint.nn.functional.hardtanh, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.nn.functional.relu6
both(mint.nn.functional.relu6, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.nn.functional.hardswish
both(mint.nn.functional.hardswish, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.nn.functional.hardsigmoid
both(mint.nn.functional.hardsigmoid, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.nn.functional.logsigmoid
both(mint.nn.functional.logsigmoid, Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: mint.nn.functional others
both(lambda x: mint.nn.functional.softmax(x, -1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: mint.nn.functional.log_softmax(x, -1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x, w, c: mint.nn.functional.linear(x, w, c), arr(2, 3), arr(2, 3), arr(2))
both(
    lambda x, g, c: mint.nn.functional.layer_norm(x, (3,), g, c),
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    arr(3),
    arr(3),
)
both(
    mint.nn.functional.mse_loss,
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]),
)
both(
    mint.nn.functional.l1_loss,
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([[1.0, 0.7, -2.0], [0.3, 1.5, 2.5]]),
)
both(lambda x: mint.nn.functional.one_hot(Tensor([0, 1]), 3), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: mint.nn.functional.pad(x, (1, 1)), arr(2))
both(lambda x: mint.nn.functional.normalize(x), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: mint.nn.functional.dropout(x, 0.5, False), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(lambda x: mint.nn.functional.embedding(Tensor([0, 1]), x), arr(2, 3))
both(
    mint.nn.functional.binary_cross_entropy_with_logits,
    Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]),
    Tensor([[1., 0., 1.], [0., 0., 1.]]),
)

# case: nn.Softmax and friends
both(nn.Softmax(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(nn.LogSoftmax(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(nn.Sigmoid(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(nn.GELU(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(nn.PReLU(), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(nn.LeakyReLU(0.1), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))

# case: nn.LayerNorm
both(nn.LayerNorm((3,)), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
both(nn.LayerNorm([3], gamma_init="zeros", beta_init="ones"), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
print([p.name for p in nn.LayerNorm((3,)).get_parameters()], nn.LayerNorm((3,)).epsilon)

# case: nn.BatchNorm1d
net = nn.BatchNorm1d(3)
both(lambda x: net(x), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
net.set_train()
both(lambda x: net(x), Tensor([[0.5, -1.2, 2.0], [0.1, 1.4, -0.7]]))
show(net.moving_mean, net.moving_variance)

# case: nn.Embedding
net = nn.Embedding(4, 2, embedding_table=arr(4, 2))
show(net(Tensor([0, 3, 0])), net(Tensor([[1]], mstype.int32)))
show(grad(lambda i: net(i), None, net.trainable_params())(Tensor([0, 3, 0])))
print([p.name for p in net.get_parameters()])

# case: nn.Conv2d
net = nn.Conv2d(1, 2, 2, weight_init="ones", pad_mode="valid", has_bias=True, bias_init="ones")
both(lambda x: net(x), arr(1, 1, 3, 3))
print(
    net.weight.shape, [p.name for p in net.get_parameters()], nn.Conv2d(1, 2, 3)(arr(1, 1, 4, 4)).shape,
    nn.Conv2d(1, 2, 3, stride=2, pad_mode="pad", padding=1)(arr(1, 1, 4, 4)).shape,
)

# case: nn pooling
both(nn.MaxPool2d(2, 2), arr(1, 1, 4, 4))
both(nn.AvgPool2d(2, 2), arr(1, 1, 4, 4))
both(nn.MaxPool2d(2, 1, "same"), arr(1, 1, 3, 3))
both(nn.AdaptiveAvgPool2d(1), arr(1, 1, 4, 4))
both(nn.AvgPool2d(2, 1, "same"), arr(1, 1, 3, 3))

# case: nn.Pad Norm OneHot
tried(
    lambda: nn.Pad(((1, 0), (0, 1)))(arr(2, 2)),
    lambda: nn.OneHot(depth=3)(Tensor([0, 2], mstype.int32)),
    lambda: nn.Identity()(arr(2)),
    lambda: nn.Unflatten(0, (2, 2))(arr(4)),
    lambda: nn.Upsample(size=(4, 4), mode="nearest")(arr(1, 1, 2, 2)),
)
