"""How an operation on MindRecord files went."""

import enum


class MSRStatus(enum.Enum):
    """Success or failure."""

    SUCCESS = 0
    FAILED = 1
