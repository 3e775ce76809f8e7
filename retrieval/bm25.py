"""BM25 over postings: rank-bm25's model, touching the postings of the question's terms alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from retrieval.postings import Postings, PostingsBuilder, idf


def quantise(length: int) -> int:
    """Return a length as Lucene keeps it in one byte: exact below 40, then four significant bits.

    `SmallFloat.byte4ToInt(SmallFloat.intToByte4(length))` of Lucene 9.

    >>> [quantise(length) for length in (0, 39, 40, 41, 57, 100, 1000)]
    [0, 39, 40, 40, 56, 96, 984]
    """
    return _decode_length(_encode_length(length))


_FREE_VALUES = 255 - ((31 - 4 + 1) << 3 | 7)  # lengths that intToByte4 keeps as they are


def _encode_length(length: int) -> int:
    if length < _FREE_VALUES:
        return length
    rest = length - _FREE_VALUES
    bits = rest.bit_length()
    if bits < 4:
        return _FREE_VALUES + rest
    shift = bits - 4
    return _FREE_VALUES + ((rest >> shift) & 0x07 | (shift + 1) << 3)


def _decode_length(code: int) -> int:
    if code < _FREE_VALUES:
        return code
    rest = code - _FREE_VALUES
    bits, shift = rest & 0x07, (rest >> 3) - 1
    return _FREE_VALUES + (bits if shift == -1 else (bits | 0x08) << shift)


class PostingsOkapi(BM25Okapi):  # type: ignore[misc]
    """rank-bm25's BM25Okapi with postings in place of a dictionary a passage; the same scores.

    `corpus` is an iterable of term sequences, or a builder that has gathered them. rank-bm25 computes every
    passage's score for every term; here a term costs as much as the passages that hold it.
    """

    postings: Postings

    def _initialize(self, corpus: Iterable[Sequence[str]] | PostingsBuilder) -> dict[str, int]:
        """Build the postings; return each term's number of passages."""
        if isinstance(corpus, PostingsBuilder):
            builder = corpus
        else:
            builder = PostingsBuilder()
            for terms in corpus:
                builder.add(terms)
        self.postings, terms = builder.finish()
        self.corpus_size = len(self.postings.lengths)
        self.doc_len = self._lengths()
        self.avgdl = float(self.doc_len.mean()) if self.corpus_size else 0.0
        return {term: int(df) for term, df in zip(terms, np.diff(self.postings.offsets), strict=True)}

    def _lengths(self) -> NDArray[np.float64]:
        return self.postings.lengths.astype(np.float64)

    def _calc_idf(self, nd: dict[str, int]) -> None:
        if nd:
            super()._calc_idf(nd)

    def impacts(self) -> NDArray[np.float64]:
        """Return what each posting adds to a score, idf included, in the order of the postings."""
        weights = np.fromiter(self.idf.values(), dtype=np.float64, count=len(self.idf))
        return self._saturated(slice(None)) * np.repeat(weights, np.diff(self.postings.offsets))

    def _saturated(self, found: slice) -> NDArray[np.float64]:
        """Return a range of postings' tf as BM25 counts it: by saturation and the passage's length."""
        tf = self.postings.tf[found].astype(np.float64)
        if not len(tf):
            return tf
        saturated: NDArray[np.float64] = tf * (self.k1 + 1) / (tf + self._norm[self.postings.passages[found]])
        return saturated

    @cached_property
    def _norm(self) -> NDArray[np.float64]:
        norm: NDArray[np.float64] = self.k1 * (1 - self.b + self.b * self.doc_len / self.avgdl)
        return norm

    def get_scores(self, query: Sequence[str]) -> NDArray[np.float64]:
        """Return every passage's score, in the corpus's order."""
        scores = np.zeros(self.corpus_size)
        for term in query:
            found = self.postings.find(term)
            if found is None:
                continue
            np.add.at(scores, self.postings.passages[found], self.idf[term] * self._saturated(found))
        return scores

    def get_top_n(self, query: Sequence[str], documents: Sequence[Any], n: int = 5) -> list[Any]:
        """Return the `n` best of `documents`, best first, ties in the corpus's order."""
        scores = self.get_scores(query)
        best = np.lexsort((np.arange(len(scores)), -scores))[:n]
        return [documents[place] for place in best]


class LuceneBM25(PostingsOkapi):
    """BM25 as Lucene ranks: non-negative idf, lengths in one byte."""

    def _lengths(self) -> NDArray[np.float64]:
        return np.array([quantise(int(length)) for length in self.postings.lengths], dtype=np.float64)

    def _calc_idf(self, nd: dict[str, int]) -> None:
        self.idf = {term: idf(df, self.corpus_size) for term, df in nd.items()}
