"""The sum of a column over the rows that a question names, worked out where the table has no row of sums."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from answers.structure.asked import Asked
from answers.structure.found import (
    WHOLES,
    Added,
    Found,
    is_total,
    numeric_keys,
    places_of,
    spans_of,
    weight_of,
)
from answers.structure.measuring import unit_of
from answers.structure.records import Cell, Record, core_of
from answers.types import Kind
from answers.vocabulary import vocabulary

_ASKS_TOTAL = vocabulary("asks-total")
_ADDED = tuple(vocabulary("added-columns"))
_FEWEST = 2


def added(asked: Asked) -> Found | None:
    """Return the sum of a column of amounts over the rows named, of all where the question asks for the sum."""
    if asked.question.kind is not Kind.NUMBER or not asked.grid.is_table:
        return None
    said = spans_of(_ASKS_TOTAL, asked.text)
    filters = [one for one in asked.filters if not any(one.span.overlaps(span) for span in said)]
    if not said and not asked.parts:
        return None  # the cells of rows that are named are given one by one
    spans = [*said, *(one.span for one in filters)]
    numeric = list(filter(may_be_added, numeric_keys(asked.grid)))
    named = asked.columns(asked.without(spans), [key for key in asked.grid.keys if key not in numeric])
    rows = places_of(asked.grid, asked.records(filters))
    if len({key for key, _ in named}) != 1 or any(map(_is_of_all, asked.grid.records)):
        return None
    key, span = named[0]
    spans.append(span)
    cells = [cell for row in rows if (cell := row.cell(key)) is not None]
    total = _sum(cells)
    if len(rows) < _FEWEST or len(cells) < len(rows) or total is None or not asked.is_covered(rows, spans):
        return None
    if asked.differ(rows, spans):
        return None
    return Found(
        tuple(cells),
        tuple(row.name for row in rows),
        weight_of(spans),
        added=Added(f"{total:f}", unit_of(key), core_of(key)),
    )


def may_be_added(key: str) -> bool:
    """Return whether the figures of a column can be added up by its name: 招聘人数, 产量(万吨), no code and no number to call."""
    return core_of(key).endswith(_ADDED) or bool(unit_of(key))


def _is_of_all(record: Record) -> bool:
    return record.name.text in WHOLES or is_total(record)


def _sum(cells: Sequence[Cell]) -> Decimal | None:
    """Return the sum of cells that hold a plain number each, None where one holds something else."""
    try:
        return sum((Decimal(cell.text.replace(",", "")) for cell in cells), Decimal(0))
    except InvalidOperation:
        return None
