"""What tells whether a fact is the figure that a column asks for: the features that its fitted chooser weighs."""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p

from answers.facts.fact import Status
from answers.facts.keys import IndicatorKey
from answers.matching import SAME, Matcher
from answers.otherwise import SHARES, Beside, opposite
from answers.periods import Period, agreement
from answers.pile.column import Column
from answers.pile.telling import Told, pairs_of
from answers.turning import says_fall
from answers.vocabulary import table, vocabulary

FEATURES = (
    "indicator", "beside", "segment", "around", "statement", "untold", "pairs", "pairs told", "variants added", "growth unasked",
    "growth lacking", "unit fits", "points", "share unasked", "target of growth", "former", "part", "newly", "place", "figures", "length", "digit",
)  # fmt: skip

_GROWTH, _A_YEAR, _SUMMED = "增速", "年均", "累计"
_PER_UNIT = vocabulary("per-unit")
_YEARLY_MEANS = tuple(vocabulary("yearly-means"))
_NEWLY = vocabulary("newly")
_POINTS = vocabulary("percentage-points")
_BEYOND = tuple(word for word, _ in table("relation-verbs"))
AHEAD = (Status.TARGET, Status.EXPECTED)
# Of a count or an amount its statement must say this much: over fifteen reports .5, .6 and .7 fill 90.1, 92.1 and 92.1 % of the cells rightly,
# 5.0, 4.3 and 4.3 % wrongly; without a bound 91.4 and 5.0. A percentage is told in other words more often.
_MOST_UNTOLD = 0.6
UNTOLD = FEATURES.index("untold")
# 个 counts anything, and is another word for 家 only where the indicator names all that is asked of: 28个全国重点实验室.
_VAGUE_UNIT, _SAYS_IT = "个", 0.9
_COUNTING = vocabulary("counting-units")
# 产值, 投资: what a figure measures of something, without those that say only that it is measured (金额)
_HEADS = vocabulary("dependent-heads") - vocabulary("dependent-nouns")
# The same of a figure whose indicator is such a head alone, be it a percentage: .1, .3 and 1 fill the same cells of 110 questions about three
# piles; at 1 产值增长18% of whatever its sentence is about stands under 战略性新兴产业产值.
_MOST_UNTOLD_OF_A_HEAD = 0.3
_MOST_FIGURES, _MOST_LENGTH = 10, 25  # what lies above differs no more


def describe(
    column: Column, key: IndicatorKey, told: Told, periods: Sequence[Period], matcher: Matcher
) -> list[float] | None:
    """Return a fact's features in the order of `FEATURES`; None where nothing of what is asked is told near it.

    None as well where it cannot be meant (`fits`), or its sentence does not say what the question quotes or tells the figure apart by. `key` is what the column's figure is known by, `periods` are those that it is
    asked of, seen from the fact's document.
    """
    said = _said(column, told, matcher) if fits(column, key, told, periods) else None
    if said is None or (_is_vaguely_counted(column, told) and said[0] < _SAYS_IT):
        return None
    if said[UNTOLD] > _MOST_UNTOLD and told.fact.unit not in SHARES:
        return None
    if any(matcher.strength(term, told.statement) < SAME for term in (*column.quoted, *column.modifiers)):
        return None
    if told.key.name in _HEADS and said[UNTOLD] > _MOST_UNTOLD_OF_A_HEAD:
        return None
    return [*said, *_alike(column, key, told), *_measured(column, key, told), *_where(told)]


def near(column: Column, told: Told, matcher: Matcher) -> float:
    """Return which share of what is asked a fact's indicator tells, or what stands in its group."""
    text = f"{told.indicator} {told.group}"
    said = sum(
        weight * max(matcher.strength(form, text) for form in forms)
        for (_, weight), forms in zip(column.terms, column.forms, strict=True)
    )
    return said / column.total if column.total else 0.0


def fits(column: Column, key: IndicatorKey, told: Told, periods: Sequence[Period]) -> bool:
    """Return whether a fact may be what a column asks for: of its status, its period, its variant, in its unit."""
    fact = told.fact
    return (
        not told.is_class
        and not (told.is_added and not column.is_added)
        and column.is_former in (None, told.is_former)
        and _is_of_status(column, fact.status)
        and _agreement(periods, told) >= 0
        and not key.variants - told.key.variants - {_GROWTH, _SUMMED} - _said_anyway(told)
        and not _is_otherwise_counted(key, told, periods)
        and not _went_otherwise(column, told)
        and not _is_of_another_head(key, told)
        and opposite(column.words, Beside(told.indicator, "")) >= 0
        and _is_of_unit(column, told)
    )


def _said_anyway(told: Told) -> frozenset[str]:
    """Return the variant that what has no sum over a year is of without saying so: 年均."""
    return frozenset((_A_YEAR,)) if told.key.name.endswith(_YEARLY_MEANS) else frozenset()


