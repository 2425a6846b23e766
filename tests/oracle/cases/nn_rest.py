# ruff: noqa
# Layers and wrappers of mindspore.nn that few programs use.

# case: Unfold
for ksizes, strides, rates, padding in (
    ([1, 2, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1], "valid"), ([1, 2, 3, 1], [1, 1, 2, 1], [1, 1, 1, 1], "valid"),
    ([1, 2, 2, 1], [1, 1, 1, 1], [1, 2, 2, 1], "valid"), ([1, 3, 3, 1], [1, 2, 2, 1], [1, 1, 1, 1], "same"),
):
    net = nn.Unfold(ksizes, strides, rates, padding)
    tried(lambda: net(arr(1, 2, 5, 6)))

# case: Unfold refuses
tried(
    lambda: nn.Unfold([1, 2, 2], [1, 1, 1, 1], [1, 1, 1, 1]), lambda: nn.Unfold(2, 1, 1),
    lambda: nn.Unfold([1, 2, 2, 2], [1, 1, 1, 1], [1, 1, 1, 1]), lambda: nn.Unfold([1, 0, 2, 1], [1, 1, 1, 1], [1, 1, 1, 1]),
)

# case: MatrixDiag
tried(lambda: nn.MatrixDiag()(arr(3)), lambda: nn.MatrixDiag()(arr(2, 3)))

# case: MatrixDiagPart
tried(lambda: nn.MatrixDiagPart()(arr(2, 3)), lambda: nn.MatrixDiagPart()(arr(2, 3, 2)))

# case: MatrixSetDiag
tried(lambda: nn.MatrixSetDiag()(arr(2, 3), arr(2, start=50)), lambda: nn.MatrixSetDiag()(arr(2, 3, 2), arr(2, 2, start=50)))

# case: FractionalMaxPool2d
x = Tensor(np.sin(np.arange(1 * 2 * 6 * 7)).reshape(1, 2, 6, 7).astype(np.float32))
samples = Tensor(np.array([[[0.3, 0.6], [0.5, 0.2]]], np.float32))
for options in ({"output_size": (3, 3)}, {"output_size": 2, "return_indices": True}, {"output_ratio": (0.5, 0.5)}):
    net = nn.FractionalMaxPool2d(2, _random_samples=samples, **options)
    both(net, x)

# case: FractionalMaxPool3d
x = Tensor(np.sin(np.arange(1 * 1 * 5 * 5 * 6)).reshape(1, 1, 5, 5, 6).astype(np.float32))
samples = Tensor(np.array([[[0.3, 0.6, 0.1]]], np.float32))
for options in ({"output_size": (2, 2, 3)}, {"output_ratio": (0.5, 0.5, 0.5), "return_indices": True}):
    net = nn.FractionalMaxPool3d(2, _random_samples=samples, **options)
    both(net, x)

# case: SampledSoftmaxLoss
weights, biases = Tensor(np.sin(np.arange(35)).reshape(7, 5).astype(np.float32)), arr(7) / 7
labels, logits = Tensor([0, 1, 2], mstype.int32), Tensor(np.cos(np.arange(15)).reshape(3, 5).astype(np.float32))
sampled = (Tensor([3, 5, 6], mstype.int32), Tensor(np.full((3, 1), 0.4, np.float32)), Tensor(np.array([0.3, 0.5, 0.4], np.float32)))
for reduction in ("none", "mean", "sum"):
    loss = nn.SampledSoftmaxLoss(3, 7, 1, sampled, reduction=reduction)
    both(lambda w, b, x: loss(w, b, labels, x), weights, biases, logits)

# case: SampledSoftmaxLoss of several true classes
weights, biases = Tensor(np.sin(np.arange(35)).reshape(7, 5).astype(np.float32)), arr(7) / 7
labels, logits = Tensor([[0, 1], [2, 3]], mstype.int64), Tensor(np.cos(np.arange(10)).reshape(2, 5).astype(np.float32))
sampled = (Tensor([4, 6], mstype.int64), Tensor(np.full((2, 2), 0.4, np.float32)), Tensor(np.array([0.3, 0.5], np.float32)))
loss = nn.SampledSoftmaxLoss(2, 7, 2, sampled)
both(lambda w, b, x: loss(w, b, labels, x), weights, biases, logits)
print(nn.SampledSoftmaxLoss(2, 7, 2, seed=1)(weights, biases, labels, logits).shape)

