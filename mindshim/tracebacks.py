"""Tracebacks that show the user's own lines: no frame of mindshim, nor of what runs on its behalf."""

import os
import sys
from importlib.util import find_spec
from types import TracebackType

_OUR_FOLDER = os.path.dirname(os.path.abspath(__file__)) + os.sep
# Libraries whose frames are hidden where mindshim called them, and shown where the program did.
_ON_OUR_BEHALF = ("jax", "jaxlib", "malt")


def show_user_frames(error: BaseException) -> None:
    """Takes mindshim's frames out of an exception's traceback, and out of those of its causes, in place.

    The environment variable MINDSHIM_TRACEBACK=full keeps them.
    """
    if os.environ.get("MINDSHIM_TRACEBACK") == "full":
        return
    hidden = _folders_on_our_behalf()
    seen: set[int] = set()
    pending: list[BaseException | None] = [error]
    while pending:
        current = pending.pop()
        if current is not None and id(current) not in seen:
            seen.add(id(current))
            current.__traceback__ = _user_frames(current.__traceback__, hidden)
            pending += [current.__cause__, current.__context__, *getattr(current, "exceptions", ())]


def _user_frames(traceback: TracebackType | None, hidden: tuple[str, ...]) -> TracebackType | None:
    kept, ours = [], True  # what starts the program is ours
    while traceback is not None:
        filename = traceback.tb_frame.f_code.co_filename
        if filename.startswith(_OUR_FOLDER):
            ours = True
        elif not (ours and (filename.startswith(hidden) or filename.startswith("<frozen "))):
            ours = False
            kept.append(traceback)
        traceback = traceback.tb_next
    result = None
    for entry in reversed(kept):
        result = TracebackType(result, entry.tb_frame, entry.tb_lasti, entry.tb_lineno)
    return result


def _folders_on_our_behalf() -> tuple[str, ...]:
    folders = []
    for name in _ON_OUR_BEHALF:
        if name in sys.modules and (spec := find_spec(name)) and spec.origin:
            folders.append(os.path.dirname(spec.origin) + os.sep)
    return tuple(folders)
