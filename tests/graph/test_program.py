"""What a compiled program is made of: the same HLO as by hand, donated state, a file, and what it says of itself."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import mindshim as ms
from mindshim import Parameter, Tensor, nn, ops
from mindshim.engine.program import Program

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def graph_mode() -> Iterator[None]:
    ms.set_context(mode=ms.GRAPH_MODE)
    yield
    ms.set_context(mode=ms.PYNATIVE_MODE)


def array(*shape: int) -> Tensor:
    return Tensor(np.random.default_rng(1).standard_normal(shape).astype(np.float32))


def program_of(cell: nn.Cell) -> Program:
    ((program,),) = vars(cell)["_programs"].values()
    return program


def lowered(program: Program, *inputs: Tensor) -> jax.stages.Compiled:
    return program.compiled.lower(*[t._value() for t in (*inputs, *program.states)]).compile()


class Scaled(nn.Cell):
    """The network of MindSpore's tutorial on automatic differentiation."""

    def __init__(self):
        super().__init__()
        self.matmul = ops.MatMul()
        self.z = Parameter(Tensor(np.array([1.0], np.float32)), name="z")

    def construct(self, x, y):
        return self.matmul(x * self.z, y)


class Gradient(nn.Cell):
    def __init__(self, net):
        super().__init__()
        self.net = net
        self.operation = ops.GradOperation()

    def construct(self, x, y):
        return self.operation(self.net)(x, y)


def anonymous(hlo: str) -> str:
    """The text of an optimised module without the names in it."""
    hlo = hlo[hlo.index("\n%fused_computation"):]
    hlo = re.sub(r", metadata=\{[^}]*\}", "", hlo)
    names: dict[str, str] = {}
    return re.sub(r"%?\b[A-Za-z_][\w.]*\.\d+\b", lambda found: names.setdefault(found[0].lstrip("%"), f"v{len(names)}"),
                  hlo)


def test_the_tutorials_network_becomes_the_program_that_one_writes_by_hand():
    x, y = array(2, 3), array(3, 3)
    cell = Gradient(Scaled())
    cell(x, y)
    program = program_of(cell)
    inputs = [t._value() for t in (x, y, *program.states)]
    by_hand = jax.jit(lambda x, y, z: (jax.grad(lambda x: jnp.sum((x * z) @ y))(x),)).lower(*inputs).compile()
    assert anonymous(lowered(program, x, y).as_text()) == anonymous(by_hand.as_text())


def training_step() -> tuple[nn.Cell, nn.Cell]:
    net = nn.SequentialCell(nn.Dense(64, 256), nn.ReLU(), nn.Dense(256, 1))
    with_loss = nn.WithLossCell(net, nn.MSELoss())
    return net, nn.TrainOneStepCell(with_loss, nn.Momentum(net.trainable_params(), 0.01, 0.9))


def test_state_that_is_replaced_is_donated():
    net, step = training_step()
    x, y = array(8, 64), array(8, 1)
    step(x, y)
    replaced = sum(4 * p.size for p in net.trainable_params()) * 2  # with their moments
    memory = lowered(program_of(step), x, y).memory_analysis()
    assert memory.alias_size_in_bytes >= replaced


def test_what_somebody_else_holds_is_not_donated():
    net, step = training_step()
    x, y = array(8, 64), array(8, 1)
    weight = net[0].weight
    step(x, y)
    kept, numbers = weight.value(), weight.asnumpy()
    array_of_it = weight._value()
    for _ in range(3):
        step(x, y)
    np.testing.assert_array_equal(kept.asnumpy(), numbers)
    np.testing.assert_array_equal(np.asarray(array_of_it), numbers)
    assert not np.array_equal(weight.asnumpy(), numbers)


def test_values_that_were_looked_at_survive_donation():
    net, step = training_step()
    x, y = array(8, 64), array(8, 1)
    seen = []
    for _ in range(4):
        seen.append(np.asarray(net[0].weight._value()))
        step(x, y)
    assert all(not np.array_equal(a, b) for a, b in zip(seen, seen[1:], strict=False))


def test_a_mistake_is_shown_at_the_users_line():
    class Net(nn.Cell):
        def construct(self, x, y):
            z = x + 1
            return ops.matmul(z, y)  # the mistake

    with pytest.raises(RuntimeError, match="matmul.*4 and 3") as raised:
        Net()(array(2, 4), array(3, 5))
    lines = [frame.line for frame in traceback.extract_tb(raised.value.__traceback__)]
    assert "return ops.matmul(z, y)  # the mistake" in lines


