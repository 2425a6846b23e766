# case: one folder a class
for i, name in enumerate(("001.ak47", "002.american-flag")):
    for k in range(2):
        picture(f"c256/{name}/{i + 1:03d}_{k:04d}.jpg", 10 * i + k)
shown(ds.Caltech256Dataset("c256", shuffle=False, decode=True))
# case: LSUN
for part in ("bedroom_train", "classroom_train", "bedroom_val", "test"):
    for k in range(2):
        picture(f"lsun/{part}/{k}_{k}.jpg", len(part) + k)
for usage in ("train", "valid", "test"):
    rows(ds.LSUNDataset("lsun", usage=usage, shuffle=False, decode=True, classes=None if usage == "test" else ["bedroom"]))
rows(ds.LSUNDataset("lsun", usage="train", shuffle=False, decode=True, classes=["classroom", "bedroom"]))
tried(once(ds.LSUNDataset("lsun", usage="train")), lambda: ds.LSUNDataset("lsun", usage="train", classes=["x"]))
# case: RenderedSST2
for part in ("train", "test", "valid"):
    for label in ("negative", "positive"):
        for k in range(2):
            picture(f"sst/{part}/{label}/{k:04d}.png", len(part) + 10 * k)
for usage in ("train", "test", "val", "all", None):
    shown(ds.RenderedSST2Dataset("sst", usage=usage, shuffle=False, decode=True))
# case: Omniglot
for part in ("images_background", "images_evaluation"):
    for label in ("alpha", "beta"):
        for character in ("character01", "character02"):
            picture(f"om/{part}/{label}/{character}/01.jpg", len(part) + len(label))
for background in (True, False, None):
    shown(ds.OmniglotDataset("om", background=background, shuffle=False, decode=True), 9)
# case: SUN397
put("sun/ClassName.txt", lines("/a/abbey", "/a/apartment_building/outdoor", "/b/badlands"))
for label in ("a/abbey", "a/apartment_building/outdoor", "b/badlands"):
    picture(f"sun/{label}/sun_aaa.jpg", len(label))
    picture(f"sun/{label}/sun_bbb.jpg", len(label))
shown(ds.SUN397Dataset("sun", shuffle=False, decode=True))
# case: wrong arguments of folders
tried(lambda: ds.Caltech256Dataset("none"), lambda: ds.LSUNDataset(".", usage="x"), lambda: ds.RenderedSST2Dataset(".", usage="x"), lambda: ds.OmniglotDataset(".", background=3), lambda: ds.LSUNDataset(".", classes="x"))
tried(once(ds.Caltech256Dataset(".")), once(ds.RenderedSST2Dataset(".")), once(ds.OmniglotDataset(".")))
tried(lambda: ds.Caltech256Dataset(".", num_shards=2), lambda: ds.Caltech256Dataset(".", shard_id=2), lambda: ds.Caltech256Dataset(".", num_shards=2, shard_id=2), lambda: ds.Caltech256Dataset(".", sampler=ds.SequentialSampler(), shuffle=True), lambda: ds.Caltech256Dataset(".", sampler=ds.SequentialSampler(), num_shards=2, shard_id=0), lambda: ds.Caltech256Dataset(".", sampler=ds.SequentialSampler(), num_samples=2), lambda: ds.Caltech256Dataset(".", decode=3), lambda: ds.Caltech256Dataset(".", num_samples=-1), lambda: ds.Caltech256Dataset(".", num_parallel_workers=0), lambda: ds.Caltech256Dataset(3), lambda: ds.Caltech256Dataset(".", shuffle=3))
# case: not decoded
picture("f/a/1.jpg", 7)
for d in (ds.ImageFolderDataset("f"), ds.Caltech256Dataset("f")):
    image, label = next(iter(d.create_tuple_iterator(num_epochs=1, output_numpy=True)))
    print(image.dtype, image.ndim, image[:4].tolist(), form(label))
