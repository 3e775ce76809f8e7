"""What every home of postings must do; a further one is added to `open_backend`'s params."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval import maxscore
from retrieval.analysis import Analyser, Query, to_query
from retrieval.backends import embedded, index
from retrieval.backends.base import Backend, Entry, Floor, Indexed, Match
from retrieval.backends.embedded import EmbeddedBackend
from retrieval.backends.index import best_rows
from retrieval.ranking import FIRST_STAGE, View, nearness, terms_of
from retrieval.types import DocumentId, PassageId
from tests.retrieval.brute_force import BruteForce
from tests.retrieval.test_bm25 import SMALL

OpenBackend = Callable[[], Backend]


@pytest.fixture(params=["embedded", "brute force"])
def open_backend(request: pytest.FixtureRequest, tmp_path: Path) -> OpenBackend:
    """Opens the home of one set of postings, again and again as a new process would."""
    if request.param == "embedded":
        return lambda: EmbeddedBackend(tmp_path / "postings")
    in_memory = BruteForce()
    return lambda: in_memory


@pytest.fixture
def backend(open_backend: OpenBackend) -> Backend:
    return open_backend()


Make = Callable[..., list[Indexed]]


@pytest.fixture
def documents(analyser: Analyser) -> Make:
    """Builds documents of an article each from (document, title, text), passages p001, p002 …"""
    return lambda *rows, first=1: make_documents(analyser, rows, first)


def make_documents(analyser: Analyser, rows: Iterable[tuple[str, str, str]], first: int = 1) -> list[Indexed]:
    found: dict[str, list[Entry]] = {}
    for number, (document, title, text) in enumerate(rows, first):
        heading = analyser.analyse(title)
        entry = Entry(PassageId(f"p{number:03}"), 0, analyser.analyse(text), heading, heading)
        found.setdefault(document, []).append(entry)
    return [
        Indexed(DocumentId(id_), " ".join(entry.body.text for entry in entries), tuple(entries))
        for id_, entries in found.items()
    ]


ROWS = (
    ("a", "江阴高新区", "江阴高新区员工到岗率为85%。"),
    ("a", "江阴高新区", "先后排查车辆3万余辆。"),
    ("b", "滨江区", "滨江企业复工率91.9%,规上工业企业全部复工。"),
    ("c", "南通开发区", "新签约34个项目,总投资320.2亿元。"),
)


@pytest.fixture
def ask(analyser: Analyser) -> Callable[[str], Query]:
    return lambda text: to_query(analyser.analyse(text))


def size(backend: Backend) -> int:
    return backend.statistics({}).sizes[View.WORDS]


def df(backend: Backend, view: View, term: str) -> int:
    return backend.statistics({view: [term]}).df[view][term]


def test_an_empty_index_finds_nothing(backend, ask):
    assert size(backend) == 0
    assert backend.search(ask("复工率"), 10) == ()
    assert df(backend, View.WORDS, "复工") == 0

    backend.apply("empty", [], [])

    assert backend.refresh() == "empty"
    assert size(backend) == 0
    assert backend.search(ask("复工率"), 10) == ()
    assert df(backend, View.WORDS, "复工") == 0
    assert backend.holding(View.BIGRAMS, ["复工"]) == ()


def test_the_passage_that_holds_the_words_comes_first(backend, documents, ask):
    backend.apply("1", documents(*ROWS), [])

    found = backend.search(ask("滨江复工率"), 10)

    assert size(backend) == 4
    assert found[0].passage_id == "p003"
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)


def test_a_score_is_the_sum_of_the_views_as_weighted(backend, documents, ask):
    backend.apply("1", documents(*ROWS), [])

    for match in backend.search(ask("江阴高新区到岗率"), 10):
        assert set(match.views) == set(View)
        total = sum(weight * match.views[view] for view, weight in FIRST_STAGE.items())
        assert match.score == pytest.approx(total, rel=1e-5)


def test_a_title_lends_itself_to_every_passage_of_its_article(backend, documents, ask):
    backend.apply("1", documents(*ROWS), [])

    found = {match.passage_id: match for match in backend.search(ask("江阴"), 10)}

    assert found["p002"].views[View.HEADING] > 0
    assert found["p001"].views[View.ARTICLE] == found["p002"].views[View.ARTICLE] > 0
    assert (found["p001"].siblings, found["p002"].siblings) == (1, 1)


def test_ties_stand_in_order_of_their_ids_whenever_they_came(backend, documents, ask):
    rows = [(str(n), "题", "企业复工率为百分之九十。") for n in range(30)]
    backend.apply("1", documents(*rows[20:], first=21), [])
    backend.apply("2", documents(*rows[:20]), [])

    found = backend.search(ask("复工率"), 10)

    assert [match.passage_id for match in found] == [f"p{n:03}" for n in range(1, 11)]
    assert len({match.score for match in found}) == 1


def test_what_shares_no_term_is_not_found_and_the_limit_is_kept(backend, documents, ask):
    backend.apply("1", documents(*ROWS), [])

    assert backend.search(ask("昆山戏曲"), 10) == ()
    assert backend.search(ask(""), 10) == ()
    assert backend.search(ask("\u3002\uff0c\uff01"), 10) == ()
    assert len(backend.search(ask("高新区 滨江 南通"), 2)) == 2
    assert backend.search(ask("复工率"), 0) == ()


@pytest.mark.usefixtures("way")
def test_fewer_asked_for_are_the_first_of_more(backend, documents, ask):
    texts = [word * times for word in ("复工", "复产", "返岗", "开工") for times in (1, 2, 3)]
    rows = [(str(n % 7), "复工简报", f"{texts[n % 12]}{texts[n * 5 % 11]}。") for n in range(240)]
    backend.apply("1", documents(*rows), [])

    everything = backend.search(ask("企业复工复产返岗"), len(rows))

    assert len(everything) == len(rows)
    for limit in (1, 2, 10, 60, 239):
        assert backend.search(ask("企业复工复产返岗"), limit) == everything[:limit]


@pytest.fixture(params=[0, 20_000], ids=["by bounds", "all scored"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways in which the embedded backend finds the best."""
    monkeypatch.setattr(index, "_SMALL", request.param)


