# ruff: noqa
# Layers of losses: the same weights and inputs in; outputs, gradients of inputs and weights, 20 steps of training.

# for every case:
import re


def x(*shape, start=0.3, dtype=np.float32):
    count = int(np.prod(shape))
    return Tensor((2.0 * np.sin(np.arange(count) * 1.3 + start)).reshape(shape).astype(dtype))


def fill(net):
    """The same values in all Parameters: small ones, around 1 for scales and variances."""
    for k, p in enumerate(net.get_parameters()):
        values = 0.5 * np.sin(np.arange(p.size) * 0.7 + k + 1.0).reshape(p.shape)
        if any(word in p.name for word in ("gamma", "variance", "var")) or p.name.endswith("norm.weight"):
            values = 1.0 + 0.5 * values
        if p.dtype in (mstype.float32, mstype.float16):
            p.set_data(Tensor(values, p.dtype))
    return net


def floats(out):
    outs = out if isinstance(out, (tuple, list)) else (out,)
    return [y for o in outs for y in (floats(o) if isinstance(o, (tuple, list)) else [o]) if isinstance(y, Tensor) and y.is_floating_point()]


def weigh(out):
    """One number that every element of the outputs takes part in with a weight of its own."""
    return sum((y * x(*y.shape, start=0.9).astype(y.dtype)).sum() for y in floats(out))


def layer(net, *inputs, train=None, steps=0, statistics=True):
    fill(net)
    if train is not None:
        net.set_train(train)
    if "Loss" not in type(net).__name__:
        print(re.sub("0x[0-9a-f]+", "", str(net)))
    show([(p.name, p.shape, p.requires_grad) for p in net.get_parameters()])
    where = tuple(i for i, a in enumerate(inputs) if isinstance(a, Tensor) and a.is_floating_point())
    own = net.trainable_params()
    tried(lambda: net(*inputs))
    fill(net)
    if where:
        tried(lambda: grad(lambda *a: weigh(net(*a)), where)(*inputs))
    fill(net)
    if own:
        tried(lambda: grad(lambda *a: weigh(net(*a)), None, own)(*inputs))
    for p in net.get_parameters():
        if statistics and not p.requires_grad:
            show(p)
    if steps:
        fill(net)
        net.set_train()
        optimizer = nn.Momentum(net.trainable_params(), 0.002, 0.9)
        step = value_and_grad(lambda *a: sum((y * y).mean() for y in floats(net(*a))), None, optimizer.parameters)
        losses = []
        for _ in range(steps):
            loss, gradients = step(*inputs)
            optimizer(gradients)
            losses.append(float(loss))
        print(numbers(losses))
        show(*net.get_parameters())



# case: nn.L1Loss("mean") of x(2, 3), x(2, 3, start=1.0)
layer(nn.L1Loss("mean"), x(2, 3), x(2, 3, start=1.0))

# case: nn.MSELoss("mean") of x(2, 3), x(2, 3, start=1.0)
layer(nn.MSELoss("mean"), x(2, 3), x(2, 3, start=1.0))

# case: nn.SmoothL1Loss(0.5, "mean") of x(2, 3), x(2, 3, start=1.0)
layer(nn.SmoothL1Loss(0.5, "mean"), x(2, 3), x(2, 3, start=1.0))

# case: nn.HuberLoss("mean", 0.7) of x(2, 3), x(2, 3, start=1.0)
layer(nn.HuberLoss("mean", 0.7), x(2, 3), x(2, 3, start=1.0))

# case: nn.SoftMarginLoss("mean") of x(2, 3), ops.sign(x(2, 3, start=1.0))
layer(nn.SoftMarginLoss("mean"), x(2, 3), ops.sign(x(2, 3, start=1.0)))

# case: nn.BCELoss(reduction="mean") of ops.sigmoid(x(2, 3)), ops.sigmoid(x(2, 3, start=1.0))
layer(nn.BCELoss(reduction="mean"), ops.sigmoid(x(2, 3)), ops.sigmoid(x(2, 3, start=1.0)))

