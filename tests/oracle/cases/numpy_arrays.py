# for every case:
import mindspore.numpy as mnp


def each(f, *calls, **options):
    tried(*(lambda c=c: f(*c, **options) for c in calls))


A, B, T3 = arr(2, 3), arr(3, 4), arr(2, 3, 4)
I = Tensor(np.array([[7, -3, 2], [4, 5, -6]], np.int32))
BOOL = Tensor([[True, False, True], [False, False, True]])
# case: expand_dims and squeeze
each(mnp.expand_dims, (A, 0), (A, -1), (A, (0, 2)), (A, 5), (A, 1.5), ([1, 2], 0), (A, (0, 0)))
S = arr(1, 2, 1)
each(mnp.squeeze, (S,), (S, 0), (S, -1), (S, (0, 2)), (S, 1), (S, 5), ([1],))
# case: transpose, rollaxis, swapaxes, moveaxis
each(mnp.transpose, (A,), (T3,), (T3, (1, 0, 2)), (T3, [2, 0, 1]), (T3, (0, 1)), ([1, 2],), (Tensor(1.0),))
each(mnp.rollaxis, (T3, 2), (T3, 0, 2), (T3, 0, 3), (T3, -1, 1), (T3, 1, 1), (T3, 5), (T3, 0, 5), (T3, 1.5))
each(mnp.swapaxes, (T3, 0, 2), (T3, -1, 0), (T3, 0, 5), ([1], 0, 0))
each(mnp.moveaxis, (T3, 0, -1), (T3, (0, 1), (2, 0)), (T3, [0], [1]), (T3, (0, 1), 2), (T3, 5, 0), (T3, (0, 0), (1, 2)))
# case: reshape and ravel
each(mnp.reshape, (A, (3, 2)), (A, -1), (A, (-1, 2)), (A, [6]), (A, (4, 2)), (A, 6), ([1, 2], (2, 1)), (A, 1.5))
each(mnp.ravel, (A,), (Tensor(1.0),), ([1, 2],))
# case: views
x = arr(2, 3)
y = mnp.reshape(x, (3, 2))
y[0, 0] = 50
show(x)
x = arr(2, 3)
y = mnp.expand_dims(x, 0)
y[0, 0, 0] = 60
show(x)
x = arr(2, 3)
y = mnp.transpose(x)
y[0, 1] = 70
show(x)
# case: concatenate
each(mnp.concatenate, ((A, A),), ([A, A], 1), ((A, I),), ((A, A), None), ((A,),), (T3, 0), (T3, 1), (T3, None))
each(mnp.concatenate, ((A, A), -1), ((A, B),), ((A, A), 5), (None,), ((BOOL, I),))
# case: append
each(mnp.append, (A, A), (A, I), (A, A, 0), (A, A, 1), (A, arr(3), 0), (A, A, 5), ([1], [2]))
# case: column_stack and row stacks
a, b = arr(3), arr(3, start=5)
for f in (mnp.column_stack, mnp.vstack, mnp.hstack, mnp.dstack):
    each(f, ((a, b),), ([A, A],), (A,), ((Tensor(1.0), Tensor(2.0)),), ((),), (3,), ((A, I),))
# case: stack
each(mnp.stack, ((A, A),), ([A, A], 1), ((A, A), -1), (T3,), (T3, 1), ((A, I),), ((A, B),), (3,), ([1, 2],))
# case: where
each(mnp.where, (A > 2, A, -A), (A > 2, 1, 0), (A > 2, A, 0), (BOOL, I, 1.5), (BOOL, True, False), (I, A, 0))
each(mnp.where, ([True, False], [1, 2], [3.0, 4.0]), (True, 1, 2), (BOOL, A, arr(2)), (BOOL,))
names = "bool_ uint8 int8 int32 int64 float16 float32 float64".split()
for a in names:
    print(*(kind(lambda: mnp.where(BOOL, sample(a), sample(b))) for b in names))
# case: at least
for f in (mnp.atleast_1d, mnp.atleast_2d, mnp.atleast_3d):
    each(f, (Tensor(1.0),), (arr(2),), (A,), (T3,), (A, arr(2)))
