"""When a compiled function is traced again and when it is not, and what it leaves behind: a counter counts traces."""

from __future__ import annotations

import functools
import gc
import logging
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import jax
import numpy as np
import pytest

import mindshim as ms
from mindshim import Parameter, Tensor, grad, jit, nn, ops, value_and_grad, vmap
from mindshim.nn.cell import Cell


@pytest.fixture(autouse=True)
def graph_mode() -> Iterator[None]:
    ms.set_context(mode=ms.GRAPH_MODE)
    yield
    ms.set_context(mode=ms.PYNATIVE_MODE)


class Count:
    """How often Python has run the function that calls it."""

    def __init__(self):
        self.number = 0

    def __call__(self) -> None:
        self.number += 1


@contextmanager
def no_tracing() -> Iterator[None]:
    """JAX raises if anything at all is traced in the block."""
    jax.config.update("jax_no_tracing", True)
    try:
        yield
    finally:
        jax.config.update("jax_no_tracing", False)


class Scale(Cell):
    def __init__(self, count: Callable[[], None], width: int = 2):
        super().__init__()
        self.w = Parameter(Tensor(np.ones(width, np.float32)), name="w")
        self.factor = 2
        self.sizes = [1, 2]
        self.count = count

    def construct(self, x, shift=0):
        self.count()
        if self.training:
            x = x + 1
        for size in self.sizes:
            x = x * size
        return x * self.w * self.factor + shift

    def double(self, x):
        self.count()
        return x * self.w * 2


def tensor(*shape: int, dtype: Any = np.float32) -> Tensor:
    return Tensor(np.ones(shape, dtype))


class GradOf(Cell):
    def __init__(self, net: Cell):
        super().__init__()
        self.net = net

    def construct(self, x):
        return ops.GradOperation()(self.net)(x)


# Not traced again ------------------------------------------------------------------------------------------------


def same_values(count: Count) -> Iterator[Any]:
    net = Scale(count)
    for i in range(3):
        yield net(Tensor(np.full(2, i, np.float32)))


def same_function(count: Count) -> Iterator[Any]:
    @jit
    def f(x):
        count()
        return x * 2

    for _ in range(3):
        yield f(tensor(2))


def cell_with_a_gradient_made_anew_inside(count: Count) -> Iterator[Any]:
    net = GradOf(Scale(count))
    for _ in range(3):
        yield net(tensor(2))


def gradient_of_a_cell_made_anew(count: Count) -> Iterator[Any]:
    net = Scale(count)
    for _ in range(3):
        yield grad(net)(tensor(2))


def grad_operation_of_a_cell_made_anew(count: Count) -> Iterator[Any]:
    net = Scale(count)
    for _ in range(3):
        yield ops.GradOperation(get_all=True)(net)(tensor(2))


def gradient_of_a_compiled_function_made_anew(count: Count) -> Iterator[Any]:
    @jit
    def f(x):
        count()
        return x * x

    for _ in range(3):
        yield grad(f)(tensor(2))


def value_and_grad_of_weights_made_anew(count: Count) -> Iterator[Any]:
    net = Scale(count)
    for _ in range(3):
        yield value_and_grad(net, None, net.trainable_params())(tensor(2))


def lambda_made_anew(count: Count) -> Iterator[Any]:
    for _ in range(3):
        yield jit(lambda x: (count(), x * 3)[1])(tensor(2))


def function_made_anew_around_a_cell(count: Count) -> Iterator[Any]:
    net = Scale(count)
    for _ in range(3):

        @jit
        def f(x):
            return net(x) + 1

        yield f(tensor(2))


def bound_method_made_anew(count: Count) -> Iterator[Any]:
    net = Scale(count)
    for _ in range(3):
        yield jit(net.double)(tensor(2))


def partial_made_anew(count: Count) -> Iterator[Any]:
    def f(x, n):
        count()
        return x * n

    for _ in range(3):
        yield jit(functools.partial(f, n=3))(tensor(2))