# case: nn.BCEWithLogitsLoss("mean") of x(2, 3), ops.sigmoid(x(2, 3, start=1.0))
layer(nn.BCEWithLogitsLoss("mean"), x(2, 3), ops.sigmoid(x(2, 3, start=1.0)))

# case: nn.KLDivLoss("mean") of ops.log_softmax(x(2, 3)), ops.softmax(x(2, 3, start=1.0))
layer(nn.KLDivLoss("mean"), ops.log_softmax(x(2, 3)), ops.softmax(x(2, 3, start=1.0)))

# case: nn.CrossEntropyLoss(reduction="mean") of x(2, 3), Tensor([0, 2], mstype.int32)
layer(nn.CrossEntropyLoss(reduction="mean"), x(2, 3), Tensor([0, 2], mstype.int32))

# case: nn.NLLLoss(reduction="mean") of ops.log_softmax(x(2, 3)), Tensor([0, 2], mstype.int32)
layer(nn.NLLLoss(reduction="mean"), ops.log_softmax(x(2, 3)), Tensor([0, 2], mstype.int32))

# case: nn.SoftmaxCrossEntropyWithLogits(sparse=True, reduction="mean") of x(2, 3), Tensor([0, 2], mstype.int32)
layer(nn.SoftmaxCrossEntropyWithLogits(sparse=True, reduction="mean"), x(2, 3), Tensor([0, 2], mstype.int32))

# case: nn.SoftmaxCrossEntropyWithLogits(reduction="mean") of x(2, 3), ops.softmax(x(2, 3, start=1.0))
layer(nn.SoftmaxCrossEntropyWithLogits(reduction="mean"), x(2, 3), ops.softmax(x(2, 3, start=1.0)))

# case: nn.CosineEmbeddingLoss(0.2, "mean") of x(2, 3), x(2, 3, start=1.0), Tensor([1, -1], mstype.int32)
layer(nn.CosineEmbeddingLoss(0.2, "mean"), x(2, 3), x(2, 3, start=1.0), Tensor([1, -1], mstype.int32))

# case: nn.MarginRankingLoss(0.3, "mean") of x(4), x(4, start=1.0), ops.sign(x(4, start=2.0))
layer(nn.MarginRankingLoss(0.3, "mean"), x(4), x(4, start=1.0), ops.sign(x(4, start=2.0)))

# case: nn.TripletMarginLoss(reduction="mean") of x(2, 3), x(2, 3, start=1.0), x(2, 3, start=2.0)
layer(nn.TripletMarginLoss(reduction="mean"), x(2, 3), x(2, 3, start=1.0), x(2, 3, start=2.0))

# case: nn.PoissonNLLLoss(reduction="mean") of x(2, 3), ops.abs(x(2, 3, start=1.0))
layer(nn.PoissonNLLLoss(reduction="mean"), x(2, 3), ops.abs(x(2, 3, start=1.0)))

# case: nn.GaussianNLLLoss(reduction="mean") of x(2, 3), x(2, 3, start=1.0), ops.abs(x(2, 3, start=2.0))
layer(nn.GaussianNLLLoss(reduction="mean"), x(2, 3), x(2, 3, start=1.0), ops.abs(x(2, 3, start=2.0)))

# case: nn.MultiMarginLoss(reduction="mean") of x(2, 3), Tensor([0, 2])
layer(nn.MultiMarginLoss(reduction="mean"), x(2, 3), Tensor([0, 2]))

# case: nn.MultilabelMarginLoss("mean") of x(2, 3), Tensor([[0, 2, -1], [1, -1, 0]], mstype.int32)
layer(nn.MultilabelMarginLoss("mean"), x(2, 3), Tensor([[0, 2, -1], [1, -1, 0]], mstype.int32))

# case: nn.MultiLabelSoftMarginLoss(reduction="mean") of x(2, 3), Tensor([[0.0, 1.0, 1.0], [1.0, 0.0, 0.0]])
layer(nn.MultiLabelSoftMarginLoss(reduction="mean"), x(2, 3), Tensor([[0.0, 1.0, 1.0], [1.0, 0.0, 0.0]]))

