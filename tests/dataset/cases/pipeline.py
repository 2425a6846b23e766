# case: map one column
d = fresh(lambda: ds.GeneratorDataset([(1, 2), (3, 4)], ["a", "b"], shuffle=False))
rows(d.map(lambda x: x + 1, ["a"]))
rows(d.map([lambda x: x + 1, lambda x: x * 2], "b"))
rows(d.map(lambda x: (x, x + 1), ["a"], ["a", "c"]))
rows(d.map(lambda x, y: x + y, ["a", "b"], ["s"]))
print(d.map(lambda x, y: x + y, ["a", "b"], ["s"]).get_col_names())
print(d.map(lambda x: (x, x + 1), ["a"], ["p", "q"]).get_col_names())
print(d.map(lambda x: (x, x + 1), ["b"], ["p", "q"]).get_col_names())
print(d.map(lambda x: x, ["b"], ["p"]).get_col_names())
# case: map without input columns
d = fresh(lambda: ds.GeneratorDataset([(1, 2), (3, 4)], ["a", "b"], shuffle=False))
rows(d.map(lambda x: x + 10))
tried(once(d.map(lambda x, y: (x + y, x))))
# case: map results
d = fresh(lambda: ds.GeneratorDataset([(1, 2.5)], ["a", "b"], shuffle=False))
rows(d.map(lambda x: int(x), ["a"]))
rows(d.map(lambda x: float(x), ["a"]))
rows(d.map(lambda x: "s", ["a"]))
rows(d.map(lambda x: np.float32(3), ["a"]))
rows(d.map(lambda x: True, ["a"]))
tried(once(d.map(lambda x: {"k": 1}, ["a"])))
rows(d.map(lambda x: b"ab", ["a"]))
rows(d.map([lambda x: (x, x), lambda x, y: x + y], ["a"]))
# case: map results list
d = fresh(lambda: ds.GeneratorDataset([(1, 2.5)], ["a", "b"], shuffle=False))
tried(once(d.map(lambda x: [1, 2], ["a"])))
# case: map wrong
d = fresh(lambda: ds.GeneratorDataset([(1, 2.5)], ["a", "b"], shuffle=False))
def bad(x):
    raise KeyError("mine")
tried(
    once(d.map(bad, ["a"])),
    once(d.map(lambda x: None, ["a"])),
    once(d.map(lambda x: (x, x), ["a"])),
    once(d.map(lambda x: x, ["a"], ["p", "q"])),
    once(d.map(lambda x, y: x, ["a"])),
    once(d.map(lambda x: x, ["z"])),
    lambda: d.map(lambda x: x, ["z"]).get_col_names(),
    lambda: d.map(3, ["a"]),
    lambda: d.map([], ["a"]),
    lambda: d.map([3], ["a"]),
    lambda: d.map(lambda x: x, 3),
    lambda: d.map(lambda x: x, ["a", "a"]),
    lambda: d.map(lambda x: x, ["a"], num_parallel_workers=0),
    lambda: d.map(lambda x: x, ["a"], python_multiprocessing=1),
    lambda: d.map(lambda x: x, ["a"], callbacks=1),
    lambda: d.map(lambda x: x, ["a"], unknown=1),
    lambda: d.map(lambda x: x, ["a"], column_order=["a"]),
    lambda: d.map(lambda x: x, ["a"], offload=3),
)
# case: map in workers
d = fresh(lambda: ds.GeneratorDataset(list(range(12)), "a", shuffle=False))
values(d.map(lambda x: x * 2, num_parallel_workers=2))
values(d.map(lambda x: x * 2, num_parallel_workers=2, python_multiprocessing=True))
def bad(x):
    if x == 7:
        raise KeyError("mine")
    return x
