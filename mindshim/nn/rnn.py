"""Recurrent networks: plain ones, LSTM (Hochreiter and Schmidhuber, 1997) and GRU (Cho et al., 2014)."""

from __future__ import annotations

import math
from typing import Any

from mindshim import ops
from mindshim.common.initializer import Uniform, initializer
from mindshim.engine import dtypes
from mindshim.engine.binding import operator_named
from mindshim.engine.parameter import Parameter, ParameterTuple
from mindshim.engine.tensor import Tensor
from mindshim.kernels import recurrent as _recurrent  # noqa: F401 - declares the operators
from mindshim.nn._checks import in_range, one_of, positive_int, tensors, typed
from mindshim.nn.basic import Dropout
from mindshim.nn.cell import Cell

_layer = operator_named("ops._recurrent_layer")
_step = operator_named("ops._recurrent_step")
_GATES = {"RNN_TANH": 1, "RNN_RELU": 1, "GRU": 3, "LSTM": 4}
_FLOATS = (dtypes.float32, dtypes.float16)


class _Layer(Cell):
    """One layer in one direction. MindSpore prints a name for each kind."""

    _NAMES = {
        "RNN_TANH": "_DynamicRNNTanh",
        "RNN_RELU": "_DynamicRNNRelu",
        "GRU": "_DynamicGRUCPUGPU",
        "LSTM": "_DynamicLSTMCPUGPU",
    }

    def __init__(self, mode: str):
        super().__init__()
        self.mode = mode

    def _get_name(self) -> str:
        return self._NAMES[self.mode]

    def construct(self, x: Tensor, state: tuple, seq_length: Any, weights: tuple, reverse: bool) -> tuple:
        h, c = state
        return _layer(x, h, c, seq_length, *weights, self.mode, reverse)


