"""Parameter: a Tensor with a name, that a Cell owns and a derivative may be asked for."""

from __future__ import annotations

import itertools
import numbers
from collections.abc import Iterable
from typing import Any

import jax
import numpy as np

from mindshim.engine import changes, dtypes
from mindshim.engine.tensor import Tensor, _flatten, _unflatten, wrap

DEFAULT_NAME = "Parameter"
_LONGEST_NAME = 1024
_unnamed = itertools.count(1)


class ParamInfo:
    """What MindSpore keeps about a Parameter beside its value."""

    def __init__(self, parameter: Parameter):
        self._parameter = parameter
        self.init_in_server = False
        self.cache_enable = False
        self.comm_fusion = 1
        self.parallel_optimizer = True
        self.layerwise_parallel = False

    @property
    def name(self) -> str:
        """The Parameter's name."""
        return self._parameter.name

    @name.setter
    def name(self, value: str) -> None:
        self._parameter.name = value

    @property
    def requires_grad(self) -> bool:
        """Whether the Parameter is trained."""
        return self._parameter.requires_grad

    @requires_grad.setter
    def requires_grad(self, value: bool) -> None:
        self._parameter.requires_grad = value


class Parameter(Tensor):
    """A Tensor that belongs to a Cell: it has a name, is saved in checkpoints, and is trained unless it says no.

    Args:
        default_input: Tensor, NumPy array, number or list: the first value. A Tensor's dtype is kept; Python floats
            give float32, ints int64.
        name: the name, unique in a Cell. A Cell names a Parameter without one after its attribute.
        requires_grad: whether optimisers and `trainable_params` take it.
        layerwise_parallel, parallel_optimizer, storage_format, device: accepted, as MindSpore has them.

    Raises:
        TypeError: `default_input` is no number, list, array or Tensor, or `requires_grad` is no bool.
        ValueError: the name is no str, or empty.

    Examples:
        >>> from mindshim import Parameter, Tensor
        >>> Parameter(Tensor([1.0]), name="w")
        Parameter (name=w, shape=(1,), dtype=Float32, requires_grad=True)
    """

    # What MindSpore's parallel modes set on a Parameter: kept, and of no effect on one device.
    _layerwise_parallel = False
    _parallel_optimizer = True
    _comm_fusion = 1
    storage_format = ""
    unique = False
    sliced = False
    is_param_ps = False
    push_weight_to_server = False
    pull_weight_from_server = False
    cache_enable = False
    cache_shape: tuple[int, ...] = ()
    parallel_optimizer_comm_recompute = False
    parallel_scope = ""
    is_in_parallel = False
    is_in_shard = False
    hash_table = None
    key = -1
    is_init: Any = False  # type: ignore[assignment] - a method of Tensor

    def __init__(
        self,
        default_input: Any,
        name: str | None = None,
        requires_grad: bool = True,
        layerwise_parallel: bool = False,
        parallel_optimizer: bool = True,
        storage_format: str = "",
        device: str | None = None,
    ):
        if isinstance(default_input, Tensor):
            if default_input.has_init:
                default_input = default_input.init_data()
        elif isinstance(default_input, bool):
            raise ValueError("For 'Parameter', 'default_input' cannot be a bool.")
        elif not isinstance(default_input, (np.ndarray, np.generic, list, numbers.Real)):
            raise TypeError(
                "For 'Parameter', 'default_input' must be a Tensor, a number, a NumPy array or a list, "
                f"but got {type(default_input).__name__}."
            )
        # A Python int is an int32 here, though an int64 as a Tensor.
        Tensor.__init__(self, default_input, dtypes.int32 if type(default_input) is int else None)
        if type(name) is str and 0 < len(name) <= _LONGEST_NAME:
            self._name = name
        else:
            self.name = name
        if requires_grad is True:
            self._requires_grad = True
        else:
            self.requires_grad = requires_grad
        if layerwise_parallel is not False:
            self.layerwise_parallel = layerwise_parallel
        if parallel_optimizer is not True:
            self.parallel_optimizer = parallel_optimizer
        if storage_format:
            self.storage_format = storage_format

    @property
    def name(self) -> str:
        """The name, by which checkpoints and optimisers know the Parameter."""
        return self._name

    @name.setter
    def name(self, value: str | None) -> None:
        if value is None or value == "":
            value = f"{DEFAULT_NAME}#{next(_unnamed)}"
        if not isinstance(value, str):
            raise ValueError(f"The type of the Parameter's name must be str, but got {type(value).__name__}.")
        if len(value) > _LONGEST_NAME:
            raise ValueError(f"A Parameter's name can have {_LONGEST_NAME} characters, but has {len(value)}.")
        self._name = value

    @property
    def requires_grad(self) -> bool:
        """Whether the Parameter is trained."""
        return self._requires_grad

    @requires_grad.setter
    def requires_grad(self, value: bool) -> None:
        if not isinstance(value, bool):
            raise TypeError(f"For 'Parameter', 'requires_grad' must be a bool, but got {type(value).__name__}.")
        self._requires_grad = value
        changes.count += 1

    @property
    def layerwise_parallel(self) -> bool:
        """Accepted, for MindSpore's parallel modes."""
        return self._layerwise_parallel

    @layerwise_parallel.setter
    def layerwise_parallel(self, value: bool) -> None:
        if not isinstance(value, bool):
            raise TypeError(f"For 'Parameter', 'layerwise_parallel' must be a bool, but got {type(value).__name__}.")
        self._layerwise_parallel = value

    @property
    def parallel_optimizer(self) -> bool:
        """Accepted, for MindSpore's parallel optimiser."""
        return self._parallel_optimizer

    @parallel_optimizer.setter
    def parallel_optimizer(self, value: bool) -> None:
        if not isinstance(value, bool):
            raise TypeError(f"For 'Parameter', 'parallel_optimizer' must be a bool, but got {type(value).__name__}.")
        self._parallel_optimizer = value

    @property
    def param_info(self) -> ParamInfo:
        """Name and flags in the form that MindSpore's own code reads."""
        return ParamInfo(self)

    @property
    def inited_param(self) -> Parameter | None:
        """None: a Parameter has its value from the start."""
        return None

    @property
    def data(self) -> Tensor:
        """A Tensor that shares with the Parameter and is not differentiated."""
        return Tensor.data.fget(self)  # type: ignore[attr-defined]

    @data.setter
    def data(self, value: Any) -> None:
        self.set_data(value)

    @property
    def comm_fusion(self) -> int:
        """Accepted, for MindSpore's parallel modes."""
        return self._comm_fusion

    @comm_fusion.setter
    def comm_fusion(self, value: int) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            raise TypeError(f"For 'Parameter', 'comm_fusion' must be an int, but got {type(value).__name__}.")
        self._comm_fusion = value

    def value(self) -> Tensor:
        """A Tensor with the Parameter's present value."""
        tensor = wrap(self._value())
        tensor._node, tensor._slot = self._node, self._slot
        return tensor

    def set_data(self, data: Any, slice_shape: bool = False) -> Parameter:
        """Give the Parameter a new value. Its dtype stays: the value is converted.

        Args:
            data: Tensor or number. Its shape becomes the Parameter's.
            slice_shape: accepted.

        Raises:
            TypeError: `data` is something else.
        """
        if not isinstance(data, (Tensor, numbers.Real)):
            raise TypeError(f"For 'set_data', 'data' must be a Tensor or a number, but got {type(data).__name__}.")
        value = data.init_data()._value() if isinstance(data, Tensor) else Tensor(data)._array
        if value.dtype != self._array.dtype:
            value = value.astype(self._array.dtype)
        self._storage += 1
        self._assign(wrap(value))
        return self

    def init_data(self, layout: Any = None, set_sliced: bool = False) -> Parameter:
        """The Parameter itself: it has its value from the start."""
        return self

    def clone(self, init: Any = "same") -> Parameter:
        """A Parameter like this one, with an array of its own to become.

        Args:
            init: ``"same"`` for the same value, or an initializer, its name, a number or a Tensor for another one.
        """
        made = Parameter(wrap(self._value()), name=self.name, requires_grad=self.requires_grad)
        vars(made).update({k: v for k, v in vars(self).items() if k not in _OF_THE_VALUE})
        if not (isinstance(init, str) and init == "same"):
            from mindshim.common.initializer import initializer

            made._assign(wrap(initializer(init, self.shape, self.dtype).init_data()._value()))
        return made

    def copy(self) -> Tensor:
        """A Parameter with the same value and name."""
        return self.clone()

    def set_param_fl(self, *_: Any, **__: Any) -> None:
        raise NotImplementedError("Federated learning is not part of mindshim.")

    def set_param_ps(self, init_in_server: bool = False) -> None:
        raise NotImplementedError("The parameter server is not part of mindshim.")

    def add_pipeline_stage(self, stage: int) -> None:
        """Accepted: on one device there are no pipeline stages."""

    def __repr__(self) -> str:
        return (f"Parameter (name={self.name}, shape={self.shape}, dtype={self.dtype}, "
                f"requires_grad={self.requires_grad})")

    __str__ = __repr__

    def __hash__(self) -> int:
        return id(self)


