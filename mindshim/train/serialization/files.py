"""Files that are whole or not there: written beside their place, then put into it; and threads that do so later."""

from __future__ import annotations

import glob
import os
import stat
import tempfile
import threading
import time
from collections.abc import Callable

THREAD_NAME = "asyn_save_ckpt"
# What a killed process left unfinished is removed when it has not grown for so long.
_ABANDONED_SECONDS = 3600


def replace(path: str, fill: Callable[[str], None]) -> None:
    """Make or replace the file at `path` by what `fill` writes to the path that it is given.

    Whatever happens meanwhile, at `path` is the whole old file or the whole new one. The new one can be read by its
    owner only, and written by nobody.
    """
    folder, name = os.path.split(path)
    for left in glob.glob(os.path.join(glob.escape(folder), f".{glob.escape(name)}.*.tmp")):
        _remove_abandoned(left)
    handle, unfinished = tempfile.mkstemp(".tmp", f".{name}.", folder)
    os.close(handle)
    try:
        fill(unfinished)
        with open(unfinished, "rb+") as file:
            os.fsync(file.fileno())
        os.chmod(unfinished, stat.S_IRUSR)
        os.replace(unfinished, path)
    except BaseException:
        os.unlink(unfinished)
        raise
    if os.name == "posix":  # the new name itself must reach the disk too
        directory = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)


def _remove_abandoned(path: str) -> None:
    try:
        if time.time() - os.path.getmtime(path) > _ABANDONED_SECONDS:
            os.unlink(path)
    except OSError:  # another process has just removed it
        pass


def later(work: Callable[[], None]) -> None:
    """Do the work in a thread, after that of earlier calls; the interpreter does not exit before it is done."""
    wait()
    threading.Thread(target=work, name=THREAD_NAME).start()


def wait() -> None:
    """Return when no thread of `later` is at work any more."""
    for thread in threading.enumerate():
        if thread.name == THREAD_NAME and thread is not threading.current_thread():
            thread.join()


def is_busy() -> bool:
    """Whether a thread of `later` is at work."""
    return any(thread.name == THREAD_NAME for thread in threading.enumerate())
