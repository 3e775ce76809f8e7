"""Lines of known shapes to blocks: titles, sections, paragraphs, items, rows, captions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from retrieval.layout.glossaries import is_glossary_heading, without_marks
from retrieval.layout.lines import Line
from retrieval.layout.outlines import TABLE_LEVEL, TITLE_LEVEL
from retrieval.layout.shapes import (
    BYLINE,
    Shape,
    cells,
    is_annex,
    is_list_item,
    opens_an_article,
    running_heads,
)
from retrieval.layout.titles import joined_title, named
from retrieval.normalise import close_up
from retrieval.types import Block, BlockKind, Span, text_of
from retrieval.vocabulary import words

_MOST_LINES_OF_A_TITLE = 3

_BULLETS = tuple("■□●◆◇★▌▶►")
_INITIALS = re.compile(r"^[·•].{1,4}[·•]$")
_STROKES = "| \t"
# The levels below the title; headings without a mark stand below all that have one, a table's below those.
_TOP, _MARKED, _UNMARKED = 2, 2, 7
_LEVELS = tuple(
    re.compile(pattern)
    for pattern in (
        r"第.{1,3}[编章部]",
        r"第.{1,3}[节分]",
        r"[一二三四五六七八九十]{1,5}、|\d\d[\u4e00-\u9fff]",
        r"\([一二三四五六七八九十]{1,5}\)",
        r"\d{1,2}(?:[、)]|\.(?!\d))",
    )
)
_BODY = (Shape.BODY, Shape.WHOLE, Shape.ROW, Shape.ENTRY, Shape.NOTE, Shape.SECTION)
_BESIDE = (Shape.CAPTION, Shape.CREDIT)
_OF_ENTRIES = (BlockKind.ENTRY, BlockKind.NOTE)
_KINDS = {
    Shape.HEAD: BlockKind.HEAD,
    Shape.CAPTION: BlockKind.CAPTION,
    Shape.ENTRY: BlockKind.ENTRY,
    Shape.NOTE: BlockKind.NOTE,
}


def assemble(
    lines: Sequence[Line], shapes: Sequence[Shape], text: str, cited: frozenset[int], is_one: bool
) -> tuple[Block, ...]:
    """Return the blocks of lines whose shapes are known.

    `text` is the document's, `cited` the numbers of its notes, whose marks no other block keeps. Where the text
    `is_one` piece of writing, only a `TITLE` begins an article.
    """
    return _Assembly(lines, shapes, text, cited, is_one).blocks()


class _Assembly:
    """Turns lines into blocks, one after the other."""

    def __init__(
        self, lines: Sequence[Line], shapes: Sequence[Shape], text: str, cited: frozenset[int], is_one: bool
    ) -> None:
        self._lines, self._shapes, self._text = lines, shapes, text
        self._cited, self._is_one = cited, is_one
        self._heads_taken: set[str] = set()
        self._blocks: list[Block] = []

    @cached_property
    def _is_before_body(self) -> list[bool]:
        return _before_body(self._shapes)

    @cached_property
    def _running_heads(self) -> frozenset[str]:
        return running_heads(self._lines)

    def blocks(self) -> tuple[Block, ...]:
        place = 0
        while place < len(self._lines):
            match self._shapes[place]:
                case Shape.BODY | Shape.WHOLE:  # most lines of most texts
                    self._take(place, self._kind(place))
                    place += 1
                case Shape.TITLE | Shape.HEADING:
                    place = self._take_headings(place)
                case Shape.ROW:
                    place = self._take_table(place)
                case Shape.CAPTION if self._shapes[place + 1 : place + 2] == [Shape.ROW]:
                    self._take_heading([place], TABLE_LEVEL)
                    place += 1
                case Shape.SECTION:
                    self._take_heading([place], self._level(place))
                    place += 1
                case Shape.CREDIT:
                    self._take_credit(place)
                    place += 1
                case shape:
                    self._take(place, _KINDS[shape])
                    place += 1
        return tuple(self._blocks)

    def _kind(self, place: int) -> BlockKind:
        return BlockKind.ITEM if is_list_item(self._lines[place].text) else BlockKind.PARAGRAPH

    def _take(self, place: int, kind: BlockKind) -> None:
        line = self._lines[place]
        spans = line.pieces if kind in _OF_ENTRIES else without_marks(line, self._cited)
        if spans:
            self._blocks.append(Block(kind, spans))

    def _take_credit(self, place: int) -> None:
        """Take a credit as a caption; a running head once, where it is not the title anyway; initials never."""
        text = self._lines[place].text
        if text in self._heads_taken or _INITIALS.match(text):
            return
        if text in self._running_heads:
            self._heads_taken.add(text)
        self._take(place, BlockKind.CAPTION)

    def _take_heading(self, places: Sequence[int], level: int) -> None:
        """Take lines as one heading."""
        printed: list[str] = []
        spans: list[Span] = []
        for place in places:
            pieces = without_marks(self._lines[place], self._cited)
            before = joined_title(printed)
            printed.append(text_of(pieces, self._text))
            if spans and joined_title(printed).startswith(f"{before} "):  # two lines, not one that was broken
                spans.append(self._line_break(spans[-1].end))
            spans.extend(pieces)
        has_bullet = self._lines[places[0]].text.startswith(_BULLETS)
        label = close_up(joined_title(printed)[has_bullet:].lstrip())
        self._heads_taken.update(self._lines[place].text for place in places)
        self._blocks.append(Block(BlockKind.HEADING, tuple(spans), level, label))

    def _line_break(self, place: int) -> Span:
        """Return the first line break from a place on."""
        start = self._text.index("\n", place)
        return Span(start, start + 1)

    def _level(self, place: int) -> int:
        """Return the level of a section's heading by its mark."""
        text = self._lines[place].text
        if is_glossary_heading(text) or is_annex(text):
            return _TOP
        marked = (level for level, pattern in enumerate(_LEVELS, _MARKED) if pattern.match(text))
        return next(marked, _UNMARKED)

    def _take_headings(self, place: int) -> int:
        """Take the headings from `place` on as title, sections or captions; return the place after them."""
        end = place + 1
        while end < len(self._lines) and self._shapes[end] is self._shapes[place]:
            end += 1
        heads_a_table = end > 1 and self._shapes[end : end + 1] == [Shape.ROW]
        stop = end - 1 if heads_a_table else end
        if self._shapes[place] is Shape.TITLE:
            self._take_heading(range(place, end), TITLE_LEVEL)
        elif place == stop:
            pass
        elif self._is_one or is_annex(self._lines[place].text):
            self._take_sections(place, stop)
        elif not self._is_before_body[end]:
            for at in range(place, stop):
                self._take(at, BlockKind.CAPTION)
        elif place and self._lines[place].text.endswith(words("posts")):  # 省卫生健康委副主任 | 谢李广
            for at in range(place, stop):
                self._take(at, self._kind(at))
        elif place == 0 or stop - place > 1 or opens_an_article(self._lines, stop - 1):
            self._begin_article(place, stop)
        else:
            self._take_heading([place], self._level(place))
        if heads_a_table and self._shapes[place] is not Shape.TITLE:
            self._take_heading([stop], TABLE_LEVEL)
        return end

    def _take_sections(self, place: int, end: int) -> None:
        """Take each heading as a section; a line that says 附件2 together with what the annex is called."""
        while place < end:
            stop = place + 1
            if is_annex(self._lines[place].text) and stop < end:
                stop += 1
            self._take_heading(range(place, stop), self._level(place))
            place = stop

    def _begin_article(self, place: int, end: int) -> None:
        """Begin an article titled by the headings at place..end; of a long run only by the first."""
        by_lines = {at for at in range(place, end) if BYLINE.search(self._lines[at].text)}
        first = next((at for at in range(place, end) if at not in by_lines), place)
        longest = end if end - place <= _MOST_LINES_OF_A_TITLE else first + 1
        title_end = next((at for at in range(first + 1, longest) if at in by_lines), longest)
        for at in range(place, first):
            self._take(at, BlockKind.HEAD)
        self._take_heading(range(first, title_end), TITLE_LEVEL)
        for at in range(title_end, end):
            self._take(at, BlockKind.HEAD if at in by_lines else self._kind(at))

    def _take_table(self, place: int) -> int:
        """Take a table's rows, the names of its columns as their label; return the place after it."""
        end = place
        while end < len(self._lines) and self._shapes[end] is Shape.ROW:
            end += 1
        columns = named(cells(self._lines[place].text, self._lines[place].original))
        for at in range(place, end):
            printed = self._lines[at].text
            row = Span(len(printed) - len(printed.lstrip(_STROKES)), len(printed.rstrip(_STROKES)))
            self._blocks.append(Block(BlockKind.ROW, self._lines[at].places(row), label=columns))
        return end


def _before_body(shapes: Sequence[Shape]) -> list[bool]:
    """Return for each place, the end included, whether body or a section follows, captions passed over."""
    found = [False]
    for shape in reversed(shapes):
        found.append(found[-1] if shape in _BESIDE else shape in _BODY)
    return found[::-1]
