# ruff: noqa
# nn.optim: 20 steps of each optimiser on the same gradients, all that it keeps, groups, rates, decays.

# for every case:
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
steps(lambda p: nn.SGD(p, 0.1))

# case: SGD, momentum
steps(lambda p: nn.SGD(p, 0.1, momentum=0.9))

# case: SGD, momentum and dampening
steps(lambda p: nn.SGD(p, 0.1, momentum=0.9, dampening=0.3, weight_decay=0.01))

# case: SGD, nesterov
steps(lambda p: nn.SGD(p, 0.1, momentum=0.9, nesterov=True, weight_decay=0.1))

# case: SGD, loss scale
steps(lambda p: nn.SGD(p, 0.1, momentum=0.5, loss_scale=4.0, weight_decay=0.1), scale=4.0)

# case: Momentum
steps(lambda p: nn.Momentum(p, 0.1, 0.9))

# case: Momentum, weight decay and loss scale
steps(lambda p: nn.Momentum(p, 0.1, 0.9, weight_decay=0.1, loss_scale=8.0), scale=8.0)

# case: Adam
steps(lambda p: nn.Adam(p, 0.1))

# case: Adam, betas
steps(lambda p: nn.Adam(p, 0.1, beta1=0.8, beta2=0.9, eps=1e-3))

# case: Adam, nesterov
steps(lambda p: nn.Adam(p, 0.1, use_nesterov=True))

# case: Adam, amsgrad
steps(lambda p: nn.Adam(p, 0.1, beta2=0.7, use_amsgrad=True))

# case: Adam, weight decay and loss scale
steps(lambda p: nn.Adam(p, 0.1, weight_decay=0.1, loss_scale=2.0), scale=2.0)

# case: Adam, lazy
steps(lambda p: nn.Adam(p, 0.1, use_lazy=True))

# case: Adam, offload
steps(lambda p: nn.Adam(p, 0.1, use_offload=True))

# case: AdamWeightDecay
steps(lambda p: nn.AdamWeightDecay(p, 0.1))

# case: AdamWeightDecay, decay
steps(lambda p: nn.AdamWeightDecay(p, 0.1, beta1=0.8, beta2=0.95, eps=1e-4, weight_decay=0.1))

# case: LazyAdam
steps(lambda p: nn.LazyAdam(p, 0.1))

# case: LazyAdam, options
steps(lambda p: nn.LazyAdam(p, 0.1, beta1=0.8, beta2=0.9, weight_decay=0.1, loss_scale=2.0), scale=2.0)

# case: LazyAdam, nesterov
steps(lambda p: nn.LazyAdam(p, 0.1, use_nesterov=True))

# case: AdamOffload
steps(lambda p: nn.AdamOffload(p, 0.1))

# case: AdamOffload, options
steps(lambda p: nn.AdamOffload(p, 0.1, beta1=0.8, beta2=0.9, use_nesterov=True, weight_decay=0.1))

# case: RMSProp
steps(lambda p: nn.RMSProp(p, 0.1))

# case: RMSProp, momentum
steps(lambda p: nn.RMSProp(p, 0.1, decay=0.8, momentum=0.9, epsilon=1e-4, weight_decay=0.1))

# case: RMSProp, centred
steps(lambda p: nn.RMSProp(p, 0.01, decay=0.8, momentum=0.5, epsilon=0.1, centered=True))

# case: RMSProp, loss scale
steps(lambda p: nn.RMSProp(p, 0.1, loss_scale=2.0), scale=2.0)

# case: Adagrad
steps(lambda p: nn.Adagrad(p, learning_rate=0.1))

# case: Adagrad, options
steps(lambda p: nn.Adagrad(p, accum=1.0, learning_rate=0.1, loss_scale=2.0, weight_decay=0.1), scale=2.0)

# case: Adadelta
steps(lambda p: nn.Adadelta(p))

# case: Adadelta, options
steps(lambda p: nn.Adadelta(p, 0.5, rho=0.8, epsilon=1e-3, loss_scale=2.0, weight_decay=0.1), scale=2.0)

