# case: kinds of values
rows(ds.GeneratorDataset([1, 2], "a", shuffle=False))
rows(ds.GeneratorDataset([1.5, True], "a", shuffle=False))
rows(ds.GeneratorDataset(["x", "yz"], "a", shuffle=False))
rows(ds.GeneratorDataset([b"x", b"yz"], "a", shuffle=False))
rows(ds.GeneratorDataset([(1, 2), (3, 4)], ["a", "b"], shuffle=False))
rows(ds.GeneratorDataset([np.float32(2), np.uint8(1)], "a", shuffle=False))
# case: lists in rows
rows(ds.GeneratorDataset([([1, 2], [3.5])], ["a", "b"], shuffle=False))
# case: a Tensor in a row
rows(ds.GeneratorDataset([(Tensor([1, 2]),)], ["a"], shuffle=False))
# case: strings in rows
rows(ds.GeneratorDataset([(["a", "bcd"], "q")], ["a", "b"], shuffle=False))
# case: dicts in rows
rows(ds.GeneratorDataset([({"k": 1, "l": [1, 2]}, 3)], ["a", "b"], shuffle=False))
# case: as Tensors
rows(ds.GeneratorDataset([(1, 2.5)], ["a", "b"], shuffle=False), output_numpy=False)
# case: strings as Tensors
for r in ds.GeneratorDataset(["x"], "a").create_dict_iterator(num_epochs=1):
    print(r, type(r["a"]))
# case: a function
about(ds.GeneratorDataset(lambda: numbers(3), ["a"]))
rows(ds.GeneratorDataset(lambda: numbers(3), ["a"]))
# case: an exhausted generator object
def run():
    d = ds.GeneratorDataset(numbers(3), ["a"])
    values(d)
    values(d)
tried(run)
# case: random access
d = ds.GeneratorDataset(Access(4), ["a", "b"], shuffle=False)
about(d)
rows(d)
# case: an iterable class
class It:
    def __init__(self): self.i = 0
    def __iter__(self):
        self.i = 0
        return self
    def __next__(self):
        if self.i >= 3: raise StopIteration
        self.i += 1
        return (np.array(self.i),)
d = ds.GeneratorDataset(It(), ["a"])
about(d)
values(d)
values(d)
# case: only getitem and no len
class G:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return (np.array(i),)
tried(lambda: values(ds.GeneratorDataset(G(), ["a"])))
# case: column types
rows(ds.GeneratorDataset([(1, 2.5)], ["a", "b"], column_types=[mstype.int64, mstype.float64]))
tried(once(ds.GeneratorDataset([(1, 2.5)], ["a", "b"], column_types=[mstype.int32, mstype.float32])))
# case: schema of a generator
s = ds.Schema()
s.add_column("a", mstype.int64, [1])
rows(ds.GeneratorDataset([(np.array([1]),)], schema=s))
# case: num samples and shards
values(ds.GeneratorDataset(list(range(10)), "a", num_samples=3, shuffle=False))
values(ds.GeneratorDataset(list(range(10)), "a", num_shards=3, shard_id=1, shuffle=False))
values(ds.GeneratorDataset(list(range(10)), "a", num_shards=3, shard_id=2, shuffle=False, num_samples=2))
print(ds.GeneratorDataset(list(range(10)), "a", num_shards=3, shard_id=1).get_dataset_size())
print(len(ds.GeneratorDataset(list(range(10)), "a", num_samples=3)))
# case: default shuffle of random access is reproducible and a permutation
ds.config.set_seed(3)
a = [r[0].tolist() for r in ds.GeneratorDataset(list(range(10)), "a").create_tuple_iterator(num_epochs=1, output_numpy=True)]
print(sorted(a) == list(range(10)), a != list(range(10)))
# case: samplers
for s in (ds.SequentialSampler(2, 3), ds.SequentialSampler(), ds.SubsetSampler([3, 1, 1]), ds.DistributedSampler(2, 1, shuffle=False), [4, 2, 0], (1, 2)):
    tried(lambda: values(ds.GeneratorDataset(list(range(10)), "a", sampler=s)))
