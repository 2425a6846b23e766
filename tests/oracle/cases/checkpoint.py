# ruff: noqa
# save_checkpoint, load_checkpoint, load_param_into_net: arguments, results, errors. The files: tests/checkpoint.

# for every case:
import os, tempfile
from pathlib import Path
from mindspore import load_checkpoint, load_param_into_net, save_checkpoint
from mindspore.train import serialization
folder = tempfile.mkdtemp()
path = os.path.join(folder, "a.ckpt")
safe = os.path.join(folder, "a.safetensors")
def refused(function, *args, **kwargs):
    try:
        print("returned", function(*args, **kwargs))
    except Exception as error:
        print(next(c for c in type(error).__mro__ if c.__module__ == "builtins").__name__)
def show(found):
    for name, value in found.items():
        print(name, value if isinstance(value, str) else (value.shape, str(value.dtype), value.asnumpy().tolist()))
def saved(**append):
    save_checkpoint([{"name": "a", "data": Tensor([1.0, 2.0])}], path, append_dict=append)
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.w = Parameter(Tensor([1.0, 2.0]), name="w")
        self.count = Parameter(Tensor([1, 2], mstype.int32), name="count")
        self.fc = nn.Dense(2, 1)

# case: what append_dict may hold
saved(epoch=3, lr=0.5, flag=True, text="grüß dich", nothing="", t=Tensor([1, 2]), p=Parameter(Tensor([1.0]), name="z"), big=2**40)
show(load_checkpoint(path))

# case: append_dict replaces a name
saved(a=7)
show(load_checkpoint(path))

# case: what append_dict may not hold
x = [{"name": "a", "data": Tensor([1.0])}]
for bad in (3, {3: 3}, {"a": None}, {"a": [1]}, {"a": np.float32(3)}, {"a": 1 + 2j}):
    refused(save_checkpoint, x, path, append_dict=bad)

# case: what may be saved
save_checkpoint({"a": Parameter(Tensor([1.0])), "b": "text", "c": np.ones(2)}, path)
show(load_checkpoint(path))
save_checkpoint([Parameter(Tensor([1.0]), name="p"), Parameter(Tensor([2.0]), name="p")], path)
show(load_checkpoint(path))
save_checkpoint(Net().trainable_params(), path)
print(list(load_checkpoint(path)))
save_checkpoint(Net(), path, choice_func=lambda name: name.startswith("fc"))
print(list(load_checkpoint(path)))

# case: what may not be saved
for bad in (3, None, (), [3], [{"name": "a"}], [{"name": 3, "data": Tensor([1.0])}], [{"name": "a", "data": 3}], {3: Parameter(Tensor([1.0]))}, [Tensor([1.0])]):
    refused(save_checkpoint, bad, path)
print(os.path.exists(path))

# case: nothing to save is a file with nothing to load
save_checkpoint([], path)
refused(load_checkpoint, path)
save_checkpoint([], safe, format="safetensors")
refused(load_checkpoint, safe, format="safetensors")

# case: arguments of save_checkpoint
x = [{"name": "a", "data": Tensor([1.0])}]
for bad in (dict(format="foo"), dict(integrated_save=3), dict(async_save=3), dict(async_save="foo"), dict(enc_key="x"), dict(enc_key=b""), dict(enc_mode=3), dict(crc_check=1), dict(remove_redundancy=3), dict(format="safetensors", enc_key=b"1" * 16), dict(format="safetensors", enc_mode="foo"), dict(choice_func=3), dict(enc_key=b"short"), dict(enc_key=b"1" * 16, enc_mode="foo"), dict(enc_key=b"1" * 24, enc_mode="SM4-CBC"), dict(foo=3), dict(enc_mode="foo")):
    refused(save_checkpoint, x, path, **bad)

# case: file names
x = [{"name": "a", "data": Tensor([1.0])}]
for name in ("one", "two.ckpt", "three.bak", "fourckpt"):
    save_checkpoint(x, os.path.join(folder, name))
save_checkpoint(x, os.path.join(folder, "five.ckpt"), format="safetensors")
print(sorted(os.listdir(folder)))
refused(save_checkpoint, x, 3)
refused(save_checkpoint, x, folder)
refused(save_checkpoint, x, os.path.join(folder, "no", "such", "folder"))

# case: mode of the file
import stat
saved()
print(oct(stat.S_IMODE(os.stat(path).st_mode)))
saved()
save_checkpoint([{"name": "a", "data": Tensor([1.0, 2.0])}], safe, format="safetensors")
print(oct(stat.S_IMODE(os.stat(safe).st_mode)))

