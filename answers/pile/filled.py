"""A filled table as a reply: its lines, its citations, and what can be said of it as a whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from answers import templates
from answers.compose import numbered
from answers.facts.fact import Fact, Status
from answers.facts.owners import Owner
from answers.otherwise import SHARES
from answers.pile.asked import Asked
from answers.pile.choosing import Chosen
from answers.pile.column import FORMERLY, Column
from answers.pile.rows import PAIR, Ranked, comes_first, difference, leaders, line_of, row_of
from answers.pile.telling import tells_of_years
from answers.questions.parts import INDICATORS
from answers.sources import Sources
from answers.structure.measuring import Bound
from answers.types import Answer, Citation, Question, Quote, Row

FEWEST_VALUES = 2  # of less nobody makes a table
# Probability of each figure of a table of one subject, whose question can be answered otherwise: .3, .5 and .7 fill 88.2, 88.5 and 88.5 % of
# the cells rightly, 3.4, 3.1 and 3.1 % wrongly.
LEAST_OF_ONE = 0.5


@dataclass(frozen=True)
class Filled:
    """The subjects and columns of a table, and the fact in each cell, None where there is none; `mentions` speak of it without a figure.

    `cells` are those of the subjects and columns, and no others: what stands in no line says nothing of a table.
    """

    owners: tuple[Owner, ...]
    columns: tuple[Column, ...]
    cells: Mapping[tuple[Owner, Column], Chosen | None]
    mentions: Mapping[tuple[Owner, Column], Quote]

    def __post_init__(self) -> None:
        """Raise ValueError for a cell outside the table, or one too few."""
        if self.cells.keys() != set(product(self.owners, self.columns)):
            raise ValueError("the cells of a table are those of its subjects and columns")

    @property
    def count(self) -> int:
        """How many cells hold a value."""
        return sum(cell is not None for cell in self.cells.values())

    @property
    def share(self) -> float:
        """How sure the cells are, as a whole."""
        return sum(cell.p for cell in self.cells.values() if cell is not None) / max(1, len(self.cells))

    def kept(self, owners: Collection[Owner], columns: Collection[Column]) -> Filled:
        """Return the table with some of its subjects and columns alone."""
        cells = {place: self.cells[place] for place in product(owners, columns)}
        return Filled(tuple(owners), tuple(columns), cells, self.mentions)

    def facts(self, column: Column) -> list[tuple[Owner, Fact]]:
        """Return the values of a column with their subjects."""
        return [
            (owner, cell.fact) for owner in self.owners if (cell := self.cells[owner, column]) is not None
        ]


def to_answer(question: Question, asked: Asked, filled: Filled, sources: Sources) -> Answer:
    """Return the reply that shows a table, which must hold a value: a line a subject, then what is computed over them."""
    citations: list[Citation] = []
    rows: list[Row] = []
    lines: list[str] = []
    labels = [column.label for column in filled.columns] if len(filled.columns) > 1 else [""]
    for owner in _in_order(asked, filled):
        if asked.only_told and not any(filled.cells[owner, column] for column in filled.columns):
            continue
        own = [_row(owner, filled, column, citations, sources) for column in filled.columns]
        own = _told_apart(own, labels)
        rows.extend(own)
        lines.append(line_of(own, labels))
    for name in asked.unknown:
        rows.append(Row(name, None))
        lines.append(line_of(rows[-1:]))
    subjects = len(filled.owners) + len(asked.unknown)
    found = [row for row in rows if row.value is not None]
    sure = sum(cell.p for cell in filled.cells.values() if cell is not None)
    return Answer(
        question,
        "\n".join([templates.tabled(subjects, len({row.name for row in found})), *lines]),
        _answer(asked, filled, found),
        tuple(citations),
        round(sure / max(1, len(rows)), 4),
        notes=_notes(asked, filled),
        table=tuple(rows),
        items=tuple(dict.fromkeys(row.name for row in rows)),
    )


def none_within(table: Answer) -> Answer:
    """Return a table of which no figure is within the bound that is asked for, saying so."""
    return replace(table, answer=None, notes=(templates.NONE_WITHIN,))


def _answer(asked: Asked, filled: Filled, found: Sequence[Row]) -> str:
    """Return the shortest answer: how many there are, who comes first, is lacking or tells it, else all values."""
    names = _named(asked, filled)
    if (asked.asks_which or asked.bound is not None) and not asked.asks_each and not names:
        names = list(dict.fromkeys(row.name for row in found))
    if asked.asks_count and not asked.asks_each:
        return templates.records(len(names) if asked.asks_lacking else len({row.name for row in found}))
    return "、".join(names) or "、".join(row.value for row in found if row.value)


def _row(owner: Owner, filled: Filled, column: Column, citations: list[Citation], sources: Sources) -> Row:
    cell = filled.cells[owner, column]
    if cell is None:
        mention = filled.mentions.get((owner, column))
        if mention is None:
            return Row(owner.name, None)
        document = sources.document(mention.passage.document_id)
        return Row(owner.name, None, None, numbered(citations, mention, document))
    row = row_of(owner.name, cell.fact, citations, sources)
    return replace(row, indicator=f"{row.indicator or ''}{FORMERLY}") if column.is_former else row


def _told_apart(own: Sequence[Row], labels: Sequence[str]) -> list[Row]:
    """Return a subject's rows, those under the column that was asked for whose own indicator is that of another or of none: 总投资, twice."""
    said = [row.indicator for row in own]
    return [
        replace(row, indicator=label) if label and (said.count(row.indicator) > 1 or not row.value) else row
        for row, label in zip(own, labels, strict=True)
    ]


