# ruff: noqa
# experimental.optim: 20 steps of each optimiser, its groups, and 12 epochs of each scheduler.

# for every case:
from mindspore.experimental import optim
from mindspore.experimental.optim import lr_scheduler

W = np.array([[1.5, -0.5, 0.25], [-1.25, 2.0, 0.75]], np.float32)
B = np.array([0.5, -1.5], np.float32)


def parameters():
    return [Parameter(Tensor(W.copy()), name="w"), Parameter(Tensor(B.copy()), name="bn.beta")]


def gradients(step, parameters, scale=1.0):
    """One for each Parameter, from the step's number and the element's place."""
    return tuple(
        Tensor((scale * np.cos(1.7 * step + np.arange(p.size) * (i + 1.0)).reshape(p.shape)).astype(np.float32))
        for i, p in enumerate(parameters)
    )


def steps(make, count=20, scale=1.0, given=None):
    found = given or parameters()
    optimizer = make(found)
    for step in range(count):
        optimizer(gradients(step, optimizer.parameters, scale))
        print(step, *(numbers(p.asnumpy().ravel().tolist()) for p in found))
    for p in optimizer.get_parameters():
        if p.name not in ("w", "bn.beta"):
            show(p)
    return optimizer


# case: SGD
steps(lambda p: optim.SGD(p, 0.1))

# case: SGD, momentum
steps(lambda p: optim.SGD(p, 0.1, momentum=0.9, dampening=0.3, weight_decay=0.1))

# case: SGD, nesterov
steps(lambda p: optim.SGD(p, 0.1, momentum=0.9, nesterov=True))

# case: SGD, maximize
steps(lambda p: optim.SGD(p, 0.1, momentum=0.5, weight_decay=0.1, maximize=True))

# case: ASGD
steps(lambda p: optim.ASGD(p, 0.1))

# case: ASGD, averaging
steps(lambda p: optim.ASGD(p, 0.1, lambd=0.01, alpha=0.5, t0=3.0, weight_decay=0.1, maximize=True))

# case: Rprop
steps(lambda p: optim.Rprop(p, 0.1))

# case: Rprop, options
steps(lambda p: optim.Rprop(p, 0.1, etas=(0.3, 1.5), step_sizes=(0.01, 0.3), maximize=True))

# case: RMSprop
steps(lambda p: optim.RMSprop(p, 0.1))

# case: RMSprop, options
steps(lambda p: optim.RMSprop(p, 0.1, alpha=0.8, eps=1e-3, weight_decay=0.1, momentum=0.9, maximize=True))

# case: RMSprop, centred
steps(lambda p: optim.RMSprop(p, 0.01, alpha=0.8, eps=0.1, centered=True, momentum=0.5))

# case: Adagrad
steps(lambda p: optim.Adagrad(p, 0.1))

# case: Adagrad, options
steps(lambda p: optim.Adagrad(p, 0.1, lr_decay=0.1, weight_decay=0.1, initial_accumulator_value=0.5, eps=1e-3, maximize=True))

# case: Adadelta
steps(lambda p: optim.Adadelta(p))

# case: Adadelta, options
steps(lambda p: optim.Adadelta(p, 0.5, rho=0.8, eps=1e-3, weight_decay=0.1, maximize=True))

# case: Adam
steps(lambda p: optim.Adam(p, 0.1))

# case: Adam, options
steps(lambda p: optim.Adam(p, 0.1, betas=(0.8, 0.9), eps=1e-3, weight_decay=0.1, maximize=True))

# case: AdamW
steps(lambda p: optim.AdamW(p, 0.1))

# case: AdamW, options
steps(lambda p: optim.AdamW(p, 0.1, betas=(0.8, 0.9), eps=1e-3, weight_decay=0.1, maximize=True))

# case: AdamW, amsgrad
steps(lambda p: optim.AdamW(p, 0.1, betas=(0.9, 0.7), amsgrad=True))

# case: Adamax
steps(lambda p: optim.Adamax(p, 0.1))

# case: Adamax, options
steps(lambda p: optim.Adamax(p, 0.1, betas=(0.8, 0.9), eps=1e-3, weight_decay=0.1, maximize=True))

