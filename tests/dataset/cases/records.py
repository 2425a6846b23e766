# case: lines of text
put("a.txt", "a0\na1\n\na2"), put("b.txt", lines(*(f"b{i}" for i in range(7)))), put("c.txt", "  c0 \r\nc1\r\n\n")
T = ds.TextFileDataset
d = T(["a.txt", "b.txt", "c.txt"], shuffle=False, num_parallel_workers=2)
about(d)
values(d)
values(T(["b.txt", "a.txt", "c.txt"], shuffle=False, num_parallel_workers=1))
values(T("*.txt", shuffle=False, num_parallel_workers=1))
for shard in range(3):
    d = T(["a.txt", "b.txt"], shuffle=False, num_shards=3, shard_id=shard, num_parallel_workers=1)
    print(d.get_dataset_size())
    values(d)
values(T(["a.txt", "b.txt"], shuffle=False, num_samples=5, num_parallel_workers=1))
d = T(["a.txt", "b.txt"], shuffle=False, num_samples=5, num_shards=2, shard_id=1, num_parallel_workers=1)
print(d.get_dataset_size())
values(d)
for mode in (True, None, ds.Shuffle.GLOBAL, ds.Shuffle.FILES, ds.Shuffle.INFILE):
    print(sorted(r[0].tolist() for r in T(["a.txt", "b.txt", "c.txt"], shuffle=mode, num_parallel_workers=1).create_tuple_iterator(num_epochs=1, output_numpy=True)))
put("empty.txt", ""), put("bin.txt", b"\xff\xfe\n\x00ab\n")
tried(once(T("empty.txt")), lambda: T("empty.txt").get_dataset_size(), once(T("bin.txt", shuffle=False)))
# case: wrong arguments of lines of text
T = ds.TextFileDataset
put("a.txt", "a")
tried(lambda: T("none.txt"), lambda: T([]), lambda: T(3), lambda: T(["a.txt", 3]), lambda: T("a.txt", shuffle=3), lambda: T("a.txt", shuffle="x"))
tried(lambda: T("a.txt", num_samples=-1), lambda: T("a.txt", num_shards=2), lambda: T("zz*.txt"), lambda: T("a.txt", num_shards=2, shard_id=2), lambda: T("a.txt", num_parallel_workers=0))
# case: CSV
put("h.csv", 'x,y,z\n1,2.5,a\n2,3.5,"b,c"\n3,,\n'), put("n.csv", '1,2.5,a\n2,3.5,"q""r"\n'), put("m.csv", 'x,y\n1,"two\nlines"\n\n2,3\r\n'), put("bad.csv", "x,y\n1,2\n3\n")
C = ds.CSVDataset
d = C("h.csv", shuffle=False)
about(d)
rows(d)
rows(C("n.csv", column_names=["a", "b", "c"], shuffle=False))
rows(C("n.csv", column_names=["a", "b", "c"], column_defaults=[0, 0.0, "s"], shuffle=False))
rows(C("m.csv", shuffle=False))
print(C("m.csv", shuffle=False).get_dataset_size())
tried(once(C("h.csv", column_defaults=[7, 1.5, "dd"], shuffle=False)), once(C("n.csv", column_names=["a", "b"], shuffle=False)), once(C("n.csv", column_names=["a", "a", "c"])))
tried(lambda: C("n.csv", field_delim=";;"), lambda: C("n.csv", field_delim='"'), lambda: C("n.csv", column_defaults=3), lambda: C("n.csv", column_defaults=[[1]]), lambda: C("no.csv"))
tried(once(C("bad.csv", shuffle=False)), once(C(["h.csv", "n.csv"], shuffle=False)))
# case: TFRecord without a schema
tfrecord("t1"), tfrecord("t2", 4, 10)
R = ds.TFRecordDataset
d = R("t1", shuffle=False)
about(d)
rows(d)
rows(R("t1", columns_list=["s", "i"], shuffle=False))
values(R(["t1", "t2"], columns_list=["i"], shuffle=False, num_parallel_workers=2))
values(R(["t1", "t2"], columns_list=["i"], shuffle=False, num_samples=4, num_parallel_workers=1))
for equal in (False, True):
    for shard in range(2):
        d = R(["t1", "t2"], columns_list=["i"], shuffle=False, num_shards=2, shard_id=shard, shard_equal_rows=equal, num_parallel_workers=1)
        print(d.get_dataset_size())
        values(d)
