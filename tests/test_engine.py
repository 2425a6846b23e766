"""What the recorded programs cannot show of the engine."""

from __future__ import annotations

import jax
import numpy as np
import pytest

from mindshim import Parameter, Tensor, grad, vmap
from mindshim.engine import tape


def test_after_an_exception_inside_a_gradient_nothing_is_recorded():
    x = Tensor([1.0, 2.0])

    def fails(a):
        a = a * 2
        raise KeyError("on purpose")

    for _ in range(2):
        with pytest.raises(KeyError):
            grad(fails)(x)
        assert tape.state.tape is None and x._node is None
    assert grad(lambda a: a * a)(x).tolist() == [2.0, 4.0]


def test_a_vmapped_function_may_read_a_tensor_that_shares_an_array_while_it_is_differentiated():
    shared = Tensor.from_numpy(np.array([2.0, 3.0], np.float32))
    gradient = grad(lambda x, s: vmap(lambda row: row * s * s)(x), 1)(Tensor([[1.0, 1.0], [2.0, 2.0]]), shared)
    assert gradient.tolist() == [12.0, 18.0]


def test_tensors_and_parameters_are_pytrees():
    w = Parameter(Tensor([1.0, 2.0]), name="w")
    doubled = jax.jit(lambda tree: jax.tree.map(lambda a: a * 2, tree))({"w": w, "x": Tensor([3.0])})
    assert doubled["w"].tolist() == [2.0, 4.0] and doubled["x"].tolist() == [6.0]
    assert type(doubled["w"]) is Tensor
