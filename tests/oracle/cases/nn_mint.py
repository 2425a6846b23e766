# ruff: noqa
# Layers of mindspore.mint.nn: the same weights and inputs in; outputs, gradients of inputs and weights, 20 steps of training.

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



# case: mint.nn.Linear(3, 4) of x(2, 3), steps=20
layer(mint.nn.Linear(3, 4), x(2, 3), steps=20)

# case: mint.nn.Linear(3, 4, bias=False) of x(2, 5, 3)
layer(mint.nn.Linear(3, 4, bias=False), x(2, 5, 3))

# case: mint.nn.Conv2d(2, 4, 3, stride=2, padding=1) of x(1, 2, 5, 6)
layer(mint.nn.Conv2d(2, 4, 3, stride=2, padding=1), x(1, 2, 5, 6))

# case: mint.nn.Conv2d(2, 4, (3, 2), padding="same", groups=2, bias=False) of x(1, 2, 5, 6)
layer(mint.nn.Conv2d(2, 4, (3, 2), padding="same", groups=2, bias=False), x(1, 2, 5, 6))

# case: mint.nn.Conv2d(2, 3, 3, padding=1, padding_mode="reflect") of x(1, 2, 5, 6)
layer(mint.nn.Conv2d(2, 3, 3, padding=1, padding_mode="reflect"), x(1, 2, 5, 6))

# case: mint.nn.Conv1d(2, 3, 3, padding=1) of x(1, 2, 6)
layer(mint.nn.Conv1d(2, 3, 3, padding=1), x(1, 2, 6))

# case: mint.nn.Conv3d(2, 3, 2) of x(1, 2, 4, 4, 3)
layer(mint.nn.Conv3d(2, 3, 2), x(1, 2, 4, 4, 3))

# case: mint.nn.ConvTranspose2d(2, 3, 3, stride=2, padding=1, output_padding=1) of x(1, 2, 4, 5)
layer(mint.nn.ConvTranspose2d(2, 3, 3, stride=2, padding=1, output_padding=1), x(1, 2, 4, 5))

# case: mint.nn.BatchNorm1d(3) of x(4, 3), train=True, statistics=False
layer(mint.nn.BatchNorm1d(3), x(4, 3), train=True, statistics=False)

# case: mint.nn.BatchNorm2d(3) of x(2, 3, 2, 4), train=True, statistics=False
layer(mint.nn.BatchNorm2d(3), x(2, 3, 2, 4), train=True, statistics=False)

# case: mint.nn.BatchNorm2d(3) of x(2, 3, 2, 4), train=False
layer(mint.nn.BatchNorm2d(3), x(2, 3, 2, 4), train=False)

# case: mint.nn.BatchNorm2d(3, affine=False, track_running_stats=False) of x(2, 3, 2, 4), train=True
layer(mint.nn.BatchNorm2d(3, affine=False, track_running_stats=False), x(2, 3, 2, 4), train=True)

# case: mint.nn.BatchNorm3d(2) of x(2, 2, 2, 3, 2), train=False
layer(mint.nn.BatchNorm3d(2), x(2, 2, 2, 3, 2), train=False)

# case: mint.nn.LayerNorm((3,)) of x(2, 3)
layer(mint.nn.LayerNorm((3,)), x(2, 3))

# case: mint.nn.LayerNorm(3, elementwise_affine=False) of x(2, 3)
layer(mint.nn.LayerNorm(3, elementwise_affine=False), x(2, 3))

# case: mint.nn.LayerNorm(3, bias=False) of x(2, 3)
layer(mint.nn.LayerNorm(3, bias=False), x(2, 3))

# case: mint.nn.GroupNorm(2, 4) of x(2, 4, 3, 2)
layer(mint.nn.GroupNorm(2, 4), x(2, 4, 3, 2))

# case: mint.nn.GroupNorm(2, 4, affine=False) of x(2, 4, 3, 2)
layer(mint.nn.GroupNorm(2, 4, affine=False), x(2, 4, 3, 2))

