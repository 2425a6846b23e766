# for every case:
import mindspore.numpy as mnp


def each(f, *calls, **options):
    tried(*(lambda c=c: f(*c, **options) for c in calls))


A = arr(2, 3)
I = Tensor(np.array([[7, -3, 2], [4, 5, -6]], np.int32))
BOOL = Tensor([[True, False, True], [False, False, True]])
# case: array
each(mnp.array, ([1, 2],), ([1.5, 2],), (3,), (2.5,), (True,), ([True, False],), ((1, 2),), ([[1, 2], [3, 4]],), (A,))
each(mnp.array, ([],), ([[]],), ([A, A],), (None,), ("a",), ([1, [2]],), (np.ones(2),))
each(mnp.array, ([1, 2],), dtype=mnp.float64)
each(mnp.array, ([1, 2],), dtype="float16")
each(mnp.array, ([1.5, 2],), dtype=int)
each(mnp.array, ([1, 2],), dtype=np.uint8)
each(mnp.array, ([1, 2],), dtype="wrong")
each(mnp.array, (A,), dtype=mnp.int32)
each(mnp.array, ([1, 2],), ndmin=3)
each(mnp.array, ([],), ndmin=2)
x = arr(2)
y = mnp.array(x)
y[0] = 50
show(x)
z = mnp.array(x, copy=False)
show(z is x)
# case: asarray and asfarray
each(mnp.asarray, ([1, 2],), (1.5,), (A,), ([1.5],), (None,), (np.ones(2),))
each(mnp.asarray, ([1, 2],), dtype=mnp.float32)
each(mnp.asarray, (A,), dtype="int32")
show(mnp.asarray(A) is A)
each(mnp.asfarray, ([1, 2],), (1,), (I,), ([True],), (A,), (None,))
each(mnp.asfarray, ([1, 2],), dtype=mnp.float64)
each(mnp.asfarray, ([1, 2],), (I,), dtype=mnp.int32)
each(mnp.asfarray, ([1, 2],), dtype=None)
# case: copy
x = arr(3)
y = mnp.copy(x)
y[0] = 40
show(x, y)
each(mnp.copy, ([1, 2],), (2.5,))
# case: zeros, ones, empty
for f in (mnp.zeros, mnp.ones):
    each(f, (3,), ((2, 2),), ([2],), (Tensor([2, 2]),), ((),), (0,), ((2, 0),), (-1,), (1.5,), ((2, 1.5),), ("a",))
    each(f, (2,), dtype=mnp.int32)
    each(f, (2,), dtype="float16")
    each(f, (2,), dtype=int)
    each(f, (2,), dtype=np.float64)
    each(f, (2,), dtype=bool)
    each(f, (2,), dtype=None)
    each(f, (2,), dtype="wrong")
each(mnp.ones, ((2, 2), mnp.int8))
show(mnp.empty((2, 3)).shape, str(mnp.empty((2, 3)).dtype), str(mnp.empty(2, mnp.int32).dtype))
# case: full
each(mnp.full, ((2, 2), 3), ((2,), 3.5), (2, True), ((2, 2), [1, 2]), ((2, 2), Tensor([1.5, 2.5])), ((0, 2), 1), ((2,), "a"))
each(mnp.full, ((2, 2), 3), dtype=mnp.float64)
each(mnp.full, ((2, 2), 3.7), dtype=mnp.int32)
each(mnp.full, ((2, 2), [1, 2, 3]), (-1, 1), ((2,), None))
# case: like
for f in (mnp.zeros_like, mnp.ones_like):
    each(f, (A,), (I,), ([1, 2],), ([1.5],), (3,), (BOOL,), (None,))
    each(f, (A,), dtype=mnp.int32)
    each(f, (A,), shape=(1, 2))
    each(f, (A,), dtype="float64", shape=3)
