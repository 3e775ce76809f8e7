"""Tables without rules on printed pages: rows of words that stand below each other, under the names of their columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from retrieval.layout.aligned_rows import (
    DEEPEST_HEADER,
    FALLEN_APART,
    FEWEST_COLUMNS,
    Column,
    Row,
    header_of,
    joined_columns,
    names_of,
    nearest,
    together,
)
from retrieval.layout.cells import is_caption, is_figure, is_remark, is_unit, name_columns
from retrieval.layout.printed_lines import LONGEST_CELL, Printed

_SAME_ROW = 0.4  # of its size, by which the middles of a row's words may differ
_FEWEST_ROWS = 3  # of a table whose columns have no names
_WIDEST_DISTANCE = 5.0  # sizes between two rows: set double, with names of two lines
_CLOSE_BELOW = 0.8  # of the usual distance: the second line of a cell
_BESIDE = 2.0  # sizes from a row of figures to either half of its name


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table: its rows, of one length, the first the names of its columns where `has_names`; the lines it is made of."""

    rows: tuple[tuple[str, ...], ...]
    has_names: bool
    columns: tuple[Column, ...]
    lines: frozenset[int]


def aligned_tables(lines: Sequence[Sequence[Printed]], before: Sequence[Column] = ()) -> list[Aligned]:
    """Return the tables that some lines of a page make, given by their parts in reading order; none for a line of text.

    `before` are the columns of a table that ends the page before: rows at the top that stand in the same need no names.
    """
    found: list[Aligned] = []
    for run in _runs(lines):
        rows = _with_names_beside(_rows(lines, run))
        place = free = 0
        while place < len(rows):
            end = _end_of_table(rows, place)
            table = (
                _table(rows[free:], place - free, end - free, () if found else before)
                if end > place
                else None
            )
            if table is not None:
                found.append(table)
                free = end
            place = max(end, place + 1)
    return found


def _runs(lines: Sequence[Sequence[Printed]]) -> Iterator[range]:
    """Yield the runs of lines that may be of tables: lines of text end them."""
    start = 0
    for place, line in enumerate([*lines, ()]):
        is_text = not line or any(len(part.text) > LONGEST_CELL for part in line)
        if is_text or is_remark(line[0].text):
            if start < place:
                yield range(start, place)
            start = place + 1


def _rows(lines: Sequence[Sequence[Printed]], run: range) -> list[Row]:
    """Return the parts of a run of lines by height, from the top down."""
    parts = sorted(((part, place) for place in run for part in lines[place]), key=lambda one: one[0].middle)
    groups: list[list[tuple[Printed, int]]] = []
    for part, place in parts:
        last = groups[-1][0][0] if groups else None
        if last is not None and part.middle - last.middle <= _SAME_ROW * min(part.size, last.size):
            groups[-1].append((part, place))
        else:
            groups.append([(part, place)])
    return [
        Row(
            tuple(sorted((part for part, _ in group), key=lambda part: part.left)),
            frozenset(n for _, n in group),
        )
        for group in groups
    ]


