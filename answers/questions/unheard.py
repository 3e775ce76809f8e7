"""Names in a question that the corpus never says: what they belong to is not in the documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from answers.questions.parts import HAN, NO_NAME_TAGS, IsSaid, Part, Tag, Term
from answers.spans.names import SURNAMES
from retrieval.analysis import FUNCTION_WORDS
from retrieval.quantities import find_dates, find_figures
from retrieval.types import Span

_NOUN_TAGS = ("n", "x", "j", "g")


def unheard_of(
    free: Sequence[Span],
    words: Sequence[Span],
    phrases: Sequence[Span],
    text: str,
    tag: Tag,
    is_said: IsSaid,
) -> list[Term]:
    """Return names that the corpus never says, found among the words that are part of nothing else (`free`)."""
    beside = _Beside(free, words, phrases, text, tag)
    found = []
    for word in free:
        if len(word) == 1:
            span = _person(word, beside, is_said) or _name(word, beside, is_said)
            if span is not None:
                found.append(Term(span.of(text), span, Part.ENTITY))
    return found


@dataclass(frozen=True)
class _Beside:
    """The words of a question, asked for by where they start or end."""

    free: Sequence[Span]
    words: Sequence[Span]
    phrases: Sequence[Span]
    text: str
    tag: Tag

    @cached_property
    def starting(self) -> dict[int, Span]:
        """The words by their starts."""
        return {word.start: word for word in self.words}

    @cached_property
    def ending(self) -> dict[int, Span]:
        """The words by their ends."""
        return {word.end: word for word in self.words}

    @cached_property
    def borders_of_whole_words(self) -> tuple[set[int], set[int]]:
        """Where whole words that are part of nothing else end, and where they start."""
        whole = [word for word in self.free if len(word) > 1]
        return {word.end for word in whole}, {word.start for word in whole}

    def is_between_words(self, word: Span) -> bool:
        """Return whether whole words that are part of nothing else stand on both sides."""
        ends, starts = self.borders_of_whole_words
        return word.start in ends and word.end in starts

    def is_part_of_a_name(self, word: Span | None) -> bool:
        """Return whether a neighbour may be: no figure, date, verb, measure or the like, nothing that asks."""
        if word is None:
            return True
        piece = word.of(self.text)
        return not (
            any(word.overlaps(phrase) for phrase in self.phrases)
            or piece[-1].isdigit()
            or bool(find_figures(piece) or find_dates(piece))
            or self.tag(piece).startswith(NO_NAME_TAGS)
        )


def _person(word: Span, beside: _Beside, is_said: IsSaid) -> Span | None:
    """Return a surname with a character that never follows it in the corpus: a person whom nobody mentions."""
    following = beside.starting.get(word.end)
    if (
        following is None
        or len(following) > 1
        or word.of(beside.text) not in SURNAMES - FUNCTION_WORDS
        or any(other.end == word.start for other in beside.free)
        or not beside.is_part_of_a_name(following)
    ):
        return None
    name = Span(word.start, following.end)
    return None if is_said(name.of(beside.text)) else name


def _name(word: Span, beside: _Beside, is_said: IsSaid) -> Span | None:
    """Return a single noun with its neighbours where the corpus pairs it with neither: 中芯国 in 中芯国际.

    Between two whole words (期间国深圳市) it is a slip of the pen, beside a verb, a measure or the like a word of
    its own (量 in 一天量几次, 笔 in 那笔奖励).
    """
    if word.start == 0 or not beside.tag(word.of(beside.text)).startswith(_NOUN_TAGS):
        return None
    name = Span(word.start - 1, word.end + 1)
    around = name.of(beside.text)
    if len(around) < 3 or not all(map(HAN.match, around)) or around[0] in "的了和与":
        return None
    if is_said(around[:2]) or is_said(around[1:]) or beside.is_between_words(word):
        return None
    neighbours = beside.ending.get(word.start), beside.starting.get(word.end)
    return name if all(map(beside.is_part_of_a_name, neighbours)) else None
