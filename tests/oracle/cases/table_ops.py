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
table(ops.abs, X)
# case: absolute
table(ops.absolute, X)
# case: acos
table(ops.acos, X)
# case: acosh
table(ops.acosh, X)
# case: add
table(ops.add, X, Y)
# case: addcdiv
table(ops.addcdiv, X, Y, Y)
# case: addcmul
table(ops.addcmul, X, Y, Y)
# case: addmv
table(ops.addmv, SQ, Y, V)
# case: all
table(ops.all, X)
# case: angle
table(ops.angle, C2)
# case: any
table(ops.any, X)
# case: arccos
table(ops.arccos, X)
# case: arccosh
table(ops.arccosh, X)
# case: arcsin
table(ops.arcsin, X)
# case: arcsinh
table(ops.arcsinh, X)
# case: arctan
table(ops.arctan, X)
# case: arctan2
table(ops.arctan2, X, Y)
# case: arctanh
table(ops.arctanh, X)
# case: asin
table(ops.asin, X)
# case: asinh
table(ops.asinh, X)
# case: atan
table(ops.atan, X)
# case: atan2
table(ops.atan2, X, Y)
# case: atanh
table(ops.atanh, X)
# case: atleast_1d
table(ops.atleast_1d, [X, Y])
# case: atleast_2d
table(ops.atleast_2d, [X, Y])
# case: atleast_3d
table(ops.atleast_3d, [X, Y])
# case: batch_dot
table(ops.batch_dot, X, Y)
# case: bernoulli
table(ops.bernoulli, X, random=True)
# case: bessel_i0
table(ops.bessel_i0, X)
# case: bessel_i0e
table(ops.bessel_i0e, X)
# case: bessel_i1
table(ops.bessel_i1, X)
# case: bessel_i1e
table(ops.bessel_i1e, X)
# case: bessel_j0
table(ops.bessel_j0, X)
# case: bessel_j1
table(ops.bessel_j1, X)
# case: bias_add
table(ops.bias_add, X, V)
# case: bitwise_and
table(ops.bitwise_and, I2, I2)
# case: bitwise_left_shift
table(ops.bitwise_left_shift, I2, I2)
# case: bitwise_or
table(ops.bitwise_or, I2, I2)
# case: bitwise_right_shift
table(ops.bitwise_right_shift, I2, I2)
# case: bitwise_xor
table(ops.bitwise_xor, I2, I2)
# case: broadcast_to
table(ops.broadcast_to, X, (2, 3))
# case: cast
table(ops.cast, X, mstype.float32)
# case: cat
table(ops.cat, [X, Y])
# case: cdist
table(ops.cdist, X, Y)
# case: ceil
table(ops.ceil, X)
# case: celu
table(ops.celu, X)
# case: cholesky_inverse
table(ops.cholesky_inverse, SQ)
# case: chunk
table(ops.chunk, X, 2)
# case: column_stack
table(ops.column_stack, [X, Y])
# case: concat
table(ops.concat, [X, Y])
# case: cos
table(ops.cos, X)
# case: cosh
table(ops.cosh, X)
# case: count_nonzero
table(ops.count_nonzero, X)
# case: deepcopy
table(ops.deepcopy, X)
# case: deg2rad
table(ops.deg2rad, X)
# case: dense
table(ops.dense, X, Y)
# case: det
table(ops.det, SQ)
# case: diag
table(ops.diag, X)
# case: diag_embed
table(ops.diag_embed, X)
# case: diagflat
table(ops.diagflat, X)
# case: diagonal
table(ops.diagonal, X)
# case: dist
table(ops.dist, X, Y)
# case: div
table(ops.div, X, Y)
# case: divide
table(ops.divide, X, Y)
# case: dropout
table(ops.dropout, X, random=True)
# case: dsplit
table(ops.dsplit, IMG, 2)
# case: dstack
table(ops.dstack, [X, Y])
# case: dyn_shape
table(ops.dyn_shape, X)
# case: elu
table(ops.elu, X)
# case: eps
table(ops.eps, X)
# case: eq
table(ops.eq, X, Y)
# case: equal
table(ops.equal, X, Y)
# case: erf
table(ops.erf, X)
# case: erfc
table(ops.erfc, X)
# case: erfinv
table(ops.erfinv, X)
# case: exp
table(ops.exp, X)
# case: expand_as
table(ops.expand_as, X, Y)
# case: expand_dims
table(ops.expand_dims, X, 0)
# case: expm1
table(ops.expm1, X)
# case: eye
table(ops.eye, 2)
# case: fftshift
table(ops.fftshift, X)
# case: flatten
table(ops.flatten, X)
# case: flip
table(ops.flip, X, (0, 1))
# case: fliplr
table(ops.fliplr, X)
# case: flipud
table(ops.flipud, X)
# case: float_power
table(ops.float_power, X, Y)
# case: float_power_ext
table(ops.float_power_ext, X, Y)
# case: floor
table(ops.floor, X)
# case: floor_div
table(ops.floor_div, X, Y)
# case: floor_divide
table(ops.floor_divide, X, Y)
# case: floor_mod
table(ops.floor_mod, X, Y)
# case: fmax
table(ops.fmax, X, Y)
# case: fmod
table(ops.fmod, X, Y)
# case: full
table(ops.full, (3, 2), 0.5)
# case: full_like
table(ops.full_like, X, 0.5)
# case: gather_d
table(ops.gather_d, X, 0, IX)
# case: gather_elements
table(ops.gather_elements, X, 0, IX)
# case: gaussian_nll_loss
table(ops.gaussian_nll_loss, X, Y, Y)
# case: gcd
table(ops.gcd, I2, I2)
# case: ge
table(ops.ge, X, Y)
# case: gelu
table(ops.gelu, X)
# case: ger
table(ops.ger, V, V)
# case: greater
table(ops.greater, X, Y)
# case: greater_equal
table(ops.greater_equal, X, Y)
# case: gt
table(ops.gt, X, Y)
# case: gumbel_softmax
table(ops.gumbel_softmax, X, random=True)
# case: hamming_window
table(ops.hamming_window, 2)
# case: hann_window
table(ops.hann_window, 2)
# case: hardshrink
table(ops.hardshrink, X)
# case: hardsigmoid
table(ops.hardsigmoid, X)
# case: hardswish
table(ops.hardswish, X)
# case: heaviside
table(ops.heaviside, X, X)
# case: hsplit
table(ops.hsplit, X, 2)
# case: hstack
table(ops.hstack, [X, Y])
# case: huber_loss
table(ops.huber_loss, X, Y)
# case: hypot
table(ops.hypot, X, Y)
# case: i0
table(ops.i0, X)
# case: ifftshift
table(ops.ifftshift, X)
# case: igamma
table(ops.igamma, X, Y)
# case: igammac
table(ops.igammac, X, Y)
# case: inv
table(ops.inv, X)
# case: invert
table(ops.invert, I2)
# case: isclose
table(ops.isclose, X, Y)
# case: isfinite
table(ops.isfinite, X)
# case: isinf
table(ops.isinf, X)
# case: isnan
table(ops.isnan, X)
# case: isneginf
table(ops.isneginf, X)
# case: isposinf
table(ops.isposinf, X)
# case: isreal
table(ops.isreal, X)
# case: kaiser_window
table(ops.kaiser_window, 2)
# case: kl_div
table(ops.kl_div, X, Y)
# case: kron
table(ops.kron, X, Y)
# case: l1_loss
table(ops.l1_loss, X, Y)
# case: laplace
table(ops.laplace, (2, 3), Y, Y, random=True)
# case: lcm
table(ops.lcm, I2, I2)
# case: ldexp
table(ops.ldexp, X, Y)
# case: le
table(ops.le, X, Y)
# case: less
table(ops.less, X, Y)
# case: less_equal
table(ops.less_equal, X, Y)
# case: lgamma
table(ops.lgamma, X)
# case: log
table(ops.log, X)
# case: log10
table(ops.log10, X)
# case: log1p
table(ops.log1p, X)
# case: log2
table(ops.log2, X)
# case: logaddexp
table(ops.logaddexp, X, Y)
# case: logaddexp2
table(ops.logaddexp2, X, Y)
# case: logdet
table(ops.logdet, SQ)
# case: logical_and
table(ops.logical_and, X, Y)
# case: logical_not
table(ops.logical_not, X)
# case: logical_or
table(ops.logical_or, X, Y)
# case: logical_xor
table(ops.logical_xor, X, Y)
# case: logit
table(ops.logit, X)
# case: logsigmoid
table(ops.logsigmoid, X)
# case: lrn
table(ops.lrn, IMG)
# case: lstsq
table(ops.lstsq, X, X)
# case: lt
table(ops.lt, X, Y)
# case: masked_fill
table(ops.masked_fill, X, B2, 0.5)
# case: masked_select
table(ops.masked_select, X, B2)
# case: matmul
table(ops.matmul, SQ, Y)
# case: matrix_band_part
table(ops.matrix_band_part, X, 2, 2)
# case: matrix_determinant
table(ops.matrix_determinant, SQ)
# case: matrix_solve
table(ops.matrix_solve, SQ, Y)
# case: mean
table(ops.mean, X)
# case: median
table(ops.median, X)
# case: mm
table(ops.mm, SQ, Y)
# case: mse_loss
table(ops.mse_loss, X, Y)
# case: mul
table(ops.mul, X, Y)
# case: multiply
table(ops.multiply, X, Y)
# case: mv
table(ops.mv, Y, V)
# case: nan_to_num
table(ops.nan_to_num, X)
# case: nanmean
table(ops.nanmean, X)
# case: nanmedian
table(ops.nanmedian, X)
# case: nansum
table(ops.nansum, X)
# case: narrow
table(ops.narrow, X, 0, 0, 2)
# case: ne
table(ops.ne, X, Y)
# case: neg
table(ops.neg, X)
# case: negative
table(ops.negative, X)
# case: not_equal
table(ops.not_equal, X, Y)
# case: ones
table(ops.ones, (3, 2))
# case: ones_like
table(ops.ones_like, X)
# case: permute
table(ops.permute, X, (0, 1))
# case: population_count
table(ops.population_count, I2)
# case: positive
table(ops.positive, X)
# case: pow
table(ops.pow, X, Y)
# case: prod
table(ops.prod, X)
# case: qr
table(ops.qr, X)
# case: rad2deg
table(ops.rad2deg, X)
# case: rand
table(ops.rand, (3, 2), random=True)
# case: randn
table(ops.randn, (3, 2), random=True)
# case: range
table(ops.range, 0, 2, 1)
# case: ravel
table(ops.ravel, X)
# case: reciprocal
table(ops.reciprocal, X)
# case: remainder
table(ops.remainder, X, Y)
# case: repeat_elements
table(ops.repeat_elements, X, 2)
# case: reshape
table(ops.reshape, X, (3, 2))
# case: reverse
table(ops.reverse, X, (0, 1))
# case: round
table(ops.round, X)
# case: row_stack
table(ops.row_stack, [X, Y])
# case: rsqrt
table(ops.rsqrt, X)
# case: select
table(ops.select, B2, X, Y)
# case: selu
table(ops.selu, X)
# case: sgn
table(ops.sgn, X)
# case: sigmoid
table(ops.sigmoid, X)
# case: sign
table(ops.sign, X)
# case: signbit
table(ops.signbit, X)
# case: silu
table(ops.silu, X)
# case: sin
table(ops.sin, X)
# case: sinc
table(ops.sinc, X)
# case: sinh
table(ops.sinh, X)
# case: smooth_l1_loss
table(ops.smooth_l1_loss, X, Y)
# case: soft_shrink
table(ops.soft_shrink, X)
# case: softshrink
table(ops.softshrink, X)
# case: softsign
table(ops.softsign, X)
# case: split
table(ops.split, X, 2)
# case: sqrt
table(ops.sqrt, X)
# case: square
table(ops.square, X)
# case: squeeze
table(ops.squeeze, X)
# case: stack
table(ops.stack, [X, Y])
# case: standard_laplace
table(ops.standard_laplace, (3, 2), random=True)
# case: standard_normal
table(ops.standard_normal, (3, 2), random=True)
# case: std
table(ops.std, X)
# case: std_mean
table(ops.std_mean, X)
# case: stop_gradient
table(ops.stop_gradient, Y)
# case: sub
table(ops.sub, X, Y)
# case: subtract
table(ops.subtract, X, Y)
# case: sum
table(ops.sum, X)
# case: tan
table(ops.tan, X)
# case: tanhshrink
table(ops.tanhshrink, X)
# case: tensor_gt
table(ops.tensor_gt, X, Y)
# case: threshold
table(ops.threshold, X, 2, 0.5)
# case: tile
table(ops.tile, X, (0, 1))
# case: trace
table(ops.trace, X)
# case: transpose
table(ops.transpose, X, (0, 1))
# case: triu
table(ops.triu, X)
# case: true_divide
table(ops.true_divide, Y, Y)
# case: trunc
table(ops.trunc, X)
# case: truncate_div
table(ops.truncate_div, X, Y)
# case: truncate_mod
table(ops.truncate_mod, X, Y)
# case: unbind
table(ops.unbind, X)
# case: unsqueeze
table(ops.unsqueeze, X, 0)
# case: unstack
table(ops.unstack, X)
# case: var
table(ops.var, X)
# case: var_mean
table(ops.var_mean, X)
# case: vecdot
table(ops.vecdot, X, Y)
# case: view_as
table(ops.view_as, X, Y)
# case: vstack
table(ops.vstack, [X, Y])
# case: where
table(ops.where, B2, X, Y)
# case: xdivy
table(ops.xdivy, X, Y)
# case: xlogy
table(ops.xlogy, X, Y)
# case: zeros
table(ops.zeros, (3, 2))