# case: NAdam
steps(lambda p: optim.NAdam(p, 0.1))

# case: NAdam, options
steps(lambda p: optim.NAdam(p, 0.1, betas=(0.8, 0.9), eps=1e-3, weight_decay=0.1, momentum_decay=0.01))

# case: RAdam
steps(lambda p: optim.RAdam(p, 0.1))

# case: RAdam, options
steps(lambda p: optim.RAdam(p, 0.1, betas=(0.8, 0.9), eps=1e-3, weight_decay=0.1))

# case: groups
w, b = parameters()
optimizer = steps(lambda p: optim.Adam([{"params": [w], "lr": 0.05, "weight_decay": 0.1}, {"params": b, "betas": (0.8, 0.9)}], 0.1), given=[w, b])
print(optimizer)
print(len(optimizer.param_groups), optimizer.group_start_id, [p.name for p in optimizer.lrs])

# case: groups, SGD
w, b = parameters()
optimizer = steps(lambda p: optim.SGD([{"params": [w], "momentum": 0.9}, {"params": [b], "lr": 0.02, "maximize": True}], 0.1), given=[w, b])
print(optimizer)

# case: a learning rate changed between steps
given = parameters()
optimizer = optim.AdamW(given, 0.1)
optimizer(gradients(0, given))
optimizer.param_groups[0]["lr"] = 0.5
optimizer(gradients(1, given))
optimizer.param_groups[0]["weight_decay"] = 0.3
optimizer(gradients(2, given))
show(*given)
print(optimizer)

# case: a group added
given = parameters()
optimizer = optim.SGD(given[:1], 0.1)
optimizer.add_param_group({"params": given[1], "lr": 0.5})
print([p.name for p in optimizer.parameters], optimizer.group_start_id, optimizer)

# case: what it keeps
for make in (optim.SGD, optim.ASGD, optim.Rprop, optim.RMSprop, optim.Adagrad, optim.Adadelta, optim.Adam, optim.AdamW,
             optim.Adamax, optim.NAdam, optim.RAdam):
    optimizer = make(parameters(), 0.1)
    show({n: p for n, p in optimizer.parameters_dict().items()})
    print(optimizer)
    print(sorted(k for k in optimizer.defaults))

# case: a learning rate from a Tensor
steps(lambda p: optim.SGD(p, Tensor(0.1)), count=3)

# case: an optimiser of one's own
class Mine(optim.Optimizer):
    def __init__(self, params, lr):
        super().__init__(params, dict(lr=lr))

    def construct(self, gradients):
        for number, group in enumerate(self.param_groups):
            start = self.group_start_id[number]
            for i, p in enumerate(group["params"]):
                ops.assign(p, p - gradients[start + i] * group["lr"])

steps(lambda p: Mine(p, 0.1), count=3)

# case: inside a training step
net = nn.Dense(3, 1, weight_init=Tensor(W[:1]), bias_init="zeros")
optimizer = optim.Adam(net.trainable_params(), 0.1)
loss = nn.MSELoss()
step = value_and_grad(lambda x, y: loss(net(x), y), None, optimizer.parameters)
for i in range(5):
    value, found = step(arr(4, 3) / 10, arr(4, 1))
    optimizer(found)
    show(value, *net.trainable_params())

