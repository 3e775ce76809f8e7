"""A cluster finds what the embedded postings find: the same passages, the same scores, to the last bit."""

from __future__ import annotations

import pytest

from retrieval.backends.base import Floor
from retrieval.ranking import FIRST_STAGE_LIMIT, LEAST_SHARE
from tests.opensearch.questions import Asked
from tests.retrieval.test_backends import _assert_the_worth

pytestmark = pytest.mark.opensearch

_TOP = 10
_FLOOR = Floor(LEAST_SHARE, 2 * _TOP)  # as a question has it


@pytest.mark.parametrize("shards", [1, 3])
def test_the_lists_are_those_of_the_embedded_postings(asked: Asked, embedded, open_at, fresh_name, shards):
    backend = open_at(fresh_name(), shards=shards)
    backend.apply("1", asked.documents, [])
    if shards == 1:
        for query in asked.queries:
            everything = embedded.search(query, FIRST_STAGE_LIMIT)
            found = backend.search(query, FIRST_STAGE_LIMIT, None, _FLOOR)
            assert found[:_TOP] == everything[:_TOP]
            _assert_the_worth(found, everything, _FLOOR)
    else:
        assert _differing(backend, embedded, asked, FIRST_STAGE_LIMIT) == []

    ids = [document.id for document in asked.documents]
    for one in (backend, embedded):
        one.apply("2", asked.documents[::12], ids[::3])

    assert backend.documents() == embedded.documents()
    assert _differing(backend, embedded, asked, _TOP) == []

    backend.tidy()
    index = backend._reader.snapshot.index
    backend._client.write("POST", f"/{index}/_forcemerge", max_num_segments="1")

    assert backend._reader.snapshot.gone == ()
    assert _differing(backend, embedded, asked, _TOP) == []


def _differing(backend, embedded, asked: Asked, limit: int) -> list[int]:
    """Return the numbers of the questions of which the lists differ."""
    return [
        number
        for number, query in enumerate(asked.queries)
        if backend.search(query, limit) != embedded.search(query, limit)
    ]
