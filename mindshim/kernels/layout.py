"""Less used operators on layouts and sequences."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
import numpy as np

from mindshim.kernels.declare import Array, operator

_FORMATS = ("NHWC", "NCHW")


def _order(name: str, source: str, target: str) -> list[int]:
    """For each axis of the target, the axis of the source."""
    if source not in _FORMATS or target not in _FORMATS:
        raise ValueError(f"For '{name}', a format must be one of {_FORMATS}, but got {source!r} and {target!r}.")
    return [source.index(letter) for letter in target]


@operator("ops.DataFormatVecPermute(src_format='NHWC', dst_format='NCHW')(input_x)")
def data_format_vec_permute(input_x: Array, src_format: str = "NHWC", dst_format: str = "NCHW") -> Array:
    """What belongs to the axes of one format, in the order of another's."""
    return input_x[jnp.asarray(_order("DataFormatVecPermute", src_format, dst_format))]


@operator("ops.DataFormatDimMap(src_format='NHWC', dst_format='NCHW')(input_x)")
def data_format_dim_map(input_x: Array, src_format: str = "NHWC", dst_format: str = "NCHW") -> Array:
    """For each axis of the target's format, counted by these numbers, the axis of the source's."""
    order = _order("DataFormatDimMap", src_format, dst_format)
    return jnp.asarray(order)[input_x % 4].astype(input_x.dtype)


@operator("ops.NoRepeatNGram(ngram_size=1)(state_seq, log_probs)")
def no_repeat_ngram(state_seq: Array, log_probs: Array, ngram_size: int = 1) -> Array:
    """The scores with the lowest number for each word that would repeat a sequence of `ngram_size` words.

    Words so far are ``(N, beams, length)``, scores ``(N, beams, words)``.
    """
    length = state_seq.shape[-1]
    if not 1 <= ngram_size < length:
        raise ValueError(f"For 'NoRepeatNGram', 'ngram_size' must be in [1, {length}), but got {ngram_size}.")
    places = np.arange(length - ngram_size + 1)[:, None] + np.arange(ngram_size)
    grams = state_seq[..., places]
    same = jnp.all(grams[..., :-1] == state_seq[..., None, length - ngram_size + 1 :], -1)
    words = log_probs.shape[-1]
    repeats = jnp.any((grams[..., -1][..., None] == jnp.arange(words)) & same[..., None], -2)
    return jnp.where(repeats, jnp.finfo(log_probs.dtype).min, log_probs)


@operator("ops.moe_token_permute(tokens, indices, num_out_tokens=None, padded_mode=False)")
def moe_token_permute(tokens: Array, indices: Array, num_out_tokens: int | None = None,
                      padded_mode: bool = False) -> tuple[Array, Array]:
    """Tokens in the order of the experts that they go to; and where each copy of a token is then, as int32.

    `indices` names the expert, or the experts, of each token.
    """
    if padded_mode:
        raise NotImplementedError("For 'moe_token_permute', 'padded_mode' is not supported.")
    copies = 1 if indices.ndim == 1 else indices.shape[1]
    order = jnp.argsort(jnp.ravel(indices), stable=True)
    count = order.shape[0] if not num_out_tokens else min(num_out_tokens, order.shape[0])
    return tokens[order[:count] // copies], jnp.argsort(order, stable=True).astype(np.int32)


@operator("ops.moe_token_unpermute(permuted_tokens, sorted_indices, probs=None, padded_mode=False, restore_shape=None)")
def moe_token_unpermute(permuted_tokens: Array, sorted_indices: Array, probs: Array | None = None,
                        padded_mode: bool = False, restore_shape: Any = None) -> Array:
    """Tokens back in their order; the copies of a token are added up, weighted with `probs`."""
    if padded_mode:
        raise NotImplementedError("For 'moe_token_unpermute', 'padded_mode' is not supported.")
    copies = 1 if probs is None else probs.shape[1]
    found = jnp.take(permuted_tokens, sorted_indices, axis=0, mode="fill", fill_value=0)
    found = found.reshape(-1, copies, permuted_tokens.shape[-1])
    if probs is not None:
        found = found * probs[..., None]
    return jnp.sum(found, 1).astype(permuted_tokens.dtype)


@operator("ops.EditDistance(normalize=True)(hypothesis_indices, hypothesis_values, hypothesis_shape, truth_indices, "
          "truth_values, truth_shape)", dynamic=True)
def edit_distance(hypothesis_indices: Array, hypothesis_values: Array, hypothesis_shape: Any, truth_indices: Array,
                  truth_values: Array, truth_shape: Any, normalize: bool = True) -> Array:
    """How many insertions, deletions and replacements make each truth of the hypothesis, over the truth's length."""
    def rows(indices: Array, values: Array) -> dict[tuple, list]:
        found: dict[tuple, list] = {}
        for index, value in zip(np.asarray(indices).tolist(), np.asarray(values).tolist(), strict=True):
            found.setdefault(tuple(index[:-1]), []).append(value)
        return found

    guesses, truths = rows(hypothesis_indices, hypothesis_values), rows(truth_indices, truth_values)
    shape = tuple(max(a, b) for a, b in zip(hypothesis_shape[:-1], truth_shape[:-1], strict=True))
    out = np.zeros(shape, np.float32)
    for place in np.ndindex(*shape):
        guess, truth = guesses.get(place, []), truths.get(place, [])
        costs = list(range(len(truth) + 1))
        for i, a in enumerate(guess, 1):
            previous, costs[0] = costs[0], i
            for j, b in enumerate(truth, 1):
                previous, costs[j] = costs[j], min(costs[j] + 1, costs[j - 1] + 1, previous + (a != b))
        distance = float(costs[-1])
        if normalize:
            distance = distance / len(truth) if truth else (np.inf if guess else 0.0)
        out[place] = distance
    return jnp.asarray(out)