# case: nn.CTCLoss(reduction="mean") of ops.log_softmax(x(5, 2, 4)), Tensor([[1, 2], [3, 1]], mstype.int32), Tensor([5, 4], mstype.int32), Tensor([2, 1], mstype.int32)
layer(nn.CTCLoss(reduction="mean"), ops.log_softmax(x(5, 2, 4)), Tensor([[1, 2], [3, 1]], mstype.int32), Tensor([5, 4], mstype.int32), Tensor([2, 1], mstype.int32))

# case: nn.L1Loss("sum") of x(2, 3), x(2, 3, start=1.0)
layer(nn.L1Loss("sum"), x(2, 3), x(2, 3, start=1.0))

# case: nn.MSELoss("sum") of x(2, 3), x(2, 3, start=1.0)
layer(nn.MSELoss("sum"), x(2, 3), x(2, 3, start=1.0))

# case: nn.SmoothL1Loss(0.5, "sum") of x(2, 3), x(2, 3, start=1.0)
layer(nn.SmoothL1Loss(0.5, "sum"), x(2, 3), x(2, 3, start=1.0))

# case: nn.HuberLoss("sum", 0.7) of x(2, 3), x(2, 3, start=1.0)
layer(nn.HuberLoss("sum", 0.7), x(2, 3), x(2, 3, start=1.0))

# case: nn.SoftMarginLoss("sum") of x(2, 3), ops.sign(x(2, 3, start=1.0))
layer(nn.SoftMarginLoss("sum"), x(2, 3), ops.sign(x(2, 3, start=1.0)))

# case: nn.BCELoss(reduction="sum") of ops.sigmoid(x(2, 3)), ops.sigmoid(x(2, 3, start=1.0))
layer(nn.BCELoss(reduction="sum"), ops.sigmoid(x(2, 3)), ops.sigmoid(x(2, 3, start=1.0)))

# case: nn.BCEWithLogitsLoss("sum") of x(2, 3), ops.sigmoid(x(2, 3, start=1.0))
layer(nn.BCEWithLogitsLoss("sum"), x(2, 3), ops.sigmoid(x(2, 3, start=1.0)))

# case: nn.KLDivLoss("sum") of ops.log_softmax(x(2, 3)), ops.softmax(x(2, 3, start=1.0))
layer(nn.KLDivLoss("sum"), ops.log_softmax(x(2, 3)), ops.softmax(x(2, 3, start=1.0)))

# case: nn.CrossEntropyLoss(reduction="sum") of x(2, 3), Tensor([0, 2], mstype.int32)
layer(nn.CrossEntropyLoss(reduction="sum"), x(2, 3), Tensor([0, 2], mstype.int32))

# case: nn.NLLLoss(reduction="sum") of ops.log_softmax(x(2, 3)), Tensor([0, 2], mstype.int32)
layer(nn.NLLLoss(reduction="sum"), ops.log_softmax(x(2, 3)), Tensor([0, 2], mstype.int32))

# case: nn.SoftmaxCrossEntropyWithLogits(sparse=True, reduction="sum") of x(2, 3), Tensor([0, 2], mstype.int32)
layer(nn.SoftmaxCrossEntropyWithLogits(sparse=True, reduction="sum"), x(2, 3), Tensor([0, 2], mstype.int32))

# case: nn.SoftmaxCrossEntropyWithLogits(reduction="sum") of x(2, 3), ops.softmax(x(2, 3, start=1.0))
layer(nn.SoftmaxCrossEntropyWithLogits(reduction="sum"), x(2, 3), ops.softmax(x(2, 3, start=1.0)))

# case: nn.CosineEmbeddingLoss(0.2, "sum") of x(2, 3), x(2, 3, start=1.0), Tensor([1, -1], mstype.int32)
layer(nn.CosineEmbeddingLoss(0.2, "sum"), x(2, 3), x(2, 3, start=1.0), Tensor([1, -1], mstype.int32))

# case: nn.MarginRankingLoss(0.3, "sum") of x(4), x(4, start=1.0), ops.sign(x(4, start=2.0))
layer(nn.MarginRankingLoss(0.3, "sum"), x(4), x(4, start=1.0), ops.sign(x(4, start=2.0)))

