"""Standard output, caught where the system writes it: what C code and child processes print is in it too."""

import contextlib
import ctypes
import io
import os
import sys
import tempfile
from collections.abc import Iterator


class StandardOutput:
    """Catches what is printed in `with output.caught():`; `output.take()` gives what is new since then.

    One of these serves a whole document, because what a block keeps (a logging handler's stream) has to stay
    writable in later blocks.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()
        raw = io.FileIO(os.dup(self._file.fileno()), "w")
        self._stream = io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", write_through=True)
        self._taken = 0

    @contextlib.contextmanager
    def caught(self) -> Iterator[None]:
        """Sends file descriptor 1, and `sys.stdout`, here until the block ends."""
        before = sys.stdout
        before.flush()
        descriptor = os.dup(1)
        try:
            os.dup2(self._file.fileno(), 1)
            sys.stdout = self._stream
            yield
        finally:
            self._stream.flush()
            _flush_c()
            sys.stdout = before
            os.dup2(descriptor, 1)
            os.close(descriptor)

    def take(self) -> str:
        descriptor = self._file.fileno()
        os.lseek(
            descriptor, self._taken, os.SEEK_SET
        )  # reading it all leaves the place to write at the end again
        data = b"".join(iter(lambda: os.read(descriptor, 65536), b""))
        self._taken += len(data)
        return data.decode("utf-8", "backslashreplace")

    def close(self) -> None:
        self._stream.close()
        self._file.close()


def _flush_c() -> None:
    """C's own buffer, which fills up silently while descriptor 1 is a file."""
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).fflush(None)
