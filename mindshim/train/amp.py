"""Mixed precision: which parts of a network compute in float16 or bfloat16.

`O2` and `O3` set the precision of whole Cells. `O1` sets that of the Cells and operators on a list, in a copy of the
network with the same Parameters. `auto` lets each operator of a list choose.
"""

from __future__ import annotations

import functools
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from mindshim import _checkparam as check
from mindshim import log, nn, ops
from mindshim.engine import dtypes, precision
from mindshim.engine.tensor import Tensor
from mindshim.nn.cell import Cell
from mindshim.ops.primitive import Primitive
from mindshim.train.loss_scale_manager import DynamicLossScaleManager, LossScaleManager

AMP_WHITE_LIST: list[type] = [
    nn.Conv1d, nn.Conv2d, nn.Conv3d, nn.Conv1dTranspose, nn.Conv2dTranspose, nn.Conv3dTranspose, nn.Dense, nn.LSTMCell,
    nn.RNNCell, nn.GRUCell, ops.Conv2D, ops.Conv3D, ops.Conv2DTranspose, ops.Conv3DTranspose, ops.Conv2DBackpropInput,
    ops.MatMul, ops.BatchMatMul, ops.PReLU, ops.ReLU, ops.Ger,
]  # fmt: skip
AMP_BLACK_LIST: list[type] = [nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d, nn.LayerNorm]

# Layers that MindSpore builds of a primitive that can be on a list, and mindshim of a function.
_LAYERS: dict[type, type] = {nn.ReLU: ops.ReLU, nn.PReLU: ops.PReLU, nn.Dense: ops.MatMul}

# mindshim's operators for `auto`: in low precision, and in float32. Those in neither compute in the widest of their
# inputs' precisions.
AMP_AUTO_WHITE_LIST = frozenset(
    "BatchMatMul Conv2D Conv2DBackpropInput Conv3D Conv3DTranspose Dense DepthwiseConv2dNative Einsum MatMul PReLU "
    "addbmm addmm addmv baddbmm conv1d conv2d conv3d conv3d_transpose conv_transpose2d matmul mv".split()
)
AMP_AUTO_BLACK_LIST = frozenset(
    "ACos Asin BCEWithLogitsLoss Cdist Cosh CumProd CumSum Erfinv Exp Expm1 KLDivLoss LayerNorm Log Log1p LogSoftmax "
    "MultiMarginLoss MultilabelMarginLoss NLLLoss Pdist Pow Reciprocal ReduceProd Renorm Rsqrt Sinh SmoothL1Loss "
    "SoftMarginLoss Softmax Softplus Tan TripletMarginLoss _batch_norm _row_softmax cumprod cumsum dist group_norm "
    "kl_div l1_loss layer_norm log10 log2 log_softmax multi_margin_loss multilabel_margin_loss nll_loss prod softmax "
    "softplus sum triplet_margin_loss".split()
)

_LOW = (dtypes.float16, dtypes.bfloat16)
_LEVELS = ("O0", "O1", "O2", "O3", "auto")
_FLOAT32 = np.dtype(np.float32)


class _OutputTo16(Cell):
    """A Cell whose output is cast to a low precision."""

    def __init__(self, backbone: Cell, dtype: dtypes.Type = dtypes.float16):
        super().__init__(auto_prefix=False)
        self._backbone = backbone
        self.dtype = dtype

    def construct(self, *args: Any, **kwargs: Any) -> Any:
        return ops.cast(self._backbone(*args, **kwargs), self.dtype)


class _OutputTo32(Cell):
    """A Cell whose floating outputs are cast to float32."""

    def __init__(self, backbone: Cell):
        super().__init__(auto_prefix=False)
        self._backbone = backbone

    def construct(self, *args: Any, **kwargs: Any) -> Any:
        return ops.mixed_precision_cast(dtypes.float32, self._backbone(*args, **kwargs))


class _LowPrecision:
    """A primitive that computes in a low precision and gives float32."""

    def __init__(self, primitive: Primitive, dtype: dtypes.Type):
        self._primitive = primitive
        self._dtype = dtype

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with precision.lowered(self._dtype.np_dtype):
            out = self._primitive(*args, **kwargs)
        return ops.mixed_precision_cast(dtypes.float32, out)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._primitive, name)


