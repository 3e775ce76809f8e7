"""Rows of a table: a fact's row, the lines that rows are shown in, and who comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from answers import templates
from answers.compose import numbered
from answers.facts.fact import Fact
from answers.otherwise import SHARES
from answers.pile.several import asks_difference, asks_sum
from answers.sources import Sources
from answers.structure.measuring import Ranking
from answers.types import Answer, Citation, Question, Quote, Row

_FEWEST_ADDED = 2
PAIR = 2  # figures that can be subtracted
_POWERS = ((8, "亿"), (4, "万"))  # of ten, that have a name


@dataclass(frozen=True, slots=True)
class Ranked:
    """What is compared: whose figure, as printed, and its number in its unit; `is_change`: it says how far something rose or fell."""

    name: str
    value: str
    number: Decimal
    unit: str
    is_change: bool = False


def row_of(name: str, fact: Fact, citations: list[Citation], sources: Sources) -> Row:
    """Return the row of a fact under a name; its quotation joins the citations where it is not among them yet."""
    document = sources.document(fact.passage.document_id)
    return Row(
        name,
        fact.printed,
        fact.period or None,
        numbered(citations, Quote(fact.passage, fact.statement), document),
        indicator=fact.indicator or None,
        number=fact.number or None,
        unit=fact.unit or None,
        scope=fact.scope or None,
        status=fact.status.value,
    )


def alike_in(value: str, facts: Sequence[Fact]) -> Sequence[Fact]:
    """Return those figures that a value holds (1711万元 of 1711万元、310万元), else those in its unit, else all."""
    held = [one for one in facts if one.printed in value]
    return held or [one for one in facts if one.unit and value.endswith(one.unit)] or facts


def line_of(rows: Sequence[Row], labels: Sequence[str] = ("",)) -> str:
    """Return the line of one subject: its value, or each of its values behind what that is of."""
    told = [templates.cell(row.value, row.as_of, row.n) for row in rows]
    return templates.cells(rows[0].name, list(zip(labels, told, strict=True)))


def lead_of(first_line: str, rows: Sequence[Row]) -> str:
    """Return the text of a table whose rows have a line each, below a line that says how many there are."""
    return "\n".join([first_line, *(line_of([row]) for row in rows)])


def listed(
    question: Question, rows: Sequence[Row], citations: Sequence[Citation], confidence: float
) -> Answer:
    """Return the answer that a list is, a row an item, each with its value."""
    return Answer(
        question,
        lead_of(templates.told_lines(len(rows)), rows),
        "、".join(row.value for row in rows if row.value),
        tuple(citations),
        confidence,
        table=tuple(rows),
        items=tuple(row.name for row in rows),
    )


def leaders(ranked: Sequence[Ranked], direction: int) -> list[Ranked]:
    """Return those with the greatest number (`direction` 1) or the least (-1), one at least, in their order."""
    most = max(direction * one.number for one in ranked)
    return [one for one in ranked if direction * one.number == most]


def comes_first(ranked: Sequence[Ranked], direction: int) -> str:
    """Return the line that says who comes first, with the figure."""
    first = leaders(ranked, direction)
    return templates.comes_first("、".join(one.name for one in first), first[0].value)


def notes_on(text: str, ranking: Ranking | None, ranked: Sequence[Ranked], of: int) -> tuple[str, ...]:
    """Return who comes first of those that a question asks for, how far two are apart, and what they have together, as far as it asks for that.

    Neither where not all `of` have a figure in one unit.
    """
    if len(ranked) < of or len({one.unit for one in ranked}) > 1:
        return ()
    first = (comes_first(ranked, ranking.direction),) if ranking is not None else ()
    apart = (difference(*ranked),) if asks_difference(text) and len(ranked) == PAIR else ()
    return (*first, *apart, *(_sum(ranked) if asks_sum(text) else ()))


def difference(one: Ranked, other: Ranked) -> str:
    """Return how much greater the greater one of two figures is, computed in the unit in which they are printed."""
    greater, less = sorted((one, other), key=lambda each: each.number, reverse=True)
    is_share = greater.unit in SHARES or greater.is_change
    unit = "个百分点" if is_share else greater.unit
    return templates.difference(
        greater.name, greater.value, less.name, less.value, short(greater.number - less.number), unit
    )


def _sum(ranked: Sequence[Ranked]) -> tuple[str, ...]:
    """Return the line that adds up several figures; none for shares, and for a single one."""
    if len(ranked) < _FEWEST_ADDED or ranked[0].unit in SHARES:
        return ()
    total = sum((one.number for one in ranked), Decimal(0))
    return (templates.total([one.value for one in ranked], f"{short(total)}{ranked[0].unit}"),)


def short(number: Decimal) -> str:
    """Return a number as it is printed in reports: in 万 and 亿 where it is great.

    >>> short(Decimal("8000000000")), short(Decimal("15"))
    ('80亿', '15')
    """
    for power, name in _POWERS:
        if abs(number) >= Decimal(10) ** power:
            return f"{(number / Decimal(10) ** power).normalize():f}{name}"
    return f"{number.normalize():f}"
