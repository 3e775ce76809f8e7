"""What stands at the edges of page after page and is no text: running heads, disclaimers, numbers of pages.

A title, the caption of a table, its unit and the names of its columns may stand there too, and are text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from retrieval.layout.cells import is_unit
from retrieval.layout.pieces import Piece
from retrieval.layout.printed_lines import Printed, PrintedLine, PrintedPage
from retrieval.normalise import in_place

_EDGE_LINES = 3  # on either end of a page
_REPEATS = 3  # pages on which a running head stands; of a shorter file on all
_PAGE_NUMBER = re.compile(
    r"[—–\-·\s]*(?:第\s?)?(?:\d{1,4}|[ivxIVX]{1,5})(?:\s?页)?(?:\s*(?:[/,\uff0c]\s*第?|共|of)\s?\d{1,4}\s?页?)?[—–\-·\s]*"
)
_NUMBER = re.compile(r"\d{1,4}")
_MOST_NUMBERS = 3  # within a running head, one of which may be the page's: 年度报告 2025 第3页 共12页
# 表1 … · 附件2 … · 专栏3 …: three of them on three pages are three, whatever number the page has
_NUMBERED = re.compile(r"(?:续?附?[表图]|附[件录]|专栏) ?[\d一二三四五六七八九十A-Z]")
_STEP = 9.0  # points: a running head stands as high on all its pages
_SAME_ROW = 0.4  # of its size
_ROWS_APART = 1.5  # distances of the rows below, between names of columns and the first row


class RunningHeads:
    """Tells running heads and numbers of pages from what stands there for once."""

    def __init__(self, pages: Sequence[PrintedPage]) -> None:
        self._fewest = max(2, min(_REPEATS, len(pages)))
        self._counts = Counter(place for page in pages for place in set(_places(page)))
        self._said: dict[str, int] = {}  # captions by the page on which they stand first

    def without(self, page: PrintedPage) -> list[PrintedLine | Sequence[Piece]]:
        """Return what is on a page without its running heads; pages are given in their order."""
        edges = _edges(page)
        rows = _rows(page.lines)
        dropped = {id(line) for line in edges if self._is_running(line, page, rows)}
        numbers = {id(line) for line in edges if _PAGE_NUMBER.fullmatch(in_place(line.text.strip()))}
        for row in rows:  # a figure beside others is a cell
            if all(id(line) in dropped | numbers for line, _ in row):
                dropped |= numbers & {id(line) for line, _ in row}
        return [
            item
            for item in page.items
            if not isinstance(item, PrintedLine) or (item.text.strip() and id(item) not in dropped)
        ]

    def _is_running(self, line: PrintedLine, page: PrintedPage, rows: Sequence[Row]) -> bool:
        keys = _keys(line, page.number)
        if not any(self._count(key, line) >= self._fewest for key in keys) or is_unit(line.text):
            return False
        if _NUMBERED.match(in_place(line.text)):
            return self._said.setdefault(keys[0], page.number) != page.number
        return not _name_columns(line, rows)

    def _count(self, key: str, line: PrintedLine) -> int:
        """Return on how many pages that stands as high and as large."""
        down, size = round(line.top / _STEP), round(line.size)
        return sum(
            self._counts[key, down + more, size + larger] for more in (-1, 0, 1) for larger in (-1, 0, 1)
        )


Row = list[tuple[PrintedLine, tuple[Printed, ...]]]


def _edges(page: PrintedPage) -> list[PrintedLine]:
    """Return the lines that stand highest and lowest on a page."""
    ordered = sorted(page.lines, key=lambda line: line.top)
    return [*ordered[:_EDGE_LINES], *ordered[max(_EDGE_LINES, len(ordered) - _EDGE_LINES) :]]


def _places(page: PrintedPage) -> Iterator[tuple[str, int, int]]:
    for line in _edges(page):
        for key in _keys(line, page.number):
            yield key, round(line.top / _STEP), round(line.size)


def _keys(line: PrintedLine, page: int) -> list[str]:
    """Return what a line says, and that with each number in it counted from the page's; nothing for figures alone.

    >>> _keys(PrintedLine("云岭年鉴 2025 · 3 ·", 0, 0, 0, 0, 9), 3), _keys(PrintedLine("12.5 3", 0, 0, 0, 0, 9), 3)
    (['云岭年鉴2025·3·', '云岭年鉴#2022·3·', '云岭年鉴2025·#0·'], [])
    """
    text = "".join(line.text.split())
    if _NUMBERED.match(in_place(text)):
        return [text]
    if not any(map(str.isalpha, text)):
        return []
    numbers = list(_NUMBER.finditer(text))[:_MOST_NUMBERS]
    counted = (f"{text[: one.start()]}#{int(one[0]) - page}{text[one.end() :]}" for one in numbers)
    return [text, *counted]


def _rows(lines: Sequence[PrintedLine]) -> list[Row]:
    """Return the lines by height, from the top down, each with what stands between its gaps."""
    rows: list[Row] = []
    for line in sorted(lines, key=lambda line: line.top + line.bottom):
        parts = line.parts or (Printed(line.text, line.left, line.right, line.top, line.bottom, line.size),)
        last = rows[-1][0][1][0] if rows else None
        if last is not None and parts[0].middle - last.middle <= _SAME_ROW * min(line.size, last.size):
            rows[-1].append((line, parts))
        else:
            rows.append([(line, parts)])
    return rows


def _name_columns(line: PrintedLine, rows: Sequence[Row]) -> bool:
    """Return whether a line is of a row that stands over the rows close below it as the names of their columns do."""
    place = next(place for place, row in enumerate(rows) if any(one is line for one, _ in row))
    near = [
        sorted((part for _, parts in row for part in parts), key=lambda part: part.left)
        for row in rows[place : place + 3]
    ]
    if len(near) < 3 or len(near[0]) < 2:
        return False
    names, first, second = near
    distance = second[0].middle - first[0].middle
    return (
        first[0].middle - names[0].middle <= _ROWS_APART * distance
        and len(names) == len(first) == len(second)
        and all(
            name.left < part.right and part.left < name.right for name, part in zip(names, first, strict=True)
        )
    )
