"""`load_checkpoint`: the Parameters and strings of a file, by name, and into a Cell."""

from __future__ import annotations

import io
import json
import mmap
import os
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from mindshim import _checkparam as checks
from mindshim import log
from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import wrap
from mindshim.nn.cell import Cell
from mindshim.train.serialization import ckpt, encryption
from mindshim.train.serialization.network import load_param_into_net
from mindshim.train.serialization.saving import FORMATS, check_defaults, safetensors, safetensors_crc

Prefix = str | list[str] | tuple[str, ...] | None
tensor_to_ms_type = {str(type_): type_ for type_ in dtypes.FROM_NUMPY.values()} | {"str": dtypes.string}
_NUMPY = {str(type_): np_dtype for np_dtype, type_ in dtypes.FROM_NUMPY.items()}
_SAFETENSORS_NUMPY = {
    "BOOL": np.bool_, "I8": np.int8, "I16": np.int16, "I32": np.int32, "I64": np.int64, "U8": np.uint8,
    "U16": np.uint16, "U32": np.uint32, "U64": np.uint64, "F16": np.float16, "F32": np.float32, "F64": np.float64,
    "BF16": jnp.bfloat16, "C64": np.complex64, "F8_E4M3": jnp.float8_e4m3fn, "F8_E5M2": jnp.float8_e5m2,
}


def tensor_to_np_type(tensor_type_str: str) -> Any:
    """The NumPy dtype of the name that a `.ckpt` file has for a dtype; ``"U"`` for strings."""
    return "U" if tensor_type_str == "str" else _NUMPY.get(tensor_type_str)


def load_checkpoint(
    ckpt_file_name: str | io.BytesIO,
    net: Cell | None = None,
    strict_load: bool = False,
    filter_prefix: Prefix = None,
    dec_key: bytes | None = None,
    dec_mode: str = "AES-GCM",
    specify_prefix: Prefix = None,
    choice_func: Callable[[str], bool] | None = None,
    crc_check: bool = False,
    remove_redundancy: bool = False,
    format: str = "ckpt",  # noqa: A002 - MindSpore's name
) -> dict[str, Parameter | str]:
    """The Parameters of a checkpoint by name; those that a Cell has are given to it.

    Nothing in a file is executed. A file that is damaged, and one that does not fit `net`, leave `net` as it was.

    Args:
        ckpt_file_name: the path; for safetensors, a BytesIO too.
        net: a Cell to load into, as :func:`load_param_into_net` does.
        strict_load: for `net`: whether dtypes must agree and names be the same to the letter.
        filter_prefix: names that begin so are left out (``.ckpt`` only).
        dec_key: the key of an encrypted file.
        dec_mode: the mode that it was encrypted in.
        specify_prefix: only names that begin so are loaded (``.ckpt`` only).
        choice_func: says of a name whether to load it. Each of the two prefixes replaces it.
        crc_check: whether to check the file's checksum, if it has one.
        remove_redundancy: for files of several devices, of which each holds a part: refused on one device.
        format: ``"ckpt"`` or ``"safetensors"``; the path must end so.

    Returns:
        Parameters, and the strings that were saved with `append_dict`, in the order of the file. As in MindSpore,
        a Parameter out of a safetensors file has no name of its own yet.

    Raises:
        TypeError: an argument has a wrong type.
        ValueError: there is no such file, it is damaged, or encrypted with another key; nothing in it is chosen; a
            prefix is empty.
        RuntimeError: a Parameter does not fit `net`.

    Examples:
        >>> import os, tempfile
        >>> from mindshim import load_checkpoint, nn, save_checkpoint
        >>> path = os.path.join(tempfile.mkdtemp(), "dense.ckpt")
        >>> save_checkpoint(nn.Dense(2, 3), path)
        >>> load_checkpoint(path, choice_func=lambda name: name == "bias")
        {'bias': Parameter (name=bias, shape=(3,), dtype=Float32, requires_grad=True)}
    """
    specified, filtered = _checked_prefix(specify_prefix), _checked_prefix(filter_prefix)
    checks.check_isinstance("dec_key", dec_key, (type(None), bytes))
    checks.check_isinstance("dec_mode", dec_mode, str)
    checks.check_isinstance("crc_check", crc_check, bool)
    checks.check_isinstance("remove_redundancy", remove_redundancy, bool)
    if format == "safetensors":
        check_defaults("load_checkpoint", {"dec_key": (dec_key, None), "dec_mode": (dec_mode, "AES-GCM")})
    file = _checked_file(ckpt_file_name, format)
    if isinstance(file, io.BytesIO) or format == "safetensors":
        found, remove_redundancy = _load_safetensors(file, choice_func, crc_check, remove_redundancy)
    else:
        for name, given in (("specify_prefix", specified), ("filter_prefix", filtered)):
            if given:
                log.warning("For 'load_checkpoint', '%s' will be deprecated: use 'choice_func' instead.", name)
        found = _load_ckpt(file, _choice(specified, filtered, choice_func), dec_key, dec_mode, crc_check)
    if not found:
        raise ValueError("For 'load_checkpoint', nothing was loaded: the file is empty, or none of its names passes "
                         "'filter_prefix', 'specify_prefix' or 'choice_func'.")
    if net is not None:
        load_param_into_net(net, found, strict_load, remove_redundancy)
    return found