tried(once(d.map(bad, num_parallel_workers=2, python_multiprocessing=True)), once(d.map(bad, num_parallel_workers=2)))
# case: batch
d = fresh(lambda: ds.GeneratorDataset(list(range(7)), "a", shuffle=False))
rows(d.batch(3))
rows(d.batch(3, drop_remainder=True))
about(d.batch(3))
about(d.batch(3, True))
rows(d.batch(3), output_numpy=False)
rows(d.batch(10, True))
rows(d.batch(2, True).batch(2))
about(d.batch(2, True).batch(2))
# case: batch of strings and dicts
rows(ds.GeneratorDataset([("a", {"k": 1}), ("bcd", {"k": 2})], ["a", "b"], shuffle=False).batch(2))
# case: per batch map
d = fresh(lambda: ds.GeneratorDataset([(i, i * 10) for i in range(5)], ["a", "b"], shuffle=False))
rows(d.batch(2, per_batch_map=lambda a, info: ([x + info.get_batch_num() * 100 for x in a],), input_columns=["a"]))
rows(d.batch(2, per_batch_map=lambda a, b, info: (a, b, [x + y for x, y in zip(a, b)]), input_columns=["a", "b"], output_columns=["a", "b", "c"]))
print(d.batch(2, per_batch_map=lambda a, b, info: ([x + y for x, y in zip(a, b)],), input_columns=["a", "b"], output_columns=["c"]).get_col_names())
rows(d.batch(2, per_batch_map=lambda a, b, info: (np.stack(a), np.stack(b) + info.get_epoch_num())))
rows(d.batch(lambda info: info.get_batch_num() + 1))
# case: batch size function size
d = fresh(lambda: ds.GeneratorDataset([(i, i * 10) for i in range(5)], ["a", "b"], shuffle=False))
tried(lambda: d.batch(lambda info: info.get_batch_num() + 1).get_dataset_size(), lambda: d.batch(lambda info: 2).get_batch_size())
# case: per batch map kinds
d = fresh(lambda: ds.GeneratorDataset([(i, i * 10) for i in range(4)], ["a", "b"], shuffle=False))
seen = []  # not printed at once: batches are made ahead
def look(a, b, info):
    seen.append((type(a).__name__, form(a[0])))
    return a, b