# case: own sampler
class Mine(ds.Sampler):
    def __iter__(self):
        for i in range(0, 10, 3):
            yield i
values(ds.GeneratorDataset(list(range(10)), "a", sampler=Mine()))
d = ds.GeneratorDataset(list(range(10)), "a", sampler=Mine())
print(d.get_dataset_size())
# case: iterable as sampler
class Mine:
    def __iter__(self):
        return iter([1, 5, 2])
tried(lambda: values(ds.GeneratorDataset(list(range(10)), "a", sampler=Mine())))
# case: batch sampler
class Batches:
    def __iter__(self):
        yield [0, 1]
        yield [2, 3, 4]
    def __len__(self):
        return 2
d = ds.GeneratorDataset(list(range(10)), "a", batch_sampler=Batches())
rows(d)
print(d.get_dataset_size(), d.get_batch_size())
# case: batch sampler and collate
d = ds.GeneratorDataset(Access(6), ["a", "b"], batch_sampler=[[0, 1], [4, 5]], collate_fn=lambda a, b: (np.stack(a), np.stack(b)))
tried(lambda: rows(d))
# case: bad arguments
tried(
    lambda: ds.GeneratorDataset(5, "a"),
    lambda: ds.GeneratorDataset([1]),
    lambda: ds.GeneratorDataset([1], ["a", "a"]),
    lambda: ds.GeneratorDataset([1], [""]),
    lambda: ds.GeneratorDataset([1], 3),
    lambda: ds.GeneratorDataset([1], "a", num_samples=-1),
    lambda: ds.GeneratorDataset([1], "a", num_samples="x"),
    lambda: ds.GeneratorDataset([1], "a", num_shards=2),
    lambda: ds.GeneratorDataset([1], "a", shard_id=1),
    lambda: ds.GeneratorDataset([1], "a", num_shards=2, shard_id=2),
    lambda: ds.GeneratorDataset([1], "a", num_parallel_workers=0),
    lambda: ds.GeneratorDataset([1], "a", shuffle=3),
    lambda: ds.GeneratorDataset([1], "a", sampler=ds.SequentialSampler(), shuffle=True),
    lambda: ds.GeneratorDataset([1], "a", sampler=ds.SequentialSampler(), num_shards=1, shard_id=0),
    lambda: ds.GeneratorDataset([1], "a", sampler=3),
    lambda: ds.GeneratorDataset([1], "a", python_multiprocessing=3),
    lambda: ds.GeneratorDataset(numbers(2), "a", sampler=ds.SequentialSampler()),
    lambda: ds.GeneratorDataset(lambda: numbers(2), "a", num_shards=2, shard_id=0),
    lambda: ds.GeneratorDataset([1], "a", column_types=[1, 2]),
    lambda: ds.GeneratorDataset([1], "a", batch_sampler=[[0]], shuffle=True),
    lambda: ds.GeneratorDataset([1], "a", collate_fn=len),
    lambda: ds.GeneratorDataset([1], "a", unknown=3),
)
# case: what a source may do wrong
class Fails:
    def __getitem__(self, i): raise KeyError("mine")
    def __len__(self): return 3
def fails():
    yield (np.array(1),)
    raise ValueError("mine")
