"""`mindspore.train.callback`: what is done at moments of a training."""

from mindshim.train.callback._callback import CUR_NET as CUR_NET
from mindshim.train.callback._callback import Callback, RunContext
from mindshim.train.callback._callback import CallbackManager as _CallbackManager  # noqa: F401
from mindshim.train.callback._callback import InternalCallbackParam as _InternalCallbackParam  # noqa: F401
from mindshim.train.callback._callback import set_cur_net as _set_cur_net  # noqa: F401
from mindshim.train.callback._checkpoint import CheckpointConfig, ModelCheckpoint
from mindshim.train.callback._checkpoint import CheckpointManager as _CheckpointManager  # noqa: F401
from mindshim.train.callback._monitors import History, LambdaCallback, LearningRateScheduler, LossMonitor, TimeMonitor
from mindshim.train.callback._plateau import EarlyStopping, ReduceLROnPlateau
from mindshim.train.callback._resuming import BackupAndRestore, OnRequestExit
from mindshim.train.callback._summary_collector import SummaryCollector

__all__ = [
    "BackupAndRestore",
    "Callback",
    "CheckpointConfig",
    "EarlyStopping",
    "History",
    "LambdaCallback",
    "LearningRateScheduler",
    "LossMonitor",
    "ModelCheckpoint",
    "OnRequestExit",
    "ReduceLROnPlateau",
    "RunContext",
    "SummaryCollector",
    "TimeMonitor",
]
