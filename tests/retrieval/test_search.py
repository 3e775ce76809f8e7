"""From a question's terms to the passages that answer it, in two stages."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.analysis import Query, bigrams, characters, to_query
from retrieval.library import Library
from retrieval.search import Found, Searcher
from retrieval.types import Span

FILES = {
    "jiangyin.txt": "江阴高新区复工\n\n江阴高新区员工到岗率为85%,企业复工有序推进,重点项目全部开工。\n",
    "binjiang.txt": "濱江復工\n\n截至2月25日,濱江企業復工率91.9%,規上工業企業全部復工,員工陸續返崗。\n",
    "nantong.txt": "南通开发区招商\n\n开发区今年新签约34个项目,总投资320.2亿元,其中外资项目10个。\n",
}


@pytest.fixture
def found_in(tmp_path: Path, library: Library, searcher: Searcher):
    def find(question: str, files: dict[str, str] = FILES, limit: int = 10) -> Found:
        folder = tmp_path / "documents"
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
        library.sync(folder)
        searcher.keep_step()
        return searcher.search(to_query(searcher.analyser.analyse(question)), limit)

    return find


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("滨江企业复工率", "濱江"),
        ("濱江企業復工率", "濱江"),
        ("江陰高新區員工到崗率", "江阴"),
        ("江阴高新区员工到岗率", "江阴"),
        ("南通簽約項目的總投資", "开发区"),
        ("３２０．２亿元", "开发区"),
    ],
)
def test_either_script_and_width_finds_the_other(found_in, question, source):
    assert source in found_in(question).hits[0].passage.text


def test_hits_come_best_first_ranked_from_one_each_once(found_in):
    hits = found_in("企业复工员工项目").hits

    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({hit.passage.id for hit in hits}) == len(hits) == 3
    assert found_in("企业复工员工项目", limit=1).hits == hits[:1]


def test_ties_stand_in_order_of_their_ids(found_in):
    files = {f"{n}.txt": "简报\n\n企业复工率为百分之九十,员工陆续返岗。\n" for n in range(12)}

    ids = [hit.passage.id for hit in found_in("企业复工率", files).hits]

    assert ids == sorted(ids)


def test_a_question_without_terms_or_an_empty_library_finds_nothing(found_in, searcher):
    searcher.keep_step()
    assert searcher.search(Query(("复工",), ("复工",), ("复", "工"), ()), 5) == Found(())

    assert found_in("?!。").hits == ()
    assert found_in("蘑菇栽培").hits == ()
    assert found_in("蘑菇栽培").nearness == 0


def test_nearness_tells_what_the_library_speaks_of(found_in):
    assert found_in("江阴高新区员工到岗率").nearness > 0.5
    assert found_in("大熊猫的野外放归率").nearness < 0.3


def test_a_passage_removed_by_another_process_is_no_hit(found_in, library, searcher, analyser):
    query = to_query(analyser.analyse("滨江企业复工率"))
    assert "濱江" in found_in("滨江企业复工率").hits[0].passage.text
    other = Library(library.folder, analyser)
    other.remove("binjiang.txt")
    other.close()

    hits = searcher.search(query, 10).hits

    assert all("濱江" not in hit.passage.text for hit in hits)


def test_the_same_question_gives_the_same_hits_in_two_libraries(found_in, tmp_path, analyser):
    from retrieval.backends.embedded import EmbeddedBackend

    first = found_in("企业复工率")
    other = Library(tmp_path / "other", analyser)
    other.sync(tmp_path / "documents")
    second = Searcher(other, EmbeddedBackend(tmp_path / "other" / "postings"), analyser)
    second.keep_step()

    assert second.search(to_query(analyser.analyse("企业复工率")), 10) == first
    other.close()


def test_what_a_sync_hands_on_is_what_a_rebuild_from_the_library_gives(
    tmp_path, library, searcher, analyser, seeds, monkeypatch
):
    from retrieval.backends.embedded import EmbeddedBackend

    rebuilt = Searcher(library, EmbeddedBackend(tmp_path / "rebuilt"), analyser)
    library.sync(seeds, follow=searcher.follow)
    rebuilt.keep_step()
    read_back = []
    monkeypatch.setattr(library, "indexed", lambda documents: read_back.extend(documents) or iter(()))

    searcher.keep_step()

    assert read_back == []
    assert searcher.size() == rebuilt.size() > 50
    for question in ("滨江企业复工率", "无锡高新区的重大项目总投资", "2月24日开工"):
        query = to_query(analyser.analyse(question))
        assert searcher.search(query, 10) == rebuilt.search(query, 10)


def test_a_question_asks_the_backend_for_its_numbers_once(found_in, searcher, analyser, monkeypatch):
    found_in("滨江企业复工率")
    searcher.keep_step()
    calls = []
    statistics = searcher._backend.statistics
    monkeypatch.setattr(
        searcher._backend, "statistics", lambda terms: calls.append(terms) or statistics(terms)
    )
    question = analyser.analyse("江阴高新区EMS的复工率是91.9%吗")

    searcher.size()
    searcher.look_up(question)
    searcher.search(to_query(question, (Span(0, 2),)), 10)
    assert [searcher.df(term) for term in question.word_terms]

    assert len([terms for terms in calls if terms]) == 1


# -- terms ----------------------------------------------------------------------------------------------


def test_function_words_and_the_phrase_that_asks_are_dropped_from_the_question(analyser):
    text = "滨江的复工率是多少"
    query = to_query(analyser.analyse(text), (Span(6, 9),))

    assert query.words == ("滨江", "复工", "率") or "的" not in query.words
    assert not {"是多", "多少", "率是"} & set(query.bigrams)


def test_a_question_of_function_words_alone_keeps_them(analyser):
    assert to_query(analyser.analyse("这是什么的")).words


def test_bigrams_and_characters_keep_latin_words_and_numbers_whole():
    assert bigrams("上线小程序ok") == ("上线", "线小", "小程", "程序", "ok")
    assert characters("12nm工艺") == ("12nm", "工", "艺")
    assert bigrams("") == ()


# -- the originals --------------------------------------------------------------------------------------


@pytest.mark.originals
def test_the_torn_paragraph_of_the_originals_is_found_whole(library, searcher, originals):
    library.sync(originals)
    searcher.keep_step()

    for question in ("立长山卡口是什么时候设立的", "1月24日設立長山卡口"):
        hit = searcher.search(to_query(searcher.analyser.analyse(question)), 3).hits[0]
        assert "1月24日设立长山卡口后" in hit.passage.text
        assert hit.passage.is_body
        document = library.document(hit.passage.document_id)
        assert "".join(span.of(document.text) for span in hit.passage.spans) == hit.passage.text


@pytest.mark.originals
@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("滨江有多少条员工通勤专线", "77條"),
        ("南通開發區外賣騎手通行證發放數量", "142张"),
        ("无锡高新区先导集成电路产业园总投资", "150亿元"),
        ("后蟠桃有多少户居民", "2000多户"),
    ],
)
def test_questions_find_their_paragraph_among_the_originals(library, searcher, originals, question, text):
    library.sync(originals)
    searcher.keep_step()

    hits = searcher.search(to_query(searcher.analyser.analyse(question)), 3).hits

    assert any(text in hit.passage.text for hit in hits)


# -- rank-bm25 ------------------------------------------------------------------------------------------


def test_a_search_scores_and_ranks_by_the_methods_of_rank_bm25s_class(found_in, monkeypatch):
    from rank_bm25 import BM25Okapi

    from retrieval.backends.index import FirstStage
    from retrieval.bm25 import LuceneBM25

    called = []

    def counted(owner: type, name: str) -> None:
        original = getattr(owner, name)
        monkeypatch.setattr(owner, name, lambda *given: called.append((owner, name)) or original(*given))

    methods = {
        (LuceneBM25, "get_scores"), (LuceneBM25, "get_batch_scores"), (FirstStage, "get_top_n"),
    }  # fmt: skip
    for owner, name in methods:
        assert issubclass(owner, BM25Okapi)
        assert hasattr(BM25Okapi, name)
        counted(owner, name)

    assert found_in("滨江企业复工率").hits

    assert set(called) == methods


@pytest.mark.parametrize(
    ("text", "holding"),
    [
        ("复工", ["a.txt", "b.txt"]),
        ("企业复工", ["a.txt"]),
        ("工企", []),
        ("水", ["b.txt"]),
        ("gdp", ["a.txt"]),
        ("5g", ["b.txt"]),
        ("5g网", ["b.txt"]),
        ("5", []),
        ("火星", []),
        ("\uff0c", []),
        ("", []),
    ],
)
def test_the_passages_that_hold_a_text_are_told(found_in, library, searcher, text, holding):
    files = {
        "a.txt": "简报\n\n各地企业复工复产,GDP增长15%。\n",
        "b.txt": "简报\n\n水利工程复工,工程企业\u3001５Ｇ网络完工25处。\n",
    }
    found_in("复工", files)
    sources = library.sources()

    found = [sources[glance.document_id] for glance in searcher.holding(text)]

    assert sorted(found) == holding
    assert searcher.is_said(text) or not holding
    assert not searcher.is_said("火星")