# case: SampledSoftmaxLoss refuses
tried(
    lambda: nn.SampledSoftmaxLoss(8, 7), lambda: nn.SampledSoftmaxLoss(2, 7, 0), lambda: nn.SampledSoftmaxLoss(2, 7, 8),
    lambda: nn.SampledSoftmaxLoss(2, 7, seed=-1), lambda: nn.SampledSoftmaxLoss(2, 7, sampled_values=1),
    lambda: nn.SampledSoftmaxLoss(2, 7, sampled_values=(1, 2)), lambda: nn.SampledSoftmaxLoss(2, 7, reduction="a"),
    lambda: nn.SampledSoftmaxLoss(2, 7)(1, 2, 3, 4),
)

# case: MultiFieldEmbeddingLookup
indices = Tensor([[2, 4, 6, 0, 0], [1, 3, 5, 0, 0]], mstype.int32)
values = Tensor([[1, 1.5, 1, 0, 0], [1, 2, 1, 0, 0]], mstype.float32)
fields = Tensor([[0, 1, 1, 0, 0], [0, 0, 1, 0, 0]], mstype.int32)
table = Tensor(np.sin(np.arange(20)).reshape(10, 2).astype(np.float32))
for operator in ("SUM", "MEAN", "MAX"):
    net = nn.MultiFieldEmbeddingLookup(10, 2, 2, param_init=table, operator=operator)
    tried(lambda: net(indices, values, fields))
    print([p.name for p in net.get_parameters()])

# case: MultiFieldEmbeddingLookup refuses
net = nn.MultiFieldEmbeddingLookup(10, 2, 2)
tried(
    lambda: nn.MultiFieldEmbeddingLookup(10, 2, 2, operator="A"), lambda: nn.MultiFieldEmbeddingLookup(10, 2, 0),
    lambda: net(Tensor([1], mstype.int32), Tensor([1.0]), Tensor([0], mstype.int32)),
    lambda: net(Tensor([[1]], mstype.int32), Tensor([[1]], mstype.int32), Tensor([[0]], mstype.int32)),
    lambda: net(Tensor([[1.0]]), Tensor([[1.0]]), Tensor([[0]], mstype.int32)),
)

# case: Jvp and Vjp
class Net(nn.Cell):
    def construct(self, x, y):
        return x**2 * y

class Single(nn.Cell):
    def construct(self, x):
        return x**3

class Two(nn.Cell):
    def construct(self, x):
        return x**2, 2.0 * x

v = arr(2, 2)
show(nn.Vjp(Single())(arr(2, 2), v), nn.Vjp(Net())(arr(2, 2), arr(2, 2), v), nn.Vjp(Two())(arr(2, 2), (v, v)))
show(nn.Jvp(Single())(arr(2, 2), v), nn.Jvp(Net())(arr(2, 2), arr(2, 2), (v, v)), nn.Jvp(Two())(arr(2, 2), v))

# case: PipelineGradReducer
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
reducer = nn.PipelineGradReducer(ParameterTuple(net.trainable_params()))
print([p.name for p in reducer.get_parameters()])

# case: ForwardValueAndGrad
net = nn.WithLossCell(nn.Dense(2, 1, weight_init="ones", bias_init="zeros"), nn.MSELoss())
x, y = arr(3, 2), arr(3, 1)
weights = ParameterTuple(net.trainable_params())
show(
    nn.ForwardValueAndGrad(net)(x, y), nn.ForwardValueAndGrad(net, get_all=True)(x, y),
    nn.ForwardValueAndGrad(net, weights, get_by_list=True)(x, y),
    nn.ForwardValueAndGrad(net, weights, True, True)(x, y),
    nn.ForwardValueAndGrad(net, weights, get_by_list=True, sens_param=True)(x, y, Tensor(2.0)),
    nn.ForwardValueAndGrad(lambda a: a * a)(x),
)
tried(
    lambda: nn.ForwardValueAndGrad(1), lambda: nn.ForwardValueAndGrad(net, get_all=1), lambda: nn.ForwardValueAndGrad(net, get_by_list=True),
    lambda: nn.ForwardValueAndGrad(net, 1, get_by_list=True),
)

