"""Cells that train: a network with its loss, its gradients, and a step of its optimiser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import FunctionType, MethodType
from typing import Any

from mindshim.engine.autodiff import GradOperation, value_and_grad
from mindshim.engine.parameter import Parameter, ParameterTuple
from mindshim.engine.tensor import Tensor
from mindshim.nn._checks import positive_int, typed
from mindshim.nn._extended import extended as __getattr__  # noqa: F401
from mindshim.nn.basic import Identity
from mindshim.nn.cell import Cell
from mindshim.nn.container import CellList
from mindshim.nn.optim.optimizer import Optimizer


class WithLossCell(Cell):
    """A network and its loss: called with data and label, it returns the loss.

    Examples:
        >>> from mindshim import Tensor, nn
        >>> net = nn.WithLossCell(nn.Flatten(), nn.MSELoss())
        >>> print(net(Tensor([[1.0, 3.0]]), Tensor([[1.0, 1.0]])))
        2.0
    """

    def __init__(self, backbone: Cell, loss_fn: Any):
        super().__init__(auto_prefix=False)
        self._backbone = backbone
        self._loss_fn = loss_fn

    def construct(self, data: Any, label: Any) -> Any:
        return self._loss_fn(self._backbone(data), label)

    @property
    def backbone_network(self) -> Cell:
        """The network."""
        return self._backbone


class WithEvalCell(Cell):
    """A network and its loss: called with data and label, it returns the loss, the prediction and the label.

    Args:
        network: the network.
        loss_fn: the loss.
        add_cast_fp32: cast prediction and label to float32.
    """

    def __init__(self, network: Cell, loss_fn: Any, add_cast_fp32: bool = False):
        super().__init__(auto_prefix=False)
        self._network = network
        self._loss_fn = loss_fn
        self.add_cast_fp32 = typed(add_cast_fp32, "add_cast_fp32", self.cls_name, bool)

    def construct(self, data: Any, label: Any) -> Any:
        outputs = self._network(data)
        if self.add_cast_fp32:
            outputs, label = outputs.float(), label.float()
        return self._loss_fn(outputs, label), outputs, label


class WithGradCell(Cell):
    """The gradients of a network's trainable Parameters.

    Args:
        network: the network; without `loss_fn`, its output is the loss.
        loss_fn: the loss, called with the network's output and the label.
        sens: the cotangent of the loss; ones by default.
    """

    def __init__(self, network: Cell, loss_fn: Any = None, sens: Any = None):
        super().__init__(auto_prefix=False)
        self.network = network
        self.loss_fn = loss_fn
        self.weights = ParameterTuple(network.trainable_params())
        self.sens = sens
        self.grad = GradOperation(get_by_list=True, sens_param=sens is not None)
        self.network_with_loss = network if loss_fn is None else WithLossCell(network, loss_fn)
        self.network_with_loss.set_train()

    def construct(self, *inputs: Any) -> Any:
        if self.sens is not None:
            inputs = (*inputs, self.sens)
        return self.grad(self.network_with_loss, self.weights)(*inputs)


class ForwardValueAndGrad(Cell):
    """A network's output together with gradients; the flags are those of
    :class:`~mindspore.ops.GradOperation`.

    Args:
        network: a Cell or function.
        weights: with `get_by_list`, the Parameters to differentiate.
        get_all: give the gradients of all inputs.
        get_by_list: give the gradients of `weights`.
        sens_param: the last input is the cotangent of the output.

    Raises:
        TypeError: an argument is of a wrong type.
    """

    def __init__(
        self,
        network: Any,
        weights: Any = None,
        get_all: bool = False,
        get_by_list: bool = False,
        sens_param: bool = False,
    ):
        super().__init__(auto_prefix=False)
        owner = self.cls_name
        typed(network, "network", owner, Cell, FunctionType, MethodType)
        self.get_all = typed(get_all, "get_all", owner, bool)
        self.get_by_list = typed(get_by_list, "get_by_list", owner, bool)
        if get_by_list:
            typed(weights, "weights", owner, tuple, list)
        self.network = network
        if isinstance(network, Cell):
            network.set_grad()
        self.weights = weights
        self.sens_param = sens_param
        self.grad = GradOperation(get_all=get_all, get_by_list=get_by_list, sens_param=sens_param)

    def construct(self, *inputs: Any) -> tuple[Any, Any]:
        outputs = []

        def network(*args: Any) -> Any:
            outputs.append(self.network(*args))
            return outputs[-1]

        gradients = self.grad(network, self.weights if self.get_by_list else None)(*inputs)
        return outputs[-1], gradients


class DistributedGradReducer(Cell):
    """The gradients as they are: where a batch is split over devices under XLA, its gradients are those of
    the whole.

    Args:
        parameters: the Parameters.
        mean, degree, fusion_type, group: accepted, for MindSpore's data parallelism.
    """

    def __init__(
        self,
        parameters: Any,
        mean: bool | None = None,
        degree: int | None = None,
        fusion_type: int = 1,
        group: str = "",
    ):
        super().__init__(auto_prefix=False)
        self.mean = mean
        self.degree = degree

    def construct(self, grads: Any) -> Any:
        return grads


class PipelineGradReducer(Cell):
    """The gradients divided by the loss scale. MindSpore's compiler accumulates those of a batch's parts in
    `accu_grads`; here :class:`PipelineCell` gives the gradient of the whole.

    Args:
        parameters: the Parameters.
        scale_sense: what the loss was multiplied by.
        opt_shard: accepted, for MindSpore's parallel optimiser.
    """

    def __init__(self, parameters: ParameterTuple, scale_sense: Any = 1.0, opt_shard: bool | None = None):
        super().__init__(auto_prefix=False)
        self.accu_grads = parameters.clone(prefix="accu_grads", init="zeros")
        self.scale_sense = Parameter(scale_sense, name="scale_sense")
        self.opt_shard = opt_shard

    def construct(self, grads: Any) -> tuple:
        return tuple(gradient / self.scale_sense for gradient in grads)


class TrainOneStepCell(Cell):
    """One training step: the gradients of the optimiser's Parameters, and the optimiser called with them.

    Args:
        network: a network whose output is the loss.
        optimizer: changes the Parameters.
        sens: what the loss is multiplied by for the gradients; not 0.
        return_grad: return the gradients by their Parameters' names too.

    Returns:
        The loss; with `return_grad`, ``(loss, gradients)``.

    Raises:
        ValueError: `sens` is 0.
    """

    def __init__(self, network: Cell, optimizer: Optimizer, sens: Any = None, return_grad: bool = False):
        super().__init__(auto_prefix=False)
        self.network = network
        self.network.set_grad()
        self.optimizer = optimizer
        self.weights = optimizer.parameters
        self.grad = GradOperation(get_by_list=True, sens_param=True)
        self.grad_no_sens = GradOperation(get_by_list=True)
        if isinstance(sens, (int, float)) and sens == 0:
            raise ValueError("For 'TrainOneStepCell', 'sens' cannot be 0.")
        self.sense_flag = sens is not None
        self.sens = 1.0 if sens is None else sens
        self.return_grad = return_grad
        self.reducer_flag = False
        self.grad_reducer = Identity()

    def _loss_and_gradients(self, inputs: tuple, sens: Any) -> tuple[Any, tuple]:
        """The loss, and the gradients of the loss times `sens`."""
        weights = list(self.weights)
        if sens is None:
            return value_and_grad(self.network, None, weights)(*inputs)

        def scaled(*args: Any) -> tuple[Tensor, Tensor]:
            loss = self.network(*args)
            return loss * sens, loss

        (_, loss), gradients = value_and_grad(scaled, None, weights, has_aux=True)(*inputs)
        return loss, gradients

    def construct(self, *inputs: Any) -> Any:
        loss, gradients = self._loss_and_gradients(inputs, self.sens if self.sense_flag else None)
        gradients = self.grad_reducer(gradients)
        self.optimizer(gradients)
        if self.return_grad:
            return loss, {w.name: g for w, g in zip(self.weights, gradients, strict=True)}
        return loss


class ParameterUpdate(Cell):
    """Writes its input to a Parameter.

    Raises:
        TypeError: `param` is no Parameter.
    """

    def __init__(self, param: Parameter):
        super().__init__(auto_prefix=False)
        self._param = typed(param, "param", self.cls_name, Parameter)

    def construct(self, x: Tensor) -> Tensor:
        return self._param.set_data(x).value()


class _MicroBatch(Cell):
    """The part of a batch with a number."""

    def __init__(self, micro_size: int):
        super().__init__()
        self.micro_size = micro_size

    def construct(self, number: int, *inputs: Any) -> tuple:
        return tuple(self._part(x, number) if isinstance(x, Tensor) else x for x in inputs)

    def _part(self, x: Tensor, number: int) -> Tensor:
        if x.shape[0] % self.micro_size:
            raise ValueError(f"A batch of shape {x.shape} cannot be divided into {self.micro_size} parts.")
        size = x.shape[0] // self.micro_size
        return x[number * size : (number + 1) * size]


class _InParts(Cell):
    """A network that is called with the parts of a batch one after the other, and returns the sum of its
    outputs."""

    _parts_name = "micro_inputs"

    def __init__(self, network: Cell, count: int, count_name: str):
        super().__init__(auto_prefix=False)
        self.network = typed(network, "network", self.cls_name, Cell)
        positive_int(count, count_name, self.cls_name)
        setattr(self, self._parts_name, CellList([_MicroBatch(count) for _ in range(count)]))

    def construct(self, *inputs: Any) -> Any:
        total: Any = None
        for number, part in enumerate(getattr(self, self._parts_name)):
            output = self.network(*part(number, *inputs))
            total = output if total is None else total + output
        return total


class GradAccumulationCell(_InParts):
    """A network that is called with the parts of a batch one after the other, and returns the sum of its
    outputs.

    Args:
        network: a network whose output is the loss.
        micro_size: the number of parts, which divides the batch.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `micro_size` is not positive, or (when called) does not divide the batch.
    """

    def __init__(self, network: Cell, micro_size: int):
        super().__init__(network, micro_size, "micro_size")
        self.micro_size = micro_size


class PipelineCell(GradAccumulationCell):
    """:class:`GradAccumulationCell`, of which MindSpore runs the parts in the stages of a pipeline.

    Args:
        stage_config, segment_config: accepted, MindSpore's stages of cells.
    """

    def __init__(self, network: Cell, micro_size: int, stage_config: Any = None, segment_config: Any = None):
        super().__init__(network, micro_size)

    def shard(self, in_strategy: Any, out_strategy: Any = None, parameter_plan: Any = None, device: str = "Ascend",
              level: int = 0) -> None:  # fmt: skip
        """Accepted: on one device there is nothing to split."""


class MicroBatchInterleaved(_InParts):
    """:class:`GradAccumulationCell`, of which MindSpore runs `interleave_num` parts interleaved."""

    _parts_name = "interleave_inputs"

    def __init__(self, network: Cell, interleave_num: int = 2):
        super().__init__(network, interleave_num, "interleave_num")
        self.interleave_num = interleave_num


class VirtualDatasetCellTriple(Cell):
    """A network of three inputs, marked for MindSpore's parallel modes: called, it calls the network."""

    def __init__(self, backbone: Cell):
        super().__init__(auto_prefix=False)
        self._backbone = backbone

    def construct(self, a: Any, b: Any, c: Any) -> Any:
        return self._backbone(a, b, c)


class _VirtualDatasetCell(Cell):
    """As :class:`VirtualDatasetCellTriple`, with any number of inputs."""

    def __init__(self, backbone: Cell):
        super().__init__(auto_prefix=False)
        self._backbone = backbone

    def construct(self, *inputs: Any) -> Any:
        return self._backbone(*inputs)


@contextmanager
def no_init_parameters() -> Iterator[None]:
    """Within the block, MindSpore leaves Parameters without values; here they get theirs, which loading
    replaces."""
    yield
