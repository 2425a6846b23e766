"""Checkpoints from one format to the other."""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor

from mindshim.train.serialization.loading import load_checkpoint
from mindshim.train.serialization.saving import save_checkpoint


def ckpt_to_safetensors(file_path: str, save_path: str | None = None, name_map: dict[str, str] | None = None,
                        file_name_regex: str | None = None, processes_num: int = 1) -> None:
    """Convert a ``.ckpt`` file, or those in the folders ``rank…`` of a folder, to safetensors.

    Args:
        file_path: the file, or the folder.
        save_path: the folder for what is made; by default beside the files.
        name_map: new names by old names.
        file_name_regex: only files whose names it is found in.
        processes_num: how many files at a time.

    Raises:
        ValueError: a path, or `name_map`, is not what it should be; or a file is damaged.
        SafetensorError: the file holds strings, which safetensors cannot.
    """
    _convert("ckpt_to_safetensors", ("ckpt", "safetensors"), file_path, save_path, name_map, file_name_regex,
             processes_num)


def safetensors_to_ckpt(file_path: str, save_path: str | None = None, name_map: dict[str, str] | None = None,
                        file_name_regex: str | None = None, processes_num: int = 1) -> None:
    """Convert a safetensors file, or those in the folders ``rank…`` of a folder, to ``.ckpt``.

    The arguments and errors are those of :func:`ckpt_to_safetensors`.
    """
    _convert("safetensors_to_ckpt", ("safetensors", "ckpt"), file_path, save_path, name_map, file_name_regex,
             processes_num)


def _convert(function: str, formats: tuple[str, str], path: str, save_path: str | None, name_map: dict[str, str] | None,
             regex: str | None, workers: int) -> None:
    source, target = formats
    if not os.path.exists(path):
        raise ValueError(f"For '{function}', there is no file or folder {path}.")
    if save_path and os.path.splitext(save_path)[1]:
        raise ValueError(f"For '{function}', 'save_path' must be a folder, but got '{save_path}'.")
    if name_map is not None and not isinstance(name_map, dict):
        raise ValueError(f"For '{function}', 'name_map' must be a dict, but got '{type(name_map)}'.")

    def convert(file: str, folder: str) -> None:
        os.makedirs(folder, exist_ok=True)
        found = load_checkpoint(file, format=source)
        renamed = {(name_map or {}).get(name, name): value for name, value in found.items()}
        made = os.path.basename(file).removesuffix(f".{source}") + f".{target}"
        save_checkpoint(renamed, os.path.join(folder, made), format=target)

    if os.path.isfile(path):
        if not path.endswith(f".{source}"):
            raise ValueError(f"For '{function}', the file must be a .{source} file, but got {path}.")
        if regex is not None and not re.search(regex, path):
            raise ValueError(f"For '{function}', the file's name does not match 'file_name_regex'.")
        convert(path, save_path or os.path.dirname(os.path.realpath(path)))
        return
    ranks = [name for name in sorted(os.listdir(path))
             if name.startswith("rank") and os.path.isdir(os.path.join(path, name))]
    if not ranks:
        raise ValueError(f"For '{function}', {path} has no folders whose names start with 'rank'.")
    with ThreadPoolExecutor(workers) as pool:
        work = [
            pool.submit(convert, os.path.join(path, rank, name), os.path.join(save_path or path, rank))
            for rank in ranks
            for name in sorted(os.listdir(os.path.join(path, rank)))
            if name.endswith(f".{source}") and not name.startswith(".") and (regex is None or re.search(regex, name))
        ]
        for one in work:
            one.result()
