"""`mindspore.multiprocessing`: Python's own. A process that shall compute must be started afresh, not forked."""

from multiprocessing import *  # noqa: F403
from multiprocessing import __all__ as __all__
