"""The transforms of `mindspore.dataset.transforms`: of any array, and those that combine others."""

from __future__ import annotations

import enum
from typing import Any

import numpy as np

from mindshim.dataset import randomness
from mindshim.dataset.checks import Int, Is, Number, checked
from mindshim.dataset.transforms.base import TensorOperation, call, check_operations
from mindshim.engine import dtypes

_SIZES = Int(1)


class Relational(enum.IntEnum):
    """How :class:`Mask` compares."""

    EQ = 0
    NE = 1
    GT = 2
    GE = 3
    LT = 4
    LE = 5


_COMPARE = {Relational.EQ: np.equal, Relational.NE: np.not_equal, Relational.GT: np.greater,
            Relational.GE: np.greater_equal, Relational.LT: np.less, Relational.LE: np.less_equal}  # fmt: skip


class Compose(TensorOperation):
    """Several transforms as one.

    Args:
        transforms: a list of transforms or functions, each fed with what the one before returned.

    Examples:
        >>> import mindshim.dataset.transforms as transforms
        >>> double_then_cast = transforms.Compose([lambda x: x * 2, transforms.TypeCast("int32")])
        >>> double_then_cast([1, 2]).tolist()
        [2, 4]
    """

    def __init__(self, transforms: list):
        check_operations("transforms", transforms)
        self.transforms = list(transforms)

    @staticmethod
    def reduce(operations: list) -> list:
        """The operations, with Composes replaced by what they hold."""
        flat: list = []
        for operation in operations:
            flat.extend(
                Compose.reduce(operation.transforms) if isinstance(operation, Compose) else [operation]
            )
        return flat

    def _input(self, value: Any) -> Any:
        first = self.transforms[0]
        return first._input(value) if isinstance(first, TensorOperation) else super()._input(value)

    def _in_pipeline(self, *inputs: Any) -> Any:
        result = inputs
        for operation in self.transforms:
            result = call(operation, result)
        return result[0] if len(result) == 1 else result


class RandomApply(Compose):
    """All of some transforms, or, with probability 1 - `prob`, none."""

    random = True

    @checked(prob=Number(0, 1))
    def __init__(self, transforms: list, prob: float = 0.5):
        super().__init__(transforms)
        self.prob = prob

    def _in_pipeline(self, *inputs: Any) -> Any:
        if randomness.generator().random() < self.prob:
            return super()._in_pipeline(*inputs)
        return inputs[0] if len(inputs) == 1 else inputs


class RandomChoice(Compose):
    """One of some transforms, each as likely."""

    random = True

    def _in_pipeline(self, *inputs: Any) -> Any:
        chosen = self.transforms[int(randomness.generator().integers(len(self.transforms)))]
        result = call(chosen, inputs)
        return result[0] if len(result) == 1 else result


class RandomOrder(Compose):
    """Some transforms in random order."""

    random = True

    def _in_pipeline(self, *inputs: Any) -> Any:
        result = inputs
        for place in randomness.generator().permutation(len(self.transforms)):
            result = call(self.transforms[place], result)
        return result[0] if len(result) == 1 else result


def numpy_dtype(data_type: Any) -> np.dtype:
    """The NumPy dtype that a MindSpore dtype, a NumPy dtype or a name means.

    Raises:
        TypeError: it means none.
    """
    if data_type is None or isinstance(data_type, (np.ndarray, list, tuple, dict)):
        raise TypeError(f"{data_type!r} is no dtype.")
    if data_type is dtypes.string or data_type is np.str_ or data_type == "string":
        return np.dtype(str)
    return dtypes.to_numpy(data_type)


class TypeCast(TensorOperation):
    """Cast to a dtype: a MindSpore one, a NumPy one or the name of one."""

    def __init__(self, data_type: Any):
        self.data_type = numpy_dtype(data_type)

    def _apply(self, value: Any) -> Any:
        if value.dtype.kind in "US" and self.data_type.kind not in "US":
            raise RuntimeError(f"TypeCast: TypeCast does not support cast from string to {self.data_type}.")
        return value.astype(self.data_type)