class ParamDictFuture:
    """What :func:`load_checkpoint_async` gives: `result()` waits for the loading to end."""

    def __init__(self, executor: ThreadPoolExecutor, param_dict_future: Future):
        self.executor = executor
        self.param_dict_future = param_dict_future

    def result(self) -> dict[str, Parameter | str]:
        """What :func:`load_checkpoint` would have returned, or raises what it would have raised."""
        try:
            return self.param_dict_future.result()
        finally:
            self.executor.shutdown()


def load_checkpoint_async(
    ckpt_file_name: str,
    net: Cell | None = None,
    strict_load: bool = False,
    filter_prefix: Prefix = None,
    dec_key: bytes | None = None,
    dec_mode: str = "AES-GCM",
    specify_prefix: Prefix = None,
    choice_func: Callable[[str], bool] | None = None,
) -> ParamDictFuture:
    """:func:`load_checkpoint` in a thread; the format is taken from the file's ending.

    Returns:
        An object whose ``result()`` waits, and gives what `load_checkpoint` gives, or raises what it raises.

    Examples:
        >>> import os, tempfile
        >>> from mindshim import load_checkpoint_async, nn, save_checkpoint
        >>> path = os.path.join(tempfile.mkdtemp(), "dense.ckpt")
        >>> save_checkpoint(nn.Dense(2, 3), path)
        >>> list(load_checkpoint_async(path).result())
        ['weight', 'bias']
    """
    format_ = "safetensors" if ckpt_file_name.endswith(".safetensors") else "ckpt"
    executor = ThreadPoolExecutor(max_workers=1)
    return ParamDictFuture(executor, executor.submit(
        load_checkpoint, ckpt_file_name, net, strict_load, filter_prefix, dec_key, dec_mode, specify_prefix,
        choice_func, format=format_))


def load_segmented_checkpoints(
    ckpt_file_dir: str,
    net: Cell | None = None,
    strict_load: bool = False,
    filter_prefix: Prefix = None,
    dec_key: bytes | None = None,
    dec_mode: str = "AES-GCM",
    specify_prefix: Prefix = None,
    choice_func: Callable[[str], bool] | None = None,
) -> dict[str, Parameter | str]:
    """:func:`load_checkpoint` of each ``.ckpt`` file of a folder, as one dict.

    Raises:
        TypeError: `ckpt_file_dir` is no string.
        ValueError: there is no such folder, or a file in it is damaged.
    """
    if not isinstance(ckpt_file_dir, str):
        raise TypeError("For 'load_segmented_checkpoints', 'ckpt_file_dir' must be a str, but got "
                        f"{type(ckpt_file_dir)}.")
    if not os.path.isdir(ckpt_file_dir):
        raise ValueError(f"For 'load_segmented_checkpoints', there is no folder {ckpt_file_dir}.")
    found: dict[str, Parameter | str] = {}
    for name in sorted(os.listdir(ckpt_file_dir)):
        if name.endswith(".ckpt") and not name.startswith("."):
            found |= load_checkpoint(os.path.join(ckpt_file_dir, name), net, strict_load, filter_prefix, dec_key,
                                     dec_mode, specify_prefix, choice_func)
    return found


