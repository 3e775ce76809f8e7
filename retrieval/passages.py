"""Articles to passages: long paragraphs cut at sentence ends, short ones put together.

Where to cut is read in folded text (`normalise.in_place`), whose places are those of the document.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence

from retrieval.ids import passage_id
from retrieval.normalise import in_place
from retrieval.types import Article, Document, Paragraph, Passage, Role, Span

# Chunks of about 260 characters, 420 at the most, rank best (measured on policy documents, tests/evaluation).
USUAL_LENGTH = 260
LONGEST = 420
SHORT = 40

# A sentence longer than this is cut at its commas: passages must stay readable, and quotable, one by one.
LONGEST_SENTENCE = 2 * LONGEST

# 。” · … · Full stop. (before a blank; 37.3 is none)
_SENTENCE_END = re.compile(r"(?:[。!?;…]+|(?<=[a-z)\"”])\.(?=\s))[”’」』\"')]*|\n")
_CLAUSE_END = re.compile(r"[,、:\t ]")


def passages(document: Document, articles: Sequence[Article]) -> tuple[Passage, ...]:
    """Return the document's passages, numbered from 1 in the order of the text."""
    folded = in_place(document.text)
    made: list[Passage] = []
    for index, article in enumerate(articles):
        groups = _groups(article.paragraphs)
        cut = [(group[0], spans) for group in groups for spans in _cut(folded, group)]
        for place, (first, spans) in enumerate(cut, 1):
            number = len(made) + 1
            made.append(
                Passage(
                    passage_id(document.id, number),
                    document.id,
                    article.title,
                    first.section,
                    number,
                    "".join(span.of(document.text) for span in spans),
                    spans,
                    index,
                    first.role,
                    place,
                )
            )
    return tuple(made)


def _length(paragraph: Paragraph) -> int:
    return sum(map(len, paragraph.pieces))


def _groups(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Yield the paragraphs one by one, but a short one together with its neighbours of the same section."""
    group: list[Paragraph] = []
    length = 0
    for paragraph in paragraphs:
        own = _length(paragraph)
        is_short = min(length, own) < SHORT and length + own <= USUAL_LENGTH
        if group and not (is_short and _belong_together(group, paragraph)):
            yield group
            group, length = [], 0
        group.append(paragraph)
        length += own
    if group:
        yield group


def _belong_together(group: Sequence[Paragraph], paragraph: Paragraph) -> bool:
    """Return whether a paragraph of body text follows a group within its section."""
    if paragraph.role is not Role.BODY or group[0].role is not Role.BODY:
        return False
    return paragraph.section == group[0].section and paragraph.pieces[0].start >= group[-1].pieces[-1].end


def _cut(text: str, group: Sequence[Paragraph]) -> Iterator[tuple[Span, ...]]:
    """Yield the spans of each passage of a group; between two paragraphs the white space belongs to neither.

    `text` is the document's, folded. Each paragraph but the last keeps one line break after it, so that the
    passage's text shows where it ends.
    """
    spans: list[Span] = []
    for place, paragraph in enumerate(group):
        spans.extend(paragraph.pieces)
        if place + 1 < len(group):
            _keep_line_break(text, spans, group[place + 1].pieces[0].start)
    pieces = "".join(span.of(text) for span in spans)
    rest = deque(spans)
    start = 0
    for end in _cuts(pieces):
        yield _take(rest, end - start)
        start = end


def _keep_line_break(text: str, spans: list[Span], before: int) -> None:
    """Add the first line break between the last span and the place `before` to the spans."""
    last = spans[-1]
    place = text.find("\n", last.end, before)
    if place == last.end:
        spans[-1] = Span(last.start, place + 1)
    elif place >= 0:
        spans.append(Span(place, place + 1))


def _cuts(text: str) -> list[int]:
    """Return where to cut a text: at sentence ends, parts as even as they come."""
    if len(text) <= LONGEST:
        return [len(text)]
    ends = _possible_cuts(text)
    parts = max(2, round(len(text) / USUAL_LENGTH))
    cuts: list[int] = []
    start = 0
    for end, following in zip(ends, [*ends[1:], len(text)], strict=True):
        wanted = (len(text) - start) / max(1, parts - len(cuts))
        is_last = end == len(text)
        if (
            is_last
            or following - start > LONGEST
            or abs(end - start - wanted) <= abs(following - start - wanted)
        ):
            cuts.append(end)
            start = end
    return cuts


def _possible_cuts(text: str) -> list[int]:
    """Return the sentence ends; within a sentence too long for any passage commas, within those any place."""
    found: list[int] = []
    for end in _ends(_SENTENCE_END, text):
        start = found[-1] if found else 0
        if end - start > LONGEST_SENTENCE:
            for clause_end in _ends(_CLAUSE_END, text[start:end]):
                start_of_clause = found[-1] if found else 0
                found.extend(range(start_of_clause + LONGEST, start + clause_end, LONGEST))
                found.append(start + clause_end)
        else:
            found.append(end)
    return found


def _ends(pattern: re.Pattern[str], text: str) -> list[int]:
    ends = [match.end() for match in pattern.finditer(text)]
    return ends if ends and ends[-1] == len(text) else [*ends, len(text)]


def _take(spans: deque[Span], length: int) -> tuple[Span, ...]:
    """Take so many code points off the front of the spans."""
    taken: list[Span] = []
    while length:
        span = spans.popleft()
        if len(span) > length:
            spans.appendleft(Span(span.start + length, span.end))
            span = Span(span.start, span.start + length)
        taken.append(span)
        length -= len(span)
    return tuple(taken)