# case: refused arguments
for make in (
    lambda p: optim.SGD(p, -1.0), lambda p: optim.SGD(p, "a"), lambda p: optim.SGD(p, 0.1, momentum=-1),
    lambda p: optim.SGD(p, 0.1, nesterov=True), lambda p: optim.SGD(p, 0.1, nesterov=1), lambda p: optim.SGD(p, 0.1, dampening="a"),
    lambda p: optim.ASGD(p, 0.0), lambda p: optim.ASGD(p, 0.1, lambd=1), lambda p: optim.ASGD(p, 0.1, t0=1),
    lambda p: optim.Rprop(p, 0.1, etas=(0.5, 0.9)), lambda p: optim.Rprop(p, 0.1, etas=(1.5, 2.0)),
    lambda p: optim.RMSprop(p, 0.0), lambda p: optim.RMSprop(p, 0.1, eps=0.0), lambda p: optim.Adagrad(p, lr_decay=-1.0),
    lambda p: optim.Adadelta(p, rho=1.5), lambda p: optim.Adam(p, -0.1), lambda p: optim.Adam(p, betas=(1.0, 0.9)),
    lambda p: optim.AdamW(p, eps=-1.0), lambda p: optim.AdamW(p, weight_decay=-1.0), lambda p: optim.Adamax(p, 0.0),
    lambda p: optim.NAdam(p, momentum_decay=-1.0), lambda p: optim.RAdam(p, betas=(0.9, 1.0)),
    lambda p: optim.SGD([], 0.1), lambda p: optim.SGD(None, 0.1), lambda p: optim.SGD(1, 0.1),
    lambda p: optim.SGD([{"params": p}, {"params": p}], 0.1), lambda p: optim.SGD([{"params": set(p)}], 0.1),
    lambda p: optim.SGD(p, Tensor([0.1, 0.2])), lambda p: optim.SGD(p, 0.1, weight_decay="a"),
    lambda p: optim.Optimizer(p, {"lr": 0.1})(gradients(0, p)),
):
    tried(lambda: bool(make(parameters())))

# case: mint.optim keeps
for make in (mint.optim.SGD, mint.optim.Adam, mint.optim.AdamW):
    optimizer = make(parameters(), 0.1)
    show({n: p for n, p in optimizer.parameters_dict().items()})
    print(*(line for line in str(optimizer).splitlines() if "lr_float" not in line), sep="\n")

# case: mint.optim refuses
for make in (
    lambda p: mint.optim.SGD(p, -1.0), lambda p: mint.optim.SGD(p, "a"), lambda p: mint.optim.SGD(p, 0.1, nesterov=True),
    lambda p: mint.optim.SGD(p, 0.1, weight_decay=-1.0), lambda p: mint.optim.Adam(p, 1), lambda p: mint.optim.Adam(p, -0.1),
    lambda p: mint.optim.Adam(p, betas=[0.9, 0.99]), lambda p: mint.optim.AdamW(p, betas=(0.9,)),
    lambda p: mint.optim.AdamW(p, betas=(0.9, 1.0)), lambda p: mint.optim.AdamW(p, eps=1), lambda p: mint.optim.AdamW(p, amsgrad=1),
    lambda p: mint.optim.FusedAdamW(p, weight_decay=-0.1),
):
    tried(lambda: bool(make(parameters())))

# case: StepLR
w, b = parameters()
o = optim.SGD([{"params": [w]}, {"params": [b], "lr": 0.2}], 0.4)
scheduler = lr_scheduler.StepLR(o, 2, 0.5)
show(scheduler.last_epoch, o.param_groups[0]["lr"], o.param_groups[1]["lr"], scheduler.get_last_lr())
for epoch in range(12):
    scheduler.step()
    show(o.param_groups[0]["lr"].value(), o.param_groups[1]["lr"].value(), scheduler.last_epoch.value())

# case: MultiStepLR
w, b = parameters()
o = optim.SGD([{"params": [w]}, {"params": [b], "lr": 0.2}], 0.4)
scheduler = lr_scheduler.MultiStepLR(o, [2, 5, 5], 0.5)
show(scheduler.last_epoch, o.param_groups[0]["lr"], o.param_groups[1]["lr"], scheduler.get_last_lr())
for epoch in range(12):
    scheduler.step()
    show(o.param_groups[0]["lr"].value(), o.param_groups[1]["lr"].value(), scheduler.last_epoch.value())

# case: ConstantLR
w, b = parameters()
o = optim.SGD([{"params": [w]}, {"params": [b], "lr": 0.2}], 0.4)
scheduler = lr_scheduler.ConstantLR(o, 0.5, 4)
show(scheduler.last_epoch, o.param_groups[0]["lr"], o.param_groups[1]["lr"], scheduler.get_last_lr())
for epoch in range(12):
    scheduler.step()
    show(o.param_groups[0]["lr"].value(), o.param_groups[1]["lr"].value(), scheduler.last_epoch.value())

