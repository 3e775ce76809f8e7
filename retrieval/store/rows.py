"""Documents and passages as rows of the library's tables (see `schema`), and back."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from retrieval.analysis import Analysis
from retrieval.errors import LoadError
from retrieval.intake import Taken
from retrieval.loaders.files import Stamp
from retrieval.loaders.names import readable
from retrieval.normalise import Normalised, normalise
from retrieval.sketches import sketches
from retrieval.store import facts
from retrieval.store.sketches import put as put_sketches
from retrieval.types import (
    Basis,
    BlockKind,
    Document,
    DocumentId,
    Glance,
    Head,
    HeadValue,
    Passage,
    PassageId,
    Span,
)  # fmt: skip

DOCUMENT = "id, source, text, head"
# A passage's place in its article: how far it is from the first one (by the index passages_of_article).
_PLACE = (
    "1 + number - (SELECT min(first.number) FROM passages AS first"
    " WHERE first.document_id = passages.document_id AND first.article = passages.article)"
)
_STORED = "id, document_id, number, article, title, section, kind, page, cell, text, spans, recognised"
PASSAGE = f"{_STORED}, {_PLACE}"
ANALYSED = f"{PASSAGE}, normalised, words"
# The text as it stands only where it has yet to be normalised.
_COMPARABLE = "normalised, iif(normalised IS NULL, text, NULL)"
GLANCE = f"id, document_id, article, title, {_COMPARABLE}"
COMPARABLE_TEXT = f"document_id, {_COMPARABLE}"


class RowError(ValueError):
    """A row is not what was written."""


class Origin(StrEnum):
    """Where a document came from, or why a file is none."""

    FOLDER = "folder"
    ADDED = "added"
    UNREAD = "unread"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Kept:
    """What the library keeps of a file: how it was when it was read, by which `READING`.

    `looked_ns` is when it was looked at, `file_digest` the SHA-256 of its bytes; None where that is not known.
    """

    origin: Origin
    stamp: Stamp
    looked_ns: int | None
    file_digest: str | None
    reading: int
    reason: str | None = None


def to_document(row: Sequence[Any]) -> Document:
    """Return the document that the columns `DOCUMENT` hold; raise `RowError` where they hold none."""
    try:
        identity, source, text, head = row
        _require_text(identity, source, text)
        return Document(DocumentId(identity), source, text, _to_head(head, len(text)))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RowError(str(error)) from error


def _to_head(head: str, length: int) -> Head:
    """Return the head of a text of that length that the column holds."""
    values = {name: _to_value(value, length) for name, value in json.loads(head).items() if value is not None}
    return Head(**{"title": values.pop("title"), **values})


def _to_value(value: Any, length: int) -> HeadValue:
    text, basis, spans = value
    _require_text(text)
    places = tuple(Span(int(start), int(end)) for start, end in spans)
    if any(span.end > length for span in places):
        raise RowError(f"{text} lies past the text")
    return HeadValue(text, Basis(basis), places)


def _of_head(head: Head) -> str:
    said = {
        name: [value.text, value.basis, [[span.start, span.end] for span in value.spans]]
        for name, value in head.values()
    }
    return json.dumps(said, ensure_ascii=False)


def to_passage(row: Sequence[Any]) -> Passage:
    """Return the passage that the columns `PASSAGE` hold; raise `RowError` where they hold none."""
    try:
        (
            identity,
            document_id,
            number,
            article,
            title,
            section,
            kind,
            page,
            cell,
            text,
            spans,
            recognised,
            place,
        ) = row
        _require_text(identity, document_id, title, section or "", cell or "", text)
        return Passage(
            PassageId(identity),
            DocumentId(document_id),
            title,
            section,
            int(number),
            text,
            tuple(Span(int(start), int(end)) for start, end in json.loads(spans)),
            int(article),
            BlockKind(kind),
            int(place),
            None if page is None else int(page),
            cell,
            bool(recognised),
        )
    except (TypeError, ValueError) as error:
        raise RowError(str(error)) from error


def to_glance(row: Sequence[Any]) -> Glance:
    """Return what the columns `GLANCE` hold; raise `RowError` where they hold nothing."""
    try:
        identity, document_id, article, title, normalised, text = row
        comparable = normalise(text).text if normalised is None else normalised
        _require_text(identity, document_id, title, comparable)
        return Glance(PassageId(identity), DocumentId(document_id), int(article), title, comparable)
    except (TypeError, ValueError) as error:
        raise RowError(str(error)) from error


def to_comparable_text(row: Sequence[Any]) -> str:
    """Return the normalised text that the columns `COMPARABLE_TEXT` hold; raise `RowError` where they hold none."""
    try:
        _, normalised, text = row
        _require_text(text if normalised is None else normalised)
        return normalise(text).text if normalised is None else str(normalised)
    except (TypeError, ValueError) as error:
        raise RowError(str(error)) from error


def to_analysis(text: str, normalised: str | None, words: bytes) -> Analysis:
    """Return the analysis of a passage's text, its words where they lay when it was taken in.

    Raises `RowError` where they cannot lie there.
    """
    edges = array("I")
    try:
        edges.frombytes(words)
        _require_text(normalised or "")
        known = normalise(text) if normalised is None else Normalised(normalised, text)
    except (TypeError, ValueError) as error:
        raise RowError(str(error)) from error
    places = edges.tolist()
    if len(places) % 2 or sorted(places) != places or (places and places[-1] > len(known.text)):
        raise RowError("the words do not lie in the text")
    return Analysis(known, words)


def text_of(column: Any) -> str:
    """Return the text of a column, with ? for what is no UTF-8."""
    return str(column).encode(errors="replace").decode()


def _require_text(*texts: Any) -> None:
    """Raise `TypeError` or `ValueError` where a column is no text, or was no UTF-8."""
    "".join(texts).encode()


def manifest(connection: sqlite3.Connection) -> dict[str, Kept]:
    """Return what the library keeps of each file, by source; of what was added by hand as well.

    A row that is not what was written is left out, so that its file is read again.
    """
    how = "size_bytes, modified_ns, changed_ns, looked_ns, file_digest, reading"
    unread = f"SELECT source, iif(removed, 'removed', 'unread'), reason, {how} FROM unread"
    documents = f"SELECT source, origin, NULL, {how} FROM documents"
    found: dict[str, Kept] = {}
    for source, origin, reason, *stamp, looked_ns, digest, reading in connection.execute(
        f"{unread} UNION ALL {documents}"
    ):
        with suppress(TypeError, ValueError):
            _require_text(source, reason or "")
            found[source] = Kept(Origin(origin), Stamp(*stamp), looked_ns, digest, reading, reason)
    return found


def text_digest(document: Document) -> str:
    """Return the SHA-256 of a document's text."""
    return sha256(document.text.encode()).hexdigest()


