# ruff: noqa
# The mistakes that a person makes with operators.

# case: add shapes
ops.add(arr(2), arr(3))

# case: add str
ops.add(arr(2), "a")

# case: add None
ops.add(arr(2), None)

# case: add two numbers
show(ops.add(1, 2))

# case: add too few
ops.add(arr(2))

# case: Add shapes
ops.Add()(arr(2), arr(3))

# case: Add constructor argument
ops.Add(3)

# case: Add too few
ops.Add()(arr(2))

# case: Add str
ops.Add()(arr(2), "a")

# case: sub shapes
ops.sub(arr(2, 3), arr(2))

# case: mul shapes
ops.mul(arr(2, 3), arr(3, 2))

# case: div shapes
ops.div(arr(2), arr(3))

# case: div rounding mode
ops.div(arr(2), arr(2), rounding_mode="down")

# case: pow shapes
ops.pow(arr(2), arr(3))

# case: pow str
ops.pow(arr(2), "a")

# case: maximum shapes
ops.maximum(arr(2), arr(3))

# case: maximum str
ops.maximum(arr(2), "a")

# case: equal shapes
ops.equal(arr(2), arr(3))

# case: logical_and str
ops.logical_and(Tensor([True]), "a")

# case: bitwise_and floats
ops.bitwise_and(arr(2), arr(2))

# case: abs str
ops.abs("a")

# case: abs list
ops.abs([1., -2.])

# case: abs number
ops.abs(-2.0)

# case: abs None
ops.abs(None)

# case: exp str
ops.exp("a")

# case: exp number
ops.exp(2.0)

# case: exp numpy
ops.exp(np.ones(2, np.float32))

# case: sqrt str
ops.sqrt("a")

# case: relu str
ops.relu("a")

# case: relu complex
ops.relu(Tensor([1j]))

# case: gelu int
ops.gelu(Tensor([1]))

# case: gelu approximate
ops.gelu(arr(2), approximate="fast")

# case: softmax axis
ops.softmax(arr(2, 3), axis=2)

# case: softmax axis type
ops.softmax(arr(2, 3), axis=1.5)

# case: softmax int
ops.softmax(Tensor([1, 2]))

# case: softmax 0-d
show(ops.softmax(Tensor(1.0)))

# case: Softmax axis
ops.Softmax(axis=5)(arr(2))

# case: Softmax axis type
ops.Softmax(axis="a")

# case: log_softmax axis
ops.log_softmax(arr(2), 3)

# case: matmul inner sizes
ops.matmul(arr(2, 3), arr(2, 3))

# case: matmul dtypes
ops.matmul(arr(2, 2), Tensor([[1, 2], [3, 4]]))

# case: matmul half and single
ops.matmul(arr(2, 2), arr(2, 2, dtype=np.float16))

# case: matmul 0-d
ops.matmul(arr(2, 2), Tensor(2.0))

# case: matmul number
ops.matmul(arr(2, 2), 2.0)

# case: matmul batch sizes
ops.matmul(arr(2, 2, 2), arr(3, 2, 2))

# case: MatMul inner sizes
ops.MatMul()(arr(2, 3), arr(2, 3))

# case: MatMul rank
ops.MatMul()(arr(2, 2, 2), arr(2, 2))

# case: MatMul dtypes
ops.MatMul()(arr(2, 2), Tensor([[1, 2], [3, 4]]))

# case: MatMul number
ops.MatMul()(arr(2, 2), 3.0)

# case: BatchMatMul rank
ops.BatchMatMul()(arr(2), arr(2))

# case: BatchMatMul batch
ops.BatchMatMul()(arr(2, 2, 2), arr(3, 2, 2))

# case: BatchMatMul inner sizes
ops.BatchMatMul()(arr(2, 2, 3), arr(2, 2, 3))

# case: bmm rank
show(ops.bmm(arr(2, 2), arr(2, 2)))

# case: dot sizes
ops.dot(arr(2), arr(3))

# case: einsum equation
ops.einsum("ij,jk->iz", arr(2, 2), arr(2, 2))

# case: tensor_dot axes
ops.tensor_dot(arr(2, 3), arr(2, 3), 1)

# case: reshape size
ops.reshape(arr(2, 3), (4, 2))

# case: reshape two unknown
ops.reshape(arr(2, 3), (-1, -1))

# case: reshape indivisible
ops.reshape(arr(2, 3), (-1, 4))

# case: reshape float
ops.reshape(arr(2, 3), (2.0, 3))

# case: reshape str
ops.reshape(arr(2, 3), "a")

# case: reshape number
ops.reshape(3.0, (1,))

# case: reshape int
show(ops.reshape(arr(2, 3), 6))

# case: Reshape size
ops.Reshape()(arr(2, 3), (4, 2))