# case: WithGradCell
net, loss = nn.Dense(2, 1, weight_init="ones", bias_init="zeros"), nn.MSELoss()
show(nn.WithGradCell(net, loss)(arr(3, 2), arr(3, 1)), nn.WithGradCell(net, loss, Tensor(2.0))(arr(3, 2), arr(3, 1)))
show(nn.WithGradCell(nn.WithLossCell(net, loss))(arr(3, 2), arr(3, 1)))

# case: WithEvalCell
net, loss = nn.Dense(2, 1, weight_init="ones", bias_init="zeros"), nn.MSELoss()
show(nn.WithEvalCell(net, loss)(arr(3, 2), arr(3, 1)), nn.WithEvalCell(net, loss, True)(arr(3, 2), arr(3, 1)))

# case: ParameterUpdate
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
update = nn.ParameterUpdate(net.weight)
update.phase = "update_param"
update(arr(1, 2))
show(net.weight)
tried(lambda: nn.ParameterUpdate(1))

# case: TrainOneStepCell
net = nn.Dense(2, 1, weight_init="ones", bias_init="zeros")
step = nn.TrainOneStepCell(nn.WithLossCell(net, nn.MSELoss()), nn.SGD(net.trainable_params(), 0.01), 2.0)
for i in range(3):
    show(step(arr(3, 2), arr(3, 1)), *net.trainable_params())
step = nn.TrainOneStepCell(nn.WithLossCell(net, nn.MSELoss()), nn.SGD(net.trainable_params(), 0.01), return_grad=True)
show(step(arr(3, 2), arr(3, 1)))
tried(lambda: nn.TrainOneStepCell(net, nn.SGD(net.trainable_params()), 0))

# case: DistributedGradReducer, MicroBatchInterleaved, PipelineCell, GradAccumulationCell
net = nn.WithLossCell(nn.Dense(2, 1, weight_init="ones", bias_init="zeros"), nn.MSELoss())
for cell in (nn.MicroBatchInterleaved(net, 2), nn.PipelineCell(net, 2), nn.GradAccumulationCell(net, 4)):
    tried(lambda: cell(arr(4, 2), arr(4, 1)))
tried(lambda: nn.MicroBatchInterleaved(net, 0), lambda: nn.PipelineCell(net, 0), lambda: nn.PipelineCell(1, 2))
tried(lambda: nn.MicroBatchInterleaved(net, 3)(arr(4, 2), arr(4, 1)))

# case: names of mint.nn
print(*(f"{n}: {getattr(mint.nn, n).__name__}" for n in sorted(dir(mint.nn)) if n[0].isupper() and n not in ("F", "Cell")), sep="\n")

# case: printed forms of mint.nn
for net in (
    mint.nn.AvgPool2d(2), mint.nn.Dropout(0.3), mint.nn.Embedding(3, 2), mint.nn.LayerNorm((2, 3)), mint.nn.LogSoftmax(1),
    mint.nn.MaxPool2d(2), mint.nn.PReLU(), mint.nn.L1Loss(), mint.nn.GELU(), mint.nn.Linear(2, 3), mint.nn.Conv2d(1, 2, 3),
    mint.nn.BatchNorm2d(3), mint.nn.GroupNorm(2, 4), mint.nn.ReLU(), mint.nn.Softmax(-1), mint.nn.Identity(), mint.nn.Flatten(),
    mint.nn.Fold((2, 2), 1), mint.nn.Unfold(2), mint.nn.CrossEntropyLoss(), mint.nn.MSELoss(), mint.nn.Upsample(2),
    mint.nn.ConstantPad2d(1, 2.0), mint.nn.ELU(), mint.nn.Hardtanh(), mint.nn.Conv1d(1, 2, 3), mint.nn.ConvTranspose2d(1, 2, 3),
):
    print(net)