# case: nn.TripletMarginLoss(reduction="sum") of x(2, 3), x(2, 3, start=1.0), x(2, 3, start=2.0)
layer(nn.TripletMarginLoss(reduction="sum"), x(2, 3), x(2, 3, start=1.0), x(2, 3, start=2.0))

# case: nn.PoissonNLLLoss(reduction="sum") of x(2, 3), ops.abs(x(2, 3, start=1.0))
layer(nn.PoissonNLLLoss(reduction="sum"), x(2, 3), ops.abs(x(2, 3, start=1.0)))

# case: nn.GaussianNLLLoss(reduction="sum") of x(2, 3), x(2, 3, start=1.0), ops.abs(x(2, 3, start=2.0))
layer(nn.GaussianNLLLoss(reduction="sum"), x(2, 3), x(2, 3, start=1.0), ops.abs(x(2, 3, start=2.0)))

# case: nn.MultiMarginLoss(reduction="sum") of x(2, 3), Tensor([0, 2])
layer(nn.MultiMarginLoss(reduction="sum"), x(2, 3), Tensor([0, 2]))

# case: nn.MultilabelMarginLoss("sum") of x(2, 3), Tensor([[0, 2, -1], [1, -1, 0]], mstype.int32)
layer(nn.MultilabelMarginLoss("sum"), x(2, 3), Tensor([[0, 2, -1], [1, -1, 0]], mstype.int32))

# case: nn.MultiLabelSoftMarginLoss(reduction="sum") of x(2, 3), Tensor([[0.0, 1.0, 1.0], [1.0, 0.0, 0.0]])
layer(nn.MultiLabelSoftMarginLoss(reduction="sum"), x(2, 3), Tensor([[0.0, 1.0, 1.0], [1.0, 0.0, 0.0]]))

# case: nn.CTCLoss(reduction="sum") of ops.log_softmax(x(5, 2, 4)), Tensor([[1, 2], [3, 1]], mstype.int32), Tensor([5, 4], mstype.int32), Tensor([2, 1], mstype.int32)
layer(nn.CTCLoss(reduction="sum"), ops.log_softmax(x(5, 2, 4)), Tensor([[1, 2], [3, 1]], mstype.int32), Tensor([5, 4], mstype.int32), Tensor([2, 1], mstype.int32))

# case: nn.L1Loss("none") of x(2, 3), x(2, 3, start=1.0)
layer(nn.L1Loss("none"), x(2, 3), x(2, 3, start=1.0))

# case: nn.MSELoss("none") of x(2, 3), x(2, 3, start=1.0)
layer(nn.MSELoss("none"), x(2, 3), x(2, 3, start=1.0))

# case: nn.SmoothL1Loss(0.5, "none") of x(2, 3), x(2, 3, start=1.0)
layer(nn.SmoothL1Loss(0.5, "none"), x(2, 3), x(2, 3, start=1.0))

# case: nn.HuberLoss("none", 0.7) of x(2, 3), x(2, 3, start=1.0)
layer(nn.HuberLoss("none", 0.7), x(2, 3), x(2, 3, start=1.0))

# case: nn.SoftMarginLoss("none") of x(2, 3), ops.sign(x(2, 3, start=1.0))
layer(nn.SoftMarginLoss("none"), x(2, 3), ops.sign(x(2, 3, start=1.0)))

# case: nn.BCELoss(reduction="none") of ops.sigmoid(x(2, 3)), ops.sigmoid(x(2, 3, start=1.0))
layer(nn.BCELoss(reduction="none"), ops.sigmoid(x(2, 3)), ops.sigmoid(x(2, 3, start=1.0)))

# case: nn.BCEWithLogitsLoss("none") of x(2, 3), ops.sigmoid(x(2, 3, start=1.0))
layer(nn.BCEWithLogitsLoss("none"), x(2, 3), ops.sigmoid(x(2, 3, start=1.0)))

# case: nn.KLDivLoss("none") of ops.log_softmax(x(2, 3)), ops.softmax(x(2, 3, start=1.0))
layer(nn.KLDivLoss("none"), ops.log_softmax(x(2, 3)), ops.softmax(x(2, 3, start=1.0)))