# case: AdaMax
steps(lambda p: nn.AdaMax(p, 0.1))

# case: AdaMax, options
steps(lambda p: nn.AdaMax(p, 0.1, beta1=0.8, beta2=0.9, eps=1e-3, weight_decay=0.1, loss_scale=2.0), scale=2.0)

# case: FTRL
steps(lambda p: nn.FTRL(p, learning_rate=0.1))

# case: FTRL, options
steps(lambda p: nn.FTRL(p, initial_accum=0.5, learning_rate=0.1, lr_power=-0.4, l2=0.2, weight_decay=0.1))

# case: ProximalAdagrad
steps(lambda p: nn.ProximalAdagrad(p, learning_rate=0.1))

# case: ProximalAdagrad, options
steps(lambda p: nn.ProximalAdagrad(p, accum=0.5, learning_rate=0.1, l1=0.1, l2=0.2, loss_scale=2.0, weight_decay=0.1), scale=2.0)

# case: ASGD
steps(lambda p: nn.ASGD(p, 0.1))

# case: ASGD, averaging
steps(lambda p: nn.ASGD(p, 0.1, lambd=0.01, alpha=0.5, t0=3.0, weight_decay=0.1))

# case: Rprop
steps(lambda p: nn.Rprop(p, 0.1))

# case: Rprop, options
steps(lambda p: nn.Rprop(p, 0.1, etas=(0.3, 1.5), step_sizes=(0.01, 0.3), weight_decay=0.1))

# case: AdaFactor
steps(lambda p: nn.AdaFactor(p))

# case: AdaFactor, options
steps(lambda p: nn.AdaFactor(p, 0.1, scale_parameter=False, relative_step=False, beta1=0.9, weight_decay=0.1))

# case: AdaFactor, warm up
steps(lambda p: nn.AdaFactor(p, None, warmup_init=True, compression=False, clip_threshold=0.5))

# case: Momentum of float16
given = [Parameter(Tensor(W.astype(np.float16)), name="w")]
optimizer = nn.Momentum(given, 0.1, 0.9)
for step in range(5):
    optimizer((gradients(step, given)[0].astype(mstype.float16),))
    print(given[0].dtype, *(f"{v:.1f}" for v in given[0].asnumpy().ravel()))

# case: Adam of float16
given = [Parameter(Tensor(W.astype(np.float16)), name="w")]
optimizer = nn.Adam(given, 0.1)
for step in range(3):
    optimizer((gradients(step, given)[0].astype(mstype.float16),))
    show(*given)

# case: AdamWeightDecay of float16
given = [Parameter(Tensor(W.astype(np.float16)), name="w")]
optimizer = nn.AdamWeightDecay(given, 0.1, weight_decay=0.1)
for step in range(3):
    optimizer((gradients(step, given)[0],))
    print(given[0].dtype, *(f"{v:.1f}" for v in given[0].asnumpy().ravel()))

# case: groups
w, b = parameters()
steps(lambda p: nn.Momentum(
    [{"params": [w], "lr": 0.05, "weight_decay": 0.1}, {"params": [b]}], 0.1, 0.9, weight_decay=0.01), given=[w, b])

# case: groups, Adam
w, b = parameters()
steps(lambda p: nn.Adam(
    [{"params": [w], "weight_decay": 0.1}, {"params": [b], "lr": 0.02}], 0.1), given=[w, b])

# case: groups in another order
w, b = parameters()
optimizer = steps(lambda p: nn.Momentum(
    [{"params": [w], "lr": 0.05}, {"params": [b]}, {"order_params": [b, w]}], 0.1, 0.9), given=[w, b])
print([p.name for p in optimizer.parameters], optimizer.is_group_params_ordered, optimizer.is_group_lr)

# case: learning rate for each step
steps(lambda p: nn.Momentum(p, [0.1 / (i + 1) for i in range(20)], 0.9))

# case: learning rates from a Tensor
steps(lambda p: nn.SGD(p, Tensor(np.linspace(0.1, 0.01, 20).astype(np.float32))))

