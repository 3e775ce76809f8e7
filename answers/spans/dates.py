"""Dates that may answer: neighbouring ones together (4月19日、20日)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.dates import Date, find_dates
from retrieval.types import Span

# 4月19日、20日 · 1月24日至2月3日 · 2020年2月
_JOINS = re.compile(r"^(?:、|和|至|到|-|~|—|及|起至)$")
_CLOCK = re.compile(r"(?:上午|下午|早上|晚上|中午|凌晨)?\d{1,2}(?:时|点|:\d{2})(?:\d{1,2}分|半)?")
_AS_OF = re.compile(
    r"(?:截至|截止到?|截止至|至)\s*(?P<date>(?:\d{4}年)?\d{1,2}月\d{1,2}日|(?:\d{4}年)?\d{1,2}月底?|目前)"
)


def chains(text: str, dates: Sequence[Date]) -> tuple[Span, ...]:
    """Return the dates of a text, those that are said in one breath as one range."""
    spans: list[Span] = []
    for date in dates:
        if spans and _JOINS.match(text[spans[-1].end : date.span.start]):
            spans[-1] = Span(spans[-1].start, date.span.end)
        else:
            spans.append(date.span)
    return tuple(spans)


def clock_times(text: str) -> tuple[Span, ...]:
    """Return the times of day in a text."""
    return tuple(Span(*match.span()) for match in _CLOCK.finditer(text))


def as_of(text: str, before: int) -> Span | None:
    """Return the last date before a place of the text that says as of when its figures hold."""
    last = None
    for match in _AS_OF.finditer(text, 0, before):
        last = Span(*match.span("date"))
    return last


_ASKS_A_DAY = re.compile(r"哪一?天|几[日号]|哪几天|什么日子")
_ASKS_A_MONTH = re.compile(r"几月|哪个?月")
_ASKS_A_YEAR = re.compile(r"哪一?年")


def fits(question: str, date: str) -> bool:
    """Return whether a date is as fine as the question asks: a day for 哪天, a year for 哪年.

    >>> [fits("哪天开工", date) for date in ("2024/3/15", "二〇二四年三月", "3月5日")], fits("哪年开工", "二〇二四年三月")
    ([True, False, True], True)
    """
    found = find_dates(date)
    if _ASKS_A_DAY.search(question):
        return any(one.day for one in found)
    if _ASKS_A_YEAR.search(question):
        return "年" in date or any(one.year for one in found)
    if _ASKS_A_MONTH.search(question):
        return any(one.month for one in found)
    return True


def asks_for_a_date(question: str) -> bool:
    """Return whether a day, a month or a year is asked for, not a time of day or a stretch of time: 哪天, 几月, 哪年."""
    return any(one.search(question) for one in (_ASKS_A_DAY, _ASKS_A_MONTH, _ASKS_A_YEAR))


_ASKS_AN_HOUR = re.compile(r"几点|几时(?!候|能)|哪个时辰|什么钟点")
_BEFORE_HOUR = re.compile(r"(?: |\([^()\d]{1,4}\)){0,2}")  # 2月18日(周二) 12:00


def with_its_hour(question: str, text: str, day: Span) -> Span:
    """Return a day with the hour behind it where a question asks for that as well: 2月18日12:00 for 几号几点.

    >>> text = "名单请于2月18日12:00前报送"
    >>> [with_its_hour(asked, text, Span(4, 9)).of(text) for asked in ("最迟几号几点", "最迟几号")]
    ['2月18日12:00', '2月18日']
    """
    lead = _BEFORE_HOUR.match(text, day.end)
    if lead is None or not _ASKS_AN_HOUR.search(question):
        return day
    hour = _CLOCK.match(text, lead.end())
    return Span(day.start, hour.end()) if hour is not None else day


def day_forms(date: str) -> tuple[str, ...]:
    """Return a date as it may be written: 2月20日 and 2月20号.

    >>> day_forms("2月20号"), day_forms("2020年")
    (('2月20号', '2月20日'), ('2020年',))
    """
    if date.endswith(("日", "号")):
        return date, date[:-1] + ("日" if date.endswith("号") else "号")
    return (date,)
