"""Figures with their units and dates, found in normalised text (see `normalise`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from math import isclose
from typing import NamedTuple

from retrieval.dates import Date, find_dates
from retrieval.numerals import DIGITS, LONGEST_NUMERAL, magnitude, numeral
from retrieval.types import Span
from retrieval.vocabulary.lists import groups, words

__all__ = [
    "HEDGES", "Date", "Figure", "alike_units", "apart_from", "figure_terms", "find_dates", "find_figures",
    "find_quantities", "find_same", "in_digits", "may_be_a_quantity", "numeral", "unit_of",
]  # fmt: skip

_ALIKE = {unit: group for group in groups("units") for unit in group}
# Longer ones first: 人次 before 人, 个百分点 before 个.
_UNITS = tuple(sorted({*words("units"), *words("measure-words")}, key=lambda unit: (-len(unit), unit)))
_LATIN_END = r"(?![a-z0-9])"  # 5m is five metres, 5mb and 5g2 are not
_NOUNS = words("nouns-of-measures")


def _not_the_noun(unit: str) -> str:
    """Return a pattern that what follows a unit must meet: no 门 behind 部, for 三部门 count no 部."""
    ends = [noun.removeprefix(unit) for noun in _NOUNS if noun.startswith(unit) and noun != unit]
    return f"(?!{'|'.join(ends)})" if ends else ""


_UNIT = "|".join(
    re.escape(unit) + _LATIN_END * unit[-1].isascii() * unit[-1].isalpha() + _not_the_noun(unit)
    for unit in _UNITS
)
_MAGNITUDE = "万亿|百万|千万|百亿|千亿|十万|十亿|万|亿|千|百"
_ARABIC = r"\d+(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"  # 1/10,4386万 are two
_NUMERAL = "[零〇一二两三四五六七八九十百千万亿]"
_CHINESE = f"{_NUMERAL}{{1,{LONGEST_NUMERAL}}}"
_MORE = "[余多来几]"

# Most digits are followed by nothing that a unit begins with: no need to try them all.
_UNIT_AHEAD = f"(?=[{re.escape(''.join(sorted({unit[0] for unit in _UNITS})))}])"

# 20余万份 · 4.5万余人次 · 37.3度 · 2000多户 · 5-7年 · 1/4 · 91.9% · 1.5米到3.5米 is two figures
_FIGURE = re.compile(
    rf"(?P<number>(?:{_ARABIC})(?:[-~—/至](?:{_ARABIC}))?)"
    rf"(?P<more>{_MORE}?)(?P<magnitude>(?:{_MAGNITUDE})?)(?P<more_after>{_MORE}?)"
    rf"(?P<unit>(?:{_UNIT_AHEAD}(?:{_UNIT}))?)"
)
# 三个 · 二十余万份 · 一百二十六名: a unit is asked for, or every 一 would be a figure. Runs of numerals are found
# first, then what follows them, so that each is read once.
_NUMERALS = re.compile(f"{_NUMERAL}+")
_COUNTS = re.compile(rf"{_MORE}?(?P<magnitude>(?:{_MAGNITUDE})?)(?P<unit>{_UNIT})")
_UNITS_OF_NUMERALS = tuple(unit for unit in _UNITS if re.match(_NUMERAL, unit))  # 千克, 百分点
_CHINESE_FIGURE = re.compile(rf"(?P<number>{_CHINESE}){_COUNTS.pattern}")
# No figure in 统一部署, 数十家.
_NEVER_BEFORE = frozenset("统唯同之万单专逐划归合数几")
# 百分之九十五 · 百分之95.2 · 千分之三 · 三分之一
_SHARE = re.compile(
    rf"[百千万]分之(?P<percent>{_ARABIC}|{_CHINESE}(?:点{_CHINESE})?)"
    r"|(?<![二三四五六七八九十百])[二三四五六七八九十百]{1,12}分之[一二三四五六七八九十]{1,12}"
)
# One thing by their look, adverbs by their use
_NO_FIGURES = frozenset({"一起", "一道", "一路", "一面", "一时", "一度", "一点"})
# What stands before a figure and belongs to it: 约37亿元, 近1000万元, 超2亿元
HEDGES = words("hedges")


class Figure(NamedTuple):  # as a Block is: a table may hold nothing else
    """A number as it stands: `number` without its unit (`20余万`), `unit` as printed, maybe none."""

    span: Span
    number: str
    unit: str
    value: float | None

    @property
    def is_fraction(self) -> bool:
        """Whether it is said as a share of a whole: 百分之五十, 三分之一."""
        return self.number[1:3] == "分之"


def _arabic(text: str) -> float | None:
    try:
        return float(text.replace(",", "") if "," in text else text)
    except ValueError:  # 5-7, 1/4: a range or a fraction has no single value
        return None


def _percent(text: str | None) -> float | None:
    """Return the value of what stands after 百分之: 95.2, 九十五, 九点五; None where nothing does."""
    if text is None:
        return None
    if (value := _arabic(text)) is not None:
        return value
    whole, _, fraction = text.partition("点")
    digits = "".join(str(DIGITS.get(character, 0)) for character in fraction)
    before = numeral(whole)
    return None if before is None else float(f"{before}.{digits or 0}")


@lru_cache(maxsize=4096)
def find_figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of a normalised text in order, dates among them left to `find_dates`.

    >>> text = "发放20余万份,约37亿元,增长25.3%"
    >>> [figure.span.of(text) for figure in find_figures(text)]
    ['20余万份', '37亿元', '25.3%']
    >>> [(figure.number, figure.value) for figure in find_figures("三个率先,二十余万份")]
    [('三', 3.0), ('二十余万', 200000.0)]
    """
    shares = [
        Figure(Span(*match.span()), match.group(), "", _percent(match["percent"]))
        for match in _SHARE.finditer(text)
    ]
    found = _merged(shares, _in_arabic(text))
    return tuple(_merged(found, _in_chinese(text)))


