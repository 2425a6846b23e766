# ruff: noqa
# Every function once: its answer, and what it does with wrong and odd arguments. Made by `find_calls.py`.

# for every case:
import contextlib
import warnings

X = arr(2, 3)
Y = arr(2, 3, start=2)
SQ = Tensor(np.array([[2.0, 1.0], [0.5, 3.0]], np.float32))
V = Tensor(np.array([1.0, 2.0, 3.0], np.float32))
POS = Tensor(np.array([[0.25, 0.5, 0.75], [0.2, 0.4, 0.6]], np.float32))
I2 = Tensor(np.array([[1, 2, 3], [4, 5, 6]], np.int32))
B2 = Tensor([[True, False, True], [False, True, True]])
IMG = arr(1, 2, 4, 4)
PD = arr(2, 2, 2)
C2 = Tensor(np.array([[1 + 2j, 0.5 - 1j]], np.complex64))
IV = Tensor(np.array([1, 0], np.int64))
IX = Tensor(np.array([[1, 0, 1], [0, 1, 0]], np.int64))


def brief(result):
    """The dtypes and shapes of a result, in one word."""
    if isinstance(result, (tuple, list)):
        return "_".join(("several", *map(brief, result)))
    if not isinstance(result, Tensor):
        return type(result).__name__
    name = str(result.dtype)
    kind = SHORT[name.rstrip("0123456789")] + name.lstrip("BCFIUabcdefghijklmnopqrstuvwxyz")
    return "x".join((kind, *map(str, result.shape)))


def computed(f, form):
    """What `form` says of a result. Dtypes and shapes are all that JAX, if this is mindshim, then has to find out."""
    if form is brief:
        with contextlib.suppress(ImportError):
            import jax

            said = []
            try:
                jax.eval_shape(lambda: said.append(brief(f())))
                return said[0]
            except (jax.errors.JAXTypeError, jax.errors.JAXIndexError):  # the values decide
                pass
    result = f()
    mindspore.runtime.synchronize()
    return form(result)


def outcome(f, form, lenient=False):
    """What comes of a call; `*`, which stands for anything, where a dtype is refused that others may take."""
    try:
        return computed(f, form)
    except Exception as error:
        word = raised(error).removeprefix("raises ")
        return "*" if lenient and word in ("TypeError", "RuntimeError") else word


def spoiled(x, values):
    a = x.asnumpy().copy()
    a.flat[: len(values)] = values[: a.size]
    return Tensor(a)


def bad(x):
    """What can be wrong with an argument."""
    if isinstance(x, Tensor):
        yield from ("a", None, [1.0, 2.0], 1.5, Tensor(np.ones((1, 1, 1, 1, 2)).astype(x.asnumpy().dtype)))
        yield Tensor(np.ones((*x.shape[:-1], 7)).astype(x.asnumpy().dtype))
    elif isinstance(x, (tuple, list)):
        yield from ("a", 1.5, None, (100, 101), (0, 0))
    elif isinstance(x, int):
        yield from ("a", 1.5, None, 100, -100)


def odd(x):
    """What an argument can be that is seldom tried."""
    a = x.asnumpy()
    yield Tensor(a.flat[0])
    yield Tensor(np.zeros((0, *a.shape[1:]), a.dtype))
    for dtype in (np.bool_, np.int32, np.float16, np.float64):
        yield Tensor(a.astype(dtype))


