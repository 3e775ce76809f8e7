"""Plain text: the whole of it is the body; the title is its first line."""

from __future__ import annotations

from retrieval.types import Document, DocumentId, Span

_LONGEST_TITLE = 60


def load(document_id: DocumentId, source: str, text: str) -> Document:
    """Return the document; a first line too long for a title leaves the file's name."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    name = source.rsplit("/", 1)[-1]
    title = first if 0 < len(first) <= _LONGEST_TITLE else name
    return Document(document_id, title, source, text, Span(0, len(text)))