# The .ckpt format -----------------------------------------------------------------------------------------------


def _load_ckpt(path: str, chosen: Callable[[str], bool], key: bytes | None, mode: str,
               crc_check: bool) -> dict[str, Parameter | str]:
    data = _message(path, key, mode)
    message, crc = ckpt.split_crc(data)
    if crc_check:
        if crc is None:
            log.warning("For 'load_checkpoint', the file %s has no checksum.", path)
        elif crc != zlib.crc32(message):
            raise ValueError(f"For 'load_checkpoint', the checksum of {path} is wrong: the file is damaged.")
    try:
        return {name: _value(name, records) for name, records in _by_name(message, chosen)}
    except ckpt.Damaged as error:
        encrypted = key is None and encryption.is_encrypted(data)
        why = "it is encrypted, and no 'dec_key' was given" if encrypted else error
        raise ValueError(f"Failed to read the checkpoint file {path}. The file may be corrupted, and the content "
                         f"cannot be parsed: {why}.") from None


def _message(path: str, key: bytes | None, mode: str) -> memoryview:
    """The file's bytes, decrypted; as they are only looked at where they are needed, they are not read here."""
    try:
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b"")
    except OSError as error:
        raise ValueError(f"Failed to read the checkpoint file {path}: {error.strerror}.") from error
    if key is None:
        return data
    try:
        return memoryview(encryption.decrypt(data, key, mode))
    except encryption.Undecipherable as error:
        raise ValueError(f"Failed to read the checkpoint file {path}. The file may be encrypted or tampered with: "
                         f"{error} Pass the correct 'dec_key' and 'dec_mode'.") from None


def _by_name(message: memoryview, chosen: Callable[[str], bool]) -> Iterator[tuple[str, list[ckpt.Record]]]:
    """The records, those that follow each other under one name together."""
    together: list[ckpt.Record] = []
    for record in ckpt.read_records(message):
        if together and record.name != together[0].name:
            yield together[0].name, together
            together = []
        if chosen(record.name):
            together.append(record)
    if together:
        yield together[0].name, together


def _value(name: str, records: list[ckpt.Record]) -> Parameter | str:
    content = np.empty(sum(len(record.content) for record in records), np.uint8)
    start = 0
    for record in records:
        end = start + len(record.content)
        content[start:end] = np.frombuffer(record.content, np.uint8)
        start = end
    kind, dims = records[-1].kind, records[-1].dims
    if kind == "str":
        try:  # padded with zeros, as NumPy pads its strings
            return str(content.data, "utf-32-le", "surrogatepass").rstrip("\0")
        except UnicodeDecodeError:
            raise ckpt.Damaged(f"the string '{name}' is none") from None
    if kind not in _NUMPY:
        raise ckpt.Damaged(f"'{name}' has the dtype {kind}, which is not supported")
    dtype = _NUMPY[kind]
    if dims == (0,) and content.size:  # how a tensor without dimensions was written in MindSpore's first releases
        dims = ()
    count = 1
    for dim in dims:
        count *= dim
    if count * dtype.itemsize != content.size or max(dims, default=0) >= 1 << 63:
        raise ckpt.Damaged(f"'{name}' has the shape {dims} and dtype {kind}, but {content.size} bytes")
    return _parameter(content.view(dtype).reshape(dims), name)


# The safetensors format -----------------------------------------------------------------------------------------


