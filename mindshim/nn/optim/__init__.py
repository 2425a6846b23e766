"""Optimisers."""

from mindshim.nn.optim.adafactor import AdaFactor
from mindshim.nn.optim.adam import Adam, AdamOffload, AdamWeightDecay, LazyAdam
from mindshim.nn.optim.adaptive import FTRL, Adadelta, Adagrad, AdaMax, Lamb, RMSProp
from mindshim.nn.optim.momentum import Momentum
from mindshim.nn.optim.optimizer import Optimizer, opt_init_args_register
from mindshim.nn.optim.others import ASGD, LARS, ProximalAdagrad, Rprop
from mindshim.nn.optim.sgd import SGD

__all__ = [
    "ASGD",
    "FTRL",
    "LARS",
    "SGD",
    "AdaFactor",
    "AdaMax",
    "Adadelta",
    "Adagrad",
    "Adam",
    "AdamOffload",
    "AdamWeightDecay",
    "Lamb",
    "LazyAdam",
    "Momentum",
    "Optimizer",
    "ProximalAdagrad",
    "RMSProp",
    "Rprop",
    "opt_init_args_register",
]
