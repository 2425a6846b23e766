# for every case:
import mindspore.numpy as mnp

KINDS = "bool_ uint8 int8 int16 int32 int64 float16 float32 float64".split()
FEW = "bool_ uint8 int32 int64 float16 float32 float64".split()


def each(f, *calls, **options):
    tried(*(lambda c=c: f(*c, **options) for c in calls))


def dtyped(*functions):
    for f in functions:
        print(*(kind(lambda: f(sample(a))) for a in KINDS))


def mixed(f, kinds=FEW, others=(True, 1, 1.5, [1], [1.5])):
    for a in kinds:
        print(a, *(kind(lambda: f(sample(a), sample(b))) for b in kinds))
        print(a, *(kind(lambda: f(sample(a), v)) for v in others), *(kind(lambda: f(v, sample(a))) for v in others))


X = Tensor(np.array([[-1.5, 0.25, 2.0], [0.5, -2.5, 3.0]], np.float32))
Y = Tensor(np.array([[2.0, 0.5, -2.0], [1.0, 3.0, 0.75]], np.float32))
P = Tensor(np.array([0.3, 1.0, 2.5], np.float32))
U = Tensor(np.array([-0.9, 0.1, 0.5], np.float32))
I = Tensor(np.array([[7, -3, 2], [4, 5, -6]], np.int32))
J = Tensor(np.array([[2, 2, -3], [3, -2, 4]], np.int32))
V = Tensor(np.array([np.nan, np.inf, -np.inf, 0.0, -2.5, 3.5], np.float32))
# case: dtypes of functions of one array
dtyped(mnp.absolute, mnp.square, mnp.sqrt, mnp.reciprocal, mnp.log, mnp.exp, mnp.expm1, mnp.exp2)
dtyped(mnp.log1p, mnp.log2, mnp.log10, mnp.cbrt, mnp.floor, mnp.ceil, mnp.trunc, mnp.fix, mnp.rint)
dtyped(mnp.deg2rad, mnp.rad2deg, mnp.negative, mnp.positive, mnp.sign, mnp.around)
# case: dtypes of trigonometric functions
dtyped(mnp.sin, mnp.cos, mnp.tan, mnp.arcsin, mnp.arctan, mnp.sinh, mnp.cosh, mnp.tanh, mnp.arcsinh, mnp.arccosh)
# case: dtypes of tests of one array
dtyped(mnp.isfinite, mnp.isnan, mnp.isinf, mnp.isposinf, mnp.isneginf, mnp.signbit, mnp.logical_not, mnp.invert)
# case: dtypes of reductions
dtyped(mnp.sum, mnp.mean, mnp.amax, mnp.amin, mnp.std, mnp.var, mnp.ptp, mnp.average, mnp.count_nonzero)
dtyped(mnp.nansum, mnp.nanmean, mnp.nanmax, mnp.nanmin, mnp.nanstd, mnp.nanvar, mnp.argmax, mnp.argmin)
dtyped(mnp.cumsum, mnp.cumprod, mnp.nancumsum, mnp.norm, mnp.sometrue)
# case: dtypes of add
mixed(mnp.add)
# case: dtypes of subtract and multiply
mixed(mnp.subtract, FEW[1:])
mixed(mnp.multiply, FEW[1:])
# case: dtypes of divisions
mixed(mnp.divide, FEW[1:])
mixed(mnp.floor_divide, FEW[2:])
mixed(mnp.remainder, FEW[2:])
mixed(mnp.fmod, FEW[2:])
# case: dtypes of power, maximum, minimum
mixed(mnp.power, FEW[2:])
mixed(mnp.maximum, FEW)
mixed(mnp.minimum, FEW[2:])
# case: dtypes of other functions of two arrays
for f in (mnp.hypot, mnp.logaddexp, mnp.logaddexp2, mnp.arctan2, mnp.heaviside, mnp.copysign):
    mixed(f, FEW[2:], (1, 1.5))
# case: dtypes of integer functions
for f in (mnp.gcd, mnp.lcm, mnp.bitwise_and, mnp.bitwise_or, mnp.bitwise_xor):
    mixed(f, ["bool_", "uint8", "int8", "int32", "int64"], (True, 1))
