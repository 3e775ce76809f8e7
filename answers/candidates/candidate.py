"""A span that may answer, and where the words of the question stand around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from answers.matching import Matcher
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.ranking import RankedSentence
from answers.sources import Source
from retrieval.types import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span (of the source's normalised text) that may answer, within its sentence.

    `score` is 0 to 1 by the rules of its kind, 0 where it is the model's alone. `items` are the parts of a list;
    `elsewhere` are items in passages that follow.
    """

    sentence: RankedSentence
    span: Span
    score: float
    items: tuple[Span, ...] = ()
    elsewhere: tuple[tuple[Source, Span], ...] = ()

    @property
    def source(self) -> Source:
        """Return the source it stands in."""
        return self.sentence.source

    @property
    def text(self) -> str:
        """Return the normalised text of the span."""
        return self.span.of(self.source.text)


def question_words(
    question: Understanding,
    source: Source,
    within: Span,
    matcher: Matcher,
    parts: Sequence[Part] = tuple(Part),
) -> list[tuple[float, list[Span]]]:
    """Return the question's terms found in a range of the source, with their weights."""
    text = within.of(source.text)
    found = []
    for term, weight in zip(question.terms, question.weights, strict=True):
        if term.part not in parts:
            continue
        occurrence = matcher.find(term.text, text)
        if occurrence.spans:
            found.append(
                (weight * occurrence.strength, [span.shift(within.start) for span in occurrence.spans])
            )
    return found
