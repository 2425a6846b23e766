# ruff: noqa
# Layers of mindspore.nn: the same weights and inputs in; outputs, gradients of inputs and weights, 20 steps of training.

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



# case: nn.Dense(3, 4) of x(2, 3), steps=20
layer(nn.Dense(3, 4), x(2, 3), steps=20)

# case: nn.Dense(3, 4, has_bias=False, activation="relu") of x(2, 5, 3)
layer(nn.Dense(3, 4, has_bias=False, activation="relu"), x(2, 5, 3))

# case: nn.Dense(3, 2, activation=nn.Sigmoid()) of x(3)
layer(nn.Dense(3, 2, activation=nn.Sigmoid()), x(3))

# case: nn.BiDense(3, 4, 2) of x(5, 3), x(5, 4, start=1.0), steps=20
layer(nn.BiDense(3, 4, 2), x(5, 3), x(5, 4, start=1.0), steps=20)

# case: nn.BiDense(3, 4, 2, has_bias=False) of x(5, 3), x(5, 4, start=1.0)
layer(nn.BiDense(3, 4, 2, has_bias=False), x(5, 3), x(5, 4, start=1.0))

# case: nn.Conv2d(2, 3, 3) of x(1, 2, 5, 6), steps=20
layer(nn.Conv2d(2, 3, 3), x(1, 2, 5, 6), steps=20)

# case: nn.Conv2d(2, 4, (3, 2), stride=2, pad_mode="valid", has_bias=True) of x(2, 2, 6, 5)
layer(nn.Conv2d(2, 4, (3, 2), stride=2, pad_mode="valid", has_bias=True), x(2, 2, 6, 5))

# case: nn.Conv2d(4, 4, 3, pad_mode="pad", padding=(1, 2, 0, 1), dilation=2, group=2) of x(1, 4, 6, 7)
layer(nn.Conv2d(4, 4, 3, pad_mode="pad", padding=(1, 2, 0, 1), dilation=2, group=2), x(1, 4, 6, 7))

# case: nn.Conv2d(2, 3, 3, pad_mode="pad", padding=1, stride=(2, 1), has_bias=True) of x(1, 2, 5, 6)
layer(nn.Conv2d(2, 3, 3, pad_mode="pad", padding=1, stride=(2, 1), has_bias=True), x(1, 2, 5, 6))

# case: nn.Conv2d(4, 4, 3, group=4, has_bias=True) of x(1, 4, 4, 4)
layer(nn.Conv2d(4, 4, 3, group=4, has_bias=True), x(1, 4, 4, 4))

# case: nn.Conv1d(2, 3, 3, has_bias=True) of x(2, 2, 7), steps=20
layer(nn.Conv1d(2, 3, 3, has_bias=True), x(2, 2, 7), steps=20)

# case: nn.Conv1d(2, 4, 2, stride=2, pad_mode="valid", group=2) of x(2, 2, 7)
layer(nn.Conv1d(2, 4, 2, stride=2, pad_mode="valid", group=2), x(2, 2, 7))

# case: nn.Conv1d(2, 3, 3, pad_mode="pad", padding=2, dilation=2) of x(1, 2, 7)
layer(nn.Conv1d(2, 3, 3, pad_mode="pad", padding=2, dilation=2), x(1, 2, 7))

# case: nn.Conv3d(2, 3, 2, has_bias=True) of x(1, 2, 4, 4, 3), steps=5
layer(nn.Conv3d(2, 3, 2, has_bias=True), x(1, 2, 4, 4, 3), steps=5)

# case: nn.Conv3d(2, 2, (2, 3, 2), pad_mode="pad", padding=(1, 1, 1, 1, 0, 0), stride=2) of x(1, 2, 4, 5, 4)
layer(nn.Conv3d(2, 2, (2, 3, 2), pad_mode="pad", padding=(1, 1, 1, 1, 0, 0), stride=2), x(1, 2, 4, 5, 4))

# case: nn.Conv2dTranspose(2, 3, 3, has_bias=True) of x(1, 2, 4, 5), steps=20
layer(nn.Conv2dTranspose(2, 3, 3, has_bias=True), x(1, 2, 4, 5), steps=20)

# case: nn.Conv2dTranspose(2, 3, 3, stride=2, pad_mode="same") of x(1, 2, 4, 5)
layer(nn.Conv2dTranspose(2, 3, 3, stride=2, pad_mode="same"), x(1, 2, 4, 5))

