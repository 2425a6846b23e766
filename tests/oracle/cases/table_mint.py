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
table(mint.abs, X)
# case: add
table(mint.add, X, Y)
# case: all
table(mint.all, X)
# case: amax
table(mint.amax, X)
# case: amin
table(mint.amin, X)
# case: any
table(mint.any, X)
# case: arctanh
table(mint.arctanh, X)
# case: atanh
table(mint.atanh, X)
# case: bitwise_and
table(mint.bitwise_and, I2, I2)
# case: bmm
table(mint.bmm, PD, PD)
# case: broadcast_to
table(mint.broadcast_to, X, (2, 3))
# case: cat
table(mint.cat, [X, Y])
# case: cdist
table(mint.cdist, X, Y)
# case: ceil
table(mint.ceil, X)
# case: chunk
table(mint.chunk, X, 2)
# case: concat
table(mint.concat, [X, Y])
# case: cos
table(mint.cos, X)
# case: cosh
table(mint.cosh, X)
# case: cross
table(mint.cross, X, Y)
# case: cummax
table(mint.cummax, X, 0)
# case: cumprod
table(mint.cumprod, X, 0)
# case: diff
table(mint.diff, X)
# case: div
table(mint.div, X, Y)
# case: divide
table(mint.divide, X, Y)
# case: dstack
table(mint.dstack, [X, Y])
# case: empty
table(mint.empty, (3, 2))
# case: empty_like
table(mint.empty_like, X)
# case: eq
table(mint.eq, X, Y)
# case: erf
table(mint.erf, X)
# case: erfc
table(mint.erfc, X)
# case: erfinv
table(mint.erfinv, X)
# case: exp
table(mint.exp, X)
# case: expm1
table(mint.expm1, X)
# case: eye
table(mint.eye, 2)
# case: flip
table(mint.flip, X, (0, 1))
# case: float_power
table(mint.float_power, X, Y)
# case: floor
table(mint.floor, X)
# case: floor_divide
table(mint.floor_divide, X, Y)
# case: fmod
table(mint.fmod, X, Y)
# case: gather
table(mint.gather, X, 0, IX)
# case: gcd
table(mint.gcd, I2, I2)
# case: greater
table(mint.greater, X, Y)
# case: greater_equal
table(mint.greater_equal, X, Y)
# case: gt
table(mint.gt, X, Y)
# case: hstack
table(mint.hstack, [X, Y])
# case: imag
table(mint.imag, X)
# case: isclose
table(mint.isclose, X, Y)
# case: isfinite
table(mint.isfinite, X)
# case: isinf
table(mint.isinf, X)
# case: isnan
table(mint.isnan, X)
# case: le
table(mint.le, X, Y)
# case: less
table(mint.less, X, Y)
# case: less_equal
table(mint.less_equal, X, Y)
# case: log
table(mint.log, X)
# case: log1p
table(mint.log1p, X)
# case: logical_and
table(mint.logical_and, X, Y)
# case: logical_not
table(mint.logical_not, X)
# case: logical_or
table(mint.logical_or, X, Y)
# case: logical_xor
table(mint.logical_xor, X, Y)
# case: lt
table(mint.lt, X, Y)
# case: masked_select
table(mint.masked_select, X, B2)
# case: matmul
table(mint.matmul, SQ, Y)
# case: max
table(mint.max, X)
# case: maximum
table(mint.maximum, X, Y)
# case: mean
table(mint.mean, X)
# case: min
table(mint.min, X)
# case: minimum
table(mint.minimum, X, Y)
# case: mul
table(mint.mul, X, Y)
# case: nan_to_num
table(mint.nan_to_num, X)
# case: nansum
table(mint.nansum, X)
# case: narrow
table(mint.narrow, X, 0, 0, 2)
# case: ne
table(mint.ne, X, Y)
# case: neg
table(mint.neg, X)
# case: negative
table(mint.negative, X)
# case: nonzero
table(mint.nonzero, X)
# case: not_equal
table(mint.not_equal, X, Y)
# case: permute
table(mint.permute, X, (0, 1))
# case: polar
table(mint.polar, X, Y)
# case: pow
table(mint.pow, X, Y)
# case: prod
table(mint.prod, X)
# case: ravel
table(mint.ravel, X)
# case: real
table(mint.real, X)
# case: reciprocal
table(mint.reciprocal, X)
# case: remainder
table(mint.remainder, X, Y)
# case: round
table(mint.round, X)
# case: rsqrt
table(mint.rsqrt, X)
# case: scatter
table(mint.scatter, X, 0, IX, Y)
# case: searchsorted
table(mint.searchsorted, Y, X)
# case: select
table(mint.select, X, 0, 0)
# case: sigmoid
table(mint.sigmoid, X)
# case: sign
table(mint.sign, X)
# case: sin
table(mint.sin, X)
# case: sinc
table(mint.sinc, X)
# case: sinh
table(mint.sinh, X)
# case: softmax
table(mint.softmax, X, 0)
# case: split
table(mint.split, X, 2)
# case: sqrt
table(mint.sqrt, X)
# case: square
table(mint.square, X)
# case: sub
table(mint.sub, X, Y)
# case: sum
table(mint.sum, X)
# case: swapaxes
table(mint.swapaxes, X, 0, 0)
# case: tan
table(mint.tan, X)
# case: tanh
table(mint.tanh, X)
# case: tile
table(mint.tile, X, (0, 1))
# case: transpose
table(mint.transpose, X, 0, 0)
# case: triu
table(mint.triu, X)
# case: unbind
table(mint.unbind, X)
# case: unique_consecutive
table(mint.unique_consecutive, X)
# case: unsqueeze
table(mint.unsqueeze, X, 0)
# case: where
table(mint.where, B2, X, Y)
# case: xlogy
table(mint.xlogy, X, Y)
# case: zeros
table(mint.zeros, (3, 2))
# case: nn.functional.adaptive_max_pool2d
table(mint.nn.functional.adaptive_max_pool2d, IMG, (3, 2))
# case: nn.functional.binary_cross_entropy
table(mint.nn.functional.binary_cross_entropy, POS, Y)
# case: nn.functional.binary_cross_entropy_with_logits
table(mint.nn.functional.binary_cross_entropy_with_logits, X, Y)
# case: nn.functional.flatten
table(mint.nn.functional.flatten, X)
# case: nn.functional.glu
table(mint.nn.functional.glu, SQ)
# case: nn.functional.group_norm
table(mint.nn.functional.group_norm, SQ, 2)
# case: nn.functional.linear
table(mint.nn.functional.linear, X, Y)
# case: nn.functional.nll_loss
table(mint.nn.functional.nll_loss, X, IV)
# case: nn.functional.prelu
table(mint.nn.functional.prelu, X, V)
# case: nn.functional.relu
table(mint.nn.functional.relu, X)
# case: nn.functional.sigmoid
table(mint.nn.functional.sigmoid, X)
# case: nn.functional.silu
table(mint.nn.functional.silu, X)
# case: nn.functional.softmax
table(mint.nn.functional.softmax, X)
# case: nn.functional.tanh
table(mint.nn.functional.tanh, X)
# case: special.erfc
table(mint.special.erfc, X)
# case: special.expm1
table(mint.special.expm1, X)
# case: special.log1p
table(mint.special.log1p, X)
# case: special.round
table(mint.special.round, X)
# case: special.sinc
table(mint.special.sinc, X)