def lambda_in_an_argument(count: Count) -> Iterator[Any]:
    @jit
    def f(g, x):
        count()
        return g(x)

    for _ in range(3):
        yield f(lambda x: x * 2, tensor(2))


def vmap_made_anew(count: Count) -> Iterator[Any]:
    @jit
    def f(x):
        count()
        return (x * x).sum()

    for _ in range(3):
        yield vmap(f)(tensor(3, 2))


def new_value_of_a_parameter(count: Count) -> Iterator[Any]:
    net = Scale(count)
    for i in range(3):
        net.w.set_data(Tensor(np.full(2, i, np.float32)))
        yield net(tensor(2))


def new_value_of_a_closed_over_tensor(count: Count) -> Iterator[Any]:
    scale = tensor(2)

    @jit
    def f(x):
        count()
        return x * scale

    for i in range(3):
        scale[0] = float(i)
        yield f(tensor(2))


def training_steps(count: Count) -> Iterator[Any]:
    net = Scale(count)
    step = nn.TrainOneStepCell(net, nn.Adam(net.trainable_params(), 0.1))
    for _ in range(4):
        yield step(tensor(2))


def training_function(count: Count) -> Iterator[Any]:
    net = Scale(count)
    optimizer = nn.Momentum(net.trainable_params(), 0.1, 0.9)
    gradient = value_and_grad(lambda x: net(x).sum(), None, optimizer.parameters)

    @jit
    def step(x):
        loss, gradients = gradient(x)
        optimizer(gradients)
        return loss

    for _ in range(4):
        yield step(tensor(2))


def new_learning_rate(count: Count) -> Iterator[Any]:
    net = Scale(count)
    optimizer = nn.SGD(net.trainable_params(), 0.1)
    step = nn.TrainOneStepCell(net, optimizer)
    for i in range(3):
        optimizer.learning_rate.set_data(Tensor(0.1 / (i + 1), ms.float32))
        yield step(tensor(2))


def keywords_in_another_order(count: Count) -> Iterator[Any]:
    @jit
    def f(x, y):
        count()
        return x - y

    yield f(x=tensor(2), y=tensor(2))
    yield f(y=tensor(2), x=tensor(2))


def lists_of_tensors(count: Count) -> Iterator[Any]:
    @jit
    def f(xs):
        count()
        return xs[0] + xs[1]["a"]

    for _ in range(3):
        yield f([tensor(2), {"a": tensor(2)}])


def back_to_a_shape_seen_before(count: Count) -> Iterator[Any]:
    @jit
    def f(x):
        if x.shape == (2,):
            count()
        return x * 2

    for n in (2, 3, 2, 3, 2):
        yield f(tensor(n))


@pytest.mark.parametrize("program", [
    same_values, same_function, cell_with_a_gradient_made_anew_inside, gradient_of_a_cell_made_anew,
    grad_operation_of_a_cell_made_anew, gradient_of_a_compiled_function_made_anew,
    value_and_grad_of_weights_made_anew, lambda_made_anew, function_made_anew_around_a_cell, bound_method_made_anew,
    partial_made_anew, lambda_in_an_argument, vmap_made_anew, new_value_of_a_parameter,
    new_value_of_a_closed_over_tensor, training_steps, training_function, new_learning_rate,
    keywords_in_another_order, lists_of_tensors, back_to_a_shape_seen_before,
], ids=lambda f: f.__name__)
def test_is_not_traced_again(program: Callable[[Count], Iterator[Any]]) -> None:
    count = Count()
    calls = program(count)
    next(calls)
    first = count.number
    assert first > 0
    for _ in calls:
        pass
    assert count.number == first


def test_jax_traces_nothing_after_the_first_calls() -> None:
    net = Scale(Count())
    step = nn.TrainOneStepCell(net, nn.Momentum(net.trainable_params(), 0.1, 0.9))
    x = tensor(2)
    for _ in range(2):
        step(x)
    with no_tracing():
        for _ in range(3):
            step(x)


