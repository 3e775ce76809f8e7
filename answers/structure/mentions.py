"""Where a question names cells of a grid, and what it says that is true of some of its records alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from answers.questions.parts import Part, Term
from answers.structure.naming import LEAST_RUN
from answers.structure.records import Cell, Grid, Record
from retrieval.types import Span

_PARTS = (Part.ENTITY, Part.WORD, Part.INDICATOR)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a question names a cell of some records, in the same words each."""

    span: Span
    cells: tuple[tuple[int, Cell], ...]

    @property
    def keys(self) -> frozenset[str]:
        """Return the columns of the cells."""
        return frozenset(cell.key for _, cell in self.cells)

    @property
    def records(self) -> frozenset[int]:
        """Return the places of the records."""
        return frozenset(place for place, _ in self.cells)


def parts_of(terms: Sequence[Term], grid: Grid, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the records that terms name by a part of a cell, a mention each: all of 某县 by 某县初中语文, below 岗位名称.

    Only what neither the headings nor the columns' names say, and what stands in one column, not in all of its cells:
    in what the records are called, be it elsewhere as well, else in several cells of another column.
    """
    around = "\n".join([grid.context, *grid.keys])
    found = []
    for term in terms:
        is_named = any(one.span.overlaps(term.span) for one in mentions)
        if is_named or term.part not in _PARTS or len(term.text) < LEAST_RUN or term.text in around:
            continue
        held = tuple(
            (place, cell)
            for place, record in enumerate(grid.records)
            if not record.is_header
            for cell in record.cells
            if term.text in cell.text
        )
        called = tuple((place, cell) for place, cell in held if cell == grid.records[place].name)
        mention = Mention(term.span, called or held)
        fewest = 1 if called else LEAST_RUN
        if len(mention.keys) == 1 and fewest <= len(mention.cells) < len(grid.records) - 1:
            found.append(mention)
    return tuple(found)


def differ(terms: Sequence[Term], grid: Grid, records: Sequence[Record], spans: Sequence[Span]) -> bool:
    """Return whether a term beside some ranges is said by some of several records and not by all: they are not all meant."""
    around = "\n".join([grid.context, *grid.keys])
    for term in terms:
        is_accounted_for = any(span.overlaps(term.span) for span in spans) or term.text in around
        if is_accounted_for or term.part not in _PARTS or len(term.text) < LEAST_RUN:
            continue
        said = [any(term.text in cell.text for cell in record.cells) for record in records]
        if any(said) and not all(said):
            return True
    return False
