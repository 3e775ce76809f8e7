"""Which of a subject's facts is the figure that a column asks for, and how sure that is: a fitted log-linear choice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from math import exp

from answers.facts.fact import Fact
from answers.lexicon import Lexicon
from answers.matching import Matcher
from answers.otherwise import SHARES
from answers.periods import Period
from answers.pile.column import Column
from answers.pile.describing import FEATURES, UNTOLD, describe, near
from answers.pile.telling import Told
from answers.questions.parts import is_measure
from answers.vocabulary import any_of, table, vocabulary

NOTHING = "nothing"  # what the weights call the choice of no fact at all

# What it counts that other subjects' likeliest facts are of the same indicator: over fifteen reports 0, 1 and 2 fill 82.5, 85.4 and
# 85.4 % of the cells rightly and 10.3, 9.3 and 9.6 % wrongly.
_AGREEMENT = 1.0
# A cell below this probability stays empty: over fifteen reports .2, .3, .4 and .5 fill 88.7, 89.1, 87.4 and 85.4 % of the cells rightly
# and 8.3, 6.6, 7.0 and 6.3 % wrongly.
LEAST_P = 0.3
# Of a subject's score: a fact this much less likely than its likeliest is none that others could agree with. It saves time alone: 2 and
# 8 fill the same cells of seventy questions about three piles.
_FARTHEST = 4.0
_CLASS = re.compile(rf"\d[^,、]{{0,8}}(?:{any_of(vocabulary('class-bounds'))})")  # 3000万美元以上外资项目
_RUN_OF_YEARS = re.compile(r"连续(?:\d+|[二两三四五六七八九十]+)年")
_RIVALS = 6  # likeliest facts of a subject that speak for those of others; 3 and 12 fill the same cells
# Subjects that tell one indicator before another name's figure is doubted: 2, 3 and 5 fill 88.5, 88.5 and 88.2 % of these cells rightly,
# 2.9, 3.1 and 3.9 % wrongly; two may agree by chance.
_FEWEST_OF_ONE_NAME = 3
# A cell likelier than this stays: over fifteen reports .5, .65 and .8 leave 5.6, 5.3 and 4.6 % of the cells wrong, and fill 91.4, 91.4 and
# 91.1 % rightly.
_SURE = 0.65
# Of what is asked, in which two facts beside each other do not differ; 0 and .2 fill the same cells.
_AS_NEAR = 0.05
# Of what is asked, that one sentence may leave unsaid beside another that tells the same indicator: .02, .05, .1 and .4 fill the same cells of 110
# questions about three piles, one more rightly and one less wrongly than without a bound.
_AS_WELL = 0.05
_ALIKE = 0.5  # share of their pairs of characters from which two names are of one indicator; .3 and .8 fill the same cells


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that may be what a column asks for of a subject, with its fitted score."""

    told: Told
    score: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """A fact that a column asks for of one subject, and the probability that it is the one."""

    told: Told
    p: float

    @property
    def fact(self) -> Fact:
        """The fact itself."""
        return self.told.fact


def candidates(
    column: Column,
    told: Sequence[Told],
    periods: Sequence[Period],
    matcher: Matcher,
    lexicon: Lexicon,
) -> list[Candidate]:
    """Return those of a subject's facts that may be what a column asks for, in the order of the article."""
    key = column.key(lexicon)
    described = [
        (one, features)
        for one in told
        if not column.bars(one.fact.unit)
        and (features := describe(column, key, one, periods, matcher)) is not None
    ]
    described = _that_say_most(described)
    rivals = Counter(_rivals(one) for one, _ in described)
    nearness = [near(column, one, matcher) if rivals[_rivals(one)] > 1 else 1.0 for one, _ in described]
    nearest: dict[Hashable, float] = defaultdict(float)
    for (one, _), said in zip(described, nearness, strict=True):
        nearest[_rivals(one)] = max(nearest[_rivals(one)], said)
    found = [
        Candidate(one, score(features))
        for (one, features), said in zip(described, nearness, strict=True)
        if said >= nearest[_rivals(one)] - _AS_NEAR
    ]
    found = _of_no_class(found, column)
    return _of_one_year(found, is_asked=any(period.year is not None for period in periods))


