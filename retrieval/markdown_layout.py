"""The layout of Markdown: headings are titles and sections, list items and table rows paragraphs."""

from __future__ import annotations

import re

from retrieval.types import Article, Document, Paragraph, Role, Span

_HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]+(?P<title>.+?)[ \t#]*$")
_ITEM = re.compile(r"^[ \t]*(?:[-*+][ \t]+|>[ \t]?)")
_RULE = re.compile(
    r"^[ \t]*(?:(?:[-*_][ \t]*){3,}|\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*:?-*:?[ \t]*|```.*|<!--.*-->)$"
)
_CAPTION = re.compile(r"^!\[|^图[::]|^图为")


def articles(document: Document) -> tuple[Article, ...]:
    """Return the document's articles: one, or one for each heading of the first level."""
    made: list[Article] = []
    title, section = document.title, None
    paragraphs: list[Paragraph] = []
    pieces: list[Span] = []

    def close_paragraph() -> None:
        if pieces:
            is_caption = _CAPTION.match(pieces[0].of(document.text))
            named = " ".join(filter(None, [section, columns])) or None
            paragraphs.append(Paragraph(tuple(pieces), named, Role.CAPTION if is_caption else Role.BODY))
            pieces.clear()

    place = document.body.start
    columns: str | None = None  # of the table that the line stands in
    for line in document.body.of(document.text).split("\n"):
        heading = _HEADING.match(line)
        item = _ITEM.match(line)
        if heading or item or not line.strip() or _RULE.match(line) or line.lstrip().startswith("|"):
            close_paragraph()
        if not line.lstrip().startswith("|"):
            columns = None
        elif columns is None:  # a table's first row names its columns; every row stands below these names
            columns = (
                " ".join(cell.strip() for cell in line.strip().strip("|").split("|") if cell.strip()) or None
            )
        if heading and len(heading["marks"]) == 1:
            if paragraphs:
                made.append(Article(title, tuple(paragraphs)))
                paragraphs = []
            title, section = heading["title"], None
        elif heading:
            section = heading["title"]
        elif line.strip() and not _RULE.match(line):
            text = line[item.end() if item else 0 :].strip()
            start = place + line.index(text, item.end() if item else 0)
            if text:
                pieces.append(Span(start, start + len(text)))
        place += len(line) + 1
    close_paragraph()
    if paragraphs:
        made.append(Article(title, tuple(paragraphs)))
    return tuple(made)
