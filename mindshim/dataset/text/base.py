"""What text transforms have in common."""

from __future__ import annotations

from typing import Any

import numpy as np

from mindshim.dataset.transforms.base import TensorOperation


def patterns() -> Any:
    """The module of regular expressions that knows Unicode's properties, as MindSpore's ICU does."""
    try:
        import regex
    except ImportError as error:
        raise ImportError("regular expressions with Unicode properties need: pip install 'mindshim[text]'") from error
    return regex


def as_text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


class TextOperation(TensorOperation):
    """A transform of text: each string by itself, unless `_apply` says otherwise."""

    def _apply(self, value: Any) -> Any:
        if value.dtype.kind not in "US":
            raise RuntimeError(f"{type(self).__name__}: the type of the input should be string, but got {value.dtype}.")
        words = value.reshape(-1).tolist()
        changed = [self._text(as_text(w)) for w in words]
        return np.array(changed, np.str_).reshape(value.shape)

    def _text(self, text: str) -> str:
        raise NotImplementedError
