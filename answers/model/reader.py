"""Reading: which sentences of the retrieved passages answer a question, and which spans in them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from answers.model.asking import Asked, take_apart
from answers.model.digest import Digest, digest
from answers.model.excerpt import Excerpt, align, excerpt
from answers.model.hashing import places
from answers.model.lexicon import Lexicon
from answers.model.matching import Floats, Layout
from answers.model.sentence_features import RULE, sentence_features
from answers.model.span_features import (
    END_ROWS,
    SPAN_ROWS,
    START_ROWS,
    Candidates,
    Columns,
    candidates,
    columns,
    context_codes,
    repeats,
)
from answers.model.types import PassageView, Reading, ScoredSentence, ScoredSpan, Style
from answers.model.weights import Weights
from answers.types import Kind
from retrieval.analysis import Analysis
from retrieval.segmenter import Segmenter
from retrieval.types import Span

# Constants measured in tests/evaluation/reading.py, chosen on the sets fitted on.
ANCHOR = 2.0  # of the rule's score, added to the model's: steadier on texts unlike those fitted on
PASSAGE_SHARE = 12.0  # of a passage's score as a share of the best passage's
SENTENCES_SEARCHED = 3
SHORTER = {Style.BRIEF: 0.015, Style.FULL: 0.04}  # taken from a span's score for each character
_SPANS_KEPT = 10
_DIGESTS_KEPT = 256


@dataclass(frozen=True)
class SpanInput:
    """What spans are scored from: the excerpt, its candidates and their features."""

    source: Excerpt
    found: Candidates
    values: Columns


def describe_spans(asked: Asked, parts: Sequence[tuple[Digest, int]]) -> SpanInput:
    """Return the candidates of some sentences (each a passage and an index) and their features."""
    source = excerpt(parts)
    found = candidates(source)
    counts = repeats(source, found, [passage for passage, _ in parts])
    return SpanInput(source, found, columns(asked, source, align(asked, source), found, counts))


def softmax(scores: Floats) -> Floats:
    """Return the scores as probabilities."""
    powers = np.exp(scores - scores.max())
    share: Floats = powers / powers.sum()
    return share


class Reader:
    """Reads passages with one segmenter and one set of weights; what is worked out of a passage is kept a while."""

    def __init__(self, segmenter: Segmenter, weights: Weights) -> None:
        self.lexicon = Lexicon(segmenter)
        self._weights = weights
        self._digests: OrderedDict[tuple[str, str], Digest] = OrderedDict()

    def read(
        self,
        question: Analysis,
        kind: Kind,
        passages: Sequence[PassageView],
        idf: Callable[[str], float],
        passage_scores: Sequence[float],
        style: Style = Style.BRIEF,
    ) -> Reading:
        """Return the sentences of the passages and the best spans of the best sentences, best first, ties by place.

        `idf` weighs a word or a bigram among all passages; `passage_scores` are those of the search, comparable
        with each other and positive.
        """
        asked = self.take_apart(question, kind, idf)
        digests = [self.digest(passage) for passage in passages]
        layout, features = sentence_features(asked, digests)
        if not layout.texts:
            return Reading()
        scores = features @ self._weights.sentence_weights(kind) + ANCHOR * features[:, RULE]
        shares = np.asarray(passage_scores, dtype=np.float64) / max(*passage_scores, 1e-9, 1e-9)
        scores = scores + PASSAGE_SHARE * shares[layout.passage]
        order = np.argsort(-scores, kind="stable")
        probabilities = softmax(scores)
        sentences = [
            _sentence(layout, digests, int(place), float(scores[place]), float(probabilities[place])) for place in order
        ]
        best = order[:SENTENCES_SEARCHED]
        parts = [(digests[layout.passage[place]], int(layout.place[place])) for place in best]
        spans = self._spans(asked, parts, np.log(probabilities[best] + 1e-12), style)
        return Reading(tuple(sentences), tuple(_placed(sentences, parts, *span) for span in spans))

    def take_apart(self, question: Analysis, kind: Kind, idf: Callable[[str], float]) -> Asked:
        """Return the question taken apart."""
        known = self._weights.idf_of_character
        largest = max(known.values(), default=1.0)
        return take_apart(question, kind, self.lexicon, idf, lambda character: known.get(character, largest))

    def digest(self, passage: PassageView) -> Digest:
        """Return the passage worked out, from what is kept if it is there."""
        key = (passage.title, passage.analysis.text)
        found = self._digests.get(key)
        if found is None:
            found = self._digests[key] = digest(passage, self.lexicon)
            if len(self._digests) > _DIGESTS_KEPT:
                self._digests.popitem(last=False)
        else:
            self._digests.move_to_end(key)
        return found

    def _spans(
        self, asked: Asked, parts: Sequence[tuple[Digest, int]], sentence_scores: Floats, style: Style
    ) -> list[tuple[int, Span, float, float]]:
        """Return the best spans as sentence, range of the sentence, score and probability."""
        described = describe_spans(asked, parts)
        source, found = described.source, described.found
        if not len(found.first):
            return []
        start, end = source.start[found.first], source.end[found.last]
        sentence = source.sentence[found.first]
        scores = self.score(asked, described, style)
        scores += self._weights.sentence_share * sentence_scores[sentence] - SHORTER[style] * (end - start)
        probabilities = softmax(scores)
        best = np.argsort(-probabilities, kind="stable")[:_SPANS_KEPT]
        return [
            (
                int(sentence[place]),
                Span(int(start[place]), int(end[place])).shift(-source.offsets[sentence[place]]),
                float(scores[place]),
                float(probabilities[place]),
            )
            for place in best
        ]

    def score(self, asked: Asked, described: SpanInput, style: Style) -> Floats:
        """Return the sum of the weights of each candidate's features."""
        table, values, found = self._weights.table, described.values, described.found
        start_codes, end_codes, span_codes = context_codes(asked, style)
        starts = table[places(values.starts[START_ROWS], start_codes)].sum(axis=0)
        ends = table[places(values.ends[END_ROWS], end_codes)].sum(axis=0)
        spans = table[places(values.spans[SPAN_ROWS], span_codes)].sum(axis=0)
        total: Floats = (starts[found.first] + ends[found.last] + spans).astype(np.float64)
        return total


def _sentence(
    layout: Layout, digests: Sequence[Digest], place: int, score: float, probability: float
) -> ScoredSentence:
    passage = int(layout.passage[place])
    span = digests[passage].sentences[layout.place[place]].span
    return ScoredSentence(passage, span, score, probability)


def _placed(
    sentences: Sequence[ScoredSentence], parts: Sequence[tuple[Digest, int]], sentence: int, span: Span,
    score: float, probability: float,
) -> ScoredSpan:  # fmt: skip
    """Return a span of a sentence as one of its passage."""
    shift = parts[sentence][0].sentences[parts[sentence][1]].span.start
    return ScoredSpan(sentences[sentence].passage, span.shift(shift), score, probability, sentence)
