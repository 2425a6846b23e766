# ruff: noqa
# Arrays: shapes, slices, indices, scatters, sorting, and activations and losses of small inputs.

# case: values 0
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: x.transpose(),
    lambda: x.transpose(1,0),
    lambda: x.transpose((1,0)),
    lambda: x.transpose(0,-1),
    lambda: x.transpose(None),
    lambda: ops.transpose(x,(1,0)),
    lambda: ops.concat((x,)),
    lambda: ops.split(x,2,1),
    lambda: ops.split(x,[1,2],1),
    lambda: ops.Split(1,3)(x),
)

# case: values 1
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: x.split(2),
    lambda: x.split(1,1),
    lambda: x.split(1,axis=1),
    lambda: ops.squeeze(x),
    lambda: ops.squeeze(x,0),
    lambda: ops.squeeze(x.reshape(1,2,3),(0,)),
    lambda: x.squeeze(0),
    lambda: x.reshape(1,2,3).squeeze(0),
    lambda: x.reshape(1,2,3).squeeze(axis=0),
    lambda: x.reshape(1,2,3).squeeze((0,1)),
)

# case: values 2
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.expand_dims(x,-3),
    lambda: ops.tile(x,(2,)),
    lambda: ops.tile(x,(2,1,1)),
    lambda: x.tile((2,2)),
    lambda: x.tile(2),
    lambda: x.reshape(-1),
    lambda: x.reshape(-1,2,1),
    lambda: x.view(3,2),
    lambda: x.view((3,2)),
    lambda: x.view(mstype.int32),
)

# case: values 3
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.reshape(x,(3,2)),
    lambda: ops.reshape(x,Tensor([3,2])),
    lambda: ops.Reshape()(x,(-1,)),
    lambda: ops.broadcast_to(x,(2,2,3)),
    lambda: ops.broadcast_to(x,(2,-1,3)),
    lambda: x.broadcast_to(2,2,3),
    lambda: x.expand(2,2,3),
    lambda: x.expand(-1,3),
    lambda: x.expand_as(Tensor(np.zeros((2,2,3)))),
    lambda: ops.flatten(x),
)

# case: values 4
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.Flatten()(Tensor(np.zeros((2,3,4)))),
    lambda: ops.flatten(Tensor(np.zeros((2,3,4))),start_dim=0),
    lambda: ops.flatten(Tensor(np.arange(24).reshape((2,3,4))),order='F'),
    lambda: Tensor(1.).flatten(),
    lambda: ops.flatten(Tensor(1.)),
    lambda: ops.flatten(Tensor([1.])),
    lambda: x.flatten(start_dim=1),
    lambda: x.flatten('F'),
    lambda: ops.chunk(x,2,1),
    lambda: ops.chunk(x,5,1),
)

# case: values 5
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: x.chunk(2,1),
    lambda: x.chunk(2,axis=1),
    lambda: ops.tensor_split(x,2,1),
    lambda: ops.tensor_split(x,(1,),1),
    lambda: ops.unstack(x),
    lambda: ops.unstack(x,1),
    lambda: ops.unbind(x,1),
    lambda: ops.Unstack(1)(x),
    lambda: ops.repeat_interleave(x,2),
    lambda: ops.repeat_interleave(x,2,0),
)

# case: values 6
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.repeat_interleave(x,Tensor([1,2]),0),
    lambda: ops.repeat_interleave(x,[1,2],0),
    lambda: x.repeat_interleave(2,1),
    lambda: x.repeat_interleave(2),
    lambda: ops.repeat_elements(x,2,1),
    lambda: ops.flip(x,(0,)),
    lambda: x.flip((0,1)),
    lambda: ops.ReverseV2([0])(x),
    lambda: ops.rot90(x,1,(0,1)),
    lambda: ops.rot90(x,k=3,dims=[1,0]),
)

# case: values 7
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.moveaxis(x,0,1),
    lambda: ops.swapaxes(x,0,1),
    lambda: ops.narrow(x,1,0,2),
    lambda: ops.slice(x,(0,1),(2,2)),
    lambda: ops.slice(x,(0,1),(-1,-1)),
    lambda: ops.Slice()(x,(0,1),(1,1)),
    lambda: ops.StridedSlice()(x,(0,0),(2,3),(1,2)),
    lambda: ops.strided_slice(x,(0,0),(2,3),(1,2),end_mask=1),
    lambda: ops.strided_slice(x,(1,2),(0,0),(-1,-1)),
    lambda: ops.strided_slice(x,(1,),(2,),(1,)),
)