# case: nn.Conv2dTranspose(2, 4, (2, 3), stride=2, pad_mode="pad", padding=1, output_padding=1, group=2) of x(1, 2, 4, 5)
layer(nn.Conv2dTranspose(2, 4, (2, 3), stride=2, pad_mode="pad", padding=1, output_padding=1, group=2), x(1, 2, 4, 5))

# case: nn.Conv1dTranspose(2, 3, 3, stride=2, has_bias=True) of x(1, 2, 5)
layer(nn.Conv1dTranspose(2, 3, 3, stride=2, has_bias=True), x(1, 2, 5))

# case: nn.Conv1dTranspose(2, 3, 3, pad_mode="pad", padding=1) of x(1, 2, 5)
layer(nn.Conv1dTranspose(2, 3, 3, pad_mode="pad", padding=1), x(1, 2, 5))

# case: nn.Conv3dTranspose(2, 2, 2, pad_mode="pad", padding=1, has_bias=True) of x(1, 2, 4, 4, 3)
layer(nn.Conv3dTranspose(2, 2, 2, pad_mode="pad", padding=1, has_bias=True), x(1, 2, 4, 4, 3))

# case: nn.Conv3dTranspose(2, 2, 3, stride=2, pad_mode="same") of x(1, 2, 3, 3, 2)
layer(nn.Conv3dTranspose(2, 2, 3, stride=2, pad_mode="same"), x(1, 2, 3, 3, 2))

# case: nn.BatchNorm1d(3) of x(4, 3), train=True
layer(nn.BatchNorm1d(3), x(4, 3), train=True)

# case: nn.BatchNorm1d(3) of x(4, 3), train=False
layer(nn.BatchNorm1d(3), x(4, 3), train=False)

# case: nn.BatchNorm1d(3, eps=1e-3, momentum=0.5, affine=False) of x(4, 3, 5), train=True
layer(nn.BatchNorm1d(3, eps=1e-3, momentum=0.5, affine=False), x(4, 3, 5), train=True)

# case: nn.BatchNorm2d(3) of x(2, 3, 2, 4), train=True, steps=20
layer(nn.BatchNorm2d(3), x(2, 3, 2, 4), train=True, steps=20)

# case: nn.BatchNorm2d(3) of x(2, 3, 2, 4), train=False
layer(nn.BatchNorm2d(3), x(2, 3, 2, 4), train=False)

# case: nn.BatchNorm2d(3, use_batch_statistics=True) of x(2, 3, 2, 4), train=False
layer(nn.BatchNorm2d(3, use_batch_statistics=True), x(2, 3, 2, 4), train=False)

# case: nn.BatchNorm2d(3, use_batch_statistics=False) of x(2, 3, 2, 4), train=True
layer(nn.BatchNorm2d(3, use_batch_statistics=False), x(2, 3, 2, 4), train=True)

# case: nn.BatchNorm2d(3, gamma_init=0.5, beta_init=1.0, momentum=0.7) of x(2, 3, 2, 4), train=True
layer(nn.BatchNorm2d(3, gamma_init=0.5, beta_init=1.0, momentum=0.7), x(2, 3, 2, 4), train=True)

# case: nn.BatchNorm3d(2) of x(2, 2, 2, 3, 2), train=True
layer(nn.BatchNorm3d(2), x(2, 2, 2, 3, 2), train=True)

# case: nn.BatchNorm3d(2) of x(2, 2, 2, 3, 2), train=False
layer(nn.BatchNorm3d(2), x(2, 2, 2, 3, 2), train=False)

# case: nn.LayerNorm([3]) of x(2, 3), steps=20
layer(nn.LayerNorm([3]), x(2, 3), steps=20)

# case: nn.LayerNorm((2, 3), begin_norm_axis=1, begin_params_axis=1, epsilon=1e-3) of x(4, 2, 3)
layer(nn.LayerNorm((2, 3), begin_norm_axis=1, begin_params_axis=1, epsilon=1e-3), x(4, 2, 3))

# case: nn.GroupNorm(2, 4) of x(2, 4, 3, 2), steps=20
layer(nn.GroupNorm(2, 4), x(2, 4, 3, 2), steps=20)

# case: nn.GroupNorm(4, 4, eps=1e-3, affine=False) of x(2, 4, 3, 2)
layer(nn.GroupNorm(4, 4, eps=1e-3, affine=False), x(2, 4, 3, 2))

