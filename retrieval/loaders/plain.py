"""Plain text: the whole of it is the body; the title stands in its first lines."""

from __future__ import annotations

from itertools import islice

from retrieval.titles import first_title
from retrieval.types import Document, DocumentId, Span

_LINES_LOOKED_AT = 6


def load(document_id: DocumentId, source: str, text: str) -> Document:
    """Return the document; a first line too long for a title leaves the file's name."""
    lines = list(islice((line.strip() for line in text.split("\n") if line.strip()), _LINES_LOOKED_AT))
    title = first_title(lines) or source.rsplit("/", 1)[-1]
    return Document(document_id, title, source, text, Span(0, len(text)))
