# ruff: noqa
# mindspore.train.Model and its callbacks: what is called when, what is printed, what is refused.

# for every case:
import contextlib
import io
import os
import re
import signal
import tempfile

from mindspore import dataset as ds
from mindspore import train
from mindspore.train import *
from mindspore.train.callback._callback import _handle_loss

ROWS = (np.arange(24).reshape(12, 2) % 7 * 0.25 - 0.5).astype(np.float32)
LABELS = (ROWS @ np.array([[1.0], [-2.0]], np.float32) + 0.5).astype(np.float32)


def data(batch=4, rows=12, columns=2):
    return ds.NumpySlicesDataset((ROWS[:rows], LABELS[:rows])[:columns], shuffle=False).batch(batch)


def network():
    return nn.Dense(2, 1, Tensor([[0.5, 0.25]]), Tensor([0.1]))


def model(lr=0.1, metrics=None, **kwargs):
    net = network()
    return Model(net, nn.MSELoss(), nn.Momentum(net.trainable_params(), lr, 0.9), metrics, **kwargs)


def masked(f):
    """Numbers of milliseconds become T."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        f()
    print(re.sub(r"\d+\.\d{3} ms", "T ms", out.getvalue()), end="")


def weights(m):
    show(*m._network.get_parameters())


class Notes(Callback):
    """Prints what is called, with the parameters that matter."""

    def __init__(self, *watched):
        self.watched = watched

    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, *error):
        print("exit", *(type(e).__name__ for e in error[1:2]))

    def note(self, name, run_context):
        p = run_context.original_args()
        print(name, *(f"{w}={p.get(w, '-')}" for w in self.watched))


for _name in "train eval".split():
    for _when in "begin epoch_begin step_begin step_end epoch_end end".split():
        setattr(Notes, f"on_{_name}_{_when}", lambda self, c, n=f"on_{_name}_{_when}": self.note(n, c))


class Old(Callback):
    """Has the names of before."""

    def begin(self, c):
        print("begin", c.original_args().mode)

    def epoch_begin(self, c):
        print("epoch_begin")

    def step_begin(self, c):
        print("step_begin")

    def step_end(self, c):
        print("step_end", c.original_args().cur_step_num)

    def epoch_end(self, c):
        print("epoch_end")

    def end(self, c):
        print("end")


# case: train with LossMonitor
m = model()
m.train(2, data(), LossMonitor())
weights(m)

# case: LossMonitor's steps
for per in (0, 1, 2, 4, 5):
    print("per", per)
    model().train(3, data(), [LossMonitor(per)])

# case: LossMonitor in two trainings
m, cb = model(), LossMonitor(2)
d = data()
m.train(1, d, cb)
m.train(2, d, cb)

# case: sink mode
m = model()
m.train(2, data(), [LossMonitor()], dataset_sink_mode=True)
weights(m)

# case: sink mode with a size
m = model()
m.train(3, data(), [LossMonitor(), Notes("cur_step_num", "batch_num", "dataset_sink_mode", "cur_epoch_num")], dataset_sink_mode=True, sink_size=2)
weights(m)

# case: initial epoch
model().train(4, data(), LossMonitor(), initial_epoch=2)

# case: TimeMonitor
masked(lambda: model().train(2, data(), TimeMonitor()))
masked(lambda: model().train(1, data(), [TimeMonitor(data_size=7), LossMonitor()]))
masked(lambda: model().train(1, data(), TimeMonitor(data_time=True)))
masked(lambda: model(metrics={"mae"}).eval(data(), TimeMonitor()))
masked(lambda: model(metrics={"mae"}).fit(2, data(), data(6), callbacks=[TimeMonitor(), LossMonitor()]))

# case: what is called in train
model().train(2, data(6), Notes("mode", "cur_epoch_num", "cur_step_num", "batch_num", "epoch_num", "dataset_sink_mode"))

# case: what is called in eval
m = model(metrics={"mae", "mse"})
r = m.eval(data(6), Notes("mode", "cur_step_num", "batch_num", "dataset_sink_mode"))
print({k: round(float(v), 5) for k, v in sorted(r.items())})

# case: what is called in fit
class Mine(Notes):
    pass


model(metrics={"mae"}).fit(2, data(6), data(6), callbacks=[Mine("mode", "cur_epoch_num", "cur_step_num", "batch_num")])

# case: names of before
model().train(1, data(6), Old())
model(metrics={"mae"}).eval(data(6), Old())
tried(lambda: model(metrics={"mae"}).fit(1, data(6), data(6), callbacks=Old()))

# case: parameters of callbacks
class Keys(Callback):
    def on_train_step_end(self, c):
        p = c.original_args()
        print(sorted(p))
        print(type(p).__name__, p.parallel_mode, p.device_number, p.initial_step, p.last_save_ckpt_step, p.latest_ckpt_file)
        print([type(x).__name__ for x in p.train_dataset_element], type(p.train_network).__name__, type(p.network).__name__)
        print(type(p.net_outputs).__name__, [type(x).__name__ for x in p.list_callback], p.loss_scale_mananger)
        tried(lambda: p.nothing, lambda: hasattr(p, "nothing"))

    def on_eval_step_end(self, c):
        p = c.original_args()
        print(sorted(p))
        print([type(x).__name__ for x in p.net_outputs], [type(x).__name__ for x in p.eval_dataset_element], [type(x).__name__ for x in p.list_callback])

    def on_eval_end(self, c):
        print(c.original_args().metrics, sorted(c.original_args()))


model().train(1, data(12), Keys())
model(metrics={"mae"}).eval(data(12), Keys())
model(metrics={"mae"}).fit(1, data(12), data(12), callbacks=Keys())

# case: fit
model(metrics={"mae", "mse"} and {"mae": MAE()}).fit(2, data(), data(), callbacks=LossMonitor(3))
model(metrics={"mse"}).fit(4, data(), data(), valid_frequency=2, callbacks=[LossMonitor(100)])
model(metrics={"mse"}).fit(4, data(), data(), valid_frequency=[1, 4], callbacks=[LossMonitor(100)], dataset_sink_mode=True, valid_dataset_sink_mode=True)
model(metrics={"mse"}).fit(2, data(), callbacks=[LossMonitor(3)])
model(metrics={"mse"}).fit(3, data(), data(), callbacks=[LossMonitor(100)], initial_epoch=1)

# case: eval
m = model(metrics={"mae", "mse", "loss"})
r = m.eval(data())
print(sorted(r), [number(float(r[k])) for k in sorted(r)], type(r).__name__)
print(sorted(m.eval(data(5), dataset_sink_mode=True)))
m = model(metrics={"a": MAE(), "b": MSE().set_indexes([0, 1])})
print(m.eval(data()))

# case: eval with a network of one's own
net = network()
m = Model(net, eval_network=nn.WithEvalCell(net, nn.MSELoss()), eval_indexes=[0, 1, 2], metrics={"mae", "loss"})
r = m.eval(data())
print([number(float(r[k])) for k in sorted(r)])


class Two(nn.Cell):
    def construct(self, x, y):
        return x, y


class Sum(Metric):
    def clear(self):
        self.total = 0

    def update(self, *inputs):
        self.total += len(inputs) + float(inputs[0].sum())

    def eval(self):
        return self.total


m = Model(net, eval_network=Two(), metrics={"sum": Sum()})
print(m.eval(data()))
tried(lambda: Model(net, eval_network=Two(), eval_indexes=[0, 1, 2], metrics={"mae"}).eval(data()))

# case: predict
m = model()
show(m.predict(Tensor(ROWS[:2])))
print(m.predict_network.training, m.train_network.training, m.eval_network)
tried(lambda: m.predict(np.ones((1, 2))), lambda: m.predict([1.0]), lambda: m.predict(Tensor(np.zeros((0, 2), np.float32))), lambda: m.predict(backend="x"))


class Odd(nn.Cell):
    def construct(self, a, b=None, c=2):
        return a, c


show(*Model(Odd()).predict(Tensor([1.0]), None, 3))
show(m.predict(Tensor(ROWS[:2]), backend=None))

# case: train and eval flags
net = nn.SequentialCell(nn.Dense(2, 1, Tensor([[0.5, 0.25]]), Tensor([0.1])), nn.Dropout(p=0.5))
m = Model(net, nn.MSELoss(), nn.SGD(net.trainable_params(), 0.1), {"mae"})
print(net.training, m.train_network.training)
m.train(1, data())
print(net.training, m.train_network.training)
m.eval(data())
print(net.training, m.train_network.training, m.eval_network.training)
m.predict(Tensor(ROWS[:2]))
print(net.training, m.train_network.training)


class Flags(Callback):
    def on_train_begin(self, c):
        print("train begin", net.training)

    def on_train_step_end(self, c):
        print("step", net.training)

    def on_eval_begin(self, c):
        print("eval begin", net.training)

    def on_eval_step_end(self, c):
        print("eval step", net.training)

    def on_eval_end(self, c):
        print("eval end", net.training)

    def on_train_epoch_end(self, c):
        print("epoch end", net.training)


m.fit(2, data(6), data(6), callbacks=Flags())
print(net.training)

# case: an exception in a step
class Fails(Callback):
    def on_train_step_end(self, c):
        if c.original_args().cur_step_num == 2:
            raise KeyError("stop")


m = model()
try:
    m.train(2, data(), [Notes("cur_step_num"), Fails()])
except KeyError as error:
    print("raised", error)
print(m._network.training, m.train_network.training)
weights(m)
m.train(1, data(), LossMonitor())

# case: an exception in an evaluation
class FailsToo(Callback):
    def on_eval_step_end(self, c):
        raise KeyError("stop")


m = model(metrics={"mae"})
try:
    m.fit(2, data(), data(), callbacks=[Notes("cur_step_num"), FailsToo()])
except KeyError as error:
    print("raised", error)
print(m._network.training, m.train_network.training)

# case: a network that fails
class Bad(nn.Cell):
    def __init__(self):
        super().__init__()
        self.dense = network()

    def construct(self, x):
        if x.shape[0] == 2:
            raise RuntimeError("two")
        return self.dense(x)


net = Bad()
m = Model(net, nn.MSELoss(), nn.SGD(net.trainable_params(), 0.1))
try:
    m.train(1, data(5), [LossMonitor(), Notes("cur_step_num")])
except RuntimeError as error:
    print("raised", "two" in str(error))
print(net.training)

# case: nan loss
net = network()
m = Model(net, nn.MSELoss(), nn.SGD(net.trainable_params(), 1e30))
try:
    m.train(3, data(), [LossMonitor(), Notes()])
except ValueError as error:
    print("raised", error)

# case: request_stop
class Stops(Callback):
    def __init__(self, when, step):
        self.when, self.step = when, step

    def note(self, c):
        if c.original_args().cur_step_num == self.step:
            print("stop", c.get_stop_requested())
            c.request_stop()


class AtStep(Stops):
    def on_train_step_end(self, c):
        self.note(c)


class AtEpoch(Stops):
    def on_train_epoch_end(self, c):
        self.note(c)


class AtEval(Callback):
    def on_eval_step_end(self, c):
        c.request_stop()


model().train(3, data(), [AtStep("", 2), LossMonitor(), Notes("cur_epoch_num")])
model().train(3, data(), [AtEpoch("", 3), LossMonitor()])
model(metrics={"mae"}).eval(data(), [AtEval(), Notes()])

# case: RunContext
c = RunContext({"a": 1})
print(c.original_args(), c.get_stop_requested())
c.request_stop()
print(c.get_stop_requested())
tried(lambda: RunContext([1]), lambda: RunContext(None))
from mindspore.train.callback import _InternalCallbackParam
p = _InternalCallbackParam()
p.x = 3
print(p["x"], p.x, p)

# case: LambdaCallback
calls = [k for n in ("train", "eval") for w in ("begin", "epoch_begin", "step_begin", "step_end", "epoch_end", "end") for k in [f"on_{n}_{w}"]]
cb = LambdaCallback(**{k: (lambda c, k=k: print(k)) for k in calls})
model().train(1, data(12), cb)
model(metrics={"mae"}).eval(data(12), cb)
model().train(1, data(12), LambdaCallback(on_train_step_end=lambda c: print("loss", number(float(c.original_args().net_outputs.asnumpy())))))

# case: History
h = History()
model(metrics={"mae"}).fit(3, data(), data(), callbacks=h)
print(sorted(h.history), h.epoch, [number(float(x)) for x in h.history["net_output"]], [number(float(x)) for x in h.history["mae"]])
h = History()
model().train(2, data(), h)
print(sorted(h.history), h.epoch)

# case: EarlyStopping
model(lr=0.0, metrics={"mae"}).fit(6, data(), data(), callbacks=[EarlyStopping(monitor="eval_loss", patience=2, verbose=True), LossMonitor(3)])
model(lr=0.0, metrics={"mae"}).fit(6, data(), data(), callbacks=[EarlyStopping(monitor="mae", patience=1, verbose=True, restore_best_weights=True), LossMonitor(3)])
model(lr=0.01, metrics={"mae"}).fit(4, data(), data(), callbacks=[EarlyStopping(monitor="loss", patience=1, verbose=True, min_delta=0.5), LossMonitor(3)])
model(lr=0.01, metrics={"mae"}).fit(4, data(), data(), callbacks=[EarlyStopping(monitor="mae", mode="max", patience=1, verbose=True), LossMonitor(3)])
model(lr=0.01).train(2, data(), callbacks=[EarlyStopping(), LossMonitor(3)])
m = model(lr=0.5, metrics={"mae"})
m.fit(6, data(), data(), callbacks=[EarlyStopping(monitor="eval_loss", patience=1, restore_best_weights=True), LossMonitor(3)])
weights(m)

# case: EarlyStopping refused
tried(lambda: EarlyStopping(mode="x"), lambda: EarlyStopping(patience=-1), lambda: EarlyStopping(patience=1.5), lambda: EarlyStopping(monitor=1))
tried(lambda: EarlyStopping(min_delta="1"), lambda: EarlyStopping(verbose=1), lambda: EarlyStopping(restore_best_weights=1), lambda: EarlyStopping(mode=1))

# case: ReduceLROnPlateau
model(lr=0.5, metrics={"mae"}).fit(5, data(), data(), callbacks=[ReduceLROnPlateau(monitor="eval_loss", patience=1, factor=0.5, verbose=True), LossMonitor(3)])
m = model(lr=1e-9, metrics={"mae"})
m.fit(6, data(), data(), callbacks=[ReduceLROnPlateau(monitor="mae", patience=2, factor=0.1, verbose=True, cooldown=1, min_lr=1e-12), LossMonitor(3)])
show(m._optimizer.learning_rate)
model(lr=1e-9, metrics={"mae"}).fit(3, data(), data(), callbacks=[ReduceLROnPlateau(monitor="mae", patience=1, min_lr=1, verbose=True), LossMonitor(3)])
net = network()
m = Model(net, nn.MSELoss(), nn.SGD(net.trainable_params(), [0.1] * 20), {"mae"})
tried(lambda: m.fit(2, data(), data(), callbacks=ReduceLROnPlateau()))
tried(lambda: ReduceLROnPlateau(mode="x"), lambda: ReduceLROnPlateau(factor=1.0), lambda: ReduceLROnPlateau(factor=2), lambda: ReduceLROnPlateau(patience=-1))
tried(lambda: ReduceLROnPlateau(cooldown=1.5), lambda: ReduceLROnPlateau(min_lr="0"), lambda: ReduceLROnPlateau(monitor=1), lambda: ReduceLROnPlateau(verbose=1))

# case: LearningRateScheduler
rates = []


def change(lr, step):
    rates.append((number(lr), step))
    return lr * 0.5 if step % 2 == 0 else lr


m = model(lr=0.1)
m.train(2, data(), [LossMonitor(), LearningRateScheduler(change)])
print(rates)
show(m._optimizer.learning_rate)

# case: ModelCheckpoint
with tempfile.TemporaryDirectory() as folder:
    m = model()
    cb = ModelCheckpoint("net", folder, CheckpointConfig(save_checkpoint_steps=2, keep_checkpoint_max=3))
    m.train(3, data(), cb)
    files = sorted(f for f in os.listdir(folder) if f.endswith(".ckpt"))
    print(files, os.path.basename(cb.latest_ckpt_file_name))
    found = mindspore.load_checkpoint(os.path.join(folder, files[-1]))
    print([(k, str(v.dtype), v.shape) for k, v in found.items()])

# case: ModelCheckpoint's names
with tempfile.TemporaryDirectory() as folder:
    d = data()
    for prefix in ("net", "net", "net", "other", "n"):
        cb = ModelCheckpoint(prefix, folder, CheckpointConfig(save_checkpoint_steps=100))
        model().train(1, data(), cb)
        print(sorted(f for f in os.listdir(folder) if f.endswith(".ckpt")))

# case: ModelCheckpoint with functions
with tempfile.TemporaryDirectory() as folder:
    cb = ModelCheckpoint(lambda p: f"e{p.cur_epoch_num}s{p.cur_step_num}", lambda p: os.path.join(folder, str(p.cur_epoch_num)), CheckpointConfig(save_checkpoint_steps=3))
    model().train(2, data(), cb)
    print(sorted(os.path.relpath(os.path.join(r, f), folder) for r, _, fs in os.walk(folder) for f in fs if f.endswith(".ckpt")))
    tried(lambda: model().train(1, data(), ModelCheckpoint(lambda p: 3, folder)), lambda: model().train(1, data(), ModelCheckpoint(lambda p: "a/b", folder)))

# case: ModelCheckpoint with information
with tempfile.TemporaryDirectory() as folder:
    cb = ModelCheckpoint("net", folder, CheckpointConfig(3, append_info=["epoch_num", "step_num", {"lr": 0.5, "on": True, "n": 3}], saved_network=None))
    m = model()
    m.train(2, data(), cb)
    found = mindspore.load_checkpoint(os.path.join(folder, "net-2_3.ckpt"))
    print({k: (v if not isinstance(v, Parameter) else number(float(v.asnumpy().ravel()[0])), str(v.dtype)) for k, v in found.items() if k in ("epoch_num", "step_num", "lr", "on", "n")})
    cb = ModelCheckpoint("only", folder, CheckpointConfig(3, saved_network=m._network, format="safetensors"))
    m.train(1, data(), cb) if False else model().train(1, data(), cb)
    print(sorted(f for f in os.listdir(folder) if not f.endswith(".meta")), [p for p in mindspore.load_checkpoint(os.path.join(folder, "only-1_3.safetensors"), format="safetensors")])

# case: ModelCheckpoint when training fails
class Breaks(Callback):
    def on_train_step_end(self, c):
        if c.original_args().cur_step_num == 2:
            raise KeyError("stop")


with tempfile.TemporaryDirectory() as folder:
    for save in (False, True):
        cb = ModelCheckpoint("net", folder, CheckpointConfig(100, exception_save=save))
        tried(lambda: model().train(1, data(), callbacks=[cb, Breaks()]))
        print(sorted(f for f in os.listdir(folder) if f.endswith(".ckpt")))

# case: CheckpointConfig
c = CheckpointConfig()
print(c.save_checkpoint_steps, c.save_checkpoint_seconds, c.keep_checkpoint_max, c.keep_checkpoint_per_n_minutes, c.integrated_save, c.async_save, c.saved_network)
print(c.enc_key, c.enc_mode, c.crc_check, c.format, c.append_dict, c.exception_save, c.remove_redundancy, c.map_param_inc, c.get_checkpoint_policy())
c = CheckpointConfig(0, 30, 0, 5, async_save=True, append_info=["step_num"])
print(c.get_checkpoint_policy(), c.append_dict, c.async_save)
c = CheckpointConfig(None, 30, None, None)
print(c.get_checkpoint_policy())
tried(lambda: CheckpointConfig(-1), lambda: CheckpointConfig(1.5), lambda: CheckpointConfig(0, 0, 0, 0), lambda: CheckpointConfig(saved_network=1), lambda: CheckpointConfig(True))
tried(lambda: CheckpointConfig(integrated_save=1), lambda: CheckpointConfig(async_save=1), lambda: CheckpointConfig(async_save="x"), lambda: CheckpointConfig(append_info="x"))
tried(lambda: CheckpointConfig(append_info=["x"]), lambda: CheckpointConfig(append_info=[1]), lambda: CheckpointConfig(append_info=[{}, {}]), lambda: CheckpointConfig(append_info=[{1: 2}]))
tried(lambda: CheckpointConfig(append_info=[{"a": []}]), lambda: CheckpointConfig(enc_key="x"), lambda: CheckpointConfig(enc_mode=1), lambda: CheckpointConfig(crc_check=1))
tried(lambda: CheckpointConfig(format=1), lambda: CheckpointConfig(format="safetensors", crc_check=True), lambda: CheckpointConfig(exception_save=1), lambda: CheckpointConfig(format="x").format)
tried(lambda: ModelCheckpoint("a/b"), lambda: ModelCheckpoint(3), lambda: ModelCheckpoint(config=3), lambda: ModelCheckpoint(directory=3))

# case: BackupAndRestore
with tempfile.TemporaryDirectory() as folder:
    m = model()
    m.train(2, data(), [BackupAndRestore(folder, delete_checkpoint=False), LossMonitor(3)])
    print(os.listdir(folder))
    m = model()
    m.train(1, data(), [BackupAndRestore(folder), LossMonitor(3)])
    print(os.listdir(folder))
    tried(lambda: BackupAndRestore(folder, 0), lambda: BackupAndRestore(folder, "x"), lambda: BackupAndRestore(folder, delete_checkpoint=1))

# case: OnRequestExit
with tempfile.TemporaryDirectory() as folder:
    class Sends(Callback):
        def on_train_step_end(self, c):
            if c.original_args().cur_step_num == 2:
                os.kill(os.getpid(), signal.SIGUSR1)

    cb = OnRequestExit(file_name="Net", directory=folder, save_mindir=False, sig=signal.SIGUSR1)
    model().train(2, data(), [Sends(), cb, LossMonitor()])
    print(sorted(os.path.relpath(os.path.join(r, f), folder) for r, _, fs in os.walk(folder) for f in fs))
    m = model(metrics={"mae"})
    print(number(m.eval(data())["mae"]), number(m.eval(data(), OnRequestExit(file_name="Net", directory=folder, save_mindir=False))["mae"]))
    tried(lambda: OnRequestExit(save_ckpt=1), lambda: OnRequestExit(sig=signal.SIGKILL), lambda: OnRequestExit(sig="x"))

# case: Model refused
net = network()
opt = nn.SGD(net.trainable_params(), 0.1)
tried(lambda: Model(3), lambda: Model(net, nothing=1), lambda: Model(net, amp_level="O2"), lambda: Model(net, metrics={"acc"}), lambda: Model(net, nn.MSELoss(), metrics=["acc"]))
tried(lambda: Model(net, nn.MSELoss(), opt, eval_network=net, eval_indexes=[1], metrics={"acc"}), lambda: Model(net, nn.MSELoss(), opt, amp_level="O9"), lambda: Model(net, nn.MSELoss(), 3))
tried(lambda: Model(net, nn.MSELoss(), loss_scale_manager=FixedLossScaleManager()), lambda: Model(net, nn.MSELoss(), opt, boost_level="O9"))

# case: train refused
d = data()
tried(lambda: model().train(0, d), lambda: model().train(1.5, d), lambda: model().train(1, d, 3), lambda: model().train(1, d, [3]), lambda: model().train(1, d, sink_size=0))
tried(lambda: model().train(1, d, sink_size=1.5), lambda: model().train(1, d, sink_size=-2), lambda: model().train(1, d, dataset_sink_mode=1), lambda: model().train(2, d, initial_epoch=2))
tried(lambda: model().train(1, d, initial_epoch=-1), lambda: model().train(True, d), lambda: model().eval(d), lambda: model().fit(1, d, d), lambda: model(metrics={"mae"}).fit(1, d, d, valid_frequency="x"))
tried(lambda: model().train(1, data(columns=1)), lambda: model(metrics={"mae"}).eval(d, 3), lambda: model(metrics={"mae"}).eval(d, dataset_sink_mode=1))
m1, m2 = model(), model()
m1.train(1, d)
tried(lambda: m2.train(1, d), lambda: m1.train(1, d))
tried(lambda: m1.infer_train_layout(d), lambda: m1.infer_predict_layout(Tensor(ROWS)))

# case: train without loss or optimizer
class WithLoss(nn.Cell):
    def __init__(self):
        super().__init__()
        self.dense = network()

    def construct(self, x, y):
        return ((self.dense(x) - y) ** 2).mean()


net = WithLoss()
m = Model(net, optimizer=nn.SGD(net.trainable_params(), 0.1))
m.train(1, data(), LossMonitor())
net = WithLoss()
step = nn.TrainOneStepCell(net, nn.SGD(net.trainable_params(), 0.1))
m = Model(step)
m.train(1, data(), LossMonitor())
net = network()
m = Model(net, nn.MSELoss())
m.train(1, data(), LossMonitor())

# case: outputs of several kinds
class Many(nn.Cell):
    def construct(self, x, y):
        return x.mean(), y.sum()


class Few(nn.Cell):
    def construct(self, x, y):
        return x.reshape(-1)


Model(Many()).train(1, data(6), LossMonitor())
Model(Few()).train(1, data(6), LossMonitor())
print(_handle_loss(Tensor([1.0, 2.0])), _handle_loss((Tensor(3.0), 1)), _handle_loss(2.5), _handle_loss([1.0]))

# case: loss scale
net = network()
m = Model(net, nn.MSELoss(), nn.Momentum(net.trainable_params(), 0.1, 0.9, loss_scale=1024.0), loss_scale_manager=FixedLossScaleManager(1024.0, False))
m.train(1, data(), LossMonitor())
weights(m)

# case: amp levels
for level in ("O0", "O1", "O3", "auto"):
    m = model(metrics={"mae"}, amp_level=level)
    m.train(1, data(), LossMonitor())
    print(level, type(m.train_network).__name__, number(float(m.eval(data())["mae"])), m.predict(Tensor(ROWS[:2])).dtype)

# case: amp without loss scale
m = model(metrics={"mae"}, amp_level="O2", loss_scale_manager=None)
m.train(1, data(), LossMonitor())
print(number(float(m.eval(data())["mae"])), m.predict(Tensor(ROWS[:2])).dtype)

# case: DatasetHelper
h = DatasetHelper(data(), dataset_sink_mode=False)
for x in h:
    show(*(v.sum() for v in x))
tried(lambda: DatasetHelper(data(), sink_size=0), lambda: DatasetHelper(data(), 1), lambda: DatasetHelper(data(), False, 1.5), lambda: DatasetHelper(data(), False, -2))
tried(lambda: connect_network_with_dataset(network(), h))

# case: data_sink
tried(lambda: data_sink(lambda x, y: x, data(), sink_size=0), lambda: data_sink(lambda x, y: x, data(), sink_size=1.5))

# case: callbacks of several kinds
model().train(1, data(12), callbacks=[])
model().train(1, data(12), callbacks=None)
tried(lambda: model().train(1, data(12), callbacks=(LossMonitor(),)))
tried(lambda: LossMonitor(-1), lambda: LossMonitor(1.5), lambda: TimeMonitor(data_time=1), lambda: LossMonitor("1"))


class Gives(Callback):
    def __enter__(self):
        return LossMonitor()


model().train(1, data(6), Gives())

# case: static and dynamic rates
net = network()
m = Model(net, nn.MSELoss(), nn.SGD(net.trainable_params(), nn.exponential_decay_lr(0.1, 0.9, 6, 3, 1)))
m.train(2, data(), LossMonitor())
weights(m)

# case: dictionary columns and strings
class Takes(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor([1.0]), name="w")

    def construct(self, *columns):
        return (sum(c.sum() for c in columns) * self.w).mean()


net = Takes()
d = ds.NumpySlicesDataset({"a": [1.0, 2.0], "b": [3.0, 4.0], "c": [5.0, 6.0]}, shuffle=False).batch(1)
Model(net, optimizer=nn.SGD(net.trainable_params(), 0.01)).train(2, d, LossMonitor())
