"""`mindspore.parallel`: how a program is spread over devices. mindshim runs one process, which does it all."""

from mindshim.parallel.algorithm import get_algo_parameters, reset_algo_parameters, set_algo_parameters
from mindshim.parallel.shard import Layout, shard

__all__ = ["Layout", "get_algo_parameters", "reset_algo_parameters", "set_algo_parameters", "shard"]