def stamp(reading: int, digest: str) -> str:
    """Return what tells a document's passages from any others that it may have had: of that text, read so."""
    return f"{reading} {digest}"


def put(connection: sqlite3.Connection, taken: Taken, kept: Kept) -> None:
    """Write a document with its passages, in place of what there was from its source.

    Raises `LoadError` where another source has its id.
    """
    document = taken.document
    for table in ("documents", "unread"):
        connection.execute(f"DELETE FROM {table} WHERE source = ?", (document.source,))
    other = connection.execute("SELECT source FROM documents WHERE id = ?", (document.id,)).fetchone()
    if other is not None:
        raise LoadError(document.source, f"与 {other[0]} 的编号相同({document.id});请把其中一个文件改名")
    stamp = kept.stamp
    connection.execute(
        f"INSERT INTO documents ({DOCUMENT}, origin, digest, reading, size_bytes, modified_ns, changed_ns,"
        " looked_ns, file_digest, remark) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document.id, document.source, document.text, _of_head(document.head), kept.origin,
            text_digest(document), kept.reading, stamp.size_bytes, stamp.modified_ns, stamp.changed_ns,
            kept.looked_ns, kept.file_digest, taken.remark,
        ),
    )  # fmt: skip
    connection.executemany(
        f"INSERT OR REPLACE INTO passages ({_STORED}, normalised, words)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_of_passage(passage, analysis) for passage, analysis in taken.passages],
    )
    put_sketches(connection, document.id, sketches(taken.passages))
    if taken.facts is not None:
        facts.put(connection, document.id, taken.facts)


