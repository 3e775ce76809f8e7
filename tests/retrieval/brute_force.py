"""A backend that holds documents as they come and works every score out by the formula: slow, plain, right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from retrieval.analysis import Query
from retrieval.backends.base import Floor, Indexed, Match, Statistics
from retrieval.bm25 import idf, quantise
from retrieval.ranking import FIRST_STAGE, PARAMETERS, View, terms_of
from retrieval.types import DocumentId, PassageId


class BruteForce:
    def __init__(self) -> None:
        self._version = ""
        self._documents: dict[DocumentId, Indexed] = {}

    def refresh(self) -> str:
        return self._version

    def documents(self) -> Mapping[DocumentId, str]:
        return {document.id: document.stamp for document in self._documents.values()}

    def apply(self, version: str, added: Iterable[Indexed], removed: Collection[DocumentId]) -> None:
        documents = {id_: held for id_, held in self._documents.items() if id_ not in removed}
        documents |= {document.id: document for document in added}
        self._documents = documents
        self._version = version

    def tidy(self) -> None:
        pass

    def statistics(self, terms: Mapping[View, Collection[str]]) -> Statistics:
        texts = {view: self._texts(view) for view in View}
        return Statistics(
            {view: len(held) for view, held in texts.items()},
            {
                view: {term: sum(term in tf for tf in texts[view].values()) for term in some}
                for view, some in terms.items()
            },
        )

    def search(
        self,
        query: Query,
        limit: int,
        within: Collection[DocumentId] | None = None,
        floor: Floor | None = None,
    ) -> tuple[Match, ...]:
        terms = terms_of(query)
        scores = {view: self._scores(view, terms[view]) for view in View}
        matches = []
        for passage_id, article in self._passages():
            views = {view: scores[view][article if view is View.ARTICLE else passage_id] for view in View}
            score = sum(weight * views[view] for view, weight in FIRST_STAGE.items())
            siblings = sum(other == article for _, other in self._passages()) - 1
            matches.append(Match(passage_id, score, views, siblings))
        found = [match for match in matches if match.score > 0] if query else []
        best = sorted(found, key=lambda match: (-match.score, match.passage_id))[: max(0, limit)]
        owners = {entry.passage_id: held.id for held in self._documents.values() for entry in held.entries}
        return tuple(match for match in best if within is None or owners[match.passage_id] in within)

    def holding(self, view: View, terms: Sequence[str]) -> tuple[PassageId, ...]:
        texts = self._texts(view)
        return tuple(
            passage_id
            for passage_id, article in sorted(self._passages())
            if terms and all(term in texts[article if view is View.ARTICLE else passage_id] for term in terms)
        )

    def _passages(self) -> Iterator[tuple[PassageId, str]]:
        for document in self._documents.values():
            for entry in document.entries:
                yield entry.passage_id, f"{document.id}/{entry.article}"

    def _texts(self, view: View) -> dict[str, Counter[str]]:
        """Return the terms of each passage (for ARTICLE: article) with their frequencies."""
        texts: dict[str, Counter[str]] = {}
        for document in self._documents.values():
            for entry in document.entries:
                if view is View.ARTICLE:
                    key = f"{document.id}/{entry.article}"
                    texts.setdefault(key, Counter(entry.terms(View.ARTICLE))).update(
                        entry.terms(View.BIGRAMS)
                    )
                else:
                    texts[entry.passage_id] = Counter(entry.terms(view))
        return texts

    def _scores(self, view: View, query: Sequence[str]) -> dict[str, float]:
        texts = self._texts(view)
        lengths = {key: quantise(tf.total()) for key, tf in texts.items()}
        average = sum(lengths.values()) / max(1, len(lengths))
        k1, b = PARAMETERS[view]
        scores = dict.fromkeys(texts, 0.0)
        for term in query:
            weight = idf(sum(term in tf for tf in texts.values()), len(texts)) if texts else 0.0
            for key, tf in texts.items():
                if tf[term]:
                    norm = k1 * (1 - b + b * lengths[key] / average)
                    scores[key] += weight * tf[term] * (k1 + 1) / (tf[term] + norm)
        return scores