# case: values 8
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.strided_slice(x,(0,0),(2,9),(1,2),shrink_axis_mask=1),
    lambda: ops.pad(x,(1,1)),
    lambda: ops.pad(x,(1,1,0,2),value=3.),
    lambda: ops.pad(x,(1,1),mode='reflect'),
    lambda: ops.pad(x.reshape(1,2,3),(1,1),mode='reflect'),
    lambda: ops.pad(x.reshape(1,2,3),(1,1),mode='replicate'),
    lambda: ops.pad(x.reshape(1,2,3),(2,1),mode='circular'),
    lambda: ops.pad(x,(-1,1)),
    lambda: ops.pad(x,[]),
    lambda: ops.pad(x,Tensor([1,1])),
)

# case: values 9
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.Pad(((1,1),(0,0)))(x),
    lambda: ops.MirrorPad('SYMMETRIC')(x,Tensor([[1,1],[2,2]])),
    lambda: ops.MirrorPad('REFLECT')(x,Tensor([[1,1],[2,2]])),
    lambda: ops.PadV3()(x,Tensor([1,1,0,2]),Tensor(1.)),
    lambda: ops.PadV3('reflect')(x.reshape(1,2,3),Tensor([1,1])),
    lambda: ops.diag(i),
    lambda: ops.diag(x),
    lambda: ops.diagonal(x),
    lambda: ops.diagonal(x,1),
    lambda: ops.diag_embed(x),
)

# case: values 10
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.diag_embed(x,1),
    lambda: ops.diagflat(x,1),
    lambda: ops.hstack((x,x)),
    lambda: ops.vstack((x,x)),
    lambda: ops.dstack((x,x)),
    lambda: ops.column_stack((i,i)),
    lambda: ops.row_stack((i,i)),
    lambda: ops.atleast_2d(i),
    lambda: ops.atleast_3d((i,x)),
    lambda: ops.atleast_1d([Tensor(1.)]),
)

# case: values 11
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.t(x),
    lambda: x.t(),
    lambda: x.T,
    lambda: i.T,
    lambda: ops.where(x>1,x,0),
    lambda: ops.where(x>1,1,0),
    lambda: ops.where(x>1,1.5,x.astype(mstype.int32)),
    lambda: ops.select(x>1,x,x*2),
    lambda: ops.select(x>1,1,x),
    lambda: ops.select(x>1,1.,x),
)

# case: values 12
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.select(x>1,1,2),
    lambda: ops.select(x>1,x,x.astype(mstype.int32)),
    lambda: ops.Select()(x>1,x,x*2),
    lambda: x.where(x>1,0),
    lambda: x.where(x>1,x*3),
    lambda: mint.where(x>1,x,2.),
    lambda: x.select(0,1),
    lambda: x.select(x>1,0.),
    lambda: mint.select(x,0,1),
    lambda: ops.masked_fill(x,x>1,Tensor(3.)),
)

# case: values 13
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.masked_fill(x.astype(mstype.float16),x>1,1e9),
    lambda: ops.masked_select(x,x>1),
    lambda: ops.masked_select(x,Tensor([True,False,True])),
    lambda: ops.nonzero(x),
    lambda: ops.argwhere(x),
    lambda: ops.unique(Tensor([3,1,3,2])),
    lambda: ops.unique(Tensor([3.,1,3,2])),
    lambda: ops.unique(Tensor([[3,1],[3,2]],mstype.int32)),
    lambda: ops.Unique()(Tensor([3,1,3,2],mstype.int32)),
    lambda: ops.unique_consecutive(Tensor([3,3,1,3,2])),
)

# case: values 14
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.unique_consecutive(Tensor([3,3,1,3,2]),True,True),
    lambda: mint.unique_consecutive(Tensor([3,3,1,3,2]),True,True),
    lambda: ops.unique_with_pad(Tensor([1,2,2,5,2,3,2,5],mstype.int32),0),
    lambda: ops.searchsorted(Tensor([1.,3,5]),Tensor([2.,3,6])),
    lambda: ops.bincount(Tensor([0,1,1,3])),
    lambda: ops.bincount(Tensor([0,1,1,3]),weights=Tensor([1,2,3,4]),minlength=6),
    lambda: ops.bincount(Tensor([0,1,1,3]),weights=Tensor([1.,2,3,4])),
    lambda: ops.Bucketize([1.,3.])(Tensor([1.,2,5])),
    lambda: ops.gather(x,Tensor([0,1]),0),
    lambda: ops.gather(x,Tensor([0,2]),1),
)

