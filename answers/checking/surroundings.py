"""The words around a figure, a day or a person: of its own phrase, and of the clauses that lead up to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from answers.checking.people import JOINTS
from answers.checking.reading import Reading
from answers.checking.tokens import PLACED, SAYING, Sort, Token
from retrieval.types import Span

_MARK = "、"


@dataclass(frozen=True)
class Surroundings:
    """The words around a figure: `near` in its own phrase, `far` in the clause before it; `figures` those of that clause."""

    reading: Reading
    token: Token

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
            start = max(start, _last_joint(reading, start, self.token.span.start) if before else start)
            joint = _last_joint(reading, self.token.span.end, end) if after else end
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

    @cached_property
    def led_up(self) -> Span:
        """The range of its own phrase and of the clauses that lead up to it."""
        return Span(min(self.far.start, self.near.start), self.near.end)

    @cached_property
    def in_clause(self) -> Span:
        """The range from where its clause begins to the end of its own phrase."""
        clause = self._clause
        return Span(min(clause.start, self.near.start), self.near.end)

    @cached_property
    def before(self) -> Token | None:
        """The figure, day or person right before it."""
        earlier = self.reading.within(Span(0, self.token.span.start))
        return next((one for one in reversed(earlier) if one.sort in PLACED), None)

    @cached_property
    def lead_in(self) -> str:
        """What its clause says before it but for what belongs to the figure before: 总投资50亿元|的甲项目和|总投资30亿元的乙项目."""
        text, before = self.reading.text, self.before
        if before is None or not self.is_in_clause(before):
            return self.in_clause.of(text)
        return f"{text[self.in_clause.start : before.span.end]} {self.near.of(text)}"

    @property
    def said_before(self) -> list[Token]:
        """What says something in its own phrase before it."""
        return self.saying(Span(self.near.start, self.token.span.start))

    @property
    def own_words(self) -> list[Token]:
        """What says something in its own phrase, but for what follows it up to another figure: 2.3万家企业的|复工率为91.9%."""
        alike = (
            one
            for one in self.reading.within(Span(self.token.span.end, self._clause.end))
            if one.sort is self.token.sort
        )
        following = next(alike, None)
        is_shared = (
            following is not None
            and self.near.end == following.span.start
            and self.reading.text[following.span.start - 1] not in JOINTS
        )
        return self.said_before if is_shared else self.saying(self.near)

    @property
    def _clause(self) -> Span:
        return self.reading.clauses[self.reading.clause_of(self.token.span.start)]

    def is_in_clause(self, other: Token) -> bool:
        """Return whether another figure stands in the same clause."""
        return self._clause.holds(other.span)

    def segment_of(self, other: Token) -> Span:
        """Return the part of a sentence, up to a semicolon, in which a figure of the same text stands."""
        return next((one for one in self.reading.segments if one.holds(other.span)), other.span)

    @property
    def word_before(self) -> str:
        """The word right before it, but for what tells nothing (增加了|3万人); empty where it has none."""
        end = self.token.span.start
        for one in reversed(self.reading.within(Span(self._clause.start, end))):
            if one.span.end != end or one.sort not in (Sort.WORD, Sort.LIGHT):
                break
            if one.sort is Sort.WORD:
                return one.text
            end = one.span.start
        return ""

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


def _last_joint(reading: Reading, start: int, end: int) -> int:
    """Return where what follows the last 、 or 和 of a range begins; the range's own beginning where it has none. The 及 of 惠及 is none."""
    words = (one.span.end for one in reading.within(Span(start, end)) if one.text in JOINTS)
    return max(reading.text.rfind(_MARK, start, end) + 1, *words, 0) or start
