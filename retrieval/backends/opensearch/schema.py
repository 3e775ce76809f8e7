"""The index of a build: its fields, how each is cut and ranked, and how it is spread over the cluster.

All lies in one index, so that one alias switches all of it: passages, articles, documents, and the state. No field of one
kind occurs in another, and ranking counts by field.
"""

from __future__ import annotations

from typing import Any

from retrieval.backends.opensearch.address import Address
from retrieval.ranking import FIRST_STAGE, PARAMETERS, View

# As many hits as one search may ask for: the server's own default, said so that it is known here.
MOST_HITS = 10_000


def index_of(address: Address) -> dict[str, Any]:
    """Return the settings and mappings of a new index."""
    return {
        "settings": {
            "number_of_shards": address.shards,
            "number_of_replicas": address.replicas,
            # What is written reaches every copy before it counts: with SEGMENT a copy lags behind for seconds.
            "replication.type": "DOCUMENT",
            "refresh_interval": "-1",
            "max_result_window": MOST_HITS,
            "similarity": {view.value: _similarity(view) for view in FIRST_STAGE},
        },
        "mappings": {
            "dynamic": "strict",
            "_source": {"excludes": [view.value for view in View]},
            "properties": _PROPERTIES | {view.value: _field(view) for view in View},
        },
    }


def _similarity(view: View) -> dict[str, Any]:
    k1, b = PARAMETERS[view]
    return {"type": "BM25", "k1": k1, "b": b}


def _field(view: View) -> dict[str, Any]:
    """Return the field of a view: terms cut by us and parted by blanks; ranked where the first stage ranks by it."""
    text = {"type": "text", "analyzer": "whitespace"}
    if view in FIRST_STAGE:
        return text | {"index_options": "freqs", "similarity": view.value}
    return text | {"index_options": "docs", "norms": False}


_KEPT = {"type": "keyword", "index": False, "doc_values": False}  # in the source alone
_NUMBER = {"type": "integer", "index": False, "doc_values": False}
_OBJECT = {"type": "object", "enabled": False}
_PROPERTIES = {
    "kind": {"type": "keyword"},
    "born": {"type": "integer"},
    "owner": {"type": "keyword"},
    "number": {"type": "long"},
    "passage": {"type": "keyword", "index": False},
    "article_key": {"type": "keyword"},
    "document": _KEPT,
    "stamp": _KEPT,
    "siblings": _NUMBER,
    **{name: _KEPT for text in ("text", "heading_text", "title") for name in (text, f"{text}_edges")},
    "size": _OBJECT,
    "state": _OBJECT,
}