# case: dynamic_lr in Adam
steps(lambda p: nn.Adam(p, nn.cosine_decay_lr(0.01, 0.1, 20, 2, 10)))

# case: schedules
for schedule in (
    nn.CosineDecayLR(0.01, 0.1, 10), nn.ExponentialDecayLR(0.1, 0.9, 4), nn.ExponentialDecayLR(0.1, 0.9, 4, True),
    nn.InverseDecayLR(0.1, 0.9, 4, True), nn.NaturalExpDecayLR(0.1, 0.9, 4, False),
    nn.PolynomialDecayLR(0.1, 0.01, 10, 0.5), nn.PolynomialDecayLR(0.1, 0.01, 4, 0.5, True), nn.WarmUpLR(0.1, 5),
):
    steps(lambda p: nn.SGD(p, schedule), count=12)

# case: values of schedules
for schedule in (
    nn.CosineDecayLR(0.01, 0.1, 10), nn.ExponentialDecayLR(0.1, 0.9, 4), nn.InverseDecayLR(0.1, 0.9, 4),
    nn.NaturalExpDecayLR(0.1, 0.9, 4, True), nn.PolynomialDecayLR(0.1, 0.01, 4, 0.5, True), nn.WarmUpLR(0.1, 5),
):
    show(*(schedule(Tensor(i, mstype.int32)) for i in range(0, 12, 3)))

# case: values of dynamic learning rates
print(nn.piecewise_constant_lr([2, 5, 10], [0.1, 0.05, 0.01]))
print(nn.exponential_decay_lr(0.1, 0.9, 6, 2, 1), nn.exponential_decay_lr(0.1, 0.9, 6, 2, 2, True))
print(nn.natural_exp_decay_lr(0.1, 0.9, 6, 2, 2), nn.natural_exp_decay_lr(0.1, 0.9, 6, 2, 2, True))
print(nn.inverse_decay_lr(0.1, 0.5, 6, 1, 1), nn.inverse_decay_lr(0.1, 0.5, 6, 2, 1, True))
print(nn.cosine_decay_lr(0.01, 0.1, 6, 2, 2))
print(nn.polynomial_decay_lr(0.1, 0.01, 6, 2, 2, 0.5), nn.polynomial_decay_lr(0.1, 0.01, 6, 2, 2, 0.5, True))
print(nn.warmup_lr(0.1, 12, 2, 3))

# case: a schedule in a group
w, b = parameters()
steps(lambda p: nn.Momentum(
    [{"params": [w], "lr": nn.ExponentialDecayLR(0.1, 0.9, 4)}, {"params": [b]}], 0.1, 0.9), given=[w, b])

# case: a schedule of one's own
class Halving(nn.learning_rate_schedule.LearningRateSchedule):
    def construct(self, global_step):
        return 0.1 * 0.5 ** global_step.astype(mstype.float32)

steps(lambda p: nn.Momentum(p, Halving(), 0.9))

# case: weight decay of the step
class Decay(nn.Cell):
    def construct(self, global_step):
        return 0.1 / (1.0 + global_step.astype(mstype.float32))

steps(lambda p: nn.Momentum(p, 0.1, 0.9, weight_decay=Decay()))

# case: weight decay of the step, in a group
class Decay(nn.Cell):
    def construct(self, global_step):
        return 0.1 / (1.0 + global_step.astype(mstype.float32))

w, b = parameters()
steps(lambda p: nn.Adam([{"params": [w], "weight_decay": Decay()}, {"params": [b]}], 0.1), given=[w, b])

# case: get_lr_parameter
w, b = parameters()
optimizer = nn.Momentum([{"params": [w], "lr": 0.05}, {"params": [b]}], 0.1, 0.9)
show(optimizer.get_lr_parameter(w), optimizer.get_lr_parameter([b, w]))

# case: the learning rate is a Parameter
w, b = parameters()
optimizer = nn.SGD([w, b], 0.1)
show(optimizer.learning_rate, optimizer.get_lr())
optimizer.learning_rate.set_data(Tensor(0.5))
optimizer(gradients(0, [w, b]))
show(w, b)