tried(
    once(ds.GeneratorDataset(Fails(), "a")),
    once(ds.GeneratorDataset(fails, "a")),
    once(ds.GeneratorDataset([(1, 2)], ["a"])),
    once(ds.GeneratorDataset([(1,)], ["a", "b"])),
    once(ds.GeneratorDataset([1], ["a", "b"])),
    once(ds.GeneratorDataset([None], ["a"])),
    once(ds.GeneratorDataset([(object(),)], ["a"])),
    once(ds.GeneratorDataset([([1, [2]],)], ["a"])),
    once(ds.GeneratorDataset([], ["a"])),
    lambda: ds.GeneratorDataset([], ["a"]).get_dataset_size(),
    once(ds.GeneratorDataset([1, 2], ["a"], sampler=[5])),
)
# case: several workers keep the order
d = ds.GeneratorDataset(Access(20), ["a", "b"], shuffle=False, num_parallel_workers=2, python_multiprocessing=False)
print([int(r[1]) for r in d.create_tuple_iterator(num_epochs=1, output_numpy=True)])
# case: processes keep the order
d = ds.GeneratorDataset(Access(20), ["a", "b"], shuffle=False, num_parallel_workers=2)
print([int(r[1]) for r in d.create_tuple_iterator(num_epochs=1, output_numpy=True)])
# case: numpy slices
rows(ds.NumpySlicesDataset([1, 2, 3], shuffle=False))
rows(ds.NumpySlicesDataset([[1, 2], [3, 4]], shuffle=False))
rows(ds.NumpySlicesDataset(([1, 2], [3, 4]), ["x", "y"], shuffle=False))
rows(ds.NumpySlicesDataset({"a": [1, 2], "b": [3.5, 4]}, shuffle=False))
print(ds.NumpySlicesDataset({"a": [1, 2], "b": [3.5, 4]}, shuffle=False).get_col_names())
print(ds.NumpySlicesDataset(([1, 2], [3, 4])).get_col_names())
rows(ds.NumpySlicesDataset(np.arange(6, dtype=np.float32).reshape(3, 2), "c", shuffle=False, num_samples=2))
rows(ds.NumpySlicesDataset(["a", "b"], shuffle=False))
rows(ds.NumpySlicesDataset([[1], [1, 2]], shuffle=False))
about(ds.NumpySlicesDataset({"a": [1, 2], "b": [3.5, 4]}, shuffle=False))
values(ds.NumpySlicesDataset([1, 2, 3, 4], sampler=ds.SequentialSampler(1, 2)))
values(ds.NumpySlicesDataset([1, 2, 3, 4], num_shards=2, shard_id=1, shuffle=False))
# case: numpy slices wrong
tried(
    lambda: ds.NumpySlicesDataset(([1, 2], [3])),
    lambda: ds.NumpySlicesDataset(3),
    lambda: ds.NumpySlicesDataset([1], ["a", "b"]),
    lambda: ds.NumpySlicesDataset({"a": [1]}, ["x"]).get_col_names(),
    lambda: ds.NumpySlicesDataset([]),
    lambda: ds.NumpySlicesDataset([1, 2], shuffle=3),
)
# case: padded dataset
p = ds.PaddedDataset([{"a": np.array(7)}, {"a": np.array(8)}])
rows(p)
print(p.get_dataset_size(), p.get_col_names())
d = ds.GeneratorDataset(list(range(4)), "a", shuffle=False) + p
d.use_sampler(ds.DistributedSampler(num_shards=3, shard_id=2, shuffle=False, num_samples=None))
values(d)
# case: random dataset
s = ds.Schema()
s.add_column("x", mstype.float32, [2])
s.add_column("y", mstype.uint8, [])
d = ds.RandomDataset(5, s, num_samples=3)
print(d.get_dataset_size(), d.get_col_names(), [(r[0].shape, r[0].dtype.str, r[1].shape) for r in d.create_tuple_iterator(num_epochs=1, output_numpy=True)])
# case: schema
s = ds.Schema()
s.add_column("x", mstype.float32, [2])
s.add_column("y", "int8")
print(s.to_json())
print(s)
tried(lambda: s.add_column("z", "int99"), lambda: s.add_column("z", mstype.int8, 3), lambda: s.add_column("z", 3), lambda: s.parse_columns(3), lambda: s.parse_columns([{"type": "int8"}]), lambda: ds.Schema("missing.json"), lambda: s.from_json({"a": 1}))
# case: fake images
d = ds.FakeImageDataset(3, (4, 5, 3), 2, num_samples=2)
print(d.get_col_names(), d.get_dataset_size(), d.output_shapes(), d.output_types())
# case: use and add sampler
d = ds.GeneratorDataset(list(range(10)), "a", shuffle=False)
d.use_sampler(ds.SequentialSampler(5, 2))
values(d)
d = ds.GeneratorDataset(list(range(10)), "a", sampler=ds.SequentialSampler(4, 5))
d.add_sampler(ds.DistributedSampler(2, 1, shuffle=False))
values(d)
