"""Reading: which sentences of the retrieved passages answer a question, and which spans in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from answers.model.asking import Asked, take_apart
from answers.model.borders import Names
from answers.model.candidates import Candidates, candidates_of
from answers.model.digest import Digest, digest
from answers.model.excerpt import Excerpt, align, excerpt
from answers.model.hashing import Codes, places, under
from answers.model.lexicon import Lexicon
from answers.model.matching import Floats, Layout
from answers.model.net_input import NetInput, net_input, sentence_marks
from answers.model.sentence_features import RULE, sentence_features
from answers.model.span_features import (
    END_ROWS,
    ROWS_OF_SPANS,
    START_ROWS,
    Columns,
    columns,
    context_codes,
)
from answers.model.types import EverySpan, PassageView, Reading, ScoredSentence, ScoredSpan, Style
from answers.model.vectors import Vectors
from answers.model.weights import Weights
from answers.probability import softmax
from answers.types import Kind
from retrieval.analysis import Analysis
from retrieval.segmenter import Segmenter
from retrieval.types import Span

# Chosen on CMRC 2018 train and DRCD's second half; tests/evaluation/reading_results.md has the figures.
ANCHOR = 2.0  # of the rule's score, added to the model's: steadier on texts unlike those fitted on
PASSAGE_SHARE = 12.0  # of a passage's score as a share of the best passage's
SPAN_SHARE = 0.5  # of what the spans say about their sentences
PASSAGES_READ = 5
SENTENCES_SEARCHED = 5  # hold the answer of 82 % of the questions on reports, three hold it of 77 %
SHORTER = {
    Style.BRIEF: 0.015,
    Style.FULL: 0.04,
    Style.PLAIN: 0.015,
}  # taken from a span's score for each character
# What the logs of both probabilities of a span count. On CMRC 2018 dev .5 and .7, in the same proportion, choose the same,
# but of spans at .5 and more 76 % are exact, with these 82 %; .35 and .65 or .4 and .8 differ by a point.
LINEAR_SHARE, NET_SHARE = 0.45, 0.63
_SPANS_KEPT = 20
_DIGESTS_KEPT = 100  # of some 20 kB each: those of a question, of its follow-up and of some before
_TINY = 1e-12
_LOWEST = -100.0  # score by the net, where there is no candidate


@dataclass(frozen=True)
class SpanInput:
    """What spans are scored from: the excerpt, its candidates and their features, and what the net is given of them."""

    source: Excerpt
    found: Candidates
    values: Columns
    net: NetInput


@dataclass(frozen=True)
class Chosen:
    """The sentences of some passages with their scores, and the best of them, in which spans are looked for.

    `best` are places in `layout`, best first; `parts` the same sentences, each as its passage and its index there;
    `logs` their log probabilities among all sentences, `shares` their passages' scores as shares of the best one's.
    """

    layout: Layout
    scores: Floats
    best: NDArray[np.intp]
    parts: tuple[tuple[Digest, int], ...]
    logs: Floats
    shares: Floats


def choose_sentences(
    asked: Asked, digests: Sequence[Digest], passage_scores: Sequence[float], weights: Weights
) -> Chosen | None:
    """Return the sentences of passages as a question weighs them; None where there are none.

    `passage_scores` are those of the search, comparable with each other and positive.
    """
    layout, features = sentence_features(asked, digests)
    if not layout.texts:
        return None
    shares = np.asarray(passage_scores, dtype=np.float64) / max(*passage_scores, _TINY, _TINY)
    scores = features @ weights.sentence_weights(asked.kind) + ANCHOR * features[:, RULE]
    scores += PASSAGE_SHARE * shares[layout.passage]
    best = np.argsort(-scores, kind="stable")[:SENTENCES_SEARCHED]
    parts = tuple([(digests[layout.passage[place]], int(layout.place[place])) for place in best])
    logs = np.log(softmax(scores)[best] + _TINY)
    return Chosen(layout, scores, best, parts, logs, shares[layout.passage[best]])


def describe_spans(asked: Asked, chosen: Chosen, vectors: Vectors) -> SpanInput:
    """Return the candidates of the sentences chosen, and what is known of them."""
    source = excerpt(chosen.parts)
    found, counts = candidates_of(chosen.parts)
    alignment = align(asked, source)
    names = Names.of(source)
    sentences = sentence_marks(asked, chosen.parts, chosen.logs, chosen.shares)
    return SpanInput(
        source,
        found,
        columns(asked, source, alignment, names, found, counts),
        net_input(asked, source, alignment, names, found, counts, sentences, vectors),
    )


@dataclass(frozen=True)
class _ScoredCandidates:
    """Candidates by sentence, start and end in their passages, with scores and probabilities (`EverySpan.parts`).

    `by_net` is the highest score by the net.
    """

    sentence: NDArray[np.intp]
    start: NDArray[np.intp]
    end: NDArray[np.intp]
    scores: Floats
    probabilities: Floats
    parts: Floats
    by_net: float


class Reader:
    """Reads passages with one set of weights; what it works out of a passage it keeps for a while."""

    def __init__(self, segmenter: Segmenter, weights: Weights) -> None:
        self.lexicon = Lexicon(segmenter)
        self._weights = weights
        self._digests: dict[tuple[str, str], Digest] = {}  # the one asked for last stands last
        self._lock = Lock()

    def read(
        self,
        question: Analysis,
        kind: Kind,
        passages: Sequence[PassageView],
        idf: Callable[[str], float],
        passage_scores: Sequence[float],
        style: Style = Style.PLAIN,
    ) -> Reading:
        """Return the sentences, and the best spans of the best five; best first, ties by place.

        `idf` weighs a word or a bigram among all passages; `passage_scores` are those of the search,
        comparable with each other and positive.
        """
        asked = self.take_apart(question, kind, idf)
        digests = [self.digest(passage) for passage in passages]
        chosen = choose_sentences(asked, digests, passage_scores, self._weights)
        if chosen is None:
            return Reading()
        layout, best, scores = chosen.layout, chosen.best, chosen.scores.copy()
        spans = self._spans(asked, chosen, style)
        if len(spans.scores):
            masses = np.bincount(spans.sentence, spans.probabilities, len(best))
            scores[best] += SPAN_SHARE * (np.log(masses + _TINY) - chosen.logs)
        order = np.argsort(-scores, kind="stable")
        sentences = _scored_sentences(layout, digests, scores, order)
        ranks = np.argsort(order, kind="stable")[best].tolist()
        passages_read = layout.passage[best][spans.sentence]
        every = EverySpan(passages_read, spans.start, spans.end, spans.probabilities, spans.parts)
        return Reading(sentences, _best_spans(spans, sentences, ranks), every, spans.by_net)

    def take_apart(self, question: Analysis, kind: Kind, idf: Callable[[str], float]) -> Asked:
        """Return the question taken apart."""
        return take_apart(question, kind, self.lexicon, idf, self._weights.character_weight)

    def digest(self, passage: PassageView) -> Digest:
        """Return the passage worked out, from what is kept if it is there."""
        key = (passage.title, passage.analysis.text)
        with self._lock:
            found = self._digests.pop(key, None) or digest(passage, self.lexicon)
            self._digests[key] = found
            if len(self._digests) > _DIGESTS_KEPT:
                del self._digests[next(iter(self._digests))]
        return found

    def _spans(self, asked: Asked, chosen: Chosen, style: Style) -> _ScoredCandidates:
        """Return the candidates of the sentences chosen."""
        described = describe_spans(asked, chosen, self._weights.vectors)
        source, found = described.source, described.found
        sentence = source.sentence[found.first].astype(np.intp)
        start, end = source.start[found.first], source.end[found.last]
        by_words = self._score(asked, described, style)
        by_words += self._weights.sentence_share * chosen.logs[sentence] - SHORTER[style] * (end - start)
        by_net = self._by_net(described.net, style)
        of_words = softmax(by_words)
        of_net = of_words if by_net is None else softmax(by_net)
        scores = by_words if by_net is None else _mixed(of_words, of_net)
        parts = np.column_stack([of_net, of_words])
        shifts = [passage.sentences[index].span.start for passage, index in chosen.parts]
        shift = (np.array(shifts) - np.array(source.offsets))[sentence]
        best = 0.0 if by_net is None else float(by_net.max(initial=_LOWEST))
        return _ScoredCandidates(sentence, start + shift, end + shift, scores, softmax(scores), parts, best)

    def _by_net(self, given: NetInput, style: Style) -> Floats | None:
        """Return the net's scores of the candidates, None where the weights are without a net."""
        net = self._weights.net
        return None if net is None else net.score(given, style, self._weights.vectors)

    def _score(self, asked: Asked, described: SpanInput, style: Style) -> Floats:
        """Return the sum of the weights of each candidate's features.

        What has the same value of a feature has the same sum over its contexts.
        """
        values, found = described.values, described.found
        start_codes, end_codes, span_codes = context_codes(asked, style)
        starts, ends, *columns = self._weights_at(
            [
                under(values.starts[START_ROWS], start_codes),
                under(values.ends[END_ROWS], end_codes),
                *(
                    under(column.values, span_codes[own])
                    for column, own in zip(values.spans, ROWS_OF_SPANS, strict=True)
                ),
            ]
        )
        total = starts.sum(axis=0).take(found.first) + ends.sum(axis=0).take(found.last)
        for weights, column in zip(columns, values.spans, strict=True):
            total += weights.sum(axis=0).take(column.index)
        scores: Floats = total.astype(np.float64)
        return scores

    def _weights_at(self, blocks: Sequence[Codes]) -> list[NDArray[np.float32]]:
        """Return the weights of blocks of features, looked up in one go."""
        at = places(np.concatenate([block.ravel() for block in blocks]))
        weights = self._weights.table.take(at).astype(np.float32)
        found = []
        start = 0
        for block in blocks:
            found.append(weights[start : start + block.size].reshape(block.shape))
            start += block.size
        return found