class OneHot(TensorOperation):
    """Class numbers as vectors: shape (...,) of ints becomes (..., num_classes) of the same dtype.

    Args:
        num_classes: the number of classes.
        smoothing_rate: what the right class loses to the others; above 0 the result is float64.

    Raises:
        RuntimeError: a number is no class.
    """

    @checked(num_classes=Int(1), smoothing_rate=Number(0, 1))
    def __init__(self, num_classes: int, smoothing_rate: float = 0.0):
        self.num_classes, self.smoothing_rate = num_classes, smoothing_rate

    def _apply(self, value: Any) -> Any:
        if value.dtype.kind not in "iu":
            raise RuntimeError(f"OneHot: OneHot only supports input of int type, but got: {value.dtype}")
        value = value.squeeze()  # axes of one element do not count
        if value.ndim > 1:
            raise RuntimeError(
                f"OneHot: OneHot only supports scalars or 1D input, but got rank: {value.ndim}"
            )
        if value.size and (value.min() < 0 or value.max() >= self.num_classes):
            raise RuntimeError(
                f"OneHot: OneHot index values must be in range [0, {self.num_classes - 1}], but got {value}."
            )
        right = np.arange(self.num_classes) == value[..., None]
        if self.smoothing_rate:
            off = self.smoothing_rate / self.num_classes
            return np.where(right, 1 - self.smoothing_rate + off, off)
        return right.astype(value.dtype)


class Fill(TensorOperation):
    """One value everywhere, in the dtype of the input."""

    @checked(fill_value=Is(str, float, bool, int, bytes))
    def __init__(self, fill_value: Any):
        self.fill_value = fill_value

    def _apply(self, value: Any) -> Any:
        if (value.dtype.kind in "US") != isinstance(self.fill_value, (str, bytes)):
            raise RuntimeError(
                f"Fill: fill_value and the input must both be text or both be numbers, but "
                f"got "
                f"{self.fill_value!r} and {value.dtype}."
            )
        if value.dtype.kind in "US":
            return np.full(value.shape, self.fill_value)
        return np.full(value.shape, np.array(self.fill_value).astype(value.dtype), value.dtype)


class Slice(TensorOperation):
    """Parts along each axis: an int, a list of ints, a slice, None (all) or ... a piece."""

    def __init__(self, *slices: Any):
        for entry in slices:
            if entry is not None and entry is not ... and not isinstance(entry, (int, list, slice, bool)):
                raise TypeError(
                    f"Argument slices with value {entry!r} is not of type [int, list, slice, "
                    f"None, "
                    f"Ellipsis], but got {type(entry)}."
                )
        self.slices = slices

    def _apply(self, value: Any) -> Any:
        entries: list = []
        for entry in self.slices:
            if entry is ...:
                entries.extend([slice(None)] * (value.ndim - len(self.slices) + 1))
            elif entry is None or entry is True:
                entries.append(slice(None))
            else:
                entries.append([entry] if isinstance(entry, int) else entry)
        if len(entries) > value.ndim:
            raise RuntimeError(
                f"Slice: the number of slices {len(entries)} is more than the rank {value.ndim}."
            )
        for axis, entry in enumerate(entries):
            try:
                value = value[(slice(None),) * axis + (entry,)]
            except IndexError as error:
                raise RuntimeError(f"Slice: {error}") from None
        return value


class Mask(TensorOperation):
    """Where a comparison with a constant holds.

    Args:
        operator: a :class:`Relational`.
        constant: what to compare with.
        dtype: of the result; bool by default.
    """

    @checked(operator=Is(Relational), constant=Is(str, int, float, bool, bytes))
    def __init__(self, operator: Relational, constant: Any, dtype: Any = dtypes.bool_):
        if isinstance(dtype, dtypes.Type) and dtype is dtypes.string:
            raise TypeError("Mask: the result cannot be text.")
        self.operator, self.constant, self.dtype = operator, constant, numpy_dtype(dtype)

    def _apply(self, value: Any) -> Any:
        if (value.dtype.kind in "US") != isinstance(self.constant, (str, bytes)):
            raise RuntimeError(f"Mask: constant {self.constant!r} cannot be compared with {value.dtype}.")
        constant = np.array(self.constant)
        if value.dtype.kind in "iufb":
            constant = constant.astype(value.dtype)
        return _COMPARE[self.operator](value, constant).astype(self.dtype)


