"""Blocks to passages: long paragraphs cut at sentence ends, short ones put together, headings before their text.

Where to cut is read in folded text (`normalise.in_place`), whose places are those of the document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

from retrieval.collector import collector_paused
from retrieval.ids import passage_id
from retrieval.layout.outlines import Placed, articles_of, placed
from retrieval.normalise import in_place
from retrieval.types import Block, BlockKind, Document, Passage, Span, text_of

# Chunks of about 260 characters, 420 at the most, rank best (measured on policy documents, tests/evaluation).
USUAL_LENGTH = 260
LONGEST = 420
SHORT = 40

# A sentence longer than this is cut at its commas: passages must stay readable, and quotable, one by one.
LONGEST_SENTENCE = 2 * LONGEST

# 。” · … · Full stop. (before a blank; 37.3 is none)
_SENTENCE_END = re.compile(r"(?:[。!?;…]+|(?<=[a-z)\"”])\.(?=\s))[”’」』\"')]*|\n")
_CLAUSE_END = re.compile(r"[,、:\t ]")
# What may stand in one passage with its neighbours; a caption, a note, an entry stands alone.
_BODY = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW)
_WHOLE = (BlockKind.ENTRY, BlockKind.NOTE)  # cut only where no passage could hold it


@collector_paused()
def passages(document: Document) -> tuple[Passage, ...]:
    """Return the document's passages, numbered from 1 in the order of the text.

    The headings above a block stand in front of its text where it is the first below them.
    """
    page = _Page(in_place(document.text), document.blocks)
    made: list[Passage] = []
    for index, article in enumerate(articles_of(document.blocks, document.title)):
        cut = [(group, spans) for group in _groups(placed(article)) for spans in _cut(page, group)]
        for place, (group, spans) in enumerate(cut, 1):
            number, first = len(made) + 1, group[0]
            made.append(
                Passage(
                    passage_id(document.id, number),
                    document.id,
                    article.title,
                    first.section,
                    number,
                    text_of(spans, document.text),
                    spans,
                    index,
                    _kind(group),
                    place,
                    first.block.page,
                    _cell(group),
                    first.block.page in document.recognised,
                )
            )
    return tuple(made)


@dataclass(frozen=True)
class _Page:
    """A document's text, folded, and its blocks."""

    text: str
    blocks: Sequence[Block]

    @cached_property
    def _spans(self) -> list[Span]:
        return sorted(span for block in self.blocks for span in block.spans)

    def line_break(self, start: int, end: int) -> int:
        """Return the place of the first line break in a range that is in no block, -1 where there is none."""
        place = self.text.find("\n", start, end)
        while place > start and self._is_in_a_block(place):
            place = self.text.find("\n", place + 1, end)
        return place

    def _is_in_a_block(self, place: int) -> bool:
        at = bisect_right(self._spans, place, key=attrgetter("start")) - 1
        return at >= 0 and place < self._spans[at].end


def _kind(group: Sequence[Placed]) -> BlockKind:
    kind = group[0].block.kind
    is_one = all(member.block.kind is kind for member in group)
    return kind if is_one else BlockKind.PARAGRAPH


def _cell(group: Sequence[Placed]) -> str | None:
    """Return which rows a passage holds, the first and the last: 表1!5-9."""
    is_below_names = len(group) > 1 and group[1].block.header == group[0].block.spans
    first, last = group[is_below_names].block.cell, group[-1].block.cell
    if first is None or last is None or first == last:
        return first
    table, _, row = last.rpartition("!")
    return f"{first}-{row}" if first.rpartition("!")[0] == table else first


def _length(member: Placed) -> int:
    return sum([span.end - span.start for span in member.block.spans])


def _groups(members: Iterable[Placed]) -> Iterator[list[Placed]]:
    """Yield the blocks one by one, but a short one together with its neighbours of the same section."""
    group: list[Placed] = []
    length = 0
    for member in members:
        own = _length(member)
        if group and not _belong_together(group, length, member, own):
            yield group
            group, length = [], 0
        group.append(member)
        length += own
    if group:
        yield group


