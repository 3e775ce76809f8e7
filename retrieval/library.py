"""The library: documents, their passages and the words of them in one SQLite file, the truth.

Everything else (postings) is derived from it. A manifest of sizes, times and digests makes `sync` touch only
what changed.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from retrieval.analysis import Analyser
from retrieval.errors import DamagedDocumentError, UnknownDocumentError
from retrieval.facts import Extractor, Facts
from retrieval.intake import Intake
from retrieval.loaders.files import Stamp
from retrieval.loaders.names import readable
from retrieval.loaders.table import load
from retrieval.recognition.shelf import Shelf
from retrieval.recognition.wanted import Recognising
from retrieval.store import facts, rows, schema
from retrieval.store.reader import Reader
from retrieval.store.rows import Kept, Origin
from retrieval.sync import (
    Follow,
    Progress,
    Remark,
    SyncReport,
    Unread,
    bring_in_step,
    list_documents,
    read_again,
    remarks,
    unread,
    without_text,
)
from retrieval.types import Document, DocumentId

__all__ = ["AddReport", "Library", "Progress", "SyncReport", "Unread"]

_REMOVED = "已由管理员移除"
_RECOGNISED = "recognised"
_DOCUMENTS_A_COMMIT = 200
_A_DOCUMENT = "# 热身\n\n正文。\n".encode()


@dataclass(frozen=True, slots=True)
class AddReport:
    """What one added file holds."""

    document: Document
    articles: int
    passages: int
    pages: int = 0  # 0 where the format has none
    tables: int = 0
    remark: str | None = None  # what was odd about the file


class Library(Reader):
    """Documents and passages, read and changed; for several threads, and for several processes at once.

    It is made where it is not there yet. Raises `LibraryFormatError` for a file of a newer format, `LibraryError`
    where the folder cannot be written or the file is no library.
    """

    def __init__(
        self,
        folder: Path,
        analyser: Analyser,
        extractor: Extractor | None = None,
        *,
        reads_only: bool = False,
    ) -> None:
        """Open the library in `folder`; `extractor` draws the facts of its documents, if they are to have any.

        With `reads_only` nothing of it is written here.
        """
        super().__init__(folder, analyser, reads_only=reads_only)
        self._shelf = Shelf(folder / _RECOGNISED)
        self._intake = Intake(analyser, extractor, self._shelf)

    @property
    def is_read_only(self) -> bool:
        """Return whether the library can be asked, and not changed."""
        return self._store.is_read_only

    def close(self) -> None:
        """Close this thread's connection."""
        self._store.close()

    def unchanged(self) -> AbstractContextManager[None]:
        """Read the library as it is now, whatever other processes write meanwhile."""
        return self._store.unchanged()

    def unread(self) -> tuple[Unread, ...]:
        """Return the files of the folder that could not be taken in."""
        return unread(self._store)

    def remarks(self) -> tuple[Remark, ...]:
        """Return what was odd about files that were read, in order of source."""
        return remarks(self._store)

    def sync(
        self,
        folder: Path,
        progress: Progress | None = None,
        follow: Follow | None = None,
        *,
        full: bool = False,
        exclude: Sequence[str] = (),
    ) -> SyncReport:
        """Bring the library in step with a folder: take in what is new or changed, drop what is gone.

        `full` compares the bytes of every file, whatever its size and times say. Documents that were added by
        hand stay, and so does what lies in a folder that cannot be looked into. A folder without a single
        readable file changes nothing and raises `FolderError`: it is more likely a wrong path or an unplugged
        disk than an empty library. Raises `LibraryReadOnlyError` where the library cannot be written.
        Files that one of the patterns `exclude` fits (`*名单*`) are none of the folder's.
        `follow` is told of documents once they are written, a batch at a time.
        """
        if full:
            facts.forget_amiss(self._store)
        report = bring_in_step(
            self._store, self._intake, list_documents(folder, exclude), progress, follow, full=full
        )
        self._draw_facts()
        if full:  # what was damaged may be whole again under the same version
            self._forget()
        return report

    def without_text(self) -> tuple[str, ...]:
        """Return the files of the folder of which pages wait for their text to be recognised, in order of source."""
        return tuple(without_text(self._store))

    def recognise(
        self, path: Path, source: str, progress: Recognising | None = None, most: int | None = None
    ) -> int:
        """Recognise the pages of a file that are pictures, at most so many where that is given; return how many were.

        They are kept page by page: whatever reads a file of the same bytes from then on finds them. Raises `LoadError` for a
        file that cannot be read, `MissingExtraError` without the extra `ocr`.
        """
        from retrieval.loaders.recognising import recognise_file

        return recognise_file(path, source, self._shelf, progress, most)

    def read_again(self, source: str) -> None:
        """Let the next sync read a file of the folder anew, though it is as it was."""
        read_again(self._store, source)

    def warm_up(self) -> None:
        """Load modules, word lists and dictionaries that else the first file which changes waits for: half a second."""
        self._intake.take_in(load("a.md", _A_DOCUMENT, self._analyser.segmenter.is_word))

    def load(self, path: Path, source: str) -> Document:
        """Return what a file holds, which is not taken in; raise `LoadError` where it is no text."""
        return self._intake.load(path, source)[0]

    def add_file(self, path: Path, source: str | None = None) -> AddReport:
        """Take in one file by hand, in place of one of the same name; raise `LoadError` where it is no text.

        It stands before a file of the folder of the same name until it is removed.
        """
        source = readable(source or path.name)
        looked_ns = time.time_ns()
        document, file_digest = self._intake.load(path, source)
        kept = Kept(Origin.ADDED, Stamp.of(path.stat()), looked_ns, file_digest, schema.READING)
        taken = self._intake.take_in(document)
        with self._store.writing() as connection:
            rows.put(connection, taken, kept)
        pages = max((one.page or 0 for one, _ in taken.passages), default=0)
        tables = {one.cell.rpartition("!")[0] for one, _ in taken.passages if one.cell is not None}
        return AddReport(document, taken.articles, len(taken.passages), pages, len(tables), taken.remark)

    def _draw_facts(self) -> None:
        """Draw the facts of documents that lack them: taken in by an earlier program, or with facts that were amiss."""
        extractor = self._intake.extractor
        lacking = facts.lacking(self._store, extractor.version) if extractor is not None else []
        for start in range(0, len(lacking), _DOCUMENTS_A_COMMIT):
            batch = lacking[start : start + _DOCUMENTS_A_COMMIT]
            drawn = [(one, self._stamp(one), self._facts_of(one)) for one in batch]
            with self._store.writing() as connection:
                for document_id, stamp, made in drawn:
                    if made is not None and stamp == self._stamp(
                        document_id
                    ):  # no other process has replaced it
                        facts.put(connection, document_id, made)

    def _stamp(self, document_id: DocumentId) -> tuple[object, ...] | None:
        return self._store.row("SELECT reading, digest FROM documents WHERE id = ?", (document_id,))

    def _facts_of(self, document_id: DocumentId) -> Facts | None:
        """Return the facts of a document that is held; None where it is gone or damaged."""
        try:
            document = self.document(document_id)
        except (DamagedDocumentError, UnknownDocumentError):
            return None
        return self._intake.facts(
            document, tuple(self._rows.analysed("document_id = ? ORDER BY number", (document_id,)))
        )

    def remove(self, key: str) -> Document:
        """Take a document out of every answer; one of the folder comes back when its file changes.

        Raises `UnknownDocumentError` where there is none.
        """
        document = self.document(key)
        with self._store.writing() as connection:
            rows.remove(connection, document.source, _REMOVED)
        return document