# case: values 15
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.gather(x,Tensor(1),0),
    lambda: ops.gather(x,Tensor([[0,1]],mstype.int32),1),
    lambda: ops.gather(x,Tensor([[0,2],[1,0]]),1,1),
    lambda: ops.Gather()(x,Tensor([0]),Tensor(1)),
    lambda: ops.GatherD()(x,1,Tensor([[0,-1],[2,1]])),
    lambda: ops.gather_elements(x,0,Tensor([[0,1,0]])),
    lambda: mint.gather(x,0,Tensor([[0,1,0]])),
    lambda: x.gather(0,Tensor([[0,1,0]])),
    lambda: x.gather(Tensor([0,1]),0),
    lambda: x.gather(dim=0,index=Tensor([[0,1,0]])),
)

# case: values 16
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.gather_nd(x,Tensor([[0,1],[1,2]])),
    lambda: ops.gather_nd(x,Tensor([[0],[1]])),
    lambda: ops.index_select(x,0,Tensor([1,0])),
    lambda: x.index_select(1,Tensor([1,0])),
    lambda: x.take(Tensor([0,5])),
    lambda: x.take(Tensor([0,1]),1),
    lambda: x.take(Tensor([0,7]),mode='wrap'),
    lambda: x.take(Tensor([[0,1]]),axis=1),
    lambda: ops.EmbeddingLookup()(x,Tensor([[1,2]]),1),
    lambda: ops.one_hot(Tensor([0,2,-1,5]),3),
)

# case: values 17
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.one_hot(Tensor([0,2]),3,Tensor(1.,mstype.float32),Tensor(0.,mstype.float32)),
    lambda: ops.one_hot(Tensor([0,2]),3,1.,0.),
    lambda: ops.one_hot(Tensor([[0,2]]),3,5,2,axis=0),
    lambda: ops.one_hot(Tensor([[0,2]]),3,5,2,axis=1),
    lambda: ops.OneHot()(Tensor([0,2],mstype.int32),3,Tensor(1.,mstype.float16),Tensor(0.,mstype.float16)),
    lambda: ops.topk(v,2),
    lambda: ops.topk(x,2,0),
    lambda: ops.topk(x,2,dim=0,largest=False),
    lambda: ops.topk(v,2,sorted=False),
    lambda: ops.TopK()(v,3),
)

# case: values 18
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.topk(Tensor([3,1,3]),2),
    lambda: v.topk(2),
    lambda: v.topk(2,0,False),
    lambda: v.top_k(2),
    lambda: ops.topk(v,Tensor(2)),
    lambda: ops.sort(v),
    lambda: ops.sort(v,descending=True),
    lambda: ops.sort(x,axis=0,descending=True),
    lambda: ops.Sort()(v),
    lambda: v.sort(),
)

# case: values 19
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: v.sort(descending=True),
    lambda: v.sort(dim=0,descending=True,stable=True),
    lambda: ops.argsort(v),
    lambda: ops.argsort(v,descending=True),
    lambda: v.argsort(),
    lambda: v.argsort(dim=0),
    lambda: ops.msort(x),
    lambda: ops.sort(Tensor([3,1,2])),
    lambda: ops.scatter_nd(Tensor([[0],[2],[0]]),Tensor([1.,2.,3.]),(4,)),
    lambda: ops.ScatterNd()(Tensor([[0,1]]),Tensor([1.]),(2,2)),
)

# case: values 20
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.tensor_scatter_update(x,Tensor([[0,1],[1,1]]),Tensor([10.,20.])),
    lambda: ops.tensor_scatter_add(x,Tensor([[0,1],[0,1]]),Tensor([10.,20.])),
    lambda: ops.tensor_scatter_sub(x,Tensor([[0,1],[0,1]]),Tensor([10.,20.])),
    lambda: ops.tensor_scatter_mul(x,Tensor([[0,1],[0,1]]),Tensor([10.,20.])),
    lambda: ops.tensor_scatter_div(x,Tensor([[0,1],[0,1]]),Tensor([10.,20.])),
    lambda: ops.tensor_scatter_max(x,Tensor([[0,1],[0,1]]),Tensor([10.,20.])),
    lambda: ops.tensor_scatter_elements(x,i2,y,0),
    lambda: ops.tensor_scatter_elements(x,i2,y,0,'add'),
    lambda: ops.TensorScatterElements(1)(x,Tensor([[-1],[0]]),Tensor([[1.],[2.]])),
    lambda: ops.scatter(x,0,Tensor([[0,1,1]]),Tensor([[7.,8.,9.]])),
)

