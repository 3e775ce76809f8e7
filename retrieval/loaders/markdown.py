"""Markdown with front matter: title, publisher, date, region."""

from __future__ import annotations

import re

from retrieval.types import Document, DocumentId, Layout, Span

_FRONT_MATTER = re.compile(r"\A\s*---\n(?P<fields>.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(?P<name>[\w-]+)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^#[ \t]+(?P<title>.+?)[ \t#]*$", re.MULTILINE)
# 2020-02-21 · 2020-02 · 2020/2/21 · 2020年2月21日
_DATE = re.compile(r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})(?:[-/.月](?P<day>\d{1,2}))?")


def load(document_id: DocumentId, source: str, text: str) -> Document:
    """Return the document; without front matter the first heading is the title, else the file's name."""
    front = _FRONT_MATTER.match(text)
    fields = (
        {m["name"].lower(): m["value"].strip("\"'") for m in _FIELD.finditer(front["fields"])}
        if front
        else {}
    )
    heading = _HEADING.search(text, front.end() if front else 0)
    title = fields.get("title") or (heading["title"] if heading else source.rsplit("/", 1)[-1])
    return Document(
        document_id,
        title,
        source,
        text,
        Span(front.end() if front else 0, len(text)),
        Layout.MARKDOWN,
        published=iso_date(fields.get("date") or fields.get("published") or ""),
        publisher=fields.get("publisher") or None,
        region=fields.get("region") or None,
    )


def iso_date(text: str) -> str | None:
    """Return a date as ISO writes it, None where there is none.

    >>> iso_date("2020年2月21日"), iso_date("2020-02"), iso_date("上周")
    ('2020-02-21', '2020-02', None)
    """
    match = _DATE.search(text)
    if match is None:
        return None
    day = f"-{int(match['day']):02}" if match["day"] else ""
    return f"{match['year']}-{int(match['month']):02}{day}"
