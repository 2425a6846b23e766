"""Encrypted `.ckpt` files: blocks of at most 64 MiB, each encrypted on its own by the `cryptography` library.

A block is, all numbers little-endian and of 4 bytes: a magic number, which says the mode; for AES-GCM the tag of 16
bytes; the length of all that follows in the block; the length of the initialization vector (16) and the vector; the
length of the ciphertext and the ciphertext. The CBC modes pad as PKCS #7 says. AES-GCM makes use of the first 12
bytes of the vector only.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from typing import Any

BLOCK_BYTES = 64 * 1024 * 1024
_MAGIC = {"AES-GCM": 0x7F3A5ED8, "AES-CBC": 0x7F3A5ED9, "SM4-CBC": 0x7F3A5EDA}
_KEY_BYTES = {"AES-GCM": (16, 24, 32), "AES-CBC": (16, 24, 32), "SM4-CBC": (16,)}
_TAG, _VECTOR, _GCM_VECTOR = 16, 16, 12


class Undecipherable(ValueError):
    """The bytes are not encrypted that way, or with another key, or were changed."""


def is_encrypted(start: bytes | memoryview) -> bool:
    """Whether a file that starts with these bytes is encrypted."""
    return len(start) >= 4 and struct.unpack_from("<I", start)[0] in _MAGIC.values()


def check(key: bytes, mode: str) -> None:
    """Raises ValueError for a mode that there is not, or a key of a length that it does not take."""
    if mode not in _MAGIC:
        raise ValueError(f"The encryption mode must be one of {', '.join(_MAGIC)}, but got '{mode}'.")
    if len(key) not in _KEY_BYTES[mode]:
        lengths = " or ".join(map(str, _KEY_BYTES[mode]))
        raise ValueError(f"The key for {mode} must have {lengths} bytes, but has {len(key)}.")


def encrypt(plain: bytes | memoryview, key: bytes, mode: str) -> Iterator[bytes]:
    """The blocks of an encrypted file."""
    check(key, mode)
    for start in range(0, len(plain), BLOCK_BYTES):
        yield from _encrypted(plain[start:start + BLOCK_BYTES], key, mode)


def _encrypted(plain: bytes | memoryview, key: bytes, mode: str) -> Iterator[bytes]:
    vector = os.urandom(_VECTOR)
    encryptor = _cipher(key, mode, vector).encryptor()
    if mode != "AES-GCM":
        padder = _padding().padder()
        plain = padder.update(plain) + padder.finalize()
    ciphertext = encryptor.update(plain) + encryptor.finalize()
    yield struct.pack("<I", _MAGIC[mode])
    if mode == "AES-GCM":
        yield encryptor.tag
    yield struct.pack("<II", 8 + _VECTOR + len(ciphertext), _VECTOR) + vector + struct.pack("<I", len(ciphertext))
    yield ciphertext


def decrypt(data: memoryview, key: bytes, mode: str) -> bytes:
    """What was encrypted.

    Raises:
        Undecipherable: another mode or key, or the file was changed.
    """
    check(key, mode)
    plain, at = [], 0
    while at < len(data):
        block, at = _decrypted(data, at, key, mode)
        plain.append(block)
    return b"".join(plain)


def _decrypted(data: memoryview, at: int, key: bytes, mode: str) -> tuple[bytes, int]:
    tag = None
    try:
        (magic,), at = struct.unpack_from("<I", data, at), at + 4
        if magic != _MAGIC[mode]:
            raise Undecipherable(f"It is not encrypted by {mode}.")
        if mode == "AES-GCM":
            tag, at = bytes(data[at:at + _TAG]), at + _TAG
        (_, size), at = struct.unpack_from("<II", data, at), at + 8
        vector, at = bytes(data[at:at + size]), at + size
        (size,), at = struct.unpack_from("<I", data, at), at + 4
        ciphertext, at = data[at:at + size], at + size
        if len(ciphertext) < size or len(vector) != _VECTOR:
            raise Undecipherable("It ends in the middle of a block.")
        return _plain(ciphertext, key, mode, vector, tag), at
    except (struct.error, ValueError) as error:
        if isinstance(error, Undecipherable):
            raise
        raise Undecipherable("It ends in the middle of a block.") from None


def _plain(ciphertext: memoryview, key: bytes, mode: str, vector: bytes, tag: bytes | None) -> bytes:
    decryptor = _cipher(key, mode, vector, tag).decryptor()
    from cryptography.exceptions import InvalidTag

    try:
        plain = decryptor.update(ciphertext) + decryptor.finalize()
        if mode == "AES-GCM":
            return plain
        unpadder = _padding().unpadder()
        return unpadder.update(plain) + unpadder.finalize()
    except (InvalidTag, ValueError):
        raise Undecipherable("The key is another one, or the file was changed.") from None


def _padding() -> Any:
    from cryptography.hazmat.primitives.padding import PKCS7

    return PKCS7(8 * _VECTOR)


def _cipher(key: bytes, mode: str, vector: bytes, tag: bytes | None = None) -> Any:
    try:
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    except ModuleNotFoundError:
        raise ModuleNotFoundError(
            "Encrypted checkpoints need the package 'cryptography': pip install 'mindshim[checkpoint]'."
        ) from None
    if mode == "AES-GCM":
        return Cipher(algorithms.AES(key), modes.GCM(vector[:_GCM_VECTOR], tag))
    algorithm = algorithms.SM4 if mode == "SM4-CBC" else algorithms.AES
    return Cipher(algorithm(key), modes.CBC(vector))