# case: mint.nn.Embedding(6, 3) of Tensor([[1, 2], [5, 1]])
layer(mint.nn.Embedding(6, 3), Tensor([[1, 2], [5, 1]]))

# case: mint.nn.Embedding(6, 3, padding_idx=1, max_norm=0.5) of Tensor([[1, 2], [5, 1]])
layer(mint.nn.Embedding(6, 3, padding_idx=1, max_norm=0.5), Tensor([[1, 2], [5, 1]]))

# case: mint.nn.PReLU() of x(2, 3)
layer(mint.nn.PReLU(), x(2, 3))

# case: mint.nn.AvgPool2d(2, 2, 1) of x(1, 2, 5, 6)
layer(mint.nn.AvgPool2d(2, 2, 1), x(1, 2, 5, 6))

# case: mint.nn.AvgPool2d(3, 2, 1, ceil_mode=True, count_include_pad=False) of x(1, 2, 6, 6)
layer(mint.nn.AvgPool2d(3, 2, 1, ceil_mode=True, count_include_pad=False), x(1, 2, 6, 6))

# case: mint.nn.AvgPool1d(3, 2, 1) of x(1, 2, 7)
layer(mint.nn.AvgPool1d(3, 2, 1), x(1, 2, 7))

# case: mint.nn.AvgPool3d(2) of x(1, 2, 4, 4, 5)
layer(mint.nn.AvgPool3d(2), x(1, 2, 4, 4, 5))

# case: mint.nn.AdaptiveAvgPool1d(3) of x(1, 2, 6)
layer(mint.nn.AdaptiveAvgPool1d(3), x(1, 2, 6))

# case: mint.nn.AdaptiveAvgPool2d((2, 3)) of x(1, 2, 5, 4)
layer(mint.nn.AdaptiveAvgPool2d((2, 3)), x(1, 2, 5, 4))

# case: mint.nn.AdaptiveAvgPool3d(2) of x(1, 2, 4, 4, 5)
layer(mint.nn.AdaptiveAvgPool3d(2), x(1, 2, 4, 4, 5))

# case: mint.nn.AdaptiveMaxPool1d(3) of x(1, 2, 6)
layer(mint.nn.AdaptiveMaxPool1d(3), x(1, 2, 6))

# case: mint.nn.AdaptiveMaxPool2d(2, True) of x(1, 2, 5, 4)
layer(mint.nn.AdaptiveMaxPool2d(2, True), x(1, 2, 5, 4))

# case: mint.nn.ELU() of x(2, 3)
layer(mint.nn.ELU(), x(2, 3))

# case: mint.nn.GELU() of x(2, 3)
layer(mint.nn.GELU(), x(2, 3))

# case: mint.nn.GELU("tanh") of x(2, 3)
layer(mint.nn.GELU("tanh"), x(2, 3))

# case: mint.nn.GLU() of x(2, 4)
layer(mint.nn.GLU(), x(2, 4))

# case: mint.nn.Hardshrink(0.7) of x(2, 3)
layer(mint.nn.Hardshrink(0.7), x(2, 3))

# case: mint.nn.Hardsigmoid() of x(2, 3)
layer(mint.nn.Hardsigmoid(), x(2, 3))

# case: mint.nn.Hardswish() of x(2, 3)
layer(mint.nn.Hardswish(), x(2, 3))

# case: mint.nn.Hardtanh(-0.5, 1.2) of x(2, 3)
layer(mint.nn.Hardtanh(-0.5, 1.2), x(2, 3))

# case: mint.nn.LogSigmoid() of x(2, 3)
layer(mint.nn.LogSigmoid(), x(2, 3))

# case: mint.nn.LogSoftmax(1) of x(2, 3)
layer(mint.nn.LogSoftmax(1), x(2, 3))

# case: mint.nn.Mish() of x(2, 3)
layer(mint.nn.Mish(), x(2, 3))

# case: mint.nn.ReLU() of x(2, 3)
layer(mint.nn.ReLU(), x(2, 3))