# case: nn.InstanceNorm2d(3) of x(2, 3, 4, 3), train=True
layer(nn.InstanceNorm2d(3), x(2, 3, 4, 3), train=True)

# case: nn.PReLU() of x(2, 3), steps=20
layer(nn.PReLU(), x(2, 3), steps=20)

# case: nn.PReLU(3, w=0.3) of x(2, 3, 4)
layer(nn.PReLU(3, w=0.3), x(2, 3, 4))

# case: nn.Embedding(6, 3) of Tensor([[1, 2], [5, 1]]), steps=20
layer(nn.Embedding(6, 3), Tensor([[1, 2], [5, 1]]), steps=20)

# case: nn.Embedding(6, 3, use_one_hot=True) of Tensor([[1, 2], [5, 1]])
layer(nn.Embedding(6, 3, use_one_hot=True), Tensor([[1, 2], [5, 1]]))

# case: nn.Embedding(6, 3, padding_idx=1) of Tensor([1, 2, 5])
layer(nn.Embedding(6, 3, padding_idx=1), Tensor([1, 2, 5]))

# case: nn.EmbeddingLookup(6, 3, target="DEVICE", sparse=False) of Tensor([[1, 2], [5, 1]], mstype.int32)
layer(nn.EmbeddingLookup(6, 3, target="DEVICE", sparse=False), Tensor([[1, 2], [5, 1]], mstype.int32))

# case: nn.RNN(3, 4) of x(5, 2, 3), x(1, 2, 4), steps=20
layer(nn.RNN(3, 4), x(5, 2, 3), x(1, 2, 4), steps=20)

# case: nn.RNN(3, 4, num_layers=2, nonlinearity="relu", bidirectional=True, batch_first=True) of x(2, 5, 3), x(4, 2, 4)
layer(nn.RNN(3, 4, num_layers=2, nonlinearity="relu", bidirectional=True, batch_first=True), x(2, 5, 3), x(4, 2, 4))

# case: nn.RNN(3, 4, has_bias=False) of x(5, 2, 3), x(1, 2, 4), Tensor([3, 5], mstype.int32)
layer(nn.RNN(3, 4, has_bias=False), x(5, 2, 3), x(1, 2, 4), Tensor([3, 5], mstype.int32))

# case: nn.LSTM(3, 4) of x(5, 2, 3), (x(1, 2, 4), x(1, 2, 4, start=1.0)), steps=20
layer(nn.LSTM(3, 4), x(5, 2, 3), (x(1, 2, 4), x(1, 2, 4, start=1.0)), steps=20)

# case: nn.LSTM(3, 4, num_layers=2, bidirectional=True, batch_first=True) of x(2, 5, 3), (x(4, 2, 4), x(4, 2, 4, start=1.0))
layer(nn.LSTM(3, 4, num_layers=2, bidirectional=True, batch_first=True), x(2, 5, 3), (x(4, 2, 4), x(4, 2, 4, start=1.0)))

# case: nn.LSTM(3, 4, has_bias=False) of x(5, 2, 3), (x(1, 2, 4), x(1, 2, 4, start=1.0)), Tensor([3, 5], mstype.int32)
layer(nn.LSTM(3, 4, has_bias=False), x(5, 2, 3), (x(1, 2, 4), x(1, 2, 4, start=1.0)), Tensor([3, 5], mstype.int32))

# case: nn.GRU(3, 4) of x(5, 2, 3), x(1, 2, 4), steps=20
layer(nn.GRU(3, 4), x(5, 2, 3), x(1, 2, 4), steps=20)

# case: nn.GRU(3, 4, num_layers=2, bidirectional=True, batch_first=True) of x(2, 5, 3), x(4, 2, 4)
layer(nn.GRU(3, 4, num_layers=2, bidirectional=True, batch_first=True), x(2, 5, 3), x(4, 2, 4))

# case: nn.GRU(3, 4, has_bias=False) of x(5, 2, 3), x(1, 2, 4), Tensor([3, 5], mstype.int32)
layer(nn.GRU(3, 4, has_bias=False), x(5, 2, 3), x(1, 2, 4), Tensor([3, 5], mstype.int32))

# case: nn.RNNCell(3, 4) of x(2, 3), x(2, 4), steps=20
layer(nn.RNNCell(3, 4), x(2, 3), x(2, 4), steps=20)