# case: TFRecord with a schema
tfrecord("t1")
R = ds.TFRecordDataset
def schema(**columns):
    s = ds.Schema()
    for name, (kind, *shape) in columns.items():
        s.add_column(name, kind, *shape)
    return s
s = schema(i=(mstype.int32, [1]), f=(mstype.float32, [2]), s=(mstype.uint8, [-1]), n=(mstype.int64, [3, 1]))
rows(R("t1", schema=s, shuffle=False))
rows(R("t1", schema=s, columns_list=["n", "i"], shuffle=False))
rows(R("t1", schema=schema(i=(mstype.int64,), s=(mstype.string, []), f=(mstype.float64, [-1]), n=(mstype.int8,)), shuffle=False))
rows(R("t1", schema=schema(l=(mstype.string, [2]), s=(mstype.string,)), shuffle=False))
tried(once(R("t1", schema=schema(zz=(mstype.float32, [1])))), once(R("t1", schema=schema(n=(mstype.int64, [2])))), once(R("t1", schema=s, columns_list=["q"])), once(R("t1", columns_list=["zz"])))
put("s.json", '{"datasetType":"TF","numRows":2,"columns":{"i":{"type":"int64","rank":1},"s":{"type":"string","rank":0,"shape":[]}}}')
rows(R("t1", "s.json", shuffle=False))
# case: TFRecord packed, empty and damaged
import gzip
import zlib
data = content(tfrecord("t1"))
put("z", gzip.compress(data)), put("zl", zlib.compress(data)), put("text", "hello this is no tfrecord"), put("e", b"")
put("mix", record(example(i=[1])) + record(example(f=[1.0])))
R = ds.TFRecordDataset
values(R("z", columns_list=["i"], compression_type="GZIP", shuffle=False))
values(R("zl", columns_list=["i"], compression_type="ZLIB", shuffle=False, num_samples=2))
tried(once(R("text")), once(R("e")), once(R("mix", shuffle=False)), once(R("t1", num_shards=2, shard_id=1)))
tried(lambda: R("z", compression_type="BZ"), lambda: R("none"), lambda: R("t1", schema=3), lambda: R("t1", schema="no.json"), lambda: R("t1", columns_list=3), lambda: R("t1", shard_equal_rows=1))
# case: MindRecord, written and read
from mindspore.mindrecord import FileReader, FileWriter, MindPage
def write(name, n=10, shards=1, index=None):
    writer = FileWriter(name, shards, overwrite=True)
    writer.set_header_size(1 << 14)
    writer.set_page_size(1 << 15)
    writer.add_schema({"file_name": {"type": "string"}, "label": {"type": "int32"}, "score": {"type": "float32"}, "data": {"type": "bytes"},
                       "ids": {"type": "int64", "shape": [-1]}, "m": {"type": "float32", "shape": [2, 2]}, "w": {"type": "float64"}}, "a schema")
    if index:
        writer.add_index(index)
    for i in range(n):
        writer.write_raw_data([{"file_name": f"{i}.jpg", "label": i - 3, "score": 0.5 * i, "data": bytes([65 + i]) * (i * 3), "ids": np.arange(i + 1, dtype=np.int64) * 100 ** i,
                                "m": np.eye(2, dtype=np.float32) * i, "w": 0.1 * i}])
    print(writer.commit())
write("a", index=["file_name", "label"])
M = ds.MindDataset
d = M("a", shuffle=False)
print(d.get_col_names(), d.get_dataset_size(), d.output_shapes(), d.output_types())
rows(d, 12)
rows(M("a", shuffle=False), 3, output_numpy=False)
values(M("a", columns_list=["label"], shuffle=False, num_samples=4))
for shard in range(3):
    values(M("a", columns_list=["label"], shuffle=False, num_shards=3, shard_id=shard))
rows(M("a", columns_list=["label", "ids", "data"], shuffle=False, padded_sample={"label": -1, "ids": np.array([7]), "data": b"x"}, num_padded=2, num_shards=3, shard_id=2))
for sampler in (ds.SubsetSampler([3, 1]), ds.SequentialSampler(2, 3), ds.DistributedSampler(3, 1, False)):
    values(M("a", columns_list=["label"], sampler=sampler))
print(M("a", columns_list=["label", "m"], shuffle=False)[1])
print(sorted(r[0].tolist() for r in M("a", columns_list=["label"]).create_tuple_iterator(num_epochs=1, output_numpy=True)))
rows(M("a", columns_list=["data", "label"], shuffle=False).batch(2), 2)
reader = FileReader("a")
print(reader.schema(), reader.len())
for row in itertools.islice(reader.get_next(), 4):
    print({k: form(v) for k, v in row.items()})
