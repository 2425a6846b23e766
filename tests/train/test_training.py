"""Model, its callbacks and what they print, beyond the recorded programs of ``oracle/cases/train.py``."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import struct
import sys
from pathlib import Path

import numpy as np
import pytest
from oracle.record import HERE, load_cases, run_case

ROOT = Path(__file__).parents[2]
CASES = load_cases("train")
RECORDS = json.loads((HERE / "recorded" / "train.json").read_text())
LINES = re.compile("loss is|Eval result|epoch time|early stop")
PRINTING = [name for name, record in RECORDS.items() if LINES.search(record["stdout"])]

X = np.arange(16, dtype=np.float32).reshape(8, 2) / 10
Y = X[:, :1] - 2 * X[:, 1:]


def data(batch=2):
    from mindspore import dataset as ds

    return ds.NumpySlicesDataset((X, Y), shuffle=False).batch(batch)


def model(metrics=None, **kwargs):
    from mindspore import Tensor, nn, train

    network = nn.Dense(2, 1, Tensor([[0.5, 0.25]]), Tensor([0.1]))
    optimizer = nn.Momentum(network.trainable_params(), 0.1, 0.9)
    return train.Model(network, nn.MSELoss(), optimizer, metrics, **kwargs)


@pytest.fixture
def context():
    import mindspore

    mode = mindspore.get_context("mode")
    yield mindspore.set_context
    mindspore.set_context(mode=mode)


def without_digits(text: str) -> str:
    return re.sub(r"-?\d+\.\d+(e-?\d+)?", "#", text)


@pytest.mark.parametrize("name", PRINTING)
def test_lines_are_those_of_mindspore_to_the_byte_but_for_digits(name, tmp_path):
    answer = run_case(CASES[name], str(tmp_path))
    assert "error" not in answer, answer
    assert without_digits(answer["stdout"]) == without_digits(RECORDS[name]["stdout"])


def test_metrics_in_a_line_print_as_python_floats(capsys):
    from mindspore.train import LossMonitor

    model({"mae", "loss"}).fit(1, data(), data(), callbacks=LossMonitor(100))
    printed = capsys.readouterr().out
    assert "np.float" not in printed and "'mae': " in printed


def digits_program():
    specification = importlib.util.spec_from_file_location("digits", ROOT / "examples" / "digits.py")
    program = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(program)
    return program


@pytest.mark.parametrize("mode", [0, 1], ids=["graph", "pynative"])
def test_lenet_learns_digits_as_under_mindspore(mode, context, capsys):
    pytest.importorskip("sklearn")
    context(mode=mode)
    record = json.loads((ROOT / "tests" / "train" / "digits.json").read_text())
    losses, accuracy = digits_program().train(2)
    np.testing.assert_allclose(losses, record["losses"][: len(losses)], rtol=2e-2, atol=2e-3)
    assert accuracy > 0.6


def test_graph_mode_trains_to_the_same_weights(context):
    weights = []
    for mode in (0, 1):
        context(mode=mode)
        trained = model({"mae"})
        trained.fit(2, data(), data())
        weights.append([p.asnumpy() for p in trained.train_network.get_parameters()] + [trained.eval(data())["mae"]])
    for a, b in zip(*weights, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-5)


def test_graph_mode_leaves_out_the_same_steps_that_overflow(context):
    from mindspore import nn, train

    found = []
    for mode in (0, 1):
        context(mode=mode)
        network = nn.SequentialCell(nn.Dense(2, 4, "ones", "zeros"), nn.BatchNorm1d(4), nn.Dense(4, 1, "ones", "zeros"))
        optimizer = nn.Momentum(network.trainable_params(), 0.01, 0.9)
        manager = train.DynamicLossScaleManager(2.0**18, 2, 3)
        trained = train.Model(network, nn.MSELoss(), optimizer, amp_level="O2", loss_scale_manager=manager)
        trained.train(3, data())
        found.append((manager.get_loss_scale(), [p.asnumpy() for p in network.trainable_params()]))
    assert found[0][0] == found[1][0] < 2.0**18
    for a, b in zip(found[0][1], found[1][1], strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-3, atol=1e-4)


def pretend(monkeypatch, **context):
    for module in ("model", "dataset_helper"):
        monkeypatch.setattr(f"mindshim.train.{module}.get_context", context.get)


def test_in_sink_mode_and_graph_mode_callbacks_see_an_epoch_as_one_step(monkeypatch, capsys):
    from mindspore.train import LossMonitor

    plain = model()
    plain.train(3, data(), LossMonitor())
    steps = capsys.readouterr().out.splitlines()
    pretend(monkeypatch, device_target="GPU", mode=0)
    sunk = model()
    sunk.train(6, data(), LossMonitor(), dataset_sink_mode=True, sink_size=2)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(", ")[0] for line in lines] == [f"epoch: {i + 1} step: 2" for i in range(6)]
    assert [line.split(", ")[1] for line in lines] == [line.split(", ")[1] for line in steps[1::2]]


def test_in_sink_mode_an_epoch_is_that_many_steps_and_the_next_goes_on(monkeypatch):
    from mindspore.train import LambdaCallback

    pretend(monkeypatch, device_target="GPU", mode=1)
    seen = []
    step = LambdaCallback(
        on_train_step_end=lambda c: seen.append(
            (c.original_args().cur_epoch_num, float(c.original_args().train_dataset_element[0].asnumpy()[0, 0]))
        )
    )
    model().train(3, data(), step, dataset_sink_mode=True, sink_size=3)
    first = [float(X[i, 0]) for i in (0, 2, 4, 6)]
    assert [epoch for epoch, _ in seen] == [1] * 3 + [2] * 3 + [3] * 3
    assert [x for _, x in seen] == (first * 3)[:9]


def test_build_leaves_everything_as_it_was():
    built, plain = model({"mae"}), model({"mae"})
    built.build(data(), data())
    for a, b in zip(built.train_network.get_parameters(), plain.train_network.get_parameters(), strict=True):
        np.testing.assert_array_equal(a.asnumpy(), b.asnumpy())


def test_a_dynamic_loss_scale_falls_when_gradients_overflow():
    from mindspore import nn, train

    network = nn.Dense(2, 1, "ones", "zeros")
    manager = train.DynamicLossScaleManager(2.0**126, 2, 1000)
    trained = train.Model(
        network, nn.MSELoss(), nn.SGD(network.trainable_params(), 0.01), amp_level="O2", loss_scale_manager=manager
    )
    before = network.weight.asnumpy()
    trained.train(1, data())
    assert manager.get_loss_scale() < 2.0**126
    np.testing.assert_array_equal(network.weight.asnumpy(), before)


def test_level_o1_leaves_the_network_as_it_was_and_shares_its_parameters():
    from mindspore import Tensor, amp, nn

    class Net(nn.Cell):
        def __init__(self):
            super().__init__()
            self.layers = [nn.Dense(2, 2, "ones", "zeros")]
            self.cells_ = nn.CellList(self.layers)

        def construct(self, x):
            return self.layers[0](x)

    net = Net()
    low = amp.auto_mixed_precision(net, "O1")
    x = Tensor([[1.0001, 2.0]])
    assert net(x).asnumpy()[0, 0] != low(x).asnumpy()[0, 0]
    assert [id(p) for p in net.get_parameters()] == [id(p) for p in low.get_parameters()]
    assert low.layers[0] is low.cells_[0] is not net.layers[0]


def test_the_progress_bar_appears_only_where_it_is_asked_for(monkeypatch, capsys):
    pytest.importorskip("tqdm")
    model({"mae"}).fit(1, data(), data())
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("MINDSHIM_PROGRESS", "1")
    model({"mae"}).fit(1, data(), data())
    shown = capsys.readouterr().err
    assert "train" in shown and "4/4" in shown
    from mindshim.train.progress import ProgressBar

    monkeypatch.delenv("MINDSHIM_PROGRESS")
    model({"mae"}).eval(data(), ProgressBar())
    assert "eval" in capsys.readouterr().err


def events(folder: Path) -> list:
    """What TensorBoard's event files in a folder say: (step, tag, value) each."""
    from tensorboardX.proto import event_pb2

    found = []
    for path in folder.glob("events.out.tfevents.*"):
        content = path.read_bytes()
        while content:
            (length,) = struct.unpack("<Q", content[:8])
            event = event_pb2.Event.FromString(content[12 : 12 + length])
            found += [(event.step, value.tag, value) for value in event.summary.value]
            content = content[16 + length :]
    return found