# case: nn.RNNCell(3, 4, False, "relu") of x(2, 3), x(2, 4)
layer(nn.RNNCell(3, 4, False, "relu"), x(2, 3), x(2, 4))

# case: nn.LSTMCell(3, 4) of x(2, 3), (x(2, 4), x(2, 4, start=1.0)), steps=20
layer(nn.LSTMCell(3, 4), x(2, 3), (x(2, 4), x(2, 4, start=1.0)), steps=20)

# case: nn.GRUCell(3, 4) of x(2, 3), x(2, 4), steps=20
layer(nn.GRUCell(3, 4), x(2, 3), x(2, 4), steps=20)

# case: nn.MultiheadAttention(4, 2) of x(3, 2, 4), x(5, 2, 4, start=1.0), x(5, 2, 4, start=2.0), steps=20
layer(nn.MultiheadAttention(4, 2), x(3, 2, 4), x(5, 2, 4, start=1.0), x(5, 2, 4, start=2.0), steps=20)

# case: nn.MultiheadAttention(4, 2, batch_first=True, kdim=3, vdim=2, has_bias=False) of x(2, 3, 4), x(2, 5, 3, start=1.0), x(2, 5, 2, start=2.0)
layer(nn.MultiheadAttention(4, 2, batch_first=True, kdim=3, vdim=2, has_bias=False), x(2, 3, 4), x(2, 5, 3, start=1.0), x(2, 5, 2, start=2.0))

# case: nn.TransformerEncoderLayer(4, 2, 6, dropout=0.0) of x(3, 2, 4), steps=20
layer(nn.TransformerEncoderLayer(4, 2, 6, dropout=0.0), x(3, 2, 4), steps=20)

# case: nn.TransformerEncoderLayer(4, 2, 6, dropout=0.0, activation="gelu", norm_first=True, batch_first=True) of x(2, 3, 4)
layer(nn.TransformerEncoderLayer(4, 2, 6, dropout=0.0, activation="gelu", norm_first=True, batch_first=True), x(2, 3, 4))

# case: nn.TransformerDecoderLayer(4, 2, 6, dropout=0.0) of x(3, 2, 4), x(5, 2, 4, start=1.0), steps=20
layer(nn.TransformerDecoderLayer(4, 2, 6, dropout=0.0), x(3, 2, 4), x(5, 2, 4, start=1.0), steps=20)

# case: nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 6, dropout=0.0), 2, nn.LayerNorm((4,))) of x(3, 2, 4)
layer(nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 6, dropout=0.0), 2, nn.LayerNorm((4,))), x(3, 2, 4))

# case: nn.TransformerDecoder(nn.TransformerDecoderLayer(4, 2, 6, dropout=0.0), 2) of x(3, 2, 4), x(5, 2, 4, start=1.0)
layer(nn.TransformerDecoder(nn.TransformerDecoderLayer(4, 2, 6, dropout=0.0), 2), x(3, 2, 4), x(5, 2, 4, start=1.0))

# case: nn.Transformer(4, 2, 1, 1, 6, 0.0) of x(3, 2, 4), x(5, 2, 4, start=1.0)
layer(nn.Transformer(4, 2, 1, 1, 6, 0.0), x(3, 2, 4), x(5, 2, 4, start=1.0))

# case: nn.Conv2dBnAct(2, 3, 3, has_bn=True, activation="relu") of x(1, 2, 5, 6), train=True
layer(nn.Conv2dBnAct(2, 3, 3, has_bn=True, activation="relu"), x(1, 2, 5, 6), train=True)

# case: nn.DenseBnAct(3, 4, has_bn=True, activation="relu") of x(5, 3), train=True
layer(nn.DenseBnAct(3, 4, has_bn=True, activation="relu"), x(5, 3), train=True)

# case: nn.SequentialCell(nn.Dense(3, 4), nn.Tanh(), nn.Dense(4, 2)) of x(5, 3), steps=20
layer(nn.SequentialCell(nn.Dense(3, 4), nn.Tanh(), nn.Dense(4, 2)), x(5, 3), steps=20)

# case: nn.SequentialCell(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.ReLU(), nn.MaxPool2d(2, 2), nn.Flatten(), nn.Dense(8, 2)) of x(3, 1, 4, 4), steps=20
layer(nn.SequentialCell(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.ReLU(), nn.MaxPool2d(2, 2), nn.Flatten(), nn.Dense(8, 2)), x(3, 1, 4, 4), steps=20)