each(mnp.atleast_1d, ([1],))
# case: unique
each(mnp.unique, (Tensor([1, 2, 2, 3]),), (Tensor([[2, 1], [1, 1]]),), (Tensor([1.5, 0.5, 1.5]),), ([1],))
each(mnp.unique, (Tensor([2, 2, 1, 3]),), return_inverse=True)
# case: roll
each(mnp.roll, (A, 1), (A, -1, 1), (A, 2, 0), (A, (1, 1), (0, 1)), (A, (1, 2), 1), (I, 2), (A, 1, 5), ([1], 1), (A, 1.5, 0))
# case: tile and repeat
each(mnp.tile, (A, 2), (A, (2, 1)), (A, (2, 1, 2)), (Tensor(1.0), 3), (arr(2), (2, 2)), (A, 0), ([1], 2))
each(mnp.repeat, (A, 2), (A, 2, 0), (A, 2, 1), (A, [1, 2], 0), (3, 4), ([1, 2], 2), (A, 2, 5), (A, (1, 2, 3), 1))
# case: broadcast_to and broadcast_arrays
each(mnp.broadcast_to, (arr(3), (2, 3)), (A, (2, 2, 3)), (A, (2, 2)), (Tensor(1.0), (2,)), (arr(1), (0, 3)))
each(mnp.broadcast_arrays, (arr(3), arr(2, 1)), (A,), (A, arr(2)))
# case: split
E8 = arr(8)
each(mnp.split, (E8, 2), (E8, [3, 5]), (E8, (2, -2)), (E8, 3), (A, 3, 1), (A, 3, -1), (E8, 9), (E8, [5, 3]), (E8, 1.5), ([1], 1))
each(mnp.array_split, (E8, 3), (E8, [3, 5]), (A, 2, 1), (E8, 9), (E8, 1.5))
each(mnp.vsplit, (A, 2), (A, [1]), (arr(4), 2))
each(mnp.hsplit, (A, 3), (A, [1]), (arr(4), 2))
each(mnp.dsplit, (T3, 2), (T3, [1, 3]), (A, 2))
# case: flip
each(mnp.flip, (A,), (A, 0), (A, -1), (A, (0, 1)), (I, 1), (A, 5), ([1],), (BOOL, 0), (A, (0, 0)))
each(mnp.flipud, (A,), (arr(2),), (Tensor(1.0),))
each(mnp.fliplr, (A,), (arr(2),))
# case: take_along_axis
K = Tensor([[0, 2], [1, 0]])
each(mnp.take_along_axis, (A, K, 1), (A, Tensor([[0, 1, 0]]), 0), (A, Tensor([0, 5]), None), (A, arr(2), 1), (A, K, 5))
each(mnp.take_along_axis, (I, Tensor([[-1], [0]]), 1), ([1], K, 0))
# case: take
each(mnp.take, (A, Tensor([0, 5])), (A, Tensor([0, 2]), 1), (A, Tensor([[0], [1]]), 0), (A, Tensor([7, -9]), 1))
each(mnp.take, (A, Tensor([7, -2, 1]), 1, "wrap"), (A, Tensor([0]), 5), (A, Tensor([0]), 0, "raise"), (A, [0]), (A, Tensor(1), 0))
# case: rot90
each(mnp.rot90, (A,), (A, 2), (A, 3), (A, -1), (A, 0), (T3, 1, (1, 2)), (A, 1, (1, 0)), (A, 1, (0, 0)), (A, 1.5), ([1],))
# case: select
c = [[True, False, False], [False, True, False]]
each(mnp.select, (c, [[1, 2, 3], [4, 5, 6]]), (c, [[1.5, 2.0, 3.0], [4.0, 5.0, 6.0]], 9), (c, [[1, 2, 3]]))
each(mnp.select, ([A > 4, A < 2], [A, -A]), (True, False))
each(mnp.select, (Tensor(c), arr(2, 3), 7.0), (Tensor(c), I))
# case: choose
each(mnp.choose, ([1, 0, 2], [[1, 2, 3], [4, 5, 6], [7, 8, 9]]), (Tensor([0, 9, -1]), arr(3, 3)), (Tensor([0, 4, -1]), arr(3, 3), "wrap"))
each(mnp.choose, ([[0, 1], [1, 0]], (-10, 10)), ([0.5], [[1]]), ([0], [[1]], "raise"))
# case: size and array_str
each(mnp.size, (A,), (A, 0), (A, -1), ([1, 2],), (3,), (A, 5), (A, 1.5))
each(mnp.array_str, (Tensor([5, 1, 2]),), (A,), ([1],))
# case: apply_along_axis and apply_over_axes
def last(v):
    return v[-1] - v[0]