def _is_set(cell: Cell) -> bool:
    """Whether the user has set the Cell's precision."""
    return cell.mixed_precision_type is not None


# A copy with parts in low precision
# ---------------------------------------------------------------------------------------------------------------


def _twin(cell: Cell, made: dict[int, Any]) -> Any:
    """A copy of a Cell and all below it, which has the same Parameters and buffers."""
    if id(cell) in made:
        return made[id(cell)]
    twin = made[id(cell)] = object.__new__(type(cell))
    for child in cell._cells.values():
        if child is not None:
            _twin(child, made)
    for name, value in vars(cell).items():
        vars(twin)[name] = _with_twins(value, made)
    return twin


def _with_twins(value: Any, made: dict[int, Any]) -> Any:
    """A value with the copies in the places of the Cells; dicts and lists are copied, as both sides may change them."""
    if isinstance(value, Cell):
        return made.get(id(value), value)
    if isinstance(value, types.MethodType) and id(value.__self__) in made:
        return types.MethodType(value.__func__, made[id(value.__self__)])
    if isinstance(value, dict):
        return type(value)((k, _with_twins(v, made)) for k, v in value.items()) if _plain(value) else value
    if isinstance(value, (list, tuple)) and type(value) in (list, tuple):
        return type(value)(_with_twins(v, made) for v in value)
    return value


def _plain(value: dict) -> bool:
    return type(value) is dict or type(value).__name__ == "OrderedDict"


def _to_float32(cell: Cell, args: Any, output: Any) -> Any:
    return ops.mixed_precision_cast(dtypes.float32, output)


def _lower_listed(cell: Cell, white_list: list[type], dtype: dtypes.Type) -> None:
    """Let what is listed compute in low precision, in the Cell and below it, and give float32."""
    for name, value in vars(cell).items():
        if isinstance(value, Primitive) and type(value) in white_list:
            vars(cell)[name] = _LowPrecision(value, dtype)
    for child in cell._cells.values():
        if child is None or _is_set(child):
            continue
        if type(child) in white_list:
            child.to_float(dtype).register_forward_hook(_to_float32)
        elif _LAYERS.get(type(child)) in white_list:
            _lower_operators(child, dtype)
        else:
            _lower_listed(child, white_list, dtype)


def _lower_operators(cell: Cell, dtype: dtypes.Type) -> None:
    """Let the products in a layer compute in low precision, but not what is added to them."""
    policy = _listed_policy(AMP_AUTO_WHITE_LIST | {"ReLU"}, dtype)
    cell.construct = _under(policy, cell.construct)
    cell.register_forward_hook(_to_float32)


def _by_white_list(network: Cell, white_list: list[type], dtype: dtypes.Type) -> Cell:
    network = _twin(network, {})
    # Of the outermost Cell only what is in it is looked up, not the Cell itself.
    if type(network) in AMP_WHITE_LIST and type(network).__module__.startswith("mindshim."):
        _lower_operators(network, dtype)
    else:
        _lower_listed(network, white_list, dtype)
    return network


# Whole Cells
# ---------------------------------------------------------------------------------------------------------------


def _auto_black_list(network: Cell, black_list: list[type], dtype: dtypes.Type) -> Cell:
    """Let all but the listed Cells below compute in low precision."""
    network.to_float(dtype)
    for name, child in network._cells.items():
        if child is None:
            continue
        if isinstance(child, tuple(black_list)):
            network._cells[name] = _OutputTo16(child.to_float(dtypes.float32), dtype)
        else:
            _auto_black_list(child, black_list, dtype)
    return network


def _do_keep_batchnorm_fp32(network: Cell) -> None:
    """Let the normalisations below compute in float32."""
    for name, child in network._cells.items():
        if child is None:
            continue
        if isinstance(child, tuple(AMP_BLACK_LIST)):
            network._cells[name] = _OutputTo16(child.to_float(dtypes.float32))
        else:
            _do_keep_batchnorm_fp32(child)


# Operators
# ---------------------------------------------------------------------------------------------------------------


def _floats(arguments: Any) -> list[np.dtype]:
    found = []
    for x in arguments:
        if isinstance(x, Tensor):
            dtype = x._array.dtype
            if dtypes.is_float(dtype) and dtype.kind != "c":
                found.append(dtype)
        elif type(x) in (tuple, list):
            found.extend(_floats(x))
    return found


