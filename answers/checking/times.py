"""Whether a draft's sentence tells of the period that the source does."""

from __future__ import annotations

from answers.checking.tokens import Token
from answers.checking.where import Where
from answers.periods import Anchor, Period, agreement, find_periods, periods_within
from answers.sources import Source
from answers.vocabulary import vocabulary
from retrieval.quantities import find_dates
from retrieval.types import Span

_SPANS_OF_YEARS = vocabulary("spans-of-years")
_WHOLE_YEAR = (1, 12)


def periods_of(text: str, anchor: Anchor) -> tuple[Period, ...]:
    """Return the years that a sentence of a draft tells of, counted from a source's own time (去年), but for what it compares with."""
    return tuple(
        one
        for one in find_periods(text, anchor)
        if not one.is_compared and one.year is not None and one.day is None
    )


def told_in(source: Source, window: Span) -> tuple[Period, ...]:
    """Return the periods that some sentences of a source tell of, else those of what stands before them, else its own."""
    own = _told(source, window)
    before = _told(source, Span(0, window.start))
    section = source.own_periods
    return own or before[-1:] or section


def _told(source: Source, span: Span) -> tuple[Period, ...]:
    found = periods_within(source.text, span, source.context.anchor)
    return tuple(one for one in found if not one.is_compared and (one.year or one.months))


def find_other(written: Period, source: Source, window: Span) -> str | None:
    """Return the period that a source tells of where it is another than a draft's; None where the two may be one.

    A report of January tells of the year before as well as of the one that has begun.
    """
    own = _told(source, window)
    if _is_narrower(written, source):
        return f"{written.year}年"
    if own:
        if any(agreement(written, one) >= 0 for one in own):
            return None
        return own[-1].span.of(source.text)
    if any(word in source.section for word in _SPANS_OF_YEARS):
        return None
    told = _told(source, Span(0, window.start))[-1:] or source.own_periods
    if told and any(agreement(written, one) >= 0 for one in told):
        return None
    anchor = source.context.anchor
    is_recent = anchor.year is not None and written.year in (anchor.year, anchor.year - 1)
    if (is_recent and not anchor.is_closed) or (not told and f"{written.year}年" in source.context.text):
        return None
    year = told[0].year if told else anchor.year
    return f"{year}年" if year is not None else None


def find_other_year(written: Token, found: Token, where: Where) -> str | None:
    """Return the year of a day in a place where it is another than the one that a draft writes; None where the two may be one.

    A year that the source only gives by its own time is no other where what stands before names the draft's: 1943年3月…,5月2日.
    """
    own, told = _year_in(written.text), _year_in(found.text)
    if own is None or own == told:
        return None
    if told is not None:
        return found.text
    periods = find_periods(where.reading.text, where.source.context.anchor)
    year = next((one.year for one in periods if one.span.overlaps(found.span)), None)
    is_named = f"{own}年" in f"{where.around}\n{where.text}"
    return f"{year}年" if year not in (None, own) and not is_named else None


def _year_in(text: str) -> int | None:
    return next((one.year for one in find_dates(text)), None)


def _is_narrower(written: Period, source: Source) -> bool:
    """Return whether a draft tells of some months of what its source tells of for the whole year: 上半年 of a report on a year.

    Only where the passage and its section name no months at all.
    """
    if written.months in (None, _WHOLE_YEAR):
        return False
    anchor = source.context.anchor
    told = (*_told(source, Span(0, len(source.text))), *source.own_periods)
    is_of_year = (anchor.is_own and anchor.months is None) or any(
        one.year == written.year for one in source.own_periods
    )
    return is_of_year and not any(one.months for one in told)
