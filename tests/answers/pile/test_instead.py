"""A figure that is told of a question's subject takes the place of one that is not sure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answers.pile.cells import Cell
from answers.pile.instead import figure_instead
from answers.types import Answer
from tests.answers.conftest import Over

_REPORT = """# 湖南省2026年政府工作报告

## 一、2025年工作回顾

过去一年,全省地区生产总值增长4.8%,城镇新增就业82.7万人。高标准农田累计建成4808万亩。

## 二、2026年工作安排

今年发展的主要预期目标是:地区生产总值增长5%左右,城镇新增就业70万人。新建改造高标准农田200万亩以上。
"""


@pytest.fixture
def unsure(over: Over) -> Answer:
    reply = over(hunan=_REPORT).reply("湖南省的高标准农田有多少亩?")
    assert isinstance(reply, Answer)
    return replace(reply, answer="200万亩以上", confidence=0.6)


@pytest.fixture
def told(over: Over) -> Cell:
    answerer = over(hunan=_REPORT)
    cell = answerer._entrance._tables.fact_of(answerer.understand("湖南省的高标准农田有多少亩?"), None)
    assert cell is not None
    return replace(cell, confidence=0.9)


def test_a_surer_figure_is_given_with_its_sentence_first_and_the_others_beside(unsure: Answer, told: Cell):
    reply = figure_instead(unsure, lambda: told)

    assert isinstance(reply, Answer)
    assert reply.answer == "4808万亩"
    assert "累计建成4808万亩" in reply.citations[0].quote.text
    own = reply.citations[0].quote
    beside = [one.quote for one in unsure.citations if one.quote.passage.id != own.passage.id]
    assert [one.quote for one in reply.citations[1:]] == beside
    assert [one.n for one in reply.citations] == list(range(1, len(reply.citations) + 1))


@pytest.mark.parametrize("answer", ["4808万亩", "累计4808万亩"])
def test_the_same_figure_changes_nothing(unsure: Answer, told: Cell, answer: str):
    same = replace(unsure, answer=answer)

    assert figure_instead(same, lambda: told) is same


def test_a_figure_that_is_not_sure_itself_changes_nothing(unsure: Answer, told: Cell):
    assert figure_instead(unsure, lambda: replace(told, confidence=0.5)) is unsure
    assert figure_instead(unsure, lambda: None) is unsure


def test_nobody_asks_the_facts_where_a_reply_is_sure(unsure: Answer):
    def never() -> Cell:
        raise AssertionError("the facts were asked")

    reply = replace(unsure, confidence=0.8)
    assert figure_instead(reply, never) is reply


def test_what_was_merely_related_is_an_answer_where_the_facts_are_sure(unsure: Answer, told: Cell):
    reply = figure_instead(replace(unsure, is_sure=False, answer=None), lambda: told)

    assert isinstance(reply, Answer)
    assert (reply.answer, reply.is_sure) == ("4808万亩", True)


def test_what_is_told_of_imports_and_exports_is_not_given_for_exports(over: Over):
    text = "# 湖南省2026年政府工作报告\n\n过去一年,全省外贸进出口总额达到4.51万亿元、增长5.6%,其中出口增长10.8%。\n"
    answerer = over(trade=text)
    reply = answerer.reply("湖南省进出口总额是多少?")
    cell = answerer._entrance._tables.fact_of(answerer.understand("湖南省进出口总额是多少?"), None)
    assert isinstance(reply, Answer)
    assert cell is not None
    other = replace(reply.question, text="湖南省出口多少?", understood="湖南省出口多少?")
    unsure = replace(reply, question=other, answer="10.8%", confidence=0.6, items=(), table=())

    assert figure_instead(unsure, lambda: replace(cell, confidence=0.9)) is unsure


_RETURNED = """# 白石高新区复工有序

截至2月25日,以白石高新区2.3万家企业为基数,企业复工率91.9%,其中,规上工业企业全部复工,规上服务业企业复工993家,占总数的97%。
"""


@pytest.mark.parametrize(
    ("question", "value"), [("白石高新区规上服务业复工率", "97%"), ("白石高新区企业复工率是多少?", "91.9%")]
)
def test_a_rate_of_all_is_not_that_of_a_part_told_behind_it(over: Over, question: str, value: str):
    reply = over(returned=_RETURNED).reply(question)

    assert isinstance(reply, Answer)
    assert reply.answer == value
