"""Which figure, day or person of a source stands where one of a draft's sentence does, by the words around both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from answers.checking.amounts import are_alike, is_same
from answers.checking.reading import PLACED, SAYING, Reading, Sort, Token
from answers.vocabulary import lines
from retrieval.types import Span

Weigh = Callable[[str], float]
Stands = Callable[[str, str], bool]

_FAR = 0.3  # what the words of the clause before count, of all
# What a word counts that stands not in a figure's own phrase but before it in its clause, in the clause before, elsewhere around.
_IN_CLAUSE, _BEFORE, _ELSEWHERE = 0.9, 0.7, 0.4
_JOINTS = "、和与及"
_JOINED = re.compile(f"[{_JOINTS}]")
_RESPECTIVELY = "分别"
SCOPES = tuple(tuple(line.split()) for line in lines("draft-scopes") if line and not line.startswith("#"))
_MARGIN = 0.15  # a place has to fit so much better than where the same stands to be the one that is meant
_LEAST_SAME, _LEAST_OTHER = 0.3, 0.5
_SAME_UNIT, _SAME_DIGITS, _NEIGHBOUR = 0.15, 0.1, 0.1


@dataclass(frozen=True)
class Surroundings:
    """The words around a figure: `near` in its own phrase, `far` in the clause before it; `figures` those of that clause."""

    reading: Reading
    token: Token
    place: int  # among the tokens

    @cached_property
    def near(self) -> Span:
        """The range from the figure or clause before it to those behind it; of a day or a person, its sentence."""
        reading, sort = self.reading, self.token.sort
        if sort is Sort.FIGURE:
            whole = reading.clauses[reading.clause_of(self.token.span.start)]
        else:
            whole = next((one for one in reading.statements if one.holds(self.token.span)), self.token.span)
        alike = [one.span for one in reading.within(whole) if one.sort is sort and one is not self.token]
        before = [one.end for one in alike if one.end <= self.token.span.start]
        after = [one.start for one in alike if one.start >= self.token.span.end]
        start, end = max([whole.start, *before]), min([whole.end, *after])
        if sort is Sort.FIGURE:  # 32条精品线路和|12个重点片区
            start = max(start, _last_joint(reading.text, start, self.token.span.start) if before else start)
            joint = _last_joint(reading.text, self.token.span.end, end) if after else end
            end = joint if joint > self.token.span.end else end
        return Span(start, max(start, end, self.token.span.end))

    @cached_property
    def far(self) -> Span:
        """The range of the clauses that lead up to it: those before it up to one that says something."""
        clauses = self.reading.clauses
        at = self.reading.clause_of(self.token.span.start)
        start = clauses[at].start
        for clause in reversed(clauses[:at]):
            start = clause.start
            if any(one.sort in (*SAYING, Sort.PERSON) for one in self.reading.within(clause)):
                break
        return Span(min(start, self.near.start), self.near.start)

    @property
    def clause_start(self) -> int:
        """Where its clause begins."""
        return self.reading.clauses[self.reading.clause_of(self.token.span.start)].start

    def saying(self, span: Span) -> list[Token]:
        """Return what says something in a range, the figure itself left out."""
        return [one for one in self.reading.within(span) if one.sort in SAYING]

    @property
    def has_noun(self) -> bool:
        """Whether its own phrase names what it counts; else that is what was named before."""
        tag = self.reading.tag
        return any(
            one.sort is Sort.WORD and tag(one.text).startswith(("n", "vn")) for one in self.saying(self.near)
        )

    def figures(self, span: Span) -> list[Token]:
        """Return the other figures, days and people in a range."""
        return [one for one in self.reading.within(span) if one.sort in PLACED and one is not self.token]


def _last_joint(text: str, start: int, end: int) -> int:
    """Return where what follows the last 、 or 和 of a range begins; the range's own beginning where it has none."""
    return max(text.rfind(joint, start, end) for joint in _JOINTS) + 1 or start


@dataclass(frozen=True, slots=True)
class Placed:
    """What a figure of a draft is found to be in the source: the same one, or another that stands in its place; None for none."""

    written: Token
    found: Token | None
    is_same: bool


def place(
    draft: Reading, source: Reading, window: Span, weigh: Weigh, stands: Stands, elsewhere: str
) -> tuple[Placed, ...]:
    """Return for each figure, day and person of a sentence what the source has in its place, within a window of sentences.

    `elsewhere` is what the source says around: its heading and the sentences before.
    """
    there = [
        Surroundings(source, token, at)
        for at, token in enumerate(source.tokens)
        if token.sort in PLACED and window.holds(token.span)
    ]
    found: list[Placed] = []
    taken: dict[int, int] = {}
    for at, token in enumerate(draft.tokens):
        if token.sort not in PLACED:
            continue
        own = Surroundings(draft, token, at)
        previous = found[-1].found if found and found[-1].is_same else None
        scored = [
            (_fit(own, one, weigh, stands, elsewhere, source.text[window.start : window.end], previous), one)
            for one in there
            if one.token.sort is token.sort
        ]
        placed = _unless_another(own, _best(token, scored, taken), there, taken, stands)
        found.append(placed)
        if placed.is_same and placed.found is not None:
            taken[placed.found.span.start] = token.span.start
    return tuple(found)