# case: state saved and restored
first = parameters()
optimizer = nn.Adam(first, 0.1)
for step in range(3):
    optimizer(gradients(step, first))
state = {name: Tensor(p.asnumpy().copy()) for name, p in optimizer.parameters_dict().items()}
print(sorted(state))
second = parameters()
again = nn.Adam(second, 0.1)
for name, p in again.parameters_dict().items():
    p.set_data(state[name])
for step in range(3, 5):
    optimizer(gradients(step, first))
    again(gradients(step, second))
show(*first, *second)

# case: clip_by_norm and clip_by_global_norm before a step
given = parameters()
optimizer = nn.Momentum(given, 0.1, 0.9)
for step in range(4):
    clipped = ops.clip_by_global_norm(gradients(step, given, 3.0), 1.0)
    optimizer(clipped)
    show(*given)
for step in range(4):
    optimizer(tuple(ops.clip_by_norm(g, 0.5) for g in gradients(step, given, 3.0)))
    show(*given)

# case: inside a training step
net = nn.Dense(3, 1, weight_init=Tensor(W[:1]), bias_init="zeros")
step = nn.TrainOneStepCell(nn.WithLossCell(net, nn.MSELoss()), nn.Adam(net.trainable_params(), 0.1))
for i in range(5):
    show(step(arr(4, 3) / 10, arr(4, 1)), *net.trainable_params())

# case: an optimiser of one's own
class Mine(nn.Optimizer):
    def __init__(self, params, rate):
        super().__init__(rate, params, weight_decay=0.1)

    def construct(self, gradients):
        gradients = self.decay_weight(gradients)
        gradients = self.scale_grad(gradients)
        rate = self.get_lr()
        for p, g in zip(self.parameters, gradients):
            ops.assign(p, p - rate * g)
        self.assignadd(self.global_step, self.global_step_increase_tensor)
        return True

steps(lambda p: Mine(p, 0.1), count=3)

# case: refused arguments
for make in (
    lambda p: nn.Adam(p, -1.0), lambda p: nn.Adam(p, 0.1, beta1=1.0), lambda p: nn.Adam(p, 0.1, beta1=1),
    lambda p: nn.Adam(p, 0.1, eps=0.0), lambda p: nn.SGD(p, 0.1, nesterov=True), lambda p: nn.SGD(p, "a"),
    lambda p: nn.Momentum(p, 0.1, -0.9), lambda p: nn.Momentum(p, 0.1, "a"), lambda p: nn.RMSProp(p, 0.1, decay=1),
    lambda p: nn.Adagrad(p, accum=-1.0), lambda p: nn.FTRL(p, lr_power=1.0), lambda p: nn.FTRL(p, learning_rate=[0.1]),
    lambda p: nn.Rprop(p, etas=(0.5,)), lambda p: nn.Rprop(p, etas=[0.5, 1.2]), lambda p: nn.ASGD(p, t0=3),
    lambda p: nn.Adadelta(p, rho=2.0), lambda p: nn.AdaMax(p, beta2=0.0), lambda p: nn.Lamb(p, 0.1, beta1=1.0),
    lambda p: nn.ProximalAdagrad(p, l1=-1.0), lambda p: nn.SGD([]), lambda p: nn.SGD(None), lambda p: nn.SGD([1, 2]),
    lambda p: nn.SGD([{"params": p, "what": 1}]), lambda p: nn.SGD([{"params": p}, {"params": p}]),
    lambda p: nn.Adam(p, 0.1, loss_scale=0.0), lambda p: nn.Adam(p, 0.1, weight_decay=-1.0),
    lambda p: nn.Adam(p, 0.1, use_lazy=True, use_offload=True), lambda p: nn.Adam(p, 0.1, nothing=True),
    lambda p: nn.AdaFactor(p, 0.1), lambda p: nn.AdaFactor(p, beta1="a"),
):
    tried(lambda: make(parameters()))
