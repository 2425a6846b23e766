"""The version of mindshim, and of the MindSpore whose behaviour it reproduces."""

__version__ = "0.1.0"
MINDSPORE_VERSION = "2.10.0"
