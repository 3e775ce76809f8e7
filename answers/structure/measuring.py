"""What is compared: the values of cells, and what a question says of the greatest, of a rank, of a bound."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from answers.structure.records import Cell
from answers.vocabulary import any_of, table, vocabulary
from retrieval.numerals import whole_number
from retrieval.quantities import Figure, find_dates, find_figures
from retrieval.types import Span

Value = tuple[float, ...]  # one number, or year, month and day
_DIRECTIONS = {word: int(direction) for word, direction in table("superlatives")}
_WORDS = any_of(_DIRECTIONS)
# 产值最高的 · 最多有几个 · 最早成立的; not 最低生活保障, which is a thing, nor 最大限度
_MOST = re.compile(rf"最(?P<how>{_WORDS})(?:(?=[ 的是为哪谁有?,。]|$)|(?<=[早晚])(?=[\u4e00-\u9fff]))")
# 排名第二 · 居第一位 · 第二高 · 倒数第一
_RANK = re.compile(
    rf"(?:(?P<last>倒数)|(?P<placed>排名?在?|[居列]|名列))?第(?P<number>[一二三四五六七八九十]|\d{{1,2}})(?:名|位)?(?P<how>{_WORDS})?(?P<ends>的|[是为](?=[哪谁]))?"
)
_WHICH_MORE = re.compile(
    rf"(?:哪|谁).{{0,12}}?(?:更|较|比较)?(?!(?<=多)少)(?P<how>{_WORDS})(?:一?些|一点)?(?:[?,的]|$)"
)  # no 多少
_BOUNDS = {(word, place): sign for word, place, sign in table("bounds")}
_BEFORE = any_of(word for word, place in _BOUNDS if place == "before")
_AFTER = any_of(word for word, place in _BOUNDS if place == "after")
_BOUND_BEFORE = re.compile(rf"(?<![通经])(?P<word>{_BEFORE})了?$")  # 产值过|50亿元, but no 通过|50亿元的贷款
_BOUND_AFTER = re.compile(rf"(?:{_AFTER})")
_SIGNS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
_BETWEEN = re.compile("[到至和与~\u2014-]{1,2}")  # 10亿到40亿之间, 介于10亿和40亿之间
_WITHIN = re.compile(any_of(vocabulary("within-bounds")))
_UNIT = re.compile(r"\((?:单位:)?(?P<unit>[^()]{1,8})\)$")
_LONGEST_BOUND = 5
_LEAST_SHARE = 0.6  # of a cell that its figure takes up: 85%, 约3.6亿元, no 第3会议室
_DATED = frozenset("早晚")


@dataclass(frozen=True, slots=True)
class Ranking:
    """Which one is asked for: the `rank`-th from the greatest (`direction` 1) or from the least (-1)."""

    rank: int
    direction: int
    span: Span
    is_dated: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure that values are held against."""

    value: float
    unit: str
    sign: str
    span: Span

    def holds(self, value: Value) -> bool:
        """Return whether a value is within the bound."""
        return _SIGNS[self.sign](value[0], self.value)


def ranking_of(text: str) -> Ranking | None:
    """Return which one of several a normalised text asks for by its rank.

    >>> ranking_of("投资额最低的是哪个区?"), ranking_of("产值排名第二的县").rank, ranking_of("第二季度投资多少")
    (Ranking(rank=1, direction=-1, span=Span(start=3, end=5), is_dated=False), 2, None)
    """
    if most := next(reversed(list(_MOST.finditer(text))), None):  # 最高气温最低的镇
        return Ranking(1, _DIRECTIONS[most["how"]], Span(*most.span()), most["how"] in _DATED)
    for match in _RANK.finditer(text):
        if match["last"] or match["placed"] or match["how"] or match["ends"] is not None:
            number = whole_number(match["number"]) or 1
            direction = _DIRECTIONS.get(match["how"] or "", 1) * (-1 if match["last"] else 1)
            return Ranking(number, direction, Span(*match.span()))
    return None


def which_more(text: str) -> Ranking | None:
    """Return which of several named ones a text asks for: the greatest for 哪个高, the least for 哪个更少."""
    match = _WHICH_MORE.search(text)
    if match is None:
        return None
    return Ranking(1, _DIRECTIONS[match["how"]], Span(*match.span("how")), match["how"] in _DATED)


def bound_of(text: str) -> Bound | None:
    """Return the bound that a normalised text sets: 超过50亿元, 10个以上.

    >>> bound_of("投资额超过50亿元的区").value, bound_of("有10个以上项目的区").sign
    (5000000000.0, '>=')
    """
    for figure in find_figures(text):
        if figure.value is None:
            continue
        before = _BOUND_BEFORE.search(text[max(0, figure.span.start - _LONGEST_BOUND) : figure.span.start])
        after = _BOUND_AFTER.match(text[figure.span.end : figure.span.end + _LONGEST_BOUND])
        if before is not None:
            start = figure.span.start - len(before.group())
            sign = _BOUNDS[before["word"], "before"]
            return Bound(figure.value, figure.unit, sign, Span(start, figure.span.end))
        if after is not None:
            span = Span(figure.span.start, figure.span.end + after.end())
            return Bound(figure.value, figure.unit, _BOUNDS[after.group(), "after"], span)
    return None


def bounds_of(text: str) -> tuple[Bound, ...]:
    """Return the bounds that a normalised text sets: two for 10亿元到40亿元之间, in the unit of the second.

    >>> [one.sign for one in bounds_of("投资10亿元到40亿元之间的项目")], [one.sign for one in bounds_of("投资超过50亿元的区")]
    (['>=', '<='], ['>'])
    """
    for one, other in pairwise(find_figures(text)):
        is_range = _BETWEEN.fullmatch(text, one.span.end, other.span.start) is not None
        if is_range and _WITHIN.match(text, other.span.end) is not None:
            return _range(one, other)
    bound = bound_of(text)
    return () if bound is None else (bound,)


def _range(one: Figure, other: Figure) -> tuple[Bound, ...]:
    """Return the bounds of a range whose ends are two figures; none where these are in two units."""
    if one.value is None or other.value is None or (one.unit and one.unit != other.unit):
        return ()
    return (
        Bound(one.value, other.unit, ">=", one.span),
        Bound(other.value, other.unit, "<=", other.span),
    )


def unit_of(key: str) -> str:
    """Return the unit that a column's name has in brackets, empty where there is none.

    >>> unit_of("投资额(亿元)"), unit_of("产量(单位:万吨)"), unit_of("项目(含续建)")
    ('亿元', '万吨', '')
    """
    match = _UNIT.search(key)
    if match is None:
        return ""
    measured = find_figures(f"1{match['unit']}")
    return match["unit"] if measured and (measured[0].unit or measured[0].value != 1) else ""


def measure(cell: Cell) -> tuple[Value, str] | None:
    """Return the value of a cell and its unit, that of its column where it has none; None for what is no quantity."""
    text, unit = cell.text, unit_of(cell.key)
    dates = find_dates(text)
    if dates and len(dates[0].span) >= _LEAST_SHARE * len(text):
        day = dates[0]
        return (float(day.year or 0), float(day.month or 0), float(day.day or 0)), "date"
    found = find_figures(text)
    if not found or found[0].value is None or len(found[0].span) < _LEAST_SHARE * len(text):
        return None
    if not found[0].unit and unit:
        found = find_figures(text[: found[0].span.end] + unit)
    if found[0].value is None:
        return None
    sign = -1.0 if text.lstrip().startswith("-") else 1.0
    return (sign * found[0].value,), found[0].unit
