"""Nodes that are killed or stopped: whole answers or a clear error, never a short list."""

from __future__ import annotations

from gc import collect
from itertools import cycle, islice

import pytest

from retrieval.backends.opensearch import client
from retrieval.errors import BackendUnavailableError
from tests.opensearch.cluster import Cluster
from tests.opensearch.questions import Asked

pytestmark = [
    pytest.mark.opensearch,
    # connections that a killed node cut are closed by whoever collects them
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

_TOP = 10
_ROUNDS = 5  # of all questions, while a node is killed: 1,000 in full


@pytest.fixture(scope="module")
def held(asked: Asked, open_at, fresh_name):
    """Three shards with a copy each, and without any; what is found while all is well."""
    name, alone = fresh_name(), fresh_name()
    backend, unsafe = open_at(name, shards=3), open_at(alone, shards=3, replicas=0)
    backend.apply("1", asked.documents, [])
    unsafe.apply("1", asked.documents[:200], [])
    return backend, unsafe, [backend.search(query, _TOP) for query in asked.queries]


@pytest.fixture(autouse=True)
def _whole_again(cluster: Cluster):
    """A test that fails in the middle leaves no killed node to those after it, and none leaves connections that one cut."""
    yield
    collect()  # here, where warnings of these are ignored: at the end of all tests they are errors
    if ended := cluster.ended():
        cluster.start(*ended)


def test_a_killed_node_costs_no_list(asked: Asked, held, cluster: Cluster, monkeypatch):
    monkeypatch.setattr(client, "_PATIENCE_WRITING_S", 10.0)
    backend, unsafe, expected = held
    total = _ROUNDS * len(asked.queries)
    victim = (cluster.manager() + 1) % 3
    wrong = 0
    questions = islice(cycle(zip(asked.queries, expected, strict=True)), total)
    for number, (query, right) in enumerate(questions):
        if number == total // 5:
            cluster.kill(victim)
        wrong += backend.search(query, _TOP) != right
    assert wrong == 0

    monkeypatch.setattr(client, "_PATIENCE_READING_S", 2.0)
    assert backend.health().status == "red"  # for the shard that has no copy
    with pytest.raises(BackendUnavailableError, match="不完整:有节点或分片不可用"):
        unsafe.search(asked.queries[0], _TOP)
    with pytest.raises(BackendUnavailableError, match="不完整"):
        unsafe.apply("2", asked.documents[200:], [])

    cluster.start(victim)
    monkeypatch.undo()
    unsafe.refresh(full=True)
    assert len(unsafe.documents()) == len(asked.documents[:200])


def test_two_of_three_killed_give_whole_answers_or_an_error(
    asked: Asked, held, cluster: Cluster, monkeypatch
):
    monkeypatch.setattr(client, "_PATIENCE_READING_S", 1.0)
    monkeypatch.setattr(client, "_PATIENCE_WRITING_S", 3.0)
    monkeypatch.setattr(client, "_WRITING_S", 3.0)
    backend, unsafe, expected = held
    manager = cluster.manager()
    victims = (manager, (manager + 1) % 3)
    cluster.kill(*victims)

    told = [_asked_for(backend, query) for query in asked.queries[:10]]
    told_of_parts = [_asked_for(unsafe, query) for query in asked.queries[:3]]
    with pytest.raises(BackendUnavailableError):
        backend.apply("2", asked.documents[:3], [])

    # the node that is left may hold a copy of each shard: then it answers, and takes nothing
    assert all(one == right or isinstance(one, str) for one, right in zip(told, expected, strict=False))
    assert all("不完整" in one for one in told_of_parts)
    cluster.start(*victims)
    assert backend.refresh(full=True) == "1"
    assert [backend.search(query, _TOP) for query in asked.queries[:50]] == expected[:50]
    assert len(backend.documents()) == len(asked.documents)


def _asked_for(backend, query):
    try:
        return backend.search(query, _TOP)
    except BackendUnavailableError as error:
        return str(error)


def test_a_stopped_node_delays_answers_and_shortens_none(asked: Asked, held, cluster: Cluster, monkeypatch):
    monkeypatch.setattr(client, "_READING_S", 2.0)
    monkeypatch.setattr(client, "_PATIENCE_READING_S", 6.0)
    backend, _, expected = held
    victim = (cluster.manager() + 1) % 3
    cluster.pause(victim)
    try:
        told = [_asked_for(backend, query) for query in asked.queries[:5]]
    finally:
        cluster.resume(victim)

    assert all(one == right or isinstance(one, str) for one, right in zip(told, expected, strict=False))
    cluster.wait(nodes=3, status="yellow")
    assert [backend.search(query, _TOP) for query in asked.queries[:20]] == expected[:20]
