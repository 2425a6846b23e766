"""What recorded answers cannot show of cells: lifetimes, copies, hooks that end, and calls that fail
halfway."""

import copy
import gc
import pickle
import weakref

import numpy as np
import pytest

import mindshim as ms
from mindshim import nn, ops
from mindshim.engine import dispatch, precision, tape
from mindshim.nn.optim import optimizer as optimizers


class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Dense(3, 4, activation="relu")
        self.rest = nn.SequentialCell(nn.Dense(4, 2), nn.Flatten())

    def construct(self, x, fail=False):
        if fail:
            raise LookupError("inside construct")
        return self.rest(self.hidden(x))


def inputs():
    return ms.Tensor(np.arange(6, dtype=np.float32).reshape(2, 3))


def gradient_of(net):
    return ms.grad(lambda x: net(x), None, net.trainable_params())(inputs())


def test_a_network_dies_with_its_last_reference():
    net = Net()
    trainer = nn.TrainOneStepCell(nn.WithLossCell(net, nn.MSELoss()), nn.Adam(net.trainable_params()))
    handle = net.register_backward_hook(lambda cell, grad_input, grad_output: None)
    trainer(inputs(), ops.ones((2, 2)))
    died = [weakref.ref(o) for o in (net, net.hidden.weight, trainer.optimizer)]
    gc.collect()
    gc.disable()
    try:
        del net, trainer
        assert [ref() for ref in died] == [None, None, None]  # without the collector: there are no cycles
    finally:
        gc.enable()
    handle.remove()


@pytest.mark.parametrize(
    "copied", [copy.deepcopy, lambda net: pickle.loads(pickle.dumps(net))], ids=["deepcopy", "pickle"]
)
def test_a_copy_computes_the_same_and_shares_nothing(copied):
    net = Net().set_train()
    net(inputs())
    twin = copied(net)
    assert str(twin) == str(net)
    assert [p.name for p in twin.get_parameters()] == [p.name for p in net.get_parameters()]
    np.testing.assert_array_equal(twin(inputs()).asnumpy(), net(inputs()).asnumpy())
    before = net(inputs()).asnumpy()
    twin.hidden.weight.set_data(ops.zeros((4, 3)))
    np.testing.assert_array_equal(net(inputs()).asnumpy(), before)


@pytest.mark.parametrize("kind", ["forward_pre", "forward", "backward_pre", "backward"])
def test_a_hook_runs_until_its_handle_removes_it(kind):
    net, seen = Net(), []
    net(inputs())  # the cell has found out that it needs nothing but construct
    handle = getattr(net, f"register_{kind}_hook")(lambda *_: seen.append(kind))
    gradient_of(net)
    assert seen == [kind]
    handle.remove()
    handle.remove()
    gradient_of(net)
    assert seen == [kind]


def test_nothing_stays_changed_after_a_failure():
    net = Net().to_float(ms.float16)
    expected = gradient_of(net)

    def broken(*_):
        raise LookupError("inside a hook")

    with pytest.raises(LookupError):
        net(inputs(), fail=True)
    with pytest.raises(LookupError):
        ms.grad(net)(inputs(), True)
    for kind in ("forward_pre", "forward", "backward_pre", "backward"):
        handle = getattr(net, f"register_{kind}_hook")(broken)
        with pytest.raises(LookupError):
            gradient_of(net)
        handle.remove()
    assert precision.state.dtype is None and not tape.recording()
    assert (inputs() + 1).dtype is ms.float32
    for got, want in zip(gradient_of(net), expected, strict=True):
        np.testing.assert_array_equal(got.asnumpy(), want.asnumpy())


def test_an_always_called_hook_sees_the_failure():
    net, seen = Net(), []
    net.register_forward_hook(lambda cell, args, output: seen.append(output), always_call=True)
    with pytest.raises(LookupError):
        net(inputs(), True)
    assert seen == [None]


def test_a_forgotten_super_init_is_named():
    class Forgetful(nn.Cell):
        def __init__(self):
            self.layer = nn.ReLU()

    with pytest.raises(AttributeError, match=r"'Forgetful'.*super\(\).__init__\(\)"):
        Forgetful()


@pytest.mark.parametrize(
    "make",
    [
        lambda p: nn.SGD(p, 0.1, momentum=0.9),
        lambda p: nn.Momentum(p, 0.1, 0.9, weight_decay=0.1),
        lambda p: nn.Adam(p, 0.1, use_amsgrad=True),
        lambda p: nn.AdamWeightDecay(p, 0.1, weight_decay=0.1),
    ],
    ids=["SGD", "Momentum", "Adam", "AdamWeightDecay"],
)
def test_an_update_is_one_compiled_program_for_all_optimisers_of_a_kind(make, monkeypatch):
    def updated():
        net = Net()
        for parameter in net.get_parameters():
            parameter.set_data(ops.ones(parameter.shape))
        optimizer = make(net.trainable_params())
        gradients = tuple(ops.ones(p.shape) for p in optimizer.parameters)
        with monkeypatch.context() as patch:
            patch.setattr(dispatch, "apply", lambda *_: pytest.fail("an operator ran outside the program"))
            optimizer(gradients)
            optimizer(gradients)
        assert int(optimizer.global_step) == 2
        return [p.asnumpy() for p in optimizer.parameters]

    first = updated()
    programs = optimizers._program.cache_info().currsize
    second = updated()
    assert optimizers._program.cache_info().currsize == programs
    for a, b in zip(first, second, strict=True):
        assert (a < 1).all()
        np.testing.assert_array_equal(a, b)


def test_a_learning_rate_that_is_written_to_counts_from_the_next_step():
    weight = ms.Parameter(ms.Tensor([1.0]), name="w")
    optimizer = nn.SGD([weight], 0.5)
    optimizer((ms.Tensor([1.0]),))
    optimizer.learning_rate.set_data(ms.Tensor(0.25))
    optimizer((ms.Tensor([1.0]),))
    assert weight.asnumpy().tolist() == [0.25]