rows(d.batch(2, per_batch_map=look, num_parallel_workers=1))
print(seen)
# case: batch wrong
d = fresh(lambda: ds.GeneratorDataset([(np.arange(i + 1), i) for i in range(4)], ["a", "b"], shuffle=False))
tried(
    once(d.batch(2)),
    lambda: d.batch(0),
    lambda: d.batch(-1),
    lambda: d.batch("3"),
    lambda: d.batch(2.0),
    lambda: d.batch(2, drop_remainder=1),
    lambda: d.batch(2, num_parallel_workers=0),
    lambda: d.batch(2, input_columns=["a"]),
    lambda: d.batch(2, pad_info={}),
    once(d.batch(2, per_batch_map=lambda a, info: (a,), input_columns=["z"])),
    once(d.project(["b"]).batch(2, per_batch_map=lambda a, info: 3)),
    once(d.project(["b"]).batch(2, per_batch_map=lambda a, info: (a, a))),
    once(d.project(["b"]).batch(2, per_batch_map=lambda a: (a,))),
    once(ds.GeneratorDataset([np.int32(1), np.float32(2)], "a", shuffle=False).batch(2)),
)
# case: padded batch
d = fresh(lambda: ds.GeneratorDataset([(np.arange(i + 1), i) for i in range(4)], ["a", "b"], shuffle=False))
rows(d.padded_batch(2, pad_info={"a": ([6], -1)}))
rows(d.padded_batch(2, pad_info={}))
rows(d.padded_batch(3, True, pad_info={"a": None}))
about(d.padded_batch(3, True, pad_info={}))
rows(d.project(["b"]).padded_batch(2))
tried(once(d.padded_batch(2, pad_info={"a": ([1], 0)})), lambda: d.padded_batch(2, pad_info=3), once(d.padded_batch(2, pad_info={"z": None})), lambda: d.padded_batch(2, pad_info={"a": (3, 0)}), lambda: d.padded_batch(2, pad_info={"a": ([3],)}), once(d.padded_batch(4)))
# case: buckets
d = fresh(lambda: ds.GeneratorDataset([(np.arange(i % 4 + 1), i) for i in range(9)], ["a", "b"], shuffle=False))
b = d.bucket_batch_by_length(["a"], [3, 5], [2, 2, 1], lambda a: len(a), {"a": ([None], 0)})
rows(b)
print(b.get_col_names(), b.get_dataset_size())
rows(d.bucket_batch_by_length(["a"], [3, 5], [2, 2, 1], lambda a: len(a), {"a": ([None], 0)}, pad_to_bucket_boundary=True, drop_remainder=True))
rows(d.bucket_batch_by_length(["a"], [3, 5], [2, 2, 1], pad_info={"a": ([None], 0)}))
tried(
    lambda: d.bucket_batch_by_length([], [3], [1, 1]),
    lambda: d.bucket_batch_by_length(["a"], [], [1]),
    lambda: d.bucket_batch_by_length(["a"], [3, 2], [1, 1, 1]),
    lambda: d.bucket_batch_by_length(["a"], [3], [1]),
    lambda: d.bucket_batch_by_length(["a", "b"], [3], [1, 1]),
    lambda: d.bucket_batch_by_length(["a"], [0], [1, 1]),
    lambda: d.bucket_batch_by_length(["a"], ["x"], [1, 1]),
    lambda: d.bucket_batch_by_length(["a"], [3], [1, 0]),
)
# case: repeat take skip
d = fresh(lambda: ds.GeneratorDataset(list(range(5)), "a", shuffle=False))
values(d.repeat(2))
values(d.take(2))
values(d.skip(3))
values(d.skip(9))
values(d.take(9))
values(d.take(-1))
values(d.repeat(2).take(7))
values(d.take(3).repeat(2))
values(d.skip(2).repeat(2))
values(d.batch(2).skip(1))
print(d.repeat(3).get_dataset_size(), d.repeat(3).get_repeat_count(), d.repeat(2).repeat(3).get_repeat_count(), d.take(2).get_dataset_size(), d.skip(2).get_dataset_size(), d.repeat().get_dataset_size(), d.repeat(3).batch(2).get_repeat_count())
values(d.repeat(1))
tried(lambda: d.repeat(0), lambda: d.repeat(-2), lambda: d.repeat("x"), lambda: d.repeat(2.0), lambda: d.take(0), lambda: d.take(-3), lambda: d.take("x"), lambda: d.skip(-1), lambda: d.skip("x"), lambda: d.skip(9).get_dataset_size())
# case: endless repeat
d = fresh(lambda: ds.GeneratorDataset(list(range(3)), "a", shuffle=False).repeat())
print([int(r[0]) for r, _ in zip(d.create_tuple_iterator(num_epochs=1, output_numpy=True), range(8))])
# case: split
d = fresh(lambda: ds.GeneratorDataset(list(range(10)), "a", shuffle=False))
a, b = d.split([0.7, 0.3], randomize=False)
values(a)
values(b)
print(a.get_dataset_size(), b.get_dataset_size())
a, b = d.split([7, 3], randomize=False)
values(b)
a, b, c = d.split([0.33, 0.33, 0.34], randomize=False)
print(a.get_dataset_size(), b.get_dataset_size(), c.get_dataset_size())
a, b = d.batch(2).split([2, 3], randomize=False)
rows(b)
tried(lambda: d.split([0.5, 0.6]), lambda: d.split([5, 6]), lambda: d.split([]), lambda: d.split([-1, 11]), lambda: d.split(3), lambda: d.split([0.5, 5]), lambda: d.split([0.5, 0.5], randomize=3), lambda: d.split([1, 2]))
# case: split of a plain stream
d = fresh(lambda: ds.GeneratorDataset(lambda: numbers(6), ["a"]))
a, b = d.split([4, 2], randomize=False)
values(a)
values(b)
# case: concat and zip
d = fresh(lambda: ds.GeneratorDataset([1, 2], "a", shuffle=False))
e = fresh(lambda: ds.GeneratorDataset([3, 4, 5], "a", shuffle=False))
values(d + e.make())
values(d.concat([e.make(), d.make()]))
about(d + e.make())
f = fresh(lambda: ds.GeneratorDataset([3, 4, 5], "b", shuffle=False))
rows(d.zip(f.make()))
rows(ds.zip((d.make(), f.make())))
about(ds.zip((d.make(), f.make())))
tried(once(d.concat(f.make())), lambda: d.zip(e.make()).get_col_names(), lambda: ds.zip((d.make(),)), lambda: ds.zip(d.make()), lambda: ds.zip((d.make(), 3)), lambda: d.zip(3), lambda: d.concat(3), lambda: d.zip(d.make()), lambda: d.concat([]))
# case: concat with samplers
d = (ds.GeneratorDataset([1, 2, 3], "a", shuffle=False) + ds.GeneratorDataset([4, 5, 6, 7], "a", shuffle=False))
d.use_sampler(ds.DistributedSampler(num_shards=2, shard_id=1, shuffle=False))
values(d)
print(d.get_dataset_size())
# case: concat of different types
d = fresh(lambda: ds.GeneratorDataset([1, 2], "a", shuffle=False))
tried(once(d + ds.GeneratorDataset([1.5], "a")), once(d + ds.GeneratorDataset([(1, 2)], ["a", "b"])), once(d + ds.GeneratorDataset([np.array([1, 2])], ["a"])))
# case: filter
d = fresh(lambda: ds.GeneratorDataset([(i, i * 2) for i in range(6)], ["a", "b"], shuffle=False))
rows(d.filter(lambda a: a % 2 == 0, ["a"]))
rows(d.filter(lambda a, b: bool(a + b > 9)))
rows(d.filter(lambda a: True if a > 3 else False, input_columns=["a"], num_parallel_workers=2))
tried(lambda: d.filter(lambda a: a > 1, ["a"]).get_dataset_size(), lambda: d.filter(3), once(d.filter(lambda a: a, ["z"])), once(d.filter(lambda a: 1 / 0, ["a"])))
# case: project and rename
d = fresh(lambda: ds.GeneratorDataset([(1, 2, 3)], ["a", "b", "c"]))
rows(d.project(["c", "a"]))
print(d.project("b").get_col_names(), d.rename("a", "x").get_col_names(), d.rename(["a", "c"], ["x", "y"]).get_col_names(), d.rename(["a", "b"], ["b", "a"]).get_col_names())
tried(lambda: d.project(["z"]).get_col_names(), once(d.project(["z"])), lambda: d.project(3), lambda: d.project(["a", "a"]), lambda: d.rename("a", "b").get_col_names(), once(d.rename("z", "y")), lambda: d.rename(["a"], ["x", "y"]), lambda: d.rename(3, "x"), lambda: d.rename(["a", "b"], ["x", "x"]))
# case: shuffle
ds.config.set_seed(1)
d = fresh(lambda: ds.GeneratorDataset(list(range(20)), "a", shuffle=False))
a = [int(r[0]) for r in d.shuffle(20).create_tuple_iterator(num_epochs=1, output_numpy=True)]
print(sorted(a) == list(range(20)), a != list(range(20)), d.shuffle(4).get_dataset_size())
tried(lambda: d.shuffle(1), lambda: d.shuffle(0), lambda: d.shuffle("x"), lambda: d.shuffle(2.0))
a = [int(r[0]) for r in d.shuffle(2).create_tuple_iterator(num_epochs=1, output_numpy=True)]
print(all(v <= i + 1 for i, v in enumerate(a)))
# case: the same seed gives the same order
ds.config.set_seed(1)
d = (ds.GeneratorDataset(list(range(20)), "a").shuffle(5).map(lambda x: x))
e = (ds.GeneratorDataset(list(range(20)), "a").shuffle(5).map(lambda x: x))
a = [[int(r[0]) for r in x.create_tuple_iterator(num_epochs=1, output_numpy=True)] for x in (d, d, e)]
print(a[0] == a[1], a[0] == a[2])
it = d.create_tuple_iterator(num_epochs=2, output_numpy=True)
print([int(r[0]) for r in it] == [int(r[0]) for r in it])
# case: mindspore.set_seed and the order
def order():
    return [int(r[0]) for r in ds.GeneratorDataset(list(range(20)), "a").create_tuple_iterator(num_epochs=1, output_numpy=True)]
