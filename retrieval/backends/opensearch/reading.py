"""What is asked of a build: counts, candidates with their scores, who holds what."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from retrieval.analysis import Query
from retrieval.backends.base import Floor, Match, Statistics
from retrieval.backends.index import mixed
from retrieval.backends.opensearch.client import Client
from retrieval.backends.opensearch.packing import (
    Source,
    analysis_of,
    terms_of_articles,
    terms_of_passages,
    token,
)
from retrieval.backends.opensearch.queries import alone, grouped, match, rarest
from retrieval.backends.opensearch.schema import MOST_HITS
from retrieval.backends.opensearch.scoring import Weights
from retrieval.backends.opensearch.snapshot import Size, Snapshot
from retrieval.okapi import Scores
from retrieval.ranking import FIRST_STAGE, View, nearness, terms_of
from retrieval.types import DocumentId, PassageId

_TERMS_KEPT = 100_000
# How many articles and passages are asked for at first, beyond what is wanted, and how many times as many after that.
_ARTICLES, _BEYOND, _GROWTH = 1_000, 100, 4
# The cluster's scores stand to ours in a ratio that hardly differs among the passages of one question; what was not seen
# may have a higher one by so much.
_SLACK = 1.02
_PAGE = 1_000


class Held(NamedTuple):
    """A document of a build: what tells its content, the name it was brought in under, how much it holds."""

    stamp: str
    owner: str
    size: Size


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Passages that the cluster found, best first by its own scores, and what none of the others can exceed."""

    hits: list[Mapping[str, Any]]
    scores: Scores
    views: Mapping[View, Scores]
    bound: float

    def best(self, limit: int) -> list[int]:
        """Return the places of the best that score at all, ties by passage id."""
        ids = [hit["_source"]["passage"] for hit in self.hits]
        places = [place for place in range(len(ids)) if self.scores[place] > 0]
        return sorted(places, key=lambda place: (-self.scores[place], ids[place]))[:limit]