def beside(found: Sequence[Candidate], chosen: Chosen | None) -> list[Candidate]:
    """Return those of a subject's facts that stand in the sentence of another one; none without one."""
    if chosen is None:
        return []
    fact = chosen.fact
    return [
        one
        for one in found
        if (one.told.fact.passage.id, one.told.fact.statement) == (fact.passage.id, fact.statement)
    ]


def _that_say_most(described: list[tuple[Told, list[float]]]) -> list[tuple[Told, list[float]]]:
    """Return those whose sentences say as much of what is asked as others that tell the same: 抽调…下沉企业 among 抽调…下沉社区."""
    least: dict[Hashable, float] = {}
    for one, features in described:
        least[_namesakes(one)] = min(least.get(_namesakes(one), 1.0), features[UNTOLD])
    return [
        (one, features)
        for one, features in described
        if features[UNTOLD] <= least[_namesakes(one)] + _AS_WELL
    ]


def _namesakes(told: Told) -> Hashable:
    return told.key.name, told.key.variants, told.fact.status, told.fact.unit


def _of_no_class(found: list[Candidate], column: Column) -> list[Candidate]:
    """Return those that count no class that is not asked for, where another counts the whole: 外资项目10个 among 3000万美元以上外资项目9个."""
    if _CLASS.search(column.words):
        return found
    whole = [one for one in found if not one.told.is_of_class]
    return [
        one for one in found if one in whole or not any(_is_class_of(one.told, other.told) for other in whole)
    ]


def _is_class_of(told: Told, whole: Told) -> bool:
    """Return whether a fact counts a class of what another one counts."""
    is_named = bool(whole.key.name) and told.key.name.endswith(whole.key.name)
    return is_named and told.fact.unit == whole.fact.unit and told.key.variants == whole.key.variants


def _rivals(told: Told) -> Hashable:
    """Return what facts have in common of which the one that says more beside it is meant: 开工项目总投资 among 签约项目总投资."""
    fact = told.fact
    return fact.passage.id, fact.statement.start, told.key.name, told.key.variants, fact.status


def _of_one_year(found: list[Candidate], *, is_asked: bool) -> list[Candidate]:
    """Return those that are of one year: not 粮食产量连续11年稳定在480亿斤以上, nor 五年来新增522万人 where one year `is_asked` for.

    Where none of one year is likely, those too that tell how much there was in the end: 五年来总产值突破2万亿元, but not 改造小区1.1万个.
    """
    of_one = [
        one
        for one in found
        if not (_RUN_OF_YEARS.search(one.told.indicator) or (is_asked and one.told.is_of_years))
    ]
    chosen = choose([of_one])[0]
    if chosen is not None and chosen.p >= LEAST_P:
        return of_one
    return [one for one in found if one in of_one or not (is_asked and _counts_deeds(one.told))]


def _counts_deeds(told: Told) -> bool:
    """Return whether a figure counts things and measures nothing by a name of its own: 改造老旧小区1.1万个."""
    return told.fact.unit not in SHARES and not is_measure(told.key.name)


def choose(subjects: Sequence[Sequence[Candidate]]) -> list[Chosen | None]:
    """Return the likeliest fact of each subject, None for one without any.

    What is likely for one subject speaks for facts of the same indicator of the others: a column is of one thing.
    """
    likely = [_likely(found) for found in subjects]
    chosen = [
        _best(
            found,
            _supported(found, [one for other, ones in enumerate(likely) if other != number for one in ones]),
        )
        for number, found in enumerate(subjects)
    ]
    return _of_one_name(chosen)


def _of_one_name(chosen: Sequence[Chosen | None]) -> list[Chosen | None]:
    """Leave out what is only a part, or more than, of what most subjects tell: 服务进出口, 出口 among 进出口."""
    names = Counter(one.told.key.name for one in chosen if one is not None and one.p >= LEAST_P)
    name, count = max(names.items(), key=lambda pair: pair[1], default=("", 0))
    if count < _FEWEST_OF_ONE_NAME:
        return list(chosen)
    return [
        None if one is not None and one.p < _SURE and _is_part(one.told.key.name, name) else one
        for one in chosen
    ]


