"""The `.ckpt` format: a protobuf message of named tensors, written and read record by record.

The message is ``Checkpoint { repeated Value { tag = 1; TensorProto tensor = 2 | MapTensorProto maptensor = 3 } }`` with
``TensorProto { repeated int64 dims = 1; string tensor_type = 2; bytes tensor_content = 3 }``. A tensor of more than
`SLICE_BYTES` is several records in a row under one tag; each has the dims of the whole.

These lines speak the wire format themselves, rather than through the `protobuf` library: three nested messages need
two field kinds, the library takes and gives a message only as a whole (several copies of all weights in memory, where
here a file is written from the arrays and read into them), and a checkpoint is too basic to need an extra. The tests
hold them against `protobuf` on random messages.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

SLICE_BYTES = 512 * 1024 * 1024
# With a checksum, a file ends in these letters and the CRC-32 of what is before them, as 10 bytes, big-endian.
CRC_MARK = b"crc_num"
_CRC_BYTES = 10
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5


class Damaged(ValueError):
    """The bytes are no checkpoint, or not a whole one."""


class Record(NamedTuple):
    """One tensor, or a slice of one. `kind` is MindSpore's name of the dtype, or ``str``."""

    name: str
    dims: tuple[int, ...]
    kind: str
    content: memoryview


def write_record(write: Callable[[bytes | memoryview], object], name: str, dims: Sequence[int], kind: str,
                 content: memoryview) -> None:
    """Hand a tensor's records to `write`. The content comes last at every level, so it is handed on uncopied."""
    for start in range(0, max(len(content), 1), SLICE_BYTES):
        piece = content[start:start + SLICE_BYTES]
        tensor = b"".join(b"\x08" + _varint(dim) for dim in dims)
        tensor += _delimited(2, kind.encode()) + b"\x1a" + _varint(len(piece))
        value = _delimited(1, name.encode()) + b"\x12" + _varint(len(tensor) + len(piece)) + tensor
        write(b"\x0a" + _varint(len(value) + len(piece)) + value)
        write(piece)


def crc_end(crc: int) -> bytes:
    """What a file with a checksum ends in."""
    return CRC_MARK + crc.to_bytes(_CRC_BYTES, "big")


def split_crc(data: memoryview) -> tuple[memoryview, int | None]:
    """The message, and the checksum that follows it, if one does."""
    end = len(CRC_MARK) + _CRC_BYTES
    if bytes(data[-end:-_CRC_BYTES]) != CRC_MARK:
        return data, None
    return data[:-end], int.from_bytes(data[-_CRC_BYTES:], "big")


def crc_of(data: memoryview) -> int:
    """The CRC-32 of a message."""
    return zlib.crc32(data)


def read_records(message: memoryview) -> Iterator[Record]:
    """The records of a message; their contents are views of it.

    Raises:
        Damaged: the message ends early, or is no checkpoint.
    """
    for number, value in _fields(message):
        if number == 1 and isinstance(value, memoryview):
            yield _record(value)


def _record(value: memoryview) -> Record:
    name = tensor = None
    for number, field in _fields(value):
        if isinstance(field, memoryview):
            if number == 1:
                name = _text(field)
            elif number == 2:
                tensor = field
            elif number == 3:
                raise Damaged(f"'{name}' is a hash table (MapParameter), which is not supported")
    if name is None or tensor is None:
        raise Damaged("a record has no name or no tensor")
    dims: list[int] = []
    kind, content = None, None
    for number, field in _fields(tensor):
        if number == 1:
            dims += [field] if isinstance(field, int) else _packed(field)
        elif number == 2 and isinstance(field, memoryview):
            kind = _text(field)
        elif number == 3 and isinstance(field, memoryview):
            content = field
    if kind is None or content is None:
        raise Damaged(f"'{name}' has no dtype or no content")
    return Record(name, tuple(dims), kind, content)


def _text(field: memoryview) -> str:
    try:
        return str(field, "utf-8")
    except UnicodeDecodeError:
        raise Damaged("a name is no text") from None


def _fields(data: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """The fields of a message: their numbers, and their values as integers or bytes."""
    at = 0
    while at < len(data):
        key, at = _read_varint(data, at)
        number, wire = key >> 3, key & 7
        if wire == _VARINT:
            value, at = _read_varint(data, at)
            yield number, value
            continue
        if wire == _BYTES:
            length, at = _read_varint(data, at)
        elif wire in (_FIXED64, _FIXED32):
            length = 8 if wire == _FIXED64 else 4
        else:
            raise Damaged(f"byte {at - 1} begins no field")
        if number == 0 or length > len(data) - at:
            raise Damaged("it ends in the middle of a field")
        yield number, data[at:at + length]
        at += length


def _packed(data: memoryview) -> list[int]:
    values, at = [], 0
    while at < len(data):
        value, at = _read_varint(data, at)
        values.append(value)
    return values


def _read_varint(data: memoryview, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at == len(data):
            raise Damaged("it ends in the middle of a number")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
    raise Damaged("a number is longer than any")


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _delimited(number: int, value: bytes) -> bytes:
    return bytes((number << 3 | _BYTES,)) + _varint(len(value)) + value
