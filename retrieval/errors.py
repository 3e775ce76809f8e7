"""What can go wrong with documents and their index.

RetrievalError
├── LoadError              a file cannot be read or is not text
│   └── MissingExtraError      what reads its kind is not installed
├── FolderError            the folder of documents is missing or holds nothing to read
├── PostingsError          the postings cannot be written, or are not what was written
├── BackendUnavailableError    the cluster of the postings gives no whole answer, or takes nothing
│   └── BackendFullError       its disks are full: it answers, and takes nothing
└── LibraryError           the library cannot be used
    ├── LibraryFormatError     it was written by a newer version
    ├── LibraryLockedError     another process is writing to it
    ├── LibraryReadOnlyError   it can be read, and not written
    ├── DamagedDocumentError   what it holds of a document is not what was written
    └── UnknownDocumentError   no document has that id
"""

from __future__ import annotations


class RetrievalError(Exception):
    """Anything that retrieval reports; the message names the thing and the remedy."""


class LoadError(RetrievalError):
    """A source that cannot be read; `source` names it."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class MissingExtraError(LoadError):
    """A file of a kind whose library is not installed; once it is, the file can be read as it stands."""


class FolderError(RetrievalError):
    """The folder of documents is missing, unreadable or holds nothing to read."""


class PostingsError(RetrievalError):
    """The postings cannot be written, or are not what was written."""


class BackendUnavailableError(RetrievalError):
    """The cluster where the postings lie gives no whole answer, or takes nothing; the message says why."""


class BackendFullError(BackendUnavailableError):
    """The cluster has no room left on its disks: it answers from what it holds, and takes nothing."""


class LibraryError(RetrievalError):
    """The library cannot be opened or written."""


class LibraryFormatError(LibraryError):
    """The library was written by a newer version."""


class LibraryLockedError(LibraryError):
    """Another process is writing to the library."""


class LibraryReadOnlyError(LibraryError):
    """The library can be read, and not written."""


class DamagedDocumentError(LibraryError):
    """What the library holds of a document is not what was written; the message names the document."""


class UnknownDocumentError(LibraryError):
    """No document has that id."""
