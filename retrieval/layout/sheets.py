"""Tables of formats that know their cells: title rows, the rows of names, merged cells, notes; as pieces.

A row is written with its cells between strokes, as Markdown has them. Rows of names of two levels become one line
(资格条件 over 专业: 资格条件 专业); a merged cell is said again in each row that it reaches down to. Names may change
within a table (本期 | 上期, further down 期末 | 期初), and stand twice where it is set in two halves side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retrieval.layout.cells import is_caption, is_field, is_figure, is_remark, is_unit, is_year, name_columns
from retrieval.layout.forms import is_form, pairs
from retrieval.layout.grid import Table, closed_up, halves
from retrieval.layout.pieces import Piece
from retrieval.layout.titles import named
from retrieval.types import BlockKind

_STROKE = " | "
_DEEPEST_HEADER = 3  # rows of names; more are records of a form
_LONGEST_NAME = 60  # code points of a column's name: what is longer is a value
_FEWEST_NAMES = 3  # of columns that are named below a title within a table
_LOOKED_AT = 2  # rows below names, which have figures where those are names


def pieces_of(
    table: Table, number: int, before: Sequence[str] = (), *, goes_on: bool = False
) -> tuple[list[Piece], tuple[str, ...]]:
    """Return a table as pieces, and the names of its columns; one of a single column is a frame around text.

    `before` are the names of the columns of the table before it, which hold for one that goes on with it; where the
    file `goes_on` with it on another page for sure, its first row names no columns but those.
    """
    filled = table.filled
    is_as_before = goes_on and sum(any(row[at] for row in filled) for at in range(table.width)) == len(before)
    if not is_as_before:
        table = closed_up(table)
    made: list[Piece] = []
    names = tuple(before)
    for half in halves(table):
        reading = _Reading(half, number)
        if len(reading.columns) < 2:
            texts = (row[at] for row in reading.filled for at in reading.columns if row[at])
            made += [Piece(text, page=table.page) for text in texts]
        else:
            fresh, names = reading.pieces(before, goes_on=goes_on and len(before) == len(reading.columns))
            made += fresh
    return made, names


class _Reading:
    """A table that is read from its first row to its last."""

    def __init__(self, table: Table, number: int) -> None:
        self._table, self._number = table, number
        self.filled = table.filled
        self._shown = [place for place, row in enumerate(self.filled) if any(row)]
        self.columns = [
            at for at in range(table.width) if any(self.filled[place][at] for place in self._shown)
        ]

    def pieces(self, before: Sequence[str], *, goes_on: bool) -> tuple[list[Piece], tuple[str, ...]]:
        """Return the rows as pieces, and the names that the last of them stand under."""
        shown, table = self._shown, self._table
        top = 0 if goes_on else self._titles_end()
        made = list(self._lines_above(shown[:top]))
        rest = shown[top:]
        if goes_on:
            while rest and _says_names_again(self._cells(rest[0]), before):
                rest = rest[1:]
        if not goes_on and is_form([self._cells(place) for place in rest]):
            return [*made, *self._pairs(rest)], ()
        names = tuple(before)
        depth = 0 if goes_on or not rest else _header_depth(table, self.filled, rest, self.columns, before)
        place = 0
        while place < len(rest):
            if depth:
                names = _names(table, self.filled, rest[place : place + depth], self.columns)
                made.append(self._row(names, rest[place], names)._replace(is_header=True))
                place += depth
            elif _is_beside_the_rows(cells := self._cells(rest[place])):
                made += self._lines_above(rest[place : place + 1])  # 制表人:某某, below all rows
                place += 1
            elif tuple(cells) != names or len(set(cells)) == 1:
                made.append(self._row(cells, rest[place], names))
                place += 1
            else:
                place += 1  # the names of the columns once more, at a page's top
            depth = self._names_again(rest, place, names)
        return made, names if len(names) == len(self.columns) else ()

    def _cells(self, place: int) -> list[str]:
        return [self.filled[place][at] for at in self.columns]

    def _row(self, cells: Sequence[str], place: int, names: Sequence[str]) -> Piece:
        only = [cell for cell in cells if cell]
        text = only[0] if len(only) == 1 and len(cells) > 1 and cells[0] == only[0] else _STROKE.join(cells)
        return Piece(
            text.strip(), BlockKind.ROW, page=self._table.page, cell=self._locator(place), table=self._number,
            label=named(dict.fromkeys(filter(None, names))),
        )  # fmt: skip

    def _locator(self, place: int) -> str:
        return f"{self._table.name}!{self._table.numbers[place]}"

    def _titles_end(self) -> int:
        """Return how many of the first rows say one thing each: titles, units, what the table is of."""
        count = 0
        while count < len(self._shown) and _stands_above(self.filled[self._shown[count]]):
            count += 1
        return count if count < len(self._shown) else 0

    def _lines_above(self, places: Sequence[int]) -> Iterator[Piece]:
        """Yield the lines above the names of the columns; those that say a unit or a table's number belong to each row."""
        for place in places:
            for text in dict.fromkeys(_values(self.filled[place])):
                is_of_rows = is_unit(text) or is_caption(text)
                yield Piece(
                    text,
                    BlockKind.CAPTION if is_of_rows else BlockKind.PARAGRAPH,
                    page=self._table.page,
                    cell=self._locator(place),
                    table=self._number if is_of_rows else None,
                )

    def _pairs(self, places: Sequence[int]) -> Iterator[Piece]:
        """Yield the labels of a form with their values, each pair a row."""
        said: list[str] = []
        for place in places:
            for pair in pairs(self._cells(place)):
                if (
                    len(pair) > 1 or pair != said
                ):  # the name of a part that reaches down over rows is said once
                    yield self._row(pair, place, ())
                said = pair if len(pair) == 1 else said

    def _names_again(self, rest: Sequence[int], place: int, names: Sequence[str]) -> int:
        """Return how many rows from a place on name the columns anew; 0 for a row of values."""
        if not 0 < place < len(rest) - 1:
            return 0
        cells, above = self._cells(rest[place]), self._cells(rest[place - 1])
        if tuple(cells) == names:
            return 0
        if _renames_corner(cells, names):
            return 1
        is_cornered = bool(names) and cells[0] in ("", names[0]) and len(_values(cells)) > 1
        is_below_title = len(_values(above)) == 1 and len(_values(cells)) >= _FEWEST_NAMES and bool(cells[0])
        if not (is_cornered or is_below_title) or (any(map(is_figure, cells)) and not name_columns(cells)):
            return 0
        near = rest[place : place + _DEEPEST_HEADER + _LOOKED_AT]
        depth = _header_depth(self._table, self.filled, near, self.columns, ())
        below = [self._cells(one) for one in near[depth : depth + _LOOKED_AT]]
        fresh = _names(self._table, self.filled, near[:depth], self.columns)
        return depth if _are_values_below(fresh, below) else 0


