"""A text as checking reads it: its words, and among them what has to agree (figures, days, people, names, posts)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from answers.checking.amounts import Amount, amount_of
from answers.facts.names import PLACES
from answers.sources import Tag
from answers.spans.figures import figures
from answers.spans.names import find_people
from answers.spans.wholes import whole
from answers.vocabulary import vocabulary
from retrieval.analysis import FUNCTION_WORDS, Analysis, is_cjk
from retrieval.quantities import find_dates, numeral
from retrieval.types import IsWord, Span
from retrieval.vocabulary.lists import words

_PROPER = frozenset(("ns", "nt", "nr", "nrt", "nrfg", "eng"))
_COMMON = vocabulary("common-places") | vocabulary("own-areas") | vocabulary("generic-subjects")
POSTS = frozenset(words("posts"))
_LIGHT = FUNCTION_WORDS | vocabulary("draft-fillers")
_CLAUSE = re.compile(r"[,;:。!?\n]")
_STATEMENT = re.compile(r"[。!?\n]")
_BOOK = re.compile("\u300a[^\u300a\u300b]{1,60}\u300b")
_AREA_ENDINGS = ("省", "市", "县", "区", "镇", "乡", "村")  # 万载县 is no person
_AROUND = 6  # characters of what hedges a figure on either side
_SHORTEST = 2
# 第4位, 第六组: a place in an order; 第一时间 is none
_ORDINAL = re.compile("第(?P<number>\\d{1,4}|[一二三四五六七八九十百]{1,5})(?!时间|季度|方面)")


class Sort(StrEnum):
    """What a token is to checking: `LIGHT` ones say nothing by themselves, `PERIOD` ones are compared as periods."""

    WORD = "word"
    NAME = "name"
    POST = "post"
    PERSON = "person"
    FIGURE = "figure"
    DAY = "day"
    PERIOD = "period"
    LIGHT = "light"


# Those that are set against one another by what stands around them.
PLACED = (Sort.FIGURE, Sort.DAY, Sort.PERSON)
SAYING = (Sort.WORD, Sort.NAME, Sort.POST)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a figure, a day or a name; `key` is what it has in common with others that say the same."""

    span: Span
    text: str
    sort: Sort
    key: str
    amount: Amount | None = None


@dataclass(frozen=True)
class Reading:
    """A normalised text with its tokens in order."""

    analysis: Analysis
    tag: Tag
    is_word: IsWord

    @property
    def text(self) -> str:
        """The normalised text."""
        return self.analysis.text

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens, none of which overlap."""
        fixed = sorted(_fixed(self.text, self.analysis.words, self.tag), key=lambda token: token.span)
        ends = [token.span.start for token in fixed]
        found = list(fixed)
        for span in self.analysis.words:
            at = bisect_left(ends, span.end)
            if at and fixed[at - 1].span.end > span.start:
                continue
            found.append(_word(span, span.of(self.text), self))
        return tuple(sorted(found, key=lambda token: token.span))

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """The clauses, from mark to mark; the full stop is the last one's end."""
        return _parts(self.text, _CLAUSE)

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


def _fixed(text: str, spans: Sequence[Span], tag: Tag) -> Iterator[Token]:
    """Yield what is no plain word: titles of papers, days, periods, figures, people."""
    taken: list[Span] = []
    for match in _BOOK.finditer(text):
        taken.append(Span(*match.span()))
        yield Token(taken[-1], match.group(), Sort.NAME, match.group().strip("\u300a\u300b"))
    for date in find_dates(text):
        if any(span.overlaps(date.span) for span in taken):
            continue
        taken.append(date.span)
        if date.day is not None:
            yield Token(date.span, date.text, Sort.DAY, f"{date.month or ''}/{date.day}")
        else:
            yield Token(date.span, date.text, Sort.PERIOD, date.text)
    for match in _ORDINAL.finditer(text):
        span = Span(*match.span())
        if not any(one.overlaps(span) for one in taken):
            taken.append(span)
            amount = Amount(_number(match["number"]), "第", "", match["number"], match.group())
            yield Token(span, match.group(), Sort.FIGURE, f"{amount.value}第", amount)
    for figure in figures(text):
        if any(span.overlaps(figure.span) for span in taken):
            continue
        outer = whole(text, figure.span)
        if any(span.overlaps(outer) for span in taken):
            outer = figure.span
        taken.append(outer)
        before = text[max(0, figure.span.start - _AROUND) : figure.span.start]
        after = text[figure.span.end : figure.span.end + _AROUND]
        amount = amount_of(figure, before, after, outer.of(text))
        yield Token(outer, outer.of(text), Sort.FIGURE, f"{amount.value}{amount.unit}", amount)
    for person in find_people(text, spans, tag):
        is_area = person.span.of(text).endswith(_AREA_ENDINGS)
        if not is_area and not any(span.overlaps(person.span) for span in taken):
            taken.append(person.span)
            yield Token(person.span, person.span.of(text), Sort.PERSON, person.span.of(text))


def _number(written: str) -> float | None:
    value = int(written) if written.isdecimal() else numeral(written)
    return None if value is None else float(value)


def _word(span: Span, text: str, reading: Reading) -> Token:
    if text in _LIGHT:
        return Token(span, text, Sort.LIGHT, text)
    if text in POSTS or (len(text) > _SHORTEST and text.endswith(tuple(POSTS))):
        return Token(span, text, Sort.POST, text)
    if text in PLACES or (len(text) >= _SHORTEST and text not in _COMMON and _is_name(text, reading)):
        return Token(span, text, Sort.NAME, text)
    return Token(span, text, Sort.WORD, text)


def _is_name(text: str, reading: Reading) -> bool:
    """Return whether a word is a proper name, or one of Chinese characters that no dictionary has."""
    return reading.tag(text) in _PROPER or (is_cjk(text[0]) and not reading.is_word(text))