class _RNNBase(Cell):
    """What the recurrent networks have in common.

    Args:
        input_size: the size of the input's last axis.
        hidden_size: the size of the state.
        num_layers: how many layers lie on each other.
        has_bias: whether there are biases.
        batch_first: the input is ``(N, T, input_size)``, not ``(T, N, input_size)``; the output likewise.
        dropout: the probability of dropout behind each layer but the last, in training.
        bidirectional: run over the sequence in both directions, and join the outputs.
        dtype: the Parameters' dtype.

    Called with the input, the first state (zeros by default) ``(num_layers * directions, N, hidden_size)``
    (for an LSTM a tuple of two of these), and the lengths of the sequences ``(N,)``.

    Returns:
        The outputs of the last layer ``(T, N, hidden_size * directions)``, and the last state.

    Raises:
        TypeError: an argument or input is of a wrong type.
        ValueError: an argument is out of range.
    """

    def __init__(
        self,
        mode: str,
        input_size: int,
        hidden_size: int,
        num_layers: int = 1,
        has_bias: bool = True,
        batch_first: bool = False,
        dropout: float = 0.0,
        bidirectional: bool = False,
        dtype: Any = dtypes.float32,
    ):
        super().__init__()
        owner = self.cls_name
        self.input_size = positive_int(input_size, "input_size", owner)
        self.hidden_size = positive_int(hidden_size, "hidden_size", owner)
        self.num_layers = positive_int(num_layers, "num_layers", owner)
        self.has_bias = typed(has_bias, "has_bias", owner, bool)
        self.batch_first = typed(batch_first, "batch_first", owner, bool)
        self.bidirectional = typed(bidirectional, "bidirectional", owner, bool)
        self.dropout = in_range(
            typed(dropout, "dropout", owner, float), "dropout", owner, 0, 1, open_high=True
        )
        self.rnn = _Layer(mode)
        self.dropout_op = Dropout(p=dropout)
        self.is_lstm = mode == "LSTM"
        self._directions = 2 if bidirectional else 1
        gates, bound = _GATES[mode] * hidden_size, Uniform(1 / math.sqrt(hidden_size))
        kinds: dict[str, list[Parameter]] = {"weight_ih": [], "weight_hh": [], "bias_ih": [], "bias_hh": []}
        for layer in range(num_layers):
            for suffix in ("", "_reverse")[: self._directions]:
                inputs = input_size if layer == 0 else hidden_size * self._directions
                shapes = {"weight_ih": (gates, inputs), "weight_hh": (gates, hidden_size)}
                if has_bias:
                    shapes |= {"bias_ih": (gates,), "bias_hh": (gates,)}
                for kind, shape in shapes.items():
                    kinds[kind].append(
                        Parameter(initializer(bound, shape, dtype), name=f"{kind}_l{layer}{suffix}")
                    )
        self.w_ih_list = ParameterTuple(kinds["weight_ih"])
        self.w_hh_list = ParameterTuple(kinds["weight_hh"])
        self.b_ih_list = ParameterTuple(kinds["bias_ih"])
        self.b_hh_list = ParameterTuple(kinds["bias_hh"])

    def construct(self, x: Tensor, hx: Any = None, seq_length: Tensor | None = None) -> tuple[Tensor, Any]:
        tensors(self.cls_name, x=x)
        batch = x.shape[0] if self.batch_first else x.shape[1]
        h, c = self._first_state(x, hx, batch)
        if seq_length is not None:
            if seq_length.dtype not in (dtypes.int32, dtypes.int64):
                raise TypeError(
                    f"For '{self.cls_name}', 'seq_length' must be int32 or int64, but got {seq_length.dtype}."
                )
            if seq_length.shape != (batch,):
                raise ValueError(
                    f"For '{self.cls_name}', 'seq_length' must be of shape ({batch},), but got "
                    f"{seq_length.shape}."
                )
        if self.batch_first:
            x = x.swapaxes(0, 1)
        last: list[tuple] = []
        for layer in range(self.num_layers):
            outputs = []
            for direction in range(self._directions):
                place = layer * self._directions + direction
                state = (h[place], None if c is None else c[place])
                output, *final = self.rnn(x, state, seq_length, self._weights(place), direction == 1)
                outputs.append(output)
                last.append(tuple(final))
            x = outputs[0] if len(outputs) == 1 else ops.cat(outputs, 2)
            if self.dropout and layer < self.num_layers - 1:
                x = self.dropout_op(x)
        states = tuple(ops.stack([state[i] for state in last]) for i in range(2 if self.is_lstm else 1))
        return x.swapaxes(0, 1) if self.batch_first else x, states if self.is_lstm else states[0]

    def _weights(self, place: int) -> tuple:
        biases = (self.b_ih_list[place], self.b_hh_list[place]) if self.has_bias else (None, None)
        return self.w_ih_list[place], self.w_hh_list[place], *biases

    def _first_state(self, x: Tensor, hx: Any, batch: int) -> Any:
        owner = self.cls_name
        if hx is None:
            zeros = ops.zeros((self.num_layers * self._directions, batch, self.hidden_size), x.dtype)
            return zeros, zeros if self.is_lstm else None
        if self.is_lstm:
            if not isinstance(hx, tuple) or len(hx) != 2:
                raise TypeError(
                    f"For '{owner}', 'hx' must be a tuple of two Tensors, but got {type(hx).__name__}."
                )
            tensors(owner, **{"hx[0]": hx[0], "hx[1]": hx[1]})
        else:
            tensors(owner, hx=hx)
        found: Any = hx if self.is_lstm else (hx, None)
        for state in found:
            if state is not None and (state.dtype is not x.dtype or x.dtype not in _FLOATS):
                raise TypeError(
                    f"For '{owner}', input and state must both be float32 or float16, but got {x.dtype} and "
                    f"{state.dtype}."
                )
        return found


class RNN(_RNNBase):
    __doc__ = f"""A plain recurrent network: ``h = tanh(W_ih x + b_ih + W_hh h + b_hh)``.

    Args:
        nonlinearity: (keyword) ``tanh`` or ``relu``.

    {(_RNNBase.__doc__ or "").partition("Args:")[2].lstrip()}"""

    def __init__(self, *args: Any, nonlinearity: str = "tanh", **kwargs: Any):
        one_of(nonlinearity, "nonlinearity", "RNN", ("tanh", "relu"))
        super().__init__(f"RNN_{nonlinearity.upper()}", *args, **kwargs)


