"""`mindspore.mindrecord`: files of rows, with an index."""

from mindshim.mindrecord.converters import (
    Cifar10ToMR,
    Cifar100ToMR,
    CsvToMR,
    ImageNetToMR,
    MnistToMR,
    TFRecordToMR,
)
from mindshim.mindrecord.encryption import set_dec_mode, set_enc_key, set_enc_mode
from mindshim.mindrecord.exceptions import *  # noqa: F403
from mindshim.mindrecord.filereader import FileReader, MindPage
from mindshim.mindrecord.filewriter import FileWriter
from mindshim.mindrecord.status import MSRStatus

SUCCESS, FAILED = MSRStatus.SUCCESS, MSRStatus.FAILED

__all__ = [
    "Cifar100ToMR", "Cifar10ToMR", "CsvToMR", "FAILED", "FileReader", "FileWriter", "ImageNetToMR", "MindPage",
    "MnistToMR", "SUCCESS", "TFRecordToMR", "set_dec_mode", "set_enc_key", "set_enc_mode",
]  # fmt: skip