# case: values 21
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: mint.scatter(x,0,Tensor([[0,1,1]]),Tensor([[7.,8.,9.]])),
    lambda: mint.scatter(x,0,Tensor([[0,1,1]]),5.),
    lambda: x.scatter(0,Tensor([[0,1,1]]),Tensor([[7.,8.,9.]])),
    lambda: x.scatter_add(Tensor([[0,1],[0,1]]),Tensor([10.,20.])),
    lambda: ops.scatter_add(p,Tensor([0,1,1]),Tensor(np.ones((3,2)),mstype.float32)),
    lambda: ops.scatter_update(p,Tensor([0,1]),Tensor(np.ones((2,2)),mstype.float32)),
    lambda: ops.scatter_nd_update(p,Tensor([[0,1]]),Tensor([9.])),
    lambda: ops.scatter_nd_add(p,Tensor([[0,1]]),Tensor([9.])),
    lambda: ops.ScatterMax()(p,Tensor([0]),Tensor([[3.,3.]])),
    lambda: ops.assign(p,Tensor(np.ones((3,2)),mstype.float32)),
)

# case: values 22
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.assign_add(p,Tensor(np.ones((3,2)),mstype.float32)),
    lambda: ops.Assign()(p,Tensor(np.ones((3,2)),mstype.int32)),
    lambda: p,
    lambda: ops.index_add(p,Tensor([0,2],mstype.int32),Tensor(np.ones((2,2)),mstype.float32),0),
    lambda: ops.IndexAdd(0)(p,Tensor([0,2],mstype.int32),Tensor(np.ones((2,2)),mstype.float32)),
    lambda: ops.index_fill(x,0,Tensor([1],mstype.int32),9.),
    lambda: x.index_fill(1,Tensor([0],mstype.int32),9),
    lambda: ops.inplace_add(x,Tensor([[1.,1.,1.]]),(0,)),
    lambda: ops.inplace_update(x,Tensor([[1.,1.,1.]]),0),
    lambda: x.masked_scatter(x>1,Tensor([9.,8.,7.,6.])),
)

# case: values 23
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.unsorted_segment_sum(x,Tensor([0,0]),2),
    lambda: ops.unsorted_segment_sum(x,Tensor([0,-1]),2),
    lambda: ops.unsorted_segment_max(x,Tensor([0,0]),2),
    lambda: ops.unsorted_segment_min(x,Tensor([0,0],mstype.int32),2),
    lambda: ops.unsorted_segment_prod(x,Tensor([0,0],mstype.int32),2),
    lambda: ops.SegmentSum()(x,Tensor([0,0])),
    lambda: ops.sequence_mask(Tensor([1,3])),
    lambda: ops.sequence_mask(Tensor([1,3]),4),
    lambda: ops.depend(x,y),
    lambda: ops.depend(None,y),
)

# case: values 24
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.intopk(x,Tensor([2,0],mstype.int32),1),
    lambda: x.index_put((Tensor([0,1]),Tensor([1,1])),Tensor([7.])),
    lambda: x.index_put((Tensor([0,0]),Tensor([1,1])),Tensor([7.,8.]),True),
    lambda: ops.choose if hasattr(ops,'choose') else None,
    lambda: ops.select_scatter(x,Tensor([1.,1.]),1,0),
    lambda: ops.slice_scatter(x,Tensor([[1.],[1.]]),1,0,1),
    lambda: ops.diagonal_scatter(x,Tensor([1.,1.])),
    lambda: x.fill_diagonal(5.),
    lambda: ops.FillDiagonal(5.,True)(Tensor(np.zeros((5,2)),mstype.float32)),
    lambda: ops.matrix_band_part(Tensor(np.ones((3,3)),mstype.float32),1,0),
)

