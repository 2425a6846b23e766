"""Adafactor."""

from __future__ import annotations

import math
from typing import Any

from mindshim.common.initializer import initializer
from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter, ParameterTuple
from mindshim.engine.tensor import Tensor
from mindshim.kernels import update_rules
from mindshim.nn._checks import in_range, typed
from mindshim.nn.optim.optimizer import Optimizer


class AdaFactor(Optimizer):
    """Adam whose second moments of a matrix are kept as those of its rows and columns (Shazeer and Stern, 2018).

    Args:
        params, learning_rate, weight_decay, loss_scale: see :class:`Optimizer`. Without a learning rate, it follows
            from the step's number. Steps do not depend on the scale of gradients, which are not divided by it.
        eps: added to squares of gradients; and the smallest size that a Parameter counts with.
        clip_threshold: how long, in root mean square, a step may be before it is shortened.
        decay_rate: the exponent by which second moments keep more with every step, in ``(0, 1)``.
        beta1: how much of the first moment is kept at each step; with 0 there is none.
        scale_parameter: multiply the learning rate by the root mean square of the Parameter.
        relative_step: let the learning rate follow from the step's number.
        warmup_init: let it grow from 0.
        compression: keep second moments that are not factored as float16.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: a number is out of range, or `learning_rate`, `relative_step` and `warmup_init` do not fit.

    Examples:
        >>> from mindshim import Parameter, Tensor, nn
        >>> w = Parameter(Tensor([[1.0, 2.0]]), name="w")
        >>> _ = nn.AdaFactor([w], 0.5, relative_step=False, beta1=0.0)((Tensor([[1.0, 1.0]]),))
        >>> print(w.asnumpy())
        [[0.20943058 1.2094306 ]]
    """

    def __init__(
        self, params: Any, learning_rate: Any = None, eps: tuple[float, float] = (1e-30, 0.001),
        clip_threshold: float = 1.0, decay_rate: float = 0.8, beta1: float = 0.9, weight_decay: float = 0.0,
        scale_parameter: bool = True, relative_step: bool = True, warmup_init: bool = False,
        compression: bool = False, loss_scale: float = 1.0,
    ):  # fmt: skip
        if (learning_rate is None) != bool(relative_step) or warmup_init and not relative_step:
            raise ValueError(
                "For 'AdaFactor', 'relative_step' must be True where 'learning_rate' is None, and only there; "
                "'warmup_init' needs it too."
            )
        super().__init__(0.0 if learning_rate is None else learning_rate, params, weight_decay, loss_scale)
        owner = self.cls_name
        if len(typed(eps, "eps", owner, tuple, list)) != 2:
            raise ValueError(f"For 'AdaFactor', 'eps' must hold two numbers, but got {eps}.")
        for name, value in (("eps", eps[0]), ("eps", eps[1]), ("clip_threshold", clip_threshold)):
            in_range(typed(value, name, owner, float), name, owner, 0, math.inf)
        in_range(typed(decay_rate, "decay_rate", owner, float), "decay_rate", owner, 0, 1, True, True)
        beta1 = in_range(
            float(typed(0.0 if beta1 is None else beta1, "beta1", owner, float, int)), "beta1", owner, 0, math.inf
        )
        in_range(weight_decay, "weight_decay", owner, 0, 1, open_high=True)
        # It decays every Parameter, and by a number that the loss scale is not part of.
        self.weight_decay = Tensor(weight_decay, dtypes.float32)
        self.exec_weight_decay = weight_decay > 0
        self.decay_flags = (self.exec_weight_decay,) * self.param_length
        for name, value in (
            ("scale_parameter", scale_parameter),
            ("relative_step", relative_step),
            ("compression", compression),
        ):
            self.__dict__[name] = typed(value, name, owner, bool)
        self.warmup_init = warmup_init
        given = self.dynamic_lr  # a schedule is the rate itself
        self._options: dict[str, Any] = {
            "eps": tuple(eps),
            "threshold": clip_threshold,
            "decay_rate": decay_rate,
            "beta1": beta1,
            "by_size": scale_parameter and not given,
            "warmup": bool(warmup_init),
            "relative": None if given or not relative_step else 1e-6 if warmup_init else 0.01,
        }
        self.init_ada_factor_state(beta1)
        self.step = Parameter(initializer(0, [1], dtypes.float32), name="afactor_step")

    def init_ada_factor_state(self, beta1: float) -> None:
        """Make what is kept about each Parameter: its moment, and the mean squares of rows, columns and elements."""
        self.use_first_moment = beta1 > 0
        if self.use_first_moment:
            self.exp_avg = self.parameters.clone(prefix="exp_avg", init="zeros")
        else:
            self.exp_avg = ParameterTuple([Parameter(Tensor(0.0))] * self.param_length)
        self.exp_avg_sq_row = self._zeros("exp_avg_sq_row", lambda shape: shape[:-1] if len(shape) > 1 else (1,))
        self.exp_avg_sq_col = self._zeros(
            "exp_avg_sq_col", lambda shape: shape[:-2] + shape[-1:] if len(shape) > 1 else (1,)
        )
        self.exp_avg_sq = self._zeros("exp_avg_sq", lambda shape: (1,) if len(shape) > 1 else shape, self.compression)

    def _zeros(self, prefix: str, shape: Any, half: bool = False) -> ParameterTuple:
        """What is kept for each Parameter, whose shape follows from its own."""
        return ParameterTuple([
            Parameter(
                initializer(0, shape(p.shape), dtypes.float16 if half and len(p.shape) < 2 else p.dtype),
                name=f"{prefix}_{p.name}")
            for p in self.parameters
        ])  # fmt: skip

    @property
    def supports_memory_efficient_fp16(self) -> bool:
        """True."""
        return True

    @property
    def supports_flat_params(self) -> bool:
        """False."""
        return False

    def construct(self, gradients: Any) -> tuple:
        slots = (self.exp_avg, self.exp_avg_sq_row, self.exp_avg_sq_col, self.exp_avg_sq)
        return self._step(
            update_rules.adafactor,
            gradients,
            slots,
            (self.step,),
            update_rules.count_up,
            decay_gradients=False,
            **self._options,
        )