def put_unread(connection: sqlite3.Connection, source: str, kept: Kept) -> None:
    """Note a file that is no document, in place of what there was from its source."""
    stamp = kept.stamp
    connection.execute("DELETE FROM documents WHERE source = ?", (source,))
    connection.execute(
        "INSERT OR REPLACE INTO unread (source, reason, removed, reading, size_bytes, modified_ns, changed_ns,"
        " looked_ns, file_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            source, kept.reason, kept.origin is Origin.REMOVED, kept.reading, stamp.size_bytes,
            stamp.modified_ns, stamp.changed_ns, kept.looked_ns, kept.file_digest,
        ),
    )  # fmt: skip


def note(connection: sqlite3.Connection, source: str, kept: Kept) -> None:
    """Note when a file was looked at and how it was, where its text is what it was."""
    stamp = kept.stamp
    for table in ("documents", "unread"):
        connection.execute(
            f"UPDATE {table} SET size_bytes = ?, modified_ns = ?, changed_ns = ?, looked_ns = ?, file_digest = ?"
            " WHERE source = ?",
            (stamp.size_bytes, stamp.modified_ns, stamp.changed_ns, kept.looked_ns, kept.file_digest, source),
        )


def was_removed(connection: sqlite3.Connection, source: str, kept: Kept) -> bool:
    """Return whether the document of a file was removed by hand when the file had the same bytes."""
    row = connection.execute(
        "SELECT file_digest FROM unread WHERE source = ? AND removed", (source,)
    ).fetchone()
    return row is not None and row[0] is not None and row[0] == kept.file_digest


def remove(connection: sqlite3.Connection, source: str, reason: str) -> None:
    """Delete a document; of one of the folder it is kept how its file was, so that it does not come back."""
    row = connection.execute(
        "DELETE FROM documents WHERE source = ? RETURNING origin, reading, looked_ns, file_digest, size_bytes,"
        " modified_ns, changed_ns",
        (source,),
    ).fetchone()
    if row is not None and row[0] == Origin.FOLDER:
        _, reading, looked_ns, file_digest, *stamp = row
        kept = Kept(Origin.REMOVED, Stamp(*stamp), looked_ns, file_digest, reading, reason)
        put_unread(connection, source, kept)


def damage_of(connection: sqlite3.Connection, document_id: str) -> str:
    """Return the line on a document whose rows are damaged, with the remedy."""
    key = str(document_id).encode(errors="surrogateescape")  # of a damaged row, it may be no text itself
    row = connection.execute("SELECT source FROM documents WHERE id = CAST(? AS TEXT)", (key,)).fetchone()
    name = readable(str(row[0] if row else document_id))
    return f"资料库中 {name} 的内容有损坏,损坏的部分未采用;请运行 youju sync --full 重新读入"


def _of_passage(passage: Passage, analysis: Analysis) -> tuple[object, ...]:
    """Return a passage as a row of `passages`, with its analysis."""
    spans = json.dumps([[span.start, span.end] for span in passage.spans])
    return (
        passage.id, passage.document_id, passage.number, passage.article, passage.title, passage.section,
        passage.kind, passage.page, passage.cell, passage.text, spans, passage.is_recognised,
        analysis.text, analysis.edges,
    )  # fmt: skip
