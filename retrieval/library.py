"""The library: documents, their passages and the words of them in one SQLite file, the truth.

Everything else (postings) is derived from it. A manifest of sizes, times and digests makes `sync` touch only
what changed.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from retrieval import ids, rows, schema
from retrieval.analysis import Analyser, Analysis
from retrieval.backends.base import Indexed
from retrieval.damage import find_damage
from retrieval.errors import DamagedDocumentError, UnknownDocumentError
from retrieval.intake import entries, take_in
from retrieval.loaders.files import Stamp
from retrieval.loaders.names import readable
from retrieval.loaders.table import load_with_digest
from retrieval.normalise import normalise
from retrieval.rows import Kept, Origin, RowError
from retrieval.store import Store
from retrieval.sync import Follow, Progress, Remark, SyncReport, Unread, bring_in_step, remarks, unread
from retrieval.types import Document, DocumentId, Glance, Outline, Passage, PassageId, Sizes

__all__ = ["AddReport", "Library", "Progress", "SyncReport", "Unread"]

_log = logging.getLogger(__name__)

_CACHED_PASSAGES = 20_000
_REMOVED = "已由管理员移除"


@dataclass(frozen=True, slots=True)
class AddReport:
    """What one added file holds."""

    document: Document
    articles: int
    passages: int
    remark: str | None = None  # what was odd about the file


class Library:
    """Documents and passages; may be used from several threads, and read by several processes."""

    def __init__(self, folder: Path, analyser: Analyser) -> None:
        """Open the library in `folder`, making it where it is not there yet.

        Raises `LibraryFormatError` for a file of a newer format, `LibraryError` where the folder cannot be
        written or the file is no library.
        """
        self.folder = folder
        self._analyser = analyser
        self._store = Store(folder)
        self._told_damaged: set[str] = set()
        self._known_version = self.version
        self._passage = lru_cache(_CACHED_PASSAGES)(self._read_passage)
        self._analysis = lru_cache(_CACHED_PASSAGES)(self._read_analysis)
        self._comparable = lru_cache(_CACHED_PASSAGES)(self._normalise)

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

    @property
    def version(self) -> str:
        """Return what tells this content from any other: twelve digits, the same on every machine.

        Whoever asks for it sees the passages of that version from then on, in this process.
        """
        self._known_version = self._store.version()
        return self._known_version

    # -- documents and passages -------------------------------------------------------------------------

    def documents(self) -> tuple[Document, ...]:
        """Return all documents in order of source; one whose row is damaged is told of in the log."""
        found = []
        for row in self._store.rows(f"SELECT {rows.DOCUMENT} FROM documents ORDER BY source"):
            try:
                found.append(rows.to_document(row))
            except RowError:
                self._tell_damaged(row[0])
        return tuple(found)

    def count(self) -> int:
        """Return how many documents there are."""
        row = self._store.row("SELECT count(*) FROM documents")
        return int(row[0]) if row else 0

    def sizes(self) -> Sizes:
        """Return how many documents, articles and passages there are."""
        (found,) = self._store.rows(
            "SELECT (SELECT count(*) FROM documents),"
            " (SELECT count(*) FROM (SELECT DISTINCT document_id, article FROM passages)),"
            " (SELECT count(*) FROM passages)"
        )
        return Sizes(*found)

    def article_counts(self) -> dict[DocumentId, int]:
        """Return how many articles each document has, in order of source."""
        found = self._store.rows(
            "SELECT documents.id, count(DISTINCT article) FROM documents"
            " JOIN passages ON document_id = documents.id GROUP BY documents.id ORDER BY source"
        )
        return {DocumentId(row[0]): int(row[1]) for row in found}

    def document(self, key: str) -> Document:
        """Return the document of an id, of the beginning of one (eight digits and more) or of a source.

        Raises `UnknownDocumentError` where there is none, `DamagedDocumentError` where its row is damaged.
        """
        found = self._store.rows(
            f"SELECT {rows.DOCUMENT} FROM documents WHERE id = ? OR source = ?", (key, key)
        )
        if not found and ids.is_abbreviated(key):
            found = self._store.rows(
                f"SELECT {rows.DOCUMENT} FROM documents WHERE id BETWEEN ? AND ?", (key, f"{key}g")
            )
        if len(found) > 1:
            raise UnknownDocumentError(f"编号 {key} 不只一篇:{'、'.join(row[0] for row in found)};请写全")
        if not found:
            raise UnknownDocumentError(f"没有编号为 {key} 的文档;可用 youju documents 查看全部文档")
        try:
            return rows.to_document(found[0])
        except RowError as error:
            self._tell_damaged(found[0][0])
            raise DamagedDocumentError(rows.damage_of(self._store.connection, found[0][0])) from error

    def passages(self, document_id: DocumentId) -> tuple[Passage, ...]:
        """Return the document's passages in order; none for an unknown document."""
        found = self._store.rows(
            f"SELECT {rows.PASSAGE} FROM passages WHERE document_id = ? ORDER BY article, number",
            (document_id,),
        )
        return tuple(passage for row in found if (passage := self._sound(row)) is not None)

    def article(self, document_id: DocumentId, number: int) -> tuple[Passage, ...]:
        """Return the passages of a document's article in order; none for an unknown one."""
        found = self._store.rows(
            f"SELECT {rows.PASSAGE} FROM passages WHERE document_id = ? AND article = ? ORDER BY number",
            (document_id, number),
        )
        return tuple(passage for row in found if (passage := self._sound(row)) is not None)

    def outline(self, document_id: DocumentId) -> dict[int, Outline]:
        """Return the articles of a document by number, in order; none for an unknown document."""
        found = self._store.rows(
            "SELECT article, title, count(*) FROM passages WHERE document_id = ?"
            " GROUP BY article ORDER BY article",
            (document_id,),
        )
        return {row[0]: Outline(rows.text_of(row[1]), row[2]) for row in found}

    def glances(self, passage_ids: Sequence[PassageId]) -> dict[PassageId, Glance]:
        """Return what a search looks at in some passages, read in one go; those that are gone are left out."""
        marks = ",".join("?" * len(passage_ids))
        return self._seen(f"id IN ({marks})", passage_ids, self._comparable)

    def text_of(self, document_id: DocumentId) -> str:
        """Return the normalised text of a document's passages in order, one a line."""
        found = self._seen("document_id = ? ORDER BY article, number", (document_id,), str)
        return normalise("\n".join(glance.text for glance in found.values())).text

    def _seen(
        self, which: str, parameters: Sequence[str], comparable: Callable[[str], str]
    ) -> dict[PassageId, Glance]:
        """Return glances at passages in the order of a query; those that are damaged are told of in the log."""
        seen = {}
        for row in self._store.rows(f"SELECT {rows.GLANCE} FROM passages WHERE {which}", parameters):
            try:
                seen[row[0]] = rows.to_glance(row, comparable)
            except RowError:
                self._tell_damaged(row[1])
        return seen

    def passage_ids(self) -> tuple[PassageId, ...]:
        """Return the ids of all passages in order."""
        return tuple(row[0] for row in self._store.rows("SELECT id FROM passages ORDER BY id"))

    def sources(self) -> dict[DocumentId, str]:
        """Return the source of each document, in order of source."""
        return dict(self._store.rows("SELECT id, source FROM documents ORDER BY source"))

    def origins(self) -> tuple[str, ...]:
        """Return the regions and publishers of all documents, each once."""
        found = self._store.rows(
            "SELECT region FROM documents WHERE region IS NOT NULL"
            " UNION SELECT publisher FROM documents WHERE publisher IS NOT NULL"
        )
        return tuple(rows.text_of(row[0]) for row in found)

    def passage(self, passage_id: PassageId) -> Passage | None:
        """Return a passage, None where it is gone or damaged; an id of format 1 will do."""
        return self._passage(self._known_version, passage_id)

    def analysis(self, passage_id: PassageId) -> Analysis:
        """Return a passage's analysis, cut as it was when it was taken in; empty where it is gone."""
        return self._analysis(self._known_version, passage_id)

    @staticmethod
    def _normalise(text: str) -> str:
        return normalise(text).text

    def unread(self) -> tuple[Unread, ...]:
        """Return the files of the folder that could not be taken in."""
        return unread(self._store)

    def damaged(self) -> tuple[str, ...]:
        """Return the sources of the documents whose rows are not what was written; every row is read for it.

        A full sync reads them anew. Raises `LibraryError` where SQLite itself finds the file damaged.
        """
        self._store.require_whole()
        return tuple(one.source for one in find_damage(self._store))

    def remarks(self) -> tuple[Remark, ...]:
        """Return what was odd about files that were read, in order of source."""
        return remarks(self._store)

    def stamps(self) -> dict[DocumentId, str]:
        """Return for each document what tells its passages from any others that it may have had."""
        found = self._store.rows("SELECT id, reading, digest FROM documents")
        return {DocumentId(id_): rows.stamp(reading, digest) for id_, reading, digest in found}

    def indexed(self, documents: Iterable[DocumentId]) -> Iterator[Indexed]:
        """Yield documents as they are indexed; to be called within `unchanged`, as `stamps` is."""
        stamps = self.stamps()
        for document in documents:
            found = entries(self._analysed(document), self._analyser)
            yield Indexed(document, stamps[document], tuple(found))

    def _analysed(self, document: DocumentId) -> Iterator[tuple[Passage, Analysis]]:
        """Yield a document's passages with their analyses, those left out that are damaged."""
        sql = f"SELECT {rows.PASSAGE}, words FROM passages WHERE document_id = ? ORDER BY id"
        for row in self._store.rows(sql, (document,)):
            passage = self._sound(row[:-1])
            if passage is not None:
                yield passage, self._sound_analysis(passage, row[-1])

    def _read_passage(self, version: str, passage_id: PassageId) -> Passage | None:
        row = self._store.row(f"SELECT {rows.PASSAGE} FROM passages WHERE id = ?", (passage_id,))
        if row is not None:
            return self._sound(row)
        parts = ids.split(passage_id)
        if parts is None or not ids.is_abbreviated(parts[0]):
            return None
        try:
            return self._read_passage(version, ids.passage_id(self.document(parts[0]).id, parts[1]))
        except UnknownDocumentError:
            return None

    def _read_analysis(self, version: str, passage_id: PassageId) -> Analysis:
        passage = self._passage(version, passage_id)
        row = self._store.row("SELECT words FROM passages WHERE id = ?", (passage.id,)) if passage else None
        return self._sound_analysis(passage, row[0]) if passage and row else rows.to_analysis("", b"")

    def _sound(self, row: Sequence[Any]) -> Passage | None:
        """Return the passage of a row; None, and a line in the log, where it is damaged."""
        try:
            return rows.to_passage(row)
        except RowError:
            self._tell_damaged(row[1])
            return None

    def _sound_analysis(self, passage: Passage, words: bytes) -> Analysis:
        """Return the analysis of a passage; worked out anew where what was kept of it is damaged."""
        try:
            return rows.to_analysis(passage.text, words)
        except RowError:
            self._tell_damaged(passage.document_id)
            return self._analyser.analyse(passage.text)

    def _tell_damaged(self, document_id: str) -> None:
        """Name a damaged document in the log, once."""
        if document_id not in self._told_damaged:
            self._told_damaged.add(document_id)
            _log.warning("%s", rows.damage_of(self._store.connection, document_id))

    # -- changes ----------------------------------------------------------------------------------------

    def sync(
        self,
        folder: Path,
        progress: Progress | None = None,
        follow: Follow | None = None,
        *,
        full: bool = False,
    ) -> SyncReport:
        """Bring the library in step with a folder: take in what is new or changed, drop what is gone.

        `full` compares the bytes of every file, whatever its size and times say. Documents that were added by
        hand stay, and so does what lies in a folder that cannot be looked into. A folder without a single
        readable file changes nothing and raises `FolderError`: it is more likely a wrong path or an unplugged
        disk than an empty library. Raises `LibraryReadOnlyError` where the library cannot be written.
        `follow` is told of documents once they are written, a batch at a time.
        """
        report = bring_in_step(self._store, self._analyser, folder, progress, follow, full=full)
        if full:  # what was damaged may be whole again under the same version
            self._passage.cache_clear()
            self._analysis.cache_clear()
        self._known_version = self.version
        return report

    def add_file(self, path: Path, source: str | None = None) -> AddReport:
        """Take in one file by hand, in place of one of the same name; raise `LoadError` where it is no text.

        It stands before a file of the folder of the same name until it is removed.
        """
        source = readable(source or path.name)
        looked_ns = time.time_ns()
        document, file_digest = load_with_digest(path, source)
        kept = Kept(Origin.ADDED, Stamp.of(path.stat()), looked_ns, file_digest, schema.READING)
        taken = take_in(document, self._analyser)
        with self._store.writing() as connection:
            rows.put(connection, taken, kept)
        self._known_version = self.version
        return AddReport(document, taken.articles, len(taken.passages), taken.remark)

    def remove(self, key: str) -> Document:
        """Take a document out of every answer; one of the folder comes back when its file changes.

        Raises `UnknownDocumentError` where there is none.
        """
        document = self.document(key)
        with self._store.writing() as connection:
            rows.remove(connection, document.source, _REMOVED)
        self._known_version = self.version
        return document
