"""One layer of a recurrent network in one direction, as a scan over time."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

from mindshim.kernels.declare import Array, operator


def _plain(activation: Callable[[Array], Array], gates: Array, state: tuple, w: Array, b: Any) -> tuple:
    return (activation(gates + _hidden(state[0], w, b)),)


def _lstm(gates: Array, state: tuple, w: Array, b: Any) -> tuple:
    i, f, g, o = jnp.split(gates + _hidden(state[0], w, b), 4, axis=1)
    cell = jax.nn.sigmoid(f) * state[1] + jax.nn.sigmoid(i) * jnp.tanh(g)
    return jax.nn.sigmoid(o) * jnp.tanh(cell), cell


def _gru(gates: Array, state: tuple, w: Array, b: Any) -> tuple:
    ir, iz, im = jnp.split(gates, 3, axis=1)
    hr, hz, hm = jnp.split(_hidden(state[0], w, b), 3, axis=1)
    new = jnp.tanh(im + jax.nn.sigmoid(ir + hr) * hm)
    return (new + jax.nn.sigmoid(iz + hz) * (state[0] - new),)


def _hidden(h: Array, w: Array, b: Any) -> Array:
    return h @ w.T if b is None else h @ w.T + b


_STEPS: dict[str, Callable[..., tuple]] = {
    "RNN_TANH": functools.partial(_plain, jnp.tanh),
    "RNN_RELU": functools.partial(_plain, jax.nn.relu),
    "LSTM": _lstm,
    "GRU": _gru,
}


@operator("ops._recurrent_step(x, h, c, w_ih, w_hh, b_ih, b_hh, mode)")
def recurrent_step(
    x: Array,
    h: Array,
    c: Array | None,
    w_ih: Array,
    w_hh: Array,
    b_ih: Array | None,
    b_hh: Array | None,
    mode: str,
) -> tuple:
    """The next state, ``(h,)`` or an LSTM's ``(h, c)``, from an input ``(N, I)`` and a state ``(N, H)``."""
    state = (h,) if c is None else (h, c)
    return tuple(_STEPS[mode](_hidden(x, w_ih, b_ih), state, w_hh, b_hh))


@operator("ops._recurrent_layer(x, h, c, lengths, w_ih, w_hh, b_ih, b_hh, mode, reverse)")
def recurrent_layer(
    x: Array,
    h: Array,
    c: Array | None,
    lengths: Array | None,
    w_ih: Array,
    w_hh: Array,
    b_ih: Array | None,
    b_hh: Array | None,
    mode: str,
    reverse: bool,
) -> tuple:
    """The outputs ``(T, N, H)`` and the last state of a layer, for inputs ``(T, N, I)``.

    Past a sequence's end, which `lengths` ``(N,)`` gives, outputs are zero and the state stays. In reverse,
    each sequence is read from its end.
    """
    count = x.shape[0]
    times = jnp.arange(count)[:, None]
    inside = None if lengths is None else times < lengths
    gates = x @ w_ih.T.astype(x.dtype)
    if b_ih is not None:
        gates = gates + b_ih.astype(x.dtype)

    def turned(values: Array) -> Array:
        if not reverse:
            return values
        if inside is None or lengths is None:
            return values[::-1]
        order = jnp.where(inside, lengths - 1 - times, times)
        return jnp.take_along_axis(values, order[:, :, None], axis=0)

    w_hh, b_hh = w_hh.astype(x.dtype), None if b_hh is None else b_hh.astype(x.dtype)

    def step(state: tuple, given: tuple) -> tuple[tuple, Array]:
        gate, valid = given
        new = tuple(_STEPS[mode](gate, state, w_hh, b_hh))
        if valid is None:
            return new, new[0]
        kept = tuple(jnp.where(valid[:, None], n, s) for n, s in zip(new, state, strict=True))
        return kept, jnp.where(valid[:, None], new[0], 0)

    state, outputs = lax.scan(step, (h,) if c is None else (h, c), (turned(gates), inside))
    return (turned(outputs), *state)