# case: dtypes of float_power
for a in FEW:
    print(*(kind(lambda: mnp.float_power(sample(a), sample(b))) for b in FEW))
# case: dtypes of products
for f in (mnp.dot, mnp.inner, mnp.outer, mnp.kron, mnp.tensordot, mnp.convolve, mnp.correlate, mnp.matmul):
    for a in FEW[2:]:
        x = Tensor(np.array([1, 2, 3]), getattr(mstype, a))
        print(*(kind(lambda: f(x, Tensor(np.array([1, 2, 3]), getattr(mstype, b)), *((1,) if f is mnp.tensordot else ())))
                for b in FEW[2:]))
# case: values of functions of one array
for f in (mnp.absolute, mnp.abs, mnp.fabs, mnp.square, mnp.negative, mnp.positive, mnp.sign, mnp.floor, mnp.ceil,
          mnp.trunc, mnp.fix, mnp.rint, mnp.around, mnp.round, mnp.exp, mnp.expm1, mnp.exp2, mnp.reciprocal,
          mnp.deg2rad, mnp.rad2deg, mnp.radians, mnp.cbrt):
    each(f, (X,))
for f in (mnp.sqrt, mnp.log, mnp.log1p, mnp.log2, mnp.log10, mnp.arccosh):
    each(f, (P,))
# case: values of trigonometric functions
for f in (mnp.sin, mnp.cos, mnp.tan, mnp.arcsin, mnp.arccos, mnp.arctan, mnp.sinh, mnp.cosh, mnp.tanh, mnp.arcsinh,
          mnp.arctanh):
    each(f, (U,))
# case: functions of one array of ints
for f in (mnp.absolute, mnp.square, mnp.negative, mnp.sign, mnp.trunc, mnp.fix, mnp.sin, mnp.arctan, mnp.invert,
          mnp.bitwise_not, mnp.around, mnp.rint, mnp.floor, mnp.ceil):
    each(f, (I,))
# case: functions of one array of lists and numbers
for f in (mnp.square, mnp.sqrt, mnp.exp, mnp.floor, mnp.negative, mnp.sign, mnp.isnan, mnp.logical_not, mnp.trunc,
          mnp.log, mnp.reciprocal, mnp.exp2):
    each(f, ([1.0, 4.0],), ([1, 4],), (4,), (2.5,), ((1, 2),))
# case: functions of one array refuse what is none
for f in (mnp.square, mnp.sqrt, mnp.exp, mnp.floor, mnp.negative, mnp.sign, mnp.isnan, mnp.sin, mnp.deg2rad, mnp.fix):
    each(f, (None,), ("x",), (np.ones(2),))
each(mnp.sin, ([1.0],), (1.0,))
each(mnp.positive, ([1.0],), (1.0,))
each(mnp.rad2deg, ([1.0],))
# case: dtype argument
each(mnp.square, (X,), dtype=mnp.int32)
each(mnp.square, (X,), dtype=mnp.float64)
each(mnp.add, (X, Y), dtype=mnp.float16)
each(mnp.equal, (X, Y), dtype=mnp.int32)
each(mnp.sum, (X,), dtype=mnp.int32)
each(mnp.sum, (I,), dtype=mnp.float64)
each(mnp.mean, (X,), dtype=mnp.float64)
each(mnp.cumsum, (I,), dtype=mnp.float32)
each(mnp.isnan, (X,), dtype=mnp.float32)
each(mnp.sin, (I,), dtype=mnp.float64)
# case: dtype argument of another kind
each(mnp.square, (X,), dtype="float64")
each(mnp.square, (X,), dtype=np.float64)
each(mnp.square, (X,), dtype=int)
each(mnp.sum, (X,), dtype="int32")
each(mnp.mean, (X,), dtype="float16")
each(mnp.cumsum, (I,), dtype="float32")
each(mnp.nansum, (X,), dtype="float64")
each(mnp.matmul, (X, Y.T), dtype="float64")
each(mnp.cumprod, (X,), dtype="int32")
each(mnp.divmod, (I, J), dtype="float32")
# case: values of functions of two arrays
for f in (mnp.add, mnp.subtract, mnp.multiply, mnp.divide, mnp.true_divide, mnp.floor_divide, mnp.remainder, mnp.mod,
          mnp.fmod, mnp.maximum, mnp.minimum, mnp.hypot, mnp.arctan2, mnp.heaviside, mnp.copysign, mnp.logaddexp,
          mnp.logaddexp2):
    each(f, (X, Y), (X, P), (X, 2), (2.0, Y))
