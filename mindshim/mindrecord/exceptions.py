"""The errors of MindRecord files, with MindSpore's names."""

from __future__ import annotations

__all__ = [
    "DbConnectionError", "MRMAddIndexError", "MRMAddSchemaError", "MRMBuildSchemaError", "MRMCloseError",
    "MRMCommitError", "MRMDefineBlobError", "MRMDefineCategoryError", "MRMDefineIndexError",
    "MRMFetchCandidateFieldsError", "MRMFetchDataError", "MRMFinishError", "MRMGenerateIndexError",
    "MRMGetMetaError", "MRMIndexGeneratorError", "MRMInitSegmentError", "MRMInvalidHeaderSizeError",
    "MRMInvalidPageSizeError", "MRMInvalidSchemaError", "MRMLaunchError", "MRMOpenError",
    "MRMOpenForAppendError", "MRMReadCategoryInfoError", "MRMSetHeaderError", "MRMUnsupportedSchemaError",
    "MRMValidateDataError", "MRMWriteDatasetError", "MindRecordException", "ParamMissError", "ParamTypeError",
    "ParamValueError", "PathNotExistsError", "UnknownError",
]  # fmt: skip


class MindRecordException(Exception):
    """What all errors of MindRecord files are.

    Args:
        detail: what is wrong; the kind's own sentence by default.
    """

    number = 0
    sentence = "Unknown Error."

    def __init__(self, detail: str | None = None):
        super().__init__()
        self.error_msg = self.sentence if detail is None else self.sentence.format(detail)

    @property
    def error_code(self) -> int:
        """MindSpore's number of the error: its system and module above twelve bits of the kind."""
        return 1 << 30 | 1 << 28 | 1 << 25 | (self.number // 100 + 1) << 12 | self.number

    def __str__(self) -> str:
        return f"[{type(self).__name__}]: {self.error_msg}"


class ParamTypeError(MindRecordException):
    """An argument has the wrong type."""

    number = 1

    def __init__(self, param_name: str, expected_type: str):
        super().__init__()
        self.error_msg = f"Invalid parameter type. '{param_name}' expect {expected_type} type."


class ParamValueError(MindRecordException):
    """An argument has a wrong value."""

    number = 2
    sentence = "Invalid parameter value. {}"


class PathNotExistsError(MindRecordException):
    """A file or folder is missing."""

    number = 4
    sentence = "Invalid path. {}"


class MRMAddSchemaError(MindRecordException):
    """There is a schema already."""

    number = 111
    sentence = "Failed to add schema."


class MRMGetMetaError(MindRecordException):
    """There is no schema."""

    number = 114
    sentence = "Failed to get meta info."


class MRMInvalidSchemaError(MindRecordException):
    """A schema is wrong."""

    number = 200
    sentence = "Schema format is error. Detail: {}"


class MRMDefineIndexError(MindRecordException):
    """A field can be no index."""

    number = 202
    sentence = "Failed to define index field. Detail: {}"


class MRMDefineCategoryError(MindRecordException):
    """A field can be no category."""

    number = 205
    sentence = "Failed to define category field. Detail: {}"


# The others, which mindshim raises none of, for programs that catch them.


class UnknownError(MindRecordException):
    number, sentence = 0, "Unknown Error."


class ParamMissError(MindRecordException):
    number, sentence = 3, "Param missing. '{}' is required."


class DbConnectionError(MindRecordException):
    number, sentence = 5, "Db connection is error. Detail: {}"


class MRMOpenError(MindRecordException):
    number, sentence = 100, "MindRecord File could not open successfully."


class MRMOpenForAppendError(MindRecordException):
    number, sentence = 101, "MindRecord File could not open successfully for append."


class MRMInvalidPageSizeError(MindRecordException):
    number, sentence = 102, "Failed to set page size."


class MRMInvalidHeaderSizeError(MindRecordException):
    number, sentence = 103, "Failed to set header size."


class MRMSetHeaderError(MindRecordException):
    number, sentence = 104, "Failed to set header."


class MRMWriteDatasetError(MindRecordException):
    number, sentence = 105, "Failed to write dataset."


class MRMCommitError(MindRecordException):
    number, sentence = 107, "Failed to commit."


class MRMLaunchError(MindRecordException):
    number, sentence = 108, "Failed to launch."


class MRMFinishError(MindRecordException):
    number, sentence = 109, "Failed to finish."


class MRMCloseError(MindRecordException):
    number, sentence = 110, "Failed to close."


class MRMAddIndexError(MindRecordException):
    number, sentence = 112, "Failed to add index field."


class MRMBuildSchemaError(MindRecordException):
    number, sentence = 113, "Failed to build schema."


class MRMIndexGeneratorError(MindRecordException):
    number, sentence = 115, "Failed to create index generator."


class MRMGenerateIndexError(MindRecordException):
    number, sentence = 116, "Failed to generate index."


class MRMInitSegmentError(MindRecordException):
    number, sentence = 117, "Failed to initialize segment."


class MRMFetchCandidateFieldsError(MindRecordException):
    number, sentence = 118, "Failed to fetch candidate category fields."


class MRMReadCategoryInfoError(MindRecordException):
    number, sentence = 119, "Failed to read category information."


class MRMFetchDataError(MindRecordException):
    number, sentence = 120, "Failed to fetch data by category."


class MRMValidateDataError(MindRecordException):
    number, sentence = 201, "Raw data do not match the schema. Detail: {}"


class MRMDefineBlobError(MindRecordException):
    number, sentence = 203, "Failed to define blob field. Detail: {}"


class MRMUnsupportedSchemaError(MindRecordException):
    number, sentence = 204, "Schema is not supported. Detail: {}"


def checked_name(path: object) -> str:
    """The path of a file, when MindRecord allows it.

    Raises:
        ParamValueError: it is empty, no str, a folder, or has characters that file names should not have.
    """
    wrong: str | None = None
    if not path:
        wrong = "File path is not allowed None or empty!"
    elif not isinstance(path, str):
        wrong = f"File path: {path} is not string."
    elif path.endswith("/"):
        wrong = "File path can not end with '/'"
    else:
        name = path.rpartition("/")[2]
        if set(name) & set("\\/:*?\"<>|`&;'"):
            wrong = f"File name should not contain any of \\/:*?\"<>|`&;', but got {name!r}."
        elif name != name.strip(" "):
            wrong = f"File name should not start/end with space, but got {name!r}."
    if wrong is not None:
        raise ParamValueError(wrong)
    assert isinstance(path, str)
    return path
