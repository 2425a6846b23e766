"""What programs take from MindSpore's private modules, and their own operators."""

from __future__ import annotations

import numpy as np
import pytest

import mindshim as ms
from mindshim import Tensor, nn, ops
from mindshim import _checkparam as check
from mindshim.communication import GlobalComm, comm_func, create_group, get_group_size, get_rank, init, release
from mindshim.ops._primitive_cache import _get_cache_prim


@pytest.fixture
def group():
    init()
    yield
    release()


@pytest.mark.parametrize("backend", ["hccl", "nccl", "mccl"])
def test_one_process_is_rank_0_of_1(backend: str) -> None:
    init(backend)
    assert (get_rank(), get_group_size(), GlobalComm.WORLD_COMM_GROUP) == (0, 1, f"{backend}_world_group")
    create_group("mine", [0])
    assert get_group_size("mine") == 1
    release()
    assert not GlobalComm.INITED


def test_exchanges_in_a_group_of_one(group: None) -> None:
    x = Tensor([[1.0, 2.0]])
    for made in (ops.AllReduce(), ops.AllGather(), ops.ReduceScatter(ops.ReduceOp.MAX), ops.AlltoAll(1, 0, 0)):
        assert made(x).tolist() == x.tolist()
    assert ops.Broadcast(0)((x,))[0].tolist() == x.tolist()
    assert comm_func.all_reduce(x)[0].tolist() == x.tolist()
    gathered = [ms.mint.zeros((1, 2))]
    ms.mint.distributed.all_gather(gathered, x)
    assert gathered[0].tolist() == x.tolist()
    assert ms.grad(lambda t: (ops.AllReduce()(t) ** 2).sum())(x).tolist() == [[2.0, 4.0]]


def test_refusals_of_communication(group: None) -> None:
    with pytest.raises(RuntimeError):
        init("gloo")
    with pytest.raises(TypeError):
        get_rank(3)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="one process"):
        create_group("two", [0, 1])
    with pytest.raises(ValueError, match="'op' must be one of"):
        ops.AllReduce("median")(Tensor([1.0]))


def test_parallel_settings_are_seen_from_everywhere() -> None:
    from mindshim.parallel import _utils
    from mindshim.parallel._auto_parallel_context import auto_parallel_context

    ms.set_auto_parallel_context(parallel_mode=ms.context.ParallelMode.DATA_PARALLEL, device_num=8, gradients_mean=True)
    assert _utils._get_parallel_mode() == "data_parallel"
    assert (_utils._get_device_num(), auto_parallel_context().get_device_num()) == (8, 8)
    assert auto_parallel_context().get_gradients_mean() and auto_parallel_context().get_device_num_is_set()
    ms.reset_auto_parallel_context()
    assert _utils._get_parallel_mode() == "stand_alone"


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: check.check_positive_int(0, "x", "P"), ValueError,
         "For 'P', the 'x' must be int and must > 0, but got '0' with type 'int'."),
        (lambda: check.check_positive_int(1.0, "x"), TypeError, "The 'x' must be int, but got 'float'"),
        (lambda: check.check_float_range(0.5, 0.0, 0.4, check.INC_NEITHER, "x", "P"), ValueError,
         "For 'P', the 'x' must be in range of (0.0, 0.4), but got 0.5 with type 'float'."),
        (lambda: check.check_value_type("x", "a", (int, float), "P"), TypeError,
         "For 'P', the type of 'x' should be one of '['int', 'float']', but got type 'str'."),
        (lambda: check.check_bool(1), TypeError, "The input value must be a bool, but got int."),
        (lambda: check.check_string("a", ["b", "c"], "m", "P"), ValueError,
         "For 'P', the 'm' must be str and must be in '['b', 'c']', but got 'a'."),
        (lambda: check.check("x", 3, "y", 4, check.GE, "P"), ValueError,
         "For 'P', the 'x' should be >= y: 4, but got 3."),
        (lambda: check.Validator.check_integer(3, 4, check.Rel.LT, "x"), None, ""),
        (lambda: check.args_type_check(a=int)(lambda a: a)("s"), TypeError,
         "The parameter 'a' must be <class 'int'>, but got <class 'str'>"),
    ],
)
def test_checks_speak_as_the_real_ones(call, error: type[Exception] | None, message: str) -> None:
    if error is None:
        call()
        return
    with pytest.raises(error) as caught:
        call()
    assert str(caught.value) == message