# case: mint.nn.ReLU6() of x(2, 3)
layer(mint.nn.ReLU6(), x(2, 3))

# case: mint.nn.SELU() of x(2, 3)
layer(mint.nn.SELU(), x(2, 3))

# case: mint.nn.SiLU() of x(2, 3)
layer(mint.nn.SiLU(), x(2, 3))

# case: mint.nn.Sigmoid() of x(2, 3)
layer(mint.nn.Sigmoid(), x(2, 3))

# case: mint.nn.Softmax(-1) of x(2, 3)
layer(mint.nn.Softmax(-1), x(2, 3))

# case: mint.nn.Softshrink(0.7) of x(2, 3)
layer(mint.nn.Softshrink(0.7), x(2, 3))

# case: mint.nn.Tanh() of x(2, 3)
layer(mint.nn.Tanh(), x(2, 3))

# case: mint.nn.Threshold(0.1, 20.0) of x(2, 3)
layer(mint.nn.Threshold(0.1, 20.0), x(2, 3))

# case: mint.nn.Flatten() of x(2, 3, 4)
layer(mint.nn.Flatten(), x(2, 3, 4))

# case: mint.nn.Fold((3, 3), 2) of x(1, 4, 4)
layer(mint.nn.Fold((3, 3), 2), x(1, 4, 4))

# case: mint.nn.Unfold(2) of x(1, 2, 3, 3)
layer(mint.nn.Unfold(2), x(1, 2, 3, 3))

# case: mint.nn.PixelShuffle(2) of x(1, 8, 2, 3)
layer(mint.nn.PixelShuffle(2), x(1, 8, 2, 3))

# case: mint.nn.Upsample(scale_factor=2.0) of x(1, 2, 2, 3)
layer(mint.nn.Upsample(scale_factor=2.0), x(1, 2, 2, 3))

# case: mint.nn.Upsample(size=(4, 5), mode="bilinear") of x(1, 2, 2, 3)
layer(mint.nn.Upsample(size=(4, 5), mode="bilinear"), x(1, 2, 2, 3))

# case: mint.nn.UpsamplingNearest2d(size=(4, 6)) of x(1, 2, 2, 3)
layer(mint.nn.UpsamplingNearest2d(size=(4, 6)), x(1, 2, 2, 3))

# case: mint.nn.UpsamplingBilinear2d(size=(4, 5)) of x(1, 2, 2, 3)
layer(mint.nn.UpsamplingBilinear2d(size=(4, 5)), x(1, 2, 2, 3))

# case: mint.nn.ConstantPad2d((1, 2, 0, 1), 0.5) of x(1, 2, 3)
layer(mint.nn.ConstantPad2d((1, 2, 0, 1), 0.5), x(1, 2, 3))

# case: mint.nn.ReflectionPad2d(1) of x(1, 3, 4)
layer(mint.nn.ReflectionPad2d(1), x(1, 3, 4))

# case: mint.nn.ReplicationPad1d((1, 2)) of x(1, 2, 4)
layer(mint.nn.ReplicationPad1d((1, 2)), x(1, 2, 4))

# case: mint.nn.ZeroPad2d(1) of x(1, 3, 4)
layer(mint.nn.ZeroPad2d(1), x(1, 3, 4))

# case: mint.nn.Identity(1, a=2) of x(2, 3)
layer(mint.nn.Identity(1, a=2), x(2, 3))

# case: mint.nn.Dropout(0.5) of x(2, 3), train=False
layer(mint.nn.Dropout(0.5), x(2, 3), train=False)

# case: mint.nn.Dropout2d(0.5) of x(1, 2, 2, 2), train=False
layer(mint.nn.Dropout2d(0.5), x(1, 2, 2, 2), train=False)

# case: reset_running_stats
net = fill(mint.nn.BatchNorm2d(3))
net.reset_running_stats()
show(*net.get_parameters())
net = mint.nn.BatchNorm1d(3, track_running_stats=False)
net.reset_running_stats()
show(*net.get_parameters())
