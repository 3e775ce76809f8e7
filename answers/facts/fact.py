"""A figure of a document with what it says: the value that extraction hands on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from answers.periods import NO_ANCHOR, Period, find_periods
from retrieval.normalise import normalise
from retrieval.types import Passage, Span

_KEPT = 4096


@lru_cache(_KEPT)
def _day(period: str) -> int | None:
    """Return the one day that a period is said to be or to end on: 25 of 截至2月25日."""
    days = {one.day for one in find_periods(normalise(period).text, NO_ANCHOR)}
    return days.pop() if len(days) == 1 else None


class Status(StrEnum):
    """What a figure is: how it is, what is aimed at, what is foreseen, by how much something changed."""

    ACTUAL = "actual"
    TARGET = "target"
    EXPECTED = "expected"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure and what is told by it; all texts as the document writes them, empty where it does not say.

    `span` is the value's range in the passage's text, `statement` that of what stands between two full stops around it.
    `number` is a decimal in `unit` (2.3万家: 23000 in 家), empty for what has no single one; `hedge` stands in front of the
    value. `year` and `months` are those of the period, as far as they are known.
    """

    passage: Passage
    span: Span
    statement: Span
    number: str
    unit: str
    hedge: str
    indicator: str
    subject: str
    scope: str
    period: str
    year: int | None
    months: tuple[int, int] | None
    status: Status

    @property
    def id(self) -> str:
        """What the fact is known by, as long as its document does not change: passage and place."""
        return f"{self.passage.id}@{self.span.start}"

    @property
    def value(self) -> str:
        """Return the value as printed, with sign and range, without what hedges it in front."""
        return self.span.of(self.passage.text)

    @property
    def printed(self) -> str:
        """Return the value as printed, with what hedges it in front."""
        return f"{self.hedge}{self.value}"

    @property
    def told_of(self) -> Period | None:
        """Return the period that the fact is told of, with its day where one is said; None where neither year nor months are known."""
        is_known = self.year is not None or self.months is not None
        return Period(self.span, self.year, self.months, _day(self.period)) if is_known else None

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return the value's ranges in `Document.text`."""
        return self.passage.locate(self.span)

    @property
    def quote(self) -> str:
        """Return what the value stands in, from full stop to full stop."""
        return self.statement.of(self.passage.text)
