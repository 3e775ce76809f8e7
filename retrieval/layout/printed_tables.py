"""The tables of printed pages: those that lines make by standing below each other, and the numbers of all of them."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.layout.aligned import Aligned, aligned_tables
from retrieval.layout.aligned_rows import Column
from retrieval.layout.grid import table_of
from retrieval.layout.pieces import Piece
from retrieval.layout.printed_lines import Printed, PrintedLine
from retrieval.layout.sheets import pieces_of

Item = PrintedLine | Sequence[Piece]
_BESIDE_AN_EDGE = (
    2  # items that may stand between a table and the edge of its page: a note, a title said again
)


class PrintedTables:
    """Puts rows in place of lines, page after page; a table that goes on over pages keeps its number and its names."""

    def __init__(self) -> None:
        self._count = 0
        self._numbers: dict[int, int] = {}  # of tables that whoever read the page found by their rules
        self._names: tuple[str, ...] = ()
        self._last: tuple[int, tuple[Column, ...]] | None = None  # page and columns of a table that ends it

    def within(self, items: Sequence[Item], page: int) -> list[Item]:
        """Return the items of a page, rows in place of the lines that make a table."""
        lines = [_parts(item) for item in items]
        before = self._last[1] if self._last is not None and self._last[0] == page - 1 else ()
        found = aligned_tables(lines, before)
        if not before or not found or min(found[0].lines) > _BESIDE_AN_EDGE:
            self._names = ()
        made: list[Item] = []
        for place, item in enumerate(items):
            table = next((one for one in found if place in one.lines), None)
            if table is None:
                made.append(item if isinstance(item, PrintedLine) else self._renumbered(item))
            elif place == min(table.lines):
                made.append(self._rows(table, page, goes_on=place <= _BESIDE_AN_EDGE and bool(self._names)))
        ends = [one for one in found if max(one.lines) >= len(items) - 1 - _BESIDE_AN_EDGE]
        self._last = (page, ends[-1].columns) if ends else None
        return made

    def _rows(self, table: Aligned, page: int, *, goes_on: bool) -> list[Piece]:
        goes_on = goes_on and (not table.has_names or table.rows[0] == self._names)
        if not goes_on:
            self._count += 1
        made, self._names = pieces_of(
            table_of(f"表{self._count}", table.rows, (), page),
            self._count,
            self._names if goes_on else (),
            goes_on=goes_on,
        )
        return made

    def _renumbered(self, rows: Sequence[Piece]) -> list[Piece]:
        made = []
        for row in rows:
            if row.table is not None and row.table not in self._numbers:
                self._count += 1
                self._numbers[row.table] = self._count
            number = self._numbers.get(row.table) if row.table is not None else None
            cell = (
                f"表{number}!{row.cell.rpartition('!')[2]}" if number is not None and row.cell else row.cell
            )
            made.append(row._replace(table=number, cell=cell))
        return made


def _parts(item: Item) -> Sequence[Printed]:
    """Return the parts of a line; the whole of one that whoever read the page did not part; none of a table."""
    if not isinstance(item, PrintedLine):
        return ()
    return item.parts or (Printed(item.text, item.left, item.right, item.top, item.bottom, item.size),)
