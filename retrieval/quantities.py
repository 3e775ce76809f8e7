"""Figures with their units and dates, found in normalised text (see `normalise`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from retrieval.dates import Date, find_dates
from retrieval.numerals import DIGITS, LONGEST_NUMERAL, magnitude, numeral
from retrieval.types import Span

__all__ = [
    "HEDGES", "Date", "Figure", "apart_from", "figure_terms", "find_dates", "find_figures", "find_quantities",
    "in_digits", "may_be_a_quantity", "numeral",
]  # fmt: skip

# Longer units first: 人次 before 人, 个百分点 before 个. After NFKC ㎡ is m2 and ℃ is °c.
_UNITS = (
    "个百分点|百分点|万亿|平方公里|平方千米|平方米|立方米|公顷|公里|千米|厘米|毫米|微米|纳米|英寸|英里|海里|"
    "人民币|美元|美金|欧元|日元|港元|英镑|元|%|‰|倍|成|"
    "人次|人份|车次|架次|批次|辆次|家次|户次|台套|台次|例次|余次|"
    "个工作日|工作日|个小时|小时|分钟|秒钟|个月|季度|周岁|星期|年|月|日|号|天|周|岁|时|分|秒|"
    "摄氏度|°c|度|千瓦时|千瓦|兆瓦|吉瓦|兆|吨|公斤|千克|毫克|毫升|克|升|斤|亩|米|"
    "家|个|名|人|位|户|份|条|件|辆|台|套|只|支|张|项|次|场|所|座|处|栋|幢|间|批|期|类|种|款|门|轮|集|篇|"
    "部|本|页|字|章|步|楼|层|级|组|队|届|强|颗|粒|瓶|箱|包|袋|盒|头|匹|艘|架|列|节|趟|班|路|道|棵|株|片|块|枚|"
    "对|双|副|幅|面|例|起|宗|笔|股|票|席|床|对|圈|站|段|点|大类|大|nm|mm|cm|km|kg|mw|kw|kwh|gb|tb|m2|m3|m|g"
)
_MAGNITUDE = "万亿|百万|千万|百亿|千亿|十万|十亿|万|亿|千|百"
_ARABIC = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMERAL = "[零〇一二两三四五六七八九十百千万亿]"
_CHINESE = f"{_NUMERAL}{{1,{LONGEST_NUMERAL}}}"
_MORE = "[余多来几]"

# 20余万份 · 4.5万余人次 · 37.3度 · 2000多户 · 5-7年 · 1/4 · 91.9% · 1.5米到3.5米 is two figures
_FIGURE = re.compile(
    rf"(?P<number>(?:{_ARABIC})(?:[-~—/至](?:{_ARABIC}))?)"
    rf"(?P<more>{_MORE}?)(?P<magnitude>(?:{_MAGNITUDE})?)(?P<more_after>{_MORE}?)"
    rf"(?P<unit>(?:{_UNITS})?)"
)
# 三个 · 二十余万份 · 一百二十六名: a unit is asked for, or every 一 would be a figure. Runs of numerals are found
# first, then what follows them, so that each is read once.
_NUMERALS = re.compile(f"{_NUMERAL}+")
_COUNTS = re.compile(rf"{_MORE}?(?P<magnitude>(?:{_MAGNITUDE})?)(?P<unit>{_UNITS})")
_UNITS_OF_NUMERALS = tuple(unit for unit in _UNITS.split("|") if re.match(_NUMERAL, unit))  # 千克, 百分点
_CHINESE_FIGURE = re.compile(rf"(?P<number>{_CHINESE}){_COUNTS.pattern}")
# No figure in 统一部署, 数十家.
_NEVER_BEFORE = frozenset("统唯同之万单专逐划归合数几")
# 百分之九十五 · 百分之95.2 · 三分之一
_SHARE = re.compile(
    rf"百分之(?P<percent>{_ARABIC}|{_CHINESE}(?:点{_CHINESE})?)"
    r"|(?<![二三四五六七八九十百])[二三四五六七八九十百]{1,12}分之[一二三四五六七八九十]{1,12}"
)
# One thing by their look, adverbs by their use
_NO_FIGURES = frozenset({"一起", "一道", "一路", "一面", "一时", "一度", "一点"})
# What stands before a figure and belongs to it: 约37亿元, 近1000万元, 超2亿元
HEDGES = (
    "约", "近", "超过", "超", "逾", "不足", "不少于", "不低于",
    "不超过", "至少", "最多", "大约", "将近", "突破",
    "不到", "最多达", "至少有",
)  # fmt: skip


class Figure(NamedTuple):  # as a Block is: a table may hold nothing else
    """A number as it stands: `number` without its unit (`20余万`), `unit` as printed, maybe none."""

    span: Span
    number: str
    unit: str
    value: float | None


def _arabic(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
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
    found = sorted(shares + apart_from(_in_arabic(text), shares), key=_place)
    return tuple(sorted(found + apart_from(_in_chinese(text), found), key=_place))


def _place(figure: Figure) -> Span:
    return figure.span


def _in_arabic(text: str) -> list[Figure]:
    found = []
    for match in _FIGURE.finditer(text):
        value = _arabic(match["number"])
        if value is not None:
            value *= magnitude(match["magnitude"])
        number = text[match.start() : match.start("unit")]
        found.append(Figure(Span(*match.span()), number, match["unit"], value))
    return found


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


@lru_cache(maxsize=65_536)
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
    figures = apart_from(find_figures(text), dates)
    return tuple(sorted([date.span for date in dates] + [figure.span for figure in figures]))