# case: nn.TimeDistributed(nn.Dense(3, 2), 1, 0) of x(2, 4, 3)
layer(nn.TimeDistributed(nn.Dense(3, 2), 1, 0), x(2, 4, 3))

# case: nn.MaxPool2d(2, 2) of x(1, 2, 5, 6)
layer(nn.MaxPool2d(2, 2), x(1, 2, 5, 6))

# case: nn.MaxPool2d((3, 2), (2, 1), pad_mode="same") of x(1, 2, 5, 6)
layer(nn.MaxPool2d((3, 2), (2, 1), pad_mode="same"), x(1, 2, 5, 6))

# case: nn.MaxPool2d(3, 2, pad_mode="pad", padding=1, dilation=2) of x(1, 2, 7, 7)
layer(nn.MaxPool2d(3, 2, pad_mode="pad", padding=1, dilation=2), x(1, 2, 7, 7))

# case: nn.MaxPool2d(3, 2, pad_mode="pad", padding=1, ceil_mode=True, return_indices=True) of x(1, 2, 6, 6)
layer(nn.MaxPool2d(3, 2, pad_mode="pad", padding=1, ceil_mode=True, return_indices=True), x(1, 2, 6, 6))

# case: nn.MaxPool1d(3, 2) of x(1, 2, 7)
layer(nn.MaxPool1d(3, 2), x(1, 2, 7))

# case: nn.MaxPool1d(3, 2, pad_mode="same") of x(1, 2, 7)
layer(nn.MaxPool1d(3, 2, pad_mode="same"), x(1, 2, 7))

# case: nn.MaxPool1d(3, 2, pad_mode="pad", padding=1, return_indices=True) of x(1, 2, 7)
layer(nn.MaxPool1d(3, 2, pad_mode="pad", padding=1, return_indices=True), x(1, 2, 7))

# case: nn.MaxPool3d(2, 2) of x(1, 2, 4, 4, 5)
layer(nn.MaxPool3d(2, 2), x(1, 2, 4, 4, 5))

# case: nn.MaxPool3d(3, 2, pad_mode="pad", padding=1) of x(1, 2, 4, 4, 5)
layer(nn.MaxPool3d(3, 2, pad_mode="pad", padding=1), x(1, 2, 4, 4, 5))

# case: nn.AvgPool2d(2, 2) of x(1, 2, 5, 6)
layer(nn.AvgPool2d(2, 2), x(1, 2, 5, 6))

# case: nn.AvgPool2d((3, 2), (2, 1), pad_mode="same") of x(1, 2, 5, 6)
layer(nn.AvgPool2d((3, 2), (2, 1), pad_mode="same"), x(1, 2, 5, 6))

# case: nn.AvgPool2d(3, 2, pad_mode="pad", padding=1, count_include_pad=False) of x(1, 2, 6, 6)
layer(nn.AvgPool2d(3, 2, pad_mode="pad", padding=1, count_include_pad=False), x(1, 2, 6, 6))

# case: nn.AvgPool2d(3, 2, pad_mode="pad", padding=1, ceil_mode=True, divisor_override=5) of x(1, 2, 6, 6)
layer(nn.AvgPool2d(3, 2, pad_mode="pad", padding=1, ceil_mode=True, divisor_override=5), x(1, 2, 6, 6))

# case: nn.AvgPool1d(3, 2) of x(1, 2, 7)
layer(nn.AvgPool1d(3, 2), x(1, 2, 7))

# case: nn.AvgPool1d(3, 2, pad_mode="same") of x(1, 2, 7)
layer(nn.AvgPool1d(3, 2, pad_mode="same"), x(1, 2, 7))

# case: nn.AvgPool1d(3, 2, pad_mode="pad", padding=1, count_include_pad=False) of x(1, 2, 7)
layer(nn.AvgPool1d(3, 2, pad_mode="pad", padding=1, count_include_pad=False), x(1, 2, 7))

# case: nn.AvgPool3d(2, 2) of x(1, 2, 4, 4, 5)
layer(nn.AvgPool3d(2, 2), x(1, 2, 4, 4, 5))

# case: nn.AvgPool3d(3, 2, pad_mode="pad", padding=1) of x(1, 2, 4, 4, 5)
layer(nn.AvgPool3d(3, 2, pad_mode="pad", padding=1), x(1, 2, 4, 4, 5))

