"""What an answer reads of the library: passages and articles, never all documents."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.types import Abstention, Answer
from retrieval import normalise as normalising
from retrieval.library import Library
from tests.answers.conftest import Over

_ZONES = "东岭 西岭 南岭 北岭 中岭 上岭 下岭 前岭 后岭 左岭 右岭 大岭 小岭 青岭 白岭".split()


def _article(zone: str, number: int) -> str:
    return f"# {zone}{number}区复工\n\n{zone}{number}区企业复工率为{number}.5%…\n\n{zone}{number}区发放口罩{number}箱。\n"


_ARTICLES = [_article(zone, number) for number in range(8) for zone in _ZONES]


@pytest.fixture
def one_file(over: Over) -> Answerer:
    return over(all="\n".join(_ARTICLES))


@pytest.mark.parametrize(
    "question",
    [
        "火星的失业率是多少?",
        "红楼梦的作者是谁?",
        "东岭3区的人口是多少?",
        "东岭3区的复工率是多少?",
        "有多少篇文档提到口罩?",
        "总结一下东岭3区的复工",
        "对比东岭3区和西岭4区的复工率",
    ],
)
def test_no_reply_reads_the_text_of_all_documents(
    one_file: Answerer, monkeypatch: pytest.MonkeyPatch, question: str
):
    def read(library: Library) -> None:
        raise AssertionError("all documents were read")

    monkeypatch.setattr(Library, "documents", read)

    assert isinstance(one_file.reply(question), Answer | Abstention)


def test_a_document_of_many_articles_is_normalised_once_at_most(
    one_file: Answerer, monkeypatch: pytest.MonkeyPatch
):
    read: list[int] = []
    simplify = normalising._simplify
    monkeypatch.setattr(normalising, "_simplify", lambda text: read.append(len(text)) or simplify(text))

    for zone in _ZONES:
        one_file.reply(f"{zone}7区的复工率是多少?")

    assert sum(read) < 2 * sum(map(len, _ARTICLES))


def test_what_stands_in_many_articles_is_counted_without_reading_each_as_a_source(
    one_file: Answerer, monkeypatch: pytest.MonkeyPatch
):
    worked_out: list[object] = []
    source = one_file.sources.source
    monkeypatch.setattr(
        one_file.sources, "source", lambda passage: worked_out.append(passage) or source(passage)
    )

    reply = one_file.reply("有多少段提到口罩?")

    assert isinstance(reply, Answer)
    assert reply.answer == f"{len(_ARTICLES)}段"
    assert len(worked_out) < 10