@pytest.mark.usefixtures("way")
def test_below_a_floor_the_last_may_be_missing_but_not_what_is_nearest(backend, documents, ask):
    rows = [
        (str(n), "题", text) for n, text in enumerate(["滨江企业复工率", "企业", "企业开会", "企业复工"] * 9)
    ]
    backend.apply("1", documents(*rows), [])
    everything = backend.search(ask("滨江企业复工率"), 100)

    for floor in (Floor(0.3, 1), Floor(0.9, 20), Floor(0.0, 1)):
        _assert_the_worth(backend.search(ask("滨江企业复工率"), 100, None, floor), everything, floor)


@pytest.mark.usefixtures("way")
def test_what_comes_nearest_is_never_left_out(backend, documents, ask):
    others = (
        "滨江。复工。",
        "口罩。",
        "产量。企业。" + 3 * "其他事项说明",
        "滨江。口罩。" + 2 * "其他事项说明",
        "复工。" + 2 * "其他事项说明",
    )
    backend.apply("1", documents(*(("a", "题", text) for text in others), ("b", "题", "滨江。园区。")), [])
    everything = backend.search(ask("滨江企业复工园区口罩产量"), 100)
    near = [nearness(match.views) for match in everything]
    assert near[0] < max(near)
    assert everything[near.index(max(near))].score < 0.97 * everything[0].score

    found = backend.search(ask("滨江企业复工园区口罩产量"), 100, None, Floor(0.97, 1))

    _assert_the_worth(found, everything, Floor(0.97, 1))


@pytest.mark.usefixtures("way")
def test_what_is_asked_for_within_documents_is_theirs_of_the_best(backend, documents, ask):
    rows = [("abc"[n % 3], "题", f"企业复工率为{n}成。") for n in range(12)]
    backend.apply("1", documents(*rows[:9]), [])
    backend.apply("2", documents(*(row for row in rows if row[0] == "a"), first=20), [])
    of_a = [f"p{n:03}" for n in range(20, 24)]

    every = backend.search(ask("复工率"), 7)

    assert backend.search(ask("复工率"), 7, {"a"}) == tuple(one for one in every if one.passage_id in of_a)
    assert backend.search(ask("复工率"), 7, {"a", "b", "c", "d"}) == every
    assert backend.search(ask("复工率"), 7, set()) == ()


def test_who_holds_every_term_is_told(backend, documents):
    backend.apply("1", documents(*ROWS), [])

    assert backend.holding(View.BIGRAMS, ["复工", "工率"]) == ("p003",)
    assert backend.holding(View.BIGRAMS, ["江阴", "工率"]) == ()
    assert backend.holding(View.BIGRAMS, ["江阴", "没有"]) == ()
    assert backend.holding(View.CHARACTERS, ["工"]) == ("p001", "p003")
    assert backend.holding(View.ARTICLE, ["江阴"]) == ("p001", "p002")
    assert backend.holding(View.WORDS, []) == ()