# case: nn.CrossEntropyLoss(reduction="none") of x(2, 3), Tensor([0, 2], mstype.int32)
layer(nn.CrossEntropyLoss(reduction="none"), x(2, 3), Tensor([0, 2], mstype.int32))

# case: nn.NLLLoss(reduction="none") of ops.log_softmax(x(2, 3)), Tensor([0, 2], mstype.int32)
layer(nn.NLLLoss(reduction="none"), ops.log_softmax(x(2, 3)), Tensor([0, 2], mstype.int32))

# case: nn.SoftmaxCrossEntropyWithLogits(sparse=True, reduction="none") of x(2, 3), Tensor([0, 2], mstype.int32)
layer(nn.SoftmaxCrossEntropyWithLogits(sparse=True, reduction="none"), x(2, 3), Tensor([0, 2], mstype.int32))

# case: nn.SoftmaxCrossEntropyWithLogits(reduction="none") of x(2, 3), ops.softmax(x(2, 3, start=1.0))
layer(nn.SoftmaxCrossEntropyWithLogits(reduction="none"), x(2, 3), ops.softmax(x(2, 3, start=1.0)))

# case: nn.CosineEmbeddingLoss(0.2, "none") of x(2, 3), x(2, 3, start=1.0), Tensor([1, -1], mstype.int32)
layer(nn.CosineEmbeddingLoss(0.2, "none"), x(2, 3), x(2, 3, start=1.0), Tensor([1, -1], mstype.int32))

# case: nn.MarginRankingLoss(0.3, "none") of x(4), x(4, start=1.0), ops.sign(x(4, start=2.0))
layer(nn.MarginRankingLoss(0.3, "none"), x(4), x(4, start=1.0), ops.sign(x(4, start=2.0)))

# case: nn.TripletMarginLoss(reduction="none") of x(2, 3), x(2, 3, start=1.0), x(2, 3, start=2.0)
layer(nn.TripletMarginLoss(reduction="none"), x(2, 3), x(2, 3, start=1.0), x(2, 3, start=2.0))

# case: nn.PoissonNLLLoss(reduction="none") of x(2, 3), ops.abs(x(2, 3, start=1.0))
layer(nn.PoissonNLLLoss(reduction="none"), x(2, 3), ops.abs(x(2, 3, start=1.0)))

# case: nn.GaussianNLLLoss(reduction="none") of x(2, 3), x(2, 3, start=1.0), ops.abs(x(2, 3, start=2.0))
layer(nn.GaussianNLLLoss(reduction="none"), x(2, 3), x(2, 3, start=1.0), ops.abs(x(2, 3, start=2.0)))

# case: nn.MultiMarginLoss(reduction="none") of x(2, 3), Tensor([0, 2])
layer(nn.MultiMarginLoss(reduction="none"), x(2, 3), Tensor([0, 2]))

# case: nn.MultilabelMarginLoss("none") of x(2, 3), Tensor([[0, 2, -1], [1, -1, 0]], mstype.int32)
layer(nn.MultilabelMarginLoss("none"), x(2, 3), Tensor([[0, 2, -1], [1, -1, 0]], mstype.int32))

# case: nn.MultiLabelSoftMarginLoss(reduction="none") of x(2, 3), Tensor([[0.0, 1.0, 1.0], [1.0, 0.0, 0.0]])
layer(nn.MultiLabelSoftMarginLoss(reduction="none"), x(2, 3), Tensor([[0.0, 1.0, 1.0], [1.0, 0.0, 0.0]]))

# case: nn.CTCLoss(reduction="none") of ops.log_softmax(x(5, 2, 4)), Tensor([[1, 2], [3, 1]], mstype.int32), Tensor([5, 4], mstype.int32), Tensor([2, 1], mstype.int32)
layer(nn.CTCLoss(reduction="none"), ops.log_softmax(x(5, 2, 4)), Tensor([[1, 2], [3, 1]], mstype.int32), Tensor([5, 4], mstype.int32), Tensor([2, 1], mstype.int32))