# case: values 25
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.matrix_diag(x),
    lambda: ops.reverse_sequence(x,Tensor([2,1]),1,0),
    lambda: ops.pixel_shuffle(Tensor(np.arange(8).reshape(1,4,1,2).astype(np.float32)),2),
    lambda: ops.pixel_unshuffle(Tensor(np.arange(8).reshape(1,1,2,4).astype(np.float32)),2),
    lambda: ops.SpaceToDepth(2)(Tensor(np.arange(8).reshape(1,2,2,2).astype(np.float32))),
    lambda: ops.DepthToSpace(2)(Tensor(np.arange(8).reshape(1,4,1,2).astype(np.float32))),
    lambda: ops.space_to_batch_nd(Tensor(np.arange(4).reshape(1,1,2,2).astype(np.float32)),[2,2],[[0,0],[0,0]]),
    lambda: ops.batch_to_space_nd(Tensor(np.arange(4).reshape(4,1,1,1).astype(np.float32)),[2,2],[[0,0],[0,0]]),
    lambda: ops.channel_shuffle(Tensor(np.arange(4).reshape(1,4,1,1).astype(np.float32)),2),
    lambda: ops.unfold(Tensor(np.arange(16).reshape(1,1,4,4).astype(np.float32)),2),
)

# case: values 26
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.unfold(Tensor(np.arange(16).reshape(1,1,4,4).astype(np.float32)),2,stride=2,padding=1),
    lambda: ops.fold(Tensor(np.ones((1,4,9)),mstype.float32),Tensor([4,4],mstype.int32),2),
    lambda: ops.tanhshrink(Tensor([1,2])),
    lambda: ops.softmax(x,-1,dtype=mstype.float64),
    lambda: x.softmax(-1),
    lambda: ops.softmin(m),
    lambda: ops.LogSoftmax(0)(m),
    lambda: ops.hardshrink(x.astype(mstype.float16)),
    lambda: ops.relu(Tensor([-1,2])),
    lambda: ops.relu(x.astype(mstype.float16)),
)

# case: values 27
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.cross_entropy(m,lab,reduction='none'),
    lambda: ops.cross_entropy(m,lab,reduction='sum',label_smoothing=0.1),
    lambda: ops.nll_loss(m,lab,reduction='none'),
    lambda: ops.nll_loss(m,lab,label_smoothing=0.2),
    lambda: ops.mse_loss(m,n[:1]),
    lambda: ops.mse_loss(m,n,'none'),
    lambda: ops.l1_loss(m,n,'sum'),
    lambda: ops.smooth_l1_loss(m,n,0.5,'mean'),
    lambda: ops.SmoothL1Loss(0.5)(m,n),
    lambda: ops.huber_loss(m,n,'sum',0.3),
)

# case: values 28
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.SparseSoftmaxCrossEntropyWithLogits(is_grad=True)(m,lab),
    lambda: ops.L2Loss()(m),
    lambda: ops.cosine_embedding_loss(m,n,Tensor([1,-1,1])),
    lambda: ops.L2Normalize()(m),
    lambda: ops.Dropout(keep_prob=1.0)(m),
    lambda: ops.pdist(m),
    lambda: ops.matrix_diag(x),
    lambda: ops.masked_select(x,x>1),
    lambda: x.resize(3,3),
    lambda: x.resize(2,2),
)

# case: values 29
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: v.searchsorted(Tensor([1.5])),
    lambda: ops.matrix_diag(x),
    lambda: ops.matrix_diag(x,k=1),
    lambda: ops.Depend()(x,y),
    lambda: ops.InvertPermutation()((2,0,1)),
    lambda: ops.IdentityN()((x,y)),
    lambda: ops.NonMaxSuppressionWithOverlaps()(Tensor(np.random.rand(4,4).astype(np.float32)),Tensor([.7,.2,.9,.5]),Tensor(4,mstype.int32),Tensor(.8),Tensor(0.)),
    lambda: ops.LowerBound()(Tensor([[0.,3,8,9,10]]),Tensor([[2.,4,9]])),
    lambda: ops.gather(x,Tensor([-1]),0),
    lambda: ops.index_select(x,0,Tensor([-1])),
)

# case: values 30
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
tried(
    lambda: ops.tensor_scatter_elements(x,Tensor([[5]]),Tensor([[1.]]),0),
    lambda: ops.tensor_scatter_elements(x,Tensor([[-2]]),Tensor([[1.]]),0),
    lambda: x.scatter(0,Tensor([[5]]),Tensor([[1.]])),
    lambda: ops.index_fill(x,0,Tensor([-1],mstype.int32),1.),
    lambda: ops.nll_loss(m,Tensor([1,0,-1],mstype.int32)),
    lambda: x.take(Tensor([0,-1])),
)