each(mnp.full_like, (A, 2), (I, 2.7), ([1, 2], 3), (A, [1, 2, 3]), (A, Tensor(2.5)))
each(mnp.full_like, (A, 2), dtype=mnp.int32)
each(mnp.full_like, (A, 2), shape=(2,))
show(mnp.empty_like(A).shape, str(mnp.empty_like(I).dtype), mnp.empty_like(A, shape=(1,)).shape)
# case: arange
each(mnp.arange, (3,), (1, 4), (1, 6, 2), (5, 0, -2), (2.5,), (0, 1, 0.25), (0.5, 3), (1, 4, 1.0), (0,), (3, 1), (1, 2, 0))
each(mnp.arange, (3,), dtype=mnp.float32)
each(mnp.arange, (3,), dtype="int64")
each(mnp.arange, (0, 2.5), dtype=mnp.int32)
each(mnp.arange, (6,), step=2)
each(mnp.arange, (1,), stop=3)
each(mnp.arange, (True,), (None,), ("a",))
# case: linspace
each(mnp.linspace, (0, 1, 5), (0, 5, 6), (2, 3, 1), (1, 0, 3), (0, [1, 2], 3), (Tensor([0.0, 1.0]), 2, 3), (0, 1, 0), (0, 1, -1))
each(mnp.linspace, (0, 1, 4), endpoint=False)
each(mnp.linspace, (0, 1, 5), retstep=True)
each(mnp.linspace, (0, 5, 3), dtype=mnp.int32)
each(mnp.linspace, (0, [1, 2], 3), axis=1)
each(mnp.linspace, (0, [1, 2], 3), axis=-1)
each(mnp.linspace, (0, 1, 1.5), ("a", 1), (0, 1, 3, 1), (0, 1, 3, True, 1))
show(mnp.linspace(0, 1).shape)
# case: logspace and geomspace
each(mnp.logspace, (0, 2, 3), (0, 5, 4, True, 2.0), (0, 1, 2, False), (0, [1, 2], 2))
each(mnp.logspace, (0, 2, 3), dtype=mnp.int32)
each(mnp.logspace, (0, 2, 3), base="a")
each(mnp.geomspace, (1, 256, 9), (1, 256, 8, False), (2, [8, 32], 3), (1, 8, 4))
each(mnp.geomspace, (1, 8, 4), dtype=mnp.int32)
# case: eye and identity
each(mnp.eye, (2,), (2, 3), (3, 3, 1), (3, 3, -1), (2, 3, 5), (2, 2, -2), (0,), (2, 0), (1.5,), (2, 2, 1.5))
each(mnp.eye, (2, 2), dtype=mnp.int32)
each(mnp.eye, (3, 3, 1), dtype=mnp.bool_)
each(mnp.identity, (2,), (1.5,))
each(mnp.identity, (2,), dtype=mnp.int32)
# case: tri, tril, triu
each(mnp.tri, (3,), (2, 3), (3, 3, 1), (3, 3, -1))
each(mnp.tri, (2,), dtype=mnp.int32)
for f in (mnp.tril, mnp.triu):
    each(f, (A,), (A, 1), (A, -1), (I,), (arr(2, 2, 3),), (arr(3),), ([[1, 2], [3, 4]],), (BOOL,), (Tensor(1.0),), ([1, 2],))
