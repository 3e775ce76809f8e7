"""A span that may answer, and where the words of the question stand around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from answers.matching import Matcher
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.ranking import RankedSentence
from answers.sources import Source
from answers.vocabulary import vocabulary
from retrieval.types import Span

_COPULAS = vocabulary("copulas")
_LABEL = re.compile(r"[a-z\u4e00-\u9fff][a-z \u4e00-\u9fff]{0,14}: *(?!\d)")


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


def bare(source: Source, span: Span) -> Span:
    """Return a span without what only leads to an answer: that there are two projects, a label with its colon."""
    for word, following in pairwise(source.analysis.words_within(span)):
        if word.start != span.start or word.of(source.text) not in _COPULAS:
            break
        span = Span(following.start, span.end)
    label = _LABEL.match(source.text, span.start, span.end)
    return span if label is None or label.end() == span.end else Span(label.end(), span.end)


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