def _load_safetensors(file: Any, choice_func: Callable[[str], bool] | None, crc_check: bool,
                      remove_redundancy: bool) -> tuple[dict[str, Parameter | str], bool]:
    library = safetensors()
    try:
        names, tensor, about = _open_safetensors(file, library)
        if crc_check:
            if "crc_num" not in about:
                log.warning("For 'load_checkpoint', the file %s has no checksum.", file)
            elif about["crc_num"] != str(safetensors_crc((name, tensor(name)) for name in names)):
                raise ValueError(f"For 'load_checkpoint', the checksum of {file} is wrong: the file is damaged.")
        found: dict[str, Parameter | str] = {
            name: _parameter(tensor(name)) for name in names if choice_func is None or choice_func(name)
        }
    except (library.SafetensorError, OSError) as error:
        raise ValueError(f"Failed to parse the safetensors file {file}: {error}") from error
    noted = about.get("remove_redundancy")
    if noted in ("True", "False") and (noted == "True") != remove_redundancy:
        log.warning("For 'load_checkpoint', the safetensors file says remove_redundancy=%s, and is loaded so.", noted)
        remove_redundancy = noted == "True"
    return found, remove_redundancy


def _open_safetensors(file: Any, library: Any) -> tuple[list[str], Callable[[str], np.ndarray], dict[str, str]]:
    """The names in order, a function that gives a tensor, and the metadata."""
    if not isinstance(file, io.BytesIO):
        opened = library.safe_open(file, framework="numpy")
        return sorted(opened.keys()), opened.get_tensor, opened.metadata() or {}
    tensors = {}
    data = file.getvalue()
    for name, about in library.deserialize(data):
        if about["dtype"] not in _SAFETENSORS_NUMPY:
            raise ValueError(f"For 'load_checkpoint', '{name}' has the dtype {about['dtype']}, which is not supported.")
        tensors[name] = np.frombuffer(about["data"], _SAFETENSORS_NUMPY[about["dtype"]]).reshape(about["shape"])
    header = json.loads(data[8:8 + int.from_bytes(data[:8], "little")])
    return sorted(tensors), tensors.__getitem__, header.get("__metadata__", {})


def _parameter(array: np.ndarray, name: str | None = None) -> Parameter:
    """A Parameter of an array that nobody else has."""
    # `engine.tensor.put` compiles for each shape, which pays for Tensors that are made again and again.
    return Parameter(wrap(jax.device_put(array)), name=name)


# Arguments ------------------------------------------------------------------------------------------------------


def _checked_file(file: Any, format_: Any) -> Any:
    if format_ not in FORMATS:
        raise ValueError(f"For 'load_checkpoint', the format must be 'ckpt' or 'safetensors', but got {format_}.")
    if isinstance(file, io.BytesIO):
        if format_ == "ckpt":
            raise TypeError("For 'load_checkpoint', a BytesIO can only be of format 'safetensors'.")
        return file
    if not isinstance(file, str):
        raise TypeError(f"For 'load_checkpoint', 'ckpt_file_name' must be a string, but got {type(file)}.")
    if not file.endswith(format_):
        raise ValueError(f"For 'load_checkpoint', the file's ending must be the format's, but got file_name: '{file}', "
                         f"format: '{format_}'.")
    path = os.path.realpath(file)
    if not os.path.exists(path):
        raise ValueError(f"For 'load_checkpoint', the checkpoint file {path} does not exist: check 'ckpt_file_name'.")
    return path


def _choice(specified: tuple[str, ...], filtered: tuple[str, ...],
            choice_func: Callable[[str], bool] | None) -> Callable[[str], bool]:
    if specified or filtered:
        return lambda name: name.startswith(specified or "") and not name.startswith(filtered)
    return choice_func or (lambda name: True)


def _checked_prefix(prefix: Any) -> tuple[str, ...]:
    """The prefixes, none for None."""
    if prefix is None:
        return ()
    if not isinstance(prefix, (str, list, tuple)):
        raise TypeError("For 'load_checkpoint', 'specify_prefix' and 'filter_prefix' must be a str, or a list or tuple "
                        f"of str, but got {type(prefix)}.")
    prefixes = (prefix,) if isinstance(prefix, str) else tuple(prefix)
    if not prefixes or "" in prefixes:
        raise ValueError("For 'load_checkpoint', 'specify_prefix' and 'filter_prefix' can't be empty.")
    for one in prefixes:
        if not isinstance(one, str):
            raise TypeError(f"For 'load_checkpoint', every prefix must be a str, but got {type(one)}.")
    return prefixes