# case: choosing what is loaded
saved(text="x", t=Tensor([1]), lr=0.5)
for chosen in (dict(filter_prefix="a"), dict(filter_prefix=["t"]), dict(specify_prefix="t"), dict(specify_prefix=("a", "l")), dict(specify_prefix="t", filter_prefix="te"), dict(choice_func=lambda n: n == "t"), dict(choice_func=lambda n: n == "t", filter_prefix="a")):
    print(list(load_checkpoint(path, **chosen)))
refused(load_checkpoint, path, specify_prefix="zz")
refused(load_checkpoint, path, choice_func=lambda n: False)

# case: arguments of load_checkpoint
saved()
for bad in (dict(filter_prefix=""), dict(filter_prefix=[]), dict(filter_prefix=3), dict(filter_prefix=["a", 3]), dict(specify_prefix=()), dict(dec_key="x"), dict(dec_mode=3), dict(crc_check=1), dict(remove_redundancy=1), dict(net=3), dict(dec_key=b"1" * 16), dict(format="foo"), dict(format="safetensors")):
    refused(load_checkpoint, path, **bad)
refused(load_checkpoint, 3)
refused(load_checkpoint, os.path.join(folder, "none.ckpt"))
refused(load_checkpoint, folder)
refused(load_checkpoint, path, format="safetensors", dec_key=b"1" * 16)

# case: a safetensors file, in the order of its names
save_checkpoint([{"name": "b", "data": Tensor(2.0)}, {"name": "a", "data": Tensor(np.zeros((0, 3), np.float32))}, {"name": "c", "data": Tensor([1.0], mstype.bfloat16).astype(mstype.float32)}], safe, append_dict={"epoch": 3, "flag": False}, format="safetensors", crc_check=True)
show(load_checkpoint(safe, format="safetensors", crc_check=True))
import io
show(load_checkpoint(io.BytesIO(Path(safe).read_bytes()), format="safetensors"))
refused(load_checkpoint, io.BytesIO(b""), format="ckpt")

# case: names of Parameters out of files
saved()
save_checkpoint([{"name": "a", "data": Tensor([1.0, 2.0])}], safe, format="safetensors")
print(load_checkpoint(path)["a"].name, load_checkpoint(safe, format="safetensors")["a"].name.startswith("Parameter#"))

# case: a changed checksum
save_checkpoint([{"name": "a", "data": Tensor([1.0, 2.0])}], path, crc_check=True)
show(load_checkpoint(path, crc_check=True))
data = bytearray(Path(path).read_bytes())
data[-20] ^= 1
os.remove(path)
Path(path).write_bytes(data)
refused(load_checkpoint, path, crc_check=True)
show(load_checkpoint(path))

# case: encrypted
for mode in ("AES-GCM", "AES-CBC", "SM4-CBC"):
    save_checkpoint([{"name": "a", "data": Tensor([1.0, 2.0])}], path, enc_key=b"0123456789abcdef", enc_mode=mode)
    show(load_checkpoint(path, dec_key=b"0123456789abcdef", dec_mode=mode))
    refused(load_checkpoint, path, dec_key=b"0123456789abcdeX", dec_mode=mode)
    refused(load_checkpoint, path)
    refused(load_checkpoint, path, dec_key=b"0123456789abcdef", dec_mode="foo")

# case: asynchronous
for how in (True, "thread", "process"):
    save_checkpoint(Net(), path, async_save=how)
    serialization._wait_async_thread_save_ckpt()
    serialization._wait_async_process_save_ckpt()
    print(list(load_checkpoint(path)), ms.async_ckpt_thread_status())
    os.remove(path)
print(list(ms.load_checkpoint_async(path if saved() else path).result()))
refused(ms.load_checkpoint_async(os.path.join(folder, "none.ckpt")).result)

# case: load_param_into_net
net = Net()
w = net.w
print(load_param_into_net(net, {"w": Parameter(Tensor([5.0, 6.0])), "other": Parameter(Tensor([1.0])), "epoch": "7"}))
print(text(net.w), net.w is w, net.w.name)

# case: load_param_into_net, everything
net, other = Net(), Net()
print(load_param_into_net(net, other.parameters_dict()), load_param_into_net(net, other.parameters_dict(), strict_load=True))
print(bool((net.fc.weight == other.fc.weight).all()))

# case: load_param_into_net converts dtypes
net = Net()
load_param_into_net(net, {"w": Parameter(Tensor([1.5, 2.5], mstype.float16)), "count": Parameter(Tensor([7, 8], mstype.int64))})
print(text(net.w), text(net.count))
load_param_into_net(net, {"w": Parameter(Tensor([3.5, 4.5], mstype.float64)), "count": Parameter(Tensor([3, 4], mstype.int8))})
print(text(net.w), text(net.count))
load_param_into_net(net, {"w": Parameter(Tensor([0.5, 0.25], mstype.bfloat16))})
print(text(net.w))