def _in_widest(arguments: Any) -> Any:
    """Arguments in the widest of their precisions, where they differ."""
    found = set(_floats(arguments))
    if len(found) < 2:
        return arguments
    widths = {dtype.itemsize: dtype for dtype in found}
    # float16 and bfloat16 are of one width, and neither holds the other.
    return precision.cast(arguments, widths[max(widths)] if len(widths) > 1 else _FLOAT32)


def _in_low(name: str, arguments: Any, low: np.dtype) -> Any:
    if name == "Dense":  # which stands for a product and a sum, and only the product is in low precision
        return (*precision.cast(arguments[:2], low), *arguments[2:])
    return precision.cast(arguments, low)


def _listed_policy(listed: frozenset[str], dtype: dtypes.Type) -> precision.Policy:
    low = np.dtype(dtype.np_dtype)
    return lambda name, args: _in_low(name, args, low) if name in listed else _in_widest(args)


def _auto_policy(dtype: dtypes.Type) -> precision.Policy:
    low = np.dtype(dtype.np_dtype)

    def policy(name: str, arguments: Any) -> Any:
        if name in AMP_AUTO_WHITE_LIST:
            return _in_low(name, arguments, low)
        if name in AMP_AUTO_BLACK_LIST and any(dtype.itemsize < 4 for dtype in _floats(arguments)):
            return precision.cast(arguments, _FLOAT32)
        return _in_widest(arguments)

    return policy


