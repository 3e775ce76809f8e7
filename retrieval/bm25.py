"""BM25 as Lucene ranks, over postings: non-negative idf, lengths in one byte; the best passages found by bounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.impacts import Addends, Codes, Impacts
from retrieval.maxscore import Scratch, Wanted, contenders
from retrieval.okapi import TERMS_KEPT, PostingsOkapi, Scores
from retrieval.parts import Part, Parts
from retrieval.postings import Numbers, Postings


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


class LuceneBM25(PostingsOkapi):
    """BM25 as Lucene ranks: non-negative idf, lengths in one byte; in single precision, which is twice as fast.

    May be used from several threads.
    """

    precision = np.float32

    def __init__(self, corpus: Iterable[Sequence[str]] | Parts, k1: float = 1.5, b: float = 0.75) -> None:
        super().__init__(corpus, k1=k1, b=b)
        self._addends = lru_cache(TERMS_KEPT)(self._look_for_addends)
        self._scratch = Scratch(self.rows)
        self._codes = Codes()

    def _part_of(self, corpus: Iterable[Sequence[str]]) -> Part:
        passages = list(corpus)
        return Part(Postings.of_terms(passages, [quantise(len(terms)) for terms in passages]))

    def _calc_idf(self, nd: Mapping[int, int]) -> None:
        """Work nothing out before it is asked for: of a million terms a question has some ten."""

    def _weight(self, key: int, df: int) -> float:
        return idf(df, self.corpus_size)

    @cached_property
    def _impacts(self) -> Impacts:
        return Impacts.of(self.parts, self.saturations, self.starts)

    def _look_for_addends(self, term: str) -> Addends | None:
        """Return what a term adds to scores where it is asked for once; None where no passage holds it."""
        found = self.find(term)
        if not found.df:
            return None
        tables = self._impacts.tables
        largest = max(float(tables[place.part].take(place.shapes).max()) for place in found.places)
        size = sum(len(place.rows) for place in found.places)
        return Addends(found.places, (), self._impacts, found.idf, found.idf * largest, size)

    def addends(self, query: Sequence[str], weight: float = 1.0) -> list[Addends]:
        """Return what the terms of a query add to scores, times a weight; those that are held at all."""
        addends = []
        for term, count in Counter(query).items():
            one = self._addends(term)
            if one:
                places, _, impacts, own, most, size = one
                times = weight * count
                codes = self._codes.of(term, one)
                addends.append(Addends(places, codes, impacts, times * own, times * most, size))
        return addends

    def best(self, query: Sequence[str], limit: int) -> tuple[Numbers, Scores]:
        """Return the rows of the `limit` best passages that score above 0, and their scores; ties in order of rows."""
        with self._scratch.borrowed() as sheet:
            sheet.scores.fill(0.0)
            sheet.scores[self.gone] = -np.inf
            rows = contenders(self.addends(query), sheet, Wanted(limit, limit))
        found = self.get_batch_scores(query, rows)
        order = np.lexsort((rows, -found))[:limit]
        return rows[order], found[order]

    def get_top_n(self, query: Sequence[str], documents: Sequence[Any], n: int = 5) -> list[Any]:
        """Return the `n` best of `documents`, best first, ties in the corpus's order; what scores nothing comes last."""
        found = self.best(query, n)[0].tolist() if n > 0 else []
        if len(found) < n:
            found += np.setdiff1d(np.arange(self.rows), found)[: n - len(found)].tolist()
        return [documents[row] for row in found]
