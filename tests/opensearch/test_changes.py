"""Changes to what a cluster holds: scores are those of a rebuild, nothing is seen by halves, others go on reading."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from retrieval.analysis import to_query
from retrieval.backends.base import Floor
from retrieval.backends.embedded import EmbeddedBackend
from retrieval.backends.opensearch import backend as backends
from retrieval.errors import BackendUnavailableError
from retrieval.ranking import View, terms_of
from tests.retrieval.brute_force import BruteForce
from tests.retrieval.test_backends import (
    QUESTIONS,
    ROWS,
    _assert_the_worth,
    carried_out,
    changes,
    make_documents,
)

pytestmark = pytest.mark.opensearch


@given(changes=changes)
@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.generate],  # to make a failure smaller takes minutes here
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_after_any_changes_the_scores_are_exactly_those_of_a_rebuild(
    open_at, fresh_name, tmp_path_factory, analyser, monkeypatch, changes
):
    monkeypatch.setattr(backends, "_MOST_GONE", 3)
    name, oracle = fresh_name(), BruteForce()
    backend = carried_out(changes, lambda: open_at(name, shards=2, replicas=0), oracle, analyser)
    rebuilt = EmbeddedBackend(tmp_path_factory.mktemp("rebuilt"))
    rebuilt.apply("1", [oracle._documents[id_] for id_ in sorted(oracle._documents)], [])

    assert backend.documents() == oracle.documents()
    for question in QUESTIONS:
        query = to_query(analyser.analyse(question))
        terms = terms_of(query)
        assert backend.statistics(terms) == rebuilt.statistics(terms)
        for view in View:
            assert backend.holding(view, terms[view]) == rebuilt.holding(view, terms[view])
        found = rebuilt.search(query, 100)
        assert backend.search(query, 100) == found
        assert backend.search(query, 3) == found[:3]
        _assert_the_worth(backend.search(query, 100, None, Floor(0.8, 1)), found, Floor(0.8, 1))


def test_whoever_reads_goes_on_with_what_was_there_until_it_takes_up_the_new(open_at, fresh_name, analyser):
    name, query = fresh_name(), to_query(analyser.analyse("滨江复工率"))
    writer, reader = open_at(name), open_at(name)
    writer.apply("1", make_documents(analyser, ROWS), [])
    assert reader.refresh() == "1"
    before = reader.search(query, 10)

    writer.apply("2", [], ["b"])

    assert writer.search(query, 10) != before
    assert reader.search(query, 10) == before
    assert reader.statistics({View.WORDS: ["滨江"]}).df == {View.WORDS: {"滨江": 1}}
    assert reader.refresh() == "2"
    assert reader.search(query, 10) == writer.search(query, 10)


def test_whoever_reads_a_build_that_is_replaced_reads_the_new_one(open_at, fresh_name, analyser):
    name, query = fresh_name(), to_query(analyser.analyse("员工到岗率"))
    writer, reader = open_at(name), open_at(name)
    writer.apply("1", make_documents(analyser, ROWS), [])
    writer.apply("2", [], ["b", "c"])
    reader.refresh()
    before = reader.search(query, 10)

    writer.tidy()

    assert reader.search(query, 10) == before != ()
    assert reader.documents() == writer.documents()
    assert writer.refresh() == "2"


def test_a_change_of_which_the_cluster_took_a_part_counts_for_nothing(
    open_at, fresh_name, analyser, monkeypatch
):
    name, query = fresh_name(), to_query(analyser.analyse("昆山企业复工"))
    writer, reader = open_at(name), open_at(name)
    writer.apply("1", make_documents(analyser, ROWS), [])
    before = writer.search(query, 10)
    with monkeypatch.context() as patch:
        patch.setattr(writer._writer, "_require", _fail)
        with pytest.raises(BackendUnavailableError, match="清点"):
            writer.apply("2", make_documents(analyser, [("d", "昆山", "昆山企业复工。")], 9), ["b"])

    assert reader.refresh() == writer.refresh() == "1"
    assert reader.search(query, 10) == writer.search(query, 10) == before
    writer.apply("2", make_documents(analyser, [("e", "昆山", "昆山企业返岗。")], 9), ["b"])
    assert set(writer.documents()) == {"a", "c", "e"}
    assert writer.statistics({View.WORDS: ["昆山"]}).df == {View.WORDS: {"昆山": 1}}


def _fail(*_: object) -> None:
    raise BackendUnavailableError("清点不符")


def test_what_the_cluster_has_lost_is_noticed_when_all_is_looked_at(open_at, fresh_name, analyser, cluster):
    name, query = fresh_name(), to_query(analyser.analyse("滨江复工率"))
    backend = open_at(name)
    backend.apply("1", make_documents(analyser, ROWS), [])
    found = backend.search(query, 10)
    index = backend._reader.snapshot.index
    (hit, *_) = backend._reader._all([{"term": {"kind": "passage"}}])
    backend._client.write("DELETE", f"/{index}/_doc/{hit['_id']}", refresh="true")

    assert backend.refresh() == "1"
    assert backend.refresh(full=True) == ""
    assert backend.documents() == {}
    backend.apply("1", make_documents(analyser, ROWS), [])
    assert backend.search(query, 10) == found
