"""How well the words around a figure of a draft stand around one of a source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from answers.checking.likeness import is_equal
from answers.checking.surroundings import Surroundings
from answers.checking.texts import Stands, Weigh
from answers.checking.tokens import Sort, Token
from answers.checking.where import Where
from retrieval.types import Span

_FAR = 0.3  # what the words of the clause before count, of all
# What a word counts that stands not in a figure's own phrase but before it in its clause, in the clause before, elsewhere around.
_IN_CLAUSE, _BEFORE, _ELSEWHERE = 0.9, 0.7, 0.4
_NEIGHBOUR = 0.1
_MIDDLING = 0.5


@dataclass(frozen=True, slots=True)
class Fitting:
    """Fits figures of a draft to those of one place."""

    where: Where
    weigh: Weigh
    stands: Stands

    def fit(self, own: Surroundings, other: Surroundings, previous: Token | None) -> float:
        """Return how well the words around a figure of a draft stand around one of the source, from 0 to about 1.

        `previous` is what the figure before it was found to be.
        """
        close = [(self.weigh(token.text), self._credit(token, own, other)) for token in own.saying(own.near)]
        further = self._further(own, other)
        is_next = previous is not None and other.before is previous
        return _joined(_mean(close), _mean(further)) + _NEIGHBOUR * is_next

    def _further(self, own: Surroundings, other: Surroundings) -> list[tuple[float, float]]:
        """Return what the clauses that lead up to a figure weigh, each word and figure with its credit."""
        found = []
        for token in own.saying(own.far):
            credit = self._credit(token, own, other)
            found.append((self.weigh(token.text), min(1.0, credit + _BEFORE) if credit else 0.0))
        beside = other.figures(other.led_up)
        return found + [
            (self.weigh(token.text), float(any(is_equal(token, one) for one in beside)))
            for token in own.figures(own.led_up)
        ]

    def _credit(self, token: Token, own: Surroundings, other: Surroundings) -> float:
        """Return what a word around a draft's figure counts by where it stands around the source's."""
        text = other.reading.text
        if self.stands(token.text, other.near.of(text)) or is_carried(token, other, own):
            return 1.0
        if self.stands(token.text, other.lead_in):
            return _IN_CLAUSE
        if self.stands(token.text, other.led_up.of(text)):
            return _BEFORE if other.said_before else _IN_CLAUSE  # said once for several
        is_around = self.stands(token.text, self.where.text) or self.stands(token.text, self.where.around)
        return _ELSEWHERE if is_around else 0.0


def _mean(weighed: Sequence[tuple[float, float]]) -> float | None:
    total = sum(weight for weight, _ in weighed)
    return sum(weight * share for weight, share in weighed) / total if total else None


def _joined(close: float | None, further: float | None) -> float:
    """Return both as one, what stands in a figure's own phrase counting most; a middling value where neither says anything."""
    if close is None or further is None:
        return next((one for one in (close, further) if one is not None), _MIDDLING)
    return (1 - _FAR) * close + _FAR * further


def is_carried(token: Token, other: Surroundings, own: Surroundings) -> bool:
    """Return whether a name holds on up to a figure: it was said before, and nobody else was named since."""
    if token.sort is not Sort.NAME:
        return False
    at = other.reading.text.rfind(token.text, 0, other.token.span.start)
    since = other.reading.within(Span(at, other.token.span.start)) if at >= 0 else ()
    return at >= 0 and all(one.sort is not Sort.NAME or one.text in own.reading.text for one in since)
