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


# The others: name, number, and what each says; {} stands for the detail that it is made with.
_KINDS = (
    ("UnknownError", 0, "Unknown Error."),
    ("ParamMissError", 3, "Param missing. '{}' is required."),
    ("DbConnectionError", 5, "Db connection is error. Detail: {}"),
    ("MRMOpenError", 100, "MindRecord File could not open successfully."),
    ("MRMOpenForAppendError", 101, "MindRecord File could not open successfully for append."),
    ("MRMInvalidPageSizeError", 102, "Failed to set page size."),
    ("MRMInvalidHeaderSizeError", 103, "Failed to set header size."),
    ("MRMSetHeaderError", 104, "Failed to set header."),
    ("MRMWriteDatasetError", 105, "Failed to write dataset."),
    ("MRMCommitError", 107, "Failed to commit."),
    ("MRMLaunchError", 108, "Failed to launch."),
    ("MRMFinishError", 109, "Failed to finish."),
    ("MRMCloseError", 110, "Failed to close."),
    ("MRMAddIndexError", 112, "Failed to add index field."),
    ("MRMBuildSchemaError", 113, "Failed to build schema."),
    ("MRMIndexGeneratorError", 115, "Failed to create index generator."),
    ("MRMGenerateIndexError", 116, "Failed to generate index."),
    ("MRMInitSegmentError", 117, "Failed to initialize segment."),
    ("MRMFetchCandidateFieldsError", 118, "Failed to fetch candidate category fields."),
    ("MRMReadCategoryInfoError", 119, "Failed to read category information."),
    ("MRMFetchDataError", 120, "Failed to fetch data by category."),
    ("MRMValidateDataError", 201, "Raw data do not match the schema. Detail: {}"),
    ("MRMDefineBlobError", 203, "Failed to define blob field. Detail: {}"),
    ("MRMUnsupportedSchemaError", 204, "Schema is not supported. Detail: {}"),
)

for _name, _number, _sentence in _KINDS:
    globals()[_name] = type(
        _name, (MindRecordException,),
        {"__module__": __name__, "__doc__": _sentence.format("…"), "number": _number, "sentence": _sentence},
    )  # fmt: skip


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
        if set(name) & set('\\/:*?"<>|`&;\''):
            wrong = f"File name should not contain any of \\/:*?\"<>|`&;', but got {name!r}."
        elif name != name.strip(" "):
            wrong = f"File name should not start/end with space, but got {name!r}."
    if wrong is not None:
        raise ParamValueError(wrong)
    assert isinstance(path, str)
    return path
