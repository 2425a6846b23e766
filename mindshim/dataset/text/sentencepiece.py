"""Text in the pieces of SentencePiece's models, by its library."""

from __future__ import annotations

import io
import os
from typing import Any

import numpy as np

from mindshim.dataset.checks import UINT32_MAX, Each, Int, Is, checked
from mindshim.dataset.text.base import as_text
from mindshim.dataset.text.enums import SentencePieceModel, SPieceTokenizerOutType
from mindshim.dataset.transforms.base import TensorOperation


def _library() -> Any:
    try:
        import sentencepiece
    except ImportError as error:
        raise ImportError("SentencePiece needs its library: pip install 'mindshim[text]'") from error
    return sentencepiece


_TRAINED = {
    "vocab_size": Int(0, UINT32_MAX),
    "character_coverage": Is(float, optional=True),
    "model_type": Is(str, SentencePieceModel, optional=True),
    "params": Is(dict, optional=True),
}


class SentencePieceVocab:
    """A SentencePiece model, made by one of the `from_` functions."""

    def __init__(self) -> None:
        self.model: bytes | None = None

    @classmethod
    def _train(cls, size: int, coverage: float, kind: Any, params: dict | None, **source: Any) -> SentencePieceVocab:
        stream = io.BytesIO()
        name = kind.name if isinstance(kind, SentencePieceModel) else str(kind or "unigram")
        try:
            _library().SentencePieceTrainer.train(
                model_writer=stream,
                vocab_size=size,
                character_coverage=coverage,
                model_type=name.lower(),
                minloglevel=2,
                **source,
                **(params or {}),
            )
        except (RuntimeError, OSError) as error:
            raise RuntimeError(f"SentencePieceVocab: the model could not be trained: {error}") from None
        vocab = cls()
        vocab.model = stream.getvalue()
        return vocab

    @classmethod
    @checked(col_names=Each(Is(str), optional=True), **_TRAINED)
    def from_dataset(
        cls,
        dataset: Any,
        col_names: list[str],
        vocab_size: int,
        character_coverage: float,
        model_type: SentencePieceModel,
        params: dict,
    ) -> SentencePieceVocab:
        """A model of the strings in columns of a dataset.

        Args:
            dataset: where the strings are.
            col_names: in which columns; all if there are none.
            vocab_size: how many pieces.
            character_coverage: the part of all characters that have a piece.
            model_type: how words are cut.
            params: more arguments of the library's trainer.
        """
        names = col_names or dataset.get_col_names()
        rows = dataset.create_dict_iterator(num_epochs=1, output_numpy=True)
        lines = [as_text(w) for row in rows for name in names for w in np.asarray(row[name]).reshape(-1).tolist()]
        return cls._train(vocab_size, character_coverage, model_type, params, sentence_iterator=iter(lines))

    @classmethod
    @checked(file_path=Is(list, optional=True), **_TRAINED)
    def from_file(
        cls,
        file_path: list[str],
        vocab_size: int,
        character_coverage: float,
        model_type: SentencePieceModel,
        params: dict,
    ) -> SentencePieceVocab:
        """A model of the lines of files; arguments as in :meth:`from_dataset`.

        Raises:
            RuntimeError: there is no such file, or its text is too short for so many pieces.
        """
        return cls._train(vocab_size, character_coverage, model_type, params, input=list(file_path))

    @classmethod
    def save_model(cls, vocab: SentencePieceVocab, path: str, filename: str) -> None:
        """Writes a model to a file of SentencePiece's format."""
        Is(SentencePieceVocab)("vocab", vocab)
        Is(str)("path", path)
        Is(str)("filename", filename)
        if vocab.model is None or not os.path.isdir(path):
            raise RuntimeError(f"SentencePieceVocab: there is no model, or no folder {path}.")
        with open(os.path.join(path, filename), "wb") as stream:
            stream.write(vocab.model)


class SentencePieceTokenizer(TensorOperation):
    """A string as the pieces of a model, or their numbers (int32).

    Args:
        mode: a model, or the path of its file.
        out_type: which of both.

    Raises:
        RuntimeError: called, and there is no such file.
    """

    @checked(mode=Is(str, SentencePieceVocab), out_type=Is(SPieceTokenizerOutType))
    def __init__(self, mode: str | SentencePieceVocab, out_type: SPieceTokenizerOutType):
        self.mode, self.out_type, self._processor = mode, out_type, None

    def _loaded(self) -> Any:
        if self._processor is None:
            library = _library()
            model = {"model_file": self.mode} if isinstance(self.mode, str) else {"model_proto": self.mode.model}
            try:
                self._processor = library.SentencePieceProcessor(**model)
            except (OSError, RuntimeError) as error:
                raise RuntimeError(f"SentencePieceTokenizer: the model could not be loaded: {error}") from None
        return self._processor

    def __getstate__(self) -> dict:
        return {**self.__dict__, "_processor": None}

    def _apply(self, value: Any) -> Any:
        if value.ndim != 0 or value.dtype.kind not in "US":
            raise RuntimeError(
                f"SentencePieceTokenizer: the input shape should be a scalar string, but got shape {value.shape} of "
                f"{value.dtype}."
            )
        text = as_text(value.item())
        if self.out_type == SPieceTokenizerOutType.INT:
            return np.array(self._loaded().encode(text, out_type=int), np.int32)
        return np.array(self._loaded().encode(text, out_type=str), np.str_)
