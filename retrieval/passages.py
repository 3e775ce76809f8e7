"""Articles to passages: long paragraphs cut at sentence ends, short ones put together within their section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.types import Article, Document, Paragraph, Passage, PassageId, Role, Span

# Chunks of about 260 characters, 420 at the most, rank best (measured on policy documents, tests/evaluation).
USUAL_LENGTH = 260
LONGEST = 420
SHORT = 40

_SENTENCE_END = re.compile(r"[。!?！？；;…]+[”’」』\"')）]*|\n")


def passages(document: Document, articles: Sequence[Article]) -> tuple[Passage, ...]:
    """Return the document's passages, numbered from 1 in the order of the text."""
    made: list[Passage] = []
    for index, article in enumerate(articles):
        for group in _groups(article.paragraphs, document.text):
            for spans in _cut(document.text, group):
                made.append(_passage(document, article, index, group, spans, len(made) + 1))
    return tuple(made)


def _passage(
    document: Document, article: Article, index: int, group: Sequence[Paragraph], spans: tuple[Span, ...], number: int
) -> Passage:
    return Passage(
        PassageId(f"{document.id}#{number:05}"),
        document.id,
        article.title,
        group[0].section,
        number,
        "".join(span.of(document.text) for span in spans),
        spans,
        index,
        group[0].role,
    )


def _length(paragraph: Paragraph) -> int:
    return sum(map(len, paragraph.pieces))


def _groups(paragraphs: Sequence[Paragraph], text: str) -> Iterator[list[Paragraph]]:
    """Yield the paragraphs one by one, but a short one together with its neighbours of the same section."""
    group: list[Paragraph] = []
    for paragraph in paragraphs:
        if group and not _belong_together(group, paragraph):
            yield group
            group = []
        group.append(paragraph)
    if group:
        yield group


def _belong_together(group: Sequence[Paragraph], paragraph: Paragraph) -> bool:
    if paragraph.role is not Role.BODY or group[0].role is not Role.BODY:
        return False
    if paragraph.section != group[0].section or paragraph.pieces[0].start < group[-1].pieces[-1].end:
        return False
    length = sum(map(_length, group))
    is_short = min(length, _length(paragraph)) < SHORT
    return is_short and length + _length(paragraph) <= USUAL_LENGTH


def _cut(text: str, group: Sequence[Paragraph]) -> Iterator[tuple[Span, ...]]:
    """Yield the spans of each passage of a group; between two paragraphs the white space belongs to neither.

    Each paragraph but the last keeps one line break after it, so that the passage's text shows where it ends.
    """
    spans: list[Span] = []
    for place, paragraph in enumerate(group):
        spans.extend(paragraph.pieces)
        last = spans[-1]
        if place + 1 < len(group) and text[last.end : last.end + 1] == "\n":
            spans[-1] = Span(last.start, last.end + 1)
    pieces = "".join(span.of(text) for span in spans)
    start = 0
    for end in _cuts(pieces):
        yield _slice(spans, start, end)
        start = end


def _cuts(text: str) -> list[int]:
    """Return where to cut a text: at sentence ends, parts as even as they come."""
    if len(text) <= LONGEST:
        return [len(text)]
    ends = [match.end() for match in _SENTENCE_END.finditer(text)] or [len(text)]
    if ends[-1] != len(text):
        ends.append(len(text))
    parts = max(2, round(len(text) / USUAL_LENGTH))
    cuts: list[int] = []
    start = 0
    for end, following in zip(ends, [*ends[1:], len(text)], strict=True):
        wanted = (len(text) - start) / max(1, parts - len(cuts))
        is_last = end == len(text)
        if is_last or following - start > LONGEST or abs(end - start - wanted) <= abs(following - start - wanted):
            cuts.append(end)
            start = end
    return cuts


def _slice(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """Return the part of the spans that lies at start..end of their slices put together."""
    found = []
    offset = 0
    for span in spans:
        low, high = max(start, offset), min(end, offset + len(span))
        if low < high:
            found.append(Span(span.start + low - offset, span.start + high - offset))
        offset += len(span)
    return tuple(found)
