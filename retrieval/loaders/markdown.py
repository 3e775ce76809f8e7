"""Markdown with front matter: title, publisher, date, region."""

from __future__ import annotations

import re

from retrieval.markdown_lines import LONGEST_HEADING, heading_of, lines_from
from retrieval.normalise import in_place
from retrieval.types import Document, DocumentId, Layout, Span

_FENCE = "---"
_BLANKS = " \t"
_QUOTES = "\"'\uff02\uff07"
_NAME = re.compile(r"[\w-]+")
# 2020-02-21 · 2020-02 · 2020/2/21 · 2020年2月21日
_DATE = re.compile(r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})(?:[-/.月](?P<day>\d{1,2}))?")


def load(document_id: DocumentId, source: str, text: str) -> Document:
    """Return the document; without front matter the first heading is the title, else the file's name."""
    folded = in_place(text)
    start, fields = _front_matter(text, folded)
    title = fields.get("title") or _first_heading(text, folded, start) or source.rsplit("/", 1)[-1]
    return Document(
        document_id,
        title if len(title) <= LONGEST_HEADING else f"{title[: LONGEST_HEADING - 1]}…",
        source,
        text,
        Span(start, len(text)),
        Layout.MARKDOWN,
        published=iso_date(fields.get("date") or fields.get("published") or ""),
        publisher=fields.get("publisher") or None,
        region=fields.get("region") or None,
    )


def _front_matter(text: str, folded: str) -> tuple[int, dict[str, str]]:
    """Return where the text behind the front matter begins, and the fields as written; 0 and none without one."""
    first, *others = lines_from(folded, len(folded) - len(folded.lstrip()))
    if first.of(folded) != _FENCE:
        return 0, {}
    fields: dict[str, str] = {}
    for line in others:
        name, colon, value = line.of(folded).partition(":")
        if name.rstrip(_BLANKS) == _FENCE:
            return min(line.end + 1, len(text)), fields
        if colon and _NAME.fullmatch(name.rstrip(_BLANKS)):
            written = text[line.end - len(value) : line.end]
            fields[name.rstrip(_BLANKS).lower()] = written.strip().strip(_QUOTES)
    return 0, {}


def _first_heading(text: str, folded: str, start: int) -> str | None:
    """Return the title of the first heading of the first level, None where there is none."""
    for line in lines_from(folded, start):
        heading = heading_of(line.of(folded))
        if heading is not None and heading.level == 1:
            return heading.title.shift(line.start).of(text)
    return None


def iso_date(text: str) -> str | None:
    """Return a date as ISO writes it, None where there is none.

    >>> iso_date("2020年2月21日"), iso_date("2020-02"), iso_date("上周")
    ('2020-02-21', '2020-02', None)
    """
    match = _DATE.search(in_place(text))
    if match is None:
        return None
    day = f"-{int(match['day']):02}" if match["day"] else ""
    return f"{match['year']}-{int(match['month']):02}{day}"
