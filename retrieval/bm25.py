"""BM25 over postings: rank-bm25's model, touching the postings of the question's terms alone.

What a posting adds to a score is worked out when it is asked for, from its term's frequency and its passage's
length, so that idf and average length are those of the passages as they are at that moment. Frequencies and
lengths stand as `shapes`: a table of some thousand numbers, worked out once, is all that has to change with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from retrieval.keys import term_key
from retrieval.postings import Postings

Scores = NDArray[np.floating]

_TERMS_KEPT = 8192  # a question looks up some hundred, most of them twice and more


def idf(df: int, n: int) -> float:
    """Return the weight of a term found in `df` of `n` passages; never negative.

    Kamphuis et al., "Which BM25 Do You Mean?", ECIR 2020, table 1: Lucene's variant.

    >>> round(idf(df=1, n=10), 4)
    1.9924
    """
    return log(1 + (n - df + 0.5) / (df + 0.5))


def quantise(length: int) -> int:
    """Return a length as Lucene keeps it in one byte: exact below 40, then four significant bits.

    `SmallFloat.byte4ToInt(SmallFloat.intToByte4(length))` of Lucene 9.

    >>> [quantise(length) for length in (0, 39, 40, 41, 57, 100, 1000)]
    [0, 39, 40, 40, 56, 96, 984]
    """
    rest = length - _KEPT_AS_THEY_ARE
    dropped = max(0, rest.bit_length() - _BITS_KEPT)
    return length if rest <= 0 else _KEPT_AS_THEY_ARE + (rest >> dropped << dropped)


_BITS_KEPT = 4
_KEPT_AS_THEY_ARE = 255 - ((31 - 4 + 1) << 3 | 7)  # lengths that intToByte4 has codes to spare for


def quantised(lengths: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return what `quantise` returns, for many lengths."""
    distinct, places = np.unique(lengths, return_inverse=True)
    return np.array([quantise(length) for length in distinct.tolist()], dtype=np.int32)[places]


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the passages: their postings, and the rows (ascending) of those that are gone since."""

    postings: Postings
    gone: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))

    @property
    def size(self) -> int:
        """Return how many rows there are, those that are gone among them."""
        return len(self.postings.lengths)

    @property
    def length(self) -> int:
        """Return how many terms the passages hold that are not gone."""
        lengths = self.postings.lengths
        return int(lengths.sum()) - int(lengths[self.gone].sum())

    def count(self, rows: NDArray[np.int32]) -> int:
        """Return how many of some rows (ascending) are not gone."""
        few, many = (rows, self.gone) if len(rows) < len(self.gone) else (self.gone, rows)
        if not len(few):
            return len(rows)
        found = many.take(np.searchsorted(many, few), mode="clip") == few
        return len(rows) - int(np.count_nonzero(found))


@dataclass(frozen=True, slots=True)
class Parts:
    """A corpus in parts; a passage's row is counted through all of them."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a term's postings lie in a part: the rows that they are about, from `start` on, and their shapes."""

    part: int
    start: int
    rows: NDArray[np.int32]
    shapes: NDArray[np.unsignedinteger]


@dataclass(frozen=True, slots=True)
class _Found:
    """A term: where its postings lie, how many passages hold it, and what it weighs."""

    places: tuple[_Place, ...]
    df: int
    idf: float


def _rows(found: _Found) -> NDArray[np.int64]:
    """Return the rows that hold a term, ascending, those that are gone among them."""
    return np.concatenate([place.rows + np.int64(place.start) for place in found.places])


class PostingsOkapi(BM25Okapi):  # type: ignore[misc]
    """rank-bm25's BM25Okapi with postings in place of a dictionary a passage; the same scores.

    rank-bm25 computes every passage's score for every term; here a term costs as much as the passages that hold
    it. The corpus is given as its passages' terms, or in parts: then a passage's place, its row, is counted
    through all parts, and one that is gone scores 0 and counts in no average and no df.

    May be used from several threads.
    """

    precision: type[np.floating] = np.float64

    def __init__(self, corpus: Iterable[Sequence[str]] | Parts, k1: float = 1.5, b: float = 0.75) -> None:
        self._find = lru_cache(_TERMS_KEPT)(self._look_up)
        super().__init__(corpus, k1=k1, b=b)

    def _initialize(self, corpus: Iterable[Sequence[str]] | Parts) -> Mapping[int, int]:
        """Take the postings; return each term's number of passages, by its key."""
        self._parts = corpus.parts if isinstance(corpus, Parts) else (self._part_of(corpus),)
        sizes = [part.size for part in self._parts]
        self._starts = list(accumulate(sizes, initial=0))
        self.rows = self._starts[-1]
        self._gone = np.concatenate(
            [part.gone + start for part, start in zip(self._parts, self._starts, strict=False)]
            or [np.empty(0, dtype=np.int64)]
        )
        self.corpus_size = self.rows - len(self._gone)
        self.avgdl = sum(part.length for part in self._parts) / max(1, self.corpus_size)
        return _Frequencies(self._parts, lambda key: self._count(self._places(key)))

    def _part_of(self, corpus: Iterable[Sequence[str]]) -> Part:
        return Part(Postings.of_terms(corpus))

    def _calc_idf(self, nd: Mapping[int, int]) -> None:
        if nd:
            super()._calc_idf(nd)

    def df(self, term: str) -> int:
        """Return how many passages hold the term."""
        return self._find(term).df

    def _look_up(self, term: str) -> _Found:
        key = term_key(term)
        places = self._places(key)
        df = self._count(places)
        return _Found(places, df, self._weight(key, df))

    def _places(self, key: int) -> tuple[_Place, ...]:
        found = []
        for number, (part, start) in enumerate(zip(self._parts, self._starts, strict=False)):
            where = part.postings.find(key)
            if where is not None:
                found.append(_Place(number, start, part.postings.rows[where], part.postings.shapes[where]))
        return tuple(found)

    def _count(self, places: Iterable[_Place]) -> int:
        return sum(self._parts[place.part].count(place.rows) for place in places)

    def _weight(self, key: int, df: int) -> float:
        return float(self.idf[key]) if df else 0.0

    @cached_property
    def _saturations(self) -> tuple[NDArray[np.float64], ...]:
        """For each part and each of its shapes, tf as BM25 counts it: by saturation and the passage's length."""
        return tuple(self._saturated(part.postings) for part in self._parts)

    def _saturated(self, postings: Postings) -> NDArray[np.float64]:
        tf = (postings.table >> 32).astype(np.float64)
        lengths = (postings.table & 0xFFFFFFFF).astype(np.float64)
        norm = self.k1 * (1 - self.b + self.b * lengths / (self.avgdl or 1.0))
        saturated: NDArray[np.float64] = tf * (self.k1 + 1) / (tf + norm)
        return saturated

    def get_scores(self, query: Sequence[str]) -> Scores:
        """Return every row's score, in the corpus's order; a term counts as often as it is given."""
        scores = np.zeros(self.rows, dtype=self.precision)
        for term, count in Counter(query).items():
            found = self._find(term)
            weight = count * found.idf
            for place in found.places:
                # what the term adds for each shape, of which there are fewer than postings
                adds = (weight * self._saturations[place.part]).astype(self.precision)
                np.add.at(scores[place.start :], place.rows, adds.take(place.shapes))
        scores[self._gone] = 0.0
        return scores

    def get_batch_scores(self, query: Sequence[str], doc_ids: Sequence[int] | NDArray[np.int64]) -> Scores:
        """Return the scores of some rows, none of them gone, in their order: what `get_scores` has there."""
        order = np.argsort(doc_ids, kind="stable")
        wanted = np.asarray(doc_ids, dtype=np.int64)[order]
        sorted_scores = np.zeros(len(wanted), dtype=self.precision)
        bounds = np.searchsorted(wanted, self._starts).tolist()
        local = [
            (wanted[low:high] - start).astype(
                np.int32
            )  # as rows are: else all of these are converted to be searched
            for (low, high), start in zip(pairwise(bounds), self._starts, strict=False)
        ]
        for term, count in Counter(query).items():
            found = self._find(term)
            weight = count * found.idf
            for place in found.places:
                some = local[place.part]
                at = np.searchsorted(place.rows, some)
                held = np.flatnonzero(place.rows.take(at, mode="clip") == some)
                if not len(held):
                    continue
                adds = weight * self._saturations[place.part].take(place.shapes[at[held]])
                sorted_scores[bounds[place.part] + held] += adds.astype(self.precision)
        scores = np.empty_like(sorted_scores)
        scores[order] = sorted_scores
        return scores

    def rarest(self, query: Sequence[str], least: int) -> NDArray[np.int64] | None:
        """Return the rows of the rarest of some terms that at least so many passages hold; None without one."""
        found = [found for term in set(query) if (found := self._find(term)).df >= least]
        if not found:
            return None
        return _rows(min(found, key=lambda one: one.df))

    def rows_of_all(self, query: Sequence[str]) -> NDArray[np.int64]:
        """Return the rows that hold every one of some terms, ascending; none for no terms."""
        found = sorted((self._find(term) for term in set(query)), key=lambda one: one.df)
        if not found or not found[0].df:
            return np.empty(0, dtype=np.int64)
        rows = _rows(found[0])
        for other in found[1:]:
            others = _rows(other)
            rows = rows[others.take(np.searchsorted(others, rows), mode="clip") == rows]
        return np.setdiff1d(rows, self._gone, assume_unique=True)

    def get_top_n(self, query: Sequence[str], documents: Sequence[Any], n: int = 5) -> list[Any]:
        """Return the `n` best of `documents`, best first, ties in the corpus's order."""
        scores = self.get_scores(query)
        best = np.lexsort((np.arange(len(scores)), -scores))[:n]
        return [documents[place] for place in best]


class _Frequencies(Mapping[int, int]):
    """Each term's number of passages by its key, counted when asked for."""

    def __init__(self, parts: Sequence[Part], count: Callable[[int], int]) -> None:
        self._parts = parts
        self._count = count

    def __getitem__(self, key: int) -> int:
        return self._count(key)

    def __iter__(self) -> Iterator[int]:
        keys = np.unique(np.concatenate([part.postings.keys for part in self._parts])).tolist()
        return (key for key in keys if self._count(key))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class LuceneBM25(PostingsOkapi):
    """BM25 as Lucene ranks: non-negative idf, lengths in one byte; in single precision, which is twice as fast."""

    precision = np.float32

    def _part_of(self, corpus: Iterable[Sequence[str]]) -> Part:
        passages = list(corpus)
        return Part(Postings.of_terms(passages, [quantise(len(terms)) for terms in passages]))

    def _calc_idf(self, nd: Mapping[int, int]) -> None:
        """Work nothing out before it is asked for: of a million terms a question has some ten."""

    def _weight(self, key: int, df: int) -> float:
        return idf(df, self.corpus_size)
