"""Sorts of bodies, by what their names end in, and the words that speak of one that was named before."""

from __future__ import annotations

import re

from answers.vocabulary import any_of, table
from retrieval.types import Span

ANY, FIRM, PERSON, THING = "any", "firm", "person", "thing"
_ENDS = {sort: tuple(ends.split()) for sort, ends in table("sorts-of-bodies")}
_SORTS = {word: sort for sort, words in table("referring") for word in words.split()}
_REFERRING = re.compile(rf"[该这此本]?(?P<word>{any_of(_SORTS)})")
_POINTS = ("该", "这", "此")
_MARK = re.compile(r"[,\u3002;:!?\n]")


def sorts_of(name: str) -> frozenset[str]:
    """Return the sorts that a body called so may be of.

    >>> sorts_of("景安重工"), sorts_of("金山街道")
    (frozenset({'firm'}), frozenset({'area'}))
    """
    return frozenset(sort for sort, ends in _ENDS.items() if name.endswith(ends)) or frozenset([FIRM])


def may_be(sort: str, said: str) -> bool:
    """Return whether a word of a sort may speak of what a text begins with: its name is not known to be over there."""
    ends = _ENDS.get(sort)
    piece = _MARK.split(said, maxsplit=1)[0]
    return ends is None or any(end in piece for end in ends)


def fits(sort: str, name: str) -> bool:
    """Return whether a word of a sort may speak of a body called so."""
    return sort == ANY or sort in sorts_of(name)


def referring_at(text: str, word: Span) -> str | None:
    """Return the sort of what a word of a text speaks of, None where it speaks of nothing that was named before.

    >>> referring_at("该公司投产", Span(0, 1)), referring_at("我们投产", Span(0, 2)), referring_at("投产", Span(0, 2))
    ('firm', 'any', None)
    """
    match = _REFERRING.match(text, word.start)
    if match is not None:
        return _SORTS[match["word"]]
    return ANY if text.startswith(_POINTS, word.start) else None
