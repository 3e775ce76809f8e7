"""A figure whole as it is said: with its sign and currency, what hedges it, both ends of its range, what it is counted by.

All of it reads normalised text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from answers.vocabulary import any_of, vocabulary
from retrieval.normalise import normalise
from retrieval.quantities import HEDGES, Figure, find_dates, find_figures, unit_of
from retrieval.types import Span
from retrieval.vocabulary.lists import words

_TEXTS_KEPT = 256
_MOST_AROUND = 3  # a hedge, a sign and a currency: 约-¥3.5亿
# 1:14.5 · 9:00-17:30
_RATIO = re.compile(
    r"(?<![\d:.])\d{1,8}(?:\.\d{1,8})?(?::\d{1,8}(?:\.\d{1,8})?){1,3}(?:[-~—至到]\d{1,2}:\d{2})?(?![\d:])"
)
_SIGNS = any_of(vocabulary("figure-signs"))
_BEFORE = re.compile(
    rf"(?:{any_of(words('currency-signs'))}|(?<![a-z\d])[-\u2212+±]|"
    rf"(?<![自担背肩胜欺抱])(?:{_SIGNS})|(?<![签预节合违制契邀最附靠邻])(?:{any_of(HEDGES)}))\Z"
)
_LONGEST_BEFORE = 6
_UNITS = any_of({*words("units"), *words("measure-words")})
_DIVIDED_BY = any_of(vocabulary("divided-by"))  # 微克每立方米
_AFTER = re.compile(
    rf"(?:{any_of(vocabulary('figure-endings'))}|(?:/[十百千万亿]{{0,3}}(?:{_UNITS})(?![a-z])){{1,2}}|每(?:{_DIVIDED_BY})(?!\d)|人民币|[强弱](?![\u4e00-\u9fff]))"
)
# 3天内, 5公里内; 20名内科医生 has none
_WITHIN = re.compile("内")
_DISTANCES = vocabulary("units-of-distance")
_FROM = "由从自"  # 由2280元到2490元 is no range
# 2万元以上10万元以下, 3天至5天, -18°c~-5°c
_JOINS = re.compile(rf"(?:以上)?(?:[-~—至到]{{1,2}}|以上)?(?:{_SIGNS}|[-\u2212])?")


# 2000余家, 40公里以上: a figure of which no more is known than that it is about so much, or more, or less.
_INEXACT = re.compile(any_of({*HEDGES, *vocabulary("figure-endings"), "余", "多"}))


def is_inexact(value: str) -> bool:
    """Return whether a figure as printed, with what hedges it, is no exact one."""
    return _INEXACT.search(normalise(value).text) is not None


def whole(text: str, span: Span) -> Span:
    """Return a span with the figures at its ends whole; as it is where it neither begins nor ends with one.

    >>> text = "罚款2万元以上10万元以下,气温零下12.5°c,均价约5800元/平方米,师生比1:14.5,尾款hk$80万,浓度28.5微克每立方米"
    >>> pieces = ("2万元", "12.5", "5800元", "14.5", "80万", "28.5微克")
    >>> [whole(text, Span(text.index(one), text.index(one) + len(one))).of(text) for one in pieces]
    ['2万元以上10万元以下', '零下12.5°c', '约5800元/平方米', '1:14.5', 'hk$80万', '28.5微克每立方米']
    """
    start, end = span.start, span.end
    for one in _wholes(text):
        if one.start <= start < one.end or (one.start < end <= one.end):
            start, end = min(start, one.start), max(end, one.end)
    return Span(start, end)


@lru_cache(_TEXTS_KEPT)
def _wholes(text: str) -> tuple[Span, ...]:
    """Return the figures of a text, each whole, in order."""
    dates = [date.span for date in find_dates(text)]
    ratios = [Span(*match.span()) for match in _RATIO.finditer(text)]
    found: list[Span] = []
    last: Figure | None = None
    for figure in find_figures(text):
        if any(figure.span.overlaps(date) for date in dates):
            continue
        ratio = next((one for one in ratios if one.overlaps(figure.span)), figure.span)
        span = _extended(
            text, Span(min(ratio.start, figure.span.start), max(ratio.end, figure.span.end)), figure.unit
        )
        if last is not None and found and _is_joined(text, last, figure, found[-1]):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
        last = figure
    return tuple(found)


def _extended(text: str, span: Span, unit: str) -> Span:
    start, end = span.start, span.end
    for _ in range(_MOST_AROUND):
        before = _BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start)
        start = before.start() if before else start
        after = _AFTER.match(text, end) or (_WITHIN.match(text, end) if unit in _DISTANCES else None)
        end = after.end() if after else end
    return Span(start, end)


def _is_joined(text: str, one: Figure, other: Figure, whole_one: Span) -> bool:
    """Return whether two figures are the ends of one range, the first of which may leave its unit out."""
    between = text[one.span.end : other.span.start]
    is_alike = not one.unit or unit_of(one) == unit_of(other)
    if whole_one.end > other.span.start or not between or not is_alike:
        return False
    if text[max(0, whole_one.start - 1) : whole_one.start] in tuple(_FROM):
        return False
    return _JOINS.fullmatch(between) is not None