# case: functions of two arrays of ints
for f in (mnp.add, mnp.subtract, mnp.multiply, mnp.divide, mnp.floor_divide, mnp.remainder, mnp.fmod, mnp.maximum,
          mnp.minimum, mnp.gcd, mnp.lcm, mnp.bitwise_and, mnp.bitwise_or, mnp.bitwise_xor):
    each(f, (I, J), (I, 2), (I, [1, 2, 3]), (7, J))
each(mnp.divmod, (I, J), (I, 2), (7, J), (X, Y))
# case: division by zero
Z = Tensor(np.array([0, 1, 0], np.int32))
F = Tensor(np.array([0.0, 1.0, 0.0], np.float32))
for f in (mnp.remainder, mnp.fmod, mnp.gcd, mnp.lcm):
    each(f, (Z, Tensor(np.array([2, 0, 0], np.int32))))
for f in (mnp.divide, mnp.floor_divide, mnp.remainder, mnp.fmod, mnp.heaviside, mnp.copysign):
    each(f, (P, F))
each(mnp.reciprocal, (F,), (Z,))
# case: power
each(mnp.power, (P, 2), (P, P), (2, P), (I, 2), (P, [1, 2, 3]), (2.0, 3))
each(mnp.float_power, (P, P), (I, Tensor(2)), (P, Tensor([1, 2, 3])))
# case: maximum and minimum with nan
for f in (mnp.maximum, mnp.minimum):
    each(f, (V, 1.0), (V, V[::-1]), (1, 2), (1.5, 2), ([1, 2], 3), (Tensor(1), Tensor(2.5)), (I, 1.5))
    each(f, (None, X), (X, "a"), (np.ones(2), X))
# case: shapes that do not fit
for f in (mnp.add, mnp.subtract, mnp.multiply, mnp.divide, mnp.power, mnp.maximum, mnp.remainder, mnp.equal, mnp.less,
          mnp.logical_and, mnp.arctan2, mnp.hypot, mnp.copysign):
    each(f, (X, Tensor([1.0, 2.0])))
# case: functions of two arrays refuse what is none
for f in (mnp.add, mnp.subtract, mnp.divide, mnp.power, mnp.remainder, mnp.equal, mnp.less, mnp.logical_and):
    each(f, (X, None), (X, "a"), (np.ones(3), X))
each(mnp.multiply, (X, np.ones(3)), (X, None))
# case: multiply of lists and numbers
each(mnp.multiply, (X, 2), (2, X), ([1, 2, 3], X))
# case: clip
each(mnp.clip, (X, -1, 1), (X, 0, None), (X, None, 1), (X, 0.5, 0.25), (I, 0, 5), (I, 0.5, 5), (I, Tensor(1), 3))
each(mnp.clip, (X, Tensor([0.0, 1.0, 2.0]), 2.5), ([1, 2, 3], 2, 3), (X, None, None))
each(mnp.clip, (X, 0, 1), dtype=mnp.float64)
# case: mean
each(mnp.mean, (X,), (X, 0), (X, 1, True), (X, (0, 1)), (X, -1), (I,), ([1, 2, 4],), (3,), (X, 2), (X, (0, 0)), (X, 1.5))
each(mnp.mean, (mnp.zeros((0, 3)),), (mnp.zeros((2, 0)), 1))
# case: sum
each(mnp.sum, (X,), (X, 0), (X, (0, 1)), (X, -1), (I, 1), ([1, 2, 4],), ([True, False],), (3,), (X, 2))
each(mnp.sum, (X, 0), keepdims=True)
each(mnp.sum, (X,), initial=10)
each(mnp.sum, (X, 0), initial=1.5, keepdims=True)
# case: amax and amin
for f in (mnp.amax, mnp.amin, mnp.max, mnp.min):
    each(f, (X,), (X, 0), (X, (0, 1)), (X, -1, True), (I, 1), ([1, 2, 4],), (3,), (X, 2), (X, (0, 0)), (V,))
    each(f, (X,), initial=0)
    each(f, (X, 0), initial=10, keepdims=True)
    each(f, (X, 1), initial=0, where=X > 0)
    each(f, (X, 1), where=X > 0)
    each(f, (X, 1), initial=Tensor([1.0, 2.0]))
    each(f, (mnp.zeros((0, 3)),), (mnp.zeros((0, 3)), 0))