# Traced again ----------------------------------------------------------------------------------------------------

FACTOR = 3


def other_shape(count: Count) -> Iterator[Any]:
    net = Scale(count)
    yield net(tensor(2))
    yield net(tensor(3, 2))


def other_dtype(count: Count) -> Iterator[Any]:
    net = Scale(count)
    yield net(tensor(2))
    yield net(tensor(2, dtype=np.int32))


def training_flag(count: Count) -> Iterator[Any]:
    net = Scale(count)
    yield net(tensor(2))
    net.set_train()
    yield net(tensor(2))


def training_flag_taken_back(count: Count) -> Iterator[Any]:
    net = Scale(count).set_train()
    yield net(tensor(2))
    net.set_train(False)
    yield net(tensor(2))


def requires_grad_flag(count: Count) -> Iterator[Any]:
    net = Scale(count)
    step = nn.TrainOneStepCell(net, nn.SGD(net.trainable_params(), 0.1))
    yield step(tensor(2)), net.w.asnumpy()
    net.w.requires_grad = False
    yield step(tensor(2)), net.w.asnumpy()


def other_number(count: Count) -> Iterator[Any]:
    net = Scale(count)
    yield net(tensor(2), 1)
    yield net(tensor(2), 2)


def number_of_another_type(count: Count) -> Iterator[Any]:
    @jit
    def f(x, n):
        count()
        return x * n

    yield f(tensor(2, dtype=np.int32), 1)
    yield f(tensor(2, dtype=np.int32), 1.0)


def minus_zero(count: Count) -> Iterator[Any]:
    @jit
    def f(x, n):
        count()
        return x / n

    yield f(tensor(2), 0.0)
    yield f(tensor(2), -0.0)


def other_string(count: Count) -> Iterator[Any]:
    @jit
    def f(x, mode):
        count()
        return x * 2 if mode == "double" else x

    yield f(tensor(2), "double")
    yield f(tensor(2), "same")


def none_or_a_tensor(count: Count) -> Iterator[Any]:
    @jit
    def f(x, y):
        count()
        return x if y is None else x + y

    yield f(tensor(2), None)
    yield f(tensor(2), tensor(2))


def length_of_a_list(count: Count) -> Iterator[Any]:
    @jit
    def f(xs):
        count()
        return sum(xs)

    yield f([tensor(2)] * 2)
    yield f([tensor(2)] * 3)


def the_same_tensor_twice(count: Count) -> Iterator[Any]:
    @jit
    def f(x, y):
        count()
        x[0] = 5
        return x + y

    one = tensor(2)
    yield f(tensor(2), tensor(2))
    yield f(one, one)


def attribute(count: Count) -> Iterator[Any]:
    net = Scale(count)
    yield net(tensor(2))
    net.factor = 5
    yield net(tensor(2))


def attribute_of_an_inner_cell(count: Count) -> Iterator[Any]:
    net = nn.SequentialCell(nn.ReLU(), Scale(count))
    yield net(tensor(2))
    net[1].factor = 5
    yield net(tensor(2))


def list_attribute_changed_in_place(count: Count) -> Iterator[Any]:
    net = Scale(count)
    yield net(tensor(2))
    net.sizes.append(7)
    yield net(tensor(2))


def attribute_made_a_parameter(count: Count) -> Iterator[Any]:
    net = Scale(count)
    yield net(tensor(2))
    net.w = Parameter(Tensor(np.full(2, 9, np.float32)), name="w")
    yield net(tensor(2))


def class_attribute(count: Count) -> Iterator[Any]:
    class Net(Scale):
        extra = 1

        def construct(self, x):
            return super().construct(x) * self.extra

    net = Net(count)
    yield net(tensor(2))
    net.extra = 4
    yield net(tensor(2))


