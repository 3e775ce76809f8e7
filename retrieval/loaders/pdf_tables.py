"""The ruled tables of PDF pages: cells by pdfplumber, their texts from the characters that pdfium read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from retrieval.errors import LoadError
from retrieval.layout.cells import is_figure
from retrieval.layout.grid import Merge, table_of
from retrieval.layout.pieces import Piece
from retrieval.layout.printed_lines import Printed, PrintedLine
from retrieval.layout.sheets import pieces_of
from retrieval.layout.wrapped_rows import joined_rows
from retrieval.loaders.pdf_glyphs import Plumbed
from retrieval.loaders.pdf_page import Box, Line, Page

_NEAR = 3.0  # points within which two rules are one
_FEWEST_FILLED = 0.3  # of a table's cells; with fewer it is the grid of a chart
_MOST_AGAIN = (
    2  # of its text said again in the rows that merged cells reach down to; with more it lays out a page
)
_NARROWEST, _MOSTLY = (
    12.0,
    0.6,
)  # points of a column that is open at its side; of the rules across, that reach it
_LONGEST_CELL = 120  # characters on average; more is text between rules


@dataclass(frozen=True, slots=True)
class _Found:
    """A table on a page: its box, and its cells by row and column."""

    box: Box
    merges: tuple[Merge, ...]
    boxes: dict[tuple[int, int], Box]
    columns: tuple[float, ...]
    height: int


class Tables:
    """Finds the tables of a file's pages, one page after the other."""

    def __init__(self, plumbed: Plumbed) -> None:
        self._plumbed = plumbed
        self.overfull: list[int] = []  # pages whose rules are too many to be looked through
        self.unknown: list[int] = []  # pages whose rules pdfminer cannot read
        self._count = 0
        self._names: tuple[str, ...] = ()
        self._last: tuple[int, tuple[float, ...]] | None = (
            None  # page and columns of a table that ends its page
        )

    def within(self, page: Page, place: int) -> list[PrintedLine | Sequence[Piece]]:
        """Return the items of a page: its lines, the rows of a table in place of the lines that it is made of."""
        found = self._tables(page, place)
        items: list[PrintedLine | Sequence[Piece]] = []
        taken: set[int] = set()
        for line in page.lines:
            at = next((n for n, table in enumerate(found) if _is_within(line, table.box)), None)
            if at is None:
                printed = line.printed()
                items.extend([printed] if printed is not None else [])
            elif at not in taken:
                taken.add(at)
                is_first = not any(isinstance(item, PrintedLine) for item in items[2:])
                items.append(self._rows(found[at], page.lines, place, is_first=is_first))
        ends = bool(items) and not isinstance(items[-1], PrintedLine)
        is_last = ends or (len(items) > 1 and not isinstance(items[-2], PrintedLine))  # a page's number below
        self._last = (place, found[max(taken)].columns) if taken and is_last else None
        return items

    def _rows(self, table: _Found, lines: Sequence[Line], place: int, *, is_first: bool) -> list[Piece]:
        rows = [["" for _ in table.columns[1:]] for _ in range(table.height)]
        for (row, column), box in table.boxes.items():
            rows[row][column] = _text(lines, box)
        rows, merges = joined_rows(rows, table.merges)
        goes_on = (
            is_first
            and self._last is not None
            and self._last[0] == place - 1
            and _are_alike(self._last[1], table.columns)
            and (_are_among(table.columns, self._last[1]) or any(map(is_figure, rows[0])))
        )
        if not goes_on:
            self._count += 1
        made, self._names = pieces_of(
            table_of(f"表{self._count}", rows, merges, place + 1),
            self._count,
            self._names if goes_on else (),
            goes_on=goes_on,
        )
        return made

    def _tables(self, page: Page, place: int) -> list[_Found]:
        if not page.is_ruled:
            return []
        if page.is_overfull:
            self.overfull.append(place + 1)
            return []
        try:
            with self._plumbed.page(place) as ruled:
                left, top = ruled.mediabox[:2]
                tables = [
                    [
                        page.upright((x0 - left, y0 - top, x1 - left, y1 - top))
                        for x0, y0, x1, y1 in table.cells
                    ]
                    for table in _closed(ruled)
                ]
        except (LoadError, MemoryError):
            raise
        except Exception:  # noqa: BLE001 -- pdfminer raises whatever it stumbles over; the text that pdfium read is sound
            self.unknown.append(place + 1)
            return []
        found = [made for cells in tables if (made := _found(cells)) is not None]
        return [table for table in found if _is_filled(table, page.lines) and not _is_part(table, page.lines)]


def _closed(ruled: Any) -> list[Any]:
    """Return the tables that pdfplumber finds on a page, columns without a last rule closed: 类别 | 评级 | 说明, open at its right."""
    found: list[Any] = ruled.find_tables()
    sides = [side for table in found for side in _open_sides(table.bbox, ruled.horizontal_edges)]
    return list(ruled.find_tables({"explicit_vertical_lines": sides})) if sides else found


