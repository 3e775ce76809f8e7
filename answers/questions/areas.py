"""Names of small areas that the dictionary does not know, put together out of their characters."""

from __future__ import annotations

from collections.abc import Sequence

from answers.questions.parts import HAN, IsSaid
from retrieval.analysis import FUNCTION_WORDS
from retrieval.types import Span
from retrieval.vocabulary.lists import words

_SMALL_AREAS = frozenset("镇 乡 村 县 街道 社区".split())
_LONGEST_NAME, _SHORTEST_NAME = 3, 2
_NO_NAME = FUNCTION_WORDS | {*words("area-pronouns"), *"每某哪几个老新多"}


def with_areas_whole(words: Sequence[Span], text: str, is_said: IsSaid) -> list[Span]:
    """Return words with the name of a small area as one, where the corpus says each two of its characters side by side."""
    made: list[Span] = []
    for word in words:
        if word.of(text) in _SMALL_AREAS:
            before = _characters_before(made, word.start, text)
            for count in range(len(before), _SHORTEST_NAME - 1, -1):
                start = before[-count].start
                if all(is_said(text[at : at + 2]) for at in range(start, word.start)):
                    word = Span(start, word.end)
                    del made[-count:]
                    break
        made.append(word)
    return made


def _characters_before(words: Sequence[Span], end: int, text: str) -> list[Span]:
    """Return the words of one character right before a place that a name may be made of, three at most."""
    found: list[Span] = []
    for word in reversed(words[-_LONGEST_NAME:]):
        character = word.of(text)
        if len(word) != 1 or word.end != end or not HAN.match(character) or character in _NO_NAME:
            break
        found.append(word)
        end = word.start
    return found[::-1]
