# for every case:
import mindspore.numpy as mnp
from mindspore import scipy as msp
from mindspore.scipy import linalg as la
from mindspore.scipy import optimize


def each(f, *calls, **options):
    tried(*(lambda c=c: f(*c, **options) for c in calls))


S = Tensor(np.array([[4.0, 1.0, 0.5], [1.0, 3.0, 0.25], [0.5, 0.25, 2.0]], np.float32))
G = Tensor(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.5], [7.0, 8.0, 11.0]], np.float32))
B = Tensor(np.array([1.0, 2.0, 3.0], np.float32))
B2 = Tensor(np.array([[1.0, 0.0], [2.0, 1.0], [3.0, -1.0]], np.float32))
INT = Tensor(np.array([[4, 1], [1, 3]], np.int32))
D = S.astype(mstype.float64)
WRONG = (arr(2, 3), arr(3), S.astype(mstype.float16), [[1.0]])
# case: cholesky
each(la.cholesky, (S,), (D,), (INT,), (S, True), *((w,) for w in WRONG))
each(la.cholesky, (S,), overwrite_a=1)
each(la.cholesky, (S,), lower=1)
# case: cho_factor and cho_solve
each(la.cho_factor, (S,), (D,), (INT,), (S, True), *((w,) for w in WRONG))
each(la.cho_solve, (la.cho_factor(S), B), (la.cho_factor(S, True), B), (la.cho_factor(S), B2), (la.cho_factor(D), B))
each(la.cho_solve, (la.cho_factor(S), arr(2)), ((S, 1), B), ((S, True), [1.0]))
# case: inv
each(la.inv, (S,), (D,), (INT,), (G,), *((w,) for w in WRONG))
each(la.inv, (S,), check_finite=1)
# case: eigh
def sizes(*arguments):
    """The eigenvalues, and the eigenvectors but for their signs."""
    values, vectors = la.eigh(*arguments)
    return values, mnp.abs(vectors)


each(sizes, (S,), (D,), (INT,), (S, None, False))
each(la.eigh, *((w,) for w in WRONG))
each(la.eigh, (S,), (D,), (G,), eigvals_only=True)
each(la.eigh, (S,), eigvals_only=1)
each(la.eigh, (S, S))
each(la.eigh, (S,), eigvals=(0, 1))
# case: lu
each(la.lu, (G,), (G.astype(mstype.float64),), (INT,), (arr(2, 3),), (arr(3, 2),), (arr(3),), ([[1.0]],))
each(la.lu_factor, (G,), (G.astype(mstype.float64),), (INT,), *((w,) for w in WRONG))
each(la.lu, (G,), permute_l=1)
# case: lu_solve and det
each(la.lu_solve, (la.lu_factor(G), B2), (la.lu_factor(G), B2, 5))
each(la.det, (G,), (S,), (INT,), (arr(2, 2),), (Tensor(np.eye(4, dtype=np.float32) * 2),), (arr(2, 3),))
# case: solve_triangular
for options in ({}, {"lower": True}, {"trans": 1}, {"trans": "T"}, {"trans": "C", "lower": True}, {"unit_diagonal": True}):
    each(la.solve_triangular, (G, B), (G, B2), (D, D), **options)
each(la.solve_triangular, (INT, Tensor([1, 2], mstype.int32)), (G, arr(2)), (arr(2, 3), B), (G, B.astype(mstype.float64)))
each(la.solve_triangular, (G, B), trans="X")
each(la.solve_triangular, (G, B), trans=5)
each(la.solve_triangular, (G, [1.0, 2.0, 3.0]), ([[1.0]], B))
# case: block_diag
each(la.block_diag, (S, arr(2, 2)), (arr(2),), (Tensor(2.0), arr(1, 2)), (), (arr(1, 2, 3),), (S, arr(2, 1), arr(1)))
# case: lstsq
each(la.lstsq, (G, B2), (arr(3, 2), B2), (G, B), (arr(2, 3), B2[:2]))
for driver in ("gels", "gelsy", "gelss", "gelsd", "other"):
    each(la.lstsq, (arr(3, 2), B2), driver=driver)
    each(la.lstsq, (arr(2, 3), B2[:2]), driver=driver)
# case: gradients
def of_cholesky(a):
    return la.cholesky(a, True) * arr(3, 3)


def of_inv(a):
    return la.inv(a) * arr(3, 3)


def of_eigh(a):
    return la.eigh(a, eigvals_only=True) * arr(3)


def of_solve(a, b):
    return la.solve_triangular(a, b, lower=True) * arr(3)


