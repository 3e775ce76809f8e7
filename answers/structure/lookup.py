"""Questions put to a grid: a cell, the greatest, those within a bound, the sum, how many, all of a column."""

from __future__ import annotations

from collections.abc import Callable

from answers.structure.adding import added
from answers.structure.asked import Asked
from answers.structure.compared import bounded, rank_asked, ranked
from answers.structure.found import (
    ALL_OF,
    HOW_MANY,
    WHOLES,
    Found,
    each_once,
    numeric_keys,
    places_of,
    spans_of,
    weight_of,
)
from answers.structure.measuring import bound_of, ranking_of
from answers.structure.records import core_of
from answers.structure.single import single
from answers.types import Kind
from answers.vocabulary import vocabulary
from retrieval.types import Span

_ASKS_TOTAL = vocabulary("asks-total")
_NAME_COLUMNS = vocabulary("name-columns")
_HAS = "有共一总是"  # between what is counted and 多少个
# Kinds of questions that no structure answers.
NEVER = (Kind.SUMMARY, Kind.QUOTE, Kind.REASON, Kind.COUNT)


def asks_of_all(text: str) -> bool:
    """Return whether a question is about all rows of a table or many: how many, which, the largest, the sum."""
    is_compared = ranking_of(text) is not None or bound_of(text) is not None
    is_listed = ALL_OF.search(text) is not None or HOW_MANY.search(text) is not None
    return is_compared or is_listed or any(word in text for word in _ASKS_TOTAL)


def look_up(asked: Asked) -> Found | None:
    """Return what a grid says to a question, None where it does not bear on it."""
    if asked.question.kind in NEVER:
        return None
    ways: tuple[Callable[[Asked], Found | None], ...] = (
        ranked,
        bounded,
        single,
        _summed,
        added,
        _counted,
        _listed,
    )
    if ranking_of(asked.text) is not None and rank_asked(asked)[0] is not None:
        ways = (ranked,)
    elif bound_of(asked.text) is not None:
        ways = (bounded,)
    return next((found for way in ways if (found := way(asked)) is not None), None)


def _summed(asked: Asked) -> Found | None:
    """Return the cell of a row of sums."""
    said = spans_of(_ASKS_TOTAL, asked.text)
    totals = [record for record in asked.grid.records if record.name.text in WHOLES]
    named = asked.columns(asked.without(said))
    mentions = [one for one in asked.mentions if not any(one.span.overlaps(span) for span in said)]
    if not said or not totals or not named or mentions:
        return None
    timed = [key for key, _ in asked.times]
    key = next((key for key, _ in named if key in timed), timed[0] if timed else named[0][0])
    cell = totals[-1].cell(key)
    spans = [*said, named[0][1]]
    if cell is None or not asked.is_covered(totals[-1:], spans):
        return None
    return Found((cell,), (totals[-1].name,), weight_of(spans))


def _counted(asked: Asked) -> Found | None:
    """Return how many records there are, of all or of those named, where the question counts what they are.

    That is what stands behind 有多少个 or before it; 招多少个 counts something else, 净利润多少 nothing.
    """
    how_many = HOW_MANY.search(asked.text)
    if how_many is None or not asked.grid.is_table:
        return None
    asks = Span(*how_many.span())
    before = asked.text[: asks.start].rstrip(_HAS)
    is_of_what_is_before = len(before) < asks.start
    behind = asked.text[asks.end :].strip("?。 ")
    if behind:
        return _whole_column(asked, behind, asks, is_count=True, at=0)
    return (
        _whole_column(asked, before, asks, is_count=True, at=len(before)) if is_of_what_is_before else None
    )  # 岗位有多少个


def _listed(asked: Asked) -> Found | None:
    """Return all of a column that a question names."""
    all_of = ALL_OF.search(asked.text)
    if all_of is None or not asked.grid.is_table:
        return None
    return _whole_column(asked, asked.text, Span(*all_of.span()), is_count=False)


def _whole_column(
    asked: Asked, named_in: str, asks: Span, *, is_count: bool, at: int | None = None
) -> Found | None:
    """Return what the records that a question names are called, or have in a column of words beside: 某校的专业.

    `at` is where in the text that names the column its name has to begin, or to end.
    """
    mentions = asked.filters
    records = places_of(asked.grid, asked.records(mentions))
    if not records:
        return None
    name = records[0].name.key
    others = numeric_keys(asked.grid) if mentions else [key for key in asked.grid.keys if key != name]
    named = asked.columns(named_in, [*others, *(key for one in mentions for key in one.keys if key != name)])
    if at is not None:
        named = [
            (key, span)
            for key, span in named
            if at in (span.start, span.end) and _is_called(key, span.of(named_in))
        ]
    start = asked.text.find(named_in)
    spans = [asks, *(one.span for one in mentions), *(span.shift(start) for _, span in named[:1])]
    if not named or not asked.is_covered(records, spans) or asked.differ(records, spans):
        return None
    found = [cell for record in records if (cell := record.cell(named[0][0])) is not None]
    cells = each_once(found)
    return Found(cells, (), weight_of(spans), len(cells) if is_count else None)


def _is_called(key: str, noun: str) -> bool:
    """Return whether the things that a column names are called by a noun: 岗位 for 岗位名称, no 股份 for 股份种类."""
    left = core_of(key).removeprefix(noun)
    return not left or left in _NAME_COLUMNS or core_of(key).endswith(noun)
