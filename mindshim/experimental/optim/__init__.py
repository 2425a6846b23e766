"""`mindspore.experimental.optim`: optimisers and schedulers of their learning rates."""

from mindshim.experimental.optim import lr_scheduler
from mindshim.experimental.optim.optimizer import Optimizer
from mindshim.experimental.optim.optimizers import (
    ASGD,
    SGD,
    Adadelta,
    Adagrad,
    Adam,
    Adamax,
    AdamW,
    NAdam,
    RAdam,
    RMSprop,
    Rprop,
)

__all__ = [
    "ASGD", "Adadelta", "Adagrad", "Adam", "AdamW", "Adamax", "NAdam", "Optimizer", "RAdam", "RMSprop", "Rprop", "SGD",
    "lr_scheduler",
]  # fmt: skip