reader.close()
page = MindPage("a")
print(page.candidate_fields, page.category_field)
page.category_field = "label"
print(page.read_category_info())
print([{k: form(v) for k, v in row.items()} for row in page.read_at_page_by_id(0, 0, 2) + page.read_at_page_by_name("2", 0, 2)])
writer = FileWriter.open_for_append("a")
writer.write_raw_data([{"file_name": "new", "label": 77, "score": 1.5, "data": b"n", "ids": np.array([2**40]), "m": np.ones((2, 2), np.float32), "w": 2.0}])
writer.commit()
rows(M("a", columns_list=["label", "ids", "file_name"], sampler=ds.SubsetSampler([0, 10])))
# case: MindRecord in several files
from mindspore.mindrecord import FileReader, FileWriter
writer = FileWriter("s", 3, overwrite=True)
writer.set_header_size(1 << 14)
writer.set_page_size(1 << 15)
writer.add_schema({"x": {"type": "int32"}, "big": {"type": "bytes"}})
writer.write_raw_data([{"x": i, "big": bytes(9000)} for i in range(20)])
writer.commit()
print(sorted(os.listdir(".")))
d = ds.MindDataset("s0", columns_list=["x"])
print(d.get_dataset_size(), sorted(r[0].tolist() for r in d.create_tuple_iterator(num_epochs=1, output_numpy=True)))
sizes = [ds.MindDataset([f"s{i}"]).get_dataset_size() for i in range(3)]
print(sum(sizes), FileReader(["s0", "s1", "s2"]).len())
for mode in (ds.Shuffle.FILES, ds.Shuffle.INFILE, ds.Shuffle.GLOBAL):
    print(sorted(r[0].tolist() for r in ds.MindDataset("s0", columns_list=["x"], shuffle=mode).create_tuple_iterator(num_epochs=1, output_numpy=True)))
# case: MindRecord, wrong arguments
from mindspore.mindrecord import FileReader, FileWriter
F = FileWriter
def new():
    return F("e", 1, overwrite=True)
tried(lambda: F("e", 0), lambda: F("e", 1001), lambda: F(""), lambda: F(3), lambda: F("a/"), lambda: F("a*b"), lambda: F("e", 1.0), lambda: F("e", 1, 1))
tried(lambda: new().set_header_size(100), lambda: new().set_page_size(100), lambda: new().set_header_size(20000), lambda: new().set_header_size("x"))
tried(lambda: new().add_schema({}), lambda: new().add_schema([]), lambda: new().add_schema({"a b": {"type": "int32"}}), lambda: new().add_schema({"a": {"type": "int8"}}), lambda: new().add_schema({"a": {"type": "int32", "shape": 2}}), lambda: new().add_schema({"a": {"type": "string", "shape": [2]}}), lambda: new().add_schema({"a": 3}))
def wrote(data, index=None, commit=True):
    writer = new()
    writer.add_schema({"a": {"type": "int32"}})
    if index is not None:
        writer.add_index(index)
    writer.write_raw_data(data)
    if commit:
        writer.commit()
tried(lambda: wrote([{"a": 1}]), lambda: wrote([]), lambda: wrote([{"b": 1}]), lambda: wrote([{"a": "x"}]), lambda: wrote({"a": 1}), lambda: wrote([3]), lambda: wrote([{"a": 1.5}]), lambda: wrote([{"a": np.int64(1)}]), lambda: wrote([{"a": True}]))
tried(lambda: wrote([{"a": 1}], "a"), lambda: wrote([{"a": 1}], ["b"]), lambda: wrote([{"a": 1}], [1]), lambda: wrote([{"a": 1}], []), lambda: new().add_index(["a"]), lambda: new().commit(), lambda: new().write_raw_data([{"a": 1}]))
wrote([{"a": 1}])
def exists():
    writer = F("e")
    writer.add_schema({"a": {"type": "int32"}})
    writer.write_raw_data([{"a": 1}])
