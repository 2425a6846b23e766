"""Attention and transformers (Vaswani et al., 2017)."""

from __future__ import annotations

import copy
import math
from typing import Any

from mindshim import ops
from mindshim.common.initializer import XavierNormal, XavierUniform, initializer
from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor
from mindshim.nn.activation import GELU, ReLU
from mindshim.nn.basic import Dense, Dropout
from mindshim.nn.cell import Cell
from mindshim.nn.container import CellList
from mindshim.nn.normalization import LayerNorm


def _checked_mask(mask: Tensor | None, name: str, error: type[Exception] = ValueError) -> Tensor | None:
    if mask is not None and mask.dtype not in (dtypes.bool_, *dtypes.float_type):
        raise error(f"'{name}' must be bool or floating, but got {mask.dtype}.")
    return mask


def _added(mask: Tensor, dtype: Any) -> Tensor:
    """A mask as what is added to the scores: minus infinity where a bool mask is True."""
    if mask.dtype is not dtypes.bool_:
        return mask.astype(dtype)
    zeros = ops.zeros(mask.shape, dtype)
    return ops.masked_fill(zeros, mask, Tensor(-math.inf, dtype))


class MultiheadAttention(Cell):
    """Attention of queries to keys and values, in several heads.

    Args:
        embed_dim: the size of a query, which `num_heads` divides.
        num_heads: the number of heads.
        dropout: the probability of dropout of the attention's weights, in training.
        has_bias: whether the projections have biases.
        add_bias_kv: append a trained key and value to every sequence.
        add_zero_attn: append a key and value of zeros to every sequence.
        kdim, vdim: the sizes of a key and a value, by default `embed_dim`.
        batch_first: inputs are ``(N, L, E)`` instead of ``(L, N, E)``.
        dtype: the Parameters' dtype.

    Called with query ``(L, N, E)``, key and value ``(S, N, E)`` (or all without N), `key_padding_mask`
    ``(N, S)`` and `attn_mask` ``(L, S)`` or ``(N * num_heads, L, S)``; a bool mask is True where nothing is
    to be attended to, a floating one is added to the scores.

    Returns:
        The output ``(L, N, E)``, and, if `need_weights`, the weights ``(N, L, S)``: the heads' mean, or,
        without `average_attn_weights`, ``(N, num_heads, L, S)``.

    Raises:
        ValueError: `embed_dim` cannot be divided into the heads; or (when called) a shape or dtype does not
        fit.
    """

    def __init__(
        self,
        embed_dim: int,
        num_heads: int,
        dropout: float = 0.0,
        has_bias: bool = True,
        add_bias_kv: bool = False,
        add_zero_attn: bool = False,
        kdim: int | None = None,
        vdim: int | None = None,
        batch_first: bool = False,
        dtype: Any = dtypes.float32,
    ):
        super().__init__()
        if embed_dim % num_heads:
            raise ValueError(
                f"For '{self.cls_name}', 'embed_dim' {embed_dim} must be divisible by {num_heads} heads."
            )
        self.embed_dim = embed_dim
        self.kdim = embed_dim if kdim is None else kdim
        self.vdim = embed_dim if vdim is None else vdim
        self.num_heads = num_heads
        self.head_dim = embed_dim // num_heads
        self.dropout = dropout
        self.batch_first = batch_first
        self.add_zero_attn = add_zero_attn
        self.dtype = dtype = dtype or dtypes.float32
        self._one_size = self.kdim == embed_dim == self.vdim

        def weight(init: Any, shape: tuple[int, ...], name: str) -> Parameter:
            return Parameter(initializer(init, shape, dtype), name=name)

        self.q_proj_weight = self.k_proj_weight = self.v_proj_weight = None
        self.in_proj_weight: Any = None
        if self._one_size:
            self.in_proj_weight = weight(XavierUniform(), (3 * embed_dim, embed_dim), "in_proj_weight")
        else:
            for letter, size in (("q", embed_dim), ("k", self.kdim), ("v", self.vdim)):
                name = f"{letter}_proj_weight"
                setattr(self, name, weight(XavierUniform(), (embed_dim, size), name))
        self.in_proj_bias = weight("zeros", (3 * embed_dim,), "in_proj_bias") if has_bias else None
        self.out_proj = Dense(embed_dim, embed_dim, has_bias=has_bias, dtype=dtype)
        self.bias_k = self.bias_v = None
        if add_bias_kv:
            self.bias_k = weight(XavierNormal(), (1, 1, embed_dim), "bias_k")
            self.bias_v = weight(XavierNormal(), (1, 1, embed_dim), "bias_v")

    def construct(
        self,
        query: Tensor,
        key: Tensor,
        value: Tensor,
        key_padding_mask: Tensor | None = None,
        need_weights: bool = True,
        attn_mask: Tensor | None = None,
        average_attn_weights: bool = True,
    ) -> tuple:
        _checked_mask(key_padding_mask, "key_padding_mask")
        if attn_mask is not None and attn_mask.dtype is dtypes.uint8:
            attn_mask = attn_mask.astype(dtypes.bool_)
        _checked_mask(attn_mask, "attn_mask")
        batched = query.ndim == 3
        if query.ndim not in (2, 3) or key.ndim != query.ndim or value.ndim != query.ndim:
            raise ValueError(
                f"For '{self.cls_name}', query, key and value must all have 2 or 3 dimensions, but got "
                f"{query.shape}, {key.shape} and {value.shape}."
            )
        if key.shape[:-1] != value.shape[:-1] or query.shape[-1] != self.embed_dim:
            raise ValueError(
                f"For '{self.cls_name}', key {key.shape} and value {value.shape} must agree, and queries "
                "have the "
                f"size {self.embed_dim}, but they are {query.shape}."
            )
        if not batched:
            query, key, value = (t.expand_dims(1) for t in (query, key, value))
            key_padding_mask = None if key_padding_mask is None else key_padding_mask.expand_dims(0)
        elif self.batch_first:
            query, key, value = (t.swapaxes(0, 1) for t in (query, key, value))
        output, weights = self._attended(query, key, value, key_padding_mask, attn_mask)
        if average_attn_weights:
            weights = weights.mean(1)
        if not batched:
            output, weights = output.squeeze(1), weights.squeeze(0)
        elif self.batch_first:
            output = output.swapaxes(0, 1)
        return (output, weights) if need_weights else (output,)

    def _projected(self, query: Tensor, key: Tensor, value: Tensor) -> list[Tensor]:
        size = self.embed_dim
        if self._one_size:
            weights: Any = [self.in_proj_weight[i * size : (i + 1) * size] for i in range(3)]
        else:
            weights = [self.q_proj_weight, self.k_proj_weight, self.v_proj_weight]
        bias = self.in_proj_bias
        biases = [None] * 3 if bias is None else [bias[i * size : (i + 1) * size] for i in range(3)]
        return [ops.dense(x, w, b) for x, w, b in zip((query, key, value), weights, biases, strict=True)]

    def _attended(
        self, query: Tensor, key: Tensor, value: Tensor, padding: Any, mask: Any
    ) -> tuple[Tensor, Tensor]:
        length, batch, _ = query.shape
        heads, size = self.num_heads, self.head_dim
        q, k, v = self._projected(query, key, value)
        if self.bias_k is not None:
            k = ops.cat([k, ops.tile(self.bias_k, (1, batch, 1))])
            v = ops.cat([v, ops.tile(self.bias_v, (1, batch, 1))])
        if self.add_zero_attn:
            zeros = ops.zeros((1, batch, self.embed_dim), k.dtype)
            k, v = ops.cat([k, zeros]), ops.cat([v, zeros])
        count = k.shape[0]
        q, k, v = (t.reshape(-1, batch, heads, size).transpose(1, 2, 0, 3) for t in (q, k, v))
        scores = ops.matmul(q / math.sqrt(size), k.swapaxes(2, 3))
        appended = (0, count - key.shape[0])
        if mask is not None:
            allowed = (length, key.shape[0]), (batch * heads, length, key.shape[0])
            if mask.shape not in allowed:
                raise ValueError(
                    f"For '{self.cls_name}', 'attn_mask' must be of shape {allowed[0]} or {allowed[1]}, but "
                    "got "
                    f"{mask.shape}."
                )
            mask = ops.pad(_added(mask, scores.dtype), appended)
            scores = scores + (mask if mask.ndim == 2 else mask.reshape(batch, heads, length, count))
        if padding is not None:
            if padding.shape != (batch, key.shape[0]):
                raise ValueError(
                    f"For '{self.cls_name}', 'key_padding_mask' must be of shape {(batch, key.shape[0])}, "
                    "but got "
                    f"{padding.shape}."
                )
            scores = scores + ops.pad(_added(padding, scores.dtype), appended).reshape(batch, 1, 1, count)
        weights = ops.softmax(scores, -1)
        if self.training and self.dropout:
            weights = ops.dropout(weights, self.dropout, True)
        joined = ops.matmul(weights, v).transpose(2, 0, 1, 3).reshape(length, batch, self.embed_dim)
        return self.out_proj(joined), weights