def _is_part(name: str, other: str) -> bool:
    return name != other and bool(name) and (name in other or other in name)


def _likely(found: Sequence[Candidate]) -> list[tuple[Told, float]]:
    """Return the few likeliest facts of a subject with their probabilities."""
    chances = _chances([one.score for one in found])
    pairs = sorted(zip(found, chances, strict=True), key=lambda pair: -pair[1])[:_RIVALS]
    return [(one.told, chance) for one, chance in pairs]


def _supported(found: Sequence[Candidate], others: Sequence[tuple[Told, float]]) -> list[float]:
    """Return the scores of a subject's facts, those raised that are of the indicator of other subjects' likely facts."""
    most = max((one.score for one in found), default=0.0)
    near = [one.score >= most - _FARTHEST for one in found]
    support = [
        sum(chance * alike(one.told, other) for other, chance in others) if is_near else 0.0
        for one, is_near in zip(found, near, strict=True)
    ]
    greatest = max([*support, 1.0])
    return [one.score + _AGREEMENT * own / greatest for one, own in zip(found, support, strict=True)]


def alike(one: Told, other: Told) -> float:
    """Return how far two facts are of one indicator: the share of pairs of characters that their names have in common."""
    if one.key.variants != other.key.variants or (one.fact.unit in SHARES) != (other.fact.unit in SHARES):
        return 0.0
    mine, theirs = one.pairs, other.pairs
    return len(mine & theirs) / max(1, len(mine | theirs))


def _best(found: Sequence[Candidate], scores: Sequence[float]) -> Chosen | None:
    """Return the likeliest fact; those of one value stand for each other, the likeliest of them is shown."""
    if not found:
        return None
    shares: defaultdict[tuple[str, str], float] = defaultdict(float)
    for one, chance in zip(found, _chances(scores), strict=True):
        shares[_value(one.told)] += chance
    best, _ = max(
        zip(found, scores, strict=True),
        key=lambda pair: (shares[_value(pair[0].told)], pair[1], -pair[0].told.place),
    )
    told = _more_exact(best.told, [one.told for one in found])
    return Chosen(told, round(shares[_value(best.told)], 6))


def _more_exact(told: Told, others: Sequence[Told]) -> Told:
    """Return a fact of the same indicator and unit whose number only is cut short in this one: 62661亿元 for 突破6万亿元."""
    number = told.fact.number
    for other in others:
        is_same = other.fact.unit == told.fact.unit and alike(told, other) >= _ALIKE
        if is_same and number and other.fact.number and _is_cut_short(number, other.fact.number):
            return other
    return told


def _is_cut_short(number: str, other: str) -> bool:
    """Return whether a number is another one with its last digits taken for nought.

    >>> _is_cut_short("6000", "6266.1"), _is_cut_short("6200", "6266.1"), _is_cut_short("6300", "6266.1"), _is_cut_short("5", "5")
    (True, True, False, False)
    """
    less, more = Decimal(number), Decimal(other)
    if not 0 < less < more:
        return False
    step = Decimal((0, (1,), less.normalize().as_tuple().exponent))  # type: ignore[arg-type]
    return more - less < step and step > 1


def _chances(scores: Sequence[float]) -> list[float]:
    """Return the probability of each of some facts, that of no fact left out."""
    nothing = _weights()[NOTHING]
    most = max([nothing, *scores])
    total = exp(nothing - most) + sum(exp(value - most) for value in scores)
    return [exp(value - most) / total for value in scores]


def score(features: Sequence[float]) -> float:
    """Return the fitted sum of a fact's features."""
    weights = _weights()
    return sum(weights[name] * value for name, value in zip(FEATURES, features, strict=True) if value)


def _value(told: Told) -> tuple[str, str]:
    return told.fact.number or told.fact.value, told.fact.unit


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in table("fact-weights")}
