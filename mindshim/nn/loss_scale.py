"""Training in low precision: the loss is scaled up, the gradients are scaled down, and steps that overflow
are left out."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp

from mindshim import ops
from mindshim.engine import dtypes, staging
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor, wrap
from mindshim.nn._checks import typed
from mindshim.nn.cell import Cell
from mindshim.nn.optim.optimizer import Optimizer
from mindshim.nn.wrap import TrainOneStepCell


class FixedLossScaleUpdateCell(Cell):
    """A loss scale that stays."""

    def __init__(self, loss_scale_value: float):
        super().__init__()
        self.loss_scale_value = loss_scale_value

    def get_loss_scale(self) -> float:
        """The loss scale to begin with."""
        return self.loss_scale_value

    def construct(self, _: Any, overflow: Tensor) -> Tensor:
        return overflow


class DynamicLossScaleUpdateCell(Cell):
    """A loss scale that is divided when a step overflows, and multiplied after many steps that did not.

    Args:
        loss_scale_value: the loss scale to begin with.
        scale_factor: what it is divided and multiplied by; it stays at least 1.
        scale_window: after how many steps without overflow it is multiplied.

    Called with the loss scale (a Parameter, which it writes to) and whether the step overflowed, which it
    returns.
    """

    def __init__(self, loss_scale_value: float, scale_factor: float, scale_window: int):
        super().__init__()
        self.loss_scale_value = loss_scale_value
        self.scale_factor = Tensor(scale_factor, dtypes.float32)
        self.scale_window = Tensor(scale_window, dtypes.int32)
        self.cur_iter = Parameter(Tensor(1, dtypes.int32), name="current_iterator_step")
        self.last_overflow_iter = Parameter(Tensor(0, dtypes.int32), name="last_overflow_iterator_step")

    def get_loss_scale(self) -> float:
        """The loss scale to begin with."""
        return self.loss_scale_value

    def construct(self, loss_scale: Parameter, overflow: Tensor) -> Tensor:
        found = _updated(
            loss_scale._value(),
            overflow._value(),
            self.scale_factor._value(),
            self.scale_window._value(),
            self.cur_iter._value(),
            self.last_overflow_iter._value(),
        )
        for holder, value in zip((loss_scale, self.cur_iter, self.last_overflow_iter), found, strict=True):
            holder._assign(wrap(value))
        return overflow


@jax.jit
def _updated(
    scale: Any, overflow: Any, factor: Any, window: Any, step: Any, last: Any
) -> tuple[Any, Any, Any]:
    """The new loss scale, step number, and number of the last step that changed the scale."""
    grown = step - last >= window
    lowered = jnp.where(overflow, jnp.maximum(scale / factor, 1.0), scale)
    new = jnp.where(grown & ~overflow, lowered * factor, lowered).reshape(scale.shape).astype(scale.dtype)
    return new, step + 1, jnp.where(overflow | grown, step, last)


@jax.jit
def _any_overflow(gradients: tuple) -> Any:
    return ~jnp.stack([jnp.isfinite(g).all() for g in gradients]).all()


class TrainOneStepWithLossScaleCell(TrainOneStepCell):
    """One training step with a scaled loss, left out where a gradient is infinite or not a number.

    Args:
        network: a network whose output is the loss.
        optimizer: changes the Parameters.
        scale_sense: the loss scale: a Tensor of shape ``()`` or ``(1,)``, or a Cell that updates it, such as
            :class:`DynamicLossScaleUpdateCell`.

    Returns:
        The loss, whether the step overflowed, and the loss scale.

    Raises:
        TypeError: `scale_sense` is neither a Cell nor a Tensor.
        ValueError: it is a Tensor of another shape.
    """

    def __init__(self, network: Cell, optimizer: Optimizer, scale_sense: Any):
        super().__init__(network, optimizer, sens=None)
        typed(scale_sense, "scale_sense", self.cls_name, Cell, Tensor)
        self.hyper_map = ops.HyperMap()
        self.loss_scaling_manager = None
        if isinstance(scale_sense, Cell):
            self.loss_scaling_manager = scale_sense
            scale_sense = Tensor(scale_sense.get_loss_scale(), dtypes.float32)
        elif scale_sense.shape not in ((), (1,)):
            raise ValueError(
                f"For '{self.cls_name}', 'scale_sense' must have the shape () or (1,), but got "
                f"{scale_sense.shape}."
            )
        self.scale_sense = Parameter(scale_sense, name="scale_sense")

    def construct(self, *inputs: Any) -> Any:
        scale = self.scale_sense.value()
        loss, gradients = self._loss_and_gradients(inputs, scale)
        gradients = self.grad_reducer(tuple(g * (1 / scale).astype(g.dtype) for g in gradients))
        condition = self.get_overflow_status(None, gradients)
        overflow = self.process_loss_scale(condition)
        if staging.traced_value(overflow):
            staging.choose(overflow, [lambda: None, lambda: self._apply(gradients)])
        elif not overflow:
            self._apply(gradients)
        return loss, condition, self.scale_sense

    def _apply(self, gradients: tuple) -> None:
        self.optimizer(gradients)

    def set_sense_scale(self, sens: Tensor) -> None:
        """Set the loss scale.

        Raises:
            TypeError: `sens` is no Tensor.
        """
        self.scale_sense.set_data(typed(sens, "sens", self.cls_name, Tensor))

    def start_overflow_check(self, pre_cond: Any, compute_input: Any) -> tuple[Any, Any]:
        """What :meth:`get_overflow_status` needs (nothing), and `compute_input` as it is."""
        return None, compute_input

    def get_overflow_status(self, status: Any, compute_output: Any) -> Tensor:
        """Whether a gradient is infinite or not a number."""
        return wrap(_any_overflow(tuple(g._value() for g in compute_output)))

    def process_loss_scale(self, overflow: Tensor) -> Tensor:
        """Let the loss scale be updated; returns `overflow`."""
        return (
            overflow
            if self.loss_scaling_manager is None
            else self.loss_scaling_manager(self.scale_sense, overflow)
        )


grad_scale = ops.MultitypeFuncGraph("grad_scale")


@grad_scale.register("Tensor", "Tensor")
def _grad_scale(scale: Tensor, grad: Tensor) -> Tensor:
    return grad * (1 / scale).astype(grad.dtype)