# case: LinearLR
w, b = parameters()
o = optim.SGD([{"params": [w]}, {"params": [b], "lr": 0.2}], 0.4)
scheduler = lr_scheduler.LinearLR(o, 0.2, 0.9, 6)
show(scheduler.last_epoch, o.param_groups[0]["lr"], o.param_groups[1]["lr"], scheduler.get_last_lr())
for epoch in range(12):
    scheduler.step()
    show(o.param_groups[0]["lr"].value(), o.param_groups[1]["lr"].value(), scheduler.last_epoch.value())

# case: ExponentialLR
w, b = parameters()
o = optim.SGD([{"params": [w]}, {"params": [b], "lr": 0.2}], 0.4)
scheduler = lr_scheduler.ExponentialLR(o, 0.8)
show(scheduler.last_epoch, o.param_groups[0]["lr"], o.param_groups[1]["lr"], scheduler.get_last_lr())
for epoch in range(12):
    scheduler.step()
    show(o.param_groups[0]["lr"].value(), o.param_groups[1]["lr"].value(), scheduler.last_epoch.value())

# case: PolynomialLR
w, b = parameters()
o = optim.SGD([{"params": [w]}, {"params": [b], "lr": 0.2}], 0.4)
scheduler = lr_scheduler.PolynomialLR(o, 8, 2.0)
show(scheduler.last_epoch, o.param_groups[0]["lr"], o.param_groups[1]["lr"], scheduler.get_last_lr())
for epoch in range(12):
    scheduler.step()
    show(o.param_groups[0]["lr"].value(), o.param_groups[1]["lr"].value(), scheduler.last_epoch.value())

# case: CosineAnnealingLR
w, b = parameters()
o = optim.SGD([{"params": [w]}, {"params": [b], "lr": 0.2}], 0.4)
scheduler = lr_scheduler.CosineAnnealingLR(o, 4, 0.01)
show(scheduler.last_epoch, o.param_groups[0]["lr"], o.param_groups[1]["lr"], scheduler.get_last_lr())
for epoch in range(12):
    scheduler.step()
    show(o.param_groups[0]["lr"].value(), o.param_groups[1]["lr"].value(), scheduler.last_epoch.value())

# case: LambdaLR
w, b = parameters()
o = optim.SGD([{"params": [w]}, {"params": [b], "lr": 0.2}], 0.4)
scheduler = lr_scheduler.LambdaLR(o, [lambda e: 0.9 ** e, lambda e: 1.0 / (e + 1)])
show(scheduler.last_epoch, o.param_groups[0]["lr"], o.param_groups[1]["lr"], scheduler.get_last_lr())
for epoch in range(12):
    scheduler.step()
    show(o.param_groups[0]["lr"].value(), o.param_groups[1]["lr"].value(), scheduler.last_epoch.value())

# case: MultiplicativeLR
w, b = parameters()
o = optim.SGD([{"params": [w]}, {"params": [b], "lr": 0.2}], 0.4)
scheduler = lr_scheduler.MultiplicativeLR(o, lambda e: 0.9)
show(scheduler.last_epoch, o.param_groups[0]["lr"], o.param_groups[1]["lr"], scheduler.get_last_lr())
for epoch in range(12):
    scheduler.step()
    show(o.param_groups[0]["lr"].value(), o.param_groups[1]["lr"].value(), scheduler.last_epoch.value())

# case: CyclicLR
w, b = parameters()
o = optim.SGD([{"params": [w]}, {"params": [b], "lr": 0.2}], 0.4)
scheduler = lr_scheduler.CyclicLR(o, 0.1, 0.5, 3)
show(scheduler.last_epoch, o.param_groups[0]["lr"], o.param_groups[1]["lr"], scheduler.get_last_lr())
for epoch in range(12):
    scheduler.step()
    show(o.param_groups[0]["lr"].value(), o.param_groups[1]["lr"].value(), scheduler.last_epoch.value())

