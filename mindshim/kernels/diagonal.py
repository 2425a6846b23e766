"""Bands of diagonals of matrices: taken out, put in, and matrices made of them.

The diagonals ``k = (low, high)`` stand in rows, the highest first. Shorter ones are filled up on the side that `align`
says: ``RIGHT_LEFT`` aligns those above the main diagonal to the right and those below to the left.
"""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
import numpy as np

from mindshim.kernels.declare import Array, operator


def _band(name: str, k: Any, align: str) -> tuple[int, int]:
    if align not in ("RIGHT_LEFT", "LEFT_RIGHT", "LEFT_LEFT", "RIGHT_RIGHT"):
        raise ValueError(f"For '{name}', there is no 'align' {align!r}.")
    low, high = (k, k) if isinstance(k, int) else (k[0], k[-1])
    if low > high:
        raise ValueError(f"For '{name}', the lower diagonal of 'k' must not be above the higher, but got {k}.")
    return low, high


def _places(rows: int, columns: int, low: int, high: int, align: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each element of the packed diagonals its row and column in the matrix, and whether it exists."""
    longest = min(rows + min(high, 0), columns - max(low, 0))
    above, below = align.split("_")
    row, column = np.zeros((2, high - low + 1, longest), int)
    exists = np.zeros((high - low + 1, longest), bool)
    for i, offset in enumerate(range(high, low - 1, -1)):
        count = min(rows + min(offset, 0), columns - max(offset, 0))
        side = above if offset >= 0 else below
        begin = longest - count if side == "RIGHT" else 0
        at = np.arange(count)
        row[i, begin : begin + count] = at - min(offset, 0)
        column[i, begin : begin + count] = at + max(offset, 0)
        exists[i, begin : begin + count] = True
    return row, column, exists


@operator("ops.MatrixDiagPartV3(align='RIGHT_LEFT')(x, k, padding_value)",
          "ops.matrix_diag_part(x, k, padding_value, align='RIGHT_LEFT')")
def matrix_diag_part(x: Array, k: Any, padding_value: Array, align: str = "RIGHT_LEFT") -> Array:
    """The diagonals `k` of matrices, packed; a single one without the axis of diagonals."""
    low, high = _band("MatrixDiagPartV3", k, align)
    rows, columns = x.shape[-2:]
    if not -rows < low <= high < columns:
        raise ValueError(f"For 'MatrixDiagPartV3', the 'k' must be in ({-rows}, {columns}), but got {k}.")
    row, column, exists = _places(rows, columns, low, high, align)
    found = jnp.where(exists, x[..., row, column], jnp.asarray(padding_value, x.dtype).reshape(()))
    return found[..., 0, :] if low == high else found


def _placed(x: Array, diagonals: Array, low: int, high: int, align: str) -> Array:
    row, column, exists = _places(x.shape[-2], x.shape[-1], low, high, align)
    if low == high:
        diagonals = diagonals[..., None, :]
    return x.at[..., row[exists], column[exists]].set(diagonals[..., exists].astype(x.dtype))


@operator("ops.MatrixSetDiagV3(align='RIGHT_LEFT')(x, diagonal, k)",
          "ops.matrix_set_diag(x, diagonal, k=0, align='RIGHT_LEFT')")
def matrix_set_diag(x: Array, diagonal: Array, k: Any = 0, align: str = "RIGHT_LEFT") -> Array:
    """Matrices with their diagonals `k` replaced by packed ones."""
    return _placed(x, diagonal, *_band("MatrixSetDiagV3", k, align), align)


@operator("ops.MatrixDiagV3(align='RIGHT_LEFT')(x, k, num_rows, num_cols, padding_value)",
          "ops.matrix_diag(x, k=0, num_rows=-1, num_cols=-1, padding_value=0, align='RIGHT_LEFT')")
def matrix_diag(x: Array, k: Any = 0, num_rows: int = -1, num_cols: int = -1, padding_value: Array = 0,  # type: ignore[assignment]
                align: str = "RIGHT_LEFT") -> Array:
    """Matrices with the packed diagonals `k`, and a number elsewhere; as small as possible unless sizes are given."""
    low, high = _band("MatrixDiagV3", k, align)
    longest = x.shape[-1]
    least_rows, least_columns = longest - min(high, 0), longest + max(low, 0)
    if num_rows == -1 and num_cols == -1:
        rows = columns = max(least_rows, least_columns)
    else:
        rows = least_rows if num_rows == -1 else num_rows
        columns = least_columns if num_cols == -1 else num_cols
    lead = x.shape[:-1] if low == high else x.shape[:-2]
    blank = jnp.full((*lead, rows, columns), jnp.asarray(padding_value).astype(x.dtype).reshape(()))
    return _placed(blank, x, low, high, align)
