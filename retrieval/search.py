"""Search in two stages: words and bigrams over the postings, then a closer look at the best couple of hundred."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retrieval.analysis import Analyser, Query
from retrieval.backends.base import Backend, Match, View
from retrieval.bm25 import idf
from retrieval.library import Library
from retrieval.types import Hit, PassageId

_FIRST_STAGE_LIMIT = 200

# The second stage's mix of views, and of the best single sentence; measured, tests/evaluation/results.md.
SECOND_STAGE: Mapping[View, float] = {
    View.WORDS: 1.0,
    View.CHARACTERS: 0.4,
    View.PAIRS: 0.4,
    View.HEADING: 0.3,
    View.ARTICLE: 1.0,
}
SENTENCE_WEIGHT = 0.6
_SENTENCE_K1, _SENTENCE_B = 0.6, 0.3
_USUAL_SENTENCE_BIGRAMS = 30.0

_SENTENCE = re.compile(r"[^。!?;\n]+")


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of a search, and how near the best of them came to holding every term once and alone.

    `ceiling` is the sum of the query's idf over words and 0.6 times bigrams; the first stage's best score over
    it tells questions that the corpus speaks of from those it does not.
    """

    hits: tuple[Hit, ...]
    best_first_stage: float = 0.0
    ceiling: float = 0.0

    @property
    def nearness(self) -> float:
        """Return the best first-stage score over the ceiling; 0 for an empty search."""
        return self.best_first_stage / self.ceiling if self.ceiling else 0.0


class Searcher:
    """Finds passages of one library through one backend."""

    def __init__(self, library: Library, backend: Backend, analyser: Analyser) -> None:
        self.library = library
        self.analyser = analyser
        self._backend = backend

    def keep_step(self) -> None:
        """Bring the postings in step with the library."""
        self._backend.keep_step(self.library.version, self.library.entries())

    def size(self) -> int:
        """Return how many passages are searched."""
        return self._backend.size()

    def idf(self, term: str, view: View = View.WORDS) -> float:
        """Return a term's weight among the passages; that of a term found nowhere is the largest."""
        return idf(self._backend.df(view, term), max(1, self._backend.size()))

    def search(self, query: Query, limit: int) -> Found:
        """Return at most `limit` hits, best first, ties by passage id; none for no terms."""
        matches = self._backend.search(query, max(limit, _FIRST_STAGE_LIMIT))
        if not matches:
            return Found(())
        weights = {term: self.idf(term, View.BIGRAMS) for term in set(query.bigrams)}
        counts = Counter(query.bigrams)
        scored = [
            (self._second_stage(match) + SENTENCE_WEIGHT * self._best_sentence(match.passage_id, counts, weights), match)
            for match in matches
        ]
        scored.sort(key=lambda pair: (-round(pair[0], 4), pair[1].passage_id))
        hits = []
        for score, match in scored[:limit]:
            passage = self.library.passage(match.passage_id)
            if passage is not None:
                hits.append(Hit(passage, round(score, 4), len(hits) + 1))
        return Found(tuple(hits), matches[0].score, self._ceiling(query))

    @staticmethod
    def _second_stage(match: Match) -> float:
        return sum(weight * match.views[view] for view, weight in SECOND_STAGE.items())

    def _best_sentence(self, passage_id: PassageId, counts: Mapping[str, int], weights: Mapping[str, float]) -> float:
        """Return the BM25 of the query's bigrams in the passage's best sentence."""
        if self.library.passage(passage_id) is None:
            return 0.0
        text = self.library.analysis(passage_id).text
        return max((_sentence_score(sentence, counts, weights) for sentence in _SENTENCE.findall(text)), default=0.0)

    def _ceiling(self, query: Query) -> float:
        words = sum(self.idf(term) for term in query.words)
        bigrams = sum(self.idf(term, View.BIGRAMS) for term in query.bigrams)
        return words + 0.6 * bigrams


def _sentence_score(sentence: str, counts: Mapping[str, int], weights: Mapping[str, float]) -> float:
    length = len(sentence) / _USUAL_SENTENCE_BIGRAMS
    norm = _SENTENCE_K1 * (1 - _SENTENCE_B + _SENTENCE_B * length)
    score = 0.0
    for term, count in counts.items():
        tf = sentence.count(term)
        if tf:
            score += count * weights[term] * tf * (_SENTENCE_K1 + 1) / (tf + norm)
    return score


def terms_found(analysis_terms: Sequence[str], query_terms: Sequence[str]) -> tuple[str, ...]:
    """Return the query's terms that stand in a text, in the query's order, each once."""
    present = set(analysis_terms)
    return tuple(dict.fromkeys(term for term in query_terms if term in present))