# case: nn.MAELoss() of x(2, 3), x(2, 3, start=1.0)
layer(nn.MAELoss(), x(2, 3), x(2, 3, start=1.0))

# case: nn.MAELoss("sum") of x(2, 3), x(2, 3, start=1.0)
layer(nn.MAELoss("sum"), x(2, 3), x(2, 3, start=1.0))

# case: nn.RMSELoss() of x(2, 3), x(2, 3, start=1.0)
layer(nn.RMSELoss(), x(2, 3), x(2, 3, start=1.0))

# case: nn.SmoothL1Loss() of x(2, 3), x(2, 3, start=1.0)
layer(nn.SmoothL1Loss(), x(2, 3), x(2, 3, start=1.0))

# case: nn.BCELoss(x(2, 3, start=2.0) ** 2) of ops.sigmoid(x(2, 3)), ops.sigmoid(x(2, 3, start=1.0))
layer(nn.BCELoss(x(2, 3, start=2.0) ** 2), ops.sigmoid(x(2, 3)), ops.sigmoid(x(2, 3, start=1.0)))

# case: nn.BCEWithLogitsLoss(weight=x(2, 3, start=2.0) ** 2, pos_weight=Tensor([1.0, 2.0, 0.5])) of x(2, 3), ops.sigmoid(x(2, 3, start=1.0))
layer(nn.BCEWithLogitsLoss(weight=x(2, 3, start=2.0) ** 2, pos_weight=Tensor([1.0, 2.0, 0.5])), x(2, 3), ops.sigmoid(x(2, 3, start=1.0)))

# case: nn.CrossEntropyLoss(Tensor([0.5, 1.0, 2.0]), ignore_index=1, label_smoothing=0.1) of x(4, 3), Tensor([0, 1, 2, 0], mstype.int32)
layer(nn.CrossEntropyLoss(Tensor([0.5, 1.0, 2.0]), ignore_index=1, label_smoothing=0.1), x(4, 3), Tensor([0, 1, 2, 0], mstype.int32))

# case: nn.CrossEntropyLoss(label_smoothing=0.1) of x(2, 3), ops.softmax(x(2, 3, start=1.0))
layer(nn.CrossEntropyLoss(label_smoothing=0.1), x(2, 3), ops.softmax(x(2, 3, start=1.0)))

# case: nn.CrossEntropyLoss() of x(2, 3, 2), Tensor([[0, 1], [2, 0]], mstype.int32)
layer(nn.CrossEntropyLoss(), x(2, 3, 2), Tensor([[0, 1], [2, 0]], mstype.int32))

# case: nn.NLLLoss(Tensor([0.5, 1.0, 2.0]), ignore_index=0) of ops.log_softmax(x(4, 3)), Tensor([0, 1, 2, 1], mstype.int32)
layer(nn.NLLLoss(Tensor([0.5, 1.0, 2.0]), ignore_index=0), ops.log_softmax(x(4, 3)), Tensor([0, 1, 2, 1], mstype.int32))

# case: nn.FocalLoss(gamma=2.0) of x(2, 3), Tensor([[0], [2]], mstype.int32)
layer(nn.FocalLoss(gamma=2.0), x(2, 3), Tensor([[0], [2]], mstype.int32))

# case: nn.FocalLoss(Tensor([0.2, 0.3, 0.5]), 1.5, "sum") of x(2, 3), Tensor([[0], [2]], mstype.int32)
layer(nn.FocalLoss(Tensor([0.2, 0.3, 0.5]), 1.5, "sum"), x(2, 3), Tensor([[0], [2]], mstype.int32))

# case: nn.DiceLoss() of ops.sigmoid(x(2, 3)), ops.sigmoid(x(2, 3, start=1.0))
layer(nn.DiceLoss(), ops.sigmoid(x(2, 3)), ops.sigmoid(x(2, 3, start=1.0)))

# case: nn.DiceLoss(1e-2) of ops.sigmoid(x(2, 3)), ops.sigmoid(x(2, 3, start=1.0))
layer(nn.DiceLoss(1e-2), ops.sigmoid(x(2, 3)), ops.sigmoid(x(2, 3, start=1.0)))

