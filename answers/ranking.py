"""Which sentence answers: overlap with the question, terms that are all over the passage counting less."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

from answers.matching import Matcher
from answers.questions.understanding import Understanding
from answers.sources import Source
from retrieval.types import Span

# A term in d of a passage's n sentences counts by [ln(1 + n/d) / ln(1 + n)] to this power: what is said all
# over the passage is its topic and tells no sentence from another (measured, tests/evaluation/results.md).
_EXPONENT = 3
_BIGRAM_WEIGHT = 0.6
# The passage's score over the best passage's, beside the sentence's own share.
_PASSAGE_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class RankedSentence:
    """A sentence of a source; `share` is how much of the question it holds, `score` what it is ranked by."""

    source: Source
    span: Span
    share: float
    score: float

    @property
    def text(self) -> str:
        """Return the normalised sentence."""
        return self.span.of(self.source.text)


def rank(
    question: Understanding,
    sources: Sequence[tuple[Source, float]],
    matcher: Matcher,
    weigh_bigram: Callable[[str], float],
) -> list[RankedSentence]:
    """Return the sentences of all sources, best first, ties by place; `sources` come with passage scores."""
    best = max((score for _, score in sources), default=1.0) or 1.0
    bigrams = {bigram: weigh_bigram(bigram) for bigram in question.query.bigrams}
    total = sum(question.weights) + _BIGRAM_WEIGHT * sum(bigrams.values()) or 1.0
    ranked = []
    for source, passage_score in sources:
        for span, overlap in zip(
            source.sentences, _overlaps(question, source, matcher, bigrams), strict=True
        ):
            share = overlap / total
            ranked.append(RankedSentence(source, span, share, share + _PASSAGE_WEIGHT * passage_score / best))
    ranked.sort(key=lambda sentence: (-round(sentence.score, 6), sentence.source.passage.id, sentence.span))
    return ranked


def _overlaps(
    question: Understanding, source: Source, matcher: Matcher, bigrams: dict[str, float]
) -> list[float]:
    texts = [span.of(source.text) for span in source.sentences]
    sums = [0.0] * len(texts)
    for term, weight in zip(question.terms, question.weights, strict=True):
        if matcher.strength(term.text, source.text):  # else no part of the passage holds it either
            _add(sums, [matcher.strength(term.text, text) for text in texts], weight)
    for bigram, weight in bigrams.items():
        if bigram in source.text:
            _add(sums, [float(bigram in text) for text in texts], _BIGRAM_WEIGHT * weight)
    return sums


def _add(sums: list[float], strengths: Sequence[float], weight: float) -> None:
    n = len(strengths)
    d = n - strengths.count(0.0)
    if not d:
        return
    factor = weight * (log(1 + n / d) / log(1 + n)) ** _EXPONENT
    for place, strength in enumerate(strengths):
        sums[place] += factor * strength