def number_of_an_ordinary_object(count: Count) -> Iterator[Any]:
    class Config:
        n = 2

    config = Config()

    @jit
    def f(x):
        count()
        return x * config.n

    yield f(tensor(2))
    config.n = 3
    yield f(tensor(2))


def global_number(count: Count) -> Iterator[Any]:
    global FACTOR

    @jit
    def f(x):
        count()
        return x * FACTOR

    FACTOR = 3
    yield f(tensor(2))
    FACTOR = 4
    yield f(tensor(2))


def closed_over_number(count: Count) -> Iterator[Any]:
    n = 2

    @jit
    def f(x):
        count()
        return x * n

    yield f(tensor(2))
    n = 3
    yield f(tensor(2))


def closed_over_list(count: Count) -> Iterator[Any]:
    numbers = [1, 2]

    @jit
    def f(x):
        count()
        for n in numbers:
            x = x * n
        return x

    yield f(tensor(2))
    numbers[1] = 5
    yield f(tensor(2))


def value_read_in_python(count: Count) -> Iterator[Any]:
    n = Tensor(2)

    @jit
    def f(x):
        count()
        return x * int(n)

    yield f(tensor(2))
    n[...] = 3
    yield f(tensor(2))


def new_layer(count: Count) -> Iterator[Any]:
    net = nn.SequentialCell(Scale(count))
    yield net(tensor(2))
    net.append(Scale(count))
    yield net(tensor(2))


def precision(count: Count) -> Iterator[Any]:
    net = nn.SequentialCell(Scale(count))
    yield net(tensor(2))
    net.to_float(ms.float16)
    yield net(tensor(2))


@pytest.mark.parametrize("program", [
    other_shape, other_dtype, training_flag, training_flag_taken_back, requires_grad_flag, other_number,
    number_of_another_type, minus_zero, other_string, none_or_a_tensor, length_of_a_list, the_same_tensor_twice,
    attribute, attribute_of_an_inner_cell, list_attribute_changed_in_place, attribute_made_a_parameter,
    class_attribute, number_of_an_ordinary_object, global_number, closed_over_number, closed_over_list,
    value_read_in_python, new_layer, precision,
], ids=lambda f: f.__name__)
def test_is_traced_again(program: Callable[[Count], Iterator[Any]]) -> None:
    answers, numbers = [], []
    count = Count()
    for answer in program(count):
        answers.append(text(answer))
        numbers.append(count.number)
    ms.set_context(mode=ms.PYNATIVE_MODE)
    original, globals()["jit"] = jit, lambda f: f
    try:
        eager = [text(answer) for answer in program(Count())]
    finally:
        globals()["jit"] = original
    assert answers == eager
    assert all(a < b for a, b in zip(numbers, numbers[1:], strict=False)), numbers


def text(value: Any) -> str:
    if isinstance(value, (tuple, list)):
        return ", ".join(map(text, value))
    if isinstance(value, Tensor):
        return f"{value.dtype} {value.asnumpy().tolist()}"
    return repr(value)


# State -----------------------------------------------------------------------------------------------------------


def test_compiled_functions_see_each_others_writes() -> None:
    w = Parameter(Tensor([1.0]), name="w")

    @jit
    def grow(x):
        ops.assign(w, w + x)
        return w + 0

    @jit
    def read(x):
        return w * x

    for i in range(1, 4):
        assert grow(Tensor([1.0])).asnumpy() == i + 1
        assert read(Tensor([10.0])).asnumpy() == 10 * (i + 1)
    w.set_data(Tensor([100.0]))
    assert grow(Tensor([1.0])).asnumpy() == 101


