"""Dates in normalised text (see `normalise`): with 年月日, in Chinese numerals, with strokes or dots; quarters and halves."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache

from retrieval.numerals import HAN_DIGITS, numeral
from retrieval.types import Span
from retrieval.vocabulary.lists import words

Months = tuple[int, int]  # the first and the last of a period

_ZEROS = "零〇○◯o"
_CHINESE_DIGITS = {character: str(value) for value, character in enumerate(HAN_DIGITS)}
_CHINESE_DIGITS |= dict.fromkeys(_ZEROS, "0")
_LEAP = 2024  # a day whose year is not known may be 29 February
_CENTURY, _LATEST_SHORT = 2000, 49  # 24年 is 2024, 98年 is 1998
_QUARTER, _HALF = 3, 6  # months
_MONTHS = "个月"

# 2024年 · 24年 before a month · 二〇二四年; o is a zero among numerals
_YEAR = (
    r"(?:(?<!\d)\d{4} ?年(?:度)?|(?<![\d.])\d\d年(?=\d{1,2}月|[底初末])"
    r"|[一二][零〇○◯o一二三四五六七八九]{3}年(?:度)?)"
)
_CHINESE_MONTH = "(?:十[一二]?|[一二三四五六七八九])"
_CHINESE_DAY = "(?:三十一?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
_QUARTERS = "第?[一二三四1-4] ?季度|[上下]半年|前[一二三两23]个?季度|(?<!\\d)1[-~至][23]季度|[头前]半年|[头前](?:1[01]|[2-9]|十一?|[二两三四五六七八九])个月"
# 2024/3/15 · 2024.3.15 · 2024-03 · 24/6/1 · 3/15 · 2月21日 · 2020年2月 · 2月中旬 · 1-11月 · 2020年底 · 21日 · 一季度 ·
# 二月二十一日 · 二〇二五年三月
_DATE = re.compile(
    r"(?=[\d零〇一二三四五六七八九十第上下前头])(?:"  # what any of them begins with
    r"(?P<iso>(?<![\da-z./])(?:19|20)\d\d(?P<mark>[-/.])\d{1,2}(?P=mark)\d{1,2}(?![\da-z]|[./]\d|-\d{1,3}(?!\d)))"
    r"|(?P<short>(?<![\da-z./-])[0-4]\d(?P<stroke>[-/])\d{1,2}(?P=stroke)\d{1,2}(?![\da-z%]|[./-]\d))"
    r"|(?P<month_of>(?<![\da-z./-])(?:19|20)\d\d[-/](?:1[0-2]|0?[1-9])(?![\da-z%./-]))"
    r"|(?P<day_of>(?<![\da-z./])(?:1[0-2]|0?[1-9])/(?:3[01]|[12]\d|0?[1-9])(?![\da-z%./]))"
    rf"|(?:(?P<year>{_YEAR}) ?)?(?:(?P<from>(?<!\d)\d{{1,2}})(?:月份?)?[-~—至到](?P<to>\d{{1,2}}) ?月(?:份)?(?! ?\d)"
    r"|(?P<month>(?<!\d)\d{1,2}) ?月(?:份)?"
    r"(?: ?(?P<day>\d{1,2}) ?(?:日|号(?![楼线院馆门厅机井店]))|(?P<part>[上中下]旬|初|底|末))?"
    rf"|(?<![一二三四五六七八九十每几数第近两半])(?P<chinese_month>{_CHINESE_MONTH})月(?!一[报调次])(?:份)?"
    rf"(?:(?P<chinese_day>{_CHINESE_DAY})[日号]|[上中下]旬|初|底|末)?)"
    rf"|(?P<only_year>{_YEAR})(?:年?底|年?初|年?末)?(?P<parts>{_QUARTERS})?"
    r"|(?P<only_day>(?<!\d)\d{1,2})日(?!元)"
    rf"|(?P<quarters>{_QUARTERS}))"
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date as it stands; what the text leaves out is None. `months` are those of a quarter or another part of a year."""

    span: Span
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    months: Months | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """Return how it is written in digits, whole and by its parts: 2024年5月8日, 2024年, 5月8日, 5月.

        >>> find_dates("二〇二四年五月八日")[0].forms
        ('2024年5月8日', '2024年', '5月8日', '5月')
        """
        year = f"{self.year}年" if self.year else ""
        month = f"{self.month}月" if self.month else ""
        day = f"{month}{self.day}日" if self.month and self.day else ""
        whole = year + (day or month) if self.month or not self.months else ""
        return tuple(dict.fromkeys(form for form in (whole, year, day, month) if form))


@lru_cache(maxsize=4096)
def find_dates(text: str) -> tuple[Date, ...]:
    """Return the dates of a normalised text in order.

    >>> found = find_dates("2月24日获批,2020年底完工,4月19日、20日举办")
    >>> [(date.text, date.month, date.day) for date in found]
    [('2月24日', 2, 24), ('2020年底', None, None), ('4月19日', 4, 19), ('20日', None, 20)]
    >>> [(date.year, date.month, date.day, date.months) for date in find_dates("24年6月1日,2025年前三季度")]
    [(2024, 6, 1, None), (2025, None, None, (1, 9))]
    """
    return tuple(date for match in _DATE.finditer(text) if (date := _read(match, text)) is not None)


