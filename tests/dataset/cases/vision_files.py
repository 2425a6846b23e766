# case: reading and writing
from PIL import Image
import numpy as np
a = (np.arange(6 * 8 * 3) * 5 % 256).astype(np.uint8).reshape(6, 8, 3)
Image.fromarray(a).save("c.png"); Image.fromarray(a[..., 0]).save("g.png"); Image.fromarray(a).save("c.bmp"); Image.fromarray(a).save("c.tiff")
Image.fromarray(np.dstack([a, a[..., :1]])).save("t.png"); Image.fromarray(a).save("c.jpg", quality=95); Image.fromarray(a[..., 0]).save("g.jpg")
Image.fromarray(a).convert("P").save("p.png"); Image.fromarray(a[..., 0] > 99).save("b.png"); Image.fromarray(a[..., 0].astype(np.uint16) * 200).save("s.png")
for n in ("c.png", "g.png", "t.png", "p.png", "b.png", "s.png", "c.bmp", "c.tiff"):
    for m in vision.ImageReadMode:
        tried(lambda: vision.read_image(n, m))
for n in ("c.jpg", "g.jpg"):
    for m in vision.ImageReadMode:
        r = vision.read_image(n, m)
        print(r.shape, r.dtype)
print(np.abs(vision.read_image("c.jpg").astype(int) - np.asarray(Image.open("c.jpg"))).max() <= 1)
tried(lambda: vision.read_image("missing.png"), lambda: vision.read_image(3), lambda: vision.read_image("c.png", 1), lambda: vision.read_image("."))
with open("bad.png", "wb") as f:
    _ = f.write(b"abc")
with open("none.png", "wb") as f:
    pass
tried(lambda: vision.read_image("bad.png"), lambda: vision.read_image("none.png"), lambda: vision.read_file("bad.png"), lambda: vision.read_file("none.png"), lambda: vision.read_file("missing"), lambda: vision.read_file(3), lambda: vision.read_file("."))
vision.write_file("./w.bin", np.array([1, 2, 255], np.uint8))
print(open("w.bin", "rb").read()) if False else print(vision.read_file("w.bin"))
vision.write_file("./w.bin", Tensor(np.array([7, 8], np.uint8)))
print(vision.read_file("w.bin"))
tried(lambda: vision.write_file("./w.bin", np.ones(3)), lambda: vision.write_file("./w.bin", np.ones((2, 2), np.uint8)), lambda: vision.write_file("./w.bin", [1, 2]), lambda: vision.write_file(3, np.ones(3, np.uint8)), lambda: vision.write_file("no/where/x", np.ones(3, np.uint8)), lambda: vision.write_file("./w.bin", np.array([], np.uint8)))
# case: encoding
import numpy as np
a = (np.arange(6 * 8 * 3) * 5 % 256).astype(np.uint8).reshape(6, 8, 3)
for x in (a, a[..., :1], a[..., 0], Tensor(a)):
    e = vision.encode_png(x)
    print(e.dtype, e.ndim, vision.Decode()(e).shape, int(vision.Decode()(e).astype(int).sum()))
    e = vision.encode_jpeg(x)
    print(e.dtype, e.ndim, vision.Decode()(e).shape)
    vision.write_png("./x.png", x)
    print(form(vision.read_image("x.png")))
    vision.write_jpeg("./x.jpg", x)
    print(vision.read_image("x.jpg").shape)
print(len(vision.encode_png(a, 0)) > len(vision.encode_png(a, 9)), len(vision.encode_jpeg(a, 100)) > len(vision.encode_jpeg(a, 1)))
# How long an encoded image is depends on the codec's version.
for f in (lambda *x: vision.encode_png(*x).ndim, lambda *x: vision.encode_jpeg(*x).ndim, lambda *x: vision.write_png("./y", *x), lambda *x: vision.write_jpeg("./y", *x)):
    tried(lambda: f(a.astype(np.float32)), lambda: f(a[..., :2]), lambda: f(a[0, 0]), lambda: f(a[None]), lambda: f(3), lambda: f([1]), lambda: f(a, -1), lambda: f(a, 0), lambda: f(a, 10), lambda: f(a, 101), lambda: f(a, "x"), lambda: f(a, 1.5), lambda: f(np.dstack([a, a[..., :1]])), lambda: f(np.zeros((0, 3, 3), np.uint8)))
tried(lambda: vision.write_png(3, a), lambda: vision.write_png("no/where/x.png", a), lambda: vision.write_jpeg(3, a), lambda: vision.write_jpeg("no/where/x.jpg", a))
# case: sizes of images
from PIL import Image
a = np.zeros((6, 8, 3), np.uint8)
p = Image.fromarray(a)
for x in (a, a[..., :1], a[..., 0], a[None], p, p.convert("L"), p.convert("RGBA"), Tensor(a), [1, 2], 3, a[0, 0], np.array(3), "x", a.astype(np.float32), a[..., :2], np.zeros((2, 3, 7), np.uint8)):
    tried(lambda: vision.get_image_size(x), lambda: vision.get_image_num_channels(x))
