"""Which way a figure went, and which way a question asks about: what fell by 9.6% is no growth of 9.6%.

A growth of 5.4% is no answer either where it is asked how much faster that was than the year before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from answers.periods import NO_ANCHOR, find_periods
from answers.vocabulary import any_of, table, vocabulary

_UP, _DOWN = (any_of(column.split()) for column in table("ways-of-change")[0])
_RISING = re.compile(
    rf"(?:{_UP})(?![\u503c\u5230])"
)  # \u5de5\u4e1a\u589e\u52a0\u503c is an indicator, \u63d0\u9ad8\u5230 tells a level
_FALLING = re.compile(rf"(?:{_DOWN})(?!\u5230)")
_FALLS = tuple(vocabulary("draft-falls"))
_DONE = "\u4e86"
# behind 比2024年, 较上年同期
_APART = re.compile(
    rf"[\u540c\u671f\u7684\u8981\u4f1a\u80fd]{{0,3}}(?:{any_of(vocabulary('differs-from-before'))})"
)
_POINTS = re.compile(any_of(vocabulary("percentage-points")))
_RATES = re.compile(
    rf"(?:{any_of(vocabulary('share-ends') | vocabulary('growth-nouns'))})(?=[^,;]{{0,16}}\Z)"
)
# 增长较上年快, in the words of documents that say no 增速
_GROWTH = re.compile("\u589e\u957f.?$")
_HOW_MUCH = "(?:\u591a\u5c11|\u51e0)"
_INTO = any_of(vocabulary("turned-into") | vocabulary("turned-colloquially"))
_ASKS_BOTH = re.compile(
    rf"(?:\u4ece|\u7531|\u81ea){_HOW_MUCH}[^,?\u3002]{{0,8}}?(?:{_INTO})\u4e86?{_HOW_MUCH}"
)
_TURNS = re.compile(rf"(?P<up>(?:{_UP})(?!\u503c))|(?P<down>{_DOWN})")  # \u63d0\u9ad8\u5230 turns as well
_STAYED = re.compile(any_of(vocabulary("stayed-alike")))
_KEPT = 1024


@lru_cache(_KEPT)
def way_asked(question: str) -> int:
    """Return 1 where a question asks by how much something rose, -1 where by how much it fell, 0 where it says neither, or both.

    >>> way_asked("信访总量往上涨了多少"), way_asked("用电成本下降多少"), way_asked("工业增加值增速"), way_asked("增长还是下降")
    (1, -1, 0, 0)
    """
    return (_RISING.search(question) is not None) - (_FALLING.search(question) is not None)


@lru_cache(_KEPT)
def asks_both_ends(question: str) -> bool:
    """Return whether a question asks from how much to how much something went.

    >>> asks_both_ends("床位从几张加到几张"), asks_both_ends("标准提到多少")
    (True, False)
    """
    return _ASKS_BOTH.search(question) is not None


@lru_cache(_KEPT)
def asks_points(question: str) -> bool:
    """Return whether a question asks how far a percentage is from that of another time: 增速比2024年快几个百分点.

    >>> asks_points("增速比2024年快几个百分点"), asks_points("失业率较上年下降多少"), asks_points("产量比上年高多少"), asks_points("增速多少")
    (True, True, False, False)
    """
    compared = [period.span for period in find_periods(question, NO_ANCHOR) if period.is_compared]
    return any(
        _APART.match(question, span.end)
        and (
            _POINTS.search(question, span.end)
            or _RATES.search(question[: span.start])
            or _GROWTH.search(question[: span.start])
        )
        for span in compared
    )


def fell(*texts: str) -> bool:
    """Return whether one of some texts that end where a figure begins says that it fell by so much.

    >>> fell("信访总量下降"), fell("下降了"), fell("浓度下降到"), fell("增长")
    (True, True, False, False)
    """
    return any(text.removesuffix(_DONE).endswith(_FALLS) for text in texts)


@lru_cache(_KEPT)
def asks_which_way(question: str) -> bool:
    """Return whether a question asks if something went up or down.

    >>> asks_which_way("参保人数是不是比上年多了"), asks_which_way("利润降了没有"), asks_which_way("全部复工了吗")
    (True, True, False)
    """
    return way_asked(question) != 0


def says_way(text: str) -> bool:
    """Return whether a text says which way something went, or that it stayed: 减少5.3万人, 与上年持平."""
    return any(pattern.search(text) for pattern in (_RISING, _FALLING, _STAYED))


def turns(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield where a text says from a place on that something rose (1) or fell (-1), be it to a level.

    >>> list(turns("人口由729万增加到732万,出生人口减少"))
    [(7, 1), (19, -1)]
    """
    for match in _TURNS.finditer(text, start):
        yield match.start(), 1 if match["up"] else -1


def says_fall(text: str) -> bool:
    """Return whether a text says that something fell, wherever: 降低成本200亿元."""
    return _FALLING.search(text) is not None
