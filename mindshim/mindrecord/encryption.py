"""Encrypted MindRecord files: blocks of at most 64 MiB, each after its length, then a zero, the mode and "ENCRYPT"."""

from __future__ import annotations

import os
import struct
import tempfile
import weakref
from collections.abc import Callable
from typing import Any

from mindshim.mindrecord.layout import check_size

__all__ = ["set_dec_mode", "set_enc_key", "set_enc_mode"]

_BLOCK = 64 * 1024 * 1024
_END = b"ENCRYPT"
_OWN = b"UDF-ENC"
_LENGTH = struct.Struct(">i")

_key: str | None = None
_encryption: str | Callable = "AES-GCM"
_decryption: str | Callable | None = None


def set_enc_key(enc_key: str | None) -> None:
    """Set the key with which files are written and read from here on; None for plain files.

    Args:
        enc_key: a str of 16, 24 or 32 characters.

    Raises:
        ValueError: it is something else.
    """
    global _key
    if enc_key is not None and not isinstance(enc_key, str):
        raise ValueError("The input enc_key is not str.")
    if enc_key is not None and len(enc_key) not in (16, 24, 32):
        raise ValueError("The length of input enc_key is not 16, 24, 32.")
    _key = enc_key


def set_enc_mode(enc_mode: str | Callable = "AES-GCM") -> None:
    """Set how files are encrypted.

    Args:
        enc_mode: "AES-GCM", or a function of (file read from, its size, file written to, key).

    Raises:
        ValueError: it is another str, or no str and no function.
    """
    global _encryption
    _encryption = _checked(enc_mode, "enc_mode")


def set_dec_mode(dec_mode: str | Callable | None = "AES-GCM") -> None:
    """Set how files are decrypted; None for the mode of :func:`set_enc_mode`.

    Args:
        dec_mode: "AES-GCM", or a function of (file read from, its size without the mark, file written to, key).

    Raises:
        ValueError: it is another str, or no str and no function.
    """
    global _decryption
    _decryption = None if dec_mode is None else _checked(dec_mode, "dec_mode")


def _checked(mode: Any, name: str) -> str | Callable:
    if callable(mode):
        return mode
    if not isinstance(mode, str):
        raise ValueError(f"The input {name} is not str.")
    if mode != "AES-GCM":
        raise ValueError(f"The input {name} is invalid.")
    return mode


def key() -> str | None:
    """The key that was set."""
    return _key


def encrypt_file(path: str) -> None:
    """Put an encrypted file in the place of a plain one, if a key was set."""
    if _key is None:
        return
    with open(path, "rb") as plain, open(path + ".encrypt", "wb") as out:
        if callable(_encryption):
            _encryption(plain, os.path.getsize(path), out, _key)
            mode = _OWN
        else:
            from mindshim.train.serialization import encryption

            mode = _encryption.encode()
            while data := plain.read(_BLOCK):
                block = b"".join(encryption.encrypt(data, _key.encode(), _encryption))
                out.write(_LENGTH.pack(len(block)) + block)
        out.write(_LENGTH.pack(0) + mode + _END)
    os.chmod(path + ".encrypt", 0o600)
    os.replace(path + ".encrypt", path)


class Plain:
    """A MindRecord file and its index as they can be read: themselves, or decrypted copies that live as long as this.

    Raises:
        RuntimeError: a file is missing, is encrypted and no key was set, is not and one was, or the key is another.
    """

    def __init__(self, path: str):
        self.path = path
        encrypted = [_is_encrypted(name) for name in (path, path + ".db")]
        if any(encrypted):
            folder = tempfile.mkdtemp(prefix="mindrecord-")
            self.close = weakref.finalize(self, _remove, folder)
            self.path = os.path.join(folder, os.path.basename(path))
            _decrypt(path, self.path)
            _decrypt(path + ".db", self.path + ".db")


def _remove(folder: str) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def _is_encrypted(path: str) -> bool:
    check_size(path)
    with open(path, "rb") as stream:
        stream.seek(-len(_END), os.SEEK_END)
        found = stream.read() == _END
    if found and _key is None:
        raise RuntimeError(
            f"The mindrecord file {path} is encrypted. You need to configure 'mindspore.mindrecord.set_enc_key(...)' "
            "and 'mindspore.mindrecord.set_enc_mode(...)' for decryption."
        )
    if not found and _key is not None:
        raise RuntimeError(
            f"The mindrecord file {path} is not encrypted. You can set 'mindspore.mindrecord.set_enc_key(None)' to "
            "disable the decryption."
        )
    return found


def _decrypt(path: str, target: str) -> None:
    mode = _decryption or _encryption
    if _decryption is None and callable(_encryption):
        raise RuntimeError("You use custom encryption, so you must also define custom decryption.")
    size = os.path.getsize(path) - len(_END)
    with open(path, "rb") as stream, open(target, "wb") as out:
        stream.seek(size - len(_OWN))
        if stream.read(len(_OWN)) != (_OWN if callable(mode) else mode.encode()):
            raise _failure(path)
        stream.seek(0)
        if callable(mode):
            mode(stream, size, out, _key)
        else:
            _decrypt_blocks(stream, out, path, size, mode)


def _decrypt_blocks(stream: Any, out: Any, path: str, size: int, mode: str) -> None:
    from mindshim.train.serialization import encryption

    assert _key is not None
    while True:
        (length,) = _LENGTH.unpack(stream.read(_LENGTH.size))
        if length == 0:
            return
        if not 0 < length <= size - stream.tell() - len(_OWN) - _LENGTH.size:
            raise RuntimeError(f"Invalid encrypted block length {length} in file: {path} at offset: {stream.tell()}.")
        try:
            out.write(encryption.decrypt(memoryview(stream.read(length)), _key.encode(), mode))
        except encryption.Undecipherable:
            raise _failure(path) from None


def _failure(path: str) -> RuntimeError:
    return RuntimeError(f"Failed to decrypt data of {path}, please check if enc_key and enc_mode / dec_mode is valid.")
