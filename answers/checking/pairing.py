"""Which of several figures of a source is meant, where more than one might be: by what 分别 pairs, by restrictions, by its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answers.checking.likeness import is_equal, is_like
from answers.checking.reading import Sort, Token
from answers.checking.surroundings import JOINTS, Surroundings
from answers.checking.texts import Placed, Stands
from answers.vocabulary import lines

_JOINED = re.compile(f"[{JOINTS}]")
_RESPECTIVELY = "分别"
SCOPES = tuple(tuple(line.split()) for line in lines("draft-scopes") if line and not line.startswith("#"))


def unless_another(
    own: Surroundings, placed: Placed, there: Sequence[Surroundings], taken: dict[int, int], stands: Stands
) -> Placed:
    """Return what was found, or the figure beside it whose own words say what is written: of 养老床位3852张、照护床位3326张 the first."""
    if not placed.is_same or placed.found is None or own.token.sort is not Sort.FIGURE:
        return placed
    found = next(one for one in there if one.token is placed.found)
    meant = _respectively(own, found, there) or _of_scope(own, found, there)
    if meant is not None:
        return Placed(own.token, meant, is_same=False)
    words = [one.text for one in own.saying(own.near) if one.sort is Sort.WORD and len(one.text) > 1]
    phrase = found.near.of(found.reading.text)
    lacking = [word for word in words if not stands(word, phrase)]
    if not lacking or not found.has_noun:
        return placed
    for other in there:
        if (
            is_equal(own.token, other.token)
            or other.token.span.start in taken
            or not is_like(own.token, other.token)
        ):
            continue
        near = other.near.of(other.reading.text)
        if all(stands(word, near) for word in words):
            return Placed(own.token, other.token, is_same=False)
    return placed


def _respectively(own: Surroundings, found: Surroundings, there: Sequence[Surroundings]) -> Token | None:
    """Return the figure that 分别 pairs with what is written, where that is another than the one found: 起数、死亡人数分别下降38.3%、17.9%."""
    reading, place = found.reading, found.token.span.start
    statement = next((one for one in reading.statements if one.holds(found.token.span)), found.token.span)
    at = reading.text.rfind(_RESPECTIVELY, statement.start, place)
    if at < 0:
        return None
    clause = reading.clauses[reading.clause_of(at)]
    items = _JOINED.split(reading.text[clause.start : at])
    end = reading.clauses[reading.clause_of(place)].end
    figures = [one for one in there if one.token.sort is Sort.FIGURE and at < one.token.span.start < end]
    if len(items) != len(figures) or found not in figures:
        return None
    words = [token.text for token in own.saying(own.near)]
    worth = [sum(len(word) for word in words if word in item) / max(1, len(item)) for item in items]
    best = max(range(len(items)), key=lambda number: worth[number])
    number = figures.index(found)
    return figures[best].token if worth[best] > worth[number] else None


def _of_scope(own: Surroundings, found: Surroundings, there: Sequence[Surroundings]) -> Token | None:
    """Return the figure whose own phrase has the restriction that is written (外资项目10个), where the one found has none."""
    near, told = own.near.of(own.reading.text), found.reading.text
    phrase = told[found.clause_start : found.near.end]
    for word in (word for group in SCOPES for word in group if word in near and word not in phrase):
        for other in there:
            if (
                is_like(own.token, other.token)
                and not is_equal(own.token, other.token)
                and word in other.near.of(told)
            ):
                return other.token
    return None
