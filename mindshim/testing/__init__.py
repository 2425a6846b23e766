"""Verification of documents, and what tests of MindSpore programs need."""

from mindshim.testing.documents import DocumentError
from mindshim.testing.verify import BlockResult, DocumentResult, verify

__all__ = ["BlockResult", "DocumentError", "DocumentResult", "verify"]