class PadEnd(TensorOperation):
    """Fill up, or cut, at the end of each axis.

    Args:
        pad_shape: the wanted sizes, None to keep one.
        pad_value: what to fill with; 0 or "" by default.
    """

    @checked(pad_shape=Is(list), pad_value=Is(str, float, bool, int, bytes, optional=True))
    def __init__(self, pad_shape: list, pad_value: Any = None):
        for size in pad_shape:
            if size is not None:
                _SIZES("pad_shape", size)
        self.pad_shape, self.pad_value = pad_shape, pad_value

    def _apply(self, value: Any) -> Any:
        from mindshim.dataset.batching import pad

        try:
            return pad([value], self.pad_shape, self.pad_value)[0]
        except RuntimeError as error:
            raise RuntimeError(f"PadEnd: {error}") from None


class Concatenate(TensorOperation):
    """The columns one after the other, between two constant arrays.

    Args:
        axis: must be 0 or -1 for columns of one axis.
        prepend: what comes first.
        append: what comes last.
    """

    @checked(axis=Int(None), prepend=Is(np.ndarray, optional=True), append=Is(np.ndarray, optional=True))
    def __init__(self, axis: int = 0, prepend: Any = None, append: Any = None):
        if axis not in (0, -1):
            raise ValueError("only 1D concatenation supported.")
        for name, array in (("prepend", prepend), ("append", append)):
            if array is not None and array.ndim > 1:
                raise ValueError(f"can only {name} 1D arrays.")
        self.axis, self.prepend, self.append = axis, prepend, append

    def _in_pipeline(self, *inputs: Any) -> Any:
        parts = [part for part in (self.prepend, *inputs, self.append) if part is not None]
        kinds = {part.dtype if part.dtype.kind not in "US" else part.dtype.kind for part in parts}
        if len(kinds) > 1:
            raise RuntimeError(
                "Concatenate: all inputs must have the same dtype, but got "
                f"{[str(part.dtype) for part in parts]}."
            )
        if any(part.ndim > 1 for part in parts):
            raise RuntimeError("Concatenate: only 1D input supported.")
        return np.concatenate([np.atleast_1d(part) for part in parts])


class Duplicate(TensorOperation):
    """One column as two."""

    def _in_pipeline(self, *inputs: Any) -> Any:
        if len(inputs) != 1:
            raise RuntimeError("Duplicate: only supports transform of one column.")
        return inputs[0], inputs[0]


class Unique(TensorOperation):
    """The different values of a column of at least two axes, in the order of their first appearance.

    Two more columns, of int32, say where each element is among them and how often each value comes.
    """

    def _in_pipeline(self, *inputs: Any) -> Any:
        if len(inputs) != 1:
            raise RuntimeError("Unique: only supports transform of one column.")
        if inputs[0].ndim < 2:
            raise RuntimeError(
                f"Unique: input must be at least 2-D in order to do unique op, got rank: {inputs[0].ndim}"
            )
        found, first, inverse, counts = np.unique(
            inputs[0].reshape(-1), return_index=True, return_inverse=True, return_counts=True
        )
        order = np.argsort(first)
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        return found[order], rank[inverse.reshape(-1)].astype(np.int32), counts[order].astype(np.int32)


class Plugin(TensorOperation):
    """A transform of a shared library of MindSpore's own interface, which mindshim does not load.

    Raises:
        NotImplementedError: always.
    """

    def __init__(self, *args: Any, **kwargs: Any):
        raise NotImplementedError(
            "transforms.Plugin loads C++ libraries made for MindSpore, which mindshim cannot."
        )
