"""Whether the words beside a candidate tell of another thing of the same sort than is asked: 环比 for 同比, 5A for 4A.

All of it reads normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from answers.turning import asks_points
from answers.vocabulary import any_of, table, vocabulary
from retrieval.quantities import Figure, find_figures, find_quantities, find_same, unit_of
from retrieval.types import Span

_KEPT = 1024
_OPPOSITES = tuple(tuple(tuple(column.split()) for column in row) for row in table("opposites"))
# pm2.5, n95, v2.1 · 4a, 5g · 12345 before a noun
_CODE = re.compile(
    r"(?<![a-z\d.])(?:(?P<letters>[a-z]{1,6}[-.]?)\d{1,8}(?:\.\d{1,4})?(?:[a-z]{1,3}\d{0,4})?|\d{1,8}[a-z]{1,3}|\d{3,8})(?![a-z\d])"
)
_NOUN = re.compile("[\u4e00-\u9fff]{2}")
# 截止到几号, 哪天停 ask for an end; 自2月17日起施行 tells when something begins.
_ASKS_END = re.compile(any_of(vocabulary("asks-end")))
_FROM_WHEN = re.compile("从(?:[几哪何]|什么)")
_BEFORE_START = ("自", "从")
_HOUR = r"(?:零时|\d{1,2}[时:]\d{0,2}分?)?"
_BEHIND_START = re.compile(rf"{_HOUR}(?:{any_of(vocabulary('behind-starts'))})")
_UP_TO = re.compile(f"{_HOUR}[至到]")
_ASKS_SHARE = re.compile(
    r"百分之[几多]|百分比|(?:增长|下降|上涨)率|(?:增长|下降|上涨)(?:是|为|有)多少|增幅|增速|涨幅|降幅|跌幅|占比|比重|比例|几成"
)
_ASKS_AMOUNT = re.compile(
    r"多少钱|(?:多少|几)[十百千万亿]*(?P<unit>元|美元|吨|公斤|公里|亩|人|名|家|个(?!百分)|户|件|平方)|金额|(?:增加|减少)额"
)
POINTS = vocabulary("percentage-points")
SHARES = ("%", "\u2030", "成", "个百分点", "倍")


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands between the figures or dates around a candidate: before and behind it in its clause."""

    before: str
    after: str
    candidate: str = ""


def beside(text: str, clause: Span, span: Span) -> Beside:
    """Return what a clause says beside a candidate, up to the figures and dates next to it.

    >>> text = "同比增长7.2%和环比增长1.1%"
    >>> beside(text, Span(0, len(text)), Span(13, 17))
    Beside(before='和环比增长', after='', candidate='1.1%')
    """
    start, end = clause.start, clause.end
    for other in find_quantities(clause.of(text)):
        place = other.shift(clause.start)
        if place.of(text).isdecimal() and _NOUN.match(text, place.end):
            continue  # 12345 of 12345热线
        if place.end <= span.start:
            start = max(start, place.end)
        elif place.start >= span.end:
            end = min(end, place.start)
    return Beside(text[start : max(start, span.start)], text[min(end, span.end) : end], span.of(text))


def opposite(question: str, said: Beside, sentence: str = "") -> int:
    """Compare what stands beside a candidate with the words of a question that have an opposite.

    Where nothing beside it tells, the whole sentence does: 获得市级表彰的,可以提前一年 for 县级表彰.

    >>> opposite("环比增长多少", Beside("同比增长", "")), opposite("哪天结束", Beside("检修于", "结束"))
    (-1, 1)
    >>> opposite("县级表彰提前几年", Beside("可以提前", ""), "获得市级表彰的,可以提前一年")
    -1
    """
    agrees = 0
    for columns, asked in _asked(question):
        told = _columns(columns, said.before) or _columns(columns, said.after) or _columns(columns, sentence)
        if told:
            if not asked & told:
                return -1
            agrees = 1
    return agrees


_Columns = tuple[tuple[str, ...], ...]


@lru_cache(_KEPT)
def _asked(question: str) -> tuple[tuple[_Columns, frozenset[int]], ...]:
    """Return the rows of words with an opposite of which a question says any, each with the columns that it says."""
    found = ((columns, _columns(columns, question)) for columns in _OPPOSITES)
    return tuple((columns, asked) for columns, asked in found if asked)


def _columns(columns: _Columns, text: str) -> frozenset[int]:
    return frozenset(number for number, words in enumerate(columns) if any(word in text for word in words))