def _is_otherwise_counted(key: IndicatorKey, told: Told, periods: Sequence[Period]) -> bool:
    """Return whether a fact is a mean or a sum over time where one year's is asked for, or a share of one head."""
    added = told.key.variants - key.variants
    if told.key.name == key.name and not added.isdisjoint(_PER_UNIT - _said_anyway(told)):
        return True
    if _grows(told) and _A_YEAR in added:
        return True
    is_summed = _SUMMED in added or (_grows(told) and told.is_of_years)
    return is_summed and any(one.year is not None for one in periods)


def _is_of_another_head(key: IndicatorKey, told: Told) -> bool:
    """Return whether what is asked and what is told end with two heads of which neither holds the other: 产业产值, 产业投资."""
    one, other = _head(key.name), _head(told.key.name)
    return bool(one and other) and one not in other and other not in one


def _head(name: str) -> str:
    return max((head for head in _HEADS if name.endswith(head)), key=len, default="")


def _went_otherwise(column: Column, told: Told) -> bool:
    """Return whether a fact tells how far something fell where it is asked how far it rose, or the other way round."""
    if told.fell:
        return column.way > 0
    return column.way < 0 and told.fact.status is Status.CHANGE and not says_fall(told.indicator)


def _grows(told: Told) -> bool:
    return _GROWTH in told.key.variants or told.fact.status is Status.CHANGE


def _is_of_status(column: Column, status: Status) -> bool:
    if column.is_target is None:
        return True
    return status in AHEAD if column.is_target else status is not Status.TARGET


def _is_of_unit(column: Column, told: Told) -> bool:
    """Return whether a fact is a percentage where one is asked for, else in one of the units that are."""
    fact = told.fact
    if column.in_points:
        return fact.unit in _POINTS and not _is_beyond(column, told)
    is_share = fact.unit in SHARES
    if column.is_change or column.is_share:
        return is_share or (column.is_change and fact.status is Status.CHANGE)
    return (
        column.units is None
        or (column.is_target and is_share)  # 今年的固定资产投资目标 is a growth
        or not fact.unit
        or _is_vaguely_counted(column, told)
        or any(unit and fact.unit.endswith(unit) for unit in column.units)
    )


def _is_vaguely_counted(column: Column, told: Told) -> bool:
    """Return whether a fact counts by 个 what a question counts by a word of its own: 28个 for 多少家重点实验室."""
    units = column.units or ()
    return told.fact.unit == _VAGUE_UNIT and bool(_COUNTING.intersection(units)) and _VAGUE_UNIT not in units


def _is_beyond(column: Column, told: Told) -> bool:
    """Return whether a fact compares with another place and not with another time, or is of a share of what is asked: 高于全国0.4个百分点."""
    return any(word in told.beside and word not in column.words for word in _BEYOND)


def _agreement(periods: Sequence[Period], told: Told) -> int:
    """Return 1 where a fact is of a period that is asked for, -1 where it is of another, 0 where that cannot be said."""
    own = told.fact.told_of
    return max((agreement(one, own) for one in periods), default=0) if own is not None else 0


def _said(column: Column, told: Told, matcher: Matcher) -> list[float] | None:
    """Return which shares of what is asked are told by the indicator, and how much more by what stands ever further from the value."""
    texts = (told.indicator, told.beside, told.segment, told.around, told.statement)
    shares = [0.0] * len(texts)
    for (_, weight), forms in zip(column.terms, column.forms, strict=True):
        most = 0.0
        for number, text in enumerate(texts):
            strength = max(matcher.strength(form, text) for form in forms)
            if strength > most:
                shares[number] += weight * (strength - most)
                most = strength
            if most == 1.0:
                break
    found = sum(shares)
    if not found:
        return None
    return [*(share / column.total for share in shares), 1 - found / column.total]


def _alike(column: Column, key: IndicatorKey, told: Told) -> list[float]:
    """Return how many of their pairs of characters the indicator asked for and the one told share."""
    return [
        len(column.pairs & told.said_pairs) / max(1, len(column.pairs)),
        len(told.pairs & (column.pairs | pairs_of(key.name))) / max(1, len(told.pairs)),
    ]


def _measured(column: Column, key: IndicatorKey, told: Told) -> list[float]:
    """Return whether a fact is of the variant and in a unit that is asked for."""
    fact = told.fact
    grows = _grows(told)
    return [
        len(told.key.variants - key.variants - {_GROWTH}),
        grows and not column.is_change and not column.is_target,
        column.is_change and not grows,
        any(unit and fact.unit.endswith(unit) for unit in column.units or ()),
        column.is_change and fact.unit in _POINTS,
        fact.unit in SHARES and not column.is_share and not column.is_change,
        column.is_target is True and _GROWTH in told.key.variants,
        told.is_former and not column.is_former,
        told.is_part,
        not _NEWLY.isdisjoint(told.key.variants - key.variants),
    ]


def _where(told: Told) -> list[float]:
    """Return where a fact stands, and how long its indicator is."""
    return [
        log1p(told.place),
        min(told.count, _MOST_FIGURES),
        min(len(told.indicator), _MOST_LENGTH),
        any(sign.isdigit() for sign in told.indicator),
    ]
