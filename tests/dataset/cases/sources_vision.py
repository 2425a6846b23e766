# case: mnist
import struct
def idx(path, array):
    with open(path, "wb") as f:
        _ = f.write(struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape) + array.tobytes())
os.mkdir("m")
tried(lambda: ds.MnistDataset("missing"), lambda: ds.MnistDataset("m", "wrong"), lambda: ds.MnistDataset(3))
idx("m/train-images-idx3-ubyte", (np.arange(5 * 784) % 251).astype(np.uint8).reshape(5, 28, 28))
idx("m/train-labels-idx1-ubyte", np.array([3, 1, 4, 1, 5], np.uint8))
idx("m/t10k-images-idx3-ubyte", np.ones((2, 28, 28), np.uint8))
idx("m/t10k-labels-idx1-ubyte", np.array([9, 8], np.uint8))
d = ds.MnistDataset("m", "train", shuffle=False)
print(d.get_dataset_size(), d.get_col_names(), d.output_shapes(), d.output_types())
rows(ds.MnistDataset("m", "train", shuffle=False))
rows(ds.MnistDataset("m", "test", shuffle=False))
print(ds.MnistDataset("m").get_dataset_size(), ds.FashionMnistDataset("m", "test").get_dataset_size())
rows(ds.MnistDataset("m", "train", sampler=ds.SubsetSampler([4, 0])).project("label"))
print(sorted(int(r[0]) for r in ds.MnistDataset("m", "train", sampler=ds.PKSampler(1)).project("label").create_tuple_iterator(num_epochs=1, output_numpy=True)))
d = ds.MnistDataset("m", "train", shuffle=False).map(vision.Rescale(1 / 255.0, 0), "image").map(vision.HWC2CHW(), "image").map(transforms.TypeCast(mstype.int32), "label").batch(2)
rows(d)
# case: cifar
os.mkdir("c")
np.resize(np.arange(251, dtype=np.uint8), 10000 * 3073).tofile("c/test_batch.bin")
rows(ds.Cifar10Dataset("c", "test", shuffle=False), 4)
print(ds.Cifar10Dataset("c", "test").get_dataset_size(), ds.Cifar10Dataset("c", "test").get_col_names())
os.mkdir("h")
np.resize(np.arange(251, dtype=np.uint8), 10000 * 3074).tofile("h/test.bin")
rows(ds.Cifar100Dataset("h", "test", shuffle=False), 4)
print(ds.Cifar100Dataset("h", "test").get_col_names())
# case: image folder
from PIL import Image
for i, name in enumerate(["cat", "ant"]):
    os.makedirs("f/" + name)
    for j in range(2):
        Image.fromarray(np.full((4 + j, 5, 3), 40 * i + j * 10, np.uint8)).save(f"f/{name}/{j}.png")
d = ds.ImageFolderDataset("f", shuffle=False, decode=True)
print(d.get_dataset_size(), d.get_col_names(), d.num_classes(), d.get_class_indexing())
rows(ds.ImageFolderDataset("f", shuffle=False, decode=True))
rows(ds.ImageFolderDataset("f", shuffle=False, class_indexing={"cat": 7}).map(vision.Decode(), "image").map(vision.Resize((3, 3)), "image"))
tried(lambda: ds.ImageFolderDataset("missing"), lambda: ds.ImageFolderDataset("f", decode=3), lambda: ds.ImageFolderDataset("f", extensions=3))
with open("f/cat/9.png", "wb") as f:
    _ = f.write(b"no image")
tried(once(ds.ImageFolderDataset("f", decode=True)))
