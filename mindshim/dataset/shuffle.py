"""Shuffle: how a source of files mixes its rows."""

import enum


class Shuffle(str, enum.Enum):  # noqa: UP042 - its str() is the member
    """GLOBAL mixes files and rows, FILES files only, INFILE the rows of each file, PARTIAL blocks of rows."""

    FALSE = "false"
    GLOBAL = "global"
    FILES = "files"
    INFILE = "infile"
    ADAPTIVE = "adaptive"
    PARTIAL = "partial"
