"""The recurrent primitives of MindSpore's Ascend builds, of which no other build has kernels."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp

from mindshim.kernels.declare import Array, operator


def _only(name: str, **settings: Any) -> None:
    """Refuse what MindSpore's documentation says is not supported either."""
    wanted = {"direction": "UNIDIRECTIONAL", "activation": "tanh", "time_major": True, "cell_depth": 1,
              "use_peephole": False, "cell_type": "LSTM"}
    for setting, value in settings.items():
        if value != wanted[setting]:
            raise ValueError(f"For '{name}', '{setting}' must be {wanted[setting]!r}, but got {value!r}.")


@operator("ops.DynamicRNN(cell_type='LSTM', direction='UNIDIRECTIONAL', cell_depth=1, use_peephole=False, "
          "keep_prob=1.0, cell_clip=-1.0, num_proj=0, time_major=True, activation='tanh', forget_bias=0.0, "
          "is_training=True)"
          "(x, w, b, seq_length, init_h, init_c)")
def dynamic_rnn(
    x: Array, w: Array, b: Array, seq_length: Array | None, init_h: Array, init_c: Array, cell_type: str = "LSTM",
    direction: str = "UNIDIRECTIONAL", cell_depth: int = 1, use_peephole: bool = False, keep_prob: float = 1.0,
    cell_clip: float = -1.0, num_proj: int = 0, time_major: bool = True, activation: str = "tanh",
    forget_bias: float = 0.0, is_training: bool = True,
) -> tuple[Array, ...]:
    """Long short-term memory over ``(T, N, I)``.

    `w` has shape ``(I + H, 4 H)``, with the gates in the order i, j (the candidate), f, o. Returns, for each step, the
    output, state, cell, the four gates, and the tanh of the cell: ``(T, N, H)`` each.
    """
    _only("DynamicRNN", cell_type=cell_type, direction=direction, cell_depth=cell_depth, use_peephole=use_peephole,
          time_major=time_major, activation=activation)

    def step(carry: tuple[Array, Array], at: Array) -> tuple[tuple[Array, Array], tuple[Array, ...]]:
        state, cell = carry
        gates = jnp.concatenate([at, state.astype(at.dtype)], -1) @ w + b.astype(w.dtype)
        i, j, f, o = jnp.split(gates.astype(b.dtype), 4, -1)
        i, j, f, o = jax.nn.sigmoid(i), jnp.tanh(j), jax.nn.sigmoid(f + forget_bias), jax.nn.sigmoid(o)
        cell = f * cell + i * j
        if cell_clip > 0:
            cell = jnp.clip(cell, -cell_clip, cell_clip)
        state = o * jnp.tanh(cell)
        return (state, cell), (state, state.astype(x.dtype), cell, i, j, f, o, jnp.tanh(cell))

    start = init_h.reshape(init_h.shape[-2:]).astype(b.dtype), init_c.reshape(init_c.shape[-2:]).astype(b.dtype)
    return jax.lax.scan(step, start, x)[1]


@operator("ops.DynamicGRUV2(direction='UNIDIRECTIONAL', cell_depth=1, keep_prob=1.0, cell_clip=-1.0, num_proj=0, "
          "time_major=True, activation='tanh', gate_order='rzh', reset_after=True, is_training=True)"
          "(x, weight_input, weight_hidden, bias_input, bias_hidden, seq_length, init_h)")
def dynamic_gru(
    x: Array, weight_input: Array, weight_hidden: Array, bias_input: Array | None, bias_hidden: Array | None,
    seq_length: Array | None, init_h: Array, direction: str = "UNIDIRECTIONAL", cell_depth: int = 1,
    keep_prob: float = 1.0, cell_clip: float = -1.0, num_proj: int = 0, time_major: bool = True,
    activation: str = "tanh", gate_order: str = "rzh", reset_after: bool = True, is_training: bool = True,
) -> tuple[Array, ...]:
    """A gated recurrent unit over ``(T, N, I)``.

    The weights have shapes ``(I, 3 H)`` and ``(H, 3 H)``, the gates in the order that `gate_order` says. Returns, for
    each step, the output, state, update gate, reset gate, new values, and the state's part of these: ``(T, N, H)``
    each.
    """
    _only("DynamicGRUV2", direction=direction, cell_depth=cell_depth, time_major=time_major, activation=activation)
    if gate_order not in ("rzh", "zrh"):
        raise ValueError(f"For 'DynamicGRUV2', 'gate_order' must be 'rzh' or 'zrh', but got {gate_order!r}.")
    biases = [b for b in (bias_input, bias_hidden) if b is not None]
    kind = biases[0].dtype if biases else init_h.dtype
    size = weight_hidden.shape[0]

    def gates(a: Array, weight: Array, bias: Array | None) -> tuple[Array, Array, Array]:
        found = (a.astype(weight.dtype) @ weight).astype(kind)
        first, second, third = jnp.split(found if bias is None else found + bias, 3, -1)
        return (first, second, third) if gate_order == "rzh" else (second, first, third)

    def step(state: Array, at: Array) -> tuple[Array, tuple[Array, ...]]:
        of_input, of_state = gates(at, weight_input, bias_input), gates(state, weight_hidden, bias_hidden)
        reset, update = jax.nn.sigmoid(of_input[0] + of_state[0]), jax.nn.sigmoid(of_input[1] + of_state[1])
        hidden = of_state[2]
        if not reset_after:
            hidden = ((reset * state).astype(weight_hidden.dtype) @ weight_hidden[:, 2 * size:]).astype(kind)
            hidden = hidden if bias_hidden is None else hidden + bias_hidden[2 * size:]
        new = jnp.tanh(of_input[2] + (reset * hidden if reset_after else hidden))
        state = (1 - update) * new + update * state
        return state, (state, state, update, reset, new, hidden)

    return jax.lax.scan(step, init_h.reshape(init_h.shape[-2:]).astype(kind), x)[1]
