"""`mindspore.experimental`: optimisers whose parameter groups can be changed between steps."""

from mindshim.experimental import optim

__all__ = ["optim"]