def _unless_another(
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
        if is_equal(own.token, other.token) or other.token.span.start in taken or not _is_like(own, other):
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
            if _is_like(own, other) and not is_equal(own.token, other.token) and word in other.near.of(told):
                return other.token
    return None


def _is_like(own: Surroundings, other: Surroundings) -> bool:
    one, two = own.token.amount, other.token.amount
    return one is not None and two is not None and are_alike(one, two)


def is_equal(written: Token, source: Token) -> bool:
    """Return whether two figures, days or people are the same."""
    if written.sort is not source.sort:
        return False
    if written.amount is not None and source.amount is not None:
        return is_same(written.amount, source.amount)
    if written.sort is Sort.DAY:
        one, other = written.key.split("/"), source.key.split("/")
        return one[1] == other[1] and (one[0] == other[0] or not one[0] or not other[0])
    return written.key == source.key


def _best(token: Token, scored: Sequence[tuple[float, Surroundings]], taken: dict[int, int]) -> Placed:
    same = [(score, one) for score, one in scored if is_equal(token, one.token)]
    others = [
        (score + _likeness(token, one.token), one)
        for score, one in scored
        if not is_equal(token, one.token)
        and one.token.span.start not in taken
        and _may_replace(token, one.token)
    ]
    best_same = max(same, key=lambda pair: (pair[0], -pair[1].place), default=None)
    best_other = max(others, key=lambda pair: (pair[0], -pair[1].place), default=None)
    if best_same is not None and best_same[0] >= _LEAST_SAME:
        rival = best_other[0] - _likeness(token, best_other[1].token) if best_other is not None else 0.0
        if best_other is None or rival - best_same[0] <= _MARGIN:
            return Placed(token, best_same[1].token, is_same=True)
    if best_other is not None and best_other[0] >= _LEAST_OTHER:
        return Placed(token, best_other[1].token, is_same=False)
    return Placed(token, None, is_same=False)


def _may_replace(written: Token, source: Token) -> bool:
    if written.amount is None or source.amount is None:
        return True
    return (
        are_alike(written.amount, source.amount)
        or _digits(written) == _digits(source)
        or _both_measure(written, source)
    )


def _both_measure(written: Token, source: Token) -> bool:
    """Return whether the units of both are more than counters: 万元 for 亿元 is one unit, 美元 for 元 two."""
    one, other = written.amount, source.amount
    return bool(one and other and one.unit and other.unit and one.unit[-1] == other.unit[-1])


def _digits(token: Token) -> str:
    return "".join(character for character in token.text if character.isdigit() or character == ".")


def _likeness(written: Token, source: Token) -> float:
    if written.amount is None or source.amount is None:
        return 0.0
    worth = _SAME_UNIT * are_alike(written.amount, source.amount)
    return worth + _SAME_DIGITS * (sorted(_digits(written)) == sorted(_digits(source)))


def _fit(
    own: Surroundings,
    other: Surroundings,
    weigh: Weigh,
    stands: Stands,
    elsewhere: str,
    window: str,
    previous: Token | None,
) -> float:
    """Return how well the words around a figure of a draft stand around one of the source, from 0 to about 1."""
    text = other.reading.text
    around = Span(min(other.far.start, other.near.start), other.near.end)
    clause = Span(min(other.clause_start, other.near.start), other.near.end).of(text)
    near, whole = other.near.of(text), around.of(text)

    def credit(token: Token) -> float:
        if stands(token.text, near) or _is_carried(token, other, own):
            return 1.0
        if stands(token.text, clause):
            return _IN_CLAUSE
        if stands(token.text, whole):
            return _BEFORE
        return _ELSEWHERE if stands(token.text, window) or stands(token.text, elsewhere) else 0.0

    close = [(weigh(token.text), credit(token)) for token in own.saying(own.near)]
    further = [
        (weigh(token.text), min(1.0, credit(token) + _BEFORE))
        for token in own.saying(own.far)
        if credit(token)
    ]
    further += [(weigh(token.text), 0.0) for token in own.saying(own.far) if not credit(token)]
    beside = other.figures(around)
    further += [
        (weigh(token.text), float(any(is_equal(token, one) for one in beside)))
        for token in own.figures(Span(min(own.far.start, own.near.start), own.near.end))
    ]
    is_next = previous is not None and any(one is previous for one in _right_before(other))
    return _joined(_mean(close), _mean(further)) + _NEIGHBOUR * is_next


def _mean(weighed: Sequence[tuple[float, float]]) -> float | None:
    total = sum(weight for weight, _ in weighed)
    return sum(weight * share for weight, share in weighed) / total if total else None


def _joined(close: float | None, further: float | None) -> float:
    """Return both as one, what stands in a figure's own phrase counting most; a middling value where neither says anything."""
    if close is None or further is None:
        return next((one for one in (close, further) if one is not None), _LEAST_OTHER)
    return (1 - _FAR) * close + _FAR * further


def _is_carried(token: Token, other: Surroundings, own: Surroundings) -> bool:
    """Return whether a name holds on up to a figure: it was said before, and nobody else was named since."""
    if token.sort is not Sort.NAME:
        return False
    at = other.reading.text.rfind(token.text, 0, other.token.span.start)
    since = other.reading.within(Span(at, other.token.span.start)) if at >= 0 else ()
    return at >= 0 and all(one.sort is not Sort.NAME or one.text in own.reading.text for one in since)


def _right_before(one: Surroundings) -> Iterator[Token]:
    """Yield the figure, day or person right before."""
    before = (token for token in reversed(one.reading.tokens[: one.place]) if token.sort in PLACED)
    yield from (token for token, _ in zip(before, range(1), strict=False))
