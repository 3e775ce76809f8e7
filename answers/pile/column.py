"""What one column of a table asks of each of its subjects: which figure, of when, how it is, was or is to be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from answers.facts.keys import IndicatorKey, indicator_key
from answers.lexicon import Lexicon
from answers.pile.telling import pairs_of
from answers.questions.parts import INDICATORS, Part, Term
from answers.spans.figures import is_of_another_sort
from answers.vocabulary import any_of, vocabulary

ENDS_OF_SHARES = tuple(vocabulary("share-ends"))
_RATE = "率"
_SHORTEST_RATE = 3  # code points; 5302家企业100%复工 tells a 复工率
_PERCENT = "%"
_MODIFIERS = re.compile(any_of(vocabulary("telling-modifiers")))
_AIMED = "目标"
FORMERLY = "(变化前)"
_THINGS = vocabulary("listed-things")
# A word that most passages hold still tells one figure from another (建, 产量): 0, .3 and 1 fill 88.5, 88.5 and 88.2 % of the cells of seventy
# questions about three piles rightly, 3.1, 3.1 and 3.7 % wrongly.
_LEAST_WEIGHT = 0.3


@dataclass(frozen=True)
class Column:
    """A figure that is asked of each subject: the `terms` that say which one, with their weights.

    `when` is the part of the question that says of which time, `units` what it can be measured in, None for all. `is_target` is
    None where the question does not say whether it asks for what is aimed at or for what is. `is_added`: it asks what was done or
    added, and not how much there is. `way` is 1 where it asks how far something rose, -1 where how far it fell, else 0.
    `said_units` are those that the question itself says, none where it says none: 个 of 各有几个.
    `in_points`: it asks how far a percentage is from that of another time. `quoted` are those of its terms that the question has
    between quotation marks. `is_former`: it asks how something was before it changed, or how it is since; None where it does not say.
    """

    terms: tuple[tuple[str, float], ...]
    when: str
    is_target: bool | None
    is_change: bool
    units: tuple[str, ...] | None
    is_added: bool = False
    way: int = 0
    in_points: bool = False
    said_units: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    is_former: bool | None = None

    @cached_property
    def words(self) -> str:
        """What is asked for, without spaces."""
        return "".join(term for term, _ in self.terms)

    @cached_property
    def modifiers(self) -> tuple[str, ...]:
        """The words of what is asked for that tell it from others of its sort: 入境 of 入境游客."""
        return tuple(_MODIFIERS.findall(self.words))

    @property
    def label(self) -> str:
        """What stands over the column: what is asked for, and whether it is aimed at."""
        aimed = _AIMED if self.is_target and _AIMED not in self.words else ""
        return f"{self.words}{aimed}{FORMERLY if self.is_former else ''}"

    @cached_property
    def total(self) -> float:
        """The weight of all terms."""
        return sum(weight for _, weight in self.terms)

    @cached_property
    def forms(self) -> tuple[tuple[str, ...], ...]:
        """The forms in which a text may say each term: 复工率 is told by 100%复工, too."""
        return tuple(
            (term, term[:-1]) if len(term) >= _SHORTEST_RATE and term.endswith(_RATE) else (term,)
            for term, _ in self.terms
        )

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The pairs of characters of what is asked for."""
        return pairs_of(self.words)

    @cached_property
    def is_share(self) -> bool:
        """Whether a percentage is asked for."""
        is_rate = self.words.endswith(ENDS_OF_SHARES) or any(
            term.endswith(ENDS_OF_SHARES) for term, _ in self.terms
        )
        return is_rate or (self.units is not None and _PERCENT in self.units)

    @cached_property
    def is_of_things(self) -> bool:
        """Whether nothing but things of a sort are counted, which says of itself not which: 企业 of 各有多少项,涉及多少家企业."""
        return bool(self.terms) and all(term in _THINGS for term, _ in self.terms)

    def bars(self, unit: str) -> bool:
        """Return whether a unit is of another sort than the question says, where the column names no measure: 50亿元 for 拟签约的各有几个."""
        names_measure = self.units is not None or self.is_change or INDICATORS.search(self.words) is not None
        return bool(self.said_units) and not names_measure and is_of_another_sort(unit, self.said_units)

    def key(self, lexicon: Lexicon) -> IndicatorKey:
        """Return what the figure is known by."""
        return indicator_key(self.words, lexicon)


def content(terms: Sequence[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """Return those of a question's terms that say which figure is meant, none of them without weight.

    >>> content([("粮食", 2.0), ("产量", 0.1), ("分别", 1.0)])
    (('粮食', 2.0), ('产量', 0.3))
    """
    frame = vocabulary("table-words")
    return tuple((term, max(weight, _LEAST_WEIGHT)) for term, weight in terms if term not in frame)


def is_tail(term: Term, own: Sequence[tuple[Term, float]], last: int | None) -> bool:
    """Return whether a term of a piece may be said of those before it, too: it stands behind the last 的, else is the indicator that ends it.

    签约项目和开工项目的|总投资, 签约项目和开工项目|总投资.
    """
    if last is not None:
        return term.span.start > last
    return term is own[-1][0] is not own[0][0] and term.part is Part.INDICATOR