# case: std, var, ptp
for f in (mnp.std, mnp.var):
    each(f, (X,), (X, 0), (X, 1, 1), (X, None, 1), (X, (0, 1)), ([1.0, 2.0, 4.0],), (X, 2), (X, 0, 0, True))
each(mnp.ptp, (X,), (X, 0), (X, 1, True), (I, 1), (X, 2), ([1, 2],))
# case: average
each(mnp.average, (X,), (X, 0), (X, 1), (I,), (X, (0, 1)), (X, 2), ([1.0, 2.0],))
W = Tensor([[1.0, 2.0, 3.0], [0.5, 1.0, 1.5]])
each(mnp.average, (X,), (X, 0), (X, 1), weights=W)
each(mnp.average, (X, 1), (X,), weights=P)
each(mnp.average, (X, 1), (X,), returned=True)
each(mnp.average, (X, 1), weights=P, returned=True)
each(mnp.average, (X,), weights=W, returned=True)
# case: nan reductions
N = Tensor(np.array([[1.0, np.nan, 3.0], [np.nan, 5.0, 2.0]], np.float32))
for f in (mnp.nansum, mnp.nanmean, mnp.nanmax, mnp.nanmin, mnp.nanstd, mnp.nanvar):
    each(f, (N,), (N, 0), (N, 1), (N, -1), (I, 0), ([1.0, 2.0, 4.0],), (N, 2))
    each(f, (N, 1), keepdims=True)
    each(f, (N, 0), dtype=mnp.float64)
each(mnp.nanstd, (N,), (N, 1), ddof=1)
each(mnp.nanvar, (N,), (N, 1), ddof=1)
each(mnp.nancumsum, (N,), (N, 0), (N, 1))
# case: cumsum and cumprod
each(mnp.cumsum, (X,), (X, 0), (X, 1), (I,), (I, -1), (X, 2))
each(mnp.cumprod, (X,), (X, 0), (X, 1), (I,), (I, -1), ([1, 2, 3],), (X, 2), (X, 1.5), (Tensor([True, True]),))
# case: argmax and argmin
for f in (mnp.argmax, mnp.argmin):
    each(f, (X,), (X, 0), (X, -1), (I,), ([1, 3, 2],), (Tensor([False, True]),), (X, 2), (3,))
