"""`mindspore.mint.distributed`: exchanges between processes under PyTorch's names, in a group of one."""

from mindshim.ops.communication import *  # noqa: F403
from mindshim.ops.communication import __all__ as __all__
