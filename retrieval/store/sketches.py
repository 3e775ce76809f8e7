"""Sketches of articles as rows of the library, and the articles that share most of one."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from retrieval.sketches import SHARED
from retrieval.store.file import Store
from retrieval.types import DocumentId

# Of an article that stands in a thousand files no more are looked at.
_MOST = 50
_ALIKE = (
    "SELECT other.document_id, other.article FROM sketches AS own JOIN sketches AS other USING (hash)"
    " WHERE own.document_id = ?1 AND own.article = ?2 AND (other.document_id, other.article) <> (?1, ?2)"
    " GROUP BY 1, 2 HAVING count(*) >= ?3 ORDER BY 1, 2 LIMIT ?4"
)


def put(connection: sqlite3.Connection, document_id: DocumentId, sketches: Sequence[tuple[int, int]]) -> None:
    """Write the sketches of a document's articles, which has none yet."""
    connection.executemany(
        "INSERT INTO sketches (hash, document_id, article) VALUES (?, ?, ?)",
        [(value, document_id, article) for article, value in sketches],
    )


def alike(store: Store, document_id: DocumentId, article: int) -> tuple[tuple[DocumentId, int], ...]:
    """Return the other articles that say much the same as one, in order of their documents' ids; at most 50."""
    found = store.rows(_ALIKE, (document_id, article, SHARED, _MOST))
    return tuple((DocumentId(other), number) for other, number in found)