# case: count_nonzero
each(mnp.count_nonzero, (I,), (X, 0), (X > 0, 1), (Tensor([0, 1, 0]),))
each(mnp.count_nonzero, (X, 0), keepdims=True)
# case: dot and inner
A, B, C3 = arr(2, 3), arr(3, 4), arr(2, 3, 4)
each(mnp.dot, (A, B), (A, Tensor([1.0, 2.0, 3.0])), (C3, arr(4)), (A, arr(2, 3, 2)), (A, Tensor(2.0)), (A, A))
each(mnp.inner, (A, A), (A, arr(3)), (C3, arr(5, 4)), (A, Tensor(2.0)), (A, B))
# case: outer, tensordot, matmul
A, B, C3 = arr(2, 3), arr(3, 4), arr(2, 3, 4)
each(mnp.outer, (arr(2), arr(3)), (A, arr(2)), (Tensor(2.0), arr(2)), ([1, 2], [3]))
each(mnp.tensordot, (A, B, 1), (A, A, 2), (A, A, ((1,), (1,))), (C3, A, ([0, 1], [0, 1])), (A, B, 2), (A, Tensor(2.0), 0))
each(mnp.matmul, (A, B), (A, arr(3)), (arr(2), A), (C3, arr(4, 2)), (A, A), (A, Tensor(2.0)))
# case: kron and cross
each(mnp.kron, (arr(2), arr(3)), (arr(2, 2), arr(1, 2)), (arr(2), arr(2, 2)), ([1, 2], [3, 4]), (2, 3))
a, b = Tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), Tensor([[4.0, 5.0, 6.0], [1.0, 2.0, 3.0]])
each(mnp.cross, (a, b), ([1, 2, 3], [4, 5, 6]), ([1, 2], [4, 5]), ([1, 2], [4, 5, 6]), ([1, 2, 3], [4, 5]))
each(mnp.cross, (a.T, b.T), axis=0)
each(mnp.cross, (a, b), axisc=0)
each(mnp.cross, (arr(2, 4), arr(2, 4)))
# case: multi_dot
each(mnp.multi_dot, ([arr(2, 3), arr(3, 4), arr(4, 2)],), ([arr(3), arr(3, 4), arr(4)],), ([arr(2, 3), arr(3, 2)],))
each(mnp.multi_dot, ([arr(2, 3)],), ([arr(2, 3), arr(2, 3), arr(3, 2)],))
# case: convolve and correlate
for mode in ("full", "same", "valid"):
    each(mnp.convolve, ([1.0, 2.0, 3.0], [0.0, 1.0, 0.5]), ([1, 2, 3, 4], [1, 1]), ([1.0], [2.0, 3.0]), mode=mode)
    each(mnp.correlate, (Tensor([1.0, 2.0, 3.0]), Tensor([0.0, 1.0, 0.5])), ([1, 2, 3, 5], [0, 1]), mode=mode)
