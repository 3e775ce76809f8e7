"""Documents and passages read from the library's file; what is damaged there is passed over, and told of once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TypeVar

from retrieval import ids
from retrieval.analysis import Analyser, Analysis
from retrieval.backends.base import Indexed
from retrieval.cache import Cache
from retrieval.errors import DamagedDocumentError, UnknownDocumentError
from retrieval.facts import FactRow
from retrieval.intake import entries
from retrieval.notes import Note, notes_of
from retrieval.store import facts, rows, sketches
from retrieval.store.damage import find_damage
from retrieval.store.file import Store
from retrieval.store.rows import RowError
from retrieval.store.sound import Analysed, SoundRows
from retrieval.types import Document, DocumentId, Glance, Label, Outline, Passage, PassageId, Sizes

_log = logging.getLogger(__name__)

_MOST_MARKS = 500  # of numbers that a query names one by one
V = TypeVar("V")

_READ_BYTES = 16 * 2**20  # of the passages that were read last, with their analyses
_GLANCED_BYTES = (
    4 * 2**20
)  # of those that a search looked at last: the next one, in other words, looks at most of them again


def _size_of(analysed: Analysed) -> int:
    """Return about how many bytes a passage and its analysis take, the words as spans included (measured)."""
    passage, _ = analysed
    return 1000 + 90 * len(passage.text)


def _size_of_glance(glance: Glance) -> int:
    """Return about how many bytes a glance takes."""
    return 500 + 2 * (len(glance.text) + len(glance.title))


class Reader:
    """Reads a library's file; may be used from several threads."""

    def __init__(self, folder: Path, analyser: Analyser, *, reads_only: bool = False) -> None:
        """Open the library's file in `folder`, not to be written with `reads_only`; raises what `Store` raises."""
        self.folder = folder
        self._analyser = analyser
        self._store = Store(folder, reads_only=reads_only)
        self._rows = SoundRows(self._store, analyser)
        self._read = Cache[tuple[str, PassageId], Analysed](_READ_BYTES, _size_of)
        self._glanced = Cache[tuple[str, PassageId], Glance](_GLANCED_BYTES, _size_of_glance)
        self._version = self._store.version()

    @property
    def version(self) -> str:
        """Return what tells this content from any other: twelve digits, the same on every machine."""
        return self._store.version()

    def refresh(self) -> str:
        """Take up what other processes have written; return the version whose passages are read from then on."""
        version = self._store.version()
        if version != self._version:
            self._version = version
            self._forget()
        return version

    def _forget(self) -> None:
        """Read passages anew from now on."""
        self._read.clear()
        self._glanced.clear()

    # -- documents --------------------------------------------------------------------------------------

    def documents(self) -> tuple[Document, ...]:
        """Return all documents in order of source."""
        found = []
        for row in self._store.rows(f"SELECT {rows.DOCUMENT} FROM documents ORDER BY source"):
            try:
                found.append(rows.to_document(row))
            except RowError:
                self._rows.tell_damaged(row[0])
        return tuple(found)

    def document(self, key: str) -> Document:
        """Return the document of an id, of the beginning of one (eight digits and more) or of a source.

        Raises `UnknownDocumentError` where there is none, `DamagedDocumentError` where its row is damaged.
        """
        sql = f"SELECT {rows.DOCUMENT} FROM documents WHERE"
        found = self._store.rows(f"{sql} id = ? OR source = ?", (key, key))
        if not found and ids.is_abbreviated(key):
            found = self._store.rows(f"{sql} id BETWEEN ? AND ?", (key, f"{key}g"))
        if len(found) > 1:
            raise UnknownDocumentError(f"编号 {key} 不只一篇:{'、'.join(row[0] for row in found)};请写全")
        if not found:
            raise UnknownDocumentError(f"没有编号为 {key} 的文档;可用 youju documents 查看全部文档")
        try:
            return rows.to_document(found[0])
        except RowError as error:
            self._rows.tell_damaged(found[0][0])
            raise DamagedDocumentError(rows.damage_of(self._store.connection, found[0][0])) from error

    def sources(self) -> dict[DocumentId, str]:
        """Return the source of each document, in order of source."""
        return dict(self._store.rows("SELECT id, source FROM documents ORDER BY source"))

    def origins(self) -> tuple[str, ...]:
        """Return the regions and publishers of all documents, each once."""
        said = (
            f"SELECT json_extract(head, '$.{name}[0]') AS said FROM documents WHERE json_valid(head)"
            for name in ("region", "publisher")
        )
        found = self._store.rows(f"SELECT said FROM ({' UNION '.join(said)}) WHERE said IS NOT NULL")
        return tuple(rows.text_of(row[0]) for row in found)

    def labels(self) -> tuple[Label, ...]:
        """Return what each document is told by, in order of source; those whose head is damaged are left out."""
        said = ", ".join(
            f"json_extract(head, '$.{name}[0]')" for name in ("title", "region", "date", "posted")
        )
        found = self._store.rows(f"SELECT id, {said} FROM documents WHERE json_valid(head) ORDER BY source")
        return tuple(
            Label(
                DocumentId(id_),
                *(rows.text_of(value) if value else "" for value in (title, region, day or posted)),
            )
            for id_, title, region, day, posted in found
        )

    def stamps(self) -> dict[DocumentId, str]:
        """Return for each document what tells its passages from any others that it may have had."""
        found = self._store.rows("SELECT id, reading, digest FROM documents")
        return {DocumentId(id_): rows.stamp(reading, digest) for id_, reading, digest in found}

    def damaged(self) -> tuple[str, ...]:
        """Return the sources of the documents whose rows are not what was written; every row is read for it.

        A full sync reads them anew. Raises `LibraryError` where SQLite itself finds the file damaged.
        """
        self._store.require_whole()
        return tuple(one.source for one in find_damage(self._store))

    # -- how many ---------------------------------------------------------------------------------------

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

    def outline(self, document_id: DocumentId) -> dict[int, Outline]:
        """Return the articles of a document by number, in order; none for an unknown document."""
        found = self._store.rows(
            "SELECT article, title, count(*) FROM passages WHERE document_id = ?"
            " GROUP BY article ORDER BY article",
            (document_id,),
        )
        return {row[0]: Outline(rows.text_of(row[1]), row[2]) for row in found}

    # -- passages ---------------------------------------------------------------------------------------

    def passages(self, document_id: DocumentId) -> tuple[Passage, ...]:
        """Return the document's passages in order; none for an unknown document."""
        return self._passages("document_id = ? ORDER BY article, number", (document_id,))

    def article(self, document_id: DocumentId, number: int) -> tuple[Passage, ...]:
        """Return the passages of a document's article in order; none for an unknown one."""
        return self._passages("document_id = ? AND article = ? ORDER BY number", (document_id, number))

    def numbers(self, document_id: DocumentId, article: int) -> range:
        """Return the numbers of an article's passages, which follow one another; none for an unknown one."""
        sql = "SELECT min(number), max(number) + 1 FROM passages WHERE document_id = ? AND article = ?"
        ((first, end),) = self._store.rows(sql, (document_id, article))
        return range(first or 0, end or 0)

    def notes(self, passage: Passage) -> tuple[Note, ...]:
        """Return the notes that the marks of a passage refer to, in order; none where its document is gone."""
        row = self._store.row("SELECT text FROM documents WHERE id = ?", (passage.document_id,))
        if row is None:
            return ()
        return notes_of(rows.text_of(row[0]), self.passages(passage.document_id), passage)

    def _passages(self, which: str, parameters: Sequence[object]) -> tuple[Passage, ...]:
        found = self._store.rows(f"SELECT {rows.PASSAGE} FROM passages WHERE {which}", parameters)
        return tuple(passage for row in found if (passage := self._rows.passage(row)) is not None)

    def read(self, passage_ids: Sequence[PassageId]) -> dict[PassageId, Analysed]:
        """Return passages with their analyses, read in one go; those that are gone or damaged are left out."""
        return self._kept(
            self._read,
            passage_ids,
            lambda which, missing: {found[0].id: found for found in self._rows.analysed(which, missing)},
        )

    def passage(self, passage_id: PassageId) -> Passage | None:
        """Return a passage, None where it is gone or damaged; an id of format 1 will do."""
        found = self.read((passage_id,)).get(passage_id)
        if found is not None:
            return found[0]
        parts = ids.split(passage_id)
        if parts is None or not ids.is_abbreviated(parts[0]):
            return None
        try:
            return self.passage(ids.passage_id(self.document(parts[0]).id, parts[1]))
        except UnknownDocumentError:
            return None

    def analysis(self, passage_id: PassageId) -> Analysis:
        """Return a passage's analysis, cut as it was when it was taken in; empty where it is gone."""
        passage = self.passage(passage_id)
        return self.read((passage.id,))[passage.id][1] if passage else rows.to_analysis("", "", b"")

    def glances(self, passage_ids: Sequence[PassageId]) -> dict[PassageId, Glance]:
        """Return what a search looks at in some passages, read in one go; those that are gone are left out."""
        return self._kept(self._glanced, passage_ids, self._rows.glances)

    def _kept(
        self,
        cache: Cache[tuple[str, PassageId], V],
        passage_ids: Sequence[PassageId],
        read: Callable[[str, Sequence[PassageId]], dict[PassageId, V]],
    ) -> dict[PassageId, V]:
        """Return what a cache keeps of some passages; what it lacks is read in one go, and kept."""
        version = self._version
        held = cache.find_all([(version, one) for one in passage_ids])
        known = {one: found for (_, one), found in held.items()}
        missing = [one for one in passage_ids if one not in known]
        if missing:
            for one, found in read(f"id IN ({_marks(missing)})", missing).items():
                known[one] = found
                cache.put((version, one), found)
        return known

    def text_of(self, document_id: DocumentId) -> str:
        """Return the normalised text of a document's passages in order, one a line."""
        return "\n".join(self._rows.texts("document_id = ? ORDER BY article, number", (document_id,)))

    def title_and_text(self, document_id: DocumentId, article: int) -> tuple[str, str]:
        """Return an article's title, and the normalised text of its passages, one a line; empty for none."""
        found = self._rows.glances("document_id = ? AND article = ? ORDER BY number", (document_id, article))
        titles = [glance.title for glance in found.values()]
        return (titles[0] if titles else "", "\n".join(glance.text for glance in found.values()))

    def alike(self, document_id: DocumentId, article: int) -> tuple[tuple[DocumentId, int], ...]:
        """Return the other articles that say much the same as one: each its document and its number there."""
        return sketches.alike(self._store, document_id, article)

    def indexed(self, documents: Iterable[DocumentId]) -> Iterator[Indexed]:
        """Yield documents as they are indexed; to be called within `unchanged`, as `stamps` is."""
        stamps = self.stamps()
        for document in documents:
            analysed = self._rows.analysed("document_id = ? ORDER BY id", (document,))
            yield Indexed(document, stamps[document], tuple(entries(analysed, self._analyser)))

    def facts(
        self, version: str, words: Sequence[str] = (), document_id: DocumentId | None = None
    ) -> Iterator[tuple[Passage, FactRow]]:
        """Yield the facts that one version of an extractor has drawn, each with its passage, in order of source and place.

        Those alone whose indicator holds one of some normalised words, and of one document, where these are given.
        """
        found = facts.find(self._store, version, words, document_id)
        for document_id, group in groupby(found, key=itemgetter(0)):
            own = [row for _, row in group]
            numbers = dict.fromkeys(row.number for row in own)
            passages = self._numbered(document_id, tuple(numbers))
            yield from ((passages[row.number], row) for row in own if row.number in passages)

    def lacks_facts(self, version: str) -> tuple[DocumentId, ...]:
        """Return the documents whose facts this version has not drawn."""
        return tuple(facts.lacking(self._store, version))

    def _numbered(self, document_id: DocumentId, numbers: Sequence[int]) -> dict[int, Passage]:
        """Return passages of a document by number, those left out that are gone or damaged."""
        which = (
            f"document_id = ? AND number IN ({_marks(numbers)})"
            if len(numbers) <= _MOST_MARKS
            else "document_id = ?"
        )
        parameters = (document_id, *numbers) if len(numbers) <= _MOST_MARKS else (document_id,)
        return {passage.number: passage for passage in self._passages(which, parameters)}


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
