"""Scores of what a cluster found, worked out here: the embedded ones, to the last bit.

The cluster's own BM25 counts what is gone among the passages until it is merged away, leaves passages without a term out of
their number, averages lengths before they are cut to a byte, and knows articles only apart from passages. So it chooses
candidates; what they are worth is worked out from their terms and the statistics of what is held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.backends.opensearch.packing import Terms
from retrieval.backends.opensearch.snapshot import Size
from retrieval.bm25 import LuceneBM25, idf
from retrieval.okapi import Scores, saturation
from retrieval.ranking import PARAMETERS, View


@dataclass(frozen=True, slots=True)
class Weights:
    """What a query's terms weigh: how many passages (for ARTICLE: articles) hold each, of how many."""

    size: Size
    df: Mapping[View, Mapping[str, int]]

    def scores(self, view: View, query: Sequence[str], found: Terms) -> Scores:
        """Return the scores of some hits in a view, in their order; a term counts as often as it is given."""
        counts = Counter(query)
        k1, b = PARAMETERS[view]
        lengths = found.lengths.astype(np.float64)
        scores = np.zeros(len(lengths), dtype=LuceneBM25.precision)
        average = self.size.average_length(view)
        n = self.size.count(view)
        for (term, count), tf in zip(counts.items(), found.frequencies(tuple(counts)), strict=True):
            df = self.df[view][term]
            weight = count * (idf(df, n) if df else 0.0)
            scores += (weight * saturation(tf, lengths, average, k1, b)).astype(LuceneBM25.precision)
        return scores
