"""Embeddings: rows of a table by their numbers."""

from __future__ import annotations

from typing import Any

from mindshim import ops
from mindshim.common.initializer import initializer
from mindshim.engine import dtypes
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor
from mindshim.nn._checks import has_dims, in_range, one_of, positive_int, typed
from mindshim.nn._extended import extended as __getattr__  # noqa: F401
from mindshim.nn.cell import Cell


class Embedding(Cell):
    """The rows of a table at given indices.

    Args:
        vocab_size: the number of rows.
        embedding_size: the size of a row.
        use_one_hot: multiply the table by one-hot vectors instead of looking rows up.
        embedding_table: the table's initial value: Initializer, name of one, number, or Tensor.
        dtype: the dtype of the one-hot vectors.
        padding_idx: a row to begin as zeros.

    The input holds ints of any shape; the output has one more axis, of size `embedding_size`.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `padding_idx` is no row.

    Examples:
        >>> from mindshim import Tensor, nn
        >>> nn.Embedding(10, 4)(Tensor([[1, 2, 3]])).shape
        (1, 3, 4)
    """

    def __init__(
        self,
        vocab_size: int,
        embedding_size: int,
        use_one_hot: bool = False,
        embedding_table: Any = "normal",
        dtype: Any = dtypes.float32,
        padding_idx: int | None = None,
    ):
        super().__init__()
        self.vocab_size = typed(vocab_size, "vocab_size", self.cls_name, int)
        self.embedding_size = typed(embedding_size, "embedding_size", self.cls_name, int)
        self.use_one_hot = typed(use_one_hot, "use_one_hot", self.cls_name, bool)
        if dtype not in dtypes.number_type:
            raise TypeError(f"For '{self.cls_name}', 'dtype' must be a dtype of numbers, but got {dtype}.")
        self.dtype = dtype
        self.padding_idx = padding_idx
        table = initializer(embedding_table, [vocab_size, embedding_size])
        if padding_idx is not None:
            in_range(padding_idx, "padding_idx", self.cls_name, 0, vocab_size, open_high=True)
            values = table.init_data().asnumpy()
            values[padding_idx] = 0
            table = Tensor(values, table.dtype)
        self.embedding_table = Parameter(table, name="embedding_table")

    def construct(self, ids: Tensor) -> Tensor:
        if self.use_one_hot:
            on, off = Tensor(1.0, self.dtype), Tensor(0.0, self.dtype)
            return ops.matmul(ops.one_hot(ids, self.vocab_size, on, off), self.embedding_table)
        return ops.gather(self.embedding_table, ids, 0)

    def extend_repr(self) -> str:
        return (
            f"vocab_size={self.vocab_size}, embedding_size={self.embedding_size}, "
            f"use_one_hot={self.use_one_hot}, "
            f"embedding_table={self.embedding_table}, dtype={self.dtype}, padding_idx={self.padding_idx}"
        )


class EmbeddingLookup(Cell):
    """The rows of a table at given indices, where MindSpore lets the table be split over devices.

    Args:
        vocab_size: the number of rows.
        embedding_size: the size of a row.
        param_init: the table's initial value.
        target: where MindSpore computes it: ``CPU`` or ``DEVICE``; accepted.
        slice_mode, manual_shapes, vocab_cache_size: accepted, for MindSpore's parallel modes.
        max_norm: scale rows down to this norm.
        sparse: accepted.
        dtype: the table's dtype.

    Raises:
        ValueError: a size is not positive, or `target` is unknown.
    """

    BATCH_SLICE, FIELD_SLICE = "batch_slice", "field_slice"
    TABLE_ROW_SLICE, TABLE_COLUMN_SLICE = "table_row_slice", "table_column_slice"

    def __init__(
        self,
        vocab_size: int,
        embedding_size: int,
        param_init: Any = "normal",
        target: str = "CPU",
        slice_mode: str = "batch_slice",
        manual_shapes: Any = None,
        max_norm: float | None = None,
        sparse: bool = True,
        vocab_cache_size: int = 0,
        dtype: Any = dtypes.float32,
    ):
        super().__init__()
        self.vocab_size = positive_int(vocab_size, "vocab_size", self.cls_name)
        self.embedding_size = positive_int(embedding_size, "embedding_size", self.cls_name)
        self.target = one_of(target, "target", self.cls_name, ("CPU", "DEVICE"))
        if target == "CPU" and not sparse:
            raise ValueError(f"For '{self.cls_name}', 'sparse' must be True where 'target' is CPU.")
        self.max_norm = max_norm
        self.embedding_table = Parameter(
            initializer(param_init, [vocab_size, embedding_size], dtype), name="embedding_table"
        )

    def construct(self, indices: Tensor) -> Tensor:
        rows = ops.gather(self.embedding_table, indices, 0)
        if self.max_norm is None:
            return rows
        norm = ops.sqrt((rows * rows).sum(-1, keepdims=True))
        return rows * self.max_norm / ops.maximum(norm, self.max_norm)


