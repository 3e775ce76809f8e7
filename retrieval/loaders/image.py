"""Pictures of pages: the text that was recognised on them, marked as such; without it they are refused with the remedy."""

from __future__ import annotations

from retrieval.errors import LoadError
from retrieval.layout.printed import pieces_of_pages
from retrieval.layout.printed_lines import PrintedPage
from retrieval.loaders.files import digest_of
from retrieval.loaders.office import document_of
from retrieval.recognition.shelf import Shelf
from retrieval.recognition.wanted import PICTURE, remedy
from retrieval.types import Document, DocumentId, IsWord


def load(
    identity: DocumentId, source: str, data: bytes, is_word: IsWord, shelf: Shelf | None = None
) -> Document:
    """Return the document; raise `LoadError` for a picture whose text was not recognised, or that has none."""
    lines = shelf.find(digest_of(data), 1) if shelf is not None else None
    if lines is None:
        raise LoadError(source, f"{PICTURE};{remedy()}")
    if not lines:
        raise LoadError(source, "图片里没有识别出文字")
    pieces = pieces_of_pages([PrintedPage(1, lines)])
    return document_of(identity, source, pieces, is_word, recognised=frozenset({1}))
