"""Whether two figures say the same: with other digits, in another unit, hedged or rounded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import isclose

from answers.vocabulary import table, vocabulary
from retrieval.analysis import is_cjk
from retrieval.quantities import Figure, numeral, unit_of

_NEAR, _UNDER, _OVER = "near", "under", "over"
_AT_LEAST, _AT_MOST = ">=", "<="
# 约150万 of 149.4万; 近1700万 of 1697.7万; 超9000家 of 9123家: so far from the value a round figure may stand, as a share of it
_ROUNDING = 0.05
_FEWEST_DIGITS = 2  # of a value that is cut without a hedge
_DECIMAL = re.compile(r"\d+(?:\.\d+)?")
_COUNTERS = vocabulary("counting-units")
_PEOPLE = frozenset(("人", "名", "位"))
_GENERAL = frozenset(("个", "家", "项", "处", "座", "所", "条", "件", "种", "类", "户", "款", "间"))
MINUS = ("-", "\u2212")
_BEFORE_A_SIGN = " |:,;(±"
_RANGE = re.compile(r"\d\D{0,2}[-\u2212]\Z")
_FALLS = tuple(vocabulary("draft-falls"))
_DONE = "了"  # 下降了1.2%
_MORE = re.compile("[余多]")


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as it counts: its value in a unit that others are told in as well, and between which bounds it lies.

    `bound` is how its words hedge it: near, under, over, >=, <=; empty for none. `number` and `unit` are as printed.
    `is_minus` where a sign before it says that it fell, `falls` where a word does.
    """

    value: float | None
    unit: str
    bound: str
    number: str
    printed: str
    is_minus: bool = False
    falls: bool = False


def amount_of(figure: Figure, before: str, after: str, printed: str) -> Amount:
    """Return what a figure says; `before` and `after` are the words of its own that stand around it."""
    unit = unit_of(figure)
    value = figure.value
    if (share := _share(figure.number)) is not None and not figure.unit:
        unit, value = "%", share
    factor = _factors().get(unit)
    if value is not None and factor is not None:
        unit, value = factor[0], value * factor[1]
    told = before.removesuffix(next((one for one in hedges_before() if before.endswith(one)), ""))
    return Amount(
        value,
        unit,
        _bound(before, after, figure.number),
        figure.number,
        printed,
        is_minus=is_signed(before),
        falls=told.removesuffix(_DONE).endswith(_FALLS),
    )


def _share(number: str) -> float | None:
    """Return what a fraction is in per cent: 1/10, 三分之一; None for what is none."""
    whole, middle, part = number.partition("分之") if "分之" in number else number.partition("/")[::-1]
    of, parts = _whole_number(whole), _whole_number(part)
    return (
        100 * parts / of if middle and of and parts is not None and whole not in ("百", "千", "万") else None
    )


def _whole_number(text: str) -> int | None:
    return int(text) if text.isdecimal() else numeral(text) if text else None


@cache
def _factors() -> Mapping[str, tuple[str, float]]:
    return {unit: (base, float(factor)) for unit, base, factor in table("unit-factors")}


@cache
def _bounds() -> tuple[tuple[str, str, str], ...]:
    rows = [(row[0], row[1], row[2]) for row in table("draft-bounds")]
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))


@cache
def hedges_before() -> tuple[str, ...]:
    """Return the words that hedge a figure from before it."""
    return tuple(word for word, place, _ in _bounds() if place == "before")


def is_bound(text: str, place: int) -> bool:
    """Return whether a word that bounds a figure begins at a place of a text: 不 of 不超过."""
    return any(text.startswith(word, place) for word, where, _ in _bounds() if where == "before")


def is_signed(before: str) -> bool:
    """Return whether what stands before a figure ends with a minus; not with the dash of a range, a number or a list.

    >>> is_signed("同比增长-"), is_signed("3-"), is_signed("5人-"), is_signed("G-"), is_signed("--")
    (True, False, False, False, False)
    """
    if not before.endswith(MINUS) or _RANGE.search(before):
        return False
    return len(before) == 1 or is_cjk(before[-2]) or before[-2] in _BEFORE_A_SIGN


def _bound(before: str, after: str, number: str) -> str:
    for word, place, bound in _bounds():
        if (place == "before" and before.endswith(word)) or (place == "after" and after.startswith(word)):
            return bound
    return _OVER if _MORE.search(number) else ""


def are_alike(one: Amount, other: Amount) -> bool:
    """Return whether two figures may stand for each other by their units: money for money, and counters of things."""
    if one.unit == other.unit:
        return True
    if one.unit in _PEOPLE and other.unit in _PEOPLE:
        return True
    general = _GENERAL | {""}
    return (one.unit in general and other.unit in _COUNTERS - _PEOPLE | {""} and other.unit in general) or (
        {one.unit, other.unit} & {"个"} != set() and one.unit in _COUNTERS and other.unit in _COUNTERS
    )


def is_same(written: Amount, source: Amount) -> bool:
    """Return whether a figure of a draft says what the source's says.

    A hedge may be left out, and a value rounded behind one; bounds that contradict each other are a difference.
    """
    if not source.unit and written.unit and _digits(written) == _digits(source) != "":
        return _have_one_sign(written, source)  # a table has its units above
    if not are_alike(written, source) or not _have_one_sign(written, source):
        return False
    if written.value is None or source.value is None:
        return written.value is source.value and _bare(written) == _bare(source)
    if isclose(written.value, source.value, rel_tol=1e-9):
        return not _contradict(written.bound, source.bound)
    return _is_rounded(written, source) or _is_cut(written, source)


def _have_one_sign(one: Amount, other: Amount) -> bool:
    """Return whether both have a minus or none has, or the one without falls by its words: 下降1.2% of -1.2%."""
    return one.is_minus is other.is_minus or (other if one.is_minus else one).falls


def _digits(amount: Amount) -> str:
    return "".join(re.findall(r"[\d.]", amount.number))


def _bare(amount: Amount) -> str:
    return re.sub(r"[-~\u2014\u81f3\u5230]", "-", amount.number)


def _contradict(written: str, source: str) -> bool:
    """Return whether two bounds exclude each other: 近 and 超, 以上 and 以下."""
    lower, upper = {_OVER, _AT_LEAST}, {_UNDER, _AT_MOST}
    return (written in lower and source in upper) or (written in upper and source in lower)


def _is_cut(written: Amount, source: Amount) -> bool:
    """Return whether a value in a larger unit is the source's, cut to the digits that are written: 7.09万元 for 70923元."""
    number, other = _number(written), _number(source)
    if not (number and other and written.value and source.value):
        return False
    times = written.value / number
    decimals = len(written.number.partition(".")[2].rstrip("万亿千百"))
    is_larger = times > source.value / other * (1 + _ROUNDING)
    is_told = len(_digits(written).replace(".", "")) >= _FEWEST_DIGITS
    return is_larger and is_told and isclose(round(source.value / times, decimals), number, rel_tol=1e-9)


def _number(amount: Amount) -> float | None:
    match = _DECIMAL.match(amount.number)
    return float(match.group()) if match else None


def _is_rounded(written: Amount, source: Amount) -> bool:
    if written.value is None or source.value is None or not written.bound or not source.value:
        return False
    off = (source.value - written.value) / abs(source.value)
    if abs(off) > _ROUNDING:
        return False
    if written.bound in (_OVER, _AT_LEAST):
        return off > 0 and source.bound not in (_UNDER, _AT_MOST)
    if written.bound == _UNDER:
        return off < 0 and source.bound not in (_OVER, _AT_LEAST)
    return written.bound == _NEAR