def _merged(figures: list[Figure], others: list[Figure]) -> list[Figure]:
    """Return figures and those of the others that share no character with any of them, in order."""
    if not (figures and others):
        return figures or others
    return sorted(figures + apart_from(others, figures), key=_place)


# 320 million, 6.5 percent: what an English text puts behind a blank.
_IN_ENGLISH = re.compile(
    rf"[ -]?(?P<times>thousand|million|billion|trillion)(?: (?P<currency>{'|'.join(words('english-currencies'))}))?(?![a-z])|"
    r"[ -]?(?P<unit>percent|per cent)(?![a-z])"
)
_TIMES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


def _place(figure: Figure) -> int:
    return figure.span.start


def _in_arabic(text: str) -> list[Figure]:
    found = []
    for match in _FIGURE.finditer(text):
        written, _, times, _, unit = match.groups()
        start, end = match.span()
        value = _arabic(written)
        if value is not None and times:
            value *= magnitude(times)
        english = None if unit else _IN_ENGLISH.match(text, end)
        if english is not None:
            unit = english["unit"] or english["currency"] or ""
            number = text[start : english.end() - len(unit)].strip()
            if value is not None:
                value *= _TIMES.get(english["times"], 1.0)
            found.append(Figure(Span(start, english.end()), number, unit, value))
        elif not _is_of_a_name(text, start, end, unit):
            found.append(Figure(Span(start, end), text[start : end - len(unit)], unit, value))
    return found


_GENERATION = re.compile(r"[2-6]g")  # of a network


def _is_of_a_name(text: str, start: int, end: int, unit: str) -> bool:
    """Return whether digits are part of a name of letters and digits: pm2.5, n95, 4a级, 5g基站.

    >>> [figure.span.of(text) for text in ("pm2.5为35", "5g基站920座", "4a级景区9家", "盐5g", "hk$80") for figure in find_figures(text)]
    ['35', '920座', '9家', '5g', '80']
    """
    before = text[start - 1 : start]
    if before.isalpha() and before.isascii() and not text.endswith(words("currency-signs"), 0, start):
        return True
    after = text[end : end + 1]
    if not unit:
        return after.isalpha() and after.isascii()
    return "\u4e00" <= after <= "\u9fff" and _GENERATION.fullmatch(text, start, end) is not None


def _in_chinese(text: str) -> list[Figure]:
    found = []
    end = 0
    for run in _NUMERALS.finditer(text):
        while (found_at := _counted(text, max(run.start(), end), run.end())) is not None:
            start, counts = found_at
            end = counts.end()
            whole = numeral(text[start : counts.start()])
            if whole is not None and text[start:end] not in _NO_FIGURES:
                value = float(whole * magnitude(counts["magnitude"]))
                number = text[start : counts.start("unit")]
                found.append(Figure(Span(start, end), number, counts["unit"], value))
    return found


def _counted(text: str, start: int, end: int) -> tuple[int, re.Match[str]] | None:
    """Return where the figure of a run of numerals begins, and what counts it; None where the run counts nothing.

    It goes on to the end of the run, or to a unit that begins with a numeral: 三|千克.
    """
    if not 0 < end - start <= LONGEST_NUMERAL:
        return None
    for place in range(end, start, -1):
        if place == end or text.startswith(_UNITS_OF_NUMERALS, place):
            counts = _COUNTS.match(text, place)
            first = next((at for at in range(start, place) if text[at - 1 : at] not in _NEVER_BEFORE), None)
            if counts is not None and first is not None:
                return first, counts
    return None


