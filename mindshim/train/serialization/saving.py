"""`save_checkpoint`: the Parameters of a Cell, a list or a dict, and numbers and strings beside them, as a file."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import numpy as np

from mindshim import _checkparam as checks
from mindshim import log
from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter
from mindshim.engine.random import Generator
from mindshim.engine.tensor import Tensor
from mindshim.nn.cell import Cell
from mindshim.train.serialization import ckpt, encryption, files

FORMATS = ("ckpt", "safetensors")
_STRING = "str"


def save_checkpoint(
    save_obj: Cell | list | dict,
    ckpt_file_name: str,
    integrated_save: bool = True,
    async_save: bool | str = False,
    append_dict: dict[str, Any] | None = None,
    enc_key: bytes | None = None,
    enc_mode: str = "AES-GCM",
    choice_func: Callable[[str], bool] | None = None,
    crc_check: bool = False,
    format: str = "ckpt",  # noqa: A002 - MindSpore's name
    **kwargs: Any,
) -> None:
    """Save Parameters as a file that MindSpore loads as well.

    The file is written beside its place and then put there, so that a process that dies while it saves leaves what
    was there before.

    Args:
        save_obj: a Cell (all its Parameters), a list of Parameters, a list of ``{"name": str, "data": Tensor}``, or a
            dict of Parameters, arrays and strings by name, as :func:`load_checkpoint` gives it.
        ckpt_file_name: the path; an ending is added if it does not end with the format.
        integrated_save: accepted: on one device every Parameter is whole.
        async_save: whether to write in the background: True or ``"thread"``; ``"process"`` means the same, as a
            process with JAX in it cannot fork. What is saved is what the Parameters hold now. The interpreter waits
            for it at its end, and the next asynchronous call does.
        append_dict: more to save: numbers, bools, strings, Tensors, Parameters and Generators by name.
        enc_key: a key to encrypt with: 16, 24 or 32 bytes (``.ckpt`` only).
        enc_mode: ``"AES-GCM"``, ``"AES-CBC"`` or ``"SM4-CBC"`` (16 bytes).
        choice_func: says of a Parameter's name whether to save it.
        crc_check: whether to add a checksum, which :func:`load_checkpoint` can check.
        format: ``"ckpt"`` or ``"safetensors"``.
        kwargs: ``remove_redundancy``, a bool, is noted in a safetensors file; others are accepted.

    Raises:
        TypeError: `save_obj`, `append_dict` or what is in them, or another argument, has a wrong type.
        ValueError: there is no such `format`, `async_save` or `enc_mode`, or the key's length does not fit; `format`
            and encryption, or `crc_check` and encryption, exclude each other.
        IsADirectoryError: the path is a folder's.

    Examples:
        >>> import os, tempfile
        >>> from mindshim import load_checkpoint, nn, save_checkpoint
        >>> path = os.path.join(tempfile.mkdtemp(), "dense.ckpt")
        >>> save_checkpoint(nn.Dense(2, 3), path, append_dict={"epoch": 4})
        >>> list(load_checkpoint(path))
        ['weight', 'bias', 'epoch']
    """
    path = _checked_path(save_obj, ckpt_file_name, format)
    checks.check_bool(integrated_save)
    _check_async_save(async_save)
    _check_append_dict(append_dict)
    checks.check_isinstance("enc_key", enc_key, (type(None), bytes))
    checks.check_isinstance("enc_mode", enc_mode, str)
    checks.check_isinstance("crc_check", crc_check, bool)
    remove_redundancy = kwargs.get("remove_redundancy")
    checks.check_isinstance("remove_redundancy", remove_redundancy, (type(None), bool))
    if format == "safetensors":
        options = {"enc_key": (enc_key, None), "enc_mode": (enc_mode, "AES-GCM"),
                   "map_param_inc": (kwargs.get("incremental", False), False),
                   "global_step_num": (kwargs.get("global_step_num"), None)}
        check_defaults("save_checkpoint", options)
    if enc_key is not None:
        encryption.check(enc_key, enc_mode)
        if crc_check:  # MindSpore's own such files can be read by nobody
            raise ValueError("For 'save_checkpoint', 'enc_key' and 'crc_check' exclude each other.")

    entries = {name: _entry(value) for name, value in _chosen(save_obj, choice_func)}
    entries |= {name: _entry(_appended(value)) for name, value in (append_dict or {}).items()}
    if async_save:  # as it is now: a NumPy array may be written to, a JAX array handed over to an optimiser's step
        entries = {name: [dims, kind, data.copy() if isinstance(data, np.ndarray) else np.asarray(data)]
                   for name, (dims, kind, data) in entries.items()}
    save = partial(_exec_save, path, entries, enc_key, enc_mode, False, crc_check, format, remove_redundancy)
    if async_save:
        files.later(save)
    else:
        save()


def _exec_save(ckpt_file_name: str, data_list: dict[str, list], enc_key: bytes | None = None,
               enc_mode: str = "AES-GCM", map_param_inc: bool = False, crc_check: bool = False,
               format: str = "ckpt", remove_redundancy: bool | None = None) -> None:  # noqa: A002
    """Write a file of entries ``[dims, dtype's name, array or Tensor]`` by name, without checks of arguments."""
    def fill(path: str) -> None:
        if format == "safetensors":
            _write_safetensors(path, data_list, crc_check, remove_redundancy)
        else:
            _write_ckpt(path, data_list, enc_key, enc_mode, crc_check)

    try:
        files.replace(os.path.realpath(ckpt_file_name), fill)
    except BaseException:
        log.critical("Failed to save the checkpoint file %s: no permission to write it, the disk is full, or the like.",
                     ckpt_file_name)
        raise


def _write_ckpt(path: str, entries: dict[str, list], key: bytes | None, mode: str, crc_check: bool) -> None:
    pieces: list[bytes | memoryview] = []
    crc = 0
    with open(path, "wb") as file:
        def write(piece: bytes | memoryview) -> None:
            nonlocal crc
            if key is not None:
                pieces.append(piece)
                return
            if crc_check:
                crc = zlib.crc32(piece, crc)
            file.write(piece)

        for name, (dims, kind, data) in entries.items():
            ckpt.write_record(write, name, dims, kind, _bytes_of(_array_of(data)))
        if key is not None:
            for block in encryption.encrypt(b"".join(pieces), key, mode):
                file.write(block)
        elif crc_check:
            file.write(ckpt.crc_end(crc))


def _write_safetensors(path: str, entries: dict[str, list], crc_check: bool, remove_redundancy: bool | None) -> None:
    numpy_format = safetensors("numpy")
    arrays = {name: np.asarray(_array_of(entries[name][2]), order="C") for name in sorted(entries)}
    for name, array in arrays.items():
        if array.dtype.kind == "U":
            raise safetensors().SafetensorError(f"A safetensors file holds no strings, but '{name}' is one.")
    about = {"format": "ms"}
    if remove_redundancy is not None:
        about["remove_redundancy"] = str(remove_redundancy)
    if crc_check:
        about["crc_num"] = str(safetensors_crc(arrays.items()))
    numpy_format.save_file(arrays, path, metadata=about if arrays else None)


def safetensors_crc(arrays: Iterable[tuple[str, np.ndarray]]) -> int:
    """The checksum that a safetensors file has in its metadata, of its tensors in the order of their names.

    Of an integer without dimensions, MindSpore sums as many zero bytes as the integer says (``bytes(3)``): so do we,
    for the sums to be the same.

    Raises:
        ValueError: such an integer is negative, or so large that the sum would take minutes.
    """
    crc = 0
    for name, array in arrays:
        crc = zlib.crc32(name.encode(), crc)
        if array.ndim or array.dtype.kind not in "iu":
            crc = zlib.crc32(array.tobytes(), crc)
            continue
        if not 0 <= (count := int(array)) < 1 << 36:
            raise ValueError(f"A safetensors file with '{name}' = {count} has no checksum: use 'crc_check' without it.")
        zeros = bytes(min(count, 1 << 20))
        for start in range(0, count, 1 << 20):
            crc = zlib.crc32(zeros[:count - start], crc)
    return crc


def safetensors(module: str = "") -> Any:
    """The `safetensors` library, or a module of it."""
    import importlib

    try:
        return importlib.import_module("safetensors" + (module and f".{module}"))
    except ModuleNotFoundError:
        raise ModuleNotFoundError(
            "Checkpoints of format 'safetensors' need the package 'safetensors': pip install 'mindshim[checkpoint]'."
        ) from None


def check_defaults(function: str, options: dict[str, tuple[Any, Any]]) -> None:
    """Raises ValueError if one of the options, given as (value, default), is not what a safetensors file allows."""
    for name, (value, default) in options.items():
        if value != default:
            raise ValueError(f"For '{function}', when format is 'safetensors', the parameter '{name}' must be its "
                             f"default value '{default}', but got '{value}'.")


def _checked_path(save_obj: Any, name: Any, format_: Any) -> str:
    if format_ not in FORMATS:
        raise ValueError(f"For 'save_checkpoint', the format must be 'safetensors' or 'ckpt', but got {format_}.")
    if not isinstance(save_obj, (Cell, list, dict)):
        raise TypeError("For 'save_checkpoint', 'save_obj' must be a Cell, a list or a dict, but got "
                        f"{type(save_obj)}.")
    if not isinstance(name, str):
        raise TypeError(f"For 'save_checkpoint', 'ckpt_file_name' must be a string, but got {type(name)}.")
    path = os.path.realpath(name)
    if os.path.isdir(path):
        raise IsADirectoryError(f"For 'save_checkpoint', 'ckpt_file_name' must be a file, but {path} is a directory.")
    return path if path.endswith(format_) else f"{path}.{format_}"


def _check_async_save(async_save: Any) -> bool | str:
    if not isinstance(async_save, (bool, str)):
        raise TypeError(f"For 'save_checkpoint', 'async_save' must be a bool or a str, but got {type(async_save)}.")
    if isinstance(async_save, str) and async_save not in ("process", "thread"):
        raise ValueError("For 'save_checkpoint', 'async_save' can only be 'process' or 'thread', but got "
                         f"{async_save}.")
    return async_save


def _check_append_dict(append_dict: Any) -> dict[str, Any] | None:
    if append_dict is not None and not isinstance(append_dict, dict):
        raise TypeError(f"For 'save_checkpoint', 'append_dict' must be a dict, but got {type(append_dict)}.")
    for key, value in (append_dict or {}).items():
        if not isinstance(key, str) or not isinstance(value, (int, float, bool, str, Tensor, Generator)):
            raise TypeError(
                "For 'save_checkpoint', 'append_dict' must have strings as keys, and as values numbers, bools, "
                f"strings, Tensors, Parameters or Generators, but got key: {type(key)}, value: {type(value)}."
            )
    return append_dict


def _chosen(save_obj: Cell | list | dict, choice_func: Callable[[str], bool] | None) -> list[tuple[str, Any]]:
    if isinstance(save_obj, Cell):
        named = [(parameter.name, parameter) for _, parameter in save_obj.parameters_and_names()]
    elif isinstance(save_obj, dict):
        named = list(save_obj.items())
    else:
        named = [_of_list(item, save_obj) for item in save_obj]
    for name, value in named:
        if not isinstance(name, str):
            raise TypeError(f"For 'save_checkpoint', the names must be strings, but got {type(name)}.")
        if not isinstance(value, (Tensor, np.ndarray, str)):
            raise TypeError(f"For 'save_checkpoint', '{name}' must be a Parameter, but got {type(value)}.")
    return [(name, value) for name, value in named if choice_func is None or choice_func(name)]


def _convert_save_obj_to_param_list(save_obj: Cell | list | dict, integrated_save: bool, append_dict: Any,
                                    choice_func: Callable[[str], bool] | None) -> list[dict[str, Any]]:
    """What of `save_obj` is to be saved, as dicts with `name` and `data`."""
    return [{"name": name, "data": value} for name, value in _chosen(save_obj, choice_func)]


def _of_list(item: Any, whole: list) -> tuple[Any, Any]:
    if isinstance(whole[0], dict):
        if not isinstance(item, dict) or "name" not in item or "data" not in item:
            raise TypeError("For 'save_checkpoint', every dict of the list must have the keys 'name' and 'data', "
                            f"but got {type(item)} and {item}.")
        if not isinstance(item["data"], Tensor):
            raise TypeError("For 'save_checkpoint', 'data' must be a Parameter or a Tensor, but got "
                            f"{type(item['data'])}.")
        return item["name"], item["data"]
    if not isinstance(item, Parameter):
        raise TypeError(f"For 'save_checkpoint', the list must be one of Parameters, but got {type(item)}.")
    return item.name, item


def _appended(value: Any) -> Tensor | str:
    if isinstance(value, Generator):
        return value.get_state()
    return value if isinstance(value, (Tensor, str)) else Tensor(value)


def _entry(value: Tensor | np.ndarray | str) -> list:
    """What `_exec_save` takes."""
    if isinstance(value, str):
        return [[0], _STRING, np.array(value)]
    if isinstance(value, Tensor):
        return [list(value.shape), str(value.dtype), value.init_data()._value()]
    if value.dtype not in dtypes.FROM_NUMPY:
        raise TypeError(f"For 'save_checkpoint', there is no Tensor of dtype {value.dtype}.")
    return [list(value.shape), str(dtypes.FROM_NUMPY[value.dtype]), value]


def _array_of(data: Any) -> np.ndarray:
    return np.asarray(data.init_data()._value() if isinstance(data, Tensor) else data)


def _bytes_of(array: np.ndarray) -> memoryview:
    """The bytes of an array in C order; NumPy's own buffer does not know bfloat16."""
    return np.ascontiguousarray(array).reshape(-1).view(np.uint8).data