tried(exists, lambda: F.open_for_append("none"), lambda: FileReader("none"), lambda: FileReader("e", columns=["q"]), lambda: FileReader("e", columns="a"), lambda: FileReader("e", num_consumer=0), lambda: FileReader("e", num_consumer="x"))
put("small", "x"), put("small.db", "x"), put("nodb", content("e"))
tried(lambda: FileReader("small"), lambda: FileReader("nodb"))
M = ds.MindDataset
tried(lambda: M("none"), once(M("e", columns_list=["zz"])), lambda: M(3), lambda: M("e", columns_list=3), lambda: M("e", num_padded=2), lambda: M("e", padded_sample={"a": 1}), lambda: M("e", columns_list=["a"], padded_sample={"k": 1}, num_padded=1), lambda: M("e", shuffle=3))
tried(lambda: M("e", shuffle=ds.Shuffle.FILES, num_samples=3), lambda: M("e", sampler=ds.WeightedRandomSampler([1])), lambda: M("e", sampler=ds.SequentialSampler(), shuffle=True))
# case: encrypted MindRecord
import mindspore.mindrecord as mindrecord
mindrecord.set_enc_key("0123456789012345")
writer = mindrecord.FileWriter("enc", 1, overwrite=True)
writer.set_header_size(1 << 14)
writer.set_page_size(1 << 15)
writer.add_schema({"a": {"type": "int32"}})
writer.write_raw_data([{"a": i} for i in range(3)])
writer.commit()
print(len(content("enc")), content("enc")[-18:])
print(list(mindrecord.FileReader("enc").get_next()))
mindrecord.set_enc_key("0123456789012346")
tried(lambda: list(mindrecord.FileReader("enc").get_next()))
mindrecord.set_enc_key(None)
tried(lambda: mindrecord.FileReader("enc"), lambda: mindrecord.set_enc_key(3), lambda: mindrecord.set_enc_key("abc"), lambda: mindrecord.set_enc_mode("x"), lambda: mindrecord.set_dec_mode("x"))
# case: saved pipelines
from mindspore.mindrecord import FileReader
for number, values_ in enumerate([(np.array(1, kind), np.array([[1, 0]], kind)) for kind in ("bool", "int8", "uint8", "uint16", "uint32", "int64", "float16", "float64")] + [("text", np.array([b"x"]))]):
    ds.GeneratorDataset([values_] * 3, ["a", "b"], shuffle=False).save(f"s{number}")
    print(FileReader(f"s{number}").schema())
    rows(ds.MindDataset(f"s{number}", shuffle=False), 1)
d = ds.GeneratorDataset([1, 2, 3, 4], "a", shuffle=False)
tried(lambda: d.save("s0"), lambda: d.save("x", num_files=0), lambda: d.save("x", num_files=1001), lambda: d.save("x", file_type="csv"), lambda: d.save("x", file_type="tfrecord"), lambda: d.save(3))
tried(lambda: ds.GeneratorDataset([np.array(["x", "y"])], "a").save("y"), lambda: ds.GeneratorDataset([1], "a b").save("y"))
# case: pipelines as JSON
mnist_like("m", "train-images-idx3-ubyte", "train-labels-idx1-ubyte")
make = lambda: ds.MnistDataset("m", "train", num_samples=2, shuffle=False).map(transforms.OneHot(10), "label").map([vision.RandomHorizontalFlip(0.5)], "image").shuffle(3).repeat(2).batch(2, drop_remainder=True)
as_dict = ds.serialize(make(), "x.json")
def without_workers(node):
    return {k: [without_workers(c) for c in v] if k == "children" else v for k, v in node.items() if k not in ("num_parallel_workers", "connector_queue_size")}
print(json.dumps(without_workers(as_dict)))
for back in (ds.deserialize(json_filepath="x.json"), ds.deserialize(input_dict=as_dict)):
    print(back.get_dataset_size(), [row[1].shape for row in back.create_tuple_iterator(num_epochs=1, output_numpy=True)])
print(ds.compare(make(), make()), ds.compare(make(), ds.MnistDataset("m")), ds.deserialize())
for d in (ds.MnistDataset("m").skip(1).take(3).project("label").rename("label", "l"), ds.MnistDataset("m", sampler=ds.SubsetSampler([1, 2])), ds.MnistDataset("m", sampler=ds.SequentialSampler(1, 2)), ds.TextFileDataset("x.json", shuffle=False), ds.NumpySlicesDataset([1], "a")):
    print(json.dumps(without_workers(d.to_json())))
tried(lambda: ds.serialize(3), lambda: ds.compare(3, 4))
# case: pipelines that JSON does not tell
tried(lambda: ds.deserialize(json_filepath="none.json"), lambda: ds.deserialize(input_dict=3), lambda: ds.deserialize("x"), lambda: ds.deserialize({"op_type": "Foo", "children": []}))
tried(lambda: ds.deserialize(json_filepath="none.json").get_dataset_size(), lambda: ds.deserialize({"op_type": "Foo", "children": []}).get_dataset_size())