def _in_order(asked: Asked, filled: Filled) -> list[Owner]:
    """Return subjects in the order of the pile; the greatest or the least first where that is asked and can be said."""
    column = filled.columns[0]
    facts = dict(filled.facts(column))
    if asked.ranking is None or not _is_comparable(list(facts.values())):
        return list(filled.owners)
    direction = -asked.ranking.direction
    return sorted(
        filled.owners,
        key=lambda owner: (
            owner not in facts,
            direction * Decimal(facts[owner].number) if owner in facts else 0,
        ),
    )


def _is_comparable(facts: Sequence[Fact]) -> bool:
    """Return whether all figures have a number, in one unit, of one scope."""
    return all(fact.number for fact in facts) and len({(fact.unit, fact.scope) for fact in facts}) == 1


def _unlike(facts: Sequence[Fact]) -> str | None:
    """Return why figures cannot be compared, None where they can."""
    if not all(fact.number for fact in facts):
        return templates.NO_EXACT_FIGURES
    if not _is_comparable(facts):
        return templates.UNLIKE_SCOPES
    return templates.UNLIKE_PERIODS if len({tells_of_years(fact) for fact in facts}) > 1 else None


def _notes(asked: Asked, filled: Filled) -> tuple[str, ...]:
    """Return what is to be said of the table as a whole: what comes first, how far two are apart, or why that cannot be said."""
    values = _compared(filled)
    if not values or (asked.ranking is None and not asked.asks_difference):
        return ()
    if (unlike := _unlike([fact for _, fact in values])) is not None:
        return (unlike,)
    notes = []
    if asked.ranking is not None:
        notes.append(comes_first(_ranked(values), asked.ranking.direction))
    if asked.asks_difference and len(values) == PAIR:
        notes.append(difference(*_ranked(values)))
    return tuple(notes)


def _compared(filled: Filled) -> list[tuple[str, Fact]]:
    """Return what is compared in a table: the subjects by what they have in its first column, or all columns of the only subject."""
    if len(filled.owners) > 1 or len(filled.columns) == 1:
        return [(owner.name, fact) for owner, fact in filled.facts(filled.columns[0])]
    return [
        (column.label, cell.fact)
        for column in filled.columns
        if (cell := filled.cells[filled.owners[0], column]) is not None
    ]


