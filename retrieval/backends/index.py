"""What is searched: some segments as one corpus, at one moment. It never changes: a search ends as it began."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from retrieval.analysis import Query
from retrieval.backends.base import Floor, Match, Statistics
from retrieval.backends.segments import Held
from retrieval.bm25 import LuceneBM25
from retrieval.maxscore import Scratch, Wanted, contenders, nth_best
from retrieval.okapi import Scores
from retrieval.parts import Parts
from retrieval.ranking import FIRST_STAGE, NEARNESS, PARAMETERS, View, terms_of
from retrieval.types import DocumentId, PassageId

_DOCUMENTS_KEPT = 64  # sets of documents that are searched: a draft names the same few again and again
_QUESTIONS_KEPT = 4  # twice as many as threads answer: what is found for one is asked for twice in a row
# Where more are wanted, or there are no more rows, all are scored: that takes 0.3 ms less for a hundred passages, and
# 0.2 ms more for 100,000.
_DEEP, _SMALL = 1_000, 20_000
_OF_PASSAGES = tuple(view for view in FIRST_STAGE if view is not View.ARTICLE)
_ROUNDING = 1e-5  # of a score: more than the sums of its views can differ by


class Ranked(NamedTuple):
    """Rows, best first, and their scores in the views of the first stage."""

    rows: NDArray[np.int64]
    views: Mapping[View, Scores]


class FirstStage(BM25Okapi):  # type: ignore[misc]
    """Several views of the same passages as one BM25: a passage's score is the weighted sum of theirs."""

    def __init__(
        self, views: Mapping[View, LuceneBM25], ids: NDArray[np.bytes_], articles: NDArray[np.int64]
    ) -> None:
        """Take the views, and for each row its passage's id and its article's row in the view ARTICLE."""
        self._views = views
        self._ids = ids
        self._articles = articles
        self._scratch = Scratch(len(ids))
        self.ranked = lru_cache(_QUESTIONS_KEPT)(self._rank)
        super().__init__(ids)

    def _initialize(self, corpus: NDArray[np.bytes_]) -> Mapping[str, int]:
        self.corpus_size = len(corpus)
        return {}

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        """Leave idf to the views, each of which has its own."""

    def get_scores(self, query: Query) -> Scores:
        """Return every row's score."""
        return mixed(self._all_scores(query))

    def _all_scores(self, query: Query) -> Mapping[View, Scores]:
        terms = terms_of(query)
        scores = {view: self._views[view].get_scores(terms[view]) for view in FIRST_STAGE}
        return scores | {View.ARTICLE: scores[View.ARTICLE].take(self._articles)}

    def get_view_scores(
        self, query: Query, rows: NDArray[np.int64], views: Iterable[View]
    ) -> dict[View, Scores]:
        """Return the scores of some rows in some views."""
        terms = terms_of(query)
        articles = self._articles[rows]
        return {
            view: self._views[view].get_batch_scores(terms[view], articles if view is View.ARTICLE else rows)
            for view in views
        }

    def get_top_n(
        self, query: Query, documents: Sequence[Any], n: int = 5, floor: Floor | None = None
    ) -> list[Any]:
        """Return the `n` best of `documents` that score at all, best first, ties by passage id; below a floor none."""
        return [documents[row] for row in self.ranked(query, n, floor).rows.tolist()]

    def _rank(self, query: Query, n: int, floor: Floor | None) -> Ranked:
        """Return the `n` best rows, with their scores in the views of the first stage; without those below a floor."""
        if n > _DEEP or self.corpus_size <= _SMALL:
            of_all = self._all_scores(query)
            sample = self._views[View.BIGRAMS].rarest(query.bigrams, n)
            rows = best_rows(mixed(of_all), n, self._ids, sample)
            views: Mapping[View, Scores] = {view: scores[rows] for view, scores in of_all.items()}
        else:
            wanted = Wanted(n, min(n, floor.few), floor.share) if floor else Wanted(n, n)
            rows, views = self._best(query, wanted)
        if floor and len(rows):
            scores = mixed(views)
            kept = max(floor.few, int(np.count_nonzero(scores >= floor.share * float(scores[0]))))
            rows, views = rows[:kept], {view: found[:kept] for view, found in views.items()}
        return Ranked(rows, views)

    def _best(self, query: Query, wanted: Wanted) -> Ranked:
        """Return what is wanted, best first, found by bounds."""
        of_articles = self._views[View.ARTICLE].get_scores(terms_of(query)[View.ARTICLE])
        some = self._contenders(query, of_articles, wanted)
        views = self.get_view_scores(query, some, _OF_PASSAGES)
        views[View.ARTICLE] = of_articles[self._articles[some]]
        order = np.lexsort((self._ids[some], -mixed(views)))[: wanted.limit]
        return Ranked(some[order], {view: found[order] for view, found in views.items()})

    def _contenders(self, query: Query, of_articles: Scores, wanted: Wanted) -> NDArray[np.int64]:
        terms = terms_of(query)
        addends = [
            one for view in _OF_PASSAGES for one in self._views[view].addends(terms[view], FIRST_STAGE[view])
        ]
        weighted = of_articles * LuceneBM25.precision(FIRST_STAGE[View.ARTICLE])
        with self._scratch.borrowed() as sheet:
            np.take(weighted, self._articles, out=sheet.scores, mode="clip")
            sheet.scores[self._views[View.WORDS].gone] = -np.inf
            return contenders(addends, sheet, wanted)