def _under(policy: precision.Policy, function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        with precision.lowered(policy):
            return function(*args, **kwargs)

    return call


# What users call
# ---------------------------------------------------------------------------------------------------------------


def _checked_dtype(dtype: Any) -> None:
    if dtype not in _LOW:
        raise ValueError(f"The dtype must be mindspore.float16 or mindspore.bfloat16, but got {dtype}.")


def auto_mixed_precision(network: Any, amp_level: str = "O0", dtype: dtypes.Type = dtypes.float16) -> Any:
    """A network that computes in low precision where its level says so. Parameters stay float32.

    Args:
        network: a Cell; with level ``"auto"`` also a function.
        amp_level: ``"O0"``: the network as it is. ``"O1"``: the Cells and operators of
            :func:`~mindspore.amp.get_white_list` compute in low precision, in a copy of the network. ``"O2"``: all
            Cells but those of :func:`~mindspore.amp.get_black_list` do; the network itself is changed. ``"O3"``: all
            do. ``"auto"``: operators that gain by it compute in low precision, those that need it in float32, and all
            others in the widest of their inputs' precisions.
        dtype: float16 or bfloat16.

    Returns:
        The network, whose outputs are float32 with ``"O1"``, ``"O2"`` and ``"O3"``.

    Raises:
        TypeError: `network` is something else.
        ValueError: `amp_level` or `dtype` is something else.

    Examples:
        >>> from mindspore import Tensor, amp, nn
        >>> net = amp.auto_mixed_precision(nn.Dense(2, 1, "ones", "zeros"), "O3")
        >>> print(net(Tensor([[1.0, 2.0001]])), net.trainable_params()[0].dtype)
        [[3.]] Float32
    """
    is_cell = isinstance(network, Cell)
    if not is_cell and not (amp_level == "auto" and hasattr(network, "__code__")):
        kinds = "Cell or function" if amp_level == "auto" else "Cell"
        raise TypeError(
            f"For amp_level '{amp_level}', the network must be a {kinds}, but got {type(network).__name__}."
        )
    _checked_dtype(dtype)
    if amp_level not in _LEVELS:
        raise ValueError(f"The amp level must be one of {', '.join(_LEVELS)}, but got {amp_level}.")
    if amp_level == "O0":
        return network
    if (present := getattr(network, "_amp_level", None)) is not None:
        log.warning(f"The network's precision was set to {present} before, and is set to {amp_level} now.")
    if amp_level == "O1":
        network = _by_white_list(network, AMP_WHITE_LIST, dtype)
    elif amp_level == "O2":
        network = _OutputTo32(_auto_black_list(network, AMP_BLACK_LIST, dtype))
    elif amp_level == "O3":
        network = _OutputTo32(network.to_float(dtype))
    elif is_cell:
        network.construct = _under(_auto_policy(dtype), network.construct)
    else:
        network = _under(_auto_policy(dtype), network)
    network._amp_level = amp_level
    return network


def custom_mixed_precision(
    network: Cell,
    *,
    white_list: list[type] | None = None,
    black_list: list[type] | None = None,
    dtype: dtypes.Type = dtypes.float16,
) -> Cell:
    """A network that computes in low precision where a list says so. Parameters stay float32.

    Args:
        network: the network.
        white_list: the classes of Cells and primitives that compute in low precision, in a copy of the network.
        black_list: the classes of Cells that do not; all others do. The network itself is changed.
        dtype: float16 or bfloat16.

    Raises:
        TypeError: `network` is no Cell, or a list holds something else.
        ValueError: both lists or none are given, or `dtype` is something else.

    Examples:
        >>> from mindspore import Tensor, amp, nn
        >>> net = amp.custom_mixed_precision(nn.SequentialCell(nn.Tanh()), black_list=[nn.BatchNorm2d])
        >>> net(Tensor([1.0])).dtype
        mindspore.float32
    """
    if not isinstance(network, Cell):
        raise TypeError(f"The network must be a Cell, but got {type(network).__name__}.")
    if (white_list is None) == (black_list is None):
        raise ValueError("For 'custom_mixed_precision', one of 'white_list' and 'black_list' must be given.")
    _checked_dtype(dtype)
    if white_list is not None:
        _check_list(white_list, "white_list", Cell, Primitive)
        return _by_white_list(network, white_list, dtype)
    assert black_list is not None
    _check_list(black_list, "black_list", Cell)
    for kind in AMP_BLACK_LIST:
        if kind not in black_list:
            log.warning(f"{kind} is removed from internal black list.")
    return _OutputTo32(_auto_black_list(network, black_list, dtype))


def _check_list(given: Any, name: str, *kinds: type) -> None:
    if not isinstance(given, list):
        raise TypeError(f"The '{name}' must be a list, but got {type(given).__name__}.")
    for element in given:
        if not isinstance(element, type) or not issubclass(element, kinds):
            listed = " or ".join(k.__name__ for k in kinds)
            raise TypeError(f"The '{name}' must hold subclasses of {listed}, but has {element}.")


def get_white_list() -> list[type]:
    """A copy of the list of Cells and primitives that compute in low precision at level ``"O1"``."""
    return AMP_WHITE_LIST.copy()


def get_black_list() -> list[type]:
    """A copy of the list of Cells that do not compute in low precision at level ``"O2"``."""
    return AMP_BLACK_LIST.copy()


# The network that trains
# ---------------------------------------------------------------------------------------------------------------

_config_level: dict[str, dict[str, Any]] = {
    "O0": {"keep_batchnorm_fp32": False, "cast_model_type": dtypes.float32, "loss_scale_manager": None},
    "O1": {"keep_batchnorm_fp32": False, "cast_model_type": dtypes.float32, "loss_scale_manager": None},
    "O2": {
        "keep_batchnorm_fp32": True,
        "cast_model_type": dtypes.float16,
        "loss_scale_manager": DynamicLossScaleManager(),
    },
    "O3": {"keep_batchnorm_fp32": False, "cast_model_type": dtypes.float16, "loss_scale_manager": None},
    "auto": {"keep_batchnorm_fp32": False, "cast_model_type": dtypes.float32, "loss_scale_manager": None},
}


class WithLossCell(Cell):
    """A network in low precision and its loss, which is computed in float32."""

    def __init__(self, backbone: Cell, loss_fn: Cell):
        super().__init__(auto_prefix=False)
        self._backbone = backbone
        self._loss_fn = loss_fn

    def construct(self, data: Any, label: Any) -> Any:
        output = self._backbone(data)
        label = ops.mixed_precision_cast(dtypes.float32, label)
        return self._loss_fn(ops.mixed_precision_cast(dtypes.float32, output), label)


def _add_loss_network(network: Cell, loss_fn: Cell, cast_model_type: dtypes.Type) -> Cell:
    check.check_value_type("loss_fn", loss_fn, Cell)
    if cast_model_type in _LOW or getattr(network, "_amp_level", None) in ("O2", "O3", "auto"):
        return WithLossCell(network, loss_fn)
    return nn.WithLossCell(network, loss_fn)


def build_train_network(
    network: Cell,
    optimizer: nn.Optimizer,
    loss_fn: Cell | None = None,
    level: str = "O0",
    boost_level: str = "O0",
    **kwargs: Any,
) -> Cell:
    """A Cell that does a step of a training: called with a batch, it returns the loss.

    Args:
        network: the network; without `loss_fn`, its output is the loss.
        optimizer: changes the Parameters.
        loss_fn: a Cell, called with the network's output and the label.
        level: the level of mixed precision, as for :func:`auto_mixed_precision`. With ``"O2"`` the loss is scaled by a
            :class:`~mindspore.amp.DynamicLossScaleManager`.
        boost_level: ``"O0"``.
        kwargs: `cast_model_type` (float16 or float32), `keep_batchnorm_fp32` (a bool) and `loss_scale_manager` (None
            or a :class:`~mindspore.amp.LossScaleManager`) instead of what the level means.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: a level or a keyword is something else.
        NotImplementedError: `boost_level` is ``"O1"`` or ``"O2"``.

    Examples:
        >>> from mindspore import Tensor, amp, nn
        >>> net = nn.Dense(2, 1, "ones", "zeros")
        >>> step = amp.build_train_network(net, nn.SGD(net.trainable_params(), 0.1), nn.MSELoss())
        >>> print(step(Tensor([[1.0, 2.0]]), Tensor([[0.0]])))
        9.0
    """
    check.check_value_type("optimizer", optimizer, nn.Optimizer)
    if not isinstance(level, str):
        raise TypeError(f"The argument 'level' must be one of {', '.join(_LEVELS)}, but got {level!r}.")
    if level not in _LEVELS:
        raise ValueError(f"The argument 'level' must be one of {', '.join(_LEVELS)}, but got {level!r}.")
    check_boost_level(boost_level)
    _check_kwargs(kwargs)
    config = {**_config_level[level], **kwargs}
    network = _in_mixed_precision(network, config, level)
    if loss_fn:
        network = _add_loss_network(network, loss_fn, config["cast_model_type"])
    manager = config["loss_scale_manager"]
    if manager is None:
        return nn.TrainOneStepCell(network, optimizer).set_train()
    update = manager.get_update_cell()
    if update is None:
        return nn.TrainOneStepCell(network, optimizer, manager.get_loss_scale()).set_train()
    return nn.TrainOneStepWithLossScaleCell(network, optimizer, scale_sense=update).set_train()


def _in_mixed_precision(network: Cell, config: dict[str, Any], level: str) -> Cell:
    if config["cast_model_type"] == dtypes.float16:
        network.to_float(dtypes.float16)
        if config["keep_batchnorm_fp32"]:
            _do_keep_batchnorm_fp32(network)
        return network
    if level == "O2" and not config["keep_batchnorm_fp32"]:
        return network.to_float(dtypes.float16)
    return network if level in ("O2", "O3") else auto_mixed_precision(network, level)


def check_boost_level(boost_level: Any) -> None:
    """Check the level of MindSpore's `boost`.

    Raises:
        ValueError: it is none of ``"O0"``, ``"O1"``, ``"O2"``.
        NotImplementedError: it is not ``"O0"``.
    """
    if boost_level not in ("O0", "O1", "O2"):
        raise ValueError(f"The argument 'boost_level' must be 'O0', 'O1' or 'O2', but got {boost_level!r}.")
    if boost_level != "O0":
        raise NotImplementedError(
            "mindshim has no mindspore.boost: it trades accuracy for speed on Ascend. Use boost_level='O0'."
        )


def _check_kwargs(kwargs: dict[str, Any]) -> None:
    for name, value in kwargs.items():
        if name == "cast_model_type":
            check.check_type_name(name, value, [dtypes.float16, dtypes.float32], None)
        elif name == "keep_batchnorm_fp32":
            check.check_value_type(name, value, bool)
        elif name != "loss_scale_manager":
            raise ValueError(f"Unsupported arg '{name}'.")
        elif value is not None:
            check.check_value_type(name, value, LossScaleManager)
