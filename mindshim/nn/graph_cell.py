"""GraphCell: a program from a file, as a Cell."""

from __future__ import annotations

from typing import Any

from mindshim.engine.export import FuncGraph
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor
from mindshim.nn.cell import Cell


class GraphCell(Cell):
    """Run a program that :func:`mindshim.load` has read.

    Args:
        graph: the program.
        params_init: Tensors by Parameters' names, to begin with instead of those in the file.
        obf_random_seed: accepted; programs are not obfuscated.

    Raises:
        TypeError: `graph` is no program, `params_init` no dict of Tensors by names.

    Examples:
        >>> import tempfile
        >>> import mindshim as ms
        >>> from mindshim import Tensor, nn
        >>> name = tempfile.mkdtemp() + "/relu.mindir"
        >>> ms.export(nn.ReLU(), Tensor([-1.0, 2.0]), file_name=name, file_format="MINDIR")
        >>> print(nn.GraphCell(ms.load(name))(Tensor([-3.0, 4.0])))
        [0. 4.]
    """

    def __init__(self, graph: FuncGraph, params_init: dict[str, Tensor] | None = None,
                 obf_random_seed: int | None = None):
        super().__init__()
        if not isinstance(graph, FuncGraph):
            raise TypeError(
                f"For 'GraphCell', 'graph' must be a program that 'load' has read, but got {type(graph).__name__}.")
        given = {} if params_init is None else params_init
        if not isinstance(given, dict):
            raise TypeError(f"For 'GraphCell', 'params_init' must be a dict, but got {type(given).__name__}.")
        for name, value in given.items():
            if not isinstance(name, str) or not isinstance(value, Tensor):
                raise TypeError(f"For 'GraphCell', 'params_init' must hold Tensors by names, but holds {name!r}: "
                                f"{type(value).__name__}.")
        self.graph = graph
        self._state = graph.parameters()
        for tensor in self._state:
            if isinstance(tensor, Parameter):
                if tensor.name in given:
                    tensor.set_data(given[tensor.name])
                self._params[tensor.name] = tensor

    def construct(self, *inputs: Any) -> Any:
        return self.graph.run(self._state, inputs)
