"""Whole batches at once, where row by row would cost mostly Python.

A source whose columns are arrays in memory gives the indices of a pass and a function that gathers the rows at some of
them; nodes that only choose rows change the indices, and a `map` of transforms known here works on the gathered arrays.
Batches then come from the indices. A node that cannot do so has no `_gather`, and the rows come one by one. Values and
order are the same either way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np


class Gathered(NamedTuple):
    """The rows of a pass: their `indices`, and `at`, which gives the columns of some indices, stacked."""

    indices: Iterator[int]
    at: Callable[[np.ndarray], tuple[np.ndarray, ...]]


def _is_numeric(column: Any) -> bool:
    return type(column) is np.ndarray and column.dtype.kind in "biufc"


def of_arrays(columns: Any, indices: Iterator[int]) -> Gathered | None:
    """The rows of columns that are arrays; None if one is something else."""
    columns = tuple(columns)
    if not all(map(_is_numeric, columns)):
        return None
    return Gathered(indices, lambda wanted: tuple([column[wanted] for column in columns]))


# A transform of one row's value, applied to many stacked; None where the rows' shape does not allow it -------------


def _as_it_is(operation: Any, batch: np.ndarray) -> np.ndarray | None:
    return operation._apply(batch)


def _of_images(operation: Any, batch: np.ndarray) -> np.ndarray | None:
    return operation._apply(batch) if batch.ndim == 4 else None


def _normalize(operation: Any, batch: np.ndarray) -> np.ndarray | None:
    return operation._apply(batch) if batch.ndim == 4 and operation.is_hwc else None


def _channels_first(operation: Any, batch: np.ndarray) -> np.ndarray | None:
    return np.ascontiguousarray(batch.transpose(0, 3, 1, 2)) if batch.ndim == 4 else None


def _to_tensor(operation: Any, batch: np.ndarray) -> np.ndarray | None:
    if batch.ndim != 4:
        return None
    moved = np.ascontiguousarray(batch.transpose(0, 3, 1, 2))
    scaled = moved.astype(np.float32) / np.float32(255) if moved.dtype.kind in "iu" else moved
    return scaled.astype(operation.output_type, copy=False)


_STACKED: dict[str, Callable[[Any, np.ndarray], np.ndarray | None]] = {
    "vision.Rescale": _of_images, "vision.Normalize": _normalize, "vision.HWC2CHW": _channels_first,
    "vision.ToTensor": _to_tensor, "vision.ToType": _as_it_is, "transforms.TypeCast": _as_it_is,
    "transforms.OneHot": _as_it_is,
}  # fmt: skip


def stacked_form(operation: Any) -> Callable[[Any, np.ndarray], np.ndarray | None] | None:
    """How an operation works on stacked values; None for operations that are not known to."""
    kind = type(operation)
    package, _, _ = kind.__module__.removeprefix("mindshim.dataset.").partition(".")
    return _STACKED.get(f"{package}.{kind.__name__}") if kind.__module__.startswith("mindshim.dataset.") else None


def mapped(
    gathered: Gathered,
    operations: list,
    place: int,
    row: Callable[[int, tuple], tuple],
) -> Gathered | None:
    """The rows after transforms of one column; None if a transform does not work on stacked values.

    Args:
        place: which column.
        row: the same for one row, given its number in the pass: for values that cannot be stacked, and for errors,
            which name the row.
    """
    forms = [stacked_form(operation) for operation in operations]
    if not forms or any(form is None for form in forms):
        return None
    done = 0

    def at(wanted: np.ndarray) -> tuple[np.ndarray, ...]:
        nonlocal done
        columns = gathered.at(wanted)
        value: Any = columns[place]
        first, done = done, done + len(wanted)
        try:
            for form, operation in zip(forms, operations, strict=True):
                value = form(operation, value)  # pyright: ignore[reportOptionalCall]
                if value is None:
                    break
        except Exception:
            value = None
        if value is None:
            rows = [row(first + i, tuple([column[i] for column in columns])) for i in range(len(wanted))]
            return tuple([np.stack(column) for column in zip(*rows, strict=True)])
        return (*columns[:place], value, *columns[place + 1 :])

    return Gathered(gathered.indices, at)
