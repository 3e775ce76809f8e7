"""The layout of Markdown: headings are titles and sections, list items and table rows paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from retrieval.markdown_lines import heading_of, is_rule, lines_from
from retrieval.normalise import in_place
from retrieval.titles import columns_named
from retrieval.types import Article, Document, Paragraph, Role, Span

_ITEM = re.compile(r"[ \t]*(?:[-*+][ \t]+|>[ \t]?)")
_CAPTION = re.compile(r"!\[|图:|图为")


def articles(document: Document) -> tuple[Article, ...]:
    """Return the document's articles: one, or one for each heading of the first level."""
    folded = in_place(document.text)
    made: list[Article] = []
    title, section = document.title, None
    paragraphs: list[Paragraph] = []
    pieces: list[Span] = []

    def close_paragraph() -> None:
        if pieces:
            is_caption = _CAPTION.match(pieces[0].of(folded))
            named = " ".join(filter(None, [section, columns])) or None
            paragraphs.append(Paragraph(tuple(pieces), named, Role.CAPTION if is_caption else Role.BODY))
            pieces.clear()

    columns: str | None = None  # of the table that the line stands in
    for span in lines_from(document.text, document.body.start):
        line = span.of(folded)
        heading = heading_of(line)
        item = _ITEM.match(line)
        is_row = line.lstrip().startswith("|")
        is_text = not heading and bool(line.strip()) and not is_rule(line)
        if item or is_row or not is_text:
            close_paragraph()
        if not is_row:
            columns = None
        elif columns is None:  # a table's first row names its columns; every row stands below these names
            columns = columns_named(_cells(line, span.of(document.text))) or None
        if heading and heading.level == 1:
            if paragraphs:
                made.append(Article(title, tuple(paragraphs)))
                paragraphs = []
            title, section = heading.title.shift(span.start).of(document.text), None
        elif heading:
            section = heading.title.shift(span.start).of(document.text)
        elif is_text:
            pieces.extend(_without_margins(line, item.end() if item else 0, span.start))
    close_paragraph()
    if paragraphs:
        made.append(Article(title, tuple(paragraphs)))
    return tuple(made)


def _without_margins(line: str, start: int, place: int) -> tuple[Span, ...]:
    """Return where the text of a line stands that begins at `place`; none where nothing stands behind `start`."""
    text = line[start:].strip()
    start += len(line[start:]) - len(line[start:].lstrip())
    return (Span(start, start + len(text)).shift(place),) if text else ()


def _cells(line: str, original: str) -> Iterator[str]:
    """Yield the cells of a table's row as printed, empty ones among them."""
    borders = [-1, *(place for place, sign in enumerate(line) if sign == "|"), len(line)]
    return (original[before + 1 : after].strip() for before, after in pairwise(borders))