# case: nn.AdaptiveAvgPool1d(3) of x(1, 2, 6)
layer(nn.AdaptiveAvgPool1d(3), x(1, 2, 6))

# case: nn.AdaptiveAvgPool2d((2, None)) of x(1, 2, 5, 4)
layer(nn.AdaptiveAvgPool2d((2, None)), x(1, 2, 5, 4))

# case: nn.AdaptiveAvgPool3d(2) of x(1, 2, 4, 4, 5)
layer(nn.AdaptiveAvgPool3d(2), x(1, 2, 4, 4, 5))

# case: nn.AdaptiveMaxPool1d(3) of x(1, 2, 6)
layer(nn.AdaptiveMaxPool1d(3), x(1, 2, 6))

# case: nn.AdaptiveMaxPool2d((2, 3)) of x(1, 2, 5, 4)
layer(nn.AdaptiveMaxPool2d((2, 3)), x(1, 2, 5, 4))

# case: nn.AdaptiveMaxPool2d(2, return_indices=True) of x(1, 2, 5, 4)
layer(nn.AdaptiveMaxPool2d(2, return_indices=True), x(1, 2, 5, 4))

# case: nn.AdaptiveMaxPool3d(2) of x(1, 2, 4, 4, 5)
layer(nn.AdaptiveMaxPool3d(2), x(1, 2, 4, 4, 5))

# case: nn.LPPool1d(2, 3, 2) of ops.abs(x(1, 2, 7))
layer(nn.LPPool1d(2, 3, 2), ops.abs(x(1, 2, 7)))

# case: nn.LPPool2d(3, 2) of ops.abs(x(1, 2, 4, 6))
layer(nn.LPPool2d(3, 2), ops.abs(x(1, 2, 4, 6)))

# case: nn.MaxUnpool2d(2) of x(1, 1, 2, 2), Tensor([[[[0, 2], [8, 10]]]], mstype.int64)
layer(nn.MaxUnpool2d(2), x(1, 1, 2, 2), Tensor([[[[0, 2], [8, 10]]]], mstype.int64))

# case: nn.MaxUnpool1d(2) of x(1, 1, 2), Tensor([[[1, 2]]], mstype.int64)
layer(nn.MaxUnpool1d(2), x(1, 1, 2), Tensor([[[1, 2]]], mstype.int64))

# case: nn.MaxUnpool3d(2) of x(1, 1, 1, 1, 2), Tensor([[[[[1, 6]]]]], mstype.int64)
layer(nn.MaxUnpool3d(2), x(1, 1, 1, 1, 2), Tensor([[[[[1, 6]]]]], mstype.int64))

# case: nn.CELU(0.5) of x(2, 3)
layer(nn.CELU(0.5), x(2, 3))

# case: nn.ELU() of x(2, 3)
layer(nn.ELU(), x(2, 3))

# case: nn.FastGelu() of x(2, 3)
layer(nn.FastGelu(), x(2, 3))

# case: nn.GELU() of x(2, 3)
layer(nn.GELU(), x(2, 3))

# case: nn.GELU(approximate=False) of x(2, 3)
layer(nn.GELU(approximate=False), x(2, 3))

# case: nn.GLU() of x(2, 4)
layer(nn.GLU(), x(2, 4))

# case: nn.Hardtanh(-0.5, 1.2) of x(2, 3)
layer(nn.Hardtanh(-0.5, 1.2), x(2, 3))

# case: nn.HShrink(0.7) of x(2, 3)
layer(nn.HShrink(0.7), x(2, 3))

# case: nn.HSigmoid() of x(2, 3)
layer(nn.HSigmoid(), x(2, 3))

# case: nn.HSwish() of x(2, 3)
layer(nn.HSwish(), x(2, 3))

# case: nn.LeakyReLU(0.3) of x(2, 3)
layer(nn.LeakyReLU(0.3), x(2, 3))

# case: nn.LogSigmoid() of x(2, 3)
layer(nn.LogSigmoid(), x(2, 3))

# case: nn.LogSoftmax(0) of x(2, 3)
layer(nn.LogSoftmax(0), x(2, 3))

# case: nn.LRN(3, 1.0, 0.5, 0.6) of x(1, 4, 2, 2)
layer(nn.LRN(3, 1.0, 0.5, 0.6), x(1, 4, 2, 2))

# case: nn.Mish() of x(2, 3)
layer(nn.Mish(), x(2, 3))