def _activation(activation: Any) -> Any:
    """The activation of a transformer's layer: relu or gelu, by name, as Cell or as function."""
    named = {"relu": ops.relu, "gelu": ops.gelu}
    if isinstance(activation, str) and activation in named:
        return named[activation]
    if isinstance(activation, (ReLU, GELU)) or activation is ops.relu or activation is ops.gelu:
        return activation
    raise ValueError(f"A transformer's activation must be relu or gelu, but got {activation}.")


class _Layer(Cell):
    """What encoder and decoder layers have in common.

    Args:
        d_model: the size of inputs and outputs.
        nhead: the number of heads.
        dim_feedforward: the size between the two dense layers.
        dropout: the probability of dropout, in training.
        activation: ``relu`` or ``gelu``, by name, as a Cell, or as a function.
        layer_norm_eps: see :class:`LayerNorm`.
        batch_first: inputs are ``(N, L, E)`` instead of ``(L, N, E)``.
        norm_first: normalise before each block instead of behind.
        dtype: the Parameters' dtype.

    Raises:
        ValueError: the activation is something else, or `d_model` cannot be divided into the heads.
    """

    _blocks = 2

    def __init__(
        self,
        d_model: int,
        nhead: int,
        dim_feedforward: int = 2048,
        dropout: float = 0.1,
        activation: Any = "relu",
        layer_norm_eps: float = 1e-5,
        batch_first: bool = False,
        norm_first: bool = False,
        dtype: Any = dtypes.float32,
    ):
        super().__init__()
        # To make a layer like this one again.
        self._made_with = (
            d_model, nhead, dim_feedforward, dropout, activation, layer_norm_eps, batch_first, norm_first,
            dtype,
        )  # fmt: skip
        self.self_attn = MultiheadAttention(
            d_model, nhead, dropout=dropout, batch_first=batch_first, dtype=dtype
        )
        if self._blocks == 3:
            self.multihead_attn = MultiheadAttention(
                d_model, nhead, dropout=dropout, batch_first=batch_first, dtype=dtype
            )
        self.dense1 = Dense(d_model, dim_feedforward, dtype=dtype)
        self.dropout = Dropout(p=dropout)
        self.dense2 = Dense(dim_feedforward, d_model, dtype=dtype)
        for number in range(1, self._blocks + 1):
            setattr(self, f"norm{number}", LayerNorm((d_model,), epsilon=layer_norm_eps, dtype=dtype))
        for number in range(1, self._blocks + 1):
            setattr(self, f"dropout{number}", Dropout(p=dropout))
        self.activation = _activation(activation)
        self.norm_first = norm_first

    def _block(self, number: int, x: Tensor, compute: Any) -> Tensor:
        """A block with its residual connection, normalised before or behind."""
        norm, dropout = getattr(self, f"norm{number}"), getattr(self, f"dropout{number}")
        if self.norm_first:
            return x + dropout(compute(norm(x)))
        return norm(x + dropout(compute(x)))

    def _attention(self, attention: Cell, memory: Tensor | None, mask: Any, padding: Any) -> Any:
        def attended(x: Tensor) -> Tensor:
            seen = x if memory is None else memory
            return attention(x, seen, seen, attn_mask=mask, key_padding_mask=padding, need_weights=False)[0]

        return attended

    def _feed_forward(self, x: Tensor) -> Tensor:
        return self.dense2(self.dropout(self.activation(self.dense1(x))))