def _mixed(of_words: Floats, of_net: Floats) -> Floats:
    """Return the logs of the probabilities that the hashed features and the net give to candidates, mixed."""
    mixed: Floats = LINEAR_SHARE * np.log(of_words + _TINY) + NET_SHARE * np.log(of_net + _TINY)
    return mixed


def _scored_sentences(
    layout: Layout, digests: Sequence[Digest], scores: Floats, order: NDArray[np.intp]
) -> tuple[ScoredSentence, ...]:
    found = []
    probabilities = softmax(scores).tolist()
    for place in order.tolist():
        passage = int(layout.passage[place])
        span = digests[passage].sentences[layout.place[place]].span
        found.append(ScoredSentence(passage, span, float(scores[place]), probabilities[place]))
    return tuple(found)


def _best_spans(
    spans: _ScoredCandidates, sentences: Sequence[ScoredSentence], ranks: Sequence[int]
) -> tuple[ScoredSpan, ...]:
    """Return the best candidates; `ranks` are the places of their sentences among `sentences`."""
    found = []
    for place in _largest(spans.scores, _SPANS_KEPT):
        rank = ranks[spans.sentence[place]]
        span = Span(int(spans.start[place]), int(spans.end[place]))
        score, probability = float(spans.scores[place]), float(spans.probabilities[place])
        found.append(ScoredSpan(sentences[rank].passage, span, score, probability, rank))
    return tuple(found)


def _largest(scores: Floats, limit: int) -> list[int]:
    """Return the places of at most `limit` scores, the largest first, ties by place."""
    least = np.partition(scores, -limit)[-limit] if len(scores) > limit else -np.inf
    chosen = np.flatnonzero(scores >= least)
    order: list[int] = chosen[np.argsort(-scores[chosen], kind="stable")][:limit].tolist()
    return order