before = ds.config.get_seed()
mindspore.set_seed(7)
print(ds.config.get_seed() == before, ds.config.get_seed())
# case: flat map
def parts(x):
    return ds.NumpySlicesDataset([int(x), int(x) * 10], "c", shuffle=False)
d = fresh(lambda: ds.NumpySlicesDataset([1, 2], "a", shuffle=False))
tried(lambda: values(d.flat_map(parts)))
print(d.flat_map(parts).get_dataset_size())
tried(lambda: d.flat_map(3), lambda: d.flat_map(lambda x: 3))
# case: apply
d = fresh(lambda: ds.GeneratorDataset([1, 2, 3], "a", shuffle=False))
rows(d.apply(lambda x: x.batch(2)))
tried(lambda: d.apply(3), lambda: d.apply(lambda x: 3))
# case: iterators
d = fresh(lambda: ds.GeneratorDataset([(1, 2), (3, 4)], ["a", "b"], shuffle=False))
for r in d:
    print(form(r))
print(form(next(d.create_dict_iterator(num_epochs=1, output_numpy=True))))
print(form(next(iter(d.create_tuple_iterator(["b"], num_epochs=1, output_numpy=True)))))
print(type(d.create_tuple_iterator()).__name__, type(d.create_dict_iterator()).__name__)
it = d.create_tuple_iterator(num_epochs=2, output_numpy=True)
print([form(r) for r in it])
print([form(r) for r in it])
tried(lambda: [form(r) for r in it])
it = d.create_tuple_iterator(num_epochs=1, output_numpy=True)
print(form(next(it)), form(next(it)))
try:
    next(it)
