"""The names that text transforms take for normal forms, models and modes."""

import enum


class NormalizeForm(enum.IntEnum):
    """The forms of Unicode."""

    NONE = 0
    NFC = 1
    NFKC = 2
    NFD = 3
    NFKD = 4


class JiebaMode(enum.IntEnum):
    """How :class:`JiebaTokenizer` cuts: by its dictionary (MP), by its Markov model (HMM), by both (MIX)."""

    MIX = 0
    MP = 1
    HMM = 2


class SentencePieceModel(enum.IntEnum):
    """How a SentencePiece model cuts words."""

    UNIGRAM = 0
    BPE = 1
    CHAR = 2
    WORD = 3


class SPieceTokenizerLoadType(enum.IntEnum):
    """Where a :class:`SentencePieceTokenizer` gets its model from."""

    FILE = 0
    MODEL = 1


class SPieceTokenizerOutType(enum.IntEnum):
    """What a :class:`SentencePieceTokenizer` gives: pieces or their numbers."""

    STRING = 0
    INT = 1