def _is_beside_the_rows(cells: Sequence[str]) -> bool:
    """Return whether a row is none: fields alone, a remark on the table."""
    values = _values(cells)
    return all(map(is_field, values)) or (len(values) == 1 and is_remark(values[0]))


def _stands_above(row: Sequence[str]) -> bool:
    """Return whether a row says one thing, or fields alone: 填报单位:某局 | 填报日期:10月8日."""
    values = _values(row)
    return len(values) == 1 or (len(values) > 1 and all(map(is_field, values)))


def _renames_corner(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Return whether a row says all names again but the first: 利润表 | 2021 | 2022, further down 资产负债表 | 2021 | 2022."""
    return any(names[1:]) and list(cells[1:]) == list(names[1:]) and bool(cells[0]) and cells[0] != names[0]


def _are_values_below(names: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Return whether each of some rows has a name of its own, and a figure in one column that is named."""
    return len(below) == _LOOKED_AT and any(
        name and not is_figure(name) and all(row[0] and is_figure(row[at + 1]) for row in below)
        for at, name in enumerate(names[1:])
    )


def _says_names_again(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Return whether a row at the top of a page holds the names of the columns, or one level of them."""
    return all(cell in name for cell, name in zip(cells, names, strict=True))


def _values(row: Sequence[str]) -> list[str]:
    return [cell for cell in row if cell]


def _header_depth(
    table: Table,
    filled: Sequence[Sequence[str]],
    places: Sequence[int],
    columns: Sequence[int],
    before: Sequence[str],
) -> int:
    """Return how many rows name the columns; 0 where the table goes on with the one before, or has no names."""
    first = [filled[places[0]][at] for at in columns]
    figures = [cell for cell in first if is_figure(cell)]
    is_of_years = all(map(is_year, figures)) and (name_columns(first) or _reaches_below(table, places[0]))
    if max(map(len, first)) > _LONGEST_NAME or (figures and not is_of_years):
        return 0
    if len(before) == len(columns) and list(before) != first and sum(map(bool, first)) < len(columns):
        return 0
    depth = 1
    while depth < min(_DEEPEST_HEADER, len(places) - 1) and _goes_on_below(
        table, filled, places, depth, columns
    ):
        depth += 1
    return depth


def _reaches_below(table: Table, place: int) -> bool:
    return any(merge.top == place and merge.right > merge.left for merge in table.merges)


def _goes_on_below(
    table: Table, filled: Sequence[Sequence[str]], places: Sequence[int], depth: int, columns: Sequence[int]
) -> bool:
    """Return whether the row at `depth` names columns too: below a name of several, or beside one that reaches down."""
    above, place = places[depth - 1], places[depth]
    row = filled[place]
    if any(is_figure(row[at]) for at in columns):
        return False
    wide = [merge for merge in table.merges if merge.top == above and merge.left < merge.right]
    if any(len(_values(row[merge.left : merge.right + 1])) > 1 for merge in wide):
        return True
    if table.merges:
        return False
    gaps = [at for at in columns if not filled[above][at]]
    return bool(gaps) and all(row[at] for at in gaps) and len(_values(row)) < len(columns)


def _names(
    table: Table, filled: Sequence[Sequence[str]], places: Sequence[int], columns: Sequence[int]
) -> tuple[str, ...]:
    """Return a name for each column, of all the rows that name them, what stands above first."""
    spread = {place: list(filled[place]) for place in places}
    for merge in table.merges:
        for place in range(merge.top, merge.bottom + 1):
            if place in spread:
                spread[place][merge.left : merge.right + 1] = [table.rows[merge.top][merge.left]] * (
                    merge.right - merge.left + 1
                )
    if len(places) > 1 and not table.merges:
        _spread_right(spread[places[0]], filled[places[1]])
    return tuple(
        " ".join(dict.fromkeys(filter(None, (spread[place][at] for place in places)))) for at in columns
    )


def _spread_right(above: list[str], below: Sequence[str]) -> None:
    """Say a name of the upper row again over the columns to its right that it has no name for."""
    for at in range(1, len(above)):
        if not above[at] and below[at]:
            above[at] = above[at - 1]