except StopIteration:
    print("stop")
tried(lambda: next(it))
tried(lambda: d.create_tuple_iterator(num_epochs=0), lambda: d.create_tuple_iterator(num_epochs="x"), lambda: d.create_tuple_iterator(num_epochs=-2), lambda: d.create_tuple_iterator(["z"]), lambda: d.create_dict_iterator(output_numpy=3), lambda: d.create_tuple_iterator(do_copy=3), lambda: d.create_tuple_iterator(3), lambda: d.create_dict_iterator(unknown=1))
# case: iterator left in the middle
d = fresh(lambda: ds.GeneratorDataset(list(range(100)), "a", shuffle=False))
it = d.create_tuple_iterator(num_epochs=2, output_numpy=True)
for r in it:
    if r[0] == 3:
        break
print(int(next(iter(it))[0]))
# case: output shapes
d = fresh(lambda: ds.GeneratorDataset([(np.ones((2, i + 1), np.float32), i) for i in range(3)], ["a", "b"], shuffle=False))
print(d.output_shapes(), d.output_shapes(estimate=True), d.output_types(), d.map(lambda x: x[0], ["a"]).output_shapes())
# case: reset and len
d = fresh(lambda: ds.GeneratorDataset([1, 2, 3], "a", shuffle=False))
print(len(d), len(d.batch(2)))
d.reset()
values(d)
# case: getitem
d = fresh(lambda: ds.GeneratorDataset([1, 2, 3], "a", shuffle=False))
tried(lambda: d[1])
# case: sizes of repeat and batch
d = fresh(lambda: ds.GeneratorDataset(list(range(10)), "a"))
print(d.batch(20, True).repeat(6).get_dataset_size(), d.repeat(6).batch(20, True).get_dataset_size(), d.batch(3).repeat(2).get_batch_size(), d.batch(3).take(2).get_dataset_size())
# case: device queue
d = fresh(lambda: ds.GeneratorDataset([1, 2, 3], "a", shuffle=False))
tried(lambda: type(d.device_que()).__name__)
# case: input indexes
d = fresh(lambda: ds.GeneratorDataset([1, 2, 3], "a", shuffle=False))
print(d.input_indexs)
# case: config
print(ds.config.get_num_parallel_workers() >= 1, ds.config.get_prefetch_size(), ds.config.get_callback_timeout(), ds.config.get_monitor_sampling_interval(), ds.config.get_numa_enable(), ds.config.get_enable_shared_mem(), ds.config.get_auto_offload(), ds.config.get_enable_autotune(), ds.config.get_autotune_interval(), ds.config.get_enable_watchdog(), ds.config.get_multiprocessing_timeout_interval(), ds.config.get_fast_recovery(), ds.config.get_debug_mode(), ds.config.get_error_samples_mode(), ds.config.get_auto_num_workers(), ds.config.get_sending_batches() if hasattr(ds.config, "get_sending_batches") else None, ds.config.get_iterator_mode(), ds.config.get_multiprocessing_start_method(), ds.config.get_video_backend() if False else None)
ds.config.set_seed(9)
ds.config.set_prefetch_size(3)
ds.config.set_num_parallel_workers(2)
print(ds.config.get_seed(), ds.config.get_prefetch_size(), ds.config.get_num_parallel_workers())
tried(lambda: ds.config.set_seed(-1), lambda: ds.config.set_seed("x"), lambda: ds.config.set_seed(2**32), lambda: ds.config.set_seed(2**32 - 1), lambda: ds.config.set_prefetch_size(0), lambda: ds.config.set_prefetch_size("x"), lambda: ds.config.set_num_parallel_workers(0), lambda: ds.config.set_num_parallel_workers("x"), lambda: ds.config.set_monitor_sampling_interval(-1), lambda: ds.config.set_callback_timeout(0), lambda: ds.config.set_numa_enable(3), lambda: ds.config.set_sending_batches(-3), lambda: ds.config.set_sending_batches("x"), lambda: ds.config.set_error_samples_mode(3), lambda: ds.config.set_multiprocessing_start_method("x"), lambda: ds.config.set_multiprocessing_timeout_interval(0), lambda: ds.config.set_enable_shared_mem(3), lambda: ds.config.set_auto_num_workers(3), lambda: ds.config.set_debug_mode(3), lambda: ds.config.set_fast_recovery(3), lambda: ds.config.set_autotune_interval(-1), lambda: ds.config.load("missing"), lambda: ds.config.set_iterator_mode(3), lambda: ds.config.set_enable_watchdog(3), lambda: ds.config.set_auto_offload(3))
# case: error samples modes
d = fresh(lambda: ds.GeneratorDataset(list(range(6)), "a", shuffle=False))
def bad(x):
    if x == 2:
        raise ValueError("mine")
    return x