def test_a_summary_record_writes_what_tensorboard_reads(tmp_path):
    pytest.importorskip("tensorboardX")
    import mindspore
    from mindspore import Tensor, nn, ops
    from mindspore.train import SummaryRecord

    class Net(nn.Cell):
        def __init__(self):
            super().__init__()
            self.scalar = ops.ScalarSummary()

        def construct(self, x):
            self.scalar("sum", x.sum())
            return x

    with SummaryRecord(str(tmp_path), export_options={"tensor_format": "npy"}) as record:
        with pytest.raises(RuntimeError):
            SummaryRecord(str(tmp_path))
        record.add_value("scalar", "loss", Tensor(0.5))
        record.add_value("image", "picture", Tensor(np.ones((2, 1, 4, 4), np.float32)))
        record.add_value("histogram", "weights", Tensor(np.arange(9.0)))
        record.add_value("tensor", "values", Tensor([1.0, 2.0]))
        Net()(Tensor([1.0, 2.0]))
        assert record.record(3)
        mindspore.jit(Net())(Tensor([2.0, 2.0]))
        mindspore.runtime.synchronize()
        assert record.record(4, plugin_filter=lambda kind: kind == "scalar")
        assert os.path.exists(record.log_dir)
    assert not record.record(5)
    found = {(step, tag): value for step, tag, value in events(tmp_path)}
    assert found[3, "loss"].simple_value == 0.5 and found[3, "sum"].simple_value == 3.0
    assert found[4, "sum"].simple_value == 4.0 and found[3, "weights"].histo.num == 9
    assert {tag for _, tag in found} >= {"picture/0", "picture/1", "values"} or (3, "picture") in found
    np.testing.assert_array_equal(np.load(tmp_path / "export" / "tensor" / "values_3.npy"), [1.0, 2.0])