def test_statistics_count_passages_and_articles_in_one_go(backend, documents):
    backend.apply("1", documents(*ROWS), [])

    found = backend.statistics({View.WORDS: ["江阴", "没有"], View.HEADING: ["江阴"], View.ARTICLE: ["江阴"]})

    assert found.df == {
        View.WORDS: {"江阴": 1, "没有": 0},
        View.HEADING: {"江阴": 2},
        View.ARTICLE: {"江阴": 1},
    }
    assert (found.sizes[View.WORDS], found.sizes[View.ARTICLE]) == (4, 3)


# -- changes ----------------------------------------------------------------------------------------------


def test_what_was_applied_is_found_again_by_another(open_backend, documents, ask):
    first = open_backend()
    first.apply("1", documents(*ROWS), [])

    again = open_backend()

    assert again.refresh() == "1"
    assert again.documents() == first.documents()
    assert set(again.documents()) == {"a", "b", "c"}
    assert again.search(ask("滨江复工率"), 10) == first.search(ask("滨江复工率"), 10) != ()


def test_a_removed_document_is_neither_found_nor_counted(backend, documents, ask):
    backend.apply("1", documents(*ROWS), [])

    backend.apply("2", [], ["b", "never held"])

    assert size(backend) == 3
    assert backend.search(ask("滨江"), 10) == ()
    assert df(backend, View.WORDS, "滨江") == 0
    assert backend.holding(View.CHARACTERS, ["工"]) == ("p001",)
    assert set(backend.documents()) == {"a", "c"}


def test_an_added_document_takes_the_place_of_its_former_self(backend, documents, ask):
    backend.apply("1", documents(*ROWS), [])

    backend.apply("2", documents(("a", "宜兴", "宜兴口罩日产量为8万只。")), [])

    assert size(backend) == 3
    assert backend.search(ask("江阴"), 10) == ()
    assert [match.passage_id for match in backend.search(ask("宜兴口罩"), 10)] == ["p001"]


def test_a_change_that_breaks_leaves_everything_as_it_was(backend, documents, ask):
    backend.apply("1", documents(*ROWS), [])
    before = backend.search(ask("滨江复工率"), 10)

    def broken() -> Iterable[Indexed]:
        yield from documents(("d", "昆山", "昆山企业复工。"))
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        backend.apply("2", broken(), ["b"])

    assert backend.refresh() == "1"
    assert backend.search(ask("滨江复工率"), 10) == before
    backend.apply("2", documents(("d", "昆山", "昆山企业复工。")), ["b"])
    assert set(backend.documents()) == {"a", "c", "d"}


TEXTS = (
    "江阴高新区员工到岗率为85%。", "复工复产。", "复工复工复工率91.9%!", "新签约34个项目,总投资320.2亿元,OK。",
    "总投资", "企业复工率为百分之九十,企业员工返岗。", "。", "高新区,高新区;开发区 wps 2.0版", "员工", "区",
)  # fmt: skip
QUESTIONS = (
    "高新区复工率", "企业员工返岗", "总投资320.2亿元", "开发区的项目", "区", "wps 2.0版", "复工复工", "戏曲",
)  # fmt: skip

texts = st.lists(st.sampled_from(TEXTS), max_size=4)
added = st.tuples(
    st.just("add"), st.sampled_from("abcdefg"), st.sampled_from(["江阴", "高新区复工", ""]), texts
)
removed = st.tuples(st.just("remove"), st.sampled_from("abcdefg"))
tidied = st.tuples(st.just("tidy"))
reopened = st.tuples(st.just("reopen"))
changed = st.lists(added | removed, min_size=1, max_size=3)
# Several documents come at once, so that some of a segment's are gone later and others are not.
filled = st.lists(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4), max_size=7).map(
    lambda found: [
        ("add", document, "高新区", some) for document, some in zip("abcdefg", found, strict=False)
    ]
)
changes = st.builds(
    lambda first, then: [first, *then], filled, st.lists(changed | changed | tidied | reopened, max_size=10)
)