def test_what_is_compiled_is_logged_and_explained(caplog, capsys):
    class Named(nn.Cell):
        def construct(self, x):
            return x * 2

    with caplog.at_level(logging.INFO, logger="mindshim"):
        net = Named()
        net(array(2))
        net(array(3))
        net.set_train()
        net(array(3))
    said = [r.getMessage() for r in caplog.records if r.getMessage().startswith("compiled Named")]
    assert len(said) == 2 and "Float32[2]" in said[0] and "Float32[3]" in said[1]
    ms.explain()
    rows = [line.split() for line in capsys.readouterr().out.splitlines() if line.startswith("Named")]
    assert sorted((row[1], row[2]) for row in rows) == [("Float32[2]", "1"), ("Float32[3]", "2")]


def test_a_loop_whose_length_depends_on_a_tensor_has_a_derivative_all_the_same():
    @ms.jit
    def doubled(x):
        while x.sum() < 100:
            x = x * 2
        return x.sum()

    x = Tensor([1.0, 2.0])
    with pytest.warns(UserWarning, match="ops.Scan"):
        gradient = ms.grad(doubled)(x)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        again = ms.grad(doubled)(x)
    assert gradient.asnumpy().tolist() == again.asnumpy().tolist() == [64.0, 64.0]


def test_hooks_that_come_and_go_are_seen():
    net = nn.ReLU()
    x = Tensor([1.0])
    first = net.register_forward_hook(lambda cell, inputs, output: output * 2)
    assert net(x).item() == 2
    second = net.register_forward_hook(lambda cell, inputs, output: output * 5)
    assert net(x).item() == 10
    first.remove()
    assert net(x).item() == 5
    second.remove()
    assert net(x).item() == 1


# In a file -------------------------------------------------------------------------------------------------------

READER = """
import sys
import numpy as np
import mindshim as ms
from mindshim import nn
cell = nn.GraphCell(ms.load(sys.argv[1]))
inputs = ms.Tensor(np.load(sys.argv[2]))
np.save(sys.argv[3], cell(inputs).asnumpy())
print(sorted(p.name for p in cell.trainable_params()))
"""


def test_a_program_is_read_back_by_another_process(tmp_path):
    net = nn.SequentialCell(nn.Conv2d(1, 3, 3), nn.BatchNorm2d(3), nn.ReLU(), nn.Flatten(), nn.Dense(48, 4))
    x = array(2, 1, 4, 4)
    net.set_train()
    ms.export(net, x, file_name=str(tmp_path / "net"), file_format="MINDIR")
    assert net.training
    np.save(tmp_path / "x.npy", x.asnumpy())
    run = subprocess.run(
        [sys.executable, "-c", READER, *(str(tmp_path / name) for name in ("net.mindir", "x.npy", "y.npy"))],
        capture_output=True, text=True, cwd=ROOT, check=True)
    assert "'0.weight'" in run.stdout and "'1.gamma'" in run.stdout
    net.set_train(False)
    np.testing.assert_allclose(np.load(tmp_path / "y.npy"), net(x).asnumpy(), rtol=1e-6)


def test_a_program_is_for_three_platforms(tmp_path):
    ms.export(nn.Dense(2, 3), array(4, 2), file_name=str(tmp_path / "dense.mindir"), file_format="MINDIR")
    graph = ms.load(str(tmp_path / "dense.mindir"))
    assert graph.exported.platforms == ("cpu", "cuda", "tpu")
    zeros = {"weight": ops.zeros((3, 2), ms.float32), "bias": ops.ones((3,), ms.float32)}
    assert nn.GraphCell(graph, zeros)(array(4, 2)).asnumpy().tolist() == [[1.0] * 3] * 4


@pytest.mark.parametrize(("options", "error"), [
    ({"file_format": "AIR"}, ValueError), ({"file_format": "NONE"}, ValueError), ({"file_name": 3}, TypeError),
    ({"file_format": "ONNX"}, NotImplementedError),
])
def test_mistakes_in_exporting(tmp_path, options, error):
    given = {"file_name": str(tmp_path / "net"), "file_format": "MINDIR", **options}
    with pytest.raises(error):
        ms.export(nn.Dense(2, 3), array(4, 2), **given)
    assert not list(tmp_path.iterdir())


def test_mistakes_in_loading(tmp_path):
    damaged = tmp_path / "damaged.mindir"
    damaged.write_bytes(b"\x08\x01\x12\x04junk")
    with pytest.raises(RuntimeError, match="damaged"):
        ms.load(str(damaged))
    for name in ("nothing", str(tmp_path / "nothing.mindir"), 3):
        with pytest.raises(ValueError, match="For 'load'"):
            ms.load(name)
    ms.export(nn.ReLU(), array(2), file_name=str(tmp_path / "relu"), file_format="MINDIR")
    whole = (tmp_path / "relu.mindir").read_bytes()
    damaged.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RuntimeError, match="damaged"):
        ms.load(str(damaged))
    cell = nn.GraphCell(ms.load(str(tmp_path / "relu.mindir")))
    with pytest.raises(ValueError, match="was exported for"):
        cell(array(3))