# case: videos
tried(lambda: vision.read_video("missing.mp4"), lambda: vision.read_video(3), lambda: vision.read_video_timestamps("missing.mp4"), lambda: vision.read_video_timestamps(3), *[lambda options=options: vision.read_video("x.mp4", **options) for options in (dict(start_pts=-1), dict(end_pts=-1), dict(start_pts=3, end_pts=2), dict(pts_unit="x"), dict(pts_unit=3), dict(start_pts="x"), dict(end_pts="x"))])
with open("bad.mp4", "wb") as f:
    _ = f.write(b"abc")
tried(lambda: vision.read_video("bad.mp4"), lambda: vision.read_video_timestamps("bad.mp4"), lambda: vision.read_video_timestamps("bad.mp4", "x"), lambda: vision.read_video_timestamps("bad.mp4", 3), lambda: vision.read_video("."), lambda: vision.DecodeVideo()(np.frombuffer(b"abc", np.uint8)), lambda: vision.DecodeVideo()(np.zeros((2, 2), np.uint8)), lambda: vision.DecodeVideo()(np.zeros(4, np.float32)), lambda: vision.DecodeVideo()(3))
# case: boxes
a = np.arange(20 * 30 * 3, dtype=np.uint8).reshape(20, 30, 3)
b = np.array([[2, 3, 10, 8], [20, 10, 8, 9], [0, 0, 5, 5]], np.float32)
def boxed(*ops, a=a, b=b):
    tried(*[lambda op=op: op(a.copy(), b.copy()) for op in ops])
flip = vision.RandomHorizontalFlipWithBBox(1.0)
boxed(flip, vision.RandomHorizontalFlipWithBBox(0.0), vision.RandomVerticalFlipWithBBox(1.0), vision.ResizeWithBBox((40, 60), vision.Inter.NEAREST), vision.ResizeWithBBox(10), vision.ResizeWithBBox((10, 15), vision.Inter.NEAREST), vision.RandomCropWithBBox((20, 30)), vision.RandomCropWithBBox((26, 38), [4, 3, 4, 3]), vision.RandomCropWithBBox((26, 38), (4, 3), False, 0, vision.Border.REFLECT), vision.RandomCropWithBBox(40), vision.RandomResizedCropWithBBox((10, 15), (1.0, 1.0), (1.5, 1.5), vision.Inter.NEAREST))
boxed(vision.BoundingBoxAugment(vision.RandomVerticalFlip(1.0), 1.0), vision.BoundingBoxAugment(vision.RandomVerticalFlip(1.0), 0.0), b=b[:1])
boxed(vision.BoundingBoxAugment(vision.RandomRotation((90, 90)), 1.0), vision.BoundingBoxAugment(vision.CenterCrop(4), 1.0), b=b[:1])
for x in (b.astype(float), b.astype(int), b[:, :3], np.c_[b, [1, 2, 3]].astype(np.float32), b[0], np.array([[-1, 0, 3, 3]], np.float32), np.array([[25, 0, 8, 3]], np.float32), np.array([[0, 0, 0, 0]], np.float32), np.array([[1.5, 2.5, 3.25, 4.5]], np.float32), np.zeros((0, 4), np.float32)):
    boxed(flip, vision.ResizeWithBBox(10), vision.RandomCropWithBBox((20, 30)), b=x)
boxed(flip, a=a[..., 0])
tried(lambda: flip(a), lambda: flip(a, b, b), lambda: flip([1], b))
# case: mixing up
np.random.seed(0)
x, y = np.arange(2 * 2 * 3 * 3, dtype=np.uint8).reshape(2, 2, 3, 3), np.eye(2)
r = vision.MixUp(2, 0.5)(x, y)
print(r[0].shape, r[0].dtype, r[1].shape, r[1].dtype, np.allclose(r[1].sum(1), 1))
m = vision.MixUp(2, 0.5, False)
r = m(x, y)
print(np.array_equal(r[0], x), np.array_equal(r[1], y), m(x, y)[0].shape)
tried(lambda: vision.MixUp(3, 0.5)(x, y), lambda: vision.MixUp(2, 0.5)(x), lambda: vision.MixUp(0, 0.5), lambda: vision.MixUp(2, -1), lambda: vision.MixUp(2, 1, 3))
# case: policies
a = np.arange(20 * 30 * 3, dtype=np.uint8).reshape(20, 30, 3)
for op in (vision.RandAugment(), vision.RandAugment(3, 4, 10, vision.Inter.BILINEAR, (1, 2, 3)), vision.AutoAugment(), vision.AutoAugment(vision.AutoAugmentPolicy.CIFAR10), vision.AutoAugment(vision.AutoAugmentPolicy.SVHN, vision.Inter.BICUBIC, 4), vision.TrivialAugmentWide(), vision.TrivialAugmentWide(10, vision.Inter.AREA, 4)):
    r = op(a)
    print(r.shape, r.dtype)
for op in (vision.RandAugment(), vision.AutoAugment(), vision.TrivialAugmentWide(), vision.RandomLighting(0.1)):
    tried(lambda: op(a[..., 0]), lambda: op(a[..., :1]), lambda: op(np.zeros((5, 5, 4), np.uint8)), lambda: op(a[None]), lambda: op([1]))
for op in (vision.RandAugment(), vision.TrivialAugmentWide()):
    tried(lambda: op(a.astype(np.float32)))
tried(lambda: vision.RandAugment(3, 31, 31), lambda: vision.RandAugment(3, 2, 1), lambda: vision.RandomPerspective(0.5, 1.0)(a), lambda: vision.RandomLighting(0.0)(a + 0).shape)