def doubled(v):
    return v * 2


each(mnp.apply_along_axis, (last, 0, A), (last, 1, A), (doubled, 0, A), (doubled, -1, T3), (last, 5, A))
each(mnp.apply_over_axes, (mnp.sum, T3, (0, 2)), (mnp.sum, T3, 1), (mnp.sum, A, 5))
# case: piecewise
def negated(v):
    return -v


def halved(v):
    return v / 2


x = Tensor([-2.0, -1.0, 0.0, 1.0, 2.0])
each(mnp.piecewise, (x, [x < 0, x >= 0], [-1, 1]), (x, [x < 0, x >= 0], [negated, halved]))
each(mnp.piecewise, (x, [x < 0, x >= 0], [1]))
# case: unravel_index
each(mnp.unravel_index, ([22, 41, 37], (7, 6)), ([31, 41, 13], (7, 6), "F"), (5, (2, 3)), (Tensor([3, 100, -1]), (2, 3)))
each(mnp.unravel_index, (2, 4), ([1], (2, 3), "A"))
# case: argwhere
each(mnp.argwhere, (A > 2,), (I,), ([0, 1, 2],), (Tensor([0.0]),))
# case: intersect1d
each(mnp.intersect1d, ([1, 3, 4, 3], [3, 1, 2, 1]), (Tensor([1, 5]), Tensor([2])), (A, I), ([1], [1], 1))
each(mnp.intersect1d, ([1, 3, 4], [3, 1, 2]), assume_unique=True)
each(mnp.intersect1d, ([1, 3, 4, 3], [3, 1, 2, 1]), return_indices=True)
# case: gradients
def shifted(x):
    return mnp.roll(x, 1, 1) * arr(2, 3)


def joined(x, y):
    return mnp.concatenate((x, y), 1) * arr(2, 6)


def picked(x, y):
    return mnp.where(BOOL, x, y)


def tiled(x):
    return mnp.tile(x, (2, 1)) * arr(4, 3)


show(grad(shifted)(A), grad(joined, (0, 1))(A, A), grad(picked, (0, 1))(A, A), grad(tiled)(A))
# case: private paths
import mindspore.numpy.utils_const
from mindspore.numpy import array_creations, array_ops, logic_ops, math_ops
from mindspore.numpy.dtypes import float32, nan, pi
from mindspore.numpy.utils import _to_tensor

show(array_ops.where is mnp.where, math_ops.add is mnp.add, array_creations.zeros is mnp.zeros, pi, nan)
show(logic_ops.equal is mnp.equal, str(float32), _to_tensor(3), _to_tensor([1.5]), _to_tensor(True, [1]))
each(mindspore.numpy.utils_const._raise_value_error, ("no",))
# case: constants
show(mnp.pi, mnp.inf, mnp.nan, mnp.PINF, mnp.NINF)
show(*(str(getattr(mnp, n)) for n in mnp.numeric_types), str(mnp.uint))
# case: fft
from mindspore.numpy import fft

each(fft.fft, (arr(4),), (arr(4), 2), (arr(2, 2),))
each(fft.ifft, (arr(4),))
each(fft.rfft, (arr(4),))
each(fft.irfft, (arr(3),))
each(fft.fft2, (arr(2, 2),))
each(fft.fftshift, (arr(4),))
each(fft.ifftshift, (arr(4),))
each(fft.fftfreq, (4,), (4, 0.5))
each(fft.rfftfreq, (4,))
each(fft.fftn, (arr(2, 2),))
each(fft.hfft, (arr(3),))
each(mnp.fft.ihfft, (arr(4),))