class TransformerEncoderLayer(_Layer):
    __doc__ = (
        "Attention of a sequence to itself, and two dense layers. " + (_Layer.__doc__ or "").partition(".")[2]
    )

    def construct(
        self, src: Tensor, src_mask: Tensor | None = None, src_key_padding_mask: Tensor | None = None
    ) -> Tensor:
        _checked_mask(src_key_padding_mask, "src_key_padding_mask", AssertionError)
        src = self._block(1, src, self._attention(self.self_attn, None, src_mask, src_key_padding_mask))
        return self._block(2, src, self._feed_forward)


class TransformerDecoderLayer(_Layer):
    __doc__ = (
        "Attention of a sequence to itself, then to an encoder's output, and two dense layers. "
        + (_Layer.__doc__ or "").partition(".")[2]
    )
    _blocks = 3

    def construct(
        self,
        tgt: Tensor,
        memory: Tensor,
        tgt_mask: Tensor | None = None,
        memory_mask: Tensor | None = None,
        tgt_key_padding_mask: Tensor | None = None,
        memory_key_padding_mask: Tensor | None = None,
    ) -> Tensor:
        tgt = self._block(1, tgt, self._attention(self.self_attn, None, tgt_mask, tgt_key_padding_mask))
        seen = self._attention(self.multihead_attn, memory, memory_mask, memory_key_padding_mask)
        return self._block(3, self._block(2, tgt, seen), self._feed_forward)


def _copies(layer: _Layer, count: int) -> CellList:
    """As many copies of one new layer that is made as `layer` was."""
    made = type(layer)(*layer._made_with)
    return CellList([copy.deepcopy(made) for _ in range(count)])


