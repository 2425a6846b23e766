"""MindSpore's LSTM primitive, whose weights are one vector."""

from __future__ import annotations

import jax.numpy as jnp
import numpy as np

from mindshim.kernels.declare import Array, operator
from mindshim.kernels.recurrent import recurrent_layer


@operator("ops.LSTM(input_size, hidden_size, num_layers, has_bias, bidirectional, dropout, proj_size=0)"
          "(input, h, c, w)")
def lstm(input: Array, h: Array, c: Array, w: Array, input_size: int, hidden_size: int, num_layers: int,
         has_bias: bool, bidirectional: bool, dropout: float, proj_size: int = 0) -> tuple[Array, ...]:
    """Long short-term memory over inputs ``(T, N, I)``.

    `w` holds, for each layer and direction, the weights of the input and of the state, and then all biases. Returns
    the outputs, the last states and cells, and two Tensors that are not used.

    Raises:
        NotImplementedError: `proj_size` is not 0, or there is dropout between layers.
    """
    if proj_size or (dropout and num_layers > 1):
        raise NotImplementedError("For 'LSTM', 'proj_size' and dropout between layers are not supported.")
    directions = 2 if bidirectional else 1
    flat, at = jnp.ravel(w), 0

    def take(*shape: int) -> Array:
        nonlocal at
        size = int(np.prod(shape))
        at += size
        return flat[at - size : at].reshape(shape)

    weights = []
    for layer in range(num_layers):
        width = input_size if layer == 0 else hidden_size * directions
        weights += [(take(4 * hidden_size, width), take(4 * hidden_size, hidden_size)) for _ in range(directions)]
    biases = [(take(4 * hidden_size), take(4 * hidden_size)) if has_bias else (None, None) for _ in weights]
    states, cells, x = [], [], input
    for layer in range(num_layers):
        outputs = []
        for direction in range(directions):
            i = layer * directions + direction
            out, state, cell = recurrent_layer(x, h[i], c[i], None, *weights[i], *biases[i], "LSTM", direction == 1)
            outputs.append(out)
            states.append(state)
            cells.append(cell)
        x = jnp.concatenate(outputs, -1)
    unused = jnp.zeros((1, 1), input.dtype)
    return x, jnp.stack(states), jnp.stack(cells), unused, unused
