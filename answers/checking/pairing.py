"""Which of several figures of a source is meant, where more than one might be: by what 分别 pairs, by restrictions, by its own words."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from answers.checking import marks
from answers.checking.likeness import is_equal, is_like
from answers.checking.people import JOINTS
from answers.checking.reading import Reading
from answers.checking.surroundings import Surroundings
from answers.checking.telling import Telling
from answers.checking.texts import Placed, Stands
from answers.checking.tokens import Sort, Token
from answers.unions import RESPECTIVELY, each_of
from answers.vocabulary import any_of, lines
from retrieval.types import Span

_JOINED = re.compile(any_of(JOINTS))
_LEAST_SAID = 0.5  # of the pairs of characters of what 分别 pairs with a figure, for a draft to tell of it
SCOPES = tuple(tuple(line.split()) for line in lines("draft-scopes") if line and not line.startswith("#"))


def unless_another(
    own: Surroundings,
    placed: Placed,
    there: Sequence[Surroundings],
    taken: Container[int],
    previous: Token | None,
    stands: Stands,
) -> Placed:
    """Return what was found, or the figure beside it that is meant: of 养老床位3852张、照护床位3326张 the first.

    `taken` is where figures stand that others of the draft are, `previous` what the one before was found to be.
    """
    if placed.found is None or own.token.sort is not Sort.FIGURE:
        return placed
    if not placed.is_same:
        paired = [one for one in there if is_like(own.token, one.token) and _is_paired(own, one, there)]
        meant_here = next((one.token for one in paired if is_equal(own.token, one.token)), None)
        if meant_here is not None:
            return Placed(own.token, meant_here, is_same=True)
        is_listed = any(one.token is placed.found and _listed(one.reading, one.token) for one in there)
        return Placed(own.token, paired[0].token, is_same=False) if paired and is_listed else placed
    found = next(one for one in there if one.token is placed.found)
    all_rivals = [
        one
        for one in there
        if is_like(own.token, one.token)
        and not is_equal(own.token, one.token)
        and one.token.span.start not in taken
    ]
    rivals = [one for one in all_rivals if not _is_told_of_the_contrary(own, found, one)]
    meant = _respectively(own, found, there) or _of_scope(own, found, there)
    turned = [one for one in all_rivals if _is_told_of_the_contrary(own, one, found)]
    meant = meant or Telling(own, found, tuple(rivals), previous, stands, tuple(turned)).meant
    return Placed(own.token, meant, is_same=False) if meant is not None else placed


def _is_told_of_the_contrary(own: Surroundings, found: Surroundings, rival: Surroundings) -> bool:
    """Return whether a rival is told of the contrary of what the draft's figure and the one found are: 签约 before it, where both have 开工."""
    words = {one.text for one in own.saying(own.led_up)}
    for word in sorted(words):
        others = marks.contraries_of(word)
        if others and words.isdisjoint(others) and _last_said(found, {word, *others}) == word:
            return _last_said(rival, {word, *others}) in others
    return False


def _last_said(one: Surroundings, words: Iterable[str]) -> str:
    """Return which of some words stands last before a figure in its part of the sentence, empty for none."""
    said = one.reading.text[one.segment_of(one.token).start : one.token.span.start]
    return max(
        (word for word in words if word in said), key=lambda word: (said.rfind(word), word), default=""
    )


def _is_paired(own: Surroundings, one: Surroundings, there: Sequence[Surroundings]) -> bool:
    """Return whether 分别 pairs a figure with what a draft's is told of, whatever else stands nearer to that."""
    listed = _listed(one.reading, one.token)
    if listed is None or _respectively(own, one, there) is not None:
        return False
    return _share_said(listed.items[listed.number], own.led_up.of(own.reading.text)) >= _LEAST_SAID


def _respectively(own: Surroundings, found: Surroundings, there: Sequence[Surroundings]) -> Token | None:
    """Return the figure that 分别 pairs with what is written, where that is another than the one found: 起数、死亡人数分别下降38.3%、17.9%."""
    listed = _listed(found.reading, found.token)
    if listed is None:
        return None
    written = _listed(own.reading, own.token)
    said = written.items[written.number] if written else own.led_up.of(own.reading.text)
    worth = [_share_said(item, said) for item in _each_whole(listed.items, said)]
    best = max(range(len(worth)), key=lambda number: worth[number])
    if worth[best] <= worth[listed.number]:
        return None
    return next((one.token for one in there if one.token is listed.figures[best]), None)


def _each_whole(items: Sequence[str], text: str) -> list[str]:
    """Return the items of a list with what the last one says for all, where a text says it: 旅客吞吐量 of 旅客、货邮吞吐量."""
    last = items[-1]
    tail = next((last[at:] for at in range(1, len(last) - 1) if last[at:] in text), "")
    return [item if item.endswith(tail) else item + tail for item in items]


def _share_said(item: str, text: str) -> float:
    """Return which share of the pairs of characters of an item a text says; of one character, whether it does."""
    pairs = [item[at : at + 2] for at in range(max(1, len(item) - 1))]
    return sum(pair in text for pair in pairs) / len(pairs)


class _Listed(NamedTuple):
    """What 分别 pairs: as many items as figures; `number` is the place of one among them."""

    items: Sequence[str]
    figures: Sequence[Token]
    number: int


def _listed(reading: Reading, token: Token) -> _Listed | None:
    """Return the list in which 分别 gives a figure its place; None where it stands in none."""
    place = token.span.start
    statement = next((one for one in reading.statements if one.holds(token.span)), token.span)
    at = reading.text.rfind(RESPECTIVELY, statement.start, place)
    if at < 0:
        return None
    clause = reading.clauses[reading.clause_of(at)]
    end = reading.clauses[reading.clause_of(place)].end
    figures = [one for one in reading.within(Span(at, end)) if one.sort is Sort.FIGURE]
    if clause.start == at and (first := reading.text.rfind(RESPECTIVELY, statement.start, at)) >= 0:
        at, clause = (
            first,
            reading.clauses[reading.clause_of(first)],
        )  # 分别达到1.35亿人次、453.8万吨,分别增长8.3%、7.9%
    items = each_of(_JOINED.split(reading.text[clause.start : at]), len(figures))
    if len(items) != len(figures):  # 新建道路4767公里,改造管网1.8万公里,较上年分别增长4.8%、50%
        before = [one for one in reading.clauses if statement.start <= one.start < clause.start]
        counted = [one for one in before if any(t.sort is Sort.FIGURE for t in reading.within(one))]
        items = [one.of(reading.text) for one in counted[-len(figures) :]]
    if len(items) != len(figures) or token not in figures:
        return None
    return _Listed(items, figures, figures.index(token))


def _of_scope(own: Surroundings, found: Surroundings, there: Sequence[Surroundings]) -> Token | None:
    """Return the figure whose own phrase has the restriction that is written (外资项目10个), where the one found has none."""
    near, told = own.near.of(own.reading.text), found.reading.text
    phrase = told[found.in_clause.start : found.near.end]
    for word in (word for group in SCOPES for word in group if word in near and word not in phrase):
        for other in there:
            if (
                is_like(own.token, other.token)
                and not is_equal(own.token, other.token)
                and word in other.near.of(told)
            ):
                return other.token
    return None