# case: load_param_into_net refuses dtypes
net = Net()
for name, dtype in (("w", mstype.int32), ("count", mstype.float32), ("count", mstype.uint8), ("w", mstype.bool_), ("count", mstype.bool_)):
    refused(load_param_into_net, net, {name: Parameter(Tensor([1, 1], dtype))})
refused(load_param_into_net, net, {"w": Parameter(Tensor([1, 1], mstype.float16))}, strict_load=True)

# case: load_param_into_net and shapes
net = Net()
refused(load_param_into_net, net, {"w": Parameter(Tensor([1.0]))})
refused(load_param_into_net, net, {"w": Parameter(Tensor([[1.0, 2.0]]))})

# case: load_param_into_net with prefixes
net = Net()
print(load_param_into_net(net, {"model.w": Parameter(Tensor([5.0, 6.0])), "model.fc.weight": Parameter(Tensor([[7.0, 8.0]])), "count": Parameter(Tensor([1, 1], mstype.int32))}))
print(text(net.w), text(net.fc.weight))
print(load_param_into_net(net, {"model.w": Parameter(Tensor([9.0, 9.0]))}, strict_load=True))
print(text(net.w))
print(load_param_into_net(net, {"a.w": Parameter(Tensor([1.0, 1.0])), "b.fc.weight": Parameter(Tensor([[2.0, 2.0]]))}))
print(text(net.w), text(net.fc.weight))

# case: load_param_into_net with wrong arguments
net = Net()
for bad in ((3, {}), (net, 3), (net, {3: Parameter(Tensor([1.0]))}), (net, {"w": 3}), (net, {"w": Tensor([1.0, 2.0])}), (net, {"w": np.ones(2)})):
    refused(load_param_into_net, *bad)
refused(load_param_into_net, net, {}, strict_load=3)
refused(load_param_into_net, net, {}, remove_redundancy=3)

# case: load_checkpoint into a net
net, other = Net(), Net()
save_checkpoint(other, path)
print(list(load_checkpoint(path, net)))
print(bool((net.fc.weight == other.fc.weight).all()))

# case: _update_param and _load_dismatch_prefix_params
p = Parameter(Tensor([1.0, 2.0]), name="p")
serialization._update_param(p, Parameter(Tensor([3.0, 4.0], mstype.float16), name="q"), False)
print(text(p))
refused(serialization._update_param, p, Parameter(Tensor([3.0])), False)
net = Net()
missing = ["w"]
serialization._load_dismatch_prefix_params(net, {"x.w": Parameter(Tensor([5.0, 6.0]))}, missing, False)
print(missing, text(net.w))

# case: _exec_save
from collections import OrderedDict
serialization._exec_save(path, OrderedDict(a=[[2], "Float32", np.array([1, 2], np.float32)], b=[[], "Int64", np.array(3)], s=[[0], "str", np.array("text")], t=[[1], "Float32", Tensor([7.0])]))
show(load_checkpoint(path))

# case: optimiser state
net = Net()
optimizer = nn.Momentum(net.trainable_params()[:1], 0.1, 0.9)
optimizer((Tensor([1.0, 1.0]),))
save_checkpoint(optimizer, path)
found = load_checkpoint(path)
print({name: value.shape for name, value in found.items()})
print(found["moments.w"].asnumpy(), found["global_step"].asnumpy())

# case: merge_sliced_parameter
print(text(ms.merge_sliced_parameter([Parameter(Tensor([1.0, 2.0]), "w"), Parameter(Tensor([3.0]), "w")])))
for bad in ([], 3, [Tensor([1.0])], [Parameter(Tensor([1.0]), "w"), Parameter(Tensor([1.0]), "v")], [Parameter(Tensor([1.0]), "w"), Parameter(Tensor([[1.0]]), "w")]):
    refused(ms.merge_sliced_parameter, bad)

# case: conversion of files
os.makedirs(os.path.join(folder, "rank_0"))
one = os.path.join(folder, "rank_0", "n.ckpt")
save_checkpoint([{"name": "a", "data": Tensor([1.0])}], one, append_dict={"epoch": 3})
ms.ckpt_to_safetensors(one, os.path.join(folder, "out"), {"a": "b"})
show(load_checkpoint(os.path.join(folder, "out", "n.safetensors"), format="safetensors"))
ms.safetensors_to_ckpt(os.path.join(folder, "out", "n.safetensors"))
show(load_checkpoint(os.path.join(folder, "out", "n.ckpt")))
for bad in (dict(file_path="none"), dict(file_path=folder + "/out"), dict(file_path=one, save_path="a.b"), dict(file_path=one, name_map=3), dict(file_path=one, file_name_regex="zz"), dict(file_path=os.path.join(folder, "out", "n.safetensors"))):
    refused(ms.ckpt_to_safetensors, **bad)