# case: Reshape list
show(ops.Reshape()(arr(2, 3), [3, 2]))

# case: transpose length
ops.transpose(arr(2, 3), (0,))

# case: transpose repeated
ops.transpose(arr(2, 3), (0, 0))

# case: transpose range
ops.transpose(arr(2, 3), (0, 2))

# case: transpose str
ops.transpose(arr(2, 3), "ab")

# case: Transpose length
ops.Transpose()(arr(2, 3), (0, 1, 2))

# case: swapaxes range
ops.swapaxes(arr(2, 3), 0, 2)

# case: expand_dims range
ops.expand_dims(arr(2), 3)

# case: expand_dims type
ops.expand_dims(arr(2), 1.0)

# case: ExpandDims range
ops.ExpandDims()(arr(2), -3)

# case: squeeze axis size
show(ops.squeeze(arr(2, 1), 0))

# case: squeeze range
ops.squeeze(arr(1, 2), 5)

# case: Squeeze axis size
show(ops.Squeeze(0)(arr(2, 1)))

# case: Squeeze axis type
ops.Squeeze("a")

# case: concat shapes
ops.concat((arr(2, 2), arr(2, 3)))

# case: concat ranks
ops.concat((arr(2), arr(1, 2)))

# case: concat dtypes
ops.concat((arr(2), Tensor([1, 2])))

# case: concat axis
ops.concat((arr(2), arr(2)), 1)

# case: concat empty
ops.concat(())

# case: concat Tensor
ops.concat(arr(2, 2))

# case: concat numbers
ops.concat((1, 2))

# case: Concat shapes
ops.Concat(1)((arr(2, 2), arr(3, 2)))

# case: Concat axis range
ops.Concat(2)((arr(2), arr(2)))

# case: stack shapes
ops.stack((arr(2), arr(3)))

# case: stack dtypes
ops.stack((arr(2), Tensor([1, 2])))

# case: stack axis
ops.stack((arr(2), arr(2)), 3)

# case: stack empty
ops.stack(())

# case: split size
ops.split(arr(4), 0)

# case: split negative
ops.split(arr(4), -1)

# case: split sections sum
ops.split(arr(4), [1, 2])

# case: split axis
ops.split(arr(4), 2, 1)

# case: split type
ops.split(arr(4), 2.0)

# case: Split indivisible
ops.Split(0, 3)(arr(4))

# case: Split axis
ops.Split(2, 2)(arr(4))

# case: tile type
ops.tile(arr(2), 2.0)

# case: tile negative
ops.tile(arr(2), (-1,))

# case: tile str
ops.tile(arr(2), "a")

# case: tile too short
show(ops.tile(arr(1, 2), (2,)))

# case: Tile too short
show(ops.Tile()(arr(1, 2), (2,)))

# case: broadcast_to shape
ops.broadcast_to(arr(3), (2, 2))

# case: broadcast_to rank
ops.broadcast_to(arr(2, 3), (3,))

# case: broadcast_to type
ops.broadcast_to(arr(3), "a")

# case: BroadcastTo shape
ops.BroadcastTo((2, 2))(arr(3))

# case: sum axis
ops.sum(arr(2, 3), 2)

# case: sum axis type
ops.sum(arr(2, 3), 1.0)

# case: sum str
ops.sum("a")

# case: mean axis
ops.mean(arr(2, 3), 2)

# case: mean axis type
ops.mean(arr(2, 3), "a")

# case: ReduceSum axis
ops.ReduceSum()(arr(2, 3), 2)

# case: ReduceMean axis type
ops.ReduceMean()(arr(2, 3), 1.5)

# case: ReduceMax axis
ops.ReduceMax()(arr(2, 3), -3)

# case: ReduceMean bool
ops.ReduceMean()(Tensor([True]))

# case: max axis
ops.max(arr(2, 3), 2)

# case: argmax axis
ops.argmax(arr(2, 3), 2)

# case: argmax axis type
ops.argmax(arr(2, 3), 1.0)

# case: cumsum axis
ops.cumsum(arr(2, 3), 2)

# case: cumsum missing axis
ops.cumsum(arr(2, 3))

# case: std axis
ops.std(arr(2, 3), 2)

# case: norm axis
ops.norm(arr(2, 3), dim=2)

# case: norm order
ops.norm(arr(2, 3), "a")

# case: gather axis
ops.gather(arr(2, 3), Tensor([0]), 2)

# case: gather index dtype
ops.gather(arr(2, 3), Tensor([0.5]), 0)

# case: gather missing axis
ops.gather(arr(2, 3), Tensor([0]))

# case: gather list
ops.gather(arr(2, 3), [0, 1], 0)

# case: gather_elements rank
ops.gather_elements(arr(2, 3), 0, Tensor([0]))

