"""Attention."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from mindshim.kernels.activation import dropped
from mindshim.kernels.declare import Array, Key, operator


def _heads(x: Array, layout: str, count: int) -> Array:
    """``(B, N, S, D)`` from one of the layouts."""
    if layout == "BNSD":
        return x
    if layout == "BSND":
        return jnp.swapaxes(x, 1, 2)
    if layout == "SBH":
        x = jnp.swapaxes(x, 0, 1)
    batch, length, width = x.shape
    return jnp.swapaxes(x.reshape(batch, length, count, width // count), 1, 2)


def _wide(x: Array) -> np.dtype:
    """What scores are computed in: at least float32."""
    return jnp.promote_types(x.dtype, np.float32)


def _laid_out(x: Array, layout: str) -> Array:
    if layout == "BNSD":
        return x
    x = jnp.swapaxes(x, 1, 2)
    if layout == "BSND":
        return x
    x = x.reshape(*x.shape[:2], -1)
    return jnp.swapaxes(x, 0, 1) if layout == "SBH" else x


@operator("ops.flash_attention_score(query, key, value, head_num, real_shift=None, drop_mask=None, padding_mask=None, "
          "attn_mask=None, prefix=None, actual_seq_qlen=None, actual_seq_kvlen=None, keep_prob=1.0, scalar_value=1.0, "
          "pre_tokens=2147483647, next_tokens=2147483647, inner_precise=0, input_layout='BSH', sparse_mode=0)")
def flash_attention_score(query: Array, key: Array, value: Array, head_num: int, real_shift: Array | None = None,
                          drop_mask: Array | None = None, padding_mask: Array | None = None,
                          attn_mask: Array | None = None, prefix: Any = None, actual_seq_qlen: Any = None,
                          actual_seq_kvlen: Any = None, keep_prob: float = 1.0, scalar_value: float = 1.0,
                          pre_tokens: int = 2147483647, next_tokens: int = 2147483647, inner_precise: int = 0,
                          input_layout: str = "BSH", sparse_mode: int = 0) -> Array:
    """``softmax(query @ key.T * scalar_value + real_shift, masked) @ value``.

    Args:
        query: a Tensor in the layout ``BSH``, ``SBH``, ``BNSD`` or ``BSND``.
        key: likewise; it may have fewer heads, which are shared then.
        value: likewise.
        head_num: the number of heads of the query.
        real_shift: what is added to the scores.
        drop_mask: which elements of the attention are kept, with probability `keep_prob`.
        attn_mask: where it is not 0, the key is not looked at.
        scalar_value: what the scores are multiplied by.
        pre_tokens: with `sparse_mode` 0 and 4, how many keys before its own place a query looks at.
        next_tokens: how many behind.
        sparse_mode: 0 and 1 as the mask says; 2 causal; 3 causal, aligned with the last key; 4 a band.

    Raises:
        NotImplementedError: the layout ``TND``, `prefix` or another `sparse_mode`.
        ValueError: the layout does not exist.
    """
    name = "flash_attention_score"
    if input_layout == "TND" or prefix is not None or sparse_mode > 4:
        raise NotImplementedError(f"For '{name}', the layout TND, 'prefix' and sparse modes above 4 are not there yet.")
    if input_layout not in ("BSH", "SBH", "BNSD", "BSND"):
        raise ValueError(f"For '{name}', there is no layout {input_layout!r}.")
    q = _heads(query, input_layout, head_num)
    width = q.shape[-1]
    shared = key.shape[-1] // width if input_layout in ("BSH", "SBH") else 0
    k, v = _heads(key, input_layout, shared), _heads(value, input_layout, shared)
    if k.shape[1] != q.shape[1]:
        k, v = (jnp.repeat(x, q.shape[1] // x.shape[1], 1) for x in (k, v))
    scores = jnp.einsum("bnsd,bntd->bnst", q, k, preferred_element_type=_wide(q)) * scalar_value
    if real_shift is not None:
        scores = scores + real_shift
    queries, keys = scores.shape[-2:]
    distance = jnp.arange(keys) - jnp.arange(queries)[:, None]
    hidden = jnp.zeros((queries, keys), bool)
    if sparse_mode == 2:
        hidden = distance > 0
    elif sparse_mode == 3:
        hidden = distance > keys - queries
    elif sparse_mode == 4:
        hidden = (distance > keys - queries + next_tokens) | (distance < keys - queries - pre_tokens)
    elif sparse_mode == 0:
        hidden = (distance > next_tokens) | (distance < -pre_tokens)
    if attn_mask is not None and sparse_mode in (0, 1):
        hidden = hidden | (attn_mask != 0)
    attention = jax.nn.softmax(jnp.where(hidden, -np.inf, scores), -1)
    attention = jnp.where(jnp.isnan(attention), 0, attention)  # a query that may look at nothing
    if drop_mask is not None and keep_prob < 1:
        attention = attention * drop_mask.reshape(attention.shape) / keep_prob
    out = jnp.einsum("bnst,bntd->bnsd", attention.astype(v.dtype), v)
    return _laid_out(out, input_layout)


@operator("ops._scaled_dot_product_attention(query, key, value, attn_mask, dropout_p, is_causal, scale)")
def scaled_dot_product_attention(random: Key, query: Array, key: Array, value: Array, attn_mask: Array | None,
                                 dropout_p: float, is_causal: bool, scale: float | None) -> Array:
    """``softmax(query @ key.T * scale, masked) @ value``, over the last two axes."""
    factor = query.shape[-1] ** -0.5 if scale is None else scale
    scores = jnp.einsum("...sd,...td->...st", query, key, preferred_element_type=_wide(query)) * factor
    if is_causal:
        scores = jnp.where(jnp.tril(jnp.ones(scores.shape[-2:], bool)), scores, -np.inf)
    if attn_mask is not None:
        masked = jnp.where(attn_mask, scores, -np.inf) if attn_mask.dtype == np.bool_ else scores + attn_mask
        scores = masked
    attention = jax.nn.softmax(scores, -1).astype(value.dtype)
    if dropout_p > 0:
        attention = dropped(random, attention, 1 - dropout_p, attention.shape)[0]
    return jnp.einsum("...st,...td->...sd", attention, value)


@operator("ops.rotary_position_embedding(x, cos, sin, mode=0)")
def rotary_position_embedding(x: Array, cos: Array, sin: Array, mode: int = 0) -> Array:
    """``x * cos + rotated(x) * sin``: the halves exchanged, or with mode 1 neighbours, the new first one negated."""
    if mode == 0:
        first, second = jnp.split(x, 2, -1)
        rotated = jnp.concatenate([-second, first], -1)
    elif mode == 1:
        rotated = jnp.stack([-x[..., 1::2], x[..., ::2]], -1).reshape(x.shape)
    else:
        raise ValueError(f"For 'rotary_position_embedding', the 'mode' must be 0 or 1, but got {mode}.")
    return x * cos + rotated * sin
