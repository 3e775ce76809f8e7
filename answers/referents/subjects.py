"""What a sentence names as its subject, or by what it points back to one that was named before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from answers.facts.names import PLACES, Names, lead
from answers.facts.phrases import Statement, Word
from answers.facts.times import times_in
from answers.referents.sorts import ANY, referring_at
from answers.sources import Source
from answers.spans.clauses import clauses
from answers.vocabulary import vocabulary
from retrieval.types import Span

_OPENING = 14  # code points of a clause within which its subject begins
_SCENES = tuple(vocabulary("scene-verbs"))
_BEFORE_OBJECTS = tuple(vocabulary("before-objects"))
_PREPOSITION, _VERB, _PLACE = "p", "v", "ns"


class Body(NamedTuple):
    """A name of a body, and where it begins in its passage."""

    start: int
    name: str


class Pointer(NamedTuple):
    """Where a sentence speaks of what was named before, the sort of it, and whether a word says so: else it has no subject."""

    sort: str
    start: int
    is_said: bool


def bodies_in(source: Source, sentence: Span) -> Iterator[Body]:
    """Yield the bodies that a sentence names, in order; mere places are none."""
    words = _words(source, sentence)
    names = Names(source.text, source.context.text)
    at = 0
    while at < len(words):
        count = names.at(words[at:])
        if count:
            name = names.said(words[at : at + count])
            if name not in PLACES and not (count == 1 and words[at].tag == _PLACE):
                yield Body(words[at].span.start, name)
        at += max(count, 1)


def begins_clause(before: str) -> bool:
    """Return whether a clause that begins so is told of what it names next, or sets its scene there.

    >>> begins_clause("记者上午来到"), begins_clause("现在为")
    (True, False)
    """
    if before.endswith(_BEFORE_OBJECTS):
        return False
    return len(before) <= _OPENING or before.endswith(_SCENES)


def is_subject(source: Source, sentence: Span, at: int) -> bool:
    """Return whether a sentence is told of what stands at a place in it, or sets its scene there."""
    clause = next((one for one in clauses(source.text, sentence) if one.start <= at < one.end), sentence)
    return begins_clause(source.text[clause.start : at])


def find_pointer(source: Source, sentence: Span) -> Pointer | None:
    """Return where a sentence points back, be it by having no subject; None where it does not."""
    for clause in clauses(source.text, sentence):
        words = _words(source, clause)
        words = words[lead(words, ()) :]
        sort = referring_at(source.text, words[0].span) if words else None
        if sort is not None:
            return Pointer(sort, words[0].span.start, is_said=True)
    words = _words(source, sentence)
    count = lead(words, times_in(source.text, source.context.anchor))
    is_bare = count < len(words) and words[count].tag.startswith(_VERB)
    if not is_bare or any(word.tag == _PREPOSITION for word in words[:count]):
        return None
    return Pointer(ANY, words[count].span.start, is_said=False)


def _words(source: Source, sentence: Span) -> Sequence[Word]:
    return Statement(source, sentence, (), ()).words