def code(question: str, said: Beside) -> int:
    """Compare the names with a number that a question and the text before a candidate say: 5a级景区 is not 4a级景区.

    >>> code("4a级景区有几家", Beside("5a级景区", "")), code("pm10浓度", Beside("pm2.5平均浓度为", ""))
    (-1, -1)
    >>> code("12345热线受理多少件", Beside("12345热线受理", ""))
    1
    """
    asked, told = codes(question), codes(said.before)
    if not told:  # the candidate may be the number of a name itself: 12315 of 12315热线
        told = tuple(one for one in codes(f"{said.candidate}{said.after}") if one[0] == said.candidate)
    rivals = [one for one, shape in told if shape in {other for _, other in asked}]
    if not rivals:
        return 0
    return 1 if set(rivals) & {one for one, _ in asked} else -1


@lru_cache(_KEPT)
def codes(text: str) -> tuple[tuple[str, str], ...]:
    """Return the names with numbers in a text, each with its shape: what stays when the number changes.

    >>> codes("4a级景区9家,pm2.5,12345热线"), codes("投资46km")
    ((('4a', '#a级'), ('pm2.5', 'pm#'), ('12345', '#热线')), ())
    """
    return tuple(_codes(text))


def _codes(text: str) -> Iterator[tuple[str, str]]:
    taken = [figure.span for figure in find_figures(text) if figure.unit]
    for match in _CODE.finditer(text):
        code, span = match.group(), Span(*match.span())
        if any(span.overlaps(other) for other in taken):
            continue
        noun = _NOUN.match(text, match.end())
        if match["letters"]:
            yield code, match["letters"] + "#"
        elif not code.isdecimal():
            yield code, "#" + code.lstrip("0123456789") + text[match.end() : match.end() + 1]
        elif noun:
            yield code, "#" + noun.group()


def measure(question: str, figures: Sequence[Figure]) -> int:
    """Compare what is asked for, a share, an amount or how far two shares are apart, with what the figures are.

    >>> measure("增加了多少钱", find_figures("6.8%")), measure("增长百分之几", find_figures("11.9亿元"))
    (-1, -1)
    >>> measure("增加了多少钱", find_figures("11.9亿元")), measure("增速较上年快了多少", find_figures("5.4%"))
    (1, -1)
    """
    if not figures:
        return 0
    if asks_points(question):
        return 1 if any(unit_of(figure) in POINTS for figure in figures) else -1
    shares = [unit_of(figure) in SHARES or figure.is_fraction for figure in figures]
    if _ASKS_SHARE.search(question):
        return 1 if any(shares) else -int(all(unit_of(figure) for figure in figures))
    if _ASKS_AMOUNT.search(question):
        return -1 if all(shares) else 1
    return 0


@lru_cache(_KEPT)
def asks_end(question: str) -> bool:
    """Return whether a question asks when something ends, and not from when to when.

    >>> asks_end("管到几号结束"), asks_end("从几号到几号")
    (True, False)
    """
    return _ASKS_END.search(question) is not None and _FROM_WHEN.search(question) is None


def end_asked(question: str, text: str, span: Span) -> int:
    """Compare a date with what is asked for, the end of something: -1 where the text says that it begins then.

    >>> text = "本通告自2月17日起施行,3月1日停止"
    >>> end_asked("扫码几号停止", text, Span(4, 9)), end_asked("扫码几号停止", text, Span(13, 17)), end_asked("几号施行", text, Span(4, 9))
    (-1, 0, 0)
    >>> end_asked("免费截止到几号", "2月17日零时至工作结束", Span(0, 5))
    -1
    """
    if not asks_end(question):
        return 0
    is_start = text[: span.start].endswith(_BEFORE_START) and _BEHIND_START.match(text, span.end)
    return -1 if is_start or _UP_TO.match(text, span.end) else 0


def figure_beside(asked: Sequence[str], text: str, sentence: Span, clause: Span, span: Span) -> int:
    """Compare the figures of a question with those beside a candidate: -1 where another clause says one, and this a rival.

    >>> text = "产值超过1亿元的有26家,不足1000万元的有140家"
    >>> of = ["1000万元"], text, Span(0, len(text))
    >>> figure_beside(*of, Span(0, 14), Span(11, 14)), figure_beside(*of, Span(15, 29), Span(25, 29))
    (-1, 1)
    """
    agrees = 0
    for figure in asked:
        own = find_figures(figure)[:1]
        if not own or not unit_of(own[0]):
            continue
        same = [place for place in find_same(own[0].span.of(figure), text) if not place.overlaps(span)]
        rivals = [one.span for one in find_figures(text) if unit_of(one) == unit_of(own[0])]
        if any(clause.holds(place) for place in same):
            agrees = 1
        elif any(clause.holds(place) and not place.overlaps(span) for place in rivals) and any(
            sentence.holds(place) for place in same
        ):
            return -1
    return agrees