@pytest.mark.parametrize(
    ("plugin", "name", "value", "error"),
    [
        ("nothing", "a", [1.0], ValueError), ("scalar", "", [1.0], ValueError), ("scalar", "a", [1.0, 2.0], ValueError),
        ("image", "a", [1.0], ValueError), ("scalar", "a", None, TypeError),
    ],
)  # fmt: skip
def test_a_summary_record_refuses(plugin, name, value, error, tmp_path):
    pytest.importorskip("tensorboardX")
    from mindspore import Tensor
    from mindspore.train import SummaryRecord

    with SummaryRecord(str(tmp_path)) as record, pytest.raises(error):
        record.add_value(plugin, name, Tensor(value) if value else 3)


def test_a_summary_collector_writes_the_course_of_a_training(tmp_path):
    pytest.importorskip("tensorboardX")
    from mindspore.train import SummaryCollector

    trained = model({"mae"})
    trained.train(2, data(), SummaryCollector(str(tmp_path), collect_freq=2, custom_lineage_data={"run": "first"}))
    found = events(tmp_path)
    steps = [step for step, tag, _ in found if tag == "loss/auto"]
    assert steps == [1, 2, 4, 6, 8]
    assert {tag for _, tag, _ in found} >= {"weight/auto", "bias/auto"}
    texts = [v.tensor.string_val for _, tag, v in found if tag.startswith("train_lineage")]
    assert b"Momentum" in texts[0][0]


def test_a_recording_of_the_profiler_is_written(tmp_path):
    import mindspore
    from mindspore.profiler import mstx, profile, schedule, tensorboard_trace_handler

    ready = tensorboard_trace_handler(str(tmp_path))
    with profile(schedule=schedule(wait=1, active=1, repeat=1), on_trace_ready=ready) as profiler:
        profiler.add_metadata("who", "test")
        for _ in range(4):
            number = mstx.range_start("step")
            (mindspore.Tensor([1.0]) + 1).asnumpy()
            mstx.range_end(number)
            profiler.step()
    recordings = list(tmp_path.rglob("*.xplane.pb"))
    assert len(recordings) == 1
    assert json.loads((tmp_path / "profiler_metadata.json").read_text()) == {"who": "test"}


def test_devices_streams_and_memory():
    import mindspore as ms

    assert ms.hal.is_available("CPU") and not ms.hal.is_available("Ascend")
    assert ms.hal.device_count("CPU") >= 1 and ms.hal.get_device_name(0, "CPU") == "CPU"
    for function, argument in ((ms.hal.is_available, "X"), (ms.hal.get_device_name, 99), (ms.hal.device_count, "X")):
        with pytest.raises(ValueError):
            function(argument)
    start, end = (ms.runtime.Event(enable_timing=True) for _ in range(2))
    start.record()
    end.record()
    assert start.elapsed_time(end) >= 0.0
    with ms.runtime.StreamCtx(ms.runtime.Stream()):
        assert ms.runtime.current_stream().query()
    assert ms.runtime.memory_stats()["total_allocated_memory"] == ms.runtime.memory_allocated()
    with pytest.raises(ValueError):
        ms.runtime.set_memory("2")
    ms.device_context.ascend.op_precision.precision_mode("force_fp16")


def test_importing_train_loads_no_extra():
    import subprocess

    extras = ("tqdm", "tensorboardX", "safetensors", "cryptography", "matplotlib")
    program = f"import sys, mindshim.train, mindshim.hal; print([name for name in {extras} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
