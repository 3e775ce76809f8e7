"""Tables of formats that know their cells: title rows, the rows of names, merged cells, notes; as pieces.

A row is written with its cells between strokes, as Markdown has them. Rows of names of two levels become one line
(资格条件 over 专业: 资格条件 专业); a merged cell is said again in each row that it reaches down to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.layout.pieces import Piece, cleaned
from retrieval.layout.titles import named
from retrieval.normalise import in_place
from retrieval.types import BlockKind

_STROKE = " | "
_DEEPEST_HEADER = 3  # rows of names; more are records of a form
_LONGEST_NAME = 60  # code points of a column's name: what is longer is a value
_LONGEST_CAPTION = 60
# 单位:万人 · (计量单位:元) · 2022年 单位:亿元
_UNIT = re.compile(r"(?:^|[\s(])(?:计量)?单位 ?:")
_FIGURE = re.compile(r"[-+]?[\d,]+(?:\.\d+)?%?")
_CAPTION = re.compile(r"^(?:附?表|附表) ?[\d一二三四五六七八九十]{1,3}(?:-\d{1,3})?")


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


def table_of(
    name: str, rows: Sequence[Sequence[str]], merges: Sequence[Merge] = (), page: int | None = None
) -> Table:
    """Return a table of rows of any lengths, numbered from 1, its texts cleaned."""
    width = max(map(len, rows), default=0)
    made = [[cleaned(cell).replace("|", "/") for cell in row] + [""] * (width - len(row)) for row in rows]
    return Table(name, made, merges, range(1, len(made) + 1), page)


def pieces_of(
    table: Table, number: int, before: Sequence[str] = (), *, goes_on: bool = False
) -> tuple[list[Piece], tuple[str, ...]]:
    """Return a table as pieces, and the names of its columns; one of a single column is a frame around text.

    `before` are the names of the columns of the table before it, which hold for one that goes on with it; where the
    file `goes_on` with it on another page for sure, its first row names no columns but those.
    """
    filled = _filled_down(table)
    shown = [place for place, row in enumerate(filled) if any(row)]
    columns = [at for at in range(table.width) if any(filled[place][at] for place in shown)]
    if not shown or not columns:
        return [], tuple(before)
    if len(columns) == 1:
        texts = (filled[place][columns[0]] for place in shown)
        return [Piece(text, page=table.page) for text in texts], tuple(before)
    goes_on = goes_on and len(before) == len(columns)
    top = 0 if goes_on else _titles_end(table, filled, shown)
    made = list(_lines_above(filled, shown[:top], table, number))
    rest = shown[top:]
    if goes_on:
        while rest and _says_names_again([filled[rest[0]][at] for at in columns], before):
            rest = rest[1:]
    depth = 0 if goes_on or not rest else _header_depth(table, filled, rest, columns, before)
    names = _names(table, filled, rest[:depth], columns) if depth else tuple(before)
    label = named(dict.fromkeys(filter(None, names)))
    if depth:
        made.append(_row(names, table, rest[0], number, label)._replace(is_header=True))
    seen = tuple(names)
    for place in rest[depth:]:
        cells = [filled[place][at] for at in columns]
        if (
            tuple(cells) == seen and len(set(cells)) > 1
        ):  # the names of the columns once more, at a page's top
            continue
        made.append(_row(cells, table, place, number, label))
    return made, names if len(names) == len(columns) else ()


def _says_names_again(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Return whether a row at the top of a page holds the names of the columns, or one level of them."""
    return all(cell in name for cell, name in zip(cells, names, strict=True))


def _row(cells: Sequence[str], table: Table, place: int, number: int, label: str) -> Piece:
    only = [cell for cell in cells if cell]
    text = only[0] if len(only) == 1 and len(cells) > 1 and cells[0] == only[0] else _STROKE.join(cells)
    locator = f"{table.name}!{table.numbers[place]}"
    return Piece(text.strip(), BlockKind.ROW, page=table.page, cell=locator, table=number, label=label)


def _filled_down(table: Table) -> list[list[str]]:
    """Return the rows, the text of each merged cell in all rows that it reaches down to; in its first column alone."""
    filled = [list(row) for row in table.rows]
    for merge in table.merges:
        text = filled[merge.top][merge.left] if merge.top < len(filled) else ""
        for place in range(merge.top, min(merge.bottom + 1, len(filled))):
            filled[place][merge.left] = text
    return filled


def _titles_end(table: Table, filled: Sequence[Sequence[str]], shown: Sequence[int]) -> int:
    """Return how many of the first rows say one thing each: titles, units, what the table is of."""
    count = 0
    while count < len(shown) and len(_values(filled[shown[count]])) == 1:
        count += 1
    return count if count < len(shown) else 0


def _values(row: Sequence[str]) -> list[str]:
    return [cell for cell in row if cell]


def _lines_above(
    filled: Sequence[Sequence[str]], places: Sequence[int], table: Table, number: int
) -> Iterator[Piece]:
    """Yield the lines above the names of the columns; those that say a unit or a table's number belong to each row."""
    for place in places:
        text = _values(filled[place])[0]
        locator = f"{table.name}!{table.numbers[place]}"
        if is_unit(text) or is_caption(text):
            yield Piece(text, BlockKind.CAPTION, page=table.page, cell=locator, table=number)
        else:
            yield Piece(text, page=table.page, cell=locator)


def is_unit(text: str) -> bool:
    """Return whether a line says no more than in which unit a table's figures are: 单位:万人."""
    return len(text) <= _LONGEST_CAPTION and _UNIT.search(in_place(text)) is not None


def is_caption(text: str) -> bool:
    """Return whether a line is the caption of a table: 表2 2022年居民消费价格涨跌幅度."""
    return len(text) <= _LONGEST_CAPTION and _CAPTION.match(in_place(text)) is not None


def _header_depth(
    table: Table,
    filled: Sequence[Sequence[str]],
    places: Sequence[int],
    columns: Sequence[int],
    before: Sequence[str],
) -> int:
    """Return how many rows name the columns; 0 where the table goes on with the one before, or has no names."""
    first = [filled[places[0]][at] for at in columns]
    is_of_figures = any(_FIGURE.fullmatch(cell) for cell in first)
    if max(map(len, first)) > _LONGEST_NAME or (is_of_figures and not _reaches_below(table, places[0])):
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
    if any(_FIGURE.fullmatch(row[at]) for at in columns):
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