# case: gradients 0
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
both(lambda x: ops.relu(x), x)
both(lambda x: ops.relu6(x*3), x)
both(lambda x: ops.leaky_relu(x,0.1), x)
both(lambda m: ops.softmax(m), m)
both(lambda m: ops.log_softmax(m), m)
both(lambda m: ops.sigmoid(m), m)

# case: gradients 1
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
both(lambda m: ops.tanh(m), m)
both(lambda m, lab: ops.cross_entropy(m,lab), m, lab)
both(lambda m: ops.cross_entropy(m,lab,label_smoothing=0.1), m)
both(lambda m: ops.nll_loss(m,lab), m)
both(lambda m, n: ops.mse_loss(m,n), m, n)
both(lambda m, n: ops.l1_loss(m,n), m, n)

# case: gradients 2
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
both(lambda m, n: ops.smooth_l1_loss(m,n), m, n)
both(lambda m, n: ops.huber_loss(m,n), m, n)
both(lambda m: ops.SparseSoftmaxCrossEntropyWithLogits()(m,lab), m)
both(lambda m: ops.cosine_similarity(m,n), m)
both(lambda m: ops.L2Normalize(1)(m), m)
both(lambda x: ops.MaxPool(2,1)(ops.zeros_like(x).reshape(1,1,2,3)), x)

# case: gradients 3
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
both(lambda x: ops.masked_select(x,x>1), x)
both(lambda x: ops.gather(x,i,1), x)
both(lambda x: ops.tile(x,(2,2)), x)
both(lambda x: ops.concat((x,x*2)), x)
both(lambda x: ops.pad(x,(1,1),mode='reflect'), x)
both(lambda x, y: ops.tensor_scatter_elements(x,i2,y,0), x, y)

# case: gradients 4
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
both(lambda x: ops.sort(x,descending=True)[0], x)
both(lambda x: ops.topk(x,2)[0], x)
both(lambda x, y: ops.where(x>1,x,y), x, y)
both(lambda x: ops.cumsum(x,0), x)
both(lambda x, y: x.scatter(0,i2,y), x, y)
both(lambda x: ops.repeat_interleave(x,2,0), x)

# case: gradients 5
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
both(lambda x: ops.strided_slice(x,(0,0),(2,3),(1,2)), x)
both(lambda v: ops.gather_elements(v,0,i), v)
both(lambda x: ops.gather_nd(x,Tensor([[0,1],[0,1]])), x)
both(lambda x: ops.masked_fill(x,x>1,2.), x)
both(lambda x, v: ops.tensor_scatter_update(x,Tensor([[0,1],[1,1]]),v[:2]), x, v)
both(lambda x, v: ops.tensor_scatter_add(x,Tensor([[0,1],[1,1]]),v[:2]), x, v)

# case: gradients 6
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
both(lambda x, v: ops.tensor_scatter_mul(x,Tensor([[0,1],[1,2]]),v[:2]), x, v)
both(lambda x, v: ops.tensor_scatter_max(x,Tensor([[0,1],[1,2]]),v[:2]), x, v)
both(lambda x: ops.unsorted_segment_sum(x,i,2), x)
both(lambda x: ops.unsorted_segment_max(x,i*0,2), x)
both(lambda x: ops.flip(x,(0,)), x)
both(lambda x: ops.broadcast_to(x,(2,2,3)), x)

# case: gradients 7
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
both(lambda x: ops.diag(x[0]), x)
both(lambda x: ops.unstack(x)[1], x)
both(lambda x: ops.one_hot(i,3,Tensor(1.),Tensor(0.))*x, x)
both(lambda m, n: ops.cosine_embedding_loss(m,n,Tensor([1,-1,1])), m, n)
both(lambda v: ops.max(v)[0], v)
both(lambda v: ops.sort(v)[0], v)

# case: gradients 8
x, y, i, v = arr(2, 3, start=0), Tensor(np.full((2, 3), 10.0, np.float32)), Tensor([0, 1]), Tensor([3.0, 1.0, 2.0, 1.0])
i2, p, lab, lab64 = Tensor([[0, 1, 1], [1, 0, 0]]), Parameter(Tensor(np.zeros((3, 2), np.float32)), name="p"), Tensor([1, 0, 3], mstype.int32), Tensor([1, 0, 3])
m, n = (Tensor(np.sin(np.arange(12) * 1.7 + k).reshape(3, 4).astype(np.float32)) for k in (0, 1))
both(lambda v: v.max(), v)