@pytest.mark.parametrize("hold", [
    lambda w: Tensor(w), lambda w: w.value(), lambda w: w.clone(), lambda w: w[:], lambda w: [w + 0],
    lambda w: w.reshape((1, 2)), lambda w: ops.depend(w, w), lambda w: {"w": w.copy()},
])
def test_whoever_holds_replaced_state_keeps_it(hold: Callable[[Parameter], Any]) -> None:
    ms.set_context(mode=ms.PYNATIVE_MODE)
    w = Parameter(Tensor([1.0, 2.0]), name="w")
    array = w._value()

    @jit
    def step(x):
        w.set_data(w + x)
        return w + 0

    step(tensor(2))
    held = hold(w)
    step(tensor(2))
    step(tensor(2))
    assert array.tolist() == [1.0, 2.0]
    (leaf,) = [held] if isinstance(held, Tensor) else held if isinstance(held, list) else held.values()
    assert leaf.asnumpy().ravel().tolist() in ([2.0, 3.0], [4.0, 5.0])
    assert w.asnumpy().tolist() == [4.0, 5.0]


def test_equal_small_constants_are_no_state() -> None:
    """Small arrays are cached; one that a Parameter holds as well must not become its state."""
    w = Parameter(ms.common.initializer.initializer(1, (), ms.float32), name="w")

    @jit
    def step(x):
        gradient = grad(lambda x: x * x)(x)
        ops.assign(w, w * 0.5)
        return gradient, Tensor(1.0), ops.ones((), ms.float32)

    for _ in range(3):
        assert [t.item() for t in step(Tensor(3.0))] == [6.0, 1.0, 1.0]


def test_parameters_with_one_array_part_when_they_are_written() -> None:
    a = Parameter(Tensor([1.0]), name="a")
    b = a.clone()

    @jit
    def step(x):
        ops.assign(a, a + x)
        return a + 0, b + 0

    step(Tensor([1.0]))
    assert [t.item() for t in step(Tensor([1.0]))] == [3.0, 1.0]


class Failing(Cell):
    """Changes everything that can be changed, and then fails."""

    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor([1.0, 2.0]), name="w")
        self.dense = nn.SequentialCell(nn.BatchNorm1d(2), nn.Dropout(p=0.5)).set_train()
        self.calls = 0
        self.last = None
        self.fails = True

    def construct(self, x, values):
        self.calls = self.calls + 1
        self.last = x * 2
        ops.assign(self.w, self.w + 1)
        self.w[0] = 7
        y = self.dense(x)
        x[0, 0] = 100
        values.append(y)
        if self.fails:
            raise ValueError("on purpose")
        return y


def test_after_an_exception_all_is_as_before() -> None:
    net = Failing()
    x, values = Tensor([[1.0, 2.0], [3.0, 5.0]]), [1]
    ms.set_seed(3)
    states = {p.name: p.asnumpy().copy() for p in net.get_parameters()}
    with pytest.raises(ValueError, match="on purpose"):
        net(x, values)
    assert all((p.asnumpy() == states[p.name]).all() for p in net.get_parameters())
    assert (net.calls, net.last, values) == (0, None, [1])
    assert x.asnumpy().tolist() == [[1, 2], [3, 5]]
    after = ops.rand(3).asnumpy()
    ms.set_seed(3)
    assert (ops.rand(3).asnumpy() == after).all()
    net.fails = False
    net(x, values)
    assert (net.calls, len(values)) == (1, 2)
    assert net.w.asnumpy().tolist() == [7.0, 3.0]
    assert x.asnumpy()[0, 0] == 100


def test_a_tensor_kept_on_the_cell_is_written_back() -> None:
    class Net(Cell):
        def construct(self, x):
            self.last = x * 2
            return x + 1

    net = Net()
    for i in range(3):
        net(Tensor([float(i)]))
        assert net.last.asnumpy().tolist() == [2.0 * i]


def test_a_tensor_kept_in_a_list_is_not_left_as_a_tracer() -> None:
    kept = []

    @jit
    def f(x):
        kept.append(x * 2)
        return x + 1

    for i in range(3):
        f(Tensor([float(i)]))
    assert [k.asnumpy().tolist() for k in kept] == [[0.0], [2.0], [4.0]]


# Lifetime --------------------------------------------------------------------------------------------------------


# Arrays of fewer elements may be kept for those that come after.
WIDE = 100