each(mnp.convolve, ([1.0], [2.0, 3.0], "other"), ([[1.0, 2.0]], [1.0]))
# case: diff and ediff1d
S = Tensor([[1.0, 2.0, 4.0, 7.0], [0.0, 1.0, 3.0, 9.0]])
each(mnp.diff, (S,), (S, 2), (S, 1, 0), (S, 0), (S, 4), (S, -1), (S, 1.5), (Tensor([1, 3, 6]),), ([1, 2],))
each(mnp.diff, (S,), prepend=0)
each(mnp.diff, (S,), append=Tensor([[1.0], [2.0]]))
each(mnp.ediff1d, (S,), (Tensor([1, 3, 6]),), ([1, 2],))
each(mnp.ediff1d, (Tensor([1, 3, 6]),), to_begin=Tensor([-9]), to_end=[7, 8])
# case: trapz
each(mnp.trapz, (Tensor([1.0, 2.0, 4.0]),), ([1, 2, 3],), (arr(2, 3),), (arr(2, 3), None, 2.0), (arr(2, 3), None, 1.0, 0))
each(mnp.trapz, (Tensor([1.0, 2.0, 4.0]), Tensor([0.0, 1.0, 4.0])), (arr(2, 3), [1, 2, 4]), (arr(2, 3), None, 1.0, 2))
# case: gradient
each(mnp.gradient, (Tensor([1.0, 2.0, 4.0, 7.0]),), (Tensor([1, 2, 4, 7]), 2.0), (arr(3, 3),), ([1, 4],), (arr(3, 3), 1, 2))
each(mnp.gradient, (arr(3, 4),), axis=0)
each(mnp.gradient, (arr(3, 4),), (arr(3, 4), 2), axis=(0, 1))
each(mnp.gradient, (arr(1, 4),), axis=0)
# case: cov and corrcoef
M = Tensor([[0.0, 2.0, 1.0], [1.0, 0.5, 3.0]])
each(mnp.cov, (M,), (M, M), (M, None, False), ([0.0, 1.0, 3.0],), (M, None, True, True), ([0, 1, 2], [2, 1, 0]))
each(mnp.cov, (M,), fweights=Tensor([1, 2, 3]))
each(mnp.cov, (M,), aweights=Tensor([1, 2, 3]), ddof=0)
each(mnp.cov, (M,), dtype=mnp.float64)
each(mnp.corrcoef, (M,), (M, M), (M, None, False), ([0.0, 1.0, 3.0],), ([0.0, 1.0, 3.0], [1.0, 0.0, 5.0]))
# case: searchsorted and digitize
each(mnp.searchsorted, ([1, 2, 3, 4, 5], 3), ([1, 2, 3, 4, 5], 3, "right"), ([1, 2, 3, 4, 5], [-10, 10, 2, 3]))
each(mnp.searchsorted, ([1.0, 2.0, 2.0, 5.0], arr(2, 2)), (arr(2, 2), 1), ([1, 2], 1, "middle"))
each(mnp.searchsorted, (Tensor([3.0, 1.0, 2.0]), [1.5, 2.0]), sorter=Tensor([1, 2, 0]))
each(mnp.digitize, ([1.2, 10.0, 12.4, 15.5, 20.0], [0, 5, 10, 15, 20]), ([1.2, 10.0, 20.0], [0, 5, 10, 15, 20], True))
each(mnp.digitize, ([1.2, 10.0, 20.0], [20, 10, 0]), (1.5, [1.0, 2.0]))
# case: interp
each(mnp.interp, ([0.5, 1.5, 2.5, -1.0, 9.0], [0.0, 1.0, 3.0], [1.0, 2.0, 0.0]), (1.5, [1, 2, 3], [3, 2, 0]))
each(mnp.interp, ([-1.0, 9.0], [0.0, 1.0, 3.0], [1.0, 2.0, 0.0]), left=-5, right=7.0)
each(mnp.interp, ([1.0], [0.0, 1.0], [1.0]), ([1.0], [[0.0, 1.0]], [1.0]))
# case: bincount
each(mnp.bincount, ([0, 1, 1, 3],), (Tensor([0, 1, 1, 3]),), ([0, 1], None, 4), ([0, 1, 1], [0.5, 1.5, 2.0]), ([0.5],))
each(mnp.bincount, ([0, 1, 1, 3],), length=3)
each(mnp.bincount, ([[0, 1]],))
# case: histogram
D = Tensor([0.0, 1.0, 1.5, 2.0, 5.0])
each(mnp.histogram, (D,), (D, 4), (D, [0, 1, 2, 6]), (D, 2, (0, 4)), ([1, 2, 1], [0, 1, 2, 3]))
each(mnp.histogram, (D, 4), weights=Tensor([1.0, 2.0, 3.0, 4.0, 5.0]))
each(mnp.histogram, (D, 4), density=True)
each(mnp.histogram_bin_edges, (D,), (D, 2), (D, [1, 2]), (D, 2, (0, 6)), (Tensor([2.0, 2.0]), 2), (D, "auto"))
# case: histogramdd
S = Tensor([[0.0, 0.5], [1.0, 1.5], [2.0, 1.0], [2.0, 2.0]])
each(mnp.histogramdd, (S, 2), (S, [2, 3]), (S, ([0, 1, 2], [0, 1, 2])), (([0, 1, 2], [2, 1, 0]), 2))
each(mnp.histogramdd, (S, 2), density=True)
each(mnp.histogramdd, (S, 2), weights=Tensor([1.0, 2.0, 3.0, 4.0]))
each(mnp.histogram2d, ([0, 1, 2], [2, 1, 0], 2), ([0, 1, 2], [2, 1, 0], [0, 1, 2]))
# case: polynomials
each(mnp.polyadd, ([1, 2], [9, 5, 4]), ([1, 2, 3], [1.5]), (2, [1, 2]), ([[1, 2]], [1]))
each(mnp.polysub, ([2, 10, -2], [3, 10, -4]), ([1], [1, 2]))
each(mnp.polymul, ([3, 1, 2], [2, 5]), (2, [1.5, 2]))
each(mnp.polyval, ([3.0, 0.0, 1.0], 5.0), ([3, 0, 1], [1, 2]), (2, 3))
each(mnp.polyder, ([1.0, 1.0, 1.0, 1.0],), ([1, 2, 3], 2), ([1, 2], 0), ([1, 2], -1))
each(mnp.polyint, ([1.0, 1.0, 1.0],), ([1.0, 1.0], 2), ([6.0, 2.0], 1, 3), ([1.0], 0), ([1.0], -1))
# case: norm
T3 = arr(2, 2, 3)
for o in (None, 1, 2, 0, 3, mnp.inf, -mnp.inf, -1):
    each(mnp.norm, (P, o), (X, o, 0), (X, o, 1, True), (I, o, -1))
