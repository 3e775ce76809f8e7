"""How much is read for a question: it is searched for once, and the passages of an article are read in one go."""

from __future__ import annotations

import gc

import pytest

from answers.answerer import Answerer
from answers.looking import _PASSAGES
from retrieval.store.file import Store
from tests.answers.conftest import Over

_LONG = "班组每日沿渠步行查看堤岸与闸门,发现渗漏即报水管所,并在台账上逐项登记处理的结果。" * 4
_PARAGRAPHS = "\n\n".join(f"第{n}号渠段由第{n}班组巡护,长{n}公里。{_LONG}" for n in range(1, 41))
_CANAL = f"# 灌渠巡护\n\n{_PARAGRAPHS}\n"


@pytest.fixture
def answerer(over: Over) -> Answerer:
    """An answerer over one article of forty paragraphs that remembers nothing."""
    made = over(canal=_CANAL)
    made.sources.source.cache_clear()
    made.searcher.library._read.clear()
    made._forget()
    return made


def test_a_question_is_searched_for_once(answerer, monkeypatch):
    asked = []
    search = type(answerer.searcher).search

    def counted(self, query, limit, within=None):
        asked.append(query)
        return search(self, query, limit, within)

    monkeypatch.setattr(type(answerer.searcher), "search", counted)
    answerer.reply("灌渠巡护的经费由谁拨付?")
    assert len(asked) == len(set(asked)) == 1


def test_the_passages_of_an_article_are_read_in_one_go(answerer, monkeypatch):
    read = []
    rows = Store.rows

    def counted(self, sql, parameters=()):
        if "words FROM passages" in sql:
            read.append(len(parameters))
        return rows(self, sql, parameters)

    monkeypatch.setattr(Store, "rows", counted)
    answerer.reply("灌渠巡护的经费由谁拨付?")
    # the hits, the stretch around them
    assert len(read) == 2


def test_of_a_document_of_many_articles_only_those_found_are_read(over, monkeypatch):
    articles = [f"# 第{n}号渠段\n\n第{n}号渠段由第{n}班组巡护。{_LONG}" for n in range(1, 41)]
    answerer = over(canals="\n\n".join(articles))
    answerer.searcher.library._read.clear()
    answerer.sources.source.cache_clear()
    read = set()
    rows = Store.rows

    def counted(self, sql, parameters=()):
        read.update(parameters if "words FROM passages" in sql else ())
        return rows(self, sql, parameters)

    monkeypatch.setattr(Store, "rows", counted)
    answerer.reply("第7号渠段的巡护经费由谁拨付?")
    assert 0 < len(read) <= _PASSAGES


def test_no_cycles_are_collected_while_a_question_is_answered(answerer, monkeypatch):
    meanwhile = []
    search = type(answerer.searcher).search
    monkeypatch.setattr(
        type(answerer.searcher), "search", lambda *asked: meanwhile.append(gc.isenabled()) or search(*asked)
    )
    answerer.reply("灌渠巡护的经费由谁拨付?")
    assert meanwhile == [False]
    assert gc.isenabled()


def test_no_structure_is_looked_at_for_a_question_that_none_answers(answerer, monkeypatch):
    monkeypatch.setattr(type(answerer.sources), "between", None)
    assert answerer.reply("灌渠为什么要巡护?") is not None
