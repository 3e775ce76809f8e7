"""The periods that a text tells of: dates, and what is told from the document's own (今年, 上月, 去年同期)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from answers.vocabulary import any_of, table, vocabulary
from retrieval.dates import Date, Months, find_dates
from retrieval.numerals import numeral
from retrieval.types import Span

_MONTHS, _QUARTER = 12, 3
_KEPT = 4096
_TEXTS_KEPT = 1024

# A word, the unit it counts in, and how many of them it lies from the period of the text.
RELATIVE_TIMES = {word: (unit, int(step)) for word, unit, step in table("relative-times")}
_SAME, YEARS = "same", "year"
_SIZES = {"month": 1, "quarter": _QUARTER}
# 今年 · 上个月 · 去年同期; the month of 当月 is one that was named before
# 目前年产量 tells of no 前年: words that are passed over whole.
NO_TIMES = any_of(vocabulary("no-relative-times"))
# 十年前, 5年以前; 第5年前 and 近五年前三季度 count none.
_NUMERALS = "一二两三四五六七八九十"
_YEARS_AGO = rf"(?<![\d.第近每{_NUMERALS}])(?P<ago>\d{{1,3}}|[{_NUMERALS}]{{1,3}})年(?:以前|之前|前)(?![\d几半{_NUMERALS}])"
_RELATIVE = re.compile(rf"{_YEARS_AGO}|{NO_TIMES}|(?P<said>{any_of(RELATIVE_TIMES)})")
# 十五五末, “十四五”期末, 十三五规划末: the tenth plan ended in 2005, and each ends five years after the one before
_END_OF_PLAN = re.compile('(?P<plan>十[一二三四五六])五[\u201d"]?(?:时期|期间|规划|期)?末')
_BEFORE_THE_FIRST, _YEARS_OF_A_PLAN = 1955, 5
_SPANS_OF_YEARS, _LOOKS_BACK = vocabulary("spans-of-years"), vocabulary("done-sections")
_ENDS = re.compile(r"[。!?;\n]")
_BETWEEN = ("", "的", " ")
# 比去年, 与上月相比: what is compared with, and not when something happened.
_COMPARES = tuple(sorted(vocabulary("comparing-words")))
_LONGEST_COMPARING = max(map(len, _COMPARES))
_AFTER_COMPARED = ("相比", "相较", "比")
_CLAUSE_ENDS = re.compile(r"[,;]")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The period that a document is of, as far as it says: 2024年11月 of a monthly report. `months` are its first and last.

    `is_own` where its title says so; what else is known is the day when it was written. `latest` is the last month of the
    year that had come when it was written, None where that is not known. `is_closed` where all that it tells without a time
    is of that period: a monthly report, and one on a year that was over; a report of January 2026 tells of 2025 as well.
    """

    year: int | None = None
    months: Months | None = None
    is_own: bool = False
    latest: int | None = None
    is_closed: bool = False


NO_ANCHOR = Anchor()


@dataclass(frozen=True, slots=True)
class Period:
    """A period where it is said; what is not known is None. `months` are the first and the last."""

    span: Span
    year: int | None
    months: Months | None
    day: int | None = None
    is_compared: bool = False


def anchor_of(title: str, published: str) -> Anchor:
    """Return what a document is of, by its normalised title and the day it was published (as ISO writes it, maybe empty).

    >>> anchor_of("2024年11月信访工作月报", "2024-12-05")
    Anchor(year=2024, months=(11, 11), is_own=True, latest=12, is_closed=True)
    >>> december, summary = anchor_of("12月信访月报", "2025-01-06"), anchor_of("工作总结", "2025-01-06")
    >>> (december.year, december.months), (summary.year, summary.months, summary.is_closed)
    ((2024, (12, 12)), (2025, (1, 1), False))
    """
    numbers = [int(part) for part in published.split("-") if part]
    year, month = (*numbers, None, None)[:2]
    named = [period for period in map(_as_period, find_dates(title)) if period.year or period.months]
    if len(named) != 1:
        return Anchor(year, (month, month) if month else None, latest=month)
    (own,) = named
    of_year = own.year or year
    if own.year is None and year and month and own.months and own.months[0] > month:
        of_year = year - 1  # a report of December that is written in January
    last = own.months[1] if own.months else None
    is_over = bool(of_year and year and of_year < year)
    return Anchor(
        of_year,
        own.months,
        is_own=True,
        latest=month if month and of_year == year else last,
        is_closed=own.months is not None or is_over,
    )


