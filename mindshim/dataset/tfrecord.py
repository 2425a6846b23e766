"""TFRecord files: records with checksums, and the `tf.train.Example` messages in them.

A record is its length (8 bytes), the checksum of that, the data, and the checksum of the data. An Example is a map from
names to lists of bytes, floats or int64, in protobuf's wire format, of which only these few shapes occur, so it is
read here.
"""

from __future__ import annotations

import gzip
import os
import struct
import zlib
from collections.abc import Iterator
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
    crc = _crc32c(data)
    return (crc >> 15 | crc << 17) + 0xA282EAD8 & 0xFFFFFFFF


def _crc32c(data: bytes) -> int:
    try:
        import google_crc32c
    except ModuleNotFoundError:
        crc = 0xFFFFFFFF
        for byte in data:
            crc = _BYTES[(crc ^ byte) & 255] ^ crc >> 8
        return crc ^ 0xFFFFFFFF
    return google_crc32c.value(data)


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
    unpack, size, crc = _HEADER.unpack, _HEADER.size, _CHECKSUM
    with opened(path, compression) as stream:
        number = 0
        try:
            while header := stream.read(size):
                if len(header) < size:
                    raise EOFError("the file is cut off")
                length, expected = unpack(header)
                if checksum(header[:8]) != expected or length > _LONGEST:
                    raise ValueError("the checksum of its length is wrong")
                data = stream.read(length + 4)
                if len(data) < length + 4:
                    raise EOFError("the file is cut off")
                if checksum(data[:length]) != crc.unpack_from(data, length)[0]:
                    raise ValueError("its checksum is wrong")
                yield data[:length]
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
