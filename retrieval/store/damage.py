"""Documents whose rows are not what was written: found by looking at all of them, made ready to be read anew.

SQLite keeps no checksums of what it stores; whether the digest of each document's text holds, and whether its
passages are cut out of it, shows what was changed by nobody.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from retrieval import ids
from retrieval.loaders.names import readable
from retrieval.normalise import normalise
from retrieval.store import rows
from retrieval.store.file import Store
from retrieval.store.rows import Origin, RowError
from retrieval.types import Document, text_of

_HAVING_ID = "WHERE {} = CAST(? AS TEXT)"


@dataclass(frozen=True, slots=True)
class Damage:
    """A document that is damaged; where `is_text_whole` all else can be made from its text.

    `key` is its id as bytes, since it may be no text itself; `origin` is what the row says.
    """

    key: bytes
    source: str
    origin: str
    is_text_whole: bool


def find_damage(store: Store) -> tuple[Damage, ...]:
    """Return the documents that are damaged, in order of their ids; every row is read for it."""
    with store.unchanged():
        return tuple(_damaged(store.connection))


def heal(store: Store, files: Container[str]) -> tuple[str, ...]:
    """Let the next sync read what is damaged anew; return the sources of what was added by hand and is lost.

    `files` are the sources of the folder's files: what came from where is told by them where it is damaged itself.
    The version is worked out anew as well.
    """
    damaged = find_damage(store)
    lost = []
    with store.writing() as connection:
        for one in damaged:
            is_added = one.origin == Origin.ADDED or (one.origin != Origin.FOLDER and one.source not in files)
            if one.is_text_whole:
                connection.execute(
                    f"UPDATE documents SET reading = -1, origin = ? {_HAVING_ID.format('id')}",
                    (Origin.ADDED if is_added else Origin.FOLDER, one.key),
                )
                continue
            for table, column in (("documents", "id"), ("passages", "document_id")):
                connection.execute(f"DELETE FROM {table} {_HAVING_ID.format(column)}", (one.key,))
            if is_added:
                lost.append(one.source)
    return tuple(lost)


def _damaged(connection: sqlite3.Connection) -> Iterator[Damage]:
    keys = [key for (key,) in connection.execute("SELECT CAST(id AS BLOB) FROM documents ORDER BY id")]
    for key in keys:
        origin, digest, *row = connection.execute(
            f"SELECT origin, digest, {rows.DOCUMENT} FROM documents {_HAVING_ID.format('id')}", (key,)
        ).fetchone()
        try:
            document = rows.to_document(row)
        except RowError:
            document = None
        is_whole = document is not None and rows.text_digest(document) == digest
        is_known = origin in (Origin.FOLDER, Origin.ADDED)
        if document is None or not is_whole or not is_known or not _is_sound(connection, document):
            yield Damage(key, readable(str(row[1])), str(origin), is_whole)
    for (key,) in connection.execute(
        "SELECT DISTINCT CAST(document_id AS BLOB) FROM passages WHERE document_id NOT IN (SELECT id FROM documents)"
    ):
        yield Damage(key, readable(key.decode(errors="backslashreplace")), Origin.FOLDER, False)


def _is_sound(connection: sqlite3.Connection, document: Document) -> bool:
    """Return whether the id is the source's, and each passage stands where it says, one after another."""
    found = connection.execute(
        f"SELECT {rows.ANALYSED} FROM passages WHERE document_id = ? ORDER BY number", (document.id,)
    ).fetchall()
    try:
        return (
            document.id == ids.document_id(document.source)
            and bool(found)
            and all(_is_cut_from(document, row, number) for number, row in enumerate(found, 1))
        )
    except RowError:
        return False


def _is_cut_from(document: Document, row: Sequence[Any], number: int) -> bool:
    passage = rows.to_passage(row[:-2])
    text = text_of(passage.spans, document.text)
    is_normalised = rows.to_analysis(passage.text, *row[-2:]).text == normalise(text).text
    return is_normalised and (passage.id, passage.text) == (ids.passage_id(document.id, number), text)
