"""How the words of a question stand in a sentence around a candidate for its answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from answers.candidates.candidate import question_words
from answers.matching import Matcher
from answers.questions.understanding import Understanding
from answers.ranking import RankedSentence
from answers.sources import Whole
from answers.spans.clauses import clauses
from answers.spans.ranges import Parts
from retrieval.types import Span


@dataclass(frozen=True)
class Bearings:
    """How the words of a question stand in a sentence, and which spans of its passage are whole figures, dates and people.

    Of each of the question's `words` (weight and places) `ends` has the first end, `clauses_of` the numbers of the
    `clauses` that hold one of its places.
    """

    clauses: Parts
    words: list[tuple[float, list[Span]]]
    ends: list[int]
    clauses_of: list[set[int]]
    whole: Whole

    @classmethod
    def of(cls, question: Understanding, sentence: RankedSentence, matcher: Matcher) -> Bearings:
        """Return how the words of a question stand in a sentence."""
        source = sentence.source
        own = Parts.of(clauses(source.text, sentence.span))
        words = question_words(question, source, sentence.span, matcher)
        held = [{own.holding(at.start, at.end) for at in places} for _, places in words]
        return cls(
            own,
            words,
            [min([at.end for at in places]) for _, places in words],
            [{number for number in numbers if number is not None} for numbers in held],
            source.whole,
        )

    @cached_property
    def figured(self) -> set[int]:
        """The numbers of the clauses that hold a figure."""
        found = (self.clauses.holding(start, end) for start, end in self.whole.figures)
        return {number for number in found if number is not None}

    @cached_property
    def total(self) -> float:
        """The weight of all words."""
        return sum([weight for weight, _ in self.words])

    @cached_property
    def _said_before(self) -> list[int]:
        """How many characters of the question's words stand before each place, up to the end of the last of them."""
        spans = [span for _, places in self.words for span in places]
        said = bytearray(max((span.end for span in spans), default=0))
        for span in spans:
            said[span.start : span.end] = b"\1" * len(span)
        return list(accumulate(said, initial=0))

    def said_within(self, start: int, end: int) -> int:
        """Return how many characters of the question's words stand in a range."""
        before, last = self._said_before, len(self._said_before) - 1
        return before[min(end, last)] - before[min(start, last)]

    def numbers_at(self, span: Span) -> set[int]:
        """Return the numbers of the clauses that share a character with a span."""
        return set(self.clauses.sharing(span))

    def beside(self, own: set[int]) -> float:
        """Return the weight of the words that stand in the clauses of a candidate, given by their numbers."""
        pairs = zip(self.words, self.clauses_of, strict=True)
        return sum([weight for (weight, _), numbers in pairs if not own.isdisjoint(numbers)])

    def before(self, span: Span) -> float:
        """Return the weight of the words that stand before a candidate."""
        start = span.start
        return sum([weight for (weight, _), end in zip(self.words, self.ends, strict=True) if end <= start])

    def only_after(self, own: set[int]) -> float:
        """Return the weight of the words that stand nowhere but in clauses after those of a candidate."""
        last = max(own, default=0)
        pairs = zip(self.words, self.clauses_of, strict=True)
        return sum([weight for (weight, _), numbers in pairs if numbers and min(numbers) > last])