def _open_sides(box: Box, edges: Sequence[Any]) -> Iterator[dict[str, object]]:
    """Yield the rules that are lacking where most rules across a table go on to one place beyond its last one down."""
    left, top, right, bottom = box
    across = [edge for edge in edges if top - _NEAR <= edge["top"] <= bottom + _NEAR]
    rows = {round(edge["top"] / _NEAR) for edge in across}
    for own, end, at in (
        (left, "x0", min((edge["x0"] for edge in across), default=left)),
        (right, "x1", max((edge["x1"] for edge in across), default=right)),
    ):
        open_rows = {round(edge["top"] / _NEAR) for edge in across if abs(edge[end] - at) <= _NEAR}
        if abs(at - own) > _NARROWEST and len(open_rows) > max(2, _MOSTLY * len(rows)):
            yield {
                "object_type": "line", "x0": at, "x1": at, "top": top, "bottom": bottom,
                "width": 0, "height": bottom - top,
            }  # fmt: skip


def _found(cells: Sequence[Box]) -> _Found | None:
    """Return a table of cells by their boxes; None where there are no two rows and columns."""
    columns = _edges(edge for left, _, right, _ in cells for edge in (left, right))
    rows = _edges(edge for _, top, _, bottom in cells for edge in (top, bottom))
    if len(columns) < 3 or len(rows) < 3:
        return None
    boxes: dict[tuple[int, int], Box] = {}
    merges: list[Merge] = []
    for box in cells:
        left, top, right, bottom = box
        first_row, first_column = _index(rows, top), _index(columns, left)
        last_row, last_column = _index(rows, bottom) - 1, _index(columns, right) - 1
        if last_row < first_row or last_column < first_column:
            continue
        boxes[first_row, first_column] = box
        if (last_row, last_column) != (first_row, first_column):
            merges.append(Merge(first_row, first_column, last_row, last_column))
    outer = (columns[0], rows[0], columns[-1], rows[-1])
    return _Found(outer, tuple(merges), boxes, columns, len(rows) - 1)


def _edges(values: Iterator[float]) -> tuple[float, ...]:
    """Return the places of rules in order, those that are near each other as one."""
    made: list[float] = []
    for value in sorted(values):
        if not made or value - made[-1] > _NEAR:
            made.append(value)
    return tuple(made)


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda place: abs(edges[place] - value))


def _are_alike(one: Sequence[float], other: Sequence[float]) -> bool:
    """Return whether two tables are as wide as each other, at the same place."""
    return abs(one[0] - other[0]) <= 2 * _NEAR and abs(one[-1] - other[-1]) <= 2 * _NEAR


def _are_among(few: Sequence[float], many: Sequence[float]) -> bool:
    """Return whether each rule of a table is at the place of one of another's."""
    return all(any(abs(one - other) <= 2 * _NEAR for other in many) for one in few)


def _is_filled(table: _Found, lines: Sequence[Line]) -> bool:
    texts = {place: _text(lines, box) for place, box in table.boxes.items()}
    filled, length = sum(map(bool, texts.values())), sum(map(len, texts.values()))
    if filled < max(2, _FEWEST_FILLED * len(texts)) or length > _LONGEST_CELL * filled:
        return False
    again = sum(
        (merge.bottom - merge.top) * len(texts.get((merge.top, merge.left), "")) for merge in table.merges
    )
    return again <= _MOST_AGAIN * length


def _is_part(table: _Found, lines: Sequence[Line]) -> bool:
    """Return whether most lines of a table go on beyond its rules: a table that is ruled in part has further columns."""
    left, _, right, _ = table.box
    inside = outside = 0
    for line in lines:
        seen = [one for one in line.characters if one.text.strip()]
        if not seen or not any(_is_inside(one, table.box) for one in seen):
            continue
        inside += 1
        height = max(one.size for one in seen)
        outside += (
            min(one.left for one in seen) < left - height or max(one.right for one in seen) > right + height
        )
    return 2 * outside > inside


def _is_inside(one: Printed, box: Box) -> bool:
    across, down = (one.left + one.right) / 2, (one.top + one.bottom) / 2
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]


def _is_within(line: Line, box: Box) -> bool:
    seen = [one for one in line.characters if one.text.strip()]
    return bool(seen) and sum(_is_inside(one, box) for one in seen) * 2 > len(seen)


def _text(lines: Sequence[Line], box: Box) -> str:
    """Return what stands in a cell, its lines put together as a paragraph's are."""
    made = ""
    for line in lines:
        part = "".join(one.text for one in line.characters if one.text and _is_inside(one, box)).strip()
        if part:
            is_parted = (
                made
                and made[-1].isascii()
                and part[0].isascii()
                and (made[-1].isalnum() and part[0].isalpha())
            )
            made += f" {part}" if is_parted else part
    return made