# case: nn.ReLU() of x(2, 3)
layer(nn.ReLU(), x(2, 3))

# case: nn.ReLU6() of x(2, 3)
layer(nn.ReLU6(), x(2, 3))

# case: nn.Sigmoid() of x(2, 3)
layer(nn.Sigmoid(), x(2, 3))

# case: nn.SiLU() of x(2, 3)
layer(nn.SiLU(), x(2, 3))

# case: nn.Softmax(0) of x(2, 3)
layer(nn.Softmax(0), x(2, 3))

# case: nn.Softmax2d() of x(1, 3, 2, 2)
layer(nn.Softmax2d(), x(1, 3, 2, 2))

# case: nn.Softmin(0) of x(2, 3)
layer(nn.Softmin(0), x(2, 3))

# case: nn.SoftShrink(0.7) of x(2, 3)
layer(nn.SoftShrink(0.7), x(2, 3))

# case: nn.Softsign() of x(2, 3)
layer(nn.Softsign(), x(2, 3))

# case: nn.Tanh() of x(2, 3)
layer(nn.Tanh(), x(2, 3))

# case: nn.Tanhshrink() of x(2, 3)
layer(nn.Tanhshrink(), x(2, 3))

# case: nn.Threshold(0.1, 20.0) of x(2, 3)
layer(nn.Threshold(0.1, 20.0), x(2, 3))

# case: nn.RReLU(0.1, 0.1) of x(2, 3)
layer(nn.RReLU(0.1, 0.1), x(2, 3))

# case: nn.get_activation("relu") of x(2, 3)
layer(nn.get_activation("relu"), x(2, 3))

# case: nn.Flatten() of x(2, 3, 4)
layer(nn.Flatten(), x(2, 3, 4))

# case: nn.Flatten(start_dim=0) of x(2, 3, 4)
layer(nn.Flatten(start_dim=0), x(2, 3, 4))

# case: nn.Unflatten(1, (2, 3)) of x(2, 6)
layer(nn.Unflatten(1, (2, 3)), x(2, 6))

# case: nn.Identity() of x(2, 3)
layer(nn.Identity(), x(2, 3))

# case: nn.Pad(((1, 2), (0, 1))) of x(2, 3)
layer(nn.Pad(((1, 2), (0, 1))), x(2, 3))

# case: nn.Pad(((1, 1), (1, 2)), mode="REFLECT") of x(2, 3)
layer(nn.Pad(((1, 1), (1, 2)), mode="REFLECT"), x(2, 3))

# case: nn.Pad(((1, 1), (1, 2)), mode="SYMMETRIC") of x(2, 3)
layer(nn.Pad(((1, 1), (1, 2)), mode="SYMMETRIC"), x(2, 3))

# case: nn.ConstantPad1d((1, 2), 0.5) of x(2, 3)
layer(nn.ConstantPad1d((1, 2), 0.5), x(2, 3))

# case: nn.ConstantPad2d((1, 2, 0, 1), 0.5) of x(1, 2, 3)
layer(nn.ConstantPad2d((1, 2, 0, 1), 0.5), x(1, 2, 3))

# case: nn.ConstantPad3d((1, 2, 0, 1, 1, 0), 0.5) of x(1, 1, 2, 3)
layer(nn.ConstantPad3d((1, 2, 0, 1, 1, 0), 0.5), x(1, 1, 2, 3))

# case: nn.ReflectionPad1d((1, 2)) of x(1, 2, 4)
layer(nn.ReflectionPad1d((1, 2)), x(1, 2, 4))

# case: nn.ReflectionPad2d((1, 2, 1, 0)) of x(1, 3, 4)
layer(nn.ReflectionPad2d((1, 2, 1, 0)), x(1, 3, 4))

# case: nn.ReflectionPad3d(1) of x(1, 2, 2, 3)
layer(nn.ReflectionPad3d(1), x(1, 2, 2, 3))

# case: nn.ReplicationPad1d(2) of x(1, 2, 4)
layer(nn.ReplicationPad1d(2), x(1, 2, 4))

# case: nn.ReplicationPad2d((1, 2, 1, 0)) of x(1, 3, 4)
layer(nn.ReplicationPad2d((1, 2, 1, 0)), x(1, 3, 4))

# case: nn.ReplicationPad3d(1) of x(1, 2, 2, 3)
layer(nn.ReplicationPad3d(1), x(1, 2, 2, 3))

