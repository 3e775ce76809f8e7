"""A text as checking reads it: its tokens, clauses and statements."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from answers.checking.tokens import PLACED, Sort, Token, fixed, word
from answers.sources import Tag
from retrieval.analysis import Analysis
from retrieval.types import IsWord, Span

_CLAUSE = re.compile(r"[,;:。!?\n]")
_SEGMENT = re.compile(r"[;。!?\n]")
_STATEMENT = re.compile(r"[。!?\n]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_GENERATION = re.compile("[2-6]g")  # of a network


def numbers_in(text: str) -> frozenset[str]:
    """Return the numbers of a text, as written, without what they count."""
    return frozenset(_NUMBER.findall(text))


@dataclass(frozen=True)
class Reading:
    """A normalised text with its tokens in order."""

    analysis: Analysis
    tag: Tag
    is_word: IsWord

    @cached_property
    def text(self) -> str:
        """The normalised text."""
        return self.analysis.text

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens, none of which overlap."""
        firm = sorted(fixed(self.text, self.analysis.words, self.tag), key=lambda token: token.span)
        ends = [token.span.start for token in firm]
        found = list(firm)
        for span in self.analysis.words:
            at = bisect_left(ends, span.end)
            if at and firm[at - 1].span.end > span.start:
                continue
            found.append(word(span, span.of(self.text), self.tag, self.is_word))
        return tuple(sorted(found, key=lambda token: token.span))

    @cached_property
    def has_placed(self) -> bool:
        """Whether it has a figure, a day or a person."""
        return any(token.sort in PLACED for token in self.tokens)

    @cached_property
    def loose_numbers(self) -> tuple[str, ...]:
        """The numbers that are of no figure, day or name: 1.7万p, a number of a telephone."""
        firm = [one.span for one in self.tokens if one.sort not in (Sort.WORD, Sort.LIGHT)]
        return tuple(
            match.group()
            for match in _NUMBER.finditer(self.text)
            if not any(span.overlaps(Span(*match.span())) for span in firm)
            and _GENERATION.match(self.text, match.start()) is None
        )

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """The clauses, from mark to mark; the full stop is the last one's end."""
        return _parts(self.text, _CLAUSE)

    @cached_property
    def segments(self) -> tuple[Span, ...]:
        """What stands between two semicolons or full stops."""
        return _parts(self.text, _SEGMENT)

    @cached_property
    def statements(self) -> tuple[Span, ...]:
        """What stands between two full stops."""
        return _parts(self.text, _STATEMENT)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.span.start for token in self.tokens]

    def within(self, span: Span) -> Sequence[Token]:
        """Return the tokens that begin within a range."""
        return self.tokens[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def clause_of(self, place: int) -> int:
        """Return the number of the clause that a place stands in."""
        return max(0, bisect_left([clause.start for clause in self.clauses], place + 1) - 1)


def _parts(text: str, marks: re.Pattern[str]) -> tuple[Span, ...]:
    found, start = [], 0
    for mark in marks.finditer(text):
        if (
            text[mark.start()] in ",:"
            and text[mark.start() - 1 : mark.start()].isdigit()
            and text[mark.end() : mark.end() + 1].isdigit()
        ):
            continue
        if mark.start() > start:
            found.append(Span(start, mark.start()))
        start = mark.end()
    if start < len(text):
        found.append(Span(start, len(text)))
    return tuple(found)
