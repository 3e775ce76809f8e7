"""What stands around the values of a statement: the phrase before each and the one behind it, as words with their tags."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from answers.facts.times import Time
from answers.facts.values import Value
from answers.sources import Source, Tag
from answers.vocabulary import vocabulary
from retrieval.types import Span

# Of a statement; what has more is a table that lost its lines. The longest of twenty reports has 15.
_MOST_VALUES = 40
_WORDS_KEPT = 16_384  # 86 of 100 are known then, of 65,536 kept 88
_USED_AS_VERBS = vocabulary("used-as-verbs")
_STATEMENT = re.compile(r"[^。!?\n]+")
_MARK = re.compile(r"[,;:?!。\n(]")
_CLAUSE_END = re.compile(r"[,;:。!?\n]")
_ENDS_AFTER = re.compile(r"[,;:。!?\n、)\]]")
_NOTE = re.compile(r"\[[^\[\]]{1,6}\]|\([^()]{1,30}\)")  # 邮政业务总量[3], 比重(城镇化率)
_LONGEST_MARKS = 2  # between two words: ”、
_FEWEST_PARTED = 2
_HAN = re.compile("[\u4e00-\u9fff]")
_JOINING = frozenset("、和与及")


class Word(NamedTuple):  # which is made in a third of a dataclass's time: a document has thousands
    """A word of a passage, where it lies in the normalised text, and its part of speech as the dictionary has it."""

    span: Span
    text: str
    tag: str


class Place(NamedTuple):
    """A value in its statement: `before` are the words since the last mark or value, `after` those up to the next.

    `clause` goes from comma to comma. `is_joined` where nothing but 、 or 和 parts it from the value before, and what follows those.
    """

    value: Value
    before: tuple[Word, ...]
    after: tuple[Word, ...]
    clause: Span
    is_joined: bool
    is_owned: bool  # 的 follows: 总投资50亿元的项目

    @property
    def is_bare(self) -> bool:
        """Whether nothing stands between it and the value before."""
        return self.is_joined and not self.before


@dataclass(frozen=True)
class Statement:
    """What stands between two full stops, with its values; its words are looked up when they are first asked for."""

    source: Source
    span: Span
    values: tuple[Value, ...]
    times: tuple[Time, ...]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words with their tags."""
        text, tag = self.source.text, self.source.tag
        spans = self.source.analysis.words_within(self.span)
        return tuple([Word(span, piece := span.of(text), _tag(tag, piece)) for span in spans])

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The values, each with the words around it; times are no part of what is told of a value."""
        if not self.values:
            return ()
        before = after = _Words(self.words, [word.span.start for word in self.words])
        if self.times:
            spans = [time.span for time in self.times]
            kept = [word for word in self.words if not any(span.overlaps(word.span) for span in spans)]
            before = _Words(kept, [word.span.start for word in kept])
        return tuple(_places(self.source.text, self.span, self.values, before, after))


class _Words(NamedTuple):
    words: Sequence[Word]
    starts: Sequence[int]


@lru_cache(_WORDS_KEPT)
def _tag(tag: Tag, word: str) -> str:
    """Return the part of speech of a word; a verb where the dictionary has a place or a noun: 新建, 落户."""
    return "v" if word in _USED_AS_VERBS else tag(word)


def statements_of(source: Source, values: Sequence[Value], times: Sequence[Time]) -> Iterator[Statement]:
    """Yield the statements of a source up to the last one with a value, those without one among them."""
    at = 0
    for match in _STATEMENT.finditer(source.text):
        if at == len(values):
            return
        span = Span(*match.span())
        first = at
        while at < len(values) and values[at].span.start < span.end:
            at += 1
        own = tuple(time for time in times if span.holds(time.span))
        is_prose = at - first <= _MOST_VALUES
        yield Statement(source, span, tuple(values[first:at]) if is_prose else (), own)


def _places(
    text: str, statement: Span, values: Sequence[Value], before: _Words, after: _Words
) -> Iterator[Place]:
    notes = [Span(*match.span()) for match in _NOTE.finditer(text, statement.start, statement.end)]
    marks = [match.start() for match in _MARK.finditer(text, statement.start, statement.end)]
    starts_at = [
        _last_mark(text, marks, statement.start, values[0].outer.start, notes)
    ]  # of the phrase before each value
    joined = [False]
    for value, following in pairwise(values):
        mark = _last_mark(text, marks, value.span.end, following.outer.start, notes)
        joint = _joint(text, value, mark, following)
        starts_at.append(joint if joint is not None else mark)
        joined.append(joint is not None)
    for number, value in enumerate(values):
        following_at = statement.end
        if number + 1 < len(values):
            following_at = starts_at[number + 1] - 1 if joined[number + 1] else values[number + 1].outer.start
            if value.counts and not joined[number + 1] and _is_within(text, values[number + 1]):
                following_at = statement.end
        end = _ENDS_AFTER.search(text, value.span.end, max(following_at, value.span.end))
        stop = end.start() if end else max(following_at, value.span.end)
        start = starts_at[number]
        yield Place(
            value,
            _within(before, Span(start, max(start, value.outer.start)), notes),
            _within(after, Span(value.span.end, stop), notes),
            _clause(text, statement, marks, value),
            joined[number],
            text.startswith("的", value.span.end),
        )


def _is_within(text: str, value: Value) -> bool:
    """Return whether a value only describes what the one before it counts: 23个投资额百亿元以上重大项目."""
    return (
        not value.counts
        and text[value.span.end : value.span.end + 1] not in "、"
        and _ENDS_AFTER.match(text, value.span.end) is None
    )


def _joint(text: str, value: Value, mark: int, following: Value) -> int | None:
    """Return where the phrase of the next value begins that 、 or 和 joins to a value; None where a mark or nothing joins them.

    Behind what a value counts, it is the last of them: 7家平台和|6家孵化器; right behind a value the first: 1亿吨、|客运量2亿人.
    """
    if mark != value.span.end:
        return None
    if text[mark : mark + 1] in _JOINING:
        return mark + 1
    places = [place for place in range(mark, following.outer.start) if text[place] in _JOINING]
    # What is counted, what owns the value, or a noun behind either: 2亿元转贷资金和|2000万元担保资金
    is_behind = (
        value.counts or text.startswith("的", mark) or _HAN.match(text, following.span.end) is not None
    )
    return places[-1] + 1 if places and is_behind else None


def _last_mark(text: str, marks: Sequence[int], start: int, end: int, notes: Sequence[Span]) -> int:
    """Return where the phrase before a value begins: behind the last mark, or an open bracket."""
    for place in reversed(marks[: bisect_left(marks, end)]):
        if place < start:
            break
        if text[place] != "(" or not any(note.start == place and note.end <= end for note in notes):
            return place + 1
    return start


def _clause(text: str, statement: Span, marks: Sequence[int], value: Value) -> Span:
    before = (
        place for place in reversed(marks[: bisect_left(marks, value.outer.start)]) if text[place] != "("
    )
    start = next(before, statement.start - 1) + 1
    end = _CLAUSE_END.search(text, value.span.end, statement.end)
    return Span(start, end.start() if end else statement.end)


def _within(words: _Words, span: Span, notes: Sequence[Span]) -> tuple[Word, ...]:
    first, last = bisect_left(words.starts, span.start), bisect_left(words.starts, span.end)
    found = (word for word in words.words[first:last] if word.span.end <= span.end)
    own = [note for note in notes if not note.holds(span)]
    return tuple([word for word in found if not any(note.holds(word.span) for note in own)] if own else found)


def text_of(words: Sequence[Word], text: str) -> str:
    """Return what some words say in one go: with marks between them, without what stands in brackets or was left out between."""
    if len(words) < _FEWEST_PARTED:
        return words[0].text if words else ""
    parts = [words[0].text]
    for word, following in pairwise(words):
        between = text[word.span.end : following.span.start]
        parts += [between if len(between) <= _LONGEST_MARKS else "", following.text]
    return "".join(parts)
