"""A table's cells with those that are merged, and its columns that are one though its rules part them.

Rules may stand elsewhere in the row of names than in the rows of values:

本报告期 | 上年同期 |        | 增减(%)
  170.36 |   124.94 | 36.35% |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.layout.cells import is_figure, is_year
from retrieval.layout.pieces import cleaned

_ROWS_ABOVE = 4  # among which the names of the columns are: a title and a unit may stand above them
_SIDE_BY_SIDE = (2, 3, 4)  # how often a table may be set on


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged cell: its first and last row and column, counted from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table's cells, row by row, the texts of merged ones in their first cell; all rows are of one length.

    `name` is how it is told from others (表1, the name of a sheet), `numbers` are what its rows are called there.
    """

    name: str
    rows: Sequence[Sequence[str]]
    merges: Sequence[Merge]
    numbers: Sequence[int]
    page: int | None = None

    @property
    def width(self) -> int:
        """Return how many columns it has."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def filled(self) -> list[list[str]]:
        """Return the rows, the text of each merged cell in all rows that it reaches down to; in its first column alone."""
        filled = [list(row) for row in self.rows]
        for merge in self.merges:
            text = filled[merge.top][merge.left] if merge.top < len(filled) else ""
            for place in range(merge.top, min(merge.bottom + 1, len(filled))):
                filled[place][merge.left] = text
        return filled


def table_of(
    name: str, rows: Sequence[Sequence[str]], merges: Sequence[Merge] = (), page: int | None = None
) -> Table:
    """Return a table of rows of any lengths, numbered from 1, its texts cleaned."""
    width = max(map(len, rows), default=0)
    made = [[cleaned(cell).replace("|", "/") for cell in row] + [""] * (width - len(row)) for row in rows]
    return Table(name, made, merges, range(1, len(made) + 1), page)


def closed_up(table: Table) -> Table:
    """Return a table whose neighbouring columns are one where no row has a text in both."""
    filled = table.filled
    groups: list[list[int]] = []
    held: set[int] = set()  # rows that have a text in the last group
    for at in range(table.width):
        own = {place for place, row in enumerate(filled) if row[at]}
        if groups and (not own or not held & own):
            groups[-1].append(at)
            held |= own
        else:
            groups.append([at])
            held = own
    if len(groups) == table.width:
        return table
    group_of = {at: place for place, group in enumerate(groups) for at in group}
    rows = [[next((row[at] for at in group if row[at]), "") for group in groups] for row in table.rows]
    merges = [
        replace(merge, left=group_of[merge.left], right=group_of[merge.right])
        for merge in table.merges
        if merge.right < table.width
    ]
    kept = [merge for merge in merges if merge.bottom > merge.top or merge.right > merge.left]
    return replace(table, rows=rows, merges=kept)


def halves(table: Table) -> list[Table]:
    """Return a table set side by side as several, from left to right: 资产 | 期末 | 年初 | 负债 | 期末 | 年初.

    Its columns' names say again what those of the first part say, the first of them aside.
    """
    for row in table.rows[:_ROWS_ABOVE]:
        if any(is_figure(cell) and not is_year(cell) for cell in row):
            return [table]
        for count in _SIDE_BY_SIDE:
            width, rest = divmod(len(row), count)
            parts = [tuple(row[at * width : (at + 1) * width]) for at in range(count)]
            if not rest and width > 1 and all(parts[0][1:]) and len({part[1:] for part in parts}) == 1:
                return [_cut(table, at * width, width) for at in range(count)]
    return [table]


def _cut(table: Table, left: int, width: int) -> Table:
    """Return some columns of a table."""
    right = left + width
    merges = [
        replace(one, left=max(one.left, left) - left, right=min(one.right, right - 1) - left)
        for one in table.merges
        if one.left < right and one.right >= left
    ]
    return replace(table, rows=[row[left:right] for row in table.rows], merges=merges)