def best_rows(
    scores: Scores, limit: int, ids: NDArray[np.bytes_], sample: NDArray[np.int64] | None = None
) -> NDArray[np.int64]:
    """Return the rows of the `limit` best positive scores, best first, ties by id.

    `sample` are rows better than most, each once. The worst of their `limit` best is a bound that no row of the
    result falls below, so only what reaches it is looked at. Partitioning all scores instead takes up to 9 ms at
    100,000 rows, since most of them are 0 and equal (tests/benchmarks/results.md).
    """
    bound = nth_best(scores[sample], limit) if sample is not None else 0.0
    rows = np.flatnonzero(scores >= bound) if bound > 0 else np.flatnonzero(scores > 0)
    rows = rows[scores[rows] >= nth_best(scores[rows], limit)]
    order = np.lexsort((ids[rows], -scores[rows]))
    return rows[order[:limit]]


def mixed(scores: Mapping[View, Scores]) -> Scores:
    """Return the weighted sum of the first stage's views; the same for a row alone as among all."""
    sums = np.zeros_like(scores[View.WORDS])
    weighted = np.empty_like(sums)
    for view, weight in FIRST_STAGE.items():
        np.multiply(scores[view], LuceneBM25.precision(weight), out=weighted)
        sums += weighted
    return sums


class Index:
    """Segments, and how they are searched; may be used from several threads."""

    def __init__(self, held: Sequence[Held]) -> None:
        self.held = tuple(held)
        contents = [one.segment.contents for one in self.held]
        self._views = {
            view: LuceneBM25(Parts(tuple(one.part(view) for one in self.held)), *PARAMETERS[view])
            for view in View
        }
        shifts = np.cumsum([0, *(int(one.articles[-1]) for one in contents)])
        self._ids = np.concatenate([np.empty(0, dtype="S1"), *(one.ids for one in contents)])
        self._articles = np.concatenate(
            [np.empty(0, dtype=np.int64)]
            + [one.article_of + shift for one, shift in zip(contents, shifts, strict=False)]
        )
        self._first_stage = FirstStage(self._views, self._ids, self._articles)
        self._rows = lru_cache(_DOCUMENTS_KEPT)(self._rows_of)

    def search(
        self,
        query: Query,
        limit: int,
        within: Collection[DocumentId] | None = None,
        floor: Floor | None = None,
    ) -> tuple[Match, ...]:
        """Return at most `limit` passages, best first, ties by passage id; none for an empty query.

        Where documents are given, those of the `limit` passages that are theirs; where a floor is given, the last may
        be missing that lie below it and come no nearer to the question.
        """
        if not query or limit <= 0:
            return ()
        if within is not None:  # the best of these may lie below the floor of all
            floor = None
        first_stage = self._first_stage
        rows = np.array(first_stage.get_top_n(query, range(len(self._ids)), limit, floor), dtype=np.int64)
        views = first_stage.ranked(query, limit, floor).views
        if within is not None:
            own = np.flatnonzero(np.isin(rows, self._rows(frozenset(within))))
            rows, views = rows[own], {view: scores[own] for view, scores in views.items()}
        rest = [view for view in View if view not in FIRST_STAGE]
        views = {**views, **first_stage.get_view_scores(query, rows, rest)}
        matches = self._matches(rows, {view: views[view] for view in View})
        if floor and matches:
            nearest = float(np.sum([weight * views[view] for view, weight in NEARNESS.items()], axis=0).max())
            if nearest <= floor.share * matches[0].score * (
                1 + _ROUNDING
            ):  # what lies below it may be nearer
                return self.search(query, limit)
        return matches

    def _matches(self, rows: NDArray[np.int64], views: Mapping[View, Scores]) -> tuple[Match, ...]:
        articles = self._articles[rows]
        ends = np.searchsorted(self._articles, articles, "right")
        siblings = ends - np.searchsorted(self._articles, articles) - 1
        columns = zip(*(scores.tolist() for scores in views.values()), strict=True)
        return tuple(
            [
                Match(PassageId(id_), score, dict(zip(views, column)), others)  # noqa: B905 -- a number a view
                for id_, score, column, others in zip(
                    self._ids[rows].astype(np.str_).tolist(),
                    mixed(views).tolist(),
                    columns,
                    siblings.tolist(),
                    strict=True,
                )
            ]
        )

    def _rows_of(self, documents: Collection[DocumentId]) -> NDArray[np.int64]:
        """Return the rows of some documents' passages."""
        starts = accumulate((len(one.segment) for one in self.held), initial=0)
        found = [one.rows_of(documents) + start for one, start in zip(self.held, starts, strict=False)]
        return np.concatenate([np.empty(0, dtype=np.int64), *found])

    def documents(self) -> dict[DocumentId, str]:
        """Return the stamps of the documents that are held."""
        return {id_: stamp for held in self.held for id_, stamp in held.documents().items()}

    def holding(self, view: View, terms: Sequence[str]) -> tuple[PassageId, ...]:
        """Return the passages (for ARTICLE: of the articles) that hold every term, in order; none for no terms."""
        rows = self._views[view].rows_of_all(terms)
        if view is View.ARTICLE:
            rows = np.flatnonzero(np.isin(self._articles, rows))
        return tuple(PassageId(id_.decode()) for id_ in np.sort(self._ids[rows]).tolist())

    def statistics(self, terms: Mapping[View, Collection[str]]) -> Statistics:
        """Return the numbers of passages that hold some terms, and of all."""
        return Statistics(
            {view: of.corpus_size for view, of in self._views.items()},
            {view: {term: self._views[view].df(term) for term in some} for view, some in terms.items()},
        )