_OF_THE_VALUE = ("_array", "_node", "_slot", "_view", "_version", "_storage", "_hooks", "_born")


# As a pytree, a Parameter is a Tensor: what JAX hands back is a value, and no Parameter.
jax.tree_util.register_pytree_node(Parameter, _flatten, _unflatten)


class ParameterTuple(tuple):
    """A tuple of Parameters, no two of one name.

    Raises:
        TypeError: something in it is no Parameter.
        ValueError: two different Parameters have one name.

    Examples:
        >>> from mindshim import Parameter, ParameterTuple, Tensor
        >>> [p.name for p in ParameterTuple([Parameter(Tensor([1.0]), name="a")]).clone("copy")]
        ['copy.a']
    """

    def __new__(cls, iterable: Iterable[Parameter]) -> ParameterTuple:
        found = tuple(iterable)
        names: dict[str, Parameter] = {}
        for parameter in found:
            if not isinstance(parameter, Parameter):
                raise TypeError(
                    f"For 'ParameterTuple', every element must be a Parameter, but got {type(parameter).__name__}."
                )
            if names.setdefault(parameter.name, parameter) is not parameter:
                raise ValueError(f"For 'ParameterTuple', two Parameters have the name '{parameter.name}'.")
        return tuple.__new__(cls, found)

    def clone(self, prefix: str, init: Any = "same") -> ParameterTuple:
        """Clones of all, whose names begin with ``prefix.``; for `init` see :meth:`Parameter.clone`."""
        if not isinstance(prefix, str):
            raise TypeError(f"For 'clone', 'prefix' must be a str, but got {type(prefix).__name__}.")
        made = []
        for parameter in self:
            copied = parameter.clone(init)
            copied.name = f"{prefix}.{parameter.name}"
            made.append(copied)
        return ParameterTuple(made)

    def __parameter_tuple__(self) -> None:
        """Marks the class, as MindSpore's own does."""
