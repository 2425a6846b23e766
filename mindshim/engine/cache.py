"""JAX's persistent compilation cache, on by default, so that a second run compiles nothing.

It lies in the user's cache folder, readable by him alone, and is kept below a size. ``MINDSHIM_CACHE`` turns it off
(``off``) or names another folder. What JAX itself is told about its cache (``JAX_COMPILATION_CACHE_DIR``, or
`jax.config`) wins.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
import time
from pathlib import Path

import jax

LIMIT_BYTES = 1 << 30
_OFF = ("off", "0", "no", "false", "none")
_DAY = 86400


def folder() -> Path | None:
    """Where compiled programs are kept; None where mindshim keeps none."""
    chosen = os.environ.get("MINDSHIM_CACHE", "")
    if chosen.lower() in _OFF:
        return None
    if chosen:
        return Path(chosen).expanduser()
    if sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home()))
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "mindshim" / "xla"


def turn_on() -> None:
    """Set the cache up, unless JAX was told otherwise, or the folder cannot be made or is another user's."""
    if getattr(jax.config, "jax_compilation_cache_dir", None) or "JAX_ENABLE_COMPILATION_CACHE" in os.environ:
        return
    try:
        path = folder()
        if path is None:
            return
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        if hasattr(os, "getuid"):
            if path.stat().st_uid != os.getuid():
                return
            path.chmod(0o700)
    except (OSError, RuntimeError):
        return
    jax.config.update("jax_compilation_cache_dir", str(path))
    if "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS" not in os.environ:
        # Eager operators compile in milliseconds each, and there are many of them.
        jax.config.update("jax_persistent_cache_min_compile_time_secs", 0)
    if "JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES" not in os.environ:
        jax.config.update("jax_persistent_cache_min_entry_size_bytes", -1)
    atexit.register(_prune_daily, path)


def _prune_daily(path: Path) -> None:
    stamp = path / ".pruned"
    with contextlib.suppress(OSError):
        if stamp.exists() and time.time() - stamp.stat().st_mtime < _DAY:
            return
        stamp.touch(mode=0o600)
        prune(path, LIMIT_BYTES)


def prune(path: Path, limit: int) -> int:
    """Delete what was used longest ago until the folder holds at most `limit` bytes; returns the bytes left."""
    entries = []
    for file in path.iterdir():
        with contextlib.suppress(OSError):  # another process may prune too
            state = file.stat()
            entries.append((max(state.st_atime, state.st_mtime), state.st_size, file))
    total = sum(size for _, size, _ in entries)
    for _, size, file in sorted(entries, key=lambda e: e[0]):
        if total <= limit:
            break
        with contextlib.suppress(OSError):
            file.unlink()
            total -= size
    return total
