"""Which figure, day or person of a source stands where one of a draft's sentence does, by the words around both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from answers.checking.computing import is_sum_word, work_out
from answers.checking.fitting import Fitting
from answers.checking.likeness import has_many_digits, is_equal, likeness, may_replace
from answers.checking.pairing import unless_another
from answers.checking.reading import Reading
from answers.checking.surroundings import Surroundings
from answers.checking.texts import Placed
from answers.checking.tokens import PLACED, Sort, Token, counts_years, is_since

_MARGIN = 0.15  # a place has to fit so much better than where the same stands to be the one that is meant
_WIDER_MARGIN = 0.4  # for what is counted in another unit: 12个 in the place of 22名
_LEAST_EXACT, _LEAST_SAME, _LEAST_OTHER = 0.15, 0.3, 0.5  # a figure of many digits is nobody else's


def place(draft: Reading, fitting: Fitting) -> tuple[Placed, ...]:
    """Return for each figure, day and person of a sentence what the source has in its place."""
    where = fitting.where
    there = [
        Surroundings(where.reading, token)
        for token in where.reading.within(where.window)
        if token.sort in PLACED and where.window.holds(token.span) and not where.is_posting(token)
    ]
    found: list[Placed] = []
    taken: dict[int, int] = {}
    for token in draft.tokens:
        if token.sort not in PLACED:
            continue
        own = Surroundings(draft, token)
        previous = found[-1].found if found and found[-1].is_same else None
        scored = [(fitting.fit(own, one, previous), one) for one in there if one.token.sort is token.sort]
        placed = unless_another(own, _best(own, scored, taken), there, taken, previous, fitting.stands)
        found.append(placed)
        if placed.is_same and placed.found is not None:
            taken[placed.found.span.start] = token.span.start
    return tuple(_worked_out(draft, there, found))


def _worked_out(draft: Reading, there: Sequence[Surroundings], placed: Sequence[Placed]) -> Iterator[Placed]:
    """Yield what was found, with what figures are that are worked out of others."""
    worked = {
        one.written: work_out(Surroundings(draft, one.written), there, placed)
        for one in placed
        if not one.is_same
    }
    has_sum = any(one is not None and one.is_same for one in worked.values())
    for one in placed:
        is_untold = is_since(one.written, draft.text) and not (one.found and counts_years(one.found))
        if one.is_same or not (is_untold or (has_sum and is_sum_word(one.written))):
            yield worked.get(one.written) or one


def _best(own: Surroundings, scored: Sequence[tuple[float, Surroundings]], taken: dict[int, int]) -> Placed:
    token = own.token
    same = [(score, one) for score, one in scored if _is_same(own, one.token)]
    others = [
        (score + likeness(token, one.token), one)
        for score, one in scored
        if not _is_same(own, one.token)
        and one.token.span.start not in taken
        and may_replace(token, one.token)
    ]
    best_same = max(same, key=lambda pair: (pair[0], -pair[1].token.span.start), default=None)
    best_other = max(others, key=lambda pair: (pair[0], -pair[1].token.span.start), default=None)
    if best_same is not None and best_same[0] >= _least(token):
        rival = best_other[0] - likeness(token, best_other[1].token) if best_other is not None else 0.0
        margin = (
            _MARGIN if best_other is None or _is_of_one_unit(token, best_other[1].token) else _WIDER_MARGIN
        )
        if best_other is None or rival - best_same[0] <= margin:
            return Placed(token, best_same[1].token, is_same=True)
    if best_other is not None and best_other[0] >= _LEAST_OTHER:
        return Placed(token, best_other[1].token, is_same=False)
    return Placed(token, None, is_same=False)


def _least(token: Token) -> float:
    """Return how well the same figure, day or person has to fit: one of many digits, or a name, is nobody else's."""
    return _LEAST_EXACT if has_many_digits(token) or token.sort is Sort.PERSON else _LEAST_SAME


def _is_same(own: Surroundings, other: Token) -> bool:
    """Return whether two figures, days or people are the same; a name may be cut short where 和 ends it: 陈建和."""
    token = own.token
    is_longer = token.sort is other.sort is Sort.PERSON and own.reading.text.startswith(
        other.text, token.span.start
    )
    return is_equal(token, other) or is_longer


def _is_of_one_unit(one: Token, other: Token) -> bool:
    """Return whether two figures are counted in the same unit; days and people are."""
    return one.amount is None or other.amount is None or one.amount.unit == other.amount.unit