def _named(asked: Asked, filled: Filled) -> list[str]:
    """Return what comes first, where that alone is asked for; nothing where each one's figure is, or none can be said to be first."""
    if asked.asks_lacking:
        return [owner.name for owner in filled.owners if filled.cells[owner, filled.columns[0]] is None]
    values = _compared(filled)
    if asked.ranking is None or asked.asks_each or not values or _unlike([fact for _, fact in values]):
        return []
    return [one.name for one in leaders(_ranked(values), asked.ranking.direction)]


def _ranked(values: Sequence[tuple[str, Fact]]) -> list[Ranked]:
    return [
        Ranked(name, fact.value, Decimal(fact.number), fact.unit, fact.status is Status.CHANGE)
        for name, fact in values
    ]


def in_unit(asked: Asked, filled: Filled) -> bool:
    """Return whether two figures and more are in the unit of the bound that is asked for."""
    facts = [fact for _, fact in filled.facts(filled.columns[0])]
    return asked.bound is not None and sum(_is_in_unit(fact, asked.bound) for fact in facts) >= FEWEST_VALUES


def _is_in_unit(fact: Fact, bound: Bound) -> bool:
    """Return whether a figure can be held against a bound; one that is said without a unit bounds any amount or number: 6万亿, but no share."""
    return fact.unit == bound.unit if bound.unit else fact.unit not in SHARES


def within_bound(asked: Asked, filled: Filled) -> Filled:
    """Return a table with those subjects alone whose figure is within the bound that is asked for."""
    bound = asked.bound
    if bound is None:
        return filled
    column = filled.columns[0]
    kept = tuple(
        owner
        for owner in filled.owners
        if (cell := filled.cells[owner, column]) is not None
        and cell.fact.number
        and _is_in_unit(cell.fact, bound)
        and bound.holds((float(cell.fact.number),))
    )
    return filled.kept(kept, filled.columns)


def in_columns(filled: Filled) -> Filled:
    """Return a table without the columns that hold fewer than two values, or one where there is one subject alone.

    Where no column holds two, those stay that hold a sure one, else the first.
    """
    fewest = min(FEWEST_VALUES, len(filled.owners))
    kept = [
        column
        for column in filled.columns
        if len(filled.facts(column)) >= fewest
        or any(_is_sure(filled.cells[owner, column]) for owner in filled.owners)
    ]
    return filled.kept(filled.owners, kept or filled.columns[:1])


def tells_what_is_asked(filled: Filled, columns: Sequence[Column], indicators: Collection[str]) -> bool:
    """Return whether a table that was asked for in some columns tells the last of them, which asks, or any of the indicators that are named.

    签约和开工的项目,去年产出多少: how many projects there are is none of it.
    """
    if columns[-1] in filled.columns:
        return True
    return any(
        INDICATORS.search(column.words) or any(term in indicators for term, _ in column.terms)
        for column in filled.columns
    )


def _is_sure(cell: Chosen | None) -> bool:
    return cell is not None and cell.p >= LEAST_OF_ONE


def is_enough(filled: Filled, *, one_is_enough: bool) -> bool:
    """Return whether a table has two values, or a sure one where one is enough: 哪些园区公布了返岗率."""
    return filled.count >= FEWEST_VALUES or (one_is_enough and any(map(_is_sure, filled.cells.values())))


def is_whole(asked: Asked, filled: Filled) -> bool:
    """Return whether a table is one of several subjects, or has a sure figure in each of several columns of one.

    Where these are to be subtracted they must be in one unit.
    """
    if len(filled.owners) > 1:
        return True
    units = {cell.fact.unit for cell in filled.cells.values() if cell is not None}
    is_alike = not asked.asks_difference or len(units) == 1
    return is_alike and all(map(_is_sure, filled.cells.values()))
