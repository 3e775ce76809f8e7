"""What a cluster is asked, as it takes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from retrieval.backends.opensearch.packing import token
from retrieval.backends.opensearch.scoring import Weights
from retrieval.ranking import FIRST_STAGE, View

# Clauses of a query: the server's limit is 1,024, of which the groups of articles take some.
_MOST_CLAUSES = 700
# Articles are given to the search for passages in groups of nearly the same score: as many clauses.
_GROUPS = 200


def alone(fields: Sequence[str]) -> dict[str, Any]:
    """Return how to ask for some fields and nothing that would have to be unpacked."""
    return {"stored_fields": "_none_", "docvalue_fields": list(fields)}


def match(view: View, terms: Sequence[str], boost: float = 1.0) -> dict[str, Any]:
    """Return the query for any of some terms; one that is given twice counts twice."""
    return {"match": {view.value: {"query": " ".join(map(token, terms)), "boost": boost}}}


def rarest(terms: Mapping[View, Sequence[str]], weights: Weights) -> Mapping[View, Sequence[str]]:
    """Return the terms by which candidates are looked for: all that some passage holds, of very many the rarest."""
    held = {view: [term for term in some if weights.df[view][term]] for view, some in terms.items()}
    if sum(len(some) for view, some in held.items() if view in FIRST_STAGE) <= _MOST_CLAUSES:
        return held
    most = _MOST_CLAUSES // len(FIRST_STAGE)
    return {
        view: sorted(dict.fromkeys(some), key=weights.df[view].__getitem__)[:most]
        for view, some in held.items()
    }


def grouped(articles: Mapping[str, float]) -> Iterator[tuple[float, list[str]]]:
    """Yield articles in groups of nearly the same score, each with the highest that one of them has."""
    step = max(articles.values(), default=1.0) / _GROUPS
    groups: dict[int, list[str]] = {}
    for key, score in articles.items():
        groups.setdefault(int(score / step), []).append(key)
    for group in groups.values():
        yield max(articles[key] for key in group), group
