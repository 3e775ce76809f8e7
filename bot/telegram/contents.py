"""The table of contents, a page at a time: files in order of source, below each the articles it holds."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from retrieval.errors import DamagedDocumentError, UnknownDocumentError
from retrieval.library import Library
from retrieval.types import Document, DocumentId, Outline, Sizes

_A_PAGE: Final = 20  # rows: with titles and places cut to 60 characters they fit into one message


@dataclass(frozen=True, slots=True)
class Entry:
    """A file on a page: its number among all from 1, how many articles it holds, and those on this page.

    `articles` are numbered from 1; none where the file holds one alone.
    """

    number: int
    document: Document
    count: int
    articles: tuple[tuple[int, Outline], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the table of contents; `number` counts from 1 to `pages`."""

    number: int
    pages: int
    sizes: Sizes
    entries: tuple[Entry, ...]


def contents(library: Library, number: int) -> Page:
    """Return the page of that number, the nearest there is; what stands on no page of it is not read."""
    counts = library.article_counts()
    rows = [(document_id, count, 1 if count == 1 else 1 + count) for document_id, count in counts.items()]
    total = sum(height for _, _, height in rows)
    pages = max(1, -(-total // _A_PAGE))
    number = min(max(number, 1), pages)
    start, end = (number - 1) * _A_PAGE, number * _A_PAGE
    entries = []
    row = 0
    for place, (document_id, count, height) in enumerate(rows, 1):
        if row < end and row + height > start:
            first, last = max(0, start - row - 1), max(0, end - row - 1)  # the file's own row stands before
            with suppress(
                DamagedDocumentError, UnknownDocumentError
            ):  # `doctor` names it; the others are shown
                entries.append(_entry(library, place, document_id, count, first, last))
        row += height
    return Page(number, pages, library.sizes(), tuple(entries))


def _entry(
    library: Library, number: int, document_id: DocumentId, count: int, first: int, last: int
) -> Entry:
    shown: tuple[tuple[int, Outline], ...] = ()
    if count > 1:
        articles = library.outline(document_id).values()
        shown = tuple(enumerate(articles, 1))[first:last]
    return Entry(number, library.document(document_id), count, shown)