class GRU(_RNNBase):
    __doc__ = "A network of gated recurrent units. " + (_RNNBase.__doc__ or "").partition("common.")[2]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__("GRU", *args, **kwargs)


class LSTM(_RNNBase):
    __doc__ = "A network of long short-term memory units. " + (_RNNBase.__doc__ or "").partition("common.")[2]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__("LSTM", *args, **kwargs)


class RNNCellBase(Cell):
    """What single steps of recurrent networks have in common; arguments as in :class:`RNN`."""

    def __init__(
        self, input_size: int, hidden_size: int, has_bias: bool, num_chunks: int, dtype: Any = dtypes.float32
    ):
        super().__init__()
        owner = self.cls_name
        self.has_bias = typed(has_bias, "has_bias", owner, bool)
        self.hidden_size = positive_int(hidden_size, "hidden_size", owner)
        self.input_size = positive_int(input_size, "input_size", owner)
        bound, gates = Uniform(1 / math.sqrt(hidden_size)), num_chunks * hidden_size
        self.weight_ih = Parameter(initializer(bound, (gates, input_size), dtype))
        self.weight_hh = Parameter(initializer(bound, (gates, hidden_size), dtype))
        self.bias_ih = Parameter(initializer(bound, (gates,), dtype)) if has_bias else None
        self.bias_hh = Parameter(initializer(bound, (gates,), dtype)) if has_bias else None

    def _stepped(self, mode: str, x: Tensor, h: Tensor, c: Tensor | None = None) -> tuple:
        for name, value in (("x", x), ("hx", h), ("hx", h if c is None else c)):
            tensors(self.cls_name, **{name: value})
            if value.dtype not in _FLOATS:
                raise TypeError(
                    f"For '{self.cls_name}', '{name}' must be float32 or float16, but got {value.dtype}."
                )
        return _step(x, h, c, self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh, mode)


class RNNCell(RNNCellBase):
    """One step of a plain recurrent network: called with an input ``(N, input_size)`` and the state, it
    returns the next.

    Raises:
        ValueError: `nonlinearity` is neither ``tanh`` nor ``relu``.
    """

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        has_bias: bool = True,
        nonlinearity: str = "tanh",
        dtype: Any = dtypes.float32,
    ):
        super().__init__(input_size, hidden_size, has_bias, 1, dtype)
        self.nonlinearity = one_of(
            typed(nonlinearity, "nonlinearity", "RNNCell", str), "nonlinearity", "RNNCell", ("tanh", "relu")
        )

    def construct(self, x: Tensor, hx: Tensor) -> Tensor:
        return self._stepped(f"RNN_{self.nonlinearity.upper()}", x, hx)[0]


class GRUCell(RNNCellBase):
    """One step of a GRU: called with an input ``(N, input_size)`` and the state, it returns the next
    state."""

    def __init__(self, input_size: int, hidden_size: int, has_bias: bool = True, dtype: Any = dtypes.float32):
        super().__init__(input_size, hidden_size, has_bias, 3, dtype)

    def construct(self, x: Tensor, hx: Tensor) -> Tensor:
        return self._stepped("GRU", x, hx)[0]


class LSTMCell(RNNCellBase):
    """One step of an LSTM: called with an input ``(N, input_size)`` and the state ``(h, c)``, it returns the
    next state.

    Raises:
        TypeError: (when called) the state is no tuple of two Tensors.
    """

    def __init__(self, input_size: int, hidden_size: int, has_bias: bool = True, dtype: Any = dtypes.float32):
        super().__init__(input_size, hidden_size, has_bias, 4, dtype)

    def construct(self, x: Tensor, hx: tuple[Tensor, Tensor]) -> tuple[Tensor, Tensor]:
        if not isinstance(hx, tuple) or len(hx) != 2:
            raise TypeError(
                f"For 'LSTMCell', 'hx' must be a tuple of two Tensors, but got {type(hx).__name__}."
            )
        return self._stepped("LSTM", x, *hx)