# case: nn.MultiClassDiceLoss() of ops.sigmoid(x(2, 3)), ops.sigmoid(x(2, 3, start=1.0))
layer(nn.MultiClassDiceLoss(), ops.sigmoid(x(2, 3)), ops.sigmoid(x(2, 3, start=1.0)))

# case: nn.MultiClassDiceLoss(None, 1) of ops.sigmoid(x(2, 3)), ops.sigmoid(x(2, 3, start=1.0))
layer(nn.MultiClassDiceLoss(None, 1), ops.sigmoid(x(2, 3)), ops.sigmoid(x(2, 3, start=1.0)))

# case: nn.PoissonNLLLoss(log_input=False, full=True, eps=1e-3) of ops.abs(x(2, 3)), ops.abs(x(2, 3, start=1.0))
layer(nn.PoissonNLLLoss(log_input=False, full=True, eps=1e-3), ops.abs(x(2, 3)), ops.abs(x(2, 3, start=1.0)))

# case: nn.GaussianNLLLoss(full=True, eps=0.1) of x(2, 3), x(2, 3, start=1.0), ops.abs(x(2, 3, start=2.0))
layer(nn.GaussianNLLLoss(full=True, eps=0.1), x(2, 3), x(2, 3, start=1.0), ops.abs(x(2, 3, start=2.0)))

# case: nn.MultiMarginLoss(2, 0.5, weight=Tensor([0.5, 1.0, 2.0])) of x(2, 3), Tensor([0, 2])
layer(nn.MultiMarginLoss(2, 0.5, weight=Tensor([0.5, 1.0, 2.0])), x(2, 3), Tensor([0, 2]))

# case: nn.MultiLabelSoftMarginLoss(Tensor([0.5, 1.0, 2.0])) of x(2, 3), Tensor([[0.0, 1.0, 1.0], [1.0, 0.0, 0.0]])
layer(nn.MultiLabelSoftMarginLoss(Tensor([0.5, 1.0, 2.0])), x(2, 3), Tensor([[0.0, 1.0, 1.0], [1.0, 0.0, 0.0]]))

# case: nn.TripletMarginLoss(p=1, swap=True, eps=1e-3) of x(2, 3), x(2, 3, start=1.0), x(2, 3, start=2.0)
layer(nn.TripletMarginLoss(p=1, swap=True, eps=1e-3), x(2, 3), x(2, 3, start=1.0), x(2, 3, start=2.0))

# case: nn.TripletMarginWithDistanceLoss() of x(2, 3), x(2, 3, start=1.0), x(2, 3, start=2.0)
layer(nn.TripletMarginWithDistanceLoss(), x(2, 3), x(2, 3, start=1.0), x(2, 3, start=2.0))

# case: nn.TripletMarginWithDistanceLoss(lambda a, b: ops.abs(a - b).sum(1), swap=True, margin=0.5, reduction="sum") of x(2, 3), x(2, 3, start=1.0), x(2, 3, start=2.0)
layer(nn.TripletMarginWithDistanceLoss(lambda a, b: ops.abs(a - b).sum(1), swap=True, margin=0.5, reduction="sum"), x(2, 3), x(2, 3, start=1.0), x(2, 3, start=2.0))

# case: mint.nn.BCELoss(reduction="sum") of ops.sigmoid(x(2, 3)), ops.sigmoid(x(2, 3, start=1.0))
layer(mint.nn.BCELoss(reduction="sum"), ops.sigmoid(x(2, 3)), ops.sigmoid(x(2, 3, start=1.0)))

# case: mint.nn.BCEWithLogitsLoss(pos_weight=Tensor([1.0, 2.0, 0.5])) of x(2, 3), ops.sigmoid(x(2, 3, start=1.0))
layer(mint.nn.BCEWithLogitsLoss(pos_weight=Tensor([1.0, 2.0, 0.5])), x(2, 3), ops.sigmoid(x(2, 3, start=1.0)))

