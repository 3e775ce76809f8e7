"""Printed pages, as PDF and OFD have them: their lines by place and size, to paragraphs.

What stands first or last on page after page (running heads, page numbers, disclaimers) is no text. Lines make a
paragraph while they reach the right edge of their column and the next begins at its left edge; across a page
too, where the sentence is not at its end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from retrieval.layout.cells import is_field
from retrieval.layout.pieces import Piece, cleaned, leads_to_page
from retrieval.layout.printed_lines import PrintedLine, PrintedPage
from retrieval.layout.printed_tables import PrintedTables
from retrieval.layout.running_heads import RunningHeads
from retrieval.layout.tears import is_closed
from retrieval.normalise import in_place
from retrieval.types import BlockKind

_FALLEN_APART = 1.3  # usual leadings of their page between two lines that are not of one paragraph
_WIDEST_LEADING = 3.2  # sizes
_SAME_SIZE = 0.12  # by how much the sizes of one paragraph's lines may differ
_LARGE = 1.12  # of a heading against the text
_MOST_OF_A_HEADING = 3  # lines
_FEWEST_OF_A_TITLE = 3  # code points; less is an initial, or a mark
_SHORT_OF_EDGE = 2.0  # characters that a full line may end before the right edge of its column
_INDENT = 1.4  # characters from the left edge at which a paragraph begins
_NEIGHBOURS = 12  # lines around one, among which the edges of its column are looked for
_BEGINS = re.compile(
    r"(?:[■□●◆◇★▌▶►•]|[一二三四五六七八九十]{1,4}、|\([一二三四五六七八九十]{1,4}\)|第.{1,3}[编章节条]|\d{1,2}[.、)](?!\d)|\(\d{1,2}\)|[①-⑳]|(?:图|表) ?\d|(?:注|备注|资料来源|数据来源) ?\d?:)"
)
_LATIN = re.compile(r"[A-Za-z0-9,.;:%)]")


def pieces_of_pages(pages: Sequence[PrintedPage]) -> Iterator[Piece]:
    """Yield the paragraphs and rows of pages."""
    running = RunningHeads(pages)
    size = _usual_size(pages)
    tables = PrintedTables()
    largest = _largest(pages[:1])
    waiting: list[_Open] = []
    for page in pages:
        items = tables.within(running.without(page), page.number)
        lines = [item for item in items if isinstance(item, PrintedLine)]
        leading = _leading(lines)
        columns = {id(line): _column(lines, place) for place, line in enumerate(lines)}
        for item in items:
            if not isinstance(item, PrintedLine):
                yield from _flushed(waiting, largest)
                yield from item
            elif waiting and waiting[-1].takes(item, page.number, columns[id(item)], (size, leading)):
                waiting[-1].take(item, columns[id(item)])
            else:
                yield from _flushed(waiting, largest)
                waiting.append(_Open(page.number, [item], columns[id(item)]))
    yield from _flushed(waiting, largest)


class _Open:
    """A paragraph to which further lines may belong."""

    def __init__(self, page: int, lines: list[PrintedLine], column: tuple[float, float]) -> None:
        self.page, self.lines, self._column, self._last_page = page, lines, column, page

    def takes(
        self, line: PrintedLine, page: int, column: tuple[float, float], usual: tuple[float, float]
    ) -> bool:
        """Return whether a line goes on with the paragraph; `usual` are the size of the text and the page's leading."""
        last, (size, leading) = self.lines[-1], usual
        if last.is_parted or line.is_parted:
            return False
        if abs(line.size - last.size) > _SAME_SIZE * max(line.size, last.size):
            return False
        if is_field(in_place(line.text)) and is_field(in_place(last.text)):
            return False
        if _BEGINS.match(in_place(line.text)) or leads_to_page(line.text) or leads_to_page(last.text):
            return False
        is_heading = last.size >= _LARGE * size
        is_full = last.right >= self._column[1] - _SHORT_OF_EDGE * last.size
        is_indented = line.left >= column[0] + _INDENT * line.size
        if page != self._last_page:
            is_torn = is_full and not is_closed(in_place(last.text)) and not is_indented and not is_heading
            self._last_page = page if is_torn else self._last_page
            return is_torn
        gap = line.top - last.top
        if (
            not 0
            < gap
            <= min(_WIDEST_LEADING * line.size, _FALLEN_APART * max(leading, line.bottom - line.top))
        ):
            return False
        if is_heading:
            return not is_closed(in_place(last.text)) and len(self.lines) < _MOST_OF_A_HEADING
        return is_full and not is_indented and min(line.right, last.right) > max(line.left, last.left)

    def take(self, line: PrintedLine, column: tuple[float, float]) -> None:
        self.lines.append(line)
        self._column = column

    def text(self) -> str:
        made = ""
        for line in self.lines:
            is_parted = made and _LATIN.match(made[-1]) and _LATIN.match(line.text)
            if is_parted and made.endswith("-") and made[-2:-1].isalpha():
                made = made[:-1]
                is_parted = None
            made += f" {line.shown}" if is_parted else line.shown
        return made


def _flushed(waiting: list[_Open], largest: float | None) -> Iterator[Piece]:
    """Yield the paragraph that is open as a piece; lines of a table of contents are none."""
    while waiting:
        done = waiting.pop()
        text = cleaned(done.text())
        if text and not leads_to_page(text):
            is_large = largest is not None and done.page == 1 and done.lines[0].size >= largest
            yield Piece(text, BlockKind.PARAGRAPH, page=done.page, is_large=is_large)


def _usual_size(pages: Sequence[PrintedPage]) -> float:
    """Return the size in which most characters are set."""
    counted: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            counted[round(line.size, 1)] += len(line.text)
    return counted.most_common(1)[0][0] if counted else 0.0


def _largest(pages: Sequence[PrintedPage]) -> float | None:
    """Return from which size on a first page's lines are set in its largest letters; None where those are its text's."""
    size = _usual_size(pages)
    sizes = [line.size for page in pages for line in page.lines if len(line.text) > _FEWEST_OF_A_TITLE]
    largest = max(sizes, default=0.0) * (1 - _SAME_SIZE)
    return largest if largest >= _LARGE * size else None


def _column(lines: Sequence[PrintedLine], place: int) -> tuple[float, float]:
    """Return the left and right edge of the column that a line stands in, as the lines around it show them."""
    line = lines[place]
    around = [
        other
        for other in lines[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1]
        if abs(other.size - line.size) <= _SAME_SIZE * line.size
        and min(other.right, line.right) > max(other.left, line.left)
    ]
    lefts = sorted(other.left for other in around)
    left = min(lefts, key=lambda value: abs(value - lefts[0])) if lefts else line.left
    return left, max((other.right for other in around), default=line.right)


def _leading(lines: Sequence[PrintedLine]) -> float:
    """Return the usual distance between a page's lines; 0 for a page of one."""
    gaps = [below.top - line.top for line, below in pairwise(lines)]
    near = [gap for gap, line in zip(gaps, lines, strict=False) if 0 < gap <= _WIDEST_LEADING * line.size]
    return median(near) if near else 0.0