for o in (None, "fro", 1, -1, mnp.inf, -mnp.inf):
    each(mnp.norm, (X, o, (0, 1)), (T3, o, (0, 2)), (T3, o, (2, 1), True), (X, o))
each(mnp.norm, (T3,), (T3, 1), (X, "nuc"), (X, 2), (X, "other"), (P, "fro"), ([3.0, 4.0],))
# case: unwrap
each(mnp.unwrap, (Tensor([0.0, 0.78, 5.5, 6.28]),), (Tensor([[0.0, 4.0, 8.0], [1.0, -5.0, 2.0]]),), ([0, 5, 10],))
each(mnp.unwrap, (Tensor([[0.0, 4.0, 8.0], [1.0, -5.0, 2.0]]),), axis=0)
each(mnp.unwrap, (Tensor([0.0, 4.0, 8.0]), 5.0), (Tensor([0.0, 4.0]), "a"))
# case: ravel_multi_index
each(mnp.ravel_multi_index, ([[3, 6, 6], [4, 5, 1]], (7, 6)), ([[3, 6, 6], [4, 5, 1]], (7, 6), "clip", "F"))
each(mnp.ravel_multi_index, ([[9, 6, -1], [4, 7, 1]], (7, 6), "wrap"), ([[3], [4]], (7,)), ([[3.5], [4]], (7, 6)))
# case: matrix_power
each(mnp.matrix_power, (arr(2, 2), 3), (arr(2, 2), 0), (arr(2, 2), 1), (arr(2, 2), -1), (arr(2, 3), 2), (arr(3), 2))
# case: around
each(mnp.around, (Tensor([1.35, 2.5, -0.25]), 1), (Tensor([1.35, 2.5, -0.25]), 0), (2.6,), ([1.25, 2.75], 1))
each(mnp.around, (Tensor([15.0]), -1), (Tensor([15.0]), 1.5))
# case: gradients
for f in (mnp.sin, mnp.exp, mnp.log1p, mnp.square, mnp.cbrt, mnp.expm1, mnp.arctan):
    print(f.__name__)
    show(grad(f)(P))
for f in (mnp.add, mnp.divide, mnp.hypot, mnp.power, mnp.maximum, mnp.arctan2, mnp.logaddexp):
    print(f.__name__)
    show(grad(f, (0, 1))(P, Tensor([2.0, 0.5, 1.5])))
for f in (mnp.sum, mnp.mean, mnp.amax, mnp.std, mnp.var, mnp.norm, mnp.average):
    show(grad(f)(X))
show(grad(mnp.dot, (0, 1))(arr(2, 3), arr(3, 2)), grad(mnp.kron, (0, 1))(arr(2), arr(3)))
show(grad(mnp.cross, (0, 1))(arr(2, 3), arr(2, 3, start=3)))
# case: promote_types and result_type
show(str(mnp.promote_types(mnp.float32, mnp.float64)), str(mnp.promote_types("int32", mnp.uint8)))
show(str(mnp.promote_types(int, float)), str(mnp.promote_types(np.int8, np.uint8)))
show(str(mnp.result_type(3, mnp.float16, Tensor([1.0]))), str(mnp.result_type("i2", "float32")))
show(str(mnp.result_type(mnp.int8)), str(mnp.result_type(True, 1.5)))
each(mnp.promote_types, ("x", "int8"), (None, "int8"))
names = "bool_ uint8 uint16 uint32 uint64 int8 int16 int32 int64 float16 float32 float64".split()
for a in names:
    print(*(mnp.promote_types(getattr(mnp, a), getattr(mnp, b)) for b in names))