# case: nn.ZeroPad2d((1, 2, 1, 0)) of x(1, 3, 4)
layer(nn.ZeroPad2d((1, 2, 1, 0)), x(1, 3, 4))

# case: nn.Upsample(size=(4, 6), mode="nearest") of x(1, 2, 2, 3)
layer(nn.Upsample(size=(4, 6), mode="nearest"), x(1, 2, 2, 3))

# case: nn.Upsample(scale_factor=(2.0, 2.0), mode="bilinear", recompute_scale_factor=True) of x(1, 2, 2, 3)
layer(nn.Upsample(scale_factor=(2.0, 2.0), mode="bilinear", recompute_scale_factor=True), x(1, 2, 2, 3))

# case: nn.Upsample(size=(4, 6), mode="bilinear", align_corners=True) of x(1, 2, 2, 3)
layer(nn.Upsample(size=(4, 6), mode="bilinear", align_corners=True), x(1, 2, 2, 3))

# case: nn.Upsample(size=4, mode="linear") of x(1, 2, 3)
layer(nn.Upsample(size=4, mode="linear"), x(1, 2, 3))

# case: nn.Upsample(size=(4, 5), mode="bicubic") of x(1, 2, 2, 3)
layer(nn.Upsample(size=(4, 5), mode="bicubic"), x(1, 2, 2, 3))

# case: nn.Upsample(size=(2, 2, 2), mode="area") of x(1, 1, 4, 4, 4)
layer(nn.Upsample(size=(2, 2, 2), mode="area"), x(1, 1, 4, 4, 4))

# case: nn.PixelShuffle(2) of x(1, 8, 2, 3)
layer(nn.PixelShuffle(2), x(1, 8, 2, 3))

# case: nn.PixelUnshuffle(2) of x(1, 2, 4, 6)
layer(nn.PixelUnshuffle(2), x(1, 2, 4, 6))

# case: nn.ChannelShuffle(2) of x(1, 4, 2, 2)
layer(nn.ChannelShuffle(2), x(1, 4, 2, 2))

# case: nn.CentralCrop(0.5) of x(1, 2, 4, 6)
layer(nn.CentralCrop(0.5), x(1, 2, 4, 6))

# case: nn.ImageGradients() of x(1, 2, 3, 4)
layer(nn.ImageGradients(), x(1, 2, 3, 4))

# case: nn.OneHot(-1, 4, 1.0, 0.0) of Tensor([[1, 3], [0, 2]], mstype.int32)
layer(nn.OneHot(-1, 4, 1.0, 0.0), Tensor([[1, 3], [0, 2]], mstype.int32))

# case: nn.Roll(1, 0) of x(3, 2)
layer(nn.Roll(1, 0), x(3, 2))

# case: nn.Tril() of x(3, 3), 1
layer(nn.Tril(), x(3, 3), 1)

# case: nn.Triu() of x(3, 3), -1
layer(nn.Triu(), x(3, 3), -1)

# case: nn.Norm(0) of x(3, 2)
layer(nn.Norm(0), x(3, 2))

# case: nn.L1Regularizer(0.5) of x(2, 3)
layer(nn.L1Regularizer(0.5), x(2, 3))

# case: nn.ReduceLogSumExp(1) of x(2, 3)
layer(nn.ReduceLogSumExp(1), x(2, 3))

# case: nn.Moments(1, True) of x(2, 3)
layer(nn.Moments(1, True), x(2, 3))

# case: nn.MatMul() of x(2, 3), x(3, 2)
layer(nn.MatMul(), x(2, 3), x(3, 2))

# case: nn.Dropout(p=0.5) of x(2, 3), train=False
layer(nn.Dropout(p=0.5), x(2, 3), train=False)

# case: nn.Dropout(p=0.0) of x(2, 3), train=True
layer(nn.Dropout(p=0.0), x(2, 3), train=True)

# case: nn.Dropout2d(p=0.5) of x(1, 2, 2, 2), train=False
layer(nn.Dropout2d(p=0.5), x(1, 2, 2, 2), train=False)

# case: nn.Dropout3d(p=0.5) of x(1, 2, 2, 2, 1), train=False
layer(nn.Dropout3d(p=0.5), x(1, 2, 2, 2, 1), train=False)

# case: nn.Dropout1d(p=0.5) of x(1, 2, 2), train=False
layer(nn.Dropout1d(p=0.5), x(1, 2, 2), train=False)