class Reader:
    """One snapshot of a build, asked over the wire; how often terms occur is kept. May be used from several threads."""

    def __init__(self, client: Client, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._client = client
        self._df: dict[tuple[View, str], int] = {}

    # -- counts -------------------------------------------------------------------------------------------

    def statistics(self, terms: Mapping[View, Collection[str]]) -> Statistics:
        """Return the numbers of passages that hold some terms, and of all."""
        size = self.snapshot.size
        return Statistics({view: size.count(view) for view in View}, self._counted(terms))

    def _counted(self, terms: Mapping[View, Collection[str]]) -> Mapping[View, Mapping[str, int]]:
        wanted = [(view, term) for view, some in terms.items() for term in dict.fromkeys(some)]
        known = self._df
        new = [one for one in wanted if one not in known]
        counts = self._count([{"term": {view.value: token(term)}} for view, term in new])
        if len(known) > _TERMS_KEPT:
            known = self._df = {one: known[one] for one in wanted if one in known}
        known.update(zip(new, counts, strict=True))
        return {
            view: {term: known[view, term] for term in dict.fromkeys(some)} for view, some in terms.items()
        }

    def _count(self, queries: Sequence[Mapping[str, Any]]) -> list[int]:
        """Return how much of what is held each of some queries finds.

        One search with a counter for each, which takes 4 ms for a hundred terms among 13,000 passages; as many searches
        in one request take 19.
        """
        if not queries:
            return []
        counters = {"counts": {"filters": {"filters": list(queries)}}}
        (answer,) = self._search(
            [{"size": 0, "track_total_hits": False, "query": self._held([]), "aggs": counters}]
        )
        return [int(bucket["doc_count"]) for bucket in answer["aggregations"]["counts"]["buckets"]]

    # -- search -------------------------------------------------------------------------------------------

    def search(
        self, query: Query, limit: int, within: Collection[DocumentId] | None, floor: Floor | None
    ) -> tuple[Match, ...]:
        """Return at most `limit` passages, best first, ties by passage id; none for an empty query.

        Where documents are given, those of the `limit` passages that are theirs; where a floor is given, the last may
        be missing that lie below it and come no nearer to the question.

        The cluster is asked for more than that, and for more again until what it left out cannot be among them; where
        that takes more than `MOST_HITS`, the best of these stand for the best of all.
        """
        if not query or limit <= 0 or not self.snapshot.size.passages:
            return ()
        terms = terms_of(query)
        weights = Weights(self.snapshot.size, self._counted(terms))
        if within is not None:  # the best of these may lie below the floor of all
            floor = None
        wanted = min(limit, floor.few) if floor else limit
        passages, articles = wanted + max(wanted // 2, _BEYOND), _ARTICLES
        while True:
            found = self._candidates(terms, weights, min(passages, MOST_HITS), min(articles, MOST_HITS))
            ranked = [self._match(found, place) for place in found.best(limit)]
            sure = sum(match.score > found.bound for match in ranked)
            if sure == limit or not found.bound or passages >= MOST_HITS:
                break
            if floor and _holds_the_worth(ranked[:sure], found.bound, floor):
                ranked = ranked[:sure]
                break
            passages, articles = _GROWTH * passages, _GROWTH * articles
        if within is None:
            return tuple(ranked)
        owners = {hit["_source"]["passage"]: hit["_source"]["document"] for hit in found.hits}
        return tuple(match for match in ranked if owners[match.passage_id] in within)

    @staticmethod
    def _match(found: _Candidates, place: int) -> Match:
        source = found.hits[place]["_source"]
        views = {view: float(found.views[view][place]) for view in View}
        return Match(PassageId(source["passage"]), float(found.scores[place]), views, source["siblings"])

    def _candidates(
        self, terms: Mapping[View, Sequence[str]], weights: Weights, most: int, most_articles: int
    ) -> _Candidates:
        chosen = rarest(terms, weights)
        articles = self._articles(chosen[View.ARTICLE], most_articles)
        hits = self._passages(chosen, articles, most)
        views = dict(self._scores(terms, weights, [hit["_source"] for hit in hits]))
        scores = mixed(views)
        left_out = hits[-1]["_score"] if len(hits) == most else 0.0
        if len(articles) == most_articles:  # what an article that was not asked for would add
            left_out += FIRST_STAGE[View.ARTICLE] * min(articles.values())
        own = np.array([hit["_score"] for hit in hits], dtype=np.float64)
        ratio = float((scores / own).max(initial=1.0)) * _SLACK
        return _Candidates(hits, scores, views, left_out * ratio)

    def _articles(self, terms: Sequence[str], most: int) -> dict[str, float]:
        """Return the best articles with their scores as the cluster has them."""
        if not terms:
            return {}
        body = {
            "size": most,
            "track_total_hits": False,
            **alone(["article_key"]),
            "query": {"bool": {"must": [match(View.ARTICLE, terms)], "filter": [self.snapshot.filter]}},
        }
        (answer,) = self._search([body], ranked=True)
        return {hit["fields"]["article_key"][0]: hit["_score"] for hit in answer["hits"]["hits"]}

    def _passages(
        self, terms: Mapping[View, Sequence[str]], articles: Mapping[str, float], most: int
    ) -> list[Mapping[str, Any]]:
        """Return the best passages, those of the best articles raised by what these add."""
        own = [
            match(view, terms[view], weight)
            for view, weight in FIRST_STAGE.items()
            if view is not View.ARTICLE and terms[view]
        ]
        weight = FIRST_STAGE[View.ARTICLE]
        raised = [
            {"constant_score": {"filter": {"terms": {"article_key": keys}}, "boost": weight * score}}
            for score, keys in grouped(articles)
        ]
        if not own and not raised:
            return []
        only = [self.snapshot.filter, {"term": {"kind": "passage"}}]
        body = {
            "size": most,
            "track_total_hits": False,
            "query": {"bool": {"should": own + raised, "minimum_should_match": 1, "filter": only}},
        }
        (answer,) = self._search([body], ranked=True)
        found: list[Mapping[str, Any]] = answer["hits"]["hits"]
        return found

    def _scores(
        self, terms: Mapping[View, Sequence[str]], weights: Weights, sources: Sequence[Source]
    ) -> Iterator[tuple[View, Scores]]:
        bodies = [analysis_of(source, "text") for source in sources]
        headings = [analysis_of(source, "heading_text") for source in sources]
        for view, found in terms_of_passages(bodies, headings).items():
            yield view, weights.scores(view, terms[view], found)
        keys = list(dict.fromkeys(source["article_key"] for source in sources))
        articles = terms_of_articles([source["text"] for source in self._article_sources(keys)])
        scores = weights.scores(View.ARTICLE, terms[View.ARTICLE], articles)
        number = {key: place for place, key in enumerate(keys)}
        own = np.array([number[source["article_key"]] for source in sources], dtype=np.int64)
        yield View.ARTICLE, scores.take(own)

    def _article_sources(self, keys: Sequence[str]) -> list[Source]:
        """Return what is kept of some articles, in their order."""
        pages = [keys[start : start + _PAGE] for start in range(0, len(keys), _PAGE)]
        only = {"term": {"kind": "article"}}
        bodies = [
            {"size": len(page), "query": {"bool": {"filter": [only, {"terms": {"article_key": page}}]}}}
            for page in pages
        ]
        found = {
            hit["_source"]["article_key"]: hit["_source"]
            for answer in self._search(bodies)
            for hit in answer["hits"]["hits"]
        }
        return [found[key] for key in keys]

    # -- who holds what -----------------------------------------------------------------------------------

    def holding(self, view: View, terms: Sequence[str]) -> tuple[PassageId, ...]:
        """Return the passages (for ARTICLE: of the articles) that hold every term, in order; none for no terms."""
        if not terms or not self.snapshot.size.passages:
            return ()
        own = [{"term": {view.value: token(term)}} for term in dict.fromkeys(terms)]
        if view is not View.ARTICLE:
            return self._ids(own)
        keys = [hit["fields"]["article_key"][0] for hit in self._all(own, fields=["article_key"])]
        pages = (keys[start : start + MOST_HITS] for start in range(0, len(keys), MOST_HITS))
        passage = {"term": {"kind": "passage"}}
        return tuple(
            sorted(one for page in pages for one in self._ids([passage, {"terms": {"article_key": page}}]))
        )

    def _ids(self, own: Sequence[Mapping[str, Any]]) -> tuple[PassageId, ...]:
        return tuple(sorted(hit["fields"]["passage"][0] for hit in self._all(own, fields=["passage"])))

    def documents(self) -> dict[DocumentId, Held]:
        """Return the documents that are held."""
        found = (hit["_source"] for hit in self._all([{"term": {"kind": "document"}}]))
        return {
            DocumentId(source["document"]): Held(
                source["stamp"], source["owner"], Size.from_json(source["size"])
            )
            for source in found
        }

    def sources(self) -> Iterator[Source]:
        """Yield all that is held, as it is kept, in the order in which it came."""
        for hit in self._all([]):
            yield hit["_source"]

    def counted(self) -> tuple[int, int, int]:
        """Return how many documents, passages and articles are there that should be held."""
        documents, passages, articles = self._count(
            [{"term": {"kind": kind}} for kind in ("document", "passage", "article")]
        )
        return documents, passages, articles

    # -- how it is asked ----------------------------------------------------------------------------------

    def _all(
        self, own: Sequence[Mapping[str, Any]], fields: Sequence[str] = ()
    ) -> Iterator[Mapping[str, Any]]:
        """Yield all that some queries find of what is held, a page at a time; with `fields` these alone."""
        body: dict[str, Any] = {
            "size": MOST_HITS if fields else _PAGE,
            "track_total_hits": False,
            "sort": [{"number": "asc"}],
            "query": self._held(own),
        }
        body |= alone(fields) if fields else {}
        while True:
            (answer,) = self._search([body])
            hits = answer["hits"]["hits"]
            yield from hits
            if len(hits) < body["size"]:
                return
            body["search_after"] = hits[-1]["sort"]

    def _held(self, own: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        return {"bool": {"filter": [*own, self.snapshot.filter], "must_not": [{"term": {"kind": "state"}}]}}

    def _search(
        self, bodies: Sequence[Mapping[str, Any]], *, ranked: bool = False
    ) -> list[Mapping[str, Any]]:
        return self._client.search(self.snapshot.index, bodies, ranked=ranked)


def _holds_the_worth(matches: Sequence[Match], bound: float, floor: Floor) -> bool:
    """Return whether what scores no more than a bound lies below the floor, and comes no nearer than some match.

    Nearness is a part of the score.
    """
    if len(matches) < floor.few or bound >= floor.share * matches[0].score:
        return False
    return max([nearness(match.views) for match in matches]) >= bound
