"""TFRecord files: records with checksums, and the `tf.train.Example` messages in them.

A record is its length (8 bytes), the checksum of that, the data, and the checksum of the data. An Example is a map from
names to lists of bytes, floats or int64, in protobuf's wire format, of which only these few shapes occur, so it is
read here.
"""

from __future__ import annotations

import functools
import gzip
import os
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import numpy as np

_HEADER = struct.Struct("<QI")
_CHECKSUM = struct.Struct("<I")
# A longer record is damage: a length with a wrong bit would ask for all the memory.
_LONGEST = 1 << 33


def _table() -> np.ndarray:
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, table >> 1 ^ np.uint32(0x82F63B78), table >> 1)
    return table


_BYTES = _table().tolist()


def checksum(data: bytes) -> int:
    """The masked CRC-32C of a record's length or data."""
    crc = _crc32c()(data)
    return (crc >> 15 | crc << 17) + 0xA282EAD8 & 0xFFFFFFFF


def _plain_crc32c(data: bytes) -> int:
    crc = 0xFFFFFFFF
    for byte in data:
        crc = _BYTES[(crc ^ byte) & 255] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


@functools.cache
def _crc32c() -> Callable[[bytes], int]:
    try:
        import google_crc32c
    except ModuleNotFoundError:  # right, though a hundred times as slow
        return _plain_crc32c
    return google_crc32c.value


def opened(path: str, compression: str = "") -> BinaryIO:
    """The file, unpacked if need be.

    Raises:
        RuntimeError: it cannot be read.
    """
    try:
        if compression == "GZIP":
            return gzip.open(path, "rb")  # pyright: ignore[reportReturnType]
        if compression == "ZLIB":
            import io

            with open(path, "rb") as stream:
                return io.BytesIO(zlib.decompress(stream.read()))
        return open(path, "rb")
    except (OSError, zlib.error) as error:
        raise RuntimeError(f"Invalid file, failed to open TFRecord file {path}: {error}.") from None


def records(path: str, compression: str = "") -> Iterator[bytes]:
    """The data of each record.

    Raises:
        RuntimeError: the file is damaged; it says where.
    """
    unpack, size, crc, unpack_crc = _HEADER.unpack, _HEADER.size, _crc32c(), _CHECKSUM.unpack_from
    with opened(path, compression) as stream:
        number = 0
        try:
            while header := stream.read(size):
                if len(header) < size:
                    raise EOFError("the file is cut off")
                length, expected = unpack(header)
                found = crc(header[:8])
                if (found >> 15 | found << 17) + 0xA282EAD8 & 0xFFFFFFFF != expected or length > _LONGEST:
                    raise ValueError("the checksum of its length is wrong")
                data = stream.read(length + 4)
                if len(data) < length + 4:
                    raise EOFError("the file is cut off")
                (expected,), data = unpack_crc(data, length), data[:length]
                found = crc(data)
                if (found >> 15 | found << 17) + 0xA282EAD8 & 0xFFFFFFFF != expected:
                    raise ValueError("its checksum is wrong")
                yield data
                number += 1
        except (EOFError, ValueError, OSError, zlib.error) as error:
            raise RuntimeError(f"Invalid TFRecord file {path}: record {number} is damaged: {error}.") from None


def count(path: str, compression: str = "") -> int:
    """The number of records, from their lengths alone.

    Raises:
        RuntimeError: it is no TFRecord file.
    """
    total = 0
    with opened(path, compression) as stream:
        while len(header := stream.read(_HEADER.size)) == _HEADER.size:
            length, expected = _HEADER.unpack(header)
            if checksum(header[:8]) != expected:
                raise RuntimeError(f"Invalid TFRecord file {path}: the checksum of record {total}'s length is wrong.")
            stream.seek(length + 4, os.SEEK_CUR)
            total += 1
    return total


class Parser:
    """:func:`parse_example` for many Examples, faster where they are alike.

    Examples of one schema and of the same length mostly differ in the values only. So the bytes between the values of
    the last one are kept; where they are the same again, the values are where they were.
    """

    def __init__(self) -> None:
        self._length = -1
        self._frames: list[tuple[int, int, bytes]] | None = None
        self._values: list[tuple[str, Callable[[bytes, int, int], Any], int, int]] = []

    def __call__(self, data: bytes) -> dict[str, Any]:
        if len(data) != self._length:
            self._length, self._frames = len(data), None
            return parse_example(data)
        if self._frames is None:
            found = parse_example(data)
            self._learn(data)
            return found
        for start, end, frame in self._frames:
            if data[start:end] != frame:
                self._frames = None
                return parse_example(data)
        return {name: form(data, start, end) for name, form, start, end in self._values}

    def _learn(self, data: bytes) -> None:
        self._values, frames, before = [], [], 0
        for _, start, end in _fields(data, 0, len(data)):
            for _, entry, entry_end in _fields(data, start, end):
                parts = list(_fields(data, entry, entry_end))
                if [tag for tag, _, _ in parts] != [10, 18]:
                    return
                lists = list(_fields(data, *parts[1][1:]))
                inner = list(_fields(data, *lists[0][1:])) if len(lists) == 1 and data[lists[0][1]] == 10 else []
                if len(inner) != 1:  # several strings, or numbers one by one
                    return
                _, at, stop = inner[0]
                name = data[parts[0][1] : parts[0][2]].decode()
                self._values.append((name, _PAYLOADS[lists[0][0]], at, stop))
                frames.append((before, at, data[before:at]))
                before = stop
        self._frames = [*frames, (before, len(data), data[before:])]


