"""An article as lines: each line of its passages, whether it is a heading, and what stands before it in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from answers.sources import Source, Sources
from answers.vocabulary import table, vocabulary
from retrieval.errors import DamagedDocumentError, UnknownDocumentError
from retrieval.types import DocumentId, Span

# Passages that are read together, and passages looked at on either side: a table of some hundred rows, and no book.
STRETCH, _BESIDE = 60, 20
# Passages of an article whose tables are read whole where all of their rows are asked about.
MOST_WHOLE = 2_000
_BLANKS = " \t\u3000"
_MARKED = re.compile(r"(?m)^#{1,6} ")  # the heading of a text that is Markdown
_HEADING_MARKS = re.compile(r"#{1,6} ")
# 3. 现场勘验 · 机构:市民政局 · - 身份证: items and fields that stand alone, and look like headings to whoever reads lines
_NO_HEADING = re.compile(
    r"(?:\d{1,2}[.)、]|[-*\u2022\u00b7] ?|第[一二三四五六七八九十]{1,3}[步项])|[^:]{1,12}:."
)
_PUNCTUATED = re.compile(r"[,。;:!?|\t]|\d{3}")
_LONGEST_LABEL = 14  # code points of a line that is the name of what stands below
_LABELS = (
    *vocabulary("form-labels"),
    *(name for names, _ in table("field-names") for name in names.split()),
    *(noun for row in table("list-nouns") for noun in row[0].split() if len(noun) > 1),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a passage, blanks at its edges left out; `span` is in the source's normalised text.

    `before` is what stands before it on its line of the document, markup that no passage holds: `- `, `| | `.
    `section` are the headings that it stands below, on one line, normalised.
    """

    source: Source
    span: Span
    before: str
    is_heading: bool
    section: str

    @property
    def text(self) -> str:
        """Return the line, normalised."""
        return self.span.of(self.source.text)

    def within(self, start: int, end: int) -> Span:
        """Return a range of the line, blanks at its edges left out, as a range of its source."""
        piece = self.text[start:end]
        left = start + len(piece) - len(piece.lstrip(_BLANKS))
        return Span(left, max(left, start + len(piece.rstrip(_BLANKS)))).shift(self.span.start)


def around(stretch: int) -> range:
    """Return the numbers of the passages that are looked at for a stretch of a document."""
    first = stretch * STRETCH + 1
    return range(max(1, first - _BESIDE), first + STRETCH + _BESIDE)


def lines_of(
    sources: Sources, document_id: DocumentId, numbers: range, article: int, *, is_whole: bool = False
) -> tuple[Line, ...]:
    """Return the lines of those passages of an article that have some numbers in its document, in order.

    Plain text is read anew, across its articles unless `is_whole`: what its layout takes for headings and articles may be
    fields and items. There are none where the document is gone or damaged.
    """
    try:
        document = sources.document(document_id).text
        is_plain = _MARKED.search(document) is None
        read = sources.between(document_id, numbers, None if is_plain and not is_whole else article)
    except (DamagedDocumentError, UnknownDocumentError):  # the library tells of it in the log
        return ()
    lines = [line for one in read for line in _lines(document, one)]
    return tuple(_read_plain(lines) if is_plain else lines)


def _lines(document: str, source: Source) -> Iterator[Line]:
    text = source.text
    pieces = _pieces(text)
    may_be_heading = True
    for place, span in enumerate(pieces):
        may_be_heading = may_be_heading and place + 1 < len(pieces) and _is_named(source, span.of(text))
        yield Line(source, span, _before(document, source, span), may_be_heading, source.section)


def _read_plain(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines of plain text, those as headings that name what stands below them.

    A short line above such a name names a part of the text: 新生儿落户 | 所需材料.
    """
    part = section = ""
    labels = [_is_label(line.text) for line in lines[:-1]] + [False] * bool(lines)
    for place, line in enumerate(lines):
        is_below_label = bool(place) and labels[place - 1]
        is_above_label = labels[place + 1 : place + 2] == [True] and _is_short(line.text)
        is_part = is_above_label and not labels[place] and not is_below_label and not line.before.strip()
        is_laid_out = line.is_heading and not is_below_label and not _NO_HEADING.match(line.text)
        is_title = not place or line.text in line.source.context.heading.split("\n")
        if is_part and not is_title:
            part = section = line.text
        elif (labels[place] or is_laid_out) and not is_title:
            section = f"{part} {line.text}".strip()
        is_heading = is_part or labels[place] or is_laid_out
        yield replace(line, is_heading=is_heading, section=section or line.source.section)


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_LABEL and not _PUNCTUATED.search(text) and not _NO_HEADING.match(text)


def _is_label(text: str) -> bool:
    """Return whether a line of plain text is the name of what stands below: 责任单位, 办理流程."""
    return _is_short(text) and text.endswith(_LABELS)


def _pieces(text: str) -> Sequence[Span]:
    """Return the lines of a text that hold more than blanks."""
    found = []
    start = 0
    for line in text.split("\n"):
        left = start + len(line) - len(line.lstrip(_BLANKS))
        right = start + len(line.rstrip(_BLANKS))
        if left < right:
            found.append(Span(left, right))
        start += len(line) + 1
    return found


def _is_named(source: Source, line: str) -> bool:
    """Return whether a line is one of the headings that its passage stands below."""
    headings = " ".join(source.heading.split("\n"))
    return f" {line} " in f" {headings} "


def _before(document: str, source: Source, span: Span) -> str:
    original = source.to_original(span)
    places = source.passage.locate(original) if original else ()
    if not places:
        return ""
    start = places[0].start
    return document[document.rfind("\n", 0, start) + 1 : start]
