"""Softmax over a sample of many classes."""

from __future__ import annotations

from typing import Any

from mindshim import ops
from mindshim.engine import dtypes
from mindshim.engine.tensor import Tensor
from mindshim.nn._checks import tensors
from mindshim.nn.cell import Cell
from mindshim.nn.loss import LossBase


class SampledSoftmaxLoss(LossBase):
    """Cross entropy of the true classes and of a few that are drawn (Jean et al., 2015), for many classes.

    Args:
        num_sampled: how many classes are drawn.
        num_classes: how many there are.
        num_true: the number of true classes of an example.
        sampled_values: drawn classes ``(num_sampled)``, how often the true ones ``(batch, num_true)`` and the drawn
            ones ``(num_sampled)`` are to be expected; drawn evenly at each call by default.
        remove_accidental_hits: accepted.
        seed: of the draw; 0 for another one at each call.
        reduction: accepted; the losses of all examples are returned.

    Called with weights ``(num_classes, dim)``, biases ``(num_classes)``, labels ``(batch, num_true)`` and inputs
    ``(batch, dim)``, it returns ``(batch)``.

    Raises:
        TypeError: an input is no Tensor, or `sampled_values` no tuple.
        ValueError: a number is out of range.
    """

    def __init__(self, num_sampled: int, num_classes: int, num_true: int = 1, sampled_values: Any = None,
                 remove_accidental_hits: bool = True, seed: int = 0, reduction: str = "none"):  # fmt: skip
        super().__init__(reduction)
        if not 1 <= num_true <= num_classes or num_sampled > num_classes or seed < 0:
            raise ValueError(
                f"For '{self.cls_name}', 'num_true' must be in [1, {num_classes}], 'num_sampled' at most {num_classes} "
                f"and 'seed' not negative, but got {num_true}, {num_sampled} and {seed}."
            )
        if sampled_values is not None:
            if not isinstance(sampled_values, (list, tuple)):
                raise TypeError(
                    f"For '{self.cls_name}', 'sampled_values' must be a tuple, but got {type(sampled_values).__name__}."
                )
            if len(sampled_values) != 3:
                raise ValueError(
                    f"For '{self.cls_name}', 'sampled_values' must hold three Tensors, but got {len(sampled_values)}."
                )
        self.num_sampled, self.num_classes, self.num_true = num_sampled, num_classes, num_true
        self.sampled_values = sampled_values
        self.remove_accidental_hits, self.seed = remove_accidental_hits, seed
        self.sampler = ops.UniformCandidateSampler(
            num_true, num_sampled, True, num_classes, seed, remove_accidental_hits
        )

    def construct(self, weights: Tensor, biases: Tensor, labels: Tensor, logits: Tensor) -> Tensor:
        tensors(self.cls_name, weights=weights, biases=biases, labels=labels, logits=logits)
        if labels.dtype not in (dtypes.int32, dtypes.int64):
            raise TypeError(f"For '{self.cls_name}', 'labels' must be Int32 or Int64, but got {labels.dtype}.")
        labels = labels.astype(dtypes.int32).reshape(-1, self.num_true)
        sampled, expected_true, expected = (
            self.sampler(labels) if self.sampled_values is None else self.sampled_values
        )
        sampled = sampled.astype(dtypes.int32)
        of_true = (ops.expand_dims(logits, 1) * ops.gather(weights, labels, 0)).sum(-1)
        of_true = of_true + ops.gather(biases, labels, 0) - ops.log(expected_true)
        of_sampled = ops.matmul(logits, ops.gather(weights, sampled, 0).T)
        of_sampled = of_sampled + ops.gather(biases, sampled, 0) - ops.log(expected)
        scores = ops.cat((of_true, of_sampled), 1)
        scores = ops.exp(scores - scores.max(axis=1, keepdims=True))
        shares = scores / scores.sum(1, keepdims=True)
        return -ops.log(shares[:, : self.num_true] + 1e-20).sum(1) / self.num_true


class SparseToDense(Cell):
    """A COOTensor as a Tensor with zeros elsewhere."""

    def construct(self, sparse_tensor: Any) -> Tensor:
        return ops.scatter_nd(sparse_tensor.indices, sparse_tensor.values, sparse_tensor.shape)


class SparseTensorDenseMatmul(Cell):
    """The product of a sparse matrix, given by indices, values and shape, and a Tensor.

    Args:
        adjoint_st: transpose the sparse matrix.
        adjoint_dt: transpose the Tensor.

    Raises:
        TypeError: a flag is no bool.

    Examples:
        >>> from mindshim import Tensor, nn
        >>> net = nn.SparseTensorDenseMatmul()
        >>> print(net(Tensor([[0, 1], [1, 0]]), Tensor([2.0, 3.0]), (2, 2), Tensor([[1.0], [10.0]])))
        [[20.]
         [ 3.]]
    """

    def __init__(self, adjoint_st: bool = False, adjoint_dt: bool = False):
        super().__init__()
        for name, value in (("adjoint_st", adjoint_st), ("adjoint_dt", adjoint_dt)):
            if not isinstance(value, bool):
                raise TypeError(f"For '{self.cls_name}', '{name}' must be a bool, but got {type(value).__name__}.")
        self.adjoint_st, self.adjoint_dt = adjoint_st, adjoint_dt

    def construct(self, indices: Tensor, values: Tensor, sparse_shape: Any, dense: Tensor) -> Tensor:
        matrix = ops.scatter_nd(indices, values, tuple(sparse_shape))
        return ops.matmul(matrix.T if self.adjoint_st else matrix, dense.T if self.adjoint_dt else dense)