@lru_cache(_KEPT)
def find_periods(text: str, anchor: Anchor) -> tuple[Period, ...]:
    """Return the periods that a normalised text tells of, in order, each with the year and months that are known.

    >>> report = Anchor(2025, (1, 1))
    >>> [(one.year, one.months) for one in find_periods("上月2300件,去年12月还是3100件,3月5日", report)]
    [(2024, (12, 12)), (2024, (12, 12)), (2024, (3, 3))]
    >>> [(one.year, one.months) for one in find_periods("一季度收入12亿元。去年同期11亿元。", report)]
    [(2025, (1, 3)), (2024, (1, 3))]
    >>> [one.year for one in find_periods("十年前只有277亿元,3年以前", report)]
    [2015, 2022]
    >>> [one.year for one in find_periods("到十五五末,十四五期间", report)]
    [2030]
    """
    found: list[Period] = []
    for period in _merged(text, anchor):
        unit, step = RELATIVE_TIMES.get(period.span.of(text), ("", 0))
        if unit == _SAME:
            period = _year_away(period, _named_before(text, period, found, anchor), step, anchor)
        elif period.year is None and period.months:
            period = replace(period, year=_year_before(text, period, found) or _year_of(period, anchor))
        found.append(replace(period, is_compared=_is_compared(text, period.span)))
    return tuple(found)


def periods_within(text: str, sentence: Span, anchor: Anchor) -> tuple[Period, ...]:
    """Return the periods that a sentence of a normalised text tells of, those it only compares with among them."""
    return tuple(period for period in find_periods(text, anchor) if sentence.holds(period.span))


def _named_before(text: str, period: Period, found: Sequence[Period], anchor: Anchor) -> Period | None:
    """Return the period that 去年同期 is the same as: of a report on a period that is its own, unless the sentence names one."""
    if not found or not anchor.is_own:
        return found[-1] if found else None
    is_parted = _ENDS.search(text, found[-1].span.end, period.span.start) is not None
    is_relative = found[-1].span.of(text) in RELATIVE_TIMES
    return None if is_parted or is_relative else found[-1]


def _year_away(period: Period, before: Period | None, step: int, anchor: Anchor) -> Period:
    """Return the period of another year that 去年同期 means: of what was named before, else of the document's own."""
    if before is None:
        return replace(period, months=anchor.months)
    year = before.year if before.year is not None else anchor.year
    return replace(period, months=before.months, year=None if year is None else year + step)


def _year_of(period: Period, anchor: Anchor) -> int | None:
    """Return the document's year for a month without one; None for a month that had not come: last year's or the next."""
    is_to_come = period.months is not None and anchor.latest is not None and period.months[0] > anchor.latest
    return None if is_to_come else anchor.year


def _year_before(text: str, period: Period, found: Sequence[Period]) -> int | None:
    """Return the year that the sentence named last, for a month that it names without one; None where it named none."""
    if not found or _ENDS.search(text, found[-1].span.end, period.span.start):
        return None
    unit, _ = RELATIVE_TIMES.get(found[-1].span.of(text), (YEARS, 0))
    return found[-1].year if unit == YEARS else None


def _merged(text: str, anchor: Anchor) -> Iterator[Period]:
    """Yield dates and relative times in order; 去年12月 and 今年前三季度 are one."""
    dates = [_as_period(date) for date in find_dates(text)]
    relative = [
        _relative(match, anchor) for match in _RELATIVE.finditer(text) if match["said"] or match["ago"]
    ]
    relative += map(_of_plan, _END_OF_PLAN.finditer(text))
    relative = [one for one in relative if not any(one.span.overlaps(date.span) for date in dates)]
    waiting: Period | None = None
    for period in sorted([*dates, *relative], key=lambda one: one.span):
        if waiting is not None:
            is_joined = period.year is None and text[waiting.span.end : period.span.start] in _BETWEEN
            if is_joined and period.months and not waiting.months:
                waiting = replace(period, span=Span(waiting.span.start, period.span.end), year=waiting.year)
                continue
            yield waiting
        waiting = period
    if waiting is not None:
        yield waiting


def _as_period(date: Date) -> Period:
    months = (date.month, date.month) if date.month else date.months
    return Period(date.span, date.year, months, date.day)


def _of_plan(match: re.Match[str]) -> Period:
    year = _BEFORE_THE_FIRST + _YEARS_OF_A_PLAN * (numeral(match["plan"]) or 0)
    return Period(Span(*match.span()), year, None)


def _relative(match: re.Match[str], anchor: Anchor) -> Period:
    span = Span(*match.span())
    unit, step = RELATIVE_TIMES[match.group()] if match["said"] else (YEARS, -_number(match["ago"]))
    if unit in (YEARS, _SAME):
        return Period(span, None if anchor.year is None else anchor.year + step, None)
    year, months = _shifted(anchor, _SIZES[unit], step)
    return Period(span, year, months)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else numeral(text) or 0