# case: gather_elements dtype
ops.gather_elements(arr(2), 0, Tensor([0.5]))

# case: gather_nd dtype
ops.gather_nd(arr(2), Tensor([[0.5]]))

# case: gather_nd depth
ops.gather_nd(arr(2), Tensor([[0, 0]]))

# case: one_hot dtype
ops.one_hot(arr(2), 3)

# case: one_hot depth type
ops.one_hot(Tensor([0], mstype.int32), 3.0)

# case: one_hot missing depth
ops.one_hot(Tensor([0], mstype.int32))

# case: OneHot axis
ops.OneHot(axis=3)(Tensor([0], mstype.int32), 3, Tensor(1.0), Tensor(0.0))

# case: where condition
show(ops.where(arr(2), arr(2), arr(2)))

# case: where shapes
ops.where(Tensor([True, False]), arr(3), arr(3))

# case: select condition
ops.select(arr(2), arr(2), arr(2))

# case: select shapes
ops.select(Tensor([True]), arr(2), arr(3))

# case: masked_fill mask
ops.masked_fill(arr(2), arr(2), 1.0)

# case: masked_fill shapes
ops.masked_fill(arr(2), Tensor([True, False, True]), 1.0)

# case: cast type
ops.cast(arr(2), "float")

# case: cast Python type
show(ops.cast(arr(2), int))

# case: cast missing
ops.cast(arr(2))

# case: Cast type
ops.Cast()(arr(2), 3)

# case: ones type
ops.ones((2,), "float32")

# case: ones negative
ops.ones((-1,))

# case: ones shape type
ops.ones("a")

# case: ones float
ops.ones(2.0)

# case: zeros negative
ops.zeros((-2, 1))

# case: zeros missing
ops.zeros()

# case: full type
ops.full((2,), "a")

# case: full missing
ops.full((2,))

# case: fill order
ops.fill((2,), mstype.float32, 1)

# case: eye type
ops.eye(2.0)

# case: eye negative
ops.eye(-1)

# case: arange step zero
ops.arange(0, 3, 0)

# case: arange wrong sign
show(ops.arange(3, 0, 1))

# case: arange str
ops.arange("a")

# case: linspace steps
ops.linspace(0.0, 1.0, 0)

# case: linspace steps type
ops.linspace(0.0, 1.0, 2.5)

# case: ones_like number
ops.ones_like(3)

# case: clamp without limits
ops.clamp(arr(2))

# case: clamp str
ops.clamp(arr(2), "a")

# case: clip_by_value without limits
ops.clip_by_value(arr(2))

# case: topk too many
ops.topk(arr(2), 3)

# case: topk type
ops.topk(arr(2), 1.0)

# case: sort axis
ops.sort(arr(2), 1)

# case: sort 0-d
show(ops.sort(Tensor(1.0)))

# case: flatten axis
ops.flatten(arr(2), start_dim=3)

# case: flatten order
ops.flatten(arr(2, 2), order="X")

# case: flip axis
ops.flip(arr(2), (1,))

# case: flip type
ops.flip(arr(2), "a")

# case: roll type
ops.roll(arr(2), 1.0)

# case: pad odd
ops.pad(arr(2), (1,))

# case: pad too long
ops.pad(arr(2), (1, 1, 1, 1))

# case: pad mode
ops.pad(arr(1, 2), (1, 1), mode="nothing")

# case: Pad negative
ops.Pad(((-1, 0),))(arr(2))

# case: Pad length
ops.Pad(((1, 0),))(arr(2, 2))

# case: strided_slice lengths
ops.strided_slice(arr(2, 3), (0,), (1, 2), (1, 1))

# case: slice range
ops.slice(arr(2, 3), (0, 2), (2, 2))

# case: cross_entropy shapes
ops.cross_entropy(arr(2, 3), Tensor([0, 1, 2], mstype.int32))

# case: cross_entropy reduction
ops.cross_entropy(arr(2, 3), Tensor([0, 1], mstype.int32), reduction="x")

# case: nll_loss label dtype
ops.nll_loss(arr(2, 3), arr(2))

# case: mse_loss shapes
ops.mse_loss(arr(2), arr(3))

# case: binary_cross_entropy shapes
ops.binary_cross_entropy(arr(2), arr(3))

# case: SoftmaxCrossEntropyWithLogits shapes
ops.SoftmaxCrossEntropyWithLogits()(arr(2, 3), arr(2, 2))

# case: BiasAdd size
ops.BiasAdd()(arr(2, 3), arr(2))

# case: conv2d channels
ops.conv2d(arr(1, 2, 3, 3), arr(1, 1, 2, 2))

# case: conv2d rank
ops.conv2d(arr(3, 3), arr(1, 1, 2, 2))