def apart_from(figures: Sequence[Figure], others: Sequence[Figure | Date]) -> list[Figure]:
    """Return the figures that share no character with any of the others; both in order, neither overlapping itself."""
    kept = []
    place = 0
    for figure in figures:
        while place < len(others) and others[place].span.end <= figure.span.start:
            place += 1
        if place == len(others) or others[place].span.start >= figure.span.end:
            kept.append(figure)
    return kept


def in_digits(text: str) -> str:
    """Return a Chinese figure written in digits, any other text as it is.

    >>> in_digits("一百五十亿元"), in_digits("四百万元"), in_digits("十二公里"), in_digits("复工率")
    ('150亿元', '400万元', '12公里', '复工率')
    """
    match = _CHINESE_FIGURE.fullmatch(text)
    whole = numeral(match["number"]) if match else None
    if match is None or whole is None:
        return text
    value = whole * magnitude(match["magnitude"])
    for size, name in ((10**8, "亿"), (10**4, "万")):
        if value >= size and value * 100 % size == 0:
            return f"{value / size:g}{name}{match['unit']}"
    return f"{value}{match['unit']}"


@lru_cache(4_096)  # of the passages that a question looks at; filling asks for each once, and keeps keys
def figure_terms(piece: str) -> tuple[str, ...]:
    """Return what is indexed for a figure or a date beside itself: the bare number, the date's parts.

    >>> figure_terms("2.3万家"), figure_terms("2020年2月25日"), figure_terms("三个")
    (('2.3万',), ('2020年', '2月25日', '2月'), ('3个', '三'))
    """
    dates = find_dates(piece)
    if dates and dates[0].span == Span(0, len(piece)):
        return tuple(form for form in dates[0].forms if form != piece)
    terms = []
    for figure in find_figures(piece)[:1]:
        if not figure.number[0].isdigit() and figure.value is not None:
            terms.append(f"{figure.value:.0f}{figure.unit}")
        terms.append(figure.number)
    return tuple(term for term in terms if term != piece)


# 12 · 二十 · 第一季度 · 上半年
_FIRST = frozenset("零〇一二两三四五六七八九十百千万亿第上下前")


def may_be_a_quantity(text: str) -> bool:
    """Return whether a text begins as figures and dates do; no other is one as a whole."""
    return text[:1].isdecimal() or text[:1] in _FIRST


def find_quantities(text: str) -> tuple[Span, ...]:
    """Return the ranges of all dates and figures in order, none overlapping; dates win."""
    dates = find_dates(text)
    figures = find_figures(text)
    if not dates:
        return tuple(figure.span for figure in figures)
    apart = apart_from(figures, dates)
    return tuple(sorted([date.span for date in dates] + [figure.span for figure in apart]))


def alike_units(unit: str) -> tuple[str, ...]:
    """Return the units that mean the same as one, itself among them: 公里, 千米, km.

    >>> alike_units("km2"), alike_units("家")
    (('平方公里', '平方千米', 'km2', '平方km'), ('家',))
    """
    return _ALIKE.get(unit, (unit,))


_SHARES = {"百": "%", "千": "\u2030"}


def unit_of(figure: Figure) -> str:
    """Return the unit of a figure, one for those that mean the same, % for 百分之; empty where it has none.

    >>> [unit_of(find_figures(text)[0]) for text in ("46km", "百分之五十", "3家", "1:3")]
    ['公里', '%', '家', '']
    """
    if not figure.unit and figure.is_fraction:
        return _SHARES.get(figure.number[0], "")
    return alike_units(figure.unit)[0]


@lru_cache(maxsize=4096)
def find_same(figure: str, text: str) -> tuple[Span, ...]:
    """Return where a text says a figure in other digits or with another unit that means the same.

    >>> text = "全长46km,投资一百五十亿元,占百分之五十"
    >>> [span.of(text) for one in ("46公里", "150亿元", "50%") for span in find_same(one, text)]
    ['46km', '一百五十亿元', '百分之五十']
    """
    own = find_figures(figure)
    if not own or own[0].span != Span(0, len(figure)) or own[0].value is None or not unit_of(own[0]):
        return ()
    value, unit = own[0].value, unit_of(own[0])
    return tuple(
        other.span
        for other in find_figures(text)
        if other.value is not None and isclose(other.value, value) and unit_of(other) == unit
    )