# case: idx files
mnist_like("q", "qmnist-train-images-idx3-ubyte", "unused", 3)
idx("q/qmnist-train-labels-idx2-int", [[k, 1, 2, 3, 4, 5, 0, 0] for k in range(3)], 12)
mnist_like("q", "qmnist-test-images-idx3-ubyte", "unused", 3, 5)
idx("q/qmnist-test-labels-idx2-int", [[k + 5, 1, 2, 3, 4, 5, 0, 0] for k in range(3)], 12)
for usage in ("train", "test", "test50k", "all"):
    tried(lambda: print([form(r) for r in itertools.islice(ds.QMnistDataset("q", usage=usage, compat=True, shuffle=False).create_tuple_iterator(num_epochs=1, output_numpy=True), 9)]))
rows(ds.QMnistDataset("q", usage="train", compat=False, shuffle=False))
for name in ("mnist", "letters"):
    for usage in ("train", "test"):
        mnist_like("e", f"emnist-{name}-{usage}-images-idx3-ubyte", f"emnist-{name}-{usage}-labels-idx1-ubyte", 2, 1)
for usage in ("train", "test", "all", None):
    shown(ds.EMnistDataset("e", "mnist", usage=usage, shuffle=False))
shown(ds.EMnistDataset("e", "letters", usage="train", shuffle=False))
tried(lambda: ds.EMnistDataset("e", "x"), lambda: ds.EMnistDataset("e", "mnist", usage="x"), lambda: ds.QMnistDataset("q", usage="x"), lambda: ds.QMnistDataset("q", compat=1), once(ds.EMnistDataset("e", "digits")))
# case: arrays in files
size = 3 * 96 * 96
for name, n in (("train", 2), ("test", 3), ("unlabeled", 1)):
    put(f"s/{name}_X.bin", bytes(range(251)) * (size * n // 251) + bytes(size * n - size * n // 251 * 251))
    put(f"s/{name}_y.bin", bytes(range(1, n + 1)))
for usage in ("train", "test", "unlabeled", "train+unlabeled", "all", None):
    shown(ds.STL10Dataset("s", usage=usage, shuffle=False), 9)
put("m/semeion.data", lines(*(" ".join(["1.0000", "0.0000"] * 128) + " " + " ".join("1" if k == label else "0" for k in range(10)) + " " for label in (3, 7))))
shown(ds.SemeionDataset("m", shuffle=False))
tried(lambda: ds.STL10Dataset("s", usage="x"), lambda: ds.SemeionDataset("none"), once(ds.SemeionDataset("s")))
# case: CelebA
names = " ".join(f"attr{k}" for k in range(40))
values = ["  ".join("1" if (k + i) % 3 else "-1" for k in range(40)) for i in range(4)]
put("ca/list_attr_celeba.txt", lines("4", names, *(f"00000{i + 1}.png  {v}" for i, v in enumerate(values))))
put("ca/list_eval_partition.txt", lines("000001.png 0", "000002.png 1", "000003.png 2", "000004.png 0"))
for i in range(4):
    picture(f"ca/00000{i + 1}.png", i)
for usage in ("train", "valid", "test", "all"):
    shown(ds.CelebADataset("ca", usage=usage, shuffle=False, decode=True), 9)
tried(lambda: ds.CelebADataset("ca", usage="x"), lambda: ds.CelebADataset("none"), once(ds.CelebADataset("ca", extensions=[".bmp"])))
# case: Manifest
picture("mf/1.png", 1), picture("mf/2.png", 2), picture("mf/3.png", 3)
put("m.json", lines(*(json.dumps({"source": os.path.abspath(f"mf/{i}.png"), "usage": u, "annotation": [{"name": n, "type": "modelarts/image_classification"}]}) for i, u, n in ((1, "train", "cat"), (2, "train", "dog"), (3, "eval", "cat")))))
for usage in ("train", "eval", "inference"):
    tried(lambda: shown(ds.ManifestDataset("m.json", usage=usage, shuffle=False, decode=True)))
shown(ds.ManifestDataset("m.json", shuffle=False, decode=True, class_indexing={"dog": 5}))
tried(lambda: ds.ManifestDataset("none.json"), lambda: ds.ManifestDataset("m.json", usage="x"), lambda: ds.ManifestDataset("m.json", class_indexing=3))
# case: Food101, SBU, Flickr
for label in ("apple_pie", "baby_back_ribs"):
    for k in (5, 4):
        picture(f"f/images/{label}/{k}.jpg", k)
put("f/meta/train.txt", lines("apple_pie/5", "baby_back_ribs/4"))
put("f/meta/test.txt", lines("apple_pie/4"))
put("f/meta/classes.txt", lines("apple_pie", "baby_back_ribs"))
for usage in ("train", "test", "all", None):
    shown(ds.Food101Dataset("f", usage=usage, shuffle=False, decode=True))
put("sbu/SBU_captioned_photo_dataset_urls.txt", lines("http://static.flickr.com/2723/4385058960_b0f291553e.jpg", "http://static.flickr.com/1/missing.jpg", "http://static.flickr.com/12/x.jpg"))
put("sbu/SBU_captioned_photo_dataset_captions.txt", lines("a wooden chair", "gone", "another "))
picture("sbu/sbu_images/m_2723_4385058960_b0f291553e.jpg", 3)
picture("sbu/sbu_images/m_12_x.jpg", 4)
tried(lambda: shown(ds.SBUDataset("sbu", shuffle=False, decode=True)))
picture("fl/img/1.jpg", 3), picture("fl/img/2.jpg", 4)
put("fl/token.txt", lines(*(f"{i}.jpg#{k}\tcaption {i} {k} ." for i in (2, 1) for k in range(5))))
shown(ds.FlickrDataset("fl/img", "fl/token.txt", shuffle=False, decode=True))
tried(lambda: ds.FlickrDataset("fl/img", "none.txt"), lambda: ds.Food101Dataset("f", usage="x"), lambda: ds.SBUDataset("f"))
# case: Cityscapes and DIV2K
for part in ("train", "val"):
    for n in (0, 1):
        stem = f"aachen/aachen_{n:06d}_000019_"
        picture(f"cs/leftImg8bit/{part}/{stem}leftImg8bit.png", n)
        for kind in ("color", "instanceIds", "labelIds"):
            picture(f"cs/gtFine/{part}/{stem}gtFine_{kind}.png", 10 + n + len(kind))
        put(f"cs/gtFine/{part}/{stem}gtFine_polygons.json", json.dumps({"imgHeight": 4, "objects": [{"label": "road"}]}))
for task in ("instance", "semantic", "polygon", "color"):
    shown(ds.CityscapesDataset("cs", "train", "fine", task, shuffle=False, decode=True))
for n in (1, 2):
    picture(f"dv/DIV2K_train_HR/{n:04d}.png", n, (8, 8))
    picture(f"dv/DIV2K_train_LR_bicubic/X2/{n:04d}x2.png", n)
    picture(f"dv/DIV2K_train_LR_wild/{n:04d}x4w.png", n + 40)
shown(ds.DIV2KDataset("dv", "train", "bicubic", 2, shuffle=False, decode=True))
tried(lambda: shown(ds.DIV2KDataset("dv", "train", "wild", 4, shuffle=False, decode=True)))
tried(lambda: ds.CityscapesDataset("cs", "x"), lambda: ds.CityscapesDataset("cs", task="x"), lambda: ds.CityscapesDataset("cs", quality_mode="x"), lambda: ds.DIV2KDataset("dv", "train", "wild", 2), lambda: ds.DIV2KDataset("dv", scale=5), lambda: ds.DIV2KDataset("dv", "x"))
# case: KITTI
for n in (0, 1):
    picture(f"k/data_object_image_2/training/image_2/{n:06d}.png", n)
    picture(f"k/data_object_image_2/testing/image_2/{n:06d}.png", n + 5)
    put(f"k/data_object_label_2/training/label_2/{n:06d}.txt", lines("Car 0.50 1 -1.57 599.41 156.40 629.75 189.25 2.85 2.63 12.34 0.47 1.49 69.44 -1.56", "Cyclist 0.00 2 1.5 1.0 2.0 3.0 4.0 5.0 6.0 7.0 8.0 9.0 10.0 11.0"))
shown(ds.KITTIDataset("k", shuffle=False, decode=True))
shown(ds.KITTIDataset("k", usage="test", shuffle=False, decode=True))
# case: LFW
for who, n in (("A_B", 2), ("C_D", 1)):
    for k in range(n):
        picture(f"lf/lfw/{who}/{who}_{k + 1:04d}.jpg", k)
        picture(f"lf/lfw-deepfunneled/{who}/{who}_{k + 1:04d}.jpg", 10 + k)
        picture(f"lf/lfw_funneled/{who}/{who}_{k + 1:04d}.jpg", 20 + k)
put("lf/lfw-names.txt", lines("A_B\t2", "C_D\t1"))
put("lf/people.txt", lines("2", "1", "A_B\t2", "1", "C_D\t1"))
put("lf/peopleDevTrain.txt", lines("1", "A_B\t2"))
put("lf/peopleDevTest.txt", lines("1", "C_D\t1"))
put("lf/pairs.txt", lines("2\t1", "A_B\t1\t2", "A_B\t1\tC_D\t1", "A_B\t2\t1", "C_D\t1\tA_B\t2"))
put("lf/pairsDevTrain.txt", lines("1", "A_B\t1\t2", "A_B\t1\tC_D\t1"))
put("lf/pairsDevTest.txt", lines("1", "A_B\t2\t1", "C_D\t1\tA_B\t2"))
for task in ("people", "pairs"):
    for usage in ("train", "test", "10fold", "all"):
        for image_set in ("original", "funneled", "deepfunneled"):
            tried(lambda: rows(ds.LFWDataset("lf", task, usage, image_set, shuffle=False, decode=True)))
# case: Places365
put("p/places365_train_standard.txt", lines("/a/abbey/00000001.jpg 0", "/b/bar/00000002.jpg 1"))
put("p/places365_train_challenge.txt", lines("/a/abbey/00000001.jpg 0"))
put("p/places365_val.txt", lines("Places365_val_00000001.jpg 1"))
put("p/categories_places365.txt", lines("/a/abbey 0", "/b/bar 1"))
for part in ("data_256_standard", "data_large_standard", "data_256_challenge"):
    picture(f"p/{part}/a/abbey/00000001.jpg", 1), picture(f"p/{part}/b/bar/00000002.jpg", 2)
picture("p/val_256/Places365_val_00000001.jpg", 9), picture("p/val_large/Places365_val_00000001.jpg", 19)
for usage in ("train-standard", "train-challenge", "val"):
    for small in (True, False):
        tried(lambda: rows(ds.Places365Dataset("p", usage, small, True, shuffle=False)))
# case: PhotoTour
import cv2
os.makedirs("pt/liberty")
assert cv2.imwrite("pt/liberty/patches0000.bmp", np.arange(1024 * 1024, dtype=np.uint32).reshape(1024, 1024).astype(np.uint8))
put("pt/liberty/info.txt", lines("0 0", "0 0", "1 0"))
put("pt/liberty/m50_100000_100000_0.txt", lines("0 0 0 1 0 0 0", "0 0 0 2 1 0 0"))
tried(lambda: rows(ds.PhotoTourDataset("pt", "liberty", "train", shuffle=False)), lambda: rows(ds.PhotoTourDataset("pt", "liberty", "test", shuffle=False)))
# case: WIDERFace
picture("wf/WIDER_train/images/0--Parade/a.jpg", 1), picture("wf/WIDER_val/images/0--Parade/b.jpg", 2), picture("wf/WIDER_test/images/0--Parade/c.jpg", 3)
put("wf/wider_face_split/wider_face_train_bbx_gt.txt", lines("0--Parade/a.jpg", "2", "449 330 122 149 0 1 0 1 0 1 ", "361 98 263 339 1 0 1 0 1 0 "))
put("wf/wider_face_split/wider_face_val_bbx_gt.txt", lines("0--Parade/b.jpg", "1", "1 2 3 4 0 0 0 0 0 0 "))
put("wf/wider_face_split/wider_face_test_filelist.txt", lines("0--Parade/c.jpg"))
for usage in ("train", "valid", "test", "all"):
    shown(ds.WIDERFaceDataset("wf", usage=usage, shuffle=False, decode=True))
# case: VOC
for n, kind in ((1, "car"), (2, "train")):
    picture(f"v/JPEGImages/{n}.jpg", n), picture(f"v/SegmentationClass/{n}.png", n + 50)
    objects = "".join(f"<object><name>{name}</name><pose>x</pose><truncated>{k}</truncated><difficult>{1 - k}</difficult><bndbox><xmin>{k + 1}</xmin><ymin>2</ymin><xmax>{k + 3}</xmax><ymax>4</ymax></bndbox></object>" for k, name in enumerate((kind, "person")))
    put(f"v/Annotations/{n}.xml", f"<annotation><folder>V</folder><filename>{n}.jpg</filename><size><width>5</width><height>4</height><depth>3</depth></size>{objects}</annotation>")
put("v/ImageSets/Main/train.txt", lines("1", "2")), put("v/ImageSets/Segmentation/train.txt", lines("1", "2"))
for task in ("Detection", "Segmentation"):
    d = ds.VOCDataset("v", task, "train", shuffle=False, decode=True)
    print(d.get_col_names(), d.get_dataset_size(), d.num_classes())
    rows(d)
print(ds.VOCDataset("v", "Detection", "train").get_class_indexing())
rows(ds.VOCDataset("v", "Detection", "train", {"person": 3, "car": 1, "train": 2}, shuffle=False, decode=True, extra_metadata=True), num_epochs=1)
tried(lambda: ds.VOCDataset("v", "x"), lambda: ds.VOCDataset("v", "Detection", "val"), lambda: ds.VOCDataset("none"), lambda: ds.VOCDataset("v", "Segmentation", class_indexing={"a": 1}), once(ds.VOCDataset("v", "Detection", "train", {"person": 3})))
# case: COCO
for n in (1, 2, 3):
    picture(f"im/{n}.jpg", n)
images = [{"id": n, "file_name": f"{n}.jpg", "height": 4, "width": 5} for n in (1, 2, 3)]
categories = [{"id": 7, "name": "cat", "supercategory": "animal", "isthing": 1}, {"id": 9, "name": "dog", "supercategory": "animal", "isthing": 0}]
notes = [{"id": i, "image_id": im, "category_id": c, "bbox": [i, 2, 3.5, 4], "area": 14.0, "iscrowd": 0, "segmentation": [[1.0, 2.0, 3.0, 4.0], [5.0, 6.0]], "num_keypoints": 2, "keypoints": [1, 2, 2, 3, 4, 1]} for i, im, c in ((1, 1, 7), (2, 1, 9), (3, 2, 9))]
put("a.json", json.dumps({"images": images, "categories": categories, "annotations": notes}))
put("p.json", json.dumps({"images": images[:2], "categories": categories, "annotations": [{"image_id": n, "file_name": f"{n}.png", "segments_info": [{"id": 1, "category_id": 7, "area": 5, "bbox": [1, 2, 3, 4], "iscrowd": 0}]} for n in (1, 2)]}))
put("c.json", json.dumps({"images": images[:2], "annotations": [{"id": i, "image_id": 1 + i // 2, "caption": f"caption {i}"} for i in range(3)]}))
for task, file in (("Detection", "a.json"), ("Stuff", "a.json"), ("Keypoint", "a.json"), ("Panoptic", "p.json"), ("Captioning", "c.json")):
    d = ds.CocoDataset("im", file, task, shuffle=False, decode=True)
    tried(lambda: print(task, d.get_col_names(), d.get_dataset_size(), d.num_classes()), d.get_class_indexing)
    rows(d)
rows(ds.CocoDataset("im", "a.json", shuffle=False, decode=True, extra_metadata=True))
print(ds.CocoDataset("im", "a.json", extra_metadata=True).get_col_names())
tried(lambda: ds.CocoDataset("im", "none.json"), lambda: ds.CocoDataset("none", "a.json"), lambda: ds.CocoDataset("im", "a.json", "x"), once(ds.CocoDataset("im", put("bad.json", "{"))), once(ds.CocoDataset("im", "c.json")))
# case: a broken image
picture("b/x/1.jpg", 1), put("b/x/2.jpg", b"no image")
tried(once(ds.ImageFolderDataset("b", decode=True)), once(ds.Caltech256Dataset("b", decode=True)))
# case: arrays of MATLAB
import scipy.io
scipy.io.savemat("train_32x32.mat", {"X": (np.arange(32 * 32 * 3 * 2) % 251).astype(np.uint8).reshape(32, 32, 3, 2), "y": np.array([[10], [3]], np.uint8)})
shown(ds.SVHNDataset(".", usage="train", shuffle=False))
for k in range(4):
    picture(f"fl/jpg/image_{k + 1:05d}.jpg", k), picture(f"fl/segmim/segmim_{k + 1:05d}.jpg", k + 30)
scipy.io.savemat("fl/imagelabels.mat", {"labels": np.array([[5, 6, 7, 8]])})
scipy.io.savemat("fl/setid.mat", {"trnid": np.array([[2]]), "valid": np.array([[1, 3]]), "tstid": np.array([[4]])})
for usage in ("train", "valid", "test", "all"):
    rows(ds.Flowers102Dataset("fl", usage=usage, shuffle=False, decode=True))
d = ds.Flowers102Dataset("fl", "Segmentation", "train", shuffle=False, decode=True)
shown(d)
for label in ("Faces", "accordion"):
    for k in (1, 2):
        picture(f"ct/101_ObjectCategories/{label}/image_{k:04d}.jpg", k)
        folder = "Faces_2" if label == "Faces" else label
        os.makedirs(f"ct/Annotations/{folder}", exist_ok=True)
        scipy.io.savemat(f"ct/Annotations/{folder}/annotation_{k:04d}.mat", {"obj_contour": np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0 + k]])})
for target in ("category", "annotation", "all", None):
    rows(ds.Caltech101Dataset("ct", target, shuffle=False, decode=True))
for n in ("2008_1", "2008_2"):
    picture(f"sb/img/{n}.jpg", 3)
    for kind, name in (("cls", "GTcls"), ("inst", "GTinst")):
        os.makedirs(f"sb/{kind}", exist_ok=True)
        boundaries = np.empty((20, 1), object)
        for k in range(20):
            boundaries[k, 0] = scipy.sparse.csc_matrix(np.full((4, 5), k % 2, np.uint8))
        scipy.io.savemat(f"sb/{kind}/{n}.mat", {name: {"Segmentation": np.full((4, 5), 2, np.uint8), "Boundaries": boundaries}})
put("sb/train.txt", lines("2008_1")), put("sb/val.txt", lines("2008_2"))
for task in ("Boundaries", "Segmentation"):
    for usage in ("train", "val", "all"):
        tried(lambda: shown(ds.SBDataset("sb", task, usage, shuffle=False, decode=True)))