def _indexed(analyser: Analyser, document: str, title: str, passages: list[str]) -> Indexed:
    heading = analyser.analyse(title)
    entries = [
        Entry(PassageId(f"{document}#{number:05}"), number // 3, analyser.analyse(text), heading, heading)
        for number, text in enumerate(passages, 1)
    ]
    return Indexed(DocumentId(document), f"{title} {passages}", tuple(entries))


def carried_out(
    changes, open_backend: Callable[[], Backend], oracle: BruteForce, analyser: Analyser
) -> Backend:
    """Carry out changes on a backend and on an oracle; return the backend, opened anew where they say so."""
    backend = open_backend()
    for number, change in enumerate(changes):
        if change == ("tidy",):
            backend.tidy()
        elif change == ("reopen",):
            backend = open_backend()
            backend.refresh()
        else:
            # Of two changes to one document the last counts.
            last = {step[1]: step for step in change}
            some = [_indexed(analyser, *step[1:]) for step in last.values() if step[0] == "add"]
            gone = [step[1] for step in last.values() if step[0] == "remove"]
            backend.apply(str(number), iter(some), gone)
            oracle.apply(str(number), iter(some), gone)
    return backend


def _assert_the_worth(found: tuple[Match, ...], everything: tuple[Match, ...], floor: Floor) -> None:
    assert found == everything[: len(found)]
    left_out = everything[len(found) :]
    assert len(found) >= min(floor.few, len(everything))
    assert all(match.score < floor.share * everything[0].score for match in left_out)
    assert not left_out or max(nearness(match.views) for match in left_out) <= max(
        nearness(match.views) for match in found
    )


# How much text a segment is made of, how many passages a small one has, how many there may be: every segment by itself
# with what is gone marked in it, some of them merged now and then, all of them at each change.
@pytest.mark.parametrize(
    ("characters", "small", "most"), [(40, 0, 64), (40, 3, 4), (40, 5_000, 64), (10**6, 0, 3)]
)
@given(changes=changes)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_changes_the_scores_are_exactly_those_of_a_rebuild(
    tmp_path_factory, analyser, monkeypatch, characters, small, most, changes
):
    monkeypatch.setattr(embedded, "_CHARACTERS_A_SEGMENT", characters)
    monkeypatch.setattr(embedded, "_SMALL", small)
    monkeypatch.setattr(embedded, "_MOST", most)
    for module, name, value in SMALL:
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(maxscore, "_SHORT", small % 4)
    monkeypatch.setattr(index, "_SMALL", 0)
    folder = tmp_path_factory.mktemp("postings")
    oracle = BruteForce()
    backend = carried_out(changes, lambda: EmbeddedBackend(folder), oracle, analyser)
    rebuilt = EmbeddedBackend(folder / "rebuilt")
    rebuilt.apply("1", [oracle._documents[id_] for id_ in sorted(oracle._documents)], [])

    assert backend.documents() == oracle.documents()
    for question in QUESTIONS:
        query = to_query(analyser.analyse(question))
        terms = terms_of(query)
        assert backend.statistics(terms) == rebuilt.statistics(terms) == oracle.statistics(terms)
        for view in View:
            assert backend.holding(view, terms[view]) == oracle.holding(view, terms[view])
        found = backend.search(query, 100)
        assert found == rebuilt.search(query, 100)
        assert backend.search(query, 3) == found[:3]
        with monkeypatch.context() as without_bounds:
            without_bounds.setattr(index, "_DEEP", 0)
            assert backend.search(query, 101) == found
        for floor in (Floor(0.3, 2), Floor(0.8, 1), Floor(1.0, 20)):
            _assert_the_worth(backend.search(query, 100, None, floor), found, floor)
            _assert_the_worth(backend.search(query, 3, None, floor), found[:3], floor)
        expected = {match.passage_id: match for match in oracle.search(query, 100)}
        assert {match.passage_id for match in found} == expected.keys()
        for match in found:
            other = expected[match.passage_id]
            assert match.siblings == other.siblings
            assert match.score == pytest.approx(other.score, rel=1e-5)
            assert match.views == pytest.approx(other.views, rel=1e-5, abs=1e-6)


# -- the embedded one: its best rows -----------------------------------------------------------------------


@given(
    st.lists(st.sampled_from([0.0, 0.0, 0.0, 0.25, 0.5, 0.75, 1.0, 1.25]), min_size=1, max_size=60),
    st.integers(1, 70),
    st.data(),
)
def test_the_best_rows_are_those_of_a_full_sort(scores, limit, data):
    sample = data.draw(st.none() | st.sets(st.integers(0, len(scores) - 1)).map(sorted))
    ids = data.draw(st.permutations([f"{number:02}" for number in range(len(scores))]))
    by_score = sorted(
        (row for row, score in enumerate(scores) if score > 0), key=lambda row: (-scores[row], ids[row])
    )

    found = best_rows(
        np.array(scores, dtype=np.float32),
        limit,
        np.array(ids, dtype="S"),
        None if sample is None else np.array(sample, dtype=np.int64),
    )

    assert found.tolist() == by_score[:limit]
