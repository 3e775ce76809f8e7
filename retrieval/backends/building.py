"""Passages' terms to the arrays of the postings."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.backends.base import Entry, View
from retrieval.backends.index import ARRAYS
from retrieval.postings import PostingsBuilder

# (k1, b) of each view; measured on policy questions and encyclopedia questions, tests/evaluation/results.md.
PARAMETERS: Mapping[View, tuple[float, float]] = {
    View.WORDS: (0.9, 0.4),
    View.BIGRAMS: (0.9, 0.4),
    View.CHARACTERS: (1.2, 0.75),
    View.PAIRS: (0.6, 0.4),
    View.HEADING: (0.9, 0.4),
    View.ARTICLE: (1.2, 0.75),
}


@dataclass(frozen=True, slots=True)
class Gathered:
    """Passages' terms, view by view, to be made into arrays once."""

    ids: list[str]
    articles: array[int]
    builders: dict[View, PostingsBuilder]

    @staticmethod
    def of(entries: Iterable[Entry]) -> Gathered:
        """Return the terms of entries, those of an article put together."""
        gathered = Gathered([], array("i"), {view: PostingsBuilder() for view in View})
        article = gathered.builders[View.ARTICLE]
        article_key: str | None = None
        article_terms: list[str] = []
        for entry in entries:
            if entry.article_key != article_key:
                if article_key is not None:
                    article.add(article_terms)
                article_key, article_terms = entry.article_key, list(entry.terms[View.ARTICLE])
            article_terms.extend(entry.terms[View.BIGRAMS])
            gathered.ids.append(entry.passage_id)
            gathered.articles.append(len(article))
            for view, terms in entry.terms.items():
                if view is not View.ARTICLE:
                    gathered.builders[view].add(terms)
        if article_key is not None:
            article.add(article_terms)
        return gathered

    def arrays(self) -> Iterator[tuple[str, NDArray[Any]]]:
        """Yield the arrays of an index by name; a view's terms are let go of once they are asked for."""
        yield "ids", np.array(self.ids, dtype="S") if self.ids else np.empty(0, dtype="S1")
        yield "articles", np.array(self.articles, dtype=np.int32)
        for view in View:
            for name, values in zip(ARRAYS, _postings(view, self.builders.pop(view)), strict=True):
                yield f"{view}-{name}", values


def _postings(view: View, builder: PostingsBuilder) -> tuple[NDArray[Any], ...]:
    from retrieval.bm25 import LuceneBM25  # rank-bm25 imports multiprocessing; a search needs neither

    k1, b = PARAMETERS[view]
    bm25 = LuceneBM25(builder, k1=k1, b=b)
    postings = bm25.postings
    return postings.keys, postings.offsets, postings.passages, bm25.impacts().astype(np.float32)