def called_cell() -> Cell:
    net = Scale(Count(), WIDE)
    net(tensor(WIDE))
    return net


def trained_cell() -> Cell:
    net = Scale(Count(), WIDE)
    step = nn.TrainOneStepCell(net, nn.Adam(net.trainable_params(), 0.1))
    step(tensor(WIDE))
    return net


def differentiated_cell() -> Cell:
    net = Scale(Count(), WIDE)
    grad(net)(tensor(WIDE))
    return net


def closed_over_cell() -> Cell:
    net = Scale(Count(), WIDE)
    jit(lambda x: net(x))(tensor(WIDE))
    return net


def cell_of_a_training_function() -> Cell:
    net = Scale(Count(), WIDE)
    optimizer = nn.SGD(net.trainable_params(), 0.1)
    gradient = value_and_grad(lambda x: net(x).sum(), None, optimizer.parameters)

    @jit
    def step(x):
        loss, gradients = gradient(x)
        optimizer(gradients)
        return loss

    step(tensor(WIDE))
    return net


@pytest.mark.parametrize("make", [
    called_cell, trained_cell, differentiated_cell, closed_over_cell, cell_of_a_training_function,
], ids=lambda f: f.__name__)
def test_models_die(make: Callable[[], Cell]) -> None:
    gc.collect()
    net = make()
    cell, weight = weakref.ref(net), weakref.ref(net.w._value())
    del net
    gc.collect()
    assert cell() is None
    assert weight() is None


def test_programs_of_dead_models_are_gone() -> None:
    def live() -> int:
        gc.collect()
        return len(jax.live_arrays())

    for _ in range(2):
        trained_cell()
    before = live()
    for _ in range(5):
        trained_cell()
    assert live() <= before


# What it says ----------------------------------------------------------------------------------------------------


def test_compilations_are_logged_with_the_reason(caplog: pytest.LogCaptureFixture) -> None:
    net = Scale(Count())
    with caplog.at_level(logging.INFO, logger="mindshim"):
        net(tensor(2))
        net(tensor(2))
        net.factor = 9
        net(tensor(2))
    messages = [r.getMessage() for r in caplog.records if "compiled" in r.getMessage()]
    assert len(messages) == 2
    assert all("Scale" in m and "Float32[2]" in m for m in messages)
    assert "'factor'" in messages[1]


def test_explain_prints_programs_calls_and_fallbacks(capsys: pytest.CaptureFixture[str]) -> None:
    @jit
    def explained(x):
        return x * 2

    @jit
    def explained_eager(x):
        return x.asnumpy().sum()

    for _ in range(3):
        explained(tensor(2))
    with pytest.warns(UserWarning, match="runs eagerly"):
        explained_eager(tensor(2))
    ms.explain()
    lines = capsys.readouterr().out.splitlines()
    (row,) = [line for line in lines if line.startswith("explained ")]
    assert "Float32[2]" in row and " 3 " in row and "compiled" in row
    (row,) = [line for line in lines if line.startswith("explained_eager")]
    assert "eager" in row


def test_a_shape_error_names_the_users_line_and_the_shapes() -> None:
    class Net(Cell):
        def construct(self, x, y):
            z = x * 2
            return z + y  # the line

    with pytest.raises(ValueError) as caught:
        Net()(tensor(2), tensor(3))
    message = str(caught.value)
    assert "2" in message and "3" in message, message
    lines = [e for e in caught.traceback if e.name == "construct"]
    assert "return z + y" in str(lines[-1].statement)


def test_an_eager_fall_back_warns_once_at_the_users_line() -> None:
    @jit
    def f(x):
        return x * x.asnumpy().sum()

    with pytest.warns(UserWarning, match="runs eagerly") as caught:
        for i in range(3):
            assert f(Tensor([float(i), 1.0])).asnumpy().tolist() == [i * (i + 1.0), i + 1.0]
    assert len(caught) == 1
    assert caught[0].filename == __file__