# case: conv2d pad mode
ops.conv2d(arr(1, 1, 3, 3), arr(1, 1, 2, 2), pad_mode="nothing")

# case: max_pool2d rank
ops.max_pool2d(arr(4), 2)

# case: MaxPool pad mode
ops.MaxPool(2, 1, "nothing")

# case: MaxPool kernel
ops.MaxPool(0)

# case: layer_norm shapes
ops.layer_norm(arr(2, 3), (2,), arr(2), arr(2))

# case: dropout p
ops.dropout(arr(2), p=1.5)

# case: dropout p type
ops.dropout(arr(2), p="a")

# case: interpolate mode
ops.interpolate(arr(1, 1, 2, 2), size=(4, 4), mode="nothing")

# case: interpolate both
ops.interpolate(arr(1, 1, 2, 2), size=(4, 4), scale_factor=2.0)

# case: assign Tensor
show(ops.assign(arr(2), arr(2)))

# case: assign shapes
ops.assign(Parameter(arr(2), name="p"), arr(3))

# case: depend missing
ops.depend(arr(2))

# case: shape number
ops.shape(3)

# case: rank number
ops.rank(3)

# case: size number
ops.size(3)

# case: tensor_scatter_add shapes
ops.tensor_scatter_add(arr(3), Tensor([[0]]), arr(2))

# case: scatter_nd shapes
ops.scatter_nd(Tensor([[0], [1]]), arr(3), (4,))

# case: index_select dtype
ops.index_select(arr(2), 0, arr(1))

# case: inverse square
ops.inverse(arr(2, 3))

# case: det square
ops.det(arr(2, 3))

# case: cholesky square
ops.cholesky(arr(2, 3))

# case: repeat_interleave negative
ops.repeat_interleave(arr(2), -1)

# case: meshgrid indexing
ops.meshgrid(arr(2), arr(2), indexing="xx")

# case: meshgrid rank
ops.meshgrid(arr(2, 2), arr(2))

# case: unique rank
show(ops.unique(arr(2, 2)))

# case: AddN empty
ops.AddN()(())

# case: AddN shapes
ops.AddN()([arr(2), arr(3)])

# case: mint.add str
mint.add(arr(2), "a")

# case: mint.cat empty
mint.cat([])

# case: mint.cat shapes
mint.cat([arr(2, 2), arr(2, 3)])

# case: mint.sum dim
mint.sum(arr(2, 3), 5)

# case: mint.matmul sizes
mint.matmul(arr(2, 3), arr(2, 3))

# case: mint.reshape size
mint.reshape(arr(2, 3), (4, 2))

# case: mint.split size
mint.split(arr(4), [1, 1])

# case: mint.transpose range
mint.transpose(arr(2, 3), 0, 5)

# case: mint.softmax dim
mint.softmax(arr(2), 4)

# case: mint.where condition
mint.where(arr(2), "a", "b")

# case: mint.unknown keyword
mint.sum(arr(2), axis=0)

# case: ops.unknown keyword
ops.add(arr(2), arr(2), alpha=2)

# case: Tensor method unknown keyword
arr(2).sum(dims=0)

# case: Tensor method too many
arr(2).exp(3)

# case: Tensor.view wrong
show(arr(2, 3).T.view(6))

# case: Tensor.expand wrong
arr(2).expand((3,))

# case: Tensor.split wrong
arr(2).split(0)

# case: Tensor.matmul wrong
arr(2, 3).matmul(arr(2, 3))

# case: Tensor.squeeze wrong
show(arr(2, 1).squeeze(0))

# case: Tensor.gather wrong
arr(2).gather(Tensor([0.5]), 0)

# case: Tensor.masked_fill wrong
arr(2).masked_fill(Tensor([1, 0]), 0.0)

# case: Tensor.astype wrong
arr(2).astype("nothing")

# case: Tensor.argmax wrong
arr(2).argmax(axis=3)

# case: Tensor.swapaxes wrong
arr(2).swapaxes(0, 1)

# case: Tensor.clamp wrong
arr(2).clamp()

# case: Tensor.repeat missing
arr(2).repeat()

# case: primitive call before init
ops.Softmax(arr(2))

# case: primitive class called with data
ops.Add(arr(2), arr(2))

# case: nested list input
ops.relu([[1., 2.]])

# case: numpy input
ops.relu(np.ones(2, np.float32))

# case: numpy input to matmul
ops.matmul(np.ones((2, 2), np.float32), arr(2, 2))

# case: tuple of Tensors input
ops.exp((arr(2), arr(2)))

# case: function as input
ops.exp(ops.exp)

# case: Parameter as wrong shape
ops.matmul(Parameter(arr(2, 3), name="p"), arr(2, 3))

# case: add list
show(ops.add(arr(2), [1., 2.]))
