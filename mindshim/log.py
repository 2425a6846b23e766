"""`mindspore.log`: messages to standard error, in MindSpore's form.

``GLOG_v`` says from which level on: 0 debug, 1 info, 2 warning (the default), 3 error, 4 critical.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from typing import Any

_LEVELS = {"0": logging.DEBUG, "1": logging.INFO, "2": logging.WARNING, "3": logging.ERROR, "4": logging.CRITICAL}


class _Formatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        moment = time.strftime("%Y-%m-%d-%H:%M:%S", time.localtime(record.created))
        return (f"[{record.levelname}] ME({record.process}:{threading.get_ident()},{record.processName}):{moment}."
                f"{int(record.msecs):03d}.000 [{record.pathname}:{record.lineno}] {record.getMessage()}")


class _ToStandardError(logging.StreamHandler):
    """A handler that looks up `sys.stderr` for each message, as tests and notebooks replace it."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)


def _made() -> logging.Logger:
    level = get_level()
    if level not in _LEVELS:
        raise ValueError(f"GLOG_v must be one of 0 (debug) to 4 (critical), but is {level!r}.")
    logger = logging.getLogger("mindspore")
    logger.setLevel(_LEVELS[level])
    logger.propagate = False
    if not logger.handlers:
        handler = _ToStandardError()
        handler.setFormatter(_Formatter())
        logger.addHandler(handler)
    return logger


def get_level() -> str:
    """The level from which on messages are shown, ``"0"`` to ``"4"``."""
    return os.environ.get("GLOG_v", "2")


def get_log_config() -> dict[str, str]:
    """The settings of the log."""
    return {"GLOG_v": get_level(), "GLOG_logtostderr": "1"}


def debug(msg: Any, *args: Any, **kwargs: Any) -> None:
    """Log a message for those who look for an error; `args` fill its ``%`` places."""
    _logger.debug(msg, *args, stacklevel=2, **kwargs)


def info(msg: Any, *args: Any, **kwargs: Any) -> None:
    """Log what happens; `args` fill the message's ``%`` places."""
    _logger.info(msg, *args, stacklevel=2, **kwargs)


def warning(msg: Any, *args: Any, **kwargs: Any) -> None:
    """Log what is probably not meant; `args` fill the message's ``%`` places."""
    _logger.warning(msg, *args, stacklevel=2, **kwargs)


def error(msg: Any, *args: Any, **kwargs: Any) -> None:
    """Log what went wrong; `args` fill the message's ``%`` places."""
    _logger.error(msg, *args, stacklevel=2, **kwargs)


def critical(msg: Any, *args: Any, **kwargs: Any) -> None:
    """Log what ends the program; `args` fill the message's ``%`` places."""
    _logger.critical(msg, *args, stacklevel=2, **kwargs)


_logger = _made()