def parse_example(data: bytes) -> dict[str, Any]:
    """The features of an Example by name: a list of bytes, or an array of float32 or int64; None for no value.

    Raises:
        ValueError: it is no Example.
    """
    found: dict[str, Any] = {}
    try:
        for tag, start, end in _fields(data, 0, len(data)):
            if tag == 10:
                _features(data, start, end, found)
    except (IndexError, KeyError, UnicodeDecodeError) as error:
        raise ValueError(f"it is no tf.train.Example: {error!r}") from None
    return found


def _features(data: bytes, at: int, end: int, found: dict[str, Any]) -> None:
    # Written out, with the one-byte case of each length first: it is the time of a whole pipeline.
    while at < end:
        if data[at] != 10:
            raise ValueError(f"it is no tf.train.Example: unexpected tag {data[at]} at byte {at}")
        length, at = data[at + 1], at + 2
        if length > 127:
            length, at = _varint(data, at - 1)
        stop = at + length
        if stop > end:
            raise ValueError(f"it is no tf.train.Example: a feature at byte {at} is longer than its message")
        if data[at] == 10 and data[at + 1] < 128:
            value_at = at + 2 + data[at + 1]
            if value_at < stop and data[value_at] == 18:
                name = data[at + 2 : value_at].decode()
                length, value_at = data[value_at + 1], value_at + 2
                if length > 127:
                    length, value_at = _varint(data, value_at - 1)
                found[name] = _feature(data, value_at, stop)
                at = stop
                continue
        # Another order of the fields, or a name without value.
        name, value = "", None
        for tag, start, part_end in _fields(data, at, stop):
            if tag == 10:
                name = data[start:part_end].decode()
            elif tag == 18:
                value = _feature(data, start, part_end)
        found[name] = value
        at = stop


def _feature(data: bytes, at: int, end: int) -> Any:
    if at >= end:
        return None
    kind = data[at]
    length, at = data[at + 1], at + 2
    if length > 127:
        length, at = _varint(data, at - 1)
    if at + length != end:
        raise ValueError(f"it is no tf.train.Example: a list at byte {at} has another length than its feature")
    return _LISTS[kind](data, at, end)


def _fields(data: bytes, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Tag, start and end of each field that has a length."""
    while at < end:
        tag, length, at = data[at], data[at + 1], at + 2
        if tag & 7 != 2:
            raise ValueError(f"it is no tf.train.Example: unexpected tag {tag} at byte {at - 2}")
        if length > 127:
            length, at = _varint(data, at - 1)
        if at + length > end:
            raise ValueError(f"it is no tf.train.Example: a field at byte {at} is longer than its message")
        yield tag, at, at + length
        at += length


def _one_string(data: bytes, at: int, end: int) -> list[bytes]:
    return [data[at:end]]


def _packed_floats(data: bytes, at: int, end: int) -> np.ndarray:
    return np.frombuffer(data, np.float32, (end - at) // 4, at)


def _packed_ints(data: bytes, at: int, end: int) -> np.ndarray:
    if at + 1 == end:
        return np.array((data[at],))
    values = []
    while at < end:
        value, at = _varint(data, at)
        values.append(value)
    return np.array(values, np.uint64).view(np.int64)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def _bytes_list(data: bytes, at: int, end: int) -> list[bytes]:
    if at < end and data[at] == 10:
        length, start = data[at + 1], at + 2
        if length > 127:
            length, start = _varint(data, at + 1)
        if start + length == end:
            return [data[start:end]]
    return [data[start:stop] for _, start, stop in _fields(data, at, end)]


def _float_list(data: bytes, at: int, end: int) -> np.ndarray:
    if at < end and data[at] == 10:
        length, start = data[at + 1], at + 2
        if length > 127:
            length, start = _varint(data, at + 1)
        if start + length == end:
            return np.frombuffer(data, np.float32, length // 4, start)
    if at < end and data[at] == 13:  # one by one, each with its tag
        return np.frombuffer(data, np.dtype([("tag", "u1"), ("value", "<f4")]), (end - at) // 5, at)["value"].copy()
    parts = [np.frombuffer(data, np.float32, (stop - start) // 4, start) for _, start, stop in _fields(data, at, end)]
    return np.concatenate([np.zeros(0, np.float32), *parts])


def _int64_list(data: bytes, at: int, end: int) -> np.ndarray:
    if at + 3 == end and data[at] == 10 and data[end - 1] < 128:  # one small number
        return np.array((data[end - 1],))
    values: list[int] = []
    if at < end and data[at] == 8:
        while at < end:
            value, at = _varint(data, at + 1)
            values.append(value)
    else:
        for _, start, stop in _fields(data, at, end):
            body = data[start:stop]
            if body.isascii():  # each below 128, one byte each
                values.extend(body)
                continue
            while start < stop:
                value, start = _varint(data, start)
                values.append(value)
    return np.array(values, np.uint64).view(np.int64)


# By the tag of the list in a feature.
_LISTS = {10: _bytes_list, 18: _float_list, 26: _int64_list}
# The same for the one string, or the packed numbers, in it.
_PAYLOADS = {10: _one_string, 18: _packed_floats, 26: _packed_ints}
