"""Functions of arithmetic that are more than one operator."""

from __future__ import annotations

import itertools
import string
from collections.abc import Sequence
from typing import Any

from mindshim.engine import dtypes
from mindshim.engine.binding import also, operator_named
from mindshim.engine.tensor import Tensor


def clip_by_value(x: Any, clip_value_min: Any = None, clip_value_max: Any = None) -> Any:
    """The elements, no smaller than `clip_value_min` and no larger than `clip_value_max`.

    Args:
        x: a Tensor, or a list or tuple of them.
        clip_value_min: a number or a Tensor; None is no limit.
        clip_value_max: a number or a Tensor; None is no limit.

    Returns:
        A Tensor; a tuple of Tensors for several. The derivative is 1/2 where an element is on a limit,
        unlike `clamp`'s.

    Raises:
        ValueError: both limits are None.
        TypeError: `x` is something else.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.clip_by_value(Tensor([-1.0, 0.5, 7.0]), 0.0, 1.0))
        [0.  0.5 1. ]
    """
    clip = operator_named("ops._clip_by_value")
    if isinstance(x, (tuple, list)):
        return tuple(clip(t, clip_value_min, clip_value_max) for t in x)
    if not isinstance(x, Tensor):
        raise TypeError(f"For 'clip_by_value', the input must be a Tensor, but got {type(x).__name__}.")
    return clip(x, clip_value_min, clip_value_max)


def clip_by_norm(x: Any, max_norm: float, norm_type: float = 2.0, error_if_nonfinite: bool = False) -> Any:
    """Tensors scaled down together so that their norm, as of one vector, is no larger than `max_norm`.

    Args:
        x: a Tensor, or a list or tuple of them.
        max_norm: the largest norm.
        norm_type: which norm; may be infinite.
        error_if_nonfinite: raise where the norm is nan or infinite.

    Returns:
        As `x`; a tuple of Tensors for several.

    Raises:
        TypeError: `x` is something else.
        RuntimeError: the norm is not finite, and `error_if_nonfinite` is set.
    """
    single = isinstance(x, Tensor)
    if not single and not (isinstance(x, (list, tuple)) and all(isinstance(t, Tensor) for t in x)):
        raise TypeError("For 'clip_by_norm', the input must be a Tensor or a list of Tensors, but got "
                        f"{x!r}.")
    tensors = [x] if single else list(x)
    norm = operator_named("ops.vector_norm")
    norms = [norm(t, float(norm_type), None, False, None) for t in tensors]
    total = norm(operator_named("ops.stack")(norms, 0), float(norm_type), None, False, None)
    if error_if_nonfinite and not bool(operator_named("ops.isfinite")(total)):
        raise RuntimeError(f"For 'clip_by_norm', the norm of the inputs is {total.item()}, which is not "
                           "finite.")
    scale = operator_named("ops.clamp")(max_norm / (total + 1e-6), None, 1.0)
    clipped = [t * operator_named("ops.cast")(scale, t.dtype) for t in tensors]
    return clipped[0] if single else tuple(clipped)


def clip_by_global_norm(x: Sequence[Tensor], clip_norm: float = 1.0, use_norm: Any = None) -> tuple[Tensor,
                                                                                                    ...]:
    """Tensors scaled together so that their norm, as of one vector, is no larger than `clip_norm`.

    Args:
        x: Tensors.
        clip_norm: the largest norm, a number above 0.
        use_norm: None.

    Returns:
        A tuple of Tensors of the same shapes and dtypes.

    Raises:
        ValueError: `use_norm` is not None, or `clip_norm` not positive.
        TypeError: `x` is no sequence of Tensors.
    """
    if use_norm is not None:
        raise ValueError(f"For 'clip_by_global_norm', 'use_norm' must be None, but got {use_norm}.")
    if not isinstance(x, (tuple, list)):
        raise TypeError("For 'clip_by_global_norm', a tuple or list of Tensors is needed, but got "
                        f"{type(x).__name__}.")
    if not isinstance(clip_norm, Tensor) and clip_norm <= 0:
        raise ValueError("For 'clip_by_global_norm', 'clip_norm' must be greater than 0, but got "
                         f"{clip_norm}.")
    return operator_named("ops._clip_by_global_norm")(tuple(x), clip_norm)