# case: CyclicLR, triangular2
w, b = parameters()
o = optim.SGD([{"params": [w]}, {"params": [b], "lr": 0.2}], 0.4)
scheduler = lr_scheduler.CyclicLR(o, [0.1, 0.2], [0.5, 0.8], 2, 3, mode="triangular2")
show(scheduler.last_epoch, o.param_groups[0]["lr"], o.param_groups[1]["lr"], scheduler.get_last_lr())
for epoch in range(12):
    scheduler.step()
    show(o.param_groups[0]["lr"].value(), o.param_groups[1]["lr"].value(), scheduler.last_epoch.value())

# case: CyclicLR, exp_range
w, b = parameters()
o = optim.SGD([{"params": [w]}, {"params": [b], "lr": 0.2}], 0.4)
scheduler = lr_scheduler.CyclicLR(o, 0.1, 0.5, 3, mode="exp_range", gamma=0.9)
show(scheduler.last_epoch, o.param_groups[0]["lr"], o.param_groups[1]["lr"], scheduler.get_last_lr())
for epoch in range(12):
    scheduler.step()
    show(o.param_groups[0]["lr"].value(), o.param_groups[1]["lr"].value(), scheduler.last_epoch.value())

# case: CyclicLR, own scale
w, b = parameters()
o = optim.SGD([{"params": [w]}, {"params": [b], "lr": 0.2}], 0.4)
scheduler = lr_scheduler.CyclicLR(o, 0.1, 0.5, 3, scale_fn=lambda x: 0.5 * x)
show(scheduler.last_epoch, o.param_groups[0]["lr"], o.param_groups[1]["lr"], scheduler.get_last_lr())
for epoch in range(12):
    scheduler.step()
    show(o.param_groups[0]["lr"].value(), o.param_groups[1]["lr"].value(), scheduler.last_epoch.value())

# case: CosineAnnealingWarmRestarts
w, b = parameters()
o = optim.SGD([{"params": [w]}, {"params": [b], "lr": 0.2}], 0.4)
scheduler = lr_scheduler.CosineAnnealingWarmRestarts(o, 3)
show(scheduler.last_epoch, o.param_groups[0]["lr"], o.param_groups[1]["lr"], scheduler.get_last_lr())
for epoch in range(12):
    scheduler.step()
    show(o.param_groups[0]["lr"].value(), o.param_groups[1]["lr"].value(), scheduler.last_epoch.value())

# case: CosineAnnealingWarmRestarts, longer
w, b = parameters()
o = optim.SGD([{"params": [w]}, {"params": [b], "lr": 0.2}], 0.4)
scheduler = lr_scheduler.CosineAnnealingWarmRestarts(o, 2, 2, 0.01)
show(scheduler.last_epoch, o.param_groups[0]["lr"], o.param_groups[1]["lr"], scheduler.get_last_lr())
for epoch in range(12):
    scheduler.step()
    show(o.param_groups[0]["lr"].value(), o.param_groups[1]["lr"].value(), scheduler.last_epoch.value())

# case: SequentialLR
o = optim.SGD(parameters(), 0.4)
scheduler = lr_scheduler.SequentialLR(o, [lr_scheduler.ConstantLR(o, 0.5, 3), lr_scheduler.ExponentialLR(o, 0.8)], [4])
show(scheduler.get_last_lr())
for epoch in range(10):
    scheduler.step()
    show(scheduler.get_last_lr())

# case: ReduceLROnPlateau
for options in ({}, {"threshold_mode": "abs", "threshold": 0.1}, {"cooldown": 2}, {"mode": "max"}, {"min_lr": 0.3}):
    o = optim.SGD(parameters(), 0.4)
    scheduler = lr_scheduler.ReduceLROnPlateau(o, factor=0.5, patience=1, **options)
    for metric in (1.0, 0.9, 0.89, 0.89, 0.95, 0.5, 0.6, 0.7, 0.8, 0.4):
        scheduler.step(Tensor(metric))
        show(scheduler.get_last_lr(), scheduler.best.value())
    show(scheduler.in_cooldown())

# case: an epoch by its number
o = optim.SGD(parameters(), 0.4)
for scheduler in (
    lr_scheduler.StepLR(o, 2, 0.5), lr_scheduler.ExponentialLR(o, 0.8), lr_scheduler.LinearLR(o, 0.2, 0.9, 6),
    lr_scheduler.ConstantLR(o, 0.5, 4), lr_scheduler.CosineAnnealingLR(o, 4, 0.01),
):
    for epoch in (3, 1, 7):
        tried(lambda: scheduler.step(epoch))
        show(scheduler.get_last_lr(), scheduler.last_epoch.value())

