"""The OpenSearch backend against a server that answers as it is told; what a real cluster does stands in tests/opensearch."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

import pytest

from retrieval.analysis import Analyser, to_query
from retrieval.backends.opensearch import client
from retrieval.backends.opensearch.address import Address
from retrieval.backends.opensearch.backend import OpenSearchBackend
from retrieval.backends.opensearch.client import Client
from retrieval.backends.opensearch.packing import pack, terms_of_articles, unpack
from retrieval.backends.opensearch.queries import grouped
from retrieval.backends.opensearch.schema import index_of
from retrieval.backends.opensearch.snapshot import Size, Snapshot
from retrieval.errors import BackendFullError, BackendUnavailableError
from retrieval.ranking import PARAMETERS, View
from tests.retrieval.test_backends import ROWS, make_documents
from tests.retrieval.told_server import WHOLE, Answer, serving

pytest.importorskip("opensearchpy")  # now: the first request would wait for it

# -- the address ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://one", Address((("one", 9200),))),
        ("http://one:9201,two:9202/briefs", Address((("one", 9201), ("two", 9202)), name="briefs")),
        ("https://me:pass%40word@one/", Address((("one", 9200),), True, ("me", "pass@word"))),
        (
            "http://[::1]:9200/a?shards=3&replicas=0",
            Address((("::1", 9200),), name="a", shards=3, replicas=0),
        ),
    ],
)
def test_an_address_names_nodes_name_and_layout(text, expected):
    assert Address.parse(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "one:9200", "ftp://one", "http://", "http://one:0", "http://one:99999", "http://one:x", "http://one/A",
     "http://one/a.b", "http://one?shards=0", "http://one?shards=x", "http://one?colour=red", "http://o ne"],
)  # fmt: skip
def test_what_is_no_address_is_refused(text):
    with pytest.raises(ValueError, match=r"应形如|只能用"):
        Address.parse(text)


def test_a_password_is_shown_nowhere():
    address = Address.parse("https://me:secret@one/briefs")

    assert "secret" not in f"{address} {address!r}"


# -- what is kept -----------------------------------------------------------------------------------------


def test_each_view_is_ranked_by_its_own_parameters():
    index = index_of(Address((("one", 9200),), shards=3, replicas=2))

    settings, fields = index["settings"], index["mappings"]["properties"]
    assert (settings["number_of_shards"], settings["number_of_replicas"]) == (3, 2)
    for view in (View.WORDS, View.BIGRAMS, View.HEADING, View.ARTICLE):
        k1, b = PARAMETERS[view]
        assert settings["similarity"][fields[view]["similarity"]] == {"type": "BM25", "k1": k1, "b": b}
        assert fields[view]["analyzer"] == "whitespace"


def test_what_is_packed_is_unpacked_as_it_was(analyser):
    documents = make_documents(analyser, [*ROWS, ("d", "", "")])
    packed = list(pack(documents, ["1-0", "1-1", "1-2", "1-3"]))

    again = list(unpack(source for one in packed for source in one.sources))

    assert [(one.id, one.stamp) for one in again] == [(one.id, one.stamp) for one in documents]
    for one, other in zip(again, documents, strict=True):
        for entry, former in zip(one.entries, other.entries, strict=True):
            assert (entry.passage_id, entry.article) == (former.passage_id, former.article)
            assert all(entry.terms(view) == former.terms(view) for view in View)


def test_a_size_counts_terms_as_they_are_ranked(analyser):
    documents = make_documents(analyser, [("a", "题", "江阴高新区"), ("a", "题", "复工复产" * 20)])

    (packed,) = pack(documents, ["1-0"])

    assert (packed.size.documents, packed.size.passages, packed.size.articles) == (1, 2, 1)
    assert packed.size.lengths[View.BIGRAMS] == 4 + 76  # 79, as a byte holds it
    assert packed.size.lengths[View.ARTICLE] == 84  # 1 + 4 + 79
    assert packed.size.plus(packed.size).plus(packed.size, -1) == packed.size


def test_terms_do_not_reach_from_one_passage_into_the_next(analyser):
    found = terms_of_articles(["题\n江阴\n复工", "题\n工"])

    assert found.frequencies(["阴复", "复工", "题", "工"]).tolist() == [[0, 0], [1, 0], [1, 1], [0, 1]]


def test_a_state_is_read_as_it_was_stored_and_that_of_another_format_is_none():
    state = Snapshot("i", "7", 3, 5, (2,), ("1-0",), 4, Size(1, 2, 1, dict.fromkeys(View, 9)), (8, 1))
    stored = json.loads(json.dumps(state.to_json()))

    assert Snapshot.from_json("i", stored, (8, 1)) == state
    assert Snapshot.from_json("i", stored | {"state": stored["state"] | {"format": 0}}, (8, 1)) is None
    assert Snapshot.from_json("i", {}, (8, 1)) is None


def test_changes_that_failed_are_left_out_for_good():
    state = Snapshot("i", generation=3, claimed=3).claiming().claiming().claiming()

    committed = state.committing("2", Size(), ["3-1"], Size())

    assert (committed.generation, committed.aborted, committed.gone) == (6, (4, 5), ("3-1",))


def test_articles_are_grouped_by_scores_and_never_below_their_own():
    scores = {"a": 40.0, "b": 21.1, "c": 21.05, "d": 1.0}

    groups = dict(grouped(scores))

    assert groups == {40.0: ["a"], 21.1: ["b", "c"], 1.0: ["d"]}
    assert dict(grouped({})) == {}


# -- a server that answers as it is told --------------------------------------------------------------------


@contextmanager
def _client(answer: Answer) -> Iterator[tuple[Client, list[tuple[str, str, str]]]]:
    with serving(answer) as (address, asked):
        opened = Client(Address.parse(address))
        yield opened, asked
        opened.close()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "_PATIENCE_READING_S", 0.3)
    monkeypatch.setattr(client, "_PATIENCE_WRITING_S", 0.3)
    monkeypatch.setattr(client, "_PATIENCE_UNREACHABLE_S", 0.05)
    monkeypatch.setattr(client, "_FIRST_PAUSE_S", 0.01)


def _error(kind: str, reason: str = "", status: int = 503) -> tuple[int, Any]:
    return status, {"error": {"type": kind, "reason": reason}, "status": status}


@pytest.mark.parametrize(
    "lacking",
    [
        # An unassigned shard is no failure: this was seen of a real cluster, with HTTP 200 and 1,487 of 2,304 hits.
        WHOLE | {"_shards": {"total": 3, "successful": 2, "failed": 0}},
        WHOLE | {"_shards": {"total": 3, "successful": 2, "failed": 1}},
        WHOLE | {"timed_out": True},
        {
            "error": {"type": "search_phase_execution_exception", "reason": "Partial shards failure"},
            "status": 500,
        },
    ],
)
def test_a_part_of_an_answer_is_an_error(lacking):
    with _client(lambda *_: (200, {"responses": [WHOLE, lacking]})) as (opened, asked):
        with pytest.raises(BackendUnavailableError, match=r"不完整:有节点或分片不可用.*youju doctor"):
            opened.search("test", [{"size": 1}, {"size": 2}])
        assert len(asked) > 1  # it was asked again

    headers = [json.loads(line) for line in asked[0][2].splitlines()[::2]]
    assert headers == 2 * [{"allow_partial_search_results": False}]


def test_ranked_answers_count_terms_over_all_shards():
    with _client(lambda *_: (200, {"responses": [WHOLE]})) as (opened, asked):
        assert opened.search("test", [{"size": 1}], ranked=True) == [WHOLE]
        assert opened.search("test", []) == []

    (only,) = asked
    assert json.loads(only[2].splitlines()[0])["search_type"] == "dfs_query_then_fetch"


def test_a_refusal_that_passes_is_waited_out():
    answers = iter(
        [
            _error("es_rejected_execution_exception", status=429),
            _error("no_shard_available"),
            # both seen of a node whose disk was full, before another took its shards
            _error("shard_not_found_exception", "no such shard", 404),
            _error("i_o_exception", "No space left on device", 500),
            (200, {"a": 1}),
        ]
    )

    with _client(lambda *_: next(answers)) as (opened, asked):
        assert opened.read("GET", "/_cluster/health") == {"a": 1}
        assert len(asked) == 5


def test_a_full_disk_is_not_waited_for():
    with _client(lambda *_: _FLOODED) as (opened, asked):
        with pytest.raises(BackendFullError):
            opened.write("PUT", "/test")
        assert len(asked) == 1


def test_of_a_bulk_only_what_was_refused_is_sent_again():
    refused = {"index": {"_id": "2", "status": 429, "error": {"type": "rejected", "reason": "queue is full"}}}
    done = {"index": {"_id": "1", "status": 201}}
    answers = iter([{"errors": True, "items": [done, refused, done]}, {"errors": False, "items": [done]}])

    with _client(lambda *_: (200, next(answers))) as (opened, asked):
        opened.bulk(
            "test",
            [line for number in "123" for line in (f'{{"index":{{"_id":"{number}"}}}}', f'"{number}"')],
        )

    assert [body.count("_id") for _, _, body in asked] == [3, 1]
    # a node without a shard to write to gives up before we do: what is wrong is said, and not that it took long
    assert all(path.endswith("?timeout=20s") for _, path, _ in asked)
    assert asked[1][2] == '{"index":{"_id":"2"}}\n"2"\n'


# As OpenSearch 2.19.4 says them.
_FLOODED = _error(
    "cluster_block_exception",
    "index [a] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has "
    "read-only-allow-delete block];",
    429,
)
_NO_NEW_INDEX = "blocked by: [FORBIDDEN/10/cluster create-index blocked (api)];"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (_error("es_rejected_execution_exception", "queue capacity 1000", 429), r"忙不过来.*queue capacity"),
        (_error("security_exception", "no permissions", 403), "不接受用户名或密码"),
        ((401, "Unauthorized"), "不接受用户名或密码"),
        (_FLOODED, "磁盘空间不足.*没有改动;请在各节点上腾出空间"),
        (_error("index_create_block_exception", _NO_NEW_INDEX, 403), "磁盘空间不足"),
        (_error("i_o_exception", "No space left on device", 500), "磁盘空间不足"),
        (_error("cluster_block_exception", "[FORBIDDEN/13/cluster read-only]", 403), r"拒绝了请求\(403"),
        (_error("cluster_manager_not_discovered_exception"), "不完整.*youju doctor"),
        (_error("version_conflict_engine_exception", status=409), "正被另一个进程改动"),
        (
            _error("parsing_exception", "unknown query", 400),
            r"拒绝了请求\(400 parsing_exception:unknown query\)",
        ),
        ((200, "<html>"), "不是可用的 OpenSearch"),
    ],
)
def test_what_a_cluster_refuses_is_told_with_the_remedy(answer, said):
    with (
        _client(lambda *_: answer) as (opened, _),
        pytest.raises(BackendUnavailableError, match=said) as told,
    ):
        opened.write("PUT", "/test")
    assert str(told.value).startswith(f"OpenSearch({opened.address})")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ({"version": {"number": "8.15.0"}}, "elasticsearch 8.15.0"),
        ({"version": {"number": "1.3.20", "distribution": "opensearch"}}, "opensearch 1.3.20"),
        ({"name": "something else"}, "另一种服务"),
        ([], "另一种服务"),
    ],
)
def test_what_is_no_cluster_of_ours_is_named(version, said):
    with serving(lambda *_: (404, {}), version) as (address, _):
        backend = OpenSearchBackend(Address.parse(address))
        with pytest.raises(
            BackendUnavailableError, match=f"不是可用的 OpenSearch.*{said}.*需要 OpenSearch 2 或 3"
        ):
            backend.refresh()
        backend.close()


def test_no_cluster_is_told_and_another_node_is_asked():
    with serving(lambda *_: (404, {})) as (address, _):
        live = address.removeprefix("http://").removesuffix("/test")
        backend = OpenSearchBackend(Address.parse(f"http://127.0.0.1:9,{live}/test"))
        assert backend.refresh() == ""
        assert backend.documents() == {}
        backend.close()

    alone = OpenSearchBackend(Address.parse("http://127.0.0.1:9"))
    with pytest.raises(BackendUnavailableError, match=r"连不上\(.*Connection refused\).*YOUJU_BACKEND"):
        alone.refresh()
    alone.close()


def test_a_node_that_answers_nothing_is_given_up(monkeypatch):
    monkeypatch.setattr(client, "_READING_S", 0.1)
    release = Event()

    def late(*_: str) -> tuple[int, Any]:
        release.wait(10)
        return 200, {}

    with _client(late) as (opened, _):
        try:
            with pytest.raises(BackendUnavailableError, match="没有及时答复"):
                opened.read("GET", "/_cluster/health")
        finally:
            release.set()


def test_without_the_extra_the_remedy_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "opensearchpy", None)
    monkeypatch.setattr(client, "find_spec", lambda _: None)

    with pytest.raises(BackendUnavailableError, match=r"pip install 'youju\[opensearch\]'"):
        OpenSearchBackend(Address((("one", 9200),))).refresh()


# -- the alias --------------------------------------------------------------------------------------------


def _cluster(counted: dict[str, int]) -> Answer:
    """A cluster that takes everything and counts so many documents, passages and articles."""
    buckets = [{"doc_count": counted[kind]} for kind in ("document", "passage", "article")]

    def answer(method: str, path: str, body: str) -> tuple[int, Any]:
        if path.partition("?")[0].endswith("/_bulk"):
            return 200, {"items": [{"index": {"status": 201}} for _ in range(body.count("\n") // 2)]}
        if path.endswith("/_msearch"):
            return 200, {"responses": [WHOLE | {"aggregations": {"counts": {"buckets": buckets}}}]}
        if method == "GET" and path.startswith("/test/_doc"):
            return _error("index_not_found_exception", status=404)
        if method == "GET":
            return 200, {}
        return 200, {"_shards": {"failed": 0}, "_seq_no": 0, "_primary_term": 1}

    return answer


@pytest.mark.parametrize(("passages", "is_switched"), [(4, True), (3, False)])
def test_the_alias_is_switched_only_where_all_was_counted(analyser: Analyser, passages, is_switched):
    with serving(_cluster({"document": 3, "passage": passages, "article": 3})) as (address, asked):
        backend = OpenSearchBackend(Address.parse(address))
        if is_switched:
            backend.apply("1", make_documents(analyser, ROWS), [])
        else:
            with pytest.raises(BackendUnavailableError, match="清点不符"):
                backend.apply("1", make_documents(analyser, ROWS), [])
        backend.close()

    paths = [(method, path) for method, path, _ in asked]
    (index,) = {path for method, path in paths if method == "PUT" and path.count("/") == 1}
    assert (("POST", "/_aliases") in paths) == is_switched
    assert (("DELETE", f"{index}?ignore_unavailable=true") in paths) == (not is_switched)
    assert backend.search(to_query(analyser.analyse("复工")), 0) == ()
