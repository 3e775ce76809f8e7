"""Search in two stages: words and bigrams over the postings, then a closer look at the best of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from retrieval import second_stage
from retrieval.analysis import Analyser, Query, bigrams, is_chinese
from retrieval.backends.base import Backend, Match, View
from retrieval.errors import PostingsError
from retrieval.library import Library
from retrieval.postings import idf
from retrieval.second_stage import Candidate
from retrieval.types import Glance, Hit, PassageId

_T = TypeVar("_T")

_FIRST_STAGE_LIMIT = 200
_LEAST_SHARE = 0.3  # of the best first-stage score: what has less is not looked at again
# How near a passage comes to the question as such, its article left aside: what abstention looks at.
_NEARNESS = {View.WORDS: 1.0, View.BIGRAMS: 0.6, View.HEADING: 0.3}
_READ_AT_ONCE = 20  # one statement costs as much as a passage; whoever asks may stop between two of them
_SCORE_DIGITS = 4  # what differs less is a tie, on every machine


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of a search, and how near the best of them came to holding every term once and alone.

    `ceiling` is the sum of the query's idf over words and 0.6 times bigrams; the best score by words, bigrams
    and heading over it tells questions that the corpus speaks of from those it does not.
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

    def keep_step(self, *, full: bool = False) -> None:
        """Bring the postings in step with the library; `full` looks at all that is stored of them."""
        with self.library.unchanged():
            self._backend.keep_step(self.library.version, self.library.entries(), full=full)

    def size(self) -> int:
        """Return how many passages are searched."""
        return self._backend.size()

    def df(self, term: str, view: View = View.WORDS) -> int:
        """Return how many passages hold a term."""
        return self._ask(lambda backend: backend.df(view, term))

    def idf(self, term: str, view: View = View.WORDS) -> float:
        """Return a term's weight among the passages; that of a term found nowhere is the largest."""
        return idf(self.df(term, view), max(1, self.size()))

    def _ask(self, ask: Callable[[Backend], _T]) -> _T:
        """Ask the postings; where they turn out to be damaged they are made anew, once."""
        try:
            return ask(self._backend)
        except PostingsError:
            self.keep_step()
            return ask(self._backend)

    def search(self, query: Query, limit: int) -> Found:
        """Return at most `limit` hits, best first, ties by passage id; none for no terms."""
        _ = self.library.version  # what other processes removed since the postings were read is no hit
        matches = self._ask(lambda backend: backend.search(query, max(limit, _FIRST_STAGE_LIMIT)))
        if not matches:
            return Found(())
        candidates = self._candidates(matches, limit)
        scores = second_stage.scores(query, candidates, self.idf)
        ranked = sorted(
            zip(scores, candidates, strict=True),
            key=lambda pair: (-round(pair[0], _SCORE_DIGITS), pair[1].match.passage_id),
        )
        best = [
            (passage, score)
            for score, candidate in ranked[:limit]
            if (passage := self.library.passage(candidate.match.passage_id)) is not None
        ]
        hits = tuple(
            Hit(passage, round(score, _SCORE_DIGITS), rank) for rank, (passage, score) in enumerate(best, 1)
        )
        return Found(hits, max(map(_nearness, matches)), self._ceiling(query))

    def _candidates(self, matches: Sequence[Match], limit: int) -> list[Candidate]:
        """Return the matches worth a second look: `limit` of them at least, as far as they are still there."""
        least = _LEAST_SHARE * matches[0].score
        first = max(limit, sum(match.score >= least for match in matches))
        held = self._glances(matches[:first])
        if len(held) < limit:  # some have been removed since the postings were read
            held |= self._glances(matches[first:])
        return [
            Candidate(match, held[match.passage_id].text, held[match.passage_id].title)
            for match in matches
            if match.passage_id in held
        ]

    def _glances(self, matches: Sequence[Match]) -> dict[PassageId, Glance]:
        return self.library.glances([match.passage_id for match in matches])

    def holding(self, text: str) -> Iterator[Glance]:
        """Yield the passages whose text holds a normalised text, in order of their ids; none for an empty one."""
        if text:
            found = self._read(self._may_hold(text, View.BIGRAMS))
            yield from (glance for glance in found if text in glance.text)

    def in_articles_holding(self, text: str) -> Iterator[Glance]:
        """Yield all passages of the articles that may hold a normalised text, in title or text, in order of ids."""
        if text:
            yield from self._read(self._may_hold(text, View.ARTICLE))

    def _may_hold(self, text: str, view: View) -> tuple[PassageId, ...]:
        """Return the passages that hold a text's bigrams, in their view; all where it has none to go by."""
        pairs = [term for term in bigrams(text) if is_chinese(term) and len(term) == 2]
        if not pairs:
            return self.library.passage_ids()
        return self._ask(lambda backend: backend.holding(view, pairs))

    def _read(self, passage_ids: Sequence[PassageId]) -> Iterator[Glance]:
        for start in range(0, len(passage_ids), _READ_AT_ONCE):
            found = self.library.glances(passage_ids[start : start + _READ_AT_ONCE])
            yield from (found[passage_id] for passage_id in sorted(found))

    def _ceiling(self, query: Query) -> float:
        words = sum(self.idf(term) for term in query.words)
        bigrams = sum(self.idf(term, View.BIGRAMS) for term in query.bigrams)
        return words + 0.6 * bigrams


def _nearness(match: Match) -> float:
    return sum(weight * match.views[view] for view, weight in _NEARNESS.items())
