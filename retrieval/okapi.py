"""rank-bm25's model over postings: the postings of the question's terms are touched, and no others.

What a posting adds to a score is worked out when it is asked for, from its term's frequency and its passage's
length, so that idf and average length are those of the passages as they are at that moment. Frequencies and
lengths stand as `shapes`: a table of some thousand numbers, worked out once, is all that has to change with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from retrieval.keys import term_key
from retrieval.parts import Part, Parts, Place, look_up
from retrieval.postings import Postings

Scores = NDArray[np.floating]

TERMS_KEPT = 2_048  # a question looks up some hundred, most of them twice and more


@dataclass(frozen=True, slots=True)
class Found:
    """A term: where its postings lie, how many passages hold it, and what it weighs."""

    places: tuple[Place, ...]
    df: int
    idf: float


def _rows(found: Found) -> NDArray[np.int64]:
    """Return the rows that hold a term, ascending, those that are gone among them."""
    return np.concatenate([place.rows + np.int64(place.start) for place in found.places])


def saturation(
    tf: NDArray[np.float64], lengths: NDArray[np.float64], average_length: float, k1: float, b: float
) -> NDArray[np.float64]:
    """Return what frequencies count in passages of some lengths: k1 + 1 at most, 0 for a term that is not there.

    Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, formula 3.15.
    """
    norm = k1 * (1 - b + b * lengths / (average_length or 1.0))
    saturated: NDArray[np.float64] = tf * (k1 + 1) / (tf + norm)
    return saturated


class PostingsOkapi(BM25Okapi):  # type: ignore[misc]
    """rank-bm25's BM25Okapi with postings in place of a dictionary a passage; the same scores.

    rank-bm25 computes every passage's score for every term; here a term costs as much as the passages that hold
    it. The corpus is given as its passages' terms, or in parts: then a passage's place, its row, is counted
    through all parts, and one that is gone scores 0 and counts in no average and no df.

    May be used from several threads.
    """

    precision: type[np.floating] = np.float64

    def __init__(self, corpus: Iterable[Sequence[str]] | Parts, k1: float = 1.5, b: float = 0.75) -> None:
        self.find = lru_cache(TERMS_KEPT)(self._look_up)
        super().__init__(corpus, k1=k1, b=b)

    def _initialize(self, corpus: Iterable[Sequence[str]] | Parts) -> Mapping[int, int]:
        """Take the postings; return each term's number of passages, by its key."""
        self.parts = corpus.parts if isinstance(corpus, Parts) else (self._part_of(corpus),)
        sizes = [part.size for part in self.parts]
        self.starts = np.array(list(accumulate(sizes, initial=0)), dtype=np.int64)
        self.rows = int(self.starts[-1])
        self.gone = np.concatenate(
            [part.gone + start for part, start in zip(self.parts, self.starts, strict=False)]
            or [np.empty(0, dtype=np.int64)]
        )
        self.corpus_size = self.rows - len(self.gone)
        self.avgdl = sum(part.length for part in self.parts) / max(1, self.corpus_size)
        return _Frequencies(self.parts, lambda key: self._count(self._places(key)))

    def _part_of(self, corpus: Iterable[Sequence[str]]) -> Part:
        return Part(Postings.of_terms(corpus))

    def _calc_idf(self, nd: Mapping[int, int]) -> None:
        if nd:
            super()._calc_idf(nd)

    def df(self, term: str) -> int:
        """Return how many passages hold the term."""
        return self.find(term).df

    def _look_up(self, term: str) -> Found:
        key = term_key(term)
        places = self._places(key)
        df = self._count(places)
        return Found(places, df, self._weight(key, df))

    def _places(self, key: int) -> tuple[Place, ...]:
        found = []
        for number, (part, start) in enumerate(zip(self.parts, self.starts.tolist(), strict=False)):
            where = part.postings.find(key)
            if where is not None:
                rows, shapes = part.postings.rows[where], part.postings.shapes[where]
                found.append(Place(number, start, where.start, rows, shapes))
        return tuple(found)

    def _count(self, places: Iterable[Place]) -> int:
        return sum(self.parts[place.part].count(place.rows) for place in places)

    def _weight(self, key: int, df: int) -> float:
        return float(self.idf[key]) if df else 0.0

    @cached_property
    def saturations(self) -> tuple[NDArray[np.float64], ...]:
        """For each part and each of its shapes, tf as BM25 counts it: by saturation and the passage's length."""
        return tuple(self._saturated(part.postings) for part in self.parts)

    def _saturated(self, postings: Postings) -> NDArray[np.float64]:
        tf = (postings.table >> 32).astype(np.float64)
        lengths = (postings.table & 0xFFFFFFFF).astype(np.float64)
        return saturation(tf, lengths, self.avgdl, self.k1, self.b)

    def get_scores(self, query: Sequence[str]) -> Scores:
        """Return every row's score, in the corpus's order; a term counts as often as it is given."""
        scores = np.zeros(self.rows, dtype=self.precision)
        for term, count in Counter(query).items():
            found = self.find(term)
            weight = count * found.idf
            for place in found.places:
                # what the term adds for each shape, of which there are fewer than postings
                adds = (weight * self.saturations[place.part]).astype(self.precision)
                np.add.at(scores[place.start :], place.rows, adds.take(place.shapes))
        scores[self.gone] = 0.0
        return scores

    def get_batch_scores(self, query: Sequence[str], doc_ids: Sequence[int] | NDArray[np.int64]) -> Scores:
        """Return the scores of some rows, none of them gone, in their order: what `get_scores` has there."""
        order = np.argsort(doc_ids, kind="stable")
        wanted = np.asarray(doc_ids, dtype=np.int64)[order]
        sorted_scores = np.zeros(len(wanted), dtype=self.precision)
        terms = [(self.find(term), count) for term, count in Counter(query).items()]
        bounds = np.searchsorted(wanted, self.starts).tolist() if len(self.parts) > 1 else [0, len(wanted)]
        for part, (low, high) in enumerate(pairwise(bounds)):
            held = [
                (place, count * found.idf)
                for found, count in terms
                for place in found.places
                if place.part == part
            ]
            if low == high or not held:
                continue
            places, weights = zip(*held, strict=True)
            # as rows are: else all of these are converted to be searched
            local = (wanted[low:high] - self.starts[part]).astype(np.int32)
            shapes, is_held = look_up(self.parts[part].postings, places, local)
            adds = np.array(weights)[:, np.newaxis] * self.saturations[part].take(shapes)
            adds = adds.astype(self.precision)
            adds *= is_held
            sorted_scores[low:high] = np.add.accumulate(adds)[-1]  # one after another, as for all rows
        scores = np.empty_like(sorted_scores)
        scores[order] = sorted_scores
        return scores

    def rarest(self, query: Sequence[str], least: int) -> NDArray[np.int64] | None:
        """Return the rows of the rarest of some terms that at least so many passages hold; None without one."""
        found = [found for term in set(query) if (found := self.find(term)).df >= least]
        if not found:
            return None
        return _rows(min(found, key=lambda one: one.df))

    def rows_of_all(self, query: Sequence[str]) -> NDArray[np.int64]:
        """Return the rows that hold every one of some terms, ascending; none for no terms."""
        found = sorted((self.find(term) for term in set(query)), key=lambda one: one.df)
        if not found or not found[0].df:
            return np.empty(0, dtype=np.int64)
        rows = _rows(found[0])
        for other in found[1:]:
            others = _rows(other)
            rows = rows[others.take(np.searchsorted(others, rows), mode="clip") == rows]
        return np.setdiff1d(rows, self.gone, assume_unique=True)

    def get_top_n(self, query: Sequence[str], documents: Sequence[Any], n: int = 5) -> list[Any]:
        """Return the `n` best of `documents`, best first, ties in the corpus's order."""
        scores = self.get_scores(query)
        best = np.lexsort((np.arange(len(scores)), -scores))[:n]
        return [documents[place] for place in best]


class _Frequencies(Mapping[int, int]):
    """Each term's number of passages by its key, counted when asked for."""

    def __init__(self, parts: Sequence[Part], count: Callable[[int], int]) -> None:
        self.parts = parts
        self._count = count

    def __getitem__(self, key: int) -> int:
        return self._count(key)

    def __iter__(self) -> Iterator[int]:
        keys = np.unique(np.concatenate([part.postings.keys for part in self.parts])).tolist()
        return (key for key in keys if self._count(key))

    def __len__(self) -> int:
        return sum(1 for _ in self)
