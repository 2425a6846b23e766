"""Functions on arrays that are more than one operator."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mindshim.engine.binding import operator_named
from mindshim.engine.tensor import Tensor
from mindshim.ops.primitive import Primitive


def _of_each(name: str, grow: Callable[[Tensor], Tensor]) -> Callable[[Any], Any]:
    def at_least(inputs: Any) -> Any:
        if isinstance(inputs, Tensor):
            return grow(inputs)
        if not isinstance(inputs, (tuple, list)) or not all(isinstance(x, Tensor) for x in inputs):
            raise TypeError(f"For '{name}', the input must be a Tensor or a sequence of Tensors, but got {inputs!r}.")
        return tuple(grow(x) for x in inputs)

    at_least.__name__ = at_least.__qualname__ = name
    at_least.__doc__ = f"The Tensor, or each of them, with at least {name[-2]} axes; see NumPy's function of this name."
    return at_least


def _reshaped(x: Tensor, shape: tuple[int, ...]) -> Tensor:
    return operator_named("ops.reshape")(x, shape)


atleast_1d = _of_each("atleast_1d", lambda x: x if x.ndim else _reshaped(x, (1,)))
atleast_2d = _of_each("atleast_2d", lambda x: x if x.ndim > 1 else _reshaped(x, (1, max(x.size, 0))))
atleast_3d = _of_each(
    "atleast_3d", lambda x: x if x.ndim > 2 else _reshaped(x, (*x.shape, 1) if x.ndim == 2 else (1, x.size, 1)))


def nonzero(input: Tensor, *, as_tuple: bool = False) -> Any:
    """The indices of the elements that are not zero, as int64.

    Args:
        input: a Tensor with n axes.
        as_tuple: give a tuple of n vectors instead of a Tensor with one index a row.

    Raises:
        TypeError: `input` is no Tensor, or `as_tuple` no bool.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.nonzero(Tensor([0, 5])))
        [[1]]
    """
    if not isinstance(input, Tensor):
        raise TypeError(f"For 'nonzero', the input must be a Tensor, but got {type(input).__name__}.")
    if not isinstance(as_tuple, bool):
        raise TypeError(f"For 'nonzero', 'as_tuple' must be a bool, but got {as_tuple!r}.")
    return operator_named("ops._nonzero_tuple" if as_tuple else "ops._nonzero")(input)


def unique_sorted(input: Tensor, sorted: bool = True, return_inverse: bool = False, return_counts: bool = False,
                  dim: int | None = None) -> Any:
    """The different elements of a Tensor (or its slices along `dim`), in order.

    Returns:
        A Tensor; or a tuple, with the place in it of each element, and how often each comes, as int64.
    """
    return operator_named("ops._unique_sorted")(input, bool(return_inverse), bool(return_counts), dim)


def where(*args: Any, **kwargs: Any) -> Any:
    """``mint.where(condition, input, other)``; with a condition only, the indices at which it holds, as a tuple."""
    if len(args) + len(kwargs) == 1:
        return nonzero(*args, *kwargs.values(), as_tuple=True)
    names = ("condition", "input", "other")
    values = dict(zip(names, args, strict=False)) | kwargs
    if set(values) != set(names):
        raise TypeError(f"For 'where', the arguments are {names}, but got {len(args)} and {list(kwargs)}.")
    return operator_named("ops.where")(*(values[n] for n in names))


def sequence_mask(lengths: Tensor, maxlen: int | None = None) -> Tensor:
    """For each length a vector, of `maxlen` elements or as many as the largest length, that holds in its first ones.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.sequence_mask(Tensor([1, 2])))
        [[ True False]
         [ True  True]]
    """
    if not isinstance(lengths, Tensor):
        raise TypeError(f"For 'sequence_mask', the lengths must be a Tensor, but got {type(lengths).__name__}.")
    return operator_named("ops._sequence_mask")(
        lengths, int(lengths.asnumpy().max()) if maxlen is None else maxlen)


def one_hot_classes(tensor: Tensor, num_classes: int = -1) -> Tensor:
    """For each class a vector of `num_classes` elements, 1 at the class, as int64; -1 takes the largest class."""
    if num_classes == -1:
        num_classes = int(tensor.asnumpy().max()) + 1
    return operator_named("ops.one_hot")(tensor, num_classes, 1, 0, -1)


def embedding(input: Tensor, weight: Tensor, padding_idx: int | None = None, max_norm: float | None = None,
              norm_type: float = 2.0, scale_grad_by_freq: bool = False) -> Tensor:
    """The rows of a matrix at the places that `input` names.

    Args:
        input: integers of any shape.
        weight: a matrix.
        padding_idx: a row that gets no gradient.
        max_norm: rows that are used and have a larger norm are scaled to it first, in `weight` itself.
        norm_type: the p of that norm.
        scale_grad_by_freq: divide a row's gradient by how often it is used.

    Returns:
        A Tensor of the shape of `input` with the columns of `weight` as a last axis.

    Raises:
        TypeError: the input holds no integers.
        ValueError: `padding_idx` is out of range.
    """
    if padding_idx is not None and not -weight.shape[0] <= padding_idx < weight.shape[0]:
        raise ValueError(f"For 'embedding', there is no row 'padding_idx' {padding_idx} among {weight.shape[0]}.")
    if max_norm is not None:
        scaled = operator_named("ops._renormalised_rows")(weight, input, float(max_norm), float(norm_type))
        weight._assign(scaled)
    return operator_named("ops._embedding")(input, weight, padding_idx, bool(scale_grad_by_freq))


def depend(value: Any, expr: Any) -> Any:
    """`value`: programs run in the order in which they are written, so nothing has to be held back."""
    return value


class Depend(Primitive):
    """``Depend()(value, expr)`` is `value`; see `depend`."""

    def __init__(self):
        super().__init__("Depend")

    def __call__(self, value: Any, expr: Any) -> Any:
        return value


class InvertPermutation(Primitive):
    """The inverse of a permutation, given and returned as a tuple of ints."""

    def __init__(self):
        super().__init__("InvertPermutation")

    def __call__(self, input_x: Any) -> tuple[int, ...]:
        if not isinstance(input_x, (tuple, list)) or not all(isinstance(i, int) for i in input_x):
            raise TypeError(f"For 'InvertPermutation', the input must be a tuple of ints, but got {input_x!r}.")
        if sorted(input_x) != list(range(len(input_x))):
            raise ValueError(f"For 'InvertPermutation', the input must be a permutation, but got {input_x}.")
        return tuple(input_x.index(i) for i in range(len(input_x)))


class IdentityN(Primitive):
    """The Tensors that it is given, as a tuple."""

    def __init__(self):
        super().__init__("IdentityN")

    def __call__(self, x: Any) -> tuple[Tensor, ...]:
        return tuple(operator_named("ops.identity")(t) for t in x)


Tensor.nonzero = lambda self, *, as_tuple=False: nonzero(self, as_tuple=as_tuple)  # type: ignore[attr-defined]
Tensor.unique = unique_sorted  # type: ignore[attr-defined]
