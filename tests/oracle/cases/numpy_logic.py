# for every case:
import mindspore.numpy as mnp

FEW = "bool_ uint8 int32 int64 float16 float32 float64".split()


def each(f, *calls, **options):
    tried(*(lambda c=c: f(*c, **options) for c in calls))


X = Tensor(np.array([[-1.5, 0.25, 2.0], [0.5, -2.5, 3.0]], np.float32))
Y = Tensor(np.array([[-1.5, 0.5, 2.0], [1.0, 3.0, 0.75]], np.float32))
V = Tensor(np.array([np.nan, np.inf, -np.inf, 0.0, -2.5, -0.0], np.float32))
BOOL = Tensor([[True, False, True], [False, False, True]])
# case: comparisons
for f in (mnp.equal, mnp.not_equal, mnp.less, mnp.less_equal, mnp.greater, mnp.greater_equal):
    each(f, (X, Y), (X, Tensor([0.25, 0.25, 2.0])), (X, X.astype(mnp.int32)), (BOOL, BOOL))
    each(f, (X, Y), dtype=mnp.float32)
    print(*(kind(lambda: f(sample(a), sample(b))) for a in FEW for b in FEW))
# case: comparisons with numbers and lists
for f in (mnp.equal, mnp.less, mnp.greater, mnp.greater_equal):
    each(f, (X, 0.25), (1, Y), (X, [0, 1, 2]), ([1, 2], [2, 1]), (1, 2))
for f in (mnp.not_equal, mnp.less_equal):
    each(f, (X, 0.25), (1, Y), (X, [0, 1, 2]))
# case: logical functions
for f in (mnp.logical_and, mnp.logical_or, mnp.logical_xor):
    each(f, (BOOL, Tensor([True, True, False])), (BOOL, BOOL))
    each(f, (BOOL, BOOL), dtype=mnp.int32)
each(mnp.logical_and, (BOOL, True), ([True, False], [True, True]))
each(mnp.logical_or, (BOOL, False), ([True, False], [True, True]))
each(mnp.logical_xor, (BOOL, True), ([True, False], [True, True]))
each(mnp.logical_not, (BOOL,), (True,), ([True, False],))
# case: logical functions of numbers
for f in (mnp.logical_and, mnp.logical_or, mnp.logical_xor):
    each(f, (X, Y), (BOOL, Y))
each(mnp.logical_not, (X,), ([0, 1],))
# case: nan and infinity
for f in (mnp.isnan, mnp.isfinite, mnp.isinf, mnp.isposinf, mnp.isneginf, mnp.signbit):
    each(f, (V,), (X,), (X.astype(mnp.int32),), (X.astype(mnp.float64),))
for f in (mnp.isnan, mnp.isfinite, mnp.isinf, mnp.signbit):
    each(f, ([1.0, mnp.nan],), (mnp.inf,), (3,))
each(mnp.signbit, (V,), dtype=mnp.int32)
each(mnp.signbit, (V,), dtype=mnp.bool_)
each(mnp.isposinf, ([1.0],), (None,))
# case: isscalar
each(mnp.isscalar, (1,), (1.5,), (True,), ("a",), (Tensor(1),), ([1],), (None,))
# case: isclose
each(mnp.isclose, (X, Y), ([1.0, 2.0], [1.0, 2.1]), (V, V), (X, 0.25))
each(mnp.isclose, (V, V), equal_nan=True)
each(mnp.isclose, (X, Y), rtol=0.5)
each(mnp.isclose, (X, Y), atol=0.3)
each(mnp.isclose, (Tensor([1, 2]), Tensor([1, 3])), (X, None))
# case: in1d and isin
each(mnp.in1d, ([0, 1, 2, 5, 0], [0, 2]), (X, [0.25, 3.0]), (3, [3]))
each(mnp.in1d, ([0, 1, 2, 5, 0], [0, 2]), invert=True)
each(mnp.isin, (X, [0.25, 3.0]), ([[1, 2], [3, 4]], [1, 4]), (3, [3]))
each(mnp.isin, ([[1, 2], [3, 4]], [1, 4]), invert=True)
# case: array_equal and array_equiv
each(mnp.array_equal, ([0, 1, 2], [0, 1, 2]), ([0, 1], [0, 1, 2]), (X, X), (V, V), (X, Y), ([1, 2], [1.0, 2.0]))
each(mnp.array_equal, (V, V), equal_nan=True)
each(mnp.array_equal, (V, V), equal_nan=1)
each(mnp.array_equiv, ([0, 1], [[0, 1], [0, 1]]), ([0, 1], [0, 1, 2]), (X, X), (1, [1, 1]))
# case: sometrue
each(mnp.sometrue, (BOOL,), (BOOL, 0), (BOOL, -1, True), (X, 1), (Tensor([0, 0]),), (BOOL, 2), (BOOL, (0, 1)), (BOOL, 0, "a"))
# case: setdiff1d
each(mnp.setdiff1d, ([3, 1, 2, 3, 4], [2, 4]), (Tensor([3, 1, 2, 3]), Tensor([1])), (X, [0.25]), ([1, 2], [1], 1))
each(mnp.setdiff1d, ([3, 1, 3, 4], [4]), assume_unique=True)