# case: diagonal, trace, diag, diagflat
each(mnp.diagonal, (A,), (A, 1), (A, -1), (arr(2, 2, 3), 0, 1, 2), (A, 5))
each(mnp.trace, (A,), (A, 1), (I,), (arr(2, 2, 3),), (arr(2, 2, 3), 0, 1, 2), (arr(2),))
each(mnp.trace, (A,), dtype=mnp.float64)
each(mnp.trace, (Tensor([[1, 2], [3, 4]], mnp.uint8),), (BOOL,))
each(mnp.diag, (arr(2),), (arr(2), 1), (arr(2), -1), (A,), (A, 1), (A, -1), (I,), (arr(2, 2, 2),), (Tensor(1.0),))
each(mnp.diagflat, (arr(2),), (arr(2, 2),), (arr(2), 1), (arr(2), -1), (Tensor(1.0),), ([1, 2],))
# case: meshgrid
a, b, c = arr(2), arr(3), arr(2, start=5)
each(mnp.meshgrid, (a, b), (a, b, c), (a,), (A, b))
each(mnp.meshgrid, (a, b), indexing="ij")
each(mnp.meshgrid, (a, b), sparse=True)
each(mnp.meshgrid, (a, b), indexing="other")
each(mnp.meshgrid, (a, [1, 2]))
each(mnp.meshgrid, (a, b), sparse=1)
# case: mgrid and ogrid
show(mnp.mgrid[0:3], mnp.mgrid[0:2, 0:3], mnp.mgrid[0:4:2, 1:3], mnp.mgrid[0:1:3j], mnp.mgrid[-1:1:3j, 0:2])
show(mnp.ogrid[0:3], mnp.ogrid[0:2, 0:3], mnp.ogrid[0:1:3j, 0:2])
tried(lambda: mnp.mgrid[0.5:2])
# case: indices of triangles
each(mnp.tril_indices, (2,), (2, 1), (2, 0, 3), (3, -1), ("a",))
each(mnp.triu_indices, (2,), (2, 1), (2, 0, 3), (3, -1), (2, "a"))
each(mnp.tril_indices_from, (A,), (A, 1), (arr(3),), ([[1, 2], [3, 4]],))
each(mnp.triu_indices_from, (A,), (A, 1), (arr(3),))
# case: diag_indices, ix_, indices
each(mnp.diag_indices, (2,), (2, 3), (1.5,))
each(mnp.ix_, (Tensor([0, 1]), Tensor([2])), (Tensor([0]),), (A,), ([0, 1],))
each(mnp.indices, ((2, 3),), ([2],), (3,))
each(mnp.indices, ((2, 3),), sparse=True)
each(mnp.indices, ((2,),), dtype=mnp.float32)
# case: vander
each(mnp.vander, ([1.0, 2.0, 3.0],), ([1.0, 2.0], 3), ([1, 2, 3], 2), (arr(3), None, True), (A,), (3,), ([1.0], -1), ([1.0], 1.5))
# case: windows
for f in (mnp.hamming, mnp.hanning, mnp.bartlett, mnp.blackman):
    each(f, (5,), (1,), (4,), (0,), (1.5,))
# case: pad
each(mnp.pad, (A, 1), (A, ((1, 0), (0, 2))), (A, (1, 2)), (A, [1]), (Tensor(1.0), 1), ([1, 2], 1), (A, 0), (A, (1, 2, 3)))
each(mnp.pad, (A, 1), constant_values=9)
each(mnp.pad, (A, 1), (I, 1), constant_values=((1, 2), (3, 4)))
for mode in ("edge", "wrap", "reflect", "symmetric", "mean", "maximum", "minimum", "linear_ramp"):
    each(mnp.pad, (A, 1, mode), (A, ((2, 1), (1, 4)), mode), (arr(4), (3, 2), mode), (arr(1), 2, mode))
each(mnp.pad, (arr(5), 2, "mean"), (arr(5), 2, "maximum"), stat_length=2)
each(mnp.pad, (arr(5), 2, "linear_ramp"), end_values=(5, -4))
each(mnp.pad, (arr(5), (2, 3), "reflect"), (arr(5), (2, 3), "symmetric"), reflect_type="odd")
each(mnp.pad, (A, 1, "median"), (A, 1, "other"), (A, "a"))
show(mnp.pad(A, 1, "empty").shape)
# case: random numbers
for x in (mnp.rand(), mnp.rand(3), mnp.rand(2, 3), mnp.rand((2, 3)), mnp.rand([2]), mnp.rand(2, dtype=mnp.float64),
          mnp.rand(2, dtype="float16"), mnp.randn(), mnp.randn(2, 3), mnp.randn((2,)), mnp.randn(2, dtype=mnp.float16)):
    show(x.shape, str(x.dtype))
for x in (mnp.randint(5), mnp.randint(2, 5), mnp.randint(2, 5, (2, 3)), mnp.randint(1, 5, 3),
          mnp.randint(5, shape=[2])):
    show(x.shape, str(x.dtype), bool((x < 5).all()), bool((x >= 0).all()))
each(mnp.rand, (1.5,), (2, 1.5), ("a",))
each(mnp.rand, (2,), dtype=mnp.int32)
each(mnp.randn, (2,), dtype="int32")
each(mnp.randint, (0,), (-1,), (5, 2), (1.5,), (1, 2.5))
each(mnp.randint, (5,), dtype=mnp.float32)
each(mnp.randint, (5,), dtype="float32")
# case: random numbers follow the seed
mindspore.set_seed(3)
a, b = mnp.rand(3), mnp.rand(3)
mindspore.set_seed(3)
c = mnp.rand(3)
show(bool((a == c).all()), bool((a == b).all()))