# case: warm restarts by their number
o = optim.SGD(parameters(), 0.4)
for scheduler in (lr_scheduler.CosineAnnealingWarmRestarts(o, 3), lr_scheduler.CosineAnnealingWarmRestarts(o, 2, 1, 0.01)):
    for epoch in (1, 2.5, 7, 5):
        scheduler.step(epoch)
        show(o.param_groups[0]["lr"].value())
    scheduler.step()
    show(o.param_groups[0]["lr"].value(), scheduler.T_cur, scheduler.T_i)

# case: a scheduler and an optimiser
given = parameters()
o = optim.AdamW(given, 0.4)
scheduler = lr_scheduler.ExponentialLR(o, 0.5)
for step in range(6):
    o(gradients(step, given))
    scheduler.step()
    show(*given)
print(o)

# case: a scheduler of one's own
class Mine(lr_scheduler.LRScheduler):
    def get_lr(self):
        return [lr * 0.5 for lr in self._last_lr]

o = optim.SGD(parameters(), 0.4)
scheduler = Mine(o)
for step in range(3):
    scheduler.step()
    show(scheduler.get_last_lr(), scheduler.base_lrs, scheduler.last_epoch)

# case: schedulers refuse
o = optim.SGD(parameters(), 0.4)
for make in (
    lambda: lr_scheduler.StepLR(1, 2), lambda: lr_scheduler.StepLR(o, 2.0), lambda: lr_scheduler.StepLR(o, 2, 1),
    lambda: lr_scheduler.StepLR(o, 2, last_epoch=-2), lambda: lr_scheduler.StepLR(o, 2, last_epoch=0.5),
    lambda: lr_scheduler.StepLR(o, 2, last_epoch=1), lambda: lr_scheduler.LinearLR(o, 0.0), lambda: lr_scheduler.LinearLR(o, 0.5, 2.0),
    lambda: lr_scheduler.LinearLR(o, 0.5, 1.0, 2.0), lambda: lr_scheduler.ExponentialLR(o, 1),
    lambda: lr_scheduler.PolynomialLR(o, 5, 1), lambda: lr_scheduler.PolynomialLR(o, 5, -1.0), lambda: lr_scheduler.PolynomialLR(o, 5.0),
    lambda: lr_scheduler.LambdaLR(o, [1, 2]), lambda: lr_scheduler.MultiplicativeLR(o, [1, 2]), lambda: lr_scheduler.MultiStepLR(o, (1, 2)),
    lambda: lr_scheduler.MultiStepLR(o, [1.0]), lambda: lr_scheduler.MultiStepLR(o, [1], "a"), lambda: lr_scheduler.ConstantLR(o, 2.0),
    lambda: lr_scheduler.ConstantLR(o, 0.5, 1.0), lambda: lr_scheduler.SequentialLR(o, [], [1]),
    lambda: lr_scheduler.ReduceLROnPlateau(o, "a"), lambda: lr_scheduler.ReduceLROnPlateau(o, factor=1.0),
    lambda: lr_scheduler.ReduceLROnPlateau(1), lambda: lr_scheduler.ReduceLROnPlateau(o, threshold_mode="a"),
    lambda: lr_scheduler.ReduceLROnPlateau(o, min_lr=[1, 2]), lambda: lr_scheduler.CyclicLR(o, [1, 2], 3),
    lambda: lr_scheduler.CyclicLR(o, 0.1, 0.5, mode="a"), lambda: lr_scheduler.CosineAnnealingWarmRestarts(o, 0),
    lambda: lr_scheduler.CosineAnnealingWarmRestarts(o, 1, 0), lambda: lr_scheduler.CosineAnnealingWarmRestarts(o, 1, 1, "a"),
    lambda: lr_scheduler.CosineAnnealingLR(o, 2.0), lambda: lr_scheduler.CosineAnnealingLR(o, 2, "a"),
):
    tried(lambda: bool(make()))