def _with_names_beside(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, a name that stands in halves above and below a row of figures put in front of them."""
    made: list[Row] = []
    place = 0
    while place < len(rows):
        row = rows[place]
        above, below = made[-1:], rows[place + 1 : place + 2]
        if above and below and row.is_of_figures and all(_is_half(row, other) for other in (*above, *below)):
            half, other = above[0].parts[0], below[0].parts[0]
            name = row.parts[0]._replace(
                text=together(half.text, other.text),
                left=min(half.left, other.left),
                right=max(half.right, other.right),
            )
            made[-1] = Row((name, *row.parts), row.lines | above[0].lines | below[0].lines)
            place += 2
        else:
            made.append(row)
            place += 1
    return made


def _is_half(row: Row, other: Row) -> bool:
    """Return whether a line that stands alone left of a row's figures is half of its name."""
    is_left = len(other.parts) == 1 and other.parts[0].right <= row.parts[0].left
    return is_left and is_figure(row.parts[0].text) and abs(other.middle - row.middle) <= _BESIDE * row.size


def _end_of_table(rows: Sequence[Row], start: int) -> int:
    """Return where a table ends whose first row of values stands at `start`; `start` where none does."""
    first = rows[start]
    names_others = any(row.is_of_figures for row in rows[start + 1 : start + 1 + DEEPEST_HEADER])
    if not first.is_of_figures and (not first.is_of_words or names_others):
        return start
    columns, end, distance = joined_columns((), first.parts), start + 1, 0.0
    if len(columns) == 1:  # words over each other
        return start
    for place in range(start + 1, len(rows)):
        row = rows[place]
        gap = row.middle - rows[place - 1].middle
        widest = _WIDEST_DISTANCE * row.size
        if gap > (min(widest, FALLEN_APART * distance) if distance else widest):
            break
        joined = joined_columns(columns, row.parts)
        is_in_line = len(columns) <= len(joined) < len(columns) + len(row.parts) / 2
        if not is_in_line or not _goes_on(row, columns, gap < _CLOSE_BELOW * distance):
            break
        if len(row.parts) > 1:
            columns, end = joined, place + 1
        distance = max(distance, gap)
    return end


def _goes_on(row: Row, columns: Sequence[Column], is_close: bool) -> bool:
    """Return whether a row that stands in some columns is one of their table's: what stands alone is a name, or a second line."""
    if len(row.parts) > 1:
        return True
    only = row.parts[0]
    if is_caption(only.text) or is_unit(only.text):
        return False
    return is_close or only.right <= columns[1].left


def _table(rows: Sequence[Row], start: int, end: int, before: Sequence[Column]) -> Aligned | None:
    """Return the table whose values stand from `start` to `end`; None where it is none."""
    body = rows[start:end]
    columns: tuple[Column, ...] = ()
    for row in body:
        columns = joined_columns(columns, row.parts) if len(row.parts) > 1 else columns
    gaps = [below.middle - row.middle for row, below in pairwise(body)]
    distance = median(gaps) if gaps else _WIDEST_DISTANCE / FALLEN_APART * body[0].size
    cells = _cells(body, columns, distance)
    names_itself = name_columns(cells[0]) or not body[0].is_of_figures
    header = [] if names_itself else header_of(rows[:start], body[0], columns, distance)
    for row in header:  # a column may have a name, and no value
        wider = joined_columns(columns, row.parts)
        columns = wider if len(wider) > len(columns) else columns
    if header:
        cells = [names_of(header, columns), *_cells(body, columns, distance)]
    goes_on = len(before) == len(columns) and all(
        one.left < other.right and other.left < one.right for one, other in zip(before, columns, strict=True)
    )
    if not _is_table(cells, has_names=bool(header) or names_itself, goes_on=goes_on):
        return None
    taken = frozenset[int]().union(*(row.lines for row in (*header, *body)))
    return Aligned(tuple(map(tuple, cells)), bool(header) or names_itself, columns, taken)


def _is_table(cells: Sequence[Sequence[str]], *, has_names: bool, goes_on: bool) -> bool:
    """Return whether rows are a table: names over at least one row of three columns, else several rows with names of their own."""
    rows = [row for row in cells[has_names:] if sum(map(bool, row)) > 1]
    width = max((sum(map(bool, row)) for row in rows), default=0)
    if width < 2 or not rows:
        return False
    with_figures = sum(any(map(is_figure, row[1:])) for row in rows)
    if not with_figures:
        return width >= FEWEST_COLUMNS and len(rows) >= _FEWEST_ROWS
    if has_names or goes_on:
        return width >= FEWEST_COLUMNS or (len(rows) > 1 and 2 * with_figures > len(rows))
    named = sum(len(row[0]) > 1 and not is_figure(row[0]) for row in rows)
    full = sum(all(row) for row in rows)
    is_even = len(rows) >= _FEWEST_ROWS and 2 * named > len(rows) and 2 * full > len(rows)
    return is_even and not _are_pages([row[-1] for row in rows])


def _are_pages(cells: Sequence[str]) -> bool:
    """Return whether figures never fall, as the numbers of pages of a table of contents."""
    numbers = [int(cell) for cell in cells if cell.isdecimal()]
    return len(numbers) == len(cells) and all(one <= other for one, other in pairwise(numbers))


def _cells(body: Sequence[Row], columns: Sequence[Column], distance: float) -> list[list[str]]:
    """Return the rows as texts by column, the second line of a cell behind its first."""
    made: list[list[str]] = []
    last = body[0]
    for row in body:
        cells = [""] * len(columns)
        for part in row.parts:
            at = nearest(part, columns)
            cells[at] = together(cells[at], part.text)
        if made and len(row.parts) == 1 and row.middle - last.middle < _CLOSE_BELOW * distance:
            made[-1] = [together(one, other) for one, other in zip(made[-1], cells, strict=True)]
        else:
            made.append(cells)
        last = row
    return made
