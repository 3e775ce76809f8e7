"""Facts as rows of the library: written with their document, with a digest; which documents lack theirs, or have them amiss."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from hashlib import sha256

from retrieval.facts import FactRow, Facts
from retrieval.store.file import Store
from retrieval.types import DocumentId

_COLUMNS = "number, start, stop, indicator, told"


def put(connection: sqlite3.Connection, document_id: DocumentId, facts: Facts) -> None:
    """Write the facts of a document in place of those it had, with what drew them."""
    connection.execute("DELETE FROM facts WHERE document_id = ?", (document_id,))
    rows = [(one.number, one.start, one.end, one.indicator, one.told) for one in facts.rows]
    connection.executemany(
        f"INSERT INTO facts (document_id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
        [(document_id, *row) for row in rows],
    )
    connection.execute(
        "INSERT OR REPLACE INTO extracted VALUES (?, ?, ?)", (document_id, facts.version, _digest(rows))
    )


def _digest(rows: Sequence[tuple[object, ...]]) -> str:
    return sha256(json.dumps([list(row) for row in rows]).encode()).hexdigest()


def lacking(store: Store, version: str) -> list[DocumentId]:
    """Return the documents without facts that this version has drawn, in order of source."""
    found = store.rows(
        "SELECT id FROM documents WHERE id NOT IN (SELECT document_id FROM extracted WHERE version = ?) ORDER BY source",
        (version,),
    )
    return [DocumentId(row[0]) for row in found]


def forget_amiss(store: Store) -> None:
    """Forget the facts of documents whose rows are not what was written: they are drawn anew."""
    with store.writing() as connection:
        kept = connection.execute("SELECT document_id, digest FROM extracted").fetchall()
        amiss = [(key,) for key, digest in kept if _digest(_rows(connection, key)) != digest]
        for table in ("facts", "extracted"):
            connection.executemany(f"DELETE FROM {table} WHERE document_id = ?", amiss)


def _rows(connection: sqlite3.Connection, document_id: str) -> list[tuple[object, ...]]:
    sql = f"SELECT {_COLUMNS} FROM facts WHERE document_id = ? ORDER BY number, start"
    return connection.execute(sql, (document_id,)).fetchall()


def find(
    store: Store, version: str, words: Sequence[str], document_id: DocumentId | None = None
) -> Iterator[tuple[DocumentId, FactRow]]:
    """Yield the facts that this version has drawn, in order of source and place; those alone whose indicator holds one of some words.

    No words mean all of them. Of one document alone where it is given.
    """
    held = " OR ".join(["instr(indicator, ?)"] * len(words)) or "1"
    own, of = ("", ()) if document_id is None else (" AND document_id = ?", (document_id,))
    found = store.rows(
        f"SELECT document_id, {_COLUMNS} FROM facts JOIN extracted USING (document_id)"
        f" JOIN documents ON documents.id = document_id WHERE version = ? AND ({held}){own}"
        " ORDER BY source, number, start",
        (version, *words, *of),
    )
    for document_id, *row in found:
        yield DocumentId(document_id), FactRow(*row)
