"""Markdown: bytes decoded, front matter and blocks read."""

from __future__ import annotations

from retrieval.collector import collector_paused
from retrieval.loaders.encoding import decode
from retrieval.types import Document, DocumentId, IsWord


@collector_paused()
def load(document_id: DocumentId, source: str, data: bytes, is_word: IsWord) -> Document:
    """Return the document; raise `LoadError` where the bytes are no text of a known encoding."""
    # Imported here: a question asked of a library that is in step needs none of it, and it takes 20 ms.
    from retrieval.layout.markdown import read_markdown

    text = decode(source, data)
    head, blocks = read_markdown(text, source, is_word)
    return Document(document_id, source, text, head, blocks)