ds.config.set_error_samples_mode(ds.config.ErrorSamplesMode.SKIP)
values(d.map(bad))
ds.config.set_error_samples_mode(ds.config.ErrorSamplesMode.REPLACE)
values(d.map(bad))
ds.config.set_error_samples_mode(ds.config.ErrorSamplesMode.RETURN)
# case: samplers wrong
tried(
    lambda: ds.SequentialSampler("x"), lambda: ds.SequentialSampler(-1), lambda: ds.SequentialSampler(0, -1), lambda: ds.RandomSampler(3), lambda: ds.RandomSampler(num_samples=-1), lambda: ds.DistributedSampler(0, 0), lambda: ds.DistributedSampler(2, 2), lambda: ds.DistributedSampler("x", 1), lambda: ds.DistributedSampler(2, 0, shuffle=3), lambda: ds.DistributedSampler(2, 0, offset=3), lambda: ds.PKSampler(0), lambda: ds.PKSampler("x"), lambda: ds.PKSampler(2, class_column=3), lambda: ds.SubsetRandomSampler("x"), lambda: ds.SubsetSampler(3), lambda: ds.SubsetSampler([]), lambda: ds.SubsetSampler([-1]), lambda: ds.WeightedRandomSampler([]), lambda: ds.WeightedRandomSampler([0.0, 0.0]), lambda: ds.WeightedRandomSampler(["x"]), lambda: ds.WeightedRandomSampler([-1.0]), lambda: ds.WeightedRandomSampler([1.0], replacement=3),
)
# case: samplers right
def order(s):
    return [int(r[0]) for r in ds.GeneratorDataset(list(range(10)), "a", sampler=s).create_tuple_iterator(num_epochs=1, output_numpy=True)]
ds.config.set_seed(4)
print(len(order(ds.RandomSampler(num_samples=4))), len(order(ds.RandomSampler(True))), sorted(order(ds.SubsetRandomSampler([1, 5, 7]))), set(order(ds.WeightedRandomSampler([0, 0, 1, 0, 1, 0, 0, 0, 0, 0], 8))) <= {2, 4}, sorted(order(ds.WeightedRandomSampler([1, 1, 1, 0, 0, 0, 0, 0, 0, 0], 3, replacement=False))))
print(order(ds.DistributedSampler(3, 1, shuffle=False, offset=2)), order(ds.DistributedSampler(3, 0, shuffle=False, offset=2)), order(ds.DistributedSampler(4, 3, shuffle=False, num_samples=2)))
s = ds.SequentialSampler(1, 6)
s.add_child(ds.SubsetSampler([9, 8, 7, 6, 5, 4, 3]))
print(order(s))
s = ds.RandomSampler(num_samples=5)
s.add_child(ds.SequentialSampler(5, 3))
print(sorted(order(s)))
print(ds.SequentialSampler(1, 3).get_num_samples(), ds.RandomSampler().get_num_samples(), ds.SubsetSampler([1, 2]).get_num_samples())
# case: seeds of both, one after the other
mindspore.set_seed(7)
print(ds.config.get_seed())
ds.config.set_seed(9)
print(ds.config.get_seed(), mindspore.get_seed())
mindspore.set_seed(7)
print(ds.config.get_seed())
# case: debug mode
import mindspore.dataset.debug as debug
def add_one(x):
    return x + 1
class Look(debug.DebugHook):
    def compute(self, *args):
        print("looked", len(args), form(args[0]))
        return args
d = lambda: ds.NumpySlicesDataset(np.array([[1.5, 2.5]], np.float32), "x", shuffle=False).map([add_one, transforms.TypeCast(mstype.int32), Look()])
ds.config.set_debug_mode(True)
rows(d())
ds.config.set_debug_mode(True, [debug.PrintDataHook(), Look()])
rows(d())
ds.config.set_debug_mode(True, [])
rows(d())
print(ds.config.get_debug_mode())
tried(lambda: ds.config.set_debug_mode(1), lambda: ds.config.set_debug_mode(True, 3), lambda: ds.config.set_debug_mode(True, [3]), lambda: debug.DebugHook())
ds.config.set_debug_mode(False)
