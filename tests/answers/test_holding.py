"""How many papers there are, and which, is told by their titles."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.types import Answer
from tests.answers.conftest import Over


@pytest.fixture
def two(over: Over) -> Answerer:
    return over(one="# 白石高新区复工\n\n白石高新区企业复工率95%。\n", other="# 青河春耕\n\n青河备好种子。\n")


@pytest.mark.parametrize(
    "question", ["有几篇文章?", "一共有多少份材料", "资料库里有哪些文件?", "资料里有什么?"]
)
def test_the_papers_are_counted_and_named(two: Answerer, question: str):
    reply = two.reply(question)

    assert isinstance(reply, Answer)
    assert reply.answer == "2篇"
    assert "《白石高新区复工》[1]" in reply.lead
    assert "《青河春耕》[2]" in reply.lead


@pytest.mark.parametrize("question", ["资料里有哪些企业?", "有几个文件提到种子?"])
def test_what_they_hold_is_another_question(two: Answerer, question: str):
    reply = two.reply(question)

    assert not isinstance(reply, Answer) or reply.answer != "2篇"


def test_files_are_counted_where_files_are_asked_for(over: Over):
    one = over(both="# 白石高新区复工\n\n企业复工率95%。\n\n# 青河春耕\n\n备好种子。\n")

    reply = one.reply("有多少个文件?")

    assert isinstance(reply, Answer)
    assert reply.answer == "1个"
