"""Figures that a draft works out of several of its source: a sum, what two differ by, the share of one in another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from answers.checking.amounts import Amount, is_same
from answers.checking.likeness import is_like
from answers.checking.marks import direction
from answers.checking.reading import Reading
from answers.checking.surroundings import Surroundings
from answers.checking.texts import Placed
from answers.checking.tokens import Sort, Token
from answers.vocabulary import any_of, vocabulary
from retrieval.types import Span

_SUMS = vocabulary("draft-sums")
_SUM = re.compile(any_of(_SUMS))
_SHARE = re.compile(any_of(vocabulary("shares-of")))
_COMPARED = "比"  # 比上半年低0.2个百分点: the figure before it is the one that is lower
_PERCENT, _POINTS = "%", vocabulary("percentage-points")
_MOST_PARTS = 4  # of a sum that does not say its parts
_FEWEST_PARTS = 2
_LONGEST_SHOWN = 24  # code points of a source's figures that are shown beside a wrong sum


def is_sum_word(token: Token) -> bool:
    """Return whether a figure only says of how many things another is the sum: 两批项目共15个."""
    return token.text in _SUMS


def work_out(own: Surroundings, there: Sequence[Surroundings], said: Sequence[Placed]) -> Placed | None:
    """Return what the source has for a figure that it does not say itself, but says what it is worked out of; None for nothing.

    `said` are all figures of the draft's sentence: what is worked out of those that agree and comes out otherwise differs.
    """
    if own.token.sort is not Sort.FIGURE or own.token.amount is None:
        return None
    figures = [one for one in there if one.token.amount is not None and one.token.amount.value is not None]
    agreeing = [one for one in said if one.is_same and one.found is not None]
    stated = [one.found for one in agreeing if one.found is not None]
    before = [one.found for one in agreeing if one.written.span < own.token.span]
    for worked in (
        _sum(own, figures, stated),
        _difference(own, figures, stated, before[-1:]),
        _share(own, figures, stated),
    ):
        if worked is not None:
            return worked
    return None


def _sum(own: Surroundings, figures: Sequence[Surroundings], stated: Sequence[Token]) -> Placed | None:
    if not _SUM.search(own.in_clause.of(own.reading.text)):
        return None
    parts = [one for one in stated if is_like(own.token, one)]
    if len(parts) >= _FEWEST_PARTS:
        return _judged(own, parts, _total(parts), figures[0].reading)
    for run in _runs([one for one in figures if is_like(own.token, one.token)]):
        if _says(own, _total(run), run[0]):
            return Placed(own.token, run[-1], is_same=True)
    return None


def _runs(figures: Sequence[Surroundings]) -> Iterator[list[Token]]:
    """Yield the figures that stand one after another in one part of a sentence, two to four together."""
    for first, one in enumerate(figures):
        segment = one.segment_of(one.token)
        for last in range(first + 1, min(first + _MOST_PARTS, len(figures))):
            if not segment.holds(figures[last].token.span):
                break
            yield [other.token for other in figures[first : last + 1]]


def _difference(
    own: Surroundings,
    figures: Sequence[Surroundings],
    stated: Sequence[Token],
    before: Sequence[Token | None],
) -> Placed | None:
    """Return the later of two figures of which a draft writes the difference: 增加3万人 of 由729万人增加到732万人."""
    way = direction(own.word_before)
    if not way:
        return None
    for one, other in pairwise(figures):
        first, last = one.token, other.token
        if not other.is_in_clause(first) or not _is_difference(own.token, first, last):
            continue
        is_of_first = _COMPARED in own.in_clause.of(own.reading.text) and first in before
        off = (_value(last) - _value(first)) * way * (-1 if is_of_first else 1)
        if _says(own, off, last):
            return Placed(own.token, last, is_same=True)
        if first in stated and last in stated:
            return _judged(own, (first, last), off, other.reading)
    return None


def _is_difference(written: Token, first: Token, last: Token) -> bool:
    """Return whether a figure is counted in what two of a source differ in: 个百分点 for per cents."""
    if not is_like(first, last) or written.amount is None or first.amount is None:
        return False
    if first.amount.unit == _PERCENT:
        return written.amount.unit in _POINTS
    return is_like(written, first)


def _share(own: Surroundings, figures: Sequence[Surroundings], stated: Sequence[Token]) -> Placed | None:
    """Return the part of which a draft writes the share in the whole before it: 占近九成 of 总产量19291吨,其中养殖16586吨."""
    amount = own.token.amount
    if amount is None or amount.unit != _PERCENT or not _SHARE.search(own.in_clause.of(own.reading.text)):
        return None
    words = [one.text for one in own.said_before]
    for whole, part in combinations((one for one in figures if not _is_share(one.token)), 2):
        is_part = is_like(whole.token, part.token) and 0 < _value(part.token) < _value(whole.token)
        is_meant = part.token in stated or any(word in part.near.of(part.reading.text) for word in words)
        is_meant &= whole.token in stated or any(
            word in whole.led_up.of(whole.reading.text) for word in words
        )
        if not is_part or not is_meant or not whole.segment_of(part.token).holds(whole.token.span):
            continue
        if _says(own, 100 * _value(part.token) / _value(whole.token), part.token, _PERCENT):
            return Placed(own.token, part.token, is_same=True)
    return None


def _is_share(token: Token) -> bool:
    return token.amount is not None and token.amount.unit == _PERCENT


def _judged(own: Surroundings, parts: Sequence[Token], value: float, source: Reading) -> Placed:
    """Return what is worked out of figures that the draft says itself: right, or another, with the source's figures."""
    if _says(own, value, parts[0]):
        return Placed(own.token, parts[-1], is_same=True)
    whole = Span(min(one.span.start for one in parts), max(one.span.end for one in parts))
    shown = whole if len(whole) <= _LONGEST_SHOWN else parts[-1].span
    return Placed(own.token, replace(parts[-1], span=shown, text=shown.of(source.text)), is_same=False)


def _says(own: Surroundings, value: float, like: Token, unit: str = "") -> bool:
    """Return whether a figure says a value in the unit of another."""
    if own.token.amount is None or like.amount is None or value <= 0:
        return False
    unit = unit or (own.token.amount.unit if like.amount.unit == _PERCENT else like.amount.unit)
    return is_same(own.token.amount, Amount(round(value, 9), unit, "", f"{value:.10g}", ""))


def _total(parts: Sequence[Token]) -> float:
    return sum(_value(one) for one in parts)


def _value(token: Token) -> float:
    return token.amount.value if token.amount is not None and token.amount.value is not None else 0.0
