"""Plain text: bytes decoded, lines laid out."""

from __future__ import annotations

from retrieval.collector import collector_paused
from retrieval.loaders.encoding import decode
from retrieval.types import Document, DocumentId, IsWord


@collector_paused()
def load(document_id: DocumentId, source: str, data: bytes, is_word: IsWord) -> Document:
    """Return the document; raise `LoadError` where the bytes are no text of a known encoding."""
    # Imported here: a question asked of a library that is in step needs none of it, and it takes 20 ms.
    from retrieval.layout.plain import read_plain

    text = decode(source, data)
    head, blocks = read_plain(text, source, is_word)
    return Document(document_id, source, text, head, blocks)