def _belong_together(group: Sequence[Placed], length: int, member: Placed, own: int) -> bool:
    """Return whether a block, which is `own` long, goes on with the passage of a group, which is `length` long."""
    if member.block.header and member.block.header == group[-1].block.spans and not member.headings:
        return True  # the names of the columns, and the first row below them
    if length + own > USUAL_LENGTH or member.headings or member.section != group[0].section:
        return False
    if member.block.spans[0].start < group[-1].block.spans[-1].end:
        return False
    first, kind = group[0].block.kind, member.block.kind
    before, block = group[0].block, member.block
    if before.page != block.page or (block.header and block.header not in (before.header, before.spans)):
        return False
    if before.header and not block.header:
        return False
    if BlockKind.HEAD in (first, kind):
        return first is kind
    return first in _BODY and kind in _BODY and min(length, own) < SHORT


def _cut(page: _Page, group: Sequence[Placed]) -> Iterator[tuple[Span, ...]]:
    """Yield the spans of each passage of a group, the headings in front of the first.

    Between two blocks, or a heading and a block, one line break stays, so that the passage shows where each ends.
    """
    spans = _together(page, [member.block for member in group])
    headings = _together(page, group[0].headings)
    if headings:
        _keep_line_break(page, headings, spans[0].start)
    header = group[0].block.header
    if header:  # the row that names the columns, in front of rows that stand further down
        headings = [*header]
        _keep_line_break(page, headings, spans[0].start)
    pieces = text_of(spans, page.text)
    is_whole = group[0].block.kind in _WHOLE or group[-1].block.header
    longest = LONGEST_SENTENCE if is_whole else LONGEST
    if len(pieces) <= longest:
        yield (*headings, *spans)
        return
    rest = deque(spans)
    start = 0
    for end in _cuts(pieces):
        taken = _take(rest, end - start)
        yield (*headings, *taken) if start == 0 else taken
        start = end


def _together(page: _Page, blocks: Sequence[Block]) -> list[Span]:
    spans: list[Span] = []
    for block in blocks:
        if spans:
            _keep_line_break(page, spans, block.spans[0].start)
        spans.extend(block.spans)
    return spans


def _keep_line_break(page: _Page, spans: list[Span], before: int) -> None:
    """Add the first line break between the last span and the place `before` to the spans."""
    last = spans[-1]
    if last.end < before and page.text[last.end] == "\n":
        spans[-1] = Span(last.start, last.end + 1)
        return
    place = page.line_break(last.end, before)
    if place >= 0:
        spans.append(Span(place, place + 1))


def _cuts(text: str) -> list[int]:
    """Return where to cut a text: at sentence ends, parts as even as they come."""
    ends = _possible_cuts(text)
    parts = max(2, round(len(text) / USUAL_LENGTH))
    cuts: list[int] = []
    start, wanted = 0, len(text) / parts
    for end, following in pairwise(ends):
        # Here rather than at the next end: that is too far, or no nearer to where the cut is wanted.
        if following - start > LONGEST or end + following >= 2 * wanted:
            cuts.append(end)
            start, wanted = end, end + (len(text) - end) / max(1, parts - len(cuts))
    return [*cuts, len(text)]


def _possible_cuts(text: str) -> list[int]:
    """Return the sentence ends; within a sentence too long for any passage commas, within those any place."""
    found: list[int] = []
    start = 0
    for end in _ends(_SENTENCE_END, text):
        if end - start > LONGEST_SENTENCE:
            for clause_end in _ends(_CLAUSE_END, text[start:end]):
                start_of_clause = found[-1] if found else 0
                found.extend(range(start_of_clause + LONGEST, start + clause_end, LONGEST))
                found.append(start + clause_end)
        else:
            found.append(end)
        start = end
    return found


def _ends(pattern: re.Pattern[str], text: str) -> list[int]:
    ends = [match.end() for match in pattern.finditer(text)]
    return ends if ends and ends[-1] == len(text) else [*ends, len(text)]


def _take(spans: deque[Span], length: int) -> tuple[Span, ...]:
    """Take so many code points off the front of the spans."""
    taken: list[Span] = []
    while length:
        span = spans.popleft()
        own = span.end - span.start
        if own > length:
            spans.appendleft(Span(span.start + length, span.end))
            span, own = Span(span.start, span.start + length), length
        taken.append(span)
        length -= own
    return tuple(taken)