def _read(match: re.Match[str], text: str) -> Date | None:
    """Return the date that was found; None for what is none by its numbers or by what stands beside it."""
    span = Span(*match.span())
    if match["day_of"]:
        return _date(span, text, None, *_numbers(match["day_of"])) if _is_a_day(span, text) else None
    if written := match["iso"] or match["short"] or match["month_of"]:
        numbers = [*_numbers(written), None]
        numbers[0] = _full_year(numbers[0]) if match["short"] else numbers[0]
        return (
            None
            if _is_a_version(text[max(0, span.start - _LONGEST_LABEL) : span.start])
            else _date(span, text, *numbers[:3])
        )
    year = _year_of(match["year"] or match["only_year"])
    if match["from"]:
        return _of_months(span, text, year, (int(match["from"]), int(match["to"])))
    if parts := match["parts"] or match["quarters"]:
        return _of_months(span, text, year, _months_of(parts))
    month = match["month"] or match["chinese_month"]
    day = match["day"] or match["only_day"] or match["chinese_day"]
    if (
        match["chinese_month"]
        and not (day or year)
        and _is_a_duration(text[max(0, span.start - _LONGEST_LABEL) : span.start])
    ):
        return None
    return _date(span, text, year, _number(month), _number(day))


def _numbers(text: str) -> list[int | None]:
    return [int(part) for part in re.split(r"[-/.]", text)]


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isascii() else numeral(text.replace("廿", "二十"))


def _year_of(text: str | None) -> int | None:
    if text is None:
        return None
    digits = text[: text.index("年")].strip()
    if not digits.isdecimal():
        digits = "".join(_CHINESE_DIGITS[character] for character in digits)
    return _full_year(int(digits)) if len(digits) == len("24") else int(digits)


def _full_year(year: int | None) -> int | None:
    if year is None:
        return None
    return year + _CENTURY if year <= _LATEST_SHORT else year + _CENTURY - 100


def _date(span: Span, text: str, year: int | None, month: int | None, day: int | None) -> Date | None:
    if month is not None and not 1 <= month <= 12:
        return None
    most = 31 if month is None else monthrange(_LEAP, month)[1]
    if day is not None and not 1 <= day <= most:
        return None
    return Date(span, span.of(text), year, month, day)


def _of_months(span: Span, text: str, year: int | None, months: Months) -> Date | None:
    is_period = 1 <= months[0] < months[1] <= 12
    return Date(span, span.of(text), year, months=months) if is_period else None


def _months_of(part: str) -> Months:
    """Return the months of a quarter or a half.

    >>> _months_of("第二季度"), _months_of("下半年"), _months_of("前三季度"), _months_of("1-3季度"), _months_of("头两个月")
    ((4, 6), (7, 12), (1, 9), (1, 9), (1, 2))
    """
    if part.endswith("半年"):
        return (_HALF + 1, 2 * _HALF) if part[0] == "下" else (1, _HALF)
    if part.endswith(_MONTHS):
        return (1, _number(part[1:].removesuffix(_MONTHS)) or 1)
    count = next(_number(character) for character in reversed(part) if character in "一二两三四1234") or 1
    is_from_the_first = part[0] == "前" or len(part.removeprefix("第").removesuffix("季度").strip()) > 1
    return (1 if is_from_the_first else (count - 1) * _QUARTER + 1, count * _QUARTER)


_LONGEST_LABEL = 12  # characters of 版本号 and the like, and of the marks behind it
# What may stand before a day without its year: the edge of a line or a cell, a blank, a mark, a preposition.
_BEFORE_A_DAY = frozenset("\n |(:,、;。-~—于自从在至到")
_SURELY_BEFORE_A_DAY = frozenset("\n|于自从在")
_LARGEST_DENOMINATOR = 12  # of a fraction that is written with a stroke: 1/4, 7/10


def _is_a_day(span: Span, text: str) -> bool:
    """Return whether 3/15 is a day, and no fraction, by what stands beside it.

    >>> [bool(find_dates(text)) for text in ("3/15 张强", "于3/15开工", "占1/4", "达到3/15", "3/4的企业", "7/24小时")]
    [True, True, False, False, False, False]
    """
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    if (before and before not in _BEFORE_A_DAY) or _is_counted(text, span.end):
        return False
    if text[max(0, span.start - 2) : span.start] in words("arrivals"):
        return False
    written = span.of(text)
    month, day = _numbers(written)
    may_be_a_fraction = "0" not in (written[0], written.partition("/")[2][0]) and (
        (month or 0) < (day or 0) <= _LARGEST_DENOMINATOR
    )
    return not may_be_a_fraction or (bool(after) and (not before or before in _SURELY_BEFORE_A_DAY))


def _is_counted(text: str, place: int) -> bool:
    """Return whether what stands at a place goes on with a fraction: 的, 以上, a unit."""
    return text.startswith(words("after-fractions"), place)


def _is_a_duration(before: str) -> bool:
    """Return whether what stands before 三月 says that it is three months: 为期三月."""
    return before.endswith(words("before-durations"))


def _is_a_version(before: str) -> bool:
    """Return whether what stands before 2024.3.15 calls it a version."""
    return before.rstrip(": ").endswith(words("version-labels"))