def of_vectors(a):
    return la.eigh(a)[1] ** 2 * arr(3, 3)


def of_cho_solve(a, b):
    return la.cho_solve((a, False), b) * arr(3)


tried(lambda: grad(of_cholesky)(S), lambda: grad(of_inv)(S), lambda: grad(of_eigh)(S))
tried(lambda: grad(of_solve, (0, 1))(G, B), lambda: grad(of_vectors)(S), lambda: grad(of_cho_solve, (0, 1))(G, B))
# case: fft
from mindspore.scipy.fft import dct, dctn, idct, idctn

each(dct, (arr(4),), (arr(2, 3),), (Tensor([1, 2, 3]), 2, 3, -1, "ortho"), (arr(2, 3), 2, None, 0), (arr(4), 2, 6), (arr(4), 2, 3))
each(idct, (arr(4),), (arr(2, 3),), (Tensor([1, 2, 3]), 2, 3, -1, "ortho"), (arr(2, 3), 2, None, 0))
each(dctn, (arr(2, 3),), (arr(2, 3), 2, (2, 2)), (arr(2, 3), 2, None, (0,)))
each(idctn, (arr(2, 3),), (arr(2, 3), 2, (2, 2)))
each(dct, (arr(4), 3), (arr(4), 2, 0), (arr(4), 2, None, 5), (arr(4), 2, None, -1, "other"), ([1.0],))
each(dct, (arr(4).astype(mstype.float64),), (arr(4).astype(mstype.float16),))
# case: linear_sum_assignment
cost = Tensor(np.array([[2.0, 3.0, 3.0], [3.0, 2.0, 3.0], [3.0, 3.0, 2.0]], np.float32))
wide = Tensor(np.array([[4.0, 1.0, 3.0], [2.0, 0.0, 5.0]], np.float64))
each(optimize.linear_sum_assignment, (cost, False, Tensor(2)), (cost, False), (cost, True), (cost, Tensor(False)))
each(optimize.linear_sum_assignment, (wide, False), (wide, True), (wide.T, False), (wide.astype(mstype.int32), False))
each(optimize.linear_sum_assignment, (arr(3), False))
# case: line_search
def quadratic(x):
    return x[0] ** 2 - x[0] ** 3


def valley(x):
    return (1 - x[0]) ** 2 + 100.0 * (x[1] - x[0] ** 2) ** 2


x0, p0 = mnp.ones(2) * 1.1, mnp.ones(2) * -1
result = optimize.line_search(quadratic, x0, p0)
show(type(result).__name__, result._fields, list(result))
show(list(optimize.line_search(valley, mnp.zeros(2), Tensor([1.0, 0.5]))))
show(list(optimize.line_search(valley, Tensor([-1.0, 1.0]), Tensor([1.0, -1.0]), maxiter=3)))
# case: minimize with bfgs
def valley(x):
    return (1 - x[0]) ** 2 + 100.0 * (x[1] - x[0] ** 2) ** 2


def shifted(x, a, b):
    return (x[0] - a) ** 2 + 2.0 * (x[1] - b) ** 2


result = optimize.minimize(shifted, mnp.zeros(2), args=(1.0, 2.0), method="BFGS")
show(type(result).__name__, result._fields, list(result))
result = optimize.minimize(valley, mnp.zeros(2), method="BFGS", options={"maxiter": 5})
show([round(v, 3) for v in result.x.tolist()], round(result.fun, 4), list(result)[1:3], list(result)[6:])
# case: minimize with lbfgs
def valley(x):
    return (1 - x[0]) ** 2 + 100.0 * (x[1] - x[0] ** 2) ** 2


result = optimize.minimize(valley, mnp.zeros(2), method="LBFGS", options={"maxiter": 10, "gtol": 1e-4})
show([round(v, 2) for v in result.x.tolist()], result.hess_inv)
# case: minimize refuses
def f(x):
    return x.sum()


each(optimize.minimize, (f, mnp.zeros(2)), (f, mnp.zeros(2), 1, "BFGS"), (f, mnp.zeros(2), (), "other"))
# case: minimize with lagrange
def objective(x):
    return (x[0] - 3.0) ** 2 + (x[1] - 2.0) ** 2


def bound(x):
    return x[0] + x[1] - 2.0


result = optimize.minimize(objective, Tensor([0.5, 0.5]), method="Lagrange", constraints=[bound],
                           options={"rounds": 2, "steps": 50})
show(type(result).__name__, result._fields, result.succeeded, result.best_value.shape)