# case: mint.nn.CrossEntropyLoss(label_smoothing=0.1) of x(2, 3), Tensor([0, 2])
layer(mint.nn.CrossEntropyLoss(label_smoothing=0.1), x(2, 3), Tensor([0, 2]))

# case: mint.nn.KLDivLoss("sum", log_target=True) of ops.log_softmax(x(2, 3)), ops.log_softmax(x(2, 3, start=1.0))
layer(mint.nn.KLDivLoss("sum", log_target=True), ops.log_softmax(x(2, 3)), ops.log_softmax(x(2, 3, start=1.0)))

# case: mint.nn.L1Loss() of x(2, 3), x(2, 3, start=1.0)
layer(mint.nn.L1Loss(), x(2, 3), x(2, 3, start=1.0))

# case: mint.nn.MSELoss("sum") of x(2, 3), x(2, 3, start=1.0)
layer(mint.nn.MSELoss("sum"), x(2, 3), x(2, 3, start=1.0))

# case: mint.nn.NLLLoss() of ops.log_softmax(x(2, 3)), Tensor([0, 2])
layer(mint.nn.NLLLoss(), ops.log_softmax(x(2, 3)), Tensor([0, 2]))

# case: mint.nn.SmoothL1Loss(beta=0.5) of x(2, 3), x(2, 3, start=1.0)
layer(mint.nn.SmoothL1Loss(beta=0.5), x(2, 3), x(2, 3, start=1.0))

# case: HingeEmbeddingLoss
for reduction in ("mean", "sum", "none"):
    show(nn.HingeEmbeddingLoss(0.5, reduction)(x(2, 3), Tensor(np.array([[1, -1, 1], [-1, 1, -1]], np.float32))))

# case: losses train a network
for loss, last, y in (
    (nn.MSELoss(), 2, x(5, 2, start=1.0)), (nn.HuberLoss(), 2, x(5, 2, start=1.0)), (nn.BCEWithLogitsLoss(), 2, ops.sigmoid(x(5, 2, start=1.0))),
    (nn.SoftmaxCrossEntropyWithLogits(sparse=True, reduction="mean"), 3, Tensor([0, 2, 1, 1, 0], mstype.int32)), (nn.CrossEntropyLoss(), 3, Tensor([0, 2, 1, 1, 0], mstype.int32)),
    (nn.FocalLoss(), 3, Tensor([[0], [2], [1], [1], [0]], mstype.int32)), (nn.SmoothL1Loss(), 2, x(5, 2, start=1.0)), (nn.DiceLoss(), 2, ops.sigmoid(x(5, 2, start=1.0))),
    (nn.MultiMarginLoss(), 3, Tensor([0, 2, 1, 1, 0])), (nn.PoissonNLLLoss(), 2, ops.abs(x(5, 2, start=1.0))),
):
    net = fill(nn.SequentialCell(nn.Dense(4, 6), nn.Tanh(), nn.Dense(6, last)))
    step = nn.TrainOneStepCell(nn.WithLossCell(net, loss), nn.Momentum(net.trainable_params(), 0.01, 0.9))
    print(type(loss).__name__, numbers([step(x(5, 4), y).asnumpy().sum().item() for _ in range(20)]))
    show(net[0].weight)

# case: losses refuse
tried(
    lambda: nn.MSELoss("a"), lambda: nn.L1Loss(1), lambda: nn.CrossEntropyLoss(reduction="a"), lambda: nn.BCELoss(reduction="a"), lambda: nn.HuberLoss(delta=0.0),
    lambda: nn.FocalLoss(gamma="a"), lambda: nn.DiceLoss("a"), lambda: nn.KLDivLoss("a"), lambda: nn.MSELoss()(x(2), x(3, 2, 3)), lambda: nn.CosineEmbeddingLoss(2.0),
    lambda: nn.MultiMarginLoss(p=3), lambda: nn.GaussianNLLLoss(eps=-1.0), lambda: nn.SmoothL1Loss(beta=-1.0), lambda: nn.CTCLoss(blank=-1),
    lambda: nn.SoftmaxCrossEntropyWithLogits(sparse=1), lambda: nn.L1Loss()(1, 2),
)
