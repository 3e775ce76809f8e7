"""Questions made of facts: an indicator in its own words, in other words, or without the first of them.

One in its own words is asked again as one without an answer: of the other facts of its document, those of the same indicator aside.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from answers.answerer import Answerer
from answers.facts.fact import Fact, Status
from answers.facts.keys import indicator_key, names_of
from answers.pile.column import Column, content
from answers.pile.telling import Told
from retrieval.normalise import normalise

_MOST = 70  # of one document
_SHORTEST, _LONGEST = 3, 16  # code points of an indicator that a question is made of
_GROWTH = "增速"
_DATED, _MEASURED = 0.7, 0.5  # shares of the questions that say of which year, in which unit
_MODES = ("own", "own", "short", "other")


class Made(NamedTuple):
    """A column, the facts among which it is asked for, and which of them are what it asks for."""

    column: Column
    told: Sequence[Told]
    right: Sequence[bool]


def made_of(told: Sequence[Told], answerer: Answerer, seed: int) -> Iterator[Made]:
    """Yield what can be asked of a document's facts."""
    chance = random.Random(seed)
    usable = [one for one in told if one.fact.number and _SHORTEST <= len(one.fact.indicator) <= _LONGEST]
    chance.shuffle(usable)
    for one in usable[:_MOST]:
        mode = chance.choice(_MODES)
        words = _words(one, mode, answerer, chance)
        understanding = answerer.understand(words)
        terms = [
            (term.text, weight)
            for term, weight in zip(understanding.terms, understanding.weights, strict=True)
        ]
        if mode == "short" and len(terms) > 1 and not any(name in terms[0][0] for name in one.key.variants):
            terms = terms[1:]
        column = _column(one.fact, content(terms), _GROWTH in one.key.variants, chance)
        if not column.terms:
            continue
        right = [_is_told_by(one, other, is_timed=bool(column.when)) for other in told]
        if column.when or sum(other.key == one.key for other in told) == sum(right):
            yield Made(column, told, right)
        if mode == "own":
            others = [other for other, is_right in zip(told, right, strict=True) if not is_right]
            others = [other for other in others if other.key != one.key]
            yield Made(column, others, [False] * len(others))


def without(told: Sequence[Told], right: Sequence[bool]) -> list[Told]:
    """Return the facts that are left where the right ones, and what is told beside them or of the same indicator, are taken away."""
    gone = [one for one, is_right in zip(told, right, strict=True) if is_right]
    keys = {one.key.name for one in gone}
    places = {(one.fact.passage.id, one.fact.statement.start) for one in gone}
    return [
        one
        for one in told
        if one.key.name not in keys and (one.fact.passage.id, one.fact.statement.start) not in places
    ]


def _words(one: Told, mode: str, answerer: Answerer, chance: random.Random) -> str:
    said = normalise(one.fact.indicator).text
    if mode != "other":
        return said
    key = indicator_key(one.fact.indicator, answerer.lexicon)
    others = [name for name in names_of(key, answerer.lexicon) if name != one.key.name]
    if not others:
        return said
    variants = "".join(sorted(name for name in key.variants if name != _GROWTH and name in said))
    return f"{variants}{chance.choice(others)}{_GROWTH if _GROWTH in key.variants else ''}"


def _column(fact: Fact, terms: tuple[tuple[str, float], ...], grows: bool, chance: random.Random) -> Column:
    """Return the column that asks for a fact, mostly of its year, often in its unit."""
    is_target = None if fact.status is Status.EXPECTED else fact.status is Status.TARGET
    is_dated = fact.year is not None and fact.months is None and chance.random() < _DATED
    units = (fact.unit,) if fact.unit and chance.random() < _MEASURED else None
    return Column(
        terms, f"{fact.year}年" if is_dated else "", is_target, grows or fact.status is Status.CHANGE, units
    )


def _is_told_by(one: Told, other: Told, *, is_timed: bool) -> bool:
    """Return whether another fact says the same: the same value, or the same period and status, of the same indicator."""
    mine, theirs = one.fact, other.fact
    if one is other:
        return True
    is_same = (mine.number, mine.unit) == (theirs.number, theirs.unit)
    is_of_time = is_timed and (mine.year, mine.months, mine.status) == (
        theirs.year,
        theirs.months,
        theirs.status,
    )
    return one.key == other.key and (is_same or is_of_time)
