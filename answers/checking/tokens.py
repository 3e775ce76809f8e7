"""What of a text has to agree with a source: titles of papers, days, periods, figures, people, names, posts; and its other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from answers.checking.amounts import Amount, amount_of, hedges_before
from answers.facts.names import PLACES
from answers.sources import Tag
from answers.spans.figures import figures
from answers.spans.names import find_people
from answers.spans.wholes import whole
from answers.vocabulary import any_of, vocabulary
from retrieval.analysis import FUNCTION_WORDS, is_cjk
from retrieval.quantities import Figure, find_dates, find_figures, numeral
from retrieval.types import IsWord, Span
from retrieval.vocabulary.lists import words

_PROPER = frozenset(("ns", "nt", "nr", "nrt", "nrfg", "eng"))
_COMMON = vocabulary("common-places") | vocabulary("own-areas") | vocabulary("generic-subjects")
POSTS = frozenset(words("posts"))
_LIGHT = FUNCTION_WORDS | vocabulary("draft-fillers")
_BOOK = re.compile("\u300a[^\u300a\u300b]{1,60}\u300b")
_AREA_ENDINGS = ("省", "市", "县", "区", "镇", "乡", "村")  # 万载县 is no person
_AROUND = 6  # characters of what hedges a figure on either side
_SHORTEST = 2
_SHORTEST_NUMBER = 2  # characters; a digit stands in other figures
# 第4位, 第六组: a place in an order; 第一时间 is none
_ORDINAL = re.compile(
    rf"第(?P<number>\d{{1,4}}|[一二三四五六七八九十百]{{1,5}})(?!{any_of(vocabulary('no-ordinals'))})[位名]?"
)
ORDINAL = "第"  # the unit of a place in an order
# 突破万亿元, 近百万辆: a power of ten without a numeral, where a hedge says that it counts
_POWER = re.compile("(?<![\\d零〇一二两三四五六七八九十百千万亿几数])[百千万亿]")
_LONGEST_POWER = 8  # characters of powers and their unit


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

    @property
    def known_by(self) -> str:
        """What of it a text that says it holds: of a figure its number, which may be hedged and counted otherwise."""
        if self.amount is None or len(self.amount.number) < _SHORTEST_NUMBER:
            return self.text
        return self.amount.number


def fixed(text: str, spans: Sequence[Span], tag: Tag) -> Iterator[Token]:
    """Yield what is no plain word of a normalised text; `spans` are its words. None overlap."""
    taken: list[Span] = []
    for tokens in (
        _titles(text),
        _times(text),
        _ordinals(text),
        _figures(text, taken),
        _people(text, spans, tag),
    ):
        for token in tokens:
            if not any(span.overlaps(token.span) for span in taken):
                taken.append(token.span)
                yield token


def _titles(text: str) -> Iterator[Token]:
    for match in _BOOK.finditer(text):
        yield Token(Span(*match.span()), match.group(), Sort.NAME, match.group().strip("\u300a\u300b"))


def _times(text: str) -> Iterator[Token]:
    for date in find_dates(text):
        if date.day is not None:
            yield Token(date.span, date.text, Sort.DAY, f"{date.month or ''}/{date.day}")
        else:
            yield Token(date.span, date.text, Sort.PERIOD, date.text)


def _ordinals(text: str) -> Iterator[Token]:
    for match in _ORDINAL.finditer(text):
        amount = Amount(_number(match["number"]), ORDINAL, "", match["number"], match.group())
        yield Token(Span(*match.span()), match.group(), Sort.FIGURE, f"{amount.value}{ORDINAL}", amount)


def _figures(text: str, taken: Sequence[Span]) -> Iterator[Token]:
    """Yield the figures, whole with what hedges them where that is not taken already."""
    for figure in figures(text):
        outer = whole(text, figure.span)
        yield _figure(text, figure, figure.span if any(span.overlaps(outer) for span in taken) else outer)
    for match in _POWER.finditer(text):
        start = match.start()
        if not text.endswith(hedges_before(), 0, start):
            continue
        (figure, *_) = (*find_figures(f"1{text[start : start + _LONGEST_POWER]}"), None)
        if figure is not None and figure.unit and figure.span.start == 0:
            span = Span(start, start + figure.span.end - 1)
            yield _figure(text, figure._replace(span=span, number=figure.number[1:]), span)


def _figure(text: str, figure: Figure, outer: Span) -> Token:
    before = text[max(0, figure.span.start - _AROUND) : figure.span.start]
    after = text[figure.span.end : figure.span.end + _AROUND]
    amount = amount_of(figure, before, after, outer.of(text))
    return Token(outer, outer.of(text), Sort.FIGURE, f"{amount.value}{amount.unit}", amount)


def _people(text: str, spans: Sequence[Span], tag: Tag) -> Iterator[Token]:
    for person in find_people(text, spans, tag):
        said = person.span.of(text)
        if not said.endswith(_AREA_ENDINGS):
            yield Token(person.span, said, Sort.PERSON, said)


def _number(written: str) -> float | None:
    value = int(written) if written.isdecimal() else numeral(written)
    return None if value is None else float(value)


def word(span: Span, text: str, tag: Tag, is_word: IsWord) -> Token:
    """Return a plain word as a token: a name, a post, one that tells nothing by itself, or any other."""
    if text in _LIGHT:
        return Token(span, text, Sort.LIGHT, text)
    if text in POSTS or (len(text) > _SHORTEST and text.endswith(tuple(POSTS))):
        return Token(span, text, Sort.POST, text)
    if text in PLACES or (len(text) >= _SHORTEST and text not in _COMMON and _is_name(text, tag, is_word)):
        return Token(span, text, Sort.NAME, text)
    return Token(span, text, Sort.WORD, text)


def _is_name(text: str, tag: Tag, is_word: IsWord) -> bool:
    """Return whether a word is a proper name, or one of Chinese characters that no dictionary has."""
    return tag(text) in _PROPER or (is_cjk(text[0]) and not is_word(text))
