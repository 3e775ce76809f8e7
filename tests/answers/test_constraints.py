"""What the clause of a candidate says other than the question: negated, planned, before a change, a level for a change."""

from __future__ import annotations

import pytest

from answers.constraints import Said, asks_change, change, order, polarity, status
from tests.answers.conftest import Over, short


@pytest.mark.parametrize(
    ("question", "clause", "words", "value"),
    [
        ("合格产品有几批?", "抽检不合格产品3批", ["合格", "产品"], -1),
        ("合格产品有几批?", "抽检合格产品97批", ["合格", "产品"], 0),
        ("未参保人员多少名?", "参保人员812名", ["参保", "人员"], -1),
        ("未参保人员多少名?", "尚未参保人员31名", ["参保", "人员"], 1),
        ("公有制企业多少家?", "非公有制企业310家", ["公有制", "企业"], -1),
        ("没有开工的项目几个?", "开工项目12个", ["开工", "项目"], -1),
        ("在建项目几个?", "建成项目4个", ["在建", "项目"], 0),
    ],
)
def test_polarity(question: str, clause: str, words: list[str], value: int):
    assert polarity(question, Said(clause, len(clause) - 2), words) == value


@pytest.mark.parametrize(
    ("question", "said", "value"),
    [
        ("全年目标是多少亩?", Said("已完成造林3.2万亩", 5), -1),
        ("已经造林多少亩?", Said("全年任务造林5万亩", 6), -1),
        ("已经造林多少亩?", Said("已完成造林3.2万亩", 5), 1),
        ("计划造林多少亩?", Said("全年任务造林5万亩", 6), 1),
        ("去年造林多少亩?", Said("造林5万亩", 2, "三、2025年重点工作"), -1),
        ("去年造林多少亩?", Said("造林3.2万亩", 2, "一、2024年工作回顾"), 1),
        ("去年造林多少亩?", Said("造林5万亩", 2, "关于2025年工作", "2025年"), -1),
        ("造林多少亩?", Said("全年任务造林5万亩", 6), 0),
        # a word for what is finished tells nothing behind a target
        ("建成的目标是多少亩?", Said("建成农田5万亩", 4, before="年初定下目标,"), 0),
        # what is finished in a section on what is to be done is to be finished
        ("去年通车多少公里?", Said("建成通车210公里", 4, "二、下一步工作打算"), -1),
    ],
)
def test_status(question: str, said: Said, value: int):
    assert status(question, said) == value


@pytest.mark.parametrize(
    ("question", "start", "value"),
    [
        ("现在有多少张床?", 5, -1),
        ("现在有多少张床?", 13, 1),
        ("原来有多少张床?", 5, 1),
        ("原有床位多少张?", 13, -1),
        ("有多少张床?", 5, -1),
    ],
)
def test_order_of_before_and_after(question: str, start: int, value: int):
    assert order(question, Said("医院床位由320张扩容到500张", start)) == value


@pytest.mark.parametrize(
    ("question", "clause", "start", "value"),
    [
        ("比上年增加了多少?", "全年接待游客420万人次", 6, -1),
        ("比上年增加了多少?", "比上年增加36万人次", 5, 1),
        ("接待游客多少人次?", "全年接待游客420万人次", 6, 0),
        ("增加了多少?", "增加到456万人次", 3, -1),
    ],
)
def test_change_against_level(question: str, clause: str, start: int, value: int):
    assert change(question, Said(clause, start)) == value


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("抽检不合格产品3批,合格产品97批。", "合格产品有几批?", "97批"),
        ("抽检不合格产品3批,合格产品97批。", "不合格产品有几批?", "3批"),
        ("全年任务为造林5万亩,已完成3.2万亩。", "已完成造林多少亩?", "3.2万亩"),
        ("全年任务为造林5万亩,已完成3.2万亩。", "造林任务是多少亩?", "5万亩"),
        ("医院床位由320张扩容到500张。", "扩容后床位多少张?", "500张"),
        ("医院床位由320张扩容到500张。", "原来床位多少张?", "320张"),
    ],
)
def test_the_clause_that_says_what_is_asked_answers(over: Over, text: str, question: str, answer: str):
    assert short(over(paper=f"# 简报\n\n{text}\n").reply(question)) == answer


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("抽检不合格产品3批。", "合格产品有几批?"),
        ("尚未参保人员31名。", "参保人员有多少名?"),
        ("今年计划造林5万亩。", "去年造林多少亩?"),
    ],
)
def test_the_contrary_of_what_is_asked_is_no_answer(over: Over, text: str, question: str):
    assert short(over(paper=f"# 简报\n\n{text}\n").reply(question)) is None


@pytest.mark.parametrize("question", ["保额至少多少?", "补贴最高多少?", "至多多少人?", "最低多少元?"])
def test_the_least_and_the_most_that_there_is_are_no_change(question: str):
    assert not asks_change(question)


def test_what_is_not_allowed_is_denied_whatever_stands_between():
    said = Said("三年内不准其申请各类补贴", 0)

    assert polarity("几年之内不能再申请?", said, ["申请"]) == 1
