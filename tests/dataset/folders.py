# ruff: noqa: F401, F403, F405, F821, E501 - stands before each case, after prelude.py
"""Small data sets in the layouts of the known ones; each function writes one into the working folder."""

import json
import struct
import wave

import cv2


def put(path, content):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "wb") as stream:
        stream.write(content if isinstance(content, bytes) else content.encode())
    return path


def content(path):
    with open(path, "rb") as stream:
        return stream.read()


def picture(path, value=0, size=(4, 5)):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    image = np.full((*size, 3), value, np.uint8)
    image[0, 0] = [value, 10, 20]
    assert cv2.imwrite(path, image if path.endswith("png") else np.full((*size, 3), value, np.uint8))
    return path


def sound(path, values=(0, 8192, -16384, 16384), rate=8000):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with wave.open(path, "wb") as stream:
        stream.setnchannels(1)
        stream.setsampwidth(2)
        stream.setframerate(rate)
        stream.writeframes(np.array(values, "<i2").tobytes())


def idx(path, array, kind=8):
    array = np.asarray(array)
    code = {8: ">u1", 12: ">i4"}[kind]
    put(path, bytes([0, 0, kind, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape) + array.astype(code).tobytes())


def mnist_like(folder, images, labels, n=3, base=0):
    idx(f"{folder}/{images}", np.arange(n * 784).reshape(n, 28, 28) % 251 + base)
    idx(f"{folder}/{labels}", np.arange(n) + base)


def lines(*rows):
    return "".join(row + "\n" for row in rows)


# The wire format of tf.train.Example -------------------------------------------------------------
def varint(n):
    n &= (1 << 64) - 1
    out = b""
    while n > 127:
        out += bytes([n & 127 | 128])
        n >>= 7
    return out + bytes([n])


def field(number, data):
    return varint(number << 3 | 2) + varint(len(data)) + data


def feature(values):
    if isinstance(values[0], bytes):
        return field(1, b"".join(field(1, v) for v in values))
    if isinstance(values[0], float):
        return field(2, field(1, struct.pack(f"<{len(values)}f", *values)))
    return field(3, field(1, b"".join(map(varint, values))))


def example(**features):
    return field(1, b"".join(field(1, field(1, k.encode()) + field(2, feature(v))) for k, v in features.items()))


def masked_crc(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    crc ^= 0xFFFFFFFF
    return struct.pack("<I", (crc >> 15 | crc << 17) + 0xA282EAD8 & 0xFFFFFFFF)


def record(data):
    head = struct.pack("<Q", len(data))
    return head + masked_crc(head) + data + masked_crc(data)


def tfrecord(path, n=3, base=0):
    rows = (example(i=[base + k], f=[0.5 * k, 1.0], s=[b"s%d" % k], n=[-k] * 3, l=[b"a", b"bcd"]) for k in range(n))
    return put(path, b"".join(map(record, rows)))


def once_as_list(d):
    return [[x.tolist() for x in row] for row in d.create_tuple_iterator(num_epochs=1, output_numpy=True)]


def shown(d, limit=4):
    print(d.get_col_names(), d.get_dataset_size(), d.num_classes(), d.get_class_indexing())
    rows(d, limit)