def _shifted(anchor: Anchor, size: int, step: int) -> tuple[int | None, Months | None]:
    """Return the month or the quarter (`size` in months) some steps after that of a document; the year it lies in."""
    if anchor.months is None or anchor.months[1] - anchor.months[0] >= size > 1:
        return anchor.year, None
    if size == 1 and anchor.months[0] != anchor.months[1]:
        return anchor.year, None  # 本月 in a report on a quarter
    count = (anchor.months[1] - 1) // size + step
    years, place = divmod(count, _MONTHS // size)
    year = None if anchor.year is None else anchor.year + years
    return year, (place * size + 1, (place + 1) * size)


def _is_compared(text: str, span: Span) -> bool:
    before = text[max(0, span.start - _LONGEST_COMPARING) : span.start]
    return before.endswith(_COMPARES) or text.startswith(_AFTER_COMPARED, span.end)


def agreement(asked: Period, told: Period) -> int:
    """Return 1 where a period told is the one asked for, -1 where it is another, 0 where that cannot be said.

    >>> def of(text): return find_periods(text, NO_ANCHOR)[0]
    >>> agreement(of("2024年3月"), of("2024/3/15")), agreement(of("2024年3月"), of("4月")), agreement(of("2024年3月"), of("2024年"))
    (1, -1, 0)
    >>> agreement(of("一季度"), of("3月")), agreement(of("2024年"), of("2024年一季度"))
    (-1, 0)
    """
    if asked.year is not None and told.year is not None and asked.year != told.year:
        return -1
    if asked.months is None or told.months is None:
        both = asked.months is told.months
        return 1 if both and asked.year is not None and asked.year == told.year else 0
    is_within = asked.months[0] <= told.months[0] and told.months[1] <= asked.months[1]
    if told.day is not None and asked.day is None:
        return 1 if is_within else -1
    if asked.day is not None and told.day is None:
        return 0 if told.months[0] <= asked.months[0] and asked.months[1] <= told.months[1] else -1
    return 1 if asked.months == told.months and asked.day == told.day else -1


def tells_of(asked: Sequence[Period], told: Sequence[Period]) -> bool:
    """Return whether one of the periods told is one of those asked for, or lies in a year that is asked for."""
    return any(
        agreement(one, other) > 0 or (one.months is None and one.year is not None and one.year == other.year)
        for one in asked
        for other in told
    )


def best_agreement(asked: Sequence[Period], told: Sequence[Period]) -> int:
    """Return how well the best of some periods told agrees with the best of those asked for; 0 where either is empty."""
    return max((agreement(one, other) for one in asked for other in told), default=0)


@lru_cache(_TEXTS_KEPT)
def asked_periods(question: str, now: Anchor) -> tuple[Period, ...]:
    """Return the periods that a normalised question asks about; `now` is the newest document's.

    What it only compares with (比去年增加多少) is left out.
    """
    found = (period for period in find_periods(question, now) if not period.is_compared)
    return tuple(period for period in found if period.year is not None or period.months is not None)


def governing(text: str, sentence: Span, place: int, anchor: Anchor) -> tuple[Period, ...]:
    """Return the period that what stands at a place of a sentence is told of; none where the sentence says none.

    It is the last one before it, else the first one behind it in its own clause.
    """
    told = [period for period in periods_within(text, sentence, anchor) if not period.is_compared]
    before = [period for period in told if period.span.start <= place]
    if before:
        return (before[-1],)
    return tuple(period for period in told if not _CLAUSE_ENDS.search(text, place, period.span.start))[:1]


def newest(anchors: Iterable[Anchor]) -> Anchor:
    """Return the latest of some documents' periods; an empty one where none is dated."""
    dated = [anchor for anchor in anchors if anchor.year is not None]
    return max(dated, key=lambda anchor: (anchor.year, anchor.months or (0, 0)), default=NO_ANCHOR)


def section_periods(section: str) -> tuple[Period, ...]:
    """Return what a section is told of by its normalised heading; none where that names no year and looks back on none.

    A year among others, as in a heading of five years and their last, agrees with the question that names it and
    contradicts none; so does a heading that looks back on a year without naming it.
    """
    named = [period for period in find_periods(section, NO_ANCHOR) if period.year]
    if any(word in section for word in (_SPANS_OF_YEARS if named else _LOOKS_BACK)):
        named.append(Period(Span(0, 0), None, None))
    return tuple(named)


def own_period(anchor: Anchor) -> tuple[Period, ...]:
    """Return what a document is told of where a sentence says nothing else: the period of its title."""
    return (Period(Span(0, 0), anchor.year, anchor.months),) if anchor.is_own else ()
