"""What ways of looking something up in a grid share: the cells found, which columns hold figures, which one 哪个项目 asks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from answers.structure.asked import Asked
from answers.structure.measuring import Value, measure
from answers.structure.records import Cell, Grid, Record, core_of
from answers.types import Kind
from answers.vocabulary import vocabulary
from retrieval.types import Span

TOTALS = vocabulary("totals")
WHOLES = vocabulary("whole-areas") | TOTALS
ASKS_CHANGE = vocabulary("asks-change")
_FEWEST_COMPARED = 2
HOW_MANY = re.compile(
    r"(?<!百分之)(?:多少|几(?![点号月时日]))(?:个|家|项|名|位|条|处|所|座|种|类|人|支|只|辆|台|件)?"
)
ALL_OF = re.compile(r"哪些|有什么|有哪|名单|都有谁|哪几|包括")
WHICH = re.compile(r"(?:哪一?[个条家项座所处位名些]?|什么|谁|几[个条家项])(?P<noun>[\u4e00-\u9fff]{0,4})")
_CHANGE_KEYS = vocabulary("change-columns")
_DATE_KEYS = vocabulary("date-columns")
_PERSON_KEYS = vocabulary("person-columns")


@dataclass(frozen=True, slots=True)
class Added:
    """A sum that was worked out: the number as it is written, its unit (may be empty), and what was added up."""

    number: str
    unit: str
    column: str


@dataclass(frozen=True, slots=True)
class Found:
    """Cells that answer, with the cells that their records are known by and what is shown beside; `count` of records.

    `weight` is how many characters of the question the grid accounts for: the more, the likelier it is meant.
    """

    cells: tuple[Cell, ...]
    beside: tuple[Cell, ...]
    weight: int
    count: int | None = None
    compared: tuple[Cell, ...] = ()
    added: Added | None = None  # the sum of the cells, where it is what answers


def spans_of(words: Iterable[str], text: str) -> list[Span]:
    """Return where a text says any of some words first, each."""
    return [Span(at, at + len(word)) for word in words if (at := text.find(word)) >= 0]


def is_total(record: Record) -> bool:
    """Return whether a record is called a sum: 合计, 价税合计(大写)."""
    return core_of(record.name.text).endswith(tuple(TOTALS))


def each_once(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return the cells without those that say what one before them says."""
    first: dict[str, Cell] = {}
    for cell in cells:
        first.setdefault(cell.text, cell)
    return tuple(first.values())


def weight_of(spans: Iterable[Span]) -> int:
    """Return how many characters of a question some ranges account for."""
    return sum(map(len, spans))


def places_of(grid: Grid, places: Iterable[int]) -> list[Record]:
    """Return records but those of sums and of names of columns."""
    chosen = (grid.records[place] for place in places)
    return [record for record in chosen if not record.is_header and record.name.text not in WHOLES]


def values_of(records: Sequence[Record], key: str) -> list[tuple[Value, Cell, Record]]:
    """Return the values of a column that can be compared: those of the unit that most have; none for fewer than two."""
    found = [
        (*measured, cell, record)
        for record in records
        if (cell := record.cell(key)) is not None and (measured := measure(cell)) is not None
    ]
    units = Counter(unit for _, unit, _, _ in found)
    if not found or 2 * max(units.values()) <= len(records):
        return []
    unit = units.most_common(1)[0][0]
    kept = [(value, cell, record) for value, own, cell, record in found if own == unit]
    return kept if len(kept) >= _FEWEST_COMPARED else []


def numeric_keys(grid: Grid) -> list[str]:
    """Return the columns whose values can be compared."""
    records = places_of(grid, range(len(grid.records)))
    return [key for key in grid.keys if values_of(records, key)]


def change_keys(grid: Grid) -> list[str]:
    """Return the columns of figures that tell by how much something changed."""
    return [key for key in numeric_keys(grid) if any(word in key for word in _CHANGE_KEYS)]


def wanted_key(asked: Asked, known: Sequence[str], spans: Sequence[Span]) -> str | None:
    """Return the column that 哪个项目 or 谁 asks for, beside those known and what was used; None for none."""
    rest = asked.without(spans)
    which = WHICH.search(rest)
    left = [key for key in asked.grid.keys if key not in known]
    if which is not None and which["noun"]:
        named = asked.columns(which["noun"], known)
        if named:
            return named[0][0]
        by_sort = [key for key in left if which["noun"][:1] in key and len(which["noun"]) == 1]
        if by_sort:
            return by_sort[0]
    keys = {Kind.DATE: _DATE_KEYS, Kind.PERSON: _PERSON_KEYS}.get(asked.question.kind)
    return next((key for key in left if keys and key.endswith(tuple(keys))), None)
