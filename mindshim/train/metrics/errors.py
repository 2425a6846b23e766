"""Metrics of numbers and vectors: errors, losses, likeness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from mindshim import _checkparam as check
from mindshim.train.metrics.metric import Metric, rearrange_inputs


class _MeanError(Metric):
    """The sum over all elements, divided by the number of samples (not of elements, as in MindSpore)."""

    def __init__(self) -> None:
        super().__init__()
        self.clear()

    def clear(self) -> None:
        self._error_sum = 0.0
        self._samples_num = 0

    # What of each difference is summed.
    _error: Any = None

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        y_pred, y = self._converted(inputs)
        self._error_sum += float(self._error(y.reshape(y_pred.shape) - y_pred).sum())
        self._samples_num += y.shape[0]

    def eval(self) -> float:
        self._require(self._samples_num)
        return self._error_sum / self._samples_num


class MAE(_MeanError):
    """The mean absolute error: of a sample with several elements, the sum of theirs.

    Examples:
        >>> from mindspore import Tensor
        >>> from mindspore.train import MAE
        >>> MAE()(Tensor([1.0, 2.0]), Tensor([1.5, 2.0]))
        0.25
    """

    _error = np.abs


class MSE(_MeanError):
    """The mean squared error: of a sample with several elements, the sum of theirs.

    Examples:
        >>> from mindspore import Tensor
        >>> from mindspore.train import MSE
        >>> MSE()(Tensor([1.0, 2.0]), Tensor([1.5, 2.0]))
        0.125
    """

    _error = np.square


class Loss(Metric):
    """The mean of losses, each of shape ``()`` or ``(N,)``.

    Examples:
        >>> from mindspore import Tensor
        >>> from mindspore.train import Loss
        >>> Loss()(Tensor(0.5))
        0.5
    """

    def __init__(self) -> None:
        super().__init__()
        self.clear()

    def clear(self) -> None:
        self._sum_loss = 0.0
        self._total_num = 0

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        (loss,) = self._converted(inputs, 1)
        if loss.ndim > 1:
            raise ValueError(f"For 'Loss.update', the loss must have one dimension at most, but has {loss.ndim}.")
        self._sum_loss += float(loss.mean())
        self._total_num += 1

    def eval(self) -> float:
        self._require(self._total_num)
        return self._sum_loss / self._total_num


class Dice(Metric):
    """The Dice coefficient ``2 sum(p * t) / (sum(p * p) + sum(t * t))``, summed over the batches and divided by
    the number of samples.

    Args:
        smooth: what is added to the denominator.

    Raises:
        TypeError: `smooth` is no float.
        ValueError: `smooth` is not positive.

    Examples:
        >>> from mindspore import Tensor
        >>> from mindspore.train import Dice
        >>> round(Dice()(Tensor([[1.0, 0.0]]), Tensor([[1.0, 1.0]])), 4)
        0.6667
    """

    def __init__(self, smooth: float = 1e-5):
        super().__init__()
        self.smooth = check.check_positive_float(smooth, "smooth", "Dice")
        self.clear()

    def clear(self) -> None:
        self._dice_coeff_sum = 0.0
        self._samples_num = 0

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        y_pred, y = self._converted(inputs)
        if y_pred.shape != y.shape:
            raise ValueError(f"For 'Dice.update', the shapes {y_pred.shape} and {y.shape} must be equal.")
        self._samples_num += y.shape[0]
        p, t = y_pred.reshape(-1), y.reshape(-1)
        self._dice_coeff_sum += 2 * float(p @ t) / float(p @ p + t @ t + self.smooth)

    def eval(self) -> float:
        self._require(self._samples_num)
        return self._dice_coeff_sum / self._samples_num


class CosineSimilarity(Metric):
    """How alike the rows of a matrix are.

    Args:
        similarity: ``"cosine"`` or ``"dot"``, the product without normalisation.
        reduction: ``"none"``, or ``"sum"`` or ``"mean"`` over each row of the result.
        zero_diagonal: put zeros where a row is compared with itself.

    `update` gets a matrix ``(N, M)``; the result is ``(N, N)``, or with a reduction ``(N,)``.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `similarity` or `reduction` is something else.

    Examples:
        >>> import numpy as np
        >>> from mindspore.train import CosineSimilarity
        >>> print(CosineSimilarity()(np.array([[1.0, 0.0], [1.0, 1.0]])).round(4))
        [[0.     0.7071]
         [0.7071 0.    ]]
    """

    def __init__(self, similarity: str = "cosine", reduction: str = "none", zero_diagonal: bool = True):
        super().__init__()
        owner = "CosineSimilarity"
        check.check_value_type("similarity", similarity, [str], owner)
        check.check_value_type("reduction", reduction, [str], owner)
        self.similarity = check.check_string(similarity, ["dot", "cosine"], "similarity", owner)
        self.reduction = check.check_string(reduction, ["none", "sum", "mean"], "reduction", owner)
        self.zero_diagonal = check.check_value_type("zero_diagonal", zero_diagonal, [bool], owner)
        self.clear()

    def clear(self) -> None:
        self.sqr_mtx_res: Any = None

    @rearrange_inputs
    def update(self, inputs: Any) -> None:
        rows = self._convert_data(inputs)
        if self.similarity == "cosine":
            rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        self.sqr_mtx_res = rows @ rows.T

    def eval(self) -> np.ndarray:
        self._require(self.sqr_mtx_res is not None)
        result = self.sqr_mtx_res.copy()
        if self.zero_diagonal:
            np.fill_diagonal(result, 0)
        return result if self.reduction == "none" else getattr(np, self.reduction)(result, axis=-1)


class BleuScore(Metric):
    """The BLEU score of translations (Papineni et al., 2002).

    Args:
        n_gram: up to how many words in a row are compared; 1 to 4.
        smooth: add one to the counts (Lin and Och, 2004).

    `update` gets a list of translations, each a list of words, and for each of them a list of references.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: `n_gram` is out of range.

    Examples:
        >>> from mindspore.train import BleuScore
        >>> round(float(BleuScore(2)([["a", "b", "c"]], [[["a", "b", "d"]]])), 4)
        0.5774
    """

    def __init__(self, n_gram: int = 4, smooth: bool = False):
        super().__init__()
        self.n_gram = check.check_value_type("n_gram", n_gram, [int], "BleuScore")
        if not 1 <= n_gram <= 4:
            raise ValueError(f"For 'BleuScore', 'n_gram' must be from 1 to 4, but got {n_gram}.")
        self.smooth = check.check_value_type("smooth", smooth, [bool], "BleuScore")
        self.clear()

    def clear(self) -> None:
        self._numerator = np.zeros(self.n_gram)
        self._denominator = np.zeros(self.n_gram)
        self._length = self._reference_length = 0

    def _count_ngram(self, words: Sequence[Any]) -> Counter:
        return Counter(
            tuple(words[start : start + size])
            for size in range(1, self.n_gram + 1)
            for start in range(len(words) - size + 1)
        )

    @rearrange_inputs
    def update(self, *inputs: Any) -> None:
        if len(inputs) != 2:
            raise ValueError(f"For 'BleuScore.update', 2 inputs are needed, but got {len(inputs)}.")
        translations, references = inputs
        if len(translations) != len(references):
            raise ValueError(
                f"For 'BleuScore.update', there are {len(translations)} translations, but {len(references)} references."
            )
        for translation, possible in zip(translations, references, strict=True):
            self._length += len(translation)
            lengths = [len(reference) for reference in possible]
            self._reference_length += min(lengths, key=lambda length: abs(len(translation) - length))
            allowed: Counter = Counter()
            for reference in possible:
                allowed |= self._count_ngram(reference)
            found = self._count_ngram(translation)
            for ngram, count in (found & allowed).items():
                self._numerator[len(ngram) - 1] += count
            for ngram, count in found.items():
                self._denominator[len(ngram) - 1] += count

    def eval(self) -> float:
        self._require(self._length)
        if self._numerator.min() == 0.0:
            return 0.0
        precisions = (self._numerator + self.smooth) / (self._denominator + self.smooth)
        penalty = 1.0 if self._length > self._reference_length else np.exp(1 - self._reference_length / self._length)
        return float(penalty * np.exp(np.log(precisions).mean()))