def test_custom_operator_of_arrays_with_a_derivative() -> None:
    cube = ops.Custom(lambda x: x ** 3, lambda shape: shape, lambda dtype: dtype, "pyfunc",
                      bprop=lambda x, out, dout: 3 * x * x * dout)
    x = Tensor([1.0, 2.0])
    assert cube(x).tolist() == [1.0, 8.0]
    assert ms.grad(cube)(x).tolist() == [3.0, 12.0]
    assert ms.jit(lambda t: cube(t) + 1)(x).tolist() == [2.0, 9.0]
    with pytest.raises(RuntimeError, match="there is no 'bprop'"):
        ms.grad(ops.Custom(np.sin, lambda shape: shape, lambda dtype: dtype))(x)


def test_custom_operator_in_the_hybrid_language() -> None:
    @ops.kernel
    def outer(a, b):
        c = output_tensor((a.shape[0], b.shape[0]), a.dtype)  # type: ignore[name-defined]  # noqa: F821
        for i, j in grid(c.shape):  # type: ignore[name-defined]  # noqa: F821
            c[i, j] = a[i] * b[j]
        return c

    found = ops.Custom(outer, func_type="hybrid")(Tensor([1.0, 2.0]), Tensor([3.0, 4.0, 5.0]))
    assert found.tolist() == [[3.0, 4.0, 5.0], [6.0, 8.0, 10.0]]


def test_primitive_of_a_program() -> None:
    class Scaled(ops.PrimitiveWithInfer):
        @ops.prim_attr_register
        def __init__(self, factor=2):
            self.init_prim_io_names(["x"], ["y"])

        def __call__(self, x):
            return x * self.factor  # type: ignore[attr-defined]

    scaled = Scaled(3)
    assert (scaled.name, scaled.factor, scaled.input_names) == ("Scaled", 3, ["x"])  # type: ignore[attr-defined]
    assert repr(scaled) == "Prim[Scaled]<factor=3>"
    assert scaled.add_prim_attr("k", 1).shard(((1,),)).set_device("CPU")(Tensor([1.0])).tolist() == [3.0]


def test_cached_primitives_are_told_apart_by_type() -> None:
    made = _get_cache_prim(ops.ReduceSum)
    assert made(True) is made(True)
    assert made(True) is not made(1)


def test_recurrent_primitives_of_ascend_agree_with_the_layers() -> None:
    x = Tensor(np.random.default_rng(0).normal(size=(3, 2, 4)).astype(np.float32))
    zero = Tensor(np.zeros((1, 2, 5), np.float32))
    lstm, gru = nn.LSTM(4, 5), nn.GRU(4, 5)

    def weights(net: nn.Cell) -> list[np.ndarray]:
        values = {p.name: p.asnumpy() for p in net.get_parameters()}
        return [values[f"{n}_l0"] for n in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]

    def reordered(w: np.ndarray) -> np.ndarray:  # i, f, j, o to i, j, f, o
        i, f, j, o = np.split(w, 4)
        return np.concatenate([i, j, f, o])

    w, u, b, c = weights(lstm)
    joined = np.concatenate([reordered(w), reordered(u)], 1).T
    found = ops.DynamicRNN()(x, Tensor(joined), Tensor(reordered(b + c)), None, zero, zero)[0]
    assert np.allclose(found.asnumpy(), lstm(x, (zero, zero))[0].asnumpy(), atol=1e-6)
    w, u, b, c = weights(gru)
    found = ops.DynamicGRUV2()(x, Tensor(w.T), Tensor(u.T), Tensor(b), Tensor(c), None, zero)[0]
    assert np.allclose(found.asnumpy(), gru(x, zero)[0].asnumpy(), atol=1e-6)


def test_derivatives_along_a_path() -> None:
    output, series = ops.jet(lambda x: x ** 3, Tensor([2.0]), Tensor([[1.0], [0.0], [0.0]]))
    assert output.tolist() == [8.0] and np.allclose(series.asnumpy(), [[12.0], [12.0], [6.0]])
    assert ops.derivative(lambda x, y: x * x * y, (Tensor([2.0]), Tensor([3.0])), 2)[1].tolist() == [14.0]
