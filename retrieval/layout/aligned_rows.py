"""The rows of words on a page, the columns that they stand in, and the lines above that name those."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.layout.cells import is_caption, is_figure, is_unit, is_year
from retrieval.layout.printed_lines import Printed
from retrieval.layout.tears import is_closed
from retrieval.normalise import in_place

FALLEN_APART = 1.7  # usual distances of its rows, beyond which a table is at its end
FEWEST_COLUMNS = 3  # of a table without figures: two columns are a page set so
DEEPEST_HEADER = 4  # lines of the names of columns
_HELD = 0.5  # of a column's width that a name of several columns stands over
_WIDE_TITLE = 0.6  # of a table's width: a line above that is as wide is no name of a column
_ENDS_NO_NAME = (":", ";", ",")
_OPTION = re.compile(r"[A-H][.、)]")
_LATIN = re.compile(r"[A-Za-z0-9]")


class Row(NamedTuple):
    """Parts at one height, from left to right, with the places of the lines that they are of."""

    parts: tuple[Printed, ...]
    lines: frozenset[int]

    @property
    def middle(self) -> float:
        """Return how far down it is."""
        return self.parts[-1].middle

    @property
    def size(self) -> float:
        """Return the size of its characters."""
        return max(part.size for part in self.parts)

    @property
    def is_of_figures(self) -> bool:
        """Whether at least half of what stands behind its name are figures."""
        figures = sum(is_figure(part.text) or is_year(part.text) for part in self.parts[1:])
        return len(self.parts) > 1 and 2 * figures >= len(self.parts) - 1

    @property
    def is_of_words(self) -> bool:
        """Whether it may be a row of a table without figures."""
        return len(self.parts) >= FEWEST_COLUMNS and not any(_OPTION.match(part.text) for part in self.parts)


class Column(NamedTuple):
    """The range across a page in which a column's words stand."""

    left: float
    right: float


def joined_columns(columns: Sequence[Column], parts: Sequence[Printed]) -> tuple[Column, ...]:
    """Return the columns that some columns and the parts of a row make: what overlaps is one."""
    made: list[Column] = []
    for left, right in sorted([*columns, *((part.left, part.right) for part in parts)]):
        if made and left < made[-1].right:
            made[-1] = Column(made[-1].left, max(made[-1].right, right))
        else:
            made.append(Column(left, right))
    return tuple(made)


def together(first: str, second: str) -> str:
    """Return two lines of a cell as one: a blank parts words of Latin letters."""
    is_parted = first and _LATIN.match(first[-1]) and _LATIN.match(second[:1])
    return f"{first} {second}" if is_parted else first + second


def header_of(above: Sequence[Row], first: Row, columns: Sequence[Column], distance: float) -> list[Row]:
    """Return the lines above a table that name its columns, from the top down."""
    made: list[Row] = []
    width = columns[-1].right - columns[0].left
    below = first
    for row in reversed(above[-DEEPEST_HEADER:]):
        gap = below.middle - row.middle
        if gap > max(FALLEN_APART * distance, 2 * row.size) or not _may_name(row, columns, width):
            break
        made.insert(0, row)
        below = row
    named = {at for row in made for part in row.parts for at in _held(part, columns)}
    return made if len(named) >= max(2, len(columns) - 1) else []


def _may_name(row: Row, columns: Sequence[Column], width: float) -> bool:
    texts = [in_place(part.text) for part in row.parts]
    whole = " ".join(part.text for part in row.parts)
    is_wide = len(row.parts) == 1 and row.parts[0].right - row.parts[0].left > _WIDE_TITLE * width
    is_title = is_wide or is_caption(whole) or is_unit(whole)
    is_text = any(is_closed(text) or text.endswith(_ENDS_NO_NAME) for text in texts)
    is_value = any(is_figure(text) and not is_year(text) for text in texts)
    return not (is_title or is_text or is_value) and all(_held(part, columns) for part in row.parts)


def _held(part: Printed, columns: Sequence[Column]) -> list[int]:
    """Return the columns that a name stands over: those it covers by half, else the one whose middle is nearest."""
    covered = [
        at
        for at, (left, right) in enumerate(columns)
        if min(right, part.right) - max(left, part.left) > _HELD * (right - left)
    ]
    if len(covered) > 1:
        return covered
    own = nearest(part, columns)
    before = columns[own - 1].right if own else part.left
    after = columns[own + 1].left if own + 1 < len(columns) else part.right
    return [own] if before <= (part.left + part.right) / 2 <= after else []


def nearest(part: Printed, columns: Sequence[Column]) -> int:
    """Return the column that a part's middle stands in, or is nearest to."""
    middle = (part.left + part.right) / 2
    return min(range(len(columns)), key=lambda at: max(columns[at].left - middle, middle - columns[at].right))


def names_of(header: Sequence[Row], columns: Sequence[Column]) -> list[str]:
    """Return the names of the columns, what stands above first."""
    names = [""] * len(columns)
    for row in header:
        for part in row.parts:
            for at in _held(part, columns):
                names[at] = together(names[at], part.text)
    return names
