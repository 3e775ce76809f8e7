"""Which period a value is told of: what its statement says, else what the passage or the section was opened with, else the section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from answers.periods import NO_ANCHOR, RELATIVE_TIMES, Anchor, find_periods
from answers.sources import Source
from answers.vocabulary import any_of, table, vocabulary
from retrieval.types import Span

_SORTS: dict[str, str] = {row[0]: row[1] for row in table("telling-times")}
_COMPARES = tuple(sorted(vocabulary("comparing-words")))  # 比年初增加
_SINCE = "以来"
_IS = "是"  # 2025年是“十四五”收官之年: what follows tells of it
LAST_YEAR = "last-year"
_TELLING = re.compile(
    rf"(?P<plan>[“\"]?十[三四五六七]五[”\"]?(?:时期|期间|以来|末|五年))|(?<![\d一二三四五六七八九十数几半去上今明本])(?P<said>{any_of(_SORTS)})"
)
_QUOTES = re.compile('[“”"]')
_PLANS = {"三": 2020, "四": 2025, "五": 2030, "六": 2035, "七": 2040}
_OPENING = 8  # code points before a time that may open a statement: ——, 各位代表
_CLAUSE_STARTS = frozenset(",;:。!?\n\u2014-、(")
_MARKS = re.compile("[,;:。!?\n]")


_MAY_OPEN = re.compile(
    rf"年是|五[”\"]?(?:时期|期间|以来)|{any_of(word for word, sort in _SORTS.items() if sort not in ('sentence', 'of-year'))}"
)


def may_open(text: str) -> bool:
    """Return whether a text holds a time that may hold on beyond its passage; most hold none."""
    return _MAY_OPEN.search(text) is not None


@dataclass(frozen=True, slots=True)
class Time:
    """A time where it is said: `text` as it is shown, `year` and `months` as far as they are known.

    `last` is the last year of several. `sort` tells how far it reaches
    where it opens a sentence: this one, the passage, the section; `LAST_YEAR` is a section's own year.
    """

    span: Span
    text: str
    year: int | None = None
    months: tuple[int, int] | None = None
    sort: str = "sentence"
    last: int | None = None

    @property
    def end_year(self) -> int | None:
        """The last year that it reaches into."""
        return self.last or self.year


@lru_cache(256)
def times_in(text: str, anchor: Anchor) -> tuple[Time, ...]:
    """Return the times that a normalised text tells of, in order; what it only compares with is left out."""
    found: list[Time] = []
    for period in find_periods(text, anchor):
        span = period.span
        if period.is_compared or not (period.year or period.months or span.of(text) in RELATIVE_TIMES):
            continue
        start = span.start - (2 if text[max(0, span.start - 2) : span.start] in ("截至", "截止") else 0)
        end = span.end + len(_SINCE) * text.startswith(_SINCE, span.end)
        is_year = period.months is None and span.of(text).endswith("年")
        sort = "sentence" if not is_year else "section" if text.startswith(_IS, end) else "passage"
        found.append(Time(Span(start, end), text[start:end], period.year, period.months, sort))
    for match in _TELLING.finditer(text):
        span = Span(*match.span())
        if any(one.span.overlaps(span) for one in found) or text.endswith(_COMPARES, 0, span.start):
            continue
        if match["plan"]:
            plan = _QUOTES.sub("", match["plan"])[1]
            found.append(Time(span, _QUOTES.sub("", match["plan"]), None, None, "section", _PLANS[plan]))
        else:
            found.append(_said(match["said"], span, anchor))
    return tuple(sorted(found, key=lambda time: time.span.start))


def _said(word: str, span: Span, anchor: Anchor) -> Time:
    sort = _SORTS[word]
    if sort == "of-year" and anchor.year is not None and anchor.is_own and anchor.is_closed:
        ending = word.removeprefix("全年").removeprefix("年")
        return Time(span, f"{anchor.year}年{ending}", anchor.year, None, "sentence")
    return Time(span, word, None, None, "sentence" if sort == "of-year" else sort)


def of_section(section: str) -> Time | None:
    """Return the time that a section's heading names first, None where it names none.

    >>> of_section("一、2025年工作回顾").text, of_section("二、“十五五”时期主要目标").text, of_section("一、综合")
    ('2025年', '十五五时期', None)
    """
    return next(iter(times_in(section, NO_ANCHOR)), None)


def own_time(source: Source, *, is_planned: bool) -> Time | None:
    """Return the time that a source's document is of by its title, None where it says none.

    Nor where the year has just begun: what a report of January tells of is of the year before, but for its plans.
    """
    anchor = source.context.anchor
    if not anchor.is_own or anchor.year is None or not (anchor.is_closed or is_planned):
        return None
    text = f"{anchor.year}年"
    if anchor.months is not None:
        first, last = anchor.months
        text += f"{first}月" if first == last else f"{first}-{last}月"
    return Time(Span(0, 0), text, anchor.year, anchor.months)


def governing_time(
    text: str, statement: Span, clause: Span, place: int, times: Sequence[Time]
) -> Time | None:
    """Return the time that what stands at a place of a statement is told of; None where the statement says none.

    It is the last one before it that stands in its clause or opens one, else the first one behind it in its own clause.
    """
    own = [time for time in times if statement.holds(time.span)]
    before = [
        time
        for time in own
        if time.span.start <= place and (clause.holds(time.span) or _opens(text, statement, time.span.start))
    ]
    if before:
        return before[-1]
    return next((time for time in own if clause.holds(time.span)), None)


def _opens(text: str, statement: Span, place: int) -> bool:
    """Return whether a time opens a clause, be it behind 在 or 到."""
    start = place
    while start > statement.start and text[start - 1] in "在到自从于至据":
        start -= 1
    return (
        start == statement.start or text[start - 1] in _CLAUSE_STARTS or start - statement.start <= _OPENING
    )