class MultiFieldEmbeddingLookup(EmbeddingLookup):
    """The rows of a table at given indices, weighted, and merged by the fields that they belong to.

    Args:
        vocab_size, embedding_size, param_init, target, slice_mode, max_norm, sparse, dtype: see
            :class:`EmbeddingLookup`.
        field_size: the number of fields.
        feature_num_list: accepted, for MindSpore's parallel modes.
        operator: ``SUM``, ``MEAN`` or ``MAX``.

    Called with indices, weights and fields, each ``(batch, n)``, it returns ``(batch, field_size, embedding_size)``.
    Rows of weight 0 do not count for the maximum.

    Raises:
        ValueError: a size is not positive, `operator` is unknown, or an input has not two dimensions.
        TypeError: an input is of a wrong dtype.
    """

    OPERATOR_SUM, OPERATOR_MEAN, OPERATOR_MAX = "SUM", "MEAN", "MAX"

    def __init__(
        self, vocab_size: int, embedding_size: int, field_size: int, param_init: Any = "normal", target: str = "CPU",
        slice_mode: str = "batch_slice", feature_num_list: Any = None, max_norm: float | None = None,
        sparse: bool = True, operator: str = "SUM", dtype: Any = dtypes.float32,
    ):  # fmt: skip
        super().__init__(vocab_size, embedding_size, param_init, target, max_norm=max_norm, dtype=dtype)
        self.field_size = positive_int(field_size, "field_size", self.cls_name)
        self.operator = one_of(operator, "operator", self.cls_name, ("SUM", "MEAN", "MAX"))

    def construct(self, input_indices: Tensor, input_values: Tensor, field_ids: Tensor) -> Tensor:
        ints = (dtypes.int32, dtypes.int64)
        for name, x, allowed in (("input_indices", input_indices, ints), ("input_values", input_values,
                                 (dtypes.float32,)), ("field_ids", field_ids, ints[:1])):  # fmt: skip
            has_dims(x, (2,), self.cls_name)
            if x.dtype not in allowed:
                listed = " or ".join(map(str, allowed))
                raise TypeError(f"For '{self.cls_name}', '{name}' must be {listed}, but got {x.dtype}.")
        batch = input_indices.shape[0]
        weights = ops.expand_dims(input_values, -1)
        # (batch, n, fields, 1): which row belongs to which field.
        belongs = ops.expand_dims(ops.expand_dims(field_ids, -1) == ops.arange(self.field_size), -1)
        rows = ops.expand_dims(super().construct(input_indices) * weights, 2)
        if self.operator == "MAX":
            counts = ops.logical_and(belongs, ops.expand_dims(weights != 0, -1))
            highest = ops.where(counts, rows, Tensor(float("-inf"), dtypes.float32)).max(axis=1)
            return ops.where(counts.any(axis=1), highest, Tensor(0.0, dtypes.float32))
        merged = (rows * belongs.astype(rows.dtype)).sum(1)
        if self.operator == "MEAN":
            total = (ops.expand_dims(ops.abs(weights), -1) * belongs.astype(rows.dtype)).sum(1)
            merged = ops.DivNoNan()(merged, total)
        return merged.reshape(batch, self.field_size, -1)
