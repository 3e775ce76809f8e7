"""Columns named by times: years (2023, 2022E), parts of years (2024年1-3月), days, and the paper's own period or the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answers.periods import Anchor, Period, asked_periods, own_period
from answers.vocabulary import any_of, vocabulary
from retrieval.types import Span

_PLAIN_YEAR = re.compile(r"((?:19|20)\d\d)(?:[eaf]|年度?)?")  # 2023 · 2022e, which is foreseen · 2024年
_BEHIND_A_YEAR = re.compile(r"年(?:度|末|底)?(?!\d|\d?月)|[eaf](?![a-z])|(?![\d年.-])")
_OWN = re.compile(any_of(vocabulary("own-columns")))
_AT_THE_END = re.compile(r"[底末]$")
_DECEMBER = (12, 12)


def find_year(name: str, text: str) -> Span | None:
    """Return where a text says the year that a cell is named by; None where the cell names none.

    >>> find_year("2023e", "2023年能做到多少营收"), find_year("2023", "2023年3月的营收")
    (Span(start=0, end=5), None)
    """
    plain = _PLAIN_YEAR.fullmatch(name)
    at = text.find(plain[1]) if plain is not None else -1
    while plain is not None and at >= 0:
        match = _BEHIND_A_YEAR.match(text, at + len(plain[1]))
        if match is not None and not text[at - 1 : at].isdigit():
            return Span(at, match.end())
        at = text.find(plain[1], at + 1)
    return None


def period_of(key: str, anchor: Anchor) -> Period | None:
    """Return the period that a column is of by its name; None where it says none. `anchor` is the paper's.

    >>> q1 = Anchor(2025, (1, 3), is_own=True)
    >>> [(one.year, one.months) for key in ("2022e", "2025/3/31", "2024年1-3月", "本报告期") if (one := period_of(key, q1))]
    [(2022, None), (2025, (3, 3)), (2024, (1, 3)), (2025, (1, 3))]
    """
    if (plain := _PLAIN_YEAR.fullmatch(key)) is not None:
        return Period(Span(0, len(key)), int(plain[1]), None)
    told = (
        asked_periods(key, anchor) if any(map(str.isdigit, key)) else ()
    )  # 上年同期 is asked for by its name
    if len(told) == 1:
        return told[0]
    own = own_period(anchor)
    return own[0] if own and _OWN.search(key) else None


def columns_of(keys: Sequence[str], asked: str, anchor: Anchor) -> list[str] | None:
    """Return the columns that are of the time that a term of a question says; None where no column says its time.

    A day or a month's end is that of the period which ends then: 2025年3月末 for what a first quarter's report calls 期末.
    """
    times = {key: period for key in keys if (period := period_of(key, anchor)) is not None}
    wanted = [_ended(one, asked) for one in asked_periods(asked, anchor)]
    if not times or not wanted:
        return None
    return [key for key, told in times.items() if all(_is_of(one, told, key) for one in wanted)]


def _ended(period: Period, said: str) -> Period:
    """Return the last month of a year whose end is asked for: 2024年底."""
    is_end = period.months is None and _AT_THE_END.search(said) is not None
    return replace(period, months=_DECEMBER) if is_end else period


def _is_of(asked: Period, told: Period, key: str) -> bool:
    if told.year is not None and asked.year is not None and told.year != asked.year:
        return False
    if told.months is None:
        return asked.months in (None, _DECEMBER)
    if asked.months is None:
        return False
    is_its_end = told.day is not None or _OWN.search(key) is not None
    return asked.months == told.months or (is_its_end and asked.months[1] == told.months[1])