def table(f, *args, random=False):
    """The answer; for each argument what comes of a wrong one, then of an odd one; the answer to nan, to other strides."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        print(outcome(lambda: f(*args), brief if random else text))
        for i, x in enumerate(args):
            print("wrong", *(outcome(lambda: f(*args[:i], b, *args[i + 1:]), brief, isinstance(b, float))
                             for b in bad(x)))
        print("few", outcome(lambda: f(*args[:-1]), brief))
        for i, x in enumerate(args[:2]):
            if isinstance(x, Tensor):
                print("odd", *(outcome(lambda: f(*args[:i], o, *args[i + 1:]), brief, o.shape == x.shape)
                               for o in odd(x)))
        if args and isinstance(args[0], Tensor) and args[0].is_floating_point() and not random:
            print(outcome(lambda: f(spoiled(args[0], [np.nan, np.inf, -np.inf]), *args[1:]), text))
            print(outcome(lambda: f(Tensor(np.asfortranarray(args[0].asnumpy().T)).T, *args[1:]), text))
# case: abs
table(lambda x, *rest: x.abs(*rest), X)
# case: absolute
table(lambda x, *rest: x.absolute(*rest), X)
# case: acos
table(lambda x, *rest: x.acos(*rest), X)
# case: acosh
table(lambda x, *rest: x.acosh(*rest), X)
# case: addcmul
table(lambda x, *rest: x.addcmul(*rest), X, Y, Y)
# case: addmv
table(lambda x, *rest: x.addmv(*rest), SQ, Y, V)
# case: all
table(lambda x, *rest: x.all(*rest), X)
# case: angle
table(lambda x, *rest: x.angle(*rest), C2)
# case: any
table(lambda x, *rest: x.any(*rest), X)
# case: arccos
table(lambda x, *rest: x.arccos(*rest), X)
# case: arccosh
table(lambda x, *rest: x.arccosh(*rest), X)
# case: arcsin
table(lambda x, *rest: x.arcsin(*rest), X)
# case: arcsinh
table(lambda x, *rest: x.arcsinh(*rest), X)
# case: arctan
table(lambda x, *rest: x.arctan(*rest), X)
# case: arctan2
table(lambda x, *rest: x.arctan2(*rest), X, Y)
# case: arctanh
table(lambda x, *rest: x.arctanh(*rest), X)
# case: argmax_with_value
table(lambda x, *rest: x.argmax_with_value(*rest), X)
# case: argmin_with_value
table(lambda x, *rest: x.argmin_with_value(*rest), X)
# case: asin
table(lambda x, *rest: x.asin(*rest), X)
# case: asinh
table(lambda x, *rest: x.asinh(*rest), X)
# case: astype
table(lambda x, *rest: x.astype(*rest), X, mstype.float32)
# case: atan
table(lambda x, *rest: x.atan(*rest), X)
# case: atan2
table(lambda x, *rest: x.atan2(*rest), X, Y)
# case: atanh
table(lambda x, *rest: x.atanh(*rest), X)
# case: bfloat16
table(lambda x, *rest: x.bfloat16(*rest), X)
# case: bitwise_and
table(lambda x, *rest: x.bitwise_and(*rest), I2, I2)
# case: bitwise_left_shift
table(lambda x, *rest: x.bitwise_left_shift(*rest), I2, I2)
# case: bitwise_or
table(lambda x, *rest: x.bitwise_or(*rest), I2, I2)
# case: bitwise_xor
table(lambda x, *rest: x.bitwise_xor(*rest), I2, I2)
# case: bool
table(lambda x, *rest: x.bool(*rest), X)
# case: ceil
table(lambda x, *rest: x.ceil(*rest), X)
# case: cholesky_inverse
table(lambda x, *rest: x.cholesky_inverse(*rest), SQ)
# case: chunk
table(lambda x, *rest: x.chunk(*rest), X, 2)
# case: contiguous
table(lambda x, *rest: x.contiguous(*rest), X)
# case: copy
table(lambda x, *rest: x.copy(*rest), X)
# case: cos
table(lambda x, *rest: x.cos(*rest), X)
# case: cosh
table(lambda x, *rest: x.cosh(*rest), X)
# case: count_nonzero
table(lambda x, *rest: x.count_nonzero(*rest), X)
# case: deg2rad
table(lambda x, *rest: x.deg2rad(*rest), X)
# case: det
table(lambda x, *rest: x.det(*rest), SQ)
# case: diag
table(lambda x, *rest: x.diag(*rest), X)
# case: diagflat
table(lambda x, *rest: x.diagflat(*rest), X)
# case: diagonal
table(lambda x, *rest: x.diagonal(*rest), X)
# case: div
table(lambda x, *rest: x.div(*rest), X, Y)
# case: divide
table(lambda x, *rest: x.divide(*rest), X, Y)
# case: double
table(lambda x, *rest: x.double(*rest), X)
# case: dsplit
table(lambda x, *rest: x.dsplit(*rest), IMG, 2)
# case: eq
table(lambda x, *rest: x.eq(*rest), X, Y)
# case: equal
table(lambda x, *rest: x.equal(*rest), X, Y)
# case: erf
table(lambda x, *rest: x.erf(*rest), X)
# case: erfc
table(lambda x, *rest: x.erfc(*rest), X)
# case: erfinv
table(lambda x, *rest: x.erfinv(*rest), X)
# case: exp
table(lambda x, *rest: x.exp(*rest), X)
# case: expand_as
table(lambda x, *rest: x.expand_as(*rest), X, Y)
# case: expand_dims
table(lambda x, *rest: x.expand_dims(*rest), X, 0)
# case: expm1
table(lambda x, *rest: x.expm1(*rest), X)
# case: fill
table(lambda x, *rest: x.fill(*rest), X, 0.5)
# case: flatten
table(lambda x, *rest: x.flatten(*rest), X)
# case: flip
table(lambda x, *rest: x.flip(*rest), X, (0, 1))
# case: fliplr
table(lambda x, *rest: x.fliplr(*rest), X)
# case: flipud
table(lambda x, *rest: x.flipud(*rest), X)
# case: float
table(lambda x, *rest: x.float(*rest), X)
# case: float_power
table(lambda x, *rest: x.float_power(*rest), X, Y)
# case: floor
table(lambda x, *rest: x.floor(*rest), X)
# case: floor_divide
table(lambda x, *rest: x.floor_divide(*rest), X, Y)
# case: fmax
table(lambda x, *rest: x.fmax(*rest), X, Y)
# case: fmod
table(lambda x, *rest: x.fmod(*rest), X, Y)
# case: gather
table(lambda x, *rest: x.gather(*rest), X, 0, IX)
# case: gather_elements
table(lambda x, *rest: x.gather_elements(*rest), X, 0, IX)
# case: gcd
table(lambda x, *rest: x.gcd(*rest), I2, I2)
# case: ge
table(lambda x, *rest: x.ge(*rest), X, Y)
# case: ger
table(lambda x, *rest: x.ger(*rest), V, V)
# case: greater
table(lambda x, *rest: x.greater(*rest), X, Y)
# case: greater_equal
table(lambda x, *rest: x.greater_equal(*rest), X, Y)
# case: gt
table(lambda x, *rest: x.gt(*rest), X, Y)
# case: half
table(lambda x, *rest: x.half(*rest), X)
# case: hardshrink
table(lambda x, *rest: x.hardshrink(*rest), X)
# case: heaviside
table(lambda x, *rest: x.heaviside(*rest), X, X)
# case: hsplit
table(lambda x, *rest: x.hsplit(*rest), X, 2)
# case: hypot
table(lambda x, *rest: x.hypot(*rest), X, Y)
# case: i0
table(lambda x, *rest: x.i0(*rest), X)
# case: igamma
table(lambda x, *rest: x.igamma(*rest), X, Y)
# case: igammac
table(lambda x, *rest: x.igammac(*rest), X, Y)
# case: inv
table(lambda x, *rest: x.inv(*rest), X)
# case: invert
table(lambda x, *rest: x.invert(*rest), I2)
# case: isclose
table(lambda x, *rest: x.isclose(*rest), X, Y)
# case: isfinite
table(lambda x, *rest: x.isfinite(*rest), X)
# case: isinf
table(lambda x, *rest: x.isinf(*rest), X)
# case: isnan
table(lambda x, *rest: x.isnan(*rest), X)
# case: isneginf
table(lambda x, *rest: x.isneginf(*rest), X)
# case: isposinf
table(lambda x, *rest: x.isposinf(*rest), X)
# case: isreal
table(lambda x, *rest: x.isreal(*rest), X)
# case: lcm
table(lambda x, *rest: x.lcm(*rest), I2, I2)
# case: ldexp
table(lambda x, *rest: x.ldexp(*rest), X, Y)
# case: le
table(lambda x, *rest: x.le(*rest), X, Y)
# case: less
table(lambda x, *rest: x.less(*rest), X, Y)
# case: less_equal
table(lambda x, *rest: x.less_equal(*rest), X, Y)
# case: lgamma
table(lambda x, *rest: x.lgamma(*rest), X)
# case: log
table(lambda x, *rest: x.log(*rest), X)
# case: log10
table(lambda x, *rest: x.log10(*rest), X)
# case: log1p
table(lambda x, *rest: x.log1p(*rest), X)
# case: log2
table(lambda x, *rest: x.log2(*rest), X)
# case: log_normal
table(lambda x, *rest: x.log_normal(*rest), X, random=True)
# case: logaddexp
table(lambda x, *rest: x.logaddexp(*rest), X, Y)
# case: logaddexp2
table(lambda x, *rest: x.logaddexp2(*rest), X, Y)
# case: logdet
table(lambda x, *rest: x.logdet(*rest), SQ)
# case: logical_and
table(lambda x, *rest: x.logical_and(*rest), X, Y)
# case: logical_not
table(lambda x, *rest: x.logical_not(*rest), X)
# case: logical_or
table(lambda x, *rest: x.logical_or(*rest), X, Y)
# case: logical_xor
table(lambda x, *rest: x.logical_xor(*rest), X, Y)
# case: logit
table(lambda x, *rest: x.logit(*rest), X)
# case: lstsq
table(lambda x, *rest: x.lstsq(*rest), X, X)
# case: lt
table(lambda x, *rest: x.lt(*rest), X, Y)
# case: masked_fill
table(lambda x, *rest: x.masked_fill(*rest), X, B2, 0.5)
# case: masked_select
table(lambda x, *rest: x.masked_select(*rest), X, B2)
# case: matmul
table(lambda x, *rest: x.matmul(*rest), SQ, Y)
# case: matrix_determinant
table(lambda x, *rest: x.matrix_determinant(*rest), SQ)
# case: max
table(lambda x, *rest: x.max(*rest), X)
# case: mean
table(lambda x, *rest: x.mean(*rest), X)
# case: median
table(lambda x, *rest: x.median(*rest), X)
# case: min
table(lambda x, *rest: x.min(*rest), X)
# case: mm
table(lambda x, *rest: x.mm(*rest), SQ, Y)
# case: mul
table(lambda x, *rest: x.mul(*rest), X, Y)
# case: multiply
table(lambda x, *rest: x.multiply(*rest), X, 0.5)
# case: nan_to_num
table(lambda x, *rest: x.nan_to_num(*rest), X)
# case: nanmean
table(lambda x, *rest: x.nanmean(*rest), X)
# case: nanmedian
table(lambda x, *rest: x.nanmedian(*rest), X)
# case: nansum
table(lambda x, *rest: x.nansum(*rest), X)
# case: narrow
table(lambda x, *rest: x.narrow(*rest), X, 0, 0, 2)
# case: ne
table(lambda x, *rest: x.ne(*rest), X, Y)
# case: neg
table(lambda x, *rest: x.neg(*rest), X)
# case: negative
table(lambda x, *rest: x.negative(*rest), X)
# case: new_empty
table(lambda x, *rest: x.new_empty(*rest), X, (3, 2))
# case: new_ones
table(lambda x, *rest: x.new_ones(*rest), X, (3, 2))
# case: new_zeros
table(lambda x, *rest: x.new_zeros(*rest), X, (3, 2))
# case: norm
table(lambda x, *rest: x.norm(*rest), X)
# case: not_equal
table(lambda x, *rest: x.not_equal(*rest), X, Y)
# case: positive
table(lambda x, *rest: x.positive(*rest), X)
# case: pow
table(lambda x, *rest: x.pow(*rest), X, Y)
# case: prod
table(lambda x, *rest: x.prod(*rest), X)
# case: ptp
table(lambda x, *rest: x.ptp(*rest), X)
# case: qr
table(lambda x, *rest: x.qr(*rest), X)
# case: rad2deg
table(lambda x, *rest: x.rad2deg(*rest), X)
# case: ravel
table(lambda x, *rest: x.ravel(*rest), X)
# case: reciprocal
table(lambda x, *rest: x.reciprocal(*rest), X)
# case: remainder
table(lambda x, *rest: x.remainder(*rest), X, Y)
# case: repeat_interleave
table(lambda x, *rest: x.repeat_interleave(*rest), X, 2)
# case: reverse
table(lambda x, *rest: x.reverse(*rest), X, (0, 1))
# case: round
table(lambda x, *rest: x.round(*rest), X)
# case: rsqrt
table(lambda x, *rest: x.rsqrt(*rest), X)
# case: select
table(lambda x, *rest: x.select(*rest), X, 0, 0)
# case: set_const_arg
table(lambda x, *rest: x.set_const_arg(*rest), X)
# case: sgn
table(lambda x, *rest: x.sgn(*rest), X)
# case: sigmoid
table(lambda x, *rest: x.sigmoid(*rest), X)
# case: sign
table(lambda x, *rest: x.sign(*rest), X)
# case: signbit
table(lambda x, *rest: x.signbit(*rest), X)
# case: sin
table(lambda x, *rest: x.sin(*rest), X)
# case: sinc
table(lambda x, *rest: x.sinc(*rest), X)
# case: sinh
table(lambda x, *rest: x.sinh(*rest), X)
# case: soft_shrink
table(lambda x, *rest: x.soft_shrink(*rest), X)
# case: softmax
table(lambda x, *rest: x.softmax(*rest), X, 0)
# case: split
table(lambda x, *rest: x.split(*rest), X, 2)
# case: sqrt
table(lambda x, *rest: x.sqrt(*rest), X)
# case: square
table(lambda x, *rest: x.square(*rest), X)
# case: squeeze
table(lambda x, *rest: x.squeeze(*rest), X, 0)
# case: std
table(lambda x, *rest: x.std(*rest), X)
# case: subtract
table(lambda x, *rest: x.subtract(*rest), X, Y)
# case: sum
table(lambda x, *rest: x.sum(*rest), X)
# case: tan
table(lambda x, *rest: x.tan(*rest), X)
# case: tile
table(lambda x, *rest: x.tile(*rest), X, (0, 1))
# case: triu
table(lambda x, *rest: x.triu(*rest), X)
# case: true_divide
table(lambda x, *rest: x.true_divide(*rest), X, Y)
# case: trunc
table(lambda x, *rest: x.trunc(*rest), X)
# case: unbind
table(lambda x, *rest: x.unbind(*rest), X)
# case: unsqueeze
table(lambda x, *rest: x.unsqueeze(*rest), X, 0)
# case: value
table(lambda x, *rest: x.value(*rest), X)
# case: var
table(lambda x, *rest: x.var(*rest), X)
# case: view_as
table(lambda x, *rest: x.view_as(*rest), X, Y)
# case: where
table(lambda x, *rest: x.where(*rest), X, B2, Y)
# case: xdivy
table(lambda x, *rest: x.xdivy(*rest), X, Y)
# case: xlogy
table(lambda x, *rest: x.xlogy(*rest), X, Y)