def cartesian_prod(*inputs: Tensor) -> Tensor:
    """The combinations of one element of each vector, one a row; of one vector, the vector.

    Examples:
        >>> from mindshim import ops, Tensor
        >>> print(ops.cartesian_prod(Tensor([1, 2]), Tensor([5])))
        [[1 5]
         [2 5]]
    """
    if len(inputs) == 1:
        return inputs[0]
    grids = operator_named("ops.meshgrid")(inputs, "ij")
    flat = [operator_named("ops.reshape")(g, (-1,)) for g in grids]
    return operator_named("ops.stack")(flat, -1)


def combinations(input: Tensor, r: int = 2, with_replacement: bool = False) -> Tensor:
    """The combinations of r elements of a vector, one a row, in the order of :mod:`itertools`.

    Raises:
        ValueError: the input has not one axis, or r is negative.
    """
    if input.ndim != 1 or r < 0:
        raise ValueError(f"For 'combinations', a vector and r >= 0 are needed, but got shape {input.shape}, "
                         f"r={r}.")
    choose = itertools.combinations_with_replacement if with_replacement else itertools.combinations
    rows = list(choose(range(input.size), r))
    if not rows:
        return operator_named("ops.zeros")((0, r), input.dtype)
    return operator_named("ops.gather")(input, Tensor(rows, dtypes.int64), 0, 0)


def _letters(axes: Sequence[Any]) -> str:
    return "".join("..." if a is ... else string.ascii_letters[a] for a in axes)


@also("mint.einsum")
def einsum(equation: Any, *operands: Any) -> Tensor:
    """The sum of products that an equation describes, in Einstein's notation.

    Args:
        equation: such as ``"ij,jk->ik"``, or ``"...ij->...ji"``. Or the first Tensor: then each is followed
        by
            a list of numbers that name its axes, and such a list for the result may come last.
        operands: Tensors.

    Raises:
        TypeError: `equation` is neither.
        ValueError: it does not fit the operands.

    Examples:
        >>> from mindshim import Tensor, ops
        >>> print(ops.einsum("i,j->ij", Tensor([1.0, 2.0]), Tensor([3.0, 4.0])))
        [[3. 4.]
         [6. 8.]]
    """
    if isinstance(equation, Tensor):
        listed: tuple[Any, ...] = (equation, *operands)
        inputs = [_letters(axes) for axes in listed[1::2]]
        equation = ",".join(inputs) + ("->" + _letters(listed[-1]) if len(listed) % 2 else "")
        operands = listed[0:2 * len(inputs):2]
    elif len(operands) == 1 and isinstance(operands[0], (tuple, list)):
        operands = tuple(operands[0])
    return operator_named("ops.Einsum")(operands, equation)


def stft(x: Tensor, n_fft: int, hop_length: int | None = None, win_length: int | None = None,
         window: Tensor | None = None, center: bool = True, pad_mode: str = "REFLECT",
         normalized: bool = False,
         onesided: bool | None = None, return_complex: bool | None = None) -> Tensor:
    """The short-time Fourier transform of a real signal: those of its pieces, one every `hop_length` samples.

    Args:
        x: (samples) or (batch, samples).
        n_fft: samples of a piece.
        hop_length: by default a quarter of `n_fft`.
        win_length: samples of the window, by default `n_fft`; a shorter one is centred.
        window: the weights of a piece's samples, by default ones.
        center: pad the signal by half a piece on both sides.
        pad_mode: how, by default a reflection.
        normalized: divide by the square root of `n_fft`.
        onesided: give the half of the frequencies that tells all. By default True.
        return_complex: give complex numbers, not pairs. By default False.

    Returns:
        (batch, frequencies, pieces, 2), or complex without the last axis; no batch for one signal.
    """
    hop_length = n_fft // 4 if hop_length is None else hop_length
    win_length = n_fft if win_length is None else win_length
    window = operator_named("ops.ones")((win_length,), None) if window is None else window
    if center:
        width = n_fft // 2
        padding = ((0, 0),) * (x.ndim - 1) + ((width, width),)
        x = operator_named("ops.MirrorPad")(x, padding, pad_mode)
    return operator_named("ops.STFT")(
        x, window, n_fft, hop_length, win_length, normalized, onesided is not False, bool(return_complex))
