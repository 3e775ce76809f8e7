"""Days as the heads of documents state them, as ISO writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from retrieval.types import Span

_ZERO_TO_NINE = "〇一二三四五六七八九"
_DIGITS = {character: str(value) for value, character in enumerate(_ZERO_TO_NINE)} | {
    "○": "0",
    "零": "0",
    "o": "0",
}
_TENS = {"十": 10, "廿": 20, "卅": 30}

# 2026年2月3日 · 2026-02-09 07:41 · 2026.2.9 · 2026/2/9 · 2026年2月; not the middle of a longer number
_ARABIC = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d) ?[-/.年] ?(?P<month>\d{1,2})(?!\d)(?: ?[-/.月] ?(?P<day>\d{1,2})(?!\d)(?: ?日)?| ?月)?"
)
# 二〇二六年二月三日 · 二○二六年二月
_CHINESE = re.compile(
    r"(?P<year>[一二][〇○零o一二三四五六七八九]{3})年(?P<month>[一二三四五六七八九十]{1,2})月(?:(?P<day>[一二三四五六七八九十廿卅]{1,3})日)?"
)


def find_date(text: str) -> tuple[str, Span] | None:
    """Return the first date of a normalised text as ISO writes it, and where it stands; None where there is none.

    >>> find_date("——2026年2月3日在上海市"), find_date("二〇二六年二月"), find_date("时间:2026-13-09")
    (('2026-02-03', Span(start=2, end=11)), ('2026-02', Span(start=0, end=7)), None)
    """
    return next(find_dates(text), None)


def find_dates(text: str) -> Iterator[tuple[str, Span]]:
    """Yield the dates of a normalised text, each as `find_date` returns it, in order."""
    found = [match for pattern in (_ARABIC, _CHINESE) for match in pattern.finditer(text)]
    for match in sorted(found, key=re.Match[str].start):
        iso = _iso(match)
        if iso is not None:
            yield iso, Span(*match.span())


def iso_date(text: str) -> str | None:
    """Return a date as ISO writes it, None where there is none.

    >>> iso_date("2020年2月21日"), iso_date("2020-02"), iso_date("二〇二〇年二月二十一日"), iso_date("上周")
    ('2020-02-21', '2020-02', '2020-02-21', None)
    """
    found = find_date(text)
    return found[0] if found else None


def _iso(match: re.Match[str]) -> str | None:
    year, month, day = (_number(part) for part in match.group("year", "month", "day"))
    if year is None or month is None or not _is_a_day(year, month, day or 1):
        return None
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")


def _is_a_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _number(text: str | None) -> int | None:
    """Return a year, a month or a day written in either digits."""
    if text is None:
        return None
    if text.isascii() and text.isdigit():
        return int(text)
    if len(text) == 4:
        return int("".join(_DIGITS[character] for character in text))
    tens, units = 0, text
    for mark, value in _TENS.items():
        before, found, after = text.partition(mark)
        if found:
            tens = value * int(_DIGITS.get(before, "1"))
            units = after
    return tens + int(_DIGITS.get(units, "0"))