class TransformerEncoder(Cell):
    """A stack of encoder layers.

    Args:
        encoder_layer: says what the layers are like.
        num_layers: how many there are.
        norm: a normalisation for the output.
    """

    def __init__(self, encoder_layer: TransformerEncoderLayer, num_layers: int, norm: Cell | None = None):
        super().__init__()
        self.layers = _copies(encoder_layer, num_layers)
        self.num_layers = num_layers
        self.norm = norm

    def construct(
        self, src: Tensor, src_mask: Tensor | None = None, src_key_padding_mask: Tensor | None = None
    ) -> Tensor:
        for layer in self.layers:
            src = layer(src, src_mask=src_mask, src_key_padding_mask=src_key_padding_mask)
        return src if self.norm is None else self.norm(src)


class TransformerDecoder(Cell):
    """A stack of decoder layers; arguments as :class:`TransformerEncoder`."""

    def __init__(self, decoder_layer: TransformerDecoderLayer, num_layers: int, norm: Cell | None = None):
        super().__init__()
        self.layers = _copies(decoder_layer, num_layers)
        self.num_layers = num_layers
        self.norm = norm

    def construct(self, tgt: Tensor, memory: Tensor, *args: Any, **masks: Any) -> Tensor:
        for layer in self.layers:
            tgt = layer(tgt, memory, *args, **masks)
        return tgt if self.norm is None else self.norm(tgt)


class Transformer(Cell):
    """An encoder, and a decoder that attends to its output.

    Args:
        d_model, nhead, dim_feedforward, dropout, activation, layer_norm_eps, batch_first, norm_first, dtype:
            see :class:`TransformerEncoderLayer`.
        num_encoder_layers, num_decoder_layers: how many layers there are.
        custom_encoder, custom_decoder: Cells to use instead.

    Raises:
        ValueError: (when called) the batches differ, or a size is not `d_model`.
    """

    def __init__(
        self,
        d_model: int = 512,
        nhead: int = 8,
        num_encoder_layers: int = 6,
        num_decoder_layers: int = 6,
        dim_feedforward: int = 2048,
        dropout: float = 0.1,
        activation: Any = "relu",
        custom_encoder: Cell | None = None,
        custom_decoder: Cell | None = None,
        layer_norm_eps: float = 1e-5,
        batch_first: bool = False,
        norm_first: bool = False,
        dtype: Any = dtypes.float32,
    ):
        super().__init__()
        options = (
            d_model, nhead, dim_feedforward, dropout, activation, layer_norm_eps, batch_first, norm_first,
            dtype,
        )  # fmt: skip
        stacks: tuple[tuple[str, Any, Any, Any, int], ...] = (
            ("encoder", custom_encoder, TransformerEncoder, TransformerEncoderLayer, num_encoder_layers),
            ("decoder", custom_decoder, TransformerDecoder, TransformerDecoderLayer, num_decoder_layers),
        )
        for name, custom, stack, layer, count in stacks:
            if custom is None:
                norm = LayerNorm((d_model,), epsilon=layer_norm_eps, dtype=dtype)
                made: Any = layer(*options)
                custom = stack(made, count, norm)
            setattr(self, name, custom)
        for parameter in self.get_parameters():
            if parameter.ndim > 1:
                parameter.set_data(initializer("xavier_uniform", parameter.shape, parameter.dtype))
        self.d_model = d_model
        self.nhead = nhead
        self.batch_first = batch_first

    def construct(
        self,
        src: Tensor,
        tgt: Tensor,
        src_mask: Tensor | None = None,
        tgt_mask: Tensor | None = None,
        memory_mask: Tensor | None = None,
        src_key_padding_mask: Tensor | None = None,
        tgt_key_padding_mask: Tensor | None = None,
        memory_key_padding_mask: Tensor | None = None,
    ) -> Tensor:
        axis = 0 if self.batch_first else 1
        if src.ndim == 3 and src.shape[axis] != tgt.shape[axis]:
            raise ValueError(
                f"For '{self.cls_name}', the batches of {src.shape} and {tgt.shape} must be equal."
            )
        if src.shape[-1] != self.d_model or tgt.shape[-1] != self.d_model:
            raise ValueError(
                f"For '{self.cls_name}', the last axis must have the size {self.d_model}, but got "
                f"{src.shape} and "
                f"{tgt.shape}."
            )
        memory = self.encoder(src, src_mask=src_mask, src_key_padding_mask=src_key_padding_mask)
        return self.decoder(
            tgt,
            memory,
            tgt_mask=tgt_mask,
            memory_mask=memory_mask,
            tgt_key_padding_mask=tgt_key_padding_mask,
            memory_key_padding_mask=memory_key_padding_mask,
        )
